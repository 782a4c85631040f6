"""Linear networks in the frequency domain: scattering matrices over arrays of frequencies and parameter points.

From dR/dt = A R + B R_in follow R = G B R_in with G = (-i omega - A)^-1 and, as b_out = b_in + L, the scattering matrix
S = 1 + C G B.  R = (c_1, c_1.dag, c_2, ...) and R_in = (b_1, b_1.dag, ...) are ladder operators in the order of a
generated module's `ladder_drift` and `ladder_noise`.  What a bath takes out follows from what it puts in,
C = -Sigma B^dagger Sigma with Sigma = diag(1, -1, 1, -1, ...), since both are commutators with the coupling L
(C. W. Gardiner and M. J. Collett, Phys. Rev. A 31, 3761 (1985)).  hbar = 1; a component at omega is the integral of
exp(i omega t) R(t), so that the row of c.dag holds [c(-omega)].dag.

With A = sum_k lambda_k x_k y_k everything here is a sum over poles, C G B = sum_k (C x_k)(y_k B)/(-i omega - lambda_k).
Frequencies and rates are in one unit, 1/s say.  `numerics.spectra` has what the network does to noise.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from numerics import linear
from numerics.arguments import Array, call, common_shape, finite, read_only, real
from numerics.eigenbasis import Eigenbasis, dagger, eigenbasis
from numerics.solution import Solution, Status

# Bytes of the linear systems held at once where eigenvectors cannot be used.
_CHUNK = 32_000_000


@dataclass(frozen=True, eq=False)
class Network:
    """A linear network at many parameter points.

    Attributes
    ----------
    drift : (..., n, n) complex A, in 1/s.
    noise : (..., n, p) complex B, in 1/sqrt(s).
    passive : whether annihilation operators meet no creation operators.  Then n = m and p = b of m modes and b baths,
        the annihilation operators alone; else n = 2 m and p = 2 b in ladder order.
    """

    drift: Array
    noise: Array
    passive: bool

    @classmethod
    def of_ladder(cls, drift: Any, noise: Any) -> Network:
        """From `ladder_drift` (..., 2m, 2m) and `ladder_noise` (..., 2m, 2b); leading axes broadcast.

        Raises
        ------
        ValueError : on shapes that do not fit, on nan or infinite elements.
        """
        a, b = finite("drift", drift).astype(complex), finite("noise", noise).astype(complex)
        if a.ndim < 2 or a.shape[-1] != a.shape[-2] or a.shape[-1] % 2 or not a.shape[-1]:
            raise ValueError(f"Argument `drift` must have shape (..., 2m, 2m), but got {a.shape}; pass `ladder_drift`")
        if b.ndim < 2 or b.shape[-2] != a.shape[-1] or b.shape[-1] % 2 or not b.shape[-1]:
            raise ValueError(
                f"Argument `noise` must have shape (..., {a.shape[-1]}, 2b), but got {b.shape}; pass `ladder_noise`"
            )
        common_shape(drift=a.shape[:-2], noise=b.shape[:-2])
        mixed = any(array[..., first::2, 1 - first :: 2].any() for array in (a, b) for first in (0, 1))
        if not mixed:
            a, b = a[..., ::2, ::2], b[..., ::2, ::2]
        return cls(read_only(a), read_only(b), not mixed)

    @classmethod
    def of(cls, module: Any, parameters: Mapping[str, Any]) -> Network:
        """From a generated module of a linear model, at parameter values that broadcast."""
        drift = call(module.ladder_drift, parameters, module.PARAMETERS)
        return cls.of_ladder(drift, call(module.ladder_noise, parameters, module.PARAMETERS))

    @property
    def baths(self) -> int:
        """b."""
        return int(self.noise.shape[-1]) // self.step

    @property
    def step(self) -> int:
        """Rows from one annihilation operator to the next."""
        return 1 if self.passive else 2

    @property
    def shape(self) -> tuple[int, ...]:
        """The leading axes: parameter points."""
        return common_shape(drift=self.drift.shape[:-2], noise=self.noise.shape[:-2])

    @property
    def couplings(self) -> Array:
        """(..., p, n) C, the coupling operators of the baths."""
        return np.asarray(-dagger(self.noise) * self.signs(self.noise.shape[-1])[:, None] * self.signs(self.size))

    @property
    def size(self) -> int:
        """n."""
        return int(self.drift.shape[-1])

    def signs(self, size: int) -> Array:
        """The diagonal of Sigma."""
        return np.ones(size) if self.passive else np.tile([1.0, -1.0], size // 2)


# -- response ---------------------------------------------------------------------------------------------------------


def susceptibility(network: Network, omega: Any) -> Solution:
    """G = (-i omega - A)^-1, values (..., w, n, n); see `scattering` for the axes."""
    one = np.eye(network.size)
    return over_frequencies(network, omega, lambda points, w: response(points, w, one, one))


def scattering(network: Network, omega: Any) -> Solution:
    """S(omega) = 1 + C G B.

    Parameters
    ----------
    network : at parameter points (...).
    omega : (..., w) frequencies in the frame of the model, in rad/s; leading axes broadcast with those of the points.
        One number stands for one frequency, and has no axis in the result.

    Returns
    -------
    Solution with values (..., w, p, p), rows are outputs; codes (..., w).  A point is `UNSTABLE` (values nan) where an
    eigenvalue of A has a real part that is not negative beyond rounding.
    """
    one = np.eye(network.noise.shape[-1])

    def values(points: Points, w: Array) -> Array:
        return response(points, w, points.couplings, points.noise) + one

    return over_frequencies(network, omega, values)


def transmission(
    network: Network, omega: Any, outputs: Sequence[int] | None = None, inputs: Sequence[int] | None = None
) -> Solution:
    """Quanta at omega that leave into some baths per quantum that comes from some, abs(S)**2.

    Parameters
    ----------
    network, omega : as in `scattering`.
    outputs, inputs : positions of baths; all by default.

    Returns
    -------
    Solution with values (..., w, outputs, inputs); more than 1 where the network amplifies.  From the input at the
    mirrored frequency, -omega in the model's frame, an amplifier converts quanta besides: `scattering` has both.
    """
    out, come = (_baths(network, name, chosen) for name, chosen in (("outputs", outputs), ("inputs", inputs)))
    one = (out[:, None] == come).astype(float)

    def values(points: Points, w: Array) -> Array:
        return _squared(response(points, w, points.couplings[:, out], points.noise[:, :, come]) + one)

    return over_frequencies(network, omega, values)


def commutator_defect(network: Network, omega: Any) -> Solution:
    """Largest element of S Sigma S^dagger - Sigma, values (..., w): zero where outputs commute as inputs do."""

    def values(points: Points, w: Array) -> Array:
        s = response(points, w, points.couplings, points.noise) + np.eye(points.noise.shape[-1])
        signs = network.signs(s.shape[-1])
        return np.asarray(abs((s * signs) @ dagger(s) - np.diag(signs)).max(axis=(-2, -1)))

    return over_frequencies(network, omega, values)


# -- points -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, eq=False)
class Points:
    """A flat list of stable points, with what they have in common with the network: p points."""

    network: Network
    basis: Eigenbasis
    drift: Array
    noise: Array
    couplings: Array
    where: Array
    shape: tuple[int, ...]

    def given(self, array: Array) -> Array:
        """(p, ...) of an array (..., i, j) that broadcasts with all points."""
        return np.asarray(
            np.broadcast_to(array, self.shape + array.shape[-2:]).reshape(-1, *array.shape[-2:])[self.where]
        )

    def moments(self, normal: Array) -> Array:
        """(p, n, n) <R_j.dag R_i> in the steady state."""
        driven = self.noise @ normal @ dagger(self.noise)
        return self.basis.back(self.basis.lyapunov(self.basis.turned(driven)))

    def only(self, k: int) -> Points:
        """One of them."""
        b, chosen = self.basis, slice(k, k + 1)
        triangular = {0: b.triangular[k]} if k in b.triangular else {}
        basis = Eigenbasis(b.values[chosen], b.vectors[chosen], b.inverse[chosen], triangular)
        arrays = (self.drift[chosen], self.noise[chosen], self.couplings[chosen], self.where[chosen])
        return Points(self.network, basis, *arrays, self.shape)


def _flat(network: Network, shape: tuple[int, ...]) -> tuple[Points, Array]:
    """The stable ones of points of a shape, and the spectral abscissa of all."""
    # Points that differ by frequency or correlations alone have one drift: it is diagonalised once.
    own = np.reshape(network.drift, (-1, network.size, network.size))
    basis = eigenbasis(own)
    abscissa = basis.values.real.max(axis=-1)
    stable = abscissa < -network.size * np.finfo(float).eps * np.linalg.norm(own, axis=(-2, -1))
    number = np.broadcast_to(np.arange(len(own)).reshape(network.drift.shape[:-2]), shape).ravel()
    where = np.flatnonzero(stable[number])
    chosen = number[where]
    triangular = {k: basis.triangular[int(j)] for k, j in enumerate(chosen) if int(j) in basis.triangular}
    taken = Eigenbasis(basis.values[chosen], basis.vectors[chosen], basis.inverse[chosen], triangular)
    noise, couplings = (
        np.broadcast_to(array, shape + array.shape[-2:]).reshape(-1, *array.shape[-2:])[where]
        for array in (network.noise, network.couplings)
    )
    return Points(network, taken, own[chosen], noise, couplings, where, shape), abscissa[number].reshape(shape)


def at_points(network: Network, more: tuple[int, ...], function: Any) -> Solution:
    """A solution with one code a point; `more` are the leading axes of the correlations."""
    shape = common_shape(network=network.shape, correlations=more)
    points, abscissa = _flat(network, shape)
    values = function(points)
    total = np.full((int(np.prod(shape)), *values.shape[1:]), np.nan, dtype=values.dtype)
    total[points.where] = values
    codes = np.full(len(total), Status.UNSTABLE.code)
    codes[points.where] = _finite_codes(values)
    return Solution(total.reshape((*shape, *values.shape[1:])), codes.reshape(shape), {"spectral_abscissa": abscissa})


def over_frequencies(network: Network, omega: Any, function: Any, more: tuple[int, ...] = ()) -> Solution:
    """A solution over frequencies; ``function(points, omega (p, w))`` gives (p, w, ...)."""
    omega = real("omega", omega)
    rows = np.atleast_1d(omega)
    shape = common_shape(network=network.shape, correlations=more, omega=rows.shape[:-1])
    points, abscissa = _flat(network, shape)
    codes = np.full((int(np.prod(shape)), rows.shape[-1]), Status.UNSTABLE.code)
    w = np.broadcast_to(rows, (*shape, rows.shape[-1])).reshape(codes.shape)[points.where]
    values = function(points, w)
    codes[points.where] = Status.SUCCESS.code
    if len(points.where) < len(codes):
        total = np.full((*codes.shape, *values.shape[2:]), np.nan, dtype=values.dtype)
        total[points.where] = values
        values = total
    axes = shape if omega.ndim == 0 else (*shape, rows.shape[-1])
    return Solution(values.reshape((*axes, *values.shape[2:])), codes.reshape(axes), {"spectral_abscissa": abscissa})


def _finite_codes(values: Array) -> Array:
    fine = np.isfinite(values).all(axis=tuple(range(1, values.ndim)))
    return np.where(fine, Status.SUCCESS.code, Status.NOT_FINITE.code)


def response(points: Points, omega: Array, left: Array, right: Array) -> Array:
    """(p, w, r, c) of left (-i omega - A)^-1 right: (p, r, n) or (r, n), and (p, n, c) or (n, c)."""
    basis, rows, columns = points.basis, left.shape[-2], right.shape[-1]
    into = (left @ basis.vectors).swapaxes(-1, -2)
    residues = into[..., :, None] * (basis.inverse @ right)[..., None, :]
    weights = 1 / (-1j * omega[..., None] - basis.values[:, None])
    # One product of matrices: frequencies by poles, and poles by elements.
    found = (weights @ residues.reshape(*residues.shape[:-2], rows * columns)).reshape(*omega.shape, rows, columns)
    for k in basis.triangular:
        one = left if left.ndim == 2 else left[k]
        found[k] = _solved(points.drift[k], omega[k], one, right if right.ndim == 2 else right[k])
    return np.asarray(found)


def _solved(drift: Array, omega: Array, left: Array, right: Array) -> Array:
    """The same at one point without eigenvectors, by one linear system a frequency."""
    size = len(drift)
    found = np.empty((len(omega), len(left), right.shape[-1]), dtype=complex)
    step = max(1, _CHUNK // (16 * size * (size + right.shape[-1])))
    for start in range(0, len(omega), step):
        part = slice(start, start + step)
        matrices = -1j * omega[part, None, None] * np.eye(size) - drift
        driven = np.broadcast_to(right.astype(complex), (len(matrices), *right.shape))
        found[part] = left @ linear.solve(matrices, driven)
    return found


def _baths(network: Network, name: str, chosen: Sequence[int] | None) -> Array:
    """Rows of the annihilation operators of some baths."""
    positions = np.arange(network.baths) if chosen is None else np.asarray(chosen)
    if positions.ndim != 1 or positions.dtype.kind not in "iu" or not len(positions):
        raise ValueError(f"Argument `{name}` must be positions of baths, but got {chosen!r}; pass a row of integers")
    if (positions < 0).any() or (positions >= network.baths).any():
        raise ValueError(f"Argument `{name}` must be positions from 0 to {network.baths - 1}, but got {chosen!r}")
    return np.asarray(positions * network.step)


def _squared(s: Array) -> Array:
    return np.asarray(s.real**2 + s.imag**2)
