"""Fock states as records: the modes that take part with their occupations, and operators acting on them.

``a|n> = sqrt(n)|n-1>``, ``a.dag|n> = sqrt(n+1)|n+1>``; an emitter is in ``g`` or ``e``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from derive.exact.scalar import Scalar, constant
from derive.golden.species import Continuum, Species
from derive.parameters import value_of
from derive.symbols import Domain, Symbol


@dataclass(frozen=True)
class Mode:
    """One mode of a continuum, or one emitter: the species and an index."""

    species: str
    index: str

    @property
    def text(self) -> str:
        """``A_j``."""
        return f"{self.species}_{self.index}"


@dataclass(frozen=True)
class Focus:
    """A mode that takes part: how it began, and what has been done to it.

    ``start`` is the printed symbol of its occupation at the beginning (``0`` where it is held empty); for an emitter
    ``g`` or ``e``.  ``shift`` counts quanta added since.
    """

    mode: Mode
    start: str
    shift: int = 0

    @property
    def is_emitter(self) -> bool:
        """Whether it is a two-level system."""
        return self.start in ("g", "e")

    @property
    def level(self) -> str:
        """The level an emitter is in now."""
        return "ge"[("ge".index(self.start) + self.shift) % 2]


@dataclass(frozen=True)
class Element:
    """The matrix element of one coupling: its coefficient times the root of ``radicand``, a product of occupations."""

    coefficient: Scalar
    radicand: Scalar


@dataclass(frozen=True)
class FockState:
    """The modes that take part, in the order of the model's species; all others are as they were."""

    foci: tuple[Focus, ...]

    def of(self, mode: Mode) -> Focus:
        """What is known of one mode."""
        return next(f for f in self.foci if f.mode == mode)

    def act(self, mode: Mode, creates: bool) -> tuple[FockState, Scalar] | None:
        """The state after a ladder operator, and what stands under the root; ``None`` where it gives zero."""
        focus = self.of(mode)
        after = replace(focus, shift=focus.shift + (1 if creates else -1))
        if focus.is_emitter:
            if creates == (focus.level == "e"):
                return None
            weight = constant(1)
        else:
            weight = occupation(focus) + (1 if creates else 0)
            if not weight:
                return None
        return FockState(tuple(after if f is focus else f for f in self.foci)), weight


def occupation(focus: Focus) -> Scalar:
    """The number of quanta in a mode of a continuum, as a scalar of its own symbol: ``n_Aj - 1``."""
    start = constant(0) if focus.start == "0" else occupation_symbol(focus.mode, focus.start)
    return start + focus.shift


def occupation_symbol(mode: Mode, printed: str) -> Scalar:
    """The occupation of one mode before anything has happened: ``n_Aj``, no average."""
    return value_of(Symbol(f"n_{mode.text}", printed, Domain.NONNEGATIVE))


def start_of(mode: Mode, species: Species, is_empty: bool, creates_first: bool) -> Focus:
    """The mode as it must be for its first event to be possible."""
    if not isinstance(species, Continuum):
        return Focus(mode, "g" if creates_first else "e")
    return Focus(mode, "0" if is_empty else rf"n_{{{species.label}{mode.index}}}")
