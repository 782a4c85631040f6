"""Rates, populations, currents and entropy as claims speak of them, in the letters ``X_kl``.

A particle that passes has the wave ``exp(i k q)``, half of it even; of the even wave ``|S_kl|^2`` goes from l to k.
Particles arrive ``nu |v| G(p) dp`` times per second, with ``|v| dp = dE`` for both signs of p, so that

    a_kl = (nu/Z) int_max(E_k, E_l) dE exp(-beta (E - E_l)) |S_kl|^2 = (4 nu/Z) exp(beta E_l) X_kl.
"""

from __future__ import annotations

from functools import cached_property

from derive.engines.scattering.letters import Letters, added
from derive.errors import DeriveError
from derive.exact.exponential import exponential
from derive.exact.linear import Row, solve
from derive.exact.logarithm import logarithm
from derive.exact.scalar import Scalar, constant
from derive.golden.model import PI
from derive.rules.scattering.lippmann import Scattering
from derive.rules.scattering.rates import partition
from derive.rules.scattering.smatrix import s_matrix


class Rates:
    """The Pauli equation of one problem."""

    def __init__(self, letters: Letters, opened: Scattering):
        self.letters, self.opened = letters, opened
        self.gas = letters.found.model.gas
        self.populations = letters.populations()

    @cached_property
    def before(self) -> Scalar:
        """What stands before ``exp(beta E_l) X_kl``: ``nu |S_kl|^2/(b_k b_l |t_kl|^2)`` over Z, from the S matrix."""
        s, t = s_matrix(self.opened), self.opened.reduced
        for k, j in self.letters.pairs:
            if k != j and t[k][j]:
                norm = t[k][j] * t[k][j].conjugate() * self.opened.channels[k].b * self.opened.channels[j].b
                # Free of the open channels' letters b, which are none on the other branch.
                share: Scalar = (s[k][j] * s[k][j].conjugate() / norm).trimmed()
                return share * self.gas.density / partition(self.opened)
        raise DeriveError(f"model {self.opened.model.name!r}", "some levels must be coupled", "no element of T")

    def rate(self, final: int, initial: int) -> Scalar:
        """``a_kl``: per second from l to k."""
        back = exponential(self.gas.beta * self.letters.energies[initial])
        return self.before * back * self.letters.integral(final, initial)

    def thermal(self, final: int, initial: int) -> Scalar:
        """``int dp dp' exp(-beta E_p) delta(E_p' + E_k - E_p - E_l) |<p' k|T|p l>|^2``: Z a_kl/(4 pi^2 nu)."""
        return self.rate(final, initial) * partition(self.opened) / (4 * PI**2 * self.gas.density)

    def dephasing(self, final: int, initial: int) -> Scalar:
        """What multiplies ``|k><k| rho |l><l|`` where collisions are elastic: as a rate, with ``T_kk T_ll^*``."""
        # X of a rate is its integral over momenta by the two densities of momenta and the norms of T.
        return self.before * self.letters.elastic(final, initial) * PI**2

    def ratio(self, final: int, initial: int) -> Scalar:
        """``I(k, l)``: what enters level k from l over what returns, in the Gibbs state."""
        return self.letters.integral(final, initial) / self.letters.integral(initial, final)

    @cached_property
    def stationary(self) -> tuple[Scalar, ...]:
        """The stationary populations of the Pauli equation, solved."""
        size = range(self.letters.size)
        rows: list[Row] = [{j: constant(1) for j in size}]
        for k in size[1:]:
            row = {j: self.rate(k, j) for j in size if j != k}
            row[k] = -added(self.rate(j, k) for j in size if j != k)
            rows.append(row)
        return tuple(solve(rows, [constant(int(k == 0)) for k in size]))

    @cached_property
    def gibbs(self) -> tuple[Scalar, ...]:
        """``exp(-beta E_k)/Z``."""
        return tuple(self.letters.boltzmann(j) / self.letters.partition() for j in range(self.letters.size))

    def current(self, final: int, initial: int) -> Scalar:
        """``K_kl``: the probability per second that goes from l to k, less what returns."""
        p = self.populations
        return self.rate(final, initial) * p[initial] - self.rate(initial, final) * p[final]

    def stationary_current(self, final: int, initial: int) -> Scalar:
        """The same in the Gibbs state."""
        p = self.gibbs
        return self.rate(final, initial) * p[initial] - self.rate(initial, final) * p[final]

    def heat(self, final: int, initial: int) -> Scalar:
        """``J_kl`` in the Gibbs state: what the pair takes from the gas per second, J/s."""
        energies = self.letters.energies
        return self.stationary_current(final, initial) * (energies[final] - energies[initial])

    def change(self, j: int) -> Scalar:
        """``dp_j/dt``."""
        return added(self.current(j, k) for k in range(self.letters.size) if k != j)

    @cached_property
    def divergence(self) -> Scalar:
        """``sum p ln(p/p_eq)``: the relative entropy to the Gibbs state."""
        pairs = zip(self.populations, self.gibbs, strict=True)
        return added(p * (logarithm(p) - logarithm(q)) for p, q in pairs)
