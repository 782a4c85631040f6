"""Whether the outputs of a linear network keep the commutators of its inputs: unitarity of the scattering matrix."""

from __future__ import annotations

from derive.audits.record import Finding, Outcome
from derive.exact.points import Point, points
from derive.exact.scalar import Scalar, constant
from derive.rules.gaussian import Rows, matmul, transpose
from derive.rules.network.frequency import Network, solved

POINTS = 3
"""Exact points at which identities of long formulas are looked at."""


def commutators(full: Network) -> tuple[Finding, ...]:
    """``S Sigma S^dagger = Sigma`` at exact points: outputs have the commutators of the inputs."""
    columns, ports = full.columns, full.ports
    drift, noise, out = full.linear.drift, full.linear.noise, full.couplings
    signs = [constant(1 if full.is_passive or p % 2 == 0 else -1) for p in ports]
    for point in points(entries_of(drift, noise, ((full.frequency,),)), POINTS):
        inverse = at_point(full.inverse, point)
        entering = at_point(tuple(tuple(noise[i][p] for p in ports) for i in columns), point)
        leaving = at_point(tuple(tuple(out[p][i] for i in columns) for p in ports), point)
        passed = matmul(leaving, solved(inverse, entering))
        matrix = tuple(tuple(x + int(i == j) for j, x in enumerate(row)) for i, row in enumerate(passed))
        dagger = transpose(tuple(tuple(x.conjugate() for x in row) for row in matrix))
        weighted = tuple(tuple(x * s for x, s in zip(row, signs, strict=True)) for row in matrix)
        found = matmul(weighted, dagger)
        if any(x != (signs[i] if i == j else 0) for i, row in enumerate(found) for j, x in enumerate(row)):
            return (Finding("unitarity", "scattering matrix", Outcome.FAILED, f"S Sigma S^dagger != Sigma at {point}"),)
    detail = f"S Sigma S^dagger = Sigma at {POINTS} exact points: the outputs keep the commutators"
    return (Finding("unitarity", "scattering matrix", Outcome.PASSED, detail),)


def entries_of(*matrices: Rows) -> list[Scalar]:
    """All entries of some matrices."""
    return [x for rows in matrices for row in rows for x in row]


def at_point(rows: Rows, point: Point) -> Rows:
    """A matrix with numbers put in."""
    return tuple(tuple(point.at(x) for x in row) for row in rows)
