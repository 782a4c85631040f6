r"""A Fokker-Planck equation taken apart: reversible drift, unitary diffusion, and one current for each bath and mode.

    dQ/dt = U(Q) + sum_channels sum_k (d/dmu_k J_k(Q) + c.c.),
    U(Q) = -sum_k (d/dmu_k (f_k Q) + c.c.) + sum_d d (c_d Q)

with ``f_k = dmu_k/dt`` of the reversible drift and derivatives d of second and higher order.  Whole derivatives stand
left of everything: none of these parts changes the normalisation.  A mixed derivative belongs to its directions in
equal parts, so that a current of second order has a symmetric diffusion matrix, ``J = drift Q + D grad Q``; the sign
is that of Goes, Fiore and Landi, Phys. Rev. Research 2, 013136 (2020), Eq. (3).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from derive.algebra.differential import (
    Directions,
    Plane,
    applied,
    by_derivative,
    conjugated,
    degree,
    derivative,
    derivative_order,
    of_derivative_order,
    transposed,
)
from derive.algebra.operator import Op
from derive.errors import ClosureError, ModelError
from derive.exact.scalar import Scalar, constant
from derive.rules.phase_space.correspondence import FokkerPlanck

Direction = tuple[Plane, int]
"""A first derivative: d/dmu of a plane for 0, d/dmu* for 1."""


@dataclass(frozen=True)
class Channel:
    """What one bath does: ``sum_k (d/dmu_k J_k + c.c.)``.

    Parameters
    ----------
    name : of the bath's input, ``b_in_1``.
    planes : of the modes.
    currents : ``J_k`` for each plane, as differential operators on the distribution.
    """

    name: str
    planes: tuple[Plane, ...]
    currents: tuple[Op, ...]

    @property
    def directions(self) -> tuple[Direction, ...]:
        """All first derivatives, d/dmu before d/dmu* of each plane."""
        return tuple((plane, bar) for plane in self.planes for bar in (0, 1))

    def current(self, direction: Direction) -> Op:
        """The component under one derivative; that under d/dmu* is the conjugate."""
        own = self.currents[self.planes.index(direction[0])]
        return conjugated(own) if direction[1] else own

    def drift(self, direction: Direction) -> Op:
        """The polynomial in front of the distribution in one component."""
        return of_derivative_order(self.current(direction), 0)

    @cached_property
    def diffusion(self) -> tuple[tuple[Scalar, ...], ...]:
        """The symmetric matrix D over `directions`, of a bath linear in the modes.

        Raises
        ------
        ClosureError
            where D depends on the variables or higher derivatives appear: the bath is not linear in the modes.
        """
        for current in self.currents:
            if any(derivative_order(w) > 1 for w in current.terms) or degree(of_derivative_order(current, 1)):
                raise ClosureError(
                    f"channel {self.name}",
                    "the diffusion matrix must be constant",
                    f"the current {current}",
                    "couple the bath linearly to the modes; the Fokker-Planck equation itself needs no such bath",
                )
        return tuple(
            tuple(self.current(i).coefficient(next(iter(_first(j).terms))) for j in self.directions)
            for i in self.directions
        )


@dataclass(frozen=True)
class Split:
    """The parts of a Fokker-Planck equation; see the module.

    Parameters
    ----------
    equation : the whole.
    drift : ``f_k = dmu_k/dt`` of the Hamiltonian, a polynomial for each plane; the conjugate for mu*.
    spreading : the unitary terms of second and higher order, as derivative and polynomial: ``d (c Q)``.
    channels : one for each bath.
    """

    equation: FokkerPlanck
    drift: tuple[Op, ...]
    spreading: tuple[tuple[Directions, Op], ...]
    channels: tuple[Channel, ...]

    @property
    def unitary(self) -> Op:
        """``U`` put together again."""
        total = Op({})
        for plane, f in zip(self.equation.correspondence.planes, self.drift, strict=True):
            flow = -_first((plane, 0)) * f
            total = total + flow + conjugated(flow)
        for directions, c in self.spreading:
            total = total + derivative(directions) * c
        return total


def split(equation: FokkerPlanck) -> Split:
    """The parts of a Fokker-Planck equation; exact, nothing is dropped."""
    planes = equation.correspondence.planes
    parts = whole_derivatives(equation.unitary)
    drift = tuple(-parts.get(((plane, 1, 0),), Op({})) for plane in planes)
    spreading = tuple((d, c) for d, c in parts.items() if _order(d) > 1)
    names = [bath.name for bath in equation.master.baths]
    channels = tuple(
        Channel(name, planes, tuple(component(op, plane) for plane in planes))
        for name, op in zip(names, equation.dissipative, strict=True)
    )
    return Split(equation, drift, spreading, channels)


def whole_derivatives(op: Op) -> dict[Directions, Op]:
    """The operator as ``sum_d d * c_d(mu)``, derivatives left; raises where probability is not conserved."""
    found = {}
    for directions, c in by_derivative(transposed(op)):
        found[directions] = c if _order(directions) % 2 == 0 else -c
    if () in found:
        raise ModelError(
            "Fokker-Planck equation",
            "probability must be conserved: int of the right-hand side must vanish",
            f"int ({applied(transposed(op), Op.scalar(1))}) Q",
            "this is a fault of the derivation, please report it",
        )
    return found


def component(op: Op, plane: Plane) -> Op:
    """``J`` of the even split ``op = sum_k (d/dmu_k J_k + d/dmu*_k J'_k)`` under d/dmu of one plane."""
    total = Op({})
    for directions, c in whole_derivatives(op).items():
        times = sum(m for s, m, _ in directions if s == plane)
        if times:
            rest = _lowered(directions, plane)
            total = total + Fraction(times, _order(directions)) * (derivative(rest) * c)
    return total


def inverse_on_range(channel: Channel) -> dict[tuple[Direction, Direction], Scalar]:
    """A symmetric K with ``D K D = D``, zero outside a principal block of D that has its whole rank.

    Directions are taken in pairs of conjugates where the block allows it, so that forms in K are real term by term.

    Raises
    ------
    ClosureError
        where the drift leaves the range of D: there are currents without fluctuations.
    """
    matrix, directions = channel.diffusion, channel.directions
    block: list[int] = []
    for step in ([2 * k, 2 * k + 1] for k in range(len(directions) // 2)):
        for trial in (step, step[:1], step[1:]):
            if _inverse([[matrix[i][j] for j in (*block, *trial)] for i in (*block, *trial)]) is not None:
                block += trial
                break
    inverse = _inverse([[matrix[i][j] for j in block] for i in block]) or []
    found = {
        (directions[i], directions[j]): inverse[m][n]
        for m, i in enumerate(block)
        for n, j in enumerate(block)
        if inverse[m][n]
    }
    _check_range(channel, found)
    return found


def _check_range(channel: Channel, inverse: dict[tuple[Direction, Direction], Scalar]) -> None:
    """Every component of drift and diffusion must be that which the block's components imply (``D K J = J``)."""
    position = {d: k for k, d in enumerate(channel.directions)}
    for direction in channel.directions:
        implied = Op({})
        for (i, j), k in inverse.items():
            implied = implied + channel.diffusion[position[direction]][position[i]] * k * channel.current(j)
        if implied != channel.current(direction):
            plane, bar = direction
            raise ClosureError(
                f"channel {channel.name}, entropy",
                "every current must flow along a direction that fluctuates, or its entropy production is infinite",
                f"the current {channel.current(direction)} under d/d{'conj ' if bar else ''}{plane.name}",
                "take a distribution with vacuum fluctuations (Wigner or Husimi), or a finite temperature",
            )


def _inverse(matrix: list[list[Scalar]]) -> list[list[Scalar]] | None:
    """The inverse by elimination, ``None`` where there is none."""
    size = len(matrix)
    rows = [[*row, *(constant(int(i == j)) for j in range(size))] for i, row in enumerate(matrix)]
    for k in range(size):
        pivot = next((i for i in range(k, size) if rows[i][k]), None)
        if pivot is None:
            return None
        rows[k], rows[pivot] = rows[pivot], rows[k]
        rows[k] = [x / rows[k][k] for x in rows[k]]
        for i in range(size):
            if i != k and rows[i][k]:
                rows[i] = [x - rows[i][k] * y for x, y in zip(rows[i], rows[k], strict=True)]
    return [row[size:] for row in rows]


def _first(direction: Direction) -> Op:
    plane, bar = direction
    return Op.of(plane, (0, 0, 1 - bar, bar))


def _order(directions: Directions) -> int:
    return sum(m + n for _, m, n in directions)


def _lowered(directions: Directions, plane: Plane) -> Directions:
    lowered = [(s, m - int(s == plane), n) for s, m, n in directions]
    return tuple((s, m, n) for s, m, n in lowered if m or n)
