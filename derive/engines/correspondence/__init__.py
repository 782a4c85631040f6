"""Parameters of one linear model at which it is another."""

from __future__ import annotations

from derive.correspondence.model import Correspondence
from derive.engines.correspondence.derivation import derive_correspondence
from derive.engines.correspondence.quantities import CorrespondenceQuantities
from derive.engines.correspondence.statement import printed, statement
from derive.engines.engine import Engine

CONVENTIONS = (
    "Two linear models correspond if their Langevin equations are the same, each input up to a phase of its own; "
    "modes and inputs in their order."
)

CORRESPONDENCE = Engine(
    "correspondence",
    Correspondence,
    derive_correspondence,
    statement,
    printed,
    CorrespondenceQuantities,
    CONVENTIONS,
)
