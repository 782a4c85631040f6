"""Known limits: an empty closed line is an open one, what is not coupled stands still, at T = 0 nothing moves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from derive.audits.rates.words import listed, shown
from derive.audits.record import Finding, Outcome
from derive.errors import DeriveError
from derive.exact.insert import insert
from derive.exact.scalar import Scalar, constant, symbols_of
from derive.golden.assumptions import Empty, ShortWay
from derive.golden.model import RateModel, legs_of
from derive.rules.golden_rule.kinetics import Kinetics, kinetics
from derive.symbols import Symbol, natural_key

AUDIT = "limits"


def check(derived: Kinetics) -> tuple[Finding, ...]:
    """Closed to open, each species decoupled, temperature to zero."""
    return (_opened(derived), *_decoupled(derived), _cold(derived))


def opened(model: RateModel) -> RateModel:
    """The same model with its closed lines open and their channels held empty."""
    closed = [line for line in model.lines if line.closed]
    channels = [c for line in closed for c in line.channels if c.name not in model.empty]
    kept = tuple(a for a in model.assumptions if not isinstance(a, ShortWay))
    lines = tuple(replace(line, closed=False) for line in model.lines)
    held = (Empty(*dict.fromkeys(channels)),) if channels else ()
    return replace(model, lines=lines, assumptions=(*kept, *held), constants=())


def _opened(derived: Kinetics) -> Finding:
    subject, model = "closed to open", derived.model
    if not any(line.closed for line in model.lines):
        return Finding(AUDIT, subject, Outcome.NOT_APPLICABLE, "no line is closed")
    if not model.assumes(ShortWay):
        return Finding(AUDIT, subject, Outcome.NOT_APPLICABLE, "the way round the closed line is coherent too")
    try:
        other = kinetics(opened(model))
    except DeriveError as error:
        why = f"the open model cannot be derived: {error.must}, but got {error.got}"
        return Finding(AUDIT, subject, Outcome.UNDECIDED, why)
    gone = [s for s in derived.states if s not in other.states]
    zeros = dict.fromkeys(gone, constant(0))
    expected = dict(zip(other.states, other.microscopic, strict=True))
    differing = []
    for state, right in zip(derived.states, derived.microscopic, strict=True):
        if state in expected and (rest := insert(right, zeros) - expected[state]):
            differing.append(f"d{state.name}/dt by {shown(rest)}")
    names = listed(f"{s.name} = 0" for s in gone) if gone else "channels that are empty already"
    if differing:
        detail = f"with {names} the equations must be those of the open line but differ in {'; '.join(differing)}"
        return Finding(AUDIT, subject, Outcome.FAILED, detail)
    detail = f"with {names} the equations of {listed(s.name for s in other.states)} are those of the open line"
    return Finding(AUDIT, subject, Outcome.PASSED, detail)


def _decoupled(derived: Kinetics) -> Iterator[Finding]:
    """One finding for each moving species: without its couplings it stands still, and no other one sees it."""
    for name, state in zip(derived.moving, derived.states, strict=True):
        subject = f"{name} decoupled"
        zeros = _switches(derived.model, name)
        if isinstance(zeros, str):
            yield Finding(AUDIT, subject, Outcome.NOT_APPLICABLE, zeros)
            continue
        off = dict.fromkeys(zeros, constant(0))
        left = {n: insert(r, off) for n, r in zip(derived.moving, derived.microscopic, strict=True)}
        seen = [n for n, r in left.items() if n != name and state in symbols_of([r])]
        at = f"with {listed(f'{s.name} = 0' for s in zeros)}"
        if left[name]:
            detail = f"{at} {state.name} must stand still but changes by {shown(left[name])}"
            yield Finding(AUDIT, subject, Outcome.FAILED, detail)
        elif seen:
            detail = f"{at} the equation of {listed(seen)} still depends on {state.name}"
            yield Finding(AUDIT, subject, Outcome.FAILED, detail)
        else:
            yield Finding(AUDIT, subject, Outcome.PASSED, f"{at} {state.name} stands still, and no other state sees it")


def _switches(model: RateModel, species: str) -> list[Symbol] | str:
    """The coupling constants of a species, or why they cannot be put to zero."""
    own: list[Scalar] = [model.settled(c) for word, c in model.coupling if any(n == species for n, _ in legs_of(word))]
    if not own:
        return "it has no coupling"
    zeros = sorted(symbols_of(own), key=lambda s: natural_key(s.name))
    stays = any(insert(c, dict.fromkeys(zeros, constant(0))) for c in own if not c.is_rational)
    if stays or any(c.is_rational for c in own):
        return "a coupling of it does not vanish with its parameters"
    return zeros


def _cold(derived: Kinetics) -> Finding:
    """At T = 0 every continuum is empty, every emitter in the ground state, and nothing may move."""
    zeros = dict.fromkeys(derived.states, constant(0))
    moving = []
    for state, right in zip(derived.states, derived.microscopic, strict=True):
        rest = insert(right, zeros)
        if rest:
            moving.append(f"d{state.name}/dt = {shown(rest)}")
    if moving:
        detail = f"with all states zero nothing may move, but {'; '.join(moving)}"
        return Finding(AUDIT, "temperature to zero", Outcome.FAILED, detail)
    empty = listed(f"{s.name} = 0" for s in derived.states)
    return Finding(AUDIT, "temperature to zero", Outcome.PASSED, f"with {empty} every equation stands still")
