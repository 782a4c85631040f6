"""Outputs of a linear model keep the commutators of its inputs, ``S Sigma S^dagger = Sigma`` at every frequency."""

from __future__ import annotations

from derive.audits.lindblad.derived import Derived
from derive.audits.outputs import commutators
from derive.audits.record import Finding
from derive.rules.network.frequency import network

AUDIT = "unitarity"


def check(derived: Derived) -> tuple[Finding, ...]:
    """One finding for a linear model with baths."""
    if derived.langevin is None or not derived.langevin.inputs:
        return derived.without(AUDIT, "scattering matrix", "langevin")
    return commutators(network(derived.model))
