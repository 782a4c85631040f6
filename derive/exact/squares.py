"""Polynomials that are sums of squares: ``4 (Omega - omega_m)^2 + gamma_m^2``, however it is written out.

The monomials whose squares occur are taken as variables of a quadratic form, which every other term must be a product
of two of; the form is then diagonalised over the rationals.  Sufficient, never necessary.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from derive.exact.ring import Generator, Poly, Ring

Monomial = tuple[int, ...]
LARGEST = 24
"""Squares up to which a form is looked at."""


def is_sum_of_squares(ring: Ring, poly: Poly, firm: Callable[[Generator], bool]) -> tuple[bool, bool]:
    """Whether a polynomial in real variables is never negative, and whether it is never zero.

    ``firm`` says of a variable that it is positive; a square made of such variables alone cannot vanish.
    """
    terms = {tuple(int(e) for e in exponents): Fraction(int(c)) for exponents, c in poly.terms()}
    roots = [tuple(e // 2 for e in m) for m, c in terms.items() if c > 0 and not any(e % 2 for e in m)]
    if not roots or len(roots) > LARGEST:
        return False, False
    form = _form(terms, roots)
    if form is None:
        return False, False
    strong = [all(not e or firm(g) for g, e in zip(ring.generators, m, strict=True)) for m in roots]
    for last in [k for k, s in enumerate(strong) if s] or [len(roots) - 1]:
        order = [k for k in range(len(roots)) if k != last] + [last]
        pivots = _pivots([[form[i][j] for j in order] for i in order])
        if pivots is None:
            return False, False
        if strong[last] and pivots[-1] > 0:
            return True, True
    return True, False


def _form(terms: dict[Monomial, Fraction], roots: list[Monomial]) -> list[list[Fraction]] | None:
    """The symmetric matrix of the form; ``None`` where a term is no product of two roots, or of several pairs."""
    size = range(len(roots))
    form = [[Fraction(0)] * len(roots) for _ in size]
    for monomial, c in terms.items():
        pairs = [(i, j) for i in size for j in size if i <= j and _times(roots[i], roots[j]) == monomial]
        if len(pairs) != 1:
            return None
        i, j = pairs[0]
        form[i][j] = form[j][i] = c if i == j else c / 2
    return form


def _times(left: Monomial, right: Monomial) -> Monomial:
    return tuple(a + b for a, b in zip(left, right, strict=True))


def _pivots(form: list[list[Fraction]]) -> list[Fraction] | None:
    """The pivots of a symmetric elimination in the order given; ``None`` where the form takes negative values."""
    work, found = [row[:] for row in form], []
    for k in range(len(work)):
        pivot = work[k][k]
        if pivot < 0 or (not pivot and any(work[k][j] for j in range(k + 1, len(work)))):
            return None
        found.append(pivot)
        for i in range(k + 1, len(work)):
            if pivot and work[i][k]:
                factor = work[i][k] / pivot
                work[i] = [x - factor * y for x, y in zip(work[i], work[k], strict=True)]
    return found
