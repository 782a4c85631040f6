"""Splits a formula into its statements, as the layout on the page does.

Statements are joined by a comma, a semicolon, a wide space, ``and``, or a new line of aligned rows.  A line that
begins or ends with an operator or a relation continues the one before it; where a line could as well be a statement of
its own the formula is refused.  Numbers and tags at the end are dropped, a remark ``(i = 1, 2)`` gives the values
of an index.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from derive.reader.brackets import CLOSERS, CLOSES
from derive.reader.source import Source
from derive.reader.tokens import Tok

SEPARATORS = frozenset(("COMMA", "SEMI", "QUAD", "ROWSEP", "AND", "COLUMN"))
SOFT = frozenset(("QUAD", "ROWSEP", "AMP"))
OPERATORS = frozenset(("SIGN", "TIMES", "SLASH", "RELATION"))
TAG = re.compile(r"[A-Z]{0,3}[-.]?[0-9]+[-.]?[a-z]?")


@dataclass
class _Chunk:
    """Tokens between two separators; ``lead`` holds the kinds of the separators and marks before them."""

    lead: frozenset[str]
    tokens: list[Tok] = field(default_factory=list)

    @property
    def kinds(self) -> str:
        return " ".join(t.kind for t in self.tokens)


@dataclass(frozen=True)
class Layout:
    """The statements of a formula in order, the index values its remarks declare, and where they stand."""

    statements: tuple[tuple[Tok, ...], ...]
    indices: dict[str, tuple[int, ...]]
    remarks: dict[str, int]


def layout(source: Source, tokens: Sequence[Tok]) -> Layout:
    """Statements of paired tokens (`derive.reader.brackets.paired`).  Raises `LatexError` if there is none."""
    statements: list[_Chunk] = []
    indices: dict[str, tuple[int, ...]] = {}
    remarks: dict[str, int] = {}
    chunks = _chunks(source, tokens)
    for chunk, following in pairwise((*chunks, None)):
        assert chunk is not None
        ends_row = following is None or "ROWSEP" in following.lead
        if remark := _remark(chunk):
            indices |= remark
            remarks |= dict.fromkeys(remark, chunk.tokens[0].at)
        elif not (ends_row and (_is_tag(chunk) or not _without_tag(chunk).tokens)):
            if statements and _continues(source, statements[-1], chunk):
                _join(statements[-1], chunk)
            else:
                statements.append(chunk)
    if not statements:
        raise source.error(0, "a formula must state something", "an empty one" if not tokens else "none")
    return Layout(tuple(tuple(s.tokens) for s in statements), indices, remarks)


def _chunks(source: Source, tokens: Sequence[Tok]) -> list[_Chunk]:
    """The pieces between separators outside all brackets, without closing full stops."""
    chunks, depth, current = [], 0, _Chunk(frozenset())
    for token in tokens:
        depth += (token.kind in CLOSES) - (token.kind in CLOSERS)
        if depth or token.kind not in SEPARATORS | {"AMP"}:
            if depth and token.kind == "QUAD":
                continue
            current.tokens.append(token)
        elif not current.tokens:
            current.lead |= {token.kind}
        elif token.kind != "AMP":
            chunks.append(current)
            current = _Chunk(frozenset((token.kind,)))
    chunks.append(current)
    for chunk in chunks:
        while chunk.tokens and chunk.tokens[-1].kind == "STOP":
            chunk.tokens.pop()
    return [c for c in chunks if c.tokens]


def _is_tag(chunk: _Chunk) -> bool:
    """``(3)``, ``(5a)`` or ``(\\text{C1})`` standing alone after a wide space."""
    inner = chunk.tokens[1:-1]
    alone = "QUAD" in chunk.lead and chunk.kinds.startswith("LPAR ") and chunk.kinds.endswith(" RPAR")
    return alone and bool(TAG.fullmatch("".join(t.text for t in inner))) and all(not t.inside for t in inner)


def _without_tag(chunk: _Chunk) -> _Chunk:
    """The chunk after dropping a tag in upright text that was printed without a space before it."""
    if len(chunk.tokens) > 3 and chunk.kinds.endswith("LPAR WORD RPAR") and TAG.fullmatch(chunk.tokens[-2].text):
        del chunk.tokens[-3:]
        while chunk.tokens and chunk.tokens[-1].kind == "STOP":
            chunk.tokens.pop()
    return chunk


def _remark(chunk: _Chunk) -> dict[str, tuple[int, ...]]:
    """The index values that ``(i, j = 1, 2, 3)`` declares, or nothing."""
    if not re.fullmatch(r"LPAR SYMBOL( COMMA SYMBOL)* RELATION NUMBER( COMMA NUMBER)* RPAR", chunk.kinds):
        return {}
    if any(t.inside or (t.kind == "RELATION" and t.text != "=") or "." in t.text for t in chunk.tokens):
        return {}
    values = tuple(int(t.text) for t in chunk.tokens if t.kind == "NUMBER")
    return {t.text: values for t in chunk.tokens if t.kind == "SYMBOL"}


def _continues(source: Source, before: _Chunk, chunk: _Chunk) -> bool:
    """Whether a chunk belongs to the statement before it."""
    if not chunk.lead <= SOFT:
        return False
    first = chunk.tokens[0]
    if before.tokens[-1].kind in OPERATORS or first.kind in OPERATORS - {"SIGN"}:
        return True
    if first.kind != "SIGN":
        return False
    if "AMP" in chunk.lead or not _has_relation(chunk):
        return True
    todo = "put `&` before the sign of a continued line, or a comma before a new statement"
    raise source.error(first.at, "a line must continue a statement or begin one", "a line that could do either", todo)


def _has_relation(chunk: _Chunk) -> bool:
    depth = 0
    for token in chunk.tokens:
        depth += (token.kind in CLOSES) - (token.kind in CLOSERS)
        if depth == 0 and token.kind == "RELATION":
            return True
    return False


def _join(before: _Chunk, chunk: _Chunk) -> None:
    """Append; a relation repeated over the break, ``= \\\\ =``, counts once."""
    last, first = before.tokens[-1], chunk.tokens[0]
    repeated = last.kind == first.kind == "RELATION" and last.text == first.text
    before.tokens += chunk.tokens[1:] if repeated else chunk.tokens
