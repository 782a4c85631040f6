"""Stability: signs by domain, the Routh-Hurwitz criterion on paper and against numerical roots, known thresholds."""

from __future__ import annotations

import itertools
from fractions import Fraction
from random import Random

import numpy as np
import pytest

from derive.algebra.boson import boson
from derive.algebra.operator import Op
from derive.exact.insert import insert
from derive.exact.points import sign_at_point
from derive.exact.scalar import Scalar, constant
from derive.exact.signs import Sign, sign_of, without_positive_factors
from derive.model import Bath, Cascade, Model
from derive.parameters import I, angle, complex_, conj, exp, nonnegative, positive, real, sqrt, symbol_of
from derive.rules.gaussian import langevin
from derive.rules.stability import Stability, characteristic, hurwitz_determinants, stability

a, b, d = boson("a b d")
kappa, gamma, g = positive("kappa gamma g")
omega, Delta, r = real("omega Delta r")
F = complex_("F")
N = nonnegative("N")
phi = angle("phi")
ONE = constant(1)


# -- signs --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "sign"),
    [
        (kappa + N, Sign.POSITIVE),
        (N**2 + N, Sign.NONNEGATIVE),
        (-kappa * sqrt(gamma), Sign.NEGATIVE),
        (-F * conj(F), Sign.NONPOSITIVE),
        (1 + F * conj(F), Sign.POSITIVE),
        (omega, Sign.UNKNOWN),
        (kappa - gamma, Sign.UNKNOWN),
        # A square and a product of sums have signs that their terms do not show.
        ((omega - Delta) ** 2, Sign.NONNEGATIVE),
        ((omega - kappa) ** 2 * (kappa + N) / (1 + omega**2), Sign.NONNEGATIVE),
        (omega - omega, Sign.ZERO),
        (1 / kappa, Sign.POSITIVE),
        # The square of a complex number has no sign: F**2 + F*conj(F) is not even real.
        (F**2, Sign.UNKNOWN),
        ((1 + exp(I * phi)) ** 2, Sign.UNKNOWN),
        ((F + conj(F)) ** 2, Sign.NONNEGATIVE),
        # sqrt(N) may vanish, sqrt(N + 1) may not.
        (sqrt(N), Sign.NONNEGATIVE),
        (sqrt(N + 1), Sign.POSITIVE),
    ],
)
def test_the_sign_that_follows_from_domains(value: Scalar, sign: Sign) -> None:
    assert sign_of(value) is sign


def test_what_is_left_without_positive_factors() -> None:
    assert without_positive_factors(kappa * (kappa**2 - gamma**2) / gamma) == kappa - gamma
    assert without_positive_factors(-3 * (omega**2 + kappa)) == -1


# -- the criterion ------------------------------------------------------------------------------------------------


def test_real_quadratic_and_cubic_on_paper() -> None:
    # s^2 + p s + q: p(x) p(y) - p(-x) p(-y) = 2p [y (x^2 + q) + x (y^2 + q)] = (x + y) 2p (x y + q),
    # a diagonal form: 2p for x y and 2pq for 1.
    p, q, s = real("p q s")
    assert set(hurwitz_determinants((ONE, p, q))) == {2 * p, 2 * p * q}
    # s^3 + p s^2 + q s + s0: Hurwitz' p > 0, p q - s0 > 0, s0 (p q - s0) > 0, a factor of 2 for each row.
    expected = {2 * p, 2 * (p * q - s), 4 * s * (p * q - s)}
    assert set(hurwitz_determinants((ONE, p, q, s))) == expected


def test_real_quartic_holds_the_textbook_determinants() -> None:
    # Hurwitz' matrix of s^4 + p s^3 + q s^2 + r s + t, by hand:
    # D1 = p, D2 = p q - r, D3 = r (p q - r) - p^2 t, D4 = t D3.  Even and odd rows part: D1, D3 and D2, D4.
    p, q, t = real("p q t")
    third = r * (p * q - r) - p**2 * t
    expected = {2 * p, 2 * (p * q - r), 4 * third, 4 * t * third}
    assert set(hurwitz_determinants((ONE, p, q, r, t))) == expected


def test_complex_linear_and_quadratic_on_paper() -> None:
    # s + c decays when Re c > 0.
    assert hurwitz_determinants((ONE, F)) == (F + conj(F),)
    # (s + kappa + i omega)(s + gamma): both conditions hold by domains whatever omega.
    p = (ONE, kappa + I * omega + gamma, gamma * (kappa + I * omega))
    assert [sign_of(c) for c in hurwitz_determinants(p)] == [Sign.POSITIVE] * 2


def gaussian(draw: Random, real_only: bool) -> Scalar:
    size = constant(Fraction(draw.randint(-12, 12), draw.randint(1, 4)))
    return size if real_only else size + I * draw.randint(-6, 6)


def number(value: Scalar) -> complex:
    re, im, den = (part.rational for part in value.parts())
    return complex(re, im) / float(den)


@pytest.mark.parametrize("degree", [1, 2, 3, 4, 5])
@pytest.mark.parametrize("real_only", [True, False])
def test_all_determinants_are_positive_exactly_if_all_roots_are_on_the_left(degree: int, real_only: bool) -> None:
    draw = Random(f"{degree} {real_only}")
    seen = {True: 0, False: 0}
    while min(seen.values()) < 12:
        # Roots are drawn around the left half plane, so that both answers are met at every degree.
        roots = [gaussian(draw, False) - 4 for _ in range(degree)]
        if real_only:
            # Conjugate pairs, and a real one when the degree is odd.
            half = roots[: degree // 2]
            roots = [*half, *(x.conjugate() for x in half), *[x.real_part() for x in roots[: degree % 2]]]
        coefficients = [ONE]
        for x in roots:
            shifted = [*coefficients, constant(0)]
            coefficients = [c - x * (coefficients[k - 1] if k else constant(0)) for k, c in enumerate(shifted)]
        found = np.roots([number(c) for c in coefficients])
        if abs(found.real).min() < 1e-3:
            continue
        stable = bool(found.real.max() < 0)
        determinants = hurwitz_determinants(coefficients)
        assert len(determinants) == degree
        assert all(sign_at_point(c) > 0 for c in determinants) is stable
        seen[stable] += 1


@pytest.mark.parametrize("size", [1, 2, 3, 5])
def test_the_characteristic_polynomial_of_random_integer_matrices(size: int) -> None:
    draw = Random(size)
    rows = [[draw.randint(-5, 5) + I * draw.randint(-5, 5) for _ in range(size)] for _ in range(size)]
    found = [number(c) for c in characteristic(tuple(map(tuple, rows)))]
    np.testing.assert_allclose(found, np.poly(np.array([[number(c) for c in row] for row in rows])), atol=1e-8)


# -- known thresholds ---------------------------------------------------------------------------------------------


def of(hamiltonian: Op, *baths: Bath, cascades: tuple[Cascade, ...] = ()) -> Stability:
    return stability(langevin(Model("system", hamiltonian, baths=baths, cascades=cascades)))


def hopping(strength: Scalar) -> Op:
    return strength * a.dag * b + conj(strength) * b.dag * a


ENERGIES = omega * a.dag * a + Delta * b.dag * b


def test_losses_make_any_hopping_stable() -> None:
    # A + A.dag = -diag(kappa, gamma): the norm of the mean fields shrinks whatever the Hamiltonian.
    assert of(ENERGIES + hopping(F), Bath(a, kappa, N), Bath(b, gamma)).always
    channel = Cascade((sqrt(kappa) * a, sqrt(gamma) * b), (phi,))
    assert of(ENERGIES + hopping(F), Bath(a, g), Bath(b, g), cascades=(channel,)).always


def test_a_mode_without_a_bath_is_damped_through_hopping_that_cannot_vanish() -> None:
    chain = hopping(g) + g * (b.dag * d + d.dag * b)
    assert of(ENERGIES + chain, Bath(a, kappa)).always
    # With F that may be zero it is stable exactly where it is not: |F|^2 > 0.
    found = of(ENERGIES + hopping(F), Bath(a, kappa))
    assert not found.always
    assert found.conditions == (F * conj(F),)


def test_a_mode_beside_the_bath_stays_undamped() -> None:
    # L = sqrt(kappa)(a + b) with equal energies: (a - b)/sqrt(2) is dark.
    found = of(omega * (a.dag * a + b.dag * b), Bath(a + b, kappa))
    assert not found.always
    assert any(not c for c in found.conditions)


def test_the_parametric_oscillator_below_threshold() -> None:
    # H = omega n + F a^2 + F* a.dag^2: da/dt = -(kappa/2 + i omega) a - 2i F* a.dag, so s = -kappa/2 +- root of
    # 4|F|^2 - omega^2, and Re s < 0 exactly if 4 |F|^2 < omega^2 + kappa^2/4.
    found = of(omega * a.dag * a + F * a**2 + conj(F) * a.dag**2, Bath(a, kappa))
    assert found.conditions == (kappa**2 + 4 * omega**2 - 16 * F * conj(F),)
    # A pump tied below threshold is stable for all parameters: 16 (kappa/8)^2 = kappa^2/4.
    assert of(omega * a.dag * a + kappa / 8 * (a**2 + a.dag**2), Bath(a, kappa)).always


def test_two_mode_squeezing_on_resonance() -> None:
    # da/dt = -kappa/2 a - i F* b.dag, db.dag/dt = -gamma/2 b.dag + i F a: decay exactly if 4 |F|^2 < kappa gamma.
    found = of(F * a * b + conj(F) * a.dag * b.dag, Bath(a, kappa), Bath(b, gamma))
    assert found.conditions == (kappa * gamma - 4 * F * conj(F),)


def test_gain_against_loss() -> None:
    assert of(omega * a.dag * a, Bath(a, kappa), Bath(a.dag, gamma)).conditions == (kappa - gamma,)
    assert of(omega * a.dag * a, Bath(a.dag, gamma)).conditions == (constant(-1),)


def test_position_coupling_agrees_with_numerical_eigenvalues() -> None:
    # H = omega n_a + Delta n_b + r (a + a.dag)(b + b.dag):
    # da/dt = -(kappa/2 + i omega) a - i r (b + b.dag), and the same with a and b swapped.
    found = of(ENERGIES + r * (a + a.dag) * (b + b.dag), Bath(a, kappa), Bath(b, gamma))
    assert 1 <= len(found.conditions) <= 4 and not found.always
    draw, seen = Random(7), set()
    for _ in range(60):
        numbers = {x: Fraction(draw.randint(1, 9), draw.randint(1, 4)) for x in ("kappa", "gamma", "omega", "Delta")}
        numbers["r"] = Fraction(draw.randint(-9, 9), draw.randint(1, 4))
        k, y, w, v, c = (float(numbers[x]) for x in ("kappa", "gamma", "omega", "Delta", "r"))
        drift = np.array(
            [
                [-k / 2 - 1j * w, 0, -1j * c, -1j * c],
                [0, -k / 2 + 1j * w, 1j * c, 1j * c],
                [-1j * c, -1j * c, -y / 2 - 1j * v, 0],
                [1j * c, 1j * c, 0, -y / 2 + 1j * v],
            ]
        )
        largest = np.linalg.eigvals(drift).real.max()
        if abs(largest) > 1e-6:
            values = {symbol_of(x): constant(numbers[str(x)]) for x in (kappa, gamma, omega, Delta, r)}
            assert all(sign_at_point(insert(x, values)) > 0 for x in found.conditions) is bool(largest < 0)
            seen.add(bool(largest < 0))
    assert seen == {True, False}


def test_a_large_block_says_that_only_numbers_decide() -> None:
    modes = boson(" ".join(f"m_{k}" for k in range(4)))
    chain = sum((r * (x + x.dag) * (y + y.dag) for x, y in itertools.pairwise(modes)), Op({}))
    found = of(chain, *(Bath(x, kappa) for x in modes))
    assert not found.always and not found.conditions and "8 coupled operators" in found.reason


def test_ten_lossy_modes_are_proved_without_a_polynomial() -> None:
    modes = boson(" ".join(f"m_{k}" for k in range(10)))
    chain = sum((r * (x.dag * y + y.dag * x) for x, y in itertools.pairwise(modes)), Op({}))
    assert of(chain, *(Bath(x, kappa) for x in modes)).always
