r"""Printed kets as values: which modes a state singles out, and what their occupations are.

The labels of the configurations, ``\{n_A\}``, say nothing that could be right or wrong; a slot without a mode that is
singled out says nothing at all.  Two kets are equal if they single out the same modes with the same occupations.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from derive.errors import ClaimError
from derive.reader.kets import LEVELS, VACUUM, Slot, is_ket, ket_latex, read_slots

__all__ = ["Ket", "KetDifference", "Slot", "emitter", "is_ket", "ket_of", "mode", "read_ket"]


@dataclass(frozen=True, eq=False)
class Ket:
    """A state by its slots, one for each species, in the order printed.

    Raises `ClaimError` for a mode that two slots single out.
    """

    slots: tuple[Slot, ...]

    def __post_init__(self) -> None:
        modes = [slot.mode for slot in self.slots if slot.mode]
        twice = sorted({m for m in modes if modes.count(m) > 1})
        if twice:
            raise ClaimError(
                "ket", "every mode must be singled out once", f"{twice[0]!r} twice", "check the subscripts"
            )

    @property
    def occupations(self) -> dict[str, tuple[str, int]]:
        """Each mode that is singled out, with its start (``n_{Aj}``, ``0``, ``g``, ``e``) and what was added to it."""
        return {slot.mode: (slot.start, slot.shift) for slot in self.slots if slot.mode}

    def __eq__(self, other: object) -> bool:
        return self.occupations == other.occupations if isinstance(other, Ket) else NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(sorted(self.occupations.items())))

    def __sub__(self, other: object) -> KetDifference:
        """What tells two states apart: false if nothing does."""
        if not isinstance(other, Ket):
            return NotImplemented
        here, there = self.occupations, other.occupations
        return KetDifference(tuple(
            (mode, _text(mode, here), _text(mode, there))
            for mode in sorted(here.keys() | there.keys())
            if here.get(mode) != there.get(mode)
        ))  # fmt: skip

    def says_of(self, other: Ket) -> KetDifference:
        """What this ket says wrongly of another: modes that only the other singles out are passed over."""
        return KetDifference(tuple(entry for entry in (self - other).modes if entry[0] in self.occupations))

    def latex(self) -> str:
        r"""``|\{n_A\}n_{Aj}, \{0_1\}1_{1k}\rangle``."""
        return ket_latex(self.slots)


@dataclass(frozen=True)
class KetDifference:
    """Modes in which two kets differ: name, occupation in the first, occupation in the second."""

    modes: tuple[tuple[str, str, str], ...]

    def __bool__(self) -> bool:
        return bool(self.modes)

    def __str__(self) -> str:
        return "; ".join(f"mode {mode}: {here} and {there}" for mode, here, there in self.modes) or "none"

    def latex(self) -> str:
        """The differing occupations, pair by pair."""
        return r",\quad ".join(rf"{here} \neq {there}" for _, here, there in self.modes)


def read_ket(latex: str, where: str = "ket") -> Ket:
    """The ket printed; raises `LatexError` for anything else."""
    return Ket(read_slots(latex, where))


def mode(name: str, start: str, shift: int = 0, label: str = "") -> Slot:
    """A slot that singles out a bosonic mode: ``mode("Aj", "n_{Aj}", -1)``; from the vacuum ``mode("1k", "0", 1)``."""
    if start in LEVELS:
        raise ClaimError("ket", "a bosonic mode must start with an occupation", repr(start), "use emitter()")
    return Slot(label, name, start or VACUUM, shift)


def emitter(name: str, level: str, label: str = "") -> Slot:
    """A slot that singles out an emitter in its level ``g`` or ``e``."""
    if level not in LEVELS:
        raise ClaimError("ket", f"an emitter's level must be {' or '.join(LEVELS)}", repr(level))
    return Slot(label, name, level)


def ket_of(slots: Iterable[Slot]) -> Ket:
    """The ket of a derived state, from `mode` and `emitter` slots."""
    return Ket(tuple(slots))


def _text(mode: str, occupations: dict[str, tuple[str, int]]) -> str:
    return Slot("", mode, *occupations[mode]).latex if mode in occupations else rf"\text{{{mode} not singled out}}"
