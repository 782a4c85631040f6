"""What the parts of a statement must be before anything is derived from them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from derive.errors import ModelError
from derive.exact.scalar import Scalar, as_scalar
from derive.exact.signs import Sign, sign_of
from derive.symbols import Symbol, natural_key

OWN = {
    "E": "the total energy",
    "P": "the momentum of the cutoff",
    "mu": "the momentum at which a coupling is stated",
    "pi": "the number",
}
"""Names that the derivation gives to quantities of its own."""
OF_A_LEVEL = {"b": "the propagator", "c": "the propagator", "p": "the population"}
"""First letters of such names that end with the label of a level."""
OF_A_GAP = {"phi": "the phase", "d": "the decay", "e": "the factor"}
"""First letters of those that end with a level and the number of a distance between contacts."""


def several(where: str, value: Any, what: str) -> tuple[Any, ...]:
    """The items of a list or a tuple; raises `ModelError` for one text, one scalar or what has no items."""
    if isinstance(value, str | bytes | Mapping | Scalar) or not isinstance(value, Iterable):
        raise ModelError(where, f"there must be a list of {what}", repr(value), "put it in brackets, (x,)")
    return tuple(value)


def positive_scalar(where: str, what: str, value: Any) -> Scalar:
    """An exact scalar that is positive for all values of its parameters, else `ModelError`."""
    found = as_scalar(value)
    if found is None or not found.is_real or sign_of(found) is not Sign.POSITIVE:
        todo = f'declare it: positive("{what}")'
        raise ModelError(where, f"{what} must be positive for all values of its parameters", repr(value), todo)
    return found


def check_names(where: str, symbols: Iterable[Symbol], labels: Iterable[str], gaps: int = 0) -> None:
    """Raise `ModelError` where a parameter has the name of another one, or of what the derivation brings in.

    `gaps` is the largest number of different distances between the contacts.
    """
    named: dict[str, Symbol] = {}
    taken = OWN | _of_levels(_words(labels), gaps)
    for symbol in sorted(symbols, key=lambda s: (natural_key(s.name), s.latex, s.unit)):
        if symbol.name in taken:
            must = f"{symbol.name!r} is the name of {taken[symbol.name]}"
            raise ModelError(where, must, f"a parameter called {symbol.name!r}", f"call it {symbol.name + '_1'!r}")
        other = named.setdefault(symbol.name, symbol)
        if other != symbol:
            got = f"{_about(other)} and {_about(symbol)}, both called {symbol.name!r}"
            todo = "rename one; mass, beta and nu are those of the gas unless it is given others"
            raise ModelError(where, "every name must stand for one thing", got, todo)


def _of_levels(words: list[str], gaps: int) -> dict[str, str]:
    """Names with labels in them, and what they stand for."""
    found = {f"{letter}_{x}": f"{thing} of level {x}" for x in words for letter, thing in OF_A_LEVEL.items()}
    for x in words:
        for gap in range(1, gaps + 1):
            found |= {
                f"{letter}_{x}_{gap}": f"{thing} of level {x} between contacts" for letter, thing in OF_A_GAP.items()
            }
    return found


def _words(labels: Iterable[str]) -> list[str]:
    """Labels as they end a name."""
    return [{"+": "plus", "-": "minus"}.get(label, label) for label in labels]


def _about(symbol: Symbol) -> str:
    return f"{symbol.meaning or f'a {symbol.domain.value} parameter'} ({symbol.unit})"
