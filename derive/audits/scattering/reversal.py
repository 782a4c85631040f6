"""Reversed signs and transposition: what they do to T, exactly.

``t(v^T) = t(v)^T`` for any b_j.  ``t(-v) = -t(v).dag`` where all b_j are real: with all channels open the reversal of
all contacts exchanges the rates of a pair at each energy.  A closed channel has ``b_j = -i c_j``, and what the reversal
then gives is minus the conjugate transpose with the wrong root.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from derive.audits.rates.words import listed
from derive.audits.record import Finding, Outcome
from derive.audits.scattering.derived import Derived, open_channels, pattern
from derive.audits.scattering.judged import judged
from derive.exact.scalar import Scalar
from derive.rules.scattering.lippmann import Scattering

AUDIT = "reversal"


def check(derived: Derived) -> tuple[Finding, ...]:
    """One finding each for the transposition, the reversed sign above all thresholds, and that below them."""
    above = [derived.patterns[()]]
    exchanged = "v -> v^T gives T^T: the reversed field exchanges k and l in every rate"
    reversed_ = "v -> -v gives -T.dag above all thresholds: |t_kl|^2 and |t_lk|^2 change places"
    every = derived.patterns.values()
    return (
        judged(AUDIT, "transposition", exchanged, derived.scope, every, transposition),
        judged(AUDIT, "sign", reversed_, derived.scope, above, sign),
        _below(derived),
    )


def transposition(found: Scattering) -> Iterator[tuple[str, Scalar]]:
    """``t(v^T) - t(v)^T`` times the determinant, and the two determinants."""
    other = replace(found, coupling=tuple(zip(*found.coupling, strict=True)))
    yield "det", other.determinant - found.determinant
    for i, row in enumerate(other.numerators):
        for j, x in enumerate(row):
            name = f"({found.channels[i].label}, {found.channels[j].label})"
            yield f"t(v^T) - t^T at {name} times det", x - found.numerators[j][i]


def sign(found: Scattering) -> Iterator[tuple[str, Scalar]]:
    """``t(-v) + t(v).dag`` times the determinant, and ``det(-v) - conj(det)``: zero with all channels open."""
    other = opposite(found)
    yield "det(-v) - conj(det)", other.determinant - found.determinant.conjugate()
    for i, row in enumerate(other.numerators):
        for j, x in enumerate(row):
            name = f"({found.channels[i].label}, {found.channels[j].label})"
            yield f"t(-v) + t.dag at {name} times conj(det)", x + found.numerators[j][i].conjugate()


def opposite(found: Scattering) -> Scattering:
    """The same system with the sign of every contact reversed."""
    return replace(found, coupling=tuple(tuple(-x for x in row) for row in found.coupling))


def _below(derived: Derived) -> Finding:
    """Where a channel is closed attraction and repulsion differ: only one of them binds."""
    subject = "sign below a threshold"
    group = [f for closed, f in derived.patterns.items() if closed and len(open_channels(f)) > 1]
    if not group:
        detail = "no pattern has a closed channel beside two open ones, whose pair could be exchanged"
        return Finding(AUDIT, subject, Outcome.NOT_APPLICABLE, detail)
    broken = [pattern(f) for f in group if any(x for _, x in sign(f))]
    if not broken:
        return Finding(AUDIT, subject, Outcome.NOTED, "v -> -v gives -T.dag there as well")
    more = f" and {len(broken) - 3} more" if len(broken) > 3 else ""
    detail = f"v -> -v does not give -T.dag where channels are closed: {listed(broken[:3])}{more}"
    return Finding(AUDIT, subject, Outcome.NOTED, detail)
