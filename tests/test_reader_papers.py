r"""Formulas as four papers print them, through the reader.

Long formulas are evaluated at a point with complex numbers and compared with the same formula typed as Python; the
reader and Python share nothing but the paper.
"""

from __future__ import annotations

import cmath
import math

import numpy as np
import pytest

from derive.expr import Quotient, fold
from derive.reader.reader import read, read_expression
from tests.test_reader import C_1, C_2, HBAR, NAMES, RHO, TABLE, I, call, minus, num, product, relation, total

C1 = r"""$$\bar{n}_1 =
\frac{2|F|^2(\bar{N}_1 + \bar{N}_2 + \bar{N}_3) + \Re\{Fe^{i\theta}\}\Delta(\bar{N}_1 - \bar{N}_3)
+ 2\Im\{Fe^{i\theta}\}^2\bar{N}_3 + 2\Im\{Fe^{i\theta}\}\kappa(\bar{N}_1 + 3\bar{N}_3) + (4\kappa^2 + \Delta^2)
(\bar{N}_1 + \bar{N}_3)}{2[3|F|^2 + 4\kappa(\kappa + \Im\{Fe^{i\theta}\}) + \Im\{Fe^{i\theta}\}^2 + \Delta^2]},
\quad (\text{C1})$$"""
POINT = {"F": 0.7 - 1.3j, "theta": 0.4, "kappa": 1.7, "Delta": -0.9, "N_1": 2.0, "N_2": 5.0, "N_3": 0.5, "I": 1j}
NUMERIC = {
    "abs": abs, "re": lambda z: complex(z).real, "im": lambda z: complex(z).imag, "exp": cmath.exp, "sqrt": cmath.sqrt,
    "conj": lambda z: complex(z).conjugate(), "log": cmath.log, "sin": cmath.sin,
}  # fmt: skip


def evaluated(node, values):
    return fold(node, values, NUMERIC, float, lambda rows: np.array(rows, dtype=complex))


def test_equation_c1_of_barzanjeh_has_the_value_of_the_same_formula_in_python():
    (c1,) = read(C1, TABLE, "C1")
    assert (c1.kind, c1.sides[0]) == ("=", NAMES["n_1"])
    p, fe = POINT, POINT["F"] * cmath.exp(1j * POINT["theta"])
    s, k, d = abs(p["F"]) ** 2, p["kappa"], p["Delta"]
    above = 2 * s * (p["N_1"] + p["N_2"] + p["N_3"]) + fe.real * d * (p["N_1"] - p["N_3"]) + 2 * fe.imag**2 * p["N_3"]
    above += 2 * fe.imag * k * (p["N_1"] + 3 * p["N_3"]) + (4 * k**2 + d**2) * (p["N_1"] + p["N_3"])
    below = 2 * (3 * s + 4 * k * (k + fe.imag) + fe.imag**2 + d**2)
    assert evaluated(c1.sides[1], POINT) == pytest.approx(above / below, rel=1e-14)


def test_the_master_equation_of_barzanjeh_is_read_operator_by_operator():
    # Eq. (1) with one bath: the commutator, and D[c] and D[c.dag] with their rates.
    latex = r"""\dot{\rho} = -\frac{i}{\hbar}[\hat{c}_2, \rho] + \sum_{i=1}^1 \{(\bar{N}_i + 1)\gamma_i
    \mathcal{D}_{\hat{c}_i}[\rho] + \bar{N}_i\gamma_i\mathcal{D}_{\hat{c}_i^\dagger}[\rho]\}. \quad (1)"""
    n, rate = NAMES["N_1"], NAMES["gamma_1"]
    heating = product(n, rate, call("D", call("adjoint", C_1), RHO))
    cooling = product(total(n, num(1)), rate, call("D", C_1, RHO))
    right = total(minus(Quotient(I, HBAR), call("commutator", C_2, RHO)), total(cooling, heating))
    assert read(latex, TABLE) == (relation("=", call("time_derivative", RHO), right),)


def test_the_drift_matrix_of_barzanjeh_has_its_printed_entries():
    latex = r"""\begin{bmatrix} -i\omega_1 - \frac{\gamma_1 + \kappa}{2} & -iF \\
    -iF^* - \sqrt{\gamma_1\gamma_2}e^{i\phi} & -i\omega_2 - \frac{\gamma_2 + \kappa}{2} \end{bmatrix}"""
    values = {**POINT, "omega_1": 1.1, "omega_2": 0.2, "gamma_1": 0.6, "gamma_2": 2.5, "phi": 0.8}
    f, k = POINT["F"], POINT["kappa"]
    hop = math.sqrt(0.6 * 2.5) * cmath.exp(0.8j)
    printed = [
        [-1.1j - (0.6 + k) / 2, -1j * f],
        [-1j * f.conjugate() - hop, -0.2j - (2.5 + k) / 2],
    ]
    assert evaluated(read_expression(latex, TABLE), values) == pytest.approx(np.array(printed), rel=1e-14)


J = {"j": (1, 2)}
PAPERS = [
    # Barzanjeh, Aquilina, Xuereb: (B12), (B4), the drive of (A1), (B21)
    (r"\chi_m(\omega) = \frac{1}{\frac{\kappa}{2} - i(\omega - \omega_1)}, \quad (\text{B12})", {}, 1),
    (r"\omega_i = \Delta + \gamma_i^2\Im\{\chi_m(\omega)\} \quad (i = 1, 2). \quad (\text{B4})", {}, 2),
    (r"x = \sum_{j=1,2} \hbar y (\hat{c}_j e^{-i\omega_{d,j}t} + \text{h.c.}), \quad (\text{A1})", {}, 1),
    (r"F \leftrightarrow x - \imath \chi_m(\omega) e^{-\imath \phi} = x - \frac{\imath}{\kappa}", {}, 2),
    # Braak: (8), (S-68), (S-47)
    (r"\frac{d\langle n_A \rangle}{dt} = -\kappa\langle n_A \rangle + x(y - \langle n_A \rangle). \quad (8)", {}, 1),
    (r"$$x = -y n (z \ln z + (1 - z) \ln(1 - z)), \quad (\text{S-68})$$", {}, 1),
    (r"x = \hbar \int_{\omega-\Delta/2}^{\omega+\Delta/2} dz f(\hbar z), \quad \gamma_1 = y / x. \quad (47)", {}, 2),
    # Alicki: (6), (S26), (S22), (8)
    (r"$$\frac{d}{dt}\rho = -i[\hat{c}_1, \rho] + \hat{c}_2\rho, \quad (6)$$", {}, 1),
    (r"x = \frac{1}{3} \left(y + z e^{i2\pi/3} \right) = \frac{1}{3}(y + i\frac{\sqrt{3}}{2}z); \quad (26)", {}, 1),
    (r"\int_{-\infty}^{+\infty} \frac{dn'}{x + i\kappa - y} = -i\pi \sqrt{\frac{2z}{x + i\kappa}}.", {}, 1),
    (r"x = \lim_{F \rightarrow \infty} \frac{1}{F} \int_0^F dt e^{it\kappa}", {}, 1),
    # Goes: (2), with the sum over two modes
    (r"\partial_t \rho = -i \left[x + \kappa\sum_j \gamma_j (\hat{c}_j^\dagger - \hat{c}_j), \rho \right]", J, 1),
]  # fmt: skip


@pytest.mark.parametrize(("latex", "indices", "count"), PAPERS)
def test_formulas_in_the_style_of_the_papers_are_read(latex, indices, count):
    assert len(read(latex, TABLE, indices=indices)) == count
