"""Stiff systems in time: Radau IIA of order 17, every point with its own steps, all points in one call of rhs.

Steps grow with the number of stages s as the tolerance to the power 1/(s + 1) does, and the work in NumPy hardly grows
with s; so many stages pay, except at loose tolerances, where fewer are the more robust.
"""

from __future__ import annotations

import numpy as np

from numerics import stages as newton
from numerics.arguments import Array
from numerics.collocation import radau
from numerics.points import Points
from numerics.solution import Status

_MANY, _FEW, _LOOSE = 9, 5, 1e-6  # stages, and the relative tolerance above which few are taken
_LEAST_FACTOR, _LARGEST_FACTOR, _SAFETY = 0.2, 8.0, 0.9
_REACH = 4.0  # a step's polynomial is a guess for the next one up to so many times its length
_HUGE = 1e300  # beyond, products in the method itself overflow
_ELEMENTS = 2**21  # of the largest array; more points than fit are done in blocks


def integrate(
    points: Points, where: Array, y0: Array, times: Array, rtol: float, atol: float
) -> tuple[Array, Array, dict[str, Array]]:
    """States at `times` (k,) from y0 (p, n) on, at the p points `where`: values (p, k, n), codes (p,), and counts.

    A point that fails keeps the values up to there and is nan afterwards.  Counts: ``steps`` and ``rejected`` (p,), and
    ``evaluations``, how often rhs was called, each time for all stages of the points that were still going.
    """
    stages = _FEW if rtol > _LOOSE else _MANY
    block = max(1, _ELEMENTS // (stages * points.size * (points.size + stages)))
    flights = [
        Flight(points, stages, where[first : first + block], y0[first : first + block], times, rtol, atol)
        for first in range(0, max(1, len(y0)), block)
    ]
    for flight in flights:
        flight.run()
    counts = {
        "steps": np.concatenate([flight.steps for flight in flights]),
        "rejected": np.concatenate([flight.rejected for flight in flights]),
        "evaluations": np.asarray(sum(flight.evaluations for flight in flights)),
    }
    values = np.concatenate([flight.values for flight in flights])
    return values, np.concatenate([flight.codes for flight in flights]), counts


class Flight:
    """An integration under way: arrays over its points, each at its own time, changed attempt by attempt.

    Attributes
    ----------
    values (p, k, n), codes (p,), steps (p,), rejected (p,), evaluations : what `integrate` returns.
    """

    def __init__(
        self, points: Points, stages: int, where: Array, y0: Array, times: Array, rtol: float, atol: float
    ) -> None:
        count, size = y0.shape
        self._points, self._where, self._times, self._rtol, self._atol = points, where, times, rtol, atol
        self._method, self._order = radau(stages, points.dtype), stages + 1
        self.values = np.full((count, len(times), size), np.nan, dtype=points.dtype)
        self.values[:, 0] = y0
        self.codes = np.full(count, Status.SUCCESS.code)
        self.steps, self.rejected = np.zeros(count, dtype=int), np.zeros(count, dtype=int)
        self.evaluations = 0
        self._y, self._slope = y0.astype(points.dtype), np.zeros((count, size), points.dtype)
        self._time, self._length = np.full(count, times[0]), np.zeros(count)
        self._reached = np.ones(count, dtype=int)
        self._last, self._last_length = np.zeros((count, stages, size), points.dtype), np.zeros(count)
        self._held = np.zeros(count, dtype=bool)

    def run(self) -> None:
        """Attempted steps of all points still under way, until none is."""
        if len(self._times) == 1:
            return
        with np.errstate(all="ignore"):
            going = self._begin()
            while len(going):
                going = self._attempt(going)

    def _begin(self) -> Array:
        """First slopes and lengths; the points where the equations are defined."""
        span = self._times[-1] - self._times[0]
        self._slope = self._points.rhs(self._y, self._where).astype(self._y.dtype)
        jacobian, known = self._points.defined(self._y, self._where)
        self.evaluations += 1
        known &= np.isfinite(self._slope).all(axis=-1)
        self.codes[~known] = Status.NOT_FINITE.code
        scale = self._scale(self._y)
        first = _largest(self._slope, scale)
        second = _largest((jacobian @ self._slope[..., None])[..., 0], scale)
        # A fraction of the time in which the slope changes; where it does not, nothing limits the step.
        length = self._rtol ** (1 / self._order) * first / second
        self._length = np.where(length < span, length, span)
        return np.flatnonzero(known)

    def _attempt(self, at: Array) -> Array:
        """One step of the points `at`, kept where it is good enough; those that have further to go."""
        wanted, left = self._length[at], self._times[-1] - self._time[at]
        # The last two steps share what is left, lest a sliver remain.
        length = np.where(wanted >= left, left, np.where(wanted > left / 2, left / 2, wanted))
        step = newton.Step(self._where[at], self._y[at], self._slope[at], length)
        found = newton.solve(self._points, self._method, step, self._guess(at, length), self._scale(step.y))
        self.evaluations += found.calls
        end = step.y + found.increments[:, -1]
        error = _largest(newton.error(self._method, step, found), self._scale(np.maximum(abs(step.y), abs(end))))
        kept = found.converged & (error <= 1)
        self._resize(at, length, np.where(found.converged, error, np.inf), found.iterations, kept)
        self._advance(at[kept], length[kept], found.increments[kept])
        return at[self._going(at, kept | found.finite)]

    def _guess(self, at: Array, length: Array) -> Array:
        """The polynomial of the step before, continued: increments (p, s, n), zero where it does not reach."""
        last, ratio = self._last[at], length / self._last_length[at]
        near = ratio <= _REACH
        weights = self._method.at(1 + np.where(near, ratio, 0)[:, None] * self._method.nodes)
        return np.where(near[:, None, None], weights @ last - last[:, -1:], 0)

    def _resize(self, at: Array, length: Array, error: Array, iterations: Array, kept: Array) -> None:
        """The next lengths: the error goes as their power s + 1; hard iterations count against, as does a failure."""
        patience = (2 * newton.ITERATIONS + 1) / (2 * newton.ITERATIONS + iterations)
        factor = _SAFETY * patience * error ** (-1 / self._order)
        largest = np.where(self._held[at], 1.0, _LARGEST_FACTOR)
        self._length[at] = length * np.clip(np.where(np.isnan(factor), 0, factor), _LEAST_FACTOR, largest)
        self._held[at] = ~kept
        self.steps[at] += kept
        self.rejected[at] += ~kept

    def _advance(self, at: Array, length: Array, increments: Array) -> None:
        """Values at the times passed, then the end of the step as the new start."""
        left = self._times[-1] - self._time[at]
        time = np.where(length >= left, self._times[-1], self._time[at] + length)
        passed = np.searchsorted(self._times, time, side="right")
        count = passed - self._reached[at]
        if count.any():
            row = np.repeat(np.arange(len(at)), count)
            column = np.arange(len(row)) + np.repeat(passed - np.cumsum(count), count)
            weights = self._method.at((self._times[column] - self._time[at[row]]) / length[row])
            self.values[at[row], column] = self._y[at[row]] + (weights[:, None] @ increments[row])[:, 0]
        self._reached[at], self._time[at] = passed, time
        self._last[at], self._last_length[at] = increments, length
        # The last node is the end of the step, where the polynomial's slope is that of the equations.
        self._slope[at] = self._method.slopes[-1] @ increments / length[:, None]
        self._y[at] += increments[:, -1]

    def _going(self, at: Array, finite: Array) -> Array:
        """Mask of the points with times ahead and steps that move them; the others that have times ahead failed."""
        span = self._times[-1] - self._times[0]
        ahead = self._time[at] < self._times[-1]
        stuck = ahead & (self._length[at] < 4 * np.spacing(np.maximum(abs(self._time[at]), np.finfo(float).eps * span)))
        huge = ahead & (abs(self._y[at]).max(axis=-1) > _HUGE)
        self.codes[at[stuck]] = np.where(finite[stuck], Status.STEP_TOO_SMALL.code, Status.NOT_FINITE.code)
        self.codes[at[huge]] = Status.NOT_FINITE.code
        return np.asarray(ahead & ~stuck & ~huge)

    def _scale(self, y: Array) -> Array:
        return self._atol + self._rtol * abs(y)


def _largest(values: Array, scale: Array) -> Array:
    """(p,) largest of the n components in units of their tolerance."""
    return np.asarray((abs(values) / scale).max(axis=-1))
