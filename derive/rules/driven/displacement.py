"""Displacement ``a -> alpha + a``, and operators order by order in what is left of the modes.

Normal order is kept: ``a.dag^m a^n -> (alpha* + a.dag)^m (alpha + a)^n`` expands by the binomial theorem alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import comb

from derive.algebra.operator import Op, Word, word_order
from derive.algebra.space import Element, Space
from derive.exact.scalar import Scalar, constant

Means = Mapping[Space, Scalar]


def displaced(op: Op, means: Means) -> Op:
    """The operator with ``a -> alpha + a`` for the modes that have a mean."""
    total = Op({})
    for word, c in op.terms.items():
        image = Op.scalar(c)
        for space, element in word:
            image = image * _displaced(space, element, means.get(space))
        total = total + image
    return total


def of_order(op: Op, *orders: int) -> Op:
    """The terms with that many ladder operators (see `word_order`)."""
    return Op({word: c for word, c in op.terms.items() if word_order(word) in orders})


def above(op: Op, order: int) -> Op:
    """The terms with more ladder operators than that."""
    return Op({word: c for word, c in op.terms.items() if word_order(word) > order})


def renamed(op: Op, names: Mapping[Space, Space]) -> Op:
    """The operator on other modes of the same kind."""
    total = Op({})
    for word, c in op.terms.items():
        image = Op.scalar(c)
        for space, element in word:
            image = image * Op.of(names.get(space, space), element)
        total = total + image
    return total


def _displaced(space: Space, element: Element, mean: Scalar | None) -> Op:
    if mean is None:
        return Op.of(space, element)
    up, down = element
    terms: dict[Word, Scalar] = {}
    for p in range(up + 1):
        for q in range(down + 1):
            word: Word = ((space, (p, q)),) if p or q else ()
            weight = constant(comb(up, p) * comb(down, q))
            terms[word] = weight * mean.conjugate() ** (up - p) * mean ** (down - q)
    return Op(terms)
