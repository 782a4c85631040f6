"""Is a master equation quadratic and excitation-number conserving?  Then its equilibrium is known without solving."""

from __future__ import annotations

from derive.algebra.boson import Boson
from derive.algebra.operator import IDENTITY, Op, Word
from derive.audits.record import brief
from derive.exact.scalar import Scalar
from derive.rules.lindblad import Generator


def objection(master: Generator) -> str:
    """The first term that is not of the form ``c_i.dag c_j`` in H or ``c_i`` in a coupling; empty if there is none."""
    for word, c in master.hamiltonian:
        if word != IDENTITY and _ladder(word) != (1, 1):
            return f"the Hamiltonian's {brief(Op({word: c}))} is not a hopping or an energy of bosonic modes"
    for bath in master.baths:
        for word, _ in bath.operator:
            if _ladder(word) != (0, 1):
                return f"bath {bath.name} couples to {brief(bath.operator)}, which does more than annihilate quanta"
    return ""


def _ladder(word: Word) -> tuple[int, int] | None:
    """Numbers of creation and annihilation operators in a word of modes only."""
    if not all(isinstance(space, Boson) for space, _ in word):
        return None
    return sum(e[0] for _, e in word), sum(e[1] for _, e in word)


def modes_of(master: Generator) -> tuple[Boson, ...]:
    """The modes a master equation acts on, in their order."""
    operators = [master.hamiltonian, *(bath.operator for bath in master.baths)]
    found = {space for op in operators for space in op.spaces if isinstance(space, Boson)}
    return tuple(sorted(found, key=lambda space: space.key))


def occupation_word(mode: Boson) -> Word:
    """The word of ``c.dag*c``."""
    return ((mode, (1, 1)),)


def rate_on(operator: Op, mode: Boson) -> Scalar:
    """``|u|**2`` of the amplitude u with which a coupling annihilates quanta of a mode."""
    amplitude = operator.coefficient(((mode, (0, 1)),))
    return amplitude * amplitude.conjugate()
