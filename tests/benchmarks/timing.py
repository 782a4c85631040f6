"""Timing two callables against each other in one process."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from multiprocessing import get_context
from time import perf_counter


def seconds(call: Callable[[], object]) -> float:
    """Wall time of one call."""
    start = perf_counter()
    call()
    return perf_counter() - start


def pair(ours: Callable[[], object], theirs: Callable[[], object], repeat: int = 3) -> tuple[float, float]:
    """The best times of both, taken in alternation."""
    times = [(seconds(ours), seconds(theirs)) for _ in range(repeat)]
    return min(t[0] for t in times), min(t[1] for t in times)


def capped(call: Callable[[], object], patience: float) -> tuple[float, bool]:
    """Seconds of one call in a process of its own, and whether it ended before it was stopped."""
    worker = get_context("fork").Process(target=call)
    start = perf_counter()
    worker.start()
    worker.join(patience)
    ended = not worker.is_alive()
    worker.kill()
    return perf_counter() - start, ended


def process(code: str) -> float:
    """Wall time of a fresh interpreter that runs a statement."""
    return seconds(lambda: subprocess.run([sys.executable, "-c", code], check=True, capture_output=True))


def line(title: str, ours: float, theirs: float, other: str, wanted: str) -> str:
    """One result: times of both, their ratio, and what is asked for."""
    return f"{title}: {ours * 1e3:.1f} ms; {other} {theirs * 1e3:.1f} ms; ratio {theirs / ours:.2f} ({wanted})"
