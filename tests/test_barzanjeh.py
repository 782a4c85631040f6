r"""Barzanjeh, Aquilina and Xuereb, master equation (1), on paper: moments, Eq. (2), C1, C2, C10, C11, and all verdicts.

Beside `tests.test_paper_barzanjeh` (F = 0, the models, numbers by a Lyapunov equation) this file has F in it, exactly.
With L = sqrt(g1) c1 + sqrt(g2) e^{i phi} c2, H = w1 n1 + w2 n2 + (h c1.dag c2 + h.c.), h = F + (i/2) g e^{i phi},
g = sqrt(g1 g2), Delta = w2 - w1, G_k = kappa_k + g_k, from dc/dt = i [H, c] - [c, L.dag] (L/2 + b), for all baths:

    dc1/dt = -(i w1 + G1/2) c1 - (i h + g e^{i phi}/2) c2 + ... = -(i w1 + G1/2) c1 - i F c2 + ...
    dc2/dt = -(i w2 + G2/2) c2 - (i h* + g e^{-i phi}/2) c1 + ... = -(i w2 + G2/2) c2 - (i F* + g e^{-i phi}) c1 + ...

since i (i/2) g e^{i phi} = -g e^{i phi}/2 cancels in the first line and i (-i/2) g e^{-i phi} = +g e^{-i phi}/2 doubles
in the second.  Noise: -sqrt(kappa_k) b_k, and -sqrt(g1) b_3 on c1, -sqrt(g2) e^{-i phi} b_3 on c2.  So Eq. (2) is right
with e^{-i phi} for e^{i phi} and with inputs of the other sign.  With s = <c1.dag c2>:

    dn1/dt = -G1 n1 + 2 Im(F s) + kappa_1 N1 + g1 N3
    dn2/dt = -G2 n2 - 2 Im(F s) - 2 g Re(e^{i phi} s) + kappa_2 N2 + g2 N3
    ds/dt  = -(i Delta + (G1 + G2)/2) s + i F* (n2 - n1) - g e^{-i phi} (n1 - N3)

All rates kappa, F = f e^{i phi}, s = sigma e^{-i phi}: the phase is gone, all depends on f = F e^{-i phi},

    sigma = [i f* (n2 - n1) - kappa (n1 - N3)]/(2 kappa + i Delta),                                                 (a)
    0 = -2 kappa n1 + 2 Im(f sigma) + kappa (N1 + N3),                                                               (b)
    0 = -2 kappa n2 - 2 Im(f sigma) - 2 kappa Re sigma + kappa (N2 + N3).                                            (c)

C1 and C2 fulfil (a), (b), (c) with Re f, Im f for their Re, Im{F e^{i theta}}: theta = -phi.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
import sympy
from hypothesis import given, settings

from derive.claims.checker import Checker
from derive.claims.claim import Decision, Verdict
from derive.claims.load import read_claims
from derive.claims.reading import Reading
from derive.engines.lindblad.quantities import LindbladQuantities
from derive.expr import Node
from derive.models import barzanjeh
from derive.models.barzanjeh.figures import LEVELS, M_1, M_2, change_of_occupation
from derive.models.barzanjeh.model import (
    CASCADED,
    MODELS,
    N_1,
    N_2,
    N_3,
    F,
    c_1,
    c_2,
    gamma_1,
    gamma_2,
    kappa_1,
    kappa_2,
    omega_1,
    omega_2,
    phi,
)
from derive.parameters import I, conj, exp, sqrt
from derive.rules.gaussian import langevin
from derive.rules.moments import moments
from generated.barzanjeh import equal_rates
from numerics.isosurface import isosurface
from tests.evaluation import Gaussian, gaussian, points
from tests.trees import tree_at

EVERY = read_claims(Path(barzanjeh.__file__).parent / "claims.toml")
SECTION = ("II-", "1", "2", "3", "Fig2", "C")
"""Section II and Appendix C by the beginnings of their tags; the rest is in `tests.test_paper_barzanjeh`."""
CLAIMS = replace(EVERY, claims=tuple(claim for claim in EVERY.claims if claim.tag.startswith(SECTION)))
BY_TAG = {claim.tag: claim for claim in CLAIMS.claims}
MAPPING = {model.name: model for model in MODELS}

# -- the verdicts -------------------------------------------------------------------------------------------------

VERDICTS = {
    "II-input-output": ("holds-if", "the sign of input and output that the series product has"),
    "II-restriction": ("definition", "what the cascade construct states"),
    "II-master": ("holds", "the master equation of the cascade without private baths"),
    "II-dissipator": ("definition", "Lindblad's form"),
    "II-hopping": ("holds", "H of the series product at phi = 0"),
    "II-kappa3": ("definition", "a name for the sum of two rates"),
    "II-c3": ("definition", "the collective operator at phi = 0"),
    "II-c3-commutator": ("holds", "(g1 + g2)/kappa_3 = 1"),
    "II-hopping-phase": ("holds", "H of the series product"),
    "II-c3-phase": ("holds", "L of the series product"),
    "II-F": ("definition", "a term, not an equation"),
    "1": ("definition", "the model"),
    "2": ("holds-if", "e^{-i phi} for e^{i phi}, inputs of the other sign: see above"),
    "II-noise": ("definition", "what a thermal input is"),
    "II-noise-conjugate": ("definition", "what a thermal input is"),
    "II-noise-anomalous": ("definition", "what a thermal input is"),
    "II-quadrature-x": ("definition", "x"),
    "II-quadrature-p": ("definition", "p"),
    "II-lyapunov": ("holds", "dV/dt from the adjoint master equation and from drift and noise agree"),
    "II-n": ("definition", "a name for a mean"),
    "II-Delta": ("definition", "a name for a difference"),
    "II-equal-rates": ("definition", "what is assumed from there on"),
    "II-m": ("holds", "(N_i + N_3)/2: each oscillator between two baths of equal rate"),
    "II-m-limit": ("holds", "n_i -> m_i at infinite detuning, where the hopping averages out"),
    "II-m3": ("holds", "(N_3 + N_3)/2"),
    "II-m-independent": ("holds", "without hopping there is no F"),
    "II-dn": ("definition", "a name for a difference"),
    "3": ("holds", "C3 and C4 minus C6 and C7"),
    "II-n1-unaffected": ("holds", "c_1 sees nothing of c_2 at F = 0, whatever the rates"),
    "II-increase": ("holds", "(3) has the sign of m_1 - m_3"),
    "II-decrease": ("holds", "(3) has the sign of m_1 - m_3"),
    "II-equal-temperatures": ("holds", "N_2 does not occur in (3)"),
    "Fig2": ("holds", "(3)"),
    "C1": ("holds-if", "theta = -phi: see above"),
    "C2": ("holds-if", "theta = -phi: see above"),
    "C3": ("holds", "c_1 between two baths of equal rate"),
    "C4": ("holds", "by hand in tests.test_paper_barzanjeh"),
    "C5": ("holds", "C4 at Delta = 0: (N_2 + N_3)/2 + (N_1 - N_3)/4"),
    "C6": ("holds", "as II-m"),
    "C7": ("holds", "as II-m"),
    "C8": ("holds", "C3 is C6"),
    "C9": ("holds", "C4 with C7"),
    "C10": ("wrong", "not C1 minus C6: off by v (v - kappa)(N_3 - N_1)/(2D)"),
    "C11": ("wrong", "not C2 minus C7: off by v (v - kappa)(N_3 - N_2)/(2D)"),
}
"""Every statement of Section II and Appendix C with its verdict and, in a line, why."""


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker(CLAIMS, MAPPING)


@pytest.fixture(scope="module")
def verdicts(checker) -> dict[str, Verdict]:
    return {claim.tag: checker.verdict(claim) for claim in CLAIMS.claims}


def test_the_table_is_complete():
    assert set(VERDICTS) == set(BY_TAG)
    assert {"1", "2", "3", *(f"C{k}" for k in range(1, 12))} <= set(BY_TAG)
    assert {tag for tag, claim in BY_TAG.items() if claim.expected} == {"C10", "C11"}


@pytest.mark.parametrize("tag", VERDICTS)
def test_verdict(verdicts, tag):
    verdict = verdicts[tag]
    decision, why = VERDICTS[tag]
    assert verdict.decision.value == decision, f"{why}: {verdict.evidence}"
    assert not verdict.is_finding
    assert verdict.evidence


def test_conventions_are_named_where_they_decide(verdicts):
    phase, sign = (c.text for c in CLAIMS.conventions if c.key in ("phase", "input"))
    assert {phase, sign} <= set(verdicts["2"].under)
    for tag in ("C1", "C2"):
        assert phase in verdicts[tag].under
        assert sign not in verdicts[tag].under
    assert all(verdicts[tag].witness for tag in ("2", "C1", "C2", "C10", "C11"))


# -- the equations above against the engine -----------------------------------------------------------------------


def test_moment_equations_by_hand():
    """The three rates of the first lines of this file."""
    equations = moments(CASCADED)
    g, turn = sqrt(gamma_1 * gamma_2), exp(I * phi)
    n1, n2, s = c_1.dag * c_1, c_2.dag * c_2, c_1.dag * c_2
    f_s = -I * (F * s - conj(F) * s.dag)  # 2 Im(F s)
    assert equations.right_of(n1) == -(kappa_1 + gamma_1) * n1 + f_s + kappa_1 * N_1 + gamma_1 * N_3
    pulled = g * (turn * s + s.dag / turn)  # 2 g Re(e^{i phi} s)
    assert equations.right_of(n2) == -(kappa_2 + gamma_2) * n2 - f_s - pulled + kappa_2 * N_2 + gamma_2 * N_3
    width = (kappa_1 + gamma_1 + kappa_2 + gamma_2) / 2
    fed = I * conj(F) * (n2 - n1) - g / turn * (n1 - N_3)
    assert equations.right_of(s) == -(I * (omega_2 - omega_1) + width) * s + fed


def test_the_phase_of_equation_2_by_hand():
    """dc_2/dt has -(i F* + g e^{-i phi}) c_1 and -sqrt(g2) e^{-i phi} c_in_3; dc_1/dt nothing of the cascade."""
    form = langevin(CASCADED)
    g, turn = sqrt(gamma_1 * gamma_2), exp(I * phi)
    assert form.drift[2][0] == -I * conj(F) - g / turn
    assert form.drift[0][2] == -I * F
    assert form.drift[0][3] == form.drift[2][1] == 0
    assert form.noise[0][4] == -sqrt(gamma_1)
    assert form.noise[2][4] == -sqrt(gamma_2) / turn
    assert form.noise[0][0] == -sqrt(kappa_1)


# -- C1 and C2 by SymPy, without the engine -----------------------------------------------------------------------

u, v = sympy.symbols("u v", real=True)  # Re f, Im f
kap, det = sympy.symbols("kappa Delta", positive=True)
M1, M2, M3 = sympy.symbols("N_1 N_2 N_3", nonnegative=True)
BELOW = 3 * (u**2 + v**2) + 4 * kap * (kap + v) + v**2 + det**2
PRINTED_1 = (
    2 * (u**2 + v**2) * (M1 + M2 + M3) + u * det * (M1 - M3) + 2 * v**2 * M3 + 2 * v * kap * (M1 + 3 * M3)
    + (4 * kap**2 + det**2) * (M1 + M3)
) / (2 * BELOW)  # fmt: skip
PRINTED_2 = (
    2 * (u**2 + v**2) * (M1 + M2 + M3) - u * det * (M2 - M3) + 2 * v**2 * M3 + 2 * v * kap * (M2 + 3 * M3)
    + (4 * kap**2 + det**2) * (M2 + M3)
) / (2 * BELOW) + kap * (2 * v + kap) * (M1 - M3) / BELOW  # fmt: skip
PRINTED_10 = ((u**2 + v**2) * (-M1 + 2 * M2 - M3) - (v * (2 * v + kap) - u * det) * (M1 - M3)) / (2 * BELOW)
PRINTED_11 = (
    (u**2 + v**2) * (2 * M1 - M2 - M3) - (v * (2 * v + kap) + u * det) * (M2 - M3)
    + 2 * kap * (2 * v + kap) * (M1 - M3)
) / (2 * BELOW)  # fmt: skip


def residuals(n1: sympy.Expr, n2: sympy.Expr) -> list[sympy.Expr]:
    """What is left of (b) and (c) when sigma is taken from (a)."""
    f = u + sympy.I * v
    fed = (sympy.I * sympy.conjugate(f) * (n2 - n1) - kap * (n1 - M3)) * (2 * kap - sympy.I * det)
    re, im = (part / (4 * kap**2 + det**2) for part in sympy.expand(fed).as_real_imag())  # sigma
    exchange = 2 * (u * im + v * re)  # 2 Im(f sigma)
    return [
        -2 * kap * n1 + exchange + kap * (M1 + M3),
        -2 * kap * n2 - exchange - 2 * kap * re + kap * (M2 + M3),
    ]


def vanishes(expression: sympy.Expr) -> bool:
    """Whether a rational function is zero: its numerator, expanded."""
    return sympy.expand(sympy.numer(sympy.together(expression))) == 0


def test_c1_and_c2_solve_the_equations():
    a, b = sympy.symbols("a b", real=True)
    equations = residuals(a, b)
    assert all(vanishes(r.subs({a: PRINTED_1, b: PRINTED_2})) for r in equations)
    # Guard: with the conjugate coupling in the formulas, theta = +phi where f is not real, they do not.
    other = {a: PRINTED_1.subs(v, -v), b: PRINTED_2.subs(v, -v)}
    assert not any(vanishes(r.subs(other)) for r in equations)


def test_c10_and_c11_are_off_by_one_term():
    """D = 2 BELOW.  C1 - C6 has -[v (v + 2 kappa) - u Delta], C10 has -[v (2 v + kappa) - u Delta]:

    C10 - (C1 - C6) = -[v (2 v + kappa) - v (v + 2 kappa)](N1 - N3)/D = -v (v - kappa)(N1 - N3)/D,
    and C11 - (C2 - C7) is the same with N2 for N1.
    """
    slip = v * (v - kap) / (2 * BELOW)
    assert vanishes(PRINTED_10 - (PRINTED_1 - (M1 + M3) / 2) + slip * (M1 - M3))
    assert vanishes(PRINTED_11 - (PRINTED_2 - (M2 + M3) / 2) + slip * (M2 - M3))
    # The two slips vanish together at F = 0, for real f, and at Im f = kappa: no limit of the paper shows them.
    assert slip.subs(v, 0) == slip.subs(v, kap) == 0


# -- what is read of the printed page -----------------------------------------------------------------------------

POINTS = points(real="Delta N_1 N_2 N_3", positive="kappa", complex_="F", angles="theta")
PAGE = {"C1": PRINTED_1, "C2": PRINTED_2, "C10": PRINTED_10, "C11": PRINTED_11}
TREES: dict[str, Node] = {}


def right_side(tag: str) -> Node:
    """The tree that the reader makes of a claim's right side."""
    if tag not in TREES:
        derived = {name: LindbladQuantities(model) for name, model in MAPPING.items()}
        reading = Reading(CLAIMS, derived, derived["cascaded"])
        (relation,) = reading.relations(BY_TAG[tag])
        TREES[tag] = relation.sides[1]
    return TREES[tag]


@settings(deadline=None, max_examples=12)
@given(POINTS)
def test_the_reader_reads_what_stands_on_the_page(point):
    """C1, C2, C10 and C11 typed above once more, against the trees, at exact points."""
    named = {rf"\bar{{N}}_{k}": point[f"N_{k}"] for k in (1, 2, 3)}
    named |= {"F": point["F"], r"\theta": point["theta"], r"\kappa": point["kappa"], r"\Delta": point["Delta"]}
    turned = point["F"] * point["theta"]
    numbers = {u: turned.re, v: turned.im, kap: point["kappa"].re, det: point["Delta"].re}
    numbers |= {m: point[f"N_{k}"].re for k, m in enumerate((M1, M2, M3), 1)}
    rational = {s: sympy.Rational(q.numerator, q.denominator) for s, q in numbers.items()}
    for tag, formula in PAGE.items():
        value = formula.xreplace(rational)
        expected = Fraction(int(value.p), int(value.q))
        assert tree_at(right_side(tag), named) == gaussian(expected)


def test_the_repairs_are_the_differences(checker, verdicts):
    """The repaired C10 and C11, read and evaluated: C1 - C6 and C2 - C7 as typed, at exact points."""
    for tag, formula in (("C10", PRINTED_1 - (M1 + M3) / 2), ("C11", PRINTED_2 - (M2 + M3) / 2)):
        claim = replace(BY_TAG[tag], latex=verdicts[tag].repair, expected="")
        assert checker.verdict(claim).decision is Decision.HOLDS_IF
        (relation,) = checker.judge(claim).reading.relations(claim)
        for k in range(1, 6):
            turned = Gaussian(Fraction(k, 3), Fraction(2 - k, 5))
            named = {"F": turned, r"\theta": gaussian(1), r"\kappa": gaussian(Fraction(k * k, 4)),
                     r"\Delta": gaussian(k - 3), r"\bar{N}_1": gaussian(k), r"\bar{N}_2": gaussian(Fraction(1, k)),
                     r"\bar{N}_3": gaussian(2 * k)}  # fmt: skip
            q = sympy.Rational
            at = {u: q(k, 3), v: q(2 - k, 5), kap: q(k * k, 4), det: q(k - 3), M1: q(k), M2: q(1, k), M3: q(2 * k)}
            value = formula.xreplace(at)
            assert tree_at(relation.sides[1], named) == gaussian(Fraction(int(value.p), int(value.q)))


# -- Fig. 2 -------------------------------------------------------------------------------------------------------


def test_figure_2_without_hopping_is_formula_3():
    """Delta n_2 = 2 (m_1 - m_3)/(4 + Delta^2) in units of kappa: m_3 = m_1 - level (4 + Delta^2)/2 on a surface."""
    function = change_of_occupation(equal_rates)
    detunings = np.linspace(-3.0, 3.0, 7)
    for level in LEVELS:
        expected = M_1 - level * (4 + detunings**2) / 2
        assert function(Delta=detunings, F=0.0, m_3=expected) == pytest.approx(np.full(7, level), abs=1e-10)


@pytest.mark.parametrize("level", LEVELS)
def test_surfaces_lie_where_the_change_is_the_level(level):
    """On a grid with real F, and between: the roots satisfy Delta n_2 = level by the paper's own C2 (phi = 0)."""
    function = change_of_occupation(equal_rates)
    axes = {"Delta": np.linspace(-4.0, 4.0, 9), "F": np.linspace(-1.5, 1.5, 7)}
    grid = isosurface(function, level, over="m_3", bracket=(-100.0, 300.0), **axes)
    assert np.isfinite(grid.values).mean() > 0.5
    by_paper = sympy.lambdify((u, v, kap, det, M1, M2, M3), PRINTED_2, "numpy")
    D, H = np.meshgrid(*axes.values(), indexing="ij")
    m_3 = grid.values
    n_2 = by_paper(H, 0.0, 1.0, D, 2 * M_1 - m_3, 2 * M_2 - m_3, m_3)
    found = np.isfinite(m_3)
    assert (n_2 - M_2)[found] == pytest.approx(level, abs=1e-8)
