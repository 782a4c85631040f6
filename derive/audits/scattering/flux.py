"""The size of the rates: density times velocity times the probability that S gives, nothing else.

A particle that passes beside level l at energy E leaves beside k with ``|S_kl|^2``, S on the even wave; each of the two
directions of coming in is half even.  The stream of both is ``nu G(p) |p|/m dp``, with ``|p| dp/m = dE``:

    a_kl = (nu/Z) int dE exp(-beta (E - E_l)) |S_kl|^2,    k not l.

Unitarity fixes S, so that this sees a missing ``2 pi hbar`` in the normalisation of momentum states, which ratios do
not.
"""

from __future__ import annotations

from collections.abc import Iterator

from derive.audits.record import Finding, Outcome
from derive.audits.scattering.derived import Derived, open_channels, within_reach
from derive.audits.scattering.judged import judged
from derive.exact.scalar import Scalar
from derive.rules.scattering.lippmann import Scattering
from derive.rules.scattering.rates import partition, rate
from derive.rules.scattering.smatrix import s_matrix

AUDIT = "flux"


def check(derived: Derived) -> tuple[Finding, ...]:
    """One finding; there is no rate for a single level."""
    if derived.model.size < 2:
        return (Finding(AUDIT, "all rates", Outcome.NOT_APPLICABLE, "there is a single level"),)
    must = "a_kl is nu/Z times the integral of exp(-beta (E - E_l)) |S_kl|^2: density, stream and probability"
    return (judged(AUDIT, "all rates", must, *within_reach(derived), defects),)


def defects(found: Scattering) -> Iterator[tuple[str, Scalar]]:
    """``prefactor * weight * Z/nu - |S_kl|^2`` between different open channels, times ``|det|^2``."""
    here, s, det = open_channels(found), s_matrix(found), found.determinant
    stream = found.model.gas.density / partition(found)
    for i, k in enumerate(here):
        for j, l in enumerate(here):  # noqa: E741 - the field's own letter
            if k != l:
                made = rate(found, k, l)
                amplitude = s[i][j] * det
                probability = amplitude * amplitude.conjugate()
                n = found.numerators[k][l]
                weight = found.channels[k].strength * found.channels[l].strength * n * n.conjugate()
                name = f"({found.channels[k].label}, {found.channels[l].label})"
                yield f"weight of {name}", made.weight * det * det.conjugate() - weight
                yield f"a{name} over nu/Z", made.prefactor / stream * weight - probability
