"""Which audit sees which mistake: T altered on purpose, and the audits' own identities tried on it.

That the Gibbs state stands still proves little: it is quadratic in T and symmetric under transposition, and no closed
channel enters it.  Decided at one exact point: what is seen there is seen; what is not follows from the identities.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

from derive.audits.rates.words import listed
from derive.audits.record import Finding, Outcome
from derive.audits.scattering import born, branches, equilibrium, optical, unitarity
from derive.audits.scattering.derived import Derived, at_point, pattern
from derive.exact.scalar import Scalar, constant
from derive.parameters import I
from derive.rules.scattering.channels import Branch, Channel
from derive.rules.scattering.lippmann import Scattering
from derive.scattering.model import Matrix

AUDIT = "what the audits see"
Alteration = Callable[[Scattering], Scattering]
SEEN: tuple[tuple[str, Callable[[Scattering], bool]], ...] = (
    (equilibrium.AUDIT, lambda f: any(x for _, x in equilibrium.defects(f))),
    (unitarity.AUDIT, lambda f: any(x for _, x in unitarity.defects(f))),
    (optical.AUDIT, lambda f: any(x for _, x in optical.defects(f))),
    (born.AUDIT, lambda f: any(x for _, x in born.equation(f))),
    (branches.AUDIT, lambda f: any(branches.wrong(c, f.model.gas.mass) for c in f.channels)),
)


@dataclass(frozen=True)
class Altered(Scattering):
    """T put in by hand in the place of the solution."""

    given: Matrix = ()

    @cached_property
    def reduced(self) -> Matrix:
        """What was put in."""
        return self.given


@dataclass(frozen=True)
class Misplaced(Channel):
    """A channel whose b is a multiple of what it should be."""

    right: Channel | None = None
    factor: Scalar = field(default_factory=lambda: constant(-1))

    @property
    def strength(self) -> Scalar:
        """That of the right one."""
        return super().strength if self.right is None else self.right.strength

    @property
    def b(self) -> Scalar:
        """The wrong one."""
        return self.factor * (super().b if self.right is None else self.right.b)


def altered(found: Scattering, given: Matrix) -> Scattering:
    """The same system with another T."""
    return Altered(found.model, found.spectrum, found.coupling, found.channels, given)


def scaled(found: Scattering) -> Scattering:
    """T times 2: a normalisation gone wrong, 2 pi for pi."""
    return altered(found, tuple(tuple(2 * x for x in row) for row in found.reduced))


def transposed(found: Scattering) -> Scattering:
    """Rows for columns: final for initial."""
    return altered(found, tuple(zip(*found.reduced, strict=True)))


def first_order(found: Scattering) -> Scattering:
    """The Born approximation T = v."""
    return altered(found, found.coupling)


def misplaced(found: Scattering, branch: Branch, factor: Scalar) -> Scattering:
    """The b of all channels of a branch times a factor, and T solved with it."""
    channels = tuple(
        Misplaced(c.label, c.energy, c.branch, right=c, factor=factor) if c.branch is branch else c
        for c in found.channels
    )
    return replace(found, channels=channels)


ALTERATIONS: tuple[tuple[str, Alteration], ...] = (
    ("T times 2", scaled),
    ("T transposed", transposed),
    ("T to first order", first_order),
    ("open channels on the other root", lambda f: misplaced(f, Branch.OPEN, constant(-1))),
    ("closed channels on the other root", lambda f: misplaced(f, Branch.CLOSED, constant(-1))),
    ("closed channels left out", lambda f: misplaced(f, Branch.CLOSED, constant(0))),
    ("closed channels as if open", lambda f: misplaced(f, Branch.CLOSED, I)),
)


def check(derived: Derived) -> tuple[Finding, ...]:
    """One finding for each mistake; all of them `NOTED`."""
    return tuple(_about(derived))


def sight(found: Scattering) -> dict[str, bool]:
    """By the names of the audits whether each finds fault with a T matrix."""
    return {name: sees(found) for name, sees in SEEN}


def _about(derived: Derived) -> Iterator[Finding]:
    above = at_point(derived, ())
    below = at_point(derived, (derived.model.size - 1,)) if derived.model.size > 1 else above
    for subject, alter in ALTERATIONS:
        closed = subject.startswith("closed")
        if closed and below is above:
            yield Finding(AUDIT, subject, Outcome.NOT_APPLICABLE, "a single level has no closed channel beside it")
            continue
        found = below if closed else above
        told = sight(alter(found))
        by = [name for name, seen in told.items() if seen]
        blind = [name for name, seen in told.items() if not seen]
        detail = f"seen by {listed(by)}; not by {listed(blind)} ({pattern(found)})"
        yield Finding(AUDIT, subject, Outcome.NOTED, detail)
