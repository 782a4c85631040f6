"""The abbreviations that formulas are printed in, for the statement of a model."""

from __future__ import annotations

from collections.abc import Sequence

from derive.emit.blocks import Block, Equation, Paragraph
from derive.exact.abbreviate import Abbreviation


def abbreviation_blocks(definitions: Sequence[Abbreviation]) -> list[Block]:
    """One line with all of them; nothing where there are none."""
    if not definitions:
        return []
    lines = [rf"{d.symbol.latex()} = {d.value.latex()}" for d in definitions]
    text = ", ".join(f"{d.symbol} = {d.value}" for d in definitions)
    return [Paragraph("Abbreviations:"), Equation(r" \qquad ".join(lines), text=text)]
