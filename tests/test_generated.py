"""The generated modules that are committed are those that the models yield now."""

from __future__ import annotations

from derive.pipeline import builtins, find, stale_files


def test_committed_modules_are_fresh():
    """``derive run`` writes them anew; ``derive run --check`` shows what is asserted here."""
    stale = stale_files([find(name) for name in builtins()], everything=True)
    assert not stale, "to do: derive run\n" + "\n".join(map(str, stale))
