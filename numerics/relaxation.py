"""Where rate equations come to rest, and the slow mode by which they arrive there.

Near a fixed point y* that attracts, y(t) - y* is a sum of modes v exp(lambda t), eigenvectors and eigenvalues of the
Jacobian.  After the fast modes have died out one is left, with the eigenvalue nearest to zero: the slow mode.  Its
eigenvector fixes the ratios of all deviations y_i - y*_i from then on, independently of the start, which sets only
their common size.  Where y* = 0, as for occupations that leak away, these are the ratios of the occupations
themselves: subsystems that end up with a constant ratio other than one never equilibrate with each other.

Conserved quantities make the Jacobian singular without slowing anything down.  They are found first
(`numerics.leaves`), and fixed points and modes are those on the leaf on which the start lies.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from numerics import linear
from numerics.arguments import Array, Moments, as_tolerance, checked, common_shape, finite, real
from numerics.descent import Descent
from numerics.leaves import Leaves, rounding_of
from numerics.points import Points, state_type
from numerics.solution import Solution, Status

_SAME = 1e-7  # eigenvalues closer than this, relatively, may be one: that far rounding splits a multiple one


def rest(
    module: Moments,
    y0: Array,
    parameters: Mapping[str, Any],
    rtol: float = 1e-10,
    atol: float = 1e-12,
) -> Solution:
    """The state of rest that the moments of `module` reach from y0, at every parameter point.

    The equations are evolved until Newton's iteration, held to the values of the conserved quantities at y0, leads to a
    fixed point that is attracting and no further away than a millionth; so it is the one that the start leads to where
    there are several.

    Parameters
    ----------
    module : a generated module (`numerics.arguments.Moments`).
    y0 : (..., n) initial moments in the order of ``module.STATES``; leading axes broadcast with the parameters.
    parameters : name to number or array; the arrays' shapes broadcast to the points (...).
    rtol, atol : of the evolution, as in `numerics.evolve.evolve`; the fixed point itself is accurate to rounding.

    Returns
    -------
    Solution with values (..., n).  A point is `UNSTABLE` where the motion stays on a fixed point that repels (a start
    on one), `SINGULAR` where further states of rest lie arbitrarily near on the leaf, `STEP_LIMIT` where the motion has
    not settled (a cycle; a spiral that takes more than some hundred turns), and `NOT_FINITE` or `STEP_TOO_SMALL` where
    the evolution fails.  Statistics over the points: ``residual`` (largest component of f relative to its terms),
    ``invariants`` (number of independent conserved combinations), ``drift`` (of the worst of them, relative to its
    terms), ``time`` (how long was evolved) and ``spectral_abscissa`` (largest real part of an eigenvalue on the leaf).

    Raises
    ------
    ValueError : on wrong shapes, nan, unknown or missing parameters, tolerances out of range.
    """
    rtol, atol = as_tolerance("rtol", rtol, 100 * np.finfo(float).eps), as_tolerance("atol", atol)
    points, start = _arguments(module, "y0", y0, parameters)
    with np.errstate(all="ignore"):
        return Descent(points, start, rtol, atol).run()


def slow_mode(module: Moments, y: Array, parameters: Mapping[str, Any]) -> Solution:
    """The slowest mode of the relaxation to a fixed point y of `module`, at every parameter point.

    Parameters
    ----------
    module, parameters : as for `rest`.
    y : (..., n) fixed points, such as the values of `rest`; nan gives `NOT_FINITE`.

    Returns
    -------
    Solution with values (..., n): the right eigenvector of the Jacobian on the leaf whose eigenvalue has the largest
    real part, scaled so that its largest component is 1; real where the module's states are.  A point is `UNSTABLE`
    where that real part is not negative, `OSCILLATING` where the eigenvalue is not real, `DEGENERATE` where the next
    mode is as slow within rounding, and `SINGULAR` where everything is conserved.  Statistics over the points:
    ``eigenvalue`` and ``next`` (complex, the two of largest real part) and ``invariants``.

    Raises
    ------
    ValueError : on wrong shapes, infinities, unknown or missing parameters.
    """
    known = np.isfinite(np.asarray(y, dtype=complex)).all(axis=-1)
    points, flat = _arguments(module, "y", np.where(known[..., None], y, 0), parameters)
    known = np.broadcast_to(known, points.shape).ravel()
    with np.errstate(all="ignore"):
        vectors, codes, statistics = _slowest(points, flat)
    codes = np.where(known, codes, Status.NOT_FINITE.code)
    vectors = np.where((codes == Status.SUCCESS.code)[:, None], vectors, np.nan)
    shaped = {name: value.reshape(points.shape) for name, value in statistics.items()}
    return Solution(vectors.reshape(*points.shape, points.size), codes.reshape(points.shape), shaped)


def asymptotic_ratio(
    module: Moments, y: Array, parameters: Mapping[str, Any], numerator: str, denominator: str
) -> Solution:
    """The ratio of the deviations of two states from rest at late times, (y_i - y*_i)/(y_j - y*_j), from the slow mode.

    Parameters are those of `slow_mode` and two names of ``module.STATES``.  Solution with values (...), statuses and
    statistics as there; infinite where the slow mode leaves the denominator at rest.

    Raises
    ------
    ValueError : as `slow_mode`, and on a name that is not a state.
    """
    for name, state in (("numerator", numerator), ("denominator", denominator)):
        if state not in module.STATES:
            known = ", ".join(f"`{s}`" for s in module.STATES)
            raise ValueError(f"Argument `{name}` must be one of the states, but got `{state}`; known are {known}")
    mode = slow_mode(module, y, parameters)
    states = tuple(module.STATES)
    with np.errstate(all="ignore"):
        ratio = mode.values[..., states.index(numerator)] / mode.values[..., states.index(denominator)]
    return Solution(ratio, mode.codes, mode.statistics)


def _arguments(module: Moments, name: str, y: Array, parameters: Mapping[str, Any]) -> tuple[Points, Array]:
    """The points, and y as (points, n)."""
    dtype, size = state_type(module), len(module.STATES)
    array = (real(name, y) if dtype.kind == "f" else finite(name, y)).astype(dtype)
    if array.shape[-1:] != (size,):
        raise ValueError(f"Argument `{name}` must have shape (..., {size}), one element a state, but got {array.shape}")
    values = checked(parameters, module.PARAMETERS)
    shape = common_shape(**{name: array.shape[:-1]}, **{key: value.shape for key, value in values.items()})
    return Points(module, values, shape), np.broadcast_to(array, (*shape, size)).reshape(-1, size)


def _slowest(points: Points, y: Array) -> tuple[Array, Array, dict[str, Array]]:
    """Vectors (p, n), codes (p,) and statistics of `slow_mode`."""
    where = np.arange(len(y))
    leaves, (jacobian, known) = Leaves(points, y, where), points.defined(y, where)
    eigenvalues, vectors = leaves.modes(jacobian)
    first, second = eigenvalues[:, 0], eigenvalues[:, 1] if points.size > 1 else np.full(len(y), -np.inf)
    unit = linear.scale(jacobian)
    first, vector = _refined(jacobian / unit[:, None, None], first / unit, vectors[:, :, 0])
    first = first * unit
    rounding = rounding_of(jacobian)
    conditions = {
        Status.DEGENERATE: first.real - second.real <= rounding + _SAME * abs(first),
        Status.OSCILLATING: abs(first.imag) > rounding + _SAME * abs(first),
        Status.UNSTABLE: first.real >= -rounding,
        Status.SINGULAR: leaves.count == points.size,
        Status.NOT_FINITE: ~known,
    }
    codes = np.full(len(y), Status.SUCCESS.code)
    for status, holds in conditions.items():
        codes = np.where(holds, status.code, codes)
    vector = vector if points.dtype.kind == "c" else vector.real
    return vector, codes, {"eigenvalue": first + 0j, "next": second + 0j, "invariants": leaves.count}


def _refined(jacobian: Array, eigenvalue: Array, vector: Array, rounds: int = 2) -> tuple[Array, Array]:
    """Eigenvalues (p,) and vectors (p, n) after steps of inverse iteration, the largest component 1.

    Where rates differ by many orders, it wins back the digits of slow and small components; rows are balanced for that.
    """
    row, unit = np.arange(len(vector)), np.eye(vector.shape[-1])
    vector = vector / vector[row, abs(vector).argmax(axis=-1), None]
    for _ in range(rounds):
        matrix, right = linear.balanced(jacobian - eigenvalue[:, None, None] * unit, vector[..., None])
        grown = linear.solve(matrix, right)[..., 0]
        place = abs(grown).argmax(axis=-1)
        step = vector[row, place] / grown[row, place]
        # An exact eigenvalue leaves nothing to solve.
        better = np.isfinite(step)
        eigenvalue = np.where(better, eigenvalue + step, eigenvalue)
        vector = np.where(better[:, None], grown / grown[row, place, None], vector)
    return eigenvalue, vector
