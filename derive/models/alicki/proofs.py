"""The numbered equations of Sec. II that no formula of the field decides, derived in a finite case each.

Sec. II speaks of maps of density matrices, of a wave operator, of traces over a gas.  Here a map is any one of three
levels, a gas has three states, and the wave operator is known by the waves that the contacts make.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import product
from typing import Any

from derive.algebra.levels import Levels, Transitions
from derive.algebra.operator import Op
from derive.claims.measurement import Measurement
from derive.claims.superoperator import Superoperator, density
from derive.engines.scattering.letters import P_PRIME, TOTAL, Letters, P
from derive.engines.scattering.momenta import delta
from derive.engines.scattering.waves import Waves
from derive.exact.enclose import enclosure
from derive.exact.evaluate import derivative
from derive.exact.exponential import exponential
from derive.exact.insert import insert
from derive.exact.roots import sqrt
from derive.exact.scalar import Scalar, constant
from derive.golden.model import HBAR
from derive.models.alicki.model import V_1, V_2, V_3, three_dots
from derive.models.alicki.vanishing import nothing_is_bound
from derive.parameters import I, complex_, real, symbol_of
from derive.rules.scattering.lippmann import Scattering, scattering
from derive.rules.scattering.smatrix import optical_theorem

Square = tuple[tuple[Scalar, ...], ...]
SIZE = range(3)
LEVELS: tuple[Scalar, ...] = real("E_1 E_2 E_3", unit="1/s", meaning="energies of three levels, hbar = 1")
TIME: Scalar = real("t", unit="s")
SHIFT: Scalar = real("tau_0", unit="s", meaning="the fixed time tau of (13)")
BOUNDED = "finite matrices, which say nothing of an unbounded H_P"
GROWS = "a finite gas: Tr_P exp(-beta H_tot) grows with the volume, and is finite per volume alone"
STATES = Transitions(Levels("level", "S", ("1", "2", "3")))


# -- (13): the average over time --------------------------------------------------------------------------------------


def averaged_commutes(modules: Any, numerics: Any) -> Measurement:
    """Both lines of (13) for a map of the density matrices of three levels that has all its elements."""
    moving, later = _turned(_any_map, TIME), _turned(_any_map, TIME + SHIFT)
    average = _average(moving(density()))
    shifted = _average(later(density()))
    turned = _turned(lambda rho: _average(moving(rho)), SHIFT)(density())
    kept, all_ = len(average.terms), len(moving(density()).terms)
    text = f"Exact: of the {all_} elements of any L_0 on three levels the average keeps the {kept} between equal Bohr "
    text += "frequencies: the others are exp(i t x) with a real x, whose integral has a bounded modulus. What is kept "
    text += "is the same for t + tau, and does not change when exp(i tau [H_S, .]) is put around it."
    holds = 0 < kept < all_ and not average - shifted and not average - turned
    return Measurement(holds, text, ("three levels of any different energies, any L_0",), exact=True)


Map = Callable[[Superoperator], Superoperator]


def _any_map(rho: Superoperator) -> Superoperator:
    """``sum c |k><m| rho |n><l|`` over all levels, each with a letter of its own."""
    total = Superoperator({})
    for k, m, n, j in product(SIZE, repeat=4):
        c = complex_(f"c_{k}{m}{n}{j}")
        total = total + (rho.after(_ket_bra(k, m)) * _ket_bra(n, j)) * c
    return total


def _turned(inner: Map, time: Scalar) -> Map:
    """``exp(i t [H, .]) L exp(-i t [H, .])``."""
    forth, back = _evolution(time), _evolution(-time)
    return lambda rho: inner(rho.after(back) * forth).after(forth) * back


def _evolution(time: Scalar) -> Op:
    """``exp(i H t)``."""
    total = Op({})
    for k in SIZE:
        total = total + exponential(I * LEVELS[k] * time) * _ket_bra(k, k)
    return total


def _ket_bra(k: int, j: int) -> Op:
    labels = STATES.space.labels
    return STATES(labels[k], labels[j])


def _average(value: Superoperator) -> Superoperator:
    """``lim (1/a) int_0^a dt``: what turns with t has a bounded integral, and nothing of it is left."""
    return value.map(lambda c: c if not derivative(c, symbol_of(TIME)) else _vanishing(c))


def _vanishing(c: Scalar) -> Scalar:
    """Zero, once the integral over t is found and its modulus does not grow with t."""
    integral = c * c / derivative(c, symbol_of(TIME))
    square = integral * integral.conjugate()
    if derivative(integral, symbol_of(TIME)) != c or derivative(square, symbol_of(TIME)):
        return c
    return constant(0)


# -- (14), (15): the wave operator ------------------------------------------------------------------------------------


def intertwining(modules: Any, numerics: Any) -> Measurement:
    """``H_tot Omega = Omega (H_S + H_P)`` by the waves, in momenta; that they are all there are is not derived."""
    waves = Waves(Letters(scattering(three_dots, either=True)))
    failed = any(_not_solved(waves, k, j) for k, j in waves.letters.pairs)
    text = f"Derived: every wave {'fails to solve' if failed else 'solves'} H_tot Psi = E Psi, which is H_tot Omega = "
    text += "Omega (H_S + H_P). "
    if nothing_is_bound():
        text += "For positive strengths nothing is bound, at no energy and with any channels closed: psi = -i B v psi "
        text += "would have 0 <= sum V_i |<i|psi>|^2 = psi.dag v psi = -sum_closed |b| |v psi|^2. "
    text += (
        "Not derived: that the waves are complete then, Omega Omega.dag = 1, for which the rest of the spectrum must "
    )
    text += "be known; with an attractive dot it is 1 less the projector on the bound states."
    return Measurement(False if failed else None, text, ("the three dots",), exact=True)


def _not_solved(waves: Waves, level: int, initial: int) -> Scalar:
    """``<p' k|(H_tot - E)|Psi>`` for a particle that comes in with the momentum p beside level j."""
    letters = waves.letters
    mass: Scalar = waves.found.model.gas.mass
    missing = letters.threshold(level) + P_PRIME**2 / (2 * mass) - TOTAL
    hit = _added(waves.found.coupling[level][m] * _at_contact(waves, m, initial) for m in SIZE)
    left = missing * waves.component(level, initial) + hit * waves.normal
    # What stands beside delta(p' - p) is taken at p' = p, on the shell.
    incoming = delta(P - P_PRIME)
    beside = left / incoming
    if level != initial or incoming.generators[0] in beside.generators:
        return left
    p = mass / (HBAR * letters.b[initial])
    return insert(beside, {symbol_of(P_PRIME): p, symbol_of(P): p})


def _at_contact(waves: Waves, level: int, initial: int) -> Scalar:
    """The wave in space, what comes in and what is sent out, where the contact feels it."""
    return waves.normal * int(level == initial) - I * waves.letters.b[level] * waves.kick(level, initial)


# -- (17), (18): commutators under the trace --------------------------------------------------------------------------


def traced_commutator(modules: Any, numerics: Any) -> Measurement:
    """``Tr_P [H_S + H_P, f] = [H_S, Tr_P f]``, turned by ``exp(i H_S t)``, for matrices of letters."""
    system, gas = 2, 3
    f = _letters("f", system * gas)
    energies = tuple(tuple(LEVELS[i] if i == j else constant(0) for j in range(system)) for i in range(system))
    free = _sum(_kron(energies, _unit(gas)), _kron(_unit(system), _letters("g", gas)))
    left = _in_time(_traced(_commutator(free, f), gas))
    right = _commutator(energies, _in_time(_traced(f, gas)))
    text = "Exact, for matrices of letters: exp(i H_S t) Tr_P[H_S + H_P, f] exp(-i H_S t) = [H_S, exp(i H_S t) Tr_P(f) "
    text += "exp(-i H_S t)], whatever H_P and f are, which exp(-beta H_tot) is one of; not zero in general."
    holds = left == right and any(any(row) for row in right)
    return Measurement(holds, text, ("a system of 2 and a gas of 3 states, any H_P, any f", BOUNDED), exact=True)


def ends_of_average(modules: Any, numerics: Any) -> Measurement:
    """Both lines of (18): the integral of a derivative is its ends, and these stay bounded."""
    x, start = _letters("x", 3), {symbol_of(TIME): constant(0)}
    turned = _in_time(x)
    ends = _sum(turned, _scaled(x, constant(-1)))
    pairs = [(i, j) for i in SIZE for j in SIZE]
    # The ends have the right derivative and begin at zero.
    same = all(derivative(ends[i][j] - turned[i][j], symbol_of(TIME)) == 0 for i, j in pairs)
    same = same and not any(insert(ends[i][j], start) for i, j in pairs)
    # |y - x|^2 = 4 |x|^2 - |y + x|^2, at most 4 |x|^2 at any time.
    other = _sum(turned, x)
    bounded = all(_square(ends[i][j]) == 4 * _square(x[i][j]) - _square(other[i][j]) for i, j in pairs)
    text = (
        "Exact: the integral is X(a) - X(0) with X(t) = exp(i H_S t) X exp(-i H_S t), and |X(a) - X(0)|^2 = 4 |X|^2 - "
    )
    text += "|X(a) + X(0)|^2 in every element: bounded, so that 1/a takes it to zero. The trace over the gas must be "
    text += "finite for that, which it is per volume."
    return Measurement(same and bounded, text, ("three levels, any finite Tr_P", GROWS), exact=True)


def _letters(name: str, size: int) -> Square:
    return tuple(tuple(complex_(f"{name}_{i}{j}") for j in range(size)) for i in range(size))


def _in_time(matrix: Square) -> Square:
    """``exp(i H t) X exp(-i H t)`` over the levels."""
    size = range(len(matrix))
    return tuple(tuple(exponential(I * (LEVELS[i] - LEVELS[j]) * TIME) * matrix[i][j] for j in size) for i in size)


def _square(value: Scalar) -> Scalar:
    return value * value.conjugate()


def _unit(size: int) -> Square:
    return tuple(tuple(constant(int(i == j)) for j in range(size)) for i in range(size))


def _kron(a: Square, b: Square) -> Square:
    return tuple(tuple(x * y for x in row for y in other) for row in a for other in b)


def _times(a: Square, b: Square) -> Square:
    return tuple(
        tuple(_added(x * y for x, y in zip(row, column, strict=True)) for column in zip(*b, strict=True)) for row in a
    )


def _added(values: Any) -> Scalar:
    return sum(values, constant(0))


def _sum(a: Square, b: Square) -> Square:
    return tuple(tuple(x + y for x, y in zip(r, s, strict=True)) for r, s in zip(a, b, strict=True))


def _scaled(a: Square, factor: Scalar) -> Square:
    return tuple(tuple(factor * x for x in row) for row in a)


def _commutator(a: Square, b: Square) -> Square:
    return _sum(_times(a, b), _scaled(_times(b, a), constant(-1)))


def _traced(a: Square, gas: int) -> Square:
    """The trace over the gas."""
    size = range(len(a) // gas)
    return tuple(tuple(_added(a[gas * i + n][gas * j + n] for n in range(gas)) for j in size) for i in size)


# -- (8): the average of (9) against (7) ------------------------------------------------------------------------------

KINETIC = 25
"""Of a particle that arrives, in units in which 2 hbar^2/m = 1 and the levels -, 0, + are 24 apart, as at phi = 3/4."""
LEVEL: Mapping[str, int] = {"-": -24, "0": 0, "+": 24}


def ergodic_average(modules: Any, numerics: Any) -> Measurement:
    """What the average of (9) does to a coherence of two levels, less what (7) does: exactly, and at one energy.

    With Omega = 1 + G_0 T, (9) is -i Tr_P of T rho rho_P Omega.dag less its adjoint.  Of the terms with one T the
    average keeps -i (T_kk - T_ll^*) rho_kl; those with two have 1/(x - i0) - 1/(x + i0) = 2 pi i delta(x), the gain of
    (7).  In place of the former (7) has half of the losses of k and of l, of which the optical theorem knows.
    """
    found = scattering(three_dots)
    balanced = not any(optical_theorem(found, j) for j in SIZE)
    apart = all(_forward(found, j) == -I * found.reduced[j][j].real_part() for j in SIZE)
    shift = _real_part("0") - _real_part("+")
    text = "Derived: before rho_kl the average of (9) has -i (t_kk - t_ll^*) and (7) half of the losses of k and l; by "
    text += "the optical theorem the former has -i (Re t_kk - Re t_ll) besides, the shift of the levels by forward "
    text += "scattering, zero for populations. For 0 and + and one kinetic energy it is -i times a number of the field "
    text += f"of sqrt(73), {enclosure(shift).real.str(8, radius=False)}: not zero, so that its mean over G(p) cannot "
    text += "vanish at every temperature."
    where = ("a coherence of the three dots", "V_1 = 1", "V_2 = 7/10", "V_3 = 3/2", "E_p = 25 (2 hbar^2/m = 1)")
    return Measurement(not (balanced and apart and shift), text, where, exact=True)


def _forward(found: Scattering, level: int) -> Scalar:
    """``-i t_jj`` of (9) less the ``-sum b_k |t_kj|^2`` that is half the loss of (7), all channels open."""
    lost = _added(c.b * _square(found.reduced[k][level]) for k, c in enumerate(found.channels))
    return -I * found.reduced[level][level] + lost


def _real_part(label: str) -> Scalar:
    """``Re t_jj`` at the strengths of Fig. 1 and one kinetic energy beside the level, with b_k = 1/sqrt(E - E_k)."""
    found = scattering(three_dots, either=True)
    numbers = {symbol_of(V_1): constant(1), symbol_of(V_2): constant(7) / 10, symbol_of(V_3): constant(3) / 2}
    for channel in found.channels:
        above = KINETIC + LEVEL[label] - LEVEL[channel.label]
        numbers[symbol_of(channel.b)] = 1 / sqrt(constant(above))
    level = three_dots.labels.index(label)
    return insert(found.reduced[level][level], numbers).real_part()


PROOFS: Mapping[str, Callable[[Any, Any], Measurement]] = {
    "averaged_commutes": averaged_commutes,
    "ends_of_average": ends_of_average,
    "ergodic_average": ergodic_average,
    "intertwining": intertwining,
    "traced_commutator": traced_commutator,
}
