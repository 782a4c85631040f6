"""Hermiticity: every term of the coupling stands beside its Hermitian conjugate."""

from __future__ import annotations

from derive.algebra.operator import Op
from derive.audits.rates.words import counted
from derive.audits.record import Finding, Outcome, brief
from derive.rules.golden_rule.kinetics import Kinetics

AUDIT = "hermiticity"


def check(derived: Kinetics) -> tuple[Finding, ...]:
    """One finding: ``H - H.dag`` of the coupling, term by term."""
    coupling = derived.model.coupling
    rest = coupling - coupling.dag
    if not rest:
        detail = f"H - H.dag = 0: each of the {counted(len(coupling.terms), 'term')} has its conjugate"
        return (Finding(AUDIT, "coupling", Outcome.PASSED, detail),)
    first = next(Op({word: c}) for word, c in rest)
    detail = f"H - H.dag holds {counted(len(rest.terms), 'term')}, the first {brief(first)}"
    return (Finding(AUDIT, "coupling", Outcome.FAILED, detail),)
