"""Choosing phases so that a linear system becomes real-looking: what a theorist does with c_2 -> exp(-i phi) c_2.

Every unknown may be multiplied by phases, ``x_a = exp(i s_a . angles) y_a``, and every complex parameter written
as ``F = exp(i g . angles) (Re + i Im)``.  The integers s and g are chosen so that no angle is left in the
equations; where a loop makes that impossible for an angle, it stays.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from derive.exact.linear import Row
from derive.exact.ring import Generator, Role, ring_of
from derive.exact.scalar import Scalar, constant, from_generator, imaginary_unit, substitute
from derive.symbols import Symbol, natural_key

Equation = dict[tuple[str, int | str], int]  # unknown integer -> multiple; ("", 0) is the constant


@dataclass(frozen=True)
class Gauge:
    """Images of complex parameters (real and imaginary parts times a phase) and the phase of every unknown."""

    images: Mapping[Generator, Scalar]
    phases: tuple[Scalar, ...]

    def apply(self, value: Scalar) -> Scalar:
        """A scalar with every complex parameter in this gauge's parts."""
        return substitute(value, dict(self.images))

    def undo(self, value: Scalar) -> Scalar:
        """A scalar back in the complex parameters and their conjugates."""
        return ungauged(value)


def ungauged(value: Scalar) -> Scalar:
    """Replace real and imaginary parts by the complex parameters they are parts of."""
    images = {}
    for g in value.generators:
        if g.role in (Role.REAL_PART, Role.IMAGINARY_PART) and g.symbol is not None:
            turned = from_generator(Generator(Role.VALUE, g.name, g.symbol)) * _phase({s: -k for s, k in g.gauge})
            images[g] = turned.real_part() if g.role is Role.REAL_PART else turned.imaginary_part()
    return substitute(value, images)


def find_gauge(rows: Sequence[Row], right: Sequence[Scalar]) -> Gauge:
    """The gauge of a linear system ``rows * x = right``."""
    entries: list[tuple[int, int | None, Scalar]] = [(a, b, c) for a, row in enumerate(rows) for b, c in row.items()]
    entries += [(a, None, c) for a, c in enumerate(right) if c]
    ring = ring_of(g for _, _, c in entries for g in c.generators)
    angles = [g for g in ring.generators if g.role is Role.PHASE]
    complexes = [g for g in ring.generators if g.role is Role.CONJUGATE]
    turns: dict[str, dict[Symbol, int]] = {g.name: {} for g in complexes}
    shifts: list[dict[Symbol, int]] = [{} for _ in rows]
    for angle in angles:
        solution = _integers([e for a, b, c in entries for e in _equations(a, b, c, angle)])
        if solution is None or angle.symbol is None:
            continue
        for g in complexes:
            turns[g.name][angle.symbol] = solution.get(("turn", g.name), 0)
        for a, shift in enumerate(shifts):
            shift[angle.symbol] = solution.get(("shift", a), 0)
    images: dict[Generator, Scalar] = {}
    for g in complexes:
        images |= _images(g, turns[g.name])
    return Gauge(images, tuple(_phase(shift) for shift in shifts))


def gauged(rows: Sequence[Row], right: Sequence[Scalar], gauge: Gauge) -> tuple[list[dict[int, Scalar]], list[Scalar]]:
    """The system for ``y`` where ``x_a = phase_a * y_a``, complex parameters in parts."""
    new_rows = [
        {b: gauge.apply(c) * gauge.phases[b] / gauge.phases[a] for b, c in row.items()} for a, row in enumerate(rows)
    ]
    new_right = [gauge.apply(c) / gauge.phases[a] for a, c in enumerate(right)]
    return [{b: c.trimmed() for b, c in row.items()} for row in new_rows], [c.trimmed() for c in new_right]


def _images(conjugate: Generator, turn: dict[Symbol, int]) -> dict[Generator, Scalar]:
    symbol = conjugate.symbol
    gauge = tuple(sorted(((s, k) for s, k in turn.items() if k), key=lambda item: natural_key(item[0].name)))
    re, im = (
        from_generator(Generator(role, conjugate.name, symbol, gauge)) for role in (Role.REAL_PART, Role.IMAGINARY_PART)
    )
    phase = _phase(turn)
    return {
        Generator(Role.VALUE, conjugate.name, symbol): (re + imaginary_unit() * im) * phase,
        conjugate: (re - imaginary_unit() * im) / phase,
    }


def _phase(turn: Mapping[Symbol, int]) -> Scalar:
    result = constant(1)
    for symbol, k in turn.items():
        result = result * from_generator(Generator(Role.PHASE, symbol.name, symbol)) ** k
    return result


def _equations(a: int, b: int | None, c: Scalar, angle: Generator) -> list[Equation]:
    """For every term of an entry: its phases must cancel against those of the unknowns it joins."""
    names = [g.name if g.role is Role.CONJUGATE else "" for g in c.ring.generators]
    bottom = {e[c.ring.index[angle]] for e, _ in c.den.terms()} if angle in c.ring.index else {0}
    if len(bottom) > 1:
        return [{("", 0): 1}]  # an angle in a sum below cannot be turned away
    found = []
    for poly in (c.re, c.im):
        for exponents, _ in poly.terms():
            equation: Equation = {("", 0): -int(next(iter(bottom)))}
            if angle in c.ring.index:
                equation[("", 0)] += int(exponents[c.ring.index[angle]])
            for i, name in enumerate(names):
                if name:
                    plain = c.ring.index[Generator(Role.VALUE, name, c.ring.generators[i].symbol)]
                    equation[("turn", name)] = int(exponents[plain]) - int(exponents[i])
            if b is not None:
                equation[("shift", b)] = equation.get(("shift", b), 0) + 1
            equation[("shift", a)] = equation.get(("shift", a), 0) - 1
            found.append({k: v for k, v in equation.items() if v or k == ("", 0)})
    return found


def _integers(equations: list[Equation]) -> dict[tuple[str, int | str], int] | None:
    """An integer solution with the free unknowns zero, or ``None``."""
    solved: dict[tuple[str, int | str], dict[tuple[str, int | str], Fraction]] = {}
    for equation in equations:
        row = {k: Fraction(v) for k, v in equation.items() if v}
        for unknown, value in solved.items():
            if unknown in row:
                factor = row.pop(unknown)
                for k, v in value.items():
                    row[k] = row.get(k, Fraction(0)) + factor * v
        row = {k: v for k, v in row.items() if v}
        unknowns = sorted((k for k in row if k != ("", 0)), key=str)
        if not unknowns:
            if row:
                return None
            continue
        pivot = unknowns[0]
        scale = -1 / row.pop(pivot)
        image = {k: v * scale for k, v in row.items()}
        for value in solved.values():
            if pivot in value:
                factor = value.pop(pivot)
                for k, v in image.items():
                    value[k] = value.get(k, Fraction(0)) + factor * v
        solved[pivot] = image
    result = {k: value.get(("", 0), Fraction(0)) for k, value in solved.items()}
    if any(v.denominator != 1 for v in result.values()):
        return None
    return {k: int(v) for k, v in result.items()}
