"""Where the waves of the three dots are bound and where printed differences vanish: at no energy, at some, at all.

A wave that solves ``psi = -i B v psi`` without anything that comes in is what makes det(1 + i B v) zero.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import combinations
from typing import Any

from derive.claims.measurement import Measurement
from derive.exact.insert import insert
from derive.exact.roots import sqrt
from derive.exact.scalar import Scalar, constant
from derive.exact.signs import Sign, sign_of
from derive.models.alicki.model import V_1, V_2, V_3, three_dots
from derive.parameters import I, complex_, positive, symbol_of
from derive.rules.scattering.lippmann import Scattering, scattering

SIZE = range(3)
STRENGTHS = (V_1, V_2, V_3)
HEIGHTS: tuple[Scalar, ...] = positive("h_1 h_2 h_3", unit="J*m", meaning="strength of a repulsive dot")
PSI: tuple[Scalar, ...] = complex_("psi_0 psi_1 psi_2", meaning="a wave at the contact beside each level")
PHI: tuple[Scalar, ...] = complex_("phi_0 phi_1 phi_2", meaning="v psi beside each level")
ZERO, MINUS, PLUS = (three_dots.labels.index(label) for label in "0-+")
REPULSIVE = ("the three dots, V_1, V_2, V_3 > 0",)
BETWEEN = tuple(closed for n in range(4) for closed in combinations(SIZE, n))
"""Which channels are closed: any."""


def nothing_is_bound() -> bool:
    """Whether ``psi = -i B v psi`` has no solution but zero for positive strengths, any channels open.

    ``psi.dag v psi = sum V_i |<i|psi>|^2`` is real, and positive unless psi = 0.  With phi = v psi it is
    ``i sum_open b |phi|^2 - sum_closed |b| |phi|^2``: phi is zero in open channels as it is real, and in the others as
    it is not negative.
    """
    found = scattering(three_dots)
    by_levels = _added(PSI[k].conjugate() * found.coupling[k][j] * PSI[j] for k in SIZE for j in SIZE)
    at_dots = [_added(found.spectrum.states[i][k] * PSI[k] for k in SIZE) for i in SIZE]
    positive_ = by_levels == _added(v * _square(x) for v, x in zip(STRENGTHS, at_dots, strict=True))
    return positive_ and all(_falls_off(scattering(three_dots, closed), closed) for closed in BETWEEN)


def _falls_off(found: Scattering, closed: Sequence[int]) -> bool:
    """``psi.dag v psi`` of ``psi = -i B phi``: imaginary with one sign if open, negative if closed."""
    for k, channel in enumerate(found.channels):
        part = (-I * channel.b * PHI[k]).conjugate() * PHI[k] / _square(PHI[k])
        weight = -part if k in closed else part / I
        if not weight.is_real or sign_of(weight) is not Sign.POSITIVE:
            return False
    return True


def finite_normal(modules: Any, numerics: Any) -> Measurement:
    """1/N_Psi is i sqrt(2 pi hbar) det(1 + i B v), a polynomial in the b_j: N_Psi is finite where it is not zero."""
    found = scattering(three_dots, either=True)
    same = dict.fromkeys(map(symbol_of, STRENGTHS), -HEIGHTS[0])
    c = positive("c")
    alone = insert(found.determinant, {**same, **{symbol_of(x.b): -I * c for x in found.channels}})
    bound = not insert(alone, {symbol_of(c): 1 / HEIGHTS[0]})
    text = "Exact: for repulsive dots det(1 + i B v) is zero at no energy, with any channels open, as psi = -i B"
    text += " v psi has no solution: psi.dag v psi = sum V_i |<i|psi>|^2 = i sum_open b |v psi|^2 - sum_closed "
    text += "|b| |v psi|^2. So N_Psi is finite, and not zero as det is a polynomial in the b_j; at E = E_j, where"
    text += " b_j is infinite, it is zero. Attractive dots bind, and N_Psi is infinite there"
    text += ": with three strengths -V at b = -i/V." if bound else ", not found."
    return Measurement(nothing_is_bound() and bound, text, REPULSIVE, exact=True)


def not_hermitian(modules: Any, numerics: Any) -> Measurement:
    """The second order of T_+0 - T_0+^*, and its zeros."""
    found = scattering(three_dots)
    b, series = [c.b for c in found.channels], found.born(2)
    v, v_0 = found.coupling[PLUS][ZERO], found.coupling[ZERO][ZERO]
    difference = series[PLUS][ZERO] - series[ZERO][PLUS].conjugate()
    formed = difference == -2 * I * (b[MINUS] * v.conjugate() ** 2 + v * v_0 * (b[PLUS] + b[ZERO]))
    unequal = _added((x - y) ** 2 for x, y in combinations(STRENGTHS, 2))
    apart = 18 * _square(v) == unequal
    repulsive = dict(zip(map(symbol_of, STRENGTHS), HEIGHTS, strict=True))
    smaller = sign_of(insert(v_0 * v_0 - _square(v), repulsive)) is Sign.POSITIVE
    text = "Exact, with v = v_+0: 18 |v|^2 = (V_1 - V_2)^2 + (V_1 - V_3)^2 + (V_2 - V_3)^2, so that v is zero "
    text += "where all are "
    text += (
        "equal alone, and (S38) with it. Else a zero needs b_- |v| = v_00 (b_+ + b_0). For repulsive dots |v| < v_00: "
    )
    text += "where - is not the highest level, or is closed, there is no zero; where it is, b_- falls from "
    text += "infinity to b_0 = b_+, and it can be at specific energies. With V_1 + V_2 + V_3 = 0, which needs an "
    text += "attractive dot, (S38) is zero at all energies at which - is closed."
    return Measurement(formed and apart and smaller, text, REPULSIVE, exact=True)


def not_symmetric(modules: Any, numerics: Any) -> Measurement:
    """The factors of T_+0 - T_0+ by those of (S39)."""
    found = scattering(three_dots, either=True)
    b = found.channels[MINUS].b
    difference = (found.reduced[PLUS][ZERO] - found.reduced[ZERO][PLUS]) * found.determinant
    factors = difference == I / sqrt(3) * (V_2 - V_3) * (1 + I * b * V_1)
    beside = []
    for closed in ((), (MINUS,)):
        value = 1 + I * scattering(three_dots, closed).channels[MINUS].b * HEIGHTS[0]
        beside.append(sign_of(_square(value)) is Sign.POSITIVE)
    text = (
        "Exact, on either branch: det (t_+0 - t_0+) = (i/sqrt(3)) (V_2 - V_3) (1 + i b_- V_1) for the levels of (28). "
    )
    text += (
        "|1 + i b_- V_1|^2 is 1 + b_-^2 V_1^2 above the threshold of -, and (1 + |b_-| V_1)^2 below it: positive for a "
    )
    text += "repulsive dot. An attractive one makes it zero at one energy, |b_-| = -1/V_1."
    return Measurement(factors and all(beside) and nothing_is_bound(), text, REPULSIVE, exact=True)


def time_reversal_broken(modules: Any, numerics: Any) -> Measurement:
    """|T_+0|^2 - |T_0+|^2 with the channel - open, and with it closed."""
    found, below = scattering(three_dots), scattering(three_dots, (MINUS,))
    product = (V_1 - V_2) * (V_1 - V_3) * (V_2 - V_3)
    size = found.determinant * found.determinant.conjugate()
    factor = found.asymmetry(PLUS, ZERO) * size / (product * found.channels[MINUS].b)
    nonzero = factor.is_real and factor * factor == constant(4) / 27
    text = f"Exact: (|t_+0|^2 - |t_0+|^2) |det|^2 = {factor} b_- (V_1 - V_2) (V_1 - V_3) (V_2 - V_3) with all "
    text += "channels open: not zero where all strengths differ. With - closed, where Re b_- = 0, it is "
    text += f"{below.asymmetry(PLUS, ZERO)} whatever they are: two open channels balance, as S is unitary."
    return Measurement(nonzero and not below.asymmetry(PLUS, ZERO), text, ("the channel - open",), exact=True)


def _square(value: Scalar) -> Scalar:
    return value * value.conjugate()


def _added(values: Any) -> Scalar:
    return sum(values, constant(0))


VANISHING: Mapping[str, Callable[[Any, Any], Measurement]] = {
    "finite_normal": finite_normal,
    "not_hermitian": not_hermitian,
    "not_symmetric": not_symmetric,
    "time_reversal_broken": time_reversal_broken,
}
