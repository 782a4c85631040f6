"""Cascades: the SLH series product on paper, and that what is downstream is not felt upstream.

Two stages in series with a phase phi between them: L = L2 + e^{i phi} L1 and
H = (L2.dag e^{i phi} L1 - h.c.)/(2i)   [Gough and James, Commun. Math. Phys. 287, 1109 (2009)].
"""

from __future__ import annotations

from itertools import combinations

import pytest

from derive.algebra.boson import boson
from derive.algebra.levels import two_level
from derive.algebra.operator import Op
from derive.errors import DeriveError, ModelError
from derive.model import Bath, Cascade, Model, Observable
from derive.parameters import I, angle, complex_, conj, exp, nonnegative, positive, real, sqrt
from derive.rules.cascade import resolve
from derive.rules.lindblad import generator
from derive.rules.moments import first_moments, moments

c1, c2, c3, c4 = boson("c_1 c_2 c_3 c_4")
s = two_level("s")
omega_1, omega_2 = real("omega_1 omega_2")
kappa_1, kappa_2 = positive("kappa_1 kappa_2")
g1, g2, g3, g4 = positive("gamma_1 gamma_2 gamma_3 gamma_4")
N, N_1, N_2 = nonnegative("N N_1 N_2")
F, M, Omega = complex_("F M Omega")
phi, chi, psi = angle("phi chi psi")

L1, L2, L3, L4 = (sqrt(g) * c for g, c in zip((g1, g2, g3, g4), (c1, c2, c3, c4), strict=True))


def hop(later: Op, earlier: Op, turn=1) -> Op:
    """``(later.dag turn earlier - h.c.)/(2i)``: the hopping of one ordered pair."""
    return (turn * later.dag * earlier - (turn * later.dag * earlier).dag) / (2 * I)


# -- the series product -------------------------------------------------------------------------------------------


def test_two_stages():
    """Stages sqrt(g1) c1 and sqrt(g2) e^{i phi} c2.

    H = (L2.dag L1 - L1.dag L2)/(2i) = sqrt(g1 g2)/(2i) (e^{-i phi} c2.dag c1 - e^{i phi} c1.dag c2)
      = (i/2) sqrt(g1 g2) (e^{i phi} c1.dag c2 - h.c.),      L = sqrt(g1) c1 + sqrt(g2) e^{i phi} c2.
    """
    hamiltonian, bath = resolve(Cascade([L1, exp(I * phi) * L2], occupation=N))
    one_way = exp(I * phi) * c1.dag * c2
    assert hamiltonian == I / 2 * sqrt(g1 * g2) * (one_way - one_way.dag)
    assert hamiltonian.is_hermitian
    assert bath.coupling == sqrt(g1) * c1 + sqrt(g2) * exp(I * phi) * c2
    assert bath.occupation == N


def test_the_phase_of_propagation():
    """On the way to stage 2 the field turns by e^{i phi}: S2 <- S2 e^{i phi}, so L1 arrives as e^{i phi} L1."""
    hamiltonian, bath = resolve(Cascade([L1, L2], phases=[phi]))
    assert hamiltonian == hop(L2, L1, exp(I * phi))
    assert bath.coupling == L2 + exp(I * phi) * L1


def test_the_phase_may_stand_on_either_side():
    """Propagation phase phi or coupling sqrt(g2) e^{-i phi} c2: the same moments, for any state of the input.

    The two jumps differ by the global phase e^{i phi}, to which the pair correlation <b b> = M is sensitive: what
    meets oscillator 1 must be M in both statements.
    """
    on_the_way = Model("line", 0, cascades=[Cascade([L1, L2], phases=[phi], occupation=N, squeezing=M)])
    in_stage = Model("line", 0, cascades=[Cascade([L1, exp(-I * phi) * L2], occupation=N, squeezing=M)])
    for op in (c1, c2, c1.dag * c1, c1.dag * c2, c2.dag * c2, c1**2, c1 * c2, c2**2):
        assert generator(on_the_way)(op) == generator(in_stage)(op)


def test_three_stages():
    """Every earlier stage drives every later one, through all the phases between them.

    L = L3 + e^{i chi} L2 + e^{i (phi + chi)} L1;
    H = hop(2, 1; phi) + hop(3, 2; chi) + hop(3, 1; phi + chi), three pair terms.
    """
    hamiltonian, bath = resolve(Cascade([L1, L2, L3], phases=[phi, chi]))
    e, f = exp(I * phi), exp(I * chi)
    assert bath.coupling == L3 + f * L2 + e * f * L1
    assert hamiltonian == hop(L2, L1, e) + hop(L3, L2, f) + hop(L3, L1, e * f)
    pairs = {tuple(space.name for space, _ in word) for word, _ in hamiltonian}
    assert pairs == {("c_1", "c_2"), ("c_2", "c_3"), ("c_1", "c_3")}


def test_four_stages():
    """H = sum over the six pairs k > j of (L_k.dag e^{i (phases between)} L_j - h.c.)/(2i)."""
    stages, phases = [L1, L2, L3, L4], [phi, chi, psi]
    hamiltonian, bath = resolve(Cascade(stages, phases=phases))
    expected = Op({})
    for j, k in combinations(range(4), 2):
        expected = expected + hop(stages[k], stages[j], exp(I * sum(phases[j:k], 0 * phi)))
    assert hamiltonian == expected
    turned = [exp(I * sum(phases[k:], 0 * phi)) * stage for k, stage in enumerate(stages)]
    assert bath.coupling == sum(turned, Op({}))


def test_the_series_product_is_associative():
    """Stages 2 and 3 joined first: L23 = L3 + L2 and H23 = hop(3, 2), then H = H23 + hop(L23, L1), L = L23 + L1."""
    hamiltonian, bath = resolve(Cascade([L1, L2, L3]))
    assert hamiltonian == hop(L3, L2) + hop(L3 + L2, L1)
    assert bath.coupling == L1 + L2 + L3


def test_a_model_takes_the_cascade_into_its_generator():
    """H adds up, the common bath comes after the private ones, and the step is on record."""
    cascade = Cascade([L1, L2], name="c_in_3")
    model = Model("m", omega_1 * c1.dag * c1, baths=[Bath(c1, kappa_1, name="c_in_1")], cascades=[cascade])
    G = generator(model)
    assert G.hamiltonian == omega_1 * c1.dag * c1 + hop(L2, L1)
    assert [b.name for b in G.baths] == ["c_in_1", "c_in_3"]
    assert [step.rule for step in G.steps] == ["cascade"]
    assert dict(G.steps[0].items)["hopping Hamiltonian / hbar"] == hop(L2, L1)


# -- equations of motion ------------------------------------------------------------------------------------------

COMMON = Cascade([L1, exp(I * phi) * L2], occupation=N)
OSCILLATORS = omega_1 * c1.dag * c1 + omega_2 * c2.dag * c2
TWO = Model("two", OSCILLATORS, baths=[Bath(c1, kappa_1, N_1), Bath(c2, kappa_2, N_2)], cascades=[COMMON])


def test_mean_fields_are_unidirectional():
    """[c2, L.dag] = sqrt(g2) e^{-i phi}: d<c2> holds -sqrt(g1 g2) e^{-i phi} <c1>, twice one half, and
    d<c1> holds the hopping minus the collective jump = 0 times <c2>.
    """
    equations = first_moments(TWO)
    assert equations.names == ("c_1", "c_2")
    assert equations.right_of(c1) == -(I * omega_1 + (kappa_1 + g1) / 2) * c1
    arriving = -sqrt(g1 * g2) * exp(-I * phi) * c1
    assert equations.right_of(c2) == -(I * omega_2 + (kappa_2 + g2) / 2) * c2 + arriving


def test_second_moments_of_two_cascaded_oscillators():
    """From dc1 = -D1 c1 - noise, dc2 = -D2 c2 - J c1 - noise with D_k = i omega_k + (kappa_k + g_k)/2 and
    J = sqrt(g1 g2) e^{-i phi}; the noises share the input sqrt(g1) b and sqrt(g2) e^{-i phi} b:

    d<n1>         = -(kappa_1 + g1) <n1> + kappa_1 N_1 + g1 N
    d<c1.dag c2>  = -(D1* + D2) <c1.dag c2> - J <n1> + J N
    d<n2>         = -(kappa_2 + g2) <n2> - J <c2.dag c1> - J* <c1.dag c2> + kappa_2 N_2 + g2 N
    """
    n1, n2, cross = c1.dag * c1, c2.dag * c2, c1.dag * c2
    D1, D2 = I * omega_1 + (kappa_1 + g1) / 2, I * omega_2 + (kappa_2 + g2) / 2
    J = sqrt(g1 * g2) * exp(-I * phi)
    equations = moments(TWO)
    assert len(equations.states) == 4
    assert equations.right_of(n1) == -(kappa_1 + g1) * n1 + kappa_1 * N_1 + g1 * N
    assert equations.right_of(cross) == -(conj(D1) + D2) * cross - J * n1 + J * N
    assert equations.right_of(n2) == (-(kappa_2 + g2) * n2 - J * cross.dag - conj(J) * cross + kappa_2 * N_2 + g2 * N)


def test_closed_forms_of_two_cascaded_oscillators():
    """n1 = m1 := (kappa_1 N_1 + g1 N)/(kappa_1 + g1) and <c1.dag c2> = J (N - m1)/(D1* + D2)."""
    steady = moments(TWO).steady_state()
    m1 = (kappa_1 * N_1 + g1 * N) / (kappa_1 + g1)
    D = (kappa_1 + g1 + kappa_2 + g2) / 2 + I * (omega_2 - omega_1)
    cross = sqrt(g1 * g2) * exp(-I * phi) * (N - m1) / D
    assert steady[c1.dag * c1] == m1
    assert steady[c1.dag * c2] == cross
    arriving = -2 * (sqrt(g1 * g2) * exp(I * phi) * cross).real_part()
    assert steady[c2.dag * c2] == (kappa_2 * N_2 + g2 * N + arriving) / (kappa_2 + g2)


def test_one_temperature_is_the_steady_state():
    """With every bath at N the chain is in equilibrium whatever the couplings: n_k = N, no correlations."""
    chain = Cascade([L1, exp(I * phi) * L2, L3], occupation=N)
    model = Model("equilibrium", OSCILLATORS, baths=[Bath(c2, kappa_2, N)], cascades=[chain])
    steady = moments(model).steady_state()
    for j, left in enumerate((c1, c2, c3)):
        for k, right in enumerate((c1, c2, c3)):
            assert steady[left.dag * right] == (N if j == k else 0)


@pytest.mark.parametrize(
    ("model", "operators", "count"),
    [
        (TWO, [c1.dag * c1], 1),  # upstream alone
        (TWO, None, 4),  # n1, n2, c1.dag c2 and its conjugate
        (Model("drive", OSCILLATORS + F * c1.dag + conj(F) * c1, cascades=[COMMON]), None, 8),  # and four mean fields
        (Model("squeeze", OSCILLATORS, cascades=[Cascade([L1, L2], squeezing=M)]), [c2.dag * c2, c2**2], 7),
        (Model("three", OSCILLATORS, cascades=[Cascade([L1, L2, L3])]), [c3.dag * c3], 9),  # all c_j.dag c_k
        (Model("three", OSCILLATORS, cascades=[Cascade([L1, L2, L3])]), [c2.dag * c2], 4),  # 3 is not felt
    ],
)
def test_number_of_moments(model, operators, count):
    """Only what is asked for and what drives it: the smallest closed set.

    The squeezed pair: <n2> asks for c1.dag c2, its conjugate and n1; <c2 c2> for c1 c2 and c1 c1. The input's pairs are
    numbers, so that the two sets do not mix, and nobody asks for the conjugate of <c2 c2>.
    """
    assert len(moments(model, operators).states) == count


# -- nothing goes upstream ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("squeezing", [0, M])
@pytest.mark.parametrize("occupation", [0, N])
@pytest.mark.parametrize(
    ("upstream", "probes"),
    [(c1, (c1, c1.dag * c1, c1**2)), (s.minus, (s.minus, s.z)), (c1 + s.minus, (c1, s.minus, c1.dag * s.minus))],
    ids=["oscillator", "two-level", "both"],
)
def test_upstream_moves_as_if_alone(upstream, probes, occupation, squeezing):
    """Whatever is fed by it (a nonlinear stage, two of them), for vacuum, thermal and squeezed inputs."""
    alone = Model("alone", 0, baths=[Bath(upstream, g1, occupation, squeezing)])
    chain = Cascade([sqrt(g1) * upstream, L2 + c3**2, exp(I * chi) * L4], phases=[phi, psi], occupation=occupation,
                    squeezing=squeezing)  # fmt: skip
    fed = Model("fed", 0, cascades=[chain])
    for probe in probes:
        assert generator(fed)(probe) == generator(alone)(probe)
        assert generator(fed)(probe)


def test_downstream_is_felt_by_nobody_but_feels():
    """Guard for the test above: the last stage does move with the first."""
    fed = Model("fed", 0, cascades=[Cascade([L1, L2])])
    assert generator(fed)(c2) == -g2 / 2 * c2 - sqrt(g1 * g2) * c1


def test_a_two_level_system_drives_a_cavity():
    """L1 = sqrt(g1) s-, L2 = sqrt(g2) c2 in vacuum, Omega drives s.

    d<c2> = -(g2/2) <c2> - sqrt(g1 g2) <s->, the atom's Bloch equations untouched, and everything up to <n2> closes:
    unidirectional flow never asks for <s_z n2>.
    d<n2> = -g2 <n2> - sqrt(g1 g2) (<c2.dag s-> + c.c.)
    d<c2.dag s-> = -(g1 + g2)/2 <c2.dag s-> - sqrt(g1 g2) <s+ s-> + i Omega <c2.dag s_z>
    """
    J = sqrt(g1 * g2)
    H = Omega * s.plus + conj(Omega) * s.minus
    model = Model("atom_cavity", H, cascades=[Cascade([sqrt(g1) * s.minus, L2])])
    G = generator(model)
    beat = c2.dag * s.minus
    assert G(c2) == -g2 / 2 * c2 - J * s.minus
    assert G(c2.dag * c2) == -g2 * c2.dag * c2 - J * (beat + beat.dag)
    assert G(beat) == -(g1 + g2) / 2 * beat - J * s.plus * s.minus + I * Omega * c2.dag * s.z
    names = moments(model).names
    assert "c_2.dag*c_2" in names
    assert not any("c_2.dag*c_2*s" in name for name in names)


def test_a_cavity_drives_a_two_level_system():
    """The other way round the light meets a saturable target: d<s-> = -(g2/2) <s-> + sqrt(g1 g2) <s_z c1>."""
    model = Model("cavity_atom", 0, cascades=[Cascade([L1, sqrt(g2) * s.minus])])
    assert generator(model)(s.minus) == -g2 / 2 * s.minus + sqrt(g1 * g2) * c1 * s.z
    assert generator(model)(c1) == -g1 / 2 * c1


def test_squeezed_input_reaches_both_stages():
    """The noise sqrt(g1) b drives <c1 c1> with g1 M, whatever the phase to the second stage."""
    model = Model("line", 0, cascades=[Cascade([L1, L2], phases=[phi], occupation=N, squeezing=M)])
    assert generator(model)(c1**2) == g1 * M - g1 * c1**2
    # The second stage meets b turned by e^{i phi}: <b b> = M e^{2 i phi}.
    constant_part = generator(model)(c2**2).coefficient(())
    assert constant_part == g2 * M * exp(2 * I * phi)
    assert generator(model)(c1 * c2).coefficient(()) == sqrt(g1 * g2) * M * exp(I * phi)


# -- refusals -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Cascade([L1]),
        lambda: Cascade([]),
        lambda: Cascade([L1, 2]),
        lambda: Cascade(L1),
        lambda: Cascade([L1, L2], phases=[phi, chi]),
        lambda: Cascade([L1, L2, L3], phases=phi),
        lambda: Cascade([L1, L2], phases=[lambda t: t]),
        lambda: Cascade([L1, L2], phases=["phi"]),
        lambda: Cascade([L1, L2], occupation=-1),
        lambda: Cascade([L1, L2], occupation=omega_1),
        lambda: Cascade([L1, L2], occupation="N"),
        lambda: Cascade([L1, L2], occupation=0.5),
        lambda: Cascade([L1, L2], squeezing=lambda t: t),
        lambda: Model("m", 0, cascades=[(L1, L2)]),
    ],
)
def test_mistakes_are_found_where_they_are_made(wrong):
    with pytest.raises(DeriveError):
        wrong()


def test_one_phase_needs_no_list():
    assert Cascade([L1, L2], phases=phi) == Cascade([L1, L2], phases=[phi])


def test_observables_must_belong_to_the_chain():
    with pytest.raises(ModelError, match="boson c_4"):
        Model("m", 0, cascades=[Cascade([L1, L2])], observables=[Observable("n_4", c4.dag * c4)])
    with pytest.raises(ModelError, match="boson c_4"):
        moments(TWO, [c4.dag * c4])
