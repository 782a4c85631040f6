"""What an argument must be, and which named values a generated function takes."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Collection, Mapping
from difflib import get_close_matches
from numbers import Complex, Real
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]


class Moments(Protocol):
    """What the solvers read of a generated module; a plain namespace serves as well.

    `PARAMETERS` and `STATES` are tuples of names.  ``rhs(y, **parameters)`` maps (..., n) to (..., n), and
    ``jacobian(y, **parameters)`` to (..., n, n) with element (i, j) the derivative of ``rhs[i]`` by ``y[j]``; both
    broadcast y's leading axes with the parameters.  Where the attribute `LINEAR` exists and is true, rhs is
    affine in y.
    """

    @property
    def PARAMETERS(self) -> tuple[str, ...]: ...
    @property
    def STATES(self) -> tuple[str, ...]: ...
    @property
    def rhs(self) -> Callable[..., Array]: ...
    @property
    def jacobian(self) -> Callable[..., Array]: ...


def finite(name: str, value: Any) -> Array:
    """`value` as an array of float64 or complex128, every element finite.

    Raises
    ------
    ValueError : if it is not numeric, or an element is nan or infinite (its index is named).
    """
    # An exact number (a fraction, an integer beyond 64 bits) would make an array of objects.
    if isinstance(value, Complex):
        value = float(value) if isinstance(value, Real) else complex(value)
    try:
        array = np.asarray(value)
    except ValueError:
        raise ValueError(f"Argument `{name}` must be a number or a regular array, but got ragged rows") from None
    if array.dtype.kind not in "biufc":
        raise ValueError(f"Argument `{name}` must be numeric, but got {array.dtype} ({_short(value)})")
    # Integers would make negative powers fail and products wrap around.
    array = array.astype(np.complex128 if array.dtype.kind == "c" else np.float64, copy=False)
    bad = np.argwhere(~np.isfinite(array))
    if len(bad):
        index = tuple(int(i) for i in bad[0])
        place = f" at index {index}" if index else ""
        raise ValueError(
            f"Argument `{name}` must be finite, but got {array[index]}{place}; leave such points out before the call"
        )
    return array


def real(name: str, value: Any) -> Array:
    """As `finite`, and of real type."""
    array = finite(name, value)
    if array.dtype.kind == "c":
        raise ValueError(
            f"Argument `{name}` must be real, but got complex numbers; pass its real part if that is meant"
        )
    return array


def square(name: str, value: Any) -> Array:
    """As `real`, and of shape (..., n, n) with n >= 1."""
    array = real(name, value)
    if array.ndim < 2 or array.shape[-1] != array.shape[-2] or array.shape[-1] == 0:
        raise ValueError(f"Argument `{name}` must have shape (..., n, n), but got {array.shape}")
    return array


def as_tolerance(name: str, value: float, least: float = 0.0) -> float:
    """A positive tolerance below one, no smaller than `least`."""
    number = real(name, value)
    if number.ndim or not 0.0 < number < 1.0 or number < least:
        floor = f"between {least:g} and 1" if least else "positive and below 1"
        raise ValueError(f"Argument `{name}` must be one number {floor}, but got {_short(value)}")
    return float(number)


def positive(name: str, value: Any) -> float:
    """One positive number."""
    number = real(name, value)
    if number.ndim or not number > 0:
        raise ValueError(f"Argument `{name}` must be one positive number, but got {_short(value)}")
    return float(number)


def interval(name: str, value: tuple[float, float]) -> tuple[float, float]:
    """Two real ends, the first below the second."""
    ends = real(name, value)
    if ends.shape != (2,) or not ends[0] < ends[1]:
        raise ValueError(f"Argument `{name}` must be (low, high) with low < high, but got {_short(value)}")
    return float(ends[0]), float(ends[1])


def common_shape(**shapes: tuple[int, ...]) -> tuple[int, ...]:
    """The shape that all the named shapes broadcast to."""
    try:
        return np.broadcast_shapes(*shapes.values())
    except ValueError:
        got = ", ".join(f"{name} {shape}" for name, shape in shapes.items() if shape)
        raise ValueError(f"Leading axes must broadcast together, but got {got}; add axes of length 1") from None


def checked(parameters: Mapping[str, Any], known: Collection[str]) -> dict[str, Array]:
    """Finite arrays by name, in the order given.

    Raises
    ------
    ValueError : if a name is not among `known` (near names are offered), or a value is not finite.
    """
    if not isinstance(parameters, Mapping):
        raise ValueError(f"Argument `parameters` must map names to values, but got {_short(parameters)}")
    for name in parameters:
        if name not in known:
            near = get_close_matches(str(name), known, n=3)
            hint = f"did you mean {' or '.join(f'`{n}`' for n in near)}?" if near else f"known are {_listed(known)}"
            raise ValueError(f"Argument `{name}` must be one of the parameters, but got an unknown name; {hint}")
    return {name: finite(name, value) for name, value in parameters.items()}


def accepts(function: Callable[..., Any], positional: int = 0) -> dict[str, bool]:
    """The names `function` takes after its first `positional` arguments, each with whether it must be given."""
    try:
        parameters = list(inspect.signature(function).parameters.values())[positional:]
    except (TypeError, ValueError):
        parameters = None
    # A function that takes any name whatever cannot tell a misspelt one.
    if parameters is None or any(p.kind is inspect.Parameter.VAR_KEYWORD for p in parameters):
        raise ValueError(
            f"Argument `function` must be a function with named parameters, but got {_short(function)}; "
            "wrap it in one that names them"
        ) from None
    named = (inspect.Parameter.KEYWORD_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
    return {p.name: p.default is inspect.Parameter.empty for p in parameters if p.kind in named}


def taken(function: Callable[..., Any], values: Mapping[str, Array], positional: int = 0) -> dict[str, Array]:
    """Those of `values` that `function` takes by name.

    Raises
    ------
    ValueError : if a parameter without a default is not among `values`.
    """
    names = accepts(function, positional)
    missing = [name for name, needed in names.items() if needed and name not in values]
    if missing:
        called = getattr(function, "__name__", "function")
        raise ValueError(
            f"Argument `parameters` must name everything `{called}` takes, but {_listed(missing)} is missing"
        )
    return {name: value for name, value in values.items() if name in names}


def call(function: Callable[..., Any], parameters: Mapping[str, Any], known: Collection[str]) -> Array:
    """``function(**parameters)`` with finite values, leaving out the known parameters that it does not take.

    Example: ``call(module.drift, parameters, module.PARAMETERS)``.
    """
    return np.asarray(function(**taken(function, checked(parameters, known))))


def read_only(array: Array) -> Array:
    """A view of `array` that cannot be written through, for frozen records."""
    view = np.asarray(array).view()
    view.flags.writeable = False
    return view


def _listed(names: Collection[str]) -> str:
    return ", ".join(f"`{name}`" for name in names) or "none"


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}..."
