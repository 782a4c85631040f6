r"""Sums with a condition on their indices, primed indices, integrals over all of R^d, and expressions with a name.

A condition like k > j is written out over the values that the indices are given; each expected sum is the list of
pairs on paper.
"""

from __future__ import annotations

import operator
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from derive.errors import LatexError
from derive.expr import ONE, ZERO, Call, Name, Number, Product, Quotient, Sum
from derive.reader.reader import Relation, read, read_expression
from derive.reader.table import Entry, Kind, Table

LEVELS = range(4)
TABLE = Table(
    [Entry(latex, latex) for latex in ("S", "x", "p'", r"\mathbf{R}")]
    + [Entry(f"a_{{{j}{k}}}", f"a_{j}_{k}") for j in LEVELS for k in LEVELS]
    + [Entry(f"b_{{{j}}}^{{{k},P}}", f"b_{j}_{k}") for j in LEVELS for k in LEVELS]
    + [Entry(rf"\langle {j}|T|{k}\rangle", f"T_{j}_{k}") for j in LEVELS for k in LEVELS]
    + [Entry(f"p_{j}", f"p_{j}") for j in LEVELS]
    + [Entry("f", "f", Kind.FUNCTION)]
)
THREE = {"j": (0, 1, 2), "k": (0, 1, 2), "l": (0, 1, 2)}


def right_side(latex, indices=THREE):
    """The keys of what stands on the right of the one statement that ``S = ...`` is."""
    (found,) = read(f"S = {latex}", TABLE, indices=indices)
    return shown(found.sides[1])


def shown(node):
    """A sum of names as the list of their keys, inner sums and products as lists within."""
    if isinstance(node, Name):
        return node.key
    if isinstance(node, Number):
        return int(node.value)
    assert isinstance(node, Sum | Product)
    return [shown(part) for part in (node.terms if isinstance(node, Sum) else node.factors)]


SUMS = [
    (r"\sum_{k>j} a_{jk}", ["a_0_1", "a_0_2", "a_1_2"]),
    (r"\sum_{j<k} a_{jk}", ["a_0_1", "a_0_2", "a_1_2"]),
    (r"\sum_{j \neq k} a_{jk}", ["a_0_1", "a_0_2", "a_1_0", "a_1_2", "a_2_0", "a_2_1"]),
    (r"\sum_{j \ne k} a_{jk}", ["a_0_1", "a_0_2", "a_1_0", "a_1_2", "a_2_0", "a_2_1"]),
    (r"\sum_{j \leq k} a_{jk}", ["a_0_0", "a_0_1", "a_0_2", "a_1_1", "a_1_2", "a_2_2"]),
    (r"\prod_{j<k} a_{jk}", ["a_0_1", "a_0_2", "a_1_2"]),
    (r"\sum_{j<k<l} x", "x"),
    # Inside a sum over j only k is left to sum over.
    (r"\sum_j \sum_{k>j} a_{jk}", [["a_0_1", "a_0_2"], "a_1_2", 0]),
    (r"\sum_{j=1}^2 \sum_{k \neq j} a_{jk}", [["a_1_0", "a_1_2"], ["a_2_0", "a_2_1"]]),
    # A bound letter may be bound again elsewhere; a letter as a factor is its value.
    (r"\sum_{k>j} a_{jk} + \sum_j p_j", [["a_0_1", "a_0_2", "a_1_2"], ["p_0", "p_1", "p_2"]]),
    (r"\sum_{k>j} k", [1, 2, 2]),
]


@pytest.mark.parametrize(("latex", "terms"), SUMS)
def test_a_sum_with_a_condition_has_the_terms_on_paper(latex, terms):
    assert right_side(latex) == terms


def test_values_of_the_indices_may_differ():
    assert right_side(r"\sum_{k>j} a_{jk}", {"j": (1, 3), "k": (0, 2)}) == "a_1_2"
    assert right_side(r"\sum_{k>j} a_{jk} + x", {"j": (3,), "k": (0, 2)}) == [0, "x"]


REFUSED = [
    # Free outside: a sum over pairs, or one over k at fixed j?
    (r"p_j = \sum_{k>j} a_{jk}", r"\sum", "bind its indices"),
    (r"p_j = \sum_{k \neq j} a_{jk}", r"\sum", "bind its indices"),
    (r"\sum_{k>j} a_{jk} = p_k", r"\sum", "bind its indices"),
    (r"S = p_j \sum_{k>j} a_{jk}", r"\sum", "bind its indices"),
    (r"S = \sum_{k>j} a_{jk} + j", r"\sum", "bind its indices"),
    # No values, or none that are whole numbers.
    (r"S = \sum_{k>n} a_{jk}", r"\sum", "known values"),
    (r"S = \sum_{q=A,B} \sum_{k>q} x", r"\sum_{k", "known values"),
    (r"S = \int dj \sum_{k>j} x", r"\sum", "known values"),
    # Nothing left to sum over, or the condition before its index.
    (r"S = \sum_{j,k} \sum_{k>j} a_{jk}", r"\sum_{k", "index to sum over"),
    (r"S = \sum_{k \neq j} \sum_j a_{jk}", r"\sum_j", "summed over once"),
    # Other conditions.
    (r"S = \sum_{k>0} p_k", r"\sum", "another condition"),
    (r"S = \sum_{k>k} p_k", r"\sum", "another condition"),
    (r"S = \sum_{j>k}^{2} a_{jk}", r"\sum", "another condition"),
    (r"S = \sum_{j,k \neq l} a_{jk}", r"\sum", "another condition"),
    (r"S = \sum_{j \approx k} a_{jk}", r"\sum", "another condition"),
    (r"S = \sum_{j >} a_{jk}", r"\sum", "another condition"),
    # A primed sum leaves out what its text says.
    (r"S = \sum'_{j,k} a_{jk}", r"\sum", "which only words explain"),
    (r"S = \sum_{j,k}^{\prime} a_{jk}", r"\sum", "which only words explain"),
]


@pytest.mark.parametrize(("latex", "under", "message"), REFUSED)
def test_a_sum_that_could_mean_another_is_refused(latex, under, message):
    with pytest.raises(LatexError, match=message) as refusal:
        read(latex, TABLE, indices=THREE)
    line, caret = refusal.value.pointer.split("\n")
    assert line[caret.index("^") :].startswith(under), refusal.value.pointer


def test_the_refused_ones_are_read_with_clear_indices():
    """Guard: it is the condition that is refused, and nothing else of the formula."""
    assert read(r"p_j = \sum_k a_{jk}", TABLE, indices=THREE)
    assert read(r"p_l = \sum_{k>j} a_{jk}", TABLE, indices=THREE)
    with pytest.raises(LatexError, match="known values"):
        read_expression(r"\sum_{k>j} a_{jk}", TABLE)


ORDERS = {"<": operator.lt, ">": operator.gt, r"\leq": operator.le, r"\ge": operator.ge, r"\neq": operator.ne}
RANGES = st.lists(st.sampled_from(list(LEVELS)), min_size=1, max_size=4, unique=True)


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(sorted(ORDERS)), RANGES, RANGES)
def test_the_terms_are_the_pairs_for_which_the_condition_is_true(sign, js, ks):
    (found,) = read(rf"S = \sum_{{j {sign} k}} a_{{jk}}", TABLE, indices={"j": tuple(js), "k": tuple(ks)})
    names = [Name(f"a_{j}_{k}", f"a_{{{j}{k}}}") for j, k in product(js, ks) if ORDERS[sign](j, k)]
    assert found.sides[1] == (ZERO if not names else names[0] if len(names) == 1 else Sum(tuple(names)))


@settings(max_examples=50, deadline=None)
@given(RANGES)
def test_all_pairs_are_those_before_those_behind_and_the_diagonal(values):
    """sum_{j,k} = sum_{j<k} + sum_{j>k} + sum_j with k = j, term by term."""
    indices = {"j": tuple(values), "k": tuple(values)}
    parts = [right_side(rf"\sum_{{j {sign} k}} a_{{jk}}", indices) for sign in "<>"]
    flat = [key for part in (*parts, right_side(r"\sum_j a_{jj}", indices)) for key in _flat(part)]
    assert sorted(flat) == sorted(_flat(right_side(r"\sum_{j,k} a_{jk}", indices)))


def _flat(found):
    return [key for part in found for key in _flat(part)] if isinstance(found, list) else [found] if found else []


# ------------------------------------------------------------------------------------------------ primed indices


def test_a_primed_index_is_another_than_the_letter_without_prime():
    indices = {"j": (0,), "j'": (1, 2)}
    assert right_side(r"\sum_{j'} a_{jj'}", indices) == ["a_0_1", "a_0_2"]
    assert right_side(r"\sum_{j'} b_j^{j',P}", indices) == ["b_0_1", "b_0_2"]
    assert right_side(r"\sum_{j' > j} a_{jj'}", {"j": (0, 1), "j'": (0, 1)}) == "a_0_1"
    # A prime on a letter that is an index without it makes another name, and here none of the table.
    with pytest.raises(LatexError, match="symbol table"):
        read("S = p_{j'}", TABLE, indices={"j": (0,)})


def test_a_free_primed_index_repeats_the_statement():
    found = read("S = a_{jj'}", TABLE, indices={"j": (0, 1), "j'": (1, 2)})
    assert [r.sides[1].key for r in found] == ["a_0_1", "a_0_2", "a_1_1", "a_1_2"]
    # It does so too where it stands in a superscript that is part of a name, alone.
    assert [r.sides[1].key for r in read("S = b_0^{j',P}", TABLE, indices={"j'": (1, 2)})] == ["b_0_1", "b_0_2"]


def test_kronecker_s_delta_of_primed_indices():
    found = read(r"S = \delta_{jj'}", TABLE, indices={"j": (0, 1), "j'": (0, 1)})
    assert [r.sides[1] for r in found] == [ONE, ZERO, ZERO, ONE]


def test_an_index_in_the_bracket_of_a_name_is_its_value():
    # tr T = <0|T|0> + <1|T|1>, and an element for each choice of free indices.
    assert right_side(r"\sum_j \langle j|T|j\rangle", {"j": (0, 1)}) == ["T_0_0", "T_1_1"]
    found = read(r"S = \langle j'|T|j\rangle", TABLE, indices={"j": (0, 1), "j'": (2,)})
    assert [r.sides[1].key for r in found] == ["T_2_0", "T_2_1"]


# ------------------------------------------------------------------------------------------------ all of R^d


def test_an_integral_over_the_line_is_one_without_limits():
    line = read(r"S = \int dp' f(p')", TABLE)
    for region in (
        r"\int_{\mathbb{R}} dp'",
        r"\int_{\mathbb R^d} d^d p'",
        r"\int_{\mathbb{R}^1} d^1p'",
        r"\int d^d p'",
    ):
        assert read(rf"S = {region} f(p')", TABLE, indices={"d": (1,)}) == line
    (found,) = read(r"S = \int_{\mathbb{R}^d} \frac{d^d p'}{x}", TABLE, indices={"d": (1,)})
    assert found.sides[1] == Call("integral", (Quotient(ONE, Name("x", "x")), Name("p'", "p'")))


@pytest.mark.parametrize(
    ("latex", "indices"),
    [
        (r"S = \int_{\mathbb{R}^d} d^d p' f(p')", {}),
        (r"S = \int_{\mathbb{R}^d} d^d p' f(p')", {"d": (3,)}),
        (r"S = \int_{\mathbb{R}} d^2 p' f(p')", {}),
        (r"S = \int_{\mathbb{R}^d} d^{d-1} p' f(p')", {"d": (1,)}),
        (r"S = \int_{\mathbb{R}^+} dp' f(p')", {}),
    ],
)
def test_an_integral_over_more_or_less_than_the_line_is_refused(latex, indices):
    with pytest.raises(LatexError, match="one real variable"):
        read(latex, TABLE, indices=indices)


def test_another_region_is_refused():
    for region in (r"\mathbf{R}", r"\mathbb{Z}", "x"):
        with pytest.raises(LatexError, match="two limits or none"):
            read(rf"S = \int_{{{region}}} dp' f(p')", TABLE)


# ------------------------------------------------------------------------------------------------ expressions alone


def test_an_expression_is_compared_with_what_it_stands_for():
    both = read(r"p_0 x, \quad p_1", TABLE, stands_for=("S", r"\frac{x}{S}"))
    assert both == read(r"S = p_0 x, \quad \frac{x}{S} = p_1", TABLE)
    assert read(r"p_j x", TABLE, indices={"j": (0, 1)}, stands_for=("S",)) == read(
        r"S = p_j x", TABLE, indices={"j": (0, 1)}
    )
    assert all(isinstance(r, Relation) and r.kind == "=" for r in both)


@pytest.mark.parametrize(
    ("latex", "heads", "message"),
    [
        ("S = p_0", ("x",), "one name for each"),
        (r"p_0, \quad p_1", ("x",), "one name for each"),
        ("p_0", ("x", "S"), "one name for each"),
        ("p_0", ("x = S",), "no relation"),
        ("p_0", ("x, S",), "stand alone"),
        ("p_0", ("zoo",), "symbol table"),
        ("p_0", ("",), "state something"),
    ],
)
def test_what_stands_for_expressions_must_be_one_expression_for_each(latex, heads, message):
    with pytest.raises(LatexError, match=message) as refusal:
        read(latex, TABLE, "claim 27", stands_for=heads)
    assert refusal.value.where.startswith("claim 27")
