"""Cumulants of the quanta that baths of a linear network receive, of any order, over many parameter points.

With t = -s the weights of `numerics.counted` are exp(t) - 1 and exp(-t) - 1.  Both the covariance and theta are power
series in t, and at order n the covariance obeys a Lyapunov equation,

    A V_n + V_n A^T + sum_{dir, j >= 1} (+-1)^j/j! (V Q V + X V + V X^T + C)_(n - j) = 0,

whose source holds lower orders only.  One eigen-decomposition of A serves all orders and all baths: with E the rows of
the eigenvectors that a bath touches, V enters the source through V E^dagger alone, a narrow matrix.
`numerics.deviations` has theta(s) at finite s.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import product
from math import factorial

import numpy as np

from numerics.arguments import Array
from numerics.counted import Compact, Counting, compact
from numerics.eigenbasis import Eigenbasis, dagger, eigenbasis
from numerics.solution import Solution, Status

__all__ = ["Counting", "Statistics", "cumulants", "noise"]

# Bytes held at once, besides what is returned.
_CHUNK = 16_000_000
# The largest order whose factorial is a number of double precision.
_ORDERS = 170


@dataclass(frozen=True, eq=False)
class Statistics:
    """Steady covariances and cumulants of the same points.

    Attributes
    ----------
    covariance : Solution with values (..., 2m, 2m), without unit.
    cumulants : Solution with values as the function says that made it, in 1/s.

    Both have the same codes and statistics: ``spectral_abscissa``; ``residual`` of the covariance relative to the terms
    of its equation; ``condition`` of the Lyapunov operator, see `numerics.lyapunov.steady_covariance`; ``error``, the
    rounding of the first cumulants in 1/s, of the worst bath: a bath at N quanta emits and absorbs at rates that
    are N times as large as their difference, so that a fraction N eps of its current is rounding.
    """

    covariance: Solution
    cumulants: Solution


def cumulants(counting: Counting, order: int = 2) -> Statistics:
    """Cumulants 1 to `order`, per unit time, of the net number of quanta that each bath receives.

    Parameters
    ----------
    counting : the model at points (...), k baths.
    order : the highest order, at least 1.

    Returns
    -------
    Statistics whose cumulants are (..., k, order): first the current into the bath, then its zero-frequency noise.  A
    point is `UNSTABLE` (values nan) where an eigenvalue of A has a real part that is not negative beyond rounding,
    `SINGULAR` where no digit can be trusted, that is where ``error`` is above a tenth of what the bath puts in and
    takes out in the steady state, `NOT_FINITE` where a high order overflows, as all above 170 do.

    Raises
    ------
    ValueError : for an order that is no positive integer.
    """
    if not isinstance(order, int | np.integer) or order < 1:
        raise ValueError(f"Argument `order` must be an integer of at least 1, but got {order!r}")

    def found(system: Compact, basis: Eigenbasis, start: Array) -> Array:
        if order > _ORDERS:
            return np.full((len(start), counting.baths, int(order)), np.inf)
        return _Series(system, basis, start).cumulants(int(order))

    return _in_chunks(counting, found, (counting.baths, int(order)))


def noise(counting: Counting) -> Statistics:
    """Second cumulants of all pairs of baths, per unit time, (..., k, k): symmetric, variances on the diagonal.

    Statuses as in `cumulants`.
    """

    def found(system: Compact, basis: Eigenbasis, start: Array) -> Array:
        return _Series(system, basis, start).noise()

    return _in_chunks(counting, found, (counting.baths, counting.baths))


class _Series:
    """Power series in t = -s of p points, each bath with its own t.

    Coefficients of weights by parity: exp(t) - 1 and exp(-t) - 1 have 1/j! (+-1)^j at order j, so that directions are
    subtracted at odd orders and added at even ones.  Axes are points, baths, then those of the matrices.
    """

    def __init__(self, system: Compact, basis: Eigenbasis, start: Array) -> None:
        self.system, self.basis = system, basis
        self.rows = basis.vectors[:, system.places]  # E, (p, k, d, n)
        self.columns = np.moveaxis(basis.inverse[:, :, system.places], 1, 2)  # X^-1 at the same places, (p, k, n, d)
        self.quadratic, self.linear, self.constant, self.weight, self.offset = (
            _by_parity(array)
            for array in (system.quadratic, system.linear, system.constant, system.weight, system.offset)
        )
        # V E^dagger, (p, k, n, d), and E V E^dagger, (p, k, d, d), by order.
        self.narrow = [start[:, None] @ dagger(self.rows)]
        self.inside = [self.rows @ self.narrow[0]]

    def cumulants(self, order: int) -> Array:
        """(p, k, order)."""
        found = []
        for m in range(1, order + 1):
            found.append(self._theta(m) * factorial(m))
            if m < order:
                self._extend(self.basis.lyapunov(self._source(m)))
        return np.stack(found, axis=-1)

    def noise(self) -> Array:
        """(p, k, k)."""
        first = self.basis.lyapunov(self._source(1))  # (p, k, n, n): V_1 with one bath's t
        system, (count, width) = self.system, self.system.places.shape
        rows = self.rows.reshape(len(self.rows), 1, count * width, self.rows.shape[-1])
        seen = (rows @ first).reshape(*first.shape[:2], count, width, first.shape[-1])
        inside = np.einsum("pjkan,pkbn->pjkab", seen, self.rows.conj(), optimize=True)
        crossed = system.traced(self.weight[1][:, None], inside)
        diagonal = system.traced(self.weight[0], self.inside[0]) + self.offset[0]
        return np.asarray(crossed + crossed.swapaxes(-1, -2) + diagonal[:, :, None] * np.eye(count))

    def _theta(self, m: int) -> Array:
        """(p, k) coefficient of t^m in theta."""
        system, total = self.system, self.offset[m % 2] / factorial(m)
        for j in range(1, m + 1):
            total = total + system.traced(self.weight[j % 2], self.inside[m - j]) / factorial(j)
        return np.asarray(total)

    def _source(self, m: int) -> Array:
        """(p, k, n, n) what order m of the Lyapunov equation is driven by, in the basis.

        It is G M G^dagger with G = (V_0 E^dagger, ..., V_(m-1) E^dagger, X^-1) and M a matrix of blocks Q, X and C.
        """
        shape = np.broadcast_shapes(self.quadratic[0].shape, self.rows.shape[:2] + (self.rows.shape[2],) * 2)
        width, blocks = shape[-1], np.zeros((*shape[:2], (m + 1) * shape[-1], (m + 1) * shape[-1]), dtype=complex)
        for a, b in product(range(m + 1), repeat=2):
            array, left = self.constant, m
            if a < m and b < m:
                array, left = self.quadratic, m - a - b
            elif a < m or b < m:
                array, left = self.linear, m - min(a, b)
            if left > 0:
                block = array[left % 2] / factorial(left)
                block = dagger(block) if array is self.linear and a < b else block
                blocks[:, :, a * width : (a + 1) * width, b * width : (b + 1) * width] = block
        rows = np.concatenate([*self.narrow, self.columns], axis=-1)
        return np.asarray(rows @ (blocks @ dagger(rows)))

    def _extend(self, covariance: Array) -> None:
        self.narrow.append(covariance @ dagger(self.rows))
        self.inside.append(self.rows @ self.narrow[-1])


def _by_parity(array: Array) -> tuple[Array, Array]:
    """Even and odd orders, of (p, k, 2, ...)."""
    return array[:, :, 0] + array[:, :, 1], array[:, :, 0] - array[:, :, 1]


def _in_chunks(counting: Counting, function: Callable[..., Array], tail: tuple[int, ...]) -> Statistics:
    shape = counting.shape
    system = compact(counting, shape)
    points, size = system.drift.shape[:2]
    step = max(1, _CHUNK // (16 * size * size * (3 * counting.baths + 10)))
    # Without points there is one piece, an empty one, that knows the shapes.
    pieces = [_piece(system[slice(k, k + step)], function, tail) for k in range(0, max(points, 1), step)]
    values, covariance, codes, abscissa, residual, condition, error = (
        np.concatenate(part).reshape((*shape, *part[0].shape[1:])) for part in zip(*pieces, strict=True)
    )
    figures = {"spectral_abscissa": abscissa, "residual": residual, "condition": condition, "error": error}
    return Statistics(Solution(covariance, codes, figures), Solution(values, codes, figures))


def _piece(system: Compact, function: Callable[..., Array], tail: tuple[int, ...]) -> tuple[Array, ...]:
    """Values, covariance, codes and figures of some points."""
    a, size = system.drift, system.drift.shape[-1] * system.copies
    basis = eigenbasis(a)
    abscissa, norm = basis.values.real.max(axis=-1), np.sqrt(system.copies) * _norm(a)
    stable = abscissa < -size * np.finfo(float).eps * norm
    with np.errstate(all="ignore"):
        start = basis.lyapunov(basis.turned(system.diffusion))
        v = basis.back(start)
        # The inverse of a stable Lyapunov operator takes its norm at the identity.
        inverse = basis.back(basis.lyapunov(basis.inverse @ dagger(basis.inverse)))
        condition = 2 * norm * np.sqrt(system.copies) * _norm(inverse)
        residual = _relative_residual(a, v, system.diffusion)
        values = function(system, basis, start)
        error, lost = _rounding(system, v)
    fine = np.isfinite(values).all(axis=tuple(range(1, values.ndim))) & np.isfinite(v).all(axis=(-2, -1))
    codes = np.where(fine, Status.SUCCESS.code, Status.NOT_FINITE.code)
    codes[~(condition * np.finfo(float).eps < 1) | lost] = Status.SINGULAR.code
    codes[~stable] = Status.UNSTABLE.code
    solved = codes == Status.SUCCESS.code
    values = np.where(solved.reshape(-1, *(1 for _ in tail)), values, np.nan)
    covariance = np.where(solved[:, None, None], system.unfolded((v + dagger(v)) / 2), np.nan)
    return values, covariance, codes, abscissa, residual, *(np.where(stable, x, np.nan) for x in (condition, error))


def _rounding(system: Compact, v: Array) -> tuple[Array, Array]:
    """(p,) rounding of the currents, of the worst bath, and whether one has lost its last digit to it."""
    inside = v[:, system.places[:, :, None], system.places[:, None, :]][:, :, None]
    rates, offset = (
        system.traced(system.weight, inside),
        np.broadcast_to(system.offset, (len(v), *system.offset.shape[1:])),
    )
    error = np.finfo(float).eps * (abs(rates) + abs(offset)).sum(axis=-1)
    # Not beside the current, which vanishes in equilibrium, but beside both flows that it is the difference of.
    flows = abs(rates[..., 0] - rates[..., 1]) + abs(offset[..., 0] - offset[..., 1])
    return error.max(axis=-1), np.asarray((error > flows / 10).any(axis=-1))


def _relative_residual(a: Array, v: Array, n: Array) -> Array:
    left = a @ v
    return np.asarray(_norm(left + dagger(left) + n) / (2 * _norm(a) * _norm(v) + _norm(n)))


def _norm(matrices: Array) -> Array:
    return np.asarray(np.linalg.norm(matrices, axis=(-2, -1)))
