"""The symbol table of the reader: which printed name stands for what.

Nothing that is not in the table is read as a name; the reader has no list of usual letters.  A name is looked up by
its normal spelling (`derive.reader.spelling`), so ``\\bar N_1`` finds the entry ``\\bar{N}_{1}``; ``\\bar{N_1}`` is
another name.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from functools import cache, cached_property

from derive.errors import LatexError
from derive.reader.brackets import paired
from derive.reader.source import Source
from derive.reader.spelling import Speller
from derive.reader.syntax import Group, Item, parse
from derive.reader.tokens import Tok, scan
from derive.reader.vocabulary import BRACKETS, LARGE

LONG = 120
"""Beyond this length an unknown name is no misprint of a registered one."""


class Kind(Enum):
    """What a name stands for; decides whether ``n(x)`` is a product or an application."""

    SCALAR = "scalar"
    OPERATOR = "operator"
    MATRIX = "matrix"
    FUNCTION = "function"


@dataclass(frozen=True)
class Entry:
    """One name.

    Parameters
    ----------
    latex : the name as printed, ``\\bar{N}_1``, ``\\bar{n}_2^{(\\Delta=0)}``, ``\\Delta n_1``, ``\\langle n \\rangle``.
        Its superscript, if it has one, belongs to the name; its items, if it has several, are one name together.
        Of several items the first may be a number or a sum: ``2\\hbar``, ``\\sum_k \\hat{n}_k``.
    key : what the reader calls it, ``N_1``.  Two entries may share a key: two ways to print one quantity.
    kind : see `Kind`.
    """

    latex: str
    key: str
    kind: Kind = Kind.SCALAR


class Table:
    """Entries by normal spelling.  Immutable.

    Raises `LatexError` on first use when an entry's LaTeX is not a name.
    Two entries that print alike but have different keys are kept: the reader refuses the name where it occurs.
    """

    def __init__(self, entries: Iterable[Entry]):
        self.entries = tuple(dict.fromkeys(entries))

    def with_entries(self, entries: Iterable[Entry]) -> Table:
        """A new table with more entries."""
        return Table((*self.entries, *entries))

    def find(self, spelling: str) -> tuple[Entry, ...]:
        """The entries printed like this; more than one if the table is ambiguous."""
        return self._by_spelling.get(spelling, ())

    def reach(self, spelling: str) -> int:
        """The number of items in the longest name whose first item is spelled like this."""
        return self._reach.get(spelling, 1)

    def has_bracket(self, opener: str) -> bool:
        """Whether a name begins with this bracket, as ``\\langle n \\rangle`` does."""
        return opener in self._openers

    def has_phrase(self, text: str) -> bool:
        """Whether a name begins with this number or large operator, as ``2\\hbar`` does."""
        return text in self._phrases

    def near(self, spelling: str) -> list[str]:
        """Up to three registered names, as printed in the table, that look like ``spelling``."""
        if len(spelling) > LONG:
            return []
        close = difflib.get_close_matches(spelling, list(self._by_spelling), n=3, cutoff=0.6)
        return [self._by_spelling[c][0].latex for c in close]

    @cached_property
    def _names(self) -> tuple[tuple[tuple[str, ...], Entry], ...]:
        return tuple((_spelled(entry), entry) for entry in self.entries)

    @cached_property
    def _by_spelling(self) -> dict[str, tuple[Entry, ...]]:
        found: dict[str, dict[str, Entry]] = {}
        for items, entry in self._names:
            found.setdefault(" ".join(items), {}).setdefault(f"{entry.key} {entry.kind.value}", entry)
        return {spelling: tuple(entries.values()) for spelling, entries in found.items()}

    @cached_property
    def _openers(self) -> frozenset[str]:
        return frozenset(b for b in BRACKETS if any(items[0].startswith(b) for items, _ in self._names))

    @cached_property
    def _phrases(self) -> frozenset[str]:
        heads = {items[0].split("_")[0].split("^")[0] for items, _ in self._names}
        return frozenset(h for h in heads if h in LARGE or h[0].isdigit())

    @cached_property
    def _reach(self) -> dict[str, int]:
        reach: dict[str, int] = {}
        for items, _ in self._names:
            reach[items[0]] = max(len(items), reach.get(items[0], 1))
        return reach


def spelling(latex: str) -> str:
    """The normal spelling of a name, by which two ways to print it are one; the text itself of what is no name."""
    try:
        return " ".join(_spelled(Entry(latex, latex)))
    except LatexError:
        return latex


@cache
def _spelled(entry: Entry) -> tuple[str, ...]:
    """The normal spelling of each item of a name."""
    where = f"symbol table, entry {entry.latex!r}"
    if not (isinstance(entry.latex, str) and isinstance(entry.key, str) and entry.key):
        raise LatexError(where, "latex and key must be strings that are not empty", repr((entry.latex, entry.key)))
    source = Source(entry.latex, where)
    tokens = paired(source, scan(source))
    chain = parse(source, tokens, len(entry.latex))
    _, parts = chain.sides[0].terms[0]
    items = [p for i, p in enumerate(parts) if isinstance(p, Item) and _may_name(p, i == 0 and len(parts) > 1)]
    if chain.relations or len(chain.sides[0].terms) > 1 or len(items) < len(parts) or tokens[0].kind == "SIGN":
        raise source.error(0, "a name must be made of symbols and brackets alone", f"`{entry.latex}`")
    return tuple(Speller().full(item) for item in items)


def _may_name(item: Item, begins: bool) -> bool:
    """Symbols, upright words and brackets make up names, fractions do not; a number or a sum may begin a longer one."""
    if not isinstance(item.atom, Tok):
        return isinstance(item.atom, Group)
    return item.atom.kind in ("SYMBOL", "WORD") or (begins and item.atom.kind in ("NUMBER", "LARGE"))
