r"""Exponentials of sums of monomials, exactly: ``exp(hbar*omega/(k_B*T))``, ``exp(i E t/hbar)``.

``exp(sum c_i m_i)`` with rational c_i and monomials m_i (negative powers included) is a product of powers of one
generator for each monomial.  Conventions:

* A real exponent: the generator is ``exp(m/2)``, the root of the positive symbol ``exp(m)``; c is a multiple of 1/2.
* An imaginary one: the generator is the phase ``exp(i m/2)`` of an angle; c is a multiple of 1/2.  A declared angle
  keeps its own phase, of which only whole powers are in the field.
* ``exp(c ln x)`` is ``x**c``; it needs a sign of x that follows from the domains, unless c is even.
* A parameter named ``pi`` is the number: ``exp(i pi/2) = i``.

Other fractions are refused: a third of an exponent would be a second generator with a relation to the first.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache

from derive.errors import ExactError
from derive.exact.ring import Generator, Poly, Ring, Role, ring_of
from derive.exact.roots import is_nonnegative
from derive.exact.scalar import Scalar, as_scalar, constant, from_generator, imaginary_unit
from derive.exact.transcendental import Function, Transcendental, argument_of, transcendental
from derive.symbols import Domain

Monomial = tuple[tuple[Generator, int], ...]
"""Generators with their powers, positive or negative, in the ring's order."""
HALVES = 2


def exponential(value: Scalar | int) -> Scalar:
    """``exp`` of a scalar that is a sum of monomials with real generators, each real or imaginary.

    Raises
    ------
    ExactError
        for an exponent with a sum in its denominator, with complex parameters or phases, or with a fraction of a
        monomial that is no multiple of 1/2.
    """
    x = as_scalar(value)
    if x is None:
        raise _refused(str(value), "a scalar")
    x = x.trimmed()
    if len(x.den) != 1:
        raise _refused(str(x), "a sum of monomials, with none but a monomial below")
    if any(_is_complex(g) for g in x.generators):
        raise _refused(str(x), "made of real parameters")
    result = constant(1)
    for monomial, c in _terms(x.ring, x.re, x.den):
        result = result * _real(monomial, c)
    for monomial, c in _terms(x.ring, x.im, x.den):
        result = result * _imaginary(monomial, c)
    return result


def exponential_of_number(value: Scalar) -> Scalar:
    """``exp`` of a rational or imaginary rational number at a point: a power of ``exp(1/q)`` with its denominator q.

    Constants of different denominators are kept apart: fit for evaluation, not for deciding equality of formulas.
    """
    re, im = value.real_part().rational, value.imaginary_part().rational
    result = constant(1)
    if re:
        result = result * _number_power(Role.ROOT, Function.EXPONENTIAL, re)
    if im:
        result = result * _number_power(Role.PHASE, Function.TURN, im)
    return result


def _number_power(role: Role, function: Function, q: Fraction) -> Scalar:
    step = 1 if q.denominator <= HALVES else q.denominator
    multiple = q * HALVES * step
    # A root and a turn are half of what their symbol's monomial is.
    argument = constant(Fraction(1, step if function is Function.EXPONENTIAL else HALVES * step))
    return _power(_generator(role, function, argument), int(multiple))


def _terms(ring: Ring, above: Poly, below: Poly) -> list[tuple[Monomial, Fraction]]:
    """The terms of ``above/below`` as monomials with their rational coefficients; ``below`` has one term."""
    ((down, d),) = below.terms()
    terms = []
    for up, c in above.terms():
        powers = [(g, int(u) - int(v)) for g, u, v in zip(ring.generators, up, down, strict=True)]
        terms.append((tuple((g, e) for g, e in powers if e), Fraction(int(c), int(d))))
    return terms


def _real(monomial: Monomial, c: Fraction) -> Scalar:
    """``exp(c m)``."""
    single = monomial[0][0] if len(monomial) == 1 and monomial[0][1] == 1 else None
    if single is not None and isinstance(single.symbol, Transcendental):
        inside = argument_of(single)
        if single.symbol.function is Function.LOGARITHM and inside is not None:
            return _power_of_argument(inside, c)
    return _power(_generator(Role.ROOT, Function.EXPONENTIAL, _scalar(monomial)), _halves(monomial, c))


def _imaginary(monomial: Monomial, c: Fraction) -> Scalar:
    """``exp(i c m)``."""
    if len(monomial) == 1:
        g, e = monomial[0]
        if g.symbol is not None and e == 1 and g.symbol.domain is Domain.ANGLE:
            if c.denominator != 1:
                raise _refused(f"{c} of the angle {g.name}", "i times whole multiples of angles")
            return _power(Generator(Role.PHASE, g.name, g.symbol), int(c))
        if g.name == "pi" and _scalar(monomial) == _scalar(((g, 2 if g.role is Role.ROOT else 1),)):
            if (2 * c).denominator != 1:
                raise _refused(f"i {c} pi", "a multiple of i pi/2 where it is a number")
            return imaginary_unit() ** (int(2 * c) % 4)
    argument = _scalar(monomial) / HALVES
    return _power(_generator(Role.PHASE, Function.TURN, argument), _halves(monomial, c))


def _power_of_argument(inside: Scalar, c: Fraction) -> Scalar:
    """``exp(c ln|x|) = |x|**c``."""
    if c % 2 and not is_nonnegative(inside):
        todo = "declare its parameters positive or nonnegative"
        raise ExactError("exp", "the sign of x in exp(ln(x)) must follow from the domains", str(inside), todo)
    if c.denominator not in (1, 2):
        raise _refused(f"{c} ln({inside})", "a multiple of half a logarithm")
    power: Scalar = inside**c
    return power


def _halves(monomial: Monomial, c: Fraction) -> int:
    halves = c * HALVES
    if halves.denominator != 1:
        raise _refused(f"{c} of {_scalar(monomial)}", "a sum of multiples of half a monomial")
    return int(halves)


def _scalar(monomial: Monomial) -> Scalar:
    """The scalar that a monomial is."""
    result = constant(1)
    for g, e in monomial:
        result = result * from_generator(g) ** e
    return result.trimmed()


@cache
def _generator(role: Role, function: Function, argument: Scalar) -> Generator:
    symbol = transcendental(function, argument)
    return Generator(role, symbol.name, symbol)


def _power(g: Generator, exponent: int) -> Scalar:
    """A generator's power, negative ones in the denominator; without the bound on powers of sums."""
    ring = ring_of((g,))
    power = ring.context.term(exp_vec=(abs(exponent),))
    above, below = (power, ring.one) if exponent >= 0 else (ring.one, power)
    return Scalar(ring, above, ring.zero, below)


def _is_complex(g: Generator) -> bool:
    """Whether a generator is not real for all parameters."""
    complex_value = g.role is Role.VALUE and g.symbol is not None and g.symbol.domain is Domain.COMPLEX
    return g.role in (Role.PHASE, Role.CONJUGATE) or complex_value


def _refused(got: str, must: str) -> ExactError:
    todo = "name the exponential, or the part of the exponent, as a parameter of its own"
    return ExactError("exp", f"the exponent must be {must}", got, todo)
