"""What is shown of a model in phase space: statement, Fokker-Planck equation, currents, entropy balance, large N."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from derive.algebra.display import word_latex, word_text
from derive.algebra.operator import Op
from derive.algebra.trees import operator_tree, tree_of
from derive.emit.blocks import Block, Cell, Formula, Math, Paragraph, Table, cell
from derive.emit.plain import plain
from derive.engines.approximations import condition_blocks
from derive.engines.engine import Kind, Part, step_blocks
from derive.expr import Name, Node
from derive.forms import GAP, Form, form
from derive.parameters import symbol_of
from derive.rules.phase_space.display import density_text, integral
from derive.rules.phase_space.integrals import reduced
from derive.rules.phase_space.split import Channel

if TYPE_CHECKING:
    from derive.engines.phase_space.derivation import PhaseSpaceDerivation


def parts_of(derivation: PhaseSpaceDerivation) -> tuple[Part, ...]:
    """The supplement; a part that has nothing to say is left out."""
    title = derivation.model.title or derivation.model.model.title or derivation.model.name
    parts: list[tuple[str, Sequence[Block], Kind]] = [
        (title, _statement(derivation), Kind.STATEMENT),
        ("steps of the derivation", step_blocks(derivation.steps, lambda v: tree_of(v, derivation.tree)), Kind.STEPS),
        ("Fokker-Planck equation", _equation(derivation), Kind.EQUATIONS),
        ("entropy balance", _balance(derivation), Kind.RESULTS),
        ("thermodynamic limit", _limit(derivation), Kind.RESULTS),
        ("approximations", condition_blocks(derivation.model, derivation.tree), Kind.RESULTS),
    ]
    return tuple(Part(title, tuple(blocks), kind) for title, blocks, kind in parts if blocks)


def forms_of(derivation: PhaseSpaceDerivation) -> tuple[Form, ...]:
    """All results: parameters, unitary part, currents, entropy flux and production, orders of the expansion, gaps."""
    forms = [form("parameter", s.name, f"{s.domain.value}, unit {s.unit}") for s in derivation.model.symbols]
    letter = derivation.model.distribution.letter
    forms.append(form("equation", f"U({letter})", repr(derivation.equation.unitary)))
    for channel in derivation.split.channels:
        for plane, current in zip(channel.planes, channel.currents, strict=True):
            forms.append(form("current", f"{channel.name}, {plane.name}", repr(current)))
    if derivation.balance:
        forms.append(form("entropy", "Pi_u", density_text(derivation.balance.unitary, letter)))
        for entropy in derivation.balance.channels:
            forms.append(form("entropy", f"Phi of {entropy.channel.name}", repr(entropy.flux)))
            produced = density_text(reduced(entropy.production)[0], letter)
            forms.append(form("entropy", f"Pi_d of {entropy.channel.name}", produced))
    if derivation.limit:
        size = symbol_of(derivation.limit.size).name
        for power in sorted(derivation.limit.unitary, reverse=True):
            forms.append(form("expansion", f"U at {size}^({power}/2)", repr(derivation.limit.unitary[power])))
        for mean, right in zip(derivation.limit.means, derivation.limit.motion, strict=True):
            forms.append(form("equation", f"d{mean}/dt", repr(right), plain(derivation.tree(right))))
    forms += [form(GAP, gap.stage, gap.reason) for gap in derivation.gaps]
    return tuple(forms)


def _statement(derivation: PhaseSpaceDerivation) -> list[Block]:
    model, kind = derivation.model, derivation.model.distribution
    blocks: list[Block] = [
        Paragraph(text) for text in (model.source and f"Source: {model.source}.", *model.notes) if text
    ]
    blocks += [Paragraph("The Hamiltonian over the reduced Planck constant, channels resolved:")]
    blocks.append(Formula(Name("H", "H"), derivation.operator(derivation.equation.master.hamiltonian)))
    rows: list[tuple[Cell, ...]] = []
    for bath in derivation.equation.master.baths:
        scalars = (cell(derivation.tree(x)) for x in (bath.rate, bath.occupation, bath.squeezing))
        rows.append((Math(bath.latex, bath.name), cell(derivation.operator(bath.operator)), *scalars))
    if rows:
        blocks.append(Table(("Input", "Operator", "Rate", "Occupation", "Squeezing"), tuple(rows)))
    modes = len(derivation.equation.correspondence.modes)
    text = f"The distribution {kind.letter} (s = {kind.value}) integrates to one over {modes} mode"
    return [*blocks, Paragraph(text + ("s." if modes > 1 else ".") + _husimi(derivation, modes))]


def _husimi(derivation: PhaseSpaceDerivation, modes: int) -> str:
    from derive.rules.phase_space.correspondence import Distribution

    if derivation.model.distribution is not Distribution.HUSIMI:
        return ""
    return f" It is <mu|rho|mu>/pi^{modes}, a factor of pi for each mode." if modes > 1 else " It is <mu|rho|mu>/pi."


# -- what follows -----------------------------------------------------------------------------------------------------


def _equation(derivation: PhaseSpaceDerivation) -> list[Block]:
    kind = derivation.model.distribution
    blocks: list[Block] = [Paragraph(f"d{kind.letter}/dt is U({kind.letter}) and what the baths' currents give:")]
    unitary = derivation.equation.unitary
    blocks.append(Formula(Name(f"U({kind.letter})", rf"\mathcal{{U}}({kind.letter})"), _on(derivation, unitary)))
    for plane, drift in zip(derivation.equation.correspondence.planes, derivation.split.drift, strict=True):
        blocks.append(Formula(f"reversible drift of {plane.name}", derivation.operator(drift)))
    for channel in derivation.split.channels:
        for plane, current in zip(channel.planes, channel.currents, strict=True):
            if current:
                blocks.append(Formula(_current_name(channel, plane.name, plane.latex_symbol), _on(derivation, current)))
    return blocks


def _current_name(channel: Channel, name: str, latex: str) -> Name:
    """The bath's name stands as text: inputs have printed forms of their own."""
    bath = channel.name.replace("_", r"\_")
    return Name(f"J_{name} of {channel.name}", rf"J_{{{latex}}}^{{\text{{{bath}}}}}")


def _on(derivation: PhaseSpaceDerivation, op: Op) -> Node:
    """An operator on the distribution."""
    letter = derivation.model.distribution.letter
    return operator_tree(
        op, derivation.tree, lambda w: f"{word_text(w)} {letter}", lambda w: rf"{word_latex(w)} {letter}"
    )


def _balance(derivation: PhaseSpaceDerivation) -> list[Block]:
    balance = derivation.balance
    if balance is None:
        return []
    letter, modes = derivation.model.distribution.letter, len(derivation.equation.correspondence.modes)
    blocks: list[Block] = [Paragraph(f"S = -int {letter} ln {letter}, dS/dt = Pi_u + Pi_d - Phi:")]
    blocks.append(Formula(Name("Pi_u", r"\Pi_u"), integral(balance.unitary, modes, letter)))
    for entropy in balance.channels:
        bath = entropy.channel.name.replace("_", r"\_")
        produced = Name(f"Pi_d of {entropy.channel.name}", rf"\Pi_d^{{\text{{{bath}}}}}")
        blocks.append(Formula(produced, integral(entropy.production, modes, letter)))
        flux = Name(f"Phi of {entropy.channel.name}", rf"\Phi^{{\text{{{bath}}}}}")
        blocks.append(Formula(flux, _mean(derivation, entropy.flux)))
    return blocks


def _mean(derivation: PhaseSpaceDerivation, op: Op) -> Node:
    """The expectation value of an operator, as a sum of moments; a number stays one."""
    return operator_tree(
        op, derivation.tree, lambda w: f"<{word_text(w)}>", lambda w: rf"\langle {word_latex(w)} \rangle"
    )


def _limit(derivation: PhaseSpaceDerivation) -> list[Block]:
    limit = derivation.limit
    if limit is None:
        return []
    letter, modes = derivation.model.distribution.letter, len(limit.modes)
    blocks: list[Block] = [Paragraph(f"alpha is the {limit.mean.value}. Its equation of motion, and the order one:")]
    for mean, right in zip(limit.means, limit.motion, strict=True):
        if mean:
            symbol = symbol_of(mean)
            left = Name(f"d{symbol.name}/dt", rf"\frac{{d}}{{dt}} {symbol.latex}")
            blocks.append(Formula(left, derivation.tree(right), subject=Name(symbol.name, symbol.latex)))
    zeroth = limit.unitary.get(0, Op({}))
    blocks.append(Formula(Name(f"U_0({letter})", rf"\mathcal{{U}}_0({letter})"), _on(derivation, zeroth)))
    blocks.append(Formula(Name("Pi_u", r"\Pi_u"), integral(limit.unitary_production()[0], modes, letter)))
    for channel in limit.channels:
        bath = channel.name.replace("_", r"\_")
        external = Name(f"Pi_ext of {channel.name}", rf"\Pi_{{\mathrm{{ext}}}}^{{\text{{{bath}}}}}")
        blocks.append(Formula(external, derivation.tree(channel.external)))
        flux = Name(f"Phi_q of {channel.name}", rf"\Phi_q^{{\text{{{bath}}}}}")
        blocks.append(Formula(flux, _mean(derivation, channel.flux)))
    return blocks
