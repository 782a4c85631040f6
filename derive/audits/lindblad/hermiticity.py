"""Hermiticity: of the Hamiltonian, of the equations of motion, of the stationary values."""

from __future__ import annotations

from derive.algebra.display import word_text
from derive.algebra.operator import IDENTITY, Op
from derive.audits.lindblad.derived import Derived
from derive.audits.record import Finding, Outcome, brief
from derive.equations import Equations
from derive.exact.scalar import Scalar, constant

AUDIT = "hermiticity"


def check(derived: Derived) -> tuple[Finding, ...]:
    """``H = H.dag``; ``d<O.dag>/dt = (d<O>/dt)*``; real expectation values of Hermitian operators."""
    return (_hamiltonian(derived), *_equations(derived), *_steady(derived))


def _hamiltonian(derived: Derived) -> Finding:
    h = derived.master.hamiltonian
    rest = h - h.dag
    if rest:
        return Finding(AUDIT, "Hamiltonian", Outcome.FAILED, f"H - H.dag must be 0 but is {brief(rest)}")
    return Finding(AUDIT, "Hamiltonian", Outcome.PASSED, "H - H.dag = 0, the hopping of all cascades included")


def _equations(derived: Derived) -> tuple[Finding, ...]:
    equations, subject = derived.equations, "equations of motion"
    if equations is None:
        return derived.without(AUDIT, subject, "equations")
    if not equations.states:
        return (Finding(AUDIT, subject, Outcome.NOT_APPLICABLE, "there is no moment to follow"),)
    for word, right in zip(equations.states, equations.right, strict=True):
        adjoint = Op({word: constant(1)}).dag
        rest = _flow(derived, equations, adjoint) - right.dag
        if rest:
            detail = f"d<{adjoint}>/dt minus the adjoint of d<{word_text(word)}>/dt must be 0 but is {brief(rest)}"
            return (Finding(AUDIT, subject, Outcome.FAILED, detail),)
    detail = f"d<O.dag>/dt is the adjoint of d<O>/dt for all {len(equations.states)} states"
    return (Finding(AUDIT, subject, Outcome.PASSED, detail),)


def _flow(derived: Derived, equations: Equations, op: Op) -> Op:
    """The right-hand side for an operator: the equations' own where they hold it, else the generator's."""
    known = all(w == IDENTITY or w in equations.position for w in op.terms)
    return equations.right_of(op) if known else derived.master(op)


def _steady(derived: Derived) -> tuple[Finding, ...]:
    steady, subject = derived.steady, "steady state"
    if steady is None:
        return derived.without(AUDIT, subject, "steady")
    asked = [(o.name, o.operator) for o in derived.model.observables if o.operator.is_hermitian]
    asked = asked or [(word_text(w), op) for w in steady.values if (op := Op({w: constant(1)})).is_hermitian]
    if not asked:
        return (Finding(AUDIT, subject, Outcome.NOT_APPLICABLE, "no Hermitian operator is asked for"),)
    for name, op in asked:
        value: Scalar = steady.staged(op).trimmed()
        if not value.is_real:
            rest = brief(value.imaginary_part())
            return (Finding(AUDIT, subject, Outcome.FAILED, f"Im<{name}> must be 0 but is {rest}"),)
    detail = "real for all parameters: " + ", ".join(name for name, _ in asked)
    return (Finding(AUDIT, subject, Outcome.PASSED, detail),)
