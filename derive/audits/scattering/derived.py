"""Everything derived from one scattering model that an audit may look at: T for every pattern of open channels."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import combinations

from derive.exact.points import Point, points, sign_at_point
from derive.exact.scalar import Scalar
from derive.rules.scattering.channels import Branch, Channel
from derive.rules.scattering.lippmann import Scattering, scattering
from derive.scattering.model import Matrix, ScatteringModel

SYMBOLIC = 4
"""Levels up to which every identity is decided for all parameters at once; beyond, at an exact point of them."""
EVERY_PATTERN = 6
"""Levels up to which every pattern of open and closed channels is looked at; beyond, those of one order of levels."""


@dataclass(frozen=True)
class Derived:
    """A model with its T, once with all channels open and once for each pattern of closed ones.

    Parameters
    ----------
    model : what was stated.
    open : T above all thresholds.
    patterns : T by the positions of the channels that are closed, ascending; ``()`` is above all thresholds.  At
        least one channel is open in each.
    point : the exact parameter point at which the patterns stand; ``None`` for all parameters.
    """

    model: ScatteringModel
    open: Scattering
    patterns: Mapping[tuple[int, ...], Scattering]
    point: Point | None = None

    @property
    def scope(self) -> str:
        """``for all parameters``, or the point, in words."""
        return "for all parameters" if self.point is None else f"at the exact point {self.point}"


@dataclass(frozen=True)
class Sampled(Channel):
    """A channel whose ``|b_j|`` is a number."""

    value: Scalar | None = None

    @property
    def strength(self) -> Scalar:
        """The number, or the symbol where there is none."""
        return super().strength if self.value is None else self.value


def gather(model: ScatteringModel) -> Derived:
    """T for all patterns; a model of many levels stands at a point, where exact numbers decide.

    Raises
    ------
    ModelError
        for contacts at different positions, or a spectrum that is not exact.
    """
    above = scattering(model)
    point = None if model.size <= SYMBOLIC else _point(above)
    start = above if point is None else _placed(above, point)
    patterns = {closed: with_closed(start, closed) for closed in closed_sets(start.channels)}
    return Derived(model, above, patterns, point)


def with_closed(found: Scattering, closed: tuple[int, ...]) -> Scattering:
    """The same system at energies below the thresholds of some channels."""
    branch = (Branch.CLOSED if k in closed else Branch.OPEN for k in range(len(found.channels)))
    channels = tuple(replace(c, branch=b) for c, b in zip(found.channels, branch, strict=True))
    return replace(found, channels=channels)


def at_point(derived: Derived, closed: tuple[int, ...]) -> Scattering:
    """T of one pattern at an exact point of all parameters."""
    if derived.point is not None:
        return derived.patterns.get(closed) or with_closed(derived.patterns[()], closed)
    return with_closed(_placed(derived.open, _point(derived.open)), closed)


def few_patterns(derived: Derived) -> tuple[str, list[Scattering]]:
    """T with its dependence on the b_j: from four levels on for a v of numbers, no or one or all but one closed."""
    if derived.model.size < SYMBOLIC:
        return derived.scope, list(derived.patterns.values())
    most = derived.model.size - 1 if derived.point is None else 1
    few = [closed for closed in derived.patterns if len(closed) in (0, 1, most)]
    if derived.point is not None:
        return derived.scope, [derived.patterns[closed] for closed in few]
    point = points([x for row in derived.open.coupling for x in row], 1)[0]
    coupling: Matrix = tuple(tuple(point.at(x) for x in row) for row in derived.open.coupling)
    start = replace(derived.open, coupling=coupling)
    return f"for all b_j, with v at the exact point {point}", [with_closed(start, closed) for closed in few]


def within_reach(derived: Derived) -> tuple[str, list[Scattering]]:
    """All patterns with their scope for identities with T over its determinant: of four levels at a point."""
    if derived.point is not None or derived.model.size < SYMBOLIC:
        return derived.scope, list(derived.patterns.values())
    point = _point(derived.open)
    placed = _placed(derived.open, point)
    return f"at the exact point {point}", [with_closed(placed, closed) for closed in derived.patterns]


def pattern(found: Scattering) -> str:
    """``0, + open; - closed``: which channels are which."""
    parts = []
    for branch in (Branch.OPEN, Branch.CLOSED):
        labels = [c.label for c in found.channels if c.branch is branch]
        parts += [f"{', '.join(labels)} {branch.value}"] if labels else []
    return "; ".join(parts)


def open_channels(found: Scattering) -> tuple[int, ...]:
    """The positions of the channels in which a particle can leave."""
    return tuple(k for k, channel in enumerate(found.channels) if channel.is_open)


def closed_sets(channels: tuple[Channel, ...]) -> Iterator[tuple[int, ...]]:
    """Ascending in their number, then by position; for many levels, at a point, the highest thresholds close first."""
    size = len(channels)
    if size <= EVERY_PATTERN:
        yield from (closed for n in range(size) for closed in combinations(range(size), n))
        return
    order = ordered(tuple(c.energy for c in channels))
    yield from (tuple(sorted(order[size - n :])) for n in range(size))


def ordered(energies: tuple[Scalar, ...]) -> list[int]:
    """The positions of real constants in ascending order, equal ones as they stand."""
    order: list[int] = []
    for k, energy in enumerate(energies):
        place = next((i for i, j in enumerate(order) if sign_at_point(energies[j] - energy) > 0), len(order))
        order.insert(place, k)
    return order


def _point(found: Scattering) -> Point:
    scalars = [x for row in found.coupling for x in row]
    scalars += [x for c in found.channels for x in (c.energy, c.strength)]
    (point,) = points(scalars, 1)
    return point


def _placed(found: Scattering, point: Point) -> Scattering:
    """The same T at a point of all parameters, the ``b_j`` among them."""
    coupling: Matrix = tuple(tuple(point.at(x) for x in row) for row in found.coupling)
    channels = tuple(Sampled(c.label, point.at(c.energy), c.branch, value=point.at(c.strength)) for c in found.channels)
    return replace(found, coupling=coupling, channels=channels)


def by_closed(derived: Derived) -> dict[str, list[Scattering]]:
    """The patterns by how many channels are closed in them, under ``all channels open``, ``1 closed``, ..."""
    groups: dict[str, list[Scattering]] = {}
    for closed, found in derived.patterns.items():
        groups.setdefault(f"{len(closed)} closed" if closed else "all channels open", []).append(found)
    return groups
