"""The spectrum: H v = E v for every level, orthonormal states, real energies, and v rebuilt from them."""

from __future__ import annotations

from collections.abc import Iterator

from derive.audits.rates.words import shown
from derive.audits.record import Finding, Outcome
from derive.audits.scattering.derived import Derived
from derive.exact.scalar import Scalar, constant
from derive.rules.scattering.channels import Channel
from derive.rules.scattering.spectrum import Spectrum
from derive.scattering.model import Matrix

AUDIT = "spectrum"


def check(derived: Derived) -> tuple[Finding, ...]:
    """One finding each for the levels, the states, the coupling, and levels that have one energy."""
    rebuilt = _judged("coupling", "V v V.dag is the sum of the contacts as stated", _rebuilt(derived))
    return (*solved(derived.model.hamiltonian, derived.open.spectrum), rebuilt, degeneracy(derived.open.channels))


def solved(rows: Matrix, spectrum: Spectrum) -> tuple[Finding, ...]:
    """Levels and states of a Hamiltonian."""
    return (
        _judged("levels", f"H v = E v with real E; {spectrum.method}", _levels(rows, spectrum)),
        _judged("states", "orthonormal: V.dag V = V V.dag = 1", _states(spectrum)),
    )


def _judged(subject: str, must: str, defects: Iterator[tuple[str, Scalar]]) -> Finding:
    problems = [f"{what} is off by {shown(value)}" for what, value in defects if value]
    if problems:
        return Finding(AUDIT, subject, Outcome.FAILED, f"{must}, but " + "; ".join(problems[:3]))
    return Finding(AUDIT, subject, Outcome.PASSED, must)


def _levels(rows: Matrix, spectrum: Spectrum) -> Iterator[tuple[str, Scalar]]:
    size = range(len(rows))
    for j in size:
        energy = spectrum.energies[j]
        yield f"Im E_{j}", energy.imaginary_part()
        for i in size:
            moved = sum((rows[i][k] * spectrum.states[k][j] for k in size), constant(0))
            yield f"row {i} of H v for level {j}", moved - spectrum.states[i][j] * energy


def _states(spectrum: Spectrum) -> Iterator[tuple[str, Scalar]]:
    v, size = spectrum.states, range(len(spectrum.states))
    for i in size:
        for j in size:
            columns = sum((v[k][i].conjugate() * v[k][j] for k in size), constant(-int(i == j)))
            rows = sum((v[i][k] * v[j][k].conjugate() for k in size), constant(-int(i == j)))
            yield f"the overlap of levels {i} and {j}", columns
            yield f"the completeness at ({i}, {j})", rows


def _rebuilt(derived: Derived) -> Iterator[tuple[str, Scalar]]:
    """Back from the levels to the basis of the statement: another way than the one v came."""
    model, v = derived.model, derived.open.spectrum.states
    stated = [model.coupling_of(c) for c in model.contacts]
    size = range(model.size)
    half = [[sum((v[i][k] * derived.open.coupling[k][j] for k in size), constant(0)) for j in size] for i in size]
    for i in size:
        for j in size:
            back = sum((half[i][k] * v[j][k].conjugate() for k in size), constant(0))
            yield f"entry ({i}, {j})", back - sum((m[i][j] for m in stated), constant(0))


def degeneracy(channels: tuple[Channel, ...]) -> Finding:
    """Levels of one energy have coherences that the Pauli equation leaves out."""
    equal = [f"{a.label} and {b.label}" for k, a in enumerate(channels) for b in channels[:k] if a.energy == b.energy]
    if equal:
        detail = (
            f"{'; '.join(equal)} have one energy: their coherences belong to the same Bohr frequency as populations"
        )
        return Finding(AUDIT, "degeneracy", Outcome.NOTED, detail)
    detail = "no two levels have one energy for all parameters; special parameters may make them meet"
    return Finding(AUDIT, "degeneracy", Outcome.NOTED, detail)
