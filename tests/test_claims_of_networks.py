r"""What printed formulas about networks need: phases set by assumption, several detunings, Langevin equations that are
not linear, traces of matrices.

PAIR: a and b with hopping J exp(i phi), cavities at omega_1, omega_2 seen from a drive at omega_d.
MIRROR: a cavity pressing on a resonator, H = Delta_1 a.dag a + omega_m b.dag b + g a.dag a (b + b.dag).
"""

from __future__ import annotations

from typing import Any

import pytest

from derive import (
    Abbreviation,
    Bath,
    Claim,
    ClaimSet,
    Model,
    Observable,
    angle,
    boson,
    exp,
    nonnegative,
    positive,
    real,
)
from derive.claims.checker import check
from derive.claims.claim import Decision, Verdict
from derive.claims.operations import trace
from derive.claims.values import Grid
from derive.engines.lindblad.quantities import LindbladQuantities
from derive.errors import ClaimError
from derive.exact.scalar import constant, substitute
from derive.parameters import I, sqrt, symbol_of
from derive.rules.gaussian import langevin_rate
from derive.rules.lindblad import generator

HOLDS, WRONG, UNDECIDED = Decision.HOLDS, Decision.WRONG, Decision.UNDECIDED

a, b, b_in_1, b_in_2 = boson("a b b_in_1 b_in_2")
omega_1, omega_2, omega_d, omega_m, Delta_1, Delta_2, J, g = real(
    "omega_1 omega_2 omega_d omega_m Delta_1 Delta_2 J g", unit="rad/s"
)
kappa, gamma = positive("kappa gamma", unit="1/s")
N = nonnegative("N")
phi = angle("phi")
hop = J * exp(I * phi) * a.dag * b

PAIR = Model(
    "pair",
    (omega_1 - omega_d) * a.dag * a + (omega_2 - omega_d) * b.dag * b + hop + hop.dag,
    baths=[Bath(a, kappa, N), Bath(b, gamma)],
    observables=[Observable("n", a.dag * a)],
    definitions=[Abbreviation(Delta_1, omega_1 - omega_d), Abbreviation(Delta_2, omega_2 - omega_d)],
)
MIRROR = Model(
    "mirror",
    Delta_1 * a.dag * a + omega_m * b.dag * b + g * a.dag * a * (b + b.dag),
    baths=[Bath(a, kappa), Bath(b, gamma)],
)


def decide(model: Model, formula: str, *assume: str, **options: Any) -> Verdict:
    """The verdict on one formula."""
    claims = ClaimSet((Claim("x", formula, assume=assume),), model.name, **options)
    (verdict,) = check(claims, {model.name: model})
    return verdict


# -- phases -----------------------------------------------------------------------------------------------------------

DAMPED = r"\dot{\hat{a}} = -\left(i\Delta_1 + \frac{\kappa}{2}\right)\hat{a}"
NOISE = r" - \sqrt{\kappa}\hat{b}_{\text{in},1}"
FORWARD = DAMPED + r" - J\hat{b}" + NOISE


def test_a_phase_set_by_assumption():
    """da/dt has -i J exp(i phi) b, which is -J b at exp(i phi) = -i and J b at exp(i phi) = i."""
    assert decide(PAIR, FORWARD).decision is WRONG  # guard: it needs the assumption
    assert decide(PAIR, FORWARD, r"e^{i\phi} = -i").decision is HOLDS
    assert decide(PAIR, FORWARD, r"e^{i\phi} = i").decision is WRONG
    assert decide(PAIR, FORWARD.replace("- J", "+ J"), r"e^{i\phi} = i").decision is HOLDS
    # A phase may be the quotient of a number by its conjugate.
    turned = FORWARD.replace("- J", r"- i J \frac{\kappa - 2i\Delta_1}{\kappa + 2i\Delta_1}")
    assert decide(PAIR, turned, r"e^{i\phi} = \frac{\kappa - 2i\Delta_1}{\kappa + 2i\Delta_1}").decision is HOLDS


@pytest.mark.parametrize("assumption", [r"e^{i\phi} = 2", r"e^{i\phi} = -e^{i\phi}", r"e^{i\phi} = 1 + i"])
def test_no_phase_has_another_modulus(assumption):
    """|exp(i phi)| = 1: no point satisfies these."""
    verdict = decide(PAIR, FORWARD, assumption)
    assert verdict.decision is UNDECIDED
    assert "admit at least one point" in verdict.evidence


# -- detunings --------------------------------------------------------------------------------------------------------


def test_several_detunings_are_coordinates():
    """Delta_1 and Delta_2 replace omega_d and one frequency: omega_1 - omega_2 = Delta_1 - Delta_2 comes out."""
    known = LindbladQuantities(PAIR)
    assert known.normal(omega_1 - omega_d) == Delta_1
    assert known.normal(omega_2 - omega_d) == Delta_2
    assert known.normal(omega_1 - omega_2) == Delta_1 - Delta_2
    # Coordinates are a change of variables: back again nothing has changed.
    back = {g: d.value for d in PAIR.definitions for g in d.symbol.generators}
    for value in (omega_1, omega_2, omega_d, omega_1 * omega_d + kappa):
        assert substitute(known.normal(value), back) == value


def test_equation_in_detunings_or_frequencies():
    """Printed in Delta_1 or in omega_1 - omega_d it is the same; with the wrong detuning it is wrong."""
    for written, decision in ((r"\Delta_1", HOLDS), (r"(\omega_1 - \omega_d)", HOLDS), (r"\Delta_2", WRONG)):
        assert decide(PAIR, FORWARD.replace(r"\Delta_1", written), r"e^{i\phi} = -i").decision is decision


def test_only_linear_abbreviations_are_coordinates():
    """s = omega_m^2 has no value of omega_m: it is put in, not solved for."""
    s = real("s")
    squared = Model(
        "squared", omega_m**2 * a.dag * a, baths=[Bath(a, kappa)], definitions=[Abbreviation(s, omega_m**2)]
    )
    known = LindbladQuantities(squared)
    assert not known.coordinates and known.definitions["s"] == omega_m**2


# -- Langevin equations that are not linear ---------------------------------------------------------------------------


def test_langevin_rate_of_a_product_coupling():
    """[a, H] and [b, H] of g a.dag a (b + b.dag): -i g a (b + b.dag) and -i g a.dag a."""
    master = generator(MIRROR)
    damped = -(kappa / 2 + I * Delta_1) * a - sqrt(kappa) * b_in_1
    assert langevin_rate(master, a) == damped - I * g * a * (b + b.dag)
    damped = -(gamma / 2 + I * omega_m) * b - sqrt(gamma) * b_in_2
    assert langevin_rate(master, b) == damped - I * g * a.dag * a


def test_printed_equations_that_are_not_linear():
    """The paper's (5): with the product of operators, its sign and its factor."""
    cavity = DAMPED + r" - i g \hat{a}(\hat{b} + \hat{b}^\dagger)" + NOISE
    mirror = r"\dot{\hat{b}} = -\left(i\omega_m + \frac{\gamma}{2}\right)\hat{b} - i g \hat{a}^\dagger\hat{a}"
    mirror += r" - \sqrt{\gamma}\hat{b}_{\text{in},2}"
    for formula in (cavity, mirror):
        assert decide(MIRROR, formula).decision is HOLDS
        assert decide(MIRROR, formula.replace("- i g", "+ i g")).decision is WRONG
        assert decide(MIRROR, formula.replace("- i g", "- 2 i g")).decision is WRONG


# -- traces -----------------------------------------------------------------------------------------------------------


def test_trace_of_a_matrix():
    """1 + 4; of anything but a square matrix none."""
    one = constant(1)
    assert trace(Grid(((one, 2 * one), (3 * one, 4 * one)))) == 5
    assert trace(Grid(((kappa,),))) == kappa
    for value in (Grid(((one, one),)), kappa, a):
        with pytest.raises(ClaimError, match="square matrix"):
            trace(value)


# -- the frequency domain ---------------------------------------------------------------------------------------------

REFLECTION = r"S_{11} = 1 - \frac{\kappa}{\frac{\kappa}{2} + i(\omega_1 - FREQ)}"
S_11 = {"S_{11}": "S_1_1"}


def test_scattering_at_the_fourier_frequency():
    """-i omega a = -(i omega_1 + kappa/2) a - sqrt(kappa) b_in and b_out = b_in + sqrt(kappa) a."""
    cavity = Model("cavity", omega_1 * a.dag * a, baths=[Bath(a, kappa)])
    printed = REFLECTION.replace("FREQ", r"\omega")
    assert decide(cavity, printed, names=S_11).decision is HOLDS
    assert decide(cavity, printed.replace("i(", "2i("), names=S_11).decision is WRONG
    # It is the same frequency if the claims declare it themselves.
    assert decide(cavity, printed, names=S_11, symbols=[real("omega")]).decision is HOLDS


def test_a_parameter_named_omega_leaves_another_letter():
    """Of H = omega a.dag a, omega is the cavity's and nu Fourier's."""
    omega = real("omega", unit="rad/s")
    cavity = Model("cavity", omega * a.dag * a, baths=[Bath(a, kappa)])
    printed = REFLECTION.replace(r"\omega_1", r"\omega").replace("FREQ", r"\nu")
    assert decide(cavity, printed, names=S_11).decision is HOLDS
    assert LindbladQuantities(MIRROR).frequency is None
    assert "omega" not in LindbladQuantities(MIRROR).names()


def test_parameters_of_the_claims():
    """A scalar as `real` returns it, or its symbol; n = N is the same as n = x at x = N."""
    cavity = Model("cavity", omega_1 * a.dag * a, baths=[Bath(a, kappa, N)], observables=[Observable("n", a.dag * a)])
    x = nonnegative("x")
    for given in (x, symbol_of(x)):
        assert decide(cavity, "n = x", "x = N", symbols=[given]).decision is HOLDS
    assert decide(cavity, "n = x", symbols=x).decision is WRONG
    for bad in ("x", 2, x + 1):
        with pytest.raises(ClaimError, match="symbols must hold parameters"):
            ClaimSet((), symbols=[bad])


def test_printed_currents_of_quanta():
    """n = kappa N/(kappa + gamma), of which an empty bath receives gamma n; eta may be a parameter."""
    cavity = Model("cavity", omega_1 * a.dag * a, baths=[Bath(a, kappa, N), Bath(a, gamma)])
    printed = r"\eta_{2} = \frac{\kappa\gamma N}{\kappa + \gamma}"
    assert decide(cavity, printed).decision is HOLDS
    assert decide(cavity, printed.replace("{2}", "1")).decision is WRONG
    assert decide(cavity, printed.replace(r"\eta_{2}", r"-\eta_1")).decision is HOLDS
    # A map of the claims goes before, with or without braces.
    mapped = r"\eta_1 = \frac{\kappa\gamma N}{\kappa + \gamma}"
    for name in (r"\eta_1", r"\eta_{1}"):
        assert decide(cavity, mapped, names={name: "eta_2"}).decision is HOLDS
    eta_2 = positive("eta_2", unit="1/s")
    named = Model("named", omega_1 * a.dag * a, baths=[Bath(a, kappa, N), Bath(a, eta_2)])
    assert LindbladQuantities(named).printed()[r"\eta_2"] == "eta_2"
    assert r"\eta_{1}" not in LindbladQuantities(named).printed()
