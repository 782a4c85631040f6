"""Rate constants put back into derived formulas: how claims print what was derived, ``gamma_0 (n_B - n_A)``.

Equality is decided in couplings and densities, where everything is written out.  A reader wants the constants.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from derive.exact.abbreviate import Abbreviation
from derive.exact.collect import Style
from derive.exact.ring import Generator
from derive.exact.scalar import Scalar, constant, from_generator
from derive.parameters import value_of
from derive.symbols import Symbol


@dataclass(frozen=True)
class RateNames(Abbreviation):
    """All rate constants of a model at once: each term that is one of them times ``free`` symbols gets its name.

    Parameters
    ----------
    symbol, value : of the first constant.
    values : every constant with its value in couplings and densities.
    free : the symbols that may stand beside a constant: occupations and numbers of emitters.
    """

    values: Mapping[Symbol, Scalar] = field(hash=False)
    free: frozenset[Symbol]

    def removes(self, target: Scalar) -> Scalar | None:
        """The target in rate constants; ``None`` where one of its terms is none of them."""
        if target.im or not any(g.symbol not in self.free for g in target.generators):
            return None
        below = Scalar(target.ring, target.den, target.ring.zero, target.ring.one)
        total = constant(0)
        for powers, c in target.ring.terms(target.re):
            term = constant(c)
            for g, exponent in powers:
                term = term * from_generator(g) ** exponent
            named = self._named(term / below)
            if named is None:
                return None
            total = total + named
        return total

    def put_in(self, target: Scalar) -> Scalar:
        """The target in rate constants, or as it is."""
        return self.removes(target) or target

    def _named(self, term: Scalar) -> Scalar | None:
        for symbol, value in self.values.items():
            beside = term / value
            if all(g.symbol in self.free for g in beside.generators):
                return beside * value_of(symbol)
        return None


def style_of(values: Mapping[Symbol, Scalar], free: frozenset[Symbol]) -> Style:
    """A style that prints rate equations by their constants, each with all that it multiplies."""
    if not values:
        return Style()
    names = RateNames(*_first(values), values, free)

    def is_rate(g: Generator) -> bool:
        return g.symbol in values

    return Style((names,), (is_rate,))


def _first(values: Mapping[Symbol, Scalar]) -> tuple[Scalar, Scalar]:
    symbol, value = next(iter(values.items()))
    return value_of(symbol), value


__all__ = ["RateNames", "style_of"]
