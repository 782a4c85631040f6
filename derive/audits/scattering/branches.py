"""The branch of every root: waves leave open channels and decay in closed ones, and one analytic T serves all energies.

Unitarity and the stationary Gibbs state hold for any imaginary b of a closed channel, zero and the wrong sign included;
only the root itself, looked at here, tells them apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from derive.audits.rates.words import shown
from derive.audits.record import Finding, Outcome
from derive.audits.scattering.derived import Derived, few_patterns, pattern
from derive.audits.scattering.judged import judged
from derive.exact.insert import insert
from derive.exact.ring import Role
from derive.exact.scalar import Scalar
from derive.exact.signs import Sign, sign_of
from derive.golden.model import HBAR
from derive.parameters import I, positive, symbol_of
from derive.rules.scattering.channels import Branch, Channel
from derive.rules.scattering.lippmann import Scattering

AUDIT = "branches"
TOTAL: Scalar = positive("E", unit="J", meaning="total energy")


def check(derived: Derived) -> tuple[Finding, ...]:
    """One finding each for open and closed channels, and for the continuation of T from one to the other."""
    return (
        _roots(derived, Branch.OPEN, "k_j = m/(hbar^2 b_j) is positive: waves leave, exp(i k_j |q|)"),
        _roots(derived, Branch.CLOSED, "k_j = m/(hbar^2 b_j) is i times a positive number: waves decay away"),
        _continued(derived),
    )


def wrong(channel: Channel, mass: Scalar) -> str:
    """What is wrong with the root of a channel; empty if nothing is."""
    b = channel.b
    if not b:
        return f"b of {channel.label} is zero: the channel is left out"
    squared = mass / (2 * HBAR**2 * (TOTAL - channel.energy))
    if b * b / channel.strength**2 * channel.squared(TOTAL, mass) != squared:
        return f"(hbar k)^2/(2 m) of {channel.label} is not E - E_j"
    k = mass / (HBAR**2 * b)
    along = k / I if channel.branch is Branch.CLOSED else k
    if not along.is_real or sign_of(along) is not Sign.POSITIVE:
        axis = "positive imaginary" if channel.branch is Branch.CLOSED else "positive real"
        return f"k of {channel.label} is {shown(k)}, not on the {axis} axis"
    return ""


def _roots(derived: Derived, branch: Branch, must: str) -> Finding:
    mass, subject = derived.model.gas.mass, f"{branch.value} channels"
    checked, problems = 0, []
    for found in derived.patterns.values():
        for channel in found.channels:
            if channel.branch is branch:
                checked += 1
                if why := wrong(channel, mass):
                    problems.append(f"{why} ({pattern(found)})")
    if not checked:
        return Finding(AUDIT, subject, Outcome.NOT_APPLICABLE, "no pattern has one: there is a single level")
    if problems:
        return Finding(AUDIT, subject, Outcome.FAILED, f"{must}, but " + "; ".join(problems[:3]))
    return Finding(AUDIT, subject, Outcome.PASSED, f"{must}, and (hbar k_j)^2/(2 m) = E - E_j; {checked} checked")


def _continued(derived: Derived) -> Finding:
    """Of one T with complex b_j; at a point with one complex b_j at a time, below its threshold and above."""
    must = "T of each pattern is one function of complex b_j, without their conjugates, at b_j > 0 or b_j = -i c_j"
    scope, group = few_patterns(derived)
    every = tuple(range(derived.model.size))
    tried = [every] if derived.point is None else [(k,) for k in every]
    families = [_analytic(group[0], free) for free in tried]
    if any(_holds_conjugates(family) for family in families):
        return Finding(AUDIT, "continuation", Outcome.FAILED, "T with complex b_j must not hold their conjugates")

    def defects(found: Scattering) -> Iterator[tuple[str, Scalar]]:
        closed = {k for k, c in enumerate(found.channels) if not c.is_open}
        for free, family in zip(tried, families, strict=True):
            if closed <= set(free):
                yield from _differences(family, found, free)

    return judged(AUDIT, "continuation", must, scope, group, defects)


def _analytic(start: Scattering, free: tuple[int, ...]) -> Scattering:
    """T with some of the b_j complex symbols, by names that no other channel has."""
    channels = tuple(
        Channel(f"any_{k}", c.energy, Branch.EITHER) if k in free else c for k, c in enumerate(start.channels)
    )
    return replace(start, channels=channels)


def _holds_conjugates(family: Scattering) -> bool:
    free = {symbol_of(c.strength) for c in family.channels if c.branch is Branch.EITHER}
    scalars = [family.determinant, *(x for row in family.numerators for x in row)]
    return any(g.symbol in free and g.role is not Role.VALUE for x in scalars for g in x.generators)


def _differences(family: Scattering, found: Scattering, free: tuple[int, ...]) -> Iterator[tuple[str, Scalar]]:
    """The analytic T at the roots of one pattern less that pattern's own, times the determinant."""
    values = {}
    for k in free:
        own = found.channels[k]
        values[symbol_of(family.channels[k].strength)] = own.strength if own.is_open else -I * own.strength
    yield "det", insert(family.determinant, values) - found.determinant
    for i, row in enumerate(family.numerators):
        for j, x in enumerate(row):
            name = f"t({found.channels[i].label}, {found.channels[j].label})*det"
            yield name, insert(x, values) - found.numerators[i][j]
