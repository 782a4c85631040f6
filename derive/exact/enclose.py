"""Rigorous numbers for scalars whose parameters are enclosed by balls: letters that stand for integrals and roots."""

from __future__ import annotations

from collections.abc import Mapping

import flint

from derive.errors import ExactError
from derive.exact.points import NUMBERS
from derive.exact.ring import Generator, Poly, Role
from derive.exact.roots import radicand_of
from derive.exact.scalar import Scalar
from derive.exact.transcendental import Function, Transcendental
from derive.symbols import Domain, Symbol

Balls = Mapping[Symbol, flint.acb]
"""A complex ball for every parameter; of an angle that of the angle itself."""


def enclose(value: Scalar, balls: Balls) -> flint.acb:
    """A scalar with every parameter in its ball, at flint's working precision.

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
        return enclose(radicand_of(g), balls).sqrt()
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
    inside = enclose(symbol.argument, balls)
    if symbol.function is Function.LOGARITHM:
        return inside.log()
    if symbol.function is Function.TURN:
        return (flint.acb(0, 1) * inside).exp()
    return (inside / 2 if g.role is Role.ROOT else inside).exp()
