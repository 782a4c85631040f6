"""Steady states of master equations in a finite basis: a numerical oracle that shares nothing with the derivations.

The master equation is d rho/dt = -i [H, rho] + sum over C of C rho C^dag - {C^dag C, rho}/2, with hbar = 1 and the rate
inside each jump operator C.  Density matrices are stacked by columns, vec(A X B) = (B^T kron A) vec(X).
"""

from __future__ import annotations

from collections.abc import Sequence
from math import prod
from typing import Any

import numpy as np
from scipy import sparse
from scipy.sparse.linalg import LinearOperator, onenormest, splu

from numerics.arguments import Array, finite
from numerics.solution import Solution, Status

_EPS = np.finfo(float).eps


def destroy(levels: int) -> Any:
    """Sparse annihilation operator (levels, levels) of a mode cut off above ``levels - 1`` quanta."""
    if levels < 1:
        raise ValueError(f"Argument `levels` must be at least 1, but got {levels}")
    return sparse.diags_array(np.sqrt(np.arange(1.0, levels)), offsets=1, shape=(levels, levels), format="csc")


def embed(operator: Any, index: int, dims: Sequence[int]) -> Any:
    """Sparse `operator` (d, d) acting on subsystem `index` of subsystems with dimensions `dims`.

    The first subsystem is the slowest index of the product basis, as in ``kron(first, second, ...)``.

    Raises
    ------
    ValueError : if `index` is no subsystem or d is not ``dims[index]``.
    """
    if not 0 <= index < len(dims):
        raise ValueError(f"Argument `index` must be one of 0 to {len(dims) - 1}, but got {index}")
    matrix = _sparse("operator", operator)
    if matrix.shape[0] != dims[index]:
        raise ValueError(f"Argument `operator` must have dimension {dims[index]}, but got {matrix.shape[0]}")
    before, after = sparse.eye_array(prod(dims[:index])), sparse.eye_array(prod(dims[index + 1 :]))
    return sparse.kron(sparse.kron(before, matrix), after, format="csc")


def liouvillian(hamiltonian: Any, jumps: Sequence[Any]) -> Any:
    """Sparse generator (d*d, d*d) of the master equation.

    Parameters
    ----------
    hamiltonian : (d, d) Hermitian, dense or sparse, in the unit of the rates.
    jumps : operators C (d, d), each with the square root of its rate, dense or sparse.

    Raises
    ------
    ValueError : on shapes that differ, elements that are not finite, a Hamiltonian that is not Hermitian.
    """
    h = _sparse("hamiltonian", hamiltonian)
    if abs(h - h.conj().T).max() > 1e-12 * abs(h).max():
        raise ValueError("Argument `hamiltonian` must be Hermitian, but got another matrix; add its adjoint")
    one = sparse.eye_array(h.shape[0])
    generator = -1j * (sparse.kron(one, h) - sparse.kron(h.T, one))
    for place, jump in enumerate(jumps):
        c = _sparse(f"jumps[{place}]", jump)
        if c.shape != h.shape:
            raise ValueError(f"Argument `jumps[{place}]` must have shape {h.shape}, but got {c.shape}")
        rate = c.conj().T @ c / 2
        generator = generator + sparse.kron(c.conj(), c) - sparse.kron(one, rate) - sparse.kron(rate.T, one)
    return sparse.csc_array(generator)


def steady_density(liouvillian: Any) -> Solution:
    """The density matrix that `liouvillian` (d*d, d*d) takes to zero, with unit trace.

    Returns
    -------
    Solution with complex values (d, d), Hermitian.  `SINGULAR` (values nan) where it is not unique.  Statistics:
    ``residual``, the largest element of L rho relative to that of L; ``condition``, estimated in the one-norm;
    ``smallest_eigenvalue`` of rho, which is negative beyond rounding only if `liouvillian` is not a master equation's.

    Raises
    ------
    ValueError : on a shape that is not (d*d, d*d), or a generator that does not preserve the trace.
    """
    generator = _sparse("liouvillian", liouvillian)
    d = round(generator.shape[0] ** 0.5)
    if d * d != generator.shape[0]:
        raise ValueError(f"Argument `liouvillian` must have shape (d*d, d*d), but got {generator.shape}")
    trace, scale = np.eye(d).ravel(), abs(generator).max() or 1.0
    if abs(trace @ generator).max() > 1e-9 * scale:
        raise ValueError("Argument `liouvillian` must preserve the trace, but got one that does not; stack by columns")
    right = np.zeros(d * d, dtype=complex)
    right[0] = 1.0
    vector, condition = _factored(_with_trace(generator, trace), right)
    if condition * _EPS >= 1e-2:
        code, rho = Status.SINGULAR.code, np.full((d, d), np.nan, dtype=complex)
        return Solution(rho, np.asarray(code), {"condition": condition})
    rho = vector.reshape(d, d, order="F")
    rho = (rho + rho.conj().T) / 2
    residual = float(abs(generator @ rho.ravel(order="F")).max() / scale)
    smallest = float(np.linalg.eigvalsh(rho)[0])
    statistics = {"residual": residual, "condition": condition, "smallest_eigenvalue": smallest}
    return Solution(rho, np.asarray(Status.SUCCESS.code), statistics)


def expectation(operator: Any, density: Array) -> complex:
    """Trace of operator times density, (d, d) each."""
    matrix, rho = _sparse("operator", operator), finite("density", density)
    if matrix.shape != rho.shape:
        raise ValueError(f"Argument `density` must have shape {matrix.shape}, but got {rho.shape}")
    return complex((matrix @ rho).trace())


def edge_population(density: Array, dims: Sequence[int]) -> Array:
    """(len(dims),) population of the highest level of each subsystem: how much a cut-off mode has lost.

    A truncated mode is a fair stand-in for the whole one only while its element is negligible.
    """
    rho = finite("density", density)
    if rho.shape != (prod(dims), prod(dims)):
        raise ValueError(f"Argument `density` must have shape {(prod(dims),) * 2}, but got {rho.shape}")
    populations = rho.diagonal().real.reshape(dims)
    return np.array([np.take(populations, -1, axis=place).sum() for place in range(len(dims))])


def _sparse(name: str, value: Any) -> Any:
    """Square complex csc matrix, finite."""
    given = sparse.csc_array(value) if sparse.issparse(value) else sparse.csc_array(np.atleast_2d(finite(name, value)))
    finite(name, given.data)
    if given.ndim != 2 or given.shape[0] != given.shape[1]:
        raise ValueError(f"Argument `{name}` must be a square matrix, but got shape {given.shape}")
    return given.astype(complex)


def _with_trace(generator: Any, trace: Array) -> Any:
    """The generator with its first row, which the others imply, replaced by the trace at the generator's scale.

    The rows of the diagonal elements add up to zero, so one of them is redundant; the matrix that remains is regular
    if and only if the steady state is unique.
    """
    places = np.flatnonzero(trace)
    first = sparse.csc_array((trace[places], (np.zeros_like(places), places)), shape=generator.shape)
    others = sparse.diags_array(np.r_[0.0, np.ones(len(trace) - 1)])
    return sparse.csc_array(others @ generator / (abs(generator).max() or 1.0) + first)


def _factored(matrix: Any, right: Array) -> tuple[Array, float]:
    """matrix^-1 right, and the condition number of the matrix in the one-norm, infinite where it has no inverse."""
    try:
        factors = splu(matrix)
    except RuntimeError:
        return np.full_like(right, np.nan), np.inf
    inverse = LinearOperator(
        matrix.shape, matvec=factors.solve, rmatvec=lambda b: factors.solve(b, trans="H"), dtype=complex
    )
    return factors.solve(right), float(onenormest(matrix) * onenormest(inverse))
