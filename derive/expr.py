"""The expression tree a person would write: what the printers print and the LaTeX reader reads.

A tree says how a formula *looks*; equality of formulas is decided elsewhere, on canonical forms
(`derive.exact`).  Nodes are frozen and compare by structure.  `fold` evaluates a tree over any values
that know Python's operators: exact scalars, operators, matrices, floats, balls.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from operator import add, mul
from typing import Any, TypeAlias


@dataclass(frozen=True)
class Number:
    """An exact rational number."""

    value: Fraction


@dataclass(frozen=True)
class Name:
    """A named quantity; ``key`` is its name in Python, ``latex`` how it is printed."""

    key: str
    latex: str


@dataclass(frozen=True)
class Sum:
    """Terms added in the order printed; a difference has a `Product` with a negative `Number` first."""

    terms: tuple[Node, ...]


@dataclass(frozen=True)
class Product:
    """Factors in the order printed; the order matters where the factors are operators or matrices."""

    factors: tuple[Node, ...]


@dataclass(frozen=True)
class Quotient:
    """A fraction."""

    numerator: Node
    denominator: Node


@dataclass(frozen=True)
class Power:
    """``base`` to an exact ``exponent``."""

    base: Node
    exponent: Node


@dataclass(frozen=True)
class Call:
    """A named function of its arguments.

    The functions known to every layer: ``re im conj abs sqrt exp sin cos tan sinh cosh tanh coth log arg``;
    to the reader and the checker besides: ``adjoint transpose trace commutator anticommutator expectation
    time_derivative derivative sum integral limit``.
    """

    function: str
    arguments: tuple[Node, ...]


@dataclass(frozen=True)
class Matrix:
    """Rows of entries; a column vector has one entry in each row."""

    rows: tuple[tuple[Node, ...], ...]


Node: TypeAlias = Number | Name | Sum | Product | Quotient | Power | Call | Matrix

ZERO = Number(Fraction(0))
ONE = Number(Fraction(1))


def negative(node: Node) -> Node:
    """The tree of ``-node``, without a double sign."""
    if isinstance(node, Number):
        return Number(-node.value)
    if isinstance(node, Product) and isinstance(node.factors[0], Number):
        first = Number(-node.factors[0].value)
        rest = node.factors[1:]
        if not rest:
            return first
        return Product((first, *rest)) if first != ONE else (rest[0] if len(rest) == 1 else Product(rest))
    if isinstance(node, Product):
        return Product((Number(Fraction(-1)), *node.factors))
    return Product((Number(Fraction(-1)), node))


def children(node: Node) -> tuple[Node, ...]:
    """The direct parts of a node, in the order printed."""
    match node:
        case Sum(terms):
            return terms
        case Product(factors):
            return factors
        case Quotient(top, bottom):
            return (top, bottom)
        case Power(base, exponent):
            return (base, exponent)
        case Call(_, arguments):
            return arguments
        case Matrix(rows):
            return tuple(entry for row in rows for entry in row)
        case _:
            return ()


def rebuilt(node: Node, parts: tuple[Node, ...]) -> Node:
    """The same kind of node with other parts; the inverse of `children`."""
    match node:
        case Sum():
            return Sum(parts)
        case Product():
            return Product(parts)
        case Quotient():
            return Quotient(*parts)
        case Power():
            return Power(*parts)
        case Call(function, _):
            return Call(function, parts)
        case Matrix(rows):
            width = len(rows[0])
            return Matrix(tuple(parts[i : i + width] for i in range(0, len(parts), width)))
        case _:
            return node


def fold(
    node: Node,
    names: Mapping[str, Any],
    functions: Mapping[str, Callable[..., Any]],
    number: Callable[[Fraction], Any],
    matrix: Callable[[list[list[Any]]], Any] | None = None,
) -> Any:
    """Evaluate a tree with Python's operators over the values of ``names``.

    ``number`` turns a rational into such a value; ``functions`` holds what `Call` may name; ``matrix`` builds
    a matrix from rows of values.  A name or function that is not there raises `KeyError` with its key.
    """

    def value(part: Node) -> Any:
        match part:
            case Number(q):
                return number(q)
            case Name(key, _):
                return names[key]
            case Sum(terms):
                return reduce(add, map(value, terms))
            case Product(factors):
                return reduce(mul, map(value, factors))
            case Quotient(top, bottom):
                return value(top) / value(bottom)
            case Power(base, Number(q)) if q.denominator == 1:
                return value(base) ** int(q)
            case Power(base, Number(q)) if q.denominator == 2:
                return functions["sqrt"](value(base)) ** q.numerator
            case Power(base, exponent):
                return value(base) ** value(exponent)
            case Call(function, arguments):
                return functions[function](*map(value, arguments))
            case Matrix(rows) if matrix is not None:
                return matrix([[value(entry) for entry in row] for row in rows])
        raise KeyError(type(part).__name__)

    return value(node)


def operations(node: Node) -> int:
    """How many operations a reader would count; used to choose between forms of the same formula."""
    parts = children(node)
    own = max(len(parts) - 1, 0) if isinstance(node, Sum | Product) else int(bool(parts))
    return own + sum(map(operations, parts))
