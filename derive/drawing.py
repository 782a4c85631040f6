"""Figures of a study, drawn from its generated modules.

In: a study, its modules, and the numerics, which are handed in: the engine does not import them.  Out: bytes by path.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType

from derive.calling import calling
from derive.study import Study

FORMATS = (".png", ".pdf")


def drawn(
    study: Study, names: Iterable[str], modules: Mapping[str, ModuleType], numerics: ModuleType, folder: Path
) -> dict[Path, bytes]:
    """The figures of these names as the bytes of their files, which are to stand in ``folder``.

    Parameters
    ----------
    study : states the figures.
    modules : the generated modules, by the names of their models.
    numerics : the package, with its modules imported.

    Raises
    ------
    ModelError
        when a drawing fails; names the figure and what went wrong.
    """
    files = {}
    for name in names:
        for kind, content in _drawn(study, name, modules, numerics).items():
            files[folder / f"{name}{kind}"] = content
    return files


def _drawn(study: Study, name: str, modules: Mapping[str, ModuleType], numerics: ModuleType) -> dict[str, bytes]:
    """One figure in every format; drawn aside first, so that a failure leaves the old files."""
    must = "a figure must be drawn by its function of the generated modules and the numerics"
    with TemporaryDirectory() as folder, calling(study, f"figure {name!r}", must):
        figure = study.figures[name](modules, numerics)
        return {kind: numerics.plots.save(figure, Path(folder, f"figure{kind}")).read_bytes() for kind in FORMATS}


def module_of_text(name: str, text: str) -> ModuleType:
    """A generated module, from its text; not registered under its name."""
    filename = f"<generated {name}>"
    module = ModuleType(name)
    exec(compile(text, filename, "exec"), module.__dict__)
    return module
