"""The printed form of a scalar: abbreviations put in, moduli and parts of couplings chosen, phases gathered.

All forms are equal by construction (each is a substitution inside the field); the shortest is printed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from derive.exact.abbreviate import Abbreviation
from derive.exact.collect import I_NAME, Style, length, monomial, product, quotient, total, tree_of
from derive.exact.ring import Generator, Poly, Ring, Role
from derive.exact.scalar import Scalar, from_generator, imaginary_unit
from derive.exact.trigonometric import without_phases
from derive.expr import Node, Number
from derive.symbols import Domain

PRINTABLE = 1500  # terms; what is longer nobody reads, and shaping it takes minutes


READABLE = 300  # terms; what is longer goes into the module, and its size into the report
TURNED_OVER = 60  # terms up to which a reciprocal is tried


def is_readable(value: Scalar) -> bool:
    """Whether anybody would read a scalar in a report."""
    return len(value.re) + len(value.im) + len(value.den) <= READABLE


def is_printable(value: Scalar) -> bool:
    """Whether a scalar is short enough to be shaped, printed and emitted."""
    return len(value.re) + len(value.im) + len(value.den) <= PRINTABLE


def shaped(value: Scalar, style: Style | Iterable[Abbreviation] = ()) -> Node:
    """The tree of a scalar.

    ``style`` holds the abbreviations to use where they shorten it; hand the same `Style` over for scalars that
    share parts, and these are shaped once.
    """
    style = style if isinstance(style, Style) else Style(tuple(style))
    for abbreviation in style.abbreviations:
        value = abbreviation.removes(value) or value
    best, tree = value, _tree(value, style)
    # One coupling after the other: all choices at once would be 3**n forms.
    for g, other in _squared_parts(value):
        for form in (_square_out(best, g, other), _square_out(best, other, g)):
            candidate = _tree(form, style)
            if length(candidate) < length(tree):
                value, tree = form, candidate
        best = value
    return min((tree, *_upside_down(value, style)), key=length)


def _upside_down(value: Scalar, style: Style) -> list[Node]:
    """``1/(gamma/2 - i omega)`` for a complex number whose reciprocal needs no denominator, or a shorter one."""
    # A reciprocal costs the square of the terms: one that is worth printing has few.
    if not value.im or value.den.is_constant() or len(value.re) + len(value.im) > TURNED_OVER:
        return []
    below = value.inverse()
    if not below.den.is_constant():
        return []
    number = int(below.den.leading_coefficient())
    return [quotient(Number(Fraction(number)), _tree(below * number, style))]


def _squared_parts(value: Scalar) -> list[tuple[Generator, Generator]]:
    """Real and imaginary part of each coupling of which one occurs squared: there |F|^2 may be put in."""
    pairs = [(g, Generator(Role.IMAGINARY_PART, g.name, g.symbol, g.gauge)) for g in value.generators]
    return [
        (g, other)
        for g, other in pairs
        if g.role is Role.REAL_PART and max(_power_of(value, g), _power_of(value, other)) > 1
    ]


def _power_of(value: Scalar, g: Generator) -> int:
    """The highest power of a generator in a scalar."""
    if g not in value.ring.index:
        return 0
    return max(int(p.degrees()[value.ring.index[g]]) for p in (value.re, value.im, value.den) if p)


def _square_out(value: Scalar, out: Generator, kept: Generator) -> Scalar:
    """Replace even powers of one part by the modulus and the other part: ``Re^2 = |F|^2 - Im^2``."""
    if out not in value.ring.index:
        return value
    modulus = from_generator(Generator(Role.MODULUS, out.name, out.symbol))
    square = modulus - from_generator(kept) ** 2
    re, im, den = (_even_out(value.ring, p, out, square) for p in (value.re, value.im, value.den))
    return (re + imaginary_unit() * im) / den


def _even_out(ring: Ring, poly: Poly, out: Generator, square: Scalar) -> Scalar:
    place = ring.index[out]
    groups: dict[int, dict[tuple[int, ...], int]] = {}
    for exponents, c in poly.terms():
        half, odd = divmod(int(exponents[place]), 2)
        key = tuple(odd if i == place else int(e) for i, e in enumerate(exponents))
        groups.setdefault(half, {})[key] = c
    result = Scalar(ring, ring.zero, ring.zero, ring.one)
    for half, terms in sorted(groups.items()):
        result = result + Scalar(ring, ring.context.from_dict(terms), ring.zero, ring.one) * square**half
    return result


def _tree(value: Scalar, style: Style) -> Node:
    value = value.trimmed()
    ring = value.ring
    if _has_phases(value):
        real = without_phases(value) if value.is_real else None
        return _flat(value, style) if real is None else min((_flat(value, style), _tree(real, style)), key=length)
    if value.im and value.re:
        return _complex(value, style)
    above = tree_of(ring, value.im or value.re, style)
    if value.im:
        above = product([above, I_NAME]) if isinstance(above, Number) else product([I_NAME, above])
    return quotient(above, tree_of(ring, value.den, style))


def _complex(value: Scalar, style: Style) -> Node:
    """``c (a + i b)/d``: what both parts have in common stands outside."""
    ring = value.ring
    common = value.re.gcd(value.im)
    if value.re.leading_coefficient() < 0:
        common = -common
    re, im = (tree_of(ring, p // common, style) for p in (value.re, value.im))
    inner = total([re, product([I_NAME, im]) if not isinstance(im, Number) else product([im, I_NAME])])
    outer = tree_of(ring, common, style)
    return quotient(product([outer, inner]), tree_of(ring, value.den, style))


def _has_phases(value: Scalar) -> bool:
    return any(
        g.role in (Role.PHASE, Role.CONJUGATE)
        or (g.role is Role.VALUE and g.symbol is not None and g.symbol.domain is Domain.COMPLEX)
        for g in value.generators
    )


def _flat(value: Scalar, style: Style) -> Node:
    """Complex sums: term by term, the phases of the denominator joined to each term.

    Real terms without phases are gathered first and shaped as one real polynomial.
    """
    ring = value.ring
    below, turns = _split_phases(ring, value.den)
    plain: dict[tuple[int, ...], int] = {}
    terms: list[Node] = []
    for factor, poly in (((), value.re), ((I_NAME,), value.im)):
        here: dict[tuple[int, ...], int] = {}
        for exponents, c in poly.terms():
            net = [int(e) - turns.get(i, 0) for i, e in enumerate(exponents)]
            powers = list(zip(ring.generators, net, strict=True))
            kept = [(g, e) for g, e in powers if e]
            if any(g.role is Role.PHASE for g, _ in kept) or (turns and any(turns.values())):
                terms.append(product([*factor, monomial(kept, Fraction(int(c)))]))
            else:
                here[tuple(map(int, exponents))] = int(c)
        if here:
            gathered = tree_of(ring, ring.context.from_dict(here), style)
            terms.append(product([*factor, gathered]))
        plain |= here
    return quotient(total(terms), tree_of(ring, below, style)) if terms else Number(Fraction(0))


def _split_phases(ring: Ring, den: Poly) -> tuple[Poly, dict[int, int]]:
    """The denominator without the phases common to all its terms, and their exponents."""
    phases = [i for i, g in enumerate(ring.generators) if g.role is Role.PHASE]
    exponents = [e for e, _ in den.terms()]
    turns = {i: min(int(e[i]) for e in exponents) for i in phases}
    shift: Sequence[int] = [turns.get(i, 0) for i in range(len(ring.generators))]
    terms = {tuple(int(a) - b for a, b in zip(e, shift, strict=True)): c for e, c in den.terms()}
    return ring.context.from_dict(terms), {i: k for i, k in turns.items() if k}
