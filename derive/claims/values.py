"""What a printed expression can be worth besides a scalar or an operator: a mean, a matrix, a modulus."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from derive.algebra.display import operator_latex
from derive.algebra.operator import Op, as_operator
from derive.errors import ClaimError, ExactError
from derive.exact.scalar import Scalar, as_scalar


@dataclass(frozen=True)
class Mean:
    """A time-dependent expectation value: linear in the operator inside."""

    op: Op

    def map(self, function: Callable[[Scalar], Scalar]) -> Mean:
        """Each coefficient replaced by ``function(coefficient)``."""
        return Mean(self.op.map(function))

    def latex(self) -> str:
        r"""LaTeX with every operator inside ``\langle \rangle``."""
        return operator_latex(self.op, lambda body: body if body == "1" else rf"\langle {body} \rangle")

    def __add__(self, other: Any) -> Mean:
        return Mean(self.op + _inside(other))

    __radd__ = __add__

    def __neg__(self) -> Mean:
        return Mean(-self.op)

    def __sub__(self, other: Any) -> Mean:
        return Mean(self.op - _inside(other))

    def __rsub__(self, other: Any) -> Mean:
        return Mean(_inside(other) - self.op)

    def __mul__(self, other: Any) -> Mean:
        factor = as_scalar(other)
        if factor is None:
            raise ClaimError(
                "product of expectation values",
                "an equation of motion must be linear in the moments",
                "a product of two of them",
                "state the factorisation as an assumption of the model",
            )
        return Mean(self.op * factor)

    __rmul__ = __mul__

    def __truediv__(self, other: Any) -> Mean:
        return Mean(self.op / other)


@dataclass(frozen=True)
class Grid:
    """A matrix of values; products keep their order, a scalar factor goes to every entry."""

    rows: tuple[tuple[Any, ...], ...]

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        return len(self.rows), len(self.rows[0])

    def map(self, function: Callable[[Any], Any]) -> Grid:
        """Each entry replaced by ``function(entry)``."""
        return Grid(tuple(tuple(function(v) for v in row) for row in self.rows))

    def transpose(self) -> Grid:
        """Rows and columns swapped."""
        return Grid(tuple(zip(*self.rows, strict=True)))

    def __add__(self, other: object) -> Grid:
        if not isinstance(other, Grid) or other.shape != self.shape:
            raise _shapes("sum", self, other)
        pairs = zip(self.rows, other.rows, strict=True)
        return Grid(tuple(tuple(a + b for a, b in zip(r, s, strict=True)) for r, s in pairs))

    __radd__ = __add__

    def __neg__(self) -> Grid:
        return self.map(lambda v: -v)

    def __sub__(self, other: object) -> Grid:
        return self + (-other if isinstance(other, Grid) else other)

    def __rsub__(self, other: object) -> Grid:
        return -self + other

    def __mul__(self, other: Any) -> Grid:
        if not isinstance(other, Grid):
            return self.map(lambda v: v * other)
        if self.shape[1] != other.shape[0]:
            raise _shapes("product", self, other)
        columns = other.transpose().rows
        return Grid(tuple(tuple(_dot(row, column) for column in columns) for row in self.rows))

    def __rmul__(self, other: Any) -> Grid:
        return self.map(lambda v: other * v)

    def __truediv__(self, other: Any) -> Grid:
        return self.map(lambda v: v / other)


@dataclass(frozen=True)
class Modulus:
    """``|z|``: inside the field its even powers are."""

    inside: Scalar

    def __pow__(self, exponent: int) -> Scalar:
        if exponent % 2:
            raise ExactError("modulus", "only even powers of |z| are rational", f"|{self.inside}|^{exponent}")
        return (self.inside * self.inside.conjugate()) ** (exponent // 2)


def _inside(value: Any) -> Op:
    """The operator of a mean; a scalar is its own mean, an operator is none."""
    if isinstance(value, Mean):
        return value.op
    op = as_operator(value)
    if op.spaces:
        raise ClaimError(
            "sum of a mean and an operator",
            "both must be numbers or both operators",
            repr(op),
            r"put the operator into \langle \rangle",
        )
    return op


def _dot(row: tuple[Any, ...], column: tuple[Any, ...]) -> Any:
    total = row[0] * column[0]
    for a, b in zip(row[1:], column[1:], strict=True):
        total = total + a * b
    return total


def _shapes(what: str, left: Grid, right: Any) -> ClaimError:
    shape = right.shape if isinstance(right, Grid) else "a scalar"
    return ClaimError(
        f"matrix {what}", "the shapes must fit", f"{left.shape} and {shape}", "check the printed matrices"
    )
