r"""Signs as labels, I(0, +) and <p' + |T|p 0>, beside signs as operators.

A sign joins what stands on its two sides.  Where a comma, the bar of <f|H|i> or a closing bracket follows, there is
nothing to join: the sign then is a label, and the whole bracket must be a name of the symbol table.
"""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from derive.errors import LatexError
from derive.expr import Name, Power, Product, Quotient, Sum
from derive.reader.reader import read_expression
from derive.reader.table import Entry, Kind
from tests.test_reader import TABLE, N, X, Y, Z, call, minus, num, total

LABELLED = {
    "I(0, +)": "I_0_plus",
    "I(+, -)": "I_plus_minus",
    "[+, x]": "bracket",
    r"\langle x + |n|y 0 \rangle": "up",
    r"\langle y 0 |n|x + \rangle": "down",
    r"\langle + | - \rangle": "overlap",
    r"\langle 0, - | n | x, + \rangle": "comma",
    r"|+\rangle": "plus_state",
    r"|x -\rangle": "x_minus",
    r"|0, -\rangle": "pair",
}
LABELS = TABLE.with_entries(
    [*(Entry(latex, key) for latex, key in LABELLED.items()), Entry("I", "ratio", Kind.FUNCTION)]
)
NAMES = {key: Name(key, latex) for latex, key in LABELLED.items()}


@pytest.mark.parametrize("latex", LABELLED)
def test_a_bracket_with_a_sign_for_a_label_is_a_name(latex):
    assert read_expression(latex, LABELS) == NAMES[LABELLED[latex]]
    assert read_expression(latex.replace(" ", r"\,"), LABELS) == NAMES[LABELLED[latex]]
    assert read_expression(rf"x\left({latex}\right)^2", LABELS) == Product((X, Power(NAMES[LABELLED[latex]], num(2))))


FORMULAS = [
    # The paper's (30b) and (S40) in small: labels and operators side by side.
    ("x[1 - 1/I(0, +)]", Product((X, total(num(1), Product((num(-1), Quotient(num(1), NAMES["I_0_plus"]))))))),
    ("I(+,-) - I(x,-y)", total(NAMES["I_plus_minus"], minus(call("ratio", X, minus(Y))))),
    (
        r"\langle x + |n|y 0 \rangle - \langle y 0 |n|x + \rangle^*",
        total(NAMES["up"], minus(call("conj", NAMES["down"]))),
    ),
    (
        r"|\langle x + |n|y 0 \rangle|^2 - |\langle y 0|n|x + \rangle|^2",
        total(Power(call("abs", NAMES["up"]), num(2)), minus(Power(call("abs", NAMES["down"]), num(2)))),
    ),
    # Operators, each beside a bracket, a bar or a comma.
    ("f(+x)", call("f", X)),
    ("f(x, -y)", call("f", X, minus(Y))),
    ("f(-x, +y)", call("f", minus(X), Y)),
    (r"\langle x + |n| \rangle", call("expectation", total(X, call("abs", N)))),
    (r"\langle x + \left|n\right|y \rangle", call("expectation", total(X, Product((call("abs", N), Y))))),
    (r"\langle -x \rangle", call("expectation", minus(X))),
    ("[x, -y]", call("commutator", X, minus(Y))),
    ("|x| - |y|", total(call("abs", X), minus(call("abs", Y)))),
]  # fmt: skip


@pytest.mark.parametrize(("latex", "tree"), FORMULAS)
def test_labels_and_operators_are_told_apart(latex, tree):
    assert read_expression(latex, LABELS) == tree


REFUSED = [
    # No name of the table: the sign stands for nothing.
    ("I(-, +)", "-, +", "part of a name"),
    ("f(x, -)", "-)", "part of a name"),
    ("[x, +]", "+]", "part of a name"),
    (r"\langle x + \rangle", "+ ", "part of a name"),
    (r"|y +\rangle", "|y", "ket must be a name"),
    # Bra and ket, or the mean of a sum with a modulus: both fit, and neither is a name.
    (r"\langle x - |n|y \rangle", r"\langle", "register the whole bracket"),
    # Alone in round brackets, or behind a term there, a sign is damage and no label, whatever the table holds.
    ("x(-)", ")", "must stand here"),
    ("f(+)", ")", "must stand here"),
    ("f(x +)", ")", "must stand here"),
    ("f(x, y +)", ")", "must stand here"),
    ("x^{(-)}", ")", "must stand here"),
    (r"\frac{+}{x}", "}", "must stand here"),
    ("x + ", "", "must stand here"),
    ("|x +|", "|x", "partner"),
    ("+", "", "must stand here"),
]


@pytest.mark.parametrize(("latex", "under", "message"), REFUSED)
def test_a_sign_that_is_neither_is_refused_where_it_stands(latex, under, message):
    with pytest.raises(LatexError, match=message) as refusal:
        read_expression(latex, LABELS)
    line, caret = refusal.value.pointer.split("\n")
    assert line[caret.index("^") :].startswith(under), refusal.value.pointer


def test_a_sign_alone_is_no_name():
    for latex in ("+", "-", "x +", "x(+ -)"):
        with pytest.raises(LatexError, match="symbol table, entry"):
            read_expression("x", TABLE.with_entries([Entry(latex, "key")]))


OUTER = TABLE.with_entries([Entry(rf"|{k}\rangle\langle {k}|", f"site_{k}") for k in (1, 2)])


def test_a_ket_and_a_bra_are_one_name():
    # The projector of the text, |k><k|, and the sum over its sites.
    sites = [Name(f"site_{k}", rf"|{k}\rangle\langle {k}|") for k in (1, 2)]
    assert read_expression(r"\sum_{k=1}^2 x|k\rangle \langle k|", OUTER) == total(*(Product((X, s)) for s in sites))
    assert read_expression(r"(|1\rangle\langle 1|)^2 + x", OUTER) == total(Power(sites[0], num(2)), X)


@pytest.mark.parametrize(
    ("latex", "message"),
    [
        (r"|x\rangle\langle y|", "register"),
        (r"\langle 1|", "never closed"),
        (r"x\langle 1|", "never closed"),
        # More behind the bar: a bracket <1|x|1>, or two operators.
        (r"|1\rangle\langle 1|x|1\rangle", "register"),
        (r"|1\rangle\langle 1| + |2\rangle\langle 2|", "register"),
        (r"|1\rangle\langle 1|x", "never closed"),
    ],
)
def test_a_bra_that_is_part_of_no_name_is_refused(latex, message):
    with pytest.raises(LatexError, match=message):
        read_expression(latex, OUTER)


def test_a_star_before_a_number_is_a_product():
    # cos[2 pi (phi + j * 1)/3]: nothing is convolved with a number.
    assert read_expression("x + y * 2", TABLE) == total(X, Product((Y, num(2))))
    for latex in ("x * y", "x *", "* 2", "x * (2)"):
        with pytest.raises(LatexError):
            read_expression(latex, TABLE)


# ------------------------------------------------------------------------------------------------ laws

SIGNS = st.sampled_from(["+", "-"])
TERMS = st.sampled_from([("x", X), ("y", Y), ("n", N), (r"\left|z\right|", call("abs", Z))])


@st.composite
def sums(draw):
    """A signed sum of one to four terms and its tree; the plus before the first term may be printed."""
    signs = draw(st.lists(SIGNS, min_size=1, max_size=4))
    terms = [draw(TERMS) for _ in signs]
    latex = "".join(sign + term for sign, (term, _) in zip(signs, terms, strict=True))
    nodes = tuple(node if sign == "+" else minus(node) for sign, (_, node) in zip(signs, terms, strict=True))
    return latex, nodes[0] if len(nodes) == 1 else Sum(nodes)


@settings(max_examples=150, deadline=None)
@given(sums(), sums())
def test_an_operator_is_never_taken_for_a_label(first, second):
    """Whatever the table holds, a sign with a term behind it joins that term, next to any bracket or comma."""
    (a, left), (b, right) = first, second
    for table in (TABLE, LABELS):
        assert read_expression(f"f({a}, {b})", table) == call("f", left, right)
        assert read_expression(f"[{a}, {b}]", table) == call("commutator", left, right)
        assert read_expression(rf"\langle {a} \rangle", table) == call("expectation", left)
        assert read_expression(rf"\left|{a}\right|", table) == call("abs", left)


PLACES = st.sampled_from(["0", "1", "+", "-", "x", "x +", "x -"])


@settings(max_examples=150, deadline=None)
@given(PLACES, PLACES, PLACES, PLACES)
def test_two_brackets_are_one_name_only_if_they_print_alike(f, i, g, h):
    """A name of two states is found where it is printed, and no other pair of labels is taken for it."""
    table = TABLE.with_entries([Entry(rf"\langle {f} |n| {i} \rangle", "one")])
    assert read_expression(rf"\langle {f}|n|{i}\rangle", table).key == "one"
    if (f, i) != (g, h):
        with pytest.raises(LatexError):
            read_expression(rf"\langle {g}|n|{h}\rangle", table)


@settings(max_examples=150, deadline=None)
@given(sums(), SIGNS)
def test_a_lost_term_is_refused(printed, sign):
    """The text recognition dropped the last term: no formula is made of the rest."""
    latex, _ = printed
    for damaged in (f"({latex}{sign})", f"f(x, {latex}{sign})", rf"\langle {latex}{sign}\rangle", f"f({sign}, x)"):
        with pytest.raises(LatexError):
            read_expression(damaged, TABLE)
