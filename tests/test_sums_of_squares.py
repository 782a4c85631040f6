"""Polynomials that never fall below zero: quadratic forms completed on paper; what follows for signs and roots.

Sufficient, never necessary: whatever is said to be a sum of squares must not be negative anywhere.
"""

from __future__ import annotations

from itertools import combinations

import pytest
import sympy
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from derive.algebra.boson import boson
from derive.conditions import number, numbers
from derive.emit.latex import latex
from derive.emit.plain import plain
from derive.errors import ExactError
from derive.exact.scalar import Scalar, constant, symbols_of
from derive.exact.shape import shaped
from derive.exact.signs import Sign, sign_of
from derive.exact.squares import is_sum_of_squares
from derive.model import Bath
from derive.parameters import I, complex_, nonnegative, positive, real, sqrt, symbol_of
from derive.symbols import Domain
from tests.emitted import by_hand

x, y, z = real("x y z")
gamma, kappa = positive("gamma kappa")
N = nonnegative("N")
F = complex_("F")


def squares(value: Scalar) -> tuple[bool, bool]:
    """(never negative, never zero) of a polynomial, positive parameters being firm."""
    firm = (Domain.POSITIVE,)
    return is_sum_of_squares(value.ring, value.re, lambda g: g.symbol is not None and g.symbol.domain in firm)


@pytest.mark.parametrize(
    ("value", "answer"),
    [
        # (x - y)^2 vanishes where x = y; a positive rest does not.
        (x**2 - 2 * x * y + y**2, (True, False)),
        (4 * (x - y) ** 2 + gamma**2, (True, True)),
        # x^2 + x y + y^2 = (x + y/2)^2 + 3 y^2/4; with 3 x y it takes negative values.
        (x**2 + x * y + y**2, (True, False)),
        (x**2 + 3 * x * y + y**2, (False, False)),
        # (x^2 - 1)^2: a zero at x = 1, although the constant term is positive.
        (x**4 - 2 * x**2 + 1, (True, False)),
        (x**4 - 2 * x**2 + 2, (True, True)),
        # (x y - 1)^2 + z^2: monomials whose squares occur are the variables.
        (x**2 * y**2 - 2 * x * y + 1 + z**2, (True, False)),
        # gamma^2 + gamma x + x^2: (x + gamma/2)^2 + 3 gamma^2/4 > 0.
        (gamma**2 + gamma * x + x**2, (True, True)),
        (gamma**2 + 2 * gamma * x + x**2, (True, False)),
        # A mixed term alone, or a square missing: no form.
        (x * y, (False, False)),
        (x**2 + x * y, (False, False)),
        (-(x**2), (False, False)),
        (x**2 + x, (False, False)),
    ],
)
def test_forms_on_paper(value: Scalar, answer: tuple[bool, bool]) -> None:
    assert squares(value) == answer


def test_two_readings_of_one_term_are_no_reading():
    """x^2 y^2 is (x y)^2 and also x^2 times y^2 where x^4 and y^4 occur: the form would not be unique."""
    assert squares(x**4 + y**4 + x**2 * y**2) == (False, False)


def test_too_many_squares_are_not_looked_at():
    """Beyond two dozen nobody waits for an elimination that may decide nothing."""
    many = real(" ".join(f"v_{k}" for k in range(25)))
    total = sum((v**2 for v in many), constant(0))
    assert squares(total) == (False, False)
    assert squares(total - many[0] ** 2) == (True, False)


Coefficients = st.lists(st.integers(-3, 3), min_size=3, max_size=3)


@given(forms=st.lists(Coefficients, min_size=1, max_size=3), rest=st.integers(0, 2))
@settings(max_examples=60, deadline=None)
def test_every_sum_of_squares_of_lines_is_found(forms, rest):
    """sum_k (p x + q y + r z)^2 + rest, multiplied out."""
    total = sum(((p * x + q * y + r * z) ** 2 for p, q, r in forms), constant(rest))
    assume(total)
    never_negative, never_zero = squares(total)
    assert never_negative
    assert never_zero == (rest > 0)


@given(entries=st.lists(st.integers(-3, 3), min_size=6, max_size=6), lift=st.integers(0, 6))
@settings(max_examples=150, deadline=None)
def test_of_quadratic_forms_it_is_sylvesters_criterion(entries, lift):
    """(x, y, z) M (x, y, z)^T is never negative exactly if no principal minor of M is: an oracle by determinants."""
    p, q, r, u, v, w = entries
    rows = ((p + lift, u, v), (u, q + lift, w), (v, w, r + lift))
    variables = (x, y, z)
    total = sum((rows[i][j] * variables[i] * variables[j] for i in range(3) for j in range(3)), constant(0))
    assume(total)
    chosen = [k for size in (1, 2, 3) for k in combinations(range(3), size)]
    minors = [sympy.Matrix([[rows[i][j] for j in k] for i in k]).det() for k in chosen]
    assert squares(total) == (all(m >= 0 for m in minors), False)


# -- signs and roots --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "sign"),
    [
        (4 * (x - y) ** 2 + gamma**2, Sign.POSITIVE),
        (-4 * (x - y) ** 2 - gamma**2, Sign.NEGATIVE),
        (gamma * kappa / (4 * (x - y) ** 2 + gamma**2), Sign.POSITIVE),
        (N / (x**2 + x * y + y**2 + gamma**2), Sign.NONNEGATIVE),
        (x**2 + 3 * x * y + y**2, Sign.UNKNOWN),
        # |F|^2 + x (F + F*) + x^2 = |F + x|^2 in real and imaginary parts.
        (F * F.conjugate() + x * (F + F.conjugate()) + x**2, Sign.NONNEGATIVE),
        (F * F.conjugate() + gamma, Sign.POSITIVE),
    ],
)
def test_signs(value: Scalar, sign: Sign) -> None:
    assert sign_of(value) is sign


def test_roots_of_sums_of_squares():
    """sqrt(gamma/(4 (x - y)^2 + gamma^2)) is in the field: its square is the radicand, and it is real."""
    below = 4 * (x - y) ** 2 + gamma**2
    root = sqrt(gamma / below)
    assert root**2 == gamma / below and root.is_real
    assert sqrt(gamma**2 / below) * sqrt(below) == gamma
    with pytest.raises(ExactError, match="sign must follow"):
        sqrt(x**2 + 3 * x * y + y**2)


def test_a_lorentzian_is_a_rate():
    """2 G^2 Re chi = G^2 gamma/((x - y)^2 + gamma^2/4) may be the rate of a bath."""
    a = boson("a")
    bath = Bath(a, kappa * gamma / ((x - y) ** 2 + gamma**2 / 4))
    assert bath.coupling * bath.coupling.dag - bath.coupling.dag * bath.coupling == bath.rate + 0 * a


# -- reciprocals as they are printed ----------------------------------------------------------------------------------


def test_a_susceptibility_is_printed_as_a_reciprocal():
    """1/(gamma/2 - i (x - y)), not with |.|^2 below."""
    chi = 1 / (gamma / 2 - I * (x - y))
    assert plain(shaped(chi)) == "2/(gamma - 2*I*(x - y))"
    assert latex(shaped(chi)).count("frac") == 1


def test_what_is_shorter_stays():
    """i/gamma needs no reciprocal of a complex number."""
    assert plain(shaped(I / gamma)) == "I/gamma"
    assert "I" in plain(shaped((x + I * y) / gamma))


@given(st.lists(st.integers(-4, 4), min_size=4, max_size=4))
@settings(max_examples=40, deadline=None)
def test_printed_reciprocals_have_the_same_value(drawn):
    """c/(p gamma + q x + i (r x + s)) has one value, as a tree and as a scalar."""
    p, q, r, s = drawn
    below = p * gamma + q * x + I * (r * x + s)
    assume(below)
    value, at = 3 / below, {gamma: 0.7, x: -1.3}
    expected = number(value, numbers({k: v for k, v in at.items() if symbol_of(k) in symbols_of([value])}, "test"))
    assert by_hand(shaped(value), {"gamma": 0.7, "x": -1.3}) == pytest.approx(expected, rel=1e-12)
