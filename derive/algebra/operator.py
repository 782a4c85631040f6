"""Operators: sums of words with exact coefficients, canonical on construction.

A word is a tuple of (space, element), at most one for each space, in the order of the spaces; a term with
coefficient zero is never stored.  So two operators are equal exactly if their terms are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from derive.algebra.space import Element, Expansion, Space
from derive.errors import ModelError
from derive.exact.ring import ring_of
from derive.exact.scalar import Scalar, as_scalar, constant
from derive.symbols import latex_name

Word = tuple[tuple[Space, Element], ...]
IDENTITY: Word = ()


class Op:
    """An operator.  Immutable; ``+ - * **`` and ``.dag`` work as on paper, products come out in normal order."""

    __slots__ = ("terms",)
    # NumPy must not take over products with its scalars: they are refused as inexact.
    __array_ufunc__ = None

    def __init__(self, terms: Mapping[Word, Scalar]):
        """Keep the non-zero terms of a mapping from canonical words to scalars."""
        self.terms: dict[Word, Scalar] = {w: c for w, c in terms.items() if c}

    @staticmethod
    def of(space: Space, element: Element) -> Op:
        """The operator that is one basis element of one space."""
        return Op({((space, element),): constant(1)})

    @staticmethod
    def sum_of(space: Space, expansion: Expansion) -> Op:
        """The operator with this expansion in the basis of one space."""
        return Op({IDENTITY if e is None else ((space, e),): constant(k) for k, e in expansion})

    @staticmethod
    def scalar(value: Any) -> Op:
        """A scalar multiple of the identity."""
        return Op({IDENTITY: coefficient(value)})

    @property
    def dag(self) -> Op:
        """The Hermitian conjugate."""
        return Op({tuple((s, s.adjoint(e)) for s, e in word): c.conjugate() for word, c in self.terms.items()})

    # -- arithmetic -----------------------------------------------------------------------------------------------

    def __add__(self, other: Any) -> Op:
        total = dict(self.terms)
        for word, c in as_operator(other).terms.items():
            total[word] = total[word] + c if word in total else c
        return Op(total)

    __radd__ = __add__

    def __neg__(self) -> Op:
        return Op({w: -c for w, c in self.terms.items()})

    def __sub__(self, other: Any) -> Op:
        return self + (-as_operator(other))

    def __rsub__(self, other: Any) -> Op:
        return as_operator(other) - self

    def __mul__(self, other: Any) -> Op:
        if getattr(other, "takes_operators", False):
            return NotImplemented
        if not isinstance(other, Op):
            return self._scaled(other)
        left, right = _one_ring(self, other)
        total: dict[Word, Scalar] = {}
        for c1, words1 in _by_coefficient(left):
            for c2, words2 in _by_coefficient(right):
                product = c1 * c2
                for word, k in _counted_products(words1, words2).items():
                    c = product if k == 1 else product * k
                    total[word] = total[word] + c if word in total else c
        return Op(total)

    def __rmul__(self, other: Any) -> Op:
        return self._scaled(other)

    def _scaled(self, factor: Any) -> Op:
        c = coefficient(factor)
        return Op({w: c * old for w, old in self.terms.items()})

    def __truediv__(self, other: Any) -> Op:
        return self._scaled(1 / coefficient(other))

    def __pow__(self, exponent: int) -> Op:
        if not isinstance(exponent, int) or exponent < 0:
            raise ModelError("operator power", "the exponent must be a non-negative integer", repr(exponent))
        result = Op.scalar(1)
        for _ in range(exponent):
            result = result * self
        return result

    def __bool__(self) -> bool:
        return bool(self.terms)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Op | Scalar | int | Fraction) or isinstance(other, bool):
            return NotImplemented
        terms = as_operator(other).terms
        return self.terms.keys() == terms.keys() and all(c == terms[w] for w, c in self.terms.items())

    def __hash__(self) -> int:
        if not self.terms.keys() - {IDENTITY}:
            return hash(self.coefficient(IDENTITY))  # equal to the scalar, so hashed like it
        return hash(frozenset(self.terms.items()))

    # -- structure ------------------------------------------------------------------------------------------------

    def __iter__(self) -> Iterator[tuple[Word, Scalar]]:
        """Words and coefficients in the order of print: lower orders first, then by spaces."""
        return iter(sorted(self.terms.items(), key=lambda item: word_key(item[0])))

    def coefficient(self, word: Word) -> Scalar:
        """The coefficient of a word, zero if it does not occur."""
        return self.terms.get(word, constant(0))

    def map(self, function: Any) -> Op:
        """The same words with each coefficient replaced by ``function(coefficient)``."""
        return Op({w: function(c) for w, c in self.terms.items()})

    @property
    def spaces(self) -> tuple[Space, ...]:
        """The spaces it acts on, in their order."""
        found = {space for word in self.terms for space, _ in word}
        return tuple(sorted(found, key=lambda s: s.key))

    @property
    def order(self) -> int:
        """The highest order of a word in it."""
        return max((word_order(w) for w in self.terms), default=0)

    @property
    def is_hermitian(self) -> bool:
        """Whether it equals its Hermitian conjugate."""
        return self == self.dag

    def __repr__(self) -> str:
        from derive.algebra.display import operator_text

        return operator_text(self)

    def latex(self) -> str:
        """LaTeX, coefficients first."""
        from derive.algebra.display import operator_latex

        return operator_latex(self)

    def _repr_latex_(self) -> str:
        return f"${self.latex()}$"


def commutator(a: Op, b: Op) -> Op:
    """``a b - b a``; words that share no space commute and are skipped."""
    left, right = _one_ring(as_operator(a), as_operator(b))
    total: dict[Word, Scalar] = {}
    for w1, c1 in left.items():
        here = {s for s, _ in w1}
        for w2, c2 in right.items():
            if not any(s in here for s, _ in w2):
                continue
            product = c1 * c2
            for sign, pair in ((1, (w1, w2)), (-1, (w2, w1))):
                for k, word in multiply_words(*pair):
                    c = product * (sign * k)
                    total[word] = total[word] + c if word in total else c
    return Op(total)


def anticommutator(a: Op, b: Op) -> Op:
    """``a b + b a``."""
    return a * b + b * a


def multiply_words(left: Word, right: Word) -> list[tuple[int, Word]]:
    """The product of two words: elements of one space are multiplied, the rest is merged in order."""
    if not left or not right or left[-1][0].key < right[0][0].key:
        return [(1, left + right)]
    if right[-1][0].key < left[0][0].key:
        return [(1, right + left)]
    partial: list[tuple[int, Word]] = [(1, ())]
    i = j = 0
    while i < len(left) or j < len(right):
        if j == len(right) or (i < len(left) and left[i][0].key < right[j][0].key):
            tail: Word = (left[i],)
            i += 1
        elif i == len(left) or left[i][0].key != right[j][0].key:
            tail = (right[j],)
            j += 1
        else:
            space = left[i][0]
            local = space.multiply(left[i][1], right[j][1])
            i, j = i + 1, j + 1
            partial = [
                (k * factor, word if e is None else (*word, (space, e))) for k, word in partial for factor, e in local
            ]
            continue
        partial = [(k, word + tail) for k, word in partial]
    return partial


def word_order(word: Word) -> int:
    """The order of the moment <word>."""
    return sum(space.order(element) for space, element in word)


def word_key(word: Word) -> tuple[Any, ...]:
    """Sort key for words: by order, then by spaces, then creation before annihilation."""
    return word_order(word), tuple((s.key, tuple(-n for n in e)) for s, e in word)


def as_operator(value: Any) -> Op:
    """An operator as it is, or a scalar times the identity."""
    return value if isinstance(value, Op) else Op.scalar(value)


def coefficient(value: Any) -> Scalar:
    """An exact coefficient; raises `ModelError` for what is none (functions of time among them)."""
    made = as_scalar(value)
    if made is None:
        what = "a function" if callable(value) else f"{type(value).__name__} {value!r}"
        raise ModelError(
            "coefficient of an operator",
            "a coefficient must be a constant: a number or built from declared parameters",
            what,
            "declare it with real(), positive(), complex_() or angle(); "
            "remove a time dependence by going to a rotating frame first",
        )
    return made


def _one_ring(a: Op, b: Op) -> tuple[dict[Word, Scalar], dict[Word, Scalar]]:
    """Terms of both with all coefficients over one ring: mixed rings would be aligned at every product."""
    rings = {id(c.ring): c.ring for op in (a, b) for c in op.terms.values()}
    if len(rings) <= 1:
        return a.terms, b.terms
    ring = ring_of(g for r in rings.values() for g in r.generators)
    left, right = ({w: c.home(ring) for w, c in op.terms.items()} for op in (a, b))
    return left, right


def _by_coefficient(terms: dict[Word, Scalar]) -> list[tuple[Scalar, list[Word]]]:
    """Words grouped by equal coefficients: a Hamiltonian has many words and few couplings."""
    groups: list[tuple[Scalar, list[Word]]] = []
    for word, c in terms.items():
        for known, words in groups:
            if known == c:
                words.append(word)
                break
        else:
            groups.append((c, [word]))
    return groups


def _counted_products(left: list[Word], right: list[Word]) -> dict[Word, int]:
    """The product of two sums of words, in integers."""
    counts: dict[Word, int] = {}
    for w1 in left:
        for w2 in right:
            for k, word in multiply_words(w1, w2):
                counts[word] = counts.get(word, 0) + k
    return counts


def named(names: str, latex: str, hat: bool = True) -> list[tuple[str, str]]:
    """Pairs of name and printed form for declared operators."""
    if not isinstance(names, str) or not names.split():
        raise ModelError("operators", "names must be a non-empty text", repr(names), 'write boson("c_1 c_2")')
    for name in names.split():
        if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_]*", name):
            raise ModelError(f"operator {name!r}", "a name must be a Python identifier in ASCII", repr(name))
    printed = latex.split() if latex else [_hatted(n) if hat else latex_name(n) for n in names.split()]
    if len(printed) != len(names.split()):
        raise ModelError(f"operators {names!r}", "latex must hold one printed form for each name", repr(latex))
    return list(zip(names.split(), printed, strict=True))


def _hatted(name: str) -> str:
    head, *rest = latex_name(name).split("_", 1)
    return rf"\hat{{{head}}}" + "".join(f"_{r}" for r in rest)
