"""What to say of a name that does not exist: the nearest ones, or all there are."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(name: str, known: Iterable[str]) -> str:
    """``did you mean 'kappa_1'?``, or a list of what is known; empty if nothing is."""
    names = sorted(set(known))
    close = get_close_matches(name, names, n=3, cutoff=0.6) or _same_start(name, names)
    if close:
        return f"did you mean {' or '.join(repr(n) for n in close)}?"
    if not names:
        return ""
    return "known are " + ", ".join(names[:12]) + (" ..." if len(names) > 12 else "")


def _same_start(name: str, names: list[str]) -> list[str]:
    """Names of which ``name`` is the beginning, in any case of letters: ``barz`` for ``barzanjeh``."""
    return [n for n in names if name and n.lower().startswith(name.lower())][:3]
