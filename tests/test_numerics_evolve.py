"""Moments in time, against pen and paper, SciPy's explicit integrators and its matrix exponential."""

from types import SimpleNamespace

import numpy as np
import pytest
from scipy.integrate import solve_ivp
from scipy.linalg import expm

from numerics.evolve import evolve
from numerics.solution import Status
from tests.test_numerics_stand_ins import (
    DAMPED,
    DRIVEN,
    KERR,
    LOGISTIC,
    TWO_MODES,
    VALUES,
    kerr_rhs,
    stacked,
    two_modes_jacobian,
    two_modes_rhs,
)


class TestEvolveLinear:
    def test_one_damped_mode(self):
        times, kappa, nbar = np.linspace(0, 4, 9), 0.8, 3.0
        n = evolve(DAMPED, [10.0], times, {"kappa": kappa, "nbar": nbar}).require()
        np.testing.assert_allclose(n[:, 0], nbar + 7 * np.exp(-kappa * times), rtol=1e-14)

    def test_many_parameter_sets_and_starts_at_once(self):
        """(3, 1) rates with (2,) starts are (3, 2) evolutions of 5 times each."""
        times, kappa, start = np.linspace(1, 3, 5), np.array([[0.1], [1.0], [10.0]]), np.array([[0.0], [2.0]])
        solution = evolve(DAMPED, start, times, {"kappa": kappa, "nbar": 1.0})
        assert solution.values.shape == (3, 2, 5, 1)
        expected = 1 + (start[:, 0][:, None] - 1) * np.exp(-kappa[..., None] * (times - 1))
        np.testing.assert_allclose(solution.require()[..., 0], expected, rtol=1e-13)

    @pytest.mark.parametrize("times", [np.linspace(0, 3, 31), np.array([0, 0.1, 0.2, 1.5, 1.6, 40.0])])
    def test_two_modes_against_integration(self, times):
        y0 = np.array([0.0, 0.3 + 0.1j, 0.3 - 0.1j, 2.0])
        found = solve_ivp(
            lambda _, y: two_modes_rhs(y, **VALUES), times[[0, -1]], y0, "DOP853", times, rtol=1e-12, atol=1e-13
        )
        solution = evolve(TWO_MODES, y0, times, VALUES)
        np.testing.assert_allclose(solution.require(), found.y.T, rtol=1e-9, atol=1e-9)

    def test_equal_steps_cost_one_exponential(self):
        even = evolve(TWO_MODES, np.zeros(4), np.linspace(0, 7, 1001), VALUES)
        uneven = evolve(TWO_MODES, np.zeros(4), np.geomspace(1, 7, 11), VALUES)
        assert (even.statistics["exponentials"], uneven.statistics["exponentials"]) == (1, 10)

    def test_steps_that_differ_a_little_are_not_taken_for_equal(self):
        times = np.array([0.0, 1.0, 2.0 + 1e-9])
        n = evolve(DAMPED, [1.0], times, {"kappa": 3.0, "nbar": 0.0}).require()[:, 0]
        np.testing.assert_allclose(n, np.exp(-3.0 * times), rtol=1e-14)

    def test_no_damping_at_all(self):
        """The Jacobian is singular (n_1 + n_2 is conserved) and the quanta swap: n_1 = cos^2(g t) at Delta = 0."""
        times, g = np.linspace(0, 20, 41), 0.7
        free = VALUES | {"kappa_1": 0, "kappa_2": 0, "Delta": 0, "g": g}
        y = evolve(TWO_MODES, [1, 0, 0, 0], times, free).require()
        np.testing.assert_allclose(y[:, 0], np.cos(g * times) ** 2, atol=1e-13)
        np.testing.assert_allclose(y[:, 0] + y[:, 3], 1, rtol=1e-13)

    def test_stiff_rates_nine_orders_apart(self):
        """A fast second mode follows at once, and damps the first at kappa_1 + 4 g^2/kappa_2 (up to 1/kappa_2^2)."""
        values = VALUES | {"kappa_1": 1.0, "kappa_2": 1e9, "g": 1e4, "Delta": 0, "nbar_1": 0, "nbar_2": 0}
        y = evolve(TWO_MODES, [1, 0, 0, 0], [0, 1.0, 2.0], values).require()
        np.testing.assert_allclose(y[:, 0], np.exp(-1.4 * np.array([0, 1, 2.0])), rtol=1e-6)

    def test_huge_bath_loses_no_digits(self):
        """Equal rates and Delta = 0: with w = n_1 - n_2 + X - X*, dw/dt = kappa (nbar_1 - nbar_2) - (kappa + 2 i g) w,
        and n_1 + n_2 relaxes at kappa.  With 1e30 quanta the affine part dwarfs the Jacobian."""
        kappa, g, t, nbar = 0.4, 0.7, 2.5, 1e30
        values = {"kappa_1": kappa, "kappa_2": kappa, "nbar_1": nbar, "nbar_2": 0.0, "g": g, "Delta": 0.0}
        y = evolve(TWO_MODES, np.zeros(4), [0, t], values).require()[1]
        rate = kappa + 2j * g
        w, total = kappa * nbar / rate * (1 - np.exp(-rate * t)), nbar * (1 - np.exp(-kappa * t))
        np.testing.assert_allclose(y[[0, 3]], [(total + w.real) / 2, (total - w.real) / 2], rtol=4e-14)
        np.testing.assert_allclose(y[1] - y[2], 1j * w.imag, rtol=4e-14)

    def test_against_scipy_expm_from_every_time_to_the_next(self):
        jacobian = two_modes_jacobian(np.zeros(4), **{k: VALUES[k] for k in ("kappa_1", "kappa_2", "g", "Delta")})
        no_bath = VALUES | {"nbar_1": 0, "nbar_2": 0}
        y0 = np.array([1, 0.5j, -0.5j, 2])
        y = evolve(TWO_MODES, y0, [2.0, 2.5, 4.0], no_bath).require()
        np.testing.assert_allclose(y[1], expm(0.5 * jacobian) @ y0, rtol=1e-12)
        np.testing.assert_allclose(y[2], expm(2.0 * jacobian) @ y0, rtol=1e-12)

    def test_gain_overflows_visibly(self):
        """exp(1000) is no float: that point is marked, its beginning kept, and its neighbour is unharmed."""
        solution = evolve(DAMPED, [1.0], [0, 1.0, 1000.0], {"kappa": np.array([-1.0, 1.0]), "nbar": 0.0})
        assert solution.where(Status.NOT_FINITE).tolist() == [True, False]
        np.testing.assert_allclose(solution.values[0, :2, 0], [1, np.e])
        np.testing.assert_allclose(solution.values[1, 1, 0], np.exp(-1))

    def test_undefined_equations_are_marked(self):
        inverse = SimpleNamespace(
            PARAMETERS=("a",),
            STATES=("y",),
            LINEAR=True,
            rhs=lambda y, *, a: -y / np.asarray(a)[..., None],
            jacobian=lambda y, *, a: stacked([[-1 / np.asarray(a)]]),
        )
        solution = evolve(inverse, [1.0], [0, 1.0], {"a": np.array([0.0, 1.0])})
        assert solution.where(Status.NOT_FINITE).tolist() == [True, False]
        assert np.isnan(solution.values[0, 1]).all() and np.isfinite(solution.values[1]).all()

    def test_a_module_that_calls_itself_linear_and_is_not(self):
        liar = SimpleNamespace(**{**vars(LOGISTIC), "LINEAR": True})
        with pytest.raises(ValueError, match="must have an affine rhs and its jacobian where LINEAR is true"):
            evolve(liar, [0.5], [0, 1.0], {"r": 1.0})


class TestEvolveNonLinear:
    def test_logistic_growth(self):
        times, r = np.array([0, 0.3, 1.0, 9.0]), np.array([0.5, 3.0])
        solution = evolve(LOGISTIC, [0.1], times, {"r": r})
        expected = 1 / (1 + 9 * np.exp(-r[:, None] * times))
        np.testing.assert_allclose(solution.require()[..., 0], expected, rtol=1e-8)
        assert solution.statistics["method"] == "Radau"

    def test_complex_moments_against_an_explicit_method(self):
        """Radau with the analytic Jacobian on (Re, Im), against DOP853 on the complex equations."""
        values, times = DRIVEN, np.linspace(0, 6, 7)
        found = solve_ivp(
            lambda _, y: kerr_rhs(y, **values), (0, 6), [0.2j, -0.2j], "DOP853", times, rtol=1e-12, atol=1e-13
        )
        solution = evolve(KERR, [0.2j, -0.2j], times, values)
        np.testing.assert_allclose(solution.require(), found.y.T, atol=1e-8)

    def test_a_linear_system_gives_the_same_both_ways(self):
        plain = SimpleNamespace(**{k: v for k, v in vars(TWO_MODES).items() if k != "LINEAR"})
        times = np.linspace(0, 3, 4)
        exact, integrated = (evolve(m, [1, 0, 0, 0], times, VALUES) for m in (TWO_MODES, plain))
        assert (exact.statistics["method"], integrated.statistics["method"]) == ("propagator", "Radau")
        np.testing.assert_allclose(integrated.require(), exact.require(), atol=1e-8)

    def test_the_jacobian_spares_steps_where_it_is_stiff(self):
        """Rates and detuning a thousand times the rest: with the analytic Jacobian of (Re, Im) Radau takes about as
        many evaluations as without the stiffness.  A wrong one would leave the result and show in the cost."""
        plain = SimpleNamespace(**{k: v for k, v in vars(TWO_MODES).items() if k != "LINEAR"})
        easy, stiff = (
            evolve(plain, [1, 0, 0, 0], [0, 1.0], VALUES | {"Delta": d, "kappa_2": d}, rtol=1e-8, atol=1e-10)
            for d in (10.0, 1000.0)
        )
        assert stiff.status is Status.SUCCESS
        assert stiff.statistics["evaluations"] < 2 * easy.statistics["evaluations"]

    def test_divergence_in_finite_time(self):
        """dn/dt = n (n - 1) from n = 2 is n = 1/(1 - e^t/2): infinite at t = log 2."""
        solution = evolve(LOGISTIC, [2.0], [0, 0.5, 1.0], {"r": -1.0})
        assert solution.status in (Status.STEP_TOO_SMALL, Status.NOT_FINITE)
        np.testing.assert_allclose(solution.values[1, 0], 1 / (1 - np.exp(0.5) / 2), rtol=1e-8)
        assert np.isnan(solution.values[2]).all()

    def test_one_time_is_the_start(self):
        assert evolve(LOGISTIC, [0.25], [3.0], {"r": 1.0}).require().tolist() == [[0.25]]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"y0": [1.0, 2.0]}, r"`y0` must have shape \(\.\.\., 1\), one element a state, but got \(2,\)"),
        ({"y0": 1.0}, r"`y0` must have shape"),
        ({"y0": [np.nan]}, r"`y0` must be finite"),
        ({"times": [0.0, 1.0, 1.0]}, r"`times` must be one strictly increasing row"),
        ({"times": [[0.0, 1.0]]}, r"`times` must be one strictly increasing row"),
        ({"times": []}, r"`times` must be one strictly increasing row"),
        ({"rtol": -1e-6}, r"`rtol` must be one number between 2.22045e-14 and 1, but got -1e-06"),
        ({"rtol": 1e-18}, r"`rtol` must be one number between"),
        ({"atol": 0.0}, r"`atol` must be one number positive and below 1, but got 0.0"),
    ],
)
def test_bad_arguments_of_evolve(arguments, message):
    good = {"y0": [0.0], "times": [0.0, 1.0], "parameters": {"kappa": 1.0, "nbar": 1.0}}
    with pytest.raises(ValueError, match=message):
        evolve(DAMPED, **(good | arguments))
