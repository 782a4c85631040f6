"""Names: which of them stand at a place of a formula, and what to say when none does."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from derive.errors import LatexError
from derive.expr import Name
from derive.reader.spelling import Speller
from derive.reader.syntax import Group, Item, Part
from derive.reader.table import Entry, Kind
from derive.reader.tokens import Tok

if TYPE_CHECKING:
    from derive.reader.lower import Lowering

IMAGINARY = Name("I", "i")
SIGNS = ("+", "-")
DOTS = (r"\dots", r"\ldots", r"\cdots")
REFUSED = {
    **dict.fromkeys((r"\pm", r"\mp"), "write one formula for each sign"),
    **dict.fromkeys(DOTS, "write all terms out, or end the side of an equation with `+ \\dots`"),
    **dict.fromkeys((r"\neq", r"\ne", r"\sim", r"\propto", r"\in", r"\lesssim", r"\gtrsim"),
                    "use =, :=, \\equiv, \\approx, \\to or an inequality; other relations are not judged"),
    r"\middle": "leave `\\middle` away",
    r"\partial": "give the variable, `\\partial_x f` or `\\frac{\\partial f}{\\partial x}`",
}  # fmt: skip
"""Commands that a formula may print but that state no single thing, and what to write instead."""


@dataclass(frozen=True)
class Scope:
    """What the indices and bound variables around a place mean.

    ``values``: index letter to the value it has here, as spelled.  ``free``: the letters among them that no sum
    binds.  ``names``: the variables of sums, integrals and limits, by normal spelling.
    """

    values: Mapping[str, str] = field(default_factory=dict)
    free: frozenset[str] = frozenset()
    names: Mapping[str, Name] = field(default_factory=dict)

    def with_value(self, letter: str, value: str) -> Scope:
        """Inside a sum written out, at one value of its index."""
        names = {k: v for k, v in self.names.items() if k != letter}
        return Scope({**self.values, letter: value}, self.free - {letter}, names)

    def with_name(self, spelling: str, name: Name) -> Scope:
        """Inside an integral, a limit or a sum that stays symbolic."""
        values = {k: v for k, v in self.values.items() if k != spelling}
        return Scope(values, self.free - {spelling}, {**self.names, spelling: name})


@dataclass(frozen=True)
class Found:
    """A name of ``count`` items; ``sup`` is the superscript of its last item where it is not part of the name."""

    name: Name
    kind: Kind
    count: int
    sup: Tok | None


def find_name(low: Lowering, parts: Sequence[Part], place: int, scope: Scope) -> Found | None:
    """The longest registered or bound name that begins at ``place``; of two as long, the one with a superscript.

    Raises `LatexError` if two readings are equally long.
    """
    first = parts[place]
    assert isinstance(first, Item)
    if not _may_begin(low, first):
        return None
    spellers = [Speller(scope.values)]
    if scope.values:
        spellers.append(Speller(scope.values, alone=True))
    matches = [(match, s) for s in spellers if (match := _longest(low, parts, place, s)) is not None]
    local = scope.names.get(spellers[-1].stem(first))
    if local is not None and all(match.count == 1 for match, _ in matches):
        return Found(local, Kind.SCALAR, 1, first.sup)
    if not matches:
        return None
    best, speller = max(matches, key=lambda m: m[0].count)
    for match, _ in matches:
        if match.count == best.count and match.name != best.name:
            got = f"`{best.name.latex}` or `{match.name.latex}`"
            raise low.source.error(first.at, "an index must lead to one name", got, "separate indices by commas")
    low.used |= _indices(parts[place : place + best.count], best, speller) & scope.free
    _check_index(low, first, best, scope)
    return best


def _may_begin(low: Lowering, item: Item) -> bool:
    """Whether a name can begin like this; spares spelling out whatever stands in brackets."""
    if isinstance(item.atom, Tok):
        return item.atom.kind in ("SYMBOL", "WORD") or low.table.has_phrase(item.atom.text)
    return isinstance(item.atom, Group) and low.table.has_bracket(item.atom.opener.text)


def _indices(parts: Sequence[Part], found: Found, speller: Speller) -> set[str]:
    """The indices in the spelling of a name; what else was tried does not count."""
    fresh = Speller(speller.values, speller.alone)
    for part in parts:
        if isinstance(part, Item):
            (fresh.stem if part is parts[-1] and found.sup else fresh.full)(part)
    return fresh.hits


def _longest(low: Lowering, parts: Sequence[Part], place: int, speller: Speller) -> Found | None:
    first = parts[place]
    assert isinstance(first, Item)
    head = speller.full(first)
    for count in range(min(low.table.reach(head), len(parts) - place), 0, -1):
        items = [p for p in parts[place : place + count] if isinstance(p, Item)]
        if len(items) < count:
            continue
        before = [speller.full(item) for item in items[:-1]]
        last = items[-1]
        if entries := low.table.find(" ".join((*before, speller.full(last)))):
            return _found(low, entries, count, None, first.at)
        if last.sup and (entries := low.table.find(" ".join((*before, speller.stem(last))))):
            return _found(low, entries, count, last.sup, first.at)
    return None


def _found(low: Lowering, entries: tuple[Entry, ...], count: int, sup: Tok | None, at: int) -> Found:
    entry = entries[0]
    if len(entries) > 1:
        meanings = " or ".join(f"{e.key} ({e.kind.value})" for e in entries)
        todo = "keep one entry of the symbol table, or print the other differently"
        raise low.source.error(at, f"`{entry.latex}` must stand for one quantity", meanings, todo)
    return Found(Name(entry.key, entry.latex), entry.kind, count, sup)


def bare_letter(item: Item) -> str:
    """The letter, with its primes, that an item without subscript is, or nothing."""
    plain = isinstance(item.atom, Tok) and item.atom.kind == "SYMBOL" and not item.atom.inside
    return item.atom.text + "'" * item.primes if plain and isinstance(item.atom, Tok) and not item.sub else ""


def _check_index(low: Lowering, item: Item, found: Found, scope: Scope) -> None:
    """A registered letter that is also an index here: only the imaginary unit is allowed to be both."""
    letter = bare_letter(item)
    if found.count == 1 and letter in scope.values and found.name.key != IMAGINARY.key:
        todo = "rename the index"
        claim_letter(low, letter, item.at, scope, f"`{found.name.latex}` of the symbol table or the index", todo)


def claim_letter(low: Lowering, letter: str, at: int, scope: Scope, got: str, todo: str) -> None:
    """Refuse a letter that is a bound index; note it if it may turn out to be a free one."""
    error = low.source.error(at, f"`{letter}` must have one meaning", got, todo)
    if letter not in scope.free:
        raise error
    low.doubtful.setdefault(letter, error)


def unknown(low: Lowering, item: Item, scope: Scope) -> LatexError:
    """The error of an item that is no name; says what is near and what would settle it."""
    speller = Speller(scope.values)
    spelling, base = speller.stem(item), speller.atom(item)
    got = f"`{spelling}`, which is not in the symbol table"
    if base in REFUSED:
        return low.source.error(item.at, "a formula must state one thing in full", f"`{base}`", REFUSED[base])
    if base in SIGNS:
        todo = "enter the whole bracket in the symbol table if the sign is a label, or write the term after it"
        return low.source.error(item.at, "a sign at the end must be a part of a name", f"`{base}`", todo)
    near = [f"`{latex}`" for latex in low.table.near(spelling)]
    meant = f"did you mean {' or '.join(near)}? or " if near else ""
    hints = []
    letters = [t.text for t in (item.sub.inside if item.sub else ()) if _is_letter(t) and t.text not in scope.values]
    if base == "d":
        hints.append("write a derivative as `\\frac{dx}{dt}`")
    if letters and low.table.find(base) == ():
        hints.append(f"if `{letters[-1]}` is an index, give its values")
    entered = f"enter `{spelling}` in the symbol table (`names` or `symbols` of the claims)"
    must = "a known command or a name of the symbol table must stand here" if base.startswith("\\") else (
        "a name of the symbol table must stand here")  # fmt: skip
    return low.source.error(item.at, must, got, meant + "; ".join([*hints, entered]))


def _is_letter(token: Tok) -> bool:
    return token.kind == "SYMBOL" and not token.inside and len(token.text) == 1


def bound_name(low: Lowering, item: Item, scope: Scope) -> tuple[str, Name]:
    """The spelling and the name of a variable that a sum, an integral, a limit or a derivative binds.

    A registered name keeps its key; any other symbol names itself, ``\\omega'`` as ``omega_prime``.
    """
    speller = Speller(scope.values)
    spelling = speller.stem(item)
    if not isinstance(item.atom, Tok) or item.atom.kind not in ("SYMBOL", "WORD") or item.sup:
        raise low.source.error(item.at, "a variable must be one symbol", f"`{speller.full(item)}`")
    low.used |= speller.hits & scope.free
    if entries := low.table.find(spelling):
        return spelling, _found(low, entries, 1, None, item.at).name
    key = re.sub(r"[^0-9A-Za-z]+", "_", spelling.replace("'", "_prime")).strip("_")
    if any(entry.key == key for entry in low.table.entries):
        got = f"`{spelling}`, whose key `{key}` the table uses for another name"
        raise low.source.error(item.at, "a variable must be told from other names", got, "enter it in the symbol table")
    return spelling, Name(key, spelling)
