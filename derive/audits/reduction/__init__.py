"""What must be true of a reduced network: the outputs are those of the full one, and keep their commutators."""

from __future__ import annotations

from derive.audits.approximations import check as approximations
from derive.audits.outputs import POINTS, at_point, commutators, entries_of
from derive.audits.record import Finding, Outcome
from derive.exact.points import points
from derive.reduction.model import Reduction
from derive.rules.network.elimination import Reduced
from derive.rules.network.frequency import Network, network, shifted, solved


def findings(model: Reduction, reduced: Reduced) -> tuple[Finding, ...]:
    """All findings, in a fixed order."""
    full = network(model.model, model.frequency)
    return (*same_response(full, reduced), *commutators(full), *approximations(model))


def same_response(full: Network, reduced: Reduced) -> tuple[Finding, ...]:
    """The kept modes answer to every input as in the full model: ``(-i omega - D)^-1 K`` at exact points."""
    kept = [full.linear.modes.index(mode) * 2 + k for mode in reduced.modes for k in (0, 1)]
    for point in points(entries_of(full.linear.drift, full.linear.noise, ((full.frequency,),)), POINTS):
        whole = solved(at_point(shifted(full.linear.drift, full.frequency), point), at_point(full.linear.noise, point))
        less = solved(at_point(shifted(reduced.drift, reduced.frequency), point), at_point(reduced.noise, point))
        if tuple(whole[k] for k in kept) != less:
            return (Finding("elimination", "response", Outcome.FAILED, f"differs from the full model at {point}"),)
    detail = f"(-i omega - D)^-1 K equals that of the full model at {POINTS} exact points"
    return (Finding("elimination", "response", Outcome.PASSED, detail),)
