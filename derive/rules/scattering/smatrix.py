"""The S matrix on the open channels, and the defects of unitarity and of the optical theorem.

Only the even wave feels contacts in one place: ``S = 1 - 2 i B^(1/2) v (1 + i B v)^(-1) B^(1/2)`` on it.  It is unitary
on the open channels whatever the imaginary b of a closed one; a closed channel taken for an open one breaks that.
"""

from __future__ import annotations

from derive.exact.roots import sqrt
from derive.exact.scalar import Scalar, constant
from derive.parameters import I
from derive.rules.scattering.lippmann import Scattering
from derive.scattering.model import Matrix


def s_matrix(found: Scattering) -> Matrix:
    """S between the open channels, row final, column initial."""
    here = [k for k, c in enumerate(found.channels) if c.is_open]
    root = {k: sqrt(found.channels[k].strength) for k in here}
    return tuple(tuple(int(i == j) - 2 * I * root[i] * root[j] * found.reduced[i][j] for j in here) for i in here)


def defect(found: Scattering) -> Matrix:
    """``S.dag S - 1`` on the open channels: zero exactly where nothing is lost."""
    s = s_matrix(found)
    size = range(len(s))
    rows = []
    for i in size:
        row = []
        for j in size:
            total: Scalar = constant(-int(i == j))
            for k in size:
                total = total + s[k][i].conjugate() * s[k][j]
            row.append(total)
        rows.append(tuple(row))
    return tuple(rows)


def optical_theorem(found: Scattering, initial: int) -> Scalar:
    """``-Im T_jj - sum over open k of b_k |T_kj|^2`` in reduced units: zero."""
    forward = found.reduced[initial][initial]
    total = (forward.conjugate() - forward) / (2 * I)
    for k, channel in enumerate(found.channels):
        if channel.is_open:
            total = total - channel.strength * found.reduced[k][initial] * found.reduced[k][initial].conjugate()
    return total
