"""When detailed balance holds whatever the temperature: certificates from T itself.

``I(k, l) = 1`` at every temperature exactly if ``|t_kl|^2 = |t_lk|^2`` at every energy.  Four conditions suffice: T
Hermitian, T symmetric, time reversal, time reversal with parity; for contacts in one place T does not depend on
momenta, and the last two are ``|t_kl| = |t_lk|`` itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

from derive.exact.scalar import Scalar
from derive.rules.scattering.cycles import complex_cycles
from derive.rules.scattering.lippmann import Scattering


@dataclass(frozen=True)
class Certificate:
    """Which conditions a T matrix satisfies, with all channels as they are in it.

    Parameters
    ----------
    hermitian : ``T = T.dag``.
    symmetric : ``T = T^T`` in the basis given; a gauge of the levels may make it so where it is not.
    gauged : the products of couplings around all independent loops are real; a diagonal gauge then makes the coupling,
        and so T, real and symmetric.
    balanced : ``|t_kl| = |t_lk|`` for every pair.
    loop : the imaginary parts of the products ``v_kl v_lm ... v_nk`` around independent loops that do not vanish, by
        the levels in turn; balance is broken by them.
    """

    hermitian: bool
    symmetric: bool
    gauged: bool
    balanced: bool
    loop: dict[tuple[int, ...], Scalar]


def certificate(found: Scattering) -> Certificate:
    """The conditions of one T matrix, decided exactly."""
    t, size = found.reduced, range(len(found.channels))
    pairs = list(combinations(size, 2))
    loops = complex_cycles(found.coupling)
    return Certificate(
        all(t[i][j] == t[j][i].conjugate() for i in size for j in size),
        all(t[i][j] == t[j][i] for i, j in pairs),
        not loops,
        not any(found.asymmetry(i, j) for i, j in pairs),
        loops,
    )


def loop_product(found: Scattering, k: int, l: int, m: int) -> Scalar:  # noqa: E741 - the field's own letters
    """``Im(v_kl v_lm v_mk)``: no choice of phases of the levels changes it."""
    v = found.coupling
    product = v[k][l] * v[l][m] * v[m][k]
    return product.imaginary_part()
