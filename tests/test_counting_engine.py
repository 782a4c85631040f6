"""Counting statistics behind the engine: functions of the module, names for claims, and the two oscillators of
Barzanjeh, Aquilina and Xuereb with all rates equal and F = 0.

On paper: c_1 is damped by kappa + kappa towards n_1 = (N_1 + N_3)/2, and c_2 is driven by what leaves it, so that
n_2 = (N_2 + N_3)/2 + kappa^2 (N_1 - N_3)/(4 kappa^2 + Delta^2).  A private bath receives kappa (n_k - N_k).
"""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from scipy.linalg import solve_continuous_lyapunov

from derive.algebra.boson import boson
from derive.emit.python import compile_module
from derive.engines.lindblad.derivation import derive_model
from derive.engines.lindblad.module import module_of
from derive.engines.lindblad.quantities import LindbladQuantities
from derive.errors import DeriveError
from derive.exact.exponential import exponential
from derive.exact.insert import insert
from derive.exact.scalar import constant
from derive.model import Bath, Cascade, Model, Observable
from derive.parameters import I as i
from derive.parameters import angle, complex_, exp, nonnegative, positive, real, sqrt, symbol_of
from derive.rules.counting.cumulants import Cumulants
from derive.rules.counting.riccati import riccati
from tests.audited import CASCADED

a, c = boson("a c")
kappa, eta = positive("kappa eta", unit="1/s")
N_1, N_2, N_3 = nonnegative("N_1 N_2 N_3")
omega_1, omega_2 = real("omega_1 omega_2", unit="rad/s")
phi, M = angle("phi"), complex_("M")
LINE = Cascade((sqrt(kappa) * a, sqrt(kappa) * exp(i * phi) * c), occupation=N_3, name="line")
PAIR = Model(
    "pair",
    omega_1 * a.dag * a + omega_2 * c.dag * c,
    baths=[Bath(a, kappa, N_1, name="left"), Bath(c, kappa, N_2, name="right")],
    cascades=[LINE],
    observables=[Observable("n_1", a.dag * a), Observable("n_2", c.dag * c)],
)


@pytest.fixture(scope="module")
def quantities() -> LindbladQuantities:
    return LindbladQuantities(PAIR)


# -- the two oscillators ----------------------------------------------------------------------------------------------


def test_currents_of_the_cascade(quantities):
    """eta_2 does depend on N_1: what oscillator 1 sends down the line, oscillator 2 hands on to its own bath."""
    Delta = omega_2 - omega_1
    sent = kappa**3 * (N_1 - N_3) / (4 * kappa**2 + Delta**2)
    first, second = kappa * (N_3 - N_1) / 2, kappa * (N_3 - N_2) / 2 + sent
    assert quantities.value("eta_1", False) == first
    assert quantities.value("eta_2", False) == second
    assert quantities.value("eta_3", False) == -first - second


def test_riccati_equation_of_the_cascade(quantities):
    """One private bath: the linear term is -f-/2, and f+/4 is added; f+- = kappa ((N+1)(e^-s - 1) +- N (e^s - 1))."""
    s, V = quantities.value("counting_field", False), quantities.value("tilted_covariance", False)
    down, up = (N_1 + 1) * (exponential(-s) - 1), N_1 * (exponential(s) - 1)
    plus, minus = kappa * (down + up), kappa * (down - up)
    assert _diagonal(quantities.value("tilt_quadratic_1", False)) == [plus, plus, 0, 0]
    assert _diagonal(quantities.value("tilt_linear_1", False)) == [-minus / 2, -minus / 2, 0, 0]
    assert _diagonal(quantities.value("tilt_constant_1", False)) == [plus / 4, plus / 4, 0, 0]
    assert _diagonal(quantities.value("tilt_quadratic_slope_1", False)) == [-kappa, -kappa, 0, 0]
    assert _diagonal(quantities.value("tilt_linear_slope_1", False)) == [
        kappa * (N_1 + constant(Fraction(1, 2)))
    ] * 2 + [0, 0]
    trace = V.rows[0][0] + V.rows[1][1]
    assert quantities.value("theta_at_V_1", False) == plus * trace / 2 - minus / 2
    drift, noise = quantities.value("drift", False), quantities.value("diffusion", False)
    X, Q, C = (quantities.value(f"tilt_{part}_1", False) for part in ("linear", "quadratic", "constant"))
    A = drift + X
    rest = quantities.value("riccati_1", False) - (A * V + V * A.transpose() + noise + V * Q * V + C)
    assert not any(entry for row in rest.rows for entry in row)


def _diagonal(grid) -> list:
    assert not any(entry for i, row in enumerate(grid.rows) for j, entry in enumerate(row) if i != j)
    return [row[k] for k, row in enumerate(grid.rows)]


def test_shared_bath_is_not_local(quantities):
    """The line's jump sqrt(kappa)(a + exp(i phi) c) joins the oscillators: Q has entries between them."""
    assert quantities.value("tilt_quadratic_3", False).rows[0][2]


def test_currents_that_are_not_written_out_are_named():
    """Each energy current is a function or a gap: short for one cavity, not for two cascaded and joined."""
    cavity = Model("cavity", omega_1 * a.dag * a, baths=[Bath(a, kappa, N_1, name="left")])
    long = set()
    for model, baths in ((cavity, {"left"}), (CASCADED, {"b_in_1", "b_in_2", "b_in_3"})):
        derivation = derive_model(model)
        written = {f.name.removeprefix("heat_") for f in derivation.module().functions if f.name.startswith("heat_")}
        stages = [gap.stage for gap in derivation.gaps if "energy" in gap.stage]
        long = {bath for stage in stages for bath in stage.split(" into ")[1].split(", ")}
        assert written | long == baths
        assert not written & long
    assert long


def test_names(quantities):
    names = quantities.names()
    assert {"eta_3", "heat_3", "cumulant_3_2", "noise_1_2", "riccati_3", "theta_1"} <= names.keys()
    assert "eta_4" not in names
    assert quantities.value("cumulant_1_1", False) == quantities.value("eta_1", False)
    assert quantities.value("noise_1_2", False) == quantities.value("noise_2_1", False)
    with pytest.raises(DeriveError, match="2 modes"):
        quantities.value("theta_1", False)
    with pytest.raises(KeyError):
        quantities.value("eta_4", False)


# -- the module -------------------------------------------------------------------------------------------------------

POINT = {"N_1": 1.5, "N_2": 0.25, "N_3": 2.0, "kappa": 1.0, "omega_1": 0.5, "omega_2": -0.75, "phi": 0.0}


def test_functions_give_the_cumulants():
    """NumPy alone: covariance from Lyapunov, then one order more; against the exact cumulants at the same numbers.

    A V_1 + V_1 A^T = -sum_dir (+-1) (V Q V + X V + V X^T + C);  k2 = sum_dir (Tr W V + o + 2 (+-1) Tr W V_1).
    """
    module = compile_module(module_of(PAIR))
    assert module.COUNTED == ("left", "right", "line")
    given = {n: POINT[n] for n in module.PARAMETERS}
    A, D = module.drift(**given), module.diffusion(**given)
    Q, X, C, W = (getattr(module, f"counted_{n}")(**given) for n in ("quadratic", "linear", "constant", "weight"))
    o = module.counted_offset(**given)
    assert Q.shape == X.shape == C.shape == W.shape == (3, 2, 4, 4) and o.shape == (3, 2)
    V, sign = solve_continuous_lyapunov(A, -D), np.array([1, -1])
    turn = next(s for s in PAIR.symbols if s.name == "phi")
    numbers = {turn: constant(1)} | {
        symbol_of(x): constant(Fraction(POINT[str(x)])) for x in (N_1, N_2, N_3, kappa, omega_1, omega_2)
    }
    exact = Cumulants(riccati(PAIR))
    for k in range(3):
        theta = np.einsum("dij,ji->d", W[k], V) + o[k]
        change = V @ Q[k] @ V + X[k] @ V + V @ X[k].transpose(0, 2, 1) + C[k]
        V_1 = solve_continuous_lyapunov(A, -np.einsum("d,dij->ij", sign, change))
        noise = theta.sum() + 2 * sign @ np.einsum("dij,ji->d", W[k], V_1)
        for order, found in ((1, sign @ theta), (2, noise)):
            value = insert(exact.cumulant({k: order}), numbers)
            assert found == pytest.approx(float(value.rational), rel=1e-10)
    assert module.eta_left(**given) == pytest.approx(0.25) and module.eta_line(**given) != 0


def test_correlations_of_the_inputs():
    """<b b.dag> = N + 1 and <b.dag b> = N in the order (b_1, b_1.dag, ...), with <b b> = M."""
    model = Model("one", omega_1 * c.dag * c, baths=[Bath(c, kappa, N_1, M), Bath(c, eta, N_2, name="thermal")])
    module = compile_module(module_of(model))
    found = module.ladder_correlations(N_1=0.5, N_2=2.0, M=0.25j)
    assert found.tolist() == [[0.25j, 1.5, 0, 0], [0.5, -0.25j, 0, 0], [0, 0, 0, 3], [0, 0, 2, 0]]
    assert module.COUNTED == ("thermal",)
    assert module.counted_quadratic(N_2=2.0, eta=1.0).shape == (1, 2, 2, 2)


def test_mean_fields_leave_the_matrices_out():
    """theta of a driven mode is no function of the covariance alone; the module does not pretend it is."""
    F = complex_("F")
    model = Model("driven", F * c.dag + F.conjugate() * c, baths=[Bath(c, kappa, name="out")])
    module = compile_module(module_of(model))
    assert not hasattr(module, "counted_weight") and not hasattr(module, "COUNTED")
    assert module.eta_out(F=1.0 + 1.0j, kappa=2.0) == pytest.approx(4.0)
