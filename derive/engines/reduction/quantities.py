"""Everything a claim may speak of in a reduced network: modes, inputs, and the right-hand side of ``-i omega c``."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from derive.algebra.boson import Boson
from derive.algebra.operator import IDENTITY, Op
from derive.algebra.space import Space
from derive.claims.quantities import Quantities, abbreviations, printed_abbreviations
from derive.claims.values import Grid
from derive.errors import ClaimError
from derive.exact.collect import Style
from derive.exact.scalar import Scalar, constant
from derive.parameters import value_of
from derive.reduction.model import Reduction
from derive.rules.network.elimination import Reduced, eliminated
from derive.rules.network.frequency import shifted, solved


class ReductionQuantities(Quantities):
    """The derived quantities by name: parameters, kept modes, inputs, and ``chi_<mode>`` of the eliminated ones."""

    def __init__(self, model: Reduction):
        self.model = model

    @cached_property
    def reduced(self) -> Reduced:
        """The equations of the kept modes."""
        return eliminated(self.model.model, self.model.eliminate, self.model.frequency)

    def names(self) -> dict[str, str]:
        """Every name `value` knows."""
        gone = {op.spaces[0] for op in self.model.eliminate}
        modes = [s for s in self.model.model.spaces if isinstance(s, Boson)]
        found = {s.name: "scalar" for s in self.model.symbols}
        found |= {s.name: "operator" for s in modes if s not in gone}
        found |= dict.fromkeys(abbreviations(self.model.model.definitions), "scalar")
        found |= {f"chi_{s.name}": "scalar" for s in modes if s in gone}
        return found | {name: "operator" for name, _ in self._inputs()}

    def value(self, name: str, moving: bool) -> Any:
        """What a name stands for."""
        for symbol in self.model.symbols:
            if symbol.name == name:
                return value_of(symbol)
        for mode in (*self.reduced.modes, *self.reduced.inputs):
            if mode.name == name:
                return Op.of(mode, (0, 1))
        for k, mode in enumerate(self.reduced.eliminated):
            if f"chi_{mode.name}" == name:
                return self.reduced.susceptibility[2 * k][2 * k]
        return abbreviations(self.model.model.definitions)[name]

    def printed(self) -> dict[str, str]:
        """The printed names of parameters, kept modes and inputs."""
        gone = {op.spaces[0] for op in self.model.eliminate}
        modes = {s.latex_symbol: s.name for s in self.model.model.spaces if isinstance(s, Boson) and s not in gone}
        short = printed_abbreviations(self.model.model.definitions)
        return super().printed() | short | modes | {latex: name for name, latex in self._inputs()}

    @property
    def in_frequency_domain(self) -> bool:
        """They do: those of the modes that are gone."""
        return True

    @cached_property
    def _responses(self) -> dict[Space, Op]:
        """Every kept mode in the inputs: ``(-i omega - D)^-1 K b``."""
        found = self.reduced
        rows = solved(shifted(found.drift, found.frequency), found.noise)
        made: dict[Space, Op] = {}
        for k, mode in enumerate(found.modes):
            total = Op({})
            for j, c in enumerate(rows[2 * k]):
                total = total + c * Op.of(found.inputs[j // 2], (j % 2, 1 - j % 2))
            made[mode] = total
        return made

    def solved(self, value: Any) -> Any:
        """A linear operator, or a matrix of them, with the modes put in as what the inputs make of them."""
        if isinstance(value, Grid):
            return value.map(self.solved)
        if not isinstance(value, Op):
            return value
        total = Op({})
        for word, c in value:
            image = self._responses.get(word[0][0]) if len(word) == 1 and word[0][1] == (0, 1) else None
            total = total + (Op({word: c}) if image is None else c * image)
        return total

    @property
    def style(self) -> Style:
        """The full model's abbreviations."""
        return Style(self.model.model.definitions)

    def rate(self, value: Any, part: tuple[str, ...] = ()) -> Any:
        """``-i omega`` times a kept mode, or a combination of them: what its equation gives."""
        if part:
            raise ClaimError(f"model {self.model.name!r}", "only whole equations have names here", ", ".join(part))
        if isinstance(value, Grid):
            return value.map(self.rate)
        if isinstance(value, Scalar):
            return constant(0)
        total = Op({})
        for word, c in value:
            modes = [m for m in self.reduced.modes if word == ((m, (0, 1)),)]
            if word == IDENTITY or not modes:
                got = repr(Op({word: constant(1)}))
                raise ClaimError("frequency domain", "an equation must be one of annihilation operators kept", got)
            total = total + c * self.reduced.right(modes[0])
        return total

    def _inputs(self) -> list[tuple[str, str]]:
        from derive.rules.lindblad import generator

        return [(b.name, b.latex) for b in generator(self.model.model).baths]
