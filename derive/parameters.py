"""What a user writes parameters with: ``positive("kappa_1")``, ``angle("phi")``, ``exp(I*phi)``, ``sqrt(x)``.

Each constructor takes one name or several separated by blanks and returns one exact scalar or a tuple of them.
"""

from __future__ import annotations

from typing import Any

from derive.errors import ExactError, ModelError
from derive.exact.ring import Generator, Role
from derive.exact.roots import sqrt
from derive.exact.scalar import Scalar, as_scalar, constant, from_generator, imaginary_unit
from derive.exact.transcendental import Transcendental
from derive.symbols import Domain, Symbol, latex_name

__all__ = ["I", "angle", "complex_", "conj", "cos", "exp", "nonnegative", "positive", "real", "sin", "sqrt"]

I = imaginary_unit()  # noqa: E741 - the field's own letter


def value_of(symbol: Symbol) -> Scalar:
    """The scalar that stands for a symbol."""
    if symbol.domain is Domain.POSITIVE:
        return from_generator(Generator(Role.ROOT, symbol.name, symbol)) ** 2
    return from_generator(Generator(Role.VALUE, symbol.name, symbol))


def symbol_of(value: Scalar) -> Symbol:
    """The symbol a scalar is; raises `ExactError` if it is anything but one symbol."""
    generators = value.generators
    symbol = generators[0].symbol if len(generators) == 1 else None
    if symbol is not None and not isinstance(symbol, Transcendental) and value == value_of(symbol):
        return symbol
    raise ExactError("symbol", "a single parameter is needed here", str(value), "pass the parameter itself")


def _declare(names: str, domain: Domain, unit: str, latex: str, meaning: str) -> Any:
    if not isinstance(names, str) or not names.split():
        raise ModelError("parameters", "names must be a non-empty text", repr(names), 'write real("omega_1 omega_2")')
    printed = latex.split() if latex else [latex_name(n) for n in names.split()]
    if len(printed) != len(names.split()):
        raise ModelError(
            f"parameters {names!r}",
            "latex must hold one printed form for each name, separated by blanks",
            f"{len(printed)} forms for {len(names.split())} names",
        )
    made = tuple(value_of(Symbol(n, p, domain, unit, meaning)) for n, p in zip(names.split(), printed, strict=True))
    return made if len(made) > 1 else made[0]


def real(names: str, *, unit: str = "1", latex: str = "", meaning: str = "") -> Any:
    """Real parameters, any sign: detunings, frequencies, couplings."""
    return _declare(names, Domain.REAL, unit, latex, meaning)


def positive(names: str, *, unit: str = "1", latex: str = "", meaning: str = "") -> Any:
    """Positive parameters: rates; their square roots are in the field."""
    return _declare(names, Domain.POSITIVE, unit, latex, meaning)


def nonnegative(names: str, *, unit: str = "1", latex: str = "", meaning: str = "") -> Any:
    """Parameters that may be zero but not negative: occupations, temperatures."""
    return _declare(names, Domain.NONNEGATIVE, unit, latex, meaning)


def complex_(names: str, *, unit: str = "1", latex: str = "", meaning: str = "") -> Any:
    """Complex parameters; ``conj(F)`` is the conjugate."""
    return _declare(names, Domain.COMPLEX, unit, latex, meaning)


def angle(names: str, *, latex: str = "", meaning: str = "") -> Any:
    """Angles in radians; they enter equations as ``exp(I*phi)``."""
    return _declare(names, Domain.ANGLE, "1", latex, meaning)


def conj(value: Scalar | int) -> Scalar:
    """The complex conjugate."""
    return _need(value, "conj").conjugate()


def exp(value: Scalar | int) -> Scalar:
    """``exp`` of ``i`` times a sum of integer multiples of angles: a phase, exactly.

    Raises
    ------
    ExactError
        for anything else: an exponential of other parameters is no rational function of them.
    """
    x = _need(value, "exp")
    if not x:
        return constant(1)
    turns = -I * x
    result = constant(1)
    if turns.im or not turns.den.is_one():
        raise _no_phase(x)
    for powers, multiple in turns.ring.terms(turns.re):
        if len(powers) != 1 or powers[0][1] != 1 or powers[0][0].symbol is None:
            raise _no_phase(x)
        symbol = powers[0][0].symbol
        if symbol.domain is not Domain.ANGLE:
            raise _no_phase(x)
        result = result * from_generator(Generator(Role.PHASE, symbol.name, symbol)) ** multiple
    return result


def cos(value: Scalar | int) -> Scalar:
    """``(exp(i x) + exp(-i x))/2`` of a sum of angles."""
    x = _need(value, "cos")
    return (exp(I * x) + exp(-I * x)) / 2


def sin(value: Scalar | int) -> Scalar:
    """``(exp(i x) - exp(-i x))/(2i)`` of a sum of angles."""
    x = _need(value, "sin")
    return (exp(I * x) - exp(-I * x)) / (2 * I)


def _need(value: Any, function: str) -> Scalar:
    x = as_scalar(value)
    if x is None:
        raise ExactError(function, "the argument must be a scalar", f"{type(value).__name__} {value!r}")
    return x


def _no_phase(value: Scalar) -> ExactError:
    return ExactError(
        "exp",
        "the argument must be i times a sum of integer multiples of angles",
        str(value),
        'declare the phase with angle("phi"); for a time-dependent coefficient go to a frame in which it is constant',
    )
