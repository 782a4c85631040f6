"""Generated modules: right numbers, few operations, stable forms, the same text every time.

The independent route is `derive.expr.fold` over Python's complex numbers: it shares nothing with the emitter but
the tree.
"""

from __future__ import annotations

import ast
import cmath
import inspect
import math
import os
import subprocess
import sys
import warnings
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from mpmath import mp, mpf

from derive.emit.module import (
    IMAGINARY_UNIT,
    PI,
    Function,
    Module,
    Monomial,
    Parameter,
    Polynomial,
    affine,
    needed,
)
from derive.emit.python import compile_module, operation_count, source
from derive.errors import DeriveError
from derive.expr import ZERO, Call, Matrix, Name, Node, Number, Power, Product, Quotient, Sum, fold, negative

DOMAINS = {
    "a": "real", "b": "real", "F": "complex", "G": "complex", "N_1": "nonnegative", "N_3": "nonnegative",
    "kappa": "positive", "x": "real", "theta": "angle",
}  # fmt: skip
PARAMETERS = tuple(Parameter(name, name, "1", domain, "") for name, domain in DOMAINS.items())
A, B, F, G, N_1, N_3, KAPPA, X, THETA = (Name(name, name) for name in DOMAINS)
I = IMAGINARY_UNIT  # noqa: E741 - the unit's own letter


def number(value: int | str) -> Number:
    return Number(Fraction(value))


def total(*terms: Node) -> Sum:
    return Sum(terms)


def product(*factors: Node) -> Product:
    return Product(factors)


def call(function: str, argument: Node) -> Call:
    return Call(function, (argument,))


def function(result, dtype="real", name="f", state=(), parameters=PARAMETERS, **more) -> Function:
    return Function(name, "A function.", (), needed(result, parameters), state, result, dtype, **more)


def module(*functions: Function, parameters=PARAMETERS, **more) -> Module:
    given = {"name": "example", "title": "An example", "doc": (), "digest": "1f", "constants": ()} | more
    return Module(parameters=parameters, functions=functions, **given)


def compiled(result, dtype="real", **more):
    return compile_module(module(function(result, dtype, **more))).f


def body(text: str, name: str = "f") -> str:
    """The source of one function."""
    tree = next(n for n in ast.parse(text).body if isinstance(n, ast.FunctionDef) and n.name == name)
    return ast.unparse(tree)


FUNCTIONS = {
    "re": lambda z: complex(z.real), "im": lambda z: complex(z.imag), "conj": lambda z: z.conjugate(),
    "abs": lambda z: complex(abs(z)), "arg": lambda z: complex(cmath.phase(z)), "sqrt": cmath.sqrt, "exp": cmath.exp,
    "log": cmath.log, "sin": cmath.sin, "cos": cmath.cos, "tan": cmath.tan, "sinh": cmath.sinh, "cosh": cmath.cosh,
    "tanh": cmath.tanh, "coth": lambda z: 1 / cmath.tanh(z), "bose": lambda z: 1 / (cmath.exp(z) - 1),
    "fermi": lambda z: 1 / (cmath.exp(z) + 1),
}  # fmt: skip


def by_hand(node: Node, values: dict[str, complex]) -> complex:
    """The value of a tree by Python's own arithmetic."""
    names = {name: complex(value) for name, value in values.items()} | {"I": 1j, "pi": math.pi}
    return complex(fold(node, names, FUNCTIONS, lambda q: complex(float(q))))


# ---------------------------------------------------------------------------------------------------- right numbers


def test_a_mean_of_two_occupations_is_computed_exactly():
    # (N_1 + N_3)/2 at N_1 = 1, N_3 = 3 is 2, without rounding.
    mean = compiled(product(number("1/2"), total(N_1, N_3)))
    assert mean(N_1=1, N_3=3) == 2.0


def test_scalars_give_a_scalar_and_arrays_broadcast():
    f = compiled(product(KAPPA, total(N_1, negative(N_3))))
    assert isinstance(f(N_1=2.0, N_3=1.0, kappa=3), float)
    # (3, 1) and (4,) broadcast to (3, 4).
    values = f(N_1=np.arange(3.0)[:, None], N_3=np.arange(4.0), kappa=2)
    assert values.tolist() == [[2.0 * (i - j) for j in range(4)] for i in range(3)]


@pytest.mark.parametrize(
    "shapes", [((70_000,), ()), ((3, 30_000), (30_000,)), ((40_000, 1), (1, 2)), ((2, 1, 1), (300, 200)), ((0,), ())]
)
def test_many_points_are_the_same_as_each_alone(shapes):
    # Large arrays are computed in blocks; n = kappa (N_1 + i F) at a few points by hand.
    node = product(KAPPA, total(N_1, product(I, F)))
    made = compile_module(module(function(node, "complex"), function((node, F), "complex", name="pair")))
    kappa, n = (np.linspace(1, 2, math.prod(shape)).reshape(shape) for shape in shapes)
    values = made.f(kappa=kappa, N_1=n, F=2 * n)
    whole = np.broadcast_shapes(*shapes)
    assert values.shape == whole and made.pair(kappa=kappa, N_1=n, F=2 * n).shape == (*whole, 2)
    a, b = np.broadcast_arrays(kappa, n)
    for k in range(0, values.size, 9973):
        assert values.flat[k] == pytest.approx(complex(a.flat[k] * b.flat[k], 2 * a.flat[k] * b.flat[k]), rel=1e-14)


def test_a_matrix_has_the_shape_of_its_arguments_first():
    drift = Matrix(((negative(KAPPA), product(I, F)), (ZERO, number(1))))
    f = compiled(drift, "complex")
    assert f(F=2, kappa=3).tolist() == [[-3, 2j], [0, 1]]
    assert f(F=np.ones((5, 1)), kappa=np.ones(7)).shape == (5, 7, 2, 2)


def test_an_affine_right_hand_side_maps_leading_axes_of_y():
    # d(n, c)/dt = ((-kappa, F), (0, -a)) (n, c) + (kappa N_1, 0)
    rhs = affine(Matrix(((negative(KAPPA), F), (ZERO, negative(A)))), (product(KAPPA, N_1), ZERO))
    f = compiled(rhs, "complex", state=("n", "c"))
    values = {"kappa": 2, "F": 1j, "a": 3, "N_1": 5}
    assert f([1, 1], **values).tolist() == [8 + 1j, -3]
    assert f(np.ones((4, 2)), **values).shape == (4, 2)
    assert f([1, 1], **values | {"N_1": np.zeros(6)}).shape == (6, 2)


def test_a_jacobian_that_does_not_need_y_broadcasts_with_it():
    f = compiled(Matrix(((KAPPA, ZERO), (ZERO, KAPPA))), state=("n", "c"))
    assert f(np.zeros((4, 2)), kappa=np.ones((3, 1))).shape == (3, 4, 2, 2)


def test_an_argument_that_cancels_still_gives_its_shape():
    f = compiled(call("abs", call("exp", product(I, THETA))))
    assert f(theta=np.zeros((2, 3))).tolist() == [[1.0] * 3] * 2
    assert isinstance(f(theta=1), float)


def test_integers_are_numbers_and_do_not_wrap_around():
    # 10**6 to the fourth exceeds 64 bits.
    f = compiled(Power(KAPPA, number(4)))
    assert f(kappa=np.array([10**6])).tolist() == [1e24]


def test_a_result_is_never_an_argument_itself():
    a, z = np.ones(3), np.ones(3, complex)
    for result, argument in ((A, {"a": a}), (call("re", F), {"F": z})):
        f = compiled(result)
        f(**argument)[:] = 7
    assert a.tolist() == z.tolist() == [1, 1, 1]
    assert isinstance(compiled(A)(a=2), float)


def test_constants_follow_their_type():
    assert compiled(number("3/2"))() == 1.5
    assert repr(compiled(number(2))()) == "2.0"
    assert compiled(product(number(2), I), "complex")() == 2j
    assert compiled(ZERO)() == 0.0
    assert compiled(PI)() == math.pi


@pytest.mark.parametrize(
    "q", ["1/3", "2/3", "5/7", "-1/3", "0.1", "123456789/1000", "1/64", "1/3000000000000000000000"]
)
def test_rational_factors_are_rounded_once_or_twice(q):
    value = compiled(product(number(q), A))(a=3.0)
    assert value == pytest.approx(float(Fraction(q) * 3), rel=4e-16)


LEAVES = st.sampled_from((A, B, F, G, N_1, KAPPA, THETA, I)) | st.builds(
    lambda p, q: Number(Fraction(p, q)), st.integers(-4, 4), st.integers(1, 4)
)
EXPONENTS = st.sampled_from([number(q) for q in (2, 3, -1, -2, "1/2", "-3/2", "1/3")])


def _larger(children: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    several = st.lists(children, min_size=2, max_size=4).map(tuple)
    return st.one_of(
        several.map(Sum),
        several.map(Product),
        st.builds(Quotient, children, children),
        st.builds(Power, children, EXPONENTS),
        st.builds(call, st.sampled_from(sorted(FUNCTIONS)), children),
    )


TREES = st.recursive(LEAVES, _larger, max_leaves=14)
POINT = {"a": -0.7, "b": 1.3, "F": 0.6 - 1.1j, "G": -0.4 + 0.9j, "N_1": 0.8, "kappa": 1.7, "theta": 2.1}
NEAR = {name: value * (1 + 1e-7) for name, value in POINT.items()}


def well_conditioned(node: Node) -> complex:
    """The value of a tree where it neither overflows, nor divides by 0, nor sits on a branch cut."""
    try:
        value, near = by_hand(node, POINT), by_hand(node, NEAR)
    except (ArithmeticError, ValueError):
        assume(False)
    assume(abs(value) < 1e6 and abs(value - near) < 1e-3 * max(1.0, abs(value)))
    return value


def _at(value: object) -> complex:
    return complex(np.asarray(value))


def _close(got: complex, wanted: complex) -> bool:
    return abs(got - wanted) <= 1e-7 * max(1.0, abs(wanted))


@settings(max_examples=150, deadline=None)
@given(st.lists(TREES, min_size=1, max_size=3).map(tuple), st.booleans())
def test_generated_functions_agree_with_plain_evaluation(trees, is_real):
    if is_real:
        trees = tuple(call("re", tree) for tree in trees)
    wanted = [well_conditioned(tree) for tree in trees]
    dtype = "real" if is_real else "complex"
    try:
        f = compiled(trees, dtype)
    except DeriveError as error:
        assume("division by 0" not in str(error))
        raise
    with np.errstate(all="ignore"):
        got = f(**{name: POINT[name] for name in needed(trees, PARAMETERS)})
    assume(not any(_on_a_cut(tree) for tree in trees))
    assert all(_close(_at(g), w) for g, w in zip(got, wanted, strict=True))


def _on_a_cut(node: Node) -> bool:
    """Roots, logarithms and arguments of negative numbers: their side of the cut is a sign of zero."""
    cut = isinstance(node, Call) and node.function in {"sqrt", "log", "arg"}
    cut = cut or (isinstance(node, Power) and isinstance(node.exponent, Number) and node.exponent.value.denominator > 1)
    from derive.expr import children

    if cut:
        inside = by_hand(children(node)[0], POINT)
        if inside.real <= 0 and abs(inside.imag) < 1e-9 * max(1.0, abs(inside)):
            return True
    return any(map(_on_a_cut, children(node)))


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


def closed_form() -> Node:
    """A stationary occupation of two cascaded oscillators, as printed, with a for Delta and b for N_2."""
    z = product(F, call("exp", product(I, THETA)))
    re, im = call("re", z), call("im", z)
    modulus, square = Power(call("abs", F), number(2)), Power(im, number(2))
    four = product(number(4), Power(KAPPA, number(2)))
    top = total(
        product(number(2), modulus, total(N_1, B, N_3)),
        product(re, A, total(N_1, negative(N_3))),
        product(number(2), square, N_3),
        product(number(2), im, KAPPA, total(N_1, product(number(3), N_3))),
        product(total(four, Power(A, number(2))), total(N_1, N_3)),
    )
    bottom = total(
        product(number(3), modulus), product(number(4), KAPPA, total(KAPPA, im)), square, Power(A, number(2))
    )
    return Quotient(top, product(number(2), bottom))


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


# ------------------------------------------------------------------------------------------------------ the text


def rich_module() -> Module:
    drift = Matrix(((negative(KAPPA), product(I, F)), (product(I, call("conj", F)), negative(KAPPA))))
    return module(
        function(closed_form(), name="n_1"),
        function(drift, "complex", name="drift"),
        function(affine(drift, (F, ZERO)), "complex", name="rhs", state=("c_1", "c_2")),
        function(product(KAPPA, call("bose", X)), name="heat"),
        title="Two oscillators",
        doc=(r"d<c_1>/dt = -\kappa <c_1> + i F <c_2>", "Assumption: white noise. " * 12),
        constants=(("STATES", ("c_1", "c_2")), ("LINEAR", True), ("LIMITS", {"t": 1.5, "who": None})),
    )


def test_the_text_is_plain_numpy_in_short_lines():
    text = source(rich_module())
    assert max(map(len, text.splitlines())) <= 100
    assert text.startswith("# Written by ratesmith") and text.endswith("out\n") is text.endswith("return out\n")
    tree = ast.parse(text)
    imported = {a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names}
    imported |= {n.module for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)}
    assert imported == {"numpy", "functools"}
    assert all(line == line.rstrip() for line in text.splitlines())


def test_the_module_says_what_it_is():
    made = compile_module(rich_module())
    assert tuple(DOMAINS) == made.PARAMETERS and made.UNITS["kappa"] == "1" and made.DIGEST == "1f"
    assert made.STATES == ("c_1", "c_2") and made.LINEAR is True and made.LIMITS == {"t": 1.5, "who": None}
    for piece in ("Two oscillators", r"-\kappa <c_1>", "white noise", "digest 1f", "nonnegative"):
        assert piece in made.__doc__
    assert "shape (..., 2, 2)" in made.drift.__doc__


def test_only_helpers_that_are_used_are_written():
    text = source(module(function(total(A, B))))
    assert "_bose" not in text and "_zeros" not in text and "_abs2" not in text


def test_arguments_have_names_and_no_order():
    signature = inspect.signature(compile_module(rich_module()).rhs)
    assert [(p.name, p.kind.name) for p in signature.parameters.values()] == [
        ("y", "POSITIONAL_OR_KEYWORD"), ("F", "KEYWORD_ONLY"), ("kappa", "KEYWORD_ONLY"),
    ]  # fmt: skip


def test_a_module_in_memory_shows_its_source_and_registers_nothing():
    made = compile_module(rich_module())
    assert "def n_1(*, a, b, F, N_1, N_3, kappa, theta):" in inspect.getsource(made.n_1)
    assert "example" not in sys.modules


def test_the_text_depends_on_the_record_alone(tmp_path):
    script = "from tests.test_emit_python import rich_module; from derive.emit.python import source\n"
    script += "import sys; sys.stdout.write(source(rich_module()))"
    texts = [
        subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parents[1])},
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "4242")
    ]
    assert texts[0] == texts[1] == source(rich_module())


@pytest.mark.parametrize("text", ['"""\nimport os\n"""', "ends in a backslash \\", '"quoted"', "a\0b\rc", '""', "\\"])
def test_text_of_users_stays_text(text):
    parameter = Parameter("a", text, text, "real", text)
    odd = Function("f", text or "f", (text,), ("a",), (), A, "real")
    made = compile_module(Module("m", text, (text,), "0", (("NOTE", text),), (parameter,), (odd,)))
    assert text == made.NOTE and {"a": text} == made.UNITS and made.f(a=1) == 1.0
    assert not hasattr(made, "os")


# ------------------------------------------------------------------------------------------------------ refusals


def _with_parameter(name: str) -> Module:
    p = Parameter(name, name, "1", "real", "")
    return module(function(Name(name, name), parameters=(p,)), parameters=(p,))


@pytest.mark.parametrize(
    ("name", "todo"),
    [("lambda", "lambda_"), ("np", "np_1"), ("y", "y_1"), ("I", "I_1"), ("kappa-1", "Greek"), ("_x", "Greek"),
     ("\u03ba", "Greek"), ("", "Greek")],
)  # fmt: skip
def test_names_that_would_not_be_python_are_refused(name, todo):
    with pytest.raises(DeriveError, match=todo):
        source(_with_parameter(name))


@pytest.mark.parametrize(
    ("broken", "says"),
    [
        (lambda: module(Function("f", "", (), (), (), A, "real")), "declare 'a'"),
        (lambda: module(Function("f", "", (), ("b", "a"), (), total(A, B), "real")), "order"),
        (lambda: module(Function("f", "", (), ("a", "b"), (), A, "real")), "'b' unused"),
        (lambda: module(Function("f", "", (), ("z",), (), Name("z", "z"), "real")), "parameters"),
        (lambda: module(function(A), function(B)), "'f' twice"),
        (lambda: module(function(call("adjoint", A))), "adjoint"),
        (lambda: module(function(product(A, Matrix(((B,),))))), "matrix"),
        (lambda: module(function(Quotient(A, total(B, negative(B))))), "division by 0"),
        (lambda: module(function(product(A, Power(number(10), number(400))))), "1e308"),
        (lambda: module(function(A), constants=(("S", {1, 2}),)), "sort a set"),
        (lambda: module(function(A, dtype="float")), "'real' or 'complex'"),
        (lambda: module(function(A), digest="1f\nimport os"), "digest"),
        (lambda: module(function(Polynomial(1, (Monomial(1, A),)), state=("n",))), "row 1"),
    ],
)
def test_records_that_cannot_be_written_down_are_refused(broken, says):
    with pytest.raises(DeriveError) as refusal:
        source(broken())
    assert says in str(refusal.value)


def test_wrong_values_are_refused_where_the_function_is_called():
    f = compiled(product(KAPPA, F), "complex")
    with pytest.raises(ValueError, match=r"Argument `kappa` must be real, but got complex"):
        f(kappa=1j, F=1)
    with pytest.raises(ValueError, match="Argument `F` must be numeric"):
        f(kappa=1, F="1+2j")
    with pytest.raises(TypeError, match="kappa"):
        f(F=1)
    with pytest.raises(TypeError, match="gamma"):
        f(F=1, kappa=1, gamma=2)
    rhs = compiled(affine(Matrix(((A, B), (B, A))), (ZERO, ZERO)), state=("n", "c"), state_dtype="real")
    with pytest.raises(ValueError, match=r"Argument `y` must have shape \(\.\.\., 2\), but got \(3,\)"):
        rhs([1, 2, 3], a=1, b=1)
    with pytest.raises(ValueError, match="Argument `y` must be real"):
        rhs([1j, 2], a=1, b=1)
