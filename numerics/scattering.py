"""T and S matrices of an N-level system that a particle on a line touches at points, and what must hold of them.

The system, its Green functions and the method are those of `numerics.contacts`, whose records are offered here too.
Plane waves are normalised to <p|p'> = delta(p - p'), hence

    <k p'|T|p l> = (1/(2 pi hbar)) sum_ii' exp(-i p' q_i/hbar) tau_{ik,i'l} exp(i p q_i'/hbar),   tau = v (1 - G v)^{-1}

over contacts and channels.  Where all contacts share one place, tau = v (1 + i B v)^{-1} with B = 1/(hbar w) of the
velocities w, and T does not depend on the momenta (Alicki et al., Eqs. (S14), (S17), (S23), (S24)).

Axes of a matrix with directions: outgoing direction, outgoing channel k, incoming direction, incoming channel l;
direction 0 moves to the right, 1 to the left.  Exactly at a threshold every function returns the limit from above.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from numerics.arguments import Array, real
from numerics.contacts import (
    Scatterer,
    coincident_amplitudes,
    contact_matrix_apart,
    contact_matrix_at_one_place,
    directed_amplitudes,
    local_couplings,
    reduced_contact_matrix,
    transition_probabilities,
    velocities,
)

__all__ = [
    "Scatterer",
    "contact_matrix",
    "directed_t_matrix",
    "even_s_matrix",
    "local_couplings",
    "open_channels",
    "optical_residual",
    "s_matrix",
    "t_matrix",
    "transition_probabilities",
    "unitarity_defect",
]


def open_channels(energies: Any, scatterer: Scatterer) -> Array:
    """(..., N) mask of the channels with E >= e_j."""
    return np.asarray(real("energies", energies)[..., None] >= scatterer.levels)


def contact_matrix(energies: Any, scatterer: Scatterer) -> Array:
    """tau = v (1 - G v)^{-1}, of shape (..., L, N, L, N): sites and channels, closed ones included.

    All that T needs at any pair of momenta, on the energy shell or not; an energy times a length.
    """
    distances, shape = _distances(energies, scatterer)
    if scatterer.coincident:
        tau = contact_matrix_at_one_place(velocities(distances, scatterer.mass), scatterer)[:, None, :, None, :]
    else:
        tau = contact_matrix_apart(distances, scatterer)
    return np.asarray(tau.reshape(*shape, *tau.shape[1:]))


def t_matrix(energies: Any, scatterer: Scatterer) -> Array:
    """<k p'|T|p l> of contacts in one place, the origin, (..., N, N) with row k and column l: the same for all momenta.

    Elements of closed channels are included; they are half off the energy shell.  Energy over momentum.

    Raises
    ------
    ValueError : if the contacts are apart, or elsewhere; `directed_t_matrix` serves then.
    """
    if not scatterer.coincident or scatterer.sites[0]:
        raise ValueError(
            f"Argument `scatterer` must have all contacts at the origin, but got positions {scatterer.sites}; "
            "use `directed_t_matrix`"
        )
    return np.asarray(contact_matrix(energies, scatterer)[..., 0, :, 0, :] / (2 * np.pi * scatterer.hbar))


def directed_t_matrix(energies: Any, scatterer: Scatterer) -> Array:
    """<k, +-p'|T|+-p, l> on the energy shell, (..., 2, N, 2, N).

    Zero in closed channels, which have no real momentum; one elastic momentum and its reverse in each open one.
    """
    distances, shape = _distances(energies, scatterer)
    root = np.sqrt(abs(velocities(distances, scatterer.mass)))
    amplitudes = directed_amplitudes(distances, scatterer)
    t = amplitudes * root[:, None, :, None, None] * root[:, None, None, None, :] / (2 * np.pi)
    return np.asarray(t.reshape(*shape, *t.shape[1:]))


def s_matrix(energies: Any, scatterer: Scatterer) -> Array:
    """S on the energy shell, (..., 2, N, 2, N): 1 - 2 pi i T/sqrt(w_k w_l), zero in closed channels."""
    distances, shape = _distances(energies, scatterer)
    opened = np.tile(distances >= 0, 2)
    one = (np.eye(2 * scatterer.size) * opened[:, None]).reshape(-1, 2, scatterer.size, 2, scatterer.size)
    s = one - 1j * directed_amplitudes(distances, scatterer)
    return np.asarray(s.reshape(*shape, *s.shape[1:]))


def even_s_matrix(energies: Any, scatterer: Scatterer) -> Array:
    """S of the even waves about contacts in one place, (..., N, N), zero in closed channels.

    Odd waves vanish at the contacts and pass with S = 1.

    Raises
    ------
    ValueError : if the contacts are apart, where parity is not conserved; `s_matrix` serves then.
    """
    if not scatterer.coincident:
        raise ValueError(
            f"Argument `scatterer` must have all contacts in one place, but got positions {scatterer.sites}; "
            "use `s_matrix`"
        )
    distances, shape = _distances(energies, scatterer)
    s = np.eye(scatterer.size) * (distances >= 0)[:, None] - 2j * coincident_amplitudes(distances, scatterer)
    return np.asarray(s.reshape(*shape, *s.shape[1:]))


def unitarity_defect(energies: Any, scatterer: Scatterer) -> Array:
    """(...) largest element of S+ S - 1 and of S S+ - 1 over the open channels; zero below all thresholds."""
    distances, shape = _distances(energies, scatterer)
    size = 2 * scatterer.size
    s = s_matrix(energies, scatterer).reshape(-1, size, size)
    one = np.eye(size) * np.tile(distances >= 0, 2)[:, None]
    dagger = _dagger(s)
    return np.asarray(np.maximum(abs(dagger @ s - one), abs(s @ dagger - one)).max(axis=(-1, -2)).reshape(shape))


def optical_residual(energies: Any, scatterer: Scatterer) -> Array:
    """(...) largest element of tau - tau+ - tau+ (G - G+) tau, relative to the largest of its terms.

    The generalised optical theorem, which holds off the energy shell and over closed channels too: only open ones enter
    G - G+ = -2 i cos(k_j (q - q'))/(hbar w_j), so that tau is Hermitian below all thresholds.
    """
    distances, shape = _distances(energies, scatterer)
    w = velocities(distances, scatterer.mass)
    if scatterer.coincident:
        tau = contact_matrix_at_one_place(w, scatterer)
        waves = np.tile(tau, (1, 2, 1))
    else:
        tau, waves = reduced_contact_matrix(distances, scatterer)
    # cos(k (q - q')) is a product of one wave out and one in, to either side; their squares keep the digits at k = 0.
    waves = waves * np.tile(np.where(distances >= 0, abs(w), np.inf) ** -0.5, 2)[..., None]
    flux = _dagger(waves) @ waves / scatterer.hbar
    # Without any coupling the matrices have no elements at all.
    terms = (tau, flux, tau - _dagger(tau) + 1j * flux)
    of_tau, of_flux, residual = (abs(term).max(axis=(-1, -2), initial=0.0) for term in terms)
    scale = np.maximum(of_tau, of_flux)
    return np.asarray(np.divide(residual, scale, out=np.zeros_like(scale), where=scale > 0).reshape(shape))


def _distances(energies: Any, scatterer: Scatterer) -> tuple[Array, tuple[int, ...]]:
    """(p, N) E - e_j of all energies, and the shape that they came in."""
    energies = real("energies", energies)
    return energies.reshape(-1, 1) - scatterer.levels, energies.shape


def _dagger(matrices: Array) -> Array:
    return np.asarray(matrices.conj().swapaxes(-1, -2))
