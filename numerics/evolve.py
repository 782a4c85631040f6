"""Moments in time: an exact propagator where the equations are linear, an implicit integrator where they are not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from numerics.arguments import Array, Moments, as_tolerance, checked, common_shape, finite, real
from numerics.points import Points, state_type
from numerics.propagate import propagate
from numerics.radau import integrate
from numerics.solution import Solution

# Below this the rounding of a step, some ten spacings of a float, is no longer small beside the tolerance.
_LEAST_RTOL = 100 * np.finfo(float).eps


def evolve(
    module: Moments,
    y0: Array,
    times: Array,
    parameters: Mapping[str, Any],
    rtol: float = 1e-10,
    atol: float = 1e-12,
) -> Solution:
    """The moments y(t) of `module` at `times`, with y = y0 at the first of them, for every parameter point at once.

    The equations do not contain the time itself.  Stiff ones cost no more than others: rates of 1e9 per unit of time
    and times from 1e-12 to 1e-2 units are what the integrator is made for.  Each point has its own steps, and all of
    them share each call of the module: a thousand parameter sets in one call take as long as some thirty one by one.

    Parameters
    ----------
    module : a generated module (`numerics.arguments.Moments`).
    y0 : (..., n) initial moments in the order of ``module.STATES``; leading axes broadcast with the parameters.
    times : (k,) strictly increasing, equally spaced or not, in the inverse unit of the rates.
    parameters : name to number or array; the arrays' shapes broadcast to the points (...).
    rtol, atol : of the integrator, for what one step adds to the error of a component: ``atol + rtol * abs(y)``, at
        the ends of steps as well as at times between them.  The error at the end of many steps is that of
        all of them, carried along by the equations: of the order of `rtol` where the motion is damped.  A module with
        ``LINEAR = True`` is propagated by matrix exponentials, which are exact to rounding whatever these two are.

    Returns
    -------
    Solution with values (..., k, n), real where the module says ``DTYPE = "real"`` and complex otherwise.  A
    failed point keeps what was computed before it failed and is nan afterwards: `NOT_FINITE` on overflow or where the
    equations are undefined, `STEP_TOO_SMALL` where the integrator stops.  Statistics: ``method``, and ``exponentials``,
    their number, or ``evaluations``, how often rhs was called, with ``steps`` and ``rejected`` over the points.

    Raises
    ------
    ValueError : on wrong shapes, nan, unknown or missing parameters, times that do not increase, tolerances that are
        not positive, complex `y0` of real states, and on a module that calls itself linear and is not.

    Linear combinations of the moments that the equations conserve are conserved up to the rounding with which rhs
    itself conserves them: 1e-16 of the terms that cancel in it, times the time.  The integrator is Radau IIA
    with the analytic Jacobian and nine stages (order 17 at the ends of steps, 9 between them), five above a tolerance
    of 1e-6.
    """
    rtol, atol = as_tolerance("rtol", rtol, _LEAST_RTOL), as_tolerance("atol", atol)
    size = len(module.STATES)
    start = real("y0", y0) if state_type(module).kind == "f" else finite("y0", y0).astype(complex)
    if start.shape[-1:] != (size,):
        raise ValueError(f"Argument `y0` must have shape (..., {size}), one element a state, but got {start.shape}")
    grid = _increasing(times)
    values = checked(parameters, module.PARAMETERS)
    shape = common_shape(y0=start.shape[:-1], **{name: value.shape for name, value in values.items()})
    if getattr(module, "LINEAR", False):
        return propagate(module, start, grid, values)
    flat = np.broadcast_to(start, (*shape, size)).reshape(-1, size)
    y, codes, counts = integrate(Points(module, values, shape), np.arange(len(flat)), flat, grid, rtol, atol)
    statistics = {name: count.reshape(shape) if count.ndim else int(count) for name, count in counts.items()}
    return Solution(y.reshape(*shape, len(grid), size), codes.reshape(shape), {"method": "Radau"} | statistics)


def _increasing(times: Array) -> Array:
    grid = real("times", times)
    if grid.ndim != 1 or len(grid) == 0 or (np.diff(grid) <= 0).any():
        raise ValueError(f"Argument `times` must be one strictly increasing row, but got shape {grid.shape}; sort it")
    return grid
