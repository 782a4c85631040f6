"""Audits of rate equations: entropy, causality, flux bounds, limits, and the assumptions one by one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from math import log

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from derive.audits.rates import causality, cycles, entropy, flux, limits, toggles
from derive.audits.record import Outcome
from derive.exact.evaluate import evaluate
from derive.exact.ring import Role
from derive.exact.scalar import Scalar, constant
from derive.golden.assumptions import (
    CreatedFirst,
    Downstream,
    Empty,
    MeanField,
    Neglect,
    OnShell,
    PrincipalValue,
    Retarded,
    ShortWay,
)
from derive.golden.model import BAND, HBAR, PI, Constant, RateModel
from derive.golden.species import Line
from derive.parameters import positive, value_of
from derive.rules.golden_rule.equilibrium import Thermal, curvature, thermal
from derive.rules.golden_rule.kinetics import Kinetics, kinetics
from derive.symbols import Symbol
from tests.golden_models import CHAIN, PAIR, A, B, C, M, exchanged, g, g_1, g_2, h, left, right
from tests.test_audits_rates import DIRECTED, FREE, enhanced, one, outcomes, without_process

PASSED, FAILED, UNDECIDED = Outcome.PASSED, Outcome.FAILED, Outcome.UNDECIDED
NOT_APPLICABLE, NOTED = Outcome.NOT_APPLICABLE, Outcome.NOTED
n_A, n_B, n_C, n_R = (value_of(s.state) for s in (A, B, C, right))
m, m_e = M.number, value_of(M.state)
CLOSED = replace(
    FREE.assuming(CreatedFirst(), Downstream(), ShortWay()), lines=(Line((A, M, B), right, left, closed=True),)
)


def values_in(detail: str) -> dict[str, Fraction]:
    """The numbers of ``..., negative for instance at n_A = 2, n_C = 1/3``."""
    pairs = (pair.split(" = ") for pair in detail.split("for instance at ")[1].split(", "))
    return {name: Fraction(text) for name, text in pairs}


def number(value: Scalar, values: dict[Symbol, float]) -> float:
    """A scalar in floating point, by nothing but its terms."""
    point = {}
    for x in value.generators:
        assert x.symbol is not None
        point[x] = values[x.symbol] ** (0.5 if x.role is Role.ROOT else 1)
    return float(evaluate(value, point, 1.0, 1j).real)


def thermal_of(derived: Kinetics) -> Thermal:
    """The thermal values of a model that has them."""
    found = thermal(derived.model)
    assert isinstance(found, Thermal)
    return found


class TestEntropyOfPairs:
    """S = sum N [(1 + n) ln(1 + n) - n ln n] gains ln[n_A (n_C + 1)/(n_C (n_A + 1))] by one event A -> C: ln(F/R)."""

    def test_balanced_pairs_produce_it(self) -> None:
        found = entropy.check(kinetics(CHAIN))
        assert outcomes(found) == {"manifest production": PASSED, "from equilibrium": PASSED}
        assert "3 pairs (A <-> C, C <-> M and A <-> M)" in one(found, "manifest production").detail

    def test_a_pair_of_unequal_weights_destroys_it_somewhere(self) -> None:
        # With F = 2 k n_A (n_C + 1), R = k n_C (n_A + 1) negative where the occupation factors are from 1/2 to 1.
        found = entropy.check(enhanced(kinetics(PAIR), "A -> C", 2))
        failed = one(found, "A <-> C")
        assert failed.outcome is FAILED
        at = values_in(failed.detail)
        ratio = at["n_A"] * (at["n_C"] + 1) / (at["n_C"] * (at["n_A"] + 1))
        assert Fraction(1, 2) < ratio < 1

    def test_the_state_found_for_emitters_is_a_state(self) -> None:
        failed = one(entropy.check(kinetics(DIRECTED)), "A <-> M")
        at = values_in(failed.detail)
        assert failed.outcome is FAILED and 0 < at["m_e"] < at["m"]
        gain = at["n_A"] * (at["m"] - at["m_e"]) / (at["m_e"] * (at["n_A"] + 1))
        there, back = at["g_1"] * at["rho_R"] * (at["n_R"] + 1), at["g_2"] * at["rho_L"] * (at["n_L"] + 1)
        drive = there**2 / back**2 * gain
        assert (drive - 1) * (gain - 1) < 0

    def test_a_process_without_its_reverse_destroys_it_somewhere(self) -> None:
        # A -> C alone goes on where C is fuller than A.
        failed = one(entropy.check(without_process(kinetics(PAIR), "C -> A")), "A -> C")
        at = values_in(failed.detail)
        assert failed.outcome is FAILED and at["n_C"] > at["n_A"]

    def test_what_leaves_is_told_apart(self) -> None:
        found = entropy.check(kinetics(replace(PAIR, assumptions=(MeanField(), Empty(C)))))
        assert outcomes(found) == {"out of the system": NOT_APPLICABLE, "from equilibrium": NOT_APPLICABLE}


class TestEntropyFromEquilibrium:
    def test_the_second_derivative_on_paper(self) -> None:
        # A and C with A -> C made twice as frequent: at one temperature n (n + 1) = E/(E - 1)^2 and
        # dn_A/dt = -k_A n (n + 1), dn_C/dt = +k_C n (n + 1), so that
        # d2S/dt2 = -[N_A k_A^2 + N_C k_C^2] n (n + 1) = -[N_A k_A^2 + N_C k_C^2] E/(E - 1)^2.
        k_A, k_C = (value_of(c.symbol) for c in (Constant("k_A", A, C, per=A), Constant("k_C", A, C, per=C)))
        named = replace(PAIR, constants=(Constant("k_A", A, C, per=A), Constant("k_C", A, C, per=C)))
        doubled = kinetics(named)
        shares = tuple(replace(s, factor=2 * s.factor) if s.process.name == "A -> C" else s for s in doubled.shares)
        doubled = replace(doubled, shares=shares)
        (E,) = (value_of(s) for s in thermal_of(doubled).exponentials)
        expected = -(A.modes * k_A**2 + C.modes * k_C**2) * E / (E - 1) ** 2
        assert curvature(doubled, thermal_of(doubled)) == expected
        assert one(entropy.check(doubled), "from equilibrium").outcome is FAILED

    def test_against_motion_in_floating_point(self) -> None:
        # The closed ring, one temperature, a short way forward and back in time: S(t) + S(-t) - 2 S(0) = S'' t^2.
        derived = kinetics(CLOSED)
        at = thermal_of(derived)
        values = {s: 1.0 for r in derived.microscopic for g in r.generators if (s := g.symbol) is not None}
        values |= {s: x for s in values if (x := {"g_1": 0.3, "g_2": 0.1, "m": 3.0}.get(s.name)) is not None}
        values |= dict.fromkeys(at.exponentials, 2.5)
        start = np.array([number(x, values) for x in at.values.values()])
        modes = np.array([number(HBAR * BAND * constant(1), {**values, **_unit_band()})] * 4 + [1.0])

        def rate(y: np.ndarray) -> np.ndarray:
            here = values | dict(zip(derived.states, map(float, y), strict=True))
            return np.array([number(r, here) for r in derived.microscopic])

        t = 2e-4
        after, before = (_stepped(rate, start, s * t) for s in (1, -1))
        second = (_entropy(after, modes, 3.0) + _entropy(before, modes, 3.0) - 2 * _entropy(start, modes, 3.0)) / t**2
        named = {s: number(v, values) for s, v in derived.constants.items()}
        numbers = {s: 1.0 for s in _symbols(curvature(derived, at))} | values | named
        assert second == pytest.approx(number(curvature(derived, at), numbers), rel=1e-4)
        assert second < 0

    def test_it_stays_where_everything_stands_still(self) -> None:
        assert one(entropy.check(kinetics(FREE)), "from equilibrium").outcome is PASSED
        assert not curvature(kinetics(FREE), thermal_of(kinetics(FREE)))


def _unit_band() -> dict[Symbol, float]:
    return {g.symbol: 1.0 for g in (HBAR * BAND).generators if g.symbol is not None}


def _symbols(value: Scalar) -> list[Symbol]:
    return [g.symbol for g in value.generators if g.symbol is not None]


def _stepped(rate: Callable[[np.ndarray], np.ndarray], y: np.ndarray, t: float) -> np.ndarray:
    """One step of the classical Runge-Kutta method."""
    k_1 = rate(y)
    k_2 = rate(y + t / 2 * k_1)
    k_3 = rate(y + t / 2 * k_2)
    k_4 = rate(y + t * k_3)
    after: np.ndarray = y + t / 6 * (k_1 + 2 * k_2 + 2 * k_3 + k_4)
    return after


def _entropy(y: np.ndarray, modes: np.ndarray, emitters: float) -> float:
    """Boltzmann's count for four continua and one ensemble, in k_B."""
    boson = sum(w * ((1 + n) * log(1 + n) - n * log(n)) for w, n in zip(modes[:4], y[:4], strict=True))
    excited = y[4] / emitters
    return float(boson - emitters * (excited * log(excited) + (1 - excited) * log(1 - excited)))


class TestCausality:
    """A -> B through R takes n_A (n_B + 1): the loss of A upstream grows with n_B downstream."""

    def test_first_order_emission_knows_nothing_of_what_follows(self) -> None:
        found = outcomes(causality.check(kinetics(replace(DIRECTED, order=1))))
        assert found["A into R"] is found["M into R"] is found["B into L"] is found["M into L"] is PASSED

    def test_second_order_processes_do(self) -> None:
        found = causality.check(kinetics(DIRECTED))
        detail = one(found, "A into R").detail
        assert one(found, "A into R").outcome is FAILED
        # d/dn_B of k n_A (n_B + 1)(n_R + 1)^2, and d/dm_e of k' n_A (m - m_e)(n_R + 1)^2
        assert "by n_B (A -> B) its derivative is k_A_to_B_per_A*n_A*(n_R + 1)**2" in detail
        assert "by m_e (A -> M) its derivative is -k_A_to_M_per_A*n_A*(n_R + 1)**2" in detail
        # What stands last along a channel has nothing downstream.
        assert {f.subject for f in found} >= {"M into R", "B into L", "M into L"}
        assert not {f.subject for f in found} & {"B into R", "A into L"}

    def test_directions_are_kept_only_where_that_is_assumed(self) -> None:
        kept, free = (causality.check(kinetics(model)) for model in (DIRECTED, FREE.assuming(CreatedFirst())))
        assert one(kept, "direction of R").outcome is PASSED
        assert one(free, "direction of R").outcome is FAILED
        assert one(free, "direction of R").detail == "B -> A, M -> A and B -> M pass R against its direction"

    def test_without_a_line_there_is_no_downstream(self) -> None:
        assert one(causality.check(kinetics(CHAIN)), "all channels").outcome is NOT_APPLICABLE

    def test_which_equation_depends_on_which_states(self) -> None:
        found = one(causality.check(kinetics(PAIR)), "equations")
        assert found.outcome is NOTED and found.detail == "dn_A/dt on n_A and n_C; dn_C/dt on n_A and n_C"


class TestFluxBound:
    def test_the_ratio_on_paper(self) -> None:
        # A -> M through C: (2 pi^3/hbar) h^2 g^2 rho_C^2 rho_A n_A (m - m_e)(n_C + 1)^2 per band, over
        # A -> C: 2 pi h^2 rho_C rho_A Delta n_A (n_C + 1): pi^2 g^2 rho_C (m - m_e)(n_C + 1)/(hbar Delta).
        derived = kinetics(CHAIN.assuming(CreatedFirst()))
        through = next(f for f in flux.fluxes(derived) if f.name == "A through C")
        expected = PI**2 * g**2 * C.density * (m - m_e) * (n_C + 1) / (HBAR * BAND)
        assert derived.expanded(through.ratio) == expected
        assert through.passing == ("A -> M",)

    def test_a_bound_that_numbers_decide_is_left_to_them(self) -> None:
        found = one(flux.check(kinetics(CHAIN)), "A through C")
        assert found.outcome is UNDECIDED and "grows without bound with n_C" in found.detail

    def test_intermediates_that_interfere_are_one_channel(self) -> None:
        names = [f.name for f in flux.fluxes(kinetics(FREE))]
        assert "A through L and R" in names and "R through A and B" in names

    def test_bounds_that_hold_or_break_everywhere(self) -> None:
        # C -> B through A against C -> A.  With the rate of the passage put to that of the emission the ratio is
        # (n_B + 1)(n_A + 1) >= 1; with the passage left out of the equation, 0 <= 1.
        derived = kinetics(RateModel("row", (A, B, C), h * exchanged(A.a, C.a) + h * exchanged(A.a, B.a), order=2))
        rate = next(s for s in derived.of("C") if s.process.name == "C -> A").constant
        for factor, outcome in ((1, FAILED), (0, PASSED)):
            shares = tuple(
                replace(s, factor=-factor * constant(1), constant=rate)
                if (s.species, s.process.name) == ("C", "C -> B")
                else s
                for s in derived.shares
            )
            assert one(flux.check(replace(derived, shares=shares)), "C through A").outcome is outcome

    def test_without_passage_there_is_no_bound(self) -> None:
        (found,) = flux.check(kinetics(PAIR))
        assert found.outcome is NOT_APPLICABLE


class TestLimits:
    def test_an_empty_closed_line_is_an_open_one(self) -> None:
        found = one(limits.check(kinetics(CLOSED)), "closed to open")
        assert found.outcome is PASSED and "with n_R = 0 and n_L = 0" in found.detail

    def test_not_if_the_way_round_is_coherent(self) -> None:
        # Round the line L joins A to B as well: on shell (rho_R + rho_L)^2 in the place of rho_R^2.
        round_too = kinetics(CLOSED.without(ShortWay()))
        found = one(limits.check(round_too), "closed to open")
        assert found.outcome is NOT_APPLICABLE and "round" in found.detail

    def test_species_without_coupling_stand_still(self) -> None:
        found = outcomes(limits.check(kinetics(FREE)))
        assert found.pop("closed to open") is NOT_APPLICABLE
        assert len(found) == 6 and set(found.values()) == {PASSED}
        assert "with g_1 = 0 and g_2 = 0 m_e stands still" in one(limits.check(kinetics(FREE)), "M decoupled").detail

    def test_a_constant_that_outlives_its_coupling_fails(self) -> None:
        derived = kinetics(PAIR)
        stuck = replace(derived, constants=dict.fromkeys(derived.constants, positive("stuck", unit="1/s")))
        assert one(limits.check(stuck), "A decoupled").outcome is FAILED

    def test_motion_at_zero_temperature_fails(self) -> None:
        derived = kinetics(PAIR)
        shares = tuple(replace(s, occupation=s.occupation + 1) for s in derived.shares if s.species == "A")
        found = one(limits.check(replace(derived, shares=shares[:1])), "temperature to zero")
        assert found.outcome is FAILED and "dn_A/dt = " in found.detail


class TestToggles:
    def found(self, model: RateModel) -> dict[str, toggles.Toggle]:
        return {t.change: t for t in toggles.toggles(kinetics(model))}

    def test_the_direction_breaks_the_balance(self) -> None:
        toggle = self.found(DIRECTED)["without downstream"]
        assert toggle.before.unbalanced and toggle.after is not None
        # What is left is the order of events, and with it each process joins M by both channels.
        assert toggle.after.unbalanced == ()
        assert "unbalanced: none (before: A <-> B, A <-> M and B <-> M)" in toggle.text

    def test_the_dephased_way_round_breaks_the_balance(self) -> None:
        toggle = self.found(CLOSED)["without short way"]
        assert toggle.before.unbalanced == ("A <-> B", "A <-> M", "B <-> M")
        assert toggle.after is not None and toggle.after.unbalanced == () == toggle.after.restless

    def test_order_of_events_changes_factors_and_no_balance(self) -> None:
        # A - C - M: n_C + 1 of one order and n_C of the other, (2 n_C + 1)^2 in the place of (n_C + 1)^2.
        toggle = self.found(CHAIN.assuming(CreatedFirst()))["without created first"]
        assert toggle.after is not None and toggle.after.unbalanced == ()
        assert toggle.factors == tuple((name, (2 * n_C + 1) ** 2 / (n_C + 1) ** 2) for name in ("A -> M", "M -> A"))

    def test_other_resolvents_are_tried(self) -> None:
        found = self.found(DIRECTED)
        assert {t.change for t in found.values() if "instead" in t.change} == {
            f"{PrincipalValue.key} instead of {OnShell.key}",
            f"{Retarded.key} instead of {OnShell.key}",
        }
        # Retarded sums are twice the on-shell part downstream: rates of second order times four.  From one channel to
        # the other the two ways by A and B, in step before, have phases.
        factors = dict(found["retarded instead of on shell"].factors)
        reflected = {name for name in factors if "M" not in name and not {"A", "B"} & set(name.split(" -> "))}
        assert len(reflected) == 2 and all(factors[name] != constant(4) for name in reflected)
        assert len(factors) == 8 and {factors[n] for n in set(factors) - reflected} == {constant(4)}

    def test_what_cannot_be_derived_says_why(self) -> None:
        found = self.found(DIRECTED)
        assert found["without neglect through M"].after is None
        assert "linewidth" in found["without neglect through M"].why
        assert found["without mean field"].after is None and "correlation" in found["without mean field"].why

    def test_what_is_held_empty_comes_back(self) -> None:
        toggle = self.found(replace(PAIR, assumptions=(MeanField(), Empty(C))))["without empty C"]
        assert toggle.after is not None and toggle.after.processes == ("A -> C", "C -> A")
        assert toggle.factors == (("A -> C", n_C + 1),)

    def test_an_assumption_that_does_nothing_says_so(self) -> None:
        assert self.found(PAIR)["without mean field"].text.startswith("nothing changes")

    def test_all_are_noted_and_none_is_a_failure(self) -> None:
        found = toggles.check(kinetics(CLOSED))
        assert len(found) == len(CLOSED.assumptions) + 1 and {f.outcome for f in found} == {NOTED}
        assert len({f.subject for f in found}) == len(found)


# Any couplings of three continua and one ensemble, without a restriction on paths.
COUPLINGS = (
    h * exchanged(A.a, B.a),
    g * exchanged(B.a, C.a),
    g_1 * exchanged(A.a, C.a),
    g_2 * exchanged(M.minus, C.a),
    h * exchanged(M.minus, A.a),
)


@settings(max_examples=12, deadline=None)
@given(st.sets(st.sampled_from(range(len(COUPLINGS))), min_size=2))
def test_without_restriction_every_cycle_and_every_pair_is_at_peace(chosen: set[int]) -> None:
    coupling = sum((COUPLINGS[k] for k in sorted(chosen)[1:]), COUPLINGS[min(chosen)])
    touched = [s for s in (A, B, C, M) if any(space.name == s.name for word, _ in coupling for space, _ in word)]
    assumptions = (OnShell(), MeanField()) + ((Neglect(through=M),) if M in touched else ())
    derived = kinetics(RateModel("random", tuple(touched), coupling, assumptions, order=2))
    assert derived.processes, "there must be something to audit"
    for audit in (cycles, entropy):
        assert {f.outcome for f in audit.check(derived)} <= {PASSED, NOT_APPLICABLE}
