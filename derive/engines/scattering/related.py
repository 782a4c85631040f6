"""Which of the integrals X are equal, under the assumptions of a claim: those whose integrands are, at every energy.

``X_kl`` and ``X_k'l'`` run over the same energies if k and l have the energies of k' and l'.  They are equal if
``|t_kl|^2 = |t_k'l'|^2`` in every pattern of open and closed channels in which k and l are open.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from itertools import combinations

from derive.claims.quantities import Under
from derive.engines.scattering.letters import Letters, Pair
from derive.engines.scattering.patterns import closed_patterns
from derive.engines.scattering.physical import Channels
from derive.errors import DeriveError
from derive.exact.insert import insert
from derive.exact.scalar import Scalar, constant, symbols_of
from derive.parameters import symbol_of
from derive.rules.scattering.lippmann import Scattering, scattering
from derive.symbols import Symbol

LARGE = 4000
"""Terms of a numerator of T beyond which its modulus is not compared."""


class Related:
    """Relations between the integrals of one problem; ``balanced`` is what the unitarity of S says of them."""

    def __init__(self, letters: Letters, channels: Channels, balanced: Mapping[Symbol, Scalar], under: Under):
        self.letters, self.channels, self.balanced, self.under = letters, channels, balanced, under
        self.solution = cache(self._solution)

    def patterns(self, least: int) -> tuple[tuple[int, ...], ...]:
        """The sets of closed channels that exist under the assumptions, with some open; see `closed_patterns`."""
        energies, twin = self.channels.energies, self.channels.twin
        found = closed_patterns(energies, least)
        return tuple(p for p in found if all((j in p) == (twin(j) in p) for j in range(len(energies))))

    def _solution(self, closed: tuple[int, ...]) -> Scattering:
        """T with some channels closed; in it all levels still have letters b of their own."""
        return scattering(self.letters.found.model, closed)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """What the relations rest on."""
        return ("integrals whose integrands are equal at every energy, in every pattern of open channels",)

    @cached_property
    def images(self) -> dict[Symbol, Scalar]:
        """Some letters X in the others."""
        found: dict[Symbol, Scalar] = {}
        for relation in self._relations():
            rest = insert(insert(relation, self.balanced), found)
            held = sorted((s for s in symbols_of([rest]) if s.name.startswith("X_")), key=lambda s: s.name)
            if not held:
                continue
            symbol = held[-1]
            slope = insert(rest, {s: constant(int(s == symbol)) for s in held})
            if not slope:
                continue
            image = insert(-rest / slope, {symbol: constant(0)})
            found = {s: insert(x, {symbol: image}) for s, x in found.items()} | {symbol: image}
        return found

    def _relations(self) -> Iterator[Scalar]:
        """Differences of integrals that vanish."""
        pairs = self.letters.pairs
        vanishing = [p for p in pairs if self._agree(p, None)]
        yield from (self.letters.integral(*p) for p in vanishing)
        for one, other in combinations([p for p in pairs if p not in vanishing], 2):
            if self._run_over_the_same(one, other) and self._agree(one, other):
                yield self.letters.integral(*one) - self.letters.integral(*other)

    def _run_over_the_same(self, one: Pair, other: Pair) -> bool:
        twin = self.channels.twin
        return sorted(map(twin, one)) == sorted(map(twin, other))

    def _agree(self, one: Pair, other: Pair | None) -> bool:
        """Whether two elements have one modulus at all energies; without another one, whether it vanishes."""
        patterns = [p for p in self.patterns(1) if one[0] not in p and one[1] not in p]
        try:
            return all(not self._difference(closed, one, other) for closed in patterns)
        except DeriveError:
            return False

    def _difference(self, closed: tuple[int, ...], one: Pair, other: Pair | None) -> Scalar:
        first = self._modulus(closed, one)
        return first - self._modulus(closed, other) if other and first else first

    def _modulus(self, closed: tuple[int, ...], pair: Pair) -> Scalar:
        key = closed, pair
        if key not in self._known:
            above = self.under.apply(self.solution(closed).numerators[pair[0]][pair[1]])
            above = self.joined(above, closed)
            if len(above.re) + len(above.im) > LARGE:
                raise DeriveError("element of T", f"it must have at most {LARGE} terms", str(len(above.re)))
            self._known[key] = above * above.conjugate()
        return self._known[key]

    def joined(self, value: Scalar, closed: tuple[int, ...]) -> Scalar:
        """A scalar with one letter b for all levels of one energy."""
        channels = self.solution(closed).channels
        twins = {symbol_of(c.strength): channels[self.channels.twin(j)].strength for j, c in enumerate(channels)}
        return insert(value, {s: x for s, x in twins.items() if s != symbol_of(x)})

    @cached_property
    def _known(self) -> dict[tuple[tuple[int, ...], Pair], Scalar]:
        return {}
