"""What is shown of an open quantum system: statement, steps, equations, Langevin form, steady state, stability."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from derive.algebra.display import word_latex, word_text
from derive.algebra.trees import tree_of
from derive.emit.blocks import Block, Cell, Equation, Formula, Math, Paragraph, Table, cell
from derive.emit.document import PAGE
from derive.emit.latex import latex
from derive.emit.linebreak import width
from derive.engines.abbreviations import abbreviation_blocks
from derive.engines.approximations import condition_blocks
from derive.engines.engine import Kind, Part, step_blocks
from derive.engines.lindblad.counting import counting_blocks, current_blocks
from derive.engines.lindblad.ports import scattering_blocks
from derive.expr import ZERO, Matrix, Name
from derive.model import Bath
from derive.rules.gaussian import Langevin, Rows

if TYPE_CHECKING:
    from derive.engines.lindblad.derivation import LindbladDerivation

WIDEST = 1.2
"""Widths of the page that a matrix may have to be shown whole, in smaller type."""


def parts_of(derivation: LindbladDerivation) -> tuple[Part, ...]:
    """The supplement; a part that has nothing to say is left out."""
    parts: list[tuple[str, Sequence[Block], Kind]] = [
        (derivation.model.title or "the model", _statement(derivation), Kind.STATEMENT),
        ("steps of the derivation", step_blocks(derivation.steps, lambda v: tree_of(v, derivation.tree)), Kind.STEPS),
        ("equations of motion", _equations(derivation), Kind.EQUATIONS),
        ("Langevin form", _langevin(derivation, derivation.langevin) if derivation.langevin else (), Kind.DETAILS),
        ("steady state", _closed_forms(derivation), Kind.CLOSED_FORMS),
        ("scattering matrix", scattering_blocks(derivation), Kind.RESULTS),
        ("currents", current_blocks(derivation), Kind.CLOSED_FORMS),
        ("stability", _stability(derivation), Kind.RESULTS),
        ("approximations", condition_blocks(derivation.model, derivation.tree), Kind.RESULTS),
        ("counting statistics", counting_blocks(derivation, _matrices(derivation)), Kind.DETAILS),
    ]
    return tuple(Part(title, tuple(blocks), kind) for title, blocks, kind in parts if blocks)


# -- the statement ----------------------------------------------------------------------------------------------------


def _statement(derivation: LindbladDerivation) -> list[Block]:
    model, name = derivation.model, Name("H", "H")
    blocks: list[Block] = [
        Paragraph(text) for text in (model.source and f"Source: {model.source}.", *model.notes) if text
    ]
    blocks += [
        Paragraph(f"The Hamiltonian, as {'derived' if model.derived else 'stated'}:"),
        Formula(name, derivation.operator(model.hamiltonian)),
    ]
    for cascade in model.cascades:
        first, *rest = map(derivation.operator, cascade.stages)
        blocks.append(Paragraph("A one-way channel, through which each stage drives the next:"))
        blocks.append(Formula(first, tuple(rest), "->"))
    if model.cascades:
        resolved = derivation.operator(derivation.master.hamiltonian)
        blocks += [Paragraph("With the channels resolved, the Hamiltonian is"), Formula(name, resolved)]
    return [*blocks, *_baths(derivation), *_names(derivation)]


def _baths(derivation: LindbladDerivation) -> list[Block]:
    if not derivation.master.baths:
        return []
    baths = tuple(_bath(derivation, bath) for bath in derivation.master.baths)
    heading = "Baths, those of the channels last:" if derivation.model.cascades else "Baths:"
    return [Paragraph(heading), Table(("Input", "Operator", "Rate", "Occupation", "Squeezing"), baths)]


def _bath(derivation: LindbladDerivation, bath: Bath) -> tuple[Cell, ...]:
    scalars = (cell(derivation.tree(value)) for value in (bath.rate, bath.occupation, bath.squeezing))
    return (Math(bath.latex, bath.name), cell(derivation.operator(bath.operator)), *scalars)


def _names(derivation: LindbladDerivation) -> list[Block]:
    """Abbreviations and observables."""
    model = derivation.model
    blocks = abbreviation_blocks(model.definitions)
    if model.observables:
        rows = tuple(
            (Math(o.latex, o.name), o.name, cell(derivation.operator(o.operator)), o.unit) for o in model.observables
        )
        blocks += [Paragraph("Asked for:"), Table(("Quantity", "Name", "Operator", "Unit"), rows)]
    return blocks


# -- what follows -----------------------------------------------------------------------------------------------------


def _equations(derivation: LindbladDerivation) -> list[Block]:
    equations = derivation.equations
    if equations is None:
        return []
    blocks: list[Block] = []
    for word, op in zip(equations.states, equations.right, strict=True):
        text, printed = word_text(word), rf"\langle {word_latex(word)} \rangle"
        left = Name(f"d<{text}>/dt", rf"\frac{{d}}{{dt}} {printed}")
        blocks.append(Formula(left, derivation.mean(op), subject=Name(text, printed)))
    return blocks


def _langevin(derivation: LindbladDerivation, linear: Langevin) -> list[Block]:
    modes = ", ".join(mode.latex_symbol for mode in linear.modes)
    quadratures = ", ".join(f"x_{k}, p_{k}" for k in range(1, len(linear.modes) + 1))
    names = ", ".join(mode.name for mode in linear.modes)
    blocks: list[Block] = [Paragraph("Mode operators, driven by the inputs of the baths:")]
    for k, mode in enumerate(linear.modes):
        left = Name(f"d{mode.name}/dt", rf"\frac{{d}}{{dt}} {mode.latex_symbol}")
        blocks.append(Formula(left, derivation.operator(linear.right(k))))
    blocks += [
        Paragraph(
            "The covariance V of the quadratures obeys dV/dt = A V + V A^T + N; drift and diffusion matrix in the order"
        ),
        Equation(
            r"R = (\hat{x}_1, \hat{p}_1, \hat{x}_2, \hat{p}_2, \ldots)^{T} \text{ of } " + modes + r"\text{:}",
            text=f"R = ({quadratures}) of {names}",
        ),
        *_matrix(derivation, "A", linear.quadrature_drift, symmetric=False),
        *_matrix(derivation, "N", linear.diffusion, symmetric=True),
    ]
    return blocks


def _matrix(derivation: LindbladDerivation, name: str, rows: Rows, symmetric: bool) -> list[Block]:
    """A matrix where it can be read on a page, else its entries one by one."""
    trees = [[derivation.tree(c) for c in row] for row in rows]
    if sum(max(width(latex(tree)) for tree in column) for column in zip(*trees, strict=True)) < WIDEST * PAGE:
        return [Formula(Name(name, name), Matrix(tuple(map(tuple, trees))))]
    entries: list[Block] = []
    for i, row in enumerate(trees, 1):
        for j, tree in enumerate(row, 1):
            if not rows[i - 1][j - 1] or (symmetric and i > j):
                continue
            mirrored = (_entry(name, j, i),) if symmetric and i < j else ()
            entries.append(Formula(_entry(name, i, j), (*mirrored, tree)))
    return [*entries, Paragraph(f"All other entries of {name} are zero.")]


def _matrices(derivation: LindbladDerivation) -> Callable[[str, Rows, bool], list[Block]]:
    """`_matrix` of one derivation."""
    return lambda name, rows, symmetric: _matrix(derivation, name, rows, symmetric)


def _entry(name: str, row: int, column: int) -> Name:
    return Name(f"{name}_{row}_{column}", f"{name}_{{{row},{column}}}")


def _closed_forms(derivation: LindbladDerivation) -> list[Block]:
    names = derivation.printed
    return [Formula(Name(name, names[name]), tree) for name, tree in derivation.closed_forms.items()]


def _stability(derivation: LindbladDerivation) -> list[Block]:
    stable = derivation.stability
    if stable is None:
        return []
    if stable.always:
        return [Paragraph(f"Stable for all parameters in their domains ({stable.reason}).")]
    if not stable.conditions:
        return [Paragraph(f"Decided by numbers only: {stable.reason}.")]
    conditions = [Formula(derivation.tree(c), ZERO, ">") for c in stable.conditions]
    return [Paragraph(f"Stable exactly if ({stable.reason})"), *conditions]
