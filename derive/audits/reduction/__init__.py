"""What must be true of a reduced network: the outputs are those of the full one, and keep their commutators."""

from __future__ import annotations

from derive.audits.approximations import check as approximations
from derive.audits.record import Finding, Outcome
from derive.exact.points import Point, points
from derive.exact.scalar import Scalar, constant
from derive.reduction.model import Reduction
from derive.rules.gaussian import Rows, matmul, transpose
from derive.rules.network.elimination import Reduced
from derive.rules.network.frequency import Network, network, shifted, solved

POINTS = 3
"""Exact points at which identities of long formulas are looked at."""


def findings(model: Reduction, reduced: Reduced) -> tuple[Finding, ...]:
    """All findings, in a fixed order."""
    full = network(model.model, model.frequency)
    return (*same_response(full, reduced), *commutators(full), *approximations(model))


def same_response(full: Network, reduced: Reduced) -> tuple[Finding, ...]:
    """The kept modes answer to every input as in the full model: ``(-i omega - D)^-1 K`` at exact points."""
    kept = [full.linear.modes.index(mode) * 2 + k for mode in reduced.modes for k in (0, 1)]
    for point in points(_entries(full.linear.drift, full.linear.noise, ((full.frequency,),)), POINTS):
        whole = solved(_at(shifted(full.linear.drift, full.frequency), point), _at(full.linear.noise, point))
        less = solved(_at(shifted(reduced.drift, reduced.frequency), point), _at(reduced.noise, point))
        if tuple(whole[k] for k in kept) != less:
            return (Finding("elimination", "response", Outcome.FAILED, f"differs from the full model at {point}"),)
    detail = f"(-i omega - D)^-1 K equals that of the full model at {POINTS} exact points"
    return (Finding("elimination", "response", Outcome.PASSED, detail),)


def commutators(full: Network) -> tuple[Finding, ...]:
    """``S Sigma S^dagger = Sigma`` at exact points: outputs have the commutators of the inputs."""
    columns, ports = full.columns, full.ports
    drift, noise, out = full.linear.drift, full.linear.noise, full.couplings
    signs = [constant(1 if full.is_passive or p % 2 == 0 else -1) for p in ports]
    for point in points(_entries(drift, noise, ((full.frequency,),)), POINTS):
        inverse = _at(tuple(tuple(full.inverse[i][j] for j in range(len(columns))) for i in range(len(columns))), point)
        entering = _at(tuple(tuple(noise[i][p] for p in ports) for i in columns), point)
        leaving = _at(tuple(tuple(out[p][i] for i in columns) for p in ports), point)
        passed = matmul(leaving, solved(inverse, entering))
        matrix = tuple(tuple(x + int(i == j) for j, x in enumerate(row)) for i, row in enumerate(passed))
        dagger = transpose(tuple(tuple(x.conjugate() for x in row) for row in matrix))
        weighted = tuple(tuple(x * s for x, s in zip(row, signs, strict=True)) for row in matrix)
        found = matmul(weighted, dagger)
        if any(x != (signs[i] if i == j else 0) for i, row in enumerate(found) for j, x in enumerate(row)):
            return (Finding("unitarity", "scattering matrix", Outcome.FAILED, f"S Sigma S^dagger != Sigma at {point}"),)
    detail = f"S Sigma S^dagger = Sigma at {POINTS} exact points: the outputs keep the commutators"
    return (Finding("unitarity", "scattering matrix", Outcome.PASSED, detail),)


def _entries(*matrices: Rows) -> list[Scalar]:
    return [x for rows in matrices for row in rows for x in row]


def _at(rows: Rows, point: Point) -> Rows:
    return tuple(tuple(point.at(x) for x in row) for row in rows)
