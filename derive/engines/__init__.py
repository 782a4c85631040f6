"""The kinds of models there are, each with what derives from it; see `derive.engines.engine`.

A new kind is a folder here and a line in `ENGINES`.
"""

from __future__ import annotations

from typing import Any

from derive.engines.correspondence import CORRESPONDENCE
from derive.engines.driven import DRIVEN
from derive.engines.engine import Engine
from derive.engines.golden import GOLDEN
from derive.engines.lindblad import LINDBLAD
from derive.engines.phase_space import PHASE_SPACE
from derive.engines.reduction import REDUCTION
from derive.engines.scattering import SCATTERING
from derive.errors import ModelError

ENGINES: tuple[Engine, ...] = (LINDBLAD, GOLDEN, SCATTERING, DRIVEN, REDUCTION, CORRESPONDENCE, PHASE_SPACE)
"""Every kind of model."""


def engine_of(model: Any) -> Engine:
    """The engine of a model, by the class of the model.

    Raises
    ------
    ModelError
        for what is no model of any kind.
    """
    for engine in ENGINES:
        if isinstance(model, engine.models):
            return engine
    raise ModelError("model", "it must be a model of a known kind", f"{type(model).__name__} {model!r}", _kinds())


def is_model(value: Any) -> bool:
    """Whether a value is a model of any kind."""
    return any(isinstance(value, engine.models) for engine in ENGINES)


def _kinds() -> str:
    return "write " + " or ".join(f"{engine.models.__name__}(...)" for engine in ENGINES)
