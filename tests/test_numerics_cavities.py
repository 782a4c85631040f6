"""Waves caught between strong contacts: the poles on paper, and the peaks that thermal averages must not miss."""

from __future__ import annotations

import numpy as np
import pytest

from numerics.cavities import caught
from numerics.rates import thermal_flux
from numerics.scattering import Scatterer, s_matrix

LEVELS = [0.0, 0.3]


def mirrors(strength: float, mixing: float = 0.1) -> Scatterer:
    """Two levels between contacts that hardly mix them, with different phases."""
    first = np.array([[strength, mixing], [mixing, strength]])
    second = np.array([[strength, -1j * mixing], [1j * mixing, strength]])
    return Scatterer(LEVELS, [first, second], [0.0, 3.0])


class TestPoles:
    @pytest.mark.parametrize("strength", [1e3, -1e3, 1e5, 1e8])
    def test_between_two_deltas(self, strength):
        """T of two deltas has its poles where r^2 exp(2 i k d) = 1, with r = -i/(x k + i), x = hbar^2/(m V):

            exp(i k d) = +-(1 - i x k),    k d - n pi = -x k - i (x k)^2/2 + O(x^3),

        so that k = n pi/(d + x), and the width of k is twice (x k)^2/(2 d)."""
        mass, hbar, d, level, height = 1.7, 0.6, 1.4, 0.4, 60.0
        pair = Scatterer([level], np.full((2, 1, 1), strength), [-0.3, d - 0.3], mass, hbar)
        x = hbar**2 / (mass * strength)
        energies = (hbar * np.arange(1, 40) * np.pi / (d + x)) ** 2 / (2 * mass)
        expected = energies[energies < height]
        found = caught(pair, height)
        assert len(expected) > 5 and {threshold for threshold, _ in found} == {level}
        k = np.sqrt(2 * mass * expected) / hbar
        np.testing.assert_allclose([offset for _, offset in found], expected, rtol=1e-14, atol=2 * max(abs(x * k)) ** 3)

    def test_every_peak_of_three_mirrors(self):
        """As many as the two cavities hold, and at each of them the determinant of S turns once."""
        scatterer = Scatterer([0.0], np.full((3, 1, 1), 2000.0), [0.0, 1.0, 2.7])
        found = [offset for _, offset in caught(scatterer, 60.0)]
        # Two cavities of lengths 1 and 1.7: k d = n pi each, k below sqrt(120).
        assert len(found) == int(np.sqrt(120) / np.pi) + int(1.7 * np.sqrt(120) / np.pi)
        for energy in found:
            around = energy + np.linspace(-0.02, 0.02, 40001)
            s = s_matrix(around, scatterer).reshape(-1, 2, 2)
            phase = np.unwrap(np.angle(np.linalg.det(s)))
            assert phase[-1] - phase[0] > 1.8 * np.pi

    def test_none_where_nothing_holds_the_wave(self):
        """In one place, without coupling, and with contacts so weak that every peak is broad."""
        assert not caught(Scatterer([0.0], np.full((2, 1, 1), 1e3)), 50.0)
        assert not caught(Scatterer([0.0], np.zeros((2, 1, 1)), [0.0, 1.0]), 50.0)
        assert not caught(Scatterer([0.0], np.full((2, 1, 1), 0.1), [0.0, 1.0]), 50.0)

    def test_beside_closed_channels(self):
        """Below its second threshold the open channel resonates, and the levels above repeat the pattern."""
        found = caught(mirrors(1e4), 8.0)
        lowest = np.pi**2 / 18
        # n pi/3 in either channel; the first of the lower one lies above both thresholds here.
        sums = sorted(threshold + offset for threshold, offset in found)
        expected = sorted(level + n**2 * lowest for level in LEVELS for n in range(1, 4) if n**2 * lowest < 8)
        np.testing.assert_allclose(sums[: len(expected)], expected, rtol=1e-3)


class TestAverages:
    def test_the_transition_between_levels_falls_with_the_fourth_power(self):
        """In peaks of width V^-2 the wave passes V^2 times through contacts that turn the level with amplitude
        (m/V)^2 each; M_01 V^4 tends to a constant with corrections of relative order V^-1, to all strengths."""
        values = {v: thermal_flux(mirrors(v), 1.0) for v in (1e3, 3e3, 2e4, 5e4, 1e5, 1e6)}
        scaled = {v: flux.values[0, 1] * v**4 for v, flux in values.items()}
        for v in (2e4, 5e4, 1e5, 1e6):
            # The two weakest give the slope in 1/V; the rest must be on the line.
            slope = (scaled[1e3] - scaled[3e3]) / (1 / 1e3 - 1 / 3e3)
            allowed = 1e-6 + 4 * values[v].errors[0, 1]
            np.testing.assert_allclose(scaled[v], scaled[3e3] + slope * (1 / v - 1 / 3e3), rtol=allowed)

    def test_the_weakest_agrees_with_a_sum_over_a_fine_grid(self):
        """By brute force where the peaks are broad enough for it: the trapezoidal rule on 400000 energies."""
        scatterer, beta = mirrors(40.0, 1.0), 1.0
        k = np.linspace(0, np.sqrt(2 * 30.0), 400_001)[1:]
        energies = 0.3 + k**2 / 2
        total = 0.0
        for part in np.array_split(np.arange(len(k)), 8):
            s = s_matrix(energies[part], scatterer)
            total += (np.exp(-beta * k[part] ** 2 / 2) * k[part] * (abs(s[:, :, 0, :, 1]) ** 2).sum(axis=(1, 2))).sum()
        np.testing.assert_allclose(thermal_flux(scatterer, beta).values[0, 1], total * (k[1] - k[0]), rtol=1e-5)
