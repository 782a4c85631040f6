"""What a model says beside its equations, which no module depends on: numbers, conditions, expected failures, steps.

Audits and report depend on it, so a change of it is a change of the model.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from derive.conditions import Condition, numbers
from derive.equations import Step
from derive.forms import Form, form
from derive.symbols import natural_key


class Given(Protocol):
    """What has numbers, and perhaps steps that led to it."""

    @property
    def name(self) -> str: ...
    @property
    def values(self) -> Mapping[Any, float]: ...
    @property
    def expected(self) -> tuple[str, ...]: ...
    @property
    def derived(self) -> tuple[Step, ...]: ...


def given(model: Given, conditions: Iterable[Condition] = ()) -> tuple[str, ...]:
    """Line by line, in canonical order."""
    lines = [f"value {name} = {value!r}" for name, value in _values(model)]
    lines += [f"condition {c.text!r}: |{c.small!r}| <= {c.bound} |{c.against!r}| [{c.source}]" for c in conditions]
    lines += [f"expected to fail: {audit}" for audit in sorted(model.expected)]
    return (*lines, *(f"step {step.rule}: {step.text} [{step.source}]" for step in model.derived))


def value_forms(model: Given) -> tuple[Form, ...]:
    """The numbers of a model, for comparison with those of another."""
    return tuple(
        form("value", name, repr(value), f"{value.real:g}" if not value.imag else f"{value:g}")
        for name, value in _values(model)
    )


def _values(model: Given) -> list[tuple[str, complex]]:
    found = {s.name: x for s, x in numbers(model.values, f"model {model.name!r}, values").items()}
    return [(name, found[name]) for name in sorted(found, key=natural_key)]
