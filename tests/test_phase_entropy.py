"""Entropy balances of distributions: the paper's, at finite temperature, collective, squeezed; against numbers.

Independent routes: integration by parts by hand; Gaussian distributions, whose entropy is ``ln det`` of the covariance;
a Husimi function on a grid with the rates of change of a density matrix.
"""

from __future__ import annotations

from fractions import Fraction
from math import factorial, pi, sqrt

import numpy as np
import pytest

from derive.algebra.boson import boson
from derive.algebra.differential import Plane, variables
from derive.algebra.operator import Op
from derive.errors import ClosureError
from derive.model import Bath, Cascade, Model
from derive.parameters import I, complex_, conj, nonnegative, positive, real
from derive.rules.phase_space.correspondence import Distribution, fokker_planck
from derive.rules.phase_space.entropy import Balance, entropy_balance
from derive.rules.phase_space.integrals import Density, against_logarithm, first, reduced
from tests.evaluation import complex_at
from tests.operator_basis import matrix

a, b = boson("a b")
kappa, gamma = positive("kappa gamma")
Delta, u, E = real("Delta u E")
N = nonnegative("N")
M, F, g = complex_("M F g")
HALF = Fraction(1, 2)


def of(model: Model, kind: Distribution = Distribution.HUSIMI) -> tuple[Balance, list[tuple[Op, Op, Op, Op]]]:
    """The balance and the variables of every mode."""
    found = entropy_balance(fokker_planck(model, kind))
    return found, [variables(plane) for plane in found.equation.correspondence.planes]


# -- integration by parts ---------------------------------------------------------------------------------------------

PLANE, OTHER = Plane("mu", r"\mu"), Plane("nu", r"\nu")
D, D_BAR, E_1 = first(PLANE), first(PLANE, 1), first(OTHER)
mu, bar, d, d_bar = variables(PLANE)


def by_parts(op: Op) -> Density:
    """``-int (op Q) ln Q`` in lowest derivatives."""
    return reduced(against_logarithm(op)[0])[0]


def squares(*terms: tuple[Op, tuple[object, ...]]) -> Density:
    """A sum of polynomials times derivatives of ln Q."""
    total = Density({})
    for c, jets in terms:
        one = Density({(): Op.scalar(1)})
        for jet in jets:
            one = one * Density({(jet,): Op.scalar(1)})
        total = total + one.times(c)
    return total


def test_a_drift_changes_the_entropy_by_its_divergence() -> None:
    # -int mu dQ ln Q = int Q ln Q + int mu dQ = int Q ln Q - 1: together with -int Q ln Q of d(mu Q), -1.
    assert by_parts(d * mu) == squares((Op.scalar(-1), ()))
    assert by_parts(I * (mu * d - bar * d_bar)) == Density({})


def test_a_diffusion_gives_the_fisher_information() -> None:
    # -int (d d* Q) ln Q = int |dQ|^2/Q.
    assert by_parts(d * d_bar) == squares((Op.scalar(1), (D, D_BAR)))


def test_a_third_derivative() -> None:
    # With u = ln Q, -int Q''' u = int Q'' u' = -int Q' u'' = -int Q u' u'' = -int Q (u'^2)'/2 = int Q u'^3/2.
    assert by_parts(d**3) == squares((Op.scalar(HALF), (D, D, D)))


@pytest.mark.parametrize(
    "jets", [(), (D,), (D, D_BAR), (D, D, E_1), (((PLANE, 2, 1),),), (((PLANE, 1, 0), (OTHER, 1, 0)), D)]
)
@pytest.mark.parametrize("c", [Op.scalar(1), mu**2 * bar, bar + F * mu])
def test_whole_derivatives_reduce_to_nothing(jets: tuple[object, ...], c: Op) -> None:
    term = squares((c, tuple(j if isinstance(j[0], tuple) else (j,) for j in jets)))  # type: ignore[index]
    for direction in (D, D_BAR, E_1):
        flow = term.flow(direction)
        assert flow and reduced(flow)[0] == Density({})


def test_boundary_terms_are_recorded() -> None:
    # -int (d d* Q) ln Q: first d* Q ln Q, then Q d*... in the order the derivatives are moved.
    _, dropped = against_logarithm(d * d_bar)
    assert [(x.direction, x.logarithm) for x in dropped] == [(D, True), (D_BAR, False)]
    assert dropped[0].flux == squares((Op.scalar(1), (D_BAR,)))
    balance, _ = of(Model("kerr", u / 2 * a.dag**2 * a**2, Bath(a, kappa)))
    step = next(s for s in balance.steps if s.rule == "unitary contribution")
    assert len(step.items) == len(balance.dropped) > 0
    assert "|mu|^4 Q" in step.text and "Isolated zeros of Q do no harm" in step.text


# -- the paper --------------------------------------------------------------------------------------------------------


def test_photon_loss_as_in_the_paper() -> None:
    # Eqs. (5) and (6): Phi = 2 kappa <a.dag a>, Pi_d = 2/kappa int |J|^2/Q with J = kappa (mu Q + dQ/dmu*).
    found, ((mu, bar, d, d_bar),) = of(Model("loss", Op({}), Bath(a, 2 * kappa)))
    assert found.flux == 2 * kappa * a.dag * a
    current, other = Density.of(kappa * (mu + d_bar)), Density.of(kappa * (bar + d))
    assert found.production == (current * other).times(2 / kappa)
    assert not found.unitary


def test_several_modes_and_channels_add() -> None:
    model = Model("two", g * a.dag * b + conj(g) * b.dag * a, (Bath(a, 2 * kappa), Bath(b, 2 * gamma)))
    found, _ = of(model)
    assert found.flux == 2 * kappa * a.dag * a + 2 * gamma * b.dag * b
    assert not found.unitary  # a beam splitter turns Q


@pytest.mark.parametrize(
    ("kind", "vacuum"), [(Distribution.P, 0), (Distribution.WIGNER, HALF), (Distribution.HUSIMI, 1)]
)
def test_finite_temperature(kind: Distribution, vacuum: Fraction) -> None:
    # J = kappa (mu + n d*) with n = N + (1-s)/2: Pi = 2/(kappa n) int |J|^2/Q, Phi = 1/n int (mu* J + c.c.)
    # = 2 kappa (<|mu|^2> - n)/n = 2 kappa (<a.dag a> - N)/n: nothing flows in equilibrium, <a.dag a> = N.
    found, ((mu, bar, d, d_bar),) = of(Model("thermal", Op({}), Bath(a, 2 * kappa, N)), kind)
    n = N + vacuum
    assert found.flux == 2 * kappa / n * (a.dag * a - N)
    currents = Density.of(kappa * (mu + n * d_bar)) * Density.of(kappa * (bar + n * d))
    assert found.production == currents.times(2 / (kappa * n))


def test_the_kerr_oscillator() -> None:
    # Eq. (B6): Pi_u = i u/2 int (mu^2 (dQ)^2 - mu*^2 (d*Q)^2)/Q; detuning and drive do not enter.
    hamiltonian = Delta * a.dag * a + u / 2 * a.dag**2 * a**2 + I * E * (a.dag - a)
    found, ((mu, bar, _, _),) = of(Model("kerr", hamiltonian, Bath(a, 2 * kappa)))
    assert found.unitary == squares((I * u / 2 * mu**2, (D, D)), (-I * u / 2 * bar**2, (D_BAR, D_BAR)))


def test_quadratic_hamiltonians_leave_the_wigner_entropy_alone() -> None:
    # For s = 0 a quadratic Hamiltonian is a linear flow without divergence.  On Q, F a.dag^2 gives
    # -i F (mu*^2 - (mu* + d)^2) = i F (d^2 + 2 mu* d), and -int (d^2 Q) ln Q = int (dQ)^2/Q; h.c. the conjugate.
    squeezing = Model("squeezing", F * a.dag**2 + conj(F) * a**2 + Delta * a.dag * a, Bath(a, kappa))
    assert not of(squeezing, Distribution.WIGNER)[0].unitary
    found, _ = of(squeezing)
    assert found.unitary == squares((Op.scalar(I * F), (D, D)), (Op.scalar(-I * conj(F)), (D_BAR, D_BAR)))


def test_p_at_zero_temperature_is_refused() -> None:
    with pytest.raises(ClosureError, match="infinite"):
        entropy_balance(fokker_planck(Model("loss", Op({}), Bath(a, kappa)), Distribution.P))


# -- what must hold ---------------------------------------------------------------------------------------------------

MODELS = (
    Model("kerr", Delta * a.dag * a + u * a.dag**2 * a**2 + F * a.dag + conj(F) * a, Bath(a, kappa, N, M)),
    Model("parametric", F * a.dag**2 + conj(F) * a**2, (Bath(a, kappa, N), Bath(a, gamma))),
    Model("two", g * a.dag * b**2 + conj(g) * b.dag**2 * a, (Bath(a + b, kappa, N), Bath(b, gamma))),
    Model("cascade", u * a.dag**2 * a**2, cascades=Cascade((kappa * a, gamma * b))),
    Model("sixth", u * a.dag**3 * a**3, (Bath(a, kappa), Bath(a + a.dag, gamma))),
)


@pytest.mark.parametrize("kind", [Distribution.WIGNER, Distribution.HUSIMI])
@pytest.mark.parametrize("model", MODELS, ids=lambda m: m.name)
def test_the_parts_add_up_to_the_rate_of_change(model: Model, kind: Distribution) -> None:
    # dS/dt of the whole operator = Pi_u + Pi_d - Phi, as integrals: exact, for every Q.
    found, _ = of(model, kind)
    flux = Density({})
    for channel in found.channels:
        for (i, j), k in channel.inverse.items():
            flux = flux + Density.of(channel.channel.current(j)).times(k * channel.channel.drift(i))
    parts = found.unitary + found.production - flux
    assert found.channels and found.rate
    assert reduced(parts)[0] == found.rate
    assert found.flux.is_hermitian
    assert reduced(found.rate.conjugate())[0] == found.rate


# -- numbers ----------------------------------------------------------------------------------------------------------

SIZE = 24
POINT = {"kappa": 0.8, "Delta": -0.4, "u": 0.3, "N": 0.35, "M": 0.1 - 0.2j, "F": 0.3 + 0.2j, "gamma": 0.5}


def husimi(rho: np.ndarray, mu: np.ndarray) -> np.ndarray:
    """``<mu|rho|mu>/pi``, for any matrix."""
    powers = [mu.conj() ** m / sqrt(factorial(m)) for m in range(len(rho))]
    columns = np.stack(powers, -1) * np.exp(-(abs(mu) ** 2) / 2)[..., None]
    return np.einsum("...m,mn,...n->...", columns, rho, columns.conj()) / pi


def test_kerr_in_a_squeezed_thermal_bath_against_the_density_matrix() -> None:
    # dS/dt = -int Q(L rho) ln Q with the generator in matrices; the derivatives in Pi come from a rho and rho a.dag.
    model = MODELS[0]
    found, _ = of(model)
    rng = np.random.default_rng(3)
    root = np.zeros((SIZE, SIZE), complex)
    root[:5, :5] = rng.normal(size=(5, 5)) + 1j * rng.normal(size=(5, 5))
    rho = root @ root.conj().T / np.trace(root @ root.conj().T)
    x = np.linspace(-7, 7, 281)
    z = x[:, None] + 1j * x[None, :]
    step = (x[1] - x[0]) ** 2
    q = husimi(rho, z).real
    assert np.sum(q) * step == pytest.approx(1, abs=1e-9)
    low = matrix(a, a.spaces, SIZE, POINT)
    gradient = {D: husimi(rho @ low.conj().T, z) / q - z.conj(), D_BAR: husimi(low @ rho, z) / q - z}

    def integral(density: Density) -> complex:
        total = np.zeros_like(z)
        for jets, c in density:
            term = sum(complex_at(w, POINT) * _monomial(word, z) for word, w in c)
            for jet in jets:
                term = term * gradient[jet]
            total = total + term
        return complex(np.sum(total * q) * step)

    rate = -np.sum(husimi(liouvillian(model, rho), z) * np.log(q)) * step
    flux = np.trace(matrix(found.flux, a.spaces, SIZE, POINT) @ rho)
    assert abs(rate) > 0.1
    assert integral(found.unitary) + integral(found.production) - flux == pytest.approx(rate, abs=1e-7)
    assert integral(found.production).real > 0


def _monomial(word: object, z: np.ndarray) -> np.ndarray:
    p, q = word[0][1][:2] if word else (0, 0)  # type: ignore[index]
    return z**p * z.conj() ** q


def liouvillian(model: Model, rho: np.ndarray) -> np.ndarray:
    """``-i[H, rho]`` and a thermal squeezed bath, in matrices, from the definition of the master equation."""
    h = matrix(model.hamiltonian, a.spaces, SIZE, POINT)
    low = matrix(a, a.spaces, SIZE, POINT)
    up = low.conj().T
    k, n, m = POINT["kappa"], POINT["N"], POINT["M"]

    def flow(left: np.ndarray, right: np.ndarray) -> np.ndarray:
        return left @ rho @ right - (right @ left @ rho + rho @ right @ left) / 2

    bath = (n + 1) * flow(low, up) + n * flow(up, low) - np.conj(m) * flow(low, low) - m * flow(up, up)
    return -1j * (h @ rho - rho @ h) + k * bath


def test_a_thermal_state_that_cools() -> None:
    # Q = exp(-|mu|^2/w)/(pi w), w = n + 1: S = 1 + ln(pi w), dS/dt = dw/dt / w = -2 kappa (n - N)/(n + 1).  On paper
    # d ln Q = -mu*/w: Pi_d = 2/(kappa (N+1)) kappa^2 (1 - (N+1)/w)^2 w = 2 kappa (n - N)^2/((N+1)(n+1)), and
    # Phi = 2 kappa (n - N)/(N + 1): the difference is 2 kappa (n - N)/(N + 1) ((n - N)/(n + 1) - 1) = dS/dt.
    found, _ = of(Model("thermal", Op({}), Bath(a, 2 * kappa, N)))
    n = nonnegative("n")
    produced = sum(
        (
            c.coefficient(word) * _gaussian_mean(word, len(jets), n + 1)
            for jets, c in found.production
            for word in c.terms
        ),
        0 * n,
    )
    assert produced == 2 * kappa * (n - N) ** 2 / ((N + 1) * (n + 1))
    assert found.flux == 2 * kappa / (N + 1) * (a.dag * a - N)


def _gaussian_mean(word: object, gradients: int, width: object) -> object:
    """``<mu^p mu*^q prod grad ln Q>`` where a derivative is ``-mu/w`` or its conjugate: ``<|mu|^(2k)> = k! w^k``."""
    power = (sum(word[0][1][:2]) if word else 0) + gradients  # type: ignore[index]
    return factorial(power // 2) * width ** (power // 2) * (-1 / width) ** gradients  # type: ignore[operator]
