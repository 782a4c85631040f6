"""The exact steady state of a driven, damped Kerr oscillator.

    H = Delta a^dag a + (U/2) a^dag a^dag a a + i (E a^dag - E^* a),      L = sqrt(2 kappa) a.

The generalised P function of P. D. Drummond and D. F. Walls, J. Phys. A 13, 725 (1980), has the potential solution

    P(alpha, beta) = alpha^(p-2) beta^(p^*-2) exp(2 alpha beta + z/alpha + z^*/beta),
    p = 2 (Delta - i kappa)/U,      z = -2 i E/U,

and with g_k = z^k/(p (p+1) ... (p+k-1)), the contour integrals of 1/alpha, its moments and matrix elements are

    <a^dag^r a^s> = sum_k 2^k/k! g_{k+s} g_{k+r}^* / Z,      Z = sum_k 2^k/k! |g_k|^2 = 0F2(p, p^*; 2 |z|^2),
    <m|rho|n> = sum_j g_{m+j} g_{n+j}^* / (j! sqrt(m! n!)) / Z.

The last is a sum of projectors: it is positive and loses no digit, however slow the switching between two branches.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import gammaln, loggamma

from numerics.arguments import Array, finite, real

_CUT = -90.0  # logarithm of the weight below which a term of a sum is left out
_MOST = 1 << 22  # terms of a sum


@dataclass(frozen=True)
class Kerr:
    """Steady state of the oscillator above; all rates in one unit.

    Parameters
    ----------
    detuning : Delta.
    nonlinearity : U, not zero; u/N for a system of size N.
    drive : E, complex; epsilon sqrt(N) for a system of size N.
    kappa : decay rate of the amplitude, positive: quanta are lost at the rate 2 kappa.

    Raises
    ------
    ValueError : on numbers out of these bounds, or more than some millions of quanta.
    """

    detuning: float
    nonlinearity: float
    drive: complex
    kappa: float

    def __post_init__(self) -> None:
        for name in ("detuning", "nonlinearity", "kappa"):
            if real(name, getattr(self, name)).ndim:
                raise ValueError(f"Argument `{name}` must be one number, but got an array; make one state a point")
        if finite("drive", self.drive).ndim:
            raise ValueError("Argument `drive` must be one number, but got an array; make one state a point")
        if self.nonlinearity == 0:
            raise ValueError("Argument `nonlinearity` must not be zero, but got 0; the state is then coherent")
        if not self.kappa > 0:
            raise ValueError(f"Argument `kappa` must be positive, but got {self.kappa}; without loss nothing relaxes")

    def moment(self, r: int, s: int) -> complex:
        """<(a^dag)^r a^s>.

        Raises
        ------
        ValueError : for powers below zero.
        """
        if min(r, s) < 0:
            raise ValueError(f"Argument `r`, `s` must be at least 0, but got {(r, s)}")
        weights, norm = self._weights()
        k = np.arange(len(weights))
        terms = self._log_g(k + s) + self._log_g(k + r).conj() + k * np.log(2) - gammaln(k + 1)
        return complex(np.exp(terms - norm).sum())

    def density(self, levels: int) -> Array:
        """Matrix elements (levels, levels) of the whole state, not of a truncated one: the trace is what they hold.

        Raises
        ------
        ValueError : for fewer than one level.
        """
        if levels < 1:
            raise ValueError(f"Argument `levels` must be at least 1, but got {levels}")
        weights, norm = self._weights()
        m, j = np.arange(levels)[:, None], np.arange(len(weights))
        k = np.arange(levels + len(weights))
        logarithms = self._log_g(k)[m + j] - (gammaln(m + 1) + gammaln(j + 1) + norm) / 2
        amplitudes = np.exp(logarithms)
        rho = amplitudes @ amplitudes.conj().T
        return np.asarray((rho + rho.conj().T) / 2)

    def levels(self, lost: float = 1e-16) -> int:
        """How many levels hold the state up to a population `lost`, about.

        Level n is reached by the terms k >= n of Z, of which half the quanta are a Binomial choice.
        """
        weights, _ = self._weights()
        top = int(np.flatnonzero(np.cumsum(weights[::-1])[::-1] > lost)[-1])
        populations = self.density(top + 1).diagonal().real
        beyond = np.cumsum(populations[::-1])[::-1]
        return int(np.flatnonzero(beyond > lost)[-1]) + 1

    def _log_g(self, k: Array) -> Array:
        """log g_k, with minus infinity for zero."""
        p = 2 * (self.detuning - 1j * self.kappa) / self.nonlinearity
        z = complex(-2j * self.drive / self.nonlinearity)
        if z == 0:
            return np.where(k == 0, 0, -np.inf).astype(complex)
        return np.asarray(k * np.log(z) - loggamma(p + k) + loggamma(p))

    def _weights(self) -> tuple[Array, float]:
        """Terms of Z, relative to it, up to the last that counts; and log Z."""
        count = 64
        while count <= _MOST:
            k = np.arange(count)
            logarithms = 2 * self._log_g(k).real + k * np.log(2) - gammaln(k + 1)
            # The ratio of terms, 2 |z|^2/(|p + k|^2 (k + 1)), falls below one half for good before the sum is cut.
            if logarithms[-1] < logarithms.max() + _CUT and self._ratio(count) < 0.5:
                kept = logarithms > logarithms.max() + _CUT
                norm = float(logarithms.max() + np.log(np.exp(logarithms - logarithms.max()).sum()))
                return np.exp(logarithms[: int(np.flatnonzero(kept)[-1]) + 1] - norm), norm
            count *= 2
        raise ValueError(f"Argument `drive` must leave fewer than {_MOST} quanta, but got {self.drive}")

    def _ratio(self, k: int) -> float:
        """Largest ratio of neighbouring terms from k on."""
        p = 2 * (self.detuning - 1j * self.kappa) / self.nonlinearity
        beyond = max(float(k), -p.real)
        strength = abs(2 * self.drive / self.nonlinearity) ** 2
        return float(2 * strength / (abs(p + beyond) ** 2 * (k + 1)))
