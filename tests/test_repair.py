"""The nearest repair of a printed formula: which single slips are mended, and that what is offered always holds.

The formulas are trees over the exact field; `value` evaluates them there.  On paper every example is one slip away from
the form it is compared with.
"""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from derive.claims.repair import LONG, nearest_repair
from derive.claims.residues import PRIME, Residues
from derive.emit.latex import latex
from derive.errors import ClaimError
from derive.exact.scalar import Scalar, as_scalar, constant
from derive.expr import Call, Name, Node, Number, Power, Product, Quotient, Sum, fold, negative, rebuilt
from derive.parameters import I, angle, complex_, conj, exp, nonnegative, positive, real, sqrt

x, y, z = real("x y z")
kappa, gamma = positive("kappa gamma")
F, phi = complex_("F"), angle("phi")
N_1, N_2 = nonnegative("N_1 N_2")

SCALARS = {
    "x": x, "y": y, "z": z, r"\kappa": kappa, r"\gamma": gamma, "F": F, r"\phi": phi, "N_1": N_1, "N_2": N_2, "I": I,
}  # fmt: skip
X, Y, Z, KAPPA, GAMMA, COUPLING, PHI, N1, N2 = (Name(k, k) for k in SCALARS if k != "I")
UNIT = Name("I", "i")


def modulus(value):
    """Even powers of a modulus are exact; it is evaluated as a pair."""
    return value if value.is_real else Bars(value)


class Bars:
    """``|z|``: only its even powers have a value here."""

    def __init__(self, inside: Scalar):
        self.inside = inside

    def __pow__(self, exponent: int) -> Scalar:
        return (self.inside * self.inside.conjugate()) ** (exponent // 2)


FUNCTIONS = {
    "re": lambda s: s.real_part(),
    "im": lambda s: s.imaginary_part(),
    "conj": lambda s: s.conjugate(),
    "abs": modulus,
    "sqrt": sqrt,
    "exp": exp,
}


def value(node: Node) -> Scalar:
    """A tree over the exact field; what is no scalar is refused, as in a claim."""
    made = fold(node, SCALARS, FUNCTIONS, constant)
    if not isinstance(made, Scalar):
        raise ClaimError("here", "a part must be a scalar", type(made).__name__)
    return made


def num(q: int | str) -> Number:
    return Number(Fraction(q))


def total(*terms: Node) -> Sum:
    return Sum(terms)


def product(*factors: Node) -> Product:
    return Product(factors)


def square(node: Node) -> Power:
    return Power(node, num(2))


def repair(printed: Node, wanted: Scalar | int) -> Node:
    """The repair, with the guard that there is something to repair and the proof that it is one."""
    right = as_scalar(wanted)
    assert right is not None and value(printed) != right
    found = nearest_repair(printed, right, value)
    assert found is not None, latex(printed)
    assert value(found) == right
    return found


# -- slips, one at a time -----------------------------------------------------------------------------------------

SLIPS = [
    # a sign: x - y for x + y
    (total(X, negative(Y)), x + y, r"x + y"),
    # in a denominator: 1/(x^2 - k^2) for 1/(x^2 + k^2)
    (Quotient(num(1), total(square(X), negative(square(KAPPA)))), 1 / (x**2 + kappa**2), r"\frac{1}{x^2 + \kappa^2}"),
    # a factor 2 too much, too little; 4 for 2; in one term of a sum
    (total(product(num(2), X), Y), x + y, "x + y"),
    (total(X, Y), 2 * x + y, "2 x + y"),
    (total(product(num(4), X), Y), x + y, "x + y"),
    (Quotient(X, product(num(2), Y)), x / y, r"\frac{x}{y}"),
    # a power: x for x^2, x^2 for x, x^3 for x^2
    (total(X, Y), x**2 + y, "x^2 + y"),
    (total(square(X), Y), x + y, "x + y"),
    (total(Power(X, num(3)), Y), x**2 + y, "x^2 + y"),
    # F^2 for |F|^2, and the reverse
    (total(square(COUPLING), X), F * conj(F) + x, "|F|^2 + x"),
    (total(square(Call("abs", (COUPLING,))), X), F**2 + x, "F^2 + x"),
    # an index: N_2 for N_1
    (product(KAPPA, N2), kappa * N_1, r"\kappa N_1"),
    (total(product(KAPPA, N1), product(GAMMA, N1)), kappa * N_1 + gamma * N_2, r"\kappa N_1 + \gamma N_2"),
    # a phase's sign, and one turn too many
    (Call("exp", (product(UNIT, PHI),)), exp(-I * phi), r"e^{-i \phi}"),
    (Call("exp", (product(num(2), UNIT, PHI),)), exp(I * phi), r"e^{i \phi}"),
    # the real part for the imaginary one
    (Call("re", (COUPLING,)), F.imaginary_part(), r"\Im\{F\}"),
    # a conjugate too much
    (product(X, Call("conj", (COUPLING,))), x * F, "x F"),
    # under a root
    (Call("sqrt", (product(num(2), KAPPA, GAMMA),)), sqrt(kappa * gamma), r"\sqrt{\kappa \gamma}"),
    # a term too much, and one too few
    (total(X, Y, Z), x + z, "x + z"),
    (total(X, Y), x + y + z, "x + y + z"),
    (total(X, num(1)), x, "x"),
]  # fmt: skip


@pytest.mark.parametrize(("printed", "wanted", "expected"), SLIPS, ids=[latex(p) for p, _, _ in SLIPS])
def test_one_slip(printed, wanted, expected):
    assert latex(repair(printed, wanted)) == expected


def test_a_factor_two_at_the_wrong_term():
    """x (2 y + z) for x (y + 2 z): two edits, one doubles and one halves."""
    printed = product(X, total(product(num(2), Y), Z))
    assert latex(repair(printed, x * (y + 2 * z))) == "x (y + 2 z)"


def test_a_square_left_out_wherever_it_stands():
    """(x + y)(z + 1) N_1 - (x + y) N_2 for (x + y)^2 ..., and (x + y)^2 (z + 1)^2 with both sums squared."""
    both, one = total(X, Y), total(Z, num(1))
    printed = total(product(both, one, N1), negative(product(both, N2)))
    wanted = (x + y) ** 2 * (z + 1) * N_1 - (x + y) ** 2 * N_2
    assert latex(repair(printed, wanted)) == "(x + y)^2 (z + 1) N_1 - (x + y)^2 N_2"
    squares = (x + y) ** 2 * (z + 1) ** 2 * N_1 - (x + y) ** 2 * N_2
    assert latex(repair(printed, squares)) == "(x + y)^2 (z + 1)^2 N_1 - (x + y)^2 N_2"


def test_a_factor_left_out():
    """kappa/gamma for kappa N_1/gamma."""
    assert latex(repair(Quotient(KAPPA, GAMMA), kappa * N_1 / gamma)) == r"\frac{\kappa}{\gamma} N_1"


def test_a_missing_term_is_named():
    """(x + y)/(x y) for (x + y)/(x y) + z/x: what is missing is simple, and stands at the end."""
    printed = Quotient(total(X, Y), product(X, Y))
    assert latex(repair(printed, (x + y) / (x * y) + z / x)) == r"\frac{x + y}{x y} + \frac{z}{x}"


# -- what is not offered ------------------------------------------------------------------------------------------


def test_no_repair_where_none_is_near():
    """(x + y)^2 (y + z)^2 (z + x)^2 is far from x."""
    assert nearest_repair(X, ((x + y) * (y + z) * (z + x)) ** 2, value) is None


def test_two_slips_of_different_kind_are_too_many():
    printed = product(total(X, negative(Y)), total(square(Y), Z))
    assert nearest_repair(printed, (x + y) * (y + z), value) is None


def test_a_repair_without_value_is_none():
    """1/(x - x) has no value anywhere; the search goes on to what has."""
    printed = Quotient(num(1), total(X, negative(X)))
    found = nearest_repair(printed, 1 / (2 * x), value)
    assert found is not None
    assert value(found) == 1 / (2 * x)


def test_a_long_formula_is_not_searched():
    printed = total(*(product(num(k), X) for k in range(1, LONG)))
    assert nearest_repair(printed, x, value) is None


def test_a_root_of_a_sum_is_no_obstacle_elsewhere():
    """Roots have no free residue: beside one that stays nothing is offered, one that goes is no hindrance."""
    root = Call("sqrt", (total(KAPPA, GAMMA),))
    assert nearest_repair(total(X, root), x - sqrt(kappa + gamma), value) is None
    assert latex(repair(total(X, root), x)) == "x"


# -- laws ---------------------------------------------------------------------------------------------------------

leaves = st.sampled_from([X, Y, Z, N1, KAPPA, num(2), num("1/3")])
trees = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=3).map(lambda t: Sum(tuple(t))),
        st.lists(inner, min_size=2, max_size=3).map(lambda f: Product(tuple(f))),
        inner.map(square),
        st.tuples(inner, inner).map(lambda pair: Quotient(*pair)),
    ),
    max_leaves=8,
)


@settings(max_examples=60, deadline=None)
@given(trees, trees)
def test_what_is_offered_always_holds(printed, other):
    """Whatever is asked for: a repair, if there is one, has exactly the value wanted."""
    try:
        wanted = value(other)
        assume(value(printed) != wanted)
    except Exception as error:  # a division by zero: no formula
        assume(not isinstance(error, ZeroDivisionError) and "denominator" not in str(error))
        raise
    found = nearest_repair(printed, wanted, value)
    assert found is None or value(found) == wanted


@settings(max_examples=60, deadline=None)
@given(trees)
def test_residues_are_a_homomorphism(tree):
    """The residue of a tree, joined from its parts, is that of its exact value."""
    try:
        exact = value(tree)
    except Exception as error:
        assume("denominator" not in str(error))
        raise
    residues = Residues(tree, value, rebuilt)
    assert residues.of(tree) == residues.of_scalar(exact)


def test_residues_of_complex_values():
    """A conjugate, real and imaginary parts, a modulus and a phase; i is a root of -1 modulo the prime."""
    parts = [
        Call("conj", (COUPLING,)),
        Call("re", (product(COUPLING, X),)),
        Call("im", (COUPLING,)),
        square(Call("abs", (COUPLING,))),
        Power(Call("abs", (KAPPA,)), num(3)),
        Call("exp", (product(UNIT, PHI),)),
        Power(COUPLING, num(-2)),
        product(UNIT, COUPLING),
    ]
    for part in parts:
        residues = Residues(part, value, rebuilt)
        assert residues.of(part) == residues.of_scalar(value(part))
    unit = Residues(UNIT, value, rebuilt).of(UNIT)[0]
    assert unit * unit % PRIME == PRIME - 1
