"""What an audit finds: one record, whatever the audit."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Outcome(Enum):
    """The four answers of an audit; only `PASSED` is a pass."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_APPLICABLE = "not applicable"
    UNDECIDED = "undecided"


@dataclass(frozen=True)
class Finding:
    """The answer of one audit about one part of a derived system.

    Parameters
    ----------
    audit : what must be true in general: ``"dimensions"``, ``"stability"``.
    subject : the part looked at: ``"Hamiltonian"``, ``"bath b_in_1"``.
    outcome : see `Outcome`.
    detail : what was checked; if it failed, where and by how much; if undecided, what it then asks of the numbers.
    """

    audit: str
    subject: str
    outcome: Outcome
    detail: str


def brief(value: object, limit: int = 240) -> str:
    """Plain text of a formula for a detail, cut where nobody would read on."""
    text = str(value)
    return text if len(text) <= limit else f"{text[:limit]} ... ({len(text)} characters)"
