"""The normal spelling of names, so that ``\\bar N_1`` and ``\\bar{N}_{1}`` are one name.

A name is spelled item by item: base, primes, subscript, superscript, every argument in braces, upright text in
subscripts as plain letters, no spaces.  Inside subscripts and brackets the letters of indices are replaced by their
values, where ``j'`` is another index than ``j``;
``alone`` replaces only an index that is a whole component (``c_{in,i}`` keeps its ``in``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from derive.reader.syntax import Chain, Fraction, Grid, Group, Item, Part, Root, Total
from derive.reader.tokens import Tok

CLOSED_BY = {
    "LPAR": ")",
    "LSQB": "]",
    "LCURLY": r"\}",
    "LANGLE": r"\rangle",
    "LKET": r"\rangle",
    "LBRA": "|",
    "LBAR": "|",
    "LBRACE": "}",
}


class Speller:
    """Spells items for given index values (letter to value); ``hits`` collects the indices that occurred."""

    def __init__(self, values: Mapping[str, str] | None = None, alone: bool = False):
        self.values, self.alone = values or {}, alone
        self.hits: set[str] = set()

    def stem(self, item: Item) -> str:
        """The item without its superscript."""
        sub = f"_{{{self.script(item.sub.inside)}}}" if item.sub else ""
        return self.atom(item) + "'" * item.primes + sub

    def full(self, item: Item) -> str:
        """The item with its superscript."""
        return self.stem(item) + (f"^{{{self.script(item.sup.inside)}}}" if item.sup else "")

    def atom(self, item: Item) -> str:
        """The base of the item, without scripts."""
        match item.atom:
            case Tok("WORD", text):
                return rf"\mathrm{{{text}}}"
            case Tok(_, text, _, inside):
                return f"{text}{{{self.base(inside)}}}" if inside else text
            case Group(opener, members, bars):
                marks = ["", *("|" if i in bars else "," for i in range(1, len(members)))]
                inner = [
                    text for mark, member in zip(marks, members, strict=True) for text in (mark, self.chain(member))
                ]
                return _join((opener.text, *inner, CLOSED_BY[opener.kind]))
            case Fraction(_, top, bottom):
                return rf"\frac{{{self.chain(top)}}}{{{self.chain(bottom)}}}"
            case Root(opener, body):
                return rf"\sqrt[{opener.text}]{{{self.chain(body)}}}"
            case Grid(opener, rows):
                return opener.text + ";".join("&".join(map(self.total, row)) for row in rows)

    def chain(self, chain: Chain) -> str:
        sides = [self.total(side) for side in chain.sides]
        return _join([sides[0], *(p for r, s in zip(chain.relations, sides[1:], strict=True) for p in (r.text, s))])

    def total(self, total: Total) -> str:
        signs = ["-" if sign < 0 else "+" if i else "" for i, (sign, _) in enumerate(total.terms)]
        terms = [" ".join(map(self._member, parts)) for _, parts in total.terms]
        return "".join(sign + term for sign, term in zip(signs, terms, strict=True))

    def _member(self, part: Part) -> str:
        """A part of what stands in brackets; an index there is its value: the j of ``\\langle p j|T|p j \\rangle``."""
        if not isinstance(part, Item):
            return part.text
        if isinstance(part.atom, Tok) and not part.sub and not part.sup:
            letter = replace(part.atom, text=part.atom.text + "'" * part.primes)
            if self._is_index(letter):
                return self._value(letter)
        return self.full(part)

    def base(self, tokens: Sequence[Tok]) -> str:
        """The argument of an accent or a font, with its own subscripts."""
        return _join(self._pieces(tokens, substitute=False, word=r"\mathrm{%s}"))

    def script(self, tokens: Sequence[Tok]) -> str:
        """The inside of a script, component by component."""
        return ",".join(self._component(part) for part in components(tokens))

    def _component(self, tokens: Sequence[Tok]) -> str:
        if any(self._is_index(t) for t in tokens):
            if len(tokens) == 1:
                return self._value(tokens[0])
            if (number := self._arithmetic(tokens)) is not None:
                return number
        return _join(self._pieces(tokens, substitute=not self.alone))

    def _pieces(self, tokens: Iterable[Tok], substitute: bool, word: str = "%s") -> list[str]:
        pieces = []
        for token in tokens:
            if token.kind in ("SUB", "SUP"):
                pieces.append(f"{token.text}{{{self.script(token.inside)}}}")
            elif token.kind in ("LBRACE", "RBRACE"):
                continue
            elif token.kind == "WORD":
                pieces.append(word % token.text)
            elif substitute and self._is_index(token):
                value = self._value(token)
                pieces.append(value if len(value) == 1 else f"{{{value}}}")
            else:
                pieces.append(f"{token.text}{{{self.base(token.inside)}}}" if token.inside else token.text)
        return pieces

    def _is_index(self, token: Tok) -> bool:
        return token.kind == "SYMBOL" and not token.inside and token.text in self.values

    def _value(self, token: Tok) -> str:
        self.hits.add(token.text)
        return self.values[token.text]

    def _arithmetic(self, tokens: Sequence[Tok]) -> str | None:
        """The value of ``j+1``; nothing if the component is not a sum of whole numbers."""
        text = "".join(self.values[t.text] if self._is_index(t) else t.text for t in tokens)
        if not re.fullmatch(r"[-+]?[0-9]{1,6}([-+][0-9]{1,6})+", text):
            return None
        self.hits |= {t.text for t in tokens if self._is_index(t)}
        return str(sum(int(n) for n in re.findall(r"[-+]?[0-9]+", text)))


def primed(tokens: Sequence[Tok]) -> list[Tok]:
    """The tokens, each symbol with the primes behind it as one: ``j''``."""
    joined: list[Tok] = []
    for token in tokens:
        last = joined[-1] if joined else None
        if token.kind == "PRIMES" and last is not None and last.kind == "SYMBOL" and not last.inside:
            joined[-1] = replace(last, text=last.text + token.text)
        else:
            joined.append(token)
    return joined


def components(tokens: Sequence[Tok]) -> list[tuple[Tok, ...]]:
    """The parts of a script between its commas, a symbol with its primes as one token."""
    parts: list[list[Tok]] = [[]]
    for token in primed(tokens):
        if token.kind == "COMMA":
            parts.append([])
        else:
            parts[-1].append(token)
    return [tuple(p) for p in parts]


def _join(pieces: Iterable[str]) -> str:
    """Concatenate, with a space where a command would swallow the next letter."""
    text = ""
    for piece in pieces:
        command_ends = re.search(r"\\[A-Za-z]+\Z", text)
        text += f" {piece}" if command_ends and piece[:1].isalpha() else piece
    return text
