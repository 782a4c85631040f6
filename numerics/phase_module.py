"""Entropy production of one mode in the forms that a generated phase-space module holds, for a given density matrix.

With the gradient (dQ/dmu, dQ/d conj(mu)) of the Husimi function and the module's arrays,

    J = current_drift Q + current_diffusion grad Q                  of every channel,
    Pi_d = sum over i, j of production_ij int J_i J_j/Q             of every channel,
    Pi_u = sum over i, j of int unitary_production_ij d_i Q d_j Q/Q,

so that the physics is the module's, and the integrals alone are made here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np

from numerics.arguments import Array, as_tolerance, checked, finite, read_only, taken
from numerics.husimi import on_rings, reach
from numerics.rings import FLOOR, Rings, refined


class PhaseModule(Protocol):
    """What is read of a generated module of one mode.

    `VARIABLES` is the name of its variable alone, `ORDERING` the s = -1 of the Husimi function.  With y (..., 1),
    ``current_drift(y, **parameters)`` is (..., k, 2), ``current_diffusion(**parameters)`` and
    ``production(**parameters)`` are (k, 2, 2); where they are absent there is no channel.
    ``unitary_production(y, **parameters)`` is (..., 2, 2); where it is absent Pi_u has no such form.
    """

    @property
    def PARAMETERS(self) -> tuple[str, ...]: ...
    @property
    def VARIABLES(self) -> tuple[str, ...]: ...
    @property
    def ORDERING(self) -> int: ...


@dataclass(frozen=True, eq=False)
class FormProduction:
    """`unitary` Pi_u, nan without its form; `dissipative` (k,) Pi_d; `error`, the largest of both; `points` used."""

    unitary: float
    dissipative: Array
    error: float
    points: int

    def __post_init__(self) -> None:
        object.__setattr__(self, "dissipative", read_only(self.dissipative))


def form_production(
    module: PhaseModule,
    parameters: Mapping[str, Any],
    density: Array,
    *,
    centre: complex = 0.0,
    tolerance: float = 1e-10,
) -> FormProduction:
    """Pi_u and Pi_d of the state `density` by a module's forms.

    Parameters
    ----------
    module : as `PhaseModule`, for the Husimi function.
    parameters : name to number.
    density : (d, d) rho, Hermitian, in the Fock basis of the mode before any displacement.
    centre : the module's variable is mu - centre; sqrt(N) alpha for a displaced module.
    tolerance : as for `numerics.wehrl.wehrl_production`.

    Raises
    ------
    ValueError : on a module of several modes or of another ordering, parameters that are unknown, missing or arrays,
        a density that is not Hermitian.
    """
    if len(module.VARIABLES) != 1 or module.ORDERING != -1:
        got = f"s = {module.ORDERING} and the variables {', '.join(module.VARIABLES)}"
        raise ValueError(f"Argument `module` must be of the Husimi function (s = -1) of one mode, but got {got}")
    values = checked(parameters, module.PARAMETERS)
    for name, value in values.items():
        if value.ndim:
            raise ValueError(f"Argument `{name}` must be one number, but got shape {value.shape}; call once a point")
    rho, tolerance = _density(density), as_tolerance("tolerance", tolerance, 1e-13)
    forms = _Forms(module, values, rho, complex(finite("centre", centre)))
    found, error, points = refined(forms.integrals, reach(rho), tolerance)
    unitary = float(found[1]) if forms.unitary is not None else np.nan
    return FormProduction(unitary, found[2:], error, points)


class _Forms:
    """The module's arrays at given parameters, and their integrals."""

    def __init__(self, module: PhaseModule, values: Mapping[str, Array], rho: Array, centre: complex) -> None:
        self.centre = centre
        self.unitary = _bound(getattr(module, "unitary_production", None), values, 1)
        self.drift = _bound(getattr(module, "current_drift", None), values, 1)
        if self.drift is not None:
            self.diffusion = np.asarray(_constant(module, "current_diffusion", values))
            self.weights = np.asarray(_constant(module, "production", values))
        a = np.sqrt(np.arange(1.0, len(rho)))
        lowered, spread = np.zeros_like(rho), np.zeros_like(rho)
        lowered[:-1] = a[:, None] * rho[1:]
        spread[:, :-1] = lowered[:, 1:] * a
        self.operators = np.stack([rho, lowered, spread])

    def integrals(self, rings: Rings) -> tuple[Array, Array]:
        """(2 + k,) norm, Pi_u and Pi_d, and what the region where Q is rounding may add."""
        mu, measure = rings.mu, rings.measure
        q, lowered, spread = on_rings(self.operators, rings.radii, rings.angles)
        q = q.real
        known = q > FLOOR
        inside, outside, safe = np.where(known, measure, 0.0), np.where(known, 0.0, measure), np.where(known, q, 1.0)
        slope = (lowered - mu * q).conj()
        gradient = np.stack([slope, slope.conj()], axis=-1)
        # By Cauchy and Schwarz |dQ|^2 <= Q <mu|(a - mu) rho (a - mu)^dag|mu>/pi.
        steepest = abs((spread - 2 * mu.conj() * lowered).real + abs(mu) ** 2 * q)
        y = (mu - self.centre)[..., None]
        values, missed = [(measure * q).sum(), 0.0], [0.0, 0.0]
        if self.unitary is not None:
            form = np.broadcast_to(self.unitary(y), (*q.shape, 2, 2))
            square = np.einsum("...ij,...i,...j->...", form, gradient, gradient).real
            values[1] = (inside * square / safe).sum()
            missed[1] = (outside * abs(form).sum(axis=(-2, -1)) * steepest).sum()
        if self.drift is not None:
            drift = np.broadcast_to(self.drift(y), (*q.shape, len(self.weights), 2))
            produced, lost = self._produced(drift, q, gradient, steepest)
            values += list((inside / safe * produced).sum(axis=(-2, -1)))
            missed += list((outside * lost).sum(axis=(-2, -1)))
        return np.array(values), np.array(missed)

    def _produced(self, drift: Array, q: Array, gradient: Array, steepest: Array) -> tuple[Array, Array]:
        """(k, n, T) sum of K_ij J_i J_j, and a bound of its quotient by Q."""
        current = drift * q[..., None, None] + np.einsum("kij,...j->...ki", self.diffusion, gradient)
        produced = np.einsum("kij,...ki,...kj->k...", self.weights, current, current).real
        size = (abs(drift) ** 2).sum(axis=-1) * abs(q)[..., None]
        size = 2 * (size + 2 * (abs(self.diffusion) ** 2).sum(axis=(-2, -1)) * steepest[..., None])
        return produced, np.moveaxis(abs(self.weights).sum(axis=(-2, -1)) * size, -1, 0)


def _bound(function: Callable[..., Array] | None, values: Mapping[str, Array], positional: int) -> Any:
    """The function with its parameters, or none."""
    if function is None:
        return None
    named = taken(function, dict(values), positional)
    return lambda *y: function(*y, **named)


def _constant(module: PhaseModule, name: str, values: Mapping[str, Array]) -> Array:
    function = getattr(module, name, None)
    if function is None:
        raise ValueError(f"Argument `module` must have `{name}` beside its currents, but got none; derive it again")
    return np.asarray(_bound(function, values, 0)())


def _density(value: Array) -> Array:
    rho = finite("density", value).astype(complex)
    if rho.ndim != 2 or rho.shape[0] != rho.shape[1] or not rho.size:
        raise ValueError(f"Argument `density` must be a square matrix, but got shape {rho.shape}")
    if abs(rho - rho.conj().T).max() > 1e-10 * abs(rho).max():
        raise ValueError("Argument `density` must be Hermitian, but got another matrix; add its adjoint")
    return rho
