r"""Formulas broken over lines, from their LaTeX: where TeX would break by hand, at signs and relations.

In: mathematics without ``$``, ours or as somebody printed it.  Out: lines of at most the width asked for, as far as
there is a place to break.  Widths are estimates in em of the text font, from the shapes of Computer Modern.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

TOKEN = re.compile(r"(?:\\[A-Za-z]+\*?|\\.|.)\s*", re.DOTALL)
OPENING = {"(": ")", "[": "]", r"\{": r"\}", r"\langle": r"\rangle", r"\lbrace": r"\rbrace"}
SIZES = {r"\left", r"\big", r"\Big", r"\bigg", r"\bigl", r"\Bigl", r"\biggl"}
CLOSING_SIZES = {r"\right", r"\bigr", r"\Bigr", r"\biggr"}
RELATIONS = {"=", "<", ">", r"\equiv", r"\to", r"\approx", r"\leq", r"\geq", r"\le", r"\ge", r"\ll", r"\gg", ":"}
SIGNS = {"+", "-", r"\pm", r"\mp"}
ACCENTS = {
    r"\bar",
    r"\hat",
    r"\tilde",
    r"\dot",
    r"\ddot",
    r"\vec",
    r"\overline",
    r"\underline",
    r"\boldsymbol",
    r"\mathbf",
    r"\mathcal",
}
UPRIGHT = {
    r"\mathrm",
    r"\text",
    r"\textrm",
    r"\operatorname",
    r"\mathit",
}
INVISIBLE = {"{", "}", r"\displaystyle", r"\textstyle", r"\,", r"\!", r"\;", r"\:", r"\nonumber", "&"}
WIDTHS = {**dict.fromkeys(SIGNS, 1.22), **dict.fromkeys(RELATIONS, 1.33), ":": 0.28, "|": 0.28, ",": 0.45, "/": 0.5}
WIDTHS |= {r"\{": 0.5, r"\}": 0.5, "(": 0.39, ")": 0.39, "[": 0.28, "]": 0.28, r"\langle": 0.39, r"\rangle": 0.39}
WIDTHS |= {
    r"\quad": 1.0,
    r"\qquad": 2.0,
    r"\sum": 1.44,
    r"\int": 0.9,
    r"\cdot": 0.72,
    r"\,": 0.17,
    "i": 0.35,
    "e": 0.47,
}
FUNCTIONS = {
    r"\sin",
    r"\cos",
    r"\tan",
    r"\exp",
    r"\arg",
    r"\ln",
    r"\log",
    r"\sinh",
    r"\cosh",
    r"\tanh",
    r"\coth",
    r"\Re",
    r"\Im",
}
"""What stays with the bracket that follows."""
WIDTHS |= {**dict.fromkeys(FUNCTIONS, 1.5), r"\lim": 1.5, r"\Re": 0.75, r"\Im": 0.75}
NUMERATOR_MARGIN = 0.3
COLUMN_GAP = 1.0
CLOSED = {"bracket", "fraction", "applied"}
"""Kinds of pieces behind which a factor ends for certain."""


@dataclass(frozen=True)
class Piece:
    """A part of a formula that is not looked into from outside.

    ``text`` as it is written; ``inside`` what it holds if it can be opened: the parts between brackets or, in a
    fraction, the numerator and the denominator.
    """

    text: str
    kind: str = "plain"
    inside: tuple[tuple[Piece, ...], ...] = field(default=(), repr=False)
    width: float = 0.0


def width(latex: str) -> float:
    """An estimate of how wide a formula is printed in display style, in em."""
    return _total(_pieces(latex))


def broken(latex: str, limit: float) -> list[str]:
    """The formula on lines of at most ``limit`` em, where it can be broken.

    Lines after the first begin with a relation or a sign, or continue a bracket that was opened before.
    """
    pieces = _pieces(latex)
    return [latex.strip()] if _total(pieces) <= limit else _lines(pieces, limit)


def _lines(pieces: Sequence[Piece], limit: float) -> list[str]:
    lines: list[str] = []
    room = limit
    for term in _terms(pieces):
        wide = _total(term)
        # A short left-hand side is not left alone on its line.
        follows = len(lines) == 1 and term[0].kind == "relation" and limit - room < limit / 3
        if lines and (wide <= room or follows):
            first, *rest = [_text(term)] if wide <= room else _opened(term, room)
            lines[-1] += f" {first}"
            lines += rest
            room = room - wide if wide <= room else limit - width(lines[-1])
            continue
        opened = [_text(term)] if wide <= limit else _opened(term, limit)
        lines += opened
        room = limit - (wide if len(opened) == 1 else width(opened[-1]))
    return lines


def _terms(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """The stretches between signs and relations; each begins with its own."""
    current: list[Piece] = []
    for piece in pieces:
        # A sign after a sign or a relation is that of a number, and breaks nothing.
        follows = bool(current) and current[-1].kind not in {"sign", "relation"}
        if piece.kind in {"sign", "relation"} and follows:
            yield current
            current = []
        current.append(piece)
    if current:
        yield current


def _opened(term: Sequence[Piece], limit: float) -> list[str]:
    """The lines of a term that is too wide: its widest bracket or fraction is broken, or the product of many."""
    place = max(range(len(term)), key=lambda k: term[k].width if term[k].inside else 0)
    piece, before, after = term[place], _text(term[:place]), _text(term[place + 1 :])
    if not piece.inside or piece.width < limit / 2:
        return _folded(term, limit)
    room = limit - _total(term) + piece.width
    if piece.kind == "fraction":
        room = max(room, limit / 2)
        top, bottom = (_stacked(part, room - NUMERATOR_MARGIN) for part in piece.inside)
        return [f"{before} \\frac{{{top}}}{{{bottom}}} {after}".strip()]
    opening, closing = _by_hand(piece.text)
    first, *rest = _lines(piece.inside[0], limit - _total(term[:place]) - 1)
    if not rest:
        return _folded(term, limit)
    return [f"{before} {opening}{first}".strip(), *rest[:-1], f"{rest[-1]}{closing} {after}".strip()]


def _folded(term: Sequence[Piece], limit: float) -> list[str]:
    """A long product over several lines.

    A sign of multiplication opens the line only behind a bracket or a fraction: between other factors it could
    part a function from its argument.
    """
    lines, room, before = [""], limit, ""
    for factor in _factors(term):
        wide = _total(factor)
        if wide > room and lines[-1].strip() and before not in {"sign", "relation"}:
            lines.append(r"\times " if before in CLOSED else "")
            room = limit - 1
        lines[-1] += "".join(p.text for p in factor)
        room -= wide
        before = ["", *(p.kind for p in factor if not _is_script(p))][-1]
    return [line.strip() for line in lines]


def _factors(term: Sequence[Piece]) -> list[list[Piece]]:
    """The parts of a product with their scripts; a bracket stays with a name before it, whose argument it may be."""
    found: list[list[Piece]] = []
    for piece in term:
        last = [p.kind for p in found[-1] if not _is_script(p)][-1:] if found else ["bracket"]
        if found and (_is_script(piece) or (piece.kind == "bracket" and last == ["plain"])):
            found[-1].append(piece)
        else:
            found.append([piece])
    return found


def _is_script(piece: Piece) -> bool:
    return piece.text[0] in "^_'"


def _stacked(pieces: Sequence[Piece], limit: float) -> str:
    if _total(pieces) <= limit:
        return _text(pieces)
    lines = _lines(pieces, limit)
    return _text(pieces) if len(lines) == 1 else r"\begin{aligned} & " + r" \\ & ".join(lines) + r" \end{aligned}"


def _by_hand(text: str) -> tuple[str, str]:
    r"""The brackets of a group that goes on over lines: TeX cannot grow ``\left`` and ``\right`` over a break."""
    tokens = [token.strip() for token in TOKEN.findall(text)]
    opening, closing = tokens[tokens[0] == r"\left"], tokens[-1]
    return rf"\bigl{opening}" + " " * opening[-1].isalpha(), rf"\bigr{closing}" + " " * closing[-1].isalpha()


def _total(pieces: Sequence[Piece]) -> float:
    return sum(p.width for p in pieces)


def _text(pieces: Sequence[Piece]) -> str:
    return "".join(p.text for p in pieces).strip()


def _pieces(latex: str) -> list[Piece]:
    """The formula as pieces; what is not well-formed stays, as plain pieces."""
    return _Reader(TOKEN.findall(latex.strip())).pieces()


class _Reader:
    """Reads one group of tokens; the groups inside it are read by readers of their own."""

    def __init__(self, tokens: Sequence[str]) -> None:
        self.tokens, self.at = tokens, 0

    def pieces(self) -> list[Piece]:
        """All pieces of the group."""
        found: list[Piece] = []
        while self.at < len(self.tokens):
            found.append(self._piece())
        return found

    def _piece(self) -> Piece:
        start, token = self.at, self.tokens[self.at].strip()
        self.at += 1
        if token in {r"\frac", r"\dfrac", r"\tfrac"}:
            parts = tuple(tuple(self._argument()) for _ in range(2))
            whole = parts if all(parts) else ()
            return Piece(self._since(start), "fraction", whole, max(map(_total, parts)) + NUMERATOR_MARGIN)
        if token == "{":
            self.at = start
            return Piece("".join(self.tokens[start : self._skip("{", "}")]), width=_total(self._argument()))
        if token == r"\left" or token in OPENING:
            return self._bracket(start, token)
        if token == r"\begin":
            return self._environment(start)
        if token in FUNCTIONS and self._next() in {r"\left", *OPENING}:
            wide = _width(token) + self._piece().width
            return Piece(self._since(start), "applied", (), wide)
        return self._plain(start, token)

    def _plain(self, start: int, token: str) -> Piece:
        if token in {"^", "_"}:
            wide = 0.7 * _total(self._argument())
        elif token in ACCENTS:
            wide = _total(self._argument())
        elif token in UPRIGHT:
            wide = 0.5 * len("".join(p.text for p in self._argument()))
        elif token == r"\sqrt":
            wide = 0.85 + _total(self._argument())
        else:
            wide = _width(token)
        kind = "sign" if token in SIGNS else "relation" if token in RELATIONS else "plain"
        return Piece(self._since(start), kind, (), wide)

    def _argument(self) -> list[Piece]:
        """The pieces of the group, or of the one token, that follows."""
        if self.at >= len(self.tokens):
            return []
        start = self.at
        if self.tokens[start].strip() != "{":
            return [self._piece()]
        self.at = self._skip("{", "}")
        return _Reader(self.tokens[start + 1 : self.at - 1]).pieces()

    def _bracket(self, start: int, token: str) -> Piece:
        sized = token == r"\left"
        self.at = start
        end = self._skip(r"\left", r"\right") if sized else self._skip(token, OPENING[token])
        if end > len(self.tokens) - sized:
            self.at = start + 1
            return Piece(self.tokens[start], width=_width(token))
        inner = _Reader(self.tokens[start + 1 + sized : end - 1]).pieces()
        self.at = end + sized
        return Piece(self._since(start), "bracket", (tuple(inner),), _total(inner) + (1.3 if sized else 0.8))

    def _environment(self, start: int) -> Piece:
        self.at = start
        self.at = self._skip(r"\begin", r"\end")
        self._argument()
        body = re.sub(r"\\(begin|end)\s*\{\w+\*?\}", "", self._since(start))
        columns = zip_longest(*(row.split("&") for row in body.split(r"\\")), fillvalue="")
        wide = sum(max(map(width, column)) + COLUMN_GAP for column in columns)
        return Piece(self._since(start), width=wide)

    def _skip(self, opening: str, closing: str) -> int:
        """The position behind the token that closes the one here; beyond the end if none does."""
        depth = 0
        for k in range(self.at, len(self.tokens)):
            token = self.tokens[k].strip()
            depth += (token == opening) - (token == closing)
            if depth == 0:
                return k + 1
        return len(self.tokens) + 1

    def _next(self) -> str:
        return self.tokens[self.at].strip() if self.at < len(self.tokens) else ""

    def _since(self, start: int) -> str:
        return "".join(self.tokens[start : self.at])


def _width(token: str) -> float:
    if token in WIDTHS:
        return WIDTHS[token]
    if token in INVISIBLE or token in SIZES or token in CLOSING_SIZES:
        return 0.0
    if token.startswith("\\"):
        return 0.75 if token[1:2].isupper() else 0.6
    return 0.75 if token.isupper() else 0.55
