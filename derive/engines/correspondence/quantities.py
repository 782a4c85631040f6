"""Everything a claim may speak of in a correspondence: the model's parameters, the target's as formulas of them."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from derive.claims.quantities import Quantities, abbreviations, printed_abbreviations
from derive.correspondence.model import Correspondence
from derive.exact.collect import Style
from derive.exact.ring import Role
from derive.exact.scalar import Scalar, from_generator
from derive.parameters import symbol_of, value_of
from derive.rules.network.match import Match, matched
from derive.symbols import Domain


class CorrespondenceQuantities(Quantities):
    """By name: parameters of the model; ``target_<name>``, a parameter of the target in them, an angle as an angle."""

    def __init__(self, model: Correspondence):
        self.model = model

    @cached_property
    def match(self) -> Match:
        """The parameters at which the models are one."""
        return matched(self.model.model, self.model.target, self.model.unknown)

    def names(self) -> dict[str, str]:
        """Every name `value` knows."""
        found = {s.name: "scalar" for s in self.model.symbols}
        found |= dict.fromkeys(self.definitions, "scalar")
        return found | {f"target_{symbol_of(x).name}": "scalar" for x in self.model.unknown}

    def value(self, name: str, moving: bool) -> Any:
        """What a name stands for."""
        for symbol in self.model.symbols:
            if symbol.name == name:
                return value_of(symbol)
        if name in self.definitions:
            return self.definitions[name]
        for x in self.model.unknown:
            symbol = symbol_of(x)
            if f"target_{symbol.name}" == name:
                value = self.match.values[symbol]
                return _angle(value) if symbol.domain is Domain.ANGLE else value
        raise KeyError(name)

    @cached_property
    def definitions(self) -> dict[str, Scalar]:
        """The model's abbreviations by name."""
        return abbreviations(self.model.model.definitions)

    def printed(self) -> dict[str, str]:
        """The printed names of parameters and abbreviations."""
        return super().printed() | printed_abbreviations(self.model.model.definitions)

    @property
    def style(self) -> Style:
        """The model's abbreviations."""
        return Style(self.model.model.definitions)


def _angle(phase: Scalar) -> Scalar:
    """The angle of a phase that is a power of phases; any other phase is left as an exponential.

    Raises
    ------
    KeyError
        for a phase that is no product of declared ones.
    """
    for g in phase.generators:
        for multiple in range(-4, 5):
            if g.role is Role.PHASE and g.symbol and multiple and phase == from_generator(g) ** multiple:
                return value_of(g.symbol) * multiple
    raise KeyError("an angle that is no multiple of a declared one")
