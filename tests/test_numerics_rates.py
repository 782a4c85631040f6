"""Rates, ratios and currents of contacts in a thermal gas: pen and paper, mpmath, and what unitarity demands."""

from itertools import pairwise

import mpmath
import numpy as np
import pytest
from scipy.integrate import quad
from scipy.special import exp1, k0

from numerics import balance
from numerics.rates import FLUX, LINDBLAD, PRINTED, equilibrium_currents, flux_of, log_rates, rates, thermal_flux
from numerics.resonances import quasi_bound
from numerics.scattering import Scatterer, directed_t_matrix, local_couplings, transition_probabilities
from tests.test_numerics_scattering import DOTS, LEVELS, RING, apart

PLUS, ZERO, MINUS = range(3)
BETA = np.geomspace(0.02, 60, 25)


def ring(strengths, **more):
    """The three dots with other strengths."""
    return Scatterer(LEVELS, local_couplings(strengths, RING), **more)


def by_mpmath(scatterer, beta, k, l):  # noqa: E741
    """int_0^inf dx exp(-beta x) sigma_kl(max(e_k, e_l) + x) with 20 digits, over sqrt(E - e) on either side of a
    threshold, from matrices inverted by mpmath."""
    with mpmath.workdps(20):
        v = mpmath.matrix(scatterer.strengths[0].tolist())
        levels = [mpmath.mpf(float(level)) for level in scatterer.levels]
        lower = max(levels[k], levels[l])

        def sigma(energy):
            w = mpmath.diag([mpmath.sqrt(mpmath.mpc(2 * (energy - level), 1e-60)) for level in levels])
            tau = v * mpmath.inverse(w + 1j * v) * w
            return 4 * abs(tau[k, l]) ** 2 / (w[k, k] * w[l, l]).real

        def piece(sign, threshold, reach):
            near = [abs(mpmath.mpf(e) + d - threshold) ** 0.5 for e, d in quasi_bound(scatterer)]
            edges = {reach * mpmath.mpf(2) ** -j for j in range(0, 20, 2)} | {mpmath.mpf(0)}
            edges |= {y * (1 + s * mpmath.mpf(4) ** -j) for y in near for j in range(1, 16) for s in (1, -1)} | set(
                near
            )
            return mpmath.quad(
                lambda y: (
                    2 * y * mpmath.exp(-beta * (threshold - lower + sign * y**2)) * sigma(threshold + sign * y**2)
                ),
                sorted(edge for edge in edges if edge <= reach),
                method="gauss-legendre",
            )

        ends = sorted({level for level in levels if level >= lower})
        total = piece(1, ends[-1], mpmath.sqrt(60 / mpmath.mpf(beta)))
        for a, b in pairwise(ends):
            reach = mpmath.sqrt((b - a) / 2)
            total += piece(1, a, reach) + piece(-1, b, reach)
        return float(total)


class TestIntegrals:
    def test_one_level(self):
        """sigma = 4 c/(x + c) with c = m V^2/(2 hbar^2): M = 4 c exp(beta c) E_1(beta c), over 16 decades of beta c."""
        for strength in (-1e-4, 0.3, 40.0):
            beta = np.geomspace(1e-8, 1e8, 33)
            c = 1.7 * strength**2 / (2 * 0.6**2)
            beta = beta[beta * c < 600]
            flux = thermal_flux(Scatterer([0.4], [[strength]], mass=1.7, hbar=0.6), beta)
            exact = 4 * c * np.exp(beta * c) * exp1(beta * c)
            np.testing.assert_allclose(flux.values[:, 0, 0], exact, rtol=2e-13)
            assert len(beta) > 14 and flux.errors.max() < 1e-10

    @pytest.mark.parametrize(
        ("scatterer", "beta"),
        [
            (DOTS, 0.3),
            (DOTS, 80.0),
            (ring([-1.0, -0.7, -1.5]), 2.0),  # a broad resonance
            (ring([-1e-3, 0.7e-3, -1.5e-3]), 2.0),  # narrow ones, 1e-6 below their thresholds
        ],
        ids=["warm", "cold", "attractive", "narrow"],
    )
    def test_against_mpmath(self, scatterer, beta):
        flux = thermal_flux(scatterer, beta)
        for k, l in ((ZERO, MINUS), (PLUS, MINUS)):  # noqa: E741
            np.testing.assert_allclose(flux.values[k, l], by_mpmath(scatterer, beta, k, l), rtol=1e-12)
        assert flux.errors.max() < 1e-10

    def test_momentum_integral(self):
        """a_kl by its definition, for contacts apart and all four pairs of directions.  Over the smaller momentum u
        the delta function leaves m/U with the larger one, U = sqrt(u^2 + 2 m |e_k - e_l|)."""
        scatterer, beta, density = apart(4, size=3), 0.8, 0.3
        found = rates(thermal_flux(scatterer, beta), density, LINDBLAD)
        mass, levels = scatterer.mass, scatterer.levels

        def integrand(u, k, l):  # noqa: E741
            energy = u**2 / (2 * mass) + max(levels[k], levels[l])
            t = directed_t_matrix(energy, scatterer)[:, k, :, l]
            gas = np.sqrt(beta / (2 * np.pi * mass)) * np.exp(-beta * (energy - levels[l]))
            return gas * mass / np.sqrt(u**2 + 2 * mass * abs(levels[k] - levels[l])) * (abs(t) ** 2).sum()

        for k, l in ((0, 1), (1, 0), (2, 0), (1, 2)):  # noqa: E741
            lower = max(levels[k], levels[l])
            cusps = np.sqrt(2 * mass * np.array([level - lower for level in levels if level > lower]))
            edges = [0.0, *np.sort(cusps), 15.0]
            pieces = [quad(integrand, *edge, (k, l), epsrel=1e-9, epsabs=0, limit=200)[0] for edge in pairwise(edges)]
            np.testing.assert_allclose(found[k, l], 2 * np.pi * density * sum(pieces), rtol=1e-8)

    def test_any_probabilities(self):
        """What a generated module computes goes the same way."""
        flux = flux_of(lambda x: transition_probabilities(x, DOTS), LEVELS, BETA, scale=0.01)
        np.testing.assert_allclose(flux.values, thermal_flux(DOTS, BETA).values, rtol=1e-12)

    def test_temperatures_in_any_shape_and_levels_in_any_order(self):
        order = [2, 0, 1]
        flux = thermal_flux(DOTS, BETA.reshape(5, 5))
        other = thermal_flux(Scatterer(LEVELS[order], DOTS.strengths[:, order][:, :, order]), BETA)
        assert flux.values.shape == (5, 5, 3, 3)
        np.testing.assert_allclose(other.values, flux.values.reshape(25, 3, 3)[:, order][:, :, order], rtol=1e-13)

    def test_equal_levels(self):
        """Two levels at one threshold: the rates between them are equal both ways when nothing else is open."""
        v = apart(5, size=2).strengths[:1]
        flux = thermal_flux(Scatterer([0.3, 0.3], v), BETA)
        np.testing.assert_allclose(flux.ratios()[:, 0, 1], 1, rtol=1e-13)
        assert (flux.skew == 0).all()


class TestRates:
    def test_prefactors(self):
        """Eq. (7) gives twice Eq. (20) as printed, and a flux of particles, the default, 2 pi times as much."""
        flux = thermal_flux(DOTS, BETA)
        paper = rates(flux, prefactor=LINDBLAD)
        np.testing.assert_allclose(paper / rates(flux, prefactor=PRINTED), 2, rtol=1e-14)
        np.testing.assert_allclose(rates(flux) / paper, 2 * np.pi, rtol=1e-14)
        assert (rates(flux) == rates(flux, prefactor=FLUX)).all()
        np.testing.assert_allclose(rates(flux, density=3.0), 3 * rates(flux), rtol=1e-14)

    def test_hard_wall(self):
        """Every particle that arrives, density times mean |velocity|, counts twice: in the wave that is reflected and
        in the one that casts the shadow."""
        mass, beta, density = 2.0, 0.7, 0.1
        flux = thermal_flux(Scatterer([0.0], [[1e9]], mass=mass), beta)
        arriving = density * np.sqrt(2 / (np.pi * mass * beta))
        np.testing.assert_allclose(rates(flux, density, FLUX)[0, 0], 2 * arriving, rtol=1e-8)

    def test_born(self):
        """2 pi |v_kl|^2/(2 pi hbar)^2 sqrt(beta/(2 pi m)) 2 m exp(beta (e_l - e_k)/2) K_0(beta |e_l - e_k|/2)."""
        mass, hbar, beta, v = 1.4, 0.5, 3.0, 1e-7
        levels = np.array([0.0, 0.6])
        weak = Scatterer(levels, [[0.0, v], [v, 0.0]], mass=mass, hbar=hbar)
        found = rates(thermal_flux(weak, beta), prefactor=LINDBLAD)
        integral = 2 * mass * k0(beta * 0.3) * np.array([np.exp(-0.3 * beta), np.exp(0.3 * beta)])
        expected = 2 * np.pi * (v / (2 * np.pi * hbar)) ** 2 * np.sqrt(beta / (2 * np.pi * mass)) * integral
        np.testing.assert_allclose([found[1, 0], found[0, 1]], expected, rtol=1e-5)

    def test_cold_and_hot(self):
        """From beta e = 1e-9 to 1e9 nothing overflows; logarithms go on where the rates underflow."""
        beta = np.geomspace(1e-9, 1e9, 19)
        flux = thermal_flux(DOTS, beta)
        logs = log_rates(flux)
        assert np.isfinite(logs).all() and np.isfinite(flux.values).all() and flux.errors.max() < 1e-10
        np.testing.assert_allclose(logs[-1, PLUS, MINUS] / beta[-1], -1, rtol=1e-6)
        assert flux.require() is flux
        assert rates(flux)[-1, PLUS, MINUS] == 0 < rates(flux)[-1, MINUS, PLUS]
        np.testing.assert_allclose(np.exp(logs[:10]), rates(flux)[:10], rtol=1e-14)


class TestBalance:
    @pytest.mark.parametrize("scatterer", [DOTS, apart(0), apart(1, size=5, count=2)], ids=["dots", "apart", "five"])
    def test_gibbs_is_stationary_and_ratios_are_reciprocal(self, scatterer):
        flux = thermal_flux(scatterer, BETA)
        assert flux.gibbs_residual().max() < 1e-12
        assert flux.loop_residual().max() < 1e-9
        ratios = flux.ratios()
        np.testing.assert_allclose(ratios * ratios.swapaxes(-1, -2), 1, rtol=1e-14)
        np.testing.assert_allclose(flux.excess(), ratios - 1, atol=1e-12)
        np.testing.assert_allclose(np.exp(flux.log_ratios()), ratios, rtol=1e-12)
        assert abs(flux.excess()).max() > 0.01

    def test_two_levels_always_balance(self):
        """Whatever the couplings and places: unitarity leaves as much from 1 to 2 as from 2 to 1 at each energy."""
        flux = thermal_flux(apart(6, size=2), BETA)
        k, l = np.array([0, 1]), np.array([1, 0])  # noqa: E741
        np.testing.assert_allclose(flux.ratios()[:, k, l], 1, rtol=1e-11)
        assert flux.values[:, 0, 1].min() > 0

    @pytest.mark.parametrize("strengths", [(1.0, 1.0, 1.5), (0.4, -2.0, 0.4), (1.0, 3.0, 3.0)])
    def test_two_equal_couplings_balance(self, strengths):
        flux = thermal_flux(ring(strengths), BETA)
        np.testing.assert_allclose(flux.ratios(), 1, rtol=1e-12)

    def test_odd_permutations_invert_the_ratios(self):
        """Exchanging two dots turns v into its transpose in the basis of the ring, and thereby exchanges k and l."""
        ratios, swapped = thermal_flux(DOTS, BETA).ratios(), thermal_flux(ring([1.0, 1.5, 0.7]), BETA).ratios()
        np.testing.assert_allclose(swapped, ratios.swapaxes(-1, -2), rtol=1e-12)
        rotated = thermal_flux(ring([0.7, 1.5, 1.0]), BETA).ratios()
        np.testing.assert_allclose(rotated, ratios, rtol=1e-12)

    def test_opposite_couplings_reverse_the_currents(self):
        """Three open levels stand above all thresholds, where T(-v) = -T(v)+: the skew part changes sign, the rest does
        not follow, as below the highest threshold there are resonances."""
        flux, opposite = thermal_flux(DOTS, BETA), thermal_flux(ring([-1.0, -0.7, -1.5]), BETA)
        np.testing.assert_allclose(opposite.skew, -flux.skew, rtol=1e-9, atol=1e-15)
        np.testing.assert_allclose(opposite.values[:, PLUS, MINUS], flux.values[:, MINUS, PLUS], rtol=1e-12)
        assert abs(opposite.values[:, ZERO, MINUS] / flux.values[:, MINUS, ZERO] - 1).max() > 0.01

    def test_violation_is_of_first_order_in_the_coupling(self):
        """Born rates balance; the first correction to |T|^2, and with it I - 1, is of relative order v."""
        sizes = [thermal_flux(ring(x * np.array([1.0, 0.7, 1.5])), 2.0).excess()[PLUS, MINUS] for x in (1e-4, 5e-5)]
        assert 0 < abs(sizes[0]) < 1e-3
        np.testing.assert_allclose(sizes[0] / sizes[1], 2, rtol=1e-2)

    def test_cold_limits(self):
        """I(0, -) -> 1, as only two levels are open below e_+, and I - 1 ~ exp(-beta (e_+ - e_0)) keeps its digits;
        I(+, -) and I(0, +) tend to the ratio of probabilities at the threshold e_+, which is not 1."""
        beta = np.array([20.0, 40.0, 2000.0, 1e8])
        flux = thermal_flux(DOTS, beta)
        excess = flux.excess()[:, ZERO, MINUS]
        lost = flux.ratios()[:, ZERO, MINUS] - 1
        assert 0 < excess[1] < 1e-8 and excess[2] == pytest.approx(0, abs=1e-300)
        np.testing.assert_allclose(lost, excess, atol=1e-14)
        at_threshold = transition_probabilities(np.array([[1e-20, 0.5, 1.0]]), DOTS)[0]
        np.testing.assert_allclose(
            flux.ratios()[-1, [PLUS, ZERO], [MINUS, PLUS]],
            (at_threshold / at_threshold.T)[[PLUS, ZERO], [MINUS, PLUS]],
            rtol=1e-3,
        )
        assert abs(flux.ratios()[-1, PLUS, MINUS] - 1) > 0.1


class TestPauli:
    """Formulas of the Pauli equation in the state of the dots at some temperatures."""

    flux = thermal_flux(DOTS, BETA)
    a = rates(flux, prefactor=LINDBLAD)
    p = balance.gibbs(LEVELS, BETA)

    def test_stationary(self):
        flow = np.einsum("bkl,bl->bk", balance.generator(self.a), self.p)
        gain = np.einsum("bkl,bl->bk", self.a, self.p)
        assert abs(flow / gain).max() < 1e-12
        np.testing.assert_allclose(balance.generator(self.a).sum(axis=-2), 0, atol=1e-15)

    def test_conditions_30a_and_30b(self):
        """a_+0 (1 - I(0, +)) = a_-0 (I(0, -) - 1) and a_0+ (1 - 1/I(0, +)) = a_-+ (I(+, -) - 1): rows of one matrix."""
        a, i = np.moveaxis(self.a, 0, -1), np.moveaxis(self.flux.ratios(), 0, -1)
        left = a[PLUS, ZERO] * (1 - i[ZERO, PLUS]), a[ZERO, PLUS] * (1 - 1 / i[ZERO, PLUS])
        right = a[MINUS, ZERO] * (i[ZERO, MINUS] - 1), a[MINUS, PLUS] * (i[PLUS, MINUS] - 1)
        np.testing.assert_allclose(left, right, rtol=1e-6, atol=1e-20)
        terms = balance.thermalisation_terms(self.a, self.flux.excess())
        np.testing.assert_allclose(terms[:, ZERO, PLUS], -left[0], rtol=1e-6, atol=1e-20)
        np.testing.assert_allclose(terms[:, ZERO, MINUS], right[0], rtol=1e-6, atol=1e-20)
        np.testing.assert_allclose(terms[:, PLUS, MINUS], right[1], rtol=1e-9)
        np.testing.assert_allclose(terms.sum(axis=-1), 0, atol=1e-14)

    def test_currents_close_a_loop(self):
        """K_{+-} = K_{-0} = K_{0+}; K_jk = a_kj p_j (I(j, k) - 1), with p_j where Eq. (31) prints p_k."""
        k = equilibrium_currents(self.flux, prefactor=LINDBLAD)
        np.testing.assert_allclose(k[:, MINUS, ZERO], k[:, PLUS, MINUS], rtol=1e-11)
        np.testing.assert_allclose(k[:, ZERO, PLUS], k[:, PLUS, MINUS], rtol=1e-11)
        np.testing.assert_allclose(k, balance.currents(self.a, self.p), atol=1e-16)
        np.testing.assert_allclose(
            k, self.a.swapaxes(-1, -2) * self.p[..., None] * self.flux.excess(), rtol=1e-12, atol=1e-30
        )
        assert abs(k[:, PLUS, MINUS]).max() > 1e-4

    def test_heat(self):
        """J_ij = K_ij (e_i - e_j), Eq. (32) along the cycle; no heat in total."""
        heat = balance.heat_currents(equilibrium_currents(self.flux, prefactor=LINDBLAD), LEVELS)
        k = self.a[:, MINUS, PLUS] * self.p[:, PLUS] * (self.flux.ratios()[:, PLUS, MINUS] - 1)
        for i, j in ((PLUS, MINUS), (MINUS, ZERO), (ZERO, PLUS)):
            np.testing.assert_allclose(heat[:, i, j], k * (LEVELS[i] - LEVELS[j]), rtol=1e-6)
        np.testing.assert_allclose(heat, heat.swapaxes(-1, -2), rtol=1e-15)
        np.testing.assert_allclose(heat.sum(axis=(-1, -2)), 0, atol=1e-15)

    def test_entropy_production(self):
        """Eq. (25) by its definition, never negative, and the sum of both parts of Eq. (26) in any state."""
        rng = np.random.default_rng(0)
        p = rng.dirichlet(np.ones(3), (40, 1))
        change = np.einsum("bkl,sbl->sbk", balance.generator(self.a), np.broadcast_to(p, (40, len(BETA), 3)))
        expected = (change * (np.log(self.p) - np.log(p))).sum(axis=-1)
        sigma = balance.entropy_production(self.a, p, LEVELS, BETA)
        np.testing.assert_allclose(sigma, expected, rtol=1e-9, atol=1e-16)
        assert sigma.min() > 0
        first, second = balance.entropy_parts(self.a, p, LEVELS, BETA, self.flux.log_ratios())
        np.testing.assert_allclose(first + second, sigma, rtol=1e-9, atol=1e-16)
        j, k = np.triu_indices(3, 1)
        current = balance.currents(self.a, p)[..., j, k]
        schnakenberg = current * np.log(p[..., k] / p[..., j] * (self.a[:, j, k] / self.a[:, k, j]))
        np.testing.assert_allclose(first, schnakenberg.sum(axis=-1), rtol=1e-9, atol=1e-16)
        assert abs(second).max() > 1e-6

    def test_entropy_in_equilibrium(self):
        """Schnakenberg's part is positive, Eq. (27) its opposite: the sum of a_jk p_k (1 - I(k, j)) ln I(k, j)."""
        i = self.flux.ratios()
        pairs = [(ZERO, PLUS), (MINUS, PLUS), (MINUS, ZERO)]
        expected = sum(self.a[:, j, k] * self.p[:, k] * (1 - i[:, k, j]) * np.log(i[:, k, j]) for j, k in pairs)
        found = balance.deviation_at_equilibrium(
            equilibrium_currents(self.flux, prefactor=LINDBLAD), self.flux.log_ratios()
        )
        np.testing.assert_allclose(found, expected, rtol=1e-9)
        assert (found < 0).all()
        first, second = balance.entropy_parts(self.a, self.p, LEVELS, BETA, self.flux.log_ratios())
        np.testing.assert_allclose(first, -found, rtol=1e-8)
        np.testing.assert_allclose(second, found, rtol=1e-8)

    def test_pairs_that_nothing_joins(self):
        """A level apart from the others has no ratio, and adds nothing to any sum."""
        v = np.zeros((3, 3), complex)
        v[:2, :2] = [[1.0, 0.4j], [-0.4j, 0.5]]
        flux = thermal_flux(Scatterer([0.0, 0.5, 1.0], v), 1.0)
        a, p = rates(flux), np.array([0.2, 0.5, 0.3])
        assert np.isnan(flux.ratios()[0, 2]) and a[0, 2] == a[2, 1] == 0
        first, second = balance.entropy_parts(a, p, flux.levels, 1.0, flux.log_ratios())
        np.testing.assert_allclose(first, balance.entropy_production(a, p, flux.levels, 1.0), rtol=1e-12)
        assert abs(second) < 1e-15 and not balance.thermalisation_terms(a, flux.excess())[2].any()


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: thermal_flux(DOTS, 0.0), "`beta` must be positive inverse temperatures"),
        (lambda: thermal_flux(DOTS, 1.0, rtol=0.0), "`rtol` must be"),
        (
            lambda: thermal_flux(DOTS, [1.0, 100.0], rtol=1e-2).require(1e-16),
            r"`flux` must have relative errors below 1e-16, but got .* at index \(",
        ),
        (lambda: thermal_flux(DOTS, []), "`beta` must be positive inverse temperatures, one or more, but got none"),
        (lambda: rates(thermal_flux(DOTS, 1.0), density=-1), "`density` must be positive, but got -1"),
        (lambda: log_rates(thermal_flux(DOTS, 1.0), density=np.nan), "`density` must be finite"),
        (lambda: equilibrium_currents(thermal_flux(DOTS, [1.0, 2.0]), density=np.ones(3)), "must broadcast together"),
        (lambda: rates(thermal_flux(DOTS, 1.0), prefactor=0), "`prefactor` must be one positive number"),
        (lambda: flux_of(np.zeros, LEVELS, 1.0, mass=np.inf), "`mass` must be finite"),
        (lambda: balance.generator(-np.ones((2, 2))), "`rates` must not be negative"),
        (lambda: balance.currents(np.ones((2, 3)), [1.0, 1.0]), "`rates` must have shape"),
        (
            lambda: balance.entropy_production(np.ones((2, 2)), [0.0, 1.0], [0.0, 1.0], 1.0),
            "`populations` must be positive",
        ),
    ],
)
def test_bad_arguments(call, message):
    with pytest.raises(ValueError, match=message):
        call()


def test_densities_go_with_temperatures():
    """Rates are proportional to the density, one for each temperature or one for all."""
    flux, density = thermal_flux(DOTS, [1.0, 2.0]), np.array([3.0, 5.0])
    for made in (rates, equilibrium_currents):
        for k in range(2):
            np.testing.assert_allclose(made(flux, density)[k], density[k] * made(flux)[k], rtol=1e-15)
    np.testing.assert_allclose(log_rates(flux, density), np.log(rates(flux, density)), rtol=1e-13)
    assert rates(flux, density[:, None]).shape == (2, 2, 3, 3)


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("size", [1e100, 1e160, 1e250])
def test_contacts_that_nothing_passes(size):
    """v -> oo: S = -1 for the even waves, |S - 1|^2 = 4 on the diagonal, so that M = int exp(-beta x) 4 = 4/beta."""
    values = thermal_flux(Scatterer([0.0, 1.0], size * np.eye(2)), 2.0).values
    np.testing.assert_allclose(values, 2 * np.eye(2), rtol=1e-9, atol=1e-12)
