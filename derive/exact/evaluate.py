"""Scalars at points: in any field whose numbers know Python's operators (rationals, residues, balls, floats)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from derive.exact.ring import Generator, Poly, Ring, Role
from derive.exact.scalar import Scalar, constant, from_generator, imaginary_unit
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
