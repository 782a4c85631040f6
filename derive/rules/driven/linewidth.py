"""The linewidth of a mode: the rate at which its quanta decay into all baths, whatever carries the square root."""

from __future__ import annotations

from derive.algebra.operator import Op
from derive.algebra.space import Space
from derive.exact.scalar import Scalar, constant
from derive.model import Model
from derive.rules.lindblad import generator


def linewidth(model: Model, mode: Space) -> Scalar:
    """``sum |<a|L>|^2 - |<a.dag|L>|^2`` over the couplings L of all baths, channels resolved; in units of the model."""
    total = constant(0)
    lower, raised = (next(iter(Op.of(mode, element).terms)) for element in ((0, 1), (1, 0)))
    for bath in generator(model).baths:
        down, up = bath.coupling.coefficient(lower), bath.coupling.coefficient(raised)
        total = total + down * down.conjugate() - up * up.conjugate()
    return total
