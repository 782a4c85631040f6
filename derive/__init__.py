"""Ratesmith: state an open quantum system, get its equations, closed forms, modules and verdicts on print.

from derive import Bath, Model, Observable, boson, moments, nonnegative, positive, real

a = boson("a")
kappa, N = positive("kappa", unit="1/s"), nonnegative("N")
model = Model("cavity", real("omega", unit="rad/s") * a.dag * a, baths=[Bath(a, kappa, N)],
              observables=[Observable("n", a.dag * a)])
moments(model).steady_state()
"""

from derive.algebra.boson import boson
from derive.algebra.levels import levels, two_level
from derive.algebra.operator import Op, anticommutator, commutator
from derive.claims.claim import Claim, ClaimSet, Convention
from derive.equations import Equations
from derive.errors import DeriveError
from derive.exact.abbreviate import Abbreviation
from derive.exact.limits import limit
from derive.exact.scalar import Scalar
from derive.model import Bath, Cascade, Model, Observable
from derive.parameters import I, angle, complex_, conj, cos, exp, nonnegative, positive, real, sin, sqrt
from derive.rules.gaussian import langevin
from derive.rules.lindblad import generator
from derive.rules.moments import first_moments, moments

__all__ = [
    "Abbreviation",
    "Bath",
    "Cascade",
    "Claim",
    "ClaimSet",
    "Convention",
    "DeriveError",
    "Equations",
    "I",
    "Model",
    "Observable",
    "Op",
    "Scalar",
    "angle",
    "anticommutator",
    "boson",
    "commutator",
    "complex_",
    "conj",
    "cos",
    "exp",
    "first_moments",
    "generator",
    "langevin",
    "levels",
    "limit",
    "moments",
    "nonnegative",
    "positive",
    "real",
    "sin",
    "sqrt",
    "two_level",
]
