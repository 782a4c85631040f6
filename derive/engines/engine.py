"""What every kind of model has in common: the records that everything behind a derivation is made from.

A kind of model is an `Engine`: the class of its models, and four functions of them.  Its derivation is a `Derivation`,
which says what it has to say in records that know nothing of the kind: `Part`s for people, a `Module` for the emitter,
`Finding`s of audits, `Form`s for comparison.  Pipeline, report, commands and claims read these and no engine.
"""

from __future__ import annotations

import hashlib
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, Protocol, TypeVar

from derive.audits.record import Finding
from derive.claims.quantities import Quantities
from derive.emit.blocks import Block, Formula, Paragraph
from derive.emit.module import Function, Module, Parameter
from derive.equations import Step
from derive.errors import DeriveError
from derive.expr import Node
from derive.forms import Form
from derive.symbols import Symbol

Piece = TypeVar("Piece")
Say = Callable[[str], None]
"""Takes what is being done, for somebody who waits."""


def silent(text: str) -> None:
    """Progress for nobody."""


class Stated(Protocol):
    """What any model has, of whatever kind.

    ``name`` is a Python identifier and names the generated module; ``title``, ``paper``, ``source`` and ``notes`` are
    words, empty where there are none; ``symbols`` are the parameters in the order they are listed in.
    """

    @property
    def name(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def paper(self) -> str: ...
    @property
    def source(self) -> str: ...
    @property
    def notes(self) -> tuple[str, ...]: ...
    @property
    def symbols(self) -> tuple[Symbol, ...]: ...


@dataclass(frozen=True)
class Gap:
    """A stage that a model has no result for: which one, the reason, and what would change it."""

    stage: str
    reason: str
    todo: str = ""

    def __str__(self) -> str:
        return f"no {self.stage}: {self.reason}" + (f"; to do: {self.todo}" if self.todo else "")


class Attempts:
    """Calls the stages of a derivation one by one and says which it is at; those without a result are its ``gaps``."""

    def __init__(self, say: Say):
        self.say, self.gaps = say, list[Gap]()

    def __call__(self, stage: str, make: Callable[[], Piece]) -> Piece | None:
        """What the stage makes, or ``None``."""
        self.say(stage)
        try:
            return make()
        except DeriveError as error:
            self.gaps.append(Gap(stage, f"{error.must}, but got {error.got}", error.todo))
            return None


class Kind(Enum):
    """What a `Part` is, which decides where it is shown; the report has all of them.

    ``derive show`` prints the statement, equations, closed forms and results; with ``--latex`` equations and closed
    forms; with ``--steps`` the steps.
    """

    STATEMENT = "statement"
    STEPS = "steps"
    EQUATIONS = "equations"
    CLOSED_FORMS = "closed forms"
    RESULTS = "results"
    DETAILS = "details"


@dataclass(frozen=True)
class Part:
    """A titled piece of the supplement.  In the report its title follows the model's name."""

    title: str
    blocks: tuple[Block, ...]
    kind: Kind


class Derivation(ABC):
    """A model and what follows from it; what could not be derived is among the gaps, with the reason.

    ``model`` is what was stated, ``gaps`` what has no result.  Neither audits nor gaps are among the `parts`: those
    who show the parts add them, for all engines alike.
    """

    model: Any
    gaps: tuple[Gap, ...]

    @property
    @abstractmethod
    def steps(self) -> tuple[Step, ...]:
        """The steps of the derivation, in their order."""

    @abstractmethod
    def module(self) -> Module | None:
        """The record of the generated module; ``None`` where there is nothing to compute."""

    @abstractmethod
    def findings(self, say: Say = silent) -> tuple[Finding, ...]:
        """What the audits find, in a fixed order; `say` hears which one it is at."""

    @abstractmethod
    def parts(self) -> tuple[Part, ...]:
        """The supplement, in the order of a paper: statement, steps, equations, closed forms, further results."""

    @abstractmethod
    def forms(self) -> tuple[Form, ...]:
        """All results in canonical form, for comparison with another derivation."""


@dataclass(frozen=True)
class Engine:
    """One kind of model, and what can be done with it.

    Parameters
    ----------
    name : what the kind is called: ``lindblad``.
    models : the class of its models; they have what `Stated` asks for.
    derive : everything that follows from a model; says which stage it is at.  Raises `DeriveError` only when there
        is nothing at all to derive from; what else cannot be derived is a gap.
    statement : the model line by line, in plain text.  Canonical: two statements are equal exactly if the models are,
        words and printed forms apart.
    printed : the words, printed forms and numbers that only the kind knows of, line by line, for the digest that tells
        whether a model has changed; name, title, paper, source, notes and symbols are not among them.
    quantities : what claims may speak of.
    conventions : units, signs and abbreviations of the field, for the report; a paragraph.
    template : a model file of this kind, in which ``MODEL`` stands for the name; empty for none.
    """

    name: str
    models: type
    derive: Callable[[Any, Say], Derivation]
    statement: Callable[[Any], tuple[str, ...]]
    printed: Callable[[Any], tuple[str, ...]]
    quantities: Callable[[Any], Quantities]
    conventions: str
    template: str = ""


def digest(model: Stated, statement: Iterable[str], more: Iterable[str] = ()) -> str:
    """SHA-256 of a model's name, of the lines of its statement, its symbols' declarations, and of further lines."""
    symbols = [f"{s.name} {s.latex} {s.domain.value} {s.unit} {s.meaning}" for s in model.symbols]
    return hashlib.sha256("\n".join([model.name, *statement, *symbols, *more]).encode()).hexdigest()


def used_alone(
    model: Stated,
    doc: tuple[str, ...],
    digest: str,
    constants: tuple[tuple[str, object], ...],
    parameters: Iterable[Parameter],
    functions: Sequence[Function],
) -> Module:
    """A model's module with those of its parameters that a function takes."""
    used = {key for f in functions for key in f.arguments}
    kept = tuple(p for p in parameters if p.name in used)
    return Module(model.name, model.title or model.name, doc, digest, constants, kept, tuple(functions))


def notes(derivation: Derivation) -> list[str]:
    """The end of a module's docstring: the notes of the model, and what has no result."""
    found = [*derivation.model.notes, *map(str, derivation.gaps)]
    return ["", "Notes:", *(f"    {note}" for note in found)] if found else []


def step_blocks(steps: Iterable[Step], tree: Callable[[Any], Node]) -> tuple[Block, ...]:
    """Steps of a derivation, numbered, each with the formulas it produced.

    ``tree`` makes the printed form of an item that is no tree already.
    """
    blocks: list[Block] = []
    for number, step in enumerate(steps, 1):
        source = f" [{step.source}]" if step.source else ""
        blocks.append(Paragraph(f"{step.text}{source}", f"{number}. {step.rule}"))
        for what, value in step.items:
            if isinstance(value, tuple):
                blocks.append(Formula(what or None, value, "->"))
            else:
                blocks.append(Formula(what, value if isinstance(value, Node) else tree(value)))
    return tuple(blocks)
