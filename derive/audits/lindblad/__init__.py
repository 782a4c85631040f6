"""What must be true of a derived open quantum system: units, trace, commutators, noise, equilibrium, stability."""

from __future__ import annotations

from collections.abc import Callable

from derive.audits.lindblad import (
    commutators,
    counting,
    decoupled,
    dimensions,
    equilibrium,
    hermiticity,
    noise,
    positivity,
    routes,
    stable,
    trace,
    unitarity,
)
from derive.audits.lindblad.derived import Derived, gather
from derive.audits.record import Finding, audited
from derive.equations import Equations
from derive.model import Model
from derive.rules.gaussian import Langevin
from derive.rules.steady import SteadyState

AUDITS: tuple[tuple[str, Callable[[Derived], tuple[Finding, ...]]], ...] = (
    (dimensions.AUDIT, dimensions.check),
    (hermiticity.AUDIT, hermiticity.check),
    (trace.AUDIT, trace.check),
    (positivity.AUDIT, positivity.check),
    (noise.AUDIT, noise.check),
    (commutators.AUDIT, commutators.check),
    (routes.AUDIT, routes.check),
    (equilibrium.AUDIT, equilibrium.check),
    (decoupled.AUDIT, decoupled.check),
    (stable.AUDIT, stable.check),
    (unitarity.AUDIT, unitarity.check),
    (counting.AUDIT, counting.check),
)


def audit(
    model: Model,
    equations: Equations | None = None,
    steady: SteadyState | None = None,
    langevin: Langevin | None = None,
    say: Callable[[str], None] = lambda name: None,
) -> tuple[Finding, ...]:
    """All findings about one model, in the order of `AUDITS`.

    Parameters
    ----------
    model : the model; its cascades are resolved here.
    equations, steady, langevin : pieces derived already.  What is not given is derived, and where that cannot be (a
        model that does not close, a steady state that is not unique) the audits that need it say so.
    say : hears the name of each audit before it begins.

    Raises
    ------
    ModelError, ExactError
        when the master equation itself cannot be built: there is nothing to audit.
    """
    return findings(gather(model, equations, steady, langevin), say)


def findings(derived: Derived, say: Callable[[str], None] = lambda name: None) -> tuple[Finding, ...]:
    """All audits of what was derived, exactly as it was handed over; one that meets an error is undecided."""
    return audited(AUDITS, derived, say)
