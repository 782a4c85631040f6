"""Printed assumptions as substitutions and limits, applied to both sides of a claim alike."""

from __future__ import annotations

from derive.claims.claim import Claim
from derive.claims.reading import Reading
from derive.errors import ClaimError, ExactError
from derive.exact.limits import limit
from derive.exact.ring import Generator, Role
from derive.exact.roots import sqrt
from derive.exact.scalar import Scalar, as_scalar, constant, substitute
from derive.expr import Call, Name, Node
from derive.parameters import I, conj, exp, symbol_of, value_of
from derive.symbols import Domain, Symbol


class Assumptions:
    """The assumptions of one claim.

    Raises
    ------
    ClaimError
        when they contradict one another, so that no point satisfies them, or are no substitution or limit.
    """

    def __init__(self, reading: Reading, claim: Claim):
        self.images: list[dict[Generator, Scalar]] = []
        self.limits: list[tuple[Symbol, str]] = []
        self.reading, self.claim = reading, claim
        for relation in reading.assumptions(claim):
            if relation.kind == "to":
                self.limits.append((self._symbol(relation.sides[0]), self._target(relation.sides[1])))
            elif relation.kind in ("=", ":=", "=:", "equiv"):
                for left in relation.sides[:-1]:
                    self._add(left, relation.sides[-1])
            else:
                raise self._refused(f"a relation {relation.kind!r}")

    def apply(self, value: Scalar) -> Scalar:
        """The scalar under the assumptions: substitutions in their order, then limits."""
        for images in self.images:
            value = substitute(value, {g: images[g] for g in value.generators if g in images})
        for symbol, at in self.limits:
            value = limit(value, symbol, at)
        return value

    def _add(self, left: Node, right: Node) -> None:
        target = self._value(right)
        source = self._value(left)
        if source == target:
            return
        if source.is_rational and target.is_rational:
            raise ClaimError(
                f"claim {self.claim.tag}",
                "the assumptions must admit at least one point",
                f"{source} = {target} once the earlier ones are put in",
                "remove one of the contradicting assumptions",
            )
        self.images.append(self._images(self._symbol(left), target))

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
                        images[g] = self._part(g, target)
            return images
        return {own: target}

    @staticmethod
    def _part(g: Generator, target: Scalar) -> Scalar:
        turned = target
        for symbol, k in g.gauge:
            turned = turned * exp(-I * k * value_of(symbol))
        return turned.real_part() if g.role is Role.REAL_PART else turned.imaginary_part()

    def _value(self, node: Node) -> Scalar:
        value = as_scalar(self.reading.value(node, self.claim, (), False))
        if value is None:
            raise self._refused("an operator or a matrix")
        for images in self.images:
            value = substitute(value, {g: images[g] for g in value.generators if g in images})
        return value

    def _symbol(self, node: Node) -> Symbol:
        inner = node.arguments[0] if isinstance(node, Call) and node.function == "abs" else node
        try:
            return symbol_of(self._value(inner))
        except ExactError:
            raise self._refused("a left side that is not a single parameter") from None

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
