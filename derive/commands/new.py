"""``derive new``: a commented model file to begin with, which runs as it is."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from derive.commands.screen import write
from derive.emit.writer import write_files
from derive.engines import ENGINES
from derive.errors import UsageError, WriteError
from derive.symbols import is_name

HELP = "write a commented model file that runs as it is"


def add(parser: ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("name", metavar="NAME", help="of the model; the file is NAME.py, in this folder")
    kinds = [engine.name for engine in ENGINES if engine.template]
    parser.add_argument("--kind", choices=kinds, default=kinds[0], help="of model; by default %(default)s")


def execute(arguments: Namespace) -> int:
    """0: the file is written or an error is raised."""
    path = Path(arguments.name if arguments.name.endswith(".py") else f"{arguments.name}.py")
    name = path.stem
    if not is_name(name):
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
    template = next(engine.template for engine in ENGINES if engine.name == arguments.kind)
    write_files({path: template.replace("MODEL", name)})
    write(f"wrote {path}; next: derive run {path}")
    return 0
