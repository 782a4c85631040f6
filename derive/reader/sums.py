"""Sums and products over an index, written out where its values are known, and the other large operators."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from derive.errors import LatexError
from derive.expr import ONE, ZERO, Call, Node, Number, Product, Sum
from derive.reader import calculus
from derive.reader.names import Scope, bound_name
from derive.reader.spelling import Speller, components
from derive.reader.syntax import Item, Part
from derive.reader.tokens import Tok

if TYPE_CHECKING:
    from derive.reader.lower import Lowering

MANY_TERMS = 2000
"""How many terms the sums of one formula may be written out to."""


@dataclass(frozen=True)
class _Condition:
    """What stands below and above a sum: index letters, then values for them, or symbolic bounds, or neither."""

    letters: tuple[Tok, ...]
    values: tuple[str, ...] | None = None
    bounds: tuple[Node, Node] | None = None


def large(low: Lowering, item: Item, rest: Sequence[Part], scope: Scope) -> Node:
    """A sum, product, integral or limit; ``rest`` is what follows it in its term."""
    assert isinstance(item.atom, Tok)
    if item.primes:
        raise low.source.error(item.at, f"`{item.atom.text}` must not be primed", "a prime")
    if not rest or isinstance(rest[0], Tok):
        raise low.source.error(item.at, f"`{item.atom.text}` must be followed by what it acts on", "nothing")
    if item.atom.text == r"\int":
        return calculus.integral(low, item, rest, scope)
    if item.atom.text == r"\lim":
        return calculus.limit(low, item, rest, scope)
    return _sum(low, item, rest, scope)


def _sum(low: Lowering, item: Item, rest: Sequence[Part], scope: Scope) -> Node:
    condition = _condition(low, item, scope)
    assert isinstance(item.atom, Tok)
    product = item.atom.text == r"\prod"
    if condition.bounds is None and (ranges := _ranges(low, condition)) is not None:
        return _written_out(low, item, ranges, rest, scope, product)
    if product:
        raise low.source.error(item.at, "a product must have known factors", "a symbolic range", "give whole numbers")
    inner, names = scope, []
    for letter in condition.letters:
        spelling, name = bound_name(low, Item(letter), inner)
        inner = inner.with_name(spelling, name)
        names.append(name)
    node = low.term(rest, inner)
    for name in reversed(names):
        node = Call("sum", (node, name, *(condition.bounds or ())))
    return node


def _ranges(low: Lowering, condition: _Condition) -> dict[str, tuple[str, ...]] | None:
    """The values of every index, if all are known."""
    if condition.values is not None:
        return {t.text: condition.values for t in condition.letters}
    if all(t.text in low.ranges for t in condition.letters):
        low.summed |= {t.text for t in condition.letters}
        return {t.text: tuple(map(str, low.ranges[t.text])) for t in condition.letters}
    return None


def _written_out(
    low: Lowering, item: Item, ranges: dict[str, tuple[str, ...]], rest: Sequence[Part], scope: Scope, product: bool
) -> Node:
    nodes = []
    for values in itertools.product(*ranges.values()):
        low.budget -= 1
        if low.budget < 0:
            raise _too_many(low, item)
        inner = scope
        for letter, value in zip(ranges, values, strict=True):
            inner = inner.with_value(letter, value)
        nodes.append(low.term(rest, inner))
    if not nodes:
        return ONE if product else ZERO
    return nodes[0] if len(nodes) == 1 else Product(tuple(nodes)) if product else Sum(tuple(nodes))


def _too_many(low: Lowering, item: Item) -> LatexError:
    got = "more"
    return low.source.error(item.at, f"the sums of a formula may be written out to {MANY_TERMS} terms", got)


def _condition(low: Lowering, item: Item, scope: Scope) -> _Condition:
    """Reads ``i=1`` with an upper limit, ``i=1,2``, ``q=A,B``, ``i \\in \\{1,2\\}``, ``j,k``."""
    tokens = item.sub.inside if item.sub else ()
    place = next((i for i, t in enumerate(tokens) if t.kind == "RELATION" or t.text == r"\in"), len(tokens))
    letters = tuple(t for part in components(tokens[:place]) for t in part)
    single = all(len(part) == 1 for part in components(tokens[:place]))
    if not single or any(t.kind != "SYMBOL" or t.inside for t in letters) or len(set(letters)) < len(letters):
        todo = "write `i=1` with an upper limit, `i=1,2`, `i \\in \\{1,2\\}` or `i,j`"
        raise low.source.error(item.at, "a sum must name its indices", "another condition", todo)
    if place == len(tokens) and item.sup is None:
        return _Condition(letters)
    relation, right = tokens[place : place + 1], tokens[place + 1 :]
    if item.sup is not None and right and relation[0].text == "=" and item.sup.inside:
        return _between(low, item, letters, right, item.sup.inside, scope)
    listed = _listed(right, bool(relation) and relation[0].text == r"\in")
    if item.sup is not None or listed is None or relation[0].text not in ("=", r"\in"):
        todo = "write `i=1` with an upper limit, `i=1,2`, `i \\in \\{1,2\\}` or `i,j`"
        raise low.source.error(item.at, "the values of a sum's index must be listed", "another condition", todo)
    return _Condition(letters, listed)


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
) -> _Condition:
    """From a lower to an upper bound; written out if both are whole numbers."""
    lower, upper = low.script(right, scope, "a bound"), low.script(above, scope, "a bound")
    first, last = _whole(lower), _whole(upper)
    if first is None or last is None:
        return _Condition(letters, bounds=(lower, upper))
    if last - first >= MANY_TERMS:
        raise _too_many(low, item)
    return _Condition(letters, tuple(map(str, range(first, last + 1))))


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


def index_choices(ranges: dict[str, tuple[int, ...]], used: set[str]) -> Iterator[dict[str, str]]:
    """Every choice of values for the indices in use, the last index running fastest."""
    letters = [letter for letter in ranges if letter in used]
    for values in itertools.product(*(ranges[letter] for letter in letters)):
        yield dict(zip(letters, map(str, values), strict=True))
