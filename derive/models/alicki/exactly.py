"""Experiments that need no numbers: what follows exactly from the three dots, and from any system with contacts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import combinations, permutations
from typing import Any

from derive.claims.measurement import Measurement
from derive.exact.insert import insert
from derive.exact.scalar import Scalar, constant
from derive.models.alicki.equal import EQUAL
from derive.models.alicki.model import V_1, V_2, V_3, three_dots
from derive.models.alicki.proofs import PROOFS
from derive.models.alicki.vanishing import VANISHING
from derive.parameters import I, complex_, conj, positive, real, symbol_of
from derive.rules.scattering.lippmann import scattering
from derive.rules.scattering.separated import Port, Separated, separated
from derive.rules.scattering.smatrix import defect
from derive.rules.scattering.spectrum import spectrum
from derive.scattering.model import Contact, Matrix, ScatteringModel

DOTS = ("the three dots",)
DISTANCE: Scalar = positive("d", unit="m", meaning="distance of two dots")


def hermitian_lossless(modules: Any, numerics: Any) -> Measurement:
    """What enters less what leaves, for any Hermitian T of three open channels and for the T of the dots."""
    (d_0, d_1, d_2), (w_01, w_02, w_12) = real("d_0 d_1 d_2"), complex_("w_01 w_02 w_12")
    hermitian = ((d_0, w_01, w_02), (conj(w_01), d_1, w_12), (conj(w_02), conj(w_12), d_2))
    gained, size = _gained(hermitian), range(3)
    own = scattering(three_dots)
    lost_by_dots = any(any(row) for row in defect(own))
    not_hermitian = any(own.reduced[k][j] != own.reduced[j][k].conjugate() for k in size for j in size)
    squares = sum((k * k.conjugate() for row in hermitian for k in row), constant(0))
    grows = sum((gained[i][i] for i in size), constant(0)) == 4 * squares
    text = "Exact: S = 1 - 2 i K with any Hermitian K of three open channels has S.dag S - 1 of the trace "
    text += (
        "4 sum |K_ij|^2: more than what came in, unless nothing is scattered at all" if grows else "not 4 sum |K_ij|^2"
    )
    text += ". The T of the dots is "
    text += f"{'lossy' if lost_by_dots else 'lossless'}, and {'not ' if not_hermitian else ''}Hermitian."
    lossless = not any(any(row) for row in gained)
    return Measurement(lossless, text, ("any Hermitian T on the shell of three open channels",), exact=True)


def _gained(k: Matrix) -> Matrix:
    """``S.dag S - 1`` for ``S = 1 - 2 i K``."""
    size = range(len(k))
    s = tuple(tuple(int(i == j) - 2 * I * k[i][j] for j in size) for i in size)
    return tuple(
        tuple(sum((s[n][i].conjugate() * s[n][j] for n in size), constant(-int(i == j))) for j in size) for i in size
    )


def symmetric_coupling(modules: Any, numerics: Any) -> Measurement:
    """T of a general real coupling of three levels, at any energy."""
    letters = real("u_0 u_1 u_2 w_01 w_02 w_12", unit="J*m")
    u, (w_01, w_02, w_12) = letters[:3], letters[3:]
    rows = ((u[0], w_01, w_02), (w_01, u[1], w_12), (w_02, w_12, u[2]))
    levels = real("E_0 E_1 E_2", unit="J")
    t = scattering(ScatteringModel("symmetric", (Contact(rows),), levels=levels), either=True).reduced
    same = all(t[k][j] == t[j][k] for k, j in combinations(range(3), 2))
    text = "Exact: for any symmetric coupling of three levels, channels open or closed, t_kj = t_jk."
    return Measurement(same, text, ("three levels, any real coupling",), exact=True)


def two_equal(modules: Any, numerics: Any) -> Measurement:
    """What breaks the balance, where two strengths are equal and where none are."""
    found = scattering(three_dots)
    asymmetries = [found.asymmetry(k, j) for k, j in combinations(range(3), 2)]
    broken = all(asymmetries)
    pairs = [
        not any(insert(x, {symbol_of(one): other}) for x in asymmetries)
        for one, other in combinations((V_1, V_2, V_3), 2)
    ]
    text = "Exact: |t_kl|^2 - |t_lk|^2 is zero for every pair of levels where V_1 = V_2, V_1 = V_3 or V_2 = V_3, and "
    text += "not zero in general: it has the factor (V_1 - V_2) (V_1 - V_3) (V_2 - V_3)."
    return Measurement(broken and all(pairs), text, DOTS, exact=True)


def exchanged_levels(modules: Any, numerics: Any) -> Measurement:
    """Time reversal of the levels, and what a permutation of two dots does."""
    states = spectrum(three_dots).states
    zero, minus, plus = (three_dots.labels.index(label) for label in "0-+")
    reverse = all(row[plus].conjugate() == row[minus] and row[zero].conjugate() == row[zero] for row in states)
    # Dots are exchanged; the levels that come out are the old ones up to a phase.
    undone = all(_alike([states[i][plus] for i in order], [row[minus] for row in states]) for order in _exchanges())
    text = (
        "Exact: the complex conjugate of + is -, that of 0 is 0; exchanging any two dots makes of + the level -, up to "
    )
    text += "a phase, and of 0 itself."
    return Measurement(reverse and undone, text, DOTS, exact=True)


def _exchanges() -> list[tuple[int, ...]]:
    return [order for order in permutations(range(3)) if sum(i == k for i, k in enumerate(order)) == 1]


def _alike(one: list[Scalar], other: list[Scalar]) -> bool:
    phase = one[0] / other[0]
    return phase * phase.conjugate() == 1 and all(a == phase * b for a, b in zip(one, other, strict=True))


def equal_occupations(modules: Any, numerics: Any) -> Measurement:
    """Where the electron is in each level."""
    shares = {str(x * x.conjugate()) for row in spectrum(three_dots).states for x in row}
    return Measurement(shares == {"1/3"}, "Exact: every level has the probability 1/3 at every dot.", DOTS, exact=True)


def higher_order(modules: Any, numerics: Any) -> Measurement:
    """The first order of the Born series at which the rates of a pair differ."""
    found = scattering(three_dots)
    s = real("s")
    scaled = {symbol_of(v): s * v for v in (V_1, V_2, V_3)}

    def order(elements: Matrix) -> int:
        """The lowest power of the strengths in ``|t_+0|^2 - |t_0+|^2``."""
        zero, plus = (three_dots.labels.index(label) for label in "0+")
        there, back = insert(elements[plus][zero], scaled), insert(elements[zero][plus], scaled)
        difference = (there * there.conjugate() - back * back.conjugate()).trimmed()
        place = difference.ring.index.get(symbol_generator(s)) if difference else None
        return min(int(e[place]) for e, _ in difference.re.terms()) if place is not None else 0

    first, second, whole = order(found.born(1)), order(found.born(2)), order(found.numerators)
    text = (
        f"Exact: T = v is balanced; with the second order of T |t_+0|^2 - |t_0+|^2 begins with the power {second} of "
    )
    text += (
        f"the strengths, as that of the whole T does ({whole}): one more than the rates, which begin with the second."
    )
    return Measurement((first, second, whole) == (0, 3, 3), text, DOTS, exact=True)


def symbol_generator(value: Scalar) -> Any:
    """The one generator that a real parameter is."""
    return value.generators[0]


def directions(modules: Any, numerics: Any) -> Measurement:
    """T with both momenta reversed, for the dots in one place and for two dots apart."""
    apart = replace(three_dots, contacts=(Contact(0, V_1), Contact(1, V_2, DISTANCE)))
    same, changed = _reversed_equals(separated(three_dots, either=True)), _reversed_equals(separated(apart))
    text = "Exact: <-p' k|T|-p j> = <p' k|T|p j> for every pair of levels and of directions, from T with a direction "
    text += "at each end, channels open or closed. With two of the dots at a distance it is not."
    return Measurement(same and not changed, text, DOTS, exact=True)


def _reversed_equals(found: Separated) -> bool:
    """Whether T stays what it is where every momentum changes its sign."""
    ports = found.ports
    back = [ports.index(Port(p.level, -p.direction)) for p in ports]
    size = range(len(ports))
    return all(found.numerators[i][j] == found.numerators[back[i]][back[j]] for i in size for j in size)


EXACT: Mapping[str, Callable[[Any, Any], Measurement]] = {
    **PROOFS,
    **EQUAL,
    **VANISHING,
    "hermitian_lossless": hermitian_lossless,
    "symmetric_coupling": symmetric_coupling,
    "two_equal": two_equal,
    "exchanged_levels": exchanged_levels,
    "equal_occupations": equal_occupations,
    "higher_order": higher_order,
    "directions": directions,
}
