"""Rest, slow modes and the ratios that remain, against pen and paper and against evolution."""

from types import SimpleNamespace

import numpy as np
import pytest

from numerics.evolve import evolve
from numerics.relaxation import asymptotic_ratio, rest, slow_mode
from numerics.solution import Status
from tests.closed_ring import CAPTION, RING, START, energy
from tests.test_numerics_stand_ins import DAMPED, DRIVEN, KERR, LOGISTIC, stacked


def real(states, parameters, rhs, jacobian, **more):
    """A stand-in with real states; `rhs` gives rows and `jacobian` rows of columns."""
    return SimpleNamespace(
        STATES=states,
        PARAMETERS=parameters,
        DTYPE="real",
        rhs=lambda y, *, a, b: np.stack(np.broadcast_arrays(*rhs(*np.moveaxis(y, -1, 0), a, b)), axis=-1),
        jacobian=lambda y, *, a, b: stacked(jacobian(*np.moveaxis(y, -1, 0), a, b)),
        **more,
    )


# n_1 turns into n_2 at the rate a and back at b; n_1 + n_2 is conserved.
EXCHANGE = real(
    ("n_1", "n_2"),
    ("a", "b"),
    lambda x, y, a, b: (-a * x + b * y, a * x - b * y),
    lambda x, y, a, b: [[-a + 0 * x, b], [a, -b]],
)
# n_1 decays at a into n_2, which leaks away at b.
CHAIN = real(
    ("n_1", "n_2"),
    ("a", "b"),
    lambda x, y, a, b: (-a * x, a * x - b * y),
    lambda x, y, a, b: [[-a + 0 * x, 0], [a, -b]],
)
# Two reservoirs that exchange at a; only the second leaks, at b.
LEAK = real(
    ("n_1", "n_2"),
    ("a", "b"),
    lambda x, y, a, b: (-a * (x - y), a * (x - y) - b * y),
    lambda x, y, a, b: [[-a + 0 * x, a], [a, -a - b]],
)
# Rotation at a, damped at b.
SPIRAL = real(
    ("x", "y"),
    ("a", "b"),
    lambda x, y, a, b: (-b * x - a * y, a * x - b * y),
    lambda x, y, a, b: [[-b + 0 * x, -a], [a, -b]],
)
# dx/dt = a x - b x^3: 0 repels, sqrt(a/b) and its opposite attract; y just decays.
BISTABLE = real(
    ("x", "y"),
    ("a", "b"),
    lambda x, y, a, b: (a * x - b * x**3, -y),
    lambda x, y, a, b: [[a - 3 * b * x**2, 0], [0, -1]],
)
# x + y -> 2 y at the rate a, and back from y at b: x + y is conserved, y* = total - b/a where that is positive.
INFECTION = real(
    ("x", "y"),
    ("a", "b"),
    lambda x, y, a, b: (-a * x * y + b * y, a * x * y - b * y),
    lambda x, y, a, b: [[-a * y, -a * x + b], [a * y, a * x - b]],
)


class TestRest:
    def test_exchange_keeps_the_total(self):
        """n_1 = b/(a + b) and n_2 = a/(a + b) of the total, whatever the total."""
        a, start = np.array([1e-3, 1.0, 1e9]), np.array([3.0, 4.0])
        solution = rest(EXCHANGE, start, {"a": a, "b": 2.0})
        expected = 7 * np.stack([2 / (a + 2), a / (a + 2)], axis=-1)
        np.testing.assert_allclose(solution.require(), expected, rtol=1e-14)
        assert solution.statistics["invariants"].tolist() == [1, 1, 1]
        assert solution.statistics["drift"].max() < 1e-15
        np.testing.assert_allclose(solution.statistics["spectral_abscissa"], -(a + 2), rtol=1e-12)

    @pytest.mark.parametrize("b", [1e-300, 1e-160, 1e160, 1e300])
    def test_rates_whose_squares_leave_the_range_of_numbers(self, b):
        """n = (b, a)/(a + b) at a = 2 b, in any unit of time; the deviation n_1 = -n_2 decays at a + b."""
        parameters = {"a": [2 * b, 2.0], "b": [b, 1.0]}
        solution = rest(EXCHANGE, [3.0, 0.0], parameters)
        assert solution.values == pytest.approx(np.array([[1.0, 2.0], [1.0, 2.0]]), rel=1e-12)
        assert solution.statistics["spectral_abscissa"] == pytest.approx(np.array([-3 * b, -3.0]), rel=1e-12)
        mode = slow_mode(EXCHANGE, solution.values, parameters)
        assert mode.values[:, 0] == pytest.approx(-mode.values[:, 1], rel=1e-12)
        assert mode.statistics["eigenvalue"] / [b, 1.0] == pytest.approx(-3.0, rel=1e-12)

    def test_a_coupling_that_is_zero_at_one_point(self):
        """Without exchange each number is conserved by itself, and the start is the state of rest."""
        solution = rest(EXCHANGE, [3.0, 4.0], {"a": np.array([0.0, 1.0]), "b": np.array([0.0, 1.0])})
        np.testing.assert_allclose(solution.require(), [[3, 4], [3.5, 3.5]], rtol=1e-14)
        assert solution.statistics["invariants"].tolist() == [2, 1]

    def test_the_one_that_the_start_leads_to(self):
        starts = np.array([[0.01, 5.0], [-0.01, 5.0], [30.0, 0.0]])
        solution = rest(BISTABLE, starts, {"a": 2.0, "b": 0.5})
        np.testing.assert_allclose(solution.require(), [[2, 0], [-2, 0], [2, 0]], rtol=1e-14, atol=1e-14)
        assert solution.values.dtype == float

    def test_a_leaf_of_a_nonlinear_system(self):
        """On the leaf x + y = 5 both y = 0 and y = 5 - b/a are at rest; the second attracts while it is positive."""
        solution = rest(INFECTION, [4.999, 0.001], {"a": 1.0, "b": np.array([2.0, 8.0])})
        np.testing.assert_allclose(solution.require(), [[2, 3], [5, 0]], rtol=1e-12, atol=1e-12)

    def test_a_start_on_a_point_that_repels(self):
        solution = rest(LOGISTIC, [[0.0], [1e-9], [1.0]], {"r": 1.0})
        assert solution.where(Status.UNSTABLE).tolist() == [True, False, False]
        np.testing.assert_allclose(solution.values[1:, 0], 1, rtol=1e-14)

    def test_what_leaks_away_ends_at_zero(self):
        solution = rest(LEAK, [1.0, 2.0], {"a": np.array([1.0, 1e8]), "b": np.array([1e-4, 3.0])})
        np.testing.assert_allclose(solution.require(), 0, atol=1e-15)

    def test_complex_and_linear_modules(self):
        """A driven Kerr mode takes the amplitude at which its equations vanish, a damped mode its bath's occupation."""
        solution = rest(KERR, [0.2j, -0.2j], DRIVEN)
        c = solution.require()[0]
        n = abs(c) ** 2
        np.testing.assert_allclose(n * (0.25 + (DRIVEN["Delta"] + DRIVEN["U"] * n) ** 2), DRIVEN["E"] ** 2, rtol=1e-12)
        assert solution.statistics["residual"] < 1e-14
        np.testing.assert_allclose(rest(DAMPED, [9.0], {"kappa": 0.3, "nbar": 2.0}).require(), [2], rtol=1e-14)

    def test_a_cycle_never_rests(self):
        solution = rest(SPIRAL, [1.0, 0.0], {"a": 1.0, "b": np.array([0.0, 0.1])}, rtol=1e-5, atol=1e-8)
        assert solution.where(Status.STEP_LIMIT).tolist() == [True, False]

    def test_divergence_is_passed_on(self):
        """Half way up the logistic's Jacobian vanishes, which is no rest."""
        solution = rest(LOGISTIC, [[-0.5], [0.5]], {"r": 1.0})
        assert solution.ok.tolist() == [False, True]
        assert solution.status in (Status.STEP_TOO_SMALL, Status.NOT_FINITE)

    def test_closed_ring_against_a_long_evolution(self):
        """It ends where a hundred thousand of its slowest lifetimes lead, on the leaf of the energy of the start."""
        solution = rest(RING, START, CAPTION)
        late = evolve(RING, START, [0, 1e-2, 1.0], CAPTION).require()[-1]
        np.testing.assert_allclose(solution.require(), late, rtol=1e-10)
        np.testing.assert_allclose(energy(solution.values), energy(START), rtol=1e-14)
        assert solution.statistics["invariants"] == 1
        assert solution.statistics["residual"] < 1e-15


class TestSlowMode:
    def test_exchange(self):
        """What is conserved is no mode; the other relaxes at a + b and takes from one what it gives the other."""
        mode = slow_mode(EXCHANGE, [2.0, 1.0], {"a": 1.0, "b": np.array([2.0, 5.0])})
        np.testing.assert_allclose(mode.statistics["eigenvalue"], [-3, -6], rtol=1e-14)
        np.testing.assert_allclose(mode.require()[:, 0] / mode.values[:, 1], [-1, -1], rtol=1e-14)
        np.testing.assert_allclose(abs(mode.values).max(axis=-1), 1)

    def test_chain(self):
        """Eigenvalues -a with (b - a, a) and -b with (0, 1): below a = b a ratio (b - a)/a remains, above it n_1 is
        gone long before n_2, and at a = b n_2/n_1 = a t has no limit."""
        a = np.array([1.0, 4.0, 2.0])
        mode = slow_mode(CHAIN, [0.0, 0.0], {"a": a, "b": 2.0})
        assert mode.where(Status.DEGENERATE).tolist() == [False, False, True]
        np.testing.assert_allclose(mode.values[:2], [[1, 1], [0, 1]], atol=1e-15)
        np.testing.assert_allclose(mode.statistics["eigenvalue"][:2], [-1, -2], rtol=1e-14)
        np.testing.assert_allclose(mode.statistics["next"][:2], [-2, -4], rtol=1e-14)

    @pytest.mark.parametrize("a", [1.0, 1e3, 1e6, 1e9, 1e12])
    def test_twelve_decades_between_the_rates(self, a):
        """lambda^2 + (2 a + b) lambda + a b = 0 and n_2/n_1 = 1 + lambda/a; the smaller root by its stable formula."""
        b = 3.0
        eigenvalue = -2 * a * b / (2 * a + b + np.sqrt(4 * a**2 + b**2))
        mode = slow_mode(LEAK, [0.0, 0.0], {"a": a, "b": b})
        np.testing.assert_allclose(mode.statistics["eigenvalue"], eigenvalue, rtol=1e-12)
        ratio = asymptotic_ratio(LEAK, [0.0, 0.0], {"a": a, "b": b}, "n_2", "n_1")
        np.testing.assert_allclose(ratio.require(), 1 + eigenvalue / a, rtol=1e-14)

    def test_oscillation_instability_and_failed_points(self):
        spiral = slow_mode(SPIRAL, [0.0, 0.0], {"a": 1.0, "b": 0.1})
        assert spiral.status is Status.OSCILLATING
        np.testing.assert_allclose(spiral.statistics["eigenvalue"], -0.1 + 1j, rtol=1e-13)
        assert np.isnan(spiral.values).all()
        bistable = slow_mode(BISTABLE, [[0.0, 0.0], [2.0, 0.0], [np.nan, 0.0]], {"a": 2.0, "b": 0.5})
        expected = [Status.UNSTABLE, Status.SUCCESS, Status.NOT_FINITE]
        assert bistable.codes.tolist() == [status.code for status in expected]
        frozen = slow_mode(EXCHANGE, [1.0, 1.0], {"a": 0.0, "b": 0.0})
        assert frozen.status is Status.SINGULAR

    def test_closed_ring_against_its_evolution(self):
        """After the fast modes (rates beyond 7e6 1/s) deviations fall together as the mode says, but for their squares:
        they are 3e-4 of themselves here."""
        fixed = rest(RING, START, CAPTION).require()
        mode = slow_mode(RING, fixed, CAPTION)
        times = np.array([0, 1.2e-4, 1.6e-4])
        deviation = evolve(RING, START, times, CAPTION, rtol=1e-13, atol=1e-15).require()[1:] - fixed
        np.testing.assert_allclose(deviation / deviation[:, 1:2], np.tile(mode.values, (2, 1)), rtol=1e-4)
        rate = np.log(deviation[0, 1] / deviation[1, 1]) / (times[2] - times[1])
        np.testing.assert_allclose(-mode.statistics["eigenvalue"].real, rate, rtol=1e-4)
        np.testing.assert_allclose(energy(mode.require()), 0, atol=1e-11)

    def test_many_points(self):
        """(3, 1) rates with (2,) rates, each as alone."""
        a, b = np.array([[1.0], [10.0], [1e5]]), np.array([0.5, 7.0])
        ratio = asymptotic_ratio(LEAK, [0.0, 0.0], {"a": a, "b": b}, "n_2", "n_1")
        expected = 1 - 2 * b / (2 * a + b + np.sqrt(4 * a**2 + b**2))
        np.testing.assert_allclose(ratio.require(), expected, rtol=1e-13)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: rest(EXCHANGE, [1.0], {"a": 1.0, "b": 1.0}), r"`y0` must have shape \(\.\.\., 2\)"),
        (lambda: rest(EXCHANGE, [1.0, np.nan], {"a": 1.0, "b": 1.0}), r"`y0` must be finite"),
        (lambda: rest(EXCHANGE, [1.0, 1j], {"a": 1.0, "b": 1.0}), r"`y0` must be real"),
        (lambda: rest(EXCHANGE, [1.0, 2.0], {"a": 1.0}), r"`b` is missing"),
        (lambda: rest(EXCHANGE, [1.0, 2.0], {"a": 1.0, "b": 1.0}, rtol=2.0), r"`rtol` must be"),
        (lambda: slow_mode(EXCHANGE, [1.0], {"a": 1.0, "b": 1.0}), r"`y` must have shape \(\.\.\., 2\)"),
        (
            lambda: asymptotic_ratio(LEAK, [0.0, 0.0], {"a": 1.0, "b": 1.0}, "n_3", "n_1"),
            r"`numerator` must be one of the states, but got `n_3`; known are `n_1`, `n_2`",
        ),
    ],
)
def test_bad_arguments(call, message):
    with pytest.raises(ValueError, match=message):
        call()
