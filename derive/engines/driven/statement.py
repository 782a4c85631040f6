"""A driven system in plain text: what its module's docstring says of it, and what its digest is taken of."""

from __future__ import annotations

from derive.driven.model import DrivenModel
from derive.engines.engine import digest as digest_of
from derive.engines.given import given
from derive.engines.lindblad.statement import statement as static
from derive.engines.lindblad.statement import words


def statement(model: DrivenModel) -> tuple[str, ...]:
    """The model line by line: static part and baths, drives, frame, mean fields."""
    lines = list(static(model.static))
    lines += [f"drive ({d.amplitude}) {d.operator} exp(i ({d.frequency}) t) + h.c." for d in model.drives]
    lines += sorted(f"frame of {op} rotates at {frequency}" for op, frequency in model.frame.items())
    lines += sorted(f"mean of {op} is {mean}" for op, mean in model.means.items())
    lines += sorted(f"mean of {op} is neglected" for op in model.neglected)
    return tuple(lines)


def digest(model: DrivenModel) -> str:
    """SHA-256 of the statement and of the declarations of its symbols."""
    return digest_of(model, statement(model), words(model.static))


def printed(model: DrivenModel) -> tuple[str, ...]:
    """Words, printed forms and numbers that the statement leaves out."""
    return (*words(model.static), *given(model))
