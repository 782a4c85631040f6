"""Integrals on rings: Gaussians to the last digits, singular integrands with an error that covers them."""

import numpy as np
import pytest

from numerics.rings import FINEST, refined


def gaussian(rings):
    """exp(-|mu - b|^2)/pi times 1, mu^2 + c.c. and |mu|^4: 1, 2 Re b^2, and |b|^4 + 4 |b|^2 + 2 (antinormal order)."""
    mu, b = rings.mu, 1.5 - 2.0j
    q = rings.measure * np.exp(-(abs(mu - b) ** 2)) / np.pi
    return np.array([q.sum(), (q * 2 * (mu**2).real).sum(), (q * abs(mu) ** 4).sum()]), np.zeros(3)


def test_moments_of_a_displaced_gaussian():
    values, error, points = refined(gaussian, 10.0, 1e-12)
    np.testing.assert_allclose(values, [1, 2 * (1.5**2 - 2.0**2), 6.25**2 + 4 * 6.25 + 2], rtol=1e-12)
    assert error < 1e-10 and points < FINEST


def cusp(rings):
    """A derivative that jumps on a line beside the rings: int |Re mu - 1/2| exp(-|mu|^2)/pi."""
    q = rings.measure * np.exp(-(abs(rings.mu) ** 2)) / np.pi
    return np.array([q.sum(), (q * abs(rings.mu.real - 0.5)).sum()]), np.zeros(2)


def test_what_is_not_smooth_says_so():
    """E|X - 1/2| of a normal X of variance 1/2 is exp(-1/4)/sqrt(pi) + erf(1/2)/2."""
    values, error, points = refined(cusp, 7.0, 1e-12)
    expected = np.exp(-0.25) / np.sqrt(np.pi) + 0.5204998778130465 / 2
    assert 0 < abs(values[1] - expected) < 10 * error < 1e-3
    assert FINEST / 4 < points <= FINEST


def test_what_was_lost_counts_but_does_not_refine():
    _, error, points = refined(lambda rings: (gaussian(rings)[0], np.array([0.0, 1e-3, 0.0])), 10.0, 1e-10)
    assert error == pytest.approx(1e-3, rel=1e-3)
    assert points < 1e5
