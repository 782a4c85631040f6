"""``derive check``: judge the claims of a study, or one formula given on the command line."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from dataclasses import replace

from derive.claims.claim import Claim, ClaimSet, Verdict
from derive.commands.screen import progress, write, write_record
from derive.commands.tables import verdict_summary, verdict_table, verdict_text
from derive.errors import UsageError
from derive.near import nearest
from derive.pipeline import find, load, read_claims, verdicts_of
from derive.study import Study

HELP = "judge printed formulas against what is derived"


def add(parser: ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("model", metavar="MODEL", help="built-in study or model file")
    parser.add_argument("tags", nargs="*", metavar="TAG", help="claims to judge; by default all")
    parser.add_argument(
        "--latex",
        metavar="FORMULA",
        help="judge this formula instead, as printed (write --latex=... where it begins with a sign)",
    )
    parser.add_argument(
        "--assume", action="append", default=[], metavar="RELATION", help="an assumption of it, in LaTeX: 'F = 0'"
    )
    parser.add_argument(
        "--model", dest="name", default="", metavar="NAME", help="which model of the study it speaks of"
    )
    parser.add_argument("--json", action="store_true", help="print a list of records instead of text")


def execute(arguments: Namespace) -> int:
    """0 if all is well, 1 if a claim is wrong, undecided or unreadable that was not expected to be."""
    study = load(find(arguments.model))
    formula = arguments.latex is not None
    if formula and arguments.tags:
        raise UsageError("command line", "either tags or --latex must be given", "both", "leave one of them out")
    if not formula and (arguments.assume or arguments.name):
        raise UsageError("command line", "--assume and --model must go with --latex", "no --latex", "add the formula")
    if formula:
        study = _with_formula(study, arguments.latex, arguments.assume, arguments.name)
        # What cannot be read of the command line is wrong usage, and not a finding about the study.
        read_claims(study)
    tags = _tags(study, arguments.tags)
    with progress() as say:
        verdicts = verdicts_of(study, tags, say)
    if arguments.json:
        write_record([v.record() for v in verdicts])
    else:
        write(_text(verdicts, in_full=bool(tags) or formula))
    return int(any(v.is_finding for v in verdicts))


def _with_formula(study: Study, latex: str, assume: Sequence[str], name: str) -> Study:
    """The study with one claim instead of its own, read with the names of its own."""
    known = study.claims or ClaimSet(())
    model = study.model(name or known.model)
    claim = Claim("formula", latex, source="the command line", assume=tuple(assume))
    return replace(study, claims=replace(known, claims=(claim,), model=model.name))


def _tags(study: Study, tags: Sequence[str]) -> tuple[str, ...]:
    known = [c.tag for c in study.claims.claims] if study.claims else []
    if not known:
        raise UsageError(
            f"study {study.name!r}",
            "it must state claims",
            "none",
            "add claims = [...] to it, or give a formula: --latex",
        )
    for tag in tags:
        if tag not in known:
            raise UsageError(f"study {study.name!r}", "a tag must be one of its claims", repr(tag), nearest(tag, known))
    return tuple(tags)


def _text(verdicts: Sequence[Verdict], in_full: bool) -> str:
    if in_full:
        return "\n\n".join(map(verdict_text, verdicts))
    return "\n".join([verdict_table(verdicts), "", verdict_summary(verdicts)])
