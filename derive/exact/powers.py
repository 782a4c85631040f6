"""Exact scalars by powers of the square root of a positive parameter: a finite sum, or a series at infinity."""

from __future__ import annotations

from derive.errors import ExactError
from derive.exact.ring import Generator, Poly, Ring, Role
from derive.exact.scalar import Scalar, constant, from_terms, imaginary_unit, symbols_of
from derive.symbols import Domain, Symbol


def by_power(value: Scalar, symbol: Symbol, lowest: int) -> dict[int, Scalar]:
    """The coefficients of ``sqrt(symbol)**k``, highest k first, down to ``lowest``, without zeros.

    Exact where ``value`` is a sum of powers not below ``lowest``; else the start of its series at infinity.

    Raises
    ------
    ExactError
        for a parameter that is not positive, and where it stands under a root or inside a function.
    """
    if symbol.domain is not Domain.POSITIVE:
        todo = f'declare it as positive("{symbol.name}")'
        raise ExactError("expansion at infinity", "the parameter must be positive", symbol.name, todo)
    root = Generator(Role.ROOT, symbol.name, symbol)
    above = _sum(_coefficients(value.ring, value.re, root), _coefficients(value.ring, value.im, root))
    below = _coefficients(value.ring, value.den, root)
    if any(symbol in symbols_of([c]) for c in (*above.values(), *below.values())):
        todo = "expand that root or function first"
        raise ExactError(f"expansion in {symbol.name}", "it must stand in powers alone", str(value), todo)
    top = max(below)
    found: dict[int, Scalar] = {}
    # Long division, highest powers first: each step removes the leading power of the remainder.
    while above and (power := max(above) - top) >= lowest:
        found[power] = above[power + top] / below[top]
        above = _minus(above, {k + power: c * found[power] for k, c in below.items()})
    return found


def _coefficients(ring: Ring, poly: Poly, root: Generator) -> dict[int, Scalar]:
    place = ring.index.get(root)
    if place is None:
        return {0: Scalar(ring, poly, ring.zero, ring.one)} if poly else {}
    groups: dict[int, dict[tuple[int, ...], int]] = {}
    for exponents, c in poly.terms():
        rest = tuple(0 if i == place else int(e) for i, e in enumerate(exponents))
        groups.setdefault(int(exponents[place]), {})[rest] = c
    return {power: from_terms(ring, terms) for power, terms in groups.items()}


def _sum(re: dict[int, Scalar], im: dict[int, Scalar]) -> dict[int, Scalar]:
    total = {k: re.get(k, constant(0)) + imaginary_unit() * im.get(k, constant(0)) for k in {**re, **im}}
    return {k: c for k, c in total.items() if c}


def _minus(left: dict[int, Scalar], right: dict[int, Scalar]) -> dict[int, Scalar]:
    total = {k: left.get(k, constant(0)) - right.get(k, constant(0)) for k in {**left, **right}}
    return {k: c for k, c in total.items() if c}
