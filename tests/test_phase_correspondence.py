"""Operators beside rho as differential operators on P, W and Q: tables on paper, ordered moments, Fock matrices.

Three independent routes: the tables of Gardiner and Zoller; moments in an order written out by permuting factors; the
Husimi function of Fock matrices, ``<mu|m><n|mu> = exp(-|mu|^2) mu*^m mu^n / sqrt(m! n!)``, differentiated by SymPy.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations
from math import factorial, sqrt

import numpy as np
import pytest
import sympy

from derive.algebra.boson import boson
from derive.algebra.differential import applied, conjugated, transposed, variables
from derive.algebra.levels import two_level
from derive.algebra.operator import Op, commutator
from derive.errors import ModelError
from derive.model import Bath, Cascade, Model
from derive.parameters import I, complex_, conj, nonnegative, positive, real
from derive.rules.phase_space.correspondence import Correspondence, Distribution, correspondence, fokker_planck
from tests.evaluation import complex_at
from tests.operator_basis import matrix

a, b = boson("a b")
kappa, gamma = positive("kappa gamma")
Delta, u = real("Delta u")
N = nonnegative("N")
M, F, g = complex_("M F g")
HALF = Fraction(1, 2)
ALL = tuple(Distribution)


def one(kind: Distribution) -> tuple[Correspondence, tuple[Op, Op, Op, Op]]:
    """The correspondence of one mode, and its variables."""
    made = correspondence(kind, a.spaces)
    return made, variables(made.planes[0])


# -- the tables -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "near", "far"), [(Distribution.P, 0, 1), (Distribution.WIGNER, HALF, HALF), (Distribution.HUSIMI, 1, 0)]
)
def test_the_tables_of_gardiner_and_zoller(kind: Distribution, near: Fraction, far: Fraction) -> None:
    # a rho -> (mu + near d*), a.dag rho -> (mu* - far d), rho a -> (mu - far d*), rho a.dag -> (mu* + near d), with
    # (near, far) = (0, 1) for P, (1/2, 1/2) for W, (1, 0) for Q.
    table, (mu, bar, d, d_bar) = one(kind)
    assert table.left(a) == mu + near * d_bar
    assert table.left(a.dag) == bar - far * d
    assert table.right(a) == mu - far * d_bar
    assert table.right(a.dag) == bar + near * d


@pytest.mark.parametrize("kind", ALL)
def test_left_and_right_actions_are_representations_that_commute(kind: Distribution) -> None:
    table = correspondence(kind, (*a.spaces, *b.spaces))
    basis = (a, a.dag, b.dag, a.dag * a, a**2 * b.dag, b + F * a.dag)
    for x in basis:
        # (op rho).dag = rho op.dag, and the distributions are real for Hermitian operators.
        assert conjugated(table.left(x)) == table.right(x.dag)
        for y in basis:
            assert table.left(x * y) == table.left(x) * table.left(y)
            assert table.right(x * y) == table.right(y) * table.right(x)
            assert commutator(table.left(x), table.right(y)) == 0


# -- moments ----------------------------------------------------------------------------------------------------------


def ordered(kind: Distribution, p: int, q: int) -> Op:
    """``a^p a.dag^q`` in the order of a distribution, from what the order is defined to be."""
    if kind is Distribution.P:
        return a.dag**q * a**p
    if kind is Distribution.HUSIMI:
        return a**p * a.dag**q
    total, words = Op({}), list(permutations([a] * p + [a.dag] * q))
    for word in words:
        product = Op.scalar(1)
        for letter in word:
            product = product * letter
        total = total + product
    return total / len(words)


POWERS = [(p, q) for p in range(4) for q in range(3)]


@pytest.mark.parametrize("kind", ALL)
def test_averages_are_ordered_moments(kind: Distribution) -> None:
    table, (mu, bar, _, _) = one(kind)
    for p, q in POWERS:
        assert table.operator(mu**p * bar**q) == ordered(kind, p, q)


@pytest.mark.parametrize("kind", ALL)
@pytest.mark.parametrize("op", [a, a.dag, a.dag * a, a.dag**2 * a + F * a])
def test_actions_on_moments(kind: Distribution, op: Op) -> None:
    # int f (left(X) W) = Tr[{f} X rho] for every f: by parts, the ordered operator of transposed(left(X)) f is {f} X.
    table, (mu, bar, _, _) = one(kind)
    for p, q in POWERS:
        f, word = mu**p * bar**q, ordered(kind, p, q)
        assert table.operator(applied(transposed(table.left(op)), f)) == word * op
        assert table.operator(applied(transposed(table.right(op)), f)) == op * word


def test_a_derivative_has_no_moment() -> None:
    table, (_, _, d, _) = one(Distribution.HUSIMI)
    with pytest.raises(ModelError, match="must hold no derivative"):
        table.operator(d)


# -- Fokker-Planck equations on paper ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "noise"), [(Distribution.P, 0), (Distribution.WIGNER, HALF), (Distribution.HUSIMI, 1)]
)
def test_a_damped_thermal_mode(kind: Distribution, noise: Fraction) -> None:
    # kappa (N+1) D[a] + kappa N D[a.dag]: kappa/2 (d mu + d* mu*) + kappa (N + (1-s)/2) d d*, Gardiner and Zoller.
    model = Model("damped", Delta * a.dag * a, Bath(a, kappa, N))
    found, (mu, bar, d, d_bar) = fokker_planck(model, kind), one(kind)[1]
    assert found.unitary == I * Delta * (d * mu - d_bar * bar)
    assert found.dissipative == (kappa / 2 * (d * mu + d_bar * bar) + kappa * (N + noise) * d * d_bar,)
    assert found.operator == found.unitary + found.dissipative[0]


def test_a_squeezed_bath() -> None:
    # The input's <b b> = M adds (M* a rho a + M a.dag rho a.dag - ...) with a minus sign (unravelling L dB.dag -
    # L.dag dB): for W, kappa (N + 1/2) d d* + kappa/2 (M d^2 + M* d*^2).  Check: d<mu^2>/dt = -kappa <mu^2> + kappa M.
    found = fokker_planck(Model("squeezed", Op({}), Bath(a, kappa, N, M)), Distribution.WIGNER)
    mu, bar, d, d_bar = variables(found.correspondence.planes[0])
    drift = kappa / 2 * (d * mu + d_bar * bar)
    noise = kappa * (N + HALF) * d * d_bar + kappa / 2 * (M * d**2 + conj(M) * d_bar**2)
    assert found.operator == drift + noise
    assert applied(transposed(found.operator), mu**2) == -kappa * mu**2 + kappa * M


def test_the_kerr_oscillator() -> None:
    # u/2 a.dag^2 a^2 on Q: -i u/2 (mu*^2 (mu + d*)^2 - c.c.)
    #                     = i u |mu|^2 (mu d - mu* d*) + i u/2 (mu^2 d^2 - mu*^2 d*^2).
    found = fokker_planck(Model("kerr", u / 2 * a.dag**2 * a**2, Bath(a, kappa)))
    mu, bar, d, d_bar = variables(found.correspondence.planes[0])
    expected = I * u * mu * bar * (mu * d - bar * d_bar) + I * u / 2 * (mu**2 * d**2 - bar**2 * d_bar**2)
    assert found.unitary == expected


def test_the_driven_kerr_oscillator_of_the_paper() -> None:
    # (B5) with u where "i mu/2N" is printed: (i mu Delta - E) d - (i mu* Delta + E) d*
    # + i u/2N (2 |mu|^2 (mu d - mu* d*) + mu^2 d^2 - mu*^2 d*^2).
    size, E = positive("N_0"), real("E")
    hamiltonian = Delta * a.dag * a + u / (2 * size) * a.dag**2 * a**2 + I * E * (a.dag - a)
    found = fokker_planck(Model("kerr", hamiltonian, Bath(a, 2 * kappa)))
    mu, bar, d, d_bar = variables(found.correspondence.planes[0])
    nonlinear = 2 * mu * bar * (mu * d - bar * d_bar) + mu**2 * d**2 - bar**2 * d_bar**2
    linear = (I * Delta * mu - E) * d - (I * Delta * bar + E) * d_bar
    assert found.unitary == linear + I * u / (2 * size) * nonlinear
    # A factor mu there is no equation of motion: Q would not stay real.
    printed = linear + I / (2 * size) * mu * nonlinear
    assert conjugated(printed) != printed


MODELS = (
    Model("driven", Delta * a.dag * a + u * a.dag**2 * a**2 + F * a.dag + conj(F) * a, Bath(a, kappa, N, M)),
    Model("two", g * a.dag * b**2 + conj(g) * b.dag**2 * a, (Bath(a + b, kappa), Bath(b, gamma, N))),
    Model("cascade", Op({}), cascades=Cascade((kappa * a, gamma * b), occupation=N)),
    Model("pairs", Delta * a.dag * a, (Bath(a**2, kappa), Bath(a.dag * a, gamma))),
)


@pytest.mark.parametrize("kind", ALL)
@pytest.mark.parametrize("model", MODELS, ids=lambda m: m.name)
def test_equations_conserve_probability_and_reality(model: Model, kind: Distribution) -> None:
    # int dQ/dt = 0 for every Q: the transposed operator annihilates one; Q stays real: the operator is its conjugate.
    found = fokker_planck(model, kind)
    assert found.operator
    for part in (found.unitary, *found.dissipative):
        assert applied(transposed(part), Op.scalar(1)) == 0
        assert conjugated(part) == part


def test_other_spaces_are_refused() -> None:
    s = two_level("s")
    with pytest.raises(ModelError, match="every space must be a bosonic mode"):
        fokker_planck(Model("atom", a.dag * s.minus + a * s.plus))


# -- the Husimi function of Fock matrices -----------------------------------------------------------------------------

X, Y = sympy.symbols("mu mu_conj")
POINT = {"kappa": 0.7, "gamma": 0.3, "Delta": -0.4, "u": 0.9, "N": 0.6, "M": 0.2 - 0.5j, "F": 0.3 + 0.8j}
SIZE = 9


def husimi(rho: np.ndarray) -> sympy.Expr:
    """``<mu|rho|mu>/pi`` of a Fock matrix."""
    terms = (complex(rho[m, n]) * Y**m * X**n / sqrt(factorial(m) * factorial(n)) for m, n in np.argwhere(abs(rho) > 0))
    return sympy.exp(-X * Y) / sympy.pi * sum(terms, sympy.Integer(0))


def test_the_motion_of_q_is_that_of_the_fock_matrix() -> None:
    # rho on three Fock states; the generator raises by at most two quanta on either side, so nine states are exact.
    rng = np.random.default_rng(6)
    root = np.zeros((SIZE, SIZE), complex)
    root[:3, :3] = rng.normal(size=(3, 3)) + 1j * rng.normal(size=(3, 3))
    rho = root @ root.conj().T
    motion = _liouvillian(MODELS[0], rho / np.trace(rho))
    found = fokker_planck(MODELS[0])
    q, point = husimi(rho / np.trace(rho)), {X: 0.4 - 0.7j, Y: 0.4 + 0.7j}
    total = 0j
    for word, c in found.operator:
        p, r, m, n = word[0][1] if word else (0, 0, 0, 0)
        moved = sympy.diff(q, X, m, Y, n) if m and n else sympy.diff(q, X, m) if m else sympy.diff(q, Y, n) if n else q
        total += complex_at(c, POINT) * complex((X**p * Y**r * moved).subs(point).evalf())
    expected = complex(husimi(motion).subs(point).evalf())
    assert abs(expected) > 1e-3
    assert total == pytest.approx(expected, abs=1e-12)


def _liouvillian(model: Model, rho: np.ndarray) -> np.ndarray:
    """``-i[H, rho]`` and a thermal squeezed bath, in matrices, from the definition of the master equation."""
    h = matrix(model.hamiltonian, a.spaces, SIZE, POINT)
    low = matrix(a, a.spaces, SIZE, POINT)
    up = low.conj().T
    k, n, m = POINT["kappa"], POINT["N"], POINT["M"]

    def flow(left: np.ndarray, right: np.ndarray) -> np.ndarray:
        return left @ rho @ right - (right @ left @ rho + rho @ right @ left) / 2

    bath = (n + 1) * flow(low, up) + n * flow(up, low) - np.conj(m) * flow(low, low) - m * flow(up, up)
    return -1j * (h @ rho - rho @ h) + k * bath
