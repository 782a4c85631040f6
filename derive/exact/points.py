"""Exact parameter points: rational numbers inside every symbol's domain, the same in every run.

Roots of positive parameters, real numbers, Gaussian numbers and points of the unit circle are all rational, so a
scalar at such a point is a number whose vanishing and sign are decided exactly.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from random import Random

import flint

from derive.errors import ExactError
from derive.exact.enclose import NUMBERS, enclosure
from derive.exact.insert import insert
from derive.exact.scalar import Scalar, constant, imaginary_unit, symbols_of
from derive.symbols import Domain, Symbol, natural_key

FINEST = 1 << 14
"""Bits up to which a constant is evaluated for its sign."""


@dataclass(frozen=True)
class Point:
    """A rational value for each of some symbols; that of an angle is its exponential."""

    values: tuple[tuple[Symbol, Scalar], ...]

    def at(self, value: Scalar) -> Scalar:
        """A scalar here: a constant of Q(i, square roots of primes).

        Raises
        ------
        ExactError
            when its denominator vanishes here.
        """
        return insert(value, dict(self.values))

    def __str__(self) -> str:
        """``kappa_1 = 4, F = 1 + I*(2), exp(I*phi) = 3/5 + I*(4/5)``."""
        names = [f"exp(I*{s.name})" if s.domain is Domain.ANGLE else s.name for s, _ in self.values]
        return ", ".join(f"{n} = {x}" for n, (_, x) in zip(names, self.values, strict=True)) or "no parameters"


def points(values: Iterable[Scalar], count: int) -> tuple[Point, ...]:
    """``count`` points for the symbols of some scalars; just one when there are no symbols.

    They are drawn with the symbols' names as the seed: the same model meets the same points.
    """
    symbols = sorted((s for s in symbols_of(values) if s.name not in NUMBERS), key=lambda s: natural_key(s.name))
    draw = Random(" ".join(s.name for s in symbols))
    return tuple(Point(tuple((s, _value(s.domain, draw)) for s in symbols)) for _ in range(count if symbols else 1))


def _value(domain: Domain, draw: Random) -> Scalar:
    size = constant(Fraction(draw.randint(1, 6), draw.randint(1, 4)))
    if domain is Domain.POSITIVE:
        return size**2
    if domain is Domain.NONNEGATIVE:
        return size
    x = size * draw.choice((-1, 1))
    if domain is Domain.ANGLE:
        # exp(i phi) = (1 + i t)/(1 - i t) with t = tan(phi/2)
        return (1 + imaginary_unit() * x) / (1 - imaginary_unit() * x)
    return x + imaginary_unit() * draw.randint(-3, 3) if domain is Domain.COMPLEX else x


def sign_at_point(number: Scalar) -> int:
    """The sign of a real constant: -1, 0 or 1.

    Raises
    ------
    ExactError
        for a number that is not real, or that no precision tried tells from zero (sums of exponentials and logarithms
        have no proof that they do not vanish).
    """
    if not number.is_real:
        raise ExactError("sign", "a number must be real to have a sign", str(number))
    if number.is_rational:
        value = number.rational
        return (value > 0) - (value < 0)
    # Not zero, by its canonical form: some precision separates it from zero.
    precision = 64
    while precision <= FINEST:
        with flint.ctx.workprec(precision):
            ball = enclosure(number).real
            if ball > 0 or ball < 0:
                return 1 if ball > 0 else -1
        precision *= 2
    raise ExactError("sign", "a number must be told from zero", str(number), "try another point")
