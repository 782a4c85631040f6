"""What a run remembers, so that the next one derives only what changed.

In: files, chapters and verdicts.  Out: ``state.json`` in the folder of the results, written after everything else:
an interrupted run leaves the memory of the run before, which no longer fits the files and is not believed.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from derive.claims.claim import Verdict
from derive.engines import engine_of
from derive.engines.engine import Stated, digest
from derive.result import Chapter, chapter_of, verdict_of
from derive.study import Study

FORMAT = 3
FILE = "state.json"
ENGINE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class State:
    """The memory of one study.

    Parameters
    ----------
    engine : digest of the sources of the engine and of the numerics.
    inputs, outputs : digest of each file's content, by its path from the folder of the results.
    claims : digest of the claims and of the models they are judged by.
    chapters, verdicts : what the run found.
    """

    engine: str
    inputs: Mapping[str, str]
    outputs: Mapping[str, str]
    claims: str
    chapters: tuple[Chapter, ...]
    verdicts: tuple[Verdict, ...]

    def fits(self, folder: Path, sources: Iterable[Path]) -> bool:
        """Whether nothing changed: ``sources`` were read, and engine, inputs and outputs are as they were."""
        return (
            self.engine == engine_digest()
            and digests(folder, sources).keys() <= self.inputs.keys()
            and _same(folder, self.inputs)
            and _same(folder, self.outputs)
        )

    def believed(self, folder: Path, modules: Path) -> State | None:
        """The state with those chapters that the engine still is the same for, and whose modules are as written."""
        if self.engine != engine_digest():
            return None

        def is_intact(chapter: Chapter) -> bool:
            module = digests(folder, [modules / f"{chapter.name}.py"])
            return not chapter.source or module.items() <= self.outputs.items()

        return replace(self, chapters=tuple(filter(is_intact, self.chapters)))


def recall(folder: Path, modules: Path) -> State | None:
    """The state a folder of results holds; ``None`` where there is none, or none that can be read.

    ``modules`` is the folder of the generated modules.
    """
    try:
        record = json.loads((folder / FILE).read_text(encoding="utf-8"))
        if record["format"] != FORMAT:
            return None
        chapters = [chapter_of(c, lambda name: _text(modules / f"{name}.py")) for c in record["chapters"]]
        inputs, outputs = ({str(k): str(v) for k, v in record[name].items()} for name in ("inputs", "outputs"))
        verdicts = tuple(map(verdict_of, record["verdicts"]))
        return State(record["engine"], inputs, outputs, record["claims"], tuple(chapters), verdicts)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def state_text(state: State) -> str:
    """What is written to ``state.json``."""
    record = {
        "format": FORMAT,
        "engine": state.engine,
        "inputs": dict(state.inputs),
        "outputs": dict(state.outputs),
        "claims": state.claims,
        "chapters": [c.to_json() for c in state.chapters],
        "verdicts": [v.record() for v in state.verdicts],
    }
    return json.dumps(record, indent=1) + "\n"


def digests(folder: Path, files: Iterable[Path]) -> dict[str, str]:
    """The digest of each file's content, by its path from ``folder``; empty for a file that is not there."""
    return {Path(os.path.relpath(f, folder)).as_posix(): file_digest(f) for f in files}


def file_digest(path: Path) -> str:
    """SHA-256 of a file's content; empty where it cannot be read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def engine_digest() -> str:
    """SHA-256 of every source file of the engine and the numerics, the papers' models excepted."""
    total = hashlib.sha256()
    for top in (ENGINE, ENGINE.parent / "numerics"):
        for file in sorted(f for f in top.rglob("*") if f.suffix in {".py", ".lark"}):
            relative = file.relative_to(top.parent)
            if relative.parts[1] != "models":
                total.update(f"{relative.as_posix()} {file_digest(file)}\n".encode())
    return total.hexdigest()


def statement_digest(model: Stated) -> str:
    """SHA-256 of all that a model states, its words and printed forms included."""
    engine = engine_of(model)
    words = [model.title, model.paper, model.source, *model.notes]
    return digest(model, engine.statement(model), [engine.name, *words, *engine.printed(model)])


def claims_digest(study: Study) -> str:
    """SHA-256 of the claims and of all that decides them: the models they mention, and the experiments."""
    claims = study.claims
    if claims is None:
        return ""
    maps = [claims.names, *(c.names for c in claims.conventions), *(c.names for c in claims.claims)]
    texts = [text for names in maps for text in names.values()]
    named = {claims.model, *(c.model for c in claims.claims)}
    measured = any(c.measured for c in claims.claims)
    used = [m for n, m in study.models.items() if n in named or measured or any(f"{n}." in t for t in texts)]
    # What an experiment computes is decided by its source, too.
    files = [file_digest(path) for path in study.inputs] if measured else []
    parts = [repr(claims), *map(statement_digest, used), *files]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _same(folder: Path, known: Mapping[str, str]) -> bool:
    return all(file_digest(folder / name) == digest for name, digest in known.items())
