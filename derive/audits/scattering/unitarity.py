"""Unitarity of S between the open channels, below and above every threshold.

``t - t.dag = -2 i t.dag Re(B) t`` says that nothing is lost.  Closed channels do not enter Re(B), whatever their root:
this audit sees a wrong factor or a wrong root of an open channel, and no mistake about a closed one (see `branches`).
"""

from __future__ import annotations

from collections.abc import Iterator

from derive.audits.record import Finding, Outcome
from derive.audits.scattering.derived import Derived, open_channels, ordered
from derive.audits.scattering.judged import findings_by_closed
from derive.exact.scalar import Scalar, constant, symbols_of
from derive.rules.scattering.lippmann import Scattering
from derive.rules.scattering.smatrix import s_matrix

AUDIT = "unitarity"
MUST = "S.dag S = 1 between the open channels"


def check(derived: Derived) -> tuple[Finding, ...]:
    """One finding for each number of closed channels, and which of the patterns occur as the energy grows."""
    return (*findings_by_closed(derived, AUDIT, MUST, defects), _thresholds(derived))


def defects(found: Scattering) -> Iterator[tuple[str, Scalar]]:
    """The entries of ``S.dag S - 1`` on and above the diagonal, times ``|det|^2``: polynomials."""
    det, labels = found.determinant, [found.channels[k].label for k in open_channels(found)]
    s = [[x * det for x in row] for row in s_matrix(found)]
    one, size = det * det.conjugate(), range(len(s))
    for i in size:
        for j in range(i, len(s)):
            total = sum((s[k][i].conjugate() * s[k][j] for k in size), constant(0))
            yield f"(S.dag S - 1)({labels[i]}, {labels[j]})*|det|^2", total - (one if i == j else 0)


def _thresholds(derived: Derived) -> Finding:
    channels = derived.open.channels
    if symbols_of(c.energy for c in channels):
        size = len(channels)
        every = len(derived.patterns) == 2**size - 1
        detail = "every pattern with an open channel is looked at, hence those of any order of the thresholds"
        if not every:
            detail = f"the order of the thresholds is that {derived.scope}; {len(derived.patterns)} patterns"
        return Finding(AUDIT, "thresholds", Outcome.NOTED, detail)
    order = ordered(tuple(c.energy for c in channels))
    opened = [channels[k].label for k in order]
    steps = ", then ".join(", ".join(opened[: n + 1]) for n in range(len(opened)))
    return Finding(AUDIT, "thresholds", Outcome.NOTED, f"as the energy grows, open are {steps}")
