"""What a rule or a record is handed: the kind of thing it works on, or a sentence that says which kind that is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from derive.algebra.operator import Op
from derive.errors import ModelError
from derive.exact.scalar import Scalar


def need(where: str, what: str, value: Any, kind: type, todo: str = "") -> None:
    """Refuse a value that is not of a kind.

    Raises
    ------
    ModelError
        that names the kind asked for and the one that was handed over.
    """
    if not isinstance(value, kind):
        article = "an" if kind.__name__[0] in "AEIO" else "a"
        raise ModelError(where, f"{what} must be {article} {kind.__name__}", f"{type(value).__name__} {value!r}", todo)


def need_mapping(where: str, what: str, value: Any, todo: str) -> None:
    """Refuse what is no mapping, such as a list of modes without their frequencies."""
    if not isinstance(value, Mapping):
        raise ModelError(where, f"{what} must be a mapping from modes", repr(value), todo)


def several(value: Any) -> tuple[Any, ...]:
    """One item or many, as a tuple; a text, an operator or a scalar is one item."""
    many = isinstance(value, Iterable) and not isinstance(value, str | Op | Scalar)
    return tuple(value) if many else (value,)
