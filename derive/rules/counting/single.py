"""theta(s) of one mode in closed form: where the Riccati equation is one quadratic equation.

In a mode without squeezing the covariance of (c, c.dag) has one entry, ``v = n + 1/2``.  Then

    q v^2 + b v + n = 0,      theta = q v + o,

and v can be eliminated: ``theta^2 - total theta + offset = 0``.  The solution that vanishes at s = 0 is
``theta = (total - sqrt(total^2 - 4 offset))/2``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from derive.errors import ClosureError
from derive.exact.roots import sqrt
from derive.exact.scalar import Scalar, constant
from derive.rules.counting.cumulants import ladder_noise
from derive.rules.counting.riccati import Riccati


@dataclass(frozen=True)
class Quadratic:
    """``theta**2 - total theta + offset = 0``; in the model's unit of rate, and its square."""

    total: Scalar
    offset: Scalar

    @property
    def radicand(self) -> Scalar:
        """What stands under the root; negative where s lies outside theta's domain."""
        return self.total * self.total - 4 * self.offset

    def value(self) -> Scalar:
        """The solution that vanishes with the fields.

        Raises
        ------
        ExactError
            where the sign under the root does not follow from the domains: `radicand` has it then.
        """
        return (self.total - sqrt(self.radicand)) / 2


def quadratic(system: Riccati, fields: Mapping[int, Scalar]) -> Quadratic:
    """The equation for theta; ``fields`` holds ``z_k = exp(-s_k)`` by the bath's position.

    Raises
    ------
    ClosureError
        for more than one mode, squeezing, or a mean field: theta then solves no quadratic equation.
    """
    if why := objection(system):
        raise ClosureError(
            "theta(s) in closed form",
            "the model must be one mode without squeezing and without force",
            why,
            "use the cumulants, which are exact, or solve the Riccati equation numerically",
        )
    drift = system.linear.drift
    linear, source = drift[0][0] + drift[1][1], ladder_noise(system).get((0, 1), constant(0))
    square = offset = constant(0)
    for c in system.contractions:
        if c.jump.bath not in fields:
            continue
        factor, term = c.jump.direction.factor(fields[c.jump.bath]) - 1, c.counted
        square = square + factor * term.quadratic[0][1]
        linear = linear + factor * (term.linear[0][0] + term.linear[1][1])
        source = source + factor * term.constant[0][1]
        offset = offset + factor * term.offset
    return Quadratic(2 * offset - linear, offset * offset - offset * linear + square * source)


def objection(system: Riccati) -> str:
    """Why theta solves no quadratic equation; empty where it does."""
    if len(system.linear.modes) != 1:
        return f"{len(system.linear.modes)} modes"
    if system.displaced:
        return "a force"
    drift, noise = system.linear.drift, ladder_noise(system)
    squeezed = drift[0][1] or drift[1][0] or noise.get((0, 0)) or noise.get((1, 1))
    if squeezed or any(c.left[0] and c.left[1] for c in system.contractions):
        return "a mode that is squeezed"
    return ""
