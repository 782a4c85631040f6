"""The quantum master equation of the density matrix, as claims speak of it.

Particles arrive ``nu |v| G(p) dp`` times per second; each takes rho to ``Tr_P(S rho S.dag)``.  With one Bohr frequency
at a time that is, for levels all of different energies and Bohr frequencies,

    d rho/dt = -(i/hbar) [H_S, rho] + sum_kl a_kl (|k><l| rho |l><k| - {|l><l|, rho}/2) + dephasing,

where a_kl is the rate of the Pauli equation, and elastic collisions have ``sum c_kl |k><k| rho |l><l|`` with the
elements T_kk and T_ll under one delta function.  The shift of the levels by forward scattering is part of H_S.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any

from derive.algebra.levels import Levels, Transitions
from derive.algebra.operator import Op
from derive.claims.superoperator import Superoperator, density
from derive.engines.scattering.letters import Letters
from derive.engines.scattering.pauli import Rates
from derive.golden.model import HBAR
from derive.parameters import I


class Generator:
    """Operators of the levels, and what a collision does to their density matrix."""

    def __init__(self, letters: Letters, rates: Rates):
        self.letters, self.rates = letters, rates
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

    @cached_property
    def stationary(self) -> Op:
        """The stationary state: the levels with their stationary populations."""
        return _summed(p * self.transition(j, j) for j, p in enumerate(self.rates.stationary))

    def dissipator(self, rho: Superoperator) -> Superoperator:
        """What collisions do to a density matrix, per second."""
        result = Superoperator({})
        for k, j in self.letters.pairs:
            there, back = self.transition(k, j), self.transition(j, k)
            lost = rho.after(back * there) + rho * (back * there)
            result = result + (rho.after(there) * back - lost / 2) * self.rates.rate(k, j)
        for k, j in self.letters.pairs:
            if k != j:
                both = rho.after(self.transition(k, k)) * self.transition(j, j)
                result = result + both * self.rates.dephasing(k, j)
        return result

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
