"""Langevin form and covariance: drift, noise and diffusion of linear systems that are known on paper.

dR/dt = drift R + force + noise B;  x = (c + c.dag)/sqrt(2), p = -i (c - c.dag)/sqrt(2), the vacuum's variance is 1/2,
and dV/dt = A V + V A^T + D for the symmetrised covariance.
"""

from __future__ import annotations

from fractions import Fraction

import pytest

from derive.algebra.boson import boson
from derive.algebra.levels import two_level
from derive.errors import ClosureError
from derive.exact.scalar import Scalar, constant, substitute
from derive.model import Bath, Cascade, Model
from derive.parameters import I, angle, complex_, conj, exp, nonnegative, positive, real, sqrt
from derive.rules.gaussian import Langevin, langevin, matmul, transpose
from derive.rules.moments import first_moments, moments

c, c1, c2 = boson("c c_1 c_2")
s = two_level("s")
omega, epsilon = real("omega epsilon")
kappa, gamma, g1, g2 = positive("kappa gamma gamma_1 gamma_2")
N = nonnegative("N")
F, G, M, u, v = complex_("F G M u v")
phi = angle("phi")
HALF = constant(Fraction(1, 2))


def lyapunov(system: Langevin, covariance: tuple[tuple[Scalar, ...], ...]) -> list[Scalar]:
    """The entries of ``A V + V A^T + D``."""
    A = system.quadrature_drift
    moved, turned = matmul(A, covariance), matmul(covariance, transpose(A))
    triples = zip(moved, turned, system.diffusion, strict=True)
    return [a + b + d for rows in triples for a, b, d in zip(*rows, strict=True)]


def test_one_damped_mode():
    """dc/dt = -(i omega + kappa/2) c - sqrt(kappa) b;  A = ((-kappa/2, omega), (-omega, -kappa/2))."""
    system = langevin(Model("mode", omega * c.dag * c, baths=[Bath(c, kappa, N, name="b")]))
    b = boson("b")
    assert system.right(0) == -(I * omega + kappa / 2) * c - sqrt(kappa) * b
    assert system.drift == ((-I * omega - kappa / 2, 0), (0, I * omega - kappa / 2))
    assert system.noise == ((-sqrt(kappa), 0), (0, -sqrt(kappa)))
    assert system.quadrature_drift == ((-kappa / 2, omega), (-omega, -kappa / 2))
    assert system.correlations == ((0, N + 1), (N, 0))


def test_thermal_variance():
    """D = kappa (N + 1/2) 1, hence V = (N + 1/2) 1; the vacuum has 1/2."""
    system = langevin(Model("mode", omega * c.dag * c, baths=[Bath(c, kappa, N)]))
    assert system.diffusion == ((kappa * (N + HALF), 0), (0, kappa * (N + HALF)))
    assert not any(lyapunov(system, ((N + HALF, constant(0)), (constant(0), N + HALF))))


def test_drive_is_a_force():
    """H = F c.dag + F* c gives dc/dt = ... - i F, and no drift."""
    system = langevin(Model("mode", F * c.dag + conj(F) * c, baths=[Bath(c, kappa)]))
    assert system.force == (-I * F, I * conj(F))


def test_squeezed_variances():
    """<b b> = M: V_xx = N + 1/2 + Re M, V_pp = N + 1/2 - Re M, V_xp = Im M; squeezed in p for M > 0."""
    system = langevin(Model("mode", 0, baths=[Bath(c, kappa, N, M)]))
    re, im = M.real_part(), M.imaginary_part()
    covariance = ((N + HALF + re, im), (im, N + HALF - re))
    assert system.diffusion == tuple(tuple(kappa * entry for entry in row) for row in covariance)
    assert not any(lyapunov(system, covariance))


def test_a_pure_squeezed_bath_keeps_the_uncertainty_relation():
    """|M|**2 = N (N + 1): det V = (N + 1/2)**2 - |M|**2 = 1/4."""
    root = sqrt(N * (N + 1))
    (xx, xp), (px, pp) = langevin(Model("mode", 0, baths=[Bath(c, 1, N, root)])).diffusion
    assert xx * pp - xp * px == Fraction(1, 4)


def test_parametric_oscillator():
    """H = (i epsilon/2)(c.dag**2 - c**2): dc/dt = epsilon c.dag - kappa/2 c.

    dx/dt = (epsilon - kappa/2) x, dp/dt = -(epsilon + kappa/2) p, so that
    V_xx = kappa (2N + 1)/(2 (kappa - 2 epsilon)), V_pp = kappa (2N + 1)/(2 (kappa + 2 epsilon)); threshold at
    epsilon = kappa/2. The moments follow: n = (V_xx + V_pp - 1)/2, <c c> = (V_xx - V_pp)/2.
    """
    model = Model("opo", I * epsilon / 2 * (c.dag**2 - c**2), baths=[Bath(c, kappa, N)])
    system = langevin(model)
    assert system.quadrature_drift == ((epsilon - kappa / 2, 0), (0, -epsilon - kappa / 2))
    xx = kappa * (2 * N + 1) / (2 * (kappa - 2 * epsilon))
    pp = kappa * (2 * N + 1) / (2 * (kappa + 2 * epsilon))
    assert not any(lyapunov(system, ((xx, constant(0)), (constant(0), pp))))
    steady = moments(model).steady_state()
    assert steady[c.dag * c] == (xx + pp - 1) / 2
    assert steady[c**2] == (xx - pp) / 2
    # At threshold p is squeezed to half the bath's variance, and no further.
    assert substitute(pp, {epsilon.generators[0]: kappa / 2}) == (2 * N + 1) / 4


def test_cascaded_modes():
    """The noise of the common input reaches both; the drift is lower triangular."""
    chain = Cascade([sqrt(g1) * c1, sqrt(g2) * exp(I * phi) * c2], name="b")
    system = langevin(Model("two", omega * c1.dag * c1, cascades=[chain]))
    b = boson("b")
    assert system.right(0) == -(I * omega + g1 / 2) * c1 - sqrt(g1) * b
    assert system.right(1) == -g2 / 2 * c2 - sqrt(g1 * g2) * exp(-I * phi) * c1 - sqrt(g2) * exp(-I * phi) * b
    assert all(system.drift[i][j] == 0 for i in (0, 1) for j in (2, 3))


LINEAR = {
    "thermal": Model("m", omega * c.dag * c, baths=[Bath(c, kappa, N)]),
    "squeezed": Model("m", omega * c.dag * c, baths=[Bath(c, kappa, N, M)]),
    "parametric": Model("m", F * c.dag**2 + conj(F) * c**2, baths=[Bath(c, kappa)]),
    "gain": Model("m", 0, baths=[Bath(c.dag, kappa, N)]),
    "mixed jump": Model("m", 0, baths=[Bath(u * c + v * c.dag, kappa, N, M)]),
    "collective": Model("m", F * c1.dag * c2 + conj(F) * c2.dag * c1, baths=[Bath(u * c1 + v * c2, kappa, N)]),
    "two-mode": Model("m", G * c1.dag * c2.dag + conj(G) * c1 * c2, baths=[Bath(c1, kappa), Bath(c2.dag, gamma)]),
    "cascade": Model("m", 0, cascades=[Cascade([sqrt(g1) * c1, u * c2], phases=[phi], occupation=N, squeezing=M)]),
    "drive": Model("m", F * c.dag + conj(F) * c, baths=[Bath(c + u, kappa)]),
}


@pytest.mark.parametrize("name", LINEAR)
def test_commutators_are_kept(name):
    """d[R_i, R_j]/dt = 0: the noise restores what the drift takes away."""
    system = langevin(LINEAR[name])
    assert all(rate == 0 for row in system.commutator_rates for rate in row)
    # Guard: the drift alone would not keep them.
    assert any(entry for row in system.drift for entry in row)
    assert any(entry for row in system.noise for entry in row)


@pytest.mark.parametrize("name", LINEAR)
def test_drift_and_diffusion_are_real_and_symmetric(name):
    system = langevin(LINEAR[name])
    assert all(entry.is_real for row in (*system.quadrature_drift, *system.diffusion) for entry in row)
    assert system.diffusion == transpose(system.diffusion)


@pytest.mark.parametrize("name", LINEAR)
def test_langevin_drift_and_mean_fields_agree(name):
    """Two derivations: commutators with L and b, and the adjoint Lindbladian."""
    model = LINEAR[name]
    system, fields = langevin(model), first_moments(model)
    for k, mode in enumerate(system.modes):
        word = ((mode, (0, 1)),)
        right = fields.right[fields.position[word]]
        for j, column in enumerate(system.drift[2 * k]):
            assert right.coefficient(((system.modes[j // 2], (j % 2, 1 - j % 2)),)) == column
        assert right.coefficient(()) == system.force[2 * k]


@pytest.mark.parametrize("name", LINEAR)
def test_diffusion_and_second_moments_agree(name):
    """d<{x, x}>/2 at the vacuum's V = 1/2: A/2 + A^T/2 + D from the Langevin form, the moments' constants otherwise."""
    model = LINEAR[name]
    system = langevin(model)
    mode = system.modes[0]
    a = next(f for f in (c, c1) if f.spaces == (mode,))
    x2 = (a**2 + a.dag**2 + 2 * a.dag * a) / 2
    equations = moments(model, [x2])
    in_vacuum = equations.right_of(x2).coefficient(())
    A, D = system.quadrature_drift, system.diffusion
    assert in_vacuum == A[0][0] + D[0][0]


@pytest.mark.parametrize(
    "model",
    [
        Model("kerr", omega * c.dag**2 * c**2, baths=[Bath(c, kappa)]),
        Model("jc", omega * (c.dag * s.minus + c * s.plus)),
        Model("spin", omega * s.z + c.dag * c),
        Model("pairs", 0, baths=[Bath(c**2, kappa)]),
    ],
    ids=lambda m: m.name,
)
def test_only_linear_systems_have_a_langevin_form(model):
    with pytest.raises(ClosureError, match="quadratic"):
        langevin(model)
