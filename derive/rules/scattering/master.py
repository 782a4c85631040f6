"""The GKLS generator from T, by Bohr frequencies, degenerate ones grouped; the Pauli equation is its diagonal.

Transitions ``l -> k`` and ``l' -> k'`` of one Bohr frequency ``omega = E_k - E_l`` act together, with the same momenta:

    d rho/dt = -(i/hbar) [H_S, rho] + sum_omega sum C_(kl, k'l') (|k><l| rho |l'><k'| - {|l'><k'|k><l|, rho}/2)
    C_(kl, k'l') = prefactor int_max(0, omega)^oo de exp(-beta e) b(e) b(e - omega) t_kl(e + E_l) t_k'l'(e + E_l')^*

with the kinetic energy e of the particle that arrives and ``b(e) = sqrt(m/(2 e))/hbar``.  Each C is a Gram matrix, so
the generator is of GKLS form whatever T is; its diagonal ``C_(kl, kl) = a_kl`` holds the rates.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from derive.exact.scalar import Scalar
from derive.rules.scattering.lippmann import Scattering
from derive.rules.scattering.rates import Rate, prefactor, rate

Transition = tuple[int, int]
"""Final and initial level."""
Element = tuple[int, int]
"""Row and column of the density matrix."""


@dataclass(frozen=True)
class Block:
    """All transitions of one Bohr frequency (J), which is what the particle loses."""

    frequency: Scalar
    transitions: tuple[Transition, ...]


@dataclass(frozen=True)
class Coefficient:
    """``C_(kl, k'l')``: the prefactor, and the elements of the reduced T that stand under the integral.

    ``left`` is taken at the total energy ``e + E_l``, the conjugate of ``right`` at ``e + E_l'``.
    """

    frequency: Scalar
    left_transition: Transition
    right_transition: Transition
    prefactor: Scalar
    left: Scalar
    right: Scalar


@dataclass(frozen=True)
class Master:
    """The generator of one model, with the rates on its diagonal.

    Parameters
    ----------
    solved : T, all channels open.
    blocks : by Bohr frequency; that of the elastic transitions first, then in the order of the levels.
    """

    solved: Scattering
    blocks: tuple[Block, ...]

    @property
    def rates(self) -> tuple[Rate, ...]:
        """The rates between different levels, by final and then initial level."""
        size = range(self.solved.model.size)
        return tuple(rate(self.solved, k, j) for k, j in product(size, size) if k != j)

    @property
    def degenerate(self) -> tuple[Element, ...]:
        """Pairs of different levels of one energy: their coherence moves together with the populations."""
        return tuple((k, j) for k, j in self.blocks[0].transitions if k < j)

    @property
    def act_together(self) -> bool:
        """Whether different transitions that are not elastic have one Bohr frequency, or levels one energy."""
        return bool(self.degenerate) or any(len(b.transitions) > 1 for b in self.blocks if b.frequency)

    def coefficient(self, left: Transition, right: Transition) -> Coefficient | None:
        """One coefficient of the generator; ``None`` where the transitions have different Bohr frequencies."""
        block = next(b for b in self.blocks if left in b.transitions)
        if right not in block.transitions:
            return None
        dimension = self.solved.channels[0].dimension
        t, before = self.solved.reduced, prefactor(self.solved.model.gas, dimension)
        return Coefficient(block.frequency, left, right, before, t[left[0]][left[1]], t[right[0]][right[1]])

    def pairs(self) -> Iterator[tuple[Transition, Transition]]:
        """All pairs of transitions that act together: those of one Bohr frequency, in both orders."""
        for block in self.blocks:
            yield from product(block.transitions, repeat=2)

    def feeds(self, element: Element) -> tuple[Element, ...]:
        """The elements ``rho_ll'`` that ``d rho_kk'/dt`` has, itself among them: those of its own Bohr frequency."""
        return next(b.transitions for b in self.blocks if element in b.transitions)


def bohr_blocks(energies: Sequence[Scalar]) -> tuple[Block, ...]:
    """All transitions, grouped by exactly equal Bohr frequencies."""
    size = range(len(energies))
    found: list[tuple[Scalar, list[Transition]]] = []
    for k, j in sorted(product(size, size), key=lambda pair: pair[0] != pair[1]):
        frequency = energies[k] - energies[j]
        for known, transitions in found:
            if known == frequency:
                transitions.append((k, j))
                break
        else:
            found.append((frequency, [(k, j)]))
    return tuple(Block(frequency, tuple(transitions)) for frequency, transitions in found)


def master(solved: Scattering) -> Master:
    """The generator of a model whose T was solved with all channels open."""
    return Master(solved, bohr_blocks(solved.spectrum.energies))
