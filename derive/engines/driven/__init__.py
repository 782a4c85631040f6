"""Driven systems: laboratory Hamiltonian, rotating frame, mean-field equations and their stationary points."""

from __future__ import annotations

from derive.driven.model import DrivenModel
from derive.engines.driven.derivation import derive_model
from derive.engines.driven.quantities import DrivenQuantities
from derive.engines.driven.statement import printed, statement
from derive.engines.driven.template import TEXT
from derive.engines.engine import Engine

CONVENTIONS = (
    "Hamiltonians are angular frequencies (the reduced Planck constant is one). A drive adds E a exp(i w t) and its "
    "Hermitian conjugate; a mode in a frame that rotates at w is a exp(-i w t) in the laboratory. Mean fields are "
    "those of the rotating frame."
)

DRIVEN = Engine("driven", DrivenModel, derive_model, statement, printed, DrivenQuantities, CONVENTIONS, TEXT)
