"""What is shown of a driven system: statement, frame, mean-field equations, stationary fields; and its forms."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from derive.algebra.trees import tree_of
from derive.emit.blocks import Block, Cell, Formula, Math, Paragraph, Table, cell
from derive.emit.plain import plain
from derive.engines.engine import Kind, Part, step_blocks
from derive.engines.given import value_forms
from derive.exact.shape import is_printable
from derive.expr import Name
from derive.forms import GAP, Form, form
from derive.parameters import symbol_of
from derive.rules.lindblad import generator

if TYPE_CHECKING:
    from derive.engines.driven.derivation import DrivenDerivation


def parts_of(derivation: DrivenDerivation) -> tuple[Part, ...]:
    """The supplement; a part that has nothing to say is left out."""
    title = derivation.model.title or "the model"
    parts: list[tuple[str, Sequence[Block], Kind]] = [
        (title, _statement(derivation), Kind.STATEMENT),
        ("steps of the derivation", step_blocks(derivation.steps, lambda v: tree_of(v, derivation.tree)), Kind.STEPS),
        ("mean-field equations", _equations(derivation), Kind.EQUATIONS),
        ("stationary mean field", _stationary(derivation), Kind.CLOSED_FORMS),
    ]
    return tuple(Part(title, tuple(blocks), kind) for title, blocks, kind in parts if blocks)


def forms_of(derivation: DrivenDerivation) -> tuple[Form, ...]:
    """All results: parameters, numbers, the Hamiltonian in its frame, mean-field equations, stationary fields, gaps."""
    forms = [form("parameter", s.name, f"{s.domain.value}, unit {s.unit}") for s in derivation.model.symbols]
    forms += value_forms(derivation.model)
    if derivation.rotating:
        op = derivation.rotating.hamiltonian
        forms.append(form("hamiltonian", "in its frame", repr(op), plain(derivation.operator(op))))
    if derivation.mean:
        for mean, right in zip(derivation.mean.means, derivation.mean.right, strict=True):
            forms.append(form("equation", f"d{mean}/dt", repr(right), plain(derivation.tree(right))))
    forms += [
        form("closed form", f"mean of {name}", repr(value), plain(derivation.tree(value)))
        for name, value in derivation.stationary.items()
    ]
    forms += [form(GAP, gap.stage, gap.reason) for gap in derivation.gaps]
    return tuple(forms)


def _statement(derivation: DrivenDerivation) -> list[Block]:
    model = derivation.model
    blocks: list[Block] = [
        Paragraph(text) for text in (model.source and f"Source: {model.source}.", *model.notes) if text
    ]
    blocks += [Paragraph("The Hamiltonian in the laboratory, over the reduced Planck constant:")]
    blocks.append(Formula(Name("H", "H"), derivation.operator(model.moving())))
    rows: list[tuple[Cell, ...]] = []
    for bath in generator(model.static).baths:
        values = (derivation.operator(bath.operator), derivation.tree(bath.rate), derivation.tree(bath.occupation))
        rows.append((Math(bath.latex, bath.name), *map(cell, values)))
    if rows:
        heading = "Baths, those of the channels last:" if model.cascades else "Baths:"
        blocks += [Paragraph(heading), Table(("Input", "Operator", "Rate", "Occupation"), tuple(rows))]
    frames = tuple((cell(derivation.operator(op)), cell(derivation.tree(w))) for op, w in model.frame.items())
    if frames:
        blocks += [Paragraph("The frame rotates:"), Table(("Mode", "At frequency"), frames)]
    return blocks


def _equations(derivation: DrivenDerivation) -> list[Block]:
    mean = derivation.mean
    if mean is None:
        return []
    blocks: list[Block] = []
    for value, right in zip(mean.means, mean.right, strict=True):
        symbol = symbol_of(value)
        left = Name(f"d{symbol.name}/dt", rf"\frac{{d}}{{dt}} {symbol.latex}")
        blocks.append(Formula(left, derivation.tree(right), subject=Name(symbol.name, symbol.latex)))
    if mean.neglected:
        names = ", ".join(mode.name for mode, _ in mean.neglected)
        blocks.append(Paragraph(f"The mean of {names} is left out, by assumption."))
    return blocks


def _stationary(derivation: DrivenDerivation) -> list[Block]:
    mean = derivation.mean
    if mean is None or not derivation.stationary:
        return []
    blocks: list[Block] = []
    for mode, value in zip(mean.modes, mean.means, strict=True):
        found, symbol = derivation.stationary[mode.name], symbol_of(value)
        if is_printable(found):
            blocks.append(Formula(Name(symbol.name, symbol.latex), derivation.tree(found)))
    return blocks
