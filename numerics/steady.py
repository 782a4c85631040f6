"""Steady states of moment equations dy/dt = f(y): one linear solve where f is affine, damped Newton where it is not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from numerics import linear
from numerics.arguments import Array, Moments, as_tolerance, checked, common_shape, finite, taken
from numerics.solution import Solution, Status

_EPS = np.finfo(float).eps


def steady_state(
    module: Moments,
    parameters: Mapping[str, Any],
    start: Array | None = None,
    rtol: float = 1e-10,
    atol: float = 1e-12,
    max_iterations: int = 100,
) -> Solution:
    """The attracting fixed point of the moments of `module`, at every parameter point.

    Parameters
    ----------
    module : a generated module (`numerics.arguments.Moments`).
    parameters : name to number or array; the arrays' shapes broadcast to the points (...).  Names of the module that
        rhs and jacobian do not take are left aside.
    start : (..., n) where Newton's iteration begins, zero by default.  A module with ``LINEAR = True`` has one
        fixed point and is solved directly, whatever the start and the three arguments below.
    rtol, atol : Newton ends when its step is below ``atol + rtol * abs(y)`` in every component.
    max_iterations : Newton steps before a point is given up as `STEP_LIMIT`.

    Returns
    -------
    Solution with complex values (..., n), in the order of ``module.STATES``.  A point is `SINGULAR` where the Jacobian
    loses rank (statistics["nullity"] counts the conserved combinations), `UNSTABLE` where the fixed point does not
    attract.  Statistics over the points: ``nullity``, ``condition`` (rows scaled), ``spectral_abscissa``, ``residual``
    (largest component of f relative to its terms) and ``iterations``.

    Raises
    ------
    ValueError : on unknown, missing or non-finite parameters, shapes that do not broadcast, tolerances out of range.
    """
    rtol, atol = as_tolerance("rtol", rtol), as_tolerance("atol", atol)
    if max_iterations < 1:
        raise ValueError(f"Argument `max_iterations` must be at least 1, but got {max_iterations}")
    points = _Points(module, parameters, start)
    if getattr(module, "LINEAR", False):
        y, codes, iterations = _fixed_point(points)
    else:
        y, codes, iterations = _newton(points, rtol, atol, max_iterations)
    return _judged(points, y, codes, iterations)


class _Points:
    """The module's functions over a flat list of parameter points."""

    def __init__(self, module: Moments, parameters: Mapping[str, Any], start: Array | None) -> None:
        size = len(module.STATES)
        values = checked(parameters, module.PARAMETERS)
        y = np.zeros(size) if start is None else finite("start", start)
        if y.shape[-1:] != (size,):
            raise ValueError(f"Argument `start` must have shape (..., {size}), one element a state, but got {y.shape}")
        self.shape = common_shape(start=y.shape[:-1], **{name: value.shape for name, value in values.items()})
        self.start = np.broadcast_to(y, (*self.shape, size)).reshape(-1, size).astype(complex)
        self._module = module
        flat = {name: np.broadcast_to(value, self.shape).ravel() for name, value in values.items()}
        self._rhs = taken(module.rhs, flat, positional=1)
        self._jacobian = taken(module.jacobian, flat, positional=1)

    def rhs(self, y: Array, where: Array) -> Array:
        """f (k, n) at y (k, n), with the parameters of the k points `where`."""
        with np.errstate(all="ignore"):
            value = self._module.rhs(y, **{name: values[where] for name, values in self._rhs.items()})
        return np.broadcast_to(value, y.shape)

    def jacobian(self, y: Array, where: Array) -> Array:
        """df_i/dy_j (k, n, n) at y (k, n), with the parameters of the k points `where`."""
        with np.errstate(all="ignore"):
            value = self._module.jacobian(y, **{name: values[where] for name, values in self._jacobian.items()})
        return np.broadcast_to(value, (*y.shape, y.shape[-1]))


def _step(jacobian: Array, f: Array) -> tuple[Array, Array]:
    """Newton's step -J^-1 f (k, n), nan where there is none, and a code a point."""
    step = np.full_like(f, np.nan)
    codes = np.full(len(f), Status.NOT_FINITE.code)
    known = np.flatnonzero(np.isfinite(jacobian).all(axis=(-2, -1)) & np.isfinite(f).all(axis=-1))
    matrix, right = linear.balanced(jacobian[known], f[known, :, None])
    lost, _ = linear.nullity(matrix)
    codes[known] = np.where(lost > 0, Status.SINGULAR.code, Status.SUCCESS.code)
    regular = lost == 0
    step[known[regular]] = -linear.solve(matrix[regular], right[regular])[..., 0]
    return step, codes


def _fixed_point(points: _Points) -> tuple[Array, Array, Array]:
    """J y = -f(0), with one step of refinement: where rates differ by orders, it wins back the digits of the
    small components that elimination loses to the large ones."""
    everywhere = np.arange(len(points.start))
    zero = np.zeros_like(points.start)
    jacobian = points.jacobian(zero, everywhere)
    y, codes = _step(jacobian, points.rhs(zero, everywhere))
    solved = np.flatnonzero(codes == Status.SUCCESS.code)
    refinement, _ = _step(jacobian[solved], points.rhs(y[solved], solved))
    y[solved] += np.where(np.isfinite(refinement), refinement, 0)
    return y, codes, np.ones(len(y), dtype=int)


def _newton(points: _Points, rtol: float, atol: float, max_iterations: int) -> tuple[Array, Array, Array]:
    """Newton's iteration with the analytic Jacobian; a step is halved until the residual falls."""
    y = points.start.copy()
    codes = np.full(len(y), Status.STEP_LIMIT.code)
    iterations = np.zeros(len(y), dtype=int)
    active = np.arange(len(y))
    for _ in range(max_iterations):
        f, jacobian = points.rhs(y[active], active), points.jacobian(y[active], active)
        step, code = _step(jacobian, f)
        iterations[active] += 1
        failed = code != Status.SUCCESS.code
        codes[active[failed]] = code[failed]
        small = (abs(step) <= atol + rtol * abs(y[active])).all(axis=-1)
        # At the rounding level of f a further step is noise, however large an ill-conditioned Jacobian makes it.
        noise = 4 * y.shape[-1] * _EPS
        done = (small | (_relative(f, jacobian, y[active]) <= noise).all(axis=-1)) & ~failed
        y[active[done]] += step[done]
        codes[active[done]] = Status.SUCCESS.code
        going = ~(done | failed)
        active = active[going]
        if not len(active):
            break
        y[active] += _damped(points, y[active], f[going], step[going], active)
    return y, codes, iterations


def _damped(points: _Points, y: Array, f: Array, step: Array, where: Array, halvings: int = 30) -> Array:
    """The step (k, n), halved at each point until the norm of f falls by a fraction of what the step promises."""
    factor = np.ones((len(y), 1))
    before = np.linalg.norm(f, axis=-1)
    for _ in range(halvings):
        after = np.linalg.norm(points.rhs(y + factor * step, where), axis=-1)
        # The negation keeps a step that leads to nan among those to be halved.
        short = ~(after <= (1 - 1e-4 * factor[:, 0]) * before)
        if not short.any():
            break
        factor[short] /= 2
    return np.asarray(factor * step)


def _relative(f: Array, jacobian: Array, y: Array) -> Array:
    """(k, n) components of f relative to the terms that cancel in them, 0 where there are none."""
    terms = (abs(jacobian) @ abs(y)[..., None])[..., 0] + abs(f)
    return np.asarray(np.divide(abs(f), terms, out=np.zeros_like(terms), where=terms > 0))


def _judged(points: _Points, y: Array, codes: Array, iterations: Array) -> Solution:
    """The solution with stability and figures at every point that has a fixed point or a Jacobian."""
    everywhere = np.arange(len(y))
    y = np.where((codes == Status.SINGULAR.code)[:, None] & ~np.isfinite(y), points.start, y)
    jacobian, f = points.jacobian(y, everywhere), points.rhs(y, everywhere)
    known = np.isfinite(jacobian).all(axis=(-2, -1)) & np.isfinite(f).all(axis=-1)
    figures = {name: np.full(len(y), np.nan) for name in ("nullity", "condition", "spectral_abscissa", "residual")}
    jacobian, f = jacobian[known], f[known]
    figures["nullity"][known], figures["condition"][known] = linear.nullity(linear.balanced(jacobian, f[..., None])[0])
    figures["spectral_abscissa"][known] = np.linalg.eigvals(jacobian).real.max(axis=-1)
    figures["residual"][known] = _relative(f, jacobian, y[known]).max(axis=-1)
    rounding = np.zeros(len(y))
    rounding[known] = y.shape[-1] * _EPS * np.linalg.norm(jacobian, axis=(-2, -1))
    solved = codes == Status.SUCCESS.code
    codes = np.where(solved & ~known, Status.NOT_FINITE.code, codes)
    codes = np.where(solved & known & (figures["spectral_abscissa"] >= -rounding), Status.UNSTABLE.code, codes)
    y = np.where((codes == Status.SUCCESS.code)[:, None], y, np.nan)
    statistics = {name: values.reshape(points.shape) for name, values in (figures | {"iterations": iterations}).items()}
    return Solution(y.reshape(*points.shape, y.shape[-1]), codes.reshape(points.shape), statistics)
