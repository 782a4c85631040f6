"""The record between a rule and everything after it: states, right-hand sides, and the steps they came from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from types import ModuleType
from typing import TYPE_CHECKING

from derive.algebra.operator import IDENTITY, Op, Word
from derive.errors import DeriveError
from derive.exact.scalar import Scalar, constant
from derive.expr import Name, Node

if TYPE_CHECKING:
    from derive.model import Model
    from derive.rules.steady import SteadyState


HAMILTONIAN = Name("H/hbar", r"H/\hbar")
"""The left side of a Hamiltonian among the items of a step."""


@dataclass(frozen=True)
class Step:
    """One step of a derivation: which rule, what it assumes, what it produced, where the rule is from.

    An item is what was produced, in words or as the left side of an equation, and the thing itself; a tuple of trees
    is a sequence, printed with arrows.
    """

    rule: str
    text: str
    items: tuple[tuple[str | Node, Op | Scalar | Node | tuple[Node, ...]], ...] = ()
    source: str = ""


@dataclass(frozen=True, repr=False)
class Equations:
    """Closed linear equations of motion ``d<w>/dt = sum_v M_wv <v> + b_w`` for the moments of ``states``.

    ``right`` holds one operator for each state: its expectation value is the right-hand side.
    """

    model: Model
    states: tuple[Word, ...]
    right: tuple[Op, ...]
    steps: tuple[Step, ...]

    @cached_property
    def position(self) -> dict[Word, int]:
        """Where each state stands."""
        return {w: k for k, w in enumerate(self.states)}

    @cached_property
    def rows(self) -> tuple[dict[int, Scalar], ...]:
        """The matrix M, row by row, by column, without zeros."""
        return tuple({self.position[w]: c for w, c in op if w != IDENTITY} for op in self.right)

    @cached_property
    def source(self) -> tuple[Scalar, ...]:
        """The inhomogeneity b."""
        return tuple(op.coefficient(IDENTITY) for op in self.right)

    def right_of(self, op: Op) -> Op:
        """The operator whose expectation value is ``d<op>/dt``, for ``op`` in the span of the states."""
        total = Op({})
        for word, c in op:
            if word != IDENTITY:
                total = total + c * self.right[self.position[word]]
        return total

    def __repr__(self) -> str:
        """One equation a line, as in a terminal."""
        return "\n".join(f"d<{name}>/dt = <{op}>" for name, op in zip(self.names, self.right, strict=True))

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The states in plain text: ``c_1.dag*c_2``."""
        from derive.algebra.display import word_text

        return tuple(word_text(w) for w in self.states)

    def steady_state(self) -> SteadyState:
        """The stationary moments in closed form; see `derive.rules.steady.steady_state`."""
        found = self._steady_state
        if isinstance(found, DeriveError):
            raise found
        return found

    @cached_property
    def _steady_state(self) -> SteadyState | DeriveError:
        """The steady state or why there is none: to find that out may take as long as the solution."""
        from derive.rules.steady import steady_state

        try:
            return steady_state(self)
        except DeriveError as error:
            return error

    def latex(self) -> str:
        """All equations as one ``aligned`` environment."""
        lines = [
            rf"\frac{{d}}{{dt}} {_moment(Op({w: constant(1)}))} &= {_moment(op)}"
            for w, op in zip(self.states, self.right, strict=True)
        ]
        return "\\begin{aligned}\n" + " \\\\\n".join(lines) + "\n\\end{aligned}"

    def _repr_latex_(self) -> str:
        return f"$\\displaystyle {self.latex()}$"

    def compile(self) -> ModuleType:
        """The numerical module of these equations, in memory; the same emitter writes the files."""
        from derive.emit.python import compile_module
        from derive.engines.lindblad.module import module_of

        return compile_module(module_of(self.model, self))


def _moment(op: Op) -> str:
    from derive.algebra.display import operator_latex

    return operator_latex(op, lambda body: body if body == "1" else rf"\langle {body} \rangle")


def words_of(operators: Iterable[Op]) -> tuple[Word, ...]:
    """All words of some operators, the identity excepted, in order of print."""
    from derive.algebra.operator import word_key

    found = {w for op in operators for w in op.terms if w != IDENTITY}
    return tuple(sorted(found, key=word_key))
