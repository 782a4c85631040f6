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
from derive.scattering.model import ScatteringModel
from derive.units import PURE, RATE, Unit, parse_unit

ENERGY, VELOCITY, MOMENTUM, LENGTH = parse_unit("J"), parse_unit("m/s"), parse_unit("kg*m/s"), parse_unit("m")
TOTAL: Scalar = positive("E", unit="J", meaning="total energy")
IN_SPACE = "v times the density of states is a pure number, Z a power of a momentum, and rates are 1/s"


def check(derived: Derived) -> tuple[Finding, ...]:
    """One finding for each stage from the statement to the rates."""
    if not derived.model.gas.is_plain:
        return (stated(derived.model), judged("states", IN_SPACE, _in_space(derived)))
    stages = (
        ("channels", "every b_j is 1/(J*m), and so is sqrt(m/(2 |E - E_j|))/hbar", _channels(derived)),
        ("T", "every term of 1 + i B v is a pure number, of t = 2 pi hbar T is J*m, of T is m/s", _t_matrix(derived)),
        (
            "rates",
            "Z is a momentum, and every rate is 1/s: prefactor times energy times a pure number",
            _rates(derived),
        ),
    )
    return (stated(derived.model), *(judged(*stage) for stage in stages))


def stated(model: ScatteringModel) -> Finding:
    """The units of what the user states, wherever the contacts are."""
    d = model.gas.dimension
    volume = "m" if d == 1 else f"m**{d}"
    must = f"energies are J, contacts J*{volume}, positions m, the gas kg, 1/J and 1/{volume}"
    return judged("statement", must, _statement(model))


def _statement(model: ScatteringModel) -> Iterator[Demand]:
    for i, row in enumerate(model.hamiltonian):
        for j, value in enumerate(row):
            yield f"entry ({i}, {j}) of the Hamiltonian", value, ENERGY
    for k, contact in enumerate(model.contacts):
        for i, row in enumerate(model.coupling_of(contact)):
            for j, value in enumerate(row):
                yield f"entry ({i}, {j}) of contact {k + 1}", value, _contact(model)
        yield f"the position of contact {k + 1}", contact.position, LENGTH
    yield "the mass", model.gas.mass, parse_unit("kg")
    yield "beta", model.gas.beta, parse_unit("1/J")
    yield "the density", model.gas.density, parse_unit(f"1/m**{model.gas.dimension}")
    for what in ("cutoff", "scale"):
        if (value := getattr(model.gas, what)) is not None:
            yield f"the {what}", value, MOMENTUM


def _contact(model: ScatteringModel) -> Unit:
    return parse_unit(f"J*m**{model.gas.dimension}")


def _in_space(derived: Derived) -> Iterator[Demand]:
    """By densities of states and couplings: a logarithm of a momentum has no unit of its own."""
    contact = _contact(derived.model)
    for k, channel in enumerate(derived.open.channels):
        yield f"the energy of level {channel.label}", channel.energy, ENERGY
        for j, x in enumerate(derived.open.coupling[k]):
            yield f"v({k}, {j})", x, contact
            yield f"v({k}, {j}) times the density of states", x * channel.strength, PURE
    yield "Z", partition(derived.open), MOMENTUM**derived.model.gas.dimension
    yield "the prefactor of rates times energy", rate(derived.open, 0, 0).prefactor * TOTAL, RATE


def _channels(derived: Derived) -> Iterator[Demand]:
    for channel in derived.open.channels:
        yield f"the energy of level {channel.label}", channel.energy, ENERGY
        yield f"b of level {channel.label}", channel.b, PURE / _contact(derived.model)
        squared = channel.squared(TOTAL, derived.model.gas.mass)
        yield f"m/(2 hbar^2 (E - E_j)) of level {channel.label}", squared, (PURE / _contact(derived.model)) ** 2


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
            yield f"v{name}", row[j], _contact(derived.model)
            if j in found.system[i]:
                yield f"1 + i B v at {name}", found.system[i][j], PURE
            if small:
                yield f"t{name} times the determinant", found.numerators[i][j], _contact(derived.model)
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
