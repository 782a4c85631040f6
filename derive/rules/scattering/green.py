"""Green functions at the contacts in one, two and three dimensions: the cutoff, what diverges with it, and what stays.

For contacts in one place the wave of level j at total energy E is felt through

    G_j = (2 pi hbar)^(-d) int_(p' < P) d^d p' / (E - E_j - p'^2/(2 m) + i0).

With p_j = sqrt(2 m |E - E_j|), p_j < P, and alpha_j = arctan(P/p_j):

    d   open                                                          closed
    1   (m/(pi hbar p)) ln((P + p)/(P - p)) - i m/(hbar p)            -(2 m/(pi hbar p)) alpha
    2   (m/(2 pi hbar^2)) [ln(p^2/(P^2 - p^2)) - i pi]                (m/(2 pi hbar^2)) ln(p^2/(P^2 + p^2))
    3   (m/(pi^2 hbar^3)) [-P + (p/2) ln((P + p)/(P - p)) - i pi p/2]  (m/(pi^2 hbar^3)) [-P + p alpha]

The imaginary part is minus pi times the density of states, whatever the cutoff.  What grows with P is one number D for
all levels, so that it goes into the coupling: ``1/v_R = 1/v - D``, and ``t = v_R (1 + i B v_R)^(-1)`` is finite with
``b_j = i (G_j - D)``.  (Alicki, Sindelka, Gelbwaser-Klimovsky, PRL 131, 040401, Eq. (S15), the integral done.)
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from derive.errors import ModelError
from derive.exact.linear import solve
from derive.exact.logarithm import logarithm
from derive.exact.scalar import Scalar, constant
from derive.golden.model import HBAR, PI
from derive.parameters import I, positive
from derive.rules.scattering.channels import Branch, Channel
from derive.scattering.labels import word
from derive.scattering.model import MASS, SCALE, Gas, Matrix

if TYPE_CHECKING:
    from derive.rules.scattering.lippmann import Scattering

CUTOFF: Scalar = positive("P", unit="kg*m/s", meaning="momentum up to which the contacts are felt")


@dataclass(frozen=True)
class Green:
    """The coincident Green function of one channel, 1/(J m^d).

    Parameters
    ----------
    dimension : 1, 2 or 3.
    label : of the level.
    is_open : whether E lies above its threshold.
    mass : of the gas particle.
    cutoff, scale : the momenta P and mu.
    """

    dimension: int
    label: str
    is_open: bool
    mass: Scalar = MASS
    cutoff: Scalar = CUTOFF
    scale: Scalar = SCALE

    def __post_init__(self) -> None:
        if self.dimension not in (1, 2, 3):
            raise ModelError("Green function", "the dimension must be 1, 2 or 3", repr(self.dimension))

    @property
    def momentum(self) -> Scalar:
        """``p_j = sqrt(2 m |E - E_j|)``: hbar k of an open channel, hbar kappa of a closed one."""
        name, what = word(self.label), "p" if self.is_open else "eta"
        meaning = f"sqrt(2 m |E - E_j|) of the channel {self.label}"
        latex = rf"p_{{{self.label}}}" if self.is_open else rf"\eta_{{{self.label}}}"
        value: Scalar = positive(f"{what}_{name}", unit="kg*m/s", latex=latex, meaning=meaning)
        return value

    @property
    def arc(self) -> Scalar:
        """``alpha_j = arctan(P/p_j)`` of a closed channel, a symbol: pi/2 without a cutoff."""
        meaning = f"arctan(P/eta) of the closed channel {self.label}"
        value: Scalar = positive(f"alpha_{word(self.label)}", latex=rf"\alpha_{{{self.label}}}", meaning=meaning)
        return value

    @property
    def imaginary(self) -> Scalar:
        """Minus pi times the density of states, exact with any cutoff above p; zero for a closed channel."""
        if not self.is_open:
            return constant(0)
        p, m = self.momentum, self.mass
        return {1: -m / (HBAR * p), 2: -m / (2 * HBAR**2), 3: -m * p / (2 * PI * HBAR**3)}[self.dimension]

    @property
    def real(self) -> Scalar:
        """The real part with the cutoff."""
        p, m = self.momentum, self.mass
        if self.dimension == 2:
            beyond = self.cutoff**2 - p**2 if self.is_open else self.cutoff**2 + p**2
            return m / (2 * PI * HBAR**2) * logarithm(p**2 / beyond)
        # int_0^P dp'/(+-p^2 - p'^2), principal value
        integral = logarithm((self.cutoff + p) / (self.cutoff - p)) / (2 * p) if self.is_open else -self.arc / p
        if self.dimension == 1:
            return 2 * m / (PI * HBAR) * integral
        squared = p**2 if self.is_open else -(p**2)
        return m / (PI**2 * HBAR**3) * (squared * integral - self.cutoff)

    @property
    def divergent(self) -> Scalar:
        """D, what grows with the cutoff: the same for all levels, open and closed."""
        if self.dimension == 1:
            return constant(0)
        if self.dimension == 2:
            return self.mass / (PI * HBAR**2) * (logarithm(self.scale) - logarithm(self.cutoff))
        return -self.mass * self.cutoff / (PI**2 * HBAR**3)

    @property
    def finite(self) -> Scalar:
        """``G_j - D`` without a cutoff, P -> oo."""
        p, m = self.momentum, self.mass
        if self.dimension == 2:
            return m / (PI * HBAR**2) * (logarithm(p) - logarithm(self.scale)) + I * self.imaginary
        if self.is_open:
            return I * self.imaginary
        return {1: -m / (HBAR * p), 3: m * p / (2 * PI * HBAR**3)}[self.dimension]


@dataclass(frozen=True)
class Wave(Channel):
    """A channel in d dimensions: ``b_j = i (G_j - D)``, with its real part as strength.

    With a cutoff ``b_j = i G_j`` and couplings are the bare ones.
    """

    mass: Scalar = MASS
    cutoff: Scalar | None = None
    scale: Scalar = SCALE

    @cached_property
    def green(self) -> Green:
        """The Green function at the contacts."""
        return Green(self.dimension, self.label, self.is_open, self.mass, self.cutoff or CUTOFF, self.scale)

    @property
    def strength(self) -> Scalar:
        """``pi`` times the density of states: what a wave carries away; zero for a closed channel."""
        return -self.green.imaginary

    @property
    def b(self) -> Scalar:
        """``i (G_j - D)``; in d = 3 it is ``+i m eta/(2 pi hbar^3)`` for a closed channel, where d = 1 has ``-i c``."""
        green = self.green
        return I * (green.finite if self.cutoff is None else green.real + I * green.imaginary)


@dataclass(frozen=True)
class Either(Channel):
    """A `Wave` whose branch is left open: a letter b_j."""

    @property
    def meaning(self) -> str:
        """Of the letter, in words."""
        return f"i times the Green function of the channel {self.label} at the contact"


def channel(gas: Gas, label: str, energy: Scalar, branch: Branch = Branch.OPEN) -> Channel:
    """A channel of a gas: with letters b and c in one dimension or where the branch is left open, else a `Wave`."""
    if gas.is_plain:
        return Channel(label, energy, branch)
    if branch is Branch.EITHER:
        return Either(label, energy, branch, gas.dimension)
    return Wave(
        label, energy, branch, dimension=gas.dimension, mass=gas.mass, cutoff=gas.cutoff, scale=gas.scale or SCALE
    )


def in_dimension(found: Scattering, dimension: int) -> Scattering:
    """The same levels and renormalised couplings (J m^d) in d dimensions, every channel open or closed as in ``found``.

    Raises
    ------
    ModelError
        for a channel whose branch is left open, or another dimension.
    """
    if type(dimension) is not int or dimension not in (1, 2, 3):
        raise ModelError("Green function", "the dimension must be 1, 2 or 3", repr(dimension))
    if any(c.branch is Branch.EITHER for c in found.channels):
        raise ModelError("Green function", "every channel must be open or closed", "a branch left open")
    mass = found.model.gas.mass
    channels = tuple(Wave(c.label, c.energy, c.branch, dimension=dimension, mass=mass) for c in found.channels)
    return replace(found, channels=channels)


def renormalised(coupling: Matrix, divergent: Scalar) -> Matrix:
    """``v_R = v (1 - D v)^(-1)``, that is ``1/v_R = 1/v - D``; with -D it gives the bare coupling back.

    Raises
    ------
    Singular
        where the coupling has a bound state exactly at D.
    """
    size = range(len(coupling))
    rows = [{j: x for j in size if (x := int(i == j) - divergent * coupling[i][j])} for i in size]
    columns = [solve(rows, [constant(int(k == j)) for k in size]) for j in size]
    return tuple(tuple(sum((coupling[i][k] * columns[j][k] for k in size), constant(0)) for j in size) for i in size)
