"""Canonical forms of what was derived, and the differences between two of them: mathematics, not text.

In: a `Derivation`.  Out: `Form`s, one for each thing that a reader would call one result.  Two forms agree exactly
if their digests do, as the digest is taken of a canonical text; the text shown may be any form of the same.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from derive.algebra.display import word_text
from derive.algebra.operator import Word
from derive.claims.claim import Verdict
from derive.derivation import Derivation
from derive.emit.plain import plain
from derive.exact.gauge import ungauged
from derive.exact.scalar import Scalar
from derive.rules.lindblad import Generator

KINDS = ("parameter", "hamiltonian", "dissipator", "equation", "closed form", "gap", "verdict")


@dataclass(frozen=True)
class Form:
    """One result: of which kind (`KINDS`) and name, the digest of its canonical form, and a text of it."""

    kind: str
    name: str
    digest: str
    text: str


@dataclass(frozen=True)
class Difference:
    """One result that two derivations do not share; ``old`` or ``new`` is empty where there is none."""

    model: str
    kind: str
    name: str
    old: str
    new: str

    @property
    def change(self) -> str:
        """``added``, ``removed`` or ``changed``."""
        return "added" if not self.old else "removed" if not self.new else "changed"


def forms_of(derivation: Derivation) -> tuple[Form, ...]:
    """All results of one model."""
    forms = [_form("parameter", s.name, f"{s.domain.value}, unit {s.unit}") for s in derivation.model.symbols]
    master, equations = derivation.master, derivation.equations
    coefficients = [("hamiltonian", word_text(w), c) for w, c in master.hamiltonian]
    coefficients += [("dissipator", name, c) for name, c in _dissipator(master)]
    forms += [_form(kind, name, repr(c), plain(derivation.tree(c))) for kind, name, c in coefficients]
    if equations:
        forms += [
            _form("equation", f"d<{name}>/dt", repr(op), plain(derivation.mean(op)))
            for name, op in zip(equations.names, equations.right, strict=True)
        ]
    if derivation.steady:
        forms += [
            _form("closed form", name, repr(ungauged(derivation.values[name])), plain(tree))
            for name, tree in derivation.closed_forms.items()
        ]
    forms += [_form("gap", gap.stage, gap.reason) for gap in derivation.gaps]
    return tuple(forms)


def verdict_forms(verdicts: Iterable[Verdict]) -> tuple[Form, ...]:
    """The verdicts as forms, by their tags."""
    return tuple(
        _form("verdict", v.claim.tag, v.decision.value + (f" under {'; '.join(v.under)}" if v.under else ""))
        for v in verdicts
    )


def differences(model: str, old: Sequence[Form], new: Sequence[Form]) -> tuple[Difference, ...]:
    """What two models do not share, in the order of `KINDS`, then as derived."""
    before, after = ({(f.kind, f.name): f for f in forms} for forms in (old, new))
    found = []
    for key in sorted({**before, **after}, key=lambda key: KINDS.index(key[0])):
        left, right = before.get(key), after.get(key)
        if left is None or right is None or left.digest != right.digest:
            texts = [form.text if form else "" for form in (left, right)]
            found.append(Difference(model, *key, *texts))
    return tuple(found)


def _form(kind: str, name: str, canonical: str, text: str = "") -> Form:
    return Form(kind, name, hashlib.sha256(canonical.encode()).hexdigest(), text or canonical)


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
