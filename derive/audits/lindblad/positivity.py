"""Complete positivity: the Kossakowski matrix of every bath has no negative eigenvalue.

For one bath it is ``((N+1, -M*), (-M, N))`` [Gorini, Kossakowski and Sudarshan, J. Math. Phys. 17, 821 (1976)]:
both diagonal entries and the determinant ``N (N+1) - |M|**2`` must not be negative.
"""

from __future__ import annotations

from derive.audits.lindblad.derived import Derived
from derive.audits.record import Finding, Outcome, brief
from derive.exact.scalar import Scalar
from derive.exact.signs import Sign, sign_of
from derive.model import Bath

AUDIT = "complete positivity"


def check(derived: Derived) -> tuple[Finding, ...]:
    """One finding for each bath, those of the cascades included."""
    if not derived.master.baths:
        return (Finding(AUDIT, "baths", Outcome.NOT_APPLICABLE, "the model has no bath"),)
    return tuple(_bath(bath) for bath in derived.master.baths)


def conditions(correlations: tuple[tuple[Scalar, Scalar], tuple[Scalar, Scalar]]) -> dict[str, Scalar]:
    """What must not be negative, by its name: two diagonal entries and the determinant."""
    (emit, pair), (conjugate, absorb) = correlations
    return {
        "<b b.dag>": emit,
        "<b.dag b>": absorb,
        "<b b.dag><b.dag b> - |<b b>|**2": emit * absorb - pair * conjugate,
    }


def _bath(bath: Bath) -> Finding:
    subject = f"bath {bath.name}"
    (_, pair), (conjugate, _) = bath.correlations
    if conjugate != pair.conjugate():
        detail = f"<b.dag b.dag> must be the conjugate of <b b> but is {brief(conjugate)} beside {brief(pair)}"
        return Finding(AUDIT, subject, Outcome.FAILED, detail)
    signs = {f"{name} = {brief(value)}": sign_of(value) for name, value in conditions(bath.correlations).items()}
    wrong = [text for text, sign in signs.items() if sign in (Sign.NEGATIVE, Sign.NONPOSITIVE)]
    if wrong:
        detail = f"{wrong[0]} is nowhere positive; the rates of this bath are those of no physical input"
        return Finding(AUDIT, subject, Outcome.FAILED, detail)
    left = [text for text, sign in signs.items() if not sign.is_nonnegative]
    if left:
        detail = "the numbers put in must satisfy " + " and ".join(f"{text} >= 0" for text in left)
        return Finding(AUDIT, subject, Outcome.UNDECIDED, detail)
    return Finding(AUDIT, subject, Outcome.PASSED, "never negative by the domains: " + ", ".join(signs))
