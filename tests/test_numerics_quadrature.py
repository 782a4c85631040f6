"""Thermal integrals between thresholds, against Bessel functions and exponential integrals."""

import math

import numpy as np
import pytest
from numpy.polynomial import legendre
from scipy.special import erfcx, exp1, i0e, k0e

from numerics.quadrature import AT_ONCE, kronrod, threshold_integrals

BETA = np.geomspace(1e-4, 1e6, 41)


class TestKronrod:
    @pytest.mark.parametrize("n", [1, 2, 5, 10, 15, 24])
    def test_exact_for_polynomials(self, n):
        """2 n + 1 nodes, n of them prescribed, integrate x^d up to d = 3 n + 1; the Gauss rule up to 2 n - 1."""
        nodes, weights, gauss = kronrod(n)
        for d in range(3 * n + 2):
            exact = 2 / (d + 1) if d % 2 == 0 else 0
            np.testing.assert_allclose(weights @ nodes**d, exact, atol=2e-15)
            if d < 2 * n:
                np.testing.assert_allclose(gauss @ nodes**d, exact, atol=2e-15)

    def test_gauss_nodes_are_among_them(self):
        nodes, weights, gauss = kronrod(10)
        np.testing.assert_allclose(nodes[1::2], legendre.leggauss(10)[0], atol=1e-16)
        assert (gauss[::2] == 0).all() and (weights > 0).all() and (np.diff(nodes) > 0).all()

    def test_three_points(self):
        """n = 1: the Gauss node 0, and +-sqrt(3/5) with weights 5/9, 8/9, 5/9: the Gauss rule of order 3."""
        nodes, weights, _ = kronrod(1)
        np.testing.assert_allclose(nodes, [-np.sqrt(3 / 5), 0, np.sqrt(3 / 5)], rtol=1e-15)
        np.testing.assert_allclose(weights, [5 / 9, 8 / 9, 5 / 9], rtol=1e-14)


def scaled_exp1(x):
    """exp(x) E_1(x), by its asymptotic series where exp(x) would overflow."""
    series = sum((-1.0) ** k * math.factorial(k) * x ** -(k + 1.0) for k in range(12))
    small = np.minimum(x, 300)
    return np.where(x < 300, np.exp(small) * exp1(small), series)


class TestClosedForms:
    def test_one_threshold(self):
        """int_0^inf exp(-beta x) x^{-1/2} dx = sqrt(pi/beta), and x^{1/2} gives sqrt(pi)/(2 beta^{3/2})."""
        found = threshold_integrals(lambda x: np.hstack([x**-0.5, x**0.5]), [7.0], BETA)
        exact = np.stack([np.sqrt(np.pi / BETA), np.sqrt(np.pi) / 2 * BETA**-1.5], axis=-1)
        np.testing.assert_allclose(found.values[0], exact, rtol=1e-14)
        assert (found.errors[0] < 1e-10 * exact).all()

    def test_singular_at_both_ends(self):
        """f = 1/sqrt(|(E - a)(E - b)|): pi exp(-beta L/2) I_0(beta L/2) between them, and
        exp(beta L/2) K_0(beta L/2) above."""
        length = 0.7
        found = threshold_integrals(lambda x: abs(x.prod(axis=1, keepdims=True)) ** -0.5, [-0.2, length - 0.2], BETA)
        half = BETA * length / 2
        np.testing.assert_allclose(found.values[0, :, 0], np.pi * i0e(half), rtol=1e-13)
        np.testing.assert_allclose(found.values[1, :, 0], k0e(half), rtol=1e-13)

    @pytest.mark.parametrize("scale", [1e-12, 1e-6, 1.0, 1e6])
    def test_a_scale_of_its_own(self, scale):
        """int_0^inf exp(-beta x) c/(x + c) dx = c exp(beta c) E_1(beta c)."""
        found = threshold_integrals(lambda x: scale / (x + scale), [0.0], BETA, scale=scale)
        np.testing.assert_allclose(found.values[0, :, 0], scale * scaled_exp1(BETA * scale), rtol=1e-13)
        assert (found.errors[0, :, 0] < 1e-10 * found.values[0, :, 0]).all()

    def test_a_cusp_inside_needs_no_help(self):
        """f = sqrt(|E - e|) at the inner threshold e = 1 of three: both sides by the series of the exponential."""
        found = threshold_integrals(lambda x: abs(x[:, 1:2]) ** 0.5, [0.0, 1.0, 3.0], [1e-9])
        np.testing.assert_allclose(found.values[:2, 0, 0], [2 / 3, 2 / 3 * 2**1.5], rtol=1e-8)

    def test_nearly_equal_thresholds(self):
        """The interval of length 1e-12 between two of them is resolved like any other."""
        found = threshold_integrals(lambda x: abs(x.prod(axis=1, keepdims=True)) ** -0.5, [0.0, 1e-12], BETA[:20])
        np.testing.assert_allclose(found.values[0, :, 0], np.pi, rtol=1e-8)
        np.testing.assert_allclose(found.values[1, :, 0], k0e(BETA[:20] * 5e-13), rtol=1e-8)

    @pytest.mark.parametrize("width", [1e-3, 1e-8, 1e-11])
    @pytest.mark.parametrize(("threshold", "offset"), [(0, 0.3), (1, -0.2)])
    def test_a_narrow_peak_where_it_is_said_to_be(self, width, threshold, offset):
        """A Lorentzian of area pi, but for its tails beyond the interval."""
        centre = threshold + offset

        def peak(x):
            near = x[:, threshold : threshold + 1] - offset
            return width / (near**2 + width**2)

        found = threshold_integrals(peak, [0.0, 1.0], [1e-16], marks=[(threshold, offset)])
        exact = np.pi - np.arctan(width / (1 - centre)) - np.arctan(width / centre)
        # The place of the peak is known to a rounding error: 1e-16 of width 1e-11.
        np.testing.assert_allclose(found.values[0, 0, 0], exact, rtol=1e-13 + 1e-16 / width)

    def test_a_narrow_peak_far_above_the_last_threshold(self):
        """Without tails that would lead to it: int exp(-x - (x - c)^2/w^2) dx = sqrt(pi) w exp(-c + w^2/4)."""
        c, w = 20.0, 1e-3
        found = threshold_integrals(lambda x: np.exp(-(((x - c) / w) ** 2)), [0.0], [1.0], marks=[(0, c)])
        exact = math.sqrt(math.pi) * w * math.exp(-c + w**2 / 4)
        np.testing.assert_allclose(found.values[0, 0, 0], exact, rtol=1e-10)

    def test_oscillations_are_resolved(self):
        """int_0^inf exp(-beta x) sin(2 r sqrt(x))^2/sqrt(x) dx = sqrt(pi/beta) (1 - exp(-4 r^2/beta))/2."""
        r, beta = 40.0, np.array([0.5, 20.0, 4e4])
        found = threshold_integrals(lambda x: np.sin(2 * r * np.sqrt(x)) ** 2 / np.sqrt(x), [0.0], beta)
        exact = np.sqrt(np.pi / beta) * -np.expm1(-4 * r**2 / beta) / 2
        np.testing.assert_allclose(found.values[0, :, 0], exact, rtol=1e-12)


class TestAccuracy:
    def test_estimates_bound_the_errors(self):
        """At every tolerance: errors within the estimates, estimates within the tolerance; fewer evaluations for less.

        The function turns 300 times and has a feature of width 1e-7 at the threshold that nobody announced:
        int_0^inf exp(-beta x) (sin(2 r sqrt(x))^2 + c/(x + c))/sqrt(x) dx; the second part is
        pi sqrt(c) erfcx(sqrt(beta c)).
        """
        r, c, beta = 40.0, 1e-7, np.geomspace(0.5, 4e4, 11)
        exact = np.sqrt(np.pi / beta) * -np.expm1(-4 * r**2 / beta) / 2 + np.pi * np.sqrt(c) * erfcx(np.sqrt(beta * c))
        counts = []
        for rtol in (1e-2, 1e-4, 1e-8, 1e-12):
            found = threshold_integrals(
                lambda x: (np.sin(2 * r * np.sqrt(x)) ** 2 + c / (x + c)) / np.sqrt(x), [0.0], beta, rtol=rtol
            )
            errors = abs(found.values[0, :, 0] - exact)
            assert (errors <= found.errors[0, :, 0]).all()
            assert (found.errors[0, :, 0] <= 1.01 * rtol * exact).all()
            counts.append(found.evaluations)
        assert counts == sorted(counts) and counts[0] < counts[-1]

    def test_temperatures_do_not_see_each_other(self):
        """More temperatures than are handled at once, from 1e-6 to 1e6, each as alone."""
        beta = np.geomspace(1e-6, 1e6, AT_ONCE + 30)
        together = threshold_integrals(lambda x: 1 / (x + 1), [0.0], beta)
        for k in (0, 300, AT_ONCE + 5):
            alone = threshold_integrals(lambda x: 1 / (x + 1), [0.0], beta[k : k + 1])
            np.testing.assert_allclose(together.values[:, k], alone.values[:, 0], rtol=1e-13)
        np.testing.assert_allclose(together.values[0, 100, 0], np.exp(beta[100]) * exp1(beta[100]), rtol=1e-13)

    def test_components_that_vanish(self):
        """Zeros stay zeros, and rounding noise beside a large component does not stall the refinement."""
        noise = np.random.default_rng(5)

        def function(x):
            return np.hstack([1 / (x + 1), 0 * x, 1e-33 * noise.random(x.shape)])

        found = threshold_integrals(function, [0.0], [1.0])
        assert found.values[0, 0, 1] == 0 and found.values[0, 0, 2] < 1e-31
        assert found.evaluations < 2000


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (([1.0, 0.0], [1.0]), "`thresholds` must be a row of increasing energies"),
        (([], [1.0]), "`thresholds` must be a row of increasing energies"),
        (([0.0], [1.0, -1.0]), "`beta` must be a row of positive inverse temperatures"),
        (([0.0], [np.nan]), "`beta` must be finite"),
    ],
)
def test_bad_arguments(arguments, message):
    with pytest.raises(ValueError, match=message):
        threshold_integrals(lambda x: x, *arguments)
    with pytest.raises(ValueError, match="`rtol` must be"):
        threshold_integrals(lambda x: x, [0.0], [1.0], rtol=1e-15)
    with pytest.raises(ValueError, match="`scale` must be a positive energy"):
        threshold_integrals(lambda x: x, [0.0], [1.0], scale=0.0)
