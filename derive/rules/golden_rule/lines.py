"""Lines of emitters as intermediate states: their profile in amplitudes, and its mean over the energies of a process.

An emitter on resonance contributes ``1/(E + i gamma)``, gamma = hbar*Gamma/2; its on-shell part is ``-i pi L(E)`` with
the Lorentzian ``L(E) = (gamma/pi)/(E^2 + gamma^2)``.  Lines are narrow beside the band, so that a process between
continua alone meets all energies of a line evenly, and one that begins or ends in emitters those within their lines:

    int L_1 L_2 dE = 1/(pi (gamma_1 + gamma_2)),
    int L_1 L_2 L_3 dE = (gamma_1 + gamma_2 + gamma_3)/(pi^2 (gamma_1 + gamma_2)(gamma_2 + gamma_3)(gamma_3 + gamma_1)).
"""

from __future__ import annotations

from collections.abc import Sequence

from derive.errors import ModelError
from derive.exact.ring import Generator, Role
from derive.exact.scalar import Scalar, constant, substitute
from derive.golden.model import HBAR, PI, RateModel
from derive.golden.species import Emitters
from derive.parameters import positive, symbol_of


def profile(emitters: Emitters) -> Scalar:
    """The value of a line's Lorentzian at the energy of a process, 1/J; `averaged` puts its mean in."""
    value: Scalar = positive(f"line_{emitters.name}", unit="1/J", latex=rf"L_{{{emitters.label}}}")
    return value


def averaged(model: RateModel, coefficient: Scalar, outer: Sequence[Emitters]) -> Scalar:
    """A coefficient of a process with the mean of the profiles in it over the energies that the process meets.

    Parameters
    ----------
    coefficient : one product of weights; every term of it holds the same profiles.
    outer : the emitters that the process begins or ends in, as often as they occur.

    Raises
    ------
    ModelError
        for more than four lines at once, the outer ones counted.
    """
    inner = [s for s in model.species if isinstance(s, Emitters) for _ in range(_power(coefficient, s))]
    if not inner:
        return coefficient
    bare = substitute(coefficient, {_root(s): constant(1) for s in inner})
    widths = [_half(s) for s in inner]
    around = [_half(s) for s in outer if s.linewidth]
    if not outer:
        return bare * overlap(model, widths) / (HBAR * model.band)
    if not around:
        return bare * _product([1 / (PI * w) for w in widths])
    return bare * overlap(model, [*around, *widths]) / overlap(model, around)


def overlap(model: RateModel, widths: Sequence[Scalar]) -> Scalar:
    """The integral over the energy of Lorentzians of these half widths around one centre; 1 of a single one."""
    if len(widths) == 1:
        return constant(1)
    if len(widths) == 2:
        return 1 / (PI * (widths[0] + widths[1]))
    if len(widths) == 3:
        a, b, c = widths
        return (a + b + c) / (PI**2 * (a + b) * (b + c) * (c + a))
    raise ModelError(
        f"model {model.name!r}",
        "a rate must meet at most three lines of emitters at once, those at its ends counted",
        f"{len(widths)} of them",
        "lower the order, or declare Neglect(through=...)",
    )


def _half(emitters: Emitters) -> Scalar:
    """gamma = hbar*Gamma/2."""
    width: Scalar = emitters.linewidth
    return HBAR * width / 2


def _root(emitters: Emitters) -> Generator:
    symbol = symbol_of(profile(emitters))
    return Generator(Role.ROOT, symbol.name, symbol)


def _power(coefficient: Scalar, emitters: Emitters) -> int:
    """How often a line's profile stands in a coefficient; the profile is the square of its generator."""
    root = _root(emitters)
    if root not in coefficient.ring.index:
        return 0
    place = coefficient.ring.index[root]
    return max(int(p.degrees()[place]) for p in (coefficient.re, coefficient.im) if p) // 2


def _product(factors: Sequence[Scalar]) -> Scalar:
    result = constant(1)
    for factor in factors:
        result = result * factor
    return result
