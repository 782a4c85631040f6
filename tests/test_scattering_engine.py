"""The scattering engine in the pipeline: statements, patterns of channels, minors, the generator, gaps."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from derive.emit.blocks import Formula, Paragraph
from derive.engines import engine_of
from derive.engines.engine import Kind
from derive.engines.scattering.derivation import closed_patterns, derive_model, unbalanced
from derive.engines.scattering.minors import named, of_determinant, of_numerator
from derive.engines.scattering.statement import digest, statement
from derive.exact.scalar import constant
from derive.exact.signs import Sign, sign_of
from derive.expr import ZERO
from derive.forms import GAP, differences
from derive.models.alicki.model import MODELS, four_dots, three_dots, two_levels
from derive.parameters import I, complex_, conj, positive, real
from derive.rules.scattering.lippmann import scattering
from derive.rules.scattering.master import bohr_blocks, master
from derive.rules.scattering.rates import rate
from derive.rules.scattering.spectrum import spectrum
from derive.scattering.model import Contact, ScatteringModel

V = real("V_1 V_2 V_3 V_4 V_5 V_6", unit="J*m")
tau = real("tau", unit="J")
Delta = positive("Delta", unit="J")


def ring(size: int) -> list[list[object]]:
    """Hopping around a ring without a field."""
    return [[tau if (k - j) % size in (1, size - 1) else 0 for j in range(size)] for k in range(size)]


LADDER = ScatteringModel(
    "ladder", Contact([[V[0], V[1], V[2]], [V[1], V[3], V[4]], [V[2], V[4], V[5]]]), levels=(0, Delta, 2 * Delta)
)
"""Three levels at equal distances, any real coupling between them."""
NO_FIELD = ScatteringModel("no_field", [Contact(k, V[k]) for k in range(4)], ring(4))
"""Four dots without a field: levels 2 tau, 0, -2 tau, 0."""


# -- statement and digest ----------------------------------------------------------------------------------------------


def test_every_model_has_the_engine() -> None:
    assert {engine_of(m).name for m in (*MODELS, LADDER)} == {"scattering"}


def test_the_order_of_contacts_means_nothing() -> None:
    turned = replace(three_dots, contacts=three_dots.contacts[::-1])
    assert statement(turned) == statement(three_dots) and digest(turned) == digest(three_dots)


@pytest.mark.parametrize(
    "other",
    [
        replace(three_dots, labels=("0", "+", "-")),
        replace(three_dots, contacts=three_dots.contacts[:2]),
        replace(three_dots, contacts=tuple(replace(c, position=c.strength) for c in three_dots.contacts)),
        replace(three_dots, hamiltonian=ring(3)),
    ],
    ids=["labels", "contacts", "positions", "Hamiltonian"],
)
def test_physics_changes_the_statement(other: ScatteringModel) -> None:
    assert statement(other) != statement(three_dots) and digest(other) != digest(three_dots)


# -- forms -------------------------------------------------------------------------------------------------------------


def changed(model: ScatteringModel, other: ScatteringModel) -> set[tuple[str, str]]:
    """Kind and name of every result that two models do not share."""
    found = differences("", derive_model(model).forms(), derive_model(other).forms())
    return {(d.kind, d.name) for d in found}


def test_a_model_does_not_differ_from_itself() -> None:
    for model in (three_dots, two_levels):
        assert not changed(model, model)


def test_a_field_turned_round_exchanges_levels() -> None:
    """H* for H: theta to -theta exchanges E_+ and E_-, and the coupling stays, as it knows nothing of the field."""
    conjugate = [[x.conjugate() for x in row] for row in three_dots.hamiltonian]
    found = changed(three_dots, replace(three_dots, hamiltonian=conjugate))
    assert {("level", "E_plus"), ("level", "E_minus")} <= found
    assert ("level", "E_0") not in found and not any(kind in ("coupling", "closed form") for kind, _ in found)


def test_two_equal_dots_change_the_conditions() -> None:
    first, second, third = three_dots.contacts
    found = changed(three_dots, replace(three_dots, contacts=(first, second, replace(third, strength=second.strength))))
    assert {("condition", "balanced"), ("condition", "gauged"), ("loop", "0, -, +")} <= found


# -- patterns ----------------------------------------------------------------------------------------------------------


def test_patterns_follow_the_order_of_the_levels() -> None:
    """0 < Delta < 2 Delta: channels close from above, and one at least stays open."""
    energies = spectrum(LADDER).energies
    assert closed_patterns(energies) == ((), (2,), (1, 2))
    assert closed_patterns(energies, 2) == ((), (2,))


def test_where_the_order_is_open_every_channel_may_be_closed() -> None:
    assert closed_patterns(spectrum(three_dots).energies, 2) == ((), (0,), (1,), (2,))


def test_equal_levels_close_together() -> None:
    """2 tau, 0, -2 tau, 0: never the one zero without the other."""
    found = closed_patterns(spectrum(NO_FIELD).energies)
    assert all((1 in closed) == (3 in closed) for closed in found) and (1, 3) in found
    assert sign_of(tau) is Sign.UNKNOWN, "the test would be vacuous: the order of the others is open"


def test_no_pair_is_out_of_balance_below_the_third_threshold() -> None:
    """Two open channels: |S_kl| = |S_lk| by unitarity alone; hence I(0, -) tends to 1 where it is cold."""
    derivation = derive_model(three_dots)
    for closed, solution in zip(derivation.patterns, derivation.solutions, strict=True):
        pairs = [(k, j) for k, j in derivation.pairs if not {k, j} & set(closed)]
        assert pairs, "the test would be vacuous"
        assert bool(closed) != any(unbalanced(solution, *pair) for pair in pairs)


# -- minors ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("closed", [(), (1,)], ids=["open", "closed"])
@pytest.mark.parametrize("model", [*MODELS, LADDER], ids=lambda m: m.name)
def test_determinant_and_numerators_are_sums_of_minors(model: ScatteringModel, closed: tuple[int, ...]) -> None:
    """det(1 + i B v) by principal minors of v (Cauchy and Binet); the numerators are D times the solution itself."""
    found = scattering(model, closed)
    assert _sum(of_determinant(found)) == found.determinant
    for k, j in product(range(model.size), repeat=2):
        assert _sum(of_numerator(found, k, j)) == found.numerators[k][j]


def _sum(terms):
    return sum((term.value for term in terms), constant(0))


def test_two_levels_on_paper() -> None:
    """D = 1 + i (b_0 u_0 + b_1 u_1) - b_0 b_1 (u_0 u_1 - |w|^2), and t_01 D = w: nothing else joins the levels."""
    found = scattering(two_levels, either=True)
    b_0, b_1 = (c.b for c in found.channels)
    (u_0, w), (_, u_1) = found.coupling
    assert found.determinant == 1 + I * (b_0 * u_0 + b_1 * u_1) - b_0 * b_1 * (u_0 * u_1 - w * conj(w))
    assert found.numerators[0][1] == w and found.numerators[1][0] == conj(w)


# -- the generator -----------------------------------------------------------------------------------------------------


def test_frequencies_of_three_dots() -> None:
    """No two of the six are equal in a field: seven blocks, the elastic one first."""
    blocks = bohr_blocks(spectrum(three_dots).energies)
    assert [len(b.transitions) for b in blocks] == [3, 1, 1, 1, 1, 1, 1]
    assert not blocks[0].frequency and blocks[0].transitions == ((0, 0), (1, 1), (2, 2))


def test_equal_distances_are_one_frequency() -> None:
    blocks = {b.frequency: b.transitions for b in bohr_blocks(spectrum(LADDER).energies)}
    assert blocks[Delta] == ((1, 0), (2, 1)) and blocks[-Delta] == ((0, 1), (1, 2))
    assert blocks[2 * Delta] == ((2, 0),)


def test_equal_levels_move_with_their_coherence() -> None:
    """Levels 1 and 3 of four dots without a field: rho_13 has frequency zero, as the populations have."""
    found = master(scattering(NO_FIELD))
    assert found.degenerate == ((1, 3),)
    assert set(found.feeds((0, 0))) == {(k, k) for k in range(4)} | {(1, 3), (3, 1)}
    assert master(scattering(three_dots)).degenerate == ()
    text = {step.rule: step.text for step in derive_model(NO_FIELD).steps}
    assert "Levels 1 and 3 have one energy" in text["Pauli equation"]


def test_the_diagonal_of_the_generator_holds_the_rates() -> None:
    found = master(scattering(LADDER))
    for r in found.rates:
        c = found.coefficient((r.final, r.initial), (r.final, r.initial))
        assert c is not None and c.prefactor == rate(found.solved, r.final, r.initial).prefactor
        b = found.solved.channels[r.final].strength * found.solved.channels[r.initial].strength
        assert b * c.left * c.right.conjugate() == r.weight
    assert found.coefficient((1, 0), (2, 0)) is None


class Numbers:
    """A model's generator in numbers, by NumPy alone but for the blocks and the rule of `Coefficient`."""

    def __init__(self, model: ScatteringModel, levels, coupling, beta: float):
        self.blocks, self.levels, self.v, self.beta = bohr_blocks(spectrum(model).energies), levels, coupling, beta

    def t(self, energy):
        """``v (1 + i B v)^(-1)`` with m = hbar = 1; closed channels by the root of a complex number."""
        b = 1 / np.sqrt(2 * (energy[:, None] - self.levels + 0j))
        return self.v @ np.linalg.inv(np.eye(len(self.levels)) + 1j * b[:, :, None] * self.v)

    def integral(self, left, right):
        """``int de exp(-beta e) b(e) b(e - omega) t_kl(e + E_l) t_k'l'(e + E_l')^*``, between all thresholds."""
        omega = self.levels[left[0]] - self.levels[left[1]]
        marks = {round(e - self.levels[j], 12) for e in self.levels for _, j in (left, right)}
        edges = sorted({m for m in marks if m > max(0.0, omega) + 1e-9} | {max(0.0, omega)})
        nodes, weights = np.polynomial.legendre.leggauss(80)
        x, total = (nodes + 1) / 2, 0.0
        for low, high in zip(edges, [*edges[1:], np.inf], strict=True):
            if np.isfinite(high):  # roots at both ends
                e, de = low + (high - low) * np.sin(np.pi / 2 * x) ** 2, (high - low) * np.pi / 2 * np.sin(np.pi * x)
            else:
                reach = np.sqrt(40 / self.beta)
                e, de = low + (reach * x) ** 2, 2 * reach**2 * x
            b = 1 / np.sqrt(4 * e * (e - omega))
            first, second = (self.t(e + self.levels[j])[:, k, j] for k, j in (left, right))
            total += np.sum(weights / 2 * de * np.exp(-self.beta * e) * b * first * second.conj())
        return total

    def change(self, rho):
        """The dissipator's ``d rho/dt``, up to its common factor."""
        size, result = len(self.levels), np.zeros_like(rho, complex)
        for block in self.blocks:
            for left, right in product(block.transitions, repeat=2):
                jump, other = np.zeros((size, size)), np.zeros((size, size))
                jump[left], other[right] = 1, 1
                loss = other.T @ jump
                c = self.integral(left, right)
                result += c * (jump @ rho @ other.T - (loss @ rho + rho @ loss) / 2)
        return result


STRENGTHS = np.array([1.0, 0.7, 1.5, 0.4])


def numbers(size: int, flux: float, beta: float) -> Numbers:
    """Dots of the strengths above on a ring: the levels are plane waves, whatever the flux."""
    phase = np.exp(1j * flux)
    h = sum(0.5 * phase * np.eye(size, k=k) for k in (1, 1 - size)) if size > 2 else np.zeros((2, 2))
    h = h + h.conj().T
    waves = np.exp(2j * np.pi * np.outer(np.arange(size), np.arange(size)) / size) / np.sqrt(size)
    levels = np.einsum("ij,ik,kj->j", waves.conj(), h, waves).real.round(12)
    coupling = waves.conj().T @ np.diag(STRENGTHS[:size]) @ waves
    return Numbers(NO_FIELD if size == 4 else three_dots, levels, coupling, beta)


@pytest.mark.parametrize(("size", "flux"), [(3, 0.4), (4, 0.0)], ids=["field", "degenerate"])
def test_the_gibbs_state_is_stationary_with_its_coherences(size: int, flux: float) -> None:
    """Each coefficient takes t at the energies of its own transitions: any other choice would leave coherences."""
    found = numbers(size, flux, beta=1.3)
    populations = np.exp(-found.beta * found.levels)
    rho = np.diag(populations / populations.sum())
    change = found.change(rho)
    assert abs(change).max() < 1e-9
    tilted = found.change(np.diag(np.arange(1.0, size + 1)) / size)
    assert abs(tilted).max() > 1e-3, "the test would be vacuous"
    assert abs(np.trace(tilted)) < 1e-12
    if flux == 0.0:
        assert abs(tilted[1, 3]) > 1e-3, "the coherence of the two equal levels moves with the populations"


# -- parts -------------------------------------------------------------------------------------------------------------


def test_the_steps_lead_from_the_hamiltonian_to_the_rates() -> None:
    rules = [step.rule for step in derive_model(three_dots).steps]
    assert rules == [
        "total Hamiltonian",
        "spectrum",
        "coupling in the basis of the levels",
        "channels",
        "Lippmann-Schwinger equation",
        "T matrix",
        "determinant and numerators",
        "S matrix",
        "rates",
        "master equation",
        "Pauli equation",
        "stationary state",
    ]


@pytest.mark.parametrize("model", [three_dots, two_levels, NO_FIELD], ids=lambda m: m.name)
def test_every_formula_is_printed_twice(model: ScatteringModel) -> None:
    formulas = [b for part in derive_model(model).parts() for b in part.blocks if isinstance(b, Formula)]
    assert len(formulas) > 10
    assert all(f.text and f.latex for f in formulas)


def test_the_pauli_equation_has_an_equation_for_each_level() -> None:
    (part,) = (p for p in derive_model(three_dots).parts() if p.kind is Kind.EQUATIONS)
    lines = [b.text for b in part.blocks if isinstance(b, Formula)]
    assert "dp_0/dt = a_0_minus*p_minus - a_minus_0*p_0 + a_0_plus*p_plus - a_plus_0*p_0" in lines
    assert sum("integral(" in line for line in lines) == 6


def test_two_levels_are_told_why_they_balance() -> None:
    (part,) = (p for p in derive_model(two_levels).parts() if p.title == "detailed balance")
    assert any(isinstance(b, Paragraph) and "no loop" in b.text for b in part.blocks)
    certificate = derive_model(two_levels).certificate
    assert certificate is not None and certificate.balanced and not certificate.symmetric


def test_the_loop_controls_the_violation() -> None:
    """|D|^2 (|t_kl|^2 - |t_lk|^2) = -+4 Re b_m Im(v_kl v_lm v_mk), b_m of the third channel."""
    derivation = derive_model(three_dots)
    assert derivation.certificate is not None and derivation.analytic is not None
    ((loop, value),) = derivation.certificate.loop.items()
    assert loop == (0, 1, 2)
    for (k, j), x in derivation.asymmetries.items():
        third = derivation.analytic.channels[3 - k - j].b
        twice = third + third.conjugate()
        assert x in (2 * twice * value, -2 * twice * value)


# -- what has no exact form --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("model", "stage"),
    [
        (ScatteringModel("six", [Contact(k, V[k]) for k in range(6)], ring(6)), "T in closed form"),
        (ScatteringModel("five", [Contact(0, V[0])], ring(5)), "exact spectrum"),
        (ScatteringModel("chain", [Contact(0, V[0])], [[0, tau, 0], [tau, 0, tau], [0, tau, 0]]), "exact spectrum"),
        (ScatteringModel("apart", [Contact(0, V[0]), Contact(1, V[1], Delta)], ring(3)), "T in closed form"),
    ],
    ids=lambda x: getattr(x, "name", ""),
)
def test_what_is_left_to_numbers_is_a_gap(model: ScatteringModel, stage: str) -> None:
    derivation = derive_model(model)
    assert [gap.stage for gap in derivation.gaps] == [stage] and derivation.gaps[0].todo
    assert [f.name for f in derivation.forms() if f.kind == GAP] == [stage]
    assert derivation.module() is not None
    assert all(part.blocks for part in derivation.parts())


def test_four_levels_with_any_coupling_are_solved() -> None:
    """A Hermitian matrix of ten parameters: six couplings of four levels close 6 - 4 + 1 = 3 independent loops."""
    w = complex_("w_01 w_02 w_03 w_12 w_13 w_23", unit="J*m")
    u = real("u_0 u_1 u_2 u_3", unit="J*m")
    upper = dict(zip([(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)], w, strict=True))
    rows = [[u[k] if k == j else upper[k, j] if k < j else conj(upper[j, k]) for j in range(4)] for k in range(4)]
    model = ScatteringModel("any", Contact(rows), levels=real("E_0 E_1 E_2 E_3", unit="J"))
    derivation = derive_model(model)
    assert not derivation.gaps and derivation.certificate is not None
    assert len(derivation.certificate.loop) == 3 and len(four_dots.contacts) == 4


# -- couplings that leave levels alone ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("matrix", "vanish"),
    [
        # A single coupled level scatters elastically: t_00 = V/(1 + i b_0 V), and nothing else happens.
        ([[V[0], 0], [0, 0]], {(0, 1), (1, 0), (1, 1)}),
        # Level 2 beside a coupled pair: it goes its own way.
        ([[V[0], V[1], 0], [V[1], 0, 0], [0, 0, V[2]]], {(0, 2), (2, 0), (1, 2), (2, 1)}),
        ([[0, 0], [0, 0]], {(0, 0), (0, 1), (1, 0), (1, 1)}),
    ],
    ids=["one level", "a pair and one", "nothing"],
)
def test_elements_of_t_that_vanish_are_shown_as_zero(matrix: list[list[object]], vanish: set[tuple[int, int]]) -> None:
    size = len(matrix)
    model = ScatteringModel("alone", Contact(matrix), levels=real("E_0 E_1 E_2", unit="J")[:size])
    found = derive_model(model)
    assert found.solved is not None
    for pair in product(range(size), repeat=2):
        assert (named(of_numerator(found.solved, *pair)) == ZERO) == (pair in vanish)
    (step,) = (s for s in found.steps if s.rule == "determinant and numerators")
    assert len(step.items) == 1 + size**2 and found.parts()
