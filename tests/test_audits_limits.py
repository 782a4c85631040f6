"""Audits of known limits and of stability, each on sound systems and on broken ones."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from derive.algebra.boson import boson
from derive.algebra.operator import Op
from derive.audits.lindblad import audit, findings
from derive.audits.lindblad.derived import Derived, gather
from derive.audits.record import Outcome
from derive.model import Bath, Model
from derive.parameters import I, conj, exp, positive, sqrt
from derive.rules.gaussian import langevin
from derive.rules.lindblad import Generator, generator
from tests.audited import (
    CASCADED,
    CHANNEL,
    ENERGIES,
    FAILED,
    N_1,
    N_2,
    N_3,
    NOT_APPLICABLE,
    OTHERS,
    PAIR,
    PASSED,
    PRIVATE,
    UNDECIDED,
    F,
    N,
    c,
    c_1,
    c_2,
    gamma,
    kappa,
    kappa_1,
    kappa_2,
    mode,
    of,
    omega,
    one,
    phi,
)

# -- known limits -------------------------------------------------------------------------------------------------


def test_equal_baths_are_an_equilibrium_of_the_cascade() -> None:
    found = audit(CASCADED)
    assert one(found, "equilibrium", "generator").outcome is PASSED
    detail = one(found, "equilibrium", "steady state").detail
    assert detail == "N_1 quanta in each of c_1, c_2 when every bath holds N_1"


def test_a_vacuum_among_the_baths_sets_the_common_value() -> None:
    model = replace(CASCADED, cascades=(replace(CHANNEL, occupation=0),))
    assert of(model, "equilibrium", "steady state").detail == "0 quanta in each of c_1, c_2 when every bath holds 0"
    positive_ones = replace(PAIR, baths=(Bath(c_1, kappa_1, positive("n_a")), Bath(c_2, kappa_2, N_2)))
    assert of(positive_ones, "equilibrium", "steady state").outcome is PASSED


class Heated(Generator):
    """A generator that pumps: dn/dt grows by kappa for every word with as many c_1.dag as c_1."""

    def __call__(self, op: Op) -> Op:
        return super().__call__(op) + (kappa if op == c_1.dag * c_1 else 0)


def test_a_generator_that_heats_has_no_equilibrium() -> None:
    own = gather(CASCADED)
    hot = Heated(own.master.hamiltonian, own.master.baths)
    finding = one(findings(replace(own, master=hot)), "equilibrium", "generator")
    assert finding.outcome is FAILED
    assert finding.detail.startswith("d<c_1.dag*c_1>/dt") and finding.detail.endswith("but is kappa")


def test_a_closed_form_with_a_wrong_factor_misses_equilibrium_and_the_lone_modes() -> None:
    own = gather(PAIR)
    assert own.steady is not None
    wrong = replace(own.steady, values={w: 2 * v for w, v in own.steady.values.items()})
    found = findings(replace(own, steady=wrong))
    assert (
        one(found, "equilibrium", "steady state").detail
        == "<c_1.dag*c_1> must be N_1 at equal occupations but is 2*N_1"
    )
    assert one(found, "decoupled modes").detail == "without hopping <c_1.dag*c_1> must be N_1 but is 2*N_1"


@pytest.mark.parametrize(
    ("model", "why"),
    [
        (mode(hamiltonian=gamma * (c**2 + c.dag**2)), "is not a hopping"),
        (mode(baths=(Bath(c + c.dag, kappa, N),)), "does more than annihilate"),
        (mode(hamiltonian=omega * c.dag * c + F * c.dag + conj(F) * c), "is not a hopping"),
        (OTHERS["two_level"], "is not a hopping"),
        (OTHERS["closed"], "no bath"),
    ],
)
def test_where_equilibrium_is_not_known(model: Model, why: str) -> None:
    finding = of(model, "equilibrium", "generator")
    assert finding.outcome is NOT_APPLICABLE
    assert why in finding.detail


@pytest.mark.parametrize(
    ("baths", "why"),
    [
        ((Bath(c_1, kappa_1, N_1, sqrt(N_1)), PRIVATE[1]), "squeezed"),
        ((Bath(c_1, kappa_1, 1), Bath(c_2, kappa_2, 2)), "different numbers"),
        ((Bath(c_1, kappa_1, N_1 + N_2), PRIVATE[1]), "no single parameter"),
    ],
)
def test_where_the_closed_form_has_no_common_occupation(baths: tuple[Bath, ...], why: str) -> None:
    finding = of(replace(PAIR, baths=baths), "equilibrium", "steady state")
    assert finding.outcome is NOT_APPLICABLE
    assert why in finding.detail


def test_modes_without_hopping_meet_their_own_baths() -> None:
    # n_1 -> (kappa_1 N_1 + gamma N_3)/(kappa_1 + gamma) as F -> 0.
    model = replace(PAIR, baths=(*PRIVATE, Bath(c_1, gamma, N_3)))
    assert (
        of(model, "decoupled modes").detail == "with F = 0 each of c_1, c_2 is at the mean occupation of its own baths"
    )
    # A positive strength with a phase: the strength goes to zero, the phase stays.
    turned = kappa * (exp(I * phi) * c_1.dag * c_2 + exp(-I * phi) * c_2.dag * c_1)
    assert of(replace(PAIR, hamiltonian=ENERGIES + turned), "decoupled modes").outcome is PASSED


@pytest.mark.parametrize(
    ("model", "why"),
    [
        (CASCADED, "joins several modes"),
        (replace(PAIR, baths=PRIVATE[:1]), "mode c_2 has no bath"),
        (replace(PAIR, hamiltonian=ENERGIES), "no hopping"),
        (
            replace(PAIR, hamiltonian=ENERGIES + kappa_1 * (c_1.dag * c_2 + c_2.dag * c_1)),
            "does not vanish with parameters of its own",
        ),
    ],
)
def test_where_there_is_no_limit_of_lone_modes(model: Model, why: str) -> None:
    finding = of(model, "decoupled modes")
    assert finding.outcome is NOT_APPLICABLE
    assert why in finding.detail


# -- stability ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("pump", "outcome"), [(0.2, PASSED), (0.25, UNDECIDED), (0.3, FAILED)])
def test_stability_at_the_numbers_given(pump: float, outcome: Outcome) -> None:
    """H = F c^2 + h.c. on resonance: dc/dt = -kappa/2 c - 2i F* c.dag has the eigenvalues -kappa/2 +- 2 |F|."""
    pumped = mode(hamiltonian=F * c**2 + conj(F) * c.dag**2, values={kappa: 1.0, F: 1j * pump})
    general, given = (of(pumped, "stability", s) for s in ("drift matrix", "drift matrix at the numbers given"))
    assert (general.outcome, given.outcome) == (UNDECIDED, outcome)
    if outcome is not UNDECIDED:
        assert f"{2 * pump - 0.5:.6g}" in given.detail
    # Without every number of the drift there is nothing to say; occupations are not in it.
    assert of(replace(pumped, values={kappa: 1.0}), "stability") == general


def test_a_narrow_line_is_no_rounding() -> None:
    """-kappa/2 is 5e-21 of omega and yet decays."""
    narrow = of(mode(values={omega: 1e15, kappa: 1e-5}), "stability", "drift matrix at the numbers given")
    assert narrow.outcome is PASSED
    assert "-5e-06" in narrow.detail


def test_stability_is_proved_refuted_or_undecided() -> None:
    assert of(CASCADED, "stability").outcome is PASSED
    # 4 |F|^2 < omega^2 + kappa^2/4 is a threshold and not a fault: undecided, with the condition and a point beyond it.
    pumped = of(mode(hamiltonian=omega * c.dag * c + F * c**2 + conj(F) * c.dag**2), "stability")
    assert pumped.outcome is UNDECIDED
    assert "-16*F*conj(F) + kappa**2 + 4*omega**2 > 0" in pumped.detail
    assert "first at F = " in pumped.detail
    # A mode damped through the hopping F only: stable wherever F is not zero, and no point has F = 0.
    dark = of(replace(PAIR, baths=PRIVATE[:1]), "stability")
    assert dark.outcome is UNDECIDED
    assert "F*conj(F) > 0" in dark.detail and "all 12 exact points" in dark.detail


def test_an_amplifier_is_stable_nowhere() -> None:
    finding = of(mode(baths=(Bath(c.dag, kappa, N),)), "stability")
    assert finding.outcome is FAILED
    assert "stable nowhere" in finding.detail


def test_a_large_system_is_decided_at_points() -> None:
    # r (c_j + c_j.dag)(c_k + c_k.dag) = 2 r x_j x_k commutes with every x: all x decay with kappa/2 on their own and
    # drive the p, so that every eigenvalue is -kappa/2.  Over ladder operators that is one block of eight.
    modes = boson("m_1 m_2 m_3 m_4")
    coupling = sum(((x + x.dag) * (y + y.dag) for x, y in itertools.pairwise(modes)), Op({})) * omega
    quiet = Model("quiet", coupling, baths=tuple(Bath(x, kappa) for x in modes))
    finding = one(findings(linear(quiet)), "stability")
    assert finding.outcome is UNDECIDED
    assert "8 coupled operators" in finding.detail and "all 12 exact points" in finding.detail
    # With gain in the place of one loss a pair of eigenvalues is +kappa/2.
    loud = replace(quiet, baths=(Bath(modes[0].dag, kappa), *quiet.baths[1:]))
    finding = one(findings(linear(loud)), "stability")
    assert finding.outcome is FAILED
    assert "12 of 12 exact points" in finding.detail


def linear(model: Model) -> Derived:
    """Master equation and Langevin form only: no closed steady state of many moments."""
    return Derived(model, generator(model), langevin=langevin(model))
