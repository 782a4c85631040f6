"""Counting statistics in numbers, against one mode on paper, Levitov's formula, QuTiP and exact cumulants."""

from fractions import Fraction
from math import factorial

import numpy as np
import pytest
import qutip
from scipy.integrate import quad
from scipy.sparse.linalg import eigs

from derive.algebra.boson import boson
from derive.emit.python import compile_module
from derive.engines.lindblad.module import module_of
from derive.exact.insert import insert
from derive.exact.scalar import constant
from derive.model import Bath, Cascade, Model
from derive.parameters import nonnegative, positive, real, sqrt, symbol_of
from derive.rules.counting.cumulants import Cumulants
from derive.rules.counting.riccati import riccati
from numerics import lyapunov
from numerics.counting import Counting, cumulants, noise
from numerics.deviations import domain, rate_function, theta
from numerics.solution import Status
from tests.linear_networks import counting, ladder
from tests.test_numerics_network import random_network

K1, K2, N1, N2 = 0.7, 1.9, 2.0, 0.3
"""One mode between two baths."""


def one_mode(detuning=0.4, rates=(K1, K2), occupations=(N1, N2)) -> Counting:
    return counting([[detuning]], [[0]], [[np.sqrt(k), 0] for k in rates], occupations)


def radicand(s):
    """Of one mode between two baths; a quantum from bath 2 to 1 needs N2 (N1 + 1), back N1 (N2 + 1):

    theta = (K - sqrt(K^2 - 4 k1 k2 (N2 (N1 + 1) (exp(-s) - 1) + N1 (N2 + 1) (exp(s) - 1))))/2,   K = k1 + k2.
    """
    gained, given = N2 * (N1 + 1) * (np.exp(-s) - 1), N1 * (N2 + 1) * (np.exp(s) - 1)
    return (K1 + K2) ** 2 - 4 * K1 * K2 * (gained + given)


def on_paper(s):
    return (K1 + K2 - np.sqrt(radicand(s))) / 2


def derivatives(function, orders, radius=0.3, points=64):
    """(-1)^n times the nth derivative at 0, for n of `orders`, by Cauchy's integral: it cancels no digits."""
    circle = radius * np.exp(2j * np.pi * np.arange(points) / points)
    values = np.array([function(s) for s in circle])
    return [((-1) ** n * factorial(n) * (values * circle**-n).mean()).real for n in orders]


def along(size, bath, s):
    """Fields with s for one bath."""
    fields = np.zeros((*np.shape(s), size))
    fields[..., bath] = s
    return fields


# -- one mode between two baths ---------------------------------------------------------------------------------------


def test_cumulants_of_one_mode():
    """Eight orders, those of bath 2 with alternating signs: what one receives the other gives."""
    solution = cumulants(one_mode(), 8)
    found = solution.cumulants.require()
    assert found.shape == (2, 8) and solution.covariance.values.shape == (2, 2)
    np.testing.assert_allclose(found[0], derivatives(on_paper, range(1, 9)), rtol=1e-10)
    np.testing.assert_allclose(found[1], found[0] * (-1.0) ** np.arange(1, 9), rtol=1e-11)
    np.testing.assert_allclose(found[0, 0], K1 * K2 / (K1 + K2) * (N2 - N1), rtol=1e-13)
    np.testing.assert_allclose(solution.covariance.require(), ((K1 * N1 + K2 * N2) / (K1 + K2) + 0.5) * np.eye(2))


def test_theta_of_one_mode():
    """Closed form where the root is real, marked elsewhere: many s in one call."""
    s = np.linspace(-2.5, 1.5, 81)
    solution = theta(one_mode(), along(2, 0, s))
    inside = radicand(s) > 0
    assert 10 < inside.sum() < 70
    np.testing.assert_array_equal(solution.ok, inside)
    np.testing.assert_allclose(solution.values[inside], on_paper(s[inside]), rtol=1e-11, atol=1e-14)
    assert solution.where(Status.NOT_FINITE)[~inside].all() and (solution.statistics["margin"][~inside] == 0).all()
    assert theta(one_mode(), along(2, 0, 0.0)).require() == 0


def test_domain_of_one_mode():
    """The root vanishes where a z^2 - b z + c = 0 for z = exp(-s): a = 4 k1 k2 N2 (N1 + 1), c likewise,
    b = K^2 + a + c."""
    a, c = 4 * K1 * K2 * N2 * (N1 + 1), 4 * K1 * K2 * N1 * (N2 + 1)
    z = np.roots([a, -((K1 + K2) ** 2 + a + c), c]).real
    ends = np.sort(-np.log(z))
    np.testing.assert_allclose(domain(one_mode()).require(), [ends, -ends[::-1]], atol=1e-6)


def test_fluctuation_symmetry():
    """theta(s) = theta(ln r - s), r = N2 (N1 + 1)/(N1 (N2 + 1)), which swaps both terms of the radicand.  Inserted in
    I(j) = sup_s (-s j - theta(s)): I(j) = I(-j) - j ln r."""
    log_ratio = np.log(N2 * (N1 + 1) / (N1 * (N2 + 1)))
    assert log_ratio < -1
    s, j = np.linspace(-1, 0.1, 12), np.array([0.1, 0.5, 2.0])
    mode = one_mode()
    mirrored = theta(mode, along(2, 0, log_ratio - s)).require()
    np.testing.assert_allclose(theta(mode, along(2, 0, s)).require(), mirrored, rtol=1e-10, atol=1e-13)
    rates = rate_function(mode, 0, np.stack([j, -j])).require()
    np.testing.assert_allclose(rates[1] - rates[0], j * log_ratio, rtol=1e-9)


def test_large_deviations_of_one_mode():
    """I(j) is the largest of -s j - theta(s) on a fine grid; zero at the mean; about (j - mean)^2/(2 k2) beside it."""
    mode, wanted = one_mode(), np.array([-2.0, -0.5, 0.0, 0.3, 1.0, 50.0])
    solution = rate_function(mode, 0, wanted)
    s = np.linspace(*domain(mode).values[0], 400_001)[1:-1]
    grid = (-s * wanted[:, None] - on_paper(s)).max(axis=1)
    np.testing.assert_allclose(solution.require(), grid, rtol=1e-6)
    mean, variance = derivatives(on_paper, (1, 2))
    near = rate_function(mode, 0, [mean, mean + 1e-3]).require()
    assert abs(near[0]) < 1e-14
    np.testing.assert_allclose(near[1], 1e-6 / (2 * variance), rtol=1e-3)
    # theta' = -j at the supremum, by a difference.
    field = solution.statistics["field"][:4]
    slope = (on_paper(field + 1e-5) - on_paper(field - 1e-5)) / 2e-5
    np.testing.assert_allclose(slope, -wanted[:4], rtol=1e-6, atol=1e-6)


def test_empty_bath_only_receives():
    """N2 = 0: theta_2 = (K - sqrt(K^2 - 4 k1 k2 N1 (exp(-s) - 1)))/2 lives for all s > 0, and never less than nothing
    arrives; I(0) = -theta(infinity), the rate of no quantum at all."""
    mode = one_mode(occupations=(N1, 0.0))
    ends = domain(mode).require()[1]
    assert ends[1] == np.inf
    np.testing.assert_allclose(ends[0], -np.log(1 + (K1 + K2) ** 2 / (4 * K1 * K2 * N1)), atol=1e-6)
    solution = rate_function(mode, 1, [-0.1, 0.2])
    assert solution.ok.tolist() == [False, True] and np.isnan(solution.values[0])
    far = theta(mode, along(2, 1, 40.0)).require()
    never = (np.sqrt((K1 + K2) ** 2 + 4 * K1 * K2 * N1) - K1 - K2) / 2
    np.testing.assert_allclose(far, -never, rtol=1e-12)
    none = rate_function(mode, 1, [0.0, 1e-9])
    np.testing.assert_allclose(none.require(), never, rtol=1e-6)
    assert none.statistics["field"][0] == np.inf and 0 < none.statistics["field"][1] < 50


# -- networks against scattering theory -------------------------------------------------------------------------------


def levitov(h, couplings, occupations, bath):
    """theta(s) = -int dw/2pi ln det(1 - n (S.dag exp(-s P) S exp(s P) - 1)) of a passive network; P is the bath."""
    rows, n = np.asarray(couplings)[:, ::2], np.asarray(occupations)
    drift = -1j * np.asarray(h) - rows.conj().T @ rows / 2

    def value(s):
        up = np.where(np.arange(len(n)) == bath, np.exp(-s), 1)

        def density(u):
            w = np.tan(u)
            S = np.eye(len(n)) - rows @ np.linalg.solve(-1j * w * np.eye(len(h)) - drift, rows.conj().T)
            turned = S.conj().T @ (up[:, None] * S) / up
            return -np.log(np.linalg.det(np.eye(len(n)) - n[:, None] * (turned - np.eye(len(n))))) / np.cos(u) ** 2

        # A periodic analytic integrand: trapezoids over omega = tan(u) converge beyond all powers.
        u = (np.arange(1200) + 0.5) * np.pi / 1200 - np.pi / 2
        return sum(density(x) for x in u) / 2400

    return value


def test_levitov_for_three_modes():
    """theta at finite s and four cumulants of a random passive network whose baths reach all modes."""
    h, g, couplings = random_network(5)
    occupations = (0.3, 0.1, 1.0, 0.0)
    net, by_levitov = counting(h, g, couplings, occupations), levitov(h, couplings, occupations, 1)
    fields = np.array([-0.4, 0.2, 0.5])
    expected = np.array([by_levitov(s) for s in fields]).real
    np.testing.assert_allclose(theta(net, along(4, 1, fields)).require(), expected, rtol=1e-9)
    found = cumulants(net, 4).cumulants.require()[1]
    np.testing.assert_allclose(found, derivatives(by_levitov, range(1, 5), radius=0.2, points=16), rtol=1e-9)


def test_levitov_agrees_with_adaptive_quadrature():
    """The trapezoids above, against `quad` for one mode: neither integral is taken on trust."""
    value = levitov([[0.4]], [[np.sqrt(K1), 0], [np.sqrt(K2), 0]], (N1, N2), 0)(0.2).real

    def density(w):
        passed = K1 * K2 / ((K1 + K2) ** 2 / 4 + (w - 0.4) ** 2)
        gained, given = N2 * (N1 + 1) * np.expm1(-0.2), N1 * (N2 + 1) * np.expm1(0.2)
        return -np.log(1 - passed * (gained + given)) / (2 * np.pi)

    assert value == pytest.approx(quad(density, -np.inf, np.inf, epsabs=1e-12)[0], rel=1e-9)
    assert value == pytest.approx(on_paper(0.2), rel=1e-9)


def test_noise_of_pairs_of_baths():
    """Without pairing quanta are conserved, so that rows sum to zero; off the diagonal against mixed differences of
    theta with two fields, which is another computation."""
    net = counting(*random_network(5), (0.3, 0.1, 1.0, 0.0))
    found = noise(net).cumulants.require()
    assert found.shape == (4, 4) and abs(found).min() > 1e-3
    np.testing.assert_allclose(found.sum(axis=0), 0, atol=1e-12)
    np.testing.assert_array_equal(found, found.T)
    np.testing.assert_allclose(np.diagonal(found), cumulants(net).cumulants.values[:, 1], rtol=1e-12)
    step = 3e-3
    corners = [along(4, 1, a * step) + along(4, 2, b * step) for a, b in ((1, 1), (1, -1), (-1, 1), (-1, -1))]
    values = theta(net, np.array(corners)).require()
    mixed = (values[0] - values[1] - values[2] + values[3]) / (4 * step**2)
    np.testing.assert_allclose(found[1, 2], mixed, rtol=1e-4)


# -- active networks against truncated master equations ---------------------------------------------------------------


def test_qutip_tilted_liouvillian_of_a_squeezed_mode():
    """H = D c.dag c + (g c.dag^2 + h.c.)/2, one bath through c + 0.3 c.dag: theta(s) is the tilted Liouvillian's
    eigenvalue with the largest real part, here with 16 levels."""
    detuning, g, occupations = 0.3, 0.2 + 0.1j, (0.1, 0.2)
    net = counting([[detuning]], [[g]], [[1, 0.3], [1, 0]], occupations)
    c = qutip.destroy(16)
    hamiltonian = detuning * c.dag() * c + (g * c.dag() ** 2 + np.conj(g) * c**2) / 2
    fields = np.array([-0.3, 0.4])
    expected = []
    for s in fields:
        L = qutip.liouvillian(hamiltonian)
        for k, op in enumerate((c + 0.3 * c.dag(), c)):
            n = occupations[k]
            L += (n + 1) * qutip.lindblad_dissipator(op) + n * qutip.lindblad_dissipator(op.dag())
            if k == 0:
                L += (n + 1) * np.expm1(-s) * qutip.sprepost(op, op.dag()) + n * np.expm1(s) * qutip.sprepost(
                    op.dag(), op
                )
        expected.append(eigs(L.data.as_scipy().tocsc(), 1, sigma=0.1)[0][0].real)  # all others lie left of -0.3
    np.testing.assert_allclose(theta(net, along(2, 0, fields)).require(), expected, rtol=1e-5)
    assert abs(expected[0]) > 0.01


def test_cumulants_of_an_active_network_are_slopes_of_theta():
    """Five-point differences of theta, the Riccati solution, against the series, which solves Lyapunov equations."""
    net = counting(*random_network(7, active=0.05), (0.3, 0.1, 1.0, 0.0))
    found, h = cumulants(net, 3).cumulants.require(), 0.01
    for bath in range(4):
        v = theta(net, along(4, bath, h * np.arange(-2, 3))).require()
        first, second = (v[0] - 8 * v[1] + 8 * v[3] - v[4]) / 12, (-v[0] + 16 * v[1] + 16 * v[3] - v[4]) / 12
        third = (-v[0] + 2 * v[1] - 2 * v[3] + v[4]) / 2
        expected = [-first / h, second / h**2, -third / h**3]
        np.testing.assert_allclose(found[bath, :2], expected[:2], rtol=1e-5)
        np.testing.assert_allclose(found[bath, 2], expected[2], rtol=1e-2)


# -- the engine's exact cumulants -------------------------------------------------------------------------------------


def test_from_a_generated_module():
    """Two oscillators in a one-way line: four orders of three baths at two points, against exact rationals."""
    a, c = boson("a c")
    k, w = positive("k"), real("w")
    n, m, l = nonnegative("n m l")  # noqa: E741 - a row of occupations
    model = Model(
        "line",
        w * a.dag * a,
        baths=[Bath(a, k, n, name="left"), Bath(c, k, m, name="right")],
        cascades=[Cascade((sqrt(k) * a, sqrt(k) * c), occupation=l, name="line")],
    )
    module, points = compile_module(module_of(model)), ((1.0, 0.5), (0.5, -0.75))
    values = {
        "k": np.array([p[0] for p in points]),
        "w": np.array([p[1] for p in points]),
        "n": 1.5,
        "m": 0.25,
        "l": 2.0,
    }
    found = cumulants(Counting.of(module, values), 4).cumulants.require()
    exact = Cumulants(riccati(model))
    assert found.shape == (2, 3, 4)
    for point, (rate, frequency) in zip(found, points, strict=True):
        given = {k: rate, w: frequency, n: 1.5, m: 0.25, l: 2.0}
        numbers = {symbol_of(x): constant(Fraction(v)) for x, v in given.items()}
        for bath, order in np.ndindex(3, 4):
            value = float(insert(exact.cumulant({bath: order + 1}), numbers).rational)
            assert point[bath, order] == pytest.approx(value, rel=1e-10)


def test_a_module_without_counted_baths_is_refused():
    c = boson("c")
    module = compile_module(module_of(Model("driven", c + c.dag, baths=[Bath(c, 1)])))
    with pytest.raises(ValueError, match=r"`module` must have the function `counted_quadratic`.*without mean fields"):
        Counting.of(module, {})


# -- how it is computed -----------------------------------------------------------------------------------------------


def test_complex_numbers_for_blocks_change_nothing():
    """A mode that is squeezed and coupled to nobody keeps 2 x 2 blocks from being read as complex numbers."""
    h, g, couplings = random_network(5)
    alone = counting(h, g, couplings, (0.3, 0.1, 1.0, 0.0))
    wide = np.zeros((5, 8), dtype=complex)
    wide[:4, :6], wide[4, 6] = couplings, 1.0
    squeezed = np.zeros((4, 4))
    squeezed[3, 3] = 0.2
    beside = counting(np.pad(h, (0, 1)), squeezed, wide, (0.3, 0.1, 1.0, 0.0, 0.5))
    one, other = cumulants(alone, 4), cumulants(beside, 4)
    np.testing.assert_allclose(other.cumulants.require()[:4], one.cumulants.require(), rtol=1e-11)
    np.testing.assert_allclose(other.covariance.require()[:6, :6], one.covariance.require(), rtol=1e-11, atol=1e-13)
    s = along(4, 2, [-0.3, 0.1])
    np.testing.assert_allclose(
        theta(beside, np.pad(s, ((0, 0), (0, 1)))).require(), theta(alone, s).require(), rtol=1e-10
    )


def test_exceptional_point():
    """Two equal cavities, one driven by the other, are a Jordan block, which has no eigenvectors to sum over.

    The line is at N3, private baths at N1 and N2, all rates are 1: n_1 = (N1 + N3)/2, so that bath 1 receives
    n_1 - N1.  Beside the point, where there are eigenvectors, all cumulants are nearly the same.
    """
    hop = np.array([[0, 0.5j], [-0.5j, 0]])  # (L_2.dag L_1 - h.c.)/2i
    couplings = [[1, 0, 0, 0], [0, 0, 1, 0], [1, 0, 1, 0]]
    net = counting(hop, np.zeros((2, 2)), couplings, (1.5, 0.25, 2.0))
    drift, _ = ladder(hop, np.zeros((2, 2)), couplings)
    assert np.linalg.matrix_rank(drift + np.eye(4)) == 2  # -1 four times, in two blocks
    solution = cumulants(net, 3)
    found = solution.cumulants.require()
    np.testing.assert_allclose(found[0, 0], (2.0 - 1.5) / 2, rtol=1e-13)
    near = counting(hop + np.diag([0, 1e-3]), np.zeros((2, 2)), couplings, (1.5, 0.25, 2.0))
    np.testing.assert_allclose(cumulants(near, 3).cumulants.require(), found, rtol=1e-5)
    expected = lyapunov.steady_covariance(net.drift, net.diffusion).require()
    np.testing.assert_allclose(solution.covariance.require(), expected, atol=1e-13)
    h = 0.01
    v = theta(net, along(3, 1, h * np.arange(-2, 3))).require()
    np.testing.assert_allclose(found[1, 1], (-v[0] + 16 * v[1] + 16 * v[3] - v[4]) / 12 / h**2, rtol=1e-5)


def test_many_points_are_single_points():
    """More points than one chunk holds, with rates that differ; what is common to all has no axis."""
    rng = np.random.default_rng(3)
    h, g, couplings = random_network(9, modes=8, baths=10)
    base = counting(h, g, couplings, rng.uniform(0, 2, 10))
    shift = np.kron(np.diag(rng.normal(size=8)), [[0, 1], [-1, 0]])
    drift = base.drift + rng.normal(size=(300, 1, 1)) * shift
    rest = (base.diffusion, base.quadratic, base.linear, base.constant, base.weight, base.offset)
    together = cumulants(Counting(drift, *rest), 3)
    assert together.cumulants.values.shape == (300, 10, 3) and together.covariance.values.shape == (300, 16, 16)
    for point in (0, 150, 299):
        one = cumulants(Counting(drift[point], *rest), 3)
        np.testing.assert_allclose(together.cumulants.values[point], one.cumulants.require(), rtol=1e-10)
    steady = lyapunov.steady_covariance(drift, base.diffusion)
    np.testing.assert_allclose(together.covariance.require(), steady.require(), rtol=1e-9, atol=1e-10)
    np.testing.assert_allclose(together.covariance.statistics["condition"], steady.statistics["condition"], rtol=1e-6)
    assert together.covariance.statistics["residual"].max() < 1e-13


def test_axes_of_parameters_broadcast():
    """Drift with axis (3, 1), diffusion with (2,), and fields with s last of all."""
    mode = one_mode()
    drift = np.array([0.5, 1.0, 2.0])[:, None, None, None] * mode.drift
    diffusion = np.array([1.0, 3.0])[:, None, None] * mode.diffusion
    net = Counting(drift, diffusion, mode.quadratic, mode.linear, mode.constant, mode.weight, mode.offset)
    assert net.shape == (3, 2)
    assert cumulants(net).cumulants.values.shape == (3, 2, 2, 2) and noise(net).cumulants.codes.shape == (3, 2)
    assert domain(net).values.shape == (3, 2, 2, 2)
    assert theta(net, along(2, 0, [[0.01], [0.02], [0.03]])).values.shape == (3, 2)
    assert rate_function(net, 0, 0.1).values.shape == (3, 2)


# -- what cannot be solved --------------------------------------------------------------------------------------------


def test_points_without_a_steady_state_are_marked():
    """Parametric gain below and above threshold, kappa = 2."""
    nets = [counting([[0]], [[g]], [[np.sqrt(2.0), 0]], (0.1,)) for g in (0.5, 1.5)]
    parts = ("quadratic", "linear", "constant", "weight", "offset")
    net = Counting(np.stack([n.drift for n in nets]), nets[0].diffusion, *(getattr(nets[0], name) for name in parts))
    solution = cumulants(net)
    assert solution.cumulants.ok.tolist() == [True, False]
    assert solution.cumulants.where(Status.UNSTABLE)[1] and np.isnan(solution.covariance.values[1]).all()
    values = theta(net, np.array([0.01]))
    assert values.ok.tolist() == [True, False] and values.status is Status.UNSTABLE
    assert domain(net).ok.tolist() == rate_function(net, 0, 0.5).ok.tolist() == [True, False]


def test_fields_beyond_all_numbers_are_marked():
    """exp(800) is no float: theta has ended long before."""
    solution = theta(one_mode(), along(2, 0, [0.1, 800.0, -1e4]))
    assert solution.ok.tolist() == [True, False, False] and solution.status is Status.NOT_FINITE


def test_squeezing_adds_quanta_to_the_books():
    """A vacuum input and gain g: the only bath receives kappa n = 2 kappa g^2/(kappa^2 - 4 g^2), in pairs, so that its
    variance is above that of single quanta."""
    kappa, g = 2.0, 0.5
    found = cumulants(counting([[0]], [[g]], [[np.sqrt(kappa), 0]], (0.0,))).cumulants.require()[0]
    np.testing.assert_allclose(found[0], kappa * 2 * g**2 / (kappa**2 - 4 * g**2), rtol=1e-13)
    assert found[1] > 2 * found[0]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: cumulants(one_mode(), 0), "`order` must be an integer of at least 1, but got 0"),
        (lambda: cumulants(one_mode(), 1.5), "`order` must be an integer"),
        (lambda: theta(one_mode(), 0.1), r"`fields` must have shape \(\.\.\., 2\), one a bath, but got \(\)"),
        (lambda: theta(one_mode(), [0.1, np.nan]), "`fields` must be finite"),
        (lambda: rate_function(one_mode(), 2, 0.0), "`bath` must be a position from 0 to 1, but got 2"),
        (lambda: rate_function(one_mode(), 0, 1j), "`currents` must be real"),
        (lambda: _with(drift=-np.eye(3)), "`drift` must have two quadratures a mode, but got 3 rows"),
        (lambda: _with(diffusion=np.eye(4)), "`diffusion` must be as large as `drift`"),
        (lambda: _with(weight=np.zeros((2, 2, 4, 4))), r"`weight` must have shape \(\.\.\., baths, 2, 2, 2\)"),
        (lambda: _with(offset=np.zeros(2)), r"`quadratic` must have shape"),
        (lambda: _with(linear=np.full((2, 2, 2, 2), np.inf)), "`linear` must be finite"),
        (lambda: _with(drift=-np.ones((3, 1, 1)) * np.eye(2), diffusion=np.ones((2, 1, 1)) * np.eye(2)), "broadcast"),
    ],
)
def test_bad_input_is_named(call, message):
    with pytest.raises(ValueError, match=message):
        call()


def _with(**changed) -> Counting:
    mode = one_mode()
    names = ("drift", "diffusion", "quadratic", "linear", "constant", "weight", "offset")
    return Counting(**({name: getattr(mode, name) for name in names} | changed))
