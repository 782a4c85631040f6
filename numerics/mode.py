"""Steady states of modes with hundreds of levels, and how slowly they are reached.

The generator of a mode joins an element of the density matrix to its neighbours alone, a sparse matrix of nearly
symmetric pattern.  The condition Tr rho = 1 would be a dense row, which spoils any elimination order; instead one
population is pinned: (L + s |p><p|) x = s |p> has the solution rho/rho_p, and with a minimum-degree order of the
symmetric pattern and pivots near the diagonal the factors stay as sparse as those of a plane grid.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from scipy import sparse
from scipy.sparse.linalg import LinearOperator, eigs, splu

from numerics.arguments import Array, finite
from numerics.fock import destroy
from numerics.solution import Solution, Status

_EPS = np.finfo(float).eps
_LOST = 1e-2  # a relative error from which on no digit can be trusted
_ROUNDS = 4  # inverse iterations: the slowest decay to a factor of two is enough for an estimate
# Single columns: the blocks are too small to gain by being taken together, and lose by threads that wait in turn.
_ORDER = {
    "permc_spec": "MMD_AT_PLUS_A",
    "diag_pivot_thresh": 0.01,
    "panel_size": 1,
    "relax": 1,
    "options": {"SymmetricMode": True},
}


def normal_ordered(coefficients: Mapping[tuple[int, int], complex], levels: int) -> sparse.csc_array:
    """Sparse matrix (levels, levels) of sum over (r, s) of h_rs (a^dag)^r a^s, its elements those of the whole space.

    Raises
    ------
    ValueError : for powers that are negative, coefficients that are not finite, fewer than one level.
    """
    a = destroy(levels).astype(complex)
    total = sparse.csc_array((levels, levels), dtype=complex)
    for (r, s), value in coefficients.items():
        if min(r, s) < 0:
            raise ValueError(f"Argument `coefficients` must have powers (r, s) of at least 0, but got {(r, s)}")
        term = sparse.eye_array(levels, format="csc") * complex(finite("coefficients", value))
        for factor in [a.T] * r + [a] * s:
            term = term @ factor
        total = total + term
    return sparse.csc_array(total)


def steady_mode(liouvillian: sparse.sparray) -> Solution:
    """The density matrix that `liouvillian` (d*d, d*d) takes to zero, with unit trace, for d of some hundreds.

    The generator is that of `numerics.fock.liouvillian`, of one mode or of several; `numerics.fock.steady_density` is
    for small or dense ones.

    Returns
    -------
    Solution with complex values (d, d), Hermitian.  `SINGULAR` (values nan) where the steady state is not unique, or
    the slowest decay too slow for double precision to tell.  Statistics: ``residual``, the largest element of L rho
    relative to that of L; ``decay``, the modulus of the slowest decay, to a factor of about two, in the unit of L;
    ``error``, an estimate of the error of rho: the rounding of L rho over that decay; ``edge``, the population of the
    highest level, of a single mode what the cut-off has lost.

    Raises
    ------
    ValueError : on a shape that is not (d*d, d*d), elements that are not finite, a generator that does not preserve
        the trace.
    """
    return _Pinned(liouvillian).steady()


def slowest_decays(liouvillian: sparse.sparray, count: int = 1) -> Solution:
    """The eigenvalues of the generator nearest to zero, besides zero itself.

    Parameters
    ----------
    liouvillian : (d*d, d*d) as for `steady_mode`.
    count : how many, well below d*d; a complex pair counts twice.

    Returns
    -------
    Solution with complex values (count,) by increasing modulus, in the unit of L; the Liouvillian gap is minus the
    real part of the first.  `SINGULAR` (values nan) as in `steady_mode`, with its statistics.

    Raises
    ------
    ValueError : as `steady_mode`, and for a `count` that is not at least 1 and below d*d - 2.
    """
    pinned = _Pinned(liouvillian)
    if not 1 <= count < pinned.levels**2 - 2:
        raise ValueError(f"Argument `count` must be from 1 to {pinned.levels**2 - 3}, but got {count}")
    return pinned.slowest(count)


class _Pinned:
    """The factors of (L/scale + |p><p|), with p the lowest population until another is chosen."""

    def __init__(self, liouvillian: sparse.sparray) -> None:
        self.generator, self.levels = _checked(liouvillian)
        self.scale = float(abs(self.generator).max()) or 1.0
        self._pin(0)

    def _pin(self, level: int) -> None:
        self.place = level * (self.levels + 1)
        pin = sparse.csc_array(([1.0], ([self.place], [self.place])), shape=self.generator.shape)
        matrix = sparse.csc_array(self.generator / self.scale + pin)
        try:
            self.factors = splu(matrix, **_ORDER)
        except RuntimeError:
            self.factors = None

    def steady(self) -> Solution:
        """See `steady_mode`."""
        rho, statistics = self._stationary()
        if not statistics["error"] < _LOST:
            return Solution(np.full_like(rho, np.nan), np.asarray(Status.SINGULAR.code), statistics)
        return Solution(rho, np.asarray(Status.SUCCESS.code), statistics)

    def slowest(self, count: int) -> Solution:
        """See `slowest_decays`."""
        rho, statistics = self._stationary()
        if not statistics["error"] < _LOST:
            nothing = np.full(count, np.nan, dtype=complex)
            return Solution(nothing, np.asarray(Status.SINGULAR.code), statistics)
        # With a nearly empty level pinned, what the trace's rounding adds would hide the eigenvalues.
        self._pin(int(np.argmax(rho.diagonal().real)))
        size = self.levels**2
        inverse = LinearOperator((size, size), matvec=lambda y: self._traceless(y, rho), dtype=complex)
        found = eigs(inverse, k=count, which="LM", v0=self._start(rho), return_eigenvectors=False)
        decays = self.scale / found
        order = np.lexsort((decays.imag, abs(decays).round(12)))
        return Solution(decays[order], np.asarray(Status.SUCCESS.code), statistics)

    def _stationary(self) -> tuple[Array, dict[str, float]]:
        """rho (d, d), and how good it is."""
        d = self.levels
        if self.factors is None:
            return np.full((d, d), np.nan, dtype=complex), {"error": np.inf}
        pinned = np.zeros(d * d, dtype=complex)
        pinned[self.place] = 1.0
        # Where the pinned level is nearly empty this is an inverse iteration, which finds the same direction.
        with np.errstate(all="ignore"):
            rho = self._normalised(self.factors.solve(pinned))
            rho = self._normalised(rho.ravel(order="F") - self.factors.solve(self._image(rho)))
        if not np.isfinite(rho).all():
            return rho, {"error": np.inf}
        decay = self._slowest_estimate(rho)
        rounding = _EPS * float(np.sqrt((abs(self.generator) ** 2 @ abs(rho.ravel(order="F")) ** 2).sum()))
        return rho, {
            "residual": float(abs(self._image(rho)).max()),
            "decay": decay,
            "error": rounding / decay,
            "edge": float(rho[-1, -1].real),
        }

    def _image(self, rho: Array) -> Array:
        """vec(L rho)/scale."""
        return np.asarray(self.generator @ rho.ravel(order="F")) / self.scale

    def _normalised(self, vector: Array) -> Array:
        x = vector.reshape(self.levels, self.levels, order="F") / abs(vector).max()
        x = x / x.trace()
        return np.asarray((x + x.conj().T) / 2)

    def _traceless(self, right: Array, rho: Array) -> Array:
        """vec(X) with scale^-1 L X = `right`, less its trace, and Tr X = 0."""
        steady, diagonal = rho.ravel(order="F"), slice(None, None, self.levels + 1)
        x = self.factors.solve(right - right[diagonal].sum() * steady)
        return np.asarray(x - x[diagonal].sum() * steady)

    def _start(self, rho: Array) -> Array:
        """The same vector every time, with every eigenvector in it."""
        random = np.random.default_rng(0).normal(size=(2, self.levels**2))
        return self._traceless(random[0] + 1j * random[1], rho)

    def _slowest_estimate(self, rho: Array) -> float:
        """Modulus of the eigenvalue nearest to zero, by the growth under the inverse."""
        x, growth = self._start(rho), 1.0
        for _ in range(_ROUNDS):
            x = x / np.linalg.norm(x)
            x = self._traceless(x, rho)
            growth = float(np.linalg.norm(x))
        return self.scale / growth if growth > 0 else np.inf


def _checked(liouvillian: sparse.sparray) -> tuple[sparse.csc_array, int]:
    """The generator as csc, and the number of levels."""
    generator = sparse.csc_array(liouvillian).astype(complex)
    finite("liouvillian", generator.data)
    d = round(generator.shape[0] ** 0.5)
    if generator.shape != (d * d, d * d):
        raise ValueError(f"Argument `liouvillian` must have shape (d*d, d*d), but got {generator.shape}")
    if abs(np.eye(d).ravel() @ generator).max() > 1e-9 * abs(generator).max():
        raise ValueError("Argument `liouvillian` must preserve the trace, but got one that does not; stack by columns")
    return generator, d
