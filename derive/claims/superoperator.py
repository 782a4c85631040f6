"""Master equations as printed: linear maps of the density operator, ``sum of L rho R``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from derive.algebra.display import word_latex, word_text
from derive.algebra.operator import IDENTITY, Op, Word, as_operator
from derive.exact.scalar import Scalar, constant

Pair = tuple[Word, Word]


class Superoperator:
    """``sum c L rho R`` over words L, R in normal order: canonical, so equal exactly if the terms are."""

    takes_operators = True  # an operator on the left leaves the product to this class

    def __init__(self, terms: Mapping[Pair, Scalar]):
        """Keep the non-zero terms."""
        self.terms = {pair: c for pair, c in terms.items() if c}

    def map(self, function: Callable[[Scalar], Scalar]) -> Superoperator:
        """Each coefficient replaced by ``function(coefficient)``."""
        return Superoperator({pair: function(c) for pair, c in self.terms.items()})

    def __bool__(self) -> bool:
        return bool(self.terms)

    def __add__(self, other: object) -> Superoperator:
        if not isinstance(other, Superoperator):
            return NotImplemented  # an operator or a number beside the density operator is no equation
        total = dict(self.terms)
        for pair, c in other.terms.items():
            total[pair] = total[pair] + c if pair in total else c
        return Superoperator(total)

    def __neg__(self) -> Superoperator:
        return self.map(lambda c: -c)

    def __sub__(self, other: object) -> Superoperator:
        return self + (-other) if isinstance(other, Superoperator) else NotImplemented

    def __mul__(self, right: Any) -> Superoperator:
        return _sum((left, Op({r: constant(1)}) * as_operator(right), c) for (left, r), c in self.terms.items())

    def after(self, left: Any) -> Superoperator:
        """``left`` times it: what ``left * rho`` means."""
        return _sum((as_operator(left) * Op({word: constant(1)}), r, c) for (word, r), c in self.terms.items())

    __rmul__ = after

    def __truediv__(self, divisor: Any) -> Superoperator:
        return self.map(lambda c: c / divisor)

    def applied(self, operator: Op) -> Op:
        """What it makes of one density operator: ``sum c L operator R``."""
        total = Op({})
        for (left, right), c in self.terms.items():
            total = total + c * Op({left: constant(1)}) * operator * Op({right: constant(1)})
        return total

    def following(self, rho: Superoperator) -> Superoperator:
        """It after another one: ``sum c L (what rho is) R``."""
        total = Superoperator({})
        for (left, right), c in self.terms.items():
            total = total + rho.after(Op({left: constant(1)})) * Op({right: constant(1)}) * c
        return total

    def coefficient(self, pair: Pair) -> Scalar:
        """The coefficient of ``L rho R``."""
        return self.terms.get(pair, constant(0))

    def pairs(self) -> list[Pair]:
        """The pairs of words in order of print."""
        return sorted(self.terms, key=lambda pair: (word_text(pair[0]), word_text(pair[1])))

    def latex(self) -> str:
        r"""``c \hat{L} \rho \hat{R} + ...``, term by term."""
        pieces = []
        for left, right in self.pairs():
            words = [word_latex(w) for w in (left, right)]
            around = [w if word != IDENTITY else "" for w, word in zip(words, (left, right), strict=True)]
            coefficient = self.terms[left, right].latex()
            pieces.append(rf"\left({coefficient}\right) {around[0]} \rho {around[1]}".strip())
        return " + ".join(pieces) or "0"


def density() -> Superoperator:
    """The density operator itself."""
    return Superoperator({(IDENTITY, IDENTITY): constant(1)})


def dissipator(coupling: Op, rho: Superoperator) -> Superoperator:
    """``D[L] rho = L rho L.dag - (L.dag L rho + rho L.dag L)/2``."""
    return together(coupling, coupling, rho)


def together(left: Op, right: Op, rho: Superoperator) -> Superoperator:
    """``L rho R.dag - (R.dag L rho + rho R.dag L)/2``: what two couplings to one bath do together."""
    loss = right.dag * left
    return rho.after(left) * right.dag - (rho.after(loss) + rho * loss) / 2


def _sum(products: Any) -> Superoperator:
    total: dict[Pair, Scalar] = {}
    for left, right, c in products:
        for lw, lc in left.terms.items() if isinstance(left, Op) else ((left, constant(1)),):
            for rw, rc in right.terms.items() if isinstance(right, Op) else ((right, constant(1)),):
                value = c * lc * rc
                total[lw, rw] = total[lw, rw] + value if (lw, rw) in total else value
    return Superoperator(total)
