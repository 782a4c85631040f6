"""Two cascaded oscillators (Barzanjeh, Aquilina and Xuereb, master equation (1)), and what edits of the model change.

H = omega_1 n1 + omega_2 n2 + F c1.dag c2 + F* c2.dag c1; private baths kappa_k, N_k; one common bath N_3 that meets
first 1, then 2: L = sqrt(gamma_1) c1 + sqrt(gamma_2) e^{i phi} c2. Every edit has its paper derivation and its oracle:
the master equation written out in QuTiP with matrices.

On paper, with u_k the amplitude of c_k in L and D_k = i omega_k + (kappa_k + |u_k|**2)/2,

    dc_k/dt = -D_k c_k - u_k* sum_{j<k} u_j c_j - i (F c_2, F* c_1)_k - sqrt(kappa_k) b_k - u_k* b.          (*)
"""

from __future__ import annotations

import numpy as np
import pytest
import qutip
import sympy

from derive.algebra.boson import boson
from derive.algebra.operator import Op
from derive.errors import ModelError
from derive.exact.scalar import Scalar, constant, substitute
from derive.model import Bath, Cascade, Model
from derive.parameters import I, angle, complex_, conj, exp, nonnegative, positive, real, sqrt
from derive.rules.moments import moments
from tests.evaluation import matrix_at, moments_at, stages_at, value_at

c1, c2, c3 = boson("c_1 c_2 c_3")
w1, w2, w3 = real("omega_1 omega_2 omega_3", unit="rad/s")
k1, k2, k3, g1, g2, g3 = positive("kappa_1 kappa_2 kappa_3 gamma_1 gamma_2 gamma_3", unit="1/s")
N1, N2, N3, N4 = nonnegative("N_1 N_2 N_3 N_4")
F, M = complex_("F M")
phi, chi = angle("phi chi")

H = w1 * c1.dag * c1 + w2 * c2.dag * c2 + F * c1.dag * c2 + conj(F) * c2.dag * c1
PRIVATE = (Bath(c1, k1, N1), Bath(c2, k2, N2))
L1, L2, L3 = sqrt(g1) * c1, sqrt(g2) * exp(I * phi) * c2, sqrt(g3) * exp(I * chi) * c3
PAIR = (c1.dag * c1, c1.dag * c2, c2.dag * c2)

BASE = Model("base", H, PRIVATE, [Cascade([L1, L2], occupation=N3)])
THIRD = Model("third", H + w3 * c3.dag * c3, (*PRIVATE, Bath(c3, k3, N4)), [Cascade([L1, L2, L3], occupation=N3)])
SQUEEZED = Model("squeezed", H, PRIVATE, [Cascade([L1, L2], occupation=N3, squeezing=M)])
ABSENT = Model("absent", H, PRIVATE)

# The numbers of the oracle; an angle's is its phase factor.
POINT = {
    "omega_1": 0.3, "omega_2": -0.2, "omega_3": 0.15, "kappa_1": 0.8, "kappa_2": 0.5, "kappa_3": 0.6,
    "gamma_1": 0.9, "gamma_2": 0.7, "gamma_3": 0.4, "N_1": 0.05, "N_2": 0.01, "N_3": 0.02, "N_4": 0.0,
    "F": 0.35 - 0.2j, "phi": np.exp(0.8j), "chi": np.exp(-1.3j), "M": 0.05 + 0.03j,
}  # fmt: skip


def paper_rate(j: int, k: int, modes: int, hopping: bool = True) -> Op:
    """The right-hand side of d<c_j.dag c_k> from (*), whose common noise joins every pair: + N_3 u_j u_k*."""
    c, kappa, occupation = (c1, c2, c3), (k1, k2, k3), (N1, N2, N4)
    u = (sqrt(g1), sqrt(g2) * exp(I * phi), sqrt(g3) * exp(I * chi))
    omega = (w1, w2, w3)

    def field(n: int) -> Op:
        total = -(I * omega[n] + (kappa[n] + u[n] * conj(u[n])) / 2) * c[n]
        for earlier in range(n):
            total = total - conj(u[n]) * u[earlier] * c[earlier]
        if n < 2 and hopping:
            total = total - I * (F if n == 0 else conj(F)) * c[1 - n]
        return total

    own = kappa[k] * occupation[k] if j == k else 0
    return field(j).dag * c[k] + c[j].dag * field(k) + N3 * u[j] * conj(u[k]) + own


def matrices(modes: int, cutoff: int) -> list[qutip.Qobj]:
    one = qutip.qeye(cutoff)
    return [qutip.tensor(*[qutip.destroy(cutoff) if j == k else one for j in range(modes)]) for k in range(modes)]


def oracle(modes: int, cutoff: int, *, common: bool = True, squeezing: tuple[float, complex] = (0, 0)) -> qutip.Qobj:
    """QuTiP's stationary state of the master equation, written out: H, hopping of each ordered pair, jump operators.

    ``squeezing`` is (n, r e^{i theta}): the common input is b = cosh(r) v + e^{i theta} sinh(r) v.dag with v thermal,
    so that L b.dag - h.c. = K v.dag - h.c. with K = cosh(r) L - e^{i theta} sinh(r) L.dag.
    """
    p, c = POINT, matrices(modes, cutoff)
    hamiltonian = sum(p[f"omega_{k + 1}"] * c[k].dag() * c[k] for k in range(modes))
    hamiltonian += p["F"] * c[0].dag() * c[1] + np.conj(p["F"]) * c[1].dag() * c[0]
    jumps = []
    for k, occupation in enumerate(("N_1", "N_2", "N_4")[:modes]):
        kappa, n = p[f"kappa_{k + 1}"], p[occupation]
        jumps += [np.sqrt(kappa * (n + 1)) * c[k], np.sqrt(kappa * n) * c[k].dag()]
    if common:
        turns = (1, p["phi"], p["chi"])
        stages = [np.sqrt(p[f"gamma_{k + 1}"]) * turns[k] * c[k] for k in range(modes)]
        for k in range(modes):
            for j in range(k):
                one_way = stages[k].dag() * stages[j]
                hamiltonian += (one_way - one_way.dag()) / 2j
        n, r = squeezing if squeezing[1] else (p["N_3"], 0)
        size, turn = abs(r), np.exp(1j * np.angle(r))
        K = np.cosh(size) * sum(stages) - turn * np.sinh(size) * sum(stages).dag()
        jumps += [np.sqrt(n + 1) * K, np.sqrt(n) * K.dag()]
    return qutip.steadystate(hamiltonian, jumps)


def assert_agrees(
    model: Model, rho: qutip.Qobj, modes: int, cutoff: int, point: dict[str, complex] = POINT, pairs: bool = False
) -> None:
    """All <c_j.dag c_k> (and <c_j c_k> where asked) of the closed form at the point are those of the state."""
    fields, c = (c1, c2, c3)[:modes], matrices(modes, cutoff)
    asked = {fields[j].dag * fields[k]: c[j].dag() * c[k] for j in range(modes) for k in range(modes)}
    if pairs:
        asked |= {fields[j] * fields[k]: c[j] * c[k] for j in range(modes) for k in range(j, modes)}
    found = moments_at(moments(model, list(asked)).steady_state(), point)
    for op, matrix in asked.items():
        (word,) = op.terms
        assert found[word] == pytest.approx(qutip.expect(matrix, rho), abs=3e-5)


# -- the base model -----------------------------------------------------------------------------------------------


def test_base_equations_are_those_on_paper():
    equations = moments(BASE)
    assert len(equations.states) == 4
    for (j, k), op in {(0, 0): PAIR[0], (0, 1): PAIR[1], (1, 1): PAIR[2]}.items():
        assert equations.right_of(op) == paper_rate(j, k, 2)


def test_base_against_qutip():
    assert_agrees(BASE, oracle(2, 6), 2, 6)


def test_base_in_equilibrium():
    """One occupation for all three baths: no heat flows, whatever F and phi."""
    equal = Model("equal", H, [Bath(c1, k1, N3), Bath(c2, k2, N3)], [Cascade([L1, L2], occupation=N3)])
    steady = moments(equal).steady_state()
    assert [steady[op] for op in PAIR] == [N3, 0, N3]


def test_without_hopping_the_first_does_not_know_the_second():
    """F = 0: n1 is the mean of its two baths and depends on no number of the second."""
    one_way = Model("one_way", w1 * c1.dag * c1 + w2 * c2.dag * c2, PRIVATE, [Cascade([L1, L2], occupation=N3)])
    assert moments(one_way).steady_state()[PAIR[0]] == (k1 * N1 + g1 * N3) / (k1 + g1)


# -- a third oscillator in the chain ------------------------------------------------------------------------------


def test_third_oscillator_equations_are_those_on_paper():
    """Nine moments; 3 is driven by what leaves 1 and by what leaves 2."""
    equations = moments(THIRD)
    assert len(equations.states) == 9
    fields = (c1, c2, c3)
    for j in range(3):
        for k in range(3):
            assert equations.right_of(fields[j].dag * fields[k]) == paper_rate(j, k, 3)


def test_third_oscillator_does_not_act_back():
    """n1, n2 and their coherence are those of the base model, as closed forms."""
    three, two = moments(THIRD, PAIR).steady_state(), moments(BASE).steady_state()
    assert [three[op] for op in PAIR] == [two[op] for op in PAIR]


def test_third_oscillator_against_qutip():
    """Four Fock states a mode; at N <= 0.05 the fifth holds 1e-6."""
    assert_agrees(THIRD, oracle(3, 4), 3, 4)


@pytest.mark.parametrize("coupling", [F, real("f")], ids=["complex F", "real F: the phase of the loop stays"])
def test_third_oscillator_in_stages(coupling):
    """Long moments become stages, the real and imaginary parts of earlier ones: every number stays exact.

    A complex F takes up the phase phi; a real one cannot, and the loop 1 -> 2 (cascade), 2 -> 1 (hopping) keeps it.
    """
    hop = coupling * c1.dag * c2
    free = w1 * c1.dag * c1 + w2 * c2.dag * c2 + w3 * c3.dag * c3
    equations = moments(Model("staged", free + hop + hop.dag, THIRD.baths, THIRD.cascades))
    steady = equations.steady_state()
    assert steady.stages
    assert all(value.is_real for value in steady.stages.values() if len(value.re) < 3000)
    known = stages_at(steady, POINT | {"f": 0.3})
    found = {word: value_at(value, known) for word, value in steady.values.items()}
    matrix, source = matrix_at(equations, POINT | {"f": 0.3})
    expected = np.linalg.solve(matrix, -source)
    np.testing.assert_allclose([found[word] for word in equations.states], expected, atol=1e-13)
    coherence = found[((c1.spaces[0], (1, 0)), (c3.spaces[0], (0, 1)))]
    assert abs(coherence) > 1e-3
    # A stage is printed as what it is: parts of <c_1.dag c_3> e^{i chi}, in which chi does not occur.
    printed = {g.symbol.latex for g in steady.stages if g.name == "mean_c_1_dag_c_3"}
    assert printed == {r"\langle \hat{c}_1^\dagger \hat{c}_3 \rangle e^{i \chi}"}
    assert known["mean_c_1_dag_c_3"] == pytest.approx(coherence * POINT["chi"])


# -- a squeezed common bath ---------------------------------------------------------------------------------------


def test_squeezed_bath_adds_pairs_and_nothing_else():
    """From (*), d<c_j c_k> has the noise M u_j* u_k*; <c_j.dag c_k> moves as before."""
    equations = moments(SQUEEZED, [*PAIR, c1**2, c1 * c2, c2**2])
    for (j, k), op in {(0, 0): PAIR[0], (0, 1): PAIR[1], (1, 1): PAIR[2]}.items():
        assert equations.right_of(op) == paper_rate(j, k, 2)
    assert equations.right_of(c1**2) == M * g1 - (2 * I * w1 + k1 + g1) * c1**2 - 2 * I * F * c1 * c2
    constants = [equations.right_of(op).coefficient(()) for op in (c1 * c2, c2**2)]
    assert constants == [M * sqrt(g1 * g2) * exp(-I * phi), M * g2 * exp(-2 * I * phi)]


def test_squeezed_light_passes_an_empty_cavity():
    """On resonance without private baths a cavity is an all-pass filter r(nu) = (i nu - g/2)/(i nu + g/2) up to sign:
    r(nu) r(-nu) = |r|**2 = 1, so that 2 meets the same squeezed white light as 1, turned by the phase on the way.

    n1 = n2 = N, <c1 c1> = M, <c2 c2> = e^{2 i phi} M, and no correlation of 1 and 2.
    """
    line = Cascade([sqrt(g1) * c1, sqrt(g2) * c2], phases=[phi], occupation=N3, squeezing=M)
    model = Model("line", 0, cascades=[line])
    steady = moments(model, [*PAIR, c1**2, c1 * c2, c2**2]).steady_state()
    undo = steady.gauge.undo
    assert [undo(steady[op]) for op in PAIR] == [N3, 0, N3]
    assert [undo(steady[op]) for op in (c1**2, c1 * c2, c2**2)] == [M, 0, exp(2 * I * phi) * M]


def test_squeezed_bath_against_qutip():
    """N = sinh(r)**2 (2n + 1) + n and M = e^{i theta} sinh(2r)/2 (2n + 1) for n thermal quanta, squeezed by r."""
    n, r = 0.01, 0.12 * np.exp(0.5j)
    size = abs(r)
    moved = {"N_3": np.sinh(size) ** 2 * (2 * n + 1) + n, "M": np.exp(0.5j) * np.sinh(2 * size) / 2 * (2 * n + 1)}
    assert_agrees(SQUEEZED, oracle(2, 6, squeezing=(n, r)), 2, 6, POINT | moved, True)


# -- no common bath -----------------------------------------------------------------------------------------------


def test_absent_bath_leaves_a_rate_equation():
    """Eliminating the coherence, X = <c1.dag c2>: 0 = -(Gamma + i Delta) X + i F* (n2 - n1) up to conjugation, so n1
    and n2 exchange quanta at the rate R = 2 |F|**2 Gamma/(Gamma**2 + Delta**2), Gamma = (kappa_1 + kappa_2)/2:

    0 = kappa_1 (N1 - n1) - R (n1 - n2) = kappa_2 (N2 - n2) + R (n1 - n2),
    n1 - n2 = kappa_1 kappa_2 (N1 - N2)/(kappa_1 kappa_2 + R (kappa_1 + kappa_2)).
    """
    steady = moments(ABSENT).steady_state()
    Gamma, Delta = (k1 + k2) / 2, w1 - w2
    R = 2 * F * conj(F) * Gamma / (Gamma**2 + Delta**2)
    difference = k1 * k2 * (N1 - N2) / (k1 * k2 + R * (k1 + k2))
    expected = (N1 - R * difference / k1, N2 + R * difference / k2)
    assert (steady.gauge.undo(steady[PAIR[0]]), steady.gauge.undo(steady[PAIR[2]])) == expected


def test_absent_bath_is_the_limit_of_no_coupling():
    """gamma_1 = gamma_2 = 0 in the base model's right-hand sides."""
    base, absent = moments(BASE), moments(ABSENT)
    roots = {g for op in base.right for _, v in op for g in v.generators if g.name in ("gamma_1", "gamma_2")}
    assert len(roots) == 2

    def without(value: Scalar) -> Scalar:
        return substitute(value, dict.fromkeys(roots, constant(0)))

    assert [op.map(without) for op in base.right] == list(absent.right)


def test_absent_bath_against_qutip():
    assert_agrees(ABSENT, oracle(2, 6, common=False), 2, 6)


# -- a time-dependent coupling ------------------------------------------------------------------------------------


def f_of_t(t: float) -> complex:
    """What a user may put in the place of F."""
    return 0.1 * np.exp(1j * t)


t = sympy.Symbol("t")


@pytest.mark.parametrize(
    "attempt",
    [
        lambda: f_of_t * c1.dag * c2,
        lambda: c1.dag * c2 * f_of_t,
        lambda: sympy.Function("F")(t) * c1.dag * c2,
        lambda: sympy.exp(sympy.I * t) * c1.dag * c2,
        lambda: H + f_of_t,
        lambda: Model("m", f_of_t),
    ],
)
def test_time_dependent_coupling_is_refused(attempt):
    """No time-independent generator: the message says what was got and that a rotating frame helps."""
    with pytest.raises(ModelError, match="must be a constant") as caught:
        attempt()
    assert "rotating frame" in caught.value.todo


def test_time_dependence_in_a_name_is_refused():
    with pytest.raises(ModelError, match="Python identifier") as caught:
        complex_("F(t)")
    assert "F(t)" in str(caught.value)


@pytest.mark.parametrize("place", ["rate", "occupation", "squeezing"])
def test_time_dependent_baths_are_refused(place):
    with pytest.raises(ModelError, match=f"{place} must be a constant"):
        Bath(c1, **{"rate": k1, "occupation": N1, place: f_of_t})
