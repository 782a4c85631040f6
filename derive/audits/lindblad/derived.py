"""Everything derived from one model that an audit may look at, each piece once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from derive.audits.record import Finding, Outcome
from derive.equations import Equations
from derive.errors import DeriveError
from derive.model import Model
from derive.rules.gaussian import Langevin, langevin
from derive.rules.lindblad import Generator, generator
from derive.rules.moments import moments
from derive.rules.steady import SteadyState

Piece = TypeVar("Piece")


@dataclass(frozen=True)
class Derived:
    """A model with its master equation, and what follows from it where it does.

    ``missing`` says for each piece that is ``None`` (by field name) why it does not exist.
    """

    model: Model
    master: Generator
    equations: Equations | None = None
    steady: SteadyState | None = None
    langevin: Langevin | None = None
    missing: Mapping[str, str] = field(default_factory=dict)

    def without(self, audit: str, subject: str, piece: str) -> tuple[Finding, ...]:
        """The one finding of an audit whose piece does not exist."""
        why = self.missing.get(piece, f"the piece {piece!r} was not handed over")
        return (Finding(audit, subject, Outcome.NOT_APPLICABLE, why),)


def gather(
    model: Model,
    equations: Equations | None = None,
    steady: SteadyState | None = None,
    langevin_form: Langevin | None = None,
) -> Derived:
    """Derive what is not given; what cannot be derived is noted with its reason, which is no error here."""
    missing: dict[str, str] = {}

    def attempt(piece: str, make: Callable[[], Piece]) -> Piece | None:
        try:
            return make()
        except DeriveError as error:
            missing[piece] = f"{error.must}, but got {error.got}"
            return None

    if equations is None and steady is not None:
        equations = steady.equations
    master = generator(model)
    found = equations or attempt("equations", lambda: moments(model))
    if steady is None and found is not None:
        steady = attempt("steady", found.steady_state)
    elif steady is None:
        missing["steady"] = missing["equations"]
    form = langevin_form or attempt("langevin", lambda: langevin(model))
    return Derived(model, master, found, steady, form, missing)
