"""A derived form, printed and read back, holds; with one sign, factor or index changed it is wrong, and is repaired.

The models are random: two cascaded modes, in every combination of equal and different rates, hopping, phase,
detuning and private baths.  Whether a mutation changes the formula at all is seen by plain complex numbers.
"""

from __future__ import annotations

import cmath
from collections.abc import Callable
from fractions import Fraction
from random import Random

import pytest

from derive.algebra.boson import boson
from derive.claims.claim import Claim, ClaimSet, Decision
from derive.claims.judge import Judge
from derive.emit.latex import latex
from derive.engines.lindblad.quantities import LindbladQuantities
from derive.exact.abbreviate import Abbreviation
from derive.exact.collect import name_of
from derive.exact.shape import shaped
from derive.expr import Name, Node, Number, Product, Sum, children, negative, rebuilt
from derive.model import Bath, Cascade, Model, Observable
from derive.parameters import I, angle, complex_, conj, exp, nonnegative, positive, real, sqrt
from derive.symbols import Domain
from tests.emitted import by_hand


def random_cascade(seed: int) -> Model:
    """Two cascaded modes: rates all different or equal, with or without hopping, phase, detuning, private baths."""
    random = Random(seed)
    c1, c2 = boson("c_1 c_2")
    w1, w2 = real("omega_1 omega_2")
    rates = positive("kappa_1 kappa_2 gamma_1 gamma_2")
    occupations = nonnegative("N_1 N_2 N_3")
    if random.random() < 0.5:
        rates = (positive("kappa"),) * 4
    k1, k2, g1, g2 = rates
    turn = exp(I * angle("phi")) if random.random() < 0.5 else 1
    hopping = random.choice([complex_("F"), real("F") if turn == 1 else 0, 0])
    energy = w1 * c1.dag * c1 + random.choice([w2, w2, w1]) * c2.dag * c2
    energy = energy + hopping * c1.dag * c2 + (conj(hopping) if hopping != 0 else 0) * c2.dag * c1
    return Model(
        "random",
        energy,
        [Bath(c1, k1, occupations[0]), Bath(c2, k2, occupations[1])][: random.choice([1, 2, 2])],
        [Cascade([sqrt(g1) * c1, sqrt(g2) * turn * c2], occupation=occupations[2])],
        [Observable("n_1", c1.dag * c1, latex=r"\bar{n}_1"), Observable("n_2", c2.dag * c2, latex=r"\bar{n}_2")],
        [Abbreviation(real("Delta"), w2 - w1)] if random.random() < 0.5 else [],
    )


def mutations(tree: Node, names: list[Name]) -> dict[str, list[Node]]:
    """The formula with one sign flipped, one factor doubled, or one index swapped, at every place."""
    found: dict[str, list[Node]] = {"sign": [], "double": [], "index": []}

    def walk(node: Node, put: Callable[[Node], Node], parent: Node | None) -> None:
        if isinstance(parent, Sum):
            found["sign"].append(put(negative(node)))
        if isinstance(parent, Product):
            found["double"].append(put(Product((Number(Fraction(2)), node))))
        if isinstance(node, Name):
            same = [n for n in names if n != node and n.key.partition("_")[0] == node.key.partition("_")[0]]
            found["index"] += [put(other) for other in same]
        parts = children(node)
        for k, part in enumerate(parts):
            walk(part, lambda new, k=k: put(_with(node, k, new)), node)

    walk(tree, lambda new: new, None)
    return found


def _with(node: Node, place: int, new: Node) -> Node:
    parts = children(node)
    return rebuilt(node, (*parts[:place], new, *parts[place + 1 :]))


def numbers(model: Model, seed: int) -> dict[str, complex]:
    """Numbers for a model's parameters and its abbreviation."""
    random = Random(seed)
    point = {
        s.name: complex(random.uniform(0.3, 2), random.uniform(0.3, 2) if s.domain is Domain.COMPLEX else 0)
        for s in model.symbols
    }
    return point | {"Delta": point.get("omega_2", 0j) - point.get("omega_1", 0j)}


def differ(left: Node, right: Node, model: Model) -> bool:
    """Whether two formulas differ at one of three points, by more than rounding."""
    points = [numbers(model, seed) for seed in range(3)]
    pairs = [(by_hand(left, p), by_hand(right, p)) for p in points]
    return not all(cmath.isclose(x, y, rel_tol=1e-9, abs_tol=1e-12) for x, y in pairs)


@pytest.mark.parametrize("seed", [1, 2, 5, 7, 8, 11, 17, 19, 22, 26, 31, 36])
def test_a_derived_form_holds_and_its_mutations_do_not(seed):
    model = random_cascade(seed)
    quantities = LindbladQuantities(model)
    checker = Judge(ClaimSet((), "random"), {"random": quantities}, quantities)
    random = Random(seed)
    judged = 0
    for o in model.observables:
        tree = shaped(quantities.steady[o.operator], model.definitions)
        assert checker.verdict(Claim("x", f"{o.latex} = {latex(tree)}")).decision is Decision.HOLDS
        for kind, mutants in mutations(tree, [name_of(s) for s in model.symbols]).items():
            if not mutants:
                continue
            mutant = random.choice(mutants)
            if not differ(mutant, tree, model):
                continue  # the same formula printed otherwise
            judged += 1
            verdict = checker.verdict(Claim("x", f"{o.latex} = {latex(mutant)}"))
            assert verdict.decision is Decision.WRONG, (kind, latex(mutant))
            assert verdict.repair, (kind, latex(mutant))
            assert checker.verdict(Claim("x", verdict.repair)).decision is Decision.HOLDS, (kind, verdict.repair)
    assert judged
