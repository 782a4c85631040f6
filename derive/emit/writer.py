"""The one place that touches the disk: files replaced all together or not at all, stale ones found and removed.

In: texts by path, made by the pure emitters.  Out: files; or a `derive.errors.WriteError`, and what stood there
before is as it was.
"""

from __future__ import annotations

import difflib
import errno
import os
import secrets
import shutil
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from derive.errors import WriteError

MARK = "Written by ratesmith"
"""In the first line of every file that may be replaced or removed without asking."""
DIFF_LINES = 40
CAUSES = {
    errno.ENOSPC: ("a full disk", "free some space and run it again"),
    errno.EDQUOT: ("a full quota", "free some space and run it again"),
    errno.EACCES: ("no permission", "change the permissions, or choose another folder"),
    errno.EPERM: ("no permission", "change the permissions, or choose another folder"),
    errno.EROFS: ("a read-only file system", "choose another folder"),
    errno.ENOTDIR: ("a file where a folder is needed", "move that file away, or choose another folder"),
    errno.EEXIST: ("a file where a folder is needed", "move that file away, or choose another folder"),
    errno.EISDIR: ("a folder where the file should be", "move that folder away, or choose another name"),
}


@dataclass(frozen=True)
class Stale:
    """A machine-written file that is not as it should be: ``missing``, ``changed`` or ``stray``.

    ``diff`` holds the first lines of a unified diff from the file as it is to what it should be.
    """

    path: Path
    kind: str
    diff: tuple[str, ...] = ()

    def __str__(self) -> str:
        return "\n".join([f"{self.path}: {self.kind}", *self.diff])


def write_files(files: Mapping[Path, str | bytes]) -> list[Path]:
    """Write files, text as UTF-8 with its own line ends; return those that were not so already.

    Every file is written beside its place first; only when all are there do they take their places.  Missing
    folders are made, files that hold the same bytes already are not touched, links are followed.

    Raises
    ------
    WriteError : naming the place, the cause and the remedy.  Old files are as they were, new ones are gone.
    """
    wanted = {Path(os.path.realpath(path)): _bytes(content) for path, content in files.items()}
    changed = _Change()
    place = Path()
    try:
        for place, content in sorted(wanted.items()):
            changed.prepare(place, content)
        for place in changed.written:
            changed.replace(place)
    except BaseException as error:
        changed.undo()
        if isinstance(error, OSError):
            raise _refusal(place, error) from error
        raise
    return list(changed.written)


def refuse_foreign(paths: Iterable[Path]) -> None:
    """Make sure that no Python file of somebody else stands where a module is to be written.

    Raises
    ------
    WriteError : naming the first file that does not begin with the mark of a machine-written one.
    """
    for path in sorted(p for p in paths if p.suffix == ".py"):
        old = _read(path)
        if old and MARK.encode() not in old.split(b"\n", 1)[0]:
            raise WriteError(
                f"file {path}",
                "a module may only replace one that was written by this program",
                "a file of your own",
                "choose another folder with --out, or rename the model or the file",
            )


def stale(expected: Mapping[Path, str], folder: Path) -> list[Stale]:
    """What in ``folder`` differs from ``expected``, by path: nothing if the folder is fresh.

    Files that do not begin with the mark of a machine-written one are nobody's business here, unless expected.

    Raises
    ------
    WriteError : if a file cannot be read.
    """
    found = [Stale(path, "stray") for path in _strays(expected, folder)]
    for path, text in expected.items():
        old = _read(path)
        if old is None:
            found.append(Stale(path, "missing"))
        elif old != _bytes(text):
            found.append(Stale(path, "changed", _difference(path, old, text)))
    return sorted(found, key=lambda s: s.path)


def remove_strays(expected: Mapping[Path, str], folder: Path) -> list[Path]:
    """Remove the machine-written files in ``folder`` that are not expected, and folders they leave empty.

    Raises
    ------
    WriteError : if one cannot be removed.
    """
    strays = _strays(expected, folder)
    for path in strays:
        try:
            path.unlink(missing_ok=True)
            for parent in path.parents:
                if parent == folder or not parent.is_relative_to(folder) or not _only_caches(parent):
                    break
                shutil.rmtree(parent)
        except OSError as error:
            raise _refusal(path, error) from error
    return strays


class _Change:
    """Files on their way: the new ones beside their places, the old ones in memory until all is done."""

    def __init__(self) -> None:
        self.written: dict[Path, Path] = {}
        self._old: dict[Path, bytes | None] = {}
        self._placed: set[Path] = set()
        self._made: list[Path] = []

    def prepare(self, place: Path, content: bytes) -> None:
        """Write a file beside its place, unless the place holds the same bytes."""
        if place.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(place))
        old = place.read_bytes() if place.exists() else None
        if old == content:
            return
        self._make_folder(place.parent)
        aside = place.with_name(f".{place.name}.{secrets.token_hex(4)}")
        self.written[place], self._old[place] = aside, old
        with aside.open("xb") as file:
            file.write(content)
        if old is not None:
            shutil.copymode(place, aside)

    def replace(self, place: Path) -> None:
        """Put the new file in its place."""
        os.replace(self.written[place], place)
        self._placed.add(place)

    def undo(self) -> None:
        """Old files back, new files and folders gone, as far as the disk allows."""
        for place, aside in self.written.items():
            old = self._old[place]
            with suppress(OSError):
                if place not in self._placed:
                    aside.unlink(missing_ok=True)
                elif old is None:
                    place.unlink(missing_ok=True)
                else:
                    place.write_bytes(old)
        for folder in reversed(self._made):
            with suppress(OSError):
                folder.rmdir()

    def _make_folder(self, folder: Path) -> None:
        missing = [p for p in (folder, *folder.parents) if not p.exists()]
        for path in reversed(missing):
            path.mkdir()
            self._made.append(path)


def _bytes(content: str | bytes) -> bytes:
    return content.encode("utf-8") if isinstance(content, str) else content


def _strays(expected: Mapping[Path, str], folder: Path) -> list[Path]:
    known = {Path(os.path.realpath(path)) for path in expected}
    files = sorted(p for p in folder.rglob("*") if p.is_file() and not p.is_symlink())
    return [p for p in files if Path(os.path.realpath(p)) not in known and _is_ours(p)]


def _is_ours(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.readline(200).decode("utf-8", "replace").lstrip("#% ").startswith(MARK)
    except OSError as error:
        raise _refusal(path, error) from error


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise _refusal(path, error) from error


def _difference(path: Path, old: bytes, text: str) -> tuple[str, ...]:
    before = old.decode("utf-8", "replace").splitlines()
    lines = list(
        difflib.unified_diff(before, text.splitlines(), f"{path} (as it is)", f"{path} (as derived)", lineterm="")
    )
    if not lines:
        return ("the same lines with other line ends",)
    more = len(lines) - DIFF_LINES
    return (*lines[:DIFF_LINES], *([f"... {more} more lines"] if more > 0 else []))


def _only_caches(folder: Path) -> bool:
    return all(entry.name == "__pycache__" for entry in folder.iterdir())


def _refusal(place: Path, error: OSError) -> WriteError:
    cause, todo = CAUSES.get(error.errno or 0, (error.strerror or str(error), "choose another folder"))
    return WriteError(f"file {place}", "the file must be readable and writable", cause, todo)
