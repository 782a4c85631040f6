"""Symbols: the one table entry that names a parameter in Python, in LaTeX, in units and in words."""

from __future__ import annotations

import keyword
import re
from dataclasses import dataclass
from enum import Enum

from derive.errors import ModelError

_LETTERS = (
    "alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi pi rho sigma tau "
    "upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega hbar"
)
GREEK = frozenset(_LETTERS.split())


class Domain(Enum):
    """Where a parameter lives; decides its conjugate, its square root and what a sweep may insert."""

    REAL = "real"
    POSITIVE = "positive"
    NONNEGATIVE = "nonnegative"
    COMPLEX = "complex"
    ANGLE = "angle"


@dataclass(frozen=True)
class Symbol:
    """One parameter of a model.

    Parameters
    ----------
    name : Python identifier in ASCII (``kappa_1``).
    latex : how it is printed (``\\kappa_1``); made from the name when not given.
    domain : see `Domain`.  An angle enters through ``exp(I*phi)`` only.
    unit : product of base units, ``"1/s"``, ``"J"``, ``"1"`` for a pure number.
    meaning : one phrase for the documentation.
    """

    name: str
    latex: str
    domain: Domain
    unit: str = "1"
    meaning: str = ""

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_]*", self.name) or keyword.iskeyword(self.name):
            raise ModelError(
                f"symbol {self.name!r}",
                "a name must be a Python identifier in ASCII that is not a keyword",
                repr(self.name),
                "spell Greek letters (kappa_1) and give the printed form as latex=...",
            )


IMPORTED = ("functools", "np", "numpy", "scipy")
"""What a written module imports: a file of that name would stand in its place."""
LONGEST = 100
"""Characters of a module's name: names of files have an end."""


def is_name(name: object) -> bool:
    """Whether it is text that can name a module: a Python identifier in ASCII that is not a keyword.

    It begins with a letter: ``__init__`` is a file of another kind.
    """
    if not isinstance(name, str) or not re.fullmatch(r"[A-Za-z][A-Za-z0-9_]*", name):
        return False
    return len(name) <= LONGEST and not keyword.iskeyword(name)


def check_model_name(kind: str, name: object) -> None:
    """Raise `ModelError` for what cannot name a module."""
    if name in IMPORTED:
        must = "name must not be that of a package which the module imports"
        raise ModelError(kind, must, repr(name), f"call it {f'{name}_1'!r}")
    if not is_name(name):
        must = f"name must be a Python identifier in ASCII that is not a keyword, of {LONGEST} letters at most"
        raise ModelError(kind, f"{must}: it names the module", repr(name))


def latex_name(name: str) -> str:
    """The usual print of an ASCII name: ``kappa_1`` becomes ``\\kappa_1``, ``N_th`` becomes ``N_{\\mathrm{th}}``."""
    head, *rest = name.split("_")
    match = re.fullmatch(r"([A-Za-z]+?)(\d+)", head)
    if match and not rest:
        head, rest = match.group(1), [match.group(2)]
    printed = f"\\{head}" if head in GREEK else head if len(head) == 1 else rf"\mathrm{{{head}}}"
    if not rest:
        return printed
    parts = [f"\\{p}" if p in GREEK else p if p.isdigit() or len(p) == 1 else rf"\mathrm{{{p}}}" for p in rest]
    subscript = ",".join(parts)
    return f"{printed}_{subscript}" if len(subscript) == 1 else f"{printed}_{{{subscript}}}"


def natural_key(name: str) -> tuple[tuple[int, int, str], ...]:
    """Sort key under which ``c_2`` comes before ``c_10``."""
    pieces = re.findall(r"\d+|\D+", name)
    return tuple((0, int(p), p) if p.isdigit() else (1, 0, p) for p in pieces)
