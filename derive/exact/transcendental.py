"""Exponentials and logarithms as parameters of the field: each is a symbol that knows its argument.

A tower in the sense of Risch: ``exp`` of a monomial, ``exp(i ...)`` of a real monomial and ``ln`` of an irreducible
polynomial are new generators.  Different ones are algebraically independent (no combination of their exponents and
logarithms with rational coefficients is constant), so that canonical forms stay canonical: two formulas are equal
exactly if they are equal as rational functions of the generators.

Such symbols are no parameters: they have no value of their own, are never drawn at a point, and follow what is put in
for the parameters inside them.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any

from derive.errors import ExactError
from derive.exact.ring import Generator, Role
from derive.symbols import Domain, Symbol

if TYPE_CHECKING:
    from derive.exact.scalar import Scalar

LONGEST = 40
"""A longer name is cut and closed with a digest of the whole."""
SPELLED = ((" + ", "_plus_"), (" - ", "_minus_"), ("**", "_to_"), ("*", "_"), ("/", "_over_"), ("-", "minus_"))


class Function(Enum):
    """Which function of its argument a symbol is: ``exp(x)``, the angle x of ``exp(i x)``, or ``ln|x|``."""

    EXPONENTIAL = "exp"
    TURN = "turn"
    LOGARITHM = "log"


DOMAINS = {
    Function.EXPONENTIAL: Domain.POSITIVE,
    Function.TURN: Domain.ANGLE,
    Function.LOGARITHM: Domain.REAL,
}


@dataclass(frozen=True)
class Transcendental(Symbol):
    """A function of a real scalar as a symbol; its domain follows from the function."""

    function: Function = Function.EXPONENTIAL
    argument: Any = None


def transcendental(function: Function, argument: Scalar) -> Transcendental:
    """The symbol of a function of an argument; its name spells the argument and is the same in every run."""
    inside = argument.latex()
    printed = {
        Function.EXPONENTIAL: f"e^{{{inside}}}",
        Function.TURN: inside,
        Function.LOGARITHM: rf"\ln({inside})",
    }[function]
    return Transcendental(_name(function, argument), printed, DOMAINS[function], function=function, argument=argument)


def _name(function: Function, argument: Scalar) -> str:
    text = str(argument)
    spelled = re.sub(r"/\((\w+(?:\*\w+)*)\)$", r"/\1", text)
    for mark, word in SPELLED:
        spelled = spelled.replace(mark, word)
    plain = re.sub(r"[^A-Za-z0-9]+", "_", spelled).strip("_")
    if len(plain) > LONGEST or not re.fullmatch(r"\w+", spelled):
        plain = f"{plain[:LONGEST]}_{hashlib.sha256(text.encode()).hexdigest()[:12]}"
    return f"{function.value}_of_{plain}"


def argument_of(g: Generator) -> Scalar | None:
    """The argument of the function that a generator stands for; ``None`` for a parameter's own generators."""
    return g.symbol.argument if isinstance(g.symbol, Transcendental) else None


def held_by(g: Generator) -> set[Generator]:
    """The generators inside the root, the exponential or the logarithm that a generator is, at every depth."""
    argument = argument_of(g)
    if argument is None and not g.radicand:
        return set()
    found = {base for powers, _ in g.radicand for base, _ in powers}
    if argument is not None:
        found |= set(argument.generators)
    return found | {inner for base in found for inner in held_by(base)}


def with_argument(g: Generator, argument: Scalar) -> Scalar:
    """What a generator becomes when its function gets another argument.

    Raises
    ------
    ExactError
        when the function of that argument leaves the field.
    """
    from derive.exact.exponential import exponential
    from derive.exact.logarithm import logarithm
    from derive.exact.scalar import imaginary_unit

    return _applied(g, argument, exponential, logarithm, imaginary_unit())


def with_number(g: Generator, argument: Scalar) -> Scalar:
    """What a generator becomes at a point: a constant such as ``exp(2/3)`` or ``ln(2)``.

    Raises
    ------
    ExactError
        when the function has no value there that the field can hold.
    """
    from derive.exact.exponential import exponential, exponential_of_number
    from derive.exact.logarithm import logarithm_of_number
    from derive.exact.scalar import imaginary_unit, symbols_of

    if symbols_of([argument]):
        return with_argument(g, argument)
    power = exponential_of_number if argument.is_rational else exponential
    return _applied(g, argument, power, logarithm_of_number, imaginary_unit())


def _root_of_exponential(argument: Scalar, exponential: Callable[[Scalar], Scalar]) -> Scalar:
    """``exp(x/2)``, by a radical where half of x is too fine for the field."""
    from derive.exact.roots import sqrt

    try:
        return exponential(argument / 2)
    except ExactError:
        return sqrt(exponential(argument))


def _applied(
    g: Generator,
    argument: Scalar,
    exponential: Callable[[Scalar], Scalar],
    logarithm: Callable[[Scalar], Scalar],
    unit: Scalar,
) -> Scalar:
    assert isinstance(g.symbol, Transcendental)
    match g.symbol.function, g.role:
        case Function.EXPONENTIAL, Role.ROOT:
            return _root_of_exponential(argument, exponential)
        case Function.EXPONENTIAL, Role.VALUE:
            return exponential(argument)
        case Function.TURN, Role.PHASE:
            return exponential(unit * argument)
        case Function.LOGARITHM, Role.VALUE:
            return logarithm(argument)
    raise ExactError("substitution", "a function must occur in a form that can be evaluated", g.label)
