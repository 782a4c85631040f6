r"""Printed formulas: how a physicist writes them, broken where they are long, in documents that compile.

The printed strings below are written by hand, after the conventions of the papers (``\Im\{F e^{i\theta}\}^2``,
``|F|^2``, square brackets around round ones).
"""

from __future__ import annotations

import cmath
import re
import shutil
import subprocess
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from derive.emit.blocks import Equation, Math, Paragraph, Section, Table
from derive.emit.document import document, escaped
from derive.emit.latex import latex, latex_lines
from derive.emit.linebreak import broken, width
from derive.errors import DeriveError
from derive.expr import Call, Matrix, Name, Node, Number, Power, Product, Quotient, Sum, children, fold, negative
from derive.reader.reader import read_expression
from derive.reader.table import Entry, Kind
from derive.reader.table import Table as SymbolTable

F, G = Name("F", "F"), Name("G", "G")
I = Name("I", "i")  # noqa: E741 - the unit's own letter
N_1, N_2, N_3 = (Name(f"N_{k}", rf"\bar{{N}}_{k}") for k in (1, 2, 3))
KAPPA, DELTA, THETA, X = (Name(k, v) for k, v in [("kappa", r"\kappa"), ("D", r"\Delta"), ("t", r"\theta"), ("x", "x")])
STAR, LADDER = Name("n_0", "n^{(0)}"), Name("c_dag", r"\hat{c}^{\dagger}")


def number(value: int | str) -> Number:
    return Number(Fraction(value))


def total(*terms: Node) -> Sum:
    return Sum(terms)


def product(*factors: Node) -> Product:
    return Product(factors)


def call(function: str, *arguments: Node) -> Call:
    return Call(function, arguments)


Z = product(F, call("exp", product(I, THETA)))
RE, IM, SQUARE = call("re", Z), call("im", Z), Power(call("abs", F), number(2))


def occupation() -> Node:
    """A stationary occupation with a long numerator, of the form of (C1) in Barzanjeh et al."""
    top = total(
        product(number(2), SQUARE, total(N_1, N_2, N_3)),
        product(RE, DELTA, total(N_1, negative(N_3))),
        product(number(2), Power(IM, number(2)), N_3),
        product(number(2), IM, KAPPA, total(N_1, product(number(3), N_3))),
        product(total(product(number(4), Power(KAPPA, number(2))), Power(DELTA, number(2))), total(N_1, N_3)),
    )
    bottom = total(
        product(number(3), SQUARE),
        product(number(4), KAPPA, total(KAPPA, IM)),
        Power(IM, number(2)),
        Power(DELTA, number(2)),
    )
    return Quotient(top, product(number(2), bottom))


# ------------------------------------------------------------------------------------------------ as on paper

PRINTED = [
    (number("-1/2"), r"-\frac{1}{2}"),
    (product(number("1/2"), total(N_1, N_3)), r"\frac{1}{2} (\bar{N}_1 + \bar{N}_3)"),
    (total(KAPPA, negative(DELTA), number("-1/2")), r"\kappa - \Delta - \frac{1}{2}"),
    (total(KAPPA, negative(total(DELTA, N_1))), r"\kappa - (\Delta + \bar{N}_1)"),
    (negative(total(DELTA, KAPPA)), r"-(\Delta + \kappa)"),
    (SQUARE, "|F|^2"),
    (Power(IM, number(2)), r"\Im\{F e^{i \theta}\}^2"),
    (product(I, call("conj", F)), r"i F^{*}"),
    (call("conj", total(F, G)), "(F + G)^{*}"),
    (Power(call("conj", F), number(2)), "(F^{*})^2"),
    (Power(STAR, number(2)), "[n^{(0)}]^2"),
    (Power(N_1, number(10)), r"\bar{N}_1^{10}"),
    (Power(N_1, number("1/2")), r"\sqrt{\bar{N}_1}"),
    (Power(N_1, number("-3/2")), r"\bar{N}_1^{-3/2}"),
    (Power(total(N_1, number(1)), number(2)), r"(\bar{N}_1 + 1)^2"),
    (Power(Quotient(F, G), number(2)), r"\left(\frac{F}{G}\right)^2"),
    (product(KAPPA, total(N_1, product(X, total(G, F)))), r"\kappa [\bar{N}_1 + x (G + F)]"),
    (product(KAPPA, total(N_1, Quotient(F, G))), r"\kappa \left(\bar{N}_1 + \frac{F}{G}\right)"),
    (call("exp", Quotient(X, KAPPA)), r"\exp\left(\frac{x}{\kappa}\right)"),
    (call("cos", THETA), r"\cos(\theta)"),
    (Power(call("cos", THETA), number(2)), r"\cos^2(\theta)"),
    (Power(call("cos", THETA), number(-1)), r"[\cos(\theta)]^{-1}"),
    (Matrix(((KAPPA, negative(F)), (number(0), G))), r"\begin{pmatrix} \kappa & -F \\ 0 & G \end{pmatrix}"),
    (call("expectation", product(LADDER, X)), r"\langle \hat{c}^{\dagger} x \rangle"),
    (call("time_derivative", call("expectation", X)), r"\frac{d}{dt} \langle x \rangle"),
    (call("time_derivative", total(X, G)), r"\frac{d}{dt} (x + G)"),
    (call("commutator", X, LADDER), r"[x, \hat{c}^{\dagger}]"),
    (call("anticommutator", X, G), r"\{x, G\}"),
    (call("adjoint", X), r"x^{\dagger}"),
    (call("trace", product(X, G)), r"\mathrm{Tr}\{x G\}"),
]


@pytest.mark.parametrize(("node", "text"), PRINTED)
def test_formulas_are_printed_as_on_paper(node, text):
    assert latex(node) == text


MISREAD = [
    # Two numbers side by side would be a mixed or a longer number.
    (product(number(2), Power(number(3), X)), r"2 \cdot 3^x"),
    (product(number(2), number("1/2"), X), r"2 \cdot \frac{1}{2} x"),
    (product(number(2), Quotient(number(1), X)), r"2 \cdot \frac{1}{x}"),
    (product(X, number(-2)), r"x \cdot (-2)"),
    # A change of N_1 is not Delta times N_1.
    (product(DELTA, N_1), r"\Delta \cdot \bar{N}_1"),
    # |F| x |G| could be the modulus of F |x| G.
    (product(call("abs", F), X, call("abs", G)), r"\left|F\right| x |G|"),
    (call("abs", total(F, G)), r"\left|F + G\right|"),
    # A derivative would reach over what follows.
    (product(call("time_derivative", X), G), r"\left(\frac{d}{dt} x\right) G"),
    (product(G, call("time_derivative", X)), r"G \frac{d}{dt} x"),
    # A sign must not follow a sign.
    (negative(product(number(1), product(number(-2), X))), r"-(-2 x)"),
    (total(G, product(product(number(-1), X), F)), "G - x F"),
]


@pytest.mark.parametrize(("node", "text"), MISREAD)
def test_what_would_be_misread_is_kept_apart(node, text):
    assert latex(node) == text


def test_the_closed_form_reads_like_the_paper():
    assert latex(occupation()) == (
        r"\frac{2 |F|^2 (\bar{N}_1 + \bar{N}_2 + \bar{N}_3) + \Re\{F e^{i \theta}\} \Delta (\bar{N}_1 - \bar{N}_3)"
        r" + 2 \Im\{F e^{i \theta}\}^2 \bar{N}_3 + 2 \Im\{F e^{i \theta}\} \kappa (\bar{N}_1 + 3 \bar{N}_3)"
        r" + (4 \kappa^2 + \Delta^2) (\bar{N}_1 + \bar{N}_3)}"
        r"{2 [3 |F|^2 + 4 \kappa (\kappa + \Im\{F e^{i \theta}\}) + \Im\{F e^{i \theta}\}^2 + \Delta^2]}"
    )


def test_a_function_without_a_printed_form_is_refused():
    with pytest.raises(DeriveError, match="zeta"):
        latex(call("zeta", X))


LEAVES = st.sampled_from((F, G, N_1, KAPPA, DELTA, THETA, STAR, LADDER, I)) | st.builds(
    lambda p, q: Number(Fraction(p, q)), st.integers(-3, 12), st.integers(1, 3)
)
ONE_ARGUMENT = (
    "re", "im", "conj", "abs", "sqrt", "exp", "sin", "tanh", "log", "arg", "adjoint", "transpose", "trace",
    "expectation", "time_derivative",
)  # fmt: skip


def _larger(parts: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    several = st.lists(parts, min_size=2, max_size=4).map(tuple)
    return st.one_of(
        several.map(Sum),
        several.map(Product),
        st.builds(Quotient, parts, parts),
        st.builds(Power, parts, parts),
        st.builds(lambda f, a: Call(f, (a,)), st.sampled_from(ONE_ARGUMENT), parts),
        st.builds(lambda f, a, b: Call(f, (a, b)), st.sampled_from(("commutator", "anticommutator")), parts, parts),
        st.builds(lambda a, b: Matrix(((a, b), (b, a))), parts, parts),
    )


TREES = st.recursive(LEAVES, _larger, max_leaves=20)


@settings(max_examples=150, deadline=None)
@given(TREES)
def test_brackets_balance_and_no_script_is_doubled(node):
    text = latex(node)
    for opening, closing in ((r"(?<!\\)\{", r"(?<!\\)\}"), (r"\\left", r"\\right"), (r"\\begin", r"\\end")):
        assert len(re.findall(opening, text)) == len(re.findall(closing, text))
    assert not re.search(r"\^(\w|\{[^{}]*\})\^", text) and "--" not in text.replace(" ", "") and "+-" not in text


# ------------------------------------------------------------------------------------------------ read back

NAMES = (F, G, N_1, KAPPA, THETA, STAR, X)
TABLE = SymbolTable(Entry(name.latex, name.key) for name in NAMES)
POINT = {"F": 0.7 - 0.4j, "G": -0.3 + 1.1j, "N_1": 1.3, "kappa": 0.6, "t": 2.1, "n_0": 0.9, "x": -0.8, "I": 1j}
VALUES = {
    "re": lambda z: complex(z.real), "im": lambda z: complex(z.imag), "conj": lambda z: z.conjugate(),
    "abs": lambda z: complex(abs(z)), "arg": lambda z: complex(cmath.phase(z)), "sqrt": cmath.sqrt, "exp": cmath.exp,
    "log": cmath.log, "sin": cmath.sin, "cos": cmath.cos, "tanh": cmath.tanh,
}  # fmt: skip
SCALARS = st.recursive(
    st.sampled_from((*NAMES, I))
    | st.builds(lambda p, q: Number(Fraction(p, q)), st.integers(-3, 12), st.integers(1, 3)),
    lambda parts: st.one_of(
        st.lists(parts, min_size=2, max_size=4).map(lambda t: Sum(tuple(t))),
        st.lists(parts, min_size=2, max_size=4).map(lambda t: Product(tuple(t))),
        st.builds(Quotient, parts, parts),
        st.builds(Power, parts, st.sampled_from([number(q) for q in (2, 3, 12, -1, "1/2", "-3/2", "1/3")])),
        st.builds(lambda f, a: Call(f, (a,)), st.sampled_from(sorted(VALUES)), parts),
    ),
    max_leaves=14,
)


def value(node: Node, shift: complex = 0) -> complex:
    names = {k: complex(v) * (1 if k == "I" else 1 + shift) for k, v in POINT.items()}
    return complex(fold(node, names, VALUES, lambda q: complex(float(q))))


@settings(max_examples=300, deadline=None)
@given(SCALARS)
def test_what_is_printed_reads_back_as_the_same_formula(node):
    again = read_expression(latex(node), TABLE)
    try:
        wanted, *near = (value(node, shift) for shift in (0, 1e-8, 1e-8j, -1e-8j))
    except (ArithmeticError, ValueError):
        return
    if all(cmath.isclose(wanted, v, rel_tol=1e-4, abs_tol=1e-4) for v in near) and not _touches_a_cut(node):
        assert cmath.isclose(value(again), wanted, rel_tol=1e-6, abs_tol=1e-6)


def _touches_a_cut(node: Node) -> bool:
    """A root, logarithm or argument of a negative number: which side of the cut is a matter of rounding."""
    roots = isinstance(node, Power) and isinstance(node.exponent, Number) and node.exponent.value.denominator > 1
    if roots or (isinstance(node, Call) and node.function in {"sqrt", "log", "arg"}):
        inside = value(children(node)[0])
        if inside.real <= 0 and abs(inside.imag) < 1e-9 * max(1.0, abs(inside)):
            return True
    return any(map(_touches_a_cut, children(node)))


OPERATORS = (Name("a", r"\hat{a}"), Name("b", r"\hat{b}_1"), Name("rho", r"\rho"))
OPERATOR_TABLE = SymbolTable([*(Entry(n.latex, n.key, Kind.OPERATOR) for n in OPERATORS), Entry(KAPPA.latex, "kappa")])
MATRICES = {
    "a": np.array([[1, 2j], [0.5, -1]]), "b": np.array([[0, 1], [1j, 3]]), "rho": np.array([[2, 1], [1, -1j]]),
    "kappa": 0.7, "I": 1j,
}  # fmt: skip


class Square(np.ndarray):
    """A matrix whose product is the matrix product."""

    def __mul__(self, other):
        return self @ other if np.ndim(other) else np.multiply(self, other)

    def __rmul__(self, other):
        return np.multiply(self, other)


OPERATOR_TREES = st.recursive(
    st.sampled_from(OPERATORS),
    lambda parts: st.one_of(
        st.lists(parts, min_size=2, max_size=3).map(lambda t: Sum(tuple(t))),
        st.lists(parts, min_size=2, max_size=3).map(lambda t: Product((number("-1/2"), I, KAPPA, *t))),
        st.builds(lambda a: Call("adjoint", (a,)), parts),
        st.builds(lambda f, a, b: Call(f, (a, b)), st.sampled_from(("commutator", "anticommutator")), parts, parts),
    ),
    max_leaves=8,
)


@settings(max_examples=100, deadline=None)
@given(OPERATOR_TREES)
def test_operators_read_back_in_their_order(node):
    functions = {
        "adjoint": lambda m: m.conj().T,
        "commutator": lambda m, n: m * n - n * m,
        "anticommutator": lambda m, n: m * n + n * m,
    }
    names = {k: np.array(v, complex).view(Square) if np.ndim(v) else v for k, v in MATRICES.items()}
    got, wanted = (fold(tree, names, functions, float) for tree in (read_expression(latex(node), OPERATOR_TABLE), node))
    np.testing.assert_allclose(got, wanted, rtol=1e-9, atol=1e-9)


@pytest.mark.parametrize(
    "node",
    [
        call("expectation", product(OPERATORS[0], OPERATORS[1])),
        call("time_derivative", call("expectation", OPERATORS[0])),
        call("derivative", product(KAPPA, KAPPA), KAPPA),
        call("trace", product(OPERATORS[0], OPERATORS[2])),
        call("transpose", OPERATORS[0]),
        Matrix(((KAPPA, negative(KAPPA)), (number(0), I))),
    ],
)
def test_physics_reads_back_as_the_same_tree(node):
    assert latex(read_expression(latex(node), OPERATOR_TABLE)) == latex(node)


# ------------------------------------------------------------------------------------------------ broken lines


def test_a_short_formula_stays_on_its_line():
    assert latex_lines(SQUARE, 40) == ["|F|^2"]


def test_a_sum_is_broken_before_its_signs():
    lines = latex_lines(total(*[product(number(k), N_1, total(N_2, negative(N_3))) for k in range(2, 10)]), 25)
    assert len(lines) > 1 and all(width(line) <= 25 for line in lines)
    assert all(line.startswith("+ ") for line in lines[1:])
    assert " ".join(lines) == latex(total(*[product(number(k), N_1, total(N_2, negative(N_3))) for k in range(2, 10)]))


def test_a_bracket_that_goes_on_is_sized_by_hand():
    # \left( cannot be closed on another line.
    long = total(Quotient(F, G), *[product(number(k), N_1) for k in range(2, 30)])
    lines = latex_lines(product(KAPPA, long, G), 30)
    assert lines[0].startswith(r"\kappa \bigl(\frac{F}{G}") and lines[-1].endswith(r"\bigr) G")
    assert not any(r"\left" in line for line in lines)


def test_a_long_numerator_is_stacked_above_its_bar():
    (line,) = latex_lines(occupation(), 30)
    assert line.startswith(r"\frac{\begin{aligned} & 2 |F|^2") and line.count(r"\begin{aligned}") == 1


def test_a_left_hand_side_is_not_left_alone():
    lines = broken(r"\bar{n}_1 = " + latex(occupation()), 40)
    assert len(lines) == 1 and lines[0].startswith(r"\bar{n}_1 = \frac{\begin{aligned}")


def test_a_product_is_broken_behind_brackets_and_never_before_an_argument():
    factors = [total(N_1, product(number(k), N_2)) for k in range(2, 16)]
    lines = latex_lines(product(*factors), 30)
    assert len(lines) > 1 and all(line.startswith(r"\times (") for line in lines[1:])
    applied = " ".join(broken(r"\mathcal{D}[\rho] f(x) " * 12, 20))
    assert set(re.findall(r"(\S)\s*\\times\s*(\S)", applied)) <= {("]", "f"), (")", "\\")}


@settings(max_examples=150, deadline=None)
@given(TREES, st.sampled_from((3.0, 8.0, 20.0, 40.0)))
def test_breaking_changes_only_the_layout(node, limit):
    def bare(text: str) -> str:
        text = re.sub(r"\\begin\{aligned\}\s*&|\\end\{aligned\}|\\(left|right|bigl|bigr)|\\times", "", text)
        return re.sub(r"\\\\\s*&|\s", "", text)

    # Matrices have line ends of their own, which stay.
    assert bare(" ".join(latex_lines(node, limit))) == bare(latex(node))


@pytest.mark.parametrize(
    "text", ["", "{", "x_{", "(a", "]", r"\left( x", r"\frac{1}", r"\begin{pmatrix} 1", "}{", "^", "^2 x", "\\"]
)
def test_formulas_that_are_not_well_formed_come_back_as_they_are(text):
    assert broken(text, 0.1) == [text.strip()] or "".join(broken(text, 0.1)).replace(" ", "") == text.replace(" ", "")


# --------------------------------------------------------------------------------------------------- documents

ODD = (
    "100 % of {C1_a} & #2 ~ x^2 $5 \\input{x} <a|b> [c] `q' -- /a_very/long_path/to_a_file "
    "\u03ba \u03a9 \u017e \xdf \xe9 \u2192 \u221e \u6f22"
)


def test_plain_text_is_escaped():
    assert escaped("a_1 & 5 %") == r"a\_\allowbreak{}1 \& 5 \%"
    assert escaped(r"\input{x}") == r"\textbackslash{}input\{x\}"
    assert escaped("\u03ba, \u03a9, \u039a, \xe9, \u6f22") == r"$\kappa$, $\Omega$, $\mathrm{K}$, \'{e}, {[}U+6F22{]}"
    assert escaped("a--b") == "a-{}-{}b"
    assert escaped(ODD).isascii()


def article() -> str:
    """A realistic document: symbols, long equations, a table of several pages with formulas in it."""
    c1, line = r"\bar{n}_1 = " + latex(occupation()), latex(total(*[Power(N_1, number(k)) for k in range(60)]))
    rate = product(number("1/2"), total(*[product(number(k), KAPPA, N_1) for k in range(2, 6)]))
    diagonal = tuple(tuple(rate if i == j else number(0) for j in range(4)) for i in range(4))
    unbreakable = "".join(rf"x_{{{k}}}" for k in range(99))
    verdicts = [(f"C{k}", "holds", "by canonical form over the field of the parameters", Math(c1)) for k in range(12)]
    verdicts += [(f"C{k}", "undecided", ODD, Math(r"\frac{1}{2}")) for k in range(30)]
    return document(
        ODD,
        (
            Section(
                "Symbols", (Table(("Operator", "Occupation"), (("kappa_1", Math(r"\kappa_1")), (ODD, Math("x")))),)
            ),
            Section(
                "Equations " + ODD,
                (
                    Paragraph(ODD + "\n\n" + ODD),
                    Equation(c1, tag="C1", label="eq:C1"),
                    Equation("y = " + line),
                    Equation("z = " + unbreakable, tag="Z"),
                    Equation(("a &= b".replace("&", ""), "+ c")),
                    Equation(latex(Matrix(((KAPPA, F), (G, number("1/2")))))),
                    Equation("N = " + latex(Matrix(diagonal))),
                ),
            ),
            Section("Narrow", (Table(("Operator", "Occupation", "Squeezing"), (("a", "1", "0"),)),)),
            Section("Verdicts", (Table(("Tag", "Verdict", "Evidence", "Derived"), tuple(verdicts)),)),
        ),
    )


def test_documents_are_marked_and_the_same_every_time():
    assert article() == article()
    assert article().startswith("% Written by ratesmith") and r"\date{}" in article()


def test_a_row_of_the_wrong_length_is_refused():
    with pytest.raises(DeriveError, match="2 cells"):
        document("t", (Section("s", (Table(("a", "b"), (("1",),)),)),))


def typeset(text: str, folder: Path) -> str:
    """The log of pdflatex; fails where TeX stops."""
    if shutil.which("pdflatex") is None:
        pytest.skip("no pdflatex on this machine: documents are not typeset")
    (folder / "document.tex").write_text(text, encoding="utf-8")
    command = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "document.tex"]
    run = subprocess.run(command, cwd=folder, capture_output=True, text=True, errors="replace", timeout=120)
    assert run.returncode == 0, run.stdout[-2000:]
    return (folder / "document.log").read_text(encoding="utf-8", errors="replace")


def test_documents_compile_and_nothing_runs_off_the_page(tmp_path):
    log = typeset(article(), tmp_path)
    overfull = [float(size) for size in re.findall(r"Overfull \\hbox \(([\d.]+)pt", log)]
    assert "Missing character" not in log and max(overfull, default=0.0) < 1.0


def test_only_base_packages_are_used():
    packages = set(",".join(re.findall(r"\\usepackage(?:\[.*?\])?\{(.*?)\}", article())).split(","))
    # All of them are in Debian's texlive-latex-base and what it depends on.
    assert packages == {"amsmath", "amssymb", "array", "graphicx", "longtable", "geometry"}


def test_whatever_the_printer_prints_compiles(tmp_path):
    nodes = [node for node, _ in PRINTED + MISREAD]
    nested = [Product((a, Power(b, a), Call("conj", (b,)))) for a, b in pairwise(nodes)]
    blocks = [Equation(latex(node)) for node in nodes + nested]
    blocks += [Equation(tuple(latex_lines(node, 4))) for node in nodes + nested]
    assert len(blocks) > 120
    typeset(document("Formulas", (Section("All", tuple(blocks)),)), tmp_path)


X, Y, ZERO = Name("x", "x"), Name("y", "y"), Number(Fraction(0))


@pytest.mark.parametrize(
    ("node", "printed"),
    [
        (Call("integral", (X, Y, ZERO, X)), r"\int_{0}^{x} dy \, x"),
        (Call("integral", (Sum((X, Y)), Y)), r"\int dy \, (x + y)"),
        (Call("limit", (X, Y, ZERO)), r"\lim_{y \to 0} x"),
        (Call("sum", (X, Y)), r"\sum_{y} x"),
        (Product((Call("sum", (X, Y)), X)), r"\left(\sum_{y} x\right) x"),
    ],
)
def test_functions_that_bind_a_variable(node: Node, printed: str) -> None:
    """Their sign reaches over all factors that follow: as a factor they stand in brackets."""
    assert latex(node).replace(r"\left(", "(").replace(r"\right)", ")") == printed.replace(r"\left(", "(").replace(
        r"\right)", ")"
    )
