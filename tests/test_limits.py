"""Limits of rational functions, each worked out on paper in the comment above it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from derive import limit as public_limit
from derive.algebra.boson import boson
from derive.errors import ExactError
from derive.exact.gauge import ungauged
from derive.exact.limits import limit
from derive.exact.scalar import constant
from derive.model import Bath, Cascade, Model, Observable
from derive.parameters import I, angle, complex_, conj, exp, nonnegative, positive, real, sqrt, symbol_of
from derive.rules.moments import moments

x, y = real("x y")
kappa, gamma = positive("kappa gamma")
F, G = complex_("F G")
phi = angle("phi")
N, N_2, N_3 = nonnegative("N N_2 N_3")
c1, c2 = boson("c_1 c_2")


# -- one real parameter: the leading powers of numerator and denominator decide -----------------------------------


@pytest.mark.parametrize(
    ("value", "at", "expected"),
    [
        ((x**2 + 1) / (2 * x**2 + x), "oo", constant(1) / 2),
        (x / (x**2 + y), "oo", constant(0)),
        (x / (x**2 + y), "0", constant(0)),
        # (x^2 + x)/(2 x^2 + x y) = (x + 1)/(2 x + y) -> 1/y
        ((x**2 + x) / (2 * x**2 + x * y), "0", 1 / y),
        # (x + i y)/(x - i y): a phase that turns from -1 at x = 0 to 1 at infinity
        ((x + I * y) / (x - I * y), "0", constant(-1)),
        ((x + I * y) / (x - I * y), "oo", constant(1)),
        # a Lorentzian and its wings
        (kappa / (kappa**2 + x**2), "0", 1 / kappa),
        (x**2 * kappa / (kappa**2 + x**2), "oo", kappa),
        (y + constant(3), "oo", y + 3),
        (constant(0), "oo", constant(0)),
    ],
)
def test_of_a_real_parameter(value, at, expected):
    assert limit(value, x, at) == expected


def test_roots_of_a_positive_parameter_count_half():
    """(sqrt(k) + 1)/(2 sqrt(k) + g): 1/2 at infinity, 1/g at zero; sqrt(k)/k diverges at zero and vanishes there."""
    value = (sqrt(kappa) + 1) / (2 * sqrt(kappa) + gamma)
    assert limit(value, kappa, "oo") == constant(1) / 2
    assert limit(value, kappa, "0") == 1 / gamma
    assert limit(sqrt(kappa) / (kappa + 1), kappa, "oo") == 0
    with pytest.raises(ExactError, match="divergence"):
        limit(1 / sqrt(kappa), kappa, "0")


@pytest.mark.parametrize(("value", "at"), [(x, "oo"), (1 / x, "0"), ((x**3 + 1) / x, "oo"), ((x**3 + 1) / x, "0")])
def test_a_divergence_is_said(value, at):
    with pytest.raises(ExactError, match=rf"limit x -> {at}: .* divergence"):
        limit(value, x, at)


def test_a_root_of_a_sum_that_holds_the_parameter_is_refused():
    with pytest.raises(ExactError, match="a root that holds it"):
        limit(sqrt(kappa + gamma) / kappa, gamma, "0")
    # Without the parameter it is a constant: sqrt(k + g)/x -> 0.
    assert limit(sqrt(kappa + gamma) / x, x, "oo") == 0


# -- complex parameters: the modulus goes, every direction must give the same -------------------------------------


@pytest.mark.parametrize(
    ("value", "at", "expected"),
    [
        (F * conj(F) / (F * conj(F) + kappa), "oo", constant(1)),
        (F * conj(F) / (F * conj(F) + kappa), "0", constant(0)),
        # |F + F*| <= 2 |F|, so that the quotient is at most 2/|F|
        ((F + conj(F)) / (F * conj(F) + kappa), "oo", constant(0)),
        ((F + x) / (F + y), "oo", constant(1)),
        ((F + x) / (F + y), "0", x / y),
        # 3 |F|^2 + (Im F)^2 >= 3 |F|^2: definite, although it is no multiple of |F|^2
        (1 / (3 * F * conj(F) - (F - conj(F)) ** 2 / 4), "oo", constant(0)),
        # the same factor in every direction drops out
        ((x - y) * (F * conj(F) + y) / ((x - y) * F * conj(F) + kappa), "oo", constant(1)),
    ],
)
def test_of_a_complex_parameter(value, at, expected):
    assert limit(value, F, at) == expected


@pytest.mark.parametrize(
    ("value", "at"),
    [
        (F / conj(F), "oo"),
        (F**2 / (F * conj(F) + kappa), "oo"),
        # along imaginary F the denominators are 0 and kappa: no limit 0 there
        (1 / (F + conj(F)), "oo"),
        (1 / ((F + conj(F)) ** 2 + kappa), "oo"),
        # |F|^2/(|F|^2 + kappa (F + F*)) -> 0 along real F, 1 along imaginary F
        (F * conj(F) / (F * conj(F) + kappa * (F + conj(F))), "0"),
    ],
)
def test_a_value_that_depends_on_the_direction_is_none(value, at):
    with pytest.raises(ExactError, match="depends on the direction"):
        limit(value, F, at)


# -- angles -------------------------------------------------------------------------------------------------------


def test_an_angle_at_zero():
    """e^{i 0} = 1, also inside the real part of a coupling that the steady state's gauge has turned."""
    assert limit((F + exp(2 * I * phi)) / exp(-I * phi), phi, "0") == F + 1
    turned = steady_cascade()[c1.dag * c2]
    untwisted = steady_cascade(turn=False)[c1.dag * c2]
    assert any(g.gauge for g in turned.generators)  # guard: there is an angle to be undone
    assert ungauged(limit(turned, phi, "0")) == ungauged(untwisted)


def test_an_angle_has_no_limit_at_infinity():
    with pytest.raises(ExactError, match="an angle"):
        limit(exp(I * phi), phi, "oo")


# -- of closed forms ----------------------------------------------------------------------------------------------


def steady_cascade(turn: bool = True):
    """Two cascaded oscillators, hopping F, one bath each (rates kappa, gamma) besides the common one."""
    second = sqrt(gamma) * c2 * (exp(I * phi) if turn else 1)
    hopping = F * c1.dag * c2 + conj(F) * c2.dag * c1
    baths = [Bath(c1, kappa, N), Bath(c2, gamma, N_2)]
    model = Model("cascade", x * c2.dag * c2 + hopping, baths, [Cascade([sqrt(kappa) * c1, second], occupation=N_3)])
    return moments(model, [c1.dag * c1, c1.dag * c2, c2.dag * c2]).steady_state()


def test_the_disconnected_limit():
    """At infinite detuning the hopping averages out: each mode has the mean of its baths, (N + N_3)/2."""
    steady = steady_cascade()
    assert limit(steady[c1.dag * c1], x, "oo") == (N + N_3) / 2
    assert limit(steady[c2.dag * c2], x, "oo") == (N_2 + N_3) / 2
    assert limit(steady[c1.dag * c2], x, "oo") == 0


def test_without_hopping_the_first_mode_is_alone():
    assert limit(steady_cascade()[c1.dag * c1], F, "0") == (N + N_3) / 2


def test_strong_hopping_joins_two_modes():
    """Two modes, hopping F, baths kappa, N and gamma, N_2: with the exchange rate R = |F|^2 (...) the balance is

    kappa (N - n_1) + R (n_2 - n_1) = 0 = gamma (N_2 - n_2) + R (n_1 - n_2),

    so that n_1 = n_2 = (kappa N + gamma N_2)/(kappa + gamma) at R -> oo.
    """
    hopping = F * c1.dag * c2 + conj(F) * c2.dag * c1
    model = Model(
        "pair", hopping, [Bath(c1, kappa, N), Bath(c2, gamma, N_2)], observables=[Observable("n", c1.dag * c1)]
    )
    n = moments(model).steady_state()[c1.dag * c1]
    assert limit(n, F, "oo") == (kappa * N + gamma * N_2) / (kappa + gamma)
    assert limit(n, F, "0") == N
    # A dead bath: mode 1 sees the bath of mode 2 alone; an infinitely fast one pins it.
    assert limit(n, kappa, "0") == N_2
    assert limit(n, kappa, "oo") == N


# -- what may be asked for ----------------------------------------------------------------------------------------


def test_the_parameter_may_be_given_as_itself_or_as_its_symbol():
    assert public_limit is limit
    assert limit(x / (x + 1), x, "oo") == limit(x / (x + 1), symbol_of(x), "oo") == 1


@pytest.mark.parametrize("at", ["inf", 0, "1", ""])
def test_only_zero_and_infinity(at):
    with pytest.raises(ExactError, match="'0' or 'oo'"):
        limit(x, x, at)


@pytest.mark.parametrize("parameter", [x + y, constant(3), 2 * x, "x"])
def test_only_parameters(parameter):
    with pytest.raises(ExactError, match="parameter"):
        limit(x, parameter, "0")


@given(st.lists(st.integers(-4, 4), min_size=1, max_size=4), st.lists(st.integers(-4, 4), min_size=1, max_size=4))
def test_limits_at_zero_and_infinity_mirror_each_other(top, bottom):
    """f(x) at infinity is f(1/x) at zero."""
    if not any(bottom):
        return
    f, g = (
        sum((constant(a) * z**k for k, a in enumerate(top)), constant(0))
        / sum((constant(b) * z**k for k, b in enumerate(bottom)), constant(0))
        for z in (x, 1 / x)
    )
    try:
        expected = limit(g, x, "0")
    except ExactError:
        with pytest.raises(ExactError):
            limit(f, x, "oo")
    else:
        assert limit(f, x, "oo") == expected
