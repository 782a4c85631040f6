r"""Elimination of modes in the frequency domain (Schur complement): exact, with coefficients that depend on omega.

With kept modes a and eliminated modes e,

    -i omega a = [D_aa + D_ae (-i omega - D_ee)^-1 D_ea] a + [K_a + D_ae (-i omega - D_ee)^-1 K_e] b_in.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from derive.algebra.boson import Boson
from derive.algebra.operator import Op
from derive.driven.model import mode_of
from derive.errors import ModelError
from derive.exact.scalar import Scalar, as_scalar, constant
from derive.kinds import need, several
from derive.model import Model
from derive.parameters import symbol_of
from derive.rules.gaussian import Langevin, Rows, langevin, matmul
from derive.rules.network.frequency import free_frequency, part, shifted, solved


@dataclass(frozen=True)
class Reduced:
    """``-i omega R = drift R + noise B`` for the kept modes in ladder order; both matrices depend on ``frequency``.

    ``susceptibility`` is ``(-i omega - D_ee)^-1`` of the eliminated modes, in ladder order.
    """

    model: Model
    modes: tuple[Boson, ...]
    eliminated: tuple[Boson, ...]
    inputs: tuple[Boson, ...]
    drift: Rows
    noise: Rows
    susceptibility: Rows
    frequency: Scalar

    def right(self, mode: Boson) -> Op:
        """The right-hand side of ``-i omega c`` for a kept mode, in modes and inputs."""
        k = 2 * self.modes.index(mode)
        total = Op({})
        for row, spaces in ((self.drift[k], self.modes), (self.noise[k], self.inputs)):
            for j, c in enumerate(row):
                total = total + c * Op.of(spaces[j // 2], (j % 2, 1 - j % 2))
        return total


def eliminated(model: Model, modes: Op | Iterable[Op], frequency: Scalar | None = None) -> Reduced:
    """The model without some of its modes, at one frequency.

    Parameters
    ----------
    model : its Hamiltonian must be quadratic, its couplings linear, its fields without a mean.
    modes : annihilation operators of the modes that go; one or several.
    frequency : a real parameter that the model does not have, in rad/s as the model's own frequencies; by default
        ``omega``, or another letter where that is taken.

    Raises
    ------
    ModelError
        for an operator that is no mode of the model, when none or all modes are eliminated, or when a force acts.
    ClosureError
        for a model that is not linear.
    """
    need("eliminated", "model", model, Model, "linearise a DrivenModel first")
    where = f"model {model.name!r}, elimination"
    linear = langevin(model)
    gone = tuple(dict.fromkeys(mode_of(where, op, model.spaces) for op in several(modes)))
    frequency = free_frequency({s.name for s in model.symbols}) if frequency is None else frequency
    _check_frequency(where, model, frequency)
    kept = tuple(mode for mode in linear.modes if mode not in gone)
    if not gone or not kept:
        raise ModelError(where, "some modes must be eliminated and some kept", f"{len(gone)} of {len(linear.modes)}")
    if any(linear.force):
        todo = "linearise about the mean field first"
        raise ModelError(where, "no force may act: the fields must have no mean", "a coherent drive", todo)
    outside = _places(linear, gone)
    inverse = shifted(part(linear.drift, outside, outside), frequency)
    one = tuple(tuple(constant(int(i == j)) for j in outside) for i in outside)
    return _reduced(model, linear, kept, gone, solved(inverse, one), frequency)


def in_susceptibility(reduced: Reduced, susceptibility: Rows) -> Reduced:
    """The same equations with the susceptibility of the eliminated modes put in as given, symbols for instance."""
    linear = langevin(reduced.model)
    return _reduced(reduced.model, linear, reduced.modes, reduced.eliminated, susceptibility, reduced.frequency)


def _reduced(
    model: Model,
    linear: Langevin,
    kept: tuple[Boson, ...],
    gone: tuple[Boson, ...],
    susceptibility: Rows,
    frequency: Scalar,
) -> Reduced:
    inside, outside = _places(linear, kept), _places(linear, gone)
    ports = tuple(range(len(linear.noise[0])))
    through = matmul(part(linear.drift, inside, outside), susceptibility)
    drift = matmul(through, part(linear.drift, outside, inside))
    noise = matmul(through, part(linear.noise, outside, ports))
    return Reduced(
        model,
        kept,
        gone,
        linear.inputs,
        _plus(part(linear.drift, inside, inside), drift),
        _plus(part(linear.noise, inside, ports), noise),
        susceptibility,
        frequency,
    )


def _check_frequency(where: str, model: Model, frequency: Any) -> None:
    value, todo = as_scalar(frequency), 'write frequency=real("omega")'
    symbol = symbol_of(value) if value is not None else None
    if value is None or symbol is None or not value.is_real:
        raise ModelError(where, "the frequency must be a real parameter", repr(frequency), todo)
    if symbol in model.symbols:
        raise ModelError(where, "the frequency must be no parameter of the model", str(value), 'try real("nu")')


def _places(linear: Langevin, modes: tuple[Boson, ...]) -> tuple[int, ...]:
    return tuple(2 * linear.modes.index(mode) + k for mode in modes for k in (0, 1))


def _plus(left: Rows, right: Rows) -> Rows:
    return tuple(tuple(x + y for x, y in zip(a, b, strict=True)) for a, b in zip(left, right, strict=True))
