r"""Derived Fock states as printed kets, slot by slot, for comparison with those of a paper.

Convention: ``\{n_A\}`` for the modes of a continuum that do not take part, ``\{0_1\}`` where it is held empty,
``\{s\}`` for the emitters; one slot for each species, in the order of the model, and for each mode that takes part.
"""

from __future__ import annotations

from derive.claims.kets import Ket, Slot, emitter, ket_of, mode
from derive.golden.model import RateModel
from derive.golden.species import Continuum, Emitters, Species
from derive.rules.golden_rule.states import FockState, Focus

EMITTERS = "s"
"""The letter of the emitters' configuration."""


def derived_ket(model: RateModel, state: FockState) -> Ket:
    """A state of a walk as a ket."""
    slots = []
    for species in model.species:
        label = _label(model, species)
        foci = [f for f in state.foci if f.mode.species == species.name]
        slots += [_slot(model, label, focus, species) for focus in foci] or [Slot(label)]
    return ket_of(slots)


def _label(model: RateModel, species: Species) -> str:
    if not isinstance(species, Continuum):
        return EMITTERS
    return f"{'0' if species.name in model.empty else 'n'}_{{{species.label}}}"


def _slot(model: RateModel, label: str, focus: Focus, species: Species) -> Slot:
    if focus.is_emitter:
        # Of one ensemble the index says enough, as papers print it.
        alone = sum(isinstance(s, Emitters) for s in model.species) == 1
        return emitter(focus.mode.index if alone else f"{species.label}{focus.mode.index}", focus.level, label)
    return mode(f"{species.label}{focus.mode.index}", focus.start, focus.shift, label)


__all__ = ["derived_ket"]
