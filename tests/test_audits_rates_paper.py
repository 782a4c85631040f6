"""What the audits find of Braak and Mannhart's three systems, each decisive finding worked out on paper."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import pytest

from derive.audits.rates import causality, cycles, findings, flux
from derive.audits.rates.toggles import Toggle, toggles
from derive.audits.record import Finding, Outcome
from derive.exact.insert import insert
from derive.exact.scalar import constant
from derive.models.braak.model import A, M, closed_ring, embedded_cavity, open_waveguide
from derive.parameters import value_of
from derive.rules.golden_rule.equilibrium import Thermal, curvature, thermal
from derive.rules.golden_rule.kinetics import Kinetics, kinetics

FAILED, PASSED, UNDECIDED = Outcome.FAILED, Outcome.PASSED, Outcome.UNDECIDED
OPEN, CLOSED, CAVITY = (kinetics(model) for model in (open_waveguide, closed_ring, embedded_cavity))
FOUND: Mapping[str, tuple[Finding, ...]] = {k.model.name: findings(k) for k in (OPEN, CLOSED, CAVITY)}


def subjects(derived: Kinetics, audit: str, outcome: Outcome) -> set[str]:
    """What came out so in one audit."""
    return {f.subject for f in FOUND[derived.model.name] if f.audit == audit and f.outcome is outcome}


def detail(derived: Kinetics, audit: str, subject: str) -> str:
    """The text of one finding."""
    (found,) = (f for f in FOUND[derived.model.name] if (f.audit, f.subject) == (audit, subject))
    return found.detail


def toggle(derived: Kinetics, change: str) -> Toggle:
    """One assumption left out."""
    (found,) = (t for t in toggles(derived) if t.change == change)
    return found


@pytest.mark.parametrize("derived", [OPEN, CLOSED, CAVITY], ids=lambda k: k.model.name)
def test_units_hermiticity_and_limits_are_as_they_must(derived: Kinetics) -> None:
    for audit in ("hermiticity", "dimensions", "limits"):
        assert subjects(derived, audit, PASSED)
        assert not subjects(derived, audit, FAILED) | subjects(derived, audit, UNDECIDED)


def test_what_is_conserved() -> None:
    # Each event moves one quantum: N n_A + N n_B + N' n_1 + N' n_2 + m_e; the open ends take quanta away.
    names = {k.model.name: detail(k, "conserved quantities", "linear combinations") for k in (OPEN, CLOSED, CAVITY)}
    assert "N*(n_A + n_B) + N_wg*(n_1 + n_2) + m_e, and no other" in names["closed_ring"]
    assert "N_A*n_A + N_C*n_C + m_e, and no other" in names["embedded_cavity"]
    assert "no linear combination of the states is conserved: quanta leave by A -> 1" in names["open_waveguide"]
    assert subjects(CLOSED, "conserved quantities", PASSED) == {"energy"}


class TestClosedRing:
    def test_equilibrium_moves_the_reservoirs_alone(self) -> None:
        # dn_A/dt = (n + 1)^2 [gamma_2 m_e (n + 1) - gamma_1 (m - m_e) n] with (m - m_e) n = m_e (n + 1) = m E/(E^2 - 1)
        # and n + 1 = E/(E - 1): (gamma_2 - gamma_1) m E^3/((E - 1)^3 (E + 1)).  In dm_e/dt A and B cancel.
        assert subjects(CLOSED, "equilibrium", FAILED) == {"A", "B"}
        assert subjects(CLOSED, "equilibrium", PASSED) == {"1", "2", "M"}
        assert "-E**3*m*(gamma_1 - gamma_2)/((E - 1)**3*(E + 1))" in detail(CLOSED, "equilibrium", "A")
        assert "it vanishes only where gamma_1 - gamma_2 = 0" in detail(CLOSED, "equilibrium", "B")

    def test_balance_is_broken_between_reservoirs_and_emitters(self) -> None:
        assert subjects(CLOSED, "balance", FAILED) == {"A <-> M", "B <-> M"}
        assert len(subjects(CLOSED, "balance", PASSED)) == 8
        assert "g_1**2/g_2**2 (forward through 1, backward through 2)" in detail(CLOSED, "balance", "A <-> M")
        # A and B are balanced only because the channels are alike.
        assert "not path by path: forward through 1, backward through 2" in detail(CLOSED, "balance", "A <-> B")

    def test_three_of_six_cycles_are_driven(self) -> None:
        assert len(subjects(CLOSED, "cycles", PASSED)) == len(subjects(CLOSED, "cycles", FAILED)) == 3
        # A -> M takes g_1^2 (n_1 + 1)^2, M -> A gives g_2^2 (n_2 + 1)^2; the way back through 1 is balanced.
        n_1, n_2 = (value_of(s) for s in CLOSED.states[2:4])
        g_1, g_2 = (value_of(s) for s in closed_ring.symbols if s.name in ("g_1", "g_2"))
        (cycle,) = (c for c in cycles.cycles(CLOSED) if c.name == "A -> M -> 1 -> A")
        assert cycle.ratio == (g_1 * (n_1 + 1)) ** 2 / (g_2 * (n_2 + 1)) ** 2

    def test_the_entropy_falls_from_equilibrium(self) -> None:
        # -N [ydot_A^2 + ydot_B^2]/(n (n + 1)), n (n + 1) = E/(E - 1)^2: -2 N (gamma_1 - gamma_2)^2 m^2 E^5/...
        at = thermal(closed_ring)
        assert isinstance(at, Thermal)
        (E,) = (value_of(s) for s in at.exponentials)
        named = {s.name: value_of(s) for s in CLOSED.constants}
        change = (named["gamma_1"] - named["gamma_2"]) * M.number * E**3 / ((E - 1) ** 3 * (E + 1))
        assert curvature(CLOSED, at) == -2 * A.modes * change**2 * (E - 1) ** 2 / E
        text = detail(CLOSED, "entropy", "from equilibrium")
        assert "from equilibrium" in subjects(CLOSED, "entropy", FAILED)
        assert "negative unless gamma_1 - gamma_2 = 0" in text and "falls from equilibrium" in text

    def test_the_dephased_way_round_is_what_breaks_it(self) -> None:
        assert toggle(CLOSED, "without short way").after is not None
        breaking = {t.change for t in toggles(CLOSED) if t.after is not None and not t.after.unbalanced}
        assert breaking == {"without short way"}
        # On a closed line nothing is ever upstream: the short way is all that gives a direction.
        assert toggle(CLOSED, "without downstream").text.startswith("nothing changes")

    def test_empty_channels_reduce_it_to_the_open_one(self) -> None:
        assert "closed to open" in subjects(CLOSED, "limits", PASSED)


class TestOpenWaveguide:
    def test_losses_apart_the_reservoirs_move(self) -> None:
        assert subjects(OPEN, "equilibrium", FAILED) == {"A", "B"}
        assert "the loss -2*gamma_dec/(E - 1) by A -> 1 and A -> 2 apart" in detail(OPEN, "equilibrium", "A")
        assert "-E*m*(gamma_1 - gamma_2)/((E - 1)*(E + 1))" in detail(OPEN, "equilibrium", "A")
        assert "the rest stands still" in detail(OPEN, "equilibrium", "M")

    def test_the_direction_is_what_breaks_it(self) -> None:
        repairing = {t.change for t in toggles(OPEN) if t.after is not None and not t.after.unbalanced}
        assert repairing == {"without downstream"}

    def test_upstream_losses_depend_on_what_is_downstream(self) -> None:
        assert subjects(OPEN, "causality", FAILED) == {"A into 1", "M into 1", "B into 2", "M into 2"}
        assert "by n_B (A -> B) its derivative is gamma_0*n_A" in detail(OPEN, "causality", "A into 1")
        assert {"direction of 1", "direction of 2"} == {f.subject for f in causality.check(OPEN) if f.outcome is PASSED}

    def test_the_numbers_of_figure_2_break_the_flux_bound(self) -> None:
        # gamma_dec = gamma_0 = 10 kHz, gamma_1 = 100 kHz; m is not given, with 100 emitters at n_B = 1/2, m_e = 25:
        # (n_B + 1) + 10 (m - m_e) = 1.5 + 750.
        (ratio,) = (f.ratio for f in flux.fluxes(OPEN) if f.name == "A through 1")
        numbers: dict[str, int | Fraction] = {"gamma_dec": 10, "gamma_0": 10, "gamma_1": 100}
        numbers |= {"m": 100, "m_e": 25, "n_B": Fraction(1, 2)}
        put_in = {g.symbol: constant(numbers[g.name]) for g in ratio.generators if g.symbol is not None}
        assert insert(ratio, put_in) == Fraction(1503, 2)
        assert "A through 1" in subjects(OPEN, "flux bound", UNDECIDED)


class TestEmbeddedCavity:
    """Both ways through C: (n_C + 1)^2 stands on either side of each pair."""

    @pytest.mark.parametrize("audit", ["equilibrium", "balance", "cycles", "entropy"])
    def test_all_is_balanced(self, audit: str) -> None:
        assert subjects(CAVITY, audit, PASSED)
        assert not subjects(CAVITY, audit, FAILED) | subjects(CAVITY, audit, UNDECIDED)

    def test_no_entropy_is_lost(self) -> None:
        at = thermal(embedded_cavity)
        assert isinstance(at, Thermal) and not curvature(CAVITY, at)

    def test_no_assumption_matters_to_its_balance(self) -> None:
        found = [t for t in toggles(CAVITY) if t.after is not None]
        assert found and all(t.after is not None and t.after.unbalanced == t.after.restless == () for t in found)
