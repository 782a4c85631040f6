r"""Rotating frames: ``a -> a exp(-i w t)`` for some modes, until nothing depends on time.

With ``U = exp(i sum_k w_k a_k.dag a_k t)`` the Hamiltonian becomes ``U H U.dag - sum_k w_k a_k.dag a_k``; a word with
``p`` creation and ``q`` annihilation operators of mode k turns by ``exp(i (p - q) w_k t)``.  A bath's operator turns
as a whole or not at all: a common phase of a coupling operator is one of its input and leaves white noise white.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from derive.algebra.operator import Op, Word
from derive.algebra.space import Space
from derive.driven.model import TIME, DrivenModel
from derive.equations import HAMILTONIAN, Step
from derive.errors import ModelError
from derive.exact.abbreviate import Abbreviation
from derive.exact.exponential import exponential
from derive.exact.scalar import Scalar, as_scalar, constant, symbols_of
from derive.kinds import need
from derive.model import Model
from derive.parameters import I, symbol_of

Turns = Mapping[Space, Scalar]


def in_frame(driven: DrivenModel, name: str = "", title: str = "", definitions: tuple[Abbreviation, ...] = ()) -> Model:
    """The driven system in its rotating frame, as a model without explicit time.

    Parameters
    ----------
    driven : states the frame.
    name, title, definitions : of the new model; by default name and title of the driven one, with ``_rotating``.

    Raises
    ------
    ModelError
        when terms still depend on time in that frame (names them), or when the parts of one coupling operator turn
        differently or the input is squeezed: that bath is not white in this frame.
    """
    need("in_frame", "driven", driven, DrivenModel, "write DrivenModel(name, hamiltonian, drives=..., frame=...)")
    turns = {op.spaces[0]: frequency for op, frequency in driven.frame.items()}
    hamiltonian = rotated(driven.moving(), turns)
    for op, frequency in driven.frame.items():
        hamiltonian = hamiltonian - frequency * op.dag * op
    _check_static(driven, hamiltonian, turns)
    for bath in driven.baths:
        _check_white(driven, "bath", bath.operator, bath.squeezing, turns)
    for cascade in driven.cascades:
        whole = sum(cascade.stages[1:], cascade.stages[0])
        _check_white(driven, "cascade", whole, cascade.squeezing, turns)
    return Model(
        name or f"{driven.name}_rotating",
        hamiltonian,
        driven.baths,
        driven.cascades,
        driven.observables,
        definitions,
        title=title or f"{driven.title or driven.name}, rotating frame",
        paper=driven.paper,
        source=driven.source,
        notes=driven.notes,
        values=driven.values,
        expected=driven.expected,
        derived=(_step(driven, hamiltonian),),
    )


def rotated(op: Op, turns: Turns) -> Op:
    """``U op U.dag``: every word with the phase by which it turns."""
    return Op({word: c * exponential(I * turn(word, turns) * TIME) for word, c in op.terms.items()})


def turn(word: Word, turns: Turns) -> Scalar:
    """The frequency w of ``exp(i w t)`` that a word takes on in the frame: creation minus annihilation operators."""
    total = constant(0)
    for space, element in word:
        if space in turns:
            total = total + turns[space] * (element[0] - element[1])
    return total


def _check_static(driven: DrivenModel, hamiltonian: Op, turns: Turns) -> None:
    time = symbol_of(TIME)
    if any(time in symbols_of([c]) for c in hamiltonian.terms.values()):
        moving = _moving(driven, turns)
        raise ModelError(
            f"model {driven.name!r}, frame",
            "the Hamiltonian must not depend on time in the rotating frame",
            ", ".join(moving[:4]) + (", ..." if len(moving) > 4 else ""),
            "rotate the modes of those terms at the drive's frequency, or correct the sign of a drive's frequency: "
            "Drive(a, E, w) adds E a exp(i w t) + h.c., which is static in the frame {a: w}",
        )


def _moving(driven: DrivenModel, turns: Turns) -> list[str]:
    """What still turns in the frame and how fast, each term as it was stated and each drive by itself."""
    found = []
    for drive in driven.drives:
        for word, c in drive.operator:
            if frequency := drive.frequency + turn(word, turns):
                found.append(f"the drive {Op({word: drive.amplitude * c})}, which turns at {frequency}")
    for word, c in driven.static.hamiltonian:
        if frequency := turn(word, turns):
            found.append(f"{Op({word: c})}, which turns at {frequency}")
    return found


def _check_white(driven: DrivenModel, what: str, operator: Op, squeezing: Any, turns: Turns) -> None:
    """An input keeps its correlations if all that it couples to turns alike, and if squeezed, if nothing turns."""
    found: list[Scalar] = []
    for word in operator.terms:
        frequency = turn(word, turns)
        if frequency not in found:
            found.append(frequency)
    if len(found) > 1:
        raise ModelError(
            f"model {driven.name!r}, frame",
            f"all parts of a {what}'s operator must turn at one frequency: its input is white in one frame",
            f"{operator}, whose parts turn at {' and '.join(map(str, found))}",
            "rotate the modes it couples at one frequency",
        )
    if found and found[0] and as_scalar(squeezing):
        raise ModelError(
            f"model {driven.name!r}, frame",
            f"a squeezed {what} must not turn: <b b> would turn with it, at twice the frequency",
            f"{operator}, which turns at {found[0]}",
            "leave the squeezing out and add it to the model in the rotating frame, where its carrier is at rest",
        )


def _step(driven: DrivenModel, hamiltonian: Op) -> Step:
    if not driven.frame:
        return Step("rotating frame", "None: nothing depends on time.", ((HAMILTONIAN, hamiltonian),))
    turned = ", ".join(f"{op} -> {op} exp(-i {frequency} t)" for op, frequency in driven.frame.items())
    return Step(
        "rotating frame",
        f"{turned}; every time dependence of the drives drops out, nothing is neglected.",
        ((HAMILTONIAN, hamiltonian),),
    )
