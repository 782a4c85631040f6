"""Whether the numbers that a model gives meet the conditions of the approximations that led to it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from derive.audits.record import Finding, Outcome, brief
from derive.conditions import Condition, Reading, numbers, read
from derive.emit.plain import plain
from derive.exact.shape import shaped

AUDIT = "approximations"


class Conditioned(Protocol):
    """What has conditions, and perhaps numbers."""

    @property
    def name(self) -> str: ...
    @property
    def conditions(self) -> tuple[Condition, ...]: ...
    @property
    def values(self) -> Mapping[Any, float]: ...


def check(model: Conditioned) -> tuple[Finding, ...]:
    """One finding for each condition; none where nothing was approximated."""
    if not model.conditions:
        return ()
    values = numbers(model.values, f"model {model.name!r}, values")
    return tuple(_finding(read(condition, values)) for condition in model.conditions)


def _finding(reading: Reading) -> Finding:
    condition = reading.condition
    small, against = (brief(plain(shaped(x))) for x in (condition.small, condition.against))
    asked = f"asks for |{small}| <= {float(condition.bound):g} |{against}|"
    if reading.ratio is None:
        detail = f"{asked}; not given: {', '.join(reading.missing)}"
        return Finding(AUDIT, condition.text, Outcome.UNDECIDED, detail)
    outcome = Outcome.PASSED if reading.holds else Outcome.FAILED
    verdict = "" if reading.holds else ": the approximation is not allowed at these numbers"
    return Finding(AUDIT, condition.text, outcome, f"the ratio is {reading.ratio:.3g}; {asked}{verdict}")
