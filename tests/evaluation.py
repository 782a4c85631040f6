"""Numbers for exact scalars at a point, computed outside the engine.

A point gives every parameter by name a number; an angle's number is its phase ``exp(i phi)`` on the unit circle, so
that a point of Gaussian rationals stays rational.  Positive parameters get squares, so that roots stay rational too.
Floating point works as well: a point of ``complex`` numbers gives a ``complex`` number.
"""

from __future__ import annotations

import cmath
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import isqrt, prod
from typing import Any

import numpy as np
from hypothesis import strategies as st

from derive.algebra.operator import Word
from derive.equations import Equations
from derive.exact.ring import Generator, Poly, Ring, Role
from derive.exact.roots import radicand_of
from derive.exact.scalar import Scalar
from derive.rules.steady import SteadyState


@dataclass(frozen=True)
class Gaussian:
    """An exact complex number ``re + i im`` with rational parts."""

    re: Fraction
    im: Fraction = Fraction(0)

    def __add__(self, other: Any) -> Gaussian:
        o = gaussian(other)
        return Gaussian(self.re + o.re, self.im + o.im)

    __radd__ = __add__

    def __mul__(self, other: Any) -> Gaussian:
        o = gaussian(other)
        return Gaussian(self.re * o.re - self.im * o.im, self.re * o.im + self.im * o.re)

    __rmul__ = __mul__

    def __neg__(self) -> Gaussian:
        return self * -1

    def __sub__(self, other: Any) -> Gaussian:
        return self + -gaussian(other)

    def inverse(self) -> Gaussian:
        """``z*/|z|**2``; a ZeroDivisionError at zero."""
        size = self.re**2 + self.im**2
        return Gaussian(self.re / size, -self.im / size)

    def __truediv__(self, other: Any) -> Gaussian:
        return self * gaussian(other).inverse()

    def __rtruediv__(self, other: Any) -> Gaussian:
        return gaussian(other) * self.inverse()

    def __pow__(self, exponent: int) -> Gaussian:
        base = self if exponent >= 0 else self.inverse()
        return prod([base] * abs(exponent), start=Gaussian(Fraction(1)))

    def conjugate(self) -> Gaussian:
        """``re - i im``."""
        return Gaussian(self.re, -self.im)

    def sqrt(self) -> Gaussian:
        """The root of a rational square; a ValueError for anything else."""
        top, below = isqrt(self.re.numerator), isqrt(self.re.denominator)
        root = Fraction(top, below)
        if self.im or root**2 != self.re:
            raise ValueError(f"{self.re} + {self.im} i is not the square of a rational number")
        return Gaussian(root)

    def __complex__(self) -> complex:
        return complex(self.re, self.im)

    def __bool__(self) -> bool:
        return bool(self.re or self.im)


def gaussian(value: Any) -> Gaussian:
    """A Gaussian rational from an int, a Fraction or itself."""
    return value if isinstance(value, Gaussian) else Gaussian(Fraction(value))


Point = Mapping[str, Any]


def value_at(value: Scalar, point: Point) -> Any:
    """The number a scalar is at a point: `Gaussian` or complex, as the point's numbers are."""
    one: Any = Gaussian(Fraction(1)) if _is_exact(point) else 1 + 0j
    i = Gaussian(Fraction(0), Fraction(1)) if _is_exact(point) else 1j
    numbers = {g: _generator_at(g, point) for g in value.generators}
    re, im, den = (_poly_at(value.ring, p, numbers, one) for p in (value.re, value.im, value.den))
    return (re + i * im) / den


def _poly_at(ring: Ring, poly: Poly, numbers: Mapping[Generator, Any], one: Any) -> Any:
    total, powers = one * 0, {}
    for factors, c in ring.terms(poly):
        term = one * c
        for factor in factors:
            if factor not in powers:
                powers[factor] = numbers[factor[0]] ** factor[1]
            term = term * powers[factor]
        total = total + term
    return total


def _is_exact(point: Point) -> bool:
    return all(isinstance(v, Gaussian) for v in point.values())


def _generator_at(g: Generator, point: Point) -> Any:
    if g.role in (Role.VALUE, Role.PHASE):
        return point[g.name]
    if g.role is Role.CONJUGATE:
        return point[g.name].conjugate()
    if g.role is Role.RADICAL:
        return _root(value_at(radicand_of(g), point))
    if g.role is Role.ROOT:
        return _root(point[g.name])
    turned = point[g.name]
    for symbol, k in g.gauge:
        turned = turned * point[symbol.name] ** -k
    if isinstance(turned, Gaussian):
        return Gaussian(turned.re if g.role is Role.REAL_PART else turned.im)
    return complex(turned.real if g.role is Role.REAL_PART else turned.imag)


def _root(value: Any) -> Any:
    return value.sqrt() if isinstance(value, Gaussian) else cmath.sqrt(value)


def floats(point: Point) -> dict[str, complex]:
    """The same point in floating point."""
    return {name: complex(v) for name, v in point.items()}


def complex_at(value: Scalar, point: Point) -> complex:
    """A scalar's value in floating point."""
    return complex(value_at(value, point))


def stages_at(steady: SteadyState, point: Point) -> dict[str, Any]:
    """The point with the moments that later ones are computed from, by the names of their symbols."""
    known = dict(point)
    zero = Gaussian(Fraction(0)) if _is_exact(point) else 0j
    unit = {Role.REAL_PART: 1, Role.IMAGINARY_PART: Gaussian(Fraction(0), Fraction(1)) if _is_exact(point) else 1j}
    for g, value in steady.stages.items():
        known[g.name] = known.get(g.name, zero) + value_at(value, known) * unit[g.role]
    return known


def moments_at(steady: SteadyState, point: Point) -> dict[Word, Any]:
    """The stationary moments at a point, computed stage by stage."""
    known = stages_at(steady, point)
    return {word: value_at(value, known) for word, value in steady.values.items()}


def matrix_at(equations: Equations, point: Point) -> tuple[np.ndarray, np.ndarray]:
    """M, shape (n, n), and b, shape (n,), of ``dx/dt = M x + b`` at a point."""
    size = len(equations.states)
    matrix = np.zeros((size, size), complex)
    for i, row in enumerate(equations.rows):
        for j, c in row.items():
            matrix[i, j] = complex_at(c, point)
    return matrix, np.array([complex_at(b, point) for b in equations.source])


# -- points -------------------------------------------------------------------------------------------------------

rationals = st.builds(Fraction, st.integers(-9, 9), st.integers(1, 5))
positive_roots = st.builds(Fraction, st.integers(1, 9), st.integers(1, 5))
phases = st.builds(
    # (m + i n)**2/(m**2 + n**2): every rational point of the unit circle is of this form.
    lambda m, n: Gaussian(Fraction(m), Fraction(n)) ** 2 * Fraction(1, m * m + n * n),
    st.integers(1, 6),
    st.integers(-6, 6),
)
gaussians = st.builds(Gaussian, rationals, rationals)


def points(*, real: str = "", positive: str = "", complex_: str = "", angles: str = "") -> st.SearchStrategy[Any]:
    """Exact points for parameters named by kind, as ``points(real="x y", positive="kappa")``."""
    return st.fixed_dictionaries(
        {
            **{n: rationals.map(gaussian) for n in real.split()},
            **{n: positive_roots.map(lambda r: gaussian(r**2)) for n in positive.split()},
            **dict.fromkeys(complex_.split(), gaussians),
            **dict.fromkeys(angles.split(), phases),
        }
    )
