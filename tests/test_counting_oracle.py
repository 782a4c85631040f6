"""Counting statistics against oracles that share nothing with the derivation.

Cumulants of a truncated master equation come from the perturbation series of the tilted Liouvillian's zero eigenvalue,
built with QuTiP; those of passive networks from the scattering matrix, by the formulas of Levitov and Landauer.
"""

from __future__ import annotations

from fractions import Fraction
from math import comb, factorial

import numpy as np
import pytest
import qutip
from scipy.integrate import quad
from scipy.sparse import csc_matrix
from scipy.sparse.linalg import splu

from derive.algebra.boson import boson
from derive.exact.scalar import constant
from derive.model import Bath, Cascade, Model
from derive.parameters import I, sqrt
from derive.rules.counting.cumulants import Cumulants
from derive.rules.counting.riccati import riccati

a, c = boson("a c")


def number(numerator: int, denominator: int = 1):
    return constant(Fraction(numerator, denominator))


def series_of_tilted(hamiltonian, couplings, counted: int, order: int) -> list[float]:
    """Cumulants 1 to ``order`` of one bath; ``couplings`` holds (operator with its root of the rate, N, M).

    With ``L(t) = L + sum_n t^n/n! J_n``, J_n = emission + (-1)^n absorption, and tr R_n = 0 beyond order 0:

        lambda_n = tr sum_k binom(n, k) J_k R_(n-k),   L R_n = sum_k binom(n, k) (lambda_k - J_k) R_(n-k).
    """
    L = qutip.liouvillian(hamiltonian)
    for k, (op, n, m) in enumerate(couplings):
        down, up = qutip.sprepost(op, op.dag()), qutip.sprepost(op.dag(), op)
        L += (n + 1) * qutip.lindblad_dissipator(op) + n * qutip.lindblad_dissipator(op.dag())
        for weight, one in ((-np.conj(m), op), (-m, op.dag())):
            square = one * one
            L += weight * (qutip.sprepost(one, one) - (qutip.spre(square) + qutip.spost(square)) / 2)
        if k == counted:
            jumps = [(n + 1) * down + (-1) ** j * n * up for j in range(1, order + 1)]
    return _perturbed(L.data.as_scipy(), [j.data.as_scipy() for j in jumps], hamiltonian.shape[0], order)


def _perturbed(L, jumps, size: int, order: int) -> list[float]:
    trace = np.eye(size).ravel(order="F")
    bordered = L.tolil()
    bordered[0, :] = trace  # conservation of probability makes one row redundant
    factors = splu(csc_matrix(bordered))
    first = np.zeros(size * size, complex)
    first[0] = 1
    states, found = [factors.solve(first)], [0.0]
    for n in range(1, order + 1):
        pushed = [comb(n, k) * (jumps[k - 1] @ states[n - k]) for k in range(1, n + 1)]
        found.append(trace @ sum(pushed))
        right = sum(comb(n, k) * found[k] * states[n - k] for k in range(1, n + 1)) - sum(pushed)
        right[0] = 0
        states.append(factors.solve(right))
    return [complex(x).real for x in found[1:]]


def exact(model: Model, bath: int, order: int) -> list[float]:
    cumulants = Cumulants(riccati(model, (bath,)))
    return [float(cumulants.cumulant({bath: n}).rational) for n in range(1, order + 1)]


# -- truncated master equations ---------------------------------------------------------------------------------------


def test_squeezed_and_driven_mode():
    """Pairing, force, a bath that couples to a quadrature with its own constant, a squeezed bath not counted."""
    pairing, force = number(1, 10) + I * number(1, 20), number(1, 5) - I * number(1, 10)
    coupling = c + number(1, 4) * c.dag + number(1, 5)
    model = Model(
        "mode",
        number(3, 10) * c.dag * c + pairing * c.dag**2 + pairing.conjugate() * c**2 + force * c.dag
        + force.conjugate() * c,
        baths=[
            Bath(coupling, 1, number(1, 10), name="seen"),
            Bath(c, 1, number(1, 10), number(1, 10) * I, name="squeezed"),
        ],
    )  # fmt: skip
    x = qutip.destroy(34)
    p, f = 0.1 + 0.05j, 0.2 - 0.1j
    H = 0.3 * x.dag() * x + p * x.dag() ** 2 + np.conj(p) * x**2 + f * x.dag() + np.conj(f) * x
    oracle = series_of_tilted(H, [(x + 0.25 * x.dag() + 0.2, 0.1, 0), (x, 0.1, 0.1j)], 0, 3)
    assert abs(oracle[2]) > 0.01
    assert exact(model, 0, 3) == pytest.approx(oracle, rel=1e-7)


def cascade(f, n_1, n_2, n_3) -> Model:
    """Two oscillators in a one-way line (phase i, rates 16/25 and 1), hopping f, private baths at rates 1 and 6/5."""
    stages = (sqrt(number(16, 25)) * a, I * c)
    hopping = f * a.dag * c + f.conjugate() * c.dag * a
    return Model(
        "cascade",
        number(1, 5) * a.dag * a + hopping,
        baths=[Bath(a, 1, n_1), Bath(c, number(6, 5), n_2)],
        cascades=[Cascade(stages, occupation=n_3)],
    )


def test_cascade_at_small_occupations():
    """Collective jump and hopping of the line from QuTiP's own operators; truncation costs some 1e-6."""
    model = cascade(number(1, 4) + I * number(1, 3), number(1, 25), number(1, 50), number(1, 20))
    one, two = qutip.tensor(qutip.destroy(6), qutip.qeye(6)), qutip.tensor(qutip.qeye(6), qutip.destroy(6))
    first, second, f = 0.8 * one, 1j * two, 0.25 + 1j / 3
    hopping = (second.dag() * first - first.dag() * second) / 2j
    H = 0.2 * one.dag() * one + f * one.dag() * two + np.conj(f) * two.dag() * one + hopping
    couplings = [(one, 0.04, 0), (np.sqrt(1.2) * two, 0.02, 0), (first + second, 0.05, 0)]
    for bath in range(3):
        oracle = series_of_tilted(H, couplings, bath, 3)
        assert exact(model, bath, 3) == pytest.approx(oracle, rel=1e-4, abs=1e-7)


# -- scattering -------------------------------------------------------------------------------------------------------


def scattering_of_cascade(f: complex):
    """S(w) = 1 - K.dag (i H + K K.dag/2 - i w)^-1 K from the Langevin equation on paper: c_2 is driven by what leaves
    c_1, with the amplitude -L_2* L_1."""
    rates = np.array([[1, 0, 0.8], [0, np.sqrt(1.2), -1j]])  # columns: L* of the three inputs
    drift = np.array([[-0.2j - 0.82, -1j * f], [-1j * np.conj(f) + 1j * 0.8, -1.1]])

    def S(w: float) -> np.ndarray:
        return np.eye(3) - rates.conj().T @ np.linalg.solve(-1j * w * np.eye(2) - drift, rates)

    assert np.allclose(S(0.7) @ S(0.7).conj().T, np.eye(3))
    return S


def test_currents_and_noise_by_landauer():
    """k1 = int dw/2pi (sum_j |S_kj|^2 N_j - N_k),  k2 = int dw/2pi sum_jl |A_jl|^2 N_j (N_l + 1) where
    A_jl = S_kj* S_kl - 1_jk 1_kl; the correlation of two baths likewise with A^k_jl A^m_lj."""
    n, f = np.array([1.5, 0.25, 2.0]), 0.5 + 0.25j
    model = cascade(number(1, 2) + I * number(1, 4), number(3, 2), number(1, 4), number(2))
    S, cumulants = scattering_of_cascade(f), Cumulants(riccati(model))

    def blocks(w: float) -> np.ndarray:
        s = S(w)
        return np.array([np.outer(s[k].conj(), s[k]) - np.diag(np.arange(3) == k) for k in range(3)])

    def noise(k: int, m: int) -> float:
        def density(w: float) -> float:
            A = blocks(w)
            return float(np.einsum("jl,lj,j,l->", A[k], A[m], n, n + 1).real)

        return quad(density, -np.inf, np.inf, limit=400, epsabs=1e-12)[0] / (2 * np.pi)

    for k in range(3):
        current = quad(lambda w, k=k: float(blocks(w)[k].diagonal().real @ n), -np.inf, np.inf, epsabs=1e-12)[0]
        assert float(cumulants.cumulant({k: 1}).rational) == pytest.approx(current / (2 * np.pi), rel=1e-7)
        for m in range(3):
            order = {k: 2} if k == m else {k: 1, m: 1}
            assert float(cumulants.cumulant(order).rational) == pytest.approx(noise(k, m), rel=1e-7)


def test_third_cumulant_by_levitov():
    """theta(t) = -int dw/2pi ln det(1 - n (S.dag exp(P t) S exp(-P t) - 1)) counts what bath k receives (P projects on
    it).  Derivatives at 0 by Cauchy's integral over a circle, which cancels nothing."""
    n, f, k = np.array([0.3, 0.1, 0.2]), 0.5 + 0.25j, 2
    model = cascade(number(1, 2) + I * number(1, 4), number(3, 10), number(1, 10), number(1, 5))
    S = scattering_of_cascade(f)

    def theta(t: complex) -> complex:
        up = np.where(np.arange(3) == k, np.exp(t), 1)

        def density(w: float) -> complex:
            s = S(w)
            turned = s.conj().T @ (up[:, None] * s) / up[None, :]
            return complex(-np.log(np.linalg.det(np.eye(3) - n[:, None] * (turned - np.eye(3)))))

        return quad(density, -np.inf, np.inf, complex_func=True, limit=400, epsabs=1e-12)[0] / (2 * np.pi)

    points, radius = np.exp(2j * np.pi * np.arange(16) / 16), 0.2
    values = np.array([theta(radius * p) for p in points])
    found = [_derivative(values, points, radius, order) for order in (1, 2, 3)]
    assert exact(model, k, 3) == pytest.approx(found, rel=1e-6)


def _derivative(values: np.ndarray, points: np.ndarray, radius: float, order: int) -> float:
    return float((values * points**-order).mean().real * factorial(order) / radius**order)
