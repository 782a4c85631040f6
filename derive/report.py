"""The report of a study: an article that reads like a paper's supplement, as inert sections.

In: a `Derivation` for each model, then the verdicts.  Out: `derive.emit.document.Section`s and the article's text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from derive.algebra.display import word_latex
from derive.algebra.operator import Op
from derive.audits.record import Finding, Outcome
from derive.claims.claim import ClaimSet, Decision, Verdict
from derive.derivation import Derivation, Gap
from derive.emit.document import PAGE, Block, Cell, Equation, Math, Paragraph, Section, Table, document
from derive.emit.latex import latex
from derive.emit.linebreak import broken, width
from derive.emit.printed import as_displayed, chained
from derive.exact.scalar import Scalar
from derive.expr import Matrix
from derive.model import Bath, Model
from derive.rules.gaussian import Langevin, Rows
from derive.study import Study

CONVENTIONS = (
    "Hamiltonians are angular frequencies (the reduced Planck constant is one). A bath with coupling operator L, "
    "occupation N and squeezing M adds (N + 1) D[L] + N D[L.dag] and the squeezing terms, where D[L] rho = L rho "
    "L.dag - (L.dag L rho + rho L.dag L)/2. Quadratures are x = (c + c.dag)/sqrt(2) and p = -i (c - c.dag)/sqrt(2); "
    "the covariance of the vacuum is 1/2."
)
WIDEST = 1.2
"""Widths of the page that a matrix may have to be shown whole, in smaller type."""
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
    parts: list[tuple[str, Sequence[Block]]] = [
        (derivation.model.title or "the model", _statement(derivation)),
        ("steps of the derivation", _steps(derivation)),
        ("equations of motion", _equations(derivation)),
        ("Langevin form", _langevin(derivation, derivation.langevin) if derivation.langevin else ()),
        ("steady state", _closed_forms(derivation)),
        ("stability", _stability(derivation)),
        ("what could not be derived", [_gap(gap) for gap in derivation.gaps]),
        ("audits", _audits(findings)),
    ]
    return tuple(Section(f"{name}: {title}", tuple(blocks)) for title, blocks in parts if blocks)


# -- symbols ----------------------------------------------------------------------------------------------------------


def _symbols(models: Iterable[Model]) -> Section:
    models = tuple(models)
    known = {s.name: s for model in models for s in model.symbols}
    rows: list[tuple[Cell, ...]] = [
        (Math(s.latex), s.name, s.domain.value, s.unit, s.meaning or "-") for s in known.values()
    ]
    columns = ("Symbol", "Name", "Domain", "Unit", "Meaning")
    blocks: list[Block] = [Paragraph(CONVENTIONS)]
    return Section("Symbols and conventions", (*blocks, Table(columns, tuple(rows))) if rows else tuple(blocks))


# -- one model --------------------------------------------------------------------------------------------------------


def _statement(derivation: Derivation) -> list[Block]:
    model = derivation.model
    blocks: list[Block] = [
        Paragraph(text) for text in (model.source and f"Source: {model.source}.", *model.notes) if text
    ]
    blocks += [Paragraph("The Hamiltonian, as stated:"), Equation(f"H = {_operator(derivation, model.hamiltonian)}")]
    for cascade in model.cascades:
        line = r" \;\longrightarrow\; ".join(_operator(derivation, stage) for stage in cascade.stages)
        blocks += [Paragraph("A one-way channel, through which each stage drives the next:"), Equation(line)]
    if model.cascades:
        resolved = _operator(derivation, derivation.master.hamiltonian)
        blocks += [Paragraph("With the channels resolved, the Hamiltonian is"), Equation(f"H = {resolved}")]
    if derivation.master.baths:
        baths = tuple(_bath(derivation, bath) for bath in derivation.master.baths)
        columns = ("Input", "Operator", "Rate", "Occupation", "Squeezing")
        heading = "Baths, those of the channels last:" if model.cascades else "Baths:"
        blocks += [Paragraph(heading), Table(columns, baths)]
    if model.definitions:
        lines = [rf"{d.symbol.latex()} = {d.value.latex()}" for d in model.definitions]
        blocks += [Paragraph("Abbreviations:"), Equation(r" \qquad ".join(lines))]
    if model.observables:
        rows = tuple(
            (Math(o.latex), o.name, Math(_operator(derivation, o.operator)), o.unit) for o in model.observables
        )
        blocks += [Paragraph("Asked for:"), Table(("Quantity", "Name", "Operator", "Unit"), rows)]
    return blocks


def _bath(derivation: Derivation, bath: Bath) -> tuple[Cell, ...]:
    scalars = (Math(_scalar(derivation, value)) for value in (bath.rate, bath.occupation, bath.squeezing))
    return (Math(bath.latex), Math(_operator(derivation, bath.operator)), *scalars)


def _steps(derivation: Derivation) -> list[Block]:
    blocks: list[Block] = []
    for number, step in enumerate(derivation.steps, 1):
        source = f" [{step.source}]" if step.source else ""
        blocks.append(Paragraph(f"{number}. {step.rule[:1].upper()}{step.rule[1:]}. {step.text}{source}"))
        for what, value in step.items:
            printed = _operator(derivation, value) if isinstance(value, Op) else _scalar(derivation, value)
            blocks += [Paragraph(f"The {what}:"), Equation(printed)]
    return blocks


def _equations(derivation: Derivation) -> list[Block]:
    equations = derivation.equations
    if equations is None:
        return []
    return [
        Equation(rf"\frac{{d}}{{dt}} \langle {word_latex(word)} \rangle = {latex(derivation.mean(op))}")
        for word, op in zip(equations.states, equations.right, strict=True)
    ]


def _langevin(derivation: Derivation, linear: Langevin) -> list[Block]:
    modes = ", ".join(mode.latex_symbol for mode in linear.modes)
    blocks: list[Block] = [Paragraph("Mode operators, driven by the inputs of the baths:")]
    for k, mode in enumerate(linear.modes):
        right = _operator(derivation, linear.right(k))
        blocks.append(Equation(rf"\frac{{d}}{{dt}} {mode.latex_symbol} = {right}"))
    blocks += [
        Paragraph(
            "The covariance V of the quadratures obeys dV/dt = A V + V A^T + N; drift and diffusion matrix in the order"
        ),
        Equation(r"R = (\hat{x}_1, \hat{p}_1, \hat{x}_2, \hat{p}_2, \ldots)^{T} \text{ of } " + modes + r"\text{:}"),
        *_matrix(derivation, "A", linear.quadrature_drift, symmetric=False),
        *_matrix(derivation, "N", linear.diffusion, symmetric=True),
    ]
    return blocks


def _closed_forms(derivation: Derivation) -> list[Block]:
    return [Equation(f"{derivation.printed[name]} = {latex(tree)}") for name, tree in derivation.closed_forms.items()]


def _stability(derivation: Derivation) -> list[Block]:
    stable = derivation.stability
    if stable is None:
        return []
    if stable.always:
        return [Paragraph(f"Stable for all parameters in their domains ({stable.reason}).")]
    if not stable.conditions:
        return [Paragraph(f"Decided by numbers only: {stable.reason}.")]
    conditions = [Equation(f"{_scalar(derivation, c)} > 0") for c in stable.conditions]
    return [Paragraph(f"Stable exactly if ({stable.reason})"), *conditions]


def _gap(gap: Gap) -> Paragraph:
    text = str(gap)
    return Paragraph(f"{text[:1].upper()}{text[1:].rstrip('.')}.")


def _audits(findings: Sequence[Finding]) -> list[Block]:
    rows = tuple((f.audit, f.subject, f.outcome.value, f.detail) for f in findings)
    failed = sum(f.outcome is Outcome.FAILED for f in findings)
    verdict = f"{failed} of {len(rows)} failed." if failed else f"None of {len(rows)} failed."
    return [Paragraph(verdict), Table(("Audit", "Subject", "Outcome", "Detail"), rows)] if rows else []


def _operator(derivation: Derivation, op: Op) -> str:
    return latex(derivation.operator(op))


def _scalar(derivation: Derivation, value: Scalar) -> str:
    return latex(derivation.tree(value))


def _matrix(derivation: Derivation, name: str, rows: Rows, symmetric: bool) -> list[Block]:
    """A matrix where it can be read on a page, else its entries one by one."""
    trees = [[derivation.tree(c) for c in row] for row in rows]
    if sum(max(width(latex(tree)) for tree in column) for column in zip(*trees, strict=True)) < WIDEST * PAGE:
        return [Equation(f"{name} = {latex(Matrix(tuple(map(tuple, trees))))}")]
    entries = [
        Equation(
            f"{name}_{{{i},{j}}}" + (f" = {name}_{{{j},{i}}}" if symmetric and i < j else "") + f" = {latex(tree)}"
        )
        for i, row in enumerate(trees, 1)
        for j, tree in enumerate(row, 1)
        if rows[i - 1][j - 1] and not (symmetric and i > j)
    ]
    return [*entries, Paragraph(f"All other entries of {name} are zero.")]


# -- verdicts ---------------------------------------------------------------------------------------------------------


def _verdicts(claims: ClaimSet, verdicts: Sequence[Verdict]) -> tuple[Section, ...]:
    """A table of all, then the evidence for each that is more than a definition."""
    if not verdicts:
        return ()
    table = Table(("Tag", "Verdict", "Assumptions", "Convention", "Source"), tuple(_row(v, claims) for v in verdicts))
    judged = [v for v in verdicts if v.decision is not Decision.DEFINITION]
    told = [Section(f"Claim {v.claim.tag}: {v.decision.value}", tuple(_verdict(v))) for v in judged]
    return Section("Verdicts", (Paragraph(_count(verdicts)), table)), *told


def _row(verdict: Verdict, claims: ClaimSet) -> tuple[Cell, ...]:
    words, relations = chained(verdict.under)
    assumptions = Math(tuple(relations)) if relations else "-"
    source = verdict.claim.source or claims.source or "-"
    return verdict.claim.tag, verdict.decision.value, assumptions, "; ".join(words) or "-", source


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
        "Assumed": r" \quad ".join(relations),
        "Derived": verdict.derived,
        "Nearest form that holds": verdict.repair,
    }
    for what, formula in formulas.items():
        blocks += _shown(what, formula) if formula else []
    texts = {
        "Convention": "; ".join(words),
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
