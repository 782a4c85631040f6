"""What a formula looks like once its structure is known and before any symbol is looked up.

The records mirror the rules of grammar.lark; `parse` makes them from paired tokens.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from derive.errors import LatexError
from derive.reader.source import Source
from derive.reader.tokens import Tok

if TYPE_CHECKING:
    from lark import Lark


@dataclass(frozen=True, slots=True)
class Group:
    """Members in brackets; ``opener`` tells which.  ``bars`` counts the members before each bar of <f|H|i>."""

    opener: Tok
    members: tuple[Chain, ...]
    bars: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Fraction:
    """A fraction as printed."""

    opener: Tok
    top: Chain
    bottom: Chain


@dataclass(frozen=True, slots=True)
class Root:
    """A square root as printed."""

    opener: Tok
    body: Chain


@dataclass(frozen=True, slots=True)
class Grid:
    """The entries of a matrix, row by row."""

    opener: Tok
    rows: tuple[tuple[Total, ...], ...]


Atom: TypeAlias = Tok | Group | Fraction | Root | Grid


@dataclass(frozen=True, slots=True)
class Item:
    """An atom with its scripts, unread: the symbol table decides whether they are part of a name."""

    atom: Atom
    primes: int = 0
    sub: Tok | None = None
    sup: Tok | None = None

    @property
    def plain(self) -> bool:
        """Whether it has no scripts."""
        return not self.primes and self.sub is None and self.sup is None

    @property
    def at(self) -> int:
        return self.atom.at if isinstance(self.atom, Tok) else self.atom.opener.at


Part: TypeAlias = Item | Tok
"""A part of a term: an item, or the token of an explicit product or division."""


@dataclass(frozen=True, slots=True)
class Total:
    """Signed terms; each term is a non-empty flat list of parts."""

    terms: tuple[tuple[int, tuple[Part, ...]], ...]


@dataclass(frozen=True, slots=True)
class Chain:
    """Sides joined by relations; one side and no relation is an expression."""

    sides: tuple[Total, ...]
    relations: tuple[Tok, ...]

    @property
    def at(self) -> int:
        _, parts = self.sides[0].terms[0]
        return parts[0].at


class _Builder:
    """One method for each rule of the grammar; lark calls them with the parts in order."""

    def chain(self, parts: list[Any]) -> Chain:
        return Chain(tuple(parts[::2]), tuple(t.value for t in parts[1::2]))

    def total(self, parts: list[Any]) -> Total:
        terms, sign = [], 1
        for part in parts:
            if isinstance(part, tuple):
                terms.append((sign, part))
            else:
                sign = -1 if part.value.text == "-" else 1
        return Total(tuple(terms))

    def term(self, parts: list[Any]) -> tuple[Part, ...]:
        return tuple(p if isinstance(p, Item) else p.value for p in parts)

    def item(self, parts: list[Any]) -> Item:
        atom = parts[0] if isinstance(parts[0], Group | Fraction | Root | Grid) else parts[0].value
        scripts = [t.value for t in parts[1:]]
        by_kind = {s.kind: s for s in scripts}
        item = Item(atom, sum(s.kind == "PRIMES" for s in scripts), by_kind.get("SUB"), by_kind.get("SUP"))
        return _unbraced(item) if scripts else item

    def group(self, parts: list[Any]) -> Group:
        lists = parts[1:-1:2]
        counts = list(accumulate(map(len, lists)))
        return Group(parts[0].value, tuple(chain for part in lists for chain in part), tuple(counts[:-1]))

    def members(self, parts: list[Any]) -> list[Any]:
        return parts[::2]

    def fraction(self, parts: list[Any]) -> Fraction:
        return Fraction(parts[0].value, parts[2], parts[5])

    def root(self, parts: list[Any]) -> Root:
        return Root(parts[0].value, parts[2])

    def grid(self, parts: list[Any]) -> Grid:
        return Grid(parts[0].value, tuple(p for p in parts if isinstance(p, tuple)))

    def row(self, parts: list[Any]) -> tuple[Total, ...]:
        return tuple(parts[::2])


def braced_item(atom: Atom) -> Item | None:
    """The one item that braces hold, if it is one: ``{\\hat{c}}`` but not ``{a + b}``."""
    if not isinstance(atom, Group) or atom.opener.kind != "LBRACE" or atom.members[0].relations:
        return None
    sign, parts = atom.members[0].sides[0].terms[0]
    single = len(atom.members) == len(atom.members[0].sides[0].terms) == len(parts) == sign == 1
    return parts[0] if single and isinstance(parts[0], Item) else None


def _unbraced(item: Item) -> Item:
    """``{\\hat{c}}_1`` is the name ``\\hat{c}_1``; scripts that would meet others stay outside."""
    inner = braced_item(item.atom)
    if inner is None or inner.sup is not None or (inner.sub is not None and item.sub is not None):
        return item
    if inner.sub is not None and item.primes:
        return item
    return Item(inner.atom, inner.primes + item.primes, item.sub or inner.sub, item.sup)


@cache
def _parser() -> Lark:
    """The LALR parser, built once.  lark is imported here so that importing derive does not pay for it."""
    from lark import Lark
    from lark.lexer import Lexer, Token

    class TokLexer(Lexer):
        """Hands our own tokens to lark; each keeps its `Tok` as the value."""

        def __init__(self, _: Any) -> None:
            pass

        def lex(self, data: Any) -> Iterator[Token]:  # type: ignore[override]
            for tok in data:
                token = Token(tok.kind, tok.text)
                token.value = tok
                yield token

    grammar = (Path(__file__).parent / "grammar.lark").read_text(encoding="utf-8")
    return Lark(grammar, parser="lalr", lexer=TokLexer, start="chain", transformer=_Builder())


def parse(source: Source, tokens: Sequence[Tok], end: int) -> Chain:
    """The structure of one statement.

    ``tokens`` are paired (`derive.reader.brackets.paired`); ``end`` is the offset at which an error points when
    the statement stops too early.  Raises `LatexError` at the first token that does not fit.
    """
    from lark.exceptions import UnexpectedToken

    try:
        return cast(Chain, _parser().parse(cast(Any, tokens)))
    except UnexpectedToken as stop:
        token = stop.token.value if isinstance(stop.token.value, Tok) else None
        raise _misfit(source, token, end, stop.expected) from None


def _misfit(source: Source, token: Tok | None, end: int, expected: set[str]) -> LatexError:
    at = token.at if token else end
    got = f"`{token.text}`" if token else "the end"
    if "SYMBOL" in expected and token and token.kind in ("SUB", "SUP", "PRIMES"):
        return source.error(at, "a script must follow the symbol it belongs to", got, "write the symbol before it")
    if "TIMES" in expected:
        todo = "write a product as juxtaposition or with `\\cdot`" if token and token.kind == "STAR" else ""
        return source.error(at, "an operator, a factor, a relation or the end must stand here", got, todo)
    return source.error(at, "a name, a number or a bracket must stand here", got)
