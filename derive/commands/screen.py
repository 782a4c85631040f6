"""What the commands write: records or text to standard output, progress to standard error."""

from __future__ import annotations

import json
import shutil
import sys
import textwrap
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import StringIO
from typing import Literal

WIDTH = 100
"""Columns where nothing says how many there are."""
STYLES = {"holds": "green", "holds-if": "yellow", "definition": "dim", "undecided": "magenta", "wrong": "bold red"}
STYLES |= {"unreadable": "bold red", "passed": "green", "failed": "bold red", "not applicable": "dim"}
NARROW = 14
"""Columns that a cell may keep for itself beside long ones."""


@dataclass(frozen=True)
class Column:
    """A column of a table.

    Parameters
    ----------
    heading : its first line.
    share : of the room that is left over; 0 for as much as it needs.
    wraps : whether a long cell is broken over lines; else it is cut where its room ends.
    """

    heading: str
    share: int = 0
    wraps: bool = False


def width() -> int:
    """The columns of the terminal."""
    return max(60, shutil.get_terminal_size((WIDTH, 24)).columns)


def write(text: str) -> None:
    """Text and a new line to standard output."""
    sys.stdout.write(text + "\n")


def write_record(record: object) -> None:
    """A record for a program that reads it: JSON and nothing else."""
    write(json.dumps(record, indent=2))


def wrapped(text: str, indent: str = "", hang: str = "    ") -> str:
    """A line broken at its blanks to the width of the terminal."""
    lines = textwrap.wrap(text, width(), initial_indent=indent, subsequent_indent=indent + hang, break_on_hyphens=False)
    return "\n".join(lines) or indent


def table(columns: Sequence[Column], rows: Iterable[Sequence[str]]) -> str:
    """A table no wider than the terminal."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    unicode = (sys.stdout.encoding or "").lower().startswith("utf")
    made = Table(box=box.SIMPLE_HEAD if unicode else None, pad_edge=False, expand=any(c.share for c in columns))
    cut: Literal["ellipsis", "crop"] = "ellipsis" if unicode else "crop"
    held = [list(row) for row in rows]
    limits = _limits(columns, held)
    for place, column in enumerate(columns):
        overflow: Literal["fold", "ellipsis", "crop"] = "fold" if column.wraps else cut
        made.add_column(
            column.heading,
            ratio=column.share or None,
            no_wrap=not column.wraps,
            overflow=overflow,
            max_width=limits[place],
        )
    for row in held:
        made.add_row(*(Text(" ".join(cell.split()), style=STYLES.get(cell.split(" (")[0], "")) for cell in row))
    out = StringIO()
    Console(file=out, width=width(), force_terminal=sys.stdout.isatty(), color_system="auto", highlight=False).print(
        made
    )
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()).strip("\n")


def _limits(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> list[int | None]:
    """How wide columns of wrapped text may be: short ones as wide as they are, long ones share what is left."""
    natural = [max(len(c.heading), *(len(row[k]) for row in rows), 1) for k, c in enumerate(columns)]
    room = width() - 3 * len(columns)
    long = [n for n in natural if n > NARROW]
    if sum(natural) <= room or not long or not all(c.wraps for c in columns):
        return [None] * len(columns)
    share = max(NARROW, (room - sum(n for n in natural if n <= NARROW)) // len(long))
    return [n if n <= NARROW else share for n in natural]


@contextmanager
def progress() -> Iterator[Callable[[str], None]]:
    """Says what is going on: in one line that changes on a terminal, line by line elsewhere."""
    if not sys.stderr.isatty():
        yield lambda text: print(f"{text} ...", file=sys.stderr, flush=True)
        return
    from rich.console import Console
    from rich.markup import escape

    with Console(stderr=True).status("") as status:
        yield lambda text: status.update(escape(text))
