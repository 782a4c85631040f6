"""Curves in panels side by side, on linear or logarithmic axes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import matplotlib.style
import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from numerics.arguments import Array, real

_COLOURS = ("tab:red", "tab:blue", "tab:green", "tab:orange", "tab:purple", "tab:brown")
_WIDTH, _HEIGHT = 4.6, 3.6  # inches of one panel


@dataclass(frozen=True, eq=False)
class Curve:
    """One curve: `x` (k,), `y` (k,), its `label` with mathematics between dollar signs; dashed for a comparison."""

    x: Array
    y: Array
    label: str = ""
    dashed: bool = False


@dataclass(frozen=True, eq=False)
class Panel:
    """Curves over one axis.

    Parameters
    ----------
    curves : at least one; solid ones take the colours in turn, dashed ones are black.
    x_label, y_label : of the axes.
    title : above the panel; empty for none.
    log_x, log_y : whether an axis is logarithmic; what is not positive has no place there.
    low, high : ends of the vertical axis, where they are not to follow the curves.
    """

    curves: Sequence[Curve]
    x_label: str
    y_label: str
    title: str = ""
    log_x: bool = False
    log_y: bool = False
    low: float | None = None
    high: float | None = None


def panels(shown: Sequence[Panel], subtitle: str = "") -> Figure:
    """The panels from left to right, with one line of text below.

    Raises
    ------
    ValueError : without panels or curves, for curves whose x and y are not rows of one length.
    """
    if not shown or not all(panel.curves for panel in shown):
        raise ValueError("Argument `shown` must have a panel, and a curve in each, but got none; leave the panel out")
    with matplotlib.style.context("default"):
        # A note needs room of its own below the axes.
        figure = Figure(figsize=(_WIDTH * len(shown), _HEIGHT + (0.5 if subtitle else 0.0)))
        FigureCanvasAgg(figure)
        for place, panel in enumerate(shown, 1):
            _draw(figure.add_subplot(1, len(shown), place), panel)
        if subtitle:
            figure.supxlabel(subtitle, fontsize="small")
        figure.set_layout_engine("constrained")
    return figure


def _draw(axes: Any, panel: Panel) -> None:
    solid = 0
    for curve in panel.curves:
        x, y = real("x", _without_gaps(curve.x)), real("y", _without_gaps(curve.y))
        if x.ndim != 1 or x.shape != y.shape:
            raise ValueError(f"Argument `curves` must have x and y of one length, but got {x.shape} and {y.shape}")
        solid += not curve.dashed
        colour = "black" if curve.dashed else _COLOURS[(solid - 1) % len(_COLOURS)]
        style = {"linestyle": "--", "linewidth": 1.0} if curve.dashed else {"linewidth": 1.6}
        axes.plot(curve.x, curve.y, color=colour, label=curve.label or None, **style)
    axes.set(xlabel=panel.x_label, ylabel=panel.y_label, title=panel.title)
    axes.set_xscale("log" if panel.log_x else "linear")
    axes.set_yscale("log" if panel.log_y else "linear")
    axes.set_ylim(panel.low, panel.high)
    # A logarithmic axis begins where its curves do; a linear one leaves room beside what happens at its start.
    axes.margins(x=0 if panel.log_x else 0.02)
    if any(curve.label for curve in panel.curves):
        axes.legend()


def _without_gaps(values: Array) -> Array:
    """The values with nan, a gap in the curve, read as zero."""
    array = np.asarray(values)
    return np.where(np.isnan(array), 0.0, array) if array.dtype.kind == "f" else array
