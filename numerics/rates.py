"""Rates, detailed-balance ratios and thermal fluxes of an N-level system hit by a dilute thermal gas on a line.

    a_kl = C int dp int dp' G(p) delta(E_p' + e_k - E_p - e_l) |<k p'|T|p l>|^2        (level l to level k)

with G(p) = sqrt(beta/(2 pi m)) exp(-beta p^2/(2 m)), normalised over momenta.  The delta function leaves one energy:

    a_kl = C/(2 pi)^2 sqrt(beta/(2 pi m)) exp(-beta (max(e_k, e_l) - e_l)) M_kl,
    M_kl = int_0^infinity dx exp(-beta x) sigma_kl(max(e_k, e_l) + x),

with sigma = sum over directions of |S - 1|^2 (`numerics.contacts.transition_probabilities`).  Both channels must be
open, so that the lower limit is the larger of the two levels.  The M_kl have no exponential left to overflow, and

    I(k, l) = a_kl exp(-beta e_l)/(a_lk exp(-beta e_k)) = M_kl/M_lk.

Conventions differ in C, which is density times a prefactor:

    LINDBLAD = 2 pi   the Pauli equation that follows from the generator of Alicki et al., Eq. (7), as it stands;
    PRINTED = pi      their Eq. (20) as printed, half of it;
    FLUX = (2 pi)^2   particles per length, the density here, times |velocity| times transition probability, which is
                      what a gas does, and what `rate_factor` of a written module has: the default.  Eq. (7), divided
                      by hbar, means this if nu = 2 pi hbar particles per length.

Ratios, stationarity and the signs of currents do not depend on C.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from numerics.arguments import Array, common_shape, positive, read_only, real
from numerics.cavities import caught
from numerics.contacts import Scatterer, transition_probabilities
from numerics.quadrature import CUT, Function, threshold_integrals
from numerics.resonances import quasi_bound

LINDBLAD = 2 * np.pi
PRINTED = np.pi
FLUX = 4 * np.pi**2


@dataclass(frozen=True, eq=False)
class ThermalFlux:
    """Thermal averages of the transition probabilities, free of the exponentials of the rates.

    Attributes
    ----------
    levels : (N,) energies.
    beta : (...) inverse temperatures.
    mass : of a gas particle.
    values : (..., N, N) M_kl as above, an energy; column l before, row k after; elastic ones on the diagonal.
    skew : (..., N, N) M_kl - M_lk, from energies with three or more open levels alone: with two, unitarity makes both
        equal.  So it keeps its digits at low temperatures, where the two are nearly equal.
    errors : (..., N, N) estimates of the relative errors of `values`.
    evaluations : number of energies at which the scattering problem was solved.
    """

    levels: Array
    beta: Array
    mass: float
    values: Array
    skew: Array
    errors: Array
    evaluations: int

    def __post_init__(self) -> None:
        for name in ("levels", "beta", "values", "skew", "errors"):
            object.__setattr__(self, name, read_only(getattr(self, name)))

    def require(self, rtol: float = 1e-9) -> ThermalFlux:
        """Itself, if every element is estimated to be right to `rtol`.

        Raises
        ------
        ValueError : naming the first element that is not.
        """
        bad = np.argwhere(self.errors > rtol)
        if len(bad):
            index = tuple(int(i) for i in bad[0])
            raise ValueError(
                f"Argument `flux` must have relative errors below {rtol:g}, but got {self.errors[index]:.2g} at index "
                f"{index}; integrate with a smaller `rtol`, or accept less where resonances are too narrow for it"
            )
        return self

    @property
    def lower_limits(self) -> Array:
        """(N, N) max(e_k, e_l), where both channels open."""
        return np.maximum(self.levels[:, None], self.levels)

    def ratios(self) -> Array:
        """(..., N, N) I(k, l) = M_kl/M_lk, nan where no transition between k and l is possible."""
        return _quotient(self.values, self.values.swapaxes(-1, -2))

    def excess(self) -> Array:
        """(..., N, N) I(k, l) - 1 without cancellation."""
        return _quotient(self.skew, self.values.swapaxes(-1, -2))

    def log_ratios(self) -> Array:
        """(..., N, N) ln I(k, l), antisymmetric, with all digits where I is near 1."""
        small = self.excess()
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.asarray(np.where(abs(small) < 0.5, np.log1p(small), np.log(self.ratios())))

    def gibbs_residual(self) -> Array:
        """(..., N) gain minus loss of each level in the Gibbs state, relative to gain plus loss: zero by unitarity."""
        weight = self._weights()
        net = (weight * (self.values - self.values.swapaxes(-1, -2))).sum(axis=-1)
        return _quotient(abs(net), (weight * (self.values + self.values.swapaxes(-1, -2))).sum(axis=-1), empty=0.0)

    def loop_residual(self) -> Array:
        """(..., N) sum of the currents into each level in the Gibbs state, relative to the sum of their sizes.

        Sharper than `gibbs_residual` where the currents are small beside gain and loss; zero where no current flows.
        """
        weight = self._weights()
        return _quotient(abs((weight * self.skew).sum(axis=-1)), (weight * abs(self.skew)).sum(axis=-1), empty=0.0)

    def _weights(self) -> Array:
        """(..., N, N) exp(-beta max(e_k, e_l)), relative to the largest of each row."""
        above = self.lower_limits - self.lower_limits.min(axis=-1, keepdims=True)
        with np.errstate(under="ignore"):
            return np.asarray(np.exp(-self.beta[..., None, None] * above))


def thermal_flux(scatterer: Scatterer, beta: Any, rtol: float = 1e-10) -> ThermalFlux:
    """The thermal flux at all inverse temperatures beta (...), each element to the relative accuracy `rtol`.

    The scattering problem is solved once on a grid of energies that serves all temperatures.  Elements that are
    squares of rounding errors beside the largest one are not resolved, as their `errors` tell.  Narrow peaks are known
    beforehand where closed channels nearly bind the particle, and where contacts apart catch it, there among the lowest
    `numerics.cavities.MOST` between two thresholds and above the last.

    Raises
    ------
    ValueError : where beta is not positive, or rtol is not between 1e-13 and 1.
    """
    thresholds = np.unique(scatterer.levels)
    peaks = quasi_bound(scatterer) + caught(scatterer, CUT / float(_inverse_temperatures(beta).min()))
    marks = [(int(np.searchsorted(thresholds, level)), offset) for level, offset in peaks]
    return flux_of(
        lambda distances: transition_probabilities(distances, scatterer),
        scatterer.levels,
        beta,
        mass=scatterer.mass,
        scale=_smallest_scale(scatterer),
        marks=marks,
        rtol=rtol,
    )


def flux_of(
    probabilities: Function,
    levels: Any,
    beta: Any,
    *,
    mass: float = 1.0,
    scale: float = np.inf,
    marks: list[tuple[int, float]] | None = None,
    rtol: float = 1e-10,
) -> ThermalFlux:
    """The thermal flux of any transition probabilities, for instance of a generated module.

    Parameters
    ----------
    probabilities : maps (p, N) distances E - e_j to (p, N, N), zero where a channel is closed.
    levels, beta : (N,) and (...).
    mass : of a gas particle; only the rates need it.
    scale, marks, rtol : as in `numerics.quadrature.threshold_integrals`; thresholds are
        the different levels, increasing.
    """
    levels, beta, mass = real("levels", levels), _inverse_temperatures(beta), positive("mass", mass)
    thresholds, place = np.unique(levels, return_inverse=True)

    def components(distances: Array) -> Array:
        return probabilities(distances[:, place]).reshape(len(distances), -1)

    parts = threshold_integrals(components, thresholds, beta.ravel(), scale=scale, marks=marks or (), rtol=rtol)
    shape = (len(thresholds), -1, len(levels), len(levels))
    segments, errors = parts.values.reshape(shape), parts.errors.reshape(shape)
    lower = np.maximum(place[:, None], place)
    many = np.array([(place <= s).sum() > 2 for s in range(len(thresholds))])
    skew = np.where(many[:, None, None, None], segments - segments.swapaxes(-1, -2), 0)
    above = [_summed(array, thresholds, lower, beta.ravel()) for array in (segments, skew, errors)]
    values, difference, error = (array.reshape(*beta.shape, len(levels), len(levels)) for array in above)
    relative = _quotient(error, values, empty=0.0)
    return ThermalFlux(levels, beta, mass, values, difference, relative, parts.evaluations)


def rates(flux: ThermalFlux, density: Any = 1.0, prefactor: float = FLUX) -> Array:
    """a_kl (..., N, N) from level l to level k; elastic collisions, which the Pauli equation ignores, on the diagonal.

    `density`, which broadcasts with beta, and `prefactor` as the module says, both positive.  Rates upwards underflow
    to zero at beta (e_k - e_l) > 745, where `log_rates` serves.
    """
    beta, factor = flux.beta[..., None, None], _factor(flux, density, prefactor)
    with np.errstate(under="ignore"):
        decay = np.exp(-beta * (flux.lower_limits - flux.levels))
        return np.asarray(factor * np.sqrt(beta / (2 * np.pi * flux.mass)) * decay * flux.values)


def log_rates(flux: ThermalFlux, density: Any = 1.0, prefactor: float = FLUX) -> Array:
    """ln a_kl (..., N, N), minus infinity where no transition is possible."""
    beta = flux.beta[..., None, None]
    with np.errstate(divide="ignore"):
        flow = np.log(flux.values)
    gas = np.log(_factor(flux, density, prefactor)) + np.log(beta / (2 * np.pi * flux.mass)) / 2
    return np.asarray(gas - beta * (flux.lower_limits - flux.levels) + flow)


def equilibrium_currents(flux: ThermalFlux, density: Any = 1.0, prefactor: float = FLUX) -> Array:
    """K_jk = a_jk p_k - a_kj p_j in the Gibbs state (..., N, N), from level k to level j, without cancellation."""
    beta, factor = flux.beta[..., None, None], _factor(flux, density, prefactor)
    lowest = flux.levels.min()
    with np.errstate(under="ignore"):
        partition = np.exp(-flux.beta[..., None] * (flux.levels - lowest)).sum(axis=-1)[..., None, None]
        weight = np.exp(-beta * (flux.lower_limits - lowest)) / partition
        return np.asarray(factor * np.sqrt(beta / (2 * np.pi * flux.mass)) * weight * flux.skew)


def _inverse_temperatures(beta: Any) -> Array:
    """At least one, all positive."""
    beta = real("beta", beta)
    if not beta.size or not (beta > 0).all():
        got = f"{beta.min():g}" if beta.size else "none"
        raise ValueError(f"Argument `beta` must be positive inverse temperatures, one or more, but got {got}")
    return np.asarray(beta)


def _factor(flux: ThermalFlux, density: Any, prefactor: float) -> Array:
    """density*prefactor/FLUX, (..., 1, 1)."""
    density = real("density", density)
    if not (density > 0).all():
        raise ValueError(f"Argument `density` must be positive, but got {density.min():g}; pass particles per length")
    common_shape(beta=flux.beta.shape, density=density.shape)
    return np.asarray(density[..., None, None] * (positive("prefactor", prefactor) / FLUX))


def _summed(segments: Array, thresholds: Array, lower: Array, beta: Array) -> Array:
    """(b, N, N) integrals from the lower limit of each element, from (s, b, N, N) integrals over the segments."""
    total = np.zeros(segments.shape[1:])
    for index, segment in enumerate(segments):
        # Segments below the lower limit contribute nothing: one channel is closed there.
        height = np.maximum(thresholds[index] - thresholds[lower], 0)
        with np.errstate(under="ignore"):
            total += np.exp(-beta[:, None, None] * height) * np.where(index >= lower, segment, 0)
    return total


def _smallest_scale(scatterer: Scatterer) -> float:
    """Energy m v^2/(2 hbar^2) of the weakest coupling, at which the wave begins to avoid the contact."""
    own = abs(np.einsum("ijj->j", scatterer.strengths).real)
    sizes = np.concatenate([abs(scatterer.modes.strength), own[own > 0]])
    if not len(sizes):
        return float(np.inf)
    with np.errstate(over="ignore"):
        found = np.sqrt(scatterer.mass / 2) * (sizes.min() / scatterer.hbar)
        return float(np.maximum(found * found, np.finfo(float).tiny))


def _quotient(top: Array, bottom: Array, empty: float = np.nan) -> Array:
    shape = np.broadcast_shapes(top.shape, bottom.shape)
    return np.asarray(np.divide(top, bottom, out=np.full(shape, empty), where=bottom > 0))
