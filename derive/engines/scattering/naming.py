"""What the things of a scattering problem are called: states and levels, elements of T, rates, their printed forms."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from derive.exact.collect import name_of
from derive.expr import Name
from derive.golden.model import HBAR, PI
from derive.parameters import symbol_of
from derive.scattering.labels import word
from derive.scattering.model import ScatteringModel
from derive.symbols import Domain, Symbol

ENERGY = Symbol("E", "E", Domain.REAL, "J", "total energy of level and particle, on shell before and after")
E = name_of(ENERGY)
DETERMINANT = Name("D", "D")
PARTITION = Name("Z", "Z")
KINETIC = Name("e", r"\varepsilon")
I_UNIT = Name("I", "i")
PI_NAME, HBAR_NAME = name_of(symbol_of(PI)), name_of(symbol_of(HBAR))


def population(label: str) -> Symbol:
    """The probability of a level."""
    return Symbol(f"p_{word(label)}", rf"p_{{{label}}}", Domain.NONNEGATIVE, "1", f"population of level {label}")


def level(label: str) -> Name:
    """The energy of a level."""
    return indexed("E", r"\mathcal{E}", (label,))


def element(letter: str, final: str, initial: str) -> Name:
    """An element of a matrix over the levels."""
    return indexed(letter, letter, (final, initial))


def begin(final: str, initial: str) -> Name:
    """The energy at which the integral of a rate begins."""
    end, start = level(final), level(initial)
    return Name(f"max({end.key}, {start.key})", rf"\max({end.latex}, {start.latex})")


def indexed(letter: str, printed: str, labels: Sequence[str]) -> Name:
    """A letter with labels of levels as its indices; several of one character each stand side by side."""
    between = "" if all(len(x) == 1 for x in labels) else ","
    key = "_".join((letter, *map(word, labels)))
    return Name(key, rf"{printed}_{{{between.join(labels)}}}")


def site(number: int) -> Name:
    """A localised state, counted from 0 as contacts count it; levels have kets without a letter."""
    return Name(f"|site {number}>", rf"|\mathrm{{s}}_{{{number}}}\rangle")


def projector(number: int) -> Name:
    """On a localised state."""
    return Name(f"|site {number}><site {number}|",
                rf"|\mathrm{{s}}_{{{number}}}\rangle\langle \mathrm{{s}}_{{{number}}}|")  # fmt: skip


def ket(label: str) -> Name:
    """A level as a state."""
    return Name(f"|{label}>", rf"|{label}\rangle")


PAIRS = {"v": "v", "t": "t", "T": "T", "S": "S", "a": "a", "I": "I", "K": "K", "J": "J"}
"""Letters with two levels as indices, and the names of quantities that claims know them by."""


def shown_names(model: ScatteringModel) -> dict[str, str]:
    """How results are printed, by the names that claims know: levels, couplings, elements, rates, ratios."""
    labels = model.labels
    found = {DETERMINANT.latex: "determinant", ENERGY.latex: "E"}
    for label in labels:
        found |= {level(label).latex: f"E_{word(label)}", indexed("b", "b", (label,)).latex: f"b_{word(label)}"}
        found |= {population(label).latex: population(label).name}
    for pair in product(labels, repeat=2):
        tag = "_".join(map(word, pair))
        found |= {element(letter, *pair).latex: f"{name}_{tag}" for letter, name in PAIRS.items()}
        found[f"{begin(*pair).latex}"] = f"begin_{tag}"
        if all(map(str.isalnum, pair)):
            found[f"I({','.join(pair)})"] = f"I_{tag}"
    return found
