"""Stability: does every deviation from the steady state decay, and for which parameters?"""

from __future__ import annotations

import flint

from derive.audits.lindblad.definite import definiteness
from derive.audits.lindblad.derived import Derived
from derive.audits.record import Finding, Outcome, brief
from derive.conditions import BITS, ball, numbers
from derive.errors import ExactError
from derive.exact.linear import blocks
from derive.exact.points import Point, points
from derive.exact.scalar import symbols_of
from derive.exact.signs import Sign, sign_of
from derive.model import Model
from derive.rules.gaussian import Langevin
from derive.rules.stability import Stability, block_of, characteristic, hermite_form, sparse, stability

AUDIT = "stability"
SUBJECT = "drift matrix"
GIVEN = "drift matrix at the numbers given"
POINTS = 12
ROUNDING = 1e-30
"""A real part that counts as zero, relative to the largest eigenvalue: linewidths may be 1e-15 of a frequency."""


def check(derived: Derived) -> tuple[Finding, ...]:
    """Proved for all parameters, or decided exactly at rational points: then undecided or failed, never passed.

    Where the model's values give every parameter of the drift, the answer at these stands beside it.
    """
    form = derived.langevin
    if form is None:
        return derived.without(AUDIT, SUBJECT, "langevin")
    if not form.modes or not form.inputs:
        return (Finding(AUDIT, SUBJECT, Outcome.NOT_APPLICABLE, "nothing can decay: no mode or no bath"),)
    found = stability(form)
    if found.always:
        general = Finding(AUDIT, SUBJECT, Outcome.PASSED, f"stable for all parameters ({found.reason})")
    else:
        general = _at_points(form, found)
    return (general, *_at_numbers(derived.model, form))


def _at_numbers(model: Model, form: Langevin) -> tuple[Finding, ...]:
    """The answer at the model's own numbers; none where they do not give every parameter of the drift."""
    values = numbers(model.values, f"model {model.name!r}, values")
    asked = symbols_of([c for row in form.drift for c in row])
    if not asked or not asked <= values.keys():
        return ()
    with flint.ctx.workprec(BITS):
        matrix = flint.acb_mat([[ball(c, values) for c in row] for row in form.drift])
        # The rigorous algorithm separates eigenvalues, which degenerate modes do not allow.
        found = [complex(x) for x in matrix.eig(algorithm="approx")]
    largest, size = max(x.real for x in found), max(map(abs, found))
    detail = f"the largest real part of the eigenvalues is {largest:.6g}"
    if abs(largest) <= ROUNDING * size:
        return (Finding(AUDIT, GIVEN, Outcome.UNDECIDED, "an eigenvalue has no real part: a deviation lasts"),)
    if largest > 0:
        return (Finding(AUDIT, GIVEN, Outcome.FAILED, f"{detail}: unstable, there is no steady state"),)
    return (Finding(AUDIT, GIVEN, Outcome.PASSED, detail),)


def _at_points(form: Langevin, found: Stability) -> Finding:
    checked, bad = 0, []
    for point in points([c for row in form.drift for c in row], POINTS):
        try:
            decays = is_stable_at(form, point)
        except ExactError:
            continue
        checked += 1
        bad += [] if decays else [point]
    where = f"{_where(found)} ({found.reason})"
    if bad:
        # A threshold is physics and not a fault; a system that is stable nowhere has no steady state to speak of.
        outcome = Outcome.FAILED if len(bad) == checked else Outcome.UNDECIDED
        detail = f"{where}; not stable at {len(bad)} of {checked} exact points, first at {bad[0]}"
        return Finding(AUDIT, SUBJECT, outcome, detail)
    return Finding(AUDIT, SUBJECT, Outcome.UNDECIDED, f"{where}; stable at all {checked} exact points tried")


def _where(found: Stability) -> str:
    never = [c for c in found.conditions if sign_of(c) in (Sign.ZERO, Sign.NONPOSITIVE, Sign.NEGATIVE)]
    if never:
        return f"stable nowhere: {brief(never[0])} is never positive"
    if not found.conditions:
        return "no closed condition"
    return "stable exactly where " + " and ".join(f"{brief(c)} > 0" for c in found.conditions)


def is_stable_at(form: Langevin, point: Point) -> bool:
    """Whether every eigenvalue of the drift has a negative real part at a point, without rounding."""
    rows = sparse(tuple(tuple(point.at(c) for c in row) for row in form.drift))
    return all(definiteness(hermite_form(characteristic(block_of(rows, part)))) == 1 for part in blocks(rows))
