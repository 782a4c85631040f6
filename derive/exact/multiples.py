"""Whether one scalar is a rational multiple of another, without dividing where it clearly is not."""

from __future__ import annotations

from derive.exact.scalar import Scalar


def rational_ratio(value: Scalar, other: Scalar) -> Scalar | None:
    """``value/other`` if that is a rational number, else ``None``."""
    if not other or _shape(value) != _shape(other):
        return None
    ratio = value / other
    return ratio if ratio.is_rational else None


def _shape(value: Scalar) -> tuple[object, ...]:
    """What multiples share: the parameters, and how many terms there are of what kind."""
    return value.generators, len(value.re) + len(value.im), len(value.den)
