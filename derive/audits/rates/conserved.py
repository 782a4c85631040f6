"""Conserved quantities, found: every linear combination of the states whose time derivative vanishes identically.

``w . R = 0`` is solved over the field of the parameters, with the coefficients of all monomials in the states as
columns.  In a closed system the energy ``sum hbar w_i N_i n_i`` must be among them; what is held empty takes it away.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

from derive.audits.rates.words import listed, shown
from derive.audits.record import Finding, Outcome
from derive.exact.points import points
from derive.exact.ring import Generator, Poly, Ring
from derive.exact.scalar import Scalar, constant, imaginary_unit, scalar, symbols_of
from derive.parameters import value_of
from derive.rules.golden_rule.equilibrium import lost_to, modes
from derive.rules.golden_rule.kinetics import Kinetics, weight_of
from derive.symbols import Symbol

AUDIT = "conserved quantities"
Monomial = tuple[tuple[Generator, int], ...]
Row = dict[Monomial, Scalar]
K = TypeVar("K")


def check(derived: Kinetics) -> tuple[Finding, ...]:
    """Two findings: the energy of the moving species, and everything that the search finds."""
    return _energy(derived), _found(derived)


def conserved(derived: Kinetics) -> tuple[Mapping[str, Scalar], ...]:
    """A basis of the conserved combinations: for each species the weight of one quantum (not of one mode).

    At an exact point of the parameters there are at least as many as for all of them; where all of those hold for
    all parameters, they are the basis, and else it is solved for.
    """
    rates = [quanta_rate(derived, n) for n in derived.moving]
    parameters = [value_of(s) for s in symbols_of(rates) - set(derived.states)]
    (point,) = points(parameters, 1)
    basis = _left_null_space([_monomials(derived, point.at(rate)) for rate in rates])
    if any(sum((c * rates[i] for i, c in v.items()), constant(0)) for v in basis):
        basis = _left_null_space([_monomials(derived, rate) for rate in rates])
    return tuple({derived.moving[i]: c for i, c in vector.items()} for vector in basis)


def quanta_rate(derived: Kinetics, species: str) -> Scalar:
    """The time derivative of the number of quanta of a species: of all modes, or of the whole ensemble."""
    right = derived.microscopic[derived.moving.index(species)]
    return right / weight_of(derived.model, derived.model.by_name[species])


def energy_rate(derived: Kinetics) -> Scalar:
    """The time derivative of the energy of the moving species over hbar."""
    model = derived.model
    rates = (model.frequency_of(model.by_name[n]) * quanta_rate(derived, n) for n in derived.moving)
    return sum(rates, constant(0))


def quantity(derived: Kinetics, weights: Mapping[str, Scalar]) -> str:
    """``N*n_A + N*n_B + m_e``: a combination in terms of the numbers of modes."""
    total = constant(0)
    for name, w in weights.items():
        species = derived.model.by_name[name]
        total = total + w * modes(derived.model, species) * value_of(species.state)
    return shown(total)


def _energy(derived: Kinetics) -> Finding:
    model, rate = derived.model, energy_rate(derived)
    leaving = [p for p in derived.processes if lost_to(model, p)]
    carried = constant(0)
    for p in leaving:
        for name in p.created:
            if name in model.empty:
                carried = carried + p.events * model.frequency_of(model.by_name[name])
    if rate + carried:
        books = "with what the empty species take away " if leaving else ""
        detail = f"{books}d(energy)/dt must be 0 but is hbar times {shown(rate + carried)}"
        return Finding(AUDIT, "energy", Outcome.FAILED, detail)
    if leaving:
        detail = (
            f"the moving species lose what {listed(p.name for p in leaving)} carry into {listed(sorted(model.empty))}, "
            "which are held empty; with it the books balance"
        )
        return Finding(AUDIT, "energy", Outcome.NOT_APPLICABLE, detail)
    return Finding(AUDIT, "energy", Outcome.PASSED, "sum of hbar*frequency*quanta over all species is constant")


def _found(derived: Kinetics) -> Finding:
    basis = conserved(derived)
    if basis:
        quantities = listed(quantity(derived, weights) for weights in basis)
        detail = f"conserved is {quantities}, and no other linear combination of the states"
        return Finding(AUDIT, "linear combinations", Outcome.NOTED, detail)
    leaving = [p.name for p in derived.processes if lost_to(derived.model, p)]
    why = f": quanta leave by {listed(leaving)}" if leaving else ""
    return Finding(
        AUDIT, "linear combinations", Outcome.NOTED, f"no linear combination of the states is conserved{why}"
    )


def _monomials(derived: Kinetics, value: Scalar) -> Row:
    """The coefficients of the monomials in the states."""
    states = set(derived.states)
    below = scalar(value.ring, value.ring.one, value.ring.zero, value.den)
    row: Row = {}
    for unit, poly in ((constant(1), value.re), (imaginary_unit(), value.im)):
        for key, rest in _sorted_out(value.ring, poly, states).items():
            row[key] = row.get(key, constant(0)) + unit * rest * below
    return {key: c for key, c in row.items() if c}


def _sorted_out(ring: Ring, poly: Poly, states: set[Symbol]) -> Row:
    groups: dict[Monomial, dict[tuple[int, ...], int]] = {}
    for exponents, c in poly.terms():
        powers = [(g, int(e)) for g, e in zip(ring.generators, exponents, strict=True)]
        key = tuple((g, e) for g, e in powers if e and g.symbol in states)
        rest = tuple(0 if g.symbol in states else e for g, e in powers)
        groups.setdefault(key, {})[rest] = int(c)
    return {key: Scalar(ring, ring.context.from_dict(t), ring.zero, ring.one) for key, t in groups.items()}


def _left_null_space(rows: Sequence[Row]) -> list[dict[int, Scalar]]:
    """A basis of all ``v`` with ``v * rows = 0``, the last entry of each 1: each row by those before it."""
    independent: list[tuple[Monomial, Row, dict[int, Scalar]]] = []
    found = []
    for i, row in enumerate(rows):
        current, made = dict(row), {i: constant(1)}
        for pivot, pivot_row, recipe in independent:
            if pivot in current:
                factor = current[pivot] / pivot_row[pivot]
                current = _less(current, pivot_row, factor)
                made = _less(made, recipe, factor)
        if current:
            independent.append((min(current, key=_order), current, made))
        else:
            found.append(made)
    return found


def _order(key: Monomial) -> tuple[object, ...]:
    return tuple((g.sort_key, e) for g, e in key)


def _less(left: dict[K, Scalar], right: dict[K, Scalar], factor: Scalar) -> dict[K, Scalar]:
    """``left - factor*right`` without zeros."""
    total = dict(left)
    for key, c in right.items():
        total[key] = total.get(key, constant(0)) - factor * c
    return {key: c for key, c in total.items() if c}
