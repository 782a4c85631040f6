"""Detailed balance: which of the four sufficient conditions T satisfies, and which loop products break it.

``I(k, l) = 1`` at all temperatures exactly if ``|t_kl|^2 = |t_lk|^2`` at all energies.  With two open channels that
holds by unitarity alone: ``|S_kk|^2 + |S_kl|^2 = |S_kk|^2 + |S_lk|^2``.  With three levels

    |t_kl|^2 - |t_lk|^2 = -4 b_m Im(v_kl v_lm v_mk)/|det(1 + i B v)|^2,

where b_m counts only while the third channel is open.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from derive.audits.rates.words import listed, shown
from derive.audits.record import Finding, Outcome
from derive.audits.scattering.derived import Derived, open_channels
from derive.audits.scattering.judged import judged
from derive.exact.scalar import Scalar
from derive.rules.scattering.cycles import complex_cycles, cycles
from derive.rules.scattering.lippmann import Scattering
from derive.rules.scattering.symmetry import loop_product

AUDIT = "balance"


def check(derived: Derived) -> tuple[Finding, ...]:
    """The conditions one by one (`NOTED`), then the theorems about them."""
    if derived.model.size < 2:
        return (Finding(AUDIT, "all pairs", Outcome.NOT_APPLICABLE, "there is a single level"),)
    found = derived.patterns[()]
    loops = complex_cycles(derived.open.coupling)
    return (
        _noted("T Hermitian", "T = T.dag", derived, [(p, x) for p, x in hermitian(found)]),
        _noted("T symmetric", "T = T^T in the basis of the levels as stated", derived, list(symmetric(found))),
        _noted("time reversal", "|t_kl| = |t_lk|, with parity and without: contacts in one place do not see directions",
               derived, list(asymmetries(found))),
        _loops(derived, loops),
        _gauged(derived, loops),
        _two_open(derived),
        _three_levels(derived),
    )  # fmt: skip


def hermitian(found: Scattering) -> Iterator[tuple[str, Scalar]]:
    """``t - t.dag`` times ``|det|^2``."""
    n, det = found.numerators, found.determinant
    for i, row in enumerate(n):
        for j in range(i + 1):
            yield _pair(found, i, j), row[j] * det.conjugate() - n[j][i].conjugate() * det


def symmetric(found: Scattering) -> Iterator[tuple[str, Scalar]]:
    """``t - t^T`` times the determinant."""
    for i, row in enumerate(found.numerators):
        for j in range(i):
            yield _pair(found, i, j), row[j] - found.numerators[j][i]


def asymmetries(found: Scattering) -> Iterator[tuple[str, Scalar]]:
    """``|t_kl|^2 - |t_lk|^2`` between open channels, times ``|det|^2``."""
    n, here = found.numerators, open_channels(found)
    for l, k in combinations(here, 2):  # noqa: E741 - the field's own letters
        yield _pair(found, k, l), n[k][l] * n[k][l].conjugate() - n[l][k] * n[l][k].conjugate()


def _pair(found: Scattering, k: int, l: int) -> str:  # noqa: E741 - the field's own letters
    return f"({found.channels[k].label}, {found.channels[l].label})"


def _noted(subject: str, what: str, derived: Derived, parts: list[tuple[str, Scalar]]) -> Finding:
    broken = [(pair, x) for pair, x in parts if x]
    if not broken:
        return Finding(AUDIT, subject, Outcome.NOTED, f"holds: {what}, {derived.scope}")
    pair, rest = broken[0]
    pairs = listed(p for p, _ in broken)
    detail = f"does not hold: {what} fails for {pairs}; at {pair}, cleared of det(1 + i B v), by {shown(rest)}"
    return Finding(AUDIT, subject, Outcome.NOTED, detail)


def _loops(derived: Derived, loops: dict[tuple[int, ...], Scalar]) -> Finding:
    subject, labels = "loop products", [c.label for c in derived.open.channels]
    if not any(True for _ in cycles(derived.open.coupling)):
        detail = "the coupling has no loop between levels, whose phase could not be removed"
        return Finding(AUDIT, subject, Outcome.NOTED, detail)
    if not loops:
        return Finding(AUDIT, subject, Outcome.NOTED, "the product of v around every loop is real")
    told = [f"Im of v around {' -> '.join(labels[k] for k in (*c, c[0]))} is {shown(x)}" for c, x in loops.items()]
    more = f"; and {len(told) - 3} more" if len(told) > 3 else ""
    return Finding(AUDIT, subject, Outcome.NOTED, f"{'; '.join(told[:3])}{more}; where they vanish balance holds")


def _gauged(derived: Derived, loops: dict[tuple[int, ...], Scalar]) -> Finding:
    """Real loop products are sufficient for balance at every energy."""
    subject = "real loops"
    if loops:
        detail = "a loop product is complex: no phases of the levels make v real"
        return Finding(AUDIT, subject, Outcome.NOT_APPLICABLE, detail)
    must = "phases of the levels make v real and T symmetric: |t_kl| = |t_lk|"
    return judged(AUDIT, subject, must, derived.scope, derived.patterns.values(), asymmetries)


def _two_open(derived: Derived) -> Finding:
    group = [f for f in derived.patterns.values() if len(open_channels(f)) == 2]
    must = "with two channels open |t_kl| = |t_lk| by unitarity, whatever the coupling and the closed channels"
    return judged(AUDIT, "two open channels", must, derived.scope, group, asymmetries)


def _three_levels(derived: Derived) -> Finding:
    subject = "law of three levels"
    if derived.model.size != 3:
        detail = f"there are {derived.model.size} levels; the law in one loop product is for three"
        return Finding(AUDIT, subject, Outcome.NOT_APPLICABLE, detail)
    must = "|t_kl|^2 - |t_lk|^2 = -4 b_m Im(v_kl v_lm v_mk)/|det|^2 with b_m = 0 for a closed third channel"
    return judged(AUDIT, subject, must, derived.scope, derived.patterns.values(), law)


def law(found: Scattering) -> Iterator[tuple[str, Scalar]]:
    """The two sides of the law of three levels, times ``|det|^2``."""
    n, here = found.numerators, open_channels(found)
    for l, k in combinations(here, 2):  # noqa: E741 - the field's own letters
        (m,) = {0, 1, 2} - {k, l}
        difference = n[k][l] * n[k][l].conjugate() - n[l][k] * n[l][k].conjugate()
        third = found.channels[m].strength if m in here else 0
        yield _pair(found, k, l), difference + 4 * third * loop_product(found, k, l, m)
