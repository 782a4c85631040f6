"""Driven systems on paper: rotating frames, mean fields, linearisation, rotating-wave terms.

A drive adds E a exp(i w t) + h.c.; in the frame {a: w} the mode is a exp(-i w t), and H becomes H - w a.dag a with
static drives.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from math import factorial

import numpy as np
import pytest
import qutip
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st

from derive import (
    Bath,
    Cascade,
    Drive,
    DrivenModel,
    I,
    Model,
    Op,
    boson,
    complex_,
    conj,
    in_frame,
    langevin,
    linearised,
    mean_field,
    nonnegative,
    positive,
    real,
    rotating_wave,
    two_level,
)
from derive.algebra.operator import IDENTITY, word_order
from derive.conditions import number
from derive.engines.driven.module import in_parts
from derive.errors import ClosureError, DeriveError, ModelError
from derive.exact.evaluate import derivative
from derive.exact.scalar import Scalar, constant, substitute
from derive.parameters import symbol_of
from derive.rules.driven.displacement import displaced, of_order
from derive.rules.driven.meanfield import solved_for

a, b, c, d, d_a, d_b, d_c = boson("a b c d d_a d_b d_c")
omega_c, omega_d, omega_m, w, K, g, E, E_2, chi = real("omega_c omega_d omega_m w K g E E_2 chi")
kappa, gamma, eta = positive("kappa gamma eta")
N = nonnegative("N")
alpha, beta, M, mu = complex_("alpha beta M mu")
G = positive("G")
HALF = constant(Fraction(1, 2))

KERR = DrivenModel(
    "kerr",
    omega_c * a.dag * a + K / 2 * a.dag**2 * a**2,
    drives=[Drive(a, E, omega_d)],
    baths=[Bath(a, kappa, N)],
    frame={a: omega_d},
    means={a: alpha},
)
MIRROR = DrivenModel(
    "mirror",
    omega_c * a.dag * a + omega_m * b.dag * b + g * a.dag * a * (b + b.dag),
    drives=[Drive(a, E, omega_d)],
    baths=[Bath(a, kappa, N), Bath(b, gamma)],
    frame={a: omega_d},
    means={a: alpha, b: beta},
)
# The pump mode c is driven at twice the frequency of the signal a.
PARAMETRIC = DrivenModel(
    "parametric",
    omega_c * a.dag * a + omega_m * c.dag * c + chi / 2 * (c * a.dag**2 + c.dag * a**2),
    drives=[Drive(c, E, 2 * omega_d)],
    baths=[Bath(a, kappa), Bath(c, gamma)],
    frame={a: omega_d, c: 2 * omega_d},
    means={c: alpha},
)
TWO_PHOTON_LOSS = DrivenModel(
    "two_photon_loss",
    omega_c * a.dag * a,
    drives=[Drive(a, E, omega_d)],
    baths=[Bath(a**2, kappa, N), Bath(a, gamma)],
    frame={a: omega_d},
    means={a: alpha},
)
Delta = omega_c - omega_d


# -- frames -----------------------------------------------------------------------------------------------------------


def test_frame_of_a_driven_kerr_cavity():
    """exp(-i w_d t) of the mode meets exp(i w_d t) of the drive; a.dag^2 a^2 does not turn."""
    rotating = in_frame(KERR)
    assert rotating.hamiltonian == Delta * a.dag * a + K / 2 * a.dag**2 * a**2 + E * (a + a.dag)
    assert rotating.name == "kerr_rotating"
    assert [step.rule for step in rotating.derived] == ["rotating frame"]


def test_frame_of_an_exchange_between_frequencies():
    """c a.dag^2 stands still if c turns twice as fast as a: chi/2 (c a.dag^2 + h.c.) stays as it is."""
    hamiltonian = in_frame(PARAMETRIC).hamiltonian
    assert hamiltonian.coefficient(next(iter((c * a.dag**2).terms))) == chi / 2
    assert hamiltonian.coefficient(next(iter((c.dag * c).terms))) == omega_m - 2 * omega_d


def test_static_drive_needs_no_frame():
    """A drive of frequency zero is static in the laboratory."""
    still = DrivenModel("still", omega_c * a.dag * a, drives=[Drive(a, E)], baths=[Bath(a, kappa)])
    assert in_frame(still).hamiltonian == omega_c * a.dag * a + E * (a + a.dag)


def test_complex_amplitude():
    """mu a exp(i w t) + h.c. brings conj(mu) to a.dag."""
    turned = replace(KERR, drives=[Drive(a, mu, omega_d)])
    assert of_order(in_frame(turned).hamiltonian, 1) == mu * a + conj(mu) * a.dag


def test_two_frequencies_are_refused_by_name():
    """With drives at w_d and w no frame stands still: the second turns at w - w_d."""
    both = replace(KERR, drives=[Drive(a, E, omega_d), Drive(a, E_2, w)])
    with pytest.raises(ModelError, match="must not depend on time") as refused:
        in_frame(both)
    assert refused.value.got == "the drive E_2*a, which turns at -omega_d + w"


def test_wrong_sign_of_a_drive_is_refused():
    """E a exp(-i w_d t) turns at 2 w_d in the frame {a: w_d}: the sign is named."""
    with pytest.raises(ModelError, match="correct the sign") as refused:
        in_frame(replace(KERR, drives=[Drive(a, E, -omega_d)]))
    assert refused.value.got == "the drive E*a, which turns at -2*omega_d"


def test_terms_that_turn_are_named():
    """a.dag b between modes of different frames turns at their difference."""
    hopping = replace(KERR, hamiltonian=omega_c * a.dag * a + G * (a.dag * b + b.dag * a))
    with pytest.raises(ModelError, match="must not depend on time") as refused:
        in_frame(hopping)
    assert refused.value.got == "G*a.dag*b, which turns at omega_d, G*a*b.dag, which turns at -omega_d"


def test_one_bath_of_two_frames_is_refused():
    """a exp(-i w t) + b meets one input: in no frame is it white for both."""
    common = DrivenModel("common", omega_c * a.dag * a + omega_m * b.dag * b, baths=[Bath(a + b, kappa)], frame={a: w})
    with pytest.raises(ModelError, match="white in one frame"):
        in_frame(common)
    assert in_frame(replace(common, frame={a: w, b: w}))
    line = DrivenModel("line", omega_c * a.dag * a, cascades=[Cascade((a, b))], frame={a: w})
    with pytest.raises(ModelError, match="cascade"):
        in_frame(line)


def test_squeezed_input_must_not_turn():
    """<b b> = M in the laboratory is M exp(2 i w t) in the frame {a: w}."""
    squeezed = replace(KERR, baths=[Bath(a, kappa, N, squeezing=M)])
    with pytest.raises(ModelError, match="squeezed"):
        in_frame(squeezed)
    assert in_frame(replace(squeezed, drives=[], frame={}))
    assert in_frame(replace(squeezed, baths=[Bath(a, kappa), Bath(b, gamma, N, squeezing=M)]))


def test_frame_against_qutip():
    """<a> of the laboratory is exp(-i w_d t) times that of the frame; QuTiP evolves both, the first H by hand."""
    numbers = {omega_c: 3.0, omega_d: 2.6, K: 0.3, E: 0.4, kappa: 0.7}
    size, times = 12, np.linspace(0, 2, 5)
    lower = qutip.destroy(size)
    lab = qutip.QobjEvo(
        [
            3.0 * lower.dag() * lower + 0.15 * lower.dag() ** 2 * lower**2,
            [0.4 * lower, lambda t: np.exp(2.6j * t)],
            [0.4 * lower.dag(), lambda t: np.exp(-2.6j * t)],
        ]
    )
    values = {symbol_of(x): complex(v) for x, v in numbers.items()}
    turned = 0 * lower
    for word, coefficient in in_frame(KERR).hamiltonian:
        ((_, (up, down)),) = word
        turned += number(coefficient, values) * lower.dag() ** up * lower**down
    options = {"rtol": 1e-10, "atol": 1e-12}
    start, loss = qutip.basis(size, 1), [np.sqrt(0.7) * lower]
    found = [
        qutip.mesolve(h, start, times, loss, e_ops=[lower], options=options).expect[0]
        for h in (lab, qutip.QobjEvo(turned))
    ]
    assert abs(found[0][-1]) > 0.1
    np.testing.assert_allclose(found[0], np.exp(-2.6j * times) * found[1], atol=1e-7)


# -- mean fields ------------------------------------------------------------------------------------------------------


def test_mean_field_of_a_kerr_cavity():
    """<a.dag a^2> -> |alpha|^2 alpha: d alpha/dt = -(kappa/2 + i Delta) alpha - i K |alpha|^2 alpha - i E."""
    (right,) = mean_field(KERR).right
    assert right == -(kappa / 2 + I * Delta) * alpha - I * K * alpha**2 * conj(alpha) - I * E


def test_cubic_mean_field_has_no_closed_form():
    """Up to three branches: they are a matter of numbers."""
    with pytest.raises(ClosureError, match="linear in the mean fields") as refused:
        _ = mean_field(KERR).stationary
    assert "numerics.relaxation.rest" in refused.value.todo


def test_linear_mean_field_in_closed_form():
    """alpha = -i E/(kappa/2 + i Delta), of modulus 2 E/sqrt(4 Delta^2 + kappa^2)."""
    linear = replace(MIRROR, means={a: alpha}, neglected=(b,))
    (found,) = mean_field(linear).stationary.values()
    assert found == -I * E / (kappa / 2 + I * Delta)
    assert found * found.conjugate() == 4 * E**2 / (4 * Delta**2 + kappa**2)


def test_mean_field_of_a_mirror():
    """The mirror is pushed by g |alpha|^2 and shifts the cavity by g (beta + beta*)."""
    found = dict(zip(("a", "b"), mean_field(MIRROR).right, strict=True))
    assert found["a"] == -(kappa / 2 + I * Delta) * alpha - I * g * alpha * (beta + conj(beta)) - I * E
    assert found["b"] == -(gamma / 2 + I * omega_m) * beta - I * g * alpha * conj(alpha)


def test_neglected_mean_leaves_the_shift_out():
    """Without beta the cavity's equation is linear; the equation of beta itself is kept for the condition."""
    found = mean_field(replace(MIRROR, means={a: alpha}, neglected=(b,)))
    assert found.right == (-(kappa / 2 + I * Delta) * alpha - I * E,)
    assert [mode.name for mode, _ in found.neglected] == ["b"]


def test_mean_field_of_two_photon_loss():
    """D[a^2] takes kappa <a.dag a^2> from <a>; with N quanta in the bath kappa (<a.dag a^2> - N (2 <a> + ...)) is open,
    at N = 0 it is -kappa |alpha|^2 alpha."""
    cold = replace(TWO_PHOTON_LOSS, baths=[Bath(a**2, kappa), Bath(a, gamma)])
    (right,) = mean_field(cold).right
    assert right == -(gamma / 2 + I * Delta) * alpha - kappa * alpha**2 * conj(alpha) - I * E


def test_unbounded_drive_has_no_stationary_field():
    """Without detuning and bath nothing stops d alpha/dt = -i E."""
    free = DrivenModel("free", omega_c * a.dag * a, [Drive(a, E, omega_c)], frame={a: omega_c}, means={a: alpha})
    with pytest.raises(ClosureError, match="unique"):
        _ = mean_field(free).stationary


def test_levels_have_no_mean_field():
    """A qubit has no displacement."""
    plus = two_level("q").plus
    with pytest.raises(ModelError, match="bosonic"):
        mean_field(DrivenModel("qubit", plus * a + (plus * a).dag))


# -- linearisation ----------------------------------------------------------------------------------------------------


def test_linearised_optomechanics():
    """a -> alpha + d_a, b -> beta + d_b in g a.dag a (b + b.dag), to second order:

        g (beta + beta*) d_a.dag d_a + g (alpha* d_a + alpha d_a.dag)(d_b + d_b.dag);

    dropped is g d_a.dag d_a (d_b + d_b.dag).
    """
    linear = linearised(MIRROR, {a: d_a, b: d_b})
    shifted = Delta + g * (beta + conj(beta))
    pushed = (conj(alpha) * d_a + alpha * d_a.dag) * (d_b + d_b.dag)
    assert linear.hamiltonian == shifted * d_a.dag * d_a + omega_m * d_b.dag * d_b + g * pushed
    dropped = dict(linear.derived[-1].items)["dropped"]
    assert dropped == g * d_a.dag * d_a * (d_b + d_b.dag)
    assert [bath.operator for bath in linear.baths] == [d_a, d_b]


def test_enhanced_couplings():
    """G = g alpha in place of the mean field; the cubic terms ask for |alpha| = G/g >> 1."""
    linear = linearised(replace(MIRROR, means={a: alpha}, neglected=(b,)), couplings={G: g * alpha})
    assert linear.hamiltonian == Delta * a.dag * a + omega_m * b.dag * b + G * (a + a.dag) * (b + b.dag)
    strong, shift = linear.conditions
    assert (strong.small, strong.against) == (1, G / g)
    # beta = -i g |alpha|^2/(gamma/2 + i omega_m) shifts the cavity by 2 g Re beta:
    assert shift.small == -8 * G**2 * omega_m / (gamma**2 + 4 * omega_m**2)
    assert shift.against == kappa
    assert "a by the mean of b" in shift.text


def test_degenerate_parametric_oscillator():
    """The signal is not pushed (a -> -a leaves H alone), the pump's mean squeezes it: chi/2 (alpha a.dag^2 + h.c.)."""
    linear = linearised(PARAMETRIC)
    squeezing = chi / 2 * (alpha * a.dag**2 + conj(alpha) * a**2)
    assert linear.hamiltonian == Delta * a.dag * a + (omega_m - 2 * omega_d) * c.dag * c + squeezing
    assert len(linear.conditions) == 1


def test_a_push_without_a_mean_is_refused():
    """g |alpha|^2 pushes the mirror; without a mean field it must be said to be neglected."""
    with pytest.raises(ModelError, match="pushed must have a mean field") as refused:
        linearised(replace(MIRROR, means={a: alpha}))
    assert refused.value.got.startswith("b, on which") and "neglected" in refused.value.todo


def test_nothing_cubic_asks_for_nothing():
    """A linear model is linearised exactly."""
    linear = linearised(replace(KERR, hamiltonian=omega_c * a.dag * a))
    assert not linear.conditions
    assert linear.hamiltonian == Delta * a.dag * a


@pytest.mark.parametrize("model", [KERR, MIRROR, PARAMETRIC, TWO_PHOTON_LOSS], ids=lambda m: m.name)
def test_drift_is_the_slope_of_the_mean_field(model: DrivenModel):
    """Fluctuations move as small displacements of the mean field do: A = d(rhs)/d(state), in real and imaginary parts.

    The one side goes through the quadratic model's commutators, the other differentiates the mean-field equations.
    Modes without a mean field stand at zero.  A bath of nonlinear loss is cold here: thermal terms of higher order
    belong to the fluctuations' own size.
    """
    cold = replace(model, baths=[replace(bath, occupation=0) for bath in model.baths])
    linear, mean = langevin(linearised(cold)), mean_field(cold)
    state, right = in_parts(mean)
    zero = {g: constant(0) for x in state for g in x.generators if "mean" in g.name}
    images = {}
    for value, (x, y) in zip(mean.means, zip(state[::2], state[1::2], strict=True), strict=True):
        images |= solved_for(value, x + I * y)
    assert tuple(m.name for m in linear.modes) == tuple(m.name for m in mean.modes)
    for i, row in enumerate(linear.quadrature_drift):
        for j, entry in enumerate(row):
            slope = substitute(derivative(right[i], symbol_of(state[j])), zero)
            assert substitute(substitute(entry, images), zero) == slope
    assert any(x for row in linear.quadrature_drift for x in row)


def test_two_photon_loss_pulls():
    """L = sqrt(kappa) (alpha + d)^2: the constant c = sqrt(kappa) alpha^2 gives i (c* L - c L.dag)/2, hence the drift

    -kappa alpha^2 d.dag  beside  -2 kappa |alpha|^2 d  of the linear part 2 sqrt(kappa) alpha d.
    """
    cold = replace(TWO_PHOTON_LOSS, baths=[Bath(a**2, kappa), Bath(a, gamma)])
    linear = linearised(cold)
    (row, _) = langevin(linear).drift
    assert row == (-2 * kappa * alpha * conj(alpha) - gamma / 2 - I * Delta, -kappa * alpha**2)
    assert len(linear.conditions) == 1
    assert dict(linear.derived[-1].items)["dropped of bath a**2"] == a**2


def test_channels_are_linear():
    """A stage that is not linear hands on more than its linear part."""
    line = replace(KERR, cascades=[Cascade((a**2, b))], frame={a: omega_d, b: 2 * omega_d}, neglected=(b,))
    with pytest.raises(ModelError, match="channel must be linear"):
        linearised(line)


Terms = st.dictionaries(
    st.tuples(st.integers(0, 3), st.integers(0, 3)),
    st.tuples(st.integers(-4, 4), st.integers(-4, 4)),
    min_size=1,
    max_size=4,
)


@given(terms=Terms, at=st.tuples(st.integers(-3, 3), st.integers(-3, 3)))
@settings(max_examples=40, deadline=None)
def test_displacement_is_taylors_expansion(terms, at):
    """Normal order is kept: the coefficient of d.dag^m d^n is the Taylor coefficient of the classical function,

        (1/m! n!) (d/d alpha*)^m (d/d alpha)^n H(alpha, alpha*),

    here with SymPy's derivatives at a Gaussian integer.
    """
    z, zbar = sympy.symbols("z zbar")
    classical = sum((x + sympy.I * y) * zbar**p * z**q for (p, q), (x, y) in terms.items())
    op = sum(((x + I * y) * a.dag**p * a**q for (p, q), (x, y) in terms.items()), Op({}))
    point = constant(at[0]) + I * at[1]
    shifted = displaced(op, {a.spaces[0]: point})
    here = {z: at[0] + sympy.I * at[1], zbar: at[0] - sympy.I * at[1]}
    for m in range(4):
        for n in range(4):
            slope = sympy.diff(classical, *[zbar] * m, *[z] * n).subs(here) if m + n else classical.subs(here)
            value = sympy.expand(slope) / factorial(m) / factorial(n)
            word = ((a.spaces[0], (m, n)),) if m + n else IDENTITY
            assert shifted.coefficient(word) == _gaussian(value)


def _gaussian(value) -> Scalar:
    re, im = sympy.re(value), sympy.im(value)
    return constant(Fraction(int(re.p), int(re.q))) + I * Fraction(int(im.p), int(im.q))


def test_second_derivative_of_the_classical_energy():
    """Delta |alpha|^2 + K |alpha|^4/2 has slopes Delta + 2 K |alpha|^2 (mixed) and K alpha^2 (twice by alpha*)."""
    linear = linearised(KERR, {a: d})
    energy = (Delta + 2 * K * alpha * conj(alpha)) * d.dag * d
    assert linear.hamiltonian == energy + K / 2 * (alpha**2 * d.dag**2 + conj(alpha) ** 2 * d**2)
    assert all(word_order(word) == 2 for word in linear.hamiltonian.terms)


# -- rotating-wave terms ----------------------------------------------------------------------------------------------

COUPLED = Model(
    "coupled",
    Delta * a.dag * a + omega_m * b.dag * b + G * (a + a.dag) * (b + b.dag),
    baths=[Bath(a, kappa), Bath(b, gamma)],
)


def test_red_detuning_leaves_a_beam_splitter():
    """Both near omega_m: a.dag b stands still, a b turns at -2 omega_m."""
    slow = rotating_wave(COUPLED, {a: omega_m, b: omega_m})
    assert slow.hamiltonian == Delta * a.dag * a + omega_m * b.dag * b + G * (a.dag * b + b.dag * a)
    assert dict(slow.derived[-1].items)["dropped with its conjugate, turns at 2*omega_m"] == G * a.dag * b.dag


def test_blue_detuning_leaves_two_mode_squeezing():
    """a near -omega_m: now a b stands still."""
    slow = rotating_wave(COUPLED, {a: -omega_m, b: omega_m})
    assert slow.hamiltonian == Delta * a.dag * a + omega_m * b.dag * b + G * (a * b + a.dag * b.dag)


def test_conditions_once_per_pair():
    """One of each pair of conjugates: |G| << 2 omega_m; and both linewidths << 2 omega_m."""
    found = rotating_wave(COUPLED, {a: omega_m, b: omega_m}).conditions
    assert [(c.small, c.against) for c in found] == [(G, 2 * omega_m), (kappa, 2 * omega_m), (gamma, 2 * omega_m)]


def test_linewidth_whatever_carries_the_root():
    """Bath(sqrt(kappa) a) is Bath(a, kappa)."""
    written = replace(COUPLED, baths=[Bath(kappa**1 * a, 1 / kappa), Bath(b, gamma)])
    found = rotating_wave(written, {a: omega_m, b: omega_m}).conditions
    assert found[1].small == kappa


def test_nothing_turns_nothing_is_dropped():
    """Without reference frequencies the model is the same."""
    slow = rotating_wave(COUPLED, {})
    assert slow.hamiltonian == COUPLED.hamiltonian and not slow.conditions


def test_part_of_a_bath_that_turns():
    """The input turns with a: in a + a.dag the creation operator turns against it at 2 omega_m; of a mode at rest
    nothing turns."""
    position = replace(COUPLED, baths=[Bath(a + a.dag, kappa), Bath(b, gamma)])
    slow = rotating_wave(position, {a: omega_m, b: omega_m})
    assert slow.baths[0].operator == a
    assert any((c.small, c.against) == (kappa, 2 * omega_m) and "of a bath" in c.text for c in slow.conditions)
    assert rotating_wave(position, {b: omega_m}).baths[0].operator == a + a.dag


def test_channel_that_turns_is_refused():
    """What a stage hands on is its whole operator."""
    line = Model("line", omega_m * a.dag * a, cascades=[Cascade((a + a.dag, b))])
    with pytest.raises(ModelError, match="turn alike"):
        rotating_wave(line, {a: omega_m, b: omega_m})


# -- bad input --------------------------------------------------------------------------------------------------------

plain = Model("plain", omega_c * a.dag * a)
BAD = {
    "drive of no operator": (lambda: Drive(E, E), "operator must be an operator"),
    "drive of no amplitude": (lambda: Drive(a, "E"), "amplitude must be"),
    "nan as an amplitude": (lambda: Drive(a, float("nan")), "coefficient must be"),
    "complex frequency": (lambda: Drive(a, E, alpha), "frequency must be real"),
    "drives of another kind": (lambda: DrivenModel("m", a.dag * a, drives=[a]), "drives must hold"),
    "frame without frequencies": (lambda: replace(KERR, frame=(a,)), "must be a mapping"),
    "frame of a product": (lambda: replace(KERR, frame={a * a: w}), "annihilation operator"),
    "frame of a stranger": (lambda: replace(KERR, frame={b: w}), "one of the model's"),
    "complex frame": (lambda: replace(KERR, frame={a: alpha}), "frequency must be real"),
    "frame of text": (lambda: replace(KERR, frame={a: "w"}), "must be a scalar"),
    "a number as mean": (lambda: replace(KERR, means={a: 2}), "complex parameter"),
    "a real mean": (lambda: replace(KERR, means={a: E_2}), "complex parameter"),
    "one mean for two": (lambda: replace(MIRROR, means={a: alpha, b: alpha}), "of its own"),
    "mean and neglected": (lambda: replace(MIRROR, neglected=(b,)), "has a mean or neglects it"),
    "frame of a model": (lambda: in_frame(plain), "driven must be a DrivenModel"),
    "mean field of a model": (lambda: mean_field(plain), "driven must be a DrivenModel"),
    "linearised model": (lambda: linearised(plain), "driven must be a DrivenModel"),
    "coupling without mean": (lambda: linearised(KERR, couplings={G: g}), "multiple of one mean field"),
    "coupling of text": (lambda: linearised(KERR, couplings={"G": g * alpha}), "coupling must be a scalar"),
    "square coupling": (lambda: linearised(KERR, couplings={G: g * alpha * alpha}), "linear in its mean field"),
    "fluctuation of text": (lambda: linearised(KERR, {a: "d"}), "name of a fluctuation"),
    "one name for two": (lambda: linearised(MIRROR, {a: d, b: d}), "name of its own"),
    "slow terms of a driven model": (lambda: rotating_wave(KERR, {a: w}), "model must be a Model"),
    "list of references": (lambda: rotating_wave(COUPLED, (a, b)), "must be a mapping"),
    "complex reference": (lambda: rotating_wave(COUPLED, {a: alpha}), "real scalar"),
    "reference of a stranger": (lambda: rotating_wave(COUPLED, {c: w}), "one of the model's"),
}


@pytest.mark.parametrize("what", BAD)
def test_bad_input_is_named(what: str):
    """Every refusal says where, what must hold and what was got."""
    make, must = BAD[what]
    with pytest.raises(DeriveError, match=must) as refused:
        make()
    assert refused.value.where and refused.value.got


def test_a_mean_field_is_no_amplitude_of_a_drive():
    """d alpha/dt would be driven by what it is to be."""
    alpha = complex_("alpha")
    with pytest.raises(ModelError, match="a parameter of its own"):
        DrivenModel("m", a.dag * a, drives=[Drive(a, alpha)], means={a: alpha})
