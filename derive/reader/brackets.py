"""Pairs the brackets of a token list and settles what only the pairing can tell.

Five things: every bracket has its partner (else an error points at the one that has none); a ``|`` that a ``\\rangle``
answers opens a ket, and one that ends what a ``\\langle`` behind a ket began closes a bra; each other ``|`` opens or
closes a modulus, or the formula is refused because both readings fit; an alignment mark ``&`` belongs to a matrix, or
to the aligned rows of the whole formula, or is stray; a sign that no term can follow is a label, ``I(0, +)`` or
``<p' + |T|p 0>``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from derive.reader.source import DEPTH, Source
from derive.reader.tokens import Tok

CLOSES = {"LPAR": "RPAR", "LSQB": "RSQB", "LCURLY": "RCURLY", "LANGLE": "RANGLE", "LKET": "RANGLE", "LBRA": "RBAR",
          "LBAR": "RBAR", "LBRACE": "RBRACE", "BEGIN": "END", "BEGIN_ALIGNED": "END_ALIGNED"}  # fmt: skip
CLOSERS = frozenset(CLOSES.values())
OPERANDS = frozenset(["NUMBER", "SYMBOL", "WORD", "FRAC", "SQRT", "LARGE"])
ENDS_OPERAND = OPERANDS | {"SUB", "SUP", "PRIMES"} | (CLOSERS - {"END_ALIGNED"})
STARTS_OPERAND = OPERANDS | (CLOSES.keys() - {"BEGIN_ALIGNED"})
DIVIDERS = frozenset(["COMMA", "SEMI", "RELATION", "AMP", "ROWSEP", "QUAD", "AND", "COLUMN", "STOP"])
LISTS = frozenset(["LPAR", "LSQB", "LCURLY"])
"""Brackets in which a sign is a label where it stands alone between commas."""
STATES = frozenset(["LANGLE", "LKET", "LBRA"])
"""Brackets in which a sign is a label also after others: nothing that it could join follows."""
KET_STOPS = frozenset(["BAR", "LBAR", "RBAR", "RELATION", "ROWSEP", "AMP", "AND"])
"""What does not stand in a ket outside its inner brackets."""
MANY_BARS = 12
BARS = "write `\\left| ... \\right|` or `\\lvert ... \\rvert` around each modulus"


@dataclass
class _Frame:
    """A bracket that is open, with the undecided bars directly inside it."""

    opener: Tok | None
    bars: list[int] = field(default_factory=list)
    marks: int = 0
    commas: int = 0


def paired(source: Source, tokens: Sequence[Tok]) -> tuple[Tok, ...]:
    """The tokens with balanced brackets, decided bars and no environment of aligned rows.

    An ``&`` that separates two equations of one aligned row becomes a token of kind ``COLUMN``.
    Raises `LatexError` at the first bracket, bar or ``&`` that does not fit.
    """
    return _Pairing(source, tokens).run()


class _Pairing:
    def __init__(self, source: Source, tokens: Sequence[Tok]):
        self.source, self.tokens = source, tokens
        self.out: list[Tok] = []
        self.frames = [_Frame(None)]

    def run(self) -> tuple[Tok, ...]:
        for place, token in enumerate(self.tokens):
            if token.kind in ("BAR", "LBAR") and self.begins_ket(place):
                self.opening(replace(token, kind="LKET", text="|"))
            elif token.kind == "LANGLE" and self.begins_bra(place):
                self.opening(replace(token, kind="LBRA"))
            elif token.kind == "BAR" and self.ends_bra():
                self.closing(replace(token, kind="RBAR"))
            elif token.kind in CLOSES:
                self.opening(token)
            elif token.kind in CLOSERS:
                self.closing(token)
            elif token.kind == "AMP" or token.kind == "ROWSEP":
                self.alignment(token)
            elif token.kind == "STAR" and [t.kind for t in self.tokens[place + 1 : place + 2]] == ["NUMBER"]:
                # Nothing is convolved with a number, and no conjugate has its factor behind it.
                self.plain(replace(token, kind="TIMES"))
            else:
                self.plain(token)
        opener = self.frames[-1].opener
        if opener is not None:
            raise self.source.error(opener.at, "brackets must balance", f"`{opener.text}` that is never closed")
        self.settle_bars(self.frames[-1])
        return tuple(self.out)

    def begins_ket(self, place: int) -> bool:
        """Whether the bar at ``place`` is answered by ``\\rangle`` before any other bar or relation at its depth."""
        opener, depth = self.frames[-1].opener, 0
        if opener is not None and opener.kind == "LANGLE":
            return False  # the bars of <f|H|i>
        for token in self.tokens[place + 1 :]:
            if depth == 0 and (token.kind in CLOSERS or token.kind in KET_STOPS):
                return token.kind == "RANGLE"
            depth += (token.kind in CLOSES) - (token.kind in CLOSERS)
        return False

    def begins_bra(self, place: int) -> bool:
        """Whether the bracket at ``place`` is the bra of ``|k\\rangle\\langle l|``: behind a ket, and the bar ends it.

        Where more follows its bar, ``|k\\rangle\\langle l|H|i\\rangle``, it may be a bracket and is none.
        """
        if not self.out or self.out[-1].kind != "RANGLE":
            return False
        depth = 0
        for token, following in pairwise((*self.tokens[place + 1 :], None)):
            assert token is not None
            if depth == 0 and token.kind == "BAR":
                return following is None or following.kind in DIVIDERS | CLOSERS
            if depth == 0 and (token.kind in CLOSERS or token.kind in DIVIDERS - {"COMMA"}):
                return False
            depth += (token.kind in CLOSES) - (token.kind in CLOSERS)
        return False

    def ends_bra(self) -> bool:
        opener = self.frames[-1].opener
        return opener is not None and opener.kind == "LBRA"

    def plain(self, token: Tok) -> None:
        frame = self.frames[-1]
        if token.kind == "BAR":
            frame.bars.append(len(self.out))
        elif token.kind in DIVIDERS:
            self.settle_bars(frame)
            if token.kind == "COMMA":
                frame.commas += 1
                self.label(frame)
        self.out.append(token)

    def opening(self, token: Tok) -> None:
        if len(self.frames) > DEPTH:
            raise self.source.too_deep(token.at)
        aligned = token.kind == "BEGIN_ALIGNED"
        if aligned and any(f.opener and f.opener.kind != "BEGIN_ALIGNED" for f in self.frames):
            todo = "give the equations one by one"
            raise self.source.error(token.at, "aligned rows must not stand in brackets", f"`{token.text}`", todo)
        if not aligned:
            self.out.append(token)
        self.frames.append(_Frame(token))

    def closing(self, token: Tok) -> None:
        frame = self.frames[-1]
        if frame.opener is None or CLOSES[frame.opener.kind] != token.kind:
            got = f"`{token.text}` that closes " + (f"`{frame.opener.text}`" if frame.opener else "nothing")
            todo = "begin a ket with `|`, or register the name" if token.kind == "RANGLE" else "add or change a bracket"
            raise self.source.error(token.at, "brackets must balance", got, todo)
        if token.kind in ("END", "END_ALIGNED") and token.text != frame.opener.text:
            got = f"`{frame.opener.text}` that ends as `{token.text}`"
            raise self.source.error(token.at, "an environment must end as it begins", got)
        self.settle_bars(frame)
        self.label(frame)
        self.frames.pop()
        if token.kind != "END_ALIGNED":
            self.out.append(token)

    def label(self, frame: _Frame) -> None:
        """The sign before a comma or a closing bracket: a label, as the plus of ``I(0, +)`` and ``|p +\\rangle``.

        In round brackets it must be one of several members; ``(-)`` and ``f(x +)`` stay what they are, damaged.
        """
        if frame.opener is None or len(self.out) < 2 or self.out[-1].kind != "SIGN":
            return
        whole = self.out[-2].kind in ("COMMA", frame.opener.kind)
        if frame.opener.kind in STATES or (frame.opener.kind in LISTS and frame.commas and whole):
            self.name_sign(len(self.out) - 1)

    def name_sign(self, place: int) -> None:
        self.out[place] = replace(self.out[place], kind="SYMBOL")

    def alignment(self, token: Tok) -> None:
        """``&`` and ``\\\\``: kept in a matrix and at the top; a line break inside brackets means nothing."""
        frame = self.frames[-1]
        around = [f.opener.kind for f in self.frames if f.opener]
        if "BEGIN" in around and around[-1] != "BEGIN":
            raise self.source.error(token.at, f"`{token.text}` must not stand in brackets inside a matrix", "one there")
        if around[-1:] == ["BEGIN"]:
            self.settle_bars(frame)
            self.out.append(token)
        elif token.kind == "ROWSEP":
            self.row_break(token, around)
        elif "BEGIN_ALIGNED" not in around:
            raise self.source.error(token.at, "`&` must stand in a matrix or in aligned rows", "a stray `&`")
        elif around[-1] == "BEGIN_ALIGNED":
            self.settle_bars(frame)
            self.out.append(replace(token, kind="COLUMN" if self.column(frame) else "AMP"))
            frame.marks += 1

    def row_break(self, token: Tok, around: list[str]) -> None:
        if all(kind == "BEGIN_ALIGNED" for kind in around):
            self.settle_bars(self.frames[-1])
            self.frames[-1].marks = 0
            self.out.append(token)

    @staticmethod
    def column(frame: _Frame) -> bool:
        """Every second ``&`` of a row starts another equation, except where three columns hold one."""
        assert frame.opener is not None
        return frame.marks % 2 == 1 and not frame.opener.text.startswith("eqnarray")

    def settle_bars(self, frame: _Frame) -> None:
        """Decide the bars since the last comma, relation or row break directly inside ``frame``."""
        bars, frame.bars = frame.bars, []
        if not bars:
            return
        first = self.out[bars[0]]
        if len(bars) > MANY_BARS:
            raise self.source.error(first.at, f"at most {MANY_BARS} bars may stand side by side", str(len(bars)), BARS)
        ends = [self.out[b - 1].kind in ENDS_OPERAND and b > 0 for b in bars]
        following = [self.out[b + 1].kind if b + 1 < len(self.out) else "" for b in bars]
        labelled = [self.out[b - 1].kind == "SIGN" and b > 0 for b in bars]
        angle = frame.opener is not None and frame.opener.kind == "LANGLE"
        if angle and _dirac([e or s for e, s in zip(ends, labelled, strict=True)], following):
            kinds = ["MID"] * len(bars)
            for bar in (b for b, sign in zip(bars, labelled, strict=True) if sign):
                self.name_sign(bar - 1)
        else:
            readings = _readings(ends, following)
            if len(readings) != 1:
                got = "bars that pair in more than one way" if readings else "a bar without a partner"
                raise self.source.error(first.at, "bars must pair to moduli |x|", got, BARS)
            kinds = ["LBAR" if opens else "RBAR" for opens in readings[0]]
        for bar, kind in zip(bars, kinds, strict=True):
            self.out[bar] = replace(self.out[bar], kind=kind)


def _dirac(ends: Sequence[bool], following: Sequence[str]) -> bool:
    """Whether the bars inside an angle bracket separate bra, operator and ket: ``<f|i>``, ``<f|H|i>``, ``<f +|H|i>``.

    Read as moduli these would be f times |H| times i, or f plus that; a bracket of this form is therefore never taken
    apart.
    """
    return len(ends) <= 2 and ends[0] and (following[-1] in STARTS_OPERAND or following[-1] == "SIGN")


def _readings(ends: Sequence[bool], following: Sequence[str]) -> list[tuple[bool, ...]]:
    """Up to two ways in which the bars can open (True) and close (False) moduli.

    A bar closes only after an operand and opens only before one; directly after an operand and before a sign it
    closes, since ``|a|-b`` is a difference.
    """
    found: list[tuple[bool, ...]] = []

    def search(taken: tuple[bool, ...], depth: int) -> None:
        place = len(taken)
        if len(found) > 1 or depth > len(ends) - place:
            return
        if place == len(ends):
            found.append(taken)
            return
        after = following[place]
        if after in STARTS_OPERAND or after == "BAR" or (after == "SIGN" and not ends[place]):
            search((*taken, True), depth + 1)
        if depth and (ends[place] or (place and not taken[-1] and _adjacent(following, place))):
            search((*taken, False), depth - 1)

    search((), 0)
    return found


def _adjacent(following: Sequence[str], place: int) -> bool:
    """Whether the bar at ``place`` follows the bar before it directly: ``||a||`` closes twice."""
    return following[place - 1] == "BAR"
