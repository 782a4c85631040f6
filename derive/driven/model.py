"""What a user writes of a driven system: a static Hamiltonian, the drives, baths, and a frame that rotates.

Conventions as in `derive.model`: Hamiltonians are over hbar; the time is the parameter ``t``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from derive.algebra.boson import Boson
from derive.algebra.operator import Op
from derive.algebra.space import Space
from derive.equations import Step
from derive.errors import ExactError, ModelError
from derive.exact.exponential import exponential
from derive.exact.scalar import Scalar, as_scalar, symbols_of
from derive.kinds import need_mapping, several
from derive.model import Bath, Cascade, Model, Observable
from derive.parameters import I, real, symbol_of
from derive.symbols import Domain, Symbol, natural_key

TIME = real("t", unit="s", meaning="time")
"""The time of explicitly time-dependent Hamiltonians."""


@dataclass(frozen=True)
class Drive:
    """A coherent drive: adds ``amplitude * operator * exp(i frequency t) + h.c.`` to the Hamiltonian over hbar.

    With ``operator = a`` and a positive frequency the drive is resonant with a mode of that frequency.

    Parameters
    ----------
    operator : the operator driven, an annihilation operator as a rule.
    amplitude : its strength, an angular frequency.
    frequency : angular frequency of the drive; zero for a static one.
    """

    operator: Op
    amplitude: Any
    frequency: Any = 0

    def __post_init__(self) -> None:
        if not isinstance(self.operator, Op):
            raise ModelError("Drive", "operator must be an operator", repr(self.operator), "pass boson(...)")
        for what in ("amplitude", "frequency"):
            value = as_scalar(getattr(self, what))
            if value is None:
                raise ModelError("Drive", f"{what} must be a constant scalar", repr(getattr(self, what)))
            object.__setattr__(self, what, value)
        if not self.frequency.is_real:
            raise ModelError("Drive", "frequency must be real", str(self.frequency))

    def hamiltonian(self) -> Op:
        """The term it adds, at time t."""
        term: Op = self.amplitude * exponential(I * self.frequency * TIME) * self.operator
        return term + term.dag


@dataclass(frozen=True)
class DrivenModel:
    """An open quantum system under coherent drives, in the laboratory.

    Parameters
    ----------
    name : a Python identifier; names the module of the mean-field equations.
    hamiltonian : the static part over hbar, of any order in the modes.
    drives : see `Drive`.
    baths, cascades, observables, title, paper, source, notes, values, expected : as of a `derive.model.Model`.
    frame : by mode, the angular frequency at which its frame rotates: ``a -> a exp(-i frequency t)``.
    means : by mode, the complex parameter that stands for its mean field in that frame.
    neglected : modes among those without a mean field whose own mean is left out though it does not vanish (a static
        shift); what that asks of the parameters becomes a condition.
    """

    name: str
    hamiltonian: Op
    drives: tuple[Drive, ...] = ()
    baths: tuple[Bath, ...] = ()
    cascades: tuple[Cascade, ...] = ()
    frame: Mapping[Op, Any] = field(default_factory=dict)
    means: Mapping[Op, Any] = field(default_factory=dict)
    neglected: tuple[Op, ...] = ()
    observables: tuple[Observable, ...] = ()
    title: str = ""
    paper: str = ""
    source: str = ""
    notes: tuple[str, ...] = ()
    values: Mapping[Any, float] = field(default_factory=dict)
    expected: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for what in ("drives", "baths", "cascades", "neglected", "observables", "notes", "expected"):
            object.__setattr__(self, what, several(getattr(self, what)))
        for drive in self.drives:
            if not isinstance(drive, Drive):
                raise ModelError(f"model {self.name!r}", "drives must hold Drive objects", repr(drive))
        # The undriven part obeys every rule of a static model.
        static = self.static
        for what, todo in (("frame", "write frame={a: omega_d}"), ("means", "write means={a: alpha}")):
            need_mapping(f"model {self.name!r}", what, getattr(self, what), todo)
            object.__setattr__(
                self, what, {op: _scalar(self.name, what, op, x) for op, x in getattr(self, what).items()}
            )
            for op in getattr(self, what):
                mode_of(f"model {self.name!r}, {what}", op, static.spaces)
        for op in self.neglected:
            if mode_of(f"model {self.name!r}, neglected", op, static.spaces) in map(_only_space, self.means):
                todo = "take it out of one of them"
                raise ModelError(f"model {self.name!r}", "a mode has a mean or neglects it", f"{op} in both", todo)
        for op, frequency in self.frame.items():
            if not frequency.is_real:
                raise ModelError(f"model {self.name!r}, frame", "a frequency must be real", f"{op}: {frequency}")
        self._check_means()

    def _check_means(self) -> None:
        """Every mean field is a parameter of its own, which stands for nothing else."""
        where, todo = f"model {self.name!r}, means", 'declare it: complex_("alpha")'
        scalars = [x for d in self.drives for x in (d.amplitude, d.frequency)]
        taken = set(self.static.symbols) | symbols_of([*scalars, *self.frame.values()])
        for op, mean in self.means.items():
            symbol = _parameter(mean)
            if symbol is None:
                raise ModelError(where, "a mean field must be a complex parameter", f"{op}: {mean}", todo)
            if symbol in taken:
                must = "a mean field must be a parameter of its own"
                raise ModelError(where, must, f"{op}: {mean}, which stands for something else too", todo)
            taken.add(symbol)

    @cached_property
    def static(self) -> Model:
        """The system without its drives."""
        return Model(
            self.name,
            self.hamiltonian,
            self.baths,
            self.cascades,
            self.observables,
            title=self.title,
            paper=self.paper,
            source=self.source,
            notes=self.notes,
            values=self.values,
        )

    def moving(self) -> Op:
        """The Hamiltonian over hbar in the laboratory, with the time ``t`` in the phases of the drives."""
        total = self.static.hamiltonian
        for drive in self.drives:
            total = total + drive.hamiltonian()
        return total

    @property
    def derived(self) -> tuple[Step, ...]:
        """No steps: it was stated."""
        return ()

    @cached_property
    def symbols(self) -> tuple[Symbol, ...]:
        """All parameters that occur, the time aside, in natural order of their names."""
        scalars = [x for d in self.drives for x in (d.amplitude, d.frequency)]
        scalars += [*self.frame.values(), *self.means.values()]
        found = set(self.static.symbols) | symbols_of(scalars)
        return tuple(sorted(found, key=lambda s: natural_key(s.name)))


def mode_of(where: str, op: Any, spaces: tuple[Space, ...]) -> Boson:
    """The mode whose annihilation operator this is.

    Raises
    ------
    ModelError
        for anything else, or a mode that is not among the spaces.
    """
    word = next(iter(op.terms)) if isinstance(op, Op) and len(op.terms) == 1 else ()
    single = len(word) == 1 and isinstance(word[0][0], Boson) and word[0][1] == (0, 1)
    if not single or op != Op.of(word[0][0], (0, 1)):
        raise ModelError(where, "a mode must be given by its annihilation operator", repr(op), "write {a: omega}")
    mode = word[0][0]
    if not isinstance(mode, Boson) or mode not in spaces:
        known = ", ".join(map(str, spaces))
        raise ModelError(where, f"a mode must be one of the model's ({known})", repr(op), "correct its name")
    return mode


def _parameter(mean: Scalar) -> Symbol | None:
    """The complex parameter that a scalar is."""
    try:
        symbol = symbol_of(mean)
    except ExactError:
        return None
    return symbol if symbol.domain is Domain.COMPLEX else None


def _only_space(op: Op) -> Space:
    return op.spaces[0]


def _scalar(name: str, what: str, op: Any, value: Any) -> Scalar:
    made = as_scalar(value)
    if made is None:
        raise ModelError(f"model {name!r}, {what}", f"the value for {op} must be a scalar", repr(value))
    return made
