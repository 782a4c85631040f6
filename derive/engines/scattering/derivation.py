"""Everything that follows from a system in a dilute gas: spectrum, T, rates, generator, certificate of balance."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import TypeVar

from derive.audits.record import Finding, Outcome
from derive.emit.module import Module
from derive.engines.engine import Attempts, Derivation, Gap, Part, Say, silent
from derive.engines.scattering.forms import forms_of
from derive.engines.scattering.module import module_of
from derive.engines.scattering.patterns import closed_patterns
from derive.equations import Step
from derive.errors import DeriveError
from derive.exact.collect import Style
from derive.exact.scalar import Scalar
from derive.exact.shape import is_printable, shaped
from derive.expr import Node
from derive.forms import Form
from derive.rules.scattering.lippmann import Scattering, scattering
from derive.rules.scattering.master import Master, master
from derive.rules.scattering.spectrum import Spectrum, in_levels, spectrum
from derive.rules.scattering.symmetry import Certificate, certificate
from derive.scattering.model import Matrix, ScatteringModel

LARGEST = 4
"""Levels up to which T is solved in closed form; beyond, its minors are longer than anybody reads."""
Piece = TypeVar("Piece")


@dataclass(frozen=True)
class ScatteringDerivation(Derivation):
    """A model and what follows from it; a piece that does not exist is ``None``, and `gaps` says why.

    Parameters
    ----------
    spectrum : levels and states.
    solved : T with all channels open.
    analytic : the same T with the branch of every channel left open: one formula for all energies.
    """

    model: ScatteringModel
    spectrum: Spectrum | None
    solved: Scattering | None
    analytic: Scattering | None
    gaps: tuple[Gap, ...]

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps of the derivation, from the total Hamiltonian to the rates."""
        from derive.engines.scattering.steps import steps_of

        return steps_of(self)

    def module(self) -> Module | None:
        """The record of the generated module."""
        return module_of(self)

    def findings(self, say: Say = silent) -> tuple[Finding, ...]:
        """What the audits find."""
        from derive.audits.scattering import findings, gather

        try:
            return findings(gather(self.model), say)
        except DeriveError as error:
            detail = f"{error.must}, but got {error.got}"
            return (Finding("T matrix", "exact form", Outcome.NOT_APPLICABLE, detail),)

    def parts(self) -> tuple[Part, ...]:
        """The supplement."""
        from derive.engines.scattering.exhibit import parts_of

        return parts_of(self)

    def forms(self) -> tuple[Form, ...]:
        """All results in canonical form."""
        return forms_of(self)

    # -- what else follows --------------------------------------------------------------------------------------------

    @cached_property
    def places(self) -> tuple[tuple[Scalar, Matrix], ...]:
        """The distinct positions of contacts with the coupling there, in the basis of the levels where there is one."""
        found: list[tuple[Scalar, Matrix]] = []
        for contact in self.model.contacts:
            matrix = self.model.coupling_of(contact)
            own = in_levels(self.spectrum.states, matrix) if self.spectrum else matrix
            for k, (position, known) in enumerate(found):
                if position == contact.position:
                    found[k] = position, _added(known, own)
                    break
            else:
                found.append((contact.position, own))
        return tuple(found)

    @cached_property
    def patterns(self) -> tuple[tuple[int, ...], ...]:
        """The sets of closed channels that occur at some energy, with two channels open at least."""
        return closed_patterns(self.spectrum.energies, 2) if self.spectrum else ()

    @cached_property
    def solutions(self) -> tuple[Scattering, ...]:
        """T for each of the patterns, the closed channels on their branch."""
        return tuple(scattering(self.model, closed) for closed in self.patterns) if self.solved else ()

    @cached_property
    def master(self) -> Master | None:
        """The GKLS generator."""
        return master(self.solved) if self.solved else None

    @cached_property
    def certificate(self) -> Certificate | None:
        """Why the balance holds or does not, with all channels open."""
        return certificate(self.solved) if self.solved else None

    @cached_property
    def asymmetries(self) -> dict[tuple[int, int], Scalar]:
        """``(|t_kl|^2 - |t_lk|^2) |D|^2`` for ``k > l``, above and below thresholds."""
        found = self.analytic or self.solved
        return {pair: unbalanced(found, *pair) for pair in self.pairs} if found else {}

    @property
    def pairs(self) -> tuple[tuple[int, int], ...]:
        """Final and initial level of each pair, ``k > l``."""
        return tuple((k, j) for j, k in combinations(range(self.model.size), 2))

    # -- how it is written --------------------------------------------------------------------------------------------

    @cached_property
    def style(self) -> Style:
        return Style()

    def tree(self, value: Scalar) -> Node:
        """The printed form of a scalar."""
        return shaped(value, self.style)


def unbalanced(found: Scattering, final: int, initial: int) -> Scalar:
    """``(|t_kl|^2 - |t_lk|^2) |D|^2``, without a denominator in the momenta."""
    forward, backward = found.numerators[final][initial], found.numerators[initial][final]
    return forward * forward.conjugate() - backward * backward.conjugate()


def derive_model(model: ScatteringModel, say: Say = silent) -> ScatteringDerivation:
    """Everything that follows from one model; what has no exact form is a gap, and left to numbers."""
    attempt = Attempts(say)

    levels = attempt("exact spectrum", lambda: spectrum(model))
    solved = attempt("T in closed form", lambda: _solved(model)) if levels else None
    analytic = scattering(model, either=True) if solved else None
    if analytic and not is_printable(analytic.determinant):
        attempt.gaps.append(Gap("T in the module", "its determinant is too long to be read", NUMBERS))
        analytic = None
    return ScatteringDerivation(model, levels, solved, analytic, tuple(attempt.gaps))


NUMBERS = "numerics.scattering solves for T at each energy, from the levels and couplings of the module"


def _solved(model: ScatteringModel) -> Scattering:
    if model.size > LARGEST:
        must = f"a closed form of T needs {LARGEST} levels at most"
        raise DeriveError(f"model {model.name!r}", must, f"{model.size} levels", NUMBERS)
    return scattering(model)


def _added(left: Matrix, right: Matrix) -> Matrix:
    return tuple(tuple(a + b for a, b in zip(r, s, strict=True)) for r, s in zip(left, right, strict=True))
