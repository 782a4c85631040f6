"""Audits of T bound their effort, say what they leave out, and say where they are."""

from __future__ import annotations

from typing import Any

import pytest

from derive.audits.record import Outcome, audited
from derive.audits.scattering import AUDITS, MOST_LEVELS, MOST_LEVELS_APART, findings, gather, symmetries
from derive.audits.scattering.derived import Derived
from derive.engines.scattering.derivation import derive_model
from derive.exact.linear import Singular
from derive.parameters import positive, real
from derive.pipeline import chapter
from derive.scattering.model import Contact, ScatteringModel

a = positive("a", unit="m")


def levels(size: int, spacing: Any = 0) -> ScatteringModel:
    """As many levels, each with a contact of its own, `spacing` from the next."""
    energies = real(" ".join(f"E_{k}" for k in range(size)) + " E", unit="J")[:-1]
    strengths = real(" ".join(f"V_{k}" for k in range(size)) + " V", unit="J*m")[:-1]
    return ScatteringModel("many", [Contact(k, strengths[k], k * spacing) for k in range(size)], levels=energies)


@pytest.mark.parametrize("model", [levels(MOST_LEVELS + 1), levels(30), levels(MOST_LEVELS_APART + 1, a)])
def test_too_many_levels_are_said_to_be_left_out(model: ScatteringModel) -> None:
    found = derive_model(model).findings()
    (left,) = (f for f in found if f.audit == "T matrix")
    assert left.outcome is Outcome.NOT_APPLICABLE and left.detail.startswith(f"not looked at: size, {model.size} level")
    assert {f.outcome for f in found if f.audit == "hermiticity"} == {Outcome.PASSED}


@pytest.mark.parametrize("model", [levels(MOST_LEVELS), levels(2, a)])
def test_others_are_looked_at(model: ScatteringModel) -> None:
    assert not isinstance(gather(model), ScatteringModel)
    assert "T matrix" not in {f.audit for f in findings(gather(model))}


def test_many_strengths_are_not_tried_in_all_sets() -> None:
    """A ring of eight has 28 pairs of strengths, and 210 sets of two that share none."""
    size, tau = 8, real("tau", unit="J")
    rows = [[tau if (k - j) % size in (1, size - 1) else 0 for j in range(size)] for k in range(size)]
    strengths = real(" ".join(f"V_{k}" for k in range(size)), unit="J*m")
    found = gather(ScatteringModel("ring", [Contact(k, strengths[k]) for k in range(size)], rows))
    assert isinstance(found, Derived)
    (finding,) = symmetries.check(found)
    assert finding.outcome is Outcome.NOT_APPLICABLE and finding.detail.startswith("not looked at: size, 8 strengths")


def test_progress_names_each_audit() -> None:
    heard: list[str] = []
    chapter(levels(2), heard.append)
    expected = [f"audits: {name}" for name, _ in AUDITS]
    assert [text for text in heard if text.startswith("audits: ")] == expected and len(expected) > 10


def test_a_singular_matrix_is_no_crash() -> None:
    """An exact point may be one at which the particle is bound."""

    def meets(derived: object) -> Any:
        raise Singular((1,))

    (found,) = audited((("odd", meets),), None)
    assert found.outcome is Outcome.UNDECIDED and "without inverse" in found.detail
