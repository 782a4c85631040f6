r"""Linear networks in the frequency domain, exactly: ``d/dt -> -i omega``.

From ``dR/dt = drift R + noise B`` (see `derive.rules.gaussian`) follow ``R = G noise B`` with the susceptibility
``G = (-i omega - drift)^-1``, and with ``b_out = b_in + L`` the scattering matrix ``S = 1 + couplings G noise``.  In
the ladder order ``R = (c_1, c_1.dag, ...)`` a creation operator's component at omega is ``[c(-omega)].dag``.
Commutators are preserved exactly if ``S Sigma S^dagger = Sigma`` with ``Sigma = diag(1, -1, 1, -1, ...)``.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

from derive.algebra.operator import IDENTITY, Op
from derive.errors import ClosureError, ModelError
from derive.exact.linear import Singular, solve
from derive.exact.scalar import Scalar, as_scalar, constant
from derive.kinds import need
from derive.model import Model
from derive.parameters import I, real
from derive.rules.gaussian import Langevin, Rows, langevin, matmul, transpose
from derive.rules.lindblad import generator

OMEGA = "omega"
"""The name of the frequency where nothing else is said and no parameter has its name."""
OTHERS = ("nu", "varpi", "omega_F", "nu_F")
"""Names for it where a model has a parameter of that name."""


def free_frequency(names: Collection[str]) -> Scalar:
    """A Fourier frequency by a name that is not among those of a model's parameters."""
    name = next(n for n in (OMEGA, *OTHERS, *(f"omega_F{k}" for k in range(len(names)))) if n not in names)
    made: Scalar = real(name, unit="rad/s", meaning="Fourier frequency")
    return made


@dataclass(frozen=True)
class Network:
    """A linear model at one frequency.  Rows and columns are ladder operators, ``(c_1, c_1.dag, c_2, ...)``.

    ``couplings`` are the rows of ``(L_1, L_1.dag, L_2, ...)``, shape (2b, 2m): what each bath takes out.
    """

    linear: Langevin
    couplings: Rows
    frequency: Scalar

    @property
    def columns(self) -> tuple[int, ...]:
        """The components of the modes that are coupled to an annihilation operator of any mode, in order.

        Where nothing mixes annihilation with creation operators these are the annihilation operators, and everything
        has half the size.
        """
        if any(self.linear.drift[i][j] for i in self._even for j in self._odd) or self._mixes():
            return tuple(range(len(self.linear.drift)))
        return self._even

    @property
    def is_passive(self) -> bool:
        """Whether annihilation operators are driven by annihilation operators alone: nothing is amplified."""
        return self.columns == self._even

    @property
    def _even(self) -> tuple[int, ...]:
        return tuple(range(0, len(self.linear.drift), 2))

    @property
    def _odd(self) -> tuple[int, ...]:
        return tuple(range(1, len(self.linear.drift), 2))

    def _mixes(self) -> bool:
        ports = range(1, 2 * len(self.linear.inputs), 2)
        return any(self.linear.noise[i][p] or self.couplings[p - 1][i + 1] for i in self._even for p in ports)

    @property
    def ports(self) -> tuple[int, ...]:
        """The components of the inputs that belong to `columns`."""
        size = 2 * len(self.linear.inputs)
        return tuple(range(0, size, 2)) if self.is_passive else tuple(range(size))

    @cached_property
    def response(self) -> Rows:
        """``G noise``: the modes at this frequency per input; rows `columns`, columns `ports`."""
        return solved(self.inverse, part(self.linear.noise, self.columns, self.ports))

    @cached_property
    def inverse(self) -> Rows:
        """``-i omega - drift`` on `columns`."""
        drift = part(self.linear.drift, self.columns, self.columns)
        return shifted(drift, self.frequency)

    @cached_property
    def scattering(self) -> Rows:
        """S: outputs per input, on `ports`."""
        out = matmul(part(self.couplings, self.ports, self.columns), self.response)
        one = constant(1)
        return tuple(tuple(x + one if i == j else x for j, x in enumerate(row)) for i, row in enumerate(out))

    @cached_property
    def deficit(self) -> Rows:
        """``S Sigma S^dagger - Sigma``: zero exactly if the commutators of the outputs are those of the inputs."""
        signs = [constant(1 if self.is_passive or p % 2 == 0 else -1) for p in self.ports]
        dagger = transpose(tuple(tuple(x.conjugate() for x in row) for row in self.scattering))
        weighted = tuple(tuple(x * s for x, s in zip(row, signs, strict=True)) for row in self.scattering)
        product = matmul(weighted, dagger)
        return tuple(tuple(x - signs[i] if i == j else x for j, x in enumerate(row)) for i, row in enumerate(product))


def network(model: Model, frequency: Scalar | None = None) -> Network:
    """A linear model in the frequency domain.

    Parameters
    ----------
    model : its Hamiltonian must be quadratic and its couplings linear.
    frequency : a real scalar, in the model's frame; by default ``omega``, or another letter where that is taken.

    Raises
    ------
    ModelError
        for what is no model, or a frequency that is not real.
    ClosureError
        for a model that is not linear.
    """
    need("network", "model", model, Model, "linearise a DrivenModel first")
    value = free_frequency({s.name for s in model.symbols}) if frequency is None else as_scalar(frequency)
    if value is None or not value.is_real:
        todo = 'write frequency=real("omega")'
        raise ModelError(f"model {model.name!r}, network", "frequency must be a real scalar", repr(frequency), todo)
    linear, master = langevin(model), generator(model)
    rows = []
    for bath in master.baths:
        for op in (bath.coupling, bath.coupling.dag):
            rows.append(tuple(_component(op, mode_element) for mode_element in _elements(linear)))
    return Network(linear, tuple(rows), value)


def shifted(drift: Rows, frequency: Scalar) -> Rows:
    """``-i omega - drift``."""
    return tuple(tuple(-x - I * frequency if i == j else -x for j, x in enumerate(row)) for i, row in enumerate(drift))


def solved(matrix: Rows, right: Rows) -> Rows:
    """``matrix^-1 right``, column by column.

    Raises
    ------
    ClosureError
        for a matrix that is singular at every frequency.
    """
    sparse = [{j: x for j, x in enumerate(row) if x} for row in matrix]
    try:
        return transpose(tuple(tuple(solve(sparse, column)) for column in transpose(right)))
    except Singular:
        raise ClosureError(
            "susceptibility", "the equations must determine the modes at a general frequency", "singular", "add a bath"
        ) from None


def _elements(linear: Langevin) -> tuple[Op, ...]:
    return tuple(Op.of(mode, element) for mode in linear.modes for element in ((0, 1), (1, 0)))


def _component(op: Op, element: Op) -> Scalar:
    word = next(w for w in element.terms if w != IDENTITY)
    return op.coefficient(word)


def part(rows: Rows, at: Sequence[int], columns: Sequence[int]) -> Rows:
    """Some rows and columns of a matrix, in the order given."""
    return tuple(tuple(rows[i][j] for j in columns) for i in at)
