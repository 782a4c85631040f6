"""From mean-field equations to the record of a NumPy module: ``rhs`` and ``jacobian`` in real and imaginary parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from derive.emit.module import Function, Module, Parameter, needed
from derive.emit.plain import plain
from derive.engines.driven.statement import digest, statement
from derive.exact.evaluate import derivative
from derive.exact.ring import Generator
from derive.exact.scalar import Scalar, substitute
from derive.expr import Matrix
from derive.parameters import I, real, symbol_of
from derive.rules.driven.meanfield import MeanField, solved_for

if TYPE_CHECKING:
    from derive.engines.driven.derivation import DrivenDerivation


def module_of(derivation: DrivenDerivation) -> Module:
    """The module of a driven system's mean field; its states are real and imaginary parts."""
    mean = derivation.mean
    assert mean is not None
    state, right = in_parts(mean)
    own = {symbol_of(x).name for x in mean.means} | {symbol_of(x).name for x in state}
    parameters = tuple(
        Parameter(s.name, s.latex, s.unit, s.domain.value, s.meaning) for s in mean.model.symbols if s.name not in own
    )
    names = tuple(symbol_of(x).name for x in state)
    trees = tuple(derivation.tree(r) for r in right)
    slopes = Matrix(tuple(tuple(derivation.tree(derivative(r, symbol_of(x))) for x in state) for r in right))
    shape = "Real, shape (..., n) with n = len(STATES), like `y`."
    functions = (
        Function(
            "rhs",
            "Time derivative of the mean fields `y`, ordered as STATES.",
            (shape,),
            needed(trees, parameters),
            names,
            trees,
            "real",
            "real",
        ),
        Function(
            "jacobian",
            "Derivative of `rhs` by `y`, exactly.",
            ("Shape (..., n, n) with n = len(STATES): element (i, j) is the derivative of rhs[i] by y[j].",),
            needed(slopes, parameters),
            names,
            slopes,
            "real",
            "real",
        ),
    )
    used = {key for f in functions for key in f.arguments}
    constants: tuple[tuple[str, object], ...] = (
        ("STATES", names),
        ("LINEAR", False),
        ("DTYPE", "real"),
        ("MODES", tuple(m.name for m in mean.modes)),
    )
    model = derivation.model
    return Module(
        model.name,
        model.title or model.name,
        _doc(derivation),
        digest(model),
        constants,
        tuple(p for p in parameters if p.name in used),
        functions,
    )


def in_parts(mean: MeanField) -> tuple[tuple[Scalar, ...], tuple[Scalar, ...]]:
    """The states ``(Re alpha_1, Im alpha_1, Re alpha_2, ...)`` as real parameters, and their time derivatives."""
    state: list[Scalar] = []
    images: dict[Generator, Scalar] = {}
    for value in mean.means:
        symbol = symbol_of(value)
        x, y = (
            real(f"{part}_{symbol.name}", latex=rf"\{latex}{{{symbol.latex.replace(' ', '')}}}")
            for part, latex in (("re", "Re"), ("im", "Im"))
        )
        state += [x, y]
        images |= solved_for(value, x + I * y)
    right = [substitute(r, images) for r in mean.right]
    return tuple(state), tuple(p for r in right for p in (r.real_part(), r.imaginary_part()))


def _doc(derivation: DrivenDerivation) -> tuple[str, ...]:
    model, mean = derivation.model, derivation.mean
    assert mean is not None
    lines = [f"Source: {model.source}", ""] if model.source else []
    lines += ["Model (hbar = 1):", *(f"    {line}" for line in statement(model)), ""]
    lines += ["Mean-field equations in the rotating frame:"]
    pairs = zip(mean.means, mean.right, strict=True)
    lines += [f"    d{value}/dt = {plain(derivation.tree(right))}" for value, right in pairs]
    if model.notes:
        lines += ["", "Notes:", *(f"    {note}" for note in model.notes)]
    return tuple(lines)
