"""Imports, generated modules, and a run in which nothing changed."""

from __future__ import annotations

import subprocess
import sys
import tempfile

import numpy as np

from generated.barzanjeh import equal_rates
from tests.benchmarks.timing import line, pair, process, seconds

POINTS = 1_000_000


def imports() -> str:
    """``import derive`` against ``import sympy``; a generated module against NumPy alone."""
    for module in ("derive", "sympy"):
        process(f"import {module}")
    ours = min(process("import derive") for _ in range(5))
    theirs = min(process("import sympy") for _ in range(5))
    numpy = min(process("import numpy") for _ in range(5))
    generated = min(process("import generated.barzanjeh.equal_rates") for _ in range(5))
    extra = (generated - numpy) * 1e3
    return (
        line("import derive", ours, theirs, "import sympy", "more than 0.5")
        + f"\nimport of a generated module: {extra:.1f} ms beyond NumPy (milliseconds)"
    )


def closed_form() -> str:
    """n_1 and n_2 at a million points against the paper's printed C1 and C2 written by hand."""
    rng = np.random.default_rng(1)
    names = ("N_1", "N_2", "N_3", "kappa", "omega_1", "omega_2", "phi")
    p = {name: rng.uniform(0.1, 2.0, POINTS) for name in names}
    p["F"] = rng.normal(size=POINTS) + 1j * rng.normal(size=POINTS)
    np.testing.assert_allclose(equal_rates.n_1(**p), by_hand_1(**p), rtol=1e-9)
    np.testing.assert_allclose(equal_rates.n_2(**p), by_hand_2(**p), rtol=1e-9)
    wanted = "at least 0.9"
    first = pair(lambda: equal_rates.n_1(**p), lambda: by_hand_1(**p), 7)
    second = pair(lambda: equal_rates.n_2(**p), lambda: by_hand_2(**p), 7)
    results = (("n_1", first), ("n_2", second))
    return "\n".join(line(f"{name} at {POINTS} points", *times, "by hand", wanted) for name, times in results)


def by_hand_1(*, F, N_1, N_2, N_3, kappa, omega_1, omega_2, phi):  # type: ignore[no-untyped-def]
    """C1 as one would type it, theta = -phi."""
    delta = omega_2 - omega_1
    z = F * np.exp(-1j * phi)
    re, im, f2 = z.real, z.imag, np.abs(F) ** 2
    top = (
        2 * f2 * (N_1 + N_2 + N_3)
        + re * delta * (N_1 - N_3)
        + 2 * im**2 * N_3
        + 2 * im * kappa * (N_1 + 3 * N_3)
        + (4 * kappa**2 + delta**2) * (N_1 + N_3)
    )
    return top / (2 * (3 * f2 + 4 * kappa * (kappa + im) + im**2 + delta**2))


def by_hand_2(*, F, N_1, N_2, N_3, kappa, omega_1, omega_2, phi):  # type: ignore[no-untyped-def]
    """C2 as one would type it, theta = -phi."""
    delta = omega_2 - omega_1
    z = F * np.exp(-1j * phi)
    re, im, f2 = z.real, z.imag, np.abs(F) ** 2
    bottom = 3 * f2 + 4 * kappa * (kappa + im) + im**2 + delta**2
    top = (
        2 * f2 * (N_1 + N_2 + N_3)
        - re * delta * (N_2 - N_3)
        + 2 * im**2 * N_3
        + 2 * im * kappa * (N_2 + 3 * N_3)
        + (4 * kappa**2 + delta**2) * (N_2 + N_3)
    )
    return top / (2 * bottom) + kappa * (2 * im + kappa) * (N_1 - N_3) / bottom


def unchanged_run() -> str:
    """``derive run`` where nothing changed against SymPy's import plus a second."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "derive", "run", "barzanjeh", "--out", folder]
        first = seconds(lambda: subprocess.run(command, check=True, capture_output=True))
        again = min(seconds(lambda: subprocess.run(command, check=True, capture_output=True)) for _ in range(3))
    allowed = min(process("import sympy") for _ in range(3)) + 1.0
    return f"derive run: {first:.1f} s; again, unchanged: {again:.2f} s (at most {allowed:.2f})"
