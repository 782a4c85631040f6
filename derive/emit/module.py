"""The record between equations and a generated NumPy module; inert, and all that its text depends on.

In: trees of `derive.expr`, made elsewhere.  Out: read by `derive.emit.python`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from derive.expr import ZERO, Matrix, Name, Node, Product, Sum, children
from derive.symbols import Symbol

IMAGINARY_UNIT = Name("I", "i")
PI = Name("pi", r"\pi")
CONSTANTS = {IMAGINARY_UNIT.key: 1j, PI.key: 3.141592653589793}
"""Names with a meaning of their own in every tree, and their values; no parameter may take them."""

Vector: TypeAlias = tuple[Node, ...]


@dataclass(frozen=True)
class Monomial:
    """``coefficient`` times the components of ``y`` at ``powers`` (a position twice is a square), added to ``row``."""

    row: int
    coefficient: Node
    powers: tuple[int, ...] = ()


@dataclass(frozen=True)
class Polynomial:
    """A vector of ``rows`` entries, polynomial in ``y``: rates of moments, linear or of a higher order."""

    rows: int
    monomials: tuple[Monomial, ...]


@dataclass(frozen=True)
class Stack:
    """An array of any rank: its ``axes``, and the ``items`` that are not zero, each with its place."""

    axes: tuple[int, ...]
    items: tuple[tuple[tuple[int, ...], Node], ...]


Result: TypeAlias = Node | Vector | Polynomial | Stack


@dataclass(frozen=True)
class Parameter:
    """One keyword-only argument.

    Parameters
    ----------
    name : Python identifier.
    latex : its printed form.
    unit : product of base units; ``"1"`` for a pure number.
    domain : ``real``, ``positive``, ``nonnegative``, ``complex`` or ``angle``.
    meaning : one phrase.
    """

    name: str
    latex: str
    unit: str
    domain: str
    meaning: str

    @classmethod
    def of(cls, symbol: Symbol) -> Parameter:
        """The argument that stands for a symbol."""
        return cls(symbol.name, symbol.latex, symbol.unit, symbol.domain.value, symbol.meaning)


@dataclass(frozen=True)
class Function:
    """One function of a generated module.

    Parameters
    ----------
    name : Python identifier.
    summary : one line; its docstring begins with it.
    details : further lines, equations among them.
    arguments : the parameters it needs, in the order of ``PARAMETERS``; see `needed`.
    state : names of the components of the leading argument ``y``; empty if there is none.
    result : a tree (shape ``(...)``), a tuple of trees or a `Polynomial` (``(..., n)``), a `derive.expr.Matrix`
        (``(..., n, m)``) or a `Stack` (``(..., *axes)``), where ``...`` is the broadcast shape of all arguments,
        leading axes of ``y`` included.
    dtype : ``real`` or ``complex``.  The real part is returned of a tree that is real by its author's word alone.
    state_dtype : ``real`` where ``y`` never holds complex numbers.
    """

    name: str
    summary: str
    details: tuple[str, ...]
    arguments: tuple[str, ...]
    state: tuple[str, ...]
    result: Result
    dtype: str
    state_dtype: str = "complex"


@dataclass(frozen=True)
class Module:
    """A generated module.

    Parameters
    ----------
    name : Python identifier, the file's name without ``.py``.
    title : one line.
    doc : lines of the docstring: model, equations, assumptions.  A line may be broken at its blanks.
    digest : hexadecimal digest of the model it was made from.
    constants : names (in capitals) and their values, made of text, numbers, truth values, tuples, lists, dictionaries.
    parameters : every parameter that any function needs.
    functions : in the order of the file.
    """

    name: str
    title: str
    doc: tuple[str, ...]
    digest: str
    constants: tuple[tuple[str, object], ...]
    parameters: tuple[Parameter, ...]
    functions: tuple[Function, ...]


def affine(matrix: Matrix, offset: Vector) -> Polynomial:
    """``matrix @ y + offset``, zeros left out."""
    terms = [
        Monomial(i, entry, (j,)) for i, row in enumerate(matrix.rows) for j, entry in enumerate(row) if entry != ZERO
    ]
    terms += [Monomial(i, entry) for i, entry in enumerate(offset) if entry != ZERO]
    return Polynomial(len(offset), tuple(sorted(terms, key=lambda t: (t.row, not t.powers))))


def entries(function: Function) -> dict[tuple[int, ...], Node]:
    """The trees of a result by position, zeros left out; the position of a scalar is ``()``."""
    result = function.result
    found: dict[tuple[int, ...], Node]
    if isinstance(result, Matrix):
        found = {(i, j): entry for i, row in enumerate(result.rows) for j, entry in enumerate(row)}
    elif isinstance(result, tuple):
        found = {(i,): entry for i, entry in enumerate(result)}
    elif isinstance(result, Stack):
        found = dict(result.items)
    elif isinstance(result, Polynomial):
        found = {(i,): row for i, row in enumerate(_written_out(result, function.state))}
    else:
        return {(): result}
    return {place: entry for place, entry in found.items() if entry != ZERO}


def shape(result: Result) -> tuple[int, ...]:
    """The axes of a result behind the broadcast ones."""
    if isinstance(result, Matrix):
        return (len(result.rows), len(result.rows[0]))
    if isinstance(result, tuple):
        return (len(result),)
    if isinstance(result, Stack):
        return result.axes
    return (result.rows,) if isinstance(result, Polynomial) else ()


def needed(result: Result, parameters: Iterable[Parameter]) -> tuple[str, ...]:
    """The names of those parameters that occur in a result, in their order."""
    found = set(names(result))
    return tuple(p.name for p in parameters if p.name in found)


def names(result: Result) -> Iterator[str]:
    """The keys of all names in a result, as often as they occur."""
    stack: list[Node] = list(result) if isinstance(result, tuple) else []
    if isinstance(result, Polynomial):
        stack = [m.coefficient for m in result.monomials]
    elif isinstance(result, Stack):
        stack = [node for _, node in result.items]
    elif not isinstance(result, tuple):
        stack = [result]
    while stack:
        node = stack.pop()
        if isinstance(node, Name):
            yield node.key
        stack.extend(children(node))


def _written_out(polynomial: Polynomial, state: tuple[str, ...]) -> list[Node]:
    rows: list[list[Node]] = [[] for _ in range(polynomial.rows)]
    for m in polynomial.monomials:
        factors = (m.coefficient, *(Name(state[k], state[k]) for k in m.powers))
        rows[m.row].append(Product(factors) if len(factors) > 1 else m.coefficient)
    return [Sum(tuple(row)) if len(row) > 1 else row[0] if row else ZERO for row in rows]
