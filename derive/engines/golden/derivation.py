"""Everything that follows from species and their couplings: processes, rate equations, entropies, asymptotics."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from derive.audits.record import Finding, known
from derive.emit.module import Module
from derive.engines.engine import Derivation, Gap, Part, Say, silent
from derive.engines.golden.forms import forms_of
from derive.engines.golden.module import module_of
from derive.equations import Step
from derive.exact.collect import Style, length, name_of, product, total
from derive.exact.evaluate import derivative
from derive.exact.scalar import Scalar, constant
from derive.exact.shape import shaped
from derive.expr import ZERO, Node
from derive.forms import Form
from derive.golden.model import RateModel, legs_of
from derive.rules.golden_rule.entropy import Arrangements, arrangements
from derive.rules.golden_rule.kinetics import Kinetics, Share, kinetics
from derive.rules.golden_rule.linear import Decay, decay
from derive.rules.golden_rule.processes import Process
from derive.symbols import Symbol


@dataclass(frozen=True)
class Collected:
    """All that one rate constant multiplies in one equation: the shares of several processes, added up.

    What a process and its reverse have in common cancels here: ``n_A (n_B + 1) - n_B (n_A + 1) = n_A - n_B``.
    """

    constant: Symbol
    shares: tuple[Share, ...]

    @cached_property
    def occupation(self) -> Scalar:
        """The sum over the shares, in the states."""
        return sum((s.factor * s.occupation for s in self.shares), constant(0))


@dataclass(frozen=True)
class GoldenDerivation(Derivation):
    """A model with its rate equations and what follows from them."""

    model: RateModel
    kinetics: Kinetics
    gaps: tuple[Gap, ...]

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps of the derivation."""
        return self.kinetics.steps

    def module(self) -> Module | None:
        """The record of the generated module; ``None`` where nothing moves."""
        return module_of(self) if self.kinetics.states and self.kinetics.processes else None

    def findings(self, say: Say = silent) -> tuple[Finding, ...]:
        """What the audits find."""
        from derive.audits.rates import findings

        return known(findings(self.kinetics, say), self.model.expected)

    def parts(self) -> tuple[Part, ...]:
        """The supplement."""
        from derive.engines.golden.exhibit import parts_of

        return parts_of(self)

    def forms(self) -> tuple[Form, ...]:
        """All results in canonical form."""
        return forms_of(self)

    # -- how it is written --------------------------------------------------------------------------------------------

    @cached_property
    def style(self) -> Style:
        return Style()

    def tree(self, value: Scalar) -> Node:
        """The printed form of a scalar."""
        return shaped(value, self.style)

    def collected(self, species: str) -> tuple[Collected, ...]:
        """One equation by its rate constants, in the order in which they are declared; what cancels is left out."""
        by_constant: dict[Symbol, list[Share]] = {}
        for share in self.kinetics.of(species):
            by_constant.setdefault(share.constant, []).append(share)
        order = [s for s in self.kinetics.constants if s in by_constant]
        found = (Collected(s, tuple(by_constant[s])) for s in order)
        return tuple(c for c in found if c.occupation)

    def equation(self, species: str) -> Node:
        """The right-hand side of one equation in named constants, as a person would write it."""
        return _sum(product([name_of(c.constant), self._shortest(_occupations(c))]) for c in self.collected(species))

    def slope(self, species: str, by: Symbol) -> Node:
        """The derivative of that right-hand side by one of the states."""
        terms = []
        for c in self.collected(species):
            slopes = [derivative(occupation, by) for occupation in _occupations(c)]
            if sum(slopes, constant(0)):
                terms.append(product([name_of(c.constant), self._shortest(slopes)]))
        return _sum(terms)

    def events(self, process: Process) -> Node:
        """A process's events per time in the whole band, in couplings and densities."""
        return _sum(product([self.tree(t.coefficient), self.tree(t.occupation * process.outer)]) for t in process.terms)

    def _shortest(self, values: Sequence[Scalar]) -> Node:
        """The sum of scalars: as one, or one after the other where that is shorter."""
        one = self.tree(sum(values, constant(0)))
        return min((one, _sum(self.tree(v) for v in values if v)), key=length)

    # -- what else follows --------------------------------------------------------------------------------------------

    @cached_property
    def arrangements(self) -> tuple[Arrangements, ...]:
        """Boltzmann's counting for every species that moves."""
        return arrangements(self.model)

    @cached_property
    def decay(self) -> Decay | None:
        """How the occupations vanish, where they do; ``None`` where zero is no fixed point."""
        return decay(self.kinetics)


def derive_model(model: RateModel, say: Say = silent) -> GoldenDerivation:
    """Everything that follows from one model.

    Raises
    ------
    DeriveError
        for a resolvent or a delta function without a value, or equations that do not close.
    """
    say("processes and rate equations")
    derived = kinetics(model)
    gone = "no process that the assumptions leave has it", "remove the constant, or the assumption that excludes it"
    unclear = "its process has several terms, of different paths or their interference", "say which by via=..."
    gaps = [Gap(f"rate constant {c.name}", *gone) for c in derived.unused]
    gaps += [Gap(f"rate constant {c.name}", *unclear) for c in derived.unclear]
    gaps += _missing(derived)
    return GoldenDerivation(model, derived, tuple(gaps))


def _missing(derived: Kinetics) -> list[Gap]:
    """What the enumeration did not reach, or found nothing in."""
    found, model = [], derived.model
    if not derived.processes:
        off = ", ".join(f"{' + '.join(a)} -> {' + '.join(b)}" for a, b in derived.enumeration.off_shell)
        why = f"no process has a rate{f'; energy is not conserved in {off}' if off else ''}"
        found.append(Gap("rate equations", why, "check frequencies, couplings and what is left out"))
    coupled = {name for word, _ in model.coupling for name, _ in legs_of(word)}
    for s in model.species:
        if s.name not in coupled:
            found.append(Gap(f"process of {s.name}", "no term of the coupling moves its quanta", "couple it"))
    for names in derived.enumeration.doubled if model.order > 1 else ():
        why = f"two intermediate quanta, of {names}, could be passed on at once"
        found.append(Gap("loops", why, "read second and higher orders as those with one quantum passed on at a time"))
    return found


def _occupations(c: Collected) -> list[Scalar]:
    return [s.factor * s.occupation for s in c.shares]


def _sum(terms: Iterable[Node]) -> Node:
    found = list(terms)
    return total(found) if found else ZERO
