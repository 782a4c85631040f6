"""What stands below and above a sum: its indices, and what is said of their values."""

from __future__ import annotations

import itertools
import operator
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from derive.errors import LatexError
from derive.expr import Node, Number, Product, Sum
from derive.reader.names import Scope
from derive.reader.spelling import Speller, components, primed
from derive.reader.syntax import Item
from derive.reader.tokens import Tok
from derive.reader.vocabulary import RELATIONS, UNEQUAL

if TYPE_CHECKING:
    from derive.reader.lower import Lowering

FORMS = "write `i=1` with an upper limit, `i=1,2`, `i \\in \\{1,2\\}`, `i,j` or `i<j`"
ORDERS: Mapping[str, Callable[[int, int], bool]] = {
    "<": operator.lt,
    ">": operator.gt,
    "<=": operator.le,
    ">=": operator.ge,
    "!=": operator.ne,
}
MANY_TERMS = 2000
"""How many terms the sums of one formula may be written out to."""


@dataclass(frozen=True)
class Condition:
    """What stands below and above a sum: index letters, then values for them, or symbolic bounds, or neither.

    ``order`` holds the relations between neighbouring letters, ``k > j``, by their keys in `ORDERS`.
    """

    letters: tuple[Tok, ...]
    values: tuple[str, ...] | None = None
    bounds: tuple[Node, Node] | None = None
    order: tuple[str, ...] = ()


def condition(low: Lowering, item: Item, scope: Scope) -> Condition:
    """Reads ``i=1`` with an upper limit, ``i=1,2``, ``i \\in \\{1,2\\}``, ``j,k``, ``k>j``, ``j \\neq k``."""
    tokens = item.sub.inside if item.sub else ()
    if (compared := _compared(tokens)) is not None and item.sup is None:
        return compared
    place = next((i for i, t in enumerate(tokens) if t.kind == "RELATION" or t.text == r"\in"), len(tokens))
    letters = tuple(t for part in components(tokens[:place]) for t in part)
    single = all(len(part) == 1 for part in components(tokens[:place]))
    if not single or any(t.kind != "SYMBOL" or t.inside for t in letters) or len(set(letters)) < len(letters):
        raise low.source.error(item.at, "a sum must name its indices", "another condition", FORMS)
    if place == len(tokens) and item.sup is None:
        return Condition(letters)
    relation, right = tokens[place : place + 1], tokens[place + 1 :]
    if item.sup is not None and right and relation[0].text == "=" and item.sup.inside:
        return _between(low, item, letters, right, item.sup.inside, scope)
    listed = _listed(right, bool(relation) and relation[0].text == r"\in")
    if item.sup is not None or listed is None or relation[0].text not in ("=", r"\in"):
        raise low.source.error(item.at, "the values of a sum's index must be listed", "another condition", FORMS)
    return Condition(letters, listed)


def _compared(tokens: Sequence[Tok]) -> Condition | None:
    """``k>j``, ``i<j<k``, ``j \\neq k``: letters in turn with relations; nothing for any other form."""
    tokens = primed(tokens)
    letters = tuple(tokens[::2])
    order = tuple(UNEQUAL.get(t.text, RELATIONS.get(t.text, "")) for t in tokens[1::2])
    plain = all(t.kind == "SYMBOL" and not t.inside and t.text not in UNEQUAL for t in letters)
    once = len({t.text for t in letters}) == len(letters)
    if len(letters) != len(order) + 1 or not order or not plain or not once or not ORDERS.keys() >= set(order):
        return None
    return Condition(letters, order=order)


def in_order(low: Lowering, item: Item, found: Condition, scope: Scope) -> list[dict[str, str]]:
    """The values of the letters of ``k>j`` for which it is true, the last letter running fastest.

    A letter that a sum around this one runs over keeps its value; every other runs over all of its values, and must
    not stand free elsewhere in the statement: there ``\\sum_{k>j}`` could be meant for one fixed j.
    """
    outer = {t.text: scope.values[t.text] for t in found.letters if t.text in scope.values.keys() - scope.free}
    ranges = [_range(low, item, t, outer, scope) for t in found.letters]
    own = [t.text for t in found.letters if t.text not in outer]
    if not own:
        got = "indices of the sums around it alone"
        raise low.source.error(item.at, "a condition must leave an index to sum over", got, FORMS)
    low.summed |= set(own)
    for letter in own:
        got = f"`{letter}` below the sum and outside it"
        todo = "rename one of them, or write the terms out"
        error = low.source.error(item.at, "a sum with a condition must bind its indices", got, todo)
        low.doubtful.setdefault(letter, error)
    holds = [ORDERS[name] for name in found.order]
    return [
        {letter: str(v) for t, v in zip(found.letters, values, strict=True) if (letter := t.text) in own}
        for values in itertools.product(*ranges)
        if all(true(a, b) for true, (a, b) in zip(holds, pairwise(values), strict=True))
    ]


def _range(low: Lowering, item: Item, token: Tok, outer: Mapping[str, str], scope: Scope) -> tuple[int, ...]:
    """The values of a letter in a condition."""
    letter = token.text
    if letter in outer and re.fullmatch(r"-?[0-9]+", outer[letter]):
        return (int(outer[letter]),)
    if letter in outer or letter in scope.names or letter not in low.ranges:
        got = f"`{letter}`, without values that are whole numbers"
        todo = "give the values of every index, or write the sum out"
        raise low.source.error(item.at, "the indices of a condition must have known values", got, todo)
    return low.ranges[letter]


def _listed(right: Sequence[Tok], braced: bool) -> tuple[str, ...] | None:
    """The values in ``1,2`` or ``\\{1,2\\}``, as spelled."""
    if braced:
        if len(right) < 3 or right[0].kind != "LCURLY" or right[-1].kind != "RCURLY":
            return None
        right = right[1:-1]
    parts = components(right)
    kinds = {" ".join(t.kind for t in part) for part in parts}
    if not kinds <= {"NUMBER", "SIGN NUMBER", "SYMBOL", "WORD"} or (len(parts) < 2 and not braced):
        return None
    return tuple(Speller().script(part) for part in parts)


def _between(
    low: Lowering, item: Item, letters: tuple[Tok, ...], right: Sequence[Tok], above: Sequence[Tok], scope: Scope
) -> Condition:
    """From a lower to an upper bound; written out if both are whole numbers."""
    lower, upper = low.script(right, scope, "a bound"), low.script(above, scope, "a bound")
    first, last = _whole(lower), _whole(upper)
    if first is None or last is None:
        return Condition(letters, bounds=(lower, upper))
    if last - first >= MANY_TERMS:
        raise too_many(low, item)
    return Condition(letters, tuple(map(str, range(first, last + 1))))


def _whole(node: Node) -> int | None:
    """The whole number that sums and products of numbers come to."""
    value = _rational(node)
    return int(value) if value is not None and value.denominator == 1 else None


def _rational(node: Node) -> Fraction | None:
    match node:
        case Number(value):
            return value
        case Sum(parts) | Product(parts):
            values = [_rational(p) for p in parts]
            known = [v for v in values if v is not None]
            total = Fraction(0) if isinstance(node, Sum) else Fraction(1)
            for v in known:
                total = total + v if isinstance(node, Sum) else total * v
            return total if len(known) == len(values) else None
    return None


def too_many(low: Lowering, item: Item) -> LatexError:
    got = "more"
    return low.source.error(item.at, f"the sums of a formula may be written out to {MANY_TERMS} terms", got)
