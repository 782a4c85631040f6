"""Trace preservation: the generator of a master equation annihilates the identity."""

from __future__ import annotations

from derive.algebra.operator import Op
from derive.audits.lindblad.derived import Derived
from derive.audits.record import Finding, Outcome, brief

AUDIT = "trace preservation"


def check(derived: Derived) -> tuple[Finding, ...]:
    """``d tr(rho)/dt = <generator(1)> = 0``."""
    rest = derived.master(Op.scalar(1))
    if rest:
        return (Finding(AUDIT, "generator", Outcome.FAILED, f"generator(1) must be 0 but is {brief(rest)}"),)
    return (Finding(AUDIT, "generator", Outcome.PASSED, "generator(1) = 0"),)
