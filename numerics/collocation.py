"""Radau IIA collocation: its nodes, the matrices of one step, and the polynomial through the stages.

Over a step of length h the solution is replaced by the polynomial u of degree s with u(0) = y and u' = f(u) at the s
nodes c_1 < ... < c_s = 1 (times in units of h).  With the right-hand Radau nodes the end of the step has order 2 s - 1,
the whole polynomial order s, stiff parts are damped completely, and every linear invariant of f is one of u.  The
unknowns are the increments Z_i = u(c_i) - y.  Source: E. Hairer and G. Wanner, Solving Ordinary Differential Equations
II, chapter IV.8.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from scipy.special import roots_jacobi

from numerics.arguments import Array


@dataclass(frozen=True, eq=False)
class Collocation:
    """The constants of the method with s stages, for solving its equations mode by mode.

    Attributes
    ----------
    nodes : (s,) c, the last one 1.
    slopes : (s, s) inverse of the matrix a_ij, the integral of the Lagrange polynomial l_j from 0 to c_i;
        ``slopes @ Z`` are the values of h u' at the nodes.
    start : (s,) row with ``start @ Z`` = h u'(0).
    eigenvalues : (m,) of `slopes`; all s of them, or one of each conjugate pair where the states are real.
    into, back : (m, s) and (s, m), stages to modes and modes to stages; where the states are real, the stages are
        the real part of ``back @ modes``.
    damping : place of the one real eigenvalue.
    defect : the largest integral over the step, from 0 to any later time, of a defect u' - f(u) that vanishes at the
        nodes as u's does and is 1 at the start.
    """

    nodes: Array
    slopes: Array
    start: Array
    eigenvalues: Array
    into: Array
    back: Array
    damping: int
    defect: float

    def at(self, times: Array) -> Array:
        """(..., s) weights of the increments in u(t) - y at `times` (...), in units of the step; outside too."""
        return np.asarray(_lagrange(np.append(0.0, self.nodes), times)[..., 1:])


@lru_cache(maxsize=4)
def radau(stages: int, dtype: np.dtype[Any]) -> Collocation:
    """The method with an odd number of stages, for real or complex states."""
    inner, _ = roots_jacobi(stages - 1, 1, 0)
    nodes = np.append((inner + 1) / 2, 1.0)
    slopes = np.linalg.inv(_integrals(nodes, lambda x: _lagrange(nodes, x)))
    # The eigenvalues of a real matrix come in exact conjugate pairs, and of an odd number one is left that is real.
    eigenvalues, back = np.linalg.eig(slopes)
    kept, copies = np.ones(stages, dtype=bool), np.ones(stages)
    if dtype.kind == "f":
        kept, copies = eigenvalues.imag >= 0, np.where(eigenvalues.imag > 0, 2.0, 1.0)
    return Collocation(
        nodes=nodes,
        slopes=slopes,
        start=_lagrange(nodes, np.zeros(())) @ slopes,
        eigenvalues=eigenvalues[kept],
        into=np.linalg.inv(back)[kept],
        back=(back * copies)[:, kept],
        damping=int(abs(eigenvalues[kept].imag).argmin()),
        # The integral is extremal where the defect vanishes, which is at the nodes.
        defect=float(abs(_integrals(nodes, lambda x: (1 - x[..., None] / nodes).prod(axis=-1))).max()),
    )


def _integrals(nodes: Array, function: Callable[[Array], Array]) -> Array:
    """(s, ...) integrals from 0 to each node of a polynomial of degree at most s, exact by Gauss's rule."""
    points, weights = np.polynomial.legendre.leggauss(len(nodes))
    values = function(nodes[:, None] * (points + 1) / 2)
    return np.asarray(np.einsum("i,j,ij...->i...", nodes, weights / 2, values))


def _lagrange(nodes: Array, times: Array) -> Array:
    """(..., k) the Lagrange polynomials of the k nodes at `times` (...); exactly 0 and 1 at the nodes."""
    own = np.eye(len(nodes), dtype=bool)
    ratios = (times[..., None, None] - nodes) / np.where(own, 1.0, nodes[:, None] - nodes)
    return np.asarray(np.where(own, 1.0, ratios).prod(axis=-1))
