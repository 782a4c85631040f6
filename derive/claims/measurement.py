"""What a numerical experiment finds: evidence for a claim in words that no formula decides."""

from __future__ import annotations

from dataclasses import dataclass

from derive.errors import ClaimError


@dataclass(frozen=True)
class Measurement:
    """The answer of one experiment with the generated modules.

    Parameters
    ----------
    holds : whether the claim is true of these numbers.
    text : what was computed and what came out, with the numbers that decide.
    under : the parameters it was computed at, one relation each: ``kappa = 1``.
    """

    holds: bool
    text: str
    under: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        words = isinstance(self.under, tuple) and all(isinstance(u, str) for u in self.under)
        if type(self.holds).__name__ not in ("bool", "bool_") or not isinstance(self.text, str) or not words:
            got = repr((self.holds, self.text, self.under))
            raise ClaimError("Measurement", "it must hold true or false, a text, and a tuple of texts", got)
        object.__setattr__(self, "holds", bool(self.holds))
