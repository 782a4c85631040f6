"""Two linear models that are one: the rectifier of Barzanjeh et al., Appendix B, on paper; what is left over."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from derive import (
    Bath,
    Cascade,
    Correspondence,
    I,
    Model,
    angle,
    boson,
    complex_,
    conj,
    eliminated,
    exp,
    frozen,
    matched,
    nonnegative,
    positive,
    real,
    sqrt,
)
from derive.audits.correspondence import findings
from derive.audits.record import Outcome
from derive.emit.python import compile_module
from derive.engines import engine_of
from derive.engines.correspondence.quantities import CorrespondenceQuantities
from derive.errors import DeriveError
from derive.exact.scalar import constant, from_generator, substitute
from derive.parameters import symbol_of, value_of

a_1, a_2, b, c_1, c_2 = boson("a_1 a_2 b c_1 c_2")
Delta_1, Delta_2, omega_1, omega_2, J, omega, Omega, E = real("Delta_1 Delta_2 omega_1 omega_2 J omega Omega E")
omega_m, kappa_1, kappa_2, gamma_m, gamma_1, gamma_2, G_1, G_2 = positive(
    "omega_m kappa_1 kappa_2 gamma_m gamma_1 gamma_2 G_1 G_2"
)
N_1, N_2, N_3 = nonnegative("N_1 N_2 N_3")
F, M, K = complex_("F M K")
phi, theta = angle("phi theta")

PLATFORM = Model(
    "platform",
    Delta_1 * a_1.dag * a_1
    + Delta_2 * a_2.dag * a_2
    + omega_m * b.dag * b
    + J * (a_1.dag * a_2 + a_2.dag * a_1)
    + G_1 * (a_1.dag * b + b.dag * a_1)
    + G_2 * (exp(I * phi) * a_2.dag * b + exp(-I * phi) * b.dag * a_2),
    baths=[Bath(a_1, kappa_1, N_1), Bath(a_2, kappa_2, N_2), Bath(b, gamma_m, N_3)],
)
EFFECTIVE = frozen(eliminated(PLATFORM, b, omega), at=Omega)
CASCADE = Model(
    "cascade",
    omega_1 * c_1.dag * c_1 + omega_2 * c_2.dag * c_2 + F * c_1.dag * c_2 + conj(F) * c_2.dag * c_1,
    baths=[Bath(c_1, kappa_1, N_1), Bath(c_2, kappa_2, N_2)],
    cascades=[Cascade((sqrt(gamma_1) * c_1, sqrt(gamma_2) * exp(-I * theta) * c_2), occupation=N_3)],
)
UNKNOWN = (gamma_1, gamma_2, theta, omega_1, omega_2, F)
RECTIFIER = Correspondence("rectifier", EFFECTIVE, CASCADE, UNKNOWN, title="The platform as a cascade")
chi = 1 / (gamma_m / 2 - I * (Omega - omega_m))


# -- Appendix B -------------------------------------------------------------------------------------------------------


def test_the_rectifier():
    """(B18) to (B21): omega_i = Delta_i + G_i^2 Im chi, gamma_i = 2 G_i^2 Re chi, theta = phi, and

    F = J - i chi G_1 G_2 exp(-i phi).
    """
    found = matched(EFFECTIVE, CASCADE, UNKNOWN)
    assert found.is_exact
    assert found[gamma_1] == 2 * G_1**2 * chi.real_part()
    assert found[gamma_2] == 2 * G_2**2 * chi.real_part()
    assert found[theta] == exp(I * phi)
    assert found[omega_1] == Delta_1 + G_1**2 * chi.imaginary_part()
    assert found[omega_2] == Delta_2 + G_2**2 * chi.imaginary_part()
    assert found[F] == J - I * chi * G_1 * G_2 * exp(-I * phi)
    assert list(found.values) == [symbol_of(x) for x in UNKNOWN]


def test_the_way_round():
    """Put into the cascade, these values give the Langevin equations of the platform: nothing is asked for any more."""
    found = matched(EFFECTIVE, CASCADE, UNKNOWN)
    images = {g: found[F] for g in F.generators} | {g: found[F].conjugate() for g in conj(F).generators}
    images |= {g: found[x] for x in (omega_1, omega_2) for g in x.generators}
    images |= {g: exp(I * phi) for g in exp(I * theta).generators}
    there = replace(CASCADE, hamiltonian=CASCADE.hamiltonian.map(lambda x: substitute(x, images)))
    stages = (sqrt(found[gamma_1]) * c_1, sqrt(found[gamma_2]) * exp(-I * phi) * c_2)
    there = replace(there, cascades=[Cascade(stages, occupation=N_3)])
    assert matched(EFFECTIVE, there, ()).is_exact


def test_perfect_non_reciprocity():
    """F = 0 at Omega = omega_m asks for J = 2 i G_1 G_2 exp(-i phi)/gamma_m: phi = pi/2 and J = 2 G_1 G_2/gamma_m."""
    F_found = matched(EFFECTIVE, CASCADE, UNKNOWN)[F]
    resonant = substitute(F_found, {g: omega_m for g in Omega.generators})
    here = {g: I for g in exp(I * phi).generators} | {g: 2 * G_1 * G_2 / gamma_m for g in J.generators}
    assert resonant and not substitute(resonant, here)


def test_one_letter_for_two_things():
    """The model's own omega_1 is not the target's: the unknowns are kept apart."""
    renamed = {g: omega_1 for g in Delta_1.generators}
    platform = replace(PLATFORM, hamiltonian=PLATFORM.hamiltonian.map(lambda x: substitute(x, renamed)))
    found = matched(frozen(eliminated(platform, b, omega), at=Omega), CASCADE, UNKNOWN)
    assert found.is_exact and found[omega_1] == omega_1 + G_1**2 * chi.imaginary_part()


# -- what is left over ------------------------------------------------------------------------------------------------

ONE = Model("one", Delta_1 * a_1.dag * a_1, baths=[Bath(a_1, kappa_1, N_1)])


def target(**changed):
    """A damped mode, in parameters of its own."""
    return replace(Model("target", omega_1 * c_1.dag * c_1, baths=[Bath(c_1, gamma_1, N_1)]), **changed)


def test_a_rate_that_does_not_fit_remains():
    """kappa_1 = gamma_1 is left over: omega_1 does not swallow it as an imaginary part."""
    found = matched(ONE, target(), (omega_1,))
    assert found[omega_1] == Delta_1 and not found.is_exact
    equal = {g: value_of(symbol_of(kappa_1)).generators[0] for g in gamma_1.generators}
    images = {g: from_generator(other) for g, other in equal.items()}
    assert all(not substitute(e, images) for e in found.remaining)


def test_an_occupation_that_differs_remains():
    """The inputs must be at one temperature too; asked for, the occupation is found."""
    warm = target(baths=[Bath(c_1, gamma_1, N_2)])
    assert matched(ONE, warm, (omega_1, gamma_1)).remaining == (N_2 - N_1,)
    found = matched(ONE, warm, (omega_1, gamma_1, N_2))
    assert found.is_exact and found[N_2] == N_1


def test_gain_is_not_loss():
    """a and a.dag coupled to two inputs, once the one way and once the other: the same rates in sum, but the inputs of
    different temperature differ."""
    one = Model("one", Delta_1 * a_1.dag * a_1, baths=[Bath(a_1, kappa_1, N_1), Bath(a_1.dag, kappa_1, N_2)])
    other = Model("other", Delta_1 * c_1.dag * c_1, baths=[Bath(c_1.dag, kappa_1, N_1), Bath(c_1, kappa_1, N_2)])
    assert not matched(one, other, ()).is_exact
    assert matched(one, replace(other, baths=other.baths[::-1]), ()).remaining  # N_2 and N_1 change places
    same = [Bath(c_1, kappa_1, N_1), Bath(c_1.dag, kappa_1, N_2)]
    assert matched(one, replace(other, baths=same), ()).is_exact


def test_phases_of_inputs_are_free():
    """exp(i theta) a couples to exp(-i theta) b: vacuum or heat does not notice, squeezing does."""
    turned = target(baths=[Bath(exp(I * theta) * c_1, kappa_1, N_1)])
    assert matched(ONE, turned, (omega_1,)).is_exact
    squeezed = replace(ONE, baths=[Bath(a_1, kappa_1, N_1, squeezing=M)])
    assert not matched(squeezed, replace(turned, baths=[replace(turned.baths[0], squeezing=M)]), (omega_1,)).is_exact
    plain = target(baths=[Bath(c_1, kappa_1, N_1, squeezing=M)])
    assert matched(squeezed, plain, (omega_1,)).is_exact
    assert not matched(squeezed, replace(plain, baths=[replace(plain.baths[0], squeezing=K)]), (omega_1,)).is_exact


def test_an_angle_must_be_a_phase():
    """exp(i theta) J = 2 J has no angle: |2|^2 - 1 remains."""
    hop = J * (a_1.dag * a_2 + a_2.dag * a_1)
    ours = Model("ours", 2 * hop, baths=[Bath(a_1, kappa_1), Bath(a_2, kappa_2)])
    turned = J * exp(I * theta) * a_1.dag * a_2
    theirs = Model("theirs", turned + turned.dag, baths=[Bath(a_1, kappa_1), Bath(a_2, kappa_2)])
    found = matched(ours, theirs, (theta,))
    assert found[theta] == 2 and constant(3) in found.remaining


# -- as a model of its own --------------------------------------------------------------------------------------------


def test_audits_of_a_correspondence():
    """Exact; damping rates never negative; the angle a phase."""
    derivation = engine_of(RECTIFIER).derive(RECTIFIER)
    found = {(f.audit, f.subject): f.outcome for f in derivation.findings() if f.audit != "approximations"}
    assert found == {
        ("correspondence", "Langevin equations"): Outcome.PASSED,
        ("domain", "gamma_1"): Outcome.PASSED,
        ("domain", "gamma_2"): Outcome.PASSED,
        ("domain", "theta"): Outcome.PASSED,
    }


def test_a_failed_correspondence_is_a_finding():
    """It says what must vanish besides; a rate that comes out negative fails."""
    partial = Correspondence("partial", ONE, target(), omega_1)
    (first, *_) = engine_of(partial).derive(partial).findings()
    assert first.outcome is Outcome.FAILED and "must vanish" in first.detail
    shifted = Model("shifted", -kappa_1 * a_1.dag * a_1, baths=[Bath(a_1, kappa_1, N_1)])
    upward = Model("upward", gamma_1 * c_1.dag * c_1, baths=[Bath(c_1, kappa_1, N_1)])
    wrong = Correspondence("wrong", shifted, upward, gamma_1)
    outcomes = {f.subject: f.outcome for f in findings(wrong, matched(shifted, upward, gamma_1))}
    assert outcomes["gamma_1"] is Outcome.FAILED


def test_module_of_a_correspondence():
    """Functions of the platform's parameters; of an angle its exponential."""
    module = compile_module(engine_of(RECTIFIER).derive(RECTIFIER).module())
    values = {
        "Delta_1": 0.3, "Delta_2": -0.4, "G_1": 0.5, "G_2": 0.7, "J": 0.2, "Omega": 1.4, "gamma_m": 0.6,
        "omega_m": 1.1, "phi": 0.8,
    }  # fmt: skip
    at = 1 / (0.3 - 0.3j)
    assert module.F(**values) == pytest.approx(0.2 - 1j * at * 0.35 * (0.696706709347165 - 0.717356090899523j))
    assert module.gamma_1(**values) == pytest.approx(0.5 * at.real)
    assert module.omega_2(**values) == pytest.approx(-0.4 + 0.49 * at.imag)
    assert abs(module.phase_theta(**values)) == pytest.approx(1)
    assert module.EXACT is True and module.TARGET == "cascade"


def test_quantities_of_a_correspondence():
    """target_F is F in the platform's parameters; an angle is the angle."""
    known = CorrespondenceQuantities(RECTIFIER)
    assert known.value("target_theta", False) == value_of(symbol_of(phi))
    assert known.value("target_gamma_1", False) == 2 * G_1**2 * chi.real_part()
    assert set(known.names()) >= {"target_F", "G_1", "Omega"}
    with pytest.raises(KeyError):
        known.value("F", False)


def test_what_is_shown():
    """What is set equal, the parameters found, and what must hold besides."""
    partial = Correspondence("partial", ONE, target(), omega_1)
    parts = {p.title: p for p in engine_of(partial).derive(partial).parts()}
    assert "corresponding parameters" in parts
    texts = [getattr(block, "text", "") for block in parts["corresponding parameters"].blocks]
    assert "Besides, these must hold:" in texts


# -- refusals ---------------------------------------------------------------------------------------------------------

BAD = {
    "no model": (lambda: matched("platform", CASCADE, F), "model must be a Model"),
    "no target": (lambda: matched(ONE, RECTIFIER, F), "target must be a Model"),
    "sizes": (lambda: matched(ONE, CASCADE, F), "as many modes and baths"),
    "not the target's": (lambda: matched(ONE, target(), (Delta_1,)), "parameters of the target"),
    "text": (lambda: matched(ONE, target(), ("omega_1",)), "parameters of the target"),
    "twice": (lambda: matched(ONE, target(hamiltonian=(omega_1 + E) * c_1.dag * c_1), (omega_1, E)), "determined"),
    "no sign": (lambda: matched(ONE, target(hamiltonian=gamma_2 * c_1.dag * c_1), (gamma_2,)), "come out positive"),
    "name": (lambda: Correspondence("a b", ONE, target(), omega_1), "Python identifier"),
    "model of another kind": (lambda: Correspondence("x", RECTIFIER, target(), omega_1), "model must be a Model"),
    "unknown of the model": (lambda: Correspondence("x", ONE, target(), Delta_1), "parameters of the target"),
    "unknown text": (lambda: Correspondence("x", ONE, target(), ("omega_1",)), "parameters of the target"),
}


@pytest.mark.parametrize("what", BAD)
def test_bad_input_is_named(what):
    """Every refusal says where, what must hold and what was got."""
    make, must = BAD[what]
    with pytest.raises(DeriveError, match=must) as refused:
        make()
    assert refused.value.where and refused.value.got
    assert "sought" not in str(refused.value)


def test_numbers_in_the_target():
    """A rate of the target may be found as a number."""
    ours = Model("ours", Delta_1 * a_1.dag * a_1, baths=[Bath(a_1, Fraction(9, 4))])
    found = matched(ours, target(baths=[Bath(c_1, gamma_1)]), (gamma_1, omega_1))
    assert found.is_exact and found[gamma_1] == Fraction(9, 4)
