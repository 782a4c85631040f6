r"""The printed form of a Fock state: the modes that take part, ``|n_{Aj} - 1, 1_{1k}, g_l\rangle``."""

from __future__ import annotations

from derive.expr import Name
from derive.golden.model import RateModel
from derive.rules.golden_rule.states import FockState, Focus
from derive.rules.golden_rule.walk import Walk


def ket_name(model: RateModel, steps: Walk, state: FockState) -> Name:
    """A state of a walk, in plain text and in LaTeX; the order is that of the initial state."""
    foci = [state.of(f.mode) for f in steps.initial.foci]
    text = ", ".join(_text(f) for f in foci)
    latex = ", ".join(_latex(model, f) for f in foci)
    return Name(f"|{text}>", rf"|{latex}\rangle")


def _text(focus: Focus) -> str:
    if focus.is_emitter:
        return f"{focus.level}_{focus.mode.text}"
    mode = focus.mode.text
    return f"{focus.shift}_{mode}" if focus.start == "0" else f"n_{mode}{_shift(focus.shift)}"


def _latex(model: RateModel, focus: Focus) -> str:
    if focus.is_emitter:
        return f"{focus.level}_{{{focus.mode.index}}}"
    mode = f"{model.by_name[focus.mode.species].label}{focus.mode.index}"
    return f"{focus.shift}_{{{mode}}}" if focus.start == "0" else f"n_{{{mode}}}{_shift(focus.shift)}"


def _shift(shift: int) -> str:
    return "" if not shift else f" {'+' if shift > 0 else '-'} {abs(shift)}"
