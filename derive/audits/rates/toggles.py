"""Assumptions one by one: the same model without each of them, and what that does to processes and balance.

Information, neither right nor wrong.  Other resolvents are tried in the place of the one chosen.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from derive.audits.rates.words import counted, listed, shown
from derive.audits.record import Finding, Outcome
from derive.errors import DeriveError
from derive.exact.scalar import Scalar
from derive.golden.assumptions import Assumption, Empty, Equal, Incoherent, MeanField, Neglect
from derive.golden.model import RESOLVENTS, RateModel
from derive.rules.golden_rule.equilibrium import lost_to, one_way, pairs, restless, thermal, unbalanced
from derive.rules.golden_rule.kinetics import Kinetics, kinetics
from derive.rules.golden_rule.processes import Process, enumerate_processes

AUDIT = "assumptions"
DIVIDED = 100  # terms up to which a factor is worth its division


@dataclass(frozen=True)
class Summary:
    """What is counted of one derivation.

    ``unbalanced`` pairs and ``restless`` equations are those at one temperature, losses into what is held empty
    apart; ``None`` where there is no thermal state.  ``alone`` are processes without a reverse, those into what is
    held empty apart.
    """

    processes: tuple[str, ...]
    pairs: int
    alone: tuple[str, ...]
    equations: int
    unbalanced: tuple[str, ...] | None
    restless: tuple[str, ...] | None


@dataclass(frozen=True)
class Toggle:
    """One assumption left out or replaced: what was there before, what is after, or why there is no after.

    Parameters
    ----------
    assumption : its text.
    change : ``"without downstream"``, ``"retarded instead of on shell"``.
    before, after : the derivation with it and without; ``after`` is ``None`` where nothing can be derived.
    factors : by what the events per time of a process are multiplied, ``None`` if by a formula too long to be read;
        those by 1 are left out.
    why : then the reason.
    """

    assumption: str
    change: str
    before: Summary
    after: Summary | None
    factors: tuple[tuple[str, Scalar | None], ...] = ()
    why: str = ""

    @property
    def text(self) -> str:
        """What changes, in words."""
        if self.after is None:
            return f"cannot be derived: {self.why}"
        old, new = self.before, self.after
        if new == old and not self.factors:
            return f"nothing changes: the same {counted(len(old.processes), 'process')}, the same balance"
        gone, come = _apart(old.processes, new.processes), _apart(new.processes, old.processes)
        parts = [f"{counted(len(new.processes), 'process')}" + _before(len(old.processes), len(new.processes))]
        parts += [f"new are {_some(come)}"] if come else []
        parts += [f"gone are {_some(gone)}"] if gone else []
        parts += _factors(self.factors)
        parts.append(_named("without reverse", new.alone, old.alone))
        if new.unbalanced is None or new.restless is None:
            return "; ".join([*parts, "no thermal state"])
        parts.append(_named("unbalanced", new.unbalanced, old.unbalanced))
        parts.append(_named("not standing still at one temperature", new.restless, old.restless))
        return "; ".join(parts)


def check(derived: Kinetics) -> tuple[Finding, ...]:
    """One finding for each assumption and each other choice of the resolvent; all of them `NOTED`."""
    found = tuple(Finding(AUDIT, t.change, Outcome.NOTED, t.text) for t in toggles(derived))
    return found or (Finding(AUDIT, "all", Outcome.NOT_APPLICABLE, "nothing is assumed"),)


def toggles(derived: Kinetics) -> tuple[Toggle, ...]:
    """Every assumption of the model left out by itself; resolvents are replaced by one another."""
    before = summary(derived.model, derived.processes)
    return tuple(_toggle(derived, before, a.text, change, model) for a, change, model in _variants(derived.model))


def summary(model: RateModel, processes: tuple[Process, ...]) -> Summary:
    """The counts of one derivation."""
    at = thermal(model)
    moving, apart = (None, None) if isinstance(at, str) else (restless(model, processes, at), unbalanced(processes, at))
    alone = tuple(p.name for p in one_way(processes) if not lost_to(model, p))
    names = tuple(p.name for p in processes)
    return Summary(names, len(pairs(processes)), alone, len(model.states), apart, moving)


def _variants(model: RateModel) -> Iterator[tuple[Assumption, str, RateModel]]:
    plain = replace(model, constants=())
    for assumption in model.assumptions:
        if isinstance(assumption, RESOLVENTS):
            for other in (r() for r in RESOLVENTS if not isinstance(assumption, r)):
                yield assumption, f"{other.key} instead of {assumption.key}", plain.assuming(other)
        else:
            yield assumption, f"without {_label(assumption)}", plain.without(assumption)


def _toggle(derived: Kinetics, before: Summary, text: str, change: str, model: RateModel) -> Toggle:
    try:
        # What closes needs no names for its constants; only without MeanField is there something to refuse.
        processes = enumerate_processes(model).processes if model.assumes(MeanField) else kinetics(model).processes
        return Toggle(text, change, before, summary(model, processes), _changed(derived, processes))
    except DeriveError as error:
        return Toggle(text, change, before, None, why=f"{error.must}, but got {error.got}")


def _changed(derived: Kinetics, processes: tuple[Process, ...]) -> tuple[tuple[str, Scalar | None], ...]:
    """New over old events per time of the processes of both, what was declared equal being equal."""
    old = {p.reaction: p for p in derived.processes}
    found = []
    for process in processes:
        if process.reaction in old:
            mate, events = old[process.reaction], derived.model.settled(process.events)
            if events != mate.events:
                large = len(events.re) + len(mate.events.re) > DIVIDED
                found.append((process.name, None if large else events / mate.events))
    return tuple(found)


def _label(assumption: Assumption) -> str:
    """The key of an assumption, with what tells it from others of its kind."""
    match assumption:
        case Equal():
            return f"equal {' and '.join(map(str, assumption.symbols))}"
        case Empty():
            return f"empty {listed(c.name for c in assumption.continua)}"
        case Incoherent():
            return f"incoherent {listed(s.name for s in assumption.through)}"
        case Neglect():
            ends = [assumption.through] if assumption.through else assumption.between
            return f"neglect {'through' if assumption.through else 'between'} {listed(s.name for s in ends)}"
    return assumption.key


def _apart(left: tuple[str, ...], right: tuple[str, ...]) -> list[str]:
    return [name for name in left if name not in right]


def _factors(factors: tuple[tuple[str, Scalar | None], ...]) -> list[str]:
    """``events times 4: A -> B and B -> A``, processes with one factor together."""
    groups: dict[Scalar | None, list[str]] = {}
    for name, factor in factors:
        groups.setdefault(factor, []).append(name)
    return [f"events times {shown(factor) if factor else 'a long factor'}: {_some(n)}" for factor, n in groups.items()]


def _some(names: list[str], most: int = 6) -> str:
    return listed(names) if len(names) <= most else f"{', '.join(names[:most])} and {len(names) - most} more"


def _before(old: int, new: int) -> str:
    return ", as before" if old == new else f" instead of {old}"


def _named(what: str, new: tuple[str, ...], old: tuple[str, ...] | None) -> str:
    """``unbalanced: A <-> M (before: none)``."""
    before = ", as before" if new == old else f" (before: {_some(list(old)) if old else 'none'})"
    return f"{what}: {_some(list(new)) if new else 'none'}{before}"
