"""The integrals of the rates at one point, by rigorous quadrature: balls that hold ``X_kl`` for certain.

With ``x_j = 1/b_j = hbar sqrt(2 (E - E_j)/m)``, on the positive imaginary axis for a closed channel, and
``R = (x + i v)^(-1)`` for the diagonal matrix x,

    t_kl = -i (x_k delta_kl - x_k R_kl x_l).

So ``b_k b_l |t_kl|^2`` has no singularity at a threshold.  Between two of them, a and b, ``E = a + (b - a) sin^2 phi``
makes all x analytic, above the last one ``E = a + u^2`` does.  The tail is bounded: ``4 b_k b_l |t_kl|^2 = |S_kl|^2``
is at most one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import flint

Ball = flint.acb
TAIL = 60
"""The integral is cut off where exp(-beta E) has fallen by exp(-TAIL)."""
TOLERANCE = 2.0**-70
NOTHING = flint.acb("nan")


@dataclass(frozen=True)
class Thresholds:
    """One system with numbers.

    Parameters
    ----------
    energies : different thresholds, ascending (J).
    at : for every level, which of them is its own.
    coupling : v between the levels (J m), Hermitian.
    scale : ``2 hbar^2/m``.
    beta : of the gas (1/J).
    """

    energies: tuple[flint.arb, ...]
    at: tuple[int, ...]
    coupling: tuple[tuple[Ball, ...], ...]
    scale: flint.arb
    beta: flint.arb

    @cached_property
    def _size(self) -> int:
        return len(self.at)

    def above(self, final: int, initial: int) -> Ball:
        """``X_kl`` (J): over all energies above both thresholds."""
        first = max(self.at[final], self.at[initial])
        total = self._tail(final, initial)
        for part in range(first, len(self.energies) - 1):
            total = total + self._between(final, initial, part)
        return total

    def below(self, final: int, initial: int) -> Ball:
        """The same integrand from the threshold of ``initial`` up to that of ``final``; zero where that is lower."""
        total = Ball(0)
        for part in range(self.at[initial], self.at[final]):
            total = total + self._between(final, initial, part)
        return total

    def _between(self, final: int, initial: int, part: int) -> Ball:
        low, width = self.energies[part], self.energies[part + 1] - self.energies[part]

        def integrand(phi: Ball, analytic: bool) -> Ball:
            sine, cosine = phi.sin(), phi.cos()
            roots = {part: width.sqrt() * sine, part + 1: width.sqrt() * cosine}
            value = self._weight(final, initial, low + width * sine * sine, part, roots, analytic)
            return value * 2 * width * sine * cosine

        return _integral(integrand, flint.arb(0), flint.arb.pi() / 2)

    def _tail(self, final: int, initial: int) -> Ball:
        last = len(self.energies) - 1
        low = self.energies[last]

        def integrand(u: Ball, analytic: bool) -> Ball:
            return self._weight(final, initial, low + u * u, last, {last: u}, analytic) * 2 * u

        end = (TAIL / self.beta).mid().sqrt().mid()
        rest = (-self.beta * (low + end * end)).exp() / (4 * self.beta)
        return _integral(integrand, flint.arb(0), end) + Ball(
            flint.arb(rest.mid() / 2, rest.upper() / 2 * (1 + TOLERANCE))
        )

    def _weight(
        self, final: int, initial: int, energy: Ball, part: int, roots: dict[int, Ball], analytic: bool
    ) -> Ball:
        """``exp(-beta E) b_k b_l |t_kl|^2``, channels above ``part`` closed; ``roots`` are of ``|E - E_j|``."""
        one, other = [], []
        for j in range(self._size):
            is_open = self.at[j] <= part
            distance = energy - self.energies[self.at[j]] if is_open else self.energies[self.at[j]] - energy
            root = roots[self.at[j]] if self.at[j] in roots else distance.sqrt(analytic=analytic)
            x = self.scale.sqrt() * root
            one.append(x if is_open else Ball(0, 1) * x)
            other.append(x if is_open else Ball(0, -1) * x)
        conjugate = [[v.conjugate() for v in row] for row in self.coupling]
        try:
            forward = self._inverse(one, self.coupling, Ball(0, 1))[final, initial]
            backward = self._inverse(other, conjugate, Ball(0, -1))[final, initial]
        except ZeroDivisionError:
            return NOTHING
        boltzmann = (-self.beta * energy).exp()
        if final == initial:
            return boltzmann * (1 - one[final] * forward) * (1 - other[final] * backward)
        return boltzmann * other[final] * other[initial] * forward * backward

    def _inverse(self, x: Sequence[Ball], v: Sequence[Sequence[Ball]], unit: Ball) -> flint.acb_mat:
        size = range(self._size)
        return flint.acb_mat([[x[i] * int(i == j) + unit * v[i][j] for j in size] for i in size]).inv()


def _integral(integrand: Callable[[Ball, bool], Ball], low: flint.arb, high: flint.arb) -> Ball:
    return Ball.integral(integrand, low, high, rel_tol=TOLERANCE, eval_limit=20_000)
