"""The generating function theta(s) of counted quanta at finite s, its domain, and the rate of large deviations.

At rest the covariance of `numerics.counted` solves a Riccati equation, R = N + C(s) and F = A + X(s):

    F V + V F^dagger + V Q(s) V + R = 0.

Of its solutions theta belongs to the one that attracts, with F + V Q stable: it is unique, and at s = 0 the steady
covariance.  (1, V) spans the invariant subspace of

    ( -F^dagger  -Q )
    (     R       F )

to the eigenvalues with positive real part; these lie in pairs (lambda, -conj(lambda)), and theta ends where a pair
meets on the imaginary axis (P. Lancaster and L. Rodman, "Algebraic Riccati Equations", ch. 7).  There the mean of
exp(-s n) ceases to exist in the network at long times.  What the modes hold at the ends of a finite time is no part
of theta.

The probability of a mean current j into a bath falls as exp(-t I(j)) with I(j) = sup_s (-s j - theta(s)).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from numerics.arguments import Array, common_shape, real
from numerics.counted import Compact, Counting, compact
from numerics.eigenbasis import dagger, eigenbasis
from numerics.solution import Solution, Status
from numerics.tilted import Tilted, shifted, tilted, weights_of

# Along the way from 0 to s, where no pair of eigenvalues may have met.
_WAY = tuple(k / 8 for k in range(1, 8))
# Fields beyond which an end of the domain is not sought: exp(50) is more than any ratio of occupations.
_FAR = 50.0
# Distance of eigenvalues from the imaginary axis, in roundings of the matrix per row, that counts as none.
_MARGIN = 100.0
_EPS = float(np.finfo(float).eps)
# Error of theta, relative, above which its digits are lost.
_LOST = 1e-5
# Halvings of an interval of fields, to about the root of rounding: towards the end of the domain eigenvalues approach
# the axis like a root, and the top of -s j - theta is flat.
_HALVINGS = 36
# Bytes held at once.
_CHUNK = 64_000_000


def theta(counting: Counting, fields: Any) -> Solution:
    """theta(s), the growth rate of < exp(-sum_k s_k n_k) >.

    Parameters
    ----------
    counting : the model at points (...), k baths.
    fields : (..., k) real s, without unit; leading axes broadcast with those of the points.

    Returns
    -------
    Solution with values (...), in 1/s.  A point is `UNSTABLE` where the network is, and `NOT_FINITE` where s has left
    theta's domain, or where rounding leaves no four digits of theta or, if that is more, of the slowest relaxation;
    values are nan there.  Statistics: ``margin``, the least real part among the eigenvalues above,
    relative to their largest modulus, which vanishes at the end of the domain; ``residual`` of the Riccati equation,
    relative to its terms; ``error``, an estimate of
    the first order on what rounding does to theta, in 1/s.

    Raises
    ------
    ValueError : for fields that are not one number a bath.
    """
    s = real("fields", fields)
    if s.shape[-1:] != (counting.baths,):
        raise ValueError(f"Argument `fields` must have shape (..., {counting.baths}), one a bath, but got {s.shape}")
    shape = common_shape(counting=counting.shape, fields=s.shape[:-1])
    flat = np.broadcast_to(s, (*shape, counting.baths)).reshape(-1, counting.baths)
    system = compact(counting, shape)
    step = max(1, _CHUNK // (16 * 32 * system.drift.shape[-1] ** 2))
    parts = [slice(k, k + step) for k in range(0, max(len(flat), 1), step)]  # without points, one of none
    found = [_solved(system[part], flat[part]) for part in parts]
    values, codes, margin, residual, error = (
        np.concatenate(arrays).reshape(shape)
        for arrays in zip(*((f.theta, f.codes, f.margin, f.residual, f.error) for f in found), strict=True)
    )
    return Solution(values, codes, {"margin": margin, "residual": residual, "error": error})


def domain(counting: Counting) -> Solution:
    """The ends of theta's domain in each bath's field, all others zero: values (..., k, 2), low and high.

    They are infinite where there is none between -50 and 50, as for the end towards emission into an empty bath, and
    are found to the root of rounding, from within.
    """
    system = compact(counting, counting.shape)
    ends = np.empty((len(system.drift), counting.baths, 2))
    for bath in range(counting.baths):
        for side, sign in enumerate((-1.0, 1.0)):
            ends[:, bath, side] = _end(system, bath, sign)
    stable = _stable(system)
    ends[~stable] = np.nan
    codes = np.where(stable, Status.SUCCESS.code, Status.UNSTABLE.code)
    return Solution(ends.reshape((*counting.shape, counting.baths, 2)), codes.reshape(counting.shape))


def rate_function(counting: Counting, bath: int, currents: Any) -> Solution:
    """I(j) = sup_s (-s j - theta(s)): how fast a mean current j into one bath becomes improbable.

    Parameters
    ----------
    counting : the model at points (...).
    bath : the position of the bath, from 0.
    currents : (...) j, quanta received per unit time; leading axes broadcast with those of the points.

    Returns
    -------
    Solution with values (...), in 1/s, zero at the mean current.  A point is `NOT_FINITE` where j does not occur, as a
    current out of an empty bath.  Statistics: ``field``, the s of the supremum, infinite where that is a limit.

    Raises
    ------
    ValueError : for a bath that is not counted.
    """
    if not isinstance(bath, int | np.integer) or not 0 <= bath < counting.baths:
        raise ValueError(f"Argument `bath` must be a position from 0 to {counting.baths - 1}, but got {bath!r}")
    j = real("currents", currents)
    shape = common_shape(counting=counting.shape, currents=j.shape)
    system, wanted = compact(counting, shape), np.broadcast_to(j, shape).ravel()
    low, high = (_end(system, int(bath), sign) for sign in (-1.0, 1.0))
    s = _turning_point(system, int(bath), wanted, np.maximum(low, -_FAR), np.minimum(high, _FAR))
    found = _solved(system, _along(system, int(bath), s))
    # A supremum that runs away to a field without end is none, unless theta has a limit there, as for no current.
    slope = abs(wanted + _slope(system, found, int(bath)))
    runaway = (abs(s) > _FAR - 1e-6) & (slope > 1e-6 * np.where(wanted == 0, abs(found.theta), abs(wanted)))
    codes = np.where((found.codes == Status.SUCCESS.code) & runaway, Status.NOT_FINITE.code, found.codes)
    values = np.where(codes == Status.SUCCESS.code, -s * wanted - found.theta, np.nan)
    field = np.where(abs(s) > _FAR - 1e-6, np.copysign(np.inf, s), s)
    return Solution(values.reshape(shape), codes.reshape(shape), {"field": field.reshape(shape)})


# -- the Riccati equation ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, eq=False)
class _Tilted:
    """theta, codes and figures (p,); the fields in use, (p, k); V and the closed loop, F + V Q, (p, n, n)."""

    theta: Array
    fields: Array
    covariance: Array
    closed: Array
    codes: Array
    margin: Array
    residual: Array
    error: Array


def _solved(system: Compact, fields: Array) -> _Tilted:
    """At fields (p, k)."""
    stable, fields = _stable(system), shifted(system, fields)
    weights = weights_of(fields)
    with np.errstate(all="ignore"):
        there = tilted(system, weights)
        counted = there.finite
        there = there.where(counted)
        v, margin = _attracting(there)
        # The domain is convex, so that a way out of it has not led back; rounding may seem to.
        whole = np.all([_margin(tilted(system, weights_of(part * fields))) > 0 for part in _WAY], axis=0) & (margin > 0)
        solvable = np.asarray(stable & counted & whole & np.isfinite(v).all(axis=(-2, -1)))
        v, residual, attracts = _polished(there.f, there.q, there.r, np.where(solvable[:, None, None], v, 0))
        closed, rates = there.f + v @ there.q, _rates(system, v)
        value = (weights * rates).sum(axis=(1, 2))
        error = _error(system, there, v, closed) + _EPS * (abs(weights) * _rates(system, v, abs)).sum(axis=(1, 2))
        known = error < _LOST * np.maximum(abs(value), -np.linalg.eigvals(system.drift).real.max(axis=-1))
    solved = solvable & attracts & np.isfinite(value) & (residual < 1e-6) & known
    codes = np.where(solved, Status.SUCCESS.code, Status.NOT_FINITE.code)
    codes[~stable] = Status.UNSTABLE.code
    value = np.where(codes == Status.SUCCESS.code, value, np.nan)
    return _Tilted(value, fields, v, closed, codes, margin, residual, error)


def _error(system: Compact, there: Tilted, v: Array, closed: Array) -> Array:
    """(p,) by how much theta moves as the matrix is rounded.

    theta is half the sum of the eigenvalues to the right, with the minus sign, and terms that are linear in the
    matrix: it moves with half of Tr[P dH], where P projects on their subspace, along that of the others.
    """
    # (1, V) and (-Z, 1) span them, the latter in coordinates where the former is (1, 0).
    basis = eigenbasis(dagger(closed))
    z = basis.back(basis.lyapunov(basis.turned(-there.q)))
    one, scale = np.eye(v.shape[-1]), there.scale
    blocks = (one - z @ v, z * scale[:, None, None], (v - v @ z @ v) / scale[:, None, None], v @ z)
    size = np.sqrt(sum(np.linalg.norm(block, axis=(-2, -1)) ** 2 for block in blocks))
    return np.asarray(_EPS * system.copies / 2 * size * there.norm)


def _slope(system: Compact, found: _Tilted, bath: int) -> Array:
    """(p,) derivative of theta by the field of one bath: V changes with s by a Lyapunov equation of the closed loop."""
    v, place, fields = found.covariance, system.places[bath], found.fields
    slopes = np.exp(np.stack([-fields[:, bath], fields[:, bath]], axis=-1)) * np.array([-1.0, 1.0])  # of the weights
    q, x, c = (
        (slopes[..., None, None] * m[:, bath]).sum(axis=1) for m in (system.quadratic, system.linear, system.constant)
    )
    narrow = v[:, :, place]
    half = narrow @ q @ dagger(narrow) / 2
    half[:, place] += x @ dagger(narrow)
    half[:, place[:, None], place] += c / 2
    basis = eigenbasis(found.closed)
    change = basis.back(basis.lyapunov(basis.turned(half + dagger(half))))
    total = (weights_of(fields)[..., None, None] * system.weight).sum(axis=2)
    direct = (slopes * _rates(system, v)[:, bath]).sum(axis=-1)
    indirect = system.traced(total, _inside(system, change)).sum(axis=-1)
    return np.asarray(np.where(found.codes == Status.SUCCESS.code, direct + indirect, np.nan))


def _rates(system: Compact, v: Array, of: Callable[[Array], Array] = np.asarray) -> Array:
    """Tr[W V] + o, (p, k, 2), or the same `of` each term."""
    return np.asarray(of(system.traced(system.weight, _inside(system, v)[:, :, None])) + of(system.offset))


def _inside(system: Compact, v: Array) -> Array:
    """(p, k, d, d) V at the places of each bath."""
    return np.asarray(v[:, system.places[:, :, None], system.places[:, None, :]])


def _margin(there: Tilted) -> Array:
    """(p,) least distance of an eigenvalue from the imaginary axis over the largest modulus; 0 within rounding."""
    fine = there.finite
    return np.where(fine, _margin_of(np.linalg.eigvals(there.where(fine).matrix), there.norm), 0.0)


def _margin_of(values: Array, norm: Array) -> Array:
    with np.errstate(all="ignore"):
        largest = abs(values).max(axis=-1)
        margin = abs(values.real).min(axis=-1) / largest
        return np.where(margin > _MARGIN * values.shape[-1] * _EPS * norm / largest, margin, 0.0)


def _attracting(there: Tilted) -> tuple[Array, Array]:
    """V of the attracting solution, nan where there is none, and the margin."""
    size = there.f.shape[-1]
    values, vectors = np.linalg.eig(there.matrix)
    order = np.argsort(-values.real, axis=-1)[:, None, :size]
    chosen = np.take_along_axis(vectors.astype(complex), order, axis=-1)
    # V = Y_2 Y_1^-1, solved from the right; the least-squares inverse keeps a singular member from stopping the rest.
    v = there.scale[:, None, None] * (chosen[:, size:] @ np.linalg.pinv(chosen[:, :size]))
    return _hermitian(v, there.f), _margin_of(values, there.norm)


def _hermitian(v: Array, like: Array) -> Array:
    """The Hermitian part, real where the equation is."""
    half = (v + dagger(v)) / 2
    return np.asarray(half if np.iscomplexobj(like) else half.real)


def _polished(f: Array, q: Array, r: Array, v: Array) -> tuple[Array, Array, Array]:
    """V after a step of Newton's iteration, its residual, and whether it attracts."""

    def left(v: Array) -> Array:
        linear = f @ v
        return np.asarray(linear + dagger(linear) + v @ q @ v + r)

    basis = eigenbasis(f + v @ q)
    step = _hermitian(basis.back(basis.lyapunov(basis.turned(left(v)))), f)
    better = v + np.where(np.isfinite(step), step, 0)
    norms = [np.linalg.norm(m, axis=(-2, -1)) for m in (left(v), left(better), f @ better, better @ q @ better, r)]
    improved = np.asarray(norms[1] < norms[0])
    kept = np.where(improved[:, None, None], better, v)
    residual = np.minimum(norms[0], norms[1]) / (2 * norms[2] + norms[3] + norms[4])
    return kept, residual, np.asarray(basis.values.real.max(axis=-1) < 0)


# -- along one field --------------------------------------------------------------------------------------------------


def _stable(system: Compact) -> Array:
    """(p,) whether the network is, as in `numerics.counting`."""
    a, size = system.drift, system.drift.shape[-1] * system.copies
    rounding = size * np.finfo(float).eps * np.sqrt(system.copies) * np.linalg.norm(a, axis=(-2, -1))
    return np.asarray(np.linalg.eigvals(a).real.max(axis=-1) < -rounding)


def _along(system: Compact, bath: int, s: Array) -> Array:
    """(p, k) fields with s (p,) for one bath."""
    fields = np.zeros((len(s), len(system.places)))
    fields[:, bath] = s
    return fields


def _end(system: Compact, bath: int, sign: float) -> Array:
    """(p,) the end of the domain on one side of zero, infinite beyond `_FAR`."""

    def within(size: Array) -> Array:
        fields = shifted(system, _along(system, bath, sign * size))
        return np.asarray(_margin(tilted(system, weights_of(fields))) > 0)

    low, high = np.zeros(len(system.drift)), np.full(len(system.drift), np.nan)
    # Doubling steps first, so that nothing behind the end is taken for the domain.
    for size in _FAR * 2.0 ** np.arange(-13, 1):
        inside = within(np.full(len(low), size))
        high = np.where(np.isnan(high) & ~inside, size, high)
        low = np.where(np.isnan(high), size, low)
    endless, high = np.isnan(high), np.where(np.isnan(high), _FAR, high)
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        inside = within(middle)
        low, high = np.where(inside, middle, low), np.where(inside, high, middle)
    return np.where(endless, sign * np.inf, sign * low)


def _turning_point(system: Compact, bath: int, currents: Array, low: Array, high: Array) -> Array:
    """(p,) s with theta'(s) = -j within the halvings, on the side of zero: theta' grows with s."""
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        found = _solved(system, _along(system, bath, middle))
        slope = _slope(system, found, bath)
        # Where theta cannot be found any more, close to an end, the supremum lies towards zero.
        short = np.where(np.isnan(found.theta), middle < 0, slope < -currents)
        low, high = np.where(short, middle, low), np.where(short, high, middle)
    return np.where(abs(low) < abs(high), low, high)
