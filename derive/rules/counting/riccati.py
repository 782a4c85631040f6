"""The tilted generator on Gaussian states: a Riccati equation for the covariance, read off commutators.

Applied to 1, to ``R_i`` and to ``R_i R_j``, the jump ``w K.dag O K`` of a coupling linear in the modes makes means of
up to four ladder operators.  On a Gaussian state these are sums of contractions ``<A B> = V_AB + [A, B]/2`` (Wick).
With ``l`` and ``r`` the coefficients of K.dag and K, and ``u_i = [K.dag, R_i]/2``, ``v_i = [R_i, K]/2``,

    <K.dag dR_i> = (V l + u)_i,      <dR_j dK> = (V r + v)_j,

and what is connected of ``<K.dag dR_i dR_j K>``, which is what tilting adds to ``dV/dt``, is

    w ((V l + u)(V r + v)^T + (V r + v)(V l + u)^T)  =  V Q V + X V + V X^T + C.

The uncounted rest is ``A V + V A^T + N`` of the Langevin form.  Index order as there: (c_1, c_1.dag, c_2, ...), or
quadratures (x_1, p_1, ...) with the vacuum's variance 1/2.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from derive.algebra.operator import IDENTITY, Op, commutator
from derive.exact.scalar import Scalar, constant
from derive.model import Model
from derive.rules.counting.tilted import Direction, Jump, countable, jumps
from derive.rules.gaussian import Langevin, Rows, langevin, matmul, to_quadratures, transpose
from derive.rules.lindblad import Generator, generator

Vector = tuple[Scalar, ...]


@dataclass(frozen=True)
class Counted:
    """What one kind of jump adds, times ``exp(-s) - 1`` (emission) or ``exp(s) - 1`` (absorption).

    ``dV/dt`` gets ``V quadratic V + linear V + V linear^T + constant``, theta gets ``Tr(weight V) + offset``; both
    hold the jump's rate.  Matrices of shape (2m, 2m).
    """

    bath: int
    direction: Direction
    quadratic: Rows
    linear: Rows
    constant: Rows
    weight: Rows
    offset: Scalar


@dataclass(frozen=True)
class Contractions:
    """One kind of jump by its contractions with the ladder operators: l, r, u, v, and the scalars in K.dag and K."""

    jump: Jump
    left: Vector
    right: Vector
    before: Vector
    after: Vector
    shift_left: Scalar
    shift_right: Scalar
    half: Scalar
    """``[K.dag, K]/2``, the part of ``<K.dag K>`` that is no covariance."""

    @cached_property
    def counted(self) -> Counted:
        """The matrices of this jump over ladder operators."""
        w, l, r, u, v = self.jump.weight, self.left, self.right, self.before, self.after  # noqa: E741 - as above
        quadratic = _symmetric(w, l, r)
        weight = tuple(tuple(c / 2 for c in row) for row in quadratic)
        linear = _added(_outer(w, u, r), _outer(w, v, l))
        return Counted(
            self.jump.bath, self.jump.direction, quadratic, linear, _symmetric(w, u, v), weight, w * self.half
        )


@dataclass(frozen=True)
class Riccati:
    """``dV/dt`` and theta of a linear model with counted baths.

    ``baths`` and ``occupations`` are the names of all baths and their N, by the positions that the terms speak of;
    ``contractions`` is over ladder operators.
    """

    linear: Langevin
    baths: tuple[str, ...]
    occupations: Vector
    counted_baths: tuple[int, ...]
    contractions: tuple[Contractions, ...]

    @cached_property
    def terms(self) -> tuple[Counted, ...]:
        """The counted jumps over quadratures; real."""
        return tuple(_over_quadratures(c.counted, len(self.linear.modes)) for c in self.contractions)

    @property
    def displaced(self) -> bool:
        """Whether the modes have mean fields (a force, or a constant in a coupling), which theta then depends on."""
        shifts = any(c.shift_left or c.shift_right for c in self.contractions)
        return shifts or any(self.linear.force)

    def right(self, covariance: Rows, fields: Mapping[int, Scalar]) -> Rows:
        """``dV/dt`` at a covariance of the quadratures; ``fields`` holds ``z_k = exp(-s_k)`` by the bath's position."""
        drift = matmul(self.linear.quadrature_drift, covariance)
        total = _added(
            self.linear.diffusion, _added(drift, matmul(covariance, transpose(self.linear.quadrature_drift)))
        )
        for term in self.terms:
            if term.bath in fields:
                factor = term.direction.factor(fields[term.bath]) - 1
                total = _added(total, _times(factor, _change(term, covariance)))
        return total

    def theta(self, covariance: Rows, fields: Mapping[int, Scalar]) -> Scalar:
        """theta at a covariance of the quadratures that solves `right` = 0, mean fields left out."""
        total = constant(0)
        for term in self.terms:
            if term.bath in fields:
                factor = term.direction.factor(fields[term.bath]) - 1
                total = total + factor * (trace_of_product(term.weight, covariance) + term.offset)
        return total


def riccati(model: Model, baths: Sequence[int] | None = None) -> Riccati:
    """The Riccati equation of a linear model.

    Parameters
    ----------
    model : the model; cascades are resolved, their common bath comes last.
    baths : positions of the baths to count; all that can be counted by default.

    Raises
    ------
    ClosureError
        when the model is not linear: a Gaussian state does not stay one.
    ModelError
        for a bath that is not there, or whose input is squeezed.
    """
    return riccati_of(langevin(model), generator(model), baths)


def riccati_of(linear: Langevin, master: Generator, baths: Sequence[int] | None = None) -> Riccati:
    """The same from a Langevin form and the master equation it came from."""
    chosen = countable(master) if baths is None else tuple(baths)
    fields = [Op.of(mode, element) for mode in linear.modes for element in ((0, 1), (1, 0))]
    found = tuple(_contractions(jump, fields) for jump in jumps(master, chosen))
    names, numbers = tuple(b.name for b in master.baths), tuple(b.occupation for b in master.baths)
    return Riccati(linear, names, numbers, chosen, found)


def _contractions(jump: Jump, fields: Sequence[Op]) -> Contractions:
    k, dagger = jump.operator, jump.operator.dag
    words = [next(iter(f.terms)) for f in fields]
    return Contractions(
        jump,
        tuple(dagger.coefficient(w) for w in words),
        tuple(k.coefficient(w) for w in words),
        tuple(_half(dagger, f) for f in fields),
        tuple(_half(f, k) for f in fields),
        dagger.coefficient(IDENTITY),
        k.coefficient(IDENTITY),
        _half(dagger, k),
    )


def _half(a: Op, b: Op) -> Scalar:
    """``[a, b]/2`` of operators linear in the modes, a scalar."""
    return commutator(a, b).coefficient(IDENTITY) / 2


def _change(term: Counted, covariance: Rows) -> Rows:
    moved = matmul(term.linear, covariance)
    quadratic = matmul(matmul(covariance, term.quadratic), covariance)
    return _added(_added(quadratic, term.constant), _added(moved, transpose(moved)))


def _over_quadratures(term: Counted, modes: int) -> Counted:
    """With R = T (c_1, c_1.dag, ...) and T unitary: V turns like ``T V T^T``, what is contracted with it inversely."""
    turn = to_quadratures(modes)
    conjugate = tuple(tuple(c.conjugate() for c in row) for row in turn)
    back = transpose(conjugate)

    def sandwiched(left: Rows, rows: Rows, right: Rows) -> Rows:
        return matmul(matmul(left, rows), right)

    return Counted(
        term.bath,
        term.direction,
        sandwiched(conjugate, term.quadratic, back),
        sandwiched(turn, term.linear, back),
        sandwiched(turn, term.constant, transpose(turn)),
        sandwiched(conjugate, term.weight, back),
        term.offset,
    )


def trace_of_product(left: Rows, right: Rows) -> Scalar:
    """``Tr(left right)``."""
    total = constant(0)
    for row, column in zip(left, transpose(right), strict=True):
        total = sum((a * b for a, b in zip(row, column, strict=True) if a and b), total)
    return total


def _outer(w: Scalar, left: Vector, right: Vector) -> Rows:
    return tuple(tuple(w * a * b for b in right) for a in left)


def _symmetric(w: Scalar, left: Vector, right: Vector) -> Rows:
    return _added(_outer(w, left, right), _outer(w, right, left))


def _added(left: Rows, right: Rows) -> Rows:
    return tuple(tuple(a + b for a, b in zip(x, y, strict=True)) for x, y in zip(left, right, strict=True))


def _times(factor: Scalar, rows: Rows) -> Rows:
    return tuple(tuple(factor * c for c in row) for row in rows)
