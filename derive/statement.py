"""A model in plain text: what its module's docstring says of it, and what its digest is taken of."""

from __future__ import annotations

import hashlib

from derive.model import Bath, Model
from derive.rules.lindblad import generator


def statement(model: Model) -> tuple[str, ...]:
    """The model line by line: Hamiltonian, baths (cascades resolved), observables, abbreviations.

    Canonical: two statements are equal exactly if the models are, whatever order they were typed in.
    """
    master = generator(model)
    lines = [f"H/hbar = {master.hamiltonian}"]
    lines += [_bath(bath) for bath in master.baths]
    lines += [f"{o.name} = <{o.operator}>" for o in model.observables]
    lines += [f"{d.symbol} := {d.value}" for d in model.definitions]
    return tuple(lines)


def _bath(bath: Bath) -> str:
    squeezing = f", squeezing {bath.squeezing}" if bath.squeezing else ""
    rate = f"{bath.rate} * " if bath.rate != 1 else ""
    return f"bath {bath.name}: {rate}D[{bath.operator}], occupation {bath.occupation}{squeezing}"


def digest(model: Model) -> str:
    """SHA-256 of the statement and of the symbols' declarations."""
    lines = [model.name, *statement(model)]
    lines += [f"{s.name} {s.latex} {s.domain.value} {s.unit} {s.meaning}" for s in model.symbols]
    lines += [f"{o.name} {o.latex} {o.unit}" for o in model.observables]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
