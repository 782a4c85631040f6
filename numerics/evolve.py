"""Moments in time: an exact propagator where the equations are linear, an implicit integrator where they are not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from scipy.integrate import Radau
from scipy.linalg import expm

from numerics.arguments import Array, Moments, as_tolerance, checked, common_shape, finite, real, taken
from numerics.solution import Solution, Status

# The smallest relative tolerance that scipy.integrate honours.
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

    Parameters
    ----------
    module : a generated module (`numerics.arguments.Moments`).
    y0 : (..., n) initial moments in the order of ``module.STATES``; leading axes broadcast with the parameters.
    times : (k,) strictly increasing, equally spaced or not, in the inverse unit of the rates.
    parameters : name to number or array; the arrays' shapes broadcast to the points (...).
    rtol, atol : local error of the integrator, relative and absolute; a module with ``LINEAR = True`` is propagated
        by matrix exponentials, which are exact to rounding whatever these two are.

    Returns
    -------
    Solution with complex values (..., k, n).  A failed point keeps what was computed before it failed and is nan
    afterwards: `NOT_FINITE` on overflow, `STEP_TOO_SMALL` where the integrator stops.  Statistics: ``method``, and
    ``exponentials`` or ``evaluations``, their number.

    Raises
    ------
    ValueError : on wrong shapes, nan, unknown or missing parameters, times that do not increase, tolerances that are
        not positive, and on a module that calls itself linear and is not.
    """
    rtol, atol = as_tolerance("rtol", rtol, _LEAST_RTOL), as_tolerance("atol", atol)
    size = len(module.STATES)
    start = finite("y0", y0).astype(complex)
    if start.shape[-1:] != (size,):
        raise ValueError(f"Argument `y0` must have shape (..., {size}), one element a state, but got {start.shape}")
    grid = _increasing(times)
    values = checked(parameters, module.PARAMETERS)
    common_shape(y0=start.shape[:-1], **{name: value.shape for name, value in values.items()})
    if getattr(module, "LINEAR", False):
        return _propagate(module, start, grid, values)
    return _integrate(module, start, grid, values, rtol, atol)


def _increasing(times: Array) -> Array:
    grid = real("times", times)
    if grid.ndim != 1 or len(grid) == 0 or (np.diff(grid) <= 0).any():
        raise ValueError(f"Argument `times` must be one strictly increasing row, but got shape {grid.shape}; sort it")
    return grid


def _propagate(module: Moments, start: Array, times: Array, values: Mapping[str, Array]) -> Solution:
    """Linear systems: y(t + h) = exp(J h) y(t) + integral of exp(J s) b, read off one augmented exponential.

    The exponential of ((J, b), (0, 0)) h holds both, and needs no inverse of J, which may be singular
    (C. Van Loan, IEEE Trans. Automat. Contr. 23, 395 (1978)).
    """
    jacobian, constant, known = _affine(module, values)
    shape, size = np.broadcast_shapes(start.shape[:-1], constant.shape[:-1]), start.shape[-1]
    augmented, unit = _augmented(jacobian, constant)
    y = np.empty((*shape, len(times), size), dtype=complex)
    y[..., 0, :] = start
    propagator, previous, count = None, 0.0, 0
    with np.errstate(all="ignore"):
        for k, step in enumerate(_intervals(times)):
            if propagator is None or step != previous:
                propagator, previous, count = expm(augmented * step), step, count + 1
            moved = propagator[..., :-1, :-1] @ y[..., k, :, None] + propagator[..., :-1, -1:] * unit
            y[..., k + 1, :] = moved[..., 0]
    finished = np.isfinite(y).all(axis=(-2, -1)) & known
    y[..., 1:, :] = np.where(np.broadcast_to(known, shape)[..., None, None], y[..., 1:, :], np.nan)
    codes = np.where(finished, Status.SUCCESS.code, Status.NOT_FINITE.code)
    return Solution(y, codes, {"method": "propagator", "exponentials": count})


def _intervals(times: Array) -> list[float]:
    """The steps between `times`; all one number where the times are equally spaced within their own rounding."""
    if len(times) == 1:
        return []
    even = np.linspace(times[0], times[-1], len(times))
    if (abs(times - even) <= 2 * np.spacing(abs(times).max())).all():
        return [float(times[-1] - times[0]) / (len(times) - 1)] * (len(times) - 1)
    return [float(step) for step in np.diff(times)]


def _affine(module: Moments, values: Mapping[str, Array]) -> tuple[Array, Array, Array]:
    """f(y) = J y + b over the parameter points: J (..., n, n) and b (..., n), and the mask (...) of the points where
    both are finite; elsewhere they are put to zero."""
    size = len(module.STATES)
    shape = (*common_shape(**{name: value.shape for name, value in values.items()}), size)
    rhs, jacobian = taken(module.rhs, values, positional=1), taken(module.jacobian, values, positional=1)
    zero, probe = np.zeros(shape, dtype=complex), np.broadcast_to(np.arange(1, size + 1) + 0j, shape)
    with np.errstate(all="ignore"):
        constant = np.broadcast_to(module.rhs(zero, **rhs), shape)
        matrix = np.broadcast_to(module.jacobian(zero, **jacobian), (*shape, size))
        known = np.isfinite(constant).all(axis=-1) & np.isfinite(matrix).all(axis=(-2, -1))
        terms = (abs(matrix) @ abs(probe)[..., None])[..., 0] + abs(constant)
        error = abs(module.rhs(probe, **rhs) - constant - (matrix @ probe[..., None])[..., 0])
    # Far above rounding, far below what a product of moments does; it catches a module whose LINEAR is not true.
    if (error > 1e-6 * terms.max(axis=-1, keepdims=True))[known].any():
        raise ValueError(
            "Argument `module` must have an affine rhs and its jacobian where LINEAR is true, but got a rhs that "
            "differs from jacobian times y plus rhs at zero; set LINEAR = False or correct the jacobian"
        )
    return np.where(known[..., None, None], matrix, 0), np.where(known[..., None], constant, 0), known


def _augmented(jacobian: Array, constant: Array) -> tuple[Array, Array]:
    """((J, b/u), (0, 0)) and u, a power of two: b no larger than J spares the exponential needless squarings."""
    size = constant.shape[-1]
    largest, scale = abs(constant).max(axis=-1), abs(jacobian).max(axis=(-2, -1))
    ratio = np.divide(largest, scale, out=np.ones_like(largest), where=(scale > 0) & (largest > 0))
    unit = np.exp2(np.ceil(np.log2(ratio)))[..., None, None]
    matrix = np.zeros((*constant.shape[:-1], size + 1, size + 1), dtype=complex)
    matrix[..., :-1, :-1] = jacobian
    matrix[..., :-1, -1:] = constant[..., None] / unit
    return matrix, unit


def _integrate(
    module: Moments, start: Array, times: Array, values: Mapping[str, Array], rtol: float, atol: float
) -> Solution:
    """Any system, point by point: each has its own stiffness, and so its own steps."""
    shape, size = np.broadcast_shapes(start.shape[:-1], *(value.shape for value in values.values())), start.shape[-1]
    start = np.broadcast_to(start, (*shape, size)).reshape(-1, size)
    flat = {name: np.broadcast_to(value, shape).ravel() for name, value in values.items()}
    y = np.full((len(start), len(times), size), np.nan, dtype=complex)
    codes, evaluations = np.empty(len(start), dtype=int), 0
    for point in range(len(start)):
        system = _RealSystem(module, {name: value[point] for name, value in flat.items()})
        y[point], status, count = system.solve(start[point], times, rtol, atol)
        codes[point], evaluations = status.code, evaluations + count
    statistics = {"method": "Radau", "evaluations": evaluations}
    return Solution(y.reshape(*shape, len(times), size), codes.reshape(shape), statistics)


class _Undefined(ArithmeticError):
    """The right-hand side left the finite numbers; never seen outside this file."""


class _RealSystem:
    """One parameter point as a real system (Re y, Im y), as Radau's method is written for real unknowns."""

    def __init__(self, module: Moments, values: Mapping[str, Array]) -> None:
        self._module = module
        self._rhs, self._jacobian = taken(module.rhs, values, 1), taken(module.jacobian, values, 1)
        self.evaluations = 0

    def solve(self, start: Array, times: Array, rtol: float, atol: float) -> tuple[Array, Status, int]:
        """Moments (k, n), nan after the last time reached; the status; and how often rhs was evaluated."""
        y = np.full((len(times), len(start)), np.nan, dtype=complex)
        y[0] = start
        if len(times) == 1:
            return y, Status.SUCCESS, 0
        stacked, reached = np.concatenate([start.real, start.imag]), 1
        try:
            with np.errstate(all="ignore"):
                solver = Radau(self.rhs, times[0], stacked, times[-1], rtol=rtol, atol=atol, jac=self.jacobian)
                while solver.status == "running":
                    solver.step()
                    if solver.status == "failed":
                        return y, Status.STEP_TOO_SMALL, self.evaluations
                    passed = int(np.searchsorted(times, solver.t, side="right"))
                    y[reached:passed] = _joined(solver.dense_output()(times[reached:passed])).T
                    reached = passed
        except _Undefined:
            return y, Status.NOT_FINITE, self.evaluations
        return y, Status.SUCCESS, self.evaluations

    def rhs(self, _: float, stacked: Array) -> Array:
        self.evaluations += 1
        value = np.asarray(self._module.rhs(_joined(stacked), **self._rhs))
        return self._finite(np.concatenate([value.real, value.imag]))

    def jacobian(self, _: float, stacked: Array) -> Array:
        value = np.asarray(self._module.jacobian(_joined(stacked), **self._jacobian))
        return self._finite(np.block([[value.real, -value.imag], [value.imag, value.real]]))

    @staticmethod
    def _finite(value: Array) -> Array:
        if not np.isfinite(value).all():
            raise _Undefined
        return value


def _joined(stacked: Array) -> Array:
    half = len(stacked) // 2
    return stacked[:half] + 1j * stacked[half:]
