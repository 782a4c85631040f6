"""The verdicts on all claims of a paper, with its modules made in memory and its experiments done by them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import ModuleType
from typing import Any

from derive.claims.checker import Evidence, check
from derive.claims.claim import ClaimSet, Verdict
from derive.claims.measurement import Measurement
from derive.emit.python import compile_module
from derive.pipeline import derive_model, numerics_package

Modules = Mapping[str, ModuleType]
Experiments = Mapping[str, Callable[[Modules, Any], Measurement]]


def modules_of(models: Iterable[Any]) -> dict[str, Any]:
    """The generated modules of those models that have one; a test of their own compares them with the files."""
    made = {m.name: derive_model(m).module() for m in models}
    return {name: compile_module(module) for name, module in made.items() if module}


def verdicts_of(
    claims: ClaimSet, models: Mapping[str, Any], experiments: Experiments, modules: Modules
) -> dict[str, Verdict]:
    """All verdicts by tag."""
    derived = {name: derive_model(model) for name, model in models.items()}
    numerics = numerics_package()
    evidence = Evidence(lambda name: derived[name].findings(), lambda name: experiments[name](modules, numerics))
    return {v.claim.tag: v for v in check(claims, models, evidence=evidence)}
