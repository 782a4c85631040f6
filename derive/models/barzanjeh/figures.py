"""Figures 2 and 3 of the paper, drawn from the generated modules.

A figure is a function of the study's generated modules and of the `numerics` package, which the pipeline hands
over: models never import it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import ModuleType
from typing import Any

import numpy as np

M_1, M_2 = 50.0, 100.0  # disconnected occupations of the two oscillators, as in the caption
LEVELS = (10.0, 0.0, -10.0)


def change_of_occupation(module: ModuleType) -> Callable[..., Any]:
    """``Delta n_2 = n_2 - m_2`` at fixed m_1 and m_2 as a function of detuning, F and the common occupation m_3.

    All rates are kappa = 1, so that frequencies are in units of it; ``m_i = (N_i + N_3)/2`` fixes N_1 and N_2.
    """

    def delta_n_2(*, Delta: Any, F: Any, m_3: Any) -> Any:
        occupation = module.n_2(
            F=F, N_1=2 * M_1 - m_3, N_2=2 * M_2 - m_3, N_3=m_3, kappa=1.0, omega_1=0.0, omega_2=Delta, phi=0.0
        )
        return occupation - M_2

    return delta_n_2


def figure_2(modules: Mapping[str, ModuleType], numerics: Any) -> Any:
    """Surfaces Delta n_2 = 10, 0, -10 over the detuning and a real F; phi = 0, m_1 = 50, m_2 = 100.

    The paper gives no ranges and no phase of F: both axes run over a few kappa, F is real.
    """
    function = change_of_occupation(modules["equal_rates"])
    axes = {"Delta": np.linspace(-6.0, 6.0, 81), "F": np.linspace(-1.5, 1.5, 61)}
    # Occupations of baths 1 and 2 stay non-negative up to m_3 = 2 m_1; the bracket reaches beyond the drawn box.
    grids = [
        numerics.isosurface.isosurface(function, level, over="m_3", bracket=(-100.0, 300.0), **axes) for level in LEVELS
    ]
    return numerics.plots.surfaces(
        grids,
        [rf"$\Delta n_2 = {level:g}$" for level in LEVELS],
        axis_labels=(r"$\Delta/\kappa$", r"$F/\kappa$", r"$\bar{m}_3$"),
        heights=(0.0, 2 * M_1),
    )


N_COMMON = 0.5  # occupation of the common bath in the caption of Fig. 3


def heat_flows(modules: Mapping[str, ModuleType], *, N_1: Any, N_2: Any) -> tuple[Any, Any, Any]:
    """Currents of quanta into the three baths over kappa, at F = 0, resonance and all rates kappa.

    The main text's rates are equal but for two per cent: kappa_i = 2 MHz, and 4 G^2/gamma_m = 1.96 MHz.
    """
    module = modules["equal_rates"]
    fixed = {"F": 0.0, "N_3": N_COMMON, "kappa": 1.0, "omega_1": 0.0, "omega_2": 0.0, "phi": 0.0}
    one, two, three = (
        function(N_1=N_1, N_2=N_2, **fixed) for function in (module.eta_c_in_1, module.eta_c_in_2, module.eta_c_in_3)
    )
    return one, two, three


def figure_3(modules: Mapping[str, ModuleType], numerics: Any) -> Any:
    """Heat flows into the three baths: over N_1 at N_2 = 0, and over N_2 at N_1 = 0; N_3 = 0.5.

    The paper gives no ranges.  By its text eta_2 would be flat on the left; it is not.
    """
    axis = np.linspace(0.0, 1.0, 101)
    names = (r"$\eta_1/\kappa$", r"$\eta_2/\kappa$", r"$\eta_3/\kappa$")
    shown = []
    for over, cold, found in (
        ("N_1", "N_2", heat_flows(modules, N_1=axis, N_2=0.0)),
        ("N_2", "N_1", heat_flows(modules, N_1=0.0, N_2=axis)),
    ):
        curves = [numerics.panels.Curve(axis, y, name) for y, name in zip(found, names, strict=True)]
        labels = [rf"$\bar{{N}}_{name[-1]}$" for name in (over, cold)]
        shown.append(numerics.panels.Panel(curves, labels[0], "quanta into the bath", f"{labels[1]} $= 0$"))
    return numerics.panels.panels(shown, rf"$F = 0$, $\Delta = 0$, all rates $\kappa$, $\bar{{N}}_3 = {N_COMMON:g}$")


FIGURES = {"fig2": figure_2, "fig3": figure_3}
