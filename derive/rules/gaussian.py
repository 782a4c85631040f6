"""Linear systems in Langevin form: drift, noise input, and the Lyapunov equation of the covariance matrix.

From the quantum Langevin equation of a bath with coupling L and white input b [Gardiner and Collett,
Phys. Rev. A 31, 3761 (1985)],

    da/dt = i [H, a] - [a, L.dag] (L/2 + b) + (L.dag/2 + b.dag) [a, L],      b_out = b + L,

drift and input matrices are read off as commutators.  Quadratures are x = (c + c.dag)/sqrt(2),
p = -i (c - c.dag)/sqrt(2) in the order (x_1, p_1, x_2, p_2, ...); the vacuum's covariance is 1/2.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from derive.algebra.boson import Boson
from derive.algebra.operator import IDENTITY, Op, Word, commutator
from derive.errors import ClosureError
from derive.exact.scalar import Scalar, constant
from derive.model import Model
from derive.parameters import I, sqrt
from derive.rules.lindblad import Generator, generator
from derive.rules.moments import nonlinear_terms

Rows = tuple[tuple[Scalar, ...], ...]


@dataclass(frozen=True)
class Langevin:
    """``dR/dt = drift R + force + noise B`` with ``R = (c_1, c_1.dag, c_2, ...)`` and ``B = (b_1, b_1.dag, ...)``.

    ``correlations`` is the matrix of ``<B_i(t) B_j(t')> / delta(t - t')``.  Rates in the model's units.
    """

    modes: tuple[Boson, ...]
    inputs: tuple[Boson, ...]
    drift: Rows
    force: tuple[Scalar, ...]
    noise: Rows
    correlations: Rows

    def right(self, mode: int) -> Op:
        """The right-hand side of ``dc/dt`` for one mode as an operator in modes and inputs."""
        k = 2 * mode
        total = Op.scalar(self.force[k])
        for columns, spaces in ((self.drift[k], self.modes), (self.noise[k], self.inputs)):
            for j, c in enumerate(columns):
                total = total + c * Op.of(spaces[j // 2], (j % 2, 1 - j % 2))
        return total

    @cached_property
    def quadrature_drift(self) -> Rows:
        """A of ``dV/dt = A V + V A^T + N``; real, shape (2m, 2m)."""
        return _turned(self.drift, len(self.modes), len(self.modes))

    @cached_property
    def diffusion(self) -> Rows:
        """N of ``dV/dt = A V + V A^T + N``: the symmetrised correlations of the noise; shape (2m, 2m)."""
        size = 2 * len(self.modes)
        ladder = [[self._correlation(i, j) for j in range(size)] for i in range(size)]
        symmetric = tuple(tuple((ladder[i][j] + ladder[j][i]) / 2 for j in range(size)) for i in range(size))
        half = matmul(to_quadratures(len(self.modes)), symmetric)
        return matmul(half, transpose(to_quadratures(len(self.modes))))

    def _correlation(self, i: int, j: int) -> Scalar:
        total = constant(0)
        for k, left in enumerate(self.noise[i]):
            for m, right in enumerate(self.noise[j]):
                if left and right and self.correlations[k][m]:
                    total = total + left * self.correlations[k][m] * right
        return total

    @cached_property
    def commutator_rates(self) -> Rows:
        """``d [R_i, R_j]/dt``, which must vanish: drift on the commutators plus the commutator of the noise."""
        size = 2 * len(self.modes)
        total = [[constant(0)] * size for _ in range(size)]
        for i in range(size):
            for j in range(size):
                value = self._correlation(i, j) - self._correlation(j, i)
                value = value + self.drift[i][j ^ 1] * _sign(j ^ 1) + self.drift[j][i ^ 1] * _sign(i)
                total[i][j] = value
        return tuple(map(tuple, total))


def langevin(model: Model) -> Langevin:
    """The Langevin equations of a model that is linear.

    Raises
    ------
    ClosureError
        when the Hamiltonian is not quadratic, a coupling not linear, or a space not bosonic.
    """
    master = generator(model)
    modes = tuple(s for s in model.spaces if isinstance(s, Boson))
    causes = nonlinear_terms(master)
    if causes or len(modes) < len(model.spaces):
        raise ClosureError(
            f"model {model.name!r}, Langevin form",
            "the Hamiltonian must be quadratic and every coupling linear in bosonic modes",
            "; ".join(causes) or "a system with finitely many levels",
            "linearise about a mean field, or use the moment equations",
        )
    fields = [Op.of(mode, element) for mode in modes for element in ((0, 1), (1, 0))]
    rates = [_systematic(master, field) for field in fields]
    drift = tuple(tuple(rate.coefficient(_word(f)) for f in fields) for rate in rates)
    force = tuple(rate.coefficient(IDENTITY) for rate in rates)
    noise = tuple(tuple(c for bath in master.baths for c in _inputs(field, bath.coupling)) for field in fields)
    inputs = tuple(Boson(bath.name, bath.latex) for bath in master.baths)
    return Langevin(modes, inputs, drift, force, noise, _correlations(master))


def langevin_rate(master: Generator, field: Op) -> Op:
    """``d field/dt`` as an operator in the system and in the inputs, for any system and any operator of it."""
    total = _systematic(master, field)
    for bath in master.baths:
        b = Op.of(Boson(bath.name, bath.latex), (0, 1))
        total = total - commutator(field, bath.coupling.dag) * b + b.dag * commutator(field, bath.coupling)
    return total


def _systematic(master: Generator, field: Op) -> Op:
    """``da/dt`` without the noise."""
    total = I * commutator(master.hamiltonian, field)
    for bath in master.baths:
        coupling = bath.coupling
        total = total + (coupling.dag * commutator(field, coupling) - commutator(field, coupling.dag) * coupling) / 2
    return total


def _inputs(field: Op, coupling: Op) -> tuple[Scalar, Scalar]:
    """Coefficients of b and b.dag in ``da/dt``."""
    return -commutator(field, coupling.dag).coefficient(IDENTITY), commutator(field, coupling).coefficient(IDENTITY)


def _correlations(master: Generator) -> Rows:
    size = 2 * len(master.baths)
    rows = [[constant(0)] * size for _ in range(size)]
    for k, bath in enumerate(master.baths):
        (emit, pair), (conjugate, absorb) = bath.correlations
        rows[2 * k][2 * k], rows[2 * k][2 * k + 1] = pair, emit
        rows[2 * k + 1][2 * k], rows[2 * k + 1][2 * k + 1] = absorb, conjugate
    return tuple(map(tuple, rows))


def to_quadratures(modes: int) -> Rows:
    """The matrix that takes (c, c.dag, ...) to (x, p, ...)."""
    size = 2 * modes
    rows = [[constant(0)] * size for _ in range(size)]
    for k in range(0, size, 2):
        rows[k][k] = rows[k][k + 1] = 1 / sqrt(2)
        rows[k + 1][k], rows[k + 1][k + 1] = -I / sqrt(2), I / sqrt(2)
    return tuple(map(tuple, rows))


def _turned(rows: Rows, left: int, right: int) -> Rows:
    """A matrix over ladder operators in quadratures: T rows T^-1, where T is unitary."""
    back = tuple(tuple(c.conjugate() for c in row) for row in transpose(to_quadratures(right)))
    return matmul(matmul(to_quadratures(left), rows), back)


def matmul(left: Rows, right: Rows) -> Rows:
    """Matrix product over scalars, skipping zeros."""
    result = []
    for row in left:
        sums = [constant(0)] * len(right[0])
        for c, other in zip(row, right, strict=True):
            if c:
                sums = [s + c * d if d else s for s, d in zip(sums, other, strict=True)]
        result.append(tuple(sums))
    return tuple(result)


def transpose(rows: Rows) -> Rows:
    """Rows and columns swapped."""
    return tuple(zip(*rows, strict=True))


def _word(op: Op) -> Word:
    return next(iter(op.terms))


def _sign(position: int) -> int:
    """``[c, c.dag] = 1`` for an annihilation operator at an even position, -1 for a creation operator."""
    return -1 if position % 2 else 1
