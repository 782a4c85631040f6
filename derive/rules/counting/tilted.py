"""The tilted generator: a master equation in which every quantum given to a counted bath carries ``z_k = exp(-s_k)``.

A thermal bath with coupling L sees its quanta come one by one: ``(N+1) L rho L.dag`` gives it one, ``N L.dag rho L``
takes one.  Weighting these terms by z and 1/z generates the statistics of the net number received
[Esposito, Harbola and Mukamel, Rev. Mod. Phys. 81, 1665 (2009)].
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

from derive.algebra.operator import Op
from derive.errors import ModelError
from derive.exact.scalar import Scalar, constant
from derive.model import Bath
from derive.rules.lindblad import Generator


class Direction(Enum):
    """Which way a quantum goes; the value is what the bath gains."""

    EMISSION = 1
    ABSORPTION = -1

    def factor(self, z: Scalar) -> Scalar:
        """``z`` for a quantum that the bath receives, ``1/z`` for one that it gives."""
        return z if self is Direction.EMISSION else 1 / z


@dataclass(frozen=True)
class Jump:
    """One kind of jump, ``rho -> weight K rho K.dag``: by which bath (its position) and in which direction."""

    bath: int
    direction: Direction
    operator: Op
    weight: Scalar

    def __call__(self, op: Op) -> Op:
        """The jump acting on an operator: ``weight K.dag op K``."""
        return self.weight * (self.operator.dag * op * self.operator)


def refusal(bath: Bath) -> str:
    """Why the quanta of a bath cannot be counted one by one; empty where they can."""
    if bath.squeezing:
        return (
            "its input is squeezed: quanta come in coherent pairs, so that the number a bath has received has no value "
            "before it is measured, and measuring it first destroys the squeezing"
        )
    return ""


def countable(master: Generator) -> tuple[int, ...]:
    """The positions of the baths whose quanta can be counted."""
    return tuple(k for k, bath in enumerate(master.baths) if not refusal(bath))


def jumps(master: Generator, baths: Iterable[int] | None = None) -> tuple[Jump, ...]:
    """Emission and absorption of the baths at some positions (all that can be counted by default), zero ones left out.

    A shared bath has its collective jump.

    Raises
    ------
    ModelError
        for a bath that is not there, or whose input is squeezed.
    """
    found: list[Jump] = []
    for k in countable(master) if baths is None else baths:
        if not 0 <= k < len(master.baths):
            raise ModelError("counting", f"a bath must be given by its position, 0 to {len(master.baths) - 1}", repr(k))
        bath = master.baths[k]
        if why := refusal(bath):
            raise ModelError(
                f"counting the quanta of bath {bath.name}",
                "the bath must be thermal",
                why,
                "count another bath, or remove the squeezing",
            )
        found.append(Jump(k, Direction.EMISSION, bath.operator, bath.rate * (bath.occupation + 1)))
        found.append(Jump(k, Direction.ABSORPTION, bath.operator.dag, bath.rate * bath.occupation))
    return tuple(jump for jump in found if jump.weight and jump.operator)


@dataclass(frozen=True)
class Tilted:
    """The tilted generator on operators; ``fields`` holds ``z_k = exp(-s_k)`` by the bath's position.

    ``d Tr(O rho_s)/dt = Tr(tilted(O) rho_s)``; with all fields 1 it is the master equation.
    """

    master: Generator
    fields: Mapping[int, Scalar]

    def __call__(self, op: Op) -> Op:
        """The adjoint tilted generator applied to an operator."""
        total = self.master(op)
        for jump in jumps(self.master, self.fields):
            total = total + (jump.direction.factor(self.fields[jump.bath]) - constant(1)) * jump(op)
        return total
