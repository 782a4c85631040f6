"""Causality on one-way channels: what a species loses into a channel must not depend on the states downstream.

Found by differentiating the loss of each species through each channel of a line by the state of every species that
the channel leads to directly.  And no process may pass a channel against its direction.
"""

from __future__ import annotations

from collections.abc import Iterator

from derive.audits.rates.flows import outflows, total
from derive.audits.rates.words import listed, shown
from derive.audits.record import Finding, Outcome
from derive.exact.evaluate import derivative
from derive.golden.species import Line
from derive.rules.golden_rule.kinetics import Kinetics
from derive.rules.golden_rule.selection import way

AUDIT = "causality"
DEPENDENCE = "dependence"


def check(derived: Kinetics) -> tuple[Finding, ...]:
    """For each channel its direction and each species upstream; and which equation depends on which states."""
    found = [f for line in derived.model.lines for f in _line(derived, line)]
    if not found:
        detail = "no channel has a direction with species along it"
        found.append(Finding(AUDIT, "all channels", Outcome.NOT_APPLICABLE, detail))
    return (*found, _dependence(derived))


def _line(derived: Kinetics, line: Line) -> Iterator[Finding]:
    for channel in line.channels:
        if len(line.along) > 1:
            yield _direction(derived, channel.name)
        for species in line.along:
            below = [s.name for s in line.along if line.way(channel.name, species.name, s.name) == "direct"]
            if below and species.name not in derived.model.empty:
                yield _upstream(derived, channel.name, species.name, below)


def _direction(derived: Kinetics, channel: str) -> Finding:
    """Whether any process passes the channel against its direction."""
    against = []
    for process in derived.processes:
        chains = [c for group in process.groups for contribution in group for c in contribution.chains]
        if any(way(derived.model, c, k) is None for c in chains for k in c.contractions if k.species == channel):
            against.append(process.name)
    subject = f"direction of {channel}"
    if against:
        detail = f"{listed(against)} pass {channel} against its direction"
        return Finding(AUDIT, subject, Outcome.FAILED, detail)
    return Finding(AUDIT, subject, Outcome.PASSED, f"no process passes {channel} against its direction")


def _upstream(derived: Kinetics, channel: str, species: str, below: list[str]) -> Finding:
    flows = [f for f in outflows(derived, species) if channel in f.through]
    subject = f"{species} into {channel}"
    if not flows:
        return Finding(AUDIT, subject, Outcome.NOT_APPLICABLE, f"{species} loses nothing through {channel}")
    loss = total(flows)
    told = []
    for name in below:
        if name in derived.model.empty:
            continue
        state = derived.model.by_name[name].state
        slope = derivative(loss, state)
        if slope:
            by = listed(dict.fromkeys(f.process.name for f in flows if derivative(f.rate, state)))
            told.append(f"by {state.name} ({by}) its derivative is {shown(slope)}")
    if not told:
        detail = f"the loss {shown(loss)} does not depend on the state of {listed(below)} downstream"
        return Finding(AUDIT, subject, Outcome.PASSED, detail)
    detail = f"the loss of {species} through {channel} depends on what lies downstream: {'; '.join(told)}"
    return Finding(AUDIT, subject, Outcome.FAILED, detail)


def _dependence(derived: Kinetics) -> Finding:
    lines = []
    for state, right in zip(derived.states, derived.right, strict=True):
        seen = {g.symbol for g in right.generators}
        lines.append(f"d{state.name}/dt on {listed(s.name for s in derived.states if s in seen)}")
    return Finding(DEPENDENCE, "equations", Outcome.NOTED, "; ".join(lines))
