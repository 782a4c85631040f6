r"""The balance of the entropy ``S = -int Q ln Q`` of a distribution: ``dS/dt = Pi - Phi``, by integration by parts.

With ``dQ/dt = U(Q) + sum of div J`` and a current ``J = A Q + D grad Q`` for each channel,

    -int (div J) ln Q = int J . grad Q / Q = int J K J / Q - int A K J,      D K D = D,  D K J = J,

so that ``Pi = Pi_u + sum int J K J/Q`` with ``Pi_u = -int U(Q) ln Q`` and ``Phi = sum int A K J``.  The flux is an
average of a polynomial, hence the mean of an operator; Pi_u holds derivatives of ln Q alone.  For photon loss at rate
2 kappa this is ``Pi_d = 2/kappa int |J|^2/Q`` and ``Phi = 2 kappa <a.dag a>`` [Goes, Fiore and Landi, Phys. Rev.
Research 2, 013136 (2020), Eqs. (5), (6); Santos, Landi and Paternostro, Phys. Rev. Lett. 118, 220601 (2017)].  For the
Husimi function S is Wehrl's entropy; the Wigner function has one where it is positive.  In units of k_B; rates in those
of the Hamiltonian.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from derive.algebra.operator import Op
from derive.equations import Step
from derive.exact.scalar import Scalar
from derive.expr import Node
from derive.rules.phase_space.correspondence import Distribution, FokkerPlanck
from derive.rules.phase_space.display import dropped_node
from derive.rules.phase_space.integrals import Density, Dropped, against_logarithm, reduced
from derive.rules.phase_space.split import Channel, Direction, Split, inverse_on_range, split

SOURCE = "Goes, Fiore and Landi, Phys. Rev. Research 2, 013136 (2020), Eqs. (5), (6)"
HARMLESS = 3
"""Derivatives up to which ``Q (d ln Q)^n`` is integrable about an isolated zero, where ``Q ~ |z|^2``."""


@dataclass(frozen=True)
class ChannelEntropy:
    """What one bath contributes.

    Parameters
    ----------
    channel : its currents.
    inverse : K, by pairs of directions; ``production = sum K_ij int J_i J_j / Q``.
    flux : the operator whose mean is its part of Phi.
    dropped : boundary terms left out.
    """

    channel: Channel
    inverse: dict[tuple[Direction, Direction], Scalar]
    flux: Op
    dropped: tuple[Dropped, ...]

    @cached_property
    def production(self) -> Density:
        """``J K J / Q^2``, of which the integral with Q is the entropy produced; a form in the currents."""
        total = Density({})
        for (i, j), k in self.inverse.items():
            total = total + (self._current(i) * self._current(j)).times(k)
        return total

    def _current(self, direction: Direction) -> Density:
        return Density.of(self.channel.current(direction))


@dataclass(frozen=True)
class Balance:
    """The entropy balance of a distribution, exact.

    Parameters
    ----------
    split : the Fokker-Planck equation in parts.
    unitary : Pi_u in lowest derivatives of ln Q (see `Density`); empty where the Hamiltonian leaves S alone.
    channels : what every bath contributes.
    dropped : boundary terms left out of Pi_u.
    """

    split: Split
    unitary: Density
    channels: tuple[ChannelEntropy, ...]
    dropped: tuple[Dropped, ...]

    @property
    def equation(self) -> FokkerPlanck:
        """The Fokker-Planck equation."""
        return self.split.equation

    @cached_property
    def production(self) -> Density:
        """Pi_d, of all channels."""
        total = Density({})
        for channel in self.channels:
            total = total + channel.production
        return total

    @cached_property
    def flux(self) -> Op:
        """The operator whose mean is Phi."""
        return sum((c.flux for c in self.channels), Op({}))

    @cached_property
    def rate(self) -> Density:
        """dS/dt from the Fokker-Planck operator as a whole, in lowest derivatives: what the parts must add up to."""
        return reduced(against_logarithm(self.equation.operator)[0])[0]

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """How it was derived, with what every boundary term asks of the distribution."""
        letter = self.equation.correspondence.distribution.letter
        text = f"S = -int {letter} ln {letter}; dS/dt = -int d{letter}/dt ln {letter}, as the norm is constant."
        found = [*self.equation.steps, Step("entropy of the distribution", text, (), SOURCE)]
        found.append(self._step("unitary contribution", self.dropped, self.unitary.derivatives))
        for channel in self.channels:
            found.append(self._step(f"channel {channel.channel.name}", channel.dropped, 2))
        return tuple(found)

    def _step(self, rule: str, dropped: tuple[Dropped, ...], derivatives: int) -> Step:
        kind = self.equation.correspondence.distribution
        asks = asked(dropped, kind, len(self.equation.correspondence.modes), derivatives)
        items: tuple[tuple[str | Node, Node], ...] = tuple(
            ("boundary term dropped", dropped_node(d, kind.letter)) for d in dropped
        )
        return Step(rule, f"Integrated by parts. {asks}" if dropped else "Nothing to integrate.", items)


def entropy_balance(equation: FokkerPlanck) -> Balance:
    """The entropy balance of a Fokker-Planck equation.

    Raises
    ------
    ClosureError
        for a bath that is not linear in the modes, and where a current flows that does not fluctuate (P at zero
        temperature): its entropy production is infinite.
    """
    parts = split(equation)
    moved, first = against_logarithm(equation.unitary)
    unitary, second = reduced(moved)
    channels = tuple(
        _channel(equation, channel, op) for channel, op in zip(parts.channels, equation.dissipative, strict=True)
    )
    return Balance(parts, unitary, channels, tuple(dict.fromkeys((*first, *second))))


def asked(dropped: tuple[Dropped, ...], kind: Distribution, modes: int, derivatives: int) -> str:
    """What dropping boundary terms asks of the distribution, in words."""
    letter = kind.letter
    power = max((d.power for d in dropped), default=0) + 2 * modes - 1
    words = [f"Boundary terms vanish if |mu|^{power} {letter}, also times derivatives of ln {letter}"]
    words[0] += f" or ln {letter} itself," if any(d.logarithm for d in dropped) else ","
    words[0] += " vanishes at infinity."
    if kind is not Distribution.HUSIMI:
        words.append(f"{letter} must be positive everywhere.")
    elif derivatives > HARMLESS:
        words.append(f"{letter} must have no zeros: with {derivatives} derivatives the integrals diverge at them.")
    else:
        words.append(f"Isolated zeros of {letter} do no harm.")
    return " ".join(words)


def _channel(equation: FokkerPlanck, channel: Channel, op: Op) -> ChannelEntropy:
    inverse = inverse_on_range(channel)
    density = Density({})
    for (i, j), k in inverse.items():
        density = density + Density.of(channel.current(j)).times(k * channel.drift(i))
    flux, dropped = reduced(density)
    _, moved = against_logarithm(op)
    operator = equation.correspondence.operator(flux.moments)
    return ChannelEntropy(channel, inverse, operator, tuple(dict.fromkeys((*moved, *dropped))))
