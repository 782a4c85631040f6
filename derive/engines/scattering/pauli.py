"""Rates, populations, currents and entropy as claims speak of them: the diagonal of the generator, in the letters X.

A pair of levels has two transitions, there and back.  What they do to the populations is its current, what they do to
the energy of the system is the heat that the pair takes from the gas.
"""

from __future__ import annotations

from functools import cached_property

from derive.engines.scattering.generator import Generator
from derive.engines.scattering.letters import added
from derive.exact.linear import Row, solve
from derive.exact.logarithm import logarithm
from derive.exact.scalar import Scalar, constant
from derive.rules.scattering.rates import golden
from derive.scattering.model import Matrix


class Rates:
    """The Pauli equation of one problem."""

    def __init__(self, generator: Generator):
        self.generator, self.letters = generator, generator.letters
        self.populations = self.letters.populations()

    def rate(self, final: int, initial: int) -> Scalar:
        """``a_kl``: per second from l to k."""
        return self.generator.coefficient((final, initial), (final, initial))

    def thermal(self, final: int, initial: int) -> Scalar:
        """``int dp dp' exp(-beta E_p) delta(E_p' + E_k - E_p - E_l) |<p' k|T|p l>|^2``."""
        return self.rate(final, initial) / golden(self.letters.found.model.gas)

    def ratio(self, final: int, initial: int) -> Scalar:
        """``I(k, l)``: what enters level k from l over what returns, in the Gibbs state."""
        return self.letters.integral(final, initial) / self.letters.integral(initial, final)

    @cached_property
    def matrix(self) -> Matrix:
        """``dp/dt = M p``."""
        return self.generator.populations(self.generator.all_collisions)

    @cached_property
    def stationary(self) -> tuple[Scalar, ...]:
        """The stationary populations of the Pauli equation, solved."""
        size = range(self.letters.size)
        rows: list[Row] = [{j: constant(1) for j in size}]
        rows += [{j: x for j, x in enumerate(row) if x} for row in self.matrix[1:]]
        return tuple(solve(rows, [constant(int(k == 0)) for k in size]))

    @cached_property
    def gibbs(self) -> tuple[Scalar, ...]:
        """``exp(-beta E_k)/Z``."""
        return tuple(self.letters.boltzmann(j) / self.letters.partition() for j in range(self.letters.size))

    def moved(self, final: int, initial: int, populations: tuple[Scalar, ...]) -> tuple[Scalar, ...]:
        """What the transitions of one pair, there and back, change in all populations, per second."""
        there, back = (final, initial), (initial, final)
        matrix = self.generator.populations(self.generator.collisions([(there, there), (back, back)]))
        return _times(matrix, populations)

    def current(self, final: int, initial: int) -> Scalar:
        """``K_kl``: the probability per second that goes from l to k, less what returns."""
        return self.moved(final, initial, self.populations)[final]

    def stationary_current(self, final: int, initial: int) -> Scalar:
        """The same in the Gibbs state."""
        return self.moved(final, initial, self.gibbs)[final]

    def heat(self, final: int, initial: int) -> Scalar:
        """``J_kl`` in the Gibbs state: what the pair takes from the gas per second, J/s."""
        moved = self.moved(final, initial, self.gibbs)
        return added(e * x for e, x in zip(self.letters.energies, moved, strict=True))

    def change(self, j: int) -> Scalar:
        """``dp_j/dt``."""
        return _times(self.matrix, self.populations)[j]

    @cached_property
    def divergence(self) -> Scalar:
        """``sum p ln(p/p_eq)``: the relative entropy to the Gibbs state."""
        pairs = zip(self.populations, self.gibbs, strict=True)
        return added(p * (logarithm(p) - logarithm(q)) for p, q in pairs)


def _times(matrix: Matrix, populations: tuple[Scalar, ...]) -> tuple[Scalar, ...]:
    return tuple(added(x * p for x, p in zip(row, populations, strict=True)) for row in matrix)
