r"""Small models for tests of verdicts, each worked out on paper, and the verdict on one formula about them.

CAVITY: one mode a (omega, kappa, N).  d<a.dag a>/dt = -kappa <a.dag a> + kappa N, da/dt = -(i omega + kappa/2) a -
sqrt(kappa) b_in, hence n = N.

PAIR: modes a (omega_1, kappa, N_1) and b (omega_2, gamma, N_2), hopping F a.dag b + F* b.dag a.  With s = <a.dag b>,
delta = omega_1 - omega_2 and g = (kappa + gamma)/2,

    ds/dt = (i delta - g) s + i F* (n_b - n_a),     dn_a/dt = -kappa n_a + kappa N_1 + 2 Im(F s),

so that s = i F* (n_b - n_a)/(g - i delta), 2 Im(F s) = R (n_b - n_a) with R = 2 |F|^2 g/(g^2 + delta^2), and from the
balance kappa (N_1 - n_a) + R (n_b - n_a) = 0 = gamma (N_2 - n_b) + R (n_a - n_b),

    n_a = [kappa N_1 (gamma + R) + gamma R N_2]/[kappa gamma + R (kappa + gamma)].

TURNED: the pair without private baths; the output of a feeds b, whose coupling and hopping have phases.
"""

from __future__ import annotations

from typing import Any

from derive.algebra.boson import boson
from derive.claims.checker import check
from derive.claims.claim import Claim, ClaimSet, Verdict
from derive.exact.abbreviate import Abbreviation
from derive.model import Bath, Cascade, Model, Observable
from derive.parameters import I, angle, complex_, conj, exp, nonnegative, positive, real, sqrt

a, b = boson("a b")
omega, omega_1, omega_2 = real("omega omega_1 omega_2", unit="rad/s")
kappa, gamma = positive("kappa gamma", unit="1/s")
N, N_1, N_2 = nonnegative("N N_1 N_2")
F, phi = complex_("F", unit="rad/s"), angle("phi")
delta = real("delta", unit="rad/s")

CAVITY = Model("cavity", omega * a.dag * a, [Bath(a, kappa, N)], observables=[Observable("n", a.dag * a)])
PAIR = Model(
    "pair",
    omega_1 * a.dag * a + omega_2 * b.dag * b + F * a.dag * b + conj(F) * b.dag * a,
    [Bath(a, kappa, N_1), Bath(b, gamma, N_2)],
    observables=[Observable("n_a", a.dag * a), Observable("n_b", b.dag * b), Observable("s", a.dag * b)],
)
TURNED = Model(
    "turned",
    omega_1 * a.dag * a + omega_2 * b.dag * b + F * a.dag * b + conj(F) * b.dag * a,
    cascades=[Cascade([sqrt(kappa) * a, sqrt(gamma) * exp(I * phi) * b], occupation=N)],
    observables=[Observable("n_b", b.dag * b), Observable("s", a.dag * b)],
    definitions=[Abbreviation(delta, omega_2 - omega_1)],
)
R = {"R": r"=\frac{4|F|^2(\kappa + \gamma)}{(\kappa + \gamma)^2 + 4(\omega_1 - \omega_2)^2}"}
N_A = r"n_a = \frac{\kappa N_1(\gamma + R) + \gamma R N_2}{\kappa\gamma + R(\kappa + \gamma)}"
OF_THE_CLAIM = ("definition", "indices", "reads", "stands_for")


def decide(model: Model, formula: str, *assume: str, **options: Any) -> Verdict:
    """The verdict on one formula about a model; options of the claim, or of its set (names, conventions, ...)."""
    own = {key: options.pop(key) for key in OF_THE_CLAIM if key in options}
    claims = ClaimSet((Claim("x", formula, assume=assume, **own),), model.name, **options)
    (verdict,) = check(claims, {m.name: m for m in (CAVITY, PAIR, TURNED)})
    return verdict
