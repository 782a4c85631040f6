"""Witnesses: points at which two sides differ.  Every number shown is computed again by hand, with fractions."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from derive.algebra.boson import boson
from derive.claims.values import Grid, Mean
from derive.claims.witness import witness
from derive.exact.points import points
from derive.exact.scalar import constant
from derive.parameters import I, angle, complex_, conj, exp, nonnegative, positive, real, sqrt
from tests.evaluation import Gaussian, gaussian, value_at
from tests.printed_numbers import exact, witness_of

x, y = real("x y")
kappa, gamma = positive("kappa gamma")
N = nonnegative("N")
F, phi = complex_("F"), angle("phi")
a, b = boson("a b")


def found(left, right) -> str:
    """The witness of two sides that differ."""
    return witness([left, right], [left - right])


def test_both_values_are_those_of_the_formulas():
    """(k N + x)/(k + g) against (k N - x)/(k + g)."""
    point, left, right = witness_of(found((kappa * N + x) / (kappa + gamma), (kappa * N - x) / (kappa + gamma)))
    k, g, n, at = (point[name].re for name in ("kappa", "gamma", "N", "x"))
    assert left == gaussian((k * n + at) / (k + g))
    assert right == gaussian((k * n - at) / (k + g))
    assert left != right


def test_the_point_lies_in_the_domains():
    """A rate is positive and a rational square, an occupation not negative, a phase on the unit circle."""
    left = sqrt(kappa) + N + F * exp(I * phi)
    point, _, _ = witness_of(found(left, left + 1))
    root = point["kappa"].sqrt()
    assert root.re > 0
    assert point["N"].re >= 0
    turn = point["phi"]
    assert turn * turn.conjugate() == gaussian(1)
    assert turn.im


def test_complex_values():
    """F e^{i phi} against F* e^{i phi}, with the numbers of the point multiplied by hand."""
    point, left, right = witness_of(found(F * exp(I * phi), conj(F) * exp(I * phi)))
    assert left == point["F"] * point["phi"]
    assert right == point["F"].conjugate() * point["phi"]
    assert left != right


def test_the_first_difference_of_several_sides():
    """a = b = c with b wrong shows b, with c wrong alone shows c."""
    for sides, wrong in (([x, x + 1, x], 1), ([x, x, x + 2], 2)):
        point, left, right = witness_of(witness(sides, [s - sides[0] for s in sides[1:]]))
        assert left == point["x"]
        assert right == point["x"] + wrong


def test_operators_differ_in_a_coefficient():
    """k a.dag a + x a against k a.dag a + y a: the coefficient of a, x against y."""
    text = found(kappa * a.dag * a + x * a, kappa * a.dag * a + y * a)
    assert ", coefficient of a: " in text
    point, left, right = witness_of(text.replace(", coefficient of a", ""))
    assert (left, right) == (point["x"], point["y"])


def test_an_operator_against_a_number():
    """a.dag a against 2: derived 1 for the operator, printed 0."""
    assert found(a.dag * a, constant(2)) == "at every point, coefficient of 1: derived 0, printed 2"
    assert found(constant(2), a.dag * a) == "at every point, coefficient of 1: derived 2, printed 0"


def test_means():
    """d<a>/dt = -x <a> against -y <a>; a plain number is its own mean."""
    text = found(Mean(-x * a), Mean(-y * a))
    point, left, right = witness_of(text.replace(", coefficient of a", ""))
    assert (left, right) == (-point["x"], -point["y"])
    assert found(Mean(x * a), constant(0)).endswith("printed 0")
    assert found(constant(0), Mean(x * a)).startswith("at x = ")


def test_matrices_say_which_entry():
    left = Grid(((x, y), (constant(1), kappa)))
    right = Grid(((x, y), (constant(1), gamma)))
    text = witness([left, right], [kappa - gamma])
    assert ", entry (2, 2): " in text
    point, first, second = witness_of(text.replace(", entry (2, 2)", ""))
    assert (first, second) == (point["kappa"], point["gamma"])


def test_an_entry_that_is_an_operator():
    left, right = Grid(((x * a,),)), Grid(((y * a,),))
    assert ", entry (1, 1), coefficient of a: " in witness([left, right], [(x - y) * a])


def test_numbers_differ_everywhere():
    assert found(constant(1) / 2, constant(2)) == "at every point: derived 1/2, printed 2"


def test_equal_sides_have_none():
    assert witness([x, x], [constant(0)]) == ""
    grid = Grid(((x,),))
    assert witness([grid, grid], [x]) == ""


def test_a_point_where_a_denominator_vanishes_is_left_out():
    """1/(x - r) at the value r that is drawn first for x: the next point is taken."""
    value = 1 / (x - constant(first_value_of_x()))
    point, left, right = witness_of(found(value, value + 1))
    assert point["x"].re != first_value_of_x()
    assert left == gaussian(1) / (point["x"] - first_value_of_x())
    assert right == left + 1


def first_value_of_x() -> Fraction:
    """What is drawn for x when it is the only parameter."""
    return points([x], 1)[0].at(x).rational


@settings(deadline=None, max_examples=50)
@given(st.integers(-3, 3), st.integers(-3, 3), st.integers(0, 3), st.integers(0, 3))
def test_any_two_formulas(p, q, m, n):
    """p F^m + q |F|^2 e^{i n phi} against its conjugate's half: both values are those computed outside the engine."""
    left = p * F**m + q * F * conj(F) * exp(I * n * phi)
    right = left.conjugate() / 2
    if left == right:
        return
    point, first, second = witness_of(found(left, right))
    z, turn = point.get("F", gaussian(1)), point.get("phi", gaussian(1))
    by_hand = z**m * p + z * z.conjugate() * turn**n * q
    assert (first, second) == (by_hand, by_hand.conjugate() / 2)
    assert value_at(left, {"F": z, "phi": turn}) == by_hand


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("3", Gaussian(Fraction(3))),
        ("-1/2", Gaussian(Fraction(-1, 2))),
        ("i", Gaussian(Fraction(0), Fraction(1))),
        ("-i", Gaussian(Fraction(0), Fraction(-1))),
        ("-2/3 i", Gaussian(Fraction(0), Fraction(-2, 3))),
        ("1/2 - 3/4 i", Gaussian(Fraction(1, 2), Fraction(-3, 4))),
        ("1 + i", Gaussian(Fraction(1), Fraction(1))),
    ],
)
def test_reading_numbers_back(text, number):
    """The tests' own tool: a number is read as it is printed."""
    assert exact(text) == number
