"""Linear conserved quantities of rate equations, and the leaf of states on which they have given values.

Where w . f(y) = 0 at every y, the combination w . y is conserved: a particle number, an energy.  Such a system has no
unique fixed point; it has one on each leaf, and its Jacobian is singular though the fixed point attracts on the leaf.
A combination that leaks with less than some 1e-13 of the fastest rate of its members cannot be told from a conserved
one.
"""

from __future__ import annotations

from copy import copy

import numpy as np

from numerics import linear
from numerics.arguments import Array
from numerics.points import Points

_SAMPLES = 3
_ROUNDING = 64 * np.finfo(float).eps


class Leaves:
    """Coordinates along the leaf and across it, at each of k points.

    Attributes
    ----------
    axes : (k, n, n) unitary; columns are directions, coordinates of y are ``axes^dagger y``.
    across : (k, n) mask of the columns that span the conserved combinations w; the others lie in the leaf.
    """

    def __init__(self, points: Points, y: Array, where: Array) -> None:
        columns = _samples(points, y, where)
        columns = np.where(np.isfinite(columns), columns, 0)
        self.axes, sizes, _ = np.linalg.svd(columns, full_matrices=False)
        self.across = sizes <= columns.shape[-1] * _ROUNDING * sizes[:, :1]

    @property
    def count(self) -> Array:
        """(k,) number of independent conserved combinations."""
        return np.asarray(self.across.sum(axis=-1))

    def coordinates(self, y: Array) -> Array:
        """(k, n) coordinates of vectors (k, n)."""
        return np.asarray((np.conj(np.swapaxes(self.axes, -1, -2)) @ y[..., None])[..., 0])

    def modes(self, jacobian: Array) -> tuple[Array, Array]:
        """Eigenvalues (k, n) and eigenvectors (k, n, n) of the Jacobian (k, n, n) within the leaf, slowest first.

        They are ordered by falling real part.  The last `count` eigenvalues are -inf: nothing moves across the leaf.
        """
        # In units of its own largest rate: squares of the elements, as in norms, must not overflow.
        unit = linear.scale(jacobian)
        matrix = self._turned(jacobian / unit[:, None, None])
        outside = self.across[:, :, None] | self.across[:, None, :]
        below = -4 * np.linalg.norm(matrix, axis=(-2, -1)) - 1.0
        matrix = np.where(outside, 0, matrix) + (below[:, None] * self.across)[:, :, None] * np.eye(matrix.shape[-1])
        values, vectors = np.linalg.eig(matrix)
        values = values * unit[:, None]
        order = np.argsort(-values.real, axis=-1, kind="stable")
        values, vectors = np.take_along_axis(values, order, -1), np.take_along_axis(vectors, order[:, None], -1)
        inside = np.arange(values.shape[-1]) < (~self.across).sum(axis=-1, keepdims=True)
        return np.where(inside, values, -np.inf), self.axes @ vectors

    def newton(self, jacobian: Array, f: Array, y: Array, start: Array) -> Array:
        """(k, n) Newton's step from y towards f = 0 on the leaf of `start`; nan where there is none."""
        matrix = np.where(self.across[:, :, None], np.eye(y.shape[-1]), self._turned(jacobian))
        right = np.where(self.across, self.coordinates(start - y), -self.coordinates(f))
        matrix, column = linear.balanced(matrix, right[..., None])
        return self._vectors(linear.solve(matrix, column)[..., 0])

    def drift(self, start: Array, end: Array) -> Array:
        """(k,) by how much the worst conserved combination differs between states (k, n), relative to its terms."""
        weights = np.conj(np.swapaxes(self.axes, -1, -2))
        change = abs(weights @ (end - start)[..., None])[..., 0]
        terms = (abs(weights) @ np.maximum(abs(start), abs(end))[..., None])[..., 0]
        relative = np.divide(change, terms, out=np.zeros_like(terms), where=terms > 0)
        return np.asarray(np.where(self.across, relative, 0).max(axis=-1))

    def of(self, where: Array) -> Leaves:
        """The leaves of some of the points."""
        some = copy(self)
        some.axes, some.across = self.axes[where], self.across[where]
        return some

    def _turned(self, jacobian: Array) -> Array:
        return np.asarray(np.conj(np.swapaxes(self.axes, -1, -2)) @ jacobian @ self.axes)

    def _vectors(self, coordinates: Array) -> Array:
        return np.asarray((self.axes @ coordinates[..., None])[..., 0])


def rounding_of(jacobian: Array) -> Array:
    """(k,) what the eigenvalues of `jacobian` (k, n, n) may be off by."""
    unit = linear.scale(jacobian)
    norm = np.linalg.norm(jacobian / unit[:, None, None], axis=(-2, -1))
    return np.asarray(jacobian.shape[-1] * np.finfo(float).eps * norm * unit)


def _samples(points: Points, y: Array, where: Array) -> Array:
    """(k, n, m) Jacobians and right-hand sides at states around y, columns scaled: w is what annihilates them all.

    The states are generic, so that only what is conserved everywhere is found, and the same in every run.
    """
    random = np.random.default_rng(0)
    spread = abs(y) + 0.1 * abs(y).max(axis=-1, keepdims=True)
    spread = np.where(spread > 0, spread, 1.0)
    columns = []
    for _ in range(_SAMPLES):
        state = spread * random.uniform(0.5, 1.5, points.size).astype(points.dtype)
        f, jacobian = points.rhs(state, where), points.jacobian(state, where)
        terms = ((abs(jacobian) @ abs(state)[..., None])[..., 0] + abs(f)).max(axis=-1)
        scale = abs(jacobian).max(axis=-2)
        scale, terms = np.where(scale > 0, scale, 1.0), np.where(terms > 0, terms, 1.0)
        columns += [jacobian / scale[:, None, :], (f / terms[:, None])[..., None]]
    return np.concatenate(columns, axis=-1)
