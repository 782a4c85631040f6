"""Thermal equilibrium is a fixed point of every equation.

All moving species at one temperature must stand still, one equation after the other.  Where species are held empty
there is no thermal state at T > 0: what their emptiness takes away is set apart, and the rest must stand still.
"""

from __future__ import annotations

from derive.audits.rates.words import listed, shown, where_it_reads, where_it_vanishes
from derive.audits.record import Finding, Outcome
from derive.exact.scalar import Scalar
from derive.exact.signs import Sign
from derive.rules.golden_rule.equilibrium import Thermal, lost_to, residuals, thermal
from derive.rules.golden_rule.kinetics import Kinetics

AUDIT = "equilibrium"
SIGNS = {
    Sign.POSITIVE: ", positive at every temperature",
    Sign.NEGATIVE: ", negative at every temperature",
    Sign.NONNEGATIVE: ", at no temperature negative",
    Sign.NONPOSITIVE: ", at no temperature positive",
}


def check(derived: Kinetics) -> tuple[Finding, ...]:
    """One finding for each equation, and one on the thermal state itself where something is held empty.

    An equation that stands still but for losses into what is held empty is `NOT_APPLICABLE`: nothing at T > 0 could.
    """
    at = thermal(derived.model)
    if isinstance(at, str):
        return (Finding(AUDIT, "thermal state", Outcome.NOT_APPLICABLE, at),)
    found = [_state(derived)] if any(lost_to(derived.model, p) for p in derived.processes) else []
    for name, state, (lost, rest) in zip(derived.moving, derived.states, residuals(derived, at), strict=True):
        found.append(_judged(derived, at, (name, state.name), lost, rest))
    return tuple(found)


def _state(derived: Kinetics) -> Finding:
    empty = listed(s.name for s in derived.model.species if s.name in derived.model.empty)
    detail = f"with {empty} held empty there is no thermal state at T > 0: what enters them leaves for good"
    return Finding(AUDIT, "thermal state", Outcome.NOT_APPLICABLE, detail)


def _judged(derived: Kinetics, at: Thermal, names: tuple[str, str], lost: Scalar, rest: Scalar) -> Finding:
    species, state = names
    losing = [p.name for p in derived.processes if lost_to(derived.model, p) and p.change(species)]
    if derived.expanded(rest):
        apart = f", the loss {shown(lost)} by {listed(losing)} apart," if losing else ""
        detail = (
            f"at one temperature{where_it_reads(at, lost, rest)}, d{state}/dt{apart} must be 0 but is {shown(rest)}"
        )
        detail += _when(derived, at, rest)
        return Finding(AUDIT, species, Outcome.FAILED, detail)
    if losing:
        detail = (
            f"at one temperature{where_it_reads(at, lost)}, d{state}/dt = {shown(lost)}, all of it by "
            f"{listed(losing)}; the rest stands still"
        )
        return Finding(AUDIT, species, Outcome.NOT_APPLICABLE, detail)
    value = at.values[derived.model.by_name[species].state]
    detail = f"at one temperature{where_it_reads(at, value)}, d{state}/dt = 0 with {state} = {shown(value)}"
    return Finding(AUDIT, species, Outcome.PASSED, detail)


def _when(derived: Kinetics, at: Thermal, rest: Scalar) -> str:
    """Its sign where couplings and densities decide it, and where it vanishes."""
    sign = SIGNS.get(at.sign(derived.expanded(rest)), "")
    return f"{sign}; it vanishes {where_it_vanishes(rest, at)}"
