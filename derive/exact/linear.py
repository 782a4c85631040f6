"""Linear equations over the field of scalars: block by block, division-free where blocks are small.

A sparse system is split into strongly connected blocks (a cascade is block-triangular by construction); each
block is solved by minors over subsets of columns, which needs no gcd before the last step, or by elimination
with the sparsest pivot first when it is large.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from derive.errors import ExactError
from derive.exact.ring import Poly, ring_of
from derive.exact.scalar import Scalar, constant

Row = Mapping[int, Scalar]
SMALL = 14  # up to here minors over 2^(n+1) subsets beat elimination with its gcd at every step
AFFORDABLE = 100_000_000  # products of terms; flint does some ten millions a second
GCD = 200  # what a product costs more when a gcd follows it


class Effort:
    """How much multiplication a solution may cost: what exceeds it has no closed form that anyone would read."""

    def __init__(self, products: int):
        self.left = self.allowed = products

    def spend(self, left: Scalar, right: Scalar, times: int = 1) -> None:
        """Account for one product; raises `ExactError` when nothing is left."""
        self.left -= times * (len(left.re) + len(left.im)) * (len(right.re) + len(right.im))
        if self.left < 0:
            raise ExactError(
                "closed form",
                f"the exact solution must cost less than {self.allowed:.0e} products of terms",
                "more",
                "give numbers to some parameters, use fewer different ones, or solve the generated module numerically",
            )


@dataclass(frozen=True)
class Singular(Exception):
    """The matrix has no inverse: the block of positions that is singular."""

    block: tuple[int, ...]


def solve(
    rows: Sequence[Row],
    right: Sequence[Scalar],
    keep: Callable[[int, Scalar], Scalar] = lambda position, value: value,
) -> list[Scalar]:
    """``x`` with ``rows * x = right``.

    ``keep`` may stand in for a solved unknown in the blocks that come after it: it gets position and value and
    returns what to insert there, the value itself or a symbol for it.

    Raises
    ------
    Singular
        when the solution does not exist or is not unique.
    """
    known: dict[int, Scalar] = {}
    inserted: dict[int, Scalar] = {}
    for block in blocks(rows):
        inside = {column: k for k, column in enumerate(block)}
        local_rows, local_right = [], []
        for position in block:
            rest = right[position]
            for column, c in rows[position].items():
                if column not in inside and inserted[column]:
                    rest = rest - c * inserted[column]
            local_rows.append({inside[j]: c for j, c in rows[position].items() if j in inside and c})
            local_right.append(rest)
        values = _solve_block(local_rows, local_right)
        if values is None:
            raise Singular(block)
        known.update(zip(block, values, strict=True))
        inserted.update((position, keep(position, known[position])) for position in block)
    return [known[k] for k in range(len(rows))]


def _solve_block(rows: list[dict[int, Scalar]], right: list[Scalar]) -> list[Scalar] | None:
    if len(rows) == 1:
        return [right[0] / rows[0][0]] if rows[0] else None
    return _by_minors(rows, right) if len(rows) <= SMALL else _by_elimination(rows, right)


def _by_minors(rows: list[dict[int, Scalar]], right: list[Scalar]) -> list[Scalar] | None:
    """Cramer's rule: all maximal minors of the augmented matrix, by expansion over subsets of columns."""
    n = len(rows)
    cleared = [_cleared(row) for row in rows]
    scaled = {i: b * factor for i, (b, (_, factor)) in enumerate(zip(right, cleared, strict=True)) if b}
    # Known values bring large denominators: kept out of the matrix, they stay out of its determinant.
    column, divisor = _cleared(scaled)
    augmented = [{**row, n: column[i]} if i in column else row for i, (row, _) in enumerate(cleared)]
    order = sorted(range(n), key=lambda i: len(augmented[i]))
    minors = maximal_minors([augmented[i] for i in order])
    everything = (1 << (n + 1)) - 1
    below = minors.get(everything ^ (1 << n))
    if below is None or not below:
        return None
    inverse = below.inverse() / divisor
    values = []
    for k in range(n):
        above = minors.get(everything ^ (1 << k))
        # Moving the last column into place k passes n - 1 - k others.
        sign = -1 if (n - 1 - k) % 2 else 1
        values.append(constant(0) if above is None or not above else sign * above * inverse)
    return values


def maximal_minors(rows: Sequence[Row]) -> dict[int, Scalar]:
    """Determinants of the square submatrices with all rows, by the bit mask of their columns; zeros left out."""
    effort = Effort(AFFORDABLE)
    partial: dict[int, Scalar] = {0: constant(1)}
    for row in rows:
        following: dict[int, Scalar] = {}
        for mask, value in partial.items():
            for column, c in row.items():
                bit = 1 << column
                if mask & bit:
                    continue
                # The new row is the last one: its sign counts the chosen columns to the right.
                effort.spend(value, c)
                term = value * c
                if (mask >> (column + 1)).bit_count() % 2:
                    term = -term
                key = mask | bit
                following[key] = following[key] + term if key in following else term
        partial = {k: v for k, v in following.items() if v}
    return partial


def determinant(rows: Sequence[Row]) -> Scalar:
    """The determinant of a square matrix given by sparse rows."""
    cleared = [_cleared(row) for row in rows]
    full = maximal_minors([row for row, _ in cleared]).get((1 << len(rows)) - 1, constant(0))
    for _, factor in cleared:
        full = full / factor
    return full


def _cleared(row: Row) -> tuple[dict[int, Scalar], Scalar]:
    """The row times its common denominator, over one ring, and that denominator."""
    ring = ring_of(g for c in row.values() for g in c.ring.generators)
    homed = {j: c.home(ring) for j, c in row.items()}
    common: Poly = ring.one
    for c in homed.values():
        common = common * (c.den // common.gcd(c.den))
    whole = {j: Scalar(ring, c.re * (common // c.den), c.im * (common // c.den), ring.one) for j, c in homed.items()}
    return whole, Scalar(ring, common, ring.zero, ring.one)


def _by_elimination(rows: list[dict[int, Scalar]], right: list[Scalar]) -> list[Scalar] | None:
    """Gauss-Jordan with the pivot that fills in least (Markowitz), ties broken by position."""
    rows, right = [dict(r) for r in rows], list(right)
    effort = Effort(AFFORDABLE)
    pivots: dict[int, int] = {}
    free = set(range(len(rows)))
    while free:
        counts = {j: sum(j in rows[i] for i in free) for i in free for j in rows[i]}
        choices = [((len(rows[i]) - 1) * (counts[j] - 1), len(rows[i][j].re), i, j) for i in free for j in rows[i]]
        if not choices:
            return None
        _, _, i, j = min(choices)
        free.remove(i)
        pivots[j] = i
        effort.spend(rows[i][j], rows[i][j], GCD)
        inverse = rows[i][j].inverse()
        for c in rows[i].values():
            effort.spend(c, inverse, GCD)
        rows[i] = {k: c * inverse for k, c in rows[i].items()}
        right[i] = right[i] * inverse
        for other in range(len(rows)):
            if other != i and j in rows[other]:
                _subtract(rows, right, other, i, j, effort)
    return [right[pivots[j]] for j in range(len(rows))]


def _subtract(
    rows: list[dict[int, Scalar]], right: list[Scalar], target: int, pivot: int, column: int, effort: Effort
) -> None:
    """Clear one column of a row with a pivot row whose entry there is 1."""
    factor = rows[target].pop(column)
    for k, c in rows[pivot].items():
        if k == column:
            continue
        effort.spend(factor, c, GCD)
        value = rows[target].get(k, constant(0)) - factor * c
        if value:
            rows[target][k] = value
        else:
            rows[target].pop(k, None)
    right[target] = right[target] - factor * right[pivot]


def left_null_vector(rows: Sequence[Row]) -> dict[int, Scalar] | None:
    """A non-zero ``v`` with ``v * rows = 0``, or ``None``; its last entry is 1."""
    work: list[tuple[dict[int, Scalar], dict[int, Scalar]]] = []
    for i, row in enumerate(rows):
        current, made = {j: c for j, c in row.items() if c}, {i: constant(1)}
        for pivot_row, recipe in work:
            j = min(pivot_row)
            if j in current:
                factor = current[j] / pivot_row[j]
                current = _combined(current, pivot_row, factor)
                made = _combined(made, recipe, factor)
        if not current:
            return made
        work.append((current, made))
    return None


def _combined(left: dict[int, Scalar], right: dict[int, Scalar], factor: Scalar) -> dict[int, Scalar]:
    """``left - factor*right`` without zeros."""
    total = dict(left)
    for j, c in right.items():
        total[j] = total.get(j, constant(0)) - factor * c
    return {j: c for j, c in total.items() if c}


def blocks(rows: Sequence[Row]) -> list[tuple[int, ...]]:
    """Strongly connected blocks of the dependency graph, each after those it depends on (Tarjan, iterative)."""
    index: dict[int, int] = {}
    low: dict[int, int] = {}
    stack: list[int] = []
    found: list[tuple[int, ...]] = []
    for root in range(len(rows)):
        if root in index:
            continue
        work = [(root, iter(sorted(rows[root])))]
        index[root] = low[root] = len(index)
        stack.append(root)
        while work:
            node, edges = work[-1]
            for follower in edges:
                if follower not in index:
                    index[follower] = low[follower] = len(index)
                    stack.append(follower)
                    work.append((follower, iter(sorted(rows[follower]))))
                    break
                if follower in stack:
                    low[node] = min(low[node], index[follower])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == index[node]:
                    cut = stack.index(node)
                    found.append(tuple(sorted(stack[cut:])))
                    del stack[cut:]
    return found
