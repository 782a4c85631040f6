"""Positivity of the noise: the diffusion obeys the quantum fluctuation-dissipation bound.

Quadratures R with ``[R_i, R_j] = i Omega_ij``, drift A and diffusion N describe a state at all times exactly if

    N - (i/2) (A Omega + Omega A^T)  >=  0

[Heinosaari, Holevo and Wolf, Quantum Inf. Comput. 10, 619 (2010)].  It is taken from the drift and the diffusion as
they are exported, and compared with the sum of the inputs' own correlation matrices, which are positive one by one.
"""

from __future__ import annotations

from derive.audits.lindblad.definite import definiteness
from derive.audits.lindblad.derived import Derived
from derive.audits.lindblad.positivity import conditions
from derive.audits.record import Finding, Outcome, brief
from derive.errors import ExactError
from derive.exact.points import Point, points, sign_at_point
from derive.exact.scalar import Scalar, constant
from derive.exact.signs import Sign, sign_of
from derive.parameters import I
from derive.rules.gaussian import Langevin, Rows

AUDIT = "noise"
SUBJECT = "diffusion matrix"
POINTS = 12


def check(derived: Derived) -> tuple[Finding, ...]:
    """Exact as a sum over positive inputs; else at exact points, and then no more than undecided."""
    form = derived.langevin
    if form is None:
        return derived.without(AUDIT, SUBJECT, "langevin")
    if not form.modes or not form.inputs:
        return (Finding(AUDIT, SUBJECT, Outcome.NOT_APPLICABLE, "there is no noise: no mode or no bath"),)
    bound = _bound(form)
    left = _open_conditions(form) if _is_sum_of_inputs(form, bound) else None
    if left == []:
        detail = "N - (i/2)(A Omega + Omega A^T) is the sum of the inputs' correlations, each positive by the domains"
        return (Finding(AUDIT, SUBJECT, Outcome.PASSED, detail),)
    return (_at_points(bound, left or []),)


def correlations_of(form: Langevin) -> Rows:
    """``<xi_i xi_j>`` of the noise in the ladder operators, shape (2m, 2m)."""
    size = range(len(form.noise))
    inner = [
        [sum((c * form.correlations[k][j] for k, c in enumerate(row) if c), constant(0)) for j in range(len(row))]
        for row in form.noise
    ]
    return tuple(
        tuple(sum((c * d for c, d in zip(inner[i], form.noise[j], strict=True) if c and d), constant(0)) for j in size)
        for i in size
    )


def _bound(form: Langevin) -> Rows:
    """The matrix that must be positive, over ladder operators: <xi_i xi_j.dag>, where no square root of 2 is left."""
    drift, diffusion = form.quadrature_drift, form.diffusion
    size = range(len(drift))

    def entry(i: int, j: int) -> Scalar:
        left, right = drift[i][j ^ 1], drift[j][i ^ 1]
        return diffusion[i][j] - (I / 2) * ((left if j % 2 else -left) + (-right if i % 2 else right))

    quadratures = [[entry(i, j) for j in size] for i in size]
    # c = (x + i p)/sqrt(2): rows (1, i) and (1, -i), conjugated from the right.
    return tuple(tuple(_ladder(quadratures, i, j) for j in size) for i in size)


def _ladder(q: list[list[Scalar]], i: int, j: int) -> Scalar:
    left = -I if i % 2 else I
    right = I if j % 2 else -I
    a, b = i - i % 2, j - j % 2
    return (q[a][b] + left * q[a + 1][b] + right * q[a][b + 1] + left * right * q[a + 1][b + 1]) / 2


def _is_sum_of_inputs(form: Langevin, bound: Rows) -> bool:
    """Whether the bound is G K G.dag with the inputs' correlations K in blocks of one input each."""
    inputs = range(len(form.correlations))
    alone = all(not form.correlations[k][n] for k in inputs for n in inputs if k // 2 != n // 2)
    adjoint = all(
        form.noise[i ^ 1][k ^ 1] == form.noise[i][k].conjugate() for i in range(len(form.noise)) for k in inputs
    )
    if not (alone and adjoint):
        return False
    own = correlations_of(form)
    return all(bound[i][j] == own[i][j ^ 1] for i in range(len(own)) for j in range(len(own)))


def _open_conditions(form: Langevin) -> list[Scalar]:
    """What must not be negative for every input to be positive, and does not follow from the domains."""
    found = []
    for k in range(0, len(form.correlations), 2):
        (pair, emit), (absorb, conjugate) = (row[k : k + 2] for row in form.correlations[k : k + 2])
        found += [c for c in conditions(((emit, pair), (conjugate, absorb))).values() if not sign_of(c).is_nonnegative]
    return found


def _at_points(bound: Rows, left: list[Scalar]) -> Finding:
    """Look for a counterexample among the points at which the open conditions hold, if they can hold at all."""
    demanded = [c for c in left if sign_of(c) is Sign.UNKNOWN]
    checked = 0
    for point in points([*(c for row in bound for c in row), *left], POINTS):
        try:
            if any(sign_at_point(point.at(c)) < 0 for c in demanded):
                continue
            if not _positive(bound, point):
                detail = f"N - (i/2)(A Omega + Omega A^T) is not positive at {point}"
                return Finding(AUDIT, SUBJECT, Outcome.FAILED, detail)
        except ExactError:
            continue
        checked += 1
    if not demanded:
        return Finding(AUDIT, SUBJECT, Outcome.UNDECIDED, f"positive at {checked} exact points, not shown for all")
    asked = " and ".join(f"{brief(c)} >= 0" for c in demanded)
    detail = f"the numbers put in must satisfy {asked}; positive at all {checked} exact points tried that do"
    return Finding(AUDIT, SUBJECT, Outcome.UNDECIDED, detail)


def _positive(bound: Rows, point: Point) -> bool:
    rows = tuple(tuple(point.at(c) for c in row) for row in bound)
    if any(rows[i][j] != rows[j][i].conjugate() for i in range(len(rows)) for j in range(i + 1)):
        return False
    return definiteness(rows) >= 0
