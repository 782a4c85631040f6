"""Fermi's golden rule: from species and their coupling to rate equations, entropies and late times."""

from __future__ import annotations

from derive.claims.quantities import Quantities
from derive.engines.engine import Engine
from derive.engines.golden.derivation import derive_model
from derive.engines.golden.statement import printed, statement
from derive.engines.golden.template import TEXT
from derive.golden.model import RateModel

CONVENTIONS = (
    "Couplings are energies in joules, densities of states are per joule, rates per second; a band of angular "
    "frequencies of width Delta holds hbar*Delta*rho modes. A coupling is stated for representative modes and stands "
    "for the sum over all of them. Occupations are mean numbers of quanta per mode of a continuum, and of excitations "
    "of a whole ensemble of emitters; rate constants are per mode, or per ensemble, of the species in whose equation "
    "they stand. The delta function of energy is regularised, with delta(0) = t0/(2 pi hbar) for a process that lasts "
    "a time t0."
)


def _quantities(model: RateModel) -> Quantities:
    # Claims are read in few runs, and import all of what may be said of a process.
    from derive.engines.golden.quantities import GoldenQuantities

    return GoldenQuantities(model)


GOLDEN = Engine("golden", RateModel, derive_model, statement, printed, _quantities, CONVENTIONS, TEXT)
"""Everything that follows from species, their couplings, and what is assumed of their paths."""
