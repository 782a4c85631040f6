"""Canonical forms of what follows from a scattering model: one for each thing a reader would call one result."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from derive.emit.plain import plain
from derive.engines.scattering.naming import element, level, population
from derive.exact.scalar import Scalar
from derive.forms import GAP, Form, form
from derive.rules.scattering.master import Master
from derive.rules.scattering.symmetry import Certificate

if TYPE_CHECKING:
    from derive.engines.scattering.derivation import ScatteringDerivation


def forms_of(derivation: ScatteringDerivation) -> tuple[Form, ...]:
    """All results of one model: parameters, levels, couplings, T, rates, equations, generator, certificate."""
    forms = [form("parameter", s.name, f"{s.domain.value}, unit {s.unit}") for s in derivation.model.symbols]
    forms += _levels(derivation)
    forms += _elements(derivation)
    if derivation.master:
        forms += _motion(derivation.model.labels, derivation.master)
    if derivation.certificate:
        forms += _conditions(derivation.model.labels, derivation.certificate)
    return (*forms, *(form(GAP, gap.stage, gap.reason) for gap in derivation.gaps))


def _levels(derivation: ScatteringDerivation) -> Iterator[Form]:
    labels = derivation.model.labels
    if derivation.spectrum:
        for label, energy in zip(labels, derivation.spectrum.energies, strict=True):
            yield _scalar(derivation, "level", level(label).key, energy)
    for position, coupling in derivation.places:
        where = "" if len(derivation.places) == 1 else f" at {position}"
        for k, row in enumerate(coupling):
            for j, entry in enumerate(row):
                yield _scalar(derivation, "coupling", element("v", labels[k], labels[j]).key + where, entry)


def _elements(derivation: ScatteringDerivation) -> Iterator[Form]:
    if derivation.analytic is None:
        return
    labels, found = derivation.model.labels, derivation.analytic
    yield _scalar(derivation, "closed form", "D", found.determinant)
    for k, row in enumerate(found.numerators):
        for j, entry in enumerate(row):
            yield _scalar(derivation, "closed form", f"{element('t', labels[k], labels[j]).key}*D", entry)


def _motion(labels: tuple[str, ...], found: Master) -> Iterator[Form]:
    for r in found.rates:
        name = element("a", labels[r.final], labels[r.initial]).key
        start = f"max({level(labels[r.final]).key}, {level(labels[r.initial]).key})"
        yield form("rate", name, f"{r.prefactor!r} {r.weight!r} from {start}")
    for label in labels:
        gains = [
            f"{element('a', label, o).key}*p_{o} - {element('a', o, label).key}*p_{label}" for o in labels if o != label
        ]
        yield form("equation", f"d{population(label).name}/dt", " + ".join(gains))
    for block in found.blocks:
        transitions = ", ".join(f"{labels[j]} -> {labels[k]}" for k, j in block.transitions)
        yield form("transitions", transitions, repr(block.frequency))


def _conditions(labels: tuple[str, ...], found: Certificate) -> Iterator[Form]:
    for name in ("hermitian", "symmetric", "gauged", "balanced"):
        yield form("condition", name, str(getattr(found, name)))
    for loop, value in found.loop.items():
        yield form("loop", ", ".join(labels[k] for k in loop), repr(value))


def _scalar(derivation: ScatteringDerivation, kind: str, name: str, value: Scalar) -> Form:
    return form(kind, name, repr(value), plain(derivation.tree(value)))
