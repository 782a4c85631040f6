"""What a user writes of a reduced network: a linear model, the modes to eliminate, the frequency."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from derive.algebra.operator import Op
from derive.conditions import Condition
from derive.driven.model import mode_of
from derive.equations import Step
from derive.errors import ModelError
from derive.exact.scalar import as_scalar
from derive.kinds import several
from derive.model import Model
from derive.parameters import symbol_of
from derive.rules.network.frequency import free_frequency
from derive.symbols import Symbol, check_model_name, natural_key


@dataclass(frozen=True)
class Reduction:
    """A linear model without some of its modes: exact, with coefficients that depend on frequency.

    Parameters
    ----------
    name : a Python identifier; names the module.
    model : Hamiltonian quadratic, couplings linear, no mean fields.
    eliminate : annihilation operators of the modes that go.
    frequency : a real parameter that stands for the Fourier frequency, in the model's frame (``d/dt -> -i omega``); by
        default ``omega``, or another letter where that is taken.
    title : words.
    """

    name: str
    model: Model
    eliminate: tuple[Op, ...]
    frequency: Any = None
    title: str = ""

    def __post_init__(self) -> None:
        gone = several(self.eliminate)
        object.__setattr__(self, "eliminate", gone)
        where = f"reduction {self.name!r}"
        check_model_name("Reduction", self.name)
        if not isinstance(self.model, Model):
            raise ModelError(where, "model must be a Model", type(self.model).__name__, "linearise a DrivenModel first")
        for op in gone:
            mode_of(where, op, self.model.spaces)
        free = free_frequency({s.name for s in self.model.symbols})
        value = free if self.frequency is None else as_scalar(self.frequency)
        if value is None or not value.is_real:
            raise ModelError(where, "frequency must be a real parameter", repr(self.frequency), 'real("omega")')
        if symbol_of(value) in self.model.symbols:
            todo = 'give another one: Reduction(..., frequency=real("nu"))'
            raise ModelError(where, "frequency must be no parameter of the model", str(value), todo)
        object.__setattr__(self, "frequency", value)

    @property
    def paper(self) -> str:
        return self.model.paper

    @property
    def source(self) -> str:
        return self.model.source

    @property
    def notes(self) -> tuple[str, ...]:
        return self.model.notes

    @property
    def derived(self) -> tuple[Step, ...]:
        """The steps that led to the full model."""
        return self.model.derived

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """Those of the full model; elimination adds none."""
        return self.model.conditions

    @property
    def values(self) -> Mapping[Any, float]:
        """Numbers for parameters."""
        return self.model.values

    @property
    def expected(self) -> tuple[str, ...]:
        """Names of audits whose failure is known of."""
        return self.model.expected

    @property
    def symbols(self) -> tuple[Symbol, ...]:
        """The model's parameters and the frequency."""
        found = (*self.model.symbols, symbol_of(self.frequency))
        return tuple(sorted(found, key=lambda s: natural_key(s.name)))
