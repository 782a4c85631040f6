"""Calling what a study states as functions of its modules: figures and experiments."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from pathlib import Path

from derive.errors import DeriveError, ModelError
from derive.study import Study


@contextmanager
def calling(study: Study, what: str, must: str) -> Iterator[None]:
    """The call of one function: ``what`` says which it is, ``must`` what it has to do.

    Raises
    ------
    ModelError
        when it raises anything or exits; names the last line of the study's own files that led to it.
    """
    try:
        # What the function prints must not mix with the records a program reads from standard output.
        with redirect_stdout(sys.stderr):
            yield
    except DeriveError:
        raise
    except (Exception, SystemExit) as error:
        line = _line(study, error)
        got = f"{type(error).__name__}: {error} ({Path(line.filename).name}, line {line.lineno})"
        raise ModelError(f"study {study.name!r}, {what}", must, got, "correct that function") from None


def _line(study: Study, error: BaseException) -> traceback.FrameSummary:
    """Where it happened: the last line in the study's own files, if any is among them."""
    frames = traceback.extract_tb(error.__traceback__)
    own = {str(path) for path in study.inputs}
    return ([frame for frame in frames if frame.filename in own] or frames)[-1]
