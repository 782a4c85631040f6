"""Equations of motion that can be derived on paper, derived by the engine: one bath, one drive, one jump at a time.

Convention: d<O>/dt = <i [H, O]> + sum over baths (N+1) D[L] + N D[L.dag] in the Heisenberg picture, with
D[L] O = L.dag O L - (L.dag L O + O L.dag L)/2 = ([L.dag, O] L + L.dag [O, L])/2, and H short for H/hbar.
"""

from __future__ import annotations

import pytest

from derive.algebra.boson import boson
from derive.algebra.levels import levels, two_level
from derive.algebra.operator import Op, anticommutator, commutator
from derive.equations import Equations
from derive.exact.scalar import constant
from derive.model import Bath, Cascade, Model, Observable
from derive.parameters import I, complex_, conj, nonnegative, positive, real, sqrt
from derive.rules.lindblad import generator
from derive.rules.moments import first_moments, moments

c, c1, c2 = boson("c c_1 c_2")
s, s1, s2 = two_level("s s_1 s_2")
omega, Delta = real("omega Delta", unit="rad/s")
kappa, gamma, gamma_1, gamma_2 = positive("kappa gamma gamma_1 gamma_2", unit="1/s")
N = nonnegative("N")
F, Omega, M, u, v = complex_("F Omega M u v")


def rate_of(model: Model, operator: Op) -> Op:
    """The operator whose expectation value is d<operator>/dt."""
    return generator(model)(operator)


def assert_right_hand_sides(equations: Equations, expected: list[tuple[Op, Op]]) -> None:
    """Each operator moves as stated, and the equations hold no other states."""
    assert {op for op, _ in expected} == {Op({w: constant(1)}) for w in equations.states}
    for operator, right in expected:
        assert equations.right_of(operator) == right


# -- one oscillator -----------------------------------------------------------------------------------------------


def test_damped_oscillator():
    """L = sqrt(kappa) c.

    D[c] n = -n and D[c.dag] n = n + 1 (from [c.dag, n] = -c.dag), so d<n>/dt = -kappa <n> + kappa N.
    """
    model = Model("damped", omega * c.dag * c, baths=[Bath(c, kappa, N)])
    equations = moments(model)
    assert_right_hand_sides(equations, [(c.dag * c, kappa * N - kappa * c.dag * c)])
    assert equations.steady_state()[c.dag * c] == N


def test_driven_damped_oscillator():
    """H = omega c.dag c + F c.dag + F* c.

    i [H, c] = -i omega c - i F and the bath gives -kappa/2 c, at any temperature. Then
    <c> = -i F/(kappa/2 + i omega) and <n> = N + |<c>|**2.
    """
    H = omega * c.dag * c + F * c.dag + conj(F) * c
    model = Model("driven", H, baths=[Bath(c, kappa, N)])
    assert_right_hand_sides(first_moments(model), [(c, -(I * omega + kappa / 2) * c - I * F)])
    equations = moments(model, [c.dag * c])
    n = kappa * N - kappa * c.dag * c - I * F * c.dag + I * conj(F) * c
    mean = -(I * omega + kappa / 2) * c - I * F
    assert_right_hand_sides(equations, [(c.dag * c, n), (c, mean), (c.dag, mean.dag)])
    steady = equations.steady_state()
    amplitude = -I * F / (kappa / 2 + I * omega)
    assert steady.gauge.undo(steady[c]) == amplitude
    assert steady.gauge.undo(steady[c.dag * c]) == N + amplitude * conj(amplitude)


def test_the_bath_as_rate_or_inside_the_operator():
    """Bath(c, kappa) and Bath(sqrt(kappa) c) are one and the same."""
    outside = Model("outside", 0, baths=[Bath(c, kappa, N, M)])
    inside = Model("inside", 0, baths=[Bath(sqrt(kappa) * c, occupation=N, squeezing=M)])
    for op in (c, c.dag * c, c**2, c.dag**2 * c):
        assert rate_of(outside, op) == rate_of(inside, op)


def test_oscillator_with_gain():
    """A jump c.dag at rate gamma, vacuum input: D[c.dag] n = n + 1, so d<n>/dt = (gamma - kappa) <n> + gamma."""
    model = Model("laser", 0, baths=[Bath(c, kappa), Bath(c.dag, gamma)])
    equations = moments(model)
    assert_right_hand_sides(equations, [(c.dag * c, gamma + (gamma - kappa) * c.dag * c)])
    assert equations.steady_state()[c.dag * c] == gamma / (kappa - gamma)


def test_two_photon_loss():
    """L = sqrt(gamma) c**2: [c.dag**2, n] = -2 c.dag**2, so d<n>/dt = -2 gamma <c.dag**2 c**2>."""
    assert rate_of(Model("pairs", 0, baths=[Bath(c**2, gamma)]), c.dag * c) == -2 * gamma * c.dag**2 * c**2


def test_dephasing_of_an_oscillator():
    """L = sqrt(gamma) n: with [n, c] = -c, D[n] c = ([n, c] n + n [c, n])/2 = [n, c]/2 = -c/2; n itself rests."""
    model = Model("dephased", 0, baths=[Bath(c.dag * c, gamma)])
    assert rate_of(model, c) == -gamma / 2 * c
    assert rate_of(model, c.dag * c) == 0
    assert rate_of(model, c**2) == -2 * gamma * c**2  # the square of the charge 2


# -- squeezed bath ------------------------------------------------------------------------------------------------


def test_squeezed_bath():
    """<b b> = M: from dc = -(kappa/2) c dt - sqrt(kappa) dB, d(c c) has the Ito term kappa dB dB = kappa M dt.

    So <c c> -> M and <n> -> N without detuning, and <c c> = kappa M/(kappa + 2 i omega) with it.
    """
    model = Model("squeezed", 0, baths=[Bath(c, kappa, N, M)])
    assert rate_of(model, c**2) == kappa * M - kappa * c**2
    assert rate_of(model, c.dag**2) == kappa * conj(M) - kappa * c.dag**2
    assert rate_of(model, c.dag * c) == kappa * N - kappa * c.dag * c
    assert rate_of(model, c) == -kappa / 2 * c
    steady = moments(model, [c**2, c.dag * c]).steady_state()
    assert steady.gauge.undo(steady[c**2]) == M
    assert steady[c.dag * c] == N
    detuned = moments(Model("detuned", omega * c.dag * c, baths=[Bath(c, kappa, N, M)]), [c**2]).steady_state()
    assert detuned.gauge.undo(detuned[c**2]) == kappa * M / (kappa + 2 * I * omega)


def test_two_level_system_in_a_squeezed_bath():
    """Gardiner's inhibited phase decay: d<s-> = -gamma (N + 1/2) <s-> - gamma M <s+>.

    The terms -M (L.dag O L.dag - {L.dag**2, O}/2) act with s+**2 = 0: s+ s- s+ = s+ gives -gamma M s+.
    For real M the quadratures decay with gamma (N + 1/2 + M) and gamma (N + 1/2 - M).
    """
    model = Model("gardiner", 0, baths=[Bath(s.minus, gamma, N, M)])
    assert rate_of(model, s.minus) == -gamma * (N + 1) * s.minus / 2 - gamma * N * s.minus / 2 - gamma * M * s.plus
    assert rate_of(model, s.z) == -gamma * (2 * N + 1) * s.z - gamma
    real_pair = real("m")
    quadratures = Model("gardiner", 0, baths=[Bath(s.minus, gamma, N, real_pair)])
    assert rate_of(quadratures, s.x) == -gamma * (N + real_pair) * s.x - gamma / 2 * s.x
    assert rate_of(quadratures, s.y) == -gamma * (N - real_pair) * s.y - gamma / 2 * s.y


# -- two levels ---------------------------------------------------------------------------------------------------


def test_optical_bloch_equations_with_a_thermal_bath():
    """H = Delta/2 s_z + Omega s+ + Omega* s-, P = s+ s- the upper population, Gamma = gamma (2N + 1).

    [s_z, s-] = -2 s-, [s+, s-] = s_z = 2P - 1:   d<s->/dt = -(Gamma/2 + i Delta) <s-> + 2i Omega <P> - i Omega.
    [s+, P] = -s+, [s-, P] = s-:                  d<P>/dt = gamma N - Gamma <P> - i Omega <s+> + i Omega* <s->.
    Eliminating <s-> with S = |Omega|**2/(Gamma**2/4 + Delta**2):  P = (gamma N/Gamma + S)/(1 + 2 S).
    """
    P = s.plus * s.minus
    H = Delta / 2 * s.z + Omega * s.plus + conj(Omega) * s.minus
    model = Model("fluorescence", H, baths=[Bath(s.minus, gamma, N)], observables=[Observable("P", P)])
    Gamma = gamma * (2 * N + 1)
    lowering = -(Gamma / 2 + I * Delta) * s.minus + 2 * I * Omega * P - I * Omega
    population = gamma * N - Gamma * P - I * Omega * s.plus + I * conj(Omega) * s.minus
    equations = moments(model)
    assert_right_hand_sides(equations, [(P, population), (s.minus, lowering), (s.plus, lowering.dag)])
    steady = equations.steady_state()
    S = Omega * conj(Omega) / (Gamma**2 / 4 + Delta**2)
    assert steady.gauge.undo(steady.observables["P"]) == (gamma * N / Gamma + S) / (1 + 2 * S)


def test_thermal_two_level_system():
    """Detailed balance: gamma (N+1) down, gamma N up, P = N/(2N + 1)."""
    steady = moments(Model("thermal", Delta * s.z, baths=[Bath(s.minus, gamma, N)])).steady_state()
    assert steady[s.plus * s.minus] == N / (2 * N + 1)


def test_pure_dephasing():
    """L = sqrt(gamma/2) s_z: s_z s- s_z = -s-, so d<s-> = -gamma <s->; populations rest."""
    model = Model("dephasing", Delta / 2 * s.z, baths=[Bath(s.z, gamma / 2)])
    assert rate_of(model, s.minus) == -(I * Delta + gamma) * s.minus
    assert rate_of(model, s.plus * s.minus) == 0
    # A Hermitian coupling feels N quanta both ways: 2N + 1 times as much.
    warm = Model("dephasing", 0, baths=[Bath(s.z, gamma / 2, N)])
    assert rate_of(warm, s.minus) == -gamma * (2 * N + 1) * s.minus


# -- three levels -------------------------------------------------------------------------------------------------

atom = levels("atom", ("1", "2", "e"))
Omega_1, Omega_2 = complex_("Omega_1 Omega_2")
LAMBDA_BATHS = (Bath(atom(1, "e"), gamma_1), Bath(atom(2, "e"), gamma_2))


def test_lambda_system_rates():
    """Decay e -> 1 and e -> 2: populations follow the rates, coherences with e decay at half the total.

    |1><2| is untouched: jumps act on |e> alone.
    """
    model = Model("Lambda", Delta * atom("e", "e"), baths=LAMBDA_BATHS)
    total, e = gamma_1 + gamma_2, atom("e", "e")
    assert rate_of(model, e) == -total * e
    assert rate_of(model, atom(2, 2)) == gamma_2 * e
    assert rate_of(model, atom(1, 1)) == gamma_1 * e
    assert rate_of(model, atom(1, "e")) == -(I * Delta + total / 2) * atom(1, "e")
    assert rate_of(model, atom(1, 2)) == 0


def test_lambda_system_interference_of_jumps():
    """One collective jump to 1 and 2 transfers coherence: D[L]|2><1| gains sqrt(gamma_1 gamma_2)|e><e|."""
    jump = sqrt(gamma_1) * atom(1, "e") + sqrt(gamma_2) * atom(2, "e")
    model = Model("Lambda", 0, baths=[Bath(jump)])
    assert rate_of(model, atom(2, 1)) == sqrt(gamma_1 * gamma_2) * atom("e", "e")
    assert rate_of(model, atom("e", "e")) == -(gamma_1 + gamma_2) * atom("e", "e")


def test_lambda_system_is_pumped_into_the_dark_state():
    """H = Delta |e><e| + Omega_1 |e><1| + Omega_2 |e><2| + h.c. annihilates Omega_2 |1> - Omega_1 |2>.

    Decay ends there: P_e = 0, P_2 = |Omega_1|**2/(|Omega_1|**2 + |Omega_2|**2), and the coherence
    <|1><2|> = <2|rho|1> = -Omega_1 Omega_2*/(|Omega_1|**2 + |Omega_2|**2).
    """
    drive = Omega_1 * atom("e", 1) + Omega_2 * atom("e", 2)
    model = Model("Lambda", Delta * atom("e", "e") + drive + drive.dag, baths=LAMBDA_BATHS)
    steady = moments(model).steady_state()
    norm = Omega_1 * conj(Omega_1) + Omega_2 * conj(Omega_2)
    undo = steady.gauge.undo
    assert undo(steady[atom("e", "e")]) == 0
    assert undo(steady[atom(2, 2)]) == Omega_1 * conj(Omega_1) / norm
    assert undo(steady[atom(1, 2)]) == -Omega_1 * conj(Omega_2) / norm


# -- collective jumps ---------------------------------------------------------------------------------------------


def test_superradiance_and_subradiance():
    """L = sqrt(gamma)(s1- + s2-), P_k = s_k+ s_k-, X = s1+ s2- + s2+ s1-.

    [s1+, P1] = -s1+:           d P1 = -gamma P1 - gamma/2 X.
    [L.dag, s1+ s2-] ~ s1+ s2_z: d(s1+ s2-) = -gamma s1+ s2- + 2 gamma P1 P2 - gamma/2 (P1 + P2).
    |ee> loses at <ee|L.dag L|ee> = 2 gamma. So |S><S| = (P1 + P2 + X)/2 - P1 P2 decays with 2 gamma and is fed with
    2 gamma from |ee>, while |A><A| = (P1 + P2 - X)/2 - P1 P2 neither decays nor is fed.
    """
    model = Model("superradiance", 0, baths=[Bath(s1.minus + s2.minus, gamma)])
    P1, P2 = s1.plus * s1.minus, s2.plus * s2.minus
    hop = s1.plus * s2.minus
    X, both = hop + hop.dag, P1 * P2
    assert rate_of(model, P1) == -gamma * P1 - gamma / 2 * X
    assert rate_of(model, hop) == -gamma * hop + 2 * gamma * both - gamma / 2 * (P1 + P2)
    assert rate_of(model, both) == -2 * gamma * both
    symmetric, antisymmetric = (P1 + P2 + X) / 2 - both, (P1 + P2 - X) / 2 - both
    assert symmetric**2 == symmetric and antisymmetric**2 == antisymmetric
    assert rate_of(model, symmetric) == -2 * gamma * symmetric + 2 * gamma * both
    assert rate_of(model, antisymmetric) == 0


def test_collective_jump_with_complex_amplitudes():
    """L = sqrt(gamma)(u c1 + v c2), occupation N; [n1, L] = -sqrt(gamma) u c1, [c1.dag c2, L] = -sqrt(gamma) u c2.

    d n1         = -gamma |u|**2 n1 - gamma/2 (u* v c1.dag c2 + u v* c2.dag c1) + gamma N |u|**2
    d(c1.dag c2) = -gamma/2 ((|u|**2 + |v|**2) c1.dag c2 + u v* (n1 + n2)) + gamma N u v*
    """
    model = Model("collective", 0, baths=[Bath(u * c1 + v * c2, gamma, N)])
    n1, n2, hop = c1.dag * c1, c2.dag * c2, c1.dag * c2
    uu, vv, uv = u * conj(u), v * conj(v), u * conj(v)
    assert rate_of(model, n1) == -gamma * uu * n1 - gamma / 2 * (conj(uv) * hop + uv * hop.dag) + gamma * N * uu
    assert rate_of(model, hop) == -gamma / 2 * ((uu + vv) * hop + uv * (n1 + n2)) + gamma * N * uv
    assert rate_of(model, c1) == -gamma / 2 * (uu * c1 + conj(u) * v * c2)


def test_jump_that_mixes_loss_and_gain():
    """L = sqrt(gamma)(u c + v c.dag): d c = -gamma/2 (|u|**2 - |v|**2) c, the commutator [L, L.dag] of the jump;
    d n = -gamma (|u|**2 - |v|**2) n + gamma |v|**2, where pair terms u* v c.dag**2 cancel.
    """
    model = Model("bogoliubov", 0, baths=[Bath(u * c + v * c.dag, gamma)])
    uu, vv = u * conj(u), v * conj(v)
    assert rate_of(model, c) == -gamma / 2 * (uu - vv) * c
    assert rate_of(model, c.dag * c) == -gamma * (uu - vv) * c.dag * c + gamma * vv
    # <c c> is driven by <L-noise L-noise>: a jump u c + v c.dag is a squeezed bath with M = -u* v.
    assert rate_of(model, c**2) == -gamma * (uu - vv) * c**2 - gamma * conj(u) * v


# -- coherent couplings -------------------------------------------------------------------------------------------


def test_beam_splitter():
    """H = F c1.dag c2 + F* c2.dag c1: d<c1> = -i F <c2>, d<n1> = -i F <c1.dag c2> + c.c., n1 + n2 conserved."""
    model = Model("splitter", F * c1.dag * c2 + conj(F) * c2.dag * c1)
    assert rate_of(model, c1) == -I * F * c2
    assert rate_of(model, c1.dag * c1) == -I * F * c1.dag * c2 + I * conj(F) * c2.dag * c1
    assert rate_of(model, c1.dag * c1 + c2.dag * c2) == 0


def test_two_mode_squeezing():
    """H = F c1.dag c2.dag + h.c.: d<c1> = -i F <c2.dag>; n1 - n2 conserved."""
    pair = F * c1.dag * c2.dag
    model = Model("pairs", pair + pair.dag)
    assert rate_of(model, c1) == -I * F * c2.dag
    assert rate_of(model, c1.dag * c1 - c2.dag * c2) == 0


def test_jaynes_cummings():
    """H = F c.dag s- + F* c s+: d<c> = -i F <s->, d<s-> = i F* <c s_z>; n + P conserved."""
    hop = F * c.dag * s.minus
    model = Model("jc", hop + hop.dag)
    assert rate_of(model, c) == -I * F * s.minus
    assert rate_of(model, s.minus) == I * conj(F) * c * s.z
    assert rate_of(model, c.dag * c + s.plus * s.minus) == 0


def test_kerr():
    """H = omega/2 c.dag**2 c**2: d<c> = -i omega <c.dag c**2>; n conserved."""
    model = Model("kerr", omega / 2 * c.dag**2 * c**2)
    assert rate_of(model, c) == -I * omega * c.dag * c**2
    assert rate_of(model, c.dag * c) == 0


# -- the generator itself -----------------------------------------------------------------------------------------

MIXED = Model(
    "mixed",
    Delta * s.z + F * c.dag * s.minus + conj(F) * c * s.plus + omega * c1.dag * c1,
    baths=[Bath(c + u * s.minus, kappa, N, M), Bath(v * c1 + c.dag, gamma)],
    cascades=[Cascade([sqrt(kappa) * c1, sqrt(gamma) * s.minus])],
)
PROBES = (c, c.dag * c, s.minus, s.z * c1, c1.dag * c, c**2 * s.plus, c1.dag * s.minus)


@pytest.mark.parametrize("probe", PROBES, ids=repr)
def test_the_generator_keeps_hermiticity_and_trace(probe):
    """G(O.dag) = G(O).dag, and the identity does not move."""
    G = generator(MIXED)
    assert G(probe.dag) == G(probe).dag
    assert G(probe)
    assert G(Op.scalar(1)) == 0


@pytest.mark.parametrize("probe", PROBES, ids=repr)
def test_the_generator_is_what_the_master_equation_says(probe):
    """Written out with products instead of commutators, squeezing included (Gardiner and Zoller, Quantum Noise)."""
    G = generator(MIXED)
    expected = I * commutator(G.hamiltonian, probe)
    for bath in G.baths:
        L, n, m = bath.coupling, bath.occupation, bath.squeezing
        for left, right, weight in ((L.dag, L, n + 1), (L, L.dag, n), (L.dag, L.dag, -m), (L, L, -conj(m))):
            expected = expected + weight * (left * probe * right - anticommutator(left * right, probe) / 2)
    assert G(probe) == expected


@pytest.mark.parametrize("probe", PROBES, ids=repr)
def test_dissipation_is_complete(probe):
    """G(O.dag O) - G(O.dag) O - O.dag G(O) = sum_L [L, O].dag [L, O]: the carre du champ of a vacuum bath."""
    vacuum = Model("vacuum", MIXED.hamiltonian, baths=[Bath(c + u * s.minus, kappa), Bath(v * c1 + c.dag, gamma)])
    G = generator(vacuum)
    field = G(probe.dag * probe) - G(probe.dag) * probe - probe.dag * G(probe)
    squares = [commutator(b.coupling, probe).dag * commutator(b.coupling, probe) for b in G.baths]
    assert field == sum(squares, Op({}))
