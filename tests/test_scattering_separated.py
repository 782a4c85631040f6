"""Contacts at different places of a line: two deltas as in a textbook, matching of waves, directions, and balance.

Ports are levels with directions, in the order right, left; phases count from the first place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest

from derive.errors import ModelError
from derive.exact.evaluate import evaluate
from derive.exact.insert import insert
from derive.exact.scalar import Scalar, constant, symbols_of
from derive.golden.model import HBAR, PI
from derive.parameters import I, angle, conj, exp, positive, real, symbol_of
from derive.rules.scattering.channels import Branch
from derive.rules.scattering.lippmann import scattering
from derive.rules.scattering.separated import Port, Separated, separated
from derive.scattering.model import Contact, ScatteringModel

V_1, V_2, V_3 = real("V_1 V_2 V_3", unit="J*m")
a, a_2 = positive("a a_2", unit="m")
E_0, E_1, E_2 = real("E_0 E_1 E_2", unit="J")
tau = real("tau", unit="J")
turn = exp(I * angle("theta"))
RING = ((0, tau / turn, tau * turn), (tau * turn, 0, tau / turn), (tau / turn, tau * turn, 0))
PAIR = ScatteringModel("pair", (Contact(0, V_1), Contact(0, V_2, a)), levels=(E_0,))
ALL = (V_1, V_2, V_3)


def dots(strengths: Sequence[Scalar], positions: Sequence[object]) -> ScatteringModel:
    """Three dots of a ring with flux, each felt at its own place."""
    contacts = tuple(Contact(k, v, q) for k, (v, q) in enumerate(zip(strengths, positions, strict=True)))
    return ScatteringModel("dots", contacts, RING, labels=("0", "+", "-"))


def unitary(found: Separated) -> bool:
    """Whether ``S.dag S = 1``, by polynomials."""
    s, det = found.s_numerators, found.determinant
    size = range(len(s))
    assert s, "there must be a channel"
    return all(
        sum((s[k][i].conjugate() * s[k][j] for k in size), constant(0)) == int(i == j) * det * det.conjugate()
        for i in size
        for j in size
    )


def flow(found: Separated, final: int, initial: int) -> Scalar:
    """``sum |t|^2`` over the directions, times ``|det|^2``: what the rate is made of."""
    total = constant(0)
    for i, out in enumerate(found.ports):
        for j, into in enumerate(found.ports):
            if (out.level, into.level) == (final, initial):
                total = total + found.numerators[i][j] * found.numerators[i][j].conjugate()
    return total


def balanced(found: Separated) -> bool:
    """Whether the rates of every pair are balanced at every energy above all thresholds."""
    return not any(flow(found, k, j) - flow(found, j, k) for k in range(3) for j in range(k))


class TestTwoDeltas:
    """A Fabry-Perot: r_i = -i b V_i/(1 + i b V_i), s_i = 1 + r_i, and the sum over all ways to and fro.

    s = s_1 s_2/(1 - r_1 r_2 e^2), r = r_1 + s_1^2 r_2 e^2/(1 - r_1 r_2 e^2) with e = exp(i k a).
    """

    found = separated(PAIR)
    b = found.channels[0].b
    e = found.passage(0, 0)
    r_1, r_2 = -I * b * V_1 / (1 + I * b * V_1), -I * b * V_2 / (1 + I * b * V_2)
    cavity = 1 - r_1 * r_2 * e**2

    def amplitude(self, out: int, into: int) -> Scalar:
        """S between two directions."""
        ports = self.found.ports
        i, j = ports.index(Port(0, out)), ports.index(Port(0, into))
        return self.found.s_numerators[i][j] / self.found.determinant

    def test_transmission_and_reflection(self) -> None:
        s_1, s_2 = 1 + self.r_1, 1 + self.r_2
        assert self.amplitude(1, 1) == self.amplitude(-1, -1) == s_1 * s_2 / self.cavity
        assert self.amplitude(-1, 1) == self.r_1 + s_1**2 * self.r_2 * self.e**2 / self.cavity
        # From the right the first mirror is V_2, at a: e^(-2) is the way that is spared.
        assert self.amplitude(1, -1) == (self.r_2 + s_2**2 * self.r_1 * self.e**2 / self.cavity) / self.e**2

    def test_determinant(self) -> None:
        b, e = self.b, self.e
        assert self.found.determinant == (1 + I * b * V_1) * (1 + I * b * V_2) + b**2 * V_1 * V_2 * e**2

    def test_perfect_transmission_of_equal_mirrors(self) -> None:
        # |s| = 1 where e^2 = r*/r = -(1 + i b V)/(1 - i b V); b V = 4/3 = tan of twice the angle of 2 + i, so that
        # e = i (2 + i)/(2 - i) = (-4 + 3 i)/5.
        point = {symbol_of(self.b): constant(4), symbol_of(V_1): constant(Fraction(1, 3))}
        point[symbol_of(V_2)] = point[symbol_of(V_1)]
        (phase,) = symbols_of([self.e])
        through = insert(self.amplitude(1, 1), {**point, phase: (-4 + 3 * I) / 5})
        assert through * through.conjugate() == 1
        assert not insert(self.amplitude(-1, 1), {**point, phase: (-4 + 3 * I) / 5})
        # Off resonance each mirror lets |1/(1 + 4 i/3)|^2 = 9/25 pass, and the pair not all.
        other = insert(self.amplitude(1, 1), {**point, phase: constant(1)})
        assert other * other.conjugate() != 1

    def test_bound_states_of_two_wells(self) -> None:
        # Below threshold (1 + c V_1)(1 + c V_2) = c^2 V_1 V_2 exp(-2 kappa a): the double delta well (Griffiths, 2.27).
        below = separated(PAIR, (0,))
        c, d = below.channels[0].strength, below.passage(0, 0)
        assert below.determinant == (1 + c * V_1) * (1 + c * V_2) - c**2 * V_1 * V_2 * d**2
        assert below.ports == ()

    def test_element(self) -> None:
        right = Port(0, 1)
        assert self.found.element(right, right) == self.found.reduced[0][0] / (2 * PI * HBAR)


def matched(
    energy: float, thresholds: np.ndarray, couplings: Sequence[np.ndarray], places: Sequence[float]
) -> np.ndarray:
    """Amplitudes that leave, by matching waves region by region; hbar = m = 1.

    In each region psi_j = A_j e^(i k_j q) + B_j e^(-i k_j q); at a contact psi is continuous and its slope jumps by
    2 v psi.  Rows: all out to the right, then to the left; columns: in from the left, then from the right.
    """
    k = np.sqrt((2 * (energy - thresholds)).astype(complex))
    n, regions = len(k), len(places) + 1
    rows = []
    for region, (q, v) in enumerate(zip(places, couplings, strict=True)):
        psi = np.hstack((np.diag(np.exp(1j * k * q)), np.diag(np.exp(-1j * k * q))))
        slope = np.hstack((np.diag(1j * k * np.exp(1j * k * q)), np.diag(-1j * k * np.exp(-1j * k * q))))
        row = np.zeros((2 * n, 2 * n * regions), complex)
        row[:, 2 * n * region : 2 * n * (region + 1)] = np.vstack((-psi, -slope))
        row[:, 2 * n * (region + 1) : 2 * n * (region + 2)] = np.vstack((psi, slope - 2 * v @ psi))
        rows.append(row)
    system = np.vstack(rows)
    incoming = np.r_[0:n, 2 * n * regions - n : 2 * n * regions]  # A of the first region, B of the last
    unknown = np.setdiff1d(np.arange(2 * n * regions), incoming)
    solved = np.linalg.solve(system[:, unknown], -system[:, incoming])
    leaving = np.r_[2 * n * (regions - 1) : 2 * n * (regions - 1) + n, n : 2 * n]
    return np.asarray(solved[np.searchsorted(unknown, leaving)])


class TestMatchingOfWaves:
    """Three levels at three places, above all thresholds and below one or two of them: one formula for all."""

    thresholds, places = np.array([0.0, 1.0, 2.0]), (0.0, 0.5, 1.25)
    couplings: tuple[list[list[complex]], ...] = (
        [[1, 0.5j, 0], [-0.5j, -0.5, 0], [0, 0, 0]],
        [[0, 0, 0], [0, 0.75, 0.5 - 0.25j], [0, 0.5 + 0.25j, 1]],
        [[0.5, 0, 0.25], [0, 0, 0], [0.25, 0, -1]],
    )

    @pytest.fixture(scope="class")
    @classmethod
    def found(cls) -> Separated:
        """T with all branches left open."""
        contacts = tuple(
            Contact([[Fraction(complex(x).real) + I * Fraction(complex(x).imag) for x in row] for row in m], 1, q)
            for m, q in zip(cls.couplings, map(Fraction, cls.places), strict=True)
        )
        return separated(ScatteringModel("matched", contacts, levels=(E_0, E_1, E_2)), either=True)

    @pytest.mark.parametrize("energy", [0.4, 1.3, 2.6])
    def test_amplitudes(self, energy: float, found: Separated) -> None:
        k = np.sqrt((2 * (energy - self.thresholds)).astype(complex))
        values = {c.strength: 1 / x for c, x in zip(found.channels, k, strict=True)}
        for j in range(3):
            for gap, (left, right) in enumerate(pairwise(self.places)):
                values[found.passage(j, gap)] = np.exp(1j * k[j] * (right - left))
        t = self.numbers(found, values)
        expected = matched(energy, self.thresholds, [np.array(m) for m in self.couplings], self.places)
        order = [found.ports.index(Port(j, sigma)) for sigma in (1, -1) for j in range(3)]
        b = np.concatenate([1 / k, 1 / k])
        got = np.eye(6) - 1j * b[:, None] * t[np.ix_(order, order)]
        assert np.allclose(got, expected, rtol=1e-10, atol=1e-12)
        assert np.abs(got - np.eye(6)).max() > 0.1, "something must be scattered"

    @staticmethod
    def numbers(found: Separated, values: dict[Scalar, complex]) -> np.ndarray:
        """T in floating point: one formula of complex b and passages for open and closed channels."""
        by_name = {symbol_of(x).name: complex(value) for x, value in values.items()}

        def value(x: Scalar) -> complex:
            return complex(evaluate(x, {g: by_name[g.name] for g in x.generators}, 1.0, 1j))

        det = value(found.determinant)
        return np.array([[value(x) / det for x in row] for row in found.numerators])


class TestUnitarity:
    @pytest.mark.parametrize("closed", [(), (0,), (2,), (0, 1)])
    @pytest.mark.parametrize("second", [a, a_2])
    def test_three_dots_at_three_places(self, closed: tuple[int, ...], second: Scalar) -> None:
        assert unitary(separated(dots(ALL, (0, a, a + second)), closed))

    def test_a_wrong_phase_fails(self) -> None:
        # One way only forgets its phase: what comes back does not fit what went out.
        found = Forgetful(*(getattr(separated(PAIR), n) for n in ("model", "spectrum", "channels", "places")))
        assert unitary(separated(PAIR))
        assert not unitary(found)


class Forgetful(Separated):
    """A T whose Green functions have lost the phase between places."""

    def green(self, a: int, s: int, b: int, other: int) -> Scalar:
        """As if all places were one."""
        return super().green(a, s, a, other)


class TestOnePlace:
    @pytest.mark.parametrize("closed", [(), (1,)])
    def test_no_distance_gives_t_of_one_place(self, closed: tuple[int, ...]) -> None:
        # Passages 1: det(1 - G v) = det(1 + i B v) by Sylvester's identity, and no direction is told from another.
        far, near = separated(dots(ALL, (0, a, 2 * a)), closed), scattering(dots(ALL, (0, 0, 0)), closed)
        ones = dict.fromkeys(symbols_of([far.passage(j, g) for j in range(3) for g in (0, 1)]), constant(1))
        assert insert(far.determinant, ones) == near.determinant
        for i, out in enumerate(far.ports):
            for j, into in enumerate(far.ports):
                assert insert(far.numerators[i][j], ones) == near.numerators[out.level][into.level]

    def test_contacts_of_one_place_are_added(self) -> None:
        model = dots(ALL, (a, a, a))
        assert separated(model).places[0].coupling == tuple(
            tuple(ALL[i] if i == j else constant(0) for j in range(3)) for i in range(3)
        )
        assert separated(model).reduced[0][0] == scattering(model).reduced[0][0]


class TestDirections:
    def test_mirror_image(self) -> None:
        # Contacts in the opposite order are felt as the same from the other side; phases count from the other end,
        # exp(i k a) for the way in and the way out.
        pair = separated(replace(PAIR, contacts=(Contact(0, V_2), Contact(0, V_1, a)), levels=()))
        own = separated(PAIR)
        length = own.passage(0, 0)
        turned = {p: own.ports.index(Port(0, -p.direction)) for p in own.ports}
        for i, out in enumerate(own.ports):
            for j, into in enumerate(own.ports):
                other = pair.numerators[turned[out]][turned[into]]
                assert own.numerators[i][j] == other * length**-out.direction * length**into.direction
        assert own.numerators[0][1] != own.numerators[1][0]

    def test_motion_turned_back(self) -> None:
        # H* in the place of H, energies alike: <k p'|T*|l p> of the one is <l -p|T|k -p'> of the other, exactly.
        found = separated(dots(ALL, (0, a, 2 * a)))
        states = tuple(tuple(conj(x) for x in row) for row in found.spectrum.states)
        other = replace(found, spectrum=replace(found.spectrum, states=states))
        assert other.determinant == found.determinant
        ports = found.ports
        for i, out in enumerate(ports):
            for j, into in enumerate(ports):
                back = ports.index(Port(into.level, -into.direction)), ports.index(Port(out.level, -out.direction))
                assert other.numerators[i][j] == found.numerators[back[0]][back[1]]


class TestBalance:
    """What brings balance back in one place need not do so at several."""

    def test_equal_contacts_at_equal_distances(self) -> None:
        # The mirror at the middle dot exchanges the outer ones: it undoes the reversal of time on the ring.
        assert balanced(separated(dots((V_1, V_1, V_1), (0, a, 2 * a))))
        assert balanced(separated(dots((V_1, V_2, V_1), (0, a, 2 * a))))

    def test_equal_contacts_at_unequal_distances_break_it(self) -> None:
        # In one place three equal contacts do not couple the levels at all.
        assert not balanced(separated(dots((V_1, V_1, V_1), (0, a, a + a_2))))
        assert not any(scattering(dots((V_1, V_1, V_1), (0, 0, 0))).coupling[i][j] for i in range(3) for j in range(i))

    def test_two_equal_contacts_must_be_in_one_place(self) -> None:
        assert balanced(separated(dots((V_1, V_1, V_2), (0, 0, a))))
        assert not balanced(separated(dots((V_1, V_1, V_2), (0, a, a))))

    def test_no_symmetry(self) -> None:
        assert not balanced(separated(dots(ALL, (0, a, 2 * a))))

    def test_one_closed_channel_restores_it(self) -> None:
        # Two open levels: what leaves one enters the other, whatever the distances.
        found = separated(dots(ALL, (0, a, a + a_2)), (2,))
        assert flow(found, 0, 1) == flow(found, 1, 0)


class TestStatement:
    def test_order_of_positions_is_found(self) -> None:
        found = separated(dots(ALL, (2 * a, 0, a)))
        assert [p.position for p in found.places] == [constant(0), a, 2 * a]
        assert found.gaps == (a, a)
        # Equal gaps have one phase.
        assert found.passage(0, 0) == found.passage(0, 1)

    def test_unknown_order_is_refused(self) -> None:
        with pytest.raises(ModelError, match="order of the positions"):
            separated(dots(ALL, (0, a, a_2)))

    def test_branches_of_passages(self) -> None:
        above, below, either = separated(PAIR), separated(PAIR, (0,)), separated(PAIR, either=True)
        assert above.passage(0, 0) * above.passage(0, 0).conjugate() == 1
        assert below.passage(0, 0).is_real
        assert either.channels[0].branch is Branch.EITHER
        # One analytic function of both: b = -i c and exp(-kappa a) put in below the threshold.
        free = replace(either, channels=(replace(either.channels[0], label="any"),))
        put_in = {symbol_of(free.passage(0, 0)): below.passage(0, 0)}
        put_in[symbol_of(free.channels[0].strength)] = below.channels[0].b
        assert insert(free.determinant, put_in) == below.determinant
