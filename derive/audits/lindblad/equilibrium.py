"""Known limit: baths that all hold N quanta leave every mode with N quanta.

For a quadratic, number-conserving Hamiltonian and couplings that annihilate, ``<c_i.dag c_j> = N delta_ij`` is the
thermal state of all modes at one temperature per quantum, whatever the couplings: hopping only turns it, and each
bath with its cascade's hopping leaves it alone.
"""

from __future__ import annotations

from dataclasses import replace

from derive.algebra.operator import IDENTITY, Op, Word
from derive.audits.lindblad.conserving import modes_of, objection, occupation_word
from derive.audits.lindblad.derived import Derived
from derive.audits.record import Finding, Outcome, brief
from derive.errors import ExactError
from derive.exact.scalar import Scalar, constant
from derive.model import Bath
from derive.parameters import nonnegative, symbol_of
from derive.rules.lindblad import Generator
from derive.rules.steady import SteadyState
from derive.symbols import Symbol

AUDIT = "equilibrium"


def check(derived: Derived) -> tuple[Finding, ...]:
    """The thermal state is a fixed point of the generator, and the closed form at equal occupations is N."""
    why = "the model has no bath" if not derived.master.baths else objection(derived.master)
    if why:
        return (Finding(AUDIT, "generator", Outcome.NOT_APPLICABLE, why),)
    return (_fixed_point(derived.master), *_closed_form(derived))


def _fixed_point(master: Generator) -> Finding:
    """All second moments stand still in the state ``<c_i.dag c_j> = N delta_ij`` when every bath holds N quanta."""
    n = nonnegative("N_of_all_baths")
    equal = replace(master, baths=tuple(Bath(b.operator, b.rate, n, 0, b.name, b.latex) for b in master.baths))
    modes = modes_of(master)
    fields = [Op.of(mode, element) for mode in modes for element in ((1, 0), (0, 1))]
    for k, left in enumerate(fields):
        for right in fields[k:]:
            moment = left * right
            rate = sum((c * _thermal(word, n) for word, c in equal(moment)), constant(0))
            if rate:
                detail = f"d<{moment}>/dt must be 0 in the thermal state of N quanta a mode but is {brief(rate)}"
                return Finding(AUDIT, "generator", Outcome.FAILED, detail)
    detail = f"with N quanta in every bath the thermal state of N quanta in each of {len(modes)} modes stands still"
    return Finding(AUDIT, "generator", Outcome.PASSED, detail)


def _thermal(word: Word, n: Scalar) -> Scalar:
    """The expectation value of a normally ordered word of second order or the identity."""
    if word == IDENTITY:
        return constant(1)
    return n if len(word) == 1 and word[0][1] == (1, 1) else constant(0)


def _closed_form(derived: Derived) -> tuple[Finding, ...]:
    steady, subject = derived.steady, "steady state"
    if steady is None:
        return derived.without(AUDIT, subject, "steady")
    equal = _equal_occupations(derived.master)
    if isinstance(equal, str):
        return (Finding(AUDIT, subject, Outcome.NOT_APPLICABLE, equal),)
    number, symbols = equal
    try:
        return (_compared(derived.master, steady, number, symbols),)
    except ExactError as error:
        detail = f"with equal occupations the closed form has no value: {error.must}, but got {error.got}"
        return (Finding(AUDIT, subject, Outcome.UNDECIDED, detail),)


def _compared(master: Generator, steady: SteadyState, number: Scalar, symbols: list[Symbol]) -> Finding:
    """The closed forms of the modes' occupations with one value in the place of all occupations of the baths."""
    checked = []
    values = steady.inserted(dict.fromkeys(symbols, number))
    for mode in modes_of(master):
        value = values.get(occupation_word(mode))
        if value is None:
            continue
        if value != number:
            detail = f"<{mode.name}.dag*{mode.name}> must be {number} at equal occupations but is {brief(value)}"
            return Finding(AUDIT, "steady state", Outcome.FAILED, detail)
        checked.append(mode.name)
    if not checked:
        return Finding(AUDIT, "steady state", Outcome.NOT_APPLICABLE, "no mode's occupation is among the states")
    detail = f"{number} quanta in each of {', '.join(checked)} when every bath holds {number}"
    return Finding(AUDIT, "steady state", Outcome.PASSED, detail)


def _equal_occupations(master: Generator) -> tuple[Scalar, list[Symbol]] | str:
    """The common value and the symbols it stands in for, or why the occupations cannot be made equal."""
    if any(bath.squeezing for bath in master.baths):
        return "a bath is squeezed"
    numbers = [bath.occupation for bath in master.baths if bath.occupation.is_rational]
    try:
        symbols = [symbol_of(bath.occupation) for bath in master.baths if not bath.occupation.is_rational]
    except ExactError as error:
        return f"an occupation is no single parameter: {brief(error.got)}"
    if any(n != numbers[0] for n in numbers):
        return "two occupations are different numbers"
    common = (
        numbers[0] if numbers else next(b.occupation for b in master.baths if symbol_of(b.occupation) == symbols[0])
    )
    return common, symbols
