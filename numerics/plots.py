"""Figures of grids, drawn through Matplotlib's objects; no state is shared with the caller's own figures."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import matplotlib.style
import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.patches import Patch
from mpl_toolkits.mplot3d.art3d import Poly3DCollection

from numerics import mesh
from numerics.arguments import Array, interval
from numerics.sweep import Grid

_COLOURS = ("tab:red", "tab:green", "tab:blue", "tab:orange", "tab:purple", "tab:brown", "tab:pink", "tab:cyan")
# Neither dates nor Matplotlib's version: the same figure is the same bytes.
_METADATA: dict[str, dict[str, str | None]] = {
    ".png": {"Software": "Ratesmith"},
    ".pdf": {"Creator": "Ratesmith", "Producer": "Ratesmith", "CreationDate": None},
}


def surfaces(
    grids: Sequence[Grid],
    labels: Sequence[str],
    *,
    axis_labels: Sequence[str] | None = None,
    heights: tuple[float, float] | None = None,
    view: tuple[float, float] = (22.0, -60.0),
) -> Figure:
    """Surfaces over two common axes, one colour a grid, with holes where a grid is nan.

    Parameters
    ----------
    grids : each with two axes of the same names, real; at least one.
    labels : one a grid, for the legend; mathematics between dollar signs.
    axis_labels : of the first axis, the second and the height; by default the grids' own names.
    heights : (low, high) at which the surfaces are cut off; by default they are drawn whole.  An isosurface has
        smooth rims if its bracket reaches beyond these heights.
    view : elevation and azimuth in degrees.

    Raises
    ------
    ValueError : if grids, labels and axes do not fit together, if nothing of them is to be seen.
    """
    names = _labels(grids, labels, axis_labels, depth=2)
    quads = [mesh.cells(grid.axes[0], grid.axes[1], grid.values) for grid in grids]
    low, high = _heights(quads, heights)
    box = [(min(g.axes[i].min() for g in grids), max(g.axes[i].max() for g in grids)) for i in (0, 1)]
    with matplotlib.style.context("default"):
        figure = _figure(7.0, 5.5)
        axes: Any = figure.add_subplot(projection="3d")
        # One collection for all, as Matplotlib sorts by depth within a collection only.  Its own limits are not asked
        # for: with polygons of different sizes it reads them off the padding, which is uninitialised memory.
        polygons = _polygons(quads, np.ptp([*box, (low, high)], axis=1), low, high)
        axes.add_collection3d(polygons, autolim=False)
        axes.set(xlabel=names[0], ylabel=names[1], zlabel=names[2], xlim=box[0], ylim=box[1], zlim=(low, high))
        axes.locator_params(nbins=5)
        axes.view_init(*view)
        axes.set_box_aspect((1, 1, 0.8), zoom=0.9)
        patches = [Patch(color=c, label=text) for c, text in zip(_colours(len(grids)), labels, strict=True)]
        axes.legend(handles=patches, loc="upper left")
    return figure


def curves(grids: Sequence[Grid], labels: Sequence[str], *, axis_labels: Sequence[str] | None = None) -> Figure:
    """Curves over one common axis, one colour a grid, with gaps where a grid is nan.

    Parameters
    ----------
    grids : each with one axis of the same name, real; at least one.
    labels : one a grid, for the legend; mathematics between dollar signs.
    axis_labels : of the axis and the values; by default the grids' own names.

    Raises
    ------
    ValueError : if grids, labels and axes do not fit together.
    """
    names = _labels(grids, labels, axis_labels, depth=1)
    with matplotlib.style.context("default"):
        figure = _figure(6.0, 4.0)
        axes = figure.add_subplot()
        for grid, text, colour in zip(grids, labels, _colours(len(grids)), strict=True):
            axes.plot(grid.axes[0], grid.values, color=colour, label=text)
        axes.set(xlabel=names[0], ylabel=names[1])
        axes.legend()
        figure.set_layout_engine("tight")
    return figure


def save(figure: Figure, path: str | os.PathLike[str]) -> Path:
    """Write `figure` as PNG or PDF, by the suffix of `path`; the same figure gives the same bytes.

    The file is written beside `path` and put in its place when complete, so a failure leaves the old one.

    Raises
    ------
    ValueError : on another suffix.
    OSError : where the folder does not exist or may not be written.
    """
    target = Path(path)
    if target.suffix not in _METADATA:
        raise ValueError(f"Argument `path` must end in .png or .pdf, but got {target.name!r}; choose one of them")
    aside = target.with_name(f".{target.stem}.{os.getpid()}.part")
    try:
        with aside.open("wb") as file, matplotlib.style.context("default"):
            figure.savefig(file, format=target.suffix[1:], dpi=200, metadata=_METADATA[target.suffix])
        os.replace(aside, target)
    except OSError as error:
        raise type(error)(
            f"Argument `path` must lie in a folder that can be written, but got {str(target)!r} ({error.strerror}); "
            "make the folder or choose another"
        ) from error
    finally:
        # Nothing is left of it where all went well; nor is it where the writing failed.
        with suppress(OSError):
            aside.unlink(missing_ok=True)
    return target


def _figure(width: float, height: float) -> Figure:
    figure = Figure(figsize=(width, height))
    FigureCanvasAgg(figure)
    return figure


def _heights(quads: Sequence[Array], heights: tuple[float, float] | None) -> tuple[float, float]:
    """Lowest and highest z to draw, the first below the second."""
    z = np.concatenate([quad[..., 2].ravel() for quad in quads])
    if not len(z):
        raise ValueError("Argument `grids` must have a cell without nan, but got none; widen the bracket or the axes")
    if heights is not None:
        return interval("heights", heights)
    low, high = float(z.min()), float(z.max())
    # A level plane has no height of its own to be drawn in.
    return (low, high) if low < high else (low - 0.5, high + 0.5)


def _polygons(quads: Sequence[Array], spans: Array, low: float, high: float) -> Poly3DCollection:
    """The cells of all surfaces between two heights, each in its surface's colour as bright as it faces the light."""
    polygons, faces = [], []
    for cells, colour in zip(quads, _colours(len(quads)), strict=True):
        shades = mesh.brightness(cells, spans)[:, None] * np.array(to_rgb(colour))
        for cell, shade in zip(cells, shades, strict=True):
            part = mesh.cut(cell, low, high)
            if len(part) > 2:
                polygons.append(part)
                faces.append((*shade, 0.85))
    # Without edges of their own, hairlines would show between neighbouring cells.
    return Poly3DCollection(polygons, facecolors=faces, edgecolors=faces, linewidths=0.1)


def _colours(count: int) -> list[str]:
    return [_COLOURS[place % len(_COLOURS)] for place in range(count)]


def _labels(
    grids: Sequence[Grid], labels: Sequence[str], axis_labels: Sequence[str] | None, depth: int
) -> tuple[str, ...]:
    """Labels of the axes and the values; raises unless everything fits together."""
    if not grids or len(labels) != len(grids):
        raise ValueError(f"Argument `labels` must have one text a grid, but got {len(labels)} for {len(grids)} grids")
    for grid in grids:
        if len(grid.names) != depth or grid.values.ndim != depth or grid.names != grids[0].names:
            got = f"{grid.quantity} over {', '.join(grid.names) or 'none'} with shape {grid.values.shape}"
            raise ValueError(f"Argument `grids` must share {depth} axes and be scalar, but got {got}")
        if np.iscomplexobj(grid.values):
            raise ValueError(f"Argument `grids` must be real, but got complex {grid.quantity}; take its real part")
    names = (*grids[0].names, grids[0].quantity) if axis_labels is None else tuple(axis_labels)
    if len(names) != depth + 1:
        raise ValueError(f"Argument `axis_labels` must have {depth + 1} texts, but got {len(names)}")
    return names
