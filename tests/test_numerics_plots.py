"""Figures: what is drawn, and that the files are the same bytes every time."""

import os
import subprocess
import sys
from pathlib import Path

import matplotlib
import numpy as np
import pytest
from matplotlib.figure import Figure

from numerics import mesh
from numerics.plots import curves, save, surfaces
from numerics.sweep import sweep

ROOT = Path(__file__).parents[1]


def bowl(*, x, y, height):
    return height + x**2 + y**2


def bowls():
    axes = {"x": np.linspace(-1, 1, 5), "y": np.linspace(0, 1, 4)}
    return [sweep(bowl, **axes, height=h) for h in (0.0, 1.0)]


def lines():
    return [sweep(bowl, x=np.linspace(-1, 1, 21), y=0.0, height=h) for h in (0.0, 1.0)]


def test_surfaces_show_every_grid_on_its_axes():
    figure = surfaces(bowls(), ["$h = 0$", "one"], axis_labels=["$x$", "$y$", "height"])
    (axes,) = figure.axes
    (collection,) = axes.collections
    assert len(collection.get_facecolor()) == 2 * 4 * 3, "two bowls of 4 x 3 cells"
    assert [text.get_text() for text in axes.get_legend().get_texts()] == ["$h = 0$", "one"]
    assert (axes.get_xlabel(), axes.get_ylabel(), axes.get_zlabel()) == ("$x$", "$y$", "height")
    assert axes.get_zlim() == (0, 3), "from the bottom of the lower bowl to the rim of the upper"
    assert (axes.get_xlim(), axes.get_ylim()) == ((-1, 1), (0, 1))


def test_a_hole_is_left_out_and_the_rest_drawn():
    x, y = bowls()[0].axes
    holed = sweep(lambda *, x, y: np.where(x * x + y * y > 1, np.nan, x + y), x=x, y=y)
    # Of the rows y = 0, 1/3, 2/3, 1 the points x = -1, -1/2, 0, 1/2, 1 are inside: all, three, three, only x = 0.
    # So both cells in the middle of the first two layers of cells are whole, and no others.
    (collection,) = surfaces([holed], ["holed"]).axes[0].collections
    assert len(collection.get_facecolor()) == 4


def test_heights_cut_the_surface_off():
    """The plane z = x, 0 <= x <= 4 in one cell, between heights 1 and 2: what remains is 1 <= x <= 2."""
    quad = np.array([[0.0, 0, 0], [4, 0, 4], [4, 1, 4], [0, 1, 0]])
    part = mesh.cut(quad, 1.0, 2.0)
    assert sorted(map(tuple, part.tolist())) == [(1, 0, 1), (1, 1, 1), (2, 0, 2), (2, 1, 2)]
    assert len(mesh.cut(quad, 5.0, 6.0)) == 0 and mesh.cut(quad, 0.0, 4.0) is quad
    axes = surfaces(bowls(), ["a", "b"], heights=(0.5, 1.5)).axes[0]
    assert axes.get_zlim() == (0.5, 1.5)


def test_brightness_is_that_of_a_plane_towards_the_light():
    """A level plane, normal (0, 0, 1), lies 0.79 in the cosine to the light, seen from either side, in any unit."""
    level = np.array([[[0.0, 0, 5], [1, 0, 5], [1, 1, 5], [0, 1, 5]]])
    for quads in (level, level[:, ::-1], level * 1e6):
        np.testing.assert_allclose(mesh.brightness(quads, np.array([1.0, 1.0, 7.0])), 0.55 + 0.45 * 0.79)


def test_level_planes_can_be_drawn():
    plane = sweep(lambda *, x, y: 3 + 0 * x * y, x=[0.0, 1.0], y=[0.0, 1.0])
    assert surfaces([plane], ["a"]).axes[0].get_zlim() == (2.5, 3.5)


def test_curves_show_values_and_default_names():
    figure = curves(lines(), ["a", "b"])
    (axes,) = figure.axes
    np.testing.assert_allclose(axes.lines[1].get_ydata(), np.linspace(-1, 1, 21) ** 2 + 1)
    assert (axes.get_xlabel(), axes.get_ylabel()) == ("x", "bowl")


def nowhere(*, x, y):
    return np.nan * x * y


SCRIPT = """
import sys
sys.path[:0] = ["tests", "."]
from test_numerics_plots import bowls, lines
from numerics.plots import curves, save, surfaces
save(surfaces(bowls(), ["$\\\\Delta n_2 = 10$", "b"]), sys.argv[1] + "/s.png")
save(curves(lines(), ["$\\\\bar{m}_3$", "b"]), sys.argv[1] + "/c.pdf")
assert "matplotlib.pyplot" not in sys.modules
"""


def test_files_are_the_same_bytes_in_every_process(tmp_path):
    """Two processes with different hash seeds and different dates in their clocks' stead."""
    contents = []
    for seed in ("1", "2"):
        folder = tmp_path / seed
        folder.mkdir()
        environment = os.environ | {"PYTHONHASHSEED": seed, "SOURCE_DATE_EPOCH": str(10**9 * int(seed))}
        subprocess.run([sys.executable, "-c", SCRIPT, str(folder)], cwd=ROOT, env=environment, check=True)
        contents.append({path.name: path.read_bytes() for path in sorted(folder.iterdir())})
    assert sorted(contents[0]) == ["c.pdf", "s.png"]
    assert contents[0] == contents[1]
    for content in contents[0].values():
        assert b"Ratesmith" in content
        assert b"CreationDate" not in content and b"atplotlib v" not in content and b"atplotlib version" not in content


def test_the_callers_settings_neither_change_nor_matter(tmp_path):
    plain = save(curves(lines(), ["a", "b"]), tmp_path / "plain.png").read_bytes()
    with matplotlib.rc_context({"lines.linewidth": 9.0, "savefig.facecolor": "black"}):
        styled = save(curves(lines(), ["a", "b"]), tmp_path / "styled.png").read_bytes()
        assert matplotlib.rcParams["lines.linewidth"] == 9.0
    assert plain == styled


def test_a_failure_leaves_the_old_file_and_nothing_beside_it(tmp_path, monkeypatch):
    path = tmp_path / "figure.png"
    path.write_bytes(b"old")

    def fail(self, file, **_):
        file.write(b"half a fig")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Figure, "savefig", fail)
    with pytest.raises(OSError, match="No space left on device"):
        save(curves(lines(), ["a", "b"]), path)
    assert path.read_bytes() == b"old" and list(tmp_path.iterdir()) == [path]


def test_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(FileNotFoundError, match=r"`path` must lie in a folder that can be written.*make the folder"):
        save(Figure(), tmp_path / "nowhere" / "figure.pdf")


def test_another_suffix(tmp_path):
    with pytest.raises(ValueError, match=r"`path` must end in \.png or \.pdf, but got 'figure.svg'"):
        save(Figure(), tmp_path / "figure.svg")


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: surfaces([], []), r"`labels` must have one text a grid, but got 0 for 0 grids"),
        (lambda: surfaces(bowls(), ["a"]), r"`labels` must have one text a grid, but got 1 for 2 grids"),
        (lambda: surfaces(lines(), ["a", "b"]), r"`grids` must share 2 axes"),
        (lambda: surfaces(bowls(), ["a", "b"], heights=(2.0, 1.0)), r"`heights` must be \(low, high\)"),
        (lambda: surfaces([sweep(nowhere, x=[0.0, 1], y=[0.0, 1])], ["a"]), r"must have a cell without nan"),
        (lambda: curves(bowls(), ["a", "b"]), r"`grids` must share 1 axes"),
        (lambda: curves(lines(), ["a", "b"], axis_labels=["x"]), r"`axis_labels` must have 2 texts, but got 1"),
        (lambda: curves([sweep(lambda *, x: 1j * x, x=[1.0])], ["a"]), r"`grids` must be real, but got complex"),
    ],
)
def test_bad_input_is_named(call, message):
    with pytest.raises(ValueError, match=message):
        call()
