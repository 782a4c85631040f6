"""Everything that follows from an open quantum system: master equation, moments, Langevin form, steady state."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from derive.algebra.display import word_latex, word_text
from derive.algebra.operator import Op
from derive.algebra.trees import operator_tree
from derive.audits.approximations import check as approximations
from derive.audits.given import check as given
from derive.audits.lindblad import audit
from derive.audits.record import Finding, known
from derive.emit.latex import latex
from derive.emit.module import Module
from derive.emit.plain import plain
from derive.engines.engine import Attempts, Derivation, Gap, Part, Say, silent
from derive.engines.lindblad.counting import Counting, counting_of, step_of
from derive.engines.lindblad.exhibit import parts_of
from derive.engines.lindblad.forms import forms_of
from derive.engines.lindblad.module import module_of
from derive.equations import Equations, Step
from derive.exact.collect import Style, generator_tree
from derive.exact.scalar import Scalar, symbols_of
from derive.exact.shape import is_readable, shaped
from derive.expr import Name, Node
from derive.forms import Form
from derive.model import Model
from derive.rules.gaussian import Langevin, langevin
from derive.rules.lindblad import Generator, generator
from derive.rules.moments import moments
from derive.rules.stability import Stability, stability
from derive.rules.steady import SteadyState

Piece = TypeVar("Piece")


@dataclass(frozen=True)
class LindbladDerivation(Derivation):
    """A model and what follows from it; a piece that does not exist is ``None``, and `gaps` says why."""

    model: Model
    master: Generator
    equations: Equations | None
    langevin: Langevin | None
    steady: SteadyState | None
    stability: Stability | None
    counting: Counting
    gaps: tuple[Gap, ...]

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps of the longest derivation there is, and that of the counting statistics."""
        longest = self.steady or self.equations or self.master
        return (*self.model.derived, *longest.steps, *step_of(self.counting))

    def module(self) -> Module | None:
        """The record of the generated module; ``None`` where the equations do not close."""
        if self.equations is None:
            return None
        return module_of(self.model, self.equations, self.steady, self.langevin, self.style, self.counting)

    def findings(self, say: Say = silent) -> tuple[Finding, ...]:
        """What the audits find."""
        found = audit(self.model, self.equations, self.steady, self.langevin, say)
        return known((*found, *approximations(self.model), *self._spare_values()), self.model.expected)

    def _spare_values(self) -> tuple[Finding, ...]:
        """Values of no parameter; a model that a rule derived has those of the one it began with."""
        if self.model.derived:
            return ()
        used = {s for c in self.model.conditions for s in c.symbols}
        return given(self.model, used | symbols_of([x for d in self.model.definitions for x in (d.symbol, d.value)]))

    def parts(self) -> tuple[Part, ...]:
        """The supplement."""
        return parts_of(self)

    def forms(self) -> tuple[Form, ...]:
        """All results in canonical form."""
        return forms_of(self)

    @cached_property
    def style(self) -> Style:
        return Style(self.model.definitions)

    def tree(self, value: Scalar) -> Node:
        """The printed form of a scalar, in the model's abbreviations; parts that recur are shaped once."""
        return shaped(value, self.style)

    def operator(self, op: Op) -> Node:
        """The printed form of an operator: each word with its shaped coefficient."""
        return operator_tree(op, self.tree)

    def mean(self, op: Op) -> Node:
        """The printed form of an operator's expectation value, as a sum of moments."""
        text, printed = (lambda w: f"<{word_text(w)}>"), (lambda w: rf"\langle {word_latex(w)} \rangle")
        return operator_tree(op, self.tree, text, printed)

    @cached_property
    def values(self) -> dict[str, Scalar]:
        """The stages of the steady state and then its observables, by the name they are shown under."""
        if self.steady is None:
            return {}
        stages = {plain(generator_tree(g)): value for g, value in self.steady.stages.items()}
        return stages | self.steady.observables

    @cached_property
    def printed(self) -> dict[str, str]:
        """The LaTeX of those names."""
        stages = self.steady.stages if self.steady else ()
        names = {plain(generator_tree(g)): latex(generator_tree(g)) for g in stages}
        return names | {o.name: o.latex for o in self.model.observables}

    @cached_property
    def closed_forms(self) -> dict[str, Node]:
        """The printed form of every stationary observable, stages first; empty without a unique steady state.

        A formula too long to be read is replaced by its size.
        """
        return {name: self.tree(v) if is_readable(v) else size_of(v) for name, v in self.values.items()}


def derive_model(model: Model, say: Say = silent) -> LindbladDerivation:
    """Everything that follows from one model; what does not exist is noted with its reason, and the rest goes on.

    Raises
    ------
    DeriveError
        when the master equation itself cannot be built.
    """
    attempt = Attempts(say)

    master = generator(model)
    equations = attempt("moment equations", lambda: moments(model))
    linear = attempt("Langevin form", lambda: langevin(model))
    steady = attempt("steady state", equations.steady_state) if equations else None
    stable = attempt("stability", lambda: stability(linear)) if linear else None
    say("counting statistics")
    counting = counting_of(model, master, linear, steady)
    gaps = (*attempt.gaps, *counting.gaps)
    return LindbladDerivation(model, master, equations, linear, steady, stable, counting, gaps)


def size_of(value: Scalar) -> Name:
    """What is shown of a formula that is too long to be read."""
    text = f"a quotient of {len(value.re) + len(value.im) + len(value.den)} terms"
    return Name(f"({text})", rf"\text{{{text}}}")
