"""Linear systems in the basis of their eigenvectors, where resolvents are sums and Lyapunov equations quotients.

With A = X Lambda X^-1 and M = X M' X^dagger, the equation A M + M A^dagger + S = 0 reads

    lambda_i M'_ij + M'_ij conj(lambda_j) + S'_ij = 0,      S' = X^-1 S X^-dagger.

Close to an exceptional point, where eigenvectors fall together, X is replaced by the unitary matrix of Schur's form,
in which the equation is solved by substitution.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.linalg import schur
from scipy.linalg.lapack import ztrsyl

from numerics import linear
from numerics.arguments import Array

# Condition of X per dimension beyond which Schur's form is used: M' is turned back by X twice, with an error of at most
# the condition's square times rounding.
_LARGEST_CONDITION = 100.0


@dataclass(frozen=True, eq=False)
class Eigenbasis:
    """Matrices A of many points in a basis each.

    Attributes
    ----------
    values : (p, n) eigenvalues.
    vectors, inverse : (p, n, n) the matrix X whose columns are the basis, and its inverse.
    triangular : by the number of a point, A in the basis where it is upper triangular and not diagonal.
    """

    values: Array
    vectors: Array
    inverse: Array
    triangular: dict[int, Array]

    def turned(self, source: Array) -> Array:
        """S' = X^-1 S X^-dagger, (p, n, n)."""
        return np.asarray(self.inverse @ source @ dagger(self.inverse))

    def back(self, matrix: Array) -> Array:
        """M = X M' X^dagger, (p, n, n)."""
        return np.asarray(self.vectors @ matrix @ dagger(self.vectors))

    @cached_property
    def _quotients(self) -> Array:
        """-1/(lambda_i + conj(lambda_j)), (p, n, n)."""
        with np.errstate(all="ignore"):
            return np.asarray(-1 / (self.values[:, :, None] + self.values[:, None, :].conj()))

    def lyapunov(self, source: Array) -> Array:
        """M' of A M + M A^dagger + S = 0 from S' (p, ..., n, n); infinite or nan where two eigenvalues cancel."""
        with np.errstate(all="ignore"):
            solved = source * self._quotients[(slice(None),) + (None,) * (source.ndim - 3)]
        for point, matrix in self.triangular.items():
            flat = np.reshape(source[point], (-1, *matrix.shape))
            found = [_substituted(matrix, one) for one in flat]
            solved[point] = np.reshape(found, solved[point].shape)
        return np.asarray(solved)


def eigenbasis(matrices: Array) -> Eigenbasis:
    """The basis of each of (p, n, n) finite matrices."""
    size = matrices.shape[-1]
    values, vectors = np.linalg.eig(matrices)
    values, vectors = values.astype(complex), vectors.astype(complex)
    inverse = linear.solve(vectors, np.broadcast_to(np.eye(size, dtype=complex), vectors.shape))
    with np.errstate(all="ignore"):
        condition = np.linalg.norm(vectors, axis=(-2, -1)) * np.linalg.norm(inverse, axis=(-2, -1))
    triangular = {}
    # The negation takes nan along, which stands for eigenvectors that are one.
    for point in np.flatnonzero(~(condition <= _LARGEST_CONDITION * size)):
        triangular[int(point)], unitary = schur(matrices[point].astype(complex), output="complex")
        values[point], vectors[point] = np.diagonal(triangular[int(point)]), unitary
        inverse[point] = unitary.conj().T
    return Eigenbasis(values, vectors, inverse, triangular)


def dagger(matrices: Array) -> Array:
    """(..., n, m) conjugate transposed."""
    return np.asarray(matrices.conj().swapaxes(-1, -2))


def _substituted(triangular: Array, source: Array) -> Array:
    """M of T M + M T^dagger + S = 0, T upper triangular."""
    solution, scale, _ = ztrsyl(triangular, triangular, -source, tranb="C")
    with np.errstate(all="ignore"):
        return np.asarray(solution / scale)
