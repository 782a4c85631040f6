"""The statement of a golden-rule derivation: species, couplings, what is assumed, and what the constants are called.

The coupling is an operator over one representative mode of each species; ``h*(A.a.dag*B.a + B.a.dag*A.a)`` stands for
the sum over both mode indices.  Energies are in joules, so the coupling has the unit of its constants times hbar.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from derive.algebra.operator import Op, Word, as_operator
from derive.errors import ModelError
from derive.exact.abbreviate import Abbreviation
from derive.exact.ring import Generator, Role
from derive.exact.roots import sqrt
from derive.exact.scalar import Scalar, as_scalar, substitute, symbols_of
from derive.golden.assumptions import (
    Assumption,
    Downstream,
    Empty,
    Equal,
    Incoherent,
    MeanField,
    Neglect,
    OnShell,
    PrincipalValue,
    Resolvent,
    Retarded,
    ShortWay,
)
from derive.golden.species import Continuum, Emitters, Line, Species
from derive.parameters import positive, symbol_of
from derive.symbols import Domain, Symbol, check_model_name, latex_name, natural_key

HBAR: Scalar = positive("hbar", unit="J*s", latex=r"\hbar", meaning="reduced Planck constant")
PI: Scalar = positive("pi", latex=r"\pi")
BAND: Scalar = positive("Delta", unit="1/s", meaning="width of the band of frequencies that takes part")
CENTRE: Scalar = positive("Omega", unit="1/s", meaning="frequency of the exchanged quanta")
RESOLVENTS = (OnShell, PrincipalValue, Retarded)


@dataclass(frozen=True)
class Constant:
    """A name for a rate constant; its value is derived.

    Parameters
    ----------
    name : Python identifier; a parameter of the generated module.
    start, end : the species that lose and gain the quantum; several are all of one process, that destroys or creates
        a quantum of each.  Tuples once it is made.
    per : the species in whose equation it stands; a rate per mode of a continuum, or of a whole ensemble.
    via : the intermediate species, where processes with other intermediates have constants of their own.
    latex : printed form.
    """

    name: str
    start: Any
    end: Any
    per: Species
    via: Any = None
    latex: str = ""

    def __post_init__(self) -> None:
        for what in ("start", "end", "via"):
            value = getattr(self, what)
            if value is not None:
                several = (value,) if isinstance(value, Species) else value
                if not isinstance(several, tuple | list) or not all(isinstance(s, Species) for s in several):
                    raise ModelError(
                        f"constant {self.name!r}", f"{what} must hold species", repr(value), "pass objects"
                    )
                object.__setattr__(self, what, tuple(several))
        if not isinstance(self.name, str) or not self.name.isidentifier() or not isinstance(self.latex, str):
            raise ModelError("Constant", "name must be a Python identifier, and latex text", repr(self.name))
        object.__setattr__(self, "latex", self.latex or latex_name(self.name))
        if self.start is None or self.end is None:
            raise ModelError(f"constant {self.name!r}", "it must have a start and an end", "None")
        if self.per not in (*self.start, *self.end):
            ends = ", ".join(s.name for s in (*self.start, *self.end))
            raise ModelError(f"constant {self.name!r}", f"per must be one of its ends ({ends})", repr(self.per))

    @property
    def symbol(self) -> Symbol:
        """The constant as a parameter."""
        words = f"{', '.join(s.name for s in self.start)} to {', '.join(s.name for s in self.end)}"
        meaning = f"rate constant of {words}, per {'mode' if isinstance(self.per, Continuum) else 'ensemble'}"
        return Symbol(self.name, self.latex, Domain.NONNEGATIVE, "1/s", f"{meaning} of {self.per.name}")


@dataclass(frozen=True)
class Default:
    """A number that the source does not give, with the one that is used instead and why."""

    parameter: Scalar
    value: float
    reason: str

    def __post_init__(self) -> None:
        number = isinstance(self.value, int | float) and not isinstance(self.value, bool)
        if not isinstance(self.parameter, Scalar) or not number or not isinstance(self.reason, str):
            got = repr((self.parameter, self.value, self.reason))
            raise ModelError("Default", "it must hold a parameter, a number and a reason in words", got)
        symbol_of(self.parameter)


@dataclass(frozen=True)
class RateModel:
    """Species that exchange quanta, as its user states them.

    Parameters
    ----------
    name : Python identifier; names the module.
    species : in the order of their equations.
    coupling : the interaction Hamiltonian (joules) over representative modes; must be Hermitian.
    assumptions : see `derive.golden.assumptions`; exactly one resolvent where the order is two or more.
    order : highest order in the coupling.
    lines : waveguides with their directions and positions.
    constants : names for rate constants.
    frequency, band : centre and width of the band in 1/s.
    defaults : numbers that the source does not give.
    expected : names of audits that are known to fail for this model, as ``"balance"`` for a one-way line; they are
        reported all the same and are no alarm.

    Raises
    ------
    ModelError
        for a coupling that is not Hermitian or moves no quantum of a species, names used twice, assumptions that
        contradict one another or speak of what is not there.
    """

    name: str
    species: tuple[Species, ...]
    coupling: Op
    assumptions: tuple[Assumption, ...] = (OnShell(), MeanField())
    order: int = 1
    lines: tuple[Line, ...] = ()
    constants: tuple[Constant, ...] = ()
    frequency: Scalar = CENTRE
    band: Scalar = BAND
    defaults: tuple[Default, ...] = ()
    expected: tuple[str, ...] = ()
    title: str = ""
    paper: str = ""
    source: str = ""
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        check_model_name("RateModel", self.name)
        for what in ("species", "assumptions", "lines", "constants", "defaults", "expected", "notes"):
            value = getattr(self, what)
            many = isinstance(value, Iterable) and not isinstance(value, str)
            object.__setattr__(self, what, tuple(value) if many else (value,))
        for what in ("frequency", "band"):
            object.__setattr__(self, what, self._real(what))
        object.__setattr__(self, "coupling", as_operator(self.coupling))
        for check in (
            self._check_types,
            self._check_coupling,
            self._check_order,
            self._check_assumptions,
            self._check_names,
        ):
            check()

    # -- what it may be asked ---------------------------------------------------------------------------------------

    def find(self, kind: type[Any]) -> tuple[Any, ...]:
        """The assumptions of one kind."""
        return tuple(a for a in self.assumptions if isinstance(a, kind))

    def assumes(self, kind: type[Any]) -> bool:
        """Whether an assumption of this kind is made."""
        return bool(self.find(kind))

    def without(self, *assumptions: Assumption) -> RateModel:
        """The same model with some assumptions left out; constants that name nothing then are kept out too."""
        return replace(self, assumptions=tuple(a for a in self.assumptions if a not in assumptions))

    def assuming(self, *assumptions: Assumption) -> RateModel:
        """The same model with more assumptions; a resolvent replaces the one there was."""
        kept = self.assumptions
        if any(isinstance(a, RESOLVENTS) for a in assumptions):
            kept = tuple(a for a in kept if not isinstance(a, RESOLVENTS))
        return replace(self, assumptions=(*kept, *assumptions))

    @cached_property
    def by_name(self) -> dict[str, Species]:
        """The species by their names."""
        return {s.name: s for s in self.species}

    @cached_property
    def resolvent(self) -> Resolvent | None:
        """The choice of the resolvent."""
        return next(iter(a for a in self.assumptions if isinstance(a, RESOLVENTS)), None)

    @cached_property
    def empty(self) -> frozenset[str]:
        """Names of the continua that are held empty."""
        return frozenset(c.name for a in self.find(Empty) for c in a.continua)

    @cached_property
    def states(self) -> tuple[Symbol, ...]:
        """The occupations that move, in the order of the species."""
        return tuple(s.state for s in self.species if s.name not in self.empty)

    @cached_property
    def images(self) -> dict[Generator, Scalar]:
        """What the parameters declared equal are replaced by, one equality after the other.

        Raises
        ------
        ModelError
            for a parameter that does not occur in couplings and densities, that has a value already, or that its own
            value holds.
        """
        scalars = [*self.coupling.terms.values(), *(s.density for s in self.species if isinstance(s, Continuum))]
        known, found = symbols_of(scalars), dict[Generator, Scalar]()
        for a in self.find(Equal):
            for s in a.symbols:
                symbol, value = symbol_of(s), substitute(a.value, found)
                if symbol not in known or value == substitute(s, found):
                    raise self._refuse("Equal", "it must set a coupling or a density that occurs and is free", str(s))
                if symbol in symbols_of([value]) or substitute(s, found) != s:
                    raise self._refuse("Equal", "equalities must not lead back to themselves", f"{s} = {a.value}")
                image = _image(symbol, value)
                found = {g: substitute(v, image) for g, v in found.items()} | image
        return found

    def settled(self, value: Scalar) -> Scalar:
        """A scalar with the parameters declared equal put in."""
        return substitute(value, self.images)

    def frequency_of(self, species: Species) -> Scalar:
        """The frequency of its quanta."""
        return self.frequency if species.frequency is None else species.frequency

    def modes_of(self, continuum: Continuum) -> Scalar:
        """The number of modes in the band: ``hbar*Delta*density``."""
        return HBAR * self.band * self.settled(continuum.density)

    def named_modes(self, continuum: Continuum) -> Scalar:
        """The parameter that stands for that number: the one stated, or one of its own where two continua were given
        the same and have different densities."""
        alike = (c for c in self.species if isinstance(c, Continuum) and c.modes == continuum.modes)
        if all(self.modes_of(c) == self.modes_of(continuum) for c in alike):
            return self.settled(continuum.modes)
        own: Scalar = positive(f"modes_{continuum.name}", latex=rf"N_{{{continuum.label}}}")
        return own

    @cached_property
    def definitions(self) -> tuple[Abbreviation, ...]:
        """None: the constants are derived, and not abbreviations that a user states."""
        return ()

    @cached_property
    def symbols(self) -> tuple[Symbol, ...]:
        """All parameters of the statement, in natural order of their names; states and named constants apart."""
        scalars = [self.settled(c) for c in self.coupling.terms.values()] + [HBAR, self.band, self.frequency]
        for s in self.species:
            if isinstance(s, Continuum):
                scalars.append(self.settled(s.density))
            else:
                scalars += [s.number, s.linewidth]
            scalars.append(self.frequency_of(s))
        return tuple(sorted(set(symbols_of(scalars)), key=lambda s: natural_key(s.name)))

    def _real(self, what: str) -> Scalar:
        value = as_scalar(getattr(self, what))
        if value is None or not value.is_real:
            raise self._refuse(what, "it must be a real constant", repr(getattr(self, what)))
        return value

    # -- checks -----------------------------------------------------------------------------------------------------

    def _refuse(self, what: str, must: str, got: str, todo: str = "") -> ModelError:
        return ModelError(f"model {self.name!r}, {what}", must, got, todo)

    def _check_types(self) -> None:
        kinds: tuple[tuple[str, Any], ...] = (
            ("species", Species),
            ("assumptions", Assumption),
            ("lines", Line),
            ("constants", Constant),
            ("defaults", Default),
            ("expected", str),
            ("notes", str),
        )
        for what, kind in kinds:
            for item in getattr(self, what):
                if not isinstance(item, kind):
                    todo = "call it: Downstream()" if isinstance(item, type) else "pass the objects themselves"
                    raise self._refuse(what, f"it must hold {what} alone", repr(item), todo)
        for what in ("title", "paper", "source"):
            if not isinstance(getattr(self, what), str):
                raise self._refuse(what, "it must be text", repr(getattr(self, what)))
        if not self.species or not self.coupling:
            raise self._refuse("statement", "there must be species and a coupling between them", "none")
        channels = [c.name for line in self.lines for c in line.channels]
        if len(set(channels)) < len(channels):
            raise self._refuse("lines", "a continuum must be a direction of one line", repr(channels))

    def _check_coupling(self) -> None:
        rest = self.coupling - self.coupling.dag
        if rest:
            got = f"H - H.dag = {rest}" if len(rest.terms) < 3 else "a remainder H - H.dag"
            raise self._refuse("coupling", "the coupling must be Hermitian", got, "add the Hermitian conjugate")
        spaces = {s.space.name: s for s in self.species}
        for word, _ in self.coupling:
            for space, _ in word:
                if space.name not in spaces or spaces[space.name].space.kind != space.kind:
                    todo = "list it in species, or correct its name"
                    raise self._refuse("coupling", "it must act on the model's species", str(space), todo)
            if not legs_of(word):
                got = f"the term {Op({word: self.coupling.coefficient(word)})}"
                todo = "energies are given by frequency=..., not in the coupling"
                raise self._refuse("coupling", "every term must create or absorb quanta", got, todo)

    def _check_order(self) -> None:
        if not isinstance(self.order, int) or isinstance(self.order, bool) or not 1 <= self.order <= 4:
            raise self._refuse("order", "it must be a whole number from 1 to 4", repr(self.order))
        if self.order > 1 and self.resolvent is None:
            todo = "declare OnShell(), PrincipalValue() or Retarded() in assumptions"
            raise self._refuse("assumptions", "a resolvent must be chosen beyond first order", "none", todo)

    def _check_assumptions(self) -> None:
        if sum(isinstance(a, RESOLVENTS) for a in self.assumptions) > 1:
            raise self._refuse("assumptions", "there must be one choice of the resolvent", "several")
        if len(set(self.assumptions)) < len(self.assumptions):
            raise self._refuse("assumptions", "each must be declared once", "one twice")
        _ = self.images  # refuses equalities that contradict one another
        named = [s for a in self.find(Incoherent) for s in a.through] + [
            c for a in self.find(Empty) for c in a.continua
        ]
        for neglect in self.find(Neglect):
            named += [neglect.through] if neglect.through else list(neglect.between)
        named += [s for line in self.lines for s in (*line.along, *line.channels)]
        named += [s for c in self.constants for s in (*c.start, *c.end, *(c.via or ()), c.per)]
        for s in named:
            if s not in self.species:
                raise self._refuse("statement", "lines, constants and assumptions must name its species", repr(s.name))
        for kind in (Downstream, ShortWay):
            if self.assumes(kind) and not self.lines:
                raise self._refuse("assumptions", f"{kind.__name__} needs a line", "none", "state lines=(Line(...),)")

    def _check_names(self) -> None:
        names = [s.name for s in self.species] + [s.state.name for s in self.species]
        names += [c.name for c in self.constants] + [s.name for s in self.symbols]
        twice = sorted({n for n in names if names.count(n) > 1}, key=natural_key)
        if twice:
            raise self._refuse("names", "every name must stand for one thing", f"{twice[0]!r} twice", "rename one")
        printed = [s.state.latex for s in self.species] + [c.latex for c in self.constants]
        printed += [s.latex for s in self.symbols]
        same = sorted({p for p in printed if printed.count(p) > 1})
        if same:
            todo = "give one of them another latex=..."
            raise self._refuse("names", "every printed form must stand for one thing", f"{same[0]!r} twice", todo)


def legs_of(word: Word) -> tuple[tuple[str, bool], ...]:
    """The quanta a term of the coupling moves: name of the species, and whether one is created; empty if none.

    The same species several times stands for different modes: equal ones have no weight in a continuum.
    """
    found: list[tuple[str, bool]] = []
    for space, element in word:
        if space.kind == "boson":
            found += [(space.name, True)] * element[0] + [(space.name, False)] * element[1]
        elif element[0] != element[1]:
            found.append((space.name, element[0] > element[1]))
        else:
            return ()
    return tuple(found)


def _image(symbol: Symbol, target: Scalar) -> dict[Generator, Scalar]:
    if symbol.domain is Domain.POSITIVE:
        return {Generator(Role.ROOT, symbol.name, symbol): sqrt(target)}
    if symbol.domain in (Domain.REAL, Domain.NONNEGATIVE):
        return {Generator(Role.VALUE, symbol.name, symbol): target}
    raise ModelError("Equal", "it must set real parameters", f"{symbol.name}, a {symbol.domain.value} one")


__all__ = ["BAND", "CENTRE", "HBAR", "PI", "Constant", "Default", "Emitters", "RateModel", "legs_of"]
