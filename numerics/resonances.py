"""Energies at which attractive contacts nearly bind the particle in a closed channel.

The weaker the coupling to the open channels, the narrower the peak of the transition probabilities there; a quadrature
that does not know its place would pass over it without noticing.
"""

from __future__ import annotations

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
        found += [(float(lower), float(y**2)) for y in _crossings(scatterer, lower, 1.0, reach)]
        found += [(float(upper), -float(y**2)) for y in _crossings(scatterer, upper, -1.0, reach)[::-1]]
    return found


def _crossings(scatterer: Scatterer, threshold: float, sign: float, reach: float) -> Array:
    """Roots y of the distance from a threshold, increasing, at which the number of negative eigenvalues steps."""
    edges = np.array([NARROWEST * reach, reach])
    first, last = _negative(scatterer, threshold, sign * edges**2)
    targets = np.arange(min(first, last), max(first, last)) + 0.5
    low, high = (np.full(len(targets), edge) for edge in edges)
    for _ in range(BISECTIONS if len(targets) else 0):
        # Halving the logarithm finds shallow states with all their digits.
        middle = np.sqrt(low * high)
        before = (_negative(scatterer, threshold, sign * middle**2) > targets) == (first > targets)
        low, high = np.where(before, middle, low), np.where(before, high, middle)
    return np.sort(np.sqrt(low * high))


def _negative(scatterer: Scatterer, threshold: float, offsets: Array) -> Array:
    """(p,) number of negative eigenvalues at each energy threshold + offset."""
    distances = (threshold - scatterer.levels) + offsets[:, None]
    return np.asarray((np.linalg.eigvalsh(closed_channel_matrix(distances, scatterer)) < 0).sum(axis=-1))
