"""Running a user's model file: as a Python module of its own that leaves nothing behind.

In: a path.  Out: `Executed`, the names the file defines and the files it is made of.  Whatever goes wrong inside
is one `ModelError` with the line of the user's own file.
"""

from __future__ import annotations

import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass
from importlib.util import decode_source
from pathlib import Path
from types import CodeType, ModuleType, TracebackType
from typing import Any

from derive.errors import DeriveError, ModelError
from derive.near import nearest


@dataclass(frozen=True)
class Executed:
    """What a model file defines, and the files it was read from: itself first, then what it imports beside it."""

    names: dict[str, Any]
    files: tuple[Path, ...]


def execute(path: Path) -> Executed:
    """Run a model file.

    Parameters
    ----------
    path : a Python file; its folder can be imported from while it runs.

    Raises
    ------
    ModelError
        when the file is missing, is no Python, or raises anything; names the line in that file.
    """
    code = _compiled(path)
    module = ModuleType(path.stem)
    module.__file__ = str(path)
    with _guest(module, path.resolve().parent) as imported:
        try:
            # What a model file prints must not mix with the records a program reads from standard output.
            with redirect_stdout(sys.stderr):
                exec(code, module.__dict__)
        except (Exception, SystemExit) as error:
            raise _failed(path, module, error) from None
    return Executed(dict(vars(module)), (path, *imported))


def _compiled(path: Path) -> CodeType:
    try:
        text = decode_source(path.read_bytes())
    except OSError as error:
        raise ModelError(
            str(path), "the model file must exist and be readable", error.strerror or str(error), "check the path"
        ) from None
    except (SyntaxError, UnicodeDecodeError) as error:
        raise ModelError(str(path), "the model file must be text in UTF-8", str(error), "save it as UTF-8") from None
    try:
        return compile(text, str(path), "exec", dont_inherit=True)
    except SyntaxError as error:
        line = f": {error.text.strip()}" if error.text else ""
        raise ModelError(
            f"{path}, line {error.lineno}",
            "the model file must be valid Python",
            f"{error.msg}{line}",
            "mend that line",
        ) from None
    except ValueError as error:
        raise ModelError(str(path), "the model file must be valid Python", str(error), "save it as text") from None


@contextmanager
def _guest(module: ModuleType, folder: Path) -> Iterator[list[Path]]:
    """Lend the module a place among the others, and its folder one at the end of the path; take both back.

    The list that is handed out holds, at the end, the files that were imported from the folder.
    """
    before = dict(sys.modules)
    imported: list[Path] = []
    # At the end: a file that is called like a library must not take the library's place.
    sys.path.append(str(folder))
    sys.modules.setdefault(module.__name__, module)
    try:
        yield imported
    finally:
        sys.path.remove(str(folder))
        for name in sorted(set(sys.modules) - set(before)):
            file = getattr(sys.modules[name], "__file__", None)
            if name != module.__name__ and file and Path(file).resolve().is_relative_to(folder) and _loaded(name):
                imported.append(Path(file))
                del sys.modules[name]
        if sys.modules.get(module.__name__) is module:
            del sys.modules[module.__name__]


def _loaded(name: str) -> bool:
    """Whether a module belongs to the user: the engine's own stay, wherever the model file lies."""
    return name.partition(".")[0] not in {"derive", "numerics", "generated"} and "site-packages" not in str(
        sys.modules[name].__file__
    )


def _failed(path: Path, module: ModuleType, error: BaseException) -> ModelError:
    """What happened inside the file, with the last line of the file itself that led to it."""
    line = _line(path, error.__traceback__)
    where = f"{path}, line {line}" if line else str(path)
    if isinstance(error, DeriveError):
        return ModelError(f"{where}: {error.where}", error.must, error.got, error.todo)
    if isinstance(error, SystemExit):
        return ModelError(where, "the model file must run to its end", f"an exit with {error.code!r}", "remove it")
    got = traceback.format_exception_only(type(error), error)[-1].strip()
    if isinstance(error, SyntaxError) and error.filename:
        got += f" ({Path(error.filename).name}, line {error.lineno})"
    return ModelError(where, "the model file must run", got, _remedy(error, module) or "mend that line")


def _line(path: Path, trace: TracebackType | None) -> int | None:
    lines = [frame.lineno for frame in traceback.extract_tb(trace) if frame.filename == str(path)]
    return lines[-1] if lines else None


def _remedy(error: BaseException, module: ModuleType) -> str:
    """The nearest name for a misspelt one."""
    if isinstance(error, NameError) and error.name:
        near = nearest(error.name, [n for n in vars(module) if not n.startswith("__")])
        return f"{near} or declare it first" if near.startswith("did") else "declare it first, or correct its name"
    if isinstance(error, AttributeError) and error.name:
        near = nearest(error.name, [n for n in dir(error.obj) if not n.startswith("_")])
        return near if near.startswith("did") else ""
    return ""
