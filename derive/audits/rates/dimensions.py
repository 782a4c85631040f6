"""Dimensions: couplings in J, densities in 1/J, matrix elements of T in J, rate constants and every term in 1/s."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from derive.algebra.operator import Op
from derive.audits.record import Finding, Outcome, brief
from derive.errors import ModelError
from derive.exact.scalar import Scalar
from derive.golden.model import HBAR
from derive.golden.species import Continuum
from derive.rules.golden_rule.kinetics import Kinetics
from derive.units import PURE, RATE, MixedUnits, Unit, parse_unit, unit_of

AUDIT = "dimensions"
ENERGY, PER_ENERGY, ACTION = parse_unit("J"), parse_unit("1/J"), parse_unit("J*s")
Demand = tuple[str, Scalar, Unit]  # what it is, the value, the unit it must have


def check(derived: Kinetics) -> tuple[Finding, ...]:
    """One finding for each stage from the statement to the equations."""
    stages: tuple[tuple[str, str, Callable[[Kinetics], Iterable[Demand]]], ...] = (
        ("statement", "couplings are J, densities 1/J, frequencies and widths 1/s", _statement),
        ("matrix elements", "every contribution to a T matrix element is J", _matrix_elements),
        ("events", "every term of the events per time is 1/s", _events),
        ("rate constants", "the value of every rate constant is 1/s", _constants),
        ("equations", "every term of every equation is 1/s, in named constants and in couplings", _equations),
    )
    return tuple(_judged(subject, must, demands, derived) for subject, must, demands in stages)


def _judged(subject: str, must: str, demands: Callable[[Kinetics], Iterable[Demand]], derived: Kinetics) -> Finding:
    """A finding about a list of demands; a unit that cannot be read is a failure and not an error."""
    try:
        checked = list(demands(derived))
        problems = [p for demand in checked if (p := _problem(*demand))]
    except ModelError as error:
        return Finding(AUDIT, subject, Outcome.FAILED, f"{error.where}: {error.must}, but got {error.got}")
    if not checked:
        return Finding(AUDIT, subject, Outcome.NOT_APPLICABLE, "there is no term")
    if not problems:
        return Finding(AUDIT, subject, Outcome.PASSED, f"{must}; {len(checked)} checked")
    more = f"; and {len(problems) - 3} more" if len(problems) > 3 else ""
    return Finding(AUDIT, subject, Outcome.FAILED, f"{must}, but " + "; ".join(problems[:3]) + more)


def _problem(label: str, value: Scalar, expected: Unit) -> str:
    try:
        unit = unit_of(value)
    except MixedUnits as error:
        return f"{label} adds {error.got}"
    return "" if unit is None or unit == expected else f"{label} has unit {unit} instead of {expected}"


def _statement(derived: Kinetics) -> Iterator[Demand]:
    model = derived.model
    yield "hbar", HBAR, ACTION
    yield "the width of the band", model.band, RATE
    for word, c in model.coupling:
        yield f"the coupling {brief(Op({word: c}))}", c, ENERGY
    for species in model.species:
        yield f"the frequency of {species.name}", model.frequency_of(species), RATE
        if isinstance(species, Continuum):
            yield f"the density of {species.name}", model.settled(species.density), PER_ENERGY
        else:
            yield f"the linewidth of {species.name}", species.linewidth, RATE
            yield f"the number of emitters of {species.name}", species.number, PURE


def _matrix_elements(derived: Kinetics) -> Iterator[Demand]:
    for process in derived.processes:
        for contribution in (c for group in process.groups for c in group):
            through = f" through {', '.join(contribution.via)}" if contribution.via else ""
            yield f"{process.name}{through}", contribution.weight * contribution.occupation, ENERGY


def _events(derived: Kinetics) -> Iterator[Demand]:
    for process in derived.processes:
        for term in process.terms:
            yield process.name, term.coefficient * term.occupation * process.outer, RATE


def _constants(derived: Kinetics) -> Iterator[Demand]:
    for symbol, value in derived.constants.items():
        yield symbol.name, value, RATE


def _equations(derived: Kinetics) -> Iterator[Demand]:
    for share in derived.shares:
        label = f"the term of {share.process.name} in the equation of {share.species}"
        yield label, share.rate, RATE
        yield f"{label}, written out", share.factor * share.value * share.occupation, RATE
