"""Steady states and slow decays of modes with many levels, against dense solvers and closed forms."""

import numpy as np
import pytest
import qutip
from scipy import sparse

from numerics.fock import destroy, embed, liouvillian, steady_density
from numerics.kerr import Kerr
from numerics.mode import normal_ordered, slowest_decays, steady_mode
from numerics.solution import Status


def kerr(levels, drive, nonlinearity, detuning=-2.0, kappa=0.5):
    h = normal_ordered({(1, 1): detuning, (2, 2): nonlinearity / 2, (1, 0): 1j * drive, (0, 1): -1j * drive}, levels)
    return liouvillian(h, [np.sqrt(2 * kappa) * destroy(levels)])


def test_normal_order_keeps_the_elements_of_the_whole_space():
    """(a^dag)^2 a |n> = sqrt(n) sqrt(n) sqrt(n+1) |n+1>, also where n + 2 is beyond the cut."""
    n = np.arange(4.0)
    expected = np.diag(n * np.sqrt(n + 1))[:, :3]
    found = normal_ordered({(2, 1): 2.0, (0, 0): 1j}, 4).toarray() - 1j * np.eye(4)
    np.testing.assert_allclose(found[1:, :3], 2 * expected[:3], atol=1e-14)
    assert abs(found[0]).max() == 0 and abs(found[:, 3]).max() == 0


@pytest.mark.parametrize("seed", range(3))
def test_small_dense_generators_have_the_same_steady_state(seed):
    rng = np.random.default_rng(seed)
    h, *jumps = rng.normal(size=(3, 5, 5)) + 1j * rng.normal(size=(3, 5, 5))
    generator = liouvillian(h + h.conj().T, jumps)
    solution = steady_mode(generator)
    np.testing.assert_allclose(solution.require(), steady_density(generator).require(), atol=1e-13)
    assert solution.statistics["residual"] < 1e-14 and solution.statistics["error"] < 1e-12


def test_an_empty_first_level_does_not_matter():
    """36 quanta in a coherent state: the pinned population is exp(-36) of a Poisson distribution."""
    a, alpha = destroy(90), 6.0
    rho = steady_mode(liouvillian(1j * alpha * (a.T - a) / 2, [a])).require()
    populations = rho.diagonal().real
    assert populations[0] < 1e-13
    n = np.arange(90)
    expected = np.exp(n * np.log(36.0) - 36 - np.r_[0, np.cumsum(np.log(n[1:]))])
    np.testing.assert_allclose(populations, expected, atol=1e-13)


def test_two_modes_are_qutips():
    """Exchange between a driven mode and one with a Kerr term: the generator need not be of one mode."""
    a, b = embed(destroy(4), 0, (4, 3)), embed(destroy(3), 1, (4, 3))
    h = 0.3 * (a + a.T) + 0.8 * (a.T @ b + b.T @ a) + 0.4 * b.T @ b.T @ b @ b
    rho = steady_mode(liouvillian(h, [a, 0.5 * b])).require()
    c, d = qutip.tensor(qutip.destroy(4), qutip.qeye(3)), qutip.tensor(qutip.qeye(4), qutip.destroy(3))
    theirs = 0.3 * (c + c.dag()) + 0.8 * (c.dag() * d + d.dag() * c) + 0.4 * d.dag() * d.dag() * d * d
    np.testing.assert_allclose(rho, qutip.steadystate(theirs, [c, 0.5 * d]).full(), atol=1e-12)


def test_decays_of_a_damped_mode():
    """Loss at the rate g: the eigenvalues are -i omega (j - k) - g (j + k)/2."""
    a = destroy(12)
    found = slowest_decays(liouvillian(0.3 * a.T @ a, [np.sqrt(2.0) * a]), 4).require()
    np.testing.assert_allclose(found, [-1 - 0.3j, -1 + 0.3j, -2, -2 - 0.6j], atol=1e-9)


def test_decays_of_a_kerr_oscillator_are_those_of_the_dense_generator():
    generator = kerr(18, 0.8 * np.sqrt(2), 1 / 2)
    solution = slowest_decays(generator, 3)
    eigenvalues = np.linalg.eigvals(generator.toarray())
    expected = np.sort(abs(eigenvalues))[1:4]
    np.testing.assert_allclose(abs(solution.require()), expected, rtol=1e-8)
    assert solution.statistics["decay"] == pytest.approx(expected[0], rel=1.0)


def test_error_estimate_covers_the_error_where_the_gap_closes():
    """Between the branches switching takes 1e4 lifetimes of a photon; the exact state tells the true error."""
    drive, nonlinearity, levels = 0.85 * np.sqrt(20), 1 / 20, 110
    solution = steady_mode(kerr(levels, drive, nonlinearity))
    error = abs(solution.require() - Kerr(-2.0, nonlinearity, drive, 0.5).density(levels)).max()
    assert solution.statistics["decay"] < 2e-4
    assert error < solution.statistics["error"] < 1e-6


def two_pairs(amplitude):
    """Jumps within the levels 0, 1 and within 2, 3; between 1 and 2 with the given amplitude."""
    strengths = {(0, 1): 1.0, (1, 0): 0.83, (2, 3): 1.1, (3, 2): 0.57, (1, 2): amplitude, (2, 1): amplitude}
    return [strength * np.outer(np.eye(4)[to], np.eye(4)[start]) for (to, start), strength in strengths.items()]


def test_slow_exchange_that_is_told_apart():
    """The same pairs at the rate 1e-6: inside, p_0/p_1 = 1/0.83^2 and p_2/p_3 = (1.1/0.57)^2; between, p_1 = p_2."""
    populations = steady_mode(liouvillian(np.zeros((4, 4)), two_pairs(1e-3))).require().diagonal().real
    expected = np.array([1 / 0.83**2, 1, 1, (0.57 / 1.1) ** 2])
    np.testing.assert_allclose(populations, expected / expected.sum(), rtol=1e-9)


@pytest.mark.parametrize(
    ("hamiltonian", "jumps", "why"),
    [
        (np.diag([0.0, 1.0, 2.5]), [], "nothing relaxes"),
        (np.diag([0.0, 1.0, 2.5]), [np.diag([1.0, 0, -1])], "populations are conserved"),
        (np.zeros((4, 4)), two_pairs(1e-10), "the pairs exchange at the rate 1e-20, what is inside them at 1"),
    ],
)
def test_what_double_precision_cannot_tell_is_not_told(hamiltonian, jumps, why):
    generator = liouvillian(hamiltonian, jumps)
    for solution in (steady_mode(generator), slowest_decays(generator)):
        assert solution.status is Status.SINGULAR, why
        assert np.isnan(solution.values).all()


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: normal_ordered({(-1, 0): 1.0}, 3), r"`coefficients` must have powers \(r, s\) of at least 0"),
        (lambda: normal_ordered({(1, 0): np.inf}, 3), r"`coefficients` must be finite"),
        (lambda: steady_mode(sparse.csc_array(np.eye(3))), r"must have shape \(d\*d, d\*d\), but got \(3, 3\)"),
        (lambda: steady_mode(sparse.csc_array(np.eye(4))), r"must preserve the trace"),
        (lambda: slowest_decays(kerr(3, 1.0, 1.0), 0), r"`count` must be from 1 to 6, but got 0"),
    ],
)
def test_bad_input_is_named(call, message):
    with pytest.raises(ValueError, match=message):
        call()
