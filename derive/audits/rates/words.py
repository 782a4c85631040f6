"""Formulas and lists as they stand in findings about rate equations."""

from __future__ import annotations

from collections.abc import Iterable

from derive.audits.record import brief
from derive.emit.plain import plain
from derive.exact.scalar import Scalar, symbols_of
from derive.exact.shape import is_printable
from derive.exact.signs import FACTORED_TERMS, Sign, without_positive_factors
from derive.rules.golden_rule.equilibrium import Thermal

READABLE = 60  # terms of a condition that are worth factoring
LINE = 120  # characters of a condition that anyone reads


def shown(value: Scalar) -> str:
    """A formula as a person would print it, cut where nobody would read on."""
    return brief(plain(value.tree())) if is_printable(value) else brief(value)


def where_it_vanishes(value: Scalar, at: Thermal) -> str:
    """``only where gamma_1 - gamma_2 = 0``: what is left without factors that are positive for all parameters.

    ``nowhere`` if nothing is left; ``where its numerator does`` if nobody would read what is.
    """
    above = at.above_one(Scalar(value.ring, value.re, value.im, value.ring.one))
    rest = at.in_exponentials(_once(without_positive_factors(above)))
    if at.sign(rest) in (Sign.POSITIVE, Sign.NEGATIVE):
        return "nowhere"
    texts = [shown(rest), shown(-rest)] if len(rest.re) + len(rest.im) < READABLE else []
    text = min(texts, key=lambda t: (t.count("-"), len(t), t), default="")
    return f"only where {text} = 0" if text and len(text) <= LINE else "where its numerator does"


def _once(value: Scalar) -> Scalar:
    """Each factor of a real polynomial once: it vanishes where that does."""
    if value.im or not value.den.is_one() or len(value.re) > FACTORED_TERMS:
        return value
    product = value.ring.one
    for factor, _ in value.re.factor()[1]:
        product = product * factor
    return Scalar(value.ring, product, value.ring.zero, value.ring.one)


def where_it_reads(at: Thermal, *values: Scalar) -> str:
    """``, E = exp(hbar*Omega/(k_B*T))``: what the exponentials mean that occur in some formulas."""
    seen = symbols_of(values)
    meanings = [f"{s.name} = {s.meaning}" for s in at.exponentials if s in seen]
    return f", {listed(meanings)}" if meanings else ""


def listed(names: Iterable[str], last: str = "and") -> str:
    """``A, B and C``."""
    *rest, end = list(names) or ["none"]
    return f"{', '.join(rest)} {last} {end}" if rest else end


def counted(number: int, noun: str) -> str:
    """``1 pair``, ``3 pairs``."""
    plural = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}es" if noun.endswith("s") else f"{noun}s"
    return f"{number} {noun if number == 1 else plural}"
