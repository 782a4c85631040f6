"""A model in plain text: what its module's docstring says of it, and what its digest is taken of."""

from __future__ import annotations

from derive.engines.engine import digest as digest_of
from derive.engines.given import given
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
    """SHA-256 of the statement and of the declarations of symbols and observables."""
    return digest_of(model, statement(model), (f"{o.name} {o.latex} {o.unit}" for o in model.observables))


def printed(model: Model) -> tuple[str, ...]:
    """Names, printed forms, numbers and steps that the statement leaves out."""
    return (*words(model), *given(model, model.conditions))


def words(model: Model) -> tuple[str, ...]:
    """Names and printed forms alone: what a module may depend on."""
    lines = [f"{o.name} {o.latex} {o.unit}" for o in model.observables]
    lines += [f"{s.name} {s.latex_symbol}" for s in model.spaces]
    lines += [f"{b.name} {b.latex}" for b in model.baths] + [f"{c.name} {c.latex}" for c in model.cascades]
    return (*lines, *(f"{d.symbol!r} {d.symbol.latex()}" for d in model.definitions))
