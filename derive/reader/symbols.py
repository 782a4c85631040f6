"""Symbols that mean something without an entry: constants, the imaginary unit, ``e^x``, dots, Kronecker's delta."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from derive.expr import Call, Name, Node, Number
from derive.reader.names import IMAGINARY, Scope, bare_letter, claim_letter, find_name, unknown
from derive.reader.spelling import Speller, components
from derive.reader.syntax import Item
from derive.reader.tokens import Tok

if TYPE_CHECKING:
    from derive.reader.lower import Lowering

CONSTANTS = {
    r"\hbar": Name("hbar", r"\hbar"),
    r"\pi": Name("pi", r"\pi"),
    r"\infty": Name("infinity", r"\infty"),
    r"\imath": IMAGINARY,
    r"\mathrm{i}": IMAGINARY,
}
EULER = ("e", r"\mathrm{e}")
DOTS = {r"\dot": 1, r"\ddot": 2}


def symbol(low: Lowering, item: Item, scope: Scope) -> Node:
    """A symbol or upright word that is not in the table.  Raises `LatexError` for one that stands for nothing."""
    assert isinstance(item.atom, Tok)
    letter, text = bare_letter(item), item.atom.text
    if letter in scope.values or letter == "i":
        return low.raised(_letter(low, item, letter, scope), item.sup, None, scope)
    if is_exponential(item):
        assert item.sup is not None
        return Call("exp", (low.script(item.sup.inside, scope, "an exponent"),))
    if text in DOTS and item.atom.inside:
        return low.raised(_time_derivative(low, item, item.atom, scope), item.sup, None, scope)
    if (constant := CONSTANTS.get(Speller().stem(item))) is not None:
        return low.raised(constant, item.sup, None, scope)
    if text == r"\delta" and item.sub is not None:
        if (delta := kronecker(low, item, scope)) is None:
            todo = "give the values of its indices, or enter it in the symbol table"
            raise low.source.error(item.at, "a Kronecker delta must have two indices with values", "others", todo)
        return low.raised(delta, item.sup, None, scope)
    raise unknown(low, item, scope)


def is_exponential(item: Item) -> bool:
    """Whether an item is printed as a power of Euler's number."""
    if Speller().stem(item) not in EULER or item.sup is None or not item.sup.inside:
        return False
    return item.sup.inside[0].text not in ("*", r"\ast", r"\dagger", r"\dag")


def _letter(low: Lowering, item: Item, letter: str, scope: Scope) -> Node:
    """A letter that is the imaginary unit, or an index that stands for its value."""
    if letter == "i":
        if letter in scope.values:
            todo = "write `\\mathrm{i}` for the imaginary unit, rename the index, or enter `i` with key I in the table"
            claim_letter(low, letter, item.at, scope, "the imaginary unit or the index", todo)
        return IMAGINARY
    value = scope.values[letter]
    low.used |= {letter} & scope.free
    if not re.fullmatch(r"-?[0-9]+", value):
        raise low.source.error(item.at, "an index outside a subscript must be a number", f"`{letter}` = {value}")
    return Number(Fraction(value))


def _time_derivative(low: Lowering, item: Item, accent: Tok, scope: Scope) -> Node:
    """``\\dot{X}_1``: the scripts after the dot belong to the name below it."""
    chain = low.structure(accent.inside)
    _, parts = chain.sides[0].terms[0]
    last = parts[-1]
    if item.sub is None and not item.primes:
        node = low.deeper(chain, scope)
    else:
        one_term = not chain.relations and len(chain.sides[0].terms) == 1
        if not one_term or not isinstance(last, Item) or last.sub or last.sup or last.primes:
            raise unknown(low, item, scope)
        scripted = (*parts[:-1], replace(last, primes=item.primes, sub=item.sub))
        found = find_name(low, scripted, 0, scope)
        if found is None or found.count < len(scripted):
            raise unknown(low, item if found else replace(last, primes=item.primes, sub=item.sub), scope)
        node = found.name
    for _ in range(DOTS[accent.text]):
        node = Call("time_derivative", (node,))
    return node


def kronecker(low: Lowering, item: Item, scope: Scope) -> Number | None:
    """The value of ``\\delta_{i,j}`` or ``\\delta_{ij}`` where both indices have one; otherwise nothing."""
    if not isinstance(item.atom, Tok) or item.atom.text != r"\delta" or item.sub is None or item.primes:
        return None
    parts = components(item.sub.inside)
    if len(parts) == 1 and len(parts[0]) == 2:
        parts = [parts[0][:1], parts[0][1:]]
    if len(parts) != 2:
        return None
    speller = Speller(scope.values)
    left, right = (speller.script(part) for part in parts)
    known = [re.fullmatch(r"-?[0-9]+", text) or (len(part) == 1 and part[0].text in scope.values)
             for text, part in zip((left, right), parts, strict=True)]  # fmt: skip
    if not all(known):
        return None
    low.used |= speller.hits & scope.free
    return Number(Fraction(left == right))
