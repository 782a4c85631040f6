"""Entropy production of Gaussian states of any number of modes, from the Husimi function's covariance matrix.

Q is a Gaussian of covariance S = V + 1/2 in the quadratures (x_1, p_1, ...) (Goes, Fiore and Landi, Phys. Rev. Res. 2,
013136 (2020), Eq. (C26)).  Where dV/dt = A V + V A^T + D, it drifts with A and diffuses with D - (A + A^T)/2.  Each
part of the generator, a unitary one (A_u, 0) and channels (A_k, D_k), changes the Wehrl entropy log(det S)/2 + const by

    tr A + tr(S^-1 D_Q)/2,      D_Q = D - (A + A^T)/2.

The current of a channel, j = (A_k r + D_Q S^-1 r/2) Q, gives what is produced and what flows out,

    Pi_k = 2 tr(D_Q^-1 A S A^T) + 2 tr A + tr(S^-1 D_Q)/2,      Phi_k = 2 tr(D_Q^-1 A S A^T) + tr A,

with D_Q^-1 the inverse on the quadratures that the channel acts on.  Loss at the amplitude's rate kappa into a bath of
occupation N, A = -kappa, D = kappa (2 N + 1), has Phi = 2 kappa (<c^dag c> - N)/(N + 1).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from numerics.arguments import Array, common_shape, read_only, square

_RANK = 1e-12  # of the largest: eigenvalues below are no noise


@dataclass(frozen=True, eq=False)
class EntropyProduction:
    """Rates of the Wehrl entropy's balance at every point, in the unit of the drift.

    Attributes
    ----------
    unitary : (...) Pi_u, what the Hamiltonian's diffusion adds.
    dissipative : (..., k) Pi_d of each channel, never negative.
    flux : (..., k) Phi_q of each channel, from the fluctuations alone.
    """

    unitary: Array
    dissipative: Array
    flux: Array

    def __post_init__(self) -> None:
        for name in ("unitary", "dissipative", "flux"):
            object.__setattr__(self, name, read_only(getattr(self, name)))

    @property
    def change(self) -> Array:
        """(...) dS/dt = Pi_u + sum of Pi_d - sum of Phi; zero in a steady state with every channel counted."""
        return np.asarray(self.unitary + self.dissipative.sum(axis=-1) - self.flux.sum(axis=-1))


def gaussian_production(
    covariance: Array, unitary_drift: Array, channels: Sequence[tuple[Array, Array]]
) -> EntropyProduction:
    """Pi_u, Pi_d and Phi_q of a Gaussian state, steady or not.

    Parameters
    ----------
    covariance : (..., n, n) real symmetric V, n two quadratures a mode, 1/2 in the vacuum; nan marks points to skip.
    unitary_drift : (..., n, n) real A_u of the Hamiltonian; it preserves the symplectic form, so its trace is zero.
    channels : (A_k, D_k) of each channel, (..., n, n) each; all leading axes broadcast.

    Raises
    ------
    ValueError : on shapes that do not fit, a covariance with V + 1/2 not positive, a trace of the unitary drift, a
        channel whose Husimi diffusion D - (A + A^T)/2 is negative, or that drifts where it does not diffuse.
    """
    v = np.asarray(covariance, dtype=float)
    known = np.isfinite(v).all(axis=(-2, -1), keepdims=True)
    square("covariance", np.where(known, v, 0.0))
    size, unit = v.shape[-1], np.eye(v.shape[-1])
    parts = [square("unitary_drift", unitary_drift)]
    parts += [square(f"channels[{k}]", part) for k, pair in enumerate(channels) for part in pair]
    for part in parts:
        if part.shape[-1] != size:
            raise ValueError(f"Argument `covariance` must be as large as the drifts, but got {size}, {part.shape[-1]}")
    shape = common_shape(covariance=v.shape[:-2], **{f"part_{k}": part.shape[:-2] for k, part in enumerate(parts)})
    inverse = _inverse(np.where(known, v, unit / 2) + unit / 2)
    unitary = _unitary(parts[0], inverse)
    s = np.where(known, v, unit / 2) + unit / 2
    rates = [_channel(k, parts[2 * k + 1], parts[2 * k + 2], s, inverse) for k in range(len(channels))]
    gap = np.where(known[..., 0, 0], 0.0, np.nan)
    produced, flux = (
        np.stack([np.broadcast_to(rate[i] + gap, shape) for rate in rates], axis=-1) if rates else np.zeros((*shape, 0))
        for i in range(2)
    )
    return EntropyProduction(np.broadcast_to(unitary + gap, shape), produced, flux)


def wehrl_entropy(covariance: Array) -> Array:
    """(...) Wehrl entropy, minus the integral of Q log Q over all d^2 mu: m (1 + log pi) + log(det(V + 1/2))/2.

    `covariance` is (..., 2m, 2m), 1/2 in the vacuum, whose entropy is m (1 + log pi); with Q = <mu|rho|mu>/pi^m.
    """
    v = square("covariance", covariance)
    values = np.linalg.eigvalsh(v + np.eye(v.shape[-1]) / 2)
    _positive(values)
    return np.asarray((1 + np.log(np.pi) + np.log(values)).sum(axis=-1) / 2)


def _inverse(s: Array) -> Array:
    """S^-1, symmetric."""
    _positive(np.linalg.eigvalsh(s))
    inverse = np.linalg.inv(s)
    return np.asarray((inverse + inverse.swapaxes(-1, -2)) / 2)


def _positive(values: Array) -> None:
    if not (values > 0).all():
        raise ValueError("Argument `covariance` must belong to a state, but got V + 1/2 that is not positive")


def _unitary(drift: Array, inverse: Array) -> Array:
    """-tr(S^-1 A)/2."""
    trace = np.trace(drift, axis1=-2, axis2=-1)
    if (abs(trace) > 1e-9 * abs(drift).max(initial=1e-300)).any():
        raise ValueError("Argument `unitary_drift` must have no trace, but got one; leave damping to the channels")
    return np.asarray(-(inverse * drift.swapaxes(-1, -2)).sum(axis=(-2, -1)) / 2)


def _channel(k: int, drift: Array, diffusion: Array, s: Array, inverse: Array) -> tuple[Array, Array]:
    """Pi_k and Phi_k (...).

    As the norm of (A + D_Q S^-1/2) S^(1/2), which keeps its digits where little is produced.
    """
    noise = diffusion - (drift + drift.swapaxes(-1, -2)) / 2
    values, vectors = np.linalg.eigh(noise)
    scale = abs(values).max(axis=-1, keepdims=True)
    if (values < -_RANK * scale).any():
        raise ValueError(f"Argument `channels[{k}]` must not take noise away, but got D - (A + A^T)/2 that is negative")
    kept = values > _RANK * scale
    turned = vectors.swapaxes(-1, -2) @ drift
    lost = np.where(kept[..., None], 0.0, turned)
    if (abs(lost) > 1e-9 * abs(drift).max(initial=1e-300)).any():
        raise ValueError(f"Argument `channels[{k}]` must diffuse wherever it drifts, but got a drift without noise")
    weights = np.where(kept, 1 / np.where(kept, values, 1.0), 0.0)
    current = turned + (values[..., None] * vectors.swapaxes(-1, -2)) @ inverse / 2
    produced = 2 * (weights * _square(current, s)).sum(axis=-1)
    flux = 2 * (weights * _square(turned, s)).sum(axis=-1) + np.trace(drift, axis1=-2, axis2=-1)
    return np.asarray(produced), np.asarray(flux)


def _square(rows: Array, s: Array) -> Array:
    """(..., n) diagonal of R S R^T."""
    return np.asarray(((rows @ s) * rows).sum(axis=-1))
