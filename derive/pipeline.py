"""The whole way, from a model to what is written of it.

    find  ->  load  ->  derive_model  ->  check  ->  publish

Each stage reads the record of the one before: a `Source` says where a study is stated, a `Study` what it states, a
`Derivation` what follows from one model (by its engine, whatever kind of model it is), a `Chapter` what is kept of
that as text, a `Result` what the run came to.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import MappingProxyType, ModuleType
from typing import TYPE_CHECKING

from derive import models as builtin_models
from derive.claims.claim import Verdict
from derive.drawing import drawn, module_of_text
from derive.emit.python import compile_module
from derive.emit.python import source as module_text
from derive.emit.writer import Stale, refuse_foreign, remove_strays, stale, write_files
from derive.engines import engine_of
from derive.engines.engine import Derivation, Say, Stated, silent
from derive.errors import DeriveError, UsageError
from derive.measuring import measured
from derive.near import nearest
from derive.place import Source, check_writable, forget, generated_folder, module_files, place_of, result_files
from derive.report import sections_of
from derive.result import Chapter, Result, with_claims
from derive.state import FILE, State, claims_digest, digests, engine_digest, recall, state_text, statement_digest
from derive.study import Study, study_of_file, study_of_package

if TYPE_CHECKING:
    # The checker is imported where it is needed: its grammar takes longer than a run without changes.
    from derive.claims.checker import Evidence

NOTHING: Mapping[str, Chapter] = MappingProxyType({})


def about(subject: str, say: Say) -> Say:
    """Progress that begins with what it is about."""
    return lambda text: say(f"{subject}: {text}")


# -- where a study is stated ------------------------------------------------------------------------------------------


def builtins() -> tuple[str, ...]:
    """The names of the built-in studies: the folders under ``derive/models``."""
    return tuple(sorted(m.name for m in iter_modules(builtin_models.__path__) if m.ispkg))


def find(name: str) -> Source:
    """The source that a name on the command line means: a built-in study, or a model file.

    Raises
    ------
    UsageError
        when it is neither; names the nearest.
    """
    if name in builtins():
        return Source(name, Path(builtin_models.__path__[0]) / name, True)
    if name.endswith(".py") or os.sep in name:
        return Source(Path(name).stem, Path(name), False)
    files = [p.name for p in Path().glob("*.py")]
    raise UsageError(
        "command line",
        "a model must be a built-in study or a file that ends in .py",
        repr(name),
        nearest(name, [*builtins(), *files]),
    )


def load(source: Source) -> Study:
    """Read what a source states; see `derive.study` for what may be wrong with it."""
    if not source.builtin:
        return study_of_file(source.path)
    package = f"{builtin_models.__name__}.{source.name}"

    def stated(file: str, name: str) -> object:
        return getattr(import_module(f"{package}.{file}"), name) if (source.path / f"{file}.py").exists() else {}

    return study_of_package(
        source.path,
        getattr(import_module(package), "MODELS", None),
        lambda: stated("figures", "FIGURES"),
        lambda: stated("experiments", "EXPERIMENTS"),
    )


# -- what follows from it ---------------------------------------------------------------------------------------------


def derive_model(model: Stated, say: Say = silent) -> Derivation:
    """Everything that follows from one model; what does not exist is noted with its reason, and the rest goes on.

    Raises
    ------
    DeriveError
        when there is nothing to derive from, not even a master equation.
    """
    return engine_of(model).derive(model, say)


def chapter(model: Stated, say: Say = silent) -> Chapter:
    """Derive one model and keep what later stages need of it.

    Raises
    ------
    DeriveError
        when the model cannot be derived at all, or what was derived cannot be written as a module.
    """
    derivation = derive_model(model, say)
    say("module")
    module = derivation.module()
    text = module_text(module) if module else ""
    say("audits")
    findings = derivation.findings(about("audits", say))
    say("printed forms")
    sections = sections_of(derivation, findings)
    forms = derivation.forms()
    return Chapter(model.name, statement_digest(model), text, sections, forms, findings, derivation.gaps)


def verdicts_of(
    study: Study, tags: Iterable[str] = (), say: Say = silent, known: Mapping[str, Chapter] = NOTHING
) -> tuple[Verdict, ...]:
    """Judge the claims of a study, or those with the given tags.

    Parameters
    ----------
    known : chapters derived already, by name; claims that audits or numbers decide ask for more where they need them.

    Raises
    ------
    ClaimError
        for a claim that names what is not there, naming the study.  A formula that cannot be read has a verdict.
    """
    from derive.claims.checker import check

    if study.claims is None:
        return ()
    with _naming(study):
        evidence = evidence_of(study, known, say)
        return check(study.claims, study.models, tuple(tags), lambda tag: say(f"claim {tag}"), evidence)


def read_claims(study: Study) -> None:
    """Read every formula of the claims and decide none.

    Raises
    ------
    ClaimError
        as `verdicts_of`.
    LatexError
        for a formula that cannot be read.
    """
    from derive.claims.checker import Checker

    if study.claims is not None:
        with _naming(study):
            Checker(study.claims, study.models).read()


def evidence_of(study: Study, known: Mapping[str, Chapter], say: Say = silent) -> Evidence:
    """What audits and experiments say of the models of a study; what is not known yet is derived when asked for."""
    from derive.claims.checker import Evidence

    @cache
    def chapter_of(name: str) -> Chapter:
        return known[name] if name in known else chapter(study.models[name], about(name, say))

    @cache
    def modules() -> dict[str, ModuleType]:
        return modules_of(map(chapter_of, study.models))

    return Evidence(
        lambda name: chapter_of(name).findings,
        lambda name: measured(study, name, modules(), numerics_package()),
    )


@contextmanager
def _naming(study: Study) -> Iterator[None]:
    """Errors that say which study they are from."""
    try:
        yield
    except DeriveError as error:
        error.where = f"study {study.name!r}, {error.where}"
        raise


def derive_study(study: Study, known: State | None = None, say: Say = silent) -> Result:
    """Derive the models of a study and judge its claims; what ``known`` holds of unchanged models is kept."""
    judged = known is not None and known.claims == claims_digest(study)
    kept = {c.name: c for c in known.chapters} if known else {}
    chapters: dict[str, Chapter] = {}
    derived = []
    for name, model in study.models.items():
        if name in kept and kept[name].statement == statement_digest(model):
            chapters[name] = kept[name]
            continue
        chapters[name] = chapter(model, about(f"{study.name}: {name}", say))
        derived.append(name)
    if known and judged:
        verdicts = with_claims(known.verdicts, study.claims)
    else:
        verdicts = verdicts_of(study, (), about(study.name, say), chapters)
    return Result(study.name, tuple(chapters.values()), verdicts, tuple(derived))


# -- what is written of it --------------------------------------------------------------------------------------------


def run(source: Source, out: Path | None = None, say: Say = silent) -> Result:
    """Derive a study and write everything there is to write of it; where nothing changed, nothing is done.

    Parameters
    ----------
    source : where the study is stated.
    out : folder for the results of all studies; see `place_of`.

    Raises
    ------
    DeriveError
        for a bad model, or a place that cannot be written; what was written before is as it was.
    """
    place, engine = place_of(source, out), engine_digest()
    known = recall(place.results, place.modules)
    if known and known.fits(place.results, source.files):
        return Result(source.name, known.chapters, known.verdicts, fresh=True)
    check_writable(place)
    say(f"{source.name}: reading {os.path.relpath(source.path)}")
    study = load(source)
    inputs = digests(place.results, study.inputs)
    result = derive_study(study, known and known.believed(place.results, place.modules), say)
    files = result_files(study, result, place)
    if study.figures:
        say(f"{study.name}: figures")
        files |= drawn(study, study.figures, modules_of(result.chapters), numerics_package(), place.results)
    refuse_foreign(files)
    written = write_files(files)
    removed = remove_strays({p: "" for p in files}, place.modules) + forget(known, place, files)
    outputs = digests(place.results, files)
    claims = claims_digest(study)
    write_files(
        {place.results / FILE: state_text(State(engine, inputs, outputs, claims, result.chapters, result.verdicts))}
    )
    return replace(result, written=tuple(written), removed=tuple(removed))


def stale_files(
    sources: Iterable[Source], out: Path | None = None, say: Say = silent, everything: bool = False
) -> list[Stale]:
    """What among the generated modules of studies is not as it would be derived now; nothing is written.

    ``everything`` says that these are all built-in studies: modules of others are strays then.
    """
    expected: dict[Path, str] = {}
    folders = []
    for source in sources:
        place, study = place_of(source, out), load(source)
        expected |= module_files(study.name, module_texts(study, say), place.modules)
        folders.append(place.modules)
    if everything and out is None:
        folders = [generated_folder()]
    found = [item for folder in folders for item in stale(_below(expected, folder), folder)]
    # The report may stand beside the modules; it is none.
    return [item for item in found if item.path.suffix == ".py"]


def _below(files: Mapping[Path, str], folder: Path) -> dict[Path, str]:
    return {path: text for path, text in files.items() if path.is_relative_to(folder)}


def module_texts(study: Study, say: Say = silent) -> dict[str, str]:
    """The text of every generated module of a study, by the name of its model; derived anew."""
    texts = {}
    for name, model in study.models.items():
        say(f"{study.name}: {name}: module")
        module = derive_model(model).module()
        if module:
            texts[name] = module_text(module)
    return texts


def remove_forgotten_studies(results: Iterable[Result]) -> list[Path]:
    """Remove the generated modules of built-in studies that are no more; ``results`` are those of all there are."""
    folder = generated_folder()
    texts = ((r.study, {c.name: c.source for c in r.chapters if c.source}) for r in results)
    kept = {path: text for name, modules in texts for path, text in module_files(name, modules, folder / name).items()}
    return remove_strays(kept, folder)


def remembered(source: Source, out: Path | None = None) -> Result | None:
    """What the last run of a study came to, if there was one."""
    place = place_of(source, out)
    known = recall(place.results, place.modules)
    return Result(source.name, known.chapters, known.verdicts, fresh=True) if known else None


def up_to_date(source: Source, out: Path | None = None, say: Say = silent) -> Result:
    """What a study comes to now; models unchanged since its last run are not derived again, nothing is written."""
    place = place_of(source, out)
    known = recall(place.results, place.modules)
    return derive_study(load(source), known and known.believed(place.results, place.modules), say)


def plot(source: Source, study: Study, names: Iterable[str], out: Path | None = None, say: Say = silent) -> list[Path]:
    """Draw figures of a study, all if none is named, from its modules as derived now; returns the files."""
    place = place_of(source, out)
    check_writable(place)
    modules = {}
    for name, model in study.models.items():
        say(f"{study.name}: {name}: module")
        if record := derive_model(model).module():
            modules[name] = compile_module(record)
    say(f"{study.name}: figures")
    files = drawn(study, tuple(names) or study.figures, modules, numerics_package(), place.results)
    write_files(files)
    return list(files)


def numerics_package() -> ModuleType:
    """The numerics with all their modules, imported when something is drawn: they take longer than a small model."""
    import numerics

    for part in iter_modules(numerics.__path__):
        import_module(f"numerics.{part.name}")
    return numerics


def modules_of(chapters: Iterable[Chapter]) -> dict[str, ModuleType]:
    """The generated modules of some models, by their names."""
    return {c.name: module_of_text(c.name, c.source) for c in chapters if c.source}
