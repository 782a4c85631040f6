"""Open quantum systems: master equations in Lindblad form, cascades, moments, Langevin equations, steady states."""

from __future__ import annotations

from derive.engines.engine import Engine
from derive.engines.lindblad.derivation import derive_model
from derive.engines.lindblad.quantities import LindbladQuantities
from derive.engines.lindblad.statement import printed, statement
from derive.engines.lindblad.template import TEXT
from derive.model import Model

CONVENTIONS = (
    "Hamiltonians are angular frequencies (the reduced Planck constant is one). A bath with coupling operator L, "
    "occupation N and squeezing M adds (N + 1) D[L] + N D[L.dag] and the squeezing terms, where D[L] rho = L rho "
    "L.dag - (L.dag L rho + rho L.dag L)/2. Quadratures are x = (c + c.dag)/sqrt(2) and p = -i (c - c.dag)/sqrt(2); "
    "the covariance of the vacuum is 1/2. Energy currents are those of the model's own Hamiltonian: in a "
    "rotating frame they are not heat of the laboratory, and the work of a drive is not in them; in a linearised "
    "model counting counts the quanta of the fluctuations."
)

LINDBLAD = Engine("lindblad", Model, derive_model, statement, printed, LindbladQuantities, CONVENTIONS, TEXT)
