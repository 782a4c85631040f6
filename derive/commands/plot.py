"""``derive plot``: draw the figures of a study from its generated modules."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from derive.commands.run import shown
from derive.commands.screen import progress, write, write_record
from derive.errors import UsageError
from derive.near import nearest
from derive.pipeline import find, load, plot

HELP = "draw the figures of a study"


def add(parser: ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("model", metavar="MODEL", help="built-in study or model file")
    parser.add_argument("figures", nargs="*", metavar="FIGURE", help="figures to draw; by default all")
    parser.add_argument("--out", type=Path, metavar="DIR", help="write to DIR/NAME instead of out/NAME")
    parser.add_argument("--json", action="store_true", help="print the list of files as JSON")


def execute(arguments: Namespace) -> int:
    """0: a figure is drawn or an error is raised."""
    source = find(arguments.model)
    study = load(source)
    if not study.figures:
        raise UsageError(
            f"study {study.name!r}",
            "it must state figures",
            "none",
            'add figures = {"name": function} to the model file',
        )
    for name in arguments.figures:
        if name not in study.figures:
            raise UsageError(
                f"study {study.name!r}", "a figure must be one it states", repr(name), nearest(name, study.figures)
            )
    with progress() as say:
        files = plot(source, study, arguments.figures, arguments.out, say)
    if arguments.json:
        write_record([str(path) for path in files])
    else:
        write("\n".join(f"drew {shown(path)}" for path in files))
    return 0
