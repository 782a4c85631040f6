"""What the paper says in words, decided: exactly where that can be, else by the module with Fig. 1's parameters.

The caption gives neither hbar nor the mass; both are 1, as in `derive.models.alicki.figures`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import ModuleType
from typing import Any, TypeAlias

import numpy as np

from derive.claims.measurement import Measurement
from derive.models.alicki.exactly import EXACT
from derive.models.alicki.figures import GAP, STRENGTHS, conditions, rates, thermal

Modules: TypeAlias = Mapping[str, ModuleType]

ONE = 1e-3
"""How near to 1 a ratio is that tends to it, at the lowest temperatures."""
SUBSTANTIAL = 0.01
"""A deviation from 1 that can be seen in a figure."""
CAPTION = ("V_1 = 1", "V_2 = 0.7", "V_3 = 1.5", "E_+ = 0.5", "E_0 = 0", "E_- = -0.5", "m = hbar = 1")
COLD = np.array([10.0, 20.0, 40.0, 80.0])
"""``beta Delta E``, well beyond where the figure's curves are flat."""
RANGE = np.geomspace(0.05, 20.0, 25)
RISING = np.array([0.1, 10.0, 20.0, 40.0])
"""``beta``, in units of the caption's energies."""


def ratios_at(module: ModuleType, numerics: Any, gaps: Any) -> dict[str, Any]:
    """``I(k, l)`` of the three pairs of the figure, by ``beta Delta E``."""
    found, place = thermal(module, numerics, gaps / GAP).ratios(), module.LABELS.index
    return {f"I({k},{j})": found[:, place(k), place(j)] for k, j in ("0-", "0+", "+-")}


def cold_ratio(modules: Modules, numerics: Any) -> Measurement:
    """I(0,-) at low temperatures."""
    module = modules["three_dots"]
    zero, minus = (module.LABELS.index(label) for label in "0-")
    found = thermal(module, numerics, COLD / GAP).excess()[:, zero, minus]
    off = abs(found)
    text = (
        f"I(0,-) - 1 is {_row(found)} at beta Delta E = {_row(COLD)}: below the threshold of + two channels are open, "
    )
    text += (
        "whose exchange is balanced by the unitarity of S, and above it exp(-beta E) is smaller by exp(-beta Delta E)."
    )
    return Measurement(bool(off[-1] < ONE and (np.diff(off) < 0).all()), text, CAPTION)


def cold_violation(modules: Modules, numerics: Any) -> Measurement:
    """I(+,-) and I(0,+) at low temperatures."""
    found = ratios_at(modules["three_dots"], numerics, COLD)
    text = f"At beta Delta E = {_row(COLD)} I(+,-) is {_row(found['I(+,-)'])} and I(0,+) is {_row(found['I(0,+)'])}."
    apart = min(abs(found[name] - 1).min() for name in ("I(+,-)", "I(0,+)"))
    return Measurement(bool(apart > SUBSTANTIAL), text, CAPTION)


def substantial_violation(modules: Modules, numerics: Any) -> Measurement:
    """The largest deviations from 1, and how far from standing still the Gibbs state is."""
    flux = thermal(modules["three_dots"], numerics, RANGE / GAP)
    ratios = ratios_at(modules["three_dots"], numerics, RANGE)
    found = {name: _farthest(modules["three_dots"], numerics, name, x) for name, x in ratios.items()}
    largest = {name: ratio for name, (_, ratio) in found.items()}
    residual = float(flux.gibbs_residual().max())
    told = ", ".join(f"{name} = {x:.4g} at {gap:.3g}" for name, (gap, x) in found.items())
    text = f"Farthest from 1 between beta Delta E = {RANGE[0]:g} and {RANGE[-1]:g}: {told}. Gain and loss of each "
    text += f"level in the Gibbs state agree to {residual:.1g}."
    broken = max(abs(x - 1) for x in largest.values()) > SUBSTANTIAL
    return Measurement(bool(broken and residual < 1e-8), text, CAPTION)


def _farthest(module: ModuleType, numerics: Any, name: str, ratios: Any) -> tuple[float, float]:
    """``beta Delta E`` and the ratio that is farthest from 1, on a grid that is made finer twice."""
    gaps = RANGE
    for _ in range(2):
        at = int(np.argmax(abs(np.log(ratios))))
        gaps = np.linspace(gaps[max(at - 1, 0)], gaps[min(at + 1, len(gaps) - 1)], 25)
        ratios = ratios_at(module, numerics, gaps)[name]
    at = int(np.argmax(abs(np.log(ratios))))
    return float(gaps[at]), float(ratios[at])


def conditions_met(modules: Modules, numerics: Any) -> Measurement:
    """Both sides of (30a) and (30b) with the rates of the module."""
    module = modules["three_dots"]
    found = conditions(module, thermal(module, numerics, RANGE / GAP))
    off = max(float(np.max(abs(left - right) / abs(left))) for left, right in found.values())
    text = f"Both sides of (30a) and of (30b) agree to {off:.1g} between beta Delta E = {RANGE[0]:g} and {RANGE[-1]:g}."
    return Measurement(off < 1e-6, text, CAPTION)


def negative_term(modules: Modules, numerics: Any) -> Measurement:
    """(27) at all temperatures, and at one where two strengths are equal."""
    module, balance = modules["three_dots"], numerics.balance

    def term(strengths: Mapping[str, float]) -> Any:
        flux = thermal(module, numerics, RANGE / GAP, strengths)
        populations = balance.gibbs(flux.levels, flux.beta)
        current = balance.currents(rates(module, flux), populations)
        return balance.deviation_at_equilibrium(current, flux.log_ratios())

    found, even = term(STRENGTHS), term({**STRENGTHS, "V_2": STRENGTHS["V_1"]})
    text = f"It is between {found.min():.3g} and {found.max():.3g} nu: of each pair ln I has the sign of I - 1, so "
    text += "that no term is positive. Where the balance holds it is zero: at V_2 = V_1 its modulus is "
    text += f"below {abs(even).max() + 1e-15:.1g}."
    return Measurement(bool((found < 0).all() and abs(even).max() < 1e-9), text, CAPTION)


def part_grows(modules: Modules, numerics: Any) -> Measurement:
    """The Schnakenberg part, the opposite of (27), and |1 - I(+,-)|, over temperatures."""
    module, balance = modules["three_dots"], numerics.balance
    flux = thermal(module, numerics, RISING)
    current = balance.currents(rates(module, flux), balance.gibbs(flux.levels, flux.beta))
    part = -balance.deviation_at_equilibrium(current, flux.log_ratios())
    plus, minus = (module.LABELS.index(label) for label in "+-")
    broken = abs(flux.excess()[:, plus, minus])
    text = f"At beta = {_row(RISING)} |1 - I(+,-)| is {_row(broken)}, and the part is {_row(part)} nu: it has the "
    text += "currents as factors, which freeze as exp(-beta Delta E). At fixed rates a_jk p_k it "
    text += "does grow, as (I - 1) ln I."
    rises = [bool(np.diff(part)[k] > 0) for k in range(len(RISING) - 1) if broken[k + 1] > broken[k]]
    return Measurement(bool(rises) and all(rises), text, CAPTION)


def never_falls(modules: Modules, numerics: Any) -> Measurement:
    """The entropy production at populations of many kinds, and in the Gibbs state."""
    module, balance = modules["three_dots"], numerics.balance
    flux = thermal(module, numerics, RANGE / GAP)
    a = rates(module, flux)
    rows = np.array([[i, j, 12 - i - j] for i in range(1, 11) for j in range(1, 12 - i)], float) / 12
    least = min(
        float(balance.entropy_production(a, np.broadcast_to(p, (len(RANGE), 3)), flux.levels, flux.beta).min())
        for p in rows
    )
    gibbs = balance.gibbs(flux.levels, flux.beta)
    still = float(abs(balance.entropy_production(a, gibbs, flux.levels, flux.beta)).max())
    text = f"At {len(rows)} populations and {len(RANGE)} temperatures sigma is {least:.3g} nu at least; in the Gibbs "
    text += f"state its modulus is {still:.1g} nu at most."
    return Measurement(bool(least > 0 and still < 1e-9), text, CAPTION)


def _row(values: Any) -> str:
    return ", ".join(f"{x:.4g}" for x in np.atleast_1d(values))


EXPERIMENTS: Mapping[str, Callable[[Modules, Any], Measurement]] = {
    **EXACT,
    "cold_ratio": cold_ratio,
    "cold_violation": cold_violation,
    "substantial_violation": substantial_violation,
    "conditions_met": conditions_met,
    "negative_term": negative_term,
    "never_falls": never_falls,
    "part_grows": part_grows,
}
