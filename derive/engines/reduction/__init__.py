"""Linear models of which some modes are eliminated in the frequency domain, exactly."""

from __future__ import annotations

from derive.engines.engine import Engine
from derive.engines.reduction.derivation import derive_reduction
from derive.engines.reduction.quantities import ReductionQuantities
from derive.engines.reduction.statement import printed, statement
from derive.reduction.model import Reduction

CONVENTIONS = (
    "In the frequency domain d/dt -> -i omega, in the frame of the model; outputs are b_out = b_in + L. A creation "
    "operator at omega is the conjugate of the annihilation operator at -omega."
)

REDUCTION = Engine("reduction", Reduction, derive_reduction, statement, printed, ReductionQuantities, CONVENTIONS)
