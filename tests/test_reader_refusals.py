r"""What the LaTeX reader refuses: everything unknown, everything with two readings, and every damaged text.

Each refusal points at the place, says what must stand there and what would settle it.
"""

from __future__ import annotations

import string
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from derive.errors import LatexError
from derive.expr import Name, Power
from derive.reader.kets import read_slots
from derive.reader.reader import Relation, read, read_expression
from derive.reader.table import Entry
from tests.test_reader import FUNCTIONS, SCALARS, TABLE, num
from tests.test_reader_papers import C1

# ------------------------------------------------------------------------------------------------ refusals

REFUSED = [
    # (formula, the text below the caret begins with, a word of the message)
    (r"x = \bar{N}_4", r"\bar{N}_4", r"did you mean `\\bar\{N\}_"),
    (r"x = \kapa", r"\kapa", r"did you mean `\\kappa`"),
    (r"x = \bar{N_1}", r"\bar{N_1}", "symbol table"),
    (r"x_1 = y", "x_1", "symbol table"),
    (r"x = \mu_k", r"\mu_k", "if `k` is an index, give its values"),
    (r"x = \foo{y}", r"\foo", "known command"),
    (r"x = kT", "kT", "symbol table"),
    (r"x = a/bc", "a", "symbol table"),
    (r"x = y/zn", "n", "end its term"),
    (r"x = 1/2n", "n", "end its term"),
    (r"x = 1/2 \cdot n", r"\cdot", "end its term"),
    (r"x = y/z/n", "/n", "end its term"),
    (r"x = \sin x y", "y", "clear what `sin` is applied to"),
    (r"x = \frac{d}{dt} y z", "z", "applied to"),
    (r"x = f^{-1}(y)", "^{-1}", "inverse"),
    (r"x = f y", "f y", "arguments in brackets"),
    (r"x = f", "f", "arguments in brackets"),
    (r"x = y(2)", "(2)", "argument or a factor"),
    (r"x = 2 3", "3", "two numbers"),
    (r"x = 2\frac{1}{2}", r"\frac", "two numbers"),
    (r"x = y^23", "23", "one digit"),
    (r"x = |y|z|n|", "|y|", "more than one way"),
    (r"x = |y", "|y", "without a partner"),
    (r"x = \langle y|z|n \rangle", r"\langle", "register the whole bracket"),
    (r"x = |z \rangle", r"|z", "ket must be a name"),
    (r"x = z \rangle", r"\rangle", "begin a ket"),
    (r"x = |n_1 + n_2 \rangle", r"|n_1", "hold occupations"),
    (r"x = |\{n\}n_1, y + z \rangle", "y + z", "hold occupations"),
    (r"x = {y + z}n", "{y", "braces"),
    (r"x = {yz}^2", "^2", "braces"),
    (r"x = y \pm z", r"\pm", "each sign"),
    (r"x = \dots + y", r"\dots", "write all terms out"),
    (r"x = \dots", r"\dots", "write all terms out"),
    (r"x = y + \dots + z", r"\dots", "write all terms out"),
    (r"x = y + n\dots", r"\dots", "write all terms out"),
    (r"x = (y + \dots)", r"\dots", "write all terms out"),
    (r"x = y + \dots^2", r"\dots", "write all terms out"),
    (r"x = y + z + \text{h.c.}", r"\text{h.c.}", "single term"),
    (r"x = (y, z)", "(y", "one expression"),
    (r"x = (y = z)", "= z)", "no relation"),
    (r"x = y^{(z=0)}", "=0", "part of a name"),
    (r"x = y^z^n", "^n", "double superscript"),
    (r"x_1_2 = y", "_2", "double subscript"),
    (r"x = _1", "_1", "script must follow"),
    (r"x = (y]", "]", "balance"),
    (r"x = (y", "(y", "never closed"),
    (r"x = \frac{y}{z", "{z", "never closed"),
    (r"x = y}", "}", "closes nothing"),
    (r"x = y & z", "& z", "stray"),
    (r"x = y z +", "", "number or a bracket must stand here"),
    (r"x = + + y", "+ y", "must stand here"),
    (r"x = y * z", "* z", r"\\cdot"),
    (r"x = y, z", "z", "hold a relation"),
    (r"x = 1,000", "000", "hold a relation"),
    (r"x + y", "x", "hold a relation"),
    ("x = κ", "κ", "plain LaTeX"),
    ("x = $y$", "$y", "plain LaTeX"),
    (r"x = \begin{cases} y \end{cases}", r"\begin", "environment"),
    (r"x = \begin{pmatrix} y & z \\ n \end{pmatrix}", r"\begin", "equally long"),
    (r"x = \begin{pmatrix} y & \\ n & z \end{pmatrix}", r"\\ n", "must stand here"),
    (r"x = \sum_{k>n} y", r"\sum", "condition"),
    (r"x = \sum_{i=1}^{9999999} \gamma_i", r"\sum", "2000 terms"),
    (r"x = \int_0^1 y", r"\int", "differential"),
    (r"x = \int d^2z f(z)", "d^2z", "one real variable"),
    (r"x = \delta_{jk}", r"\delta", "values"),
    (r"x = y \quad (F = 0)", "(F", "condition"),
    (r"x = \text{Tr}_P \rho", r"\text{Tr}", "subscript"),
    (r"x = e^*", "e^*", "symbol table"),
    (r"x = d y/dt", "d y", r"\\frac\{dx\}\{dt\}"),
    (r"\begin{gathered} x = y \\ - z = n \end{gathered}", "- z", "could do either"),
]


@pytest.mark.parametrize(("latex", "under", "message"), REFUSED)
def test_what_is_unknown_or_ambiguous_is_refused_where_it_stands(latex, under, message):
    with pytest.raises(LatexError, match=message) as refusal:
        read(latex, TABLE, "claim C1")
    line, caret = refusal.value.pointer.split("\n")
    assert line[caret.index("^") :].startswith(under), refusal.value.pointer
    assert refusal.value.where == "claim C1"
    assert str(refusal.value).endswith(refusal.value.pointer)


def test_the_list_of_refusals_is_about_the_formula_and_not_about_the_letters():
    """Guard: the same letters in a clear formula are read."""
    assert read(r"x = \frac{y}{zn} + |y|z + f(y) + \bar{N}_3 + \sum_{i=1}^2 \gamma_i", TABLE)


@pytest.mark.parametrize("latex", ["", "   ", "$$ $$", r"\quad", ".", "% only a comment"])
def test_an_empty_formula_is_refused(latex):
    for reader in (read, read_expression):
        with pytest.raises(LatexError, match="state something"):
            reader(latex, TABLE)


@pytest.mark.parametrize("value", [None, 3, b"x = y", ["x = y"]])
def test_what_is_not_text_is_refused(value):
    with pytest.raises(LatexError, match="string of LaTeX"):
        read(value, TABLE)


def test_a_name_with_two_meanings_is_refused_where_it_occurs():
    table = TABLE.with_entries([Entry("x", "position"), Entry("e", "charge")])
    with pytest.raises(LatexError, match="position"):
        read("y = x", table)
    assert read("y = z", table)
    # e is a charge here and Euler's number everywhere: e^2 could be either, e alone is the charge.
    with pytest.raises(LatexError, match="one meaning"):
        read("y = e^2", table)
    assert read_expression("(e)^2", table) == Power(Name("charge", "e"), num(2))


@pytest.mark.parametrize("latex", ["a + b", "2", "a2", "", "a = b", r"\frac{a}{b}", "a}"])
def test_a_table_entry_must_be_a_name(latex):
    with pytest.raises(LatexError, match="symbol table, entry"):
        read("x = y", TABLE.with_entries([Entry(latex, "key")]))


def test_index_values_that_contradict_or_are_no_numbers_are_refused():
    with pytest.raises(LatexError, match="agree"):
        read(r"\gamma_i = x \quad (i = 1, 2)", TABLE, indices={"i": (1,)})
    for values in ((), ("1",), (1.5,)):
        with pytest.raises(LatexError, match="whole numbers"):
            read(r"\gamma_i = x", TABLE, indices={"i": values})


DEEP = 10_000


@pytest.mark.parametrize(
    "latex",
    [
        "(" * DEEP + "x" + ")" * DEEP,
        "{" * DEEP + "x" + "}" * DEEP,
        "x^{" * DEEP + "x" + "}" * DEEP,
        r"\sqrt{" * DEEP + "x" + "}" * DEEP,
        r"\dot{" * DEEP + "x" + "}" * DEEP,
        r"\frac{x}{" * DEEP + "x" + "}" * DEEP,
        "f(" * DEEP + "x" + ")" * DEEP,
        r"\sum_{k} " * DEEP + "x",
        r"\partial_x " * DEEP + "x",
        r"\bar" * DEEP,
        r"\left" * DEEP,
        "|" * DEEP,
        "9" * DEEP,
        "x" + "'" * DEEP,
    ],
)
def test_a_runaway_nest_is_a_short_error(latex):
    with pytest.raises(LatexError) as refusal:
        read_expression(latex, TABLE)
    assert len(str(refusal.value)) < 1000


@pytest.mark.parametrize(
    "latex",
    [
        "(" * 35 + "x" + ")" * 35,
        "x^{" * 35 + "x" + "}" * 35,
        r"\frac{x}{" * 35 + "x" + "}" * 35,
        "f(" * 35 + "x" + ")" * 35,
        r"\int dx " * 35 + "x",
        "+".join("x" * DEEP),
        "x" * DEEP,
    ],
)
def test_a_deep_or_long_formula_is_read(latex):
    assert read_expression(latex, TABLE)


# ------------------------------------------------------------------------------------------------ laws

PIECES = [
    *"xFfiedtn12.,;+-=/()[]{}|_^'&*$~ \n", "\\", "\\\\", "é", "{x}", r"\{", r"\}", r"\frac", r"\frac{x}{2}", r"\sqrt",
    r"\sum", r"\sum_{i=1}^2", r"\prod_{i=1,2}", r"\int", r"\int_0^1", r"\lim_{x\to 0}", r"\hat", r"\hat{c}_1", r"\dot",
    r"\bar{N}_i", r"\gamma_i", r"\Delta n_1", r"\delta_{i,j}", r"\partial_x", r"\frac{d}{dt}", r"\left", r"\right",
    r"\langle", r"\rangle", r"\text{and}", r"\text{h.c.}", r"\text", r"\mathrm{Re}", r"\Im", r"\sin", r"\quad", r"\,",
    r"\cdot", r"\dagger", r"\begin{pmatrix}", r"\end{pmatrix}", r"\begin{aligned}", r"\end{aligned}", r"\pm",
    r"\dots", "...", r"|\{n\}n_1 - 1, \{s\}g_l\rangle", r"{\cal N}",
    r"\tag{1}", r"\le", r"\to", ":=", r"\mathcal{D}", r"\in", r"\infty", "(i=1,2)", r"\foo", r"\quad (\text{C1})",
]  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join), st.booleans())
def test_any_text_is_read_or_refused_and_nothing_else(latex, indexed):
    for reader in (
        lambda: read(latex, TABLE, indices={"i": (1, 2)} if indexed else {}),
        lambda: read_expression(latex, TABLE),
        lambda: read_slots(latex),
    ):
        try:
            reader()
        except LatexError as refusal:
            assert refusal.must and refusal.got


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_a_damaged_formula_is_read_or_refused_and_nothing_else(data):
    at = data.draw(st.integers(0, len(C1)))
    length = data.draw(st.integers(0, 6))
    latex = C1[:at] + data.draw(st.sampled_from(PIECES)) + C1[at + length :]
    try:
        assert all(isinstance(r, Relation) for r in read(latex, TABLE))
    except LatexError as refusal:
        assert len(refusal.pointer.split("\n")) == 2


def test_every_letter_outside_the_table_is_refused():
    known = {latex for latex in (*SCALARS, *FUNCTIONS, "A", "V", "i") if len(latex) == 1}
    for letter in set(string.ascii_letters) - known:
        with pytest.raises(LatexError, match="symbol table"):
            read(f"x = {letter}", TABLE)


def test_importing_the_reader_does_not_import_lark():
    code = "import sys, derive.reader.reader; print('lark' in sys.modules)"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "False"
