"""Fokker-Planck equations taken apart: currents, drift and diffusion on paper, and nothing lost."""

from __future__ import annotations

from fractions import Fraction

import pytest

from derive.algebra.boson import boson
from derive.algebra.differential import conjugated, variables
from derive.algebra.operator import Op
from derive.errors import ClosureError
from derive.model import Bath, Cascade, Model
from derive.parameters import I, complex_, conj, nonnegative, positive, real
from derive.rules.phase_space.correspondence import Distribution, fokker_planck
from derive.rules.phase_space.split import Split, inverse_on_range, split

a, b = boson("a b")
kappa, gamma = positive("kappa gamma")
Delta, u, E = real("Delta u E")
N = nonnegative("N")
M, F, g = complex_("M F g")
HALF = Fraction(1, 2)


def of(model: Model, kind: Distribution = Distribution.HUSIMI) -> tuple[Split, list[tuple[Op, Op, Op, Op]]]:
    """The parts and the variables of every mode."""
    found = split(fokker_planck(model, kind))
    return found, [variables(plane) for plane in found.equation.correspondence.planes]


def test_photon_loss_of_the_paper() -> None:
    # 2 kappa D[a] on Q: J = kappa (mu Q + dQ/dmu*), below Eq. (3).
    found, ((mu, _, _, d_bar),) = of(Model("loss", Op({}), Bath(a, 2 * kappa)))
    assert found.channels[0].currents == (kappa * (mu + d_bar),)
    assert found.drift == (Op({}),) and not found.spreading


@pytest.mark.parametrize(
    ("kind", "vacuum"), [(Distribution.P, 0), (Distribution.WIGNER, HALF), (Distribution.HUSIMI, 1)]
)
def test_a_bath_at_finite_temperature(kind: Distribution, vacuum: Fraction) -> None:
    # 2 kappa ((N+1) D[a] + N D[a.dag]): the same drift, N + (1-s)/2 in front of the derivative.
    found, ((mu, _, _, d_bar),) = of(Model("thermal", Op({}), Bath(a, 2 * kappa, N)), kind)
    assert found.channels[0].currents == (kappa * (mu + (N + vacuum) * d_bar),)
    width = kappa * (N + vacuum)
    assert found.channels[0].diffusion == ((0, width), (width, 0))


def test_two_modes_with_a_channel_each() -> None:
    model = Model("two", g * a.dag * b + conj(g) * b.dag * a, (Bath(a, 2 * kappa), Bath(b, 2 * gamma, N)))
    found, ((mu, _, _, _), (nu, _, _, e_bar)) = of(model)
    assert [c.name for c in found.channels] == ["b_in_1", "b_in_2"]
    assert found.channels[1].currents == (Op({}), gamma * (nu + (N + 1) * e_bar))
    # dmu/dt = -i g nu: i da/dt = [a, H] = g b.
    assert found.drift == (-I * g * nu, -I * conj(g) * mu)


def test_a_collective_channel_of_two_modes() -> None:
    # L = a + b at rate 2 kappa: both modes see the same scalar current kappa (mu + nu + d/dmu* + d/dnu*).
    found, ((mu, _, _, d_bar), (nu, _, _, e_bar)) = of(Model("joint", Op({}), Bath(a + b, 2 * kappa)))
    assert found.channels[0].currents == (kappa * (mu + nu + d_bar + e_bar),) * 2
    # Its diffusion matrix has rank two of four: the inverse lives on one pair of directions.
    first = found.equation.correspondence.planes[0]
    assert inverse_on_range(found.channels[0]) == {
        ((first, 0), (first, 1)): 1 / kappa,
        ((first, 1), (first, 0)): 1 / kappa,
    }


def test_drift_and_diffusion_of_the_kerr_oscillator() -> None:
    # H = Delta a.dag a + u/2 a.dag^2 a^2 + i E (a.dag - a) on Q: the drift is -i Delta mu + E beside that of u,
    # on paper from U = i u/2 (mu^2 d^2 + 2 |mu|^2 mu d) + c.c. with d^2 mu^2 = mu^2 d^2 + 4 mu d + 2 and
    # d (|mu|^2 mu) = |mu|^2 mu d + 2 |mu|^2: U = i u/2 (d^2 mu^2 - 4 d mu + 2 d |mu|^2 mu) + c.c., so that
    # f = -i u (|mu|^2 - 2) mu and the spreading is i u/2 d^2 (mu^2 Q) + c.c.
    hamiltonian = Delta * a.dag * a + u / 2 * a.dag**2 * a**2 + I * E * (a.dag - a)
    found, ((mu, bar, _, _),) = of(Model("kerr", hamiltonian, Bath(a, 2 * kappa)))
    plane = found.equation.correspondence.planes[0]
    assert found.drift == (-I * Delta * mu + E - I * u * (mu * bar - 2) * mu,)
    assert found.spreading == ((((plane, 2, 0),), I * u / 2 * mu**2), (((plane, 0, 2),), -I * u / 2 * bar**2))
    assert found.unitary == found.equation.unitary


MODELS = (
    Model("squeezed", F * a.dag**2 + conj(F) * a**2, Bath(a, kappa, N, M)),
    Model("cubic", F * a.dag**3 + conj(F) * a**3 + u * a.dag**2 * a**2, Bath(a, kappa)),
    Model("cascade", g * a.dag * b**2 + conj(g) * b.dag**2 * a, cascades=Cascade((kappa * a, gamma * b))),
    Model("amplifier", Delta * a.dag * a, (Bath(a.dag, kappa), Bath(a + b.dag, gamma, N))),
    Model("pairs", Delta * a.dag * a, (Bath(a**2, kappa), Bath(a.dag * a, gamma))),
)


@pytest.mark.parametrize("kind", tuple(Distribution))
@pytest.mark.parametrize("model", MODELS, ids=lambda m: m.name)
def test_the_parts_add_up(model: Model, kind: Distribution) -> None:
    found, letters = of(model, kind)
    assert found.unitary == found.equation.unitary
    assert found.channels
    for channel, op in zip(found.channels, found.equation.dissipative, strict=True):
        flow = sum((d * J for (_, _, d, _), J in zip(letters, channel.currents, strict=True)), Op({}))
        assert op and flow + conjugated(flow) == op


@pytest.mark.parametrize("kind", tuple(Distribution))
def test_diffusion_matrices_are_symmetric_and_inverted_on_their_range(kind: Distribution) -> None:
    model = Model("squeezed", Op({}), (Bath(a, kappa, N, M), Bath(a + b, gamma, N + 1), Bath(a + F * b.dag, kappa, N)))
    for channel in of(model, kind)[0].channels:
        matrix, directions = channel.diffusion, channel.directions
        inverse = inverse_on_range(channel)
        size = range(len(directions))
        assert all(matrix[i][j] == matrix[j][i] for i in size for j in size)
        for i in size:
            for j in size:
                through = sum(
                    matrix[i][directions.index(p)] * k * matrix[directions.index(q)][j] for (p, q), k in inverse.items()
                )
                assert through == matrix[i][j]


def test_p_has_no_fluctuations_at_zero_temperature() -> None:
    # The drift kappa mu without diffusion: what the paper calls the zero-temperature catastrophe.
    channel = of(Model("loss", Op({}), Bath(a, 2 * kappa)), Distribution.P)[0].channels[0]
    with pytest.raises(ClosureError, match="entropy production is infinite"):
        inverse_on_range(channel)


def test_dephasing_in_one_quadrature_has_a_diffusion_matrix_of_rank_one() -> None:
    # D[a + a.dag] = -[x, [x, rho]]/2 with x = a + a.dag: diffusion of the momentum alone, no drift.
    found, ((_, _, d, d_bar),) = of(Model("measured", Op({}), Bath(a + a.dag, kappa)))
    assert found.equation.operator == -kappa / 2 * (d - d_bar) ** 2
    plane = found.equation.correspondence.planes[0]
    assert inverse_on_range(found.channels[0]) == {((plane, 0), (plane, 0)): -2 / kappa}


def test_a_nonlinear_bath_has_currents_and_no_constant_diffusion() -> None:
    channel = of(Model("pairs", Op({}), Bath(a**2, kappa)))[0].channels[0]
    with pytest.raises(ClosureError, match="the diffusion matrix must be constant"):
        _ = channel.diffusion
