"""What a user writes of two linear models that are to be the same: which parameters of the one stand for the other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from derive.conditions import Condition
from derive.equations import Step
from derive.errors import ModelError
from derive.exact.scalar import Scalar, as_scalar
from derive.kinds import several
from derive.model import Model
from derive.parameters import symbol_of
from derive.symbols import Symbol, check_model_name


@dataclass(frozen=True)
class Correspondence:
    """Parameters of ``target`` at which it has the Langevin equations of ``model``.

    Parameters
    ----------
    name : a Python identifier; names the module.
    model, target : linear, with as many modes and baths, in corresponding order.
    unknown : the parameters of the target that are asked for; its others are the model's own.
    title : words.
    """

    name: str
    model: Model
    target: Model
    unknown: tuple[Scalar, ...]
    title: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "unknown", several(self.unknown))
        check_model_name("Correspondence", self.name)
        for what in ("model", "target"):
            if not isinstance(getattr(self, what), Model):
                got = type(getattr(self, what)).__name__
                raise ModelError(f"correspondence {self.name!r}", f"{what} must be a Model", got)
        for parameter in self.unknown:
            if as_scalar(parameter) is None or symbol_of(parameter) not in self.target.symbols:
                where, todo = f"correspondence {self.name!r}", f"parameters of {self.target.name}: correct it"
                raise ModelError(where, "unknown must hold parameters of the target", repr(parameter), todo)

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
    def symbols(self) -> tuple[Symbol, ...]:
        """The parameters of the model."""
        return self.model.symbols

    @property
    def derived(self) -> tuple[Step, ...]:
        """The steps that led to the model."""
        return self.model.derived

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """Those of the model."""
        return self.model.conditions

    @property
    def values(self) -> Mapping[Any, float]:
        """Numbers for the model's parameters."""
        return self.model.values

    @property
    def expected(self) -> tuple[str, ...]:
        """Names of audits whose failure is known of."""
        return self.model.expected
