"""Complex arithmetic in a graph of values: parts, conjugates and moduli, taken where they cost least.

A value that is real is computed with real numbers: re(r*z) is r*re(z), z + conj(z) is 2*re(z), z*conj(z) is a sum
of two squares.  exp(-i*x) is the conjugate of exp(i*x), so that one of the two is computed.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from derive.emit.graph import ONE, UNIT, ZERO, Graph, Multiple, Scale, collected


def conjugate(g: Graph, m: Multiple) -> Multiple:
    """The complex conjugate."""
    scale = _mirrored(m.scale)
    operation = g[m.value]
    if g.called(m.value) == "conj":
        return operation.parts[0].times(scale)
    if operation.kind == "product":
        return multiply(g, [conjugate(g, part) for part in operation.parts]).times(scale)
    if operation.kind == "quotient" and g.real(operation.parts[1]):
        return g.quotient(conjugate(g, operation.parts[0]), operation.parts[1]).times(scale)
    return _conjugated(g, m)


def real_part(g: Graph, m: Multiple) -> Multiple:
    """The real part."""
    if m.scale.turned:
        return _part(g, m.value, "im").times(Scale(-m.scale.size))
    return _part(g, m.value, "re").times(m.scale)


def imaginary_part(g: Graph, m: Multiple) -> Multiple:
    """The imaginary part."""
    return _part(g, m.value, "re" if m.scale.turned else "im").times(Scale(m.scale.size))


def modulus(g: Graph, m: Multiple) -> Multiple:
    """The absolute value."""
    size = Scale(abs(m.scale.size))
    if g[m.value].nonnegative:
        return Multiple(m.value, size)
    if _phase(g, m.value):
        return ONE.times(size)
    return g.call("abs", Multiple(m.value), real=True, nonnegative=True).times(size)


def square_modulus(g: Graph, m: Multiple) -> Multiple:
    """The square of the absolute value, without its root."""
    size = Scale(m.scale.size * m.scale.size)
    operation = g[m.value]
    if operation.real:
        square = g.product((Multiple(m.value), Multiple(m.value)))
    elif g.called(m.value) == "conj":
        square = square_modulus(g, operation.parts[0])
    elif operation.kind == "product":
        square = g.product(square_modulus(g, part) for part in operation.parts)
    elif operation.kind == "quotient":
        square = g.quotient(*(square_modulus(g, part) for part in operation.parts))
    elif _phase(g, m.value):
        square = ONE
    else:
        square = g.call("abs2", Multiple(m.value), real=True, nonnegative=True)
    return square.times(size)


def add(g: Graph, terms: Iterable[Multiple]) -> Multiple:
    """A sum in which a value and its conjugate meet as twice a part."""
    rest, done = dict.fromkeys(collected(terms)), []
    while rest:
        m = next(iter(rest))
        del rest[m]
        partner = conjugate(g, Multiple(m.value))
        if g[m.value].real:
            done.append(m)
        elif (even := partner.times(m.scale)) in rest:
            del rest[even]
            done.append(_part(g, m.value, "re").times(m.scale * Scale(Fraction(2))))
        elif (odd := partner.times(-m.scale)) in rest:
            del rest[odd]
            done.append(_part(g, m.value, "im").times(m.scale * Scale(Fraction(2), True)))
        else:
            done.append(m)
    return g.sum(done)


def multiply(g: Graph, factors: Iterable[Multiple]) -> Multiple:
    """A product in which a value and its conjugate meet as a squared modulus."""
    scale, values = g.factors(factors)
    if not scale.size:
        return ZERO
    rest = [f for v in values for f in _opened(g, v)]
    done: list[Multiple] = []
    while rest:
        m = rest.pop(0)
        partner = m if g[m.value].real else conjugate(g, m)
        if partner != m and partner in rest:
            rest.remove(partner)
            m = square_modulus(g, m)
        done.append(m)
    bare = [f for f in done if not g.real(f)]
    if len(bare) > 1 and all(g.called(f.value) == "conj" for f in bare):
        inner = g.product(conjugate(g, f) for f in bare)
        done = [f for f in done if g.real(f)] + [_conjugated(g, inner)]
    return g.product(done).times(scale)


def _mirrored(scale: Scale) -> Scale:
    return Scale(-scale.size if scale.turned else scale.size, scale.turned)


def _conjugated(g: Graph, m: Multiple) -> Multiple:
    """The conjugate as a call, whatever the value is made of."""
    inner = Multiple(m.value)
    return (inner if g[m.value].real else g.call("conj", inner, real=False)).times(_mirrored(m.scale))


def _opened(g: Graph, value: int) -> list[Multiple]:
    """The factors of a conjugated product, each conjugated; any other value as it is."""
    operation = g[value]
    if g.called(value) == "conj" and g[operation.parts[0].value].kind == "product":
        inner = g[operation.parts[0].value]
        return [_conjugated(g, f) for f in inner.parts]
    return [Multiple(value)]


def _phase(g: Graph, value: int) -> bool:
    """Whether a value is exp(i*x) with a real x."""
    operation = g[value]
    return g.called(value) == "exp" and operation.parts[0].scale.turned and g[operation.parts[0].value].real


def _part(g: Graph, value: int, which: str) -> Multiple:
    """``re`` or ``im`` of a value of scale 1."""
    take = real_part if which == "re" else imaginary_part
    operation = g[value]
    if operation.real:
        return Multiple(value) if which == "re" else ZERO
    if g.called(value) == "conj":
        return take(g, operation.parts[0]).times(UNIT if which == "re" else -UNIT)
    if operation.kind == "sum":
        return g.sum([take(g, part) for part in operation.parts])
    if operation.kind == "quotient" and g.real(operation.parts[1]):
        return g.quotient(take(g, operation.parts[0]), operation.parts[1])
    if _phase(g, value):
        angle = Multiple(operation.parts[0].value, Scale(operation.parts[0].scale.size))
        return g.call("cos" if which == "re" else "sin", angle, real=True)
    if operation.kind == "product" and any(map(g.real, operation.parts)):
        outer = [part for part in operation.parts if g.real(part)]
        inner = g.product(part for part in operation.parts if not g.real(part))
        return g.product([*outer, take(g, inner)])
    return g.call(which, Multiple(value), real=True)
