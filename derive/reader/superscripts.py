"""Superscripts that are no part of a name: a power, or the conjugate, adjoint or transpose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from derive.expr import Call, Node, Power
from derive.reader.names import Scope
from derive.reader.table import Kind
from derive.reader.tokens import Tok

if TYPE_CHECKING:
    from derive.reader.lower import Lowering

MARKS = {
    "*": "conj",
    r"\ast": "conj",
    r"\dagger": "adjoint",
    r"\dag": "adjoint",
    r"\top": "transpose",
    r"\intercal": "transpose",
}


def raised(low: Lowering, node: Node, sup: Tok | None, kind: Kind | None, scope: Scope) -> Node:
    """``node`` with the superscript ``sup``; ``kind`` is what the base stands for, where that is known.

    A mark may lead an exponent: ``a^{\\dagger 2}`` is the square of the adjoint.
    """
    if sup is None:
        return node
    if not sup.inside:
        raise low.source.error(sup.at, "a superscript must not be empty", "an empty one")
    mark, rest = _mark(low, sup, kind), sup.inside
    if mark is not None:
        node, rest = Call(mark, (node,)), sup.inside[1:]
    return Power(node, low.script(rest, scope, "an exponent")) if rest else node


def _mark(low: Lowering, sup: Tok, kind: Kind | None) -> str | None:
    """The operation that the first token of a superscript stands for, if any."""
    first = sup.inside[0]
    if first.text in MARKS and first.kind in ("SYMBOL", "STAR"):
        return MARKS[first.text]
    if len(sup.inside) > 1:
        return None
    upright = first.kind == "WORD" and first.text == "T"
    if upright or (first.text == r"\mathsf" and [t.text for t in first.inside] == ["T"]):
        return "transpose"
    if first.kind != "SYMBOL" or first.text != "T":
        return None
    return _letter_t(low, sup, kind)


def _letter_t(low: Lowering, sup: Tok, kind: Kind | None) -> str | None:
    """``X^T``: a transpose, unless ``T`` is in the table and X is a scalar, which has none."""
    if kind is Kind.MATRIX or not low.table.find("T"):
        return "transpose"
    if kind is Kind.SCALAR:
        return None
    got = "`T` of the symbol table or a transpose"
    raise low.source.error(sup.at, "`^T` must have one meaning", got, "write `^{\\mathsf{T}}` for the transpose")
