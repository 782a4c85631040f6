"""The Lippmann-Schwinger equation at contacts, solved exactly.

With contacts in one place the wave there is ``Psi_j' = delta_j'j/sqrt(2 pi hbar) - i b_j' sum v_j'j'' Psi_j''``, hence

    T = v (1 + i B v)^(-1)/(2 pi hbar),    B = diag(b_j),

whatever the momenta.  At N places the unknowns are the waves at each of them, joined by the phases of the ways between.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from types import ModuleType

from derive.errors import ModelError
from derive.exact.linear import Row, determinant, solve
from derive.exact.scalar import Scalar, constant
from derive.golden.model import HBAR, PI
from derive.parameters import I
from derive.rules.scattering.channels import Branch, Channel
from derive.rules.scattering.green import channel
from derive.rules.scattering.spectrum import Spectrum, in_levels, spectrum
from derive.scattering.model import Matrix, ScatteringModel


@dataclass(frozen=True, repr=False)
class Scattering:
    """T and what it was solved from, with contacts in one place.

    Parameters
    ----------
    model : what was stated.
    spectrum : levels and states.
    coupling : v in the basis of the levels, all contacts together (J m).
    channels : one a level; those closed have their branch.
    """

    model: ScatteringModel
    spectrum: Spectrum
    coupling: Matrix
    channels: tuple[Channel, ...]

    @cached_property
    def system(self) -> list[Row]:
        """``1 + i B v`` by rows."""
        size = range(len(self.channels))
        rows: list[Row] = []
        for j in size:
            b = I * self.channels[j].b
            entries = {k: b * self.coupling[j][k] + (1 if j == k else 0) for k in size}
            rows.append({k: x for k, x in entries.items() if x})
        return rows

    @cached_property
    def determinant(self) -> Scalar:
        """``det(1 + i B v)``: its zeros are the bound states and resonances."""
        return determinant(self.system)

    @cached_property
    def waves(self) -> Matrix:
        """``(1 + i B v)^(-1)``: sqrt(2 pi hbar) Psi_j' at the contact for a particle that comes in beside level j."""
        size = len(self.channels)
        columns = []
        for j in range(size):
            right = [constant(int(k == j)) for k in range(size)]
            columns.append(solve(self.system, right))
        return tuple(zip(*columns, strict=True))

    @cached_property
    def reduced(self) -> Matrix:
        """``2 pi hbar T = v (1 + i B v)^(-1)`` (J m); row is the final level, column the initial one."""
        size = range(len(self.channels))
        return tuple(tuple(_sum([self.coupling[i][k] * self.waves[k][j] for k in size]) for j in size) for i in size)

    @cached_property
    def numerators(self) -> Matrix:
        """The reduced T times the determinant: polynomials in the couplings and the b_j, named minors of the system."""
        return tuple(tuple(x * self.determinant for x in row) for row in self.reduced)

    def element(self, final: int, initial: int) -> Scalar:
        """``<p' final|T|p initial>`` (J m/(J s) = m/s per unit of hbar): the reduced one over ``2 pi hbar``."""
        return self.reduced[final][initial] / (2 * PI * HBAR)

    def born(self, order: int) -> Matrix:
        """The Born series of the reduced T up to an order in v: ``sum (-i)^n v (B v)^n``."""
        size = range(len(self.channels))
        term, total = self.coupling, self.coupling
        for _ in range(order - 1):
            term = tuple(
                tuple(_sum([self.coupling[i][k] * self.channels[k].b * -I * term[k][j] for k in size]) for j in size)
                for i in size
            )
            total = tuple(tuple(a + b for a, b in zip(r, s, strict=True)) for r, s in zip(total, term, strict=True))
        return total

    def __repr__(self) -> str:
        """One element a line, as in a terminal."""
        labels = [c.label for c in self.channels]
        lines = [f"D = {self.determinant!r}"]
        for k, row in enumerate(self.numerators):
            lines += [f"t_{labels[k]}_{labels[j]} D = {entry!r}" for j, entry in enumerate(row)]
        return "\n".join(lines)

    def _repr_latex_(self) -> str:
        labels = [c.label for c in self.channels]
        lines = [rf"D &= {self.determinant.latex()}"]
        for k, row in enumerate(self.numerators):
            lines += [rf"t_{{{labels[k]},{labels[j]}}} D &= {entry.latex()}" for j, entry in enumerate(row)]
        return "$\\displaystyle \\begin{aligned}" + r" \\ ".join(lines) + "\\end{aligned}$"

    def compile(self) -> ModuleType:
        """The numerical module of the model, in memory; the same emitter writes the files."""
        from derive.emit.python import compile_module
        from derive.engines.scattering.derivation import derive_model

        module = derive_model(self.model).module()
        if module is None:
            raise ModelError(f"model {self.model.name!r}", "there must be something to compute", "nothing")
        return compile_module(module)

    def asymmetry(self, final: int, initial: int) -> Scalar:
        """``|T_kl|^2 - |T_lk|^2`` times ``(2 pi hbar)^2``: zero for all energies means detailed balance."""
        forward, backward = self.reduced[final][initial], self.reduced[initial][final]
        return forward * forward.conjugate() - backward * backward.conjugate()


def scattering(model: ScatteringModel, closed: Sequence[int] = (), either: bool = False) -> Scattering:
    """T for a model whose contacts are in one place, with some channels closed, or all branches left open.

    Raises
    ------
    ModelError
        for contacts at different positions, or a spectrum that is not exact.
    """
    if any(c.position != model.contacts[0].position for c in model.contacts):
        raise ModelError(
            f"model {model.name!r}, contacts",
            "they must be in one place for this form of T",
            "different positions",
            "use numerics.scattering for separated contacts",
        )
    found = spectrum(model)
    size = range(model.size)
    total = [[constant(0) for _ in size] for _ in size]
    for contact in model.contacts:
        own = in_levels(found.states, model.coupling_of(contact))
        total = [[a + b for a, b in zip(r, s, strict=True)] for r, s in zip(total, own, strict=True)]
    channels = tuple(
        channel(model.gas, label, energy, Branch.EITHER if either else Branch.CLOSED if k in closed else Branch.OPEN)
        for k, (label, energy) in enumerate(zip(model.labels, found.energies, strict=True))
    )
    return Scattering(model, found, tuple(map(tuple, total)), channels)


def _sum(terms: Sequence[Scalar]) -> Scalar:
    total = constant(0)
    for term in terms:
        total = total + term
    return total
