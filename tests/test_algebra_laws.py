"""The operator algebra obeys its laws on every kind of operator, and its matrices multiply as matrices do."""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations, product
from math import comb, factorial

import numpy as np
import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st

from derive.algebra.boson import boson
from derive.algebra.display import word_latex
from derive.algebra.levels import levels, two_level
from derive.algebra.operator import IDENTITY, Op, anticommutator, commutator
from derive.errors import DeriveError, ModelError
from derive.exact.scalar import constant
from derive.parameters import I, conj, exp, sqrt
from tests.evaluation import complex_at
from tests.operator_basis import KINDS, POINT, F, a, atom, b, kappa, low_states, matrix, operators, phi, r, s

every_kind = pytest.mark.parametrize("kind", KINDS)
LAWS = settings(max_examples=50, deadline=None)


# -- laws ---------------------------------------------------------------------------------------------------------


@every_kind
def test_products_are_associative_and_distributive(kind):
    @given(*[operators(kind)] * 3)
    @LAWS
    def law(A, B, C):
        assert (A * B) * C == A * (B * C)
        assert A * (B + C) == A * B + A * C
        assert (A + B) * C == A * C + B * C
        assert (A + B) + C == A + (B + C)

    law()


@every_kind
def test_sums_and_scalars(kind):
    @given(*[operators(kind)] * 2)
    @LAWS
    def law(A, B):
        assert A + B == B + A
        assert A - B == -(B - A)
        assert not A - A
        assert A * 0 == 0 * A == Op({}) == 0
        assert (F * A) * B == A * (F * B) == F * (A * B)
        assert A / 2 + A / 2 == A
        assert A**2 == A * A
        assert A**0 == 1
        assert A + 1 - 1 == A

    law()


@every_kind
def test_adjoint_reverses_products(kind):
    @given(*[operators(kind)] * 2)
    @LAWS
    def law(A, B):
        assert (A * B).dag == B.dag * A.dag
        assert (A + F * B).dag == A.dag + conj(F) * B.dag
        assert A.dag.dag == A
        assert (A + A.dag).is_hermitian
        assert (A * A.dag).is_hermitian

    law()


@every_kind
def test_commutators(kind):
    """Antisymmetry, Leibniz, Jacobi, and that skipping words without a common space loses nothing."""

    @given(*[operators(kind, terms=3)] * 3)
    @LAWS
    def law(A, B, C):
        assert commutator(A, B) == A * B - B * A
        assert anticommutator(A, B) == A * B + B * A
        assert commutator(A, B) == -commutator(B, A)
        assert commutator(A, B * C) == commutator(A, B) * C + B * commutator(A, C)
        jacobi = commutator(A, commutator(B, C)) + commutator(B, commutator(C, A)) + commutator(C, commutator(A, B))
        assert not jacobi
        assert commutator(A, B).dag == commutator(B.dag, A.dag)

    law()


@every_kind
def test_the_laws_are_not_vacuous(kind):
    """Guard: in every kind some operators do not commute, some nested commutators survive, some anticommute."""
    basis = KINDS[kind]
    pairs = [commutator(A, B) for A, B in product(basis, repeat=2)]
    assert sum(bool(c) for c in pairs) >= 10
    assert any(not c for c in pairs)
    assert any(bool(commutator(A, commutator(B, C))) for A, B, C in permutations(basis[:6], 3))
    assert any(not A.is_hermitian for A in basis)


@every_kind
def test_the_random_operators_are_not_vacuous(kind):
    """Guard: of random pairs many do not commute, and many are not Hermitian."""
    counts = {"pairs": 0, "non-commuting": 0, "not Hermitian": 0}

    @given(*[operators(kind)] * 2)
    @settings(max_examples=100, deadline=None, derandomize=True, database=None)
    def look(A, B):
        counts["pairs"] += 1
        counts["non-commuting"] += bool(commutator(A, B))
        counts["not Hermitian"] += not A.is_hermitian

    look()
    assert counts["non-commuting"] >= counts["pairs"] / 5
    assert counts["not Hermitian"] >= counts["pairs"] / 2


# -- canonical form -----------------------------------------------------------------------------------------------


def test_bosons_come_in_normal_order():
    assert commutator(a, a.dag) == 1
    assert a * a.dag == 1 + a.dag * a
    assert a**2 * a.dag**2 == a.dag**2 * a**2 + 4 * a.dag * a + 2
    assert not commutator(a, b)
    assert not commutator(a, b.dag)
    assert b * a == a * b
    assert commutator(a.dag * a, a) == -a
    assert commutator(a.dag * a, a.dag) == a.dag


@pytest.mark.parametrize(("n", "m"), [(1, 4), (3, 3), (4, 2), (5, 5)])
def test_normal_order_of_powers(n, m):
    """a^n a.dag^m = sum_k k! C(n,k) C(m,k) a.dag^(m-k) a^(n-k), and [a, f(a.dag)] = f'(a.dag)."""
    expected = sum((factorial(k) * comb(n, k) * comb(m, k) * a.dag ** (m - k) * a ** (n - k) for k in range(6)
                    if k <= min(n, m)), Op({}))  # fmt: skip
    assert a**n * a.dag**m == expected
    assert commutator(a, a.dag**m) == m * a.dag ** (m - 1)


def test_number_states_by_normal_order():
    """n = a.dag a: n**2 = a.dag**2 a**2 + n (Stirling numbers 1, 1), n**3 has 1, 3, 1."""
    n = a.dag * a
    assert n**2 == a.dag**2 * a**2 + n
    assert n**3 == a.dag**3 * a**3 + 3 * a.dag**2 * a**2 + n


def test_pauli_algebra():
    """sigma_i sigma_j = delta_ij + i eps_ijk sigma_k; sigma_z = +1 in the upper level."""
    for x, y, z in [(s.x, s.y, s.z), (s.y, s.z, s.x), (s.z, s.x, s.y)]:
        assert x * y == I * z
        assert y * x == -I * z
        assert x * x == 1
        assert anticommutator(x, y) == 0
    assert s.plus == (s.x + I * s.y) / 2
    assert s.minus == s.plus.dag
    assert s.minus**2 == 0
    assert commutator(s.z, s.plus) == 2 * s.plus
    assert commutator(s.plus, s.minus) == s.z
    assert s.minus * s.plus == 1 - s.plus * s.minus
    assert not commutator(s.x, r.y)


def test_transitions():
    """|j><k| |l><m| = delta_kl |j><m|, all nine of a three-level system; populations sum to 1."""
    for j, k, m, n in product("gef", repeat=4):
        assert atom(j, k) * atom(m, n) == (atom(j, n) if k == m else 0)
    assert sum((atom.population(j) for j in "gef"), Op({})) == 1
    assert atom("e", "g").dag == atom("g", "e")
    assert atom("e", 0) == atom("e", "g")


def test_levels_named_by_numbers_are_found_by_name():
    """Levels |1>, |2>, |3>: 1 is the level of that name, not the second one, and 0 is none of them."""
    ion = levels("ion", ("1", "2", "3"))
    assert ion(1, 2) == ion("1", "2")
    assert ion(1, 1) + ion(2, 2) + ion(3, 3) == 1
    assert ion(2, 2) != ion(3, 3)
    with pytest.raises(ModelError, match="a level must be one of 1, 2, 3, but got 0"):
        ion(0, 0)
    counted = levels("counted", 3)
    assert counted(0, 0) + counted(1, 1) + counted(2, 2) == 1


@pytest.mark.parametrize("wrong", ["h", 3, -1, None])
def test_unknown_levels_are_refused(wrong):
    with pytest.raises(ModelError, match="a level must be one of g, e, f"):
        atom("g", wrong)


@pytest.mark.parametrize("labels", [1, 0, ["g"], ["g", "g"]])
def test_levels_must_be_told_apart(labels):
    with pytest.raises(ModelError, match="at least two levels"):
        levels("x", labels)


def test_zero_terms_are_never_stored():
    assert (a - a).terms == {}
    assert (F * a - F * a + b).terms.keys() == b.terms.keys()
    assert (s.plus * s.plus).terms == {}
    assert (0 * a).terms == {}
    assert (a * a.dag - a.dag * a).terms == {IDENTITY: constant(1)}


def test_spaces_are_told_apart_by_name_and_kind():
    assert boson("a") == a
    assert boson("a_1") != boson("a_01")
    assert not commutator(boson("a_1"), boson("a_01").dag)
    assert commutator(boson("a"), a.dag) == 1
    assert two_level("a").minus != a
    assert (a * two_level("a").minus).spaces[0] != (a * two_level("a").minus).spaces[1]


def test_equality_and_hash():
    """An operator that is a number equals the number and is hashed like it."""
    assert a * a.dag - a.dag * a == 1
    assert len({commutator(a, a.dag), 1, constant(1)}) == 1
    assert Op.scalar(Fraction(1, 2)) == Fraction(1, 2)
    assert Op.scalar(kappa) == kappa
    assert len({a * b, b * a}) == 1
    assert a != b
    assert a not in ("a", None, True)


def test_order_and_spaces():
    assert (a.dag**2 * a * s.z + b).order == 4
    assert Op({}).order == 0
    assert [sp.name for sp in (s.z * b * a).spaces] == ["a", "b", "s"]


def test_names_sort_naturally():
    """c_2 comes before c_10 in products, sums and prints."""
    c2, c10 = boson("c_2 c_10")
    assert repr(c10 * c2) == "c_2*c_10"
    assert repr(c10 + c2) == "c_2 + c_10"


@pytest.mark.parametrize(
    ("op", "text"),
    [
        (a.dag**2 * a, "a.dag**2*a"),
        (1 - a, "1 - a"),
        (-(a.dag * a), "-a.dag*a"),
        ((kappa + 1) * a, "(kappa + 1)*a"),
        (Op({}), "0"),
        (Op.scalar(-kappa), "-kappa"),
        (s.minus - s.plus * s.minus, "-s.plus*s.minus + s.minus"),
        (atom("e", "g") / 2, "1/2*atom(e,g)"),
    ],
)
def test_plain_text(op, text):
    assert repr(op) == text


@pytest.mark.parametrize(
    ("op", "latex"),
    [
        (a.dag**2 * a, r"\hat{a}^{\dagger 2} \hat{a}"),
        (a.dag * a**3, r"\hat{a}^\dagger \hat{a}^{3}"),
        (Op.scalar(kappa), "1"),
    ],
)
def test_words_in_latex(op, latex):
    ((word, _),) = op
    assert word_latex(word) == latex


# -- refusals -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [0.5, 2.0, 1j, np.float64(2), np.array([1, 2])])
def test_inexact_coefficients_are_refused(number):
    for operation in (lambda: number * a, lambda: a * number, lambda: a + number, lambda: a / number):
        with pytest.raises(DeriveError, match="must be"):
            operation()


t = sympy.Symbol("t")


@pytest.mark.parametrize("function", [lambda t: t, np.cos, sympy.Function("F"), sympy.Function("F")(t), sympy.cos(t)])
def test_functions_of_time_are_refused(function):
    """A time-dependent coefficient makes no time-independent generator; the message names the way out."""
    for operation in (lambda: function * a, lambda: a * function, lambda: a + function):
        with pytest.raises(ModelError, match="a coefficient must be a constant") as caught:
            operation()
        assert "rotating frame" in caught.value.todo


@pytest.mark.parametrize("exponent", [-1, 0.5, Fraction(1, 2), kappa])
def test_powers_are_counted(exponent):
    with pytest.raises(ModelError, match="non-negative integer"):
        a**exponent


@pytest.mark.parametrize("names", ["", "2a", "a(t)", "a-b", 3])
def test_operator_names_are_identifiers(names):
    with pytest.raises(ModelError):
        boson(names)


# -- matrices -----------------------------------------------------------------------------------------------------


def test_generators_have_their_textbook_matrices():
    """a|n> = sqrt(n)|n-1>; sigma_z = diag(-1, 1) in the order g, e; |e><g| takes g to e."""
    lower = matrix(a, a.spaces, 5)
    assert lower[1, 2] == np.sqrt(2)
    np.testing.assert_allclose(matrix(s.z, s.z.spaces, 0), np.diag([-1, 1]))
    np.testing.assert_allclose(matrix(s.y, s.y.spaces, 0), [[0, 1j], [-1j, 0]])
    np.testing.assert_allclose(matrix(atom("e", "g"), atom("e", "g").spaces, 0)[:, 0], [0, 1, 0])
    np.testing.assert_allclose(matrix(atom("g", "g"), atom("e", "g").spaces, 0), np.diag([1, 0, 0]))


@every_kind
def test_matrices_of_products_are_products_of_matrices(kind):
    """Exact on states with few quanta: a product of orders p and q cannot carry them past low + p + q."""

    @given(*[operators(kind, terms=2)] * 2)
    @settings(max_examples=25, deadline=None)
    def law(A, B):
        spaces = (A + F * B).spaces or a.spaces
        spaces = tuple(sorted({*A.spaces, *B.spaces, *spaces}, key=lambda sp: sp.key))
        low, dimension = 2, 2 + A.order + B.order
        columns = low_states(spaces, dimension, low)
        MA, MB = matrix(A, spaces, dimension), matrix(B, spaces, dimension)
        np.testing.assert_allclose(matrix(A * B, spaces, dimension)[:, columns], (MA @ MB)[:, columns], atol=1e-10)
        np.testing.assert_allclose(matrix(A + B, spaces, dimension), MA + MB, atol=1e-12)
        np.testing.assert_allclose(matrix(A.dag, spaces, dimension), MA.conj().T, atol=1e-12)

    law()


def test_the_matrices_tell_operators_apart():
    """Guard: the matrices of basis operators are linearly independent where the operators are."""
    spaces = (*a.spaces, *b.spaces)
    columns = low_states(spaces, 7, 3)
    rows = np.array([matrix(op, spaces, 7)[:, columns].ravel() for op in KINDS["two bosons"]])
    assert np.linalg.matrix_rank(rows) == len(rows)


@given(st.integers(0, 3), st.integers(0, 3))
@LAWS
def test_coefficients_keep_their_values(m, n):
    """Coefficients multiply as numbers do: (F a)^m (e^{i phi} a)^n at a point."""
    word = ((a.spaces[0], (0, m + n)),) if m + n else IDENTITY
    value = ((F * a) ** m * (exp(I * phi) * sqrt(kappa) * a) ** n).coefficient(word)
    expected = POINT["F"] ** m * (POINT["phi"] * POINT["kappa"] ** 0.5) ** n
    assert complex_at(value, POINT) == pytest.approx(expected)
