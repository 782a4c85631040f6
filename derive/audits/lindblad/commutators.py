"""Commutators preserved: damping shrinks ``[R_i, R_j]``, the noise restores it exactly."""

from __future__ import annotations

from derive.audits.lindblad.derived import Derived
from derive.audits.record import Finding, Outcome, brief
from derive.rules.gaussian import Langevin

AUDIT = "commutators"


def check(derived: Derived) -> tuple[Finding, ...]:
    """``d [R_i, R_j]/dt = 0`` for all pairs of ladder operators."""
    form = derived.langevin
    if form is None:
        return derived.without(AUDIT, "Langevin form", "langevin")
    names = ladder_names(form)
    if not names:
        return (Finding(AUDIT, "Langevin form", Outcome.NOT_APPLICABLE, "the model has no mode"),)
    for i, row in enumerate(form.commutator_rates):
        for j, rate in enumerate(row):
            if rate:
                detail = f"d[{names[i]}, {names[j]}]/dt must be 0 but is {brief(rate)}"
                return (Finding(AUDIT, "Langevin form", Outcome.FAILED, detail),)
    detail = f"d[R_i, R_j]/dt = 0 for all {len(names) ** 2} pairs of ladder operators"
    return (Finding(AUDIT, "Langevin form", Outcome.PASSED, detail),)


def ladder_names(form: Langevin) -> list[str]:
    """``c_1, c_1.dag, c_2, ...`` in the order of the Langevin form's rows."""
    return [name for mode in form.modes for name in (mode.name, f"{mode.name}.dag")]
