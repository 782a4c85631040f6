"""Everything that follows from a model in phase space: Fokker-Planck equation, currents, entropy balance, large N."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from derive.algebra.operator import Op
from derive.algebra.trees import operator_tree
from derive.audits.approximations import check as approximations
from derive.audits.phase_space import findings
from derive.audits.record import Finding, known
from derive.emit.module import Module
from derive.engines.engine import Derivation, Gap, Part, Say, silent
from derive.equations import Step
from derive.errors import DeriveError
from derive.exact.collect import Style
from derive.exact.scalar import Scalar
from derive.exact.shape import shaped
from derive.expr import Node
from derive.forms import Form
from derive.phase_space.model import PhaseSpace
from derive.rules.phase_space.correspondence import FokkerPlanck, fokker_planck
from derive.rules.phase_space.entropy import Balance, entropy_balance
from derive.rules.phase_space.large_N import LargeN, large_N
from derive.rules.phase_space.split import Split, split

Piece = TypeVar("Piece")


@dataclass(frozen=True)
class PhaseSpaceDerivation(Derivation):
    """A model in phase space and what follows from it; what does not exist is a gap."""

    model: PhaseSpace
    equation: FokkerPlanck
    split: Split
    balance: Balance | None
    limit: LargeN | None
    gaps: tuple[Gap, ...]

    @property
    def steps(self) -> tuple[Step, ...]:
        """Correspondences, integrations by parts with the boundary terms dropped, displacement."""
        found = self.balance.steps if self.balance else self.equation.steps
        return (*found, *(self.limit.steps if self.limit else ()))

    def module(self) -> Module:
        """Drift, diffusion and the forms of the entropy balance, as functions of the variables."""
        from derive.engines.phase_space.module import module_of

        return module_of(self)

    def findings(self, say: Say = silent) -> tuple[Finding, ...]:
        """What the audits find."""
        found = findings(self.equation, self.split, self.balance, self.limit)
        return known((*found, *approximations(self.model)), self.model.expected)

    def parts(self) -> tuple[Part, ...]:
        """The supplement."""
        from derive.engines.phase_space.exhibit import parts_of

        return parts_of(self)

    def forms(self) -> tuple[Form, ...]:
        """All results in canonical form."""
        from derive.engines.phase_space.exhibit import forms_of

        return forms_of(self)

    @cached_property
    def style(self) -> Style:
        return Style(self.model.model.definitions)

    def tree(self, value: Scalar) -> Node:
        """The printed form of a scalar."""
        return shaped(value, self.style)

    def operator(self, op: Op) -> Node:
        """The printed form of an operator, in Hilbert space or in phase space."""
        return operator_tree(op, self.tree)


def derive_model(model: PhaseSpace, say: Say = silent) -> PhaseSpaceDerivation:
    """Everything that follows from one model in phase space; what does not exist is noted with its reason.

    Raises
    ------
    ModelError
        for a model with other spaces than bosonic modes.
    """
    gaps: list[Gap] = []

    def attempt(stage: str, make: Callable[[], Piece]) -> Piece | None:
        say(stage)
        try:
            return make()
        except DeriveError as error:
            gaps.append(Gap(stage, f"{error.must}, but got {error.got}", error.todo))
            return None

    say("Fokker-Planck equation")
    equation = fokker_planck(model.model, model.distribution, model.letter)
    balance = attempt("entropy balance", lambda: entropy_balance(equation))
    limit = attempt("thermodynamic limit", lambda: limit_of(model)) if balance and model.size is not None else None
    return PhaseSpaceDerivation(model, equation, split(equation), balance, limit, tuple(gaps))


def limit_of(model: PhaseSpace) -> LargeN:
    """The expansion about the means of a model that has a size."""
    assert model.size is not None
    return large_N(model.model, model.size, model.means, model.mean, model.distribution, model.displaced)
