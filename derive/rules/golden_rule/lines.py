"""Lines of emitters as intermediate states, and their mean over the energies of a process.

An emitter on resonance contributes ``r(E) = 1/(E + i gamma)``, gamma = hbar*Gamma/2; its on-shell part is ``-i pi
L(E)`` with the Lorentzian ``L(E) = (gamma/pi)/(E^2 + gamma^2)``.  Lines are narrow beside the band, so that a process
between continua alone meets all energies of a line evenly, and one that begins or ends in emitters those within their
lines:

    int L_1 L_2 dE = 1/(pi (gamma_1 + gamma_2)),
    int L_1 L_2 L_3 dE = (gamma_1 + gamma_2 + gamma_3)/(pi^2 (gamma_1 + gamma_2)(gamma_2 + gamma_3)(gamma_3 + gamma_1)),
    int r_1 dE = -i pi,    int r_1 r_2* dE = 2 pi/(gamma_1 + gamma_2),    int r_1 r_2 dE = 0,

and with a line of half width a around the same centre, by the residue at ``E = i a``,

    int L_a r_1 dE = -i/(a + gamma_1),    int L_a r_1 r_2 dE = -1/((a + gamma_1)(a + gamma_2)),
    int L_a r_1 r_2* dE = [1/(a + gamma_1) + 1/(a + gamma_2)]/(gamma_1 + gamma_2).
"""

from __future__ import annotations

from collections.abc import Sequence

from derive.errors import ModelError
from derive.exact.ring import Generator, Role
from derive.exact.scalar import Scalar, constant, from_generator, substitute
from derive.golden.model import HBAR, PI, RateModel
from derive.golden.species import Emitters
from derive.parameters import I, complex_, positive, symbol_of


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
    coefficient = _of_resonances(model, coefficient, outer)
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


def resonance(emitters: Emitters) -> Scalar:
    """``r(E) = 1/(E + i gamma)`` at the energy of a process, 1/J; `averaged` puts its mean in."""
    value: Scalar = complex_(f"resonance_{emitters.name}", unit="1/J", latex=rf"r_{{{emitters.label}}}")
    return value


def _of_resonances(model: RateModel, coefficient: Scalar, outer: Sequence[Emitters]) -> Scalar:
    """The mean over the resonances in a coefficient, term by term."""
    found = {s: symbol_of(resonance(s)) for s in model.species if isinstance(s, Emitters)}
    present = {g.name for g in coefficient.generators}
    inside = [s for s, symbol in found.items() if symbol.name in present]
    if not inside:
        return coefficient
    total = constant(0)
    parts = [(coefficient.parts()[0], constant(1)), (coefficient.parts()[1], I)]
    for part, unit in parts:
        for powers, number in part.ring.terms(part.re):
            rest, lines = constant(number), list[tuple[Scalar, bool]]()
            for g, power in powers:
                owner = next((s for s in inside if found[s].name == g.name), None)
                if owner is None:
                    rest = rest * from_generator(g) ** power
                else:
                    lines += [(_half(owner), g.role is Role.CONJUGATE)] * power
            total = total + rest * unit * _mean(model, lines, outer)
    return total / coefficient.parts()[2]


def _mean(model: RateModel, lines: Sequence[tuple[Scalar, bool]], outer: Sequence[Emitters]) -> Scalar:
    """The mean of a product of resonances; each is a half width, and whether it is conjugated."""
    if not lines:
        return constant(1)
    around = [_half(s) for s in outer if s.linewidth]
    if len(lines) > 2 or len(outer) > 1:
        raise ModelError(
            f"model {model.name!r}",
            "a rate must meet at most two resonances of emitters, and end in one ensemble at most",
            f"{len(lines)} resonances and {len(outer)} ensembles",
            "choose OnShell(), lower the order, or declare Neglect(through=...)",
        )
    if outer:
        a = around[0] if around else constant(0)
        return _pinned(lines, a)
    band = HBAR * model.band
    if len(lines) == 1:
        return (I * PI if lines[0][1] else -I * PI) / band
    (first, one), (second, other) = lines
    return constant(0) if one == other else 2 * PI / (first + second) / band


def _pinned(lines: Sequence[tuple[Scalar, bool]], a: Scalar) -> Scalar:
    """The mean over a line of half width a; at its centre for ``a = 0``."""
    signs = [I if conjugate else -I for _, conjugate in lines]
    below = [a + width for width, _ in lines]
    if len(lines) == 1:
        return signs[0] / below[0]
    if lines[0][1] == lines[1][1]:
        return signs[0] * signs[1] / (below[0] * below[1])
    return (1 / below[0] + 1 / below[1]) / (lines[0][0] + lines[1][0])


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
