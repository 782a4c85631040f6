"""Exact numbers for printed formulas, computed from the tree alone: nothing of the engine's field takes part.

A point is one of `tests.evaluation`: Gaussian rationals by name, an angle by its phase factor ``exp(i phi)``.  Names
in a tree are looked up by key, or by their LaTeX where a formula was read from print.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import reduce

from derive.expr import Call, Name, Node, Number, Power, Product, Quotient, Sum, children
from tests.evaluation import Gaussian, gaussian

I = Gaussian(Fraction(0), Fraction(1))  # noqa: E741 - the unit's own letter


def tree_at(node: Node, point: Mapping[str, Gaussian]) -> Gaussian:
    """The number a formula is at a point."""
    match node:
        case Number(q):
            return gaussian(q)
        case Name("I"):
            return I
        case Name(key, latex):
            return point[key] if key in point else point[latex]
        case Sum(terms):
            return reduce(lambda a, b: a + b, (tree_at(t, point) for t in terms))
        case Product(factors):
            return reduce(lambda a, b: a * b, (tree_at(f, point) for f in factors))
        case Quotient(top, bottom):
            return tree_at(top, point) / tree_at(bottom, point)
        case Power(Call("abs", (inner,)), Number(q)) if q % 2 == 0:
            z = tree_at(inner, point)
            return (z * z.conjugate()) ** int(q / 2)
        case Power(base, Number(q)) if q.denominator == 1:
            return tree_at(base, point) ** int(q)
        case Call(function, (argument,)):
            return _call(function, argument, point)
    raise ValueError(f"no number for {node}")


def _call(function: str, argument: Node, point: Mapping[str, Gaussian]) -> Gaussian:
    if function in ("exp", "cos", "sin"):
        turn = _turn(argument if function == "exp" else Product((Name("I", "i"), argument)), point)
        back = turn.inverse()
        return {"exp": turn, "cos": (turn + back) / 2, "sin": (turn - back) / (2 * I)}[function]
    z = tree_at(argument, point)
    match function:
        case "sqrt":
            return z.sqrt()
        case "conj":
            return z.conjugate()
        case "re":
            return Gaussian(z.re)
        case "im":
            return Gaussian(z.im)
    raise ValueError(f"no number for {function}")


def _turn(node: Node, point: Mapping[str, Gaussian]) -> Gaussian:
    """``exp`` of a sum of ``i`` times whole multiples of angles, from the angles' phase factors."""
    if isinstance(node, Sum):
        return reduce(lambda a, b: a * b, (_turn(t, point) for t in node.terms))
    assert isinstance(node, Product)
    multiple, turns, phase = Fraction(1), 0, gaussian(1)
    for factor in node.factors:
        match factor:
            case Number(q):
                multiple *= q
            case Name("I"):
                turns += 1
            case Name(key, latex):
                phase = point[key] if key in point else point[latex]
            case _:
                raise ValueError(f"no phase for {factor}")
    assert turns == 1 and multiple.denominator == 1
    return phase ** int(multiple)


def nodes(tree: Node) -> Iterator[Node]:
    """All parts of a formula, itself first."""
    yield tree
    for part in children(tree):
        yield from nodes(part)
