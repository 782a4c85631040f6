"""Everything that follows from a reduction: the exact equations of the modes that are kept, and their module."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from derive.algebra.boson import Boson
from derive.algebra.operator import Op
from derive.algebra.trees import operator_tree, tree_of
from derive.audits.record import Finding, known
from derive.audits.reduction import findings
from derive.emit.blocks import Block, Formula, Math, Paragraph, Table, cell
from derive.emit.module import Function, Module, Parameter, needed
from derive.emit.plain import plain
from derive.engines.abbreviations import abbreviation_blocks
from derive.engines.approximations import condition_blocks, condition_lines
from derive.engines.engine import Derivation, Gap, Kind, Part, Say, silent, step_blocks
from derive.engines.given import value_forms
from derive.engines.reduction.statement import digest, statement
from derive.equations import Step
from derive.exact.collect import Style
from derive.exact.scalar import Scalar
from derive.exact.shape import shaped
from derive.expr import Matrix, Name, Node
from derive.forms import Form, form
from derive.model import Bath
from derive.parameters import complex_, symbol_of
from derive.reduction.model import Reduction
from derive.rules.lindblad import generator
from derive.rules.network.elimination import Reduced, eliminated, in_susceptibility


@dataclass(frozen=True)
class ReductionDerivation(Derivation):
    """A reduction and its equations in the frequency domain."""

    model: Reduction
    reduced: Reduced
    gaps: tuple[Gap, ...] = ()

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps that led to the full model, and the elimination."""
        gone = ", ".join(mode.name for mode in self.reduced.eliminated)
        text = f"{gone} eliminated in the frequency domain (Schur complement): exact, nothing is neglected."
        return (*self.model.derived, Step("elimination", text))

    def module(self) -> Module:
        """Drift, noise and susceptibility as functions of the frequency."""
        parameters = tuple(Parameter(s.name, s.latex, s.unit, s.domain.value, s.meaning) for s in self.model.symbols)
        table = (
            ("drift", "Drift of the kept modes, -i omega R = drift R + noise B.", self.reduced.drift),
            ("noise", "Matrix that couples INPUTS (b_1, b_1.dag, ...) in.", self.reduced.noise),
            ("susceptibility", "(-i omega - drift)^-1 of the eliminated modes.", self.reduced.susceptibility),
        )
        functions = []
        for name, summary, rows in table:
            # A module knows parameters and no abbreviations.
            matrix = Matrix(tuple(tuple(shaped(c) for c in row) for row in rows))
            details = ("Complex; rows in order (c_1, c_1.dag, c_2, ...).",)
            functions.append(Function(name, summary, details, needed(matrix, parameters), (), matrix, "complex"))
        used = {key for f in functions for key in f.arguments}
        return Module(
            self.model.name,
            self.model.title or self.model.name,
            self._doc(),
            digest(self.model),
            (
                ("MODES", tuple(m.name for m in self.reduced.modes)),
                ("ELIMINATED", tuple(m.name for m in self.reduced.eliminated)),
                ("INPUTS", tuple(i.name for i in self.reduced.inputs)),
                ("FREQUENCY", symbol_of(self.model.frequency).name),
            ),
            tuple(p for p in parameters if p.name in used),
            tuple(functions),
        )

    def findings(self, say: Say = silent) -> tuple[Finding, ...]:
        """What the audits find."""
        return known(findings(self.model, self.reduced), self.model.expected)

    def parts(self) -> tuple[Part, ...]:
        """The supplement."""
        title = self.model.title or self.model.name
        steps = step_blocks(self.steps, lambda v: tree_of(v, self.tree))
        asked = tuple(condition_blocks(self.model, self.tree))
        conditions = (Part("approximations", asked, Kind.RESULTS),) if asked else ()
        return (
            Part(title, self._statement(), Kind.STATEMENT),
            Part("steps of the derivation", steps, Kind.STEPS),
            Part("equations in the frequency domain", self._equations(), Kind.EQUATIONS),
            *conditions,
        )

    def forms(self) -> tuple[Form, ...]:
        """The numbers, and the equations of the kept modes in canonical form."""
        return value_forms(self.model) + tuple(
            form("equation", f"-i omega {mode.name}", repr(right), plain(self.operator(right)))
            for mode in self.reduced.modes
            for right in (self.reduced.right(mode),)
        )

    # -- how it is written --------------------------------------------------------------------------------------------

    @cached_property
    def style(self) -> Style:
        return Style(self.model.model.definitions)

    def tree(self, value: Scalar) -> Node:
        """The printed form of a scalar."""
        return shaped(value, self.style)

    def operator(self, op: Op) -> Node:
        """The printed form of an operator."""
        return operator_tree(op, self.tree)

    def _statement(self) -> tuple[Block, ...]:
        master = generator(self.model.model)
        blocks: list[Block] = [Paragraph(f"Source: {self.model.source}.")] if self.model.source else []
        blocks += [Paragraph("The Hamiltonian of the full model, over the reduced Planck constant:")]
        blocks.append(Formula(Name("H", "H"), self.operator(master.hamiltonian)))
        rows = tuple(
            (Math(b.latex, b.name), *(cell(x) for x in (self.operator(b.operator), *map(self.tree, _numbers(b)))))
            for b in master.baths
        )
        if rows:
            blocks += [Paragraph("Baths:"), Table(("Input", "Operator", "Rate", "Occupation"), rows)]
        gone = ", ".join(mode.name for mode in self.reduced.eliminated)
        return (*blocks, Paragraph(f"Eliminated: {gone}."), *abbreviation_blocks(self.model.model.definitions))

    def _equations(self) -> tuple[Block, ...]:
        """In the susceptibilities of the eliminated modes, which are given first."""
        names, short = self._short
        frequency = symbol_of(self.model.frequency)
        blocks: list[Block] = [
            Formula(Name(symbol_of(s).name, symbol_of(s).latex), self.tree(value)) for s, value in names
        ]
        for mode in short.modes:
            left = Name(f"-i {frequency.name} {mode.name}", rf"-i {frequency.latex} {mode.latex_symbol}")
            blocks.append(Formula(left, self.operator(short.right(mode))))
        return tuple(blocks)

    @cached_property
    def _short(self) -> tuple[list[tuple[Scalar, Scalar]], Reduced]:
        """Symbols for the susceptibilities that do not vanish, with their values; and the equations in them."""
        names: list[tuple[Scalar, Scalar]] = []
        modes, rows = self.reduced.eliminated, []
        for i, row in enumerate(self.reduced.susceptibility):
            entries = []
            for j, value in enumerate(row):
                symbol = _chi(modes, i, j) if value else value
                if value:
                    names.append((symbol, value))
                entries.append(symbol)
            rows.append(tuple(entries))
        return [n for n in names if _appears(n[0], short := in_susceptibility(self.reduced, tuple(rows)))], short

    def _doc(self) -> tuple[str, ...]:
        lines = [f"Source: {self.model.source}", ""] if self.model.source else []
        lines += ["Model (hbar = 1):", *(f"    {line}" for line in statement(self.model)), "", "Derivation:"]
        return (*lines, *(f"    {step.rule}: {step.text}" for step in self.steps), *condition_lines(self.model))


def derive_reduction(model: Reduction, say: Say = silent) -> ReductionDerivation:
    """The exact equations of the kept modes.

    Raises
    ------
    DeriveError
        for a model that is not linear or has mean fields.
    """
    say("elimination")
    return ReductionDerivation(model, eliminated(model.model, model.eliminate, model.frequency))


def _numbers(bath: Bath) -> tuple[Scalar, Scalar]:
    return bath.rate, bath.occupation


def _chi(modes: tuple[Boson, ...], i: int, j: int) -> Scalar:
    """The symbol of one susceptibility: that of a mode's annihilation operator is named after it."""
    one, other = (modes[k // 2].name + ("_dag" if k % 2 else "") for k in (i, j))
    name = one if i == j else f"{one}_from_{other}"
    printed = r",\,".join(dict.fromkeys(_printed(modes, k) for k in (i, j)))
    made: Scalar = complex_(f"chi_{name}", unit="s", latex=rf"\chi_{{{printed.replace(' ', '')}}}")
    return made


def _printed(modes: tuple[Boson, ...], k: int) -> str:
    tail = r"^{\dagger}" if k % 2 else ""
    return modes[k // 2].latex_symbol.replace(" ", "") + tail


def _appears(symbol: Scalar, reduced: Reduced) -> bool:
    used: set[str] = set()
    for mode in reduced.modes:
        for _, c in reduced.right(mode):
            used |= {g.name for g in c.generators}
    return symbol_of(symbol).name in used
