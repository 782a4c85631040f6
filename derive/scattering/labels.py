"""Labels of levels: what they are called in names, and that no two names are one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import product

from derive.errors import ModelError

SIGNS = {"+": "plus", "-": "minus"}
PLAIN = re.compile(r"[A-Za-z0-9_]+|[+-]")


def word(label: str) -> str:
    """A label as part of a name in ASCII: ``+`` and ``-`` as ``plus`` and ``minus``."""
    return SIGNS.get(label, label)


def check_labels(where: str, labels: Sequence[str], size: int) -> None:
    """Raise `ModelError` unless there is one for every level, fit for names, and no two names would be one."""
    if any(not isinstance(label, str) for label in labels) or len(labels) != size or len(set(labels)) < size:
        raise ModelError(where, f"there must be {size} of them, texts, all different", repr(tuple(labels)))
    for label in labels:
        if not PLAIN.fullmatch(label):
            must = "a label must be letters and digits, or + or -: it is part of the names of rates and elements"
            raise ModelError(where, must, repr(label), "write `excited_state` or `e`")
    spelled: dict[str, tuple[str, ...]] = {}
    for labelled in (*((x,) for x in labels), *product(labels, repeat=2)):
        name = "_".join(map(word, labelled))
        other = spelled.setdefault(name, labelled)
        if other != labelled:
            got = f"{' and '.join(map(repr, other))} beside {' and '.join(map(repr, labelled))}, both {name!r}"
            raise ModelError(where, "labels must give different names", got, "choose other labels")
