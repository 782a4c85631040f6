"""What generated functions compute: real where real, few operations, stable forms, large systems without loops."""

from __future__ import annotations

import ast
import warnings

import numpy as np
import pytest
from mpmath import mp, mpf

from derive.emit.module import Monomial, Parameter, Polynomial, affine, needed
from derive.emit.python import compile_module, operation_count, source
from derive.expr import ZERO, Matrix, Name, Node, Power, Quotient, Sum, negative
from tests.emitted import (
    KAPPA,
    N_1,
    N_3,
    PARAMETERS,
    POINT,
    THETA,
    A,
    B,
    F,
    G,
    I,
    X,
    body,
    by_hand,
    call,
    closed_form,
    compiled,
    function,
    module,
    number,
    product,
    total,
)  # fmt: skip

# ------------------------------------------------------------------------------------------------ real arithmetic


def test_the_modulus_squared_takes_no_root():
    text = source(module(function(Power(call("abs", F), number(2)))))
    assert "np.abs" not in text and "sqrt" not in text
    # |3 + 4i|^2 = 25, exactly.
    assert compile_module(module(function(Power(call("abs", F), number(2))))).f(F=3 + 4j) == 25.0


@pytest.mark.parametrize(
    "node",
    [
        product(F, call("conj", F)),
        total(F, call("conj", F)),
        product(I, total(F, negative(call("conj", F)))),
        call("re", product(KAPPA, F, call("exp", product(I, THETA)))),
        Quotient(call("im", product(I, KAPPA, F)), Power(call("abs", G), number(2))),
    ],
)
def test_what_is_real_is_computed_with_real_numbers(node):
    values = {name: POINT[name] for name in needed(node, PARAMETERS)}
    value = compiled(node)(**{name: np.array([v]) for name, v in values.items()})
    assert value.dtype == float
    assert complex(value[0]) == pytest.approx(by_hand(node, values))


def test_real_factors_of_a_complex_number_stay_outside_its_real_part():
    # Re(kappa a F) = kappa a Re(F): two products, both of real numbers.
    m = module(function(call("re", product(KAPPA, A, F))))
    assert operation_count(m, "f") == 2
    assert "(" not in body(source(m)).split("return ")[1]


def test_a_tree_that_is_real_by_its_authors_word_gives_its_real_part():
    # (F + i a)(F^* - i a) = |F + i a|^2 is real, which the products do not show once multiplied out by another name.
    node = product(total(F, product(I, A)), total(call("conj", F), negative(product(I, A))))
    value = compiled(node)(F=np.array([1 + 2j]), a=3.0)
    assert value.dtype == float and value.tolist() == [26.0]


def test_opposite_phases_are_computed_once():
    both = total(product(F, call("exp", product(I, THETA))), product(G, call("exp", product(number(-1), I, THETA))))
    text = body(source(module(function(both, "complex"))))
    assert text.count("np.exp") == 1 and "np.conj" in text
    alone = body(source(module(function(call("exp", product(number(-1), I, THETA)), "complex"))))
    assert "np.exp(-1j * theta)" in alone and "conj" not in alone


# ------------------------------------------------------------------------------------------------- few operations


@pytest.mark.parametrize(
    ("result", "count"),
    [
        # (a + b)^2: one sum, one product.
        (Power(total(A, B), number(2)), 2),
        # a^4 = (a^2)^2.
        (Power(A, number(4)), 2),
        # kappa a b and kappa a N_1 share kappa a: three products.
        ((product(KAPPA, A, B), product(KAPPA, A, N_1)), 3),
        # a + b + N_1 and a + b + N_3 share a + b.
        ((total(A, B, N_1), total(A, B, N_3)), 3),
        # a - b and b - a are one difference and one sign.
        ((total(A, negative(B)), total(B, negative(A))), 2),
        # 2 a + 4 b is twice a + 2 b: one factor inside, one sum, one factor outside.
        ((total(A, product(number(2), B)), total(product(number(2), A), product(number(4), B))), 3),
        # a/kappa + b/kappa is divided once.
        (total(Quotient(A, KAPPA), Quotient(B, KAPPA)), 2),
        # (a/b)/kappa is a/(b kappa): one division.
        (Quotient(Quotient(A, B), KAPPA), 2),
        # sqrt(kappa) sqrt(kappa) is kappa.
        (product(call("sqrt", KAPPA), A, call("sqrt", KAPPA)), 1),
        # Entries that are equal are computed once: 2 a b.
        (Matrix(((ZERO, product(number(2), A, B)), (product(number(2), A, B), ZERO))), 2),
    ],
)
def test_operations_are_counted(result, count):
    m = module(function(result))
    assert operation_count(m, "f") == count
    f = compile_module(m).f
    values = {name: POINT.get(name, 0.4) for name in needed(result, PARAMETERS)}
    assert np.all(np.isfinite(f(**values)))


HAND_WRITTEN = """
z = F * np.exp(1j * theta)
re, im = z.real, z.imag
n = (2 * np.abs(F)**2 * (N_1 + b + N_3) + re * a * (N_1 - N_3) + 2 * im**2 * N_3 + 2 * im * kappa * (N_1 + 3 * N_3)
     + (4 * kappa**2 + a**2) * (N_1 + N_3)) / (2 * (3 * np.abs(F)**2 + 4 * kappa * (kappa + im) + im**2 + a**2))
"""


def test_a_closed_form_takes_fewer_operations_than_one_written_by_hand():
    by_a_person = ast.walk(ast.parse(HAND_WRITTEN))
    operators = sum(isinstance(n, ast.BinOp | ast.Call) for n in by_a_person) - 1  # 1j * theta counts in both
    assert 20 < operation_count(module(function(closed_form())), "f") < operators
    space = {**POINT, "N_3": 0.3, "np": np}
    exec(HAND_WRITTEN, {}, scope := dict(space))
    arguments = {k: v for k, v in space.items() if k not in {"np", "G"}}
    assert compiled(closed_form())(**arguments) == pytest.approx(scope["n"], rel=1e-14)


def test_locals_are_named_by_what_they_hold():
    text = body(source(module(function(closed_form()))))
    assert all(
        name in text for name in ("F_abs2 =", "F_exp_i_theta =", "N_1_plus_N_3 =", "numerator =", "denominator =")
    )


def test_local_names_never_hide_an_argument():
    # The product kappa a would be called kappa_a, which is a parameter of its own here.
    extra = (*PARAMETERS, Parameter("kappa_a", "k", "1", "real", ""), Parameter("x0", "y", "1", "real", ""))
    node = product(KAPPA, A)
    pair = (total(node, Name("kappa_a", "k")), product(node, Name("x0", "y"), B))
    f = compile_module(module(function(pair, parameters=extra), parameters=extra)).f
    assert f(a=2, b=1, kappa=3, kappa_a=10, x0=100).tolist() == [16, 600]


# -------------------------------------------------------------------------------------------------- stable forms

EXTREME = (1e-9, -1e-9, 1e-3, 1.0, -3.0, 40.0, -40.0, 800.0, -800.0)
mp.dps = 60
x = X
PRECISE = {
    "bose": (call("bose", x), lambda v: 1 / mp.expm1(v)),
    "bose, spelled out": (Quotient(number(1), total(call("exp", x), number(-1))), lambda v: 1 / mp.expm1(v)),
    "fermi": (call("fermi", x), lambda v: 1 / (mp.exp(v) + 1)),
    "fermi, spelled out": (Quotient(number(1), total(number(1), call("exp", x))), lambda v: 1 / (mp.exp(v) + 1)),
    "coth": (call("coth", x), lambda v: mp.coth(v)),
    "coth - 1": (total(call("coth", x), number(-1)), lambda v: 2 / mp.expm1(2 * v)),
    "tanh - 1": (total(call("tanh", x), number(-1)), lambda v: mp.tanh(v) - 1),
    "1/sinh^2": (Power(call("sinh", x), number(-2)), lambda v: 1 / mp.sinh(v) ** 2),
    "1/cosh": (Quotient(A, call("cosh", x)), lambda v: 1 / mp.cosh(v)),
    "tanh as a fraction": (Quotient(call("sinh", x), call("cosh", x)), lambda v: mp.tanh(v)),
    "exp times bose": (product(call("exp", x), call("bose", x)), lambda v: 1 / -mp.expm1(-v)),
    "1/exp": (Quotient(A, call("exp", total(x, x))), lambda v: mp.exp(-2 * v)),
    "1 - cos": (total(number(1), negative(call("cos", x))), lambda v: 1 - mp.cos(v)),
}


@pytest.mark.parametrize("form", PRECISE)
@pytest.mark.parametrize("value", EXTREME)
def test_nothing_overflows_and_no_digit_is_lost(form, value):
    node, exact = PRECISE[form]
    wanted = exact(mpf(value))
    if abs(wanted) > mpf("1e308"):
        pytest.skip("the value itself is beyond floating point")
    f = compiled(node)
    given = {"x": value, "a": 1.0}
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        got = f(**{name: given[name] for name in needed(node, PARAMETERS)})
        many = f(**{name: np.array([given[name]] * 2) for name in needed(node, PARAMETERS)})
    # Below the smallest normal float there are no full digits to ask for; cos and sin of 800 depend on its last digit.
    assert float(got) == pytest.approx(float(wanted), rel=2e-14, abs=1e-300)
    assert many.tolist() == [got, got]


@pytest.mark.parametrize("sign", [1, -1])
def test_the_square_of_a_difference_is_not_left_expanded(sign):
    # 4 a^2 + 4 b^2 - 8 a b = 4 (a - b)^2: of optical frequencies that differ by 1, expanded, nothing would be left.
    square = [product(number(4), Power(A, number(2))), product(number(-8 * sign), B, A)]
    square += [product(number(4), Power(B, number(2))), KAPPA]
    f = compiled(total(*square))
    assert f(a=1e15, b=sign * (1e15 + 1), kappa=3) == 7.0


def test_logarithms_of_one_plus_little_keep_their_digits():
    f = compiled(call("log", total(number(1), KAPPA)))
    assert f(kappa=1e-12) == pytest.approx(1e-12 - 5e-25, rel=1e-15)


# ------------------------------------------------------------------------------------------------- large systems


def ring_of(size: int) -> tuple[Matrix, tuple[Node, ...], tuple[Parameter, ...]]:
    """A ring with different rates forth and back: gain minus loss, and a source at every third site."""
    rates = [Name(f"k_{j}", f"k_{j}") for j in range(size)]
    rows = [[ZERO] * size for _ in range(size)]
    for j in range(size):
        rows[(j + 1) % size][j] = rates[j]
        rows[(j - 1) % size][j] = product(number("1/3"), rates[j])
        rows[j][j] = product(number("-4/3"), rates[j])
    source_terms = tuple(rates[j] if j % 3 == 0 else ZERO for j in range(size))
    parameters = tuple(Parameter(r.key, r.latex, "1/s", "positive", "") for r in rates)
    return Matrix(tuple(map(tuple, rows))), source_terms, parameters


def test_a_large_linear_system_is_written_as_index_arrays():
    size = 40
    matrix, offset, parameters = ring_of(size)
    rhs, state = affine(matrix, offset), tuple(f"p_{j}" for j in range(size))
    assert len(rhs.monomials) > 60
    more = {"state": state, "parameters": parameters, "state_dtype": "real"}
    m = module(function(rhs, name="rhs", **more), function(matrix, name="jacobian", **more), parameters=parameters)
    text = source(m)
    assert "np.add.reduceat" in text and "for " not in body(text, "rhs") + body(text, "jacobian")
    assert "out[..., 0]" not in text
    made, rates = compile_module(m), {p.name: 1.0 + k / 7 for k, p in enumerate(parameters)}
    dense = np.array([[by_hand(entry, rates).real for entry in row] for row in matrix.rows])
    b = np.array([by_hand(entry, rates).real for entry in offset])
    y = np.linspace(-1, 1, 3 * size).reshape(3, size)
    np.testing.assert_allclose(made.rhs(y, **rates), y @ dense.T + b, rtol=1e-13, atol=1e-13)
    np.testing.assert_allclose(made.jacobian(y, **rates), np.broadcast_to(dense, (3, size, size)), rtol=1e-13)
    assert made.rhs(y[0], **rates | {"k_0": np.ones((2, 1))}).shape == (2, 1, size)


@pytest.mark.parametrize("copies", [1, 30])
def test_products_of_the_state_are_polynomials_of_any_degree(copies):
    # d(n, c)/dt = (kappa + F n c^2 - n^3/3, i a c), small and (repeated) large enough for index arrays.
    terms = (
        Monomial(0, KAPPA),
        Monomial(0, F, (0, 1, 1)),
        Monomial(0, number("-1/3"), (0, 0, 0)),
        Monomial(1, product(I, A), (1,)),
    )
    rhs = Polynomial(2, terms * copies)
    f = compiled(rhs, "complex", state=("n", "c"))
    n, c, values = 0.7 + 0.1j, -1.2j, {"kappa": 2.0, "F": 0.3j, "a": 1.5}
    wanted = np.array([2.0 + 0.3j * n * c**2 - n**3 / 3, 1.5j * c]) * copies
    assert ("reduceat" in source(module(function(rhs, "complex", state=("n", "c"))))) == (copies > 1)
    np.testing.assert_allclose(f([n, c], **values), wanted, rtol=1e-13)


def test_sums_of_thousands_of_terms_compile():
    # sum_k k kappa^(k mod 5) a^(k mod 3), k < 4000, at kappa = a = 1: 4000 * 3999/2.
    terms = tuple(
        product(number(k), Power(KAPPA, number(k % 5)), Power(A, number(k % 3)), Power(B, number(k // 15 % 12)))
        for k in range(4000)
    )
    assert compiled(Sum(terms))(kappa=1, a=1, b=1) == 4000 * 3999 / 2
