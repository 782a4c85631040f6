"""Scattering: from a finite system in a dilute gas to T, rates, the GKLS generator, and why detailed balance breaks."""

from __future__ import annotations

from derive.claims.quantities import Quantities
from derive.engines.engine import Engine
from derive.engines.scattering.derivation import derive_model
from derive.engines.scattering.statement import printed, statement
from derive.engines.scattering.template import TEXT
from derive.scattering.model import ScatteringModel

CONVENTIONS = (
    "Energies are in joules, lengths in metres, rates per second; hbar is kept. A contact in one dimension is a matrix "
    "in joules times metres with a delta function of the particle's position. Momentum states have <p|p'> = "
    "delta(p - p'); a plane wave is exp(i p q/hbar)/sqrt(2 pi hbar). Elements of T, S, v and the rates have the final "
    "level first: a_kl is the rate from l to k. A channel is a level with the particle beside it; at a total energy E "
    "its b_j = sqrt(m/(2 (E - E_j + i0)))/hbar is positive above the threshold E_j and negative imaginary below."
)


def _quantities(model: ScatteringModel) -> Quantities:
    # Claims are read in few runs.
    from derive.engines.scattering.quantities import ScatteringQuantities

    return ScatteringQuantities(model)


SCATTERING = Engine("scattering", ScatteringModel, derive_model, statement, printed, _quantities, CONVENTIONS, TEXT)
"""Everything that follows from levels, contacts and a gas."""
