"""What a kind of operator must know of itself; everything else about operators is kind-blind.

A space has a linear basis of elements (small tuples of integers) beside the identity.  A new kind is one file
with one subclass of `Space` and one entry in the laws' test basis.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from functools import cached_property
from typing import Any

from derive.symbols import natural_key

Element = tuple[int, ...]
Expansion = tuple[tuple[int, Element | None], ...]


class Space(ABC):
    """One factor of the Hilbert space.  Spaces are equal when kind, name and size are; operators of two commute."""

    kind: str

    def __init__(self, name: str, latex: str):
        self.name, self.latex_symbol = name, latex

    @cached_property
    def key(self) -> tuple[Any, ...]:
        """Order of spaces in a word: by natural order of names, then by kind and size."""
        return (natural_key(self.name), self.kind, self.size)

    @cached_property
    def _hash(self) -> int:
        return hash(self.key)

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, Space) and self.key == other.key)

    @property
    def size(self) -> tuple[str, ...]:
        """What besides the name tells two spaces of a kind apart: the labels of the levels."""
        return ()

    @abstractmethod
    def multiply(self, left: Element, right: Element) -> Expansion:
        """``left*right`` in the basis, as (integer coefficient, element); ``None`` is the identity."""

    @abstractmethod
    def adjoint(self, element: Element) -> Element:
        """The Hermitian conjugate, which must be a basis element again."""

    @abstractmethod
    def order(self, element: Element) -> int:
        """How much the element counts in the order of a moment (ladder operators count one each)."""

    @abstractmethod
    def text(self, element: Element) -> str:
        """Plain text, a product of names."""

    @abstractmethod
    def latex(self, element: Element) -> str:
        """LaTeX of the element."""

    def __repr__(self) -> str:
        return f"{self.kind} {self.name}"
