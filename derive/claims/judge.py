"""Deciding printed formulas about one model by what was derived from it.

A relation holds if the difference of its sides is zero in canonical form, over the field of rational functions
in the parameters, after the printed assumptions are put in.  If it fails as printed, the declared conventions
are tried; a formula that holds under one of them only is ``holds-if``.  What leaves the field is judged by ball
arithmetic, which can refute and cannot prove.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise
from typing import Any

from derive.claims.assumptions import EQUALITIES, Assumptions
from derive.claims.balls import PRECISION
from derive.claims.claim import Claim, ClaimSet, Convention, Decision, Verdict
from derive.claims.comparing import difference, differing, mapped, printed
from derive.claims.motion import rates_put_in
from derive.claims.numerical import enclosures
from derive.claims.ordering import ORDERS, ordered
from derive.claims.quantities import Conditions, Quantities, Settled, Spoken
from derive.claims.reading import Reading, is_moving
from derive.claims.repair import nearest_repair
from derive.claims.values import Modulus
from derive.claims.witness import witness
from derive.emit.latex import latex
from derive.errors import ClaimError, DeriveError, LatexError, ModelError, SteadyStateError
from derive.exact.scalar import Scalar
from derive.expr import ZERO, Node
from derive.reader.reader import Relation

NOT_EVALUATED = "Not evaluated"


@dataclass(frozen=True)
class Trial:
    """One relation, evaluated under one reading; ``rests`` is what its sides need to be equal, see `Quantities`."""

    relation: Relation
    values: tuple[Any, ...]
    differences: tuple[Any, ...]
    rests: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether every side equals the first."""
        return not any(map(bool, self.differences))


JUDGED = (*EQUALITIES, "approx")
"""Relations that hold where both sides are equal.  Of these an approximation alone is not refuted where they differ."""


class Judge:
    """Judges those claims of a set that are formulas about one model.

    Parameters
    ----------
    claims : the set, with its symbol map and its conventions.
    models : what may be spoken of, by the models' names.
    main : of the model that a name without a model's name belongs to.
    """

    def __init__(self, claims: ClaimSet, models: Mapping[str, Quantities], main: Quantities):
        self.claims, self.main = claims, main
        self.reading = Reading(claims, models, main)

    def verdict(self, claim: Claim) -> Verdict:
        """Decide one claim; what stops the decision is the evidence of an undecided one."""
        try:
            relations = self.reading.relations(claim)
        except LatexError as error:
            if claim.definition:
                evidence = f"Introduces notation; nothing to judge. Not read: {error.got}."
                return Verdict(claim, Decision.DEFINITION, evidence=evidence)
            raise
        if reason := _incomplete(claim, relations):
            decision = Decision.DEFINITION if claim.definition else Decision.UNDECIDED
            return Verdict(claim, decision, claim.assume, evidence=reason)
        if claim.definition:
            return self._with_assumed(self._definition(claim, relations), relations)
        try:
            return self._with_assumed(self._judged(claim), relations)
        except LatexError:
            raise
        except SteadyStateError as error:
            # There is no state whose numbers could be compared.
            return Verdict(claim, Decision.UNDECIDED, claim.assume, evidence=str(error))
        except DeriveError as error:
            return self._with_assumed(self._numerically(claim, relations, error), relations)

    def _with_assumed(self, verdict: Verdict, relations: Sequence[Relation]) -> Verdict:
        """A verdict with what the model assumes that it rests on; none where nothing was compared."""
        if verdict.evidence.startswith(NOT_EVALUATED):
            return verdict
        sides = [side for r in relations for side in r.sides]
        names = self.reading.spoken(verdict.claim, sides)
        return verdict.resting_on(self.main.assumed(names, any(map(is_moving, sides)), verdict.claim.part))

    def _definition(self, claim: Claim, relations: Sequence[Relation]) -> Verdict:
        """A definition is not judged, but where its names are mapped it must agree with the map."""
        try:
            trials = self._trials(claim, ())
        except DeriveError as error:
            return Verdict(claim, Decision.DEFINITION, claim.assume, evidence=f"{NOT_EVALUATED}: {error.got}.")
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
        found = self._conditions(claim, relations)
        where = (*_part(claim), *_mapped_names(claim), *found.words)
        first, assume = self._trials(claim, ()), Assumptions(self.reading, claim)
        if all(t.holds for t in first):
            evidence = "Exact: both sides have the same canonical form over the parameters' field."
            if claim.assume and all(_is_void(t) for t in first):
                evidence += " Both sides vanish under the assumptions, so it says no more than that."
            if any(t.relation.kind == "approx" for t in first):
                evidence += " Printed as an approximation."
            under = (*claim.assume, *where)
            return Verdict(claim, Decision.HOLDS, under, self._derived(first), evidence=evidence + _resting(first))
        failed = next(t for t in first if not t.holds)
        settled = self._settled(first, assume)
        if settled and settled.holds:
            under = (*claim.assume, *where)
            return Verdict(claim, Decision.HOLDS, under, self._derived(first), evidence=settled.words)
        point = settled.witness if settled else witness(failed.values, failed.differences, self.main.admits)
        for choice in self._readings(claim):
            trials = self._trials_or_none(claim, choice)
            if trials and self._hold(trials, assume):
                under = (*claim.assume, *(c.text for c in choice), *where)
                if settled and settled.holds is None:
                    text = f"{settled.words} It holds under the convention: {'; '.join(c.text for c in choice)}."
                    return Verdict(claim, Decision.UNDECIDED, claim.assume, evidence=text)
                evidence = (
                    "Exact under the convention named; as printed, with the names as first defined, it fails: " + point
                ) + _resting(trials)
                return Verdict(claim, Decision.HOLDS_IF, under, self._derived(trials), point, evidence=evidence)
        if settled and settled.holds is None:
            return Verdict(claim, Decision.UNDECIDED, under=(*claim.assume, *where), evidence=settled.words)
        if all(t.holds or t.relation.kind == "approx" for t in first):
            evidence = f"An approximation, which is not exact; how good it is was not asked. {point}".strip()
            return Verdict(claim, Decision.UNDECIDED, claim.assume, self._derived((failed,)), evidence=evidence)
        return self._wrong(claim, failed, point, settled.words if settled else "")

    def _settled(self, trials: Sequence[Trial], assume: Assumptions) -> Settled | None:
        """What is known of trials that fail as formulas; the first that is refuted, then one that is left open."""
        found = []
        for trial in trials:
            pairs = differing(trial.values, trial.differences)
            if not trial.holds:
                settled = self.main.settle(pairs, assume) if pairs else None
                if settled is None or settled.holds is False:
                    return settled
                found.append(settled)
        return next((s for s in found if s.holds is None), found[0] if found else None)

    def _hold(self, trials: Sequence[Trial], assume: Assumptions) -> bool:
        """Whether all trials hold, as formulas or by what their letters stand for."""
        if all(t.holds for t in trials):
            return True
        settled = self._settled(trials, assume)
        return bool(settled and settled.holds)

    def _ordered(self, claim: Claim, relations: Sequence[Relation]) -> Verdict:
        """Inequalities between neighbouring sides."""
        assume = Assumptions(self.reading, claim)
        there = self._conditions(claim, relations)
        conditions = tuple(self.main.put_under(c, assume) for c in there.positive)
        open_ones = False
        for relation in relations:
            values = [self.reading.value(side, claim, (), False) for side in relation.sides]
            if not all(isinstance(v, Scalar) for v in values):
                raise ClaimError(f"claim {claim.tag}", "an inequality must be between scalars", "something else")
            sides = [self.main.put_under(v, assume) for v in values]
            for left, right in pairwise(sides):
                found = ordered(left, right, relation.kind, conditions)
                if found.witness:
                    evidence = "Refuted exactly at the witness point."
                    return Verdict(claim, Decision.WRONG, claim.assume, witness=found.witness, evidence=evidence)
                open_ones = open_ones or not found.proven
        under = (*claim.assume, *_mapped_names(claim), *there.words)
        if open_ones:
            evidence = "True at all points tried, which is no proof; the domains alone do not decide it."
            return Verdict(claim, Decision.UNDECIDED, under, evidence=evidence)
        evidence = "Follows from the domains of the parameters: every term has the sign it must have."
        return Verdict(claim, Decision.HOLDS, under, evidence=evidence)

    def _conditions(self, claim: Claim, relations: Sequence[Relation]) -> Conditions:
        """Where what a claim speaks of exists; see `Quantities.conditions`."""
        text = claim.read_text
        moving = any(is_moving(side) for r in relations for side in r.sides)
        defined = [name for name, target in self.claims.names.items() if target.startswith("=")]
        under = Assumptions(self.reading, claim)
        return self.main.conditions(Spoken(f"claim {claim.tag}", text, any(n in text for n in defined), moving, under))

    def _numerically(self, claim: Claim, relations: Sequence[Relation], reason: DeriveError) -> Verdict:
        """What stops the exact decision may leave numbers: enclosures that do not meet refute, others prove nothing.

        A formula that is refuted as printed but not under some convention stays undecided, and so does one whose names
        clash: numbers would be drawn for each of two parameters that are meant to be one.
        """
        if isinstance(reason, ModelError):
            return Verdict(claim, Decision.UNDECIDED, claim.assume, evidence=f"{reason}.")
        as_printed = enclosures(self.reading, claim, relations, ())
        apart = next((e for e in as_printed if e.apart), None)
        if apart is None:
            tried = f" Both sides agree at {len(as_printed)} points to {PRECISION} bits, which is no proof."
            return Verdict(claim, Decision.UNDECIDED, claim.assume, evidence=f"{reason}.{tried if as_printed else ''}")
        for choice in self._readings(claim):
            if not any(e.apart for e in enclosures(self.reading, claim, relations, choice)):
                text = "; ".join(c.text for c in choice)
                evidence = f"{reason}. Refuted as printed {apart}, but not under the convention: {text}."
                return Verdict(claim, Decision.UNDECIDED, claim.assume, evidence=evidence)
        evidence = f"Refuted by ball arithmetic. Not decided exactly: {reason.got}."
        return Verdict(claim, Decision.WRONG, claim.assume, witness=str(apart), evidence=evidence)

    def _wrong(self, claim: Claim, failed: Trial, found: str, how: str = "") -> Verdict:
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
        evidence = how or ("Refuted exactly at the witness point" if found else "Refuted exactly: the sides differ")
        tried = [c.text for choice in self._readings(claim) if len(choice) == 1 for c in choice]
        evidence += f"; it fails as well under: {'; '.join(tried)}." if tried else "."
        if under:
            evidence += f" The repair is read with: {'; '.join(under)}."
        derived = self._derived((failed,))
        return Verdict(claim, Decision.WRONG, (*claim.assume, *_part(claim)), derived, found, repaired, evidence)

    def _repair(self, claim: Claim, choice: tuple[Convention, ...], bad: Trial) -> str:
        left = bad.values[0]
        # Of a chain of equalities the first member that fails.
        right = bad.relation.sides[1 + next(k for k, d in enumerate(bad.differences) if d)]
        if not isinstance(left, Scalar) or is_moving(right):
            return ""
        assume = Assumptions(self.reading, claim.under(choice))

        def value(node: Node) -> Scalar:
            made = self.reading.value(node, claim, choice, False)
            if not isinstance(made, Scalar):
                raise ClaimError(f"claim {claim.tag}, repair", "a part must be a scalar", type(made).__name__)
            return self.main.put_under(made, assume)

        try:
            repaired = nearest_repair(right, left, value)
            return "" if repaired is None else f"{latex(bad.relation.sides[0])} = {latex(repaired)}"
        except DeriveError:
            # An offer only: what cannot be edited or printed is refuted all the same.
            return ""

    def _readings(self, claim: Claim) -> Iterator[tuple[Convention, ...]]:
        """Every choice among the conventions that concern the claim, the fewest first."""
        text = claim.read_text
        used = [c for c in self.claims.conventions if any(name in text for name in c.printed)]
        for count in range(1, len(used) + 1):
            yield from combinations(used, count)

    def _trials(self, claim: Claim, choice: tuple[Convention, ...]) -> list[Trial]:
        assume = Assumptions(self.reading, claim.under(choice))
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
        # A definition by approximation names something and is not compared.
        if relation.kind not in (EQUALITIES if claim.definition else JUDGED):
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
        printed_sides = sides
        if self.claims.fourier:
            sides = [rates_put_in(side, self.claims.fourier, self.reading, claim) for side in sides]
        values = tuple(mapped(side, lambda c: self.main.put_under(c, assume)) for side in sides)
        differences = tuple(difference(values[0], v) for v in values[1:])
        if any(map(bool, differences)) and self.main.in_frequency_domain and not choice:
            # However it is arranged, an equation follows if the modes that the inputs drive obey it.
            solved = [mapped(self.main.solved(s), lambda c: self.main.put_under(c, assume)) for s in printed_sides]
            if not any(bool(difference(solved[0], v)) for v in solved[1:]):
                differences = tuple(difference(v, v) for v in solved[1:])
        return Trial(relation, values, differences, () if any(map(bool, differences)) else self._rests(sides, assume))

    def _rests(self, sides: Sequence[Any], assume: Assumptions) -> tuple[str, ...]:
        """What is known of the sides beyond coordinates, if they would not be equal without it."""
        words: dict[str, None] = {}

        def bare(value: Scalar) -> Scalar:
            words.update(dict.fromkeys(self.main.rests_on(value)))
            return assume.apply(value)

        values = [mapped(side, bare) for side in sides]
        return tuple(words) if words and any(bool(difference(values[0], v)) for v in values[1:]) else ()

    def _derived(self, trials: Sequence[Trial]) -> str:
        """The derived left sides in LaTeX, which name the quantities; one for each different one."""
        return r",\quad ".join(dict.fromkeys(printed(t.values[0], self.main.style) for t in trials))


def _resting(trials: Sequence[Trial]) -> str:
    """What the equalities of some trials rest on, as the end of their evidence."""
    words = dict.fromkeys(word for t in trials for word in t.rests)
    return "".join(f" It rests on this: {word}." for word in words)


def _is_void(trial: Trial) -> bool:
    """Whether all sides vanish though none is printed as zero."""
    return not any(map(bool, trial.values)) and ZERO not in trial.relation.sides


def _mapped_names(claim: Claim) -> tuple[str, ...]:
    """What the claim's own symbol map defines away, for everybody to see."""
    return tuple(f"{name} read as {target[1:]}" for name, target in claim.names.items() if target.startswith("="))


def _part(claim: Claim) -> tuple[str, ...]:
    """Which contributions a claim is about, if it is not about all."""
    return (f"contributions of {', '.join(claim.part)} alone",) if claim.part else ()


def _incomplete(claim: Claim, relations: Sequence[Relation]) -> str:
    r"""Why a formula cannot be compared with all of what was derived, or with the part it names; empty if it can.

    A side that ends in ``+ \dots`` says that terms are left out, and not which ones.
    """
    if any(r.open for r in relations) and not claim.part:
        return r"The formula leaves terms out (+ \dots). To do: name the contributions that it states as `part`."
    if claim.part and not any(is_moving(side) for r in relations for side in r.sides):
        return "Only a time derivative has contributions (`part`), and the formula has none. To do: remove `part`."
    return ""
