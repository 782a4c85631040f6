"""What a run of a study came to: inert, in plain values, so that it can be written down and read back.

A `Chapter` keeps of a `Derivation` what later stages need, as text; a `Result` is the chapters, verdicts and files
of one study.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from derive.audits.record import Finding, Outcome
from derive.claims.claim import Claim, ClaimSet, Decision, Verdict
from derive.emit.blocks import Block, Cell, Equation, Formula, Math, Paragraph, Section, Table
from derive.engines.engine import Gap
from derive.forms import Form


@dataclass(frozen=True)
class Chapter:
    """One model of a study.

    Parameters
    ----------
    name : of the model.
    statement : digest of everything that the model states.
    source : text of the generated module; empty where there is none.  It is remembered as the file it is.
    sections : the model's part of the report.
    forms : canonical results, for comparisons.
    findings : the audits' answers.
    gaps : what could not be derived, and why.
    """

    name: str
    statement: str
    source: str
    sections: tuple[Section, ...]
    forms: tuple[Form, ...]
    findings: tuple[Finding, ...]
    gaps: tuple[Gap, ...]

    @property
    def failed(self) -> tuple[Finding, ...]:
        """The audits that failed."""
        return tuple(f for f in self.findings if f.outcome is Outcome.FAILED)

    def to_json(self) -> dict[str, Any]:
        """Plain values; `chapter_of` reads them back."""
        record = asdict(replace(self, sections=()))
        del record["source"]
        for finding in record["findings"]:
            finding["outcome"] = finding["outcome"].value
        blocks = [{"title": s.title, "blocks": [_plain_block(b) for b in s.blocks]} for s in self.sections]
        return {**record, "sections": blocks, "has_source": bool(self.source)}


def chapter_of(record: Mapping[str, Any], source: Callable[[str], str]) -> Chapter:
    """The chapter that `Chapter.to_json` wrote; ``source`` finds the text of the module of a model."""
    findings = tuple(Finding(**{**f, "outcome": Outcome(f["outcome"])}) for f in record["findings"])
    forms = tuple(Form(**f) for f in record["forms"])
    gaps = tuple(Gap(**g) for g in record["gaps"])
    sections = tuple(Section(s["title"], tuple(map(_block, s["blocks"]))) for s in record["sections"])
    text = source(record["name"]) if record["has_source"] else ""
    return Chapter(record["name"], record["statement"], text, sections, forms, findings, gaps)


def _plain_block(block: Block) -> list[Any]:
    """A block of the report as a list that names its kind."""
    match block:
        case Paragraph(text, lead):
            return ["paragraph", text, lead]
        case Equation(formula, tag, label, text):
            return ["equation", formula, tag, label, text]
        case Table(columns, rows):
            return ["table", columns, [[_plain_cell(c) for c in row] for row in rows]]
        case Formula():
            raise TypeError("the sections of a chapter hold no trees")


def _plain_cell(cell: Cell) -> Any:
    return [cell.latex, cell.text] if isinstance(cell, Math) else cell


def _block(plain: Sequence[Any]) -> Block:
    kind, *parts = plain
    if kind == "paragraph":
        return Paragraph(*parts)
    if kind == "equation":
        return Equation(_formula(parts[0]), *parts[1:])
    rows = (tuple(Math(_formula(c[0]), c[1]) if isinstance(c, list) else c for c in row) for row in parts[1])
    return Table(tuple(parts[0]), tuple(rows))


def _formula(plain: Any) -> str | tuple[str, ...]:
    """A formula on one line, or on several."""
    return plain if isinstance(plain, str) else tuple(plain)


def verdict_of(record: Mapping[str, Any]) -> Verdict:
    """The verdict that `Verdict.record` wrote, with what the record keeps of its claim."""
    claim = Claim(
        record["tag"],
        record["printed"],
        record["kind"],
        record["source"],
        repair=record["mended"],
        expected=record["expected"],
        model=record["model"],
        reads=record["read_as"],
        scope=record["scope"],
    )
    texts = {name: record[name] for name in ("derived", "witness", "repair", "evidence")}
    return Verdict(claim, Decision(record["verdict"]), tuple(record["under"]), **texts)


def with_claims(verdicts: Iterable[Verdict], claims: ClaimSet | None) -> tuple[Verdict, ...]:
    """Remembered verdicts with the claims they were made of, which hold more than their records."""
    known = {c.tag: c for c in claims.claims} if claims else {}
    return tuple(replace(v, claim=known.get(v.claim.tag, v.claim)) for v in verdicts)


@dataclass(frozen=True)
class Result:
    """One study after a run.

    Parameters
    ----------
    study : its name.
    chapters : one a model, in the order stated.
    verdicts : one a claim.
    derived : names of the models that were derived in this run; the others were kept.
    fresh : whether nothing had changed, so that nothing was looked at again.
    written : files that this run wrote or replaced.
    removed : files of earlier runs that this run removed.
    """

    study: str
    chapters: tuple[Chapter, ...]
    verdicts: tuple[Verdict, ...]
    derived: tuple[str, ...] = ()
    fresh: bool = False
    written: tuple[Path, ...] = ()
    removed: tuple[Path, ...] = ()

    @property
    def is_finding(self) -> bool:
        """Whether an audit failed, or a claim is wrong or undecided that its author did not expect to be."""
        return any(f.is_alarm for c in self.chapters for f in c.failed) or any(v.is_finding for v in self.verdicts)

    def to_json(self) -> dict[str, Any]:
        """What ``derive run --json`` prints of it."""
        return {
            "study": self.study,
            "finding": self.is_finding,
            "unchanged": self.fresh,
            "derived": list(self.derived),
            "written": [str(p) for p in self.written],
            "removed": [str(p) for p in self.removed],
            "models": [_model(c) for c in self.chapters],
            "verdicts": [v.record() for v in self.verdicts],
        }


def _model(chapter: Chapter) -> dict[str, Any]:
    return {
        "name": chapter.name,
        "equations": sum(f.kind == "equation" for f in chapter.forms),
        "closed_forms": [f.name for f in chapter.forms if f.kind == "closed form"],
        "not_derived": [asdict(gap) for gap in chapter.gaps],
        "audits": [{**asdict(f), "outcome": f.outcome.value} for f in chapter.findings],
    }
