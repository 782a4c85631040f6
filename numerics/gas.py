"""From the written module of a scattering model to rates, ratios, currents and entropy over temperatures.

The module has levels, b_j by the total energy, T and the factor of the rates; here is the integral over the energy,

    a_kl = rate_factor int dE exp(-beta (E - E_l)) Re b_k Re b_l |t_kl|^2        (level l to level k)

in one, two or three dimensions, with `numerics.rates.flux_of`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from types import ModuleType
from typing import Any

import numpy as np

from numerics import balance
from numerics.arguments import Array, real
from numerics.contacts import Scatterer
from numerics.rates import ThermalFlux, flux_of, rates, thermal_flux


@dataclass(frozen=True, eq=False)
class InGas:
    """A system in a gas at some temperatures.

    Attributes
    ----------
    labels : names of the N levels, in the order of all that follows.
    rates : (..., N, N) a_kl in 1/s from level l (column) to level k (row).
    flux : the thermal averages behind them; `flux.require()` says whether they are right to nine digits.
    """

    labels: tuple[str, ...]
    rates: Array
    flux: ThermalFlux

    @property
    def levels(self) -> Array:
        """(N,) energies, J."""
        return self.flux.levels

    @cached_property
    def gibbs(self) -> Array:
        """(..., N) stationary populations."""
        return balance.gibbs(self.levels, self.flux.beta)

    @property
    def ratios(self) -> Array:
        """(..., N, N) I(k, l): one in detailed balance."""
        return self.flux.ratios()

    def currents(self, populations: Any = None) -> Array:
        """(..., N, N) K_jk in 1/s from level k to level j; in the Gibbs state without cancellation."""
        if populations is not None:
            return balance.currents(self.rates, populations)
        both = self.rates * self.gibbs[..., None, :]
        relative = np.divide(self.flux.skew, self.flux.values, out=np.zeros_like(both), where=self.flux.values != 0)
        return np.asarray(both * relative)

    def heat(self, populations: Any = None) -> Array:
        """(..., N, N) J_jk in J/s that the pair takes from the gas."""
        return balance.heat_currents(self.currents(populations), self.levels)

    def entropy_production(self, populations: Any) -> Array:
        """(...) per second, in units of k_B."""
        return balance.entropy_production(self.rates, populations, self.levels, self.flux.beta)


def in_gas(module: ModuleType, beta: Any, **parameters: Any) -> InGas:
    """Rates of the written module of a scattering model at all inverse temperatures ``beta`` (...), 1/J.

    Parameters
    ----------
    module : as `derive run` writes it, or as `compile()` of the derivation makes it.
    parameters : every parameter of the module but E and the b_j, one number each.

    Raises
    ------
    ValueError
        for a parameter that is missing or unknown.
    """
    beta = real("beta", beta)
    given = {name: np.asarray(value, dtype=float) for name, value in parameters.items()}
    missing = [n for n in module.PARAMETERS if n not in (*given, "E", "beta", *module.PROPAGATORS)]
    unknown = sorted(given.keys() - {*module.PARAMETERS, "mass", "hbar", "nu"})
    if unknown:
        raise ValueError(f"Argument `parameters` must be parameters of the module, but got {', '.join(unknown)}.")
    if missing:
        raise ValueError(f"Argument `parameters` must name every parameter, but got none for {', '.join(missing)}.")
    if module.PLACES > 1 or not module.PROPAGATORS:
        return _apart(module, beta, given)
    given = {name: value for name, value in given.items() if name in module.PARAMETERS}
    levels = module.levels(**given)

    def probabilities(distances: Array) -> Array:
        """``4 Re b_k Re b_l |t_kl|^2`` by the distances of E from the levels."""
        energy = levels[0] + distances[:, 0]
        b = module.propagators(E=energy, **given)
        t = module.t_matrix(**dict(zip(module.PROPAGATORS, b.T, strict=True)), **given)
        opened = np.where(distances >= 0, b.real, 0.0)
        return np.asarray(4 * opened[:, :, None] * opened[:, None, :] * (t.real**2 + t.imag**2))

    flux = flux_of(probabilities, levels, beta, mass=float(given.get("mass", 1.0)), scale=_scale(module, levels, given))
    factor = np.asarray(module.rate_factor(beta=beta, **given))[..., None, None]
    height = flux.beta[..., None, None] * (flux.lower_limits - flux.levels)
    with np.errstate(under="ignore"):
        return InGas(tuple(module.LABELS), factor / 4 * np.exp(-height) * flux.values, flux)


def _apart(module: ModuleType, beta: Array, given: dict[str, Any]) -> InGas:
    """Contacts at several places, or many levels: T is solved at each energy; mass, hbar and nu are 1 if left out."""
    mass, hbar, density = (float(given.get(name, 1.0)) for name in ("mass", "hbar", "nu"))
    given = {name: value for name, value in given.items() if name in module.PARAMETERS}
    names = [f"couplings_{k}" for k in range(1, module.PLACES + 1)] if module.PLACES > 1 else ["couplings"]
    strengths = np.stack([getattr(module, n)(**given) for n in names])
    if module.BASIS == "levels":
        levels = module.levels(**given)
    else:
        levels, states = np.linalg.eigh(module.hamiltonian(**given))
        strengths = states.conj().T @ strengths @ states
    where = np.asarray(module.positions(**given) if module.PLACES > 1 else [0.0])
    scatterer = Scatterer(levels, strengths, positions=where, mass=mass, hbar=hbar)
    flux = thermal_flux(scatterer, beta)
    return InGas(tuple(module.LABELS), rates(flux, density=density), flux)


def _scale(module: ModuleType, levels: Array, given: dict[str, Any]) -> float:
    """The distance from a threshold below which v b is large: there the integrand turns, m |v|^2/(2 hbar^2)."""
    v = abs(module.couplings(**given))
    reach = levels.max() + 1.0
    b = abs(module.propagators(E=reach, **given)[0])
    smallest = v[v > 0].min(initial=np.inf)
    return float((reach - levels[0]) * (b * smallest) ** 2)
