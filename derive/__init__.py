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
from derive.claims.measurement import Measurement
from derive.conditions import Condition
from derive.correspondence.model import Correspondence
from derive.driven.model import Drive, DrivenModel
from derive.equations import Equations
from derive.errors import DeriveError
from derive.exact.abbreviate import Abbreviation
from derive.exact.limits import limit
from derive.exact.scalar import Scalar
from derive.golden.assumptions import (
    CreatedFirst,
    Downstream,
    Empty,
    Equal,
    Incoherent,
    MeanField,
    Neglect,
    OnShell,
    PrincipalValue,
    Retarded,
    ShortWay,
)
from derive.golden.model import BAND, CENTRE, HBAR, Constant, Default, RateModel
from derive.golden.species import Continuum, Emitters, Line
from derive.model import Bath, Cascade, Model, Observable
from derive.parameters import I, angle, complex_, conj, cos, exp, nonnegative, positive, real, sin, sqrt
from derive.phase_space.model import PhaseSpace
from derive.reduction.model import Reduction
from derive.rules.driven.frame import in_frame
from derive.rules.driven.linearise import linearised
from derive.rules.driven.meanfield import mean_field
from derive.rules.driven.slow import rotating_wave
from derive.rules.gaussian import langevin
from derive.rules.golden_rule.kinetics import kinetics
from derive.rules.lindblad import generator
from derive.rules.moments import first_moments, moments
from derive.rules.network.elimination import eliminated
from derive.rules.network.freeze import frozen
from derive.rules.network.frequency import network
from derive.rules.network.match import matched
from derive.rules.phase_space.correspondence import Distribution, fokker_planck
from derive.rules.phase_space.entropy import entropy_balance
from derive.rules.phase_space.large_N import Mean, large_N
from derive.rules.scattering.lippmann import scattering
from derive.scattering.model import Contact, Gas, ScatteringModel

__all__ = [
    "BAND",
    "CENTRE",
    "HBAR",
    "Abbreviation",
    "Bath",
    "Cascade",
    "Claim",
    "ClaimSet",
    "Condition",
    "Constant",
    "Contact",
    "Continuum",
    "Convention",
    "Correspondence",
    "CreatedFirst",
    "Default",
    "DeriveError",
    "Distribution",
    "Downstream",
    "Drive",
    "DrivenModel",
    "Emitters",
    "Empty",
    "Equal",
    "Equations",
    "Gas",
    "I",
    "Incoherent",
    "Line",
    "Mean",
    "MeanField",
    "Measurement",
    "Model",
    "Neglect",
    "Observable",
    "OnShell",
    "Op",
    "PhaseSpace",
    "PrincipalValue",
    "RateModel",
    "Reduction",
    "Retarded",
    "Scalar",
    "ScatteringModel",
    "ShortWay",
    "angle",
    "anticommutator",
    "boson",
    "commutator",
    "complex_",
    "conj",
    "cos",
    "eliminated",
    "entropy_balance",
    "exp",
    "first_moments",
    "fokker_planck",
    "frozen",
    "generator",
    "in_frame",
    "kinetics",
    "langevin",
    "large_N",
    "levels",
    "limit",
    "linearised",
    "matched",
    "mean_field",
    "moments",
    "network",
    "nonnegative",
    "positive",
    "real",
    "rotating_wave",
    "scattering",
    "sin",
    "sqrt",
    "two_level",
]
