"""The Hamiltonian matrix of counting at finite fields, scaled, and with fields that do not matter taken out.

V = a V' turns ( -F^dagger, -Q; R, F ) into ( -F^dagger, -a Q; R/a, F ), whose eigenvalues are the same: with many
quanta R and Q differ by the square of their number, and a makes them alike.

Where every jump of a counted bath moves one quantum, and nothing else makes or takes any, the weight exp(-c n) of the n
quanta inside may be taken into the state: theta(s_1 + c, s_2 + c, ...) = theta(s_1, s_2, ...).  On (1, V) this acts as
the matrix K = (0, 1; 1/4, 0), since V - 1/2 and V + 1/2 are what it multiplies.  With H = H_0 + sum exp(-+s) H_-+ the
identity holds if [K, H_0] = 0 and [K, H_-+] = +-H_-+, that is

    F_0 + F_0^dagger = 0,   4 R_0 + Q_0 = 0,      X = X^dagger,   Q = -+2 X,   4 C = Q.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from numerics.arguments import Array
from numerics.counted import Compact
from numerics.eigenbasis import dagger

# Roundings of the largest element within which the identity is taken to hold.
_ROUNDINGS = 64.0


@dataclass(frozen=True, eq=False)
class Tilted:
    """At p points.

    Attributes
    ----------
    f, q, r : (p, n, n) F, Q and R.
    scale : (p,) a.
    norm : (p,) of the scaled matrix, with the terms of each element added by their moduli: what is rounded.
    """

    f: Array
    q: Array
    r: Array
    scale: Array
    norm: Array

    @property
    def finite(self) -> Array:
        """(p,): exp(s) may overflow."""
        return np.asarray(np.isfinite(self.matrix).all(axis=(-2, -1)) & np.isfinite(self.norm))

    @property
    def matrix(self) -> Array:
        """(p, 2n, 2n), scaled."""
        a = self.scale[:, None, None]
        upper = np.concatenate([-dagger(self.f), -a * self.q], axis=-1)
        return np.concatenate([upper, np.concatenate([self.r / a, self.f], axis=-1)], axis=-2)

    def where(self, chosen: Array) -> Tilted:
        """Zero matrices where not `chosen` (p,)."""
        f, q, r = (np.where(chosen[:, None, None], m, 0) for m in (self.f, self.q, self.r))
        return replace(self, f=f, q=q, r=r, scale=np.where(chosen, self.scale, 1.0))


def weights_of(fields: Array) -> Array:
    """exp(-+s) - 1, (p, k, 2), of fields (p, k)."""
    with np.errstate(over="ignore"):
        return np.asarray(np.expm1(np.stack([-fields, fields], axis=-1)))


def tilted(system: Compact, weights: Array) -> Tilted:
    """With weights (p, k, 2)."""
    shape = (*weights.shape[:1], *system.drift.shape[1:])
    starts = (system.drift, np.zeros(1), system.diffusion)
    totals = [np.broadcast_to(m, shape).astype(system.drift.dtype) for m in starts]
    sizes = [np.broadcast_to(abs(m), shape).astype(float) for m in starts]
    with np.errstate(all="ignore"):
        for total, size, parts in zip(totals, sizes, (system.linear, system.quadratic, system.constant), strict=True):
            for bath, place in enumerate(system.places):
                of_bath = weights[:, bath, :, None, None] * parts[:, bath]
                total[:, place[:, None], place] += of_bath.sum(axis=1)
                size[:, place[:, None], place] += abs(of_bath).sum(axis=1)
        f, q, r = (np.linalg.norm(size, axis=(-2, -1)) for size in sizes)
        # Alike, unless both are less than F: then R is made as large as that.
        scale = r / np.maximum(np.sqrt(q * r), f)
        scale = np.where(np.isfinite(scale) & (scale > 0), scale, 1.0)
        norm = np.sqrt(2 * f**2 + (scale * q) ** 2 + (r / scale) ** 2)
    return Tilted(totals[0], totals[1], totals[2], scale, norm)


def shifted(system: Compact, fields: Array) -> Array:
    """(p, k) fields with the same theta: less that of one bath, where the identity holds and exponentials shrink."""
    if not system.folded or not len(fields):
        return fields
    sizes = np.linalg.norm(system.quadratic, axis=(-2, -1))
    shifts = np.concatenate([np.zeros((len(fields), 1)), -fields], axis=-1)
    tried = fields[:, None, :] + shifts[:, :, None]
    with np.errstate(all="ignore"):
        terms = sizes[:, None] * np.exp(np.stack([-tried, tried], axis=-1))
        # An empty bath gives nothing at any field.
        largest = np.where(sizes[:, None] > 0, terms, 0).sum(axis=(-2, -1))
    best = np.where(_conserves(system), largest.argmin(axis=-1), 0)
    return np.asarray(tried[np.arange(len(fields)), best])


def _conserves(system: Compact) -> Array:
    """(p,) whether quanta enter and leave by the counted jumps alone, one at a time."""
    x, q, c = system.linear, system.quadratic, system.constant
    sign = np.array([1.0, -1.0])[:, None, None]
    alike = [_small(m, q, (-4, -3, -2, -1)) for m in (q + 2 * sign * x, x - dagger(x), 4 * c - q)]
    drift, constant = system.drift.copy(), 4 * system.diffusion
    f_size, r_size = abs(drift), abs(constant)
    for bath, place in enumerate(system.places):
        rows, between = place[:, None], (x[:, bath].sum(axis=1), (4 * c + q)[:, bath].sum(axis=1))
        drift[:, rows, place] -= between[0]
        constant[:, rows, place] -= between[1]
        f_size[:, rows, place] += abs(x[:, bath]).sum(axis=1)
        r_size[:, rows, place] += abs(4 * c + q)[:, bath].sum(axis=1)
    rest = [_small(drift + dagger(drift), f_size, (-2, -1)), _small(constant, r_size, (-2, -1))]
    return np.asarray(np.all(np.broadcast_arrays(*alike, *rest), axis=0))


def _small(matrix: Array, beside: Array, axes: tuple[int, ...]) -> Array:
    return np.asarray(abs(matrix).max(axis=axes) <= _ROUNDINGS * np.finfo(float).eps * abs(beside).max(axis=axes))
