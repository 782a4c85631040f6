"""A particle on a line and an N-level system that it touches at points: the scattering amplitudes on the energy shell.

    H = p^2/(2 m) + sum_j e_j |j><j| + sum_i delta(q - q_i) v^i,      v^i Hermitian, N x N, in the energy basis.

Lippmann-Schwinger with the Green function of channel j at total energy E (R. Alicki, M. Sindelka and
D. Gelbwaser-Klimovsky, Violation of Detailed Balance in Quantum Open Systems, Eqs. (S12) to (S24), without the cutoff,
which one dimension does not need),

    G_j(q - q') = exp(i k_j |q - q'|)/(i hbar w_j),      hbar k_j = m w_j,      w_j = sqrt(2 (E - e_j + i0)/m),

so that w_j is the velocity in an open channel and +i sqrt(2 (e_j - E)/m) in a closed one.  G_j has a pole at the
threshold, where w_j = 0, but the wave has none: the systems solved here keep w_j in the numerator.

Any consistent units; hbar is explicit, and 1 unless given.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from numerics.arguments import Array, finite, positive, read_only, real

SLOWEST = 1e-140  # a velocity whose products are still normal numbers; what vanishes is replaced by it
HERMITIAN = 1e-12  # of the largest element: how far a coupling may be from its adjoint


@dataclass(frozen=True, eq=False)
class Modes:
    """The couplings of all sites by their eigenvectors of non-zero eigenvalue, v^i = sum_a u_a lambda_a u_a+.

    strength : (r,) eigenvalues lambda_a; vector : (r, N) u_a; site : (r,) its index; place : (r,) from the centre.
    """

    strength: Array
    vector: Array
    site: Array
    place: Array


@dataclass(frozen=True, eq=False)
class Scatterer:
    """An N-level system with M contacts on the line of the gas.

    Parameters
    ----------
    levels : (N,) energies e_j, in any order; equal ones are allowed.
    couplings : (M, N, N) Hermitian matrices v^i in the energy basis (energy times length), or (N, N) for one contact.
    positions : (M,) places q_i; all at the origin where left out.
    mass : of a gas particle.
    hbar : Planck's constant in these units.

    Attributes
    ----------
    sites : (L,) the different positions, increasing.
    strengths : (L, N, N) the couplings at each site, added up.

    Raises
    ------
    ValueError : if a shape does not fit, a coupling is not Hermitian, or mass or hbar is not one positive number.
    """

    levels: Array
    couplings: Array
    positions: Array | None = None
    mass: float = 1.0
    hbar: float = 1.0
    sites: Array = field(init=False)
    strengths: Array = field(init=False)

    def __post_init__(self) -> None:
        levels = real("levels", self.levels)
        if levels.ndim != 1 or not len(levels):
            raise ValueError(f"Argument `levels` must be a row of energies, but got shape {levels.shape}")
        couplings = _hermitian(finite("couplings", self.couplings), len(levels))
        positions = real("positions", np.zeros(len(couplings)) if self.positions is None else self.positions)
        if positions.shape != couplings.shape[:1]:
            raise ValueError(
                f"Argument `positions` must have shape {couplings.shape[:1]}, one a coupling, but got {positions.shape}"
            )
        for name in ("mass", "hbar"):
            object.__setattr__(self, name, positive(name, getattr(self, name)))
        sites, which = np.unique(positions, return_inverse=True)
        strengths = np.zeros((len(sites), *couplings.shape[1:]), complex)
        np.add.at(strengths, which, couplings)
        found = {"levels": levels, "couplings": couplings, "positions": positions, "sites": sites}
        for name, value in (found | {"strengths": strengths}).items():
            object.__setattr__(self, name, read_only(value))

    @property
    def size(self) -> int:
        """Number of levels N."""
        return len(self.levels)

    @property
    def coincident(self) -> bool:
        """Whether all contacts share one place."""
        return len(self.sites) == 1

    @property
    def centre(self) -> float:
        """Half way between the outermost sites."""
        return float(self.sites[0] + self.sites[-1]) / 2

    @cached_property
    def modes(self) -> Modes:
        """The couplings by their eigenvectors: a system of rank-one contacts needs one unknown a site, not N."""
        values, vectors = np.linalg.eigh(self.strengths)
        # What is left of a zero eigenvalue is rounding; it would only add an unknown.
        site, index = np.nonzero(abs(values) > 4 * self.size * np.finfo(float).eps * abs(values).max(axis=-1)[:, None])
        place = self.sites[site] - self.centre
        return Modes(values[site, index], vectors[site, :, index], site, place)


def local_couplings(strengths: Any, states: Any) -> Array:
    """(M, N, N) rank-one couplings V_i |chi_i><chi_i| in the energy basis, v^i_jk = <j|chi_i> V_i <chi_i|k>, Eq. (S5).

    Parameters
    ----------
    strengths : (M,) real V_i.
    states : (M, N) amplitudes <chi_i|k>: the columns are the energy eigenstates in the local basis.
    """
    strengths, states = real("strengths", strengths), finite("states", states)
    if states.ndim != 2 or strengths.shape != states.shape[:1]:
        raise ValueError(
            f"Argument `states` must have a row for each strength, but got {states.shape} and {strengths.shape}"
        )
    return np.asarray(strengths[:, None, None] * states.conj()[:, :, None] * states[:, None, :])


def velocities(distances: Array, mass: float) -> Array:
    """w = sqrt(2 (E - e + i0)/m) at E - e: positive above the threshold, positive imaginary below, never zero."""
    size = np.maximum(np.sqrt(2 * abs(distances) / mass), SLOWEST)
    return np.asarray(np.where(distances >= 0, size + 0j, 1j * size))


def transition_probabilities(distances: Array, scatterer: Scatterer) -> Array:
    """(p, N, N) sums over both directions, out and in, of |S - 1|^2 from channel l (column) to channel k (row).

    Equal to (2 pi)^2 sum |<k p'|T|p l>|^2/(w_k w_l): what the rates weigh with the gas; zero where a channel is closed.

    Parameters
    ----------
    distances : (p, N) E - e_j for each level, so that digits survive next to a threshold.
    """
    if scatterer.coincident:
        amplitudes = coincident_amplitudes(distances, scatterer)
        return np.asarray(4 * (amplitudes.real**2 + amplitudes.imag**2))
    amplitudes = _separated_amplitudes(distances, scatterer)
    return np.asarray((amplitudes.real**2 + amplitudes.imag**2).sum(axis=(1, 3)))


def directed_amplitudes(distances: Array, scatterer: Scatterer) -> Array:
    """(p, 2, N, 2, N) of 2 pi T/sqrt(w_k w_l) = i (S - 1), zero where a channel is closed.

    Axes: direction and channel out, direction and channel in; direction 0 moves to the right, 1 to the left.
    """
    if scatterer.coincident:
        amplitudes = coincident_amplitudes(distances, scatterer)[:, None, :, None, :]
        amplitudes = np.tile(amplitudes, (1, 2, 1, 2, 1))
    else:
        amplitudes = _separated_amplitudes(distances, scatterer)
    if scatterer.centre == 0:
        return amplitudes
    phases = np.exp(1j * scatterer.centre * _momenta(distances, scatterer))
    return np.asarray(amplitudes * phases.conj()[..., None, None] * phases[:, None, None])


def coincident_amplitudes(distances: Array, scatterer: Scatterer) -> Array:
    """(p, N, N) tau/(hbar sqrt(w_k w_l)) of contacts in one place, at the origin, zero where a channel is closed."""
    w = velocities(distances, scatterer.mass)
    scale = _inverse_roots(distances, w)
    return np.asarray(contact_matrix_at_one_place(w, scatterer) * scale[:, :, None] * scale[:, None] / scatterer.hbar)


def contact_matrix_at_one_place(w: Array, scatterer: Scatterer) -> Array:
    """(p, N, N) tau = v (1 - G v)^{-1} = v psi with psi = (hbar w + i v)^{-1} hbar w, for velocities w (p, N).

    Next to the threshold of k, row k of v psi is a small difference of large terms; there the equation itself,
    v psi = i hbar w (psi - 1), keeps the digits, which it would lose where the coupling is weak.
    """
    v, hbar_w, one = scatterer.strengths[0], scatterer.hbar * w, np.eye(scatterer.size)
    psi = solved(hbar_w[:, :, None] * one + 1j * v, one.astype(complex)) * hbar_w[:, None, :]
    slow = abs(hbar_w) < abs(v).max(axis=-1)
    return np.where(slow[:, :, None], 1j * hbar_w[:, :, None] * (psi - one), v @ psi)


def contact_matrix_apart(distances: Array, scatterer: Scatterer) -> Array:
    """(p, L, N, L, N) tau = v (1 - G v)^{-1} over sites and channels."""
    modes = scatterer.modes
    spread = np.zeros((len(scatterer.sites), scatterer.size, len(modes.strength)), complex)
    spread[modes.site, :, np.arange(len(modes.strength))] = modes.vector
    inside = reduced_contact_matrix(distances, scatterer)[0]
    return np.asarray(np.einsum("ika,pab,jlb->pikjl", spread, inside, spread.conj(), optimize=True))


def reduced_contact_matrix(distances: Array, scatterer: Scatterer) -> tuple[Array, Array]:
    """tau in the r modes of the couplings, (p, r, r), and the waves that go out of each, (p, 2 N, r): right, then left,
    each over the channels."""
    rank, w = len(scatterer.modes.strength), velocities(distances, scatterer.mass)
    source = np.zeros((len(w), rank + scatterer.size, rank), complex)
    source[:, :rank] = np.eye(rank)
    wave = solved(_system(w, scatterer), source)
    outgoing = _outgoing(wave, np.zeros(rank), w, _changes(distances, scatterer), scatterer)
    return scatterer.modes.strength[:, None] * wave[:, :rank], outgoing


def closed_channel_matrix(distances: Array, scatterer: Scatterer) -> Array:
    """(p, r, r) Hermitian sign(lambda) - sqrt(lambda) u+ G u sqrt(lambda), with G of the closed channels alone.

    It is singular where the closed channels by themselves would bind the particle.
    """
    return binding_matrix(closed_green(distances, scatterer), scatterer)


def closed_green(distances: Array, scatterer: Scatterer) -> Array:
    """(p, r, r, N) Green functions between the modes of the couplings, of the closed channels; zero for open ones."""
    kappa = np.sqrt(2 * np.maximum(-distances, 0) / scatterer.mass)[:, None, None, :]
    gaps = abs(scatterer.modes.place[:, None] - scatterer.modes.place)[..., None]
    decay = np.exp(-(scatterer.mass / scatterer.hbar) * kappa * gaps)
    return np.asarray(-decay / np.where(kappa > 0, scatterer.hbar * kappa, np.inf))


def binding_matrix(green: Array, scatterer: Scatterer, contact: bool = True) -> Array:
    """(p, r, r) sign(lambda) - sqrt(lambda) u+ G u sqrt(lambda) for G (p, r, r, N); without `contact` the second term.

    It is singular where the particle is bound, and T has its poles there.
    """
    modes = scatterer.modes
    spread = modes.vector * np.sqrt(abs(modes.strength))[:, None]
    inside = np.einsum("pabj,aj,bj->pab", green, spread.conj(), spread)
    return np.asarray(np.diag(np.sign(modes.strength)) * contact - inside)


def solved(matrices: Array, sources: Array) -> Array:
    """The solutions of linear systems, as `numpy.linalg.solve`."""
    try:
        return np.asarray(np.linalg.solve(matrices, sources))
    except np.linalg.LinAlgError:
        raise ValueError(
            "Argument `energies` must avoid bound states, but got the energy of one; move it off by a rounding error"
        ) from None


def _separated_amplitudes(distances: Array, scatterer: Scatterer) -> Array:
    """As `directed_amplitudes`, with the origin at the centre of the sites."""
    modes, size, w = scatterer.modes, scatterer.size, velocities(distances, scatterer.mass)
    count, rank = len(distances), len(modes.strength)
    source = np.zeros((count, rank + size, 2, size), complex)
    changes = _changes(distances, scatterer)
    source[:, :rank] = np.moveaxis(changes * modes.vector.T.conj(), -1, 1)
    source[:, rank:] = (-1j * scatterer.hbar * w[:, :, None] * np.eye(size))[:, :, None]
    wave = solved(_system(w, scatterer), source.reshape(count, rank + size, 2 * size))
    tau = _outgoing(wave, np.tile(np.eye(size), 2), w, changes, scatterer)
    scale = np.tile(_inverse_roots(distances, w), 2)
    tau *= scale[:, :, None] * scale[:, None] / scatterer.hbar
    return np.asarray(tau.reshape(count, 2, size, 2, size))


def _outgoing(wave: Array, incoming: Array, w: Array, changes: Array, scatterer: Scatterer) -> Array:
    """(p, 2 N, c) sum_a exp(-i p' q_a/hbar) u_ak lambda_a y_a for c solutions of `_system`, of which `incoming` are the
    incoming waves at the origin, and `changes` those of `_changes`.

    Next to a threshold the sum over all sources is small beside its terms; there it is taken from its own equation, the
    second of `_system`, as at one place.
    """
    modes, size = scatterer.modes, scatterer.size
    rank, hbar_w = len(modes.strength), scatterer.hbar * w
    sources = (modes.vector * modes.strength[:, None]).T
    leaving = (changes.conj() * sources).reshape(len(wave), 2 * size, rank)
    slow = abs(hbar_w) < abs(scatterer.strengths).sum(axis=0).max(axis=-1)
    total = 1j * hbar_w[..., None] * (wave[:, rank:] - incoming)
    total = np.where(slow[..., None], total, sources @ wave[:, :rank])
    return np.asarray(leaving @ wave[:, :rank] + np.tile(total, (1, 2, 1)))


def _changes(distances: Array, scatterer: Scatterer) -> Array:
    """(p, 2, N, r) exp(i p q_a/hbar) - 1 of the waves to the right and to the left; zero where a channel is closed."""
    x = _momenta(distances, scatterer)[:, 0, :, None] * scatterer.modes.place
    right = np.empty(x.shape, complex)
    right.real, right.imag = -2 * np.sin(x / 2) ** 2, np.sin(x)
    return np.stack([right, right.conj()], axis=1)


def _system(w: Array, scatterer: Scatterer) -> Array:
    """(p, r + N, r + N) of the r amplitudes y_a of the wave in the modes of the couplings, and N amplitudes a_j:

        y_a - sum_bj conj(u_aj) R_j(q_a - q_b) u_bj lambda_b y_b - sum_j conj(u_aj) a_j = (incoming wave, less its
                                                                                           value at the origin)
        sum_a u_aj lambda_a y_a - i hbar w_j a_j = -i hbar w_j (incoming wave at the origin),

    with G_j = 1/(i hbar w_j) + R_j.  Only R_j, which is finite at the threshold, and w_j itself appear.
    """
    modes, size = scatterer.modes, scatterer.size
    rank = len(modes.strength)
    gaps, which = np.unique(abs(modes.place[:, None] - modes.place), return_inverse=True)
    regular = _regular_green(w[..., None], gaps, scatterer)
    matrix = np.zeros((len(w), rank + size, rank + size), complex)
    pairs = modes.vector.conj()[:, None, :] * (modes.vector * modes.strength[:, None])  # (r, r, N)
    matrix[:, :rank, :rank] = np.eye(rank) - np.einsum("pjab,abj->pab", regular[..., which.reshape(rank, rank)], pairs)
    matrix[:, :rank, rank:] = -modes.vector.conj()
    matrix[:, rank:, :rank] = (modes.vector * modes.strength[:, None]).T
    matrix[:, rank:, rank:] = -1j * scatterer.hbar * w[:, :, None] * np.eye(size)
    return matrix


def _regular_green(w: Array, gaps: Array, scatterer: Scatterer) -> Array:
    """R = (exp(i k d) - 1)/(i hbar w) at distances d, which is m d/hbar^2 (exp(i z) - 1)/(i z) with z = k d."""
    z = (scatterer.mass / scatterer.hbar) * abs(w) * gaps
    safe = np.where(z > 0, z, 1.0)
    opened = (np.sin(safe) + 2j * np.sin(safe / 2) ** 2) / safe
    ratio = np.where(w.imag == 0, opened, -np.expm1(-safe) / safe)
    return np.asarray((scatterer.mass / scatterer.hbar**2) * gaps * np.where(z > 0, ratio, 1.0))


def _momenta(distances: Array, scatterer: Scatterer) -> Array:
    """(p, 2, N) wave numbers with their sign, right-moving first; zero where a channel is closed."""
    k = np.sqrt(2 * scatterer.mass * np.maximum(distances, 0)) / scatterer.hbar
    return np.stack([k, -k], axis=1)


def _inverse_roots(distances: Array, w: Array) -> Array:
    """(p, N) 1/sqrt(w_j) where the channel is open, zero elsewhere."""
    return np.asarray(np.where(distances >= 0, 1 / np.sqrt(abs(w)), 0.0))


def _hermitian(couplings: Array, size: int) -> Array:
    """(M, N, N) complex, exactly Hermitian."""
    couplings = couplings[None] if couplings.ndim == 2 else couplings
    if couplings.ndim != 3 or couplings.shape[1:] != (size, size) or not len(couplings):
        raise ValueError(f"Argument `couplings` must have shape (M, {size}, {size}), but got {couplings.shape}")
    dagger = couplings.conj().swapaxes(-1, -2)
    apart = abs(couplings - dagger).max(axis=(-1, -2))
    bad = np.flatnonzero(apart > HERMITIAN * abs(couplings).max(axis=(-1, -2)))
    if len(bad):
        raise ValueError(
            f"Argument `couplings` must be Hermitian, but got a matrix {apart[bad[0]]:.3g} from its adjoint at index "
            f"{bad[0]}; check its complex elements"
        )
    return np.asarray((couplings + dagger) / 2 + 0j)
