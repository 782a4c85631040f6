"""Audits of counting statistics, each on sound systems and on broken ones."""

from __future__ import annotations

from dataclasses import replace

import pytest

from derive.algebra.operator import Op
from derive.audits.lindblad import findings
from derive.audits.lindblad.derived import gather
from derive.audits.record import Outcome
from derive.model import Bath, Model, Observable
from derive.parameters import conj
from derive.rules.lindblad import Generator
from tests.audited import CASCADED, FAILED, N_1, N_2, NOT_APPLICABLE, PASSED, F, M, N, c, kappa, kappa_1, kappa_2, omega

BETWEEN = Model(
    "between",
    omega * c.dag * c,
    [Bath(c, kappa_1, N_1), Bath(c, kappa_2, N_2)],
    observables=[Observable("n", c.dag * c)],
)
LAWS = ("energy currents", "currents", "second law", "equal fields", "fluctuation symmetry")


def outcomes(derived) -> dict[str, Outcome]:
    return {f.subject: f.outcome for f in findings(derived) if f.audit == "counting"}


def test_one_mode_between_two_baths_obeys_every_law():
    assert outcomes(gather(BETWEEN)) == dict.fromkeys(LAWS, PASSED)


def test_cascade_has_no_law_of_one_mode():
    found = outcomes(gather(CASCADED))
    assert found.pop("fluctuation symmetry") is NOT_APPLICABLE
    assert found == dict.fromkeys(LAWS[:-1], PASSED)


@pytest.mark.parametrize(
    "model",
    [
        Model("squeezed", omega * c.dag * c, [Bath(c, kappa, N, M), Bath(c, kappa, N)]),
        Model("amplified", F * c.dag**2 + conj(F) * c**2, [Bath(c, kappa, N)]),
    ],
)
def test_number_is_not_kept(model):
    """Squeezing brings quanta from nowhere; energy currents add up all the same."""
    found = outcomes(gather(model))
    assert found["energy currents"] is PASSED
    assert {found[law] for law in ("currents", "second law", "equal fields")} == {NOT_APPLICABLE}


class Lossy(Generator):
    """A generator that forgets the baths."""

    def __call__(self, op: Op) -> Op:
        return Op({})


def test_currents_that_do_not_add_up():
    """The jumps of the baths are counted, but number and energy stand still."""
    sound = gather(BETWEEN)
    found = outcomes(replace(sound, master=Lossy(sound.master.hamiltonian, sound.master.baths)))
    assert (found["currents"], found["energy currents"]) == (FAILED, FAILED)


def test_second_law_without_noise():
    """Inputs without correlations leave V = 0, that is n = -1/2: all baths give, eta_k = -kappa_k (N_k + 1/2)."""
    sound = gather(BETWEEN)
    silent = tuple(tuple(0 * entry for entry in row) for row in sound.langevin.correlations)
    broken = replace(sound, langevin=replace(sound.langevin, correlations=silent))
    assert outcomes(broken)["second law"] is FAILED


def test_wrong_drift_shifts_theta():
    """Halved damping: the closure no longer belongs to the jumps; theta(s, s) does not vanish, and is not symmetric."""
    sound = gather(BETWEEN)
    drift = tuple(tuple(entry / 2 for entry in row) for row in sound.langevin.drift)
    found = outcomes(replace(sound, langevin=replace(sound.langevin, drift=drift)))
    assert (found["equal fields"], found["fluctuation symmetry"]) == (FAILED, FAILED)


def test_wrong_noise_shifts_theta():
    """Doubled input amplitudes: noise that no jump accounts for.  It enters theta's equation by q only, which
    exchanging the directions leaves alone, so that one law fails and the other cannot notice."""
    sound = gather(BETWEEN)
    noise = tuple(tuple(2 * entry for entry in row) for row in sound.langevin.noise)
    found = outcomes(replace(sound, langevin=replace(sound.langevin, noise=noise)))
    assert (found["equal fields"], found["fluctuation symmetry"]) == (FAILED, PASSED)
