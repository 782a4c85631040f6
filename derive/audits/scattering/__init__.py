"""What must be true of a derived T matrix: exact audits of scattering, run before any comparison."""

from __future__ import annotations

from collections.abc import Callable

from derive.audits.record import Finding, audited
from derive.audits.scattering import (
    apart,
    balance,
    blind,
    born,
    branches,
    derived,
    dimensions,
    equilibrium,
    flux,
    hermiticity,
    optical,
    ratios,
    reversal,
    spectrum,
    symmetries,
    unitarity,
)
from derive.audits.scattering.apart import Apart
from derive.audits.scattering.derived import Derived
from derive.scattering.model import ScatteringModel

AUDITS: tuple[tuple[str, Callable[[Derived], tuple[Finding, ...]]], ...] = (
    (hermiticity.AUDIT, hermiticity.check),
    (spectrum.AUDIT, spectrum.check),
    (dimensions.AUDIT, dimensions.check),
    (branches.AUDIT, branches.check),
    (unitarity.AUDIT, unitarity.check),
    (optical.AUDIT, optical.check),
    (equilibrium.AUDIT, equilibrium.check),
    (flux.AUDIT, flux.check),
    (ratios.AUDIT, ratios.check),
    (born.AUDIT, born.check),
    (reversal.AUDIT, reversal.check),
    (balance.AUDIT, balance.check),
    (symmetries.AUDIT, symmetries.check),
    (blind.AUDIT, blind.check),
)


IN_SPACE = (hermiticity.check, spectrum.check, dimensions.check, unitarity.check, optical.check, equilibrium.check,
            balance.check, ratios.check)  # fmt: skip
"""The audits that do not rest on b_j in one dimension."""


def gather(model: ScatteringModel) -> Derived | Apart:
    """T for every pattern of open and closed channels, with all contacts in one place or at several.

    Raises
    ------
    ModelError
        for a spectrum that is not exact, or positions whose order is not known.
    """
    positions = {c.position for c in model.contacts}
    return derived.gather(model) if len(positions) == 1 else apart.gather(model)


def findings(found: Derived | Apart) -> tuple[Finding, ...]:
    """All audits of a T matrix, in the order of `AUDITS`; one that meets an error is undecided."""
    if isinstance(found, Apart):
        return (dimensions.stated(found.model), *apart.findings(found))
    plain = found.model.gas.is_plain
    return audited(AUDITS if plain else tuple(a for a in AUDITS if a[1] in IN_SPACE), found)


__all__ = ["AUDITS", "Apart", "Derived", "findings", "gather"]
