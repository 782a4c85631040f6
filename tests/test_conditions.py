"""What approximations ask for: ratios of exact scalars at numbers, and what is said where a number is missing."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from math import inf, nan, pi

import pytest

from derive import (
    Bath,
    Condition,
    DrivenModel,
    I,
    Model,
    angle,
    boson,
    complex_,
    exp,
    nonnegative,
    positive,
    real,
    sqrt,
)
from derive.audits.approximations import check
from derive.audits.record import Outcome
from derive.conditions import number, numbers, read, readings
from derive.engines import engine_of
from derive.errors import ModelError
from derive.parameters import symbol_of

a = boson("a")
omega, Delta = real("omega Delta", unit="rad/s")
kappa, gamma = positive("kappa gamma", unit="1/s")
N = nonnegative("N")
F = complex_("F")
phi = angle("phi")


def at(values):
    """Numbers by symbol."""
    return numbers(values, "test")


# -- numbers ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (sqrt(kappa) * exp(I * phi), 1.5 * 1j),
        (F * F.conjugate(), 5.0),
        (F / (kappa - I * omega), (1 + 2j) / (2.25 + 3j)),
        (sqrt(N + 4), 2.5),
    ],
)
def test_numbers_of_scalars(value, expected):
    """kappa = 9/4, phi = pi/2, F = 1 + 2i, omega = -3, N = 9/4: roots, phases, conjugates."""
    values = at({kappa: 2.25, phi: pi / 2, F: 1 + 2j, omega: -3, N: 2.25})
    assert number(value, values) == pytest.approx(expected, rel=1e-14)


def test_cancellation_loses_no_digits():
    """(omega + Delta)^2 - omega^2 - 2 omega Delta = Delta^2 written out, at Delta/omega = 1e-40."""
    difference = (omega + Delta) ** 2 - omega**2 - 2 * omega * Delta + 0 * kappa
    assert number(difference, at({omega: 1e20, Delta: 1e-20})) == pytest.approx(1e-40)


def test_values_of_no_parameter_are_noted():
    """gamma is none of the cavity's; kappa is, and Delta is of a condition."""
    values = {gamma: 1.0, kappa: 1.0, Delta: 1.0}
    model = Model("cavity", omega * a.dag * a, [Bath(a, kappa)], conditions=[Condition("far", kappa, Delta)])
    for given, details in ((values, ["values of no parameter: gamma"]), ({kappa: 1.0}, [])):
        found = engine_of(model).derive(replace(model, values=given), lambda text: None).findings()
        assert [f.detail for f in found if f.audit == "values"] == details
        assert all(f.outcome is Outcome.NOTED for f in found if f.audit == "values")
    # A coupling that a linearisation brings may be given to the driven system: a remark and no more.
    driven = DrivenModel("cavity", omega * a.dag * a, [], [Bath(a, kappa)], values=values)
    (noted,) = [f for f in engine_of(driven).derive(driven, lambda text: None).findings() if f.audit == "values"]
    assert noted.outcome is Outcome.NOTED
    assert noted.detail.startswith("values of no parameter: Delta, gamma")


def test_a_missing_number_is_an_error():
    """Nothing is guessed."""
    with pytest.raises(ModelError, match="must have a value"):
        number(kappa, {})


# -- conditions -------------------------------------------------------------------------------------------------------


def test_ratio_and_bound():
    """|F| = 5 beside |4 - 3i| = 5 times 20: the ratio is 1/20, allowed up to 1/10; at bound 1/100 it is not."""
    values = at({F: 3 + 4j, kappa: 80.0, omega: 60.0})
    loose = Condition("F is weak", F, kappa - I * omega)
    strict = Condition("F is weak", F, kappa - I * omega, Fraction(1, 100))
    assert read(loose, values).ratio == pytest.approx(0.05)
    assert read(loose, values).holds and not read(strict, values).holds
    assert str(loose).startswith("|F| << |")


def test_phases_that_do_not_matter_are_not_asked_for():
    """|F exp(i phi)| needs no phi."""
    turned = Condition("F is weak", F * exp(I * phi), kappa)
    assert read(turned, at({F: 1, kappa: 100.0})).ratio == pytest.approx(0.01)


def test_missing_numbers_are_named_in_order():
    """gamma_10 comes after gamma_2."""
    many = positive("gamma_10 gamma_2")
    reading = read(Condition("weak", many[0] * many[1], kappa), at({kappa: 1.0}))
    assert (reading.ratio, reading.holds, reading.missing) == (None, None, ("gamma_2", "gamma_10"))


def test_zero_beside_zero():
    """Nothing neglected is nothing; something beside nothing is everything."""
    assert read(Condition("x", omega, Delta), at({omega: 0, Delta: 0})).ratio == 0.0
    assert read(Condition("x", omega, Delta), at({omega: 1, Delta: 0})).ratio == inf
    # kappa enters by its root, whose square is 0.3 but for rounding.
    assert read(Condition("x", kappa - Delta, gamma), at({kappa: 0.3, Delta: 0.3, gamma: 1.0})).ratio == 0.0


# -- findings ---------------------------------------------------------------------------------------------------------


def cavity(**more):
    """A damped mode under some conditions."""
    return Model("cavity", omega * a.dag * a, baths=[Bath(a, kappa, N)], **more)


def test_findings_pass_fail_and_wait():
    """Allowed, not allowed (with the number), and a parameter that is not given."""
    conditions = [
        Condition("one", gamma, kappa),
        Condition("two", kappa, gamma),
        Condition("three", Delta, kappa),
    ]
    found = check(cavity(conditions=conditions, values={kappa: 50.0, gamma: 1.0}))
    assert [f.outcome for f in found] == [Outcome.PASSED, Outcome.FAILED, Outcome.UNDECIDED]
    assert "the ratio is 0.02" in found[0].detail
    assert "the ratio is 50" in found[1].detail and "not allowed at these numbers" in found[1].detail
    assert "not given: Delta" in found[2].detail
    assert check(cavity()) == ()


def test_a_failed_condition_is_an_alarm_unless_expected():
    """It comes with the audits of whatever is derived from the model."""
    failed = {"conditions": [Condition("two", kappa, gamma)], "values": {kappa: 50.0, gamma: 1.0}}
    for expected, alarm in (((), True), (("approximations",), False)):
        model = cavity(expected=expected, **failed)
        found = [f for f in engine_of(model).derive(model).findings() if f.audit == "approximations"]
        assert [f.is_alarm for f in found] == [alarm]


def test_conditions_and_numbers_are_no_part_of_the_statement():
    """Numbers change no equation, and so no module: the digest stays."""
    engine, digests = engine_of(cavity()), []
    for model in (cavity(), cavity(values={kappa: 2.0})):
        digests.append(engine.derive(model).module().digest)
    assert digests[0] == digests[1]
    assert readings(cavity(conditions=[Condition("two", kappa, gamma)]))[0].missing == ("gamma", "kappa")


# -- bad input --------------------------------------------------------------------------------------------------------

BAD = {
    "text": (lambda: Condition("", gamma, kappa), "text must say"),
    "small": (lambda: Condition("x", "gamma", kappa), "small must be an exact scalar"),
    "against": (lambda: Condition("x", gamma, None), "against must be an exact scalar"),
    "zero bound": (lambda: Condition("x", gamma, kappa, Fraction(0)), "bound must be a positive number"),
    "nan bound": (lambda: Condition("x", gamma, kappa, nan), "bound must be a positive number"),
    "text bound": (lambda: Condition("x", gamma, kappa, "much"), "bound must be a positive number"),
    "nan": (lambda: cavity(values={kappa: nan}), "finite positive number"),
    "infinity": (lambda: cavity(values={omega: inf}), "finite real number"),
    "negative positive": (lambda: cavity(values={kappa: -1.0}), "must be positive"),
    "negative nonnegative": (lambda: cavity(values={N: -0.5}), "must be nonnegative"),
    "complex real": (lambda: cavity(values={omega: 1j}), "finite real number"),
    "no parameter": (lambda: cavity(values={2 * kappa: 1.0}), "map parameters to numbers"),
    "name": (lambda: cavity(values={"kappa": 1.0}), "map parameters to numbers"),
    "text as a number": (lambda: cavity(values={kappa: "1.0"}), "map parameters to numbers"),
    "list": (lambda: cavity(values=[kappa]), "map parameters to numbers"),
    "conditions": (lambda: cavity(conditions=["x"]), "conditions must hold Condition objects"),
}


@pytest.mark.parametrize("what", BAD)
def test_bad_input_is_named(what):
    """Every refusal says where, what must hold and what was got."""
    make, must = BAD[what]
    with pytest.raises(ModelError, match=must) as refused:
        make()
    assert refused.value.where and refused.value.got


def test_symbols_serve_as_keys():
    """A parameter or its symbol."""
    assert numbers({symbol_of(kappa): 2}, "x") == {symbol_of(kappa): 2 + 0j}
