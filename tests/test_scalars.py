"""Exact scalars make a field with one form for equal values; what is no exact number is refused.

The independent routes are evaluation at points of Gaussian rationals (`tests.evaluation`), Python's complex numbers,
and SymPy.
"""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
import sympy
from hypothesis import HealthCheck, assume, given, settings

from derive.errors import DeriveError, ExactError, ModelError
from derive.exact.ring import Poly, Role
from derive.exact.scalar import constant
from derive.expr import fold
from derive.parameters import I, complex_, conj, exp, real, sqrt, symbol_of
from tests.evaluation import complex_at, floats, value_at
from tests.scalar_trees import (
    POINTS,
    SCALARS,
    F,
    G,
    N,
    as_exact,
    as_number,
    at,
    gamma,
    kappa,
    scalars,
    theta,
    trees,
    x,
    y,
)

# Drawing a scalar is arithmetic already: on a busy machine it may be slow, which is no finding.
LAWS = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


# -- against Gaussian rationals -----------------------------------------------------------------------------------


@given(trees, POINTS)
@settings(max_examples=250, deadline=None)
def test_arithmetic_agrees_with_gaussian_rationals(tree, point):
    """Exact arithmetic, then evaluation, is evaluation, then arithmetic."""
    try:
        exact = as_exact(tree)
    except ExactError:
        # Zero as a function is zero at every point.
        with pytest.raises(ZeroDivisionError):
            as_number(tree, point)
        return
    try:
        number = as_number(tree, point)
    except ZeroDivisionError:
        assume(False)
    assert value_at(exact, point) == number


@given(trees, POINTS)
@LAWS
def test_arithmetic_agrees_with_complex_numbers(tree, point):
    """The same in floating point, where Python's own complex type does the arithmetic."""
    try:
        exact = as_exact(tree)
        number = fold(tree, floats(at(point)), {"conj": lambda z: z.conjugate()}, complex)
        value = complex_at(exact, floats(point))
    except (ExactError, ZeroDivisionError):
        assume(False)
    assume(1e-6 < abs(number) < 1e6 and abs(complex(value_at(exact.parts()[2], point))) > 1e-6)
    assert value == pytest.approx(number, rel=1e-6, abs=1e-6)


@given(trees)
@settings(max_examples=30, deadline=None)
def test_canonical_form_agrees_with_sympy(tree):
    """SymPy expands the difference to zero (F and F* as two symbols, exp(i phi) as one)."""
    names = {key: sympy.Symbol(key) for key in SCALARS}
    partner, turn = sympy.Symbol("F_conj"), names["turn_phi"]
    names |= {"kappa": names["root_kappa"] ** 2, "i": sympy.I}

    def conjugate(z: sympy.Expr) -> sympy.Expr:
        swapped = {names["F"]: partner, partner: names["F"], turn: 1 / turn, sympy.I: -sympy.I}
        return sympy.sympify(z).subs(swapped, simultaneous=True)

    def of(q: Fraction) -> sympy.Expr:
        return sympy.Rational(q.numerator, q.denominator)

    try:
        exact = as_exact(tree)
    except ExactError:
        assume(False)
    expected = fold(tree, names, {"conj": conjugate}, of)
    by_role = {(Role.CONJUGATE, "F"): partner, (Role.PHASE, "phi"): turn, (Role.ROOT, "kappa"): names["root_kappa"]}

    def of_poly(poly: Poly) -> sympy.Expr:
        terms = (
            [c, *(by_role.get((g.role, g.name), sympy.Symbol(g.name)) ** e for g, e in powers)]
            for powers, c in exact.ring.terms(poly)
        )
        return sympy.Add(*(sympy.Mul(*factors) for factors in terms))

    made = (of_poly(exact.re) + sympy.I * of_poly(exact.im)) / of_poly(exact.den)
    numerator, denominator = sympy.fraction(sympy.together(expected - made))
    assert sympy.expand(denominator) != 0
    assert sympy.expand(numerator) == 0


def test_the_trees_reach_everything():
    """Guard: the strategy makes complex values, denominators, conjugates, roots and phases."""
    seen: set[str] = set()

    @given(trees)
    @settings(max_examples=300, deadline=None, database=None, derandomize=True)
    def look(tree):
        try:
            value = as_exact(tree)
        except ExactError:
            seen.add("division by zero")
            return
        seen.update(g.role.name for g in value.generators)
        seen.update(["complex"] if value.im else [])
        seen.update(["fraction"] if not value.den.is_constant() else [])

    look()
    assert seen == {"division by zero", "VALUE", "CONJUGATE", "ROOT", "PHASE", "complex", "fraction"}


# -- the field ----------------------------------------------------------------------------------------------------


@given(scalars(), scalars(), scalars())
@LAWS
def test_field_axioms(a, b, c):
    assert (a + b) + c == a + (b + c)
    assert (a * b) * c == a * (b * c)
    assert a + b == b + a
    assert a * b == b * a
    assert a * (b + c) == a * b + a * c
    assert a + 0 == a
    assert a * 1 == a
    assert not a - a
    if a:
        assert a * (1 / a) == 1
        assert (b / a) * a == b
        assert a**-2 * a**2 == 1


@given(scalars(), scalars())
@LAWS
def test_conjugation_is_an_automorphism_of_order_two(a, b):
    assert conj(a + b) == conj(a) + conj(b)
    assert conj(a * b) == conj(a) * conj(b)
    assert conj(conj(a)) == a
    assert a.real_part().is_real
    assert a.imaginary_part().is_real
    assert a == a.real_part() + I * a.imaginary_part()
    assert (a * conj(a)).is_real


@given(scalars(), POINTS)
@LAWS
def test_conjugation_agrees_with_gaussian_rationals(a, point):
    try:
        expected = value_at(a, point).conjugate()
    except ZeroDivisionError:
        assume(False)
    assert value_at(conj(a), point) == expected


@given(scalars(), scalars())
@LAWS
def test_equal_values_have_one_form_whatever_the_ring(a, b):
    """The detour through a larger ring (other parameters, a radical) leaves no trace in value, hash or text."""
    for stranger in (gamma, G, exp(I * theta), sqrt(2), sqrt(N + 1) + b):
        back = (a + stranger) - stranger
        assert back == a
        assert hash(back) == hash(a)
        assert repr(back.trimmed()) == repr(a.trimmed())
        assert {back: 1}[a] == 1
        if stranger:
            assert (a * stranger) / stranger == a


@given(scalars())
@LAWS
def test_the_form_is_reduced(a):
    """Numerator and denominator share no factor and the denominator's leading coefficient is positive."""
    common = a.den.gcd(a.re).gcd(a.im) if a.im else a.den.gcd(a.re)
    assert common.is_one() or (a.den.is_one() and not a)
    assert a.den.leading_coefficient() > 0


def test_numbers_equal_to_scalars_hash_like_them():
    """Python's contract: equal things have equal hashes, so that sets and dicts may mix them."""
    assert constant(3) == 3
    assert {constant(3), 3, Fraction(3)} == {3}
    assert hash(constant(Fraction(-2, 7))) == hash(Fraction(-2, 7))
    assert hash(kappa / kappa) == hash(1)


def test_formulas_known_by_heart():
    assert (x + y) ** 2 == x**2 + 2 * x * y + y**2
    assert (x**2 - y**2) / (x - y) == x + y
    assert 1 / (x + I * y) == (x - I * y) / (x**2 + y**2)
    assert 1 / I == -I
    assert I**2 == -1
    assert x / 2 + x / 3 == 5 * x / 6
    assert 1 - x == -(x - 1)
    assert Fraction(1, 2) * x == x / 2
    assert (+x, -(0 - x)) == (x, x)
    assert x ** Fraction(4, 2) == x**2
    assert x ** constant(2) == x**2


def test_rational_numbers():
    assert (constant(2) / 6).rational == Fraction(1, 3)
    assert not constant(0)
    assert constant(0).rational == 0
    assert not (I * 2).is_rational
    with pytest.raises(ExactError, match="a rational number is needed"):
        _ = x.rational


# -- refusals -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [0.5, 1.0, 2j, np.float64(0.5)])
@pytest.mark.parametrize(
    "operation",
    [
        lambda f: x + f, lambda f: f + x, lambda f: x - f, lambda f: f - x, lambda f: x * f, lambda f: f * x,
        lambda f: x / f, lambda f: f / x, lambda f: x == f, lambda f: exp(f), lambda f: conj(f), lambda f: sqrt(f),
    ],
)  # fmt: skip
def test_floats_are_refused(operation, number):
    """0.1 is not one tenth: the digits of a float are not the number that was meant."""
    with pytest.raises(DeriveError, match="Fraction"):
        operation(number)


@pytest.mark.parametrize(
    "operation", [lambda: x / 0, lambda: 1 / constant(0), lambda: constant(0) ** -1, lambda: x / ((x + y) - y - x)]
)
def test_division_by_zero_is_refused(operation):
    with pytest.raises(ExactError, match="a denominator must not be zero"):
        operation()


@pytest.mark.parametrize("other", ["x", None, [1]])
def test_other_things_are_no_scalars(other):
    assert (x == other) is False
    with pytest.raises(TypeError):
        _ = x * other


@pytest.mark.parametrize("other", [lambda t: t, sympy.Symbol("t")], ids=["function", "SymPy symbol"])
def test_what_varies_is_refused_with_a_way_out(other):
    assert (x == other) is False
    with pytest.raises(ExactError, match="must be a constant built from declared parameters"):
        _ = x * other


def test_one_name_stands_for_one_parameter():
    """Two declarations that differ cannot meet in one expression."""
    again = complex_("x")
    with pytest.raises(ModelError, match="'x'"):
        _ = x + again
    assert real("x") == x  # the same declaration is the same parameter


def test_names_that_count_alike_are_different_parameters():
    """``a_1`` and ``a_01`` sort next to each other and are still two."""
    a, b = real("a_1 a_01")
    assert a != b
    assert repr(a - b) == repr(-(b - a))
    assert a / b * b == a


@pytest.mark.parametrize("name", ["F(t)", "2x", "x y z(", "lambda", "κ", "x;y"])
def test_names_are_identifiers(name):
    with pytest.raises(ModelError, match="identifier"):
        complex_(name)


def test_symbol_of():
    assert symbol_of(kappa).name == "kappa"
    assert symbol_of(F).name == "F"
    for other in (kappa + 1, 2 * kappa, kappa * x, conj(F), sqrt(kappa), constant(1)):
        with pytest.raises(ExactError, match="single parameter"):
            symbol_of(other)
