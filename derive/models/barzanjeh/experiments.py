"""What the paper says in words of its numbers, decided by the generated modules.

The parameters are those at the end of Section III, see `derive.models.barzanjeh.optomechanics`.  The paper gives
neither the frequency Omega nor the phase phi: Omega is the mechanical frequency, and phi = pi/2, where the hopping from
2 to 1 cancels best.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import pi
from types import ModuleType
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from derive.claims.measurement import Measurement
from derive.exact.scalar import constant, substitute
from derive.models.barzanjeh.optomechanics import EXACT, G_1, G_2, LINEAR, NUMBERS, RESONANT, d_b, omega, omega_m
from derive.parameters import symbol_of
from derive.rules.driven.frame import turn
from derive.rules.driven.slow import split
from derive.rules.network.elimination import eliminated

Modules: TypeAlias = Mapping[str, ModuleType]

VALUES = {symbol_of(parameter).name: value for parameter, value in NUMBERS.items()} | {"phi": pi / 2}
UNDER = ("the numbers of Section III", "Omega = omega_m and phi = pi/2, as the paper gives neither")
CLOSE = 0.05
"""A relative difference that is none."""


def parameters(module: ModuleType, **changed: float) -> dict[str, float]:
    """What a module needs of the paper's numbers, some of them changed."""
    values = VALUES | changed
    return {name: values[name] for name in module.PARAMETERS}


def quanta(module: ModuleType, numerics: Any, **changed: float) -> NDArray[np.float64]:
    """Stationary occupations of the modes of a linear model."""
    given = parameters(module, **changed)
    found = numerics.lyapunov.steady_covariance(module.drift(**given), module.diffusion(**given)).require()
    return np.asarray(numerics.lyapunov.occupations(found))


def response(module: ModuleType, numerics: Any) -> tuple[float, float]:
    """How many quanta cavity 2 gains per quantum of bath 1, and cavity 1 per quantum of bath 2."""
    none = {"N_1": 0.0, "N_2": 0.0, "N_3": 0.0}
    forward = quanta(module, numerics, **{**none, "N_1": 1.0})[1]
    backward = quanta(module, numerics, **{**none, "N_2": 1.0})[0]
    return float(forward), float(backward)


def transmitted(module: ModuleType, numerics: Any, omega: float) -> tuple[float, float]:
    """``|S|**2`` at a frequency in rad/s: from the input of cavity 1 to the output of cavity 2, and back."""
    network = numerics.network.Network.of(module, parameters(module))
    passed = np.abs(numerics.network.scattering(network, omega).require()) ** 2
    # Rows of creation operators may be there or not.
    step = passed.shape[-1] // len(module.INPUTS)
    return float(passed[step, 0]), float(passed[0, step])


def colder(modules: Modules, numerics: Any) -> Measurement:
    """Occupation of cavity 2 beside the disconnected one, in the effective model and in the exact one."""
    effective, exact = modules["optomechanics_effective"], modules["optomechanics_exact"]
    apart = {"J": 0.0, "G_1": 0.0}
    n, m = quanta(effective, numerics)[1], quanta(effective, numerics, **apart)[1]
    n_exact, m_exact = quanta(exact, numerics)[1], quanta(exact, numerics, **apart)[1]
    text = f"Effective model: n_2 = {n:.4g}, disconnected {m:.4g}. Exact model of cavities and resonator: "
    text += f"n_2 = {n_exact:.3g}, disconnected {m_exact:.3g}: colder too, by {m_exact - n_exact:.3g} quanta where the "
    text += f"effective model says {m - n:.3g}."
    return Measurement(bool(n < m and n_exact < m_exact), text, UNDER)


def one_direction(modules: Modules, numerics: Any) -> Measurement:
    """Noise that the exact model passes on in both directions: near Omega, and all of it."""
    module = modules["optomechanics_exact"]
    near = [transmitted(module, numerics, VALUES["Omega"] + share * VALUES["gamma_m"]) for share in (0.0, 0.1)]
    total = response(module, numerics)
    text = f"The exact model transmits {near[0][0]:.3g} from 1 to 2 and {near[0][1]:.2g} from 2 to 1 at Omega, "
    text += f"{near[1][0]:.3g} and {near[1][1]:.2g} at a tenth of the resonator's linewidth from it. Of all noise "
    text += f"together a quantum of bath 1 leaves {total[0]:.4g} quanta in cavity 2, and one of bath 2 "
    text += f"{total[1]:.4g} in cavity 1."
    return Measurement(all(back < CLOSE * forth for forth, back in near), text, (*UNDER, "a signal within 20 Hz"))


def independent_of_2(modules: Modules, numerics: Any) -> Measurement:
    """Whether the occupation of cavity 1 depends on bath 2."""
    effective = response(modules["optomechanics_effective"], numerics)[1]
    exact = response(modules["optomechanics_exact"], numerics)[1]
    text = f"dn_1/dN_2 = {effective:.2g} in the effective model, {exact:.4g} in the exact one: the hopping J acts over "
    text += "the whole width of the cavities, the path through the resonator over its own."
    return Measurement(bool(exact < CLOSE), text, UNDER)


def isolated(modules: Modules, numerics: Any) -> Measurement:
    """The hopping J given beside the one that perfect non-reciprocity needs."""
    module = modules["optomechanics_as_cascade"]
    left = abs(module.F(**parameters(module)))
    needed = VALUES["J"] - left
    forward, backward = transmitted(modules["optomechanics_exact"], numerics, VALUES["Omega"])
    text = f"J/2 pi is given as 1 MHz and needed as {needed / (2e6 * pi):.3g} MHz; |F|/J is {left / VALUES['J']:.2g}. "
    text += f"At Omega the exact model transmits {forward:.3g} of a signal from 1 to 2, {backward:.2g} from 2 to 1."
    return Measurement(bool(left < CLOSE * VALUES["J"] and backward < CLOSE * forward), text, UNDER)


def rotating(modules: Any, numerics: Any) -> Measurement:
    """The frequencies of the terms that the rotating-wave approximation drops, with every mode near omega_m."""
    turns = {op.spaces[0]: frequency for op, frequency in RESONANT.items()}
    _, dropped = split(LINEAR.hamiltonian, turns)
    found = sorted({str(turn(word, turns)) for word in dropped.terms})
    # Fields of one mode in the equation of another: their own frequency beside the one they are compared with.
    expected = {str(omega_m), str(-omega_m)}
    text = f"Derived: the terms dropped, those with {d_b} and a cavity both raised or both lowered, turn at "
    text += f"{' and '.join(found)}."
    return Measurement(set(found) == expected, text, ("all modes near omega_m",))


def not_conjugate(modules: Any, numerics: Any) -> Measurement:
    """The off-diagonal entries of the reduced drift, exactly."""
    drift = eliminated(EXACT, (d_b,), omega).drift
    forth, back = drift[2][0], drift[0][2]
    plain = {g: constant(0) for g in (*G_1.generators, *G_2.generators)}
    bare = [substitute(x, plain) for x in (forth, back)]
    text = (
        "Exact: the difference of one and the other's conjugate does not vanish. Nor does it for the hopping J alone, "
    )
    text += f"{bare[0]} and {bare[1]}, which is as reciprocal as can be: what counts is that the moduli differ."
    differ = bool(forth - back.conjugate()) and bool(bare[0] - bare[1].conjugate())
    return Measurement(differ, text, ("general parameters",))


def phonons(modules: Any, numerics: Any) -> Measurement:
    """The occupation of a resonator of 6 MHz at 260 microkelvin."""
    energy = 6.62607015e-34 * 6e6 / (1.380649e-23 * 260e-6)
    n = float(numerics.thermal.bose_occupation(energy))
    return Measurement(bool(abs(n - 0.5) < CLOSE * 0.5), f"A mode of 6 MHz at 260 microkelvin holds {n:.3f} quanta.")


def heat_against(modules: Any, numerics: Any) -> Measurement:
    """The current into bath 2 at Fig. 3's parameters, for a cold and a warm bath 1."""
    from derive.models.barzanjeh.figures import heat_flows

    grid = np.array([0.0, 1.0])
    flows = heat_flows(modules, N_1=grid, N_2=0.0)
    text = f"eta_2/kappa is {flows[1][0]:.4g} at N_1 = 0 and {flows[1][1]:.4g} at N_1 = 1 (N_2 = 0, N_3 = 0.5)."
    changed = abs(flows[1][1] - flows[1][0])
    return Measurement(bool(changed < CLOSE * abs(flows[0][1] - flows[0][0])), text, ("all rates kappa, F = 0",))


EXPERIMENTS = {
    "colder": colder,
    "one_direction": one_direction,
    "independent_of_2": independent_of_2,
    "isolated": isolated,
    "rotating": rotating,
    "not_conjugate": not_conjugate,
    "phonons": phonons,
    "heat_against": heat_against,
}
