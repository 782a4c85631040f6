"""Linear systems in time: matrix exponentials, exact to rounding."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from scipy.linalg import expm

from numerics.arguments import Array, Moments, common_shape, taken
from numerics.points import state_type
from numerics.solution import Solution, Status


def propagate(module: Moments, start: Array, times: Array, values: Mapping[str, Array]) -> Solution:
    """y(t + h) = exp(J h) y(t) + integral of exp(J s) b, read off one augmented exponential.

    `start` (..., n) is of the module's type, `times` (k,) increase, `values` are arrays by name; `evolve` says what is
    returned and raised.  The exponential of ((J, b), (0, 0)) h holds both, and needs no inverse of J, which may be
    singular (C. Van Loan, IEEE Trans. Automat. Contr. 23, 395 (1978)).
    """
    jacobian, constant, known = _affine(module, values)
    shape, size = np.broadcast_shapes(start.shape[:-1], constant.shape[:-1]), start.shape[-1]
    augmented, unit = _augmented(jacobian, constant)
    y = np.empty((*shape, len(times), size), dtype=start.dtype)
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
    dtype = state_type(module)
    zero, probe = np.zeros(shape, dtype), np.broadcast_to(np.arange(1, size + 1, dtype=dtype), shape)
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
    matrix = np.zeros((*constant.shape[:-1], size + 1, size + 1), dtype=np.result_type(jacobian, constant))
    matrix[..., :-1, :-1] = jacobian
    matrix[..., :-1, -1:] = constant[..., None] / unit
    return matrix, unit
