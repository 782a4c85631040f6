"""What printed functions do with the values of a claim: exact scalars, operators, means and matrices."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from derive.algebra import operator
from derive.algebra.operator import Op, as_operator
from derive.claims.superoperator import Superoperator
from derive.claims.values import Grid, Mean, Modulus
from derive.errors import ClaimError, DeriveError
from derive.exact.evaluate import derivative
from derive.exact.exponential import exponential
from derive.exact.logarithm import logarithm
from derive.exact.roots import is_nonnegative
from derive.exact.scalar import Scalar, as_scalar
from derive.parameters import I, symbol_of


def conjugate(value: Any) -> Any:
    """The complex conjugate; the adjoint of an operator, and ``<A>* = <A.dag>``."""
    if isinstance(value, Grid):
        return value.map(conjugate)
    if isinstance(value, Mean):
        return Mean(value.op.dag)
    return value.dag if isinstance(value, Op) else scalar_of(value).conjugate()


def adjoint(value: Any) -> Any:
    """The Hermitian conjugate."""
    return conjugate(value).transpose() if isinstance(value, Grid) else conjugate(value)


def real_part(value: Any) -> Any:
    """``(z + z*)/2``."""
    if isinstance(value, Grid):
        return value.map(real_part)
    return (_number(value) + conjugate(value)) / 2


def imaginary_part(value: Any) -> Any:
    """``(z - z*)/(2i)``."""
    if isinstance(value, Grid):
        return value.map(imaginary_part)
    return (_number(value) - conjugate(value)) / (2 * I)


def modulus(value: Any) -> Any:
    """``|z|``: the number itself where it is not negative by its symbols' domains, else known by its even powers."""
    z = scalar_of(value)
    try:
        if z.is_real and is_nonnegative(z):
            return z
    except DeriveError:
        pass
    return Modulus(z)


def transpose(value: Any) -> Grid:
    """Rows and columns swapped."""
    if not isinstance(value, Grid):
        raise ClaimError("transpose", "a matrix is needed here", _kind(value), "write a matrix, or rename the symbol T")
    return value.transpose()


def trace(value: Any) -> Any:
    """The sum of a square matrix's diagonal."""
    rows = value.rows if isinstance(value, Grid) else ()
    if not rows or len(rows) != len(rows[0]):
        raise ClaimError("trace", "a square matrix is needed here", _kind(value), "write a square matrix")
    return sum((rows[i][i] for i in range(1, len(rows))), rows[0][0])


def commutator(left: Any, right: Any) -> Any:
    """``left right - right left``; of an operator and the density operator too."""
    if isinstance(left, Superoperator) or isinstance(right, Superoperator):
        return left * right - right * left
    return operator.commutator(as_operator(left), as_operator(right))


def anticommutator(left: Any, right: Any) -> Any:
    """``left right + right left``; of an operator and the density operator too."""
    if isinstance(left, Superoperator) or isinstance(right, Superoperator):
        return left * right + right * left
    return operator.anticommutator(as_operator(left), as_operator(right))


def expectation(mean: Callable[[Op], Any]) -> Callable[[Any], Any]:
    """The mean of an operator by ``mean``, of a matrix entry by entry; a scalar is its own."""

    def of(value: Any) -> Any:
        if isinstance(value, Grid):
            return value.map(of)
        return value if as_scalar_or_none(value) is not None else mean(as_operator(value))

    return of


def partial(value: Any, variable: Any) -> Any:
    """The partial derivative by one parameter."""
    if isinstance(value, Grid):
        return value.map(lambda entry: partial(entry, variable))
    return derivative(scalar_of(value), symbol_of(scalar_of(variable)))


def exponential_of(value: Any) -> Scalar:
    """``exp`` of a scalar, exactly: see `derive.exact.exponential`."""
    return exponential(scalar_of(value))


def logarithm_of(value: Any) -> Scalar:
    """``ln`` of a scalar that is taken to be positive: see `derive.exact.logarithm`."""
    return logarithm(scalar_of(value))


def sine(value: Any) -> Scalar:
    """``(exp(i x) - exp(-i x))/(2i)``."""
    turn, back = _turns(value)
    return (turn - back) / (2 * I)


def cosine(value: Any) -> Scalar:
    """``(exp(i x) + exp(-i x))/2``."""
    turn, back = _turns(value)
    return (turn + back) / 2


def tangent(value: Any) -> Scalar:
    """``sin x / cos x``."""
    return sine(value) / cosine(value)


def hyperbolic_sine(value: Any) -> Scalar:
    """``(exp(x) - exp(-x))/2``."""
    return (exponential_of(value) - exponential_of(-value)) / 2


def hyperbolic_cosine(value: Any) -> Scalar:
    """``(exp(x) + exp(-x))/2``."""
    return (exponential_of(value) + exponential_of(-value)) / 2


def hyperbolic_tangent(value: Any) -> Scalar:
    """``sinh x / cosh x``."""
    return hyperbolic_sine(value) / hyperbolic_cosine(value)


def hyperbolic_cotangent(value: Any) -> Scalar:
    """``cosh x / sinh x``."""
    return hyperbolic_cosine(value) / hyperbolic_sine(value)


ELEMENTARY: Mapping[str, Callable[[Any], Scalar]] = {
    "exp": exponential_of,
    "log": logarithm_of,
    "sin": sine,
    "cos": cosine,
    "tan": tangent,
    "sinh": hyperbolic_sine,
    "cosh": hyperbolic_cosine,
    "tanh": hyperbolic_tangent,
    "coth": hyperbolic_cotangent,
}
"""Elementary functions of scalars by the reader's names."""


def scalar_of(value: Any) -> Scalar:
    """The scalar a value is; raises `ClaimError` for operators, means, matrices and moduli."""
    made = as_scalar_or_none(value)
    if made is None:
        raise ClaimError("reading", "a scalar is needed here", _kind(value))
    return made


def as_scalar_or_none(value: Any) -> Scalar | None:
    """The scalar a value is, if it is one."""
    return None if isinstance(value, Op | Mean | Grid | Modulus) else as_scalar(value)


def _turns(value: Any) -> tuple[Scalar, Scalar]:
    """``exp(i x)`` and ``exp(-i x)``."""
    x = I * scalar_of(value)
    return exponential(x), exponential(-x)


def _number(value: Any) -> Any:
    """A scalar or a mean: what has a real part."""
    return value if isinstance(value, Mean) else scalar_of(value)


def _kind(value: Any) -> str:
    kinds = {Op: "an operator", Mean: "a time-dependent mean", Grid: "a matrix", Modulus: "an odd power of a modulus"}
    return next((text for kind, text in kinds.items() if isinstance(value, kind)), "a scalar")
