"""``derive run``: derive, check and write everything; or with ``--check``, see whether the generated code is fresh."""

from __future__ import annotations

import os
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Sequence
from pathlib import Path

from derive.audits.record import Finding
from derive.commands.screen import progress, wrapped, write, write_record
from derive.commands.tables import audit_summary, verdict_summary, verdict_table
from derive.emit.writer import Stale
from derive.errors import UsageError
from derive.pipeline import builtins, find, remove_forgotten_studies, run, stale_files
from derive.place import Source
from derive.result import Result

HELP = "derive models, write their modules, check the claims, write report and figures"


def add(parser: ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument(
        "models", nargs="*", metavar="MODEL", help="built-in study or model file; by default all built-in"
    )
    parser.add_argument("--out", type=Path, metavar="DIR", help="write everything to DIR/NAME")
    parser.add_argument(
        "--check", action="store_true", help="write nothing; compare the generated modules, show a diff"
    )
    parser.add_argument("--json", action="store_true", help="print a record instead of text")


def execute(arguments: Namespace) -> int:
    """0 if all is well, 1 if there is a finding."""
    sources = _distinct(find(name) for name in arguments.models or builtins())
    if arguments.check:
        return _check(sources, arguments)
    results = []
    for source in sources:
        with progress() as say:
            result = run(source, arguments.out, say)
        results.append(result)
        if not arguments.json:
            write(_text(result))
    if not arguments.models and arguments.out is None:
        _report_removed(remove_forgotten_studies(results), arguments.json)
    if arguments.json:
        write_record([r.to_json() for r in results])
    return int(any(r.is_finding for r in results))


def _check(sources: Sequence[Source], arguments: Namespace) -> int:
    with progress() as say:
        found = stale_files(sources, arguments.out, say, everything=not arguments.models)
    if arguments.json:
        write_record([{"path": str(s.path), "kind": s.kind, "diff": list(s.diff)} for s in found])
    elif found:
        write("\n".join(map(_stale, found)))
        names = " ".join([*arguments.models, *([f"--out {arguments.out}"] if arguments.out else [])])
        write(f"{len(found)} generated files are not as derived now; to do: derive run {names}".rstrip())
    else:
        write(f"generated modules of {', '.join(s.name for s in sources)} are as derived now")
    return int(bool(found))


def _stale(item: Stale) -> str:
    return "\n".join([f"{shown(item.path)}: {item.kind}", *item.diff])


def _distinct(sources: Iterable[Source]) -> list[Source]:
    """Each study once; two different ones of one name would write over each other."""
    seen: dict[str, Source] = {}
    for source in sources:
        other = seen.setdefault(source.name, source)
        if other.path.resolve() != source.path.resolve():
            raise UsageError(
                "command line",
                "every study must have a name of its own, as it names the folder of the results",
                f"{other.path} and {source.path}",
                "rename one of the files, or run them one by one with --out",
            )
    return list(seen.values())


def _text(result: Result) -> str:
    lines = [_heading(result)]
    if result.verdicts:
        lines += ["", verdict_table(result.verdicts), "", verdict_summary(result.verdicts)]
    told: set[Finding] = set()
    lines += [audit_summary(c.name, c.findings, told) for c in result.chapters]
    for chapter in result.chapters:
        lines += [wrapped(f"{chapter.name} has {gap}") for gap in chapter.gaps]
    if result.written:
        lines.append(wrapped("wrote " + ", ".join(map(shown, result.written))))
    if result.removed:
        lines.append(wrapped("removed " + ", ".join(map(shown, result.removed))))
    return "\n".join([*lines, ""])


def _heading(result: Result) -> str:
    if result.fresh:
        return f"{result.study}: nothing changed, nothing was derived again"
    kept = [c.name for c in result.chapters if c.name not in result.derived]
    parts = [f"derived {', '.join(result.derived)}"] if result.derived else []
    parts += [f"kept {', '.join(kept)} (unchanged)"] if kept else []
    return wrapped(f"{result.study}: {'; '.join(parts)}")


def _report_removed(removed: Sequence[Path], json: bool) -> None:
    if removed and not json:
        write(wrapped("removed, as no study states them any more: " + ", ".join(map(shown, removed))))


def shown(path: Path) -> str:
    """A path as seen from here, if it is below."""
    relative = os.path.relpath(path)
    return str(path) if relative.startswith("..") else relative
