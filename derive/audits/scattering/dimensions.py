"""Dimensions: energies in J, contacts in J*m, b in 1/(J*m), T in m/s between momentum states, rates in 1/s."""

from __future__ import annotations

from collections.abc import Iterator

from derive.audits.demands import AUDIT as AUDIT
from derive.audits.demands import Demand, judged
from derive.audits.record import Finding
from derive.audits.scattering.derived import SYMBOLIC, Derived, at_point
from derive.exact.scalar import Scalar, constant
from derive.golden.model import HBAR, PI
from derive.parameters import positive
from derive.rules.scattering.rates import partition, rate
from derive.units import PURE, RATE, parse_unit

ENERGY, CONTACT, PER_CONTACT = parse_unit("J"), parse_unit("J*m"), parse_unit("1/(J*m)")
VELOCITY, MOMENTUM, LENGTH = parse_unit("m/s"), parse_unit("kg*m/s"), parse_unit("m")
TOTAL: Scalar = positive("E", unit="J", meaning="total energy")


def check(derived: Derived) -> tuple[Finding, ...]:
    """One finding for each stage from the statement to the rates."""
    stages = (
        ("statement", "energies are J, contacts J*m, positions m, the gas kg, 1/J and 1/m", _statement(derived)),
        ("channels", "every b_j is 1/(J*m), and so is sqrt(m/(2 |E - E_j|))/hbar", _channels(derived)),
        ("T", "every term of 1 + i B v is a pure number, of t = 2 pi hbar T is J*m, of T is m/s", _t_matrix(derived)),
        (
            "rates",
            "Z is a momentum, and every rate is 1/s: prefactor times energy times a pure number",
            _rates(derived),
        ),
    )
    return tuple(judged(*stage) for stage in stages)


def _statement(derived: Derived) -> Iterator[Demand]:
    model = derived.model
    for i, row in enumerate(model.hamiltonian):
        for j, value in enumerate(row):
            yield f"entry ({i}, {j}) of the Hamiltonian", value, ENERGY
    for k, contact in enumerate(model.contacts):
        for i, row in enumerate(model.coupling_of(contact)):
            for j, value in enumerate(row):
                yield f"entry ({i}, {j}) of contact {k + 1}", value, CONTACT
        yield f"the position of contact {k + 1}", contact.position, LENGTH
    yield "the mass", model.gas.mass, parse_unit("kg")
    yield "beta", model.gas.beta, parse_unit("1/J")
    yield "the density", model.gas.density, parse_unit("1/m")


def _channels(derived: Derived) -> Iterator[Demand]:
    for channel in derived.open.channels:
        yield f"the energy of level {channel.label}", channel.energy, ENERGY
        yield f"b of level {channel.label}", channel.b, PER_CONTACT
        squared = channel.squared(TOTAL, derived.model.gas.mass)
        yield f"m/(2 hbar^2 (E - E_j)) of level {channel.label}", squared, PER_CONTACT**2


def _t_matrix(derived: Derived) -> Iterator[Demand]:
    """The equation for T term by term, and its solution where it is small enough to be written."""
    found = derived.open
    labels = [c.label for c in found.channels]
    one_contact = next((x for row in found.coupling for x in row if x), constant(0))
    small = derived.model.size <= SYMBOLIC
    if small:
        yield "det(1 + i B v)", found.determinant, PURE
    for i, row in enumerate(found.coupling):
        for j in range(len(row)):
            name = f"({labels[i]}, {labels[j]})"
            yield f"v{name}", row[j], CONTACT
            if j in found.system[i]:
                yield f"1 + i B v at {name}", found.system[i][j], PURE
            if small:
                yield f"t{name} times the determinant", found.numerators[i][j], CONTACT
    yield "T between momentum states", one_contact / (2 * PI * HBAR), VELOCITY


def _rates(derived: Derived) -> Iterator[Demand]:
    """Prefactors of all rates; one weight ``b_k b_l |t_kl|^2``, the others being like it, where it can be written."""
    found = derived.open if derived.model.size < SYMBOLIC else at_point(derived, ())
    yield "Z", partition(found), MOMENTUM
    for k, final in enumerate(found.channels):
        for l, initial in enumerate(found.channels):  # noqa: E741 - the field's own letter
            yield (
                f"a({final.label}, {initial.label}): prefactor times energy",
                rate(found, k, l).prefactor * TOTAL,
                RATE,
            )
    if derived.model.size < SYMBOLIC:
        k = derived.model.size - 1
        yield f"a({found.channels[k].label}, {found.channels[0].label}): weight", rate(found, k, 0).weight, PURE
