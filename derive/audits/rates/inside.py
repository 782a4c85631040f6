"""Exact states inside the physical range, and rigorous signs there: occupations positive, some emitters excited."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import flint

from derive.exact.enclose import enclosure
from derive.exact.insert import insert
from derive.exact.points import points
from derive.exact.scalar import Scalar
from derive.golden.model import PI, RateModel
from derive.golden.species import Emitters
from derive.parameters import nonnegative, symbol_of
from derive.symbols import Symbol, natural_key

PRECISION = 256  # bits: what cancels further than this is left undecided


def within(model: RateModel) -> dict[Symbol, Scalar]:
    """Each number of excited emitters as ``m x/(1 + x)``: between none and all of them for every ``x >= 0``."""
    found = {}
    for species in model.species:
        if isinstance(species, Emitters):
            x = nonnegative(f"excited_over_ground_of_{species.name}")
            found[species.state] = species.number * x / (1 + x)
    return found


def states(model: RateModel, values: Iterable[Scalar], count: int) -> Iterator[dict[Symbol, Scalar]]:
    """Rational values of all symbols of some scalars, the same in every run."""
    excited = within(model)
    for point in points([*values, *excited.values()], count):
        yield dict(point.values) | {state: point.at(number) for state, number in excited.items()}


def sign_there(value: Scalar, values: Mapping[Symbol, Scalar]) -> int:
    """The sign of a real scalar at a state, with pi itself and not a number in its place; 0 where it is not known."""
    with flint.ctx.workprec(PRECISION):
        ball = enclosure(insert(value, values)).real
        return 1 if ball > 0 else -1 if ball < 0 else 0


def told(values: Mapping[Symbol, Scalar], symbols: Iterable[Symbol]) -> str:
    """``m = 4, m_e = 1, n_A = 1/2``: some of the values, in the order of their names."""
    named = sorted(set(symbols) - {symbol_of(PI)}, key=lambda s: natural_key(s.name))
    return ", ".join(f"{s.name} = {values[s]}" for s in named)
