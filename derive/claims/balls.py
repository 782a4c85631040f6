"""Formulas that leave the field of rational functions: ball arithmetic, which can refute and never proves.

Both sides are enclosed rigorously at rational points of the parameters' domains.  Enclosures that do not meet show that
the sides differ; enclosures that meet everywhere are no proof, and the claim stays undecided.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Protocol

import flint

from derive.errors import ClaimError
from derive.exact.enclose import enclosure
from derive.exact.points import Point
from derive.exact.scalar import Scalar
from derive.expr import Node, fold

PRECISION = 200  # bits


class Sample(Protocol):
    """A point at which scalars have numbers."""

    def ball(self, value: Scalar) -> Any:
        """A rigorous enclosure of a scalar here; raises `ExactError` where it has none."""


@dataclass(frozen=True)
class Exactly:
    """A point with an exact number for every parameter."""

    point: Point

    def ball(self, value: Scalar) -> Any:
        """A rigorous enclosure of a scalar here."""
        return enclosure(self.point.at(value))

    def __str__(self) -> str:
        return str(self.point)


@dataclass(frozen=True)
class Enclosure:
    """What two sides were found to be at one point."""

    point: Sample
    left: Any
    right: Any

    @property
    def is_finite(self) -> bool:
        """Whether both sides have a value: a division by zero has none."""
        return bool(self.left.is_finite() and self.right.is_finite())

    @property
    def apart(self) -> bool:
        """Whether the enclosures do not meet: the sides differ for certain."""
        return not (self.left - self.right).contains(0)

    def __str__(self) -> str:
        left, right = (side.str(10, radius=False) for side in (self.left, self.right))
        return f"at {self.point}: {left} on the left, {right} on the right"


def enclose(sides: tuple[Node, Node], names: Mapping[str, Scalar], point: Sample) -> Enclosure:
    """Both sides at a point; ``names`` maps every name of the trees to its exact scalar.

    Raises
    ------
    ExactError
        when a denominator vanishes at the point.
    ClaimError
        for a function that has no enclosure here.
    """
    with flint.ctx.workprec(PRECISION):
        values = {key: point.ball(value) for key, value in names.items()}
        try:
            left, right = (fold(side, values, FUNCTIONS, _number) for side in sides)
        except KeyError as missing:
            raise ClaimError("numerical check", "every function must have a value", repr(missing.args[0])) from None
        return Enclosure(point, left, right)


def _number(q: Fraction) -> Any:
    return flint.acb(q.numerator) / q.denominator


FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    "re": lambda z: flint.acb(z.real),
    "im": lambda z: flint.acb(z.imag),
    "conj": lambda z: z.conjugate(),
    "abs": lambda z: flint.acb(abs(z)),
    "sqrt": lambda z: z.sqrt(),
    "exp": lambda z: z.exp(),
    "log": lambda z: z.log(),
    "sin": lambda z: z.sin(),
    "cos": lambda z: z.cos(),
    "tan": lambda z: z.tan(),
    "sinh": lambda z: z.sinh(),
    "cosh": lambda z: z.cosh(),
    "tanh": lambda z: z.tanh(),
    "coth": lambda z: z.coth(),
}
