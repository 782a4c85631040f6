"""Integrals over phase space on rings: Gauss and Legendre along the radius, equal weights around.

Both converge faster than any power for functions without singularities that fall off like a Gaussian; where Q vanishes
at a point, the integrands of entropy production are bounded and no more, and the error that is returned says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.polynomial.legendre import leggauss

from numerics.arguments import Array

FLOOR = 1e-15  # a Husimi function below is rounding
FIRST = 1.6  # nodes a unit of radius of the first grid; a coherent state's Q has width one
FINEST = 1 << 21  # points of the last grid


@dataclass(frozen=True, eq=False)
class Rings:
    """The points r exp(2 pi i t/T): `radii` (n,) with `weights` (n,) along the radius, T `angles`."""

    radii: Array
    weights: Array
    angles: int

    @property
    def mu(self) -> Array:
        """(n, T) the points."""
        return np.asarray(self.radii[:, None] * np.exp(2j * np.pi * np.arange(self.angles) / self.angles))

    @property
    def measure(self) -> Array:
        """(n, 1) the area d Re d Im of every point."""
        return np.asarray((self.weights * self.radii * (2 * np.pi / self.angles))[:, None])


Integrals = Callable[[Rings], tuple[Array, Array]]
"""Maps a grid to integrals (k,), the first of them that of Q, and to what each may have lost (k,) besides."""


def refined(integrals: Integrals, radius: float, tolerance: float) -> tuple[Array, float, int]:
    """Integrals within `radius` on finer and finer grids, until none changes by more than `tolerance`.

    Returns
    -------
    (k,) integrals; an estimate of the largest error, that of the first left aside: the last change, which where the
    integrands are smooth is far more than the error, and what was lost; the number of points of the last grid.
    """
    last, error, points = None, np.inf, 0
    for rings in _grids(radius):
        values, missed = integrals(rings)
        change = np.full_like(values, np.inf) if last is None else abs(values - last)
        error = float((change + missed)[1:].max(initial=0.0))
        last, points = values, rings.radii.size * rings.angles
        # What was left out is the fault of the state, and no finer grid will mend it.
        if change.max() <= tolerance * max(1.0, abs(values).max()):
            break
    return np.asarray(last), error, points


def _grids(radius: float) -> Iterator[Rings]:
    fineness = FIRST
    while True:
        count, angles = int(np.ceil(fineness * radius)) + 12, 2 * int(np.ceil(np.pi * fineness * radius)) + 32
        if count * angles > FINEST:
            return
        nodes, weights = leggauss(count)
        yield Rings(radius * (nodes + 1) / 2, radius * weights / 2, angles)
        fineness *= 1.5
