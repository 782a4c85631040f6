"""Closure and steady states: what closes, what does not and says why, and what has no or no unique steady state."""

from __future__ import annotations

import pytest

from derive.algebra.boson import boson
from derive.algebra.levels import levels, two_level
from derive.algebra.operator import Op
from derive.errors import ClosureError, ModelError, SteadyStateError
from derive.exact.scalar import constant
from derive.model import Bath, Cascade, Model, Observable
from derive.parameters import I, angle, complex_, conj, exp, nonnegative, positive, real, sqrt
from derive.rules.moments import first_moments, moments

c, c1, c2, c3 = boson("c c_1 c_2 c_3")
s, s1, s2 = two_level("s s_1 s_2")
omega, chi, g, Delta = real("omega chi g Delta")
kappa, gamma = positive("kappa gamma")
N = nonnegative("N")
F, M, J1, J2, J3 = complex_("F M J_1 J_2 J_3")
phi = angle("phi")


# -- closure ------------------------------------------------------------------------------------------------------


def test_kerr_oscillator_does_not_close():
    """H = chi c.dag**2 c**2 + F c.dag + F* c: d<n> asks for <c>, and d<c> = ... - 2i chi <c.dag c**2>."""
    H = chi * c.dag**2 * c**2 + F * c.dag + conj(F) * c
    with pytest.raises(ClosureError) as caught:
        moments(Model("kerr", H, baths=[Bath(c, kappa)]))
    assert "<c.dag*c**2>" in caught.value.got
    assert "<c.dag**2*c>" in caught.value.got
    assert "chi*c.dag**2*c**2" in caught.value.todo
    assert "kerr" in caught.value.where


def test_kerr_oscillator_without_drive_closes_on_its_number():
    """[c.dag**2 c**2, n] = 0: nothing else is asked for."""
    assert moments(Model("kerr", chi * c.dag**2 * c**2, baths=[Bath(c, kappa, N)])).names == ("c.dag*c",)


def test_jaynes_cummings_does_not_close():
    """d<n> asks for <c.dag s->, whose equation holds g <s_z c.dag c>: missing <c.dag c s+ s->."""
    H = g * (c.dag * s.minus + c * s.plus)
    with pytest.raises(ClosureError) as caught:
        moments(Model("jc", H, baths=[Bath(c, kappa)]))
    assert "<c.dag*c*s.plus*s.minus>" in caught.value.got
    assert "g*c.dag*s.minus" in caught.value.todo


def test_two_photon_loss_does_not_close():
    """A jump c**2 asks for <c.dag**2 c**2>; the message names the bath."""
    with pytest.raises(ClosureError) as caught:
        moments(Model("pairs", 0, baths=[Bath(c**2, kappa)]))
    assert "<c.dag**2*c**2>" in caught.value.got
    assert "bath operator c**2" in caught.value.todo


def test_a_higher_order_only_moves_the_gap():
    """Order 3 takes in <c.dag c**2> and asks for the next one."""
    H = chi * c.dag**2 * c**2 + F * c.dag + conj(F) * c
    with pytest.raises(ClosureError) as caught:
        moments(Model("kerr", H, baths=[Bath(c, kappa)]), order=3)
    assert "<c.dag**2*c**3>" in caught.value.got


def test_quadratic_models_close_at_any_order():
    """Quadratic H and linear jumps never raise the order: fourth moments of a driven squeezed mode close."""
    H = omega * c.dag * c + F * c.dag**2 + conj(F) * c**2 + g * (c + c.dag)
    equations = moments(Model("quadratic", H, baths=[Bath(c + g * c.dag, kappa, N, M)]), [c.dag**2 * c**2])
    # All c.dag**j c**k with 1 <= j + k <= 4: 2 + 3 + 4 + 5.
    assert len(equations.states) == 14


@pytest.mark.parametrize(
    ("operators", "dimension"),
    [
        ([s1.minus, s2.minus], 4),
        ([s1.x * s2.z, s2.minus], 4),
        ([s1.minus, levels("atom", 3)(0, 1), levels("atom", 3)(1, 2)], 6),
        ([levels("ladder", 4)(k, k + 1) for k in range(3)], 4),
    ],
)
def test_finite_systems_always_close(operators, dimension):
    """At most d**2 - 1 moments, whatever couples and at whatever order."""
    H = sum((op + op.dag for op in operators), Op({})) + sum(
        (a * b + (a * b).dag for a in operators for b in operators), Op({})
    )
    model = Model("finite", H, baths=[Bath(op, kappa, N) for op in operators])
    states = moments(model).states
    assert len(states) <= dimension**2 - 1
    assert len(moments(model, order=1).states) == len(states)


def test_a_truncated_mode_closes():
    """The remedy of the message: the mode as levels 0, 1, 2 with c = |0><1| + sqrt(2)|1><2|."""
    fock = levels("mode", 3)
    lower = fock(0, 1) + sqrt(2) * fock(1, 2)
    H = g * (lower.dag * s.minus + lower * s.plus)
    assert len(moments(Model("jc", H, baths=[Bath(lower, kappa), Bath(s.minus, gamma)])).states) <= 35


def test_defaults_are_occupations_and_populations():
    """Without observables: every mode's number, every level's population but the lowest."""
    three = levels("atom", 3)
    model = Model(
        "all", 0, baths=[Bath(c, kappa), Bath(s.minus, kappa), Bath(three(0, 1), kappa), Bath(three(1, 2), kappa)]
    )
    assert set(moments(model).names) == {"atom(2,2)", "atom(1,1)", "c.dag*c", "s.plus*s.minus"}


def test_nothing_asked_nothing_derived():
    assert moments(Model("empty", 0)).states == ()
    assert moments(Model("m", c.dag * c), []).states == ()
    assert moments(Model("m", c.dag * c), [Op.scalar(2)]).steady_state()[Op.scalar(2)] == 2


def test_one_operator_needs_no_list():
    model = Model("m", omega * c.dag * c, baths=[Bath(c, kappa)])
    assert moments(model, c).states == moments(model, [c]).states


def test_foreign_operators_are_refused():
    """Nothing moves them: their moments would pass for conserved quantities."""
    with pytest.raises(ModelError, match="boson c_1"):
        moments(Model("m", c.dag * c, baths=[Bath(c, kappa)]), [c1.dag * c1])


# -- no steady state ----------------------------------------------------------------------------------------------


def singular(model: Model, *operators: Op) -> SteadyStateError:
    with pytest.raises(SteadyStateError) as caught:
        moments(model, operators or None).steady_state()
    assert model.name in caught.value.where
    return caught.value


def test_an_isolated_oscillator_keeps_its_number():
    error = singular(Model("isolated", omega * c.dag * c))
    assert "must be unique" in error.must
    assert error.got.startswith("<c.dag*c>, which is conserved")


def test_a_dark_mode_is_conserved():
    """L = sqrt(gamma)(c1 + c2) alone damps c1 + c2; d = c1 - c2 keeps its number (up to the factor 2)."""
    error = singular(Model("dark", 0, baths=[Bath(c1 + c2, gamma, N)]))
    dark = (c1 - c2).dag * (c1 - c2)
    assert error.got.startswith(f"<{dark}>, which is conserved")


def test_a_dark_mode_with_a_phase():
    """L ~ c1 + e^{i phi} c2: the dark mode is c2 - e^{-i phi} c1 up to normalisation."""
    error = singular(Model("dark", 0, baths=[Bath(c1 + exp(I * phi) * c2, gamma, N)]))
    dark = c2 - exp(I * phi).conjugate() * c1
    assert error.got.startswith(f"<{dark.dag * dark}>, which is conserved")


def test_a_detuning_lights_the_dark_mode():
    """omega (n1 - n2) mixes c1 + c2 and c1 - c2: a unique steady state at the temperature of the bath."""
    model = Model("bright", omega * (c1.dag * c1 - c2.dag * c2), baths=[Bath(c1 + c2, gamma, N)])
    steady = moments(model).steady_state()
    assert steady[c1.dag * c1] == N
    assert steady[c1.dag * c2] == 0


def test_subradiance_is_conserved():
    """Two atoms with one collective decay: the antisymmetric population (P1 + P2 - X)/2 - P1 P2, times -2."""
    error = singular(Model("dicke", 0, baths=[Bath(s1.minus + s2.minus, gamma)]))
    P1, P2 = s1.plus * s1.minus, s2.plus * s2.minus
    X = s1.plus * s2.minus + s2.plus * s1.minus
    assert error.got.startswith(f"<{2 * P1 * P2 - P1 - P2 + X}>, which is conserved")


def test_gain_that_balances_loss_grows_for_ever():
    """d<n> = (gamma - kappa) <n> + gamma at gamma = kappa: <n> grows at the constant rate kappa."""
    error = singular(Model("balance", 0, baths=[Bath(c, kappa), Bath(c.dag, kappa)]))
    assert "must exist" in error.must
    assert error.got == "<c.dag*c>, which grows at the constant rate kappa"


def test_a_driven_undamped_mode_never_rests():
    """H = F c.dag + F* c without loss: d<c> = -i F."""
    error = singular(Model("free", F * c.dag + conj(F) * c), c)
    assert error.got == f"<c>, which grows at the constant rate {-I * F}"


def test_parametric_oscillator_at_threshold():
    """H = (i kappa/4)(c.dag**2 - c**2): x = c + c.dag has no net loss and diffuses, d<x**2> = kappa (2N + 1)."""
    error = singular(Model("threshold", I * kappa / 4 * (c.dag**2 - c**2), baths=[Bath(c, kappa, N)]))
    assert "must exist" in error.must
    # x**2 in normal order is c**2 + c.dag**2 + 2 n + 1.
    assert error.got == f"<{c**2 + c.dag**2 + 2 * c.dag * c}>, which grows at the constant rate {kappa * (2 * N + 1)}"


def test_the_operator_asked_for_must_be_among_the_states():
    steady = moments(Model("m", 0, baths=[Bath(c, kappa, N)])).steady_state()
    assert steady[3 * c.dag * c + 2] == 3 * N + 2
    with pytest.raises(ModelError, match=r"c\*\*2"):
        _ = steady[c**2]


# -- what it is -------------------------------------------------------------------------------------------------


def test_the_steady_state_does_not_move():
    """M x + b = 0 exactly, with complex parameters and phases undone, for a loop with flux and a squeezed bath."""
    hops = J1 * c1.dag * c2 + J2 * exp(I * phi) * c2.dag * c3 + g * c3.dag * c1
    H = omega * c1.dag * c1 + hops + hops.dag
    model = Model("loop", H, baths=[Bath(c1, kappa, N), Bath(c2, gamma), Bath(c3, kappa)])
    equations = moments(model)
    steady = equations.steady_state()
    values = {w: steady.gauge.undo(v) for w, v in steady.values.items()}
    assert len(values) == 9
    for right in equations.right:
        assert not sum((k * values.get(w, constant(1)) for w, k in right), constant(0))


def test_linear_combinations_are_followed():
    """right_of is linear: d<n1 + 2i c1.dag c2>."""
    model = Model("m", F * c1.dag * c2 + conj(F) * c2.dag * c1, baths=[Bath(c1, kappa)])
    equations = moments(model, [c1.dag * c1])
    n1, cross = c1.dag * c1, c1.dag * c2
    assert equations.right_of(n1 + 2 * I * cross) == equations.right_of(n1) + 2 * I * equations.right_of(cross)


def test_the_names_of_states_are_in_print_order():
    model = Model("m", F * c1.dag * c2 + conj(F) * c2.dag * c1 + F * c1.dag + conj(F) * c1, baths=[Bath(c1, kappa)])
    assert first_moments(model).names == ("c_1", "c_2")
    assert moments(model).names[-4:] == ("c_1.dag*c_1", "c_1.dag*c_2", "c_1*c_2.dag", "c_2.dag*c_2")


# -- bad models ---------------------------------------------------------------------------------------------------

F_of_t = lambda t: t  # noqa: E731 - the way a user would write it


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (lambda: Model("m", F * c.dag), "must be Hermitian"),
        (lambda: Model("m", I * c.dag * c), "must be Hermitian"),
        (lambda: Model("m", F_of_t), "must be a constant"),
        (lambda: Model("m", F_of_t * c + c.dag), "must be a constant"),
        (lambda: Model("2m", c.dag * c), "Python identifier"),
        (lambda: Model("m", c.dag * c, baths=[kappa]), "Bath objects"),
        (lambda: Model("m", c.dag * c, observables=[c.dag * c]), "Observable objects"),
        (lambda: Model("m", c.dag * c, observables=[Observable("n", c1)]), "boson c_1"),
        (lambda: Model("m", c.dag * c, [Bath(c, kappa)], observables=[Observable("kappa", c)]), "'kappa' twice"),
        (lambda: Model("m", c.dag * c + two_level("c").z), "one name must stand for one space"),
        (lambda: Model("m", kappa * c.dag * c, [Bath(c, real("kappa"))]), "kappa"),
        (lambda: Bath(c, -kappa), "must not be negative"),
        (lambda: Bath(c, omega), "must not be negative"),
        (lambda: Bath(c, kappa, -1), "must not be negative"),
        (lambda: Bath(c, F), "must not be negative"),
        (lambda: Bath(c, F_of_t), "constant scalar"),
        (lambda: Bath(c, kappa, F_of_t), "constant scalar"),
        (lambda: Bath(c, kappa, N, F_of_t), "constant scalar"),
        (lambda: Bath(kappa), "operator"),
        (lambda: Cascade([c1]), "at least two"),
    ],
)
def test_bad_models_are_refused_with_a_reason(wrong, message):
    """One message that names the place, what must hold and what was got."""
    with pytest.raises(ModelError, match=message) as caught:
        wrong()
    assert caught.value.where and caught.value.must and caught.value.got


def test_one_item_needs_no_list():
    """Baths, notes: a single one may stand alone, a text is one note."""
    model = Model("m", c.dag * c, baths=Bath(c, kappa), notes="one note")
    assert model.baths == (Bath(c, kappa),)
    assert model.notes == ("one note",)


def test_parameters_and_spaces_of_a_model():
    model = Model(
        "m",
        Delta * s.z,
        baths=[Bath(c2, kappa, N)],
        cascades=[Cascade([sqrt(gamma) * c1, exp(I * phi) * s.minus], occupation=N, squeezing=M)],
    )
    assert [x.name for x in model.symbols] == ["Delta", "M", "N", "gamma", "kappa", "phi"]
    assert [x.name for x in model.spaces] == ["c_1", "c_2", "s"]
