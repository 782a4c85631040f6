"""Audits of baths, noise, commutators and the two routes, each on sound systems and on broken ones."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

import pytest

from derive.audits.lindblad import findings
from derive.audits.lindblad.derived import gather
from derive.audits.record import Finding, Outcome
from derive.exact.scalar import Scalar
from derive.model import Bath, Model, Observable
from derive.parameters import I, conj, exp, sqrt
from derive.rules.gaussian import Langevin, Rows
from tests.audited import (
    CASCADED,
    CHANNEL,
    FAILED,
    MODE,
    N_3,
    PASSED,
    UNDECIDED,
    F,
    M,
    N,
    c,
    c_1,
    c_2,
    gamma,
    kappa,
    kappa_1,
    kappa_2,
    mode,
    of,
    omega,
    one,
    phi,
)

# -- positivity of baths and of the noise -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("occupation", "squeezing", "outcome", "words"),
    [
        (N, 0, PASSED, "N**2 + N"),
        # A pure squeezed vacuum saturates the bound, whatever its phase: N(N+1) - |M|^2 = 0.
        (N, sqrt(N * (N + 1)) * exp(I * phi), PASSED, "= 0"),
        (N, N, PASSED, "= N"),
        (0, 1, FAILED, "= -1"),
        # N(N+1) - (N+1)^2 = -N - 1.
        (N, N + 1, FAILED, "= -N - 1"),
        (0, M, FAILED, "= -M*conj(M)"),
        (N, M, UNDECIDED, "-M*conj(M) + N**2 + N >= 0"),
    ],
)
def test_the_kossakowski_matrix_of_a_squeezed_bath(
    occupation: Scalar, squeezing: Scalar, outcome: Outcome, words: str
) -> None:
    finding = of(mode(baths=(Bath(c, kappa, occupation, squeezing),)), "complete positivity")
    assert finding.outcome is outcome
    assert words in finding.detail


def test_the_channel_of_a_cascade_is_audited_as_a_bath() -> None:
    squeezed = replace(CASCADED, cascades=(replace(CHANNEL, squeezing=N_3 + 1),))
    assert of(squeezed, "complete positivity", "bath b_in_3").outcome is FAILED
    assert of(CASCADED, "complete positivity", "bath b_in_3").outcome is PASSED


class OneSided(Bath):
    """A bath whose two pair correlations are not conjugates of each other."""

    @property
    def correlations(self) -> tuple[tuple[Scalar, Scalar], tuple[Scalar, Scalar]]:
        (emit, pair), (conjugate, absorb) = super().correlations
        return (emit, pair), (conjugate + 1, absorb)


def test_a_kossakowski_matrix_that_is_not_hermitian_fails() -> None:
    own = gather(MODE)
    broken = replace(own.master, baths=(OneSided(c, kappa, N, 0, "b"),))
    finding = one(findings(replace(own, master=broken)), "complete positivity")
    assert finding.outcome is FAILED
    assert "conjugate" in finding.detail


def test_unphysical_squeezing_is_unphysical_noise() -> None:
    # Vacuum with <b b> = 1: (<b b.dag>, <b b>; .) = ((1, 1), (1, 0)) has the determinant -1.
    finding = of(mode(baths=(Bath(c, kappa, 0, 1),)), "noise")
    assert finding.outcome is FAILED
    assert "not positive at kappa = " in finding.detail


def test_open_squeezing_leaves_the_noise_undecided_with_its_condition() -> None:
    finding = of(mode(baths=(Bath(c, kappa, N, M),)), "noise")
    assert finding.outcome is UNDECIDED
    assert "-M*conj(M) + N**2 + N >= 0" in finding.detail


@dataclass(frozen=True)
class Scaled(Langevin):
    """A Langevin form whose diffusion is exported with a wrong factor."""

    factor: Fraction = Fraction(1)

    @property
    def diffusion(self) -> Rows:  # type: ignore[override]
        return tuple(tuple(self.factor * x for x in row) for row in super().diffusion)


def scaled(model: Model, factor: Fraction) -> Finding:
    own = gather(model)
    form = own.langevin
    assert form is not None
    wrong = Scaled(form.modes, form.inputs, form.drift, form.force, form.noise, form.correlations, factor)
    return one(findings(replace(own, langevin=wrong)), "noise")


def test_too_little_noise_violates_the_fluctuation_dissipation_bound() -> None:
    # One mode in vacuum: drift -kappa/2 and diffusion D give D + (i kappa/2) Omega with eigenvalues D +- kappa/2.
    # D = kappa/2 is the vacuum's; half of it is less than damping demands.
    vacuum = mode(baths=(Bath(c, kappa, 0),))
    assert scaled(vacuum, Fraction(1)).outcome is PASSED
    finding = scaled(vacuum, Fraction(1, 2))
    assert finding.outcome is FAILED
    assert "kappa = " in finding.detail
    # A channel at N_3 between modes in vacuum baths: a quarter of the noise is too little where N_3 is small.
    assert scaled(replace(CASCADED, baths=(Bath(c_1, kappa_1), Bath(c_2, kappa_2))), Fraction(1, 4)).outcome is FAILED


def test_more_noise_than_the_baths_give_is_positive_but_not_proved() -> None:
    finding = scaled(MODE, Fraction(2))
    assert finding.outcome is UNDECIDED
    assert "12 exact points" in finding.detail


# -- commutators and the two routes -------------------------------------------------------------------------------


def test_noise_that_does_not_match_the_damping_breaks_the_commutator() -> None:
    # d[c, c.dag]/dt = -kappa + kappa (<b b.dag> - <b.dag b>): with <b b.dag> = N + 3 that is -kappa + 3 kappa.
    own = gather(MODE)
    assert own.langevin is not None
    ((pair, emit), below) = own.langevin.correlations
    wrong = replace(own.langevin, correlations=((pair, emit + 2), below))
    finding = one(findings(replace(own, langevin=wrong)), "commutators")
    assert finding.outcome is FAILED
    assert finding.detail == "d[c, c.dag]/dt must be 0 but is 2*kappa"


def test_routes_cover_the_states_and_every_second_moment() -> None:
    # Two modes: 4 states, and 4*5/2 products of two of (c_1, c_1.dag, c_2, c_2.dag).
    assert "all 14 moments" in of(CASCADED, "two routes").detail


def test_routes_agree_on_higher_moments_and_with_a_drive() -> None:
    # <n^2> brings words of order 1 to 4: the Ito rule is needed in every pair of factors.
    model = Model(
        "driven",
        omega * c.dag * c + F * c.dag + conj(F) * c + gamma * (c**2 + c.dag**2),
        baths=(Bath(c, kappa, N, M),),
        observables=(Observable("n2", (c.dag * c) ** 2),),
    )
    own = gather(model)
    assert own.equations is not None and {op.order for op in own.equations.right} >= {2, 4}
    assert one(findings(replace(own, steady=None)), "two routes").outcome is PASSED


@pytest.mark.parametrize("broken", ["equations", "drift", "noise", "force"])
def test_routes_that_differ_fail(broken: str) -> None:
    own = gather(MODE)
    equations, form = own.equations, own.langevin
    assert equations is not None and form is not None
    if broken == "equations":  # d<n>/dt with absorption N + 1
        own = replace(own, equations=replace(equations, right=tuple(op + kappa for op in equations.right)))
    elif broken == "drift":  # the energy's sign: <c c> turns the other way, <n> and the commutators do not see it
        turned = tuple(tuple(x.conjugate() for x in row) for row in form.drift)
        own = replace(own, langevin=replace(form, drift=turned))
    elif broken == "noise":
        own = replace(own, langevin=replace(form, noise=tuple(tuple(2 * x for x in row) for row in form.noise)))
    else:
        own = replace(own, langevin=replace(form, force=(kappa, kappa)))
    found = findings(own)
    assert one(found, "two routes").outcome is FAILED
    if broken == "drift":
        assert one(found, "commutators").outcome is PASSED
        # c*c turns at -2 i omega by the master equation and at +2 i omega by the turned drift: the rest is -4 i omega.
        assert "d<c**2>/dt" in one(found, "two routes").detail
        assert "-4*omega" in one(found, "two routes").detail
