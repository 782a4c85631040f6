"""Exact scalars: a field, its conjugation, its roots and phases, and one form for equal values.

The independent routes are evaluation at points of Gaussian rationals (`evaluation`), Python's complex numbers, and
SymPy for a few identities of rational functions.
"""

from __future__ import annotations

import cmath
import random
from fractions import Fraction
from functools import reduce
from operator import mul

import numpy as np
import pytest
import sympy
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from derive.errors import DeriveError, ExactError, ModelError
from derive.exact.ring import Generator, Poly, Role
from derive.exact.roots import is_nonnegative
from derive.exact.scalar import Scalar, as_scalar, constant, from_generator, substitute
from derive.expr import Call, Name, Node, Number, Power, Product, Quotient, Sum, fold
from derive.parameters import I, angle, complex_, conj, cos, exp, nonnegative, positive, real, sin, sqrt, symbol_of
from tests.evaluation import Gaussian, complex_at, floats, gaussian, points, value_at

x, y = real("x y")
kappa, gamma = positive("kappa gamma", unit="1/s")
N = nonnegative("N")
F, G = complex_("F G")
phi, theta = angle("phi theta")

LAWS = settings(max_examples=60, deadline=None)

# What a tree of `derive.expr` names, as scalars; the same keys name numbers at a point.
SCALARS = {
    "x": x,
    "y": y,
    "root_kappa": sqrt(kappa),
    "kappa": kappa,
    "N": N,
    "F": F,
    "turn_phi": exp(I * phi),
    "i": I,
}


def at(point: dict[str, Gaussian]) -> dict[str, Gaussian]:
    """The numbers of `SCALARS` at a point."""
    return {
        "x": point["x"],
        "y": point["y"],
        "root_kappa": point["kappa"].sqrt(),
        "kappa": point["kappa"],
        "N": point["N"],
        "F": point["F"],
        "turn_phi": point["phi"],
        "i": Gaussian(Fraction(0), Fraction(1)),
    }


POINTS = points(real="x y", positive="kappa gamma N", complex_="F G", angles="phi theta")

leaves = st.one_of(
    st.sampled_from([Name(key, key) for key in SCALARS]),
    st.builds(lambda a, b: Number(Fraction(a, b)), st.integers(-4, 4), st.integers(1, 3)),
)
trees = st.recursive(
    leaves,
    lambda t: st.one_of(
        st.builds(lambda a, b: Sum((a, b)), t, t),
        st.builds(lambda a, b: Product((a, b)), t, t),
        st.builds(Quotient, t, t),
        st.builds(lambda a, n: Power(a, Number(Fraction(n))), t, st.integers(-2, 2)),
        st.builds(lambda a: Call("conj", (a,)), t),
    ),
    max_leaves=6,
)


def as_exact(tree: Node) -> Scalar:
    """A tree as a scalar."""
    return as_scalar(fold(tree, SCALARS, {"conj": conj}, constant))


def as_number(tree: Node, point: dict[str, Gaussian]) -> Gaussian:
    """The same tree by arithmetic of Gaussian rationals."""
    return fold(tree, at(point), {"conj": lambda z: z.conjugate()}, gaussian)


@st.composite
def scalars(draw: st.DrawFn) -> Scalar:
    """A random element of the field over real, positive and complex parameters and one angle."""
    try:
        return as_exact(draw(trees))
    except ExactError:
        assume(False)
        raise


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
    assume(1e-6 < abs(number) < 1e6 and abs(value_at_denominator(exact, point)) > 1e-6)
    assert value == pytest.approx(number, rel=1e-6, abs=1e-6)


def value_at_denominator(value: Scalar, point: dict[str, Gaussian]) -> complex:
    return complex(value_at(value.parts()[2], point))


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


@pytest.mark.parametrize("other", ["x", None, [1], lambda t: t])
def test_other_things_are_no_scalars(other):
    assert (x == other) is False
    with pytest.raises(TypeError):
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
