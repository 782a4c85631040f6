"""What a user writes of a model in phase space: which distribution, and what grows with the size of the system."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from derive.algebra.operator import Op
from derive.conditions import Condition
from derive.driven.model import mode_of
from derive.equations import Step
from derive.errors import ExactError, ModelError
from derive.exact.scalar import Scalar, as_scalar
from derive.model import Model
from derive.parameters import symbol_of
from derive.rules.phase_space.correspondence import Distribution
from derive.rules.phase_space.large_N import Mean
from derive.symbols import Domain, Symbol, natural_key


@dataclass(frozen=True)
class PhaseSpace:
    """A model of bosonic modes by its P, Wigner or Husimi function, with the balance of its entropy.

    Parameters
    ----------
    name : a Python identifier; names the module.
    model : Hamiltonian of any order in the modes; entropy balances need baths linear in the modes.
    distribution : P, Wigner or Husimi.
    size : the positive parameter N that grows in the thermodynamic limit; none for no limit.
    means : by annihilation operator, the complex parameter alpha in ``a = alpha sqrt(N) + delta``.
    mean : whether alpha is the exact mean or solves the mean-field equations.
    letter, displaced : names of the variables, before and after displacement.
    title : words.

    Raises
    ------
    ModelError
        for a name that is no identifier, a size that is no positive parameter of the model, means without a size.
    """

    name: str
    model: Model
    distribution: Distribution = Distribution.HUSIMI
    size: Scalar | None = None
    means: Mapping[Op, Any] = field(default_factory=dict)
    mean: Mean = Mean.EXACT
    letter: str = "mu"
    displaced: str = "nu"
    title: str = ""

    def __post_init__(self) -> None:
        where = f"phase space {self.name!r}"
        if not isinstance(self.name, str) or not self.name.isidentifier():
            raise ModelError("PhaseSpace", "name must be a Python identifier: it names the module", repr(self.name))
        if not isinstance(self.model, Model):
            raise ModelError(where, "model must be a Model", type(self.model).__name__, "use in_frame(driven) first")
        for what, kind in (("distribution", Distribution), ("mean", Mean)):
            if not isinstance(getattr(self, what), kind):
                todo = f"write {what}={kind.__name__}.{next(iter(kind)).name}"
                raise ModelError(where, f"{what} must be a {kind.__name__}", repr(getattr(self, what)), todo)
        for op, value in self.means.items():
            mode_of(where, op, self.model.spaces)
            _symbol(where, value, Domain.COMPLEX)
        if self.size is not None and _symbol(where, self.size, Domain.POSITIVE) not in self.model.symbols:
            raise ModelError(where, "size must be a parameter of the model", str(self.size))
        if self.means and self.size is None:
            raise ModelError(where, "means of order sqrt(N) need a size", "means alone", 'add size=positive("N")')
        names = [s.name for s in self.symbols] + [s.name for s in self.model.spaces] + [self.letter, self.displaced]
        for letter in (self.letter, self.displaced):
            if names.count(letter) > 1 or not letter.isidentifier():
                todo = "give letter=... or displaced=... another name"
                raise ModelError(where, "a variable must have a name of its own", repr(letter), todo)

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
        """The steps that led to the model."""
        return self.model.derived

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """Those of the model: a phase space adds none."""
        return self.model.conditions

    @property
    def values(self) -> Mapping[Any, float]:
        """Numbers for parameters."""
        return self.model.values

    @property
    def expected(self) -> tuple[str, ...]:
        """Names of audits whose failure is known of."""
        return self.model.expected

    @cached_property
    def symbols(self) -> tuple[Symbol, ...]:
        """The model's parameters and the means."""
        found = {*self.model.symbols, *(symbol_of(value) for value in self.means.values())}
        return tuple(sorted(found, key=lambda s: natural_key(s.name)))


def _symbol(where: str, value: Any, domain: Domain) -> Symbol:
    made = as_scalar(value)
    try:
        symbol = symbol_of(made) if made is not None else None
    except ExactError:
        symbol = None
    if symbol is None or symbol.domain is not domain:
        constructor = "complex_" if domain is Domain.COMPLEX else domain.value
        todo = f'declare it with {constructor}("...")'
        raise ModelError(where, f"a {domain.value} parameter is needed", repr(value), todo)
    return symbol
