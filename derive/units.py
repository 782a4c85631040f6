"""Units: texts such as ``"J*s"`` as exponents over base units, and the unit of an exact scalar.

A unit is a product of powers of s, m, kg, K, A, mol and of ten (the prefixes: ``"GHz"`` is ``10**9/s``).  The
radian is a pure number, so ``"rad/s"``, ``"Hz"`` and ``"1/s"`` are one unit; a model that counts a frequency in
cycles has to say so with an explicit ``2*pi`` parameter.  Source of the derived units: BIPM, The International
System of Units, 9th edition (2019), tables 2 to 4.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from derive.errors import ModelError
from derive.exact.ring import Generator, Poly, Ring, Role
from derive.exact.roots import radicand_of
from derive.exact.scalar import Scalar
from derive.exact.text import poly_text
from derive.symbols import Domain, Symbol


class MixedUnits(ModelError):
    """Two terms of one sum have different units; ``got`` names both."""


BASES = ("s", "m", "kg", "K", "A", "mol", "10")
_TOKEN = re.compile(r"\s*(\*\*|[A-Za-z]+|\d+|[*/()-])")
_PREFIXES = {
    "f": -15, "p": -12, "n": -9, "u": -6, "m": -3, "c": -2, "d": -1, "k": 3, "M": 6, "G": 9, "T": 12, "P": 15,
}  # fmt: skip


@dataclass(frozen=True)
class Unit:
    """A product of powers of `BASES`; the last exponent is the power of ten of the prefixes."""

    exponents: tuple[Fraction, ...]

    def __mul__(self, other: Unit) -> Unit:
        return Unit(tuple(a + b for a, b in zip(self.exponents, other.exponents, strict=True)))

    def __truediv__(self, other: Unit) -> Unit:
        return self * other ** Fraction(-1)

    def __pow__(self, exponent: Fraction | int) -> Unit:
        return Unit(tuple(a * exponent for a in self.exponents))

    @property
    def dimension(self) -> Unit:
        """The same unit without its power of ten."""
        return Unit((*self.exponents[:-1], Fraction(0)))

    def __str__(self) -> str:
        """``kg*m**2/s``; ``1`` for a pure number; `parse_unit` reads it back."""
        pairs = [(b, e) for b, e in zip(("10", *BASES[:-1]), (self.exponents[-1], *self.exponents[:-1]), strict=True)]
        above = [_power(b, e) for b, e in pairs if e > 0]
        below = [_power(b, -e) for b, e in pairs if e < 0]
        top = "*".join(above) or "1"
        if not below:
            return top
        return f"{top}/{below[0]}" if len(below) == 1 else f"{top}/({'*'.join(below)})"


def _power(base: str, exponent: Fraction) -> str:
    return base if exponent == 1 else f"{base}**{exponent}" if exponent.denominator == 1 else f"{base}**({exponent})"


def _unit(**powers: int) -> Unit:
    return Unit(tuple(Fraction(powers.get("ten" if b == "10" else b, 0)) for b in BASES))


PURE = _unit()
RATE = _unit(s=-1)
_NAMED: Mapping[str, Unit] = {
    "s": _unit(s=1), "m": _unit(m=1), "g": _unit(kg=1, ten=-3), "K": _unit(K=1), "A": _unit(A=1), "mol": _unit(mol=1),
    "rad": PURE, "sr": PURE, "Hz": RATE, "N": _unit(kg=1, m=1, s=-2), "Pa": _unit(kg=1, m=-1, s=-2),
    "J": _unit(kg=1, m=2, s=-2), "W": _unit(kg=1, m=2, s=-3), "C": _unit(A=1, s=1), "V": _unit(kg=1, m=2, s=-3, A=-1),
    "F": _unit(kg=-1, m=-2, s=4, A=2), "Ohm": _unit(kg=1, m=2, s=-3, A=-2), "S": _unit(kg=-1, m=-2, s=3, A=2),
    "Wb": _unit(kg=1, m=2, s=-2, A=-1), "T": _unit(kg=1, s=-2, A=-1), "H": _unit(kg=1, m=2, s=-2, A=-2),
    "kg": _unit(kg=1),
}  # fmt: skip


@cache
def parse_unit(text: str, where: str = "unit") -> Unit:
    """Read a unit: names joined by ``*`` and ``/``, integer or bracketed rational powers by ``**``, brackets.

    Parameters
    ----------
    text : ``"1/s"``, ``"m**2/s"``, ``"s**(-1/2)"``, ``"GHz"`` or ``"10**9/s"``; ``"1"`` for a pure number.
    where : what carries the unit, for the message of an error.

    Raises
    ------
    ModelError
        for a text that is no such product; names the token and its position.
    """
    if not isinstance(text, str):
        raise ModelError(where, "the unit must be a text", repr(text), 'write "1/s", or "1" for a pure number')
    return _Reader(text, where).whole()


class _Reader:
    """Recursive descent over the tokens of one unit text."""

    def __init__(self, text: str, where: str):
        self.text, self.where, self.place = text, where, 0
        self.tokens: list[tuple[str, int]] = []
        at = 0
        while at < len(text.rstrip()):
            match = _TOKEN.match(text, at)
            if match is None:
                raise self._error(f"{text[at:].strip()[0]!r} at position {at + 1}")
            self.tokens.append((match.group(1), match.start(1) + 1))
            at = match.end()

    def whole(self) -> Unit:
        """The unit of the whole text."""
        unit = self._product()
        if self.place < len(self.tokens):
            raise self._unexpected()
        return unit

    def _product(self) -> Unit:
        unit = self._factor()
        while self._peek() in ("*", "/"):
            divide = self._next() == "/"
            factor = self._factor()
            unit = unit / factor if divide else unit * factor
        return unit

    def _factor(self) -> Unit:
        token = self._peek()
        if token == "(":
            self._next()
            unit = self._product()
            self._expect(")")
        elif token in ("1", "10"):
            self._next()
            unit = PURE if token == "1" else _unit(ten=1)
        elif token.isalpha():
            unit = self._named(token)
            self._next()
        else:
            raise self._unexpected()
        if self._peek() == "**":
            self._next()
            unit = unit ** self._exponent()
        return unit

    def _named(self, name: str) -> Unit:
        if name in _NAMED:
            return _NAMED[name]
        if name[0] in _PREFIXES and name[1:] in _NAMED and name[1:] != "kg":
            return _NAMED[name[1:]] * _unit(ten=_PREFIXES[name[0]])
        raise self._error(f"the unknown unit {name!r} at position {self.tokens[self.place][1]}")

    def _exponent(self) -> Fraction:
        bracket = self._peek() == "("
        if bracket:
            self._next()
        sign = -1 if self._peek() == "-" else 1
        if sign < 0:
            self._next()
        value = Fraction(sign * self._integer())
        if bracket:
            if self._peek() == "/":
                self._next()
                value = value / self._integer(least=1)
            self._expect(")")
        return value

    def _integer(self, least: int = 0) -> int:
        if not self._peek().isdigit() or int(self._peek()) < least:
            raise self._unexpected()
        return int(self._next())

    def _peek(self) -> str:
        return self.tokens[self.place][0] if self.place < len(self.tokens) else ""

    def _next(self) -> str:
        self.place += 1
        return self.tokens[self.place - 1][0]

    def _expect(self, token: str) -> None:
        if self._peek() != token:
            raise self._unexpected()
        self._next()

    def _unexpected(self) -> ModelError:
        if self.place == len(self.tokens):
            return self._error("its end too early")
        token, position = self.tokens[self.place]
        return self._error(f"{token!r} at position {position}")

    def _error(self, got: str) -> ModelError:
        return ModelError(
            self.where,
            f"the unit {self.text!r} must be a product of powers of units",
            got,
            'write "1" for a pure number, "1/s" for a rate, "J*s", "m**2/s"; '
            f"known are {', '.join(sorted(_NAMED))}, with the prefixes {' '.join(_PREFIXES)}",
        )


def unit_of_symbol(symbol: Symbol) -> Unit:
    """The declared unit of a parameter; an angle is a pure number."""
    return PURE if symbol.domain is Domain.ANGLE else parse_unit(symbol.unit, f"symbol {symbol.name!r}")


@cache
def unit_of_generator(generator: Generator) -> Unit:
    """The unit of one variable of a ring: a root has half its parameter's exponents, |x|^2 twice."""
    if generator.role is Role.RADICAL:
        unit = unit_of(radicand_of(generator))
        return PURE if unit is None else unit ** Fraction(1, 2)
    if generator.role is Role.PHASE or generator.symbol is None:
        return PURE
    power = {Role.ROOT: Fraction(1, 2), Role.MODULUS: Fraction(2)}.get(generator.role, Fraction(1))
    return unit_of_symbol(generator.symbol) ** power


def unit_of(value: Scalar) -> Unit | None:
    """The unit all terms of a scalar have; ``None`` for zero, which has any.

    Raises
    ------
    MixedUnits
        when two terms of the numerator or of the denominator differ; names both with their units.
    ModelError
        when the unit of a symbol cannot be read.
    """
    above = [unit for poly in (value.re, value.im) if (unit := _poly_unit(value.ring, poly)) is not None]
    if not above:
        return None
    if len(above) == 2 and above[0] != above[1]:
        raise _mixed(_first(value.ring, value.re), above[0], "I*" + _first(value.ring, value.im), above[1])
    below = _poly_unit(value.ring, value.den)
    return above[0] if below is None else above[0] / below


def _poly_unit(ring: Ring, poly: Poly) -> Unit | None:
    """The common unit of a polynomial's terms; parameters that are pure numbers are never looked at."""
    units = [(i, u) for i, g in enumerate(ring.generators) if (u := unit_of_generator(g)) != PURE]
    found: dict[tuple[int, ...], tuple[int, ...]] = {}
    for exponents in poly.monoms():
        found.setdefault(tuple(int(exponents[i]) for i, _ in units), tuple(map(int, exponents)))
    first: tuple[Unit, tuple[int, ...]] | None = None
    for key, exponents in found.items():
        unit = PURE
        for (_, factor), e in zip(units, key, strict=True):
            unit = unit * factor**e if e else unit
        if first is None:
            first = (unit, exponents)
        elif unit != first[0]:
            raise _mixed(_term(ring, first[1]), first[0], _term(ring, exponents), unit)
    return None if first is None else first[0]


def _term(ring: Ring, exponents: tuple[int, ...]) -> str:
    return poly_text(ring, ring.context.from_dict({exponents: 1}))


def _first(ring: Ring, poly: Poly) -> str:
    return _term(ring, tuple(map(int, poly.monoms()[0])))


def _mixed(left: str, left_unit: Unit, right: str, right_unit: Unit) -> MixedUnits:
    return MixedUnits(
        "units of a sum",
        "all terms must have one unit",
        f"{left} [{left_unit}] beside {right} [{right_unit}]",
        "correct the unit of a symbol, or multiply the term by what it lacks",
    )
