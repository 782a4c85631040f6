"""Generated modules of derived models: their functions agree with one another and with numbers from outside.

Outside: the drift of a cascade written down by hand with NumPy,

    dc_k/dt = -D_k c_k - u_k* sum_{j<k} u_j c_j - i (H' c)_k + noise,      D_k = i omega_k + (kappa_k + |u_k|^2)/2,

with u_k the amplitude of c_k in the common channel (occupation N), H' the hopping and a private bath (kappa_k, N_k)
each; dc/dt = A c makes G_jk = <c_j.dag c_k> obey dG/dt = A* G + G A^T + Q, Q_jk = N u_j u_k* + delta_jk kappa_k N_k,
which SciPy solves as a Sylvester equation.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from inspect import signature
from types import ModuleType
from typing import Any

import numpy as np
import pytest
from scipy.linalg import solve_continuous_lyapunov, solve_sylvester

from derive.algebra.boson import boson
from derive.algebra.levels import two_level
from derive.emit.module import Module
from derive.emit.python import compile_module, source
from derive.engines.lindblad.module import module_of
from derive.engines.lindblad.statement import digest, statement
from derive.exact.abbreviate import Abbreviation
from derive.model import Bath, Cascade, Model, Observable
from derive.parameters import I, angle, complex_, conj, exp, nonnegative, positive, real, sqrt
from derive.rules.gaussian import langevin
from derive.rules.moments import moments

c = boson("c_1 c_2 c_3 c_4")
omega = real("omega_1 omega_2 omega_3 omega_4", unit="rad/s")
kappa = positive("kappa_1 kappa_2 kappa_3 kappa_4", unit="1/s")
gamma = positive("gamma_1 gamma_2 gamma_3 gamma_4", unit="1/s")
N = nonnegative("N_1 N_2 N_3 N_4")
N_0 = nonnegative("N_0")
F, phi = complex_("F", unit="rad/s"), angle("phi")
Delta = real("Delta", unit="rad/s")


def chain(size: int, hopping: bool = True) -> Model:
    """The first ``size`` oscillators in one channel, the second turned by phi; F joins the first two."""
    modes = c[:size]
    energy = sum((w * m.dag * m for w, m in zip(omega, modes, strict=False)), 0 * c[0])
    stages = [sqrt(g) * m for g, m in zip(gamma, modes, strict=False)]
    stages[1] = exp(I * phi) * stages[1]
    return Model(
        "chain",
        energy + (F * c[0].dag * c[1] + conj(F) * c[1].dag * c[0] if hopping else 0),
        [Bath(m, k, n) for m, k, n in zip(modes, kappa, N, strict=False)],
        [Cascade(stages, occupation=N_0)],
        [Observable(f"n_{k + 1}", m.dag * m) for k, m in enumerate(modes)],
        [Abbreviation(Delta, omega[1] - omega[0])],
    )


def point(size: int, seed: int, hopping: bool = True, shape: tuple[int, ...] = ()) -> dict[str, np.ndarray]:
    """Random parameters of a chain; each of the given shape."""
    random = np.random.default_rng(seed)
    values = {f"omega_{k + 1}": random.normal(size=shape) for k in range(size)}
    for name, low, high in (("kappa", 0.2, 2.0), ("gamma", 0.2, 2.0), ("N", 0.0, 5.0)):
        values |= {f"{name}_{k + 1}": random.uniform(low, high, shape) for k in range(size)}
    values["N_0"] = random.uniform(0.0, 5.0, shape)
    values["phi"] = random.uniform(-3.0, 3.0, shape)
    if hopping:
        values["F"] = 0.4 * (random.normal(size=shape) + 1j * random.normal(size=shape))
    return values


def moments_by_hand(size: int, at: dict[str, np.ndarray]) -> np.ndarray:
    """G_jk = <c_j.dag c_k>, shape (size, size), from the equations in this file's first lines; one point."""
    u = np.array([np.sqrt(at[f"gamma_{k + 1}"]) for k in range(size)], complex)
    u[1] *= np.exp(1j * at["phi"])
    rates = np.array([at[f"kappa_{k + 1}"] for k in range(size)])
    A = np.diag([-1j * at[f"omega_{k + 1}"] - (rates[k] + abs(u[k]) ** 2) / 2 for k in range(size)])
    A -= np.tril(np.outer(u.conj(), u), -1)
    if "F" in at:
        A[0, 1] -= 1j * at["F"]
        A[1, 0] -= 1j * np.conj(at["F"])
    Q = at["N_0"] * np.outer(u, u.conj()) + np.diag(rates * [at[f"N_{k + 1}"] for k in range(size)])
    return solve_sylvester(A.conj(), A.T, -Q)


@pytest.fixture(scope="module")
def pair() -> ModuleType:
    """Two cascaded oscillators with hopping."""
    return compile_module(module_of(chain(2)))


@pytest.fixture(scope="module")
def four() -> tuple[Module, ModuleType]:
    """Four cascaded oscillators, all rates different: record and module."""
    made = module_of(chain(4, hopping=False))
    return made, compile_module(made)


def accepted(function: Callable[..., Any], at: dict[str, np.ndarray], *state: np.ndarray) -> Any:
    """The function at a point, of which it takes the parameters it needs."""
    taken = [p.name for p in signature(function).parameters.values() if p.kind is p.KEYWORD_ONLY]
    return function(*state, **{name: at[name] for name in taken})


# -- against numbers from outside ---------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(4))
def test_closed_forms_are_the_moments_by_hand(pair, seed):
    at = point(2, seed)
    by_hand = moments_by_hand(2, at)
    assert accepted(pair.n_1, at) == pytest.approx(by_hand[0, 0].real, rel=1e-12)
    assert accepted(pair.n_2, at) == pytest.approx(by_hand[1, 1].real, rel=1e-12)


@pytest.mark.parametrize("seed", range(3))
def test_four_cascaded_oscillators(four, seed):
    """The closed forms come in stages, one moment computed from earlier ones; the numbers do not show it."""
    _, module = four
    at = point(4, seed, hopping=False)
    by_hand = moments_by_hand(4, at)
    for k in range(4):
        assert accepted(getattr(module, f"n_{k + 1}"), at) == pytest.approx(by_hand[k, k].real, rel=1e-11)


def test_four_cascaded_oscillators_have_stages():
    """Guard of the test above: there is something to be staged."""
    assert moments(chain(4, hopping=False)).steady_state().stages


def test_stages_are_written_out_in_parameters(four):
    """No function of the module takes a moment for an argument."""
    made, _ = four
    known = {p.name for p in made.parameters}
    assert {name for f in made.functions for name in f.arguments} <= known


# -- with one another ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(4))
def test_covariance_from_drift_and_diffusion(pair, seed):
    """A V + V A^T + N = 0 with V = 1/2 in vacuum: n_k = (V_xx + V_pp - 1)/2 is the closed form."""
    at = point(2, seed)
    A, D = accepted(pair.drift, at), accepted(pair.diffusion, at)
    V = solve_continuous_lyapunov(A, -D)
    assert accepted(pair.n_1, at) == pytest.approx((V[0, 0] + V[1, 1] - 1) / 2, rel=1e-11)
    assert accepted(pair.n_2, at) == pytest.approx((V[2, 2] + V[3, 3] - 1) / 2, rel=1e-11)


@pytest.mark.parametrize("seed", range(4))
def test_the_rates_vanish_in_the_steady_state(pair, seed):
    at = point(2, seed)
    G = moments_by_hand(2, at)
    values = {"c_1.dag*c_1": G[0, 0], "c_1.dag*c_2": G[0, 1], "c_1*c_2.dag": G[1, 0], "c_2.dag*c_2": G[1, 1]}
    y = np.array([values[name] for name in pair.STATES])
    assert np.abs(accepted(pair.rhs, at, y)).max() < 1e-12 * np.abs(y).max()
    assert np.abs(accepted(pair.rhs, at, y + 0.1)).max() > 1e-3  # guard: not zero everywhere


@pytest.mark.parametrize("seed", range(4))
def test_the_jacobian_is_the_slope_of_the_rates(pair, seed):
    """Linear, so that differences of any step are exact: rhs(y + e_k) - rhs(y) is column k."""
    at = point(2, seed)
    y = np.random.default_rng(seed).normal(size=4) + 1j
    columns = [accepted(pair.rhs, at, y + step) - accepted(pair.rhs, at, y) for step in np.eye(4)]
    assert np.allclose(accepted(pair.jacobian, at, y), np.transpose(columns), rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize("seed", range(2))
def test_the_steady_state_of_the_rates(pair, seed):
    """y = -J^{-1} rhs(0) holds the closed forms."""
    at = point(2, seed)
    zero = np.zeros(4)
    y = -np.linalg.solve(accepted(pair.jacobian, at, zero), accepted(pair.rhs, at, np.zeros(4)))
    found = dict(zip(pair.STATES, y, strict=True))
    assert found["c_1.dag*c_1"] == pytest.approx(accepted(pair.n_1, at), rel=1e-12)
    assert found["c_2.dag*c_2"] == pytest.approx(accepted(pair.n_2, at), rel=1e-12)


def test_quadratures_are_turned_ladder_operators(pair):
    """x = (c + c.dag)/sqrt(2), p = -i (c - c.dag)/sqrt(2): A = T L T^{-1}, and N is that of the symmetrised noise."""
    at = point(2, 5)
    block = np.array([[1, 1], [-1j, 1j]]) / np.sqrt(2)
    T = np.kron(np.eye(2), block)
    L = accepted(pair.ladder_drift, at)
    assert np.allclose(accepted(pair.drift, at), T @ L @ np.linalg.inv(T), atol=1e-12)
    B = T @ accepted(pair.ladder_noise, at)
    occupations = [at["N_1"], at["N_2"], at["N_0"]]
    symmetric = np.zeros((6, 6))
    for k, n in enumerate(occupations):
        symmetric[2 * k, 2 * k + 1] = symmetric[2 * k + 1, 2 * k] = n + 0.5
    assert np.allclose(accepted(pair.diffusion, at), B @ symmetric @ B.T, atol=1e-12)


# -- arrays -------------------------------------------------------------------------------------------------------


def test_parameters_broadcast(pair):
    """Every parameter an array of shape (2, 3): each point is that of scalars, for every function."""
    at = point(2, 7, shape=(2, 3))
    y = np.random.default_rng(1).normal(size=(2, 3, 4)) + 0j
    whole = {name: accepted(getattr(pair, name), at) for name in FUNCTIONS}
    whole["rhs"] = accepted(pair.rhs, at, y)
    for where in np.ndindex(2, 3):
        one = {name: value[where] for name, value in at.items()}
        for name in FUNCTIONS:
            assert np.allclose(whole[name][where], accepted(getattr(pair, name), one), rtol=1e-13, atol=1e-13)
        assert np.allclose(whole["rhs"][where], accepted(pair.rhs, one, y[where]), rtol=1e-13, atol=1e-13)


FUNCTIONS = ("n_1", "n_2", "drift", "diffusion", "ladder_drift", "ladder_noise")


def test_axes_of_different_parameters_broadcast(pair):
    """One parameter along each axis."""
    at = point(2, 8)
    at["kappa_1"] = np.array([[0.5], [1.5]])
    at["F"] = np.array([0.1, 0.2j, 0.0])
    assert accepted(pair.n_2, at).shape == (2, 3)
    assert accepted(pair.drift, at).shape == (2, 3, 4, 4)
    assert np.isrealobj(accepted(pair.n_2, at))
    assert np.iscomplexobj(accepted(pair.ladder_drift, at))


# -- what a module has --------------------------------------------------------------------------------------------


def test_parts_may_be_handed_over():
    model = chain(2)
    equations = moments(model)
    again = module_of(model, equations, equations.steady_state(), langevin(model))
    assert source(again) == source(module_of(model))


def test_a_model_without_langevin_form():
    """A driven atom has populations and a coherence, no drift matrix of quadratures."""
    s = two_level("s")
    rate, drive = positive("Gamma"), real("Omega")
    model = Model("atom", drive * s.x / 2, [Bath(s.minus, rate)], observables=[Observable("p_e", s.plus * s.minus)])
    module = compile_module(module_of(model))
    assert not hasattr(module, "drift")
    # rho_ee = (Omega/Gamma)^2/(1 + 2 (Omega/Gamma)^2) on resonance: 1/3 at Omega = Gamma.
    assert module.p_e(Gamma=2.0, Omega=2.0) == pytest.approx(1 / 3, rel=1e-14)


def test_a_model_without_a_unique_steady_state():
    """A lossless mode keeps its occupation: rates, but no closed form."""
    model = Model("free", omega[0] * c[0].dag * c[0], observables=[Observable("n", c[0].dag * c[0])])
    module = compile_module(module_of(model))
    assert not hasattr(module, "n")
    assert np.all(module.rhs(np.ones(1)) == 0)


def test_abbreviations_are_written_out():
    """Delta is for the reader; the module takes the frequencies."""
    made = module_of(chain(2))
    assert "Delta" not in {p.name for p in made.parameters}
    assert "Delta := -omega_1 + omega_2" in source(made)


# -- digests ------------------------------------------------------------------------------------------------------


def test_the_digest_is_that_of_the_statement():
    made = module_of(chain(2))
    assert made.digest == digest(chain(2))
    assert made.digest == compile_module(made).DIGEST


def edits() -> dict[str, Model]:
    """The two-mode chain, edited in one place each."""
    base = chain(2)
    first, second = base.baths
    (cascade,) = base.cascades
    return {
        "hamiltonian": replace(base, hamiltonian=base.hamiltonian + c[0].dag * c[0]),
        "rate": replace(base, baths=(replace(first, rate=2 * kappa[0]), second)),
        "occupation": replace(base, baths=(replace(first, occupation=N[1]), second)),
        "bath left out": replace(base, baths=(first,)),
        "input name": replace(base, baths=(replace(first, name="b_left"), second)),
        "squeezing": replace(base, cascades=(replace(cascade, squeezing=complex_("M")),)),
        "order of the cascade": replace(base, cascades=(replace(cascade, stages=cascade.stages[::-1]),)),
        "phase": replace(base, cascades=(replace(cascade, phases=(angle("chi"),)),)),
        "observable": replace(base, observables=base.observables[:1]),
        "observable's name": replace(base, observables=(replace(base.observables[0], name="n"), base.observables[1])),
        "abbreviation": replace(base, definitions=()),
        "name": replace(base, name="other"),
        "unit": unit_changed(),
        "domain": domain_changed(),
        "meaning": meaning_changed(),
    }


def unit_changed() -> Model:
    return one_mode(positive("kappa_1", unit="1/ms"))


def domain_changed() -> Model:
    return one_mode(nonnegative("kappa_1", unit="1/s"))


def meaning_changed() -> Model:
    return one_mode(positive("kappa_1", unit="1/s", meaning="loss"))


def one_mode(rate) -> Model:
    return Model("one", omega[0] * c[0].dag * c[0], [Bath(c[0], rate)])


def test_every_edit_changes_the_digest():
    all_of_them = {name: digest(model) for name, model in edits().items()}
    all_of_them["as it is"] = digest(chain(2))
    all_of_them["one mode"] = digest(one_mode(kappa[0]))
    twice = {a for a in all_of_them for b in all_of_them if a != b and all_of_them[a] == all_of_them[b]}
    assert not twice


def test_reorderings_do_not_change_the_digest():
    """Terms of the Hamiltonian, of a coupling and of coefficients in any order; parameters made again."""
    again = positive("kappa_1", unit="1/s")
    one = Model(
        "m", omega[0] * c[0].dag * c[0] + F * c[0].dag * c[1] + conj(F) * c[1].dag * c[0], [Bath(c[0] + c[1], again)]
    )
    other = Model(
        "m", conj(F) * c[0] * c[1].dag + c[1] * c[0].dag * F + c[0].dag * c[0] * omega[0], [Bath(c[1] + c[0], kappa[0])]
    )
    assert statement(one) == statement(other)
    assert digest(one) == digest(other)
    assert source(module_of(one)) == source(module_of(other))


def test_normal_order_does_not_change_the_digest():
    """c c.dag = 1 + c.dag c: the constant, which moves nothing, is part of the statement."""
    normal = Model("m", omega[0] * (c[0].dag * c[0] + 1), [Bath(c[0], kappa[0])])
    other = Model("m", omega[0] * c[0] * c[0].dag, [Bath(c[0], kappa[0])])
    assert digest(normal) == digest(other)
