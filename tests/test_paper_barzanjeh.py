"""Barzanjeh, Aquilina and Xuereb: what follows from master equation (1), on paper and by another route.

Paper and pencil, all rates kappa, F = 0, theta = -phi = 0: c_1 sees nothing of c_2, so

    dn_1/dt = -2 kappa n_1 + kappa (N_1 + N_3)                                  ->  n_1 = (N_1 + N_3)/2          (C3)
    dX/dt   = -(2 kappa + i Delta) X - kappa n_1 + kappa N_3,  X = <c_1.dag c_2>
            ->  X = kappa (N_3 - n_1)/(2 kappa + i Delta)
    dn_2/dt = -2 kappa n_2 - 2 kappa Re X + kappa (N_2 + N_3)
            ->  n_2 = (N_2 + N_3)/2 + 2 kappa^2 (n_1 - N_3)/(4 kappa^2 + Delta^2)                                   (C4)

because Re X = -2 kappa^2 (n_1 - N_3)/(4 kappa^2 + Delta^2), and n_1 - N_3 = (N_1 - N_3)/2.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import sympy
from scipy.linalg import solve_continuous_lyapunov

from derive import Bath, I, Model, conj, exp, limit, moments, sqrt
from derive.claims.load import read_claims
from derive.models import barzanjeh
from derive.models.barzanjeh.experiments import EXPERIMENTS, parameters, response
from derive.models.barzanjeh.figures import LEVELS, M_1, M_2, change_of_occupation, figure_2
from derive.models.barzanjeh.model import (
    CASCADED,
    EQUAL_RATES,
    N_1,
    N_2,
    N_3,
    F,
    c_1,
    c_2,
    gamma_1,
    gamma_2,
    kappa,
    kappa_1,
    kappa_2,
    omega_1,
    omega_2,
    phi,
)
from derive.pipeline import numerics_package
from derive.rules.lindblad import generator
from generated.barzanjeh import cascaded, equal_rates
from tests.papers import modules_of, verdicts_of

STUDY = barzanjeh.MODELS
CLAIMS = read_claims(Path(barzanjeh.__file__).with_name("claims.toml"))
NUMBERED = (
    *("1", "2", "3", "4", "5a", "5b", "5c", "6"),
    *(f"A{k}" for k in range(1, 6)),
    *(f"B{k}" for k in range(1, 30)),
    *(f"C{k}" for k in range(1, 12)),
    *("D1", "D2", "D3", "D4", "D5", "D6", "D7a", "D7b", "D7c"),
)
NOT_PLAIN = {
    "II-input-output": "holds-if",  # judged for the second oscillator
    "2": "holds-if",  # the off-diagonal phase is exp(-i phi), and the inputs have the other sign
    **dict.fromkeys(("4", "A1"), "wrong"),  # exp(-i omega_d t) a turns at 2 omega_d in the frame of (A2)
    **dict.fromkeys(("5a", "5b", "A3"), "holds-if"),  # i [E (a + a.dag), a] = -i E, printed is + E; sign of the inputs
    **dict.fromkeys(("5c", "A4", "A5"), "holds-if"),  # sign of the inputs
    "III-mean-field": "holds-if",  # without hopping
    "III-mean-field-J": "wrong",
    "6": "wrong",  # -omega for -i omega
    "B1": "wrong",  # kappa_1 twice in the noise
    "B2": "wrong",
    "B3": "holds-if",  # as (2)
    "C1": "holds-if",  # theta = -phi
    "C2": "holds-if",
    "C10": "wrong",  # Im (2 Im + kappa) for Im (Im + 2 kappa)
    "C11": "wrong",
    # F_-/2 for F_-, and + F_+/4; theta = Tr(F_+ V - F_-/2)/2 for a vacuum of 1/2; the bath in common has no blocks
    **dict.fromkeys(("D1", "D1-vacuum", "D3", "D5", "D2-shared"), "wrong"),
    **dict.fromkeys(("D1-derived", "D3-vacuum", "D5-vacuum", "D6-slope"), "holds-if"),  # judged for one bath
    "D7b": "wrong",  # right with the disconnected m_i for n_i
    "D7c": "wrong",
    # eta_2 = kappa (n_2 - N_2), and n_2 depends on N_1
    **dict.fromkeys(("D-eta2-independent", "D-n2-not-reflected", "III-heat-flows", "Fig3"), "wrong"),
    "III-linear": "holds-if",  # in occupations
    "III-chi-constant": "wrong",  # chi tilde is a modulus
    "III-link": "wrong",  # bath 2 takes part
    "D-cancelled": "undecided",
    "III-rotating": "wrong",  # two fields near omega_m turn at 2 omega_m together
    "III-resonator-1-exact": "wrong",  # the hopping acts over all of the cavities' width
}


@pytest.fixture(scope="module")
def modules():
    """The generated modules."""
    return modules_of(STUDY)


@pytest.fixture(scope="module")
def verdicts(modules):
    """All verdicts by tag."""
    return verdicts_of(CLAIMS, {m.name: m for m in STUDY}, EXPERIMENTS, modules)


def test_every_numbered_equation_has_a_verdict(verdicts):
    assert len(NUMBERED) == 62
    assert set(NUMBERED) <= set(verdicts)


def test_the_verdicts(verdicts):
    for tag, verdict in verdicts.items():
        expected = NOT_PLAIN.get(tag, "definition" if verdict.claim.definition else "holds")
        assert verdict.decision.value == expected, (tag, verdict.evidence)
        assert verdict.evidence
    refuted = [verdicts[t] for t, decision in NOT_PLAIN.items() if decision == "wrong"]
    assert all(v.witness or v.claim.measured for v in refuted)
    assert not any(v.is_finding for v in verdicts.values())


def test_how_many_numbered_equations_end_how(verdicts):
    found = [verdicts[tag].decision.value for tag in NUMBERED]
    assert {d: found.count(d) for d in sorted(set(found))} == {
        "definition": 10,
        "holds": 30,
        "holds-if": 10,
        "wrong": 12,
    }


def test_what_the_numbers_of_the_paper_give(modules):
    """By hand: gamma = 4 G^2/gamma_m = 1.96 MHz: J = sqrt(gamma_1 gamma_2)/2 = 0.98 MHz would be perfect; it is 1 MHz.

    Without the resonator the two cavities exchange quanta at J over their whole width, as reciprocal as any hopping:
    n_2 per quantum of bath 1 is 2 J^2/(4 J^2 + kappa^2) = 1/4 at kappa = 2 J.  The resonator, 100 Hz wide, moves that
    by parts in 10^4 of its own width over theirs.
    """
    numerics = numerics_package()
    forward, backward = response(modules["optomechanics_exact"], numerics)
    assert forward == pytest.approx(0.25, rel=1e-4)
    assert backward == pytest.approx(0.25, rel=1e-4)
    forward, backward = response(modules["optomechanics_effective"], numerics)
    assert forward == pytest.approx(0.25, rel=0.02)
    assert backward < 1e-4
    assert np.abs(modules["optomechanics_as_cascade"].F(**parameters(modules["optomechanics_as_cascade"]))) == (
        pytest.approx(2 * np.pi * 0.02e6, rel=1e-3)
    )


def test_the_cascade_is_the_printed_master_equation():
    """Eq. (1) written out with the printed H_hop, kappa_3 = gamma_1 + gamma_2 and c_3, without the series product."""
    hopping = I / 2 * sqrt(gamma_1 * gamma_2) * (exp(I * phi) * c_1.dag * c_2 - exp(-I * phi) * c_1 * c_2.dag)
    hopping = hopping + F * c_1.dag * c_2 + conj(F) * c_1 * c_2.dag
    kappa_3 = gamma_1 + gamma_2
    c_3 = (sqrt(gamma_1) * c_1 + sqrt(gamma_2) * exp(I * phi) * c_2) / sqrt(kappa_3)
    printed = Model(
        "printed",
        omega_1 * c_1.dag * c_1 + omega_2 * c_2.dag * c_2 + hopping,
        baths=[Bath(c_1, kappa_1, N_1), Bath(c_2, kappa_2, N_2), Bath(c_3, kappa_3, N_3)],
    )
    for op in (c_1, c_2, c_1.dag * c_1, c_1.dag * c_2, c_2.dag * c_2, c_1 * c_2, c_1.dag**2 * c_2):
        assert generator(printed)(op) == generator(CASCADED)(op)


def test_the_perfect_cascade_by_hand():
    """(C3) and (C4) as derived above, the disconnected limit, and C5 at resonance."""
    steady = moments(EQUAL_RATES).steady_state()
    n_1, n_2 = (limit(steady[op], F, "0") for op in (c_1.dag * c_1, c_2.dag * c_2))
    delta = omega_2 - omega_1
    assert n_1 == (N_1 + N_3) / 2
    assert n_2 == (N_2 + N_3) / 2 + kappa**2 * (N_1 - N_3) / (4 * kappa**2 + delta**2)
    assert limit(steady[c_1.dag * c_1], omega_2, "oo") == (N_1 + N_3) / 2
    assert limit(steady[c_2.dag * c_2], omega_2, "oo") == (N_2 + N_3) / 2


# -- the printed formulas alone, in SymPy: no part of the engine ------------------------------------------------------

n1, n2, n3, k, d, re, im = sympy.symbols("N1 N2 N3 kappa Delta Re Im", real=True)
f2 = re**2 + im**2
BELOW = 2 * (3 * f2 + 4 * k * (k + im) + im**2 + d**2)
C1 = (
    2 * f2 * (n1 + n2 + n3) + re * d * (n1 - n3) + 2 * im**2 * n3 + 2 * im * k * (n1 + 3 * n3)
    + (4 * k**2 + d**2) * (n1 + n3)
) / BELOW  # fmt: skip
C2 = (
    2 * f2 * (n1 + n2 + n3) - re * d * (n2 - n3) + 2 * im**2 * n3 + 2 * im * k * (n2 + 3 * n3)
    + (4 * k**2 + d**2) * (n2 + n3)
) / BELOW + 2 * k * (2 * im + k) * (n1 - n3) / BELOW  # fmt: skip


def c10(bracket: sympy.Expr) -> sympy.Expr:
    """C10 with one expression for the doubtful bracket."""
    return (f2 * (-n1 + 2 * n2 - n3) - (im * bracket - re * d) * (n1 - n3)) / BELOW


def c11(bracket: sympy.Expr) -> sympy.Expr:
    """C11 with one expression for the doubtful bracket."""
    last = 2 * k * (2 * im + k) * (n1 - n3)
    return (f2 * (2 * n1 - n2 - n3) - (im * bracket + re * d) * (n2 - n3) + last) / BELOW


@pytest.mark.parametrize(("whole", "apart", "formula"), [(C1, n1, c10), (C2, n2, c11)])
def test_the_paper_contradicts_itself(whole, apart, formula):
    """C10 should be C1 minus C6, and C11 be C2 minus C7: as printed they are not, repaired they are."""
    difference = sympy.together(whole - (apart + n3) / 2)
    assert sympy.expand(sympy.numer(sympy.together(difference - formula(2 * im + k)))) != 0
    assert sympy.expand(sympy.numer(sympy.together(difference - formula(im + 2 * k)))) == 0


def test_the_repairs_found_are_these(verdicts):
    for tag in ("C10", "C11"):
        assert r"\Im\{F e^{i \theta}\} (\Im\{F e^{i \theta}\} + 2 \kappa)" in verdicts[tag].repair


# -- numbers by a Lyapunov equation that is typed here ---------------------------------------------------------------


def occupations(p: dict[str, complex]) -> tuple[float, float]:
    """n_1, n_2 from drift and noise of c = (c_1, c_2) by hand: M N + N M.dag + D = 0 for N_jk = <c_k.dag c_j>."""
    hop = np.sqrt(p["gamma_1"] * p["gamma_2"]) * np.exp(-1j * p["phi"])
    drift = np.array(
        [
            [-1j * p["omega_1"] - (p["gamma_1"] + p["kappa_1"]) / 2, -1j * p["F"]],
            [-1j * np.conj(p["F"]) - hop, -1j * p["omega_2"] - (p["gamma_2"] + p["kappa_2"]) / 2],
        ]
    )
    common = np.array([np.sqrt(p["gamma_1"]), np.sqrt(p["gamma_2"]) * np.exp(-1j * p["phi"])])
    noise = np.diag([p["kappa_1"] * p["N_1"], p["kappa_2"] * p["N_2"]]) + p["N_3"] * np.outer(common, common.conj())
    found = solve_continuous_lyapunov(drift, -noise)
    return float(found[0, 0].real), float(found[1, 1].real)


def test_generated_occupations_against_the_lyapunov_equation():
    rng = np.random.default_rng(7)
    for _ in range(20):
        p = {name: rng.uniform(0.1, 2) for name in cascaded.PARAMETERS}
        p["F"] = complex(*rng.normal(size=2))
        expected = occupations(p)
        assert (cascaded.n_1(**p), cascaded.n_2(**p)) == pytest.approx(expected, rel=1e-11)
        common = {**p, **dict.fromkeys(("kappa_1", "kappa_2", "gamma_1", "gamma_2"), 0.7)}
        equal = {**{n: p[n] for n in equal_rates.PARAMETERS if n != "kappa"}, "kappa": 0.7}
        expected = occupations(common)
        assert (equal_rates.n_1(**equal), equal_rates.n_2(**equal)) == pytest.approx(expected, rel=1e-11)


def test_figure_2():
    """At F = 0 formula (3) gives the surface: Delta n_2 = 2 (m_1 - m_3)/(4 + Delta^2) in units of kappa."""
    import numerics.isosurface
    import numerics.plots

    function = change_of_occupation(equal_rates)
    for delta, m_3 in ((0.0, 20.0), (1.5, 70.0)):
        assert function(Delta=delta, F=0.0, m_3=m_3) == pytest.approx(2 * (M_1 - m_3) / (4 + delta**2), rel=1e-12)
    assert M_2 == 100.0
    grid = numerics.isosurface.isosurface(
        function,
        LEVELS[0],
        over="m_3",
        bracket=(-100.0, 300.0),
        Delta=np.linspace(-1, 1, 5),
        F=np.linspace(-0.5, 0.5, 5),
    )
    for i, delta in enumerate(grid.axis("Delta")):
        for j, hopping in enumerate(grid.axis("F")):
            value = function(Delta=delta, F=hopping, m_3=grid.values[i, j])
            assert value == pytest.approx(LEVELS[0], abs=1e-9)
    assert len(figure_2({"equal_rates": equal_rates}, numerics).axes) == 1
