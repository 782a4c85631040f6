"""Waves, couplings, elements of T and S of contacts in one place, as claims speak of them.

Outside the contacts the wave beside level k is ``delta_kj exp(i p q/hbar)/sqrt(2 pi hbar) + A exp(i k_k |q|)``.  That
it is continuous and its slope jumps by ``(2 m/hbar^2) sum v Psi`` gives ``A = -i b_k sum v Psi``.  In momenta it is
projected on plane waves: an integral over either half line, where ``Im k > 0`` lets it fall off.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any

from derive.claims.values import Grid
from derive.engines.scattering.letters import P_OTHER, P_PRIME, POSITION, Letters, P, Pair, added
from derive.engines.scattering.momenta import delta
from derive.exact.evaluate import derivative
from derive.exact.exponential import exponential
from derive.exact.insert import insert
from derive.exact.roots import sqrt
from derive.exact.scalar import Scalar, constant
from derive.golden.model import HBAR, PI
from derive.parameters import I, symbol_of
from derive.rules.scattering.lippmann import Scattering
from derive.rules.scattering.smatrix import s_matrix


class Waves:
    """One solved problem, on either branch or with all channels open."""

    def __init__(self, letters: Letters):
        self.letters, self.found = letters, letters.found

    @cached_property
    def normal(self) -> Scalar:
        """``1/sqrt(2 pi hbar)``: a plane wave of <p|p'> = delta(p - p') at the origin."""
        return 1 / sqrt(2 * PI * HBAR)

    @property
    def plane(self) -> Scalar:
        """``<q|p>``."""
        return exponential(I * P * POSITION / HBAR) * self.normal

    def wave(self, level: int, initial: int) -> Scalar:
        """``Psi_k`` at the contact for a particle that comes in beside level j."""
        return self.found.waves[level][initial] * self.normal

    def kick(self, level: int, initial: int) -> Scalar:
        """``sum_j'' v_kj'' Psi_j''``."""
        return added(self.found.coupling[level][m] * self.wave(m, initial) for m in range(self.letters.size))

    def second(self, level: int, initial: int) -> Scalar:
        """``<p' k|H_int G_0 H_int|Psi>``: what the contact sends out hits it once more."""
        v, b = self.found.coupling, self.letters.b
        again = added(v[level][m] * -I * b[m] * self.kick(m, initial) for m in range(self.letters.size))
        return again * self.normal

    def green(self, level: int, initial: int) -> Scalar:
        """``G`` at the contact, the whole one: ``(1 + i B v)^(-1) (-i B)``."""
        return self.found.waves[level][initial] * -I * self.letters.b[initial]

    def through_green(self, level: int, initial: int) -> Scalar:
        """``<p' k|H_int G H_int|p j>``."""
        size, v = range(self.letters.size), self.found.coupling
        total = added(v[level][m] * self.green(m, n) * v[n][initial] for m in size for n in size)
        return total / (2 * PI * HBAR)

    def component(self, level: int, initial: int) -> Scalar:
        """``<p' k|Psi>``: the Fourier transform of the wave."""
        return (
            delta(P - P_PRIME) * int(level == initial) + self._spread(level) * self.kick(level, initial) * self.normal
        )

    def resolvent(self, level: int, other: int) -> Scalar:
        """``<p' k|G_0|p'' l>``: what a point sends out is the same everywhere, ``-i b exp(i k |q - q'|)``."""
        return delta(P_PRIME - P_OTHER) * int(level == other) * self._spread(level)

    def _spread(self, level: int) -> Scalar:
        """``int dq <p'|q> (-i b exp(i k |q|))`` over the norm of ``<p'|q>``: what a point sends out, in momenta."""
        channel = self.found.channels[level]
        k = channel.wave_number(self.found.model.gas.mass)
        onto = insert(self.plane / self.normal, {symbol_of(P): P_PRIME}).conjugate()
        turning = derivative(onto, symbol_of(POSITION)) / onto
        # int_0^oo dq exp(s q) = -1/s where it falls off to the right, and 1/s over the other half where to the left.
        return -I * channel.b * (1 / (turning - I * k) - 1 / (turning + I * k))

    @cached_property
    def norm(self) -> Scalar:
        """The factor before the polynomials of the waves: ``1/(i det(1 + i B v) sqrt(2 pi hbar))``."""
        return self.normal / (I * self.found.determinant)

    def beyond_born(self, final: int, initial: int) -> Scalar:
        """``T_kl - T_lk^*`` less its terms of first and second order in v."""
        t, series = self.found.reduced, self.found.born(2)
        whole = t[final][initial] - t[initial][final].conjugate()
        return (whole - series[final][initial] + series[initial][final].conjugate()) / (2 * PI * HBAR)

    def named(self, suffix: str = "") -> dict[str, Callable[[], Any]]:
        """The quantities of every pair of levels by their names."""
        found: dict[str, Callable[[], Any]] = {f"N_Psi{suffix}": lambda: self.norm}
        found[f"plane_wave{suffix}"] = lambda: self.plane
        found[f"determinant{suffix}"] = lambda: self.found.determinant
        for pair in self.letters.pairs:
            tag = "_".join(self.letters.labels[j] for j in pair) + suffix
            found |= {f"{what}_{tag}": _of(make, pair) for what, make in self._made.items()}
        for j, label in enumerate(self.letters.labels):
            found[f"b_{label}{suffix}"] = _one(self.letters.b.__getitem__, j)
        return found

    @property
    def _made(self) -> dict[str, Callable[[int, int], Scalar]]:
        return {
            "T": self.found.element,
            "t": lambda k, j: self.found.reduced[k][j],
            "wave": self.wave,
            "kick": self.kick,
            "component": self.component,
            "born": lambda k, j: self.found.coupling[k][j] / (2 * PI * HBAR),
            "second": self.second,
            "resolvent": self.resolvent,
            "green": self.green,
            "through_green": self.through_green,
            "beyond_born": self.beyond_born,
        }


def contacts(found: Scattering) -> dict[str, Callable[[], Any]]:
    """Hamiltonian and contacts in the localised basis, and what of them the levels see."""
    model, size = found.model, range(found.model.size)
    named: dict[str, Callable[[], Any]] = {"hopping": lambda: Grid(model.hamiltonian)}
    for k in size:
        rows = tuple(tuple(constant(int(i == j == k)) for j in size) for i in size)
        named[f"site_{k}"] = _always(Grid(rows))
    total = [[added(model.coupling_of(c)[i][j] for c in model.contacts) for j in size] for i in size]
    return named | {"contact": _always(Grid(tuple(map(tuple, total))))}


def opened(found: Scattering, letters: Letters) -> dict[str, Callable[[], Any]]:
    """Elements of S, with all channels open."""
    s = s_matrix(found)
    return {f"S_{letters.labels[k]}_{letters.labels[j]}": _always(s[k][j]) for k, j in letters.pairs}


def _of(make: Callable[[int, int], Any], pair: Pair) -> Callable[[], Any]:
    return lambda: make(*pair)


def _one(make: Callable[[int], Any], j: int) -> Callable[[], Any]:
    return lambda: make(j)


def _always(value: Any) -> Callable[[], Any]:
    return lambda: value
