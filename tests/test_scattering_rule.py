"""T of contacts in one place: delta potentials on paper, three dots by hand, matching of waves, branches, dimensions.

``t = 2 pi hbar T = v (1 + i B v)^(-1)`` throughout, in J m; b_j = sqrt(m/(2 (E - E_j)))/hbar = m/(hbar^2 k_j).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.integrate import quad

from derive.errors import ModelError
from derive.exact.enclose import enclosure
from derive.exact.evaluate import evaluate
from derive.exact.insert import insert
from derive.exact.points import points
from derive.exact.scalar import Scalar, constant
from derive.golden.model import HBAR, PI
from derive.parameters import I, angle, complex_, conj, exp, positive, real, sqrt, symbol_of
from derive.rules.scattering.channels import Branch, Channel
from derive.rules.scattering.green import CUTOFF, SCALE, Green, in_dimension, renormalised
from derive.rules.scattering.lippmann import Scattering, scattering
from derive.rules.scattering.rates import partition
from derive.rules.scattering.smatrix import defect, optical_theorem, s_matrix
from derive.rules.scattering.symmetry import loop_product
from derive.scattering.model import MASS, Contact, Matrix, ScatteringModel

V, V_1, V_2, V_3, V_4 = real("V V_1 V_2 V_3 V_4", unit="J*m")
w = complex_("w", unit="J*m")
E_0, E_1, E_2, E_3 = real("E_0 E_1 E_2 E_3", unit="J")
tau = real("tau", unit="J")
theta = angle("theta")
ONE = ScatteringModel("one", (Contact(0, V),), levels=(E_0,))
TWO = ScatteringModel("two", (Contact(((V_1, w), (conj(w), V_2))),), levels=(E_0, E_1))
turn = exp(I * theta)
RING = ((0, tau / turn, tau * turn), (tau * turn, 0, tau / turn), (tau / turn, tau * turn, 0))
DOTS = ScatteringModel("dots", (Contact(0, V_1), Contact(1, V_2), Contact(2, V_3)), RING, labels=("0", "+", "-"))


@dataclass(frozen=True)
class Given(Channel):
    """A channel whose b is put in by hand, with the strength that S is made of."""

    size: Scalar = constant(1)  # noqa: RUF009 - scalars do not change
    value: Scalar = constant(1)  # noqa: RUF009

    @property
    def strength(self) -> Scalar:
        """What was put in."""
        return self.size

    @property
    def b(self) -> Scalar:
        """What was put in."""
        return self.value


def with_b(found: Scattering, values: dict[int, Scalar]) -> Scattering:
    """The same system with other b for some channels; they stay open or closed as they are."""
    channels = tuple(
        Given(c.label, c.energy, c.branch, size=c.strength, value=values[k]) if k in values else c
        for k, c in enumerate(found.channels)
    )
    return replace(found, channels=channels)


def number(value: Scalar) -> complex:
    """A constant as a floating-point number."""
    ball = enclosure(value)
    return complex(float(ball.real.mid()), float(ball.imag.mid()))


def at(value: Scalar, names: dict[str, float]) -> float:
    """A real scalar in floating point; a logarithm in the field is that of its argument's modulus."""
    formula = value.sympy()
    return float(complex(formula.subs({s: names[s.name] for s in formula.free_symbols}).evalf()).real)


def is_zero(rows: Matrix) -> bool:
    """Whether every entry vanishes."""
    return not any(x for row in rows for x in row)


class TestOneLevel:
    """A fixed delta potential of strength V: the textbook's."""

    found = scattering(ONE)
    b = found.channels[0].b

    def test_t_matrix(self) -> None:
        # psi(0) = 1/sqrt(2 pi hbar) - i b V psi(0), T = V psi(0)/sqrt(2 pi hbar).
        assert self.found.element(0, 0) == V / (1 + I * self.b * V) / (2 * PI * HBAR)

    def test_transmission(self) -> None:
        # One wave of two directions: behind the contact 1 - i b t; |.|^2 = 1/(1 + (m V/(hbar^2 k))^2) (Griffiths, 2.5).
        behind = 1 - I * self.b * self.found.reduced[0][0]
        k = positive("k", unit="1/m")
        probability = insert(behind * behind.conjugate(), {symbol_of(self.b): MASS / (HBAR**2 * k)})
        assert probability == 1 / (1 + (MASS * V / (HBAR**2 * k)) ** 2)
        # The even wave takes twice the step: S = 1 - 2 i b t is a phase.
        s = s_matrix(self.found)[0][0]
        assert s == (1 - I * self.b * V) / (1 + I * self.b * V)
        assert s * s.conjugate() == 1

    def test_bound_state(self) -> None:
        # Below threshold det = 1 + c V: only attraction binds, at V = -1/c, and c^2 = m/(2 hbar^2 |E|) makes
        # E = -m V^2/(2 hbar^2).
        below = scattering(ONE, (0,))
        c = below.channels[0].strength
        assert below.determinant == 1 + c * V
        bound = MASS * V**2 / (2 * HBAR**2)
        assert below.channels[0].squared(E_0 - bound) == 1 / V**2
        # On the other root repulsion would bind.
        assert with_b(below, {0: I * c}).determinant == 1 - c * V


class TestTwoLevels:
    """t^(-1) = v^(-1) + i B, inverted by hand with D = V_1 V_2 - |w|^2."""

    D = V_1 * V_2 - w * conj(w)

    @pytest.mark.parametrize("closed", [(), (0,), (1,)])
    def test_closed_form(self, closed: tuple[int, ...]) -> None:
        found = scattering(TWO, closed)
        b_0, b_1 = (c.b for c in found.channels)
        det = 1 + I * (b_0 * V_1 + b_1 * V_2) - b_0 * b_1 * self.D
        assert found.determinant == det
        assert found.numerators == ((V_1 + I * b_1 * self.D, w), (conj(w), V_2 + I * b_0 * self.D))

    def test_off_diagonal_is_the_coupling_over_one_denominator(self) -> None:
        # Hence |t_01| = |t_10| whatever w: two levels have no loop, and cannot break balance.
        found = scattering(TWO)
        assert found.reduced[0][1] == w / found.determinant
        assert not found.asymmetry(0, 1)


class TestThreeDots:
    """The ring of the paper, (28), (29): v depends on the difference of the momenta alone."""

    found = scattering(DOTS)
    d = (V_1 + V_2 + V_3) / 3
    # e^(-2 pi i/3) on the second dot for the state + against 0: f = v_+0
    unity = (sqrt(3) * I - 1) / 2
    f = (V_1 + V_2 * unity.conjugate() + V_3 * unity) / 3
    b_0, b_plus, b_minus = (c.b for c in found.channels)

    def test_levels(self) -> None:
        # (e^(2 pi i j k/3))_k: E_j = tau (e^(-i theta) e^(2 pi i j/3) + c.c.) = 2 tau cos(theta - 2 pi j/3)
        for j, channel in enumerate(self.found.channels):
            step = self.unity**j / turn
            assert channel.energy == tau * (step + step.conjugate())

    def test_coupling(self) -> None:
        # (S25) to (S27)
        v = self.found.coupling
        assert v[0][0] == v[1][1] == v[2][2] == self.d
        assert v[1][0] == v[0][2] == v[2][1] == self.f
        assert v[2][0] == v[0][1] == v[1][2] == self.f.conjugate()

    def test_determinant(self) -> None:
        # det(1 + i B v) = sum over sets of levels of (i)^n prod(b) times the principal minor of v.  By Cauchy and Binet
        # the minors are those of the contacts weighted by |minors of plane waves|^2: 1/3, 1/3, 1.
        # (S37) is i times it, in which the term of first order comes out negative.
        b_0, b_p, b_m = self.b_0, self.b_plus, self.b_minus
        first = (b_0 + b_p + b_m) * (V_1 + V_2 + V_3) / 3
        second = (b_0 * b_p + b_0 * b_m + b_p * b_m) * (V_1 * V_2 + V_1 * V_3 + V_2 * V_3) / 3
        third = b_0 * b_p * b_m * V_1 * V_2 * V_3
        assert self.found.determinant == 1 + I * first - second - I * third
        assert I * self.found.determinant == I - first - I * second + third

    def test_wave_from_level_0(self) -> None:
        # (S28) to (S30) by Cramer's rule: det*psi_0 is the minor of + and -, det*psi_+ is -i b_+ times
        # v_+0 + i b_- (v_+0 v_-- - v_+- v_-0), and so for -; (S31) to (S33) are these times i.
        d, f, g = self.d, self.f, self.f.conjugate()
        b_p, b_m, det = self.b_plus, self.b_minus, self.found.determinant
        psi_0 = (1 + I * b_p * d) * (1 + I * b_m * d) + b_p * b_m * f * g
        psi_p = -I * b_p * (f + I * b_m * (f * d - g * g))
        psi_m = -I * b_m * (g + I * b_p * (g * d - f * f))
        assert [row[0] * det for row in self.found.waves] == [psi_0, psi_p, psi_m]
        # They solve the equations that they came from.
        assert psi_0 == det - I * self.b_0 * (d * psi_0 + g * psi_p + f * psi_m)
        assert psi_p == -I * b_p * (f * psi_0 + d * psi_p + g * psi_m)
        assert psi_m == -I * b_m * (g * psi_0 + f * psi_p + d * psi_m)

    def test_t_matrix(self) -> None:
        # (S35), (S36) up to their common factor; T = i psi/(b sqrt(2 pi hbar)) as in (S24)
        det, d, f, g, b_m = self.found.determinant, self.d, self.f, self.f.conjugate(), self.b_minus
        assert self.found.reduced[1][0] * det == f - I * b_m * (g * g - d * f)
        assert self.found.reduced[0][1] * det == g - I * b_m * (f * f - d * g)
        assert self.found.reduced[1][0] == I / self.b_plus * self.found.waves[1][0]

    def test_balance_is_broken_by_the_loop(self) -> None:
        # |f - i b (g^2 - d f)|^2 - |g - i b (f^2 - d g)|^2 = 2 Re(i b (f g*^2 ... )) = -4 b Im(v_+0 v_0- v_-+), and
        # v_+0 v_0- v_-+ = f^3, whose imaginary part is -(sqrt(3)/18) (V_1 - V_2)(V_1 - V_3)(V_2 - V_3).
        det = self.found.determinant
        size = det * det.conjugate()
        product = (V_1 - V_2) * (V_1 - V_3) * (V_2 - V_3)
        assert (self.f**3).imaginary_part() == -sqrt(3) * product / 18
        assert self.found.asymmetry(1, 0) * size == -4 * self.b_minus * (self.f**3).imaginary_part()
        assert self.found.asymmetry(1, 0) * size == 2 * sqrt(3) * self.b_minus * product / 9

    @pytest.mark.parametrize(("one", "other"), [(V_1, V_2), (V_1, V_3), (V_2, V_3)])
    def test_two_equal_contacts_restore_balance(self, one: Scalar, other: Scalar) -> None:
        # f^3 is real: (V_1 - V_2)(V_1 - V_3)(V_2 - V_3) has each difference once; (S40) prints V_1 - V_3 twice and
        # lacks V_1 - V_2, with which V_1 = V_2 would leave a current.
        equal = {symbol_of(other): one}
        v = tuple(tuple(insert(x, equal) for x in row) for row in self.found.coupling)
        same = replace(self.found, coupling=v)
        assert not any(same.asymmetry(k, j) for k in range(3) for j in range(k))
        assert any(self.found.asymmetry(k, j) for k in range(3) for j in range(k))

    def test_closed_third_channel_restores_balance(self) -> None:
        # b_- = -i c: f + i b_- (f d - g^2) = f + c (f d - g^2), of one modulus with its mate g + c (g d - f^2), since
        # one is the other's conjugate.
        below = scattering(DOTS, (2,))
        assert not below.asymmetry(1, 0)
        n, c = below.numerators, below.channels[2].strength
        assert n[1][0] == self.f + c * (self.f * self.d - self.f.conjugate() ** 2)
        assert n[0][1] == n[1][0].conjugate()

    def test_loop_product_has_the_sense_of_the_loop(self) -> None:
        assert loop_product(self.found, 1, 0, 2) == (self.f**3).imaginary_part()
        assert loop_product(self.found, 0, 1, 2) == -loop_product(self.found, 1, 0, 2)


class TestFourLevels:
    def test_against_inverse_of_numbers(self) -> None:
        # A general Hermitian v at exact points, inverted in floating point.
        off = complex_("w_01 w_02 w_03 w_12 w_13 w_23", unit="J*m")
        v = [[V_1, off[0], off[1], off[2]], [conj(off[0]), V_2, off[3], off[4]]]
        v += [[conj(off[1]), conj(off[3]), V_3, off[5]], [conj(off[2]), conj(off[4]), conj(off[5]), V_4]]
        model = ScatteringModel("four", (Contact(v),), levels=(E_0, E_1, E_2, E_3))
        for closed in ((), (3,), (0, 2)):
            found = scattering(model, closed)
            scalars = [x for row in found.coupling for x in row] + [c.strength for c in found.channels]
            for point in points(scalars, 2):
                coupling = np.array([[number(point.at(x)) for x in row] for row in found.coupling])
                b = np.array([number(point.at(c.b)) for c in found.channels])
                expected = coupling @ np.linalg.inv(np.eye(4) + 1j * b[:, None] * coupling)
                det = number(point.at(found.determinant))
                got = np.array([[number(point.at(x)) for x in row] for row in found.numerators]) / det
                assert np.allclose(got, expected, rtol=1e-11, atol=1e-12)


integers = st.integers(-4, 4)
sizes = st.fractions(Fraction(1, 4), 4, max_denominator=4)


@st.composite
def systems(draw: st.DrawFn) -> Scattering:
    """A Hermitian v of Gaussian integers, positive rational squares as b, some channels closed."""
    size = draw(st.integers(1, 4))
    rows = [[constant(0)] * size for _ in range(size)]
    for i in range(size):
        rows[i][i] = constant(draw(integers))
        for j in range(i):
            rows[i][j] = constant(draw(integers)) + I * draw(integers)
            rows[j][i] = rows[i][j].conjugate()
    closed = draw(st.sets(st.integers(0, size - 1), max_size=size - 1))
    energies = tuple(constant(k) for k in range(size))
    model = ScatteringModel("drawn", (Contact(rows),), levels=energies)
    found = scattering(model, tuple(closed))
    squares = [constant(draw(sizes)) ** 2 for _ in range(size)]
    channels = tuple(
        Given(c.label, c.energy, c.branch, size=x, value=x if c.is_open else -I * x)
        for c, x in zip(found.channels, squares, strict=True)
    )
    return replace(found, channels=channels)


class TestUnitarity:
    @given(systems())
    @settings(max_examples=40, deadline=None)
    def test_random_systems_with_random_closed_channels(self, found: Scattering) -> None:
        assume(bool(found.determinant))  # a closed channel may bind exactly there
        assert is_zero(defect(found))
        assert not any(optical_theorem(found, j) for j, c in enumerate(found.channels) if c.is_open)

    @pytest.mark.parametrize("closed", [(), (0,), (1,), (2,), (0, 1), (0, 2), (1, 2)])
    def test_three_dots(self, closed: tuple[int, ...]) -> None:
        assert is_zero(defect(scattering(DOTS, closed)))

    def test_wrong_root_of_an_open_channel_fails(self) -> None:
        found = scattering(TWO)
        assert not is_zero(defect(with_b(found, {0: -found.channels[0].b})))

    def test_closed_channel_as_if_open_fails(self) -> None:
        # |b| in the place of -i c: the wave that should decay carries something away.
        found = scattering(TWO, (1,))
        assert is_zero(defect(found))
        assert not is_zero(defect(with_b(found, {1: found.channels[1].strength})))

    @pytest.mark.parametrize("factor", [-1, 0, 3])
    def test_blind_to_the_size_and_sign_of_a_closed_root(self, factor: int) -> None:
        # t.dag^(-1) - t^(-1) = -i (B + B*): any imaginary b of a closed channel, none at all included, loses nothing.
        found = scattering(TWO, (1,))
        other = with_b(found, {1: factor * found.channels[1].b})
        assert other.reduced != found.reduced
        assert is_zero(defect(other))


class TestMatchingOfWaves:
    """Another way to T: plane waves on both sides of the contact, continuous, with the jump of their slopes.

    psi_j = delta_jl e^(i k q) + r_j e^(-i k_j q) on the left, s_j e^(i k_j q) on the right; s = delta + r, and
    i k_j (s_j + r_j) - i k_l delta_jl = (2 m/hbar^2) sum v_jj' s_j'.  A closed channel has k = i kappa.
    """

    @pytest.mark.parametrize("energy", [0.3, 1.4, 2.9])
    def test_amplitudes(self, energy: float) -> None:
        hbar, mass, thresholds = 1.3, 0.7, np.array([0.0, 1.0, 2.0])
        v = np.array([[0.4, 0.3 - 0.2j, 0.5j], [0.3 + 0.2j, -0.6, 0.1], [-0.5j, 0.1, 0.8]])
        k = np.sqrt((2 * mass * (energy - thresholds)).astype(complex)) / hbar
        assert np.all(k.imag >= 0)
        jump = np.diag(2j * k) - 2 * mass / hbar**2 * v
        behind = np.linalg.solve(jump, np.diag(2j * k))  # columns: what comes in
        b = mass / (hbar**2 * k)
        levels = tuple(real("E_0 E_1 E_2", unit="J"))
        entries = [[constant(Fraction(x.real).limit_denominator(10)) + I * Fraction(x.imag).limit_denominator(10)
                    for x in row] for row in v]  # fmt: skip
        model = ScatteringModel("matched", (Contact(entries),), levels=levels)
        found = scattering(model, either=True)
        values = {symbol_of(c.strength).name: complex(x) for c, x in zip(found.channels, b, strict=True)}
        t = self.at(found, values)
        assert np.allclose(behind, np.eye(3) - 1j * b[:, None] * t, rtol=1e-12)

    @staticmethod
    def at(found: Scattering, values: dict[str, complex]) -> np.ndarray:
        """T in floating point: the minors as functions of the complex b_j alone."""

        def value(x: Scalar) -> complex:
            return complex(evaluate(x, {g: values[g.name] for g in x.generators}, 1.0, 1j))

        det = value(found.determinant)
        return np.array([[value(x) / det for x in row] for row in found.numerators])


class TestDimensions:
    """Green functions at a point: density of states, cutoff integrals, and one renormalised coupling."""

    def density(self, dimension: int, p: Scalar) -> Scalar:
        """``int d^d p'/(2 pi hbar)^d delta(p^2/2m - p'^2/2m)``: the sphere's surface times m/p."""
        surface = {1: constant(2), 2: 2 * PI * p, 3: 4 * PI * p**2}[dimension]
        return surface * MASS / p / (2 * PI * HBAR) ** dimension

    @pytest.mark.parametrize("dimension", [1, 2, 3])
    def test_imaginary_part_is_the_density_of_states(self, dimension: int) -> None:
        green = Green(dimension, "0", True)
        assert green.imaginary == -PI * self.density(dimension, green.momentum)
        assert Green(dimension, "0", False).imaginary == 0

    @pytest.mark.parametrize("dimension", [1, 2, 3])
    @pytest.mark.parametrize("is_open", [True, False])
    def test_real_part_is_the_integral_up_to_the_cutoff(self, dimension: int, is_open: bool) -> None:
        p, cutoff, mass, hbar = 0.7, 5.0, 1.3, 0.9
        surface = {1: 2.0, 2: 2 * np.pi, 3: 4 * np.pi}[dimension] / (2 * np.pi * hbar) ** dimension
        if is_open:
            # 2 m q^(d-1)/(p^2 - q^2) = -[2 m q^(d-1)/(q + p)]/(q - p), the principal value at q = p
            inner = quad(lambda q: -2 * mass * q ** (dimension - 1) / (q + p), 0, cutoff, weight="cauchy", wvar=p)[0]
        else:
            inner = quad(lambda q: -2 * mass * q ** (dimension - 1) / (p**2 + q**2), 0, cutoff)[0]
        green = Green(dimension, "0", is_open)
        names = {"mass": mass, "hbar": hbar, "P": cutoff, "pi": np.pi, "p_0": p, "eta_0": p}
        names["alpha_0"] = np.arctan(cutoff / p)
        assert at(green.real, names) == pytest.approx(surface * inner, rel=1e-8)

    @pytest.mark.parametrize("dimension", [1, 2, 3])
    @pytest.mark.parametrize("is_open", [True, False])
    def test_what_grows_with_the_cutoff_is_one_number_for_all_levels(self, dimension: int, is_open: bool) -> None:
        green = Green(dimension, "0", is_open)
        left = green.real - green.divergent - green.finite.real_part()
        names = {"mass": 1.3, "hbar": 0.9, "P": 1e7, "pi": np.pi, "p_0": 0.7, "eta_0": 0.7, "mu": 2.2}
        names["alpha_0"] = np.arctan(1e7 / 0.7)
        assert abs(at(left, names)) < 1e-6
        assert not any(s in str(green.divergent) for s in ("p_0", "eta_0"))

    def test_renormalised_coupling_gives_the_same_t(self) -> None:
        # t^(-1) = v^(-1) - G = v_R^(-1) - (G - D) for any G: two levels, every symbol free.
        g_0, g_1 = complex_("g_0 g_1", unit="1/(J*m)")
        d = real("D", unit="1/(J*m)")
        v: Matrix = ((V_1, w), (conj(w), V_2))
        found = scattering(TWO)
        bare = with_b(found, {0: I * g_0, 1: I * g_1})
        shifted = with_b(replace(found, coupling=renormalised(v, d)), {0: I * (g_0 - d), 1: I * (g_1 - d)})
        assert bare.reduced == shifted.reduced
        assert renormalised(renormalised(v, d), -d) == v

    def test_one_contact_of_scattering_length_a(self) -> None:
        # d = 3: t = v_R/(1 + i m p v_R/(2 pi hbar^3)); with v_R = 2 pi hbar^2 a/m the amplitude -m t/(2 pi hbar^2) is
        # -a/(1 + i k a), and a bound state lies at kappa = 1/a for positive a.
        a = positive("a", unit="m")
        coupling = 2 * PI * HBAR**2 * a / MASS
        one = replace(scattering(ONE), coupling=((coupling,),))
        k = Green(3, "0", True).momentum / HBAR
        amplitude = -MASS * in_dimension(one, 3).reduced[0][0] / (2 * PI * HBAR**2)
        assert amplitude == -a / (1 + I * k * a)
        below = in_dimension(replace(scattering(ONE, (0,)), coupling=((coupling,),)), 3)
        assert below.determinant == 1 - Green(3, "0", False).momentum / HBAR * a

    @pytest.mark.parametrize("dimension", [1, 2, 3])
    @pytest.mark.parametrize("closed", [(), (0,), (1,)])
    def test_unitarity(self, dimension: int, closed: tuple[int, ...]) -> None:
        found = in_dimension(scattering(TWO, closed), dimension)
        assert is_zero(defect(found))
        if dimension == 1:
            # With b = m/(hbar p), b = -i m/(hbar eta): the channels of the line
            momenta = [c.green.momentum for c in found.channels]  # type: ignore[attr-defined]
            assert [c.strength if c.is_open else I * c.b for c in found.channels] == [
                MASS / (HBAR * p) for p in momenta
            ]

    def test_unitarity_does_not_see_the_real_part(self) -> None:
        # Another scale of the logarithm is another coupling; S stays unitary.
        found = in_dimension(scattering(TWO), 2)
        moved = {symbol_of(SCALE): 2 * SCALE}
        other = with_b(found, {k: insert(c.b, moved) for k, c in enumerate(found.channels)})
        assert other.reduced != found.reduced
        assert is_zero(defect(other))

    def test_refusals(self) -> None:
        with pytest.raises(ModelError, match="1, 2 or 3"):
            Green(4, "0", True)
        with pytest.raises(ModelError, match="open or closed"):
            in_dimension(scattering(TWO, either=True), 2)
        assert symbol_of(CUTOFF).unit == "kg*m/s"


class TestBranches:
    def test_one_formula_for_all_energies(self) -> None:
        analytic = scattering(DOTS, either=True)
        free = tuple(replace(c, label=f"any_{k}") for k, c in enumerate(analytic.channels))
        analytic = replace(analytic, channels=free)
        for closed in ((), (1,), (0, 2)):
            own = scattering(DOTS, closed)
            put_in = {symbol_of(c.strength): o.b for c, o in zip(free, own.channels, strict=True)}
            assert insert(analytic.determinant, put_in) == own.determinant
            assert insert(analytic.numerators[1][2], put_in) == own.numerators[1][2]

    def test_squares(self) -> None:
        total = real("E", unit="J")
        above, below = Channel("0", E_0), Channel("0", E_0, Branch.CLOSED)
        assert above.squared(total) == MASS / (2 * HBAR**2 * (total - E_0))
        assert below.squared(total) == -above.squared(total)
        assert below.b == -I * below.strength


def test_the_gas_is_normalised_over_momenta() -> None:
    """int dp exp(-beta p^2/(2 m)) over the line, squared: 2 pi int dr r exp(-beta r^2/(2 m)) = 2 pi m/beta."""
    assert partition(scattering(DOTS)) ** 2 == 2 * PI * MASS / DOTS.gas.beta
