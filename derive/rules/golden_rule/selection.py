"""Which chains a model's declared assumptions keep, and which of them each leaves out."""

from __future__ import annotations

from dataclasses import dataclass

from derive.errors import ModelError
from derive.golden.assumptions import Assumption, CreatedFirst, Downstream, Neglect, ShortWay
from derive.golden.model import RateModel
from derive.golden.species import Line
from derive.rules.golden_rule.chains import Chain, Contraction


@dataclass(frozen=True)
class Selection:
    """The chains kept, and how many each assumption left out (the first that objects counts)."""

    kept: tuple[Chain, ...]
    left_out: tuple[tuple[Assumption, int], ...]


def select(model: RateModel, chains: list[Chain]) -> Selection:
    """Apply the assumptions that choose among chains, one after the other."""
    counts: list[tuple[Assumption, int]] = []
    for assumption in model.assumptions:
        if isinstance(assumption, CreatedFirst | Downstream | Neglect | ShortWay):
            kept = [c for c in chains if _allows(model, assumption, c)]
            counts.append((assumption, len(chains) - len(kept)))
            chains = kept
    return Selection(tuple(chains), tuple(counts))


def _allows(model: RateModel, assumption: Assumption, chain: Chain) -> bool:
    if isinstance(assumption, CreatedFirst):
        return all(c.created_first for c in chain.contractions)
    if isinstance(assumption, Neglect):
        if assumption.through is not None:
            return all(c.species != assumption.through.name for c in chain.contractions)
        return {name for side in chain.process for name in side} != {s.name for s in assumption.between}
    ways = [way(model, chain, c) for c in chain.contractions]
    if isinstance(assumption, Downstream):
        return all(w is not None for w in ways)
    return all(w != "round" for w in ways)


def line_of(model: RateModel, species: str) -> Line | None:
    """The line of which a continuum is a direction."""
    return next((line for line in model.lines if any(c.name == species for c in line.channels)), None)


def way(model: RateModel, chain: Chain, contraction: Contraction) -> str | None:
    """How a channel leads from the earlier event of a contraction to the later: see `Line.way`.

    ``"free"`` for a quantum of a species that is no channel.
    """
    line = line_of(model, contraction.species)
    if line is None:
        return "free"
    first, second = sorted((contraction.creator[0], contraction.absorber[0]))
    return line.way(contraction.species, place(line, chain, first), place(line, chain, second))


def place(line: Line, chain: Chain, slot: int) -> str:
    """The species along a line at which an event takes place."""
    found = {name for name, _ in chain.vertices[slot].legs if name in line.places}
    if len(found) != 1:
        legs = ", ".join(name for name, _ in chain.vertices[slot].legs)
        raise ModelError(
            "line",
            "every coupling to one of its channels must be to one species that stands along it",
            f"a coupling between {legs}",
            "list the species in along=(...), or state no direction for that channel",
        )
    return found.pop()


__all__ = ["Selection", "line_of", "place", "select", "way"]
