"""Wehrl entropy production of one mode: paper, Gaussian closed forms, the balance, and other ways to integrate."""

import numpy as np
import pytest
from scipy.special import digamma, gammaln

from numerics.fock import destroy, liouvillian
from numerics.gaussian_entropy import gaussian_production
from numerics.husimi import derivative, husimi
from numerics.kerr import Kerr
from numerics.mode import normal_ordered, steady_mode
from numerics.wehrl import Channel, wehrl_production

KAPPA = 0.5


def steady(coefficients, levels, occupation=0.0):
    """H and the steady state with loss at the amplitude's rate KAPPA."""
    h, a = normal_ordered(coefficients, levels), destroy(levels)
    down, up = np.sqrt(2 * KAPPA * (occupation + 1)), np.sqrt(2 * KAPPA * occupation)
    return h, steady_mode(liouvillian(h, [down * a, up * a.T])).require()


def kerr(n, epsilon):
    """H of the oscillator of size n (Delta = -2, u = 1) with its exact steady state."""
    drive = epsilon * np.sqrt(n)
    state = Kerr(-2.0, 1 / n, drive, KAPPA)
    levels = state.levels() + 15
    h = normal_ordered({(1, 1): -2.0, (2, 2): 0.5 / n, (1, 0): 1j * drive, (0, 1): -1j * drive}, levels)
    return h, state.density(levels)


def thermal(occupation, levels):
    return np.diag((occupation / (occupation + 1)) ** np.arange(levels) / (occupation + 1))


def test_empty_cavity_is_the_papers():
    """H = i E (a.dag - a) ends in the coherent state E/kappa: all of Pi is external, 2 E^2/kappa, and S = 1 + ln pi."""
    drive = 0.8
    h, rho = steady({(1, 0): 1j * drive, (0, 1): -1j * drive}, 40)
    found = wehrl_production(rho, h, [Channel(KAPPA)])
    assert found.external[0] == pytest.approx(2 * drive**2 / KAPPA, rel=1e-12)
    assert found.entropy == pytest.approx(1 + np.log(np.pi), abs=1e-10)
    np.testing.assert_allclose([found.unitary, *found.dissipative, *found.flux], 0, atol=1e-10)


@pytest.mark.parametrize("n", [1, 4])
def test_fock_states_have_the_wehrl_entropy_of_a_ring(n):
    """Q = r^(2n) exp(-r^2)/(pi n!), <ln r^2> = psi(n + 1): S = ln(pi n!) + n + 1 - n psi(n + 1); Q vanishes at 0."""
    rho = np.zeros((12, 12))
    rho[n, n] = 1
    found = wehrl_production(rho, np.diag(np.arange(12.0)), [Channel(KAPPA)])
    expected = np.log(np.pi) + gammaln(n + 1) + n + 1 - n * digamma(n + 1)
    assert found.entropy == pytest.approx(expected, abs=1e-8)
    assert found.unitary == pytest.approx(0, abs=1e-10)


@pytest.mark.parametrize("bath", [0.0, 0.4, 1.5])
def test_thermal_state_in_another_bath(bath):
    """Q of width s = n + 1: J = kappa mu (1 - (N + 1)/s) Q, so Pi = 2 kappa (n - N)^2/((N + 1)(n + 1)), and
    Phi = 2 kappa (n - N)/(N + 1).  Both vanish at n = N, and S = 1 + ln(pi s) changes as their difference."""
    occupation = 0.4
    rho = thermal(occupation, 40)
    found = wehrl_production(rho, np.diag(np.arange(40.0)), [Channel(KAPPA, bath)])
    rate = 2 * KAPPA * (occupation - bath) / (bath + 1)
    assert found.entropy == pytest.approx(1 + np.log(np.pi * (occupation + 1)), abs=1e-10)
    assert found.dissipative[0] == pytest.approx(rate * (occupation - bath) / (occupation + 1), abs=1e-10)
    assert found.flux[0] == pytest.approx(rate, abs=1e-12)


def test_parametric_oscillator_on_paper():
    """H = i (xi/2) (a.dag^2 - a^2) stretches x and squeezes p: V_x = kappa/(2 (kappa - xi)), V_p with + for -.
    Pi_u = -tr(A_u S^-1)/2 = -(xi/2) (1/S_x - 1/S_p) = 2 kappa xi^2/(4 kappa^2 - xi^2),
    Phi = kappa xi^2/(kappa^2 - xi^2).
    """
    xi = 0.2
    h, rho = steady({(2, 0): 0.5j * xi, (0, 2): -0.5j * xi}, 60)
    found = wehrl_production(rho, h, [Channel(KAPPA)])
    unitary = 2 * KAPPA * xi**2 / (4 * KAPPA**2 - xi**2)
    flux = KAPPA * xi**2 / (KAPPA**2 - xi**2)
    assert found.unitary == pytest.approx(unitary, abs=1e-10)
    assert found.flux[0] == pytest.approx(flux, abs=1e-11)
    assert found.dissipative[0] == pytest.approx(flux - unitary, abs=1e-10)


def test_warm_detuned_parametric_oscillator_is_the_gaussian_one():
    """Two channels at different temperatures, a detuning, a drive: against the covariance matrix."""
    levels, xi, detuning, drive = 48, 0.15, 0.3, 0.4
    coefficients = {(1, 1): detuning, (2, 0): 0.5j * xi, (0, 2): -0.5j * xi, (1, 0): 1j * drive, (0, 1): -1j * drive}
    channels = [Channel(0.5, 0.3), Channel(0.25)]
    h, a = normal_ordered(coefficients, levels), destroy(levels)
    jumps = [np.sqrt(2 * c.kappa * (c.occupation + 1)) * a for c in channels]
    jumps += [np.sqrt(2 * c.kappa * c.occupation) * a.T for c in channels]
    found = wehrl_production(steady_mode(liouvillian(h, jumps)).require(), h, channels)
    unitary = np.array([[xi, detuning], [-detuning, -xi]])
    baths = [(-c.kappa * np.eye(2), c.kappa * (2 * c.occupation + 1) * np.eye(2)) for c in channels]
    drift, diffusion = unitary + sum(b[0] for b in baths), sum(b[1] for b in baths)
    # A V + V A^T + D = 0 as one linear system.
    system = np.kron(drift, np.eye(2)) + np.kron(np.eye(2), drift)
    expected = gaussian_production(np.linalg.solve(system, -diffusion.ravel()).reshape(2, 2), unitary, baths)
    assert found.unitary == pytest.approx(float(expected.unitary), abs=1e-9)
    np.testing.assert_allclose(found.dissipative, expected.dissipative, atol=1e-9)
    np.testing.assert_allclose(found.flux, expected.flux, atol=1e-9)
    assert abs(found.change) < 1e-9


@pytest.mark.parametrize("epsilon", [0.5, 0.85, 0.95, 1.2])
def test_kerr_in_its_steady_state_is_balanced(epsilon):
    """Pi_u + Pi_d = Phi_q, Eq. (10), though the three are computed apart; and 0 <= Pi_d <= Phi_q."""
    h, rho = kerr(10, epsilon)
    found = wehrl_production(rho, h, [Channel(KAPPA)])
    assert found.error < 2e-10 * max(1, found.entropy)
    assert abs(found.change) < 1e-9
    assert found.norm == pytest.approx(1, abs=1e-12)
    assert 0 < found.dissipative[0] < found.flux[0]
    assert found.unitary > 0


def test_unitary_part_of_kerr_is_b6():
    """After integration by parts, Eq. (B6): Pi_u = i u/(2 N) int [mu^2 (dQ/dmu)^2 - c.c.]/Q, by equal weights on a
    square, which converge fast for what falls off like a Gaussian."""
    n = 6
    h, rho = kerr(n, 0.95)
    x = np.linspace(-7.5, 7.5, 151)
    mu = x + 1j * x[:, None]
    q, slope = husimi(rho, mu).real, derivative(rho, mu, 0, 1)
    integrand = 0.5j / n * 2j * (mu**2 * slope**2).imag / np.where(q > 1e-16, q, np.inf)
    expected = integrand.real.sum() * (x[1] - x[0]) ** 2
    assert wehrl_production(rho, h, [Channel(KAPPA)]).unitary == pytest.approx(expected, abs=1e-8)


def test_balance_out_of_a_steady_state_is_the_change_of_entropy():
    """A mixed state of no symmetry, H with a Kerr term, a warm bath: dS/dt by differences of S(rho + t L rho)."""
    levels, bath = 24, 0.3
    rng = np.random.default_rng(5)
    x = np.zeros((levels, levels), dtype=complex)
    x[:5, :5] = rng.normal(size=(5, 5)) + 1j * rng.normal(size=(5, 5))
    rho = 0.5 * x @ x.conj().T / (x @ x.conj().T).trace() + 0.5 * thermal(0.3, levels)
    h = normal_ordered({(1, 1): 0.7, (2, 2): 0.2, (1, 0): 0.3, (0, 1): 0.3, (3, 0): 0.02j, (0, 3): -0.02j}, levels)
    a = destroy(levels)
    jumps = [np.sqrt(2 * KAPPA * (bath + 1)) * a, np.sqrt(2 * KAPPA * bath) * a.T]
    motion = (liouvillian(h, jumps) @ rho.ravel(order="F")).reshape(rho.shape, order="F")
    found = wehrl_production(rho, h, [Channel(KAPPA, bath)])
    t = 1e-4
    later, earlier = (wehrl_production(rho + s * t * motion, h, [Channel(KAPPA)]).entropy for s in (1, -1))
    assert found.change == pytest.approx((later - earlier) / (2 * t), abs=1e-6)
    assert abs(found.change) > 1e-2


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: Channel(0.0), r"`kappa` must be one positive rate, but got 0.0"),
        (lambda: Channel(1.0, -0.1), r"`occupation` must be one number of at least 0, but got -0.1"),
        (lambda: wehrl_production(np.eye(2), np.eye(3), []), r"`hamiltonian` must have shape \(2, 2\)"),
        (lambda: wehrl_production(np.array([[0, 1], [0, 0]]), np.eye(2), []), r"`density` must be Hermitian"),
        (lambda: wehrl_production(np.ones((2, 3)), np.eye(2), []), r"`density` must be a square matrix"),
        (lambda: wehrl_production(np.eye(2), np.eye(2), [], tolerance=1e-15), r"`tolerance` must be one number"),
    ],
)
def test_bad_input_is_named(call, message):
    with pytest.raises(ValueError, match=message):
        call()
