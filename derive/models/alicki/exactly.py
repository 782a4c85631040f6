"""Experiments that need no numbers: what follows exactly from the three dots, and from any system with contacts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import combinations, permutations, product
from typing import Any

from derive.claims.measurement import Measurement
from derive.exact.insert import insert
from derive.exact.scalar import Scalar, constant, symbols_of
from derive.exact.signs import Sign, sign_of
from derive.models.alicki.model import V_1, V_2, V_3, three_dots
from derive.parameters import positive, real, symbol_of
from derive.rules.scattering.lippmann import Scattering, scattering
from derive.rules.scattering.smatrix import optical_theorem
from derive.rules.scattering.spectrum import spectrum
from derive.scattering.model import Contact, Matrix, ScatteringModel

Integers = tuple[tuple[int, ...], ...]
DOTS = ("the three dots",)
HEIGHTS: tuple[Scalar, ...] = positive("h_1 h_2 h_3", unit="J*m", meaning="strength of a repulsive contact")
SYSTEM: Integers = ((0, 0), (0, 3))
GAS: Integers = ((0, 0, 0), (0, 1, 0), (0, 0, 7))
HIT: Integers = (
    (2, 1, 0, 4, 1, 3),
    (1, 1, 5, 0, 2, 1),
    (0, 5, 3, 1, 1, 2),
    (4, 0, 1, 1, 6, 0),
    (1, 2, 1, 6, 2, 1),
    (3, 1, 2, 0, 1, 4),
)


def averaged_commutes(modules: Any, numerics: Any) -> Measurement:
    """Elements of a map of density matrices that the average keeps, and how they turn."""
    energies = tuple(real(f"E_{k}", unit="J") for k in range(3))
    frequencies = {(k, j): energies[k] - energies[j] for k, j in product(range(3), repeat=2)}
    # L_0 takes rho_mn to rho_kl; in the average it stands with exp(i (t + tau) (omega_kl - omega_mn)).
    turning = [frequencies[to] - frequencies[start] for to, start in product(frequencies, repeat=2)]
    kept = [x for x in turning if not x]
    text = (
        f"Exact: of the {len(turning)} elements of any L_0 on three levels the average keeps the {len(kept)} that join "
    )
    text += (
        "equal Bohr frequencies; exp(i tau (omega - omega')) is 1 for each of them, and so commutes with the average."
    )
    return Measurement(0 < len(kept) < len(turning), text, ("any L_0",))


def no_bound_states(modules: Any, numerics: Any) -> Measurement:
    """The determinant below all thresholds, for repulsive contacts and for one attractive one."""
    det = _repulsive(HEIGHTS).determinant
    bound = _repulsive((-HEIGHTS[0], HEIGHTS[1], HEIGHTS[2])).determinant
    text = "Exact: below all thresholds det(1 + i B v) is a sum of positive terms for positive strengths, without a "
    text += "zero: H_tot has no bound state, and Omega is unitary. With an attractive dot the determinant can vanish."
    holds = sign_of(det) is Sign.POSITIVE and sign_of(bound) is not Sign.POSITIVE
    return Measurement(holds, text, ("positive strengths",))


def _repulsive(strengths: Sequence[Scalar]) -> Scattering:
    dots = tuple(Contact(k, h) for k, h in enumerate(strengths))
    model = ScatteringModel("repulsive", dots, three_dots.hamiltonian, labels=three_dots.labels)
    return scattering(model, (0, 1, 2))


def traced_commutator(modules: Any, numerics: Any) -> Measurement:
    """``Tr_P [H_int, f(H_tot)] = -[H_S, Tr_P f(H_tot)]``, in integers, and its average over time."""
    free = _sum(_kron(SYSTEM, _unit(3)), _kron(_unit(2), GAS))
    total = _sum(free, HIT)
    f = _times(total, _times(total, total))  # a function of H_tot: whatever commutes with it
    left = _traced(_commutator(HIT, f))
    middle = _traced(_commutator(free, f))
    right = _commutator(SYSTEM, _traced(f))
    holds = left == _scaled(middle, -1) and middle == right and any(any(row) for row in right)
    # In the basis of H_S the average over time keeps the diagonal.
    holds = holds and not any(right[k][k] for k in range(2))
    text = (
        "Exact, for whole-number matrices: Tr_P[H_int, f(H_tot)] = -Tr_P[H_S + H_P, f(H_tot)] = -[H_S, Tr_P f(H_tot)], "
    )
    text += "which is not zero; its elements all turn with a Bohr frequency, and so the average over time is zero."
    return Measurement(holds, text, ("a system of 2 and a gas of 3 states", "f(H) = H^3"))


def contact_prescription(modules: Any, numerics: Any) -> Measurement:
    """What the levels see of delta potentials at the dots."""
    found = scattering(three_dots)
    states, strengths = spectrum(three_dots).states, (V_1, V_2, V_3)
    size = range(3)
    own = [
        [sum((states[i][k].conjugate() * strengths[i] * states[i][j] for i in size), constant(0)) for j in size]
        for k in size
    ]
    same = all(own[k][j] == found.coupling[k][j] for k in size for j in size)
    text = "Exact: <p|delta(q)|Psi> is <p|0> Psi(0), and sum_i <j|i> V_i <i|j'> is the coupling v_jj' of the waves."
    return Measurement(same, text, DOTS)


def hermitian_lossless(modules: Any, numerics: Any) -> Measurement:
    """What unitarity leaves of a Hermitian T."""
    found = scattering(three_dots)
    conserved = not any(optical_theorem(found, j) for j in range(3))
    lossless = not conserved
    text = "Exact: without losses -Im t_jj = sum_k b_k |t_kj|^2 over the open channels. A Hermitian T has real t_jj, "
    text += "and so every t_kj zero: on the energy shell it is lossless only if it does not scatter at all. S = 1 - "
    text += "2 pi i T with a "
    text += (
        "Hermitian T has S.dag S = 1 + 4 pi^2 T^2, more than what came in; the dots' T is lossless, and not Hermitian."
    )
    return Measurement(lossless, text, ("the optical theorem of the three dots",))


def symmetric_coupling(modules: Any, numerics: Any) -> Measurement:
    """T of a general real coupling of three levels, at any energy."""
    letters = real("u_0 u_1 u_2 w_01 w_02 w_12", unit="J*m")
    u, (w_01, w_02, w_12) = letters[:3], letters[3:]
    rows = ((u[0], w_01, w_02), (w_01, u[1], w_12), (w_02, w_12, u[2]))
    levels = real("E_0 E_1 E_2", unit="J")
    t = scattering(ScatteringModel("symmetric", (Contact(rows),), levels=levels), either=True).reduced
    same = all(t[k][j] == t[j][k] for k, j in combinations(range(3), 2))
    text = "Exact: for any symmetric coupling of three levels, channels open or closed, t_kj = t_jk."
    return Measurement(same, text, ("three levels, any real coupling",))


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
    return Measurement(broken and all(pairs), text, DOTS)


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
    return Measurement(reverse and undone, text, DOTS)


def _exchanges() -> list[tuple[int, ...]]:
    return [order for order in permutations(range(3)) if sum(i == k for i, k in enumerate(order)) == 1]


def _alike(one: list[Scalar], other: list[Scalar]) -> bool:
    phase = one[0] / other[0]
    return phase * phase.conjugate() == 1 and all(a == phase * b for a, b in zip(one, other, strict=True))


def equal_occupations(modules: Any, numerics: Any) -> Measurement:
    """Where the electron is in each level."""
    shares = {str(x * x.conjugate()) for row in spectrum(three_dots).states for x in row}
    return Measurement(shares == {"1/3"}, "Exact: every level has the probability 1/3 at every dot.", DOTS)


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
    return Measurement((first, second, whole) == (0, 3, 3), text, DOTS)


def symbol_generator(value: Scalar) -> Any:
    """The one generator that a real parameter is."""
    return value.generators[0]


def directions(modules: Any, numerics: Any) -> Measurement:
    """Whether T depends on the directions of the momenta."""
    found = scattering(three_dots, either=True)
    held = sorted(s.name for s in symbols_of([found.element(1, 0), found.element(0, 1)]))
    text = f"Exact: T depends on {', '.join(held)}; the b_j hold the energy alone, and no direction of a momentum."
    return Measurement(not {"p", "p_prime"} & set(held), text, DOTS)


def _unit(size: int) -> Integers:
    return tuple(tuple(int(i == j) for j in range(size)) for i in range(size))


def _kron(a: Integers, b: Integers) -> Integers:
    return tuple(tuple(x * y for x in row for y in other) for row in a for other in b)


def _times(a: Integers, b: Integers) -> Integers:
    return tuple(
        tuple(sum(x * y for x, y in zip(row, column, strict=True)) for column in zip(*b, strict=True)) for row in a
    )


def _sum(a: Integers, b: Integers) -> Integers:
    return tuple(tuple(x + y for x, y in zip(r, s, strict=True)) for r, s in zip(a, b, strict=True))


def _scaled(a: Integers, factor: int) -> Integers:
    return tuple(tuple(factor * x for x in row) for row in a)


def _commutator(a: Integers, b: Integers) -> Integers:
    return _sum(_times(a, b), _scaled(_times(b, a), -1))


def _traced(a: Integers) -> Integers:
    """The trace over the gas of 3 states."""
    size = len(a) // 3
    return tuple(tuple(sum(a[3 * i + n][3 * j + n] for n in range(3)) for j in range(size)) for i in range(size))


EXACT: Mapping[str, Callable[[Any, Any], Measurement]] = {
    "averaged_commutes": averaged_commutes,
    "no_bound_states": no_bound_states,
    "traced_commutator": traced_commutator,
    "contact_prescription": contact_prescription,
    "hermitian_lossless": hermitian_lossless,
    "symmetric_coupling": symmetric_coupling,
    "two_equal": two_equal,
    "exchanged_levels": exchanged_levels,
    "equal_occupations": equal_occupations,
    "higher_order": higher_order,
    "directions": directions,
}
