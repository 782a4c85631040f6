"""Forms that neither overflow nor lose digits, chosen while a graph of values is built.

exp(x) - 1 becomes expm1(x), a division by it the Bose function, one by cosh(x) its reciprocal sech(x), and so on:
everything that has a finite value is computed without an infinite intermediate one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from math import isqrt

from derive.emit import complexes
from derive.emit.graph import ONE, UNIT, ZERO, Graph, Multiple, Scale, collected

HALF = Scale(Fraction(1, 2))
TWICE = Scale(Fraction(2))
MINUS = Scale(Fraction(-1))
EVEN = {"cos", "cosh", "sech"}
ODD = {"sin", "tan", "sinh", "tanh", "csch"}
POSITIVE = {"exp", "cosh", "sech", "fermi"}
LONGEST_PRODUCT = 12
"""The highest power that is written as a product."""
MOST_BITS = 4000
"""Length of an exact power beyond which it is no floating point number either."""


def function(g: Graph, name: str, m: Multiple) -> Multiple:
    """A function of one argument; a sign is taken out of even and odd ones."""
    if name in {"bose", "fermi"} and not g.real(m):
        return g.quotient(ONE, add(g, [g.call("exp", m, real=False), ONE.times(MINUS if name == "bose" else UNIT)]))
    flip = m.scale.size < 0 and name in EVEN | ODD
    inner = m.times(MINUS) if flip else m
    real = g.real(m)
    nonnegative = name in POSITIVE or (name in {"bose", "csch", "sinh", "tanh"} and g.nonnegative(inner))
    made = g.call(name, inner, real=real, nonnegative=nonnegative)
    return made.times(MINUS) if flip and name in ODD else made


def exponential(g: Graph, m: Multiple) -> Multiple:
    """exp; of an imaginary argument and its negative, one is the conjugate of the other."""
    if not m.scale.size:
        return ONE
    if m.scale.turned and g[m.value].real and m.scale.size < 0:
        return g.call("conj", g.call("exp", m.times(MINUS), real=False), real=False)
    return function(g, "exp", m)


def root(g: Graph, m: Multiple, as_complex: bool) -> Multiple:
    """The principal square root; of a real number that may be negative, a complex one if ``as_complex``."""
    size = m.scale.size
    if m.scale.turned or not (g[m.value].nonnegative or g.real(m)):
        return g.call("sqrt", m, real=False)
    if g[m.value].nonnegative and size < 0:
        return root(g, m.times(MINUS), as_complex).times(Scale(Fraction(1), True))
    top, bottom = isqrt(abs(size.numerator)), isqrt(size.denominator)
    if size > 0 and Fraction(top, bottom) ** 2 == size:
        inner, outer = Multiple(m.value), Scale(Fraction(top, bottom))
    else:
        inner, outer = m, UNIT
    if inner == ONE or not size:
        return inner.times(outer)
    if as_complex and not g.nonnegative(m):
        return g.call("sqrt", g.call("as_complex", inner, real=False), real=False).times(outer)
    return g.call("sqrt", inner, real=True, nonnegative=True).times(outer)


def logarithm(g: Graph, m: Multiple, as_complex: bool) -> Multiple:
    """The natural logarithm; of a real number that may be negative, a complex one if ``as_complex``."""
    if g.real(m) and as_complex and not g.nonnegative(m):
        return g.call("log", g.call("as_complex", m, real=False), real=False)
    operation = g[m.value]
    if operation.kind == "sum" and g.real(m) and m.scale == UNIT and ONE in operation.parts:
        return g.call("log1p", g.sum([part for part in operation.parts if part != ONE]), real=True)
    return g.call("log", m, real=g.real(m))


def power(g: Graph, base: Multiple, exponent: Multiple, as_complex: bool) -> Multiple:
    """``base**exponent``; integer powers as products, half-integer ones as products of roots.

    Raises
    ------
    ZeroDivisionError : for a negative power of 0.
    OverflowError : for a power of a number that is beyond floating point.
    """
    q = exponent.scale.size
    exact = (exponent.value == ONE.value or not q) and not exponent.scale.turned
    if exact and base.value == ONE.value and q.denominator == 1:
        return _exact_power(base.scale, int(q))
    if not exact or q.denominator > 2 or abs(q.numerator) > LONGEST_PRODUCT:
        negative = g.real(base) and not g.nonnegative(base) and not (exact and q.denominator == 1)
        return g.power(g.call("as_complex", base, real=False) if negative and as_complex else base, exponent)
    factor = base if q.denominator == 1 else root(g, base, as_complex)
    whole = multiply(g, [factor] * abs(q.numerator))
    return whole if q >= 0 else divide(g, ONE, whole)


def _exact_power(scale: Scale, exponent: int) -> Multiple:
    if abs(exponent) * max(scale.size.numerator.bit_length(), scale.size.denominator.bit_length()) > MOST_BITS:
        raise OverflowError
    turns = exponent % 4 if scale.turned else 0
    return ONE.times(Scale(scale.size**exponent * (-1 if turns > 1 else 1), turns % 2 == 1))


def add(g: Graph, terms: Iterable[Multiple]) -> Multiple:
    """A sum; one that is a function's distance from its limit is computed as such."""
    total = complexes.add(g, _squares_completed(g, collected(terms)))
    operation = g[total.value]
    if operation.kind != "sum" or len(operation.parts) != 2:
        return total
    one = next((part for part in operation.parts if part.value == ONE.value), None)
    other = next((part for part in operation.parts if part.value != ONE.value), None)
    if one is None or other is None:
        return total
    if one.scale == other.scale and g.called(other.value) == "bose":
        return _bose_plus_one(g, g[other.value].parts[0]).times(one.scale * total.scale)
    difference = _minus_one(g, other.value) if one.scale == -other.scale else None
    return difference.times(other.scale * total.scale) if difference else total


def _squares_completed(g: Graph, terms: list[Multiple]) -> list[Multiple]:
    """Terms in which x*x + y*y - 2*x*y, which loses the difference of large numbers, is (x - y)*(x - y)."""
    factors = {m: [f.value for f in g[m.value].parts] for m in terms if g[m.value].kind == "product"}
    squares = {(x[0], m.scale): m for m, x in factors.items() if len(x) == 2 and x[0] == x[1]}
    left, completed = dict.fromkeys(terms), []
    for mixed in [m for m, x in factors.items() if len(x) == 2 and x[0] != x[1]]:
        x, y = factors[mixed]
        for sign in (UNIT, MINUS):
            first, second = (squares.get((v, mixed.scale / (TWICE * sign))) for v in (x, y))
            if first in left and second in left and first is not None and second is not None:
                side = g.sum([Multiple(x), Multiple(y, sign)])
                for m in (first, second, mixed):
                    del left[m]
                completed.append(g.product([side, side]).times(first.scale))
                break
    return [*completed, *left]


def _bose_plus_one(g: Graph, x: Multiple) -> Multiple:
    """n(x) + 1 = -n(-x): a sum where n is not negative, else the other side's n, since -1 and 1 would cancel."""
    if g.nonnegative(x):
        return g.sum([ONE, function(g, "bose", x)])
    return function(g, "bose", x.times(MINUS)).times(MINUS)


def _minus_one(g: Graph, value: int) -> Multiple | None:
    """``value - 1`` without a difference of near-equal numbers, where a form is known."""
    operation = g[value]
    if operation.kind == "quotient" and operation.parts[0] == ONE and g.called(operation.parts[1].value) == "tanh":
        return function(g, "bose", g[operation.parts[1].value].parts[0].times(TWICE)).times(TWICE)
    if operation.kind != "call" or not operation.real:
        return None
    x = operation.parts[0]
    match operation.name:
        case "exp":
            return function(g, "expm1", x)
        case "tanh":
            return function(g, "fermi", x.times(TWICE)).times(TWICE * MINUS)
        case "fermi":
            return function(g, "fermi", x.times(MINUS)).times(MINUS)
        case "cosh":
            return g.product([function(g, "sinh", x.times(HALF))] * 2).times(TWICE)
        case "cos":
            return g.product([function(g, "sin", x.times(HALF))] * 2).times(TWICE * MINUS)
    return None


def multiply(g: Graph, factors: Iterable[Multiple]) -> Multiple:
    """A product; pairs that could be infinity times zero are joined to one function."""
    scale, rest = g.factors(factors)
    done: list[Multiple] = []
    while rest:
        value = rest.pop(0)
        for other in rest:
            joined = _joined(g, value, other) or _joined(g, other, value)
            if joined:
                rest.remove(other)
                more, values = g.factors([joined])
                scale, rest = scale * more, values + rest
                break
        else:
            done.append(Multiple(value))
    return complexes.multiply(g, done).times(scale) if scale.size else ZERO


def _joined(g: Graph, first: int, second: int) -> Multiple | None:
    names = (g.called(first), g.called(second))
    if not all(names) or not (g[first].real and g[second].real):
        return None
    x, same = g[first].parts[0], g[first].parts == g[second].parts
    if names == ("exp", "exp") and g[second].parts[0] == x.times(MINUS):
        return ONE
    join = _JOINED.get(names)
    return join(g, x) if join and same else None


_JOINED: dict[tuple[str, str], Callable[[Graph, Multiple], Multiple]] = {
    ("abs", "abs"): lambda g, x: complexes.square_modulus(g, x),
    ("exp", "bose"): lambda g, x: _bose_plus_one(g, x),
    ("exp", "fermi"): lambda g, x: function(g, "fermi", x.times(MINUS)),
    ("sinh", "sech"): lambda g, x: function(g, "tanh", x),
    ("cosh", "csch"): lambda g, x: g.quotient(ONE, function(g, "tanh", x)),
}


def divide(g: Graph, top: Multiple, bottom: Multiple) -> Multiple:
    """A fraction; factors of its denominator that grow like exp(x) are moved to the numerator as what they decay to.

    Raises
    ------
    ZeroDivisionError : if ``bottom`` is exactly 0.
    """
    scale, values = g.factors([bottom])
    moved, stay = [], []
    for value in values:
        reciprocal = _reciprocal(g, value)
        moved += [reciprocal] if reciprocal else []
        stay += [] if reciprocal else [Multiple(value)]
    if moved:
        top = multiply(g, [top, *moved])
    return g.quotient(top, g.product([ONE.times(scale), *stay]))


def _reciprocal(g: Graph, value: int) -> Multiple | None:
    operation = g[value]
    if not operation.real:
        return None
    if operation.kind == "sum" and len(operation.parts) == 2:
        x = next((g[p.value].parts[0] for p in operation.parts if g.called(p.value) == "exp"), None)
        if x is not None and {p.scale for p in operation.parts} == {UNIT} and ONE in operation.parts:
            return function(g, "fermi", x)
    x = operation.parts[0] if operation.kind == "call" else ZERO
    match g.called(value):
        case "exp":
            return exponential(g, x.times(MINUS))
        case "expm1":
            return function(g, "bose", x)
        case "sinh":
            return function(g, "csch", x)
        case "cosh":
            return function(g, "sech", x)
    return None
