"""Counting statistics: nothing is lost between the baths, the second law, and what theta(s) must be.

* What the baths receive the system loses: ``sum_k J_k = -d(sum_i c_i.dag c_i)/dt`` for couplings and Hamiltonians that
  keep the number of quanta, and ``sum_k (energy current) = -dH/dt`` always, as operators.
* Second law: ``sum_k eta_k ln((N_k + 1)/N_k) >= 0`` in the steady state.
* With one field for all baths n is bounded, so that ``theta(s, ..., s) = 0``; the state that shows it is the steady
  state with every quantum weighted by ``exp(s)``: ``n' = g'/(1 - g')``, ``g' = exp(s) n/(1 + n)``.
* One mode: theta does not change under ``z_k -> N_k/((N_k + 1) z_k)``, which exchanges giving and taking
  [Gallavotti and Cohen, Phys. Rev. Lett. 74, 2694 (1995)].
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from derive.algebra.operator import Op
from derive.audits.lindblad.conserving import modes_of, objection
from derive.audits.lindblad.derived import Derived
from derive.audits.record import Finding, Outcome, brief
from derive.errors import ExactError
from derive.exact.linear import Singular, solve
from derive.exact.logarithm import logarithm
from derive.exact.points import Point, points, sign_at_point
from derive.exact.scalar import Scalar, constant
from derive.parameters import positive
from derive.rules.counting.cumulants import ladder_noise
from derive.rules.counting.currents import current_operator, heat_operator
from derive.rules.counting.riccati import Contractions, Riccati, Vector, riccati_of, trace_of_product
from derive.rules.counting.single import objection as not_single
from derive.rules.counting.single import quadratic
from derive.rules.counting.tilted import countable
from derive.rules.gaussian import Rows, matmul, to_quadratures, transpose
from derive.rules.lindblad import Generator

AUDIT = "counting"
POINTS = 4
POINTWISE = ("second law", "equal fields")
MODES = 3
"""Modes up to which theta(s, ..., s) is followed at exact points; the inverse of a larger matrix takes too long."""


def check(derived: Derived) -> tuple[Finding, ...]:
    """One finding for each law."""
    master = derived.master
    if not master.baths:
        return (Finding(AUDIT, "currents", Outcome.NOT_APPLICABLE, "the model has no bath"),)
    found = [_energy(master)]
    why = _open(master)
    if why:
        found += [Finding(AUDIT, law, Outcome.NOT_APPLICABLE, why) for law in ("currents", *POINTWISE)]
    else:
        found += [_quanta(master), *_at_points(derived)]
    return (*found, *_symmetry(derived))


def _open(master: Generator) -> str:
    """Why the number of quanta is not kept, or cannot be counted; empty otherwise."""
    squeezed = [bath.name for k, bath in enumerate(master.baths) if k not in countable(master)]
    return f"bath {squeezed[0]} is squeezed" if squeezed else objection(master)


def _energy(master: Generator) -> Finding:
    total = sum((heat_operator(master, k) for k in range(len(master.baths))), Op({}))
    rest = total + master(master.hamiltonian)
    if rest:
        detail = f"the energy currents and dH/dt must add up to 0 but leave {brief(rest)}"
        return Finding(AUDIT, "energy currents", Outcome.FAILED, detail)
    detail = f"what {len(master.baths)} baths receive is -dH/dt, as operators"
    return Finding(AUDIT, "energy currents", Outcome.PASSED, detail)


def _quanta(master: Generator) -> Finding:
    number = sum((Op.of(mode, (1, 1)) for mode in modes_of(master)), Op({}))
    total = sum((current_operator(master, k) for k in range(len(master.baths))), Op({}))
    rest = total + master(number)
    if rest:
        detail = f"the currents and the change of the system's quanta must add up to 0 but leave {brief(rest)}"
        return Finding(AUDIT, "currents", Outcome.FAILED, detail)
    detail = f"what {len(master.baths)} baths receive is what the system loses, as operators"
    return Finding(AUDIT, "currents", Outcome.PASSED, detail)


# -- at exact points --------------------------------------------------------------------------------------------------


def _at_points(derived: Derived) -> tuple[Finding, ...]:
    """The second law, and theta of equal fields: of the Riccati equation's matrices, with numbers in them."""
    if derived.langevin is None:
        return tuple(f for law in POINTWISE for f in derived.without(AUDIT, law, "langevin"))
    system = riccati_of(derived.langevin, derived.master)
    if len(system.linear.modes) > MODES:
        why = f"more than {MODES} modes: the exact points would take too long"
        return tuple(Finding(AUDIT, law, Outcome.NOT_APPLICABLE, why) for law in POINTWISE)
    scalars = [c for row in (*system.linear.drift, *system.linear.noise, *system.linear.correlations) for c in row]
    here = [(point, _at(system, point)) for point in points([*scalars, *system.occupations], POINTS)]
    return _second_law(here), _equal_fields(here)


def _second_law(here: list[tuple[Point, Riccati]]) -> Finding:
    checked = 0
    for point, system in here:
        try:
            sign = _entropy(system)
        except (ExactError, Singular):
            continue
        if sign < 0:
            detail = f"sum_k eta_k ln((N_k + 1)/N_k) is negative at {point}"
            return Finding(AUDIT, "second law", Outcome.FAILED, detail)
        checked += 1
    outcome = Outcome.PASSED if checked else Outcome.UNDECIDED
    detail = f"sum_k eta_k ln((N_k + 1)/N_k) >= 0 at {checked} exact points; it is a law of every such generator"
    return Finding(AUDIT, "second law", outcome, detail)


def _entropy(system: Riccati) -> int:
    """The sign of the entropy production; a bath in vacuum makes it infinite as soon as it receives anything."""
    covariance, total = _weighted(system, constant(1)), constant(0)
    for k in system.counted_baths:
        eta = constant(0)
        for term in system.terms:
            if term.bath == k:
                eta = eta + term.direction.value * (trace_of_product(term.weight, covariance) + term.offset)
        if number := system.occupations[k]:
            total = total + eta * (logarithm(number + 1) - logarithm(number))
        elif sign := sign_at_point(eta):
            return sign
    return sign_at_point(total)


def _equal_fields(here: list[tuple[Point, Riccati]]) -> Finding:
    checked = 0
    for k, (point, system) in enumerate(here, 2):
        try:
            # z > 1: the weighted state is a state for every occupation.
            rest = _rest(system, constant(Fraction(k + 1, k)))
        except (ExactError, Singular):
            continue
        if rest:
            detail = f"theta(s, ..., s) must be 0 but the state that shows it is off by {brief(rest)} at {point}"
            return Finding(AUDIT, "equal fields", Outcome.FAILED, detail)
        checked += 1
    outcome = Outcome.PASSED if checked else Outcome.UNDECIDED
    detail = f"one field for all baths: theta = 0 and the Riccati equation is solved at {checked} exact points"
    return Finding(AUDIT, "equal fields", outcome, detail)


def _at(system: Riccati, point: Point) -> Riccati:
    """The equation with numbers: put in before anything is multiplied, for speed."""

    def vector(values: Vector) -> Vector:
        return tuple(map(point.at, values))

    def rows(values: Rows) -> Rows:
        return tuple(map(vector, values))

    form = system.linear
    linear = replace(
        form,
        drift=rows(form.drift),
        force=vector(form.force),
        noise=rows(form.noise),
        correlations=rows(form.correlations),
    )
    contractions = tuple(
        Contractions(
            replace(c.jump, weight=point.at(c.jump.weight)),
            vector(c.left),
            vector(c.right),
            vector(c.before),
            vector(c.after),
            point.at(c.shift_left),
            point.at(c.shift_right),
            point.at(c.half),
        )
        for c in system.contractions
    )
    return replace(system, linear=linear, contractions=contractions, occupations=vector(system.occupations))


def _rest(system: Riccati, field: Scalar) -> Scalar:
    """The first thing that should vanish and does not: an entry of dV/dt, or theta."""
    covariance = _weighted(system, field)
    fields = dict.fromkeys(system.counted_baths, field)
    wrong = [entry for row in system.right(covariance, fields) for entry in row if entry]
    return wrong[0] if wrong else system.theta(covariance, fields)


def _weighted(system: Riccati, field: Scalar) -> Rows:
    """The covariance of the quadratures in the steady state with every quantum weighted by 1/field."""
    size = range(len(system.linear.modes))
    drift = [[system.linear.drift[2 * i][2 * j] for j in size] for i in size]
    noise = ladder_noise(system)
    # V = <c_i c_j.dag> - 1/2 over pairs (i, j):  a V + V a.dag + D = 0.
    rows: list[dict[int, Scalar]] = []
    for i in size:
        for j in size:
            row: dict[int, Scalar] = {}
            for k in size:
                for place, c in ((k * len(size) + j, drift[i][k]), (i * len(size) + k, drift[j][k].conjugate())):
                    row[place] = row.get(place, constant(0)) + c
            rows.append({place: c for place, c in row.items() if c})
    flat = solve(rows, [-noise.get((2 * i, 2 * j + 1), constant(0)) for i in size for j in size])
    half = constant(Fraction(1, 2))
    above = tuple(tuple(flat[i * len(size) + j] + half * int(i == j) for j in size) for i in size)  # 1 + n
    below = tuple(tuple(c - int(i == j) for j, c in enumerate(row)) for i, row in enumerate(above))  # n
    # With g = n/(1 + n) = B A^-1:  n' + 1/2 = (1 + g/z)/(1 - g/z)/2 = (A - B/z)^-1 (A + B/z)/2, as all commute.
    apart, together = (_combined(above, below, sign / field) for sign in (-1, 1))
    columns = [solve([_sparse(row) for row in apart], [row[j] / 2 for row in together]) for j in size]
    ladder = [[constant(0)] * (2 * len(size)) for _ in range(2 * len(size))]
    for i in size:
        for j in size:
            ladder[2 * i][2 * j + 1] = ladder[2 * j + 1][2 * i] = columns[j][i]
    turn = to_quadratures(len(size))
    return matmul(matmul(turn, tuple(map(tuple, ladder))), transpose(turn))


def _combined(left: Rows, right: Rows, factor: Scalar) -> Rows:
    return tuple(tuple(a + factor * b for a, b in zip(x, y, strict=True)) for x, y in zip(left, right, strict=True))


def _sparse(row: tuple[Scalar, ...]) -> dict[int, Scalar]:
    return {k: c for k, c in enumerate(row) if c}


def _symmetry(derived: Derived) -> tuple[Finding, ...]:
    subject = "fluctuation symmetry"
    if derived.langevin is None:
        return derived.without(AUDIT, subject, "langevin")
    system = riccati_of(derived.langevin, derived.master)
    baths = {k: derived.master.baths[k] for k in system.counted_baths}
    why = not_single(system) or ("a bath in vacuum, which only takes" if _vacuum(system) else "")
    if why or not baths:
        return (Finding(AUDIT, subject, Outcome.NOT_APPLICABLE, why or "no bath whose quanta can be counted"),)
    fields = {k: positive(f"z_{k + 1}") for k in baths}
    turned = {k: b.occupation / ((b.occupation + 1) * fields[k]) for k, b in baths.items()}
    before, after = quadratic(system, fields), quadratic(system, turned)
    for left, right in ((before.total, after.total), (before.offset, after.offset)):
        if left != right:
            detail = "theta must not change under z_k -> N_k/((N_k + 1) z_k); its equation is off by "
            return (Finding(AUDIT, subject, Outcome.FAILED, detail + brief(left - right)),)
    detail = f"theta does not change under z_k -> N_k/((N_k + 1) z_k) for {len(baths)} baths"
    return (Finding(AUDIT, subject, Outcome.PASSED, detail),)


def _vacuum(system: Riccati) -> bool:
    return any(not system.occupations[k] for k in system.counted_baths)
