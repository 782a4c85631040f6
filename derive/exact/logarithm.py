r"""Logarithms of positive rational functions, exactly: ``ln((1 + n)/n) = ln(1 + n) - ln(n)``.

The logarithm is a sum over the irreducible factors, each with one real symbol ``ln|f|``, over primes in its rational
content; the logarithm of an exponential is its exponent.

Convention: an argument of ``ln`` is positive.  Signs of factors therefore do not matter, and ``ln(n^2) = 2 ln(n)``.

A positive parameter x enters the field by its root r, and ``1 - x`` factors as ``(1 - r)(1 + r)`` there.  So that
``ln(1 - x)`` stays one symbol, of the factors that differ by signs of roots only one is written as the logarithm of
their product less those of the others: another basis of the same logarithms.
"""

from __future__ import annotations

from functools import cache
from itertools import product

import flint

from derive.errors import ExactError
from derive.exact.ring import Generator, Poly, Ring, Role
from derive.exact.roots import radicand_of
from derive.exact.scalar import Scalar, as_scalar, constant, from_generator
from derive.exact.transcendental import Function, Transcendental, argument_of, transcendental
from derive.symbols import Domain

MANY_ROOTS = 6
"""How many roots of parameters one factor may hold; its sign changes are 2 to that power."""


def logarithm(value: Scalar | int) -> Scalar:
    """The natural logarithm of a scalar that is taken to be positive.

    Raises
    ------
    ExactError
        for zero and negative numbers, for what is not real, for a sum with a root of a sum or of a prime in it.
    """
    x = as_scalar(value)
    if x is None or x.im or any(_is_complex(g) for g in x.generators):
        raise _refused(str(value), "real")
    if not x or (x.is_rational and x.rational < 0):
        raise _refused(str(x), "positive")
    x = x.trimmed()
    return _of_polynomial(x.ring, x.re) - _of_polynomial(x.ring, x.den)


def logarithm_of_number(value: Scalar) -> Scalar:
    """``ln`` of a constant at a point; one with exponentials in it is not taken apart: fit for evaluation alone.

    Raises
    ------
    ExactError
        when the constant is not positive: the point lies outside the formula's domain.
    """
    from derive.exact.points import sign_at_point

    if value.is_rational:
        return logarithm(value)
    if sign_at_point(value) <= 0:
        raise _refused(str(value), "positive")
    return _symbol(value)


def _of_polynomial(ring: Ring, poly: Poly) -> Scalar:
    content, factors = poly.factor()
    total = _of_integer(abs(int(content)))
    for factor, exponent in factors:
        total = total + _of_factor(ring, factor) * int(exponent)
    return total


def _of_integer(n: int) -> Scalar:
    """The logarithm of a positive integer, by its primes."""
    total = constant(0)
    for prime, exponent in flint.fmpz(n).factor():
        total = total + _symbol(constant(int(prime))) * int(exponent)
    return total


def _of_factor(ring: Ring, factor: Poly) -> Scalar:
    """The logarithm of the modulus of an irreducible polynomial."""
    held = [g for g, degree in zip(ring.generators, factor.degrees(), strict=True) if degree]
    if len(factor) == 1:
        return _of_generator(held[0])
    if any(g.role is Role.RADICAL for g in held):
        raise _refused(str(Scalar(ring, factor, ring.zero, ring.one)), "free of roots of sums and primes")
    orbit = _orbit(ring, factor)
    if len(orbit) == 1:
        return _symbol(_positive_first(Scalar(ring, factor, ring.zero, ring.one)))
    first, *others = orbit
    if ring.terms(factor) != ring.terms(first):
        return _symbol(_positive_first(Scalar(ring, _unsigned(factor), ring.zero, ring.one)))
    whole = first
    for other in others:
        whole = whole * other
    total = _symbol(_positive_first(Scalar(ring, whole, ring.zero, ring.one)))
    for other in others:
        total = total - _symbol(_positive_first(Scalar(ring, other, ring.zero, ring.one)))
    return total


def _of_generator(g: Generator) -> Scalar:
    if g.role is Role.RADICAL:
        return logarithm(radicand_of(g)) / 2
    if g.role is not Role.ROOT:
        return _symbol(from_generator(g))
    if isinstance(g.symbol, Transcendental) and (inside := argument_of(g)) is not None:
        return inside / 2
    return _symbol(from_generator(g) ** 2) / 2


def _orbit(ring: Ring, factor: Poly) -> list[Poly]:
    """The polynomials that a factor becomes under changes of sign of its roots, up to sign.

    Those with a negative term come first: of ``1 - r`` and ``1 + r`` the former is expressed by the product.
    """
    roots = [i for i, g in enumerate(ring.generators) if g.role is Role.ROOT and factor.degrees()[i]]
    if len(roots) > MANY_ROOTS:
        must = f"a sum with roots of at most {MANY_ROOTS} parameters"
        raise _refused(str(Scalar(ring, factor, ring.zero, ring.one)), must)
    found = {}
    for flips in product((0, 1), repeat=len(roots)):
        turned = {}
        for exponents, c in factor.terms():
            odd = sum(int(exponents[i]) for i, flip in zip(roots, flips, strict=True) if flip) % 2
            turned[tuple(map(int, exponents))] = -int(c) if odd else int(c)
        image = _unsigned(ring.context.from_dict(turned))
        found[repr(ring.terms(image))] = image
    return [found[key] for key in sorted(found, key=lambda key: (_all_positive(found[key]), key))]


def _unsigned(poly: Poly) -> Poly:
    return -poly if poly.leading_coefficient() < 0 else poly


def _all_positive(poly: Poly) -> bool:
    return all(c > 0 for _, c in poly.terms())


def _positive_first(value: Scalar) -> Scalar:
    """Of x and -x the one that is likelier to be positive: ``1 - p`` and not ``p - 1``, but ``exp(x) - 1``."""
    coefficients = [c for _, c in value.re.terms()]
    decides = coefficients[0] if any(argument_of(g) is not None for g in value.generators) else coefficients[-1]
    return (-value if decides < 0 else value).trimmed()


@cache
def _symbol(argument: Scalar) -> Scalar:
    """The symbol ``ln|argument|`` as a scalar."""
    symbol = transcendental(Function.LOGARITHM, argument)
    return from_generator(Generator(Role.VALUE, symbol.name, symbol))


def _is_complex(g: Generator) -> bool:
    complex_value = g.role is Role.VALUE and g.symbol is not None and g.symbol.domain is Domain.COMPLEX
    return g.role in (Role.PHASE, Role.CONJUGATE) or complex_value


def _refused(got: str, must: str) -> ExactError:
    return ExactError("ln", f"the argument must be {must}", got, "name the logarithm as a parameter of its own")
