"""Batched linear systems whose singular members are marked instead of stopping the others."""

from __future__ import annotations

import numpy as np

from numerics.arguments import Array


def solve(matrix: Array, right: Array) -> Array:
    """x (points, n, k) of ``matrix @ x = right``, (points, n, n) and (points, n, k); nan where exactly singular."""
    try:
        return np.asarray(np.linalg.solve(matrix, right))
    except np.linalg.LinAlgError:
        # NumPy refuses the whole batch for one singular member; halving the batch finds it in few further calls.
        if len(matrix) == 1:
            return np.full_like(right, np.nan)
        half = len(matrix) // 2
        return np.concatenate([solve(matrix[:half], right[:half]), solve(matrix[half:], right[half:])])


def scale(matrix: Array) -> Array:
    """(points,) the power of two below the largest element of `matrix` (points, n, m); 1 for a matrix of zeros.

    Division by a power of two is exact.
    """
    largest = abs(matrix).max(axis=(-2, -1))
    return np.asarray(np.ldexp(1.0, np.where(largest > 0, np.frexp(largest)[1] - 1, 0)))


def balanced(matrix: Array, right: Array) -> tuple[Array, Array]:
    """Both sides with each row divided by the row's largest element, so that rates of different scale are comparable.

    (points, n, n) and (points, n, k); rows of zeros stay.
    """
    scale = abs(matrix).max(axis=-1, keepdims=True)
    scale = np.where(scale > 0, scale, 1.0)
    return matrix / scale, right / scale


def nullity(matrix: Array) -> tuple[Array, Array]:
    """(points,) number of directions that `matrix` (points, n, n) takes to zero within rounding, and its condition."""
    values = np.linalg.svd(matrix, compute_uv=False)
    largest, smallest = values[:, :1], values[:, -1]
    lost = (values <= matrix.shape[-1] * np.finfo(float).eps * largest).sum(axis=-1)
    with np.errstate(divide="ignore", invalid="ignore"):
        condition = np.where(smallest > 0, largest[:, 0] / smallest, np.inf)
    return lost, condition
