"""Exact scalars: the field of rational functions, with the imaginary unit, over a model's parameters.

``(re + i im) / den`` with three integer polynomials that share no factor and a denominator whose leading
coefficient is positive and which holds no radical: two scalars are equal exactly if these three are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from math import comb
from types import FunctionType
from typing import TYPE_CHECKING, Any, Union

from derive.errors import ExactError
from derive.exact.ring import Generator, Poly, Ring, ring_of, union

if TYPE_CHECKING:
    from derive.expr import Node
    from derive.symbols import Symbol

HIGHEST_POWER = 1000
LARGEST_POWER = 100_000
LARGE = 100_000
"""Products of terms from which on factors are cancelled crosswise first."""
MOST_PRODUCTS = 30_000_000
"""Products of terms that may rid a denominator of one radical."""
LARGEST = 400_000
"""Terms of numerator and denominator together up to which they are made canonical: a gcd takes minutes beyond."""

Number = Union[int, Fraction, "Scalar"]
"""What arithmetic takes; with anything else a scalar steps back (``NotImplemented``), as for operators."""


class Scalar:
    """An element of the field.  Immutable; made by the constructors of `derive.parameters` and by arithmetic."""

    __slots__ = ("den", "im", "re", "ring")

    def __init__(self, ring: Ring, re: Poly, im: Poly, den: Poly):
        """Trusts its arguments: use `scalar` to make a canonical one."""
        self.ring, self.re, self.im, self.den = ring, re, im, den

    # -- arithmetic -----------------------------------------------------------------------------------------------

    def __add__(self, other: Number) -> Scalar:
        pair = _aligned(self, other)
        if pair is None:
            return NotImplemented
        a, b = pair
        if a.den == b.den:
            re, im, den = a.re + b.re, a.im + b.im, a.den
            return Scalar(a.ring, re, im, den) if den.is_one() else scalar(a.ring, re, im, den)
        return scalar(a.ring, a.re * b.den + b.re * a.den, a.im * b.den + b.im * a.den, a.den * b.den)

    __radd__ = __add__

    def __neg__(self) -> Scalar:
        return Scalar(self.ring, -self.re, -self.im, self.den)

    def __pos__(self) -> Scalar:
        return self

    def __sub__(self, other: Number) -> Scalar:
        pair = _aligned(self, other)
        return NotImplemented if pair is None else pair[0] + (-pair[1])

    def __rsub__(self, other: Number) -> Scalar:
        return (-self) + other

    def __mul__(self, other: Number) -> Scalar:
        if type(other) is int:
            made = Scalar(self.ring, self.re * other, self.im * other, self.den)
            return made if self.den.is_one() else scalar(made.ring, made.re, made.im, made.den)
        pair = _aligned(self, other)
        if pair is None:
            return NotImplemented
        a, b = _crosswise(*pair)
        ring = a.ring
        re, im = _product(a, b)
        if ring.radicals:
            re, im = ring.reduce(re), ring.reduce(im)
        if a.den.is_one() and b.den.is_one():
            return Scalar(ring, re, im, a.den)
        return scalar(ring, re, im, a.den * b.den)

    __rmul__ = __mul__

    def inverse(self) -> Scalar:
        """``1/self``; raises `ExactError` for zero."""
        if not self:
            raise ExactError("division", "a denominator must not be zero", "0", "exclude that value of the parameters")
        if not self.im:
            return scalar(self.ring, self.den, self.ring.zero, self.re)
        norm = self.ring.reduce(self.re * self.re + self.im * self.im)
        return scalar(self.ring, self.re * self.den, -self.im * self.den, norm)

    def __truediv__(self, other: Number) -> Scalar:
        if type(other) is int and other:
            return scalar(self.ring, self.re, self.im, self.den * other)
        pair = _aligned(self, other)
        return NotImplemented if pair is None else pair[0] * pair[1].inverse()

    def __rtruediv__(self, other: Number) -> Scalar:
        pair = _aligned(self, other)
        return NotImplemented if pair is None else pair[1] * pair[0].inverse()

    def __pow__(self, exponent: Any) -> Scalar:
        if isinstance(exponent, Scalar) and exponent.is_rational:
            exponent = exponent.rational
        if isinstance(exponent, Fraction) and exponent.denominator == 2:
            from derive.exact.roots import sqrt

            return sqrt(self) ** exponent.numerator
        if isinstance(exponent, Fraction) and exponent.denominator == 1:
            exponent = int(exponent)
        if not isinstance(exponent, int):
            return NotImplemented
        if exponent < 0:
            return self.inverse() ** -exponent
        terms = max(len(self.re) + len(self.im), len(self.den))
        if exponent > HIGHEST_POWER or comb(exponent + terms - 1, terms - 1) > LARGEST_POWER:
            raise ExactError(
                "power",
                f"an exact power must have an exponent up to {HIGHEST_POWER} and at most {LARGEST_POWER} terms",
                f"a scalar of {terms} terms to the power {exponent}",
                "give the exponent a smaller value",
            )
        result = constant(1)
        for _ in range(exponent):
            result = result * self
        return result

    # -- comparison -----------------------------------------------------------------------------------------------

    def __bool__(self) -> bool:
        return bool(self.re) or bool(self.im)

    def __eq__(self, other: object) -> bool:
        if _varies(other):
            return NotImplemented
        pair = _aligned(self, other)
        if pair is None:
            return NotImplemented
        a, b = pair
        return bool(a.re == b.re and a.im == b.im and a.den == b.den)

    def __hash__(self) -> int:
        if self.is_rational:
            return hash(self.rational)  # equal to the number, so hashed like it
        return hash((self.ring.terms(self.re), self.ring.terms(self.im), self.ring.terms(self.den)))

    # -- structure ------------------------------------------------------------------------------------------------

    @property
    def is_rational(self) -> bool:
        """Whether this is a plain rational number."""
        return not self.im and self.re.is_constant() and self.den.is_constant()

    @property
    def rational(self) -> Fraction:
        """The rational number this is; raises `ExactError` otherwise."""
        if not self.is_rational:
            raise ExactError("scalar", "a rational number is needed here", str(self), "")
        return Fraction(int(self.re.leading_coefficient() if self.re else 0), int(self.den.leading_coefficient()))

    @property
    def generators(self) -> tuple[Generator, ...]:
        """The generators that occur, in the ring's order."""
        degrees = [p.degrees() for p in (self.re, self.im, self.den) if p]
        return tuple(g for i, g in enumerate(self.ring.generators) if any(d[i] for d in degrees))

    def conjugate(self) -> Scalar:
        """The complex conjugate: ``i -> -i``, ``F <-> F*``, ``exp(i phi) -> exp(-i phi)``."""
        if not self.ring.has_phases:
            return Scalar(self.ring, self.re, -self.im, self.den)
        parts = self.ring
        re, im, den = (_conjugate(parts, p) for p in (self.re, self.im, self.den))
        return (re - im * imaginary_unit()) / den

    @property
    def is_real(self) -> bool:
        """Whether it equals its own conjugate for all parameters."""
        return self == self.conjugate()

    def real_part(self) -> Scalar:
        """``(z + z*)/2``."""
        return (self + self.conjugate()) / 2

    def imaginary_part(self) -> Scalar:
        """``(z - z*)/(2i)``."""
        return (self - self.conjugate()) / (2 * imaginary_unit())

    def parts(self) -> tuple[Scalar, Scalar, Scalar]:
        """``re``, ``im`` and ``den`` as scalars: formal parts, real only where the ring has no phases."""
        zero, one = self.ring.zero, self.ring.one
        re, im, den = (Scalar(self.ring, p, zero, one) for p in (self.re, self.im, self.den))
        return re, im, den

    def home(self, ring: Ring) -> Scalar:
        """The same scalar over a larger ring."""
        if ring is self.ring:
            return self
        im = ring.home(self.im) if self.im else ring.zero
        return Scalar(ring, ring.home(self.re), im, ring.one if self.den.is_one() else ring.home(self.den))

    def trimmed(self) -> Scalar:
        """The same scalar over the ring of just the generators that occur."""
        return self.home(ring_of(self.generators))

    # -- display --------------------------------------------------------------------------------------------------

    def tree(self) -> Node:
        """The expression tree a person would print (see `derive.exact.shape`)."""
        from derive.exact.shape import shaped

        return shaped(self)

    def latex(self) -> str:
        """LaTeX of `tree`."""
        from derive.emit.latex import latex

        return latex(self.tree())

    def sympy(self) -> Any:
        """The same number as a SymPy expression; SymPy converts it by itself too."""
        from derive.exact.to_sympy import to_sympy

        return to_sympy(self)

    _sympy_ = sympy

    def _repr_latex_(self) -> str:
        return f"${self.latex()}$"

    def __repr__(self) -> str:
        from derive.exact.text import plain

        return plain(self)


def scalar(ring: Ring, re: Poly, im: Poly, den: Poly) -> Scalar:
    """The canonical scalar ``(re + i im)/den``; ``den`` must not be zero."""
    if ring.radicals:
        re, im, den = _rationalised(ring, ring.reduce(re), ring.reduce(im), ring.reduce(den))
    if not den.is_one():
        if len(den) > 1:
            _afford(len(re) + len(im) + len(den), LARGEST)
        common = den.gcd(re)
        if im and not common.is_one():
            common = common.gcd(im)
        if den.leading_coefficient() < 0:
            common = -common
        if not common.is_one():
            re, im, den = re // common, im // common, den // common
    return Scalar(ring, re, im, den)


def _afford(size: int, most: int) -> None:
    """Raise `ExactError` for a fraction that would take minutes and that nobody would read."""
    if size > most:
        must = f"a fraction must cost at most {most:.0e} terms and products of terms"
        todo = "give numbers to some parameters, or state the formula without the fraction"
        raise ExactError("closed form", must, f"{size:.0e}", todo)


def _rationalised(ring: Ring, re: Poly, im: Poly, den: Poly) -> tuple[Poly, Poly, Poly]:
    """Multiply by the denominator's conjugates until it holds no radical."""
    for i, _ in ring.radicals:
        if den.degrees()[i]:
            root = ring.context.gen(i)
            odd = den.derivative(i)
            other = den - 2 * root * odd
            _afford((len(re) + len(im) + len(den)) * len(other), MOST_PRODUCTS)
            re, im, den = (ring.reduce(p * other) for p in (re, im, den))
    return re, im, den


def _crosswise(a: Scalar, b: Scalar) -> tuple[Scalar, Scalar]:
    """Two large factors with what each numerator shares with the other's denominator divided out.

    Their own parts have no common factor, so that these two small gcds do the work of the one of the whole product,
    which costs the square of the sizes.
    """
    if len(a.den) * (len(b.re) + len(b.im)) + len(b.den) * (len(a.re) + len(a.im)) < LARGE:
        return a, b
    over, under = _common(b.den, a), _common(a.den, b)
    return _divided(a, over, under), _divided(b, under, over)


def _common(den: Poly, other: Scalar) -> Poly:
    common = den.gcd(other.re)
    return common.gcd(other.im) if other.im and not common.is_one() else common


def _divided(value: Scalar, above: Poly, below: Poly) -> Scalar:
    return Scalar(value.ring, value.re // above, value.im // above, value.den // below)


def _product(a: Scalar, b: Scalar) -> tuple[Poly, Poly]:
    if not a.im and not b.im:
        return a.re * b.re, a.im
    if not a.im:
        return a.re * b.re, a.re * b.im
    if not b.im:
        return a.re * b.re, a.im * b.re
    return a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re


def _conjugate(ring: Ring, poly: Poly) -> Scalar:
    """Conjugate a polynomial's generators; a phase's inverse becomes a denominator."""
    moved: dict[tuple[int, ...], int] = {}
    images = ring.conjugates
    shift = [0] * len(images)
    for exponents, c in poly.terms():
        target = [0] * len(images)
        for (j, sign), e in zip(images, exponents, strict=True):
            target[j] += sign * int(e)
        shift = [max(s, -t) for s, t in zip(shift, target, strict=True)]
        moved[tuple(target)] = c
    lifted = {tuple(t + s for t, s in zip(key, shift, strict=True)): c for key, c in moved.items()}
    den = ring.context.term(exp_vec=tuple(shift))
    return scalar(ring, ring.context.from_dict(lifted), ring.zero, den)


def _aligned(left: Scalar, right: Any) -> tuple[Scalar, Scalar] | None:
    if type(right) is Scalar and right.ring is left.ring:
        return left, right
    if type(right) is int:
        ring = left.ring
        return left, Scalar(ring, ring.context.constant(right), ring.zero, ring.one)
    if not isinstance(right, Scalar):
        made = as_scalar(right)
        if made is None:
            _refuse_variables(right)
            return None
        right = made
    ring = union(left.ring, right.ring)
    return left.home(ring), right.home(ring)


def _varies(value: Any) -> bool:
    return isinstance(value, FunctionType) or hasattr(value, "free_symbols")


def _refuse_variables(value: Any) -> None:
    """Functions and SymPy expressions are what a user means by a coefficient that varies: say what is possible."""
    if _varies(value):
        what = f"the function {value.__name__}" if isinstance(value, FunctionType) else f"the SymPy expression {value}"
        raise ExactError(
            "exact arithmetic",
            "a coefficient must be a constant built from declared parameters",
            what,
            "declare it with real(), positive(), complex_() or angle(); for a time-dependent coefficient go to a frame "
            "in which it is constant",
        )


def as_scalar(value: Any) -> Scalar | None:
    """A scalar from an int, a `Fraction` or a scalar; ``None`` for other types.  A float is refused.

    Raises
    ------
    ExactError
        for a float or complex number: its digits are not the number meant.
    """
    if isinstance(value, Scalar):
        return value
    if isinstance(value, bool):
        return None
    if isinstance(value, int | Fraction):
        return constant(value)
    if isinstance(value, float | complex):
        raise ExactError(
            "exact arithmetic",
            "a coefficient must be an integer, a Fraction or built from symbols",
            f"the {type(value).__name__} {value!r}",
            "write Fraction(1, 2) for 0.5, I for 1j, or declare a parameter and give its value to the generated module",
        )
    return None


def constant(value: int | Fraction) -> Scalar:
    """A rational number as a scalar."""
    ring = ring_of(())
    q = Fraction(value)
    return Scalar(ring, ring.context.constant(q.numerator), ring.zero, ring.context.constant(q.denominator))


def imaginary_unit() -> Scalar:
    """The scalar ``i``."""
    ring = ring_of(())
    return Scalar(ring, ring.zero, ring.one, ring.one)


def from_generator(generator: Generator) -> Scalar:
    """The scalar that is one generator."""
    ring = ring_of((generator,))
    return Scalar(ring, ring.gen(generator), ring.zero, ring.one)


def from_terms(ring: Ring, terms: dict[tuple[int, ...], int]) -> Scalar:
    """The real polynomial with these exponents and coefficients."""
    return Scalar(ring, ring.context.from_dict(terms), ring.zero, ring.one)


def substitute(value: Scalar, images: dict[Generator, Scalar]) -> Scalar:
    """Replace generators by scalars, exactly, under roots and inside exponentials and logarithms too.

    Raises
    ------
    ExactError
        when the denominator vanishes there, or a root, an exponential or a logarithm leaves the field.
    """
    images = _with_functions(value, images)
    if not any(g in images for g in value.generators):
        return value
    re, im, den = value.re, value.im, value.den
    below = _compose(value.ring, den, images)
    if not below:
        raise ExactError(
            "substitution",
            "the denominator must not vanish at the values put in",
            "0 in the denominator",
            "take a limit instead",
        )
    above = _compose(value.ring, re, images)
    if im:
        above = above + imaginary_unit() * _compose(value.ring, im, images)
    return above / below


def _with_functions(value: Scalar, images: dict[Generator, Scalar]) -> dict[Generator, Scalar]:
    """The images together with those of the radicals, exponentials and logarithms that hold one of the generators."""
    from derive.exact.transcendental import argument_of, held_by, with_argument

    found = dict(images)
    for g in value.generators:
        if g in images or not any(base in images for base in held_by(g)):
            continue
        if (argument := argument_of(g)) is not None:
            found[g] = with_argument(g, substitute(argument, images))
        else:
            from derive.exact.roots import radicand_of, sqrt

            found[g] = sqrt(substitute(radicand_of(g), images))
    return found


def _compose(ring: Ring, poly: Poly, images: dict[Generator, Scalar]) -> Scalar:
    """Put scalars in for some generators of a polynomial, grouping terms that share the rest."""
    groups: dict[tuple[int, ...], dict[tuple[int, ...], int]] = {}
    places = [i for i, g in enumerate(ring.generators) if g in images]
    for exponents, c in poly.terms():
        key = tuple(int(exponents[i]) for i in places)
        rest = tuple(0 if i in places else int(e) for i, e in enumerate(exponents))
        groups.setdefault(key, {})[rest] = c
    power = _powers([images[ring.generators[i]] for i in places])
    # Sum over a common denominator first: one gcd at the end instead of one for every group.
    total = constant(0)
    for key in sorted(groups):
        term = from_terms(ring, groups[key])
        for position, exponent in enumerate(key):
            if exponent:
                term = term * power(position, exponent)
        total = total + term
    return total


def _powers(bases: list[Scalar]) -> Callable[[int, int], Scalar]:
    """Powers of the bases, each computed once."""
    known: dict[tuple[int, int], Scalar] = {}

    def power(position: int, exponent: int) -> Scalar:
        if (position, exponent) not in known:
            base = bases[position]
            known[position, exponent] = base if exponent == 1 else power(position, exponent - 1) * base
        return known[position, exponent]

    return power


def symbols_of(scalars: Iterable[Scalar]) -> set[Symbol]:
    """The parameters that occur in scalars: under radicals, in gauges and inside functions too, never a function."""
    from derive.exact.transcendental import argument_of, held_by

    found: set[Symbol] = set()
    for value in scalars:
        for g in {inner for own in value.generators for inner in (own, *held_by(own))}:
            if g.symbol is not None and argument_of(g) is None:
                found.add(g.symbol)
            found |= {symbol for symbol, _ in g.gauge}
    return found
