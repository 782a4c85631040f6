"""Limits of rational functions in one parameter, by leading powers; never by numbers."""

from __future__ import annotations

from derive.errors import ExactError
from derive.exact.ring import Generator, Poly, Ring, Role
from derive.exact.scalar import Scalar, constant, scalar
from derive.symbols import Symbol

WEIGHTS = {Role.VALUE: 2, Role.CONJUGATE: 2, Role.ROOT: 1, Role.REAL_PART: 2, Role.IMAGINARY_PART: 2, Role.MODULUS: 4}


def limit(value: Scalar, symbol: Symbol, at: str) -> Scalar:
    """The limit of a scalar as ``symbol`` goes to ``"0"`` or to ``"oo"`` (the modulus, for a complex symbol).

    Raises
    ------
    ExactError
        when it diverges, depends on the direction of a complex symbol, or a root of a sum holds the symbol.
    """
    if any(g.role is Role.RADICAL and _inside(g, symbol) for g in value.generators):
        raise _no_limit(symbol, at, "a root that holds it", "square the formula first")
    if not value:
        return value
    ring, sign = value.ring, 1 if at == "oo" else -1
    above = max(_degree(ring, p, symbol, sign) for p in (value.re, value.im) if p)
    below = _degree(ring, value.den, symbol, sign)
    if above < below:
        return constant(0)
    if above > below:
        raise _no_limit(symbol, at, "a divergence", "divide by the leading power first")
    parts = [_leading(ring, p, symbol, d * sign) for p, d in ((value.re, above), (value.im, above), (value.den, below))]
    result = scalar(ring, *parts)
    if any(g.symbol == symbol and g.role in WEIGHTS for g in result.generators):
        raise _no_limit(symbol, at, "a value that depends on the direction", "give its phase, or set it real")
    return result


def _degree(ring: Ring, poly: Poly, symbol: Symbol, sign: int) -> int:
    return max(sign * _weight(ring, e, symbol) for e, _ in poly.terms())


def _leading(ring: Ring, poly: Poly, symbol: Symbol, weight: int) -> Poly:
    """The terms of one weight with the symbol's common power taken out."""
    kept = {tuple(map(int, e)): c for e, c in poly.terms() if _weight(ring, e, symbol) == weight}
    own = [i for i, g in enumerate(ring.generators) if g.symbol == symbol and g.role in (Role.VALUE, Role.ROOT)]
    if len({tuple(e[i] for i in own) for e in kept}) == 1 and len(own) == 1:
        i = own[0]
        kept = {tuple(0 if k == i else n for k, n in enumerate(e)): c for e, c in kept.items()}
    return ring.context.from_dict(kept)


def _weight(ring: Ring, exponents: tuple[int, ...], symbol: Symbol) -> int:
    return sum(
        int(e) * WEIGHTS[g.role]
        for g, e in zip(ring.generators, exponents, strict=True)
        if e and g.symbol == symbol and g.role in WEIGHTS
    )


def _inside(generator: Generator, symbol: Symbol) -> bool:
    return any(base.symbol == symbol for powers, _ in generator.radicand for base, _ in powers)


def _no_limit(symbol: Symbol, at: str, got: str, todo: str) -> ExactError:
    return ExactError(f"limit {symbol.name} -> {at}", "the limit must exist and be unique", got, todo)
