"""Steady states of moments, against pen and paper, exact fractions and late times."""

from fractions import Fraction
from types import SimpleNamespace

import numpy as np
import pytest

from numerics.evolve import evolve
from numerics.solution import Status
from numerics.steady import steady_state
from tests.test_numerics_stand_ins import DAMPED, KERR, LOGISTIC, TWO_MODES, VALUES, stacked


class TestSteadyLinear:
    def test_two_modes_settle_where_the_rate_equations_say(self):
        """With s = kappa_1 + kappa_2 and Gamma = 4 g^2 s/(s^2 + 4 Delta^2), eliminating X gives
        kappa_1 (nbar_1 - n_1) = Gamma (n_1 - n_2) = kappa_2 (n_2 - nbar_2), over 3 x 2 values of Delta and g."""
        delta, g = np.array([[-1.0], [0.0], [1e6]]), np.array([0.0, 2.0])
        solution = steady_state(TWO_MODES, VALUES | {"Delta": delta, "g": g})
        assert solution.values.shape == (3, 2, 4)
        n_1, n_2 = solution.require()[..., 0], solution.values[..., 3]
        gamma = 4 * g**2 * 1.5 / (1.5**2 + 4 * delta**2)
        difference = (0.2 - 5.0) / (1 + gamma / 1.1 + gamma / 0.4)
        np.testing.assert_allclose(n_1, 5.0 + gamma * difference / 1.1, rtol=1e-13)
        np.testing.assert_allclose(n_2, 0.2 - gamma * difference / 0.4, rtol=1e-13)

    def test_rates_twelve_orders_apart_keep_their_digits(self):
        """The same formulas, in exact fractions, at 200 points whose rates and baths lie anywhere in twelve orders."""
        rng = np.random.default_rng(3)
        values = {name: 10 ** rng.uniform(-6, 6, 200) for name in TWO_MODES.PARAMETERS}
        solution = steady_state(TWO_MODES, values)
        for point in np.flatnonzero(solution.ok):
            k_1, k_2, nbar_1, nbar_2, g, delta = (Fraction(values[name][point]) for name in TWO_MODES.PARAMETERS)
            gamma = 4 * g**2 * (k_1 + k_2) / ((k_1 + k_2) ** 2 + 4 * delta**2)
            difference = (nbar_2 - nbar_1) / (1 + gamma / k_1 + gamma / k_2)
            expected = [float(nbar_1 + gamma * difference / k_1), float(nbar_2 - gamma * difference / k_2)]
            np.testing.assert_allclose(solution.values[point, [0, 3]], expected, rtol=1e-8)
        assert solution.ok.sum() > 190

    def test_is_where_evolution_ends(self):
        late = evolve(TWO_MODES, np.zeros(4), [0, 100.0], VALUES).require()[-1]
        np.testing.assert_allclose(steady_state(TWO_MODES, VALUES).require(), late, rtol=1e-12)

    def test_conserved_quanta_are_counted_not_divided_by(self):
        """Without baths n_1 + n_2 and, as H commutes with itself, <H> are conserved: nullity 2.  The damped point of
        the same call is solved."""
        kappa = np.array([0.0, 1.0])
        solution = steady_state(TWO_MODES, VALUES | {"kappa_1": kappa, "kappa_2": kappa})
        assert solution.where(Status.SINGULAR).tolist() == [True, False]
        assert solution.statistics["nullity"].tolist() == [2, 0]
        assert np.isnan(solution.values[0]).all() and np.isfinite(solution.values[1]).all()
        assert "conserved" in solution.explain()

    def test_one_undamped_mode_of_two_is_damped_through_the_other(self):
        solution = steady_state(TWO_MODES, VALUES | {"kappa_1": 0.0})
        np.testing.assert_allclose(solution.require()[[0, 3]], VALUES["nbar_2"], rtol=1e-13)

    def test_gain_has_a_fixed_point_but_no_steady_state(self):
        solution = steady_state(DAMPED, {"kappa": np.array([-1.0, 1.0]), "nbar": 2.0})
        assert solution.where(Status.UNSTABLE).tolist() == [True, False]
        assert np.isnan(solution.values[0, 0]) and solution.values[1, 0] == 2

    def test_rates_thirteen_orders_apart_are_well_conditioned(self):
        """Rows are compared each with itself: uncoupled modes at 1e10/s and 1e-3/s are two regular systems."""
        solution = steady_state(TWO_MODES, VALUES | {"kappa_1": 1e10, "kappa_2": 1e-3, "g": 0.0})
        np.testing.assert_allclose(solution.require(), [5.0, 0, 0, 0.2], rtol=1e-15)
        assert solution.statistics["nullity"] == 0 and solution.statistics["condition"] < 10

    def test_damping_lost_in_rounding_is_not_called_stable(self):
        """Twenty orders below the largest rate no eigenvalue's sign can be trusted; the text says what to do."""
        solution = steady_state(TWO_MODES, VALUES | {"kappa_1": 1e10, "kappa_2": 1e-10, "g": 0.0})
        assert solution.status is Status.UNSTABLE
        assert "too small beside its largest element" in solution.explain()

    def test_overflow_is_marked(self):
        solution = steady_state(DAMPED, {"kappa": np.array([1e300, 1.0]), "nbar": 1e300})
        assert solution.where(Status.NOT_FINITE).tolist() == [True, False]


class TestSteadyNonLinear:
    def test_logistic_finds_the_attracting_point_it_starts_near(self):
        """r > 0 attracts to 1, r < 0 to 0; started at 0.9 for r = 2 and at 0.1 for r = -2, and at 0.1 for r = 2, where
        Newton's iteration ends on the repelling 0."""
        solution = steady_state(LOGISTIC, {"r": np.array([2.0, -2.0, 2.0])}, start=[[0.9], [0.1], [0.1]])
        np.testing.assert_allclose(solution.values[:2, 0], [1, 0], atol=1e-12)
        assert solution.where(Status.UNSTABLE).tolist() == [False, False, True]

    def test_kerr_satisfies_its_cubic(self):
        """n ((kappa/2)^2 + (Delta + U n)^2) = E^2 on the single-valued side, Delta U > 0, for drives up to 100 kappa,
        where undamped steps from zero would overshoot."""
        drive = np.array([0.1, 1.0, 10.0, 100.0])
        solution = steady_state(KERR, {"kappa": 1.0, "Delta": 0.5, "U": 0.2, "E": drive})
        c = solution.require()
        n = (c[:, 0] * c[:, 1]).real
        np.testing.assert_allclose(n * (0.25 + (0.5 + 0.2 * n) ** 2), drive**2, rtol=1e-10)
        np.testing.assert_allclose(c[:, 1], c[:, 0].conj(), rtol=1e-10)
        assert solution.statistics["iterations"].max() < 60

    def test_full_steps_would_diverge(self):
        """-arctan y = 0 from y = 3: undamped, Newton's iteration doubles y and more each time."""
        bounded = SimpleNamespace(
            PARAMETERS=(),
            STATES=("y",),
            rhs=lambda y: -np.arctan(y),
            jacobian=lambda y: -1 / (1 + y[..., None] ** 2),
        )
        assert abs(3 - np.arctan(3) * (1 + 3**2)) > 2 * 3, "the first full step"
        np.testing.assert_allclose(steady_state(bounded, {}, start=[3.0]).require(), [0], atol=1e-12)

    def test_batch_is_its_points(self):
        values = {"kappa": 1.0, "Delta": 0.5, "U": 0.2, "E": np.array([0.3, 3.0])}
        both = steady_state(KERR, values).require()
        for place, drive in enumerate(values["E"]):
            np.testing.assert_array_equal(steady_state(KERR, values | {"E": drive}).require(), both[place])

    def test_no_fixed_point(self):
        """y^2 + 1 = 0 has no real solution: real iterates wander until the limit, or meet the singular y = 0."""
        nowhere = SimpleNamespace(
            PARAMETERS=("a",),
            STATES=("y",),
            rhs=lambda y, *, a: y**2 + a,
            jacobian=lambda y, *, a: stacked([[2 * y[..., 0]]]),
        )
        solution = steady_state(nowhere, {"a": 1.0}, start=[0.7], max_iterations=50)
        assert solution.status in (Status.STEP_LIMIT, Status.SINGULAR)
        assert np.isnan(solution.values).all()
        assert steady_state(nowhere, {"a": 1.0}, start=[0.0]).status is Status.SINGULAR

    def test_step_limit(self):
        solution = steady_state(KERR, {"kappa": 1.0, "Delta": 0.5, "U": 0.2, "E": 10.0}, max_iterations=1)
        assert solution.status is Status.STEP_LIMIT
        with pytest.raises(ValueError, match="did not converge within its step limit"):
            solution.require()


BOTH = pytest.mark.parametrize(
    "solve", [lambda p: steady_state(DAMPED, p), lambda p: evolve(DAMPED, [0.0], [0, 1.0], p)]
)


@BOTH
@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ({"kappa": 1.0}, r"must name everything `.*` takes, but `nbar` is missing"),
        ({"kappa": 1.0, "nbra": 1.0}, r"`nbra` must be one of the parameters.*did you mean `nbar`\?"),
        ({"kappa": 1.0, "nbar": 1.0, "zz": 0}, r"`zz` must be one of the parameters.*known are `kappa`, `nbar`"),
        ({"kappa": np.nan, "nbar": 1.0}, r"`kappa` must be finite, but got nan"),
        ({"kappa": "1.0", "nbar": 1.0}, r"`kappa` must be numeric"),
        ({"kappa": np.ones(2), "nbar": np.ones(3)}, r"must broadcast together, but got kappa \(2,\), nbar \(3,\)"),
        (["kappa"], r"`parameters` must map names to values"),
    ],
)
def test_bad_parameters_are_named(solve, parameters, message):
    with pytest.raises(ValueError, match=message):
        solve(parameters)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"start": [0.0, 0.0]}, r"`start` must have shape \(\.\.\., 1\)"),
        ({"rtol": -1.0}, r"`rtol` must be one number positive and below 1, but got -1.0"),
        ({"max_iterations": 0}, r"`max_iterations` must be at least 1"),
    ],
)
def test_bad_arguments_of_steady_state(arguments, message):
    with pytest.raises(ValueError, match=message):
        steady_state(LOGISTIC, {"r": 1.0}, **arguments)


def test_exact_numbers_are_numbers():
    """Fractions and integers beyond 64 bits come out of exact algebra; they are taken at their value."""
    solution = steady_state(DAMPED, {"kappa": 10**25, "nbar": Fraction(7, 2)})
    assert solution.require()[0] == 3.5
