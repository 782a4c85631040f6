"""Exact states inside the physical range, and rigorous signs there: occupations positive, some emitters excited."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import flint

from derive.exact.evaluate import evaluate
from derive.exact.points import points
from derive.exact.ring import Generator, Role
from derive.exact.roots import radicand_of
from derive.exact.scalar import Scalar
from derive.golden.model import PI, RateModel
from derive.golden.species import Emitters
from derive.parameters import nonnegative, symbol_of
from derive.symbols import Domain, Symbol, natural_key

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
        ball = _ball(value, values).real
        return 1 if ball > 0 else -1 if ball < 0 else 0


def told(values: Mapping[Symbol, Scalar], symbols: Iterable[Symbol]) -> str:
    """``m = 4, m_e = 1, n_A = 1/2``: some of the values, in the order of their names."""
    named = sorted(set(symbols) - {symbol_of(PI)}, key=lambda s: natural_key(s.name))
    return ", ".join(f"{s.name} = {values[s]}" for s in named)


def _ball(value: Scalar, values: Mapping[Symbol, Scalar]) -> Any:
    """A rigorous enclosure: `flint.acb`, which has no complete type stubs."""
    point = {g: _number(g, values) for g in value.generators}
    return evaluate(value, point, flint.acb(1), flint.acb(0, 1))


def _number(g: Generator, values: Mapping[Symbol, Scalar]) -> Any:
    """The value of one variable; an angle's value is its exponential."""
    if g.role is Role.RADICAL:
        return _ball(radicand_of(g), values).sqrt()
    assert g.symbol is not None
    number = flint.acb(flint.arb.pi()) if g.symbol == symbol_of(PI) else _ball(values[g.symbol], values)
    if g.role is Role.ROOT:
        return number.sqrt()
    return number.conjugate() if g.role is Role.CONJUGATE and g.symbol.domain is Domain.COMPLEX else number
