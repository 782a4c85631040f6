"""Random elements of the field of scalars, as expression trees that numbers can follow.

`SCALARS` names parameters of every domain; `at` gives the numbers of the same names at a point, so that one tree can be
folded over exact scalars, over Gaussian rationals and over complex numbers.
"""

from __future__ import annotations

from fractions import Fraction

from hypothesis import assume
from hypothesis import strategies as st

from derive.errors import ExactError
from derive.exact.scalar import Scalar, as_scalar, constant
from derive.expr import Call, Name, Node, Number, Power, Product, Quotient, Sum, fold
from derive.parameters import I, angle, complex_, conj, exp, nonnegative, positive, real, sqrt
from tests.evaluation import Gaussian, gaussian, points

x, y = real("x y")
kappa, gamma = positive("kappa gamma", unit="1/s")
N = nonnegative("N")
F, G = complex_("F G")
phi, theta = angle("phi theta")

# What a tree of `derive.expr` names, as scalars; the same keys name numbers at a point.
SCALARS = {
    "x": x,
    "y": y,
    "root_kappa": sqrt(kappa),
    "kappa": kappa,
    "N": N,
    "F": F,
    "turn_phi": exp(I * phi),
    "i": I,
}


def at(point: dict[str, Gaussian]) -> dict[str, Gaussian]:
    """The numbers of `SCALARS` at a point."""
    return {
        "x": point["x"],
        "y": point["y"],
        "root_kappa": point["kappa"].sqrt(),
        "kappa": point["kappa"],
        "N": point["N"],
        "F": point["F"],
        "turn_phi": point["phi"],
        "i": Gaussian(Fraction(0), Fraction(1)),
    }


POINTS = points(real="x y", positive="kappa gamma N", complex_="F G", angles="phi theta")

leaves = st.one_of(
    st.sampled_from([Name(key, key) for key in SCALARS]),
    st.builds(lambda a, b: Number(Fraction(a, b)), st.integers(-4, 4), st.integers(1, 3)),
)
trees = st.recursive(
    leaves,
    lambda t: st.one_of(
        st.builds(lambda a, b: Sum((a, b)), t, t),
        st.builds(lambda a, b: Product((a, b)), t, t),
        st.builds(Quotient, t, t),
        st.builds(lambda a, n: Power(a, Number(Fraction(n))), t, st.integers(-2, 2)),
        st.builds(lambda a: Call("conj", (a,)), t),
    ),
    max_leaves=6,
)


def as_exact(tree: Node) -> Scalar:
    """A tree as a scalar."""
    return as_scalar(fold(tree, SCALARS, {"conj": conj}, constant))


def as_number(tree: Node, point: dict[str, Gaussian]) -> Gaussian:
    """The same tree by arithmetic of Gaussian rationals."""
    return fold(tree, at(point), {"conj": lambda z: z.conjugate()}, gaussian)


@st.composite
def scalars(draw: st.DrawFn) -> Scalar:
    """A random element of the field over real, positive and complex parameters and one angle."""
    try:
        return as_exact(draw(trees))
    except ExactError:
        assume(False)
        raise
