"""Two routes agree: the adjoint master equation and the Langevin equations give the same moments.

From ``dR = A R dt + f dt + dXi`` with ``dXi_i dXi_j = D_ij dt`` (quantum Ito rule), a product of ladder operators
changes by the drift of each factor and the noise of each pair:

    d<R_p R_q ...>/dt = sum over factors <... (A R + f)_p ...> + sum over pairs p before q of D_pq <... without p, q>.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from operator import mul

from derive.algebra.operator import Op, Word
from derive.audits.lindblad.derived import Derived
from derive.audits.lindblad.noise import correlations_of
from derive.audits.record import Finding, Outcome, brief
from derive.exact.scalar import constant
from derive.rules.gaussian import Langevin, Rows

AUDIT = "two routes"
SUBJECT = "equations of motion"


def check(derived: Derived) -> tuple[Finding, ...]:
    """Every right-hand side of the moment equations, and every second moment beside them, by both routes, exactly."""
    form = derived.langevin
    if form is None:
        return derived.without(AUDIT, SUBJECT, "langevin")
    if not form.modes:
        return (Finding(AUDIT, SUBJECT, Outcome.NOT_APPLICABLE, "the model has no mode"),)
    pairs, count = correlations_of(form), 0
    for op, positions, right in _sides(derived, form):
        rest = right - _flow(form, pairs, positions)
        if rest:
            detail = f"d<{op}>/dt: master equation minus Langevin must be 0 but is {brief(rest)}"
            return (Finding(AUDIT, SUBJECT, Outcome.FAILED, detail),)
        count += 1
    detail = f"master equation and Langevin equations agree on all {count} moments: the states, every second moment"
    return (Finding(AUDIT, SUBJECT, Outcome.PASSED, detail),)


def _sides(derived: Derived, form: Langevin) -> Iterator[tuple[Op, list[int], Op]]:
    """Operator, its factors' rows, and its rate of change by the master equation."""
    if derived.equations is not None:
        for word, right in zip(derived.equations.states, derived.equations.right, strict=True):
            yield Op({word: constant(1)}), _positions(form, word), right
    for p in range(2 * len(form.modes)):
        for q in range(p, 2 * len(form.modes)):
            op = _product(form, [p, q])
            yield op, [p, q], derived.master(op)


def _positions(form: Langevin, word: Word) -> list[int]:
    """The rows of the ladder operators a normally ordered word is the product of."""
    found = []
    for space, (raised, lowered) in word:
        k = 2 * next(i for i, mode in enumerate(form.modes) if mode == space)
        found += [k + 1] * raised + [k] * lowered
    return found


def _flow(form: Langevin, pairs: Rows, positions: list[int]) -> Op:
    total = Op({})
    for n, p in enumerate(positions):
        before, after = positions[:n], positions[n + 1 :]
        if form.force[p]:
            total = total + form.force[p] * _product(form, before + after)
        for k, c in enumerate(form.drift[p]):
            if c:
                total = total + c * _product(form, [*before, k, *after])
        for m, q in enumerate(after):
            if pairs[p][q]:
                total = total + pairs[p][q] * _product(form, before + after[:m] + after[m + 1 :])
    return total


def _product(form: Langevin, positions: list[int]) -> Op:
    fields = [Op.of(form.modes[p // 2], (p % 2, 1 - p % 2)) for p in positions]
    return reduce(mul, fields, Op.scalar(1))
