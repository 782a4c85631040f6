"""Whether the numbers that come with a model are those of its parameters."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Protocol

from derive.audits.record import Finding, Outcome
from derive.conditions import numbers
from derive.symbols import Symbol, natural_key

AUDIT = "values"


class Numbered(Protocol):
    """What has parameters and numbers."""

    @property
    def name(self) -> str: ...
    @property
    def values(self) -> Mapping[Any, float]: ...
    @property
    def symbols(self) -> tuple[Symbol, ...]: ...


def check(model: Numbered, more: Collection[Symbol] = (), remark: str = "") -> tuple[Finding, ...]:
    """A note of the values that belong to no parameter; none where there is none.

    Parameters
    ----------
    model : its values are looked at.
    more : further symbols that a value may be of: those of conditions and abbreviations.
    remark : what else they may be.
    """
    values = numbers(model.values, f"model {model.name!r}, values")
    spare = {s.name for s in values.keys() - {*model.symbols, *more}}
    if not spare:
        return ()
    detail = f"values of no parameter: {', '.join(sorted(spare, key=natural_key))}{remark}"
    return (Finding(AUDIT, "numbers given", Outcome.NOTED, detail),)
