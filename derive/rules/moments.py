"""Equations of motion of moments from the adjoint Lindbladian, with closure found and not assumed."""

from __future__ import annotations

from collections.abc import Iterable

from derive.algebra.boson import Boson
from derive.algebra.display import word_text
from derive.algebra.levels import Levels
from derive.algebra.operator import IDENTITY, Op, Word, word_key, word_order
from derive.equations import Equations, Step, words_of
from derive.errors import ClosureError, ModelError
from derive.exact.scalar import constant
from derive.model import Model
from derive.rules.lindblad import Generator, generator


def moments(model: Model, operators: Op | Iterable[Op] | None = None, order: int | None = None) -> Equations:
    """The smallest closed set of equations that holds the moments of ``operators``.

    Parameters
    ----------
    model : the model.
    operators : what is asked for; by default the observables, or all occupations and populations.
    order : moments of bosonic words above this order are refused; by default the highest order asked for.

    Raises
    ------
    ClosureError
        when the set does not close below that order; says which moments are missing and which terms of the
        model bring them in.
    """
    if not isinstance(model, Model):
        todo = "use kinetics(model) for a RateModel"
        raise ModelError("moments", "the model must be a Model of operators and baths", type(model).__name__, todo)
    if isinstance(operators, Op):
        operators = (operators,)
    wanted = tuple(operators) if operators is not None else targets(model)
    _check_spaces(model, wanted)
    master = generator(model)
    bound = max([2, *(op.order for op in wanted)]) if order is None else order
    right, missing = _closure(master, words_of(wanted), bound)
    if missing:
        raise _not_closed(model, master, missing, bound)
    states = tuple(sorted(right, key=word_key))
    steps = (*master.steps, _step(bound))
    return Equations(model, states, tuple(right[w] for w in states), steps)


def first_moments(model: Model) -> Equations:
    """Equations of the mean fields: annihilation operators of the modes and lowering operators of the levels."""
    words: list[Op] = []
    for space in model.spaces:
        if isinstance(space, Boson):
            words.append(Op.of(space, (0, 1)))
        elif isinstance(space, Levels):
            words += [Op.of(space, (0, k)) for k in range(1, len(space.labels))]
    return moments(model, words, order=1)


def targets(model: Model) -> tuple[Op, ...]:
    """What to follow when nothing else is said: the observables, else every occupation and population."""
    if model.observables:
        return tuple(o.operator for o in model.observables)
    found = []
    for space in model.spaces:
        if isinstance(space, Levels):
            found += [Op.of(space, (k, k)) for k in range(1, len(space.labels))]
        else:
            found.append(Op.of(space, (1, 1)))
    return tuple(found)


def _check_spaces(model: Model, wanted: tuple[Op, ...]) -> None:
    """Nothing moves a foreign operator: its moment would pass for a conserved quantity."""
    for op in wanted:
        for space in op.spaces:
            if space not in model.spaces:
                raise ModelError(
                    f"model {model.name!r}, moments",
                    "an operator must act on the model's own spaces (" + ", ".join(map(str, model.spaces)) + ")",
                    str(space),
                    "add it to the Hamiltonian or a bath, or correct its name",
                )


def _closure(master: Generator, start: Iterable[Word], bound: int) -> tuple[dict[Word, Op], list[Word]]:
    """Follow the generator from word to word until nothing new appears; words above the bound are missing."""
    right: dict[Word, Op] = {}
    missing: set[Word] = set()
    queue = list(start)
    while queue:
        word = queue.pop()
        if word in right:
            continue
        if _too_high(word, bound):
            missing.add(word)
            continue
        right[word] = master(Op({word: constant(1)}))
        queue += [w for w in right[word].terms if w != IDENTITY and w not in right]
    return right, sorted(missing, key=word_key)


def _too_high(word: Word, bound: int) -> bool:
    """Finite systems always close; a word with a boson in it is bounded."""
    return word_order(word) > bound and any(isinstance(space, Boson) for space, _ in word)


def _not_closed(model: Model, master: Generator, missing: list[Word], bound: int) -> ClosureError:
    shown = ", ".join(f"<{word_text(w)}>" for w in missing[:6]) + (" ..." if len(missing) > 6 else "")
    causes = nonlinear_terms(master)
    cause = "; ".join(causes) if causes else "an observable of higher order than the equations"
    return ClosureError(
        f"model {model.name!r}, moments",
        f"the equations must close at order {bound}",
        f"missing moments {shown}",
        f"they enter through {cause}. Dropping those terms, linearising about a mean field, or replacing the mode by "
        f"levels (a truncated Fock space) closes the set; a higher order (order={bound + 2}) only moves the gap.",
    )


def nonlinear_terms(master: Generator) -> list[str]:
    """The terms of a master equation that couple moments to higher ones, in plain text."""
    found = []
    for word, c in master.hamiltonian:
        if _couples_up(word, 2):
            found.append(f"the Hamiltonian's {Op({word: c})}")
    for bath in master.baths:
        if any(_couples_up(word, 1) for word in bath.operator.terms):
            found.append(f"the bath operator {bath.operator}")
    return found


def _couples_up(word: Word, limit: int) -> bool:
    """Beyond ``limit`` ladder operators, or a boson times a level operator."""
    kinds = {space.kind == "boson" for space, _ in word}
    return True in kinds and (word_order(word) > limit or False in kinds)


def _step(bound: int) -> Step:
    return Step(
        "moments",
        "Expectation values of the adjoint master equation, in normal order; the set closes exactly "
        f"(bosonic moments up to order {bound}, nothing dropped).",
    )
