"""Stability of a linear system: is every eigenvalue of the Langevin drift matrix in the left half plane?

Two exact routes.  A *passive* system, ``A + A.dag = -G G.dag`` over the annihilation operators, never gains energy;
it is stable when no eigenvector escapes the baths (Popov, Belevitch and Hautus), which is decided by peeling.
Otherwise the Routh-Hurwitz criterion in Hermite's form [Hermite, J. reine angew. Math. 52, 39 (1856)]:
p(s) = sum_k a_k s**k has all its roots there exactly if the Hermitian form B with

    (x + y) sum_jk B_jk x**j y**k = p(x) p*(y) - p*(-x) p(-y)

is positive definite.  For real p it falls apart into two blocks whose trailing minors are, up to powers of two,
the Hurwitz determinants; it holds for complex p as it stands, so the drift need not be doubled to quadratures.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from derive.exact.gauge import find_gauge, gauged
from derive.exact.linear import blocks, determinant
from derive.exact.scalar import Scalar, constant
from derive.exact.signs import Sign, sign_of, without_positive_factors
from derive.rules.gaussian import Langevin, Rows, matmul, transpose

Sparse = Sequence[Mapping[int, Scalar]]
# Closed conditions beyond these sizes are too long to be read, and soon to be computed.
LARGEST_BLOCK = 4
LONGEST_CONDITION = 1200


@dataclass(frozen=True)
class Stability:
    """What asymptotic stability asks of the parameters.

    ``conditions`` hold real scalars that must all be positive; those that follow from the domains are left out.
    ``always`` says that none is left: stable for all parameters.  Without ``always`` and without conditions the
    criterion has no closed form here, and only numbers decide.  ``reason`` says how it was found.
    """

    conditions: tuple[Scalar, ...]
    always: bool
    reason: str


def stability(langevin: Langevin) -> Stability:
    """The conditions under which ``dR/dt = A R`` decays from every start."""
    passive = is_passive(langevin)
    if passive and not _escaping(langevin):
        return Stability((), True, "passive: A + A.dag = -G G.dag, and every mode is reached by a bath")
    rows = sparse(langevin.drift)
    parts = blocks(rows)
    largest = max(map(len, parts), default=0)
    if largest > LARGEST_BLOCK:
        return Stability(
            (), False, f"{largest} coupled operators: too many for Routh-Hurwitz conditions in closed form"
        )
    values = [d for p in _polynomials(rows, parts) for d in hurwitz_determinants(p)]
    longest = max((len(v.re) + len(v.im) for v in values), default=0)
    if longest > LONGEST_CONDITION:
        return Stability((), False, f"Routh-Hurwitz conditions of up to {longest} terms: too long for a closed form")
    conditions = _reduced(values)
    prefix = "passive, so never unstable; " if passive else ""
    return Stability(conditions, not conditions, f"{prefix}Routh-Hurwitz")


def _reduced(values: Sequence[Scalar]) -> tuple[Scalar, ...]:
    """The same conditions, shortest first, without positive factors and without those asked for already."""
    open_ones = [without_positive_factors(v) for v in values if sign_of(v) is not Sign.POSITIVE]
    kept: list[Scalar] = []
    for value in sorted(open_ones, key=lambda v: len(v.re) + len(v.im)):
        for known in kept:
            while value and not known.is_rational and (quotient := value / known).den.is_one():
                value = quotient
        if sign_of(value) is not Sign.POSITIVE:
            kept.append(without_positive_factors(value))
    return tuple(kept)


def sparse(rows: Rows) -> tuple[dict[int, Scalar], ...]:
    """Rows by column, without zeros."""
    return tuple({j: c for j, c in enumerate(row) if c} for row in rows)


def block_of(rows: Sparse, block: Sequence[int]) -> Rows:
    """The dense square matrix of one block of positions."""
    return tuple(tuple(rows[i].get(j, constant(0)) for j in block) for i in block)


def _polynomials(rows: Sparse, parts: Sequence[Sequence[int]]) -> list[tuple[Scalar, ...]]:
    """Characteristic polynomials of the blocks, once for those that are conjugates of each other."""
    found: list[tuple[Scalar, ...]] = []
    for block in parts:
        local = sparse(block_of(rows, block))
        gauge = find_gauge(local, [constant(0)] * len(local))
        turned, _ = gauged(local, [constant(0)] * len(local), gauge)
        size = range(len(local))
        coefficients = characteristic(tuple(tuple(row.get(j, constant(0)) for j in size) for row in turned))
        coefficients = tuple(gauge.undo(c) for c in coefficients)
        if coefficients not in found and tuple(c.conjugate() for c in coefficients) not in found:
            found.append(coefficients)
    return found


def characteristic(rows: Rows) -> tuple[Scalar, ...]:
    """Coefficients of ``det(s - A)``, the highest power first (Faddeev and Le Verrier)."""
    size = len(rows)
    coefficients = [constant(1)]
    power: Rows = tuple((constant(0),) * size for _ in rows)
    for k in range(1, size + 1):
        last = coefficients[-1]
        shifted = tuple(tuple(c + last if i == j else c for j, c in enumerate(row)) for i, row in enumerate(power))
        power = matmul(rows, shifted)
        coefficients.append(-sum((power[i][i] for i in range(size)), constant(0)) / k)
    return tuple(coefficients)


def hermite_form(coefficients: Sequence[Scalar]) -> Rows:
    """The Hermitian matrix B of a polynomial (highest power first), in the order of falling powers."""
    a = list(reversed(coefficients))
    size = len(a) - 1
    bar = [c.conjugate() for c in a]
    form = [[constant(0)] * (size + 1) for _ in range(size + 1)]
    for j in range(size, 0, -1):
        for k in range(size):
            # Compare x**j y**k on both sides: B_(j-1)k + B_j(k-1).
            turned = bar[j] * a[k]
            right = a[j] * bar[k] - (-turned if (j + k) % 2 else turned)
            form[j - 1][k] = right - (form[j][k - 1] if k else constant(0))
    falling = range(size - 1, -1, -1)
    return tuple(tuple(form[j][k] for k in falling) for j in falling)


def hurwitz_determinants(coefficients: Sequence[Scalar]) -> tuple[Scalar, ...]:
    """Real scalars that are all positive exactly if every root has a negative real part.

    Parameters
    ----------
    coefficients : of a monic polynomial, the highest power first; complex ones too.
    """
    rows = sparse(hermite_form(coefficients))
    found = []
    for part in blocks(rows):
        for n in range(1, len(part) + 1):
            found.append(determinant(sparse(block_of(rows, part[:n]))))
    return tuple(found)


def is_passive(langevin: Langevin) -> bool:
    """Whether no creation operator drives an annihilation operator and ``A + A.dag = -G G.dag`` holds."""
    size = range(0, 2 * len(langevin.modes), 2)
    if any(c for i in size for c in langevin.drift[i][1::2] + langevin.noise[i][1::2]):
        return False
    drift, inputs = _annihilators(langevin)
    adjoint = [[c.conjugate() for c in row] for row in inputs]
    return not any(
        sum((g * h for g, h in zip(inputs[i], adjoint[j], strict=True)), drift[i][j] + drift[j][i].conjugate())
        for i in range(len(drift))
        for j in range(len(drift))
    )


def _annihilators(langevin: Langevin) -> tuple[Rows, Rows]:
    """Drift and input matrix over the annihilation operators alone."""
    return tuple(row[::2] for row in langevin.drift[::2]), tuple(row[::2] for row in langevin.noise[::2])


def _escaping(langevin: Langevin) -> set[int]:
    """Modes on which an undamped eigenvector v of a passive system may live.

    Such a v has ``G.dag v = 0`` and ``A v = s v``.  An input that meets a single mode left proves v zero there; so
    does the row of A of a mode where v is zero already.
    """
    drift, inputs = _annihilators(langevin)
    left = set(range(len(drift)))
    while True:
        equations = list(transpose(inputs)) + [row for i, row in enumerate(drift) if i not in left]
        alone = [[j for j in left if equation[j]] for equation in equations]
        decided = {
            js[0]
            for js, equation in zip(alone, equations, strict=True)
            if len(js) == 1 and sign_of(equation[js[0]] * equation[js[0]].conjugate()) is Sign.POSITIVE
        }
        if not decided:
            return left
        left -= decided
