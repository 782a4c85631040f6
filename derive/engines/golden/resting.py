"""Which of a rate model's assumptions a quantity rests on.

What chooses among paths, or says what a resolvent comes to, does not touch a process of the first order.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from derive.engines.golden.statement import assumption_text
from derive.engines.golden.transition import Transition
from derive.golden.assumptions import Assumption, Empty, Equal, MeanField, OnShell, PrincipalValue, Retarded
from derive.rules.golden_rule.kinetics import Kinetics
from derive.rules.golden_rule.processes import Process

APART = "_apart"
"""What names end in that are taken before parameters are declared equal."""
MEANS = ("events_", "rate_", "gain_")
"""What names begin with that are means over occupations."""
HOW_MUCH = (*MEANS, "through_", "T_", "S_")
"""What names begin with that tell how much goes a way, and not the way alone."""


def rests_on(
    found: Kinetics, transitions: Iterable[Transition], names: Collection[str], moving: bool, part: tuple[str, ...]
) -> tuple[str, ...]:
    """The assumptions, each in a few words, that these quantities rest on; see `Quantities.assumed`."""
    spoken = _of_constants(found, names)
    for transition in transitions:
        own = {*transition.quantities, *transition.steps, f"through_{transition.tag}"}
        if any(n.removesuffix(APART) in own for n in names):
            spoken.append(transition.process)
    if moving:
        spoken += [p for p in found.processes if not part or p.name in part]
    if not spoken:
        return ()
    higher = any(_order(p) > 1 for p in spoken)
    averaged = moving or any(n.startswith(MEANS) for n in names)
    apart = not moving and any(n.endswith(APART) for n in names)
    ways = not moving and not _of_constants(found, names) and not any(n.startswith(HOW_MUCH) for n in names)
    return tuple(_words(a) for a in found.model.assumptions if _matters(a, higher, averaged, apart, ways))


def _matters(assumption: Assumption, higher: bool, averaged: bool, apart: bool, ways: bool) -> bool:
    match assumption:
        case MeanField():
            return averaged
        case Equal():
            return not apart and not ways
        case OnShell() | PrincipalValue() | Retarded():
            return higher and not ways
        case Empty():
            return True
    return higher


def _of_constants(found: Kinetics, names: Collection[str]) -> list[Process]:
    """The processes whose rate constants are among the names."""
    spoken = [s.process for s in found.shares if s.constant.name in names]
    for c in found.model.constants:
        if c.name in names:
            reaction = tuple(sorted(s.name for s in c.start)), tuple(sorted(s.name for s in c.end))
            spoken += [p for p in found.processes if p.reaction == reaction]
    return spoken


def _order(process: Process) -> int:
    return max(len(chain.vertices) for group in process.groups for c in group for chain in c.chains)


def _words(assumption: Assumption) -> str:
    return assumption_text(assumption).removeprefix("assumed: ").removeprefix("assumed ")
