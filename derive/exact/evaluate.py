"""Scalars at points: in any field whose numbers know Python's operators (rationals, residues, balls, floats)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from derive.exact.ring import Generator, Poly, Ring, Role
from derive.exact.roots import radicand_of
from derive.exact.scalar import Scalar, constant, from_generator, imaginary_unit
from derive.exact.transcendental import Function, Transcendental, argument_of
from derive.symbols import Symbol


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


def derivative(value: Scalar, symbol: Symbol) -> Scalar:
    """The partial derivative by a real parameter; by a complex one at fixed conjugate.

    Roots, phases, exponentials and logarithms that hold the parameter follow by the chain rule.
    """
    from derive.exact.gauge import ungauged

    plain = ungauged(value)
    total = constant(0)
    for g in plain.generators:
        if rate := _rate(g, symbol):
            total = total + slope(plain, g) * rate
    return total


def slope(value: Scalar, g: Generator) -> Scalar:
    """The formal derivative of a scalar by one of its generators."""
    place = value.ring.index[g]
    re, im, den = value.parts()
    slopes = [Scalar(p.ring, p.re.derivative(place), p.im, p.den) for p in (re, im, den)]
    above, slope = re + imaginary_unit() * im, slopes[0] + imaginary_unit() * slopes[1]
    return (slope * den - above * slopes[2]) / den**2


def _rate(g: Generator, symbol: Symbol) -> Scalar:
    """The derivative of a generator by a parameter."""
    own = from_generator(g)
    if g.role is Role.RADICAL:
        return derivative(radicand_of(g), symbol) / (2 * own)
    if isinstance(g.symbol, Transcendental) and (inside := argument_of(g)) is not None:
        inner = derivative(inside, symbol)
        if g.symbol.function is Function.LOGARITHM:
            return inner / inside
        return inner * own * {Role.ROOT: constant(1) / 2, Role.PHASE: imaginary_unit()}.get(g.role, constant(1))
    if g.symbol != symbol or g.role is Role.CONJUGATE:
        return constant(0)
    if g.role is Role.PHASE:
        return imaginary_unit() * own
    return 1 / (2 * own) if g.role is Role.ROOT else constant(1)
