"""Whether the numbers that a model gives meet the conditions of the approximations that led to it."""

from __future__ import annotations

from derive.audits.record import Finding, Outcome, brief
from derive.conditions import Conditioned, Reading, readings
from derive.emit.plain import plain
from derive.exact.shape import shaped

AUDIT = "approximations"


def check(model: Conditioned) -> tuple[Finding, ...]:
    """One finding for each condition; none where nothing was approximated."""
    return tuple(map(_finding, readings(model)))


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
