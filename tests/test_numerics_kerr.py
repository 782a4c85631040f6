"""The exact state of the Kerr oscillator against the hypergeometric series, moment equations, numbers and QuTiP."""

import mpmath
import numpy as np
import pytest
import qutip

from numerics.fock import destroy, liouvillian
from numerics.kerr import Kerr
from numerics.mode import normal_ordered, steady_mode

POINTS = [
    Kerr(-2.0, 0.1, 0.9 * np.sqrt(10), 0.5),
    Kerr(-2.0, 0.1, 1.2 * np.sqrt(10), 0.5),
    Kerr(0.3, 1.0, 0.8 - 0.5j, 0.5),
    Kerr(1.0, -0.4, 1.1j, 0.3),
]


@pytest.mark.parametrize("state", POINTS, ids=str)
@pytest.mark.parametrize("orders", [(0, 1), (1, 1), (2, 0), (2, 3)])
def test_moments_are_drummond_and_walls(state, orders):
    """<a^dag^r a^s> = z^s z*^r Gamma(p) Gamma(p*)/(Gamma(p+s) Gamma(p*+r)) 0F2(p+s, p*+r; x)/0F2(p, p*; x), x = 2|z|^2,
    by arbitrary-precision arithmetic."""
    r, s = orders
    p = mpmath.mpc(2 * (state.detuning - 1j * state.kappa) / state.nonlinearity)
    z = mpmath.mpc(-2j * state.drive / state.nonlinearity)
    q, x = mpmath.conj(p), 2 * abs(z) ** 2
    series = mpmath.hyper([], [p + s, q + r], x) / mpmath.hyper([], [p, q], x)
    expected = z**s * mpmath.conj(z) ** r / (mpmath.rf(p, s) * mpmath.rf(q, r)) * series
    assert state.moment(r, s) == pytest.approx(complex(expected), rel=1e-11)


@pytest.mark.parametrize("state", [*POINTS, Kerr(-2.0, 1 / 400, 0.9 * 20, 0.5)], ids=str)
def test_equations_of_motion_stand_still(state):
    """d<a>/dt = -(kappa + i Delta) <a> - i U <a^dag a a> + E, and d<a^dag a>/dt = -2 kappa <a^dag a> + 2 Re(E* <a>)."""
    mean, cubic, quanta = state.moment(0, 1), state.moment(1, 2), state.moment(1, 1)
    motion = -(state.kappa + 1j * state.detuning) * mean - 1j * state.nonlinearity * cubic + state.drive
    assert abs(motion) < 1e-10 * abs(state.drive)
    assert 2 * state.kappa * quanta == pytest.approx(2 * (np.conj(state.drive) * mean).real, rel=1e-10)


@pytest.mark.parametrize("state", POINTS, ids=str)
def test_density_matrix_is_the_sparse_steady_state(state):
    levels = state.levels() + 12
    e, u = state.drive, state.nonlinearity
    h = normal_ordered({(1, 1): state.detuning, (2, 2): u / 2, (1, 0): 1j * e, (0, 1): -1j * np.conj(e)}, levels)
    rho = steady_mode(liouvillian(h, [np.sqrt(2 * state.kappa) * destroy(levels)])).require()
    np.testing.assert_allclose(state.density(levels), rho, atol=1e-12)


def test_density_matrix_is_qutips():
    state, a = POINTS[2], qutip.destroy(25)
    drive = 1j * (state.drive * a.dag() - np.conj(state.drive) * a)
    h = state.detuning * a.dag() * a + state.nonlinearity / 2 * a.dag() * a.dag() * a * a + drive
    np.testing.assert_allclose(state.density(25), qutip.steadystate(h, [a]).full(), atol=1e-12)


@pytest.mark.parametrize("state", POINTS, ids=str)
def test_moments_are_those_of_the_density_matrix(state):
    levels = state.levels() + 20
    rho, n = state.density(levels), np.arange(levels)
    assert rho.trace().real == pytest.approx(1, abs=1e-13)
    assert (n * rho.diagonal().real).sum() == pytest.approx(state.moment(1, 1).real, rel=1e-12)
    assert np.linalg.eigvalsh(rho)[0] > -1e-15
    assert rho[state.levels() :, state.levels() :].trace().real < 1e-15


def test_switching_slower_than_double_precision_is_no_matter():
    """N = 400, where the gap is far below 1e-30: both branches are there, and between them next to nothing."""
    drives = np.linspace(0.8, 1.0, 41)
    quanta = np.array([Kerr(-2.0, 1 / 400, drive * 20, 0.5).moment(1, 1).real / 400 for drive in drives])
    assert quanta[0] < 0.3 and quanta[-1] > 1.9
    assert ((quanta < 0.4) | (quanta > 1.9)).sum() >= len(drives) - 2


def test_without_drive_the_vacuum():
    expected = np.zeros((4, 4))
    expected[0, 0] = 1
    np.testing.assert_allclose(Kerr(1.0, 0.5, 0.0, 1.0).density(4), expected, atol=1e-15)


def test_weak_nonlinearity_is_a_coherent_state():
    """a = E/(kappa + i Delta)."""
    state, alpha = Kerr(0.4, 1e-7, 0.9, 0.5), 0.9 / (0.5 + 0.4j)
    assert state.moment(0, 1) == pytest.approx(alpha, rel=1e-6)
    assert state.moment(1, 1) == pytest.approx(abs(alpha) ** 2, rel=1e-6)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: Kerr(1.0, 0.0, 1.0, 1.0), r"`nonlinearity` must not be zero"),
        (lambda: Kerr(1.0, 1.0, 1.0, 0.0), r"`kappa` must be positive, but got 0.0"),
        (lambda: Kerr(np.array([1.0, 2.0]), 1.0, 1.0, 1.0), r"`detuning` must be one number"),
        (lambda: Kerr(1.0, 1.0, np.nan, 1.0), r"`drive` must be finite"),
        (lambda: POINTS[0].moment(-1, 0), r"must be at least 0, but got \(-1, 0\)"),
        (lambda: POINTS[0].density(0), r"`levels` must be at least 1, but got 0"),
    ],
)
def test_bad_input_is_named(call, message):
    with pytest.raises(ValueError, match=message):
        call()
