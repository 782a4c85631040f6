"""Late times of systems that lose everything: linear rates around zero, and the slowest mode that is left.

Where all occupations are small the rate equations are ``dy/dt = L y``.  Entries off the diagonal of L feed one species
from another and are not negative, so that the slowest eigenvalue is real and its vector can be taken non-negative
(Perron and Frobenius): it fixes the ratios of the occupations at late times.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from derive.exact.evaluate import derivative
from derive.exact.linear import determinant, maximal_minors
from derive.exact.ring import Generator, Role
from derive.exact.rootless import rootless
from derive.exact.scalar import Scalar, constant, from_generator, substitute
from derive.exact.signs import sign_of
from derive.rules.golden_rule.kinetics import Kinetics
from derive.symbols import Domain, Symbol

EIGENVALUE = Symbol("eigenvalue", r"\lambda", Domain.REAL, "1/s", "eigenvalue of the linear rates: minus a decay rate")


@dataclass(frozen=True)
class Decay:
    """Linear rates around zero, in named constants.

    Parameters
    ----------
    states : the occupations, in their order.
    matrix : L.
    """

    states: tuple[Symbol, ...]
    matrix: tuple[tuple[Scalar, ...], ...]

    @cached_property
    def characteristic(self) -> tuple[Scalar, ...]:
        """Coefficients of ``det(eigenvalue - L)``, constant term first; the last is 1."""
        size = len(self.states)
        value = determinant(self._shifted) * (-1) ** size
        return _coefficients(value, size)

    @cached_property
    def factors(self) -> tuple[tuple[Scalar, ...], ...]:
        """The irreducible factors of that polynomial over the rate constants, by degree; coefficients likewise.

        The eigenvalues are their roots: closed forms up to degree two, of a higher degree roots of a polynomial.
        """
        whole = sum((c * _EIGENVALUE**k for k, c in enumerate(self.characteristic)), constant(0)).trimmed()
        ring, (above,) = rootless(whole.ring, (whole.re,))
        place = next(i for i, g in enumerate(ring.generators) if g.symbol == EIGENVALUE)
        found = []
        for factor, power in above.factor()[1]:
            degree = int(factor.degrees()[place])
            if degree:
                plain = _coefficients(Scalar(ring, factor, ring.zero, ring.one), degree)
                found += [tuple(c / plain[-1] for c in plain)] * int(power)
        return tuple(sorted(found, key=lambda f: (len(f), str(f))))

    @property
    def degree(self) -> int:
        """The highest degree of a factor; an eigenvalue is a root of a polynomial of at most this degree."""
        return max(len(f) for f in self.factors) - 1

    @cached_property
    def mode(self) -> tuple[Scalar, ...]:
        """The vector that belongs to an eigenvalue: a column of the adjugate of ``eigenvalue - L``, the shortest one.

        Its entries are polynomials in the eigenvalue; it fails where all of them vanish there.
        """
        size = len(self.states)
        columns = [self._column(row) for row in range(size)]
        kept = [c for c in columns if any(c)]
        return min(kept, key=lambda column: sum(len(c.re) for c in column))

    @property
    def ratio(self) -> Scalar | None:
        """The first occupation over the second at late times, rational in the eigenvalue.

        ``None`` where the polynomial factors: a mode may then leave some species out, and the ratio depends on which
        factor the slowest eigenvalue is a root of.
        """
        if len(self.states) < 2 or not self.mode[1] or len(self.factors) > 1:
            return None
        return self.mode[0] / self.mode[1]

    @cached_property
    def fed(self) -> bool:
        """Whether entries off the diagonal are not negative: then the slowest eigenvalue is real, and its mode too."""
        entries = (c for i, row in enumerate(self.matrix) for j, c in enumerate(row) if i != j and c)
        return all(sign_of(c).is_nonnegative for c in entries)

    @cached_property
    def _shifted(self) -> list[dict[int, Scalar]]:
        """``L - eigenvalue`` by rows, zeros left out."""
        rows = []
        for i, row in enumerate(self.matrix):
            whole = {j: c - _EIGENVALUE if i == j else c for j, c in enumerate(row)}
            rows.append({j: c for j, c in whole.items() if c})
        return rows

    def _column(self, row: int) -> tuple[Scalar, ...]:
        """The cofactors of one row of ``eigenvalue - L``: not negative at the slowest eigenvalue."""
        size = len(self.states)
        minors = maximal_minors([r for i, r in enumerate(self._shifted) if i != row])
        everything = (1 << size) - 1
        signs = [(-1) ** (row + j + size - 1) for j in range(size)]
        return tuple(signs[j] * minors.get(everything ^ (1 << j), constant(0)) for j in range(size))


def decay(derived: Kinetics) -> Decay | None:
    """The linear rates around zero; ``None`` where zero is no fixed point, or something is conserved there."""
    nothing = {_generator(s): constant(0) for s in derived.states}
    if not derived.states or any(substitute(r, nothing) for r in derived.right):
        return None
    matrix = tuple(tuple(substitute(derivative(r, s), nothing) for s in derived.states) for r in derived.right)
    exact = [{j: derived.expanded(c) for j, c in enumerate(row) if c} for row in matrix]
    return Decay(derived.states, matrix) if determinant(exact) else None


def _coefficients(value: Scalar, degree: int) -> tuple[Scalar, ...]:
    """The coefficients of a polynomial in the eigenvalue, from its derivatives at zero."""
    found, zero = [], {_generator(EIGENVALUE): constant(0)}
    for k in range(degree + 1):
        found.append(substitute(value, zero))
        value = derivative(value, EIGENVALUE) / (k + 1)
    return tuple(found)


def _generator(symbol: Symbol) -> Generator:
    return Generator(Role.VALUE, symbol.name, symbol)


_EIGENVALUE = from_generator(_generator(EIGENVALUE))

__all__ = ["EIGENVALUE", "Decay", "decay"]
