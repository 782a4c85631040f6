"""Where a closed form takes a given value: one parameter as a function of the others."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from scipy.optimize import elementwise

from numerics.arguments import Array, accepts, interval, real, taken
from numerics.sweep import Grid, split

_EPS = np.finfo(float).eps


def isosurface(
    function: Callable[..., Any],
    level: float,
    /,
    *,
    over: str,
    bracket: tuple[float, float],
    samples: int = 64,
    **axes_and_values: Any,
) -> Grid:
    """The parameter `over` that makes ``function == level``, on the grid of the 1-D arrays given.

    The surfaces of Fig. 2 of Barzanjeh, Aquilina and Xuereb are three of them: ``isosurface(delta_n_2, 10,
    over="m_3", bracket=(0, 200), Delta=..., F=..., kappa=1.0, ...)``, and the same for 0 and -10.

    Parameters
    ----------
    function : real, takes its parameters by name, broadcasts.
    level : the value looked for, in the unit of `function`.
    over : name of the parameter solved for.
    bracket : (low, high), where it is looked for, ends included.
    samples : points on the bracket between which a change of sign is looked for; two roots closer together than
        their spacing may be missed.
    axes_and_values : as in `numerics.sweep.sweep`.

    Returns
    -------
    Grid of quantity `over`.  Where there are several roots the lowest one is given; nan where there is none in the
    bracket, or where ``function == level`` for every value of `over`.

    Notes
    -----
    Where `function` is affine in `over` (seen at three points and verified at the root) the secant through the ends is
    the answer; elsewhere samples bracket the root and Chandrupatla's method refines it to rounding.  A change of sign
    at a pole is not a root.

    Raises
    ------
    ValueError : as `sweep`, and on a bracket that does not increase, on complex values.
    """
    low, high = interval("bracket", bracket)
    if samples < 2:
        raise ValueError(f"Argument `samples` must be at least 2, but got {samples}")
    target = real("level", level)
    if target.ndim:
        raise ValueError(f"Argument `level` must be one number, but got shape {target.shape}; call once a level")
    axes, fixed = _rest(function, over, low, axes_and_values)
    shape = tuple(len(axis) for axis in axes.values())
    section = _Section(function, over, float(target), _flat(axes, fixed))
    everywhere = np.arange(math.prod(shape))
    roots, affine = _secant(section, low, high, everywhere)
    bent = everywhere[~affine]
    if len(bent):
        roots[bent] = _refined(section, *_bracketed(section, np.linspace(low, high, samples), bent), bent)
    return Grid(over, tuple(axes), tuple(axes.values()), fixed, roots.reshape(shape))


@dataclass(frozen=True, eq=False)
class _Section:
    """``function - level`` along `over`, over a flat list of grid points."""

    function: Callable[..., Any]
    over: str
    level: float
    flat: Mapping[str, Array]

    def __call__(self, x: Array | float, where: Array) -> Array:
        """(k,) at `x` (a number or (k,)) for the grid points `where` (k,)."""
        index = where.astype(int)
        arguments = {name: values[index] for name, values in self.flat.items()}
        arguments[self.over] = np.broadcast_to(np.asarray(x, dtype=float), index.shape)
        with np.errstate(all="ignore"):
            value = np.asarray(self.function(**taken(self.function, arguments)))
        if np.iscomplexobj(value):
            # A closed form with complex parameters may keep an imaginary part of the size of rounding.
            if (abs(value.imag) > 1e-9 * abs(value)).any():
                raise ValueError(
                    "Argument `function` must be real, but got complex values; wrap it to take the real part"
                )
            value = value.real
        return np.asarray(np.broadcast_to(value, index.shape) - self.level)


def _rest(
    function: Callable[..., Any], over: str, low: float, axes_and_values: Mapping[str, Any]
) -> tuple[dict[str, Array], dict[str, Any]]:
    """Axes and fixed parameters without `over`, which must not be among them."""
    if over in axes_and_values:
        raise ValueError(f"Argument `{over}` must be left out, but got a value; it is what is solved for")
    if over not in accepts(function):
        raise ValueError(f"Argument `over` must be a parameter of the function, but got {over!r}; it takes others only")
    axes, fixed = split(function, {**axes_and_values, over: low})
    del fixed[over]
    return axes, fixed


def _flat(axes: Mapping[str, Array], fixed: Mapping[str, Any]) -> dict[str, Array]:
    """Every parameter as one value a grid point, in C order."""
    mesh = np.meshgrid(*axes.values(), indexing="ij")
    count = math.prod(len(axis) for axis in axes.values())
    flat = {name: array.ravel() for name, array in zip(axes, mesh, strict=True)}
    return flat | {name: np.full(count, value) for name, value in fixed.items()}


def _secant(section: _Section, low: float, high: float, where: Array) -> tuple[Array, Array]:
    """(k,) roots where the section is affine (nan if outside the bracket), and the mask of those points."""
    f_low, f_high = section(low, where), section(high, where)
    # No symmetry about the middle makes a bent curve pass through the chord at the golden section.
    fraction = (3 - np.sqrt(5)) / 2
    inner = section(low + fraction * (high - low), where)
    scale = np.maximum(abs(f_low), abs(f_high)) + abs(section.level)
    with np.errstate(all="ignore"):
        straight = abs(inner - ((1 - fraction) * f_low + fraction * f_high)) <= 64 * _EPS * scale
        roots = np.where(f_low == f_high, np.nan, low + (high - low) * (f_low / (f_low - f_high)))
        slack = 4 * _EPS * max(abs(low), abs(high))
        roots[(roots < low - slack) | (roots > high + slack)] = np.nan
    roots = np.clip(roots, low, high)
    inside = straight & np.isfinite(roots)
    verified = abs(section(roots[inside], where[inside])) <= 256 * _EPS * scale[inside]
    straight[np.flatnonzero(inside)[~verified]] = False
    return roots, straight


def _bracketed(section: _Section, points: Array, where: Array) -> tuple[Array, Array]:
    """(k,) ends of the first interval between `points` where the sign changes; nan where there is none."""
    left, right = np.full(len(where), np.nan), np.full(len(where), np.nan)
    before = section(points[0], where)
    for start, end in pairwise(points):
        after = section(end, where)
        # Not `before * after <= 0`: the product may underflow.
        crosses = (np.sign(before) * np.sign(after) <= 0) & np.isfinite(before) & np.isfinite(after) & np.isnan(left)
        left[crosses], right[crosses] = start, end
        before = after
    return left, right


def _refined(section: _Section, left: Array, right: Array, where: Array) -> Array:
    """(k,) roots inside the brackets, nan without a bracket and at poles."""
    roots = np.full(len(where), np.nan)
    have = np.flatnonzero(np.isfinite(left))
    if not len(have):
        return roots
    ends, index = (left[have], right[have]), where[have]
    with np.errstate(all="ignore"):
        found = elementwise.find_root(section, ends, args=(index.astype(float),))
    scale = np.maximum(abs(section(ends[0], index)), abs(section(ends[1], index)))
    # Across a pole the sign changes too, but the values grow instead of falling.
    real_root = found.success & (abs(found.f_x) <= np.sqrt(_EPS) * scale)
    roots[have] = np.where(real_root, found.x, np.nan)
    return roots
