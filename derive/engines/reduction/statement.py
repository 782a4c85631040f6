"""A reduction in plain text."""

from __future__ import annotations

from derive.engines.engine import digest as digest_of
from derive.engines.lindblad.statement import printed as printed_full
from derive.engines.lindblad.statement import statement as full
from derive.engines.lindblad.statement import words
from derive.reduction.model import Reduction


def statement(model: Reduction) -> tuple[str, ...]:
    """The full model line by line, and what is eliminated at which frequency."""
    gone = ", ".join(sorted(map(str, model.eliminate)))
    return (*full(model.model), f"eliminated at {model.frequency}: {gone}")


def printed(model: Reduction) -> tuple[str, ...]:
    """Words, printed forms, numbers and steps that the statement leaves out."""
    return printed_full(model.model)


def digest(model: Reduction) -> str:
    """SHA-256 of the statement and of the declarations of its symbols."""
    return digest_of(model, statement(model), words(model.model))
