"""Whether a Hermitian matrix of exact numbers is positive: elimination with exact signs, no tolerance."""

from __future__ import annotations

from derive.exact.points import sign_at_point
from derive.exact.scalar import Scalar
from derive.rules.gaussian import Rows


def definiteness(rows: Rows) -> int:
    """1 for positive definite, 0 for positive semidefinite and singular, -1 for neither.

    Parameters
    ----------
    rows : a square Hermitian matrix of constants; not checked.
    """
    work = [list(row) for row in rows]
    strict = True
    while work:
        signs = [sign_at_point(row[i]) for i, row in enumerate(work)]
        if min(signs) < 0:
            return -1
        if max(signs) == 0:
            # With a zero diagonal any entry beside it makes a negative direction.
            return -1 if any(c for row in work for c in row) else 0
        work = _eliminated(work, signs.index(1))
        strict = strict and min(signs) > 0
    return 1 if strict else 0


def _eliminated(work: list[list[Scalar]], pivot: int) -> list[list[Scalar]]:
    """The Schur complement of one diagonal entry."""
    row = work[pivot]
    rest = [k for k in range(len(work)) if k != pivot]
    return [[work[i][j] - work[i][pivot] * row[j] / row[pivot] for j in rest] for i in rest]
