"""Gases in two and three dimensions, and with a cutoff: what the user states and what the written module computes.

By hand, with hbar = m = 1: in d = 3 b = p/(2 pi) with p = sqrt(2 (E - E_j)), below the threshold i eta/(2 pi); in d = 2
b = 1/2 + (i/(2 pi)) ln(p^2/mu^2), below it i ln(eta^2/mu^2)/(2 pi).  Re b is pi times the density of states: in d = 3
rho = 4 pi p^2 dp/dE/(2 pi)^3 = p/(2 pi^2).  A hard sphere in the limit of strong coupling, v_R -> oo, has t = -i/b and
scatters the s wave with |S - 1|^2 = 4; S = 1 - 2 i s^(1/2) t s^(1/2).
"""

from __future__ import annotations

import numpy as np
import pytest
from scipy.integrate import quad

from derive.audits.record import Outcome
from derive.emit.python import compile_module
from derive.engines.scattering.derivation import derive_model
from derive.errors import ModelError
from derive.parameters import I, positive, real
from derive.scattering.model import Contact, Gas, ScatteringModel

DELTA = positive("Delta", unit="J")
CUTOFF = positive("P", unit="kg*m/s")
NUMBERS = {"Delta": 1.3, "hbar": 1.0, "mass": 1.0}


def model(gas: Gas) -> ScatteringModel:
    g = real("g", unit=f"J*m**{gas.dimension}")
    coupling = [[1, 1, I], [1, 0, 1], [-I, 1, -1]]
    return ScatteringModel("some", levels=(0, DELTA, 2 * DELTA), contacts=[Contact(coupling, g)], gas=gas)


GASES = {f"d={d}": Gas(dimension=d) for d in (2, 3)} | {
    f"d={d} up to P": Gas(dimension=d, cutoff=CUTOFF) for d in (1, 2, 3)
}


@pytest.fixture(scope="module", params=sorted(GASES))
def case(request):
    gas = GASES[request.param]
    derivation = derive_model(model(gas))
    return gas, derivation, compile_module(derivation.module())


def numbers(gas: Gas) -> dict[str, float]:
    return NUMBERS | ({"P": 9.0} if gas.cutoff is not None else {"mu": 0.8} if gas.dimension == 2 else {})


def test_the_audits_pass(case):
    """Unitarity and the optical theorem above and below every threshold, Gibbs state, units."""
    found = case[1].findings()
    assert {f.audit for f in found} >= {"unitarity", "optical theorem", "equilibrium", "dimensions"}
    assert not [f for f in found if f.outcome in (Outcome.FAILED, Outcome.UNDECIDED)]


def test_propagators_are_integrals_over_momenta(case):
    """Below all thresholds b = i G, G = (2 pi)^-d int_(p' < P) d^d p'/(E - p'^2/2), less what diverges with P."""
    gas, _, module = case
    energy, d, high = -0.7, gas.dimension, 9.0 if gas.cutoff is not None else 1e4
    surface = {1: 2.0, 2: 2 * np.pi, 3: 4 * np.pi}[d]
    pieces = [(0, 10), (10, high)] if high > 10 else [(0, high)]
    green = sum(quad(lambda p: p ** (d - 1) / (energy - p**2 / 2), *x, limit=400)[0] for x in pieces)
    green *= surface / (2 * np.pi) ** d
    if gas.cutoff is None:
        # What is left out: D = (1/pi) ln(mu/P) in d = 2, -P/pi^2 in d = 3.
        green -= np.log(0.8 / high) / np.pi if d == 2 else -high / np.pi**2
    found = module.propagators(E=energy, **numbers(gas))[0]
    assert found == pytest.approx(1j * green, rel=2e-3 if gas.cutoff is None else 1e-9)


def test_densities_of_states(case):
    """Re b = pi rho above the threshold: 1/p, 1/2 and p/(2 pi) in one, two and three dimensions; zero below."""
    gas, _, module = case
    b = module.propagators(E=2.0, **numbers(gas))
    p = np.sqrt(2 * np.array([2.0, 0.7]))
    expected = {1: 1 / p, 2: [0.5, 0.5], 3: p / (2 * np.pi)}[gas.dimension]
    np.testing.assert_allclose(b.real[:2], expected, rtol=1e-12)
    assert abs(b.real[2]) < 1e-14 < abs(b.imag[2])


def test_the_module_is_unitary(case):
    gas, _, module = case
    for energy, opened in ((0.5, 1), (2.0, 2), (4.0, 3)):
        b = module.propagators(E=energy, **numbers(gas))
        t = module.t_matrix(**dict(zip(module.PROPAGATORS, b, strict=True)), g=0.9)
        root = np.diag(np.sqrt(b.real.clip(0)))
        s = (np.eye(3) - 2j * root @ t @ root)[:opened, :opened]
        np.testing.assert_allclose(s.conj().T @ s, np.eye(opened), atol=1e-12)


def test_rates_count_what_arrives(case):
    """Density times velocity times cross section; in d = 1 (nu/Z) int dE |S_kl|^2 of the even half of every wave.

    In d = 3 a beam of velocity p has 4 pi/p^2 as the largest cross section of the s wave, |S - 1|^2 = 4:
    nu int d^3p G p (pi/p^2) |S - 1|^2 = (4 pi^2 nu/Z) int dE exp(-beta E) |S - 1|^2.
    In d = 2 it is a width, 4/p: nu int d^2p G p (1/p) |S - 1|^2 = (2 pi nu/Z) int dE exp(-beta E) |S - 1|^2.
    """
    gas, _, module = case
    beta, nu = 0.7, 0.2
    z = (2 * np.pi / beta) ** (gas.dimension / 2)
    expected = {1: nu / z, 2: 2 * np.pi * nu / z, 3: 4 * np.pi**2 * nu / z}[gas.dimension]
    # rate_factor s_k s_l |t_kl|^2 = rate_factor |S_kl|^2/4
    assert module.rate_factor(beta=beta, hbar=1.0, mass=1.0, nu=nu) / 4 == pytest.approx(expected)


@pytest.mark.parametrize("wrong", [{"dimension": 4}, {"dimension": True}, {"mass": "heavy"}])
def test_other_gases_are_refused(wrong):
    with pytest.raises(ModelError, match="Gas"):
        Gas(**wrong)


def test_contacts_apart_are_of_one_dimension():
    contacts = [Contact(0, 1), Contact(1, 1, positive("L", unit="m"))]
    with pytest.raises(ModelError, match="in one place"):
        ScatteringModel("apart", levels=(0, DELTA), contacts=contacts, gas=Gas(dimension=3))
