"""The derivation as a supplement prints it: enumeration, each process with its states and elements, rates, equations.

In: `Kinetics`.  Out: `Step`s whose formulas are trees; nothing is computed here that the rates did not come from.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from derive.equations import Step
from derive.exact.collect import Style, name_of, product, total
from derive.exact.scalar import Scalar
from derive.exact.shape import shaped
from derive.expr import ONE, Call, Name, Node, Number, Power, Quotient, negative
from derive.golden.model import HBAR, PI, RateModel
from derive.golden.species import Continuum
from derive.parameters import I, symbol_of
from derive.rules.golden_rule.kets import ket_name
from derive.rules.golden_rule.kinetics import Kinetics
from derive.rules.golden_rule.processes import Contribution, Process
from derive.rules.golden_rule.walk import Walk, walk

STANDARD = "Cohen-Tannoudji, Dupont-Roc, Grynberg, Atom-Photon Interactions, Ch. III and Exercise 1"
DELTA = Name("delta_t0(E_fin - E_in)", r"\delta^{t_0}(E_{\text{fin}} - E_{\text{in}})")
T = Name("T_fi", r"T_{fi}")
S = Name("S_fi", r"S_{fi}^{t_0}")
EVENTS = Name("W", "W")
ORDINALS = {1: "first", 2: "second", 3: "third", 4: "fourth"}


def steps_of(derived: Kinetics) -> tuple[Step, ...]:
    """All steps, in the order in which a reader needs them."""
    return (
        *_enumeration(derived),
        *_rule(derived.model),
        *_assumed(derived),
        *_processes(derived),
        *_sums(derived),
    )


def _enumeration(derived: Kinetics) -> Iterator[Step]:
    """What was enumerated, and what each assumption left out."""
    for order, selection in enumerate(derived.enumeration.selections, 1):
        out = [f"{a.text.rstrip('.')}: {count} left out" for a, count in selection.left_out if count]
        every = len(selection.kept) + sum(count for _, count in selection.left_out)
        couplings = "one coupling" if order == 1 else f"{order} couplings"
        text = f"{every} connected chains of {couplings} change an occupation, all time orderings counted; "
        text += f"{len(selection.kept)} are kept. " + (". ".join(out) + "." if out else "None is left out.")
        yield Step(f"chains of {ORDINALS[order]} order", text)
    if derived.enumeration.off_shell:
        names = (f"{' + '.join(a)} -> {' + '.join(b)}" for a, b in derived.enumeration.off_shell)
        yield Step("energy", f"No rate, as energy is not conserved: {', '.join(names)}.")


def _rule(model: RateModel) -> Iterator[Step]:
    """The golden rule with its regularised delta function."""
    i, two, t_0 = Name("I", "i"), Number(Fraction(2)), Name("t_0", "t_0")
    pi, hbar = name_of(symbol_of(PI)), name_of(symbol_of(HBAR))
    element = product([negative(two), pi, i, DELTA, T])
    square = product([Quotient(t_0, product([two, pi, hbar])), DELTA])
    rate = product([Quotient(product([two, pi]), hbar), Power(Call("abs", (T,)), two), DELTA])
    yield Step(
        "golden rule",
        "The coupling acts for a time t_0; the regularised delta function has the value t_0/(2 pi hbar) at zero. Rates "
        "are events per time; those in the whole band, W, follow by sums over the modes of continua, which put "
        "densities of states in the place of delta functions. States show the modes that take part; all others are as "
        "they were.",
        ((S, element), (Power(DELTA, two), square), (Name("rate", r"\frac{|S_{fi}^{t_0}|^2}{t_0}"), rate)),
        STANDARD,
    )
    if model.order > 1:
        yield Step(
            "time orderings",
            "T is the sum over all chains and all time orderings of products of couplings over energy denominators; "
            "the orderings that agree on which end of each intermediate quantum comes first add up to a product of "
            "single resolvents, one for each intermediate quantum.",
        )


def _assumed(derived: Kinetics) -> Iterator[Step]:
    for a in derived.model.assumptions:
        yield Step(f"assumption ({a.key})", a.text)
    if derived.enumeration.detuned:
        names = ", ".join(derived.enumeration.detuned)
        yield Step(
            "assumption (detuned)",
            f"Intermediate quanta of {names} miss the energy shell: their resolvent is 1/E at the centre of the band, "
            "which asks for a detuning that is large beside the band.",
        )


def _processes(derived: Kinetics) -> Iterator[Step]:
    for process in derived.processes:
        yield Step(f"process {process.name}", _about(derived.model, process), tuple(_items(derived, process)))


def _about(model: RateModel, process: Process) -> str:
    """Orders, paths and what interferes, in words."""
    paths = {c.via for group in process.groups for c in group}
    via = sorted("directly" if not p else f"through {', '.join(p)}" for p in paths)
    orders = sorted({c.order for group in process.groups for c in group})
    text = f"{' and '.join(ORDINALS[n] for n in orders).capitalize()} order, {'; '.join(via)}."
    if len(paths) > 1:
        text += " All paths add before squaring." if len(process.groups) == 1 else " Not all paths interfere."
    return text


Item = tuple[str | Node, Node | tuple[Node, ...]]


def _items(derived: Kinetics, process: Process) -> Iterator[Item]:
    """States, matrix elements, T and S, and the events per time of one process."""
    style = Style()
    shares = []
    for group in process.groups:
        for contribution in group:
            yield from _path(derived.model, contribution, style)
            shares.append(product([shaped(contribution.weight, style), shaped(contribution.occupation, style)]))
    root = _root(walk(derived.model, process.groups[0][0].chains[0]).radicand, style)
    if len(process.groups) > 1:
        yield "contributions to T that do not all interfere", product([total(shares), root])
    else:
        if len(shares) > 1:
            yield T, product([total(shares), root])
        whole = sum((c.weight * c.occupation for c in process.groups[0]), 0 * PI)
        yield S, product([shaped(-2 * PI * I * whole, style), DELTA, root])
    events = [
        product([shaped(t.coefficient, style), shaped(t.occupation * process.outer, style)]) for t in process.terms
    ]
    yield EVENTS, total(events)


def _path(model: RateModel, contribution: Contribution, style: Style) -> Iterator[Item]:
    """The states and elements of one path: of several time orderings that add up the first."""
    steps: Walk = walk(model, contribution.chains[0])
    yield "", tuple(ket_name(model, steps, state) for state in steps.states)
    several = len(steps.elements) > 1
    names = [Name(f"V_{k}", f"V_{{{k}}}") if several else T for k in range(1, len(steps.elements) + 1)]
    for name, element in zip(names, steps.elements, strict=True):
        yield name, product([shaped(element.coefficient, style), _root(element.radicand, style)])
    if several:
        summed = product([shaped(contribution.weight, style), shaped(contribution.occupation, style)])
        yield _sum_name(model, contribution), product([summed, _root(steps.radicand, style)])


def _sum_name(model: RateModel, contribution: Contribution) -> Name:
    """The sum over the modes of the intermediate quanta, and over the time orderings that are added up."""
    count = contribution.order
    indices = ", ".join(f"{model.by_name[n].letter}" for n in contribution.via)
    labels = ", ".join(rf"{model.by_name[n].letter} \in {model.by_name[n].label}" for n in contribution.via)
    orders = "" if len(contribution.chains) == 1 else f" over {len(contribution.chains)} time orderings"
    text = f"sum over {indices}{orders} of {' '.join(f'V_{k}' for k in range(count, 0, -1))}/(E_in - E_im + i0)"
    above = " ".join(f"V_{{{k}}}" for k in range(count, 0, -1))
    below = r"E_{\text{in}} - E_{\text{im}} + i0"
    below = below if count == 2 else rf"\prod ({below})"
    which = rf"\sum_{{{labels}}}" + (r"\sum_{\text{orderings}}" if orders else "")
    return Name(text, rf"{which} \frac{{{above}}}{{{below}}}")


def _root(radicand: Scalar, style: Style) -> Node:
    return ONE if radicand == 1 else Call("sqrt", (shaped(radicand, style),))


def _sums(derived: Kinetics) -> Iterator[Step]:
    """From events to equations, and the values of the constants."""
    modes = [
        (f"number of modes of {s.name}", shaped(derived.model.modes_of(s)))
        for s in derived.model.species
        if isinstance(s, Continuum) and s.name not in derived.model.empty
    ]
    yield Step(
        "rate equations",
        "The quanta that all events add, over the number of modes of a continuum, and as a whole for an ensemble.",
        tuple(modes),
    )
