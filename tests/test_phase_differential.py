"""Differential operators in phase space: product rule, conjugation, integration by parts; against SymPy."""

from __future__ import annotations

from math import pi

import numpy as np
import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

from derive.algebra.differential import (
    Plane,
    applied,
    by_derivative,
    conjugated,
    degree,
    of_derivative_order,
    transposed,
    variables,
)
from derive.algebra.operator import Op, commutator
from derive.errors import ModelError
from derive.exact.scalar import constant
from derive.parameters import I, complex_, conj, real

ONE, TWO = Plane("mu", r"\mu"), Plane("nu_2", r"\nu_{2}")
mu, bar, d, d_bar = variables(ONE)
nu, nu_bar, e, e_bar = variables(TWO)
Delta, F = real("Delta"), complex_("F")

LETTERS = (mu, bar, d, d_bar, nu, e, e_bar, Op.scalar(2))
products = st.lists(st.sampled_from(LETTERS), min_size=1, max_size=4).map(lambda found: _product(found))
weights = st.sampled_from((constant(1), constant(-3), I, F, Delta + I))
operators = st.lists(st.builds(lambda c, op: c * op, weights, products), min_size=1, max_size=3).map(
    lambda found: sum(found, Op({}))
)


def _product(found: list[Op]) -> Op:
    total = Op.scalar(1)
    for op in found:
        total = total * op
    return total


def test_derivatives_move_to_the_right() -> None:
    # d/dmu (mu f) = f + mu df/dmu, and d/dmu does not see mu*.
    assert d * mu == 1 + mu * d
    assert d_bar * bar == 1 + bar * d_bar
    assert commutator(d, bar) == 0
    assert commutator(e, mu) == 0
    # d^2 (mu^3 f) = 6 mu f + 6 mu^2 f' + mu^3 f''.
    assert d**2 * mu**3 == 6 * mu + 6 * mu**2 * d + mu**3 * d**2


@given(operators, operators, operators)
def test_composition_is_associative(a: Op, b: Op, c: Op) -> None:
    assert (a * b) * c == a * (b * c)


@given(operators, operators)
def test_transposition_turns_products_round_and_conjugation_does_not(a: Op, b: Op) -> None:
    assert transposed(a * b) == transposed(b) * transposed(a)
    assert transposed(transposed(a)) == a
    assert conjugated(a * b) == conjugated(a) * conjugated(b)
    assert conjugated(conjugated(a)) == a
    assert conjugated(transposed(a)) == transposed(conjugated(a))


def test_integration_by_parts_on_paper() -> None:
    # int f mu d/dmu g = -int (d/dmu)(mu f) g = -int (f + mu df/dmu) g; two derivatives keep the sign.
    assert transposed(mu * d) == -1 - mu * d
    assert transposed(d * d_bar) == d * d_bar
    assert transposed(F * d**3) == -F * d**3


def test_conjugation_on_paper() -> None:
    # conj(F mu df/dmu) = F* mu* d(conj f)/dmu*.
    assert conjugated(F * mu * d) == conj(F) * bar * d_bar
    assert conjugated(I * mu * bar) == -I * mu * bar


def test_a_hermitian_conjugate_is_refused() -> None:
    with pytest.raises(ModelError, match=r"conjugated\(\.\.\.\) or transposed\(\.\.\.\)"):
        _ = d.dag


@given(operators)
def test_on_polynomials_as_sympy_differentiates(op: Op) -> None:
    # Independent: SymPy differentiates mu^3 mu*^2 nu^2 nu* term by term; the canonical operator must give the same.
    x, y, u, v = sympy.symbols("x y u v")
    polynomial = mu**3 * bar**2 * nu**2 * nu_bar
    found = applied(op, polynomial)
    expected = _by_sympy(op, x**3 * y**2 * u**2 * v, (x, y, u, v))
    assert sympy.expand(_by_sympy(found, sympy.Integer(1), (x, y, u, v)) - expected) == 0


def _by_sympy(op: Op, function: sympy.Expr, letters: tuple[sympy.Symbol, ...]) -> sympy.Expr:
    total = sympy.Integer(0)
    for word, c in op:
        term = function
        for space, element in word:
            pair = letters[:2] if space == ONE else letters[2:]
            for letter, n in zip(pair, element[2:], strict=True):
                term = sympy.diff(term, letter, n)
        for space, element in word:
            pair = letters[:2] if space == ONE else letters[2:]
            for letter, n in zip(pair, element[:2], strict=True):
                term = term * letter**n
        total += c.sympy() * term
    return sympy.expand(total)


def test_parts_by_derivative() -> None:
    op = 3 * d + mu * bar * d + F * d * d_bar + bar
    assert [(degree(c), Op.scalar(1) * c) for _, c in by_derivative(op)] == [
        (1, bar),
        (2, 3 + mu * bar),
        (0, Op.scalar(F)),
    ]
    assert of_derivative_order(op, 2) == F * d * d_bar


def test_the_convention_of_wirtinger_derivatives() -> None:
    # mu = x + i y: d/dmu = (d/dx - i d/dy)/2. On f = exp(-|mu|^2)/pi, which integrates to one over dx dy, df/dmu is
    # -mu* f; a numerical integral of mu df/dmu gives -int |mu|^2 f = -1 = -int f, as integration by parts says.
    x = np.linspace(-6, 6, 241)
    z = x[:, None] + 1j * x[None, :]
    f = np.exp(-(abs(z) ** 2)) / pi
    dx, dy = np.gradient(f, x, x)
    step = (x[1] - x[0]) ** 2
    assert np.sum(f) * step == pytest.approx(1)
    assert np.allclose((dx - 1j * dy) / 2, -z.conj() * f, atol=1e-3)
    assert np.sum(z * (dx - 1j * dy) / 2) * step == pytest.approx(-1, abs=1e-3)


def test_printing() -> None:
    assert repr(mu**2 * bar * d) == "mu**2*conj(mu)*d(mu)"
    assert (mu * d_bar).latex() == r"\mu \partial_{\bar{\mu}}"
    assert (nu_bar * e**2).latex() == r"\bar{\nu}_{2} \partial_{\nu_{2}}^{2}"
