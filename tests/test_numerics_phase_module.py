"""Entropy production by a module's forms: forms written down here by hand, against `numerics.wehrl` and the balance."""

from types import SimpleNamespace

import numpy as np
import pytest

from numerics.kerr import Kerr
from numerics.mode import normal_ordered
from numerics.phase_module import form_production
from numerics.wehrl import Channel, wehrl_production

KAPPA, SIZE, EPSILON = 0.5, 6, 0.95
STATE = Kerr(-2.0, 1 / SIZE, EPSILON * np.sqrt(SIZE), KAPPA)
LEVELS = STATE.levels() + 15


def loss_drift(y, *, kappa, N_1):
    """J_mu = kappa (mu Q + (N + 1) dQ/dconj(mu)), and its conjugate."""
    return kappa * np.stack([y, y.conj()], axis=-1)


def loss_diffusion(*, kappa, N_1):
    return kappa * (N_1 + 1) * np.array([[[0, 1], [1, 0]]])


def loss_production(*, kappa, N_1):
    """2/(kappa (N + 1)) |J|^2."""
    return np.array([[[0, 1], [1, 0]]]) / (kappa * (N_1 + 1))


def kerr_form(y, *, U):
    """(B6): Pi_u = i U/2 int [mu^2 (dQ/dmu)^2 - conj(mu)^2 (dQ/dconj(mu))^2]/Q."""
    mu, nothing = y[..., 0], np.zeros_like(y[..., 0])
    return 0.5j * U * np.stack([np.stack([mu**2, nothing], -1), np.stack([nothing, -(mu.conj() ** 2)], -1)], -2)


MODULE = SimpleNamespace(
    PARAMETERS=("U", "kappa", "N_1"),
    VARIABLES=("mu",),
    ORDERING=-1,
    current_drift=loss_drift,
    current_diffusion=loss_diffusion,
    production=loss_production,
    unitary_production=kerr_form,
)
VALUES = {"U": 1 / SIZE, "kappa": KAPPA, "N_1": 0.0}


def hamiltonian():
    drive = STATE.drive
    return normal_ordered({(1, 1): -2.0, (2, 2): 0.5 / SIZE, (1, 0): 1j * drive, (0, 1): -1j * drive}, LEVELS)


def test_forms_and_operators_agree():
    """The module's variable is mu: its currents hold the mean's too, and Pi_d is Pi_ext and that of fluctuations."""
    expected = wehrl_production(STATE.density(LEVELS), hamiltonian(), [Channel(KAPPA)])
    found = form_production(MODULE, VALUES, STATE.density(LEVELS))
    assert found.unitary == pytest.approx(expected.unitary, abs=1e-9)
    np.testing.assert_allclose(found.dissipative, expected.dissipative + expected.external, atol=1e-9)
    assert found.error < 1e-8


def test_a_displaced_variable():
    """The same currents of nu = mu - <a> give the fluctuations' part alone, here in a warm bath."""
    rho, mean = STATE.density(LEVELS), STATE.moment(0, 1)
    expected = wehrl_production(rho, hamiltonian(), [Channel(KAPPA, 0.3)])
    found = form_production(MODULE, {**VALUES, "N_1": 0.3}, rho, centre=mean)
    np.testing.assert_allclose(found.dissipative, expected.dissipative, atol=1e-9)


def test_what_a_module_lacks():
    bare = SimpleNamespace(PARAMETERS=(), VARIABLES=("mu",), ORDERING=-1)
    found = form_production(bare, {}, STATE.density(LEVELS))
    assert np.isnan(found.unitary) and found.dissipative.shape == (0,)


@pytest.mark.parametrize(
    ("change", "values", "message"),
    [
        ({"VARIABLES": ("mu_1", "mu_2")}, {}, r"`module` must be of the Husimi function \(s = -1\) of one mode"),
        ({"ORDERING": 0}, {}, r"but got s = 0 and the variables mu"),
        ({}, {"kappa": np.array([1.0, 2.0])}, r"`kappa` must be one number, but got shape \(2,\)"),
        ({}, {"kapa": 1.0}, r"did you mean `kappa`"),
    ],
)
def test_bad_input_is_named(change, values, message):
    with pytest.raises(ValueError, match=message):
        form_production(SimpleNamespace(**{**vars(MODULE), **change}), {**VALUES, **values}, np.eye(2) / 2)


def test_currents_without_their_form_are_refused():
    module = SimpleNamespace(**{name: value for name, value in vars(MODULE).items() if name != "production"})
    with pytest.raises(ValueError, match="must have `production`"):
        form_production(module, VALUES, np.eye(2) / 2)
