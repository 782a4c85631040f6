"""Verdicts and audits as a reader of a terminal wants them: a table of all, or one in full."""

from __future__ import annotations

from collections.abc import Sequence

from derive.audits.record import Finding, Outcome
from derive.claims.claim import BAD, Decision, Verdict
from derive.commands.screen import Column, table, wrapped
from derive.emit.printed import chained

COUNTED = {
    Decision.HOLDS: "hold",
    Decision.HOLDS_IF: "hold under a condition",
    Decision.DEFINITION: "definitions",
    Decision.UNDECIDED: "undecided",
    Decision.WRONG: "wrong",
    Decision.UNREADABLE: "unreadable",
}


def verdict_table(verdicts: Sequence[Verdict]) -> str:
    """One line a claim: tag, verdict, assumptions, and what a reader wants to see first."""
    columns = (Column("tag"), Column("verdict"), Column("under", 1, wraps=True), Column("printed, or what is wrong", 1))
    rows = [(v.claim.tag, _decision(v), _under(v.under), _short(v)) for v in verdicts]
    return table(columns, rows)


def verdict_summary(verdicts: Sequence[Verdict]) -> str:
    """How many of each, and which of them are findings."""
    counts = [(sum(v.decision is d for v in verdicts), text) for d, text in COUNTED.items()]
    lines = ["verdicts: " + ", ".join(f"{count} {text}" for count, text in counts if count)]
    findings = [f"{v.claim.tag} ({v.decision.value})" for v in verdicts if v.is_finding]
    if findings:
        lines.append(f"findings that the claims do not expect: {', '.join(findings)}")
    return "\n".join(wrapped(line) for line in lines)


def verdict_text(verdict: Verdict) -> str:
    """Everything about one claim."""
    claim = verdict.claim
    parts = {
        "model": claim.model,
        "under": "; ".join(verdict.under),
        "printed": claim.latex,
        "read as": claim.reads,
        "stands for": ", ".join(claim.stands_for),
        "derived": verdict.derived,
        "witness": verdict.witness,
        "holds": verdict.repair,
        "evidence": verdict.evidence,
        "mended": claim.repair,
        "source": claim.source,
        "note": claim.note,
    }
    lines = [f"{claim.tag}: {_decision(verdict)}"]
    for name, text in parts.items():
        if text:
            first, *more = text.splitlines()
            lines.append(wrapped(f"{name + ':':10s}{first}", "  ", " " * 10))
            # A remark with a caret under a token must keep its columns.
            lines += [f"{'':12s}{line}" for line in more]
    return "\n".join(lines)


FIGURE = 40
"""Characters of the number that a finding begins with, where it is short enough to stand beside its subject."""


def audit_summary(name: str, findings: Sequence[Finding], told: set[Finding] | None = None) -> str:
    """How many audits of a model ended how, and those that failed or stayed open in full; expected failures by name.

    ``told`` holds what was written out of other models already, and takes up what is written out here: stages of one
    derivation share the conditions of their approximations.
    """
    told = set() if told is None else told
    counts = [(sum(f.outcome is o for f in findings), o.value) for o in Outcome]
    lines = [f"audits of {name}: " + ", ".join(f"{count} {text}" for count, text in counts if count)]
    known: dict[str, list[str]] = {}
    for f in findings:
        if f.outcome is Outcome.FAILED and f.expected:
            figure = f.detail.split(";")[0] if len(f.detail.split(";")[0]) < FIGURE else ""
            known.setdefault(f.audit, []).append(f.subject + (f": {figure}" if figure else ""))
    if known:
        named = "; ".join(f"{audit} ({', '.join(subjects)})" for audit, subjects in known.items())
        lines.append(wrapped(f"failed as expected: {named}; the report says how", "  "))
    open_ = [f for f in findings if f.is_alarm or f.outcome is Outcome.UNDECIDED]
    for f in open_:
        if f not in told:
            lines.append(wrapped(f"{f.outcome.value}: {f.audit}, {f.subject}: {f.detail}", "  "))
    if again := sum(f in told for f in open_):
        lines.append(f"  {again} as above")
    told.update(open_)
    return "\n".join(lines)


def _decision(verdict: Verdict) -> str:
    known = verdict.decision.value == verdict.claim.expected and verdict.decision in BAD
    return verdict.decision.value + " (as read)" * bool(verdict.claim.reads) + " (expected)" * known


def _under(under: Sequence[str]) -> str:
    """Conventions first, as they decide."""
    words, relations = chained(under)
    return "; ".join([*words, *map(_typed, relations)])


def _typed(relation: str) -> str:
    """A relation in LaTeX as one would type it."""
    return relation.replace(r"\to", "->").replace(r"\infty", "oo").replace("\\", "")


def _short(verdict: Verdict) -> str:
    if verdict.decision is Decision.WRONG:
        return f"holds: {verdict.repair}" if verdict.repair else verdict.witness or verdict.evidence
    told = verdict.decision in (Decision.UNDECIDED, Decision.UNREADABLE)
    return verdict.evidence if told else verdict.claim.latex
