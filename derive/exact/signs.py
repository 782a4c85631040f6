"""What the domains of the parameters alone say about the sign of a real scalar.

A complex parameter is split into its real and imaginary part, the numerator into its factors; a factor has a sign
when every one of its terms has.  The answer is sufficient, never necessary: `Sign.UNKNOWN` decides nothing.
"""

from __future__ import annotations

from enum import Enum
from functools import reduce

from derive.exact.ring import Generator, Poly, Ring, Role
from derive.exact.rootless import rootless_scalar
from derive.exact.roots import SIGNED, radicand_of
from derive.exact.scalar import Scalar, from_generator, imaginary_unit, substitute
from derive.exact.squares import is_sum_of_squares
from derive.symbols import Domain

# Factoring is worth its time on what a person could still read; beyond, only the terms are looked at.
FACTORED_TERMS = 400


class Sign(Enum):
    """A sign as (direction, strict): strict when zero is excluded."""

    POSITIVE = (1, True)
    NONNEGATIVE = (1, False)
    ZERO = (0, True)
    NONPOSITIVE = (-1, False)
    NEGATIVE = (-1, True)
    UNKNOWN = (0, False)

    def __mul__(self, other: Sign) -> Sign:
        if Sign.ZERO in (self, other):
            return Sign.ZERO
        if Sign.UNKNOWN in (self, other):
            return Sign.UNKNOWN
        return Sign((self.value[0] * other.value[0], self.value[1] and other.value[1]))

    @property
    def is_nonnegative(self) -> bool:
        """Whether the scalar is positive or zero for all parameters of the domain."""
        return self in (Sign.POSITIVE, Sign.NONNEGATIVE, Sign.ZERO)


def sign_of(value: Scalar) -> Sign:
    """The sign of a real scalar over the whole domain of its parameters, wherever its denominator is not zero."""
    x = in_real_parts(value)
    if x.im:
        return Sign.UNKNOWN
    direction, _ = poly_sign(x.ring, x.den).value
    below = Sign((direction, True)) if direction else Sign.UNKNOWN
    return poly_sign(x.ring, x.re) * below


def without_positive_factors(value: Scalar) -> Scalar:
    """A scalar of the same sign without its manifestly positive factors: what is left to be looked at."""
    if value.im or not value.re or len(value.re) > FACTORED_TERMS:
        return value
    # Over the parameters instead of their roots, where kappa_2 - kappa_1 is one factor and not two.
    x = rootless_scalar(value)
    ring = x.ring
    content, factors = x.re.factor()
    rest = ring.context.constant(1 if content > 0 else -1)
    for factor, exponent in factors:
        if poly_sign(ring, factor) is not Sign.POSITIVE:
            rest = rest * factor**exponent
    den = ring.one if poly_sign(ring, x.den) is Sign.POSITIVE else x.den
    return _in_roots(Scalar(ring, rest, ring.zero, den).trimmed())


def _in_roots(value: Scalar) -> Scalar:
    """Back to the field's own variables: a positive parameter by its root."""
    images = {
        g: from_generator(Generator(Role.ROOT, g.name, g.symbol)) ** 2
        for g in value.generators
        if g.role is Role.VALUE and g.symbol is not None and g.symbol.domain is Domain.POSITIVE
    }
    return substitute(value, images)


def in_real_parts(value: Scalar) -> Scalar:
    """The same scalar with ``F = x + i y`` for every complex parameter."""
    images = {}
    for g in value.generators:
        if g.symbol is not None and g.symbol.domain is Domain.COMPLEX and g.role in (Role.VALUE, Role.CONJUGATE):
            re, im = (
                from_generator(Generator(role, g.name, g.symbol)) for role in (Role.REAL_PART, Role.IMAGINARY_PART)
            )
            turn = imaginary_unit() if g.role is Role.VALUE else -imaginary_unit()
            images[g] = re + turn * im
    return substitute(value, images)


def poly_sign(ring: Ring, poly: Poly) -> Sign:
    """The sign of a polynomial: by its terms, else as the product of its factors' signs."""
    if not poly:
        return Sign.ZERO
    sign = _by_terms(ring, poly)
    if sign is not Sign.UNKNOWN or len(poly) > FACTORED_TERMS:
        return sign
    content, factors = poly.factor()
    signs = [Sign.POSITIVE if content > 0 else Sign.NEGATIVE]
    for factor, exponent in factors:
        own = _by_terms(ring, factor)
        if own is Sign.UNKNOWN and _is_real(ring, factor):
            own = _by_squares(ring, factor)
        if exponent % 2 == 0 and _is_real(ring, factor):
            own = Sign.POSITIVE if own.value[1] else Sign.NONNEGATIVE
        signs.append(own)
    return reduce(lambda a, b: a * b, signs)


def _by_terms(ring: Ring, poly: Poly) -> Sign:
    """One direction for all terms or unknown; strict when a single term cannot vanish."""
    variables = [_generator_sign(g) for g in ring.generators]
    directions, strict = set(), False
    for exponents, c in poly.terms():
        firm = True
        for sign, e in zip(variables, exponents, strict=True):
            if not e or sign is Sign.POSITIVE:
                continue
            if sign is None or (sign is Sign.UNKNOWN and e % 2):
                return Sign.UNKNOWN
            firm = False
        directions.add(1 if c > 0 else -1)
        strict = strict or firm
    return Sign((directions.pop(), strict)) if len(directions) == 1 else Sign.UNKNOWN


def _by_squares(ring: Ring, poly: Poly) -> Sign:
    for direction in (1, -1):
        never_negative, never_zero = is_sum_of_squares(
            ring, poly * direction, lambda g: _generator_sign(g) is Sign.POSITIVE
        )
        if never_negative:
            return Sign((direction, never_zero))
    return Sign.UNKNOWN


def _is_real(ring: Ring, poly: Poly) -> bool:
    """Whether no complex variable occurs."""
    return not any(d and _generator_sign(g) is None for g, d in zip(ring.generators, poly.degrees(), strict=True))


def _generator_sign(g: Generator) -> Sign | None:
    """The sign of one variable; ``None`` for what is not real."""
    if g.role is Role.ROOT:
        return Sign.POSITIVE
    if g.role is Role.RADICAL:
        radicand = sign_of(radicand_of(g))
        return Sign.POSITIVE if radicand is Sign.POSITIVE else Sign.NONNEGATIVE
    if g.role in (Role.REAL_PART, Role.IMAGINARY_PART):
        return Sign.UNKNOWN
    if g.role is Role.MODULUS:
        return Sign.NONNEGATIVE
    if g.role is Role.VALUE and g.symbol is not None:
        if g.symbol.domain in SIGNED:
            return Sign.UNKNOWN
        return {Domain.NONNEGATIVE: Sign.NONNEGATIVE, Domain.POSITIVE: Sign.POSITIVE}.get(g.symbol.domain)
    return None
