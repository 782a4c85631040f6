"""Deciding printed formulas by what was derived.

A relation holds if the difference of its sides is zero in canonical form, over the field of rational functions
in the parameters, after the printed assumptions are put in.  If it fails as printed, the declared conventions
are tried; a formula that holds under one of them only is ``holds-if``.  What leaves the field is judged by ball
arithmetic, which can refute and cannot prove.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from itertools import combinations
from typing import Any

from derive.algebra.operator import Op
from derive.claims.assumptions import EQUALITIES, Assumptions
from derive.claims.balls import PRECISION
from derive.claims.claim import Claim, ClaimSet, Convention, Decision, Verdict
from derive.claims.derived import Derived
from derive.claims.motion import rates_put_in
from derive.claims.numerical import enclosures
from derive.claims.reader import Relation
from derive.claims.reading import Reading, is_moving
from derive.claims.repair import nearest_repair
from derive.claims.values import Grid, Mean, Modulus
from derive.claims.witness import witness
from derive.emit.latex import latex
from derive.errors import ClaimError, DeriveError, LatexError
from derive.exact.collect import Style
from derive.exact.gauge import ungauged
from derive.exact.scalar import Scalar
from derive.exact.shape import shaped
from derive.expr import Node
from derive.model import Model


def check(
    claims: ClaimSet,
    models: Mapping[str, Model],
    tags: Sequence[str] = (),
    progress: Callable[[str], None] | None = None,
) -> tuple[Verdict, ...]:
    """The verdict of every claim, or of those with the given tags, in the order of the set.

    Raises
    ------
    ClaimError
        for an unknown tag or model.
    LatexError
        for a formula that cannot be read.  One that cannot be evaluated is no error but undecided.
    """
    checker = Checker(claims, models)
    known = [c.tag for c in claims.claims]
    for tag in tags:
        if tag not in known:
            near = ", ".join(get_close_matches(tag, known, 3)) or ", ".join(known)
            raise ClaimError(f"tag {tag!r}", "a tag must be one of the claims", "no such tag", f"try {near}")
    verdicts = []
    for claim in claims.claims:
        if not tags or claim.tag in tags:
            if progress:
                progress(claim.tag)
            verdicts.append(checker.verdict(claim))
    return tuple(verdicts)


@dataclass(frozen=True)
class Trial:
    """One relation, evaluated under one reading."""

    relation: Relation
    values: tuple[Any, ...]
    differences: tuple[Any, ...]

    @property
    def holds(self) -> bool:
        """Whether every side equals the first."""
        return not any(map(bool, self.differences))


class Checker:
    """Judges the claims of one set against the models of one study."""

    def __init__(self, claims: ClaimSet, models: Mapping[str, Model]):
        derived = {name: Derived(model) for name, model in models.items()}
        main = claims.model or next(iter(models))
        if main not in derived:
            raise ClaimError("claims", f"model must be one of {', '.join(models)}", repr(main))
        self.claims, self.main = claims, derived[main]
        self.reading = Reading(claims, derived, self.main)
        self.style = Style(self.main.model.definitions)

    def verdict(self, claim: Claim) -> Verdict:
        """Decide one claim; what stops the decision is the evidence of an undecided one."""
        try:
            relations = self.reading.relations(claim)
        except LatexError as error:
            if claim.definition:
                evidence = f"Introduces notation; nothing to judge. Not read: {error.got}."
                return Verdict(claim, Decision.DEFINITION, evidence=evidence)
            raise
        if claim.definition:
            return self._definition(claim, relations)
        try:
            return self._judged(claim)
        except LatexError:
            raise
        except DeriveError as error:
            return self._numerically(claim, relations, error)

    def _definition(self, claim: Claim, relations: Sequence[Relation]) -> Verdict:
        """A definition is not judged, but where its names are mapped it must agree with the map."""
        try:
            trials = self._trials(claim, ())
        except DeriveError as error:
            return Verdict(claim, Decision.DEFINITION, claim.assume, evidence=f"Not evaluated: {error.got}.")
        if all(t.holds for t in trials):
            return Verdict(
                claim, Decision.DEFINITION, claim.assume, evidence="Agrees with the derived quantity it names."
            )
        verdict = self._judged(claim)
        return replace(verdict, evidence=f"A definition that differs from the derived quantity. {verdict.evidence}")

    def _judged(self, claim: Claim) -> Verdict:
        """As printed first; then under the declared conventions, the fewest first."""
        first = self._trials(claim, ())
        if all(t.holds for t in first):
            evidence = "Exact: both sides have the same canonical form over the parameters' field."
            return Verdict(claim, Decision.HOLDS, claim.assume, self._derived(first), evidence=evidence)
        failed = next(t for t in first if not t.holds)
        found = witness(failed.values, failed.differences)
        for choice in self._readings(claim):
            trials = self._trials_or_none(claim, choice)
            if trials and all(t.holds for t in trials):
                under = (*claim.assume, *(c.text for c in choice))
                evidence = (
                    "Exact under the convention named; as printed, with the names as first defined, it fails: " + found
                )
                return Verdict(claim, Decision.HOLDS_IF, under, self._derived(trials), found, evidence=evidence)
        return self._wrong(claim, failed, found)

    def _numerically(self, claim: Claim, relations: Sequence[Relation], reason: DeriveError) -> Verdict:
        """What stops the exact decision may leave numbers: enclosures that do not meet refute, others prove nothing.

        A formula that is refuted as printed but not under some convention stays undecided.
        """
        printed = enclosures(self.reading, claim, relations, ())
        apart = next((e for e in printed if e.apart), None)
        if apart is None:
            tried = f" Both sides agree at {len(printed)} points to {PRECISION} bits, which is no proof."
            return Verdict(claim, Decision.UNDECIDED, claim.assume, evidence=f"{reason}.{tried if printed else ''}")
        for choice in self._readings(claim):
            if not any(e.apart for e in enclosures(self.reading, claim, relations, choice)):
                text = "; ".join(c.text for c in choice)
                evidence = f"{reason}. Refuted as printed {apart}, but not under the convention: {text}."
                return Verdict(claim, Decision.UNDECIDED, claim.assume, evidence=evidence)
        evidence = f"Refuted by ball arithmetic. Not decided exactly: {reason.got}."
        return Verdict(claim, Decision.WRONG, claim.assume, witness=str(apart), evidence=evidence)

    def _wrong(self, claim: Claim, failed: Trial, found: str) -> Verdict:
        """A refuted claim: derived form, witness, and the nearest repair under the first reading that has one."""
        repaired = ""
        under: tuple[str, ...] = ()
        for choice in ((), *self._readings(claim)):
            trials = self._trials_or_none(claim, choice)
            bad = next((t for t in trials if not t.holds), None)
            if bad is None:
                continue
            repaired = self._repair(claim, choice, bad)
            if repaired:
                under = tuple(c.text for c in choice)
                break
        evidence = "Refuted exactly at the witness point"
        tried = [c.text for choice in self._readings(claim) if len(choice) == 1 for c in choice]
        evidence += f"; it fails as well under: {'; '.join(tried)}." if tried else "."
        if under:
            evidence += f" The repair is read with: {'; '.join(under)}."
        derived = self._derived((failed,), under_choice=True)
        return Verdict(claim, Decision.WRONG, claim.assume, derived, found, repaired, evidence)

    def _repair(self, claim: Claim, choice: tuple[Convention, ...], bad: Trial) -> str:
        left, right = bad.values[0], bad.relation.sides[-1]
        if not isinstance(left, Scalar) or len(bad.values) != 2 or any(map(is_moving, bad.relation.sides)):
            return ""
        assume = Assumptions(self.reading, claim)

        def value(node: Node) -> Scalar:
            made = self.reading.value(node, claim, choice, False)
            if not isinstance(made, Scalar):
                raise ClaimError(f"claim {claim.tag}, repair", "a part must be a scalar", type(made).__name__)
            return assume.apply(self.main.normal(made))

        repaired = nearest_repair(right, left, value)
        return "" if repaired is None else f"{latex(bad.relation.sides[0])} = {latex(repaired)}"

    def _readings(self, claim: Claim) -> Iterator[tuple[Convention, ...]]:
        """Every choice among the conventions whose names the claim uses, the fewest first."""
        text = claim.reads or claim.latex
        used = [c for c in self.claims.conventions if any(name in text for name in c.names)]
        for count in range(1, len(used) + 1):
            yield from combinations(used, count)

    def _trials(self, claim: Claim, choice: tuple[Convention, ...]) -> list[Trial]:
        assume = Assumptions(self.reading, claim)
        return [self._trial(claim, relation, choice, assume) for relation in self.reading.relations(claim, choice)]

    def _trials_or_none(self, claim: Claim, choice: tuple[Convention, ...]) -> list[Trial]:
        """No trials under a convention that cannot be evaluated: the formula does not hold under it."""
        try:
            return self._trials(claim, choice)
        except LatexError:
            raise
        except DeriveError:
            return []

    def _trial(self, claim: Claim, relation: Relation, choice: tuple[Convention, ...], assume: Assumptions) -> Trial:
        if relation.kind not in EQUALITIES:
            raise ClaimError(
                f"claim {claim.tag}",
                "a claim must be an equation to be decided",
                f"a relation {relation.kind!r}",
                "state it as an equation, or as a definition",
            )
        moving = any(map(is_moving, relation.sides))
        sides = [self.reading.value(side, claim, choice, moving) for side in relation.sides]
        if any(isinstance(side, Modulus) for side in sides):
            raise ClaimError(f"claim {claim.tag}", "only even powers of |z| are rational", "an odd one")
        if self.claims.fourier:
            sides = [rates_put_in(side, self.claims.fourier, self.reading, claim) for side in sides]
        values = tuple(_mapped(side, lambda c: assume.apply(self._normal(c))) for side in sides)
        return Trial(relation, values, tuple(_difference(values[0], v) for v in values[1:]))

    def _normal(self, value: Any) -> Any:
        return _mapped(value, self.main.normal)

    def _derived(self, trials: Sequence[Trial], under_choice: bool = False) -> str:
        """The derived side of the first relation in LaTeX: the left one, which names the quantity."""
        value = trials[0].values[0]
        if isinstance(value, Scalar):
            return latex(shaped(value, self.style))
        # Equations of motion are printed in F and F*, not in the parts that closed forms use.
        value = _mapped(value, ungauged)
        if isinstance(value, Op | Mean):
            return value.latex()
        rows = [" & ".join(str(v.latex()) for v in row) for row in value.rows]
        return r"\begin{pmatrix} " + r" \\ ".join(rows) + r" \end{pmatrix}"


def _mapped(value: Any, function: Callable[[Scalar], Scalar]) -> Any:
    """Apply a function to every coefficient of a value."""
    if isinstance(value, Grid):
        return value.map(lambda v: _mapped(v, function))
    if isinstance(value, Mean):
        return Mean(value.op.map(function))
    if isinstance(value, Op):
        return value.map(function)
    return function(value)


def _difference(left: Any, right: Any) -> Any:
    """The difference of two sides, or ``None`` (false) where all of it vanishes."""
    difference = left - right
    if isinstance(difference, Grid):
        entries = [v.op if isinstance(v, Mean) else v for row in difference.rows for v in row]
        return next((v for v in entries if v), None)
    return difference.op if isinstance(difference, Mean) else difference
