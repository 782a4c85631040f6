"""Temperatures and entropies of bosonic modes and of two-level systems, from their occupations.

One frequency Omega at a time.  Temperatures are k_B T/(hbar Omega), inverse temperatures x = hbar Omega/(k_B T), and
entropies S/k_B, all pure numbers: multiply temperatures by hbar Omega/k_B for kelvin.  Every function works element by
element on real arrays of any shape, and keeps all digits (a few units in the last place) wherever the result is a
normal number.  Elements outside the domain, nan among them, give nan, so that failed points of an evolution pass.

An occupation has a temperature whether or not the mode is thermal: that of the equilibrium state with the same mean
energy, called effective; the entropy is then the largest that this mean energy allows (D. Braak and J. Mannhart,
Inconsistency between Thermodynamics and Probabilistic Quantum Processes, Eq. (7) and Eqs. (S-66) to (S-68)).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import expit, xlog1py, xlogy

from numerics.arguments import Array


def bose_occupation(inverse_temperature: ArrayLike) -> Array:
    """Mean number of quanta 1/(e^x - 1) of a mode at x = hbar Omega/(k_B T) >= 0; infinite at 0, 0 at infinite x."""
    x = _inside("inverse_temperature", inverse_temperature, 0.0, np.inf)
    with np.errstate(divide="ignore", over="ignore"):
        # e^-x underflows later than e^x overflows.
        return np.where(x < 700, 1 / np.expm1(x), np.exp(-x))


def effective_temperature(occupation: ArrayLike) -> Array:
    """k_B T/(hbar Omega) = 1/ln(1 + 1/n) of a mode with n >= 0 quanta on average; 0 at n = 0, about n at large n."""
    n = _inside("occupation", occupation, 0.0, np.inf)
    with np.errstate(divide="ignore", over="ignore"):
        return np.where(n > 1e16, n, 1 / _log_ratio(np.minimum(n, 1e17)))


def excitation_probability(inverse_temperature: ArrayLike) -> Array:
    """Probability 1/(e^x + 1) that a two-level system is excited at x = hbar Omega/(k_B T), of either sign."""
    return np.asarray(expit(-_inside("inverse_temperature", inverse_temperature, -np.inf, np.inf)))


def two_level_temperature(probability: ArrayLike) -> Array:
    """k_B T/(hbar Omega) = 1/ln((1 - p)/p) of two-level systems excited with probability p.

    Positive below p = 1/2, infinite (+inf) at 1/2, and negative above: an inverted ensemble is hotter than any at
    positive temperature.  +0 at p = 0 and -0 at p = 1; nan outside 0 <= p <= 1.
    """
    p = _inside("probability", probability, 0.0, 1.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        # 1 - 2 p is exact near p = 1/2, where the logarithm of a ratio near 1 would lose digits.
        x = np.where(abs(p - 0.5) < 0.25, np.log1p((1 - 2 * p) / p), np.log1p(-p) - np.log(p))
        return np.asarray(1 / x)


def bose_entropy(occupation: ArrayLike) -> Array:
    """S/k_B = (1 + n) ln(1 + n) - n ln n of a thermal mode with n >= 0 quanta; 0 at n = 0, about 1 + ln n at large n.

    Summed as ln(1 + n) + n ln(1 + 1/n), two positive terms, which is also free energy and energy over temperature.
    """
    n = _inside("occupation", occupation, 0.0, np.inf)
    with np.errstate(divide="ignore", over="ignore", invalid="ignore"):
        energy = np.where(n < 1, n * np.log1p(n) - xlogy(n, n), np.where(n > 1e16, 1.0, n * np.log1p(1 / n)))
        return np.asarray(np.log1p(n) + energy)


def two_level_entropy(probability: ArrayLike) -> Array:
    """S/k_B = -p ln p - (1 - p) ln(1 - p) of one two-level system excited with probability p; ln 2 at p = 1/2."""
    p = _inside("probability", probability, 0.0, 1.0)
    return np.asarray(0.0 - xlogy(p, p) - xlog1py(1 - p, -p))


def _log_ratio(n: Array) -> Array:
    """ln(1 + 1/n), without forming 1/n where that overflows."""
    return np.where(n < 1, np.log1p(n) - np.log(n), np.log1p(1 / n))


def _inside(name: str, value: ArrayLike, least: float, largest: float) -> Array:
    """`value` as a float array, nan where it is not within the bounds."""
    array = np.asarray(value)
    if array.dtype.kind not in "biuf":
        raise ValueError(f"Argument `{name}` must be real numbers, but got {array.dtype}; take the real part if meant")
    array = array.astype(float)
    return np.where((array >= least) & (array <= largest), array, np.nan)
