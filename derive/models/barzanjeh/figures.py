"""Figure 2 of the paper, drawn from the generated module.

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


FIGURES = {"fig2": figure_2}
