"""The paper's systems with other assumptions, for claims that compare them; named constants are left out of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from derive.golden.assumptions import CreatedFirst, Downstream, Neglect, Retarded, ShortWay
from derive.golden.model import RateModel
from derive.golden.species import Species
from derive.models.braak.model import M, closed_ring, open_waveguide
from derive.parameters import positive
from derive.rules.golden_rule.equilibrium import Thermal, pairs, thermal
from derive.rules.golden_rule.kinetics import Kinetics, kinetics

LINEWIDTH = positive("Gamma", unit="1/s", latex=r"\Gamma", meaning="width of the emitters' line")


@dataclass(frozen=True)
class Balance:
    """What holds exactly of a variant at one temperature.

    Parameters
    ----------
    pairs : all processes with their reverses, by name.
    unbalanced : those that happen more often one way, with forward over backward events.
    moving : the species whose equations do not stand still.
    """

    pairs: tuple[str, ...]
    unbalanced: tuple[tuple[str, str], ...]
    moving: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether every pair balances and nothing moves."""
        return bool(self.pairs) and not self.unbalanced and not self.moving


def balance(model: RateModel) -> Balance:
    """Derive a model and look at it at one temperature, exactly."""
    derived = kinetics(model)
    at = thermal(model)
    assert isinstance(at, Thermal)  # one frequency
    found = pairs(derived.processes)
    ratios = [(pair.name, at.at(pair.ratio)) for pair in found]
    unbalanced = tuple((name, str(ratio)) for name, ratio in ratios if ratio != 1)
    return Balance(tuple(pair.name for pair in found), unbalanced, _moving(derived, at))


def _moving(derived: Kinetics, at: Thermal) -> tuple[str, ...]:
    """The species that do not stand still, what leaves into continua held empty apart."""
    moving = []
    for name in derived.moving:
        inside = [s.rate for s in derived.of(name) if not set(s.process.created) & derived.model.empty]
        if inside and at.at(sum(inside[1:], inside[0])):
            moving.append(name)
    return tuple(moving)


def first_order() -> RateModel:
    """The closed ring without anything of second order."""
    return replace(closed_ring, order=1, constants=())


def all_ways() -> tuple[RateModel, RateModel]:
    """The closed ring with the long way as coherent as the short one: on the energy shell, and retarded."""
    ring = replace(closed_ring, constants=()).without(*closed_ring.find(ShortWay))
    return ring, ring.assuming(Retarded())


def by_itself() -> RateModel:
    """The open waveguide with the retarded sum and no selection of directions or orderings."""
    line = replace(open_waveguide, constants=()).assuming(Retarded())
    return line.without(*line.find(Downstream), *line.find(CreatedFirst))


def scattering() -> tuple[RateModel, RateModel]:
    """Scattering at emitters of a finite linewidth: the ring to second order, the open waveguide to third."""
    return _scattering(closed_ring, 2), _scattering(open_waveguide, 3)


def _scattering(model: RateModel, order: int) -> RateModel:
    wide = replace(M, linewidth=LINEWIDTH)

    def exchanged(species: Iterable[Species]) -> tuple[Species, ...]:
        return tuple(wide if s is M else s for s in species)

    lines = tuple(replace(line, along=exchanged(line.along)) for line in model.lines)
    kept = tuple(a for a in model.assumptions if not isinstance(a, Neglect))
    species = exchanged(model.species)
    return replace(model, species=species, lines=lines, assumptions=kept, order=order, constants=())
