"""Stiff rate equations against ``scipy.integrate.solve_ivp``, and parameter sets in one call against one by one."""

from __future__ import annotations

import numpy as np
import sympy
from scipy.integrate import solve_ivp

from generated.braak import closed_ring
from numerics.evolve import evolve
from tests.benchmarks.timing import line, pair, seconds
from tests.closed_ring import CAPTION, START, TIMES

SETS = 1000
SINGLE = 50  # calls timed one by one, for an estimate of as many as SETS
VALUES = {
    "gamma_dec": CAPTION["g_dec"],
    "gammap_dec": CAPTION["g_dec_prime"],
    "gamma_0": CAPTION["g_0"],
    "gamma_1": CAPTION["g_1"],
    "gamma_2": CAPTION["g_2"],
    "gamma_11": CAPTION["g_11"],
    "gamma_12": CAPTION["g_12"],
    "gamma_3": CAPTION["g_3"],
    "gammat_1": CAPTION["gt_1"],
    "gammat_2": CAPTION["gt_2"],
    "gammat_11": CAPTION["gt_11"],
    "gammat_12": CAPTION["gt_12"],
    "m": CAPTION["m"],
}


def kinetics() -> str:
    """The closed ring from 0 to 1e-2 s, as a user would integrate it with SymPy and SciPy, and with `evolve`."""
    function = lambdified()
    np.testing.assert_allclose(function(0.0, START * 1.1), closed_ring.rhs(START * 1.1, **VALUES), rtol=1e-11)

    def theirs() -> np.ndarray:
        return solve_ivp(function, (0.0, TIMES[-1]), START, "Radau", TIMES, rtol=1e-10, atol=1e-12).y.T

    def ours() -> np.ndarray:
        return evolve(closed_ring, START, TIMES, VALUES, rtol=1e-10, atol=1e-12).require()

    apart = abs(ours() / theirs() - 1).max()
    first = line("closed ring, 0 to 1e-2 s", *pair(ours, theirs, 5), "lambdify and Radau", "at least 5")
    return f"{first}\n{many()}\nthe two differ by {apart:.1e} at most (relative)"


def lambdified():  # type: ignore[no-untyped-def]
    """f(t, y) by plain lambdify: the equations in the module's docstring as one would type them, numbers inserted and
    without a Jacobian."""
    states = n_A, n_B, n_1, n_2, m_e = sympy.symbols(closed_ring.STATES)
    p = {name: sympy.Symbol(name) for name in VALUES}
    m = p["m"]
    exchange = p["gamma_0"] * (n_B * (n_2 + 1) ** 2 * (n_A + 1) - n_A * (n_1 + 1) ** 2 * (n_B + 1))
    mixing = p["gamma_3"] * (n_1 - n_2) * (n_A + n_B + 2) ** 2
    rows = [
        p["gamma_dec"] * (n_1 + n_2 - 2 * n_A)
        + exchange
        - p["gamma_1"] * n_A * (m - m_e) * (n_1 + 1) ** 2
        + p["gamma_2"] * m_e * (n_2 + 1) ** 2 * (n_A + 1),
        p["gamma_dec"] * (n_1 + n_2 - 2 * n_B)
        - exchange
        + p["gamma_1"] * m_e * (n_1 + 1) ** 2 * (n_B + 1)
        - p["gamma_2"] * n_B * (m - m_e) * (n_2 + 1) ** 2,
        p["gammap_dec"] * (n_A - 2 * n_1 + n_B) + p["gamma_11"] * (n_1 * (2 * m_e - m) + m_e) - mixing,
        p["gammap_dec"] * (n_A - 2 * n_2 + n_B) + p["gamma_12"] * (n_2 * (2 * m_e - m) + m_e) + mixing,
        p["gammat_11"] * (n_1 * (m - 2 * m_e) - m_e)
        + p["gammat_12"] * (n_2 * (m - 2 * m_e) - m_e)
        + p["gammat_1"] * (n_1 + 1) ** 2 * (n_A * (m - m_e) - m_e * (n_B + 1))
        + p["gammat_2"] * (n_2 + 1) ** 2 * (n_B * (m - m_e) - m_e * (n_A + 1)),
    ]
    values = {p[name]: value for name, value in VALUES.items()}
    return sympy.lambdify([sympy.Symbol("t"), states], [row.subs(values) for row in rows])


def many() -> str:
    """A thousand parameter sets in one call."""
    rng = np.random.default_rng(2)
    gamma_0, gamma_3 = 10 ** rng.uniform(3, 6, (2, SETS))

    def run(where: int | slice) -> object:
        return evolve(closed_ring, START, TIMES, VALUES | {"gamma_0": gamma_0[where], "gamma_3": gamma_3[where]})

    together = min(seconds(lambda: run(slice(None))) for _ in range(2))
    singly = seconds(lambda: [run(k) for k in range(SINGLE)])
    other = f"one by one (from {SINGLE} of them)"
    return line(f"{SETS} parameter sets in one call", together, singly * SETS / SINGLE, other, "more than 1")
