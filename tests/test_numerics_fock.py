"""The finite-dimensional Liouvillian, against QuTiP and against states known in closed form."""

import numpy as np
import pytest
import qutip
from scipy import sparse

from numerics.fock import destroy, edge_population, embed, expectation, liouvillian, steady_density
from numerics.solution import Status


def random_master_equation(seed, d):
    rng = np.random.default_rng(seed)
    h, *jumps = rng.normal(size=(3, d, d)) + 1j * rng.normal(size=(3, d, d))
    return h + h.conj().T, jumps


@pytest.mark.parametrize("seed", range(3))
def test_generator_and_steady_state_are_qutips(seed):
    h, jumps = random_master_equation(seed, 4)
    theirs_h, theirs_jumps = qutip.Qobj(h), [qutip.Qobj(c) for c in jumps]
    generator = liouvillian(h, jumps)
    np.testing.assert_allclose(generator.toarray(), qutip.liouvillian(theirs_h, theirs_jumps).full(), atol=1e-13)
    rho = steady_density(generator).require()
    np.testing.assert_allclose(rho, qutip.steadystate(theirs_h, theirs_jumps).full(), atol=1e-12)
    assert rho.trace() == pytest.approx(1, abs=1e-14)


def test_mode_and_atom_in_the_product_basis_of_qutip():
    """Driven Jaynes-Cummings with a thermal mode: operators of two kinds, embedded in both orders."""
    a, sigma = destroy(6), np.array([[0, 1], [0, 0]])
    mode, atom = embed(a, 0, (6, 2)), embed(sigma, 1, (6, 2))
    h = 0.4 * mode.T @ mode + (mode.T @ atom + atom.T @ mode) + 0.3 * (atom + atom.T)
    rho = steady_density(liouvillian(h, [mode, 0.3 * mode.T, 0.5 * atom])).require()
    b, s = qutip.tensor(qutip.destroy(6), qutip.qeye(2)), qutip.tensor(qutip.qeye(6), qutip.sigmap())
    theirs = 0.4 * b.dag() * b + (b.dag() * s + s.dag() * b) + 0.3 * (s + s.dag())
    expected = qutip.steadystate(theirs, [b, 0.3 * b.dag(), 0.5 * s])
    np.testing.assert_allclose(rho, expected.full(), atol=1e-12)
    assert expectation(mode.T @ mode, rho) == pytest.approx(qutip.expect(b.dag() * b, expected), rel=1e-10)


def test_embedding_order_is_that_of_kron():
    a, b = np.diag([1.0, 2.0]), np.diag([3.0, 5.0, 7.0])
    both = embed(a, 0, (2, 3)) @ embed(b, 1, (2, 3))
    np.testing.assert_array_equal(both.toarray(), np.kron(a, b))


def test_destroy_has_square_roots_above_the_diagonal():
    np.testing.assert_array_equal(destroy(3).toarray(), [[0, 1, 0], [0, 0, np.sqrt(2)], [0, 0, 0]])
    assert destroy(1).toarray() == [[0]]


def test_damped_mode_is_thermal():
    """Rates kappa (nbar + 1) down and kappa nbar up: detailed balance makes p_k proportional to r^k, r = nbar/(nbar+1),
    exactly, cut off or not."""
    nbar, levels = 0.3, 12
    a = destroy(levels)
    rho = steady_density(liouvillian(0.7 * a.T @ a, [np.sqrt(nbar + 1) * a, np.sqrt(nbar) * a.T])).require()
    weights = (nbar / (nbar + 1)) ** np.arange(levels)
    np.testing.assert_allclose(rho, np.diag(weights / weights.sum()), atol=1e-14)
    np.testing.assert_allclose(edge_population(rho, [levels]), [weights[-1] / weights.sum()], rtol=1e-9)
    assert expectation(a.T @ a, rho).real == pytest.approx(nbar, rel=1e-4)


def test_driven_damped_mode_is_coherent():
    """H = E (c + c^dag), loss kappa: dc/dt = -kappa c/2 - i E ends at c = -2 i E/kappa, and the state is pure."""
    a = destroy(16)
    solution = steady_density(liouvillian(0.2 * (a + a.T), [a]))
    rho = solution.require()
    assert expectation(a, rho) == pytest.approx(-0.4j, abs=1e-10)
    assert expectation(rho, rho) == pytest.approx(1, abs=1e-10)
    assert solution.statistics["residual"] < 1e-14 and solution.statistics["smallest_eigenvalue"] > -1e-12


def test_edge_population_is_that_of_each_mode():
    """Product of |2> of three levels and the mixture (|0> + |1>)/2 of four: 1 at the first edge, 0 at the second."""
    rho = np.kron(np.diag([0, 0, 1.0]), np.diag([0.5, 0.5, 0, 0]))
    np.testing.assert_array_equal(edge_population(rho, (3, 4)), [1, 0])


@pytest.mark.parametrize(
    ("jumps", "why"),
    [
        ([], "nothing relaxes at all"),
        ([np.diag([1.0, 0, -1])], "pure dephasing conserves every population"),
        ([np.array([[0, 1.0, 0], [0, 0, 0], [0, 0, 0]])], "the third level is never left"),
    ],
)
def test_a_steady_state_that_is_not_unique_is_not_chosen(jumps, why):
    solution = steady_density(liouvillian(np.diag([0.0, 1.0, 2.5]), jumps))
    assert solution.status is Status.SINGULAR, why
    assert np.isnan(solution.values).all()


def test_scale_of_the_rates_does_not_matter():
    h, jumps = random_master_equation(7, 3)
    slow = steady_density(liouvillian(h, jumps)).require()
    fast = steady_density(liouvillian(h * 1e12, [1e6 * c for c in jumps])).require()
    np.testing.assert_allclose(fast, slow, atol=1e-13)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: destroy(0), r"`levels` must be at least 1"),
        (lambda: embed(np.eye(2), 2, (2, 2)), r"`index` must be one of 0 to 1, but got 2"),
        (lambda: embed(np.eye(3), 0, (2, 2)), r"`operator` must have dimension 2, but got 3"),
        (lambda: liouvillian(np.ones((2, 3)), []), r"`hamiltonian` must be a square matrix, but got shape \(2, 3\)"),
        (lambda: liouvillian([[0, 1], [0, 0]], []), r"`hamiltonian` must be Hermitian"),
        (lambda: liouvillian([[np.nan]], []), r"`hamiltonian` must be finite"),
        (lambda: liouvillian(np.eye(2), [np.eye(3)]), r"`jumps\[0\]` must have shape \(2, 2\), but got \(3, 3\)"),
        (lambda: steady_density(np.eye(3)), r"`liouvillian` must have shape \(d\*d, d\*d\), but got \(3, 3\)"),
        (lambda: steady_density(np.eye(4)), r"`liouvillian` must preserve the trace"),
        (lambda: expectation(np.eye(2), np.eye(3)), r"`density` must have shape \(2, 2\), but got \(3, 3\)"),
        (lambda: edge_population(np.eye(5), (2, 2)), r"`density` must have shape \(4, 4\)"),
        (lambda: liouvillian(sparse.csc_array([[np.inf]]), []), r"`hamiltonian` must be finite"),
    ],
)
def test_bad_input_is_named(call, message):
    with pytest.raises(ValueError, match=message):
        call()
