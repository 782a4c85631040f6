"""The written module of a scattering model over temperatures, in one call.

The oracle is SciPy's quadrature of the integral that the module's docstring states, point by point.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from scipy.integrate import quad

from derive.emit.python import compile_module
from derive.engines.scattering.derivation import derive_model
from derive.parameters import I, angle, exp, positive, real
from derive.scattering.model import Contact, Gas, ScatteringModel
from numerics.gas import in_gas

TAU, THETA = positive("tau", unit="J"), angle("theta")
V = real("V_1 V_2 V_3", unit="J*m")
HOP = TAU * exp(I * THETA)
RING = [[0, HOP, HOP.conjugate()], [HOP.conjugate(), 0, HOP], [HOP, HOP.conjugate(), 0]]
NUMBERS = {"tau": 1.0, "theta": np.pi / 6, "V_1": 1.0, "V_2": 2.0, "V_3": 0.5, "hbar": 1.0, "mass": 1.0, "nu": 0.3}
BETA = np.array([0.3, 1.0, 4.0])


def module_of(contacts, gas=None):
    model = ScatteringModel("ring", hamiltonian=RING, contacts=contacts, gas=gas or Gas())
    return compile_module(derive_model(model).module())


def by_quad(module, beta, k, j, numbers):
    """The integral of the docstring from the higher threshold, with E = E_max + u^2 in pieces between thresholds."""
    levels = module.levels(**numbers)
    low = max(levels[k], levels[j])

    def integrand(u):
        b = module.propagators(E=low + u * u, **numbers)
        t = module.t_matrix(**dict(zip(module.PROPAGATORS, b, strict=True)), **numbers)
        return 2 * u * np.exp(-beta * (low + u * u - levels[j])) * b[k].real * b[j].real * abs(t[k, j]) ** 2

    cuts = sorted({0.0, *(np.sqrt(x - low) for x in levels if x > low), 12 / np.sqrt(beta)})
    pieces = [quad(integrand, *ends, epsabs=1e-14, epsrel=1e-11, limit=300)[0] for ends in pairwise(cuts)]
    return module.rate_factor(beta=beta, **numbers) * sum(pieces)


@pytest.mark.parametrize("dimension", [1, 2, 3])
def test_rates_are_the_integrals_of_the_docstring(dimension):
    module = module_of([Contact(k, V[k]) for k in range(3)], Gas(dimension=dimension))
    numbers = NUMBERS | ({"mu": 0.7} if dimension == 2 else {})
    found = in_gas(module, BETA, **numbers)
    for k, j in ((0, 1), (1, 0), (2, 0)):
        assert found.rates[1, k, j] == pytest.approx(by_quad(module, 1.0, k, j, numbers), rel=1e-8)


def test_currents_close_a_loop_and_entropy_grows():
    """Through the ring of three levels one current goes around in the Gibbs state; out of it entropy is produced."""
    found = in_gas(module_of([Contact(k, V[k]) for k in range(3)]), BETA, **NUMBERS)
    k = found.currents()
    np.testing.assert_allclose(k[:, 0, 1], k[:, 1, 2], rtol=1e-8)
    np.testing.assert_allclose(k, found.currents(found.gibbs), atol=1e-12)
    assert abs(k[1, 0, 1]) > 1e-6 and abs(found.ratios[1, 0, 1] - 1) > 1e-4
    np.testing.assert_allclose(found.heat().sum(axis=(-1, -2)), 0, atol=1e-15)
    assert (found.entropy_production(np.array([0.2, 0.5, 0.3])) > 0).all()


def test_contacts_apart_in_the_limit_of_one_place():
    """Dots at a distance that is small beside every wavelength have the rates of one place."""
    L = positive("L", unit="m")
    apart = module_of([Contact(0, V[0]), Contact(1, V[1], L), Contact(2, V[2], 2 * L)])
    assert "rate_factor" not in (apart.__doc__ or "") and "in_gas(module" in apart.__doc__
    near, one = in_gas(apart, BETA, L=1e-7, **NUMBERS), module_of([Contact(k, V[k]) for k in range(3)])
    np.testing.assert_allclose(near.rates, in_gas(one, BETA, **NUMBERS).rates, rtol=1e-4)


def test_a_missing_parameter_is_named():
    module = module_of([Contact(k, V[k]) for k in range(3)])
    with pytest.raises(ValueError, match="none for V_3"):
        in_gas(module, 1.0, **{n: x for n, x in NUMBERS.items() if n != "V_3"})
