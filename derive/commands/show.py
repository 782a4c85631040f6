"""``derive show``: equations and closed forms of a study's models, in plain text, LaTeX or Python."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from derive.commands.blocks import block_texts, latex_lines
from derive.commands.screen import Column, progress, table, wrapped, write, write_record
from derive.emit.blocks import Formula
from derive.emit.latex import latex
from derive.emit.plain import plain
from derive.emit.python import source as module_text
from derive.engines import engine_of
from derive.engines.engine import Derivation, Kind
from derive.errors import UsageError
from derive.pipeline import about, derive_model, find, load
from derive.study import Study

HELP = "show equations and closed forms"
SHOWN = (Kind.STATEMENT, Kind.EQUATIONS, Kind.CLOSED_FORMS, Kind.RESULTS)


def add(parser: ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("model", metavar="MODEL", help="built-in study or model file")
    parser.add_argument("--model", dest="name", default="", metavar="NAME", help="one model of the study")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--latex", action="store_true", help="as LaTeX")
    form.add_argument("--python", action="store_true", help="as the generated module of one model")
    form.add_argument("--steps", action="store_true", help="the steps of the derivation")
    form.add_argument("--json", action="store_true", help="as a record")


def execute(arguments: Namespace) -> int:
    """0: there is nothing to find here."""
    study = load(find(arguments.model))
    if arguments.python:
        write(_python(study, arguments.name).rstrip("\n"))
        return 0
    models = [study.model(arguments.name)] if arguments.name else list(study.models.values())
    form = _latex if arguments.latex else _steps if arguments.steps else _plain
    records = []
    for model in models:
        with progress() as say:
            derivation = derive_model(model, about(model.name, say))
            shown = record(derivation) if arguments.json else form(derivation)
        if arguments.json:
            records.append(shown)
        else:
            write(f"{shown}\n")
    if arguments.json:
        write_record({"study": study.name, "models": records})
    return 0


def record(derivation: Derivation) -> dict[str, Any]:
    """What ``--json`` prints of a model; formulas as plain text and as LaTeX."""
    model = derivation.model
    return {
        "name": model.name,
        "title": model.title,
        "parameters": [
            {"name": s.name, "latex": s.latex, "domain": s.domain.value, "unit": s.unit, "meaning": s.meaning}
            for s in model.symbols
        ],
        "statement": list(engine_of(model).statement(model)),
        "stated": [{"text": f.text, "latex": f.latex} for f in _formulas(derivation, Kind.STATEMENT)],
        "equations": [
            {"state": plain(f.about), "state_latex": latex(f.about), "text": f.right_text, "latex": f.right_latex}
            for f in _formulas(derivation, Kind.EQUATIONS)
            if f.about
        ],
        "closed_forms": [
            {"name": plain(f.about), "text": f.right_text, "latex": f.right_latex}
            for f in _formulas(derivation, Kind.CLOSED_FORMS)
            if f.about
        ],
        "results": [{"text": f.text, "latex": f.latex} for f in _formulas(derivation, Kind.RESULTS)],
        "steps": [{"rule": s.rule, "text": s.text, "source": s.source} for s in derivation.steps],
        "not_derived": [asdict(gap) for gap in derivation.gaps],
    }


def _formulas(derivation: Derivation, kind: Kind) -> Iterator[Formula]:
    for part in derivation.parts():
        if part.kind is kind:
            yield from (block for block in part.blocks if isinstance(block, Formula))


def _plain(derivation: Derivation) -> str:
    model = derivation.model
    lines = [f"{model.name}: {model.title}" if model.title else model.name]
    rows = [(s.name, s.domain.value, s.unit, s.meaning) for s in model.symbols]
    if rows:
        headings = [*map(Column, ("parameter", "domain", "unit")), Column("meaning", 1, wraps=True)]
        lines += ["", table(headings, rows)]
    for part in derivation.parts():
        if part.kind in SHOWN:
            title = "statement" if part.kind is Kind.STATEMENT else part.title
            lines += ["", title, *block_texts(part.blocks)]
    return "\n".join([*lines, *_gaps(derivation)])


def _gaps(derivation: Derivation) -> list[str]:
    return ["", *(wrapped(str(gap)) for gap in derivation.gaps)] if derivation.gaps else []


def _latex(derivation: Derivation) -> str:
    model = derivation.model
    lines = [f"% {model.name}: {model.title}".rstrip(": ")]
    for part in derivation.parts():
        if part.kind in (Kind.EQUATIONS, Kind.CLOSED_FORMS):
            lines += [f"% {part.title}", *latex_lines(part.blocks)]
    lines += [f"% {gap}" for gap in derivation.gaps]
    return "\n".join(lines)


def _steps(derivation: Derivation) -> str:
    lines = [derivation.model.name]
    for part in derivation.parts():
        if part.kind is Kind.STEPS:
            lines += block_texts(part.blocks, inner=" " * 5)
    return "\n".join([*lines, *_gaps(derivation)])


def _python(study: Study, name: str) -> str:
    """The module of one model; one that does not close has none, and says why."""
    model = study.model(name)
    derivation = derive_model(model)
    module = derivation.module()
    if module is None:
        why = "; ".join(map(str, derivation.gaps)) or "no module"
        raise UsageError(f"model {model.name!r}", "there must be something to compute", why, "see derive show")
    return module_text(module)
