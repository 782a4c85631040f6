"""Everything that follows from a driven system itself: its rotating frame and its mean field.

Fluctuations are models of their own (`derive.rules.driven.linearise`), which the engine of open systems derives from.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from derive.algebra.operator import Op
from derive.algebra.trees import operator_tree
from derive.audits.driven import findings
from derive.audits.given import check as given
from derive.audits.record import Finding, known
from derive.driven.model import DrivenModel
from derive.emit.module import Module
from derive.engines.engine import Attempts, Derivation, Gap, Part, Say, silent
from derive.equations import Step
from derive.exact.collect import Style
from derive.exact.scalar import Scalar
from derive.exact.shape import shaped
from derive.expr import Node
from derive.forms import Form
from derive.model import Model
from derive.rules.driven.frame import in_frame
from derive.rules.driven.meanfield import MeanField, mean_field


@dataclass(frozen=True)
class DrivenDerivation(Derivation):
    """A driven system, the same in its frame, and its mean-field equations; what does not exist is a gap."""

    model: DrivenModel
    rotating: Model | None
    mean: MeanField | None
    stationary: dict[str, Scalar]
    gaps: tuple[Gap, ...]

    @property
    def steps(self) -> tuple[Step, ...]:
        """Frame and factorisation."""
        if self.rotating is None:
            return ()
        text = "Means of products are replaced by products of means: exact for coherent states."
        return (*self.rotating.derived, Step("mean field", text))

    def module(self) -> Module | None:
        """The module of the mean-field equations; ``None`` where there are none."""
        from derive.engines.driven.module import module_of

        return module_of(self) if self.mean and self.mean.modes else None

    def findings(self, say: Say = silent) -> tuple[Finding, ...]:
        """What the audits find."""
        found = findings(self.model, self.rotating, self.mean)
        spare = given(self.model, remark="; a coupling of the linearisation may be among them")
        return known((*found, *spare), self.model.expected)

    def parts(self) -> tuple[Part, ...]:
        """The supplement."""
        from derive.engines.driven.exhibit import parts_of

        return parts_of(self)

    def forms(self) -> tuple[Form, ...]:
        """All results in canonical form."""
        from derive.engines.driven.exhibit import forms_of

        return forms_of(self)

    @cached_property
    def style(self) -> Style:
        return Style()

    def tree(self, value: Scalar) -> Node:
        """The printed form of a scalar."""
        return shaped(value, self.style)

    def operator(self, op: Op) -> Node:
        """The printed form of an operator."""
        return operator_tree(op, self.tree)


def derive_model(model: DrivenModel, say: Say = silent) -> DrivenDerivation:
    """Everything that follows from one driven system; what does not exist is noted with its reason."""
    attempt = Attempts(say)
    rotating = attempt("rotating frame", lambda: in_frame(model))
    mean = attempt("mean-field equations", lambda: mean_field(model)) if rotating else None
    found = attempt("stationary mean field in closed form", lambda: mean.stationary) if mean else None
    stationary = {mode.name: value for mode, value in (found or {}).items()}
    return DrivenDerivation(model, rotating, mean, stationary, tuple(attempt.gaps))
