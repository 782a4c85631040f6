"""Hermiticity: the Hamiltonian, every contact, and v in the basis of the levels, where losses would hide."""

from __future__ import annotations

from derive.audits.rates.words import shown
from derive.audits.record import Finding, Outcome
from derive.audits.scattering.derived import Derived
from derive.scattering.model import Matrix, ScatteringModel

AUDIT = "hermiticity"


def check(derived: Derived) -> tuple[Finding, ...]:
    """One finding each for the Hamiltonian, the contacts as stated and the coupling of the levels."""
    return (*stated(derived.model), _judged("coupling of the levels", [("v", derived.open.coupling)]))


def stated(model: ScatteringModel) -> tuple[Finding, ...]:
    """The Hamiltonian and the contacts."""
    contacts = [(f"contact {k + 1}", model.coupling_of(c)) for k, c in enumerate(model.contacts)]
    return _judged("Hamiltonian", [("H", model.hamiltonian)]), _judged("contacts", contacts)


def _judged(subject: str, matrices: list[tuple[str, Matrix]]) -> Finding:
    for name, rows in matrices:
        for i, row in enumerate(rows):
            for j in range(i + 1):
                rest = row[j] - rows[j][i].conjugate()
                if rest:
                    detail = f"{name} - {name}.dag has the entry ({i}, {j}) {shown(rest)}"
                    return Finding(AUDIT, subject, Outcome.FAILED, detail)
    size = len(matrices[0][1])
    detail = f"equal to its conjugate transpose, {size} by {size}, {len(matrices)} checked"
    return Finding(AUDIT, subject, Outcome.PASSED, detail)
