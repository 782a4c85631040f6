"""What is shown of a scattering derivation: statement, steps, Pauli equation, T, why the balance holds or does not."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from derive.emit.blocks import Block, Cell, Formula, Math, Paragraph, Table, cell
from derive.engines.engine import Kind, Part, step_blocks
from derive.engines.scattering.derivation import unbalanced
from derive.engines.scattering.naming import DETERMINANT, element, level, population, site
from derive.engines.scattering.space import couplings, where
from derive.engines.scattering.statement import VOLUMES
from derive.engines.scattering.steps import coefficient_formula, hamiltonian, rate_integral
from derive.engines.scattering.steps import couplings as elements
from derive.exact.collect import name_of, product
from derive.exact.scalar import Scalar
from derive.exact.shape import is_printable
from derive.expr import Call, Matrix, Name, Node, Number, Power, Quotient, Sum, negative
from derive.rules.scattering.rates import rate
from derive.scattering.model import Contact

if TYPE_CHECKING:
    from derive.engines.scattering.derivation import ScatteringDerivation

TWO = Number(Fraction(2))
CONDITIONS = (
    ("hermitian", "T is Hermitian: nothing beyond the Born approximation"),
    ("symmetric", "T is symmetric in the basis of the levels: reciprocity"),
    ("gauged", "phases of the levels exist that make the coupling real: no loop of couplings has a phase"),
    ("balanced", "|t_kl| = |t_lk| for all pairs, as with time reversal, with or without parity"),
)


def parts_of(derivation: ScatteringDerivation) -> tuple[Part, ...]:
    """The supplement; a part that has nothing to say is left out."""
    parts: list[tuple[str, Sequence[Block], Kind]] = [
        (derivation.model.title or "the model", _statement(derivation), Kind.STATEMENT),
        ("steps of the derivation", step_blocks(derivation.steps, derivation.tree), Kind.STEPS),
        ("Pauli equation", _equations(derivation), Kind.EQUATIONS),
        ("levels and couplings", _levels(derivation), Kind.CLOSED_FORMS),
        ("T matrix", _elements(derivation), Kind.CLOSED_FORMS),
        ("detailed balance", _balance(derivation), Kind.RESULTS),
        ("generator by Bohr frequencies", _generator(derivation), Kind.DETAILS),
    ]
    return tuple(Part(title, tuple(blocks), kind) for title, blocks, kind in parts if blocks)


# -- the statement ----------------------------------------------------------------------------------------------------


def _statement(derivation: ScatteringDerivation) -> list[Block]:
    model = derivation.model
    blocks: list[Block] = [
        Paragraph(text) for text in (model.source and f"Source: {model.source}.", *model.notes) if text
    ]
    rows = tuple(tuple(map(derivation.tree, row)) for row in model.hamiltonian)
    blocks += [Paragraph("The system:"), Formula(Name("H_S", "H_S"), Matrix(rows))]
    contacts = tuple(_contact(derivation, k, contact) for k, contact in enumerate(model.contacts, 1))
    blocks += [Paragraph("Contacts, each a delta potential for the gas particle:")]
    blocks.append(Table(("Contact", "With", "Strength", "Position"), contacts))
    for k, contact in enumerate(model.contacts, 1):
        if not isinstance(contact.site, int):
            matrix = Matrix(tuple(tuple(map(derivation.tree, row)) for row in contact.site))
            blocks.append(Formula(Name(f"v_{k}", rf"v^{{({k})}}"), matrix))
    gas = (model.gas.mass, model.gas.density, model.gas.beta)
    columns = ("Mass of a particle", f"Particles per {VOLUMES[model.gas.dimension]}", "Inverse temperature")
    blocks += [Paragraph(f"The gas, free particles in {where(model.gas)}:")]
    blocks.append(Table(columns, (tuple(cell(derivation.tree(x)) for x in gas),)))
    blocks += [Paragraph(couplings(model.gas))] if couplings(model.gas) else []
    blocks += [Paragraph("Together:"), Formula(Name("H_tot", r"H_{\text{tot}}"), hamiltonian(derivation))]
    return blocks


def _contact(derivation: ScatteringDerivation, number: int, contact: Contact) -> tuple[Cell, ...]:
    if isinstance(contact.site, int):
        ket = site(contact.site)
        what: Cell = Math(ket.latex, ket.key)
    else:
        what = Math(rf"v^{{({number})}}", f"v_{number}")
    strength, position = (cell(derivation.tree(x)) for x in (contact.strength, contact.position))
    return str(number), what, strength, position


# -- equations and closed forms ---------------------------------------------------------------------------------------


def _equations(derivation: ScatteringDerivation) -> list[Block]:
    """The populations, and each rate as an integral."""
    if derivation.solved is None:
        return []
    labels = derivation.model.labels
    blocks: list[Block] = []
    for k in labels:
        state = population(k)
        left = Name(f"d{state.name}/dt", rf"\frac{{d {state.latex}}}{{dt}}")
        terms: list[Node] = []
        for j in labels:
            if j != k:
                terms.append(product([element("a", k, j), name_of(population(j))]))
                terms.append(negative(product([element("a", j, k), name_of(state)])))
        blocks.append(Formula(left, Sum(tuple(terms)), subject=name_of(state)))
    blocks.append(Paragraph("with the rates"))
    for final, k in enumerate(labels):
        for initial, j in enumerate(labels):
            if k != j:
                before = rate(derivation.solved, final, initial).prefactor
                blocks.append(Formula(element("a", k, j), rate_integral(derivation, k, j, before)))
    return blocks


def _levels(derivation: ScatteringDerivation) -> list[Block]:
    if derivation.spectrum is None:
        return []
    pairs = zip(derivation.model.labels, derivation.spectrum.energies, strict=True)
    named = [(level(label), derivation.tree(energy)) for label, energy in pairs]
    blocks: list[Block] = [Formula(left, right) for left, right in named if not _same(left, right)]
    return [*blocks, *(Formula(left, right) for left, right in elements(derivation))]


def _same(left: Node, right: Node) -> bool:
    return isinstance(left, Name) and isinstance(right, Name) and left.key == right.key


def _elements(derivation: ScatteringDerivation) -> list[Block]:
    """The determinant and the numerators, with complex ``b_j``."""
    found, labels = derivation.analytic, derivation.model.labels
    if found is None:
        return []
    blocks: list[Block] = [
        Paragraph(
            f"The reduced elements t, which are {_volume(derivation)} times those of T, as numerators over one "
            f"determinant; {_momenta(derivation)}:"
        ),
        Formula(DETERMINANT, derivation.tree(found.determinant)),
    ]
    for k, row in enumerate(found.numerators):
        for j, above in enumerate(row):
            left = product([element("t", labels[k], labels[j]), DETERMINANT])
            blocks.append(Formula(left, derivation.tree(above)))
    return blocks


def _volume(derivation: ScatteringDerivation) -> str:
    d = derivation.model.gas.dimension
    return "2 pi hbar" if d == 1 else f"(2 pi hbar)^{d}"


def _momenta(derivation: ScatteringDerivation) -> str:
    if derivation.model.gas.is_plain:
        return "b_j is positive where the channel is open and -i c_j where it is closed"
    return "b_j is i times the Green function of the channel at the contact"


# -- balance ----------------------------------------------------------------------------------------------------------


def _balance(derivation: ScatteringDerivation) -> list[Block]:
    """The four conditions, the loops, what is left of each pair's difference, and where it vanishes."""
    found, labels = derivation.certificate, derivation.model.labels
    if found is None:
        return []
    rows = tuple((text, "yes" if getattr(found, name) else "no") for name, text in CONDITIONS)
    blocks: list[Block] = [
        Paragraph(
            "I(k, l) = 1 at every temperature exactly if t_kl and t_lk have equal moduli at every energy. With all "
            "channels open and for general parameters:"
        ),
        Table(("Condition", "Holds"), rows),
    ]
    if found.loop:
        blocks.append(Paragraph("Products of couplings around independent loops; no phases of the levels change them:"))
        blocks += [Formula(_around(derivation, x), derivation.tree(value)) for x, value in found.loop.items()]
    elif len(labels) < 3:
        blocks.append(Paragraph("There is no loop: two levels have detailed balance whatever couples them."))
    unequal = {pair: x for pair, x in derivation.asymmetries.items() if x}
    if unequal:
        blocks.append(Paragraph("They leave of the moduli:"))
        blocks += [Formula(_difference(derivation, *pair), _readable(derivation, x)) for pair, x in unequal.items()]
        blocks += [*_quotients(derivation), *_closed(derivation)]
    return blocks


def _around(derivation: ScatteringDerivation, loop: tuple[int, ...]) -> Node:
    """``Im(v_kl v_lm ... v_nk)``."""
    ways = pairwise(derivation.model.labels[x] for x in (*loop, loop[0]))
    return Call("im", (product([element("v", *way) for way in ways]),))


def _difference(derivation: ScatteringDerivation, final: int, initial: int) -> Node:
    ends = derivation.model.labels[final], derivation.model.labels[initial]
    forward, backward = (Power(Call("abs", (element("t", *pair),)), TWO) for pair in (ends, ends[::-1]))
    return product([Power(Call("abs", (DETERMINANT,)), TWO), Sum((forward, negative(backward)))])


def _readable(derivation: ScatteringDerivation, value: Scalar) -> Node:
    if is_printable(value):
        return derivation.tree(value)
    text = f"{len(value.re)} terms"
    return Name(f"({text})", rf"\text{{{text}}}")


def _quotients(derivation: ScatteringDerivation) -> list[Block]:
    """With one loop alone: what its product is multiplied by in each pair."""
    found = derivation.certificate
    if found is None or len(found.loop) != 1:
        return []
    ((loop, value),) = found.loop.items()
    controls = _around(derivation, loop)
    blocks: list[Block] = [Paragraph("Each is the product of the loop times:")]
    for pair, x in derivation.asymmetries.items():
        blocks.append(Formula(Quotient(_difference(derivation, *pair), controls), derivation.tree(x / value)))
    return blocks


def _closed(derivation: ScatteringDerivation) -> list[Block]:
    """Which pairs are out of balance while other channels are closed."""
    labels = derivation.model.labels
    rows: list[tuple[Cell, ...]] = []
    for closed, solution in zip(derivation.patterns, derivation.solutions, strict=True):
        left = [
            f"{labels[j]} and {labels[k]}"
            for k, j in derivation.pairs
            if not {k, j} & set(closed) and unbalanced(solution, k, j)
        ]
        rows.append((", ".join(labels[k] for k in closed) or "none", ", ".join(left) or "none"))
    return [
        Paragraph("By the channels that are closed at an energy, the pairs of open ones with different moduli:"),
        Table(("Closed", "Out of balance"), tuple(rows)),
    ]


def _generator(derivation: ScatteringDerivation) -> list[Block]:
    found, labels = derivation.master, derivation.model.labels
    if found is None:
        return []
    rows = []
    for block in found.blocks:
        transitions = ", ".join(f"{labels[j]} -> {labels[k]}" for k, j in block.transitions)
        rows.append((cell(derivation.tree(block.frequency)), transitions))
    return [
        Paragraph("Transitions that act together, by what the particle loses:"),
        Table(("Energy", "Transitions"), tuple(rows)),
        Formula(*coefficient_formula(derivation, found)),
    ]
