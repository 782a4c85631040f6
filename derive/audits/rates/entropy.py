"""Entropy by Boltzmann's count, its production pair by pair, and whether it can fall from equilibrium.

One event of a pair changes S by ``ln(O_F/O_R)``, the occupation factors of initial over those of final modes.  Where
the ratio F/R of forward and backward events is just that, a pair produces ``(F - R) ln(F/R) >= 0``; where it is not,
some states lie between the two and there the pair destroys entropy.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from derive.audits.rates.conserved import energy_rate
from derive.audits.rates.inside import sign_there, states, told
from derive.audits.rates.words import counted, listed, shown, where_it_reads, where_it_vanishes
from derive.audits.record import Finding, Outcome
from derive.exact.scalar import Scalar, constant, symbols_of
from derive.golden.model import RateModel
from derive.rules.golden_rule.equilibrium import (
    Thermal,
    curvature,
    lost_to,
    one_way,
    pairs,
    product,
    residuals,
    temper,
    thermal,
    weight,
)
from derive.rules.golden_rule.kinetics import Kinetics
from derive.rules.golden_rule.processes import Process

AUDIT = "entropy"
TRIED = 100  # exact states at which a negative production is looked for
DIVIDED = 400  # terms up to which a ratio is worth its division


@dataclass(frozen=True)
class Production:
    """What one pair, or one process without its reverse, adds to dS/dt: ``(F - R)*ln(gain)``.

    ``backward`` is ``None`` for a process without its reverse; ``gain`` is ``exp`` of the entropy of one event.
    """

    model: RateModel
    name: str
    forward: Process
    backward: Process | None

    @cached_property
    def gain(self) -> Scalar:
        """``exp(S after - S before)`` of one event, from the entropies of the species themselves."""
        moving = [s for s in self.model.species if s.name not in self.model.empty]
        return product(temper(s) ** k for s in moving if (k := self.forward.change(s.name)))

    @cached_property
    def is_manifest(self) -> bool:
        """Whether ``F/R`` is the gain itself, so that ``(F - R) ln(F/R)`` cannot be negative."""
        if self.backward is None or weight(self.forward) != weight(self.backward):
            return False
        return self.forward.outer / self.backward.outer == self.gain

    @cached_property
    def witness(self) -> str:
        """A state in which it is negative, all numbers exact; empty where none was met."""
        forward, backward = self.forward.events, self.backward.events if self.backward else constant(0)
        for values in states(self.model, [forward, backward, self.gain], TRIED):
            if sign_there(forward - backward, values) * sign_there(self.gain - 1, values) < 0:
                return told(values, symbols_of([self._shortest, self.gain]))
        return ""

    @cached_property
    def _shortest(self) -> Scalar:
        """What decides the sign: ``F/R`` where that is worth its division."""
        if self.backward is None:
            return constant(1)
        large = len(self.forward.events.re) + len(self.backward.events.re) > DIVIDED
        return self.forward.events - self.backward.events if large else self.forward.events / self.backward.events

    @property
    def text(self) -> str:
        """The production in words and formulas."""
        if self.backward is None:
            return f"nothing goes backward: it produces F*ln({shown(self.gain)})"
        large = len(self.forward.events.re) + len(self.backward.events.re) > DIVIDED
        ratio = "another ratio F/R" if large else f"F/R = {shown(self._shortest)}"
        return f"it produces (F - R)*ln({shown(self.gain)}) with {ratio}"


def check(derived: Kinetics) -> tuple[Finding, ...]:
    """The production of each pair that has no manifest sign, all others together, and what happens at equilibrium."""
    model = derived.model
    every = [Production(model, p.name, p.forward, p.backward) for p in pairs(derived.processes)]
    alone = [Production(model, p.name, p, None) for p in one_way(derived.processes) if not lost_to(model, p)]
    found = [_judged(p) for p in (*every, *alone) if not p.is_manifest]
    manifest = [p.name for p in every if p.is_manifest]
    if manifest:
        detail = (
            f"{counted(len(manifest), 'pair')} ({listed(manifest)}) with production (F - R)*ln(F/R) >= 0: "
            "F/R is the ratio of occupation factors"
        )
        found.insert(0, Finding(AUDIT, "manifest production", Outcome.PASSED, detail))
    leaving = [p.name for p in one_way(derived.processes) if lost_to(model, p)]
    if leaving:
        detail = f"{listed(leaving)} carry entropy out of the system with their quanta"
        found.append(Finding(AUDIT, "out of the system", Outcome.NOT_APPLICABLE, detail))
    return (*found, _from_equilibrium(derived))


def _judged(production: Production) -> Finding:
    if production.witness:
        detail = f"{production.text}, negative for instance at {production.witness}"
        return Finding(AUDIT, production.name, Outcome.FAILED, detail)
    return Finding(AUDIT, production.name, Outcome.UNDECIDED, f"{production.text}, of no manifest sign")


def _from_equilibrium(derived: Kinetics) -> Finding:
    """``dS/dt = d(energy)/dt/(k_B T)`` at equilibrium; where that vanishes the second derivative decides."""
    subject, at = "from equilibrium", thermal(derived.model)
    if isinstance(at, str):
        return Finding(AUDIT, subject, Outcome.NOT_APPLICABLE, at)
    if energy_rate(derived):
        detail = "the energy of the moving species is not conserved: their entropy leaves and enters with it"
        return Finding(AUDIT, subject, Outcome.NOT_APPLICABLE, detail)
    changes = [derived.expanded(rest) for _, rest in residuals(derived, at)]
    if not any(changes):
        detail = "every equation stands still in the state of largest entropy: dS/dt = 0 and d2S/dt2 = 0 there"
        return Finding(AUDIT, subject, Outcome.PASSED, detail)
    return Finding(AUDIT, subject, Outcome.FAILED, _falls(derived, at))


def _falls(derived: Kinetics, at: Thermal) -> str:
    """A sum of negative multiples of squares is negative wherever one of them is not zero."""
    if sum(len(rest.re) for _, rest in residuals(derived, at)) > DIVIDED:
        second, decided = "-sum of N*(dn/dt)^2/(n*(n + 1)) over the equations that do not stand still, negative", ""
    else:
        value = curvature(derived, at)
        second = f"{shown(value)}{where_it_reads(at, value)}, negative"
        condition = where_it_vanishes(value, at)
        decided = "" if condition == "nowhere" else condition.replace("only where", " unless")
        decided = decided.replace("where its numerator does", " unless its numerator vanishes")
    return (
        "at one temperature dS/dt = 0, as the energy is conserved, but "
        f"d2S/dt2 = {second}{decided}: the entropy (in k_B) falls from equilibrium"
    )
