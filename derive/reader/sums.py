"""Sums and products over an index, written out where its values are known, and the other large operators."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from derive.expr import ONE, ZERO, Call, Node, Product, Sum
from derive.reader import calculus
from derive.reader.conditions import Condition, condition, in_order, too_many
from derive.reader.names import Scope, bound_name
from derive.reader.syntax import Item, Part
from derive.reader.tokens import Tok

if TYPE_CHECKING:
    from derive.reader.lower import Lowering


def large(low: Lowering, item: Item, rest: Sequence[Part], scope: Scope) -> Node:
    """A sum, product, integral or limit; ``rest`` is what follows it in its term."""
    assert isinstance(item.atom, Tok)
    if item.primes:
        todo = "print below the sum which terms it leaves out, as in `\\sum_{j \\neq k}`"
        raise low.source.error(
            item.at, f"`{item.atom.text}` must not be primed", "a prime, which only words explain", todo
        )
    if not rest or isinstance(rest[0], Tok):
        raise low.source.error(item.at, f"`{item.atom.text}` must be followed by what it acts on", "nothing")
    if item.atom.text == r"\int":
        return calculus.integral(low, item, rest, scope)
    if item.atom.text == r"\lim":
        return calculus.limit(low, item, rest, scope)
    return _sum(low, item, rest, scope)


def _sum(low: Lowering, item: Item, rest: Sequence[Part], scope: Scope) -> Node:
    below = condition(low, item, scope)
    assert isinstance(item.atom, Tok)
    product = item.atom.text == r"\prod"
    if (choices := _choices(low, item, below, rest, scope)) is not None:
        return _written_out(low, item, choices, rest, scope, product)
    if product:
        raise low.source.error(item.at, "a product must have known factors", "a symbolic range", "give whole numbers")
    inner, names = scope, []
    for letter in below.letters:
        spelling, name = bound_name(low, Item(letter), inner)
        inner = inner.with_name(spelling, name)
        names.append(name)
    node = low.term(rest, inner)
    for name in reversed(names):
        node = Call("sum", (node, name, *(below.bounds or ())))
    return node


def _choices(
    low: Lowering, item: Item, below: Condition, rest: Sequence[Part], scope: Scope
) -> Iterable[Mapping[str, str]] | None:
    """The values that the indices take together, if all are known; the last index runs fastest."""
    if below.order:
        _check_once(low, below, rest, scope)
        return in_order(low, item, below, scope)
    letters = [t.text for t in below.letters]
    if below.values is not None:
        ranges = [below.values for _ in letters]
    elif below.bounds is None and all(letter in low.ranges for letter in letters):
        low.summed |= set(letters)
        ranges = [tuple(map(str, low.ranges[letter])) for letter in letters]
    else:
        return None
    return (dict(zip(letters, values, strict=True)) for values in itertools.product(*ranges))


def _check_once(low: Lowering, below: Condition, rest: Sequence[Part], scope: Scope) -> None:
    """``\\sum_{k \\neq j} \\sum_j``: the condition is on the j of the second sum, which stands too late."""
    for part in rest:
        if isinstance(part, Item) and isinstance(part.atom, Tok) and part.atom.text in (r"\sum", r"\prod"):
            within = {t.text for t in condition(low, part, scope).letters}
            if twice := sorted(within & {t.text for t in below.letters}):
                todo = "write the sum with the condition last, or name each index once"
                raise low.source.error(part.at, "an index must be summed over once", f"`{twice[0]}` twice", todo)


def _written_out(
    low: Lowering,
    item: Item,
    choices: Iterable[Mapping[str, str]],
    rest: Sequence[Part],
    scope: Scope,
    product: bool,
) -> Node:
    nodes = []
    for choice in choices:
        low.budget -= 1
        if low.budget < 0:
            raise too_many(low, item)
        inner = scope
        for letter, value in choice.items():
            inner = inner.with_value(letter, value)
        nodes.append(low.term(rest, inner))
    if not nodes:
        return ONE if product else ZERO
    return nodes[0] if len(nodes) == 1 else Product(tuple(nodes)) if product else Sum(tuple(nodes))


def index_choices(ranges: dict[str, tuple[int, ...]], used: set[str]) -> Iterator[dict[str, str]]:
    """Every choice of values for the indices in use, the last index running fastest."""
    letters = [letter for letter in ranges if letter in used]
    for values in itertools.product(*(ranges[letter] for letter in letters)):
        yield dict(zip(letters, map(str, values), strict=True))
