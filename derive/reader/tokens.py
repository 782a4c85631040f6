"""LaTeX text to tokens: what TeX itself would group is grouped here, and nothing is interpreted yet.

Input: the text of a formula.  Output: a flat list of `Tok`.  A script (``_{...}``, ``^2``) and the argument of an
accent or a font are the ``inside`` of one token, unread: whether ``^{(\\Delta=0)}`` is an exponent or a part of a
name is decided by the symbol table, later.  Spaces, sizes (``\\left``, ``\\big``), tags and labels are dropped.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from derive.reader.source import DEPTH, Source
from derive.reader.vocabulary import (
    ACCENTS,
    ALIGNED,
    BRACKETS,
    CONJUNCTIONS,
    DECLARED_FONTS,
    FONTS,
    FRACTIONS,
    KINDS,
    MATRICES,
    SIZES,
    SKIPPED,
    SKIPPED_WITH_ARGUMENT,
    UPRIGHT,
)

PRIMES = 9
DIGITS = 400
"""The longest number literal; beyond it a formula is damaged rather than precise."""


@dataclass(frozen=True, slots=True)
class Tok:
    """One token: ``kind`` is a terminal of grammar.lark or a mark of the layout, ``text`` its spelling.

    ``at`` is the offset of its first character in the formula, ``inside`` what TeX groups under it.
    """

    kind: str
    text: str
    at: int
    inside: tuple[Tok, ...] = ()


BLANK = re.compile(r"(?:\s|~|%[^\n]*(?:\n|\Z))+")
COMMAND = re.compile(r"\\(?:[A-Za-z]+|\\(?:\*|\[\s*-?[\d.]+\s*[a-z]{2}\s*\])?|.)", re.DOTALL)
NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
ENVIRONMENT = re.compile(r"\s*\{\s*([a-zA-Z]+\*?)\s*\}(?:\s*\{[lcr|\s]*\})?")
PLAIN_ARGUMENT = re.compile(r"\*?\s*\{((?:[^{}]|\{[^{}]*\})*)\}")
BRACKET = re.compile("|".join(rf"{re.escape(b)}(?![A-Za-z])" if b[-1].isalpha() else re.escape(b) for b in BRACKETS)
                     + "|[<>]")  # fmt: skip
FRAME = re.compile(r"\s*(?:\$\$(.*)\$\$|\$(.*)\$|\\\[(.*)\\\]|\\\((.*)\\\))\s*[.,;]?\s*", re.DOTALL)
ROOT_DEGREE = re.compile(r"\s*\[\s*([0-9]{1,3})\s*\]")


class _Scanner:
    """One pass over the text; ``depth`` counts the TeX groups that are open."""

    def __init__(self, source: Source, start: int, end: int):
        self.source, self.text, self.position, self.end, self.depth = source, source.text, start, end, 0

    def tokens(self, opened: int | None) -> tuple[Tok, ...]:
        """The tokens up to the brace that closes the one at ``opened``, or up to the end of the formula."""
        out: list[Tok] = []
        while self.skip_blank() < self.end:
            if self.text[self.position] == "}":
                if opened is None:
                    raise self.source.error(self.position, "braces must balance", "a `}` that closes nothing")
                self.position += 1
                return tuple(out)
            self.piece(out)
        if opened is not None:
            raise self.source.error(opened, "braces must balance", "a `{` that is never closed", "add the missing `}`")
        return tuple(out)

    def skip_blank(self) -> int:
        if blank := BLANK.match(self.text, self.position, self.end):
            self.position = blank.end()
        return self.position

    def piece(self, out: list[Tok]) -> None:
        """Append the next token or tokens to ``out``."""
        at, char = self.position, self.text[self.position]
        if char == "\\":
            self.command(out)
        elif char == "{":
            out += self.braced()
        elif char in "_^":
            self.position += 1
            self.script(out, char, at)
        elif char == "'":
            self.position += 1
            self.append_script(out, Tok("PRIMES", "'", at))
        elif "0" <= char <= "9":
            out.append(self.number())
        elif char.isascii() and char.isalpha():
            self.position += 1
            out.append(Tok("SYMBOL", char, at))
        else:
            out.append(self.mark())

    def number(self) -> Tok:
        at = self.position
        found = NUMBER.match(self.text, at, self.end)
        assert found is not None
        if found.end() - at > DIGITS:
            raise self.source.error(at, f"a number may have {DIGITS} digits", "a longer one")
        self.position = found.end()
        return Tok("NUMBER", found.group(), at)

    def mark(self) -> Tok:
        at = self.position
        if self.text.startswith("...", at, self.end):
            self.position += 3
            return Tok("SYMBOL", r"\dots", at)
        text = self.text[at : at + 2] if self.text[at : min(at + 2, self.end)] in (":=", "=:") else self.text[at]
        if text not in KINDS:
            raise self.source.error(at, "a formula must be plain LaTeX", f"the character {text!r}", _instead(text))
        self.position += len(text)
        return Tok(KINDS[text], text, at)

    def command(self, out: list[Tok]) -> None:
        found = COMMAND.match(self.text, self.position, self.end)
        at, self.position = self.position, found.end() if found else self.end
        name = found.group() if found else "\\"
        if name.startswith(r"\\"):
            out.append(Tok("ROWSEP", name, at))
        elif name in SKIPPED:
            pass
        elif name in SKIPPED_WITH_ARGUMENT:
            self.plain_argument(name, at)
        elif name in SIZES:
            out.append(self.sized(name, at))
        elif name in KINDS:
            out.append(Tok(KINDS[name], name, at))
        elif name in UPRIGHT:
            self.word(out, name, at)
        elif name in DECLARED_FONTS:
            out.append(Tok("SYMBOL", DECLARED_FONTS[name], at, self.argument(name, at)))
        elif name in ACCENTS or name in FONTS:
            out.append(Tok("SYMBOL", name, at, self.argument(name, at)))
        elif name in FRACTIONS:
            out += [Tok("FRAC", name, at), *self.braced(name), *self.braced(name)]
        elif name == r"\sqrt":
            out += [self.root(at), *self.braced(name)]
        elif name in (r"\begin", r"\end"):
            out.append(self.environment(name, at))
        elif len(name) > 1 and name[1].isalpha():
            out.append(Tok("SYMBOL", name, at))
        else:
            raise self.source.error(at, "a formula must be made of known commands", f"`{name}`", _instead(name))

    def sized(self, size: str, at: int) -> Tok:
        """The bracket after ``\\left``, ``\\right`` or ``\\big..``; a bar learns from it whether it opens."""
        found = BRACKET.match(self.text, self.skip_blank(), self.end)
        if found is None:
            raise self.source.error(at, f"`{size}` must stand before a bracket", "none", "write the bracket itself")
        start, self.position = self.position, found.end()
        text = {"<": r"\langle", ">": r"\rangle"}.get(found.group(), found.group())
        kind = BRACKETS[text]
        if kind == "BAR":
            kind = {"left": "LBAR", "right": "RBAR"}.get(SIZES[size], "BAR")
        return Tok(kind, text, start)

    def plain_argument(self, name: str, at: int) -> str:
        found = PLAIN_ARGUMENT.match(self.text, self.position, self.end)
        if found is None:
            raise self.source.error(at, f"`{name}` must be followed by plain text in braces", "something else")
        self.position = found.end()
        return found.group(1)

    def word(self, out: list[Tok], name: str, at: int) -> None:
        """Upright text: a part of a name (``_{\\text{in}}``), a function's name, or a conjunction."""
        self.skip_blank()
        if self.position < self.end and self.text[self.position].isascii() and self.text[self.position].isalpha():
            text = self.text[self.position]
            self.position += 1
        else:
            text = re.sub(r"\\[,;:! ]|~|\s+", " ", self.plain_argument(name, at)).strip()
        if text.strip(" ,.;") in CONJUNCTIONS:
            out.append(Tok("AND", text, at))
        elif text.strip(" ,.;"):
            out.append(Tok("WORD", text, at))

    def root(self, at: int) -> Tok:
        degree = ROOT_DEGREE.match(self.text, self.position, self.end)
        if degree:
            self.position = degree.end()
        elif self.text.startswith("[", self.skip_blank(), self.end):
            raise self.source.error(self.position, "the degree of a root must be a whole number", "something else")
        return Tok("SQRT", degree.group(1) if degree else "2", at)

    def environment(self, name: str, at: int) -> Tok:
        found = ENVIRONMENT.match(self.text, self.position, self.end)
        kind = found.group(1) if found else ""
        if found is None or kind not in MATRICES | ALIGNED:
            known = ", ".join(sorted(MATRICES | {"aligned", "align", "split", "gathered"}))
            raise self.source.error(at, f"an environment must be one of {known}", f"`{kind}`" if kind else "none")
        self.position = found.end()
        return Tok(("BEGIN" if name == r"\begin" else "END") + ("" if kind in MATRICES else "_ALIGNED"), kind, at)

    def braced(self, of: str = "") -> tuple[Tok, ...]:
        """A group in braces, or the single token that TeX takes in its place, between brace tokens."""
        at = self.skip_blank()
        return (Tok("LBRACE", "{", at), *self.argument(of, at), Tok("RBRACE", "}", max(self.position - 1, at)))

    def argument(self, of: str, at: int) -> tuple[Tok, ...]:
        """What ``of`` is applied to: the inside of a group in braces, or one token."""
        self.depth += 1
        if self.depth > DEPTH:
            raise self.source.too_deep(at)
        start = self.skip_blank()
        if start >= self.end or self.text[start] == "}":
            raise self.source.error(at, f"`{of}` must be applied to something", "nothing", "write it in braces")
        if self.text[start] == "{":
            self.position += 1
            inside = self.tokens(start)
        else:
            inside = (self.single(of),)
        self.depth -= 1
        return inside

    def single(self, of: str) -> Tok:
        """The one token that TeX takes where no brace follows: a digit, a letter, a sign, a symbol."""
        start, char = self.position, self.text[self.position]
        if "0" <= char <= "9":
            self.position += 1
            following = self.text[self.position : self.position + 1]
            if of in ("_", "^") and "0" <= following <= "9" and self.position < self.end:
                todo = f"write `{of}{{{char}{following}}}`, or a space and braces where a product is meant"
                raise self.source.error(start, f"`{of}` takes one digit unless it is braced", "several digits", todo)
            return Tok("NUMBER", char, start)
        out: list[Tok] = []
        if char not in "_^'(),;.&/=|[]":
            self.piece(out)
        if len(out) != 1 or out[0].kind not in ("SYMBOL", "WORD", "SIGN", "STAR"):
            raise self.source.error(start, f"`{of}` must be applied to a symbol or to braces", "something else",
                                    "put its argument in braces")  # fmt: skip
        return out[0]

    def script(self, out: list[Tok], char: str, at: int) -> None:
        inside = self.argument(char, at)
        if char == "^" and inside and all(t.text == r"\prime" for t in inside):
            for _ in inside:
                self.append_script(out, Tok("PRIMES", "'", at))
        else:
            self.append_script(out, Tok("SUB" if char == "_" else "SUP", char, at, inside))

    def append_script(self, out: list[Tok], script: Tok) -> None:
        """Append unless TeX would stop with `double superscript` or `double subscript`."""
        for before in out[: -PRIMES - 3 : -1]:
            if before.kind not in ("SUB", "SUP", "PRIMES"):
                break
            if before.kind == script.kind != "PRIMES" or (before.kind == "SUP" and script.kind == "PRIMES"):
                what = "subscript" if script.kind == "SUB" else "superscript"
                todo = "group with braces or brackets what the second one belongs to"
                raise self.source.error(script.at, f"a symbol may have one {what}", f"a double {what}", todo)
        if script.kind == "PRIMES" and len(out) >= PRIMES and all(t.kind == "PRIMES" for t in out[-PRIMES:]):
            raise self.source.error(script.at, f"a symbol may have {PRIMES} primes", "more")
        out.append(script)


def _instead(text: str) -> str:
    if text in ("!", "?", ":"):
        return "write the formula without it"
    if text == r"\|":
        return "write a modulus as |x|; norms are not read"
    if text == "$":
        return "give one formula, with $ at its two ends only"
    return "write it as a LaTeX command (\\phi, -, \\cdot, ...)"


def scan(source: Source) -> tuple[Tok, ...]:
    """The tokens of a formula, without ``$`` or ``\\[ \\]`` around it.  Raises `LatexError` where TeX would stop."""
    frame = FRAME.fullmatch(source.text)
    start, end = frame.span(frame.lastindex or 0) if frame else (0, len(source.text))
    return _Scanner(source, start, end).tokens(None)
