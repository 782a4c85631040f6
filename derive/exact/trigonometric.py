"""Real expressions with phases, written with sines, cosines and the parts of complex parameters."""

from __future__ import annotations

from math import gcd

from derive.exact.ring import Generator, Poly, Ring, Role
from derive.exact.scalar import Scalar, constant, from_generator, from_terms, imaginary_unit, substitute
from derive.exact.transcendental import Transcendental, transcendental
from derive.symbols import Domain


def without_phases(value: Scalar) -> Scalar | None:
    """A real scalar in ``cos phi``, ``sin phi``, ``Re F`` and ``Im F``; ``None`` where phases stand in a sum below."""
    value = value.trimmed()
    ring = value.ring
    if len({_turns(ring, e) for e, _ in value.den.terms()}) > 1:
        return None
    below = next(iter({_turns(ring, e) for e, _ in value.den.terms()}))
    steps = _steps(value, below)
    above, turned = (_unwound(ring, p, below, steps) for p in (value.re, value.im))
    above = above + imaginary_unit() * turned
    den = _unwound(ring, value.den, below, steps)
    images = {g: image for g in (above / den).generators if (image := _parts(g)) is not None}
    result = _reduced(substitute(above, images)) / substitute(den, images)
    return None if result.im else result


def _turns(ring: Ring, exponents: tuple[int, ...]) -> tuple[int, ...]:
    """The powers of the phases in one term, in the ring's order, zeros elsewhere."""
    pairs = zip(ring.generators, exponents, strict=True)
    return tuple(int(e) if g.role is Role.PHASE else 0 for g, e in pairs)


def _steps(value: Scalar, below: tuple[int, ...]) -> tuple[int, ...]:
    """For each phase of a monomial's function the largest angle whose multiples all its terms turn by."""
    nets = [
        [t - b for t, b in zip(_turns(value.ring, e), below, strict=True)]
        for p in (value.re, value.im)
        for e, _ in p.terms()
    ]
    steps = []
    for place, g in enumerate(value.ring.generators):
        step = gcd(*(net[place] for net in nets)) if isinstance(g.symbol, Transcendental) else 1
        steps.append(step or 1)
    return tuple(steps)


def _angle(g: Generator, step: int) -> tuple[Generator, Generator]:
    """Cosine and sine of a phase's angle, or of a multiple of the angle that a function's phase stands for."""
    symbol, name = g.symbol, g.name
    if isinstance(symbol, Transcendental) and step > 1:
        symbol = transcendental(symbol.function, symbol.argument * step)
        name = symbol.name
    return Generator(Role.COSINE, name, symbol), Generator(Role.SINE, name, symbol)


def _unwound(ring: Ring, poly: Poly, below: tuple[int, ...], steps: tuple[int, ...]) -> Scalar:
    """The polynomial over the phases of ``below``, each phase as cosine and sine."""
    groups: dict[tuple[int, ...], dict[tuple[int, ...], int]] = {}
    for exponents, c in poly.terms():
        turns = _turns(ring, exponents)
        rest = tuple(int(e) - t for e, t in zip(exponents, turns, strict=True))
        net = tuple(t - b for t, b in zip(turns, below, strict=True))
        groups.setdefault(net, {})[rest] = int(c)
    total = constant(0)
    for net, terms in sorted(groups.items()):
        part = from_terms(ring, terms)
        for g, k, step in zip(ring.generators, net, steps, strict=True):
            if k:
                cosine, sine = map(from_generator, _angle(g, step))
                unit = imaginary_unit() if k > 0 else -imaginary_unit()
                part = part * (cosine + unit * sine) ** (abs(k) // step)
        total = total + part
    return total


def _parts(g: Generator) -> Scalar | None:
    """``Re F +- i Im F`` for a complex parameter or its conjugate."""
    if g.symbol is None or g.symbol.domain is not Domain.COMPLEX or g.role not in (Role.VALUE, Role.CONJUGATE):
        return None
    re, im = (from_generator(Generator(r, g.name, g.symbol)) for r in (Role.REAL_PART, Role.IMAGINARY_PART))
    return re + imaginary_unit() * im if g.role is Role.VALUE else re - imaginary_unit() * im


def _reduced(value: Scalar) -> Scalar:
    """Replace ``sin^2`` by ``1 - cos^2``."""
    re, im, den = value.parts()
    for g in value.generators:
        if g.role is Role.SINE:
            cosine = from_generator(Generator(Role.COSINE, g.name, g.symbol))
            re, im = (_without_squares(p, g, 1 - cosine**2) for p in (re, im))
    return (re + imaginary_unit() * im) / den


def _without_squares(value: Scalar, g: Generator, square: Scalar) -> Scalar:
    if g not in value.ring.index:
        return value
    place, total = value.ring.index[g], constant(0)
    groups: dict[int, dict[tuple[int, ...], int]] = {}
    for exponents, c in value.re.terms():
        half, odd = divmod(int(exponents[place]), 2)
        key = tuple(odd if i == place else int(e) for i, e in enumerate(exponents))
        groups.setdefault(half, {})[key] = int(c)
    for half, terms in sorted(groups.items()):
        total = total + from_terms(value.ring, terms) * square**half
    return total
