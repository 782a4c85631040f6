"""Figures 2, 3, 4, S6 and S7 of the paper, drawn from the generated modules with the parameters of the captions.

The paper gives neither the number m of emitters nor the ranges of its axes: m is the model's default, the ranges show
what the text says of each figure.  The equations are the derived ones, which differ from the printed ones where
the claims say so: twice the loss, and squares of the Bose factors of intermediate modes.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import ModuleType
from typing import Any

import numpy as np

SLOW, FAST, PER_MODE = 1e4, 1e7, 1e5  # 10 kHz, 10 MHz, 100 kHz, all taken as rates per second
OPEN = {
    "gamma_dec": SLOW, "gamma_0": SLOW, "gammat_11": FAST, "gammat_1": FAST, "gamma_1": PER_MODE,
    "gammat_12": 0.0, "gammat_2": 0.0, "gamma_2": 0.0,
}  # fmt: skip
"""The caption of Fig. 2."""
CLOSED = OPEN | {"gammap_dec": SLOW, "gamma_3": SLOW, "gamma_11": PER_MODE, "gamma_12": 0.0}
"""The caption of Fig. S6."""
MODES = {"N": 100.0, "N_wg": 100.0}
START = 1.0
"""``hbar*Omega/(k_B T(0))``."""
KELVIN = 6.62607015e-34 * 299792458.0 / (10e-6 * 1.380649e-23)
"""The energy of a quantum of wavelength 10 micrometres, in kelvin."""


def evolution(module: ModuleType, numerics: Any, rates: Mapping[str, float], times: Any) -> Any:
    """The occupations (k, n) at times (k,), from thermal equilibrium at time zero on."""
    parameters = {**rates, "m": module.DEFAULTS["m"]}
    grid = np.unique(np.append(0.0, times))
    found = numerics.evolve.evolve(module, equilibrium(module, numerics), grid, parameters)
    return found.require()[-len(times) :]


def equilibrium(module: ModuleType, numerics: Any) -> Any:
    """Every species at the temperature T(0)."""
    bose = float(numerics.thermal.bose_occupation(START))
    excited = module.DEFAULTS["m"] * float(numerics.thermal.excitation_probability(START))
    return np.array([excited if name == "m_e" else bose for name in module.STATES])


def note(module: ModuleType) -> str:
    """What has to be said below every figure."""
    return rf"Derived equations; $m = {module.DEFAULTS['m']:g}$, which the paper does not give."


def figure_2(modules: Mapping[str, ModuleType], numerics: Any) -> Any:
    """Effective temperatures of A, B and the emitters in the open system, at intermediate times."""
    module, panels, thermal = modules["open_waveguide"], numerics.panels, numerics.thermal
    times = np.geomspace(1e-9, 1e-4, 400)
    n_A, n_B, m_e = evolution(module, numerics, OPEN, times).T
    found = {
        "$T_A$": thermal.effective_temperature(n_A),
        "$T_B$": thermal.effective_temperature(n_B),
        r"$T_{\mathrm{TLS}}$": thermal.two_level_temperature(m_e / module.DEFAULTS["m"]),
    }
    curves = [panels.Curve(times, KELVIN * values, label) for label, values in found.items()]
    return panels.panels([panels.Panel(curves, "$t$ [s]", "$T$ [K]", log_x=True, low=0.0)], note(module))


def figure_3(modules: Mapping[str, ModuleType], numerics: Any) -> Any:
    """Occupations of A and B in the open system at long times, with their ratio in the slowest mode."""
    module, panels = modules["open_waveguide"], numerics.panels
    times = np.linspace(0.0, 5e-4, 2001)
    n_A, n_B, _ = evolution(module, numerics, OPEN, times).T
    parameters = {**OPEN, "m": module.DEFAULTS["m"]}
    slowest = np.linalg.eigvals(module.linearised(**parameters)).real.max()
    ratio = module.asymptotic_ratio(eigenvalue=slowest, **parameters)
    curves = [
        panels.Curve(1e3 * times, n_A, r"$\langle n_A \rangle$"),
        panels.Curve(1e3 * times, n_B, r"$\langle n_B \rangle$"),
        panels.Curve(1e3 * times, ratio * n_B, rf"${1e3 * ratio:.3f} \times 10^{{-3}} \, \langle n_B \rangle$", True),
    ]
    axes = panels.Panel(curves, "$t$ [ms]", r"$\langle n_q \rangle$", log_y=True)
    return panels.panels([axes], note(module))


def figure_4(modules: Mapping[str, ModuleType], numerics: Any) -> Any:
    """The total entropy of the closed system."""
    module, panels = modules["closed_ring"], numerics.panels
    times = np.geomspace(1e-9, 1e-3, 400)
    y = evolution(module, numerics, CLOSED, times)
    entropy = module.entropy(y, m=module.DEFAULTS["m"], **MODES)
    initial = module.entropy(equilibrium(module, numerics), m=module.DEFAULTS["m"], **MODES)
    curves = [panels.Curve(times, entropy, "$S(t)$"), panels.Curve(times, np.full_like(times, initial), "$S(0)$", True)]
    return panels.panels([panels.Panel(curves, "$t$ [s]", "$S/k_B$", log_x=True)], note(module))


def figure_s6(modules: Mapping[str, ModuleType], numerics: Any) -> Any:
    """Occupations of the closed system on the time scale of the coupling to the emitters: (a) A, B, (b) 1, 2."""
    module, panels = modules["closed_ring"], numerics.panels
    times = np.linspace(0.0, 1e-6, 501)
    n_A, n_B, n_1, n_2, _ = evolution(module, numerics, CLOSED, times).T
    pairs = [("(a)", {"A": n_A, "B": n_B}), ("(b)", {"1": n_1, "2": n_2})]
    shown = [
        panels.Panel(
            [panels.Curve(1e6 * times, values, rf"$\langle n_{q} \rangle$") for q, values in found.items()],
            r"$t$ [$\mu$s]",
            r"$\langle n_q \rangle$",
            title,
            low=0.0,
        )
        for title, found in pairs
    ]
    return panels.panels(shown, note(module))


def figure_s7(modules: Mapping[str, ModuleType], numerics: Any) -> Any:
    """The closed system at late times: (a) reservoir B, (b) the inert channel 2."""
    module, panels = modules["closed_ring"], numerics.panels
    times = np.geomspace(1e-7, 1e-2, 400)
    _, n_B, _, n_2, _ = evolution(module, numerics, CLOSED, times).T
    shown = [
        panels.Panel([panels.Curve(times, values)], "$t$ [s]", rf"$\langle n_{q} \rangle$", title, log_x=True, low=0.0)
        for title, q, values in (("(a)", "B", n_B), ("(b)", "2", n_2))
    ]
    return panels.panels(shown, note(module))


FIGURES = {
    "figure_2": figure_2,
    "figure_3": figure_3,
    "figure_4": figure_4,
    "figure_S6": figure_s6,
    "figure_S7": figure_s7,
}
