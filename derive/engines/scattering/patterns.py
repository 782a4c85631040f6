"""Which channels can be closed together."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, combinations

from derive.exact.scalar import Scalar
from derive.exact.signs import Sign, sign_of


def closed_patterns(energies: Sequence[Scalar], least: int = 1) -> tuple[tuple[int, ...], ...]:
    """The sets of channels that can be closed together while ``least`` others are open, smallest first.

    A channel is closed only with all that surely lie above it; where the order of two levels is left open by the
    domains of the parameters, both orders occur.
    """
    size = range(len(energies))
    sets = chain.from_iterable(combinations(size, count) for count in range(len(energies) - least + 1))

    def occurs(closed: tuple[int, ...]) -> bool:
        return not any(_surely_not_above(energies[k], energies[j]) for k in closed for j in size if j not in closed)

    return tuple(filter(occurs, sets))


def _surely_not_above(one: Scalar, other: Scalar) -> bool:
    return sign_of(other - one) in (Sign.POSITIVE, Sign.NONNEGATIVE, Sign.ZERO)
