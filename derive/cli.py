"""The command line: ``derive run | show | check | diff | plot | new``.

Exit status: 0 all is well; 1 a finding (a claim that is wrong, undecided or unreadable and not expected to be, a failed
audit, stale generated code, a difference); 2 wrong usage or a bad model, with one message on standard error; 130
interrupted; 70 a fault of the program itself, with its traceback, which must not pass for a finding.
"""

from __future__ import annotations

import os
import sys
import traceback
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence

from derive.commands import check, diff, new, plot, run, show
from derive.errors import DeriveError
from derive.pipeline import builtins

COMMANDS = {"run": run, "show": show, "check": check, "diff": diff, "plot": plot, "new": new}
SEVERAL = {"run": "models", "check": "tags", "plot": "figures"}
BAD, FAULT, INTERRUPTED = 2, 70, 130


def parser() -> ArgumentParser:
    """The parser of the whole command line."""
    top = ArgumentParser(
        prog="derive",
        description="From the model of an open quantum system to its equations, modules, verdicts and report.",
        epilog=f"Built-in studies: {', '.join(builtins())}. "
        "Exit status: 0 all is well, 1 a finding, 2 wrong usage or a bad model.",
    )
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, command in COMMANDS.items():
        command.add(commands.add_parser(name, help=command.HELP, description=f"{command.HELP.capitalize()}."))
    return top


def parsed(argv: Sequence[str] | None = None) -> Namespace:
    """The arguments; options may stand between the names that a command takes several of, which argparse forbids."""
    top = parser()
    arguments, rest = top.parse_known_args(argv)
    several = SEVERAL.get(arguments.command)
    if rest and (several is None or any(name.startswith("-") for name in rest)):
        top.error(f"unrecognized arguments: {' '.join(rest)}")
    if several:
        getattr(arguments, several).extend(rest)
    return arguments


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit status."""
    arguments = parsed(argv)
    try:
        status: int = COMMANDS[arguments.command].execute(arguments)
        sys.stdout.flush()
        return status
    except DeriveError as error:
        print(f"derive: {error}", file=sys.stderr)
        return BAD
    except KeyboardInterrupt:
        print("derive: interrupted; what was written before is as it was", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        # The reader has seen enough, as in `derive show MODEL | head`; nothing more may be flushed to it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        place = error.filename or "output"
        print(f"derive: {place}: it must be readable and writable, but got {error.strerror}", file=sys.stderr)
        return BAD
    except Exception:
        traceback.print_exc()
        return FAULT
