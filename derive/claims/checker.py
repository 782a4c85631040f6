"""Deciding the claims of a set: formulas by a `Judge` for each model, words by audits and by measurements.

A numbered equation says more than an experiment can see: one is never enough for `Decision.HOLDS`, and numbers alone do
not refute it.  A formula that is judged in a special case (`Claim.scope`) holds there, and is refuted by it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import Any

from derive.audits.record import Finding, Outcome
from derive.claims.claim import Claim, ClaimSet, Decision, Verdict
from derive.claims.judge import Judge
from derive.claims.measurement import Measurement
from derive.engines import engine_of
from derive.engines.engine import silent
from derive.errors import ClaimError, LatexError
from derive.near import nearest

SAID = {
    Decision.HOLDS: "holds",
    Decision.HOLDS_IF: "holds under a condition",
    Decision.DEFINITION: "is a definition",
    Decision.UNDECIDED: "is undecided",
    Decision.UNREADABLE: "cannot be read",
    Decision.WRONG: "is wrong too",
}


@dataclass(frozen=True)
class Evidence:
    """What decides claims in words.

    Parameters
    ----------
    findings : what the audits found of the model of a name.
    measure : runs the experiment of a name; ``None`` where there are no numerics at hand.
    """

    findings: Callable[[str], Sequence[Finding]]
    measure: Callable[[str], Measurement] | None = None


def check(
    claims: ClaimSet,
    models: Mapping[str, Any],
    tags: Sequence[str] = (),
    progress: Callable[[str], None] | None = None,
    evidence: Evidence | None = None,
) -> tuple[Verdict, ...]:
    """The verdict of every claim, or of those with the given tags, in the order of the set.

    Parameters
    ----------
    claims, models : the set, and the models it may speak of by their names.
    tags : the claims to judge; by default all.
    progress : told the tag of each claim.
    evidence : what decides claims in words; without it audits are run when asked for, and nothing is measured.

    Raises
    ------
    ClaimError
        for an unknown tag or model.  A formula that cannot be read is no error but unreadable, one that cannot be
        evaluated is undecided.
    """
    checker = Checker(claims, models, evidence)
    for tag in tags:
        checker.claim(tag)
    verdicts = []
    for claim in claims.claims:
        if not tags or claim.tag in tags:
            if progress:
                progress(claim.tag)
            verdicts.append(checker.verdict(claim))
    known = {v.claim.tag: v for v in verdicts}
    return tuple(checker.compared(verdict, known) for verdict in verdicts)


class Checker:
    """Judges the claims of one set against the models of one study; one at a time."""

    def __init__(self, claims: ClaimSet, models: Mapping[str, Any], evidence: Evidence | None = None):
        self.claims, self.models = claims, models
        self.main = claims.model or next(iter(models))
        self.evidence = evidence or Evidence(cache(self._audited))
        self._judges: dict[str, Judge] = {}
        for where, name in (("claims", self.main), *((f"claim {c.tag}", self._model(c)) for c in claims.claims)):
            if name not in models:
                raise ClaimError(where, f"model must be one of {', '.join(models)}", repr(name))
        for claim in claims.claims:
            if claim.against:
                self.claim(claim.against)

    def claim(self, tag: str) -> Claim:
        """The claim of a tag.

        Raises
        ------
        ClaimError
            when there is none.
        """
        known = {c.tag: c for c in self.claims.claims}
        if tag not in known:
            raise ClaimError(f"tag {tag!r}", "a tag must be one of the claims", "no such tag", nearest(tag, known))
        return known[tag]

    def read(self) -> None:
        """Read all formulas and decide none.

        Raises
        ------
        LatexError
            for a formula that cannot be read.
        """
        for claim in self.claims.claims:
            if not claim.in_words and not claim.definition:
                reading = self.judge(claim).reading
                reading.relations(claim)
                reading.assumptions(claim)

    def verdict(self, claim: Claim) -> Verdict:
        """Decide one claim by itself."""
        return self._found(claim).in_scope

    def _found(self, claim: Claim) -> Verdict:
        """What was found of it, its scope apart."""
        if claim.open:
            return Verdict(claim, Decision.UNDECIDED, claim.assume, evidence=claim.open)
        if claim.audit:
            found = _by_audit(claim, self.evidence.findings(self._model(claim)))
            return found.resting_on(self._quantities[self._model(claim)].assumed((), True))
        if claim.measured:
            return self._by_measurement(claim)
        try:
            return self.judge(claim).verdict(claim)
        except LatexError as error:
            return Verdict(claim, Decision.UNREADABLE, evidence=str(error))

    def compared(self, verdict: Verdict, known: Mapping[str, Verdict]) -> Verdict:
        """A wrong verdict with a word on the claim that says otherwise, where one is named.

        ``known`` are verdicts by their tags; one that is not among them is found.
        """
        other = verdict.claim.against
        if verdict.decision is not Decision.WRONG or not other:
            return verdict
        found = known[other] if other in known else self.verdict(self.claim(other))
        said = f"Inconsistent with ({other}), which {SAID[found.decision]}."
        return replace(verdict, evidence=f"{verdict.evidence} {said}".strip())

    def _by_measurement(self, claim: Claim) -> Verdict:
        if self.evidence.measure is None:
            evidence = f"No numerics at hand to run the experiment {claim.measured!r}."
            return Verdict(claim, Decision.UNDECIDED, claim.assume, evidence=evidence)
        found = self.evidence.measure(claim.measured)
        by = "by derivation, for" if found.exact else "by experiment, at"
        at = f"{by} {', '.join(found.under)}" if found.under else by.partition(",")[0]
        return Verdict(claim, _measured(claim, found), (*claim.assume, at), evidence=found.text)

    def _model(self, claim: Claim) -> str:
        return claim.model or self.main

    def judge(self, claim: Claim) -> Judge:
        """Who judges a claim that is a formula: one for each model."""
        name = self._model(claim)
        if name not in self._judges:
            self._judges[name] = Judge(self.claims, self._quantities, self._quantities[name])
        return self._judges[name]

    @cached_property
    def _quantities(self) -> dict[str, Any]:
        return {name: engine_of(model).quantities(model) for name, model in self.models.items()}

    def _audited(self, name: str) -> Sequence[Finding]:
        model = self.models[name]
        return engine_of(model).derive(model, silent).findings()


def _measured(claim: Claim, found: Measurement) -> Decision:
    """What an experiment decides: words; an equation in its case alone, and that one fails only where it is derived."""
    if found.holds is None:
        return Decision.UNDECIDED
    if claim.kind != "equation":
        return Decision.HOLDS if found.holds else Decision.WRONG
    if found.holds:
        return Decision.HOLDS_IF
    return Decision.WRONG if found.exact else Decision.UNDECIDED


def _by_audit(claim: Claim, findings: Iterable[Finding]) -> Verdict:
    """An audit of several things failed if one of them did, and passed if all did that it applies to."""
    findings = tuple(findings)
    named = [f for f in findings if f.audit == claim.audit and claim.subject in ("", f.subject)]
    applied = [f for f in named if f.outcome not in (Outcome.NOT_APPLICABLE, Outcome.NOTED)]
    failed = [f for f in applied if f.outcome is Outcome.FAILED]
    told = "; ".join(f"{f.subject}: {f.detail}" for f in failed or applied or named)
    found = Outcome.FAILED if failed else None
    if applied and all(f.outcome is Outcome.PASSED for f in applied):
        found = Outcome.PASSED
    if found is None:
        open_ = f"The audit {claim.audit!r} does not decide it. {told}".strip()
        return Verdict(claim, Decision.UNDECIDED, claim.assume, evidence=open_ if named else _unknown(claim, findings))
    decision = Decision.HOLDS if found.value == claim.outcome else Decision.WRONG
    evidence = f"The audit {claim.audit!r} {found.value}. {told}"
    return Verdict(claim, decision, claim.assume, evidence=evidence)


def _unknown(claim: Claim, findings: Sequence[Finding]) -> str:
    """What to say of an audit that found nothing: the audits and subjects there are."""
    subjects = [f.subject for f in findings if f.audit == claim.audit]
    if subjects:
        return f"The audit {claim.audit!r} has no subject {claim.subject!r}: {nearest(claim.subject, subjects)}"
    return f"There is no audit {claim.audit!r} of this model: {nearest(claim.audit, [f.audit for f in findings])}"
