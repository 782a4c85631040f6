"""What is judged of Alicki, Sindelka and Gelbwaser-Klimovsky is what they print; heat currents for every pair.

By hand: at equilibrium one probability current K goes round + <- - <- 0 <- +, K = a_{-+} p_+ [I(+,-) - 1], and the pair
(i, j) takes K (E_i - E_j) from the gas.  (32) says the same of any i and j, but J_ij = J_ji, so it can hold for three
of the six pairs alone.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from derive.claims.checker import Checker
from derive.claims.claim import Decision
from tests.test_paper_alicki import BY_NAME, CLAIMS, LABELS, MORE_NAMES


def test_what_is_judged_is_what_is_printed():
    """Two are read as another formula: (10), what the maps do to any density matrix, and (S5), its sums written out."""
    assert [c.tag for c in CLAIMS.claims if c.kind == "equation" and c.reads] == ["10", "S5"]
    assert [c.tag for c in CLAIMS.claims if c.stands_for] == ["27"]


LOOP = (("plus", "minus"), ("minus", "0"), ("0", "plus"))


@pytest.mark.parametrize(("k", "j"), [*LOOP, *((j, k) for k, j in LOOP)])
def test_the_heat_holds_with_the_right_prefactor(k, j):
    """(32) with N = a_{-+} p_+: one current round the loop, for the pairs in its direction and for no other."""
    checker = Checker(CLAIMS, BY_NAME)
    claim = checker.claim("32")
    names = {**claim.names, **MORE_NAMES["32"], "J_{ij}": f"J_{k}_{j}"}
    right = replace(claim, scope="", names={**names, r"\mathcal{E}_i": f"E_{k}", r"\mathcal{E}_j": f"E_{j}"})
    assert (checker.verdict(right).decision is Decision.HOLDS) == ((k, j) in LOOP)


@pytest.mark.parametrize(("k", "j"), [(k, j) for k in LABELS for j in LABELS])
def test_the_heat_is_defined_for_every_pair(k, j):
    checker = Checker(CLAIMS, BY_NAME)
    claim = checker.claim("32-definition")
    names = {"J_{ml}": f"J_{k}_{j}", "a_{lm}": f"a_{j}_{k}", "I(m, l)": f"I_{k}_{j}"}
    names |= {"p_m^{eq}": f"gibbs_{k}", "p_l^{eq}": f"gibbs_{j}"}
    assert names.keys() == claim.names.keys()
    found = checker.verdict(replace(claim, scope="", definition=False, names=names))
    assert found.decision is Decision.HOLDS
