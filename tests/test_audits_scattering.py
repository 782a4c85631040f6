"""Audits of T matrices: unitarity in every pattern of open channels, branches, balance, and which audit sees what.

Each audit is tried on a system worked out on paper and on one that is broken for it: T put in by hand, a channel on the
wrong root, a Hamiltonian that is not what was solved.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import combinations
from typing import Any

import pytest

from derive.audits.record import Finding, Outcome
from derive.audits.scattering import (
    AUDITS,
    apart,
    balance,
    blind,
    born,
    branches,
    derived,
    dimensions,
    equilibrium,
    findings,
    flux,
    gather,
    hermiticity,
    optical,
    ratios,
    reversal,
    spectrum,
    symmetries,
    unitarity,
)
from derive.audits.scattering.apart import Apart
from derive.audits.scattering.derived import Derived, with_closed
from derive.exact.scalar import Scalar, constant
from derive.golden.model import HBAR, PI
from derive.parameters import I, angle, complex_, conj, exp, positive, real
from derive.rules.scattering.channels import Branch
from derive.rules.scattering.cycles import complex_cycles, cycles
from derive.rules.scattering.lippmann import Scattering, scattering
from derive.rules.scattering.rates import Rate, partition, rate
from derive.rules.scattering.symmetry import certificate
from derive.scattering.model import Contact, Gas, ScatteringModel

PASSED, FAILED, NOT_APPLICABLE, NOTED = Outcome.PASSED, Outcome.FAILED, Outcome.NOT_APPLICABLE, Outcome.NOTED
V = real("V_1 V_2 V_3 V_4 V_5 V_6", unit="J*m")
E = real("E_0 E_1 E_2 E_3", unit="J")
w = complex_("w", unit="J*m")
a = positive("a", unit="m")
tau = real("tau", unit="J")
turn = exp(I * angle("theta"))


def ring(size: int, positions: tuple[Any, ...] = (), labels: tuple[str, ...] = ()) -> ScatteringModel:
    """A ring with flux, a contact at each site."""
    rows = [[constant(0)] * size for _ in range(size)]
    for i in range(size):
        rows[i][(i + 1) % size], rows[(i + 1) % size][i] = tau / turn, tau * turn
    places = positions or (0,) * size
    contacts = tuple(Contact(i, V[i], q) for i, q in enumerate(places))
    return ScatteringModel(f"ring_{size}", contacts, rows, labels=labels)


ONE = ScatteringModel("one", (Contact(0, V[0]),), levels=(E[0],))
TWO = ScatteringModel("two", (Contact(((V[0], w), (conj(w), V[1]))),), levels=E[:2])
DOTS = ring(3, labels=("0", "+", "-"))
DERIVED = derived.gather(DOTS)


def one(found: tuple[Finding, ...], subject: str) -> Finding:
    """The finding about one subject."""
    (chosen,) = (f for f in found if f.subject == subject)
    return chosen


def with_patterns(known: Derived, **change: Any) -> Derived:
    """A derivation with the same change in T of every pattern."""
    patterns = {closed: replace(f, **change) for closed, f in known.patterns.items()}
    return replace(known, patterns=patterns, open=patterns[()])


def altered(known: Derived, alter: blind.Alteration) -> Derived:
    """A derivation with T of every pattern altered by hand."""
    return replace(known, patterns={closed: alter(f) for closed, f in known.patterns.items()})


class TestAll:
    @pytest.mark.parametrize("model", [ONE, TWO, DOTS, ring(4)])
    def test_nothing_fails(self, model: ScatteringModel) -> None:
        found = findings(gather(model))
        assert [f for f in found if f.outcome not in (PASSED, NOTED, NOT_APPLICABLE)] == []
        assert len({(f.audit, f.subject) for f in found}) == len(found), "subjects must tell findings apart"
        assert {f.audit for f in found} == {name for name, _ in AUDITS}

    def test_every_pattern_is_there(self) -> None:
        assert [len(closed) for closed in DERIVED.patterns] == [0, 1, 1, 1, 2, 2, 2]
        for closed, found in DERIVED.patterns.items():
            assert found.channels == scattering(DOTS, closed).channels

    def test_six_sites_stand_at_a_point(self) -> None:
        own = derived.gather(ring(6))
        assert len(own.patterns) == 63
        found = unitarity.check(own)
        assert {f.outcome for f in found} == {PASSED, NOTED}
        assert "exact point" in one(found, "3 closed").detail

    def test_order_of_thresholds(self) -> None:
        numbers = ScatteringModel("ordered", (Contact(((1, 2), (2, 1))),), levels=(Fraction(1, 2), Fraction(-1, 2)))
        own = derived.gather(numbers)
        assert one(unitarity.check(own), "thresholds").detail == "as the energy grows, open are 1, then 1, 0"


class TestStatement:
    def test_hermiticity(self) -> None:
        broken = replace(DERIVED, open=replace(DERIVED.open, coupling=((V[0], w), (w, V[1]))))
        assert one(hermiticity.check(DERIVED), "coupling of the levels").outcome is PASSED
        assert one(hermiticity.check(broken), "coupling of the levels").outcome is FAILED

    def test_spectrum(self) -> None:
        own = DERIVED.open.spectrum
        other = replace(own, energies=(own.energies[1], own.energies[0], own.energies[2]))
        broken = replace(DERIVED, open=replace(DERIVED.open, spectrum=other))
        assert one(spectrum.check(DERIVED), "levels").outcome is PASSED
        assert one(spectrum.check(broken), "levels").outcome is FAILED
        long = replace(own, states=tuple(tuple(2 * x for x in row) for row in own.states))
        assert (
            one(spectrum.check(replace(DERIVED, open=replace(DERIVED.open, spectrum=long))), "states").outcome is FAILED
        )

    def test_degenerate_levels_are_noted(self) -> None:
        # Without flux the two waves of a ring of three are degenerate: 2 tau cos(2 pi/3) both.
        rows = ((0, tau, tau), (tau, 0, tau), (tau, tau, 0))
        own = derived.gather(ScatteringModel("still", DOTS.contacts, rows))
        assert "2 and 1 have one energy" in one(spectrum.check(own), "degeneracy").detail
        assert "no two levels" in one(spectrum.check(DERIVED), "degeneracy").detail

    def test_dimensions(self) -> None:
        found = dimensions.check(DERIVED)
        assert [one(found, s).outcome for s in ("statement", "channels", "T")] == [PASSED] * 3
        energy = ScatteringModel("wrong", (Contact(0, real("U", unit="J")),), levels=(E[0],))
        own = derived.gather(energy)
        broken = dimensions.check(own)
        assert "contact 1 has unit" in one(broken, "statement").detail
        assert one(broken, "T").outcome is FAILED
        heavy = derived.gather(replace(DOTS, gas=Gas(mass=positive("M", unit="g"))))
        assert "the mass has unit" in one(dimensions.check(heavy), "statement").detail


class TestUnitarity:
    """S.dag S = 1 above all thresholds and below any of them."""

    @pytest.mark.parametrize("audit", [unitarity, optical])
    def test_factor_of_t_fails_everywhere(self, audit: Any) -> None:
        found = audit.check(altered(DERIVED, blind.scaled))
        assert {f.outcome for f in found if f.subject != "thresholds"} == {FAILED}

    @pytest.mark.parametrize("audit", [unitarity, optical])
    def test_wrong_root_of_open_channels_fails_everywhere(self, audit: Any) -> None:
        broken = altered(DERIVED, lambda f: blind.misplaced(f, Branch.OPEN, constant(-1)))
        found = audit.check(broken)
        assert {f.outcome for f in found if f.subject != "thresholds"} == {FAILED}

    def test_closed_channel_as_if_open_fails_below_thresholds(self) -> None:
        broken = altered(DERIVED, lambda f: blind.misplaced(f, Branch.CLOSED, I))
        outcomes = {f.subject: f.outcome for f in unitarity.check(broken)}
        assert outcomes == {"all channels open": PASSED, "1 closed": FAILED, "2 closed": FAILED, "thresholds": NOTED}

    def test_loss_fails(self) -> None:
        # An absorbing contact: v with a negative imaginary part takes particles away.
        v = DERIVED.open.coupling
        lossy = tuple(tuple(x - I * V[3] if i == j else x for j, x in enumerate(row)) for i, row in enumerate(v))
        assert FAILED in {f.outcome for f in unitarity.check(with_patterns(DERIVED, coupling=lossy))}


class TestWhatStationarityCannotSee:
    """Gain and loss are quadratic in T and blind to its transposition: exact identities, not only points."""

    def test_factor(self) -> None:
        assert {f.outcome for f in equilibrium.check(altered(DERIVED, blind.scaled))} == {PASSED}

    def test_transposition(self) -> None:
        # T^T is T of the reversed field: unitary, stationary, and wrong for this one; the equation for T sees it.
        broken = altered(DERIVED, blind.transposed)
        for audit in (equilibrium, unitarity, optical):
            assert {f.outcome for f in audit.check(broken)} <= {PASSED, NOTED}
        assert one(born.check(broken), "equation").outcome is FAILED
        assert any(x for _, x in balance.asymmetries(DERIVED.patterns[()])), "otherwise T^T would be as good"

    @pytest.mark.parametrize("factor", [-1, 0])
    def test_roots_of_closed_channels(self, factor: int) -> None:
        # exp(+kappa |q|) for exp(-kappa |q|), or no closed channel at all: S is unitary all the same.
        broken = altered(DERIVED, lambda f: blind.misplaced(f, Branch.CLOSED, constant(factor)))
        below = DERIVED.patterns[(2,)]
        assert broken.patterns[(2,)].numerators != below.numerators
        for audit in (equilibrium, unitarity, optical):
            assert {f.outcome for f in audit.check(broken)} <= {PASSED, NOTED}
        assert one(born.check(broken), "equation").outcome is PASSED
        assert one(branches.check(broken), "closed channels").outcome is FAILED
        assert one(branches.check(DERIVED), "closed channels").outcome is PASSED

    def test_first_order(self) -> None:
        # v is Hermitian: stationary and balanced pair by pair, and not unitary.
        broken = altered(DERIVED, blind.first_order)
        assert {f.outcome for f in equilibrium.check(broken)} == {PASSED}
        assert one(unitarity.check(broken), "all channels open").outcome is FAILED

    def test_it_does_see_a_wrong_element(self) -> None:
        def wrong(found: Scattering) -> Scattering:
            rows = [list(row) for row in found.reduced]
            rows[1][0] = 2 * rows[1][0]
            return blind.altered(found, tuple(map(tuple, rows)))

        assert one(equilibrium.check(altered(DERIVED, wrong)), "all channels open").outcome is FAILED

    def test_table(self) -> None:
        table = {f.subject: f.detail.split("; not by ")[0] for f in blind.check(DERIVED)}
        assert table == {
            "T times 2": "seen by unitarity, optical theorem and Born limit",
            "T transposed": "seen by Born limit",
            "T to first order": "seen by unitarity, optical theorem and Born limit",
            "open channels on the other root": "seen by unitarity, optical theorem and branches",
            "closed channels on the other root": "seen by branches",
            "closed channels left out": "seen by branches",
            "closed channels as if open": "seen by equilibrium, unitarity, optical theorem and branches",
        }


class TestFlux:
    """nu/Z int dE exp(-beta (E - E_l)) |S_kl|^2: every particle that comes, times what S gives."""

    def test_on_paper(self) -> None:
        # Per time nu G(p) |p|/m dp particles of momentum p come; dE = |p| dp/m for each sign.  Of a wave of one
        # direction half is even: 2 b_k b_l |t|^2 = |S_kl|^2/2 go over, and there are two directions: 4 nu/Z.
        assert rate(DERIVED.open, 1, 0).prefactor == 4 * DOTS.gas.density / partition(DERIVED.open)
        assert one(flux.check(DERIVED), "all rates").outcome is PASSED

    @pytest.mark.parametrize("factor", [HBAR * PI, 2, 1 / (2 * PI * HBAR)])
    def test_a_factor_too_many_fails(self, factor: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        # 2 pi hbar is what states with <p|p'> = delta(p - p') have more than one particle per length; ratios and the
        # stationary state see none of these.
        def wrong(found: Scattering, final: int, initial: int) -> Rate:
            own = rate(found, final, initial)
            return replace(own, prefactor=own.prefactor * factor)

        for audit in (flux, ratios, dimensions):
            monkeypatch.setattr(audit, "rate", wrong)
        assert one(flux.check(DERIVED), "all rates").outcome is FAILED
        assert one(ratios.check(DERIVED), "all pairs").outcome is PASSED
        assert one(dimensions.check(DERIVED), "rates").outcome is (PASSED if factor == 2 else FAILED)

    def test_ratios(self) -> None:
        assert one(ratios.check(DERIVED), "all pairs").outcome is PASSED
        assert ratios.check(derived.gather(ONE))[0].outcome is NOT_APPLICABLE

    def test_different_prefactors_break_the_ratios(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(ratios, "rate", lambda f, k, j: replace(rate(f, k, j), prefactor=constant(1 + k)))
        assert one(ratios.check(DERIVED), "all pairs").outcome is FAILED


class TestBorn:
    def test_orders(self) -> None:
        assert {f.outcome for f in born.check(DERIVED)} == {PASSED}

    def test_series_agrees_with_t_to_its_order(self) -> None:
        # One level: v - i b v^2 - b^2 v^3 + ..., the geometric series of v/(1 + i b v).
        found = scattering(ONE)
        b, v = found.channels[0].b, V[0]
        assert found.born(3)[0][0] == v - I * b * v**2 - b**2 * v**3

    def test_sign_of_the_second_order(self) -> None:
        # t = v + v G t with G = -i B: T solved with +i is seen.
        broken = altered(DERIVED, lambda f: blind.altered(f, blind.misplaced(f, Branch.OPEN, constant(-1)).reduced))
        assert one(born.check(broken), "equation").outcome is FAILED


class TestReversal:
    def test_theorems(self) -> None:
        found = reversal.check(DERIVED)
        assert [one(found, s).outcome for s in ("transposition", "sign")] == [PASSED, PASSED]
        assert "does not give -T.dag" in one(found, "sign below a threshold").detail

    def test_sign_on_paper(self) -> None:
        # One level: t(-v) = -v/(1 - i b v), -conj(t(v)) = -v/(1 - i b v) for b > 0; for b = -i c they are -v/(1 - c v)
        # and -v/(1 + c v).
        above, below = scattering(ONE), scattering(ONE, (0,))
        assert not any(x for _, x in reversal.sign(above))
        assert any(x for _, x in reversal.sign(below))
        c = below.channels[0].strength
        assert reversal.opposite(below).reduced[0][0] == -V[0] / (1 - c * V[0])

    def test_reversed_sign_turns_the_currents_round(self) -> None:
        found = DERIVED.patterns[()]
        other = reversal.opposite(found)
        forward, backward = (dict(balance.asymmetries(f)) for f in (found, other))
        size, opposite = (f.determinant * f.determinant.conjugate() for f in (found, other))
        assert size == opposite
        assert all(forward[pair] == -backward[pair] != 0 for pair in forward)


class TestBalance:
    def test_two_levels_have_no_loop(self) -> None:
        # A single w can be made real by a phase of one level.
        own = derived.gather(TWO)
        found = balance.check(own)
        assert "no loop" in one(found, "loop products").detail
        assert one(found, "real loops").outcome is PASSED
        assert one(found, "time reversal").detail.startswith("holds")
        # T itself is not symmetric: w and conj(w).
        assert one(found, "T symmetric").detail.startswith("does not hold")

    def test_three_dots_break_all_four_conditions(self) -> None:
        found = balance.check(DERIVED)
        for subject in ("T Hermitian", "T symmetric", "time reversal"):
            assert one(found, subject).detail.startswith("does not hold")
        assert "sqrt(3)*(V_1 - V_2)*(V_1 - V_3)*(V_2 - V_3)/18" in one(found, "loop products").detail
        assert one(found, "real loops").outcome is NOT_APPLICABLE

    def test_laws(self) -> None:
        found = balance.check(DERIVED)
        assert one(found, "law of three levels").outcome is PASSED
        assert one(found, "two open channels").outcome is PASSED
        # The factor of the law is -4 and no other one.
        terms = dict(balance.law(DERIVED.patterns[()]))
        asymmetries = dict(balance.asymmetries(DERIVED.patterns[()]))
        assert not any(terms.values())
        assert all(asymmetries.values())

    def test_real_coupling_is_balanced_in_every_pattern(self) -> None:
        rows = tuple(tuple(V[i + j] for j in range(3)) for i in range(3))
        own = derived.gather(ScatteringModel("real", (Contact(rows),), levels=E[:3]))
        found = balance.check(own)
        assert one(found, "real loops").outcome is PASSED
        assert one(found, "T symmetric").detail.startswith("holds")

    def test_gauged_coupling_is_balanced_though_t_is_not_symmetric(self) -> None:
        # v_kl -> v_kl exp(i (phi_k - phi_l))
        phase = (constant(1), turn, turn**3)
        rows = tuple(tuple(V[i + j] * phase[i] / phase[j] for j in range(3)) for i in range(3))
        own = derived.gather(ScatteringModel("gauged", (Contact(rows),), levels=E[:3]))
        found = balance.check(own)
        assert one(found, "T symmetric").detail.startswith("does not hold")
        assert one(found, "real loops").outcome is PASSED

    def test_a_cycle_of_four_without_triangles(self) -> None:
        # Couplings of neighbours only: every product of three vanishes, that of four has the phase of the flux.
        rows = [[V[1] if i == j else constant(0) for j in range(4)] for i in range(4)]
        for i in range(4):
            j = (i + 1) % 4
            rows[i][j] = V[0] * (turn if j == 0 else 1)
            rows[j][i] = rows[i][j].conjugate()
        own = derived.gather(ScatteringModel("square", (Contact(rows),), levels=E))
        assert not any(own.open.coupling[i][j] for i, j in ((0, 2), (1, 3)))
        ((cycle, part),) = complex_cycles(own.open.coupling).items()
        assert cycle in ((0, 1, 2, 3), (0, 3, 2, 1))
        assert part in (V[0] ** 4 * (turn - 1 / turn) / (2 * I), -(V[0] ** 4) * (turn - 1 / turn) / (2 * I))
        found = balance.check(own)
        assert one(found, "real loops").outcome is NOT_APPLICABLE
        assert one(found, "time reversal").detail.startswith("does not hold")
        told = certificate(own.open)
        assert not told.balanced and not told.gauged and told.loop == {cycle: part}

    def test_a_square_whose_phases_can_be_removed(self) -> None:
        # v_kl exp(i (a_k - a_l)): the product around the square is that of the moduli.
        rows = [[V[1] if i == j else constant(0) for j in range(4)] for i in range(4)]
        phase = (constant(1), turn, turn**3, 1 / turn)
        for i in range(4):
            j = (i + 1) % 4
            rows[i][j] = V[0] * phase[i] / phase[j]
            rows[j][i] = rows[i][j].conjugate()
        told = certificate(derived.gather(ScatteringModel("square", (Contact(rows),), levels=E)).open)
        assert told.gauged and told.balanced and not told.symmetric and not told.loop

    def test_basis_of_cycles(self) -> None:
        # A graph has (edges) - (vertices) + (components) independent cycles; K_4: 6 - 4 + 1.
        full = tuple(tuple(constant(1) for _ in range(4)) for _ in range(4))
        assert len(list(cycles(full))) == 3
        assert list(cycles(tuple(tuple(constant(int(i == j)) for j in range(4)) for i in range(4)))) == []


class TestSymmetries:
    def names(self, model: ScatteringModel) -> str:
        own = derived.gather(model)
        return symmetries.check(own)[0].detail

    def test_three_dots(self) -> None:
        assert self.names(DOTS).endswith("with V_1 = V_2, V_1 = V_3 or V_2 = V_3")

    def test_four_dots(self) -> None:
        # The reflection through two opposite dots exchanges the other two.
        assert self.names(ring(4)).endswith("with V_1 = V_3 or V_2 = V_4")

    def test_six_dots(self) -> None:
        # Through dots 2 and 5, 3 and 6, 1 and 4; no single equality suffices.
        text = self.names(ring(6))
        expected = ("V_1 = V_3 with V_4 = V_6", "V_1 = V_5 with V_2 = V_4", "V_2 = V_6 with V_3 = V_5")
        assert all(pair in text for pair in expected)

    def test_reflections_of_the_ring_on_paper(self) -> None:
        # v_jk = f(k - j), f(n) = sum V_s exp(2 pi i n s/N)/N; if V_s = V_(c-s), f(n) = exp(2 pi i c n/N) f(-n), so that
        # f(n) = exp(pi i c n/N) times a real number, and around a loop sum n = 0 mod N leaves the sign.
        for size in (3, 4, 6):
            for centre in range(size):
                strengths = [V[min(s, (centre - s) % size)] for s in range(size)]
                model = ring(size)
                contacts = tuple(replace(c, strength=x) for c, x in zip(model.contacts, strengths, strict=True))
                assert not complex_cycles(scattering(replace(model, contacts=contacts)).coupling)

    def test_nothing_to_restore(self) -> None:
        own = derived.gather(TWO)
        assert symmetries.check(own)[0].outcome is NOT_APPLICABLE


class TestBranches:
    def test_continuation(self) -> None:
        assert {f.outcome for f in branches.check(DERIVED)} == {PASSED}

    def test_wrong_continuation_fails(self) -> None:
        # T of the pattern (2,) in which the channel - is left out.
        patterns = dict(DERIVED.patterns)
        patterns[(2,)] = blind.misplaced(patterns[(2,)], Branch.CLOSED, constant(0))
        found = branches.check(replace(DERIVED, patterns=patterns))
        assert [one(found, s).outcome for s in ("open channels", "closed channels", "continuation")] == [
            PASSED,
            FAILED,
            FAILED,
        ]

    def test_with_closed_is_the_rule(self) -> None:
        for closed in combinations(range(3), 2):
            assert with_closed(DERIVED.open, closed).reduced == scattering(DOTS, closed).reduced


class TestApart:
    def test_gather_tells_them_apart(self) -> None:
        assert isinstance(gather(ring(3, (0, a, 2 * a))), Apart)
        assert isinstance(gather(ring(3, (a, a, a))), Derived)

    def test_three_dots_at_three_places(self) -> None:
        own = apart.gather(ring(3, (0, a, 2 * a)))
        found = findings(own)
        assert {f.outcome for f in found} == {PASSED, NOTED}
        assert one(found, "T").outcome is PASSED
        assert one(found, "rates").detail.startswith("does not hold")

    def test_four_dots_stand_at_points(self) -> None:
        own = apart.gather(ring(4, (0, a, 2 * a, 3 * a)))
        assert {f.outcome for f in apart._each("unitarity", "S.dag S = 1", apart.unitary, own)} == {PASSED}

    def test_a_lossy_contact_fails(self) -> None:
        own = apart.gather(ring(3, (0, 0, a)))
        found = own.patterns[()]
        lossy = tuple(
            replace(p, coupling=tuple(tuple(x * (1 - I) for x in row) for row in p.coupling)) for p in found.places
        )
        broken = replace(own, patterns={(): replace(found, places=lossy)})
        told = {f.audit: f.outcome for f in findings(broken)}
        assert told["unitarity"] is told["optical theorem"] is FAILED
        assert told["hermiticity"] is PASSED, "the statement is as it was"


def test_findings_are_the_same_each_time() -> None:
    again = gather(ring(3, labels=("0", "+", "-")))
    assert findings(again) == findings(DERIVED)


def test_scope_is_told() -> None:
    own = derived.gather(ring(6))
    assert DERIVED.scope == "for all parameters"
    assert own.scope.startswith("at the exact point V_1 = ")
    assert isinstance(own.patterns[()].channels[0].strength, Scalar)
