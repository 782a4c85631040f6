"""Limits of rational functions in one parameter, by leading powers; never by numbers."""

from __future__ import annotations

from functools import reduce

from derive.errors import ExactError
from derive.exact.ring import Generator, Poly, Ring, Role
from derive.exact.roots import is_nonnegative
from derive.exact.scalar import (
    Scalar,
    as_scalar,
    constant,
    from_generator,
    imaginary_unit,
    scalar,
    substitute,
    symbols_of,
)
from derive.exact.transcendental import argument_of
from derive.symbols import Domain, Symbol

PARTS = (Role.REAL_PART, Role.IMAGINARY_PART)
WEIGHTS = {Role.VALUE: 2, Role.ROOT: 1, **dict.fromkeys(PARTS, 2)}  # twice the degree, so that roots count one


def limit(value: Scalar, symbol: Scalar | Symbol, at: str) -> Scalar:
    """The limit of a scalar as a parameter goes to ``"0"`` or to ``"oo"``; for a complex one, as its modulus does.

    Raises
    ------
    ExactError
        when it diverges, depends on the direction of a complex parameter, or a root of a sum holds the parameter;
        for an angle at infinity; for a limit anywhere else.
    """
    parameter = _parameter(symbol)
    if at not in ("0", "oo"):
        raise ExactError("limit", "a limit must be at '0' or 'oo'", repr(at), "substitute a finite value instead")
    if any(g.role is Role.RADICAL and _inside(g, parameter) for g in value.generators):
        raise _no_limit(parameter, at, "a root that holds it", "square the formula first")
    if any(parameter in symbols_of([inside]) for g in value.generators if (inside := argument_of(g)) is not None):
        raise _no_limit(parameter, at, "an exponential or a logarithm that holds it", "state the limit of its argument")
    if parameter.domain is Domain.ANGLE:
        return _of_angle(value, parameter, at)
    if not value:
        return value
    if parameter.domain is Domain.COMPLEX:
        value = _in_parts(value, parameter)
    ring, sign = value.ring, 1 if at == "oo" else -1
    above = max(_degree(ring, p, parameter, sign) for p in (value.re, value.im) if p)
    below = _degree(ring, value.den, parameter, sign)
    if parameter.domain is Domain.COMPLEX and not _is_definite(ring, value.den, parameter, below * sign):
        raise _no_limit(parameter, at, "a value that depends on the direction", "give its phase, or set it real")
    if above < below:
        return constant(0)
    if above > below:
        raise _no_limit(parameter, at, "a divergence", "divide by the leading power first")
    weighed = ((value.re, above), (value.im, above), (value.den, below))
    result = scalar(ring, *(_leading(ring, p, parameter, degree * sign) for p, degree in weighed))
    if any(g.symbol == parameter and g.role in WEIGHTS for g in result.generators):
        raise _no_limit(parameter, at, "a value that depends on the direction", "give its phase, or set it real")
    return result


def _parameter(symbol: Scalar | Symbol) -> Symbol:
    """The symbol itself, or that of the scalar which is one."""
    from derive.parameters import symbol_of

    if isinstance(symbol, Symbol):
        return symbol
    made = as_scalar(symbol)
    if made is None:
        raise ExactError("limit", "what is taken to a limit must be a parameter", repr(symbol), "pass the parameter")
    return symbol_of(made)


def _in_parts(value: Scalar, symbol: Symbol) -> Scalar:
    """The scalar in one pair of real and imaginary parts of a complex parameter, which are independent."""
    from derive.exact.gauge import ungauged

    own = {g.role for g in value.generators if g.symbol == symbol}
    gauges = {g.gauge for g in value.generators if g.symbol == symbol and g.role in PARTS}
    if own <= set(PARTS) and len(gauges) <= 1:
        return value
    re, im = (from_generator(Generator(role, symbol.name, symbol)) for role in PARTS)
    images = {
        Generator(Role.VALUE, symbol.name, symbol): re + imaginary_unit() * im,
        Generator(Role.CONJUGATE, symbol.name, symbol): re - imaginary_unit() * im,
    }
    return substitute(ungauged(value), images)


def _is_definite(ring: Ring, poly: Poly, symbol: Symbol, weight: int) -> bool:
    """Whether the terms of one weight vanish in no direction of a complex parameter (sufficient, not necessary)."""
    if not weight:
        return True
    leading = _leading(ring, poly, symbol, weight)
    places = [i for i, g in enumerate(ring.generators) if g.symbol == symbol and g.role in PARTS]
    groups: dict[tuple[int, ...], dict[tuple[int, ...], int]] = {}
    for exponents, c in leading.terms():
        rest = tuple(0 if i in places else int(e) for i, e in enumerate(exponents))
        groups.setdefault(tuple(int(exponents[i]) for i in places), {})[rest] = c
    if not all(any(sum(powers) == powers[k] for powers in groups) for k in range(len(places))) or len(places) < 2:
        return False
    # What all coefficients share is the same in every direction.
    common = reduce(lambda a, b: a.gcd(b), (ring.context.from_dict(terms) for terms in groups.values()))
    form = Scalar(ring, leading // common, ring.zero, ring.one)
    return is_nonnegative(form) or is_nonnegative(-form)


def _of_angle(value: Scalar, symbol: Symbol, at: str) -> Scalar:
    """At zero every phase is one; parts of couplings that are turned by the angle are written out first."""
    from derive.exact.gauge import ungauged

    if at == "oo":
        raise _no_limit(symbol, at, "an angle", "average over it, or give it a value")
    turned = any(any(s == symbol for s, _ in g.gauge) for g in value.generators)
    plain = ungauged(value) if turned else value
    images = {g: constant(0) if g.role is Role.VALUE else constant(1) for g in plain.generators if g.symbol == symbol}
    return substitute(plain, images)


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
