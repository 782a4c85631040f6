r"""Exponentials of real arguments and logarithms in the field: exact identities, and numbers at points.

Expected forms are derived on paper; numbers come from Python's `math` on the formula typed again.
"""

from __future__ import annotations

import cmath
import math
import subprocess
import sys
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from derive.errors import ExactError
from derive.exact.enclose import enclosure
from derive.exact.evaluate import derivative
from derive.exact.exponential import exponential
from derive.exact.limits import limit
from derive.exact.logarithm import logarithm
from derive.exact.points import points, sign_at_point
from derive.exact.scalar import constant, substitute, symbols_of
from derive.exact.transcendental import Transcendental
from derive.parameters import I, angle, complex_, cos, nonnegative, positive, real, sin, sqrt, symbol_of
from derive.parameters import exp as phase

HBAR, OMEGA, K_B, T = positive("hbar omega k_B T")
N = nonnegative("n")
P, S = positive("p s")
X, Y, TIME, E = real("x y t E")
PHI = angle("phi")
PI = positive("pi", latex=r"\pi")
BETA = HBAR * OMEGA / (K_B * T)

# ------------------------------------------------------------------------------------------------ identities


def test_exponentials_multiply_and_cancel():
    assert exponential(X) * exponential(-X) == 1
    assert exponential(X + BETA) == exponential(X) * exponential(BETA)
    assert exponential(X / 2) ** 2 == exponential(X)
    assert exponential(0) == 1
    # Guard: different exponents are different functions.
    assert exponential(X) != exponential(-X) and exponential(X) != exponential(Y) and exponential(X) != 1 + X


def test_the_bose_distribution_solves_the_boltzmann_ratio():
    # n = 1/(e^b - 1)  <=>  n/(1 + n) = e^-b
    n = 1 / (exponential(BETA) - 1)
    assert n / (1 + n) == exponential(-BETA)
    # p = 1/(e^b + 1)  <=>  p/(1 - p) = e^-b
    p = 1 / (exponential(BETA) + 1)
    assert p / (1 - p) == exponential(-BETA)


def test_the_two_forms_of_the_bosonic_entropy_agree():
    # With b = hbar omega/(k_B T) = ln((1 + n)/n):
    # (1 + n) ln(1 + n) - n ln n = n (ln(1 + n) - ln n) + ln(1 + n) = n b + ln(1 + n)
    b = logarithm((1 + N) / N)
    temperature = HBAR * OMEGA / (K_B * b)
    known = K_B * ((1 + N) * logarithm(1 + N) - N * logarithm(N))
    assert known == HBAR * OMEGA * N / temperature + K_B * logarithm(1 + N)
    # Guard: with the wrong sign of the second logarithm they do not.
    assert known != HBAR * OMEGA * N / temperature - K_B * logarithm(1 + N)


def test_the_entropy_of_thermal_light_follows_from_its_occupation():
    # n = 1/(e^b - 1): ln(1 + n) = b - ln(e^b - 1) and ln n = -ln(e^b - 1)
    n = 1 / (exponential(BETA) - 1)
    assert logarithm(1 + n) == BETA - logarithm(exponential(BETA) - 1)
    assert (1 + n) * logarithm(1 + n) - n * logarithm(n) == n * BETA + logarithm(1 + n)


def test_logarithms_of_products_powers_and_exponentials():
    assert logarithm(P**3 * (1 + N) / S) == 3 * logarithm(P) + logarithm(1 + N) - logarithm(S)
    assert logarithm(N**2) == 2 * logarithm(N)
    assert logarithm(sqrt(P)) == logarithm(P) / 2
    assert logarithm(sqrt(1 + N)) == logarithm(1 + N) / 2
    assert logarithm(constant(Fraction(12, 5))) == 2 * logarithm(2) + logarithm(3) - logarithm(5)
    assert logarithm(exponential(X) * N) == X + logarithm(N)
    assert logarithm(1) == 0
    assert exponential(logarithm(N) * 2 - logarithm(1 + N)) == N**2 / (1 + N)
    assert exponential(logarithm(P) / 2) == sqrt(P)


def test_a_difference_of_squares_of_roots_keeps_its_logarithm_whole():
    # Positive parameters enter by their roots: 1 - p = (1 - sqrt p)(1 + sqrt p), in whichever order they are met.
    whole = logarithm(1 - P)
    assert len(whole.generators) == 1
    assert logarithm(1 - sqrt(P)) + logarithm(1 + sqrt(P)) == whole
    assert logarithm(S - P) == logarithm(sqrt(S) - sqrt(P)) + logarithm(sqrt(S) + sqrt(P))
    assert logarithm(P - S) == logarithm(S - P)  # by the convention of positive arguments
    assert logarithm(1 - exponential(-X)) == logarithm(exponential(X) - 1) - X


def test_phases_of_monomials_are_cosines_and_sines():
    # sin(x) = (e^{ix} - e^{-ix})/2i, and 2 sin(x) cos(x) = sin(2x)
    x = E * TIME / (2 * HBAR)
    sine = (exponential(I * x) - exponential(-I * x)) / (2 * I)
    cosine = (exponential(I * x) + exponential(-I * x)) / 2
    assert sine**2 + cosine**2 == 1
    assert 2 * sine * cosine == (exponential(2 * I * x) - exponential(-2 * I * x)) / (2 * I)
    assert sine.is_real and sine.conjugate() == sine
    assert exponential(X + I * Y).conjugate() == exponential(X - I * Y)


def test_declared_angles_keep_their_phases_and_pi_is_the_number():
    assert exponential(2 * I * PHI) == phase(2 * I * PHI)
    assert (exponential(I * PHI) + exponential(-I * PHI)) / 2 == cos(PHI)
    assert (exponential(I * PHI) - exponential(-I * PHI)) / (2 * I) == sin(PHI)
    assert exponential(I * PI) == -1 and exponential(-I * PI / 2) == -I and exponential(I * PI * 2) == 1


# ------------------------------------------------------------------------------------------------ calculus


def test_derivatives_follow_by_the_chain_rule():
    # d/domega e^b = (hbar/(k_B T)) e^b;  dS/dn = k_B ln((1 + n)/n);  d/dE sin(E t) = t cos(E t)
    assert derivative(exponential(BETA), symbol_of(OMEGA)) == HBAR / (K_B * T) * exponential(BETA)
    entropy = (1 + N) * logarithm(1 + N) - N * logarithm(N)
    assert derivative(entropy, symbol_of(N)) == logarithm((1 + N) / N)
    turn = exponential(I * E * TIME)
    assert derivative((turn - 1 / turn) / (2 * I), symbol_of(E)) == TIME * (turn + 1 / turn) / 2
    assert derivative(phase(I * PHI), symbol_of(PHI)) == I * phase(I * PHI)
    assert derivative(sqrt(1 + N), symbol_of(N)) == 1 / (2 * sqrt(1 + N))
    assert derivative(exponential(BETA), symbol_of(X)) == 0


def test_values_put_in_reach_the_arguments():
    (root,) = T.generators
    assert substitute(exponential(BETA), {root: sqrt(2 * S)}) == exponential(HBAR * OMEGA / (2 * K_B * S))
    (n,) = N.generators
    assert substitute(logarithm(1 + N), {n: constant(0)}) == 0
    assert substitute(logarithm(N), {n: exponential(X)}) == X
    assert substitute(exponential(exponential(X)), {X.generators[0]: constant(0)}) == exponential(1)


def test_a_limit_does_not_take_a_function_for_a_constant():
    for value in (exponential(BETA) / 2, logarithm(1 + N), 1 / (exponential(X) + 1)):
        (name,) = [s for s in ("T", "n", "x") if any(s == q.name for q in symbols_of([value]))]
        symbol = next(q for q in symbols_of([value]) if q.name == name)
        with pytest.raises(ExactError, match="exponential or a logarithm that holds it"):
            limit(value, symbol, "0")
    assert limit(exponential(X) * Y / (1 + Y), symbol_of(Y), "oo") == exponential(X)


# ------------------------------------------------------------------------------------------------ symbols


def test_functions_are_no_parameters():
    value = exponential(BETA) + logarithm(1 + N) + exponential(I * X * TIME)
    assert {s.name for s in symbols_of([value])} == {"hbar", "omega", "k_B", "T", "n", "x", "t"}
    assert all(isinstance(g.symbol, Transcendental) for g in value.generators)
    with pytest.raises(ExactError, match="single parameter"):
        symbol_of(exponential(X))


PRINTED = [
    (1 / (exponential(BETA) - 1), r"\frac{1}{\exp\left(\frac{\hbar \omega}{T k_B}\right) - 1}"),
    (P * logarithm(P) + (1 - P) * logarithm(1 - P), r"(1 - p) \ln(1 - p) + p \ln(p)"),
    (exponential(2 * X) * N, r"n e^{2 x}"),
    (exponential(-X) * (1 + N), r"(n + 1) e^{-x}"),
    (T * K_B * logarithm(1 + N), r"T k_B \ln(n + 1)"),
    ((exponential(I * X) - exponential(-I * X)) / (2 * I), r"\sin(x)"),
]


@pytest.mark.parametrize(("value", "latex"), PRINTED)
def test_functions_print_as_people_write_them(value, latex):
    assert value.latex() == latex


def test_the_names_do_not_depend_on_the_run():
    code = (
        "from derive.parameters import positive, nonnegative\n"
        "from derive.exact.exponential import exponential\n"
        "from derive.exact.logarithm import logarithm\n"
        "w, T = positive('omega T'); n = nonnegative('n')\n"
        "v = exponential(w/T) + logarithm(1 + n + w**2) + logarithm(n + w)\n"
        "print([g.name for g in v.generators], v)"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={"PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1] and "exp_of_omega_over_T" in runs[0]


def test_sympy_gets_the_functions_themselves():
    import sympy

    n = sympy.Symbol("n", nonnegative=True)
    x = sympy.Symbol("x", real=True)
    assert sympy.simplify(logarithm(1 + N).sympy() - sympy.log(1 + n)) == 0
    assert sympy.simplify((exponential(X) * exponential(I * X)).sympy() - sympy.exp((1 + sympy.I) * x)) == 0


# ------------------------------------------------------------------------------------------------ refusals

REFUSED = [
    (lambda: exponential(X / 3), "multiples of half a monomial"),
    (lambda: exponential(X / (1 + N)), "none but a monomial below"),
    (lambda: exponential(complex_("F")), "real parameters"),
    (lambda: exponential(I * PHI / 2), "whole multiples of angles"),
    (lambda: exponential(I * PI / 3), "multiple of i pi/2"),
    (lambda: exponential(logarithm(1 - P)), "sign of x"),
    (lambda: logarithm(0), "positive"),
    (lambda: logarithm(-2), "positive"),
    (lambda: logarithm(I), "real"),
    (lambda: logarithm(phase(I * PHI)), "real"),
    (lambda: logarithm(1 + sqrt(2)), "free of roots"),
]


@pytest.mark.parametrize(("make", "message"), REFUSED)
def test_what_has_no_canonical_form_is_refused(make, message):
    with pytest.raises(ExactError, match=message):
        make()


def test_the_logarithm_whose_exponential_is_refused_is_itself_exact():
    """Guard: only the sign is missing; an even power needs none."""
    assert exponential(2 * logarithm(1 - P)) == (1 - P) ** 2


# ------------------------------------------------------------------------------------------------ numbers


def test_a_point_gives_functions_the_numbers_of_their_arguments():
    # The value of e^x is bound to that of x: at no point is e^x < 1 + x for x > 0.
    value = exponential(P) - 1 - P
    assert {sign_at_point(point.at(value)) for point in points([value], 8)} == {1}


def test_a_point_outside_the_domain_of_a_logarithm_has_no_value():
    outcomes = []
    for point in points([logarithm(1 - P)], 12):
        inside = dict((s.name, x.rational) for s, x in point.values)["p"] < 1
        try:
            point.at(logarithm(1 - P))
            outcomes.append((inside, True))
        except ExactError:
            outcomes.append((inside, False))
    assert set(outcomes) == {(True, True), (False, False)}


FORMULAS = [
    (lambda e, ln, i, x, p, n: e(x * n / p) / (1 + e(-x)), "real"),
    (lambda e, ln, i, x, p, n: p * ln(p) + ln((1 + n) / (2 + p)) * x, "real"),
    (lambda e, ln, i, x, p, n: ln(e(p) - 1) + ln(3 + p * n), "real"),
    (lambda e, ln, i, x, p, n: e(i * x * p / 2) * (1 + n) + e(-i * x) * e(x), "complex"),
]


@pytest.mark.parametrize(("formula", "kind"), FORMULAS)
@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_exact_values_enclose_those_of_the_formula_in_floating_point(formula, kind, data):
    small = st.fractions(Fraction(1, 4), 3, max_denominator=6)
    at = {"x": data.draw(small), "p": data.draw(small) ** 2, "n": data.draw(small)}
    value = formula(exponential, logarithm, I, X, P, N)
    from derive.exact.insert import insert

    exact = enclosure(insert(value, {symbol_of(s): constant(at[symbol_of(s).name]) for s in (X, P, N)}))
    typed = formula(cmath.exp, cmath.log, 1j, *(float(at[s]) for s in "xpn"))
    assert complex(exact) == pytest.approx(complex(typed), rel=1e-11)
    assert math.isfinite(abs(typed)) and (kind == "complex" or abs(complex(exact).imag) < 1e-12)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(-4, 4), min_size=3, max_size=3), st.lists(st.integers(-4, 4), min_size=3, max_size=3))
def test_exp_is_a_homomorphism_and_ln_its_inverse(left, right):
    def exponent(c):
        return c[0] * X + c[1] * BETA / 2 + c[2] * N * P

    assert exponential(exponent(left)) * exponential(exponent(right)) == exponential(exponent(left) + exponent(right))
    assert logarithm(exponential(exponent(left))) == exponent(left)
    ratio = (1 + N) ** left[0] * P ** left[1] * (2 + N * P) ** left[2]
    assert exponential(logarithm(ratio)) == ratio
