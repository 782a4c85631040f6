"""Sides of a claim side by side: put under assumptions, subtracted, printed; scalars or any other kind of value."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from derive.claims.values import Grid, Mean
from derive.emit.latex import latex
from derive.errors import ClaimError
from derive.exact.collect import Style
from derive.exact.gauge import ungauged
from derive.exact.scalar import Scalar, constant
from derive.exact.shape import shaped


def mapped(value: Any, function: Callable[[Scalar], Scalar]) -> Any:
    """The value with a function applied to every coefficient; one without coefficients stays as it is."""
    if isinstance(value, Scalar):
        return function(value)
    if isinstance(value, Grid):
        return value.map(lambda entry: mapped(entry, function))
    return value.map(function) if hasattr(value, "map") else value


def difference(left: Any, right: Any) -> Any:
    """The difference of two sides, or ``None`` (false) where all of it vanishes.

    Raises
    ------
    ClaimError
        for sides of different kinds, as a number and a map of the density operator.
    """
    try:
        rest = left - right
    except TypeError:
        kinds = " and ".join(type(side).__name__.lower() for side in (left, right))
        raise ClaimError("equation", "both sides must be of one kind", kinds, "check the printed formula") from None
    if isinstance(rest, Grid):
        entries = [v.op if isinstance(v, Mean) else v for row in rest.rows for v in row]
        return next((v for v in entries if v), None)
    return rest.op if isinstance(rest, Mean) else rest


def differing(values: Sequence[Any], differences: Sequence[Any]) -> list[tuple[Scalar, Scalar]]:
    """The pairs of scalars in which sides differ from the first; a coefficient that differs stands beside zero."""
    found: list[tuple[Scalar, Scalar]] = []

    def collect(value: Scalar) -> Scalar:
        if value:
            found.append((value, constant(0)))
        return value

    for value, rest in zip(values[1:], differences, strict=True):
        if isinstance(values[0], Scalar) and isinstance(value, Scalar) and rest:
            found.append((values[0], value))
        elif rest:
            mapped(rest, collect)
    return found


def printed(value: Any, style: Style) -> str:
    """A value in LaTeX; scalars in the model's abbreviations."""
    if isinstance(value, Scalar):
        return latex(shaped(value, style))
    # Equations of motion are printed in F and F*, not in the parts that closed forms use.
    value = mapped(value, ungauged)
    if not isinstance(value, Grid):
        return str(value.latex())
    rows = [" & ".join(str(v.latex()) for v in row) for row in value.rows]
    return r"\begin{pmatrix} " + r" \\ ".join(rows) + r" \end{pmatrix}"
