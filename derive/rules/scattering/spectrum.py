"""Levels and states of a finite Hamiltonian, exactly where they are in the field.

A diagonal Hamiltonian is its own spectrum.  A cyclic one (every row the one before shifted by one) has the plane waves
``v_k = exp(2 pi i j k/N)/sqrt(N)``, whose energies are the discrete Fourier transform of the first row.  A two-level
one has the roots of its quadratic equation.  Everything else is for numbers.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from derive.errors import ExactError, ModelError
from derive.exact.roots import root_of_square, sqrt
from derive.exact.scalar import Scalar, constant
from derive.parameters import I
from derive.scattering.model import Matrix, ScatteringModel

CYCLES = (1, 2, 3, 4, 6, 8, 12, 24)
"""Sizes whose roots of unity hold only square roots of 2 and 3."""


@dataclass(frozen=True)
class Spectrum:
    """Levels and states.

    Parameters
    ----------
    energies : E_j (J).
    states : the columns of the unitary matrix; ``states[k][j]`` is the amplitude of level j at basis state k.
    method : how they were found, in words.
    """

    energies: tuple[Scalar, ...]
    states: Matrix
    method: str


def spectrum(model: ScatteringModel) -> Spectrum:
    """The spectrum of a model's Hamiltonian; proved by inserting it.

    Raises
    ------
    ModelError
        where the levels are not in the field.
    """
    rows = model.hamiltonian
    if not any(rows[i][j] for i in range(len(rows)) for j in range(len(rows)) if i != j):
        found = Spectrum(tuple(rows[i][i] for i in range(len(rows))), _unit(len(rows)), "the Hamiltonian is diagonal")
    elif _is_cyclic(rows):
        found = _plane_waves(model, rows)
    elif len(rows) == 2:
        found = _two_levels(model, rows)
    else:
        raise ModelError(
            f"model {model.name!r}, hamiltonian",
            "an exact spectrum needs a Hamiltonian that is diagonal, cyclic, or of two levels",
            f"{len(rows)} levels that are neither",
            "give levels and the contacts as matrices in their basis, or use numerics.scattering",
        )
    _prove(model, rows, found)
    return found


def _unit(size: int) -> Matrix:
    return tuple(tuple(constant(int(i == j)) for j in range(size)) for i in range(size))


def _is_cyclic(rows: Matrix) -> bool:
    size = len(rows)
    return all(rows[(i + 1) % size][(j + 1) % size] == rows[i][j] for i in range(size) for j in range(size))


def unity(size: int) -> Scalar:
    """``exp(2 pi i/size)`` for a size whose roots of unity are in the field."""
    known = {
        1: constant(1),
        2: constant(-1),
        3: (sqrt(3) * I - 1) / 2,
        4: I,
        6: (sqrt(3) * I + 1) / 2,
        8: (1 + I) / sqrt(2),
        12: (sqrt(3) + I) / 2,
        24: (sqrt(2) * sqrt(3) + sqrt(2) + I * (sqrt(2) * sqrt(3) - sqrt(2))) / 4,
    }
    return known[size]


def _plane_waves(model: ScatteringModel, rows: Matrix) -> Spectrum:
    size = len(rows)
    if size not in CYCLES:
        raise ModelError(
            f"model {model.name!r}, hamiltonian",
            f"a cyclic Hamiltonian must have {', '.join(map(str, CYCLES))} sites to have exact states",
            f"{size} sites",
            "use numerics.scattering",
        )
    root = unity(size)
    power = [constant(1)]
    for _ in range(size - 1):
        power.append(power[-1] * root)
    norm = 1 / sqrt(size)
    states = tuple(tuple(power[j * k % size] * norm for j in range(size)) for k in range(size))
    energies = tuple(_sum(rows[0][k] * power[j * k % size] for k in range(size)) for j in range(size))
    return Spectrum(energies, states, "the Hamiltonian is cyclic: plane waves exp(2 pi i j k/N)/sqrt(N)")


def _two_levels(model: ScatteringModel, rows: Matrix) -> Spectrum:
    """``E = mean +- sqrt(half^2 + |c|^2)``; the state of E is ``(c, E - a)``, normalised.

    A phase of c goes into the states.  Of a square either root serves: the other one names the levels in other order.
    """
    (a, c), (_, b) = rows
    half, squared = (a - b) / 2, c * c.conjugate()
    root = _root(model, half * half + squared)
    columns, energies = [], []
    for sign in (-1, 1):
        energy = (a + b) / 2 + root * sign
        rest = energy - a
        norm = _root(model, squared + rest * rest)
        columns.append((c / norm, rest / norm))
        energies.append(energy)
    return Spectrum(tuple(energies), tuple(zip(*columns, strict=True)), "roots of the quadratic equation")


def _root(model: ScatteringModel, value: Scalar) -> Scalar:
    """A real square root, the positive one where it is known which that is."""
    try:
        return sqrt(value)
    except ExactError:
        found = root_of_square(value)
    if found is None:
        raise ModelError(
            f"model {model.name!r}, hamiltonian",
            "the roots of two levels must be in the field",
            f"the root of {value}",
            "write the coupling as tau*exp(I*phi) with real tau and an angle phi, and levels that differ as "
            "m + d*cos(2*alpha), m - d*cos(2*alpha) with the coupling d*sin(2*alpha)*exp(I*phi); or give the levels "
            "and the contacts as matrices in their basis",
        )
    return found


def _prove(model: ScatteringModel, rows: Matrix, found: Spectrum) -> None:
    """``H V = V E`` and ``V.dag V = 1``, entry by entry."""
    size = range(len(rows))
    for i in size:
        for j in size:
            moved = _sum(rows[i][k] * found.states[k][j] for k in size)
            overlap = _sum(found.states[k][i].conjugate() * found.states[k][j] for k in size)
            if moved != found.states[i][j] * found.energies[j] or overlap != int(i == j):
                raise ModelError(
                    f"model {model.name!r}, spectrum", "the states found must solve H v = E v", f"level {j}"
                )


def in_levels(states: Matrix, matrix: Matrix) -> Matrix:
    """``V.dag M V``: a matrix in the basis of the levels."""
    size = range(len(matrix))
    half = [[_sum(matrix[i][k] * states[k][j] for k in size) for j in size] for i in size]
    return tuple(tuple(_sum(states[k][i].conjugate() * half[k][j] for k in size) for j in size) for i in size)


def _sum(terms: Iterable[Scalar]) -> Scalar:
    total = constant(0)
    for term in terms:
        total = total + term
    return total
