"""Closed-form steady states over the field of rational functions, or the conserved quantity that forbids one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from derive.algebra.operator import IDENTITY, Op, Word
from derive.equations import Equations, Step
from derive.errors import ModelError, SteadyStateError
from derive.exact.gauge import Gauge, find_gauge, gauged
from derive.exact.linear import Singular, left_null_vector, solve
from derive.exact.scalar import Scalar, constant


@dataclass(frozen=True)
class SteadyState:
    """Stationary moments.

    Values hold complex parameters by their real and imaginary parts in a gauge that leaves no phases behind
    (``Re{F exp(-i phi)}``); `Gauge.undo` brings back F and F*.
    """

    equations: Equations
    values: Mapping[Word, Scalar]
    gauge: Gauge
    steps: tuple[Step, ...]

    def __getitem__(self, op: Op) -> Scalar:
        """The stationary expectation value of an operator in the span of the states."""
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

    @cached_property
    def observables(self) -> dict[str, Scalar]:
        """The stationary observables of the model by name."""
        return {o.name: self[o.operator] for o in self.equations.model.observables}

    def latex(self) -> str:
        """The observables, shaped, one equation each, as one ``aligned`` environment."""
        from derive.emit.latex import latex
        from derive.exact.shape import shaped

        definitions = self.equations.model.definitions
        lines = [
            f"{o.latex} &= {latex(shaped(self[o.operator], definitions))}" for o in self.equations.model.observables
        ]
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
    try:
        solution = solve(rows, turned)
    except Singular as singular:
        raise _degenerate(equations, singular.block) from None
    values = {w: x * phase for w, x, phase in zip(equations.states, solution, gauge.phases, strict=True)}
    step = Step(
        "steady state",
        "All time derivatives are set to zero and the linear equations are solved exactly for general parameters.",
    )
    return SteadyState(equations, values, gauge, (*equations.steps, step))


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
