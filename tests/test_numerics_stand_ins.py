"""Hand-written stand-ins for generated modules; their Jacobians are the derivatives of their right-hand sides."""

import inspect
from types import SimpleNamespace

import numpy as np
import pytest


def stacked(rows):
    """((...), (...), ...) to (..., n, n), whatever broadcasts."""
    cells = np.broadcast_arrays(*[cell for row in rows for cell in row])
    size = len(rows)
    return np.stack(cells, axis=-1).reshape(*cells[0].shape, size, size)


# One damped mode: dn/dt = -kappa (n - nbar), so n(t) = nbar + (n(0) - nbar) exp(-kappa t).
DAMPED = SimpleNamespace(
    PARAMETERS=("kappa", "nbar"),
    STATES=("c.dag*c",),
    LINEAR=True,
    rhs=lambda y, *, kappa, nbar: np.stack([kappa * (nbar - y[..., 0])], axis=-1),
    jacobian=lambda y, *, kappa: stacked([[-kappa + 0 * y[..., 0]]]),
)


# Two modes, H = g (c_1^dag c_2 + h.c.) + Delta c_2^dag c_2, each with its own bath; X = <c_1^dag c_2>.
# From dc_1/dt = -kappa_1/2 c_1 - i g c_2 and dc_2/dt = -(i Delta + kappa_2/2) c_2 - i g c_1:
def two_modes_rhs(y, *, kappa_1, kappa_2, nbar_1, nbar_2, g, Delta):
    n_1, x, x_conj, n_2 = np.moveaxis(y, -1, 0)
    s = (kappa_1 + kappa_2) / 2
    rows = [
        kappa_1 * (nbar_1 - n_1) - 1j * g * (x - x_conj),
        -(s + 1j * Delta) * x + 1j * g * (n_2 - n_1),
        -(s - 1j * Delta) * x_conj - 1j * g * (n_2 - n_1),
        kappa_2 * (nbar_2 - n_2) + 1j * g * (x - x_conj),
    ]
    return np.stack(np.broadcast_arrays(*rows), axis=-1)


def two_modes_jacobian(y, *, kappa_1, kappa_2, g, Delta):
    s, i = (kappa_1 + kappa_2) / 2, 1j * g
    return stacked(
        [
            [-kappa_1, -i, i, 0],
            [-i, -(s + 1j * Delta), 0, i],
            [i, 0, -(s - 1j * Delta), -i],
            [0, i, -i, -kappa_2],
        ]
    )


TWO_MODES = SimpleNamespace(
    PARAMETERS=("kappa_1", "kappa_2", "nbar_1", "nbar_2", "g", "Delta"),
    STATES=("c_1.dag*c_1", "c_1.dag*c_2", "c_2.dag*c_1", "c_2.dag*c_2"),
    LINEAR=True,
    rhs=two_modes_rhs,
    jacobian=two_modes_jacobian,
)
VALUES = {"kappa_1": 1.1, "kappa_2": 0.4, "nbar_1": 5.0, "nbar_2": 0.2, "g": 0.7, "Delta": -1.3}

# Linear gain and saturation: dn/dt = r n (1 - n), fixed points 0 (repelling for r > 0) and 1;
# n(t) = 1/(1 + (1/n(0) - 1) exp(-r t)).
LOGISTIC = SimpleNamespace(
    PARAMETERS=("r",),
    STATES=("n",),
    LINEAR=False,
    rhs=lambda y, *, r: r[..., None] * y * (1 - y) if np.ndim(r) else r * y * (1 - y),
    jacobian=lambda y, *, r: stacked([[r * (1 - 2 * y[..., 0])]]),
)


# A driven Kerr mode in mean field, dc/dt = -(kappa/2 + i Delta) c - i U c^2 c* - i E.  Squared moduli of the steady
# state: n ((kappa/2)^2 + (Delta + U n)^2) = E^2.
def kerr_rhs(y, *, kappa, Delta, U, E):
    c, d = y[..., 0], y[..., 1]
    rows = [
        -(kappa / 2 + 1j * Delta) * c - 1j * U * c**2 * d - 1j * E,
        -(kappa / 2 - 1j * Delta) * d + 1j * U * d**2 * c + 1j * E,
    ]
    return np.stack(np.broadcast_arrays(*rows), axis=-1)


def kerr_jacobian(y, *, kappa, Delta, U, E):
    c, d = y[..., 0], y[..., 1]
    return stacked(
        [
            [-(kappa / 2 + 1j * Delta) - 2j * U * c * d, -1j * U * c**2],
            [1j * U * d**2, -(kappa / 2 - 1j * Delta) + 2j * U * c * d],
        ]
    )


KERR = SimpleNamespace(
    PARAMETERS=("kappa", "Delta", "U", "E"), STATES=("c", "c.dag"), rhs=kerr_rhs, jacobian=kerr_jacobian
)
DRIVEN = {"kappa": 1.0, "Delta": -1.0, "U": 0.3, "E": 1.5}


@pytest.mark.parametrize(
    ("module", "parameters"),
    [(DAMPED, {"kappa": 1.3, "nbar": 2.0}), (TWO_MODES, VALUES), (LOGISTIC, {"r": 0.7}), (KERR, DRIVEN)],
)
def test_jacobian_is_the_derivative(module, parameters):
    """Central differences are exact up to rounding and h^2 for polynomials, in complex directions too."""
    rng = np.random.default_rng(0)
    size, h = len(module.STATES), 1e-4
    y = rng.normal(size=size) + 1j * rng.normal(size=size)
    taken = {k: v for k, v in parameters.items() if k in inspect.signature(module.jacobian).parameters}
    jacobian = module.jacobian(y, **taken)
    for j, direction in enumerate(np.eye(size)):
        difference = (module.rhs(y + h * direction, **parameters) - module.rhs(y - h * direction, **parameters)) / (
            2 * h
        )
        np.testing.assert_allclose(jacobian[:, j], difference, atol=1e-7)
