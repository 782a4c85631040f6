"""Canonical forms of what follows from a rate model: one for each thing a reader would call one result."""

from __future__ import annotations

from typing import TYPE_CHECKING

from derive.emit.plain import plain
from derive.engines.golden.statement import assumption_text
from derive.forms import GAP, Form, form

if TYPE_CHECKING:
    from derive.engines.golden.derivation import GoldenDerivation


def forms_of(derivation: GoldenDerivation) -> tuple[Form, ...]:
    """All results of one model: assumptions, parameters, constants, processes, equations, in names and in couplings."""
    model, derived = derivation.model, derivation.kinetics
    forms = [form("assumption", *_named(assumption_text(a))) for a in model.assumptions]
    forms += [form("parameter", s.name, f"{s.domain.value}, unit {s.unit}") for s in model.symbols]
    for symbol, value in derived.constants.items():
        forms.append(form("rate constant", symbol.name, repr(value), plain(derivation.tree(value))))
    for process in derived.processes:
        forms.append(form("process", process.name, repr(process.events), plain(derivation.events(process))))
    for species, state, right in zip(derived.moving, derived.states, derived.right, strict=True):
        forms.append(form("equation", f"d{state.name}/dt", repr(right), plain(derivation.equation(species))))
    for state, right in zip(derived.states, derived.microscopic, strict=True):
        forms.append(form("equation in couplings", f"d{state.name}/dt", repr(right)))
    if derivation.decay and derivation.decay.ratio is not None:
        ratio = derivation.decay.ratio
        forms.append(form("closed form", "asymptotic ratio", repr(ratio), plain(derivation.tree(ratio))))
    forms += [form(GAP, gap.stage, gap.reason) for gap in derivation.gaps]
    return tuple(forms)


def _named(text: str) -> tuple[str, str]:
    """An assumption is its own name and its own content."""
    return text, text
