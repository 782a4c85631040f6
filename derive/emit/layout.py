"""Python expressions as text: brackets where the grammar needs them, lines no longer than wanted.

In: `Text`, `Chain` and `Enclosed`, built bottom-up.  Out: one line, or several with operators leading.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TypeAlias

WIDTH = 100
INDENT = "    "


class Level(IntEnum):
    """How tightly the outermost operator of an expression binds."""

    SUM = 1
    PRODUCT = 2
    POWER = 3
    ATOM = 4


@dataclass(frozen=True)
class Text:
    """A name, a literal: never broken."""

    text: str
    level: Level = Level.ATOM


@dataclass(frozen=True)
class Enclosed:
    """A call, an attribute: ``before``, an expression that needs no brackets there, ``after``."""

    before: str
    inside: Expression
    after: str
    level: Level = Level.ATOM


@dataclass(frozen=True)
class Chain:
    """Operands joined by operators; the first operator is empty or a minus sign."""

    links: tuple[tuple[str, Expression], ...]
    level: Level


Expression: TypeAlias = Text | Enclosed | Chain


def operand(expression: Expression, level: Level) -> Expression:
    """The expression in brackets if it binds less tightly than ``level``."""
    return expression if expression.level >= level else Enclosed("(", expression, ")")


def flat(expression: Expression) -> str:
    """The expression on one line."""
    match expression:
        case Text(text):
            return text
        case Enclosed(before, inside, after):
            return before + flat(inside) + after
        case Chain(links, level):
            tight = level == Level.POWER
            first, *rest = links
            return (
                first[0] + flat(first[1]) + "".join(f"{op}{flat(x)}" if tight else f" {op} {flat(x)}" for op, x in rest)
            )


def statement(before: str, expression: Expression, margin: str = INDENT) -> list[str]:
    """``before`` (``x = ``, ``return ``) and the expression, broken inside brackets if need be."""
    line = margin + before + flat(expression)
    if len(line) <= WIDTH:
        return [line]
    if isinstance(expression, Enclosed):
        return _broken(expression, margin, before)
    return [f"{margin}{before}(", *_broken(expression, margin + INDENT, ""), f"{margin})"]


def listing(before: str, items: list[str], after: str, margin: str = "") -> list[str]:
    """``before``, the items separated by commas, ``after``; filled lines if one does not hold them."""
    line = margin + before + ", ".join(items) + after
    if len(line) <= WIDTH:
        return [line]
    lines, current = [margin + before], margin + INDENT
    for item in items:
        if len(current) + len(item) + 1 > WIDTH and current.strip():
            lines.append(current.rstrip())
            current = margin + INDENT
        current += item + ", "
    return [*lines, current.rstrip(), margin + after]


def _broken(expression: Expression, margin: str, before: str) -> list[str]:
    """The lines of an expression that stands inside brackets; ``before`` leads its first line."""
    line = margin + before + flat(expression)
    if len(line) <= WIDTH or isinstance(expression, Text):
        return [line]
    if isinstance(expression, Enclosed):
        inner = _broken(expression.inside, margin + INDENT, "")
        return [margin + before + expression.before, *inner, margin + expression.after]
    if expression.level == Level.SUM:
        return _one_each(expression, margin, before)
    return _filled(expression, margin, before)


def _one_each(chain: Chain, margin: str, before: str) -> list[str]:
    lines: list[str] = []
    for k, (op, part) in enumerate(chain.links):
        lead = before + op if k == 0 else f"{op} "
        lines += _broken(part, margin, lead)
    return lines


def _filled(chain: Chain, margin: str, before: str) -> list[str]:
    """As many factors on a line as fit; a factor that fits on none is broken itself."""
    lines = [margin + before]
    for k, (op, part) in enumerate(chain.links):
        text = (op if k == 0 else f"{op} ") + flat(part)
        gap = " " if k else ""
        if len(lines[-1]) + len(gap + text) <= WIDTH:
            lines[-1] += gap + text
        elif len(margin + text) <= WIDTH and k:
            lines.append(margin + text)
        else:
            lead = before + op if k == 0 else f"{op} "
            broken = _broken(part, margin, lead)
            lines[-1:] = broken if k == 0 else [lines[-1], *broken]
    return lines
