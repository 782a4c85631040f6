"""What must be true of a derived T matrix: exact audits of scattering, run before any comparison."""

from __future__ import annotations

from collections.abc import Callable

from derive.audits.record import Finding, Outcome, audited
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

Findings = tuple[Finding, ...]
AUDITS: tuple[tuple[str, Callable[[Derived], Findings]], ...] = (
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


MOST_LEVELS = 8
"""Of contacts in one place: beyond, exact T matrices take minutes, at points as well."""
MOST_LEVELS_APART = 4
"""Of contacts apart, where T has a row for each direction too."""


def gather(model: ScatteringModel) -> Derived | Apart | ScatteringModel:
    """T for every pattern of open and closed channels, with all contacts in one place or at several.

    Of more levels than are audited, it is the model itself.

    Raises
    ------
    ModelError
        for a spectrum that is not exact, or positions whose order is not known.
    """
    if model.size > most_levels(model):
        return model
    return derived.gather(model) if _in_one_place(model) else apart.gather(model)


def findings(found: Derived | Apart | ScatteringModel, say: Callable[[str], None] = lambda name: None) -> Findings:
    """All audits of a T matrix, in the order of `AUDITS`; one that meets an error is undecided.

    Of a model of too many levels only the statement is looked at, and the rest is said to be left out.
    """
    if isinstance(found, Apart):
        return (dimensions.stated(found.model), *audited(apart.AUDITS, found, say))
    if isinstance(found, Derived):
        plain = found.model.gas.is_plain
        return audited(AUDITS if plain else tuple(a for a in AUDITS if a[1] in IN_SPACE), found, say)
    say(hermiticity.AUDIT)
    must = f"not looked at: size, {found.size} levels; exact audits of T go to {most_levels(found)}"
    detail = f"{must}; numerics.scattering has unitarity_defect and optical_residual"
    return (*hermiticity.stated(found), Finding("T matrix", "all audits of it", Outcome.NOT_APPLICABLE, detail))


def most_levels(model: ScatteringModel) -> int:
    """The largest number of levels whose T is audited."""
    return MOST_LEVELS if _in_one_place(model) else MOST_LEVELS_APART


def _in_one_place(model: ScatteringModel) -> bool:
    return len({c.position for c in model.contacts}) == 1


__all__ = ["AUDITS", "Apart", "Derived", "findings", "gather"]
