"""Fourier-transformed equations of motion: ``-i omega c`` printed where ``dc/dt`` is meant."""

from __future__ import annotations

from typing import Any

from derive.algebra.operator import Op
from derive.claims.claim import Claim
from derive.claims.reading import Reading
from derive.claims.values import Grid
from derive.errors import ClaimError
from derive.exact.ring import Generator
from derive.exact.scalar import Scalar, substitute
from derive.parameters import I, symbol_of


def rates_put_in(value: Any, fourier: str, reading: Reading, claim: Claim) -> Any:
    """Replace ``omega * c`` by ``i dc/dt`` (``d/dt -> -i omega``) in every operator of a value."""
    if isinstance(value, Grid):
        return value.map(lambda entry: rates_put_in(entry, fourier, reading, claim))
    if not isinstance(value, Op):
        return value
    symbol = symbol_of(reading.entry(fourier, claim, (), False))
    omega = next(g for c in [reading.entry(fourier, claim, (), False)] for g in c.generators if g.symbol == symbol)
    fixed, turning = Op({}), Op({})
    for word, c in value:
        rest = substitute(c, {omega: omega_value(0)})
        slope = substitute(c - rest, {omega: omega_value(1)})
        if omega in slope.generators or slope * reading.entry(fourier, claim, (), False) != c - rest:
            raise ClaimError(f"claim {claim.tag}", "the frequency must enter linearly", str(c))
        fixed, turning = fixed + Op({word: rest}), turning + Op({word: slope})
    return fixed + I * reading.main.rate(turning) if turning else fixed


def omega_value(n: int) -> Scalar:
    """An integer as a scalar."""
    from derive.exact.scalar import constant

    return constant(n)


__all__ = ["Generator", "rates_put_in"]
