"""Linear equations over exact scalars: solutions, determinants, null vectors, blocks, and the choice of phases.

Independent routes: elimination over Gaussian rationals written here, SymPy, the Leibniz formula, reachability by
matrix powers for blocks, and numbers at random points.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations
from math import prod
from random import Random

import numpy as np
import pytest
import sympy
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from derive.exact import linear
from derive.exact.gauge import find_gauge, gauged, ungauged
from derive.exact.linear import SMALL, Singular, blocks, determinant, left_null_vector, solve
from derive.exact.ring import Role
from derive.exact.scalar import Scalar, constant
from derive.parameters import I, angle, complex_, conj, exp, positive, real, sqrt
from tests.evaluation import Gaussian, complex_at, gaussian, points, value_at

x, y = real("x y")
kappa, gamma = positive("kappa gamma")
F, G = complex_("F G")
J1, J2, J3 = complex_("J_1 J_2 J_3")
phi, theta = angle("phi theta")

POINTS = points(real="x y", positive="kappa gamma", complex_="F G J_1 J_2 J_3", angles="phi theta")
ENTRIES = (constant(1), constant(-2), constant(Fraction(1, 3)), I, x, kappa, sqrt(kappa * gamma), F, conj(F) + 1,
           exp(I * phi), x - I * kappa, 1 / (x + I * gamma), 1 / kappa, x * y)  # fmt: skip
PLAIN = (constant(1), constant(-2), x, F, I)

Rows = list[dict[int, Scalar]]


def random_system(seed: int, size: int, density: float, entries: tuple[Scalar, ...]) -> tuple[Rows, list[Scalar]]:
    """A sparse matrix with a full diagonal and a right-hand side, many of whose entries are zero."""
    random = Random(seed)
    rows: Rows = []
    for i in range(size):
        columns = {i, *(j for j in range(size) if random.random() < density)}
        rows.append({j: random.choice(entries) * random.choice((1, 2, -3)) for j in sorted(columns)})
    right = [random.choice((*entries, constant(0))) for _ in range(size)]
    return rows, right


def residual(rows: Rows, right: list[Scalar], solution: list[Scalar]) -> list[Scalar]:
    """``rows * solution - right``."""
    return [sum((c * solution[j] for j, c in row.items()), constant(0)) - b for row, b in zip(rows, right, strict=True)]


def numeric_solution(rows: Rows, right: list[Scalar], point: dict[str, Gaussian]) -> list[Gaussian] | None:
    """Gaussian elimination over Gaussian rationals with rows swapped; ``None`` for a singular matrix."""
    size = len(rows)
    work = [
        [value_at(row[j], point) if j in row else gaussian(0) for j in range(size)] + [value_at(b, point)]
        for row, b in zip(rows, right, strict=True)
    ]
    for k in range(size):
        pivot = next((i for i in range(k, size) if work[i][k]), None)
        if pivot is None:
            return None
        work[k], work[pivot] = work[pivot], work[k]
        work[k] = [c / work[k][k] for c in work[k]]
        for i in range(size):
            if i != k and work[i][k]:
                work[i] = [c - work[i][k] * d for c, d in zip(work[i], work[k], strict=True)]
    return [row[-1] for row in work]


# -- solutions ----------------------------------------------------------------------------------------------------


# Size, density and entries: what is rich in parameters is kept small, what is large is kept plain.
SHAPES = st.sampled_from([(1, 1.0, ENTRIES), (2, 1.0, ENTRIES), (3, 0.3, ENTRIES), (3, 1.0, PLAIN), (6, 0.25, PLAIN)])


@given(st.integers(0, 10**6), SHAPES)
@settings(max_examples=60, deadline=None)
def test_solutions_satisfy_their_equations(seed, shape):
    """The residual vanishes exactly, as a function of all parameters."""
    rows, right = random_system(seed, *shape)
    try:
        solution = solve(rows, right)
    except Singular:
        assert not determinant(rows)
        return
    assert not any(residual(rows, right, solution))
    assert determinant(rows)


@given(st.integers(0, 10**6), SHAPES, POINTS)
@settings(max_examples=60, deadline=None)
def test_solving_commutes_with_evaluation(seed, shape, point):
    """The closed form at a point is the solution of the equations at that point."""
    rows, right = random_system(seed, *shape)
    try:
        expected = numeric_solution(rows, right, point)
        assume(expected is not None)
        solution = [value_at(value, point) for value in solve(rows, right)]
    except ZeroDivisionError:
        assume(False)
    assert solution == expected


@pytest.mark.parametrize("seed", range(4))
def test_agreement_with_sympy(seed):
    """SymPy's LU solution of a dense 3 x 3 system in x, y and sqrt(kappa)."""
    rows, right = random_system(seed, 3, 1.0, (constant(1), x, y, sqrt(kappa), x * y, I))
    names = {"x": sympy.Symbol("x"), "y": sympy.Symbol("y"), "kappa": sympy.Symbol("q")}

    def as_sympy(value: Scalar) -> sympy.Expr:
        re, im, den = (
            sympy.Add(*(sympy.Mul(c, *(names[g.name] ** e for g, e in powers)) for powers, c in value.ring.terms(p)))
            for p in (value.re, value.im, value.den)
        )
        return (re + sympy.I * im) / den

    matrix = sympy.Matrix(3, 3, lambda i, j: as_sympy(rows[i][j]))
    expected = matrix.adjugate() * sympy.Matrix([as_sympy(b) for b in right]) / matrix.det()
    for value, other in zip(solve(rows, right), expected, strict=True):
        assert sympy.expand(sympy.fraction(sympy.together(as_sympy(value) - other))[0]) == 0


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("size", [SMALL, SMALL + 1, SMALL + 4])
def test_blocks_too_large_for_minors_are_eliminated(size, seed):
    """On both sides of the switch from minors to elimination: full rational matrices in one block."""
    rows, right = random_system(seed, size, 1.0, (constant(1), constant(2), constant(Fraction(-1, 3)), I, constant(5)))
    assert len(blocks(rows)) == 1
    assert not any(residual(rows, right, solve(rows, right)))


@pytest.mark.parametrize("seed", range(6))
def test_elimination_and_minors_agree(seed, monkeypatch):
    """The same symbolic system by both routes gives the same canonical forms."""
    rows, right = random_system(seed, 4, 0.6, (x, kappa, F, constant(1), exp(I * phi)))
    by_minors = solve(rows, right)
    monkeypatch.setattr(linear, "SMALL", 1)
    assert solve(rows, right) == by_minors


def test_a_large_cyclic_system_goes_through_elimination():
    """x_{k+1} = q x_k + 1 around a ring of n: every x is 1/(1 - q)."""
    size = SMALL + 3
    rows = [{k: constant(1), (k - 1) % size: -F} for k in range(size)]
    assert blocks(rows) == [tuple(range(size))]
    assert solve(rows, [constant(1)] * size) == [1 / (1 - F)] * size


def test_zero_right_hand_side_and_no_equations():
    rows = [{0: x, 1: constant(1)}, {0: constant(1), 1: y}]
    assert solve(rows, [constant(0)] * 2) == [0, 0]
    assert solve([], []) == []
    assert determinant([]) == 1


def test_explicit_zeros_do_no_harm():
    """Whoever builds the rows need not remove zeros."""
    rows = [{0: constant(0), 1: x}, {0: y, 1: constant(0)}]
    assert solve(rows, [kappa, gamma]) == [gamma / y, kappa / x]
    assert determinant(rows) == -x * y


# -- singular matrices --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("small", [SMALL, 1])
@pytest.mark.parametrize(
    "rows",
    [
        [{}],
        [{0: constant(0)}],
        [{0: x, 1: y}, {0: 2 * x, 1: 2 * y}],
        [{0: x}, {0: y}],
        [{0: F, 1: constant(1)}, {0: F * conj(F), 1: conj(F)}],
        [{0: constant(1), 1: sqrt(2)}, {0: sqrt(2), 1: constant(2)}],
        [{0: constant(1), 1: I}, {0: I, 1: constant(-1)}],
        [{0: x + y, 1: x - y, 2: constant(1)}, {0: x, 1: y, 2: x * y}, {0: 2 * x + y, 1: x, 2: 1 + x * y}],
        [{0: constant(1)}, {1: x, 2: x}, {1: kappa, 2: kappa}],
    ],
)
def test_singular_matrices_are_detected(rows, small, monkeypatch):
    """Dependence over the field, however it is dressed: no division by zero, no spurious solution."""
    monkeypatch.setattr(linear, "SMALL", small)
    with pytest.raises(Singular) as caught:
        solve(rows, [constant(1)] * len(rows))
    assert set(caught.value.block) <= set(range(len(rows)))
    assert not determinant(rows)
    vector = left_null_vector(rows)
    assert vector
    for column in range(len(rows)):
        assert not sum((v * rows[i].get(column, constant(0)) for i, v in vector.items()), constant(0))


@given(st.integers(0, 10**6), st.integers(2, 4), st.integers(0, 4))
@settings(max_examples=30, deadline=None)
def test_a_dependent_row_is_found(seed, size, which):
    """One row replaced by a combination of the others: a left null vector exists, and it is one."""
    rows, _ = random_system(seed, size, 0.6, (*PLAIN, sqrt(kappa * gamma), 1 / kappa))
    which %= size
    dependent: dict[int, Scalar] = {}
    for i, row in enumerate(rows):
        if i != which:
            for j, c in row.items():
                dependent[j] = dependent.get(j, constant(0)) + (x + i) * c
    rows[which] = {j: c for j, c in dependent.items() if c}
    vector = left_null_vector(rows)
    assert vector
    assert vector[max(vector)] == 1
    for column in range(size):
        assert not sum((v * rows[i].get(column, constant(0)) for i, v in vector.items()), constant(0))


@given(st.integers(0, 10**6), st.integers(1, 5))
@settings(max_examples=40, deadline=None)
def test_a_null_vector_exists_exactly_if_the_determinant_vanishes(seed, size):
    rows, _ = random_system(seed, size, 0.4, (constant(1), constant(-1), x, F))
    assert (left_null_vector(rows) is None) == bool(determinant(rows))


# -- determinants -------------------------------------------------------------------------------------------------


def leibniz(rows: Rows) -> Scalar:
    """``sum over permutations p of sign(p) * prod_i M_{i p(i)}``."""
    total = constant(0)
    for p in permutations(range(len(rows))):
        sign = prod(-1 if p[i] > p[j] else 1 for j in range(len(p)) for i in range(j))
        total = total + prod((row.get(j, constant(0)) for row, j in zip(rows, p, strict=True)), start=constant(sign))
    return total


@given(st.integers(0, 10**6), st.integers(1, 4), st.sampled_from([0.3, 1.0]))
@settings(max_examples=40, deadline=None)
def test_determinants_follow_leibniz(seed, size, density):
    rows, _ = random_system(seed, size, density, ENTRIES)
    assert determinant(rows) == leibniz(rows)


def test_vandermonde():
    """det (z_i^j) = prod_{i<j} (z_j - z_i)."""
    z = [x, y, F, kappa]
    rows = [{j: zi**j for j in range(4)} for zi in z]
    assert determinant(rows) == prod((z[j] - z[i] for j in range(4) for i in range(j)), start=constant(1))


# -- blocks -------------------------------------------------------------------------------------------------------


@given(st.integers(0, 10**6), st.integers(1, 12), st.sampled_from([0.05, 0.15, 0.4]))
@settings(max_examples=80, deadline=None)
def test_blocks_are_the_mutually_reachable_sets_in_order(seed, size, density):
    """Independent route: powers of the adjacency matrix. i and j share a block if each depends on the other."""
    rows, _ = random_system(seed, size, density, (constant(1),))
    reach = np.eye(size, dtype=bool)
    for i, row in enumerate(rows):
        reach[i, list(row)] = True
    for _ in range(size):
        reach = reach | (reach.astype(int) @ reach.astype(int) > 0)
    expected = {tuple(np.flatnonzero(reach[i] & reach[:, i])) for i in range(size)}
    found = blocks(rows)
    assert len(found) == len(expected)
    assert {tuple(b) for b in found} == expected
    place = {i: k for k, block in enumerate(found) for i in block}
    assert all(place[j] <= place[i] for i, row in enumerate(rows) for j in row)


# -- gauge --------------------------------------------------------------------------------------------------------


def solved_in_gauge(rows: Rows, right: list[Scalar]) -> tuple[list[Scalar], list[Scalar]]:
    """The solution by way of the gauge, in parts of the complex parameters, and brought back from there."""
    gauge = find_gauge(rows, right)
    values = [v * p for v, p in zip(solve(*gauged(rows, right, gauge)), gauge.phases, strict=True)]
    return values, [ungauged(v) for v in values]


def hopping(*couplings: tuple[int, int, Scalar], size: int) -> Rows:
    """Damped mean fields ``(kappa/2 + i x k) c_k + i sum_l h_kl c_l`` with a Hermitian h."""
    rows: Rows = [{k: kappa / 2 + I * x * k} for k in range(size)]
    for k, m, c in couplings:
        rows[k][m] = I * c
        rows[m][k] = I * conj(c)
    return rows


SYSTEMS = {
    "two modes": (hopping((0, 1, F * exp(I * phi)), size=2), [constant(1), x]),
    "a chain": (hopping((0, 1, F * exp(I * phi)), (1, 2, G * exp(-2 * I * theta)), size=3), [kappa, y, constant(0)]),
    "a loop of three": (
        hopping((0, 1, J1), (1, 2, J2 * exp(I * phi)), (2, 0, J3 * exp(I * theta)), size=3),
        [constant(1), constant(0), constant(0)],
    ),
    "a loop with real couplings": (
        hopping((0, 1, x), (1, 2, y * exp(I * phi)), (2, 0, kappa * exp(I * phi)), size=3),
        [constant(1), constant(0), constant(0)],
    ),
    "phases below": ([{0: x + exp(I * phi), 1: F}, {0: conj(F), 1: kappa / (1 + exp(I * phi))}], [y, constant(1)]),
    "one-way": ([{0: kappa}, {0: sqrt(kappa * gamma) * exp(I * phi), 1: gamma}], [F, G]),
}


@pytest.mark.parametrize("name", SYSTEMS)
def test_the_gauge_does_not_change_the_solution(name):
    """Solved with phases turned away or solved as it stands: one and the same element of the field."""
    rows, right = SYSTEMS[name]
    _, undone = solved_in_gauge(rows, right)
    assert undone == solve(rows, right)


@pytest.mark.parametrize("name", SYSTEMS)
def test_gauged_values_at_random_points(name):
    """Re{F exp(-i phi)} and Im at a point, put into the gauged solution, give the numbers of the equations."""
    rows, right = SYSTEMS[name]
    values, _ = solved_in_gauge(rows, right)

    @given(POINTS)
    @settings(max_examples=10, deadline=None)
    def agree(point):
        try:
            expected = numeric_solution(rows, right, point)
            assume(expected is not None)
            assert [value_at(v, point) for v in values] == expected
        except ZeroDivisionError:
            assume(False)

    agree()


@pytest.mark.parametrize(("name", "left"), [("two modes", set()), ("a chain", set()), ("one-way", set())])
def test_trees_of_couplings_lose_all_their_phases(name, left):
    """On a tree every phase is turned into the unknowns and the complex parameters: no angle stays."""
    rows, right = SYSTEMS[name]
    turned, turned_right = gauged(rows, right, find_gauge(rows, right))
    found = {g.name for row in turned for c in row.values() for g in c.generators if g.role is Role.PHASE}
    found |= {g.name for c in turned_right for g in c.generators if g.role is Role.PHASE}
    assert found == left


def test_the_phase_of_a_loop_stays():
    """Around a loop of real couplings x, y e^{i phi}, kappa e^{i phi} the flux 2 phi is a parameter of the physics."""
    rows, right = SYSTEMS["a loop with real couplings"]
    turned, _ = gauged(rows, right, find_gauge(rows, right))
    assert any(g.role is Role.PHASE for row in turned for c in row.values() for g in c.generators)


def test_a_loop_of_complex_hoppings_depends_on_its_flux_only():
    """|c_k|^2 of a driven ring depends on arg J_1 + arg J_2 + arg J_3 alone: pen and paper, c_k -> e^{i a_k} c_k."""
    rows = hopping((0, 1, J1), (1, 2, J2), (2, 0, J3), size=3)
    values, _ = solved_in_gauge(rows, [constant(1), constant(0), constant(0)])

    def populations(a: float, b: float, c: float) -> np.ndarray:
        turns = {"J_1": 0.7 * np.exp(1j * a), "J_2": 1.1 * np.exp(1j * b), "J_3": 0.4 * np.exp(1j * c)}
        return np.abs([complex_at(v, {"kappa": 0.9, "x": 0.3, **turns}) for v in values]) ** 2

    np.testing.assert_allclose(populations(0.4, 0.5, 0.6), populations(1.5, 0.0, 0.0))
    assert np.abs(populations(0.4, 0.5, 0.6) - populations(0.4, 0.5, -0.6)).max() > 1e-3
