"""Exact values put in for some parameters of a scalar, wherever they occur: under roots, in parts and functions too."""

from __future__ import annotations

from collections.abc import Mapping

from derive.errors import ExactError
from derive.exact.ring import Generator, Role
from derive.exact.roots import radicand_of, sqrt
from derive.exact.scalar import Scalar, from_generator, substitute
from derive.exact.transcendental import argument_of, with_number
from derive.symbols import Domain, Symbol


def insert(value: Scalar, numbers: Mapping[Symbol, Scalar]) -> Scalar:
    """The scalar with ``numbers`` in the place of their symbols; an angle's value is its exponential ``exp(i phi)``.

    Raises
    ------
    ExactError
        when a denominator vanishes there, a root has no exact value, or a logarithm's argument is not positive.
    """
    images = {g: image for g in value.generators if (image := _image(g, numbers)) is not None}
    return substitute(value, images).trimmed()


def _image(g: Generator, numbers: Mapping[Symbol, Scalar]) -> Scalar | None:
    """What stands for one variable; ``None`` where it stays."""
    if g.role is Role.RADICAL:
        before = radicand_of(g)
        after = insert(before, numbers)
        return None if after == before else sqrt(after)
    if (inside := argument_of(g)) is not None:
        put_in = insert(inside, numbers)
        return None if put_in == inside else with_number(g, put_in)
    if g.symbol is None or g.symbol not in numbers:
        return None
    x = numbers[g.symbol]
    match g.role:
        case Role.ROOT:
            return sqrt(x)
        case Role.CONJUGATE:
            return x.conjugate()
        case Role.MODULUS:
            return x * x.conjugate()
        case Role.REAL_PART:
            return _turned(g, x, numbers).real_part()
        case Role.IMAGINARY_PART:
            return _turned(g, x, numbers).imaginary_part()
    if g.role is Role.VALUE and g.symbol.domain is Domain.ANGLE:
        raise ExactError("value of an angle", "an angle must occur as exp(I*phi) only", g.name)
    return x


def _turned(g: Generator, x: Scalar, numbers: Mapping[Symbol, Scalar]) -> Scalar:
    """``x exp(-i angles)`` with the angles of a real or imaginary part."""
    for angle, multiple in g.gauge:
        phase = numbers.get(angle, from_generator(Generator(Role.PHASE, angle.name, angle)))
        x = x * phase**-multiple
    return x
