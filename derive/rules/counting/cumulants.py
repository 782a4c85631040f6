"""Cumulants of any order, exactly: derivatives of the Riccati equation at s = 0 are Lyapunov equations.

With ``t = -s`` the weights are ``exp(t) - 1`` for emission and ``exp(-t) - 1`` for absorption, which begin at first
order: at order n of a Taylor expansion in the fields,

    A V_n + V_n A^T  =  - (N at order 0) - sum over jumps and j >= 1 of (+-1)^j/j! (V Q V + X V + V X^T + C)_(n - j),

the right-hand side holds lower orders only.  Mean fields d (where there is a force) obey a linear equation likewise:
``A d_n + force + ...``, to which a jump adds ``w (<K.dag> (V r + v) + <K> (V l + u))``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import product
from math import factorial

from derive.errors import ExactError, ModelError, SteadyStateError
from derive.exact.gauge import Gauge, find_gauge
from derive.exact.linear import Singular, solve
from derive.exact.scalar import Scalar, constant
from derive.parameters import real
from derive.rules.counting.riccati import Contractions, Riccati, Vector
from derive.rules.counting.tilted import Direction

Order = tuple[int, ...]
"""A multi-index: how often each bath's field is differentiated."""
Sparse = dict[tuple[int, int], Scalar]
Pairs = list[tuple[Order, Order]]


class Cumulants:
    """Stationary cumulants of the quanta received by the counted baths of a linear model, each derived when asked for.

    Values hold complex parameters by their real and imaginary parts in ``gauge``; see `derive.exact.gauge`.
    """

    def __init__(self, riccati: Riccati):
        self.riccati = riccati
        self.gauge, phases = _gauge(riccati)
        linear, size = riccati.linear, range(len(phases))
        apply = self.gauge.apply
        self._drift = _sparse(
            {
                (i, j): apply(linear.drift[i][j]) * phases[j] / phases[i]
                for i in size
                for j in size
                if linear.drift[i][j]
            }
        )
        noise = ladder_noise(riccati)
        self._noise = _sparse({k: apply(c) / (phases[k[0]] * phases[k[1]]) for k, c in noise.items()})
        self._force = tuple(apply(c) / p for c, p in zip(linear.force, phases, strict=True))
        self._terms = tuple(_Term(c, phases, self.gauge) for c in riccati.contractions)
        self._covariances: dict[Order, Sparse] = {}
        self._means: dict[Order, Vector] = {}

    def cumulant(self, orders: Mapping[int, int]) -> Scalar:
        """The joint cumulant per unit time; ``orders`` says how often the quanta of each bath (its position) occur.

        ``{0: 1}`` is the current into bath 0, ``{0: 2}`` its noise, ``{0: 1, 1: 1}`` the correlation of two.

        Raises
        ------
        ModelError
            for orders that are no positive integers, or a bath that is not counted.
        SteadyStateError
            where the covariance has no unique stationary value.
        """
        for bath, n in orders.items():
            if bath not in self.riccati.counted_baths or not isinstance(n, int) or n < 1:
                raise ModelError(
                    "cumulant",
                    f"orders must map counted baths {self.riccati.counted_baths} to positive integers",
                    f"{bath!r}: {n!r}",
                )
        if not orders:
            raise ModelError("cumulant", "there must be an order to take", "none")
        order = tuple(orders.get(k, 0) for k in range(len(self.riccati.baths)))
        total = constant(0)
        for term, rest, factor in self._lower(order):
            total = total + factor * self._theta(term, rest)
        for n in order:
            total = total * factorial(n)
        return total.trimmed()

    # -- expansions -------------------------------------------------------------------------------------------------

    def _lower(self, order: Order) -> list[tuple[_Term, Order, Scalar]]:
        """The jumps whose weight has a power of its bath's field, what is left of the order, and the coefficient."""
        found = []
        for term in self._terms:
            for j in range(1, order[term.bath] + 1):
                rest = tuple(n - j if k == term.bath else n for k, n in enumerate(order))
                found.append((term, rest, constant(Fraction(term.sign**j, factorial(j)))))
        return found

    def _theta(self, term: _Term, order: Order) -> Scalar:
        """``<K.dag K>`` at one order: contraction, commutator, and mean fields."""
        covariance = self._covariance(order)
        total = term.weight * (
            _bilinear(term.left, covariance, term.right) + (constant(0) if any(order) else term.half)
        )
        if self.riccati.displaced:
            for a, b in _splits(order):
                total = total + term.weight * self._mean_of(term, a, True) * self._mean_of(term, b, False)
        return total

    def _covariance(self, order: Order) -> Sparse:
        if order not in self._covariances:
            source = {} if any(order) else dict(self._noise)
            for term, rest, factor in self._lower(order):
                for place, c in self._change(term, rest).items():
                    _add(source, place, factor * c)
            self._covariances[order] = self._lyapunov(_sparse(source))
        return self._covariances[order]

    def _change(self, term: _Term, order: Order) -> Sparse:
        """``w ((V l + u)(V r + v)^T + transposed)`` at one order."""
        total: Sparse = {}
        for a, b in _splits(order):
            left, right = self._contracted(term, a, True), self._contracted(term, b, False)
            for (i, x), (j, y) in product(left.items(), right.items()):
                value = term.weight * x * y
                _add(total, (i, j), value)
                _add(total, (j, i), value)
        return total

    def _contracted(self, term: _Term, order: Order, left: bool) -> dict[int, Scalar]:
        """``(V l + u)_i`` or ``(V r + v)_i``."""
        row, rest = (term.left, term.before) if left else (term.right, term.after)
        total = {} if any(order) else dict(rest)
        for (i, j), c in self._covariance(order).items():
            if j in row:
                total[i] = total[i] + c * row[j] if i in total else c * row[j]
        return {i: c for i, c in total.items() if c}

    # -- mean fields ------------------------------------------------------------------------------------------------

    def _mean_of(self, term: _Term, order: Order, left: bool) -> Scalar:
        """``<K.dag>`` or ``<K>``."""
        row, shift = (term.left, term.shift_left) if left else (term.right, term.shift_right)
        total, fields = constant(0) if any(order) else shift, self._mean(order)
        return sum((c * fields[i] for i, c in row.items()), total)

    def _mean(self, order: Order) -> Vector:
        if order not in self._means:
            source = [constant(0)] * len(self._force) if any(order) else list(self._force)
            for term, rest, factor in self._lower(order):
                for a, b in _splits(rest):
                    for left in (True, False):
                        mean = factor * term.weight * self._mean_of(term, a, left)
                        for i, c in self._contracted(term, b, not left).items():
                            source[i] = source[i] + mean * c
            rows = [{j: c for (i, j), c in self._drift.items() if i == k} for k in range(len(source))]
            self._means[order] = tuple(_solved(rows, [-c for c in source], "mean field"))
        return self._means[order]

    def _lyapunov(self, source: Sparse) -> Sparse:
        """``V`` with ``A V + V A^T + source = 0``, over the entries that the source reaches."""
        places = _reached(source, self._drift)
        position = {place: k for k, place in enumerate(places)}
        rows: list[dict[int, Scalar]] = []
        for i, j in places:
            row: dict[int, Scalar] = {}
            for (a, k), c in self._drift.items():
                for place in [(k, j)] * (a == i) + [(i, k)] * (a == j):
                    where = position.get(_ordered(place))
                    if where is not None:
                        row[where] = row[where] + c if where in row else c
            rows.append({k: c for k, c in row.items() if c})
        values = _solved(rows, [-source.get(place, constant(0)) for place in places], "covariance")
        found: Sparse = {}
        for (i, j), value in zip(places, values, strict=True):
            if value:
                found[i, j] = found[j, i] = value
        return found


class _Term:
    """One jump's contractions in the gauge, zeros left out."""

    def __init__(self, c: Contractions, phases: Vector, gauge: Gauge):
        apply = gauge.apply
        self.bath, self.weight = c.jump.bath, apply(c.jump.weight)
        self.sign = 1 if c.jump.direction is Direction.EMISSION else -1
        self.left = {i: apply(x) * phases[i] for i, x in enumerate(c.left) if x}
        self.right = {i: apply(x) * phases[i] for i, x in enumerate(c.right) if x}
        self.before = {i: apply(x) / phases[i] for i, x in enumerate(c.before) if x}
        self.after = {i: apply(x) / phases[i] for i, x in enumerate(c.after) if x}
        self.shift_left, self.shift_right, self.half = apply(c.shift_left), apply(c.shift_right), apply(c.half)


def ladder_noise(riccati: Riccati) -> Sparse:
    """The symmetrised correlations of the noise over ladder operators: N of ``dV/dt = A V + V A^T + N``."""
    linear, found = riccati.linear, Sparse()
    for i, left in enumerate(linear.noise):
        for j, right in enumerate(linear.noise):
            for (k, x), (m, y) in product(enumerate(left), enumerate(right)):
                c = linear.correlations[k][m] + linear.correlations[m][k]
                if x and y and c:
                    _add(found, (i, j), x * y * c / 2)
    return _sparse(found)


def _gauge(riccati: Riccati) -> tuple[Gauge, Vector]:
    """Phases of the ladder operators that leave as few angles as possible in drift, noise and force.

    Noise between ``R_i`` and ``R_j`` turns like drift from ``R_j.dag`` into ``R_i``; a symbol of its own keeps the two
    from cancelling where they share an entry.
    """
    apart, size = real("part_of_the_noise"), range(0, len(riccati.linear.drift), 2)
    noise = ladder_noise(riccati)
    rows = [
        {
            j // 2: c + apart * n
            for j in size
            if (c := riccati.linear.drift[i][j]) or noise.get((i, j ^ 1))
            for n in (noise.get((i, j ^ 1), constant(0)),)
        }
        for i in size
    ]
    gauge = find_gauge(rows, [riccati.linear.force[i] for i in size])
    return gauge, tuple(p for phase in gauge.phases for p in (phase, 1 / phase))


def _splits(order: Order) -> Pairs:
    """All ways to share an order between two factors."""
    found = product(*(range(n + 1) for n in order))
    return [(a, tuple(n - k for n, k in zip(order, a, strict=True))) for a in found]


def _bilinear(left: Mapping[int, Scalar], matrix: Sparse, right: Mapping[int, Scalar]) -> Scalar:
    total = constant(0)
    for (i, x), (j, y) in product(left.items(), right.items()):
        if (i, j) in matrix:
            total = total + x * y * matrix[i, j]
    return total


def _reached(source: Sparse, drift: Sparse) -> list[tuple[int, int]]:
    """The entries (i <= j) of the covariance that do not vanish by themselves: those of the source, and where the
    drift takes them."""
    into: dict[int, list[int]] = {}
    for i, k in drift:
        into.setdefault(k, []).append(i)
    found: set[tuple[int, int]] = set()
    queue = [_ordered(place) for place in source]
    while queue:
        i, j = place = queue.pop()
        if place not in found:
            found.add(place)
            queue += [_ordered((a, j)) for a in into.get(i, ())] + [_ordered((i, b)) for b in into.get(j, ())]
    return sorted(found)


def _solved(rows: Sequence[Mapping[int, Scalar]], right: Sequence[Scalar], what: str) -> list[Scalar]:
    if not any(right):
        return [constant(0)] * len(right)
    try:
        return solve(rows, right)
    except Singular:
        raise SteadyStateError(
            f"counting statistics, {what}",
            "the stationary state must be unique",
            "a drift that leaves something undamped",
            "add a bath that damps it",
        ) from None
    except ExactError as error:
        error.where = f"counting statistics, {what}"
        raise


def _ordered(place: tuple[int, int]) -> tuple[int, int]:
    return place if place[0] <= place[1] else (place[1], place[0])


def _add(total: Sparse, place: tuple[int, int], value: Scalar) -> None:
    total[place] = total[place] + value if place in total else value


def _sparse(entries: Mapping[tuple[int, int], Scalar]) -> Sparse:
    return {place: c.trimmed() for place, c in entries.items() if c}
