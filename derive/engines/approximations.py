"""What the approximations behind a model ask of its parameters, for the report and for a module's docstring."""

from __future__ import annotations

from collections.abc import Callable

from derive.conditions import Condition, Conditioned, Reading, readings
from derive.emit.blocks import Block, Cell, Math, Paragraph, Table
from derive.emit.latex import latex
from derive.emit.plain import plain
from derive.exact.scalar import Scalar
from derive.exact.shape import shaped
from derive.expr import Node


def condition_blocks(model: Conditioned, tree: Callable[[Scalar], Node]) -> list[Block]:
    """A table of what is asked for and what the numbers give; nothing where nothing was approximated."""
    if not model.conditions:
        return []
    rows = tuple((r.condition.text, _asked(r.condition, tree), _given(r)) for r in readings(model))
    text = "Each approximation asks that the left side be much smaller than the right one; the ratio is that of the "
    text += "numbers given with the model."
    return [Paragraph(text), Table(("Approximation", "asks for", "ratio"), rows)]


def condition_lines(model: Conditioned) -> tuple[str, ...]:
    """The conditions in plain text, for a docstring; without numbers, which change no equation."""
    if not model.conditions:
        return ()
    lines = [f"    {c.text}: |{plain(shaped(c.small))}| << |{plain(shaped(c.against))}|" for c in model.conditions]
    return ("", "Approximations, and what they ask for:", *lines)


def _asked(condition: Condition, tree: Callable[[Scalar], Node]) -> Cell:
    small, against = tree(condition.small), tree(condition.against)
    text = f"|{plain(small)}| << |{plain(against)}|"
    return Math(rf"\left|{latex(small)}\right| \ll \left|{latex(against)}\right|", text)


def _given(reading: Reading) -> Cell:
    if reading.ratio is None:
        return f"not given: {', '.join(reading.missing)}"
    return f"{reading.ratio:.3g}" + ("" if reading.holds else ", too large")
