"""Square roots inside the field: parameters first, then primes and positive polynomials as radicals."""

from __future__ import annotations

from derive.errors import ExactError
from derive.exact.ring import Generator, Poly, Ring, Role, ring_of
from derive.exact.scalar import Scalar, as_scalar, constant, from_generator, imaginary_unit
from derive.exact.squares import is_sum_of_squares
from derive.symbols import Domain

SIGNED = {Domain.REAL, Domain.ANGLE}


def sqrt(value: Scalar | int) -> Scalar:
    """The principal square root of a real scalar.

    Raises
    ------
    ExactError
        when the radicand's sign is not known from the domains of its symbols.
    """
    x = as_scalar(value)
    if x is None or x.im:
        raise _refusal(value, "the radicand must be real")
    sign_below = _sign(x.ring, x.den)
    if not sign_below:
        raise _refusal(x, "the denominator's sign must follow from the domains of its symbols")
    den = Scalar(x.ring, x.den, x.ring.zero, x.ring.one)
    return _polynomial_root(x.ring, x.re * x.den) / den


def root_of_square(value: Scalar) -> Scalar | None:
    """A real root of a real scalar that is a square times a number, of either sign; ``None`` for others."""
    if value.im or not value.re:
        return None if value.im else constant(0)
    result = constant(1)
    for poly, up in ((value.re, 1), (value.den, -1)):
        content, factors = poly.factor()
        if any(exponent % 2 for _, exponent in factors):
            return None
        result = result * _integer_root(int(content)) ** up
        for factor, exponent in factors:
            result = result * Scalar(value.ring, factor, value.ring.zero, value.ring.one) ** (up * exponent // 2)
    return result if result.is_real else None


def _polynomial_root(ring: Ring, poly: Poly) -> Scalar:
    if not poly:
        return constant(0)
    content, factors = poly.factor()
    result = _integer_root(int(content))
    for factor, exponent in factors:
        sign = _sign(ring, factor)
        if not sign:
            raise _refusal(Scalar(ring, factor, ring.zero, ring.one), "the radicand's sign must follow from domains")
        whole = Scalar(ring, factor, ring.zero, ring.one) * sign
        if sign < 0 and exponent % 2:
            result = result * imaginary_unit()
        result = result * whole ** (exponent // 2)
        if exponent % 2:
            result = result * _radical(whole)
    return result


def _integer_root(n: int) -> Scalar:
    """Root of an integer: squares leave it, primes become radicals, a sign becomes ``i``."""
    result = imaginary_unit() if n < 0 else constant(1)
    n, prime = abs(n), 2
    while prime * prime <= n:
        while n % (prime * prime) == 0:
            n //= prime * prime
            result = result * prime
        if n % prime == 0:
            n //= prime
            result = result * _radical(constant(prime))
        prime += 1
    return result if n == 1 else result * _radical(constant(n))


def _radical(radicand: Scalar) -> Scalar:
    """The radical generator of an irreducible positive polynomial or prime."""
    trimmed = radicand.trimmed()
    # A radical under a radical need not be independent: sqrt(4 + 2*sqrt(3)) = 1 + sqrt(3).
    if any(g.role is Role.RADICAL for g in trimmed.generators):
        raise _refusal(radicand, "roots of roots are not supported")
    terms = trimmed.ring.terms(trimmed.re)
    return from_generator(Generator(Role.RADICAL, f"sqrt({radicand!r})", None, (), terms))


def is_nonnegative(value: Scalar) -> bool:
    """Whether a real scalar is non-negative by the domains of its symbols alone (sufficient, not necessary)."""
    return not value.im and (not value.re or _sign(value.ring, value.re) * _sign(value.ring, value.den) > 0)


def _sign(ring: Ring, poly: Poly) -> int:
    """+1 or -1 when the polynomial has that sign whatever the parameters, else 0: by its terms, squares, factors."""
    return _sign_of_terms(ring, poly) or _sign_of_squares(ring, poly) or _sign_of_factors(ring, poly)


def _sign_of_factors(ring: Ring, poly: Poly) -> int:
    content, factors = poly.factor()
    sign = 1 if content > 0 else -1
    if len(factors) == 1 and factors[0][1] == 1:
        return 0
    for factor, exponent in factors:
        # An even power may vanish, but so may a sum of squares: zero counts with either sign.
        sign *= 1 if exponent % 2 == 0 and _is_real_poly(ring, factor) else _sign(ring, factor)
    return sign


def _sign_of_squares(ring: Ring, poly: Poly) -> int:
    if not _is_real_poly(ring, poly):
        return 0
    return next((s for s in (1, -1) if is_sum_of_squares(ring, poly * s, lambda g: g.role is Role.ROOT)[0]), 0)


def _is_real_poly(ring: Ring, poly: Poly) -> bool:
    return all(not d or _is_real(g) for g, d in zip(ring.generators, poly.degrees(), strict=True))


def _is_real(g: Generator) -> bool:
    """Whether a variable is real, as far as a sum of squares is concerned."""
    if g.role is Role.VALUE:
        return g.symbol is not None and g.symbol.domain is not Domain.COMPLEX
    return g.role in (Role.ROOT, Role.REAL_PART, Role.IMAGINARY_PART)


def _sign_of_terms(ring: Ring, poly: Poly) -> int:
    signs = set()
    for exponents, c in poly.terms():
        for g, e in zip(ring.generators, exponents, strict=True):
            signed = g.role in (Role.REAL_PART, Role.IMAGINARY_PART) or (
                g.role is Role.VALUE and g.symbol is not None and g.symbol.domain in SIGNED
            )
            complex_ = g.role in (Role.PHASE, Role.CONJUGATE) or (
                g.role is Role.VALUE and g.symbol is not None and g.symbol.domain is Domain.COMPLEX
            )
            if e and (complex_ or (signed and e % 2)):
                return 0
        signs.add(1 if c > 0 else -1)
    return signs.pop() if len(signs) == 1 else 0


def _refusal(value: object, must: str) -> ExactError:
    return ExactError(
        "square root",
        must,
        str(value),
        "declare the parameters positive or nonnegative, or name the root as a parameter of its own",
    )


def radicand_of(generator: Generator) -> Scalar:
    """The scalar under a radical."""
    ring = ring_of(base for powers, _ in generator.radicand for base, _ in powers)
    return Scalar(ring, ring.from_terms(generator.radicand), ring.zero, ring.one)
