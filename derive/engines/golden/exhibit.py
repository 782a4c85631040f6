"""What is shown of a golden-rule derivation: statement, steps, rate equations, constants, late times."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from derive.algebra.display import word_latex, word_text
from derive.emit.blocks import Block, Formula, Math, Paragraph, Table, cell
from derive.engines.engine import Kind, Part, step_blocks
from derive.equations import Step
from derive.exact.collect import name_of, product, total
from derive.exact.scalar import Scalar
from derive.expr import ONE, Name, Node, Number, Power
from derive.golden.model import RateModel
from derive.golden.species import Continuum, Line
from derive.parameters import symbol_of
from derive.rules.golden_rule.linear import EIGENVALUE

if TYPE_CHECKING:
    from derive.engines.golden.derivation import GoldenDerivation


def parts_of(derivation: GoldenDerivation) -> tuple[Part, ...]:
    """The supplement; a part that has nothing to say is left out."""
    parts: list[tuple[str, Sequence[Block], Kind]] = [
        (derivation.model.title or "the model", _statement(derivation), Kind.STATEMENT),
        ("steps of the derivation", step_blocks(derivation.steps, derivation.tree), Kind.STEPS),
        ("rate equations", _equations(derivation), Kind.EQUATIONS),
        ("rate constants", _constants(derivation), Kind.CLOSED_FORMS),
        ("late times", _late(derivation), Kind.RESULTS),
        ("numbers that the source does not give", _defaults(derivation.model), Kind.RESULTS),
    ]
    return tuple(Part(title, tuple(blocks), kind) for title, blocks, kind in parts if blocks)


# -- the statement ----------------------------------------------------------------------------------------------------


def _statement(derivation: GoldenDerivation) -> list[Block]:
    model = derivation.model
    blocks: list[Block] = [
        Paragraph(text) for text in (model.source and f"Source: {model.source}.", *model.notes) if text
    ]
    blocks.append(Paragraph("Species; those held empty do not move:"))
    columns = ("Species", "Kind", "Occupation", "Density or number", "Frequency", "Held empty")
    blocks.append(Table(columns, tuple(_species(derivation, name) for name in model.by_name)))
    blocks.append(Paragraph("The coupling, summed over the modes of every continuum and over all emitters:"))
    blocks.append(Formula(Name("H_int", r"H_{\text{int}}"), _coupling(derivation)))
    blocks += [Paragraph(_line(line)) for line in model.lines]
    blocks.append(Paragraph("What is assumed:"))
    rows = [(s.rule.removeprefix("assumption (").rstrip(")"), s.text) for s in derivation.steps if _assumes(s)]
    blocks.append(Table(("Assumption", "In words"), tuple(rows)))
    return blocks


def _assumes(step: Step) -> bool:
    return step.rule.startswith("assumption (")


def _species(derivation: GoldenDerivation, name: str) -> tuple[str | Math, ...]:
    model, species = derivation.model, derivation.model.by_name[name]
    is_continuum = isinstance(species, Continuum)
    amount = species.density if isinstance(species, Continuum) else species.number
    return (
        Math(species.label, name),
        "continuum" if is_continuum else "emitters",
        Math(species.state.latex, species.state.name),
        cell(derivation.tree(amount)),
        cell(derivation.tree(model.frequency_of(species))),
        "yes" if name in model.empty else "no",
    )


def _coupling(derivation: GoldenDerivation) -> Node:
    terms = [
        product([derivation.tree(c), Name(word_text(word), word_latex(word))]) for word, c in derivation.model.coupling
    ]
    return total(terms)


def _line(line: Line) -> str:
    along = ", ".join(s.name for s in line.along)
    moving = [
        f"{', '.join(c.name for c in channels)} moves {way}"
        for channels, way in ((line.right, "along that order"), (line.left, "against it"))
        if channels
    ]
    return f"{'A closed' if line.closed else 'An open'} line along which stand {along}; {' and '.join(moving)}."


# -- what follows -----------------------------------------------------------------------------------------------------


def _equations(derivation: GoldenDerivation) -> list[Block]:
    blocks: list[Block] = []
    if off := derivation.kinetics.enumeration.off_shell:
        names = ", ".join(f"{' + '.join(a) or '0'} -> {' + '.join(b) or '0'}" for a, b in off)
        blocks.append(Paragraph(f"Without a rate, as energy is not conserved: {names}."))
    for species, state in zip(derivation.kinetics.moving, derivation.kinetics.states, strict=True):
        left = Name(f"d{state.name}/dt", rf"\frac{{d {state.latex}}}{{dt}}")
        blocks.append(Formula(left, derivation.equation(species), subject=name_of(state)))
    return blocks


def _constants(derivation: GoldenDerivation) -> list[Block]:
    known = derivation.kinetics.constants
    return [Formula(name_of(symbol), derivation.tree(value)) for symbol, value in known.items()]


READABLE = 30
"""Terms of a polynomial that anyone reads; a longer one is left to the generated module."""


def _late(derivation: GoldenDerivation) -> list[Block]:
    """How everything is lost, where it is: the eigenvalues of the linear rates and the ratios at late times."""
    late = derivation.decay
    if late is None:
        return []
    blocks: list[Block] = [
        Paragraph("All occupations vanish at late times, as exp(eigenvalue*t) with the eigenvalue nearest to zero:")
    ]
    for factor in late.factors:
        blocks += _roots(derivation, factor)
    if late.ratio is not None:
        first, second = (name_of(s) for s in late.states[:2])
        ratio = Name(f"{first.key}/{second.key}", rf"\frac{{{first.latex}}}{{{second.latex}}}")
        blocks.append(Paragraph("Its eigenvector fixes the ratios of the occupations, which no longer change:"))
        blocks.append(Formula(ratio, derivation.tree(late.ratio)))
    elif len(late.factors) > 1:
        words = "Which occupations the slowest eigenvalue leaves, and in which ratio, depends on which one it is"
        blocks.append(Paragraph(f"{words}: see slow_mode of the generated module."))
    return blocks


def _roots(derivation: GoldenDerivation, factor: Sequence[Scalar]) -> list[Block]:
    """One irreducible factor: its root where it has one in closed form, else the polynomial."""
    unknown, degree = name_of(EIGENVALUE), len(factor) - 1
    if degree == 1:
        return [Formula(unknown, derivation.tree(-factor[0]))]
    words = f"roots of a polynomial of degree {degree} that does not factor"
    if sum(len(c.re) for c in factor) > READABLE:
        return [Paragraph(f"The {words}; it is long: see linearised and characteristic of the generated module.")]
    terms = [product([derivation.tree(c), _power(unknown, k)]) for k, c in enumerate(factor) if c]
    return [Paragraph(f"The {words}:"), Formula(Name("0", "0"), total(terms))]


def _power(base: Name, k: int) -> Node:
    return ONE if k == 0 else base if k == 1 else Power(base, Number(Fraction(k)))


def _defaults(model: RateModel) -> list[Block]:
    rows = []
    for default in model.defaults:
        symbol = symbol_of(default.parameter)
        rows.append((Math(symbol.latex, symbol.name), f"{default.value:g}", default.reason))
    return [Table(("Parameter", "Used instead", "Why"), tuple(rows))] if rows else []
