"""Populations, currents, heat and entropy of a Pauli equation, detailed balance or not.

    dp_k/dt = sum_l (a_kl p_l - a_lk p_k),          a_kl from level l to level k,

and I(k, l) = a_kl exp(-beta e_l)/(a_lk exp(-beta e_k)), which is 1 for all pairs in detailed balance (R. Alicki,
M. Sindelka and D. Gelbwaser-Klimovsky, Violation of Detailed Balance in Quantum Open Systems, Eqs. (19) to (32)).
Matrices have shape (..., N, N) and populations (..., N), with leading axes that broadcast; elements a_kk are ignored.
Entropies are in units of k_B, beta is 1/(k_B T).  The functions take the Gibbs state to be stationary where they say
so; `numerics.rates` shows how far it is.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy.special import softmax

from numerics.arguments import Array, real, square


def gibbs(levels: Any, beta: Any) -> Array:
    """(..., N) populations exp(-beta e_k)/Z for levels (N,) at beta (...)."""
    return np.asarray(softmax(-real("beta", beta)[..., None] * real("levels", levels), axis=-1))


def generator(rates: Any) -> Array:
    """(..., N, N) matrix W of dp/dt = W p: the rates between different levels, with columns that add to zero."""
    hops = _hops(rates)
    return np.asarray(hops - hops.sum(axis=-2)[..., None, :] * np.eye(hops.shape[-1]))


def currents(rates: Any, populations: Any) -> Array:
    """K_jk = a_jk p_k - a_kj p_j, from level k to level j: dp_j/dt is the sum of row j."""
    flow = _hops(rates) * real("populations", populations)[..., None, :]
    return np.asarray(flow - flow.swapaxes(-1, -2))


def heat_currents(current: Any, levels: Any) -> Array:
    """J_jk = K_jk (e_j - e_k), the heat per time that the pair (j, k) takes from the gas; J_kj is the same heat.

    In the Gibbs state this is -K_jk ln(p_j/p_k)/beta, the definition above Eq. (32).
    """
    levels = real("levels", levels)
    return np.asarray(square("current", current) * (levels[:, None] - levels))


def thermalisation_terms(rates: Any, excess: Any) -> Array:
    """a_lk (I(k, l) - 1) at (k, l), from I - 1 (nan where nothing joins a pair).

    Each row adds to zero if the Gibbs state is stationary.

    With three levels a row has two terms, opposite to each other: Eqs. (30a), for k = 0, and (30b), for k = +.
    """
    return np.asarray(_hops(rates).swapaxes(-1, -2) * _off_diagonal(np.asarray(excess, float)))


def entropy_production(rates: Any, populations: Any, levels: Any, beta: Any) -> Array:
    """(...) sum_k dp_k/dt (ln p_k^eq - ln p_k), Eq. (25): not negative while the Gibbs state is stationary."""
    current = currents(rates, populations)
    affinity = _affinity(populations, real("levels", levels), real("beta", beta))
    return np.asarray((current * affinity).sum(axis=(-1, -2)) / 2)


def entropy_parts(rates: Any, populations: Any, levels: Any, beta: Any, log_ratios: Any) -> tuple[Array, Array]:
    """(...) both parts of the entropy production in Eq. (26): Schnakenberg's and the one without detailed balance,

        sum_{k>j} K_jk ln(p_k a_jk/(p_j a_kj))   and   sum_{k>j} K_jk ln I(k, j).

    The rates' logarithms are taken from ln I (..., N, N) and the levels, so that rates may underflow.
    """
    current = currents(rates, populations)
    affinity = _affinity(populations, real("levels", levels), real("beta", beta))
    deviation = -_off_diagonal(np.asarray(log_ratios, float))  # ln I(k, j) at (j, k)
    parts = (current * (affinity - deviation), current * deviation)
    first, second = (part.sum(axis=(-1, -2)) / 2 for part in parts)
    return np.asarray(first), np.asarray(second)


def deviation_at_equilibrium(equilibrium_current: Any, log_ratios: Any) -> Array:
    """(...) sum_{k>j} a_jk p_k^eq (1 - I(k, j)) ln I(k, j), Eq. (27), from the currents in the Gibbs state.

    It is never positive.  Schnakenberg's part is its opposite there, as the Gibbs state produces no entropy.
    """
    deviation = -_off_diagonal(np.asarray(log_ratios, float))
    return np.asarray((square("equilibrium_current", equilibrium_current) * deviation).sum(axis=(-1, -2)) / 2)


def _affinity(populations: Any, levels: Array, beta: Array) -> Array:
    """ln(p_k/p_j) + beta (e_k - e_j) at (j, k)."""
    populations = real("populations", populations)
    if not (populations > 0).all():
        raise ValueError(
            f"Argument `populations` must be positive, but got {populations.min():g}; their logarithms are needed"
        )
    potential = np.log(populations) + beta[..., None] * levels
    return np.asarray(potential[..., None, :] - potential[..., :, None])


def _hops(rates: Any) -> Array:
    """The rates without their diagonal."""
    rates = square("rates", rates)
    if (rates < 0).any():
        raise ValueError(f"Argument `rates` must not be negative, but got {rates.min():g}; check their signs")
    return _off_diagonal(rates)


def _off_diagonal(matrix: Array) -> Array:
    """The matrix with zeros on its diagonal, and where a pair has no ratio because nothing joins it."""
    return np.where(np.eye(matrix.shape[-1], dtype=bool) | np.isnan(matrix), 0.0, matrix)
