"""One process as claims speak of it: its states, its S-matrix element, and its rates per mode.

With the regularised delta function ``delta^t0`` a symbol of its own, ``S = -2 pi i delta^t0(E_fin - E_in) T``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from derive.algebra.operator import Op
from derive.engines.golden.fock import derived_ket
from derive.errors import DeriveError
from derive.exact.roots import sqrt
from derive.exact.scalar import Scalar, constant
from derive.golden.model import PI, RateModel
from derive.golden.species import Continuum, Emitters
from derive.parameters import I, positive, real, value_of
from derive.rules.golden_rule.kinetics import weight_of
from derive.rules.golden_rule.processes import Process
from derive.rules.golden_rule.states import Mode
from derive.rules.golden_rule.walk import Walk, value_of_element, walk

DELTA: Scalar = real("delta_t0", unit="1/J", latex=r"\delta^{t_0}", meaning="regularised delta function of the energy")
DURATION: Scalar = positive("t_0", unit="s", meaning="duration of an interaction")


@dataclass(frozen=True)
class Transition:
    """One process of a model, with the walks of its chains.

    Every quantity that has no meaning for it (a rate out of one mode where it begins with an emitter, an S-matrix
    element where probabilities of several groups of paths add) is missing from `quantities`.
    """

    model: RateModel
    process: Process

    @property
    def tag(self) -> str:
        """How names speak of it: ``A_to_B``."""
        return "_to_".join("_".join(side) or "0" for side in self.process.reaction)

    @cached_property
    def walks(self) -> tuple[Walk, ...]:
        """The walk of every chain, paths and time orderings in their order."""
        groups = self.process.groups
        return tuple(walk(self.model, chain) for group in groups for c in group for chain in c.chains)

    @cached_property
    def amplitude(self) -> Scalar:
        """The T-matrix element between states with definite outer modes, J; intermediate modes are summed over."""
        if len(self.process.groups) > 1:
            must = "an amplitude must belong to paths that interfere"
            raise DeriveError(f"process {self.process.name}", must, f"{len(self.process.groups)} groups that do not")
        total = constant(0)
        for c in self.process.groups[0]:
            radicand = walk(self.model, c.chains[0]).radicand
            total = total + c.weight * c.occupation * sqrt(radicand)
        return total

    @property
    def scattering(self) -> Scalar:
        """The S-matrix element, without unit."""
        return -2 * PI * I * DELTA * self.amplitude

    def per(self, created: bool) -> Scalar:
        """Events per time and mode of the continuum that gains (``created``) or loses a quantum; per ensemble, 1/s."""
        return self.process.events * weight_of(self.model, self.model.by_name[self._end(created)])

    def with_mode(self, created: bool) -> Scalar:
        """The same for one mode of that continuum, whose occupation is definite; summed over everything else."""
        species = self.model.by_name[self._end(created)]
        if not isinstance(species, Continuum):
            must = "the rate of one mode must be that of a continuum"
            raise DeriveError(f"process {self.process.name}", must, f"emitters {species.name}")
        kept = next(m for m, creates in self.walks[0].outer if m.species == species.name and creates == created)
        result = weight_of(self.model, species)
        for mode, creates in self.walks[0].outer:
            result = result * self._factor(mode, creates, mode == kept)
        total: Scalar = sum((t.coefficient * t.occupation for t in self.process.terms), constant(0))
        return total * result

    def _factor(self, mode: Mode, creates: bool, definite: bool) -> Scalar:
        """The occupation factor of an outer quantum: of the mode itself, or the mean over its species."""
        species = self.model.by_name[mode.species]
        if definite:
            acted = self.walks[0].initial.act(mode, creates)
            return acted[1] if acted else constant(0)
        state = constant(0) if mode.species in self.model.empty else value_of(species.state)
        if isinstance(species, Emitters):
            return species.number - state if creates else state
        return state + 1 if creates else state

    def _end(self, created: bool) -> str:
        return self.process.reaction[int(created)][0]

    @cached_property
    def quantities(self) -> dict[str, Any]:
        """The rates by their names: see `derive.engines.golden.quantities`."""
        ends = self.process.reaction
        found: dict[str, Any] = {f"events_{self.tag}": self.process.events}
        for created, per, one in ((False, "rate", "rate_from_mode"), (True, "gain", "rate_into_mode")):
            if ends[int(created)]:
                found[f"{per}_{self.tag}"] = self.per(created)
                if isinstance(self.model.by_name[self._end(created)], Continuum):
                    found[f"{one}_{self.tag}"] = self.with_mode(created)
        if len(self.process.groups) == 1:
            found |= {f"T_{self.tag}": self.amplitude, f"S_{self.tag}": self.scattering}
        return found

    @cached_property
    def steps(self) -> dict[str, Any]:
        """States, couplings and their matrix elements by their names, where there is one chain only."""
        if len(self.walks) != 1:
            return {}
        (way,), chain = self.walks, self.process.groups[0][0].chains[0]
        found: dict[str, Any] = {f"state_{k}_{self.tag}": derived_ket(self.model, s) for k, s in enumerate(way.states)}
        words = [word for word, _ in self.model.coupling]
        for k, (element, vertex) in enumerate(zip(way.elements, chain.vertices, strict=True), 1):
            found[f"element_{k}_{self.tag}"] = value_of_element(element)
            found[f"vertex_{k}_{self.tag}"] = Op({words[vertex.number]: vertex.coefficient})
        return found

    @cached_property
    def resolvent(self) -> Scalar:
        """The sum over the intermediate modes of the one chain's resolvents, without occupations, 1/J."""
        (contribution,) = self.process.groups[0]
        result = contribution.weight
        for vertex in contribution.chains[0].vertices:
            result = result / vertex.coefficient
        return result


__all__ = ["DELTA", "DURATION", "Transition"]
