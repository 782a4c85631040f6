"""The state of rest that a start leads to: evolution in rounds, each followed by Newton's iteration on the leaf."""

from __future__ import annotations

import numpy as np

from numerics.arguments import Array
from numerics.leaves import Leaves, rounding_of
from numerics.points import Points, residual
from numerics.radau import integrate
from numerics.solution import Solution, Status

_ROUNDS = 10  # each twice as long, in lifetimes of the slowest motion, as the one before
_LIFETIMES = 8.0
_POLISHES = 50
_NEAR = 1e-6  # of the largest value a component has had: how far Newton's iteration may go from the evolution
_FLAT = 1e3  # roundings within which an eigenvalue may be zero after an evolution that ended near a fixed point
_EPS = np.finfo(float).eps


class Descent:
    """A search under way over p points; see `numerics.relaxation.rest`."""

    def __init__(self, points: Points, start: Array, rtol: float, atol: float) -> None:
        everywhere = np.arange(len(start))
        self._points, self._start, self._rtol, self._atol = points, start, rtol, atol
        self._leaves = Leaves(points, start, everywhere)
        self._y, self._largest = start.copy(), abs(start)
        self._rest = np.full_like(start, np.nan)
        self._time = np.zeros(len(start))
        self._codes = np.full(len(start), Status.STEP_LIMIT.code)

    def run(self) -> Solution:
        """Rounds until every point has settled or failed."""
        going = self._settled(np.arange(len(self._y)))
        for number in range(_ROUNDS):
            if not len(going):
                break
            going = self._settled(self._evolved(going, _LIFETIMES * 2.0**number))
        jacobian, _ = self._points.defined(self._y[going], going)
        nearest = abs(self._leaves.of(going).modes(jacobian)[0]).min(axis=-1)
        flat = nearest <= _FLAT * rounding_of(jacobian)
        self._codes[going] = np.where(flat, Status.SINGULAR.code, Status.STEP_LIMIT.code)
        return self._solution()

    def _evolved(self, at: Array, lifetimes: float) -> Array:
        """Moves the points `at` on in time; those that did not fail."""
        unit, known = np.zeros(len(self._y)), self._points.defined(self._y[at], at)[1]
        unit[at] = lifetimes / self._slowest(at)
        self._codes[at[~known]], at = Status.NOT_FINITE.code, at[known]
        values, codes, _ = integrate(self._points.timed(unit), at, self._y[at], np.arange(2.0), self._rtol, self._atol)
        fine = codes == Status.SUCCESS.code
        self._codes[at[~fine]], at = codes[~fine], at[fine]
        self._y[at] = values[fine, 1]
        self._time[at] += unit[at]
        self._largest[at] = np.maximum(self._largest[at], abs(self._y[at]))
        return at

    def _slowest(self, at: Array) -> Array:
        """(k,) the rate nearest to zero of those the motion has here, or a thousandth of what it moves by if larger.

        The second is for a Jacobian that vanishes in passing, as that of logistic growth does half way up.
        """
        jacobian, _ = self._points.defined(self._y[at], at)
        nearest = abs(self._leaves.of(at).modes(jacobian)[0]).min(axis=-1)
        # A start at zero has no size yet that its motion could be compared with.
        size, speed = self._largest[at].max(axis=-1), abs(self._points.rhs(self._y[at], at)).max(axis=-1)
        moving = np.divide(speed, size, out=np.zeros_like(speed), where=size > 0)
        rate = np.fmax(np.maximum(nearest, rounding_of(jacobian)), 1e-3 * moving)
        return np.where(rate > 0, rate, 1.0)

    def _settled(self, at: Array) -> Array:
        """Polishes the points `at`; those that have not come to rest."""
        end = self._polished(at)
        moved = abs(end - self._y[at])
        near = (moved <= _NEAR * self._largest[at] + self._atol).all(axis=-1)
        still = (moved <= 64 * _EPS * self._largest[at]).all(axis=-1)
        abscissa, rounding = self._abscissa(at, end)
        reached = near & (abscissa < -rounding)
        # A motion that stands on a point that repels stays there; one that only passes near it leaves again.
        caught = still & (abscissa > rounding)
        self._codes[at[reached]], self._codes[at[caught]] = Status.SUCCESS.code, Status.UNSTABLE.code
        self._rest[at[reached | caught]] = end[reached | caught]
        return at[~reached & ~caught]

    def _polished(self, at: Array) -> Array:
        """(k, n) fixed points on the leaves, by Newton's iteration from where the evolution is; nan where it fails."""
        leaves, y, start = self._leaves.of(at), self._y[at], self._start[at]
        for _ in range(_POLISHES):
            step = leaves.newton(self._points.jacobian(y, at), self._points.rhs(y, at), y, start)
            y = y + step
            if not (abs(step) > 4 * _EPS * abs(y)).any():
                break
        return y

    def _abscissa(self, at: Array, y: Array) -> tuple[Array, Array]:
        """(k,) largest real part of an eigenvalue on the leaf at y (k, n), nan where undefined, and its rounding."""
        jacobian, known = self._points.defined(y, at)
        values, _ = self._leaves.of(at).modes(jacobian)
        return np.where(known, values[:, 0].real, np.nan), rounding_of(jacobian)

    def _solution(self) -> Solution:
        everywhere, shape = np.arange(len(self._y)), self._points.shape
        end = np.where(np.isfinite(self._rest), self._rest, self._y)
        f, jacobian = self._points.rhs(end, everywhere), self._points.jacobian(end, everywhere)
        statistics = {
            "residual": residual(f, jacobian, end),
            "invariants": self._leaves.count,
            "drift": self._leaves.drift(self._start, end),
            "time": self._time,
            "spectral_abscissa": self._abscissa(everywhere, end)[0],
        }
        values = np.where((self._codes == Status.SUCCESS.code)[:, None], self._rest, np.nan)
        shaped = {name: value.reshape(shape) for name, value in statistics.items()}
        return Solution(values.reshape(*shape, self._points.size), self._codes.reshape(shape), shaped)
