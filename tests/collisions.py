"""Master equations from collisions: an oracle that knows neither Lindblad's form nor the series product.

A white input is a stream of fresh field modes b, all in one state sigma with <b> = 0, <b.dag b> = N, <b b> = M. Each
meets the stages in order of time, stage k through exp(eps X_k) with X_k = L_k b.dag - L_k.dag b, and turns by its phase
on the way to the next. The generator of the reduced dynamics is what the trace over the field leaves at order eps**2,

    rho' = Tr_b (A rho sigma A.dag + B rho sigma + rho sigma B.dag),   A = sum_k X_k,
    B = sum_k X_k**2/2 + sum_{k later than j} X_k X_j,

where X_k holds b turned by all phases before k. Only matrices enter, and order of multiplication is order of time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
import qutip

FIELD = 5  # states of one field mode: sigma holds two quanta at most, two kicks add two more


@dataclass(frozen=True)
class Channel:
    """``rho' = sum left rho right.dag + drift rho + rho drift.dag``; all matrices of shape (d, d)."""

    jumps: tuple[tuple[np.ndarray, np.ndarray], ...]
    drift: np.ndarray

    def __call__(self, rho: np.ndarray) -> np.ndarray:
        """The rate of change of a density matrix, shape (d, d)."""
        total = self.drift @ rho + rho @ self.drift.conj().T
        return total + sum(left @ rho @ right.conj().T for left, right in self.jumps)

    def superoperator(self) -> qutip.Qobj:
        """The same as a superoperator."""
        drift = qutip.Qobj(self.drift)
        total = qutip.spre(drift) + qutip.spost(drift.dag())
        for left, right in self.jumps:
            total += qutip.sprepost(qutip.Qobj(left), qutip.Qobj(right).dag())
        return total


def field_state(occupation: float, pairs: complex) -> np.ndarray:
    """A field mode with <b> = 0, <b.dag b> = ``occupation`` and <b b> = ``pairs``; linear in both."""
    sigma = np.zeros((FIELD, FIELD), complex)
    sigma[0, 0], sigma[1, 1] = 1 - occupation, occupation
    sigma[2, 0], sigma[0, 2] = pairs / np.sqrt(2), np.conj(pairs) / np.sqrt(2)
    return sigma


def channel(stages: Sequence[np.ndarray], turns: Sequence[complex], occupation: float, pairs: complex) -> Channel:
    """The channel of field modes that meet ``stages`` one after the other.

    ``turns`` are the factors e^{i phi} the field picks up between neighbours, one less than stages.
    """
    size = len(stages[0])
    lower = np.diag(np.sqrt(np.arange(1.0, FIELD)), 1)
    seen = np.cumprod([1, *turns])
    kicks = [
        np.kron(L, np.conj(turn) * lower.T) - np.kron(L.conj().T, turn * lower)
        for L, turn in zip(stages, seen, strict=True)
    ]
    first = sum(kicks)
    second = sum(X @ X / 2 for X in kicks)
    second = second + sum(kicks[k] @ kicks[j] for k in range(len(kicks)) for j in range(k))
    sigma = field_state(occupation, pairs)
    A = first.reshape(size, FIELD, size, FIELD).transpose(1, 3, 0, 2)
    B = second.reshape(size, FIELD, size, FIELD).transpose(1, 3, 0, 2)
    jumps = tuple(
        (sigma[m, n] * A[f, m], A[f, n])
        for f, m, n in product(range(FIELD), repeat=3)
        if sigma[m, n] and A[f, m].any() and A[f, n].any()
    )
    return Channel(jumps, np.einsum("fmij,mf->ij", B, sigma))
