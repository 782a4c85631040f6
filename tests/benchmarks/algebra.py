"""Operator products in canonical form against ``sympy.physics.quantum``."""

from __future__ import annotations

from itertools import pairwise

import sympy
from sympy.physics.quantum import Dagger
from sympy.physics.quantum.boson import BosonOp
from sympy.physics.quantum.operatorordering import normal_ordered_form

from derive import Op, boson, real
from tests.benchmarks.timing import line, seconds

SITES = 8


def bose_hubbard() -> str:
    """H*H of an open Bose-Hubbard chain with hopping J and interaction U, in normal order."""
    ours, theirs = _ours(), _sympy()
    best = min(seconds(lambda: ours * ours) for _ in range(20))
    other = min(seconds(lambda: _normal_product(theirs)) for _ in range(2))
    return line(f"Bose-Hubbard, {SITES} sites, H*H", best, other, "sympy.physics.quantum", "at least 150")


def _ours() -> Op:
    hopping, interaction = real("J"), real("U")
    sites = [boson(f"a_{k}") for k in range(SITES)]
    hamiltonian = Op({})
    for left, right in pairwise(sites):
        hamiltonian = hamiltonian - hopping * (left.dag * right + right.dag * left)
    for a in sites:
        hamiltonian = hamiltonian + interaction / 2 * a.dag * a.dag * a * a
    return hamiltonian


def _sympy() -> sympy.Expr:
    hopping, interaction = sympy.symbols("J U", real=True)
    sites = [BosonOp(f"a_{k}") for k in range(SITES)]
    hamiltonian = sympy.Integer(0)
    for left, right in pairwise(sites):
        hamiltonian -= hopping * (Dagger(left) * right + Dagger(right) * left)
    for a in sites:
        hamiltonian += interaction / 2 * Dagger(a) ** 2 * a**2
    return hamiltonian


def _normal_product(hamiltonian: sympy.Expr) -> sympy.Expr:
    """Expanded, ordered and collected: as far as SymPy goes towards one form."""
    product = sympy.expand(hamiltonian * hamiltonian)
    return sympy.expand(normal_ordered_form(product, independent=True, recursive_limit=50))
