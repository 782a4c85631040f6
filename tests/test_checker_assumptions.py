"""Assumptions under which a formula is printed: values put in, limits taken, contradictions reported.

The models and their formulas are worked out on paper in `tests.judged`: at resonance and with gamma = kappa the
exchange rate is R = 2 |F|^2/kappa, so that n_a = [N_1 (kappa^2 + 2 |F|^2) + 2 |F|^2 N_2]/(kappa^2 + 4 |F|^2).
"""

from __future__ import annotations

import pytest

from derive.claims.claim import Convention, Decision
from derive.symbols import Domain, Symbol
from tests.judged import PAIR, TURNED, decide

HOLDS, WRONG, UNDECIDED = Decision.HOLDS, Decision.WRONG, Decision.UNDECIDED
RESONANT = r"n_a = \frac{N_1(\kappa^2 + 2|F|^2) + 2|F|^2N_2}{\kappa^2 + 4|F|^2}"

# -- assumptions --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("formula", "assume"),
    [
        # substitution: without hopping; at equal occupations; with equal rates at resonance R = 2 |F|^2/kappa
        ("n_a = N_1", ("F = 0",)),
        ("n_a = N_1", ("N_2 = N_1",)),
        ("n_a = N_1", (r"N_1 = N_2",)),
        (RESONANT, (r"\gamma = \kappa", r"\omega_1 = \omega_2")),
        # a chain sets every name but the last
        (RESONANT, (r"\gamma = \kappa, \omega_1 = \omega_2",)),
        (r"n_a = \frac{5N_1 + N_2}{6}", (r"\kappa = \gamma = 1", r"\omega_1 = \omega_2", r"F = \frac{i}{2\sqrt{2}}")),
        # a side may be the value, too
        ("n_a = N_1", ("0 = F",)),
        # limits: infinite detuning parts the modes, infinite hopping joins them, an infinite rate pins a mode
        ("n_a = N_1", (r"\omega_1 \to \infty",)),
        ("n_a = N_1", (r"|\omega_1| \rightarrow \infty",)),
        ("n_a = N_1", (r"F \to 0",)),
        (r"n_a = \frac{\kappa N_1 + \gamma N_2}{\kappa + \gamma}", (r"|F| \to \infty",)),
        ("n_a = N_2", (r"\kappa \to 0",)),
        ("n_a = N_1", (r"\kappa \to \infty",)),
        # first all values, then the limits: omega_1 is omega_2 by then
        (RESONANT, (r"\omega_2 \to \infty", r"\omega_1 = \omega_2", r"\gamma = \kappa")),
    ],
)  # fmt: skip
def test_assumptions(formula, assume):
    assert decide(PAIR, formula).decision is WRONG  # guard: it needs them
    verdict = decide(PAIR, formula, *assume)
    assert verdict.decision is HOLDS, verdict.evidence
    assert verdict.under == assume


def test_a_chain_of_assumptions_with_a_new_name():
    r"""\kappa = \gamma =: \Gamma names the common value; a symbol of the paper that the model lacks."""
    common = Symbol("Gamma", r"\Gamma", Domain.POSITIVE, "1/s")
    formula = r"n_a = \frac{N_1(\Gamma^2 + 2|F|^2) + 2|F|^2N_2}{\Gamma^2 + 4|F|^2}"
    for chain in (r"\kappa = \gamma =: \Gamma", r"\Gamma := \kappa = \gamma", r"\kappa \equiv \gamma \equiv \Gamma"):
        verdict = decide(PAIR, formula, chain, r"\omega_1 = \omega_2", symbols=(common,))
        assert verdict.decision is HOLDS, verdict.evidence


@pytest.mark.parametrize(
    ("assume", "value"),
    [(r"\phi = 0", "1"), (r"\phi = \pi", "-1"), (r"\phi = \frac{\pi}{2}", "i"), (r"\phi = -\frac{3\pi}{2}", "i")],
)
def test_angles_at_multiples_of_a_quarter_turn(assume, value):
    """e^{i phi} at these angles lies in the field; also inside the turned parts of the steady state."""
    assert decide(TURNED, f"e^{{i\\phi}} = {value}", assume).decision is HOLDS
    assert decide(TURNED, rf"s = s + e^{{i\phi}} - ({value})", assume).decision is HOLDS


def test_an_abbreviation_may_be_assumed():
    """delta = 0 sets omega_2 = omega_1; at N = 0 and F = 0 nothing is left."""
    assert decide(TURNED, r"\omega_2 = \omega_1", r"\delta = 0").decision is HOLDS
    assert decide(TURNED, "n_b = N", r"|\delta| \to \infty").decision is HOLDS


@pytest.mark.parametrize(
    ("assume", "got"),
    [
        (("F = 0", "F = 1"), "0 = 1"),
        ((r"\kappa = \gamma", r"\kappa = 2\gamma"), "gamma = 2*gamma"),
        ((r"\omega_1 = \omega_2", r"\omega_2 = \omega_1 + 1"), "omega_2 = omega_2 + 1"),
        ((r"\kappa = -1",), "-1 for a positive parameter"),
        ((r"N_1 = -\kappa",), "-kappa for a nonnegative parameter"),
        ((r"\omega_1 = i",), "not real"),
        ((r"\omega_1 = F",), "not real"),
        ((r"\omega_1 \to 0", r"\omega_1 \to \infty"), "limits of omega_1"),
        ((r"\omega_1 = \omega_1 + \kappa",), "omega_1 = kappa + omega_1"),
    ],
)
def test_assumptions_that_no_point_fulfils_are_reported(assume, got):
    """Nothing holds under them, and nothing fails."""
    for formula in ("n_a = N_1", "n_a = 2N_1", "F = F"):
        verdict = decide(PAIR, formula, *assume)
        assert verdict.decision is UNDECIDED
        assert "must admit at least one point" in verdict.evidence
        assert got in verdict.evidence


@pytest.mark.parametrize(
    ("assume", "got"),
    [
        (r"n_b = 0", "neither side a single parameter"),
        (r"\omega_1 < 1", "a relation '<'"),
        (r"\omega_1 \to 1", "anything but 0 or infinity"),
        (r"\kappa + \gamma \to 0", "what is not a single parameter"),
        (r"\hat{a} = 0", "an operator"),
        (r"|F| = 0", "a modulus"),
        (r"\omega_1 = 0, \omega_1 \to 0", "what is not a single parameter"),
    ],
)
def test_what_is_no_assumption(assume, got):
    verdict = decide(PAIR, "n_a = N_1", assume)
    assert verdict.decision is UNDECIDED
    assert got in verdict.evidence
    assert "to do: " in verdict.evidence


def test_a_limit_that_does_not_exist_is_reported():
    """s/F at |F| -> 0 depends on the direction of F."""
    verdict = decide(PAIR, r"\frac{s}{F} = 1", r"F \to 0")
    assert verdict.decision is UNDECIDED
    assert "direction" in verdict.evidence


def test_a_denominator_that_vanishes_is_reported():
    verdict = decide(PAIR, r"\frac{n_a}{\kappa - \gamma} = 1", r"\kappa = \gamma")
    assert verdict.decision is UNDECIDED
    assert "must not vanish" in verdict.evidence or "must not be zero" in verdict.evidence


def test_conventions_do_not_touch_assumptions():
    """N_2 = 0 is N_2 = 0, whatever a convention reads for N_2 in the formula."""
    swapped = Convention("swapped", "the second bath is the first", {"N_2": "N_1"})
    assert decide(PAIR, "n_a = N_2", "F = 0").decision is WRONG
    verdict = decide(PAIR, "n_a = N_2", "F = 0", "N_2 = 0", conventions=(swapped,))
    assert verdict.decision is Decision.HOLDS_IF
    assert verdict.derived == "N_1"
