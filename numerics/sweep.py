"""Closed forms over named axes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import numpy as np

from numerics.arguments import Array, accepts, checked, read_only, taken


@dataclass(frozen=True, eq=False)
class Grid:
    """Values of one quantity over the product of named axes.

    Attributes
    ----------
    quantity : what the values are: the function's name, or the parameter that was solved for.
    names : names of the axes, in the order of the array's axes.
    axes : one 1-D array an axis, in that order.
    fixed : the other parameters, name to number.
    values : (len(axes[0]), len(axes[1]), ..., *tail); the tail is empty for a scalar quantity, (n, n) for a matrix.
    """

    quantity: str
    names: tuple[str, ...]
    axes: tuple[Array, ...]
    fixed: Mapping[str, Any]
    values: Array

    def __post_init__(self) -> None:
        object.__setattr__(self, "fixed", MappingProxyType(dict(self.fixed)))
        object.__setattr__(self, "axes", tuple(read_only(axis) for axis in self.axes))
        object.__setattr__(self, "values", read_only(self.values))

    def axis(self, name: str) -> Array:
        """The values along the axis of that name."""
        if name not in self.names:
            raise ValueError(f"Argument `name` must be one of {', '.join(self.names) or 'no axes'}, but got {name!r}")
        return self.axes[self.names.index(name)]


def sweep(function: Callable[..., Any], /, **axes_and_values: Any) -> Grid:
    """`function` over the product of the 1-D arrays given, in the order given; numbers are held fixed.

    ``sweep(module.n_2, Delta=np.linspace(-5, 5, 101), F=np.linspace(0, 2, 41), kappa=1.0)`` has values (101, 41).

    Parameters
    ----------
    function : takes its parameters by name and broadcasts; a scalar, or a matrix in the last two axes.
    axes_and_values : 1-D arrays become axes, numbers are fixed.  Parameters that `function` does not take but its
        module names in ``PARAMETERS`` are allowed: fixed ones are left aside, and along an axis the values repeat.

    Raises
    ------
    ValueError : on an unknown name (near ones are offered), a missing one, an array that is empty or has more than
        one axis, nan.
    """
    axes, fixed = split(function, axes_and_values)
    open_grid = _open(axes, fixed)
    values = np.asarray(function(**taken(function, open_grid)))
    shape = tuple(len(axis) for axis in axes.values())
    # Every argument has as many axes as the grid, so whatever the values have beyond is the quantity's own.
    tail = values.shape[len(shape) :]
    values = np.broadcast_to(values, shape + tail)
    name = getattr(function, "__name__", "value")
    return Grid(name, tuple(axes), tuple(axes.values()), fixed, values)


def split(function: Callable[..., Any], axes_and_values: Mapping[str, Any]) -> tuple[dict[str, Array], dict[str, Any]]:
    """The 1-D arrays, and the numbers, among the named values; all finite, known, and enough to call `function`."""
    known = dict.fromkeys([*accepts(function), *getattr(function, "__globals__", {}).get("PARAMETERS", ())])
    values = checked(axes_and_values, known)
    taken(function, values)
    for name, value in values.items():
        if value.ndim > 1 or value.size == 0:
            raise ValueError(f"Argument `{name}` must be a number or a 1-D array, but got shape {value.shape}")
    axes = {name: value for name, value in values.items() if value.ndim == 1}
    return axes, {name: value.item() for name, value in values.items() if value.ndim == 0}


def _open(axes: Mapping[str, Array], fixed: Mapping[str, Any]) -> dict[str, Array]:
    """Every parameter with as many axes as the grid: an axis along its own, a number of length one along all."""
    depth = len(axes)
    grid = {
        name: axis.reshape((1,) * place + (-1,) + (1,) * (depth - place - 1))
        for place, (name, axis) in enumerate(axes.items())
    }
    return grid | {name: np.reshape(value, (1,) * depth) for name, value in fixed.items()}
