"""What every solver returns: values, a status at each point, and figures that say how good the values are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from numerics.arguments import read_only


class Status(Enum):
    """What happened at a point; the text names the cause and the remedy.

    `code` numbers the members in the order below; 0 is success.
    """

    SUCCESS = "solved"
    UNSTABLE = (
        "the drift matrix has an eigenvalue with non-negative real part, or one too small beside its largest element "
        "to tell: no steady state is reached; check the signs of the rates, add damping to the undamped mode, lower "
        "the gain, or use a rotating frame where frequencies dwarf the damping"
    )
    SINGULAR = (
        "the linear system is singular to working precision: the steady state is not unique, as some combination "
        "of the states is conserved; fix its value, or add the relaxation that is missing"
    )
    NOT_FINITE = (
        "a value overflowed or is undefined at this point; "
        "rescale the units of the rates, shorten the times, or leave the point out"
    )
    STEP_LIMIT = (
        "the iteration did not converge within its step limit; start closer to the solution or raise `max_iterations`"
    )
    STEP_TOO_SMALL = (
        "the integrator's step shrank below the spacing of floating-point numbers: the solution diverges or turns "
        "too sharply; shorten the times, or loosen `rtol` and `atol`"
    )
    OSCILLATING = (
        "the slowest relaxation is an oscillation (a pair of complex eigenvalues): no ratio of the components settles; "
        "read the pair from the statistics"
    )
    DEGENERATE = (
        "two relaxations are equally slow within rounding: the ratio of components that remains depends on the start; "
        "evolve from that start, or lift the coincidence"
    )

    @property
    def code(self) -> int:
        """The place of this member in the definition; 0 is success."""
        return tuple(Status).index(self)


@dataclass(frozen=True, eq=False)
class Solution:
    """Values, where they may be believed, and why not elsewhere.

    Attributes
    ----------
    values : (..., *tail) array, read-only; nan wherever the status is not `Status.SUCCESS`, except that an
        evolution keeps what it computed before it failed.
    codes : (...) array of `Status.code`, one a point.
    statistics : figures by name (residuals, condition numbers, counts), each a number or an array over the points.
    """

    values: NDArray[Any]
    codes: NDArray[np.uint8]
    statistics: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "values", read_only(self.values))
        object.__setattr__(self, "codes", read_only(np.asarray(self.codes, dtype=np.uint8)))
        object.__setattr__(self, "statistics", MappingProxyType(dict(self.statistics)))

    @property
    def status(self) -> Status:
        """Success where every point succeeded, otherwise the failure with the highest code."""
        return tuple(Status)[int(self.codes.max(initial=0))]

    @property
    def ok(self) -> NDArray[np.bool_]:
        """(...) mask of the points that were solved."""
        return self.where(Status.SUCCESS)

    def where(self, status: Status) -> NDArray[np.bool_]:
        """(...) mask of the points with this status."""
        return np.asarray(self.codes == status.code)

    def explain(self) -> str:
        """One line a status that occurs: how many points have it, and what it means."""
        counts = np.bincount(self.codes.ravel(), minlength=len(Status))
        found = zip(counts, Status, strict=True)
        return "\n".join(f"{count} of {self.codes.size}: {status.value}" for count, status in found if count)

    def require(self) -> NDArray[Any]:
        """The values, if every point was solved.

        Raises
        ------
        ValueError : with the text of `explain`, if any point failed.
        """
        if self.status is not Status.SUCCESS:
            raise ValueError(f"Argument `solution` must be solved at every point, but got\n{self.explain()}")
        return self.values
