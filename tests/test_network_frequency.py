"""Scattering matrices on paper: d/dt -> -i omega, b_out = b_in + L, da/dt = ... - sqrt(kappa) b_in.

One port: a = -sqrt(kappa) b/(kappa/2 + i (Delta - omega)), so S = 1 - kappa/(kappa/2 + i (Delta - omega)).
"""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from derive import Bath, Cascade, I, Model, angle, boson, complex_, conj, exp, network, positive, real, sqrt
from derive.conditions import number, numbers
from derive.errors import ClosureError, DeriveError
from derive.exact.scalar import constant, substitute
from derive.parameters import symbol_of
from derive.rules.gaussian import matmul
from tests.quadratic_models import random_quadratic, stated

a, b, c = boson("a b c")
Delta, Delta_1, Delta_2, J, omega = real("Delta Delta_1 Delta_2 J omega")
kappa, eta, gamma, g = positive("kappa eta gamma g")
F, xi = complex_("F xi")
phi = angle("phi")
ONE = constant(1)


def put(rows, **values):
    """A matrix at some values of real parameters."""
    known = {"omega": omega, "Delta": Delta, "J": J}
    images = {g: value for name, value in values.items() for g in known[name].generators}
    return tuple(tuple(substitute(x, images) for x in row) for row in rows)


# -- one mode ---------------------------------------------------------------------------------------------------------


def test_one_port():
    """All is reflected: S = (i (Delta - omega) - kappa/2)/(i (Delta - omega) + kappa/2), -1 on resonance."""
    found = network(Model("cavity", Delta * a.dag * a, baths=[Bath(a, kappa)]), omega)
    turn = I * (Delta - omega)
    ((s,),) = found.scattering
    assert s == (turn - kappa / 2) / (turn + kappa / 2)
    assert s * s.conjugate() == 1
    assert put(found.scattering, omega=Delta) == ((-ONE,),)
    assert found.response == ((-sqrt(kappa) / (turn + kappa / 2),),)
    assert found.is_passive and found.columns == (0,) and found.ports == (0,)


def test_two_ports():
    """Through two mirrors, both ways alike: S_21 = -sqrt(kappa eta)/((kappa + eta)/2 + i (Delta - omega))."""
    model = Model("etalon", Delta * a.dag * a, baths=[Bath(a, kappa), Bath(a, eta)])
    (s_11, s_12), (s_21, s_22) = network(model, omega).scattering
    below = (kappa + eta) / 2 + I * (Delta - omega)
    assert s_12 == s_21 == -sqrt(kappa) * sqrt(eta) / below
    assert (s_11, s_22) == (1 - kappa / below, 1 - eta / below)


def test_impedance_matching():
    """Two equal mirrors pass everything on resonance: S = ((0, -1), (-1, 0))."""
    model = Model("etalon", Delta * a.dag * a, baths=[Bath(a, kappa), Bath(a, kappa)])
    assert put(network(model, omega).scattering, omega=Delta) == ((0, -ONE), (-ONE, 0))


def test_frequency_may_be_a_number():
    """At omega = 0, or at a parameter of the model."""
    model = Model("cavity", Delta * a.dag * a, baths=[Bath(a, kappa)])
    assert network(model, constant(0)).scattering == (((I * Delta - kappa / 2) / (I * Delta + kappa / 2),),)
    assert network(model, Delta).scattering == ((-ONE,),)


# -- loops and chains -------------------------------------------------------------------------------------------------


def ring(turn):
    """Three cavities with a port each, hopping J exp(i phi/3) around: gauge it into one link of phase phi."""
    hops = J * (a.dag * b + b.dag * c + turn * c.dag * a)
    return Model(
        "ring",
        Delta * (a.dag * a + b.dag * b + c.dag * c) + hops + hops.dag,
        baths=[Bath(x, kappa) for x in (a, b, c)],
    )


def test_circulator():
    """Loop phase pi/2, J = kappa/2, on resonance.  M = kappa/2 + i J U with U = hops; by hand

        M = (kappa/2) [[1, i, i*conj(t)], [i, 1, i], [i t, i, 1]],  t = exp(i phi) = i or -i,

    det = (kappa/2)^3 (1 + 3 - i (t + t*)) = 4 (kappa/2)^3, S = 1 - kappa M^-1 is a permutation times phases: what
    enters a leaves at one neighbour alone, and goes round one way.
    """
    for turn, to in ((I, (1, 2, 0)), (-I, (2, 0, 1))):
        found = put(network(ring(turn), omega).scattering, omega=Delta, J=kappa / 2)
        for out in range(3):
            for into in range(3):
                passed = found[out][into] * found[out][into].conjugate()
                assert passed in (0, 1)
                assert (passed == 1) == (to[into] == out)


def test_no_phase_no_direction():
    """A real loop (t = 1) is reciprocal at every frequency; with a phase S_21(phi) = S_12(-phi)."""
    real_loop = network(ring(ONE), omega).scattering
    turned, back = (network(ring(t), omega).scattering for t in (exp(I * phi), exp(-I * phi)))
    assert any(turned[i][j] != turned[j][i] for i in range(3) for j in range(3))
    for i in range(3):
        for j in range(3):
            assert real_loop[i][j] == real_loop[j][i]
            assert turned[i][j] == back[j][i]


def test_three_cavity_chain():
    """Ports at the ends only: S_ca = -kappa (M^-1)_ca with M = [[k, iJ, 0], [iJ, m, iJ], [0, iJ, k]],

    k = kappa/2 - i omega, m = -i omega,  (M^-1)_ca = (iJ)^2/det = -J^2/(k (k m + 2 J^2)).
    """
    hops = J * (a.dag * b + b.dag * c)
    found = network(Model("chain", hops + hops.dag, baths=[Bath(a, kappa), Bath(c, kappa)]), omega).scattering
    k, m = kappa / 2 - I * omega, -I * omega
    assert found[1][0] == found[0][1] == kappa * J**2 / (k * (k * m + 2 * J**2))


def test_cascade_is_a_product():
    """One line through two cavities: S = S_2 S_1 at every frequency, whatever the phase between them."""
    stages = [sqrt(kappa) * a, sqrt(eta) * b]
    line = Model("line", Delta_1 * a.dag * a + Delta_2 * b.dag * b, cascades=[Cascade(stages, (phi,))])
    ((whole,),) = network(line, omega).scattering
    one, two = (
        network(Model("m", D * x.dag * x, baths=[Bath(x, k)]), omega).scattering[0][0]
        for D, x, k in ((Delta_1, a, kappa), (Delta_2, b, eta))
    )
    # The input is taken behind the phase, which then drops out of S.
    assert whole == two * one
    ((plain,),) = network(
        Model("line", Delta_1 * a.dag * a + Delta_2 * b.dag * b, cascades=[Cascade(stages)]), omega
    ).scattering
    assert plain == two * one


# -- amplifiers -------------------------------------------------------------------------------------------------------

AMPLIFIER = Model("amplifier", Delta * a.dag * a + (xi * a.dag**2 + conj(xi) * a**2) / 2, baths=[Bath(a, kappa)])


def test_parametric_amplifier():
    """-i omega a = -(kappa/2 + i Delta) a - i xi a.dag - sqrt(kappa) b.  With p = kappa/2 - i omega,

    S_11 = 1 - kappa (p - i Delta)/D,   S_12 = i kappa xi/D,   D = p^2 + Delta^2 - |xi|^2.
    """
    found = network(AMPLIFIER, omega)
    p = kappa / 2 - I * omega
    D = p**2 + Delta**2 - xi * conj(xi)
    (s_11, s_12), (s_21, s_22) = found.scattering
    assert not found.is_passive and found.ports == (0, 1)
    assert (s_11, s_12) == (1 - kappa * (p - I * Delta) / D, I * kappa * xi / D)
    assert (s_21, s_22) == (-I * kappa * conj(xi) / D, 1 - kappa * (p + I * Delta) / D)
    assert all(not x for row in found.deficit for x in row)


def test_gain_on_resonance():
    """omega = Delta = 0: |S_11|^2 = ((kappa^2/4 + |xi|^2)/(kappa^2/4 - |xi|^2))^2, and |S_11|^2 - |S_12|^2 = 1."""
    (s_11, s_12), _ = put(network(AMPLIFIER, omega).scattering, omega=constant(0), Delta=constant(0))
    pump = xi * conj(xi)
    assert s_11 * s_11.conjugate() == ((kappa**2 / 4 + pump) / (kappa**2 / 4 - pump)) ** 2
    assert s_11 * s_11.conjugate() - s_12 * s_12.conjugate() == 1


def test_two_mode_amplifier_keeps_commutators():
    """G (a b + h.c.) with a port each: signal and idler, S Sigma S^dagger = Sigma."""
    pair = Model("pair", F * a * b + conj(F) * a.dag * b.dag, baths=[Bath(a, kappa), Bath(b, eta)])
    found = network(pair, omega)
    assert all(not x for row in found.deficit for x in row)
    p, q = kappa / 2 - I * omega, eta / 2 - I * omega
    assert found.scattering[0][3] == I * sqrt(kappa) * sqrt(eta) * conj(F) / (p * q - F * conj(F))


@pytest.mark.parametrize("seed", [0, 1, 3, 4])
def test_commutators_of_random_networks(seed):
    """S Sigma S^dagger = Sigma whatever the Hamiltonian and the couplings; the deficit is exactly zero."""
    model, _ = stated(random_quadratic(seed), plain=True)
    found = network(model, constant(Fraction(2, 7)))
    assert all(not x for row in found.deficit for x in row)
    assert any(x for row in found.scattering for x in row)


def test_susceptibility_inverts():
    """(-i omega - drift) response = noise."""
    found = network(ring(exp(I * phi)), omega)
    noise = tuple(tuple(found.linear.noise[i][p] for p in found.ports) for i in found.columns)
    assert matmul(found.inverse, found.response) == noise


@given(
    hops=st.lists(st.integers(-3, 3), min_size=6, max_size=6),
    at=st.integers(-4, 4),
)
@settings(max_examples=25, deadline=None)
def test_against_numpy(hops, at):
    """Any Hermitian hopping matrix of three modes: S = 1 - K^T (-i omega + i H + K K^T/2)^-1 K in NumPy."""
    x, y, z, u, v, s = hops
    terms = x * a.dag * a + y * b.dag * b + z * c.dag * c
    link = (u + I * v) * a.dag * b + s * b.dag * c
    model = Model("net", terms + link + link.dag, baths=[Bath(a, 1), Bath(b, 4), Bath(c, 9)])
    found = network(model, constant(at)).scattering
    h = np.array([[x, u + 1j * v, 0], [u - 1j * v, y, s], [0, s, z]])
    k = np.diag([1.0, 2.0, 3.0])
    expected = np.eye(3) - k @ np.linalg.inv(-1j * at * np.eye(3) + 1j * h + k @ k / 2) @ k
    np.testing.assert_allclose([[number(e, {}) for e in row] for row in found], expected, atol=1e-12)


# -- refusals ---------------------------------------------------------------------------------------------------------


def test_closed_mode_has_no_response_at_its_frequency():
    """Without a bath -i omega + i Delta vanishes at omega = Delta."""
    with pytest.raises(ClosureError, match="determine the modes"):
        _ = network(Model("both", Delta * (a.dag * a + b.dag * b), baths=[Bath(b, kappa)]), Delta).response


BAD = {
    "no model": (lambda: network("cavity"), "model must be a Model"),
    "nonlinear": (lambda: network(Model("kerr", a.dag**2 * a**2)), "quadratic"),
    "complex frequency": (lambda: network(Model("m", a.dag * a), F), "real scalar"),
    "text": (lambda: network(Model("m", a.dag * a), "omega"), "real scalar"),
}


@pytest.mark.parametrize("what", BAD)
def test_bad_input_is_named(what):
    """Every refusal says where, what must hold and what was got."""
    make, must = BAD[what]
    with pytest.raises(DeriveError, match=must) as refused:
        make()
    assert refused.value.where and refused.value.got


def test_numbers_of_a_scattering_matrix():
    """Exact entries at numbers: |S_21|^2 of equal mirrors half a linewidth away is 1/2."""
    model = Model("etalon", Delta * a.dag * a, baths=[Bath(a, kappa), Bath(a, kappa)])
    values = numbers({Delta: 1.0, omega: 0.0, kappa: 1.0}, "test")
    assert symbol_of(omega) in values
    assert abs(number(network(model, omega).scattering[1][0], values)) ** 2 == pytest.approx(0.5)
