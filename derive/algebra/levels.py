"""N-level systems by their transitions |j><k|, and two-level systems by Pauli and ladder operators.

The lowest level's projector is ``1`` minus the others, so that a word has one form only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from derive.algebra.operator import Op, named
from derive.algebra.space import Element, Expansion, Space
from derive.errors import ModelError
from derive.exact.scalar import imaginary_unit


class Levels(Space):
    """A system with finitely many levels; elements are (j, k) for |j><k|, except (0, 0)."""

    kind = "levels"

    def __init__(self, name: str, latex: str, labels: tuple[str, ...]):
        super().__init__(name, latex)
        self.labels = labels

    @property
    def size(self) -> tuple[str, ...]:
        """The labels of the levels."""
        return self.labels

    def multiply(self, left: Element, right: Element) -> Expansion:
        """``|j><k|l><m| = delta_kl |j><m|``."""
        if left[1] != right[0]:
            return ()
        return self.expand(left[0], right[1])

    def expand(self, j: int, k: int) -> Expansion:
        """|j><k| in the basis."""
        if j or k:
            return ((1, (j, k)),)
        return ((1, None), *((-1, (n, n)) for n in range(1, len(self.labels))))

    def adjoint(self, element: Element) -> Element:
        """``|j><k|.dag = |k><j|``."""
        return (element[1], element[0])

    def order(self, element: Element) -> int:
        """Every transition and population counts one: products of them are single elements again."""
        return 1

    def text(self, element: Element) -> str:
        """``atom(e,g)`` for |e><g|."""
        return f"{self.name}({self.labels[element[0]]},{self.labels[element[1]]})"

    def latex(self, element: Element) -> str:
        r"""``|e\rangle\langle g|_{atom}``."""
        j, k = (self.labels[i] for i in element)
        return rf"|{j}\rangle\langle {k}|_{{{self.latex_symbol}}}"


class TwoLevel(Levels):
    """Levels g and e, printed with ladder operators."""

    kind = "two-level"

    def text(self, element: Element) -> str:
        """``s.plus``, ``s.minus`` or ``s.plus*s.minus``."""
        return {(1, 0): f"{self.name}.plus", (0, 1): f"{self.name}.minus"}.get(
            _pair(element), f"{self.name}.plus*{self.name}.minus"
        )

    def latex(self, element: Element) -> str:
        r"""``\hat{\sigma}^+_{s}`` and so on."""
        plus, minus = (rf"\hat{{\sigma}}^{{{sign}}}_{{{self.latex_symbol}}}" for sign in "+-")
        return {(1, 0): plus, (0, 1): minus}.get(_pair(element), f"{plus}{minus}")


def _pair(element: Element) -> tuple[int, int]:
    return element[0], element[1]


@dataclass(frozen=True)
class Transitions:
    """The operators of one N-level system: ``atom("e", "g")`` is |e><g|."""

    space: Levels

    def __call__(self, j: str | int, k: str | int) -> Op:
        """|j><k|, by label or by position."""
        return Op.sum_of(self.space, self.space.expand(self._position(j), self._position(k)))

    def population(self, j: str | int) -> Op:
        """The projector |j><j|."""
        return self(j, j)

    def _position(self, label: str | int) -> int:
        labels = self.space.labels
        if str(label) in labels:
            return labels.index(str(label))
        # Labels that are numbers themselves leave no room for positions: level 1 of ("1", "2", "3") is the lowest.
        if isinstance(label, int) and 0 <= label < len(labels) and not any(name.isdigit() for name in labels):
            return label
        raise ModelError(f"levels {self.space.name!r}", "a level must be one of " + ", ".join(labels), repr(label))


@dataclass(frozen=True)
class Spin:
    """The operators of one two-level system with levels g (lower) and e (upper); sigma_z = |e><e| - |g><g|."""

    space: TwoLevel

    @property
    def plus(self) -> Op:
        """|e><g|."""
        return Op.of(self.space, (1, 0))

    @property
    def minus(self) -> Op:
        """|g><e|."""
        return Op.of(self.space, (0, 1))

    @property
    def x(self) -> Op:
        """sigma_x."""
        return self.plus + self.minus

    @property
    def y(self) -> Op:
        """sigma_y, with ``[sigma_x, sigma_y] = 2i sigma_z``."""
        return imaginary_unit() * (self.minus - self.plus)

    @property
    def z(self) -> Op:
        """sigma_z."""
        return 2 * self.plus * self.minus - 1


def two_level(names: str, *, latex: str = "") -> Any:
    """Two-level systems: ``s = two_level("s")``, then ``s.minus``, ``s.x`` ..."""
    made = tuple(Spin(TwoLevel(n, printed, ("g", "e"))) for n, printed in named(names, latex, hat=False))
    return made if len(made) > 1 else made[0]


def levels(name: str, labels: int | Sequence[str], *, latex: str = "") -> Transitions:
    """An N-level system; ``labels`` counts or names the levels, the lowest first."""
    names = tuple(str(i) for i in range(labels)) if isinstance(labels, int) else tuple(labels)
    if len(names) < 2 or len(set(names)) != len(names):
        raise ModelError(f"levels {name!r}", "there must be at least two levels, all named differently", repr(labels))
    return Transitions(Levels(name, latex or name, names))
