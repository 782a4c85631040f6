"""Printed master equations, inequalities, and the stability that a steady state's formula takes for granted."""

from __future__ import annotations

import pytest

from derive import Bath, Cascade, Claim, ClaimSet, I, Model, Observable, boson, nonnegative, positive, real, sqrt
from derive.claims.checker import check
from derive.claims.claim import Decision
from derive.claims.superoperator import density, dissipator
from derive.engines.lindblad.quantities import generator_of
from derive.exact.scalar import Scalar
from derive.rules.lindblad import generator

a, b = boson("a b")
kappa, gamma = positive("kappa gamma", unit="1/s")
N = nonnegative("N", latex=r"\bar{N}")
chi, omega = real("chi omega", unit="1/s")

CAVITY = Model("cavity", omega * a.dag * a, baths=[Bath(a, kappa, N)], observables=[Observable("n", a.dag * a)])
# H = i chi/2 (a.dag^2 - a^2), loss kappa, vacuum: d<a>/dt = -kappa/2 <a> + chi <a.dag>, stable for |chi| < kappa/2.
AMPLIFIER = Model(
    "amplifier", I * chi / 2 * (a.dag**2 - a**2), baths=[Bath(a, kappa)], observables=[Observable("n", a.dag * a)]
)
NAMES = {r"\rho": "rho", r"\mathcal{D}": "dissipator"}


def decided(model: Model, latex: str, *assume: str, names: dict[str, str] | None = None):
    """The verdict on one formula."""
    claims = ClaimSet((Claim("x", latex, assume=assume),), names=NAMES | (names or {}))
    (verdict,) = check(claims, {model.name: model})
    return verdict


@pytest.mark.parametrize(
    ("printed", "decision"),
    [
        (
            r"\dot{\rho} = -i\omega[\hat{a}^\dagger\hat{a}, \rho] + (\bar{N}+1)\kappa\mathcal{D}_{\hat{a}}[\rho]"
            r" + \bar{N}\kappa\mathcal{D}_{\hat{a}^\dagger}[\rho]",
            Decision.HOLDS,
        ),
        (
            r"\dot{\rho} = i\omega[\hat{a}^\dagger\hat{a}, \rho] + (\bar{N}+1)\kappa\mathcal{D}_{\hat{a}}[\rho]"
            r" + \bar{N}\kappa\mathcal{D}_{\hat{a}^\dagger}[\rho]",
            Decision.WRONG,
        ),
        (
            r"\dot{\rho} = -i\omega[\hat{a}^\dagger\hat{a}, \rho] + \bar{N}\kappa\mathcal{D}_{\hat{a}}[\rho]"
            r" + \bar{N}\kappa\mathcal{D}_{\hat{a}^\dagger}[\rho]",
            Decision.WRONG,
        ),
        (
            r"\mathcal{D}_{\hat{a}}[\rho] = \hat{a}\rho\hat{a}^\dagger - \frac{1}{2}\{\rho, \hat{a}^\dagger\hat{a}\}",
            Decision.HOLDS,
        ),
        (
            r"\mathcal{D}_{\hat{a}}[\rho] = \hat{a}\rho\hat{a}^\dagger - \{\rho, \hat{a}^\dagger\hat{a}\}",
            Decision.WRONG,
        ),
    ],
)
def test_a_printed_master_equation_is_a_map_of_the_density_operator(printed, decision):
    verdict = decided(CAVITY, printed)
    assert verdict.decision is decision
    assert bool(verdict.witness) is (decision is Decision.WRONG)


def test_both_pictures_are_one_generator():
    """tr(O L(rho)) = tr(L*(O) rho) for every O and rho: with L(rho) = sum l rho r it says L*(O) = sum r O l."""
    model = Model(
        "pair",
        omega * a.dag * a + chi * (a.dag * b + b.dag * a),
        baths=[Bath(b, gamma, N, N / 2)],
        cascades=[Cascade([sqrt(kappa) * a, sqrt(gamma) * b], occupation=N)],
    )
    master = generator(model)
    printed = generator_of(master)
    assert printed
    for op in (a, a.dag * b, a.dag * a, b**2, a.dag * a * b):
        total = 0 * op
        for (left, right), c in printed.terms.items():
            total = total + c * (type(op)({right: one()}) * op * type(op)({left: one()}))
        assert total == master(op)


def one() -> Scalar:
    """The scalar 1."""
    return kappa / kappa


def test_the_dissipator_keeps_the_trace():
    """tr D[L] rho = <L.dag L> - <L.dag L> = 0: cyclically, every right word moves to the left of its partner."""
    total = 0 * a
    for (left, right), c in dissipator(a + 2 * b.dag, density()).terms.items():
        total = total + c * (type(a)({right: one()}) * type(a)({left: one()}))
    assert total == 0


@pytest.mark.parametrize(
    ("model", "printed", "assume", "decision"),
    [
        (CAVITY, r"\kappa > 0", (), Decision.HOLDS),
        (CAVITY, r"n \ge 0", (), Decision.HOLDS),
        (CAVITY, r"n > 0", (), Decision.UNDECIDED),  # empty bath: n = N may be zero, and no point tried is
        (CAVITY, r"n < \bar{N}", (), Decision.WRONG),
        (CAVITY, r"\omega > 0", (), Decision.WRONG),
        (CAVITY, r"n \le \bar{N} + \kappa", (), Decision.HOLDS),
    ],
)
def test_inequalities_follow_from_the_domains_or_are_refuted_at_a_point(model, printed, assume, decision):
    verdict = decided(model, printed, *assume)
    assert verdict.decision is decision
    assert bool(verdict.witness) is (decision is Decision.WRONG)


def test_a_steady_state_that_is_not_reached_has_no_formula():
    """n = 2 chi^2/(kappa^2 - 4 chi^2): above threshold it is negative, and the oscillator grows instead."""
    below = decided(AMPLIFIER, r"n = \frac{2\chi^2}{\kappa^2 - 4\chi^2}")
    assert below.decision is Decision.HOLDS
    assert below.under == ("stable: -4*chi**2 + kappa**2 > 0",)
    above = decided(AMPLIFIER, r"n = -\frac{2}{3}", r"\chi = \kappa")
    assert above.decision is Decision.UNDECIDED
    assert "must be stable" in above.evidence


def test_what_a_claim_defines_away_stands_beside_its_verdict():
    claims = ClaimSet((Claim("x", r"q = 17\kappa", names={"q": r"=17\kappa"}),))
    (verdict,) = check(claims, {"cavity": CAVITY})
    assert verdict.under == (r"q read as 17\kappa",)
