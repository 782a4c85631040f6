"""Scalars beyond rational functions: conjugates, phases, roots; what is put in for parameters, and plain text."""

from __future__ import annotations

import cmath
import random
from fractions import Fraction
from functools import reduce
from operator import mul

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from derive.errors import ExactError
from derive.exact.ring import Generator, Role
from derive.exact.roots import is_nonnegative
from derive.exact.scalar import Scalar, as_scalar, constant, from_generator, substitute
from derive.parameters import I, conj, cos, exp, sin, sqrt, symbol_of
from tests.evaluation import Gaussian, complex_at, value_at
from tests.scalar_trees import POINTS, F, N, gamma, kappa, phi, scalars, theta, x, y

# Drawing a scalar is arithmetic already: on a busy machine it may be slow, which is no finding.
LAWS = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


# -- conjugates and phases ----------------------------------------------------------------------------------------


def test_conjugates_by_domain():
    assert conj(x) == x
    assert conj(kappa) == kappa
    assert conj(sqrt(kappa)) == sqrt(kappa)
    assert conj(N) == N
    assert conj(I) == -I
    assert conj(F) != F
    assert conj(F * conj(F)) == F * conj(F)
    assert conj(exp(I * phi)) == exp(-I * phi)
    assert conj(1 / (x + F + exp(I * phi))) == 1 / (x + conj(F) + exp(-I * phi))


def test_the_real_part_of_a_parameter_is_its_own_conjugate():
    """Also beside the parameter itself, as when a gauge is undone term by term."""
    symbol = symbol_of(F)
    re = from_generator(Generator(Role.REAL_PART, "F", symbol))
    im = from_generator(Generator(Role.IMAGINARY_PART, "F", symbol))
    assert conj(re + F) == re + conj(F)
    assert conj(re * im * F) == re * im * conj(F)
    assert conj(re + I * im) == re - I * im


def test_phases():
    e = exp(I * phi)
    assert e * exp(-I * phi) == 1
    assert exp(I * (phi + theta)) == e * exp(I * theta)
    assert exp(I * (2 * phi - 3 * theta)) == e**2 / exp(I * theta) ** 3
    assert exp(0) == 1
    assert cos(phi) ** 2 + sin(phi) ** 2 == 1
    assert e == cos(phi) + I * sin(phi)
    assert sin(2 * phi) == 2 * sin(phi) * cos(phi)
    assert cos(phi - theta) == cos(phi) * cos(theta) + sin(phi) * sin(theta)
    assert cos(phi).is_real
    assert not e.is_real


@pytest.mark.parametrize("wrong", [phi, I * x, I * phi / 2, I * phi * theta, I * phi**2, I * phi + 1, 1, I, x, 2 * I])
def test_only_sums_of_angles_have_exact_exponentials(wrong):
    with pytest.raises(ExactError, match="i times a sum of integer multiples of angles"):
        exp(wrong)


# -- roots --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "radicand",
    [
        kappa, kappa * gamma, kappa / gamma, 4 * kappa**3, 2 * kappa, constant(2), constant(12), Fraction(9, 8), 360,
        N, N + 1, N * (N + 1), kappa + gamma, x**2 + 1, (kappa + gamma) * (N + 1) / 3, -kappa, constant(-1), -N / 2,
        1 / (kappa + gamma), sqrt(kappa), kappa * sqrt(gamma), (N + 1) ** 2, (x**2 + y**2) ** 3, 0, 2**40, 1009 * 1013,
    ],
)  # fmt: skip
def test_roots(radicand):
    """A root squares to its radicand and is principal: positive, or i times positive, at a positive point."""
    root = sqrt(radicand)
    assert root**2 == radicand
    point = {"x": 0.7, "y": -1.3, "kappa": 1.9, "gamma": 0.35, "N": 0.6}
    assert complex_at(root, point) == pytest.approx(cmath.sqrt(complex_at(as_scalar(radicand), point) + 0j))


def test_roots_multiply_like_positive_numbers():
    assert sqrt(kappa) * sqrt(gamma) == sqrt(kappa * gamma)
    assert sqrt(2) * sqrt(3) == sqrt(6)
    assert sqrt(8) == 2 * sqrt(2)
    assert sqrt(Fraction(1, 2)) == sqrt(2) / 2
    assert sqrt(N * (N + 1)) == sqrt(N) * sqrt(N + 1)
    assert sqrt(N + 1) * sqrt(N + 1) == N + 1
    assert sqrt(kappa**2) == kappa
    assert sqrt((kappa + gamma) ** 2) == kappa + gamma
    assert sqrt(-2) == I * sqrt(2)
    assert kappa ** Fraction(1, 2) == sqrt(kappa)
    assert kappa ** Fraction(-3, 2) == 1 / (kappa * sqrt(kappa))


def test_denominators_are_rationalised():
    """1/(sqrt(2) - 1) = sqrt(2) + 1; equal values with different denominators must meet in one form."""
    assert 1 / (sqrt(2) - 1) == sqrt(2) + 1
    assert 1 / (sqrt(3) - sqrt(2)) == sqrt(3) + sqrt(2)
    assert 1 / (1 + sqrt(2) + sqrt(3)) == (2 + sqrt(2) - sqrt(6)) / 4
    assert 1 / (sqrt(N + 1) + sqrt(N)) == sqrt(N + 1) - sqrt(N)
    assert 1 / (sqrt(2) + I) == (sqrt(2) - I) / 3
    assert (kappa - gamma) / (sqrt(kappa) - sqrt(gamma)) == sqrt(kappa) + sqrt(gamma)


RADICALS = [sqrt(2), sqrt(3), sqrt(N), sqrt(N + 1), sqrt(kappa), I, x, F]
radical_sums = st.lists(st.tuples(st.integers(-3, 3), st.lists(st.sampled_from(RADICALS), max_size=3)), max_size=3).map(
    lambda terms: sum((c * reduce(mul, factors, constant(1)) for c, factors in terms), constant(0))
)


@given(radical_sums, radical_sums, radical_sums)
@LAWS
def test_radicals_make_a_field_too(a, b, c):
    assert a * (b * c) == (a * b) * c
    assert a * (b + c) == a * b + a * c
    if a:
        assert b / a * a == b
        assert 1 / (1 / a) == a
        assert conj(1 / a) == 1 / conj(a)


@given(radical_sums, radical_sums)
@LAWS
def test_radicals_agree_with_complex_numbers(a, b):
    point = {"x": 0.7, "kappa": 1.9, "N": 0.6, "F": 0.3 - 0.8j}
    va, vb = complex_at(a, point), complex_at(b, point)
    assume(not b or abs(vb) > 1e-3)
    assert complex_at(a * b, point) == pytest.approx(va * vb, rel=1e-9, abs=1e-9)
    if b:
        assert complex_at(a / b, point) == pytest.approx(va / vb, rel=1e-6, abs=1e-6)


@pytest.mark.parametrize("radicand", [x, F, kappa - gamma, N - 1, x**2, 1 / x, x + I, exp(I * phi), F * conj(F) + x])
def test_roots_of_unknown_sign_are_refused(radicand):
    """sqrt(x**2) is |x|, no rational function; a sign is never guessed."""
    with pytest.raises(ExactError, match="square root"):
        sqrt(radicand)


@pytest.mark.parametrize("radicand", [sqrt(2), sqrt(N + 1), 4 + 2 * sqrt(3), 5 + sqrt(3), N + sqrt(2) + 1])
def test_roots_of_roots_are_refused(radicand):
    """They need not be independent: sqrt(4 + 2 sqrt(3)) = 1 + sqrt(3), and canonical form would be lost."""
    with pytest.raises(ExactError, match="roots of roots"):
        sqrt(radicand)


def test_signs_known_from_domains():
    for value in (kappa, N, kappa + N, constant(0), constant(2), kappa / (N + 1), x**2, sqrt(N + 1)):
        assert is_nonnegative(value)
    for value in (-kappa, x, kappa - gamma, F, I, constant(-1), -1 / kappa):
        assert not is_nonnegative(value)


# -- substitution -------------------------------------------------------------------------------------------------


@given(scalars(), POINTS)
@LAWS
def test_substitution_agrees_with_gaussian_rationals(a, point):
    """Numbers put in one after the other, in random order, give the value at the point."""
    images = {
        g: _exact(value_at(from_generator(g), point))
        for g in (x + y + sqrt(kappa) + N + F + conj(F) + exp(I * phi)).generators
    }
    try:
        expected = value_at(a, point)
    except ZeroDivisionError:
        with pytest.raises(ExactError, match="denominator must not vanish"):
            substitute(a, images)
        return
    assert substitute(a, images) == _exact(expected)


def _exact(number: Gaussian) -> Scalar:
    return number.re + I * number.im


def test_substitution_by_formulas():
    generator = x.generators[0]
    assert substitute(x**2 / (x + y), {generator: y + 1}) == (y + 1) ** 2 / (2 * y + 1)
    assert substitute(x, {generator: F * exp(I * phi)}) == F * exp(I * phi)
    assert substitute(y, {generator: constant(0)}) == y
    with pytest.raises(ExactError, match="take a limit"):
        substitute(1 / (x - y), {generator: y})


# -- text ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (constant(0), "0"),
        (-x, "-x"),
        (kappa**2 * sqrt(gamma), "sqrt(gamma)*kappa**2"),
        (I, "I"),
        (x / 2, "x/2"),
        (1 / (x + y), "1/(x + y)"),
        (x + I * y, "x + I*(y)"),
        (conj(F) * exp(I * phi), "conj(F)*exp(I*phi)"),
    ],
)
def test_plain_text(value, text):
    """Messages print scalars in one line, a root's square as its parameter."""
    assert repr(value) == text


def test_text_does_not_depend_on_the_order_of_work():
    """Sums built in any order print alike: the order of print is by name, not by history or hash."""
    terms = [x, -y, kappa, I * F, conj(F) / 3, exp(I * phi), sqrt(2), N]
    shuffler = random.Random(3)
    texts = set()
    for _ in range(10):
        shuffler.shuffle(terms)
        texts.add(repr(sum(terms, constant(0))))
    assert len(texts) == 1
