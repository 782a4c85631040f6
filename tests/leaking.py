r"""A kind of model that the engine does not have, small enough to be derived on paper: a vessel with holes.

Its content n obeys dn/dt = s - (k_1 + k_2 + ...) n; each hole is a contribution with a name, ``inflow`` is one more.
The steady state is n = s/(k_1 + k_2 + ...).  There is no steady state without a hole.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from operator import add
from typing import Any

from derive.audits.record import Finding, Outcome
from derive.claims.quantities import Conditions, Quantities, Spoken
from derive.emit.blocks import Equation, Formula, Math, Paragraph, Table, cell
from derive.emit.module import Function, Module, Parameter, needed
from derive.emit.plain import plain
from derive.engines.engine import Derivation, Engine, Gap, Kind, Part, Say, digest, silent, step_blocks
from derive.equations import Step
from derive.errors import ClaimError, SteadyStateError
from derive.exact.evaluate import derivative
from derive.exact.scalar import Scalar, constant
from derive.exact.shape import shaped
from derive.expr import Name
from derive.forms import GAP, Form, form
from derive.parameters import nonnegative, real, symbol_of
from derive.symbols import Symbol

CONTENT = real("n")
INFLOW = nonnegative("s", unit="1/s", meaning="what flows in")


@dataclass(frozen=True)
class Vessel:
    """A vessel; ``holes`` are the rates at which it leaks."""

    name: str
    holes: tuple[Scalar, ...] = ()
    title: str = "a vessel with holes"
    paper: str = ""
    source: str = ""
    notes: tuple[str, ...] = ("Nothing evaporates.",)

    @property
    def symbols(self) -> tuple[Symbol, ...]:
        return tuple(map(symbol_of, (*self.holes, INFLOW)))

    @property
    def contributions(self) -> dict[str, Scalar]:
        """The parts of dn/dt by their names."""
        return {symbol_of(k).name: -k * CONTENT for k in self.holes} | {"inflow": INFLOW}


@dataclass(frozen=True)
class Drained(Derivation):
    """What follows from a vessel."""

    model: Vessel
    gaps: tuple[Gap, ...]

    @property
    def steps(self) -> tuple[Step, ...]:
        return (Step("balance", "What leaks is proportional to the content.", (("inflow", INFLOW),), "Torricelli"),)

    @property
    def right(self) -> Scalar:
        return reduce(add, self.model.contributions.values())

    @property
    def steady(self) -> Scalar | None:
        return INFLOW / reduce(add, self.model.holes) if self.model.holes else None

    def module(self) -> Module | None:
        if self.steady is None:
            return None
        tree = shaped(self.steady)
        known = tuple(map(Parameter.of, self.model.symbols))
        function = Function("n", "Stationary content.", (), needed(tree, known), (), tree, "real")
        doc = statement(self.model)
        return Module(self.model.name, self.model.title, doc, digest(self.model, doc), (), known, (function,))

    def findings(self, say: Say = silent) -> tuple[Finding, ...]:
        tight = Outcome.FAILED if self.model.holes else Outcome.PASSED
        lost = f"it leaks through {len(self.model.holes)} holes"
        return (
            Finding("conservation", "content", tight, lost),
            Finding("conservation", "vessel", Outcome.PASSED, "it stays what it is"),
            Finding("sign", "content", Outcome.UNDECIDED, "nobody looked"),
        )

    def parts(self) -> tuple[Part, ...]:
        left = Name("dn/dt", r"\dot{n}")
        moved = Formula(left, shaped(self.right), subject=Name("n", "n"))
        holes = Table(
            ("Hole", "Rate"), tuple((Math(rf"h_{k}"), cell(shaped(v))) for k, v in enumerate(self.model.holes))
        )
        parts = [
            Part("the vessel", (Paragraph("A vessel."), holes), Kind.STATEMENT),
            Part("steps", step_blocks(self.steps, shaped), Kind.STEPS),
            Part("filling", (moved,), Kind.EQUATIONS),
            Part("aside", (Equation(r"\heartsuit"),), Kind.RESULTS),
        ]
        if self.steady is not None:
            parts.append(Part("full", (Formula(Name("n", "n"), shaped(self.steady)),), Kind.CLOSED_FORMS))
        return tuple(parts)

    def forms(self) -> tuple[Form, ...]:
        found = [form("hole", symbol_of(k).name, repr(k)) for k in self.model.holes]
        found.append(form("equation", "dn/dt", repr(self.right), plain(shaped(self.right))))
        return (*found, *(form(GAP, gap.stage, gap.reason) for gap in self.gaps))


@dataclass(frozen=True)
class Level:
    """A value that is no scalar and no operator: how full the vessel is, in words; differs or not."""

    words: str

    def __sub__(self, other: object) -> Level:
        if not isinstance(other, Level):
            return NotImplemented
        return Level("" if other == self else f"{self.words} and not {other.words}")

    def __bool__(self) -> bool:
        return bool(self.words)

    def latex(self) -> str:
        return rf"\text{{{self.words}}}"


class VesselQuantities(Quantities):
    """What claims may say of a vessel."""

    def __init__(self, model: Vessel):
        self.model = model

    def names(self) -> dict[str, str]:
        names = {s.name: "scalar" for s in self.model.symbols} | {"n": "scalar", "twice": "function"}
        return names | dict.fromkeys(("full", "brimful", "empty"), "scalar")

    def printed(self) -> dict[str, str]:
        return super().printed() | {"n": "n", "L_1": "full", "L_2": "brimful", "L_0": "empty", "W": "twice"}

    def value(self, name: str, moving: bool) -> Any:
        levels = {"full": Level("full"), "brimful": Level("full"), "empty": Level("empty")}
        if name in levels:
            return levels[name]
        if name == "n":
            return CONTENT if moving else INFLOW / reduce(add, self.model.holes)
        return {symbol_of(s).name: s for s in (*self.model.holes, INFLOW)}[name]

    def functions(self) -> dict[str, Callable[..., Any]]:
        return {"twice": lambda value: value * 2}

    def rate(self, value: Any, part: tuple[str, ...] = ()) -> Any:
        known = self.model.contributions
        for name in part:
            if name not in known:
                raise ClaimError("vessel", f"a contribution must be one of {', '.join(known)}", repr(name))
        return derivative(value, symbol_of(CONTENT)) * reduce(add, (known[n] for n in part or known), constant(0))

    def conditions(self, spoken: Spoken) -> Conditions:
        if spoken.moving or not self.model.holes:
            return Conditions()
        leak = spoken.under.apply(reduce(add, self.model.holes))
        if not leak:
            raise SteadyStateError(spoken.where, "there must be a hole", "none")
        return Conditions(("somewhere it leaks",), (leak,))


def drain(model: Vessel, say: Say) -> Drained:
    """Everything that follows from a vessel."""
    say("holes")
    gaps = () if model.holes else (Gap("steady state", "it fills for ever", "make a hole"),)
    return Drained(model, gaps)


def statement(model: Vessel) -> tuple[str, ...]:
    """The vessel line by line."""
    return tuple(f"hole {k}" for k in sorted(map(str, model.holes)))


VESSELS = Engine("vessels", Vessel, drain, statement, lambda model: (), VesselQuantities, "Contents are numbers.")
