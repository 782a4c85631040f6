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
