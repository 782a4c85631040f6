"""Coefficients held at one frequency: adiabatic elimination on paper, when it may be done, and when it is refused."""

from __future__ import annotations

import pytest

from derive import (
    Bath,
    I,
    Model,
    Observable,
    boson,
    complex_,
    conj,
    eliminated,
    frozen,
    langevin,
    moments,
    nonnegative,
    positive,
    real,
    sqrt,
)
from derive.audits.approximations import check
from derive.audits.record import Outcome
from derive.conditions import number, numbers, read
from derive.engines import engine_of
from derive.errors import DeriveError, ModelError
from derive.exact.scalar import constant, substitute
from derive.parameters import symbol_of
from derive.rules.network.elimination import in_susceptibility

a, b, c = boson("a b c")
Delta, omega_m, J, omega, Omega = real("Delta omega_m J omega Omega")
kappa, gamma, G, Gamma, eta = positive("kappa gamma G Gamma eta")
N, N_m = nonnegative("N N_m")
xi, F = complex_("xi F")
n_b = Observable("n_b", b.dag * b)


def cooling(**more):
    """A cavity a that exchanges quanta with a mirror b."""
    return Model(
        "cooling",
        Delta * a.dag * a + omega_m * b.dag * b + G * (a.dag * b + b.dag * a),
        baths=[Bath(a, kappa, N), Bath(b, gamma, N_m)],
        observables=[n_b],
        **more,
    )


# -- adiabatic elimination --------------------------------------------------------------------------------------------


def test_fast_cavity_on_resonance():
    """Delta = Omega = omega_m: chi = 2/kappa, so that the mirror loses 4 G^2/kappa to a bath of the cavity's quanta,
    without a shift."""
    effective = frozen(eliminated(cooling(), a, omega), at=Delta, observables=(n_b,))
    found = langevin(effective).drift[0][0]
    assert found == -I * omega_m - gamma / 2 - 2 * G**2 / kappa
    lost, own = effective.baths
    assert lost.operator * lost.operator.dag - lost.operator.dag * lost.operator == 4 * G**2 / kappa + 0 * b
    assert (lost.occupation, own.occupation) == (N, N_m)
    # Two baths pull at once: n_b = (gamma N_m + (4 G^2/kappa) N)/(gamma + 4 G^2/kappa).
    rate = 4 * G**2 / kappa
    assert moments(effective).steady_state()[b.dag * b] == (gamma * N_m + rate * N) / (gamma + rate)


def test_rate_and_shift_off_resonance():
    """chi = 1/(kappa/2 + i (Delta - Omega)): rate 2 G^2 Re chi = G^2 kappa/(kappa^2/4 + delta^2) and shift

    omega_m -> omega_m + G^2 Im chi = omega_m - G^2 delta/(kappa^2/4 + delta^2),  delta = Delta - Omega.
    """
    effective = frozen(eliminated(cooling(), a, omega), at=Omega)
    delta = Delta - Omega
    below = kappa**2 / 4 + delta**2
    assert effective.hamiltonian == (omega_m - G**2 * delta / below) * b.dag * b
    coupling = effective.baths[0].operator
    assert coupling * coupling.dag - coupling.dag * coupling == G**2 * kappa / below + 0 * b


def test_commutators_are_kept():
    """d [c, c.dag]/dt = 0 for the effective model, exactly."""
    effective = frozen(eliminated(cooling(), a, omega), at=Omega)
    assert all(not x for row in langevin(effective).commutator_rates for x in row)


def test_coefficients_are_those_of_the_reduction():
    """Drift and noise of the effective model's annihilation operators are D(Omega) and K(Omega); two modes are kept."""
    hops = J * (a.dag * c + c.dag * a) + F * a.dag * b + conj(F) * b.dag * a + G * (c.dag * b + b.dag * c)
    model = Model("three", hops + Delta * b.dag * b, baths=[Bath(x, k) for x, k in ((a, kappa), (b, gamma), (c, eta))])
    reduced = eliminated(model, b, omega)
    effective = langevin(frozen(reduced, at=Omega))
    held = {g: Omega for g in omega.generators}
    for i in (0, 2):
        assert effective.drift[i] == tuple(substitute(x, held) for x in reduced.drift[i])
        assert effective.noise[i] == tuple(substitute(x, held) for x in reduced.noise[i])


def test_several_modes_eliminated():
    """A filter cavity behind the cavity: both go at once."""
    links = G * (a.dag * b + b.dag * a) + J * (a.dag * c + c.dag * a)
    model = Model("filter", links, baths=[Bath(a, kappa), Bath(c, eta), Bath(b, gamma)])
    effective = frozen(eliminated(model, (a, c), omega), at=constant(0))
    # chi_a at zero: 1/(kappa/2 + J^2/(eta/2)) = 2 eta/(kappa eta + 4 J^2).
    assert langevin(effective).drift[0][0] == -gamma / 2 - 2 * G**2 * eta / (kappa * eta + 4 * J**2)
    assert len(effective.baths) == 3


def test_uncoupled_inputs_are_left_out():
    """A mode that nothing couples to leaves no bath behind."""
    model = Model("apart", omega_m * b.dag * b + Delta * a.dag * a, baths=[Bath(a, kappa), Bath(b, gamma)])
    effective = frozen(eliminated(model, a, omega), at=Omega)
    assert [bath.operator for bath in effective.baths] == [sqrt(gamma) * b]
    assert not effective.conditions or all("coefficients" in x.text for x in effective.conditions)


# -- squeezing --------------------------------------------------------------------------------------------------------

# The cavity is pumped parametrically; the mirror is at rest in this frame.
PUMPED = Model(
    "pumped",
    (xi * a.dag**2 + conj(xi) * a**2) / 2 + G * (a.dag * b + b.dag * a),
    baths=[Bath(a, kappa), Bath(b, gamma)],
)


def test_squeezed_cavity_at_rest():
    """At omega = 0 chi = [[p, -i xi], [i xi*, p]]/(p^2 - |xi|^2) with p = kappa/2, hence

        db/dt = -(gamma/2 + G^2 p/D) b - i (G^2 xi/D) b.dag,     (-i G) chi_12 (i G) = -i G^2 xi/D,

    that is H = (G^2/2D) (xi b.dag^2 + h.c.) and a bath whose L has b and b.dag.
    """
    effective = frozen(eliminated(PUMPED, a, omega), at=constant(0))
    D = kappa**2 / 4 - xi * conj(xi)
    found = langevin(effective)
    assert found.drift[0] == (-gamma / 2 - G**2 * kappa / 2 / D, -I * G**2 * xi / D)
    assert all(not x for row in found.commutator_rates for x in row)


def test_squeezing_away_from_rest_is_refused():
    """b at Omega meets b.dag at Omega, which is b at -Omega: both cannot be held by one constant."""
    with pytest.raises(ModelError, match="held together") as refused:
        frozen(eliminated(PUMPED, a, omega), at=Omega)
    assert "frequency zero" in refused.value.todo


def test_an_idler_leaves_gain():
    """F a b + h.c. with b eliminated: -i omega b.dag = -(gamma/2) b.dag + i F a + ..., hence at Omega

        da/dt = [-kappa/2 + |F|^2/(gamma/2 - i Omega)] a + ... b_in.dag,

    amplification at the rate |F|^2 gamma/(gamma^2/4 + Omega^2) with just the noise it takes: L = ... a.dag.
    """
    pair = F * a * b + conj(F) * a.dag * b.dag
    effective = frozen(eliminated(Model("pair", pair, baths=[Bath(a, kappa), Bath(b, gamma, N_m)]), b, omega), at=Omega)
    found = langevin(effective)
    assert found.drift[0] == (-kappa / 2 + F * conj(F) / (gamma / 2 - I * Omega), 0)
    raised = effective.baths[1].operator
    rate = F * conj(F) * gamma / (gamma**2 / 4 + Omega**2)
    assert raised * raised.dag - raised.dag * raised == -rate + 0 * a
    assert all(not x for row in found.commutator_rates for x in row)


def test_broken_commutators_are_refused():
    """Coefficients that no Hamiltonian and baths give: chi of the cavity made an amplifier's by hand."""
    reduced = eliminated(cooling(), a, omega)
    wrong = in_susceptibility(reduced, tuple(tuple(-x for x in row) for row in reduced.susceptibility))
    with pytest.raises(ModelError, match="keep the commutators") as refused:
        frozen(wrong, at=Omega)
    assert "no Hermitian Hamiltonian" in refused.value.got


# -- when it may be done ----------------------------------------------------------------------------------------------


def test_what_is_asked_for():
    """d chi/d omega = i chi^2, so that coefficients change by as much as themselves over |1/chi|.

    At Delta = Omega = omega_m that is kappa/2, beside the linewidth gamma + 4 G^2/kappa and a given bandwidth.
    """
    effective = frozen(eliminated(cooling(), a, omega), at=omega_m, bandwidth=Gamma)
    resonant = {g: omega_m for g in Delta.generators}
    found = {c.text: tuple(substitute(x, resonant) for x in c.squares) for c in effective.conditions}
    width = gamma + 4 * G**2 / kappa
    assert found["coefficients are constant over the signal's bandwidth"] == (Gamma**2, kappa**2 / 4)
    assert found["coefficients are constant over the linewidth of b"] == (width**2, kappa**2 / 4)
    assert found["coefficients are constant over the distance of b from omega_m"][0] == 0


def outcomes(values):
    """What the conditions say at numbers."""
    return [f.outcome for f in check(frozen(eliminated(cooling(values=values), a, omega), at=omega_m))]


def test_conditions_at_numbers():
    """A cavity a thousand times faster than the mirror; one that is as slow as it; one that is not given."""
    fast = {kappa: 1.0, gamma: 1e-3, G: 0.01, Delta: 5.0, omega_m: 5.0}
    assert outcomes(fast) == [Outcome.PASSED, Outcome.PASSED]
    assert outcomes(fast | {kappa: 1e-3})[0] is Outcome.FAILED
    # Off resonance the shift by G^2 Im chi counts as well: it takes the mirror away from omega_m.
    assert outcomes(fast | {Delta: 4.5, G: 0.5})[1] is Outcome.FAILED
    del fast[gamma]
    assert outcomes(fast) == [Outcome.UNDECIDED, Outcome.PASSED]


def occupation(model):
    """n_b of the stationary state in closed form, on resonance and at N = 0."""
    exact = moments(model, [b.dag * b]).steady_state()[b.dag * b]
    return substitute(exact, {g: omega_m for g in Delta.generators} | {g: constant(0) for g in N.generators})


def test_effective_occupation_is_good_to_the_order_of_its_conditions():
    """On resonance, with r = 4 G^2/kappa, the cavity cold:

        exact      n_b = N_m gamma (kappa + gamma + r)/((kappa + gamma)(gamma + r))
        effective  n_b = N_m gamma/(gamma + r)

    so that the effective model is off by r/(kappa + gamma), less than the ratio (gamma + r)/(kappa/2) of its condition.
    """
    r = 4 * G**2 / kappa
    effective = frozen(eliminated(cooling(), a, omega), at=omega_m)
    exact, held = occupation(cooling()), occupation(effective)
    assert exact == N_m * gamma * (kappa + gamma + r) / ((kappa + gamma) * (gamma + r))
    assert exact / held - 1 == r / (kappa + gamma)
    for rate, close in ((1e3, True), (1.0, False)):
        values = {kappa: rate, gamma: 1.0, G: 3.0, omega_m: 5.0, Delta: 5.0}
        off = number(exact / held - 1, numbers(values, "test")).real
        ratio = read(effective.conditions[0], numbers(values, "test")).ratio
        assert ratio is not None and off < ratio
        assert (ratio <= 0.1) == close == (off < 0.1)


def test_the_way_is_recorded():
    """Steps, values, expectations and conditions of the full model are handed on."""
    first = frozen(eliminated(cooling(values={kappa: 1.0}, expected=("approximations",)), a, omega), at=Omega)
    assert first.derived[-1].rule == "effective model" and "a eliminated" in first.derived[-1].text
    assert first.values == {kappa: 1.0} and first.expected == ("approximations",)
    steps = engine_of(first).derive(first).steps
    assert steps[0].rule == "effective model"


BAD = {
    "no reduction": (lambda: frozen(cooling(), Omega), "reduced must be a Reduced"),
    "complex": (lambda: frozen(eliminated(cooling(), a, omega), at=xi), "real scalar"),
    "text": (lambda: frozen(eliminated(cooling(), a, omega), at="Omega"), "real scalar"),
}


@pytest.mark.parametrize("what", BAD)
def test_bad_input_is_named(what):
    """Every refusal says where, what must hold and what was got."""
    make, must = BAD[what]
    with pytest.raises(DeriveError, match=must) as refused:
        make()
    assert refused.value.where and refused.value.got


def test_a_parameter_may_be_the_frequency():
    """Held at omega_m itself, or at a combination."""
    effective = frozen(eliminated(cooling(), a, omega), at=omega_m + Delta)
    assert symbol_of(Omega) not in effective.symbols
