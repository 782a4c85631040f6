"""Equal contacts: which equalities of strengths make every loop product real, so that balance returns.

On a cyclic ring a reflection that maps the contacts onto themselves turns plane waves into plane waves: it makes v real
up to phases of the levels.  Three dots have one through each dot, so that two equal strengths suffice.
"""

from __future__ import annotations

from itertools import combinations

from derive.audits.rates.words import counted, listed
from derive.audits.record import Finding, Outcome
from derive.audits.scattering.derived import Derived
from derive.errors import DeriveError
from derive.exact.insert import insert
from derive.parameters import symbol_of, value_of
from derive.rules.scattering.cycles import complex_cycles
from derive.scattering.model import Matrix
from derive.symbols import Symbol

AUDIT = "symmetry"
Equality = tuple[Symbol, Symbol]
MOST = 3
"""Equalities put together at most: a reflection of a ring of seven sites equates three pairs."""
MOST_STRENGTHS = 6
"""Beyond, there are too many sets of equalities."""


def check(derived: Derived) -> tuple[Finding, ...]:
    """One finding: the smallest sets of equal strengths that restore balance."""
    subject, v = "equal contacts", derived.open.coupling
    if not complex_cycles(v):
        return (Finding(AUDIT, subject, Outcome.NOT_APPLICABLE, "balance holds without any: every loop is real"),)
    strengths = _strengths(derived)
    if len(strengths) < 2:
        detail = "the contacts do not have two strengths that are parameters"
        return (Finding(AUDIT, subject, Outcome.NOT_APPLICABLE, detail),)
    if len(strengths) > MOST_STRENGTHS:
        detail = f"not looked at: size, {len(strengths)} strengths; sets of equalities are tried for {MOST_STRENGTHS}"
        return (Finding(AUDIT, subject, Outcome.NOT_APPLICABLE, detail),)
    found = restoring(v, strengths)
    if not found:
        detail = f"no set of up to {counted(MOST, 'equality')} between the strengths makes the loop products real"
        return (Finding(AUDIT, subject, Outcome.NOTED, detail),)
    told = listed((" with ".join(f"{a.name} = {b.name}" for a, b in one) for one in found), "or")
    return (Finding(AUDIT, subject, Outcome.NOTED, f"balance returns, all loop products real, with {told}"),)


def restoring(v: Matrix, strengths: list[Symbol]) -> list[tuple[Equality, ...]]:
    """The smallest sets of disjoint equalities that make all loop products real; empty if there is none."""
    pairs = list(combinations(strengths, 2))
    for size in range(1, min(MOST, len(strengths) // 2) + 1):
        found = []
        for chosen in combinations(pairs, size):
            if len({s for pair in chosen for s in pair}) == 2 * size and not complex_cycles(_equated(v, chosen)):
                found.append(chosen)
        if found:
            return found
    return []


def _equated(v: Matrix, equalities: tuple[Equality, ...]) -> Matrix:
    images = {b: value_of(a) for a, b in equalities}
    return tuple(tuple(insert(x, images) for x in row) for row in v)


def _strengths(derived: Derived) -> list[Symbol]:
    found = []
    for contact in derived.model.contacts:
        try:
            found.append(symbol_of(contact.strength))
        except DeriveError:
            continue
    return list(dict.fromkeys(found))
