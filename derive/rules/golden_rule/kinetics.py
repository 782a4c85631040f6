"""Rate equations from events per time: per mode of a continuum, per ensemble of emitters, in named constants.

``d<n_X>/dt`` per mode is the number of quanta of X that all events add, over the number of modes ``hbar*Delta*rho_X``;
``dm_e/dt`` is the number they add to the ensemble.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from types import ModuleType

from derive.equations import Step
from derive.errors import ClosureError, ModelError
from derive.exact.multiples import rational_ratio
from derive.exact.ring import Generator, Role
from derive.exact.scalar import Scalar, constant, substitute
from derive.exact.signs import sign_of
from derive.golden.assumptions import MeanField
from derive.golden.model import Constant, RateModel
from derive.golden.species import Continuum, Species
from derive.parameters import value_of
from derive.rules.golden_rule.processes import Enumeration, Process, Term, enumerate_processes
from derive.symbols import Domain, Symbol


@dataclass(frozen=True)
class Share:
    """What one term of one process adds to one equation: ``factor*constant*occupation``.

    ``constant`` is a named rate constant, ``value`` the same in couplings and densities; ``factor`` is rational with
    the sign of the change; ``occupation`` holds the states.
    """

    process: Process
    species: str
    factor: Scalar
    constant: Symbol
    value: Scalar
    occupation: Scalar

    @property
    def rate(self) -> Scalar:
        """In named constants."""
        return self.factor * value_of(self.constant) * self.occupation


@dataclass(frozen=True, repr=False)
class Kinetics:
    """Rate equations: states, right-hand sides in named constants and in couplings, and where each term came from.

    Parameters
    ----------
    model : what was stated.
    enumeration : processes with their chains.
    shares : every contribution to every equation.
    constants : the value of each rate constant in couplings, densities, hbar and the number of modes.
    unused : constants that were named but that no process has under the assumptions made.
    unclear : constants whose name would fit several terms of a process, so that it stands for none.
    """

    model: RateModel
    enumeration: Enumeration
    shares: tuple[Share, ...]
    constants: dict[Symbol, Scalar] = field(hash=False)
    unused: tuple[Constant, ...]
    unclear: tuple[Constant, ...]

    def __repr__(self) -> str:
        """One equation a line, as in a terminal."""
        return "\n".join(f"d{s.name}/dt = {r}" for s, r in zip(self.states, self.right, strict=True))

    def _repr_latex_(self) -> str:
        lines = [rf"\frac{{d {s.latex}}}{{dt}} &= {r.latex()}" for s, r in zip(self.states, self.right, strict=True)]
        return "$\\displaystyle \\begin{aligned}" + r" \\ ".join(lines) + "\\end{aligned}$"

    def compile(self) -> ModuleType:
        """The numerical module of these equations, in memory; the same emitter writes the files."""
        from derive.emit.python import compile_module
        from derive.engines.golden.derivation import GoldenDerivation

        module = GoldenDerivation(self.model, self, ()).module()
        if module is None:
            raise ModelError(f"model {self.model.name!r}", "something must move to be computed", "no state")
        return compile_module(module)

    @property
    def processes(self) -> tuple[Process, ...]:
        """All processes with a rate."""
        return self.enumeration.processes

    @property
    def states(self) -> tuple[Symbol, ...]:
        """The occupations that move."""
        return self.model.states

    def of(self, species: str) -> tuple[Share, ...]:
        """The contributions to one equation."""
        return tuple(s for s in self.shares if s.species == species)

    @cached_property
    def right(self) -> tuple[Scalar, ...]:
        """The right-hand sides in named constants, in the order of the states."""
        return tuple(sum((s.rate for s in self.of(n)), constant(0)) for n in self.moving)

    @cached_property
    def microscopic(self) -> tuple[Scalar, ...]:
        """The right-hand sides in couplings, densities and the band, in the order of the states."""
        return tuple(self.expanded(r) for r in self.right)

    @cached_property
    def moving(self) -> tuple[str, ...]:
        """The species of the states."""
        return tuple(s.name for s in self.model.species if s.name not in self.model.empty)

    def expanded(self, value: Scalar) -> Scalar:
        """A scalar with every rate constant written out."""
        images = {_generator(s): v for s, v in self.constants.items()}
        return substitute(value, {g: images[g] for g in value.generators if g in images})

    @cached_property
    def parameters(self) -> tuple[Symbol, ...]:
        """What the rate equations depend on: the constants that occur, and numbers of emitters."""
        seen = {g.symbol for r in self.right for g in r.generators}
        named = [s for s in self.constants if s in seen]
        return (*named, *(s for s in self.model.symbols if s in seen))

    @property
    def steps(self) -> tuple[Step, ...]:
        """The derivation in words; see `derive.engines.golden` for its formulas."""
        from derive.rules.golden_rule.steps import steps_of

        return steps_of(self)


def kinetics(model: RateModel) -> Kinetics:
    """The rate equations of a model.

    Raises
    ------
    ModelError
        for an ill-defined resolvent, or a delta function that nothing makes finite.
    ClosureError
        where an equation holds products of occupations and the mean-field factorisation is not declared.
    """
    enumeration = enumerate_processes(model)
    named, unused, unclear = _named(model, enumeration.processes)
    values = {c.symbol: v for c, v in named}
    shares = []
    for species in model.species:
        if species.name not in model.empty:
            for process in enumeration.processes:
                if process.change(species.name):
                    shares += _shares(model, process, species, values)
    derived = Kinetics(model, enumeration, tuple(shares), values, unused, unclear)
    _check_closed(derived)
    return derived


def weight_of(model: RateModel, species: Species) -> Scalar:
    """What one quantum counts in the equation: one over the number of modes, or one."""
    return 1 / model.modes_of(species) if isinstance(species, Continuum) else constant(1)


def _named(
    model: RateModel, processes: Sequence[Process]
) -> tuple[list[tuple[Constant, Scalar]], tuple[Constant, ...], tuple[Constant, ...]]:
    """The value of each constant that the user named, those that no process has, and those that several terms have."""
    terms = {c.name: _terms_of(c, processes) for c in model.constants}
    found = [
        (c, terms[c.name][0].coefficient * weight_of(model, c.per)) for c in model.constants if len(terms[c.name]) == 1
    ]
    unused = tuple(c for c in model.constants if not terms[c.name])
    return found, unused, tuple(c for c in model.constants if len(terms[c.name]) > 1)


def _terms_of(c: Constant, processes: Sequence[Process]) -> list[Term]:
    reaction = tuple(sorted(s.name for s in c.start)), tuple(sorted(s.name for s in c.end))
    via = None if c.via is None else tuple(sorted(s.name for s in c.via))
    terms = [t for p in processes if p.reaction == reaction for t in p.terms]
    return [t for t in terms if via is None or t.via == (via,)]


def _shares(model: RateModel, process: Process, species: Species, values: dict[Symbol, Scalar]) -> list[Share]:
    """The terms of one process in one equation; a constant that has no name yet gets one."""
    found = []
    for position, term in enumerate(process.terms):
        value = term.coefficient * weight_of(model, species)
        symbol, ratio = _symbol_for(value, values) or (_new_name(process, species, position, value), constant(1))
        values.setdefault(symbol, value)
        factor = ratio * process.change(species.name)
        found.append(Share(process, species.name, factor, symbol, value, term.occupation * process.outer))
    return found


def _symbol_for(value: Scalar, values: dict[Symbol, Scalar]) -> tuple[Symbol, Scalar] | None:
    """A named constant with this value, or with a rational multiple of it."""
    plain = [(s, r) for s, v in values.items() if (r := rational_ratio(value, v)) is not None]
    return min(plain, key=lambda pair: pair[1] != 1, default=None)


def _new_name(process: Process, species: Species, position: int, value: Scalar) -> Symbol:
    """A name for a constant that the user did not name: ``k_A_to_B_per_A``."""
    sides = [side or ("0",) for side in process.reaction]
    several = len(process.terms) > 1
    name = f"k_{'_to_'.join(map('_'.join, sides))}_per_{species.name}" + (f"_{position + 1}" if several else "")
    reaction = r" \to ".join(map(", ".join, sides))
    latex = rf"k_{{{reaction}}}^{{{species.label}{f',{position + 1}' if several else ''}}}"
    kind = "mode" if isinstance(species, Continuum) else "ensemble"
    meaning = f"rate constant of {process.name}, per {kind} of {species.name}"
    # Interference terms may be negative.
    domain = Domain.NONNEGATIVE if sign_of(value).is_nonnegative else Domain.REAL
    return Symbol(name, latex, domain, "1/s", meaning)


def _check_closed(derived: Kinetics) -> None:
    """Products of occupations are correlations unless the mean-field factorisation is declared."""
    if derived.model.assumes(MeanField):
        return
    states = {_generator(s) for s in derived.states}
    for species, right in zip(derived.moving, derived.right, strict=True):
        for powers, _ in right.ring.terms(right.re):
            if sum(k for g, k in powers if g in states) > 1:
                product = "*".join(g.name for g, k in powers if g in states for _ in range(k))
                raise ClosureError(
                    f"model {derived.model.name!r}",
                    "rate equations must close in the occupations",
                    f"the correlation <{product}> in the equation of {species}",
                    "declare MeanField() in assumptions",
                )


def _generator(symbol: Symbol) -> Generator:
    role = Role.ROOT if symbol.domain is Domain.POSITIVE else Role.VALUE
    return Generator(role, symbol.name, symbol)
