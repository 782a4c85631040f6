"""Rigorous numbers for scalars: constants, and formulas whose parameters are enclosed by balls."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import flint

from derive.errors import ExactError
from derive.exact.ring import Generator, Poly, Role
from derive.exact.roots import radicand_of
from derive.exact.scalar import Scalar
from derive.exact.transcendental import Function, Transcendental
from derive.symbols import Domain, Symbol

NUMBERS = {"pi": flint.acb.pi}
"""Symbols that are numbers and no parameters; they are transcendental, so that the field treats them as symbols."""
Balls = Mapping[Symbol, flint.acb]
"""A complex ball for every parameter; of an angle that of the angle itself."""


def enclosure(value: Scalar, balls: Balls = MappingProxyType({})) -> flint.acb:
    """A rigorous enclosure of a scalar with every parameter in its ball, at flint's working precision.

    Radicals, exponentials and logarithms are evaluated; a constant needs no balls.

    Raises
    ------
    ExactError
        for a parameter without a ball.
    """
    above = _poly(value, value.re, balls) + flint.acb(0, 1) * _poly(value, value.im, balls)
    return above / _poly(value, value.den, balls)


def _poly(value: Scalar, poly: Poly, balls: Balls) -> flint.acb:
    total, known = flint.acb(0), {}
    for powers, c in value.ring.terms(poly):
        term = flint.acb(c)
        for g, exponent in powers:
            if g not in known:
                known[g] = _generator(g, balls)
            term = term * known[g] ** exponent
        total = total + term
    return total


def _generator(g: Generator, balls: Balls) -> flint.acb:
    if g.role is Role.RADICAL:
        return enclosure(radicand_of(g), balls).sqrt()
    if isinstance(g.symbol, Transcendental):
        return _function(g, g.symbol, balls)
    x = _number(g, balls)
    if g.role is Role.VALUE:
        return x
    if g.role is Role.ROOT:
        return x.sqrt()
    if g.role is Role.CONJUGATE:
        return x.conjugate()
    if g.role is Role.PHASE:
        return (flint.acb(0, 1) * x).exp()
    if g.role is Role.MODULUS:
        return x * x.conjugate()
    if g.role in (Role.REAL_PART, Role.IMAGINARY_PART):
        for angle, multiple in g.gauge:
            x = x * (flint.acb(0, -multiple) * balls[angle]).exp()
        return flint.acb(x.real if g.role is Role.REAL_PART else x.imag)
    raise ExactError("number", "a letter must have a value", g.label)


def _number(g: Generator, balls: Balls) -> flint.acb:
    if g.symbol is None or (g.symbol not in balls and g.name not in NUMBERS):
        raise ExactError("number", "every parameter must have a value", g.name)
    if g.symbol.domain is Domain.ANGLE and g.role is Role.VALUE:
        raise ExactError("number", "an angle must occur as exp(I*phi) only", g.name)
    return balls[g.symbol] if g.symbol in balls else NUMBERS[g.name]()


def _function(g: Generator, symbol: Transcendental, balls: Balls) -> flint.acb:
    inside = enclosure(symbol.argument, balls)
    if symbol.function is Function.LOGARITHM:
        return inside.log()
    if symbol.function is Function.TURN:
        return (flint.acb(0, 1) * inside).exp()
    return (inside / 2 if g.role is Role.ROOT else inside).exp()
