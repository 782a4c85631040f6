"""Experiments of a study: numbers from its generated modules that decide what is claimed in words.

In: a study, its modules, and the numerics, which are handed in: the engine does not import them.  Out: `Measurement`s.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import ModuleType

from derive.calling import calling
from derive.claims.measurement import Measurement
from derive.errors import ClaimError, ModelError
from derive.near import nearest
from derive.study import Study


def measured(study: Study, name: str, modules: Mapping[str, ModuleType], numerics: ModuleType) -> Measurement:
    """What the experiment of that name finds.

    Parameters
    ----------
    study : states the experiments.
    modules : the generated modules, by the names of their models.
    numerics : the package, with its modules imported.

    Raises
    ------
    ClaimError
        when the study states no experiment of that name.
    ModelError
        when the experiment fails or returns no `Measurement`; names it and what went wrong.
    """
    if name not in study.experiments:
        todo = nearest(name, study.experiments) or "state it in `experiments`"
        raise ClaimError(f"study {study.name!r}", "a claim must name an experiment of its study", repr(name), todo)
    must = "an experiment must come to an answer with the generated modules and the numerics"
    with calling(study, f"experiment {name!r}", must):
        found = study.experiments[name](modules, numerics)
    if not isinstance(found, Measurement):
        where = f"study {study.name!r}, experiment {name!r}"
        raise ModelError(where, "an experiment must return a Measurement", f"{type(found).__name__} {found!r}")
    return found
