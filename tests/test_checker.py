"""Verdicts on formulas about small models: what holds, what is wrong and by which numbers, and what stays open.

The models and their formulas are worked out on paper in `tests.judged`.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from derive.claims.checker import check
from derive.claims.claim import Claim, ClaimSet, Convention, Decision
from derive.errors import ClaimError
from tests.evaluation import Gaussian, gaussian
from tests.judged import CAVITY, N_A, PAIR, TURNED, R, decide
from tests.printed_numbers import witness_of

HOLDS, HOLDS_IF, WRONG = Decision.HOLDS, Decision.HOLDS_IF, Decision.WRONG
UNDECIDED, DEFINITION = Decision.UNDECIDED, Decision.DEFINITION

# -- holds --------------------------------------------------------------------------------------------------------


def test_a_closed_form_holds():
    verdict = decide(PAIR, N_A, names=R)
    assert verdict.decision is HOLDS
    assert not verdict.witness
    assert not verdict.repair
    assert not verdict.is_finding
    assert "canonical form" in verdict.evidence


@pytest.mark.parametrize(
    ("model", "formula"),
    [
        (CAVITY, "n = N"),
        (CAVITY, r"n = \langle \hat{a}^\dagger \hat{a} \rangle = N"),
        (CAVITY, r"\langle \hat{a} \rangle = 0"),
        # a thermal state: <a.dag^2 a^2> = 2 n^2, <(a.dag a)^2> = n (2 n + 1)
        (CAVITY, r"\langle \hat{a}^{\dagger 2} \hat{a}^2 \rangle = 2 n^2"),
        (CAVITY, r"\langle (\hat{a}^\dagger \hat{a})^2 \rangle = n(2n + 1)"),
        # kappa (N_1 - n_a) = gamma (n_b - N_2): what a takes from its bath b gives to its own
        (PAIR, r"\kappa(N_1 - n_a) = \gamma(n_b - N_2)"),
        (PAIR, r"\kappa(N_1 - n_a) = -2\Im\{Fs\}"),
        (PAIR, r"s = \frac{2iF^*(n_b - n_a)}{\kappa + \gamma - 2i(\omega_1 - \omega_2)}"),
        (PAIR, r"|F|^2 = FF^* = \Re\{F\}^2 + \mathrm{Im}(F)^2"),
        (PAIR, r"\frac{\partial}{\partial N_1}(n_a + n_b) + \frac{\partial}{\partial N_2}(n_a + n_b) = 2"),
        (CAVITY, r"\sum_{k=1}^{3} k\kappa = 6\kappa"),
        # roots and phases lie in the field
        (TURNED, r"\sqrt{\kappa\gamma} = \sqrt{\kappa}\sqrt{\gamma}"),
        (TURNED, r"e^{i\phi} = \cos\phi + i\sin\phi"),
        (TURNED, r"\cos(2\phi) = 1 - 2\sin^2(\phi)"),
        (TURNED, r"\delta = \omega_2 - \omega_1"),
    ],
)
def test_holds(model, formula):
    verdict = decide(model, formula)
    assert verdict.decision is HOLDS, verdict.evidence


# -- wrong --------------------------------------------------------------------------------------------------------


def hand_n_a(p: dict[str, Gaussian]) -> Fraction:
    """n_a of PAIR from this file's first lines, in fractions."""
    k, g, n1, n2 = (p[name].re for name in ("kappa", "gamma", "N_1", "N_2"))
    square, width = p["F"].re ** 2 + p["F"].im ** 2, (k + g) / 2
    rate = 2 * square * width / (width**2 + (p["omega_1"].re - p["omega_2"].re) ** 2)
    return (k * n1 * (g + rate) + g * rate * n2) / (k * g + rate * (k + g))


def test_wrong_with_a_witness_that_is_right():
    """2 R for R in one place: both numbers of the witness, computed by hand at its point."""
    verdict = decide(PAIR, N_A.replace("\\gamma R N_2", "2\\gamma R N_2"), names=R)
    assert verdict.decision is WRONG
    assert verdict.is_finding
    point, derived, printed = witness_of(verdict.witness)
    assert derived == gaussian(hand_n_a(point))
    k, g, n1, n2 = (point[name].re for name in ("kappa", "gamma", "N_1", "N_2"))
    square = point["F"].re ** 2 + point["F"].im ** 2
    rate = 4 * square * (k + g) / ((k + g) ** 2 + 4 * (point["omega_1"].re - point["omega_2"].re) ** 2)
    assert printed == gaussian((k * n1 * (g + rate) + 2 * g * rate * n2) / (k * g + rate * (k + g)))
    assert derived != printed


def test_wrong_says_what_was_derived():
    """At F = 0 each mode has its own bath's occupation; the derived form is read back and holds."""
    verdict = decide(PAIR, "n_a = N_2", "F = 0")
    assert verdict.decision is WRONG
    assert verdict.derived == "N_1"
    assert verdict.repair == "n_a = N_1"
    verdict = decide(PAIR, "n_a = N_1")
    assert verdict.decision is WRONG
    assert decide(PAIR, f"n_a = {verdict.derived}").decision is HOLDS


def test_an_expected_refutation_is_no_finding():
    claims = ClaimSet((Claim("x", "n = 2N", expected="wrong"), Claim("y", "n = 3N")), "cavity")
    expected, surprising = check(claims, {"cavity": CAVITY})
    assert expected.decision is surprising.decision is WRONG
    assert not expected.is_finding
    assert surprising.is_finding


@pytest.mark.parametrize(
    ("model", "formula"),
    [
        (CAVITY, "n = N + 1"),
        (CAVITY, "n = N = 2N"),
        (CAVITY, "n = N, n = 2N"),
        (CAVITY, r"n = N \text{ and } n = \omega"),
        (PAIR, "n_a = n_b"),
        (PAIR, r"s = \frac{2iF(n_b - n_a)}{\kappa + \gamma - 2i(\omega_1 - \omega_2)}"),
        (PAIR, r"s = \frac{2iF^*(n_b - n_a)}{\kappa + \gamma + 2i(\omega_1 - \omega_2)}"),
        (PAIR, r"|F|^2 = F^2"),
    ],
)
def test_wrong(model, formula):
    verdict = decide(model, formula)
    assert verdict.decision is WRONG
    _, derived, printed = witness_of(verdict.witness)
    assert derived != printed


# -- holds under a convention -------------------------------------------------------------------------------------

SIGN = Convention("sign", "the phase is counted the other way", {r"\phi": r"-\phi"})
STAR = Convention("star", "the hopping is F* a.dag b", {"F": "F^*"})
# TURNED, by hand: db/dt = -(i omega_2 + gamma/2) b - (i F* + sqrt(kappa gamma) e^{-i phi}) a + noise.
SOURCE = r"\frac{d}{dt}\langle \hat{b} \rangle = -(i\omega_2 + \frac{\gamma}{2})\langle \hat{b} \rangle"


def test_holds_under_a_declared_convention():
    """db/dt has -(i F* + sqrt(kappa gamma) e^{-i phi}) a: printed with e^{i phi} it holds for the opposite phase."""
    printed = SOURCE + r" - (iF^* + \sqrt{\kappa\gamma}e^{i\phi})\langle \hat{a} \rangle"
    assert decide(TURNED, printed).decision is WRONG
    verdict = decide(TURNED, printed, conventions=(STAR, SIGN))
    assert verdict.decision is HOLDS_IF
    assert verdict.under == (SIGN.text,)
    assert verdict.witness
    assert "it fails" in verdict.evidence
    assert not verdict.is_finding


def test_two_conventions_where_one_is_not_enough():
    printed = SOURCE + r" - (iF + \sqrt{\kappa\gamma}e^{i\phi})\langle \hat{a} \rangle"
    assert decide(TURNED, printed, conventions=(SIGN,)).decision is WRONG
    verdict = decide(TURNED, printed, conventions=(STAR, SIGN))
    assert verdict.decision is HOLDS_IF
    assert set(verdict.under) == {STAR.text, SIGN.text}


def test_no_convention_is_used_where_none_is_needed():
    printed = SOURCE + r" - (iF^* + \sqrt{\kappa\gamma}e^{-i\phi})\langle \hat{a} \rangle"
    verdict = decide(TURNED, printed, conventions=(STAR, SIGN))
    assert verdict.decision is HOLDS
    assert verdict.under == ()


def test_a_wrong_claim_names_the_conventions_that_were_tried():
    """An equation that no choice mends; the conventions are said, and the repair with the one it needs."""
    verdict = decide(PAIR, "n_a = 2n_b + F", conventions=(STAR,))
    assert verdict.decision is WRONG
    assert STAR.text in verdict.evidence


def test_a_convention_that_has_no_value_does_not_help():
    """Under it the formula cannot be evaluated, and the verdict of the printed one stands."""
    broken = Convention("broken", "F is a matrix", {"F": r"\begin{pmatrix} 1 & 0 \end{pmatrix}"})
    assert decide(PAIR, "n_a = N_1 + FF^*", conventions=(broken,)).decision is WRONG


# -- definitions --------------------------------------------------------------------------------------------------


def test_a_definition_that_names_what_is_derived():
    verdict = decide(CAVITY, r"n := \langle \hat{a}^\dagger \hat{a} \rangle", definition=True)
    assert verdict.decision is DEFINITION
    assert "Agrees" in verdict.evidence


def test_a_definition_that_contradicts_the_map_is_wrong():
    """n is mapped to <a.dag a>; a definition of n as <a a.dag> = N + 1 is another quantity."""
    verdict = decide(CAVITY, r"n := \langle \hat{a} \hat{a}^\dagger \rangle", definition=True)
    assert verdict.decision is WRONG
    assert "definition that differs" in verdict.evidence
    _, derived, printed = witness_of(verdict.witness)
    assert printed == derived + 1


@pytest.mark.parametrize(
    "formula", [r"\mathcal{Q} := 3\kappa", r"\hat{a}^\dagger \hat{a}", r"n := \int_0^1 \frac{d\kappa}{\kappa + 1}"]
)
def test_a_definition_of_something_new_is_not_judged(formula):
    verdict = decide(CAVITY, formula, definition=True)
    assert verdict.decision is DEFINITION
    assert "nothing to judge" in verdict.evidence or "Not evaluated" in verdict.evidence


# -- undecided ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("formula", "got"),
    [
        (r"n = \int_0^1 \frac{d\kappa}{\kappa + 1}", "an integrand must be a sum of powers"),
        (r"\mathrm{Tr}(\hat{a}) = n", "an operator"),
        (r"n = \frac{1}{\hat{a}}", "one that has none"),
        (r"n = \begin{pmatrix} 1 \\ 2 \end{pmatrix}", "a scalar"),
        (r"n = \begin{pmatrix} 1 & 2 \end{pmatrix}^2", "one that has none"),
        (r"n = \hat{a}^{-1}", "-1"),
        (r"\langle \hat{a} \rangle \to N", "a relation 'to'"),
        (r"\frac{\partial n}{\partial t} = 0", "'t'"),
        (r"\frac{\partial \hat{a}}{\partial \omega} = 0", "an operator"),
        (r"n = \kappa^T", "a scalar"),
        (r"n = \frac{\kappa}{0}", "0"),
    ],
)
def test_what_has_no_exact_meaning_is_undecided(formula, got):
    verdict = decide(CAVITY, formula)
    assert verdict.decision is UNDECIDED
    assert verdict.is_finding
    assert got in verdict.evidence
    assert not verdict.witness


@pytest.mark.parametrize(
    "formula",
    [
        r"\kappa = e^{\ln(\kappa/3)\cdot 1} \cdot 3^{1/3} \cdot 3^{2/3}",
        r"\sqrt{FF^*} = |F|",
        r"|F| = \sqrt{\Re\{F\}^2 + \Im\{F\}^2}",
        r"\kappa^{1/3}\kappa^{2/3} = \kappa",
    ],
)
def test_agreeing_numbers_prove_nothing(formula):
    """True, but outside the field: enclosures meet at every point, which is said and is no pass."""
    verdict = decide(PAIR, formula)
    assert verdict.decision is UNDECIDED
    assert "no proof" in verdict.evidence


@pytest.mark.parametrize(
    "formula",
    [r"\kappa^{1/3} = e^{\kappa}", r"|F| = F", r"\sqrt{\omega_1^2} = \omega_1", r"\kappa^{1/3} = \sqrt{\kappa}"],
)
def test_numbers_that_differ_refute(formula):
    verdict = decide(PAIR, formula)
    assert verdict.decision is WRONG
    assert "ball arithmetic" in verdict.evidence
    assert verdict.witness


def test_numbers_under_a_convention():
    """k^{1/3} = g^{1/3} is refuted as printed; where g stands for k it is true, and not proven outside the field."""
    same = Convention("same", "gamma stands for kappa", {r"\gamma": r"\kappa"})
    assert decide(PAIR, r"\kappa^{1/3} = \gamma^{1/3}").decision is WRONG
    verdict = decide(PAIR, r"\kappa^{1/3} = \gamma^{1/3}", conventions=(same,))
    assert verdict.decision is UNDECIDED
    assert "not under the convention: gamma stands for kappa" in verdict.evidence


def test_exponentials_are_in_the_field():
    """e^k = e^{-g} fails as printed and holds where g stands for -k; both are decided exactly."""
    minus = Convention("minus", "gamma stands for -kappa", {r"\gamma": r"-\kappa"})
    assert decide(PAIR, r"e^{\kappa} = e^{-\gamma}").decision is WRONG
    assert decide(PAIR, r"e^{\kappa} = e^{-\gamma}", conventions=(minus,)).decision is Decision.HOLDS_IF
    assert decide(PAIR, r"\kappa = e^{\ln(\kappa)}").decision is HOLDS


@pytest.mark.parametrize("relation", [r"\approx", r"\leftrightarrow", r"\to", r"\gg"])
def test_relations_that_are_no_equations_are_not_judged(relation):
    """Numbers on two sides that differ refute no approximation."""
    assert decide(CAVITY, rf"n {relation} N + 1").decision is UNDECIDED


def test_an_approximation_holds_where_it_is_exact_and_is_refuted_nowhere():
    """n = N in the cavity; n \\approx 2N may be a good approximation for all the formula says."""
    exact = decide(CAVITY, r"n \approx N")
    assert exact.decision is HOLDS and "approximation" in exact.evidence
    assert "approximation" not in decide(CAVITY, "n = N").evidence
    open_ = decide(CAVITY, r"n \approx 2N")
    assert open_.decision is UNDECIDED and "not exact" in open_.evidence and not open_.repair
    # An equation beside it is refuted all the same, and a definition is not compared.
    assert decide(CAVITY, r"n \approx 2N, \quad n = 2N").decision is WRONG
    assert decide(CAVITY, r"n \approx 2N", definition=True).decision is DEFINITION


UNIT = Convention("unit", "kappa = 1", assume=(r"\kappa = 1",), concerns=(r"N",))


def test_a_convention_may_set_a_value_on_both_sides():
    """n = N: kappa n = N where kappa = 1, and 2 kappa n = N nowhere; not tried where nothing is printed of it."""
    found = decide(CAVITY, r"\kappa n = N", conventions=(UNIT,))
    assert found.decision is HOLDS_IF and found.under == ("kappa = 1",) and found.witness
    assert decide(CAVITY, r"2\kappa n = N", conventions=(UNIT,)).decision is WRONG
    elsewhere = replace(UNIT, concerns=(r"\gamma",))
    assert decide(CAVITY, r"\kappa n = N", conventions=(elsewhere,)).decision is WRONG


def test_an_order_is_assumed_where_the_model_knows_what_follows():
    """The cavity knows nothing that follows from omega >= kappa."""
    found = decide(CAVITY, "n = N", r"\omega \geq \kappa")
    assert found.decision is UNDECIDED and "an order of which the model knows no consequence" in found.evidence


def test_an_expression_alone_is_judged_against_what_it_stands_for():
    """n = N: right for N, wrong for 2N, and without a name for it there is nothing to judge."""
    assert decide(CAVITY, "N", stands_for=("n",)).decision is HOLDS
    assert decide(CAVITY, r"N, \quad \kappa N", stands_for=("n", r"\kappa n")).decision is HOLDS
    verdict = decide(CAVITY, "2N", stands_for=("n",))
    assert verdict.decision is WRONG and verdict.repair
    alone = decide(CAVITY, "N")
    assert alone.decision is Decision.UNREADABLE and "must hold a relation" in alone.evidence
    with pytest.raises(ClaimError, match="read in one way"):
        Claim("x", "N", reads="n = N", stands_for=("n",))


# -- names and indices --------------------------------------------------------------------------------------------


def test_indices_run_over_their_values():
    names = {r"\bar{n}_1": "n_a", r"\bar{n}_2": "n_b"}
    assert decide(PAIR, r"\bar{n}_i = N_i", "F = 0", names=names, indices={"i": (1, 2)}).decision is HOLDS
    swapped = names | {r"\bar{n}_2": "n_a"}
    verdict = decide(PAIR, r"\bar{n}_i = N_i", "F = 0", names=swapped, indices={"i": (1, 2)})
    assert verdict.decision is WRONG
    _, derived, printed = witness_of(verdict.witness)
    point, *_ = witness_of(verdict.witness)
    assert (derived, printed) == (point["N_1"], point["N_2"])


def test_quantities_of_another_model():
    """n of the cavity beside n_a of the pair: equal at F = 0 and N = N_1."""
    verdict = decide(PAIR, r"n_a = m", "F = 0", "N = N_1", names={"m": "cavity.n", "N": "cavity.N"})
    assert verdict.decision is HOLDS


def test_names_that_latex_defines():
    names = {"T": r"=\kappa + \gamma", "Q": "=2T", r"\hat{d}": r"=(\hat{a} + \hat{b})/\sqrt{2}"}
    assert decide(PAIR, r"Q = 2\kappa + 2\gamma", names=names).decision is HOLDS
    assert decide(PAIR, r"[\hat{d}, \hat{d}^\dagger] = 1", names=names).decision is HOLDS
    assert decide(PAIR, r"[\hat{d}, \hat{d}^\dagger] = 2", names=names).decision is WRONG


@pytest.mark.parametrize(
    ("names", "must", "todo"),
    [
        ({"q": "nn"}, "must be a quantity of model 'pair'", "add the quantity to the model's observables"),
        ({"q": "cavty.n"}, "must name a model of the study", "did you mean 'cavity'?"),
        ({"q": "cavity.n_a"}, "must be a quantity of model 'cavity'", "correct the map"),
        ({"q": "=2q"}, "must not lead back to itself", "define one of the names"),
        ({"q": "=2r", "r": "=q"}, "must not lead back to itself", "define one of the names"),
    ],
)
def test_a_name_without_a_quantity(names, must, todo):
    """The verdict is open and says what to do; nothing is taken for it silently."""
    verdict = decide(PAIR, "q = N_1", names=names)
    assert verdict.decision is UNDECIDED
    assert must in verdict.evidence
    assert todo in verdict.evidence


def test_a_definition_with_a_slip_points_into_it():
    verdict = decide(PAIR, "q = N_1", names={"q": r"=\kapa"})
    assert verdict.decision is Decision.UNREADABLE
    assert verdict.evidence.startswith(r"definition \kapa")
    assert r"\kappa" in verdict.evidence.partition("to do: ")[2]
