"""Dots on a ring, hit by the particles of a gas, and what edits of the model change: each against matrices.

t = v (1 + i B v)^(-1) in the basis of the levels.  The oracle diagonalises H in floating point, so that levels come in
another order and with other phases: compared are the |t_kl|^2 by the energies.  m = hbar = 1, b = 1/sqrt(2 (E - E_j)).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations, product

import numpy as np
import pytest

from derive.errors import ModelError
from derive.exact.insert import insert
from derive.exact.scalar import Scalar, constant, symbols_of
from derive.golden.model import HBAR, PI
from derive.parameters import I, angle, cos, exp, positive, real, sin, sqrt, symbol_of
from derive.rules.scattering.green import in_dimension
from derive.rules.scattering.lippmann import Scattering, scattering
from derive.rules.scattering.rates import rate, rate_apart
from derive.rules.scattering.separated import separated
from derive.rules.scattering.smatrix import defect
from derive.rules.scattering.spectrum import spectrum
from derive.rules.scattering.symmetry import certificate
from derive.scattering.model import BETA, DENSITY, MASS, Contact, Gas, ScatteringModel
from tests.evaluation import value_at

V = real("V_1 V_2 V_3 V_4", unit="J*m")
tau, flux, alpha = real("tau", unit="J"), angle("theta"), angle("alpha")
AT = {"V_1": 0.9, "V_2": -0.6, "V_3": 1.4, "V_4": 0.5, "tau": -0.7, "theta": np.exp(0.4j), "alpha": np.exp(0.3j),
      "a": 0.8, "mass": 1.0, "hbar": 1.0, "beta": 1.7, "nu": 1.0, "d": 0.6, "u": 0.35}  # fmt: skip
ENERGY = 2.3


def ring(size: int) -> list[list[Scalar]]:
    rows = [[constant(0)] * size for _ in range(size)]
    for k in range(size):
        rows[k][(k + 1) % size] += tau * exp(-I * flux)
        rows[(k + 1) % size][k] += tau * exp(I * flux)
    return rows


def dots(size: int, *contacts: Contact) -> ScatteringModel:
    return ScatteringModel("dots", contacts or tuple(Contact(k, V[k]) for k in range(size)), ring(size))


def numbers(rows: Sequence[Sequence[Scalar]]) -> np.ndarray:
    return np.array([[value_at(x, AT) for x in row] for row in rows], dtype=complex)


def squares(found: Scattering, energy: float = ENERGY) -> dict[tuple[float, float], float]:
    """Derived |t_kl|^2 at a total energy by the energies of k and l."""
    levels = [complex(value_at(c.energy, AT)).real for c in found.channels]
    bs = {
        symbol_of(c.strength).name: abs(2 * (energy - e)) ** -0.5 for c, e in zip(found.channels, levels, strict=True)
    }
    size = range(len(levels))
    t = [[value_at(found.reduced[k][j], AT | bs) for j in size] for k in size]
    return {(round(levels[k], 9), round(levels[j], 9)): abs(t[k][j]) ** 2 for k, j in product(size, size)}


def by_numbers(h: np.ndarray, v: np.ndarray, energy: float = ENERGY) -> dict[tuple[float, float], float]:
    """The oracle: NumPy's levels, and a complex root that knows no branches but its own."""
    levels, states = np.linalg.eigh(h)
    v = states.conj().T @ v @ states
    t = v @ np.linalg.inv(np.eye(len(h)) + 1j * np.diag(1 / np.sqrt(2 * (energy - levels + 0j))) @ v)
    return {(round(e, 9), round(f, 9)): abs(t[k, j]) ** 2 for k, e in enumerate(levels) for j, f in enumerate(levels)}


BREATHING = [[constant(0)] * 3 for _ in range(3)]
BREATHING[0][1], BREATHING[1][0] = V[3] * exp(I * flux), V[3] * exp(-I * flux)
"""A particle at dot 1 helps the electron from 2 to 1: a contact with a Hamiltonian of its own."""

EDITS = {
    "three": dots(3),
    "fourth level": dots(4),
    "contact removed": dots(3, Contact(0, V[0]), Contact(1, V[1])),
    "sign of one": dots(3, Contact(0, -V[0]), Contact(1, V[1]), Contact(2, V[2])),
    "a contact that hops": dots(3, Contact(0, V[0]), Contact(1, V[1]), Contact(BREATHING)),
    "two levels with a phase": dots(2, Contact(0, V[0]), Contact([[0, I * V[1]], [-I * V[1], V[2]]])),
    "two levels mixed": ScatteringModel(
        "mixed",
        (Contact(0, V[0]), Contact([[V[1], V[2] * exp(I * flux)], [V[2] * exp(-I * flux), 0]])),
        [[tau * cos(2 * alpha), tau * sin(2 * alpha) * exp(I * flux)],
         [tau * sin(2 * alpha) * exp(-I * flux), -tau * cos(2 * alpha)]],
    ),
}  # fmt: skip


@pytest.mark.parametrize("edit", EDITS)
def test_edited_dots_against_matrices(edit):
    model = EDITS[edit]
    v = sum(numbers(model.coupling_of(c)) for c in model.contacts)
    expected, found = by_numbers(numbers(model.hamiltonian), v), squares(scattering(model))
    assert len(expected) == model.size**2, "the test would be vacuous: levels must differ"
    assert found == {key: pytest.approx(x, rel=1e-10, abs=1e-13) for key, x in expected.items()}


@pytest.mark.parametrize("edit", ["three", "contact removed", "a contact that hops"])
def test_edited_dots_below_a_threshold(edit):
    """The highest channel closed by its type; the oracle takes the root of a negative number."""
    model = EDITS[edit]
    levels = [complex(value_at(e, AT)).real for e in spectrum(model).energies]
    top, energy = int(np.argmax(levels)), sum(sorted(levels)[1:]) / 2
    found = squares(scattering(model, (top,)), energy)
    v = sum(numbers(model.coupling_of(c)) for c in model.contacts)
    expected = by_numbers(numbers(model.hamiltonian), v, energy)
    assert found == {key: pytest.approx(x, rel=1e-10) for key, x in expected.items()}


def test_a_removed_contact_is_one_of_no_strength():
    base, removed = scattering(EDITS["three"]), scattering(EDITS["contact removed"])
    gone = {symbol_of(V[2]): constant(0)}
    for k, j in combinations(range(3), 2):
        assert removed.asymmetry(k, j) == insert(base.asymmetry(k, j), gone)
    # One contact alone: v_kl = V_1 a_k* a_l, whose loops are V_1^3 |a|^2 |a|^2 |a|^2.
    assert certificate(removed).loop and certificate(scattering(dots(3, Contact(0, V[0])))).balanced


def test_all_signs_turned_exchange_there_and_back():
    """t(-v) = -v (1 - i B v)^(-1) = -t(v).dag: |t_kl|^2 becomes |t_lk|^2, and the asymmetry changes its sign."""
    base, turned = scattering(dots(3)), scattering(dots(3, *(Contact(k, -V[k]) for k in range(3))))
    for k, j in product(range(3), repeat=2):
        assert turned.reduced[k][j] == -base.reduced[j][k].conjugate()
    assert base.asymmetry(1, 0) and turned.asymmetry(1, 0) == -base.asymmetry(1, 0)


@pytest.mark.parametrize("dimension", [2, 3])
def test_another_dimension_has_its_own_density_of_states(dimension):
    """b_j is pi times the density of states, 2 pi p dp/(2 pi hbar)^2 or 4 pi p^2 dp/(2 pi hbar)^3 with dp = m dE/p."""
    found = in_dimension(scattering(dots(2, Contact(0, V[0]), Contact(1, V[1]))), dimension)
    p, m, hbar = 0.7, 1.3, 0.9
    sphere = {2: 2 * np.pi * p, 3: 4 * np.pi * p**2}[dimension]
    expected = np.pi * sphere * (m / p) / (2 * np.pi * hbar) ** dimension
    at = {"p_0": p, "mass": m, "hbar": hbar, "pi": np.pi}
    assert value_at(found.channels[0].strength, at) == pytest.approx(expected)


def test_rates_in_three_dimensions_are_cross_sections():
    """f = -m t/(2 pi hbar^2), sigma = 4 pi |f|^2 p_k/p_l; nu <v sigma> with d^3p = 4 pi p^2 dp = 4 pi p m dE:

    a_kl = (nu/Z^3) int dE exp(-beta (E - E_l)) 4 pi p_l^2 sigma,  Z^3 = (2 pi m/beta)^(3/2).
    """
    found = in_dimension(scattering(dots(2, Contact(0, V[0]), Contact(1, V[1]))), 3)
    assert not any(x for row in defect(found) for x in row), "S must be unitary in d = 3 as well"
    p_0, p_1 = (c.green.momentum for c in found.channels)
    f = -MASS * found.reduced[1][0] / (2 * PI * HBAR**2)
    sigma = 4 * PI * f * f.conjugate() * p_1 / p_0
    made = rate(found, 1, 0)
    assert made.prefactor * made.weight == DENSITY / sqrt(2 * PI * MASS / BETA) ** 3 * 4 * PI * p_0**2 * sigma


def test_another_gas_is_the_one_of_the_rates():
    """Mass, temperature and density of the model's own gas, in its prefactor 4 nu/sqrt(2 pi m/beta)."""
    other = Gas(*positive("M B n", unit="kg"))
    made = rate(scattering(replace(dots(3), levels=(), gas=other)), 1, 0)
    names = {s.name for s in symbols_of([made.prefactor])}
    assert {"M", "B", "n"} <= names and not names & {"mass", "nu", symbol_of(BETA).name}
    assert made.prefactor**2 == 16 * other.density**2 * other.beta / (2 * PI * other.mass)


def test_two_gases_in_one_model_are_refused():
    with pytest.raises(ModelError, match="must be one Gas"):
        replace(dots(3), levels=(), gas=(Gas(), Gas()))


def test_contacts_moved_together_have_the_rates_of_one_place():
    """Four pairs of directions at distance zero, each with |t_kl|^2: prefactor/4 times 4."""
    distance = positive("a", unit="m")
    apart = separated(dots(2, Contact(0, V[0]), Contact(1, V[1], distance)))
    one = scattering(dots(2, Contact(0, V[0]), Contact(1, V[1])))
    near = {s: constant(1) for s in symbols_of(apart.passage(k, 0) for k in range(2))}
    assert near, "the test would be vacuous: the ways have phases"
    made, expected = rate_apart(apart, 1, 0), rate(one, 1, 0)
    assert made.prefactor * insert(made.weight, near) == expected.prefactor * expected.weight


def test_rates_of_contacts_apart_by_matching_waves():
    """One level less would be a textbook: two deltas, here with two levels, as waves matched at both places.

    Psi_k(q) = delta_kl exp(i s k_l q) + sum_a A_ka exp(i k_k |q - q_a|), whose slope jumps by 2 i k_k A_ka at q_a, that
    is by 2 sum_j v^a_kj Psi_j(q_a).
    What leaves beside k: |sum_a A_ka exp(-+ i k_k q_a)|^2 k_k/k_l, from both sides; nu/Z int dE of it is the rate.
    """
    distance = positive("a", unit="m")
    model = dots(2, Contact(0, V[0]), Contact(1, V[1], distance))
    found = separated(model)
    levels = np.array([complex(value_at(e, AT)).real for e in found.spectrum.energies])
    k = np.sqrt(2 * (ENERGY - levels))
    states = numbers(found.spectrum.states)
    v = [states.conj().T @ numbers(model.coupling_of(c)) @ states for c in model.contacts]
    places, total = np.array([0.0, AT["a"]]), 0.0
    for side in (1, -1):
        # Unknowns Psi_j(q_a), by place and level.
        matrix, right = np.eye(4, dtype=complex), np.zeros(4, dtype=complex)
        for a, b, n, m in product(range(2), repeat=4):
            matrix[2 * a + n, 2 * b + m] += 1j / k[n] * np.exp(1j * k[n] * abs(places[a] - places[b])) * v[b][n, m]
        right[0::2] = np.exp(1j * side * k[0] * places)
        psi = np.linalg.solve(matrix, right).reshape(2, 2)
        sent = np.array([-1j / k[1] * (v[a] @ psi[a])[1] for a in range(2)])
        total += sum(abs(np.sum(sent * np.exp(-1j * way * k[1] * places))) ** 2 for way in (1, -1)) * k[1] / k[0]
    made = rate_apart(found, 1, 0)
    bs = {symbol_of(c.strength).name: 1 / x for c, x in zip(found.channels, k, strict=True)}
    turns = {s.name: np.exp(1j * k[j] * AT["a"]) for j in range(2) for s in symbols_of([found.passage(j, 0)])}
    stream = AT["nu"] / np.sqrt(2 * np.pi / AT["beta"])
    got = value_at(made.prefactor * made.weight, AT | bs | turns | {"pi": np.pi})
    assert got == pytest.approx(stream * total, rel=1e-10)


def test_two_levels_whose_roots_are_not_in_the_field_are_told_how():
    """(E_0 - E_1)^2 + 4 |c|^2 is no square; with a mixing angle it is: d^2 (cos^2 + sin^2)."""
    E_0, E_1 = real("E_0 E_1", unit="J")
    hop = tau * exp(I * flux)
    with pytest.raises(ModelError, match="roots of two levels") as caught:
        spectrum(ScatteringModel("detuned", Contact(0, V[0]), [[E_0, hop], [hop.conjugate(), E_1]]))
    assert "cos(2*alpha)" in caught.value.todo
    assert set(spectrum(EDITS["two levels mixed"]).energies) == {tau, -tau}
