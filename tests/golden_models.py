"""Small golden-rule models for tests, and thermal values to put into their equations.

PAIR: reservoirs A and C joined by h.  CHAIN: A - C - M, emitters M behind a continuum C.  LINE: A, M, B along one
line with a right-moving and a left-moving continuum.
"""

from __future__ import annotations

from derive.algebra.operator import Op
from derive.exact.ring import Generator, Role
from derive.exact.scalar import Scalar, constant, substitute
from derive.golden.assumptions import MeanField, OnShell
from derive.golden.model import RateModel
from derive.golden.species import Continuum, Emitters, Line
from derive.parameters import positive, real
from derive.rules.golden_rule.kinetics import Kinetics

h, g, g_1, g_2 = real("h g g_1 g_2", unit="J")
A, B, C = Continuum("A", letter="j"), Continuum("B", letter="l"), Continuum("C")
right, left = Continuum("R"), Continuum("L")
M = Emitters("M", number=positive("m"), excited="m_e")
Gamma = positive("Gamma", unit="1/s")
BROAD = Emitters("M", number=positive("m"), excited="m_e", linewidth=Gamma)


def exchanged(one: Op, other: Op) -> Op:
    """``one.dag*other`` and its Hermitian conjugate."""
    return one.dag * other + other.dag * one


PAIR = RateModel("pair", (A, C), h * exchanged(A.a, C.a))
CHAIN = RateModel(
    "chain", (A, C, M), h * exchanged(A.a, C.a) + g * exchanged(M.minus, C.a), (OnShell(), MeanField()), order=2
)
LINE = RateModel(
    "line",
    (A, B, right, left, M),
    h * (exchanged(A.a, right.a + left.a) + exchanged(B.a, right.a + left.a))
    + exchanged(M.minus, g_1 * right.a + g_2 * left.a),
    (OnShell(), MeanField()),
    order=2,
    lines=(Line((A, M, B), right, left),),
)


def thermal(kinetics: Kinetics, boltzmann: int, quanta: dict[str, int] | None = None) -> dict[Generator, Scalar]:
    """Occupations at ``exp(hbar*omega/k_B*T) = boltzmann``, to the power of a species' quanta (1 if not said)."""
    images = {}
    for species in kinetics.model.species:
        factor = constant(boltzmann ** (quanta or {}).get(species.name, 1))
        value = species.number / (factor + 1) if isinstance(species, Emitters) else 1 / (factor - 1)
        images[Generator(Role.VALUE, species.state.name, species.state)] = value
    return images


def put_in(value: Scalar, images: dict[Generator, Scalar]) -> Scalar:
    """A scalar with some generators replaced."""
    return substitute(value, {k: v for k, v in images.items() if k in value.generators})
