"""Two driven cavities that press on one mechanical resonator, Section III and Appendices A and B of the paper.

Stated in the laboratory; everything else is derived from there, one rule after another: rotating frame, mean field,
fluctuations, rotating-wave approximation, elimination of the resonator, coefficients held at one frequency, and the
parameters of master equation (1) that the result amounts to.

The drive is stated as E (a exp(i omega_d t) + h.c.), which is resonant with a mode of positive frequency.
"""

from __future__ import annotations

from math import expm1, pi

from derive import (
    Abbreviation,
    Bath,
    Correspondence,
    Drive,
    DrivenModel,
    I,
    Reduction,
    boson,
    complex_,
    eliminated,
    exp,
    frozen,
    in_frame,
    linearised,
    positive,
    real,
    rotating_wave,
)
from derive.models.barzanjeh.model import (
    N_1,
    N_2,
    N_3,
    PAPER,
    PER_SECOND,
    SHIFTED,
    F,
    gamma_1,
    gamma_2,
    kappa_1,
    kappa_2,
    omega_1,
    omega_2,
    phi,
    theta,
)

RADIANS = "rad/s"

a_1, a_2, b = boson("a_1 a_2 b")
d_a_1, d_a_2, d_b = boson("d_a_1 d_a_2 d_b", latex=r"\delta\hat{a}_1 \delta\hat{a}_2 \delta\hat{b}")
omega_m = positive("omega_m", unit=RADIANS, meaning="frequency of the mechanical resonator")
omega_d = real("omega_d", unit=RADIANS, meaning="frequency of both drives")
g_1, g_2 = real("g_1 g_2", unit=RADIANS, meaning="single-photon optomechanical coupling")
J = real("J", unit=RADIANS, meaning="photon hopping between the cavities")
E_1, E_2 = real("E_1 E_2", latex=r"\mathcal{E}_1 \mathcal{E}_2", unit=RADIANS, meaning="amplitude of the drive")
gamma_m = positive("gamma_m", unit=PER_SECOND, meaning="damping rate of the mechanical resonator")
alpha_1, alpha_2 = complex_("alpha_1 alpha_2", meaning="mean field of the cavity")
G_1, G_2 = positive("G_1 G_2", unit=RADIANS, meaning="modulus of the coupling enhanced by the mean field")
Gc_1, Gc_2 = complex_("Gc_1 Gc_2", latex="G_1 G_2", unit=RADIANS, meaning="coupling enhanced by the mean field")
Delta_1, Delta_2 = real("Delta_1 Delta_2", unit=RADIANS, meaning="detuning of the cavity from its drive")
omega = real("omega", unit=RADIANS, meaning="Fourier frequency")
Omega = real("Omega", unit=RADIANS, meaning="frequency of interest")
delta = real("delta", unit=RADIANS, meaning="distance of the frequency of interest from the resonator")
Gamma = positive("Gamma", unit=PER_SECOND, meaning="bandwidth of the signal")

DETUNINGS = (Abbreviation(Delta_1, omega_1 - omega_d), Abbreviation(Delta_2, omega_2 - omega_d))
COLD = 1 / expm1(6.62607015e-34 * 5e9 / (1.380649e-23 * 10e-3))
"""Quanta of a cavity of 5 GHz at 10 mK."""
NUMBERS = {
    kappa_1: 2 * pi * 2e6,
    kappa_2: 2 * pi * 2e6,
    gamma_m: 2 * pi * 100,
    omega_m: 2 * pi * 6e6,
    J: 2 * pi * 1e6,
    G_1: 2 * pi * 7e3,
    G_2: 2 * pi * 7e3,
    Gc_1: 2 * pi * 7e3,
    Gc_2: 2 * pi * 7e3,
    omega_1: 2 * pi * 5e9,
    omega_2: 2 * pi * 5e9,
    omega_d: 2 * pi * (5e9 - 6e6),
    Omega: 2 * pi * 6e6,
    N_1: COLD,
    N_2: COLD,
    N_3: 0.5,
}
"""End of Section III, in rad/s and 1/s.  Omega is not given there: the mechanical frequency is taken, where the signal
is resonant.  Neither single-photon couplings nor drive amplitudes nor the phase phi are given."""

DRIVEN = DrivenModel(
    name="optomechanics",
    title="Two driven cavities and a mechanical resonator",
    hamiltonian=(
        omega_m * b.dag * b
        + omega_1 * a_1.dag * a_1
        + omega_2 * a_2.dag * a_2
        + (g_1 * a_1.dag * a_1 + g_2 * a_2.dag * a_2) * (b + b.dag)
        + J * (a_1 * a_2.dag + a_1.dag * a_2)
    ),
    drives=(Drive(a_1, E_1, omega_d), Drive(a_2, E_2, omega_d)),
    baths=(
        Bath(a_1, kappa_1, N_1, name="a_in_1", latex=r"\hat{a}_{\text{in},1}"),
        Bath(a_2, kappa_2, N_2, name="a_in_2", latex=r"\hat{a}_{\text{in},2}"),
        Bath(b, gamma_m, N_3, name="b_in_m", latex=r"\hat{b}_{\text{in},m}"),
    ),
    frame={a_1: omega_d, a_2: omega_d},
    means={a_1: alpha_1, a_2: alpha_2},
    neglected=(b,),
    paper="barzanjeh",
    source=f"{PAPER}, Eq. (4)",
    values=NUMBERS,
    expected=("approximations",),
)
FLUCTUATIONS = {a_1: d_a_1, a_2: d_a_2, b: d_b}
RESONANT = {d_a_1: omega_m, d_a_2: omega_m, d_b: omega_m}

ROTATING = in_frame(DRIVEN, definitions=DETUNINGS)
LINEAR = linearised(
    DRIVEN,
    FLUCTUATIONS,
    couplings={Gc_1: g_1 * alpha_1, Gc_2: g_2 * alpha_2},
    name="optomechanics_linear",
    definitions=DETUNINGS,
)
SLOW = rotating_wave(LINEAR, RESONANT, name="optomechanics_slow")
REDUCED = Reduction("optomechanics_reduced", SLOW, (d_b,), omega, "The two cavities without the resonator")

# The phase reference of the paper: G_1 real, G_2 with the phase phi.
PHASED = linearised(
    DRIVEN,
    FLUCTUATIONS,
    couplings={G_1: g_1 * alpha_1, G_2 * exp(I * phi): g_2 * alpha_2},
    name="optomechanics_phased",
    title="Linearised, with the phase of the couplings written out",
    definitions=DETUNINGS,
)
EXACT = rotating_wave(PHASED, RESONANT, name="optomechanics_exact", title="Cavities and resonator, slow terms")
PHASED_REDUCED = Reduction("optomechanics_in_frequency", EXACT, (d_b,), omega, "The two cavities without the resonator")
EFFECTIVE = frozen(
    eliminated(EXACT, (d_b,), omega),
    at=Omega,
    bandwidth=Gamma,
    name="optomechanics_effective",
    title="The two cavities, coefficients held at one frequency",
    definitions=(*DETUNINGS, Abbreviation(delta, Omega - omega_m)),
)
RECTIFIER = Correspondence(
    "optomechanics_as_cascade",
    EFFECTIVE,
    SHIFTED,
    (gamma_1, gamma_2, theta, omega_1, omega_2, F),
    title="Parameters of the cascade that the optomechanical platform amounts to",
)

MODELS = (DRIVEN, ROTATING, LINEAR, REDUCED, EXACT, PHASED_REDUCED, EFFECTIVE, RECTIFIER)
"""Of the stages, those of which something is said or computed."""
