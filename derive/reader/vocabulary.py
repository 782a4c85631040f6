"""The LaTeX commands that the reader knows by themselves, sorted by what they do on the page.

Every other command is a symbol, and only the symbol table can give it a meaning.
"""

from __future__ import annotations

from itertools import product


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


ACCENTS = _set(
    r"\hat \bar \tilde \dot \ddot \vec \check \breve \acute \grave \mathring \widehat \widetilde "
    r"\overline \underline \overrightarrow"
)
FONTS = _set(r"\mathcal \mathbf \mathbb \mathsf \mathfrak \mathscr \boldsymbol \bm \mathtt")
DECLARED_FONTS = {r"\cal": r"\mathcal"}
"""Old declarations, as in ``{\\cal N}``; each is read as the command that takes one argument."""
UPRIGHT = _set(r"\text \mathrm \textrm \textnormal \operatorname \mbox \mathit \textit \textup")
CONJUNCTIONS = _set("and where with")
"""Words in upright text that join two statements."""

SKIPPED = _set(r"\displaystyle \textstyle \scriptstyle \nonumber \notag \limits \nolimits \rm \, \; \: \! \> \/") | {
    "\\ "
}
SKIPPED_WITH_ARGUMENT = _set(r"\tag \label \hspace \vspace")
FRACTIONS = _set(r"\frac \dfrac \tfrac \cfrac")
LARGE = (r"\sum", r"\prod", r"\int", r"\lim")
MATRICES = _set("pmatrix bmatrix matrix smallmatrix array")
ALIGNED = _set(
    "aligned alignedat align align* split gathered gather gather* equation equation* eqnarray "
    "eqnarray* multline multline*"
)

SIDES = {"": "", "m": "", "l": "left", "r": "right"}
SIZES = {rf"\{size}{side}": SIDES[side] for size, side in product(("big", "Big", "bigg", "Bigg"), SIDES)}
SIZES |= {r"\left": "left", r"\right": "right"}
"""Sizes of brackets, and the side on which the bracket then stands; a bar learns from it whether it opens."""

BRACKETS = {
    "(": "LPAR",
    ")": "RPAR",
    "[": "LSQB",
    "]": "RSQB",
    r"\{": "LCURLY",
    r"\}": "RCURLY",
    r"\lbrace": "LCURLY",
    r"\rbrace": "RCURLY",
    r"\lbrack": "LSQB",
    r"\rbrack": "RSQB",
    r"\langle": "LANGLE",
    r"\rangle": "RANGLE",
    "|": "BAR",
    r"\vert": "BAR",
    r"\lvert": "LBAR",
    r"\rvert": "RBAR",
}

_WRITTEN = {
    "=": "=",
    ":=": r":= \coloneqq",
    "=:": r"=: \eqqcolon",
    "equiv": r"\equiv",
    "<": r"< \lt",
    ">": r"> \gt",
    "<=": r"\leq \le \leqslant",
    ">=": r"\geq \ge \geqslant",
    "to": r"\to \rightarrow \longrightarrow",
    "approx": r"\approx \simeq",
    "leftrightarrow": r"\leftrightarrow \longleftrightarrow",
    "gg": r"\gg",
    "ll": r"\ll",
}
RELATIONS = {text: kind for kind, texts in _WRITTEN.items() for text in texts.split()}
"""How each relation is written, and the kind that `derive.reader.reader.Relation` gives it."""
UNEQUAL = dict.fromkeys((r"\neq", r"\ne"), "!=")
"""Read below a sum alone: no formula is judged by what it is not."""

MARKS = {
    "+": "SIGN",
    "-": "SIGN",
    "/": "SLASH",
    ",": "COMMA",
    ";": "SEMI",
    ".": "STOP",
    "&": "AMP",
    "*": "STAR",
    r"\cdot": "TIMES",
    r"\times": "TIMES",
    r"\quad": "QUAD",
    r"\qquad": "QUAD",
}
KINDS = {**BRACKETS, **dict.fromkeys(RELATIONS, "RELATION"), **MARKS, **dict.fromkeys(LARGE, "LARGE")}
"""The token kind of every text that is a token by itself."""
