"""What must be true of a driven system: a Hermitian Hamiltonian, a mean field that vanishes without drives."""

from __future__ import annotations

from dataclasses import replace

from derive.audits.record import Finding, Outcome
from derive.driven.model import DrivenModel
from derive.exact.scalar import constant, substitute
from derive.model import Model
from derive.rules.driven.meanfield import MeanField, mean_field


def findings(model: DrivenModel, rotating: Model | None, mean: MeanField | None) -> tuple[Finding, ...]:
    """All findings, in a fixed order."""
    found = [_hermitian(model)]
    if rotating is None:
        found.append(Finding("rotating frame", model.name, Outcome.UNDECIDED, "no frame without explicit time"))
    if mean is not None:
        found.append(_undriven(model))
    return tuple(found)


def _hermitian(model: DrivenModel) -> Finding:
    """The driven Hamiltonian is Hermitian at all times."""
    good = model.moving().is_hermitian
    detail = "H = H.dag at every time" if good else f"H - H.dag = {model.moving() - model.moving().dag}"
    return Finding("hermiticity", "driven Hamiltonian", Outcome.PASSED if good else Outcome.FAILED, detail)


def _undriven(model: DrivenModel) -> Finding:
    """Without drives zero is a mean field wherever the static Hamiltonian pushes no mode."""
    still = mean_field(replace(model, drives=()))
    nothing = {g: constant(0) for m in still.means for x in (m, m.conjugate()) for g in x.generators}
    rest = [substitute(r, nothing) for r in still.right]
    pushed = [str(r) for r in rest if r]
    if pushed:
        detail = f"the static Hamiltonian itself pushes: {', '.join(pushed)}"
        return Finding("undriven", "mean field", Outcome.NOTED, detail)
    return Finding("undriven", "mean field", Outcome.PASSED, "all mean fields zero is stationary without drives")
