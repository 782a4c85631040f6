"""Dimensions: couplings in J, densities in 1/J, matrix elements of T in J, rate constants and every term in 1/s."""

from __future__ import annotations

from collections.abc import Iterator

from derive.algebra.operator import Op
from derive.audits.demands import AUDIT as AUDIT
from derive.audits.demands import Demand, judged
from derive.audits.record import Finding, brief
from derive.golden.model import HBAR
from derive.golden.species import Continuum
from derive.rules.golden_rule.kinetics import Kinetics
from derive.units import PURE, RATE, parse_unit

ENERGY, PER_ENERGY, ACTION = parse_unit("J"), parse_unit("1/J"), parse_unit("J*s")


def check(derived: Kinetics) -> tuple[Finding, ...]:
    """One finding for each stage from the statement to the equations."""
    stages = (
        ("statement", "couplings are J, densities 1/J, frequencies and widths 1/s", _statement(derived)),
        ("matrix elements", "every contribution to a T matrix element is J", _matrix_elements(derived)),
        ("events", "every term of the events per time is 1/s", _events(derived)),
        ("rate constants", "the value of every rate constant is 1/s", _constants(derived)),
        ("equations", "every term of every equation is 1/s, in named constants and in couplings", _equations(derived)),
    )
    return tuple(judged(*stage) for stage in stages)


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
