"""Fourier-transformed equations of motion: ``-i omega c`` printed where ``dc/dt`` is meant."""

from __future__ import annotations

from typing import Any

from derive.algebra.operator import Op
from derive.claims.claim import Claim
from derive.claims.reading import Reading
from derive.claims.values import Grid
from derive.errors import ClaimError
from derive.exact.scalar import Scalar, constant, substitute
from derive.parameters import I


def rates_put_in(value: Any, fourier: str, reading: Reading, claim: Claim) -> Any:
    """Replace ``omega * c`` by ``i dc/dt`` (``d/dt -> -i omega``) in every operator of a value."""
    if isinstance(value, Grid):
        return value.map(lambda entry: rates_put_in(entry, fourier, reading, claim))
    if not isinstance(value, Op):
        return value
    frequency: Scalar = reading.entry(fourier, claim, False)
    (omega,) = frequency.generators
    fixed, turning = Op({}), Op({})
    for word, c in value:
        rest = substitute(c, {omega: constant(0)})
        slope = substitute(c - rest, {omega: constant(1)})
        if omega in slope.generators or slope * frequency != c - rest:
            if not reading.main.in_frequency_domain:
                raise ClaimError(f"claim {claim.tag}", "the frequency must enter linearly", str(c))
            # A coefficient of the equation itself, not a derivative.
            rest, slope = c, constant(0)
        fixed, turning = fixed + Op({word: rest}), turning + Op({word: slope})
    return fixed + I * reading.main.rate(turning, claim.part) if turning else fixed
