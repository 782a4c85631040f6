"""Cycles (Kolmogorov): round every closed sequence of reactions forward and backward rates multiply to the same.

The cycles are a basis of the integer null space of the reaction vectors of all pairs.  The affinity of one is the
logarithm of the product of its ratios forward over backward; it vanishes where that product is identically 1, for
all values of the states, and then no stationary state can circulate.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm, prod

from derive.audits.rates.inside import sign_there, states, told
from derive.audits.rates.words import listed, shown
from derive.audits.record import Finding, Outcome
from derive.exact.insert import insert
from derive.exact.scalar import Scalar, symbols_of
from derive.golden.model import PI
from derive.parameters import symbol_of
from derive.rules.golden_rule.equilibrium import Pair, lost_to, one_way, pairs, product, thermal
from derive.rules.golden_rule.kinetics import Kinetics
from derive.rules.golden_rule.processes import Process

AUDIT = "cycles"
TRIED = 3  # exact points at which a product that is not 1 is looked for before it is multiplied out
PRINTED = 100_000  # what is larger has no logarithm that anyone would read
Vector = dict[int, Fraction]


@dataclass(frozen=True)
class Cycle:
    """Pairs with their multiplicities: positive forward, negative backward; together they change nothing."""

    steps: tuple[tuple[Pair, int], ...]

    @property
    def ratio(self) -> Scalar:
        """The product of forward over backward events: the exponential of the affinity."""
        return product(pair.ratio**k for pair, k in self.steps)

    @property
    def size(self) -> int:
        """How many products of terms the ratio would have if nothing cancelled."""
        return prod((len(p.forward.events.re) + len(p.backward.events.re)) ** abs(k) for p, k in self.steps)

    @property
    def reactions(self) -> list[Process]:
        """The processes it consists of, one after the other as often as they take place."""
        return [pair.forward if k > 0 else pair.backward for pair, k in self.steps for _ in range(abs(k))]

    @property
    def name(self) -> str:
        """``A -> M -> 1 -> A`` where each reaction takes what the one before it gave; else the reactions in a row."""
        rest = self.reactions
        path = [rest.pop()]
        while rest:
            follower = next((p for p in rest if p.destroyed == path[-1].created), None)
            if follower is None:
                return "; ".join(p.name for p in self.reactions)
            rest.remove(follower)
            path.append(follower)
        return " -> ".join([*(" + ".join(p.destroyed) for p in path), " + ".join(path[-1].created)])


def check(derived: Kinetics) -> tuple[Finding, ...]:
    """One finding for each cycle of the basis, and one on the processes that have no reverse."""
    basis = cycles(derived)
    found = [_judged(derived, cycle) for cycle in basis]
    if not basis:
        found.append(Finding(AUDIT, "all pairs", Outcome.NOT_APPLICABLE, "no pairs of reactions close a cycle"))
    return (*found, *_one_way(derived))


def cycles(derived: Kinetics) -> tuple[Cycle, ...]:
    """A basis of all cycles: each pair whose reaction follows from those before it closes one with them."""
    every = pairs(derived.processes)
    place = {s.name: k for k, s in enumerate(derived.model.species)}
    independent: list[tuple[int, Vector, Vector]] = []
    found = []
    for i, pair in enumerate(every):
        current = {place[n]: Fraction(c) for n in place if (c := pair.forward.change(n))}
        made: Vector = {i: Fraction(1)}
        for pivot, row, recipe in independent:
            if pivot in current:
                factor = current[pivot] / row[pivot]
                current, made = _less(current, row, factor), _less(made, recipe, factor)
        if current:
            independent.append((min(current), current, made))
        else:
            found.append(_cycle(every, made))
    return tuple(found)


def _less(left: Vector, right: Vector, factor: Fraction) -> Vector:
    total = {k: left.get(k, Fraction(0)) - factor * right.get(k, Fraction(0)) for k in left.keys() | right.keys()}
    return {k: total[k] for k in sorted(total) if total[k]}


def _cycle(every: Sequence[Pair], made: Vector) -> Cycle:
    scale = lcm(*(c.denominator for c in made.values()))
    return Cycle(tuple((every[k], int(made[k] * scale)) for k in sorted(made)))


def _judged(derived: Kinetics, cycle: Cycle) -> Finding:
    if cycle.size > PRINTED and (state := _unlike(derived, cycle)):
        detail = f"the affinity must vanish but does not, for instance, at {state}"
        return Finding(AUDIT, cycle.name, Outcome.FAILED, detail)
    if cycle.ratio == 1:
        detail = "forward and backward rates multiply to the same for all states: the affinity vanishes"
        return Finding(AUDIT, cycle.name, Outcome.PASSED, detail)
    detail = f"the affinity must vanish but is {_affinity(derived, cycle.ratio)}"
    return Finding(AUDIT, cycle.name, Outcome.FAILED, detail)


def _unlike(derived: Kinetics, cycle: Cycle) -> str:
    """A state at which forward and backward rates do not multiply to the same; empty where none was met."""
    seen = symbols_of(p.events for p in cycle.reactions)
    for values in states(derived.model, [p.events for p in cycle.reactions], TRIED):
        # Everything but pi is put in first: what is left is a quotient of polynomials in pi alone.
        fixed = {s: x for s, x in values.items() if s != symbol_of(PI)}
        sides = [(insert(p.forward.events, fixed), insert(p.backward.events, fixed), k) for p, k in cycle.steps]
        if sign_there(product((f / b) ** k for f, b, k in sides) - 1, values):
            return told(values, seen)
    return ""


def _affinity(derived: Kinetics, ratio: Scalar) -> str:
    at, text = thermal(derived.model), f"ln({shown(ratio)})"
    if isinstance(at, str) or not symbols_of([ratio]) & set(derived.states):
        return text
    here = at.at(ratio)
    still = "vanishes" if here == 1 else f"is ln({shown(here)})"
    return f"{text}, which depends on the state; at one temperature it {still}"


def _one_way(derived: Kinetics) -> list[Finding]:
    """Processes without a reverse: backward over forward is zero, the affinity of a cycle through them infinite."""
    single = one_way(derived.processes)
    outside = [p for p in single if lost_to(derived.model, p)]
    inside = [p for p in single if p not in outside]
    found = []
    if inside:
        detail = f"{listed(p.name for p in inside)}: every cycle through one of them has infinite affinity"
        found.append(Finding(AUDIT, "without reverse", Outcome.FAILED, detail))
    if outside:
        detail = f"{listed(p.name for p in outside)} lead out of the system, into what is held empty"
        found.append(Finding(AUDIT, "out of the system", Outcome.NOT_APPLICABLE, detail))
    return found
