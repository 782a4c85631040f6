"""Canonical forms of what follows from an open quantum system: one for each thing a reader would call one result."""

from __future__ import annotations

from typing import TYPE_CHECKING

from derive.algebra.display import word_text
from derive.algebra.operator import Word
from derive.emit.plain import plain
from derive.engines.given import value_forms
from derive.engines.lindblad.counting import forms as currents_of
from derive.exact.gauge import ungauged
from derive.exact.scalar import Scalar
from derive.forms import GAP, Form, form
from derive.rules.lindblad import Generator

if TYPE_CHECKING:
    from derive.engines.lindblad.derivation import LindbladDerivation


def forms_of(derivation: LindbladDerivation) -> tuple[Form, ...]:
    """All results of one model."""
    forms = [form("parameter", s.name, f"{s.domain.value}, unit {s.unit}") for s in derivation.model.symbols]
    forms += value_forms(derivation.model)
    master, equations = derivation.master, derivation.equations
    coefficients = [("hamiltonian", word_text(w), c) for w, c in master.hamiltonian]
    coefficients += [("dissipator", name, c) for name, c in _dissipator(master)]
    forms += [form(kind, name, repr(c), plain(derivation.tree(c))) for kind, name, c in coefficients]
    if equations:
        forms += [
            form("equation", f"d<{name}>/dt", repr(op), plain(derivation.mean(op)))
            for name, op in zip(equations.names, equations.right, strict=True)
        ]
    if derivation.steady:
        forms += [
            form("closed form", name, repr(ungauged(derivation.values[name])), plain(tree))
            for name, tree in derivation.closed_forms.items()
        ]
    forms += currents_of(derivation)
    forms += [form(GAP, gap.stage, gap.reason) for gap in derivation.gaps]
    return tuple(forms)


def _dissipator(master: Generator) -> list[tuple[str, Scalar]]:
    """Coefficients of ``L rho R`` over pairs of words: equal for equal dissipators, however the baths are listed.

    The anticommutator terms follow from these, by trace preservation.
    """
    total: dict[tuple[Word, Word], Scalar] = {}
    for left, right, weight in master.jumps:
        for w1, c1 in right:
            for w2, c2 in left:
                term = weight * c1 * c2
                total[w1, w2] = total[w1, w2] + term if (w1, w2) in total else term
    named = ((f"{word_text(a)} rho {word_text(b)}", c) for (a, b), c in total.items() if c)
    return sorted(named, key=lambda item: item[0])
