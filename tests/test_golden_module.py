"""Generated modules of rate equations: equations, derivatives, events, constants, entropies, against pen and paper."""

from __future__ import annotations

import math
import warnings
from types import ModuleType

import numpy as np
import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

from derive.emit.python import compile_module
from derive.engines.golden.derivation import derive_model
from derive.models.braak.model import closed_ring, embedded_cavity, open_waveguide

MODULES = {m.name: compile_module(derive_model(m).module()) for m in (open_waveguide, closed_ring, embedded_cavity)}
OPEN, RING, CAVITY = MODULES["open_waveguide"], MODULES["closed_ring"], MODULES["embedded_cavity"]
RANDOM = np.random.default_rng(7)
COUPLINGS = {
    "Delta": 3e7, "g_1": 2e-28, "g_2": 5e-29, "h": 4e-29, "hbar": 1.054571817e-34, "rho": 2.5e28, "rho_wg": 1.5e28,
}  # fmt: skip
"""Rates around 1e7 per second, with the density of states of a reservoir and of a channel different."""


def open_equations(y, p):
    """Eqs. (8)-(10), with the loss into both channels as in (S-18): 2 gamma_dec."""
    n_A, n_B, m_e = y
    ground = p["m"] - m_e
    loss, exchange = 2 * p["gamma_dec"], p["gamma_0"] * (n_B - n_A)
    return (
        -loss * n_A + exchange - p["gamma_1"] * ground * n_A + p["gamma_2"] * m_e * (n_A + 1),
        -loss * n_B - exchange - p["gamma_2"] * ground * n_B + p["gamma_1"] * m_e * (n_B + 1),
        -(p["gammat_11"] + p["gammat_12"]) * m_e
        + p["gammat_1"] * (n_A * ground - (n_B + 1) * m_e)
        + p["gammat_2"] * (n_B * ground - (n_A + 1) * m_e),
    )


def ring_equations(y, p):
    """Eqs. (S-61)-(S-65) with the Bose factors squared of modes that a quantum is made in and taken from, as (S-79).

    A mode of channel 1 is made with sqrt(n_1 + 1) and taken with sqrt(n_1 + 1): the amplitude has n_1 + 1.
    """
    n_A, n_B, n_1, n_2, m_e = y
    ground, one, two = p["m"] - m_e, (n_1 + 1) ** 2, (n_2 + 1) ** 2
    exchange = p["gamma_0"] * (two * (n_A + 1) * n_B - one * (n_B + 1) * n_A)
    swap = p["gamma_3"] * (n_A + n_B + 2) ** 2 * (n_2 - n_1)
    up, down = ([ground * n, m_e * (n + 1)] for n in (n_1, n_2))
    first, second = up[0] - up[1], down[0] - down[1]
    dec, back, g_1, g_2 = p["gamma_dec"], p["gammap_dec"], p["gamma_1"], p["gamma_2"]
    return (
        dec * (n_1 + n_2 - 2 * n_A) - g_1 * ground * n_A * one + g_2 * m_e * (n_A + 1) * two + exchange,
        dec * (n_1 + n_2 - 2 * n_B) - g_2 * ground * n_B * two + g_1 * m_e * (n_B + 1) * one - exchange,
        back * (n_A + n_B - 2 * n_1) - p["gamma_11"] * first + swap,
        back * (n_A + n_B - 2 * n_2) - p["gamma_12"] * second - swap,
        p["gammat_11"] * first
        + p["gammat_12"] * second
        + p["gammat_1"] * one * (ground * n_A - m_e * (n_B + 1))
        + p["gammat_2"] * two * (ground * n_B - m_e * (n_A + 1)),
    )  # fmt: skip


def cavity_equations(y, p):
    """Eqs. (S-80) and (S-81); the emitters take and give what the modes do."""
    n_A, n_C, m_e = y
    ground = p["m"] - m_e
    direct = -n_C * ground + (n_C + 1) * m_e
    through = (n_C + 1) ** 2 * (-n_A * ground + (n_A + 1) * m_e)
    return (
        p["gamma_4"] * (n_C - n_A) + p["gamma_6"] * through,
        p["gammap_4"] * (n_A - n_C) + p["gamma_5"] * direct,
        -p["gammat_5"] * direct - p["gammat_6"] * through,
    )


SYSTEMS = [(OPEN, open_equations), (RING, ring_equations), (CAVITY, cavity_equations)]


def rates_of(module: ModuleType) -> dict[str, float]:
    """A value for each rate constant, no two alike."""
    return {name: 1.0 + 0.37 * k for k, name in enumerate(module.RATES)} | {"m": 11.0}


def states_of(module: ModuleType, *shape: int) -> np.ndarray:
    """Occupations between 0 and 3."""
    return 3 * RANDOM.random((*shape, len(module.STATES)))


@pytest.mark.parametrize(("module", "equations"), SYSTEMS, ids=lambda x: getattr(x, "__name__", ""))
def test_the_equations_are_those_on_paper(module: ModuleType, equations) -> None:
    y, p = states_of(module, 20), rates_of(module)
    expected = np.stack(equations(np.moveaxis(y, -1, 0), p), axis=-1)
    np.testing.assert_allclose(module.rhs(y, **p), expected, rtol=1e-13, atol=1e-12)


@pytest.mark.parametrize(("module", "equations"), SYSTEMS, ids=lambda x: getattr(x, "__name__", ""))
def test_the_jacobian_is_the_derivative_of_the_equations_on_paper(module: ModuleType, equations) -> None:
    """Differentiated by SymPy, in exact numbers."""
    states, p = sympy.symbols(module.STATES), rates_of(module)
    exact = {name: sympy.Rational(str(value)) for name, value in p.items()}
    matrix = sympy.Matrix(equations(states, exact)).jacobian(states)
    y = states_of(module)
    expected = np.array(matrix.subs(dict(zip(states, map(sympy.Float, y), strict=True))), dtype=float)
    assert np.count_nonzero(expected) > len(states), "the test would be vacuous"
    np.testing.assert_allclose(module.jacobian(y, **p), expected, rtol=1e-12, atol=1e-11)


@pytest.mark.parametrize("module", MODULES.values(), ids=lambda m: m.__name__)
def test_points_and_stages_broadcast(module: ModuleType) -> None:
    """Parameters (points, 1) with states (points, stages, n): what a solver asks for, point by point the same."""
    p = {name: value * (1 + RANDOM.random((4, 1))) for name, value in rates_of(module).items()}
    y = states_of(module, 4, 7)
    whole, slopes = module.rhs(y, **p), module.jacobian(y, **p)
    assert whole.shape == (4, 7, len(module.STATES)) and slopes.shape == (4, 7, *[len(module.STATES)] * 2)
    for k in range(4):
        here = {name: float(value[k, 0]) for name, value in p.items()}
        np.testing.assert_allclose(whole[k], module.rhs(y[k], **here), rtol=1e-14)
        np.testing.assert_allclose(slopes[k], module.jacobian(y[k], **here), rtol=1e-14)


def test_states_that_are_complex_are_refused() -> None:
    with pytest.raises(ValueError, match="must be real"):
        OPEN.rhs(np.zeros(3) + 0j, **rates_of(OPEN))


# -- constants ---------------------------------------------------------------------------------------------------------


def test_rate_constants_from_couplings() -> None:
    """(S-17), (S-19), (S-33), (S-45), and the tilded ones over the number of modes, (S-47), (S-57)."""
    found = dict(zip(RING.RATES, RING.rate_constants(**COUPLINGS), strict=True))
    c = COUPLINGS
    first, second = 2 * math.pi / c["hbar"], 2 * math.pi**3 / c["hbar"]
    n_res, n_wg = (c["hbar"] * c["Delta"] * c[name] for name in ("rho", "rho_wg"))
    expected = {
        "gamma_dec": first * c["h"] ** 2 * c["rho_wg"],
        "gammap_dec": first * c["h"] ** 2 * c["rho"],
        "gammat_11": first * c["g_1"] ** 2 * c["rho_wg"],
        "gammat_12": first * c["g_2"] ** 2 * c["rho_wg"],
        "gamma_0": second * c["h"] ** 4 * c["rho_wg"] ** 2 * c["rho"],
        "gamma_3": second * c["h"] ** 4 * c["rho"] ** 2 * c["rho_wg"],
        "gammat_1": second * c["h"] ** 2 * c["g_1"] ** 2 * c["rho_wg"] ** 2 * c["rho"],
        "gammat_2": second * c["h"] ** 2 * c["g_2"] ** 2 * c["rho_wg"] ** 2 * c["rho"],
    }
    expected |= {f"gamma_{r}": expected[f"gammat_{r}"] / n_res for r in (1, 2)}
    expected |= {f"gamma_1{r}": expected[f"gammat_1{r}"] / n_wg for r in (1, 2)}
    assert found.keys() == expected.keys()
    for name, value in expected.items():
        assert found[name] == pytest.approx(value, rel=1e-13), name
    np.testing.assert_allclose(RING.modes(**c), [n_res] * 2 + [n_wg] * 2)


def test_rates_and_couplings_stand_together() -> None:
    """Names of rate constants are parameters of `rhs`, and none of a function: one dictionary serves all."""
    functions = {name for name in vars(RING) if callable(getattr(RING, name))}
    assert not functions & set(RING.PARAMETERS)
    assert set(RING.RATES) < set(RING.PARAMETERS)


# -- events ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("module", [OPEN, RING], ids=lambda m: m.__name__)
def test_events_move_quanta(module: ModuleType) -> None:
    """Each event takes one quantum of its source and gives one to its end; modes share theirs.

    N dn_A/dt = (events that end in A) - (events that begin there), and the same without N for the emitters.
    """
    n_res, _, _, n_wg = module.modes(**COUPLINGS)
    p = dict(zip(module.RATES, module.rate_constants(**COUPLINGS), strict=True)) | {"m": 11.0, "N": n_res}
    p |= {"N_wg": n_wg} if module is RING else {}
    y = states_of(module)
    events = dict(zip(module.PROCESSES, module.events(y, **p), strict=True))
    right = module.rhs(y, **p)
    sizes = {"A": n_res, "B": n_res, "1": n_wg, "2": n_wg, "M": 1.0}
    for species, rate in zip(module.SPECIES, right, strict=True):
        gained = sum(v for name, v in events.items() if name.endswith(f"-> {species}"))
        lost = sum(v for name, v in events.items() if name.startswith(f"{species} ->"))
        assert gained or lost, "the test would be vacuous"
        assert gained - lost == pytest.approx(sizes[species] * rate, rel=1e-9)
    assert all(v >= 0 for v in events.values())


# -- entropy and temperature -------------------------------------------------------------------------------------------


def bose(n: float) -> float:
    """(S-66) with the temperature put in: (1 + n) log(1 + n) - n log n."""
    return (1 + n) * math.log1p(n) - n * math.log(n)


def two_level(p: float) -> float:
    """(S-68) of one emitter."""
    return -p * math.log(p) - (1 - p) * math.log1p(-p)


def test_entropy_is_that_of_the_paper() -> None:
    """(S-71): every mode and every emitter counts once."""
    y = np.array([0.3, 1.7, 0.01, 40.0, 4.0])
    expected = 50 * (bose(0.3) + bose(1.7)) + 80 * (bose(0.01) + bose(40.0)) + 11 * two_level(4 / 11)
    assert RING.entropy(y, N=50.0, N_wg=80.0, m=11.0) == pytest.approx(expected, rel=1e-14)


def test_entropy_counts_arrangements() -> None:
    """Boltzmann's logarithm by factorials: 3e6 quanta in 1e6 modes, of 4e6 emitters one in four excited.

    Stirling's formula leaves out logarithms of these numbers.
    """
    modes, m = 1_000_000, 4_000_000
    factorial = lambda n: math.lgamma(n + 1)  # noqa: E731
    log_w = 2 * (factorial(4 * modes - 1) - factorial(3 * modes) - factorial(modes - 1))
    log_w += factorial(m) - factorial(m // 4) - factorial(m - m // 4)
    found = OPEN.entropy(np.array([3.0, 3.0, m / 4]), N=float(modes), m=float(m))
    assert abs(found - log_w) < 6 * math.log(m)
    assert found > 1e6, "the test would be vacuous"


def test_what_is_empty_has_neither_entropy_nor_temperature() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert OPEN.entropy(np.zeros(3), N=100.0, m=100.0) == 0.0
        assert OPEN.entropy(np.array([0.0, 0.0, 100.0]), N=100.0, m=100.0) == 0.0
        np.testing.assert_array_equal(OPEN.temperatures(np.zeros(3), m=100.0), 0.0)


def test_small_occupations_keep_their_digits() -> None:
    """S -> n (1 - log n) + n^2/2 per mode where n is small."""
    for n in (1e-5, 1e-12, 1e-200):
        found = OPEN.entropy(np.array([n, 0.0, 0.0]), N=1.0, m=1.0)
        assert found == pytest.approx(n * (1 - math.log(n)) + n * n / 2, rel=1e-13)


def test_large_occupations_keep_their_digits() -> None:
    """S -> 1 + log n + 1/(2 n) per mode where n is large, and k_B T -> n + 1/2."""
    for n in (1e6, 1e12):
        y = np.array([n, 0.0, 0.0])
        assert OPEN.entropy(y, N=1.0, m=1.0) == pytest.approx(1 + math.log(n) + 0.5 / n, rel=1e-14)
        assert OPEN.temperatures(y, m=1.0)[0] == pytest.approx(n + 0.5, rel=1e-12)


@given(st.floats(0.02, 30.0))
def test_temperatures_invert_planck_and_boltzmann(x: float) -> None:
    """All species at one temperature: n = 1/(exp(x) - 1), (7), and m_e/m = 1/(exp(x) + 1), (S-67)."""
    n, m = 1 / math.expm1(x), 100.0
    y = np.array([n, n, n, n, m / (math.exp(x) + 1)])
    np.testing.assert_allclose(RING.temperatures(y, m=m), 1 / x, rtol=1e-12)


def test_what_no_ensemble_can_have_is_nan() -> None:
    """More emitters excited than there are, occupations below zero: no number, and no warning either."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        y = np.array([-0.5, 1.0, 101.0])
        assert np.isnan(OPEN.temperatures(y, m=100.0)[[0, 2]]).all()
        assert np.isnan(OPEN.entropy(y, N=1.0, m=100.0))


def test_inverted_emitters_have_a_negative_temperature() -> None:
    assert OPEN.temperatures(np.array([1.0, 1.0, 75.0]), m=100.0)[2] == pytest.approx(-1 / math.log(3))


# -- late times --------------------------------------------------------------------------------------------------------


def test_the_linear_rates_on_paper() -> None:
    """Terms of (8)-(10) of first order in the occupations."""
    p = rates_of(OPEN)
    loss, m = 2 * p["gamma_dec"] + p["gamma_0"], p["m"]
    expected = [
        [-loss - m * p["gamma_1"], p["gamma_0"], p["gamma_2"]],
        [p["gamma_0"], -loss - m * p["gamma_2"], p["gamma_1"]],
        [m * p["gammat_1"], m * p["gammat_2"], -sum(p[f"gammat_{r}"] for r in (1, 2, 11, 12))],
    ]
    np.testing.assert_allclose(OPEN.linearised(**p), expected, rtol=1e-15)
    np.testing.assert_allclose(OPEN.jacobian(np.zeros(3), **p), expected, rtol=1e-15)


def test_eigenvalues_and_modes() -> None:
    """Against LAPACK: roots of the polynomial, and the vector of each."""
    p = rates_of(OPEN)
    values, vectors = np.linalg.eig(OPEN.linearised(**p))
    np.testing.assert_allclose(np.sort(np.roots(OPEN.characteristic(**p)[::-1])), np.sort(values), rtol=1e-9)
    for value, vector in zip(values, vectors.T, strict=True):
        mode = OPEN.slow_mode(eigenvalue=value.real, **p)
        np.testing.assert_allclose(
            mode / np.abs(mode).max(), vector * mode[1] / vector[1] / np.abs(mode).max(), atol=1e-8
        )
        assert OPEN.asymptotic_ratio(eigenvalue=value.real, **p) == pytest.approx(vector[0] / vector[1], rel=1e-8)


def test_the_ratio_where_one_channel_couples() -> None:
    """With gamma_2 = 0 that of A says it: lambda n_A = -(2 gamma_dec + gamma_0 + gamma_1 m) n_A + gamma_0 n_B."""
    p = rates_of(OPEN) | {"gamma_2": 0.0, "gammat_2": 0.0, "gammat_12": 0.0}
    slowest = np.linalg.eigvals(OPEN.linearised(**p)).real.max()
    expected = p["gamma_0"] / (slowest + 2 * p["gamma_dec"] + p["gamma_0"] + p["gamma_1"] * p["m"])
    assert OPEN.asymptotic_ratio(eigenvalue=slowest, **p) == pytest.approx(expected, rel=1e-10)
    assert 0 < expected < 1


def test_what_keeps_its_quanta_has_no_late_times() -> None:
    for module in (RING, CAVITY):
        assert not hasattr(module, "linearised")


# -- the text ----------------------------------------------------------------------------------------------------------


def test_the_docstring_says_what_was_assumed_and_what_is_not_given() -> None:
    text = " ".join((RING.__doc__ or "").split())
    for part in (
        "Of two events that share a mode of a channel the earlier is the one upstream.",
        "A -> M: ",
        "gammat_1*(n_1 + 1)**2*(n_A*(m - m_e) - m_e*(n_B + 1))",
        "The paper gives no number of emitters",
        "rho_A = rho_B = rho.",
    ):
        assert part in text, part
    assert RING.DEFAULTS == {"m": 100.0} and not RING.LINEAR and RING.DTYPE == "real"
