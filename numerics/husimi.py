"""Husimi functions of one mode, and their derivatives, from the density matrix and without finite differences.

Q(mu) = <mu|rho|mu>/pi, with |mu> a coherent state, so that the integral of Q over d^2 mu = d Re mu d Im mu is Tr rho.
With Q_ij = <mu|a^i rho (a^dag)^j|mu>/pi,

    dQ/d conj(mu) = Q_10 - mu Q,      dQ/d mu = Q_01 - conj(mu) Q

(Goes, Fiore and Landi, Phys. Rev. Res. 2, 013136 (2020), Eq. (B3)), and so on for every order.  Any operator X in
place of rho gives its own function: that of -i [H, rho] is what the unitary dynamics does to Q.
"""

from __future__ import annotations

from math import comb, perm

import numpy as np
from scipy.special import gammaincc, gammaln

from numerics.arguments import Array, finite, real

_AT_ONCE = 1 << 22  # elements of a table of amplitudes held at once


def husimi(operator: Array, mu: Array) -> Array:
    """<mu|X|mu>/pi.

    Parameters
    ----------
    operator : (..., d, d) X, for one operator or several.
    mu : (*points) complex.

    Returns
    -------
    Array (..., *points), complex; real up to rounding where X is Hermitian.

    Raises
    ------
    ValueError : on shapes that do not fit, elements that are not finite.
    """
    x, points = _operators(operator), finite("mu", mu).astype(complex)
    flat = points.ravel()
    result = np.empty((*x.shape[:-2], flat.size), dtype=complex)
    step = max(1, _AT_ONCE // x.shape[-1])
    for start in range(0, flat.size, step):
        part = slice(start, start + step)
        c = _amplitudes(flat[part], x.shape[-1])
        result[..., part] = np.einsum("pm,...pm->...p", c.conj(), c @ x.swapaxes(-1, -2)) / np.pi
    return np.asarray(result.reshape((*x.shape[:-2], *points.shape)))


def derivative(density: Array, mu: Array, conjugate: int, plain: int) -> Array:
    """The derivative of Q, `conjugate` times by conj(mu) and `plain` times by mu, at `mu` (*points): (*points) complex.

    From Q = exp(-mu conj(mu)) F with F_ij in place of its derivatives, by Leibniz; exact but for rounding, which grows
    as abs(mu) to the total order.

    Raises
    ------
    ValueError : for orders below zero, and as `husimi`.
    """
    if min(conjugate, plain) < 0:
        raise ValueError(f"Argument `conjugate`, `plain` must be at least 0, but got {(conjugate, plain)}")
    rho, points = _operators(density), finite("mu", mu).astype(complex)
    if rho.ndim != 2:
        raise ValueError(f"Argument `density` must have shape (d, d), but got {rho.shape}")
    total = np.zeros(points.shape, dtype=complex)
    for i in range(conjugate + 1):
        left = conjugate - i
        # d^l/d mu^l of (-mu)^left is what of the factors from the left the right derivatives meet.
        for met in range(min(left, plain) + 1):
            factor = comb(conjugate, i) * comb(plain, met) * perm(left, met) * (-1.0) ** met * (-points) ** (left - met)
            for j in range(plain - met + 1):
                q = husimi(np.linalg.matrix_power(_lower(rho.shape[0]), i) @ rho @ _raised(rho.shape[0], j), points)
                total += factor * comb(plain - met, j) * (-points.conj()) ** (plain - met - j) * q
    return total


def on_rings(operator: Array, radii: Array, angles: int) -> Array:
    """<mu|X|mu>/pi at mu = r exp(2 pi i t/T), t = 0 ... T - 1: diagonals of X summed with one Fourier transform a ring.

    Parameters
    ----------
    operator : (..., d, d) X, for one operator or several.
    radii : (n,) non-negative r.
    angles : T.

    Returns
    -------
    Array (..., n, T), complex; the values are exact for any T.

    Raises
    ------
    ValueError : on shapes that do not fit, elements that are not finite, radii below zero, fewer than one angle.
    """
    x, r = _operators(operator), real("radii", radii)
    if r.ndim != 1 or (r < 0).any():
        raise ValueError(f"Argument `radii` must be a row of non-negative numbers, but got {r}")
    if angles < 1:
        raise ValueError(f"Argument `angles` must be at least 1, but got {angles}")
    d = x.shape[-1]
    v = _amplitudes(r.astype(complex), d).real
    waves = np.zeros((*x.shape[:-2], r.size, angles), dtype=complex)
    for k in range(d):
        weights = (v[:, : d - k] * v[:, k:]).T
        # <m| ... |m + k> turns as exp(i k theta).
        waves[..., k % angles] += np.diagonal(x, k, -2, -1) @ weights
        if k:
            waves[..., -k % angles] += np.diagonal(x, -k, -2, -1) @ weights
    return np.asarray(np.fft.ifft(waves, axis=-1) * (angles / np.pi))


def reach(density: Array, outside: float = 1e-20) -> float:
    """A radius beyond which the integral of Q is below `outside`: level n lies outside with the probability of a
    Poisson variable of mean r^2 not to exceed n."""
    populations = abs(_operators(density).diagonal())
    radius = 3.0
    while (populations * gammaincc(np.arange(len(populations)) + 1.0, radius**2)).sum() > outside:
        radius += 0.25
    return radius


def _operators(operator: Array) -> Array:
    x = finite("operator", operator)
    if x.ndim < 2 or x.shape[-1] != x.shape[-2] or not x.shape[-1]:
        raise ValueError(f"Argument `operator` must have shape (..., d, d), but got {x.shape}")
    return x


def _amplitudes(mu: Array, levels: int) -> Array:
    """(p, levels) <n|mu> = exp(-abs(mu)^2/2) mu^n/sqrt(n!), without overflow."""
    n = np.arange(levels)
    modulus = abs(mu)[:, None]
    with np.errstate(divide="ignore", invalid="ignore"):
        logarithm = np.where(n == 0, 0.0, n * np.log(modulus)) - gammaln(n + 1) / 2 - modulus**2 / 2
    return np.asarray(np.exp(logarithm + 1j * np.angle(mu)[:, None] * n))


def _lower(levels: int) -> Array:
    return np.diag(np.sqrt(np.arange(1.0, levels)), 1)


def _raised(levels: int, power: int) -> Array:
    return np.asarray(np.linalg.matrix_power(_lower(levels).T, power))
