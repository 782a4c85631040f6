"""Audits of rate equations: hermiticity, units, conserved quantities, equilibrium, balance and cycles.

Each audit is tried on a system worked out on paper and on one that is broken for it.  What breaks a derivation is
put into its record by hand: a share left out of an equation, a process without its reverse.
"""

from __future__ import annotations

import copy
from dataclasses import replace
from fractions import Fraction

import pytest

from derive.audits.rates import (
    AUDITS,
    balance,
    conserved,
    cycles,
    dimensions,
    equilibrium,
    findings,
    hermiticity,
    inside,
)
from derive.audits.record import Finding, Outcome
from derive.errors import ModelError
from derive.exact.scalar import constant
from derive.golden.assumptions import CreatedFirst, Downstream, Empty, MeanField, Neglect, OnShell
from derive.golden.model import CENTRE, PI, RateModel
from derive.golden.species import Continuum, Emitters
from derive.parameters import positive, real, sqrt, symbol_of, value_of
from derive.rules.golden_rule.kinetics import Kinetics, kinetics
from tests.golden_models import CHAIN, LINE, PAIR, A, B, C, M, exchanged, g, h

PASSED, FAILED, NOT_APPLICABLE, NOTED = Outcome.PASSED, Outcome.FAILED, Outcome.NOT_APPLICABLE, Outcome.NOTED
S = Continuum("S", frequency=2 * CENTRE)
DOUBLED = RateModel("doubled", (A, S), h * (A.a * A.a * S.a.dag + A.a.dag * A.a.dag * S.a))
# Every two of A, B, C exchange quanta: one cycle.
TRIANGLE = RateModel("triangle", (A, B, C), h * exchanged(A.a, B.a) + h * exchanged(B.a, C.a) + h * exchanged(C.a, A.a))
FREE = LINE.assuming(Neglect(through=M))
DIRECTED = FREE.assuming(Downstream(), CreatedFirst())


def one(found: tuple[Finding, ...], subject: str) -> Finding:
    """The finding about one subject."""
    (chosen,) = (f for f in found if f.subject == subject)
    return chosen


def outcomes(found: tuple[Finding, ...]) -> dict[str, Outcome]:
    """How each subject came out."""
    assert len({f.subject for f in found}) == len(found), "subjects must tell findings apart"
    return {f.subject: f.outcome for f in found}


def without_share(derived: Kinetics, species: str, process: str) -> Kinetics:
    """A derivation that has forgotten one process in one equation."""
    kept = tuple(s for s in derived.shares if (s.species, s.process.name) != (species, process))
    assert len(kept) == len(derived.shares) - 1, "the share must be there"
    return replace(derived, shares=kept)


def without_process(derived: Kinetics, process: str) -> Kinetics:
    """A derivation in which one process does not occur."""
    kept = tuple(p for p in derived.processes if p.name != process)
    assert len(kept) == len(derived.processes) - 1, "the process must be there"
    shares = tuple(s for s in derived.shares if s.process.name != process)
    return replace(derived, enumeration=replace(derived.enumeration, processes=kept), shares=shares)


def enhanced(derived: Kinetics, process: str, factor: int) -> Kinetics:
    """A derivation in which one process is so many times as frequent."""
    found = []
    for p in derived.processes:
        terms = tuple(replace(t, coefficient=factor * t.coefficient) for t in p.terms)
        found.append(replace(p, terms=terms) if p.name == process else p)
    assert found != list(derived.processes), "the process must be there"
    return replace(derived, enumeration=replace(derived.enumeration, processes=tuple(found)))


def with_coupling(model: RateModel, coupling: object) -> RateModel:
    """A model with a coupling that the statement itself would refuse."""
    broken = copy.copy(model)
    object.__setattr__(broken, "coupling", coupling)
    return broken


class TestHermiticity:
    def test_every_term_has_its_conjugate(self) -> None:
        (found,) = hermiticity.check(kinetics(PAIR))
        assert found.outcome is PASSED and "each of the 2 terms" in found.detail

    def test_half_a_coupling_fails(self) -> None:
        derived = kinetics(PAIR)
        broken = replace(derived, model=with_coupling(PAIR, h * A.a.dag * C.a))
        (found,) = hermiticity.check(broken)
        assert found.outcome is FAILED and "2 terms" in found.detail


class TestDimensions:
    """h in J, densities in 1/J, hbar in J s: 2 pi h^2 rho/hbar is J^2 (1/J)/(J s) = 1/s."""

    def test_all_stages_agree(self) -> None:
        found = outcomes(dimensions.check(kinetics(CHAIN)))
        assert set(found) == {"statement", "matrix elements", "events", "rate constants", "equations"}
        assert set(found.values()) == {PASSED}

    def test_a_coupling_in_hertz_fails_everywhere(self) -> None:
        wrong = real("w", unit="1/s")
        found = dimensions.check(kinetics(RateModel("pair", (A, C), wrong * exchanged(A.a, C.a))))
        assert set(outcomes(found).values()) == {FAILED}
        # (1/s)^2 (1/J)/(J s) = 1/(J^2 s^3), and J = kg m^2/s^2
        assert "unit 1/s instead of m**2*kg/s**2" in one(found, "statement").detail
        assert "k_A_to_C_per_A has unit s/(m**4*kg**2)" in one(found, "rate constants").detail

    def test_a_density_per_hertz_fails(self) -> None:
        strange = Continuum("C", density=positive("r", unit="s"))
        found = dimensions.check(kinetics(replace(PAIR, species=(A, strange))))
        assert one(found, "statement").outcome is FAILED and "the density of C" in one(found, "statement").detail


class TestConservedQuantities:
    """N_A dn_A/dt + N_C dn_C/dt = 0 where each event takes one quantum from one and gives it to the other."""

    def test_all_quanta_of_a_closed_system(self) -> None:
        found = conserved.check(kinetics(CHAIN))
        assert one(found, "energy").outcome is PASSED
        listed = one(found, "linear combinations")
        assert listed.outcome is NOTED and "N_A*n_A + N_C*n_C + m_e, and no other" in listed.detail

    def test_two_quanta_for_one_of_twice_the_frequency(self) -> None:
        # A + A <-> S: one quantum of S counts as two of A.
        (weights,) = conserved.conserved(kinetics(DOUBLED))
        assert weights == {"A": Fraction(1, 2), "S": 1}
        assert one(conserved.check(kinetics(DOUBLED)), "energy").outcome is PASSED

    def test_two_quantities_of_a_decay_into_pairs(self) -> None:
        # D <-> P + Q conserves D + P and D + Q; the energy is their combination with the frequencies.
        nu_1, nu_2 = positive("nu_1 nu_2", unit="1/s")
        D, P, Q = Continuum("D", frequency=nu_1 + nu_2), Continuum("P", frequency=nu_1), Continuum("Q", frequency=nu_2)
        derived = kinetics(RateModel("decay", (D, P, Q), h * (D.a * P.a.dag * Q.a.dag + D.a.dag * P.a * Q.a)))
        assert conserved.conserved(derived) == (
            {"D": constant(1), "P": constant(1)},
            {"D": constant(1), "Q": constant(1)},
        )
        assert one(conserved.check(derived), "energy").outcome is PASSED

    def test_what_weighs_a_parameter_is_solved_for(self) -> None:
        # n_A made to change q times as much as it should: n_A/q N_A + n_C N_C is conserved, the energy is not.
        derived, q = kinetics(PAIR), positive("q")
        shares = tuple(replace(s, factor=q * s.factor) if s.species == "A" else s for s in derived.shares)
        broken = replace(derived, shares=shares)
        assert conserved.conserved(broken) == ({"A": 1 / q, "C": constant(1)},)
        assert one(conserved.check(broken), "energy").outcome is FAILED

    def test_a_forgotten_share_is_found(self) -> None:
        found = conserved.check(without_share(kinetics(PAIR), "A", "C -> A"))
        assert one(found, "energy").outcome is FAILED
        assert "no linear combination" in one(found, "linear combinations").detail

    def test_what_is_held_empty_takes_quanta_away(self) -> None:
        derived = kinetics(replace(PAIR, assumptions=(MeanField(), Empty(C))))
        found = conserved.check(derived)
        assert one(found, "energy").outcome is NOT_APPLICABLE and "A -> C" in one(found, "energy").detail
        assert "quanta leave by A -> C" in one(found, "linear combinations").detail
        # The books are kept with what it takes: a share too few shows.
        assert one(conserved.check(without_share(derived, "A", "A -> C")), "energy").outcome is FAILED


class TestEquilibrium:
    """n = 1/(E - 1), n + 1 = E/(E - 1), m_e = m/(E + 1), m - m_e = m E/(E + 1): n (m - m_e) = (n + 1) m_e."""

    def test_every_equation_of_a_balanced_system_stands_still(self) -> None:
        found = outcomes(equilibrium.check(kinetics(CHAIN)))
        assert found == {"A": PASSED, "C": PASSED, "M": PASSED}

    def test_twice_the_frequency_has_the_square_of_the_exponential(self) -> None:
        found = equilibrium.check(kinetics(DOUBLED))
        assert set(outcomes(found).values()) == {PASSED}
        assert "n_S = 1/((E - 1)*(E + 1))" in one(found, "S").detail

    def test_half_the_frequency_too(self) -> None:
        # The common unit is then Omega/2, and E its exponential.
        half = Continuum("H", frequency=CENTRE / 2)
        model = RateModel("halved", (A, half), h * (half.a * half.a * A.a.dag + half.a.dag * half.a.dag * A.a))
        found = equilibrium.check(kinetics(model))
        assert set(outcomes(found).values()) == {PASSED}
        assert "E = exp(hbar*Omega/2/(k_B*T))" in one(found, "H").detail

    def test_independent_frequencies_have_exponentials_of_their_own(self) -> None:
        nu_1, nu_2 = positive("nu_1 nu_2", unit="1/s")
        D, P, Q = Continuum("D", frequency=nu_1 + nu_2), Continuum("P", frequency=nu_1), Continuum("Q", frequency=nu_2)
        found = equilibrium.check(
            kinetics(RateModel("decay", (D, P, Q), h * (D.a * P.a.dag * Q.a.dag + D.a.dag * P.a * Q.a)))
        )
        assert set(outcomes(found).values()) == {PASSED}
        assert "n_D = 1/(E_1*E_2 - 1)" in one(found, "D").detail

    def test_a_forgotten_share_moves_one_equation_and_has_a_sign(self) -> None:
        # Without what C gives back, dn_A/dt = -k n_A (n_C + 1) = -k E/(E - 1)^2 with k = 2 pi h^2 rho_C/hbar >= 0.
        found = equilibrium.check(without_share(kinetics(PAIR), "A", "C -> A"))
        assert outcomes(found) == {"A": FAILED, "C": PASSED}
        assert "is -E*k_A_to_C_per_A/(E - 1)**2, at no temperature positive" in one(found, "A").detail

    def test_unequal_channels_move_what_they_join(self) -> None:
        # Through R only from A to B, through L only back: A gains as much as B loses at unequal densities.
        found = equilibrium.check(kinetics(DIRECTED))
        assert outcomes(found) == {"A": FAILED, "B": FAILED, "R": PASSED, "L": PASSED, "M": FAILED}

    def test_losses_into_what_is_held_empty_are_told_apart(self) -> None:
        found = equilibrium.check(kinetics(replace(PAIR, assumptions=(MeanField(), Empty(C)))))
        assert outcomes(found) == {"thermal state": NOT_APPLICABLE, "A": NOT_APPLICABLE}
        assert "dn_A/dt = -k_A_to_C_per_A/(E - 1), all of it by A -> C" in one(found, "A").detail

    def test_a_frequency_that_is_no_sum_has_no_thermal_value(self) -> None:
        nu = positive("nu", unit="1/s")
        strange = nu * nu / (nu + CENTRE)
        model = RateModel(
            "strange", (Continuum("A", frequency=strange), Continuum("C", frequency=strange)), PAIR.coupling
        )
        (found,) = equilibrium.check(kinetics(model))
        assert found.outcome is NOT_APPLICABLE and "rational multiples" in found.detail

    def test_a_parameter_called_E_keeps_its_name(self) -> None:
        found = equilibrium.check(
            kinetics(replace(PAIR, species=(A, Continuum("C", density=positive("E", unit="1/J")))))
        )
        assert set(outcomes(found).values()) == {PASSED} and "ET = exp" in one(found, "A").detail


class TestBalance:
    def test_pairs_of_a_balanced_system(self) -> None:
        assert outcomes(balance.check(kinetics(CHAIN))) == {"A <-> C": PASSED, "C <-> M": PASSED, "A <-> M": PASSED}

    def test_one_way_channels_break_the_pairs_that_use_both(self) -> None:
        # A -> M through R: |g_1 h rho_R|^2; M -> A through L: |g_2 h rho_L|^2; all else is equal at one temperature.
        found = balance.check(kinetics(DIRECTED))
        failed = {f.subject for f in found if f.outcome is FAILED}
        assert failed == {"A <-> B", "A <-> M", "B <-> M"}
        detail = one(found, "A <-> M").detail
        assert "is g_1**2*rho_R**2/(g_2**2*rho_L**2) (forward through R, backward through L)" in detail
        assert "balanced only where (g_1*rho_R - g_2*rho_L)*(g_1*rho_R + g_2*rho_L) = 0" in detail

    def test_without_one_way_channels_all_balance(self) -> None:
        found = balance.check(kinetics(FREE))
        assert len(found) == 10 and {f.outcome for f in found} == {PASSED}

    def test_twice_as_many_events_one_way_balance_nowhere(self) -> None:
        (found,) = balance.check(enhanced(kinetics(PAIR), "A -> C", 2))
        assert found.outcome is FAILED and "must be 1 but is 2; balanced nowhere" in found.detail

    def test_a_process_without_its_reverse_fails(self) -> None:
        (found,) = balance.check(without_process(kinetics(PAIR), "C -> A"))
        assert (found.subject, found.outcome) == ("A -> C", FAILED)

    def test_the_reverse_of_a_process_into_what_is_held_empty_is_not_asked_for(self) -> None:
        (found,) = balance.check(kinetics(replace(PAIR, assumptions=(MeanField(), Empty(C)))))
        assert (found.subject, found.outcome) == ("A -> C", NOT_APPLICABLE)


class TestCycles:
    """Round A -> B -> C -> A the factors n/(n + 1) cancel, and so do |h|^2 and the densities of each pair."""

    def test_a_triangle_of_balanced_pairs(self) -> None:
        (found,) = cycles.check(kinetics(TRIANGLE))
        assert found.outcome is PASSED and found.subject == "B -> C -> A -> B"

    def test_one_process_twice_as_frequent_drives_it(self) -> None:
        (found,) = cycles.check(enhanced(kinetics(TRIANGLE), "B -> C", 2))
        assert found.outcome is FAILED and found.detail == "the affinity must vanish but is ln(2)"

    def test_a_pair_alone_closes_no_cycle(self) -> None:
        (found,) = cycles.check(kinetics(PAIR))
        assert found.outcome is NOT_APPLICABLE

    def test_two_quanta_at_a_time(self) -> None:
        # A + A <-> S, S <-> Z and A + A <-> Z close a cycle that is no path from one species to the next.
        Z = Continuum("Z", frequency=2 * CENTRE)
        pair = A.a * A.a
        coupling = h * (pair * S.a.dag + pair.dag * S.a) + g * (pair * Z.a.dag + pair.dag * Z.a)
        derived = kinetics(RateModel("two", (A, S, Z), coupling + h * exchanged(S.a, Z.a)))
        (cycle,) = cycles.cycles(derived)
        assert sum(abs(k) for _, k in cycle.steps) == 3 and cycle.ratio == 1
        # Each event of the cycle undoes what the others did.
        for species in "ASZ":
            assert sum(k * pair.forward.change(species) for pair, k in cycle.steps) == 0

    def test_as_many_cycles_as_pairs_less_independent_reactions(self) -> None:
        # Ten pairs between five species that hang together: 10 - (5 - 1) = 6.
        assert len(cycles.cycles(kinetics(FREE))) == 6

    def test_one_way_processes_have_infinite_affinity(self) -> None:
        found = cycles.check(without_process(kinetics(TRIANGLE), "C -> A"))
        assert one(found, "without reverse").outcome is FAILED and "A -> C" in one(found, "without reverse").detail

    def test_what_leaves_the_system_is_told_apart(self) -> None:
        found = cycles.check(kinetics(replace(TRIANGLE, assumptions=(MeanField(), OnShell(), Empty(C)))))
        assert one(found, "out of the system").outcome is NOT_APPLICABLE
        assert "A -> C and B -> C" in one(found, "out of the system").detail


class TestRegister:
    def test_all_audits_in_their_order(self) -> None:
        found = findings(kinetics(PAIR))
        names = list(dict.fromkeys(f.audit for f in found))
        assert [n for n in names if n != "dependence"] == [name for name, _ in AUDITS]
        assert FAILED not in {f.outcome for f in found} and Outcome.UNDECIDED not in {f.outcome for f in found}

    def test_an_audit_that_meets_an_error_is_undecided(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def fails(derived: Kinetics) -> str:
            raise ModelError("here", "it must be so", "otherwise")

        monkeypatch.setattr(balance, "thermal", fails)
        found = [f for f in findings(kinetics(PAIR)) if f.audit == "balance"]
        assert [f.outcome for f in found] == [Outcome.UNDECIDED] and "it must be so" in found[0].detail

    def test_an_emitter_alone_is_audited_like_a_continuum(self) -> None:
        dark = Emitters("D", number=positive("d"))
        derived = kinetics(
            RateModel("two_kinds", (C, M, dark), h * exchanged(C.a, M.minus) + g * exchanged(C.a, dark.minus))
        )
        assert {f.outcome for f in findings(derived)} <= {PASSED, NOT_APPLICABLE, NOTED}
        assert value_of(dark.state) in [value_of(s) for s in derived.states]


class TestStates:
    """Where balances, cycles and entropies are tried."""

    def test_states_lie_in_the_physical_range(self) -> None:
        """n_A > 0 and 0 < m_e < m, at different points."""
        n_A, m, m_e = A.state, symbol_of(M.number), M.state
        tried = list(inside.states(CHAIN, [value_of(n_A)], 20))
        assert len({str(state) for state in tried}) > 10
        for state in tried:
            assert state[n_A].rational > 0
            assert 0 < state[m_e].rational < state[m].rational

    def test_signs_with_pi_itself(self) -> None:
        """333/106 < pi < 355/113, by 8e-5 and 3e-7."""
        assert inside.sign_there(PI - Fraction(333, 106), {}) == 1
        assert inside.sign_there(PI - Fraction(355, 113), {}) == -1
        assert inside.sign_there(PI - PI, {}) == 0
        # sqrt(n_A) pi at n_A = 4 lies between 2*333/106 and 2*355/113.
        root, at = sqrt(value_of(A.state)), {A.state: constant(4)}
        assert inside.sign_there(root * PI - Fraction(333, 53), at) == 1
        assert inside.sign_there(root * PI - Fraction(710, 113), at) == -1
