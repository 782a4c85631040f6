"""The letters of a scattering problem in formulas: energies, momenta, elements of T that are left open, integrals.

``X_kl`` is the one integral that the rate from l to k needs: ``exp(-beta E) b_k b_l |t_kl|^2`` over all total energies
E above both thresholds; ``Y_kl,k'l'`` the one of two transitions that act together.  Nothing is said of the letters X
by themselves.  S is unitary at every E, so that as much enters a level as leaves it: ``sum_l X_kl = sum_l X_lk``.  The
checker puts that in where it compares (`Letters.balanced`), and says so; see
`derive.engines.scattering.quantities.ScatteringQuantities.normal`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import product

from derive.engines.scattering.naming import ENERGY
from derive.engines.scattering.spacing import spaced
from derive.errors import ExactError
from derive.exact.exponential import exponential
from derive.exact.scalar import Scalar, constant
from derive.golden.model import HBAR
from derive.parameters import I, complex_, positive, real, symbol_of, value_of
from derive.rules.scattering.channels import Branch, Channel
from derive.rules.scattering.lippmann import Scattering
from derive.rules.scattering.master import Transition
from derive.scattering.labels import word
from derive.symbols import Symbol

TOTAL: Scalar = value_of(ENERGY)
P: Scalar = real("p", unit="kg*m/s", latex="p", meaning="momentum of the particle that arrives")
P_PRIME: Scalar = real("p_prime", unit="kg*m/s", latex="p'", meaning="momentum of the particle that leaves")
P_OTHER: Scalar = real("p_other", unit="kg*m/s", latex="p''", meaning="momentum between")
POSITION: Scalar = real("q", unit="m", latex="q", meaning="position of the particle")
KINETIC: Scalar = real("kinetic", unit="J", latex="E_p", meaning="energy of the particle that arrives")
KINETIC_PRIME: Scalar = real("kinetic_prime", unit="J", latex="E_{p'}", meaning="energy of the particle that leaves")
OMEGA: Scalar = real("omega", unit="J", latex=r"\omega", meaning="a Bohr frequency, as an energy")
POLE: Scalar = positive("y_1", unit="kg*m/s", latex="y_1") + I * positive("y_2", unit="kg*m/s", latex="y_2")
"""A momentum above threshold with some damping: real and imaginary part are positive."""
CLOSED: Scalar = positive("c", unit="1/(J*m)", latex="c", meaning="sqrt(m/(2 (E_j - E)))/hbar of a closed channel")
FAR = Channel("far", real("E_far", unit="J", meaning="the one level of two separated contacts"))
"""The open channel of two separated contacts."""
DISTANCE: Scalar = positive("L", unit="m", latex="L", meaning="distance of two contacts")
POPULATION = "population"
Pair = Transition
"""Final and initial level."""


@dataclass(frozen=True)
class Letters:
    """The letters that belong to one solved problem."""

    found: Scattering

    @property
    def size(self) -> int:
        """The number of levels."""
        return len(self.found.channels)

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """The levels' names in words."""
        return tuple(word(c.label) for c in self.found.channels)

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """All pairs of levels, equal ones too."""
        size = range(self.size)
        return tuple(product(size, size))

    @cached_property
    def energies(self) -> tuple[Scalar, ...]:
        """E_j as letters of their own, the model's where it states levels; equal Bohr frequencies are equal."""
        named = [_letter_or(c.energy, c.label) for c in self.found.channels]
        return spaced(named, [c.energy for c in self.found.channels])

    @cached_property
    def b(self) -> tuple[Scalar, ...]:
        """The b_j, on either branch."""
        return tuple(c.b for c in self.found.channels)

    def opened(self, j: int) -> Symbol:
        """The letter b_j of an open channel, which is positive."""
        return symbol_of(replace(self.found.channels[j], branch=Branch.OPEN).strength)

    def is_letter(self, j: int) -> bool:
        """Whether E_j is a letter here and no parameter of the model."""
        energy = self.energies[j]
        return _is_letter(energy) and symbol_of(energy) not in self.found.model.symbols

    def threshold(self, j: int) -> Scalar:
        """E_j by the total energy and b_j."""
        value: Scalar = TOTAL - self.found.model.gas.mass / (2 * HBAR**2 * self.b[j] ** 2)
        return value

    @cached_property
    def thresholds(self) -> Mapping[Symbol, Scalar]:
        """The levels that are letters, in the total energy and the b_j."""
        letters = [(j, e) for j, e in enumerate(self.energies) if _is_letter(e)]
        return {symbol_of(e): self.threshold(j) for j, e in letters}

    def open_element(self, final: int, initial: int) -> Scalar:
        """``<p' k|T|p l>`` as a letter: nothing is said of it."""
        name, labels = f"element_{self.labels[final]}_{self.labels[initial]}", self._printed(final, initial)
        value: Scalar = complex_(name, unit="m/s", latex=f"T_{{{labels}}}")
        return value

    def begin(self, final: int, initial: int) -> Scalar:
        """The higher one of two thresholds, as a letter: where the integral of a rate begins."""
        first, second = sorted((final, initial))
        value: Scalar = real(f"begin_{self.labels[first]}_{self.labels[second]}", unit="J")
        return value

    def indicator(self, final: int, initial: int) -> Scalar:
        """1 where a Bohr frequency is ``E_k - E_l``, 0 elsewhere."""
        name = f"is_{self.labels[final]}_{self.labels[initial]}"
        value: Scalar = real(name, latex=rf"\delta_{{\omega,{self._printed(final, initial)}}}")
        return value

    def together(self, left: Transition, right: Transition) -> Scalar:
        """``int de exp(-beta e) b(e) b(e - omega) t_left(e + E_l) t_right(e + E_l')^*`` (J) of a coefficient C.

        Here e is the kinetic energy of the particle that arrives, from max(0, omega) up.  With ``e = E - E_l`` it is
        ``exp(beta E_l) X_kl`` of one and the same transition.
        """
        if left == right:
            return self.integral(*left) / self.boltzmann(left[1])
        first, second = sorted((left, right))
        names = ["_".join(self.labels[x] for x in transition) for transition in (first, second)]
        printed = ";".join(self._printed(*transition) for transition in (first, second))
        value: Scalar = complex_(f"Y_{names[0]}_and_{names[1]}", unit="J", latex=f"Y_{{{printed}}}")
        return value if first == left else value.conjugate()

    def excess(self, final: int, initial: int) -> Scalar:
        """What ``X_kl`` gets more where its integral begins below the higher one of the two thresholds."""
        name, labels = f"excess_{self.labels[final]}_{self.labels[initial]}", self._printed(final, initial)
        meaning = "the part of the integral where one of the two channels is closed"
        value: Scalar = real(name, unit="J", latex=rf"\Delta_{{{labels}}}", meaning=meaning)
        return value

    def above(self, higher: Scalar, lower: Scalar) -> Mapping[Symbol, Scalar]:
        """The excesses between two thresholds in this order: an integral that begins at the higher one has none."""
        pairs = [(k, j) for k, j in self.pairs if k != j and (self.energies[k], self.energies[j]) == (lower, higher)]
        return {symbol_of(self.excess(k, j)): constant(0) for k, j in pairs}

    def integral(self, final: int, initial: int) -> Scalar:
        """``X_kl`` (J)."""
        name, labels = f"X_{self.labels[final]}_{self.labels[initial]}", self._printed(final, initial)
        meaning = "integral of exp(-beta E) b_k b_l |t_kl|^2 over all energies above both thresholds"
        # What one is in others, `balanced` or equal under assumptions, are differences: their roots would have no sign.
        value: Scalar = real(name, unit="J", latex=f"X_{{{labels}}}", meaning=meaning)
        return value

    @cached_property
    def balanced(self) -> Mapping[Symbol, Scalar]:
        """The X out of the first level by the others, if as much enters every level as leaves it."""
        images = {}
        for k in range(1, self.size):
            others = [j for j in range(1, self.size) if j != k]
            returned = added(self.integral(j, k) - self.integral(k, j) for j in others)
            images[symbol_of(self.integral(k, 0))] = self.integral(0, k) + returned
        return images

    def populations(self) -> tuple[Scalar, ...]:
        """p_j as letters."""
        return tuple(
            positive(f"p_{label}", latex=f"p_{{{c.label}}}", meaning=POPULATION)
            for label, c in zip(self.labels, self.found.channels, strict=True)
        )

    def boltzmann(self, j: int) -> Scalar:
        """``exp(-beta E_j)``."""
        return exponential(-self.found.model.gas.beta * self.energies[j])

    def partition(self) -> Scalar:
        """The system's ``Z``."""
        return added(self.boltzmann(j) for j in range(self.size))

    def _printed(self, final: int, initial: int) -> str:
        labels = [self.found.channels[j].label for j in (final, initial)]
        return "".join(labels) if all(len(x) == 1 for x in labels) else ",".join(labels)


def added(values: Iterable[Scalar]) -> Scalar:
    """The sum of scalars, zero for none."""
    total = constant(0)
    for value in values:
        total = total + value
    return total


def _letter_or(energy: Scalar, label: str) -> Scalar:
    value: Scalar = real(f"E_{word(label)}", unit="J", latex=rf"\mathcal{{E}}_{{{label}}}")
    return energy if _is_letter(energy) else value


def _is_letter(energy: Scalar) -> bool:
    try:
        return value_of(symbol_of(energy)) == energy
    except ExactError:
        return False
