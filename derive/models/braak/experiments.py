"""What the paper says in words, decided: by exact derivation of variants, and by the generated modules.

The parameters are those of the captions, see `derive.models.braak.figures`; the number m of emitters is the model's
default, as the paper gives none.  Each experiment says what it looks at and which numbers decide.  What the text leaves
open (how long is much later, how little is none) is one of the numbers below.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import ModuleType
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from derive.claims.measurement import Measurement
from derive.models.braak.exactly import EXACT
from derive.models.braak.figures import CLOSED, MODES, OPEN, equilibrium, evolution

Modules: TypeAlias = Mapping[str, ModuleType]
Row: TypeAlias = NDArray[np.float64]

UNAFFECTED = 0.01
"""A relative change that is none."""
GONE = 0.05
"""The share of the start below which an occupation has fallen to zero."""
LATER = 10.0
"""How many times larger a time must be to be much later."""
CAPTION = (
    "gamma_dec = gamma_0 = 10 kHz",
    "gammat_11 = gammat_1 = 10 MHz",
    "gamma_1 = 100 kHz",
    "hbar*Omega = k_B*T(0)",
    "m = 100, as the paper gives none",
)
RING = (*CAPTION, "gammap_dec = gamma_3 = 10 kHz", "gamma_11 = 100 kHz", "N = N_wg = 100")


def constant_ratio(modules: Modules, numerics: Any) -> Measurement:
    """``n_A/n_B`` at late times, beside the slowest mode of the equations around zero."""
    module = modules["open_waveguide"]
    n_A, n_B, _ = evolution(module, numerics, OPEN, np.array([1e-4, 2e-4, 3e-4])).T
    rates, vectors = np.linalg.eig(module.linearised(**OPEN, m=module.DEFAULTS["m"]))
    slow = int(np.argmax(rates.real))
    limit = float((vectors[0, slow] / vectors[1, slow]).real)
    off = abs(n_A / n_B / limit - 1)
    text = f"n_A/n_B is {_row(n_A / n_B)} at 1e-4, 2e-4 and 3e-4 s; the slowest mode, which decays at "
    text += f"{-rates[slow].real:.6g} per second, has {limit:.7g}."
    return Measurement(bool(off[-1] < 1e-5 and (np.diff(off) < 0).all()), text, CAPTION)


def late_losses(modules: Modules, numerics: Any) -> Measurement:
    """When B is filled, and when it is emptied: half of its rise, and half of its peak."""
    times = np.geomspace(1e-9, 1e-3, 1201)
    _, n_B, _ = evolution(modules["open_waveguide"], numerics, OPEN, times).T
    peak = int(np.argmax(n_B))
    filled = times[int(np.argmax(n_B > (n_B[0] + n_B[peak]) / 2))]
    emptied = times[peak + int(np.argmax(n_B[peak:] < n_B[peak] / 2))]
    text = f"B has half of its rise at {filled:.2g} s and is back at half of its peak of {n_B[peak]:.3g} at "
    text += f"{emptied:.2g} s, {emptied / filled:.0f} times later."
    return Measurement(bool(n_B[peak] > (1 + GONE) * n_B[0] and emptied > LATER * filled), text, CAPTION)


def temperatures(modules: Modules, numerics: Any) -> tuple[Row, Row, Row, Row]:
    """Times and ``k_B T/(hbar Omega)`` of A, B and the emitters in the open system, up to the end of Fig. 2."""
    module, thermal = modules["open_waveguide"], numerics.thermal
    times = np.geomspace(1e-9, 1e-4, 401)
    n_A, n_B, m_e = evolution(module, numerics, OPEN, times).T
    T_A, T_B = thermal.effective_temperature(n_A), thermal.effective_temperature(n_B)
    return times, T_A, T_B, thermal.two_level_temperature(m_e / module.DEFAULTS["m"])


def temperatures_deviate(modules: Modules, numerics: Any) -> Measurement:
    """Effective temperatures of A and B."""
    times, T_A, T_B, _ = temperatures(modules, numerics)
    at = int(np.argmax(T_B - T_A))
    text = f"From a common k_B T = hbar Omega on, T_B is above T_A at all times; at {times[at]:.2g} s they are "
    text += f"{T_B[at]:.3g} and {T_A[at]:.3g} hbar Omega/k_B."
    return Measurement(bool((T_B > T_A).all() and T_B[at] > (1 + GONE) * T_A[at]), text, CAPTION)


def emitters_follow(modules: Modules, numerics: Any) -> Measurement:
    """Whether the emitters' temperature falls with that of A, and is nearer to it than to that of B."""
    _, T_A, T_B, T_M = temperatures(modules, numerics)
    near = (abs(T_M - T_A) < abs(T_M - T_B)).all()
    falling = (np.diff(T_A) < 0).all() and (np.diff(T_M) < 0).all()
    at = int(np.argmax(abs(T_M - T_A)))
    text = (
        f"Both fall at all times, and T_TLS is always nearer to T_A than to T_B. Farthest apart they are {T_M[at]:.3g} "
    )
    text += f"and {T_A[at]:.3g}, with T_B = {T_B[at]:.3g} hbar Omega/k_B; at 1e-4 s {T_M[-1]:.3g} and {T_A[-1]:.3g}."
    return Measurement(bool(near and falling), text, CAPTION)


def everything_cools(modules: Modules, numerics: Any) -> Measurement:
    """The open system at late times: all modes of the equations around zero decay."""
    module = modules["open_waveguide"]
    start = equilibrium(module, numerics)
    late = evolution(module, numerics, OPEN, np.array([1e-4, 3e-4]))
    decay = np.linalg.eigvals(module.linearised(**OPEN, m=module.DEFAULTS["m"])).real
    text = f"The occupations of A, B and the emitters go from {_row(start)} to {_row(late[-1])} at 3e-4 s; around "
    text += f"zero the equations decay at {_row(np.sort(-decay))} per second, and with n go all temperatures, "
    text += "1/ln(1 + 1/n), to zero."
    gone = (late[-1] < late[0]).all() and (late[-1] < GONE * start).all()
    return Measurement(bool((decay < 0).all() and gone), text, CAPTION)


def open_entropy(modules: Modules, numerics: Any) -> Measurement:
    """The entropy of A, B and the emitters of the open system."""
    module = modules["open_waveguide"]
    y = evolution(module, numerics, OPEN, np.geomspace(1e-9, 1e-3, 601))
    entropy = module.entropy(y, N=MODES["N"], m=module.DEFAULTS["m"])
    initial = float(module.entropy(equilibrium(module, numerics), N=MODES["N"], m=module.DEFAULTS["m"]))
    text = f"S/k_B goes from {initial:.5g} to {entropy[-1]:.2g} within 1 ms and falls between any two of 601 times."
    return Measurement(bool(entropy[0] < initial and (np.diff(entropy) < 0).all()), text, (*CAPTION, "N = 100"))


def lower_entropy(modules: Modules, numerics: Any) -> Measurement:
    """The entropy of the closed ring, from equilibrium to its steady state, and whether that is stable."""
    module = modules["closed_ring"]
    m, start = module.DEFAULTS["m"], equilibrium(module, numerics)
    end = evolution(module, numerics, CLOSED, np.array([1e-3, 1e-2]))
    before, after = (float(module.entropy(y, **MODES, m=m)) for y in (start, end[-1]))
    decay = np.sort(np.linalg.eigvals(module.jacobian(end[-1], **CLOSED, m=m)).real)
    still = np.allclose(end[0], end[-1], rtol=1e-8)
    text = f"S/k_B is {before:.6g} in thermal equilibrium and {after:.6g} in the steady state that is reached from it. "
    text += f"Small deviations from it decay at {_row(-decay[:-1][::-1])} per second; the energy is conserved."
    return Measurement(bool(still and after < before and (decay[:-1] < 0).all()), text, RING)


def short_times(modules: Modules, numerics: Any) -> Measurement:
    """Fig. S6: the closed ring on the time scale of the coupling to the emitters, one microsecond."""
    module = modules["closed_ring"]
    start, end = equilibrium(module, numerics), evolution(module, numerics, CLOSED, np.array([1e-6]))[-1]
    n_A, n_B, n_1, n_2 = end[:4] / start[:4]
    shares = _row(np.array([n_A, n_B, n_1, n_2]))
    text = (
        f"After 1 microsecond A, B, 1 and 2 hold {shares} of what they held at the start. Zero is approached and not "
    )
    text += "reached: in the steady state A and 1 keep a few thousandths of a photon per mode."
    return Measurement(bool(n_A < GONE and n_1 < GONE and n_B > 1 and n_2 > 0.5), text, RING)


def unequal_steady_state(modules: Modules, numerics: Any) -> Measurement:
    """Fig. S7: the occupations of the closed ring's steady state."""
    module = modules["closed_ring"]
    end = evolution(module, numerics, CLOSED, np.array([1e-2]))[-1]
    moving = np.abs(module.rhs(end, **CLOSED, m=module.DEFAULTS["m"])).max()
    ordered = np.sort(end[:4])
    text = f"The steady state has n_A, n_B, n_1, n_2 = {_row(end[:4])} and m_e = {end[4]:.4g}."
    return Measurement(bool((ordered[1:] > 1.5 * ordered[:-1]).all() and moving < 1.0), text, RING)


def inert_channel(modules: Modules, numerics: Any) -> Measurement:
    """Channel 2 of the closed ring, which no emitter sees, at short times and at long ones."""
    times = np.geomspace(1e-9, 1e-2, 1401)
    n_A, _, _, n_2, _ = evolution(modules["closed_ring"], numerics, CLOSED, times).T
    emptied = int(np.argmax(n_A < (n_A[0] + n_A[-1]) / 2))
    changed = int(np.argmax(n_2 < (n_2[0] + n_2[-1]) / 2))
    early, late = abs(n_2[[emptied, -1]] / n_2[0] - 1)
    marks = [int(np.argmax(n_A < 0.05 * n_A[0])), int(np.argmax(times >= 1e-6))]
    text = (
        f"When A has lost half, at {times[emptied]:.2g} s, channel 2 has changed by {100 * early:.2g} percent; half of "
    )
    text += (
        f"its own change, which comes to {100 * late:.3g} percent, takes {times[changed]:.2g} s. When A has lost 95 "
    )
    lost = _row(100 * (1 - n_2[marks] / n_2[0]))
    text += f"percent, and after 1 microsecond, the end of Fig. S6, it has changed by {lost} percent."
    later = times[changed] > LATER * times[emptied]
    return Measurement(bool(early < UNAFFECTED < late and later), text, RING)


def cavities_equilibrate(modules: Modules, numerics: Any) -> Measurement:
    """The embedded cavity from three different temperatures on."""
    module = modules["embedded_cavity"]
    given = {"h": 0.05, "g": 0.05, "rho_A": 50.0, "rho_C": 200.0, "hbar": 1.0, "Delta": 1.0}
    rates = dict(zip(module.RATES, _called(module.rate_constants, given), strict=True))
    start, m = np.array([2.0, 0.1, 10.0]), module.DEFAULTS["m"]
    y = numerics.evolve.evolve(module, start, np.array([0.0, 1e3, 1e4]), {**rates, "m": m}).require()
    found = module.temperatures(y[-1], m=m)
    text = (
        f"From n_A = 2, n_C = 0.1 and m_e = 10 on, the temperatures of A, C and M become {_row(found)} hbar Omega/k_B."
    )
    under = tuple(f"{name} = {value:g}" for name, value in given.items())
    return Measurement(bool(np.ptp(found) < 1e-6 * found.max()), text, (*under, "m = 100"))


def only_losses(modules: Modules, numerics: Any) -> Measurement:
    """The open system without what couples the reservoirs to the emitters: whether A and B part."""
    module = modules["open_waveguide"]
    rates = OPEN | {"gammat_1": 0.0, "gamma_1": 0.0}
    n_A, n_B, _ = evolution(module, numerics, rates, np.geomspace(1e-9, 1e-4, 41)).T
    apart = float(np.max(abs(n_A / n_B - 1)))
    text = (
        f"With gamma_1 = gammat_1 = 0 and all losses as they are, n_A/n_B stays within {apart:.1g} of 1 up to 0.1 ms."
    )
    return Measurement(apart < 1e-9, text, CAPTION[:1])


def _called(function: Callable[..., Any], given: Mapping[str, float]) -> Any:
    return function(**given)


def _row(values: Row) -> str:
    return ", ".join(f"{x:.4g}" for x in np.atleast_1d(values))


EXPERIMENTS: Mapping[str, Callable[[Modules, Any], Measurement]] = {
    **EXACT,
    "constant_ratio": constant_ratio,
    "late_losses": late_losses,
    "temperatures_deviate": temperatures_deviate,
    "emitters_follow": emitters_follow,
    "everything_cools": everything_cools,
    "open_entropy": open_entropy,
    "lower_entropy": lower_entropy,
    "short_times": short_times,
    "unequal_steady_state": unequal_steady_state,
    "inert_channel": inert_channel,
    "cavities_equilibrate": cavities_equilibrate,
    "only_losses": only_losses,
}
