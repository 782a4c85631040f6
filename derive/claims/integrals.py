r"""Definite integrals, limits and symbolic sums as printed: what binds a variable, and the value where there is one.

An integrand is a sum of terms ``c x^k exp(a x + b)`` in its variable x, with a real or imaginary and k whole, or half
for a positive variable; c, a and b may hold anything else.  ``a`` is taken to be different from zero.

A sum over an index without given values has no value here: its terms are what the printed subscripts make of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import factorial
from typing import Any

from derive.claims.operations import scalar_of
from derive.errors import ClaimError, ExactError
from derive.exact import limits
from derive.exact.evaluate import derivative
from derive.exact.exponential import exponential
from derive.exact.logarithm import logarithm
from derive.exact.ring import Generator, Poly, Role
from derive.exact.scalar import Scalar, constant, from_generator, from_terms, imaginary_unit, symbols_of
from derive.exact.signs import Sign, sign_of
from derive.exact.transcendental import Function, Transcendental
from derive.expr import Call, Name, Node, children
from derive.parameters import symbol_of, value_of
from derive.symbols import Domain, Symbol

BINDERS = ("integral", "limit", "sum")
INFINITY_KEY = "infinity"


@dataclass(frozen=True)
class Infinity:
    """``\\infty`` as a limit; ``sign`` is -1 for its negative.  It takes part in no arithmetic."""

    sign: int = 1

    def __mul__(self, other: Any) -> Infinity:
        number = scalar_of(other)
        if not number.is_rational or not number:
            raise ClaimError("infinity", "it must stand as a limit by itself", f"{number} times infinity")
        return Infinity(self.sign if number.rational > 0 else -self.sign)

    __rmul__ = __mul__


@dataclass(frozen=True)
class _Term:
    """``coefficient * x**power * exp(rate*x + rest)``."""

    coefficient: Scalar
    power: Fraction
    rate: Scalar
    rest: Scalar


def bound_names(node: Node) -> dict[str, Any]:
    """Values for the names of a tree that only it gives a meaning: variables that it binds, and infinity.

    A name that the symbol map knows keeps its meaning; these are for the others.
    """
    found: dict[str, Any] = {}
    for part in _parts(node):
        if isinstance(part, Call) and part.function in BINDERS and isinstance(part.arguments[1], Name):
            name = part.arguments[1]
            if name.key.isidentifier():
                found[name.key] = value_of(Symbol(f"bound_{name.key}", name.latex, Domain.REAL))
        elif isinstance(part, Name) and part.key == INFINITY_KEY:
            found[part.key] = Infinity()
    return found


def integral(integrand: Any, variable: Any, *between: Any) -> Scalar:
    """The definite integral of a scalar over a parameter, ``between`` a lower and an upper limit.

    Raises
    ------
    ClaimError
        for an indefinite integral, infinite limits, or an integrand of another form.
    ExactError
        when an exponential at a limit leaves the field.
    """
    body, symbol = scalar_of(integrand), _variable(variable, "an integral")
    if len(between) != 2 or any(isinstance(limit, Infinity) for limit in between):
        got = "an infinite one" if between else "none"
        raise ClaimError("integral", "an integral must have two finite limits to have a value", got, "map it as a name")
    lower, upper = map(scalar_of, between)
    if symbol not in symbols_of([body]):
        return body * (upper - lower)
    terms = _terms(body, symbol)
    if any(t.power < 0 for t in terms) and not all(sign_of(x) is Sign.POSITIVE for x in (lower, upper)):
        got = f"1/{symbol.name} between {lower} and {upper}"
        raise ClaimError(
            "integral", "an integrand must be finite between the limits", got, "declare the limits positive"
        )
    return _primitive(terms, upper) - _primitive(terms, lower)


def limit(value: Any, variable: Any, at: Any, *side: Any) -> Scalar:
    """The limit of a scalar as a parameter goes to 0 or to infinity; the side makes no difference to what has one."""
    where = "oo" if at == Infinity() else "0" if not isinstance(at, Infinity) and not scalar_of(at) else ""
    if not where:
        raise ClaimError("limit", "a limit must be at 0 or at infinity", str(at), "put the value in")
    return limits.limit(scalar_of(value), _variable(variable, "a limit"), where)


def symbolic_sum(body: Any, index: Any, *bounds: Any) -> Any:
    """A sum over an index whose values are not given; always refused, with the reason.

    Raises
    ------
    ClaimError
        always: what stands for the terms was looked up once, not for each value of the index.
    """
    name = getattr(symbol_of(scalar_of(index)), "latex", "k")
    got = f"a sum over `{name}`" + (" between symbolic bounds" if bounds else "")
    todo = "give the index its values, or map the whole printed sum as one name"
    raise ClaimError("sum", "a sum must run over given values to have a value", got, todo)


BINDING: Mapping[str, Callable[..., Any]] = {"integral": integral, "limit": limit, "sum": symbolic_sum}
"""The functions that bind a variable, by the reader's names; evaluate them together with `bound_names`."""


def _parts(node: Node) -> Iterator[Node]:
    yield node
    for part in children(node):
        yield from _parts(part)


def _variable(value: Any, of: str) -> Symbol:
    try:
        symbol = symbol_of(scalar_of(value))
    except ExactError as error:
        todo = "map its variable to a parameter, or not at all"
        raise ClaimError("variable", f"{of} must be over a single parameter", error.got, todo) from None
    if symbol.domain not in (Domain.REAL, Domain.POSITIVE, Domain.NONNEGATIVE):
        raise ClaimError("variable", f"{of} must be over a real parameter", f"{symbol.name} ({symbol.domain.value})")
    return symbol


def _terms(body: Scalar, symbol: Symbol) -> list[_Term]:
    """The integrand term by term in its variable."""
    body = body.trimmed()
    held = [g for g in body.generators if symbol in symbols_of([from_generator(g)])]
    places = [body.ring.index[g] for g in held]
    below = _groups(body.den, places)
    if len(below) != 1 or any(not _may_hold(g, symbol) for g in held):
        got = "the variable in a sum below, under a root or in a logarithm"
        raise ClaimError("integral", "an integrand must be a sum of powers and exponentials", got, "map it as a name")
    ((down, rest_below),) = below.items()
    denominator = from_terms(body.ring, rest_below)
    terms = []
    for unit, poly in ((constant(1), body.re), (imaginary_unit(), body.im)):
        for up, rest in _groups(poly, places).items():
            powers = {g: u - d for g, u, d in zip(held, up, down, strict=True)}
            terms.append(_term(unit * from_terms(body.ring, rest) / denominator, powers, symbol))
    return terms


def _may_hold(g: Generator, symbol: Symbol) -> bool:
    if g.symbol == symbol:
        return g.role in (Role.VALUE, Role.ROOT)
    return isinstance(g.symbol, Transcendental) and g.symbol.function is not Function.LOGARITHM


def _groups(poly: Poly, places: list[int]) -> dict[tuple[int, ...], dict[tuple[int, ...], int]]:
    """The terms of a polynomial by their powers at some places, with the rest of each term."""
    groups: dict[tuple[int, ...], dict[tuple[int, ...], int]] = {}
    for exponents, c in poly.terms():
        key = tuple(int(exponents[i]) for i in places)
        rest = tuple(0 if i in places else int(e) for i, e in enumerate(exponents))
        groups.setdefault(key, {})[rest] = int(c)
    return groups


def _term(coefficient: Scalar, powers: Mapping[Generator, int], symbol: Symbol) -> _Term:
    power, exponent = Fraction(0), constant(0)
    for g, e in powers.items():
        scale = Fraction(e, 2 if g.role is Role.ROOT else 1)
        if not isinstance(g.symbol, Transcendental):
            power += scale
        elif g.symbol.function is Function.EXPONENTIAL:
            exponent = exponent + g.symbol.argument * scale
        else:
            exponent = exponent + imaginary_unit() * g.symbol.argument * scale
    rate = derivative(exponent, symbol)
    if symbol in symbols_of([rate]) or (rate and (power < 0 or power.denominator != 1)):
        got = f"exp({exponent}) times {symbol.name}**({power})"
        raise ClaimError("integral", "an exponent must be linear in the variable, with whole powers beside it", got)
    return _Term(coefficient, power, rate, exponent - rate * value_of(symbol))


def _primitive(terms: list[_Term], x: Scalar) -> Scalar:
    """A primitive of the integrand, at x: by parts, ``sum_j (-1)^j k!/(k-j)! x^(k-j) exp(a x + b)/a^(j+1)``."""
    total = constant(0)
    for t in terms:
        if not t.rate:
            at = logarithm(x) if t.power == -1 else x ** (t.power + 1) / (t.power + 1)
            total = total + t.coefficient * at
            continue
        k = int(t.power)
        wave = exponential(t.rate * x + t.rest)
        for j in range(k + 1):
            weight = Fraction((-1) ** j * factorial(k), factorial(k - j))
            total = total + t.coefficient * wave * x ** (k - j) / t.rate ** (j + 1) * weight
    return total
