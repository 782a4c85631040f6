"""The thermodynamic limit: Eqs. (A3)-(A10), (7)-(9) of Goes, Fiore and Landi by the engine, against their sums by hand.

Independent routes: the Hamiltonian displaced first and represented then; the mean-field rule, which knows no phase
space; the sums over h_rs written out in this file from the printed formulas, with the bars that they lack.
"""

from __future__ import annotations

from fractions import Fraction

import pytest

from derive.algebra.boson import boson
from derive.algebra.differential import conjugated, variables
from derive.algebra.operator import Op
from derive.driven.model import DrivenModel
from derive.errors import ExactError, ModelError
from derive.exact.powers import by_power
from derive.exact.scalar import Scalar, constant, substitute
from derive.model import Bath, Model
from derive.parameters import I, complex_, conj, nonnegative, positive, real, sqrt, symbol_of
from derive.rules.driven.displacement import displaced, renamed
from derive.rules.driven.meanfield import mean_field
from derive.rules.phase_space.correspondence import Distribution, hamiltonian_part
from derive.rules.phase_space.integrals import Density, first, reduced
from derive.rules.phase_space.large_N import LargeN, Mean, extensive_hamiltonian, large_N

a, b = boson("a b")
N, kappa, gamma = positive("N kappa gamma")
Delta, u, epsilon, omega = real("Delta u epsilon omega")
alpha, beta, g = complex_("alpha beta g")
n_th = nonnegative("n_th")
ORDER = 4

GENERAL = Model("general", extensive_hamiltonian(a, N, ORDER), Bath(a, 2 * kappa))
KERR = Model(
    "kerr",
    Delta * a.dag * a + u / (2 * N) * a.dag**2 * a**2 + I * epsilon * sqrt(N) * (a.dag - a),
    Bath(a, 2 * kappa, n_th),
)


@pytest.fixture(scope="module")
def general() -> LargeN:
    """Any normal-ordered Hamiltonian up to fourth order."""
    return large_N(GENERAL, N, {a: alpha})


def h(r: int, s: int) -> Scalar:
    """The coefficient h_rs with ``h_rs = conj(h_sr)``."""
    if r == s:
        found: Scalar = real(f"h_{r}{s}")
        return found
    high: Scalar = complex_(f"h_{max(r, s)}{min(r, s)}")
    return high if r > s else conj(high)


def xi(weight: str, r_less: int, s_less: int) -> Scalar:
    """``-i sum h_rs alpha^(s - s_less) conj(alpha)^(r - r_less)`` times ``s``, ``s(s-1)`` or ``r s``."""
    total = constant(0)
    for r in range(ORDER + 1):
        for s in range(ORDER + 1 - r):
            factor = {"s": s, "s(s-1)": s * (s - 1), "rs": r * s}[weight]
            if factor:
                total = total - I * factor * h(r, s) * alpha ** (s - s_less) * conj(alpha) ** (r - r_less)
    return total


XI_1 = xi("s", 0, 1)  # (A6)
XI_2 = xi("s(s-1)", 0, 2)  # (A7)
XI_11 = xi("rs", 1, 1)  # (A8)


# -- the unitary part -------------------------------------------------------------------------------------------------


def test_leading_order_moves_the_means(general: LargeN) -> None:
    # (A9), first term: sqrt(N) (xi_1 d/dnu* + c.c.).
    _, _, d, d_bar = variables(general.planes[0])
    assert general.unitary[1] == XI_1 * d_bar + conj(XI_1) * d


def test_order_zero_is_gaussian(general: LargeN) -> None:
    # (A9): xi_2/2 (2 nu d* + d*^2) + c.c. + xi_11 (nu* d* - nu d), with bars on nu: -i sum h_rs of
    # [nu* (nu + d*) - nu (nu* + d)] r s and of [(nu + d*)^2 - nu^2] s(s-1)/2.
    nu, bar, d, d_bar = variables(general.planes[0])
    spread = XI_2 / 2 * (2 * nu * d_bar + d_bar**2)
    assert general.unitary[0] == spread + conjugated(spread) + XI_11 * (bar * d_bar - nu * d)


def test_the_printed_order_zero_lacks_bars(general: LargeN) -> None:
    # As printed, (2 v d_v + d_v^2) and (v d_v* - v d_v): not real, hence no equation of motion.
    nu, _, d, d_bar = variables(general.planes[0])
    printed = XI_2 / 2 * (2 * nu * d_bar + d_bar**2) + conj(XI_2) / 2 * (2 * nu * d + d**2)
    printed = printed + XI_11 * (nu * d_bar - nu * d)
    assert conjugated(printed) != printed
    assert general.unitary[0] != printed


def test_unitary_production_is_a_form_in_gradients(general: LargeN) -> None:
    # (A10): Pi_u = 1/2 int (xi_2 (d*Q)^2 + c.c.)/Q; drifts have no divergence, order sqrt(N) gives nothing.
    nu, nu_bar = first(general.planes[0]), first(general.planes[0], 1)
    expected = Density({(nu_bar, nu_bar): Op.scalar(XI_2 / 2), (nu, nu): Op.scalar(conj(XI_2) / 2)})
    assert general.unitary_production()[0] == expected
    assert not general.unitary_production(1)[0]
    assert general.unitary_production(-1)[0]  # corrections of order 1/sqrt(N) there are


def test_two_routes_to_the_displaced_equation(general: LargeN) -> None:
    # The Fokker-Planck operator translated, or the Hamiltonian displaced and represented in the fluctuations.
    moved = renamed(displaced(GENERAL.hamiltonian, {a.spaces[0]: alpha * sqrt(N)}), {a.spaces[0]: general.modes[0]})
    whole = sum((op * sqrt(N) ** power for power, op in general.unitary.items()), Op({}))
    assert hamiltonian_part(general.correspondence, moved) == whole


def test_the_unitary_part_before_expansion(general: LargeN) -> None:
    # (A4): -i N sum h_rs N^(-(r+s)/2) (mu*^r (mu + d*)^s - mu^s (mu* + d)^r).
    (plane,) = general.balance.equation.correspondence.planes
    mu, bar, d, d_bar = variables(plane)
    total = Op({})
    for r in range(ORDER + 1):
        for s in range(ORDER + 1 - r):
            if r + s:
                scale = -I * h(r, s) * N ** Fraction(2 - r - s, 2)
                total = total + scale * (bar**r * (mu + d_bar) ** s - mu**s * (bar + d) ** r)
    assert general.balance.equation.unitary == total


# -- mean field -------------------------------------------------------------------------------------------------------


def test_the_means_move_as_mean_field_theory_says() -> None:
    # dalpha/dt = -(kappa + i Delta) alpha - i u |alpha|^2 alpha + epsilon, by the rule that knows no phase space.
    found = large_N(KERR, N, {a: alpha}, Mean.FIELD)
    assert found.motion == (-(kappa + I * Delta) * alpha - I * u * alpha**2 * conj(alpha) + epsilon,)
    # With <a> = alpha at N = 1 the two are the same equation.
    rule = mean_field(DrivenModel("kerr", KERR.hamiltonian, baths=KERR.baths, means={a: alpha}))
    assert substitute(rule.right[0], {N.generators[0]: constant(1)}) == found.motion[0]


def test_two_modes() -> None:
    hamiltonian = omega * a.dag * a + g * a.dag * b + conj(g) * b.dag * a + u / N * a.dag * a * b.dag * b
    found = large_N(Model("two", hamiltonian, (Bath(a, 2 * kappa), Bath(b, 2 * gamma))), N, {a: alpha, b: beta})
    assert found.motion[0] == -(kappa + I * omega) * alpha - I * g * beta - I * u * beta * conj(beta) * alpha
    assert [c.external for c in found.channels] == [
        2 * kappa * N * alpha * conj(alpha),
        2 * gamma * N * beta * conj(beta),
    ]
    # H_2 has u alpha beta delta_a.dag delta_b.dag + h.c.; right of rho that is (nu* + d)(eta* + e), so that U holds
    # i u alpha beta d e and its conjugate -i u alpha* beta* d* e*, and -int (d* e* Q) ln Q = int d*Q e*Q/Q.
    x, y = (first(plane, 1) for plane in found.planes)
    assert found.unitary_production()[0].coefficient(x, y) == Op.scalar(-I * u * conj(alpha) * conj(beta))


# -- entropy ----------------------------------------------------------------------------------------------------------


def test_flux_and_production_split_as_in_the_paper(general: LargeN) -> None:
    # (7), (8), (9): ext = 2 kappa N |alpha|^2 in both; Phi_q = 2 kappa <delta.dag delta>; linear terms alike.
    (channel,) = general.channels
    delta = Op.of(general.modes[0], (0, 1))
    assert channel.external == 2 * kappa * N * alpha * conj(alpha)
    assert channel.flux == 2 * kappa * delta.dag * delta
    assert channel.linear == 2 * kappa * sqrt(N) * (conj(alpha) * delta + alpha * delta.dag)
    nu, bar, d, d_bar = variables(general.planes[0])
    currents = Density.of(kappa * (nu + d_bar)) * Density.of(kappa * (bar + d))
    assert channel.production == currents.times(2 / kappa)


def test_finite_temperature() -> None:
    (channel,) = large_N(KERR, N, {a: alpha}).channels
    delta = boson("delta_a")
    assert channel.external == 2 * kappa / (n_th + 1) * N * alpha * conj(alpha)
    assert channel.flux == 2 * kappa / (n_th + 1) * (delta.dag * delta - n_th)


@pytest.mark.parametrize("kind", [Distribution.HUSIMI, Distribution.WIGNER])
@pytest.mark.parametrize("model", [GENERAL, KERR], ids=lambda m: m.name)
def test_production_is_the_sum_of_its_parts(model: Model, kind: Distribution) -> None:
    # int J K J/Q in the displaced variable = ext + linear + Pi_d, as integrals for every Q: nothing is lost.
    found = large_N(model, N, {a: alpha}, distribution=kind)
    (channel,), (entropy,) = found.channels, found.balance.channels
    plane, s = found.planes[0], kind.value
    nu, bar, d, d_bar = variables(plane)
    bath = model.baths[0]
    width = kappa * (bath.occupation + Fraction(1 - s, 2))
    left = Density.of(kappa * (nu + alpha * sqrt(N)) + width * d_bar)
    right = Density.of(kappa * (bar + conj(alpha) * sqrt(N)) + width * d)
    linear = 2 * kappa**2 / width * sqrt(N) * (conj(alpha) * nu + alpha * bar)
    assert found.correspondence.operator(linear) == channel.linear
    parts = channel.production + Density({(): linear + Op.scalar(channel.external)})
    assert reduced((left * right).times(2 / width))[0] == reduced(parts)[0]
    assert entropy.flux


def test_alpha_is_marked() -> None:
    for mean, text in ((Mean.EXACT, "average to zero"), (Mean.FIELD, "of order one")):
        found = large_N(KERR, N, {a: alpha}, mean)
        assert text in found.steps[0].text
    # what is dropped stands in the steps: order 1/sqrt(N) has third derivatives and cubic drifts of the Kerr term
    assert [what for what, _ in found.steps[2].items] == ["dropped, of order N^(-1/2)", "dropped, of order N^(-2/2)"]


def test_a_hamiltonian_that_is_not_extensive_is_refused() -> None:
    with pytest.raises(ModelError, match="must be extensive at the means"):
        large_N(Model("wrong", u * a.dag**2 * a**2, Bath(a, kappa)), N, {a: alpha})


# -- powers -----------------------------------------------------------------------------------------------------------


def test_series_at_infinity() -> None:
    # N/(N + u) = 1 - u/N + ...; sqrt(N) g + 3/N exactly.
    n = symbol_of(N)
    assert by_power(N / (N + u), n, -2) == {0: constant(1), -2: -u}
    assert by_power(sqrt(N) * g + 3 / N, n, -2) == {1: g, -2: constant(3)}
    assert list(by_power(1 / N + I * N, n, -2)) == [2, -2]


def test_what_cannot_be_expanded_is_refused() -> None:
    with pytest.raises(ExactError, match="powers alone"):
        by_power(sqrt(N + 1), symbol_of(N), 0)
    with pytest.raises(ExactError, match="must be positive"):
        by_power(u, symbol_of(u), 0)
