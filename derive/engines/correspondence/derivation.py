"""Everything that follows from a correspondence: the parameters asked for, as formulas and as functions."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from derive.algebra.trees import tree_of
from derive.audits.correspondence import findings
from derive.audits.record import Finding, known
from derive.correspondence.model import Correspondence
from derive.emit.blocks import Block, Formula, Paragraph
from derive.emit.module import Function, Module, Parameter, needed
from derive.emit.plain import plain
from derive.engines.abbreviations import abbreviation_blocks
from derive.engines.approximations import condition_blocks, condition_lines
from derive.engines.correspondence.statement import digest, statement
from derive.engines.engine import Derivation, Gap, Kind, Part, Say, silent, step_blocks
from derive.engines.given import value_forms
from derive.equations import Step
from derive.exact.collect import Style
from derive.exact.scalar import Scalar
from derive.exact.shape import shaped
from derive.expr import Name, Node
from derive.forms import Form, form
from derive.rules.network.match import Match, matched
from derive.symbols import Domain, Symbol


@dataclass(frozen=True)
class CorrespondenceDerivation(Derivation):
    """Two models and the parameters at which they are the same."""

    model: Correspondence
    match: Match
    gaps: tuple[Gap, ...] = ()

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps that led to the model, and the comparison."""
        text = f"Langevin equations of {self.model.model.name} and {self.model.target.name} set equal, term by term."
        return (*self.model.derived, Step("correspondence", text))

    def module(self) -> Module:
        """One function for each parameter; ``phase_<name>`` is the exponential of an angle."""
        parameters = tuple(Parameter(s.name, s.latex, s.unit, s.domain.value, s.meaning) for s in self.model.symbols)
        functions = []
        for symbol, value in self.match.values.items():
            # A module knows parameters and no abbreviations.
            tree = shaped(value)
            of_angle = symbol.domain is Domain.ANGLE
            name = f"phase_{symbol.name}" if of_angle else symbol.name
            what = f"exp(i {symbol.name})" if of_angle else symbol.name
            summary = f"{what} of {self.model.target.name}."
            dtype = "real" if value.is_real else "complex"
            details = (f"In {symbol.unit}." if symbol.unit != "1" else "Without unit.",)
            functions.append(Function(name, summary, details, needed(tree, parameters), (), tree, dtype))
        used = {key for f in functions for key in f.arguments}
        return Module(
            self.model.name,
            self.model.title or self.model.name,
            self._doc(),
            digest(self.model),
            (("TARGET", self.model.target.name), ("EXACT", self.match.is_exact)),
            tuple(p for p in parameters if p.name in used),
            tuple(functions),
        )

    def findings(self, say: Say = silent) -> tuple[Finding, ...]:
        """What the audits find."""
        return known(findings(self.model, self.match), self.model.expected)

    def parts(self) -> tuple[Part, ...]:
        """The supplement."""
        names = "; ".join(m.title or m.name for m in (self.model.model, self.model.target))
        short = abbreviation_blocks(self.model.model.definitions)
        stated: tuple[Block, ...] = (Paragraph(f"Set equal: {names}."), *short)
        asked = tuple(condition_blocks(self.model, self.tree))
        found: tuple[Block, ...] = tuple(Formula(_left(s), self.tree(v)) for s, v in self.match.values.items())
        rest: tuple[Block, ...] = ()
        if self.match.remaining:
            zero = Name("0", "0")
            rest = (
                Paragraph("Besides, these must hold:"),
                *(Formula(zero, self.tree(e)) for e in self.match.remaining),
            )
        return (
            Part(self.model.title or self.model.name, stated, Kind.STATEMENT),
            Part("steps of the derivation", step_blocks(self.steps, lambda v: tree_of(v, self.tree)), Kind.STEPS),
            Part("corresponding parameters", (*found, *rest), Kind.CLOSED_FORMS),
            *((Part("approximations", asked, Kind.RESULTS),) if asked else ()),
        )

    def forms(self) -> tuple[Form, ...]:
        """The numbers, and the parameters of the target in canonical form."""
        return value_forms(self.model) + tuple(
            form("closed form", s.name, repr(v), plain(self.tree(v))) for s, v in self.match.values.items()
        )

    @cached_property
    def style(self) -> Style:
        return Style(self.model.model.definitions)

    def tree(self, value: Scalar) -> Node:
        """The printed form of a scalar."""
        return shaped(value, self.style)

    def _doc(self) -> tuple[str, ...]:
        lines = [f"Source: {self.model.source}", ""] if self.model.source else []
        lines += ["Models (hbar = 1):", *(f"    {line}" for line in statement(self.model)), "", "Derivation:"]
        return (*lines, *(f"    {step.rule}: {step.text}" for step in self.steps), *condition_lines(self.model))


def derive_correspondence(model: Correspondence, say: Say = silent) -> CorrespondenceDerivation:
    """The parameters of the target at which the two models are one.

    Raises
    ------
    DeriveError
        for models that are not linear or not of one size, and for parameters that nothing determines.
    """
    say("correspondence")
    return CorrespondenceDerivation(model, matched(model.model, model.target, model.unknown))


def _left(symbol: Symbol) -> Name:
    if symbol.domain is Domain.ANGLE:
        return Name(f"exp(i {symbol.name})", rf"e^{{i {symbol.latex}}}")
    return Name(symbol.name, symbol.latex)
