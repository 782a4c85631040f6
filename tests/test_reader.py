r"""The LaTeX reader: what a printed formula means.

Expected trees are written out by hand from the printed formula.
"""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from derive.errors import LatexError
from derive.expr import Call, Matrix, Name, Number, Power, Product, Quotient, Sum, negative
from derive.reader.reader import Relation, read, read_expression
from derive.reader.table import Entry, Kind, Table

SCALARS = {
    "x": "x", "y": "y", "z": "z", "n": "n", "t": "t", "F": "F", r"\phi": "phi", r"\theta": "theta", r"\omega": "omega",
    r"\kappa": "kappa", r"\Delta": "Delta", r"\gamma_1": "gamma_1", r"\gamma_2": "gamma_2", r"\omega_1": "omega_1",
    r"\omega_2": "omega_2", r"\bar{N}_1": "N_1", r"\bar{N}_2": "N_2", r"\bar{N}_3": "N_3", r"\bar{n}_1": "n_1",
    r"\bar{n}_2": "n_2", r"\bar{n}_2^{(\Delta=0)}": "n_2_resonant", r"\Delta n_1": "change_1",
    r"\langle n_A \rangle": "n_A", r"\omega_{d,1}": "omega_d_1", r"\omega_{d,2}": "omega_d_2",
}  # fmt: skip
OPERATORS = {
    r"\hat{c}_1": "c_1", r"\hat{c}_2": "c_2", r"\hat{c}_{\text{in},1}": "c_in_1", r"\hat{c}_{\text{in},2}": "c_in_2",
    r"\rho": "rho", r"\delta\hat{a}_1": "da_1",
}  # fmt: skip
FUNCTIONS = {"f": "f", r"\mathcal{D}": "D", r"\chi_m": "chi_m"}
TABLE = Table(
    [Entry(latex, key) for latex, key in SCALARS.items()]
    + [Entry(latex, key, Kind.OPERATOR) for latex, key in OPERATORS.items()]
    + [Entry(latex, key, Kind.FUNCTION) for latex, key in FUNCTIONS.items()]
    + [Entry(latex, latex, Kind.MATRIX) for latex in "AV"]
)
NAMES = {key: Name(key, latex) for latex, key in {**SCALARS, **OPERATORS, "A": "A", "V": "V"}.items()}
I = Name("I", "i")  # noqa: E741 - the unit's own letter
HBAR, PI, INFINITY = Name("hbar", r"\hbar"), Name("pi", r"\pi"), Name("infinity", r"\infty")
X, Y, Z, N, T, F, KAPPA, DELTA = (NAMES[k] for k in ("x", "y", "z", "n", "t", "F", "kappa", "Delta"))
C_1, C_2, RHO, A, V = (NAMES[k] for k in ("c_1", "c_2", "rho", "A", "V"))


def num(value: int | str) -> Number:
    return Number(Fraction(value))


def total(*terms):
    return Sum(terms)


def product(*factors):
    return Product(factors)


def call(function, *arguments):
    return Call(function, arguments)


def minus(*factors):
    return Product((num(-1), *factors))


# ------------------------------------------------------------------------------------------------ single expressions

EXPRESSIONS = [
    # numbers: decimals are exact
    ("12", num(12)),
    ("0.25", num("1/4")),
    ("-3", num(-3)),
    (r"\frac{1}{2}", num("1/2")),
    (r"\frac12", num("1/2")),
    (r"10^{-3}", Power(num(10), num(-3))),
    (r"1.5 \times 10^2", product(num("3/2"), Power(num(10), num(2)))),
    # names: accents, scripts and spaces belong to the spelling, not to the meaning
    (r"\bar N_1", NAMES["N_1"]),
    (r"\bar{N}_{1}", NAMES["N_1"]),
    (r"{\bar{N}}_1", NAMES["N_1"]),
    (r"\hat c_{in,1}", NAMES["c_in_1"]),
    (r"\hat{c}_{\mathrm{in}, 1}", NAMES["c_in_1"]),
    (r"\hat{c}_{{\rm in},1}", NAMES["c_in_1"]),
    (r"\langle n_A\rangle", NAMES["n_A"]),
    # a registered superscript is part of the name; any other is a power
    (r"\bar{n}_2^{(\Delta=0)}", NAMES["n_2_resonant"]),
    (r"\bar{n}_2^2", Power(NAMES["n_2"], num(2))),
    (r"\bar{n}^2_2", Power(NAMES["n_2"], num(2))),
    # juxtaposition; several items that are one name together
    ("xy", product(X, Y)),
    ("nF", product(N, F)),
    (r"2i\kappa", product(num(2), I, KAPPA)),
    (r"\Delta n_1", NAMES["change_1"]),
    (r"\Delta n", product(DELTA, N)),
    (r"\delta\hat{a}_1^\dagger", call("adjoint", NAMES["da_1"])),
    # signs
    ("x - y", total(X, minus(Y))),
    ("-2x", product(num(-2), X)),
    ("-(x + y)", minus(total(X, Y))),
    ("+x", X),
    # products by the kind of the symbol
    ("n(n+1)", product(N, total(N, num(1)))),
    ("f(n+1)", call("f", total(N, num(1)))),
    ("f[x, y]", call("f", X, Y)),
    (r"\hat{c}_1(n+1)", product(C_1, total(N, num(1)))),
    (r"x \cdot y \times z", product(X, Y, Z)),
    # the order of factors is the order printed
    (r"\hat{c}_2\hat{c}_1^\dagger\hat{c}_1", product(C_2, call("adjoint", C_1), C_1)),
    # fractions, roots, powers
    (r"\frac{x}{y+z}", Quotient(X, total(Y, Z))),
    (r"xy/z", Quotient(product(X, Y), Z)),
    (r"x/(yz)", Quotient(X, product(Y, Z))),
    (r"x/{yz}", Quotient(X, product(Y, Z))),
    (r"x/y^2", Quotient(X, Power(Y, num(2)))),
    (r"\frac{x}{y}/z", Quotient(Quotient(X, Y), Z)),
    (r"\sqrt{x}", call("sqrt", X)),
    (r"\sqrt[3]{x}", Power(X, num("1/3"))),
    (r"\sqrt x y", product(call("sqrt", X), Y)),
    (r"x^{1/2}", Power(X, num("1/2"))),
    (r"[x + y]^{-1/2}", Power(total(X, Y), num("-1/2"))),
    (r"x^{y^2}", Power(X, Power(Y, num(2)))),
    # conjugate, adjoint, transpose
    ("F^*", call("conj", F)),
    (r"F^{*}y", product(call("conj", F), Y)),
    (r"F^{\ast 2}", Power(call("conj", F), num(2))),
    ("A^T", call("transpose", A)),
    (r"(AV)^{\mathsf{T}}", call("transpose", product(A, V))),
    (r"V^\top", call("transpose", V)),
    # moduli, mean values, commutators, grouping
    ("|F|^2", Power(call("abs", F), num(2))),
    (r"\left|x - |F|\right|", call("abs", total(X, minus(call("abs", F))))),
    ("|x| - y|z|", total(call("abs", X), minus(Y, call("abs", Z)))),
    (r"|x||y|", product(call("abs", X), call("abs", Y))),
    (r"\langle \hat{c}_1^\dagger \hat{c}_1 \rangle", call("expectation", product(call("adjoint", C_1), C_1))),
    (r"\left[\hat{c}_1, \rho\right]", call("commutator", C_1, RHO)),
    (r"\bigl\{\rho, \hat{c}_1\bigr\}", call("anticommutator", RHO, C_1)),
    (r"2[x + \{y + z\}]", product(num(2), total(X, total(Y, Z)))),
    # functions; a superscript acts on the value
    (r"e^{i\phi}", call("exp", product(I, NAMES["phi"]))),
    (r"\exp[-x]", call("exp", minus(X))),
    (r"\mathrm{e}^{x}", call("exp", X)),
    (r"\Re\{F\}\Delta", product(call("re", F), DELTA)),
    (r"\Im\{F\}^2", Power(call("im", F), num(2))),
    (r"\mathrm{Re}(F)", call("re", F)),
    (r"\operatorname{Re} F", call("re", F)),
    (r"\text{Im } F", call("im", F)),
    (r"\sin^2 x", Power(call("sin", X), num(2))),
    (r"\sin x \cos y", product(call("sin", X), call("cos", Y))),
    (r"\ln x^2", call("log", Power(X, num(2)))),
    (r"x \ln(1 + x)", product(X, call("log", total(num(1), X)))),
    (r"f^2(x)", Power(call("f", X), num(2))),
    (r"\text{Tr}\{A \cdot V\}", call("trace", product(A, V))),
    (r"\mathcal{D}_{\hat{c}_1^\dagger}[\rho]", call("D", call("adjoint", C_1), RHO)),
    # derivatives
    (r"\dot{x}", call("time_derivative", X)),
    (r"\dot{\bar{n}}_1", call("time_derivative", NAMES["n_1"])),
    (r"\dot{\delta\hat{a}}_1", call("time_derivative", NAMES["da_1"])),
    (r"\ddot{x}", call("time_derivative", call("time_derivative", X))),
    (r"\frac{dx}{dt}", call("time_derivative", X)),
    (r"\frac{d\langle n_A \rangle}{dt}", call("time_derivative", NAMES["n_A"])),
    (r"\frac{\mathrm{d}}{\mathrm{d}t}\langle \rho \rangle", call("time_derivative", call("expectation", RHO))),
    (r"2\frac{d}{dt} x", product(num(2), call("time_derivative", X))),
    (r"\partial_y f(y)", call("derivative", call("f", Y), Y)),
    (r"\frac{\partial^2 x}{\partial y^2}", call("derivative", call("derivative", X, Y), Y)),
    # integrals and limits bind their variable
    (r"\int_0^\infty dx f(x)", call("integral", call("f", X), X, num(0), INFINITY)),
    (r"\int f(x) x dx", call("integral", product(call("f", X), X), X)),
    (r"\int \frac{dx}{x + y}", call("integral", Quotient(num(1), total(X, Y)), X)),
    (r"\int_0^1 du\, f(u)", call("integral", call("f", Name("u", "u")), Name("u", "u"), num(0), num(1))),
    (r"2\lim_{x \to \infty} \frac{y}{x}", product(num(2), call("limit", Quotient(Y, X), X, INFINITY))),
    (r"\lim_{x \rightarrow 0^+} f(x)", call("limit", call("f", X), X, num(0), num(1))),
    # sums and products with known limits are written out, others stay
    (r"\sum_{i=1}^2 \gamma_i x", total(product(NAMES["gamma_1"], X), product(NAMES["gamma_2"], X))),
    (r"\sum_{i=1,2} \omega_{d,i} + y", total(total(NAMES["omega_d_1"], NAMES["omega_d_2"]), Y)),
    (r"\prod_{i \in \{1, 2\}} \gamma_i", product(NAMES["gamma_1"], NAMES["gamma_2"])),
    (r"\sum_{j=1}^3 j", total(num(1), num(2), num(3))),
    (r"\sum_{j=0}^1 \gamma_{j+1}", total(NAMES["gamma_1"], NAMES["gamma_2"])),
    (r"\sum_{k=1}^n x^k", call("sum", Power(X, Name("k", "k")), Name("k", "k"), num(1), N)),
    (r"\sum_{i,j=1}^2 \delta_{ij}", total(num(1), num(0), num(0), num(1))),
    # matrices
    (r"\begin{pmatrix} x & -y \\ 0 & 1 \\ \end{pmatrix}", Matrix(((X, minus(Y)), (num(0), num(1))))),
    (r"A\left[\begin{array}{c} x \\ y \end{array}\right]", product(A, Matrix(((X,), (Y,))))),
    # constants and the imaginary unit
    (r"-\frac{\mathrm{i}}{\hbar}\imath\pi", minus(Quotient(I, HBAR), I, PI)),
    # the hermitian conjugate of the one term before it
    (r"x(F\rho + \text{h.c.})", product(X, total(product(F, RHO), call("adjoint", product(F, RHO))))),
    # decoration
    (r"$\displaystyle x\,y\; \left( z \right)~.$", product(X, Y, Z)),
    ("x % a comment\n + y", total(X, Y)),
]  # fmt: skip


@pytest.mark.parametrize(("latex", "tree"), EXPRESSIONS)
def test_an_expression_reads_as_the_tree_on_paper(latex, tree):
    assert read_expression(latex, TABLE) == tree


def test_what_is_registered_wins_over_what_the_reader_knows():
    electric = Table(
        [Entry("i", "current"), Entry(r"\pi", "Pi"), Entry(r"\dot{x}", "v"), Entry(r"\delta", "delta", Kind.FUNCTION)]
    )
    assert read_expression("i", electric) == Name("current", "i")
    assert read_expression(r"\pi\imath", electric) == product(Name("Pi", r"\pi"), I)
    assert read_expression(r"\dot x", electric) == Name("v", r"\dot{x}")
    assert read_expression(r"\delta(\dot x)", electric) == call("delta", Name("v", r"\dot{x}"))
    # Two integers below a delta are Kronecker's, whatever else the letter means.
    assert read_expression(r"\delta_{1,1}\delta(i)", electric) == product(num(1), call("delta", Name("current", "i")))


def test_a_transpose_and_a_power_of_t_are_told_apart_by_the_kind():
    table = Table([Entry("T", "T"), Entry("x", "x"), Entry("A", "A", Kind.MATRIX)])
    assert read_expression("x^T", table) == Power(X, Name("T", "T"))
    assert read_expression("A^T", table) == call("transpose", A)
    assert read_expression(r"[A]^{\mathsf T}", table) == call("transpose", A)
    with pytest.raises(LatexError, match="one meaning"):
        read_expression("[A + A]^T", table)


def test_the_table_is_not_changed_by_adding_to_it():
    more = TABLE.with_entries([Entry("w", "w")])
    assert read_expression("wx", more) == product(Name("w", "w"), X)
    with pytest.raises(LatexError, match="symbol table"):
        read_expression("wx", TABLE)


# ------------------------------------------------------------------------------------------------ statements


def relation(kind, *sides):
    return Relation(kind, sides)


STATEMENTS = [
    ("x = y = z", [relation("=", X, Y, Z)]),
    # a = b =: c: the chain breaks where the relation changes, and the middle belongs to both
    (r"x = y = z =: \kappa", [relation("=", X, Y, Z), relation("=:", Z, KAPPA)]),
    (r"\Delta := \omega_2 - \omega_1", [relation(":=", DELTA, total(NAMES["omega_2"], minus(NAMES["omega_1"])))]),
    (r"x \equiv y", [relation("equiv", X, Y)]),
    (r"0 < x \leq y", [relation("<", num(0), X), relation("<=", X, Y)]),
    (r"x \gg y, \quad z \ge 0", [relation("gg", X, Y), relation(">=", Z, num(0))]),
    (r"|\Delta| \rightarrow \infty", [relation("to", call("abs", DELTA), INFINITY)]),
    (r"x \leftrightarrow y; \quad x \approx y", [relation("leftrightarrow", X, Y), relation("approx", X, Y)]),
    (r"x = 0 \text{ and } y = 1", [relation("=", X, num(0)), relation("=", Y, num(1))]),
    (r"$$x = y, \text{ and} \quad (\text{C6})$$", [relation("=", X, Y)]),
    (r"x = y. \quad (5a)", [relation("=", X, Y)]),
    (r"x = y (\text{S-11})", [relation("=", X, Y)]),
    (r"\[ x = y \tag{3} \]", [relation("=", X, Y)]),
    (r"\begin{aligned} x = & y \\ & + z \end{aligned}, \quad (4)", [relation("=", X, total(Y, Z))]),
    (r"\begin{aligned} x &= y \times \\ &\quad z \end{aligned}", [relation("=", X, product(Y, Z))]),
    (r"\begin{aligned} x &= \\ &= y \\ &= z \end{aligned}", [relation("=", X, Y, Z)]),
    (r"\begin{align} x &= 1 \\ y &= 2 \end{align}", [relation("=", X, num(1)), relation("=", Y, num(2))]),
    (r"\begin{aligned} x &= 1 & y &= 2 \end{aligned}", [relation("=", X, num(1)), relation("=", Y, num(2))]),
    (r"x = \left[ y \\ + z \right]", [relation("=", X, total(Y, Z))]),
]


@pytest.mark.parametrize(("latex", "relations"), STATEMENTS)
def test_a_formula_reads_as_its_statements(latex, relations):
    assert read(latex, TABLE) == tuple(relations)


def test_a_free_index_repeats_the_statement_for_each_value():
    expected = tuple(relation("=", NAMES[f"n_{i}"], NAMES[f"gamma_{i}"]) for i in (1, 2))
    assert read(r"\bar{n}_i = \gamma_i", TABLE, indices={"i": (1, 2)}) == expected
    assert read(r"\bar{n}_i = \gamma_i \quad (i = 1, 2). \quad (\text{B4})", TABLE) == expected
    # An index that does not occur repeats nothing; one below a sum is the sum's.
    assert read("x = y", TABLE, indices={"i": (1, 2)}) == (relation("=", X, Y),)
    both = total(NAMES["gamma_1"], NAMES["gamma_2"])
    assert read(r"\sum_i \gamma_i = x", TABLE, indices={"i": (1, 2)}) == (relation("=", both, X),)


def test_the_letters_of_a_word_in_a_subscript_are_no_indices():
    # "in" holds the letter i; only the component that is i as a whole is the index.
    found = read(r"\hat{c}_{in,i} = x", TABLE, indices={"i": (1, 2), "n": (1, 2)})
    assert found == tuple(relation("=", NAMES[f"c_in_{i}"], X) for i in (1, 2))


def test_two_free_indices_give_every_pair():
    # [c_i, c_j] = delta_ij for i, j = 1, 2, the last index running fastest.
    found = read(r"[\hat{c}_i, \hat{c}_j^\dagger] = \delta_{i,j}", TABLE, indices={"i": (1, 2), "j": (1, 2)})
    pairs = [(C_1, C_1, 1), (C_1, C_2, 0), (C_2, C_1, 0), (C_2, C_2, 1)]
    assert found == tuple(relation("=", call("commutator", a, call("adjoint", b)), num(d)) for a, b, d in pairs)


def test_an_imaginary_unit_beside_an_index_of_the_same_letter_must_be_settled():
    formula = r"\bar{n}_i = -i(\gamma_i - x)"
    with pytest.raises(LatexError, match="imaginary unit or the index"):
        read(formula, TABLE, indices={"i": (1, 2)})
    settled = TABLE.with_entries([Entry("i", "I")])
    found = read(formula, settled, indices={"i": (1, 2)})
    assert found[1] == relation("=", NAMES["n_2"], minus(I, total(NAMES["gamma_2"], minus(X))))
    # Outside the sum that binds it, i is the imaginary unit.
    assert read_expression(r"i + \sum_{i=1}^2 \gamma_i", TABLE) == total(I, total(NAMES["gamma_1"], NAMES["gamma_2"]))


# ------------------------------------------------------------------------------------------------ laws

ATOMS = st.sampled_from([("x", X), ("F", F), (r"\bar{N}_1", NAMES["N_1"]), ("i", I), ("2", num(2))])


def _grown(inner):
    """Formulas with their trees, built side by side: brackets around every part, so that no convention decides."""

    def two(form, node):
        return st.tuples(inner, inner).map(lambda p: (form % (p[0][0], p[1][0]), node(p[0][1], p[1][1])))

    def one(form, node):
        return inner.map(lambda p: (form % p[0], node(p[1])))

    return st.one_of(
        two("(%s) + (%s)", total),
        two(r"\left(%s\right)\left[%s\right]", product),
        two(r"\frac{%s}{x + [%s]^2}", lambda a, b: Quotient(a, total(X, Power(b, num(2))))),
        one(r"-\left(%s\right)", negative),
        one(r"\left|%s\right|", lambda a: call("abs", a)),
        one(r"\Im\{%s\}", lambda a: call("im", a)),
        one("e^{(%s)}", lambda a: call("exp", a)),
        one("(%s)^*", lambda a: call("conj", a)),
        one(r"\sqrt{%s}", lambda a: call("sqrt", a)),
    )


@settings(max_examples=150, deadline=None)
@given(st.recursive(ATOMS, _grown, max_leaves=12))
def test_a_formula_built_beside_its_tree_reads_as_that_tree(formula):
    latex, tree = formula
    assert read_expression(latex, TABLE) == tree


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from([" ", "~", r"\,", r"\;", "\n", r"\!"]), min_size=12, max_size=12))
def test_spaces_never_change_a_meaning(spaces):
    parts = ["2", r"\Im", r"\{", "F", r"e^{i\theta}", r"\}", "^2", r"\bar{N}", "_3", "+", r"\Delta ", r"n_1", ""]
    spaced = "".join(part + space for part, space in zip(parts, [*spaces, ""], strict=True))
    assert read_expression(spaced, TABLE) == read_expression("".join(parts), TABLE)
