"""What is shown of a scattering model holds when it is entered as a claim, and claims are about physical points alone.

By hand, for two levels 0 and Delta with one contact g ((1, s), (s, -1)): t = v (1 + i B v)^(-1) with the determinant
1 + i g (b_g - b_e) + b_g b_e g^2 (1 + s^2).  Two levels balance, whatever couples them: a_eg = a_ge exp(-beta Delta).
Two positive b have b + b^* = 2 b, a closed one has b + b^* = 0; of b_e below its threshold nothing else is true.
"""

from __future__ import annotations

from functools import cache

import pytest

from derive.claims.checker import check
from derive.claims.claim import Claim, ClaimSet, Decision
from derive.emit.blocks import Formula
from derive.emit.latex import latex
from derive.engines.engine import Kind
from derive.engines.scattering.derivation import derive_model
from derive.errors import ModelError
from derive.models.alicki.model import three_dots
from derive.parameters import I, angle, exp, positive, real
from derive.rules.scattering.lippmann import scattering
from derive.scattering.model import Contact, ScatteringModel

DELTA, TAU, THETA = positive("Delta", unit="J"), positive("tau", unit="J"), angle("theta")
G, S = real("g", unit="J*m"), real("s")
V = real("V_1 V_2 V_3", unit="J*m")
HOP = TAU * exp(I * THETA)
TWO = ScatteringModel("two", levels=(0, DELTA), contacts=[Contact([[1, S], [S, -1]], G)], labels=("g", "e"))
RING = ScatteringModel(
    "ring",
    hamiltonian=[[0, HOP, HOP.conjugate()], [HOP.conjugate(), 0, HOP], [HOP, HOP.conjugate(), 0]],
    contacts=[Contact(k, V[k]) for k in range(3)],
)
LADDER = ScatteringModel(
    "ladder", levels=(0, DELTA, 3 * DELTA), contacts=[Contact([[0, 1, I], [1, 0, 1], [-I, 1, 0]], G), Contact(0, V[0])]
)
TWINS = ScatteringModel("twins", levels=(0, 0, DELTA), contacts=[Contact([[1, 1, 1], [1, 0, S], [1, S, 0]], G)])


def judged(model, text, assume=(), names=None):
    (verdict,) = check(ClaimSet((Claim("claim", text, assume=assume),), names=names or {}), {model.name: model})
    return verdict


def decided(model, text, *assume, **names):
    return judged(model, text, assume, **names).decision


@cache
def lines(model):
    """The formulas that `derive show --latex` prints: Pauli equation, levels, couplings, T, balance."""
    kinds = (Kind.EQUATIONS, Kind.CLOSED_FORMS, Kind.RESULTS)
    blocks = [b for part in derive_model(model).parts() if part.kind in kinds for b in part.blocks]
    return tuple(f"{latex(b.left)} = {latex(b.right)}" for b in blocks if isinstance(b, Formula))


@pytest.mark.parametrize("model", [TWO, RING, LADDER, three_dots, TWINS], ids=lambda m: m.name)
def test_what_is_shown_holds_as_a_claim(model):
    assert len(lines(model)) > 8
    for text in lines(model):
        verdict = judged(model, text)
        assert verdict.decision is Decision.HOLDS, (text, verdict.evidence, verdict.witness)


# -- levels, integrals, elements, points ------------------------------------------------------------------------------


def test_levels_are_the_models_own():
    """E_g = 0 and E_e = Delta whether they are letters or not: in a Boltzmann factor as well."""
    for text in (r"\mathcal{E}_g = 0", r"\mathcal{E}_e = \Delta", r"a_{eg} = a_{ge} e^{-\beta\Delta}", r"I(g,e) = 1"):
        assert decided(TWO, text) is Decision.HOLDS, text
    assert decided(TWO, r"a_{eg} = a_{ge} e^{\beta\Delta}") is Decision.WRONG
    assert decided(RING, r"\mathcal{E}_0 + \mathcal{E}_1 + \mathcal{E}_2 = 0") is Decision.HOLDS
    assert decided(LADDER, r"K_{20} = 0") is not Decision.HOLDS


def test_what_is_derived_is_no_assumption():
    verdict = judged(TWO, r"a_{eg} = a_{ge}", (r"\mathcal{E}_g = 1",))
    assert verdict.decision is Decision.UNDECIDED and "derived" in verdict.evidence


def test_equal_couplings_balance():
    """V_1 = V_2: dots 1 and 2 change places, which turns the ring around, t_kl -> t_lk up to phases."""
    for text in (
        "I(0,1) = 1",
        "a_{01} e^{-\\beta\\mathcal{E}_1} = a_{10} e^{-\\beta\\mathcal{E}_0}",
        "K_{01} = I_{01} K_{01}",
    ):
        assert decided(RING, text, "V_1 = V_2") is Decision.HOLDS, text
    found = judged(RING, "I(0,1) = 1")
    assert found.decision is Decision.WRONG and "tau" in found.witness and "X_" not in found.witness


def test_witnesses_are_physical():
    """Of an open channel b is positive, of a closed one imaginary: b_g^2 b_e^2 is real in all patterns."""
    assert decided(TWO, r"b_g^2 b_e^2 = (b_g^*)^2 (b_e^*)^2") is Decision.HOLDS
    found = judged(TWO, r"b_e = b_e^*")
    assert found.decision is Decision.WRONG and "open: g)" in found.witness
    assert decided(TWO, r"\Im\{t_{ge}\} = 0") is Decision.WRONG


def test_a_quotient_of_moduli_is_decided_by_points():
    """|t_01|^2/|t_10|^2 is no fraction that could be written; with V_1 != V_2 != V_3 it is not one."""
    assert decided(RING, r"\frac{|t_{01}|^2}{|t_{10}|^2} = 1") is Decision.WRONG
    assert decided(RING, r"|t_{01}|^2 = |t_{10}|^2", "V_1 = V_2") is Decision.HOLDS


def test_limits_do_not_pass_integrals_by():
    found = judged(TWO, "a_{eg} = 0", (r"\beta \to 0",))
    assert found.decision is Decision.UNDECIDED and "moves with it" in found.evidence


def test_a_name_that_shadows_the_imaginary_unit_is_used():
    assert decided(TWO, "I = 1", names={"I": "I_g_e"}) is Decision.HOLDS


@pytest.mark.parametrize(
    ("labels", "said"),
    [
        (("ground", "excited state"), "letters and digits"),
        (("minus", "-"), "different names"),
        (("a", "a_a"), "different"),
    ],
)
def test_labels_that_make_no_names_are_refused(labels, said):
    with pytest.raises(ModelError, match=said):
        ScatteringModel("two", levels=(0, DELTA), contacts=[Contact(0, G)], labels=labels)


def test_in_a_notebook():
    found = scattering(TWO)
    assert "D &=" in found._repr_latex_() and repr(found).startswith("D = ")
    assert found.compile().levels(Delta=2.0).tolist() == [0.0, 2.0]
