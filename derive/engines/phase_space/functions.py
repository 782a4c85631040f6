"""What formulas do with functions on phase space: partial derivatives, conjugates, squared moduli of the variables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from derive.algebra.differential import Plane, conjugated, variables
from derive.algebra.operator import Op, as_operator
from derive.claims import operations
from derive.claims.values import Grid
from derive.engines.phase_space.averages import Average
from derive.errors import ClaimError


def partial(value: Any, variable: Any) -> Any:
    r"""``\partial_\mu`` of a differential operator on the distribution: the product; else by a parameter."""
    if isinstance(value, Grid):
        return value.map(lambda entry: partial(entry, variable))
    if not isinstance(variable, Op):
        return operations.partial(value, variable)
    for plane in variable.spaces:
        mu, bar, d, d_bar = variables(plane) if isinstance(plane, Plane) else (None,) * 4
        for own, derivative in ((mu, d), (bar, d_bar)):
            if derivative is not None and variable == own:
                return derivative * as_operator(value)
    raise ClaimError("partial derivative", "it must be by a variable of phase space or a parameter", repr(variable))


def conjugate(value: Any) -> Any:
    """The complex conjugate; of an operator in phase space, that on conjugate functions."""
    if isinstance(value, Grid):
        return value.map(conjugate)
    if isinstance(value, Average):
        return value.conjugate()
    return conjugated(value) if _in_phase_space(value) else operations.conjugate(value)


@dataclass(frozen=True)
class Modulus:
    """``|z|`` of an operator in phase space without derivatives, known by its even powers."""

    value: Op

    def __pow__(self, exponent: Any) -> Op:
        if not isinstance(exponent, int) or exponent < 0 or exponent % 2:
            raise ClaimError("modulus", "|z| in phase space is known by its even powers", f"|z|^({exponent})")
        return (self.value * conjugated(self.value)) ** (exponent // 2)


def modulus(value: Any) -> Any:
    """``|z|``, of variables of phase space too."""
    return Modulus(value) if _in_phase_space(value) else operations.modulus(value)


def _in_phase_space(value: Any) -> bool:
    return isinstance(value, Op) and any(isinstance(space, Plane) for space in value.spaces)
