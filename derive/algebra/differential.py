r"""Differential operators in phase space: polynomials in ``mu, mu*, d/dmu, d/dmu*`` of each mode, derivatives right.

Operators of this kind are `Op`s over planes, canonical on construction: ``d(mu)*mu`` is already ``1 + mu*d(mu)``.
The two variables of a plane are independent (Wirtinger): ``d mu* / d mu = 0``, and with ``mu = x + i y``

    d/dmu = (d/dx - i d/dy)/2,    d/dmu* = (d/dx + i d/dy)/2,    d^2 mu = dx dy.

A differential operator has two conjugates instead of ``.dag``: `conjugated` acts on conjugate functions, `transposed`
moves it to the other factor under an integral over phase space.
"""

from __future__ import annotations

from functools import cache
from itertools import product
from math import comb, perm

from derive.algebra.operator import IDENTITY, Op, Word
from derive.algebra.space import Element, Expansion, Space
from derive.errors import ModelError
from derive.exact.scalar import Scalar, constant

Directions = tuple[tuple[Space, int, int], ...]
"""A derivative of any order: for each plane how often ``d/dmu`` and ``d/dmu*``, in the order of the planes."""


class Plane(Space):
    """The phase space of one mode; an element is (power of mu, of mu*, of d/dmu, of d/dmu*), in that order.

    Parameters
    ----------
    name : of the variable, ``mu_1``.
    latex : printed form of the variable, ``\\mu_{1}``; its conjugate has a bar over the letter.
    """

    kind = "plane"

    def __init__(self, name: str, latex: str):
        super().__init__(name, latex)
        letter, _, index = latex.partition("_")
        self.latex_conjugate = rf"\bar{{{letter}}}" + (f"_{index}" if index else "")

    def multiply(self, left: Element, right: Element) -> Expansion:
        """Leibniz: ``d^r mu^p = sum_k k! C(r, k) C(p, k) mu^(p-k) d^(r-k)``, for the variable and its conjugate."""
        return _leibniz(left, right)

    def adjoint(self, element: Element) -> Element:
        """None in this basis; raises `ModelError`."""
        raise ModelError(
            f"differential operator in {self.name}",
            "a Hermitian conjugate must be an element of the basis",
            self.text(element),
            "use conjugated(...) or transposed(...) of derive.algebra.differential",
        )

    def order(self, element: Element) -> int:
        """The number of variables and derivatives."""
        return sum(element)

    def text(self, element: Element) -> str:
        """``mu**2*conj(mu)*d(mu)``."""
        names = (self.name, f"conj({self.name})", f"d({self.name})", f"d(conj({self.name}))")
        return "*".join(n if p == 1 else f"{n}**{p}" for n, p in zip(names, element, strict=True) if p)

    def latex(self, element: Element) -> str:
        r"""``\mu^{2} \bar{\mu} \partial_{\mu}``."""
        letters = (self.latex_symbol, self.latex_conjugate)
        names = (*letters, *(rf"\partial_{{{letter}}}" for letter in letters))
        return " ".join(n if p == 1 else f"{n}^{{{p}}}" for n, p in zip(names, element, strict=True) if p)


@cache
def _leibniz(left: Element, right: Element) -> Expansion:
    (p1, q1, r1, s1), (p2, q2, r2, s2) = left, right
    found = []
    for k, m in product(range(min(r1, p2) + 1), range(min(s1, q2) + 1)):
        weight = comb(r1, k) * perm(p2, k) * comb(s1, m) * perm(q2, m)
        element = (p1 + p2 - k, q1 + q2 - m, r1 + r2 - k, s1 + s2 - m)
        found.append((weight, element if any(element) else None))
    return tuple(found)


def variables(plane: Plane) -> tuple[Op, Op, Op, Op]:
    """``mu, mu*, d/dmu, d/dmu*`` of one plane."""
    mu, bar, d, d_bar = (Op.of(plane, tuple(int(i == k) for i in range(4))) for k in range(4))
    return mu, bar, d, d_bar


def conjugated(op: Op) -> Op:
    """The operator on conjugate functions: ``conj(O f) = conjugated(O) conj(f)``; products keep their order."""
    return Op({tuple((s, (q, p, n, m)) for s, (p, q, m, n) in w): c.conjugate() for w, c in op.terms.items()})


def transposed(op: Op) -> Op:
    """The operator after integration by parts: ``int f (O g) = int (transposed(O) f) g``, boundary terms apart.

    Products change their order: ``transposed(A*B) = transposed(B)*transposed(A)``.
    """
    total = Op({})
    for word, c in op.terms.items():
        term = Op.scalar(c if derivative_order(word) % 2 == 0 else -c)
        for space, (p, q, m, n) in word:
            term = term * _element(space, (0, 0, m, n)) * _element(space, (p, q, 0, 0))
        total = total + term
    return total


def derivative_order(word: Word) -> int:
    """How many derivatives a word has."""
    return sum(m + n for _, (_, _, m, n) in word)


def of_derivative_order(op: Op, *orders: int) -> Op:
    """The terms with that many derivatives."""
    return Op({word: c for word, c in op.terms.items() if derivative_order(word) in orders})


def by_derivative(op: Op) -> tuple[tuple[Directions, Op], ...]:
    """The operator as ``sum_d coefficient_d(mu) * d``: derivatives with polynomials, lower orders first."""
    found: dict[Directions, dict[Word, Scalar]] = {}
    for word, c in op:
        directions = tuple((s, m, n) for s, (_, _, m, n) in word if m or n)
        polynomial = tuple((s, (p, q, 0, 0)) for s, (p, q, _, _) in word if p or q)
        found.setdefault(directions, {})[polynomial] = c
    ordered = sorted(found.items(), key=lambda item: directions_key(item[0]))
    return tuple((directions, Op(terms)) for directions, terms in ordered)


def directions_key(directions: Directions) -> tuple[object, ...]:
    """Sort key: lower derivatives first, then by planes, ``d/dmu`` before ``d/dmu*``."""
    return sum(m + n for _, m, n in directions), tuple((s.key, -m, -n) for s, m, n in directions)


def derivative(directions: Directions) -> Op:
    """The operator that is one derivative."""
    word = tuple((s, (0, 0, m, n)) for s, m, n in directions)
    return Op({word: constant(1)}) if word != IDENTITY else Op.scalar(1)


def applied(op: Op, polynomial: Op) -> Op:
    """The polynomial ``op`` gives when it acts on a polynomial in the variables (an operator without derivatives)."""
    return of_derivative_order(op * polynomial, 0)


def degree(op: Op) -> int:
    """The highest power of the variables in it."""
    return max((sum(p + q for _, (p, q, _, _) in word) for word in op.terms), default=0)


def _element(space: Space, element: Element) -> Op:
    return Op.of(space, element) if any(element) else Op.scalar(1)
