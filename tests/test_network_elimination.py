"""Elimination in the frequency domain on paper: exact, and the same however it is done."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from derive import (
    Bath,
    Claim,
    I,
    Model,
    Reduction,
    angle,
    boson,
    complex_,
    conj,
    eliminated,
    network,
    nonnegative,
    positive,
    real,
    sqrt,
)
from derive.audits.record import Outcome
from derive.claims.checker import check
from derive.claims.claim import ClaimSet, Decision
from derive.emit.python import compile_module, source
from derive.engines import engine_of
from derive.engines.reduction.quantities import ReductionQuantities
from derive.errors import ClosureError, DeriveError
from derive.exact.scalar import constant
from derive.rules.gaussian import matmul
from derive.rules.network.frequency import shifted, solved

a_1, a_2, b, c = boson("a_1 a_2 b c")
Delta_1, Delta_2, omega_m, J, omega, nu = real("Delta_1 Delta_2 omega_m J omega nu", unit="rad/s")
kappa_1, kappa_2, gamma, eta = positive("kappa_1 kappa_2 gamma eta", unit="1/s")
G_1, G_2, xi = complex_("G_1 G_2 xi", unit="rad/s")
N_1, N_2, N_3 = nonnegative("N_1 N_2 N_3")
phi = angle("phi")

# Two cavities and a resonator near one frequency: the beam-splitter part of the linearised optomechanical coupling.
PLATFORM = Model(
    "platform",
    Delta_1 * a_1.dag * a_1
    + Delta_2 * a_2.dag * a_2
    + omega_m * b.dag * b
    + J * (a_1.dag * a_2 + a_2.dag * a_1)
    + G_1 * a_1.dag * b
    + conj(G_1) * b.dag * a_1
    + G_2 * a_2.dag * b
    + conj(G_2) * b.dag * a_2,
    baths=[
        Bath(a_1, kappa_1, N_1, name="in_1"),
        Bath(a_2, kappa_2, N_2, name="in_2"),
        Bath(b, gamma, N_3, name="in_m"),
    ],
)
# A cavity that is squeezed and hops to another one.
SQUEEZED = Model(
    "squeezed",
    Delta_1 * a_1.dag * a_1 + (xi * b.dag**2 + conj(xi) * b**2) / 2 + J * (a_1.dag * b + b.dag * a_1),
    baths=[Bath(a_1, kappa_1), Bath(b, gamma)],
)


def response(reduced):
    """``(-i omega - D)^-1 K``."""
    return solved(shifted(reduced.drift, reduced.frequency), reduced.noise)


def full_response(model, kept):
    """The same rows of the full model, from all of its equations."""
    found = network(model, omega).linear
    whole = solved(shifted(found.drift, omega), found.noise)
    return tuple(whole[2 * found.modes.index(mode) + k] for mode in kept for k in (0, 1))


def test_the_resonator_eliminated():
    """With chi = 1/(gamma/2 - i (omega - omega_m)): b = chi (-i G_1* a_1 - i G_2* a_2 - sqrt(gamma) b_in), so that

        -i omega a_1 = -(i Delta_1 + kappa_1/2 + |G_1|^2 chi) a_1 - (i J + G_1 G_2* chi) a_2
                       - sqrt(kappa_1) in_1 + i G_1 sqrt(gamma) chi in_m

    which is the paper's (A5) with the sign of the inputs of b_out = b_in + L.
    """
    found = eliminated(PLATFORM, b, omega)
    chi = 1 / (gamma / 2 - I * (omega - omega_m))
    assert found.susceptibility[0] == (chi, 0)
    assert found.drift[0] == (
        -I * Delta_1 - kappa_1 / 2 - G_1 * conj(G_1) * chi,
        0,
        -I * J - G_1 * conj(G_2) * chi,
        0,
    )
    assert found.drift[2][0] == -I * J - conj(G_1) * G_2 * chi
    assert found.noise[0] == (-sqrt(kappa_1), 0, 0, 0, I * G_1 * sqrt(gamma) * chi, 0)
    assert [mode.name for mode in found.modes] == ["a_1", "a_2"]
    in_1, in_m = boson("in_1 in_m")
    right = found.right(found.modes[0])
    assert right == sum(
        (
            found.drift[0][0] * a_1,
            found.drift[0][2] * a_2,
            -sqrt(kappa_1) * in_1,
            I * G_1 * sqrt(gamma) * chi * in_m,
        ),
        0 * a_1,
    )


def test_creation_operators_are_those_of_the_opposite_frequency():
    """D_dag,dag(omega) = D(-omega)*, and the two never mix in a passive network."""
    found = eliminated(PLATFORM, b, omega)
    assert found.susceptibility[1] == (0, 1 / (gamma / 2 - I * (omega + omega_m)))
    assert all(not found.drift[i][j] for i in range(4) for j in range(4) if (i + j) % 2)


@pytest.mark.parametrize(("model", "gone"), [(PLATFORM, b), (PLATFORM, a_2), (SQUEEZED, b), (SQUEEZED, a_1)])
def test_same_response_as_the_full_model(model, gone):
    """Nothing is neglected: the kept modes answer every input as before, exactly."""
    found = eliminated(model, gone, omega)
    assert response(found) == full_response(model, found.modes)


def test_one_after_the_other_is_both_at_once():
    """Schur complements nest: out of D(omega) without b, eliminate a_2 by hand, and get D without both.

    D_11 + D_12 D_21/(-i omega - D_22).
    """
    first, both = eliminated(PLATFORM, b, omega), eliminated(PLATFORM, (a_2, b), omega)
    (d_11, _, d_12, _), _, (d_21, _, d_22, _), _ = first.drift
    through = d_12 / (-I * omega - d_22)
    assert both.drift[0][0] == d_11 + through * d_21
    assert both.noise[0] == tuple(x + through * y for x, y in zip(first.noise[0], first.noise[2], strict=True))
    assert eliminated(PLATFORM, (b, a_2), omega).drift == both.drift
    assert eliminated(PLATFORM, (b, b), omega).drift == first.drift


def test_squeezed_mode():
    """Two components, b and b.dag.  With p = gamma/2 - i omega the susceptibility is

        chi = [[p, -i xi], [i xi*, p]]/(p^2 - |xi|^2),

    and J^2 chi_12 mixes a_1.dag into the equation of a_1: (-i J) chi_12 (i J) = J^2 chi_12.
    """
    found = eliminated(SQUEEZED, b, omega)
    p = gamma / 2 - I * omega
    below = p**2 - xi * conj(xi)
    assert found.susceptibility == ((p / below, -I * xi / below), (I * conj(xi) / below, p / below))
    assert found.drift[0] == (-I * Delta_1 - kappa_1 / 2 - J**2 * p / below, J**2 * (-I * xi) / below)
    assert found.noise[0][3] == I * J * sqrt(gamma) * (-I * xi) / below


def test_outputs_of_kept_modes():
    """1 + L response of the kept ports is the block of the full scattering matrix."""
    found = eliminated(PLATFORM, b, omega)
    rows = response(found)
    passed = matmul(((sqrt(kappa_1), 0, 0, 0), (0, 0, sqrt(kappa_2), 0)), rows)
    full = network(PLATFORM, omega).scattering
    for i in range(2):
        for j in range(3):
            assert full[i][j] == passed[i][2 * j] + int(i == j)


@given(
    gone=st.sampled_from([a_1, a_2, b, c]),
    hops=st.lists(st.integers(-3, 3), min_size=6, max_size=6),
    shifts=st.lists(st.integers(-3, 3), min_size=4, max_size=4),
    pump=st.integers(-2, 2),
)
@settings(max_examples=15, deadline=None)
def test_any_network_answers_as_before(gone, hops, shifts, pump):
    """Four modes, any hopping, some squeezing."""
    modes = (a_1, a_2, b, c)
    total = sum((s * x.dag * x for s, x in zip(shifts, modes, strict=True)), 0 * a_1)
    for h, (x, y) in zip(hops, combinations(modes, 2), strict=True):
        total = total + h * (x.dag * y + y.dag * x)
    total = total + pump * (a_1 * b + a_1.dag * b.dag)
    model = Model("any", total, baths=[Bath(x, k) for x, k in zip(modes, (9, 16, 25, 36), strict=True)])
    found = eliminated(model, gone, omega)
    assert response(found) == full_response(model, found.modes)


# -- as a model of its own --------------------------------------------------------------------------------------------

REDUCED = Reduction("cavities", PLATFORM, b, omega, "The cavities alone")


def test_audits_of_a_reduction():
    """Response and commutators at exact points."""
    found = engine_of(REDUCED).derive(REDUCED).findings()
    assert {f.audit for f in found} >= {"elimination", "unitarity"}
    assert {f.outcome for f in found} == {Outcome.PASSED}
    squeezed = Reduction("without", SQUEEZED, b, omega)
    assert {f.outcome for f in engine_of(squeezed).derive(squeezed).findings()} == {Outcome.PASSED}


def test_module_of_a_reduction():
    """Drift, noise and susceptibility as functions: the numbers are those of the formulas by hand."""
    record = engine_of(REDUCED).derive(REDUCED).module()
    module = compile_module(record)
    values = {
        "Delta_1": 0.3, "Delta_2": -0.2, "omega_m": 1.1, "J": 0.4, "omega": 0.7, "kappa_1": 0.5, "kappa_2": 0.6,
        "gamma": 0.9, "G_1": 0.2 + 0.1j, "G_2": -0.3j,
    }  # fmt: skip
    chi = 1 / (0.45 - 1j * (0.7 - 1.1))
    drift = module.drift(**values)
    assert drift[0, 0] == pytest.approx(-0.3j - 0.25 - 0.05 * chi)
    assert drift[0, 2] == pytest.approx(-0.4j - (0.2 + 0.1j) * 0.3j * chi)
    assert module.noise(**values)[2, 4] == pytest.approx(1j * -0.3j * 0.9**0.5 * chi)
    assert module.susceptibility(**values)[0, 0] == pytest.approx(chi)
    assert (module.MODES, module.ELIMINATED, module.FREQUENCY) == (("a_1", "a_2"), ("b",), "omega")
    assert source(record) == source(engine_of(REDUCED).derive(REDUCED).module())


def test_quantities_of_a_reduction():
    """-i omega a_1 is its right-hand side; chi_b the susceptibility by name."""
    known = ReductionQuantities(REDUCED)
    assert known.value("chi_b", False) == 1 / (gamma / 2 - I * (omega - omega_m))
    assert known.rate(a_1) == known.reduced.right(known.reduced.modes[0])
    assert known.rate(2 * a_1 + a_2) == 2 * known.rate(a_1) + known.rate(a_2)
    assert "b" not in known.names() and known.names()["in_m"] == "operator"
    with pytest.raises(DeriveError, match="annihilation operators kept"):
        known.rate(b)


EQUATION = (
    r"-i\omega \hat{a}_1 = -\left(i\Delta_1 + \frac{\kappa_1}{2} + |G_1|^2 \chi\right) \hat{a}_1"
    r" - \left(iJ + G_1 G_2^* \chi\right) \hat{a}_2"
    r" - \sqrt{\kappa_1} \hat{b}_{\text{in},1} + i G_1 \sqrt{\gamma} \chi \hat{b}_{\text{in},3}"
)


@pytest.mark.parametrize(
    ("formula", "decision"),
    [
        (EQUATION, Decision.HOLDS),
        (EQUATION.replace("|G_1|^2", "2 |G_1|^2"), Decision.WRONG),
        (EQUATION.replace("G_1 G_2^*", "G_1^* G_2"), Decision.WRONG),
        (EQUATION.replace(r"-i\omega", r"i\omega"), Decision.WRONG),
    ],
)
def test_printed_equations_are_judged(formula, decision):
    """The frequency stands on the left as d/dt and in chi as itself."""
    model = replace(REDUCED, model=replace(PLATFORM, baths=[replace(bath, name="") for bath in PLATFORM.baths]))
    printed = formula.replace(r"\chi", r"\frac{1}{\gamma/2 - i(\omega - \omega_m)}")
    claims = ClaimSet((Claim("x", printed),), "cavities", fourier="omega")
    (verdict,) = check(claims, {"cavities": model})
    assert verdict.decision is decision, verdict.evidence


def test_statement_and_equations_are_shown():
    """The full Hamiltonian, its baths, what goes, chi and the equations with it."""
    derivation = engine_of(REDUCED).derive(REDUCED)
    titles = [part.title for part in derivation.parts()]
    assert titles == ["The cavities alone", "steps of the derivation", "equations in the frequency domain"]
    forms = {f.name: f for f in derivation.forms()}
    assert set(forms) == {"-i omega a_1", "-i omega a_2"}


def test_names_of_susceptibilities_do_not_clash():
    """Eliminated b and b_1 that couple: chi_b, chi_b_1, and chi_b_from_b_1 between them."""
    b_1 = boson("b_1")
    links = G_1 * a_1.dag * b + J * b.dag * b_1
    model = Model("pair", links + links.dag, baths=[Bath(a_1, kappa_1), Bath(b, gamma), Bath(b_1, eta)])
    reduction = Reduction("alone", model, (b, b_1), omega)
    names = [s.generators[0].name for s, _ in engine_of(reduction).derive(reduction)._short[0]]
    assert names == ["chi_b", "chi_b_from_b_1"]


# -- refusals ---------------------------------------------------------------------------------------------------------

BAD = {
    "no model": (lambda: eliminated("platform", b), "model must be a Model"),
    "nothing": (lambda: eliminated(PLATFORM, ()), "some modes must be eliminated"),
    "everything": (lambda: eliminated(PLATFORM, (a_1, a_2, b)), "some kept"),
    "a stranger": (lambda: eliminated(PLATFORM, c), "one of the model's"),
    "a product": (lambda: eliminated(PLATFORM, b.dag * b), "annihilation operator"),
    "text": (lambda: eliminated(PLATFORM, "b"), "annihilation operator"),
    "a number as frequency": (lambda: eliminated(PLATFORM, b, constant(1)), "single parameter"),
    "its own parameter": (lambda: eliminated(PLATFORM, b, omega_m), "no parameter of the model"),
    "complex frequency": (lambda: eliminated(PLATFORM, b, xi), "real parameter"),
    "a force": (lambda: eliminated(Model("m", a_1 + a_1.dag + b.dag * b), b), "no force"),
    "not linear": (lambda: eliminated(Model("m", a_1.dag**2 * a_1**2 + b.dag * b), b), "quadratic"),
    "reduction of no name": (lambda: Reduction("two words", PLATFORM, b), "Python identifier"),
    "reduction of no model": (lambda: Reduction("r", REDUCED, b), "model must be a Model"),
    "reduction of a stranger": (lambda: Reduction("r", PLATFORM, c), "one of the model's"),
    "reduction at its own": (lambda: Reduction("r", PLATFORM, b, J), "no parameter of the model"),
    "reduction at a complex": (lambda: Reduction("r", PLATFORM, b, xi), "real parameter"),
}


@pytest.mark.parametrize("what", BAD)
def test_bad_input_is_named(what):
    """Every refusal says where, what must hold and what was got."""
    make, must = BAD[what]
    with pytest.raises(DeriveError, match=must) as refused:
        make()
    assert refused.value.where and refused.value.got


def test_an_undamped_mode_between():
    """Two resonators that hop and no bath: at a general frequency there is an answer, and it needs no bath."""
    links = J * (a_1.dag * b + b.dag * a_1)
    found = eliminated(Model("m", links + omega_m * b.dag * b, baths=[Bath(a_1, kappa_1)]), b, omega)
    assert found.drift[0][0] == -kappa_1 / 2 - J**2 / (-I * (omega - omega_m))
    with pytest.raises(ClosureError, match="determine the modes"):
        solved(((constant(0),),), ((constant(1),),))
