"""Printed forms: equal to the scalar they stand for, and no longer than a person's.

Equality is judged outside the engine: the tree is evaluated by `tests.trees`, the scalar by `tests.evaluation`, both
with fractions at the same points.
"""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from derive.algebra.boson import boson
from derive.emit.latex import latex
from derive.exact.abbreviate import Abbreviation
from derive.exact.collect import Style, cost
from derive.exact.gauge import find_gauge
from derive.exact.scalar import Scalar, constant
from derive.exact.shape import shaped
from derive.expr import Call, Name, Node, Number, Power, Product, Quotient, Sum, children
from derive.model import Bath, Cascade, Model
from derive.parameters import I, angle, complex_, conj, cos, exp, nonnegative, positive, real, sin, sqrt
from derive.reader.reader import read_expression
from derive.reader.table import Entry, Table
from derive.rules.moments import moments
from tests.evaluation import Gaussian, gaussian, points, value_at
from tests.trees import nodes, tree_at

x, y, z = real("x y z")
kappa, gamma = positive("kappa gamma")
N_1, N_2, N_3 = nonnegative("N_1 N_2 N_3", latex=r"\bar{N}_1 \bar{N}_2 \bar{N}_3")
F, G = complex_("F G")
phi, chi = angle("phi chi")
Delta, Gamma = real("Delta"), positive("Gamma")
c1, c2 = boson("c_1 c_2")

POINTS = points(real="x y z N_1 N_2 N_3", positive="kappa gamma", complex_="F G", angles="phi chi")


def printed(value: Scalar, *abbreviations: Abbreviation) -> str:
    """The LaTeX of a scalar's form."""
    return latex(shaped(value, abbreviations))


def names(tree: Node) -> set[str]:
    """The keys of all names of a form."""
    return {n.key for n in nodes(tree) if isinstance(n, Name)}


# -- equal to the scalar ------------------------------------------------------------------------------------------

REAL_ATOMS = [x, y, z, kappa, sqrt(kappa), sqrt(gamma), N_1, N_2]
COMPLEX_ATOMS = [F, conj(F), G, exp(I * phi), exp(-I * phi), exp(I * chi), F * conj(F), I, cos(phi), sin(chi)]


def polynomials(atoms: list[Scalar]) -> st.SearchStrategy[Scalar]:
    """Sums of up to five terms, each a small rational times up to three atoms."""
    coefficients = st.builds(Fraction, st.integers(-3, 3), st.integers(1, 3))

    def term(c: Fraction, factors: list[Scalar]) -> Scalar:
        value = constant(c)
        for factor in factors:
            value = value * factor
        return value

    terms = st.builds(term, coefficients, st.lists(st.sampled_from(atoms), max_size=3))
    return st.lists(terms, min_size=1, max_size=5).map(lambda t: sum(t, constant(0)))


def fractions_of(atoms: list[Scalar]) -> st.SearchStrategy[Scalar]:
    """Quotients of polynomials."""
    pairs = st.tuples(polynomials(atoms), polynomials(atoms))
    return pairs.map(lambda pair: pair[0] / pair[1] if pair[1] else pair[0])


def assert_equal_at(value: Scalar, tree: Node, point: dict[str, Gaussian]) -> None:
    try:
        expected = value_at(value, point)
    except ZeroDivisionError:
        return
    assert tree_at(tree, point) == expected


@settings(deadline=None, max_examples=150)
@given(fractions_of(REAL_ATOMS), POINTS)
def test_real_forms_are_equal(value, point):
    assert_equal_at(value, shaped(value), point)


@settings(deadline=None, max_examples=150)
@given(fractions_of(REAL_ATOMS + COMPLEX_ATOMS), POINTS)
def test_complex_forms_are_equal(value, point):
    assert_equal_at(value, shaped(value), point)


@settings(deadline=None, max_examples=100)
@given(polynomials([*COMPLEX_ATOMS, x, sqrt(kappa)]), POINTS)
def test_forms_of_what_is_real_are_equal(value, point):
    """z + z* is shaped with sines, cosines and parts where that is shorter."""
    real_value = value + value.conjugate()
    assert_equal_at(real_value, shaped(real_value), point)


@settings(deadline=None, max_examples=100)
@given(fractions_of([x, y, z, kappa, sqrt(kappa), gamma, N_1]), POINTS)
def test_abbreviations_keep_the_value(value, point):
    """Delta := y - x and Gamma := kappa + gamma at the values they then have."""
    tree = shaped(value, [Abbreviation(Delta, y - x), Abbreviation(Gamma, kappa + gamma)])
    known = {**point, "Delta": point["y"] - point["x"], "Gamma": point["kappa"] + point["gamma"]}
    assert_equal_at(value, tree, known)


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 3), POINTS)
def test_closed_forms_are_equal(which, point):
    """Steady states, whose couplings come in real and imaginary parts turned by the angle."""
    value, tree = CLOSED_FORMS[which]
    assert_equal_at(value, tree, point)


def closed_forms() -> list[tuple[Scalar, Node]]:
    """Moments of two cascaded modes, different rates, detuned by x, hopping F; each with its form."""
    hopping = F * c1.dag * c2 + conj(F) * c2.dag * c1
    cascade = Cascade([sqrt(kappa) * c1, sqrt(gamma) * exp(I * phi) * c2], occupation=N_3)
    model = Model("pair", x * c2.dag * c2 + hopping, [Bath(c1, gamma, N_1), Bath(c2, kappa, N_2)], [cascade])
    steady = moments(model).steady_state()
    values = [steady[op] for op in (c1.dag * c1, c1.dag * c2, c2.dag * c1, c2.dag * c2)]
    return [(value, shaped(value)) for value in values]


CLOSED_FORMS = closed_forms()


# -- as a person prints them --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        # factored, with what has one term first and a positive leading term
        (x**2 - y**2, "(x - y) (x + y)"),
        (2 * x * y + 2 * x * z, "2 x (y + z)"),
        ((x + y) ** 2 / (x - y), r"\frac{(x + y)^2}{x - y}"),
        (-x / y, r"-\frac{x}{y}"),
        (x / 2, r"\frac{1}{2} x"),
        (constant(0), "0"),
        (constant(Fraction(-3, 2)), r"-\frac{3}{2}"),
        # parts without a common parameter apart from one another
        ((x - y) ** 2 + kappa * N_1 + kappa * N_2, r"\kappa (\bar{N}_1 + \bar{N}_2) + (x - y)^2"),
        # no sum begins with a minus where it can be helped
        (y - x, "y - x"),
        # bath occupations keep their rates
        (
            (kappa * N_1 + gamma * N_2) / (kappa + gamma),
            r"\frac{\kappa \bar{N}_1 + \gamma \bar{N}_2}{\gamma + \kappa}",
        ),
    ],
)
def test_real_forms(value, expected):
    assert printed(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        # positive parameters enter by their roots: whole powers show the parameter, odd ones share one root sign
        (sqrt(kappa) * sqrt(gamma), r"\sqrt{\gamma \kappa}"),
        (sqrt(kappa) ** 3 * x, r"\sqrt{\kappa} \kappa x"),
        (sqrt(kappa) + kappa, r"\sqrt{\kappa} (\sqrt{\kappa} + 1)"),
        (1 / sqrt(kappa), r"\frac{1}{\sqrt{\kappa}}"),
        (sqrt(2) * x, r"\sqrt{2} x"),
        (sqrt(kappa + gamma), r"\sqrt{\gamma + \kappa}"),
    ],
)
def test_roots(value, expected):
    assert printed(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (I * x, "i x"),
        (-I * x / 2, r"-\frac{1}{2} i x"),
        # c (a + i b): what both parts share stands outside
        (x + I * y, "x + i y"),
        (x * z + I * x * y, "x (z + i y)"),
        ((x + I * y) / kappa, r"\frac{x + i y}{\kappa}"),
        (F, "F"),
        (conj(F), "F^{*}"),
    ],
)
def test_complex_forms(value, expected):
    assert printed(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (exp(I * phi), r"e^{i \phi}"),
        (exp(-2 * I * phi), r"e^{-2 i \phi}"),
        (exp(I * (phi - chi)), r"e^{i \phi - i \chi}"),
        # a phase of the whole denominator goes up to every term
        ((x + F) / exp(I * phi), r"x e^{-i \phi} + F e^{-i \phi}"),
        # what is real shows it
        (exp(I * phi) + exp(-I * phi), r"2 \cos(\phi)"),
        (F * exp(-I * phi) + conj(F) * exp(I * phi), None),
    ],
)
def test_phases(value, expected):
    if expected is not None:
        assert sorted(terms_of(printed(value))) == sorted(terms_of(expected))
    assert not any(isinstance(n, Quotient) for n in nodes(shaped(value)))


def terms_of(text: str) -> list[str]:
    """The terms of a printed sum, whose order is not asserted."""
    return text.split(" + ")


def test_an_abbreviation_goes_under_a_root_too():
    """sqrt(4 (Omega - omega)^2 + gamma^2) = sqrt(4 delta^2 + gamma^2) with delta = Omega - omega, and omega is gone.

    omega is positive and stands under the root by its own root: left as a parameter there, it would not cancel.
    """
    delta, high, low, width = real("delta"), real("Omega"), positive("omega"), positive("gamma")
    root = 1 / sqrt(4 * (high - low) ** 2 + width**2)
    assert printed(root, Abbreviation(delta, high - low)) == printed(1 / sqrt(4 * delta**2 + width**2))
    assert names(shaped(root, (Abbreviation(delta, high - low),))) == {"delta", "gamma"}


def test_the_modulus_of_a_coupling():
    """(Re F)^2 + (Im F)^2 is |F|^2, and 3 (Re F)^2 + 4 (Im F)^2 is 3 |F|^2 + (Im F)^2; odd powers stay parts."""
    square, imaginary = steady_parts()
    assert printed(square**2 + imaginary**2) == "|F|^2"
    assert printed(3 * square**2 + 4 * imaginary**2) == r"\Im\{F\}^2 + 3 |F|^2"
    assert printed(x * square + imaginary) == r"\Re\{F\} x + \Im\{F\}"


def steady_parts() -> tuple[Scalar, Scalar]:
    """Re F and Im F as the parts that a steady state is written in."""
    hopping = F * c1.dag * c2 + conj(F) * c2.dag * c1
    model = Model("pair", hopping, [Bath(c1, kappa, N_1), Bath(c2, kappa, N_2)])
    steady = moments(model, [c1.dag * c1]).steady_state()
    (image,) = (steady.gauge.apply(F),)
    assert "|F|^2" in printed(steady[c1.dag * c1])
    return image.real_part(), image.imaginary_part()


def test_many_couplings_take_no_time():
    """3 |F_k|^2 + (Im F_k)^2 for five couplings: each is decided by itself, not all 3^5 choices at once."""
    couplings = [complex_(f"F_{k}") for k in range(5)]
    weights = real("w_0 w_1 w_2 w_3 w_4")
    modes = boson("m_0 m_1 m_2 m_3 m_4 m_5")
    total = sum((w * (c * conj(c) * 3 - (c - conj(c)) ** 2 / 4) for w, c in zip(weights, couplings, strict=True)), 0)
    hopping = sum((c * a.dag * b for c, a, b in zip(couplings, modes, modes[1:], strict=False)), 0 * modes[0])
    chain = moments(Model("chain", hopping + hopping.dag, [Bath(modes[0], kappa, N_1)]), [modes[0].dag * modes[0]])
    gauge = find_gauge(chain.rows, chain.source)
    form = printed((gauge.apply(total) + 1) / (gauge.apply(total) + 2))
    assert form.count("|^2") == 10
    assert r"\Re" not in form


# -- as short as the paper's --------------------------------------------------------------------------------------

PARTS = r"\Re\{Fe^{-i\phi}\}", r"\Im\{Fe^{-i\phi}\}"
BELOW = r"3|F|^2 + 4\kappa(\kappa + IM) + IM^2 + \Delta^2"
C1 = (
    r"\frac{2|F|^2(\bar{N}_1 + \bar{N}_2 + \bar{N}_3) + RE\Delta(\bar{N}_1 - \bar{N}_3) + 2IM^2\bar{N}_3"
    r" + 2IM\kappa(\bar{N}_1 + 3\bar{N}_3) + (4\kappa^2 + \Delta^2)(\bar{N}_1 + \bar{N}_3)}{2[" + BELOW + "]}"
)
C2 = (
    r"\frac{2|F|^2(\bar{N}_1 + \bar{N}_2 + \bar{N}_3) - RE\Delta(\bar{N}_2 - \bar{N}_3) + 2IM^2\bar{N}_3"
    r" + 2IM\kappa(\bar{N}_2 + 3\bar{N}_3) + (4\kappa^2 + \Delta^2)(\bar{N}_2 + \bar{N}_3)}{2[" + BELOW + "]}"
    r" + \frac{\kappa(2IM + \kappa)(\bar{N}_1 - \bar{N}_3)}{" + BELOW + "}"
)


def operations(node: Node) -> int:
    """Operations counted on paper: a sum or product of n takes n - 1, a power or fraction one, a sign, Re, |F| none."""
    if isinstance(node, Call):
        return 0
    parts = [p for p in children(node) if p != Number(Fraction(-1))]
    own = {Sum: len(parts) - 1, Product: len(parts) - 1, Quotient: 1, Power: 1}.get(type(node), 0)
    return own + sum(map(operations, parts))


def read_back(text: str) -> Node:
    """A formula of the paper, with its turned coupling F e^{-i phi}."""
    for short, part in zip(("RE", "IM"), PARTS, strict=True):
        text = text.replace(short, part)
    latexes = ["F", r"\phi", r"\kappa", r"\Delta", r"\bar{N}_1", r"\bar{N}_2", r"\bar{N}_3"]
    return read_expression(text, Table([Entry(name, name) for name in latexes]))


def equal_rates() -> tuple[Scalar, Scalar]:
    """n_1 and n_2 of the paper's two oscillators, all rates kappa."""
    omega_1, omega_2 = real("omega_1 omega_2")
    hopping = F * c1.dag * c2 + conj(F) * c2.dag * c1
    model = Model(
        "equal",
        omega_1 * c1.dag * c1 + omega_2 * c2.dag * c2 + hopping,
        [Bath(c1, kappa, N_1), Bath(c2, kappa, N_2)],
        [Cascade([sqrt(kappa) * c1, sqrt(kappa) * exp(I * phi) * c2], occupation=N_3)],
    )
    steady = moments(model).steady_state()
    return steady[c1.dag * c1], steady[c2.dag * c2]


@pytest.mark.parametrize(("which", "text", "count"), [(0, C1, 38), (1, C2, 55)], ids=["C1", "C2"])
def test_no_longer_than_the_paper(which, text, count):
    """Counted on the printed page: C1 26 above, 11 below, one bar; C2 as C1, and + and 16 of its second fraction.

    Above in C1: 5 + 3 + 3 + 5 + 6 in the five terms and 4 signs between; below: the 2, 3 signs, 2 + 3 + 1 + 1.
    """
    paper = read_back(text)
    assert operations(paper) == count
    omega_1, omega_2 = real("omega_1 omega_2")
    form = shaped(equal_rates()[which], [Abbreviation(Delta, omega_2 - omega_1)])
    assert operations(form) <= count
    point = {
        "F": Gaussian(Fraction(2, 3), Fraction(-1, 5)), "phi": Gaussian(Fraction(3, 5), Fraction(4, 5)),
        "kappa": gaussian(Fraction(9, 4)), "Delta": gaussian(Fraction(-5, 7)), "N_1": gaussian(2),
        "N_2": gaussian(Fraction(1, 3)), "N_3": gaussian(5),
    }  # fmt: skip
    by_latex = {f"\\{k}" if k in ("phi", "kappa", "Delta") else k: v for k, v in point.items()}
    by_latex |= {rf"\bar{{N}}_{k}": point[f"N_{k}"] for k in (1, 2, 3)}
    assert tree_at(form, point) == tree_at(paper, by_latex)


def test_the_parts_of_the_paper_are_used():
    """Occupations, |F|^2 and the turned parts; frequencies only as their difference."""
    omega_1, omega_2 = real("omega_1 omega_2")
    for value in equal_rates():
        form = shaped(value, [Abbreviation(Delta, omega_2 - omega_1)])
        text = latex(form)
        assert {"Delta", "kappa", "N_1", "N_2", "N_3", "F", "phi"} <= names(form)
        assert not names(form) & {"omega_1", "omega_2"}
        assert "|F|^2" in text
        assert r"\Im\{F e^{-i \phi}\}" in text
        assert r"\sqrt" not in text


# -- abbreviations ------------------------------------------------------------------------------------------------


def test_an_abbreviation_that_stands_for_all():
    """4 (omega_2 - omega_1)^2 + k^2 has nothing but the difference."""
    value = (y - x) ** 2 * 4 + kappa**2
    assert printed(value, Abbreviation(Delta, y - x)) == r"4 \Delta^2 + \kappa^2"


def test_an_abbreviation_inside_factors():
    value = (kappa + gamma) * x + (kappa + gamma) ** 2
    assert printed(value, Abbreviation(Gamma, kappa + gamma)) == r"\Gamma (\Gamma + x)"


def test_an_abbreviation_that_would_not_shorten_is_left_out():
    assert printed(kappa * x, Abbreviation(Gamma, kappa + gamma)) == r"\kappa x"
    assert printed(x, Abbreviation(Delta, y - x)) == "x"


def test_a_style_shapes_shared_parts_once():
    """The same style for two formulas with one denominator: its form is looked up, not found again."""
    style = Style()
    first, second = equal_rates()
    shaped(first, style)
    before = len(style.known)
    tree = shaped(second, style)
    assert tree == shaped(second)
    below = shaped(first).denominator
    assert tree.denominator == below
    assert len(style.known) > before > 0


def test_cost_counts_as_a_reader_does():
    """A sign is free, a function is one thing: x - y costs one, 2 Re{F} two."""
    assert cost(shaped(x - y)) == cost(shaped(x + y)) == 1
    assert cost(Product((Number(Fraction(2)), Call("re", (Product((Name("F", "F"), Name("x", "x"))),))))) == 2
