"""Wehrl entropy production of one mode from its density matrix, as integrals over phase space with their errors.

With Q the Husimi function, nu = mu - <a> and a channel of loss, 2 kappa (N + 1) D[a] + 2 kappa N D[a^dag],

    Pi_u = - int U ln Q,                       U = <mu|-i [H, rho]|mu>/pi,
    Pi_d = 2/(kappa (N + 1)) int |J|^2/Q,      J = kappa (nu Q + (N + 1) dQ/d conj(nu)),
    Phi_q = 2 kappa (<a^dag a> - |<a>|^2 - N)/(N + 1),

and dS/dt = Pi_u + sum of Pi_d - sum of Phi_q (Goes, Fiore and Landi, Phys. Rev. Res. 2, 013136 (2020), Eqs. (6)-(8), at
N = 0).  Nothing is differentiated: J/kappa is the function of ((N + 1)(a - <a>) - N (mu - <a>)) rho.

The integrals are taken over rings (`numerics.rings`).  Where Q sinks into the rounding of rho the integrands are left
out, and what they may have held counts as error: by Cauchy and Schwarz |J|^2/(kappa^2 Q) is at most the function of
(a - <a>) rho (a - <a>)^dag at N = 0, and alike for others.  The same inequality, integrated, gives Pi_d <= Phi_q at
N = 0: the unitary part of a steady state is never negative there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import sparse

from numerics.arguments import Array, as_tolerance, finite, read_only, real
from numerics.husimi import on_rings, reach
from numerics.rings import FLOOR, Rings, refined


@dataclass(frozen=True)
class Channel:
    """Loss of the amplitude at the rate `kappa`, positive, into a bath of `occupation` N, not negative."""

    kappa: float
    occupation: float = 0.0

    def __post_init__(self) -> None:
        kappa, occupation = real("kappa", self.kappa), real("occupation", self.occupation)
        if kappa.ndim or not kappa > 0:
            raise ValueError(f"Argument `kappa` must be one positive rate, but got {self.kappa}")
        if occupation.ndim or occupation < 0:
            raise ValueError(f"Argument `occupation` must be one number of at least 0, but got {self.occupation}")


@dataclass(frozen=True, eq=False)
class WehrlProduction:
    """The balance of the Wehrl entropy of one state.

    Attributes
    ----------
    norm : integral of Q, which is Tr rho.
    entropy : minus the integral of Q ln Q; 1 + ln pi in a coherent state.
    unitary, dissipative (k,), flux (k,) : Pi_u, Pi_d and Phi_q, in the unit of the rates.
    external : (k,) Pi_ext = Phi_ext = 2 kappa |<a>|^2/(N + 1).
    error : estimate of the largest absolute error of entropy, Pi_u and Pi_d, rho taken as exact.
    points : how many points of phase space the last grid had.
    """

    norm: float
    entropy: float
    unitary: float
    dissipative: Array
    flux: Array
    external: Array
    error: float
    points: int

    def __post_init__(self) -> None:
        for name in ("dissipative", "flux", "external"):
            object.__setattr__(self, name, read_only(getattr(self, name)))

    @property
    def change(self) -> float:
        """dS/dt; zero in a steady state with every channel counted."""
        return float(self.unitary + self.dissipative.sum() - self.flux.sum())


def wehrl_production(
    density: Array, hamiltonian: Any, channels: Sequence[Channel], *, tolerance: float = 1e-10
) -> WehrlProduction:
    """Entropy production of a mode in the state `density`, steady or not.

    Parameters
    ----------
    density : (d, d) rho, Hermitian; d with room for what the Hamiltonian reaches from the highest level in use.
    hamiltonian : (d, d) Hermitian H, dense or sparse, hbar = 1.
    channels : the baths.
    tolerance : the absolute accuracy asked for, in units of the largest of 1 and the rates' integrals; where it is not
        met on the finest grid, `error` says so.

    Raises
    ------
    ValueError : on shapes that do not fit, matrices that are not Hermitian, a tolerance below 1e-13.
    """
    rho, h = _hermitian("density", density), _hermitian("hamiltonian", hamiltonian)
    if rho.shape != h.shape:
        raise ValueError(f"Argument `hamiltonian` must have shape {rho.shape}, but got {h.shape}")
    tolerance = as_tolerance("tolerance", tolerance, 1e-13)
    functions = _Functions(rho, h, channels)
    values, error, points = refined(functions.integrals, reach(rho), tolerance)
    flux, external = functions.flux()
    return WehrlProduction(values[0], values[1], values[2], values[3:], flux, external, error, points)


class _Functions:
    """Everything that is integrated, as Husimi functions of operators."""

    def __init__(self, rho: Array, hamiltonian: Array, channels: Sequence[Channel]) -> None:
        self.rho, self.channels = rho, tuple(channels)
        a = np.sqrt(np.arange(1.0, len(rho)))
        self.lowered = np.zeros_like(rho)
        self.lowered[:-1] = a[:, None] * rho[1:]
        self.mean = complex(self.lowered.trace())
        self.spread = np.zeros_like(rho)  # a rho a^dag
        self.spread[:, :-1] = self.lowered[:, 1:] * a
        turned = -1j * (hamiltonian @ rho)
        self.operators = np.stack([rho, self.lowered, turned + turned.conj().T, self.spread])

    def integrals(self, rings: Rings) -> tuple[Array, Array]:
        """(3 + k,) norm, entropy, Pi_u and Pi_d on a grid, and what the region left out may add to each."""
        q, lowered, turned, spread = on_rings(self.operators, rings.radii, rings.angles)
        q, turned, measure = q.real, turned.real, rings.measure
        known = q > FLOOR
        inside, outside = np.where(known, measure, 0.0), np.where(known, 0.0, measure)
        safe = np.where(known, q, 1.0)
        logarithm = np.log(safe)
        values = [(measure * q).sum(), -(inside * q * logarithm).sum(), -(inside * turned * logarithm).sum()]
        steep = -np.log(FLOOR)
        missed = [0.0, (outside * abs(q)).sum() * steep, abs((outside * turned).sum()) * steep]
        nu = rings.mu - self.mean
        centred = lowered - self.mean * q
        rest = abs((outside * (spread - 2 * self.mean.conjugate() * lowered + abs(self.mean) ** 2 * q).real).sum())
        for channel in self.channels:
            n = channel.occupation
            current = (n + 1) * centred - n * nu * q
            values.append(2 * channel.kappa / (n + 1) * (inside * abs(current) ** 2 / safe).sum())
            tail = (n + 1) * rest + n**2 / (n + 1) * (outside * abs(nu) ** 2 * abs(q)).sum()
            missed.append(2 * channel.kappa * (tail if n == 0 else 2 * tail))
        return np.array(values), np.array(missed)

    def flux(self) -> tuple[Array, Array]:
        """Phi_q and Phi_ext (k,)."""
        quanta, coherent = self.spread.trace().real, abs(self.mean) ** 2
        pairs = [(2 * c.kappa / (c.occupation + 1), c.occupation) for c in self.channels]
        flux = np.array([rate * (quanta - coherent - n) for rate, n in pairs])
        return flux, np.array([rate * coherent for rate, _ in pairs])


def _hermitian(name: str, value: Any) -> Array:
    matrix = finite(name, value.toarray() if sparse.issparse(value) else value).astype(complex)
    if matrix.ndim != 2 or matrix.shape[0] != matrix.shape[1] or not matrix.size:
        raise ValueError(f"Argument `{name}` must be a square matrix, but got shape {matrix.shape}")
    if abs(matrix - matrix.conj().T).max() > 1e-10 * abs(matrix).max():
        raise ValueError(f"Argument `{name}` must be Hermitian, but got another matrix; add its adjoint")
    return matrix
