"""Averages over a distribution as claims compare them: equal where they differ by whole derivatives."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any

from derive.algebra.operator import Op
from derive.errors import ClaimError
from derive.exact.scalar import Scalar, as_scalar
from derive.rules.phase_space.integrals import Density, reduced


class Average:
    """``int Q (sum c(mu) prod d ln Q)``: sums and products as of the densities, zero where the integral vanishes."""

    takes_operators = True  # a polynomial on the left leaves the product to this class

    def __init__(self, density: Density):
        self.density = density

    @cached_property
    def lowest(self) -> Density:
        """The density in lowest derivatives, which is unique."""
        return reduced(self.density)[0]

    def __add__(self, other: Any) -> Average:
        return Average(self.density + _density(other))

    __radd__ = __add__

    def __neg__(self) -> Average:
        return Average(-self.density)

    def __sub__(self, other: Any) -> Average:
        return Average(self.density - _density(other))

    def __rsub__(self, other: Any) -> Average:
        return Average(_density(other) - self.density)

    def __mul__(self, other: Any) -> Average:
        return Average(self.density * _density(other))

    __rmul__ = __mul__

    def __truediv__(self, divisor: Any) -> Average:
        return Average(self.density.map(lambda c: c / divisor))

    def __pow__(self, exponent: Any) -> Average:
        if not isinstance(exponent, int) or exponent < 0:
            raise ClaimError("power", "the exponent must be a whole number, not negative", repr(exponent))
        total = Density({(): Op.scalar(1)})
        for _ in range(exponent):
            total = total * self.density
        return Average(total)

    def __bool__(self) -> bool:
        return bool(self.lowest)

    def conjugate(self) -> Average:
        """The complex conjugate."""
        return Average(self.density.conjugate())

    def map(self, function: Callable[[Scalar], Scalar]) -> Average:
        """The same with ``function`` of every coefficient."""
        return Average(self.density.map(function))

    def latex(self) -> str:
        """LaTeX of the integral, in lowest derivatives."""
        return rf"\int \left[ {self.lowest.latex()} \right]"

    def __repr__(self) -> str:
        return f"int [{self.lowest}]"


def _density(value: Any) -> Density:
    if isinstance(value, Average):
        return value.density
    if isinstance(value, Op):
        return Density({(): value})
    scalar = as_scalar(value)
    if scalar is None:
        raise ClaimError("average over phase space", "a polynomial or an average is needed here", repr(value))
    return Density({(): Op.scalar(scalar)})
