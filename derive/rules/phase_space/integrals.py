r"""Integrals over phase space of a distribution, of derivatives of its logarithm and of polynomials, by parts.

A `Density` is ``sum c(mu) prod_j d_j ln Q`` with polynomials c and derivatives d_j of any order; it stands for the
integral of Q times it.  As ``d (Q f) = Q (d f + f d ln Q)``, every ``c (dQ)^n / Q^(n-1)`` is one: ``c Q (d ln Q)^n``.
Two densities have the same integral when they differ by such whole derivatives.  `reduced` takes them out: single
derivatives of ln Q become moments, a second derivative alone becomes a product of first ones, and so on, always in
favour of lower derivatives.  What is dropped at the boundary is returned, never forgotten.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import TypeVar

from derive.algebra.differential import (
    Directions,
    Plane,
    applied,
    by_derivative,
    conjugated,
    degree,
    derivative,
    directions_key,
)
from derive.algebra.operator import IDENTITY, Op, as_operator
from derive.algebra.space import Space
from derive.exact.scalar import Scalar

Jets = tuple[Directions, ...]
"""A product of derivatives of ln Q, in a fixed order; none for the distribution itself."""

K = TypeVar("K")
Combination = dict[tuple[Jets, Directions], Fraction]


class Density:
    """``sum c(mu) prod_j d_j ln Q``; immutable, zero terms are never stored."""

    __slots__ = ("terms",)
    takes_operators = True  # a polynomial on the left leaves the product to this class

    def __init__(self, terms: Mapping[Jets, Op]):
        self.terms: dict[Jets, Op] = {jets: c for jets, c in terms.items() if c}

    @staticmethod
    def of(op: Op) -> Density:
        """``(op Q)/Q`` of a differential operator."""
        total = Density({})
        for directions, c in by_derivative(op):
            term = Density({(): Op.scalar(1)})
            for direction in _singles(directions):
                term = term.flow(direction)
            total = total + term.times(c)
        return total

    def __add__(self, other: Density) -> Density:
        terms = dict(self.terms)
        for jets, c in other.terms.items():
            terms[jets] = terms[jets] + c if jets in terms else c
        return Density(terms)

    def __sub__(self, other: Density) -> Density:
        return self + other.times(-1)

    def __neg__(self) -> Density:
        return self.times(-1)

    def __mul__(self, other: Density) -> Density:
        total = Density({})
        for left, c in self.terms.items():
            total = total + Density({_joined(left, right): c * e for right, e in other.terms.items()})
        return total

    def times(self, factor: Op | Scalar | int) -> Density:
        """Times a polynomial or a scalar."""
        return Density({jets: as_operator(factor) * c for jets, c in self.terms.items()})

    __rmul__ = times

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Density) and self.terms == other.terms

    def __hash__(self) -> int:
        return hash(frozenset(self.terms.items()))

    def __bool__(self) -> bool:
        return bool(self.terms)

    def __iter__(self) -> Iterator[tuple[Jets, Op]]:
        """Terms in the order of print: moments first, then by the derivatives."""
        return iter(sorted(self.terms.items(), key=lambda item: _jets_key(item[0])))

    def coefficient(self, *jets: Directions) -> Op:
        """The polynomial in front of a product of derivatives of ln Q."""
        return self.terms.get(_joined((), jets), Op({}))

    def gradient(self, direction: Directions) -> Density:
        """The derivative of the density itself."""
        total = Density({jets: applied(derivative(direction), c) for jets, c in self.terms.items()})
        for jets, c in self.terms.items():
            for k, jet in enumerate(jets):
                raised = _joined((*jets[:k], *jets[k + 1 :]), (_plus(jet, direction),))
                total = total + Density({raised: c})
        return total

    def flow(self, direction: Directions) -> Density:
        """``d (Q f)/Q`` of the density f: what integrates to nothing."""
        return self.gradient(direction) + Density({_joined(jets, (direction,)): c for jets, c in self.terms.items()})

    def conjugate(self) -> Density:
        """The complex conjugate, for a real distribution."""
        return Density({_joined((), tuple(map(_barred, jets))): conjugated(c) for jets, c in self.terms.items()})

    def map(self, function: Callable[[Scalar], Scalar]) -> Density:
        """The same with ``function`` of every scalar coefficient."""
        return Density({jets: c.map(function) for jets, c in self.terms.items()})

    @property
    def moments(self) -> Op:
        """The polynomial without derivatives of ln Q."""
        return self.coefficient()

    @property
    def derivatives(self) -> int:
        """The highest number of derivatives in a term."""
        return max((sum(map(_order, jets)) for jets in self.terms), default=0)

    def __repr__(self) -> str:
        from derive.rules.phase_space.display import density_text

        return density_text(self)

    def latex(self) -> str:
        """LaTeX of what is integrated."""
        from derive.rules.phase_space.display import density_latex

        return density_latex(self)


@dataclass(frozen=True)
class Dropped:
    """A boundary term left out: the flux of ``Q c prod_j d_j ln Q`` (times ln Q itself if ``logarithm``).

    Parameters
    ----------
    direction : the derivative that was moved.
    flux : c and the jets.
    logarithm : whether it also holds ln Q.
    """

    direction: Directions
    flux: Density
    logarithm: bool = False

    @property
    def power(self) -> int:
        """The highest power of the variables in it."""
        return max((degree(c) for c in self.flux.terms.values()), default=0)


def against_logarithm(op: Op) -> tuple[Density, tuple[Dropped, ...]]:
    """``-int (op Q) ln Q`` by parts, as a density without ln Q itself, and the boundary terms dropped.

    One derivative after another goes over: ``(c d Q) f = d (c Q f) - Q d (c f)``.  What is left of ln Q itself stands
    in front of ``transposed(op) 1``, which vanishes as probability is conserved.
    """
    total, dropped = Density({}), []
    one = Density({(): Op.scalar(1)})
    for directions, c in by_derivative(op):
        singles = _singles(directions)
        # plain + logs*ln Q is what multiplies the remaining derivative of Q.
        plain, logs = Density({}), one.times(c)
        for k, direction in enumerate(singles):
            left = _density_of(singles[k + 1 :])
            dropped += [Dropped(direction, left * part, log) for part, log in ((plain, False), (logs, True)) if part]
            own = Density({_joined(jets, (direction,)): p for jets, p in logs.terms.items()})
            plain = (plain.gradient(direction) + own).times(-1)
            logs = logs.gradient(direction).times(-1)
        total = total - plain
    return total, _unique(dropped)


def reduced(density: Density) -> tuple[Density, tuple[Dropped, ...]]:
    """A density with the same integral in lowest derivatives, and the boundary terms dropped.

    Unique for densities that differ by whole derivatives: for each set of derivatives the linear relations between
    the ways to share them out are solved, highest derivatives first.
    """
    rest, done, dropped = dict(density.terms), Density({}), []
    while rest:
        jets = max(rest, key=_jets_key)
        c = rest.pop(jets)
        if not c:
            continue
        found = _relation(jets)
        if found is None:
            done = done + Density({jets: c})
            continue
        kept, moved = found
        for other, weight in kept.items():
            rest[other] = rest.get(other, Op({})) + weight * c
        for (inner, direction), weight in moved.items():
            dropped.append(Dropped(direction, Density({inner: weight * c})))
            rest[inner] = rest.get(inner, Op({})) - weight * applied(derivative(direction), c)
    return done, _unique(dropped)


def _relation(jets: Jets) -> tuple[dict[Jets, Fraction], Combination] | None:
    """A product of derivatives as others and whole derivatives: ``jets = sum kept + sum weight (d M + M d ln Q)``."""
    return _relations(_total(jets)).get(jets) if jets else None


@cache
def _relations(total: Directions) -> dict[Jets, tuple[dict[Jets, Fraction], Combination]]:
    """Gauss-Jordan elimination over all ways to share out some derivatives, high ones first."""
    columns = sorted(_partitions(_singles(total)), key=_jets_key, reverse=True)
    rows: list[tuple[dict[Jets, Fraction], Combination]] = []
    for direction in dict.fromkeys(_singles(total)):
        for inner in sorted(_partitions(_less(total, direction)), key=_jets_key):
            whole = Density({inner: Op.scalar(1)}).flow(direction)
            row = {jets: c.coefficient(IDENTITY).rational for jets, c in whole.terms.items()}
            rows.append((row, {(inner, direction): Fraction(1)}))
    found: dict[Jets, tuple[dict[Jets, Fraction], Combination]] = {}
    for column in columns:
        pivot = next((k for k, (row, _) in enumerate(rows) if row.get(column)), None)
        if pivot is None:
            continue
        row, made = rows.pop(pivot)
        row, made = _scaled(row, 1 / row[column]), _scaled(made, 1 / row[column])
        rows = [_without(other, (row, made), column) for other in rows]
        found = {jets: _without(other, (row, made), column) for jets, other in found.items()}
        found[column] = row, made
    return {
        jets: ({other: -w for other, w in row.items() if other != jets}, made) for jets, (row, made) in found.items()
    }


def _without(
    other: tuple[dict[Jets, Fraction], Combination], pivot: tuple[dict[Jets, Fraction], Combination], column: Jets
) -> tuple[dict[Jets, Fraction], Combination]:
    factor = other[0].get(column, Fraction(0))
    if not factor:
        return other
    return _minus(other[0], pivot[0], factor), _minus(other[1], pivot[1], factor)


def _minus(left: dict[K, Fraction], right: dict[K, Fraction], factor: Fraction) -> dict[K, Fraction]:
    keys = dict.fromkeys((*left, *right))
    sums = {k: left.get(k, Fraction(0)) - factor * right.get(k, Fraction(0)) for k in keys}
    return {k: x for k, x in sums.items() if x}


def _scaled(row: dict[K, Fraction], factor: Fraction) -> dict[K, Fraction]:
    return {k: factor * x for k, x in row.items()}


def _partitions(singles: tuple[Directions, ...]) -> set[Jets]:
    """All ways to share first derivatives out among factors."""
    if not singles:
        return {()}
    first, rest = singles[0], singles[1:]
    found: set[Jets] = set()
    for jets in _partitions(rest):
        found.add(_joined(jets, (first,)))
        for k, jet in enumerate(jets):
            found.add(_joined((*jets[:k], *jets[k + 1 :]), (_plus(jet, first),)))
    return found


def _density_of(singles: tuple[Directions, ...]) -> Density:
    """``(d d' ... Q)/Q``."""
    total = Density({(): Op.scalar(1)})
    for direction in singles:
        total = total.flow(direction)
    return total


def _unique(dropped: list[Dropped]) -> tuple[Dropped, ...]:
    return tuple(dict.fromkeys(d for d in dropped if d.flux))


# -- derivatives ------------------------------------------------------------------------------------------------------


def first(plane: Plane, bar: int = 0) -> Directions:
    """The derivative d/dmu of a plane, or d/dmu*."""
    return ((plane, 1 - bar, bar),)


def _singles(directions: Directions) -> tuple[Directions, ...]:
    """A derivative as first derivatives, one after another."""
    return tuple(
        ((s, 1 - bar, bar),) for s, m, n in directions for bar, count in ((0, m), (1, n)) for _ in range(count)
    )


def _plus(left: Directions, right: Directions) -> Directions:
    powers: dict[Space, tuple[int, int]] = {s: (m, n) for s, m, n in left}
    for s, m, n in right:
        old = powers.get(s, (0, 0))
        powers[s] = (old[0] + m, old[1] + n)
    return tuple((s, m, n) for s, (m, n) in sorted(powers.items(), key=lambda item: item[0].key))


def _less(total: Directions, direction: Directions) -> tuple[Directions, ...]:
    singles = list(_singles(total))
    singles.remove(direction)
    return tuple(singles)


def _total(jets: Jets) -> Directions:
    total: Directions = ()
    for jet in jets:
        total = _plus(total, jet)
    return total


def _joined(left: Jets, right: Jets) -> Jets:
    return tuple(sorted((*left, *right), key=directions_key))


def _barred(directions: Directions) -> Directions:
    return tuple((s, n, m) for s, m, n in directions)


def _order(directions: Directions) -> int:
    return sum(m + n for _, m, n in directions)


def _jets_key(jets: Jets) -> tuple[object, ...]:
    """Fewer derivatives first, then lower ones; every product before those it could come from."""
    orders = sorted((_order(j) for j in jets), reverse=True)
    return sum(orders), orders, [directions_key(j) for j in jets]
