"""Functions and their arguments: ``\\sin^2 x``, ``\\Im\\{X\\}``, ``f(x)``, ``\\mathcal{D}_{\\hat{c}}[\\rho]``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from derive.expr import Call, Node
from derive.reader.names import Scope, unknown
from derive.reader.spelling import Speller
from derive.reader.symbols import kronecker
from derive.reader.syntax import Group, Item, Part
from derive.reader.table import Kind
from derive.reader.tokens import Tok

if TYPE_CHECKING:
    from derive.reader.lower import Lowering

FUNCTIONS = {"Re": "re", "Im": "im", "Tr": "trace", "tr": "trace", "ln": "log"} | {
    name: name for name in ["sin", "cos", "tan", "sinh", "cosh", "tanh", "coth", "exp", "log", "arg"]
}
"""Functions that need no entry: ``\\sin``, or upright, ``\\operatorname{sin}``.  ``\\log`` is the natural logarithm."""


def function_of(part: Part) -> str | None:
    """The function that a part names without any entry in the symbol table."""
    if not isinstance(part, Item) or not isinstance(part.atom, Tok) or part.atom.inside:
        return None
    text = part.atom.text
    if part.atom.kind == "WORD":
        return FUNCTIONS.get(text)
    return FUNCTIONS.get(text[1:]) if part.atom.kind == "SYMBOL" and text[0] == "\\" else None


def applied(low: Lowering, parts: Sequence[Part], place: int, scope: Scope) -> tuple[Node, int] | None:
    """The application that begins at ``place``, if one does, and the place after it."""
    item = parts[place]
    assert isinstance(item, Item)
    if (function := function_of(item)) is not None:
        if item.sub or item.primes:
            raise low.source.error(item.at, f"`{function}` must stand without a subscript or prime", "one",
                                   "enter the whole in the symbol table if it is another function")  # fmt: skip
        return application(low, function, (), item.sup, parts, place + 1, scope, arity=1)
    if item.sub is None or item.primes or not is_bracket(parts, place + 1):
        return None
    base = low.table.find(Speller().atom(item))
    if len(base) != 1 or base[0].kind is not Kind.FUNCTION:
        return None
    if kronecker(low, item, scope) is not None:
        got = "a function with two indices, or a Kronecker delta times a bracket"
        todo = "write `\\cdot` for the product"
        raise low.source.error(item.at, f"`{base[0].latex}_{{i,j}}(...)` must have one meaning", got, todo)
    if not item.sub.inside:
        raise unknown(low, item, scope)
    around = (Tok("LPAR", "(", item.sub.at), *item.sub.inside, Tok("RPAR", ")", item.sub.at))
    inside = low.structure(around).sides[0].terms[0][1][0]
    assert isinstance(inside, Item) and isinstance(inside.atom, Group)
    first = tuple(low.deeper(member, scope) for member in inside.atom.members)
    return application(low, base[0].key, first, item.sup, parts, place + 1, scope)


def application(
    low: Lowering,
    function: str,
    first: tuple[Node, ...],
    sup: Tok | None,
    parts: Sequence[Part],
    place: int,
    scope: Scope,
    arity: int = 0,
) -> tuple[Node, int]:
    """``function`` applied to ``first`` and to what stands at ``place``; with the place after it.

    ``sup`` is the superscript of the function's name; it acts on the value, as one after the brackets does.
    ``arity`` 1 marks the functions of one argument that may stand without brackets.
    """
    if sup is not None and [t.text for t in sup.inside][:2] == ["-", "1"]:
        todo = "write `1/f(x)`, or the inverse function by its own name"
        raise low.source.error(sup.at, "a power of a function must have one meaning", "`^{-1}`", todo)
    if not is_bracket(parts, place):
        if arity != 1:
            at = parts[place - 1].at
            raise low.source.error(at, "a function must be applied to arguments in brackets", f"`{function}` alone",
                                   "write its arguments, or enter it as a scalar")  # fmt: skip
        argument, place = bare_argument(low, function, parts, place, scope)
        return low.raised(Call(function, (argument,)), sup, None, scope), place
    bracket = parts[place]
    assert isinstance(bracket, Item) and isinstance(bracket.atom, Group)
    arguments = tuple(low.deeper(member, scope) for member in bracket.atom.members)
    if arity and len(arguments) != arity:
        raise low.source.error(bracket.at, f"`{function}` must have one argument", f"{len(arguments)}")
    if bracket.sub or bracket.primes or (sup and bracket.sup):
        raise low.source.error(bracket.at, "an application may have one superscript", "more scripts", "use brackets")
    return low.raised(Call(function, first + arguments), sup or bracket.sup, None, scope), place + 1


def bare_argument(low: Lowering, function: str, parts: Sequence[Part], place: int, scope: Scope) -> tuple[Node, int]:
    """The one operand that a function, a derivative or a trace without brackets is applied to.

    Refused where more follows in the term, other than another function: ``\\ln x y`` may be ``\\ln(xy)``.
    """
    if place >= len(parts) or not isinstance(parts[place], Item) or function_of(parts[place]):
        at = parts[place].at if place < len(parts) else parts[-1].at
        raise low.source.error(at, f"`{function}` must be applied to something in brackets", "nothing", "add brackets")
    low.enter(parts[place].at)
    argument, end = low.operand(parts, place, scope)
    low.depth -= 1
    if end < len(parts) and function_of(parts[end]) is None:
        todo = "put the argument, or the whole application, in brackets"
        got = "an argument without brackets and more after it"
        raise low.source.error(parts[end].at, f"it must be clear what `{function}` is applied to", got, todo)
    return argument, end


def is_bracket(parts: Sequence[Part], place: int) -> bool:
    """Whether an argument list stands at ``place``."""
    part = parts[place] if place < len(parts) else None
    return isinstance(part, Item) and isinstance(part.atom, Group) and (
        part.atom.opener.kind in ("LPAR", "LSQB", "LCURLY"))  # fmt: skip
