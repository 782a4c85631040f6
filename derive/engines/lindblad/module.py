"""From derived equations to the record of a NumPy module: which functions it has and what they return."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from derive.emit.module import Function, Module, Parameter, Result, affine, needed
from derive.engines.approximations import condition_lines
from derive.engines.lindblad.counting import Counting, counting_of
from derive.engines.lindblad.counting import constants as counting_constants
from derive.engines.lindblad.counting import functions as counting_functions
from derive.engines.lindblad.statement import digest, statement
from derive.equations import Equations
from derive.errors import DeriveError
from derive.exact.collect import Style, generator_tree, name_of
from derive.exact.scalar import Scalar, constant
from derive.exact.shape import is_printable, shaped
from derive.expr import Matrix, Node, children, rebuilt
from derive.model import Model
from derive.parameters import symbol_of
from derive.rules.gaussian import Langevin, Rows, langevin
from derive.rules.lindblad import generator
from derive.rules.stability import stability
from derive.rules.steady import SteadyState


def module_of(
    model: Model,
    equations: Equations | None = None,
    steady: SteadyState | None = None,
    linear: Langevin | None = None,
    style: Style | None = None,
    counting: Counting | None = None,
) -> Module:
    """The module of a model: moments, Langevin matrices and closed forms, as far as they exist.

    Parts that were derived before may be handed over (``style`` with what it has shaped so far); what is missing is
    derived, and left out where the model has none: no Langevin form of a non-linear model, no closed form without a
    unique steady state.
    """
    if equations is None:
        from derive.rules.moments import moments

        equations = moments(model)
    if steady is None:
        try:
            steady = equations.steady_state()
        except DeriveError:
            steady = None
    if linear is None:
        try:
            linear = langevin(model)
        except DeriveError:
            linear = None
    if counting is None:
        counting = counting_of(model, generator(model), linear, steady)
    writer = Writer(model, style or Style(model.definitions))
    functions = [*writer.moments(equations), *(writer.langevin(linear) if linear else ())]
    functions += writer.closed_forms(steady, linear) if steady else []
    functions += counting_functions(counting, writer, closed_form_details(linear))
    return Module(
        model.name,
        model.title or model.name,
        _doc(model, equations),
        digest(model),
        (*_constants(equations, linear), *counting_constants(counting)),
        writer.parameters,
        tuple(functions),
    )


def _doc(model: Model, equations: Equations) -> tuple[str, ...]:
    lines = [f"Source: {model.source}", ""] if model.source else []
    lines += ["Model (hbar = 1; D[L] is the Lindblad dissipator):", *(f"    {line}" for line in statement(model)), ""]
    lines += ["Derivation:", *(f"    {step.rule}: {step.text}" for step in (*model.derived, *equations.steps))]
    lines += condition_lines(model)
    if model.notes:
        lines += ["", "Notes:", *(f"    {note}" for note in model.notes)]
    return tuple(lines)


def _constants(equations: Equations, linear: Langevin | None) -> tuple[tuple[str, object], ...]:
    constants: list[tuple[str, object]] = [("STATES", equations.names), ("LINEAR", True)]
    if linear:
        constants += [("MODES", tuple(m.name for m in linear.modes)), ("INPUTS", tuple(i.name for i in linear.inputs))]
    return tuple(constants)


class Writer:
    """Turns scalars of one model into functions; keeps the style, so that shared parts are shaped once."""

    def __init__(self, model: Model, style: Style):
        self.model, self.style = model, style
        self.expanded: dict[Node, Node] = {name_of(symbol_of(d.symbol)): shaped(d.value) for d in model.definitions}
        self.parameters = tuple(map(Parameter.of, model.symbols))

    def tree(self, value: Scalar) -> Node:
        """The shaped tree with every abbreviation written out in the model's own parameters."""
        return _written_out(shaped(value, self.style), self.expanded)

    def matrix(self, rows: Iterable[Iterable[Scalar]]) -> Matrix:
        """A matrix of trees."""
        return Matrix(tuple(tuple(self.tree(c) for c in row) for row in rows))

    def function(
        self, name: str, summary: str, details: Sequence[str], result: Result, dtype: str, state: tuple[str, ...] = ()
    ) -> Function:
        """A function that takes just the parameters its result needs."""
        return Function(name, summary, tuple(details), needed(result, self.parameters), state, result, dtype)

    def moments(self, equations: Equations) -> list[Function]:
        """``rhs`` and ``jacobian`` of the moment equations."""
        size = range(len(equations.states))
        zero = constant(0)
        rows = [[row.get(j, zero) for j in size] for row in equations.rows]
        matrix, source = self.matrix(rows), tuple(self.tree(b) for b in equations.source)
        state = tuple(_identifier(name) for name in equations.names)
        shape = "Complex, shape (..., n) with n = len(STATES)"
        return [
            self.function(
                "rhs",
                "Time derivative of the moments `y`, ordered as STATES.",
                (f"{shape}, like `y`; in moments per unit of time.",),
                affine(matrix, source),
                "complex",
                state,
            ),
            self.function(
                "jacobian",
                "Derivative of `rhs` by `y`, the same for every `y`.",
                ("Complex, shape (..., n, n) with n = len(STATES); the system is linear.",),
                matrix,
                "complex",
                state,
            ),
        ]

    def langevin(self, linear: Langevin) -> list[Function]:
        """Drift, noise input and diffusion matrices."""
        order = "order (x_1, p_1, x_2, p_2, ...) of MODES, x = (c + c.dag)/sqrt(2)"
        ladder = "order (c_1, c_1.dag, c_2, ...) of MODES"
        table: list[tuple[str, str, str, Rows, str]] = [
            ("drift", "Drift matrix A of dV/dt = A V + V A^T + N.", order, linear.quadrature_drift, "real"),
            (
                "diffusion",
                "Noise matrix N of dV/dt, where V = 1/2 in vacuum.",
                order,
                linear.diffusion,
                "real",
            ),
            ("ladder_drift", "Drift matrix of the ladder operators.", ladder, linear.drift, "complex"),
            ("ladder_noise", "Matrix that couples INPUTS (b_1, b_1.dag, ...) in.", ladder, linear.noise, "complex"),
        ]
        return [
            self.function(name, summary, (f"Rows in {detail}.",), self.matrix(rows), dtype)
            for name, summary, detail, rows, dtype in table
            if rows and rows[0]
        ]

    def closed_forms(self, steady: SteadyState, linear: Langevin | None) -> list[Function]:
        """One function for each observable: its stationary value; what is too long to be read is left out."""
        details = closed_form_details(linear)
        found = []
        stages: dict[Node, Node] = {}
        if not all(map(is_printable, steady.stages.values())):
            return []
        for g, value in steady.stages.items():
            stages[generator_tree(g)] = _written_out(self.tree(value), stages)
        for o in self.model.observables:
            value = steady.staged(o.operator)
            if not is_printable(value):
                continue
            dtype = "real" if value.is_real else "complex"
            summary = f"Stationary value of <{o.operator}>."
            tree = _written_out(self.tree(value), stages)
            found.append(self.function(o.name, summary, details, tree, dtype))
        return found


def closed_form_details(linear: Langevin | None) -> tuple[str, ...]:
    """What closed forms hold for, and where the steady state is reached if that is not everywhere."""
    exact = "Exact for general parameters."
    if linear is None:
        return (exact,)
    found = stability(linear)
    if found.always:
        return (exact,)
    where = " and ".join(f"{c} > 0" for c in found.conditions) or f"numbers only: {found.reason}"
    return (
        exact,
        f"Reached where the system is stable ({where}); elsewhere the value belongs to no state.",
    )


def _identifier(moment: str) -> str:
    """``c_1.dag**2*c_1`` as a local name: ``mean_c_1_dag2_c_1``."""
    return "mean_" + re.sub(r"\W+", "_", moment.replace("**", "").replace(".", "_")).strip("_")


def _written_out(node: Node, images: Mapping[Node, Node]) -> Node:
    """The tree with some of its parts replaced."""
    if node in images:
        return images[node]
    parts = children(node)
    return rebuilt(node, tuple(_written_out(p, images) for p in parts)) if parts else node
