"""What must be true of a correspondence: nothing is left over, and rates are not negative."""

from __future__ import annotations

from derive.audits.approximations import check as approximations
from derive.audits.record import Finding, Outcome, brief
from derive.correspondence.model import Correspondence
from derive.exact.scalar import Scalar
from derive.exact.signs import Sign, sign_of
from derive.rules.network.match import Match
from derive.symbols import Domain


def findings(model: Correspondence, match: Match) -> tuple[Finding, ...]:
    """All findings, in a fixed order."""
    return (_exact(match), *_domains(match), *approximations(model))


def _exact(match: Match) -> Finding:
    if match.is_exact:
        return Finding("correspondence", "Langevin equations", Outcome.PASSED, "the same, term by term")
    detail = "besides, these must vanish: " + brief("; ".join(map(str, match.remaining)))
    return Finding("correspondence", "Langevin equations", Outcome.FAILED, detail)


def _domains(match: Match) -> list[Finding]:
    """A parameter declared positive must come out so, and an angle as a phase."""
    found = []
    for symbol, value in match.values.items():
        if symbol.domain in (Domain.POSITIVE, Domain.NONNEGATIVE):
            found.append(_signed(symbol.name, value))
        if symbol.domain is Domain.ANGLE:
            good = value * value.conjugate() == 1
            outcome = Outcome.PASSED if good else Outcome.UNDECIDED
            found.append(Finding("domain", symbol.name, outcome, f"exp(i {symbol.name}) = {brief(value)}"))
    return found


def _signed(name: str, value: Scalar) -> Finding:
    """A value is never negative, or always, or one way or the other."""
    sign = sign_of(value)
    if sign.is_nonnegative:
        return Finding("domain", name, Outcome.PASSED, f"{brief(value)} is never negative")
    if sign in (Sign.NEGATIVE, Sign.NONPOSITIVE):
        return Finding("domain", name, Outcome.FAILED, f"{brief(value)} is never positive: there is no such parameter")
    return Finding("domain", name, Outcome.UNDECIDED, f"{brief(value)} has no sign that follows from the domains")
