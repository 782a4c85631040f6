"""Without any restriction of paths thermal equilibrium stands still in every equation, whatever the system.

Reason: with all time orderings the amplitude of a process and that of its reverse have the same modulus, so that
forward and backward events are in the ratio of their outer occupation factors; for Bose and Boltzmann occupations at
one temperature that ratio is exp(-(E_in - E_fin)/k_B T) = 1.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from derive.exact.ring import Generator, Ring, Role
from derive.golden.assumptions import (
    Assumption,
    CreatedFirst,
    Downstream,
    Empty,
    Incoherent,
    MeanField,
    Neglect,
    OnShell,
    PrincipalValue,
    Retarded,
)
from derive.golden.model import CENTRE, RateModel
from derive.golden.species import Continuum, Emitters, Line, Species
from derive.parameters import complex_, positive, real, symbol_of
from derive.rules.golden_rule.kinetics import kinetics
from tests.golden_models import CHAIN, LINE, A, M, left, put_in, right, thermal

Gamma = positive("Gamma", unit="1/s")


EPSILON = positive("epsilon")
"""Counts the powers of the coupling."""


@st.composite
def systems(draw: st.DrawFn, with_phases: bool) -> tuple[RateModel, dict[str, int]]:
    """Up to four species, couplings between random pairs and perhaps of three of them, up to third order.

    Couplings are real, or complex with phases around loops that no gauge removes.  Energies may differ: then a pair
    exchanges nothing and serves as a virtual step.
    """
    quanta = {name: draw(st.sampled_from([1, 1, 1, 2])) for name in "ABC"}
    species: list[Species] = [Continuum(name, frequency=k * CENTRE) for name, k in quanta.items()]
    if draw(st.booleans()):
        quanta["M"] = 1
        species.append(Emitters("M", linewidth=Gamma, frequency=CENTRE))
    lower = {s.name: s.minus if isinstance(s, Emitters) else s.a for s in species}
    pairs = [(x, y) for x in lower for y in lower if x < y]
    chosen = draw(st.lists(st.sampled_from(pairs), min_size=2, max_size=5, unique=True))
    make = complex_ if with_phases else real
    terms = [make(f"h_{x}{y}", unit="J") * lower[x].dag * lower[y] for x, y in chosen]
    if quanta["C"] == 2 and quanta["A"] == 1 == quanta["B"] and draw(st.booleans()):
        terms.append(make("h_ABC", unit="J") * lower["C"].dag * lower["A"] * lower["B"])
    coupling = sum((EPSILON * (term + term.dag) for term in terms), 0 * lower["A"])
    order = draw(st.integers(1, 3 if len(terms) < 4 else 2))
    choices: list[Assumption] = [OnShell(), Retarded()] if order == 3 else [OnShell(), Retarded(), PrincipalValue()]
    assumed: list[Assumption] = [draw(st.sampled_from(choices)), MeanField()]
    if not with_phases and draw(st.booleans()):
        assumed.append(Incoherent(draw(st.sampled_from(species))))
    return RateModel("random", tuple(species), coupling, tuple(assumed), order=order), quanta


SETTINGS = settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@SETTINGS
@given(systems(with_phases=False))
def test_equilibrium_stands_still(system: tuple[RateModel, dict[str, int]]) -> None:
    """Time reversal holds for real couplings: every process is balanced by its reverse, at any order."""
    model, quanta = system
    derived = kinetics(model)
    images = thermal(derived, boltzmann=3, quanta=quanta)
    for species, right_side in zip(derived.moving, derived.microscopic, strict=True):
        assert not put_in(right_side, images), f"{species} moves in equilibrium"
    events = {p.reaction: put_in(p.events, images) for p in derived.processes}
    assert all(events[end, start] == rate for (start, end), rate in events.items())


@SETTINGS
@given(systems(with_phases=True))
def test_equilibrium_stands_still_as_far_as_the_amplitudes_go(system: tuple[RateModel, dict[str, int]]) -> None:
    """Loop phases make A -> B and B -> A differ: quanta circulate in equilibrium, and yet it stands still.

    That is unitarity, sum_f |T_fi|^2 = sum_f |T_if|^2, and amplitudes up to order n respect it up to order n + 1 in
    the coupling: at n + 2 the square of order n lacks its partner, order 1 times order n + 1.
    """
    model, quanta = system
    derived = kinetics(model)
    images = thermal(derived, boltzmann=3, quanta=quanta)
    for right_side in derived.microscopic:
        residual = put_in(right_side, images)
        terms = [*residual.re.terms(), *residual.im.terms()]
        assert min((_power(residual.ring, exponents) for exponents, _ in terms), default=99) > model.order + 1


def _power(ring: Ring, exponents: Sequence[int]) -> int:
    """The power of the coupling; a positive parameter enters by its root."""
    return int(exponents[ring.index[Generator(Role.ROOT, "epsilon", symbol_of(EPSILON))]]) // 2


def test_a_flux_drives_a_current_in_equilibrium() -> None:
    """Three continua in a ring with the phase of h_AB h_BC h_CA: A -> B exceeds B -> A by what B -> C exceeds C -> B.

    |T_AB|^2 - |T_BA|^2 = 4 pi rho_C (2 n + 1) Im(h_AB h_BC h_CA) up to a sign, from h_AB + (-i pi rho_C (2 n + 1))
    h_AC h_CB squared.
    """
    ring = [Continuum(name) for name in "ABC"]
    pairs = [(ring[0], ring[1]), (ring[1], ring[2]), (ring[2], ring[0])]
    terms = [complex_(f"h_{x.name}{y.name}", unit="J") * x.a.dag * y.a for x, y in pairs]
    coupling = sum((t + t.dag for t in terms), 0 * ring[0].a)
    derived = kinetics(RateModel("flux", tuple(ring), coupling, (OnShell(), MeanField()), order=2))
    images = thermal(derived, boltzmann=3)
    events = {p.reaction: put_in(p.events, images) for p in derived.processes}
    around = [events[((x.name,), (y.name,))] - events[((y.name,), (x.name,))] for x, y in pairs]
    assert around[0] and around[0] == around[1] == around[2]


def test_the_systems_are_not_all_idle() -> None:
    """A guard: the couplings of the tests above do move something, and not in equilibrium they do."""
    derived = kinetics(CHAIN)
    images = thermal(derived, boltzmann=3, quanta={"A": 2})
    assert all(put_in(r, images) for r in derived.microscopic)


@pytest.mark.parametrize("restriction", [Downstream(), Retarded()])
def test_restricted_paths_do_not_keep_it(restriction: Assumption) -> None:
    """Right-movers only from left to right, with g_1 != g_2: what A gives to M does not come back the same way."""
    derived = kinetics(LINE.assuming(restriction, CreatedFirst(), Neglect(through=M)))
    images = thermal(derived, boltzmann=3)
    assert put_in(derived.microscopic[derived.moving.index("A")], images)


def test_created_first_alone_keeps_it() -> None:
    """The same ordering is left out in either direction: (n_C + 1)^2 in place of (2 n_C + 1)^2 for both."""
    derived = kinetics(CHAIN.assuming(CreatedFirst()))
    assert not any(put_in(r, thermal(derived, boltzmann=3)) for r in derived.microscopic)


def test_empty_channels_do_not_keep_it() -> None:
    derived = kinetics(LINE.assuming(Empty(right, left), Neglect(through=M)))
    assert all(put_in(r, thermal(derived, boltzmann=3)) for r in derived.microscopic)


def test_a_retarded_ring_with_all_ways_and_orderings_keeps_it() -> None:
    """What a channel brings the short way in one direction it brings the long way in the other, with the same phase
    difference between the two channels."""
    ring = replace(LINE, lines=(Line((A, M, *LINE.species[1:2]), right, left, closed=True),))
    derived = kinetics(ring.assuming(Retarded(), Neglect(through=M), CreatedFirst()))
    assert not any(put_in(r, thermal(derived, boltzmann=3)) for r in derived.microscopic)
