"""Trees as text for terminals, and printed formulas made fit for the report."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from derive.emit.plain import plain
from derive.emit.printed import as_displayed, chained
from derive.expr import Call, Matrix, Name, Node, Number, Power, Product, Quotient, Sum, fold

a, b, c = (Name(key, key) for key in "abc")


def number(numerator: int, denominator: int = 1) -> Number:
    return Number(Fraction(numerator, denominator))


TREES: list[tuple[Node, str]] = [
    (Sum((a, Product((number(-1), b)))), "a - b"),
    (Sum((Product((number(-2), a)), number(3))), "-2*a + 3"),
    (Product((a, Sum((b, c)))), "a*(b + c)"),
    (Product((number(1, 2), a)), "a/2"),
    (Product((number(3, 2), a, b)), "3*a*b/2"),
    (Product((number(-1, 2), Sum((a, b)))), "-(a + b)/2"),
    (Product((a, Product((number(-1), b)))), "a*(-b)"),
    (Product((a, Quotient(b, c))), "a*(b/c)"),
    (Quotient(a, Product((b, c))), "a/(b*c)"),
    (Quotient(Quotient(a, b), c), "a/b/c"),
    (Quotient(Sum((a, b)), c), "(a + b)/c"),
    (Power(Sum((a, b)), number(2)), "(a + b)**2"),
    (Power(a, number(-1)), "a**(-1)"),
    (Power(a, number(1, 2)), "a**(1/2)"),
    (Power(Power(a, number(2)), number(3)), "(a**2)**3"),
    (Power(number(-1), number(2)), "(-1)**2"),
    (Call("sqrt", (Product((a, b)),)), "sqrt(a*b)"),
    (Sum((a, Sum((b, c)))), "a + (b + c)"),
    (Sum((a, Product((number(-1), Sum((b, c)))))), "a - (b + c)"),
]


@pytest.mark.parametrize(("tree", "text"), TREES, ids=[text for _, text in TREES])
def test_plain_text(tree, text):
    assert plain(tree) == text


def _grow(parts: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    several = st.lists(parts, min_size=2, max_size=3).map(tuple)
    return st.one_of(
        several.map(Sum),
        several.map(Product),
        st.builds(Quotient, parts, parts),
        st.builds(Power, parts, st.integers(1, 3).map(number)),
    )


LEAVES = st.one_of(
    st.sampled_from([a, b, c]), st.builds(number, st.integers(-4, 4), st.integers(1, 3)).filter(lambda n: n.value)
)


@given(st.recursive(LEAVES, _grow, max_leaves=8))
def test_the_text_means_what_the_tree_means(tree):
    """Read with Python's own precedence, the text has the value of the tree."""
    values = {"a": Fraction(2, 3), "b": Fraction(5, 7), "c": Fraction(-11, 13)}
    try:
        expected = fold(tree, values, {}, Fraction)
    except ZeroDivisionError:
        assume(False)
    # Integers of the text as fractions, so that its divisions are exact.
    exact = re.sub(r"(?<![\w.])(\d+)", r"F(\1)", plain(tree))
    assert eval(exact, {"F": Fraction}, values) == expected


def test_a_matrix_is_a_list_of_rows():
    assert plain(Matrix(((a, b), (number(0), c)))) == "[[a, b], [0, c]]"


DISPLAYED = [
    # as printed, as displayed
    ("n = N,", "n = N,"),
    (r"n = N \label{eq:1}\tag{3}", "n = N"),
    (r"$n = N$", "n = N"),
    (r"\begin{align} n &= N \\ m &= M \end{align}", r"\begin{aligned} n &= N \\ m &= M \end{aligned}"),
    (r"n = N \text{ and so on } m = M", r"n = N \text{ and so on } m = M"),
    # what would not compile by itself
    (r"the occupation \bar{n} is large", None),
    (r"n &= N", None),
    (r"n = \frac{N}{2", None),
    (r"n = \mystery{N}", None),
    (r"n = \left( N", None),
    (r"n = N^", None),
    (r"n_a_b = N", None),
    (r"n^{2}^3 = N", None),
    (r"n_{a_b_c} = N", None),
    (r"n'^2 = N", None),
    (r"n_{a_{b_c}}^{2^k} = N_1^2 N_1^3", r"n_{a_{b_c}}^{2^k} = N_1^2 N_1^3"),
    (r"\hat{c}_{\text{in},1}^\dagger\hat{c}_1 = \bar{N}_1", r"\hat{c}_{\text{in},1}^\dagger\hat{c}_1 = \bar{N}_1"),
    (r"50% of N", None),
    ("n = \u03ba", None),
    ("", None),
]


@pytest.mark.parametrize(("printed", "displayed"), DISPLAYED, ids=[p for p, _ in DISPLAYED])
def test_printed_formulas(printed, displayed):
    assert as_displayed(printed) == displayed


def test_relations_with_one_right_hand_side_are_one():
    under = (
        r"\kappa_1 = \kappa",
        r"\kappa_2 = \kappa",
        "the phase is minus phi of Eq. (1)",
        r"\Delta \to \infty",
        "F = 0",
    )
    assert chained(under) == (
        ["the phase is minus phi of Eq. (1)"],
        [r"\kappa_1 = \kappa_2 = \kappa", r"\Delta \to \infty", "F = 0"],
    )
