"""The rotating-wave approximation: terms that turn fast in a reference frame are dropped, each with its frequency.

A word with ``p`` creation and ``q`` annihilation operators of a mode with reference frequency ``w`` turns by
``exp(i (p - q) w t)``; words that do not turn are kept.  Nothing else is changed: the model stays in its own frame.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from derive.algebra.operator import Op
from derive.algebra.space import Space
from derive.conditions import Condition
from derive.driven.model import mode_of
from derive.equations import HAMILTONIAN, Step
from derive.errors import ModelError
from derive.exact.abbreviate import Abbreviation
from derive.exact.scalar import Scalar, as_scalar
from derive.expr import Node
from derive.kinds import need, need_mapping
from derive.model import Bath, Model, Observable
from derive.rules.driven.frame import Turns, turn
from derive.rules.driven.linewidth import linewidth


def rotating_wave(
    model: Model,
    at: Mapping[Op, Any],
    name: str = "",
    title: str = "",
    observables: Iterable[Observable] = (),
    definitions: Iterable[Abbreviation] = (),
) -> Model:
    """The model without the terms that turn in the frame in which each mode rotates at its reference frequency.

    Parameters
    ----------
    model : any bosonic model.
    at : by mode, the frequency near which it moves, an exact scalar; a mode left out does not turn.
    name, title : of the new model; by default the name with ``_slow``.
    observables, definitions : of the new model; by default those there are.

    Raises
    ------
    ModelError
        for an operator that is no mode of the model, or a one-way channel of which a part turns away.
    """
    need("rotating_wave", "model", model, Model, "linearise a DrivenModel first")
    turns = _turns(model, at)
    _check_channels(model, turns)
    kept, dropped = split(model.hamiltonian, turns)
    baths, lost = _baths(model, turns)
    step, conditions = _record(kept, dropped, lost, turns)
    return replace(
        model,
        name=name or f"{model.name}_slow",
        title=title or f"{model.title or model.name}, rotating-wave approximation",
        hamiltonian=kept,
        observables=tuple(observables) or model.observables,
        definitions=tuple(definitions) or model.definitions,
        baths=baths,
        derived=(*model.derived, step),
        conditions=(*model.conditions, *conditions, *_sidebands(model, dropped, turns)),
    )


def _turns(model: Model, at: Mapping[Op, Any]) -> dict[Space, Scalar]:
    where = f"model {model.name!r}, rotating-wave approximation"
    need_mapping(where, "reference frequencies", at, "write at={a: omega_m, b: omega_m}")
    turns: dict[Space, Scalar] = {}
    for op, frequency in at.items():
        value = as_scalar(frequency)
        if value is None or not value.is_real:
            raise ModelError(where, "a reference frequency must be a real scalar", repr(frequency))
        turns[mode_of(where, op, model.spaces)] = value
    return turns


def _check_channels(model: Model, turns: Turns) -> None:
    """What a stage hands on is its whole operator: no part of it may be dropped."""
    for cascade in model.cascades:
        for stage in cascade.stages:
            if len({turn(word, turns) for word in stage.terms}) > 1:
                raise ModelError(
                    f"model {model.name!r}, rotating-wave approximation",
                    "all parts of a channel's stage must turn alike",
                    str(stage),
                    "write the stage with annihilation operators alone",
                )


def split(op: Op, turns: Turns) -> tuple[Op, Op]:
    """The terms that stand still in the reference frame, and those that turn."""
    still = {word: c for word, c in op.terms.items() if not turn(word, turns)}
    return Op(still), Op({word: c for word, c in op.terms.items() if word not in still})


def _pairs(dropped: Op, turns: Turns) -> list[tuple[Op, Scalar]]:
    """The dropped terms, one of each pair of Hermitian conjugates, each with the frequency at which it turns."""
    found: list[tuple[Op, Scalar]] = []
    for word, c in dropped:
        term = Op({word: c})
        if not any(term == known.dag for known, _ in found):
            found.append((term, turn(word, turns)))
    return found


def _sidebands(model: Model, dropped: Op, turns: Turns) -> list[Condition]:
    """Sidebands must be resolved: the modes of a dropped term must be narrower than the frequency at which it turns."""
    found: list[Condition] = []
    for term, frequency in _pairs(dropped, turns):
        for mode in term.spaces:
            text = f"sidebands are resolved: {mode.name} is narrower than {frequency}"
            if (width := linewidth(model, mode)) and all(text != c.text for c in found):
                found.append(Condition(text, width, frequency))
    return found


def _baths(model: Model, turns: Turns) -> tuple[tuple[Bath, ...], list[tuple[Bath, Op, Scalar]]]:
    """Every bath with the part of its operator that turns like its annihilation operators.

    The rest is lost, each piece with the frequency at which it turns beside that part: the input of a bath turns with
    what it takes out, so that a creation operator turns against it.
    """
    baths: list[Bath] = []
    lost: list[tuple[Bath, Op, Scalar]] = []
    for bath in model.baths:
        words = bath.operator.terms
        lowered = [w for w in words if all(e[0] == 0 for _, e in w if len(e) == 2)]
        reference = turn(lowered[0], turns) if lowered else None
        rest = {w: turn(w, turns) - reference for w in words if w not in lowered} if reference is not None else {}
        away = [w for w, frequency in rest.items() if frequency]
        baths.append(replace(bath, operator=Op({w: c for w, c in words.items() if w not in away})) if away else bath)
        lost += [(bath, Op({w: words[w]}), rest[w]) for w in away]
    return tuple(baths), lost


def _record(kept: Op, dropped: Op, lost: list[tuple[Bath, Op, Scalar]], turns: Turns) -> tuple[Step, list[Condition]]:
    reference = ", ".join(f"{mode.name} at {frequency}" for mode, frequency in turns.items())
    items: list[tuple[str | Node, Op]] = [(HAMILTONIAN, kept)]
    conditions = []
    for term, frequency in _pairs(dropped, turns):
        c = next(iter(term.terms.values()))
        items.append((f"dropped with its conjugate, turns at {frequency}", term))
        conditions.append(Condition(f"{term} is dropped: it turns at {frequency}", c, frequency))
    for bath, rest, frequency in lost:
        c = next(iter(rest.terms.values()))
        items.append((f"dropped of bath {bath.name or bath.operator}, turns at {frequency}", rest))
        text = f"{rest} of a bath is dropped: it turns at {frequency}"
        conditions.append(Condition(text, bath.rate * c * c.conjugate(), frequency))
    text = f"Reference frequencies: {reference}. Terms that turn in that frame are dropped."
    return Step("rotating-wave approximation", text, tuple(items)), conditions
