"""Common parts of sums and products, computed once.

In: a graph in which equal values are one.  Out: its operations, with every pair of terms or factors that occurs in
two or more of them made a value of its own, the most frequent pair first.  Each such step saves an operation.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction
from heapq import heapify, heappop, heappush
from itertools import combinations
from typing import NamedTuple

from derive.emit.graph import UNIT, Graph, Multiple, Operation, Scale


class Pair(NamedTuple):
    """``first`` and ``ratio * second``, added or multiplied; a multiple of it may occur.

    ``ratio`` is a numerator, a denominator, and whether i is a further factor.
    """

    kind: str
    first: int
    second: int
    ratio: tuple[int, int, bool] = (1, 1, False)

    @property
    def scale(self) -> Scale:
        """The ratio."""
        top, bottom, turned = self.ratio
        return Scale(Fraction(top, bottom), turned)


def shared(graph: Graph, roots: Sequence[Multiple]) -> tuple[list[Operation], list[Multiple]]:
    """The graph's operations, new pairs at the end, values numbered as before; and the roots."""
    search = _Search(list(graph.operations), reachable(graph.operations, roots))
    while (pair := search.most_frequent()) is not None:
        search.extract(pair)
    return _settled(*_resolved(search.operations, roots))


def reachable(operations: list[Operation], roots: Iterable[Multiple]) -> list[int]:
    """The values that the roots are made of, each after its parts."""
    order: dict[int, None] = {}
    stack = [(m.value, False) for m in roots][::-1]
    while stack:
        value, opened = stack.pop()
        if opened:
            order[value] = None
        elif value not in order:
            stack.append((value, True))
            stack.extend((part.value, False) for part in reversed(operations[value].parts) if part.value not in order)
    return list(order)


class _Search:
    """Where each pair occurs, kept up to date while pairs are replaced."""

    def __init__(self, operations: list[Operation], values: list[int]) -> None:
        self.operations = operations
        self.count: Counter[Pair] = Counter()
        self.places: dict[Pair, dict[int, None]] = {}
        self.made: dict[Pair, int] = {}
        for value in values:
            self._register(value)
        self._queue = [self._rank(pair) for pair in self.count]
        heapify(self._queue)

    def most_frequent(self) -> Pair | None:
        """The pair to replace next, if one occurs twice."""
        while self._queue:
            rank = heappop(self._queue)
            if rank == self._rank(rank[-1]) and self.count[rank[-1]] > 1:
                return rank[-1]
        return None

    def extract(self, pair: Pair) -> None:
        """Make a pair a value of its own, everywhere."""
        if pair not in self.made:
            self.made[pair] = len(self.operations)
            self.operations.append(self._operation(pair))
            self._register(self.made[pair])
        new, touched = self.made[pair], set()
        for value in list(self.places[pair]):
            if value != new:
                touched |= self._forget(value)
                parts = _replaced(self.operations[value].parts, pair, self.operations[new].parts, new)
                self.operations[value] = replace(self.operations[value], parts=parts)
                touched |= self._register(value)
        for changed in sorted(touched):
            heappush(self._queue, self._rank(changed))

    def _operation(self, pair: Pair) -> Operation:
        """The pair as it stands where it is met first."""
        source = self.operations[next(iter(self.places[pair]))]
        first = next(p for p in source.parts if p.value == pair.first)
        parts = (Multiple(pair.first, first.scale), Multiple(pair.second, first.scale * pair.scale))
        if [p.value for p in source.parts].index(pair.first) > [p.value for p in source.parts].index(pair.second):
            parts = parts[::-1]
        real = all(self.operations[p.value].real and not p.scale.turned for p in parts)
        return Operation(pair.kind, "", parts, real, False)

    def _rank(self, pair: Pair) -> tuple[int, bool, Pair]:
        real = self.operations[pair.first].real and self.operations[pair.second].real
        return (-self.count[pair], not real, pair)

    def _register(self, value: int) -> set[Pair]:
        found = _pairs(self.operations[value])
        for pair, times in found.items():
            self.count[pair] += times
            self.places.setdefault(pair, {})[value] = None
            if len(self.operations[value].parts) == 2:
                self.made.setdefault(pair, value)
        return set(found)

    def _forget(self, value: int) -> set[Pair]:
        found = _pairs(self.operations[value])
        for pair, times in found.items():
            self.count[pair] -= times
            del self.places[pair][value]
        return set(found)


def _pairs(operation: Operation) -> dict[Pair, int]:
    """The pairs in a sum or product, with how many of each could be taken out at once."""
    if operation.kind not in {"sum", "product"}:
        return {}
    if operation.kind == "product":
        repeated = sorted(Counter(part.value for part in operation.parts).items())
        found = {Pair("product", a, b): min(n, m) for (a, n), (b, m) in combinations(repeated, 2)}
        return found | {Pair("product", a, a): n // 2 for a, n in repeated if n > 1}
    terms = sorted(operation.parts, key=lambda m: (m.value, m.scale))
    # A value occurs twice in a sum only as a real and an imaginary multiple, which is left as it is.
    return {_added(a, b): 1 for a, b in combinations(terms, 2) if a.value != b.value}


def _added(a: Multiple, b: Multiple) -> Pair:
    ratio = b.scale / a.scale
    return Pair("sum", a.value, b.value, (ratio.size.numerator, ratio.size.denominator, ratio.turned))


def _replaced(
    parts: tuple[Multiple, ...], pair: Pair, definition: tuple[Multiple, ...], new: int
) -> tuple[Multiple, ...]:
    """``parts`` with the pair, as often as it is there, replaced by multiples of ``new``."""
    base = next(p.scale for p in definition if p.value == pair.first)
    rest = list(parts)
    for a in sorted(set(parts), key=lambda m: (m.value, m.scale)):
        b = Multiple(pair.second, a.scale * pair.scale)
        while a.value == pair.first and rest.count(a) and rest.count(b) > (a == b):
            place = rest.index(a)
            rest[place] = Multiple(new, a.scale / base)
            rest.remove(b)
    return tuple(rest)


def _resolved(operations: list[Operation], roots: Sequence[Multiple]) -> tuple[list[Operation], list[Multiple]]:
    """Nothing refers to a sum or product of which the search left one part, but to that part."""
    final: dict[int, int] = {}
    for value in reachable(operations, roots):
        operation = operations[value]
        parts = tuple(replace(p, value=final[p.value]) for p in operation.parts)
        operations[value] = replace(operation, parts=parts)
        alone = operation.kind in {"sum", "product"} and len(parts) == 1 and parts[0].scale == UNIT
        final[value] = parts[0].value if alone else value
    return operations, [replace(root, value=final[root.value]) for root in roots]


def _settled(operations: list[Operation], roots: list[Multiple]) -> tuple[list[Operation], list[Multiple]]:
    """exp(-i*x) in place of conj(exp(i*x)) where exp(i*x) itself is not needed."""
    order = reachable(operations, roots)
    uses = Counter(part.value for value in order for part in operations[value].parts)
    uses.update(m.value for m in roots)
    for value in order:
        operation = operations[value]
        if operation.kind == "call" and operation.name == "conj":
            inner = operations[operation.parts[0].value]
            if inner.kind == "call" and inner.name == "exp" and uses[operation.parts[0].value] == 1:
                operations[value] = replace(inner, parts=(inner.parts[0].times(-UNIT),))
    return operations, roots
