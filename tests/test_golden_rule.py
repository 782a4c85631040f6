"""Fermi's golden rule from operators: rates on paper, all time orderings, resolvents, coherence, assumptions."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest

from derive.errors import ClosureError, ModelError
from derive.exact.scalar import Scalar, constant
from derive.golden.assumptions import (
    CreatedFirst,
    Downstream,
    Empty,
    Equal,
    Incoherent,
    MeanField,
    Neglect,
    OnShell,
    PrincipalValue,
    Retarded,
    ShortWay,
)
from derive.golden.model import BAND, CENTRE, HBAR, PI, Constant, RateModel
from derive.golden.species import Continuum, Emitters, Line
from derive.parameters import I, cos, positive, real, symbol_of, value_of
from derive.rules.golden_rule.chains import chains, vertices_of
from derive.rules.golden_rule.kinetics import Kinetics, kinetics
from derive.rules.golden_rule.processes import Process
from derive.rules.golden_rule.resolvent import LOOP, joint, position, principal_value, volume
from tests.golden_models import BROAD, CHAIN, LINE, PAIR, A, B, C, Gamma, M, exchanged, g, g_1, g_2, h, left, right

n_A, n_B, n_C, n_R, n_L = (value_of(s.state) for s in (A, B, C, right, left))
m, m_e = M.number, value_of(M.state)


def process(derived: Kinetics, name: str) -> Process:
    """One process by its name."""
    (found,) = (p for p in derived.processes if p.name == name)
    return found


def equation(derived: Kinetics, species: str) -> Scalar:
    """The time derivative of one species in couplings and densities."""
    return derived.microscopic[derived.moving.index(species)]


class TestFirstOrder:
    """rate = (2 pi/hbar) |h|^2 n (n' + 1) delta(E): per mode of A the sum over C's modes leaves rho_C."""

    def test_exchange_between_two_continua(self) -> None:
        derived = kinetics(PAIR)
        # d n_A/dt = (2 pi/hbar) h^2 rho_C [n_C (n_A + 1) - n_A (n_C + 1)] = (2 pi/hbar) h^2 rho_C (n_C - n_A)
        assert equation(derived, "A") == 2 * PI / HBAR * h**2 * C.density * (n_C - n_A)
        # The density of the *other* continuum stands in each equation.
        assert equation(derived, "C") == 2 * PI / HBAR * h**2 * A.density * (n_A - n_C)

    def test_emitters_take_from_one_mode_what_the_band_gives_to_the_ensemble(self) -> None:
        derived = kinetics(replace(CHAIN, order=1))
        # Sum over the modes of C: dm_e/dt = (2 pi/hbar) g^2 rho_C [(m - m_e) n_C - m_e (n_C + 1)].
        net = (m - m_e) * n_C - m_e * (n_C + 1)
        assert equation(derived, "M") == 2 * PI / HBAR * g**2 * C.density * net
        # A mode of C feels 1/(hbar Delta rho_C) of it.
        exchange = 2 * PI / HBAR * h**2 * A.density * (n_A - n_C)
        assert equation(derived, "C") == exchange - 2 * PI / HBAR * g**2 * net / (HBAR * BAND)

    def test_emission_into_an_empty_channel(self) -> None:
        derived = kinetics(replace(PAIR, assumptions=(Empty(C),)))
        assert derived.moving == ("A",)
        assert equation(derived, "A") == -2 * PI / HBAR * h**2 * C.density * n_A


class TestSecondOrder:
    """A - C - M: h through the continuum C to g."""

    def test_both_time_orderings_add(self) -> None:
        # C's quantum made first: (n_C + 1)/(x + i0); absorbed first and replaced: n_C/(-x + i0).  On shell both are
        # -i pi rho, so T = -i pi rho h g (2 n_C + 1) and the rate (2 pi/hbar) |T|^2 rho_A n_A (m - m_e).
        derived = process(kinetics(CHAIN), "A -> M")
        amplitude = PI * C.density * h * g * (2 * n_C + 1)
        assert derived.events == 2 * PI / HBAR * amplitude**2 * A.density * n_A * (m - m_e)

    def test_created_first_leaves_one_ordering(self) -> None:
        derived = process(kinetics(CHAIN.assuming(CreatedFirst())), "A -> M")
        amplitude = PI * C.density * h * g * (n_C + 1)
        assert derived.events == 2 * PI / HBAR * amplitude**2 * A.density * n_A * (m - m_e)

    def test_principal_value_is_not_enhanced_by_the_intermediate_occupation(self) -> None:
        # (n + 1)(P - i pi) + n (-P - i pi) = P - i pi (2 n + 1): the commutator alone multiplies P.
        derived = process(kinetics(CHAIN.assuming(PrincipalValue())), "A -> M")
        P = principal_value(C)
        squared = P**2 + PI**2 * (2 * n_C + 1) ** 2
        assert derived.events == 2 * PI / HBAR * h**2 * g**2 * C.density**2 * squared * A.density * n_A * (m - m_e)

    def test_paths_with_the_same_ends_interfere(self) -> None:
        # A -> right -> B and A -> left -> B: |2 pi rho h^2|^2 for equal densities, four times one path.
        rho = positive("rho_line", unit="1/J")
        equal = Equal(rho, right.density, left.density)
        one = 2 * PI / HBAR * (PI * rho * h**2) ** 2 * A.density * B.density * HBAR * BAND * n_A * (n_B + 1)
        empty = LINE.assuming(Empty(right, left), equal, Neglect(through=M))
        assert process(kinetics(empty), "A -> B").events == 4 * one
        assert process(kinetics(empty.assuming(Incoherent(right, left))), "A -> B").events == 2 * one
        assert process(kinetics(empty.assuming(Downstream())), "A -> B").events == one

    def test_interference_keeps_the_sign_of_the_couplings(self) -> None:
        # A -> M through both channels: |g_1 rho_R + g_2 rho_L|^2, not g_1^2 + g_2^2.
        derived = process(kinetics(LINE.assuming(Empty(right, left), Neglect(through=M))), "A -> M")
        amplitude = PI * h * (g_1 * right.density + g_2 * left.density)
        assert derived.events == 2 * PI / HBAR * amplitude**2 * A.density * n_A * (m - m_e)

    def test_scattering_at_emitters_needs_a_linewidth(self) -> None:
        with pytest.raises(ModelError, match="linewidth"):
            kinetics(LINE)

    def test_scattering_at_emitters(self) -> None:
        # On shell T(E) = -i pi L(E) g_1 g_2 (N_g + N_e) with the Lorentzian L of half width hbar Gamma/2; over a band
        # of hbar Delta the mean of L^2 is 1/(pi hbar Gamma hbar Delta).  All emitters add up coherently; declared
        # incoherent, each counts by itself.
        coupling = exchanged(BROAD.minus, g_1 * right.a + g_2 * left.a)
        model = RateModel("s", (right, left, BROAD), coupling, (OnShell(), MeanField()), order=2)
        single = 2 * PI / HBAR * (PI * g_1 * g_2) ** 2 / (PI * HBAR * Gamma * HBAR * BAND)
        outer = right.density * left.density * HBAR * BAND * n_R * (n_L + 1)
        assert process(kinetics(model), "R -> L").events == single * m**2 * outer
        alone = model.assuming(Incoherent(BROAD))
        assert process(kinetics(alone), "R -> L").events == single * m * outer

    def test_emitters_alone_take_the_width_of_their_lines(self) -> None:
        # M -> C -> D has no continuum at its ends: delta(E) is a Lorentzian of full width Gamma_M + Gamma_D.
        other = Emitters("D", linewidth=Gamma)
        coupling = g_1 * exchanged(BROAD.minus, C.a) + g_2 * exchanged(other.minus, C.a)
        model = RateModel("t", (C, BROAD, other), coupling, (OnShell(), CreatedFirst(), MeanField()), order=2)
        derived = process(kinetics(model), "M -> D")
        amplitude = PI * C.density * g_1 * g_2 * (n_C + 1)
        line = 2 / (PI * HBAR * 2 * Gamma)
        ends = m_e * (other.number - value_of(other.state))
        assert derived.events == 2 * PI / HBAR * amplitude**2 * line * ends


class TestLine:
    """Directions, positions and the way round."""

    LOSSLESS = LINE.assuming(Empty(right, left), Neglect(through=M))

    def test_downstream_lets_a_channel_feed_in_one_direction_only(self) -> None:
        derived = {p.name: p for p in kinetics(self.LOSSLESS.assuming(Downstream())).processes}
        via = {name: {v for t in p.terms for v in t.via} for name, p in derived.items()}
        assert via["A -> M"] == {("R",)} and via["M -> A"] == {("L",)}
        assert via["M -> B"] == {("R",)} and via["B -> A"] == {("L",)}

    def test_retarded_sums_choose_the_direction_by_themselves(self) -> None:
        # Upstream the retarded sum vanishes; downstream it is -2 pi i rho, twice the on-shell part.
        retarded = kinetics(self.LOSSLESS.assuming(Retarded()))
        on_shell = kinetics(self.LOSSLESS.assuming(Downstream(), CreatedFirst()))
        for name in ("A -> B", "B -> A", "A -> M", "M -> B"):
            assert process(retarded, name).events == 4 * process(on_shell, name).events
        assert [p.name for p in retarded.processes] == [p.name for p in on_shell.processes]

    def test_retarded_with_occupied_channels_also_stimulates_from_upstream(self) -> None:
        # M -> A against the stream of R: the quantum is absorbed at A, upstream and so earlier, and replaced at M:
        # n_R in place of n_R + 1, with the phase of the way from A to M taken back.
        derived = process(kinetics(LINE.assuming(Retarded(), Neglect(through=M))), "M -> A")
        pure = {t.via: t.occupation for t in derived.terms}
        assert pure[(("R",),)] == n_R**2 and pure[(("L",),)] == (n_L + 1) ** 2

    def test_two_channels_interfere_with_the_phase_of_both_ways(self) -> None:
        # On a ring A -> B runs right (phase b - a) or left the long way (phase L - (b - a)).
        ring = replace(self.LOSSLESS.assuming(Retarded()), lines=(Line((A, M, B), right, left, closed=True),))
        a, b = position("A"), position("B")
        derived = process(kinetics(ring), "A -> B")
        phase = cos((b - a) - (LOOP - (b - a)))
        squared = right.density**2 + left.density**2 + 2 * right.density * left.density * phase
        outer = A.density * B.density * HBAR * BAND * n_A * (n_B + 1)
        assert derived.events == 2 * PI / HBAR * 4 * PI**2 * h**4 * squared * outer

    def test_reflection_at_two_places_interferes(self) -> None:
        # right -> left by way of A or of B: in at x and out at x again, exp(2 i k x) each, so that the two ways differ
        # by the phase 2 k (b - a) of the round trip between them.
        derived = process(kinetics(LINE.assuming(Retarded(), Neglect(through=M))), "R -> L")
        a, b = position("A"), position("B")
        made = (2 * n_A + 1, 2 * n_B + 1)
        both = made[0] ** 2 * A.density**2 + made[1] ** 2 * B.density**2
        both += 2 * made[0] * made[1] * A.density * B.density * cos(2 * (b - a))
        outer = right.density * left.density * HBAR * BAND * n_R * (n_L + 1)
        assert derived.events == 2 * PI / HBAR * PI**2 * h**4 * both * outer

    def test_the_short_way_takes_the_long_way_out(self) -> None:
        ring = replace(self.LOSSLESS.assuming(Downstream()), lines=(Line((A, M, B), right, left, closed=True),))
        both = {v for t in process(kinetics(ring), "A -> B").terms for v in t.via}
        short = {v for t in process(kinetics(ring.assuming(ShortWay())), "A -> B").terms for v in t.via}
        assert both == {("R",), ("L",)} and short == {("R",)}


class TestHigherOrders:
    """Three couplings through two intermediate continua come out of the same code."""

    TRAIN = RateModel(
        "train",
        (A, right, left, M),
        h * exchanged(A.a, right.a) + g_1 * exchanged(right.a, left.a) + g_2 * exchanged(left.a, M.minus),
        (OnShell(), Neglect(through=M), MeanField()),
        order=3,
    )

    def test_third_order_rate(self) -> None:
        # T = (-i pi rho_R)(-i pi rho_L) h g_1 g_2 (2 n_R + 1)(2 n_L + 1): all six orderings of three events.
        derived = process(kinetics(self.TRAIN), "A -> M")
        amplitude = PI**2 * right.density * left.density * h * g_1 * g_2 * (2 * n_R + 1) * (2 * n_L + 1)
        assert derived.events == 2 * PI / HBAR * amplitude**2 * A.density * n_A * (m - m_e)
        (group,) = derived.groups
        assert sum(len(c.chains) for c in group) == 6

    def test_created_first_leaves_one_of_six(self) -> None:
        derived = process(kinetics(self.TRAIN.assuming(CreatedFirst())), "A -> M")
        amplitude = PI**2 * right.density * left.density * h * g_1 * g_2 * (n_R + 1) * (n_L + 1)
        assert derived.events == 2 * PI / HBAR * amplitude**2 * A.density * n_A * (m - m_e)

    def test_orders_interfere_where_they_share_their_ends(self) -> None:
        # A -> R directly and A -> L -> C -> R: h + (-i pi)^2 rho_L rho_C h' g g', with everything empty between.
        d, e, f = real("d e f", unit="J")
        coupling = h * exchanged(A.a, right.a) + d * exchanged(A.a, left.a)
        coupling += e * exchanged(left.a, C.a) + f * exchanged(C.a, right.a)
        # Without the paths that come back to A or R on their way.
        kept = (OnShell(), Empty(left, C), CreatedFirst(), MeanField(), Neglect(through=A), Neglect(through=right))
        model = RateModel("o", (A, right, left, C), coupling, kept, order=3)
        derived = process(kinetics(model), "A -> R")
        amplitude = h - PI**2 * left.density * C.density * d * e * f
        outer = A.density * right.density * HBAR * BAND * n_A * (n_R + 1)
        assert derived.events == 2 * PI / HBAR * amplitude**2 * outer

    def test_principal_values_do_not_nest(self) -> None:
        with pytest.raises(ModelError, match="nested"):
            kinetics(self.TRAIN.assuming(PrincipalValue()))

    @pytest.mark.parametrize("order", [2, 3, 4])
    def test_time_orderings_add_up_to_single_resolvents(self, order: int) -> None:
        # 1/u 1/(u + v) + 1/v 1/(u + v) = 1/(u v), and so on for every pattern of every path of a line of couplings.
        line = [Continuum(name) for name in "abcde"[: order + 1]]
        coupling = sum((h * exchanged(x.a, y.a) for x, y in pairwise(line)), constant(0) * line[0].a)
        model = RateModel("line", tuple(line), coupling, (OnShell(), MeanField()), order=order)
        ends = (("a",), ("abcde"[order],))
        found: dict[tuple[str, tuple[bool, ...]], list] = {}  # type: ignore[type-arg]
        for chain in chains(vertices_of(model), order):
            if chain.process == ends:
                found.setdefault((chain.path, tuple(c.created_first for c in chain.ways)), []).append(chain)
        assert sum(map(len, found.values())) == np.prod(range(1, order + 1))
        assert len(found) == 2 ** (order - 1)
        for orderings in found.values():
            joint(orderings)
        if order > 2:  # a guard: with one ordering missing the sum is another
            several = next(o for o in found.values() if len(o) > 1)
            with pytest.raises(ModelError, match="kept together"):
                joint(several[1:])


class TestEnergies:
    """Frequencies that differ: forbidden, virtual, and with more than one quantum."""

    def test_a_process_that_cannot_conserve_energy_has_no_rate(self) -> None:
        far = Continuum("F", frequency=2 * CENTRE)
        model = RateModel("f", (A, far), h * exchanged(A.a, far.a))
        derived = kinetics(model)
        assert derived.processes == () and set(derived.enumeration.off_shell) == {(("A",), ("F",)), (("F",), ("A",))}

    def test_virtual_intermediate(self) -> None:
        # A - F - M with F detuned: T = h g N_F [(n + 1)/(hbar (Omega - w)) + n/(-hbar (Omega - w))].
        w = positive("w", unit="1/s")
        far = Continuum("F", frequency=w)
        coupling = h * exchanged(A.a, far.a) + g * exchanged(M.minus, far.a)
        derived = kinetics(RateModel("v", (A, far, M), coupling, (OnShell(), MeanField()), order=2))
        amplitude = h * g * HBAR * BAND * far.density / (HBAR * (CENTRE - w))
        assert process(derived, "A -> M").events == 2 * PI / HBAR * amplitude**2 * A.density * n_A * (m - m_e)

    def test_two_quanta_for_one(self) -> None:
        # a_F.dag a a: both quanta of A are different modes, in either order: |2 h|^2, over half the ordered pairs.
        twice = Continuum("F", frequency=2 * CENTRE)
        model = RateModel("p", (A, twice), h * (twice.a.dag * A.a * A.a + A.a.dag * A.a.dag * twice.a))
        derived = process(kinetics(model), "A + A -> F")
        share = Fraction(3, 4)  # of the energies of a band: two variables spread evenly, and their sum within a third
        density = A.density**2 * twice.density * (HBAR * BAND) ** 2 * share.numerator / share.denominator
        n_F = value_of(twice.state)
        assert derived.events == 2 * PI / HBAR * 2 * h**2 * density * n_A**2 * (n_F + 1)

    @pytest.mark.parametrize("count", [2, 3, 4, 5])
    def test_share_of_a_band(self, count: int) -> None:
        # The density at zero of a sum of `count` variables spread over (-1/2, 1/2), by convolution on a grid.
        step = 1 / 400
        one = np.ones(400)
        total = one
        for _ in range(count - 1):
            total = np.convolve(total, one) * step
        assert float(volume(count)) == pytest.approx(total[len(total) // 2], abs=0.02)


class TestBruteForce:
    """The same sums from matrices in a Fock space, which know nothing of chains, contractions or orderings."""

    @pytest.mark.parametrize("numbers", [(1, 0, 0), (2, 1, 3), (3, 2, 1)])
    def test_second_order_element_off_the_shell(self, numbers: tuple[int, int, int]) -> None:
        # One mode each of A, C, B with energies 1, 1.7, 1: <f|V|im><im|V|i>/(E_i - E_im) over all intermediate states.
        size, energies = 6, np.array([1.0, 1.7, 1.0])
        lower = np.diag(np.sqrt(np.arange(1, size)), 1)
        eye = np.eye(size)

        def of(op: np.ndarray, place: int) -> np.ndarray:  # type: ignore[type-arg]
            parts = [op if k == place else eye for k in range(3)]
            return np.kron(np.kron(parts[0], parts[1]), parts[2])

        a, c, b = (of(lower, k) for k in range(3))
        coupling = 0.3 * (a.T @ c + c.T @ a) + 0.2 * (b.T @ c + c.T @ b)
        free = sum(w * x.T @ x for w, x in zip(energies, (a, c, b), strict=True))
        e = np.diag(free)
        n = np.array(numbers)

        def index(state: np.ndarray) -> int:  # type: ignore[type-arg]
            return int(np.ravel_multi_index(tuple(state), (size,) * 3))

        start, end = index(n), index(n + np.array([-1, 0, 1]))
        others = [k for k in range(size**3) if abs(e[k] - e[start]) > 1e-9]
        element = sum(coupling[end, k] * coupling[k, start] / (e[start] - e[k]) for k in others)
        # The engine's two orderings: h g sqrt(n_A (n_B + 1)) [(n_C + 1)/x + n_C/(-x)], x = E_A - E_C.
        x = energies[0] - energies[1]
        expected = 0.3 * 0.2 * np.sqrt(n[0] * (n[2] + 1)) * ((n[1] + 1) / x + n[1] / (-x))
        assert element == pytest.approx(expected, rel=1e-12)

    def test_the_on_shell_part_of_a_broad_band(self) -> None:
        # sum_k 1/(x_k + i eta) over a dense symmetrical band is -i pi rho.
        spacing, eta = 1e-3, 2e-2
        energies = np.arange(-200.0, 200.0, spacing)
        assert (spacing / (energies + 1j * eta)).sum() == pytest.approx(-1j * np.pi, abs=1e-3)

    def test_a_discrete_band_decays_at_the_golden_rule_rate(self) -> None:
        # One mode of A among 1,001 equally spaced modes: exp(-2 pi h^2 rho t) by exact diagonalisation (hbar = 1).
        spacing, strength = 0.01, 0.01
        band = spacing * np.arange(-500, 501)
        matrix = np.diag(np.concatenate([[0.0], band]))
        matrix[0, 1:] = matrix[1:, 0] = strength
        levels, vectors = np.linalg.eigh(matrix)
        early, late = (abs((vectors[0] ** 2 * np.exp(-1j * levels * time)).sum()) ** 2 for time in (10.0, 40.0))
        rate = 2 * np.pi * strength**2 / spacing
        assert np.log(early / late) / 30.0 == pytest.approx(rate, rel=1e-2)


class TestNames:
    """Constants are named by the user and valued by the engine."""

    def test_value_of_a_named_constant(self) -> None:
        model = replace(PAIR, constants=(Constant("kappa", A, C, per=A), Constant("kappap", A, C, per=C)))
        derived = kinetics(model)
        kappa = Constant("kappa", A, C, per=A).symbol
        assert derived.constants[kappa] == 2 * PI / HBAR * h**2 * C.density
        assert derived.right[0] == value_of(kappa) * (n_C - n_A)

    def test_a_constant_may_stand_for_a_multiple(self) -> None:
        rho = positive("rho_line", unit="1/J")
        base = LINE.assuming(Empty(right, left), Neglect(through=M), Equal(rho, right.density, left.density))
        named = replace(base, constants=(Constant("gamma_0", A, B, per=A),))
        shares = [s for s in kinetics(named).of("A") if s.process.name == "A -> B"]
        assert [(s.constant.name, s.factor * s.occupation) for s in shares] == [("gamma_0", -4 * n_A * (n_B + 1))]

    def test_ambiguous_and_unknown(self) -> None:
        base = LINE.assuming(Empty(right, left), Neglect(through=M))
        several = kinetics(replace(base, constants=(Constant("x", A, M, per=A),)))
        assert [c.name for c in several.unclear] == ["x"] and "x" not in {s.name for s in several.constants}
        assert [c.name for c in kinetics(replace(PAIR, constants=(Constant("x", A, A, per=A),))).unused] == ["x"]


class TestRefusals:
    """What a statement must satisfy."""

    def test_mean_field_is_declared(self) -> None:
        with pytest.raises(ClosureError, match="MeanField"):
            kinetics(replace(CHAIN, assumptions=(OnShell(),)))
        assert kinetics(replace(PAIR, assumptions=())).right  # linear: nothing to factorise

    @pytest.mark.parametrize(
        ("change", "message"),
        [
            ({"coupling": h * A.a.dag * C.a}, "Hermitian"),
            ({"coupling": I * h * exchanged(A.a, C.a)}, "Hermitian"),
            ({"coupling": h * A.a.dag * A.a + h * exchanged(B.a, A.a)}, "species"),
            ({"order": 2, "assumptions": (MeanField(),)}, "resolvent"),
            ({"order": 0}, "order"),
            ({"order": True}, "order"),
            ({"assumptions": (OnShell(), Retarded())}, "one choice"),
            ({"assumptions": (Downstream(),)}, "line"),
            ({"assumptions": (MeanField(), MeanField())}, "once"),
            ({"assumptions": (Empty(B),)}, "species"),
            ({"name": "two words"}, "identifier"),
            ({"constants": (Constant("n_A", A, C, per=A),)}, "stand for one thing"),
        ],
    )
    def test_statements_that_are_refused(self, change: dict[str, object], message: str) -> None:
        with pytest.raises(ModelError, match=message):
            replace(PAIR, **change)

    @pytest.mark.parametrize(
        ("assumptions", "message"),
        [
            ((OnShell(), Downstream, MeanField()), "call it"),
            (("OnShell",), "alone"),
            ((Equal(A.density, C.density), Equal(C.density, A.density)), "Equal"),
            ((Equal(B.density, A.density), Equal(C.density, A.density)), "back to themselves"),
            ((Equal(positive("q"), positive("r")),), "occurs"),
        ],
    )
    def test_assumptions_that_are_refused(self, assumptions: tuple[object, ...], message: str) -> None:
        with pytest.raises(ModelError, match=message):
            replace(PAIR, assumptions=assumptions)

    def test_equalities_are_followed(self) -> None:
        # rho_C = rho_A, then rho_A = r: both are r.  A coupling declared zero is gone.
        r = positive("r", unit="1/J")
        chained = kinetics(replace(PAIR, assumptions=(Equal(A.density, C.density), Equal(r, A.density))))
        assert equation(chained, "A") == 2 * PI / HBAR * h**2 * r * (n_C - n_A)
        assert equation(chained, "C") == 2 * PI / HBAR * h**2 * r * (n_A - n_C)
        assert kinetics(CHAIN.assuming(Equal(0, g))).microscopic[2] == 0

    @pytest.mark.parametrize(
        "make",
        [
            lambda: Continuum("X", density=-2),
            lambda: Continuum("X", density=I),
            lambda: Continuum("X", frequency="fast"),
            lambda: Emitters("X", number=-5),
            lambda: Emitters("X", linewidth=-1),
            lambda: Emitters("X", latex=5),
            lambda: Line((A, B, A), right=C),
            lambda: Line((A, B), right=C, left=C),
            lambda: Line((A, B), right=M),
            lambda: Line(("A", B), right=C),
            lambda: Line((A, B), right=C, closed="no"),
            lambda: Neglect(between=(A,)),
            lambda: Neglect(through="C"),
            lambda: Constant("f", "A", C, per=A),
            lambda: Constant("f", A, C, per=B),
            lambda: replace(PAIR, title=3),
            lambda: replace(PAIR, species=()),
            lambda: replace(PAIR, frequency="Omega"),
        ],
    )
    def test_parts_that_are_refused(self, make) -> None:  # type: ignore[no-untyped-def]
        with pytest.raises(ModelError):
            make()

    def test_a_size_that_takes_minutes(self) -> None:
        many = [Continuum(f"X{k}") for k in range(9)]
        terms = [exchanged(x.a, y.a) for k, x in enumerate(many) for y in many[:k]]
        coupling = sum(terms[1:], terms[0]) * h
        with pytest.raises(ModelError, match="lower the order"):
            kinetics(RateModel("big", tuple(many), coupling, (OnShell(), MeanField()), order=3))

    def test_two_quanta_passed_on_at_once_are_named(self) -> None:
        term = h * A.a.dag * C.a * right.a + g * B.a.dag * C.a * right.a
        model = RateModel("d", (A, B, C, right), term + term.dag, (OnShell(), MeanField()), order=2)
        assert kinetics(model).enumeration.doubled == ("C and R",)
        assert kinetics(CHAIN).enumeration.doubled == ()

    def test_population_terms_are_no_coupling(self) -> None:
        with pytest.raises(ModelError, match="create or absorb"):
            RateModel("z", (M, C), g * exchanged(M.minus, C.a) + h * M.plus * M.minus)

    def test_a_coupling_off_the_line(self) -> None:
        coupling = h * exchanged(A.a, right.a) + g * exchanged(C.a, right.a)
        model = RateModel("n", (A, C, right), coupling, (OnShell(), Downstream(), MeanField()), 2, (Line((A,), right),))
        with pytest.raises(ModelError, match="stands along"):
            kinetics(model)


def test_derivation_does_not_depend_on_the_order_of_statement() -> None:
    turned = replace(LINE, species=tuple(reversed(LINE.species))).assuming(Neglect(through=M))
    straight = kinetics(LINE.assuming(Neglect(through=M)))
    other = kinetics(turned)
    for species in straight.moving:
        assert equation(straight, species) == equation(other, species)


def test_symbols_of_the_statement() -> None:
    assert symbol_of(h) in PAIR.symbols and symbol_of(BAND) in PAIR.symbols


class TestResonance:
    """A resonant emitter between two continua, with its full resolvent: Breit and Wigner."""

    def test_transfer_through_one_emitter(self) -> None:
        # One emitter in the ground state: T = h_A h_B/(E + i hbar Gamma/2), integrated over the band
        # int |T|^2 dE = 2 pi h_A^2 h_B^2/(hbar Gamma), so W = (2 pi/hbar) rho_A rho_B n_A 2 pi h_A^2 h_B^2/(hbar Gamma)
        # = Gamma_A Gamma_B/Gamma n_A with Gamma_X = 2 pi h_X^2 rho_X/hbar.
        coupling = g_1 * exchanged(BROAD.minus, A.a) + g_2 * exchanged(BROAD.minus, B.a)
        kept = (Retarded(), CreatedFirst(), Empty(B), MeanField())
        derived = process(kinetics(RateModel("bw", (A, B, BROAD), coupling, kept, order=2)), "A -> B")
        widths = [2 * PI * c**2 * s.density / HBAR for c, s in ((g_1, A), (g_2, B))]
        assert derived.events == widths[0] * widths[1] / Gamma * n_A * (m - m_e) ** 2

    def test_both_orderings_do_not_interfere(self) -> None:
        # r = 1/(E + i gamma) from the ground state, -r* from the excited: int r^2 = 0 leaves N_g^2 + N_e^2.
        coupling = g_1 * exchanged(BROAD.minus, A.a) + g_2 * exchanged(BROAD.minus, B.a)
        model = RateModel("bw", (A, B, BROAD), coupling, (Retarded(), Empty(B), MeanField()), order=2)
        derived = process(kinetics(model), "A -> B")
        widths = [2 * PI * c**2 * s.density / HBAR for c, s in ((g_1, A), (g_2, B))]
        assert derived.events == widths[0] * widths[1] / Gamma * n_A * ((m - m_e) ** 2 + m_e**2)

    def test_means_over_lines_by_quadrature(self) -> None:
        from scipy.integrate import quad

        a, one, two = 0.3, 0.7, 1.9

        def mean(function):  # type: ignore[no-untyped-def]
            line = lambda e: a / np.pi / (e**2 + a**2)  # noqa: E731
            parts = (quad(lambda e, p=p: p(line(e) * function(e)), -np.inf, np.inf)[0] for p in (np.real, np.imag))
            return complex(*parts)

        assert mean(lambda e: 1 / (e + 1j * one)) == pytest.approx(-1j / (a + one), abs=1e-8)
        both = -1 / ((a + one) * (a + two))
        assert mean(lambda e: 1 / ((e + 1j * one) * (e + 1j * two))) == pytest.approx(both, abs=1e-8)
        mixed = (1 / (a + one) + 1 / (a + two)) / (one + two)
        assert mean(lambda e: 1 / ((e + 1j * one) * (e - 1j * two))) == pytest.approx(mixed, abs=1e-8)

    def test_a_detuned_emitter_keeps_its_width(self) -> None:
        w = positive("w", unit="1/s")
        far = Emitters("F", linewidth=Gamma, frequency=w)
        coupling = g_1 * exchanged(far.minus, A.a) + g_2 * exchanged(far.minus, B.a)
        model = RateModel("d", (A, B, far), coupling, (Retarded(), CreatedFirst(), Empty(B), MeanField()), order=2)
        derived = process(kinetics(model), "A -> B")
        squared = (g_1 * g_2) ** 2 / (HBAR**2 * ((CENTRE - w) ** 2 + Gamma**2 / 4))
        ends = A.density * B.density * HBAR * BAND * n_A * (far.number - value_of(far.state)) ** 2
        assert derived.events == 2 * PI / HBAR * squared * ends


def test_in_a_notebook() -> None:
    """Rate equations print as text and as LaTeX, and compile without a file."""
    derived = kinetics(replace(PAIR, constants=(Constant("kappa", A, C, per=A),)))
    assert repr(derived).startswith("dn_A/dt = -kappa*n_A + kappa*n_C")
    assert r"\frac{d \langle n_{A} \rangle}{dt} &=" in derived._repr_latex_()
    module = derived.compile()
    rate = dict.fromkeys(module.RATES, 2.0)
    assert np.allclose(module.rhs(np.array([1.0, 3.0]), **rate), [4.0, -4.0])


def test_moments_of_a_rate_model() -> None:
    from derive.rules.moments import moments

    with pytest.raises(ModelError, match="kinetics"):
        moments(PAIR)  # type: ignore[arg-type]
