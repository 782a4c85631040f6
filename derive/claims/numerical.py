"""Numbers for the sides of a claim that the field of rational functions does not hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from derive.claims.assumptions import EQUALITIES, Assumptions
from derive.claims.balls import Enclosure, enclose
from derive.claims.claim import Claim, Convention
from derive.claims.reading import Reading
from derive.errors import ClaimError, DeriveError
from derive.exact.scalar import Scalar
from derive.expr import Name, Node, children
from derive.reader.reader import Relation

SAMPLES = 5  # points at which a formula is evaluated


def enclosures(
    reading: Reading, claim: Claim, relations: Sequence[Relation], choice: tuple[Convention, ...]
) -> list[Enclosure]:
    """Enclosures of neighbouring sides at a few points, under the assumptions and a choice of conventions.

    Empty where a side has no numbers: operators, functions without a value, divisions by zero, relations that are no
    equations.
    """
    try:
        return [e for relation in relations for e in _enclosed(reading, claim, relation, choice) if e.is_finite]
    except DeriveError:
        return []


def _enclosed(reading: Reading, claim: Claim, relation: Relation, choice: tuple[Convention, ...]) -> list[Enclosure]:
    if relation.kind not in EQUALITIES or relation.open:
        return []
    assume = Assumptions(reading, claim.under(choice))
    values = {}
    for node in sorted({n for side in relation.sides for n in _names(side)}, key=lambda n: n.key):
        value = reading.value(node, claim, choice, False)
        if not isinstance(value, Scalar):
            raise ClaimError(f"claim {claim.tag}", "numbers are for scalars", type(value).__name__)
        values[node.key] = reading.main.put_under(value, assume)
    at = reading.main.samples(list(values.values()), SAMPLES, assume)
    return [enclose(pair, values, point) for pair in pairwise(relation.sides) for point in at]


def _names(node: Node) -> Iterator[Name]:
    """The names of a tree, as often as they occur."""
    if isinstance(node, Name):
        yield node
    for part in children(node):
        yield from _names(part)
