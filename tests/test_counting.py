"""Counting statistics on paper: jumps, contractions, the Riccati equation, theta(s) and cumulants.

n_k is what bath k has received: emission carries z_k = exp(-s_k), absorption 1/z_k.
"""

from __future__ import annotations

from fractions import Fraction

import pytest

from derive.algebra.boson import boson
from derive.algebra.levels import two_level
from derive.errors import ClosureError, ModelError, SteadyStateError
from derive.exact.exponential import exponential
from derive.exact.scalar import constant
from derive.model import Bath, Cascade, Model
from derive.parameters import I, angle, complex_, conj, exp, nonnegative, positive, real, sqrt
from derive.rules.counting.cumulants import Cumulants
from derive.rules.counting.currents import current_operator, currents, heat_operator
from derive.rules.counting.riccati import riccati
from derive.rules.counting.single import quadratic
from derive.rules.counting.tilted import Direction, Tilted, jumps
from derive.rules.lindblad import generator

a, c = boson("a c")
omega, nu, s = real("omega nu s")
g, h, z = positive("gamma eta z")
N, M, K = nonnegative("N M K")
F, alpha = complex_("F alpha")
phi = angle("phi")
HALF = constant(Fraction(1, 2))
BETWEEN = Model("between", omega * c.dag * c, baths=[Bath(c, g, N), Bath(c, h, M)])


# -- jumps and the tilted generator -----------------------------------------------------------------------------------


def test_tilted_generator_at_one():
    """d<exp(-s n)>/dt at first order: what jumps, times its weight less one; without fields, probability is kept."""
    master = generator(BETWEEN)
    received, given = g * (N + 1) * c.dag * c, g * N * c * c.dag
    assert Tilted(master, {0: z})(1 + 0 * c) == (z - 1) * received + (1 / z - 1) * given
    assert not Tilted(master, {})(1 + 0 * c)
    assert Tilted(master, {0: constant(1)})(c.dag * c) == master(c.dag * c)


def test_shared_bath_counts_its_collective_jump():
    """A one-way line through a and c has the one jump L = sqrt(gamma) a + sqrt(eta) exp(i phi) c."""
    line = Cascade([sqrt(g) * a, sqrt(h) * exp(I * phi) * c], occupation=N)
    emission, absorption = jumps(generator(Model("line", omega * a.dag * a, cascades=[line])))
    collective = sqrt(g) * a + sqrt(h) * exp(I * phi) * c
    assert (emission.operator, emission.weight, emission.direction) == (collective, N + 1, Direction.EMISSION)
    assert (absorption.operator, absorption.weight) == (collective.dag, N)


def test_squeezed_bath_is_not_counted():
    """<b b> != 0 makes quanta come in coherent pairs; the bath beside it can still be counted."""
    model = Model("squeezed", omega * c.dag * c, baths=[Bath(c, g, N, squeezing=alpha), Bath(c, h, M)])
    with pytest.raises(ModelError, match="squeezed"):
        jumps(generator(model), (0,))
    assert riccati(model).counted_baths == (1,)
    with pytest.raises(ModelError, match="position"):
        jumps(generator(model), (2,))


def test_vacuum_only_takes():
    """A bath without quanta has no absorption."""
    assert [j.direction for j in jumps(generator(Model("m", omega * c.dag * c, baths=[Bath(c, g)])))] == [
        Direction.EMISSION
    ]


# -- the Riccati equation ---------------------------------------------------------------------------------------------


def test_contractions_of_one_mode():
    """Emission of a thermal mode, w = gamma (N + 1).  With K = c = (x + i p)/sqrt2 and <A B> = V + [A, B]/2,

        <c.dag dx> = ((V_xx - i V_px) - 1/2)/sqrt2,    <c.dag dp> = ((V_xp - i V_pp) + i/2)/sqrt2,

    twice the real part of the products is V V - V + 1/4; <c.dag c> = Tr V/2 - 1/2.  Absorption: V V + V + 1/4,
    Tr V/2 + 1/2.
    """
    emission, absorption, *_ = riccati(BETWEEN).terms
    w, up = g * (N + 1), g * N
    one = ((1, 0), (0, 1))
    assert emission.quadratic == _scaled(w, one)
    assert emission.linear == _scaled(-w / 2, one)
    assert emission.constant == _scaled(w / 4, one)
    assert (emission.weight, emission.offset) == (_scaled(w / 2, one), -w / 2)
    assert absorption.quadratic == _scaled(up, one)
    assert absorption.linear == _scaled(up / 2, one)
    assert absorption.constant == _scaled(up / 4, one)
    assert (absorption.weight, absorption.offset) == (_scaled(up / 2, one), up / 2)


def _scaled(factor, rows):
    return tuple(tuple(factor * entry for entry in row) for row in rows)


def test_right_hand_side_of_one_mode():
    """With f+- = gamma ((N+1)(exp(-s) - 1) +- N (exp(s) - 1)):

        dV/dt = (A - f-/2) V + V (A - f-/2)^T + f+ V V + D + f+/4,     theta = f+ Tr V/2 - f-/2;

    the linear term has half of f-, and there is a source f+/4.
    """
    w = exponential(-s)
    plus, minus = (g * ((N + 1) * (w - 1) + sign * N * (1 / w - 1)) for sign in (1, -1))
    v = real("v")
    rows = riccati(BETWEEN).right(((v, constant(0)), (constant(0), v)), {0: w})
    total = -(g + h) * v - minus * v + plus * v * v + g * (N + HALF) + h * (M + HALF) + plus / 4
    assert rows == ((total, 0), (0, total))
    theta = riccati(BETWEEN).theta(((v, constant(0)), (constant(0), v)), {0: w})
    assert theta == plus * v - minus / 2


def test_position_damping():
    """L = sqrt(gamma) x: K.dag = K = x, <x dx> = V_xx, <x dp> = V_xp + i/2, so that twice the real part is

        2 (V e)(V e)^T + (0, 0; 0, 1/2),   e = (1, 0),

    with no linear term, and <K.dag K> = V_xx.
    """
    x = (c + c.dag) / sqrt(2)
    emission, _ = riccati(Model("seen", omega * c.dag * c, baths=[Bath(x, g), Bath(c, h)]), (0, 1)).terms
    assert emission.quadratic == ((2 * g, 0), (0, 0))
    assert emission.linear == ((0, 0), (0, 0))
    assert emission.constant == ((0, 0), (0, g / 2))
    assert (emission.weight, emission.offset) == (((g, 0), (0, 0)), 0)


def test_nonlinear_models_are_refused():
    with pytest.raises(ClosureError):
        riccati(Model("kerr", c.dag**2 * c**2, baths=[Bath(c, g)]))


# -- theta in closed form ---------------------------------------------------------------------------------------------


def test_theta_between_two_baths():
    """Levitov's formula for bosons: theta = -int dw/2pi ln(1 - T(w) x) with T(w) = gamma eta/(w^2 + G^2/4),
    G = gamma + eta, and attempts x = M (N+1)(z - 1) + N (M+1)(1/z - 1).  The integral of ln((w^2 + a^2)/(w^2 + b^2)) is
    2 pi (a - b), so that

        theta = G/2 - sqrt(G^2/4 - gamma eta x),      theta^2 - G theta + gamma eta x = 0.
    """
    found = quadratic(riccati(BETWEEN), {0: z})
    assert found.total == g + h
    assert found.offset == g * h * (M * (N + 1) * (z - 1) + N * (M + 1) * (1 / z - 1))


def test_theta_of_one_bath_vanishes():
    """Alone with its bath, a mode exchanges bounded numbers of quanta: theta = 0 for all s, and every cumulant."""
    model = Model("alone", omega * c.dag * c, baths=[Bath(c, g, N)])
    assert quadratic(riccati(model), {0: z}).value() == 0
    cumulants = Cumulants(riccati(model))
    assert [cumulants.cumulant({0: n}) for n in (1, 2, 3, 4)] == [0, 0, 0, 0]


def test_theta_of_equal_fields_vanishes():
    """What one bath gets the others lose: with one field for all, n is bounded and theta = 0."""
    assert quadratic(riccati(BETWEEN), {0: z, 1: z}).value() == 0


def test_fluctuation_symmetry():
    """theta does not change where forward and backward attempts are exchanged: z -> N (M+1)/(M (N+1)) / z."""
    before = quadratic(riccati(BETWEEN), {0: z})
    after = quadratic(riccati(BETWEEN), {0: N * (M + 1) / (M * (N + 1)) / z})
    assert (before.total, before.offset) == (after.total, after.offset)


@pytest.mark.parametrize(
    ("model", "why"),
    [
        (Model("two", F * a.dag * c + conj(F) * c.dag * a, baths=[Bath(c, g), Bath(a, g)]), "2 modes"),
        (Model("pushed", alpha * c.dag + conj(alpha) * c, baths=[Bath(c, g)]), "force"),
        (Model("pair", alpha * c.dag**2 + conj(alpha) * c**2, baths=[Bath(c, g)]), "squeezed"),
    ],
)
def test_theta_has_no_quadratic_equation(model, why):
    with pytest.raises(ClosureError, match=why):
        quadratic(riccati(model), {0: z})


# -- cumulants --------------------------------------------------------------------------------------------------------


def test_cumulants_between_two_baths():
    """With T = 4 gamma eta/G^2 and t = -s the formula above is theta = G (1 - sqrt(1 - T x))/2, which begins with
    G (T x/4 + T^2 x^2/16 + T^3 x^3/32).

    With d = x' = M - N, p = x'' = M (N+1) + N (M+1), x''' = d at t = 0:

        k1 = G T d/4,   k2 = G (T p/4 + T^2 d^2/8),   k3 = G (T d/4 + 3 T^2 d p/8 + 3 T^3 d^3/16).
    """
    G = g + h
    T, d, p = 4 * g * h / (G * G), M - N, M * (N + 1) + N * (M + 1)
    cumulants = Cumulants(riccati(BETWEEN))
    assert cumulants.cumulant({0: 1}) == G * T * d / 4
    assert cumulants.cumulant({0: 2}) == G * (T * p / 4 + T * T * d * d / 8)
    assert cumulants.cumulant({0: 3}) == G * (T * d / 4 + 3 * T * T * d * p / 8 + 3 * T**3 * d**3 / 16)


def test_cumulants_of_two_baths_together():
    """n_1 = -n_0 up to bounded numbers: every exchange of index turns a sign."""
    cumulants = Cumulants(riccati(BETWEEN))
    noise = cumulants.cumulant({0: 2})
    assert cumulants.cumulant({0: 1, 1: 1}) == -noise
    assert cumulants.cumulant({1: 2}) == noise
    assert cumulants.cumulant({0: 1, 1: 2}) == cumulants.cumulant({0: 3})


def test_coherent_light_is_poissonian():
    """A driven cavity in vacuum holds a coherent state: alpha = -2 i F/gamma on resonance; all cumulants are
    gamma |alpha|^2 = 4 |F|^2/gamma."""
    model = Model("driven", F * c.dag + conj(F) * c, baths=[Bath(c, g)])
    cumulants = Cumulants(riccati(model))
    flux = 4 * F * conj(F) / g
    assert [cumulants.gauge.undo(cumulants.cumulant({0: n})) for n in (1, 2, 3)] == [flux, flux, flux]


def test_two_mirrors_share_coherent_light():
    """Split coherent light: each bath has Poissonian counts, and those of the two are independent."""
    model = Model("mirrors", F * c.dag + conj(F) * c, baths=[Bath(c, g), Bath(c, h)])
    cumulants = Cumulants(riccati(model))
    density = 4 * F * conj(F) / (g + h) ** 2
    found = [cumulants.gauge.undo(cumulants.cumulant(order)) for order in ({0: 2}, {1: 3}, {0: 1, 1: 1})]
    assert found == [g * density, h * density, 0]


def test_orders_are_checked():
    cumulants = Cumulants(riccati(BETWEEN, (0,)))
    for orders in ({1: 1}, {0: 0}, {}, {5: 1}):
        with pytest.raises(ModelError, match="cumulant"):
            cumulants.cumulant(orders)


def test_undamped_mode_has_no_cumulants():
    """H = F (a.dag c + h.c.) leaves the mode (a, c) that does not couple to the bath undamped."""
    line = Model("dark", omega * (a.dag * a + c.dag * c), baths=[Bath(a + c, g, N)])
    with pytest.raises(SteadyStateError, match="unique"):
        Cumulants(riccati(line)).cumulant({0: 1})


# -- currents ---------------------------------------------------------------------------------------------------------


def test_current_operators():
    """gamma ((N+1) c.dag c - N c c.dag) = gamma (c.dag c - N); each quantum carries omega."""
    master = generator(BETWEEN)
    assert current_operator(master, 0) == g * (c.dag * c - N)
    assert heat_operator(master, 0) == omega * g * (c.dag * c - N)


def test_current_into_a_bath_of_a_level():
    """Nothing asks for modes here: an atom gives its bath gamma ((N+1) p_e - N p_g)."""
    atom = two_level("atom")
    excited = atom.plus * atom.minus
    master = generator(Model("emitter", omega * excited, baths=[Bath(atom.minus, g, N)]))
    assert current_operator(master, 0) == g * ((N + 1) * excited - N * atom.minus * atom.plus)


def test_heat_through_two_modes():
    """Detuned modes, coupled by F: each quantum that crosses takes omega from one bath and gives nu to the other; the
    difference sits in the coupling, <i [H, H]> = 0, so that all heat currents add up to nothing."""
    hamiltonian = omega * a.dag * a + nu * c.dag * c + F * a.dag * c + conj(F) * c.dag * a
    found = currents(Model("pair", hamiltonian, baths=[Bath(a, g, N), Bath(c, h, M)]))
    assert found.quanta[0] and found.quanta[0] + found.quanta[1] == 0
    assert found.heat[0] and found.heat[0] + found.heat[1] == 0
    assert found.heat[0] != omega * found.quanta[0]
