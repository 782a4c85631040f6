"""Demands on units: what each scalar of a derived system must be measured in, and one finding about a list of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from derive.audits.record import Finding, Outcome
from derive.errors import ModelError
from derive.exact.scalar import Scalar
from derive.units import MixedUnits, Unit, unit_of

AUDIT = "dimensions"
Demand: TypeAlias = tuple[str, Scalar, Unit]
"""What it is, the value, the unit it must have."""


def judged(subject: str, must: str, demands: Iterator[Demand]) -> Finding:
    """A finding about some demands, read off while it is made: a unit that cannot be read is a failure and no error."""
    try:
        checked = list(demands)
        problems = [p for demand in checked if (p := _problem(*demand))]
    except ModelError as error:
        return Finding(AUDIT, subject, Outcome.FAILED, f"{error.where}: {error.must}, but got {error.got}")
    if not checked:
        return Finding(AUDIT, subject, Outcome.NOT_APPLICABLE, "there is no term")
    if not problems:
        return Finding(AUDIT, subject, Outcome.PASSED, f"{must}; {len(checked)} checked")
    more = f"; and {len(problems) - 3} more" if len(problems) > 3 else ""
    return Finding(AUDIT, subject, Outcome.FAILED, f"{must}, but " + "; ".join(problems[:3]) + more)


def _problem(label: str, value: Scalar, expected: Unit) -> str:
    try:
        unit = unit_of(value)
    except MixedUnits as error:
        return f"{label} adds {error.got}"
    return "" if unit is None or unit == expected else f"{label} has unit {unit} instead of {expected}"
