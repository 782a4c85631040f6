"""What must be true of derived rate equations: exact audits of golden-rule kinetics, run before any comparison."""

from __future__ import annotations

from collections.abc import Callable

from derive.audits.rates import (
    balance,
    causality,
    conserved,
    cycles,
    dimensions,
    entropy,
    equilibrium,
    flux,
    hermiticity,
    limits,
    toggles,
)
from derive.audits.record import Finding, audited
from derive.rules.golden_rule.kinetics import Kinetics

AUDITS: tuple[tuple[str, Callable[[Kinetics], tuple[Finding, ...]]], ...] = (
    (hermiticity.AUDIT, hermiticity.check),
    (dimensions.AUDIT, dimensions.check),
    (conserved.AUDIT, conserved.check),
    (equilibrium.AUDIT, equilibrium.check),
    (balance.AUDIT, balance.check),
    (cycles.AUDIT, cycles.check),
    (entropy.AUDIT, entropy.check),
    (causality.AUDIT, causality.check),
    (flux.AUDIT, flux.check),
    (limits.AUDIT, limits.check),
    (toggles.AUDIT, toggles.check),
)


def findings(derived: Kinetics, say: Callable[[str], None] = lambda name: None) -> tuple[Finding, ...]:
    """All audits of rate equations, in the order of `AUDITS`; one that meets an error is undecided."""
    return audited(AUDITS, derived, say)


__all__ = ["AUDITS", "findings"]
