"""Rates of the Pauli equation from T: the delta function of energy reduced to one integral, which is left to do.

A gas of nu particles per length whose momenta are distributed as G(p) has the density operator ``2 pi hbar nu G(p)`` in
states with ``<p|p'> = delta(p - p')``, so that population goes from l to k with

    a_kl = (2 pi/hbar) 2 pi hbar nu int dp dp' G(p) delta(E_p' + E_k - E_p - E_l) |<p' k|T|p l>|^2.

Both momenta have two signs and ``dp = m dE/p``, so that with ``b_j = sqrt(m/(2 (E - E_j)))/hbar`` and T = t/(2 pi hbar)

    a_kl = (4 nu/Z) int_max(E_k, E_l)^oo dE exp(-beta (E - E_l)) b_k b_l |t_kl|^2,    Z = sqrt(2 pi m/beta),

which is nu/Z times the integral of ``|S_kl|^2``: particles per length, times velocity, times probability.  Papers that
put hbar = 1 often leave the factor ``2 pi hbar`` in nu.

The integral begins where both channels are open: below, one of the momenta is imaginary.

In d dimensions ``int d^d p delta(E - E_j - p^2/(2 m)) = (2 pi hbar)^d s_j/pi``, with ``s_j = Re b_j`` pi times the
density of states (`derive.rules.scattering.green`), so that s_k and s_l stand for b_k and b_l and

    a_kl = (2 nu/(pi hbar)) ((2 pi hbar)^d/Z) int dE exp(-beta (E - E_l)) s_k s_l |t_kl|^2,    Z = (2 pi m/beta)^(d/2).

Contacts at several places feel directions, so that the four pairs of signs count one by one, each a quarter of that.
"""

from __future__ import annotations

from dataclasses import dataclass

from derive.exact.roots import sqrt
from derive.exact.scalar import Scalar, constant
from derive.golden.model import HBAR, PI
from derive.rules.scattering.lippmann import Scattering
from derive.rules.scattering.separated import Separated
from derive.scattering.model import Gas


@dataclass(frozen=True)
class Rate:
    """``a_kl = prefactor * int_max(E_k, E_l) dE exp(-beta (E - E_l)) * weight``.

    Parameters
    ----------
    final, initial : k and l.
    prefactor : before the integral, with all of nu, Z, hbar and pi.
    weight : ``b_k b_l |t_kl|^2`` with all channels open, with contacts apart the sum over all directions; those still
        closed enter by their branch.
    """

    final: int
    initial: int
    prefactor: Scalar
    weight: Scalar


def partition(found: Scattering) -> Scalar:
    """``Z = int d^d p exp(-beta p^2/(2 m)) = (2 pi m/beta)^(d/2)``: the distribution is normalised over momenta."""
    return norm(found.model.gas)


def norm(gas: Gas) -> Scalar:
    """The same of a gas."""
    return _norm(gas, gas.dimension)


def _norm(gas: Gas, dimension: int) -> Scalar:
    root = sqrt(2 * PI * gas.mass / gas.beta)
    result: Scalar = root**dimension
    return result


def golden(gas: Gas, dimension: int = 0) -> Scalar:
    """What stands before ``int dp dp' exp(-beta E_p) delta(...) |T|^2``: ``(2 pi/hbar) (2 pi hbar)^d nu/Z``.

    The dimension is that of the gas if none is given.
    """
    d = dimension or gas.dimension
    volume: Scalar = (2 * PI * HBAR) ** d
    result: Scalar = (2 * PI / HBAR) * (volume * gas.density) / _norm(gas, d)
    return result


def per_energy(b: Scalar, mass: Scalar) -> Scalar:
    """``2 m/p``: what dE gets for dp with a momentum ``p = m/(hbar b)`` of either sign."""
    momentum = mass / (HBAR * b)
    return 2 * mass / momentum


def on_shell(mass: Scalar) -> Scalar:
    """What ``int dp dp' delta(E_p' + E_k - E_p - E_l) |T|^2`` has before ``int dE b_k b_l |t|^2``, for any d."""
    b = constant(1)
    return per_energy(b, mass) ** 2 / (2 * PI * HBAR) ** 2


def prefactor(gas: Gas, dimension: int = 0) -> Scalar:
    """What stands before the integral of every rate, with all directions of both momenta."""
    return golden(gas, dimension) * on_shell(gas.mass)


def prefactor_apart(gas: Gas) -> Scalar:
    """The same for one sign of each momentum: where contacts at several places feel directions."""
    return prefactor(gas) / 4


def rate(found: Scattering, final: int, initial: int) -> Rate:
    """The rate from level ``initial`` to level ``final``, for energies at which the channels are as in ``found``."""
    t = found.reduced[final][initial]
    weight = found.channels[final].strength * found.channels[initial].strength * t * t.conjugate()
    return Rate(final, initial, prefactor(found.model.gas, found.channels[initial].dimension), weight)


def rate_apart(found: Separated, final: int, initial: int) -> Rate:
    """The same with contacts at several places: particles come in and leave in both directions."""
    strength = found.channels[final].strength * found.channels[initial].strength
    weight = constant(0)
    for i, out in enumerate(found.ports):
        for j, into in enumerate(found.ports):
            if (out.level, into.level) == (final, initial):
                weight = weight + strength * found.reduced[i][j] * found.reduced[i][j].conjugate()
    return Rate(final, initial, prefactor_apart(found.model.gas), weight)
