"""Two cascaded oscillators with a common and two private baths: master equation (1) of the paper.

Stated as printed: the phase phi multiplies c_2 both in the hopping Hamiltonian and in the collective operator,
which is what coupling the second stage to the channel by ``sqrt(gamma_2) exp(i phi) c_2`` means.
"""

from __future__ import annotations

from typing import Any

from derive import (
    Abbreviation,
    Bath,
    Cascade,
    I,
    Model,
    Observable,
    angle,
    boson,
    complex_,
    conj,
    exp,
    nonnegative,
    positive,
    real,
    sqrt,
)

PAPER = "Barzanjeh, Aquilina and Xuereb, Manipulating heat flow in quantum devices"
PER_SECOND = "1/s"

c_1, c_2 = boson("c_1 c_2")
omega_1, omega_2 = real("omega_1 omega_2", unit="rad/s", meaning="frequency of the oscillator")
kappa_1, kappa_2 = positive("kappa_1 kappa_2", unit=PER_SECOND, meaning="damping rate into the private bath")
gamma_1, gamma_2 = positive("gamma_1 gamma_2", unit=PER_SECOND, meaning="coupling rate to the common bath")
kappa = positive("kappa", unit=PER_SECOND, meaning="rate of every coupling to a bath")
N_1, N_2, N_3 = nonnegative(
    "N_1 N_2 N_3", latex=r"\bar{N}_1 \bar{N}_2 \bar{N}_3", meaning="mean occupation of the bath"
)
F = complex_("F", unit="rad/s", meaning="hopping that breaks the perfect cascade")
phi = angle("phi", meaning="phase of the second oscillator's coupling to the channel")
Delta = real("Delta", unit="rad/s", meaning="detuning between the oscillators")
Gamma_1, Gamma_2 = positive("Gamma_1 Gamma_2", unit=PER_SECOND, meaning="total damping rate")

DETUNING = Abbreviation(Delta, omega_2 - omega_1)
OCCUPATIONS = (
    Observable("n_1", c_1.dag * c_1, latex=r"\bar{n}_1"),
    Observable("n_2", c_2.dag * c_2, latex=r"\bar{n}_2"),
)


def oscillators(k_1: Any, k_2: Any) -> dict[str, Any]:
    """The private parts: free Hamiltonian and the two private baths."""
    return {
        "hamiltonian": omega_1 * c_1.dag * c_1 + omega_2 * c_2.dag * c_2,
        "baths": (
            Bath(c_1, k_1, N_1, name="c_in_1", latex=r"\hat{c}_{\text{in},1}"),
            Bath(c_2, k_2, N_2, name="c_in_2", latex=r"\hat{c}_{\text{in},2}"),
        ),
        "observables": OCCUPATIONS,
        "paper": "barzanjeh",
        "source": f"{PAPER}, Eq. (1)",
    }


def cascade(k_1: Any, k_2: Any, g_1: Any, g_2: Any) -> dict[str, Any]:
    """Master equation (1): the private parts, a one-way channel through the common bath, and the hopping F."""
    parts = oscillators(k_1, k_2)
    parts["hamiltonian"] += F * c_1.dag * c_2 + conj(F) * c_2.dag * c_1
    parts["cascades"] = (
        Cascade(
            (sqrt(g_1) * c_1, sqrt(g_2) * exp(I * phi) * c_2),
            occupation=N_3,
            name="c_in_3",
            latex=r"\hat{c}_{\text{in},3}",
        ),
    )
    return parts


CASCADED = Model(
    name="cascaded",
    title="Two cascaded oscillators with a common and two private baths",
    definitions=(
        DETUNING,
        Abbreviation(Gamma_1, gamma_1 + kappa_1),
        Abbreviation(Gamma_2, gamma_2 + kappa_2),
    ),
    **cascade(kappa_1, kappa_2, gamma_1, gamma_2),
)

EQUAL_RATES = Model(
    name="equal_rates",
    title="Two cascaded oscillators, all rates equal",
    definitions=(DETUNING,),
    notes=("kappa_1 = kappa_2 = gamma_1 = gamma_2 = kappa, as the paper takes them for its explicit formulas.",),
    **cascade(kappa, kappa, kappa, kappa),
)

# The paper's reference: each oscillator with its private bath and a bath of its own at the common occupation.
_APART = oscillators(kappa_1, kappa_2)
_APART["baths"] += (
    Bath(c_1, gamma_1, N_3, name="c_in_3a", latex=r"\hat{c}_{\text{in},3a}"),
    Bath(c_2, gamma_2, N_3, name="c_in_3b", latex=r"\hat{c}_{\text{in},3b}"),
)
DISCONNECTED = Model(name="disconnected", title="The two oscillators without coupling or common bath", **_APART)

# Appendix B prints the Langevin equations of Eq. (2) again with a phase theta; they are those of a second stage that
# couples with exp(-i theta), the conjugate of the phase in Eq. (1).
theta = angle("theta", meaning="phase of the Langevin equations in Appendix B")
_SHIFTED = oscillators(kappa_1, kappa_2)
_SHIFTED["hamiltonian"] += F * c_1.dag * c_2 + conj(F) * c_2.dag * c_1
_SHIFTED["cascades"] = (
    Cascade(
        (sqrt(gamma_1) * c_1, sqrt(gamma_2) * exp(-I * theta) * c_2),
        occupation=N_3,
        name="c_in_3",
        latex=r"\hat{c}_{\text{in},3}",
    ),
)
SHIFTED = Model(name="cascaded_shifted", title="The cascade in the phase convention of Appendix B", **_SHIFTED)

MODELS = (CASCADED, EQUAL_RATES, DISCONNECTED, SHIFTED)
