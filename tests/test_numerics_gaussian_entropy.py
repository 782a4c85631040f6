"""Gaussian entropy production: closed forms on paper, the balance, and many points in one call."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from numerics.gaussian_entropy import gaussian_production, wehrl_entropy
from numerics.lyapunov import occupations, steady_covariance

ONE = np.eye(2)
SYMPLECTIC = np.array([[0.0, 1.0], [-1.0, 0.0]])


def loss(kappa, occupation, mode=0, modes=1):
    """A = -kappa, D = kappa (2 N + 1) on one mode."""
    place = np.kron(np.diag(np.eye(modes)[mode]), ONE)
    return -kappa * place, kappa * (2 * occupation + 1) * place


def random_network(seed, modes=3):
    """Unitary drift of a random quadratic Hamiltonian r^T G r/2, and warm losses of every mode."""
    rng = np.random.default_rng(seed)
    g = rng.normal(size=(2 * modes, 2 * modes)) * 0.2
    unitary = np.kron(np.eye(modes), SYMPLECTIC) @ (g + g.T + np.eye(2 * modes))
    rates, occupations = rng.uniform(1, 2, modes), rng.uniform(0, 1, modes)
    return unitary, [loss(k, n, place, modes) for place, (k, n) in enumerate(zip(rates, occupations, strict=True))]


def test_thermal_state_in_another_bath():
    """As in phase space: S = n + 1, Pi = 2 kappa (n - N)^2/((N + 1)(n + 1)), Phi = 2 kappa (n - N)/(N + 1)."""
    n, bath, kappa = 0.7, 2.0, 0.5
    found = gaussian_production((n + 0.5) * ONE, 1.3 * SYMPLECTIC, [loss(kappa, bath)])
    assert found.unitary == pytest.approx(0, abs=1e-15)
    np.testing.assert_allclose(found.flux, [2 * kappa * (n - bath) / (bath + 1)], rtol=1e-14)
    np.testing.assert_allclose(found.dissipative, [2 * kappa * (n - bath) ** 2 / ((bath + 1) * (n + 1))], rtol=1e-14)


def test_equilibrium_produces_nothing_to_the_last_digit():
    found = gaussian_production(2.5 * ONE, SYMPLECTIC, [loss(0.5, 2.0)])
    assert abs(found.dissipative[0]) < 1e-30 and abs(found.flux[0]) < 1e-15


def test_nondegenerate_parametric_amplifier_on_paper():
    """H = i g (a.dag b.dag - a b), equal losses at zero temperature: (a +- b)/sqrt(2) are degenerate oscillators with
    xi = +-g: Pi_u and Phi are twice those of one, 4 kappa g^2/(4 kappa^2 - g^2) and 2 kappa g^2/(kappa^2 - g^2).
    """
    g, kappa = 0.3, 0.8
    unitary = g * np.kron(np.array([[0, 1], [1, 0]]), np.diag([1.0, -1.0]))
    channels = [loss(kappa, 0.0, k, 2) for k in range(2)]
    drift, diffusion = unitary + sum(c[0] for c in channels), sum(c[1] for c in channels)
    found = gaussian_production(steady_covariance(drift, diffusion).require(), unitary, channels)
    assert found.unitary == pytest.approx(4 * kappa * g**2 / (4 * kappa**2 - g**2), rel=1e-13)
    np.testing.assert_allclose(found.flux, kappa * g**2 / (kappa**2 - g**2), rtol=1e-13)
    assert found.change == pytest.approx(0, abs=1e-14)


def test_flux_counts_quanta():
    """Phi_k = 2 kappa_k (<c.dag c> - N_k)/(N_k + 1) in any state; leaving one channel out breaks the balance."""
    unitary, channels = random_network(1)
    drift, diffusion = unitary + sum(c[0] for c in channels), sum(c[1] for c in channels)
    v = steady_covariance(drift, diffusion).require()
    found = gaussian_production(v, unitary, channels)
    kappa = np.array([-c[0].min() for c in channels])
    bath = np.array([(c[1].max() / k - 1) / 2 for c, k in zip(channels, kappa, strict=True)])
    np.testing.assert_allclose(found.flux, 2 * kappa * (occupations(v) - bath) / (bath + 1), rtol=1e-11)
    assert abs(found.change) < 1e-13
    assert abs(gaussian_production(v, unitary, channels[:2]).change) > 1e-3


@settings(deadline=None, max_examples=20)
@given(st.integers(0, 10**6))
def test_change_is_that_of_the_entropy(seed):
    """Out of the steady state: d/dt (log det S)/2 = tr(S^-1 dV/dt)/2 with dV/dt of the Lyapunov equation."""
    unitary, channels = random_network(seed)
    x = np.random.default_rng(seed).normal(size=(6, 6))
    v = x @ x.T + np.eye(6) / 2
    drift, diffusion = unitary + sum(c[0] for c in channels), sum(c[1] for c in channels)
    motion = drift @ v + v @ drift.T + diffusion
    found = gaussian_production(v, unitary, channels)
    expected = np.trace(np.linalg.solve(v + np.eye(6) / 2, motion)) / 2
    assert found.change == pytest.approx(expected, rel=1e-9, abs=1e-9)
    assert (found.dissipative >= 0).all()


def test_squeezed_bath_is_at_rest_in_its_own_state():
    """A = -kappa, D = 2 kappa V: whatever V, its channel alone produces nothing and nothing flows."""
    v = np.array([[1.6, 0.2], [0.2, 0.3]])
    found = gaussian_production(v, np.zeros((2, 2)), [(-0.5 * ONE, v)])
    np.testing.assert_allclose([*found.dissipative, *found.flux], 0, atol=1e-15)


def test_wehrl_entropy_of_vacuum_and_of_heat():
    """1 + ln(pi (n + 1)) a mode."""
    v = np.diag([0.5, 0.5, 2.5, 2.5])
    assert wehrl_entropy(v) == pytest.approx(2 * (1 + np.log(np.pi)) + np.log(3), rel=1e-14)


def coupled_quadratures(coupling):
    """Two modes joined by x_1 x_2, which softens the second: H = (r_1^2 + r_2^2)/2 + 2 lambda x_1 x_2 at unit
    frequencies, loss of the first mode, little loss of the second."""
    unitary = np.zeros((*np.shape(coupling), 4, 4))
    unitary[..., [0, 2], [1, 3]], unitary[..., [1, 3], [0, 2]] = 1.0, -1.0
    unitary[..., 1, 2] = unitary[..., 3, 0] = -2 * np.asarray(coupling)
    return unitary, [loss(1.0, 0.0, 0, 2), loss(1e-3, 0.0, 1, 2)]


def test_a_thousand_couplings_in_one_call():
    """Towards the soft mode the dissipative part grows without bound, the unitary part does not; points beyond are
    unstable, and nan is all they give.  A few points against single calls."""
    coupling = np.linspace(0.0, 0.72, 1000)
    unitary, channels = coupled_quadratures(coupling)
    drift = unitary + sum(c[0] for c in channels)
    solution = steady_covariance(drift, sum(c[1] for c in channels))
    found = gaussian_production(solution.values, unitary, channels)
    assert found.unitary.shape == (1000,) and found.dissipative.shape == found.flux.shape == (1000, 2)
    np.testing.assert_array_equal(np.isnan(found.unitary), ~solution.ok)
    assert 0 < (~solution.ok).sum() < 100
    total = found.dissipative.sum(axis=-1)[solution.ok]
    assert abs(found.change[solution.ok] / (total + 1e-3)).max() < 1e-9
    assert total[-1] > 100 * total[len(total) // 2] and found.unitary[solution.ok].max() < 1
    for place in (0, 333, 900):
        single = gaussian_production(solution.values[place], unitary[place], channels)
        assert single.unitary == pytest.approx(found.unitary[place], abs=1e-15)
        np.testing.assert_allclose(single.dissipative, found.dissipative[place], rtol=1e-13)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: gaussian_production(-ONE, SYMPLECTIC, []), r"`covariance` must belong to a state"),
        (lambda: wehrl_entropy(-ONE), r"`covariance` must belong to a state"),
        (lambda: gaussian_production(ONE, ONE, []), r"`unitary_drift` must have no trace"),
        (lambda: gaussian_production(ONE, np.zeros((4, 4)), []), r"`covariance` must be as large as the drifts"),
        (lambda: gaussian_production(ONE, SYMPLECTIC, [(ONE, 0 * ONE)]), r"`channels\[0\]` must not take noise away"),
        (lambda: gaussian_production(ONE, SYMPLECTIC, [(SYMPLECTIC, 0 * ONE)]), r"must diffuse wherever it drifts"),
    ],
)
def test_bad_input_is_named(call, message):
    with pytest.raises(ValueError, match=message):
        call()
