"""The limit of weak contacts, T -> v, then ``-i v B v``; and the Lippmann-Schwinger equation, from both sides."""

from __future__ import annotations

from collections.abc import Iterator

from derive.audits.record import Finding, Outcome
from derive.audits.scattering.derived import Derived
from derive.audits.scattering.judged import judged
from derive.exact.scalar import Scalar, constant
from derive.parameters import I
from derive.rules.scattering.lippmann import Scattering
from derive.scattering.model import Matrix

AUDIT = "Born limit"


def check(derived: Derived) -> tuple[Finding, ...]:
    """The equation with its remainder, the second order, and what the first order says about balance."""
    every = derived.patterns.values()
    return (
        judged(
            AUDIT, "equation", "t = v - i v B t = v - i t B v, hence t -> v as v -> 0", derived.scope, every, equation
        ),
        judged(AUDIT, "second order", "the series to second order is v - i v B v", derived.scope, every, _second),
        _first(derived),
    )


def equation(found: Scattering) -> Iterator[tuple[str, Scalar]]:
    """The entries of both forms of the equation times the determinant: polynomials."""
    v, n, det = found.coupling, found.numerators, found.determinant
    forward, backward = _through(found, v, n), _through(found, n, v)
    for i, row in enumerate(n):
        for j, x in enumerate(row):
            name = f"({found.channels[i].label}, {found.channels[j].label})"
            yield f"t - v + i v B t at {name} times det", x - v[i][j] * det - forward[i][j]
            yield f"t - v + i t B v at {name} times det", x - v[i][j] * det - backward[i][j]


def _second(found: Scattering) -> Iterator[tuple[str, Scalar]]:
    v, series = found.coupling, found.born(2)
    step = _through(found, v, v)
    for i, row in enumerate(series):
        for j, x in enumerate(row):
            yield f"({found.channels[i].label}, {found.channels[j].label})", x - v[i][j] - step[i][j]


def _through(found: Scattering, left: Matrix, right: Matrix) -> Matrix:
    """``-i left B right``."""
    size = range(len(left))
    bs = [-I * c.b for c in found.channels]
    weighted = [[bs[k] * right[k][j] for j in size] for k in size]
    return tuple(tuple(sum((left[i][k] * weighted[k][j] for k in size), constant(0)) for j in size) for i in size)


def _first(derived: Derived) -> Finding:
    v = derived.open.coupling
    if any(v[i][j] != v[j][i].conjugate() for i in range(len(v)) for j in range(i)):
        return Finding(AUDIT, "first order", Outcome.FAILED, "v, T to first order, must be Hermitian")
    detail = "T to first order is the Hermitian v, |v_kl| = |v_lk|: to second order in v every rate is balanced"
    return Finding(AUDIT, "first order", Outcome.PASSED, detail)
