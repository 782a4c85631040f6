"""Operators in plain text and in LaTeX, without shaping: one term after another."""

from __future__ import annotations

from collections.abc import Callable

from derive.algebra.operator import IDENTITY, Op, Word
from derive.exact.scalar import Scalar


def word_text(word: Word) -> str:
    """``c_1.dag*c_2``."""
    return "*".join(space.text(element) for space, element in word) or "1"


def word_latex(word: Word) -> str:
    r"""``\hat{c}_1^\dagger \hat{c}_2``."""
    return " ".join(space.latex(element) for space, element in word) or "1"


def operator_text(op: Op) -> str:
    """Plain text of an operator."""
    return _joined(op, word_text, repr, "*", ("(", ")")) or "0"


def operator_latex(op: Op, wrap: Callable[[str], str] = lambda body: body) -> str:
    """LaTeX of an operator; ``wrap`` turns each word into a moment where that is wanted."""
    return _joined(op, lambda w: wrap(word_latex(w)), Scalar.latex, r" ", (r"\left(", r"\right)")) or "0"


def _joined(
    op: Op, word: Callable[[Word], str], value: Callable[[Scalar], str], times: str, brackets: tuple[str, str]
) -> str:
    pieces = []
    for w, c in op:
        sign, text = _sign_and_text(c, value, brackets)
        if w == IDENTITY:
            bare = text[len(brackets[0]) : -len(brackets[1])] if sign == "+" and text.startswith(brackets[0]) else text
            pieces.append((sign, bare if bare == value(c) else text))
        else:
            pieces.append((sign, word(w) if text == "1" else f"{text}{times}{word(w)}"))
    body = " ".join(f"{sign} {text}" for sign, text in pieces)
    return body[2:] if body.startswith("+ ") else "-" + body[2:] if body.startswith("- ") else body


def _sign_and_text(c: Scalar, value: Callable[[Scalar], str], brackets: tuple[str, str]) -> tuple[str, str]:
    text = value(c)
    if not text.startswith("-"):
        return "+", f"{brackets[0]}{text}{brackets[1]}" if _is_sum(text) else text
    flipped = value(-c)
    return "-", f"{brackets[0]}{flipped}{brackets[1]}" if _is_sum(flipped) else flipped


def _is_sum(text: str) -> bool:
    """Whether a sign stands outside all brackets of a printed coefficient."""
    depth = 0
    for i, ch in enumerate(text):
        depth += (ch in "([{") - (ch in ")]}")
        if depth == 0 and ch in "+-" and i:
            return True
    return False
