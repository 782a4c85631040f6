"""Dimensions: the Hamiltonian over hbar is an angular frequency, a squared coupling a rate, sums have one unit."""

from __future__ import annotations

from collections.abc import Iterator

from derive.algebra.display import word_text
from derive.algebra.operator import Op
from derive.audits.demands import AUDIT as AUDIT
from derive.audits.demands import Demand, judged
from derive.audits.lindblad.derived import Derived
from derive.audits.record import Finding, Outcome, brief
from derive.errors import ModelError
from derive.model import Model
from derive.parameters import symbol_of
from derive.units import PURE, RATE, Unit, parse_unit, unit_of, unit_of_symbol


def check(derived: Derived) -> tuple[Finding, ...]:
    """One finding for each part; prefixes count, so that 1/s and GHz in one model are a mistake."""
    if _is_dimensionless(derived.model):
        return (
            Finding(
                AUDIT, "model", Outcome.NOT_APPLICABLE, "the model is dimensionless: every symbol is a pure number"
            ),
        )
    rate = _time_scale(derived)
    found = [
        judged("Hamiltonian", f"every term of H/hbar must be {rate}", _hamiltonian(derived, rate)),
        judged("baths", f"a squared coupling must be {rate}, occupations pure", _baths(derived, rate)),
    ]
    if derived.model.definitions:
        found.append(judged("definitions", "a symbol and its value must agree", _definitions(derived.model)))
    if derived.model.observables:
        found.append(judged("observables", "terms must have the declared unit", _observables(derived.model)))
    if derived.equations is None:
        found += derived.without(AUDIT, "equations of motion", "equations")
    else:
        must = f"every term of d<w>/dt must have the unit of <w> times {rate}"
        found.append(judged("equations of motion", must, _equations(derived, rate)))
    if derived.steady is None:
        found += derived.without(AUDIT, "steady state", "steady")
    elif derived.model.observables:
        found.append(judged("steady state", "all terms must have the observable's unit", _steady(derived)))
    return tuple(found)


def _is_dimensionless(model: Model) -> bool:
    symbols = [*model.symbols, *(symbol_of(d.symbol) for d in model.definitions)]
    try:
        return all(unit_of_symbol(s) == PURE for s in symbols)
    except ModelError:
        return False


def _time_scale(derived: Derived) -> Unit:
    """The first unit met that is one over a time; every other one is measured against it."""
    rates = [c for _, c in derived.master.hamiltonian]
    rates += [c * c.conjugate() for bath in derived.master.baths for _, c in bath.coupling]
    for c in rates:
        try:
            unit = unit_of(c)
        except ModelError:
            continue
        if unit is not None and unit.dimension == RATE:
            return unit
    return RATE


def _hamiltonian(derived: Derived, rate: Unit) -> Iterator[Demand]:
    for word, c in derived.master.hamiltonian:
        yield f"the term {brief(Op({word: c}))}", c, rate


def _baths(derived: Derived, rate: Unit) -> Iterator[Demand]:
    for bath in derived.master.baths:
        for word, c in bath.coupling:
            yield f"bath {bath.name}: the square of the coupling {brief(Op({word: c}))}", c * c.conjugate(), rate
        yield f"bath {bath.name}: the occupation", bath.occupation, PURE
        yield f"bath {bath.name}: the squeezing", bath.squeezing, PURE


def _definitions(model: Model) -> Iterator[Demand]:
    for definition in model.definitions:
        symbol = symbol_of(definition.symbol)
        yield f"the definition of {symbol.name}", definition.value, unit_of_symbol(symbol)


def _observables(model: Model) -> Iterator[Demand]:
    for observable in model.observables:
        unit = parse_unit(observable.unit, f"observable {observable.name!r}")
        for word, c in observable.operator:
            yield f"observable {observable.name}: the factor of {word_text(word)}", c, unit


def _equations(derived: Derived, rate: Unit) -> Iterator[Demand]:
    if derived.equations is not None:
        for state, right in zip(derived.equations.states, derived.equations.right, strict=True):
            for word, c in right:
                yield f"in d<{word_text(state)}>/dt the factor of {word_text(word)}", c, rate


def _steady(derived: Derived) -> Iterator[Demand]:
    if derived.steady is not None:
        for observable in derived.model.observables:
            unit = parse_unit(observable.unit, f"observable {observable.name!r}")
            yield f"observable {observable.name}", derived.steady.staged(observable.operator), unit
