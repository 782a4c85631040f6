"""Two contacts at a distance and one level: what the general formulas of separated contacts come to.

The contacts are at q_1 = L and q_2 = 0; the particle comes in with the momentum ``p = m/(hbar b) > 0``.  Waves and T
are those of `derive.rules.scattering.separated`, with the phase of the way between written out.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from derive.engines.scattering.letters import DISTANCE, FAR, P_PRIME, TOTAL
from derive.exact.exponential import exponential
from derive.exact.insert import insert
from derive.exact.roots import sqrt
from derive.exact.scalar import Scalar, symbols_of
from derive.golden.model import HBAR, PI
from derive.parameters import I, real
from derive.rules.scattering.separated import Port, Separated, separated
from derive.scattering.model import Contact, ScatteringModel
from derive.symbols import Domain

STRENGTHS: tuple[Scalar, Scalar] = real("u_1 u_2", unit="J*m", latex="v^{1} v^{2}", meaning="strength of a contact")
LINE = ScatteringModel(
    "line",
    (Contact(0, STRENGTHS[0], DISTANCE), Contact(0, STRENGTHS[1])),
    levels=(FAR.energy,),
    labels=(FAR.label,),
)


@dataclass(frozen=True)
class Apart:
    """The solved problem; ``mass`` is that of the particle."""

    mass: Scalar

    @property
    def momentum(self) -> Scalar:
        """Of the particle that comes in, kg m/s."""
        return HBAR * FAR.wave_number(self.mass)

    @cached_property
    def _solved(self) -> Separated:
        return separated(LINE)

    @cached_property
    def _amplitudes(self) -> tuple[Scalar, ...]:
        """``sqrt(2 pi hbar) Psi`` at the places in ascending order."""
        found = self._solved.amplitudes(Port(0, 1))
        turn = exponential(I * self.momentum * DISTANCE / HBAR)
        phases = {s: turn for s in symbols_of(found) if s.domain is Domain.ANGLE}
        return tuple(insert(x, phases) for x in found)

    @cached_property
    def waves(self) -> tuple[Scalar, ...]:
        """``Psi(q_1)`` and ``Psi(q_2)``."""
        return tuple(x / sqrt(2 * PI * HBAR) for x in reversed(self._amplitudes))

    @cached_property
    def element(self) -> Scalar:
        """``<p'|T|p>`` for any p', on shell or not."""
        turns = [exponential(-I * P_PRIME * place.position / HBAR) for place in self._solved.places]
        return self._solved.leaving(0, turns, self._amplitudes) / (2 * PI * HBAR)

    def named(self) -> dict[str, Callable[[], Scalar]]:
        """What claims may speak of."""
        return {
            "far_wave_1": lambda: self.waves[0],
            "far_wave_2": lambda: self.waves[1],
            "far_element": lambda: self.element,
            "far_strength_1": lambda: STRENGTHS[0],
            "far_strength_2": lambda: STRENGTHS[1],
            "far_distance": lambda: DISTANCE,
            "far_momentum": lambda: self.momentum,
            "far_threshold": lambda: TOTAL - self.mass / (2 * HBAR**2 * FAR.b**2),
        }
