r"""Printed kets of occupations: ``|\{n_A\}n_{Aj} - 1, \{0_1\}1_{1k}, \{s\}g_l\rangle``.

One slot for each species, between commas.  A slot names a configuration of the modes that do not take part, in curly
brackets, and may single out one mode that does: by its occupation, a symbol and a whole number (``n_{Aj} - 1``) or a
whole number that wears the mode as its subscript (``1_{1k}``), or by the level of an emitter (``g_l``, ``e_l``).

A ket with any other content must be a name of the symbol table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from derive.expr import Name
from derive.reader.brackets import paired
from derive.reader.source import Source
from derive.reader.spelling import Speller
from derive.reader.syntax import Chain, Group, Item, Part, parse
from derive.reader.tokens import Tok, scan

if TYPE_CHECKING:
    from derive.reader.lower import Lowering

LEVELS = ("g", "e")
"""The letters of an emitter's ground and excited level."""
VACUUM = "0"


@dataclass(frozen=True)
class Slot:
    """What a ket says of one species.

    Parameters
    ----------
    label : the configuration of the modes that do not take part, as spelled (``n_A``); empty where none is printed.
    mode : the mode singled out, as spelled (``Aj``); empty where none is.
    start : its occupation before anything happened: a symbol as spelled (``n_{Aj}``), ``0``, or a level ``g``, ``e``;
        empty without a mode.
    shift : quanta added since; of an emitter always 0.
    """

    label: str
    mode: str = ""
    start: str = ""
    shift: int = 0

    @property
    def latex(self) -> str:
        """The slot as printed."""
        configuration = rf"\{{{self.label}\}}" if self.label else ""
        if not self.mode:
            return configuration
        if self.start in LEVELS:
            return f"{configuration}{self.start}_{{{self.mode}}}"
        if self.start == VACUUM:
            return f"{configuration}{self.shift}_{{{self.mode}}}"
        added = f" {'-' if self.shift < 0 else '+'} {abs(self.shift)}" if self.shift else ""
        return configuration + self.start + added


def ket(low: Lowering, group: Group) -> Name:
    """The name that a ket of occupations is; raises `LatexError` for a ket of any other form."""
    text = ket_latex(_slots(low.source, group))
    return Name(text, text)


def ket_latex(slots: Sequence[Slot]) -> str:
    r"""``|slot, slot, ...\rangle``: the normal spelling, by which a ket is looked up."""
    return rf"|{', '.join(slot.latex for slot in slots)}\rangle"


def is_ket(name: str) -> bool:
    """Whether a name is spelled like a ket."""
    return name.startswith("|") and name.endswith(r"\rangle")


def read_slots(latex: str, where: str = "ket") -> tuple[Slot, ...]:
    """The slots of a printed ket, in the order printed.  Raises `LatexError` for anything else."""
    source = Source(latex, where)
    chain = parse(source, paired(source, scan(source)), len(latex))
    _, parts = chain.sides[0].terms[0]
    item = parts[0]
    alone = not chain.relations and len(chain.sides[0].terms) == 1 and len(parts) == 1
    if not alone or not isinstance(item, Item) or not item.plain or not isinstance(item.atom, Group):
        raise source.error(0, "a ket must stand alone", f"`{latex}`")
    if item.atom.opener.kind != "LKET":
        raise source.error(0, r"a ket must be printed as `| ... \rangle`", f"`{latex}`")
    return _slots(source, item.atom)


def _slots(source: Source, group: Group) -> tuple[Slot, ...]:
    slots = [_slot(member) for member in group.members]
    if None in slots:
        at = group.members[slots.index(None)].at if len(slots) > 1 else group.opener.at
        todo = r"print its slots as `\{n_A\}n_{Aj} + 1`, `\{0_1\}1_{1k}` or `\{s\}g_l`, or register the whole ket"
        raise source.error(at, "a ket must be a name of the symbol table or hold occupations", "another form", todo)
    return tuple(slot for slot in slots if slot is not None)


def _slot(chain: Chain) -> Slot | None:
    """The slot, or nothing where a member of the ket has another form."""
    if chain.relations:
        return None
    (sign, parts), *rest = chain.sides[0].terms
    label = _label(parts[0])
    parts = parts[1:] if label else parts
    shift = _shift(rest)
    if sign < 0 or len(parts) > 1 or shift is None:
        return None
    if not parts:
        return None if rest else Slot(label)
    return _occupied(label, parts[0], shift, bool(rest))


def _label(part: Part) -> str:
    """The inside of the curly brackets with which a slot begins."""
    if not isinstance(part, Item) or not part.plain or not isinstance(part.atom, Group):
        return ""
    if part.atom.opener.kind != "LCURLY" or len(part.atom.members) != 1:
        return ""
    return Speller().chain(part.atom.members[0])


def _shift(terms: Sequence[tuple[int, tuple[Part, ...]]]) -> int | None:
    """The whole number added to an occupation; nothing if more than a number is."""
    if not terms:
        return 0
    sign, parts = terms[0]
    number = parts[0]
    if len(terms) > 1 or len(parts) > 1 or not isinstance(number, Item) or not number.plain:
        return None
    atom = number.atom
    whole = isinstance(atom, Tok) and atom.kind == "NUMBER" and atom.text.isdigit()
    return sign * int(atom.text) if whole and isinstance(atom, Tok) else None


def _occupied(label: str, part: Part, shift: int, is_sum: bool) -> Slot | None:
    """A slot that singles out a mode."""
    if not isinstance(part, Item) or not isinstance(part.atom, Tok) or part.sub is None or part.sup or part.primes:
        return None
    kind, text, mode = part.atom.kind, part.atom.text, Speller().script(part.sub.inside)
    if not mode:
        return None
    if kind == "NUMBER":
        return Slot(label, mode, VACUUM, int(text)) if text.isdigit() and not is_sum else None
    if kind != "SYMBOL":
        return None
    if text in LEVELS:
        return None if is_sum else Slot(label, mode, text)
    return Slot(label, mode, Speller().full(part), shift)
