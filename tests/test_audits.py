"""Audits: sound systems pass, and every audit fails on a system that was broken on purpose.

The breaking is done on records of an honest derivation (`dataclasses.replace`) or by stubs, since a `Model` that the
engine derives is right by construction; expected rests are worked out on paper.
"""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from fractions import Fraction

import pytest

from derive.algebra.operator import Op
from derive.audits.lindblad import AUDITS, audit, findings
from derive.audits.lindblad import derived as derived_module
from derive.audits.lindblad.definite import definiteness
from derive.audits.lindblad.derived import gather
from derive.equations import Equations
from derive.exact.abbreviate import Abbreviation
from derive.exact.points import points, sign_at_point
from derive.exact.scalar import Scalar, constant
from derive.model import Bath, Model, Observable
from derive.parameters import I, complex_, conj, exp, nonnegative, positive, real, sqrt
from derive.rules.lindblad import Generator
from tests.audited import (
    CASCADED,
    ENERGIES,
    FAILED,
    MODE,
    NOT_APPLICABLE,
    OTHERS,
    PASSED,
    UNDECIDED,
    Delta,
    F,
    N,
    c,
    c_1,
    c_2,
    gamma,
    kappa,
    mode,
    of,
    omega,
    one,
    phi,
)

# -- sound systems ------------------------------------------------------------------------------------------------


def test_two_cascaded_oscillators_pass_every_audit_that_applies() -> None:
    found = audit(CASCADED)
    assert {f.audit for f in found} == {name for name, _ in AUDITS}
    assert [f for f in found if f.outcome not in (PASSED, NOT_APPLICABLE)] == []
    # The common bath joins the modes, so that there is no limit of modes alone; theta(s) is closed for one mode only.
    assert [f.audit for f in found if f.outcome is NOT_APPLICABLE] == ["decoupled modes", "counting"]
    assert all(f.detail for f in found)


def test_the_findings_of_one_model_are_always_the_same() -> None:
    program = (
        "from derive.audits.lindblad import audit; from derive.algebra.boson import boson; from derive.model import *;"
        "from derive.parameters import *; c = boson('c'); k = positive('k', unit='1/s'); F, M = complex_('F M');"
        "[print(f) for f in audit(Model('m', F*c**2 + conj(F)*c.dag**2, baths=[Bath(c, k, 1, M)]))]"
    )

    def run(seed: str) -> str:
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        return subprocess.run(
            [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True
        ).stdout

    first = run("1")
    assert "exact points" in first
    assert first == run("2")


def test_pieces_handed_over_are_not_derived_again(monkeypatch: pytest.MonkeyPatch) -> None:
    own = gather(CASCADED)

    def refuse(*_: object) -> None:
        raise AssertionError("derived twice")

    monkeypatch.setattr(derived_module, "moments", refuse)
    monkeypatch.setattr(derived_module, "langevin", refuse)
    monkeypatch.setattr(Equations, "steady_state", refuse)
    assert audit(CASCADED, own.equations, own.steady, own.langevin) == findings(own)


@pytest.mark.parametrize("name", sorted(OTHERS))
def test_any_model_is_audited_without_a_failure_or_an_exception(name: str) -> None:
    found = audit(OTHERS[name])
    assert {f.audit for f in found} == {a for a, _ in AUDITS}
    assert [f for f in found if f.outcome in (FAILED, UNDECIDED)] == []
    assert one(found, "trace preservation").outcome is PASSED


def test_what_does_not_close_says_what_is_missing() -> None:
    found = audit(OTHERS["jaynes_cummings"])
    assert "missing moments" in one(found, "hermiticity", "equations of motion").detail
    for name in ("noise", "commutators", "two routes", "stability"):
        assert one(found, name).outcome is NOT_APPLICABLE
        assert "c.dag*s.minus" in one(found, name).detail


# -- dimensions ---------------------------------------------------------------------------------------------------


def test_every_part_of_the_cascade_has_its_unit() -> None:
    found = [f for f in audit(CASCADED) if f.audit == "dimensions"]
    assert [f.subject for f in found] == [
        "Hamiltonian", "baths", "definitions", "observables", "equations of motion", "steady state",
    ]  # fmt: skip
    assert {f.outcome for f in found} == {PASSED}


def test_a_coupling_without_a_unit_is_found_in_every_place_it_reaches() -> None:
    g = complex_("g")
    model = replace(CASCADED, hamiltonian=ENERGIES + g * c_1.dag * c_2 + conj(g) * c_2.dag * c_1)
    found = audit(model)
    # The hopping of the cascade, sqrt(gamma_1 gamma_2)/2, stands beside g in one coefficient.
    assert (
        "g [1] beside I*sqrt(gamma_1)*sqrt(gamma_2)*exp(I*phi) [1/s]" in one(found, "dimensions", "Hamiltonian").detail
    )
    for subject in ("Hamiltonian", "equations of motion", "steady state"):
        assert one(found, "dimensions", subject).outcome is FAILED
    for subject in ("baths", "definitions", "observables"):
        assert one(found, "dimensions", subject).outcome is PASSED


@pytest.mark.parametrize(
    ("model", "subject", "words"),
    [
        (mode(baths=(Bath(c, positive("tau", unit="s"), N),)), "baths", "has unit s instead of 1/s"),
        (mode(baths=(Bath(c, kappa, nonnegative("E", unit="J")),)), "baths", "occupation has unit m**2*kg/s**2"),
        (mode(baths=(Bath(c, kappa, N, complex_("X", unit="Hz")),)), "baths", "squeezing has unit 1/s instead of 1"),
        # A jump operator that carries the rate and not its root: L.dag L would be a rate squared.
        (mode(baths=(Bath(kappa * c),)), "baths", "has unit 1/s**2 instead of 1/s"),
        # One prefix in a model of plain seconds is a factor 10**9 waiting to happen.
        (mode(hamiltonian=real("nu", unit="GHz") * c.dag * c), "baths", "has unit 1/s instead of 10**9/s"),
        (mode(observables=(Observable("J", kappa * c.dag * c),)), "observables", "has unit 1/s instead of 1"),
        (mode(definitions=(Abbreviation(Delta, omega * kappa),)), "definitions", "has unit 1/s**2 instead of 1/s"),
        (mode(definitions=(Abbreviation(Delta, omega + N),)), "definitions", "N [1] beside omega [1/s]"),
        (mode(hamiltonian=real("nu", unit="per s") * c.dag * c), "Hamiltonian", "symbol 'nu': the unit 'per s'"),
        (mode(observables=(Observable("n", c.dag * c, unit="?"),)), "observables", "observable 'n': the unit '?'"),
    ],
)
def test_a_wrong_unit_fails_where_it_is(model: Model, subject: str, words: str) -> None:
    finding = of(model, "dimensions", subject)
    assert finding.outcome is FAILED
    assert words in finding.detail


def test_prefixes_are_fine_as_long_as_all_rates_share_them() -> None:
    nu, rate = real("nu", unit="GHz"), positive("rate", unit="1/ns")
    found = audit(mode(hamiltonian=nu * c.dag * c, baths=(Bath(c, rate, N),)))
    assert {f.outcome for f in found if f.audit == "dimensions"} == {PASSED}


def test_tampered_equations_fail_by_their_unit() -> None:
    own = gather(MODE)
    assert own.equations is not None
    wrong = replace(own.equations, right=tuple(omega * op for op in own.equations.right))
    finding = one(findings(replace(own, equations=wrong)), "dimensions", "equations of motion")
    assert finding.outcome is FAILED
    assert "d<c.dag*c>/dt the factor of 1 has unit 1/s**2 instead of 1/s" in finding.detail


def test_a_model_in_units_of_one_of_its_rates_is_dimensionless() -> None:
    x, y = real("x"), positive("y")
    finding = of(mode(hamiltonian=x * c.dag * c, baths=(Bath(c, y, N),)), "dimensions")
    assert finding.outcome is NOT_APPLICABLE
    assert "dimensionless" in finding.detail


# -- hermiticity and trace ----------------------------------------------------------------------------------------


def test_a_hamiltonian_that_decays_fails() -> None:
    # H -> H - i kappa n/2, the effective Hamiltonian of no-jump evolution: H - H.dag = -i kappa n.
    own = gather(MODE)
    decaying = replace(own.master, hamiltonian=own.master.hamiltonian - I * kappa / 2 * c.dag * c)
    finding = one(findings(replace(own, master=decaying)), "hermiticity", "Hamiltonian")
    assert finding.outcome is FAILED
    assert finding.detail.endswith(repr(-I * kappa * c.dag * c))


def test_a_coherence_with_the_wrong_phase_fails() -> None:
    own = gather(CASCADED)
    equations = own.equations
    assert equations is not None
    # i in place of 1 before one right-hand side: the coherence and its conjugate part ways.
    position = equations.names.index("c_1.dag*c_2")
    right = [I * op if k == position else op for k, op in enumerate(equations.right)]
    finding = one(
        findings(replace(own, equations=replace(equations, right=tuple(right)))), "hermiticity", "equations of motion"
    )
    assert finding.outcome is FAILED
    assert "c_1.dag*c_2" in finding.detail


def test_a_complex_occupation_fails() -> None:
    own = gather(MODE)
    assert own.steady is not None
    wrong = replace(own.steady, values={w: v + I * kappa / gamma for w, v in own.steady.values.items()})
    finding = one(findings(replace(own, steady=wrong)), "hermiticity", "steady state")
    assert finding.outcome is FAILED
    assert "Im<n>" in finding.detail and "kappa/gamma" in finding.detail


class JumpsOnly(Generator):
    """A generator that forgot the loss of norm between jumps: sum C L.dag O L alone."""

    def __call__(self, op: Op) -> Op:
        return sum((weight * left * op * right for left, right, weight in self.jumps), Op({}))


def test_jumps_without_the_anticommutator_do_not_preserve_the_trace() -> None:
    own = gather(MODE)
    broken = JumpsOnly(own.master.hamiltonian, own.master.baths)
    finding = one(findings(replace(own, master=broken)), "trace preservation")
    assert finding.outcome is FAILED
    # sum C L.dag L = kappa (N+1) n + kappa N (n+1).
    assert repr((2 * N + 1) * kappa * c.dag * c + N * kappa) in finding.detail


# -- the machinery ------------------------------------------------------------------------------------------------


def test_an_audit_that_meets_an_error_is_undecided_and_says_so() -> None:
    own = gather(MODE)
    assert own.steady is not None
    found = findings(replace(own, steady=replace(own.steady, values={})))
    broken = [f for f in found if f.subject == "the audit itself"]
    assert broken and {f.outcome for f in broken} == {UNDECIDED}
    assert "span of the states" in broken[0].detail


@pytest.mark.parametrize(
    ("rows", "answer"),
    [
        (((1, I), (-I, 2)), 1),
        (((1, I), (-I, 1)), 0),
        (((1, 2 * I), (-2 * I, 1)), -1),
        (((0, 1), (1, 0)), -1),
        (((0, 0), (0, 0)), 0),
        # A root on the edge, and below it by less than any float could tell.
        (((1, sqrt(2)), (sqrt(2), 2)), 0),
        (((1, sqrt(2)), (sqrt(2), 2 - Fraction(1, 10**40))), -1),
    ],
)
def test_definiteness_is_decided_without_a_tolerance(rows: tuple[tuple[Scalar, ...], ...], answer: int) -> None:
    assert definiteness(tuple(tuple(constant(1) * x for x in row) for row in rows)) == answer


def test_points_lie_in_the_domains_and_turn_identities_into_numbers() -> None:
    values = (F, kappa, N, omega, exp(I * phi), sqrt(kappa + 1))
    drawn = points(values, 12)
    assert len({str(p) for p in drawn}) == 12
    for point in drawn:
        assert sign_at_point(point.at(kappa)) == sign_at_point(point.at(sqrt(kappa))) == 1
        assert sign_at_point(point.at(N)) == 1
        assert point.at(exp(I * phi) * exp(-I * phi)) == 1
        assert point.at(conj(F)) == point.at(F).conjugate()
        assert point.at(sqrt(kappa + 1)) ** 2 == point.at(kappa) + 1
    assert {sign_at_point(p.at(omega)) for p in drawn} == {-1, 1}
