"""Derivatives, integrals and limits: operators that bind a variable and look for what they act on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction as Rational
from typing import TYPE_CHECKING

from derive.expr import ONE, Call, Name, Node, Number
from derive.reader.functions import bare_argument
from derive.reader.names import Scope, bound_name, find_name, unknown
from derive.reader.spelling import Speller
from derive.reader.syntax import Chain, Fraction, Item, Part, Total
from derive.reader.tokens import Tok
from derive.reader.vocabulary import RELATIONS

if TYPE_CHECKING:
    from derive.reader.lower import Lowering

DIFFERENTIALS = ("d", r"\mathrm{d}")
HIGHEST = 9


@dataclass(frozen=True)
class _Derivative:
    """``\\frac{d^n X}{dx^n}``: sign, variable item, order, and the factors of X (none: what follows is X)."""

    sign: str
    variable: Item
    order: int
    acted_on: tuple[Part, ...]


def derivative(low: Lowering, parts: Sequence[Part], place: int, scope: Scope) -> tuple[Node, int] | None:
    """The derivative that begins at ``place``, if one does, and the place after what it acts on.

    ``\\frac{d}{dt}`` is the call ``time_derivative``; any other is ``derivative`` of the operand by the variable.
    """
    item = parts[place]
    assert isinstance(item, Item)
    found = _fraction(item) or _partial(low, item)
    if found is None:
        return None
    if low.table.find(found.sign):
        got = f"`{found.sign}` of the symbol table or a differential"
        todo = "write `\\mathrm{d}` for the differential, or cancel the common factor"
        raise low.source.error(item.at, "a quotient of differentials must have one meaning", got, todo)
    variable = _variable(low, found.variable, scope)
    end = place + 1
    if found.acted_on:
        low.enter(item.at)
        node = low.term(found.acted_on, scope)
        low.depth -= 1
    else:
        node, end = bare_argument(low, "the derivative", parts, place + 1, scope)
    for _ in range(found.order):
        timed = found.sign in DIFFERENTIALS and variable.key == "t"
        node = Call("time_derivative", (node,)) if timed else Call("derivative", (node, variable))
    return node, end


def _fraction(item: Item) -> _Derivative | None:
    """``\\frac{d}{dt}``, ``\\frac{\\partial^2 f}{\\partial x^2}`` by their form alone."""
    if not isinstance(item.atom, Fraction) or not item.plain:
        return None
    top, bottom = _single_term(item.atom.top), _single_term(item.atom.bottom)
    if not top or len(bottom) != 2:
        return None
    (sign, order), (below, one), variable = _sign(top[0]), _sign(bottom[0]), bottom[1]
    if not sign or sign != below or one != 1 or not isinstance(variable, Item):
        return None
    power = _order(variable.sup)
    return _Derivative(sign, _without_sup(variable), order, top[1:]) if 0 < order == power else None


def _partial(low: Lowering, item: Item) -> _Derivative | None:
    """``\\partial_x``, ``\\partial_s^2``."""
    if not isinstance(item.atom, Tok) or item.atom.text != r"\partial" or item.sub is None or not item.sub.inside:
        return None
    order = _order(item.sup)
    inside = _single_term(low.structure(item.sub.inside))
    if order < 1 or item.primes or len(inside) != 1 or not isinstance(inside[0], Item):
        raise low.source.error(item.at, "a derivative must have one variable and a whole order", "another form")
    return _Derivative(r"\partial", inside[0], order, ())


def _sign(part: Part) -> tuple[str, int]:
    """The differential sign that a part is, with its order; an empty sign if it is none."""
    if not isinstance(part, Item) or part.sub or part.primes:
        return "", 0
    text = Speller().stem(part)
    return (text, _order(part.sup)) if text in (*DIFFERENTIALS, r"\partial") else ("", 0)


def _order(sup: Tok | None) -> int:
    """1 without a superscript, the number in it, or 0 if it is no order of a derivative."""
    if sup is None:
        return 1
    text = sup.inside[0].text if len(sup.inside) == 1 and sup.inside[0].kind == "NUMBER" else "0"
    return int(text) if text.isdigit() and len(text) == 1 and int(text) <= HIGHEST else 0


def _single_term(chain: Chain) -> tuple[Part, ...]:
    """The parts of an expression that is one term without a minus; otherwise none."""
    sign, parts = chain.sides[0].terms[0]
    return parts if sign > 0 and not chain.relations and len(chain.sides[0].terms) == 1 else ()


def _without_sup(item: Item) -> Item:
    return Item(item.atom, item.primes, item.sub)


def _variable(low: Lowering, item: Item, scope: Scope) -> Name:
    """The variable of a derivative: a name, or the time ``t``."""
    found = find_name(low, (item,), 0, scope)
    if found is not None and found.sup is None:
        return found.name
    if Speller().full(item) == "t":
        return Name("t", "t")
    raise unknown(low, item, scope)


def integral(low: Lowering, item: Item, rest: Sequence[Part], scope: Scope) -> Node:
    """``\\int_a^b dx f``, ``\\int f dx``, ``\\int \\frac{dx}{g}``: the body, the variable, the limits if printed."""
    whole = item.sup is None and item.sub is not None and _whole_line(low, item.sub, scope)
    if (item.sub is None) != (item.sup is None) and not whole:
        todo = "write both limits, or neither"
        raise low.source.error(item.at, "an integral must have two limits or none", "one", todo)
    variable, body = _differential(low, item, tuple(rest), scope)
    limits = () if whole else tuple(_limit_value(low, s, scope) for s in (item.sub, item.sup) if s is not None)
    spelling, name = bound_name(low, variable, scope)
    node = low.term(body, scope.with_name(spelling, name)) if body else ONE
    return Call("integral", (node, name, *limits))


def _whole_line(low: Lowering, region: Tok, scope: Scope) -> bool:
    """Whether an integral's region is ``\\mathbb{R}``, or ``\\mathbb{R}^d`` for an index d that is 1."""
    font, *power = region.inside or (region,)
    if font.text != r"\mathbb" or [t.text for t in font.inside] != ["R"]:
        return False
    if (
        len(power) > 1
        or any(t.kind != "SUP" for t in power)
        or _dimension(low, power[0] if power else None, scope) != 1
    ):
        todo = "give the dimension, if it is an index, the value 1"
        raise low.source.error(region.at, "an integral must be over one real variable", "another region", todo)
    return True


def _dimension(low: Lowering, sup: Tok | None, scope: Scope) -> int:
    """Of ``\\mathbb{R}^d`` and ``d^d x``: 1 without a superscript, a number, the value of an index, or else 0."""
    first = sup.inside[0] if sup is not None and len(sup.inside) == 1 else None
    if first is None or first.kind != "SYMBOL" or first.text not in scope.values:
        return _order(sup)
    low.used |= {first.text} & scope.free
    value = scope.values[first.text]
    return int(value) if value.isdigit() else 0


def _limit_value(low: Lowering, script: Tok, scope: Scope) -> Node:
    if not script.inside:
        raise low.source.error(script.at, "a limit must not be empty", "an empty one")
    return low.script(script.inside, scope, "a limit")


def _differential(low: Lowering, item: Item, rest: tuple[Part, ...], scope: Scope) -> tuple[Item, tuple[Part, ...]]:
    """The variable of an integral and the integrand without the differential."""
    for at, body in ((0, rest[2:]), (len(rest) - 2, rest[:-2])):
        if len(rest) >= 2 and (variable := _differential_at(low, rest, at, scope)) is not None:
            return variable, body
    for i, part in enumerate(rest):
        if isinstance(part, Item) and isinstance(part.atom, Fraction) and part.plain:
            top = _single_term(part.atom.top)
            if len(top) >= 2 and (variable := _differential_at(low, top, 0, scope)) is not None:
                above = top[2:] or (Item(Tok("NUMBER", "1", part.at)),)
                chain = Chain((Total(((1, above),)),), ())
                smaller = Item(Fraction(part.atom.opener, chain, part.atom.bottom))
                return variable, (*rest[:i], smaller, *rest[i + 1 :])
    todo = "write `dx` directly after the integral sign or at the end of the term"
    raise low.source.error(item.at, "an integral must have a differential", "none", todo)


def _differential_at(low: Lowering, parts: Sequence[Part], place: int, scope: Scope) -> Item | None:
    """The variable after a ``d`` at ``place``."""
    sign, variable = parts[place], parts[place + 1]
    text, _ = _sign(sign)
    if text not in DIFFERENTIALS or not isinstance(variable, Item) or not isinstance(variable.atom, Tok):
        return None
    if low.table.find(text):
        got = f"`{text}` of the symbol table or a differential"
        raise low.source.error(sign.at, "a differential must have one meaning", got, "write `\\mathrm{d}`")
    order = _dimension(low, sign.sup if isinstance(sign, Item) else None, scope)
    if order != 1 or variable.sup or variable.atom.kind not in ("SYMBOL", "WORD"):
        todo = "write one integral for each real variable"
        raise low.source.error(sign.at, "an integral must be over one real variable", "another measure", todo)
    return variable


def limit(low: Lowering, item: Item, rest: Sequence[Part], scope: Scope) -> Node:
    """``\\lim_{x \\to a} f``: f, x, a, and 1 or -1 where ``a^+`` or ``a^-`` says from which side."""
    inside = item.sub.inside if item.sub else ()
    arrows = [i for i, t in enumerate(inside) if t.kind == "RELATION" and RELATIONS[t.text] == "to"]
    if len(arrows) != 1 or item.sup or not 0 < arrows[0] < len(inside) - 1:
        raise low.source.error(item.at, "a limit must be printed as `\\lim_{x \\to a}`", "another form")
    before, target = inside[: arrows[0]], inside[arrows[0] + 1 :]
    side: tuple[Node, ...] = ()
    last = target[-1]
    if last.kind == "SUP" and len(last.inside) == 1 and last.inside[0].kind == "SIGN" and len(target) > 1:
        side, target = (Number(Rational(1 if last.inside[0].text == "+" else -1)),), target[:-1]
    variable = _single_term(low.structure(before))
    if len(variable) != 1 or not isinstance(variable[0], Item):
        raise low.source.error(before[0].at, "a limit must be in one variable", "another expression")
    spelling, name = bound_name(low, variable[0], scope)
    value = low.script(target, scope, "a value")
    return Call("limit", (low.term(rest, scope.with_name(spelling, name)), name, value, *side))
