"""What an audit finds: one record, whatever the audit and whatever was derived."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import Enum
from typing import TypeVar

from derive.errors import DeriveError
from derive.exact.linear import Singular

Derived = TypeVar("Derived")


class Outcome(Enum):
    """The answers of an audit; only `PASSED` is a pass.  `NOTED` informs about what can be neither right nor wrong."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_APPLICABLE = "not applicable"
    UNDECIDED = "undecided"
    NOTED = "noted"


@dataclass(frozen=True)
class Finding:
    """The answer of one audit about one part of a derived system.

    Parameters
    ----------
    audit : what must be true in general: ``"dimensions"``, ``"stability"``.
    subject : the part looked at: ``"Hamiltonian"``, ``"bath b_in_1"``.
    outcome : see `Outcome`.
    detail : what was checked; if it failed, where and by how much; if undecided, what it then asks of the numbers.
    expected : whether the model's author knows of the failure: it is then reported and no alarm.
    """

    audit: str
    subject: str
    outcome: Outcome
    detail: str
    expected: bool = False

    @property
    def is_alarm(self) -> bool:
        """Whether it failed and the model's author did not expect it to."""
        return self.outcome is Outcome.FAILED and not self.expected


def audited(
    audits: Iterable[tuple[str, Callable[[Derived], tuple[Finding, ...]]]],
    derived: Derived,
    say: Callable[[str], None] = lambda name: None,
) -> tuple[Finding, ...]:
    """All audits (name and check) of what was derived, in their order; one that meets an error is undecided.

    `say` hears the name of each before it begins.
    """
    found: list[Finding] = []
    for name, check in audits:
        say(name)
        try:
            found += check(derived)
        except Singular as error:
            detail = f"a matrix without inverse was met, rows {error.block}: the point it stands at is a special one"
            found.append(Finding(name, "the audit itself", Outcome.UNDECIDED, detail))
        except DeriveError as error:
            detail = f"{error.where}: {error.must}, but got {error.got}"
            found.append(Finding(name, "the audit itself", Outcome.UNDECIDED, detail))
    return tuple(found)


def known(findings: Iterable[Finding], expected: Iterable[str]) -> tuple[Finding, ...]:
    """The findings, with failures of the audits that the model's author names marked as expected."""
    names = set(expected)
    return tuple(replace(f, expected=True) if f.audit in names and f.outcome is Outcome.FAILED else f for f in findings)


def brief(value: object, limit: int = 240) -> str:
    """Plain text of a formula for a detail, cut where nobody would read on."""
    text = str(value)
    return text if len(text) <= limit else f"{text[:limit]} ... ({len(text)} characters)"
