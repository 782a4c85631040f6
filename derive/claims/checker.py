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
from itertools import combinations, pairwise
from typing import Any

from derive.algebra.operator import Op
from derive.claims.assumptions import EQUALITIES, Assumptions
from derive.claims.balls import PRECISION
from derive.claims.claim import Claim, ClaimSet, Convention, Decision, Verdict
from derive.claims.derived import Derived
from derive.claims.motion import rates_put_in
from derive.claims.numerical import enclosures
from derive.claims.ordering import ORDERS, ordered
from derive.claims.reading import Reading, is_moving
from derive.claims.repair import nearest_repair
from derive.claims.superoperator import Superoperator
from derive.claims.values import Grid, Mean, Modulus
from derive.claims.witness import witness
from derive.emit.latex import latex
from derive.errors import ClaimError, DeriveError, ExactError, LatexError, SteadyStateError
from derive.exact.collect import Style
from derive.exact.gauge import ungauged
from derive.exact.linear import determinant
from derive.exact.points import points
from derive.exact.scalar import Scalar
from derive.exact.shape import shaped
from derive.exact.signs import Sign, sign_of
from derive.expr import ZERO, Node
from derive.model import Model
from derive.reader.reader import Relation
from derive.rules.stability import stability


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
        except SteadyStateError as error:
            # There is no state whose numbers could be compared.
            return Verdict(claim, Decision.UNDECIDED, claim.assume, evidence=str(error))
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
        relations = self.reading.relations(claim)
        if all(r.kind in ORDERS for r in relations):
            return self._ordered(claim, relations)
        stable, _ = self._stability(claim, relations)
        first = self._trials(claim, ())
        if all(t.holds for t in first):
            evidence = "Exact: both sides have the same canonical form over the parameters' field."
            if claim.assume and all(_is_void(t) for t in first):
                evidence += " Both sides vanish under the assumptions, so it says no more than that."
            under = (*claim.assume, *_mapped_names(claim), *stable)
            return Verdict(claim, Decision.HOLDS, under, self._derived(first), evidence=evidence)
        failed = next(t for t in first if not t.holds)
        found = witness(failed.values, failed.differences)
        for choice in self._readings(claim):
            trials = self._trials_or_none(claim, choice)
            if trials and all(t.holds for t in trials):
                under = (*claim.assume, *(c.text for c in choice), *_mapped_names(claim), *stable)
                evidence = (
                    "Exact under the convention named; as printed, with the names as first defined, it fails: " + found
                )
                return Verdict(claim, Decision.HOLDS_IF, under, self._derived(trials), found, evidence=evidence)
        return self._wrong(claim, failed, found)

    def _ordered(self, claim: Claim, relations: Sequence[Relation]) -> Verdict:
        """Inequalities between neighbouring sides."""
        assume = Assumptions(self.reading, claim)
        stable, conditions = self._stability(claim, relations)
        conditions = tuple(assume.apply(self.main.normal(c)) for c in conditions)
        open_ones = False
        for relation in relations:
            values = [self.reading.value(side, claim, (), False) for side in relation.sides]
            if not all(isinstance(v, Scalar) for v in values):
                raise ClaimError(f"claim {claim.tag}", "an inequality must be between scalars", "something else")
            sides = [assume.apply(self._normal(v)) for v in values]
            for left, right in pairwise(sides):
                found = ordered(left, right, relation.kind, conditions)
                if found.witness:
                    evidence = "Refuted exactly at the witness point."
                    return Verdict(claim, Decision.WRONG, claim.assume, witness=found.witness, evidence=evidence)
                open_ones = open_ones or not found.proven
        under = (*claim.assume, *_mapped_names(claim), *stable)
        if open_ones:
            evidence = "True at all points tried, which is no proof; the domains alone do not decide it."
            return Verdict(claim, Decision.UNDECIDED, under, evidence=evidence)
        evidence = "Follows from the domains of the parameters: every term has the sign it must have."
        return Verdict(claim, Decision.HOLDS, under, evidence=evidence)

    def _stability(self, claim: Claim, relations: Sequence[Relation]) -> tuple[tuple[str, ...], tuple[Scalar, ...]]:
        """Where the steady state that a claim speaks of is reached, in words and as scalars that must be positive.

        Raises
        ------
        SteadyStateError
            when the assumptions leave no stable point: the closed form then belongs to no state.
        """
        moving = any(is_moving(side) for r in relations for side in r.sides)
        if moving or not self._speaks_of_steady_state(claim):
            return (), ()
        self._check_unique(claim)
        try:
            found = stability(self.main.langevin)
        except DeriveError:
            return (), ()
        left = tuple(c for c in found.conditions if self._open_condition(claim, c))
        if found.always:
            return (), ()
        conditions = " and ".join(f"{c} > 0" for c in found.conditions)
        return (f"stable: {conditions}" if conditions else f"where it is stable ({found.reason})",), left

    def _check_unique(self, claim: Claim) -> None:
        """Refuse values at which the moment equations have no unique steady state; limits are another matter."""
        assume = Assumptions(self.reading, claim)
        if not assume.images:
            return
        rows = [{j: assume.put_in(self.main.normal(c)) for j, c in row.items()} for row in self.main.equations.rows]
        for point in points([c for row in rows for c in row.values()], 2):
            if determinant([{j: x for j, c in row.items() if (x := point.at(c))} for row in rows]):
                return
        raise SteadyStateError(
            f"claim {claim.tag}",
            "the steady state must be unique under the assumptions",
            "moment equations that are singular there: a quantity is conserved",
            r"take a limit (\to 0) in the place of a value",
        )

    def _open_condition(self, claim: Claim, condition: Scalar) -> bool:
        """Whether a stability condition can be put under the assumptions; refuses what never holds there."""
        try:
            here = Assumptions(self.reading, claim).apply(self.main.normal(condition))
        except ExactError:
            return False
        if sign_of(here) in (Sign.ZERO, Sign.NONPOSITIVE, Sign.NEGATIVE):
            raise SteadyStateError(
                f"claim {claim.tag}",
                f"the steady state must be stable, which asks for {condition} > 0",
                "assumptions that forbid it",
                "change the assumptions; the formula belongs to no state there",
            )
        return True

    def _speaks_of_steady_state(self, claim: Claim) -> bool:
        text = claim.reads or claim.latex
        names = [printed for printed, target in self.claims.names.items() if target.startswith("=")]
        return r"\langle" in text or any(n in text for n in (*names, *(o.latex for o in self.main.model.observables)))

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
        derived = self._derived((failed,))
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

    def _derived(self, trials: Sequence[Trial]) -> str:
        """The derived left sides in LaTeX, which name the quantities; one for each different one."""
        return r",\quad ".join(dict.fromkeys(self._printed(t.values[0]) for t in trials))

    def _printed(self, value: Any) -> str:
        if isinstance(value, Scalar):
            return latex(shaped(value, self.style))
        # Equations of motion are printed in F and F*, not in the parts that closed forms use.
        value = _mapped(value, ungauged)
        if isinstance(value, Op | Mean | Superoperator):
            return value.latex()
        rows = [" & ".join(str(v.latex()) for v in row) for row in value.rows]
        return r"\begin{pmatrix} " + r" \\ ".join(rows) + r" \end{pmatrix}"


def _is_void(trial: Trial) -> bool:
    """Whether all sides vanish though none is printed as zero."""
    return not any(map(bool, trial.values)) and ZERO not in trial.relation.sides


def _mapped_names(claim: Claim) -> tuple[str, ...]:
    """What the claim's own symbol map defines away, for everybody to see."""
    return tuple(f"{name} read as {target[1:]}" for name, target in claim.names.items() if target.startswith("="))


def _mapped(value: Any, function: Callable[[Scalar], Scalar]) -> Any:
    """Apply a function to every coefficient of a value."""
    if isinstance(value, Grid):
        return value.map(lambda v: _mapped(v, function))
    if isinstance(value, Mean):
        return Mean(value.op.map(function))
    if isinstance(value, Op | Superoperator):
        return value.map(function)
    return function(value)


def _difference(left: Any, right: Any) -> Any:
    """The difference of two sides, or ``None`` (false) where all of it vanishes.

    Raises
    ------
    ClaimError
        for sides of different kinds, as a number and a map of the density operator.
    """
    try:
        difference = left - right
    except TypeError:
        kinds = " and ".join(type(side).__name__.lower() for side in (left, right))
        raise ClaimError("equation", "both sides must be of one kind", kinds, "check the printed formula") from None
    if isinstance(difference, Grid):
        entries = [v.op if isinstance(v, Mean) else v for row in difference.rows for v in row]
        return next((v for v in entries if v), None)
    return difference.op if isinstance(difference, Mean) else difference
