"""When detailed balance holds whatever the temperature: certificates from T itself.

``I(k, l) = 1`` at every temperature exactly if ``|t_kl|^2 = |t_lk|^2`` at every energy.  Four conditions suffice: T
Hermitian, T symmetric, time reversal, time reversal with parity; for contacts in one place T does not depend on
momenta, and the last two are ``|t_kl| = |t_lk|`` itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

from derive.exact.scalar import Scalar, constant
from derive.rules.scattering.lippmann import Scattering


@dataclass(frozen=True)
class Certificate:
    """Which conditions a T matrix satisfies, with all channels as they are in it.

    Parameters
    ----------
    hermitian : ``T = T.dag``.
    symmetric : ``T = T^T`` in the basis given; a gauge of the levels may make it so where it is not.
    gauged : no triangle of levels has a loop product that is not real; up to three levels a diagonal gauge then makes
        the coupling, and so T, real and symmetric.
    balanced : ``|t_kl| = |t_lk|`` for every pair.
    loop : the loop products ``Im(v_kl v_lm v_mk)`` that do not vanish, by their levels; balance is broken by them.
    """

    hermitian: bool
    symmetric: bool
    gauged: bool
    balanced: bool
    loop: dict[tuple[int, int, int], Scalar]


def certificate(found: Scattering) -> Certificate:
    """The conditions of one T matrix, decided exactly."""
    t, size = found.reduced, range(len(found.channels))
    pairs = list(combinations(size, 2))
    loops = {three: x for three in combinations(size, 3) if (x := loop_product(found, *three))}
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


def quotient(found: Scattering, k: int, l: int) -> Scalar | None:  # noqa: E741
    """The asymmetry of a pair over the sum of loop products through it; ``None`` where there is no loop."""
    total = constant(0)
    for m in range(len(found.channels)):
        if m not in (k, l):
            total = total + loop_product(found, k, l, m)
    return found.asymmetry(k, l) / total if total else None
