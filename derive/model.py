"""What a user writes: a model is a Hamiltonian, baths, cascades, and the names of what is asked for.

Conventions: ``hamiltonian`` is H/hbar, an angular frequency.  A bath with coupling operator L, occupation N and
squeezing M contributes ``(N+1) D[L] + N D[L.dag]`` and the squeezing terms, with
``D[L] rho = L rho L.dag - (L.dag L rho + rho L.dag L)/2``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from derive.algebra.operator import Op, as_operator
from derive.algebra.space import Space
from derive.conditions import Condition, numbers
from derive.equations import Step
from derive.errors import ModelError
from derive.exact.abbreviate import Abbreviation
from derive.exact.roots import sqrt
from derive.exact.scalar import Scalar, as_scalar, symbols_of
from derive.exact.signs import sign_of
from derive.kinds import several
from derive.symbols import Symbol, check_model_name, latex_name, natural_key


@dataclass(frozen=True)
class Bath:
    """A white-noise bath: coupling ``L = sqrt(rate)*operator``.

    Parameters
    ----------
    operator : the system operator the bath couples to; a sum is a collective jump.
    rate : damping rate, non-negative, in units of the Hamiltonian; 1 when ``operator`` carries the square root.
    occupation : mean number N of bath quanta; 0 is vacuum.
    squeezing : ``<b_in b_in>`` correlator M of the input, complex, ``|M|**2 <= N*(N + 1)``.
    name : names the input noise (``c_in_1``); made from the position when not given.
    latex : printed form of the input noise operator.
    """

    operator: Op
    rate: Any = 1
    occupation: Any = 0
    squeezing: Any = 0
    name: str = ""
    latex: str = ""

    def __post_init__(self) -> None:
        if not isinstance(self.operator, Op):
            raise ModelError("Bath", "operator must be an operator", repr(self.operator), "pass boson(...) or a sum")
        for what in ("rate", "occupation", "squeezing"):
            value = as_scalar(getattr(self, what))
            if value is None:
                raise ModelError("Bath", f"{what} must be a constant scalar", repr(getattr(self, what)))
            object.__setattr__(self, what, value)
            if what != "squeezing" and not sign_of(value).is_nonnegative:
                raise ModelError(
                    f"Bath of {self.operator}",
                    f"{what} must not be negative",
                    str(value),
                    f"declare its symbols positive or nonnegative, or correct the sign of the {what}",
                )

    @property
    def coupling(self) -> Op:
        """``L = sqrt(rate)*operator``."""
        return self.operator if self.rate == 1 else sqrt(self.rate) * self.operator

    @property
    def correlations(self) -> tuple[tuple[Scalar, Scalar], tuple[Scalar, Scalar]]:
        """``((<b b.dag>, <b b>), (<b.dag b.dag>, <b.dag b>))`` of the white input."""
        n, m = self.occupation, self.squeezing
        return (n + 1, m), (m.conjugate(), n)


@dataclass(frozen=True)
class Cascade:
    """A one-way channel: the output of each stage is the input of the next (SLH series product).

    Parameters
    ----------
    stages : coupling operators ``L_k`` (each ``sqrt(rate)*operator``), upstream first.
    phases : angles picked up between neighbours (one less than stages); none by default.
    occupation, squeezing, name, latex : of the common input, as in `Bath`.
    """

    stages: tuple[Op, ...]
    phases: tuple[Any, ...] = ()
    occupation: Any = 0
    squeezing: Any = 0
    name: str = ""
    latex: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "stages", tuple(self.stages))
        object.__setattr__(self, "phases", several(self.phases) or (0,) * (len(self.stages) - 1))
        if len(self.stages) < 2 or not all(isinstance(s, Op) for s in self.stages):
            raise ModelError("Cascade", "stages must be at least two operators", repr(self.stages))
        if len(self.phases) != len(self.stages) - 1:
            raise ModelError(
                "Cascade",
                "phases must hold one angle between each two neighbours",
                f"{len(self.phases)} phases for {len(self.stages)} stages",
            )
        for phase in self.phases:
            if as_scalar(phase) is None:
                raise ModelError("Cascade", "a phase must be a constant angle", repr(phase), 'declare it: angle("phi")')
        # The common input obeys the same rules as a bath's.
        Bath(self.stages[0], occupation=self.occupation, squeezing=self.squeezing)


@dataclass(frozen=True)
class Observable:
    """A quantity asked for: the expectation value of an operator under a name of its own."""

    name: str
    operator: Op
    latex: str = ""
    unit: str = "1"

    def __post_init__(self) -> None:
        object.__setattr__(self, "operator", as_operator(self.operator))
        object.__setattr__(self, "latex", self.latex or latex_name(self.name))


@dataclass(frozen=True)
class Model:
    """An open quantum system, as its user states it or as a rule derived it from another model.

    Parameters
    ----------
    name : names the module; a Python identifier.
    hamiltonian : over hbar, an angular frequency.
    baths, cascades : what it is open to.
    observables : what is asked for.
    definitions : abbreviations that formulas are printed in.
    title, paper, source, notes : words.
    derived : the steps that led to it from another model, none for one that was stated.
    conditions : what the approximations among those steps ask of the parameters.
    values : numbers for parameters, in their units (of an angle in radians), at which the conditions are read.
    expected : names of audits whose failure the author knows of: reported, and no alarm.

    Raises
    ------
    ModelError
        for a Hamiltonian that is not Hermitian, names used twice, observables outside the model's spaces.
    """

    name: str
    hamiltonian: Op
    baths: tuple[Bath, ...] = ()
    cascades: tuple[Cascade, ...] = ()
    observables: tuple[Observable, ...] = ()
    definitions: tuple[Abbreviation, ...] = ()
    title: str = ""
    paper: str = ""
    source: str = ""
    notes: tuple[str, ...] = field(default=())
    derived: tuple[Step, ...] = ()
    conditions: tuple[Condition, ...] = ()
    values: Mapping[Any, float] = field(default_factory=dict)
    expected: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "hamiltonian", as_operator(self.hamiltonian))
        for what, kind in (
            ("baths", Bath),
            ("cascades", Cascade),
            ("observables", Observable),
            ("definitions", Abbreviation),
            ("notes", str),
            ("derived", Step),
            ("conditions", Condition),
            ("expected", str),
        ):
            object.__setattr__(self, what, several(getattr(self, what)))
            for item in getattr(self, what):
                if not isinstance(item, kind):
                    raise ModelError(f"model {self.name!r}", f"{what} must hold {kind.__name__} objects", repr(item))
        check_model_name("Model", self.name)
        numbers(self.values, f"model {self.name!r}, values")
        self._check_hermitian()
        self._check_names()
        self._check_spaces()

    def _check_hermitian(self) -> None:
        rest = self.hamiltonian - self.hamiltonian.dag
        if rest:
            word, c = next(iter(rest))
            raise ModelError(
                f"model {self.name!r}, hamiltonian",
                "the Hamiltonian must be Hermitian",
                f"H - H.dag = {Op({word: c})}" + (" + ..." if len(rest.terms) > 1 else ""),
                "add the Hermitian conjugate of that term (H + H.dag), or declare its coefficient real",
            )

    def _check_names(self) -> None:
        names = [o.name for o in self.observables] + [s.name for s in self.symbols] + [s.name for s in self.spaces]
        twice = sorted({n for n in names if names.count(n) > 1}, key=natural_key)
        if twice:
            raise ModelError(
                f"model {self.name!r}", "every name must stand for one thing", f"{twice[0]!r} twice", "rename one"
            )
        printed = [o.latex for o in self.observables] + [s.latex for s in self.symbols]
        same = sorted({p for p in printed if printed.count(p) > 1})
        if same:
            raise ModelError(
                f"model {self.name!r}",
                "every printed form must stand for one thing: a claim could not tell them apart",
                f"{same[0]!r} twice",
                "give one of them another latex=...",
            )

    def _check_spaces(self) -> None:
        known = set(self.spaces)
        for observable in self.observables:
            for space in observable.operator.spaces:
                if space not in known:
                    raise ModelError(
                        f"model {self.name!r}, observable {observable.name!r}",
                        "an observable must act on the model's own spaces (" + ", ".join(map(str, self.spaces)) + ")",
                        str(space),
                        "add it to the Hamiltonian or a bath, or correct its name",
                    )

    @cached_property
    def spaces(self) -> tuple[Space, ...]:
        """All spaces of the Hamiltonian, the baths and the cascades, in their order."""
        operators = [self.hamiltonian, *(b.operator for b in self.baths), *(s for c in self.cascades for s in c.stages)]
        found = {space for op in operators for space in op.spaces}
        by_name: dict[str, Space] = {}
        for space in sorted(found, key=lambda s: s.key):
            if space.name in by_name:
                raise ModelError(
                    f"model {self.name!r}",
                    "one name must stand for one space",
                    f"{by_name[space.name]} and {space} with different kind or levels",
                    "rename one of them",
                )
            by_name[space.name] = space
        return tuple(sorted(found, key=lambda s: s.key))

    @cached_property
    def symbols(self) -> tuple[Symbol, ...]:
        """All parameters that occur, in natural order of their names; abbreviations are not among them."""
        scalars = list(self.hamiltonian.terms.values())
        for bath in self.baths:
            scalars += [*bath.operator.terms.values(), bath.rate, bath.occupation, bath.squeezing]
        for cascade in self.cascades:
            scalars += [c for stage in cascade.stages for c in stage.terms.values()]
            scalars += [s for s in map(as_scalar, (*cascade.phases, cascade.occupation, cascade.squeezing)) if s]
        found = set(symbols_of(scalars))
        by_name = {s.name: s for s in sorted(found, key=lambda s: (s.name, s.domain.value, s.latex, s.unit))}
        if len(by_name) < len(found):
            raise ModelError(
                f"model {self.name!r}",
                "one name must stand for one parameter",
                "two declarations of one name",
                "declare it once",
            )
        return tuple(sorted(found, key=lambda s: natural_key(s.name)))
