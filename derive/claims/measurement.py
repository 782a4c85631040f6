"""What an experiment finds: evidence for a claim that no formula of the field decides."""

from __future__ import annotations

from dataclasses import dataclass

from derive.errors import ClaimError


@dataclass(frozen=True)
class Measurement:
    """The answer of one experiment, with the generated modules or with what was derived.

    Parameters
    ----------
    holds : whether the claim is true where it was looked at; ``None`` where that decides nothing of it.
    text : what was computed and what came out, with the numbers that decide.
    under : where it was looked at, one relation each: ``kappa = 1``.
    exact : whether it was derived, over the field of the parameters, and not computed in numbers.
    """

    holds: bool | None
    text: str
    under: tuple[str, ...] = ()
    exact: bool = False

    def __post_init__(self) -> None:
        words = isinstance(self.under, tuple) and all(isinstance(u, str) for u in self.under)
        if (
            type(self.holds).__name__ not in ("bool", "bool_", "NoneType")
            or not isinstance(self.text, str)
            or not words
        ):
            got = repr((self.holds, self.text, self.under))
            raise ClaimError("Measurement", "it must hold true, false or None, a text, and a tuple of texts", got)
        if self.holds is not None:
            object.__setattr__(self, "holds", bool(self.holds))
