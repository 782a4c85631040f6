"""Levels as letters that keep what is known of their distances: equal Bohr frequencies stay equal.

Transitions of one Bohr frequency act together, so that ``E_k - E_l = E_k' - E_l'`` must be seen.  These are linear
relations with whole coefficients: the last level of each follows from those before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from derive.exact.scalar import Scalar, constant
from derive.rules.scattering.master import bohr_blocks

Relation = list[Fraction]


def spaced(letters: Sequence[Scalar], exact: Sequence[Scalar]) -> tuple[Scalar, ...]:
    """The letters, with those that follow from others by the exact levels' distances expressed by them."""
    found = list(letters)
    for last, relation in _reduced(_relations(exact)).items():
        total = constant(0)
        for letter, c in zip(letters[:last], relation[:last], strict=True):
            total = total - constant(c) * letter if c else total
        found[last] = total
    return tuple(found)


def _relations(exact: Sequence[Scalar]) -> Iterator[Relation]:
    """``E_k - E_l - E_k' + E_l'`` of the first transition of a Bohr frequency and each of the others."""
    for block in bohr_blocks(exact):
        (k, j), *others = block.transitions
        for other_k, other_j in others:
            relation = [Fraction(0)] * len(exact)
            for place, sign in ((k, 1), (j, -1), (other_k, -1), (other_j, 1)):
                relation[place] += sign
            yield relation


def _reduced(relations: Iterator[Relation]) -> dict[int, Relation]:
    """Independent relations by their last level, whose coefficient is 1 there and 0 in all others."""
    found: dict[int, Relation] = {}
    for relation in relations:
        for last, known in found.items():
            relation = _less(relation, known, last)
        if any(relation):
            last = max(j for j, c in enumerate(relation) if c)
            own = [c / relation[last] for c in relation]
            found = {j: _less(known, own, last) for j, known in found.items()} | {last: own}
    return found


def _less(relation: Relation, other: Relation, place: int) -> Relation:
    """A relation less what it has of another one, at whose place nothing is left."""
    return [c - relation[place] * x for c, x in zip(relation, other, strict=True)]
