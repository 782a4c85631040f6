"""Printed integrals over momenta and energies, exactly: delta functions, residues, and the one integral left to do.

* ``int dp f(p) delta(p - p')`` is ``f(p')``.
* ``int dp dp' f delta(E_p' + E_k - E_p - E_l)``: both momenta have two signs and ``dp = m dE/p = hbar b dE``, hence
  ``4 hbar^2 int dE b_k b_l f`` over the energies above both thresholds: the letter ``X_kl`` of the rates times what of
  f does not depend on the energy.
* A rational function of a momentum, with ``exp(i p x/hbar)``, x > 0, is integrated by its residues in the upper half
  plane.  ``m/(hbar b_j)`` lies there: above threshold by the +i0, below it on the imaginary axis.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from derive.claims import integrals
from derive.claims.operations import scalar_of
from derive.engines.scattering.letters import (
    CLOSED,
    FAR,
    KINETIC,
    KINETIC_PRIME,
    OMEGA,
    P_OTHER,
    P_PRIME,
    POLE,
    TOTAL,
    Letters,
    P,
    Pair,
    added,
)
from derive.errors import ClaimError
from derive.exact.evaluate import derivative
from derive.exact.exponential import exponential
from derive.exact.insert import insert
from derive.exact.ring import Generator, Role
from derive.exact.scalar import Scalar, constant, from_generator, from_terms, imaginary_unit, substitute, symbols_of
from derive.exact.transcendental import argument_of
from derive.golden.model import HBAR, PI
from derive.parameters import I, real, symbol_of, value_of
from derive.rules.scattering.rates import on_shell, per_energy
from derive.symbols import Domain, Symbol

MOMENTA = {symbol_of(P): KINETIC, symbol_of(P_PRIME): KINETIC_PRIME, symbol_of(P_OTHER): None}
"""The momenta with the letters of their energies."""
OVER: dict[Symbol, Scalar] = {
    symbol_of(P): real("over_p", latex=r"\int_p"),
    symbol_of(P_PRIME): real("over_p_prime", latex=r"\int_{p'}"),
}
"""Integrals that wait for a Bohr frequency."""
NOWHERE: Mapping[Symbol, Scalar] = MappingProxyType({})
WHERE = "a printed integral over momenta"


@dataclass(frozen=True)
class Delta(Symbol):
    """The delta function of a scalar."""

    argument: Any = None


@dataclass(frozen=True)
class OnShell(Symbol):
    """What is left of a delta function of the energy after the first of two integrals: final and initial level."""

    pair: Pair = (0, 0)


def delta(argument: Any) -> Scalar:
    """``delta(x)`` as a letter; ``delta(-x)`` is the same."""
    x = scalar_of(argument)
    coefficients = [c for _, c in x.re.terms()]
    return _delta(-x if coefficients and coefficients[0] < 0 else x)


@cache
def _delta(x: Scalar) -> Scalar:
    name = "delta_of_" + "_".join(g.name for g in x.generators)
    return value_of(Delta(name, rf"\delta({x.latex()})", Domain.REAL, argument=x))


class Momenta:
    """Integrals in the letters of one problem."""

    def __init__(self, letters: Letters):
        self.letters = letters
        self.mass = letters.found.model.gas.mass

    def integral(self, body: Any, variable: Any, *between: Any) -> Any:
        """A printed integral: over a momentum, over the total energy from a threshold up, or over anything else.

        Raises
        ------
        ClaimError
            for an integrand of another form.
        """
        if not isinstance(body, Scalar) and hasattr(body, "map"):
            return body.map(lambda c: self.integral(c, variable, *between))
        symbol, value = symbol_of(scalar_of(variable)), scalar_of(body)
        if symbol in MOMENTA:
            if between and between != (integrals.Infinity(-1), integrals.Infinity()):
                raise _refused("it must run over all momenta", "other limits")
            return self._over_momentum(value, symbol)
        if symbol == symbol_of(TOTAL) and between and between[1] == integrals.Infinity():
            return self._above(value, scalar_of(between[0]))
        return integrals.integral(body, variable, *between)

    def sum(self, body: Any, index: Any, *bounds: Any) -> Any:
        """A printed sum over Bohr frequencies; see `derive.engines.scattering.generator`."""
        if not isinstance(index, Scalar) or index != OMEGA or bounds:
            return integrals.symbolic_sum(body, index, *bounds)
        if not isinstance(body, Scalar) and hasattr(body, "map"):
            return body.map(self._by_frequency)
        return self._by_frequency(scalar_of(body))

    # -- one momentum -------------------------------------------------------------------------------------------------

    def _over_momentum(self, body: Scalar, symbol: Symbol) -> Scalar:
        shells = [s for s in symbols_of([body]) if isinstance(s, OnShell)]
        if shells:
            return self._second(body, symbol, shells)
        deltas = sorted((s for s in symbols_of([body]) if isinstance(s, Delta)), key=lambda s: s.name)
        total, rest = constant(0), body
        for d in deltas:
            part = derivative(body, d)
            if d in symbols_of([part]):
                raise _refused("a delta function must stand by itself", str(body))
            rest = insert(rest, {d: constant(0)})
            total = total + self._at_delta(part, d, symbol)
        return total + self._residues(rest, symbol) if rest else total

    def _at_delta(self, rest: Scalar, d: Delta, symbol: Symbol) -> Scalar:
        argument = d.argument
        if symbol_of(OMEGA) in symbols_of([argument]):
            return rest * value_of(d) * OVER[symbol]
        if symbol in symbols_of([argument]):
            slope = derivative(argument, symbol)
            if not slope.is_rational:
                raise _refused("a delta function of a momentum must be of a difference", str(argument))
            at = value_of(symbol) - argument / slope
            return insert(rest, {symbol: at}) / abs(slope.rational)
        pair = self._pair_of(argument)
        shell = OnShell(f"shell_{'_'.join(self.letters.labels[j] for j in pair)}", "", Domain.REAL, pair=pair)
        return rest * self._measure(pair, symbol) * value_of(shell)

    def _pair_of(self, argument: Scalar, among: Sequence[Pair] = ()) -> Pair:
        """The pair (k, l) of ``delta(E_p' + E_k - E_p - E_l)``."""
        for k, j in among or self.letters.pairs:
            shell = KINETIC_PRIME + self.letters.energies[k] - KINETIC - self.letters.energies[j]
            if argument in (shell, -shell):
                return k, j
        raise _refused("a delta function must be that of the energy", str(argument))

    def _measure(self, pair: Pair, symbol: Symbol) -> Scalar:
        """``2 dp/dE``: both signs of a momentum."""
        level = pair[0] if symbol == symbol_of(P_PRIME) else pair[1]
        return per_energy(self.letters.b[level], self.mass)

    def _second(self, body: Scalar, symbol: Symbol, shells: list[OnShell]) -> Scalar:
        (shell,) = shells
        return self._both(derivative(body, shell) * self._measure(shell.pair, symbol), shell.pair)

    def _both(self, body: Scalar, pair: Pair) -> Scalar:
        """The integral over the energies of what stands under both, with their measures."""
        energies = self.letters.energies
        images = {symbol_of(KINETIC): TOTAL - energies[pair[1]], symbol_of(KINETIC_PRIME): TOTAL - energies[pair[0]]}
        return self._matched(insert(body, images), (pair, pair[::-1]))[0]

    # -- the total energy ---------------------------------------------------------------------------------------------

    def _above(self, integrand: Scalar, lower: Scalar) -> Scalar:
        """The integral from one threshold up: where it is the lower one of two there is an excess."""
        value, (k, j) = self._matched(integrand, self.letters.pairs)
        thresholds = (self.letters.energies[k], self.letters.energies[j])
        if lower == self.letters.begin(k, j):
            return value
        if lower not in thresholds:
            raise _refused("an integral over the energy must begin at a threshold", str(lower))
        if k == j:
            return value
        which = (k, j) if lower == thresholds[1] else (j, k)
        return value * (1 + self.letters.excess(*which) / self.letters.integral(k, j))

    def _matched(self, integrand: Scalar, pairs: Sequence[Pair]) -> tuple[Scalar, Pair]:
        """The factor of ``exp(-beta E) b_k b_l |t_kl|^2`` that does not depend on E, times ``X_kl``, and the pair."""
        varying, held = {symbol_of(TOTAL), *self._held(self.letters.b)}, symbols_of([integrand])
        varying |= {symbol_of(self.letters.open_element(*pair)) for pair in self.letters.pairs}
        order = sorted(varying, key=lambda s: s.name)
        places = [{s: constant(n) for n, s in enumerate(order, start)} for start in (2, 5)]
        there = [insert(integrand, place) for place in places]
        for k, j in pairs:
            letter = self.letters.open_element(k, j)
            element = letter if symbol_of(letter) in held else self.letters.found.element(k, j)
            if not element or not self._held([element]) <= held:
                continue
            # Read off at two places and proved by a product: a quotient would be a gcd in all momenta at once.
            factor, other = (
                x / self._integrand(k, j, insert(element, p), p) for x, p in zip(there, places, strict=True)
            )
            if factor == other and factor * self._integrand(k, j, element) == integrand:
                return factor * self.letters.integral(k, j), (k, j)
        raise _refused("the integrand over the energy must be that of a rate", "another one")

    def _integrand(self, k: int, j: int, element: Scalar, place: Mapping[Symbol, Scalar] = NOWHERE) -> Scalar:
        """``exp(-beta E) b_k b_l |t_kl|^2``, with numbers put in for what varies."""
        return insert(self._weight(k, j), place) * element * element.conjugate() * (2 * PI * HBAR) ** 2

    def _weight(self, k: int, j: int) -> Scalar:
        b = self.letters.b
        return exponential(-self.letters.found.model.gas.beta * TOTAL) * b[k] * b[j]

    @staticmethod
    def _held(values: Any) -> set[Symbol]:
        return symbols_of(values) - symbols_of([HBAR, PI])

    # -- residues -----------------------------------------------------------------------------------------------------

    def _poles(self) -> Iterator[Scalar]:
        """The momenta in the upper half plane that may be poles."""
        for pole in (*(self.mass / (HBAR * b) for b in (*self.letters.b, FAR.b, -I * CLOSED)), POLE):
            yield pole
            if pole != pole.conjugate():
                yield -pole.conjugate()

    def _residues(self, body: Scalar, symbol: Symbol) -> Scalar:
        """``2 pi i`` times the sum of the residues in the upper half plane."""
        if symbol not in symbols_of([body]):
            raise _refused("the integrand must fall off", str(body))
        body = _turned_up(body, symbol)
        own = Generator(Role.VALUE, symbol.name, symbol)
        above = _numerator(body)
        below = from_terms(body.ring, {tuple(map(int, e)): int(c) for e, c in body.den.terms()})
        degree = _degree(below, own)
        if any(_degree(part, own) > degree - 2 for part in above.parts()[:2]):
            raise _refused("the integrand must fall off", str(body))
        slope, total, found = derivative(below, symbol), constant(0), 0
        for pole in dict.fromkeys(self._poles()):
            if not substitute(below, {own: pole}):
                total = total + substitute(above, {own: pole}) / substitute(slope, {own: pole})
                found += 2
        if found != degree:
            raise _refused("the poles of an integrand must be momenta on shell", str(body))
        return 2 * PI * I * total

    # -- Bohr frequencies ---------------------------------------------------------------------------------------------

    def _by_frequency(self, coefficient: Scalar) -> Scalar:
        """A coefficient with ``is_kl is_k'l' delta(... + omega)``, summed over all Bohr frequencies and integrated."""
        letters = self.letters
        indicators = {symbol_of(letters.indicator(*pair)): pair for pair in letters.pairs}
        total = constant(0)
        for held, rest in _terms_in(coefficient, set(indicators)):
            pairs = [indicators[s] for s in held]
            if len(pairs) != 2:
                raise _refused("a sum over Bohr frequencies must be of two transitions", str(coefficient))
            frequencies = [letters.energies[k] - letters.energies[j] for k, j in pairs]
            if frequencies[0] == frequencies[1]:
                total = total + self._resolved(rest, pairs[0], pairs[1], frequencies[0])
        return total

    def _resolved(self, rest: Scalar, one: Pair, other: Pair, frequency: Scalar) -> Scalar:
        deltas = [s for s in symbols_of([rest]) if isinstance(s, Delta)]
        if len(deltas) != 1 or any(v not in map(value_of, symbols_of([rest])) for v in OVER.values()):
            raise _refused("a sum over Bohr frequencies must be of two integrals with a delta function", str(rest))
        bare = rest / value_of(deltas[0])
        for marker in OVER.values():
            bare = bare / marker
        argument = insert(deltas[0].argument, {symbol_of(OMEGA): frequency})
        if one == other:
            self._pair_of(argument, (one,))
            return self._both(bare * self._measure(one, symbol_of(P_PRIME)) * self._measure(one, symbol_of(P)), one)
        self._pair_of(argument, (one, other))
        return self._together(bare / exponential(-self.letters.found.model.gas.beta * KINETIC), one, other)

    def _together(self, bare: Scalar, one: Pair, other: Pair) -> Scalar:
        """``int dp dp' exp(-beta E_p) delta(E_p' - E_p + omega)`` of products of two elements of one frequency."""
        total, left = constant(0), bare
        for first, second in ((one, other), (other, one)):
            letters = [self.letters.open_element(*pair) for pair in (first, second)]
            by_first = derivative(bare, symbol_of(letters[0]))
            factor = derivative(by_first.conjugate(), symbol_of(letters[1])).conjugate()
            left = left - factor * letters[0] * letters[1].conjugate()
            total = total + factor * self.letters.together(first, second) * on_shell(self.mass)
        if left or symbols_of([total]) & {symbol_of(KINETIC), symbol_of(KINETIC_PRIME)}:
            raise _refused("what stands under a delta function must be two elements of T", str(bare))
        return total


def _terms_in(value: Scalar, symbols: set[Symbol]) -> Iterator[tuple[tuple[Symbol, ...], Scalar]]:
    """A polynomial in some letters: each product of them with its coefficient."""
    groups: dict[tuple[Symbol, ...], Scalar] = {}
    below = from_terms(value.ring, {tuple(map(int, e)): int(c) for e, c in value.den.terms()})
    for unit, poly in ((constant(1), value.re), (imaginary_unit(), value.im)):
        for powers, c in value.ring.terms(poly):
            held = tuple(g.symbol for g, e in powers for _ in range(e) if g.symbol in symbols)
            term = unit * c
            for g, e in powers:
                if g.symbol not in symbols:
                    term = term * from_generator(g) ** e
            groups[held] = groups.get(held, constant(0)) + term
    for held in sorted(groups, key=lambda h: [s.name for s in h]):
        yield held, groups[held] / below


def _numerator(value: Scalar) -> Scalar:
    return Scalar(value.ring, value.re, value.im, value.ring.one)


def _degree(value: Scalar, g: Generator) -> int:
    place = value.ring.index.get(g)
    return max((int(p.degrees()[place]) for p in (value.re, value.im) if p), default=0) if place is not None else 0


def _turned_up(body: Scalar, symbol: Symbol) -> Scalar:
    """The integrand with ``exp(i p x/hbar)``, x positive: of its two directions the one that falls off above."""
    held = [g for g in body.generators if (x := argument_of(g)) is not None and symbol in symbols_of([x])]
    place = [body.ring.index[g] for g in held]
    if any(body.den.degrees()[i] for i in place):
        body = insert(body, {symbol: -value_of(symbol)})
        held = [g for g in body.generators if (x := argument_of(g)) is not None and symbol in symbols_of([x])]
        if any(body.den.degrees()[body.ring.index[g]] for g in held):
            raise _refused("an integrand must turn in one direction", str(body))
    return body.trimmed()


def _refused(must: str, got: str) -> ClaimError:
    return ClaimError(WHERE, must, got, "map it as a name, or state the claim as a definition")


__all__ = ["Delta", "Momenta", "added", "delta"]
