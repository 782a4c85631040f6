"""Operators as expression trees: each word with the printed form of its coefficient."""

from __future__ import annotations

from collections.abc import Callable

from derive.algebra.display import word_latex, word_text
from derive.algebra.operator import IDENTITY, Op, Word
from derive.exact.collect import product, total
from derive.exact.scalar import Scalar
from derive.expr import ZERO, Name, Node


def operator_tree(
    op: Op,
    tree: Callable[[Scalar], Node],
    text: Callable[[Word], str] = word_text,
    printed: Callable[[Word], str] = word_latex,
) -> Node:
    """The printed form of an operator; ``tree`` makes that of a coefficient, the others the names of the words."""
    terms = [tree(c) if word == IDENTITY else product([tree(c), Name(text(word), printed(word))]) for word, c in op]
    return total(terms) if terms else ZERO


def tree_of(value: Op | Scalar, tree: Callable[[Scalar], Node]) -> Node:
    """The printed form of an operator or a scalar."""
    return operator_tree(value, tree) if isinstance(value, Op) else tree(value)
