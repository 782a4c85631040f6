"""Printed formulas as data, and what is said of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Any

from derive.errors import ClaimError, ExactError
from derive.exact.scalar import Scalar
from derive.kinds import several
from derive.parameters import symbol_of
from derive.symbols import Symbol

OUTCOMES = ("passed", "failed")
"""What an audit may be said to find."""


class Decision(Enum):
    """What a check can end in.  Only the first is a pass without conditions; undecided is never one.

    ``holds-if`` is under another reading that the claims file declares, or in a special case of a general formula.
    """

    HOLDS = "holds"
    HOLDS_IF = "holds-if"
    DEFINITION = "definition"
    UNDECIDED = "undecided"
    WRONG = "wrong"
    UNREADABLE = "unreadable"


BAD = (Decision.WRONG, Decision.UNDECIDED, Decision.UNREADABLE)
"""What must be reported where the model file's author does not expect it."""


@dataclass(frozen=True)
class Claim:
    """One printed statement.

    Parameters
    ----------
    tag : the equation's number as printed (``C10``), or a permanent name for a statement in the text.
    latex : the LaTeX exactly as printed in the source.
    kind : ``equation`` (numbered) or ``text``.
    source : where it stands.
    definition : it introduces names and is not judged.
    assume : LaTeX relations under which it is printed: ``F = 0``, ``\\Delta \\to \\infty``.
    indices : free indices and the values they run over.
    names : printed names that mean something else than in the rest of the paper.
    repair : what the text recognition mangled and how it was mended; empty when verbatim.
    expected : the verdict the model file's author knows of and accepts; a wrong claim that is not expected is
        a finding.
    reads : the formula that it is read as, judged in place of ``latex``: of a statement in words, and of an equation
        that says more than can be read.  Every verdict shows it.
    stands_for : for printed expressions without a relation, the LaTeX of what each of them stands for, in order;
        judged as ``stands_for = latex``.
    scope : the special case in which a general formula is judged: what holds there is no more than ``holds-if``.
    note : a remark for the report.
    model : the model it speaks of, where that is not the set's.
    part : names of contributions to a time derivative; the claim is about these alone, and its right side may end in
        ``+ \\dots``.
    audit, subject, outcome : of a statement in words that an audit decides, the audit's name, what it looks at (if it
        looks at several things) and the outcome stated: ``passed``, ``failed``.
    measured : of a statement that numbers or a derivation of their own decide, the name of the study's experiment.
    open : why nothing here decides it; the verdict is undecided, with this as its evidence.
    against : the tag of a claim that says otherwise.
    """

    tag: str
    latex: str
    kind: str = "equation"
    source: str = ""
    definition: bool = False
    assume: tuple[str, ...] = ()
    indices: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    repair: str = ""
    expected: str = ""
    reads: str = ""
    stands_for: tuple[str, ...] = ()
    note: str = ""
    model: str = ""
    part: tuple[str, ...] = ()
    audit: str = ""
    subject: str = ""
    outcome: str = ""
    measured: str = ""
    against: str = ""
    scope: str = ""
    open: str = ""

    def __post_init__(self) -> None:
        if not isinstance(self.tag, str) or not self.tag.strip() or not isinstance(self.latex, str):
            raise ClaimError("claim", "a claim must have a tag and its printed latex, both text", repr(self.tag))
        for what in ("kind", "source", "repair", "expected", "reads", "note", "model", "audit", "subject", "outcome"):
            self._check_text(what)
        for what in ("measured", "against", "scope", "open"):
            self._check_text(what)
        for what in ("names", "indices"):
            if not isinstance(getattr(self, what), Mapping):
                raise ClaimError(f"claim {self.tag}", f"{what} must be a mapping", repr(getattr(self, what)))
        for what in ("assume", "part", "stands_for"):
            if not isinstance(getattr(self, what), str | tuple | list):
                raise ClaimError(f"claim {self.tag}", f"{what} must be a tuple of texts", repr(getattr(self, what)))
        assume = (self.assume,) if isinstance(self.assume, str) else tuple(self.assume)
        object.__setattr__(self, "assume", assume)
        object.__setattr__(self, "part", (self.part,) if isinstance(self.part, str) else tuple(self.part))
        heads = (self.stands_for,) if isinstance(self.stands_for, str) else tuple(self.stands_for)
        object.__setattr__(self, "stands_for", heads)
        self._check_decided_one_way()
        for what, value in (*self.names.items(), *((a, a) for a in (*assume, *heads))):
            if not isinstance(what, str) or not isinstance(value, str):
                raise ClaimError(f"claim {self.tag}", "names and assumptions must be text", repr(value))

    @property
    def read_text(self) -> str:
        """All LaTeX that is read to judge it."""
        return " ".join((*self.stands_for, self.reads or self.latex))

    def under(self, conventions: Sequence[Convention]) -> Claim:
        """The same with what some conventions assume besides."""
        more = tuple(a for c in conventions for a in c.assume)
        return replace(self, assume=(*self.assume, *more)) if more else self

    @property
    def in_words(self) -> bool:
        """Whether something else than a formula decides it."""
        return bool(self.audit or self.measured or self.open)

    def _check_decided_one_way(self) -> None:
        ways = [
            name
            for name in ("definition", "reads", "stands_for", "part", "audit", "measured", "open")
            if getattr(self, name)
        ]
        if self.reads and self.stands_for:
            got, todo = "reads and stands_for", "write both sides in reads, or leave it out"
            raise ClaimError(f"claim {self.tag}", "a claim must be read in one way", got, todo)
        if self.in_words and len(ways) > 1:
            raise ClaimError(
                f"claim {self.tag}", "one thing must decide a claim", " and ".join(ways), "leave all but one out"
            )
        if bool(self.audit) != bool(self.outcome) or (self.subject and not self.audit):
            raise ClaimError(
                f"claim {self.tag}",
                "audit and outcome must stand together, and subject with them",
                f"audit {self.audit!r}, subject {self.subject!r}, outcome {self.outcome!r}",
                'name the audit and what it is said to find: outcome = "failed"',
            )
        if self.outcome not in ("", *OUTCOMES):
            raise ClaimError(f"claim {self.tag}", f"outcome must be {' or '.join(OUTCOMES)}", repr(self.outcome))
        if self.in_words and not self.latex.strip():
            raise ClaimError(f"claim {self.tag}", "a claim in words must have its words", "none", "add them as latex")

    def _check_text(self, what: str) -> None:
        if not isinstance(getattr(self, what), str):
            raise ClaimError(f"claim {self.tag}", f"{what} must be text", repr(getattr(self, what)))


@dataclass(frozen=True)
class Convention:
    """Another admissible reading, declared by the claims file: a gauge, a phase's sign, a unit, an order of levels.

    ``names`` maps a printed name to the LaTeX it would then stand for; ``assume`` are LaTeX relations that are put into
    both sides.  It is tried where a piece is printed that it ``concerns``; of names alone, where one of them is.
    """

    key: str
    text: str
    names: Mapping[str, str] = field(default_factory=dict)
    assume: tuple[str, ...] = ()
    concerns: tuple[str, ...] = ()

    @property
    def printed(self) -> tuple[str, ...]:
        """What is printed where it matters."""
        return self.concerns or tuple(self.names)


@dataclass(frozen=True)
class ClaimSet:
    """All claims of one source, with the symbol map that reads them.

    ``model`` names the model they speak of; ``names`` maps printed LaTeX to the model's names (a symbol, an
    operator, an observable, or ``model.observable`` of another model of the same study); a value that begins
    with ``=`` is LaTeX that defines the name.  ``symbols`` are parameters of the source that the model lacks;
    as declared (``real("x")``); ``fourier`` is the printed frequency of Fourier-transformed equations
    (``d/dt -> -i omega``).
    """

    claims: tuple[Claim, ...]
    model: str = ""
    source: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    conventions: tuple[Convention, ...] = ()
    symbols: tuple[Symbol, ...] = ()
    fourier: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "symbols", tuple(map(self._declared, several(self.symbols))))

    @staticmethod
    def _declared(value: Any) -> Symbol:
        """The symbol that a parameter is."""
        if isinstance(value, Symbol):
            return value
        if isinstance(value, Scalar):
            try:
                return symbol_of(value)
            except ExactError:
                pass
        todo = 'declare it: symbols=[real("x")]'
        raise ClaimError("ClaimSet", "symbols must hold parameters", repr(value), todo)


@dataclass(frozen=True)
class Verdict:
    """What was found of a claim.

    ``under`` lists assumptions and conventions; ``derived`` is the derived right-hand side in LaTeX; ``witness``
    a point at which printed and derived values differ, with both; ``repair`` the nearest printed form that
    holds, where one was found; ``evidence`` says in words what stands behind the decision.
    """

    claim: Claim
    decision: Decision
    under: tuple[str, ...] = ()
    derived: str = ""
    witness: str = ""
    repair: str = ""
    evidence: str = ""

    @property
    def is_finding(self) -> bool:
        """Whether it must be reported by the exit status: wrong, undecided or unreadable, and not expected so."""
        return self.decision in BAD and self.claim.expected != self.decision.value

    @property
    def in_scope(self) -> Verdict:
        """The same with the special case that it was found in: a formula is refuted by one, and not proved by one."""
        if not self.claim.scope:
            return self
        decision = Decision.HOLDS_IF if self.decision is Decision.HOLDS else self.decision
        return replace(self, decision=decision, under=(*self.under, f"judged for {self.claim.scope}"))

    def resting_on(self, words: Sequence[str]) -> Verdict:
        """The same with what the model assumes that it rests on; an undecided one rests on nothing."""
        if not words or self.decision is Decision.UNDECIDED:
            return self
        return replace(self, evidence=f"{self.evidence} The model assumes: {'; '.join(words)}.")

    def record(self) -> dict[str, object]:
        """What ``derive check --json`` prints of it."""
        return {
            "tag": self.claim.tag,
            "kind": self.claim.kind,
            "model": self.claim.model,
            "verdict": self.decision.value,
            "under": list(self.under),
            "printed": self.claim.latex,
            "read_as": self.claim.reads,
            "scope": self.claim.scope,
            "derived": self.derived,
            "witness": self.witness,
            "repair": self.repair,
            "evidence": self.evidence,
            "source": self.claim.source,
            "mended": self.claim.repair,
            "expected": self.claim.expected,
        }
