"""Generated modules: right numbers in the right shapes, plain text that is the same every time, refusals."""

from __future__ import annotations

import ast
import inspect
import math
import os
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from derive.emit.module import PI, Function, Module, Monomial, Parameter, Polynomial, affine, needed
from derive.emit.python import compile_module, source
from derive.errors import DeriveError
from derive.expr import ZERO, Call, Matrix, Name, Node, Number, Power, Product, Quotient, Sum, children, negative
from tests.emitted import (
    DOMAINS,
    FUNCTIONS,
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
    if cut:
        inside = by_hand(children(node)[0], POINT)
        if inside.real <= 0 and abs(inside.imag) < 1e-9 * max(1.0, abs(inside)):
            return True
    return any(map(_on_a_cut, children(node)))


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
