"""Linear networks in the frequency domain, against pen and paper and against covariances in time."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from derive.algebra.boson import boson
from derive.emit.python import compile_module
from derive.engines.lindblad.module import module_of
from derive.model import Bath, Model
from derive.parameters import nonnegative, positive, real
from numerics import lyapunov
from numerics.network import Network, commutator_defect, scattering, susceptibility, transmission
from numerics.solution import Status
from numerics.spectra import currents, landauer_currents, mode_spectrum, occupations, output_spectrum
from tests.linear_networks import correlations, gaussian, ladder


def passive(h, rates) -> Network:
    """Modes with Hamiltonian h, each with a bath."""
    return Network.of_ladder(*ladder(h, np.zeros_like(h), np.kron(np.diag(np.sqrt(rates)), [1, 0])))


def cavity(kappas, detuning=0.0) -> Network:
    """One mode with several baths."""
    return Network.of_ladder(*ladder([[detuning]], [[0]], [[np.sqrt(k), 0] for k in kappas]))


def amplifier(kappa, gain) -> Network:
    """H = gain (c.dag^2 + c^2)/2: dc/dt = -kappa/2 c - i gain c.dag - sqrt(kappa) b."""
    return Network.of_ladder(*ladder([[0]], [[gain]], [[np.sqrt(kappa), 0]]))


def random_network(seed, modes=3, baths=4, active=0.0):
    """h, g and couplings; quanta are made in pairs where `active`."""
    rng = np.random.default_rng(seed)

    def complex_normal(*shape):
        return rng.normal(size=shape) + 1j * rng.normal(size=shape)

    h, g = complex_normal(modes, modes), active * complex_normal(modes, modes)
    couplings = np.zeros((baths, 2 * modes), dtype=complex)
    couplings[:, ::2], couplings[:, 1::2] = complex_normal(baths, modes), active * complex_normal(baths, modes)
    return (h + h.conj().T) / 2, (g + g.T) / 2, couplings


# -- scattering -------------------------------------------------------------------------------------------------------


def test_two_sided_cavity():
    """c = -(sqrt(k1) b1 + sqrt(k2) b2)/(K/2 - i (w - D)), K = k1 + k2, and b_out,i = b_i + sqrt(ki) c:
    T = k1 k2/(K^2/4 + (w - D)^2), and r = ((k2 - k1)/2 - i (w - D))/(K/2 - i (w - D))."""
    k1, k2, detuning, omega = 0.6, 1.5, 0.3, np.linspace(-2, 2, 41)
    net = cavity((k1, k2), detuning)
    pole = (k1 + k2) / 2 - 1j * (omega - detuning)
    assert net.passive and net.noise.shape == (1, 2)
    s = scattering(net, omega).require()
    assert s.shape == (41, 2, 2)
    np.testing.assert_allclose(s[:, 0, 0], ((k2 - k1) / 2 - 1j * (omega - detuning)) / pole, rtol=1e-13)
    np.testing.assert_allclose(s[:, 0, 1], -np.sqrt(k1 * k2) / pole, rtol=1e-13)
    np.testing.assert_allclose(transmission(net, omega, [0], [1]).require()[:, 0, 0], k1 * k2 / abs(pole) ** 2)
    np.testing.assert_allclose(susceptibility(net, omega).require()[:, 0, 0], 1 / pole, rtol=1e-13)


def test_circulator():
    """Three cavities in a ring, J exp(i pi/6) per step (pi/2 around), kappa = 2 J: plane waves q have
    h_q = 2 J cos(pi/6 + 2 pi q/3) = (sqrt(3), -sqrt(3), 0) J and S_q = (i h_q - J)/(i h_q + J) = exp(+-i pi/3), -1.
    Their mean, the diagonal of S, is 0; one way around, (sum_q S_q exp(2 pi i q d/3))/3, has modulus 1.
    """
    hop = 0.5 * np.exp(1j * np.pi / 6)
    h = hop * np.roll(np.eye(3), 1, axis=0)
    net = passive(h + h.conj().T, [1.0, 1.0, 1.0])
    passed = transmission(net, 0.0).require()
    assert passed.shape == (3, 3)
    cycle = np.roll(np.eye(3), 1, axis=0)
    assert min(abs(passed - cycle).max(), abs(passed - cycle.T).max()) < 1e-14
    backwards = transmission(passive((h + h.conj().T).T, [1.0, 1.0, 1.0]), 0.0).require()
    np.testing.assert_allclose(backwards, passed.T, atol=1e-14)


def test_parametric_amplifier():
    """At resonance S = 1 + kappa G with -G^-1 = ((-k/2, -i g), (i g, -k/2)): abs(S_11) = (k^2/4 + g^2)/(k^2/4 - g^2),
    the idler has abs(S_12)^2 = abs(S_11)^2 - 1, and a vacuum leaves with that many quanta."""
    kappa, g = 2.0, 0.6
    net, direct = amplifier(kappa, g), ((1 + g**2) / (1 - g**2)) ** 2
    assert not net.passive
    s = scattering(net, 0.0).require()
    np.testing.assert_allclose([abs(s[0, 0]) ** 2, abs(s[0, 1]) ** 2], [direct, direct - 1], rtol=1e-13)
    np.testing.assert_allclose(transmission(net, 0.0).require(), [[direct]], rtol=1e-13)
    np.testing.assert_allclose(output_spectrum(net, correlations([0.0]), 0.0).require(), [direct - 1], rtol=1e-13)


def test_two_cavities_one_after_the_other():
    """The second is driven by what leaves the first, dc_2 = -k/2 c_2 - k c_1: a Jordan block, which no eigenvectors
    span.  The line passes ((-i w - k/2)/(-i w + k/2))^2, the product of two cavities that reflect all."""
    kappa, omega = 0.8, np.linspace(-1, 1, 21)
    drift, noise = np.array([[-kappa / 2, 0], [-kappa, -kappa / 2]]), np.full((2, 1), -np.sqrt(kappa))
    net = Network.of_ladder(np.kron(drift, np.eye(2)), np.kron(noise, np.eye(2)))
    expected = ((-1j * omega - kappa / 2) / (-1j * omega + kappa / 2)) ** 2
    np.testing.assert_allclose(scattering(net, omega).require()[:, 0, 0], expected, rtol=1e-13)
    # All-pass: both modes are at the line's temperature, and nothing is kept.
    np.testing.assert_allclose(occupations(net, correlations([0.7])).require(), [0.7, 0.7], rtol=1e-13)
    np.testing.assert_allclose(currents(net, correlations([0.7])).require(), [0.0], atol=1e-14)


@given(seed=st.integers(0, 2**32 - 1), active=st.sampled_from([0.0, 0.03]))
@settings(max_examples=25, deadline=None)
def test_commutators_are_preserved(seed, active):
    """S Sigma S^dagger = Sigma at every frequency: unitary without gain, symplectic with it."""
    net = Network.of_ladder(*ladder(*random_network(seed, active=active)))
    defect = commutator_defect(net, np.linspace(-4, 4, 9))
    assert active or defect.status is Status.SUCCESS  # more baths than modes damp them all
    if defect.status is Status.SUCCESS:
        assert net.passive == (active == 0)
        scale = abs(scattering(net, np.linspace(-4, 4, 9)).values).max() ** 2
        assert defect.values.max() < 1e-11 * scale


def test_annihilation_operators_alone_give_the_same():
    """What is solved at half the size is a block of the whole."""
    drift, noise = ladder(*random_network(3))
    half, whole, omega = Network.of_ladder(drift, noise), Network(drift, noise, False), np.linspace(-2, 2, 5)
    assert half.passive and half.size == 3 and whole.size == 6
    block = scattering(whole, omega).require()[:, ::2, ::2]
    np.testing.assert_allclose(scattering(half, omega).require(), block, rtol=1e-11, atol=1e-12)


# -- spectra and currents ---------------------------------------------------------------------------------------------


def test_lorentzian_of_a_damped_mode():
    """<c.dag c> at w = k N/(k^2/4 + (w - D)^2); in equilibrium what leaves is what comes, N at each frequency."""
    kappa, n, omega = 0.4, 1.7, np.linspace(-3, 3, 13)
    net, inputs = cavity([kappa], 0.5), correlations([n])
    expected = kappa * n / (kappa**2 / 4 + (omega - 0.5) ** 2)
    np.testing.assert_allclose(mode_spectrum(net, inputs, omega).require()[:, 0], expected, rtol=1e-13)
    np.testing.assert_allclose(output_spectrum(net, inputs, omega).require(), n, rtol=1e-13)
    np.testing.assert_allclose(occupations(net, inputs).require(), [n], rtol=1e-14)


def test_squeezed_vacuum_of_the_amplifier():
    """Quadratures at 45 degrees have variances k/(2 (k -+ 2 g)), half their sum less 1/2 is 2 g^2/(k^2 - 4 g^2); what
    the vacuum gains leaves at kappa times that."""
    kappa, g = 2.0, 0.6
    net, inputs, n = amplifier(kappa, g), correlations([0.0]), 2 * g**2 / (kappa**2 - 4 * g**2)
    np.testing.assert_allclose(occupations(net, inputs).require(), [n], rtol=1e-13)
    np.testing.assert_allclose(currents(net, inputs).require(), [kappa * n], rtol=1e-13)
    np.testing.assert_allclose(landauer_currents(net, inputs).require(), [kappa * n], rtol=1e-10)


@pytest.mark.parametrize("active", [0.0, 0.05])
def test_occupations_by_poles_and_by_lyapunov(active):
    """The integral of the spectrum by residues, and the covariance in time, with a squeezed input among the baths."""
    h, g, couplings = random_network(5, active=active)
    inputs = correlations([0.3, 0.1, 2.0, 0.0], [0.2j, 0.0, 1.5, 0.0])
    a, n = gaussian(h, g, couplings, inputs)
    expected = lyapunov.occupations(lyapunov.steady_covariance(a, n).require())
    found = occupations(Network.of_ladder(*ladder(h, g, couplings)), inputs).require()
    np.testing.assert_allclose(found, expected, rtol=1e-10)
    assert found.min() > 0.01


def test_occupation_is_the_integral_of_the_spectrum():
    """Trapezoids over omega = tan(u), which converge beyond all powers for a periodic integrand."""
    h, g, couplings = random_network(7, active=0.05)
    net, inputs = Network.of_ladder(*ladder(h, g, couplings)), correlations([0.3, 0.1, 2.0, 0.0])
    u = (np.arange(4000) + 0.5) * np.pi / 4000 - np.pi / 2
    density = mode_spectrum(net, inputs, np.tan(u)).require() / np.cos(u)[:, None] ** 2
    np.testing.assert_allclose(density.mean(axis=0) / 2, occupations(net, inputs).require(), rtol=1e-10)


def test_current_between_two_baths():
    """Landauer on paper: int dw/2pi k1 k2/(K^2/4 + w^2) (N2 - N1) = k1 k2 (N2 - N1)/K into bath 1."""
    k1, k2, n1, n2 = 0.6, 1.5, 2.0, 0.25
    expected = k1 * k2 / (k1 + k2) * (n2 - n1) * np.array([1, -1])
    net, inputs = cavity((k1, k2), 0.3), correlations([n1, n2])
    np.testing.assert_allclose(currents(net, inputs).require(), expected, rtol=1e-13)
    solution = landauer_currents(net, inputs)
    np.testing.assert_allclose(solution.require(), expected, rtol=1e-10)
    assert solution.statistics["error"] < 1e-9


@pytest.mark.parametrize("active", [0.0, 0.05])
def test_residues_and_integrals_over_frequency(active):
    h, g, couplings = random_network(11, active=active)
    net, inputs = Network.of_ladder(*ladder(h, g, couplings)), correlations([0.3, 0.1, 2.0, 0.0])
    by_residues = currents(net, inputs).require()
    np.testing.assert_allclose(landauer_currents(net, inputs).require(), by_residues, rtol=1e-9)
    # Without pairs, quanta are conserved.
    assert (abs(by_residues.sum()) < 1e-12) == (active == 0)


def test_narrow_lines_far_apart():
    """Linewidths of 1e-6 at -1 and 1, hardly coupled: the panels close in on both."""
    net = passive(np.array([[-1.0, 1e-7], [1e-7, 1.0]]), [1e-6, 3e-6])
    inputs = correlations([1.0, 0.0])
    by_residues = currents(net, inputs).require()
    # Hopping rate 4 J^2 s/(s^2 + 4 D^2) with s = k1 + k2, D = 2, is too slow to empty mode 1.
    np.testing.assert_allclose(by_residues[1], 4e-14 * 4e-6 / 16, rtol=1e-3)
    np.testing.assert_allclose(landauer_currents(net, inputs).require(), by_residues, atol=1e-16)


def test_equal_temperatures_drive_nothing():
    net = Network.of_ladder(*ladder(*random_network(13)))
    np.testing.assert_allclose(currents(net, correlations([0.8] * 4)).require(), 0, atol=1e-13)


# -- points -----------------------------------------------------------------------------------------------------------


def test_points_and_frequencies_broadcast():
    """Three rates, two temperatures, five frequencies of each rate: axes (2, 3), then omega, then ports."""
    rates = np.array([0.5, 1.0, 2.0])
    nets = [cavity((k, 1.0)) for k in rates]
    net = Network.of_ladder(
        np.kron(np.stack([n.drift for n in nets]), np.eye(2)), np.kron(np.stack([n.noise for n in nets]), np.eye(2))
    )
    inputs = np.stack([correlations([n, 0.0]) for n in (0.5, 2.0)])[:, None]
    omega = rates[:, None] * np.linspace(-1, 1, 5)
    assert scattering(net, omega).values.shape == (3, 5, 2, 2)
    spectrum = output_spectrum(net, inputs, omega)
    assert spectrum.values.shape == (2, 3, 5, 2) and spectrum.codes.shape == (2, 3, 5)
    one = output_spectrum(nets[2], correlations([2.0, 0.0]), omega[2]).require()
    np.testing.assert_allclose(spectrum.values[1, 2], one, rtol=1e-13)
    assert currents(net, inputs).values.shape == landauer_currents(net, inputs).values.shape == (2, 3, 2)


def test_points_without_a_steady_state_are_marked():
    """Gain above threshold, kappa = 2 and g = 1.5 beside g = 0.5; and a list in which nothing is stable."""
    pairs = [ladder([[0]], [[g]], [[np.sqrt(2.0), 0]]) for g in (0.5, 1.5)]
    net = Network.of_ladder(*(np.stack(part) for part in zip(*pairs, strict=True)))
    s = scattering(net, [0.0, 1.0])
    assert s.status is Status.UNSTABLE and s.ok.tolist() == [[True, True], [False, False]]
    assert np.isnan(s.values[1]).all() and np.isfinite(s.values[0]).all()
    assert landauer_currents(net, correlations([0.0])).ok.tolist() == [True, False]
    lost = amplifier(1.0, 1.0)
    assert not scattering(lost, [0.0]).ok.any() and not occupations(lost, correlations([0.0])).ok.any()
    assert landauer_currents(lost, correlations([0.0])).status is Status.UNSTABLE


def test_from_a_generated_module():
    """Two modes that hop, each with its bath: T = (k J)^2/abs((k/2 - i w)^2 + J^2)^2 at equal rates k."""
    a, c = boson("a c")
    k, J = positive("k"), real("J")
    n, m = nonnegative("n m")
    model = Model("pair", J * (a.dag * c + c.dag * a), baths=[Bath(a, k, n, name="left"), Bath(c, k, m, name="right")])
    module, hopping = compile_module(module_of(model)), np.array([0.2, 0.5, 1.0])
    net, omega = Network.of(module, {"k": 1.0, "J": hopping, "n": 1.0, "m": 0.5}), np.linspace(-2, 2, 7)
    inputs = module.ladder_correlations(n=1.0, m=0.5)
    expected = hopping[:, None] ** 2 / abs((0.5 - 1j * omega) ** 2 + hopping[:, None] ** 2) ** 2
    np.testing.assert_allclose(transmission(net, omega, [1], [0]).require()[..., 0, 0], expected, rtol=1e-12)
    # Gamma = 4 J^2/(2 k) in series with both couplings k: the same current by rate equations.
    gamma = 2 * hopping**2
    np.testing.assert_allclose(currents(net, inputs).require()[:, 1], 0.5 / (2 + 1 / gamma), rtol=1e-12)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: Network.of_ladder(-np.eye(3), np.ones((3, 2))), r"`drift` must have shape \(\.\.\., 2m, 2m\)"),
        (lambda: Network.of_ladder(-np.eye(2), np.ones((2, 3))), r"`noise` must have shape \(\.\.\., 2, 2b\)"),
        (lambda: Network.of_ladder(-np.eye(2) * np.nan, np.ones((2, 2))), "`drift` must be finite"),
        (lambda: scattering(cavity([1.0]), 1j), "`omega` must be real"),
        (lambda: scattering(cavity([1.0]), np.inf), "`omega` must be finite"),
        (lambda: transmission(cavity([1.0]), 0.0, [1]), r"`outputs` must be positions from 0 to 0, but got \[1\]"),
        (lambda: transmission(cavity([1.0]), 0.0, None, [0.5]), "`inputs` must be positions of baths"),
        (lambda: currents(cavity([1.0]), np.eye(4)), r"`correlations` must have shape \(\.\.\., 2, 2\)"),
        (lambda: landauer_currents(cavity([1.0]), np.eye(2), rtol=2.0), "`rtol` must be one number"),
    ],
)
def test_bad_input_is_named(call, message):
    with pytest.raises(ValueError, match=message):
        call()
