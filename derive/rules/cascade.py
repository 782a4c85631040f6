"""Cascaded systems by the SLH series product.

One channel with scattering phase S, coupling L and Hamiltonian H.  Feeding the output of ``first`` into
``second`` gives ``(S2 S1, L2 + S2 L1, H1 + H2 + (L2.dag S2 L1 - L1.dag S2* L2)/(2i))``
[Gough and James, Commun. Math. Phys. 287, 1109 (2009)].  A thermal or squeezed input changes the bath's
correlations only, not the product.
"""

from __future__ import annotations

from dataclasses import dataclass

from derive.algebra.operator import Op
from derive.exact.scalar import Scalar, constant
from derive.model import Bath, Cascade
from derive.parameters import I, exp


@dataclass(frozen=True)
class Component:
    """One port: scattering phase, coupling operator, Hamiltonian over hbar."""

    scattering: Scalar
    coupling: Op
    hamiltonian: Op


def series(first: Component, second: Component) -> Component:
    """The component in which the output of ``first`` is the input of ``second``."""
    s, arriving = second.scattering, second.scattering * first.coupling
    hopping = (second.coupling.dag * arriving - arriving.dag * second.coupling) / (2 * I)
    return Component(s * first.scattering, second.coupling + arriving, first.hamiltonian + second.hamiltonian + hopping)


def resolve(cascade: Cascade) -> tuple[Op, Bath]:
    """The hopping Hamiltonian (over hbar) and the collective bath that a cascade stands for."""
    nothing = Op({})
    total = Component(constant(1), cascade.stages[0], nothing)
    for stage, phase in zip(cascade.stages[1:], cascade.phases, strict=True):
        line = Component(exp(I * phase), nothing, nothing)
        total = series(series(total, line), Component(constant(1), stage, nothing))
    # The coupling's phases refer to the end of the line, where the input has turned by the scattering phase:
    # its pair correlation <b b> arrives turned twice.
    squeezing = total.scattering**2 * cascade.squeezing
    bath = Bath(
        total.coupling,
        occupation=cascade.occupation,
        squeezing=squeezing,
        name=cascade.name,
        latex=cascade.latex,
    )
    return total.hamiltonian, bath
