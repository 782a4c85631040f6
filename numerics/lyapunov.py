"""Steady covariance matrices of Gaussian models, over many parameter points in one call.

The covariance matrix V obeys dV/dt = A V + V A^T + N, with drift A and noise N in the quadratures
(x_1, p_1, x_2, p_2, ...), x = (c + c^dag)/sqrt(2), p = -i (c - c^dag)/sqrt(2), and V = 1/2 in the vacuum; where all
eigenvalues of A have negative real part, the steady state is unique (Barzanjeh, Aquilina and Xuereb, "Manipulating
heat flow in quantum devices", Section II).
"""

from __future__ import annotations

import numpy as np
from scipy.linalg import solve_continuous_lyapunov

from numerics import linear
from numerics.arguments import Array, as_tolerance, common_shape, square
from numerics.solution import Solution, Status

# Up to this size one batched linear solve beats a loop over Bartels and Stewart's method.
_LARGEST_VECTORISED = 8
# Bytes of the half-vectorised systems held at once.
_CHUNK = 32_000_000


def steady_covariance(drift: Array, diffusion: Array) -> Solution:
    """V with A V + V A^T + N = 0.

    Parameters
    ----------
    drift : (..., n, n) real A, in 1/s (or the unit of all rates).
    diffusion : (..., n, n) real symmetric N, in the same unit; leading axes broadcast with those of `drift`.

    Returns
    -------
    Solution with values (..., n, n), symmetric, without unit.  A point is `UNSTABLE` (values nan) where an eigenvalue
    of A has a real part that is not negative beyond rounding, `SINGULAR` where no digit can be trusted.  Statistics,
    all over the points: ``spectral_abscissa``; ``residual``, the norm of A V + V A^T + N relative to those of its
    terms; ``condition`` of the Lyapunov operator, bounded from above within a factor n.

    Raises
    ------
    ValueError : on shapes that do not fit, on nan or infinite elements, on a diffusion that is not symmetric.

    Notes
    -----
    Where A is stable, the inverse of the Lyapunov operator is a positive map up to its sign, and a positive map takes
    its spectral norm at the identity (R. Bhatia, "Positive Definite Matrices", Corollary 2.3.8).  Solving
    A H + H A^T + 1 = 0 beside the equation for V thus gives the condition number for one more right-hand side.
    """
    a, n = _matching(drift, diffusion)
    shape, size = a.shape[:-2], a.shape[-1]
    a, n = a.reshape(-1, size, size), n.reshape(-1, size, size)
    abscissa = spectral_abscissa(a)
    stable = abscissa < -size * np.finfo(float).eps * _norm(a)
    v, h = np.full_like(a, np.nan), np.full_like(a, np.nan)
    v[stable], h[stable] = _solve(a[stable], n[stable])
    with np.errstate(invalid="ignore", over="ignore"):
        # H is nan where elimination met an exact zero.
        condition = np.where(stable & np.isnan(h).any(axis=(-2, -1)), np.inf, 2 * _norm(a) * _norm(h))
        residual = _relative_residual(a, v, n)
    codes = np.where(stable, Status.SUCCESS.code, Status.UNSTABLE.code)
    codes[stable & ~np.isfinite(v).all(axis=(-2, -1))] = Status.NOT_FINITE.code
    codes[stable & (condition * np.finfo(float).eps >= 1)] = Status.SINGULAR.code
    v[codes != Status.SUCCESS.code] = np.nan
    figures = {"spectral_abscissa": abscissa, "residual": residual, "condition": condition}
    return Solution(
        v.reshape(*shape, size, size), codes.reshape(shape), {k: x.reshape(shape) for k, x in figures.items()}
    )


def spectral_abscissa(drift: Array) -> Array:
    """(...) largest real part among the eigenvalues of `drift` (..., n, n); negative where the system is stable."""
    eigenvalues = np.linalg.eigvals(square("drift", drift))
    return np.asarray(eigenvalues.real.max(axis=-1))


def occupations(covariance: Array) -> Array:
    """(..., m) occupation of each mode, (V_xx + V_pp - 1)/2, of a covariance matrix (..., 2m, 2m) with vacuum 1/2.

    It counts fluctuations alone: a displaced state holds abs(<c>)**2 quanta more.  Points that are nan stay nan.
    """
    v = _quadratures(covariance)
    diagonal = np.diagonal(v, axis1=-2, axis2=-1)
    return np.asarray((diagonal[..., 0::2] + diagonal[..., 1::2] - 1) / 2)


def uncertainty(covariance: Array) -> Array:
    """(...) smallest eigenvalue of V + i Omega/2, Omega the symplectic form; nan where V is.

    It is non-negative if and only if some quantum state has the covariance matrix V (R. Simon, N. Mukunda and
    B. Dutta, Phys. Rev. A 49, 1567 (1994)), and zero for a pure state.
    """
    v = _quadratures(covariance)
    omega = np.kron(np.eye(v.shape[-1] // 2), [[0.0, 1.0], [-1.0, 0.0]])
    solved = np.isfinite(v).all(axis=(-2, -1))
    smallest = np.full(v.shape[:-2], np.nan)
    smallest[solved] = np.linalg.eigvalsh(v[solved] + 0.5j * omega)[..., 0]
    return smallest


def physical(covariance: Array, tolerance: float = 1e-12) -> Array:
    """(...) mask: V is symmetric and V + i Omega/2 >= 0, up to `tolerance` times the norm of V; false where nan."""
    v = _quadratures(covariance)
    slack = as_tolerance("tolerance", tolerance) * _norm(v)
    asymmetry = abs(v - v.swapaxes(-1, -2)).max(axis=(-2, -1))
    return np.asarray((uncertainty(v) >= -slack) & (asymmetry <= slack))


def _matching(drift: Array, diffusion: Array) -> tuple[Array, Array]:
    a, n = square("drift", drift), square("diffusion", diffusion)
    if a.shape[-1] != n.shape[-1]:
        raise ValueError(f"Argument `diffusion` must be as large as `drift`, but got {n.shape[-2:]} for {a.shape[-2:]}")
    if (abs(n - n.swapaxes(-1, -2)) > 1e-12 * abs(n).max(axis=(-2, -1), keepdims=True)).any():
        raise ValueError("Argument `diffusion` must be symmetric, but got an antisymmetric part; pass (N + N^T)/2")
    shape = common_shape(drift=a.shape[:-2], diffusion=n.shape[:-2])
    return np.broadcast_to(a, shape + a.shape[-2:]), np.broadcast_to(n, shape + n.shape[-2:])


def _quadratures(covariance: Array) -> Array:
    """(..., 2m, 2m) as floats; nan is let through, as it marks the points that a solver gave up."""
    v = np.asarray(covariance)
    square("covariance", np.where(np.isnan(v), 0.0, v) if v.dtype.kind == "f" else v)
    if v.shape[-1] % 2:
        raise ValueError(f"Argument `covariance` must have two quadratures a mode, but got shape {v.shape}")
    return v.astype(float)


def _solve(a: Array, n: Array) -> tuple[Array, Array]:
    """V and H of A V + V A^T + N = 0 and A H + H A^T + 1 = 0, (points, n, n); every A is stable."""
    size = a.shape[-1]
    if size > _LARGEST_VECTORISED:
        identity = np.eye(size)
        v = np.reshape([solve_continuous_lyapunov(one, -noise) for one, noise in zip(a, n, strict=True)], a.shape)
        h = np.reshape([solve_continuous_lyapunov(one, -identity) for one in a], a.shape)
        return (v + v.swapaxes(-1, -2)) / 2, h
    v, h = np.empty_like(a), np.empty_like(a)
    rows, columns = np.triu_indices(size)
    chunk = max(1, _CHUNK // (8 * len(rows) ** 2))
    for start in range(0, len(a), chunk):
        part = slice(start, start + chunk)
        v[part], h[part] = _solve_half(a[part], n[part], rows, columns)
    return v, h


def _solve_half(a: Array, n: Array, rows: Array, columns: Array) -> tuple[Array, Array]:
    """As `_solve`, for the upper triangles alone: n (n + 1)/2 unknowns instead of n**2."""
    count, size = len(rows), a.shape[-1]
    operator = (a.reshape(len(a), -1) @ _half_vectorisation(size)).reshape(-1, count, count)
    identity = np.broadcast_to(np.eye(size), n.shape)
    right = np.stack([n[:, rows, columns], identity[:, rows, columns]], axis=-1)
    halves = linear.solve(operator, -right)
    full = np.empty((2, *a.shape))
    full[..., rows, columns] = full[..., columns, rows] = np.moveaxis(halves, -1, 0)
    return full[0], full[1]


def _half_vectorisation(size: int) -> Array:
    """(n*n, u*u) constant that takes A to the matrix of V -> A V + V A^T on upper triangles, u = n (n + 1)/2.

    (A V + V A^T)_ij = sum over k of A_ik V_kj + A_jk V_ki, where V_kj and V_jk are one unknown.
    """
    rows, columns = np.triu_indices(size)
    place = np.empty((size, size), dtype=int)
    place[rows, columns] = place[columns, rows] = np.arange(len(rows))
    constant = np.zeros((size, size, len(rows), len(rows)))
    for equation, (i, j) in enumerate(zip(rows, columns, strict=True)):
        for k in range(size):
            constant[i, k, equation, place[k, j]] += 1
            constant[j, k, equation, place[k, i]] += 1
    return constant.reshape(size * size, -1)


def _norm(matrix: Array) -> Array:
    """(...) Frobenius norm, nan where the matrix is; it bounds the spectral norm from above within sqrt(n)."""
    return np.asarray(np.sqrt((matrix**2).sum(axis=(-2, -1))))


def _relative_residual(a: Array, v: Array, n: Array) -> Array:
    left = a @ v
    return np.asarray(_norm(left + left.swapaxes(-1, -2) + n) / (2 * _norm(a) * _norm(v) + _norm(n)))
