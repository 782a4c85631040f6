"""Putting abbreviations into a scalar: ``Delta = omega_2 - omega_1`` or ``Gamma_1 = gamma_1 + kappa_1``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from derive.errors import ExactError
from derive.exact.ring import Generator
from derive.exact.rootless import rootless_scalar
from derive.exact.scalar import Scalar, from_generator, substitute


@dataclass(frozen=True)
class Abbreviation:
    """``symbol`` stands for ``value``, which is linear in at least one of its parameters."""

    symbol: Scalar
    value: Scalar

    @cached_property
    def _images(self) -> tuple[tuple[Generator, Scalar], ...]:
        """Each parameter in which the definition is linear, solved for."""
        symbol, value = rootless_scalar(self.symbol), rootless_scalar(self.value)
        found = []
        for g in value.generators:
            rest = substitute(value, {g: from_generator(g) * 0})
            slope = (value - rest) / from_generator(g)
            if g not in slope.generators:
                found.append((g, (symbol - rest) / slope))
        return tuple(found)

    def put_in(self, target: Scalar) -> Scalar:
        """The target with one parameter of ``value`` eliminated, if that leaves fewer terms; else the target."""
        here = rootless_scalar(target)
        best, size = target, _size(here)
        for new in self._replaced(here):
            if _size(new) < size:
                best, size = new, _size(new)
        return best

    def removes(self, target: Scalar) -> Scalar | None:
        """The target in the abbreviation alone, if none of its parameters is left beside it."""
        here = rootless_scalar(target)
        parameters = {g for g, _ in self._images}
        return next((new for new in self._replaced(here) if not parameters & set(new.generators)), None)

    def _replaced(self, here: Scalar) -> Iterator[Scalar]:
        """The scalar with each parameter of ``value`` in turn eliminated."""
        for g, image in self._images:
            if g in here.ring.index:
                try:
                    yield substitute(here, {g: image})
                except ExactError:  # a root of the image has no known sign: this form is not available
                    continue


def _size(value: Scalar) -> tuple[int, int]:
    return len(value.re) + len(value.im) + len(value.den), len(value.generators)
