"""Plain text of a scalar for terminals and error messages: canonical, short, never parsed again."""

from __future__ import annotations

from derive.exact.ring import Generator, Poly, Ring, Role
from derive.exact.scalar import Scalar
from derive.exact.transcendental import Function, Transcendental


def generator_text(g: Generator, exponent: int = 1) -> str:
    """One generator's power: a root's square prints as its parameter."""
    if isinstance(g.symbol, Transcendental):
        return _function_text(g.symbol, g, exponent)
    if g.role is Role.ROOT:
        half, odd = divmod(exponent, 2)
        whole = "" if not half else g.name if half == 1 else f"{g.name}**{half}"
        root = f"sqrt({g.name})" if odd else ""
        return "*".join(p for p in (whole, root) if p)
    gauge = "".join(f"{'-' if k > 0 else '+'}{'' if abs(k) == 1 else abs(k)}{s.name}" for s, k in g.gauge)
    inner = f"{g.name}*exp(I*({gauge}))" if gauge else g.name
    text = {
        Role.VALUE: g.name,
        Role.CONJUGATE: f"conj({g.name})",
        Role.PHASE: f"exp(I*{g.name})",
        Role.REAL_PART: f"re({inner})",
        Role.IMAGINARY_PART: f"im({inner})",
        Role.RADICAL: g.name,
        Role.MODULUS: f"abs({g.name})**2",
        Role.COSINE: f"cos({g.name})",
        Role.SINE: f"sin({g.name})",
    }[g.role]
    return text if exponent == 1 else f"{text}**{exponent}"


def _function_text(symbol: Transcendental, g: Generator, exponent: int) -> str:
    """``exp(2*x)``, ``exp(I*(x))``, ``log(x)**2``."""
    if symbol.function is Function.LOGARITHM:
        return f"log({symbol.argument})" + (f"**{exponent}" if exponent != 1 else "")
    inside = symbol.argument * exponent / (2 if g.role is Role.ROOT else 1)
    text = f"exp({inside})" if symbol.function is Function.EXPONENTIAL else f"exp(I*({inside}))"
    return text if g.role not in (Role.COSINE, Role.SINE) else f"{g.role.name.lower()}({symbol.argument})**{exponent}"


def poly_text(ring: Ring, poly: Poly) -> str:
    """A polynomial, term by term in the ring's order."""
    pieces = []
    for powers, c in ring.terms(poly):
        factors = [generator_text(g, e) for g, e in powers]
        if abs(c) != 1 or not factors:
            factors.insert(0, str(abs(c)))
        pieces.append(("- " if c < 0 else "+ ") + "*".join(factors))
    text = " ".join(pieces) or "0"
    return text[2:] if text.startswith("+ ") else "-" + text[2:] if text.startswith("- ") else text


def plain(value: Scalar) -> str:
    """``(re + I*(im))/den`` with no more brackets than needed."""
    ring = value.ring
    re, im = poly_text(ring, value.re), poly_text(ring, value.im)
    if not value.im:
        top = re
    elif not value.re:
        top = "I" if im == "1" else "-I" if im == "-1" else f"I*{im}" if len(value.im) == 1 else f"I*({im})"
    else:
        top = f"{re} + I*({im})"
    if value.den.is_one():
        return top
    bracketed = f"({top})" if len(value.re) + len(value.im) > 1 else top
    den = poly_text(ring, value.den)
    return f"{bracketed}/({den})" if len(value.den) > 1 or "*" in den else f"{bracketed}/{den}"
