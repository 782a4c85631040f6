"""The figures of the paper on non-reciprocal waveguides: what is drawn, over which axes, and what is said below."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import numpy as np
import pytest

import numerics
from derive.emit.python import compile_module
from derive.engines.golden.derivation import derive_model
from derive.models.braak.figures import CLOSED, FIGURES, KELVIN, MODES, OPEN
from derive.models.braak.model import MODELS
from numerics import panels

for part in iter_modules(numerics.__path__):
    import_module(f"numerics.{part.name}")


@cache
def modules() -> dict[str, Any]:
    return {m.name: compile_module(derive_model(m).module()) for m in MODELS}


@cache
def drawn(name: str) -> Any:
    return FIGURES[name](modules(), numerics)


def curves(name: str, place: int = 0) -> dict[str, np.ndarray]:
    """The curves of one panel by their labels: (k, 2) points."""
    return {line.get_label(): np.array(line.get_data()).T for line in drawn(name).axes[place].lines}


@pytest.mark.parametrize("name", FIGURES)
def test_every_figure_says_that_m_is_not_the_paper_s(name: str) -> None:
    assert "m = 100" in drawn(name).get_supxlabel() and "does not give" in drawn(name).get_supxlabel()


def test_parameters_are_those_of_the_captions() -> None:
    """Below Fig. 2: gamma_dec = gamma_0 = 10 kHz, channel 1 has 10 MHz and gamma_1 = 100 kHz, channel 2 nothing."""
    assert OPEN == {
        "gamma_dec": 1e4, "gamma_0": 1e4, "gammat_11": 1e7, "gammat_1": 1e7, "gamma_1": 1e5,
        "gammat_12": 0.0, "gammat_2": 0.0, "gamma_2": 0.0,
    }  # fmt: skip
    assert {k: CLOSED[k] for k in CLOSED if k not in OPEN} == {
        "gammap_dec": 1e4, "gamma_3": 1e4, "gamma_11": 1e5, "gamma_12": 0.0,
    }  # fmt: skip
    # (S-47): the rate per ensemble is that per mode times the number of modes.
    assert OPEN["gammat_1"] == MODES["N"] * OPEN["gamma_1"]


def test_figure_2_temperatures() -> None:
    """One temperature at first, 1439 K for 10 micrometres; then B is hotter, A colder, and the emitters follow A."""
    assert pytest.approx(1438.8, rel=1e-4) == KELVIN
    found = curves("figure_2")
    A, B, M = (found[label][:, 1] for label in ("$T_A$", "$T_B$", r"$T_{\mathrm{TLS}}$"))
    assert np.allclose([A[0], B[0], M[0]], KELVIN, rtol=0.02)
    assert B.max() > 1.3 * KELVIN and A[-1] < 0.2 * KELVIN
    late = found["$T_A$"][:, 0] > 1e-6
    assert np.corrcoef(A[late], M[late])[0, 1] > 0.99
    assert drawn("figure_2").axes[0].get_xscale() == "log"


def test_figure_3_ratio() -> None:
    """Both fall by decades, and their ratio is that of the slowest mode."""
    found = list(curves("figure_3").values())
    n_A, n_B, predicted = (points[:, 1] for points in found)
    late = found[0][:, 0] > 0.05
    np.testing.assert_allclose(n_A[late], predicted[late], rtol=0.02)
    assert n_B[-1] < 1e-4 * n_B[0] and n_A[-1] < 1e-2 * n_B[-1]
    assert drawn("figure_3").axes[0].get_yscale() == "log"


def test_figure_4_entropy_falls() -> None:
    """From N(s_A + s_B) + N'(s_1 + s_2) + m s_M of thermal equilibrium at hbar Omega = k_B T(0)."""
    n, p = 1 / np.expm1(1.0), 1 / (np.e + 1)
    per_mode = (1 + n) * np.log1p(n) - n * np.log(n)
    initial = 400 * per_mode - 100 * (p * np.log(p) + (1 - p) * np.log1p(-p))
    found = curves("figure_4")
    assert found["$S(t)$"][0, 1] == pytest.approx(initial, rel=1e-4)
    assert found["$S(t)$"][-1, 1] < 0.6 * initial
    np.testing.assert_allclose(found["$S(0)$"][:, 1], initial, rtol=1e-12)


def test_figures_s6_and_s7() -> None:
    """A and channel 1 are emptied within a microsecond, B is filled, channel 2 follows later; then nothing moves."""
    one, two = curves("figure_S6", 0), curves("figure_S6", 1)
    assert one[r"$\langle n_A \rangle$"][-1, 1] < 0.01 < one[r"$\langle n_B \rangle$"][-1, 1] - 1.9
    assert two[r"$\langle n_1 \rangle$"][-1, 1] < 0.02 and two[r"$\langle n_2 \rangle$"][-1, 1] > 0.5
    for place in (0, 1):
        (points,) = curves("figure_S7", place).values()
        assert points[-1, 0] == pytest.approx(1e-2)
        assert points[-1, 1] == pytest.approx(points[-50, 1], rel=1e-8)
        assert abs(points[-1, 1] - points[0, 1]) > 0.4
    assert [axes.get_title() for axes in drawn("figure_S7").axes] == ["(a)", "(b)"]


def test_the_same_figure_is_the_same_bytes(tmp_path) -> None:
    first, second = (
        numerics.plots.save(FIGURES["figure_S6"](modules(), numerics), tmp_path / f"{k}.png").read_bytes()
        for k in (1, 2)
    )
    assert first == second


def test_a_gap_in_a_curve_is_left_open() -> None:
    curve = panels.Curve(np.arange(3.0), np.array([1.0, np.nan, 2.0]))
    (axes,) = panels.panels([panels.Panel([curve], "x", "y")]).axes
    np.testing.assert_array_equal(axes.lines[0].get_ydata(), [1.0, np.nan, 2.0])


def test_panels_refuse_what_they_cannot_draw() -> None:
    with pytest.raises(ValueError, match="must have a panel"):
        panels.panels([])
    curve = panels.Curve(np.arange(3.0), np.arange(4.0))
    with pytest.raises(ValueError, match="one length"):
        panels.panels([panels.Panel([curve], "x", "y")])
