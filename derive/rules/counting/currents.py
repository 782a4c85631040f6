"""Currents into the baths, as operators whose stationary mean is taken: quanta and energy.

The current of quanta is the derivative of the tilted generator at 1: ``<exp(-s n)>`` has the rate
``<tilted(1)>``, and the derivative of ``exp(-s)`` by ``-s`` is 1 for emission, -1 for absorption.  The current of
energy is what the dissipator of one bath alone takes from the Hamiltonian, ``-D_k(H)``.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf

from derive.algebra.operator import IDENTITY, Op
from derive.exact.scalar import Scalar
from derive.model import Model
from derive.rules.counting.tilted import countable, jumps
from derive.rules.lindblad import Generator, generator
from derive.rules.moments import moments
from derive.rules.steady import SteadyState

FEW = 2
"""Spaces up to which a limit on the length does not keep the moments of the currents from being derived anew."""


def current_operator(master: Generator, bath: int) -> Op:
    """The operator whose mean is the current of quanta into a bath (its position): ``(N+1) L.dag L - N L L.dag``.

    Raises
    ------
    ModelError
        for a bath with squeezed input.
    """
    one, total = Op.scalar(1), Op({})
    for jump in jumps(master, (bath,)):
        total = total + jump.direction.value * jump(one)
    return total


def heat_operator(master: Generator, bath: int) -> Op:
    """The operator whose mean is the energy current into a bath, in units of the Hamiltonian squared (hbar = 1).

    H is the master equation's, hopping of cascades included, so that the currents of all baths add up to ``-dH/dt``.
    """
    alone = Generator(Op({}), (master.baths[bath],))
    return -alone(master.hamiltonian)


@dataclass(frozen=True)
class Currents:
    """Stationary currents by bath position, in the parameters and stages of ``state``; ``baths`` are their names."""

    state: SteadyState
    baths: tuple[str, ...]
    quanta: dict[int, Scalar]
    heat: dict[int, Scalar]


def currents(model: Model, steady: SteadyState | None = None, longest: int | None = None) -> Currents:
    """Stationary currents of a model.

    Parameters
    ----------
    model : the model.
    steady : a steady state that is there already; used where its moments reach.
    longest : terms that the moments of one current may have together; a current beyond is left out, because adding
        quotients of that size takes minutes and nobody would read the result.  No limit by default.

    Raises
    ------
    ClosureError, SteadyStateError
        where the moments of the currents do not close or have no unique stationary value.
    """
    master = generator(model)
    quanta = {k: current_operator(master, k) for k in countable(master)}
    heat = {k: heat_operator(master, k) for k in range(len(master.baths))}
    operators = (*quanta.values(), *heat.values())
    few = longest is None or len(model.spaces) <= FEW
    if steady is None or (few and not all(_reaches(steady, op) for op in operators)):
        asked = tuple(op for op in operators if op.terms.keys() - {IDENTITY})
        steady = moments(model, asked).steady_state()
    state = steady

    def taken(of: dict[int, Op]) -> dict[int, Scalar]:
        chosen = {k: op for k, op in of.items() if longest is None or _length(state, op) <= longest}
        return {k: state.staged(op) for k, op in chosen.items()}

    return Currents(state, tuple(bath.name for bath in master.baths), taken(quanta), taken(heat))


def _reaches(steady: SteadyState, op: Op) -> bool:
    return all(word == IDENTITY or word in steady.values for word in op.terms)


def _length(steady: SteadyState, op: Op) -> float:
    """The number of terms of the moments an operator asks for; infinite where one is not there."""
    if not _reaches(steady, op):
        return inf
    values = [steady.values[word] for word in op.terms if word != IDENTITY]
    return sum(len(v.re) + len(v.im) + len(v.den) for v in values)
