"""A chiral ring between two reservoirs, typed from a paper: the stand-in for its generated module.

D. Braak and J. Mannhart, Inconsistency between Thermodynamics and Probabilistic Quantum Processes, Eqs. (S-61) to
(S-65): occupations n_A, n_B of the reservoirs, n_1, n_2 of the two directions of the channel, and m_e excited of m
two-level systems.  The parameters are those below Fig. S6, in 1/s; the paper gives no m.
"""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np

STATES = ("n_A", "n_B", "n_1", "n_2", "m_e")
CAPTION = {
    "m": 100.0,
    "g_dec": 1e4,
    "g_dec_prime": 1e4,
    "g_0": 1e4,
    "g_1": 1e5,
    "g_2": 0.0,
    "g_11": 1e5,
    "g_12": 0.0,
    "g_3": 1e4,
    "gt_1": 1e7,
    "gt_2": 0.0,
    "gt_11": 1e7,
    "gt_12": 0.0,
}
MODES = 100.0  # in each reservoir and in each direction: the paper's N and N'
# Equilibrium at hbar Omega = k_B T.
START = np.array([1 / np.expm1(1.0)] * 4 + [CAPTION["m"] / (np.e + 1)])
# Ten decades.
TIMES = np.concatenate([[0.0], np.geomspace(1e-12, 1e-2, 201)])


def equations(y, *, m, g_dec, g_dec_prime, g_0, g_1, g_2, g_11, g_12, g_3, gt_1, gt_2, gt_11, gt_12):
    """The five right-hand sides at y, five numbers, arrays or symbols."""
    n_A, n_B, n_1, n_2, m_e = y
    m_g = m - m_e
    exchange = g_0 * ((n_2 + 1) * (n_A + 1) * n_B - (n_1 + 1) * (n_B + 1) * n_A)
    mixing = g_3 * (n_A + n_B + 2) * (n_2 - n_1)
    net_1, net_2 = m_g * n_1 - m_e * (n_1 + 1), m_g * n_2 - m_e * (n_2 + 1)
    return (
        g_dec * (n_1 + n_2 - 2 * n_A) - g_1 * m_g * n_A * (n_1 + 1) + g_2 * m_e * (n_A + 1) * (n_2 + 1) + exchange,
        g_dec * (n_1 + n_2 - 2 * n_B) - g_2 * m_g * n_B * (n_2 + 1) + g_1 * m_e * (n_B + 1) * (n_1 + 1) - exchange,
        g_dec_prime * (n_A + n_B - 2 * n_1) - g_11 * net_1 + mixing,
        g_dec_prime * (n_A + n_B - 2 * n_2) - g_12 * net_2 - mixing,
        gt_11 * net_1
        + gt_12 * net_2
        - m_e * (gt_1 * (n_B + 1) * (n_1 + 1) + gt_2 * (n_A + 1) * (n_2 + 1))
        + m_g * (gt_1 * n_A * (n_1 + 1) + gt_2 * n_B * (n_2 + 1)),
    )


def rhs(y, *, m, g_dec, g_dec_prime, g_0, g_1, g_2, g_11, g_12, g_3, gt_1, gt_2, gt_11, gt_12):
    given = {name: value for name, value in locals().items() if name != "y"}
    return np.stack(np.broadcast_arrays(*equations(np.moveaxis(y, -1, 0), **given)), axis=-1)


def jacobian(y, *, m, g_dec, g_dec_prime, g_0, g_1, g_2, g_11, g_12, g_3, gt_1, gt_2, gt_11, gt_12):
    n_A, n_B, n_1, n_2, m_e = np.moveaxis(y, -1, 0)
    m_g, mixing = m - m_e, g_3 * (n_A + n_B + 2)
    by_A = g_0 * ((n_2 + 1) * n_B - (n_1 + 1) * (n_B + 1))
    by_B = g_0 * ((n_2 + 1) * (n_A + 1) - (n_1 + 1) * n_A)
    by_1, by_2 = -g_0 * (n_B + 1) * n_A, g_0 * (n_A + 1) * n_B
    e_1, e_2 = m_e * (n_1 + 1), m_e * (n_2 + 1)
    up_1, up_2 = m_g * (n_1 + 1), m_g * (n_2 + 1)
    rows = [
        [
            by_A - 2 * g_dec - g_1 * up_1 + g_2 * e_2,
            by_B,
            by_1 + g_dec - g_1 * m_g * n_A,
            by_2 + g_dec + g_2 * m_e * (n_A + 1),
            g_1 * n_A * (n_1 + 1) + g_2 * (n_A + 1) * (n_2 + 1),
        ],
        [
            -by_A,
            -by_B - 2 * g_dec - g_2 * up_2 + g_1 * e_1,
            -by_1 + g_dec + g_1 * m_e * (n_B + 1),
            -by_2 + g_dec - g_2 * m_g * n_B,
            g_2 * n_B * (n_2 + 1) + g_1 * (n_B + 1) * (n_1 + 1),
        ],
        [
            g_dec_prime + g_3 * (n_2 - n_1),
            g_dec_prime + g_3 * (n_2 - n_1),
            -2 * g_dec_prime - g_11 * (m_g - m_e) - mixing,
            mixing,
            g_11 * (2 * n_1 + 1),
        ],
        [
            g_dec_prime + g_3 * (n_1 - n_2),
            g_dec_prime + g_3 * (n_1 - n_2),
            mixing,
            -2 * g_dec_prime - g_12 * (m_g - m_e) - mixing,
            g_12 * (2 * n_2 + 1),
        ],
        [
            gt_1 * up_1 - gt_2 * e_2,
            gt_2 * up_2 - gt_1 * e_1,
            gt_11 * (m_g - m_e) - gt_1 * m_e * (n_B + 1) + gt_1 * m_g * n_A,
            gt_12 * (m_g - m_e) - gt_2 * m_e * (n_A + 1) + gt_2 * m_g * n_B,
            -gt_11 * (2 * n_1 + 1)
            - gt_12 * (2 * n_2 + 1)
            - gt_1 * (n_A + n_B + 1) * (n_1 + 1)
            - gt_2 * (n_A + n_B + 1) * (n_2 + 1),
        ],
    ]
    return np.stack([np.stack(np.broadcast_arrays(*row), axis=-1) for row in rows], axis=-2)


def energy(y):
    """Quanta of all modes and systems together, N (n_A + n_B) + N' (n_1 + n_2) + m_e; conserved where gt_j = N g_j."""
    return MODES * y[..., :4].sum(axis=-1) + y[..., 4]


RING = SimpleNamespace(PARAMETERS=tuple(CAPTION), STATES=STATES, LINEAR=False, DTYPE="real", rhs=rhs, jacobian=jacobian)
