"""Model files for the tests of the user's side: small enough to be derived on paper."""

from __future__ import annotations

from pathlib import Path

CAVITY = """
from derive import Bath, Claim, Model, Observable, boson, nonnegative, positive, real

a = boson("a")
omega, kappa, N = real("omega", unit="rad/s"), positive("kappa", unit="1/s"), nonnegative("N")


def cavity(name="cavity", hamiltonian=None, rate=kappa):
    return Model(
        name,
        omega * a.dag * a if hamiltonian is None else hamiltonian,
        baths=[Bath(a, rate, N)],
        observables=[Observable("n", a.dag * a)],
    )
"""
"""A damped mode: d<a.dag a>/dt = kappa (N - <a.dag a>), so that n = N."""


def write(folder: Path, name: str, *lines: str) -> Path:
    """A model file that begins with `CAVITY` and goes on with these lines."""
    path = folder / f"{name}.py"
    path.write_text("\n".join([CAVITY, *lines, ""]))
    return path
