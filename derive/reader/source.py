"""The text of one formula and the errors that point into it."""

from __future__ import annotations

from dataclasses import dataclass

from derive.errors import LatexError

WIDTH = 100
"""The longest stretch of a line that an error shows; formulas of a paper are often one line of 500 characters."""

DEPTH = 40
"""How deeply brackets, braces, scripts, sums and functions may nest; printed formulas stay below ten.

A fixed bound turns a runaway nest into an error that points at the place; Python's own stack would not point.
"""


@dataclass(frozen=True)
class Source:
    """The LaTeX of one formula, as given, and the user's words for where it comes from."""

    text: str
    where: str

    def error(self, at: int, must: str, got: str, todo: str = "") -> LatexError:
        """An error about the character at offset ``at``; the caller raises it."""
        return LatexError(self.where, must, _short(got), _short(todo), self.pointer(at))

    def pointer(self, at: int) -> str:
        """Two lines: the line of the text around offset ``at`` and a caret below that character."""
        at = min(max(at, 0), len(self.text))
        start = self.text.rfind("\n", 0, at) + 1
        end = self.text.find("\n", at)
        line = self.text[start : len(self.text) if end < 0 else end]
        column = at - start
        first = max(0, min(column - WIDTH // 2, len(line) - WIDTH))
        shown = "".join(c if c.isprintable() else " " for c in line[first : first + WIDTH])
        before = "..." if first else ""
        after = "..." if first + WIDTH < len(line) else ""
        return f"  {before}{shown}{after}\n  {' ' * (len(before) + column - first)}^"

    def too_deep(self, at: int) -> LatexError:
        """The error of a nest beyond `DEPTH`."""
        return self.error(
            at, f"brackets and functions may nest {DEPTH} deep", "a deeper nest", "name a part of the formula"
        )


def _short(text: str) -> str:
    """The beginning and the end of a text that would fill the screen."""
    return text if len(text) <= 4 * WIDTH else f"{text[:WIDTH]} ... {text[-WIDTH:]}"
