"""The layers of the house: who may import whom."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def imported(path: Path) -> Iterator[str]:
    """Every module a file imports, inside functions too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{path}: imports are absolute"
            yield node.module


def files(top: str) -> list[Path]:
    """All Python files below a folder."""
    found = sorted((ROOT / top).rglob("*.py"))
    assert found, f"{top} has no files: the test would be vacuous"
    return found


def heads(path: Path) -> set[str]:
    """Top-level packages a file imports."""
    return {name.split(".")[0] for name in imported(path)}


@pytest.mark.parametrize("path", files("numerics"), ids=str)
def test_numerics_knows_no_symbols(path: Path) -> None:
    assert not heads(path) & {"derive", "sympy", "flint", "generated"}


@pytest.mark.parametrize("path", files("generated"), ids=str)
def test_generated_needs_numpy_alone(path: Path) -> None:
    assert {n for n in imported(path) if n.split(".")[0] not in {"functools", "numpy"}} <= {"scipy.special"}


@pytest.mark.parametrize("path", files("derive"), ids=str)
def test_only_the_pipeline_reaches_numerics_and_models(path: Path) -> None:
    if path.relative_to(ROOT).as_posix() in {"derive/cli.py", "derive/pipeline.py"}:
        return
    assert "numerics" not in heads(path)
    if "models" not in path.parts:
        assert not any(name.startswith("derive.models") for name in imported(path))


@pytest.mark.parametrize("path", [*files("derive"), *files("numerics")], ids=str)
def test_text_is_never_evaluated(path: Path) -> None:
    """No eval, and SymPy's parsers nowhere; exec only where our own generated source or the user's file is run."""
    calls = [n for n in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(n, ast.Call)]
    names = {n.func.id for n in calls if isinstance(n.func, ast.Name)}
    assert not names & {"eval", "sympify", "parse_expr"}
