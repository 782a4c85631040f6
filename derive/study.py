"""A study: what one model file, or one paper's folder, states.

In: a Python file or a package.  Out: `Study`, an inert record of models, claims and figures.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from types import ModuleType
from typing import Any, TypeAlias

from derive.claims.claim import Claim, ClaimSet
from derive.claims.load import read_claims
from derive.claims.measurement import Measurement
from derive.engines import is_model
from derive.engines.engine import Stated
from derive.errors import ClaimError, ModelError, UsageError
from derive.execute import execute
from derive.near import nearest

Drawing: TypeAlias = Callable[[Mapping[str, ModuleType], ModuleType], Any]
"""Draws one figure: takes the generated modules by the names of their models, and the package `numerics` with all its
modules; returns a Matplotlib figure."""
Experiment: TypeAlias = Callable[[Mapping[str, ModuleType], ModuleType], Measurement]
"""Decides a claim in words by numbers: takes the same as a `Drawing`, returns what it found."""


@dataclass(frozen=True)
class Study:
    """Models that belong together, what is claimed of them, and what is drawn from them.

    Parameters
    ----------
    name : the file's stem or the folder's name; names the folder of the results.
    models : by their names, in the order stated.
    claims : printed formulas to be checked; ``None`` where nothing is claimed.
    path : the file or the folder.
    inputs : the files whose content decides the result.
    drawings : finds the figures; called when they are needed, as drawing takes libraries that deriving does not.
    measurings : finds the experiments that claims name; called when they are needed, for the same reason.
    """

    name: str
    models: Mapping[str, Stated]
    claims: ClaimSet | None
    path: Path
    inputs: tuple[Path, ...]
    drawings: Callable[[], Mapping[str, Drawing]] = dict
    measurings: Callable[[], Mapping[str, Experiment]] = dict

    @cached_property
    def figures(self) -> Mapping[str, Drawing]:
        """How each figure is drawn, by its name."""
        return self.drawings()

    @cached_property
    def experiments(self) -> Mapping[str, Experiment]:
        """How each claim is measured that names an experiment, by the name of that."""
        return self.measurings()

    def model(self, name: str) -> Stated:
        """The model of that name; of a study with one model, ``""`` is that one.

        Raises
        ------
        UsageError
            for a name that is not there, or none where there are several.
        """
        if not name and len(self.models) == 1:
            return next(iter(self.models.values()))
        if name not in self.models:
            raise UsageError(
                f"study {self.name!r}",
                "a model must be named that it states",
                repr(name) if name else f"none of its {len(self.models)} models",
                nearest(name, self.models),
            )
        return self.models[name]


def study_of_file(path: Path) -> Study:
    """The study a model file states.

    The file defines ``model`` or ``models``; it may define ``claims`` (a sequence of `Claim`, a `ClaimSet`, or
    the name of a TOML file beside it), ``figures`` (a mapping from names to `Drawing`) and ``experiments`` (one from
    names to `Experiment`).

    Raises
    ------
    ModelError
        for anything that is wrong with the file or in it; names the line where there is one.
    """
    executed = execute(path)
    names, where = executed.names, str(path)
    models = _models(where, [*_listed(names.get("model")), *_listed(names.get("models"))])
    figures = _figures(where, names.get("figures", {}))
    experiments = _functions(where, "experiments", names.get("experiments", {}))
    claims, files = _claims(path, names.get("claims"))
    claims, inputs = _of_one(where, claims, models), (*executed.files, *files)
    return Study(path.stem, models, claims, path, inputs, lambda: figures, lambda: experiments)


def study_of_package(
    folder: Path, stated: object, figures: Callable[[], object], experiments: Callable[[], object]
) -> Study:
    """The study of a paper's folder.

    Parameters
    ----------
    folder : names the study; holds ``__init__.py`` and perhaps ``claims.toml``.
    stated : the package's ``MODELS``.
    figures, experiments : find the package's ``FIGURES`` and ``EXPERIMENTS``, when they are needed.

    Raises
    ------
    ModelError
        when the folder states no model, or what it states is none.
    """
    where = str(folder)
    models = _models(where, _listed(stated))
    claims, _ = _claims(folder / "__init__.py", "claims.toml" if (folder / "claims.toml").exists() else None)
    return Study(
        folder.name,
        models,
        _of_one(where, claims, models),
        folder,
        package_files(folder),
        lambda: _figures(where, figures()),
        lambda: _functions(where, "experiments", experiments()),
    )


def package_files(folder: Path) -> tuple[Path, ...]:
    """The files of a paper's folder whose content decides its results."""
    return tuple(sorted(f for f in folder.rglob("*") if f.suffix in {".py", ".toml"}))


def _listed(value: Any) -> list[Any]:
    """One item or many as a list; ``None`` is nothing."""
    if value is None:
        return []
    return list(value) if isinstance(value, Iterable) and not isinstance(value, str) else [value]


def _models(where: str, stated: list[Any]) -> Mapping[str, Stated]:
    found: dict[str, Stated] = {}
    for item in stated:
        if not is_model(item):
            raise ModelError(
                where, "`model` must be a Model, `models` a sequence of them", f"{type(item).__name__} {item!r}"
            )
        if item.name in found:
            raise ModelError(where, "every model must have a name of its own", f"{item.name!r} twice", "rename one")
        found[item.name] = item
    if not found:
        raise ModelError(
            where, "the file must state a model", "no name `model` or `models` in it", "write model = Model(...)"
        )
    return found


def _claims(path: Path, stated: Any) -> tuple[ClaimSet | None, tuple[Path, ...]]:
    """The claims a file states, and the file they are read from."""
    if stated is None:
        return None, ()
    if isinstance(stated, ClaimSet):
        return stated, ()
    if isinstance(stated, str | Path):
        file = path.parent / stated
        return _read(path, file), (file,)
    claims = _listed(stated)
    for claim in claims:
        if not isinstance(claim, Claim):
            raise ModelError(
                str(path),
                "`claims` must hold Claim objects, or name a TOML file",
                f"{type(claim).__name__} {claim!r}",
                'write claims = [Claim("tag", r"n_1 = N_1")] or claims = "claims.toml"',
            )
    tags = [claim.tag for claim in claims]
    if twice := sorted({tag for tag in tags if tags.count(tag) > 1}):
        raise ModelError(str(path), "every tag must stand for one claim", f"{twice[0]!r} twice", "rename one")
    return ClaimSet(tuple(claims)), ()


def _read(path: Path, file: Path) -> ClaimSet:
    try:
        return read_claims(file)
    except ClaimError as error:
        raise ModelError(f"{path}, claims: {error.where}", error.must, error.got, error.todo) from None


def _of_one(where: str, claims: ClaimSet | None, models: Mapping[str, Stated]) -> ClaimSet | None:
    """Claims that name their model, each or all together; of a single model they need not."""
    if claims is None:
        return None
    if not claims.model and len(models) == 1:
        claims = replace(claims, model=next(iter(models)))
    # Where every claim names its model, the set need not.
    named = {c.model or claims.model for c in claims.claims} | ({claims.model} if claims.model else set())
    for name in sorted(named):
        if name not in models:
            got = repr(name) if name else f"none of the {len(models)} models"
            raise ModelError(
                where, "claims must name the model they speak of", got, f"set `model`: {nearest(name, models)}"
            )
    return claims


def _functions(where: str, what: str, stated: Any) -> Mapping[str, Any]:
    """Functions of the generated modules by their names."""
    good = isinstance(stated, Mapping) and all(isinstance(k, str) and callable(v) for k, v in stated.items())
    if not good:
        raise ModelError(
            where,
            f"`{what}` must map names to functions of the generated modules and the numerics",
            repr(stated),
            f"write {what} = {{name: function}} with def function(modules, numerics): ...",
        )
    return dict(stated)


def _figures(where: str, stated: Any) -> Mapping[str, Drawing]:
    figures = _functions(where, "figures", stated)
    for name in figures:
        if not name or any(c in name for c in "/\\\0") or name.startswith("."):
            raise ModelError(
                where, "the name of a figure must be good for a file", repr(name), "use letters and digits"
            )
    return figures
