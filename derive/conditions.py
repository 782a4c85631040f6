"""What an approximation asks of the parameters, and whether given numbers meet it.

In: exact scalars, and numbers for their symbols.  Out: `Reading`s, which the audits turn into findings.
"""

from __future__ import annotations

import cmath
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Protocol

import flint

from derive.errors import DeriveError, ModelError
from derive.exact.enclose import enclosure
from derive.exact.scalar import Scalar, as_scalar, symbols_of
from derive.parameters import symbol_of
from derive.symbols import Domain, Symbol, natural_key

BITS = 512
"""Working precision for numbers."""
BOUND = Fraction(1, 10)
"""What counts as much smaller than one where nothing else is said."""


@dataclass(frozen=True)
class Condition:
    """``|small| <= bound * |against|``: what an approximation asks of the parameters.

    Parameters
    ----------
    text : what is approximated, one phrase: ``"a b is dropped: it rotates at 2 omega_m"``.
    small, against : exact scalars of one unit; the first must be much smaller than the second.
    bound : the largest ratio that counts as much smaller.
    source : who says so.
    """

    text: str
    small: Scalar
    against: Scalar
    bound: Fraction = BOUND
    source: str = ""

    def __post_init__(self) -> None:
        for what in ("small", "against"):
            value = as_scalar(getattr(self, what))
            if value is None:
                raise ModelError("Condition", f"{what} must be an exact scalar", repr(getattr(self, what)))
            object.__setattr__(self, what, value)
        if not isinstance(self.text, str) or not self.text:
            raise ModelError("Condition", "text must say what is approximated", repr(self.text))
        try:
            bound = Fraction(self.bound)
        except (TypeError, ValueError, OverflowError):
            bound = Fraction(0)
        if bound <= 0:
            raise ModelError("Condition", "bound must be a positive number", repr(self.bound), "write bound=0.1")
        object.__setattr__(self, "bound", bound)

    @property
    def symbols(self) -> set[Symbol]:
        """The parameters it speaks of."""
        return symbols_of(self.squares)

    @property
    def squares(self) -> tuple[Scalar, Scalar]:
        """The squared moduli of both sides: phases that do not matter drop out."""
        small, against = (x * x.conjugate() for x in (self.small, self.against))
        return small, against

    def __str__(self) -> str:
        return f"|{self.small}| << |{self.against}|"


@dataclass(frozen=True)
class Reading:
    """A condition at given numbers: the ratio, or the parameters that are not given."""

    condition: Condition
    ratio: float | None
    missing: tuple[str, ...] = ()

    @property
    def holds(self) -> bool | None:
        """Whether the ratio is within the bound; ``None`` where it is not known."""
        return None if self.ratio is None else self.ratio <= float(self.condition.bound)


class Conditioned(Protocol):
    """What has conditions, and perhaps numbers."""

    @property
    def name(self) -> str: ...
    @property
    def conditions(self) -> tuple[Condition, ...]: ...
    @property
    def values(self) -> Mapping[Any, float]: ...


def readings(model: Conditioned) -> tuple[Reading, ...]:
    """Every condition at the model's numbers."""
    values = numbers(model.values, f"model {model.name!r}, values")
    return tuple(read(condition, values) for condition in model.conditions)


def read(condition: Condition, values: Mapping[Symbol, complex]) -> Reading:
    """The condition at these numbers.

    A ratio of zero by zero is zero: nothing is neglected.
    """
    missing = sorted((s.name for s in condition.symbols if s not in values), key=natural_key)
    if missing:
        return Reading(condition, None, tuple(missing))
    with flint.ctx.workprec(BITS):
        small, against = (ball(x, values) for x in condition.squares)
        if not (small.is_finite() and against.is_finite()) or (against.contains(0) and not small.contains(0)):
            return Reading(condition, float("inf"))
        if small.contains(0):
            return Reading(condition, 0.0)
        return Reading(condition, float(abs(small / against).sqrt().mid()))


def number(value: Scalar, values: Mapping[Symbol, complex]) -> complex:
    """A scalar as a floating-point number; ``values`` gives every symbol's, that of an angle in radians.

    Evaluated with many more digits than it is returned with: formulas written out may cancel.

    Raises
    ------
    ModelError
        for a scalar with a symbol that has no number.
    """
    with flint.ctx.workprec(BITS):
        at = ball(value, values)
        # Zero within its rounding is zero: formulas written out cancel to that.
        return complex(*(0.0 if x.contains(0) else float(x.mid()) for x in (at.real, at.imag)))


def ball(value: Scalar, values: Mapping[Symbol, complex]) -> flint.acb:
    """As `number`, with error bounds, in the working precision of the caller's context."""
    missing = sorted((s.name for s in symbols_of([value]) if s not in values), key=natural_key)
    if missing:
        todo = "give it among the model's values"
        raise ModelError("number", "every symbol must have a value", ", ".join(missing), todo)
    return enclosure(value, {symbol: flint.acb(x) for symbol, x in values.items()})


def numbers(values: Mapping[Any, float], where: str) -> dict[Symbol, complex]:
    """Numbers by symbol, from a user's mapping from parameters to numbers.

    Raises
    ------
    ModelError
        for a key that is no single parameter, or a value that is no finite number.
    """
    found: dict[Symbol, complex] = {}
    if not isinstance(values, Mapping):
        raise ModelError(where, "values must map parameters to numbers", repr(values), "write values={kappa_1: 2.0}")
    for key, value in values.items():
        try:
            symbol = key if isinstance(key, Symbol) else symbol_of(key)
            # A text that reads like a number is none: it may come from a file whose units nobody has looked at.
            x = complex(None if isinstance(value, str | bytes) else value)
        except (DeriveError, AttributeError, TypeError, ValueError):
            todo = "write values={kappa_1: 2 * pi * 2e6}"
            raise ModelError(where, "values must map parameters to numbers", f"{key!r}: {value!r}", todo) from None
        if not cmath.isfinite(x) or (symbol.domain is not Domain.COMPLEX and x.imag):
            raise ModelError(
                where, f"the value of {symbol.name} must be a finite {symbol.domain.value} number", repr(value)
            )
        if symbol.domain in (Domain.POSITIVE, Domain.NONNEGATIVE) and x.real < 0:
            raise ModelError(where, f"the value of {symbol.name} must be {symbol.domain.value}", repr(value))
        found[symbol] = x
    return found
