"""Blocks of a supplement as a terminal shows them: text, formulas in plain text, tables; or formulas alone as LaTeX."""

from __future__ import annotations

from collections.abc import Iterable

from derive.commands.screen import Column, table, wrapped
from derive.emit.blocks import Block, Cell, Equation, Formula, Math, Paragraph, Table


def block_texts(blocks: Iterable[Block], indent: str = "  ", inner: str = "  ") -> list[str]:
    """Blocks one below the other, with an empty line after a table; see `block_text`."""
    lines: list[str] = []
    for k, block in enumerate(blocks := tuple(blocks)):
        lines += [""] if k and isinstance(blocks[k - 1], Table) else []
        lines.append(block_text(block, indent, inner))
    return lines


def block_text(block: Block, indent: str = "  ", inner: str = "  ") -> str:
    """One block, broken to the width of the terminal.

    Parameters
    ----------
    indent : before text.
    inner : before formulas.
    """
    match block:
        case Paragraph(text, lead):
            return wrapped(f"{lead}: {text}" if lead else text, indent)
        case Formula():
            return wrapped(block.text, inner)
        case Equation(latex, _, _, text):
            return wrapped(text or _one_line(latex), inner)
        case Table(columns, rows):
            # The last column takes what is left over and breaks its lines.
            headings = [Column(name, int(k == len(columns) - 1), wraps=True) for k, name in enumerate(columns)]
            return table(headings, [[_cell(c) for c in row] for row in rows])


def latex_lines(blocks: Iterable[Block]) -> list[str]:
    r"""The formulas among some blocks as one ``align*`` environment; empty where there is none."""
    formulas = [b.aligned for b in blocks if isinstance(b, Formula)]
    return [r"\begin{align*}", " \\\\\n".join(formulas), r"\end{align*}"] if formulas else []


def _cell(cell: Cell) -> str:
    return (cell.text or _one_line(cell.latex)) if isinstance(cell, Math) else cell


def _one_line(latex: str | tuple[str, ...]) -> str:
    return latex if isinstance(latex, str) else " ".join(latex)
