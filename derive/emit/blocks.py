r"""What reports and terminals are made of: inert blocks, each of which knows its LaTeX and its plain text.

A `Formula` is stated once, as trees, and printed twice.  `Equation` and the formulas in tables hold LaTeX, and beside
it the plain text that stands for them in a terminal.  `derive.emit.document` sets blocks, `derive.commands.blocks`
prints them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from derive.emit.latex import latex
from derive.emit.plain import plain
from derive.expr import Node

RELATIONS = {
    "=": "=",
    ":=": ":=",
    "<": "<",
    ">": ">",
    "<=": r"\leq",
    ">=": r"\geq",
    "~": r"\propto",
    "->": r"\;\longrightarrow\;",
    "<->": r"\;\longleftrightarrow\;",
}
"""What may stand between the sides of a `Formula`: in plain text, and in LaTeX."""


@dataclass(frozen=True)
class Math:
    """A formula in a table cell; a tuple holds lines that are broken already.  ``text`` is its plain text."""

    latex: str | tuple[str, ...]
    text: str = ""


Cell: TypeAlias = str | Math


@dataclass(frozen=True)
class Paragraph:
    """Plain text; a blank line begins a new paragraph.  ``lead`` is a heading in the same line: a step's number."""

    text: str
    lead: str = ""


@dataclass(frozen=True)
class Equation:
    """A displayed formula of which only the LaTeX is known, broken over lines where it is long.

    Parameters
    ----------
    latex : the formula; a tuple holds lines that are broken already.
    tag : printed beside it in brackets.
    label : what ``\\ref`` finds.
    text : the formula in plain text; without it a terminal shows the LaTeX.
    """

    latex: str | tuple[str, ...]
    tag: str = ""
    label: str = ""
    text: str = ""


@dataclass(frozen=True)
class Formula:
    """A displayed formula as trees: ``left = right``, or a chain ``left = right = right``.

    Parameters
    ----------
    left : the left side; in words, the name of the thing: a line of its own above the formula in LaTeX, and the left
        side in plain text; ``None`` for a formula without a left side.
    right : one tree, or several in the order of the chain.
    relation : one of `RELATIONS`.
    tag, label : as in `Equation`.
    subject : what the formula is about where that is less than the left side: the moment in an equation of motion.
        Records for programs are filed under it.
    """

    left: Node | str | None
    right: Node | tuple[Node, ...]
    relation: str = "="
    tag: str = ""
    label: str = ""
    subject: Node | None = None

    @property
    def chain(self) -> tuple[Node, ...]:
        """The right sides."""
        return self.right if isinstance(self.right, tuple) else (self.right,)

    @property
    def about(self) -> Node | None:
        """The subject; if none is given, the left side."""
        return self.subject or (None if isinstance(self.left, str) else self.left)

    @property
    def right_text(self) -> str:
        """The right sides in plain text."""
        return f" {self.relation} ".join(map(plain, self.chain))

    @property
    def right_latex(self) -> str:
        """The right sides in LaTeX."""
        return f" {RELATIONS[self.relation]} ".join(map(latex, self.chain))

    @property
    def text(self) -> str:
        """One line of plain text."""
        if self.left is None:
            return self.right_text
        return f"{self.left if isinstance(self.left, str) else plain(self.left)} {self.relation} {self.right_text}"

    @property
    def latex(self) -> str:
        """LaTeX without ``$``; words on the left are left out."""
        if self.left is None or isinstance(self.left, str):
            return self.right_latex
        return f"{latex(self.left)} {RELATIONS[self.relation]} {self.right_latex}"

    @property
    def aligned(self) -> str:
        """The same for an ``align`` environment: an ampersand before the first relation of each line."""
        sign = RELATIONS[self.relation]
        rights = f" \\\\\n &{sign} ".join(map(latex, self.chain))
        return rights if self.left is None or isinstance(self.left, str) else f"{latex(self.left)} &{sign} {rights}"

    @property
    def inert(self) -> tuple[Paragraph | Equation, ...]:
        """The formula without its trees: words on the left become a line of text above it."""
        shown = Equation(self.latex, self.tag, self.label, self.text)
        return (
            (Paragraph(f"{self.left[:1].upper()}{self.left[1:]}:"), shown) if isinstance(self.left, str) else (shown,)
        )


@dataclass(frozen=True)
class Table:
    """A table over as many pages as it needs; cells are plain text or `Math`."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


Block: TypeAlias = Paragraph | Equation | Formula | Table


@dataclass(frozen=True)
class Section:
    """A numbered section."""

    title: str
    blocks: tuple[Block, ...]


def cell(node: Node) -> Math:
    """A tree in a table."""
    return Math(latex(node), plain(node))
