"""``derive show``: equations and closed forms of a study's models, in plain text, LaTeX or Python."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from dataclasses import asdict
from typing import Any

from derive.algebra.display import word_latex
from derive.algebra.operator import Op
from derive.commands.screen import Column, progress, table, wrapped, write, write_record
from derive.derivation import Derivation
from derive.emit.latex import latex
from derive.emit.plain import plain
from derive.emit.python import source as module_text
from derive.modules import module_of
from derive.pipeline import about, derive_model, find, load
from derive.statement import statement
from derive.study import Study

HELP = "show equations and closed forms"


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
    model, equations = derivation.model, derivation.equations
    pairs = zip(equations.states, equations.names, equations.right, strict=True) if equations else ()
    return {
        "name": model.name,
        "title": model.title,
        "parameters": [
            {"name": s.name, "latex": s.latex, "domain": s.domain.value, "unit": s.unit, "meaning": s.meaning}
            for s in model.symbols
        ],
        "hamiltonian": _formula(derivation, derivation.master.hamiltonian),
        "statement": list(statement(model)),
        "equations": [
            {"state": name, "state_latex": rf"\langle {word_latex(w)} \rangle", **_mean(derivation, op)}
            for w, name, op in pairs
        ],
        "closed_forms": [
            {"name": name, "text": plain(tree), "latex": latex(tree)} for name, tree in derivation.closed_forms.items()
        ],
        "steps": [{"rule": s.rule, "text": s.text, "source": s.source} for s in derivation.steps],
        "not_derived": [asdict(gap) for gap in derivation.gaps],
    }


def _formula(derivation: Derivation, op: Op) -> dict[str, str]:
    tree = derivation.operator(op)
    return {"text": plain(tree), "latex": latex(tree)}


def _mean(derivation: Derivation, op: Op) -> dict[str, str]:
    tree = derivation.mean(op)
    return {"text": plain(tree), "latex": latex(tree)}


def _plain(derivation: Derivation) -> str:
    model = derivation.model
    lines = [f"{model.name}: {model.title}" if model.title else model.name]
    rows = [(s.name, s.domain.value, s.unit, s.meaning) for s in model.symbols]
    if rows:
        lines += ["", table([Column(h) for h in ("parameter", "domain", "unit", "meaning")], rows)]
    hamiltonian = plain(derivation.operator(derivation.master.hamiltonian))
    lines += ["", "statement", wrapped(f"H/hbar = {hamiltonian}", "  ")]
    lines += [wrapped(line, "  ") for line in statement(model)[1:]]
    if derivation.equations:
        pairs = zip(derivation.equations.names, derivation.equations.right, strict=True)
        lines += ["", "equations of motion"]
        lines += [wrapped(f"d<{name}>/dt = {plain(derivation.mean(op))}", "  ") for name, op in pairs]
    if derivation.closed_forms:
        lines += ["", "steady state"]
        lines += [wrapped(f"{name} = {plain(tree)}", "  ") for name, tree in derivation.closed_forms.items()]
    if derivation.stability:
        stable = derivation.stability
        lines += ["", wrapped(f"stability: {'always stable; ' if stable.always else ''}{stable.reason}")]
        lines += [wrapped(f"{plain(derivation.tree(c))} > 0", "  ") for c in stable.conditions]
    return "\n".join([*lines, *_gaps(derivation)])


def _gaps(derivation: Derivation) -> list[str]:
    return ["", *(wrapped(str(gap)) for gap in derivation.gaps)] if derivation.gaps else []


def _latex(derivation: Derivation) -> str:
    model = derivation.model
    lines = [f"% {model.name}: {model.title}".rstrip(": ")]
    if derivation.equations:
        pairs = zip(derivation.equations.states, derivation.equations.right, strict=True)
        moved = [
            rf"\frac{{d}}{{dt}} \langle {word_latex(w)} \rangle &= {latex(derivation.mean(op))}" for w, op in pairs
        ]
        lines += ["% equations of motion", *_aligned(moved)]
    if derivation.closed_forms:
        forms = [f"{derivation.printed[name]} &= {latex(tree)}" for name, tree in derivation.closed_forms.items()]
        lines += ["% steady state", *_aligned(forms)]
    lines += [f"% {gap}" for gap in derivation.gaps]
    return "\n".join(lines)


def _aligned(lines: list[str]) -> list[str]:
    return [r"\begin{align*}", " \\\\\n".join(lines), r"\end{align*}"]


def _steps(derivation: Derivation) -> str:
    lines = [derivation.model.name]
    for number, step in enumerate(derivation.steps, 1):
        source = f" [{step.source}]" if step.source else ""
        lines.append(wrapped(f"{number}. {step.rule}: {step.text}{source}", "  "))
        for what, value in step.items:
            tree = derivation.operator(value) if isinstance(value, Op) else derivation.tree(value)
            lines.append(wrapped(f"{what} = {plain(tree)}", "     "))
    return "\n".join([*lines, *_gaps(derivation)])


def _python(study: Study, name: str) -> str:
    """The module of one model; one that does not close has none, and says why."""
    return module_text(module_of(study.model(name)))
