"""The Kerr oscillator's steady state and Husimi integrals against QuTiP; entropy production at 1,000 couplings."""

from __future__ import annotations

import os
import subprocess
import sys

import numpy as np
import qutip
from scipy.linalg import solve_continuous_lyapunov

from numerics.fock import destroy, liouvillian
from numerics.gaussian_entropy import gaussian_production
from numerics.kerr import Kerr
from numerics.lyapunov import steady_covariance
from numerics.mode import normal_ordered, steady_mode
from numerics.wehrl import Channel, WehrlProduction, wehrl_production
from tests.benchmarks.timing import line, pair

SIZE, LEVELS = 40, 200
DETUNING, NONLINEARITY, KAPPA = -2.0, 1.0, 0.5
GRIDS = (80, 100, 120, 160, 200)  # points a side of QuTiP's square; the first whose entropy is as good as ours is timed
POINTS = 1000


def phase() -> str:
    """In an interpreter of its own with one thread for linear algebra: on shared cores, threads that wait for each
    other make the times of both a matter of luck."""
    alone = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    command = [sys.executable, "-m", "tests.benchmarks.phase"]
    return subprocess.run(command, check=True, capture_output=True, text=True, env=alone).stdout.rstrip()


def kerr(epsilon: float) -> str:
    """Ours: entropy, Pi_u and Pi_d of the exact state and of the sparse one.  QuTiP: state, Q on a square, entropy."""
    drive = epsilon * np.sqrt(SIZE)
    exact = by_formula(drive)
    off = abs(sparse(drive).entropy - exact.entropy)
    side = next((n for n in GRIDS if abs(theirs(drive, n) - exact.entropy) <= max(off, 1e-10)), GRIDS[-1])
    other = f"steadystate, qfunc on {side} x {side} and its entropy alone"
    title = f"Kerr N = {SIZE}, {LEVELS} levels, epsilon = {epsilon}"
    formula = pair(lambda: by_formula(drive), lambda: theirs(drive, side), 3)
    general = pair(lambda: sparse(drive), lambda: theirs(drive, side), 3)
    return "\n".join(
        [
            line(f"{title}, exact state and Husimi integrals", *formula, other, "at least 10"),
            line(f"{title}, sparse state as for any model", *general, other, "at least as fast"),
            f"errors of the entropy: sparse {off:.1e}, QuTiP {abs(theirs(drive, side) - exact.entropy):.1e}; "
            f"balance of the exact state {abs(exact.change):.1e}",
        ]
    )


def hamiltonian(drive: float) -> object:
    """H of the oscillator, sparse."""
    terms = {(1, 1): DETUNING, (2, 2): NONLINEARITY / 2 / SIZE, (1, 0): 1j * drive, (0, 1): -1j * drive}
    return normal_ordered(terms, LEVELS)


def sparse(drive: float) -> WehrlProduction:
    """From the coefficients to the balance of entropy, for any Hamiltonian."""
    h = hamiltonian(drive)
    rho = steady_mode(liouvillian(h, [np.sqrt(2 * KAPPA) * destroy(LEVELS)])).require()
    return wehrl_production(rho, h, [Channel(KAPPA)])


def by_formula(drive: float) -> WehrlProduction:
    """The same from the exact state."""
    state = Kerr(DETUNING, NONLINEARITY / SIZE, drive, KAPPA)
    return wehrl_production(state.density(LEVELS), hamiltonian(drive), [Channel(KAPPA)])


def theirs(drive: float, side: int) -> float:
    """Wehrl entropy by QuTiP, with equal weights on the same disc's square."""
    a = qutip.destroy(LEVELS)
    kerr_term = NONLINEARITY / 2 / SIZE * a.dag() * a.dag() * a * a
    rho = qutip.steadystate(DETUNING * a.dag() * a + kerr_term + 1j * drive * (a.dag() - a), [np.sqrt(2 * KAPPA) * a])
    x = np.linspace(-16, 16, side)
    q = qutip.qfunc(rho, x, x, g=2)
    return float(-(q * np.log(np.where(q > 1e-300, q, 1.0))).sum() * (x[1] - x[0]) ** 2)


def couplings() -> str:
    """Two modes joined by their positions, every coupling up to the soft mode, against a loop over SciPy's solver."""
    coupling = np.linspace(0.0, 0.7, POINTS)
    unitary = np.zeros((POINTS, 4, 4))
    unitary[:, [0, 2], [1, 3]], unitary[:, [1, 3], [0, 2]] = 1.0, -1.0
    unitary[:, 1, 2] = unitary[:, 3, 0] = -2 * coupling
    rates = np.array([[1.0, 1.0, 0.0, 0.0], [0.0, 0.0, 1e-3, 1e-3]])
    channels = [(-np.diag(rate), np.diag(rate)) for rate in rates]
    drift, diffusion = unitary + sum(c[0] for c in channels), sum(c[1] for c in channels)

    def vectorised() -> np.ndarray:
        v = steady_covariance(drift, diffusion).values
        return gaussian_production(v, unitary, channels).dissipative

    def loop() -> np.ndarray:
        found = np.empty((POINTS, 2))
        for k in range(POINTS):
            s = solve_continuous_lyapunov(drift[k], -diffusion) + np.eye(4) / 2
            inverse = np.linalg.inv(s)
            found[k] = [rate @ (s.diagonal() + inverse.diagonal() - 2) for rate in rates]
        return found

    apart = np.nanmax(abs(vectorised() / loop() - 1)[1:])
    title = f"entropy production of two modes at {POINTS} couplings, one call"
    first = line(title, *pair(vectorised, loop, 5), "loop over solve_continuous_lyapunov", "one call")
    return f"{first}\nthe two differ by {apart:.1e} at most"


if __name__ == "__main__":
    print("\n".join([kerr(1.2), kerr(0.9), couplings()]))
