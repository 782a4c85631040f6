"""Husimi functions and their derivatives against closed forms and QuTiP."""

import numpy as np
import pytest
import qutip
from scipy.special import factorial

from numerics.husimi import derivative, husimi, on_rings, reach

MU = np.array([[0.3 + 0.2j, -1.1j, 0.0], [1.4 - 0.6j, -0.8 + 0.9j, 2.0]])


def coherent(beta, levels=40):
    n = np.arange(levels)
    c = np.exp(-(abs(beta) ** 2) / 2) * beta**n / np.sqrt(factorial(n))
    return np.outer(c, c.conj())


def thermal(occupation, levels=150):
    return np.diag((occupation / (occupation + 1)) ** np.arange(levels) / (occupation + 1))


def random_operator(levels, seed=0):
    rng = np.random.default_rng(seed)
    return rng.normal(size=(levels, levels)) + 1j * rng.normal(size=(levels, levels))


def random_density(levels, seed=0):
    x = random_operator(levels, seed)
    rho = x @ x.conj().T
    return rho / rho.trace()


def test_coherent_state_is_a_gaussian_of_width_one():
    """|<mu|beta>|^2 = exp(-|mu - beta|^2)."""
    beta = 0.7 - 0.4j
    np.testing.assert_allclose(husimi(coherent(beta), MU), np.exp(-(abs(MU - beta) ** 2)) / np.pi, atol=1e-15)


def test_fock_state_is_a_ring():
    """|<mu|n>|^2 = |mu|^(2n) exp(-|mu|^2)/n!, with a zero at the origin."""
    rho = np.zeros((5, 5))
    rho[3, 3] = 1
    r = abs(MU)
    np.testing.assert_allclose(husimi(rho, MU), r**6 * np.exp(-(r**2)) / (6 * np.pi), atol=1e-16)


def test_thermal_state_is_a_wider_gaussian():
    """sum_n p_n |mu|^(2n)/n! exp(-|mu|^2) with p_n = N^n/(N+1)^(n+1) is exp(-|mu|^2/(N+1))/(N+1)."""
    expected = np.exp(-(abs(MU) ** 2) / 1.6) / (1.6 * np.pi)
    np.testing.assert_allclose(husimi(thermal(0.6), MU), expected, rtol=1e-13)


def test_random_state_is_qutips():
    """QuTiP with g = 2: mu = x + i y, and the integral over dx dy is one."""
    rho, x, y = random_density(12), np.linspace(-3, 3, 9), np.linspace(-2, 4, 7)
    expected = qutip.qfunc(qutip.Qobj(rho), x, y, g=2)
    np.testing.assert_allclose(husimi(rho, x + 1j * y[:, None]), expected, atol=1e-14)


def test_rings_are_the_same_points():
    """For any number of angles, fewer than the diagonals of X included, and for several operators at once."""
    x = np.stack([random_operator(9, seed) for seed in (1, 2)])
    radii = np.array([0.0, 0.4, 2.7])
    for angles in (1, 4, 9, 40):
        mu = radii[:, None] * np.exp(2j * np.pi * np.arange(angles) / angles)
        np.testing.assert_allclose(on_rings(x, radii, angles), husimi(x, mu), atol=1e-13)


def test_high_radii_do_not_overflow():
    """r = 60 is a coherent state of 3,600 quanta."""
    assert husimi(coherent(2.0), 60.0) == 0
    assert np.isfinite(on_rings(thermal(0.6), np.array([60.0, 1e3]), 3)).all()


def test_derivatives_of_a_coherent_state():
    """Q = exp(-nu conj(nu))/pi with nu = mu - beta: d Q = -conj(nu) Q and so on."""
    beta, rho = 0.5 + 0.3j, coherent(0.5 + 0.3j)
    nu = MU - beta
    q = np.exp(-(abs(nu) ** 2)) / np.pi
    expected = {
        (0, 0): q,
        (1, 0): -nu * q,
        (0, 1): -nu.conj() * q,
        (1, 1): (abs(nu) ** 2 - 1) * q,
        (2, 0): nu**2 * q,
        (2, 1): (2 * nu - nu**2 * nu.conj()) * q,
        (1, 2): (2 * nu.conj() - nu.conj() ** 2 * nu) * q,
        (2, 2): (2 - 4 * abs(nu) ** 2 + abs(nu) ** 4) * q,
    }
    for orders, value in expected.items():
        np.testing.assert_allclose(derivative(rho, MU, *orders), value, atol=1e-13, err_msg=str(orders))


def test_first_derivative_is_the_papers():
    """(B3) of Goes, Fiore and Landi: dQ/d conj(mu) = -mu Q + <mu|a rho|mu>/pi, for a state with coherences."""
    rho, a = random_density(8), np.diag(np.sqrt(np.arange(1.0, 8)), 1)
    expected = -MU * husimi(rho, MU) + husimi(a @ rho, MU)
    np.testing.assert_allclose(derivative(rho, MU, 1, 0), expected, atol=1e-14)
    np.testing.assert_allclose(derivative(rho, MU, 0, 1), expected.conj(), atol=1e-14)


def test_outside_the_reach_nothing_is_left():
    """A thermal Q beyond r holds exp(-r^2/(N+1))."""
    radius = reach(thermal(2.0), 1e-12)
    assert np.exp(-(radius**2) / 3) < 1.001e-12 < np.exp(-((radius - 0.25) ** 2) / 3) * 1.001


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: husimi(np.ones((2, 3)), 0.0), r"`operator` must have shape \(..., d, d\), but got \(2, 3\)"),
        (lambda: husimi(np.eye(2), np.nan), r"`mu` must be finite"),
        (lambda: on_rings(np.eye(2), np.array([-1.0]), 3), r"`radii` must be a row of non-negative numbers"),
        (lambda: on_rings(np.eye(2), np.array([1.0]), 0), r"`angles` must be at least 1, but got 0"),
        (lambda: derivative(np.eye(2), 0.0, -1, 0), r"must be at least 0, but got \(-1, 0\)"),
        (lambda: derivative(np.ones((2, 2, 2)), 0.0, 1, 0), r"`density` must have shape \(d, d\)"),
    ],
)
def test_bad_input_is_named(call, message):
    with pytest.raises(ValueError, match=message):
        call()
