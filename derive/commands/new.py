"""``derive new``: a commented model file to begin with, which runs as it is."""

from __future__ import annotations

import keyword
from argparse import ArgumentParser, Namespace
from pathlib import Path

from derive.commands.screen import write
from derive.emit.writer import write_files
from derive.errors import UsageError, WriteError
from derive.template import model_file

HELP = "write a commented model file that runs as it is"


def add(parser: ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("name", metavar="NAME", help="of the model; the file is NAME.py, in this folder")


def execute(arguments: Namespace) -> int:
    """0: the file is written or an error is raised."""
    path = Path(arguments.name if arguments.name.endswith(".py") else f"{arguments.name}.py")
    name = path.stem
    if not name.isascii() or not name.isidentifier() or keyword.iskeyword(name):
        raise UsageError(
            "command line",
            "the name of a model must be a Python identifier in ASCII that is not a keyword",
            repr(arguments.name),
            "use letters, digits and underscores: derive new my_model",
        )
    if path.exists() or path.is_symlink():
        raise WriteError(
            f"file {path}", "a new model file must not replace another", "a file of that name", "choose another name"
        )
    write_files({path: model_file(name)})
    write(f"wrote {path}; next: derive run {path}")
    return 0
