"""The report of a study: an article that reads like a paper's supplement, as inert sections.

In: a `Derivation` for each model, then the verdicts.  Out: `derive.emit.blocks.Section`s and the article's text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from derive.audits.record import Finding, Outcome
from derive.claims.claim import ClaimSet, Decision, Verdict
from derive.emit.blocks import Block, Cell, Equation, Formula, Math, Paragraph, Section, Table
from derive.emit.document import PAGE, document
from derive.emit.linebreak import broken, width
from derive.emit.printed import as_displayed, chained
from derive.engines import engine_of
from derive.engines.engine import Derivation, Gap, Stated
from derive.study import Study

UNREADABLE = 2.5
"""Widths of the page beyond which a line made to fit could not be read."""


def report(study: Study, sections: Iterable[Section], verdicts: Sequence[Verdict]) -> str:
    """The article of a study as LaTeX.

    Parameters
    ----------
    study : gives the symbols and the claims' own words.
    sections : those of its models, in their order; see `sections_of`.
    verdicts : one a claim.
    """
    ends = _verdicts(study.claims, verdicts) if study.claims else ()
    return document(_title(study), [_symbols(study.models.values()), *sections, *ends])


def _title(study: Study) -> str:
    """The source of the claims, else the title of the only model, behind the study's name."""
    titles = [model.title for model in study.models.values()]
    words = study.claims.source if study.claims else titles[0] if len(titles) == 1 else ""
    return f"{study.name}: {words}" if words else study.name


def sections_of(derivation: Derivation, findings: Sequence[Finding]) -> tuple[Section, ...]:
    """The part of the report that one model has: statement, steps, equations, closed forms, audits."""
    name = derivation.model.name
    parts = [(part.title, part.blocks) for part in derivation.parts()]
    parts += [
        ("what could not be derived", tuple(map(_gap, derivation.gaps))),
        ("audits", _audits(findings)),
    ]
    return tuple(Section(f"{name}: {title}", _inert(blocks)) for title, blocks in parts if blocks)


def _inert(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Blocks without trees, which can be written down and read back."""
    return tuple(b for block in blocks for b in (block.inert if isinstance(block, Formula) else (block,)))


# -- symbols ----------------------------------------------------------------------------------------------------------


def _symbols(models: Iterable[Stated]) -> Section:
    models = tuple(models)
    conventions = dict.fromkeys(engine_of(model).conventions for model in models)
    known = {s.name: s for model in models for s in model.symbols}
    rows: list[tuple[Cell, ...]] = [
        (Math(s.latex), s.name, s.domain.value, s.unit, s.meaning or "-") for s in known.values()
    ]
    columns = ("Symbol", "Name", "Domain", "Unit", "Meaning")
    blocks: list[Block] = [Paragraph(text) for text in conventions if text]
    return Section("Symbols and conventions", (*blocks, Table(columns, tuple(rows))) if rows else tuple(blocks))


def _gap(gap: Gap) -> Paragraph:
    text = str(gap)
    return Paragraph(f"{text[:1].upper()}{text[1:].rstrip('.')}.")


def _audits(findings: Sequence[Finding]) -> tuple[Block, ...]:
    rows = tuple((f.audit, f.subject, f.outcome.value + " (expected)" * f.expected, f.detail) for f in findings)
    failed = sum(f.outcome is Outcome.FAILED for f in findings)
    verdict = f"{failed} of {len(rows)} failed." if failed else f"None of {len(rows)} failed."
    return (Paragraph(verdict), Table(("Audit", "Subject", "Outcome", "Detail"), rows)) if rows else ()


# -- verdicts ---------------------------------------------------------------------------------------------------------


def _verdicts(claims: ClaimSet, verdicts: Sequence[Verdict]) -> tuple[Section, ...]:
    """A table of all, then the evidence for each that is more than a definition."""
    if not verdicts:
        return ()
    table = Table(("Tag", "Verdict", "Assumptions", "Condition", "Source"), tuple(_row(v, claims) for v in verdicts))
    judged = [v for v in verdicts if v.decision is not Decision.DEFINITION]
    told = [Section(f"Claim {v.claim.tag}: {v.decision.value}", tuple(_verdict(v))) for v in judged]
    return Section("Verdicts", (Paragraph(_count(verdicts)), table)), *told


def _row(verdict: Verdict, claims: ClaimSet) -> tuple[Cell, ...]:
    words, relations = chained(verdict.under)
    assumptions = Math(tuple(relations)) if relations else "-"
    source = verdict.claim.source or claims.source or "-"
    decision = verdict.decision.value + " (as read)" * bool(verdict.claim.reads)
    return verdict.claim.tag, decision, assumptions, "; ".join(words) or "-", source


def _count(verdicts: Sequence[Verdict]) -> str:
    counts = [(d.value, sum(v.decision is d for v in verdicts)) for d in Decision]
    return ", ".join(f"{count} {name}" for name, count in counts if count) + "."


def _verdict(verdict: Verdict) -> list[Block]:
    claim = verdict.claim
    words, relations = chained(verdict.under)
    blocks: list[Block] = [Paragraph(verdict.evidence)] if verdict.evidence else []
    blocks += _shown("Printed", claim.latex, claim.tag)
    formulas = {
        "Read as": claim.reads,
        "Stands for": r" \quad ".join(claim.stands_for),
        "Assumed": r" \quad ".join(relations),
        "Derived": verdict.derived,
        "Nearest form that holds": verdict.repair,
    }
    for what, formula in formulas.items():
        blocks += _shown(what, formula) if formula else []
    texts = {
        "Model": claim.model,
        "Condition": "; ".join(words),
        "Witness": verdict.witness,
        "Mended": claim.repair,
        "Note": claim.note,
        "Expected": claim.expected,
    }
    return [*blocks, *(Paragraph(f"{what}: {text}") for what, text in texts.items() if text)]


def _shown(what: str, formula: str, tag: str = "") -> list[Block]:
    """A formula as mathematics; as its source where it would not compile by itself, or be too small to read."""
    displayed = as_displayed(formula)
    if displayed is None:
        return [Paragraph(f"{what}: {formula}")]
    if max(map(width, broken(displayed, PAGE))) > UNREADABLE * PAGE:
        return [Paragraph(f"{what}: too wide for a page ({len(formula)} characters of LaTeX).")]
    return [Paragraph(f"{what}:"), Equation(displayed, tag)]
