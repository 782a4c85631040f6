"""Inequalities: proven by the signs of the parameters' domains, refuted at a point, or left open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from derive.claims.witness import number_text, setting
from derive.errors import ExactError
from derive.exact.points import points, sign_at_point
from derive.exact.scalar import Scalar
from derive.exact.signs import Sign, sign_of

ORDERS = {"<": (-1, True), ">": (1, True), "<=": (-1, False), ">=": (1, False)}
POINTS = 24


@dataclass(frozen=True)
class Order:
    """What was found of ``left kind right``: proven, refuted (with a witness), or neither."""

    proven: bool
    witness: str = ""


def ordered(left: Scalar, right: Scalar, kind: str, conditions: Sequence[Scalar] = ()) -> Order:
    """Compare two real scalars over the domain of their parameters, where all ``conditions`` are positive.

    Raises
    ------
    ExactError
        for scalars that are not real.
    """
    difference = left - right
    if not difference.is_real:
        raise ExactError("inequality", "both sides must be real", f"a difference {difference}")
    direction, strict = ORDERS[kind]
    sign = sign_of(difference * direction)
    if sign is Sign.POSITIVE or (not strict and sign.is_nonnegative):
        return Order(True)
    for point in points([left, right, *conditions], POINTS):
        try:
            if any(sign_at_point(point.at(c)) <= 0 for c in conditions):
                continue
            here = sign_at_point(point.at(difference)) * direction
        except ExactError:
            continue
        if here < 0 or (strict and here == 0):
            where = ", ".join(setting(s, x) for s, x in point.values) or "every point"
            values = (number_text(point.at(side)) for side in (left, right))
            return Order(False, f"at {where}: {' on the left, '.join(values)} on the right")
    return Order(False)
