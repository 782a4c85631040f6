"""The generator of a master equation acting on operators (the adjoint Lindbladian).

    d<O>/dt = < i [H, O] + sum_ab C_ab ( L_b.dag O L_a - (L_b.dag L_a O + O L_b.dag L_a)/2 ) >

For one bath with coupling L the operators are ``(L_1, L_2) = (L, L.dag)`` and, from the correlations of its
input, ``C = ((N+1, -M*), (-M, N))``: unravelling ``dU = L dB.dag - L.dag dB`` gives each entry as a product of
two increments.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from derive.algebra.operator import Op, commutator
from derive.equations import Step
from derive.exact.ring import ring_of
from derive.exact.scalar import Scalar
from derive.model import Bath, Model
from derive.parameters import I
from derive.rules.cascade import resolve


@dataclass(frozen=True)
class Generator:
    """A master equation: Hamiltonian over hbar (cascades included) and baths, over one ring of coefficients."""

    hamiltonian: Op
    baths: tuple[Bath, ...]
    steps: tuple[Step, ...] = ()

    def __call__(self, op: Op) -> Op:
        """``d op/dt`` in the Heisenberg picture, inside an expectation value."""
        total = I * commutator(self.hamiltonian, op)
        for left, right, weight in self.jumps:
            # left = L_b.dag, right = L_a: L_b.dag O L_a - {L_b.dag L_a, O}/2 = ([L_b.dag, O] L_a - L_b.dag [L_a, O])/2
            flow = commutator(left, op) * right - left * commutator(right, op)
            total = total + (weight / 2) * flow
        return total

    @cached_property
    def jumps(self) -> tuple[tuple[Op, Op, Scalar], ...]:
        """(L_b.dag, L_a, C_ab) for all baths, without the zero ones; real rates stay outside the operators."""
        found = []
        for bath in self.baths:
            op, rate = bath.operator, bath.rate
            (emit, pair), (_, absorb) = bath.correlations
            entries = (
                (op.dag, op, emit * rate),
                (op, op.dag, absorb * rate),
                (op, op, -pair.conjugate() * rate),
                (op.dag, op.dag, -pair * rate),
            )
            found += [entry for entry in entries if entry[2]]
        return tuple(found)


def generator(model: Model) -> Generator:
    """The master equation of a model: cascades become a hopping Hamiltonian and a collective bath."""
    hamiltonian, baths, steps = model.hamiltonian, list(model.baths), []
    for cascade in model.cascades:
        hopping, bath = resolve(cascade)
        hamiltonian = hamiltonian + hopping
        baths.append(bath)
        steps.append(
            Step(
                "cascade",
                "The output of each stage is the input of the next (SLH series product); delays are neglected.",
                (("hopping Hamiltonian / hbar", hopping), ("collective coupling", bath.coupling)),
                "Gough and James, Commun. Math. Phys. 287, 1109 (2009)",
            )
        )
    named = tuple(_with_name(bath, k) for k, bath in enumerate(baths, 1))
    return _over_one_ring(Generator(hamiltonian, named, tuple(steps)))


def _with_name(bath: Bath, position: int) -> Bath:
    name, latex = bath.name or f"b_in_{position}", bath.latex or rf"\hat{{b}}_{{\text{{in}},{position}}}"
    return Bath(bath.operator, bath.rate, bath.occupation, bath.squeezing, name, latex)


def _over_one_ring(master: Generator) -> Generator:
    """Bring every coefficient into one ring, once, so that no product later has to align two."""
    scalars = list(master.hamiltonian.terms.values())
    for bath in master.baths:
        scalars += [*bath.operator.terms.values(), bath.rate, bath.occupation, bath.squeezing]
    ring = ring_of(g for c in scalars for g in c.generators)

    def home(c: Scalar) -> Scalar:
        return c.trimmed().home(ring)

    baths = tuple(
        Bath(b.operator.map(home), home(b.rate), home(b.occupation), home(b.squeezing), b.name, b.latex)
        for b in master.baths
    )
    return Generator(master.hamiltonian.map(home), baths, master.steps)
