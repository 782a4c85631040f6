"""Known limit: without hopping each mode meets its own baths alone.

Where every bath acts on one mode, ``<c.dag c> = sum_k rate_k N_k / sum_k rate_k`` over the baths of that mode.  The
limit is taken in the closed form, by putting the parameters to zero that occur in the hopping and nowhere else.
"""

from __future__ import annotations

from derive.algebra.boson import Boson
from derive.algebra.operator import Op
from derive.audits.lindblad.conserving import modes_of, objection, occupation_word, rate_on
from derive.audits.lindblad.derived import Derived
from derive.audits.record import Finding, Outcome, brief
from derive.errors import ExactError
from derive.exact.insert import insert
from derive.exact.scalar import Scalar, constant, symbols_of
from derive.rules.lindblad import Generator
from derive.rules.steady import SteadyState
from derive.symbols import Domain, Symbol

AUDIT = "decoupled modes"
SUBJECT = "steady state"


def check(derived: Derived) -> tuple[Finding, ...]:
    """One finding: the closed forms of all occupations when the hopping is put to zero."""
    if derived.steady is None:
        return derived.without(AUDIT, SUBJECT, "steady")
    why = objection(derived.master) or _no_limit(derived.master)
    if why:
        return (Finding(AUDIT, SUBJECT, Outcome.NOT_APPLICABLE, why),)
    zeros = _hopping_symbols(derived.master)
    try:
        return (_compared(derived.master, derived.steady, zeros),)
    except ExactError as error:
        detail = f"without hopping the closed form has no value: {error.must}, but got {error.got}"
        return (Finding(AUDIT, SUBJECT, Outcome.UNDECIDED, detail),)


def _no_limit(master: Generator) -> str:
    """Why the modes cannot be taken apart; empty if they can."""
    for bath in master.baths:
        if len(bath.operator.terms) != 1:
            return f"bath {bath.name} joins several modes"
    for mode in modes_of(master):
        if not any(rate_on(bath.operator, mode) for bath in master.baths):
            return f"mode {mode.name} has no bath of its own"
    hopping = _hopping(master)
    if not hopping:
        return "there is no hopping to put to zero"
    zeros = _hopping_symbols(master)
    try:
        stays = any(insert(c, dict.fromkeys(zeros, constant(0))) for c in hopping)
    except ExactError:
        stays = True
    return "the hopping does not vanish with parameters of its own" if stays else ""


def _hopping(master: Generator) -> list[Scalar]:
    """Coefficients of the terms that join two modes."""
    return [c for word, c in master.hamiltonian if len(word) == 2]


def _hopping_symbols(master: Generator) -> list[Symbol]:
    """The parameters, angles excepted, that occur in the hopping and nowhere else."""
    elsewhere = [c for word, c in master.hamiltonian if len(word) != 2]
    for bath in master.baths:
        elsewhere += [*bath.operator.terms.values(), bath.rate, bath.occupation, bath.squeezing]
    own = symbols_of(_hopping(master)) - symbols_of(elsewhere)
    return sorted((s for s in own if s.domain is not Domain.ANGLE), key=lambda s: s.name)


def _compared(master: Generator, steady: SteadyState, zeros: list[Symbol]) -> Finding:
    checked = []
    values = steady.inserted(dict.fromkeys(zeros, constant(0)))
    for mode in modes_of(master):
        value = values.get(occupation_word(mode))
        if value is None:
            continue
        expected = _alone(master, mode)
        if value != expected:
            detail = f"<{Op({occupation_word(mode): constant(1)})}> must be {brief(expected)} but is {brief(value)}"
            return Finding(AUDIT, SUBJECT, Outcome.FAILED, f"without hopping {detail}")
        checked.append(mode.name)
    if not checked:
        return Finding(AUDIT, SUBJECT, Outcome.NOT_APPLICABLE, "no mode's occupation is among the states")
    names = ", ".join(s.name for s in zeros)
    detail = f"with {names} = 0 each of {', '.join(checked)} is at the mean occupation of its own baths"
    return Finding(AUDIT, SUBJECT, Outcome.PASSED, detail)


def _alone(master: Generator, mode: Boson) -> Scalar:
    """The occupation of one mode among its own baths."""
    rates = [(bath.rate * rate_on(bath.operator, mode), bath.occupation) for bath in master.baths]
    total = sum((rate for rate, _ in rates), constant(0))
    return sum((rate * n for rate, n in rates), constant(0)) / total
