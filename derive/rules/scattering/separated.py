"""T for contacts at different places of a line: exact, with the phases of the ways between them as symbols.

A wave that starts at q_b beside level j arrives at q_a as ``-i b_j exp(i k_j |q_a - q_b|)``.  With the amplitudes of
the basis states s at the places where they are felt as unknowns,

    Psi_s(q_a) = <s|j> exp(i sigma k_j q_a) + sum over b, s', s'' of G_ss'(q_a, q_b) v^b_s's'' Psi_s''(q_b),
    G_ss'(q_a, q_b) = sum over j of <s|j> (-i b_j) exp(i k_j |q_a - q_b|) <j|s'>,
    t(k sigma', j sigma) = sum over a of exp(-i sigma' k_k q_a) <k|v^a|Psi(q_a)>,      T = t/(2 pi hbar),

positions counted from the first place (Alicki, Sindelka, Gelbwaser-Klimovsky, PRL 131, 040401, Eqs. (S13), (S14), with
the momentum integral done).  For each level and each different gap between neighbours there is one symbol: a phase for
an open channel, a positive number ``exp(-kappa_j gap)`` for a closed one, a complex one where the branch is left open.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from derive.errors import ModelError
from derive.exact.linear import Row, determinant, solve
from derive.exact.roots import sqrt
from derive.exact.scalar import Scalar, constant
from derive.exact.signs import Sign, sign_of
from derive.golden.model import HBAR, PI
from derive.parameters import I, angle, complex_, exp, positive
from derive.rules.scattering.channels import Branch, Channel
from derive.rules.scattering.spectrum import Spectrum, spectrum
from derive.scattering.labels import word
from derive.scattering.model import Matrix, ScatteringModel


@dataclass(frozen=True)
class Place:
    """One position with the coupling of all contacts there, in the basis of the Hamiltonian."""

    position: Scalar
    coupling: Matrix

    @property
    def felt(self) -> tuple[int, ...]:
        """The basis states that the coupling does not leave alone."""
        return tuple(s for s, row in enumerate(self.coupling) if any(row))


@dataclass(frozen=True)
class Port:
    """A way in or out: a level (by position) and the sign of the momentum."""

    level: int
    direction: int


@dataclass(frozen=True)
class Separated:
    """T with contacts at several places.

    Parameters
    ----------
    model : what was stated.
    spectrum : levels and states.
    channels : one a level; those closed have their branch.
    places : in ascending order of their positions.
    """

    model: ScatteringModel
    spectrum: Spectrum
    channels: tuple[Channel, ...]
    places: tuple[Place, ...]

    @property
    def gaps(self) -> tuple[Scalar, ...]:
        """The distances between neighbours."""
        return tuple(b.position - a.position for a, b in pairwise(self.places))

    def passage(self, level: int, gap: int) -> Scalar:
        """``exp(i k_j gap)`` of one level over one gap; equal gaps have one symbol."""
        channel, length = self.channels[level], self.gaps[gap]
        number = list(dict.fromkeys(self.gaps)).index(length) + 1
        name, label = f"{word(channel.label)}_{number}", rf"{{{channel.label}}},{number}"
        match channel.branch:
            case Branch.OPEN:
                meaning = f"k of channel {channel.label} times {length}"
                phase: Scalar = exp(I * angle(f"phi_{name}", latex=rf"\varphi_{{{label}}}", meaning=meaning))
                return phase
            case Branch.CLOSED:
                meaning = f"exp(-kappa*({length})) of the closed channel {channel.label}"
                decay: Scalar = positive(f"d_{name}", latex=rf"d_{{{label}}}", meaning=meaning)
                return decay
        meaning = f"exp(i k*({length})) of channel {channel.label}"
        either: Scalar = complex_(f"e_{name}", latex=rf"e_{{{label}}}", meaning=meaning)
        return either

    def way(self, level: int, start: int, end: int) -> Scalar:
        """``exp(i k_j |q_end - q_start|)``: the product over the gaps between two places."""
        total = constant(1)
        for gap in range(min(start, end), max(start, end)):
            total = total * self.passage(level, gap)
        return total

    @property
    def ports(self) -> tuple[Port, ...]:
        """Levels whose channels are not closed, each to the right (1) and to the left (-1)."""
        here = [k for k, c in enumerate(self.channels) if c.branch is not Branch.CLOSED]
        return tuple(Port(k, sigma) for k in here for sigma in (1, -1))

    @cached_property
    def unknowns(self) -> tuple[tuple[int, int], ...]:
        """Place and basis state of each amplitude that is solved for."""
        return tuple((a, s) for a, place in enumerate(self.places) for s in place.felt)

    def green(self, a: int, s: int, b: int, other: int) -> Scalar:
        """``G_ss'(q_a, q_b)`` between two places and basis states, 1/(J m)."""
        v = self.spectrum.states
        total = constant(0)
        for j, channel in enumerate(self.channels):
            total = total - v[s][j] * I * channel.b * self.way(j, a, b) * v[other][j].conjugate()
        return total

    @cached_property
    def system(self) -> list[Row]:
        """``1 - G v`` by rows, over the unknowns."""
        rows: list[Row] = []
        for a, s in self.unknowns:
            row: dict[int, Scalar] = {}
            for column, (b, last) in enumerate(self.unknowns):
                place = self.places[b]
                value = constant(int((a, s) == (b, last)))
                for via in place.felt:
                    value = value - self.green(a, s, b, via) * place.coupling[via][last]
                if value:
                    row[column] = value
            rows.append(row)
        return rows

    @cached_property
    def determinant(self) -> Scalar:
        """``det(1 - G v)``; with all contacts in one place it is ``det(1 + i B v)``."""
        return determinant(self.system)

    def incoming(self, port: Port, place: int) -> Scalar:
        """``exp(i sigma k_j (q_a - q_first))``; its inverse stands in T for the way out."""
        way = self.way(port.level, 0, place)
        return way if port.direction > 0 else way.inverse()

    def amplitudes(self, port: Port) -> list[Scalar]:
        """``sqrt(2 pi hbar) Psi`` at the unknowns for a particle that comes in by a port."""
        states = self.spectrum.states
        return solve(self.system, [states[s][port.level] * self.incoming(port, a) for a, s in self.unknowns])

    @cached_property
    def numerators(self) -> Matrix:
        """t times the determinant (J m), rows final and columns initial in the order of `ports`."""
        columns = [list(self._leaving([x * self.determinant for x in self.amplitudes(p)])) for p in self.ports]
        return tuple(zip(*columns, strict=True))

    def _leaving(self, amplitudes: Sequence[Scalar]) -> Iterator[Scalar]:
        for port in self.ports:
            turns = [self.incoming(port, a).inverse() for a in range(len(self.places))]
            yield self.leaving(port.level, turns, amplitudes)

    def leaving(self, level: int, turns: Sequence[Scalar], amplitudes: Sequence[Scalar]) -> Scalar:
        """``sum over a of turn_a <k|v^a|Psi(q_a)>``: t beside a level for any momentum p', on shell or not.

        Parameters
        ----------
        level : k.
        turns : ``exp(-i p' q_a/hbar)`` by the places.
        amplitudes : at the unknowns, as of `amplitudes`.
        """
        states, total = self.spectrum.states, constant(0)
        for (a, s), x in zip(self.unknowns, amplitudes, strict=True):
            for row in self.places[a].felt:
                total = total + states[row][level].conjugate() * turns[a] * self.places[a].coupling[row][s] * x
        return total

    @cached_property
    def reduced(self) -> Matrix:
        """``2 pi hbar T`` (J m) between ports."""
        below = self.determinant.inverse()
        return tuple(tuple(x * below for x in row) for row in self.numerators)

    def element(self, final: Port, initial: Port) -> Scalar:
        """``<sigma' p' k|T|sigma p j>``: t over ``2 pi hbar``."""
        ports = self.ports
        return self.reduced[ports.index(final)][ports.index(initial)] / (2 * PI * HBAR)

    @cached_property
    def s_numerators(self) -> Matrix:
        """``S = 1 - i B^(1/2) t B^(1/2)`` between ports of open channels, times the determinant."""
        ports = self.ports
        root = [sqrt(self.channels[p.level].strength) for p in ports]
        det, n = self.determinant, self.numerators
        size = range(len(ports))
        return tuple(tuple(int(i == j) * det - I * root[i] * root[j] * n[i][j] for j in size) for i in size)


def separated(model: ScatteringModel, closed: Sequence[int] = (), either: bool = False) -> Separated:
    """T for a model in one dimension whatever the positions of its contacts.

    Raises
    ------
    ModelError
        for positions whose order is not known, or a spectrum that is not exact.
    """
    found = spectrum(model)
    channels = tuple(
        Channel(label, energy, Branch.EITHER if either else Branch.CLOSED if k in closed else Branch.OPEN)
        for k, (label, energy) in enumerate(zip(model.labels, found.energies, strict=True))
    )
    return Separated(model, found, channels, tuple(_places(model)))


def _places(model: ScatteringModel) -> Iterator[Place]:
    """Contacts of one position together, in ascending order."""
    order: list[Scalar] = []
    for contact in model.contacts:
        if contact.position not in order:
            place = next((k for k, q in enumerate(order) if _before(model, contact.position, q)), len(order))
            order.insert(place, contact.position)
    size = range(model.size)
    for position in order:
        here = [model.coupling_of(c) for c in model.contacts if c.position == position]
        yield Place(position, tuple(tuple(sum((m[i][j] for m in here), constant(0)) for j in size) for i in size))


def _before(model: ScatteringModel, left: Scalar, right: Scalar) -> bool:
    sign = sign_of(right - left)
    if sign in (Sign.POSITIVE, Sign.NEGATIVE):
        return sign is Sign.POSITIVE
    raise ModelError(
        f"model {model.name!r}, contacts",
        "the order of the positions along the line must be known",
        f"{left} and {right}",
        'write positions as sums of distances: positive("a", unit="m"), and 0, a, 2*a',
    )
