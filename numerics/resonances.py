"""Energies at which attractive contacts nearly bind the particle in a closed channel.

The weaker the coupling to the open channels, the narrower the peak of the transition probabilities there; a quadrature
that does not know its place would pass over it without noticing.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import pairwise

import numpy as np

from numerics.arguments import Array
from numerics.contacts import Scatterer, closed_channel_matrix

NARROWEST = 1e-12  # of the interval between thresholds, as the root of the energy: closer ones are not looked for
BISECTIONS = 60


def quasi_bound(scatterer: Scatterer) -> list[tuple[float, float]]:
    """Bound states of the closed channels alone, between the lowest and the highest threshold, in increasing order.

    Each is (threshold, E - threshold), measured from the nearer of the two thresholds around it.  They solve
    det(v^{-1} - G_closed(E)) = 0 on the span of the couplings.  G_closed falls as E rises, hence the number of negative
    eigenvalues falls by one at each of them, and bisection on that number finds them all.
    """
    if not (scatterer.modes.strength < 0).any():
        return []
    thresholds = np.unique(scatterer.levels)
    found = []
    for lower, upper in pairwise(thresholds):
        reach = float(np.sqrt((upper - lower) / 2))
        for threshold, sign in ((lower, 1), (upper, -1)):
            roots = crossings(partial(_negative, scatterer, float(threshold), sign), NARROWEST * reach, reach)
            found += [(float(threshold), sign * float(y**2)) for y in roots[::sign]]
    return found


def crossings(
    count: Callable[[Array], Array], low: float, high: float, halvings: int = BISECTIONS, most: int | None = None
) -> Array:
    """Points between two positive ones, increasing, at which a monotonic count steps; the lowest `most` of them."""
    first, last = count(np.array([low, high]))
    targets = np.arange(min(first, last), max(first, last)) + 0.5
    targets = (targets if first < last else targets[::-1])[:most]
    lower, upper = (np.full(len(targets), edge) for edge in (low, high))
    for _ in range(halvings if len(targets) else 0):
        # Halving the logarithm finds shallow states with all their digits.
        middle = np.sqrt(lower * upper)
        before = (count(middle) > targets) == (first > targets)
        lower, upper = np.where(before, middle, lower), np.where(before, upper, middle)
    return np.sort(np.sqrt(lower * upper))


def _negative(scatterer: Scatterer, threshold: float, sign: int, y: Array) -> Array:
    """(p,) number of negative eigenvalues at each energy threshold + sign*y^2."""
    distances = (threshold - scatterer.levels) + sign * y[:, None] ** 2
    return np.asarray((np.linalg.eigvalsh(closed_channel_matrix(distances, scatterer)) < 0).sum(axis=-1))
