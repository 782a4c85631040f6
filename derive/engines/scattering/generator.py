"""The quantum master equation of the density matrix, as claims speak of it: the GKLS generator of the rule, in letters.

Transitions of one Bohr frequency act together,

    d rho/dt = -(i/hbar) [H_S, rho] + sum C_(kl, k'l') (|k><l| rho |l'><k'| - {|l'><k'|k><l|, rho}/2),

with the coefficients of `derive.rules.scattering.master`, whose integrals over the energy are the letters X and Y of
`Letters`.  The shift of the levels by forward scattering is part of H_S.  What happens to populations is the diagonal.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from derive.algebra.levels import Levels, Transitions
from derive.algebra.operator import IDENTITY, Op
from derive.claims.superoperator import Superoperator, density, together
from derive.engines.scattering.letters import Letters
from derive.exact.scalar import Scalar, constant
from derive.golden.model import HBAR
from derive.parameters import I
from derive.rules.scattering.master import Master, Transition
from derive.scattering.model import Matrix


class Generator:
    """Operators of the levels, and what collisions do to their density matrix."""

    def __init__(self, letters: Letters, master: Master):
        self.letters, self.master = letters, master
        labels = tuple(c.label for c in letters.found.channels)
        self.transitions = Transitions(Levels("level", "S", labels))

    def transition(self, final: int, initial: int) -> Op:
        """``|k><l|``."""
        labels = self.transitions.space.labels
        return self.transitions(labels[final], labels[initial])

    @cached_property
    def hamiltonian(self) -> Op:
        """``H_S`` with the levels as letters, J."""
        return _summed(e * self.transition(j, j) for j, e in enumerate(self.letters.energies))

    @cached_property
    def by_frequency(self) -> Op:
        """``T_omega(p', p)``: every element of T beside the indicator of its Bohr frequency."""
        return _summed(
            self.letters.indicator(k, j) * self.letters.open_element(k, j) * self.transition(k, j)
            for k, j in self.letters.pairs
        )

    def coefficient(self, left: Transition, right: Transition) -> Scalar:
        """``C_(kl, k'l')`` (1/s): the rate where both are one transition, zero where their frequencies differ."""
        found = self.master.coefficient(left, right)
        if found is None:
            return constant(0)
        return found.prefactor * self.letters.together(found.left_transition, found.right_transition)

    def collisions(self, pairs: Iterable[tuple[Transition, Transition]]) -> Superoperator:
        """What some pairs of transitions do to any density matrix, per second."""
        result, rho = Superoperator({}), density()
        for left, right in pairs:
            both = together(self.transition(*left), self.transition(*right), rho)
            result = result + both * self.coefficient(left, right)
        return result

    @cached_property
    def all_collisions(self) -> Superoperator:
        """What collisions do to any density matrix, per second."""
        return self.collisions(self.master.pairs())

    def dissipator(self, rho: Superoperator) -> Superoperator:
        """What collisions do to a density matrix, per second."""
        return self.all_collisions.following(rho)

    def populations(self, does: Superoperator) -> Matrix:
        """What a map of density matrices makes of populations: the rows are those after, the columns those before."""
        size = range(self.letters.size)
        columns = [self.diagonal(does.applied(self.transition(j, j))) for j in size]
        return tuple(zip(*columns, strict=True))

    def diagonal(self, op: Op) -> tuple[Scalar, ...]:
        """``<k|op|k>`` of every level; the population of the first is 1 less the others in normal order."""
        space = self.transitions.space
        first = op.coefficient(IDENTITY)
        others = (op.coefficient(((space, (k, k)),)) for k in range(1, self.letters.size))
        return (first, *(first + x for x in others))

    def motion(self, rho: Superoperator) -> Superoperator:
        """``d rho/dt``."""
        turning = rho.after(self.hamiltonian) - rho * self.hamiltonian
        return turning * (-I / HBAR) + self.dissipator(rho)

    def density(self) -> Superoperator:
        """The density matrix itself."""
        return density()


def _summed(operators: Any) -> Op:
    total = Op({})
    for op in operators:
        total = total + op
    return total
