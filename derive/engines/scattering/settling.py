"""Whether two sides that differ as formulas in letters are equal all the same, by what the letters stand for.

Levels are those of the Hamiltonian, elements of T those that were solved, integrals X equal where their integrands are,
and a b_j is positive or -i times a positive number, in the patterns of open channels that exist.  What is left over is
compared at physical points, by rigorous numbers: they refute, and prove nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

import flint

from derive.claims.quantities import Settled, Under
from derive.engines.scattering.letters import TOTAL, Letters, Pair, added
from derive.engines.scattering.physical import Channels, Physical, physical
from derive.engines.scattering.related import Related
from derive.errors import DeriveError
from derive.exact.insert import insert
from derive.exact.scalar import Scalar, symbols_of
from derive.golden.model import HBAR
from derive.parameters import I, positive, symbol_of
from derive.symbols import Symbol

SAMPLES = 6
AFFORDABLE = 300_000
"""Products of terms up to which elements of T are put in."""
Pairs = Sequence[tuple[Scalar, Scalar]]
Images = dict[Symbol, Scalar]


class Settling:
    """The letters of one problem under the assumptions of one claim."""

    def __init__(self, letters: Letters, balanced: Mapping[Symbol, Scalar], under: Under):
        self.letters, self.under = letters, under
        self.channels = Channels(letters, under)
        self.related = Related(letters, self.channels, balanced, under)

    def settle(self, pairs: Pairs) -> Settled | None:
        """See `derive.claims.quantities.Quantities.settle`."""
        differences = [left - right for left, right in pairs]
        if not self._speaks_of_letters(differences):
            return None
        # A level in an exponent may leave the field: first without them.
        if any(self._vanish(differences, x) for x in (self.related.images, self.levels | self.related.images)):
            return Settled(True, f"Exact, with what the letters stand for: {self._told(differences)}.")
        numbers = self._numbers(pairs)
        if isinstance(numbers, Settled):
            return numbers
        if self._same_in_all_patterns(differences):
            told = "with the elements of T, open and closed channels on their branches, in every pattern that exists"
            return Settled(True, f"Exact, {told}.")
        agreed = f"Both sides agree at {numbers} physical points to 100 bits, which is no proof"
        reason = agreed if numbers else "No numbers can be put in for the letters that are left"
        return Settled(None, f"Not decided exactly: the sides differ in integrals or momenta. {reason}.")

    # -- exactly ------------------------------------------------------------------------------------------------------

    @cached_property
    def levels(self) -> Images:
        """The letters E_k in the parameters, and the populations but one."""
        letters, own = self.letters, range(self.letters.size)
        found = {symbol_of(letters.energies[j]): self.channels.energies[j] for j in own if letters.is_letter(j)}
        first, *others = letters.populations()
        return found | {symbol_of(first): 1 - added(others)}

    def _speaks_of_letters(self, values: Sequence[Scalar]) -> bool:
        letters = self.letters
        held = {symbol_of(b) for b in letters.b} | self.levels.keys() | {letters.opened(j) for j in range(letters.size)}
        for pair in letters.pairs:
            made = letters.integral, letters.excess, letters.open_element, letters.indicator
            held |= {symbol_of(make(*pair)) for make in made}
        own = symbols_of(values) - set(self.letters.found.model.symbols)
        return any(s in held or s.name.startswith("Y_") for s in own)

    def _told(self, values: Sequence[Scalar]) -> str:
        held = symbols_of(values)
        words = ["the levels"] if held & self.levels.keys() else []
        words += list(self.related.words) if held & self.related.images.keys() else []
        return "; ".join(words) or "their definitions"

    def _vanish(self, values: Sequence[Scalar], images: Images) -> bool:
        try:
            return not any(map(bool, (insert(x, images) for x in values)))
        except DeriveError:
            return False

    def _same_in_all_patterns(self, values: Sequence[Scalar]) -> bool:
        """Whether the values vanish with T put in, for every pattern of open and closed channels."""
        held = symbols_of(values)
        size = range(self.letters.size)
        opened = {self.letters.opened(j) for j in size}
        patterns = [()] if held & opened else self.related.patterns(1)
        images = self.levels | self.related.images
        try:
            values = [insert(x, images) for x in values]
            return all(all(map(self._is_zero_with, values, [closed] * len(values))) for closed in patterns)
        except DeriveError:
            return False

    def _is_zero_with(self, value: Scalar, closed: tuple[int, ...]) -> bool:
        size = range(self.letters.size)
        images = {symbol_of(self.letters.b[j]): self._b(j, closed) for j in size}
        images |= {self.letters.opened(j): self._b(j, closed) for j in size}
        elements = {symbol_of(self.letters.open_element(k, j)): (k, j) for k, j in self.letters.pairs}
        for symbol in sorted(symbols_of([value]) & elements.keys(), key=lambda s: s.name):
            images[symbol] = self._element(elements[symbol], closed)
        self._afford(value, [images[s] for s in images if s in elements])
        value = insert(value, images)
        if value and symbol_of(TOTAL) in symbols_of([value]):
            value = insert(value, {symbol_of(TOTAL): self._total(closed)})
        return not value

    def _element(self, pair: Pair, closed: tuple[int, ...]) -> Scalar:
        """``<p' k|T|p l>`` with the letters of one pattern."""
        found = self.related.solution(closed)
        letters = {symbol_of(c.strength): self._strength(j, closed) for j, c in enumerate(found.channels)}
        return insert(self.under.apply(found.element(*pair)), letters)

    def _afford(self, value: Scalar, elements: Sequence[Scalar]) -> None:
        cost = len(value.re) + len(value.im) + len(value.den)
        for x in elements:
            cost *= max(1, len(x.re) + len(x.im)) * max(1, len(x.den))
        if cost > AFFORDABLE:
            raise DeriveError("elements of T", f"they must cost less than {AFFORDABLE} products", str(cost))

    def _b(self, j: int, closed: tuple[int, ...]) -> Scalar:
        return -I * self._strength(j, closed) if j in closed else self._strength(j, closed)

    def _strength(self, j: int, closed: tuple[int, ...]) -> Scalar:
        """``|b_j|`` by a name that no other letter has; one for all levels of one energy."""
        label = self.letters.labels[self.channels.twin(j)]
        value: Scalar = positive(f"size_of_b_{label}", unit="1/(J*m)", latex=f"|b_{{{label}}}|")
        return value

    def _total(self, closed: tuple[int, ...]) -> Scalar:
        """The total energy by the first level and its b."""
        mass = self.under.apply(self.letters.found.model.gas.mass)
        shift: Scalar = mass / (2 * self.under.apply(HBAR) ** 2 * self._b(0, closed) ** 2)
        return self.channels.energies[0] + shift

    # -- by numbers ---------------------------------------------------------------------------------------------------

    def _numbers(self, pairs: Pairs) -> Settled | int:
        """A point at which a pair differs, or the number of points at which none does."""
        agreed = 0
        for point in self.points([x for pair in pairs for x in pair], SAMPLES):
            apart = [self._apart(point, *pair) for pair in pairs]
            if witness := next(filter(None, apart), ""):
                return Settled(False, "Refuted by ball arithmetic at the witness point", witness)
            agreed += None not in apart
        return agreed

    def _apart(self, point: Physical, left: Scalar, right: Scalar) -> str | None:
        """A point at which two values differ, in words; empty where they may be equal, ``None`` without numbers."""
        try:
            one, other = point.ball(left), point.ball(right)
        except (DeriveError, ZeroDivisionError):
            return None
        if not (one - other).is_finite():
            return None
        if (one - other).contains(0):
            return ""
        return f"at {point}: derived {_shown(one)}, printed {_shown(other)}"

    def points(self, values: Sequence[Scalar], count: int) -> list[Physical]:
        """Physical points for some values."""
        return list(physical(self.channels, values, count))


def _shown(number: flint.acb) -> str:
    """Ten digits; the real part alone where the imaginary one may be zero."""
    part = number.real if number.imag.contains(0) else number
    return str(part.str(10, radius=False)).replace("j", " i")
