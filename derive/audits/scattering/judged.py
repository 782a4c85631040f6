"""One finding about an identity that must vanish in several patterns of open and closed channels."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from derive.audits.rates.words import counted, shown
from derive.audits.record import Finding, Outcome
from derive.audits.scattering.derived import Derived, by_closed, pattern
from derive.exact.scalar import Scalar
from derive.rules.scattering.lippmann import Scattering

Defects = Callable[[Scattering], Iterable[tuple[str, Scalar]]]


def findings_by_closed(derived: Derived, audit: str, must: str, defects: Defects) -> Iterator[Finding]:
    """One finding for each number of closed channels.

    Parameters
    ----------
    must : what holds, for the detail of a pass.
    defects : of one T matrix: what each part is and the scalar that must vanish.
    """
    for subject, group in by_closed(derived).items():
        yield judged(audit, subject, must, derived.scope, group, defects)


def judged(audit: str, subject: str, must: str, scope: str, group: Iterable[Scattering], defects: Defects) -> Finding:
    """`PASSED` where all defects of all T matrices vanish; `FAILED` names the patterns and shows the first defects."""
    problems: list[tuple[str, str, Scalar]] = []
    patterns = identities = 0
    for found in group:
        patterns += 1
        for what, value in defects(found):
            identities += 1
            if value:
                problems.append((what, pattern(found), value))
    if not identities:
        return Finding(audit, subject, Outcome.NOT_APPLICABLE, "there is nothing that it speaks of")
    if problems:
        more = f"; and {len(problems) - 3} more" if len(problems) > 3 else ""
        told = "; ".join(f"{what} ({where}) is off by {shown(value)}" for what, where, value in problems[:3])
        return Finding(audit, subject, Outcome.FAILED, f"{must}, but {told}{more}")
    told = f"{counted(identities, 'identity')} in {counted(patterns, 'pattern')}"
    return Finding(audit, subject, Outcome.PASSED, f"{must}; {scope}, {told}")
