"""Linear networks: cumulants against a loop over SciPy's Lyapunov solver, transmission against a loop of solves."""

from __future__ import annotations

import numpy as np
from scipy.linalg import solve_continuous_lyapunov

from numerics.counting import Counting, Statistics, cumulants
from numerics.network import Network, transmission
from tests.benchmarks.timing import line, pair, seconds

MODES = 20
POINTS = 1000
EVERY = 20  # points that the loop is timed at, out of POINTS, for an estimate of all
FREQUENCIES = 10_000


def network() -> str:
    """20 modes with a bath each, all couplings and frequencies different at 1,000 points; 10 modes in a chain."""
    return "\n".join(
        [counted("passive", 0.0, "at least 20"), counted("parametric", 0.05, "more than 1"), transmitted()]
    )


def counted(title: str, pairing: float, wanted: str) -> str:
    """Covariances, currents and noise of all baths; ``pairing`` is the strength of squeezing between the modes."""
    ring = random_network(pairing, POINTS)
    chosen = range(0, POINTS, EVERY)
    ours, theirs = cumulants(ring), [by_loop(ring, point) for point in chosen]
    apart = max(distance(ours, point, one) for point, one in zip(chosen, theirs, strict=True))
    times = pair(lambda: cumulants(ring), lambda: [by_loop(ring, point) for point in chosen], 3)
    name = f"{MODES} modes and baths, {title}, covariances and two cumulants at {POINTS} points"
    other = f"loop over solve_continuous_lyapunov (from {len(chosen)} points)"
    return f"{line(name, times[0], times[1] * EVERY, other, wanted)}\nthe two differ by {apart:.1e} at most"


def distance(ours: Statistics, point: int, theirs: tuple[np.ndarray, np.ndarray]) -> float:
    """Largest difference at one point, each kind relative to its largest number."""
    found = (ours.covariance.values[point], ours.cumulants.values[point])
    return float(max(abs(a - b).max() / abs(b).max() for a, b in zip(found, theirs, strict=True)))


def random_network(pairing: float, points: int) -> Counting:
    """Modes that all exchange quanta, H = c.dag h c + (c.dag g c.dag^T + h.c.)/2, and L_k = sqrt(kappa_k) c_k."""
    rng = np.random.default_rng(1)
    h = rng.normal(size=(points, MODES, MODES))
    h = (h + h.swapaxes(-1, -2)) / 2
    g = rng.normal(size=h.shape) * pairing
    g = (g + g.swapaxes(-1, -2)) / 2
    kappa, occupation = rng.uniform(1, 2, MODES), rng.uniform(0, 3, MODES)
    drift = np.empty((points, 2 * MODES, 2 * MODES))
    damping = -np.diag(kappa) / 2
    # x' = -kappa/2 x + (h - g) p,  p' = -(h + g) x - kappa/2 p, for real h and g.
    drift[:, ::2, ::2] = drift[:, 1::2, 1::2] = damping
    drift[:, ::2, 1::2], drift[:, 1::2, ::2] = h - g, -h - g
    diffusion = np.kron(np.diag(kappa * (occupation + 0.5)), np.eye(2))
    rates = kappa[:, None] * np.stack([occupation + 1, occupation], axis=-1)
    return Counting(drift, diffusion, *jumps(rates))


def jumps(rates: np.ndarray) -> tuple[np.ndarray, ...]:
    """Q, X, C, W, o of K = c_k (emission) and c_k.dag: <K.dag K> = (Tr V - 1)/2 and (Tr V + 1)/2 of the mode's block,
    and <K.dag dR> <dR K> = (V -+ 1/2)^2 there."""
    shape = (MODES, 2, 2 * MODES, 2 * MODES)
    block, sign = np.zeros(shape), np.array([1.0, -1.0])
    for k in range(MODES):
        block[k, :, 2 * k : 2 * k + 2, 2 * k : 2 * k + 2] = np.eye(2)
    q = rates[..., None, None] * block
    return q, -q * sign[:, None, None] / 2, q / 4, q / 2, -rates * sign / 2


def by_loop(ring: Counting, point: int) -> tuple[np.ndarray, np.ndarray]:
    """Covariance (n, n) and two cumulants (k, 2) of one point, one Lyapunov equation after the other."""
    a, signs = ring.drift[point], np.array([1.0, -1.0])
    v = solve_continuous_lyapunov(a, -ring.diffusion)
    found = np.empty((MODES, 2))
    for k in range(MODES):
        q, x, c, w = (np.tensordot(signs, m[k], 1) for m in (ring.quadratic, ring.linear, ring.constant, ring.weight))
        xv = x @ v
        first = solve_continuous_lyapunov(a, -(v @ q @ v + xv + xv.T + c))
        found[k, 0] = (w * v).sum() + signs @ ring.offset[k]
        found[k, 1] = 2 * (w * first).sum() + (ring.weight[k].sum(axis=0) * v).sum() + ring.offset[k].sum()
    return v, found


def transmitted() -> str:
    """All pairs of ports of a chain of ten modes."""
    size = 10
    rng = np.random.default_rng(2)
    kappa = np.repeat(rng.uniform(0.5, 1, size), 2)
    hopping = np.diag(rng.uniform(0.5, 1, size - 1), 1)
    drift = -1j * np.kron(hopping + hopping.T, np.diag([1, -1])) - np.diag(kappa) / 2
    noise = -np.diag(np.sqrt(kappa)).astype(complex)
    chain = Network.of_ladder(drift, noise)
    omega = np.linspace(-3, 3, FREQUENCIES)

    def theirs() -> np.ndarray:
        a, b = drift[::2, ::2], noise[::2, ::2]
        return np.array([abs(np.eye(size) - b @ np.linalg.solve(-1j * w * np.eye(size) - a, b)) ** 2 for w in omega])

    apart = abs(transmission(chain, omega).require() - theirs()).max()
    title = f"transmission, {size} modes, {FREQUENCIES} frequencies, all {size**2} pairs"
    first = line(title, *pair(lambda: transmission(chain, omega), theirs, 3), "one solve each", "milliseconds")
    single = min(seconds(lambda: transmission(chain, omega, [size - 1], [0])) for _ in range(5))
    return f"{first}\none pair alone: {single * 1e3:.1f} ms; the two differ by {apart:.1e} at most"
