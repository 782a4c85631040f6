"""Moments in time, against pen and paper, SciPy's integrators, its matrix exponential and published values."""

from types import SimpleNamespace

import numpy as np
import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import solve_ivp
from scipy.linalg import expm

from numerics.collocation import radau
from numerics.evolve import evolve
from numerics.solution import Status
from tests.closed_ring import CAPTION, RING, START, STATES, TIMES, energy, equations
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


class TestMethod:
    def test_three_stages_are_the_published_ones(self):
        """The matrix of order 5 (Hairer and Wanner II, table IV.5.6), here from its nodes alone."""
        r = np.sqrt(6)
        published = [
            [(88 - 7 * r) / 360, (296 - 169 * r) / 1800, (-2 + 3 * r) / 225],
            [(296 + 169 * r) / 1800, (88 + 7 * r) / 360, (-2 - 3 * r) / 225],
            [(16 - r) / 36, (16 + r) / 36, 1 / 9],
        ]
        method = radau(3, np.dtype(float))
        np.testing.assert_allclose(method.nodes, [(4 - r) / 10, (4 + r) / 10, 1], rtol=1e-15)
        np.testing.assert_allclose(np.linalg.inv(method.slopes), published, rtol=1e-13)

    def test_defect(self):
        """Nodes 1/3 and 1: int_0^x (1 - 3 x)(1 - x) dx = x - 2 x^2 + x^3 is 4/27 at 1/3, and 0 at 1."""
        method = radau(2, np.dtype(complex))
        np.testing.assert_allclose(method.nodes, [1 / 3, 1], rtol=1e-15)
        assert method.defect == pytest.approx(4 / 27, rel=1e-14)

    @pytest.mark.parametrize("stages", [5, 9])
    def test_order_at_the_end_and_polynomial_between(self, stages):
        """Weights integrate t^k exactly up to k = 2 s - 2 at the end, and every row up to k = s - 1."""
        method = radau(stages, np.dtype(complex))
        matrix, nodes = np.linalg.inv(method.slopes), method.nodes
        for k in range(2 * stages - 1):
            np.testing.assert_allclose(matrix[-1] @ nodes**k, 1 / (k + 1), rtol=1e-12)
        for k in range(stages):
            np.testing.assert_allclose(matrix @ nodes**k, nodes ** (k + 1) / (k + 1), atol=1e-15)
        # u(t) - y = t^2 - 3 t has its values at the nodes as increments, and slope -3 at the start.
        increments, times = nodes**2 - 3 * nodes, np.array([-0.5, 0.0, 0.3, 1.0, 1.7])
        np.testing.assert_allclose(method.at(times) @ increments, times**2 - 3 * times, atol=1e-11)
        np.testing.assert_allclose(method.start @ increments, -3, rtol=1e-11)

    @pytest.mark.parametrize("dtype", [float, complex])
    def test_modes_and_back(self, dtype):
        """One of each conjugate pair is enough for real stages, and the slopes are diagonal among the modes."""
        method = radau(5, np.dtype(dtype))
        assert len(method.eigenvalues) == (3 if dtype is float else 5)
        back = method.back @ (method.eigenvalues[:, None] * method.into)
        np.testing.assert_allclose(back.real if dtype is float else back, method.slopes, atol=1e-11)
        assert method.eigenvalues[method.damping].imag == 0


@pytest.fixture(scope="module")
def ring():
    """The closed ring of `tests.closed_ring`, ten decades in time, at the default tolerances."""
    return evolve(RING, START, TIMES, CAPTION)


class TestClosedRing:
    def test_the_stand_in_is_what_is_printed(self):
        """Its Jacobian against SymPy's derivative of its equations, at random parameters, exactly."""
        states = sympy.symbols(STATES)
        rng = np.random.default_rng(5)
        parameters = dict(zip(CAPTION, rng.integers(1, 9, len(CAPTION)).astype(float), strict=True))
        y = rng.integers(1, 9, 5).astype(float)
        matrix = sympy.Matrix(equations(states, **parameters)).jacobian(states)
        exact = np.array(matrix.subs(dict(zip(states, y, strict=True))), dtype=float)
        np.testing.assert_allclose(RING.jacobian(y, **parameters), exact, rtol=1e-13)

    def test_ten_decades_to_nine_digits(self, ring):
        """SciPy's Radau at a tolerance a thousand times tighter shares neither order, error estimate nor Newton."""
        kept = np.array([0, 40, 80, 120, 140, 160, 170, 180, 190, 201])
        found = solve_ivp(
            lambda _, y: RING.rhs(y, **CAPTION),
            (0, TIMES[-1]),
            START,
            "Radau",
            TIMES[kept],
            rtol=1e-13,
            atol=1e-15,
            jac=lambda _, y: RING.jacobian(y, **CAPTION),
        )
        np.testing.assert_allclose(ring.require()[kept], found.y.T, rtol=2e-10)

    def test_the_fast_part_against_an_explicit_method(self, ring):
        """DOP853 follows the fastest rate, 6e7 1/s, up to 1e-5 s."""
        kept = np.flatnonzero(TIMES <= 1e-5)
        found = solve_ivp(
            lambda _, y: RING.rhs(y, **CAPTION), (0, 1e-5), START, "DOP853", TIMES[kept], rtol=1e-13, atol=1e-15
        )
        assert found.t[-1] > 9e-6
        np.testing.assert_allclose(ring.values[kept], found.y.T, rtol=2e-10)

    def test_energy_does_not_drift(self, ring):
        """The paper's window, and ten times longer: half a million of the fastest lifetimes, and then five million."""
        np.testing.assert_allclose(energy(ring.values), energy(START), rtol=2e-13)
        late = evolve(RING, START, np.linspace(0, 0.1, 101), CAPTION).require()
        np.testing.assert_allclose(energy(late), energy(START), rtol=1e-12)

    def test_tolerances_are_kept(self, ring):
        for rtol in (1e-5, 1e-7, 1e-9):
            coarse = evolve(RING, START, TIMES, CAPTION, rtol=rtol, atol=1e-2 * rtol).require()
            error = abs(coarse / ring.values - 1).max()
            assert rtol * 1e-3 < error < 3 * rtol

    def test_real_states_stay_real(self, ring):
        assert ring.values.dtype == float
        with pytest.raises(ValueError, match="`y0` must be real"):
            evolve(RING, START + 0j, TIMES, CAPTION)

    def test_values_between_steps_do_not_depend_on_the_times_asked_for(self, ring):
        few = TIMES[[0, 77, 150, 201]]
        np.testing.assert_allclose(
            evolve(RING, START, few, CAPTION).require(), ring.values[[0, 77, 150, 201]], rtol=1e-12
        )

    def test_many_parameter_sets_in_one_call(self):
        """Each is integrated as if it were alone, whatever the others need; far fewer calls of rhs for all."""
        g_0, g_3 = np.geomspace(1e2, 1e7, 7)[:, None], np.geomspace(1e2, 1e7, 5)
        together = evolve(RING, START, TIMES[::20], CAPTION | {"g_0": g_0, "g_3": g_3})
        assert together.require().shape == (7, 5, len(TIMES[::20]), 5)
        assert together.statistics["steps"].shape == (7, 5)
        calls = 0
        for j, k in np.ndindex(7, 5):
            alone = evolve(RING, START, TIMES[::20], CAPTION | {"g_0": g_0[j, 0], "g_3": g_3[k]})
            np.testing.assert_allclose(together.values[j, k], alone.require(), rtol=1e-9)
            calls += alone.statistics["evaluations"]
        assert together.statistics["evaluations"] < calls / 10

    def test_many_starts_in_one_call(self):
        starts = START * np.array([[0.0], [0.5], [1.0]])
        together = evolve(RING, starts, TIMES[::50], CAPTION).require()
        np.testing.assert_allclose(together[1], evolve(RING, starts[1], TIMES[::50], CAPTION).require(), rtol=1e-9)


# Robertson's reaction, the standard stiff problem; y_0 + y_1 + y_2 is conserved.
ROBERTSON = SimpleNamespace(
    PARAMETERS=(),
    STATES=("y_0", "y_1", "y_2"),
    DTYPE="real",
    rhs=lambda y: np.stack(
        [
            -0.04 * y[..., 0] + 1e4 * y[..., 1] * y[..., 2],
            0.04 * y[..., 0] - 1e4 * y[..., 1] * y[..., 2] - 3e7 * y[..., 1] ** 2,
            3e7 * y[..., 1] ** 2,
        ],
        axis=-1,
    ),
    jacobian=lambda y: stacked(
        [
            [-0.04, 1e4 * y[..., 2], 1e4 * y[..., 1]],
            [0.04, -1e4 * y[..., 2] - 6e7 * y[..., 1], -1e4 * y[..., 1]],
            [0, 6e7 * y[..., 1], 0],
        ]
    ),
)


class TestEvolveNonLinear:
    def test_robertson_over_eleven_decades(self):
        """Published: F. Mazzia and C. Magherini, Test Set for IVP Solvers, release 2.4, problem ROBER, at t = 1e11."""
        y = evolve(ROBERTSON, [1.0, 0, 0], [0, 1.0, 1e11], {}, atol=1e-22).require()
        published = [0.2083340149701255e-07, 0.8333360770334713e-13, 0.9999999791665050]
        np.testing.assert_allclose(y[-1], published, rtol=1e-9)
        np.testing.assert_allclose(y.sum(axis=-1), 1, rtol=1e-13)

    @settings(max_examples=20, deadline=None, derandomize=True)
    @given(st.integers(2, 6), st.integers(0, 2**32 - 1))
    def test_random_rate_matrices(self, size, seed):
        """Probabilities p with dp/dt = W p, rates over nine decades: as the matrix exponential, and their sum stays up
        to the rounding of rates of 1e6 in one unit of time."""
        rng = np.random.default_rng(seed)
        rates = 10 ** rng.uniform(-3, 6, (size, size))
        matrix = rates - np.diag(rates.sum(axis=0))
        module = SimpleNamespace(
            PARAMETERS=(),
            STATES=tuple(f"p_{k}" for k in range(size)),
            DTYPE="real",
            rhs=lambda y: y @ matrix.T,
            jacobian=lambda y: np.broadcast_to(matrix, (*y.shape, size)),
        )
        start, times = np.eye(size)[0], np.array([0, 1e-6, 1e-3, 1.0])
        y = evolve(module, start, times, {}).require()
        np.testing.assert_allclose(y.sum(axis=-1), 1, rtol=1e-10)
        exact = np.array([expm(matrix * t) @ start for t in times])
        np.testing.assert_allclose(y, exact, rtol=1e-8, atol=1e-9)

    def test_at_rest_it_stays(self):
        """At the repelling fixed point nothing moves, and a single step is enough."""
        solution = evolve(LOGISTIC, [0.0], [0, 1.0, 1e6], {"r": 1.0})
        assert solution.require().ravel().tolist() == [0, 0, 0]
        assert solution.statistics["steps"] <= 2

    def test_one_point_that_fails_leaves_the_others_alone(self):
        """From n = 2 the first diverges at t = log 2/2, from n = 1/2 the second relaxes."""
        solution = evolve(LOGISTIC, [[2.0], [0.5]], [0, 0.1, 1.0], {"r": np.array([-2.0, 1.0])})
        assert solution.ok.tolist() == [False, True]
        np.testing.assert_allclose(solution.values[1, :, 0], 1 / (1 + np.exp(-np.array([0, 0.1, 1.0]))), rtol=1e-9)
        assert np.isfinite(solution.values[0, :2]).all() and np.isnan(solution.values[0, 2]).all()

    def test_overflow_and_undefined_equations(self):
        """exp(t) passes 1e300 at t = 690.8; dy/dt = 1/y is undefined at y = 0 from the start."""
        grow = SimpleNamespace(
            PARAMETERS=(), STATES=("y",), DTYPE="real", rhs=lambda y: y, jacobian=lambda y: np.ones((*y.shape, 1))
        )
        solution = evolve(grow, [1.0], [0, 680.0, 800.0], {}, rtol=1e-8)
        assert solution.status is Status.NOT_FINITE
        np.testing.assert_allclose(solution.values[1, 0], np.exp(680.0), rtol=1e-5)
        inverse = SimpleNamespace(
            PARAMETERS=(), STATES=("y",), rhs=lambda y: 1 / y, jacobian=lambda y: (-1 / y**2)[..., None]
        )
        solution = evolve(inverse, [[0.0], [1.0]], [0, 1.0], {})
        assert solution.where(Status.NOT_FINITE).tolist() == [True, False]
        np.testing.assert_allclose(solution.values[1, 1, 0], np.sqrt(3), rtol=1e-9)

    def test_logistic_growth(self):
        times, r = np.array([0, 0.3, 1.0, 9.0]), np.array([0.5, 3.0])
        solution = evolve(LOGISTIC, [0.1], times, {"r": r})
        expected = 1 / (1 + 9 * np.exp(-r[:, None] * times))
        np.testing.assert_allclose(solution.require()[..., 0], expected, rtol=1e-8)
        assert solution.statistics["method"] == "Radau"

    def test_complex_moments_against_an_explicit_method(self):
        """Radau with the complex Jacobian, against DOP853."""
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
        """A second mode a million times faster than the time asked for costs a few steps with the analytic Jacobian.
        Without it Newton's iteration converges only where the rate times the step is of order one: hundreds of
        steps for a rate of a thousand."""
        plain = SimpleNamespace(**{k: v for k, v in vars(TWO_MODES).items() if k != "LINEAR"})
        blind = SimpleNamespace(**{**vars(plain), "jacobian": lambda y: np.zeros((*y.shape, 4))})
        given = {"y0": [1, 0, 0, 0], "times": [0, 1.0], "rtol": 1e-8, "atol": 1e-10}
        fast = evolve(plain, parameters=VALUES | {"kappa_2": 1e6}, **given)
        slow = evolve(blind, parameters=VALUES | {"kappa_2": 1e3}, **given)
        assert fast.status is slow.status is Status.SUCCESS
        assert fast.statistics["steps"] < 50
        assert slow.statistics["steps"] > 200

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
