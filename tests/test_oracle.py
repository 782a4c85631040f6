"""Thirty random quadratic models against an oracle that shares nothing with the derivation (see `tests.collisions`).

The right-hand sides of the moments are compared on random states with few quanta, where a truncated Fock space is
exact; steady states of gentle models with QuTiP's, where truncation is negligible.
"""

from __future__ import annotations

import numpy as np
import pytest
import qutip

from derive.algebra.operator import Op
from derive.model import Model
from derive.rules.gaussian import langevin
from derive.rules.moments import moments
from tests.collisions import channel
from tests.evaluation import complex_at, floats, matrix_at, moments_at
from tests.operator_basis import element_matrix
from tests.quadratic_models import Quadratic, channels, hamiltonian_matrix, lowering, random_quadratic, stated

MODELS = range(30)
EXACT_BELOW = 5  # states have at most one quantum in each mode; H and two kicks add three at most


def low_state(modes: int, cutoff: int, seed: int) -> np.ndarray:
    """A random density matrix on the states with no or one quantum in every mode."""
    rng = np.random.default_rng(seed)
    size = 2**modes
    root = rng.normal(size=(size, size)) + 1j * rng.normal(size=(size, size))
    small = root @ root.conj().T
    places = [sum(((n >> k) & 1) * cutoff**k for k in range(modes)) for n in range(size)]
    rho = np.zeros((cutoff**modes,) * 2, complex)
    rho[np.ix_(places, places)] = small / np.trace(small)
    return rho


def word_matrix(word, model: Model, cutoff: int) -> np.ndarray:
    """A word of creation and annihilation operators as the oracle's matrix."""
    here = dict(word)
    factors = [element_matrix(sp, here.get(sp, (0, 0)), cutoff) for sp in model.spaces]
    total = np.eye(1)
    for factor in factors:
        total = np.kron(total, factor)
    return total


@pytest.mark.parametrize("seed", MODELS)
def test_right_hand_sides_of_random_models(seed):
    """Tr(O rho') from collisions equals M <O> + b for all states of the equations, whatever rho."""
    system = random_quadratic(seed)
    model, point = stated(system)
    asked = None if seed % 2 else second_moments(model)
    equations = moments(model, asked)
    matrix, source = matrix_at(equations, floats(point))
    H, lines = hamiltonian_matrix(system, EXACT_BELOW), channels(system, EXACT_BELOW)
    words = [word_matrix(w, model, EXACT_BELOW) for w in equations.states]
    for sample in range(2):
        rho = low_state(system.modes, EXACT_BELOW, 100 * seed + sample)
        rate = -1j * (H @ rho - rho @ H) + sum(line(rho) for line in lines)
        values = np.array([np.sum(w.T * rho) for w in words])
        expected = np.array([np.sum(w.T * rate) for w in words])
        assert np.abs(expected).max() > 1e-2
        np.testing.assert_allclose(matrix @ values + source, expected, atol=1e-10)


def second_moments(model: Model) -> list[Op]:
    """Number, pairs and mean field of every mode."""
    modes = [Op.of(space, (0, 1)) for space in model.spaces]
    return [op for mode in modes for op in (mode.dag * mode, mode**2, mode)]


def test_the_random_models_have_everything():
    """Guard: hopping, pairing, drives, collective and cascaded lines, heat, squeezing, gain, phases all occur."""
    systems = [random_quadratic(seed) for seed in MODELS]
    assert {s.modes for s in systems} == {1, 2, 3}
    lines = [line for s in systems for line in s.lines]
    several = [s for s in systems if s.modes > 1]
    assert sum(any(h.im for h in s.hopping.values()) for s in systems) >= 10
    assert sum(any(s.pairing.values()) for s in systems) >= 10
    assert sum(any(s.drive) for s in systems) >= 10
    assert sum(any(len(line.stages) > 1 for line in s.lines) for s in several) >= 8
    assert sum(len(line.stages) == 3 for line in lines) >= 4
    assert sum(len(line.stages) > 1 and bool(line.squeezing) for line in lines) >= 4
    assert sum(sum(map(bool, line.stages[0][0])) > 1 for line in lines) >= 8
    assert sum(any(v for stage in line.stages for v in stage[1]) for line in lines) >= 5
    assert sum(bool(line.occupation) for line in lines) >= 30


@pytest.mark.parametrize("seed", [0, 3, 9, 4, 7, 16, 22, 28])
def test_steady_states_of_gentle_models(seed):
    """Exact stationary moments at rational numbers, and QuTiP's stationary state on 8 or 5 Fock states a mode."""
    system = random_quadratic(seed, gentle=True)
    model, point = stated(system, plain=True)
    equations = moments(model, second_moments(model))
    matrix, _ = matrix_at(equations, floats(point))
    assert np.linalg.eigvals(matrix).real.max() < 0
    rho, cutoff = stationary(system)
    places = np.array(np.unravel_index(np.arange(len(rho)), (cutoff,) * system.modes))
    assert rho.diagonal().real[(places == cutoff - 1).any(axis=0)].sum() < 6e-6  # truncation is negligible
    values = moments_at(equations.steady_state(), floats(point))
    for word, value in values.items():
        assert complex(value) == pytest.approx(np.sum(word_matrix(word, model, cutoff).T * rho), abs=5e-5)
    assert max(abs(complex(value)) for value in values.values()) > 1e-2  # and the values are not


def stationary(system: Quadratic) -> tuple[np.ndarray, int]:
    """QuTiP's stationary state and the number of Fock states of each mode."""
    cutoff = {1: 8, 2: 5}[system.modes]
    generator = qutip.liouvillian(qutip.Qobj(hamiltonian_matrix(system, cutoff)))
    for line in channels(system, cutoff):
        generator += line.superoperator()
    return qutip.steadystate(generator).full(), cutoff


@pytest.mark.parametrize("seed", MODELS)
def test_drift_of_random_models(seed):
    """Langevin drift and force: Tr(c_k rho') on the same states; commutators preserved by the noise."""
    system = random_quadratic(seed)
    model, point = stated(system)
    form = langevin(model)
    assert all(rate == 0 for row in form.commutator_rates for rate in row)
    fields = [f for c in lowering(system.modes, EXACT_BELOW) for f in (c, c.T)]
    rho = low_state(system.modes, EXACT_BELOW, seed)
    H = hamiltonian_matrix(system, EXACT_BELOW)
    rate = -1j * (H @ rho - rho @ H) + sum(line(rho) for line in channels(system, EXACT_BELOW))
    values = np.array([np.sum(f.T * rho) for f in fields])
    drift = np.array([[complex_at(x, floats(point)) for x in row] for row in form.drift])
    force = np.array([complex_at(x, floats(point)) for x in form.force])
    expected = [np.sum(f.T * rate) for f in fields]
    np.testing.assert_allclose(drift @ values + force, expected, atol=1e-10)


# -- the oracle itself --------------------------------------------------------------------------------------------


def test_collisions_with_vacuum_are_lindblad():
    """Guard: one stage in a thermal field is QuTiP's own dissipator with (N + 1) D[L] + N D[L.dag]."""
    c = qutip.destroy(6)
    L = (0.7 - 0.2j) * c
    expected = qutip.liouvillian(None, [np.sqrt(1.3) * L, np.sqrt(0.3) * L.dag()])
    made = channel([L.full()], [], 0.3, 0).superoperator()
    np.testing.assert_allclose(made.full(), expected.full(), atol=1e-12)


def test_collisions_with_squeezed_light_are_bogoliubov():
    """Guard: b = mu v + nu v.dag with v in vacuum has N = |nu|**2, M = mu nu; then L b.dag - h.c. is K v.dag - h.c.
    with K = mu* L - nu L.dag, one jump operator.
    """
    mu, nu = np.cosh(0.4), np.sinh(0.4) * np.exp(0.9j)
    c = qutip.destroy(6)
    K = mu * c - nu * c.dag()
    made = channel([c.full()], [], abs(nu) ** 2, mu * nu).superoperator()
    np.testing.assert_allclose(made.full(), qutip.liouvillian(None, [K]).full(), atol=1e-12)
