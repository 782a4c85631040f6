"""Matrices of linear networks straight from commutators, for tests of numerics: nothing here imports the engine.

H = c.dag h c + (c.dag g c.dag^T + h.c.)/2 and couplings L_k = sum_j (L_k,2j c_j + L_k,2j+1 c_j.dag), in ladder order
R = (c_1, c_1.dag, ...) with [R_i, R_j.dag] = Sigma_ij.  In quadratures [R_i, R_j] = i Omega_ij.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from numerics.counting import Counting


def signs(size: int) -> NDArray[Any]:
    """Sigma, (size, size)."""
    return np.diag(np.tile([1.0, -1.0], size // 2))


def full(couplings: Any) -> NDArray[Any]:
    """Rows (L_1, L_1.dag, ...), (2b, 2m), from those of L_k, (b, 2m)."""
    rows = np.asarray(couplings, dtype=complex)
    swapped = rows.reshape(len(rows), -1, 2)[:, :, ::-1].reshape(rows.shape)
    return np.stack([rows, swapped.conj()], axis=1).reshape(-1, rows.shape[1])


def ladder(h: Any, g: Any, couplings: Any) -> tuple[NDArray[Any], NDArray[Any]]:
    """Drift (2m, 2m) and noise (2m, 2b): dR/dt = i [H, R] - [R, L.dag] (L/2 + b) + (L.dag/2 + b.dag) [R, L]."""
    size = 2 * len(h)
    both = np.zeros((size, size), dtype=complex)
    both[::2, ::2], both[1::2, 1::2], both[::2, 1::2], both[1::2, ::2] = h, np.conj(h), g, np.conj(g)
    rows = full(couplings)
    noise = -signs(size) @ rows.conj().T @ signs(len(rows))
    return -1j * signs(size) @ both + noise @ rows / 2, noise


def correlations(occupations: Any, squeezing: Any = None) -> NDArray[Any]:
    """<b b.dag> = N + 1, <b.dag b> = N, <b b> = M, (2b, 2b)."""
    squeezing = np.zeros(len(occupations)) if squeezing is None else squeezing
    total = np.zeros((2 * len(occupations),) * 2, dtype=complex)
    for k, (n, m) in enumerate(zip(occupations, squeezing, strict=True)):
        total[2 * k : 2 * k + 2, 2 * k : 2 * k + 2] = [[m, n + 1], [n, np.conj(m)]]
    return total


def to_quadratures(modes: int) -> NDArray[Any]:
    """(x, p, ...) of (c, c.dag, ...); unitary."""
    return np.kron(np.eye(modes), np.array([[1, 1], [-1j, 1j]]) / np.sqrt(2))


def gaussian(h: Any, g: Any, couplings: Any, inputs: Any) -> tuple[NDArray[Any], NDArray[Any]]:
    """A and N of dV/dt = A V + V A^T + N, from the correlations of the inputs."""
    drift, noise = ladder(h, g, couplings)
    turn = to_quadratures(len(h))
    diffusion = noise @ (inputs + inputs.T) @ noise.T / 2
    return (turn @ drift @ turn.conj().T).real, (turn @ diffusion @ turn.T).real


def counting(h: Any, g: Any, couplings: Any, occupations: Any) -> Counting:
    """All baths counted, thermal: with K = r.R for emission, L.dag for absorption, K.dag = l.R,

    <K.dag dR> = V l + u, <dR K> = V r + v,  u_i = [K.dag, R_i]/2, v_i = [R_i, K]/2.
    """
    modes, turn = len(h), to_quadratures(len(h))
    omega = np.kron(np.eye(modes), [[0, 1], [-1, 0]])
    parts = [
        [_jump(row @ turn.conj().T, n, omega) for n in (n, -n - 1)]
        for row, n in zip(couplings, occupations, strict=True)
    ]
    q, x, c, w, o = (np.array([[kind[j] for kind in bath] for bath in parts]) for j in range(5))
    return Counting(*gaussian(h, g, couplings, correlations(occupations)), q, x, c, w, o)


def _jump(row: Any, n: float, omega: Any) -> tuple[Any, ...]:
    """Q, X, C, W and o of L (rate n + 1), or of L.dag where -n - 1 is handed over, whose rate is n."""
    right, rate = (row, n + 1) if n >= 0 else (row.conj(), -n - 1)
    left = right.conj()
    before, after = 0.5j * (left @ omega), 0.5j * (omega @ right)
    outer = np.outer(left, right)
    linear = np.outer(before, right) + np.outer(after, left)
    constant = np.outer(before, after)
    offset = 0.5j * left @ omega @ right
    quadratic = rate * (outer + outer.T).real
    return quadratic, rate * linear.real, rate * (constant + constant.T).real, quadratic / 2, rate * offset.real
