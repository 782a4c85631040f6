"""T and S matrices of point contacts, against closed forms and against wells of finite width matched piece by piece."""

import numpy as np
import pytest
from scipy.linalg import expm

from numerics.resonances import quasi_bound
from numerics.scattering import (
    Scatterer,
    contact_matrix,
    directed_t_matrix,
    even_s_matrix,
    local_couplings,
    open_channels,
    optical_residual,
    s_matrix,
    t_matrix,
    transition_probabilities,
    unitarity_defect,
)

# Three dots in a triangle: levels +, 0, - and the plane waves of the ring, as in the caption of Fig. 1 and Eq. (S26).
LEVELS = np.array([0.5, 0.0, -0.5])
TURN = np.exp(2j * np.pi / 3)
RING = np.array([[1, 1, 1], [TURN, 1, 1 / TURN], [1 / TURN, 1, TURN]]) / np.sqrt(3)
DOTS = Scatterer(LEVELS, local_couplings([1.0, 0.7, 1.5], RING))
# Between, above and below the thresholds, at them, and next to them from both sides.
ENERGIES = np.concatenate(
    [np.linspace(-2, 4, 41), LEVELS, *(LEVELS + side for side in (1e-3, -1e-3, 1e-9, -1e-9, 1e-15, -1e-15))]
)


def hermitian(rng, count, size):
    """`count` random Hermitian matrices, attractive and repulsive."""
    matrices = rng.normal(size=(count, size, size)) + 1j * rng.normal(size=(count, size, size))
    return matrices + matrices.conj().swapaxes(1, 2)


def apart(seed, size=4, count=3):
    """Random levels, full-rank couplings, and places that have no symmetry."""
    rng = np.random.default_rng(seed)
    return Scatterer(
        rng.normal(size=size), hermitian(rng, count, size) / 2, rng.normal(size=count) * 2 + 1, mass=1.3, hbar=0.8
    )


def layered(energy, levels, layers, mass=1.0, hbar=1.0):
    """S (2, N, 2, N) of constant potential matrices V on [left, right], by matching (psi, psi') from piece to piece.

    psi'' = (2 m/hbar^2) (e + V - E) psi, by the exponential of its matrix.  A piece of no width holds a delta of
    strength V, across which psi' jumps by (2 m/hbar^2) V psi.  No Green function, no T matrix.
    """
    size, factor = len(levels), 2 * mass / hbar**2
    free, one = factor * np.diag(levels - energy), np.eye(size)
    k = np.sqrt(factor * (energy - levels) + 0j)
    through, place = np.eye(2 * size, dtype=complex), layers[0][0]
    for left, right, potential in layers:
        gap = np.block([[0 * one, one], [free, 0 * one]])
        through = expm((left - place) * gap) @ through
        if right > left:
            inside = np.block([[0 * one, one], [free + factor * potential, 0 * one]])
            through = expm((right - left) * inside) @ through
        else:
            through = np.block([[one, 0 * one], [factor * potential, one]]) @ through
        place = right

    def waves(x, sign):
        wave = np.diag(np.exp(sign * 1j * k * x))
        return np.vstack([wave, sign * 1j * k[:, None] * wave])

    start, end = layers[0][0], place
    # through (right-moving in + left-moving out) at the start = (right-moving out + left-moving in) at the end.
    out = np.hstack([waves(end, 1), -through @ waves(start, -1)])
    into = np.hstack([through @ waves(start, 1), -waves(end, -1)])
    s = np.linalg.solve(out, into)
    opened = np.tile(energy > levels, 2)
    root = np.sqrt(np.where(opened, np.tile(abs(k), 2), 1))
    return (s * (root[:, None] / root) * np.outer(opened, opened)).reshape(2, size, 2, size)


class TestOneChannel:
    @pytest.mark.parametrize("strength", [-3.0, 0.2, 5.0])
    def test_delta_potential(self, strength):
        """Transmission 1/(1 + (m V/(hbar^2 k))^2), amplitude 1/(1 + i m V/(hbar^2 k)), reflection what is left."""
        mass, hbar, level = 1.7, 0.6, 0.4
        energies = level + np.geomspace(1e-6, 1e3, 20)
        k = np.sqrt(2 * mass * (energies - level)) / hbar
        ratio = mass * strength / (hbar**2 * k)
        s = s_matrix(energies, Scatterer([level], [[strength]], mass=mass, hbar=hbar))
        np.testing.assert_allclose(s[:, 0, 0, 0, 0], 1 / (1 + 1j * ratio), atol=2e-15)
        np.testing.assert_allclose(abs(s[:, 1, 0, 1, 0]) ** 2, 1 / (1 + ratio**2), rtol=1e-11)
        np.testing.assert_allclose(s[:, 1, 0, 0, 0], -1j * ratio / (1 + 1j * ratio), rtol=1e-13)

    def test_elsewhere_it_has_the_phases_of_the_place(self):
        """Reflection at q returns exp(2 i k q), from the other side exp(-2 i k q); transmission does not care."""
        here, there = Scatterer([0.0], [[1.0]]), Scatterer([0.0], [[1.0]], [0.9])
        phase = np.exp(2j * 0.9 * np.sqrt(2 * 1.6))
        s, moved = s_matrix(1.6, here)[:, 0, :, 0], s_matrix(1.6, there)[:, 0, :, 0]
        np.testing.assert_allclose(moved, s * np.array([[1, 1 / phase], [phase, 1]]), rtol=1e-14)

    def test_two_deltas(self):
        """Fabry-Perot: t = t_1^2/(1 - r_1^2 exp(2 i k d)) of the amplitude through both, from multiple reflections."""
        strength, d, energies = 2.0, 1.4, np.linspace(0.1, 9, 17)
        k = np.sqrt(2 * energies)
        t_1, r_1 = 1 / (1 + 1j * strength / k), -1j * strength / k / (1 + 1j * strength / k)
        pair = Scatterer([0.0], np.full((2, 1, 1), strength), [0.0, d])
        expected = t_1**2 / (1 - r_1**2 * np.exp(2j * k * d))
        np.testing.assert_allclose(s_matrix(energies, pair)[:, 0, 0, 0, 0], expected, rtol=1e-13)


class TestTwoChannels:
    V = np.array([[0.8, 0.3 - 0.5j], [0.3 + 0.5j, -0.4]])

    @pytest.mark.parametrize("energy", [0.3, 0.999, 1.001, 7.0])
    def test_closed_form_above_and_below_the_second_threshold(self, energy):
        """(1 + i B v)^{-1} by its determinant D = (1 + i B_1 v_11)(1 + i B_2 v_22) + B_1 B_2 |v_12|^2:
        tau_12 = v_12/D and tau_11 = (v_11 + i B_2 (v_11 v_22 - |v_12|^2))/D; below, B_2 = 1/(i hbar |w_2|)."""
        mass, hbar = 0.7, 1.2
        levels, v = np.array([0.0, 1.0]), self.V
        b = np.sqrt(mass / (2 * (energy - levels) + 0j)) / hbar
        det = (1 + 1j * b[0] * v[0, 0]) * (1 + 1j * b[1] * v[1, 1]) + b[0] * b[1] * abs(v[0, 1]) ** 2
        minor = v[0, 0] * v[1, 1] - abs(v[0, 1]) ** 2
        tau = np.array([[v[0, 0] + 1j * b[1] * minor, v[0, 1]], [v[1, 0], v[1, 1] + 1j * b[0] * minor]]) / det
        t = t_matrix(energy, Scatterer(levels, v, mass=mass, hbar=hbar))
        np.testing.assert_allclose(t, tau / (2 * np.pi * hbar), rtol=1e-13)

    def test_at_a_threshold_it_is_the_limit_from_above(self):
        """Nothing enters or leaves a channel at rest, and S is -1 for the even wave in it."""
        scatterer = Scatterer([0.0, 1.0], self.V)
        np.testing.assert_allclose(t_matrix(1.0, scatterer)[1], 0, atol=1e-100)
        np.testing.assert_allclose(t_matrix(1.0, scatterer), t_matrix(1 + 1e-15, scatterer), atol=3e-8)
        np.testing.assert_allclose(even_s_matrix(1.0, scatterer)[1, 1], -1, rtol=1e-14)


class TestFiniteWidth:
    """A well or barrier of width a and height v/a becomes the contact as a -> 0, with an error of first order in a."""

    @pytest.mark.parametrize("energy", [-0.3, 0.2, 0.9])
    @pytest.mark.parametrize("sign", [1, -1])
    def test_converges_to_the_contact(self, energy, sign):
        """With two, one and no closed channels, repulsive and attractive."""
        v = sign * DOTS.strengths[0]
        exact = s_matrix(energy, Scatterer(LEVELS, v))
        widths = 0.02 * 0.5 ** np.arange(7.0)
        found = np.array([layered(energy, LEVELS, [(-a / 2, a / 2, v / a)]) for a in widths])
        errors = abs(found - exact).max(axis=(1, 2, 3, 4))
        np.testing.assert_allclose(errors[:-1] / errors[1:], 2, rtol=0.03)
        assert errors[0] > 1e-3
        np.testing.assert_allclose(extrapolated(found), exact, atol=1e-10)

    def test_converges_where_the_contacts_are_apart(self):
        """Three narrow wells at their places, one channel closed."""
        sites, v = np.array([-0.7, 0.4, 1.1]), local_couplings([1.0, 0.7, -1.5], RING)
        exact = s_matrix(0.2, Scatterer(LEVELS, v, sites))
        widths = 0.02 * 0.5 ** np.arange(7.0)
        found = [
            layered(0.2, LEVELS, [(q - a / 2, q + a / 2, u / a) for q, u in zip(sites, v, strict=True)]) for a in widths
        ]
        np.testing.assert_allclose(extrapolated(np.array(found)), exact, atol=1e-9)
        assert abs(found[-1] - exact).max() > 1e-5

    def test_deltas_matched_one_by_one(self):
        """The same matching with the jumps of the deltas themselves, for couplings of full rank, two in one place."""
        for seed in range(4):
            given = apart(seed)
            scatterer = Scatterer(
                given.levels,
                np.concatenate([given.couplings, given.couplings[:1]]),
                np.append(given.positions, given.positions[0]),
                given.mass,
                given.hbar,
            )
            layers = [(q, q, v) for q, v in zip(scatterer.sites, scatterer.strengths, strict=True)]
            assert len(layers) == 3
            middle = np.sort(given.levels)[2]
            for energy in (middle - 0.01, middle + 0.01, given.levels.max() + 2):
                expected = layered(energy, given.levels, layers, given.mass, given.hbar)
                np.testing.assert_allclose(s_matrix(energy, scatterer), expected, atol=1e-11)


def extrapolated(values):
    """Richardson's limit for widths that halve, removing the powers a, a^2, ... one after the other."""
    for power in range(1, len(values)):
        values = (2**power * values[1:] - values[:-1]) / (2**power - 1)
    return values[0]


class TestUnitarity:
    def test_of_the_dots(self):
        assert unitarity_defect(ENERGIES, DOTS).max() < 3e-15
        assert optical_residual(ENERGIES, DOTS).max() < 3e-15

    @pytest.mark.parametrize("seed", range(5))
    def test_of_contacts_apart(self, seed):
        scatterer = apart(seed)
        near = (scatterer.levels + np.array([[0], [1e-12], [-1e-12], [1e-4], [-1e-4]])).ravel()
        energies = np.concatenate([np.linspace(-5, 6, 60), near])
        assert unitarity_defect(energies, scatterer).max() < 1e-12
        assert optical_residual(energies, scatterer).max() < 1e-11

    def test_the_theorem_sees_a_wrong_branch(self):
        """A real velocity in closed channels loses unitarity.  With w = -i |w| there, S is wrong and unitary all the
        same: only the finite wells tell."""
        levels, v, energy = LEVELS, DOTS.strengths[0], 0.2
        w = np.sqrt(2 * (energy - levels) + 0j)
        opened = energy > levels
        right = even_s_matrix(energy, DOTS)[np.ix_(opened, opened)]
        for closed, unitary in ((1j, True), (-1j, True), (1.0, False)):
            speed = np.where(opened, w.real, closed * abs(w))
            tau = v @ np.linalg.inv(np.diag(speed) + 1j * v) @ np.diag(speed)
            root = 1 / np.sqrt(w[opened].real)
            s = np.eye(2) - 2j * root[:, None] * tau[np.ix_(opened, opened)] * root
            assert (abs(s.conj().T @ s - np.eye(2)).max() < 1e-14) == unitary
            assert (abs(s - right).max() < 1e-14) == (closed == 1j)

    def test_nothing_below_all_thresholds(self):
        assert not open_channels(-0.6, DOTS).any() and unitarity_defect(-0.6, DOTS) == 0
        assert not s_matrix(-0.6, DOTS).any() and not transition_probabilities(-0.6 - LEVELS[None], DOTS).any()
        tau = contact_matrix(-0.6, DOTS)[0, :, 0, :]
        np.testing.assert_allclose(tau, tau.conj().T, atol=1e-15)

    def test_nothing_happens_without_coupling(self):
        """In one place and apart: every wave passes."""
        for positions in (None, [0.0, 1.0]):
            empty = Scatterer([0.0, 1.0], np.zeros((2, 2, 2)), positions)
            np.testing.assert_array_equal(s_matrix(2.0, empty).reshape(4, 4), np.eye(4))
            assert not contact_matrix([0.5, 2.0], empty).any() and not optical_residual([0.5, 2.0], empty).any()


class TestSymmetries:
    def test_one_place_from_contacts_that_come_together(self):
        """By the equations for one site and for several."""
        together = s_matrix(ENERGIES, DOTS)
        near = s_matrix(ENERGIES, Scatterer(LEVELS, DOTS.couplings, [0.0, 1e-14, -1e-14]))
        np.testing.assert_allclose(near, together, atol=1e-12)

    def test_transposed_couplings_exchange_before_and_after(self):
        """T(v^T) = T(v)^T, with both directions reversed: time reversal without conjugation of the levels."""
        scatterer = apart(7)
        reverse = Scatterer(
            scatterer.levels, scatterer.couplings.swapaxes(1, 2), scatterer.positions, scatterer.mass, scatterer.hbar
        )
        energies = np.linspace(-2, 4, 13)
        t, back = directed_t_matrix(energies, scatterer), directed_t_matrix(energies, reverse)
        np.testing.assert_allclose(back, t.transpose(0, 3, 4, 1, 2)[:, ::-1, :, ::-1], atol=1e-13)
        assert abs(back - t).max() > 0.01

    def test_opposite_couplings(self):
        """Above all thresholds B is real and tau(-v) = -v (1 - i B v)^{-1} = -tau(v)+; below one it is not."""
        opposite = Scatterer(LEVELS, -DOTS.strengths)
        for energy, same in ((0.6, True), (5.0, True), (0.2, False)):
            t, reverse = t_matrix(energy, DOTS), t_matrix(energy, opposite)
            assert np.allclose(reverse, -t.conj().T, atol=1e-14) is same

    def test_born_limit(self):
        """tau(x v) = x v + x^2 v G v + O(x^3), for contacts apart."""
        scatterer, energy = apart(3), 1.1
        k = np.sqrt(2 * scatterer.mass * (energy - scatterer.levels) + 0j) / scatterer.hbar
        distance = abs(scatterer.sites[:, None] - scatterer.sites)
        green = np.exp(1j * k * distance[..., None]) * scatterer.mass / (1j * scatterer.hbar**2 * k)
        v = scatterer.strengths
        second = np.einsum("ajk,abk,bkl->ajbl", v, green, v)
        rest = []
        for x in (1e-3, 5e-4):
            weak = Scatterer(scatterer.levels, x * v, scatterer.sites, scatterer.mass, scatterer.hbar)
            first = np.einsum("ajl,ab->ajbl", x * v, np.eye(len(v)))
            rest.append(abs(contact_matrix(energy, weak) - first - x**2 * second).max())
        assert rest[0] < 1e-6
        np.testing.assert_allclose(rest[0] / rest[1], 8, rtol=0.02)

    def test_weak_couplings_keep_their_digits(self):
        """At 1e-12 of the dots' couplings the Born term is right to 1e-11, diagonal and next to thresholds included."""
        weak = Scatterer(LEVELS, 1e-12 * DOTS.strengths)
        distances = np.array([[1e-4, 0.5, 1.0], [3.0, 3.5, 4.0]]) + 0 * LEVELS
        w = np.sqrt(2 * distances)
        born = 4 * abs(weak.strengths) ** 2 / (w[:, :, None] * w[:, None])
        np.testing.assert_allclose(transition_probabilities(distances, weak), born, rtol=1e-9)

    def test_units(self):
        """Lengths by x, masses by y, times by z: S is a pure number."""
        scatterer, x, y, z = apart(2), 3.0, 0.2, 7.0
        joule = y * x**2 / z**2
        other = Scatterer(
            scatterer.levels * joule,
            scatterer.couplings * joule * x,
            scatterer.positions * x,
            scatterer.mass * y,
            scatterer.hbar * joule * z,
        )
        energies = np.linspace(-1, 3, 9)
        np.testing.assert_allclose(s_matrix(energies * joule, other), s_matrix(energies, scatterer), atol=1e-12)

    def test_probabilities_are_s_less_one(self):
        """Both directions summed, and for contacts in one place four times the square of one amplitude."""
        for scatterer in (apart(1), DOTS):
            energies = np.linspace(-1.0, 3.0, 15)
            distances = energies[:, None] - scatterer.levels
            s = s_matrix(energies, scatterer)
            opened = np.einsum("ab,pk,kl->pakbl", np.eye(2), distances > 0, np.eye(scatterer.size))
            expected = (abs(s - opened) ** 2).sum(axis=(1, 3))
            np.testing.assert_allclose(transition_probabilities(distances, scatterer), expected, atol=1e-13)


class TestQuasiBound:
    def test_one_closed_channel(self):
        """kappa = m |v|/hbar^2: the state lies m v^2/(2 hbar^2) below its threshold, however shallow."""
        for v in (-0.9, -1e-3, -1e-7):
            scatterer = Scatterer([0.0, 3.0], [[0.5, 0.0], [0.0, v]], mass=2.0, hbar=0.7)
            ((threshold, offset),) = quasi_bound(scatterer)
            # The deepest is nearer to the lower threshold, and measured from there.
            lower = 0.0 if v < -0.5 else 3.0
            assert threshold == lower
            np.testing.assert_allclose(offset, (3.0 - lower) - v**2 / 0.49, rtol=1e-12)

    def test_none_where_all_repel_or_where_it_lies_below_the_continuum(self):
        assert quasi_bound(DOTS) == []
        assert quasi_bound(Scatterer([0.0, 1.0], [[0.5, 0.1], [0.1, -9.0]])) == []

    def test_two_wells(self):
        """Even and odd states: kappa = (m |v|/hbar^2) (1 +- exp(-kappa d))."""
        wells = Scatterer([0.0, 5.0], np.tile(np.diag([0.0, -2.0]), (2, 1, 1)), [0.0, 1.5])
        found = quasi_bound(wells)
        assert len(found) == 2
        # Nearer to the lower threshold, energies are measured from there.
        kappa = np.sqrt([2 * (5.0 - threshold - offset) for threshold, offset in found])
        np.testing.assert_allclose(kappa, 2 * (1 + np.array([1, -1]) * np.exp(-kappa * 1.5)), rtol=1e-12)

    def test_a_peak_is_there(self):
        """In the open channel total reflection of the even wave is passed within the narrow width."""
        scatterer = Scatterer([0.0, 1.0], [[0.0, 1e-4], [1e-4, -0.5]])
        ((threshold, offset),) = quasi_bound(scatterer)
        near = transition_probabilities(
            np.array([[1.0], [0.0]]).T + offset + np.linspace(-1e-7, 1e-7, 4001)[:, None], scatterer
        )
        assert threshold == 1.0 and near[:, 0, 0].max() > 3.99
        assert near[[0, -1], 0, 0].max() < 0.1


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: Scatterer([[0.0]], [[1.0]]), "`levels` must be a row of energies"),
        (lambda: Scatterer([0.0, 1.0], [[1.0]]), r"`couplings` must have shape \(M, 2, 2\)"),
        (
            lambda: Scatterer([0.0, 1.0], [[1.0, 1j], [1j, 1.0]]),
            "`couplings` must be Hermitian, but got a matrix 2 from",
        ),
        (lambda: Scatterer([0.0], [[1.0]], [0.0, 1.0]), r"`positions` must have shape \(1,\)"),
        (lambda: Scatterer([0.0], [[1.0]], mass=0.0), "`mass` must be one positive number, but got 0.0"),
        (lambda: Scatterer([0.0], [[np.nan]]), "`couplings` must be finite"),
        (lambda: local_couplings([1.0], RING), r"`states` must have a row for each strength"),
        (lambda: t_matrix(1.0, apart(0)), "must have all contacts at the origin"),
        (lambda: t_matrix(1.0, Scatterer([0.0], [[1.0]], [1.0])), "must have all contacts at the origin"),
        (lambda: even_s_matrix(1.0, apart(0)), "must have all contacts in one place"),
        (lambda: Scatterer([0.0], [[1.0]], mass="1"), "`mass` must be numeric"),
        (lambda: Scatterer([0.0], [[1.0]], mass=1 + 0j), "`mass` must be real"),
        (lambda: Scatterer([0.0], [[1.0]], mass=[1.0, 2.0]), "`mass` must be one positive number"),
        (lambda: Scatterer([0.0], [[1.0]], hbar=np.inf), "`hbar` must be finite"),
        (lambda: s_matrix(np.nan, DOTS), "`energies` must be finite"),
    ],
)
def test_bad_arguments(call, message):
    with pytest.raises(ValueError, match=message):
        call()
