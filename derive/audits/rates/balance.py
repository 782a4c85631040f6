"""Balance of each process and its reverse: at one temperature as many events forward as backward."""

from __future__ import annotations

from derive.audits.rates.words import listed, shown, where_it_vanishes
from derive.audits.record import Finding, Outcome
from derive.rules.golden_rule.equilibrium import Pair, Thermal, lost_to, one_way, pairs, thermal
from derive.rules.golden_rule.kinetics import Kinetics
from derive.rules.golden_rule.processes import Process

AUDIT = "balance"


def check(derived: Kinetics) -> tuple[Finding, ...]:
    """One finding for each pair and for each process without its reverse.

    Without a reverse because that would need quanta in what is held empty: `NOT_APPLICABLE`; else `FAILED`.
    """
    at = thermal(derived.model)
    if isinstance(at, str):
        return (Finding(AUDIT, "all pairs", Outcome.NOT_APPLICABLE, at),)
    found = [_pair(pair, at) for pair in pairs(derived.processes)]
    found += [_alone(derived, process) for process in one_way(derived.processes)]
    return tuple(found) or (Finding(AUDIT, "all pairs", Outcome.NOT_APPLICABLE, "there is no process"),)


def paths(process: Process) -> tuple[str, ...]:
    """The intermediates of a process, each way by itself: ``1``, ``1 then 2``; empty for a direct one."""
    ways = {via for term in process.terms for via in term.via}
    return tuple(" with ".join(via) for via in sorted(ways) if via)


def _pair(pair: Pair, at: Thermal) -> Finding:
    forward, backward = at.at(pair.forward.events), at.at(pair.backward.events)
    there, back = paths(pair.forward), paths(pair.backward)
    differ = there != back
    ways = f"forward through {listed(there)}, backward through {listed(back)}" if differ else ""
    if forward == backward:
        detail = "forward and backward events are equal at one temperature"
        if differ:
            detail += f", though not path by path: {ways}, which are alike"
        return Finding(AUDIT, pair.name, Outcome.PASSED, detail)
    ratio = forward / backward
    detail = f"forward over backward events at one temperature must be 1 but is {shown(ratio)}"
    detail += f" ({ways})" if differ else ""
    return Finding(AUDIT, pair.name, Outcome.FAILED, f"{detail}; balanced {where_it_vanishes(ratio - 1, at)}")


def _alone(derived: Kinetics, process: Process) -> Finding:
    empty = lost_to(derived.model, process)
    if empty:
        detail = f"no reverse: it would need quanta in {listed(empty)}, held empty"
        return Finding(AUDIT, process.name, Outcome.NOT_APPLICABLE, detail)
    detail = "no reverse: the assumptions leave none, so that nothing balances it at any temperature"
    return Finding(AUDIT, process.name, Outcome.FAILED, detail)
