r"""Printed integrals, limits and sums: exact values, by hand; numbers by quadrature."""

from __future__ import annotations

from collections import ChainMap
from fractions import Fraction

import pytest
from scipy.integrate import quad

from derive.claims.integrals import BINDING, Infinity, bound_names
from derive.claims.operations import ELEMENTARY
from derive.errors import ClaimError, ExactError
from derive.exact.enclose import enclosure
from derive.exact.exponential import exponential
from derive.exact.insert import insert
from derive.exact.logarithm import logarithm
from derive.exact.scalar import constant
from derive.expr import fold
from derive.parameters import I, nonnegative, positive, real, sqrt, symbol_of
from derive.reader.reader import read_expression
from derive.reader.table import Entry, Table

HBAR, OMEGA, W, DELTA, RHO, PI = positive("hbar Omega omega Delta rho pi")
X, TIME, E = real("x t_0 E")
N = nonnegative("n")
VALUES = {
    r"\hbar": HBAR, r"\Omega": OMEGA, r"\omega": W, r"\Delta": DELTA, r"\rho(\hbar\omega)": RHO, r"\pi": PI, "x": X,
    "t_0": TIME, "E": E, "n": N, r"2\hbar": 2 * HBAR,
}  # fmt: skip
TABLE = Table(Entry(name, name) for name in VALUES)


def value(latex):
    node = read_expression(latex, TABLE)
    names = ChainMap({**VALUES, "I": I}, bound_names(node))
    return fold(node, names, {**ELEMENTARY, **BINDING, "sqrt": sqrt}, constant)


EXACT = [
    # the number of modes in a band of constant density, Braak and Mannhart (S-47)
    (r"\hbar \int_{\Omega-\Delta/2}^{\Omega+\Delta/2} d\omega \rho(\hbar\omega)", HBAR * DELTA * RHO),
    # powers
    (r"\int_0^x du\, u^3", X**4 / 4),
    (r"\int_{\Omega-\Delta/2}^{\Omega+\Delta/2} \omega^2 d\omega", OMEGA**2 * DELTA + DELTA**3 / 12),
    (r"\int_\Omega^\Delta \frac{d\omega}{\omega}", logarithm(DELTA) - logarithm(OMEGA)),
    (r"\int_0^{\Omega} \sqrt{\omega} d\omega", OMEGA * sqrt(OMEGA) * Fraction(2, 3)),
    # by parts: int u e^{-nu} = -(u/n + 1/n^2) e^{-nu}
    (r"\int_0^x du\, u e^{-nu}", (1 - (1 + N * X) * exponential(-N * X)) / N**2),
    # waves, with a factor and a phase that are constant
    (r"\int_0^x du\, e^{iEu + iE}", exponential(I * E) * (exponential(I * E * X) - 1) / (I * E)),
    (r"\int_0^x \sin(Eu) du", (1 - (exponential(I * E * X) + exponential(-I * E * X)) / 2) / E),
    # a variable that the integrand does not hold; limits the wrong way round
    (r"\int_x^0 n\, du", -N * X),
    (r"\lim_{\eta \to 0^+} \frac{x}{E + i\eta}", X / E),
    (r"\lim_{u \to \infty} \frac{2u}{n + u}", constant(2)),
]


@pytest.mark.parametrize(("latex", "by_hand"), EXACT)
def test_integrals_and_limits_have_the_values_found_by_hand(latex, by_hand):
    assert value(latex) == by_hand


def test_the_regularised_delta_function_is_an_integral_over_the_interaction_time():
    # Braak and Mannhart (S-14): (1/(2 pi hbar)) int_{-t0/2}^{t0/2} e^{iEt/hbar} dt = sin(E t0/2hbar)/(pi E)
    integral = value(r"\frac{1}{2\pi\hbar}\int_{-t_0/2}^{t_0/2} dt\, e^{iEt/\hbar}")
    assert integral == value(r"\frac{1}{\pi} \frac{\sin(Et_0/2\hbar)}{E}")
    # Guard: with another factor in front it is not.
    assert integral != value(r"\frac{1}{2\pi} \frac{\sin(Et_0/2\hbar)}{E}")


NUMBERS = {
    "x": Fraction(3, 2),
    "n": Fraction(2, 3),
    "E": Fraction(-5, 4),
    "Omega": Fraction(9, 4),
    "Delta": Fraction(1),
}
QUADRATURES = [
    (r"\int_0^x du\, u^2 e^{-nu}", lambda u: u**2 * 2.718281828459045 ** (-2 * u / 3), 0.0, 1.5),
    (r"\int_{\Omega-\Delta/2}^{\Omega+\Delta/2} (\omega^2 + n) d\omega", lambda u: u**2 + 2 / 3, 1.75, 2.75),
    (r"\int_x^{3} \cosh(2u) u\, du", lambda u: u * (2.718281828459045 ** (2 * u) + 2.718281828459045 ** (-2 * u)) / 2,
     1.5, 3.0),
]  # fmt: skip


@pytest.mark.parametrize(("latex", "integrand", "lower", "upper"), QUADRATURES)
def test_integrals_agree_with_quadrature(latex, integrand, lower, upper):
    exact = enclosure(insert(value(latex), {symbol_of(s): constant(NUMBERS[s.latex()]) for s in (X, N, E)} | {
        symbol_of(s): constant(NUMBERS[symbol_of(s).name]) for s in (OMEGA, DELTA)}))  # fmt: skip
    assert complex(exact) == pytest.approx(quad(integrand, lower, upper)[0], rel=1e-10)


REFUSED = [
    (r"\int x\, du", "two finite limits"),
    (r"\int_0^\infty e^{-u} du", "two finite limits"),
    (r"\int_0^x \ln(u) du", "powers and exponentials"),
    (r"\int_0^x \frac{du}{1 + u}", "powers and exponentials"),
    (r"\int_0^x e^{-u^2} du", "linear in the variable"),
    (r"\int_{-x}^x \frac{du}{u}", "finite between the limits"),
    (r"\sum_k x", "given values"),
    (r"\sum_{k=1}^n \hbar", "symbolic bounds"),
    (r"\lim_{u \to 1} u", "at 0 or at infinity"),
    (r"x \cdot \infty", "infinity"),
]


@pytest.mark.parametrize(("latex", "message"), REFUSED)
def test_what_has_no_value_here_says_why(latex, message):
    with pytest.raises((ClaimError, ExactError), match=message):
        value(latex)


def test_a_variable_must_be_a_parameter_of_its_own():
    with pytest.raises(ClaimError, match="single parameter"):
        BINDING["integral"](X, 2 * X, constant(0), constant(1))


def test_infinity_takes_a_sign_and_nothing_else():
    assert -1 * Infinity() == Infinity(-1)
    with pytest.raises(ClaimError):
        Infinity() * X


def test_bound_names_are_those_that_the_formula_binds():
    node = read_expression(r"\int_0^x du\, u \int_0^u dv\, v + \sum_k n + \lim_{\omega \to \infty} \omega", TABLE)
    assert sorted(bound_names(node)) == ["infinity", "k", "u", "v"]  # omega is a name of the symbol map
