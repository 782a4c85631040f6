"""Scalars as SymPy expressions, for those who want to go on with them there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from derive.exact.ring import Generator, Poly, Ring, Role
from derive.exact.roots import radicand_of
from derive.exact.transcendental import Function, Transcendental
from derive.symbols import Domain, Symbol

if TYPE_CHECKING:
    from derive.exact.scalar import Scalar

ASSUMPTIONS = {
    Domain.REAL: {"real": True},
    Domain.POSITIVE: {"positive": True},
    Domain.NONNEGATIVE: {"nonnegative": True},
    Domain.COMPLEX: {"complex": True},
    Domain.ANGLE: {"real": True},
}


def to_sympy(value: Scalar) -> Any:
    """The SymPy expression of a scalar; symbols carry the assumptions of their domains."""
    import sympy

    re, im, den = (_poly(value.ring, p) for p in (value.re, value.im, value.den))
    return (re + sympy.I * im) / den


def _poly(ring: Ring, poly: Poly) -> Any:
    import sympy

    terms = (c * sympy.Mul(*[_generator(g) ** e for g, e in powers]) for powers, c in ring.terms(poly))
    return sympy.Add(*terms)


def _symbol(symbol: Symbol) -> Any:
    import sympy

    return sympy.Symbol(symbol.name, **ASSUMPTIONS[symbol.domain])


def _function(symbol: Transcendental) -> Any:
    """``exp(x)``, the angle x of a phase, or ``log(x)``."""
    import sympy

    inside = to_sympy(symbol.argument)
    return {Function.EXPONENTIAL: sympy.exp, Function.LOGARITHM: sympy.log}.get(symbol.function, lambda x: x)(inside)


def _generator(g: Generator) -> Any:
    import sympy

    if g.role is Role.RADICAL:
        return sympy.sqrt(to_sympy(radicand_of(g)))
    assert g.symbol is not None
    own = _function(g.symbol) if isinstance(g.symbol, Transcendental) else _symbol(g.symbol)
    turned = own * sympy.exp(-sympy.I * sum(k * _symbol(s) for s, k in g.gauge))
    images = {
        Role.ROOT: lambda: sympy.sqrt(own),
        Role.CONJUGATE: lambda: sympy.conjugate(own),
        Role.PHASE: lambda: sympy.exp(sympy.I * own),
        Role.REAL_PART: lambda: sympy.re(turned),
        Role.IMAGINARY_PART: lambda: sympy.im(turned),
        Role.MODULUS: lambda: sympy.Abs(own) ** 2,
    }
    return images[g.role]() if g.role in images else own
