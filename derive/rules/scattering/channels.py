"""Channels: the particle's motion beside each level, open or closed at one total energy.

In one dimension the wave that a contact sends out is ``G_j(q) = -i b_j exp(i k_j |q|)`` times the strength, with
``b_j = sqrt(m/(2 (E - E_j)))/hbar`` and ``k_j = m/(hbar^2 b_j)``.  Below its threshold the ``+i0`` of the retarded
resolvent puts the root on the positive imaginary axis: ``b_j = -i c_j``, ``k_j = i kappa_j`` with c_j, kappa_j
positive.  The type of the channel carries the branch: an open one has a positive symbol b_j, a closed one a positive
symbol c_j.  T is analytic in the b_j, so that one formula with complex b_j (`Branch.EITHER`) serves all energies in a
generated module.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from derive.exact.scalar import Scalar
from derive.golden.model import HBAR
from derive.parameters import I, complex_, positive
from derive.scattering.labels import word
from derive.scattering.model import MASS


class Branch(Enum):
    """Where the total energy lies: above a threshold, below it, or left open."""

    OPEN = "open"
    CLOSED = "closed"
    EITHER = "either"


@dataclass(frozen=True)
class Channel:
    """One level with the particle's motion beside it.

    Parameters
    ----------
    label : of the level.
    energy : threshold E_j (J).
    branch : see `Branch`.
    dimension : in which the particle moves.
    """

    label: str
    energy: Scalar
    branch: Branch = Branch.OPEN
    dimension: int = 1

    @property
    def meaning(self) -> str:
        """Of the letter b_j or c_j, in words."""
        if self.branch is Branch.EITHER:
            return f"sqrt(m/(2 (E - E_j + i0)))/hbar of the channel {self.label}"
        return f"sqrt(m/(2 |E - E_j|))/hbar of the {self.branch.value} channel {self.label}"

    @property
    def is_open(self) -> bool:
        """Whether a particle can leave beside this level."""
        return self.branch is Branch.OPEN

    @property
    def strength(self) -> Scalar:
        """``|b_j|`` as a positive symbol of its own, or ``b_j`` as a complex one where the branch is open, 1/(J m)."""
        letter = "c" if self.branch is Branch.CLOSED else "b"
        make = complex_ if self.branch is Branch.EITHER else positive
        unit = "1/(J*m)" if self.dimension == 1 else f"1/(J*m**{self.dimension})"
        latex = rf"{letter}_{{{self.label}}}"
        value: Scalar = make(f"{letter}_{word(self.label)}", unit=unit, latex=latex, meaning=self.meaning)
        return value

    @property
    def b(self) -> Scalar:
        """``b_j`` on its branch: positive, ``-i c_j``, or complex."""
        return -I * self.strength if self.branch is Branch.CLOSED else self.strength

    def wave_number(self, mass: Scalar = MASS) -> Scalar:
        """``k_j = m/(hbar^2 b_j)``: positive above the threshold, positive imaginary below, 1/m."""
        return mass / (HBAR**2 * self.b)

    def squared(self, energy: Scalar, mass: Scalar = MASS) -> Scalar:
        """``|b_j|^2`` at a total energy: ``m/(2 hbar^2 |E - E_j|)``; of the branch left open ``b_j^2``."""
        above = self.energy - energy if self.branch is Branch.CLOSED else energy - self.energy
        return mass / (2 * HBAR**2 * above)
