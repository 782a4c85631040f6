"""Everything a claim may speak of in a driven system: the laboratory Hamiltonian and the mean field."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from derive.algebra.boson import Boson
from derive.algebra.operator import Op
from derive.claims.quantities import Quantities
from derive.claims.values import Grid
from derive.driven.model import TIME, DrivenModel
from derive.errors import ClaimError
from derive.exact.evaluate import slope
from derive.exact.gauge import ungauged
from derive.exact.scalar import Scalar, constant
from derive.parameters import value_of
from derive.rules.driven.meanfield import MeanField, mean_field


class DrivenQuantities(Quantities):
    """The derived quantities by name: ``hamiltonian`` (with the time ``t``), modes, ``mean_of_<mode>`` (stationary)."""

    def __init__(self, model: DrivenModel):
        self.model = model

    @cached_property
    def mean_field(self) -> MeanField:
        """The mean-field equations."""
        return mean_field(self.model)

    def names(self) -> dict[str, str]:
        """Every name `value` knows."""
        modes = [s for s in self.model.static.spaces if isinstance(s, Boson)]
        found = {s.name: "scalar" for s in self.model.symbols} | {"t": "scalar", "hamiltonian": "operator"}
        found |= {s.name: "operator" for s in modes}
        return found | {f"mean_of_{s.name}": "scalar" for s in modes}

    def value(self, name: str, moving: bool) -> Any:
        """What a name stands for."""
        for symbol in self.model.symbols:
            if symbol.name == name:
                return value_of(symbol)
        for space in self.model.static.spaces:
            if isinstance(space, Boson) and space.name == name:
                return Op.of(space, (0, 1))
            if isinstance(space, Boson) and f"mean_of_{space.name}" == name:
                return self.mean_field.stationary[space]
        known = {"t": TIME, "hamiltonian": self.model.moving()}
        if name not in known:
            raise KeyError(name)
        return known[name]

    def printed(self) -> dict[str, str]:
        """The printed names of parameters, modes, and the time."""
        modes = {s.latex_symbol: s.name for s in self.model.static.spaces if isinstance(s, Boson)}
        return super().printed() | modes | {"t": "t"}

    def rate(self, value: Any, part: tuple[str, ...] = ()) -> Any:
        """The time derivative of a function of the mean fields and their conjugates; parameters are constant."""
        if isinstance(value, Grid):
            return value.map(self.rate)
        if part or not isinstance(value, Scalar):
            got = type(value).__name__
            raise ClaimError(f"model {self.model.name!r}", "only a mean field has a derivative here", got)
        plain, total = ungauged(value), constant(0)
        for mean, right in zip(self.mean_field.means, self.mean_field.right, strict=True):
            for own, rate in ((mean, right), (mean.conjugate(), right.conjugate())):
                (g,) = own.generators
                if g in plain.generators:
                    total = total + slope(plain, g) * rate
        return total
