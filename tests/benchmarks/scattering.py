"""Rates from scattering, all temperatures at once, against ``scipy.integrate.quad`` point by point."""

from __future__ import annotations

from cmath import sqrt
from itertools import pairwise
from math import asin, cos, exp, sin

import numpy as np
from scipy.integrate import quad

from numerics.rates import thermal_flux
from numerics.scattering import Scatterer, local_couplings
from tests.benchmarks.timing import line, pair, seconds

LEVELS = (0.5, 0.0, -0.5)  # +, 0, -, as in the caption of Fig. 1 of Alicki, Sindelka and Gelbwaser-Klimovsky
STRENGTHS = (1.0, 0.7, 1.5)
TEMPERATURES = 400
BETA = np.geomspace(0.1, 20, TEMPERATURES)
EVERY = 8  # temperatures that quad is timed at, out of TEMPERATURES, for an estimate of all
COUPLINGS = local_couplings(STRENGTHS, np.exp(2j * np.pi / 3 * np.outer(range(3), (1, 0, -1))) / np.sqrt(3))


def scattering() -> str:
    """The curves of Fig. 1 at 1e-10; then six sites and six levels, in one place and apart."""
    dots = Scatterer(LEVELS, COUPLINGS)
    chosen = BETA[::EVERY]
    theirs = np.array([by_quad(beta) for beta in chosen])
    ours = thermal_flux(dots, BETA)
    apart = abs(np.where(np.eye(3), 0, ours.values[::EVERY] / theirs - 1)).max()
    times = pair(lambda: thermal_flux(dots, BETA), lambda: [by_quad(beta) for beta in chosen], 3)
    other = f"quad by closed forms (from {len(chosen)} of them)"
    first = line(f"Fig. 1 at {TEMPERATURES} temperatures", times[0], times[1] * EVERY, other, "at least 50")
    figures = f"the two differ by {apart:.1e} at most; errors estimated {ours.errors.max():.1e} at most"
    return "\n".join([first, figures, six_sites("in one place", None), six_sites("apart", np.arange(6.0))])


def six_sites(title: str, positions: np.ndarray | None) -> str:
    """A ring of six dots with different couplings: one temperature alone, and each of many in one call."""
    angle = 2 * np.pi / 6 * np.outer(range(6), range(6))
    couplings = local_couplings([1.0, 0.7, 1.5, 0.4, 1.1, 0.9], np.exp(1j * angle) / np.sqrt(6))
    ring = Scatterer(-2 * np.cos(angle[1] + 0.3), couplings, positions)
    single = min(seconds(lambda: thermal_flux(ring, 1.0)) for _ in range(5))
    many = min(seconds(lambda: thermal_flux(ring, BETA)) for _ in range(3)) / TEMPERATURES
    return (
        f"six sites and levels, {title}: rate matrix at one temperature {single * 1e3:.1f} ms (milliseconds), "
        f"{many * 1e3:.2f} ms each of {TEMPERATURES}"
    )


def by_quad(beta: float) -> np.ndarray:
    """M_kl (3, 3) of `numerics.rates`, off the diagonal, one integral after the other."""
    values = np.ones((3, 3))
    for k in range(3):
        for other in range(3):
            if k != other:
                values[k, other] = one_integral(beta, k, other)
    return values


def one_integral(beta: float, k: int, before: int) -> float:
    """int_0^inf dx exp(-beta x) sigma(lower + x), with the same integrand and, as a careful user would, split at the
    thresholds and free of square roots at both ends of each interval."""
    lower = max(LEVELS[k], LEVELS[before])
    ends = sorted(level for level in LEVELS if level >= lower)
    total = 0.0
    for a, b in pairwise(ends):
        length = b - a

        def inner(t: float, a: float = a, length: float = length) -> float:
            x = a - lower + length * sin(t) ** 2
            return exp(-beta * x) * probability(lower + x, k, before) * 2 * length * sin(t) * cos(t)

        total += quad(inner, 0, asin(1.0), epsabs=0, epsrel=1e-10)[0]
    top = ends[-1] - lower

    def outer(y: float) -> float:
        return exp(-beta * (top + y * y)) * probability(lower + top + y * y, k, before) * 2 * y

    return float(total + quad(outer, 0, (41 / beta) ** 0.5, epsabs=0, epsrel=1e-10, limit=200)[0])


V = tuple(tuple(complex(x) for x in row) for row in COUPLINGS.sum(axis=0))


def probability(energy: float, k: int, before: int) -> float:
    """4 |tau|^2/(w_k w_l) off the diagonal, m = hbar = 1, in plain Python numbers: tau = i w (w + i v)^{-1} w there."""
    w = [sqrt(complex(2 * (energy - level), 0.0)) for level in LEVELS]
    m = [[1j * V[i][j] + (w[i] if i == j else 0) for j in range(3)] for i in range(3)]
    det = (
        m[0][0] * (m[1][1] * m[2][2] - m[1][2] * m[2][1])
        - m[0][1] * (m[1][0] * m[2][2] - m[1][2] * m[2][0])
        + m[0][2] * (m[1][0] * m[2][1] - m[1][1] * m[2][0])
    )
    # Element (k, l) of the inverse, k != l: the cofactor (l, k), with the third index c.
    c = 3 - k - before
    cofactor = m[k][c] * m[c][before] - m[k][before] * m[c][c]
    return float(4 * abs(cofactor / det) ** 2 * abs(w[k] * w[before]))
