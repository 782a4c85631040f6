"""Scalars at points: in any field whose numbers know Python's operators (rationals, residues, balls, floats)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from derive.exact.ring import Generator, Poly, Ring, Role
from derive.exact.scalar import Scalar, constant, from_generator, imaginary_unit, substitute
from derive.symbols import Domain, Symbol


def evaluate(value: Scalar, point: Mapping[Generator, Any], one: Any, i: Any) -> Any:
    """The scalar at a point: ``point`` gives every generator a number, ``one`` and ``i`` the field's own."""
    ring = value.ring
    above = _at(ring, value.re, point, one)
    if value.im:
        above = above + i * _at(ring, value.im, point, one)
    return above / _at(ring, value.den, point, one)


def _at(ring: Ring, poly: Poly, point: Mapping[Generator, Any], one: Any) -> Any:
    total = one * 0
    for powers, c in ring.terms(poly):
        term = one * c
        for g, e in powers:
            term = term * point[g] ** e
        total = total + term
    return total


def rational_values(symbols: Iterable[Symbol], attempt: int = 0) -> dict[Symbol, Scalar]:
    """A rational point of the parameters' domains, a different one for every attempt.

    Positive parameters get squares, so that their roots are rational; an angle gets a Pythagorean phase
    (its value is the exponential ``exp(i phi)``, not the angle).
    """
    values: dict[Symbol, Scalar] = {}
    for k, symbol in enumerate(symbols):
        seed = 2 + k + 3 * attempt
        if symbol.domain is Domain.POSITIVE:
            values[symbol] = constant(Fraction(seed, 1 + (k + attempt) % 3) ** 2)
        elif symbol.domain is Domain.COMPLEX:
            values[symbol] = constant(Fraction(seed, 2)) + imaginary_unit() * (1 + k + attempt)
        elif symbol.domain is Domain.ANGLE:
            m, n = seed, 1 + attempt
            below = m * m + n * n
            values[symbol] = constant(Fraction(m * m - n * n, below)) + imaginary_unit() * Fraction(2 * m * n, below)
        else:
            values[symbol] = constant(Fraction(seed, 1 + attempt % 2))
    return values


def images_at(values: Mapping[Symbol, Scalar]) -> dict[Generator, Scalar]:
    """What every generator of these symbols becomes at a point of `rational_values`."""
    from derive.exact.roots import sqrt

    images: dict[Generator, Scalar] = {}
    for symbol, value in values.items():
        own = Generator(Role.VALUE, symbol.name, symbol)
        if symbol.domain is Domain.POSITIVE:
            images[Generator(Role.ROOT, symbol.name, symbol)] = sqrt(value)
        elif symbol.domain is Domain.COMPLEX:
            images |= {own: value, Generator(Role.CONJUGATE, symbol.name, symbol): value.conjugate()}
        elif symbol.domain is Domain.ANGLE:
            images[Generator(Role.PHASE, symbol.name, symbol)] = value
        else:
            images[own] = value
    return images


def at_point(value: Scalar, values: Mapping[Symbol, Scalar]) -> Scalar:
    """A scalar at a rational point, as an exact number (a constant scalar)."""
    from derive.exact.gauge import ungauged

    return substitute(ungauged(value), images_at(values))


def derivative(value: Scalar, symbol: Symbol) -> Scalar:
    """The partial derivative by a real parameter; by a complex one at fixed conjugate."""
    from derive.exact.gauge import ungauged

    plain = ungauged(value)
    role = Role.ROOT if symbol.domain is Domain.POSITIVE else Role.VALUE
    g = Generator(role, symbol.name, symbol)
    if g not in plain.ring.index:
        return constant(0)
    place = plain.ring.index[g]
    re, im, den = plain.parts()
    slopes = [Scalar(p.ring, p.re.derivative(place), p.im, p.den) for p in (re, im, den)]
    above, slope = re + imaginary_unit() * im, slopes[0] + imaginary_unit() * slopes[1]
    result = (slope * den - above * slopes[2]) / den**2
    return result / (2 * from_generator(g)) if role is Role.ROOT else result
