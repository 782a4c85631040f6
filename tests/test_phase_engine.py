"""Models in phase space behind the pipeline: modules, audits, claims; a user's own models against QuTiP."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest
import qutip

from derive.algebra.boson import boson
from derive.algebra.operator import Op
from derive.audits.phase_space import findings
from derive.audits.record import Outcome
from derive.claims.checker import check
from derive.claims.claim import Claim, ClaimSet, Decision
from derive.emit.python import compile_module
from derive.engines import engine_of
from derive.engines.engine import Kind
from derive.engines.phase_space.derivation import PhaseSpaceDerivation, derive_model
from derive.engines.phase_space.statement import statement
from derive.errors import ModelError
from derive.model import Bath, Model
from derive.parameters import I, complex_, conj, nonnegative, positive, real, sqrt
from derive.phase_space.model import PhaseSpace
from derive.rules.phase_space.correspondence import Distribution, fokker_planck
from derive.rules.phase_space.entropy import Balance, entropy_balance
from derive.rules.phase_space.large_N import Mean
from derive.rules.phase_space.split import split
from tests.evaluation import complex_at

a, b = boson("a b")
kappa, gamma = positive("kappa gamma", unit="1/s")
N = positive("N")
Delta, u, epsilon, J = real("Delta u epsilon J", unit="rad/s")
F = complex_("F", unit="rad/s")
n_th = nonnegative("n_th")
alpha = complex_("alpha")

KERR = PhaseSpace(
    "kerr_q",
    Model(
        "kerr",
        Delta * a.dag * a + u / (2 * N) * a.dag**2 * a**2 + I * epsilon * sqrt(N) * (a.dag - a),
        Bath(a, 2 * kappa),
    ),
    size=N,
    means={a: alpha},
    mean=Mean.FIELD,
)
DPO = PhaseSpace("dpo", Model("oscillator", F * a.dag**2 + conj(F) * a**2, (Bath(a, 2 * kappa, n_th), Bath(a, gamma))))
COUPLED = PhaseSpace(
    "coupled",
    Model(
        "pair",
        u * (a.dag**2 * a**2 + b.dag**2 * b**2) + J * (a.dag * b + b.dag * a) + epsilon * (a + a.dag),
        (Bath(a, kappa), Bath(b, gamma, n_th)),
    ),
)


@pytest.fixture(scope="module")
def kerr() -> PhaseSpaceDerivation:
    return derive_model(KERR)


# -- the paper's model ------------------------------------------------------------------------------------------------


def test_statement_and_parts(kerr: PhaseSpaceDerivation) -> None:
    assert engine_of(KERR).name == "phase-space"
    assert statement(KERR)[-3:] == (
        "distribution Q (s = -1) of mu",
        "N -> oo, fluctuations nu, mean field",
        "a = (alpha) sqrt(N) + fluctuation",
    )
    assert [part.kind for part in kerr.parts()][:3] == [Kind.STATEMENT, Kind.STEPS, Kind.EQUATIONS]
    rules = [step.rule for step in kerr.steps]
    assert rules[0] == "operator correspondences" and rules[-1] == "thermodynamic limit"
    assert not kerr.gaps
    assert len({f.digest for f in kerr.forms()}) > 10


def test_audits_pass(kerr: PhaseSpaceDerivation) -> None:
    found = {(f.audit, f.subject): f.outcome for f in kerr.findings()}
    assert found["entropy balance", "all channels"] is Outcome.PASSED
    assert found["displacement", "two routes"] is Outcome.PASSED
    assert found["bounds", "Pi_u"] is Outcome.NOTED
    assert set(found.values()) == {Outcome.PASSED, Outcome.NOTED}


def test_audits_find_a_channel_that_is_not_counted(kerr: PhaseSpaceDerivation) -> None:
    # Without the channel's production and flux the parts no longer make up dS/dt.
    balance = kerr.balance
    assert balance is not None
    without = Balance(balance.split, balance.unitary, (), balance.dropped)
    (finding,) = (f for f in findings(kerr.equation, kerr.split, without, None) if f.audit == "entropy balance")
    assert finding.outcome is Outcome.FAILED and "0 channels" not in finding.detail


def test_audits_find_a_current_that_was_lost(kerr: PhaseSpaceDerivation) -> None:
    parts = split(fokker_planck(Model("closed", KERR.model.hamiltonian)))
    (finding,) = (f for f in findings(kerr.equation, parts, None, None) if f.audit == "split")
    assert finding.outcome is Outcome.FAILED


# In averages l stands for d ln Q/d mu, j for J/Q, and v alike for the displaced variable.
NAMES = {
    r"\Pi_u": "Pi_u",
    r"\Pi_d": "Pi_d",
    r"\ell": "dln_mu",
    r"\bar{\ell}": "dln_conj_mu",
    "j": "ratio_J_mu",
    r"\Pi_0": "Pi_u_0",
    "v": "dln_nu",
    r"\bar{v}": "dln_conj_nu",
    r"\Pi_q": "Pi_d_q",
    r"j_\nu": "ratio_J_nu",
    r"\mathcal{U}": "U",
    "J": "J_mu",
    r"\bar{J}": "=J^*",
    r"\Phi": "flux",
    r"\mathcal{E}": r"=\epsilon\sqrt{N}",
}
B5 = (
    r"\mathcal{U} = (i\mu\Delta - \mathcal{E})\partial_{\mu} Q - (i\bar{\mu}\Delta + \mathcal{E})\partial_{\bar{\mu}} Q"
    r" + \frac{i X}{2N} \{2|\mu|^2(\mu\partial_{\mu} Q - \bar{\mu}\partial_{\bar{\mu}} Q)"
    r" + \mu^2\partial_{\mu}^2 Q - \bar{\mu}^2\partial_{\bar{\mu}}^2 Q\}"
)


def decide(formula: str) -> Decision:
    (verdict,) = check(ClaimSet((Claim("x", formula),), KERR.name, names=NAMES), {KERR.name: KERR})
    found: Decision = verdict.decision
    return found


@pytest.mark.parametrize(
    ("formula", "decision"),
    [
        (r"\partial_t Q = \mathcal{U} + \partial_{\mu} J + \partial_{\bar{\mu}} \bar{J}", Decision.HOLDS),  # (3)
        (r"J = \kappa(\mu Q + \partial_{\bar{\mu}} Q)", Decision.HOLDS),
        (r"J = \kappa(\mu Q - \partial_{\bar{\mu}} Q)", Decision.WRONG),
        (r"\Phi = 2\kappa \hat{a}^\dagger \hat{a}", Decision.HOLDS),  # (5)
        (r"\Pi_u = \frac{i u}{2N} (\mu^2 \ell^2 - \bar{\mu}^2 \bar{\ell}^2)", Decision.HOLDS),  # (B6), u for mu
        (r"\Pi_u = \frac{i u}{2N} (\mu^2 \ell^2 + \bar{\mu}^2 \bar{\ell}^2)", Decision.WRONG),
        (r"\Pi_d = \frac{2}{\kappa} j j^*", Decision.HOLDS),  # (6)
        (r"\Pi_d = \frac{2}{\kappa} j^2", Decision.WRONG),
        (r"\Pi_q = \frac{2}{\kappa} j_\nu j_\nu^*", Decision.HOLDS),  # (8)
        (r"\Pi_0 = \frac{i u}{2} (\alpha^2 v^2 - \alpha^{*2} \bar{v}^2)", Decision.HOLDS),  # (A10) with (A7)
        (r"\Pi_u - \Pi_d = \Pi_u - 2\kappa\ell\bar{\ell} - 2\kappa(\mu\bar{\mu} - 2)", Decision.HOLDS),
        (B5.replace("X", "u"), Decision.HOLDS),  # (B5) as it must be
        (B5.replace("X", r"\mu"), Decision.WRONG),  # (B5) as it is printed
        (r"\frac{d\alpha}{dt} = \epsilon - (\kappa + i\Delta)\alpha - i u |\alpha|^2 \alpha", Decision.HOLDS),
    ],
)
def test_claims(formula: str, decision: Decision) -> None:
    assert decide(formula) is decision


# -- models of a user -------------------------------------------------------------------------------------------------

POINT: Mapping[str, Any] = {
    "kappa": 0.5,
    "gamma": 0.3,
    "n_th": 0.4,
    "F": 0.12 - 0.1j,
    "u": 0.35,
    "J": 0.6,
    "epsilon": 0.45,
    "N": 1.0,
    "Delta": 0.2,
}


def in_qutip(model: Model, size: int) -> tuple[qutip.Qobj, list[qutip.Qobj], list[qutip.Qobj]]:
    """Hamiltonian, collapse operators and annihilation operators, words read off the model one by one."""
    count = len(model.spaces)
    low = [
        qutip.tensor([qutip.destroy(size) if i == k else qutip.qeye(size) for i in range(count)]) for k in range(count)
    ]

    def image(op: Op) -> qutip.Qobj:
        total = 0 * low[0]
        for word, c in op:
            term = 1
            for space, (m, n) in word:
                k = model.spaces.index(space)
                term = term * low[k].dag() ** m * low[k] ** n
            total = total + complex_at(c, POINT) * term
        return total

    jumps = []
    for bath in model.baths:
        rate, n = (complex_at(x, POINT).real for x in (bath.rate, bath.occupation))
        jumps += [np.sqrt(rate * (n + 1)) * image(bath.operator), np.sqrt(rate * n) * image(bath.operator).dag()]
    return image(model.hamiltonian), jumps, low


def test_a_parametric_oscillator_at_finite_temperature() -> None:
    # From statement to numbers: the module's forms integrated over Q of QuTiP's steady state balance the flux.
    derivation, size = derive_model(DPO), 40
    module = compile_module(derivation.module())
    hamiltonian, jumps, (low,) = in_qutip(DPO.model, size)
    rho = qutip.steadystate(hamiltonian, jumps)
    x = np.linspace(-6.5, 6.5, 105)
    z = (x[:, None] + 1j * x[None, :]).ravel()
    powers = z[:, None] ** np.arange(size) / np.sqrt(np.cumprod([1.0, *range(1, size)]))
    states = powers * np.exp(-(abs(z[:, None]) ** 2) / 2)

    def function(matrix: qutip.Qobj) -> np.ndarray:
        return np.einsum("gm,mn,gn->g", states.conj(), matrix.full(), states) / np.pi

    q, step = function(rho).real, (x[1] - x[0]) ** 2
    assert np.sum(q) * step == pytest.approx(1, abs=1e-9)
    # d/dmu of exp(-|mu|^2) <..> gives rho a.dag, d/dmu* gives a rho.
    slopes = np.stack([function(rho * low.dag()) / q - z.conj(), function(low * rho) / q - z], -1)
    y = z[:, None]
    parameters = {k: POINT[k] for k in module.PARAMETERS}
    form = np.broadcast_to(module.unitary_production(y, **parameters), (len(z), 2, 2))
    unitary = np.sum(np.einsum("gi,gij,gj->g", slopes, form, slopes) * q) * step
    drift, noise = module.current_drift(y, **parameters), module.current_diffusion(**parameters)
    currents = drift + np.einsum("cij,gj->gci", noise, slopes)
    produced = np.einsum("gci,cij,gcj,g->c", currents, module.production(**parameters), currents, q) * step
    moments = {"1": 1.0, "a.dag*a": qutip.expect(low.dag() * low, rho)}
    flux = sum(w * moments[name] for w, name in zip(module.flux(**parameters), module.FLUX, strict=True))
    assert abs(unitary) > 1e-3 and min(produced.real) > 1e-3
    assert unitary + np.sum(produced) == pytest.approx(flux, abs=1e-6)
    assert all(f.outcome in (Outcome.PASSED, Outcome.NOTED) for f in derivation.findings())


def test_two_coupled_kerr_modes_move_as_the_density_matrix() -> None:
    # The Fokker-Planck operator on Q = <mu|rho|mu>/pi^2, derivatives by a rho and rho a.dag, is <mu|L rho|mu>/pi^2.
    derivation, size = derive_model(COUPLED), 8
    hamiltonian, jumps, low = in_qutip(COUPLED.model, size)
    rng = np.random.default_rng(5)
    state = np.zeros((size, size), complex)
    state[:3, :3] = rng.normal(size=(3, 3)) + 1j * rng.normal(size=(3, 3))
    ket = qutip.Qobj(state.ravel() / np.linalg.norm(state), dims=[[size, size], [1, 1]])
    rho = ket * ket.dag()
    motion = -1j * (hamiltonian * rho - rho * hamiltonian)
    motion += sum(_flow(jump, rho) for jump in jumps)
    point = (0.5 - 0.3j, -0.2 + 0.6j)

    def at(matrix: qutip.Qobj) -> complex:
        ket = np.kron(*(mu ** np.arange(size) / np.sqrt(np.cumprod([1.0, *range(1, size)])) for mu in point))
        weight = np.exp(-sum(abs(mu) ** 2 for mu in point)) / np.pi**2
        return complex(ket.conj() @ matrix.full() @ ket * weight)

    total = 0j
    planes = derivation.equation.correspondence.planes
    for word, c in derivation.equation.operator:
        term, factor = rho, complex_at(c, POINT)
        for plane, (p, r, m, n) in word:
            k = planes.index(plane)
            factor *= point[k] ** p * point[k].conjugate() ** r
            # d <mu|X|mu> = <mu|X a.dag|mu> - mu* <mu|X|mu>, d* alike; d* d also differentiates that mu*.
            before = term
            for _ in range(m):
                term = term * low[k].dag() - point[k].conjugate() * term
            for _ in range(n):
                term = low[k] * term - point[k] * term
            if m and n:
                assert m == n == 1
                term = term - before
        total += factor * at(term)
    expected = at(motion)
    assert abs(expected) > 1e-3
    assert total == pytest.approx(expected, abs=1e-12)
    outcomes = {f.outcome for f in derivation.findings()}
    assert outcomes == {Outcome.PASSED, Outcome.NOTED}


def _flow(jump: qutip.Qobj, rho: qutip.Qobj) -> qutip.Qobj:
    both = jump.dag() * jump
    return jump * rho * jump.dag() - (both * rho + rho * both) / 2


def test_what_cannot_be_derived_is_a_gap() -> None:
    found = derive_model(PhaseSpace("p", Model("loss", Op({}), Bath(a, kappa)), Distribution.P))
    assert found.balance is None
    assert [gap.stage for gap in found.gaps] == ["entropy balance"]
    assert "infinite" in found.gaps[0].reason
    assert found.module() is not None and found.parts()


@pytest.mark.parametrize(
    ("options", "text"),
    [
        ({"means": {a: alpha}}, "need a size"),
        ({"size": Delta}, "positive parameter is needed"),
        ({"size": gamma}, "size must be a parameter of the model"),
        ({"letter": "u"}, "must have a name of its own"),
        ({"letter": "a"}, "must have a name of its own"),
        ({"letter": "nu"}, "must have a name of its own"),
        ({"distribution": -1}, "distribution must be a Distribution"),
    ],
)
def test_bad_statements_are_refused(options: dict[str, Any], text: str) -> None:
    with pytest.raises(ModelError, match=text):
        PhaseSpace("x", KERR.model, **options)


def test_the_balance_of_a_users_model_has_every_channel() -> None:
    assert len(entropy_balance(fokker_planck(DPO.model)).channels) == 2
