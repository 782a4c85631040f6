"""From a polynomial to the tree a person would print: factored where it factors, collected where that is shorter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from derive.exact.abbreviate import Abbreviation
from derive.exact.ring import Generator, Poly, Ring, Role
from derive.exact.rootless import rootless
from derive.exact.roots import radicand_of
from derive.exact.scalar import Scalar, imaginary_unit
from derive.exact.transcendental import Function, Transcendental
from derive.expr import ONE, ZERO, Call, Name, Node, Number, Power, Product, Quotient, Sum, children, negative
from derive.symbols import Domain, Symbol

FACTOR_LIMIT = 3000  # terms; above, a factorisation costs more than the reader gains
SHORT = 16  # terms; up to here collecting by single generators is tried
FREQUENT = 5  # generators tried: all of them gain a tenth of a per cent and take three times as long
Group = Callable[[Generator], bool]
I_NAME = Name("I", "i")
MINUS = Number(Fraction(-1))
OPERATION = 1000  # in `length`: more than a formula has signs that matter
CALLS = {Role.CONJUGATE: "conj", Role.COSINE: "cos", Role.SINE: "sin"}


def name_of(symbol: Symbol) -> Name:
    """The tree of a symbol."""
    return Name(symbol.name, symbol.latex)


def is_occupation(g: Generator) -> bool:
    """Bath occupations and the like: what a reader wants to see a rate multiplied by."""
    return g.symbol is not None and g.role is Role.VALUE and g.symbol.domain is Domain.NONNEGATIVE


def is_coupling(g: Generator) -> bool:
    """Complex parameters, their parts and moduli."""
    return g.role in (Role.REAL_PART, Role.IMAGINARY_PART, Role.MODULUS, Role.CONJUGATE) or (
        g.role is Role.VALUE and g.symbol is not None and g.symbol.domain is Domain.COMPLEX
    )


@dataclass(frozen=True)
class Style:
    """What a printed form may use: abbreviations, and the groups of generators to collect by.

    ``known`` keeps the trees already found while one formula is shaped: its parts recur.
    """

    abbreviations: tuple[Abbreviation, ...] = ()
    groups: tuple[Group, ...] = (is_coupling, is_occupation)
    known: dict[object, Node] = field(default_factory=dict, compare=False, repr=False)

    def without(self, position: int) -> Style:
        """The style inside a collected coefficient."""
        return replace(self, groups=(*self.groups[:position], *self.groups[position + 1 :]))


def tree_of(ring: Ring, poly: Poly, style: Style) -> Node:
    """The shortest of a few honest forms of a real polynomial."""
    if not poly:
        return Number(Fraction(0))
    ring, (poly,) = rootless(ring, (poly,))
    if len(poly) == 1:
        exponents, c = next(iter(poly.terms()))
        return _monomial(ring, exponents, int(c))
    key = (ring, ring.terms(poly), style.groups)
    if key not in style.known:
        style.known[key] = _tree_of_sum(ring, poly, style)
    return style.known[key]


def _tree_of_sum(ring: Ring, poly: Poly, style: Style) -> Node:
    if len(poly) > FACTOR_LIMIT:
        return _shortest(ring, poly, style)
    content, factors = poly.factor()
    if len(factors) == 1 and factors[0][1] == 1 and abs(int(content)) == 1:
        return _shortest(ring, poly, style)
    return _factored(ring, int(content), factors, style)


def _factored(ring: Ring, content: int, factors: list[tuple[Poly, int]], style: Style) -> Node:
    """``c a (b + d)``: the number, then what has one term, then the sums, each with a positive first term."""
    simple: list[Node] = []
    sums: list[Node] = []
    for factor, exponent in sorted(factors, key=lambda item: _factor_order(ring, item[0])):
        if factor.leading_coefficient() < 0:
            factor, content = -factor, -content if exponent % 2 else content
        base = tree_of(ring, factor, style)
        power = base if exponent == 1 else Power(base, Number(Fraction(int(exponent))))
        (sums if isinstance(base, Sum) else simple).append(power)
    whole = product([*simple, *sums], abs(content))
    return whole if content > 0 else negative(whole)


def _factor_order(ring: Ring, factor: Poly) -> tuple[object, ...]:
    """Short factors first; of single variables, exponentials and logarithms last."""
    degrees = zip(ring.generators, factor.degrees(), strict=True)
    is_function = len(factor) == 1 and any(d and isinstance(g.symbol, Transcendental) for g, d in degrees)
    return len(factor), is_function, repr(ring.terms(factor))


def product(factors: Sequence[Node], number: int | Fraction = 1) -> Node:
    """A flat product with its rational factor in front."""
    q, flat, roots = Fraction(number), [], []
    for factor in factors:
        for part in factor.factors if isinstance(factor, Product) else (factor,):
            if isinstance(part, Number):
                q *= part.value
            elif isinstance(part, Call) and part.function == "sqrt":
                roots.append(part.arguments[0])
            else:
                flat.append(part)
    if roots:
        flat.insert(1 if flat and flat[0] == I_NAME else 0, Call("sqrt", (product(roots),)))
    if not flat:
        return Number(q)
    if q != 1:
        return Product((Number(q), *flat))
    return flat[0] if len(flat) == 1 else Product(tuple(flat))


def total(terms: Sequence[Node]) -> Node:
    """A flat sum that does not begin with a minus where it can be helped; zero without terms."""
    flat = [part for term in terms for part in (term.terms if isinstance(term, Sum) else (term,))]
    if not flat:
        return ZERO
    lead = next((k for k, t in enumerate(flat) if not _is_negative(t)), 0)
    flat = [flat[lead], *flat[:lead], *flat[lead + 1 :]]
    return flat[0] if len(flat) == 1 else Sum(tuple(flat))


def _shortest(ring: Ring, poly: Poly, style: Style) -> Node:
    """The cheapest of: the flat sum, the sum with an abbreviation, the sum collected by one group of generators."""
    forms = [total([_monomial(ring, e, int(c)) for e, c in poly.terms()])]
    value = Scalar(ring, poly, ring.zero, ring.one)
    for abbreviation in style.abbreviations:
        shorter = abbreviation.put_in(value)
        if shorter is not value and shorter.den.is_constant():
            trimmed = shorter.trimmed()
            forms.append(quotient(tree_of(trimmed.ring, trimmed.re, style), Number(1 / shorter_den(trimmed))))
    if len(components := _components(ring, poly)) > 1:
        # Parts without a common generator are shaped one by one; collecting across them gains nothing.
        return min([*forms, total([tree_of(ring, part, style) for part in components])], key=length)
    for k, group in enumerate(style.groups):
        if 1 < len(parts := _collect(ring, poly, group)) < len(poly):
            forms.append(_collected(ring, parts, style.without(k)))
    if len(poly) <= SHORT:
        for g in _frequent(ring, poly):
            parts = _collect(ring, poly, g.__eq__)
            if len(parts) > 1 and any(len(part) > 1 for key, part in parts if any(key)):
                forms.append(_collected(ring, parts, style))
    return min(forms, key=length)


def _components(ring: Ring, poly: Poly) -> list[Poly]:
    """The polynomial split so that no two parts share a generator, as in ``(a + b)^2 + 4 (c - d)^2``."""
    parts: list[tuple[set[int], dict[tuple[int, ...], int]]] = []
    for exponents, c in poly.terms():
        inside = {i for i, e in enumerate(exponents) if e}
        joined = [p for p in parts if p[0] & inside]
        terms = {tuple(map(int, exponents)): int(c)}
        for part in joined:
            inside |= part[0]
            terms = {**part[1], **terms}
        first = parts.index(joined[0]) if joined else len(parts)
        parts = [p for p in parts if p not in joined]
        parts.insert(min(first, len(parts)), (inside, terms))
    return [ring.context.from_dict(terms) for _, terms in parts]


def shorter_den(value: Scalar) -> Fraction:
    """One over the constant denominator of a scalar."""
    return Fraction(1, int(value.den.leading_coefficient()))


def _collected(ring: Ring, parts: list[tuple[tuple[int, ...], Poly]], style: Style) -> Node:
    """A sum of monomials of a group, each with its shaped coefficient."""
    return total([_times(tree_of(ring, part, style), _monomial(ring, key, 1)) for key, part in parts])


def cost(node: Node) -> int:
    """Operations as a reader counts them: ``Re{F exp(i phi)}`` is one thing, and a difference is no more than a sum."""
    return length(node) // OPERATION


def length(node: Node) -> int:
    """What the shorter of two forms has less of: operations, and among equals minus signs."""
    if isinstance(node, Call):
        return OPERATION
    if isinstance(node, Number):
        return int(node.value < 0)
    parts = children(node)
    own = int(bool(parts))
    if isinstance(node, Sum | Product):
        own = len(parts) - 1
    if isinstance(node, Product) and parts[0] == MINUS:
        own -= 1
    return own * OPERATION + sum(map(length, parts))


def _times(inner: Node, outer: Node) -> Node:
    """Coefficient times monomial: numbers first, then the monomial, then sums."""
    if outer == ONE:
        return inner
    if _is_logarithm(outer):
        return product([inner, outer])
    if _is_logarithm(inner):
        return product([outer, inner])
    if isinstance(inner, Sum):
        return product([outer, inner])
    if isinstance(inner, Product):
        sums = [f for f in inner.factors if isinstance(f, Sum)]
        return product([*(f for f in inner.factors if not isinstance(f, Sum)), outer, *sums])
    return product([inner, outer])


def _is_logarithm(node: Node) -> bool:
    return isinstance(node, Call) and node.function == "log"


def _collect(ring: Ring, poly: Poly, group: Group) -> list[tuple[tuple[int, ...], Poly]]:
    """Split by the powers of a group's generators: (exponents of the group, the rest as a polynomial)."""
    inside = [group(g) for g in ring.generators]
    parts: dict[tuple[int, ...], dict[tuple[int, ...], int]] = {}
    for exponents, c in poly.terms():
        key = tuple(int(e) if keep else 0 for e, keep in zip(exponents, inside, strict=True))
        rest = tuple(0 if keep else int(e) for e, keep in zip(exponents, inside, strict=True))
        parts.setdefault(key, {})[rest] = int(c)
    return [(key, ring.context.from_dict(rest)) for key, rest in parts.items()]


def _frequent(ring: Ring, poly: Poly) -> list[Generator]:
    """The generators that occur in the most terms, at least in two: those worth collecting by, in the ring's order."""
    often = [sum(1 for exponents, _ in poly.terms() if exponents[i]) for i in range(len(ring.generators))]
    found = sorted((i for i, n in enumerate(often) if n > 1), key=lambda i: (-often[i], i))[:FREQUENT]
    return [ring.generators[i] for i in sorted(found)]


def _monomial(ring: Ring, exponents: Sequence[int], c: int) -> Node:
    powers = [(g, int(e)) for g, e in zip(ring.generators, exponents, strict=True) if e]
    return monomial(powers, Fraction(c))


def monomial(powers: Sequence[tuple[Generator, int]], c: Fraction) -> Node:
    """A number times powers of generators; phases may have negative exponents, odd roots share one root sign."""
    factors: list[Node] = []
    under_root: list[Node] = []
    turns: list[tuple[Symbol, int]] = []
    exponents: list[Scalar] = []
    for g, e in sorted(powers, key=_print_order):
        if isinstance(g.symbol, Transcendental) and g.symbol.function is Function.EXPONENTIAL:
            exponents.append(g.symbol.argument * (Fraction(e, 2) if g.role is Role.ROOT else e))
        elif g.role is Role.PHASE and g.symbol is not None:
            turns.append((g.symbol, e))
        elif g.role is Role.ROOT and g.symbol is not None:
            factors += _power(name_of(g.symbol), e // 2)
            under_root += [name_of(g.symbol)] if e % 2 else []
        else:
            factors += _generator_power(g, e)
    if under_root:
        factors.insert(0, Call("sqrt", (product(under_root),)))
    if turns:
        factors.append(phase_tree(turns))
    if exponents:
        factors.append(Call("exp", (sum(exponents[1:], exponents[0]).tree(),)))
    return product(factors, c)


def phase_tree(turns: Sequence[tuple[Symbol, int]]) -> Node:
    """``exp(i (k1 phi1 + k2 phi2))``."""
    angles = [_angle_tree(s, k) for s, k in turns]
    return Call("exp", (total(angles),))


def _angle_tree(symbol: Symbol, k: int) -> Node:
    """``i k phi`` of an angle, or of what a phase's angle stands for: ``i E t/(2 hbar)``."""
    if isinstance(symbol, Transcendental):
        turned: Node = (imaginary_unit() * symbol.argument * k).tree()
        return turned
    return product([I_NAME, name_of(symbol)], k)


def _generator_power(g: Generator, e: int) -> list[Node]:
    if g.role is Role.MODULUS and g.symbol is not None:
        return [Power(Call("abs", (name_of(g.symbol),)), Number(Fraction(2 * e)))]
    return _power(generator_tree(g), e)


def generator_tree(g: Generator) -> Node:
    """The tree of one generator: a symbol, its conjugate, ``Re{F exp(-i phi)}``, a root."""
    if g.role is Role.RADICAL:
        root = radicand_of(g)
        return Call("sqrt", (tree_of(root.ring, root.re, Style()),))
    assert g.symbol is not None
    plain = function_tree(g.symbol) if isinstance(g.symbol, Transcendental) else name_of(g.symbol)
    if g.role is Role.VALUE:
        return plain
    if g.role in CALLS:
        return Call(CALLS[g.role], (plain,))
    turned = product([plain, phase_tree([(s, -k) for s, k in g.gauge])]) if g.gauge else plain
    return Call("re" if g.role is Role.REAL_PART else "im", (turned,))


def function_tree(symbol: Transcendental) -> Node:
    """``ln(x)``, ``exp(x)``, or the angle x of a phase."""
    inside: Node = symbol.argument.tree()
    name = {Function.LOGARITHM: "log", Function.EXPONENTIAL: "exp"}.get(symbol.function)
    return Call(name, (inside,)) if name else inside


def _power(base: Node, e: int) -> list[Node]:
    if e == 0:
        return []
    return [base] if e == 1 else [Power(base, Number(Fraction(e)))]


def _print_order(item: tuple[Generator, int]) -> tuple[object, ...]:
    """Couplings, then rates and frequencies, then occupations, then logarithms; phases come last by themselves."""
    g = item[0]
    rank = 3 if isinstance(g.symbol, Transcendental) else 0 if is_coupling(g) else 2 if is_occupation(g) else 1
    return rank, g.sort_key


def _is_negative(node: Node) -> bool:
    if isinstance(node, Number):
        return node.value < 0
    return isinstance(node, Product) and isinstance(node.factors[0], Number) and node.factors[0].value < 0


def quotient(above: Node, below: Node) -> Node:
    """A fraction without a denominator 1 and with its sign in front."""
    if below == ONE:
        return above
    if _is_negative(above):
        return negative(quotient(negative(above), below))
    if isinstance(below, Number):
        return product([above], 1 / below.value)
    if isinstance(below, Call) and below.function == "exp":
        return product([above, Call("exp", (negative(below.arguments[0]),))])
    return Quotient(above, below)
