"""The optical theorem: what the forward amplitude loses, ``-Im t_jj``, is what leaves in all open channels."""

from __future__ import annotations

from collections.abc import Iterator

from derive.audits.record import Finding
from derive.audits.scattering.derived import Derived, open_channels
from derive.audits.scattering.judged import findings_by_closed
from derive.exact.scalar import Scalar, constant
from derive.parameters import I
from derive.rules.scattering.lippmann import Scattering

AUDIT = "optical theorem"
MUST = "-Im t_jj = sum over open k of b_k |t_kj|^2"


def check(derived: Derived) -> tuple[Finding, ...]:
    """One finding for each number of closed channels."""
    return tuple(findings_by_closed(derived, AUDIT, MUST, defects))


def defects(found: Scattering) -> Iterator[tuple[str, Scalar]]:
    """For each open channel the difference of the two sides times ``|det|^2``: polynomials."""
    n, det, here = found.numerators, found.determinant, open_channels(found)
    for j in here:
        lost = (n[j][j].conjugate() * det - n[j][j] * det.conjugate()) / (2 * I)
        leaves = sum((found.channels[k].strength * n[k][j] * n[k][j].conjugate() for k in here), constant(0))
        yield f"the theorem for {found.channels[j].label} times |det|^2", lost - leaves
