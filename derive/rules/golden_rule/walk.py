"""One chain step by step: the Fock states it passes through, and the matrix element of each of its couplings.

    |0> -- coupling 1 --> |1> -- coupling 2 --> ... --> |n>

Every quantum that takes part is given a mode of its own: those destroyed and created by the whole chain first, then the
intermediate ones, each the letter of its species (``A_j``), further ones numbered (``A_j_2``).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from derive.errors import DeriveError
from derive.exact.roots import sqrt
from derive.exact.scalar import Scalar, constant
from derive.rules.golden_rule.states import Element, FockState, Focus, Mode, start_of

if TYPE_CHECKING:
    from derive.golden.model import RateModel
    from derive.rules.golden_rule.chains import Chain, Leg


@dataclass(frozen=True)
class Walk:
    """What a chain does to the state it begins in.

    Parameters
    ----------
    states : initial, intermediate and final state; one more than there are couplings.
    elements : the matrix element of each coupling between neighbouring states, in the order of time.
    letters : for each coupling the modes of its quanta, in the order of the vertex's legs.
    outer : the quanta that the whole chain destroys and creates: mode, and whether one is created.
    """

    states: tuple[FockState, ...]
    elements: tuple[Element, ...]
    letters: tuple[tuple[Mode, ...], ...]
    outer: tuple[tuple[Mode, bool], ...]

    @property
    def initial(self) -> FockState:
        """The state before any coupling."""
        return self.states[0]

    @property
    def final(self) -> FockState:
        """The state after all of them."""
        return self.states[-1]

    @property
    def radicand(self) -> Scalar:
        """What stands under the root for the outer quanta alone: ``n_Aj*(n_Bl + 1)``."""
        result = constant(1)
        for mode, creates in self.outer:
            acted = self.initial.act(mode, creates)
            result = result * (acted[1] if acted else constant(0))
        return result


def value_of_element(element: Element) -> Scalar:
    """A matrix element as a scalar: ``h*sqrt(n_Aj)``."""
    return element.coefficient * sqrt(element.radicand)


def walk(model: RateModel, chain: Chain) -> Walk:
    """Act with the couplings of a chain, one after the other, on the state it can begin in.

    Raises
    ------
    DeriveError
        for a chain that is not possible: it takes a quantum from a mode that is held empty.
    """
    modes = _modes(model, chain)
    letters = tuple(tuple(modes[slot, k] for k in range(len(v.legs))) for slot, v in enumerate(chain.vertices))
    state = FockState(tuple(_foci(model, chain, letters)))
    states, elements = [state], []
    for vertex, taking_part in zip(chain.vertices, letters, strict=True):
        radicand = constant(1)
        for mode, (_, creates) in zip(taking_part, vertex.legs, strict=True):
            acted = state.act(mode, creates)
            if acted is None:
                what = f"{'one more' if creates else 'a'} quantum {'in' if creates else 'from'} {mode.text}"
                raise DeriveError(f"model {model.name!r}, walk", "every coupling of a chain must be possible", what)
            state, weight = acted
            radicand = radicand * weight
        states.append(state)
        elements.append(Element(vertex.coefficient, radicand))
    outer = tuple((modes[leg], chain.vertices[leg[0]].legs[leg[1]][1]) for leg in _outer(chain))
    return Walk(tuple(states), tuple(elements), letters, outer)


def _outer(chain: Chain) -> list[Leg]:
    """The quanta of the whole chain: the destroyed ones first, by species, so that all its paths agree on them."""
    return sorted(chain.external, key=lambda leg: (chain.vertices[leg[0]].legs[leg[1]][1], chain.species_of(leg), leg))


def _modes(model: RateModel, chain: Chain) -> dict[Leg, Mode]:
    """A mode for each leg; the two ends of a contraction share theirs."""
    taken: dict[str, int] = {}
    found: dict[Leg, Mode] = {}
    for leg in _outer(chain):
        found[leg] = _next(model, taken, chain.species_of(leg))
    for c in sorted(chain.contractions, key=lambda c: min(c.creator, c.absorber)):
        found[c.creator] = found[c.absorber] = _next(model, taken, c.species)
    return found


def _next(model: RateModel, taken: dict[str, int], name: str) -> Mode:
    taken[name] = taken.get(name, 0) + 1
    letter = model.by_name[name].letter
    return Mode(name, letter if taken[name] == 1 else f"{letter}_{taken[name]}")


def _foci(model: RateModel, chain: Chain, letters: Iterable[tuple[Mode, ...]]) -> list[Focus]:
    """Every mode as its first event needs it, in the order of the model's species."""
    first: dict[Mode, Focus] = {}
    for vertex, modes in zip(chain.vertices, letters, strict=True):
        for mode, (name, creates) in zip(modes, vertex.legs, strict=True):
            if mode not in first:
                first[mode] = start_of(mode, model.by_name[name], name in model.empty, creates)
    order = {s.name: k for k, s in enumerate(model.species)}
    return sorted(first.values(), key=lambda f: (order[f.mode.species], f.mode.index))


__all__ = ["Walk", "value_of_element", "walk"]
