"""Determinant and numerators of T by the minors of the coupling, each with a name.

By Cauchy and Binet, with the sets S of channels that take part,

    D = sum over S of i^|S| b_S |v|(S; S),      t_kl D = sum over S without k and l of i^|S| b_S |v|(k S; l S),

where ``b_S`` is the product of the b_j of S, and ``|v|(rows; columns)`` a minor of v, rows and columns in that order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, combinations

from derive.engines.scattering.naming import I_UNIT, indexed
from derive.exact.collect import product, total
from derive.exact.linear import determinant
from derive.exact.scalar import Scalar, constant
from derive.expr import Name, Node, negative
from derive.parameters import I
from derive.rules.scattering.lippmann import Scattering
from derive.scattering.labels import word


@dataclass(frozen=True)
class Term:
    """``i^|S| b_S`` times the minor of v with these rows and columns."""

    found: Scattering
    inner: tuple[int, ...]
    rows: tuple[int, ...]
    columns: tuple[int, ...]

    @cached_property
    def minor(self) -> Scalar:
        """The minor; that without rows is one."""
        v = self.found.coupling
        if not self.rows:
            return constant(1)
        return determinant([{j: v[row][c] for j, c in enumerate(self.columns) if v[row][c]} for row in self.rows])

    @property
    def value(self) -> Scalar:
        """The whole term."""
        result = self.minor
        for j in self.inner:
            result = result * I * self.found.channels[j].b
        return result

    @property
    def tree(self) -> Node:
        """The term with the minor by its name."""
        labels = [c.label for c in self.found.channels]
        factors: list[Node] = [I_UNIT] if len(self.inner) % 2 else []
        factors += [indexed("b", "b", (labels[j],)) for j in self.inner]
        rows, columns = ([labels[j] for j in side] for side in (self.rows, self.columns))
        factors += [_minor(rows, columns)] if rows else []
        return negative(product(factors)) if len(self.inner) % 4 > 1 else product(factors)


def of_determinant(found: Scattering) -> tuple[Term, ...]:
    """The terms of D, by the number of channels that take part."""
    return tuple(Term(found, s, s, s) for s in _subsets(range(len(found.channels))))


def of_numerator(found: Scattering, final: int, initial: int) -> tuple[Term, ...]:
    """The terms of ``t_kl D``."""
    rest = [j for j in range(len(found.channels)) if j not in (final, initial)]
    return tuple(Term(found, s, (final, *s), (initial, *s)) for s in _subsets(rest))


def named(terms: Sequence[Term]) -> Node:
    """The sum of terms, in the names of minors; those that vanish are left out."""
    return total([term.tree for term in terms if term.minor])


def _subsets(of: Sequence[int]) -> Iterator[tuple[int, ...]]:
    return chain.from_iterable(combinations(of, count) for count in range(len(of) + 1))


def _minor(rows: Sequence[str], columns: Sequence[str]) -> Name:
    """``|v|`` with its rows below and its columns above; a minor of one row is an element."""
    if len(rows) == 1:
        return indexed("v", "v", (*rows, *columns))
    between = "" if all(len(x) == 1 for x in (*rows, *columns)) else ","
    key = f"minor_v({','.join(map(word, rows))};{','.join(map(word, columns))})"
    return Name(key, rf"|v|_{{{between.join(rows)}}}^{{{between.join(columns)}}}")
