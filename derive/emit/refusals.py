"""Modules that cannot be written down as they are stated, refused before any text is made."""

from __future__ import annotations

import keyword
import re
from collections import Counter
from collections.abc import Iterable

from derive.emit.module import CONSTANTS, Function, Module, Monomial, Parameter, Polynomial, names, shape
from derive.errors import DeriveError

USED = {"np", "y", "out", "weights", "padded", "powers", "terms", "wraps", "float", "complex", *CONSTANTS}
"""Names that the text of a module or of its trees uses itself."""
WRITTEN = {"DIGEST", "PARAMETERS", "UNITS", "DOMAINS"}
"""Names that the module assigns besides its constants."""
DOMAINS = {"real", "positive", "nonnegative", "complex", "angle"}


def check(module: Module) -> None:
    """Refuse what would not be Python, or would be another program than was meant.

    Raises
    ------
    DeriveError : naming the module or function, what must hold there, what was got and what to do.
    """
    where = f"generated module {module.name!r}"
    _check_name(where, module.name)
    if not re.fullmatch(r"[0-9A-Za-z]*", module.digest):
        raise DeriveError(where, "the digest must be one word of letters and digits", repr(module.digest))
    for name, _ in module.constants:
        _check_name(where, name)
    for p in module.parameters:
        _check_parameter(where, p)
    public = [*(f.name for f in module.functions), *(name for name, _ in module.constants), *WRITTEN]
    _check_distinct(where, public)
    _check_distinct(where, [p.name for p in module.parameters])
    order = [p.name for p in module.parameters]
    for function in module.functions:
        _check_function(function, order)


def _check_name(where: str, name: str) -> None:
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_]*", name):
        raise DeriveError(
            where,
            "a name must be an ASCII identifier that begins with a letter",
            repr(name),
            "spell Greek letters and drop accents, as in kappa_1",
        )
    if keyword.iskeyword(name):
        raise DeriveError(where, "a name must not be a Python keyword", repr(name), f"call it {name + '_'!r}")
    if name in USED:
        raise DeriveError(
            where, f"{name!r} already means something in generated code", repr(name), f"call it {name + '_1'!r}"
        )


def _check_parameter(where: str, parameter: Parameter) -> None:
    _check_name(f"{where}, parameter", parameter.name)
    if parameter.domain not in DOMAINS:
        raise DeriveError(
            f"{where}, parameter {parameter.name!r}",
            "the domain must be one of " + ", ".join(sorted(DOMAINS)),
            repr(parameter.domain),
        )


def _check_distinct(where: str, found: Iterable[str]) -> None:
    twice = [name for name, count in Counter(found).items() if count > 1]
    if twice:
        raise DeriveError(where, "one name must stand for one thing", f"{twice[0]!r} twice", "rename one of them")


def _check_function(function: Function, order: list[str]) -> None:
    where = f"generated function {function.name!r}"
    _check_name(where, function.name)
    for name in function.state:
        _check_name(f"{where}, state", name)
    _check_distinct(where, [*function.arguments, *function.state])
    if {function.dtype, function.state_dtype} - {"real", "complex"}:
        raise DeriveError(where, "dtype and state_dtype must be 'real' or 'complex'", repr(function.dtype))
    _check_arguments(where, function, order)
    if 0 in shape(function.result):
        raise DeriveError(where, "a result must have at least one entry", f"shape {shape(function.result)}")
    if isinstance(function.result, Polynomial):
        _check_polynomial(where, function.result, len(function.state))


def _check_arguments(where: str, function: Function, order: list[str]) -> None:
    unknown = [name for name in function.arguments if name not in order]
    if unknown:
        raise DeriveError(
            where, "every argument must be a parameter of the module", repr(unknown[0]), "add it to `parameters`"
        )
    if list(function.arguments) != sorted(function.arguments, key=order.index):
        raise DeriveError(where, "arguments must stand in the order of `parameters`", ", ".join(function.arguments))
    idle = set(function.arguments) - set(names(function.result))
    if idle:
        todo = "leave it out; `needed` lists the ones that occur"
        raise DeriveError(where, "every argument must occur in the result", f"{min(idle)!r} unused", todo)


def _check_polynomial(where: str, polynomial: Polynomial, states: int) -> None:
    def fits(m: Monomial) -> bool:
        return 0 <= m.row < polynomial.rows and all(0 <= k < states for k in m.powers)

    wrong = [m for m in polynomial.monomials if not fits(m)]
    if wrong:
        raise DeriveError(
            where,
            f"rows must lie below {polynomial.rows} and positions in y below {states}",
            f"row {wrong[0].row}, positions {wrong[0].powers}",
        )
