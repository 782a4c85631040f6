"""``derive diff``: what an edit of a model changes, compared as mathematics and not as text."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path

from derive.commands.screen import progress, width, wrapped, write, write_record
from derive.errors import UsageError
from derive.forms import Difference, Form, differences, verdict_forms
from derive.pipeline import find, remembered, up_to_date
from derive.result import Chapter, Result

HELP = "show what differs between two studies, or between a study and its last run"
EPILOG = "Exit status as that of diff: 0 if nothing differs, 1 if something does, 2 if one of them is no good."
LONGEST = 3
"""Lines of a formula that are shown of each side."""


def add(parser: ArgumentParser) -> None:
    """The arguments of the command."""
    parser.epilog = EPILOG
    parser.add_argument("old", metavar="OLD", help="built-in study or model file")
    parser.add_argument(
        "new", metavar="NEW", nargs="?", help="what it is compared with; by default OLD, with its last run"
    )
    parser.add_argument("--out", type=Path, metavar="DIR", help="where the last run wrote to")
    parser.add_argument("--json", action="store_true", help="print a list of records instead of text")


def execute(arguments: Namespace) -> int:
    """0 if they are the same, 1 if not."""
    first = find(arguments.old)
    with progress() as say:
        if arguments.new is None:
            old, new = _last_run(arguments, say), up_to_date(first, arguments.out, say)
        else:
            old, new = up_to_date(first, arguments.out, say), up_to_date(find(arguments.new), arguments.out, say)
    found = compared(old, new)
    if arguments.json:
        write_record([{**asdict(d), "change": d.change} for d in found])
    else:
        write(_text(found))
    return int(bool(found))


def _last_run(arguments: Namespace, say: Callable[[str], None]) -> Result:
    old = remembered(find(arguments.old), arguments.out)
    if old is None:
        raise UsageError(
            f"study {arguments.old!r}",
            "a last run must be remembered to compare with",
            "none",
            f"run it first (derive run {arguments.old}), or name what to compare with (derive diff OLD NEW)",
        )
    return old


def compared(old: Result, new: Result) -> tuple[Difference, ...]:
    """All differences, model by model, then those of the verdicts."""
    found: list[Difference] = []
    for name, left, right in _pairs(old.chapters, new.chapters):
        found += differences(name, left, right)
    found += differences("", verdict_forms(old.verdicts), verdict_forms(new.verdicts))
    return tuple(found)


def _pairs(old: Sequence[Chapter], new: Sequence[Chapter]) -> list[tuple[str, Sequence[Form], Sequence[Form]]]:
    """Forms of models of one name; of two studies with one model each, whatever their names."""
    if len(old) == len(new) == 1:
        return [(new[0].name, old[0].forms, new[0].forms)]
    before, after = ({c.name: c.forms for c in chapters} for chapters in (old, new))
    return [(name, before.get(name, ()), after.get(name, ())) for name in {**before, **after}]


def _text(found: Sequence[Difference]) -> str:
    if not found:
        return "no difference: equations, closed forms, parameters, values and verdicts are the same"
    lines: list[str] = []
    heading = None
    for difference in found:
        if difference.model != heading:
            heading = difference.model
            lines += ["", heading or "verdicts"] if lines else [heading or "verdicts"]
        lines.append(f"  {difference.kind} {difference.name}: {difference.change}")
        for sign, text in (("-", difference.old), ("+", difference.new)):
            if text:
                lines.append(_cut(text, f"    {sign} "))
    return "\n".join(lines)


def _cut(text: str, indent: str) -> str:
    """The first lines of a formula."""
    lines = wrapped(text, indent, "  ").splitlines()
    more = [f"{' ' * len(indent)}... ({len(text)} characters; --json has them all)"[: width()]]
    return "\n".join(lines[:LONGEST] + (more if len(lines) > LONGEST else []))
