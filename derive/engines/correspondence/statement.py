"""A correspondence in plain text."""

from __future__ import annotations

from derive.correspondence.model import Correspondence
from derive.engines.engine import digest as digest_of
from derive.engines.lindblad.statement import printed as printed_model
from derive.engines.lindblad.statement import statement as one
from derive.engines.lindblad.statement import words


def statement(model: Correspondence) -> tuple[str, ...]:
    """Both models line by line, and what is asked for."""
    asked = ", ".join(map(str, model.unknown))
    return (*one(model.model), "corresponds to", *one(model.target), f"asked for: {asked}")


def printed(model: Correspondence) -> tuple[str, ...]:
    """Words, printed forms, numbers and steps that the statement leaves out."""
    return (*printed_model(model.model), *printed_model(model.target))


def digest(model: Correspondence) -> str:
    """SHA-256 of the statement and of the declarations of its symbols."""
    return digest_of(model, statement(model), (*words(model.model), *words(model.target)))
