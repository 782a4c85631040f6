"""What is shown of a scattering model holds when it is entered as a claim, and claims are about physical points alone.

By hand, for two levels 0 and Delta with one contact g ((1, s), (s, -1)): t = v (1 + i B v)^(-1) with the determinant
1 + i g (b_g - b_e) + b_g b_e g^2 (1 + s^2).  Two levels balance, whatever couples them: a_eg = a_ge exp(-beta Delta).
Two positive b have b + b^* = 2 b, a closed one has b + b^* = 0; of b_e below its threshold nothing else is true.
"""

from __future__ import annotations

import re
from functools import cache

import pytest

from derive.claims.checker import check
from derive.claims.claim import Claim, ClaimSet, Decision
from derive.emit.latex import latex
from derive.emit.blocks import Formula
from derive.engines.engine import Kind
from derive.engines.scattering.derivation import derive_model
from derive.models.alicki.model import three_dots
from derive.parameters import I, angle, exp, positive, real
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
