"""The Gibbs state stands still, energy by energy.

With ``exp(-beta E_l)`` in front, both sides of the Pauli equation have ``exp(-beta E)`` under one integral: level l
stands still if at every total energy ``sum over open k of b_k b_l (|t_lk|^2 - |t_kl|^2) = 0``.  Rows and columns of a
unitary S have one norm, hence this holds; no balance of single pairs is needed for it.
"""

from __future__ import annotations

from collections.abc import Iterator

from derive.audits.record import Finding
from derive.audits.scattering.derived import Derived, open_channels
from derive.audits.scattering.judged import findings_by_closed
from derive.exact.scalar import Scalar, constant
from derive.rules.scattering.lippmann import Scattering

AUDIT = "equilibrium"
MUST = "at every energy as much enters a level as leaves it: sum over k of b_k (|t_lk|^2 - |t_kl|^2) = 0"


def check(derived: Derived) -> tuple[Finding, ...]:
    """One finding for each number of closed channels."""
    return tuple(findings_by_closed(derived, AUDIT, MUST, defects))


def defects(found: Scattering) -> Iterator[tuple[str, Scalar]]:
    """For each open level gain less loss over its ``b``, times ``|det|^2``: polynomials."""
    n, here = found.numerators, open_channels(found)
    for l in here:  # noqa: E741 - the field's own letter
        net = constant(0)
        for k in here:
            flow = n[l][k] * n[l][k].conjugate() - n[k][l] * n[k][l].conjugate()
            net = net + found.channels[k].strength * flow
        yield f"gain less loss of {found.channels[l].label} times |det|^2", net
