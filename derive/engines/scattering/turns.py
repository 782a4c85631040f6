"""Exponentials and roots as scattering formulas print them: thirds of turns, roots of complex momenta, of operators.

``exp(i pi q)`` with 12 q whole is in the field: square roots of 2 and 3.  A root of ``m/(2 (E - E_j))`` is
``hbar b_j``, on the branch of the channel; one of a square of the damped momentum y is y, whose real part is positive.
"""

from __future__ import annotations

from typing import Any

from derive.algebra.levels import Levels, Transitions
from derive.algebra.operator import IDENTITY, Op
from derive.claims.operations import exponential_of, scalar_of
from derive.engines.scattering.letters import POLE, TOTAL, Letters
from derive.errors import ClaimError, ExactError
from derive.exact.evaluate import derivative
from derive.exact.exponential import exponential
from derive.exact.insert import insert
from derive.exact.ring import Generator, Role
from derive.exact.roots import sqrt
from derive.exact.scalar import Scalar, constant, from_generator, symbols_of
from derive.golden.model import PI
from derive.parameters import I, symbol_of
from derive.rules.scattering.spectrum import unity
from derive.symbols import Domain

PARTS = 24
"""A turn is divided into as many parts."""


def exponential_with_turns(value: Any) -> Any:
    """``exp`` of a scalar, of which an imaginary part may hold twelfths of pi; of an operator that is diagonal."""
    if isinstance(value, Op):
        return _of_operator(value)
    x = scalar_of(value)
    angle: Scalar = derivative(x, symbol_of(PI)) / I
    parts = angle * PARTS / 2
    if angle and parts.is_rational and parts.rational.denominator == 1:
        return exponential(x - I * angle * PI) * unity(PARTS) ** (int(parts.rational) % PARTS)
    return exponential_of(x)


def cosine(value: Any) -> Scalar:
    """``(exp(i x) + exp(-i x))/2``."""
    x = I * scalar_of(value)
    result: Scalar = (exponential_with_turns(x) + exponential_with_turns(-x)) / 2
    return result


def sine(value: Any) -> Scalar:
    """``(exp(i x) - exp(-i x))/(2 i)``."""
    x = I * scalar_of(value)
    result: Scalar = (exponential_with_turns(x) - exponential_with_turns(-x)) / (2 * I)
    return result


def root(letters: Letters, value: Any) -> Scalar:
    """The square root on the branch of its channels.

    Raises
    ------
    ExactError
        for a radicand that is no square of these momenta times something whose sign is known.
    """
    x = scalar_of(value)
    if symbol_of(TOTAL) in symbols_of([x]):
        x = insert(x, dict(letters.thresholds))
    result = constant(1)
    for g in x.generators:
        power = _power(x, g)
        if g.symbol is not None and g.symbol.domain is Domain.COMPLEX and g.role is Role.VALUE and power % 2 == 0:
            x = x / from_generator(g) ** power
            result = result * from_generator(g) ** (power // 2)
    for power in (0, 2, -2):
        try:
            return result * POLE ** (power // 2) * sqrt(x / POLE**power)
        except ExactError as error:
            reason = error
    raise reason


def _power(value: Scalar, g: Generator) -> int:
    """The power with which a generator stands before everything else."""
    place = value.ring.index[g]
    polys = [p for p in (value.re, value.im) if p]
    above = min(min(int(e[place]) for e, _ in p.terms()) for p in polys)
    return above - min(int(e[place]) for e, _ in value.den.terms())


def _of_operator(value: Op) -> Op:
    """``exp`` of ``sum c_j |j><j|``, level by level."""
    spaces = {s for word, _ in value for s, _ in word}
    diagonal = all(len(word) <= 1 and all(e[0] == e[1] for _, e in word) for word, _ in value)
    space = next(iter(spaces), None)
    if not diagonal or len(spaces) != 1 or not isinstance(space, Levels):
        raise ClaimError("exp", "an operator in an exponent must be diagonal in the levels", str(value))
    first = value.coefficient(IDENTITY)
    result, transitions = Op({}), Transitions(space)
    for j, label in enumerate(space.labels):
        own = first + value.coefficient(((space, (j, j)),)) if j else first
        result = result + exponential(own) * transitions.population(label)
    return result
