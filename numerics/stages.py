"""The stages of one implicit step: Newton's iteration mode by mode, and what the step is off by."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from numerics import linear
from numerics.arguments import Array
from numerics.collocation import Collocation
from numerics.points import Points

ITERATIONS = 12  # a step that converges at all needs two to five
_PRECISION = 1e-2  # of the stages, in units of the tolerance of the step
_NOISE = 0.1  # changes below this, in the same units, may stop falling: that is rounding


@dataclass(frozen=True, eq=False)
class Step:
    """Where p points stand and how far they go: numbers `at` (p,), states y (p, n), slopes (p, n), lengths (p,)."""

    at: Array
    y: Array
    slope: Array
    length: Array


@dataclass(frozen=True, eq=False)
class Stages:
    """What Newton's iteration found for a `Step`.

    Attributes
    ----------
    increments : (p, s, n) stages minus y.
    inverse : (p, m, n, n) of lambda/h - J, one for each eigenvalue of the method.
    iterations : (p,) how many each point took.
    converged, finite : (p,) masks.
    calls : how often rhs was called.
    """

    increments: Array
    inverse: Array
    iterations: Array
    converged: Array
    finite: Array
    calls: int


def solve(points: Points, method: Collocation, step: Step, guess: Array, scale: Array) -> Stages:
    """The stages of `step` from a guess (p, s, n) of their increments, to a hundredth of `scale` (p, n).

    One Jacobian serves all stages, taken at the middle one of the guess: half as far from either end as the customary
    one at the start.  The matrices of the modes are (n, n), as the method's eigenvectors decouple its stages.
    """
    inverse = _inverses(points, method, step, guess[:, len(method.nodes) // 2])
    found, length, count = guess.copy(), step.length[:, None, None], len(step.at)
    iterations, converged, finite = np.zeros(count, dtype=int), np.zeros(count, dtype=bool), np.ones(count, dtype=bool)
    before, everyone = np.full(count, np.nan), np.arange(count)
    # A slice as long as it can be: it spares the copies that a list of rows would make.
    going: Array | slice = slice(None)
    for calls in range(1, ITERATIONS + 1):
        stage = found[going]
        f = points.rhs(step.y[going, None] + stage, step.at[going])
        change = _change(method, inverse[going], f - method.slopes @ stage / length[going])
        found[going] += change
        size = (abs(change) / scale[going, None]).max(axis=(1, 2))
        # What is still to come, if changes go on falling as they do; the first is taken for one that halves.
        rate = size / before[going] if calls > 1 else np.full(count, 0.5)
        done = np.where(rate < 1, size * rate <= _PRECISION * (1 - rate), size <= _NOISE)
        finite[going], converged[going], iterations[going], before[going] = np.isfinite(size), done, calls, size
        unfinished = ~done & (rate < 1)
        if not unfinished.any():
            break
        if not unfinished.all():
            going = everyone[going][unfinished]
    return Stages(found, inverse, iterations, converged, finite, calls)


def _inverses(points: Points, method: Collocation, step: Step, increment: Array) -> Array:
    jacobian = points.jacobian(step.y + increment, step.at)
    unit = np.eye(points.size)
    ratios = method.eigenvalues / step.length[:, None]
    matrices = ratios[..., None, None] * unit - jacobian[:, None]
    inverses = linear.solve(matrices.reshape(-1, *unit.shape), np.broadcast_to(unit, (ratios.size, *unit.shape)))
    return inverses.reshape(matrices.shape)


def _change(method: Collocation, inverse: Array, residual: Array) -> Array:
    """Newton's change (p, s, n) of the increments for the residuals f - u' (p, s, n)."""
    modes = (inverse @ (method.into @ residual)[..., None])[..., 0]
    change = method.back @ modes
    return np.asarray(change.real if residual.dtype == float else change)


def error(method: Collocation, step: Step, stages: Stages) -> Array:
    """(p, n) what the polynomial is off by, the largest over the step.

    The polynomial's slope is right at the nodes; at the start it misses f(y) by a defect that is known, and the
    integral of the defect is `method.defect` of it.  Dividing by 1 - h J/lambda leaves this where h J is small, and
    keeps a stiff component from being judged by its rate times its rounding (Hairer and Wanner, IV.8).
    """
    missed = step.slope - method.start @ stages.increments / step.length[:, None]
    kept = method.eigenvalues[method.damping].real * method.defect
    smooth = kept * (stages.inverse[:, method.damping] @ missed[..., None])[..., 0]
    return np.asarray(smooth.real if missed.dtype == float else smooth)
