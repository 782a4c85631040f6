"""Temperatures and entropies against mpmath with hundreds of digits, and against what must hold between them."""

import mpmath
import numpy as np
import pytest

from numerics import thermal

OCCUPATIONS = np.concatenate(
    [10.0 ** np.arange(-300, 301, 7.3), [1e-300, 1e-15, 1 - 1e-9, 1.0, 1 + 1e-9, 1e15, 9.99e15, 1e16, 1.01e16, 1e300]]
)
# Near 0, near 1/2 from both sides, and near 1.
PROBABILITIES = np.concatenate(
    [
        10.0 ** np.arange(-300, -1, 3.1),
        0.5 - 10.0 ** np.arange(-16, -0.4),
        0.5 + 10.0 ** np.arange(-15, -0.4),
        1 - 10.0 ** np.arange(-15, -1.0),
    ]
)
INVERSE_TEMPERATURES = np.concatenate([10.0 ** np.arange(-300, 2.8, 3.1), [1.0, 699.0, 701.0]])


def exact(function, arguments):
    """A function of mpmath at floats, each taken exactly, with digits enough for 1 + 1e-300."""
    with mpmath.workdps(650):
        return np.array([float(function(mpmath.mpf(float(x)))) for x in arguments])


@pytest.mark.parametrize(
    ("ours", "theirs", "arguments"),
    [
        (thermal.bose_occupation, lambda x: 1 / mpmath.expm1(x), INVERSE_TEMPERATURES),
        (thermal.effective_temperature, lambda n: 1 / mpmath.log(1 + 1 / n), OCCUPATIONS),
        (thermal.bose_entropy, lambda n: (1 + n) * mpmath.log(1 + n) - n * mpmath.log(n), OCCUPATIONS),
        (thermal.excitation_probability, lambda x: 1 / (mpmath.exp(x) + 1), INVERSE_TEMPERATURES),
        (thermal.excitation_probability, lambda x: 1 / (mpmath.exp(x) + 1), -INVERSE_TEMPERATURES),
        (thermal.two_level_temperature, lambda p: 1 / mpmath.log((1 - p) / p), PROBABILITIES[PROBABILITIES != 0.5]),
        (thermal.two_level_entropy, lambda p: -p * mpmath.log(p) - (1 - p) * mpmath.log(1 - p), PROBABILITIES),
    ],
)
def test_to_the_last_digit(ours, theirs, arguments):
    np.testing.assert_allclose(ours(arguments), exact(theirs, arguments), rtol=5e-16)


def test_the_ends():
    assert thermal.bose_occupation([0.0, np.inf]).tolist() == [np.inf, 0]
    assert thermal.effective_temperature([0.0, np.inf]).tolist() == [0, np.inf]
    assert thermal.bose_entropy([0.0, np.inf]).tolist() == [0, np.inf]
    assert thermal.excitation_probability([-np.inf, 0.0, np.inf]).tolist() == [1, 0.5, 0]
    assert thermal.two_level_entropy([0.0, 1.0]).tolist() == [0, 0]


def test_two_level_temperatures_of_either_sign():
    """Infinite and positive at p = 1/2, negative where inverted; p and 1 - p are opposite temperatures."""
    temperature = thermal.two_level_temperature([0.0, 0.25, 0.5, 0.75, 1.0])
    np.testing.assert_allclose(temperature, [0, 1 / np.log(3), np.inf, -1 / np.log(3), 0])
    assert np.signbit(temperature).tolist() == [False, False, False, True, True]


def test_there_and_back():
    n = thermal.bose_occupation(INVERSE_TEMPERATURES)
    np.testing.assert_allclose(thermal.effective_temperature(n) * INVERSE_TEMPERATURES, 1, rtol=1e-12)
    x = np.concatenate([-np.geomspace(1e-3, 30, 20), np.geomspace(1e-3, 700, 20)])
    np.testing.assert_allclose(thermal.two_level_temperature(thermal.excitation_probability(x)) * x, 1, rtol=2e-3)
    np.testing.assert_allclose(
        thermal.two_level_temperature(thermal.excitation_probability(x[20:])), 1 / x[20:], rtol=1e-12
    )


@pytest.mark.parametrize(
    ("entropy", "temperature", "at"),
    [
        (thermal.bose_entropy, thermal.effective_temperature, np.geomspace(1e-3, 1e3, 13)),
        (thermal.two_level_entropy, thermal.two_level_temperature, np.linspace(0.05, 0.95, 10)),
    ],
)
def test_entropy_by_energy_is_inverse_temperature(entropy, temperature, at):
    """dS/dn = 1/T in units of hbar Omega and k_B; central differences are right to h^2."""
    step = 1e-4 * at
    slope = (entropy(at + step) - entropy(at - step)) / (2 * step)
    np.testing.assert_allclose(slope, 1 / temperature(at), rtol=1e-6)


@pytest.mark.parametrize(
    ("function", "outside"),
    [
        (thermal.bose_occupation, [-1e-300, np.nan]),
        (thermal.effective_temperature, [-1e-15, np.nan]),
        (thermal.bose_entropy, [-1.0, np.nan]),
        (thermal.excitation_probability, [np.nan]),
        (thermal.two_level_temperature, [-1e-15, 1 + 1e-15, np.nan]),
        (thermal.two_level_entropy, [-1e-15, 1 + 1e-15, np.nan]),
    ],
)
def test_outside_the_domain_is_nan_and_shapes_are_kept(function, outside):
    assert np.isnan(function(outside)).all()
    assert function(np.full((2, 3), 0.5)).shape == (2, 3)
    assert function(1).shape == ()
    with pytest.raises(ValueError, match="must be real numbers, but got complex128"):
        function([0.5 + 0j])
