"""What a numerical experiment finds: evidence for a claim in words that no formula decides."""

from __future__ import annotations

from dataclasses import dataclass


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
