"""What leaves a species through which continua: the terms of its equation that take quanta from it."""

from __future__ import annotations

from dataclasses import dataclass

from derive.exact.scalar import Scalar, constant
from derive.rules.golden_rule.kinetics import Kinetics
from derive.rules.golden_rule.processes import Process


@dataclass(frozen=True)
class Outflow:
    """One term by which a species loses quanta.

    ``through`` are the continua passed on the way, all of those that interfere; of a first-order emission the species
    that it ends in.  ``rate`` is positive, in named constants, per mode or ensemble of the species.
    """

    species: str
    process: Process
    through: tuple[str, ...]
    is_direct: bool
    rate: Scalar


def outflows(derived: Kinetics, species: str) -> tuple[Outflow, ...]:
    """All terms that take quanta from a species, in the order of the processes."""
    found = []
    shares = derived.of(species)
    for process in derived.processes:
        if process.change(species) >= 0:
            continue
        own = [s for s in shares if s.process is process]
        for share, term in zip(own, process.terms, strict=True):
            direct = all(not via for via in term.via)
            through = process.created if direct else {name for via in term.via for name in via}
            found.append(Outflow(species, process, tuple(sorted(set(through))), direct, -share.rate))
    return tuple(found)


def total(flows: list[Outflow]) -> Scalar:
    """The sum of their rates."""
    return sum((f.rate for f in flows), constant(0))
