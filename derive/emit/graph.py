"""What a function computes: every value numbered once, however often and in whatever order it is written.

In: calls of the methods below, arguments before what is made of them.  Out: `Graph.operations`, to be shared
(`derive.emit.sharing`) and printed (`derive.emit.statements`).  A value is known by what it is made of and not
by an exact rational factor or a factor i, which `Multiple` carries: a - b and 2*b - 2*a are multiples of one value.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, replace
from fractions import Fraction


@dataclass(frozen=True, order=True)
class Scale:
    """``size``, times i if ``turned``."""

    size: Fraction = Fraction(1)
    turned: bool = False

    def __mul__(self, other: Scale) -> Scale:
        if other is UNIT or self is UNIT:
            return self if other is UNIT else other
        sign = -1 if self.turned and other.turned else 1
        return Scale(sign * self.size * other.size, self.turned != other.turned)

    def __truediv__(self, other: Scale) -> Scale:
        if other is UNIT:
            return self
        return self * Scale((-1 if other.turned else 1) / other.size, other.turned)

    def __neg__(self) -> Scale:
        return Scale(-self.size, self.turned)


UNIT = Scale()
LONGEST_SUM = 50
"""Terms beyond which a sum is split: Python compiles neither deeper nestings nor do pairs pay to be searched."""
NONE = Scale(Fraction(0))


@dataclass(frozen=True)
class Multiple:
    """A value, by its number, times an exact scale."""

    value: int
    scale: Scale = UNIT

    def times(self, scale: Scale) -> Multiple:
        """The same value with a further factor."""
        return Multiple(self.value, self.scale * scale)


ONE = Multiple(0)
ZERO = Multiple(0, NONE)


@dataclass(frozen=True)
class Operation:
    """How a value is made.

    ``kind`` is ``one``, ``name``, ``sum``, ``product``, ``quotient``, ``power`` or ``call``; ``name`` is that of a name
    or a function.  The parts of products and quotients have scale 1.
    """

    kind: str
    name: str = ""
    parts: tuple[Multiple, ...] = ()
    real: bool = True
    nonnegative: bool = False


class Graph:
    """Values under construction; every method returns a `Multiple` of a value that may have been there before."""

    def __init__(self) -> None:
        self.operations: list[Operation] = [Operation("one", nonnegative=True)]
        self._known: dict[Hashable, Multiple] = {}

    def __getitem__(self, value: int) -> Operation:
        return self.operations[value]

    def called(self, value: int) -> str:
        """The function whose result a value is, or nothing."""
        operation = self[value]
        return operation.name if operation.kind == "call" else ""

    def real(self, m: Multiple) -> bool:
        """Whether it is real whatever the arguments are."""
        return not m.scale.turned and self[m.value].real

    def nonnegative(self, m: Multiple) -> bool:
        """Whether it is real and not negative whatever the arguments are."""
        return not m.scale.turned and m.scale.size >= 0 and self[m.value].nonnegative

    def name(self, name: str, real: bool, nonnegative: bool) -> Multiple:
        """An argument or a constant."""
        return self._add(("name", name), Operation("name", name, (), real, nonnegative))

    def call(self, function: str, *arguments: Multiple, real: bool, nonnegative: bool = False) -> Multiple:
        """A function of values."""
        operation = Operation("call", function, arguments, real, real and nonnegative)
        return self._add(("call", function, arguments), operation)

    def power(self, base: Multiple, exponent: Multiple) -> Multiple:
        """A power that is no product of a few factors."""
        real = self.nonnegative(base) and self.real(exponent)
        return self._add(("power", base, exponent), Operation("power", "", (base, exponent), real, real))

    def sum(self, terms: Iterable[Multiple]) -> Multiple:
        """A sum; like terms are collected, and those over one denominator divided once."""
        kept = self._over_one_denominator(collected(terms))
        if len(kept) > LONGEST_SUM:
            pieces = [kept[k : k + LONGEST_SUM] for k in range(0, len(kept), LONGEST_SUM)]
            return self.sum(map(self.sum, pieces))
        if len(kept) < 2:
            return kept[0] if kept else ZERO
        ordered = sorted(kept, key=lambda m: (m.value, m.scale.turned))
        first = ordered[0].scale
        key = ("sum", tuple(Multiple(m.value, m.scale / first) for m in ordered))
        # The value stored is printed as it was written first; later multiples of it refer to that one.
        outer = _outer_scale(kept)
        parts = tuple(Multiple(m.value, m.scale / outer) for m in kept)
        real = all(map(self.real, parts))
        operation = Operation("sum", "", parts, real, real and all(map(self.nonnegative, parts)))
        stored = self._add(key, operation, outer / first)
        return stored.times(first)

    def product(self, factors: Iterable[Multiple]) -> Multiple:
        """A product; real factors come first, so that real numbers are multiplied as such."""
        scale, values = self.factors(factors)
        if not scale.size:
            return ZERO
        inverse = [v for v in values if self[v].kind == "quotient" and self[v].parts[0] == ONE]
        if inverse and len(values) > 1:
            top = self.product(Multiple(v) for v in values if v not in inverse)
            return self.quotient(top, self.product(self[v].parts[1] for v in inverse)).times(scale)
        if len(values) < 2:
            return Multiple(values[0] if values else 0, scale)
        values = [v for v in values if self[v].real] + [v for v in values if not self[v].real]
        real = self[values[-1]].real
        square = all(self[v].nonnegative or n % 2 == 0 for v, n in Counter(values).items())
        operation = Operation("product", "", tuple(map(Multiple, values)), real, real and square)
        return self._add(("product", tuple(sorted(values))), operation).times(scale)

    def factors(self, multiples: Iterable[Multiple]) -> tuple[Scale, list[int]]:
        """The scale and the values that a product of multiples consists of; squares of square roots are resolved."""
        scale = UNIT
        values: list[int] = []
        stack = list(multiples)[::-1]
        while stack:
            m = stack.pop()
            scale = scale * m.scale
            operation = self[m.value]
            if operation.kind == "product":
                stack.extend(reversed(operation.parts))
            elif self.called(m.value) == "sqrt" and m.value in values:
                values.remove(m.value)
                stack.append(operation.parts[0])
            elif m.value != ONE.value:
                values.append(m.value)
        return scale, values

    def quotient(self, top: Multiple, bottom: Multiple) -> Multiple:
        """A fraction; fractions in its parts are resolved so that one division is left.

        Raises
        ------
        ZeroDivisionError : if ``bottom`` is exactly 0.
        """
        if not bottom.scale.size:
            raise ZeroDivisionError
        scale = top.scale / bottom.scale
        if not top.scale.size:
            return ZERO
        if bottom.value in (ONE.value, top.value):
            return Multiple(ONE.value if bottom.value == top.value else top.value, scale)
        if self[top.value].kind == "quotient":
            upper, lower = self[top.value].parts
            return self.quotient(upper, self.product((lower, Multiple(bottom.value)))).times(scale)
        if self[bottom.value].kind == "quotient":
            upper, lower = self[bottom.value].parts
            return self.quotient(self.product((Multiple(top.value), lower)), upper).times(scale)
        real = self[top.value].real and self[bottom.value].real
        positive = self[top.value].nonnegative and self[bottom.value].nonnegative
        operation = Operation("quotient", "", (Multiple(top.value), Multiple(bottom.value)), real, positive)
        return self._add(("quotient", top.value, bottom.value), operation).times(scale)

    def _add(self, key: Hashable, operation: Operation, scale: Scale = UNIT) -> Multiple:
        """What ``key`` describes: ``scale`` times the value of ``operation``, unless it was known before."""
        if key not in self._known:
            self.operations.append(operation)
            self._known[key] = Multiple(len(self.operations) - 1, scale)
        return self._known[key]

    def _over_one_denominator(self, terms: list[Multiple]) -> list[Multiple]:
        bottoms = Counter(self[m.value].parts[1].value for m in terms if self[m.value].kind == "quotient")
        for bottom in [b for b, count in bottoms.items() if count > 1]:
            over = [m for m in terms if self[m.value].kind == "quotient" and self[m.value].parts[1].value == bottom]
            top = self.sum(replace(m, value=self[m.value].parts[0].value) for m in over)
            merged = self.quotient(top, Multiple(bottom))
            place = terms.index(over[0])
            rest = [m for m in terms if m not in over]
            terms = collected([*rest[:place], merged, *rest[place:]])
        return terms


def collected(terms: Iterable[Multiple]) -> list[Multiple]:
    """Terms of a sum with the multiples of one value added up, in the order they first appear."""
    sizes: dict[tuple[int, bool], Fraction] = {}
    for m in terms:
        place = (m.value, m.scale.turned)
        sizes[place] = sizes.get(place, Fraction(0)) + m.scale.size
    return [Multiple(value, Scale(size, turned)) for (value, turned), size in sizes.items() if size]


def _outer_scale(terms: list[Multiple]) -> Scale:
    """What to factor out of a sum: a size or an i that all terms share, since it is then multiplied once."""
    sizes = {abs(m.scale.size) for m in terms}
    return Scale(sizes.pop() if len(sizes) == 1 else Fraction(1), all(m.scale.turned for m in terms))
