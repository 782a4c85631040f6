"""Closed-form steady states over the field of rational functions, or the conserved quantity that forbids one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from derive.algebra.display import word_latex, word_text
from derive.algebra.operator import IDENTITY, Op, Word
from derive.equations import Equations, Step
from derive.errors import ExactError, ModelError, SteadyStateError
from derive.exact.gauge import Gauge, find_gauge, gauged
from derive.exact.insert import insert
from derive.exact.linear import Singular, left_null_vector, solve
from derive.exact.ring import Generator, Role
from derive.exact.scalar import Scalar, constant, from_generator, imaginary_unit, substitute
from derive.symbols import Domain, Symbol

INSERTED = 60  # terms; a moment with more stays a symbol in the moments computed from it
WRITTEN_OUT = 200_000


@dataclass(frozen=True, repr=False)
class SteadyState:
    """Stationary moments.

    Values hold complex parameters by their real and imaginary parts in a gauge that leaves no phases behind
    (``Re{F exp(-i phi)}``); `Gauge.undo` brings back F and F*.

    A long chain's moments, written out, have millions of terms.  There the closed form comes in stages, as one
    would print it: ``stages`` gives, in the order of computation, the real or imaginary part of a moment and its
    value in parameters and earlier stages; `expanded` writes them out where that is possible.
    """

    equations: Equations
    values: Mapping[Word, Scalar]
    gauge: Gauge
    steps: tuple[Step, ...]
    stages: Mapping[Generator, Scalar] = field(default_factory=dict)

    def __repr__(self) -> str:
        """The observables, one a line, as in a terminal."""
        from derive.emit.plain import plain
        from derive.exact.collect import Style, generator_tree
        from derive.exact.shape import shaped

        style = Style(self.equations.model.definitions)
        lines = [f"{plain(generator_tree(g))} = {plain(shaped(v, style))}" for g, v in self.stages.items()]
        lines += [f"{name} = {plain(shaped(v, style))}" for name, v in self.observables.items()]
        return "\n".join(lines) or f"steady state of {self.equations.model.name}"

    def __getitem__(self, op: Op) -> Scalar:
        """The stationary expectation value of an operator in the span of the states, in parameters alone.

        Raises
        ------
        ModelError
            for an operator outside that span.
        ExactError
            when it would have too many terms to be of use; `staged` has it then.
        """
        return self.expanded(self.staged(op))

    def staged(self, op: Op) -> Scalar:
        """The stationary expectation value in parameters and stages: what is printed and emitted."""
        total = constant(0)
        for word, c in op:
            if word != IDENTITY and word not in self.values:
                raise ModelError(
                    "steady state",
                    "an operator must lie in the span of the states " + ", ".join(self.equations.names),
                    repr(Op({word: constant(1)})),
                    "add it to the observables, or derive moments(model, [operator])",
                )
            total = total + self.gauge.apply(c) * (self.values[word] if word != IDENTITY else constant(1))
        return total

    def expanded(self, value: Scalar) -> Scalar:
        """A staged value in parameters alone; raises `ExactError` where that has too many terms to be of use."""
        for g, image in reversed(list(self.stages.items())):
            if g in value.generators:
                if _terms(value) * _terms(image) > WRITTEN_OUT:
                    raise ExactError(
                        "closed form",
                        f"a formula written out must stay below about {WRITTEN_OUT} terms",
                        f"at least {_terms(value) * _terms(image)} for <{g.name}>",
                        "use `staged`, or numbers for some parameters",
                    )
                value = substitute(value, {g: image})
        return value

    def inserted(self, numbers: Mapping[Symbol, Scalar]) -> dict[Word, Scalar]:
        """All stationary moments with values in the place of some parameters, stage by stage."""
        images: dict[Generator, Scalar] = {}
        for g, value in self.stages.items():
            images[g] = substitute(insert(value, numbers), images)
        return {w: substitute(insert(v, numbers), images).trimmed() for w, v in self.values.items()}

    @cached_property
    def observables(self) -> dict[str, Scalar]:
        """The stationary observables of the model by name, staged."""
        return {o.name: self.staged(o.operator) for o in self.equations.model.observables}

    def latex(self) -> str:
        """The observables, shaped, one equation each, as one ``aligned`` environment; stages come first."""
        from derive.emit.latex import latex
        from derive.exact.collect import Style, generator_tree
        from derive.exact.shape import shaped

        style = Style(self.equations.model.definitions)
        lines = [f"{latex(generator_tree(g))} &= {latex(shaped(value, style))}" for g, value in self.stages.items()]
        for o in self.equations.model.observables:
            lines.append(f"{o.latex} &= {latex(shaped(self.staged(o.operator), style))}")
        return "\\begin{aligned}\n" + " \\\\\n".join(lines) + "\n\\end{aligned}"

    def _repr_latex_(self) -> str:
        return f"$\\displaystyle {self.latex()}$"


def steady_state(equations: Equations) -> SteadyState:
    """Solve ``M x + b = 0`` exactly.

    Raises
    ------
    SteadyStateError
        when M is singular; names an operator whose expectation value is conserved (many steady states) or
        grows without bound (none).
    """
    right = [-b for b in equations.source]
    gauge = find_gauge(equations.rows, right)
    rows, turned = gauged(equations.rows, right, gauge)
    keeper = _Keeper(equations, gauge)
    try:
        solution = solve(rows, turned, keeper)
    except Singular as singular:
        raise _degenerate(equations, singular.block) from None
    values = {w: x * phase for w, x, phase in zip(equations.states, solution, gauge.phases, strict=True)}
    step = Step(
        "steady state",
        "All time derivatives are set to zero and the linear equations are solved exactly for general parameters.",
    )
    return SteadyState(equations, values, gauge, (*equations.steps, step), keeper.stages)


class _Keeper:
    """Decides which solved moments later blocks see as symbols: those too long to be inserted."""

    def __init__(self, equations: Equations, gauge: Gauge):
        self.words, self.phases = equations.states, gauge.phases
        self.stages: dict[Generator, Scalar] = {}
        self.kept: dict[int, Scalar] = {}

    def __call__(self, position: int, value: Scalar) -> Scalar:
        if _terms(value) <= INSERTED:
            return value
        mirror = self._mirror(position)
        if mirror in self.kept:
            return self.kept[mirror].conjugate()
        name = word_text(self.words[position])
        phase = self.phases[position]
        turn = "" if phase == 1 else (1 / phase).latex()
        printed = rf"\langle {word_latex(self.words[position])} \rangle {turn}".strip()
        symbol = Symbol(_identifier(name), printed, Domain.COMPLEX)
        total = constant(0)
        # Not the formal parts: where a loop's phase stays, those are complex and their mirror image is not conjugate.
        for role, part, unit in (
            (Role.REAL_PART, value.real_part(), constant(1)),
            (Role.IMAGINARY_PART, value.imaginary_part(), imaginary_unit()),
        ):
            if part:
                g = Generator(role, symbol.name, symbol)
                self.stages[g] = part
                total = total + unit * from_generator(g)
        self.kept[position] = total
        return total

    def _mirror(self, position: int) -> int | None:
        """Where the Hermitian conjugate of a moment stands, if its phase is the conjugate one."""
        (conjugate,) = Op({self.words[position]: constant(1)}).dag.terms
        if conjugate not in self.words:
            return None
        mirror = self.words.index(conjugate)
        return mirror if self.phases[mirror] * self.phases[position] == 1 else None


def _terms(value: Scalar) -> int:
    return len(value.re) + len(value.im) + len(value.den)


def _identifier(moment: str) -> str:
    """``c_1.dag*c_2`` as a name: ``mean_c_1_dag_c_2``."""
    return "mean_" + re.sub(r"\W+", "_", moment).strip("_")


def _degenerate(equations: Equations, block: tuple[int, ...]) -> SteadyStateError:
    """Name the quantity v with ``v M = 0``: its rate of change is the constant ``v b``."""
    vector = left_null_vector(equations.rows)
    if vector is None:
        vector = {block[0]: constant(1)}
    quantity = Op({equations.states[i]: c for i, c in vector.items()})
    rate = constant(0)
    for i, c in vector.items():
        rate = rate + c * equations.source[i]
    name = f"model {equations.model.name!r}, steady state"
    if rate:
        return SteadyStateError(
            name,
            "a steady state must exist",
            f"<{quantity}>, which grows at the constant rate {rate}",
            "give that quantity a loss, or follow it in time",
        )
    return SteadyStateError(
        name,
        "the steady state must be unique",
        f"<{quantity}>, which is conserved and keeps its initial value",
        "add a bath that changes it, or fix its value and ask for the other moments",
    )
