"""All chains of couplings that join an initial to a final state at order n, in all time orderings.

A chain is a sequence of terms of the coupling with its contractions: which quantum made at one event is absorbed at
another.  In a continuum a mode takes part in more than one event only as an intermediate, so the connected chains
of order n are trees with n - 1 contractions.  Disconnected ones are products of processes of lower order: their time
orderings cancel off the energy shell.  Loops are left out: of couplings that move two quanta they are self-energies and
change no occupation; couplings of more quanta could pass on two at once (`doubled`), which is not derived.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import product

from derive.exact.scalar import Scalar
from derive.golden.model import RateModel, legs_of

Leg = tuple[int, int]  # slot in time, position among the vertex's quanta


@dataclass(frozen=True)
class Vertex:
    """One term of the coupling: its coefficient and the quanta it creates (True) or absorbs."""

    number: int
    coefficient: Scalar
    legs: tuple[tuple[str, bool], ...]


@dataclass(frozen=True)
class Contraction:
    """A quantum made at the event ``creator`` and absorbed at the event ``absorber`` (places in time)."""

    species: str
    creator: Leg
    absorber: Leg

    @property
    def created_first(self) -> bool:
        """Whether it is made before it is absorbed."""
        return self.creator < self.absorber


@dataclass(frozen=True)
class Chain:
    """One time ordering: vertices in the order of time, and the quanta passed on between them."""

    vertices: tuple[Vertex, ...]
    contractions: tuple[Contraction, ...]

    @cached_property
    def external(self) -> tuple[Leg, ...]:
        """The quanta that are no intermediates."""
        inner = {leg for c in self.contractions for leg in (c.creator, c.absorber)}
        legs = [(slot, k) for slot, v in enumerate(self.vertices) for k in range(len(v.legs))]
        return tuple(leg for leg in legs if leg not in inner)

    def species_of(self, leg: Leg) -> str:
        """The species of a quantum."""
        return self.vertices[leg[0]].legs[leg[1]][0]

    def outer(self, created: bool) -> tuple[str, ...]:
        """Species of the quanta that the whole chain creates, or destroys; sorted."""
        legs = [self.vertices[slot].legs[k] for slot, k in self.external]
        return tuple(sorted(name for name, makes in legs if makes == created))

    @cached_property
    def process(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """What is destroyed and what is created."""
        return self.outer(False), self.outer(True)

    @property
    def moves(self) -> bool:
        """Whether any occupation changes."""
        return self.process[0] != self.process[1]

    def side(self, contraction: Contraction) -> frozenset[int]:
        """The events on the creator's side when a contraction is cut."""
        return reached(len(self.vertices), [c for c in self.contractions if c is not contraction], contraction.creator)

    @cached_property
    def path(self) -> str:
        """The tree without its time order: equal for all orderings of one path."""
        return min(self._rooted(slot, None) for slot in range(len(self.vertices)))

    @cached_property
    def ways(self) -> tuple[Contraction, ...]:
        """The contractions in an order that does not depend on time: by species and by the path on either side."""

        def key(c: Contraction) -> tuple[str, str, str]:
            return c.species, self._rooted(c.creator[0], c), self._rooted(c.absorber[0], c)

        return tuple(sorted(self.contractions, key=key))

    def _rooted(self, slot: int, above: Contraction | None) -> str:
        branches = []
        for c in self.contractions:
            if c is above:
                continue
            if c.creator[0] == slot:
                branches.append(f"+{c.species}{c.creator[1]}.{c.absorber[1]}({self._rooted(c.absorber[0], c)})")
            elif c.absorber[0] == slot:
                branches.append(f"-{c.species}{c.absorber[1]}.{c.creator[1]}({self._rooted(c.creator[0], c)})")
        return f"{self.vertices[slot].number}[{''.join(sorted(branches))}]"


def reached(size: int, contractions: list[Contraction], start: Leg) -> frozenset[int]:
    """The events joined to that of ``start``."""
    found = {start[0]}
    while True:
        more = {b for c in contractions for a, b in _both(c.creator[0], c.absorber[0]) if a in found and b not in found}
        if not more:
            return frozenset(found)
        found |= more


def doubled(vertices: tuple[Vertex, ...]) -> tuple[str, ...]:
    """Pairs of couplings between which two quanta could be passed on at once, with something left over: not derived."""
    found = []
    for left in vertices:
        for right in vertices:
            made = [name for name, makes in left.legs if makes]
            taken = [name for name, makes in right.legs if not makes]
            shared = [name for name in made if name in taken]
            if len(shared) > 1 and len(left.legs) + len(right.legs) > 4 and left.number != right.number:
                found.append(" and ".join(dict.fromkeys(shared)))
    return tuple(dict.fromkeys(found))


def vertices_of(model: RateModel) -> tuple[Vertex, ...]:
    """The terms of the coupling, with the parameters declared equal put in."""
    return tuple(Vertex(k, model.settled(c), legs_of(word)) for k, (word, c) in enumerate(model.coupling))


def chains(vertices: tuple[Vertex, ...], order: int) -> Iterator[Chain]:
    """All connected chains of one order that change an occupation, every time ordering one of them."""
    for sequence in product(vertices, repeat=order):
        for contractions in _trees(sequence):
            chain = Chain(sequence, contractions)
            if chain.moves:
                yield chain


def _trees(sequence: tuple[Vertex, ...]) -> Iterator[tuple[Contraction, ...]]:
    """All ways to pass quanta on between the events so that they hang together, each pair joined at most once."""
    joined = [
        Contraction(name, (i, a), (j, b))
        for i, left in enumerate(sequence)
        for a, (name, makes) in enumerate(left.legs)
        if makes
        for j, right in enumerate(sequence)
        if j != i
        for b, leg in enumerate(right.legs)
        if leg == (name, False)
    ]
    yield from _grown(len(sequence), joined, ())


def _grown(size: int, open_ones: list[Contraction], made: tuple[Contraction, ...]) -> Iterator[tuple[Contraction, ...]]:
    if len(made) == size - 1:
        yield made
        return
    for k, c in enumerate(open_ones):
        used = {leg for m in made for leg in (m.creator, m.absorber)}
        if c.creator in used or c.absorber in used:
            continue
        if c.absorber[0] in reached(size, list(made), c.creator):
            continue
        yield from _grown(size, open_ones[k + 1 :], (*made, c))


def _both(a: int, b: int) -> tuple[tuple[int, int], tuple[int, int]]:
    return (a, b), (b, a)
