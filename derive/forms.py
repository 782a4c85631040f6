"""Results in canonical form, and the differences between two sets of them: mathematics, not text.

Two forms agree exactly if their digests do, as the digest is taken of a canonical text; the text shown may be any form
of the same.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from derive.claims.claim import Verdict

GAP = "gap"
"""The kind of form that every engine has, for what could not be derived."""


@dataclass(frozen=True)
class Form:
    """One result: of which kind (a parameter, an equation, a closed form), its name, digest and a text of it.

    The engine names the kinds.  Every engine calls equations of motion ``equation``, what it has solved
    ``closed form``, parameters ``parameter``, and what could not be derived ``gap``.
    """

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


def form(kind: str, name: str, canonical: str, text: str = "") -> Form:
    """The form of one result from its canonical text, which is the same for equal results; ``text`` is shown."""
    return Form(kind, name, hashlib.sha256(canonical.encode()).hexdigest(), text or canonical)


def verdict_forms(verdicts: Iterable[Verdict]) -> tuple[Form, ...]:
    """The verdicts as forms, by their tags."""
    return tuple(
        form("verdict", v.claim.tag, v.decision.value + (f" under {'; '.join(v.under)}" if v.under else ""))
        for v in verdicts
    )


def differences(model: str, old: Sequence[Form], new: Sequence[Form]) -> tuple[Difference, ...]:
    """What two models do not share, kind by kind as in the new one, what could not be derived last."""
    before, after = ({(f.kind, f.name): f for f in forms} for forms in (old, new))
    kinds = list(dict.fromkeys(f.kind for f in (*new, *old)))
    found = []
    for key in sorted({**before, **after}, key=lambda key: (key[0] == GAP, kinds.index(key[0]))):
        left, right = before.get(key), after.get(key)
        if left is None or right is None or left.digest != right.digest:
            texts = [f.text if f else "" for f in (left, right)]
            found.append(Difference(model, *key, *texts))
    return tuple(found)
