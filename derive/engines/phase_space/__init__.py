"""Models of bosonic modes in phase space: Fokker-Planck equations and the production of entropy."""

from __future__ import annotations

from derive.engines.engine import Engine
from derive.engines.phase_space.derivation import derive_model
from derive.engines.phase_space.quantities import PhaseSpaceQuantities
from derive.engines.phase_space.statement import printed, statement
from derive.engines.phase_space.template import TEXT
from derive.phase_space.model import PhaseSpace

CONVENTIONS = (
    "The reduced Planck constant and Boltzmann's are one. A bath adds (N+1) D[L] + N D[L.dag]. Distributions integrate "
    "to one over d(Re mu) d(Im mu) of each mode: the Husimi function of m modes is <mu|rho|mu>/pi^m. Currents have the "
    "sign dQ/dt = U(Q) + sum of dJ/dmu + c.c.; the entropy is -int Q ln Q and changes at the rate Pi - Phi."
)

PHASE_SPACE = Engine(
    "phase-space", PhaseSpace, derive_model, statement, printed, PhaseSpaceQuantities, CONVENTIONS, TEXT
)
