"""The systems that the audits are tried on, and how one finding is picked out of many."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from derive.algebra.boson import boson
from derive.algebra.levels import two_level
from derive.algebra.operator import Op
from derive.audits.lindblad import audit
from derive.audits.record import Finding, Outcome
from derive.exact.abbreviate import Abbreviation
from derive.model import Bath, Cascade, Model, Observable
from derive.parameters import I, angle, complex_, conj, exp, nonnegative, positive, real, sqrt

c, c_1, c_2 = boson("c c_1 c_2")
s = two_level("s")
omega, omega_1, omega_2, Delta = real("omega omega_1 omega_2 Delta", unit="rad/s")
kappa, kappa_1, kappa_2 = positive("kappa kappa_1 kappa_2", unit="1/s")
gamma, gamma_1, gamma_2 = positive("gamma gamma_1 gamma_2", unit="1/s")
N, N_1, N_2, N_3 = nonnegative("N N_1 N_2 N_3")
F = complex_("F", unit="1/s")
M = complex_("M")
phi = angle("phi")

PASSED, FAILED, UNDECIDED, NOT_APPLICABLE = Outcome.PASSED, Outcome.FAILED, Outcome.UNDECIDED, Outcome.NOT_APPLICABLE
ENERGIES = omega_1 * c_1.dag * c_1 + omega_2 * c_2.dag * c_2
HOPPING = F * c_1.dag * c_2 + conj(F) * c_2.dag * c_1
OCCUPATIONS = (Observable("n_1", c_1.dag * c_1), Observable("n_2", c_2.dag * c_2))
PRIVATE = (Bath(c_1, kappa_1, N_1), Bath(c_2, kappa_2, N_2))
CHANNEL = Cascade((sqrt(gamma_1) * c_1, sqrt(gamma_2) * exp(I * phi) * c_2), occupation=N_3)

CASCADED = Model(
    "cascaded",
    ENERGIES + HOPPING,
    baths=PRIVATE,
    cascades=(CHANNEL,),
    observables=OCCUPATIONS,
    definitions=(Abbreviation(Delta, omega_2 - omega_1),),
)
PAIR = Model("pair", ENERGIES + HOPPING, baths=PRIVATE, observables=OCCUPATIONS)
MODE = Model("mode", omega * c.dag * c, baths=(Bath(c, kappa, N),), observables=(Observable("n", c.dag * c),))


def one(found: Iterable[Finding], name: str, subject: str | None = None) -> Finding:
    """The single finding of one audit (about one subject)."""
    chosen = [f for f in found if f.audit == name and subject in (None, f.subject)]
    assert len(chosen) == 1, chosen
    return chosen[0]


def of(model: Model, name: str, subject: str | None = None) -> Finding:
    return one(audit(model), name, subject)


def mode(**parts: object) -> Model:
    """`MODE` with some of its parts replaced."""
    return replace(MODE, **parts)  # type: ignore[arg-type]


# What is not linear, or not damped, or not there.
OTHERS = {
    "kerr": Model("kerr", omega * c.dag * c + kappa * c.dag**2 * c**2, baths=(Bath(c, kappa, N),)),
    "jaynes_cummings": Model(
        "jaynes_cummings", gamma * (c.dag * s.minus + c * s.plus), baths=(Bath(c, kappa, N), Bath(s.minus, gamma))
    ),
    "two_level": Model("two_level", omega * s.z + gamma * s.x, baths=(Bath(s.minus, kappa, N),)),
    "two_photon_loss": Model("two_photon_loss", omega * c.dag * c, baths=(Bath(c**2, kappa),)),
    "closed": Model("closed", omega * c.dag * c),
    "empty": Model("empty", Op({})),
    "driven": Model("driven", omega * c.dag * c + F * c.dag + conj(F) * c, baths=(Bath(c, kappa, N),)),
}
