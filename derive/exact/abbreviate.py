"""Putting abbreviations into a scalar: ``Delta = omega_2 - omega_1`` or ``Gamma_1 = gamma_1 + kappa_1``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from derive.errors import ExactError
from derive.exact.ring import Generator, Role
from derive.exact.rootless import rootless_scalar
from derive.exact.scalar import Scalar, from_generator, substitute
from derive.exact.transcendental import held_by


@dataclass(frozen=True)
class Abbreviation:
    """``symbol`` stands for ``value``, which is linear in at least one of its parameters."""

    symbol: Scalar
    value: Scalar

    @cached_property
    def _images(self) -> tuple[tuple[Generator, Scalar], ...]:
        """Each parameter in which the definition is linear, solved for, over parameters instead of roots."""
        return _solutions(rootless_scalar(self.symbol), rootless_scalar(self.value))

    @cached_property
    def _field_images(self) -> tuple[tuple[Generator, Scalar], ...]:
        """The same over the field's own variables, which a radical needs: what is under it holds roots."""
        return tuple((g, image) for g, image in _solutions(self.symbol, self.value) if g.role is Role.VALUE)

    def put_in(self, target: Scalar) -> Scalar:
        """The target with one parameter of ``value`` eliminated, if that leaves fewer terms; else the target."""
        best, size = target, _size(rootless_scalar(target))
        for new in self._replaced(target):
            if _size(new) < size:
                best, size = new, _size(new)
        return best

    def removes(self, target: Scalar) -> Scalar | None:
        """The target in the abbreviation alone, if none of its parameters is left beside it."""
        parameters = {(g.name, g.symbol) for g, _ in self._images}
        held = ((new, {(g.name, g.symbol) for g in _inside(new)}) for new in self._replaced(target))
        return next((new for new, names in held if not parameters & names), None)

    def _replaced(self, target: Scalar) -> Iterator[Scalar]:
        """The scalar with each parameter of ``value`` in turn eliminated."""
        radical = any(g.role is Role.RADICAL for g in target.generators)
        here, images = (target, self._field_images) if radical else (rootless_scalar(target), self._images)
        for g, image in images:
            if g in _inside(here):
                try:
                    yield substitute(here, {g: image})
                except ExactError:  # a root of the image has no known sign: this form is not available
                    continue


def _solutions(symbol: Scalar, value: Scalar) -> tuple[tuple[Generator, Scalar], ...]:
    found = []
    for g in value.generators:
        rest = substitute(value, {g: from_generator(g) * 0})
        slope = (value - rest) / from_generator(g)
        if g not in slope.generators:
            found.append((g, (symbol - rest) / slope))
    return tuple(found)


def _inside(value: Scalar) -> set[Generator]:
    """The variables of a scalar, those under its radicals included."""
    return {inner for g in value.generators for inner in (g, *held_by(g))}


def _size(value: Scalar) -> tuple[int, int]:
    return len(value.re) + len(value.im) + len(value.den), len(value.generators)
