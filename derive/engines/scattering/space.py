"""What depends on the dimension of the gas and on a cutoff: the propagators b_j by the total energy, and words.

With ``p_j = sqrt(2 m (E - E_j))``, on the positive imaginary axis below the threshold, and the logarithms on their
principal branch,

    d = 1   b = m/(hbar p)                                      with a cutoff P: + i (m/(pi hbar p)) ln((P + p)/(P - p))
    d = 2   b = i (m/(2 pi hbar^2)) [ln(p^2/mu^2) - i pi]       with a cutoff P: P^2 - p^2 in place of mu^2
    d = 3   b = m p/(2 pi hbar^3)                               with a cutoff P:
                                              + i (m/(pi^2 hbar^3)) [(p/2) ln((P + p)/(P - p)) - P]

are ``i (G_j - D)`` of `derive.rules.scattering.green`, and ``i G_j`` with a cutoff, above and below the threshold.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from derive.engines.scattering.naming import HBAR_NAME, I_UNIT, PI_NAME, E, indexed
from derive.engines.scattering.statement import DIMENSIONS, VOLUMES
from derive.exact.collect import product, quotient
from derive.exact.scalar import Scalar
from derive.expr import ZERO, Call, Name, Node, Number, Power, Sum, negative
from derive.scattering.model import Gas

Tree = Callable[[Scalar], Node]


def number(value: int) -> Number:
    """A whole number as a tree."""
    return Number(Fraction(value))


def where(gas: Gas) -> str:
    """``one dimension``, ``three dimensions, up to a cutoff``."""
    return DIMENSIONS[gas.dimension] + ("" if gas.cutoff is None else ", felt up to a cutoff of the momentum")


def couplings(gas: Gas) -> str:
    """What the strengths of contacts are."""
    if gas.is_plain:
        return ""
    if gas.cutoff is not None:
        return "Strengths are bare ones: b_j holds the cutoff."
    at = "" if gas.dimension == 3 else f", at the momentum {gas.scale}"
    return (
        f"Strengths are renormalised{at}: what diverges with the cutoff is one number for all levels, and part of them."
    )


def unit(gas: Gas) -> str:
    """Of strengths and of the reduced T."""
    return "J m" if gas.dimension == 1 else f"J m**{gas.dimension}"


def strength(gas: Gas, label: str) -> Name:
    """What stands for an open channel in rates and in S: pi times its density of states."""
    name = indexed("b", "b", (label,))
    return name if gas.is_plain else Name(f"Re({name.key})", rf"\Re {name.latex}")


def propagator(gas: Gas, energy: Node, tree: Tree) -> Node:
    """b_j by the total energy E; see the module."""
    distance = E if energy == ZERO else Sum((E, negative(energy)))
    mass, half = tree(gas.mass), Call("sqrt", (tree(gas.mass / 2),))
    if gas.is_plain:
        # The root of the difference itself: that of its inverse would be on the other branch below threshold.
        return quotient(half, product([HBAR_NAME, Call("threshold_root", (distance,))]))
    p = product([Call("sqrt", (tree(2 * gas.mass),)), Call("sqrt", (distance,))])
    squared = product([number(2), mass, distance])
    if gas.dimension == 2:
        below = tree(gas.scale**2) if gas.cutoff is None else Sum((tree(gas.cutoff**2), negative(squared)))
        inside = Sum((Call("log", (quotient(squared, below),)), negative(product([I_UNIT, PI_NAME]))))
        return product([I_UNIT, quotient(mass, product([number(2), PI_NAME, Power(HBAR_NAME, number(2))])), inside])
    if gas.dimension == 1:
        free, real = quotient(mass, product([HBAR_NAME, p])), quotient(mass, product([PI_NAME, HBAR_NAME, p]))
        return Sum((free, product([I_UNIT, real, _logarithm(tree(gas.cutoff), p)])))
    free = quotient(product([mass, p]), product([number(2), PI_NAME, Power(HBAR_NAME, number(3))]))
    if gas.cutoff is None:
        return free
    density = quotient(mass, product([Power(PI_NAME, number(2)), Power(HBAR_NAME, number(3))]))
    cutoff = tree(gas.cutoff)
    inside = Sum((product([Number(Fraction(1, 2)), p, _logarithm(cutoff, p)]), negative(cutoff)))
    return Sum((free, product([I_UNIT, density, inside])))


def _logarithm(cutoff: Node, p: Node) -> Node:
    return Call("log", (quotient(Sum((cutoff, p)), Sum((cutoff, negative(p)))),))


def volume(gas: Gas) -> Node:
    """``(2 pi hbar)^d``."""
    base = product([number(2), PI_NAME, HBAR_NAME])
    return base if gas.dimension == 1 else Power(base, number(gas.dimension))


def conventions(gas: Gas) -> tuple[str, ...]:
    """Of the written module, where it is not in one dimension without a cutoff."""
    d = gas.dimension
    measured = "" if d == 1 else f"**{d}"
    return (
        f"H_tot = H_S + p**2/(2*mass) + sum of v*delta(q - position) over the contacts, v a matrix, in {where(gas)}.",
        couplings(gas),
        "hbar is kept; energies are in J, lengths in m. Momentum states have <p|p'> = delta(p - p').",
        "A channel is a level with the particle beside it, at a total energy E. Its b_j is i times the Green function",
        "at the contact; Re b_j is pi times the density of states of an open channel, zero below its threshold.",
        f"<p' k|T|p l> = t[k, l]/(2*pi*hbar){measured} with t = v (1 + i B v)^(-1) and B = diag(b_j);",
        "k is the final level (row), l the initial one (column), v the coupling in the basis of the levels.",
        "Rates: a[k, l] = rate_factor * integral of exp(-beta*(E - E_l)) Re(b_k) Re(b_l) |t[k, l]|**2 over E above E_k",
        f"and E_l, with particles per {VOLUMES[d]}.",
        "Populations: dp_k/dt = sum over l of a[k, l] p_l - a[l, k] p_k.",
    )


__all__ = ["conventions", "couplings", "propagator", "strength", "unit", "volume", "where"]
