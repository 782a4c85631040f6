"""Figure 1 of the paper on detailed balance: its parameters, its curves against plain quadrature, its inset."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import numpy as np
import pytest
from scipy.integrate import quad

import numerics
from derive.emit.python import compile_module
from derive.engines.scattering.derivation import derive_model
from derive.models.alicki.figures import FIGURES, GAP, STRENGTHS, SYSTEM, TEMPERATURES, conditions, rates, thermal
from derive.models.alicki.model import three_dots

for part in iter_modules(numerics.__path__):
    import_module(f"numerics.{part.name}")


@cache
def module() -> Any:
    record = derive_model(three_dots).module()
    assert record is not None
    return compile_module(record)


@cache
def drawn() -> Any:
    return FIGURES["figure_1"]({"three_dots": module()}, numerics)


@cache
def flux() -> Any:
    return thermal(module(), numerics, TEMPERATURES / GAP)


def place(label: str) -> int:
    return module().LABELS.index(label)


def curve(label: str) -> np.ndarray:
    (line,) = (line for line in drawn().axes[0].lines if line.get_label() == label)
    return np.array(line.get_data()).T


def test_parameters_are_those_of_the_caption() -> None:
    """V = 1, 0.7, 1.5; E_+ = 0.5, E_0 = 0, E_- = -0.5; Delta E = E_0 - E_-."""
    assert tuple(STRENGTHS.values()) == (1.0, 0.7, 1.5)
    levels = dict(zip(module().LABELS, module().levels(**SYSTEM), strict=True))
    assert levels == pytest.approx({"+": 0.5, "0": 0.0, "-": -0.5}, abs=1e-15)
    assert pytest.approx(levels["0"] - levels["-"]) == GAP
    assert len(TEMPERATURES) == 400


def averaged(final: int, initial: int, beta: float) -> float:
    """The integral of the numerator of (22), by QUADPACK piece by piece, T by LAPACK; common factors left out."""
    levels, v = module().levels(**SYSTEM), module().couplings(**STRENGTHS)

    def integrand(energy: float) -> float:
        root = np.sqrt(2 * (energy - levels + 0j))
        t = v @ np.linalg.inv(np.eye(3) + 1j * v / root[:, None])
        return float(abs(t[final, initial]) ** 2 / abs(root[final] * root[initial]))

    start = max(levels[final], levels[initial])
    edges = [start, *sorted(e for e in levels if e > start + 1e-9)]
    total = 0.0
    for low, high in zip(edges, [*edges[1:], start + 45 / beta], strict=True):
        middle = (low + high) / 2
        # E = low + x^2 and E = high - x^2 take the roots at the ends away.
        for end, sign in ((low, 1), (high, -1)):
            function = lambda x, end=end, sign=sign: (  # noqa: E731
                2 * x * np.exp(-beta * (end + sign * x * x - start)) * integrand(end + sign * x * x)
            )
            total += quad(function, 0, np.sqrt(abs(middle - end)), epsabs=0, epsrel=1e-11, limit=200)[0]
    return total


@pytest.mark.parametrize("which", [0, 60, 399])
@pytest.mark.parametrize("pair", ["0-", "0+", "+-"])
def test_the_curves_are_the_ratios_of_22(pair: str, which: int) -> None:
    """I(k, l), at the smallest, a middle and the largest beta: numerator and denominator by another quadrature."""
    k, j = map(place, pair)
    beta = TEMPERATURES[which] / GAP
    points = curve(rf"$I({pair[0]},{pair[1]})$")
    assert points[which, 0] == TEMPERATURES[which]
    assert points[which, 1] == pytest.approx(averaged(k, j, beta) / averaged(j, k, beta), rel=1e-9)


def test_what_the_caption_says_of_the_cold() -> None:
    """I(0, -) tends to 1, as the channel + is closed where these two begin; the others stay away from it."""
    last = {pair: curve(rf"$I({pair[0]},{pair[1]})$")[-1, 1] for pair in ("0-", "0+", "+-")}
    assert last["0-"] == pytest.approx(1, abs=1e-4)
    assert abs(last["0+"] - 1) > 0.3 and abs(last["+-"] - 1) > 0.3


def test_the_module_agrees_with_the_solver() -> None:
    """T in closed form, and T solved by LAPACK at every energy, through one quadrature."""
    scatterer = numerics.contacts.Scatterer(module().levels(**SYSTEM), module().couplings(**STRENGTHS))
    found = numerics.rates.thermal_flux(scatterer, TEMPERATURES / GAP)
    np.testing.assert_allclose(flux().values, found.values, rtol=1e-11)
    np.testing.assert_allclose(flux().excess(), found.excess(), atol=1e-11)


def test_the_inset_shows_both_sides_of_the_conditions() -> None:
    """(30a) and (30b) say that the Gibbs state is stationary; neither side vanishes."""
    (inset,) = drawn().axes[0].child_axes
    first, second, third, fourth = (line.get_ydata() for line in inset.lines)
    for left, right in ((first, second), (third, fourth)):
        np.testing.assert_allclose(left, right, rtol=1e-9)
        assert abs(left).max() > 1.0, "the test would be vacuous"
    assert [line.get_linestyle() for line in inset.lines] == ["-", ":", "-", ":"]
    for sides in conditions(module(), flux()).values():
        np.testing.assert_allclose(*sides, rtol=1e-9)


def test_rates_keep_the_gibbs_state() -> None:
    a, levels = rates(module(), flux()), flux().levels
    populations = np.exp(-flux().beta[:, None] * levels)
    gain, loss = np.einsum("bkl,bl->bk", a, populations), np.einsum("blk,bk->bk", a, populations)
    np.testing.assert_allclose(gain, loss, rtol=1e-10)
    k, j = place("+"), place("0")
    ratio = a[:, k, j] * np.exp(-flux().beta * (levels[j] - levels[k])) / a[:, j, k]
    np.testing.assert_allclose(ratio, flux().ratios()[:, k, j], rtol=1e-12)


def test_two_equal_dots_restore_the_balance() -> None:
    equal = thermal(module(), numerics, TEMPERATURES[::40] / GAP, STRENGTHS | {"V_3": 0.7})
    np.testing.assert_allclose(equal.ratios(), 1, rtol=1e-10)


def test_the_text_below_says_what_is_not_the_paper_s() -> None:
    text = drawn().get_supxlabel()
    assert "(S26)" in text and r"\nu = 1" in text


def test_the_same_figure_is_the_same_bytes(tmp_path) -> None:
    first, second = (
        numerics.plots.save(FIGURES["figure_1"]({"three_dots": module()}, numerics), tmp_path / f"{k}.png").read_bytes()
        for k in (1, 2)
    )
    assert first == second
