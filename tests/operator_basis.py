"""A basis of operators of every kind, strategies of random operators over it, and their matrices.

A new kind of operator enters the laws by one entry in `KINDS` and its elements' matrices in `element_matrix`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import reduce

import numpy as np
from hypothesis import strategies as st

from derive.algebra.boson import Boson, boson
from derive.algebra.levels import Levels, levels, two_level
from derive.algebra.operator import Op
from derive.algebra.space import Element, Space
from derive.exact.scalar import Scalar, constant
from derive.parameters import I, angle, complex_, conj, exp, positive, real, sqrt
from tests.evaluation import Point, complex_at

a, b = boson("a b")
s, r = two_level("s r")
atom = levels("atom", ("g", "e", "f"))
kappa, gamma = positive("kappa gamma")
Delta = real("Delta")
F = complex_("F")
phi = angle("phi")

# A point for coefficients; no relation between the numbers, so that only identities hold.
POINT: Point = {"kappa": 1.3, "gamma": 0.45, "Delta": -0.8, "F": 0.6 - 1.1j, "phi": np.exp(0.7j)}

COEFFICIENTS: tuple[Scalar, ...] = (
    constant(1),
    constant(Fraction(-2, 3)),
    I,
    F,
    conj(F) / 2,
    sqrt(kappa * gamma) * exp(I * phi),
    Delta + I * kappa,
    1 / (kappa + I * Delta),
)

BOSONS = (a, a.dag, a.dag * a, a**2, b, b.dag, a.dag * b, b.dag**2)
TWO_LEVELS = (s.minus, s.plus, s.x, s.y, s.z, r.plus, r.z, s.plus * r.minus)
THREE_LEVELS = tuple(atom(j, k) for j in "gef" for k in "gef")
MIXED = (a * s.plus, a.dag * s.minus, s.z * b, a.dag * a * s.z, atom("e", "g") * a, atom("f", "f") * r.x, s.minus)

KINDS: Mapping[str, Sequence[Op]] = {
    "two bosons": BOSONS,
    "two-level systems": TWO_LEVELS,
    "three-level system": THREE_LEVELS,
    "mixed": MIXED,
    "all": (*BOSONS, *TWO_LEVELS, *THREE_LEVELS, *MIXED),
}


def operators(kind: str, terms: int = 4) -> st.SearchStrategy[Op]:
    """Random sums of ``terms`` terms at most, each a coefficient times a basis element of a kind or a number."""
    term = st.builds(lambda c, op: c * op, st.sampled_from(COEFFICIENTS), st.sampled_from(KINDS[kind]))
    number = st.sampled_from(COEFFICIENTS).map(Op.scalar)
    sums = st.lists(term, min_size=1, max_size=terms).map(lambda found: sum(found, Op({})))
    return st.one_of(sums, sums, sums, st.builds(lambda op, c: op + c, sums, number), st.just(Op({})))


# -- matrices -----------------------------------------------------------------------------------------------------


def raising(dimension: int) -> np.ndarray:
    """``a.dag |n> = sqrt(n+1) |n+1>`` on the Fock states below ``dimension``."""
    return np.diag(np.sqrt(np.arange(1.0, dimension)), -1)


def element_matrix(space: Space, element: Element, dimension: int) -> np.ndarray:
    """The matrix of one basis element, from what the element is defined to be."""
    if isinstance(space, Boson):
        up = raising(dimension)
        return np.linalg.matrix_power(up, element[0]) @ np.linalg.matrix_power(up.T, element[1])
    assert isinstance(space, Levels)
    unit = np.zeros((len(space.labels),) * 2)
    unit[element] = 1
    return unit


def matrix(op: Op, spaces: Sequence[Space], dimension: int, point: Point = POINT) -> np.ndarray:
    """The matrix of an operator on the product of spaces; every boson's Fock space ends below ``dimension``."""
    sizes = [len(sp.labels) if isinstance(sp, Levels) else dimension for sp in spaces]
    total = np.zeros((int(np.prod(sizes)),) * 2, complex)
    for word, c in op:
        here = dict(word)
        factors = [
            element_matrix(sp, here[sp], dimension) if sp in here else np.eye(n)
            for sp, n in zip(spaces, sizes, strict=True)
        ]
        total += complex_at(c, point) * reduce(np.kron, factors, np.eye(1))
    return total


def low_states(spaces: Sequence[Space], dimension: int, low: int) -> np.ndarray:
    """Positions of the product states with fewer than ``low`` quanta in every boson."""
    keep = [np.arange(dimension) < low if isinstance(sp, Boson) else np.ones(len(sp.labels), bool) for sp in spaces]
    return np.flatnonzero(reduce(np.kron, keep, np.ones(1, bool)))
