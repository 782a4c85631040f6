"""Polynomial rings over a model's own parameters: which generators there are and how they conjugate.

A positive parameter enters through its square root, so that ``sqrt(gamma_1*gamma_2)`` is a monomial; a complex
one through itself and its conjugate; an angle through its exponential; any other root through a radical whose
square is known.  The imaginary unit is no generator: a `derive.exact.scalar.Scalar` keeps two polynomials.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cache, cached_property
from itertools import pairwise
from typing import Any

from flint import Ordering, fmpz_mpoly_ctx

from derive.errors import ModelError
from derive.symbols import Domain, Symbol, natural_key

Poly = Any  # flint.fmpz_mpoly, which has no type stubs
Terms = tuple[tuple[tuple[tuple["Generator", int], ...], int], ...]


class Role(IntEnum):
    """What a generator stands for."""

    VALUE = 0  # x itself
    ROOT = 1  # sqrt(x) of a positive parameter
    CONJUGATE = 2  # x* of a complex parameter
    PHASE = 3  # exp(i x) of an angle
    REAL_PART = 4  # Re{x exp(-i angles)} of a complex parameter
    IMAGINARY_PART = 5  # Im{x exp(-i angles)}
    RADICAL = 6  # the positive root of a polynomial (`radicand`)
    MODULUS = 7  # |x|^2 of a complex parameter, in shaped formulas only
    COSINE = 8  # cos x of an angle, in shaped formulas only
    SINE = 9


@dataclass(frozen=True)
class Generator:
    """One variable of a ring.  ``gauge`` holds the angles of a real or imaginary part with their multiples."""

    role: Role
    name: str
    symbol: Symbol | None = None
    gauge: tuple[tuple[Symbol, int], ...] = ()
    radicand: Terms = ()
    _hash: int = field(default=0, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_hash", hash((self.role, self.name, self.symbol, self.gauge, self.radicand)))

    def __hash__(self) -> int:
        return self._hash

    @property
    def sort_key(self) -> tuple[Any, ...]:
        """Radicals first, so that the square leads in the radical's relation; then by name and role."""
        radical = self.role is not Role.RADICAL
        return radical, natural_key(self.name), int(self.role), tuple((s.name, k) for s, k in self.gauge)

    @property
    def label(self) -> str:
        """A unique text for the polynomial context."""
        gauge = "".join(f"{s.name}^{k}" for s, k in self.gauge)
        return f"{self.name}|{self.role.name}|{gauge}"


class Ring:
    """The polynomials over a sorted tuple of generators.  Made by `ring_of`, which never makes two alike."""

    def __init__(self, generators: tuple[Generator, ...]):
        self.generators = generators
        self.context = fmpz_mpoly_ctx.get([g.label for g in generators], Ordering.lex)
        self.index = {g: i for i, g in enumerate(generators)}
        self.zero: Poly = self.context.constant(0)
        self.one: Poly = self.context.constant(1)
        self.has_phases = any(g.role in (Role.PHASE, Role.CONJUGATE) for g in generators)

    @cached_property
    def radicals(self) -> tuple[tuple[int, Poly], ...]:
        """Position and square of every radical."""
        return tuple((i, self.from_terms(g.radicand)) for i, g in enumerate(self.generators) if g.role is Role.RADICAL)

    @cached_property
    def conjugates(self) -> tuple[tuple[int, int], ...]:
        """For each generator the position of its conjugate and the sign its exponent takes there."""
        images = []
        for i, g in enumerate(self.generators):
            if g.role is Role.PHASE:
                images.append((i, -1))
            elif g.role is Role.CONJUGATE:
                images.append((self.index[Generator(Role.VALUE, g.name, g.symbol)], 1))
            elif g.role is Role.VALUE:
                images.append((self.index.get(Generator(Role.CONJUGATE, g.name, g.symbol), i), 1))
            else:
                images.append((i, 1))
        return tuple(images)

    def gen(self, generator: Generator) -> Poly:
        """The polynomial that is one generator."""
        return self.context.gen(self.index[generator])

    def from_terms(self, terms: Terms) -> Poly:
        """The polynomial of an inert list of terms."""
        total = self.zero
        for powers, coefficient in terms:
            term = self.context.constant(coefficient)
            for g, exponent in powers:
                term = term * self.gen(g) ** exponent
            total = total + term
        return total

    def terms(self, poly: Poly) -> Terms:
        """The inert list of a polynomial's terms, in the ring's order."""
        return tuple(
            (tuple((self.generators[i], int(e)) for i, e in enumerate(exponents) if e), int(c))
            for exponents, c in poly.terms()
        )

    def home(self, poly: Poly) -> Poly:
        """The same polynomial of a smaller ring, in this one."""
        return poly.project_to_context(self.context)

    def reduce(self, poly: Poly) -> Poly:
        """Replace even powers of every radical by its radicand."""
        for i, square in self.radicals:
            if poly and poly.degrees()[i] > 1:
                poly = poly % (self.context.gen(i) ** 2 - square)
        return poly


@cache
def _ring(generators: tuple[Generator, ...]) -> Ring:
    return Ring(generators)


def ring_of(generators: Iterable[Generator]) -> Ring:
    """The ring over these generators, whatever their order; a conjugate comes with its partner."""
    found = set(generators)
    for g in tuple(found):
        if g.symbol is not None and g.symbol.domain is Domain.COMPLEX and g.role in (Role.VALUE, Role.CONJUGATE):
            found.update(Generator(role, g.name, g.symbol) for role in (Role.VALUE, Role.CONJUGATE))
        for powers, _ in g.radicand:
            found.update(base for base, _ in powers)
    ordered = tuple(sorted(found, key=lambda g: g.sort_key))
    for left, right in pairwise(ordered):
        if left.name == right.name and left.symbol != right.symbol:
            raise ModelError(
                f"symbol {left.name!r}",
                "one name must stand for one parameter",
                "two symbols of that name with different declarations",
                "declare it once and import it, or rename one of them",
            )
    return _ring(ordered)


@cache
def union(left: Ring, right: Ring) -> Ring:
    """The smallest ring that holds both."""
    return ring_of(left.generators + right.generators)
