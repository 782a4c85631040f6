"""A point of the parameters' domains at which two sides differ, with both values, exactly."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from derive.algebra.display import word_text
from derive.algebra.operator import Op, as_operator
from derive.claims.superoperator import Superoperator
from derive.claims.values import Grid, Mean
from derive.errors import ExactError
from derive.exact.enclose import enclosure
from derive.exact.points import Point, points
from derive.exact.ring import Role
from derive.exact.scalar import Scalar
from derive.symbols import Domain, Symbol

ATTEMPTS = 12


def witness(
    values: Sequence[Any], differences: Sequence[Any], admits: Callable[[Point], bool] = lambda point: True
) -> str:
    """The witness in words; empty if none of the points tried tells the sides apart.

    ``admits`` says whether a point means anything: it may have more to say than the domains of single parameters.
    """
    k = next((k for k, d in enumerate(differences) if d), None)
    if k is None:
        return ""
    pair = _first_differing(values[0], values[k + 1])
    if pair is None:
        return ""
    left, right, what = pair
    for point in sorted(points([left, right], ATTEMPTS), key=lambda p: not admits(p)):
        try:
            first, second = point.at(left), point.at(right)
        except ExactError:
            continue
        if first != second:
            where = ", ".join(setting(s, x) for s, x in point.values) or "every point"
            return f"at {where}{what}: derived {number_text(first)}, printed {number_text(second)}"
    return ""


def _first_differing(left: Any, right: Any) -> tuple[Scalar, Scalar, str] | None:
    """Two scalars that differ, out of matrices or operators, and in words where they stand."""
    if isinstance(left, Grid) and isinstance(right, Grid):
        for i, (row, other) in enumerate(zip(left.rows, right.rows, strict=True)):
            for j, (a, b) in enumerate(zip(row, other, strict=True)):
                found = _first_differing(a, b)
                if found:
                    return (*found[:2], f", entry ({i + 1}, {j + 1}){found[2]}")
        return None
    if isinstance(left, Mean) or isinstance(right, Mean):
        # A scalar is its own mean, and a multiple of the identity.
        left, right = (v.op if isinstance(v, Mean) else as_operator(v) for v in (left, right))
    if isinstance(left, Superoperator) and isinstance(right, Superoperator):
        for pair in (left - right).pairs():
            where = f", coefficient of {' '.join([word_text(pair[0]), 'rho', word_text(pair[1])])}"
            return left.coefficient(pair), right.coefficient(pair), where
        return None
    if isinstance(left, Op) or isinstance(right, Op):
        left, right = as_operator(left), as_operator(right)
        word = next((word for word, _ in left - right), None)
        if word is None:
            return None
        return left.coefficient(word), right.coefficient(word), f", coefficient of {word_text(word)}"
    # What has no coefficients has no point at which they differ.
    return (left, right, "") if isinstance(left, Scalar) and isinstance(right, Scalar) and left != right else None


def setting(symbol: Symbol, value: Scalar) -> str:
    """``kappa = 4``; of an angle its exponential."""
    name = f"exp(i {symbol.name})" if symbol.domain is Domain.ANGLE else symbol.name
    return f"{name} = {number_text(value)}"


def number_text(value: Scalar) -> str:
    """A complex number in plain text: exactly where it is rational or a root, else to ten digits."""
    if any(g.role is not Role.RADICAL for g in value.generators):
        return _digits(enclosure(value))
    re, im = value.real_part(), value.imaginary_part()
    if not im:
        return str(re)
    body = "i" if im == 1 else "-i" if im == -1 else f"{im} i"
    if not re:
        return body
    return f"{re} - {str(-im) + ' ' if im != -1 else ''}i" if str(im).startswith("-") else f"{re} + {body}"


def _digits(ball: Any) -> str:
    if ball.imag == 0:
        return str(ball.real.str(10, radius=False))
    return str(ball.str(10, radius=False))
