"""A model in phase space, in plain text."""

from __future__ import annotations

from derive.engines.engine import digest as digest_of
from derive.engines.lindblad.statement import printed as printed_full
from derive.engines.lindblad.statement import statement as full
from derive.phase_space.model import PhaseSpace


def statement(model: PhaseSpace) -> tuple[str, ...]:
    """The model line by line, the distribution, and what grows with the size."""
    kind = model.distribution
    lines = [*full(model.model), f"distribution {kind.letter} (s = {kind.value}) of {model.letter}"]
    if model.size is not None:
        lines.append(f"{model.size} -> oo, fluctuations {model.displaced}, {model.mean.value}")
        lines += sorted(f"{op} = ({value}) sqrt({model.size}) + fluctuation" for op, value in model.means.items())
    return tuple(lines)


def printed(model: PhaseSpace) -> tuple[str, ...]:
    """Words and printed forms that the statement leaves out."""
    return printed_full(model.model)


def digest(model: PhaseSpace) -> str:
    """SHA-256 of the statement and of the declarations of its symbols."""
    return digest_of(model, statement(model), printed(model))
