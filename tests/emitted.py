"""Small records for tests of the emitter, the functions generated from them, and plain evaluation beside it.

`by_hand` is the independent route: `derive.expr.fold` over Python's complex numbers shares nothing with the emitter
but the tree.
"""

from __future__ import annotations

import ast
import cmath
import math
from collections.abc import Callable
from fractions import Fraction
from typing import Any, cast

from derive.emit.module import IMAGINARY_UNIT, Function, Module, Parameter, Result, needed
from derive.emit.python import compile_module
from derive.expr import Call, Name, Node, Number, Power, Product, Quotient, Sum, fold, negative

DOMAINS = {
    "a": "real", "b": "real", "F": "complex", "G": "complex", "N_1": "nonnegative", "N_3": "nonnegative",
    "kappa": "positive", "x": "real", "theta": "angle",
}  # fmt: skip
PARAMETERS = tuple(Parameter(name, name, "1", domain, "") for name, domain in DOMAINS.items())
A, B, F, G, N_1, N_3, KAPPA, X, THETA = (Name(name, name) for name in DOMAINS)
I = IMAGINARY_UNIT  # noqa: E741 - the unit's own letter


def number(value: int | str) -> Number:
    """An exact number."""
    return Number(Fraction(value))


def total(*terms: Node) -> Sum:
    """A sum."""
    return Sum(terms)


def product(*factors: Node) -> Product:
    """A product."""
    return Product(factors)


def call(function: str, argument: Node) -> Call:
    """A function of one argument."""
    return Call(function, (argument,))


def function(
    result: Result,
    dtype: str = "real",
    name: str = "f",
    state: tuple[str, ...] = (),
    parameters: tuple[Parameter, ...] = PARAMETERS,
    **more: Any,
) -> Function:
    """The record of a function that takes just what its result needs."""
    return Function(name, "A function.", (), needed(result, parameters), state, result, dtype, **more)


def module(*functions: Function, parameters: tuple[Parameter, ...] = PARAMETERS, **more: Any) -> Module:
    """A module of functions."""
    given: dict[str, Any] = {
        "name": "example",
        "title": "An example",
        "doc": (),
        "digest": "1f",
        "constants": (),
    } | more
    return Module(parameters=parameters, functions=functions, **given)


def compiled(result: Result, dtype: str = "real", **more: Any) -> Callable[..., Any]:
    """A generated function, ready to call."""
    return cast(Callable[..., Any], compile_module(module(function(result, dtype, **more))).f)


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


POINT = {"a": -0.7, "b": 1.3, "F": 0.6 - 1.1j, "G": -0.4 + 0.9j, "N_1": 0.8, "kappa": 1.7, "theta": 2.1}
"""A value for every parameter."""
