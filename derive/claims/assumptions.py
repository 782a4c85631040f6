"""Printed assumptions as substitutions and limits, applied to both sides of a claim alike."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import Any

from derive.claims.claim import Claim
from derive.claims.reading import Reading
from derive.errors import ClaimError, ExactError
from derive.exact.limits import limit
from derive.exact.ring import Generator, Role
from derive.exact.roots import is_nonnegative, sqrt
from derive.exact.scalar import Scalar, as_scalar, constant, from_generator, substitute, symbols_of
from derive.expr import Call, Name, Node, fold
from derive.parameters import I, conj, exp, symbol_of, value_of
from derive.reader.reader import Relation
from derive.symbols import Domain, Symbol

EQUALITIES = ("=", ":=", "=:", "equiv")
HIGHER = ">="
NEVER_NEGATIVE = (Domain.POSITIVE, Domain.NONNEGATIVE)


class Assumptions:
    """The assumptions of one claim: values put in, in their order, and then limits, in theirs.

    A positive parameter may be set to zero: that is the edge of its domain.

    Raises
    ------
    ClaimError
        when they contradict one another or a parameter's domain, so that no point satisfies them, or are no
        substitution or limit.
    """

    def __init__(self, reading: Reading, claim: Claim):
        self.images: list[dict[Generator, Scalar]] = []
        self.limits: dict[Symbol, str] = {}
        self.reading, self.claim = reading, claim
        relations = reading.assumptions(claim)
        for relation in relations:
            if relation.kind in EQUALITIES:
                for left in relation.sides[:-1]:
                    self._add(left, relation.sides[-1])
            elif relation.kind == HIGHER:
                for higher, lower in pairwise(relation.sides):
                    self._add_order(higher, lower)
            elif relation.kind != "to":
                raise self._refused(f"a relation {relation.kind!r}")
        # A limit is of the parameter that is left when all values are put in.
        for relation in relations:
            if relation.kind == "to":
                self._add_limit(relation)

    @property
    def sets_values(self) -> bool:
        """Whether any parameter is set to a value; limits apart."""
        return bool(self.images)

    @property
    def symbols(self) -> frozenset[Symbol]:
        """The parameters that are set to values."""
        return frozenset(g.symbol for images in self.images for g in images if g.symbol is not None)

    def apply(self, value: Scalar) -> Scalar:
        """The scalar under the assumptions."""
        value = self.put_in(value)
        for symbol, at in self.limits.items():
            value = limit(value, symbol, at)
        return value

    def put_in(self, value: Scalar) -> Scalar:
        """The scalar with the values put in, before any limit."""
        for images in self.images:
            # The whole map: a parameter may stand inside an exponential or a logarithm.
            value = substitute(value, images)
        return value

    def _add(self, left: Node, right: Node) -> None:
        symbol = self._symbol_or_none(left)
        turns = quarter_turns(right)
        if symbol is not None and symbol.domain is Domain.ANGLE and turns is not None:
            self.images.append({Generator(Role.PHASE, symbol.name, symbol): I**turns})
            return
        source, target = self._value(left), self._value(right)
        if source == target:
            return
        if (phase := _phase(source)) is not None:
            if phase in target.generators:
                raise self._contradiction(f"{source} = {target} once the earlier ones are put in")
            if target * target.conjugate() != 1:
                raise self._contradiction(f"{source} = {target}, whose modulus is not one")
            self.images.append({phase: target})
            return
        if source.is_rational and target.is_rational:
            raise self._contradiction(f"{source} = {target} once the earlier ones are put in")
        if symbol is None:
            symbol, target = self._symbol_or_none(right), source
        if symbol is None:
            raise self._refused("neither side a single parameter")
        self._check(symbol, target)
        self.images.append(self._images(symbol, target))

    def _add_order(self, higher: Node, lower: Node) -> None:
        """What the model knows of quantities where one scalar is not below another."""
        images = self.reading.main.ordered(self._value(higher), self._value(lower))
        if not images:
            raise self._refused("an order of which the model knows no consequence")
        for symbol, target in images.items():
            self._check(symbol, target)
            self.images.append(self._images(symbol, target))

    def _check(self, symbol: Symbol, target: Scalar) -> None:
        """The value must not hold the parameter itself, and may lie in its domain."""
        if symbol in symbols_of([target]):
            raise self._contradiction(f"{symbol.name} = {target} once the earlier ones are put in")
        if symbol.domain is not Domain.COMPLEX and not target.is_real:
            raise self._contradiction(f"{symbol.name} = {target}, which is not real, for a {symbol.domain.value} one")
        if symbol.domain in NEVER_NEGATIVE and target and is_nonnegative(-target):
            raise self._contradiction(f"{symbol.name} = {target} for a {symbol.domain.value} parameter")

    def _images(self, symbol: Symbol, target: Scalar) -> dict[Generator, Scalar]:
        own = Generator(Role.VALUE, symbol.name, symbol)
        if symbol.domain is Domain.POSITIVE:
            return {Generator(Role.ROOT, symbol.name, symbol): sqrt(target)}
        if symbol.domain is Domain.ANGLE:
            return {own: target, Generator(Role.PHASE, symbol.name, symbol): exp(I * target)}
        if symbol.domain is Domain.COMPLEX:
            images = {own: target, Generator(Role.CONJUGATE, symbol.name, symbol): conj(target)}
            for image in self.reading.main.gauge.values():
                for g in image.generators:
                    if g.symbol == symbol and g.role in (Role.REAL_PART, Role.IMAGINARY_PART):
                        images[g] = _part(g, target)
            return images
        return {own: target}

    def _add_limit(self, relation: Relation) -> None:
        left, right = relation.sides
        inner = left.arguments[0] if isinstance(left, Call) and left.function == "abs" else left
        symbol, at = self._symbol_or_none(inner), self._target(right)
        if symbol is None:
            raise self._refused("a limit of what is not a single parameter")
        if self.limits.setdefault(symbol, at) != at:
            raise self._contradiction(f"limits of {symbol.name} to 0 and to infinity")

    def _value(self, node: Node) -> Scalar:
        value = as_scalar(self._any_value(node))
        if value is None:
            raise self._refused("an operator, a modulus or a matrix")
        return self.put_in(value)

    def _any_value(self, node: Node) -> Any:
        return self.reading.value(node, self.claim, (), False)

    def _symbol_or_none(self, node: Node) -> Symbol | None:
        """The parameter a side is once the earlier assumptions are put in."""
        try:
            return symbol_of(self._value(node))
        except ExactError:
            return None

    def _target(self, node: Node) -> str:
        if isinstance(node, Name) and "infty" in node.latex:
            return "oo"
        if self._value(node) == constant(0):
            return "0"
        raise self._refused("a limit to anything but 0 or infinity")

    def _refused(self, got: str) -> ClaimError:
        return ClaimError(
            f"claim {self.claim.tag}",
            "an assumption must set a parameter to a value or take it to 0 or infinity",
            got,
            r"write 'F = 0', '\kappa_1 = \kappa' or '\Delta \to \infty'",
        )

    def _contradiction(self, got: str) -> ClaimError:
        return ClaimError(
            f"claim {self.claim.tag}",
            "the assumptions must admit at least one point",
            got,
            "remove one of the contradicting assumptions, or correct the parameter's domain",
        )


def _phase(value: Scalar) -> Generator | None:
    """The phase of a declared angle that a scalar is, ``exp(i phi)``."""
    own = [g for g in value.generators if g.role is Role.PHASE]
    return own[0] if len(own) == 1 and value == from_generator(own[0]) else None


def quarter_turns(node: Node) -> int | None:
    """How many times ``pi/2`` a value is; ``None`` for anything but whole numbers of them other than zero.

    These are the multiples of pi whose exponentials lie in the field.
    """
    try:
        at = [fold(node, {"pi": Fraction(x)}, {}, Fraction) for x in range(3)]
    except (KeyError, TypeError, ZeroDivisionError):
        return None
    halves = 2 * at[1]
    # Linear in pi, without a constant.
    if not halves or at[0] or at[2] != halves or halves != int(halves):
        return None
    return int(halves)


def _part(g: Generator, target: Scalar) -> Scalar:
    """The real or imaginary part that a generator stands for, of a value put in."""
    turned = target
    for symbol, k in g.gauge:
        turned = turned * exp(-I * k * value_of(symbol))
    return turned.real_part() if g.role is Role.REAL_PART else turned.imaginary_part()
