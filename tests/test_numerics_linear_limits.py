"""Linear networks in numbers where numbers end: no points, high orders, lost digits."""

import numpy as np
import pytest

from numerics.counting import cumulants, noise
from numerics.deviations import domain, rate_function, theta
from numerics.network import Network, scattering, susceptibility
from numerics.solution import Status
from numerics.spectra import currents, landauer_currents, output_spectrum
from tests.linear_networks import correlations, counting, ladder


def amplifier(distance) -> Network:
    """H = g (c.dag^2 + h.c.)/2 with |g| = (1 - distance)/2, one bath at kappa = 1: threshold lies at distance 0."""
    return Network.of_ladder(*ladder([[0]], [[0.5j * (1 - distance)]], [[1, 0]]))


def test_integrals_end_where_rounding_does():
    """Into the vacuum the amplifier sends n = 2 g^2/(1 - 4 g^2).  At the distance d the resolvent is rounded by eps/d:
    where that is above the tolerance the point is marked, and panels are not halved for ever."""
    for distance in (1e-3, 1e-4):
        g = (1 - distance) / 2
        found = landauer_currents(amplifier(distance), correlations([0.0])).require()
        np.testing.assert_allclose(found, [2 * g**2 / (1 - 4 * g**2)], rtol=1e-9)
    lost = landauer_currents(amplifier(1e-8), correlations([0.0]))
    assert lost.status is Status.STEP_LIMIT and np.isnan(lost.values).all()


def test_two_modes_of_very_different_widths():
    """A mode of width 1e-5 behind one of width 1, turning at 10: the integral agrees with residues and ends."""
    rows = [[1, 0, 0, 0], [0, 0, np.sqrt(1e-5), 0]]
    net = Network.of_ladder(*ladder([[10, 1e-5], [1e-5, 10]], np.zeros((2, 2)), rows))
    inputs = correlations([0.0, 10.0])
    found, by_residues = landauer_currents(net, inputs).require(), currents(net, inputs).require()
    assert abs(by_residues).min() > 1e-9
    np.testing.assert_allclose(found, by_residues, atol=1e-10 * 1e-5 * 20)


def test_no_points_are_no_error():
    """Axes of length 0, of parameters, of fields or of frequencies, are kept."""
    one = counting([[0.4]], [[0]], [[1, 0], [2, 0]], (1.0, 0.5))
    none = type(one)(np.zeros((3, 0, 2, 2)), *(getattr(one, n) for n in ("diffusion", "quadratic", "linear")),
                     one.constant, one.weight, one.offset)  # fmt: skip
    assert cumulants(none, 3).cumulants.require().shape == (3, 0, 2, 3)
    assert noise(none).cumulants.require().shape == (3, 0, 2, 2)
    assert domain(none).require().shape == (3, 0, 2, 2)
    assert theta(one, np.zeros((0, 2))).require().shape == rate_function(one, 0, []).require().shape == (0,)
    net, inputs = amplifier(0.5), correlations([0.0])
    assert scattering(net, []).require().shape == susceptibility(net, []).require().shape == (0, 2, 2)
    assert output_spectrum(net, inputs, []).require().shape == (0, 1)
    empty = Network.of_ladder(np.zeros((0, 2, 2)), np.zeros((2, 2)))
    assert scattering(empty, []).require().shape == (0, 0, 1, 1)  # no elements, none between c and c.dag
    assert landauer_currents(empty, inputs).require().shape == (0, 1)


@pytest.mark.parametrize("order", [171, 200, 10**6])
def test_orders_whose_factorials_overflow(order):
    solution = cumulants(counting([[0]], [[0]], [[1, 0]], (1.0,)), order).cumulants
    assert (
        solution.status is Status.NOT_FINITE and np.isnan(solution.values).all() and solution.values.shape[-1] == order
    )


# -- theta at large fields --------------------------------------------------------------------------------------------


def narrow_behind_wide(empty=0.0, full=10.0):
    """A mode of width 0.01 at 10 quanta behind one of width 1, both resonant, at an exchange of 0.05."""
    rows = [[1, 0, 0, 0], [0, 0, 0.1, 0]]
    return counting([[0, 0.05], [0.05, 0]], np.zeros((2, 2)), rows, (empty, full))


def on_paper(s):
    """Levitov's formula with N_1 = 0 is theta(s, 0) = -int dw/2pi ln(1 - 10 T(w) (exp(-s) - 1)).

    T = k g J^2/|D|^2, D = (k/2 - i w)(g/2 - i w) + J^2.  |D|^2 - 10 k g J^2 (exp(-s) - 1) = w^4 + b w^2 + c, whose
    logarithm over that of |D|^2 integrates to the difference of the sums of roots, sqrt(b + 2 sqrt(c)).
    """
    k, g, J = 1.0, 0.01, 0.05
    b, c = (k**2 + g**2) / 4 - 2 * J**2, (k * g / 4 + J**2) ** 2
    at = c - 10 * k * g * J**2 * np.expm1(-s)
    return np.sqrt(b + 2 * np.sqrt(c)) - np.sqrt(b + 2 * np.sqrt(at))


def test_theta_where_one_field_is_large():
    """Quanta are conserved: theta(s + c, t + c) = theta(s, t), which neither exp(30) nor exp(600) may hide."""
    net, s = narrow_behind_wide(), np.array([0.1, 5.0, 9.0, 20.0, 30.0, 600.0])
    expected = on_paper(s)
    assert (np.diff(abs(expected)) >= 0).all() and abs(expected[0]) > 1e-3
    for fields in (np.stack([s, 0 * s], -1), np.stack([0 * s, -s], -1), np.stack([s + 2, 0 * s + 2], -1)):
        np.testing.assert_allclose(theta(net, fields).require(), expected, rtol=1e-11)
    np.testing.assert_allclose(theta(net, np.stack([s, s], -1)).require(), 0, atol=1e-15)
    assert theta(net, np.array([5.0, 0.0])).statistics["error"] < 1e-13


def test_ends_of_the_domain_far_out():
    """T = 1 at resonance, as 4 J^2 = k g: theta ends where N_1 (N_2 + 1) (z - 1) + N_2 (N_1 + 1) (1/z - 1) = 1 for
    z = exp(s), that is at z = N_2/(N_2 + 1) and z = (N_1 + 1)/N_1.  Both fields differ by their sign."""
    for empty in (0.0, 1e-3, 0.5):
        ends = np.array([np.log(10 / 11), np.log1p(1 / empty) if empty else np.inf])
        net = narrow_behind_wide(empty)
        np.testing.assert_allclose(domain(net).require(), [ends, -ends[::-1]], atol=1e-6)
        if empty:
            beyond = ends[1] + np.array([0.02, 0.1, 2.0, 10.0, 25.0])
            for fields in (np.stack([beyond, 0 * beyond], -1), np.stack([0 * beyond, -beyond], -1)):
                solution = theta(net, fields)
                assert not solution.ok.any() and np.isnan(solution.values).all()


def test_rates_of_rare_currents():
    """What one bath receives the other gives; and I(0) = -theta(infinity), the rate at which no quantum comes."""
    net, currents = narrow_behind_wide(), np.array([0.0, 1e-6, 1e-4, 0.01, 0.5])
    received, given = rate_function(net, 0, currents).require(), rate_function(net, 1, -currents).require()
    np.testing.assert_allclose(received, given, rtol=1e-8)
    np.testing.assert_allclose(received[0], -on_paper(50.0), rtol=1e-9)
    s = np.linspace(-0.095, 20, 400_001)
    grid = (-s * currents[1:, None] - on_paper(s)).max(axis=1)
    np.testing.assert_allclose(received[1:], grid, rtol=1e-6)
    assert rate_function(net, 0, [-1e-4]).status is rate_function(net, 1, [1e-4]).status is Status.NOT_FINITE


def test_an_active_network_has_no_shift():
    """A mode squeezed beside its bath makes quanta: one field for all is no identity, theta is found as it is, and
    never without a bound on its error."""
    net = counting([[0.3]], [[0.2]], [[1, 0], [1, 0]], (0.1, 0.2))
    assert abs(theta(net, [0.3, 0.3]).require()) > 1e-3
    wide = theta(net, np.stack(np.meshgrid([-20.0, -1.0, 0.2, 5.0, 40.0], [0.1, 10.0, 30.0]), -1))
    relative = wide.statistics["error"] / abs(wide.values)
    assert 0 < wide.ok.sum() < wide.ok.size and (relative[wide.ok] < 1e-4).all()


def test_currents_of_hot_baths_say_what_is_rounding():
    """One mode at rates 1 and 2: the current is (2/3) (N_2 - N_1).  The rates of a bath at N are given to eps N, and
    their difference is 1: at N = 1/eps nothing is left."""
    for occupation in (1.0, 1e4, 1e8, 1e12):
        found = cumulants(counting([[0]], [[0]], [[1, 0], [np.sqrt(2), 0]], (0.0, occupation)), 1).cumulants
        expected = 2 / 3 * occupation * np.array([1, -1])
        off = abs(found.require()[:, 0] - expected).max()
        assert off <= 4 * found.statistics["error"] < 40 * np.finfo(float).eps * (occupation + 1) ** 2
    lost = counting([[0]], [[0]], [[1, 0], [np.sqrt(2), 0]], (0.0, 1e16))
    assert cumulants(lost, 1).cumulants.status is noise(lost).cumulants.status is Status.SINGULAR
    # No current in equilibrium, and none that rounding could hide.
    for occupation in (0.0, 1e6):
        same = cumulants(counting([[0]], [[0]], [[1, 0], [2, 0]], (occupation, occupation)), 1).cumulants
        assert (abs(same.require()) <= 4 * same.statistics["error"]).all()
