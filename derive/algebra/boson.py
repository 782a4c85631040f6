"""Bosonic modes: ``[a, a.dag] = 1``, stored in normal order as (power of a.dag, power of a)."""

from __future__ import annotations

from functools import cache
from math import comb, factorial
from typing import Any

from derive.algebra.operator import Op, named
from derive.algebra.space import Element, Expansion, Space


class Boson(Space):
    """A harmonic oscillator."""

    kind = "boson"

    def multiply(self, left: Element, right: Element) -> Expansion:
        """Normal order: ``a^n a.dag^m = sum_k k! C(n,k) C(m,k) a.dag^(m-k) a^(n-k)``."""
        return _normal_ordered(left, right)

    def adjoint(self, element: Element) -> Element:
        """Swap creation and annihilation."""
        return (element[1], element[0])

    def order(self, element: Element) -> int:
        """The number of ladder operators."""
        return element[0] + element[1]

    def text(self, element: Element) -> str:
        """``c_1.dag**2*c_1``."""
        names = (f"{self.name}.dag", self.name)
        return "*".join(n if p == 1 else f"{n}**{p}" for n, p in zip(names, element, strict=True) if p)

    def latex(self, element: Element) -> str:
        r"""``\hat{c}_1^{\dagger 2} \hat{c}_1``."""
        up, down = element
        raised = rf"{self.latex_symbol}^{{\dagger {up}}}" if up > 1 else rf"{self.latex_symbol}^\dagger" if up else ""
        lowered = f"{self.latex_symbol}^{{{down}}}" if down > 1 else self.latex_symbol if down else ""
        return " ".join(p for p in (raised, lowered) if p)


@cache
def _normal_ordered(left: Element, right: Element) -> Expansion:
    (m1, n1), (m2, n2) = left, right
    return tuple(
        (factorial(k) * comb(n1, k) * comb(m2, k), (m1 + m2 - k, n1 + n2 - k) if m1 + m2 + n1 + n2 > 2 * k else None)
        for k in range(min(n1, m2) + 1)
    )


def boson(names: str, *, latex: str = "") -> Any:
    """Annihilation operators of one or several modes: ``c_1, c_2 = boson("c_1 c_2")``.

    ``latex`` holds the printed forms, separated by blanks; by default a hat over the letter.
    """
    made = tuple(Op.of(Boson(name, printed), (0, 1)) for name, printed in named(names, latex))
    return made if len(made) > 1 else made[0]
