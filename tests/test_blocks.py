"""One description of a formula, printed in two ways: in LaTeX for the report, in plain text for the terminal."""

from __future__ import annotations

from fractions import Fraction

import pytest

from derive.commands.blocks import block_text, block_texts, latex_lines
from derive.emit.blocks import Equation, Formula, Math, Paragraph, Section, Table, cell
from derive.emit.document import document
from derive.equations import HAMILTONIAN
from derive.expr import Name, Number, Product, Quotient

x, kappa = Name("x", "x"), Name("kappa_1", r"\kappa_1")
half = Quotient(kappa, Number(Fraction(2)))
rate = Name("dx/dt", r"\dot{x}")


@pytest.mark.parametrize(
    ("formula", "text", "latex"),
    [
        (Formula(x, half), "x = kappa_1/2", r"x = \frac{\kappa_1}{2}"),
        (Formula(None, half), "kappa_1/2", r"\frac{\kappa_1}{2}"),
        (Formula(x, (half, kappa)), "x = kappa_1/2 = kappa_1", r"x = \frac{\kappa_1}{2} = \kappa_1"),
        (Formula(x, kappa, "<="), "x <= kappa_1", r"x \leq \kappa_1"),
        (Formula(x, kappa, "->"), "x -> kappa_1", r"x \;\longrightarrow\; \kappa_1"),
        # Words are a line of their own in the report, and the left side in a terminal.
        (Formula("loss", Product((kappa, x))), "loss = kappa_1*x", r"\kappa_1 x"),
    ],
)
def test_both_ways(formula, text, latex):
    assert (formula.text, formula.latex) == (text, latex)
    shown = formula.inert[-1]
    assert isinstance(shown, Equation)
    assert (shown.text, shown.latex) == (text, latex)


def test_a_hamiltonian_among_steps_is_a_formula():
    assert Formula(HAMILTONIAN, x).inert == (Equation(r"H/\hbar = x", text="H/hbar = x"),)


def test_words_become_a_line_above():
    assert Formula("loss", x, tag="1").inert == (Paragraph("Loss:"), Equation("x", "1", text="loss = x"))
    article = document("t", (Section("s", (Formula("loss", x, tag="1", label="loss"),)),))
    assert "Loss:\n\n\\begin{equation}\\tag{1}\\label{loss}\nx\n\\end{equation}" in article


def test_aligned_at_the_relation():
    formulas = (Formula(rate, kappa), Paragraph("and"), Formula(x, (half, kappa)))
    assert latex_lines(formulas) == [
        r"\begin{align*}",
        "\\dot{x} &= \\kappa_1 \\\\\nx &= \\frac{\\kappa_1}{2} \\\\\n &= \\kappa_1",
        r"\end{align*}",
    ]
    assert latex_lines((Paragraph("and"),)) == []


def test_what_a_formula_is_about():
    assert Formula(rate, kappa).about == rate
    assert Formula(rate, kappa, subject=x).about == x
    assert Formula("loss", kappa).about is None


def test_leads():
    step = Paragraph("All rates are constant.", "2. golden rule")
    assert block_text(step) == "  2. golden rule: All rates are constant."
    assert r"\textbf{2. Golden rule.} All rates are constant." in document("t", (Section("s", (step,)),))


def test_what_has_no_plain_text_shows_its_latex():
    assert block_text(Equation((r"\alpha", r"+ \beta"))) == r"  \alpha + \beta"
    assert block_text(Equation(r"\alpha", text="alpha")) == "  alpha"


def test_tables(monkeypatch):
    monkeypatch.setenv("COLUMNS", "60")
    table = Table(("Name", "Rate"), (("loss", cell(half)), ("gain", Math(r"\gamma"))))
    lines = block_texts((table, Paragraph("No more.")))[0].splitlines()
    assert [line.split() for line in lines if "loss" in line or "gain" in line] == [
        ["loss", "kappa_1/2"],
        ["gain", r"\gamma"],
    ]
    assert block_texts((table, Paragraph("No more.")))[1:] == ["", "  No more."]
    assert max(map(len, lines)) <= 60
