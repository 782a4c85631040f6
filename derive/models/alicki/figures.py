"""Figure 1 with its inset, from the generated T matrix, with the parameters of the caption.

The caption's levels 0.5, 0, -0.5 of +, 0, - are those of phi = 3/4, three quarters of a flux quantum, and |tau| =
1/(2 sqrt(3)); m = hbar = 1.  The text gives neither the density of the gas, which the rates of the inset are
proportional to, nor the range of the axis: the density is 1 here.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import ModuleType
from typing import Any

import numpy as np

SYSTEM = {"tau": -0.5 / np.sqrt(3), "theta": np.pi / 2}
STRENGTHS = {"V_1": 1.0, "V_2": 0.7, "V_3": 1.5}
GAS = {"mass": 1.0, "hbar": 1.0, "nu": 1.0}
GAP = 0.5
"""``Delta E = E_0 - E_-``."""
TEMPERATURES = np.linspace(0.025, 10.0, 400)
"""``beta Delta E``."""
INSET = 1e4
"""The inset shows the conditions times this."""


def thermal(module: ModuleType, numerics: Any, beta: Any, strengths: Mapping[str, float] = STRENGTHS) -> Any:
    """The thermal averages of the transition probabilities at all ``beta``, by the module's own T."""
    levels, mass, hbar = module.levels(**SYSTEM), GAS["mass"], GAS["hbar"]

    def probabilities(distances: Any) -> Any:
        """``|S - 1|^2`` summed over directions, ``4 b_k b_l |t_kl|^2``, by the distances of E from the levels."""
        b = 1 / (hbar * numerics.contacts.velocities(distances, mass))
        t = module.t_matrix(**dict(zip(module.PROPAGATORS, b.T, strict=True)), **strengths)
        opened = np.where(distances >= 0, b.real, 0.0)
        return 4 * opened[:, :, None] * opened[:, None, :] * (t.real**2 + t.imag**2)

    return numerics.rates.flux_of(probabilities, levels, beta, mass=mass, scale=_scale(strengths))


def _scale(strengths: Mapping[str, float]) -> float:
    """The energy m V^2/(2 hbar^2) of the weakest contact, below which nothing happens near a threshold."""
    return float(GAS["mass"] * min(abs(v) for v in strengths.values()) ** 2 / (2 * GAS["hbar"] ** 2))


def rates(module: ModuleType, flux: Any) -> Any:
    """The rates a_kl (..., N, N) with the factor of the module."""
    factor = module.rate_factor(beta=flux.beta, **GAS)[..., None, None]
    height = flux.beta[..., None, None] * (flux.lower_limits - flux.levels)
    return factor / 4 * np.exp(-height) * flux.values


def conditions(module: ModuleType, flux: Any) -> dict[str, tuple[Any, Any]]:
    """Both sides of (30a) and (30b), by ``I - 1`` without a difference of near-equal numbers."""
    zero, minus, plus = (module.LABELS.index(label) for label in "0-+")
    a, excess = rates(module, flux), flux.excess()
    return {
        "(30a)": (-a[:, plus, zero] * excess[:, zero, plus], a[:, minus, zero] * excess[:, zero, minus]),
        "(30b)": (-a[:, zero, plus] * excess[:, plus, zero], a[:, minus, plus] * excess[:, plus, minus]),
    }


def figure_1(modules: Mapping[str, ModuleType], numerics: Any) -> Any:
    """I(k, l) of all pairs over the inverse temperature; inset: both sides of the conditions (30a) and (30b)."""
    module, panels = modules["three_dots"], numerics.panels
    flux = thermal(module, numerics, TEMPERATURES / GAP)
    ratios, place = flux.ratios(), module.LABELS.index
    curves = [
        panels.Curve(TEMPERATURES, ratios[:, place(k), place(j)], rf"$I({k},{j})$") for k, j in ("0-", "0+", "+-")
    ]
    curves.append(panels.Curve(TEMPERATURES, np.ones_like(TEMPERATURES), "", True))
    axes = panels.Panel(curves, r"$\beta \Delta E$", "$I(k, l)$")
    note = r"(S26) as printed exchanges $I(k,l)$ and $I(l,k)$; $\nu = 1$ in the inset."
    figure = panels.panels([axes], note)
    _inset(figure.axes[0], conditions(module, flux))
    return figure


def _inset(axes: Any, shown: Mapping[str, tuple[Any, Any]]) -> None:
    """Left sides as lines, right sides dotted on top of them."""
    inset = axes.inset_axes((0.42, 0.43, 0.55, 0.33))
    for (name, (left, right)), colour in zip(shown.items(), ("tab:purple", "tab:brown"), strict=True):
        inset.plot(TEMPERATURES, INSET * left, color=colour, linewidth=1.2, label=name)
        inset.plot(TEMPERATURES, INSET * right, color="black", linestyle=":", linewidth=1.6)
    inset.tick_params(labelsize="x-small")
    inset.set_ylabel(r"$\times 10^{-4}$", fontsize="x-small")
    inset.margins(x=0.02)
    inset.legend(fontsize="x-small", frameon=False)


FIGURES = {"figure_1": figure_1}
