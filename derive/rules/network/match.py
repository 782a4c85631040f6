r"""The parameters of one linear model at which it has the Langevin equations of another.

Modes and inputs correspond by position.  Drifts are compared entry by entry; noise up to a phase of each input, by what
no such phase changes; inputs by their correlations.  Equations are solved one after another, each for a parameter in
which it is linear and the only one left; what then remains must vanish, and is returned as it stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from derive.errors import ExactError, ModelError
from derive.exact.ring import Generator, Role
from derive.exact.roots import sqrt
from derive.exact.scalar import Scalar, as_scalar, constant, from_generator, substitute
from derive.kinds import need, several
from derive.model import Model
from derive.parameters import symbol_of, value_of
from derive.rules.gaussian import Langevin, langevin
from derive.symbols import Domain, Symbol

SOUGHT = "_sought"


@dataclass(frozen=True)
class Match:
    """Values of the target's parameters by symbol (of an angle: its exponential), and what must vanish besides."""

    values: dict[Symbol, Scalar]
    remaining: tuple[Scalar, ...]

    @property
    def is_exact(self) -> bool:
        """Whether the two models have the same Langevin equations at these values."""
        return not self.remaining

    def __getitem__(self, parameter: Scalar) -> Scalar:
        """The value of one of the parameters."""
        return self.values[symbol_of(parameter)]


def matched(model: Model, target: Model, unknown: Sequence[Scalar]) -> Match:
    """The values of some parameters of ``target`` that give it the Langevin equations of ``model``.

    Parameters
    ----------
    model, target : linear, with as many modes and baths, in the same order.
    unknown : parameters of the target; the others must be the model's own.  A real parameter gets the real part of what
        the equations ask for, and its imaginary part remains.

    Raises
    ------
    ModelError
        for models of different size, or parameters that the target does not have or no equation determines.
    """
    for what, given in (("model", model), ("target", target)):
        need("matched", what, given, Model, "linearise a DrivenModel first")
    where = f"models {model.name!r} and {target.name!r}"
    sought = _unknowns(where, target, unknown)
    ours, theirs = langevin(model), langevin(target)
    if len(ours.modes) != len(theirs.modes) or len(ours.inputs) != len(theirs.inputs):
        got = f"{len(ours.modes)} and {len(theirs.modes)} modes, {len(ours.inputs)} and {len(theirs.inputs)} baths"
        raise ModelError(where, "they must have as many modes and baths", got)
    apart = {g: image for old, new in sought.items() for g, image in _images(old, _value(new)).items()}
    equations = [e for a, b in _pairs(theirs, ours) if (e := substitute(a, apart) - b)]
    values: dict[Symbol, Scalar] = {}
    while open_ := [new for old, new in sought.items() if old not in values]:
        found = next(((s, v) for e in equations for s in open_ if (v := _solved(e, s, open_)) is not None), None)
        if found is None:
            names = ", ".join(old.name for old in sought if old not in values)
            raise ModelError(where, "every unknown must be determined", names, "leave it out, or give another target")
        symbol, value = found
        value, beside = _in_domain(symbol, value)
        values[next(old for old, new in sought.items() if new == symbol)] = value
        images = _put_in(where, symbol, value)
        equations = [e for e in (*(substitute(e, images) for e in equations), *beside) if e]
    return Match({old: values[old] for old in sought}, tuple(dict.fromkeys(equations)))


def _unknowns(where: str, target: Model, unknown: Scalar | Sequence[Scalar]) -> dict[Symbol, Symbol]:
    """The parameters asked for, each with a name of its own: both models may use one letter for different things."""
    sought: dict[Symbol, Symbol] = {}
    for x in several(unknown):
        if as_scalar(x) is None or symbol_of(x) not in target.symbols:
            known = ", ".join(s.name for s in target.symbols)
            raise ModelError(where, f"unknown must hold parameters of the target ({known})", repr(x), "correct it")
        sought[symbol_of(x)] = _sought(symbol_of(x))
    return sought


def _in_domain(symbol: Symbol, value: Scalar) -> tuple[Scalar, list[Scalar]]:
    """The value as far as the domain admits it, and what must vanish for it to be all of it."""
    if symbol.domain is Domain.ANGLE:
        return value, [value * value.conjugate() - 1]
    if symbol.domain is Domain.COMPLEX or value.is_real:
        return value, []
    return value.real_part(), [value.imaginary_part()]


def _put_in(where: str, symbol: Symbol, value: Scalar) -> dict[Generator, Scalar]:
    try:
        return _images(symbol, value)
    except ExactError as error:
        name = symbol.name.removesuffix(SOUGHT)
        got, todo = f"{name} = {value}, whose sign is not known", "declare its parameters positive"
        raise ModelError(where, "a positive parameter must come out positive", got, error.todo or todo) from None


def _value(symbol: Symbol) -> Scalar:
    """What stands for a parameter in the equations: of an angle its exponential."""
    if symbol.domain is Domain.ANGLE:
        return from_generator(Generator(Role.PHASE, symbol.name, symbol))
    return value_of(symbol)


def _sought(symbol: Symbol) -> Symbol:
    return Symbol(symbol.name + SOUGHT, symbol.latex, symbol.domain, symbol.unit, symbol.meaning)


def _pairs(theirs: Langevin, ours: Langevin) -> list[tuple[Scalar, Scalar]]:
    """What must be equal: noise first, as it is the simpler; rows of annihilation operators alone."""
    pairs: list[tuple[Scalar, Scalar]] = []
    for k in range(len(ours.inputs)):
        pairs += zip(_strengths(theirs, k), _strengths(ours, k), strict=True)
    size = range(len(ours.drift))
    return pairs + [(theirs.drift[i][j], ours.drift[i][j]) for i in range(0, len(ours.drift), 2) for j in size]


def _strengths(linear: Langevin, bath: int) -> list[Scalar]:
    """What no phase of b changes of the noise ``u b + v b.dag``: ``u u*``, ``v v*``, ``u v``, N and ``u u M``."""
    rows = range(0, len(linear.drift), 2)
    one, other = 2 * bath, 2 * bath + 1
    u, v = ([linear.noise[i][column] for i in rows] for column in (one, other))
    every = range(len(u))
    found = [x[i] * x[j].conjugate() for x in (u, v) for i in every for j in every if i <= j]
    found += [u[i] * v[j] for i in every for j in every]
    occupation, pair = linear.correlations[other][one], linear.correlations[one][one]
    found += [u[i] * u[j] * pair for i in every for j in every if i <= j]
    return [*found, occupation, pair * pair.conjugate()]


def _solved(equation: Scalar, symbol: Symbol, unknown: Sequence[Symbol]) -> Scalar | None:
    """The value of a parameter that makes the equation vanish, if it is linear in it and holds no other unknown."""
    own = [g for g in equation.generators if g.symbol in unknown]
    if len(own) != 1 or own[0].symbol != symbol:
        return None
    g = own[0]
    if g.role is not Role.PHASE:
        return _linear(equation, g, 2 if g.role is Role.ROOT else 1)
    # A phase may stand below: exp(-i phi) is one over exp(i phi).
    upside_down = substitute(equation, {g: 1 / from_generator(g)})
    for turned, above in ((equation, True), (upside_down, False)):
        if not any(g in x.generators for x in turned.parts()[2:]):
            value = _linear(turned, g, 1)
            return value if above or not value else 1 / value
    return None


def _linear(equation: Scalar, g: Generator, power: int) -> Scalar | None:
    """The root of an equation that is linear in a power of a variable."""
    zero = substitute(equation, {g: constant(0)})
    slope = (equation - zero) / from_generator(g) ** power
    if not slope or g in slope.generators:
        return None
    return -zero / slope


def _images(symbol: Symbol, value: Scalar) -> dict[Generator, Scalar]:
    match symbol.domain:
        case Domain.POSITIVE:
            return {Generator(Role.ROOT, symbol.name, symbol): sqrt(value)}
        case Domain.ANGLE:
            return {Generator(Role.PHASE, symbol.name, symbol): value}
        case Domain.COMPLEX:
            conjugate = Generator(Role.CONJUGATE, symbol.name, symbol)
            return {Generator(Role.VALUE, symbol.name, symbol): value, conjugate: value.conjugate()}
    return {Generator(Role.VALUE, symbol.name, symbol): value}
