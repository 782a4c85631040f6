"""I(k, l) I(l, k) = 1: both ratios are made of the same two integrals, with one measure and one lower limit."""

from __future__ import annotations

from collections.abc import Iterator

from derive.audits.record import Finding, Outcome
from derive.audits.scattering.derived import Derived, open_channels, within_reach
from derive.audits.scattering.judged import judged
from derive.exact.scalar import Scalar
from derive.rules.scattering.lippmann import Scattering
from derive.rules.scattering.rates import rate

AUDIT = "ratios"


def check(derived: Derived) -> tuple[Finding, ...]:
    """One finding; there is no ratio for a single level."""
    if derived.model.size < 2:
        return (Finding(AUDIT, "all pairs", Outcome.NOT_APPLICABLE, "there is a single level"),)
    must = "I(k, l) I(l, k) = 1: a_kl exp(-beta E_l) and a_lk exp(-beta E_k) differ by |t_kl|^2 and |t_lk|^2 alone"
    return (judged(AUDIT, "all pairs", must, *within_reach(derived), defects),)


def defects(found: Scattering) -> Iterator[tuple[str, Scalar]]:
    """What two rates of a pair have beside ``|t|^2``: prefactors and ``b_k b_l``, without division by T."""
    t = found.reduced
    here = open_channels(found)
    for k in here:
        for l in (x for x in here if x < k):  # noqa: E741 - the field's own letter
            there, back = rate(found, k, l), rate(found, l, k)
            name = f"({found.channels[k].label}, {found.channels[l].label})"
            measure = found.channels[k].strength * found.channels[l].strength
            yield f"prefactors of {name}", there.prefactor - back.prefactor
            yield f"weight of {name}", there.weight - measure * t[k][l] * t[k][l].conjugate()
            yield f"weight back of {name}", back.weight - measure * t[l][k] * t[l][k].conjugate()
