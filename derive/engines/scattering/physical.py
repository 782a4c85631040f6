"""Physical points of a scattering problem: numbers for the parameters, and what every letter is there.

A total energy and the levels fix all b_j: positive above the threshold, -i times a positive number below.  Elements of
T follow from them, and the integrals X are enclosed by quadrature.  Free are the parameters, populations that add up
to one, and markers of which nothing is known: momenta, delta functions, the integrals Y of two transitions together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

import flint

from derive.claims.quantities import Under
from derive.claims.witness import setting
from derive.engines.scattering.enclosed import Thresholds
from derive.engines.scattering.letters import POPULATION, TOTAL, Letters
from derive.errors import ExactError
from derive.exact.enclose import enclosure
from derive.exact.points import Point, points
from derive.exact.scalar import Scalar, constant, symbols_of
from derive.golden.model import HBAR, PI
from derive.parameters import symbol_of, value_of
from derive.symbols import Domain, Symbol

PRECISION = 160  # bits


@dataclass(frozen=True)
class Channels:
    """What the levels of a problem are under the assumptions of a claim, and where they couple."""

    letters: Letters
    under: Under

    @cached_property
    def energies(self) -> tuple[Scalar, ...]:
        """The levels in the parameters (J)."""
        return tuple(self.under.apply(c.energy) for c in self.letters.found.channels)

    @cached_property
    def coupling(self) -> tuple[tuple[Scalar, ...], ...]:
        """v between the levels (J m)."""
        return tuple(tuple(map(self.under.apply, row)) for row in self.letters.found.coupling)

    @cached_property
    def different(self) -> tuple[int, ...]:
        """One level of each energy."""
        found: list[int] = []
        for j, energy in enumerate(self.energies):
            if all(energy != self.energies[k] for k in found):
                found.append(j)
        return tuple(found)

    def twin(self, level: int) -> int:
        """The first level of the same energy."""
        return next(k for k in self.different if self.energies[k] == self.energies[level])

    @property
    def scalars(self) -> list[Scalar]:
        """All that a point must have numbers for."""
        gas = self.letters.found.model.gas
        own = [self.under.apply(x) for x in (HBAR, gas.mass, gas.beta)]
        return [*self.energies, *(x for row in self.coupling for x in row), *own]


class Physical:
    """One point; ``is_open`` counts the different thresholds below the total energy."""

    def __init__(self, channels: Channels, point: Point, opened: int):
        self.channels, self.point, self.opened = channels, point, opened
        self.letters = channels.letters
        # The parameters in balls; of an angle the point has its exponential.
        self.balls: dict[Symbol, flint.acb] = {
            s: enclosure(x, {}).log() / flint.acb(0, 1) if s.domain is Domain.ANGLE else enclosure(x, {})
            for s, x in point.values
        }
        self.levels = [self._own(e).real for e in channels.energies]
        self.order = sorted(channels.different, key=lambda j: float(self.levels[j].mid()))
        if any(not self.levels[k] < self.levels[j] for k, j in zip(self.order, self.order[1:], strict=False)):
            raise ExactError("physical point", "thresholds must be told apart", "two that are not")

    def _own(self, value: Scalar) -> flint.acb:
        return enclosure(value, self.balls)

    @property
    def is_ordered(self) -> bool:
        """Whether thresholds have the order that the assumptions state: where it does, no excess is left."""
        letters = self.letters
        stated = [p for p in letters.pairs if symbol_of(letters.excess(*p)) in self.channels.under.symbols]
        return all(not self.levels[k] > self.levels[j] for k, j in stated)

    @cached_property
    def energy(self) -> flint.arb:
        """The total energy: half-way between two thresholds, or above all."""
        low = self.levels[self.order[self.opened - 1]]
        high = self.levels[self.order[self.opened]] if self.opened < len(self.order) else low + 2
        return ((low + high) / 2).mid()

    @cached_property
    def scale(self) -> flint.arb:
        """``2 hbar^2/m``."""
        under, gas = self.channels.under, self.letters.found.model.gas
        return self._own(2 * under.apply(HBAR) ** 2 / under.apply(gas.mass)).real

    def b(self, level: int) -> flint.acb:
        """``b_j``, on its branch."""
        distance = self.energy - self.levels[level]
        strength = 1 / (self.scale * abs(distance)).sqrt()
        return flint.acb(strength) if distance > 0 else flint.acb(0, -strength)

    @cached_property
    def coupling(self) -> tuple[tuple[flint.acb, ...], ...]:
        """v between the levels."""
        return tuple(tuple(map(self._own, row)) for row in self.channels.coupling)

    @cached_property
    def elements(self) -> flint.acb_mat:
        """``<p' k|T|p l>``: ``v (1 + i B v)^(-1)/(2 pi hbar)``."""
        size = range(self.letters.size)
        v = flint.acb_mat([list(row) for row in self.coupling])
        system = flint.acb_mat([[int(i == j) + flint.acb(0, 1) * self.b(i) * v[i, j] for j in size] for i in size])
        return v * system.inv() / self._own(2 * PI * self.channels.under.apply(HBAR))

    @cached_property
    def thresholds(self) -> Thresholds:
        """For the integrals."""
        places = {j: n for n, j in enumerate(self.order)}
        at = tuple(places[self.channels.twin(j)] for j in range(self.letters.size))
        beta = self._own(self.channels.under.apply(self.letters.found.model.gas.beta)).real
        energies = tuple(self.levels[j] for j in self.order)
        return Thresholds(energies, at, self.coupling, self.scale, beta)

    # -- letters ------------------------------------------------------------------------------------------------------

    @cached_property
    def _made(self) -> Mapping[Symbol, Callable[[], flint.acb]]:
        letters = self.letters
        made: dict[Symbol, Callable[[], flint.acb]] = {symbol_of(TOTAL): partial(flint.acb, self.energy)}
        for j in range(letters.size):
            made[symbol_of(letters.b[j])] = partial(self.b, j)
            if self.opened == len(self.order):
                made[letters.opened(j)] = partial(self.b, j)
            if letters.is_letter(j):
                made[symbol_of(letters.energies[j])] = partial(flint.acb, self.levels[j])
        for pair in letters.pairs:
            made[symbol_of(letters.integral(*pair))] = partial(self._integral, *pair)
            made[symbol_of(letters.excess(*pair))] = partial(self._excess, *pair)
            if not letters.found.model.contacts[0].position:
                made[symbol_of(letters.open_element(*pair))] = partial(self._element, *pair)
        return made

    def _integral(self, final: int, initial: int) -> flint.acb:
        return self.thresholds.above(final, initial)

    def _excess(self, final: int, initial: int) -> flint.acb:
        return self.thresholds.below(final, initial)

    def _element(self, final: int, initial: int) -> flint.acb:
        return self.elements[final, initial]

    def ball(self, value: Scalar) -> flint.acb:
        """A rigorous enclosure of a scalar here.

        Raises
        ------
        ExactError
            for a letter that has no value at a point.
        """
        with flint.ctx.workprec(PRECISION):
            for symbol in sorted(symbols_of([value]) - self.balls.keys(), key=lambda s: s.name):
                if symbol.name == "pi":
                    continue
                if symbol not in self._made:
                    raise ExactError("physical point", "every letter must have a value", symbol.name)
                self.balls[symbol] = self._made[symbol]()
            return enclosure(value, self.balls)

    def __str__(self) -> str:
        values = [setting(s, x) for s, x in self.point.values]
        open_ones = [c.label for j, c in enumerate(self.letters.found.channels) if self.levels[j] < self.energy]
        momenta = {symbol_of(TOTAL), *(symbol_of(b) for b in self.letters.b)}
        momenta |= {self.letters.opened(j) for j in range(self.letters.size)}
        if not momenta.isdisjoint(self.balls):
            values.append(f"E = {self.energy.str(10, radius=False)} (open: {', '.join(open_ones)})")
        return ", ".join(values)


def physical(channels: Channels, values: Sequence[Scalar], count: int) -> Iterator[Physical]:
    """Points for some values: with every number of open channels that a letter b can tell apart."""
    letters = channels.letters
    held = symbols_of(values)
    derived = derived_letters(letters)
    free = [value_of(s) for s in sorted(held - derived, key=lambda s: s.name)]
    most = len(channels.different)
    momenta = {*(symbol_of(b) for b in letters.b), symbol_of(TOTAL)}
    momenta |= {symbol_of(letters.open_element(*pair)) for pair in letters.pairs}
    all_open = not held.isdisjoint({letters.opened(j) for j in range(letters.size)})
    patterns = [most] if all_open or held.isdisjoint(momenta) else list(range(most, 0, -1))
    with flint.ctx.workprec(PRECISION):
        for point in points([*channels.scalars, *free], max(1, -(-count // len(patterns)))):
            for opened in patterns:
                try:
                    found = Physical(channels, _normalised(point, letters.size), opened)
                except ExactError:
                    continue
                if found.is_ordered:
                    yield found


def derived_letters(letters: Letters) -> set[Symbol]:
    """The letters that are no parameters."""
    found = {symbol_of(TOTAL), *(symbol_of(b) for b in letters.b)}
    for j in range(letters.size):
        found.add(letters.opened(j))
        if letters.is_letter(j):
            found.add(symbol_of(letters.energies[j]))
    for pair in letters.pairs:
        made = (letters.integral(*pair), letters.excess(*pair), letters.open_element(*pair))
        found.update(map(symbol_of, made))
    return found


def _normalised(point: Point, size: int) -> Point:
    """Populations that add up to one, or to less where not all of them are spoken of."""
    populations = [x for s, x in point.values if s.meaning == POPULATION]
    if not populations:
        return point
    total = sum(populations, constant(int(len(populations) < size)))
    return Point(tuple((s, x / total if s.meaning == POPULATION else x) for s, x in point.values))
