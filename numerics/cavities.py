"""Energies at which the particle is nearly caught between contacts that are apart, as light between mirrors.

Strong contacts hold a wave in an open channel for long: at k d near n pi, T has a pole close below the real axis, and
the transition probabilities a peak of its width.  A quadrature that does not know its place would pass over it.

Seeds come from counting.  With walls at the outermost sites (no slope there) for the open channels, they have
the Green function

    G_j(x, x') = 2 m/(hbar^2 k sin k d) cos k x_< cos k (d - x_>),      0 <= x_< <= x_> <= d,

and the walled system has N_0(E) - n(E) + constant levels below E, where N_0 counts those without the contacts, and n
the negative eigenvalues of v^{-1} - G, which rises with E between the poles of G.  From each level Newton's method
leads to the pole of T without the walls, in the complex plane; the narrower the resonance, the shorter the way.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from numerics.arguments import Array
from numerics.contacts import Scatterer, binding_matrix, closed_green
from numerics.resonances import NARROWEST, crossings

BROADEST = 0.02  # of the distance from the threshold: a peak that is broader is met by the panels themselves
MOST = 400  # levels of the walled system between two thresholds; higher ones are not looked for
SEEDED = 24  # bisections; Newton's method does the rest
NEWTON = 12
CLOSE = 1e-6  # of the width or of the last digits: a last step that is longer has not converged


def caught(scatterer: Scatterer, height: float) -> list[tuple[float, float]]:
    """Narrow resonances of contacts apart, from the lowest threshold to `height` above the highest one.

    Each is (threshold, E - threshold), measured from the nearer of the two thresholds around it.  None where all
    contacts share one place.  Between two thresholds the lowest `MOST` are looked for.
    """
    if scatterer.coincident or not len(scatterer.modes.strength):
        return []
    thresholds = np.unique(scatterer.levels)
    found = []
    for lower, upper in pairwise(thresholds):
        half = (upper - lower) / 2
        found += [(float(lower), x) for x in _poles(scatterer, lower, lower, 1.0, half)]
        found += [(float(upper), -x) for x in _poles(scatterer, upper, lower, -1.0, half)[::-1]]
    return found + [(float(thresholds[-1]), x) for x in _poles(scatterer, thresholds[-1], thresholds[-1], 1.0, height)]


def _poles(scatterer: Scatterer, threshold: float, highest: float, sign: float, length: float) -> list[float]:
    """Distances from a threshold up to `length`, increasing; `highest` is the last threshold of the open channels."""
    opened = scatterer.levels <= highest

    def count(y: Array) -> Array:
        return _levels(threshold - scatterer.levels + sign * y[:, None] ** 2, opened, scatterer)

    reach = float(np.sqrt(length))
    seeds = crossings(count, NARROWEST * reach, reach, SEEDED, MOST)
    if not len(seeds):
        return []
    x, step = sign * seeds**2 + 0j, np.zeros(len(seeds), complex)
    for _ in range(NEWTON):
        step = _step(threshold - scatterer.levels + x[:, None], opened, scatterer)
        # A step across the threshold would change the sheet; where there is no derivative there is no pole.
        step = np.where(np.isfinite(step), step, x / 2)
        x = x - step / np.maximum(1, 2 * abs(step) / abs(x))
    width, offset = abs(x.imag), sign * x.real
    narrow = (offset > 0) & (offset <= length) & (width < BROADEST * offset)
    settled = abs(step) <= CLOSE * width + 1e-13 * offset
    return [float(value) for value in np.unique(offset[narrow & settled])]


def _levels(distances: Array, opened: Array, scatterer: Scatterer) -> Array:
    """(p,) levels of the walled system below each energy, up to a constant."""
    k = np.sqrt(2 * scatterer.mass * np.maximum(distances, 0)) / scatterer.hbar
    span = scatterer.sites[-1] - scatterer.sites[0]
    free = (np.floor(k * span / np.pi) * opened).sum(axis=-1)
    left = scatterer.modes.place + span / 2
    low, high = (f(left[:, None], left)[..., None] for f in (np.minimum, np.maximum))
    k = np.where(opened, k, 1.0)[:, None, None, :]
    inside = np.cos(k * low) * np.cos(k * (span - high)) / (k * np.sin(k * span))
    walled = 2 * scatterer.mass / scatterer.hbar**2 * inside
    matrix = binding_matrix(np.where(opened, walled, closed_green(distances, scatterer)), scatterer)
    return np.asarray(free - (np.linalg.eigvalsh(matrix) < 0).sum(axis=-1))


def _step(distances: Array, opened: Array, scatterer: Scatterer) -> Array:
    """(p,) Newton's step: the smallest singular value of v^{-1} - G, with outgoing waves, over its derivative by E."""
    scale = np.sqrt(2 * scatterer.mass) / scatterer.hbar
    k = (scale * np.where(opened, np.sqrt(distances), 1j * np.sqrt(-distances)))[:, None, None, :]
    gaps = abs(scatterer.modes.place[:, None] - scatterer.modes.place)[..., None]
    unit = scatterer.mass / scatterer.hbar**2
    green = unit * np.exp(1j * k * gaps) / (1j * k)
    slope = binding_matrix(green * (1j * gaps - 1 / k) * unit / k, scatterer, contact=False)
    left, _, right = np.linalg.svd(binding_matrix(green, scatterer))
    left, right = left[..., -1].conj(), right[..., -1, :].conj()
    matrix = binding_matrix(green, scatterer)
    top, bottom = (np.einsum("pa,pab,pb->p", left, m, right) for m in (matrix, slope))
    known = abs(bottom) > 1e-200 * abs(top)
    return np.asarray(np.divide(top, bottom, out=np.full(len(top), np.inf, complex), where=known))
