r"""Equations of motion in any arrangement, and time derivatives of functions of mean fields.

Mean field of a driven cavity, H = w a.dag a + E (a + a.dag) in its frame, damping kappa:

    dA/dt = -(kappa/2 + i w) A - i E,   so   dA*/dt = -(kappa/2 - i w) A* + i E,
    d|A|^2/dt = -kappa |A|^2 - i E A* + i E A,   d(A + A*)/dt = -kappa (A + A*)/2 - i w (A - A*).

Frequency domain, b of width gamma beside an eliminated cavity: -i omega b = -Y b + K with whatever Y(omega), which is
(Y - i omega) b = K and b = K/(Y - i omega) just as well.
"""

from __future__ import annotations

import pytest

from derive import (
    Bath,
    Claim,
    ClaimSet,
    Drive,
    DrivenModel,
    Model,
    Reduction,
    boson,
    complex_,
    positive,
    real,
)
from derive.claims.checker import check
from derive.claims.claim import Decision

a, b = boson("a b")
w, E, J = real("w E J", unit="rad/s")
kappa, gamma = positive("kappa gamma", unit="1/s")
A = complex_("A")
DRIVEN = DrivenModel("cavity", w * a.dag * a, drives=[Drive(a, E)], baths=[Bath(a, kappa)], means={a: A})
PAIR = Model(
    "pair",
    w * b.dag * b + J * (a.dag * b + b.dag * a),
    baths=[Bath(a, kappa, name="f", latex="f"), Bath(b, gamma, name="g", latex="g")],
)
REDUCED = Reduction("reduced", PAIR, (a,))


def mean_field(formula: str) -> Decision:
    """The verdict on a formula about the mean field."""
    return check(ClaimSet((Claim("x", formula),)), {"cavity": DRIVEN})[0].decision


def frequency(formula: str) -> Decision:
    """The verdict on a formula in the frequency domain; X is the susceptibility of what is gone."""
    claims = ClaimSet((Claim("x", formula),), fourier=r"omega", names={"X": "chi_a", r"\omega": "omega"})
    return check(claims, {"reduced": REDUCED})[0].decision


@pytest.mark.parametrize(
    "formula",
    [
        r"\frac{dA}{dt} = -(\frac{\kappa}{2} + i w) A - i E",
        r"\frac{dA^*}{dt} = -(\frac{\kappa}{2} - i w) A^* + i E",
        r"\frac{d}{dt}(A A^*) = -\kappa A A^* - i E A^* + i E A",
        r"\frac{d}{dt}(A + A^*) = -\frac{\kappa}{2} (A + A^*) - i w (A - A^*)",
        r"\frac{d}{dt}(\kappa A) = -\kappa(\frac{\kappa}{2} + i w) A - i \kappa E",
    ],
)
def test_functions_of_a_mean_field_move(formula):
    assert mean_field(formula) is Decision.HOLDS


@pytest.mark.parametrize("moving", ["A^*", "(2 A)", "(A A^*)", r"(\kappa A)"])
def test_nothing_of_a_mean_field_stands_still(moving):
    assert mean_field(rf"\frac{{d}}{{dt}}{moving} = 0") is Decision.WRONG


@pytest.mark.parametrize(
    "formula",
    [
        r"-i\omega\hat{b} = -(i w + \frac{\gamma}{2} + J^2 X)\hat{b} - \sqrt{\gamma} g + i J X \sqrt{\kappa} f",
        r"(-i\omega + J^2 X + i w + \frac{\gamma}{2})\hat{b} = -\sqrt{\gamma} g + i J X \sqrt{\kappa} f",
        r"\hat{b} = \frac{1}{-i\omega + J^2 X + i w + \frac{\gamma}{2}} (-\sqrt{\gamma} g + i J X \sqrt{\kappa} f)",
    ],
)
def test_an_equation_holds_in_any_arrangement(formula):
    assert frequency(formula) is Decision.HOLDS
    assert frequency(formula.replace("i J X", "J X")) is Decision.WRONG
    assert frequency(formula.replace("J^2 X", "2 J^2 X")) is Decision.WRONG
