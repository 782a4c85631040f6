"""Counting statistics of a linear model for its derivation: what there is of it, its functions, parts and forms."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from derive.emit.blocks import Block, Equation, Formula, Paragraph
from derive.emit.module import Function, Stack
from derive.emit.plain import plain
from derive.engines.engine import Gap
from derive.equations import Step
from derive.errors import DeriveError
from derive.exact.gauge import ungauged
from derive.exact.scalar import Scalar, constant
from derive.exact.shape import is_printable
from derive.expr import Name, Node
from derive.forms import Form, form
from derive.model import Model
from derive.rules.counting.currents import Currents, currents
from derive.rules.counting.riccati import Counted, Riccati, riccati_of
from derive.rules.counting.tilted import Direction, refusal
from derive.rules.gaussian import Langevin, Rows
from derive.rules.lindblad import Generator
from derive.rules.steady import SteadyState

if TYPE_CHECKING:
    from derive.engines.lindblad.derivation import LindbladDerivation
    from derive.engines.lindblad.module import Writer

LONGEST = 600
"""Terms of the moments of one current beyond which it is not written out."""
READABLE = 40
"""Terms of an energy current beyond which looking for a form to print takes longer than anybody would read it."""
SOURCE = "Esposito, Harbola and Mukamel, Rev. Mod. Phys. 81, 1665 (2009)"
RICCATI = (
    r"\frac{d}{dt} V = A V + V A^{T} + N + \sum_k \left[ f_k^{+}(s_k) \left( V q_k V + c_k \right)"
    r" + f_k^{-}(s_k) \left( x_k V + V x_k^{T} \right) \right]"
)
RICCATI_TEXT = "dV/dt = A V + V A^T + N + sum_k [f_k+(s_k) (V q_k V + c_k) + f_k-(s_k) (x_k V + V x_k^T)]"
THETA = (
    r"\theta(s) = \sum_k \left[ \tfrac{1}{2} f_k^{+}(s_k) \operatorname{Tr} q_k V + f_k^{-}(s_k) o_k \right], \qquad "
    r"f_k^{\pm}(s) = (N_k + 1)(e^{-s} - 1) \pm N_k (e^{s} - 1)"
)
THETA_TEXT = (
    "theta(s) = sum_k [f_k+(s_k) Tr(q_k V)/2 + f_k-(s_k) o_k], f_k+-(s) = (N_k + 1)(exp(-s) - 1) +- N_k (exp(s) - 1)"
)


@dataclass(frozen=True)
class Counting:
    """What there is of the counting statistics of one model; what is ``None`` has a gap."""

    riccati: Riccati | None = None
    currents: Currents | None = None
    gaps: tuple[Gap, ...] = ()


def counting_of(model: Model, master: Generator, linear: Langevin | None, steady: SteadyState | None) -> Counting:
    """Riccati equation and currents of a linear model with baths; nothing, and no gap, for another."""
    if linear is None or not master.baths:
        return Counting()
    gaps = [Gap(f"counting of {bath.name}", why) for bath in master.baths if (why := refusal(bath))]
    system = riccati_of(linear, master)
    found: Currents | None = None
    try:
        # The currents need no more than the moments' steady state has; without one there is nothing to take them in.
        found = currents(model, steady, LONGEST) if steady else None
    except DeriveError as error:
        gaps.append(Gap("currents", f"{error.must}, but got {error.got}", error.todo))
    if found:
        gaps += _left_out(found, master)
    if system.displaced and system.counted_baths:
        reason = "the modes have mean fields, which the functions of the module leave out"
        gaps.append(Gap("counting matrices", reason, "take the cumulants, which have them, or displace the modes"))
    return Counting(system if system.counted_baths else None, found, tuple(gaps))


def _left_out(found: Currents, master: Generator) -> Iterator[Gap]:
    """The currents that are not written out."""
    todo, asked = "compute them by the module", "ask for them in claims, by the names heat_k"
    if left := [b.name for k, b in enumerate(master.baths) if not refusal(b) and k not in found.quanta]:
        reason = "their moments are too long to be added up"
        yield Gap(f"closed form of the currents into {', '.join(left)}", reason, todo)
    if left := [b.name for k, b in enumerate(master.baths) if not _is_written(found, k)]:
        yield Gap(f"closed form of the energy currents into {', '.join(left)}", "they are too long to be read", asked)


def _is_written(found: Currents, bath: int) -> bool:
    value = found.heat.get(bath)
    return value is not None and is_short("heat", value) and not _staged(found, value)


def step_of(counting: Counting) -> tuple[Step, ...]:
    """The step of the derivation, where there is one."""
    if counting.riccati is None:
        return ()
    text = (
        "Quanta given to bath k carry exp(-s_k) in the adjoint generator, those taken from it exp(s_k); applied to "
        "1, R_i and R_i R_j it closes on Gaussian states by Wick's theorem, <A B> = V_AB + [A, B]/2, in a Riccati "
        "equation."
    )
    return (Step("counting statistics", text, (), SOURCE),)


# -- the module -------------------------------------------------------------------------------------------------------


def constants(counting: Counting) -> tuple[tuple[str, object], ...]:
    """``COUNTED``: the inputs that the counting functions go over, in their order."""
    system = counting.riccati
    if system is None or system.displaced:
        return ()
    return (("COUNTED", tuple(system.baths[k] for k in system.counted_baths)),)


def functions(counting: Counting, writer: Writer, details: Sequence[str]) -> list[Function]:
    """What numerics need for cumulants and theta(s), and the currents in closed form; ``details`` belong to these."""
    system, made = counting.riccati, list[Function]()
    if system is not None:
        summary = "Correlations <B_i(t) B_j(t')>/delta(t - t') of INPUTS."
        order = ("Rows in order (b_1, b_1.dag, b_2, ...) of INPUTS.",)
        result = writer.matrix(system.linear.correlations)
        made.append(writer.function("ladder_correlations", summary, order, result, "complex"))
    if system is not None and not system.displaced:
        made += [writer.function(*parts) for parts in _stacks(system, writer.tree)]
    return [*made, *_closed(counting, writer, details)]


def _stacks(system: Riccati, tree: Callable[[Scalar], Node]) -> Iterator[tuple[str, str, list[str], Stack, str]]:
    """Name, summary, details, result and kind of the arrays over counted baths and directions."""
    size, position = 2 * len(system.linear.modes), {bath: k for k, bath in enumerate(system.counted_baths)}
    leading = (len(position), 2)
    places = [(position[t.bath], 0 if t.direction is Direction.EMISSION else 1) for t in system.terms]
    first = "First axes: the baths of COUNTED; 0 for quanta that the bath receives, 1 for those it gives."
    order = "Last axes in order (x_1, p_1, x_2, p_2, ...) of MODES."
    what: list[tuple[str, str, Callable[[Counted], Rows]]] = [
        ("quadratic", "Q of (exp(-+s) - 1) (V Q V + X V + V X^T + C), added to dV/dt.", lambda t: t.quadratic),
        ("linear", "X of (exp(-+s) - 1) (V Q V + X V + V X^T + C), added to dV/dt.", lambda t: t.linear),
        ("constant", "C of (exp(-+s) - 1) (V Q V + X V + V X^T + C), added to dV/dt.", lambda t: t.constant),
        ("weight", "W of theta = sum (exp(-+s) - 1) (Tr[W V] + o).", lambda t: t.weight),
    ]
    for name, summary, rows in what:
        items: tuple[tuple[tuple[int, ...], Node], ...] = tuple(
            ((*place, i, j), tree(c))
            for place, term in zip(places, system.terms, strict=True)
            for i, row in enumerate(rows(term))
            for j, c in enumerate(row)
            if c
        )
        yield f"counted_{name}", summary, [first, order], Stack((*leading, size, size), items), "real"
    offsets = tuple((place, tree(t.offset)) for place, t in zip(places, system.terms, strict=True) if t.offset)
    yield "counted_offset", "o of theta = sum (exp(-+s) - 1) (Tr[W V] + o).", [first], Stack(leading, offsets), "real"


def _closed(counting: Counting, writer: Writer, details: Sequence[str]) -> Iterator[Function]:
    """``eta_`` and ``heat_`` with the name of the bath, where they are short enough to be read."""
    found = counting.currents
    if found is None:
        return
    for values, name, what in ((found.quanta, "eta", "quanta"), (found.heat, "heat", "energy (hbar = 1)")):
        for k, value in values.items():
            bath = found.baths[k]
            if is_short(name, value) and not _staged(found, value) and bath.isidentifier():
                summary = f"Stationary current of {what} into {bath}."
                yield writer.function(f"{name}_{bath}", summary, details, writer.tree(value), "real")


def is_short(name: str, value: Scalar) -> bool:
    """Whether a current is printed; of energy, with its frequencies, less finds a form that anyone would read."""
    terms = len(value.re) + len(value.im) + len(value.den)
    return is_printable(value) and (name != "heat" or terms <= READABLE)


def _staged(found: Currents, value: Scalar) -> bool:
    return any(g in found.state.stages for g in value.generators)


# -- the supplement ---------------------------------------------------------------------------------------------------


def current_blocks(derivation: LindbladDerivation) -> list[Block]:
    """The currents in closed form."""
    found = derivation.counting.currents
    if found is None or not found.quanta:
        return []
    lead = (
        "Stationary current of quanta into bath k (received less given), and of energy, which is what the dissipator "
        "of that bath takes from the whole Hamiltonian of this model; baths in the order of their table. In a rotating "
        "frame that is not heat of the laboratory, and the work of a drive is not in it; of a linearised model the "
        "quanta are those of the fluctuations."
    )
    return [Paragraph(lead), *(Formula(name, tree) for name, tree, *_ in _trees(derivation, found))]


def _trees(derivation: LindbladDerivation, found: Currents) -> Iterator[tuple[Name, Node, Scalar, int]]:
    """Name, printed form and value of each current; the long ones by their size."""
    from derive.engines.lindblad.derivation import size_of

    for values, name, printed in ((found.quanta, "eta", r"\eta"), (found.heat, "heat", r"\dot{Q}")):
        for k, value in values.items():
            tree = derivation.tree(value) if is_short(name, value) else size_of(value)
            yield Name(f"{name}_{k + 1}", f"{printed}_{{{k + 1}}}"), tree, value, k


def counting_blocks(derivation: LindbladDerivation, matrix: Callable[[str, Rows, bool], list[Block]]) -> list[Block]:
    """The tilted generator in words, the Riccati equation, and its matrices bath by bath."""
    system = derivation.counting.riccati
    if system is None:
        return []
    blocks: list[Block] = [
        Paragraph(
            "The mean of exp(-sum_k s_k n_k), where n_k is what bath k has received, grows at the rate theta(s). On "
            "Gaussian states it is found from a covariance that obeys"
        ),
        Equation(RICCATI, text=RICCATI_TEXT),
        Equation(THETA, text=THETA_TEXT),
        Paragraph("Cumulants are the derivatives (-1)^n of theta at s = 0, the first is the current into the bath."),
    ]
    if system.displaced:
        blocks.append(Paragraph("The modes have mean fields, whose part in theta(s) is not shown here."))
    for k in sorted({term.bath for term in system.terms}):
        blocks += _of_bath(system, k, matrix)
    return blocks


def _of_bath(system: Riccati, bath: int, matrix: Callable[[str, Rows, bool], list[Block]]) -> list[Block]:
    """q, x, c and o of one bath: the matrices of emission per (N + 1)."""
    term = next(t for t in system.terms if t.bath == bath and t.direction is Direction.EMISSION)
    number = system.occupations[bath] + 1
    q, x, c = (_divided(rows, number) for rows in (term.quadratic, term.linear, term.constant))
    name, offset = f"_{bath + 1}", term.offset / number
    blocks = matrix(f"q{name}", q, True)
    if x == _divided(q, constant(-2)) and c == _divided(q, constant(4)) and offset == -_trace(q) / 4:
        return [*blocks, Paragraph(f"x{name} = -q{name}/2, c{name} = q{name}/4, o{name} = -Tr(q{name})/4.")]
    return [*blocks, *matrix(f"x{name}", x, False), *matrix(f"c{name}", c, True), Paragraph(f"o{name} = {offset}.")]


def _divided(rows: Rows, by: Scalar) -> Rows:
    return tuple(tuple(c / by for c in row) for row in rows)


def _trace(rows: Rows) -> Scalar:
    return sum((row[k] for k, row in enumerate(rows)), constant(0))


def forms(derivation: LindbladDerivation) -> list[Form]:
    """The currents in canonical form, by the names of the baths.

    A bath without a name is known by its place alone, which says nothing where baths are listed otherwise: its current
    is not among the forms.
    """
    found = derivation.counting.currents
    if found is None:
        return []
    named = {k: name for k, name in enumerate(found.baths) if name != f"b_in_{k + 1}"}
    return [
        form("closed form", f"{name.key.split('_')[0]}_{named[k]}", repr(ungauged(value)), plain(tree))
        for name, tree, value, k in _trees(derivation, found)
        if k in named
    ]
