"""What is asked of the checker wrongly: one clear message that says what and where, and never another exception."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from derive.claims.checker import check
from derive.claims.claim import Claim, ClaimSet, Decision
from derive.errors import ClaimError, DeriveError
from tests.judged import CAVITY, PAIR, decide

SET = ClaimSet((Claim("C1", "n = N"), Claim("C2", "n = 2N"), Claim("C10", "n = 3N")), "cavity")


def test_tags_choose_claims_in_the_order_of_the_set():
    assert [v.claim.tag for v in check(SET, {"cavity": CAVITY}, ["C10", "C1"])] == ["C1", "C10"]


def test_progress_names_each_tag():
    said: list[str] = []
    check(SET, {"cavity": CAVITY}, ["C2", "C1"], said.append)
    assert said == ["C1", "C2"]


def test_an_unknown_tag():
    with pytest.raises(ClaimError, match=r"tag 'C11'.* no such tag") as caught:
        check(SET, {"cavity": CAVITY}, ["C11"])
    assert "C10" in caught.value.todo


def test_an_unknown_model():
    with pytest.raises(ClaimError, match="model must be one of cavity, pair, but got 'cavty'"):
        check(ClaimSet(SET.claims, "cavty"), {"cavity": CAVITY, "pair": PAIR})


@pytest.mark.parametrize(
    ("formula", "under", "todo"),
    [
        ("m = N", "m", "enter `m`"),
        (r"n = \kapa", r"\kapa", r"\kappa"),
        (r"n_1 = N", "n_1", "enter"),
        (r"n = \frac{1}{2", "{", "add the missing"),
        (r"n = N)", ")", ""),
        (r"n = 2 3", "3", r"\cdot"),
        (r"n = N/2\kappa", r"\kappa", "brackets"),
        ("n", "n", "write both sides"),
    ],
)
def test_a_slip_in_the_formula_points_at_itself(formula, under, todo):
    verdict = decide(CAVITY, formula)
    assert verdict.decision is Decision.UNREADABLE and verdict.is_finding
    *said, line, caret = verdict.evidence.split("\n")
    assert line[caret.index("^") :].startswith(under)
    assert said[0].startswith("claim x")
    assert not todo or todo in said[1].partition("to do: ")[2]


def test_a_slip_in_an_assumption_points_at_itself():
    verdict = decide(CAVITY, "n = N", r"\kapa = 0")
    assert verdict.decision is Decision.UNREADABLE and not verdict.under
    assert verdict.evidence.startswith("claim x, assumption")
    assert r"\kappa" in verdict.evidence.partition("to do: ")[2]


def test_a_claim_that_cannot_be_read_stops_no_other():
    """n = N: the first claim misspells it, the second is right, the third wrong and against the first."""
    claims = (Claim("C1", "n = M"), Claim("C2", "n = N"), Claim("C3", "n = 2N", against="C1"))
    for tags, decisions in (((), ["unreadable", "holds", "wrong"]), (("C3",), ["wrong"])):
        found = check(ClaimSet(claims, "cavity"), {"cavity": CAVITY}, tags)
        assert [v.decision.value for v in found] == decisions
        assert "Inconsistent with (C1), which cannot be read." in found[-1].evidence


def test_a_record_for_other_programs():
    record = decide(CAVITY, "n = 2N").record()
    assert record["verdict"] == "wrong"
    assert record["printed"] == "n = 2N"
    assert record["repair"] == "n = N"
    assert set(record) >= {"tag", "kind", "under", "derived", "witness", "evidence"}


PIECES = st.sampled_from(
    [
        *(
            "n",
            "N",
            r"\kappa",
            r"\omega",
            "2",
            "0",
            r"\frac{1}{2}",
            "i",
            r"\hat{a}",
            r"\hat{a}^\dagger",
            "A",
            "V",
            r"\rho",
        ),
        *(r"\langle \hat{a} \rangle", r"\langle \hat{a}^\dagger\hat{a} \rangle", r"\dot{n}", r"\dot{\hat{a}}"),
        *(r"\frac{d}{dt}n", r"\frac{\partial n}{\partial \kappa}", r"\sqrt{\kappa}", r"e^{\kappa}", "|n|", r"\Im\{n\}"),
        *(
            r"\begin{pmatrix} 1 & n \\ 0 & \hat{a} \end{pmatrix}",
            r"[\hat{a}, \hat{a}^\dagger]",
            r"\hat{b}_{\text{in},1}",
        ),
    ]
)
FORMULAS = st.builds(
    lambda left, joints, pieces: left + "".join(j + p for j, p in zip(joints, pieces, strict=True)),
    PIECES,
    st.just(["", "", ""]),
    st.tuples(*[st.builds(lambda s, p: s + p, st.sampled_from([" + ", " - ", " ", r" \cdot "]), PIECES)] * 3),
)


@settings(max_examples=150, deadline=None)
@given(FORMULAS, st.sampled_from(["=", ":=", "<", r"\to", r"\approx"]), FORMULAS)
def test_every_formula_has_a_verdict_or_one_clear_error(left, relation, right):
    """Whatever is written: a verdict, or an error of this project; never another exception."""
    names = {"A": "drift", "V": "covariance", r"\rho": "rho"}
    try:
        verdict = decide(CAVITY, f"{left} {relation} {right}", names=names)
    except DeriveError as error:
        assert error.must
    else:
        assert verdict.evidence
