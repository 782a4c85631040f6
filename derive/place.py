"""Where a study is stated, where its results go, and which files they are.

In: a study and its result.  Out: texts by path; `derive.emit.writer` puts them there.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from derive.emit.python import HEADER
from derive.errors import WriteError
from derive.report import report
from derive.result import Result
from derive.state import FILE, State, digests, file_digest
from derive.study import Study, package_files

CHECKOUT = Path(__file__).resolve().parent.parent
OUT = Path("out")


@dataclass(frozen=True)
class Source:
    """Where a study is stated: the model file ``path``, or the built-in folder ``path``."""

    name: str
    path: Path
    builtin: bool

    @property
    def files(self) -> tuple[Path, ...]:
        """The files that certainly decide the result; a model file may name others."""
        return package_files(self.path) if self.builtin else (self.path,)


@dataclass(frozen=True)
class Place:
    """The folder of a study's generated modules, and that of everything else; they may be one."""

    modules: Path
    results: Path


def place_of(source: Source, out: Path | None = None) -> Place:
    """The place of a study: ``out/NAME``; the modules of a built-in one in the checkout's ``generated/NAME``.

    Parameters
    ----------
    source : of the study.
    out : takes everything, modules too, in a folder for each study.
    """
    results = (out or OUT) / source.name
    if out is None and source.builtin and (CHECKOUT / "pyproject.toml").exists():
        return Place(generated_folder() / source.name, results)
    return Place(results, results)


def generated_folder() -> Path:
    """The folder of the generated modules of all built-in studies."""
    return CHECKOUT / "generated"


def check_writable(place: Place) -> None:
    """Refuse a place that cannot be written before anything is derived for it.

    Raises
    ------
    WriteError
        naming the folder in the way.
    """
    for folder in (place.modules, place.results):
        there = next(p for p in (folder.absolute(), *folder.absolute().parents) if p.exists())
        if not there.is_dir():
            raise WriteError(
                f"folder {folder}",
                "the folder for the results must be writable",
                f"{there}, which is a file",
                "choose another folder with --out",
            )
        if not os.access(there, os.W_OK | os.X_OK):
            raise WriteError(
                f"folder {folder}",
                "the folder for the results must be writable",
                f"no permission in {there}",
                "change the permissions, or choose another folder with --out",
            )


def module_files(study: str, texts: Mapping[str, str], folder: Path) -> dict[Path, str]:
    """The generated package of a study: one module a model, and what makes the folder a package."""
    if not texts:
        return {}
    names = ", ".join(texts)
    package = f'{HEADER}\n"""Modules of the study {study}: {names}."""\n'
    return {folder / "__init__.py": package} | {folder / f"{name}.py": text for name, text in texts.items()}


def result_files(study: Study, result: Result, place: Place) -> dict[Path, str | bytes]:
    """Everything that is written of a result, the figures and the state excepted."""
    texts = {c.name: c.source for c in result.chapters if c.source}
    sections = [section for c in result.chapters for section in c.sections]
    verdicts = json.dumps([v.record() for v in result.verdicts], indent=2) + "\n"
    return {
        **module_files(study.name, texts, place.modules),
        place.results / "report.tex": report(study, sections, result.verdicts),
        place.results / "verdicts.json": verdicts,
    }


def forget(known: State | None, place: Place, files: Iterable[Path]) -> list[Path]:
    """Remove what an earlier run wrote that this one does not write, unless somebody changed it since."""
    now = digests(place.results, files).keys()
    removed = []
    for name, digest in known.outputs.items() if known else ():
        path = place.results / name
        if name not in now and name != FILE and digest and file_digest(path) == digest:
            with suppress(OSError):
                path.unlink()
                removed.append(path)
    return removed
