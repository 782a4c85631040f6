# Written by ratesmith; edit the model and run it again.
r"""The two cavities, coefficients held at one frequency

Source: Barzanjeh, Aquilina and Xuereb, Manipulating heat flow in quantum devices, Eq. (4)

Model (hbar = 1; D[L] is the Lindblad dissipator):
    H/hbar = (4*G_1**2*Omega - 4*G_1**2*omega_m + 4*Omega**2*omega_1 - 4*Omega**2*omega_d -
        8*Omega*omega_1*omega_m + 8*Omega*omega_d*omega_m + gamma_m**2*omega_1 -
        gamma_m**2*omega_d + 4*omega_1*omega_m**2 - 4*omega_d*omega_m**2)/(4*Omega**2 -
        8*Omega*omega_m + gamma_m**2 + 4*omega_m**2)*d_a_1.dag*d_a_1 + (4*G_1*G_2*Omega -
        4*G_1*G_2*omega_m + 4*J*Omega**2*exp(I*phi) - 8*J*Omega*omega_m*exp(I*phi) +
        J*gamma_m**2*exp(I*phi) + 4*J*omega_m**2*exp(I*phi))/(4*Omega**2*exp(I*phi) -
        8*Omega*omega_m*exp(I*phi) + gamma_m**2*exp(I*phi) +
        4*omega_m**2*exp(I*phi))*d_a_1.dag*d_a_2 + (4*G_1*G_2*Omega*exp(I*phi) -
        4*G_1*G_2*omega_m*exp(I*phi) + 4*J*Omega**2 - 8*J*Omega*omega_m + J*gamma_m**2 +
        4*J*omega_m**2)/(4*Omega**2 - 8*Omega*omega_m + gamma_m**2 +
        4*omega_m**2)*d_a_1*d_a_2.dag + (4*G_2**2*Omega - 4*G_2**2*omega_m + 4*Omega**2*omega_2 -
        4*Omega**2*omega_d - 8*Omega*omega_2*omega_m + 8*Omega*omega_d*omega_m +
        gamma_m**2*omega_2 - gamma_m**2*omega_d + 4*omega_2*omega_m**2 -
        4*omega_d*omega_m**2)/(4*Omega**2 - 8*Omega*omega_m + gamma_m**2 +
        4*omega_m**2)*d_a_2.dag*d_a_2
    bath a_in_1: D[sqrt(kappa_1)*d_a_1], occupation N_1
    bath a_in_2: D[sqrt(kappa_2)*d_a_2], occupation N_2
    bath b_in_m: D[(4*G_1*Omega*sqrt(gamma_m) - 4*G_1*sqrt(gamma_m)*omega_m +
        I*(2*G_1*gamma_m*sqrt(gamma_m)))/(4*Omega**2 - 8*Omega*omega_m + gamma_m**2 +
        4*omega_m**2)*d_a_1 + (4*G_2*Omega*sqrt(gamma_m) - 4*G_2*sqrt(gamma_m)*omega_m +
        I*(2*G_2*gamma_m*sqrt(gamma_m)))/(4*Omega**2*exp(I*phi) - 8*Omega*omega_m*exp(I*phi) +
        gamma_m**2*exp(I*phi) + 4*omega_m**2*exp(I*phi))*d_a_2], occupation N_3
    n_1 = <d_a_1.dag*d_a_1>
    n_2 = <d_a_2.dag*d_a_2>
    Delta_1 := omega_1 - omega_d
    Delta_2 := omega_2 - omega_d

Derivation:
    moments: Expectation values of the adjoint master equation, in normal order; the set closes
        exactly (bosonic moments up to order 2, nothing dropped).

Parameters
----------
G_1      rad/s  positive     modulus of the coupling enhanced by the mean field; G_1
G_2      rad/s  positive     modulus of the coupling enhanced by the mean field; G_2
J        rad/s  real         photon hopping between the cavities; J
N_1      1      nonnegative  mean occupation of the bath; \bar{N}_1
N_2      1      nonnegative  mean occupation of the bath; \bar{N}_2
N_3      1      nonnegative  mean occupation of the bath; \bar{N}_3
Omega    rad/s  real         frequency of interest; \Omega
gamma_m  1/s    positive     damping rate of the mechanical resonator; \gamma_m
kappa_1  1/s    positive     damping rate into the private bath; \kappa_1
kappa_2  1/s    positive     damping rate into the private bath; \kappa_2
omega_1  rad/s  real         frequency of the oscillator; \omega_1
omega_2  rad/s  real         frequency of the oscillator; \omega_2
omega_d  rad/s  real         frequency of both drives; \omega_d
omega_m  rad/s  positive     frequency of the mechanical resonator; \omega_m
phi      1      angle        phase of the second oscillator's coupling to the channel; \phi

Every parameter is keyword-only and may be an array; the shapes broadcast, written (...) below.

Made from the model with digest d1ce7c6e18c9ec7a4787f3d723548fcbdaf4656a1ec3fe5cfd1f2f000751787a.
"""

from functools import wraps

import numpy as np

DIGEST = "d1ce7c6e18c9ec7a4787f3d723548fcbdaf4656a1ec3fe5cfd1f2f000751787a"
PARAMETERS = (
    "G_1", "G_2", "J", "N_1", "N_2", "N_3", "Omega", "gamma_m", "kappa_1", "kappa_2", "omega_1",
    "omega_2", "omega_d", "omega_m", "phi",
)
UNITS = {
    "G_1": "rad/s",
    "G_2": "rad/s",
    "J": "rad/s",
    "N_1": "1",
    "N_2": "1",
    "N_3": "1",
    "Omega": "rad/s",
    "gamma_m": "1/s",
    "kappa_1": "1/s",
    "kappa_2": "1/s",
    "omega_1": "rad/s",
    "omega_2": "rad/s",
    "omega_d": "rad/s",
    "omega_m": "rad/s",
    "phi": "1",
}
DOMAINS = {
    "G_1": "positive",
    "G_2": "positive",
    "J": "real",
    "N_1": "nonnegative",
    "N_2": "nonnegative",
    "N_3": "nonnegative",
    "Omega": "real",
    "gamma_m": "positive",
    "kappa_1": "positive",
    "kappa_2": "positive",
    "omega_1": "real",
    "omega_2": "real",
    "omega_d": "real",
    "omega_m": "positive",
    "phi": "angle",
}
STATES = ("d_a_1.dag*d_a_1", "d_a_1.dag*d_a_2", "d_a_1*d_a_2.dag", "d_a_2.dag*d_a_2")
LINEAR = True
MODES = ("d_a_1", "d_a_2")
INPUTS = ("a_in_1", "a_in_2", "b_in_m")
COUNTED = ("a_in_1", "a_in_2", "b_in_m")


def _arrays(function):
    """Hand every argument on as an array: complex where the parameter is complex, else float."""

    code = function.__code__
    first, last = code.co_argcount, code.co_argcount + code.co_kwonlyargcount
    kinds = {n: "D" if DOMAINS.get(n) == "complex" else "d" for n in code.co_varnames[first:last]}

    @wraps(function)
    def with_arrays(*state, **arguments):
        # A whole parameter set may be handed over: what this function does not need is left aside.
        if not kinds.keys() >= arguments.keys():
            arguments = {n: v for n, v in arguments.items() if n in kinds or n not in PARAMETERS}
        for name, value in arguments.items():
            if type(value) is not np.ndarray or value.dtype.char != kinds.get(name):
                arguments[name] = _array(name, value, DOMAINS.get(name, "complex"))
        if state or not any(array.ndim for array in arguments.values()):
            return function(*state, **arguments)
        return _in_blocks(function, arguments)

    return with_arrays


def _in_blocks(function, arguments, points=2**14):
    """Many points in blocks along the longest axis: what lies in between stays in the cache."""
    shape = np.broadcast_shapes(*(array.shape for array in arguments.values()))
    axis = int(np.argmax(shape)) - len(shape)
    length, total = shape[axis], int(np.prod(shape))
    step = max(1, points * length // max(1, total))
    if step >= length:
        return function(**arguments)
    behind = (slice(None),) * (-axis - 1)
    cut = {n for n, a in arguments.items() if a.ndim >= -axis and a.shape[axis] > 1}
    blocks = []
    for start in range(0, length, step):
        block = (..., slice(start, start + step), *behind)
        blocks.append(function(**{n: a[block] if n in cut else a for n, a in arguments.items()}))
    return np.concatenate(blocks, axis=len(shape) + axis)


def _array(name, value, domain):
    array = np.asarray(value)
    if array.dtype.char == ("D" if domain == "complex" else "d"):
        return array
    if array.dtype.kind not in "biufc":
        raise ValueError(f"Argument `{name}` must be numeric, but got values of type {array.dtype}")
    if domain == "complex":
        return array.astype(complex, copy=False)
    if array.dtype.kind == "c":
        raise ValueError(
            f"Argument `{name}` must be real, but got complex values; "
            "pass its real part if that is meant"
        )
    return array.astype(float, copy=False)


def _state(y, size, domain):
    """y as an array whose last axis holds the components."""
    array = _array("y", y, domain)
    if array.ndim == 0 or array.shape[-1] != size:
        raise ValueError(
            f"Argument `y` must have shape (..., {size}), but got {array.shape}; "
            "its last axis holds the components"
        )
    return array


def _zeros(shape, dtype, *arguments):
    """Zeros of the arguments' common shape, followed by `shape`."""
    if len(arguments) <= 32:
        # A tenth of the time, but no more arrays than these.
        return np.zeros(np.broadcast(*arguments).shape + shape, dtype)
    return np.zeros(np.broadcast_shapes(*map(np.shape, arguments)) + shape, dtype)


@_arrays
def rhs(
    y, *, G_1, G_2, J, N_1, N_2, N_3, Omega, gamma_m, kappa_1, kappa_2, omega_1, omega_2, omega_m,
    phi,
):
    """Time derivative of the moments `y`, ordered as STATES.

    Complex, shape (..., n) with n = len(STATES), like `y`; in moments per unit of time.

    y: complex, shape (..., 4): mean_d_a_1_dag_d_a_1, mean_d_a_1_dag_d_a_2, mean_d_a_1_d_a_2_dag,
        mean_d_a_2_dag_d_a_2.
    Returns: complex, shape (..., 4).
    """
    y = _state(y, 4, "complex")
    (
        mean_d_a_1_dag_d_a_1, mean_d_a_1_dag_d_a_2, mean_d_a_1_d_a_2_dag, mean_d_a_2_dag_d_a_2,
    ) = np.ascontiguousarray(np.moveaxis(y, -1, 0))
    out = _zeros(
        (4,), complex, y[..., 0], G_1, G_2, J, N_1, N_2, N_3, Omega, gamma_m, kappa_1, kappa_2,
        omega_1, omega_2, omega_m, phi,
    )
    Omega_minus_omega_m = Omega - omega_m
    x0 = Omega_minus_omega_m * Omega_minus_omega_m
    gamma_m_squared = gamma_m * gamma_m
    denominator = -4 * x0 - gamma_m_squared
    x1 = kappa_1 * denominator
    G_1_squared = G_1 * G_1
    G_1_G_2 = G_1 * G_2
    exp_i_phi = np.exp(1j * phi)
    G_1_G_2_exp_minus_i_phi = G_1_G_2 * np.conj(exp_i_phi)
    J_Omega = J * Omega
    x2 = (
        (4j * omega_m * G_1_G_2_exp_minus_i_phi - 4j * Omega * G_1_G_2_exp_minus_i_phi)
        + (
            (8j * J_Omega * omega_m - 4j * J_Omega * Omega)
            + (-1j * J * gamma_m_squared - 4j * J * omega_m * omega_m)
        )
    )
    x3 = gamma_m * G_1_G_2_exp_minus_i_phi
    x4 = (x2 - 2 * x3) / denominator
    G_1_G_2_exp_i_phi = G_1_G_2 * exp_i_phi
    gamma_m_G_1_G_2_exp_i_phi = gamma_m * G_1_G_2_exp_i_phi
    x5 = (4j * Omega * G_1_G_2_exp_i_phi - 4j * omega_m * G_1_G_2_exp_i_phi) - 1j * J * denominator
    x6 = (x5 - 2 * gamma_m_G_1_G_2_exp_i_phi) / denominator
    gamma_m_N_3 = gamma_m * N_3
    out[..., 0] = (
        -(x1 - 4 * G_1_squared * gamma_m) / denominator * mean_d_a_1_dag_d_a_1
        - x4 * mean_d_a_1_dag_d_a_2
        - x6 * mean_d_a_1_d_a_2_dag
        - (4 * G_1_squared * gamma_m_N_3 - x1 * N_1) / denominator
    )
    x7 = (-2 * gamma_m_G_1_G_2_exp_i_phi - x5) / denominator
    G_2_squared = G_2 * G_2
    kappa_1_plus_kappa_2 = kappa_1 + kappa_2
    x8 = (
        (4 * gamma_m * (G_1_squared + G_2_squared) + 4 * x0 * kappa_1_plus_kappa_2)
        + gamma_m_squared * kappa_1_plus_kappa_2
    )
    x9 = (
        4 * G_1_squared * Omega_minus_omega_m
        - (omega_1 - omega_2) * denominator
        - 4 * G_2_squared * Omega_minus_omega_m
    )
    out[..., 1] = (
        0.5 * (x8 - 2j * x9) / denominator * mean_d_a_1_dag_d_a_2
        - x7 * mean_d_a_1_dag_d_a_1
        - x6 * mean_d_a_2_dag_d_a_2
        - 4 * gamma_m_N_3 * G_1_G_2_exp_i_phi / denominator
    )
    x10 = (-2 * x3 - x2) / denominator
    out[..., 2] = (
        0.5 * (x8 + 2j * x9) / denominator * mean_d_a_1_d_a_2_dag
        - x10 * mean_d_a_1_dag_d_a_1
        - x4 * mean_d_a_2_dag_d_a_2
        - 4 * gamma_m_N_3 * G_1_G_2_exp_minus_i_phi / denominator
    )
    x11 = kappa_2 * denominator
    out[..., 3] = (
        -x10 * mean_d_a_1_dag_d_a_2
        - x7 * mean_d_a_1_d_a_2_dag
        - (x11 - 4 * G_2_squared * gamma_m) / denominator * mean_d_a_2_dag_d_a_2
        - (4 * G_2_squared * gamma_m_N_3 - N_2 * x11) / denominator
    )
    return out


@_arrays
def jacobian(y, *, G_1, G_2, J, Omega, gamma_m, kappa_1, kappa_2, omega_1, omega_2, omega_m, phi):
    """Derivative of `rhs` by `y`, the same for every `y`.

    Complex, shape (..., n, n) with n = len(STATES); the system is linear.

    y: complex, shape (..., 4): mean_d_a_1_dag_d_a_1, mean_d_a_1_dag_d_a_2, mean_d_a_1_d_a_2_dag,
        mean_d_a_2_dag_d_a_2.
    Returns: complex, shape (..., 4, 4).
    """
    y = _state(y, 4, "complex")
    out = _zeros(
        (4, 4), complex, y[..., 0], G_1, G_2, J, Omega, gamma_m, kappa_1, kappa_2, omega_1, omega_2,
        omega_m, phi,
    )
    Omega_minus_omega_m = Omega - omega_m
    x0 = Omega_minus_omega_m * Omega_minus_omega_m
    gamma_m_squared = gamma_m * gamma_m
    denominator = -4 * x0 - gamma_m_squared
    G_1_squared = G_1 * G_1
    out[..., 0, 0] = -(kappa_1 * denominator - 4 * G_1_squared * gamma_m) / denominator
    G_1_G_2 = G_1 * G_2
    exp_i_phi = np.exp(1j * phi)
    G_1_G_2_exp_minus_i_phi = G_1_G_2 * np.conj(exp_i_phi)
    J_Omega = J * Omega
    x1 = (
        (4j * omega_m * G_1_G_2_exp_minus_i_phi - 4j * Omega * G_1_G_2_exp_minus_i_phi)
        + (
            (8j * J_Omega * omega_m - 4j * J_Omega * Omega)
            + (-1j * J * gamma_m_squared - 4j * J * omega_m * omega_m)
        )
    )
    x2 = gamma_m * G_1_G_2_exp_minus_i_phi
    out[..., 0, 1] = out[..., 2, 3] = -(x1 - 2 * x2) / denominator
    G_1_G_2_exp_i_phi = G_1_G_2 * exp_i_phi
    gamma_m_G_1_G_2_exp_i_phi = gamma_m * G_1_G_2_exp_i_phi
    x3 = (4j * Omega * G_1_G_2_exp_i_phi - 4j * omega_m * G_1_G_2_exp_i_phi) - 1j * J * denominator
    out[..., 0, 2] = out[..., 1, 3] = -(x3 - 2 * gamma_m_G_1_G_2_exp_i_phi) / denominator
    out[..., 1, 0] = out[..., 3, 2] = -(-2 * gamma_m_G_1_G_2_exp_i_phi - x3) / denominator
    G_2_squared = G_2 * G_2
    kappa_1_plus_kappa_2 = kappa_1 + kappa_2
    x4 = (
        (4 * gamma_m * (G_1_squared + G_2_squared) + 4 * x0 * kappa_1_plus_kappa_2)
        + gamma_m_squared * kappa_1_plus_kappa_2
    )
    x5 = (
        4 * G_1_squared * Omega_minus_omega_m
        - (omega_1 - omega_2) * denominator
        - 4 * G_2_squared * Omega_minus_omega_m
    )
    out[..., 1, 1] = 0.5 * (x4 - 2j * x5) / denominator
    out[..., 2, 0] = out[..., 3, 1] = -(-2 * x2 - x1) / denominator
    out[..., 2, 2] = 0.5 * (x4 + 2j * x5) / denominator
    out[..., 3, 3] = -(kappa_2 * denominator - 4 * G_2_squared * gamma_m) / denominator
    return out


@_arrays
def drift(
    *, G_1, G_2, J, Omega, gamma_m, kappa_1, kappa_2, omega_1, omega_2, omega_d, omega_m, phi,
):
    """Drift matrix A of dV/dt = A V + V A^T + N.

    Rows in order (x_1, p_1, x_2, p_2, ...) of MODES, x = (c + c.dag)/sqrt(2).

    Returns: real, shape (..., 4, 4).
    """
    out = _zeros(
        (4, 4), float, G_1, G_2, J, Omega, gamma_m, kappa_1, kappa_2, omega_1, omega_2, omega_d,
        omega_m, phi,
    )
    Omega_minus_omega_m = Omega - omega_m
    denominator = -4 * Omega_minus_omega_m * Omega_minus_omega_m - gamma_m * gamma_m
    G_1_squared = G_1 * G_1
    out[..., 0, 0] = out[..., 1, 1] = (
        -0.5 * (kappa_1 * denominator - 4 * G_1_squared * gamma_m) / denominator
    )
    x0 = (4 * G_1_squared * Omega_minus_omega_m - (omega_1 - omega_d) * denominator) / denominator
    out[..., 0, 1] = -x0
    G_1_G_2 = G_1 * G_2
    sin_phi = np.sin(phi)
    x1 = sin_phi * Omega_minus_omega_m
    cos_phi = np.cos(phi)
    gamma_m_cos_phi = gamma_m * cos_phi
    out[..., 0, 2] = out[..., 1, 3] = 2 * G_1_G_2 * (2 * x1 + gamma_m_cos_phi) / denominator
    x2 = cos_phi * Omega_minus_omega_m
    gamma_m_sin_phi = gamma_m * sin_phi
    x3 = J * denominator
    x4 = (2 * G_1_G_2 * (2 * x2 - gamma_m_sin_phi) - x3) / denominator
    out[..., 0, 3] = -x4
    out[..., 1, 0] = x0
    out[..., 1, 2] = x4
    out[..., 2, 0] = out[..., 3, 1] = -2 * G_1_G_2 * (2 * x1 - gamma_m_cos_phi) / denominator
    x5 = (2 * G_1_G_2 * (2 * x2 + gamma_m_sin_phi) - x3) / denominator
    out[..., 2, 1] = -x5
    G_2_squared = G_2 * G_2
    out[..., 2, 2] = out[..., 3, 3] = (
        -0.5 * (kappa_2 * denominator - 4 * G_2_squared * gamma_m) / denominator
    )
    x6 = (4 * G_2_squared * Omega_minus_omega_m - (omega_2 - omega_d) * denominator) / denominator
    out[..., 2, 3] = -x6
    out[..., 3, 0] = x5
    out[..., 3, 2] = x6
    return out


@_arrays
def diffusion(*, G_1, G_2, N_1, N_2, N_3, Omega, gamma_m, kappa_1, kappa_2, omega_m, phi):
    """Noise matrix N of dV/dt, where V = 1/2 in vacuum.

    Rows in order (x_1, p_1, x_2, p_2, ...) of MODES, x = (c + c.dag)/sqrt(2).

    Returns: real, shape (..., 4, 4).
    """
    out = _zeros(
        (4, 4), float, G_1, G_2, N_1, N_2, N_3, Omega, gamma_m, kappa_1, kappa_2, omega_m, phi,
    )
    x0 = gamma_m * (2 * N_3 + 1)
    x1 = G_1 * x0
    Omega_minus_omega_m = Omega - omega_m
    denominator = 4 * Omega_minus_omega_m * Omega_minus_omega_m + gamma_m * gamma_m
    out[..., 0, 0] = out[..., 1, 1] = (
        0.5 * (4 * x1 * G_1 + kappa_1 * (2 * N_1 + 1) * denominator) / denominator
    )
    x2 = x1 * G_2
    out[..., 0, 2] = out[..., 1, 3] = out[..., 2, 0] = out[..., 3, 1] = (
        2 * np.cos(phi) * x2 / denominator
    )
    x3 = np.sin(phi) * x2 / denominator
    out[..., 0, 3] = out[..., 3, 0] = 2 * x3
    out[..., 1, 2] = out[..., 2, 1] = -2 * x3
    out[..., 2, 2] = out[..., 3, 3] = (
        0.5 * (4 * G_2 * G_2 * x0 + kappa_2 * (2 * N_2 + 1) * denominator) / denominator
    )
    return out


@_arrays
def ladder_drift(
    *, G_1, G_2, J, Omega, gamma_m, kappa_1, kappa_2, omega_1, omega_2, omega_d, omega_m, phi,
):
    """Drift matrix of the ladder operators.

    Rows in order (c_1, c_1.dag, c_2, ...) of MODES.

    Returns: complex, shape (..., 4, 4).
    """
    out = _zeros(
        (4, 4), complex, G_1, G_2, J, Omega, gamma_m, kappa_1, kappa_2, omega_1, omega_2, omega_d,
        omega_m, phi,
    )
    G_1_squared = G_1 * G_1
    Omega_minus_omega_m = Omega - omega_m
    gamma_m_squared = gamma_m * gamma_m
    denominator = 4 * Omega_minus_omega_m * Omega_minus_omega_m + gamma_m_squared
    x0 = 4 * G_1_squared * gamma_m + kappa_1 * denominator
    x1 = (omega_1 - omega_d) * denominator + 4 * G_1_squared * Omega_minus_omega_m
    out[..., 0, 0] = -0.5 * (x0 + 2j * x1) / denominator
    G_1_G_2 = G_1 * G_2
    exp_i_phi = np.exp(1j * phi)
    G_1_G_2_exp_minus_i_phi = G_1_G_2 * np.conj(exp_i_phi)
    J_Omega = J * Omega
    x2 = (
        (4j * omega_m * G_1_G_2_exp_minus_i_phi - 4j * Omega * G_1_G_2_exp_minus_i_phi)
        + (
            (8j * J_Omega * omega_m - 4j * J_Omega * Omega)
            + (-1j * J * gamma_m_squared - 4j * J * omega_m * omega_m)
        )
    )
    x3 = gamma_m * G_1_G_2_exp_minus_i_phi
    out[..., 0, 2] = (x2 - 2 * x3) / denominator
    out[..., 1, 1] = -0.5 * (x0 - 2j * x1) / denominator
    G_1_G_2_exp_i_phi = G_1_G_2 * exp_i_phi
    gamma_m_G_1_G_2_exp_i_phi = gamma_m * G_1_G_2_exp_i_phi
    x4 = (4j * Omega * G_1_G_2_exp_i_phi - 4j * omega_m * G_1_G_2_exp_i_phi) + 1j * J * denominator
    out[..., 1, 3] = (x4 - 2 * gamma_m_G_1_G_2_exp_i_phi) / denominator
    out[..., 2, 0] = (-2 * gamma_m_G_1_G_2_exp_i_phi - x4) / denominator
    G_2_squared = G_2 * G_2
    x5 = 4 * G_2_squared * gamma_m + kappa_2 * denominator
    x6 = (omega_2 - omega_d) * denominator + 4 * G_2_squared * Omega_minus_omega_m
    out[..., 2, 2] = -0.5 * (x5 + 2j * x6) / denominator
    out[..., 3, 1] = (-2 * x3 - x2) / denominator
    out[..., 3, 3] = -0.5 * (x5 - 2j * x6) / denominator
    return out


@_arrays
def ladder_noise(*, G_1, G_2, Omega, gamma_m, kappa_1, kappa_2, omega_m, phi):
    """Matrix that couples INPUTS (b_1, b_1.dag, ...) in.

    Rows in order (c_1, c_1.dag, c_2, ...) of MODES.

    Returns: complex, shape (..., 4, 6).
    """
    out = _zeros((4, 6), complex, G_1, G_2, Omega, gamma_m, kappa_1, kappa_2, omega_m, phi)
    out[..., 0, 0] = out[..., 1, 1] = -np.sqrt(kappa_1)
    sqrt_gamma_m = np.sqrt(gamma_m)
    sqrt_gamma_m_G_1 = sqrt_gamma_m * G_1
    Omega_minus_omega_m = Omega - omega_m
    denominator = 4 * Omega_minus_omega_m * Omega_minus_omega_m + gamma_m * gamma_m
    out[..., 0, 4] = -2 * sqrt_gamma_m_G_1 * (2 * Omega_minus_omega_m - 1j * gamma_m) / denominator
    out[..., 1, 5] = -2 * sqrt_gamma_m_G_1 * (2 * Omega_minus_omega_m + 1j * gamma_m) / denominator
    out[..., 2, 2] = out[..., 3, 3] = -np.sqrt(kappa_2)
    sqrt_gamma_m_G_2 = sqrt_gamma_m * G_2
    exp_i_phi = np.exp(1j * phi)
    sqrt_gamma_m_G_2_exp_i_phi = sqrt_gamma_m_G_2 * exp_i_phi
    out[..., 2, 4] = (
        (
            4 * omega_m * sqrt_gamma_m_G_2_exp_i_phi
            - 4 * Omega * sqrt_gamma_m_G_2_exp_i_phi
            + 2j * gamma_m * sqrt_gamma_m_G_2_exp_i_phi
        ) / denominator
    )
    x0 = sqrt_gamma_m_G_2 * np.conj(exp_i_phi)
    out[..., 3, 5] = (4 * omega_m * x0 - 4 * Omega * x0 - 2j * gamma_m * x0) / denominator
    return out


@_arrays
def n_1(
    *, G_1, G_2, J, N_1, N_2, N_3, Omega, gamma_m, kappa_1, kappa_2, omega_1, omega_2, omega_m, phi,
):
    """Stationary value of <d_a_1.dag*d_a_1>.

    Exact for general parameters.

    Returns: real, shape (...).
    """
    G_1_squared = G_1 * G_1
    G_1_squared_squared = G_1_squared * G_1_squared
    G_1_gamma_m = G_1 * gamma_m
    G_1_gamma_m_G_1 = G_1_gamma_m * G_1
    x0 = np.exp(2j * phi)
    x1 = kappa_2 * x0
    x2 = G_1_gamma_m_G_1 * x1
    x3 = x2 * N_3
    G_2_squared = G_2 * G_2
    G_1_squared_G_2_squared = G_1_squared * G_2_squared
    x4 = x2 * N_2
    x5 = G_2_squared * x0
    x6 = kappa_1 * x5
    x7 = G_1_squared * x6
    G_1_gamma_m_G_1_N_3 = G_1_gamma_m_G_1 * N_3
    J_squared = J * J
    x8 = J_squared * x0
    x9 = G_1_gamma_m_G_1 * x8
    Omega_kappa_1 = Omega * kappa_1
    x10 = Omega_kappa_1 * x1
    x11 = x10 * N_1
    x12 = Omega * x11
    x13 = omega_m * x11
    G_1_gamma_m_G_1_kappa_1 = G_1_gamma_m_G_1 * kappa_1
    x14 = G_1_gamma_m_G_1_kappa_1 * x2
    omega_m_squared = omega_m * omega_m
    kappa_1_omega_m_squared = kappa_1 * omega_m_squared
    x15 = kappa_1_omega_m_squared * x1
    x16 = x15 * N_1
    Omega_omega_1 = Omega * omega_1
    G_1_squared_Omega_omega_1 = G_1_squared * Omega_omega_1
    Omega_omega_2 = Omega * omega_2
    G_1_squared_Omega_omega_2 = G_1_squared * Omega_omega_2
    G_1_gamma_m_G_1_kappa_2 = G_1_gamma_m_G_1 * kappa_2
    omega_1_omega_m = omega_1 * omega_m
    x17 = G_1_squared * omega_1_omega_m
    omega_2_omega_m = omega_2 * omega_m
    x18 = G_1_squared * omega_2_omega_m
    Omega_kappa_2 = Omega * kappa_2
    Omega_kappa_2_N_2 = Omega_kappa_2 * N_2
    G_2_J = G_2 * J
    G_1_gamma_m_G_2_J = G_1_gamma_m * G_2_J
    x19 = np.exp(3j * phi)
    x20 = G_1_gamma_m_G_2_J * x19
    x21 = Omega_kappa_2_N_2 * x20
    exp_i_phi = np.exp(1j * phi)
    x22 = G_1_gamma_m_G_2_J * exp_i_phi
    x23 = Omega_kappa_2_N_2 * x22
    kappa_2_omega_m = kappa_2 * omega_m
    kappa_2_omega_m_N_2 = kappa_2_omega_m * N_2
    x24 = kappa_2_omega_m_N_2 * x20
    x25 = kappa_2_omega_m_N_2 * x22
    G_1_squared_Omega_kappa_1 = G_1_squared * Omega_kappa_1
    x26 = N_3 * x20
    x27 = N_3 * x22
    x28 = Omega_kappa_2 * x26
    x29 = Omega_kappa_2 * x27
    x30 = omega_1 * x26
    x31 = omega_1 * x27
    x32 = omega_2 * x26
    x33 = omega_2 * x27
    kappa_1_omega_m = kappa_1 * omega_m
    x34 = G_1_squared * kappa_1_omega_m
    x35 = G_1_squared * kappa_2_omega_m
    x36 = G_2_squared * x6
    x37 = G_1_gamma_m_G_1 * x36
    G_2_squared_squared = G_2_squared * G_2_squared
    G_1_gamma_m_G_2_J_squared = G_1_gamma_m_G_2_J * G_1_gamma_m_G_2_J
    x38 = G_1_gamma_m_G_2_J_squared * N_3
    x39 = np.exp(4j * phi)
    x40 = G_1_squared * x5
    Omega_kappa_1_N_1 = Omega_kappa_1 * N_1
    x41 = Omega_kappa_1 * Omega_kappa_1_N_1
    x42 = x34 * x5
    G_1_gamma_m_squared = G_1_gamma_m * G_1_gamma_m
    x43 = G_1_gamma_m_squared * kappa_1
    x44 = x6 * x43
    x45 = G_2_squared * x1
    x46 = x43 * x45
    x47 = kappa_1_omega_m_squared * N_1
    x48 = Omega * x10
    x49 = G_1_squared_G_2_squared * N_2
    x50 = G_1_squared * x45
    Omega_Omega_kappa_2_N_2 = Omega * Omega_kappa_2_N_2
    x51 = x10 * omega_m
    omega_m_Omega_kappa_2_N_2 = omega_m * Omega_kappa_2_N_2
    x52 = G_1_gamma_m_squared * x45
    kappa_2_N_2 = kappa_2 * N_2
    kappa_2_omega_m_squared = kappa_2 * omega_m_squared
    x53 = kappa_2_omega_m_squared * N_2
    x54 = x52 * kappa_2
    x55 = G_1_gamma_m_squared * omega_1
    x56 = x55 * omega_1
    x57 = N_3 * x5
    x58 = x55 * omega_2
    omega_2_squared = omega_2 * omega_2
    x59 = G_1_gamma_m_squared * omega_2_squared
    J_squared_Omega = J_squared * Omega
    x60 = J_squared_Omega * x0
    x61 = Omega_kappa_1_N_1 * x60
    omega_m_Omega_kappa_1_N_1 = omega_m * Omega_kappa_1_N_1
    x62 = G_1_gamma_m_squared * x8
    gamma_m_kappa_1 = gamma_m * kappa_1
    gamma_m_kappa_1_N_1 = gamma_m_kappa_1 * N_1
    J_squared_Omega_Omega = J_squared_Omega * Omega
    J_squared_Omega_omega_m = J_squared_Omega * omega_m
    x63 = gamma_m * x1
    x64 = G_1_gamma_m_squared * x63
    x65 = x64 * J_squared
    J_squared_omega_m_squared = J_squared * omega_m_squared
    x66 = Omega_kappa_1 * x60
    Omega_kappa_1_omega_m = Omega_kappa_1 * omega_m
    x67 = x62 * gamma_m_kappa_1
    x68 = x64 * N_3
    x69 = kappa_1_omega_m_squared * x8
    x70 = Omega_kappa_1 * x11
    x71 = Omega_kappa_2 * x11
    x72 = G_1_gamma_m_squared * omega_2
    x73 = kappa_1_omega_m * x11
    x74 = kappa_2_omega_m * x11
    omega_1_omega_m_squared = omega_1 * omega_m_squared
    x75 = omega_1_omega_m_squared * x11
    omega_2_omega_m_squared = omega_2 * omega_m_squared
    x76 = omega_2_omega_m_squared * x11
    x77 = x64 * kappa_1
    x78 = x77 * kappa_1
    x79 = x77 * kappa_2
    x80 = kappa_1_omega_m * x1
    x81 = x80 * N_1
    x82 = kappa_1 * x47
    x83 = Omega_kappa_1 * x10
    x84 = x10 * Omega_kappa_2
    Omega_kappa_2_squared = Omega_kappa_2 * Omega_kappa_2
    Omega_omega_1_squared = Omega_omega_1 * Omega_omega_1
    x85 = Omega_omega_1 * Omega_omega_2
    Omega_omega_2_squared = Omega_omega_2 * Omega_omega_2
    x86 = kappa_1_omega_m * x10
    x87 = x10 * kappa_2_omega_m
    x88 = Omega_kappa_2 * kappa_2_omega_m
    x89 = Omega_omega_1 * omega_1_omega_m
    x90 = Omega_omega_1 * omega_2_omega_m
    x91 = Omega_omega_2 * omega_2_omega_m
    x92 = kappa_1 * x68
    kappa_2_squared = kappa_2 * kappa_2
    omega_1_squared = omega_1 * omega_1
    omega_1_omega_2 = omega_1 * omega_2
    x93 = kappa_1_omega_m_squared * kappa_1
    x94 = kappa_1_omega_m_squared * kappa_2
    x95 = kappa_2_omega_m_squared * kappa_2
    x96 = omega_1_omega_m_squared * omega_1
    x97 = omega_1_omega_m_squared * omega_2
    x98 = omega_2_squared * omega_m_squared
    x99 = Omega_kappa_1_N_1 * x20
    x100 = Omega_kappa_1_N_1 * x22
    x101 = G_2_squared * kappa_1_omega_m
    x102 = x101 * N_1
    G_2_squared_Omega_kappa_1 = G_2_squared * Omega_kappa_1
    G_2_squared_gamma_m = G_2_squared * gamma_m
    Omega_Omega_kappa_1 = Omega * Omega_kappa_1
    G_1_G_2_J = G_1 * G_2_J
    x103 = G_1_G_2_J * x19
    x104 = Omega_kappa_1_N_1 * x103
    G_1_G_2_J_exp_i_phi = G_1_G_2_J * exp_i_phi
    x105 = Omega_kappa_1_N_1 * G_1_G_2_J_exp_i_phi
    Omega_Omega_kappa_2 = Omega * Omega_kappa_2
    Omega_kappa_2_omega_m = Omega_kappa_2 * omega_m
    gamma_m_kappa_2 = gamma_m * kappa_2
    x106 = kappa_1_omega_m_squared * x103
    x107 = kappa_1_omega_m_squared * G_1_G_2_J_exp_i_phi
    x108 = kappa_2_omega_m_squared * x103
    x109 = kappa_2_omega_m_squared * G_1_G_2_J_exp_i_phi
    x110 = omega_1 * x20
    gamma_m_squared = gamma_m * gamma_m
    gamma_m_squared_kappa_1 = gamma_m_squared * kappa_1
    x111 = gamma_m_squared_kappa_1 * N_1
    x112 = omega_1 * x22
    x113 = omega_2 * x20
    x114 = omega_2 * x22
    x115 = kappa_1_omega_m * gamma_m_kappa_1_N_1
    x116 = kappa_2_omega_m * x20
    x117 = kappa_2_omega_m * x22
    x118 = kappa_1_omega_m * x47
    x119 = kappa_2_omega_m * x47
    x120 = Omega_kappa_2_N_2 * x103
    x121 = Omega_kappa_2_N_2 * G_1_G_2_J_exp_i_phi
    gamma_m_kappa_2_N_2 = gamma_m * kappa_2_N_2
    x122 = Omega_kappa_1 * x20
    x123 = Omega_kappa_1 * x22
    Omega_kappa_1_N_2 = Omega_kappa_1 * N_2
    gamma_m_squared_kappa_2 = gamma_m_squared * kappa_2
    x124 = G_2_squared_gamma_m * x0
    x125 = kappa_1 * x124
    x126 = G_2_squared_squared * x125
    G_2_J_squared = G_2_J * G_2_J
    x127 = G_2_J_squared * gamma_m_squared
    x128 = omega_1 * x124
    x129 = x128 * Omega_kappa_1_N_1
    x130 = omega_2 * x124
    x131 = x130 * Omega_kappa_1_N_1
    x132 = x45 * x111
    x133 = G_2_J_squared * gamma_m * x0
    x134 = G_2_J_squared * x63
    x135 = Omega * x134
    x136 = x135 * Omega
    x137 = x135 * omega_m
    x138 = gamma_m_squared * x134
    x139 = x134 * omega_m_squared
    x140 = N_3 * x133
    G_2_squared_Omega_omega_1 = G_2_squared * Omega_omega_1
    G_2_squared_Omega_omega_2 = G_2_squared * Omega_omega_2
    gamma_m_squared_omega_1 = gamma_m_squared * omega_1
    x141 = gamma_m_squared_omega_1 * x11
    gamma_m_squared_omega_2 = gamma_m_squared * omega_2
    x142 = gamma_m_squared_omega_2 * x11
    x143 = kappa_1_omega_m * x125
    x144 = kappa_1 * x111
    x145 = G_2_squared_gamma_m * kappa_1
    x146 = x1 * x111
    x147 = G_2_squared_gamma_m * kappa_2
    x148 = x128 * omega_1
    x149 = x128 * omega_2
    x150 = omega_2_squared * x124
    x151 = G_2_squared * omega_1_omega_m
    x152 = G_2_squared * omega_2_omega_m
    x153 = gamma_m_squared * x8
    x154 = J_squared_Omega * gamma_m_squared
    x155 = omega_m_squared * x8
    x156 = J_squared_Omega * omega_m_squared
    x157 = gamma_m_squared_kappa_1 * x8
    J_squared_gamma_m_squared = J_squared * gamma_m_squared
    x158 = gamma_m_squared * x1
    x159 = J_squared * x158
    x160 = x48 * N_2
    x161 = J_squared_Omega_Omega * x1
    x162 = x10 * N_2
    x163 = J_squared_Omega * x158
    x164 = x1 * x156
    x165 = J_squared_gamma_m_squared * N_2
    x166 = J_squared_omega_m_squared * N_2
    x167 = x1 * J_squared_omega_m_squared
    x168 = x159 * N_2
    Omega_kappa_1_squared = Omega_kappa_1 * Omega_kappa_1
    x169 = Omega_kappa_1 * Omega_kappa_2
    x170 = gamma_m_squared_kappa_1 * kappa_1
    x171 = gamma_m_squared_kappa_1 * kappa_2
    x172 = gamma_m_squared_kappa_2 * kappa_2
    x173 = x158 * x111
    x174 = gamma_m_squared_omega_1 * omega_1
    x175 = gamma_m_squared_omega_1 * omega_2
    x176 = gamma_m_squared * omega_2_squared
    x177 = kappa_2_N_2 * x20
    x178 = kappa_2_N_2 * x22
    x179 = Omega_kappa_2 * x20
    x180 = Omega_kappa_2 * x22
    x181 = Omega_kappa_1 * kappa_2_omega_m
    x182 = x10 * omega_1_omega_m_squared
    x183 = x10 * omega_2_omega_m_squared
    x184 = Omega_Omega_kappa_1 * Omega_kappa_1
    x185 = Omega_Omega_kappa_1 * Omega_kappa_2
    x186 = Omega * Omega_kappa_2_squared
    x187 = Omega_kappa_1 * Omega_kappa_1_omega_m
    x188 = Omega_kappa_2 * Omega_kappa_1_omega_m
    x189 = Omega_kappa_2_squared * omega_m
    x190 = gamma_m_kappa_1 * kappa_1_omega_m
    x191 = gamma_m_squared_kappa_1 * x45
    x192 = Omega_kappa_1 * x128
    x193 = Omega_kappa_1 * x130
    x194 = x10 * gamma_m_squared_omega_1
    x195 = x10 * gamma_m_squared_omega_2
    x196 = x170 * x1
    x197 = x1 * x171
    x198 = gamma_m_squared_kappa_1 * x158
    return (
        (
            (
                64 * G_1_squared_squared * x3
                + 64 * G_1_squared_G_2_squared * x4
                + 64 * x7 * G_1_gamma_m_G_1_N_3
                + 64 * G_1_squared_G_2_squared * x3
                + 64 * x9 * G_1_gamma_m_G_1_N_3
                + 64 * G_1_squared_squared * x12
                - 128 * G_1_squared_squared * x13
                + 16 * x14 * N_1
                + 64 * G_1_squared_squared * x16
                + 128 * G_1_squared_Omega_omega_1 * x3
                - 128 * G_1_squared_Omega_omega_2 * x3
                + 32 * G_1_gamma_m_G_1_kappa_1 * x3
                + 32 * G_1_gamma_m_G_1_kappa_2 * x3
                - 128 * x17 * x3
                + 128 * x18 * x3
                + 64 * G_1_squared * x21
                + 64 * G_1_squared * x23
                - 64 * G_1_squared * x24
                - 64 * G_1_squared * x25
                + 64 * G_1_squared_Omega_kappa_1 * x26
                + 64 * G_1_squared_Omega_kappa_1 * x27
                + 128 * G_1_squared * x28
                + 128 * G_1_squared * x29
                - 64 * G_1_gamma_m_G_1 * x30
                - 64 * G_1_gamma_m_G_1 * x31
                + 64 * G_1_gamma_m_G_1 * x32
                + 64 * G_1_gamma_m_G_1 * x33
                - 64 * x34 * x26
                - 64 * x34 * x27
                - 128 * x35 * x26
                - 128 * x35 * x27
                + 64 * x37 * N_1
                + 64 * G_2_squared_squared * x4
                + 64 * x36 * G_1_gamma_m_G_1_N_3
                - 64 * x38 * x39
                + 64 * x40 * x41
                - 64 * G_1_squared_G_2_squared * x12
                - 128 * Omega_kappa_1_N_1 * x42
                + 128 * G_1_squared_G_2_squared * x13
                + 16 * x44 * N_1
                + 48 * x46 * N_1
                + 64 * x7 * x47
                - 64 * G_1_squared_G_2_squared * x16
                + 64 * x48 * x49
                + 64 * x50 * Omega_Omega_kappa_2_N_2
                - 128 * x51 * x49
                - 128 * x50 * omega_m_Omega_kappa_2_N_2
                + 16 * x46 * N_2
                + 16 * x52 * kappa_2_N_2
                + 64 * x15 * x49
            )
            + (
                64 * x50 * x53
                + 16 * x44 * N_3
                + 32 * x46 * N_3
                + 16 * x54 * N_3
                + 64 * x56 * x57
                - 128 * x58 * x57
                + 64 * x59 * x57
                + 64 * G_1_gamma_m_G_1 * x61
                - 128 * x9 * omega_m_Omega_kappa_1_N_1
                + 16 * x62 * gamma_m_kappa_1_N_1
                + 64 * x9 * x47
                + 64 * J_squared_Omega_Omega * x4
                - 128 * J_squared_Omega_omega_m * x4
                + 16 * x65 * N_2
                + 64 * J_squared_omega_m_squared * x4
                + 64 * x66 * G_1_gamma_m_G_1_N_3
                + 64 * J_squared_Omega_Omega * x3
                - 128 * Omega_kappa_1_omega_m * G_1_gamma_m_G_1_N_3 * x8
                - 128 * J_squared_Omega_omega_m * x3
                + 16 * x67 * N_3
                + 16 * J_squared * x68
                + 64 * x69 * G_1_gamma_m_G_1_N_3
                + 64 * J_squared_omega_m_squared * x3
                + 128 * G_1_squared_Omega_omega_1 * x12
                - 128 * G_1_squared_Omega_omega_2 * x12
                + 32 * G_1_gamma_m_G_1 * x70
                + 32 * G_1_gamma_m_G_1 * x71
                - 384 * G_1_squared_Omega_omega_1 * x13
                + 384 * G_1_squared_Omega_omega_2 * x13
                + 32 * x55 * x11
                - 32 * x72 * x11
                - 64 * G_1_gamma_m_G_1 * x73
                - 64 * G_1_gamma_m_G_1 * x74
                + 384 * G_1_squared * x75
                - 384 * G_1_squared * x76
                + 8 * x78 * N_1
                + 8 * x79 * N_1
                - 32 * x55 * x81
                + 32 * x72 * x81
                + 32 * x82 * x2
                + 32 * x2 * kappa_2 * x47
                - 128 * x17 * x16
                + 128 * x18 * x16
                + 16 * x83 * G_1_gamma_m_G_1_N_3
                + 32 * x84 * G_1_gamma_m_G_1_N_3
                + 16 * Omega_kappa_2_squared * x3
                + 64 * Omega_omega_1_squared * x3
                - 128 * x85 * x3
                + 64 * Omega_omega_2_squared * x3
                - 32 * x86 * G_1_gamma_m_G_1_N_3
            )
            + (
                256 * x90 * x3
                - 64 * x87 * G_1_gamma_m_G_1_N_3
                - 32 * x88 * x3
                - 128 * x89 * x3
                - 128 * x91 * x3
                + 4 * x92 * kappa_1
                + 8 * x92 * kappa_2
                + 4 * kappa_2_squared * x68
                + 16 * omega_1_squared * x68
                - 32 * omega_1_omega_2 * x68
                + 16 * omega_2_squared * x68
                + 16 * x93 * x3
                + 32 * x94 * x3
                + 16 * x95 * x3
                + 64 * x96 * x3
                - 128 * x97 * x3
                + 64 * x98 * x3
                + 128 * G_2_squared * x99
                + 128 * G_2_squared * x100
                - 128 * x102 * x20
                - 128 * x102 * x22
                + 64 * G_2_squared * x21
                + 64 * G_2_squared * x23
                - 64 * G_2_squared * x24
                - 64 * G_2_squared * x25
                + 64 * G_2_squared_Omega_kappa_1 * x26
                + 64 * G_2_squared_Omega_kappa_1 * x27
                + 64 * G_2_squared_gamma_m * x30
                + 64 * G_2_squared_gamma_m * x31
                - 64 * G_2_squared_gamma_m * x32
                - 64 * G_2_squared_gamma_m * x33
                - 64 * x101 * x26
                - 64 * x101 * x27
                + 64 * Omega_Omega_kappa_1 * x104
                + 64 * Omega_Omega_kappa_1 * x105
                + 64 * Omega_Omega_kappa_2 * x104
                + 64 * Omega_Omega_kappa_2 * x105
                - 64 * Omega_omega_1 * x99
                - 64 * Omega_omega_1 * x100
                + 64 * Omega_omega_2 * x99
                + 64 * Omega_omega_2 * x100
                - 192 * Omega_kappa_1_omega_m * x104
                - 192 * Omega_kappa_1_omega_m * x105
                - 192 * Omega_kappa_2_omega_m * x104
                - 192 * Omega_kappa_2_omega_m * x105
                + 16 * gamma_m_kappa_1 * x99
                + 16 * gamma_m_kappa_1 * x100
                + 16 * gamma_m_kappa_2 * x99
                + 16 * gamma_m_kappa_2 * x100
                + 128 * omega_1_omega_m * x99
            )
            + (
                128 * omega_1_omega_m * x100
                - 128 * omega_2_omega_m * x99
                - 128 * omega_2_omega_m * x100
                + 192 * x106 * Omega_kappa_1_N_1
                + 192 * x107 * Omega_kappa_1_N_1
                + 192 * x108 * Omega_kappa_1_N_1
                + 192 * x109 * Omega_kappa_1_N_1
                - 16 * x110 * x111
                - 16 * x112 * x111
                + 16 * x113 * x111
                + 16 * x114 * x111
                - 16 * x115 * x20
                - 16 * x115 * x22
                - 16 * gamma_m_kappa_1_N_1 * x116
                - 16 * gamma_m_kappa_1_N_1 * x117
                - 64 * x110 * x47
                - 64 * x112 * x47
                + 64 * x113 * x47
                + 64 * x114 * x47
                - 64 * x118 * x103
                - 64 * x118 * G_1_G_2_J_exp_i_phi
                - 64 * x119 * x103
                - 64 * x119 * G_1_G_2_J_exp_i_phi
                + 64 * Omega_Omega_kappa_1 * x120
                + 64 * Omega_Omega_kappa_1 * x121
                + 64 * Omega_Omega_kappa_2 * x120
                + 64 * Omega_Omega_kappa_2 * x121
                - 192 * Omega_kappa_1_omega_m * x120
                - 192 * Omega_kappa_1_omega_m * x121
                - 192 * Omega_kappa_2_omega_m * x120
                - 192 * Omega_kappa_2_omega_m * x121
                + 16 * gamma_m_kappa_2_N_2 * x122
                + 16 * gamma_m_kappa_2_N_2 * x123
                + 16 * gamma_m_kappa_2 * x21
                + 16 * gamma_m_kappa_2 * x23
                + 192 * x108 * Omega_kappa_1_N_2
                + 192 * x109 * Omega_kappa_1_N_2
                + 192 * x108 * Omega_kappa_2_N_2
                + 192 * x109 * Omega_kappa_2_N_2
                - 16 * gamma_m_kappa_1 * x24
                - 16 * gamma_m_kappa_1 * x25
                - 16 * gamma_m_kappa_2_N_2 * x116
                - 16 * gamma_m_kappa_2_N_2 * x117
                - 64 * x106 * kappa_2_omega_m_N_2
                - 64 * x107 * kappa_2_omega_m_N_2
                - 64 * x108 * kappa_2_omega_m_N_2
                - 64 * x109 * kappa_2_omega_m_N_2
                + 64 * Omega_omega_1 * x28
                + 64 * Omega_omega_1 * x29
                - 64 * Omega_omega_2 * x28
            )
            + (
                128 * x28 * omega_2_omega_m
                - 64 * Omega_omega_2 * x29
                - 128 * x28 * omega_1_omega_m
                - 128 * x29 * omega_1_omega_m
                + 128 * x29 * omega_2_omega_m
                + 16 * gamma_m_squared_kappa_2 * x30
                + 16 * gamma_m_squared_kappa_2 * x31
                - 16 * gamma_m_squared_kappa_2 * x32
                - 16 * gamma_m_squared_kappa_2 * x33
                + 64 * kappa_2_omega_m_squared * x30
                + 64 * kappa_2_omega_m_squared * x31
                - 64 * kappa_2_omega_m_squared * x32
                - 64 * kappa_2_omega_m_squared * x33
                + 64 * x126 * N_1
                + 64 * x127 * x57
                + 64 * G_2_squared_squared * x12
                - 128 * G_2_squared * x129
                + 128 * G_2_squared * x131
                - 128 * G_2_squared_squared * x13
                + 32 * x36 * x111
                + 48 * G_2_squared * x132
                + 128 * x128 * x102
                - 128 * x130 * x102
                + 64 * G_2_squared_squared * x16
                + 64 * Omega * Omega_kappa_1_N_1 * x133
                - 128 * omega_m_Omega_kappa_1_N_1 * x133
                + 16 * x111 * x133
                + 64 * x47 * x133
                + 64 * x136 * N_2
                - 128 * x137 * N_2
                + 16 * x138 * N_2
                + 64 * x139 * N_2
                + 64 * Omega_Omega_kappa_1 * x140
                + 64 * x136 * N_3
                - 128 * Omega_kappa_1_omega_m * x140
                - 128 * x137 * N_3
                + 16 * gamma_m_squared_kappa_1 * x140
                + 16 * x138 * N_3
                + 64 * kappa_1_omega_m_squared * x140
                + 64 * x139 * N_3
                - 128 * G_2_squared_Omega_omega_1 * x12
                + 128 * G_2_squared_Omega_omega_2 * x12
                + 16 * x41 * x125
                + 64 * G_2_squared_gamma_m * x70
                + 48 * G_2_squared_gamma_m * x71
                + 64 * Omega_omega_1 * x129
                - 128 * Omega_omega_1 * x131
                + 64 * Omega_omega_2 * x131
                + 384 * G_2_squared_Omega_omega_1 * x13
                - 384 * G_2_squared_Omega_omega_2 * x13
            )
            + (
                32 * G_2_squared * x142
                - 32 * G_2_squared * x141
                - 32 * x143 * Omega_kappa_1_N_1
                - 128 * G_2_squared_gamma_m * x73
                - 96 * G_2_squared_gamma_m * x74
                - 128 * omega_1_omega_m * x129
                + 256 * omega_2_omega_m * x129
                - 128 * omega_2_omega_m * x131
                - 384 * G_2_squared * x75
                + 384 * G_2_squared * x76
                + 4 * x125 * x144
                + 16 * x145 * x146
                + 12 * x146 * x147
                + 16 * x148 * x111
                - 32 * x149 * x111
                + 16 * x111 * x150
                + 32 * omega_1_omega_m * x132
                - 32 * omega_2_omega_m * x132
                + 16 * x125 * x82
                + 64 * x145 * x16
                + 48 * x147 * x16
                + 64 * x148 * x47
                - 128 * x149 * x47
                + 64 * x47 * x150
                + 128 * x151 * x16
                - 128 * x152 * x16
                + 64 * Omega_Omega_kappa_1 * x61
                + 64 * x12 * J_squared_Omega_Omega
                - 256 * Omega_kappa_1_omega_m * x61
                - 256 * x12 * J_squared_Omega_omega_m
                + 32 * x153 * x41
                + 32 * x154 * x11
                + 384 * x41 * x155
                + 384 * x156 * x11
                - 64 * x157 * omega_m_Omega_kappa_1_N_1
                - 64 * J_squared_gamma_m_squared * x13
                - 256 * x69 * omega_m_Omega_kappa_1_N_1
                - 256 * J_squared_omega_m_squared * x13
                + 4 * x157 * x111
                + 4 * x159 * x111
                + 32 * x69 * x111
                + 32 * J_squared_gamma_m_squared * x16
                + 64 * x69 * x47
                + 64 * J_squared_omega_m_squared * x16
                + 64 * J_squared_Omega_Omega * x160
                + 64 * Omega_Omega_kappa_2_N_2 * x161
                - 256 * J_squared_Omega_omega_m * x160
                - 256 * x161 * omega_m_Omega_kappa_2_N_2
                + 32 * x154 * x162
                + 32 * x163 * Omega_kappa_2_N_2
            )
            + (
                384 * x156 * x162
                + 384 * x164 * Omega_kappa_2_N_2
                - 64 * x51 * x165
                - 64 * x159 * omega_m_Omega_kappa_2_N_2
                - 256 * x51 * x166
                - 256 * x167 * omega_m_Omega_kappa_2_N_2
                + 4 * gamma_m_squared_kappa_1 * x168
                + 4 * gamma_m_squared_kappa_2 * x168
                + 32 * x15 * x165
                + 32 * x159 * x53
                + 64 * x15 * x166
                + 64 * x167 * x53
                + 16 * x12 * Omega_kappa_1_squared
                + 32 * x12 * x169
                + 16 * x12 * Omega_kappa_2_squared
                + 64 * Omega_omega_1_squared * x12
                - 128 * x85 * x12
                + 64 * Omega_omega_2_squared * x12
                - 64 * x70 * Omega_kappa_1_omega_m
                - 128 * x71 * Omega_kappa_1_omega_m
                - 64 * Omega_kappa_2_squared * x13
                - 256 * Omega_omega_1_squared * x13
                + 512 * x85 * x13
                - 256 * Omega_omega_2_squared * x13
                + 8 * x70 * gamma_m_squared_kappa_1
                + 16 * x70 * gamma_m_squared_kappa_2
                + 8 * x71 * gamma_m_squared_kappa_2
                + 32 * Omega_omega_1 * x141
                - 64 * Omega_omega_1 * x142
                + 32 * Omega_omega_2 * x142
                + 96 * x70 * kappa_1_omega_m_squared
                + 192 * x70 * kappa_2_omega_m_squared
                + 96 * x71 * kappa_2_omega_m_squared
                + 384 * Omega_omega_1 * x75
                - 768 * Omega_omega_1 * x76
                + 384 * Omega_omega_2 * x76
                - 16 * gamma_m_squared_kappa_1 * x73
                - 32 * gamma_m_squared_kappa_1 * x74
                - 16 * gamma_m_squared_kappa_2 * x74
                - 64 * omega_1_omega_m * x141
                + 128 * omega_2_omega_m * x141
                - 64 * omega_2_omega_m * x142
                - 64 * kappa_1_omega_m_squared * x73
                - 128 * kappa_1_omega_m_squared * x74
                - 64 * kappa_2_omega_m_squared * x74
                - 256 * omega_1_omega_m * x75
                + 512 * omega_2_omega_m * x75
                - 256 * omega_2_omega_m * x76
                + x170 * x146
                + 2 * x146 * x171
            )
            + (
                x146 * x172
                + 4 * omega_1_squared * x173
                - 8 * omega_1_omega_2 * x173
                + 4 * omega_2_squared * x173
                + 8 * x144 * x15
                + 16 * x15 * kappa_2 * x111
                + 8 * x172 * x16
                + 32 * x174 * x16
                - 64 * x175 * x16
                + 32 * x176 * x16
                + 16 * x93 * x16
                + 32 * x94 * x16
                + 16 * x95 * x16
                + 64 * x96 * x16
                - 128 * x97 * x16
                + 64 * x98 * x16
                - 64 * x38
                + 32j * G_1_gamma_m_G_1 * x177
                - 32j * G_1_gamma_m_G_1 * x178
                - 32j * G_1_gamma_m_G_1_kappa_2 * x26
                + 32j * G_1_gamma_m_G_1_kappa_2 * x27
                + 32j * G_2_squared_gamma_m * x177
                - 32j * G_2_squared_gamma_m * x178
                - 32j * x147 * x26
                + 32j * x147 * x27
                + 32j * x122 * Omega_kappa_2_N_2
                - 32j * x123 * Omega_kappa_2_N_2
                + 32j * x179 * Omega_kappa_2_N_2
                - 32j * x180 * Omega_kappa_2_N_2
                - 64j * x122 * kappa_2_omega_m_N_2
                + 64j * x123 * kappa_2_omega_m_N_2
                - 64j * Omega_kappa_2_N_2 * x116
                + 64j * Omega_kappa_2_N_2 * x117
                + 8j * gamma_m_squared_kappa_1 * x177
                - 8j * gamma_m_squared_kappa_1 * x178
                + 8j * gamma_m_squared_kappa_2 * x177
                - 8j * gamma_m_squared_kappa_2 * x178
                + 32j * kappa_1_omega_m_squared * x177
                - 32j * kappa_1_omega_m_squared * x178
                + 32j * kappa_2_omega_m_squared * x177
                - 32j * kappa_2_omega_m_squared * x178
                - 32j * Omega_kappa_1 * x28
                + 32j * Omega_kappa_1 * x29
                - 32j * Omega_kappa_2_squared * x26
                + 32j * Omega_kappa_2_squared * x27
                + 64j * x181 * x26
                - 64j * x181 * x27
                + 64j * x28 * kappa_2_omega_m
                - 64j * x29 * kappa_2_omega_m
                - 8j * x171 * x26
            )
            + 1j
            * (
                8 * x171 * x27
                - 8 * x172 * x26
                + 8 * x172 * x27
                - 32 * x94 * x26
                + 32 * x94 * x27
                - 32 * x95 * x26
                + 32 * x95 * x27
            )
        )
        / (
            (
                64 * G_1_squared_squared * x2
                + 64 * G_1_gamma_m_G_1 * x7
                + 128 * G_1_squared_G_2_squared * x2
                + 64 * x9 * G_1_gamma_m_G_1
                + 64 * G_1_squared_squared * x48
                + 128 * G_1_squared_Omega_omega_1 * x2
                - 128 * G_1_squared_Omega_omega_2 * x2
                - 128 * G_1_squared_squared * x51
                + 48 * x14
                + 32 * x2 * G_1_gamma_m_G_1_kappa_2
                - 128 * x17 * x2
                + 128 * x18 * x2
                + 64 * G_1_squared_squared * x15
                + 64 * G_1_squared * x122
                + 64 * G_1_squared * x123
                + 192 * G_1_squared * x179
                + 192 * G_1_squared * x180
                - 64 * G_1_gamma_m_G_1 * x110
                - 64 * G_1_gamma_m_G_1 * x112
                + 64 * G_1_gamma_m_G_1 * x113
                + 64 * G_1_gamma_m_G_1 * x114
                - 64 * x34 * x20
                - 64 * x34 * x22
                - 192 * G_1_squared * x116
                - 192 * G_1_squared * x117
                + 128 * x37
                + 64 * G_2_squared_squared * x2
                - 64 * G_1_gamma_m_G_2_J_squared * x39
                - 64 * G_1_gamma_m_G_2_J_squared
                + 64 * x40 * Omega_kappa_1_squared
                + 64 * x50 * Omega_Omega_kappa_2
                - 128 * Omega_kappa_1 * x42
                - 128 * x50 * Omega_kappa_2_omega_m
                + 32 * x44
                + 96 * x46
                + 32 * x54
                + 64 * x56 * x5
                - 128 * x58 * x5
                + 64 * x59 * x5
                + 64 * x7 * kappa_1_omega_m_squared
                + 64 * x50 * kappa_2_omega_m_squared
                + 128 * G_1_gamma_m_G_1 * x66
                + 128 * J_squared_Omega_Omega * x2
                - 256 * x9 * Omega_kappa_1_omega_m
                - 256 * x2 * J_squared_Omega_omega_m
                + 32 * x67
                + 32 * x65
                + 128 * G_1_gamma_m_G_1 * x69
                + 128 * x2 * J_squared_omega_m_squared
                + 128 * G_1_squared_Omega_omega_1 * x48
            )
            + (
                48 * G_1_gamma_m_G_1 * x83
                - 128 * G_1_squared_Omega_omega_2 * x48
                + 64 * G_1_gamma_m_G_1 * x84
                + 16 * x2 * Omega_kappa_2_squared
                + 64 * Omega_omega_1_squared * x2
                - 128 * x85 * x2
                + 64 * Omega_omega_2_squared * x2
                - 384 * G_1_squared_Omega_omega_1 * x51
                + 384 * G_1_squared_Omega_omega_2 * x51
                + 32 * x10 * x55
                - 32 * x10 * x72
                - 96 * G_1_gamma_m_G_1 * x86
                - 128 * G_1_gamma_m_G_1 * x87
                - 32 * x2 * x88
                - 128 * x89 * x2
                + 256 * x90 * x2
                - 128 * x91 * x2
                + 384 * G_1_squared * x182
                - 384 * G_1_squared * x183
                + 12 * x78
                + 16 * x79
                + 4 * x64 * kappa_2_squared
                + 16 * x64 * omega_1_squared
                - 32 * x64 * omega_1_omega_2
                + 16 * x64 * omega_2_squared
                - 32 * x80 * x55
                + 32 * x80 * x72
                + 48 * x93 * x2
                + 64 * x2 * x94
                + 16 * x2 * x95
                + 64 * x2 * x96
                - 128 * x2 * x97
                + 64 * x2 * x98
                - 128 * x17 * x15
                + 128 * x18 * x15
                + 192 * G_2_squared * x122
                + 192 * G_2_squared * x123
                + 64 * G_2_squared * x179
                + 64 * G_2_squared * x180
                + 64 * G_2_squared_gamma_m * x110
                + 64 * G_2_squared_gamma_m * x112
                - 64 * G_2_squared_gamma_m * x113
                - 64 * G_2_squared_gamma_m * x114
                - 192 * x101 * x20
                - 192 * x101 * x22
                - 64 * G_2_squared * x116
                - 64 * G_2_squared * x117
                + 64 * x184 * x103
                + 64 * x184 * G_1_G_2_J_exp_i_phi
                + 128 * x185 * x103
            )
            + (
                128 * x185 * G_1_G_2_J_exp_i_phi
                + 64 * x186 * x103
                + 64 * x186 * G_1_G_2_J_exp_i_phi
                - 64 * Omega_omega_1 * x122
                - 64 * Omega_omega_1 * x123
                + 64 * Omega_omega_2 * x122
                + 64 * Omega_omega_2 * x123
                + 64 * Omega_omega_1 * x179
                + 64 * Omega_omega_1 * x180
                - 64 * Omega_omega_2 * x179
                - 64 * Omega_omega_2 * x180
                - 192 * x187 * x103
                - 192 * x187 * G_1_G_2_J_exp_i_phi
                - 384 * x188 * x103
                - 384 * x188 * G_1_G_2_J_exp_i_phi
                - 192 * x189 * x103
                - 192 * x189 * G_1_G_2_J_exp_i_phi
                + 16 * gamma_m_kappa_1 * x122
                + 16 * gamma_m_kappa_1 * x123
                + 32 * gamma_m_kappa_2 * x122
                + 32 * gamma_m_kappa_2 * x123
                + 16 * gamma_m_kappa_2 * x179
                + 16 * gamma_m_kappa_2 * x180
                + 128 * x122 * omega_1_omega_m
                + 128 * x123 * omega_1_omega_m
                - 128 * x122 * omega_2_omega_m
                - 128 * x123 * omega_2_omega_m
                - 128 * x179 * omega_1_omega_m
                - 128 * x180 * omega_1_omega_m
                + 128 * x179 * omega_2_omega_m
                + 128 * x180 * omega_2_omega_m
                + 192 * Omega_kappa_1 * x106
                + 192 * Omega_kappa_1 * x107
                + 384 * Omega_kappa_1 * x108
                + 384 * Omega_kappa_1 * x109
                + 192 * Omega_kappa_2 * x108
                + 192 * Omega_kappa_2 * x109
                - 16 * gamma_m_squared_kappa_1 * x110
                - 16 * gamma_m_squared_kappa_1 * x112
                + 16 * gamma_m_squared_kappa_1 * x113
                + 16 * gamma_m_squared_kappa_1 * x114
                + 16 * gamma_m_squared_kappa_2 * x110
                + 16 * gamma_m_squared_kappa_2 * x112
                - 16 * gamma_m_squared_kappa_2 * x113
                - 16 * gamma_m_squared_kappa_2 * x114
                - 16 * x190 * x20
                - 16 * x190 * x22
                - 32 * gamma_m_kappa_1 * x116
                - 32 * gamma_m_kappa_1 * x117
                - 16 * gamma_m_kappa_2 * x116
            )
            + (
                64 * kappa_1_omega_m_squared * x113
                - 16 * gamma_m_kappa_2 * x117
                - 64 * kappa_1_omega_m_squared * x110
                - 64 * kappa_1_omega_m_squared * x112
                + 64 * kappa_1_omega_m_squared * x114
                + 64 * kappa_2_omega_m_squared * x110
                + 64 * kappa_2_omega_m_squared * x112
                - 64 * kappa_2_omega_m_squared * x113
                - 64 * kappa_2_omega_m_squared * x114
                - 64 * x106 * kappa_1_omega_m
                - 64 * x107 * kappa_1_omega_m
                - 128 * x106 * kappa_2_omega_m
                - 128 * x107 * kappa_2_omega_m
                - 64 * kappa_2_omega_m * x108
                - 64 * kappa_2_omega_m * x109
                + 64 * x126
                + 64 * x127 * x5
                + 64 * G_2_squared_squared * x48
                - 128 * G_2_squared_Omega_kappa_1 * x128
                + 128 * G_2_squared_Omega_kappa_1 * x130
                - 128 * G_2_squared_squared * x51
                + 32 * x36 * gamma_m_squared_kappa_1
                + 48 * G_2_squared * x191
                + 128 * x101 * x128
                - 128 * x101 * x130
                + 64 * G_2_squared_squared * x15
                + 128 * Omega_Omega_kappa_1 * x133
                + 128 * x136
                - 256 * Omega_kappa_1_omega_m * x133
                - 256 * x137
                + 32 * gamma_m_squared_kappa_1 * x133
                + 32 * x138
                + 128 * kappa_1_omega_m_squared * x133
                + 128 * x139
                - 128 * G_2_squared_Omega_omega_1 * x48
                + 128 * G_2_squared_Omega_omega_2 * x48
                + 16 * Omega_kappa_1_squared * x125
                + 64 * G_2_squared_gamma_m * x83
                + 48 * G_2_squared_gamma_m * x84
                + 64 * Omega_omega_1 * x192
                - 128 * Omega_omega_1 * x193
                + 64 * Omega_omega_2 * x193
                + 384 * G_2_squared_Omega_omega_1 * x51
                - 384 * G_2_squared_Omega_omega_2 * x51
                - 32 * G_2_squared * x194
                + 32 * G_2_squared * x195
                - 32 * Omega_kappa_1 * x143
                - 128 * G_2_squared_gamma_m * x86
                - 96 * G_2_squared_gamma_m * x87
                - 128 * x192 * omega_1_omega_m
            )
            + (
                256 * x192 * omega_2_omega_m
                - 128 * x193 * omega_2_omega_m
                - 384 * G_2_squared * x182
                + 384 * G_2_squared * x183
                + 4 * x125 * x170
                + 16 * G_2_squared_gamma_m * x196
                + 12 * G_2_squared_gamma_m * x197
                + 16 * gamma_m_squared_kappa_1 * x148
                - 32 * gamma_m_squared_kappa_1 * x149
                + 16 * gamma_m_squared_kappa_1 * x150
                + 32 * x191 * omega_1_omega_m
                - 32 * x191 * omega_2_omega_m
                + 16 * x125 * x93
                + 64 * x145 * x15
                + 48 * x15 * x147
                + 64 * kappa_1_omega_m_squared * x148
                - 128 * kappa_1_omega_m_squared * x149
                + 64 * kappa_1_omega_m_squared * x150
                + 128 * x151 * x15
                - 128 * x152 * x15
                + 64 * Omega_Omega_kappa_1 * x66
                + 128 * x48 * J_squared_Omega_Omega
                + 64 * Omega_Omega_kappa_2 * x161
                - 256 * x66 * Omega_kappa_1_omega_m
                - 512 * x48 * J_squared_Omega_omega_m
                - 256 * x161 * Omega_kappa_2_omega_m
                + 32 * x153 * Omega_kappa_1_squared
                + 64 * x154 * x10
                + 32 * x163 * Omega_kappa_2
                + 384 * Omega_kappa_1_squared * x155
                + 768 * x10 * x156
                + 384 * x164 * Omega_kappa_2
                - 64 * x157 * Omega_kappa_1_omega_m
                - 128 * J_squared_gamma_m_squared * x51
                - 64 * x159 * Omega_kappa_2_omega_m
                - 256 * x69 * Omega_kappa_1_omega_m
                - 512 * J_squared_omega_m_squared * x51
                - 256 * x167 * Omega_kappa_2_omega_m
                + 4 * x157 * gamma_m_squared_kappa_1
                + 8 * x159 * gamma_m_squared_kappa_1
                + 4 * x159 * gamma_m_squared_kappa_2
                + 32 * x69 * gamma_m_squared_kappa_1
                + 64 * J_squared_gamma_m_squared * x15
                + 32 * x159 * kappa_2_omega_m_squared
                + 64 * x69 * kappa_1_omega_m_squared
                + 128 * x15 * J_squared_omega_m_squared
                + 64 * x167 * kappa_2_omega_m_squared
                + 16 * x48 * Omega_kappa_1_squared
                + 32 * x48 * x169
                + 16 * x48 * Omega_kappa_2_squared
            )
            + (
                64 * Omega_omega_1_squared * x48
                - 128 * x85 * x48
                + 64 * Omega_omega_2_squared * x48
                - 64 * x83 * Omega_kappa_1_omega_m
                - 128 * x84 * Omega_kappa_1_omega_m
                - 64 * Omega_kappa_2_squared * x51
                - 256 * Omega_omega_1_squared * x51
                + 512 * x85 * x51
                - 256 * Omega_omega_2_squared * x51
                + 8 * x83 * gamma_m_squared_kappa_1
                + 16 * x83 * gamma_m_squared_kappa_2
                + 8 * x84 * gamma_m_squared_kappa_2
                + 32 * Omega_omega_1 * x194
                - 64 * Omega_omega_1 * x195
                + 32 * Omega_omega_2 * x195
                + 96 * x83 * kappa_1_omega_m_squared
                + 192 * x83 * kappa_2_omega_m_squared
                + 96 * x84 * kappa_2_omega_m_squared
                + 384 * Omega_omega_1 * x182
                - 768 * Omega_omega_1 * x183
                + 384 * Omega_omega_2 * x183
                - 16 * gamma_m_squared_kappa_1 * x86
                - 32 * gamma_m_squared_kappa_1 * x87
                - 16 * x87 * gamma_m_squared_kappa_2
                - 64 * x194 * omega_1_omega_m
                + 128 * x194 * omega_2_omega_m
                - 64 * x195 * omega_2_omega_m
                - 64 * kappa_1_omega_m_squared * x86
                - 128 * kappa_1_omega_m_squared * x87
                - 64 * x87 * kappa_2_omega_m_squared
                - 256 * x182 * omega_1_omega_m
                + 512 * x182 * omega_2_omega_m
                - 256 * x183 * omega_2_omega_m
                + gamma_m_squared_kappa_1 * x196
                + 2 * gamma_m_squared_kappa_1 * x197
                + x197 * gamma_m_squared_kappa_2
                + 4 * x198 * omega_1_squared
                - 8 * x198 * omega_1_omega_2
                + 4 * x198 * omega_2_squared
                + 8 * x170 * x15
                + 16 * x15 * x171
                + 8 * x15 * x172
                + 32 * x15 * x174
                - 64 * x15 * x175
                + 32 * x176 * x15
                + 16 * x93 * x15
                + 32 * x15 * x94
                + 16 * x15 * x95
                + 64 * x15 * x96
                - 128 * x15 * x97
            )
            + 64 * x15 * x98
        )
    ).real


@_arrays
def n_2(
    *, G_1, G_2, J, N_1, N_2, N_3, Omega, gamma_m, kappa_1, kappa_2, omega_1, omega_2, omega_m, phi,
):
    """Stationary value of <d_a_2.dag*d_a_2>.

    Exact for general parameters.

    Returns: real, shape (...).
    """
    G_1_squared = G_1 * G_1
    G_1_squared_squared = G_1_squared * G_1_squared
    x0 = np.exp(2j * phi)
    x1 = kappa_2 * x0
    x2 = gamma_m * x1
    x3 = G_1_squared * x2
    x4 = x3 * N_2
    G_2_gamma_m = G_2 * gamma_m
    G_2_G_2_gamma_m = G_2 * G_2_gamma_m
    x5 = G_2_G_2_gamma_m * x0
    x6 = kappa_1 * x5
    x7 = G_1_squared_squared * x6
    x8 = G_2_G_2_gamma_m * x1
    x9 = x8 * N_2
    x10 = x8 * N_3
    gamma_m_squared = gamma_m * gamma_m
    G_1_J = G_1 * J
    G_1_J_squared = G_1_J * G_1_J
    x11 = G_1_J_squared * x0
    x12 = G_1_squared * gamma_m_squared * x11
    Omega_kappa_1 = Omega * kappa_1
    Omega_Omega_kappa_1 = Omega * Omega_kappa_1
    x13 = Omega_Omega_kappa_1 * x1
    x14 = x13 * N_2
    omega_1_N_2 = omega_1 * N_2
    G_1_squared_omega_1_N_2 = G_1_squared * omega_1_N_2
    x15 = x3 * Omega
    G_1_squared_omega_2 = G_1_squared * omega_2
    Omega_G_1_squared_omega_2 = Omega * G_1_squared_omega_2
    Omega_kappa_1_omega_m = Omega_kappa_1 * omega_m
    Omega_kappa_1_omega_m_N_2 = Omega_kappa_1_omega_m * N_2
    x16 = x1 * Omega_kappa_1_omega_m_N_2
    gamma_m_kappa_1 = gamma_m * kappa_1
    x17 = G_1_squared * gamma_m_kappa_1
    G_1_squared_gamma_m = G_1_squared * gamma_m
    kappa_2_N_2 = kappa_2 * N_2
    x18 = x3 * kappa_2_N_2
    x19 = x3 * omega_m
    x20 = G_1_squared_omega_2 * omega_m
    omega_m_squared = omega_m * omega_m
    kappa_1_omega_m_squared = kappa_1 * omega_m_squared
    x21 = kappa_1_omega_m_squared * x1
    x22 = x21 * N_2
    G_1_squared_Omega_kappa_1 = G_1_squared * Omega_kappa_1
    G_1_J_G_2_gamma_m = G_1_J * G_2_gamma_m
    x23 = np.exp(3j * phi)
    x24 = G_1_J_G_2_gamma_m * x23
    x25 = N_1 * x24
    exp_i_phi = np.exp(1j * phi)
    x26 = G_1_J_G_2_gamma_m * exp_i_phi
    x27 = N_1 * x26
    kappa_1_omega_m = kappa_1 * omega_m
    x28 = G_1_squared * kappa_1_omega_m
    x29 = G_1_squared * x24
    Omega_kappa_2_N_2 = Omega * kappa_2_N_2
    x30 = G_1_squared * x26
    kappa_2_N_2_omega_m = kappa_2_N_2 * omega_m
    Omega_kappa_2 = Omega * kappa_2
    G_1_squared_Omega_kappa_2 = G_1_squared * Omega_kappa_2
    x31 = N_3 * x24
    x32 = N_3 * x26
    G_1_squared_omega_1 = G_1_squared * omega_1
    x33 = gamma_m * G_1_squared_omega_1
    x34 = gamma_m * G_1_squared_omega_2
    kappa_2_omega_m = kappa_2 * omega_m
    x35 = G_1_squared * kappa_2_omega_m
    G_2_squared = G_2 * G_2
    G_1_squared_G_2_squared = G_1_squared * G_2_squared
    x36 = G_1_squared_G_2_squared * N_1
    x37 = N_3 * x5
    x38 = kappa_1 * x37
    G_1_J_G_2_gamma_m_squared = G_1_J_G_2_gamma_m * G_1_J_G_2_gamma_m
    x39 = G_1_J_G_2_gamma_m_squared * N_3
    x40 = np.exp(4j * phi)
    Omega_kappa_1_squared = Omega_kappa_1 * Omega_kappa_1
    x41 = x36 * x0
    x42 = kappa_1 * Omega_kappa_1_omega_m
    x43 = x1 * Omega_kappa_1_omega_m
    G_2_gamma_m_squared = G_2_gamma_m * G_2_gamma_m
    x44 = G_2_gamma_m_squared * x0
    x45 = G_1_squared * x44
    kappa_1_squared = kappa_1 * kappa_1
    x46 = x45 * kappa_1_squared
    x47 = G_2_gamma_m_squared * x1
    x48 = G_1_squared * x47
    x49 = x48 * kappa_1
    x50 = kappa_1_omega_m_squared * kappa_1
    x51 = G_1_squared_G_2_squared * x1
    Omega_squared = Omega * Omega
    Omega_squared_kappa_2_N_2 = Omega_squared * kappa_2_N_2
    Omega_omega_m = Omega * omega_m
    Omega_omega_m_kappa_2_N_2 = Omega_omega_m * kappa_2_N_2
    x52 = x1 * omega_m_squared
    x53 = x52 * kappa_2_N_2
    x54 = x45 * N_3
    kappa_2_N_3 = kappa_2 * N_3
    omega_1_squared = omega_1 * omega_1
    omega_1_omega_2 = omega_1 * omega_2
    omega_2_squared = omega_2 * omega_2
    x55 = gamma_m * x11
    Omega_Omega_kappa_1_N_1 = Omega_Omega_kappa_1 * N_1
    Omega_kappa_1_omega_m_N_1 = Omega_kappa_1_omega_m * N_1
    gamma_m_kappa_1_gamma_m = gamma_m_kappa_1 * gamma_m
    x56 = gamma_m_kappa_1_gamma_m * x55
    x57 = gamma_m_kappa_1 * omega_m_squared * x11
    x58 = G_1_J_squared * x2
    x59 = x58 * N_2
    x60 = x2 * gamma_m
    x61 = x60 * (G_1_J_squared * gamma_m)
    x62 = x55 * N_3
    x63 = x58 * N_3
    x64 = Omega * x13
    Omega_Omega_kappa_2 = Omega * Omega_kappa_2
    x65 = x3 * Omega_squared
    omega_1_omega_1_N_2 = omega_1 * omega_1_N_2
    omega_2_omega_1_N_2 = omega_2 * omega_1_N_2
    x66 = omega_2_squared * x4
    x67 = G_1_squared_omega_1_N_2 * omega_m
    gamma_m_Omega_kappa_1 = gamma_m * Omega_kappa_1
    x68 = x3 * gamma_m_Omega_kappa_1
    x69 = omega_2 * x4
    Omega_kappa_2_omega_m = Omega_kappa_2 * omega_m
    x70 = x3 * Omega_omega_m
    x71 = Omega_kappa_1 * x52
    x72 = x71 * G_1_squared_omega_2
    gamma_m_kappa_1_squared = gamma_m_kappa_1 * gamma_m_kappa_1
    gamma_m_squared_kappa_2 = gamma_m_squared * kappa_2
    x73 = x3 * gamma_m_squared
    x74 = gamma_m_kappa_1 * x19
    kappa_2_omega_m_squared = kappa_2 * omega_m_squared
    x75 = x3 * omega_m_squared
    G_2_squared_Omega_kappa_1 = G_2_squared * Omega_kappa_1
    x76 = G_2_squared * kappa_1_omega_m
    G_2_squared_Omega_kappa_2 = G_2_squared * Omega_kappa_2
    x77 = omega_1 * x31
    x78 = omega_1 * x32
    x79 = omega_2 * x31
    x80 = omega_2 * x32
    x81 = G_2_squared * kappa_2_omega_m
    G_1_J_G_2 = G_1_J * G_2
    x82 = G_1_J_G_2 * x23
    x83 = Omega_kappa_1 * x82
    G_1_J_G_2_exp_i_phi = G_1_J_G_2 * exp_i_phi
    x84 = Omega_kappa_1 * G_1_J_G_2_exp_i_phi
    x85 = Omega_kappa_2 * x82
    x86 = Omega_kappa_2 * G_1_J_G_2_exp_i_phi
    x87 = kappa_2_omega_m * x82
    x88 = kappa_2_omega_m * G_1_J_G_2_exp_i_phi
    x89 = gamma_m_kappa_1 * Omega_kappa_1
    x90 = gamma_m_Omega_kappa_1 * kappa_2
    x91 = kappa_1_omega_m_squared * N_1
    x92 = kappa_2_omega_m_squared * N_1
    x93 = gamma_m_kappa_1 * kappa_1_omega_m
    x94 = gamma_m_kappa_1 * kappa_2_omega_m
    x95 = kappa_1_omega_m * x91
    x96 = Omega_Omega_kappa_1 * Omega_kappa_2_N_2
    x97 = omega_1 * x24
    x98 = omega_1 * x26
    x99 = omega_2 * x24
    x100 = omega_2 * x26
    x101 = Omega_Omega_kappa_1 * kappa_2_N_2_omega_m
    x102 = gamma_m_Omega_kappa_1 * kappa_2_N_2
    gamma_m_kappa_2_N_2 = gamma_m * kappa_2_N_2
    x103 = gamma_m_kappa_2_N_2 * Omega_kappa_2
    x104 = kappa_2_N_2 * omega_m_squared
    x105 = gamma_m_squared * kappa_2_N_2
    x106 = gamma_m_kappa_1 * kappa_2_N_2_omega_m
    x107 = gamma_m_kappa_2_N_2 * kappa_2_omega_m
    x108 = kappa_1_omega_m_squared * kappa_2_N_2_omega_m
    G_2_squared_squared = G_2_squared * G_2_squared
    J_squared = J * J
    G_2_G_2_gamma_m_J_squared = G_2_G_2_gamma_m * J_squared
    G_2_G_2_gamma_m_kappa_1 = G_2_G_2_gamma_m * kappa_1
    x109 = G_2_squared_Omega_kappa_1 * omega_1
    x110 = G_2_squared_Omega_kappa_1 * omega_2
    x111 = x76 * omega_1
    x112 = x76 * omega_2
    x113 = Omega_Omega_kappa_1 * x5
    J_squared_N_1 = J_squared * N_1
    x114 = Omega_kappa_1_omega_m * x5
    x115 = gamma_m_kappa_1 * x44
    x116 = kappa_1_omega_m_squared * x5
    J_squared_Omega_squared = J_squared * Omega_squared
    J_squared_Omega_omega_m = J_squared * Omega_omega_m
    x117 = G_2_gamma_m_squared * x2
    x118 = J_squared * x117
    x119 = J_squared * x52
    x120 = G_2_G_2_gamma_m * x119
    x121 = Omega_Omega_kappa_1 * x37
    x122 = Omega_kappa_1_omega_m * x37
    x123 = x115 * N_3
    x124 = kappa_1_omega_m_squared * x37
    x125 = G_2_squared * x64
    x126 = x13 * kappa_2_N_2
    G_2_squared_omega_m = G_2_squared * omega_m
    x127 = G_2_squared_omega_m * omega_1_N_2
    x128 = omega_2 * G_2_squared_omega_m
    x129 = x47 * omega_1_N_2
    x130 = x47 * omega_2
    x131 = x130 * N_2
    x132 = kappa_2_N_2 * Omega_kappa_1_omega_m
    x133 = x52 * x110
    x134 = x117 * kappa_1_squared
    x135 = x117 * kappa_1
    x136 = G_2_G_2_gamma_m * x21
    x137 = G_2_G_2_gamma_m * x13
    x138 = kappa_2 * Omega_kappa_1_omega_m
    x139 = G_2_G_2_gamma_m_kappa_1 * x21
    x140 = Omega_Omega_kappa_1 * Omega_Omega_kappa_1
    x141 = J_squared_N_1 * x0
    x142 = Omega_squared * x13
    x143 = Omega_kappa_1_omega_m * x141
    x144 = Omega_omega_m * x13
    x145 = gamma_m_squared * Omega_kappa_1_squared
    x146 = Omega_Omega_kappa_1 * x60
    x147 = Omega_kappa_1_squared * omega_m_squared
    x148 = x13 * omega_m_squared
    x149 = x60 * Omega_kappa_1_omega_m
    x150 = x52 * Omega_kappa_1_omega_m
    x151 = gamma_m_kappa_1_gamma_m * gamma_m_kappa_1_gamma_m
    x152 = x60 * gamma_m_kappa_1_gamma_m
    x153 = gamma_m_kappa_1_squared * omega_m_squared
    x154 = x2 * gamma_m_kappa_1
    x155 = x154 * omega_m_squared
    x156 = kappa_1_omega_m_squared * kappa_1_omega_m_squared
    x157 = kappa_1_omega_m_squared * x52
    x158 = J_squared_Omega_squared * x1
    x159 = J_squared * x60
    x160 = x159 * N_2
    x161 = J_squared * x155
    x162 = x119 * kappa_1_omega_m_squared
    x163 = omega_2_squared * x14
    x164 = x154 * N_2
    x165 = x60 * kappa_2_N_2
    kappa_2_N_2_kappa_2 = kappa_2_N_2 * kappa_2
    omega_2_squared_N_2 = omega_2_squared * N_2
    x166 = omega_2_squared * Omega_kappa_1_omega_m_N_2
    x167 = kappa_1_omega_m_squared * kappa_2_N_2
    x168 = kappa_1_omega_m_squared * kappa_2
    x169 = Omega_Omega_kappa_1 * kappa_2
    x170 = gamma_m_kappa_1_gamma_m * kappa_2
    gamma_m_kappa_2 = gamma_m * kappa_2
    x171 = G_1_squared_G_2_squared * x0
    x172 = x52 * kappa_2
    Omega_kappa_2_squared = Omega_kappa_2 * Omega_kappa_2
    x173 = G_1_squared_omega_1 * omega_m
    x174 = Omega_kappa_2 * kappa_2_omega_m
    x175 = kappa_2_omega_m_squared * kappa_2
    x176 = gamma_m_kappa_2 * Omega_kappa_2
    x177 = gamma_m_kappa_2 * kappa_2_omega_m
    x178 = kappa_1_omega_m_squared * kappa_1_omega_m
    x179 = omega_1 * G_2_squared_omega_m
    x180 = x47 * omega_1
    x181 = J_squared * x0
    x182 = Omega_kappa_1_omega_m * x181
    x183 = x60 * kappa_2
    kappa_2_squared = kappa_2 * kappa_2
    return (
        (
            (
                64 * G_1_squared_squared * x4
                + 64 * x7 * N_1
                + 64 * G_1_squared_squared * x9
                + 64 * G_1_squared_squared * x10
                + 64 * N_3 * x12
                + 64 * G_1_squared_squared * x14
                + 128 * G_1_squared_omega_1_N_2 * x15
                - 128 * Omega_G_1_squared_omega_2 * x4
                - 128 * G_1_squared_squared * x16
                + 48 * x17 * x4
                + 32 * G_1_squared_gamma_m * x18
                - 128 * G_1_squared_omega_1_N_2 * x19
                + 128 * x20 * x4
                + 64 * G_1_squared_squared * x22
                + 64 * G_1_squared_Omega_kappa_1 * x25
                + 64 * G_1_squared_Omega_kappa_1 * x27
                - 64 * x28 * x25
                - 64 * x28 * x27
                + 128 * x29 * Omega_kappa_2_N_2
                + 128 * x30 * Omega_kappa_2_N_2
                - 128 * x29 * kappa_2_N_2_omega_m
                - 128 * x30 * kappa_2_N_2_omega_m
                + 64 * G_1_squared_Omega_kappa_2 * x31
                + 64 * G_1_squared_Omega_kappa_2 * x32
                - 64 * x33 * x31
                - 64 * x33 * x32
                + 64 * x34 * x31
                + 64 * x34 * x32
                - 64 * x35 * x31
                - 64 * x35 * x32
                + 64 * x6 * x36
                + 64 * G_1_squared_G_2_squared * x38
                + 64 * G_1_squared_G_2_squared * x10
                - 64 * x39 * x40
                + 64 * Omega_kappa_1_squared * x41
                + 64 * x13 * x36
                - 128 * x42 * x41
                - 128 * x43 * x36
                + 16 * x46 * N_1
                + 16 * x49 * N_1
                + 64 * x50 * x41
                + 64 * x21 * x36
                - 64 * G_1_squared_G_2_squared * x14
                + 64 * x51 * Omega_squared_kappa_2_N_2
                + 128 * x51 * Omega_kappa_1_omega_m_N_2
                - 128 * x51 * Omega_omega_m_kappa_2_N_2
                + 48 * x49 * N_2
                + 16 * x48 * kappa_2_N_2
                - 64 * G_1_squared_G_2_squared * x22
                + 64 * G_1_squared_G_2_squared * x53
            )
            + (
                16 * kappa_1_squared * x54
                + 32 * x49 * N_3
                + 16 * x48 * kappa_2_N_3
                + 64 * omega_1_squared * x54
                - 128 * omega_1_omega_2 * x54
                + 64 * omega_2_squared * x54
                + 64 * x55 * Omega_Omega_kappa_1_N_1
                - 128 * x55 * Omega_kappa_1_omega_m_N_1
                + 16 * x56 * N_1
                + 64 * N_1 * x57
                + 64 * Omega_squared * x59
                - 128 * Omega_omega_m * x59
                + 16 * x61 * N_2
                + 64 * omega_m_squared * x59
                + 64 * Omega_Omega_kappa_1 * x62
                + 64 * Omega_squared * x63
                - 128 * Omega_kappa_1_omega_m * x62
                - 128 * Omega_omega_m * x63
                + 16 * gamma_m_kappa_1_gamma_m * x62
                + 16 * x61 * N_3
                + 64 * N_3 * x57
                + 64 * omega_m_squared * x63
                + 128 * G_1_squared_omega_1_N_2 * x64
                - 128 * Omega_G_1_squared_omega_2 * x14
                + 48 * Omega_kappa_1_squared * x4
                + 64 * Omega_Omega_kappa_1 * x18
                + 16 * Omega_Omega_kappa_2 * x18
                + 64 * x65 * omega_1_omega_1_N_2
                - 128 * x65 * omega_2_omega_1_N_2
                + 64 * Omega_squared * x66
                - 384 * x13 * x67
                + 384 * x20 * x14
                + 32 * x68 * omega_1_N_2
                - 32 * gamma_m_Omega_kappa_1 * x69
                - 96 * x42 * x4
                - 128 * x18 * Omega_kappa_1_omega_m
                - 32 * x18 * Omega_kappa_2_omega_m
                - 128 * x70 * omega_1_omega_1_N_2
                + 256 * x70 * omega_2_omega_1_N_2
                - 128 * Omega_omega_m * x66
                + 384 * G_1_squared_omega_1_N_2 * x71
                - 384 * x72 * N_2
                + 12 * gamma_m_kappa_1_squared * x4
                + 16 * gamma_m_kappa_1_gamma_m * x18
                + 4 * x18 * gamma_m_squared_kappa_2
                + 16 * x73 * omega_1_omega_1_N_2
                - 32 * x73 * omega_2_omega_1_N_2
                + 16 * gamma_m_squared * x66
                - 32 * x74 * omega_1_N_2
                + 32 * gamma_m_kappa_1 * x69 * omega_m
            )
            + (
                48 * x50 * x4
                + 64 * kappa_1_omega_m_squared * x18
                + 16 * x18 * kappa_2_omega_m_squared
                + 64 * omega_1_omega_1_N_2 * x75
                - 128 * omega_2_omega_1_N_2 * x75
                + 64 * x66 * omega_m_squared
                - 128 * x21 * x67
                + 128 * x20 * x22
                + 64 * G_2_squared_Omega_kappa_1 * x25
                + 64 * G_2_squared_Omega_kappa_1 * x27
                - 64 * x76 * x25
                - 64 * x76 * x27
                + 128 * G_2_squared_Omega_kappa_1 * x31
                + 128 * G_2_squared_Omega_kappa_1 * x32
                + 64 * G_2_squared_Omega_kappa_2 * x31
                + 64 * G_2_squared_Omega_kappa_2 * x32
                + 64 * G_2_G_2_gamma_m * x77
                + 64 * G_2_G_2_gamma_m * x78
                - 64 * G_2_G_2_gamma_m * x79
                - 64 * G_2_G_2_gamma_m * x80
                - 128 * x76 * x31
                - 128 * x76 * x32
                - 64 * x81 * x31
                - 64 * x81 * x32
                + 64 * x83 * Omega_Omega_kappa_1_N_1
                + 64 * x84 * Omega_Omega_kappa_1_N_1
                + 64 * x85 * Omega_Omega_kappa_1_N_1
                + 64 * x86 * Omega_Omega_kappa_1_N_1
                - 192 * x83 * Omega_kappa_1_omega_m_N_1
                - 192 * x84 * Omega_kappa_1_omega_m_N_1
                - 192 * x87 * Omega_Omega_kappa_1_N_1
                - 192 * x88 * Omega_Omega_kappa_1_N_1
                + 16 * x89 * x25
                + 16 * x89 * x27
                + 16 * x90 * x25
                + 16 * x90 * x27
                + 192 * x83 * x91
                + 192 * x84 * x91
                + 192 * x83 * x92
                + 192 * x84 * x92
                - 16 * x93 * x25
                - 16 * x93 * x27
                - 16 * x94 * x25
                - 16 * x94 * x27
                - 64 * x95 * x82
                - 64 * x95 * G_1_J_G_2_exp_i_phi
                - 64 * x87 * x91
                - 64 * x88 * x91
                + 64 * x96 * x82
                + 64 * x96 * G_1_J_G_2_exp_i_phi
            )
            + (
                64 * Omega_squared_kappa_2_N_2 * x85
                + 64 * Omega_squared_kappa_2_N_2 * x86
                + 64 * Omega_squared_kappa_2_N_2 * x97
                + 64 * Omega_squared_kappa_2_N_2 * x98
                - 64 * Omega_squared_kappa_2_N_2 * x99
                - 64 * Omega_squared_kappa_2_N_2 * x100
                - 192 * x101 * x82
                - 192 * x101 * G_1_J_G_2_exp_i_phi
                - 192 * Omega_omega_m_kappa_2_N_2 * x85
                - 192 * Omega_omega_m_kappa_2_N_2 * x86
                + 16 * x102 * x24
                + 16 * x102 * x26
                + 16 * x103 * x24
                + 16 * x103 * x26
                - 128 * Omega_omega_m_kappa_2_N_2 * x97
                - 128 * Omega_omega_m_kappa_2_N_2 * x98
                + 128 * Omega_omega_m_kappa_2_N_2 * x99
                + 128 * Omega_omega_m_kappa_2_N_2 * x100
                + 192 * x83 * x104
                + 192 * x84 * x104
                + 192 * x85 * x104
                + 192 * x86 * x104
                + 16 * x105 * x97
                + 16 * x105 * x98
                - 16 * x105 * x99
                - 16 * x105 * x100
                - 16 * x106 * x24
                - 16 * x106 * x26
                - 16 * x107 * x24
                - 16 * x107 * x26
                + 64 * x97 * x104
                + 64 * x98 * x104
                - 64 * x99 * x104
                - 64 * x100 * x104
                - 64 * x108 * x82
                - 64 * x108 * G_1_J_G_2_exp_i_phi
                - 64 * x87 * x104
                - 64 * x88 * x104
                - 64 * Omega_Omega_kappa_1 * x77
                - 64 * Omega_Omega_kappa_1 * x78
                + 64 * Omega_Omega_kappa_1 * x79
                + 64 * Omega_Omega_kappa_1 * x80
                + 128 * x77 * Omega_kappa_1_omega_m
                + 128 * x78 * Omega_kappa_1_omega_m
                - 128 * x79 * Omega_kappa_1_omega_m
                - 128 * x80 * Omega_kappa_1_omega_m
                - 16 * gamma_m_kappa_1_gamma_m * x77
                - 16 * gamma_m_kappa_1_gamma_m * x78
                + 16 * gamma_m_kappa_1_gamma_m * x79
                + 16 * gamma_m_kappa_1_gamma_m * x80
            )
            + (
                64 * kappa_1_omega_m_squared * x79
                - 64 * kappa_1_omega_m_squared * x77
                - 64 * kappa_1_omega_m_squared * x78
                + 64 * kappa_1_omega_m_squared * x80
                + 64 * G_2_squared_squared * x38
                + 64 * G_2_G_2_gamma_m_J_squared * x37
                + 64 * G_2_squared_squared * x14
                - 128 * G_2_squared_squared * x16
                + 16 * G_2_G_2_gamma_m_kappa_1 * x9
                + 64 * G_2_squared_squared * x22
                - 128 * x109 * x37
                + 128 * x110 * x37
                + 32 * G_2_G_2_gamma_m_kappa_1 * x38
                + 32 * G_2_G_2_gamma_m_kappa_1 * x10
                + 128 * x111 * x37
                - 128 * x112 * x37
                + 64 * x113 * J_squared_N_1
                - 128 * x114 * J_squared_N_1
                + 16 * x115 * J_squared_N_1
                + 64 * x116 * J_squared_N_1
                + 64 * J_squared_Omega_squared * x9
                - 128 * J_squared_Omega_omega_m * x9
                + 16 * x118 * N_2
                + 64 * x120 * N_2
                + 64 * J_squared * x121
                + 64 * J_squared_Omega_squared * x10
                - 128 * J_squared * x122
                - 128 * J_squared_Omega_omega_m * x10
                + 16 * J_squared * x123
                + 16 * x118 * N_3
                + 64 * J_squared * x124
                + 64 * x120 * N_3
                - 128 * x125 * omega_1_N_2
                + 128 * G_2_squared * Omega * omega_2 * x14
                + 32 * Omega_kappa_1_squared * x9
                + 32 * G_2_G_2_gamma_m * x126
                + 384 * x13 * x127
                - 384 * x128 * x14
                - 32 * Omega_kappa_1 * x129
                + 32 * Omega_kappa_1 * x131
                - 64 * x42 * x9
                - 64 * x8 * x132
                - 384 * G_2_squared_Omega_kappa_1 * x52 * omega_1_N_2
                + 384 * x133 * N_2
                + 8 * x134 * N_2
                + 8 * x135 * kappa_2_N_2
                + 32 * kappa_1_omega_m * x129
                - 32 * kappa_1_omega_m * x131
                + 32 * G_2_G_2_gamma_m_kappa_1 * x22
                + 32 * x136 * kappa_2_N_2
            )
            + (
                128 * x21 * x127
                - 128 * x128 * x22
                + 16 * Omega_kappa_1_squared * x38
                + 32 * Omega_kappa_1_squared * x10
                + 16 * x137 * kappa_2_N_3
                + 64 * x121 * omega_1_squared
                - 128 * x121 * omega_1_omega_2
                + 64 * x121 * omega_2_squared
                - 32 * x42 * x38
                - 64 * x42 * x10
                - 32 * x138 * x10
                - 128 * omega_1_squared * x122
                + 256 * omega_1_omega_2 * x122
                - 128 * omega_2_squared * x122
                + 4 * kappa_1_squared * x123
                + 8 * x134 * N_3
                + 4 * x135 * kappa_2_N_3
                + 16 * omega_1_squared * x123
                - 32 * omega_1_omega_2 * x123
                + 16 * omega_2_squared * x123
                + 16 * x50 * x38
                + 32 * x139 * N_3
                + 16 * x136 * kappa_2_N_3
                + 64 * x124 * omega_1_squared
                - 128 * x124 * omega_1_omega_2
                + 64 * x124 * omega_2_squared
                + 64 * x140 * x141
                + 64 * x142 * J_squared_N_1
                - 256 * Omega_Omega_kappa_1 * x143
                - 256 * x144 * J_squared_N_1
                + 32 * x145 * x141
                + 32 * x146 * J_squared_N_1
                + 384 * x147 * x141
                + 384 * x148 * J_squared_N_1
                - 64 * gamma_m_kappa_1_gamma_m * x143
                - 64 * x149 * J_squared_N_1
                - 256 * kappa_1_omega_m_squared * x143
                - 256 * x150 * J_squared_N_1
                + 4 * x151 * x141
                + 4 * x152 * J_squared_N_1
                + 32 * x153 * x141
                + 32 * x155 * J_squared_N_1
                + 64 * x156 * x141
                + 64 * x157 * J_squared_N_1
                + 64 * J_squared_Omega_squared * x14
                + 64 * x158 * Omega_squared_kappa_2_N_2
                - 256 * J_squared_Omega_omega_m * x14
                - 256 * J_squared_Omega_omega_m * x1 * Omega_squared_kappa_2_N_2
                + 32 * Omega_Omega_kappa_1 * x160
                + 32 * x159 * Omega_squared_kappa_2_N_2
            )
            + (
                384 * J_squared * omega_m_squared * x14
                + 384 * x119 * Omega_squared_kappa_2_N_2
                - 64 * x159 * Omega_kappa_1_omega_m_N_2
                - 64 * x159 * Omega_omega_m_kappa_2_N_2
                - 256 * x119 * Omega_kappa_1_omega_m_N_2
                - 256 * x119 * Omega_omega_m_kappa_2_N_2
                + 4 * gamma_m_kappa_1_gamma_m * x160
                + 4 * x159 * x105
                + 32 * x161 * N_2
                + 32 * x159 * x104
                + 64 * x162 * N_2
                + 64 * x119 * x104
                + 16 * Omega_kappa_1_squared * x14
                + 32 * Omega_Omega_kappa_1 * x126
                + 16 * Omega_Omega_kappa_2 * x126
                + 64 * x142 * omega_1_omega_1_N_2
                - 128 * x142 * omega_2_omega_1_N_2
                + 64 * Omega_squared * x163
                - 64 * Omega_kappa_1_squared * x16
                - 128 * x126 * Omega_kappa_1_omega_m
                - 64 * x126 * Omega_kappa_2_omega_m
                - 256 * x144 * omega_1_omega_1_N_2
                + 512 * x144 * omega_2_omega_1_N_2
                - 256 * Omega_omega_m * x163
                + 8 * Omega_kappa_1_squared * x164
                + 16 * Omega_kappa_1_squared * x165
                + 8 * x146 * kappa_2_N_2_kappa_2
                + 32 * x146 * omega_1_omega_1_N_2
                - 64 * x146 * omega_2_omega_1_N_2
                + 32 * x146 * omega_2_squared_N_2
                + 96 * Omega_kappa_1_squared * x22
                + 192 * Omega_kappa_1_squared * x53
                + 96 * x126 * kappa_2_omega_m_squared
                + 384 * omega_1_omega_1_N_2 * x148
                - 768 * omega_2_omega_1_N_2 * x148
                + 384 * x163 * omega_m_squared
                - 16 * x42 * x164
                - 32 * x154 * x132
                - 16 * x165 * x138
                - 64 * omega_1_omega_1_N_2 * x149
                + 128 * omega_2_omega_1_N_2 * x149
                - 64 * x60 * x166
                - 64 * x42 * x22
                - 128 * x21 * x132
                - 64 * x53 * x138
                - 256 * omega_1_omega_1_N_2 * x150
                + 512 * omega_2_omega_1_N_2 * x150
                - 256 * x52 * x166
                + gamma_m_kappa_1_squared * x164
                + 2 * gamma_m_kappa_1_squared * x165
            )
            + (
                x152 * kappa_2_N_2_kappa_2
                + 4 * x152 * omega_1_omega_1_N_2
                - 8 * x152 * omega_2_omega_1_N_2
                + 4 * x152 * omega_2_squared_N_2
                + 8 * x50 * x164
                + 16 * x154 * x167
                + 8 * x154 * kappa_2_N_2 * kappa_2_omega_m_squared
                + 32 * omega_1_omega_1_N_2 * x155
                - 64 * omega_2_omega_1_N_2 * x155
                + 32 * x155 * omega_2_squared_N_2
                + 16 * x50 * x22
                + 32 * x167 * x21
                + 16 * x53 * x168
                + 64 * x157 * omega_1_omega_1_N_2
                - 128 * x157 * omega_2_omega_1_N_2
                + 64 * x157 * omega_2_squared_N_2
                - 64 * x39
                - 32j * x17 * x25
                + 32j * x17 * x27
                + 32j * x17 * x31
                - 32j * x17 * x32
                - 32j * G_2_G_2_gamma_m_kappa_1 * x25
                + 32j * G_2_G_2_gamma_m_kappa_1 * x27
                + 32j * G_2_G_2_gamma_m_kappa_1 * x31
                - 32j * G_2_G_2_gamma_m_kappa_1 * x32
                - 32j * Omega_kappa_1_squared * x25
                + 32j * Omega_kappa_1_squared * x27
                - 32j * x169 * x25
                + 32j * x169 * x27
                + 64j * x42 * x25
                - 64j * x42 * x27
                + 64j * x138 * x25
                - 64j * x138 * x27
                - 8j * gamma_m_kappa_1_squared * x25
                + 8j * gamma_m_kappa_1_squared * x27
                - 8j * x170 * x25
                + 8j * x170 * x27
                - 32j * x50 * x25
                + 32j * x50 * x27
                - 32j * x168 * x25
                + 32j * x168 * x27
                + 32j * Omega_kappa_1_squared * x31
                - 32j * Omega_kappa_1_squared * x32
                + 32j * x169 * x31
                - 32j * x169 * x32
                - 64j * x42 * x31
                + 64j * x42 * x32
                - 64j * x138 * x31
                + 64j * x138 * x32
                + 8j * gamma_m_kappa_1_squared * x31
            )
            + 1j
            * (
                8 * x170 * x31
                - 8 * gamma_m_kappa_1_squared * x32
                - 8 * x170 * x32
                + 32 * x50 * x31
                - 32 * x50 * x32
                + 32 * x168 * x31
                - 32 * x168 * x32
            )
        )
        / (
            (
                64 * x3 * G_1_squared_squared
                + 64 * x7
                + 128 * G_1_squared_squared * x8
                + 64 * x12
                + 64 * G_1_squared_squared * x13
                + 128 * x15 * G_1_squared_omega_1
                - 128 * x3 * Omega_G_1_squared_omega_2
                - 128 * G_1_squared_squared * x43
                + 48 * x3 * x17
                + 32 * x3 * G_1_squared * gamma_m_kappa_2
                - 128 * G_1_squared_omega_1 * x19
                + 128 * x3 * x20
                + 64 * G_1_squared_squared * x21
                + 64 * x29 * Omega_kappa_1
                + 64 * x30 * Omega_kappa_1
                + 192 * x29 * Omega_kappa_2
                + 192 * x30 * Omega_kappa_2
                - 64 * G_1_squared_gamma_m * x97
                - 64 * G_1_squared_gamma_m * x98
                + 64 * x34 * x24
                + 64 * x34 * x26
                - 64 * x29 * kappa_1_omega_m
                - 64 * x30 * kappa_1_omega_m
                - 192 * x29 * kappa_2_omega_m
                - 192 * x30 * kappa_2_omega_m
                + 128 * G_1_squared_G_2_squared * x6
                + 64 * G_1_squared_G_2_squared * x8
                - 64 * G_1_J_G_2_gamma_m_squared * x40
                - 64 * G_1_J_G_2_gamma_m_squared
                + 64 * Omega_kappa_1_squared * x171
                + 64 * Omega_Omega_kappa_2 * x51
                - 128 * x42 * x171
                - 128 * x51 * Omega_kappa_2_omega_m
                + 32 * x46
                + 96 * x49
                + 32 * x48 * kappa_2
                + 64 * x45 * omega_1_squared
                - 128 * x45 * omega_1_omega_2
                + 64 * x45 * omega_2_squared
                + 64 * x50 * x171
                + 64 * G_1_squared_G_2_squared * x172
                + 128 * Omega_Omega_kappa_1 * x55
                + 128 * Omega_squared * x58
                - 256 * x55 * Omega_kappa_1_omega_m
                - 256 * Omega_omega_m * x58
                + 32 * x56
                + 32 * x61
                + 128 * x57
                + 128 * x58 * omega_m_squared
                + 128 * x64 * G_1_squared_omega_1
            )
            + (
                48 * x3 * Omega_kappa_1_squared
                - 128 * x64 * G_1_squared_omega_2
                + 64 * x3 * x169
                + 16 * x3 * Omega_kappa_2_squared
                + 64 * x65 * omega_1_squared
                - 128 * x65 * omega_1_omega_2
                + 64 * x65 * omega_2_squared
                - 384 * x13 * x173
                + 384 * x13 * x20
                + 32 * x68 * omega_1
                - 32 * x68 * omega_2
                - 96 * x3 * x42
                - 128 * x3 * x138
                - 32 * x3 * x174
                - 128 * x70 * omega_1_squared
                + 256 * x70 * omega_1_omega_2
                - 128 * x70 * omega_2_squared
                + 384 * x71 * G_1_squared_omega_1
                - 384 * x72
                + 12 * x3 * gamma_m_kappa_1_squared
                + 16 * x3 * x170
                + 4 * x3 * gamma_m_squared_kappa_2 * kappa_2
                + 16 * x73 * omega_1_squared
                - 32 * x73 * omega_1_omega_2
                + 16 * x73 * omega_2_squared
                - 32 * x74 * omega_1
                + 32 * x74 * omega_2
                + 48 * x3 * x50
                + 64 * x3 * x168
                + 16 * x3 * x175
                + 64 * omega_1_squared * x75
                - 128 * omega_1_omega_2 * x75
                + 64 * omega_2_squared * x75
                - 128 * x21 * x173
                + 128 * x21 * x20
                + 192 * G_2_squared_Omega_kappa_1 * x24
                + 192 * G_2_squared_Omega_kappa_1 * x26
                + 64 * G_2_squared_Omega_kappa_2 * x24
                + 64 * G_2_squared_Omega_kappa_2 * x26
                + 64 * G_2_G_2_gamma_m * x97
                + 64 * G_2_G_2_gamma_m * x98
                - 64 * G_2_G_2_gamma_m * x99
                - 64 * G_2_G_2_gamma_m * x100
                - 192 * x76 * x24
                - 192 * x76 * x26
                - 64 * x81 * x24
                - 64 * x81 * x26
                + 64 * Omega_Omega_kappa_1 * x83
                + 64 * Omega_Omega_kappa_1 * x84
                + 128 * Omega_Omega_kappa_1 * x85
            )
            + (
                128 * Omega_Omega_kappa_1 * x86
                + 64 * Omega_Omega_kappa_2 * x85
                + 64 * Omega_Omega_kappa_2 * x86
                - 64 * Omega_Omega_kappa_1 * x97
                - 64 * Omega_Omega_kappa_1 * x98
                + 64 * Omega_Omega_kappa_1 * x99
                + 64 * Omega_Omega_kappa_1 * x100
                + 64 * Omega_Omega_kappa_2 * x97
                + 64 * Omega_Omega_kappa_2 * x98
                - 64 * Omega_Omega_kappa_2 * x99
                - 64 * Omega_Omega_kappa_2 * x100
                - 192 * x83 * Omega_kappa_1_omega_m
                - 192 * x84 * Omega_kappa_1_omega_m
                - 384 * Omega_Omega_kappa_1 * x87
                - 384 * Omega_Omega_kappa_1 * x88
                - 192 * x85 * Omega_kappa_2_omega_m
                - 192 * x86 * Omega_kappa_2_omega_m
                + 16 * x89 * x24
                + 16 * x89 * x26
                + 32 * x90 * x24
                + 32 * x90 * x26
                + 16 * x176 * x24
                + 16 * x176 * x26
                + 128 * x97 * Omega_kappa_1_omega_m
                + 128 * x98 * Omega_kappa_1_omega_m
                - 128 * x99 * Omega_kappa_1_omega_m
                - 128 * x100 * Omega_kappa_1_omega_m
                - 128 * x97 * Omega_kappa_2_omega_m
                - 128 * x98 * Omega_kappa_2_omega_m
                + 128 * x99 * Omega_kappa_2_omega_m
                + 128 * x100 * Omega_kappa_2_omega_m
                + 192 * x83 * kappa_1_omega_m_squared
                + 192 * x84 * kappa_1_omega_m_squared
                + 384 * x83 * kappa_2_omega_m_squared
                + 384 * x84 * kappa_2_omega_m_squared
                + 192 * x85 * kappa_2_omega_m_squared
                + 192 * x86 * kappa_2_omega_m_squared
                - 16 * gamma_m_kappa_1_gamma_m * x97
                - 16 * gamma_m_kappa_1_gamma_m * x98
                + 16 * gamma_m_kappa_1_gamma_m * x99
                + 16 * gamma_m_kappa_1_gamma_m * x100
                + 16 * gamma_m_squared_kappa_2 * x97
                + 16 * gamma_m_squared_kappa_2 * x98
                - 16 * gamma_m_squared_kappa_2 * x99
                - 16 * gamma_m_squared_kappa_2 * x100
                - 16 * x93 * x24
                - 16 * x93 * x26
                - 32 * x94 * x24
                - 32 * x94 * x26
                - 16 * x177 * x24
            )
            + (
                64 * kappa_1_omega_m_squared * x99
                - 16 * x177 * x26
                - 64 * kappa_1_omega_m_squared * x97
                - 64 * kappa_1_omega_m_squared * x98
                + 64 * kappa_1_omega_m_squared * x100
                + 64 * kappa_2_omega_m_squared * x97
                + 64 * kappa_2_omega_m_squared * x98
                - 64 * kappa_2_omega_m_squared * x99
                - 64 * kappa_2_omega_m_squared * x100
                - 64 * x178 * x82
                - 64 * x178 * G_1_J_G_2_exp_i_phi
                - 128 * kappa_1_omega_m_squared * x87
                - 128 * kappa_1_omega_m_squared * x88
                - 64 * x87 * kappa_2_omega_m_squared
                - 64 * x88 * kappa_2_omega_m_squared
                + 64 * G_2_squared_squared * x6
                + 64 * G_2_G_2_gamma_m_J_squared * x5
                + 64 * G_2_squared_squared * x13
                - 128 * x109 * x5
                + 128 * x110 * x5
                - 128 * G_2_squared_squared * x43
                + 32 * G_2_G_2_gamma_m_kappa_1 * x6
                + 48 * G_2_G_2_gamma_m_kappa_1 * x8
                + 128 * x111 * x5
                - 128 * x112 * x5
                + 64 * G_2_squared_squared * x21
                + 128 * J_squared * x113
                + 128 * J_squared_Omega_squared * x8
                - 256 * J_squared * x114
                - 256 * J_squared_Omega_omega_m * x8
                + 32 * J_squared * x115
                + 32 * x118
                + 128 * J_squared * x116
                + 128 * x120
                - 128 * x125 * omega_1
                + 128 * x125 * omega_2
                + 16 * Omega_kappa_1_squared * x6
                + 64 * Omega_kappa_1_squared * x8
                + 48 * x137 * kappa_2
                + 64 * x113 * omega_1_squared
                - 128 * x113 * omega_1_omega_2
                + 64 * x113 * omega_2_squared
                + 384 * x13 * x179
                - 384 * x13 * x128
                - 32 * Omega_kappa_1 * x180
                + 32 * Omega_kappa_1 * x130
                - 32 * x42 * x6
                - 128 * x42 * x8
                - 96 * x8 * x138
                - 128 * omega_1_squared * x114
            )
            + (
                256 * omega_1_omega_2 * x114
                - 128 * omega_2_squared * x114
                - 384 * x52 * x109
                + 384 * x133
                + 4 * x115 * kappa_1_squared
                + 16 * x134
                + 12 * x135 * kappa_2
                + 16 * x115 * omega_1_squared
                - 32 * x115 * omega_1_omega_2
                + 16 * x115 * omega_2_squared
                + 32 * kappa_1_omega_m * x180
                - 32 * kappa_1_omega_m * x130
                + 16 * x50 * x6
                + 64 * x139
                + 48 * x136 * kappa_2
                + 64 * x116 * omega_1_squared
                - 128 * x116 * omega_1_omega_2
                + 64 * x116 * omega_2_squared
                + 128 * x21 * x179
                - 128 * x21 * x128
                + 64 * x140 * x181
                + 128 * J_squared_Omega_squared * x13
                + 64 * Omega_Omega_kappa_2 * x158
                - 256 * Omega_Omega_kappa_1 * x182
                - 512 * J_squared * x144
                - 256 * x158 * Omega_kappa_2_omega_m
                + 32 * x145 * x181
                + 64 * x159 * Omega_Omega_kappa_1
                + 32 * x159 * Omega_Omega_kappa_2
                + 384 * x147 * x181
                + 768 * J_squared * x148
                + 384 * x119 * Omega_Omega_kappa_2
                - 64 * gamma_m_kappa_1_gamma_m * x182
                - 128 * x159 * Omega_kappa_1_omega_m
                - 64 * x159 * Omega_kappa_2_omega_m
                - 256 * kappa_1_omega_m_squared * x182
                - 512 * x119 * Omega_kappa_1_omega_m
                - 256 * x119 * Omega_kappa_2_omega_m
                + 4 * x151 * x181
                + 8 * x159 * gamma_m_kappa_1_gamma_m
                + 4 * x159 * gamma_m_squared_kappa_2
                + 32 * x153 * x181
                + 64 * x161
                + 32 * x159 * kappa_2_omega_m_squared
                + 64 * x156 * x181
                + 128 * x162
                + 64 * x119 * kappa_2_omega_m_squared
                + 16 * Omega_kappa_1_squared * x13
                + 32 * x13 * x169
                + 16 * x13 * Omega_kappa_2_squared
            )
            + (
                64 * x142 * omega_1_squared
                - 128 * x142 * omega_1_omega_2
                + 64 * x142 * omega_2_squared
                - 64 * Omega_kappa_1_squared * x43
                - 128 * x13 * x138
                - 64 * x13 * x174
                - 256 * x144 * omega_1_squared
                + 512 * x144 * omega_1_omega_2
                - 256 * x144 * omega_2_squared
                + 8 * x154 * Omega_kappa_1_squared
                + 16 * Omega_kappa_1_squared * x183
                + 8 * x146 * kappa_2_squared
                + 32 * x146 * omega_1_squared
                - 64 * x146 * omega_1_omega_2
                + 32 * x146 * omega_2_squared
                + 96 * Omega_kappa_1_squared * x21
                + 192 * Omega_kappa_1_squared * x172
                + 96 * x13 * x175
                + 384 * omega_1_squared * x148
                - 768 * omega_1_omega_2 * x148
                + 384 * omega_2_squared * x148
                - 16 * x154 * x42
                - 32 * x154 * x138
                - 16 * x138 * x183
                - 64 * omega_1_squared * x149
                + 128 * omega_1_omega_2 * x149
                - 64 * omega_2_squared * x149
                - 64 * x42 * x21
                - 128 * x21 * x138
                - 64 * x138 * x172
                - 256 * omega_1_squared * x150
                + 512 * omega_1_omega_2 * x150
                - 256 * omega_2_squared * x150
                + x154 * gamma_m_kappa_1_squared
                + 2 * gamma_m_kappa_1_squared * x183
                + x152 * kappa_2_squared
                + 4 * x152 * omega_1_squared
                - 8 * x152 * omega_1_omega_2
                + 4 * x152 * omega_2_squared
                + 8 * x154 * x50
                + 16 * x154 * x168
                + 8 * x154 * x175
                + 32 * omega_1_squared * x155
                - 64 * omega_1_omega_2 * x155
                + 32 * omega_2_squared * x155
                + 16 * x50 * x21
                + 32 * x21 * x168
                + 16 * x168 * x172
                + 64 * x157 * omega_1_squared
                - 128 * x157 * omega_1_omega_2
            )
            + 64 * x157 * omega_2_squared
        )
    ).real


@_arrays
def ladder_correlations(*, N_1, N_2, N_3):
    """Correlations <B_i(t) B_j(t')>/delta(t - t') of INPUTS.

    Rows in order (b_1, b_1.dag, b_2, ...) of INPUTS.

    Returns: complex, shape (..., 6, 6).
    """
    out = _zeros((6, 6), complex, N_1, N_2, N_3)
    out[..., 0, 1] = N_1 + 1
    out[..., 1, 0] = N_1
    out[..., 2, 3] = N_2 + 1
    out[..., 3, 2] = N_2
    out[..., 4, 5] = N_3 + 1
    out[..., 5, 4] = N_3
    return out


@_arrays
def counted_quadratic(*, G_1, G_2, N_1, N_2, N_3, Omega, gamma_m, kappa_1, kappa_2, omega_m, phi):
    """Q of (exp(-+s) - 1) (V Q V + X V + V X^T + C), added to dV/dt.

    First axes: the baths of COUNTED; 0 for quanta that the bath receives, 1 for those it gives.
    Last axes in order (x_1, p_1, x_2, p_2, ...) of MODES.

    Returns: real, shape (..., 3, 2, 4, 4).
    """
    out = _zeros(
        (3, 2, 4, 4), float, G_1, G_2, N_1, N_2, N_3, Omega, gamma_m, kappa_1, kappa_2, omega_m,
        phi,
    )
    out[..., 0, 0, 0, 0] = out[..., 0, 0, 1, 1] = kappa_1 * (N_1 + 1)
    out[..., 0, 1, 0, 0] = out[..., 0, 1, 1, 1] = kappa_1 * N_1
    out[..., 1, 0, 2, 2] = out[..., 1, 0, 3, 3] = kappa_2 * (N_2 + 1)
    out[..., 1, 1, 2, 2] = out[..., 1, 1, 3, 3] = kappa_2 * N_2
    G_1_gamma_m = G_1 * gamma_m
    G_1_gamma_m_G_1 = G_1_gamma_m * G_1
    x0 = N_3 + 1
    Omega_minus_omega_m = Omega - omega_m
    denominator = 4 * Omega_minus_omega_m * Omega_minus_omega_m + gamma_m * gamma_m
    out[..., 2, 0, 0, 0] = out[..., 2, 0, 1, 1] = 4 * G_1_gamma_m_G_1 * x0 / denominator
    cos_phi = np.cos(phi)
    G_1_gamma_m_G_2 = G_1_gamma_m * G_2
    x1 = G_1_gamma_m_G_2 * x0
    out[..., 2, 0, 0, 2] = out[..., 2, 0, 1, 3] = out[..., 2, 0, 2, 0] = out[..., 2, 0, 3, 1] = (
        4 * cos_phi * x1 / denominator
    )
    sin_phi = np.sin(phi)
    x2 = sin_phi * x1 / denominator
    out[..., 2, 0, 0, 3] = out[..., 2, 0, 3, 0] = 4 * x2
    out[..., 2, 0, 1, 2] = out[..., 2, 0, 2, 1] = -4 * x2
    G_2_G_2_gamma_m = G_2 * (G_2 * gamma_m)
    out[..., 2, 0, 2, 2] = out[..., 2, 0, 3, 3] = 4 * G_2_G_2_gamma_m * x0 / denominator
    out[..., 2, 1, 0, 0] = out[..., 2, 1, 1, 1] = 4 * G_1_gamma_m_G_1 * N_3 / denominator
    G_1_gamma_m_G_2_N_3 = G_1_gamma_m_G_2 * N_3
    out[..., 2, 1, 0, 2] = out[..., 2, 1, 1, 3] = out[..., 2, 1, 2, 0] = out[..., 2, 1, 3, 1] = (
        4 * cos_phi * G_1_gamma_m_G_2_N_3 / denominator
    )
    x3 = sin_phi * G_1_gamma_m_G_2_N_3 / denominator
    out[..., 2, 1, 0, 3] = out[..., 2, 1, 3, 0] = 4 * x3
    out[..., 2, 1, 1, 2] = out[..., 2, 1, 2, 1] = -4 * x3
    out[..., 2, 1, 2, 2] = out[..., 2, 1, 3, 3] = 4 * G_2_G_2_gamma_m * N_3 / denominator
    return out


@_arrays
def counted_linear(*, G_1, G_2, N_1, N_2, N_3, Omega, gamma_m, kappa_1, kappa_2, omega_m, phi):
    """X of (exp(-+s) - 1) (V Q V + X V + V X^T + C), added to dV/dt.

    First axes: the baths of COUNTED; 0 for quanta that the bath receives, 1 for those it gives.
    Last axes in order (x_1, p_1, x_2, p_2, ...) of MODES.

    Returns: real, shape (..., 3, 2, 4, 4).
    """
    out = _zeros(
        (3, 2, 4, 4), float, G_1, G_2, N_1, N_2, N_3, Omega, gamma_m, kappa_1, kappa_2, omega_m,
        phi,
    )
    out[..., 0, 0, 0, 0] = out[..., 0, 0, 1, 1] = -0.5 * kappa_1 * (N_1 + 1)
    out[..., 0, 1, 0, 0] = out[..., 0, 1, 1, 1] = 0.5 * kappa_1 * N_1
    out[..., 1, 0, 2, 2] = out[..., 1, 0, 3, 3] = -0.5 * kappa_2 * (N_2 + 1)
    out[..., 1, 1, 2, 2] = out[..., 1, 1, 3, 3] = 0.5 * kappa_2 * N_2
    G_1_gamma_m = G_1 * gamma_m
    G_1_gamma_m_G_1 = G_1_gamma_m * G_1
    x0 = N_3 + 1
    Omega_minus_omega_m = Omega - omega_m
    denominator = 4 * Omega_minus_omega_m * Omega_minus_omega_m + gamma_m * gamma_m
    out[..., 2, 0, 0, 0] = out[..., 2, 0, 1, 1] = -2 * G_1_gamma_m_G_1 * x0 / denominator
    cos_phi = np.cos(phi)
    G_1_gamma_m_G_2 = G_1_gamma_m * G_2
    x1 = G_1_gamma_m_G_2 * x0
    out[..., 2, 0, 0, 2] = out[..., 2, 0, 1, 3] = out[..., 2, 0, 2, 0] = out[..., 2, 0, 3, 1] = (
        -2 * cos_phi * x1 / denominator
    )
    sin_phi = np.sin(phi)
    x2 = sin_phi * x1 / denominator
    out[..., 2, 0, 0, 3] = out[..., 2, 0, 3, 0] = -2 * x2
    out[..., 2, 0, 1, 2] = out[..., 2, 0, 2, 1] = 2 * x2
    G_2_G_2_gamma_m = G_2 * (G_2 * gamma_m)
    out[..., 2, 0, 2, 2] = out[..., 2, 0, 3, 3] = -2 * G_2_G_2_gamma_m * x0 / denominator
    out[..., 2, 1, 0, 0] = out[..., 2, 1, 1, 1] = 2 * G_1_gamma_m_G_1 * N_3 / denominator
    G_1_gamma_m_G_2_N_3 = G_1_gamma_m_G_2 * N_3
    out[..., 2, 1, 0, 2] = out[..., 2, 1, 1, 3] = out[..., 2, 1, 2, 0] = out[..., 2, 1, 3, 1] = (
        2 * cos_phi * G_1_gamma_m_G_2_N_3 / denominator
    )
    x3 = sin_phi * G_1_gamma_m_G_2_N_3 / denominator
    out[..., 2, 1, 0, 3] = out[..., 2, 1, 3, 0] = 2 * x3
    out[..., 2, 1, 1, 2] = out[..., 2, 1, 2, 1] = -2 * x3
    out[..., 2, 1, 2, 2] = out[..., 2, 1, 3, 3] = 2 * G_2_G_2_gamma_m * N_3 / denominator
    return out


@_arrays
def counted_constant(*, G_1, G_2, N_1, N_2, N_3, Omega, gamma_m, kappa_1, kappa_2, omega_m, phi):
    """C of (exp(-+s) - 1) (V Q V + X V + V X^T + C), added to dV/dt.

    First axes: the baths of COUNTED; 0 for quanta that the bath receives, 1 for those it gives.
    Last axes in order (x_1, p_1, x_2, p_2, ...) of MODES.

    Returns: real, shape (..., 3, 2, 4, 4).
    """
    out = _zeros(
        (3, 2, 4, 4), float, G_1, G_2, N_1, N_2, N_3, Omega, gamma_m, kappa_1, kappa_2, omega_m,
        phi,
    )
    out[..., 0, 0, 0, 0] = out[..., 0, 0, 1, 1] = 0.25 * kappa_1 * (N_1 + 1)
    out[..., 0, 1, 0, 0] = out[..., 0, 1, 1, 1] = 0.25 * kappa_1 * N_1
    out[..., 1, 0, 2, 2] = out[..., 1, 0, 3, 3] = 0.25 * kappa_2 * (N_2 + 1)
    out[..., 1, 1, 2, 2] = out[..., 1, 1, 3, 3] = 0.25 * kappa_2 * N_2
    G_1_gamma_m = G_1 * gamma_m
    G_1_gamma_m_G_1 = G_1_gamma_m * G_1
    x0 = N_3 + 1
    Omega_minus_omega_m = Omega - omega_m
    denominator = 4 * Omega_minus_omega_m * Omega_minus_omega_m + gamma_m * gamma_m
    out[..., 2, 0, 0, 0] = out[..., 2, 0, 1, 1] = G_1_gamma_m_G_1 * x0 / denominator
    cos_phi = np.cos(phi)
    G_1_gamma_m_G_2 = G_1_gamma_m * G_2
    x1 = G_1_gamma_m_G_2 * x0
    out[..., 2, 0, 0, 2] = out[..., 2, 0, 1, 3] = out[..., 2, 0, 2, 0] = out[..., 2, 0, 3, 1] = (
        cos_phi * x1 / denominator
    )
    sin_phi = np.sin(phi)
    x2 = sin_phi * x1 / denominator
    out[..., 2, 0, 0, 3] = out[..., 2, 0, 3, 0] = x2
    out[..., 2, 0, 1, 2] = out[..., 2, 0, 2, 1] = -x2
    G_2_G_2_gamma_m = G_2 * (G_2 * gamma_m)
    out[..., 2, 0, 2, 2] = out[..., 2, 0, 3, 3] = G_2_G_2_gamma_m * x0 / denominator
    out[..., 2, 1, 0, 0] = out[..., 2, 1, 1, 1] = G_1_gamma_m_G_1 * N_3 / denominator
    G_1_gamma_m_G_2_N_3 = G_1_gamma_m_G_2 * N_3
    out[..., 2, 1, 0, 2] = out[..., 2, 1, 1, 3] = out[..., 2, 1, 2, 0] = out[..., 2, 1, 3, 1] = (
        cos_phi * G_1_gamma_m_G_2_N_3 / denominator
    )
    x3 = sin_phi * G_1_gamma_m_G_2_N_3 / denominator
    out[..., 2, 1, 0, 3] = out[..., 2, 1, 3, 0] = x3
    out[..., 2, 1, 1, 2] = out[..., 2, 1, 2, 1] = -x3
    out[..., 2, 1, 2, 2] = out[..., 2, 1, 3, 3] = G_2_G_2_gamma_m * N_3 / denominator
    return out


@_arrays
def counted_weight(*, G_1, G_2, N_1, N_2, N_3, Omega, gamma_m, kappa_1, kappa_2, omega_m, phi):
    """W of theta = sum (exp(-+s) - 1) (Tr[W V] + o).

    First axes: the baths of COUNTED; 0 for quanta that the bath receives, 1 for those it gives.
    Last axes in order (x_1, p_1, x_2, p_2, ...) of MODES.

    Returns: real, shape (..., 3, 2, 4, 4).
    """
    out = _zeros(
        (3, 2, 4, 4), float, G_1, G_2, N_1, N_2, N_3, Omega, gamma_m, kappa_1, kappa_2, omega_m,
        phi,
    )
    out[..., 0, 0, 0, 0] = out[..., 0, 0, 1, 1] = 0.5 * kappa_1 * (N_1 + 1)
    out[..., 0, 1, 0, 0] = out[..., 0, 1, 1, 1] = 0.5 * kappa_1 * N_1
    out[..., 1, 0, 2, 2] = out[..., 1, 0, 3, 3] = 0.5 * kappa_2 * (N_2 + 1)
    out[..., 1, 1, 2, 2] = out[..., 1, 1, 3, 3] = 0.5 * kappa_2 * N_2
    G_1_gamma_m = G_1 * gamma_m
    G_1_gamma_m_G_1 = G_1_gamma_m * G_1
    x0 = N_3 + 1
    Omega_minus_omega_m = Omega - omega_m
    denominator = 4 * Omega_minus_omega_m * Omega_minus_omega_m + gamma_m * gamma_m
    out[..., 2, 0, 0, 0] = out[..., 2, 0, 1, 1] = 2 * G_1_gamma_m_G_1 * x0 / denominator
    cos_phi = np.cos(phi)
    G_1_gamma_m_G_2 = G_1_gamma_m * G_2
    x1 = G_1_gamma_m_G_2 * x0
    out[..., 2, 0, 0, 2] = out[..., 2, 0, 1, 3] = out[..., 2, 0, 2, 0] = out[..., 2, 0, 3, 1] = (
        2 * cos_phi * x1 / denominator
    )
    sin_phi = np.sin(phi)
    x2 = sin_phi * x1 / denominator
    out[..., 2, 0, 0, 3] = out[..., 2, 0, 3, 0] = 2 * x2
    out[..., 2, 0, 1, 2] = out[..., 2, 0, 2, 1] = -2 * x2
    G_2_G_2_gamma_m = G_2 * (G_2 * gamma_m)
    out[..., 2, 0, 2, 2] = out[..., 2, 0, 3, 3] = 2 * G_2_G_2_gamma_m * x0 / denominator
    out[..., 2, 1, 0, 0] = out[..., 2, 1, 1, 1] = 2 * G_1_gamma_m_G_1 * N_3 / denominator
    G_1_gamma_m_G_2_N_3 = G_1_gamma_m_G_2 * N_3
    out[..., 2, 1, 0, 2] = out[..., 2, 1, 1, 3] = out[..., 2, 1, 2, 0] = out[..., 2, 1, 3, 1] = (
        2 * cos_phi * G_1_gamma_m_G_2_N_3 / denominator
    )
    x3 = sin_phi * G_1_gamma_m_G_2_N_3 / denominator
    out[..., 2, 1, 0, 3] = out[..., 2, 1, 3, 0] = 2 * x3
    out[..., 2, 1, 1, 2] = out[..., 2, 1, 2, 1] = -2 * x3
    out[..., 2, 1, 2, 2] = out[..., 2, 1, 3, 3] = 2 * G_2_G_2_gamma_m * N_3 / denominator
    return out


@_arrays
def counted_offset(*, G_1, G_2, N_1, N_2, N_3, Omega, gamma_m, kappa_1, kappa_2, omega_m):
    """o of theta = sum (exp(-+s) - 1) (Tr[W V] + o).

    First axes: the baths of COUNTED; 0 for quanta that the bath receives, 1 for those it gives.

    Returns: real, shape (..., 3, 2).
    """
    out = _zeros((3, 2), float, G_1, G_2, N_1, N_2, N_3, Omega, gamma_m, kappa_1, kappa_2, omega_m)
    out[..., 0, 0] = -0.5 * kappa_1 * (N_1 + 1)
    out[..., 0, 1] = 0.5 * kappa_1 * N_1
    out[..., 1, 0] = -0.5 * kappa_2 * (N_2 + 1)
    out[..., 1, 1] = 0.5 * kappa_2 * N_2
    x0 = gamma_m * (G_1 * G_1 + G_2 * G_2)
    Omega_minus_omega_m = Omega - omega_m
    denominator = 4 * Omega_minus_omega_m * Omega_minus_omega_m + gamma_m * gamma_m
    out[..., 2, 0] = -2 * x0 * (N_3 + 1) / denominator
    out[..., 2, 1] = 2 * N_3 * x0 / denominator
    return out


@_arrays
def eta_a_in_1(
    *, G_1, G_2, J, N_1, N_2, N_3, Omega, gamma_m, kappa_1, kappa_2, omega_1, omega_2, omega_m, phi,
):
    """Stationary current of quanta into a_in_1.

    Exact for general parameters.

    Returns: real, shape (...).
    """
    G_1_squared = G_1 * G_1
    G_1_squared_N_3 = G_1_squared * N_3
    G_1_kappa_2 = G_1 * kappa_2
    G_1_kappa_2_G_1 = G_1_kappa_2 * G_1
    gamma_m_kappa_1 = gamma_m * kappa_1
    x0 = np.exp(2j * phi)
    x1 = gamma_m_kappa_1 * x0
    x2 = G_1_kappa_2_G_1 * x1
    x3 = G_1_squared_N_3 * x2
    G_1_squared_N_1 = G_1_squared * N_1
    x4 = G_1_squared_N_1 * x2
    G_2_squared = G_2 * G_2
    x5 = G_2_squared * x1
    x6 = G_1_squared * x5
    kappa_1_G_1_squared_N_1 = kappa_1 * G_1_squared_N_1
    x7 = N_2 * x2
    kappa_1_G_1_squared_N_3 = kappa_1 * G_1_squared_N_3
    J_squared = J * J
    x8 = gamma_m * x1
    x9 = J_squared * x8
    x10 = G_1_squared * x9
    Omega_omega_1 = Omega * omega_1
    Omega_omega_2 = Omega * omega_2
    G_1_kappa_2_squared = G_1_kappa_2 * G_1_kappa_2
    x11 = G_1_kappa_2_squared * x8
    omega_m_N_1 = omega_m * N_1
    G_1_squared_omega_m_N_1 = G_1_squared * omega_m_N_1
    x12 = G_1_squared_omega_m_N_1 * x2
    omega_1_omega_m = omega_1 * omega_m
    omega_2_omega_m = omega_2 * omega_m
    Omega_kappa_1 = Omega * kappa_1
    G_2_J = G_2 * J
    G_1_G_2_J = G_1 * G_2_J
    G_1_G_2_J_gamma_m_kappa_1 = G_1_G_2_J * gamma_m_kappa_1
    x13 = np.exp(3j * phi)
    x14 = G_1_G_2_J_gamma_m_kappa_1 * x13
    x15 = Omega_kappa_1 * x14
    exp_i_phi = np.exp(1j * phi)
    x16 = G_1_G_2_J_gamma_m_kappa_1 * exp_i_phi
    x17 = Omega_kappa_1 * x16
    Omega_G_1_squared_N_1 = Omega * G_1_squared_N_1
    G_1_kappa_2_G_2_J = G_1_kappa_2 * G_2_J
    x18 = G_1_kappa_2_G_2_J * gamma_m_kappa_1
    x19 = x18 * x13
    x20 = x18 * exp_i_phi
    gamma_m_G_1_squared_N_1 = gamma_m * G_1_squared_N_1
    x21 = omega_1 * x14
    x22 = omega_1 * x16
    x23 = omega_2 * x14
    x24 = omega_2 * x16
    x25 = G_1_squared_omega_m_N_1 * kappa_1
    G_1_squared_Omega = G_1_squared * Omega
    x26 = N_2 * x19
    x27 = N_2 * x20
    x28 = omega_m * x26
    x29 = omega_m * x27
    Omega_G_1_squared_N_3 = Omega * G_1_squared_N_3
    gamma_m_G_1_squared_N_3 = gamma_m * G_1_squared_N_3
    x30 = omega_m * x14
    x31 = omega_m * x16
    omega_m_G_1_squared_N_3 = omega_m * G_1_squared_N_3
    x32 = G_2_squared * x5
    G_2_squared_squared = G_2_squared * G_2_squared
    x33 = N_1 * x2
    G_2_J_squared = G_2_J * G_2_J
    gamma_m_kappa_1_gamma_m = gamma_m_kappa_1 * gamma_m
    x34 = G_2_J_squared * gamma_m_kappa_1_gamma_m
    x35 = np.exp(4j * phi)
    x36 = x34 * x35
    x37 = Omega_kappa_1 * x0
    x38 = G_2_squared * x37
    x39 = G_1_kappa_2_G_1 * x38
    Omega_kappa_1_N_1 = Omega_kappa_1 * N_1
    x40 = G_1_kappa_2_squared * x38
    Omega_N_1 = Omega * N_1
    x41 = gamma_m_kappa_1 * x5
    x42 = G_2_squared * gamma_m_kappa_1
    x43 = G_2_squared * x8
    G_1_kappa_2_squared_N_1 = G_1_kappa_2_squared * N_1
    omega_1_squared = omega_1 * omega_1
    x44 = x43 * omega_1_squared
    x45 = G_2_squared * G_1_squared_N_1
    x46 = x8 * omega_2
    x47 = omega_1 * x46
    x48 = x46 * omega_2
    x49 = G_2_squared * x0
    x50 = G_1_kappa_2_G_1 * x49
    omega_m_squared = omega_m * omega_m
    kappa_1_omega_m_squared = kappa_1 * omega_m_squared
    x51 = kappa_1_omega_m_squared * kappa_1
    x52 = G_1_kappa_2_squared * x49
    x53 = kappa_1_omega_m_squared * N_1
    Omega_kappa_1_N_2 = Omega_kappa_1 * N_2
    G_1_kappa_2_squared_N_2 = G_1_kappa_2_squared * N_2
    x54 = omega_m * x37
    x55 = G_1_kappa_2_G_1 * x54
    G_2_squared_kappa_1 = G_2_squared * kappa_1
    x56 = x51 * N_2
    x57 = N_3 * x2
    G_1_kappa_2_squared_N_3 = G_1_kappa_2_squared * N_3
    x58 = G_2_squared * G_1_squared_N_3
    Omega_Omega_kappa_1 = Omega * Omega_kappa_1
    x59 = J_squared * x1
    x60 = G_1_squared_N_1 * x59
    Omega_squared = Omega * Omega
    J_squared_N_1 = J_squared * N_1
    x61 = J_squared_N_1 * x2
    x62 = G_1_squared * x59
    Omega_kappa_1_omega_m_N_1 = Omega_kappa_1 * omega_m_N_1
    J_squared_Omega = J_squared * Omega
    x63 = omega_m_N_1 * x2
    x64 = x9 * gamma_m_kappa_1
    G_1_kappa_2_G_1_gamma_m = G_1_kappa_2_G_1 * gamma_m
    x65 = x8 * G_1_kappa_2_G_1_gamma_m
    J_squared_N_2 = J_squared * N_2
    x66 = J_squared_N_2 * x2
    Omega_omega_m = Omega * omega_m
    x67 = G_1_squared_N_3 * x59
    J_squared_Omega_Omega = J_squared_Omega * Omega
    Omega_kappa_1_omega_m = Omega_kappa_1 * omega_m
    J_squared_Omega_omega_m = J_squared_Omega * omega_m
    x68 = G_1_kappa_2_G_1_gamma_m * N_3
    J_squared_omega_m_squared = J_squared * omega_m_squared
    Omega_kappa_1_squared = Omega_kappa_1 * Omega_kappa_1
    Omega_Omega_kappa_1_N_1 = Omega_Omega_kappa_1 * N_1
    x69 = G_1_kappa_2_squared * x1
    Omega_kappa_2 = Omega * kappa_2
    Omega_Omega_kappa_2 = Omega * Omega_kappa_2
    Omega_Omega_kappa_2_N_1 = Omega_Omega_kappa_2 * N_1
    Omega_omega_1_squared = Omega_omega_1 * Omega_omega_1
    x70 = Omega_omega_1 * Omega_omega_2
    Omega_omega_2_squared = Omega_omega_2 * Omega_omega_2
    Omega_kappa_2_omega_m_N_1 = Omega_kappa_2 * omega_m_N_1
    Omega_omega_1_omega_1 = Omega_omega_1 * omega_1
    Omega_omega_1_omega_2 = Omega_omega_1 * omega_2
    Omega_omega_2_omega_2 = Omega_omega_2 * omega_2
    gamma_m_kappa_1_squared = gamma_m_kappa_1 * gamma_m_kappa_1
    x71 = gamma_m_kappa_1 * x8
    x72 = G_1_kappa_2_squared * gamma_m
    x73 = x8 * kappa_2
    x74 = x72 * x73
    x75 = x8 * omega_1_squared
    x76 = G_1_kappa_2_G_1_gamma_m * N_1
    kappa_2_omega_m_squared = kappa_2 * omega_m_squared
    x77 = kappa_2_omega_m_squared * N_1
    omega_1_omega_m_squared = omega_1 * omega_m_squared
    x78 = omega_1_omega_m_squared * omega_1
    x79 = omega_1_omega_m_squared * omega_2
    omega_2_omega_m_squared = omega_2 * omega_m_squared
    x80 = omega_2_omega_m_squared * omega_2
    x81 = N_3 * x69
    x82 = kappa_1 * Omega_kappa_1_omega_m
    Omega_kappa_2_omega_m = Omega_kappa_2 * omega_m
    x83 = Omega_omega_1 * omega_1_omega_m
    x84 = Omega_omega_1 * omega_2_omega_m
    x85 = Omega_omega_2 * omega_2_omega_m
    x86 = G_2_squared * Omega_kappa_1_N_1
    x87 = Omega_N_1 * x19
    x88 = Omega_N_1 * x20
    G_2_squared_gamma_m = G_2_squared * gamma_m
    G_2_squared_gamma_m_N_1 = G_2_squared_gamma_m * N_1
    x89 = G_2_squared_kappa_1 * omega_m_N_1
    x90 = omega_m_N_1 * x19
    x91 = omega_m_N_1 * x20
    G_2_squared_Omega = G_2_squared * Omega
    G_2_squared_N_3 = G_2_squared * N_3
    G_2_squared_gamma_m_N_3 = G_2_squared_gamma_m * N_3
    G_2_squared_kappa_1_N_3 = G_2_squared_kappa_1 * N_3
    x92 = G_1_kappa_2_G_2_J * x13
    x93 = Omega_kappa_1_N_1 * x92
    x94 = G_1_kappa_2_G_2_J * exp_i_phi
    x95 = Omega_kappa_1_N_1 * x94
    x96 = Omega_kappa_2 * x92
    x97 = Omega_kappa_2 * x94
    x98 = Omega_kappa_1_omega_m_N_1 * Omega_kappa_1
    gamma_m_Omega_kappa_2 = gamma_m * Omega_kappa_2
    x99 = N_1 * x19
    x100 = N_1 * x20
    gamma_m_squared = gamma_m * gamma_m
    gamma_m_squared_omega_1 = gamma_m_squared * omega_1
    gamma_m_squared_omega_2 = gamma_m_squared * omega_2
    gamma_m_kappa_2 = gamma_m * kappa_2
    x101 = x51 * omega_m_N_1
    x102 = kappa_1 * kappa_2_omega_m_squared
    x103 = x102 * omega_m_N_1
    x104 = Omega_kappa_1_N_2 * x92
    x105 = Omega_kappa_1_N_2 * x94
    Omega_Omega_kappa_1_N_2 = Omega_Omega_kappa_1 * N_2
    Omega_gamma_m_kappa_1 = Omega * gamma_m_kappa_1
    gamma_m_omega_m = gamma_m * omega_m
    gamma_m_omega_m_kappa_2 = gamma_m_omega_m * kappa_2
    x106 = omega_m * x92
    x107 = omega_m * x94
    x108 = x102 * N_2
    Omega_omega_1_Omega = Omega_omega_1 * Omega
    x109 = N_3 * x19
    x110 = N_3 * x20
    Omega_omega_2_Omega = Omega_omega_2 * Omega
    Omega_omega_1_omega_m = Omega_omega_1 * omega_m
    Omega_omega_2_omega_m = Omega_omega_2 * omega_m
    G_2_J_squared_N_1 = G_2_J_squared * N_1
    G_2_J_squared_N_3 = G_2_J_squared * N_3
    x111 = G_2_J_squared * x1
    G_2_J_squared_gamma_m = G_2_J_squared * gamma_m
    x112 = G_2_J_squared_gamma_m * x73
    x113 = N_2 * x111
    x114 = N_3 * x111
    x115 = Omega_kappa_2 * x37
    x116 = Omega_Omega_kappa_1 * x115
    x117 = Omega_Omega_kappa_2 * J_squared_N_1
    x118 = J_squared * Omega_kappa_2_omega_m_N_1
    x119 = gamma_m_kappa_1 * x1
    Omega_kappa_2_squared = Omega_kappa_2 * Omega_kappa_2
    x120 = x8 * Omega_kappa_2_squared
    x121 = Omega_kappa_1 * x37
    x122 = kappa_2_omega_m_squared * J_squared_N_1
    x123 = J_squared * x37
    x124 = kappa_2_omega_m_squared * kappa_2
    x125 = x73 * J_squared_N_1
    gamma_m_squared_kappa_2 = gamma_m_squared * kappa_2
    x126 = kappa_1_omega_m_squared * x0
    x127 = x102 * x0
    x128 = Omega_Omega_kappa_2 * J_squared_N_2
    x129 = Omega_kappa_2_omega_m * J_squared_N_2
    x130 = kappa_2_omega_m_squared * J_squared_N_2
    x131 = x102 * J_squared_N_2
    x132 = x73 * J_squared_N_2
    G_1_squared_gamma_m = G_1_squared * gamma_m
    x133 = G_1_kappa_2_G_1_gamma_m * x0
    x134 = G_1_squared * x133
    x135 = G_1_squared * gamma_m_squared
    x136 = J_squared * x0
    x137 = G_1_kappa_2_G_1 * x37
    x138 = G_1_kappa_2_G_1 * x8
    x139 = G_1_kappa_2_G_1 * x126
    Omega_gamma_m = Omega * gamma_m
    x140 = Omega_gamma_m * x92
    x141 = Omega_gamma_m * x94
    x142 = G_1_squared * gamma_m_squared_omega_1
    x143 = G_1_G_2_J * x13
    G_1_G_2_J_exp_i_phi = G_1_G_2_J * exp_i_phi
    x144 = G_1_squared * gamma_m_squared_omega_2
    x145 = gamma_m_omega_m * x92
    x146 = gamma_m_omega_m * x94
    x147 = x135 * G_2_J_squared
    x148 = x142 * x49
    x149 = G_1_squared * x49
    x150 = gamma_m_squared_omega_2 * omega_2
    J_squared_gamma_m_squared = J_squared * gamma_m_squared
    x151 = x72 * x0
    x152 = gamma_m_squared_omega_1 * omega_1
    x153 = gamma_m_squared_omega_1 * omega_2
    x154 = Omega * x92
    x155 = Omega * x94
    x156 = G_2_squared * gamma_m_squared_omega_1
    x157 = G_2_squared * gamma_m_squared_omega_2
    x158 = Omega_kappa_1 * x143
    x159 = Omega_kappa_1 * G_1_G_2_J_exp_i_phi
    x160 = Omega_kappa_1 * omega_m_squared
    x161 = gamma_m * x92
    x162 = gamma_m * x94
    x163 = x51 * omega_m
    x164 = kappa_2 * x54
    x165 = x102 * x49
    x166 = G_2_J_squared_gamma_m * x0
    x167 = G_2_squared * x115
    x168 = Omega_kappa_1 * Omega_kappa_2
    x169 = x38 * omega_1
    x170 = Omega_kappa_2 * x46
    x171 = kappa_2 * Omega_kappa_1_omega_m
    x172 = kappa_2 * Omega_kappa_2_omega_m
    x173 = kappa_2_omega_m_squared * omega_2
    x174 = x73 * kappa_2
    x175 = G_2_squared * x73
    x176 = J_squared * x54
    x177 = Omega_kappa_2_omega_m * x37
    x178 = Omega_kappa_2_omega_m * x136
    x179 = Omega_kappa_2_squared * x136
    x180 = kappa_2_omega_m_squared * x136
    x181 = kappa_2_omega_m_squared * omega_1_squared
    x182 = omega_1 * x173
    x183 = x173 * omega_2
    return (
        (
            (
                64 * G_1_squared * x3
                - 64 * G_1_squared * x4
                - 64 * x6 * kappa_1_G_1_squared_N_1
                - 128 * G_2_squared * x4
                + 64 * G_1_squared * G_2_squared * x7
                + 64 * x6 * kappa_1_G_1_squared_N_3
                + 64 * G_2_squared * x3
                - 64 * x10 * G_1_squared_N_1
                + 64 * x10 * G_1_squared_N_3
                - 128 * Omega_omega_1 * x4
                + 128 * Omega_omega_2 * x4
                - 32 * gamma_m_kappa_1 * x4
                - 32 * x11 * G_1_squared_N_1
                + 128 * omega_1 * x12
                - 128 * omega_2 * x12
                + 128 * Omega_omega_1 * x3
                - 128 * Omega_omega_2 * x3
                + 32 * gamma_m_kappa_1 * x3
                + 32 * x11 * G_1_squared_N_3
                - 128 * omega_1_omega_m * x3
                + 128 * omega_2_omega_m * x3
                - 64 * x15 * G_1_squared_N_1
                - 64 * x17 * G_1_squared_N_1
                - 192 * Omega_G_1_squared_N_1 * x19
                - 192 * Omega_G_1_squared_N_1 * x20
                + 64 * gamma_m_G_1_squared_N_1 * x21
                + 64 * gamma_m_G_1_squared_N_1 * x22
                - 64 * gamma_m_G_1_squared_N_1 * x23
                - 64 * gamma_m_G_1_squared_N_1 * x24
                + 64 * x25 * x14
                + 64 * x25 * x16
                + 192 * G_1_squared_omega_m_N_1 * x19
                + 192 * G_1_squared_omega_m_N_1 * x20
                + 64 * G_1_squared_Omega * x26
                + 64 * G_1_squared_Omega * x27
                - 64 * G_1_squared * x28
                - 64 * G_1_squared * x29
                + 64 * x15 * G_1_squared_N_3
                + 64 * x17 * G_1_squared_N_3
                + 128 * Omega_G_1_squared_N_3 * x19
                + 128 * Omega_G_1_squared_N_3 * x20
                - 64 * gamma_m_G_1_squared_N_3 * x21
                - 64 * gamma_m_G_1_squared_N_3 * x22
                + 64 * gamma_m_G_1_squared_N_3 * x23
                + 64 * gamma_m_G_1_squared_N_3 * x24
                - 64 * kappa_1_G_1_squared_N_3 * x30
                - 64 * kappa_1_G_1_squared_N_3 * x31
                - 128 * omega_m_G_1_squared_N_3 * x19
                - 128 * omega_m_G_1_squared_N_3 * x20
                - 64 * x32 * kappa_1_G_1_squared_N_1
            )
            + (
                64 * G_2_squared_squared * x7
                - 64 * G_2_squared_squared * x33
                + 64 * x32 * kappa_1_G_1_squared_N_3
                + 64 * G_1_squared_N_1 * x36
                - 64 * G_1_squared_N_3 * x36
                - 64 * x39 * Omega_kappa_1_N_1
                - 64 * x40 * Omega_N_1
                + 128 * x39 * kappa_1 * omega_m_N_1
                + 128 * x40 * omega_m_N_1
                - 16 * x41 * kappa_1_G_1_squared_N_1
                - 48 * x42 * x33
                - 32 * x43 * G_1_kappa_2_squared_N_1
                - 64 * x44 * G_1_squared_N_1
                + 128 * x45 * x47
                - 64 * x45 * x48
                - 64 * x50 * x51 * N_1
                - 64 * x52 * x53
                + 64 * x39 * Omega_kappa_1_N_2
                + 64 * x38 * Omega * G_1_kappa_2_squared_N_2
                - 128 * x55 * G_2_squared_kappa_1 * N_2
                - 128 * G_2_squared * x54 * G_1_kappa_2_squared_N_2
                + 16 * x42 * x7
                + 16 * x43 * G_1_kappa_2_squared_N_2
                + 64 * x50 * x56
                + 64 * x52 * kappa_1_omega_m_squared * N_2
                + 16 * x41 * kappa_1_G_1_squared_N_3
                + 32 * x42 * x57
                + 16 * x43 * G_1_kappa_2_squared_N_3
                + 64 * x44 * G_1_squared_N_3
                - 128 * x58 * x47
                + 64 * x58 * x48
                - 64 * Omega_Omega_kappa_1 * x60
                - 128 * Omega_squared * x61
                + 128 * x62 * Omega_kappa_1_omega_m_N_1
                + 256 * J_squared_Omega * x63
                - 16 * x64 * G_1_squared_N_1
                - 32 * x65 * J_squared_N_1
                - 64 * kappa_1_omega_m_squared * x60
                - 128 * omega_m_squared * x61
                + 64 * Omega_squared * x66
                - 128 * Omega_omega_m * x66
                + 16 * x65 * J_squared_N_2
                + 64 * omega_m_squared * x66
                + 64 * Omega_Omega_kappa_1 * x67
                + 64 * J_squared_Omega_Omega * x57
                - 128 * Omega_kappa_1_omega_m * x67
                - 128 * J_squared_Omega_omega_m * x57
                + 16 * x64 * G_1_squared_N_3
                + 16 * x9 * x68
                + 64 * kappa_1_omega_m_squared * x67
            )
            + (
                64 * J_squared_omega_m_squared * x57
                - 16 * Omega_kappa_1_squared * x33
                - 32 * Omega_Omega_kappa_1_N_1 * x69
                - 16 * Omega_Omega_kappa_2_N_1 * x69
                - 64 * Omega_omega_1_squared * x33
                + 128 * x70 * x33
                - 64 * Omega_omega_2_squared * x33
                + 32 * Omega_kappa_1_omega_m_N_1 * kappa_1 * x2
                + 64 * Omega_kappa_1_omega_m_N_1 * x69
                + 32 * Omega_kappa_2_omega_m_N_1 * x69
                + 128 * Omega_omega_1_omega_1 * x63
                - 256 * Omega_omega_1_omega_2 * x63
                + 128 * Omega_omega_2_omega_2 * x63
                - 4 * gamma_m_kappa_1_squared * x33
                - 8 * x71 * G_1_kappa_2_squared_N_1
                - 4 * x74 * N_1
                - 16 * x75 * x76
                + 32 * x47 * x76
                - 16 * x48 * x76
                - 16 * x51 * x33
                - 32 * x53 * x69
                - 16 * x77 * x69
                - 64 * x78 * x33
                + 128 * x79 * x33
                - 64 * x80 * x33
                + 16 * Omega_kappa_1_squared * x57
                + 32 * Omega_Omega_kappa_1 * x81
                + 16 * Omega_Omega_kappa_2 * x81
                + 64 * Omega_omega_1_squared * x57
                - 128 * x70 * x57
                + 64 * Omega_omega_2_squared * x57
                - 32 * x82 * x57
                - 64 * Omega_kappa_1_omega_m * x81
                - 32 * Omega_kappa_2_omega_m * x81
                - 128 * x83 * x57
                + 256 * x84 * x57
                - 128 * x85 * x57
                + 4 * gamma_m_kappa_1_squared * x57
                + 8 * x71 * G_1_kappa_2_squared_N_3
                + 4 * x74 * N_3
                + 16 * x75 * x68
                - 32 * x47 * x68
                + 16 * x48 * x68
                + 16 * x51 * x57
                + 32 * kappa_1_omega_m_squared * x81
                + 16 * kappa_2_omega_m_squared * x81
                + 64 * x78 * x57
                - 128 * x79 * x57
                + 64 * x80 * x57
                - 64 * x86 * x14
            )
            + (
                64 * x23 * G_2_squared_gamma_m_N_1
                - 64 * x86 * x16
                - 64 * G_2_squared * x87
                - 64 * G_2_squared * x88
                - 64 * x21 * G_2_squared_gamma_m_N_1
                - 64 * x22 * G_2_squared_gamma_m_N_1
                + 64 * x24 * G_2_squared_gamma_m_N_1
                + 64 * x89 * x14
                + 64 * x89 * x16
                + 64 * G_2_squared * x90
                + 64 * G_2_squared * x91
                + 64 * G_2_squared_Omega * x26
                + 64 * G_2_squared_Omega * x27
                - 64 * G_2_squared * x28
                - 64 * G_2_squared * x29
                + 64 * x15 * G_2_squared_N_3
                + 64 * x17 * G_2_squared_N_3
                + 64 * x21 * G_2_squared_gamma_m_N_3
                + 64 * x22 * G_2_squared_gamma_m_N_3
                - 64 * x23 * G_2_squared_gamma_m_N_3
                - 64 * x24 * G_2_squared_gamma_m_N_3
                - 64 * x30 * G_2_squared_kappa_1_N_3
                - 64 * x31 * G_2_squared_kappa_1_N_3
                - 64 * Omega_Omega_kappa_1 * x93
                - 64 * Omega_Omega_kappa_1 * x95
                - 64 * x96 * Omega_Omega_kappa_1_N_1
                - 64 * x97 * Omega_Omega_kappa_1_N_1
                - 64 * Omega_omega_1 * x87
                - 64 * Omega_omega_1 * x88
                + 64 * Omega_omega_2 * x87
                + 64 * Omega_omega_2 * x88
                + 192 * x98 * x92
                + 192 * x98 * x94
                + 192 * Omega_kappa_1_omega_m_N_1 * x96
                + 192 * Omega_kappa_1_omega_m_N_1 * x97
                - 16 * gamma_m_kappa_1 * x87
                - 16 * gamma_m_kappa_1 * x88
                - 16 * gamma_m_Omega_kappa_2 * x99
                - 16 * gamma_m_Omega_kappa_2 * x100
                + 128 * Omega_omega_1 * x90
                + 128 * Omega_omega_1 * x91
                - 128 * Omega_omega_2 * x90
                - 128 * Omega_omega_2 * x91
                - 192 * kappa_1_omega_m_squared * x93
                - 192 * kappa_1_omega_m_squared * x95
                - 192 * kappa_2_omega_m_squared * x93
                - 192 * kappa_2_omega_m_squared * x95
                - 16 * gamma_m_squared_omega_1 * x99
                - 16 * gamma_m_squared_omega_1 * x100
                + 16 * gamma_m_squared_omega_2 * x99
            )
            + (
                16 * gamma_m_squared_omega_2 * x100
                + 16 * gamma_m_kappa_1 * x90
                + 16 * gamma_m_kappa_1 * x91
                + 16 * gamma_m_kappa_2 * x90
                + 16 * gamma_m_kappa_2 * x91
                - 64 * omega_1_omega_m_squared * x99
                - 64 * omega_1_omega_m_squared * x100
                + 64 * omega_2_omega_m_squared * x99
                + 64 * omega_2_omega_m_squared * x100
                + 64 * x101 * x92
                + 64 * x101 * x94
                + 64 * x103 * x92
                + 64 * x103 * x94
                + 64 * Omega_Omega_kappa_1 * x104
                + 64 * Omega_Omega_kappa_1 * x105
                + 64 * x96 * Omega_Omega_kappa_1_N_2
                + 64 * x97 * Omega_Omega_kappa_1_N_2
                - 192 * Omega_kappa_1_omega_m * x104
                - 192 * Omega_kappa_1_omega_m * x105
                - 192 * Omega_kappa_2_omega_m * x104
                - 192 * Omega_kappa_2_omega_m * x105
                + 16 * Omega_gamma_m_kappa_1 * x26
                + 16 * Omega_gamma_m_kappa_1 * x27
                + 16 * gamma_m_Omega_kappa_2 * x26
                + 16 * gamma_m_Omega_kappa_2 * x27
                + 192 * kappa_1_omega_m_squared * x104
                + 192 * kappa_1_omega_m_squared * x105
                + 192 * kappa_2_omega_m_squared * x104
                + 192 * kappa_2_omega_m_squared * x105
                - 16 * gamma_m_kappa_1 * x28
                - 16 * gamma_m_kappa_1 * x29
                - 16 * gamma_m_omega_m_kappa_2 * x26
                - 16 * gamma_m_omega_m_kappa_2 * x27
                - 64 * x106 * x56
                - 64 * x107 * x56
                - 64 * x106 * x108
                - 64 * x107 * x108
                + 64 * Omega_omega_1_Omega * x109
                + 64 * Omega_omega_1_Omega * x110
                - 64 * Omega_omega_2_Omega * x109
                - 64 * Omega_omega_2_Omega * x110
                - 128 * Omega_omega_1_omega_m * x109
                - 128 * Omega_omega_1_omega_m * x110
                + 128 * Omega_omega_2_omega_m * x109
                + 128 * Omega_omega_2_omega_m * x110
                + 16 * gamma_m_squared_omega_1 * x109
                + 16 * gamma_m_squared_omega_1 * x110
                - 16 * gamma_m_squared_omega_2 * x109
                - 16 * gamma_m_squared_omega_2 * x110
                + 64 * omega_1_omega_m_squared * x109
            )
            + (
                64 * omega_1_omega_m_squared * x110
                - 64 * omega_2_omega_m_squared * x109
                - 64 * omega_2_omega_m_squared * x110
                - 64 * x43 * G_2_J_squared_N_1
                + 64 * x43 * G_2_J_squared_N_3
                - 64 * Omega_Omega_kappa_1_N_1 * x111
                - 128 * Omega_Omega_kappa_2_N_1 * x111
                + 128 * Omega_kappa_1_omega_m_N_1 * x111
                + 256 * Omega_kappa_2_omega_m_N_1 * x111
                - 16 * x71 * G_2_J_squared_N_1
                - 32 * x112 * N_1
                - 64 * x53 * x111
                - 128 * x77 * x111
                + 64 * Omega_Omega_kappa_2 * x113
                - 128 * Omega_kappa_2_omega_m * x113
                + 16 * x112 * N_2
                + 64 * kappa_2_omega_m_squared * x113
                + 64 * Omega_Omega_kappa_1 * x114
                + 64 * Omega_Omega_kappa_2 * x114
                - 128 * Omega_kappa_1_omega_m * x114
                - 128 * Omega_kappa_2_omega_m * x114
                + 16 * x71 * G_2_J_squared_N_3
                + 16 * x112 * N_3
                + 64 * kappa_1_omega_m_squared * x114
                + 64 * kappa_2_omega_m_squared * x114
                - 64 * x116 * J_squared_N_1
                - 64 * x117 * x115
                + 256 * J_squared * Omega_kappa_1_omega_m_N_1 * x115
                + 256 * x118 * x115
                - 32 * x117 * x119
                - 32 * x120 * J_squared_N_1
                - 384 * x121 * x122
                - 384 * x115 * x122
                + 64 * x118 * x119
                + 64 * x118 * x73
                + 256 * x123 * x103
                + 256 * x123 * x124 * omega_m_N_1
                - 4 * gamma_m_kappa_1_gamma_m * x125
                - 4 * x125 * gamma_m_squared_kappa_2
                - 32 * x119 * x122
                - 32 * x122 * x73
                - 64 * x102 * J_squared_N_1 * x126
                - 64 * x122 * x127
                + 64 * x116 * J_squared_N_2
                + 64 * x115 * x128
                - 256 * x121 * x129
                - 256 * x115 * x129
                + 32 * x119 * x128
                + 32 * x120 * J_squared_N_2
                + 384 * x121 * x130
            )
            + (
                384 * x115 * x130
                - 64 * x119 * x129
                - 64 * x73 * x129
                - 256 * x131 * x54
                - 256 * x124 * x54 * J_squared_N_2
                + 4 * gamma_m_kappa_1_gamma_m * x132
                + 4 * x132 * gamma_m_squared_kappa_2
                + 32 * x119 * x130
                + 32 * x130 * x73
                + 64 * x131 * x126
                + 64 * x130 * x127
                + 64 * G_1_squared * x34 * (N_1 - N_3)
                + 32j * G_1_squared_gamma_m * x26
                - 32j * G_1_squared_gamma_m * x27
                - 32j * gamma_m_G_1_squared_N_3 * x19
                + 32j * gamma_m_G_1_squared_N_3 * x20
                + 32j * G_2_squared_gamma_m * x26
                - 32j * G_2_squared_gamma_m * x27
                - 32j * G_2_squared_gamma_m * x109
                + 32j * G_2_squared_gamma_m * x110
                + 32j * Omega_Omega_kappa_1 * x26
                - 32j * Omega_Omega_kappa_1 * x27
                + 32j * Omega_Omega_kappa_2 * x26
                - 32j * Omega_Omega_kappa_2 * x27
                - 64j * Omega_kappa_1_omega_m * x26
                + 64j * Omega_kappa_1_omega_m * x27
                - 64j * Omega_kappa_2_omega_m * x26
                + 64j * Omega_kappa_2_omega_m * x27
                + 8j * gamma_m_kappa_1_gamma_m * x26
                - 8j * gamma_m_kappa_1_gamma_m * x27
                + 8j * gamma_m_squared_kappa_2 * x26
                - 8j * gamma_m_squared_kappa_2 * x27
                + 32j * kappa_1_omega_m_squared * x26
                - 32j * kappa_1_omega_m_squared * x27
                + 32j * kappa_2_omega_m_squared * x26
                - 32j * kappa_2_omega_m_squared * x27
                - 32j * Omega_Omega_kappa_1 * x109
                + 32j * Omega_Omega_kappa_1 * x110
                - 32j * Omega_Omega_kappa_2 * x109
                + 32j * Omega_Omega_kappa_2 * x110
                + 64j * Omega_kappa_1_omega_m * x109
                - 64j * Omega_kappa_1_omega_m * x110
                + 64j * Omega_kappa_2_omega_m * x109
                - 64j * Omega_kappa_2_omega_m * x110
                - 8j * gamma_m_kappa_1_gamma_m * x109
                + 8j * gamma_m_kappa_1_gamma_m * x110
                - 8j * gamma_m_squared_kappa_2 * x109
                + 8j * gamma_m_squared_kappa_2 * x110
                - 32j * kappa_1_omega_m_squared * x109
                + 32j * kappa_1_omega_m_squared * x110
            )
            + 32j * (kappa_2_omega_m_squared * x110 - kappa_2_omega_m_squared * x109)
        )
        / (
            (
                64 * x134 * G_1_squared
                + 64 * x6 * G_1_squared
                + 128 * x134 * G_2_squared
                + 64 * x135 * G_1_squared * x136
                + 64 * x137 * G_1_squared_Omega
                + 128 * x134 * Omega_omega_1
                - 128 * x134 * Omega_omega_2
                - 128 * G_1_squared * x55
                + 48 * G_1_squared * x138
                + 32 * G_1_kappa_2_squared * x135 * x0
                - 128 * x134 * omega_1_omega_m
                + 128 * x134 * omega_2_omega_m
                + 64 * G_1_squared * x139
                + 64 * G_1_squared_Omega * x14
                + 64 * G_1_squared_Omega * x16
                + 192 * G_1_squared * x140
                + 192 * G_1_squared * x141
                - 64 * x142 * x143
                - 64 * x142 * G_1_G_2_J_exp_i_phi
                + 64 * x144 * x143
                + 64 * x144 * G_1_G_2_J_exp_i_phi
                - 64 * G_1_squared * x30
                - 64 * G_1_squared * x31
                - 192 * G_1_squared * x145
                - 192 * G_1_squared * x146
                + 128 * G_1_squared * x32
                + 64 * G_2_squared_squared * x133
                - 64 * x147 * x35
                - 64 * x147
                + 64 * G_1_squared * x38 * Omega_kappa_1
                + 64 * x52 * Omega_squared
                - 128 * G_1_squared * G_2_squared_kappa_1 * x54
                - 128 * x52 * Omega_omega_m
                + 32 * x6 * gamma_m_kappa_1
                + 96 * G_1_kappa_2_G_1 * x43
                + 32 * x52 * gamma_m_squared
                + 64 * omega_1 * x148
                - 128 * omega_2 * x148
                + 64 * x149 * x150
                + 64 * x149 * x51
                + 64 * x52 * omega_m_squared
                + 128 * J_squared_Omega * G_1_squared_Omega * x1
                + 128 * J_squared_Omega_Omega * x133
                - 256 * G_1_squared * J_squared_Omega_omega_m * x1
                - 256 * J_squared_Omega_omega_m * x133
                + 32 * x9 * G_1_squared_gamma_m
                + 32 * J_squared_gamma_m_squared * x133
                + 128 * x62 * omega_m_squared
                + 128 * J_squared_omega_m_squared * x133
                + 128 * x137 * Omega_omega_1_Omega
            )
            + (
                48 * Omega_Omega_kappa_1 * x2
                - 128 * x137 * Omega_omega_2_Omega
                + 64 * Omega_squared * x69
                + 16 * Omega_Omega_kappa_2 * x151
                + 64 * Omega_omega_1_squared * x133
                - 128 * x70 * x133
                + 64 * Omega_omega_2_squared * x133
                - 384 * x55 * Omega_omega_1
                + 384 * x55 * Omega_omega_2
                + 32 * x138 * Omega_omega_1
                - 32 * x138 * Omega_omega_2
                - 96 * Omega_kappa_1_omega_m * x2
                - 128 * Omega_omega_m * x69
                - 32 * Omega_kappa_2_omega_m * x151
                - 128 * x83 * x133
                + 256 * x84 * x133
                - 128 * x85 * x133
                + 384 * x137 * omega_1_omega_m_squared
                - 384 * x137 * omega_2_omega_m_squared
                + 12 * G_1_kappa_2_G_1 * x71
                + 16 * x8 * x72
                + 4 * gamma_m_squared_kappa_2 * x151
                + 16 * x152 * x133
                - 32 * x153 * x133
                + 16 * x150 * x133
                - 32 * x138 * omega_1_omega_m
                + 32 * G_1_kappa_2_G_1 * x46 * omega_m
                + 48 * kappa_1_omega_m_squared * x2
                + 64 * omega_m_squared * x69
                + 16 * kappa_2_omega_m_squared * x151
                + 64 * x78 * x133
                - 128 * x79 * x133
                + 64 * x80 * x133
                - 128 * x139 * omega_1_omega_m
                + 128 * x139 * omega_2_omega_m
                + 192 * G_2_squared_Omega * x14
                + 192 * G_2_squared_Omega * x16
                + 64 * x154 * G_2_squared_gamma_m
                + 64 * x155 * G_2_squared_gamma_m
                + 64 * x156 * x143
                + 64 * x156 * G_1_G_2_J_exp_i_phi
                - 64 * x157 * x143
                - 64 * x157 * G_1_G_2_J_exp_i_phi
                - 192 * G_2_squared * x30
                - 192 * G_2_squared * x31
                - 64 * G_2_squared_gamma_m * x106
                - 64 * G_2_squared_gamma_m * x107
                + 64 * Omega_Omega_kappa_1 * x158
                + 64 * Omega_Omega_kappa_1 * x159
                + 128 * Omega_Omega_kappa_1 * x154
            )
            + (
                128 * Omega_Omega_kappa_1 * x155
                + 64 * Omega_Omega_kappa_2 * x154
                + 64 * Omega_Omega_kappa_2 * x155
                - 64 * Omega_omega_1_Omega * x14
                - 64 * Omega_omega_1_Omega * x16
                + 64 * Omega_omega_2_Omega * x14
                + 64 * Omega_omega_2_Omega * x16
                + 64 * Omega_omega_1 * x140
                + 64 * Omega_omega_1 * x141
                - 64 * Omega_omega_2 * x140
                - 64 * Omega_omega_2 * x141
                - 192 * x158 * Omega_kappa_1_omega_m
                - 192 * x159 * Omega_kappa_1_omega_m
                - 384 * Omega_Omega_kappa_1 * x106
                - 384 * Omega_Omega_kappa_1 * x107
                - 192 * x154 * Omega_kappa_2_omega_m
                - 192 * x155 * Omega_kappa_2_omega_m
                + 16 * Omega_gamma_m_kappa_1 * x14
                + 16 * Omega_gamma_m_kappa_1 * x16
                + 32 * Omega_gamma_m * x19
                + 32 * Omega_gamma_m * x20
                + 16 * gamma_m_squared * x96
                + 16 * gamma_m_squared * x97
                + 128 * Omega_omega_1 * x30
                + 128 * Omega_omega_1 * x31
                - 128 * Omega_omega_2 * x30
                - 128 * Omega_omega_2 * x31
                - 128 * Omega_omega_1 * x145
                - 128 * Omega_omega_1 * x146
                + 128 * Omega_omega_2 * x145
                + 128 * Omega_omega_2 * x146
                + 192 * x158 * kappa_1_omega_m_squared
                + 192 * x159 * kappa_1_omega_m_squared
                + 384 * x160 * x92
                + 384 * x160 * x94
                + 192 * x96 * omega_m_squared
                + 192 * x97 * omega_m_squared
                - 16 * gamma_m_squared_omega_1 * x14
                - 16 * gamma_m_squared_omega_1 * x16
                + 16 * gamma_m_squared_omega_2 * x14
                + 16 * gamma_m_squared_omega_2 * x16
                + 16 * x161 * gamma_m_squared_omega_1
                + 16 * x162 * gamma_m_squared_omega_1
                - 16 * x161 * gamma_m_squared_omega_2
                - 16 * x162 * gamma_m_squared_omega_2
                - 16 * gamma_m_kappa_1 * x30
                - 16 * gamma_m_kappa_1 * x31
                - 32 * gamma_m_omega_m * x19
                - 32 * gamma_m_omega_m * x20
                - 16 * gamma_m_squared_kappa_2 * x106
            )
            + (
                64 * omega_2_omega_m_squared * x14
                - 16 * gamma_m_squared_kappa_2 * x107
                - 64 * omega_1_omega_m_squared * x14
                - 64 * omega_1_omega_m_squared * x16
                + 64 * omega_2_omega_m_squared * x16
                + 64 * x161 * omega_1_omega_m_squared
                + 64 * x162 * omega_1_omega_m_squared
                - 64 * x161 * omega_2_omega_m_squared
                - 64 * x162 * omega_2_omega_m_squared
                - 64 * x163 * x143
                - 64 * x163 * G_1_G_2_J_exp_i_phi
                - 128 * kappa_1_omega_m_squared * x106
                - 128 * kappa_1_omega_m_squared * x107
                - 64 * kappa_2_omega_m_squared * x106
                - 64 * kappa_2_omega_m_squared * x107
                + 64 * x32 * G_2_squared
                + 64 * G_2_J_squared * gamma_m_squared * x49
                + 64 * G_2_squared_squared * x115
                - 128 * x32 * Omega_omega_1
                + 128 * x32 * Omega_omega_2
                - 128 * G_2_squared_squared * x164
                + 32 * x32 * gamma_m_kappa_1
                + 48 * G_2_squared_squared * x73
                + 128 * x32 * omega_1_omega_m
                - 128 * x32 * omega_2_omega_m
                + 64 * G_2_squared * x165
                + 128 * Omega_squared * x111
                + 128 * Omega_Omega_kappa_2 * x166
                - 256 * Omega_omega_m * x111
                - 256 * Omega_kappa_2_omega_m * x166
                + 32 * x8 * G_2_J_squared_gamma_m
                + 32 * gamma_m_squared_kappa_2 * x166
                + 128 * omega_m_squared * x111
                + 128 * kappa_2_omega_m_squared * x166
                - 128 * x167 * Omega_omega_1
                + 128 * x167 * Omega_omega_2
                + 16 * Omega_kappa_1_squared * x5
                + 64 * x168 * x5
                + 48 * Omega_kappa_2_squared * x5
                + 64 * Omega_omega_1_squared * x5
                - 128 * x70 * x5
                + 64 * Omega_omega_2_squared * x5
                + 384 * x169 * Omega_kappa_2_omega_m
                - 384 * x38 * omega_2 * Omega_kappa_2_omega_m
                - 32 * x43 * Omega_kappa_2 * omega_1
                + 32 * G_2_squared * x170
                - 32 * x82 * x5
                - 128 * x171 * x5
                - 96 * x172 * x5
                - 128 * x83 * x5
            )
            + (
                256 * x84 * x5
                - 128 * x85 * x5
                - 384 * kappa_2_omega_m_squared * x169
                + 384 * x38 * x173
                + 4 * gamma_m_kappa_1_squared * x5
                + 16 * x42 * x73
                + 12 * G_2_squared_gamma_m * x174
                + 16 * x75 * G_2_squared_gamma_m
                - 32 * G_2_squared_gamma_m * x47
                + 16 * G_2_squared_gamma_m * x48
                + 32 * x175 * omega_1_omega_m
                - 32 * x175 * omega_2_omega_m
                + 16 * x51 * x5
                + 64 * x102 * x5
                + 48 * x124 * x5
                + 64 * x78 * x5
                - 128 * x79 * x5
                + 64 * x80 * x5
                + 128 * x165 * omega_1_omega_m
                - 128 * x165 * omega_2_omega_m
                + 64 * Omega_Omega_kappa_1 * J_squared_Omega * x37
                + 128 * J_squared_Omega_Omega * x115
                + 64 * Omega_Omega_kappa_2 * Omega_Omega_kappa_2 * x136
                - 256 * x176 * Omega_Omega_kappa_1
                - 512 * J_squared_Omega * x177
                - 256 * Omega_Omega_kappa_2 * x178
                + 32 * J_squared_Omega_Omega * x119
                + 64 * x9 * Omega_Omega_kappa_2
                + 32 * gamma_m_squared * x179
                + 384 * x121 * J_squared_omega_m_squared
                + 768 * x115 * J_squared_omega_m_squared
                + 384 * omega_m_squared * x179
                - 64 * x119 * J_squared_Omega_omega_m
                - 128 * x9 * Omega_kappa_2_omega_m
                - 64 * gamma_m_squared_kappa_2 * x178
                - 256 * x176 * kappa_1_omega_m_squared
                - 512 * x176 * kappa_2_omega_m_squared
                - 256 * x180 * Omega_kappa_2_omega_m
                + 4 * x9 * gamma_m_kappa_1_gamma_m
                + 8 * J_squared_gamma_m_squared * x73
                + 4 * gamma_m_squared_kappa_2 * gamma_m_squared_kappa_2 * x136
                + 32 * x119 * J_squared_omega_m_squared
                + 64 * x9 * kappa_2_omega_m_squared
                + 32 * x180 * gamma_m_squared_kappa_2
                + 64 * kappa_1_omega_m_squared * kappa_1_omega_m_squared * x136
                + 128 * kappa_1_omega_m_squared * x180
                + 64 * x180 * kappa_2_omega_m_squared
                + 16 * Omega_kappa_1_squared * x115
                + 32 * x168 * x115
                + 16 * x115 * Omega_kappa_2_squared
            )
            + (
                64 * Omega_omega_1_squared * x115
                - 128 * x70 * x115
                + 64 * Omega_omega_2_squared * x115
                - 64 * Omega_kappa_1_squared * x164
                - 128 * x121 * x172
                - 64 * x115 * x172
                - 256 * Omega_omega_1_omega_1 * x177
                + 512 * Omega_omega_1_omega_2 * x177
                - 256 * Omega_omega_2_omega_2 * x177
                + 8 * x119 * x168
                + 16 * x119 * Omega_kappa_2_squared
                + 8 * Omega_kappa_2_squared * x73
                + 32 * x8 * Omega_kappa_2 * Omega_omega_1_omega_1
                - 64 * Omega_omega_1 * x170
                + 32 * Omega_omega_2 * x170
                + 96 * x121 * x102
                + 192 * x121 * x124
                + 96 * x115 * x124
                + 384 * x115 * x78
                - 768 * x115 * x79
                + 384 * x115 * x80
                - 16 * x119 * x171
                - 32 * x119 * x172
                - 16 * x73 * x172
                - 64 * x75 * Omega_kappa_2_omega_m
                + 128 * x47 * Omega_kappa_2_omega_m
                - 64 * x48 * Omega_kappa_2_omega_m
                - 64 * x102 * kappa_1 * x54
                - 128 * x102 * x164
                - 64 * x124 * x164
                - 256 * x181 * x54
                + 512 * x182 * x54
                - 256 * x183 * x54
                + gamma_m_kappa_1_squared * x73
                + 2 * gamma_m_kappa_1_gamma_m * x174
                + gamma_m_squared_kappa_2 * x174
                + 4 * x73 * x152
                - 8 * x73 * x153
                + 4 * x73 * x150
                + 8 * x119 * x102
                + 16 * x119 * x124
                + 8 * x73 * x124
                + 32 * x75 * kappa_2_omega_m_squared
                - 64 * kappa_2_omega_m_squared * x47
                + 32 * kappa_2_omega_m_squared * x48
                + 16 * x51 * x127
                + 32 * x102 * x127
                + 16 * x124 * x127
                + 64 * x181 * x126
                - 128 * x182 * x126
            )
            + 64 * x183 * x126
        )
    ).real


@_arrays
def eta_a_in_2(
    *, G_1, G_2, J, N_1, N_2, N_3, Omega, gamma_m, kappa_1, kappa_2, omega_1, omega_2, omega_m, phi,
):
    """Stationary current of quanta into a_in_2.

    Exact for general parameters.

    Returns: real, shape (...).
    """
    G_1_squared = G_1 * G_1
    G_1_squared_squared = G_1_squared * G_1_squared
    G_2_kappa_1 = G_2 * kappa_1
    G_2_kappa_1_G_2 = G_2_kappa_1 * G_2
    gamma_m_kappa_2 = gamma_m * kappa_2
    x0 = np.exp(2j * phi)
    x1 = gamma_m_kappa_2 * x0
    x2 = G_2_kappa_1_G_2 * x1
    x3 = N_1 * x2
    x4 = N_2 * x2
    x5 = G_1_squared * x1
    x6 = G_1_squared * x5
    G_2_squared = G_2 * G_2
    G_2_squared_N_2 = G_2_squared * N_2
    kappa_2_G_2_squared_N_2 = kappa_2 * G_2_squared_N_2
    G_2_squared_N_3 = G_2_squared * N_3
    kappa_2_G_2_squared_N_3 = kappa_2 * G_2_squared_N_3
    x7 = gamma_m * x1
    x8 = G_1_squared * x7
    G_1_J = G_1 * J
    G_1_J_squared = G_1_J * G_1_J
    G_1_J_squared_N_2 = G_1_J_squared * N_2
    G_1_J_squared_N_3 = G_1_J_squared * N_3
    G_1_squared_Omega = G_1_squared * Omega
    G_1_J_G_2_kappa_1 = G_1_J * G_2_kappa_1
    x9 = G_1_J_G_2_kappa_1 * gamma_m_kappa_2
    x10 = np.exp(3j * phi)
    x11 = x9 * x10
    x12 = N_1 * x11
    exp_i_phi = np.exp(1j * phi)
    x13 = x9 * exp_i_phi
    x14 = N_1 * x13
    x15 = omega_m * x12
    x16 = omega_m * x14
    Omega_N_2 = Omega * N_2
    x17 = Omega_N_2 * x11
    x18 = Omega_N_2 * x13
    Omega_kappa_2 = Omega * kappa_2
    Omega_kappa_2_N_2 = Omega_kappa_2 * N_2
    x19 = G_1_squared * Omega_kappa_2_N_2
    G_1_J_G_2 = G_1_J * G_2
    G_1_J_G_2_gamma_m_kappa_2 = G_1_J_G_2 * gamma_m_kappa_2
    x20 = G_1_J_G_2_gamma_m_kappa_2 * x10
    x21 = G_1_J_G_2_gamma_m_kappa_2 * exp_i_phi
    x22 = omega_1 * x20
    G_1_squared_gamma_m = G_1_squared * gamma_m
    G_1_squared_gamma_m_N_2 = G_1_squared_gamma_m * N_2
    x23 = omega_1 * x21
    x24 = omega_2 * x20
    x25 = omega_2 * x21
    omega_m_N_2 = omega_m * N_2
    x26 = omega_m_N_2 * x11
    x27 = omega_m_N_2 * x13
    G_1_squared_kappa_2 = G_1_squared * kappa_2
    x28 = G_1_squared_kappa_2 * omega_m_N_2
    x29 = Omega_kappa_2 * x20
    G_1_squared_N_3 = G_1_squared * N_3
    x30 = Omega_kappa_2 * x21
    G_1_squared_gamma_m_N_3 = G_1_squared_gamma_m * N_3
    x31 = omega_m * x20
    G_1_squared_kappa_2_N_3 = G_1_squared_kappa_2 * N_3
    x32 = omega_m * x21
    x33 = G_2_squared_N_2 * x2
    x34 = G_2_squared * x5
    x35 = G_2_squared_N_3 * x2
    gamma_m_kappa_2_gamma_m = gamma_m_kappa_2 * gamma_m
    x36 = G_1_J_squared * gamma_m_kappa_2_gamma_m
    x37 = np.exp(4j * phi)
    x38 = x36 * x37
    x39 = Omega_kappa_2 * x0
    x40 = G_1_squared * x39
    G_2_kappa_1_squared = G_2_kappa_1 * G_2_kappa_1
    G_2_kappa_1_squared_N_1 = G_2_kappa_1_squared * N_1
    x41 = x40 * G_2_kappa_1_G_2
    Omega_kappa_2_N_1 = Omega_kappa_2 * N_1
    x42 = omega_m * x39
    x43 = G_2_kappa_1_G_2 * x42
    x44 = G_1_squared * gamma_m_kappa_2
    x45 = G_1_squared * x0
    x46 = G_2_kappa_1_squared * x45
    omega_m_squared = omega_m * omega_m
    kappa_2_omega_m_squared = kappa_2 * omega_m_squared
    x47 = G_2_kappa_1_G_2 * x45
    x48 = kappa_2_omega_m_squared * kappa_2
    x49 = x48 * N_1
    x50 = x40 * G_2_kappa_1_squared
    G_2_kappa_1_squared_N_2 = G_2_kappa_1_squared * N_2
    x51 = gamma_m_kappa_2 * x5
    omega_1_squared = omega_1 * omega_1
    x52 = x8 * omega_1_squared
    x53 = G_1_squared * G_2_squared_N_2
    x54 = x7 * omega_2
    x55 = omega_1 * x54
    x56 = x54 * omega_2
    x57 = kappa_2_omega_m_squared * N_2
    G_2_kappa_1_squared_N_3 = G_2_kappa_1_squared * N_3
    x58 = N_3 * x2
    x59 = G_1_squared * G_2_squared_N_3
    Omega_kappa_1 = Omega * kappa_1
    Omega_Omega_kappa_1 = Omega * Omega_kappa_1
    x60 = G_1_J_squared * x1
    x61 = N_1 * x60
    Omega_kappa_1_omega_m = Omega_kappa_1 * omega_m
    G_1_J_squared_gamma_m = G_1_J_squared * gamma_m
    x62 = x7 * kappa_1
    x63 = G_1_J_squared_gamma_m * x62
    kappa_1_omega_m_squared = kappa_1 * omega_m_squared
    Omega_Omega_kappa_1_N_2 = Omega_Omega_kappa_1 * N_2
    Omega_Omega_kappa_2 = Omega * Omega_kappa_2
    Omega_Omega_kappa_2_N_2 = Omega_Omega_kappa_2 * N_2
    Omega_kappa_1_omega_m_N_2 = Omega_kappa_1 * omega_m_N_2
    Omega_kappa_2_omega_m_N_2 = Omega_kappa_2 * omega_m_N_2
    x64 = gamma_m_kappa_2 * x7
    x65 = kappa_1_omega_m_squared * N_2
    x66 = N_3 * x60
    Omega_kappa_2_omega_m = Omega_kappa_2 * omega_m
    G_2_squared_Omega = G_2_squared * Omega
    Omega_G_2_squared_N_2 = Omega * G_2_squared_N_2
    gamma_m_G_2_squared_N_2 = gamma_m * G_2_squared_N_2
    G_2_squared_omega_m_N_2 = G_2_squared * omega_m_N_2
    x67 = G_2_squared_omega_m_N_2 * kappa_2
    Omega_G_2_squared_N_3 = Omega * G_2_squared_N_3
    gamma_m_G_2_squared_N_3 = gamma_m * G_2_squared_N_3
    omega_m_G_2_squared_N_3 = omega_m * G_2_squared_N_3
    x68 = G_1_J_G_2_kappa_1 * x10
    x69 = Omega_kappa_1 * x68
    Omega_Omega_kappa_2_N_1 = Omega_Omega_kappa_2 * N_1
    x70 = G_1_J_G_2_kappa_1 * exp_i_phi
    x71 = Omega_kappa_1 * x70
    x72 = Omega_kappa_2_N_1 * x68
    x73 = Omega_kappa_2_N_1 * x70
    gamma_m_Omega_kappa_1 = gamma_m * Omega_kappa_1
    Omega_gamma_m_kappa_2 = Omega * gamma_m_kappa_2
    gamma_m_omega_m = gamma_m * omega_m
    gamma_m_omega_m_kappa_1 = gamma_m_omega_m * kappa_1
    x74 = omega_m * x68
    x75 = kappa_1_omega_m_squared * kappa_2
    x76 = x75 * N_1
    x77 = omega_m * x70
    x78 = Omega_kappa_2_N_2 * x68
    x79 = Omega_kappa_2_N_2 * x70
    Omega_omega_1 = Omega * omega_1
    Omega_omega_2 = Omega * omega_2
    x80 = Omega_kappa_2_omega_m_N_2 * Omega_kappa_2
    x81 = N_2 * x11
    x82 = N_2 * x13
    gamma_m_squared = gamma_m * gamma_m
    gamma_m_squared_omega_1 = gamma_m_squared * omega_1
    gamma_m_squared_omega_2 = gamma_m_squared * omega_2
    gamma_m_kappa_1 = gamma_m * kappa_1
    omega_1_omega_m_squared = omega_1 * omega_m_squared
    omega_2_omega_m_squared = omega_2 * omega_m_squared
    x83 = x75 * omega_m_N_2
    x84 = x48 * omega_m_N_2
    Omega_omega_1_Omega = Omega_omega_1 * Omega
    x85 = N_3 * x11
    x86 = N_3 * x13
    Omega_omega_2_Omega = Omega_omega_2 * Omega
    Omega_omega_1_omega_m = Omega_omega_1 * omega_m
    Omega_omega_2_omega_m = Omega_omega_2 * omega_m
    J_squared = J * J
    x87 = J_squared * x7
    x88 = G_2_squared * x87
    x89 = G_2_kappa_1_squared * x7
    x90 = G_2_squared_omega_m_N_2 * x2
    omega_1_omega_m = omega_1 * omega_m
    omega_2_omega_m = omega_2 * omega_m
    Omega_squared = Omega * Omega
    J_squared_N_1 = J_squared * N_1
    x91 = J_squared_N_1 * x2
    Omega_omega_m = Omega * omega_m
    G_2_kappa_1_G_2_gamma_m = G_2_kappa_1_G_2 * gamma_m
    x92 = x7 * G_2_kappa_1_G_2_gamma_m
    J_squared_N_2 = J_squared * N_2
    x93 = J_squared_N_2 * x2
    x94 = J_squared * x1
    x95 = G_2_squared_N_2 * x94
    J_squared_Omega = J_squared * Omega
    x96 = omega_m_N_2 * x2
    x97 = G_2_squared * x94
    x98 = x87 * gamma_m_kappa_2
    J_squared_Omega_Omega = J_squared_Omega * Omega
    x99 = G_2_squared_N_3 * x94
    J_squared_Omega_omega_m = J_squared_Omega * omega_m
    x100 = G_2_kappa_1_G_2_gamma_m * N_3
    J_squared_omega_m_squared = J_squared * omega_m_squared
    x101 = G_2_kappa_1_squared * x1
    Omega_kappa_2_squared = Omega_kappa_2 * Omega_kappa_2
    Omega_omega_1_squared = Omega_omega_1 * Omega_omega_1
    x102 = Omega_omega_1 * Omega_omega_2
    Omega_omega_2_squared = Omega_omega_2 * Omega_omega_2
    Omega_omega_1_omega_1 = Omega_omega_1 * omega_1
    Omega_omega_1_omega_2 = Omega_omega_1 * omega_2
    Omega_omega_2_omega_2 = Omega_omega_2 * omega_2
    x103 = G_2_kappa_1_squared * gamma_m
    x104 = x103 * x62
    gamma_m_kappa_2_squared = gamma_m_kappa_2 * gamma_m_kappa_2
    x105 = x7 * omega_1_squared
    x106 = G_2_kappa_1_G_2_gamma_m * N_2
    x107 = omega_1_omega_m_squared * omega_1
    x108 = omega_1_omega_m_squared * omega_2
    x109 = omega_2_omega_m_squared * omega_2
    x110 = N_3 * x101
    x111 = kappa_2 * Omega_kappa_2_omega_m
    x112 = Omega_omega_1 * omega_1_omega_m
    x113 = Omega_omega_1 * omega_2_omega_m
    x114 = Omega_omega_2 * omega_2_omega_m
    x115 = Omega_kappa_1 * x39
    x116 = Omega_Omega_kappa_1 * J_squared_N_1
    x117 = Omega_Omega_kappa_2 * x115
    x118 = Omega_kappa_1_omega_m * J_squared_N_1
    x119 = Omega_kappa_2 * x39
    Omega_kappa_1_squared = Omega_kappa_1 * Omega_kappa_1
    x120 = x7 * Omega_kappa_1_squared
    x121 = gamma_m_kappa_2 * x1
    x122 = kappa_1_omega_m_squared * J_squared_N_1
    x123 = kappa_1_omega_m_squared * kappa_1
    x124 = x75 * J_squared_N_1
    x125 = x62 * J_squared_N_1
    gamma_m_squared_kappa_1 = gamma_m_squared * kappa_1
    x126 = x75 * x0
    x127 = kappa_2_omega_m_squared * x0
    x128 = Omega_Omega_kappa_1 * J_squared_N_2
    x129 = J_squared * Omega_kappa_1_omega_m_N_2
    x130 = kappa_1_omega_m_squared * J_squared_N_2
    x131 = J_squared * x39
    x132 = x62 * J_squared_N_2
    G_2_squared_gamma_m = G_2_squared * gamma_m
    x133 = G_2_kappa_1_G_2_gamma_m * x0
    x134 = kappa_1 * x42
    x135 = x75 * x45
    x136 = Omega * x68
    x137 = Omega * x70
    x138 = G_1_squared * gamma_m_squared_omega_1
    x139 = G_1_J_G_2 * x10
    G_1_J_G_2_exp_i_phi = G_1_J_G_2 * exp_i_phi
    x140 = G_1_squared * gamma_m_squared_omega_2
    x141 = G_2_squared * x133
    x142 = G_2_squared * gamma_m_squared
    x143 = G_1_J_squared * x142
    x144 = G_2_squared * gamma_m_squared_omega_1
    x145 = x144 * x45
    x146 = G_2_squared * x45
    x147 = gamma_m_squared_omega_2 * omega_2
    x148 = G_1_J_squared_gamma_m * x0
    x149 = G_1_squared * x115
    x150 = Omega_kappa_1 * Omega_kappa_2
    x151 = x40 * omega_1
    x152 = Omega_kappa_1 * x54
    x153 = kappa_1 * Omega_kappa_1_omega_m
    x154 = kappa_1 * Omega_kappa_2_omega_m
    x155 = kappa_1_omega_m_squared * omega_2
    x156 = x62 * kappa_1
    x157 = G_1_squared * x62
    Omega_gamma_m = Omega * gamma_m
    x158 = Omega_gamma_m * x68
    x159 = Omega_gamma_m * x70
    x160 = G_2_squared * gamma_m_squared_omega_2
    x161 = gamma_m_omega_m * x68
    x162 = gamma_m_omega_m * x70
    x163 = Omega_kappa_2 * x139
    x164 = Omega_kappa_2 * G_1_J_G_2_exp_i_phi
    x165 = Omega_kappa_2 * omega_m_squared
    x166 = gamma_m * x68
    x167 = gamma_m * x70
    x168 = x48 * omega_m
    x169 = J_squared * x0
    x170 = G_2_kappa_1_G_2 * x39
    x171 = G_2_kappa_1_G_2 * x7
    x172 = G_2_kappa_1_G_2 * x127
    J_squared_gamma_m_squared = J_squared * gamma_m_squared
    x173 = x103 * x0
    x174 = gamma_m_squared_omega_1 * omega_1
    x175 = gamma_m_squared_omega_1 * omega_2
    x176 = Omega_kappa_1_omega_m * x169
    x177 = Omega_kappa_1_omega_m * x39
    x178 = J_squared * x42
    x179 = Omega_kappa_1_squared * x169
    x180 = kappa_1_omega_m_squared * x169
    x181 = kappa_1_omega_m_squared * omega_1_squared
    x182 = omega_1 * x155
    x183 = x155 * omega_2
    return (
        (
            (
                64 * G_1_squared_squared * x3
                - 64 * G_1_squared_squared * x4
                - 64 * x6 * kappa_2_G_2_squared_N_2
                + 64 * x6 * kappa_2_G_2_squared_N_3
                - 64 * x8 * G_1_J_squared_N_2
                + 64 * x8 * G_1_J_squared_N_3
                + 64 * G_1_squared_Omega * x12
                + 64 * G_1_squared_Omega * x14
                - 64 * G_1_squared * x15
                - 64 * G_1_squared * x16
                - 64 * G_1_squared * x17
                - 64 * G_1_squared * x18
                - 64 * x19 * x20
                - 64 * x19 * x21
                + 64 * x22 * G_1_squared_gamma_m_N_2
                + 64 * x23 * G_1_squared_gamma_m_N_2
                - 64 * x24 * G_1_squared_gamma_m_N_2
                - 64 * x25 * G_1_squared_gamma_m_N_2
                + 64 * G_1_squared * x26
                + 64 * G_1_squared * x27
                + 64 * x28 * x20
                + 64 * x28 * x21
                + 64 * x29 * G_1_squared_N_3
                + 64 * x30 * G_1_squared_N_3
                - 64 * x22 * G_1_squared_gamma_m_N_3
                - 64 * x23 * G_1_squared_gamma_m_N_3
                + 64 * x24 * G_1_squared_gamma_m_N_3
                + 64 * x25 * G_1_squared_gamma_m_N_3
                - 64 * x31 * G_1_squared_kappa_2_N_3
                - 64 * x32 * G_1_squared_kappa_2_N_3
                + 64 * G_1_squared * G_2_squared * x3
                - 128 * G_1_squared * x33
                - 64 * x34 * kappa_2_G_2_squared_N_2
                + 64 * G_1_squared * x35
                + 64 * x34 * kappa_2_G_2_squared_N_3
                + 64 * G_2_squared_N_2 * x38
                - 64 * G_2_squared_N_3 * x38
                + 64 * x40 * Omega * G_2_kappa_1_squared_N_1
                + 64 * x41 * Omega_kappa_2_N_1
                - 128 * G_1_squared * x42 * G_2_kappa_1_squared_N_1
                - 128 * x43 * G_1_squared_kappa_2 * N_1
                + 16 * x8 * G_2_kappa_1_squared_N_1
                + 16 * x44 * x3
                + 64 * x46 * kappa_2_omega_m_squared * N_1
                + 64 * x47 * x49
                - 64 * x50 * Omega_N_2
                - 64 * x41 * Omega_kappa_2_N_2
                + 128 * x50 * omega_m_N_2
                + 128 * x41 * kappa_2 * omega_m_N_2
                - 32 * x8 * G_2_kappa_1_squared_N_2
            )
            + (
                128 * x53 * x55
                - 48 * x44 * x4
                - 16 * x51 * kappa_2_G_2_squared_N_2
                - 64 * x52 * G_2_squared_N_2
                - 64 * x53 * x56
                - 64 * x46 * x57
                - 64 * x47 * x48 * N_2
                + 16 * x8 * G_2_kappa_1_squared_N_3
                + 32 * x44 * x58
                + 16 * x51 * kappa_2_G_2_squared_N_3
                + 64 * x52 * G_2_squared_N_3
                - 128 * x59 * x55
                + 64 * x59 * x56
                + 64 * Omega_Omega_kappa_1 * x61
                - 128 * Omega_kappa_1_omega_m * x61
                + 16 * x63 * N_1
                + 64 * kappa_1_omega_m_squared * x61
                - 128 * Omega_Omega_kappa_1_N_2 * x60
                - 64 * Omega_Omega_kappa_2_N_2 * x60
                + 256 * Omega_kappa_1_omega_m_N_2 * x60
                + 128 * Omega_kappa_2_omega_m_N_2 * x60
                - 32 * x63 * N_2
                - 16 * x64 * G_1_J_squared_N_2
                - 128 * x65 * x60
                - 64 * x57 * x60
                + 64 * Omega_Omega_kappa_1 * x66
                + 64 * Omega_Omega_kappa_2 * x66
                - 128 * Omega_kappa_1_omega_m * x66
                - 128 * Omega_kappa_2_omega_m * x66
                + 16 * x63 * N_3
                + 16 * x64 * G_1_J_squared_N_3
                + 64 * kappa_1_omega_m_squared * x66
                + 64 * kappa_2_omega_m_squared * x66
                + 64 * G_2_squared_Omega * x12
                + 64 * G_2_squared_Omega * x14
                - 64 * G_2_squared * x15
                - 64 * G_2_squared * x16
                - 192 * Omega_G_2_squared_N_2 * x11
                - 192 * Omega_G_2_squared_N_2 * x13
                - 64 * x29 * G_2_squared_N_2
                - 64 * x30 * G_2_squared_N_2
                - 64 * gamma_m_G_2_squared_N_2 * x22
                - 64 * gamma_m_G_2_squared_N_2 * x23
                + 64 * gamma_m_G_2_squared_N_2 * x24
                + 64 * gamma_m_G_2_squared_N_2 * x25
                + 192 * G_2_squared_omega_m_N_2 * x11
                + 192 * G_2_squared_omega_m_N_2 * x13
                + 64 * x67 * x20
                + 64 * x67 * x21
                + 128 * Omega_G_2_squared_N_3 * x11
            )
            + (
                128 * Omega_G_2_squared_N_3 * x13
                + 64 * x29 * G_2_squared_N_3
                + 64 * x30 * G_2_squared_N_3
                + 64 * gamma_m_G_2_squared_N_3 * x22
                + 64 * gamma_m_G_2_squared_N_3 * x23
                - 64 * gamma_m_G_2_squared_N_3 * x24
                - 64 * gamma_m_G_2_squared_N_3 * x25
                - 128 * omega_m_G_2_squared_N_3 * x11
                - 128 * omega_m_G_2_squared_N_3 * x13
                - 64 * kappa_2_G_2_squared_N_3 * x31
                - 64 * kappa_2_G_2_squared_N_3 * x32
                + 64 * x69 * Omega_Omega_kappa_2_N_1
                + 64 * x71 * Omega_Omega_kappa_2_N_1
                + 64 * Omega_Omega_kappa_2 * x72
                + 64 * Omega_Omega_kappa_2 * x73
                - 192 * Omega_kappa_1_omega_m * x72
                - 192 * Omega_kappa_1_omega_m * x73
                - 192 * Omega_kappa_2_omega_m * x72
                - 192 * Omega_kappa_2_omega_m * x73
                + 16 * gamma_m_Omega_kappa_1 * x12
                + 16 * gamma_m_Omega_kappa_1 * x14
                + 16 * Omega_gamma_m_kappa_2 * x12
                + 16 * Omega_gamma_m_kappa_2 * x14
                + 192 * kappa_1_omega_m_squared * x72
                + 192 * kappa_1_omega_m_squared * x73
                + 192 * kappa_2_omega_m_squared * x72
                + 192 * kappa_2_omega_m_squared * x73
                - 16 * gamma_m_omega_m_kappa_1 * x12
                - 16 * gamma_m_omega_m_kappa_1 * x14
                - 16 * gamma_m_kappa_2 * x15
                - 16 * gamma_m_kappa_2 * x16
                - 64 * x74 * x76
                - 64 * x77 * x76
                - 64 * x74 * x49
                - 64 * x77 * x49
                - 64 * x69 * Omega_Omega_kappa_2_N_2
                - 64 * x71 * Omega_Omega_kappa_2_N_2
                - 64 * Omega_Omega_kappa_2 * x78
                - 64 * Omega_Omega_kappa_2 * x79
                + 64 * Omega_omega_1 * x17
                + 64 * Omega_omega_1 * x18
                - 64 * Omega_omega_2 * x17
                - 64 * Omega_omega_2 * x18
                + 192 * x69 * Omega_kappa_2_omega_m_N_2
                + 192 * x71 * Omega_kappa_2_omega_m_N_2
                + 192 * x80 * x68
                + 192 * x80 * x70
                - 16 * gamma_m_Omega_kappa_1 * x81
                - 16 * gamma_m_Omega_kappa_1 * x82
                - 16 * gamma_m_kappa_2 * x17
            )
            + (
                128 * Omega_omega_2 * x26
                - 16 * gamma_m_kappa_2 * x18
                - 128 * Omega_omega_1 * x26
                - 128 * Omega_omega_1 * x27
                + 128 * Omega_omega_2 * x27
                - 192 * kappa_1_omega_m_squared * x78
                - 192 * kappa_1_omega_m_squared * x79
                - 192 * kappa_2_omega_m_squared * x78
                - 192 * kappa_2_omega_m_squared * x79
                + 16 * gamma_m_squared_omega_1 * x81
                + 16 * gamma_m_squared_omega_1 * x82
                - 16 * gamma_m_squared_omega_2 * x81
                - 16 * gamma_m_squared_omega_2 * x82
                + 16 * gamma_m_kappa_1 * x26
                + 16 * gamma_m_kappa_1 * x27
                + 16 * gamma_m_kappa_2 * x26
                + 16 * gamma_m_kappa_2 * x27
                + 64 * omega_1_omega_m_squared * x81
                + 64 * omega_1_omega_m_squared * x82
                - 64 * omega_2_omega_m_squared * x81
                - 64 * omega_2_omega_m_squared * x82
                + 64 * x83 * x68
                + 64 * x83 * x70
                + 64 * x84 * x68
                + 64 * x84 * x70
                - 64 * Omega_omega_1_Omega * x85
                - 64 * Omega_omega_1_Omega * x86
                + 64 * Omega_omega_2_Omega * x85
                + 64 * Omega_omega_2_Omega * x86
                + 128 * Omega_omega_1_omega_m * x85
                + 128 * Omega_omega_1_omega_m * x86
                - 128 * Omega_omega_2_omega_m * x85
                - 128 * Omega_omega_2_omega_m * x86
                - 16 * gamma_m_squared_omega_1 * x85
                - 16 * gamma_m_squared_omega_1 * x86
                + 16 * gamma_m_squared_omega_2 * x85
                + 16 * gamma_m_squared_omega_2 * x86
                - 64 * omega_1_omega_m_squared * x85
                - 64 * omega_1_omega_m_squared * x86
                + 64 * omega_2_omega_m_squared * x85
                + 64 * omega_2_omega_m_squared * x86
                - 64 * G_2_squared * x33
                + 64 * G_2_squared * x35
                - 64 * x88 * G_2_squared_N_2
                + 64 * x88 * G_2_squared_N_3
                + 128 * Omega_omega_1 * x33
                - 128 * Omega_omega_2 * x33
                - 32 * x89 * G_2_squared_N_2
                - 32 * gamma_m_kappa_2 * x33
                - 128 * omega_1 * x90
            )
            + (
                128 * omega_2 * x90
                - 128 * Omega_omega_1 * x35
                + 128 * Omega_omega_2 * x35
                + 32 * x89 * G_2_squared_N_3
                + 32 * gamma_m_kappa_2 * x35
                + 128 * omega_1_omega_m * x35
                - 128 * omega_2_omega_m * x35
                + 64 * Omega_squared * x91
                - 128 * Omega_omega_m * x91
                + 16 * x92 * J_squared_N_1
                + 64 * omega_m_squared * x91
                - 128 * Omega_squared * x93
                - 64 * Omega_Omega_kappa_2 * x95
                + 256 * J_squared_Omega * x96
                + 128 * x97 * Omega_kappa_2_omega_m_N_2
                - 32 * x92 * J_squared_N_2
                - 16 * x98 * G_2_squared_N_2
                - 128 * omega_m_squared * x93
                - 64 * kappa_2_omega_m_squared * x95
                + 64 * J_squared_Omega_Omega * x58
                + 64 * Omega_Omega_kappa_2 * x99
                - 128 * J_squared_Omega_omega_m * x58
                - 128 * Omega_kappa_2_omega_m * x99
                + 16 * x87 * x100
                + 16 * x98 * G_2_squared_N_3
                + 64 * J_squared_omega_m_squared * x58
                + 64 * kappa_2_omega_m_squared * x99
                - 16 * Omega_Omega_kappa_1_N_2 * x101
                - 32 * Omega_Omega_kappa_2_N_2 * x101
                - 16 * Omega_kappa_2_squared * x4
                - 64 * Omega_omega_1_squared * x4
                + 128 * x102 * x4
                - 64 * Omega_omega_2_squared * x4
                + 32 * Omega_kappa_1_omega_m_N_2 * x101
                + 64 * Omega_kappa_2_omega_m_N_2 * x101
                + 32 * Omega_kappa_2_omega_m_N_2 * kappa_2 * x2
                + 128 * Omega_omega_1_omega_1 * x96
                - 256 * Omega_omega_1_omega_2 * x96
                + 128 * Omega_omega_2_omega_2 * x96
                - 4 * x104 * N_2
                - 8 * x64 * G_2_kappa_1_squared_N_2
                - 4 * gamma_m_kappa_2_squared * x4
                - 16 * x105 * x106
                + 32 * x55 * x106
                - 16 * x56 * x106
                - 16 * x65 * x101
                - 32 * x57 * x101
                - 16 * x48 * x4
                - 64 * x107 * x4
                + 128 * x108 * x4
            )
            + (
                16 * Omega_Omega_kappa_1 * x110
                - 64 * x109 * x4
                + 32 * Omega_Omega_kappa_2 * x110
                + 16 * Omega_kappa_2_squared * x58
                + 64 * Omega_omega_1_squared * x58
                - 128 * x102 * x58
                + 64 * Omega_omega_2_squared * x58
                - 32 * Omega_kappa_1_omega_m * x110
                - 64 * Omega_kappa_2_omega_m * x110
                - 32 * x111 * x58
                - 128 * x112 * x58
                + 256 * x113 * x58
                - 128 * x114 * x58
                + 4 * x104 * N_3
                + 8 * x64 * G_2_kappa_1_squared_N_3
                + 4 * gamma_m_kappa_2_squared * x58
                + 16 * x105 * x100
                - 32 * x55 * x100
                + 16 * x56 * x100
                + 16 * kappa_1_omega_m_squared * x110
                + 32 * kappa_2_omega_m_squared * x110
                + 16 * x48 * x58
                + 64 * x107 * x58
                - 128 * x108 * x58
                + 64 * x109 * x58
                + 64 * x115 * x116
                + 64 * x117 * J_squared_N_1
                - 256 * x115 * x118
                - 256 * x119 * x118
                + 32 * x120 * J_squared_N_1
                + 32 * x121 * x116
                + 384 * x115 * x122
                + 384 * x122 * x119
                - 64 * x62 * x118
                - 64 * x121 * x118
                - 256 * x123 * x42 * J_squared_N_1
                - 256 * x124 * x42
                + 4 * x125 * gamma_m_squared_kappa_1
                + 4 * gamma_m_kappa_2_gamma_m * x125
                + 32 * x122 * x62
                + 32 * x121 * x122
                + 64 * x122 * x126
                + 64 * x124 * x127
                - 64 * x128 * x115
                - 64 * x117 * J_squared_N_2
                + 256 * x129 * x115
                + 256 * J_squared * x115 * Omega_kappa_2_omega_m_N_2
                - 32 * x120 * J_squared_N_2
                - 32 * x128 * x121
                - 384 * x115 * x130
            )
            + (
                64 * x129 * x62
                - 384 * x130 * x119
                + 64 * x129 * x121
                + 256 * x131 * x123 * omega_m_N_2
                + 256 * x131 * x83
                - 4 * x132 * gamma_m_squared_kappa_1
                - 4 * gamma_m_kappa_2_gamma_m * x132
                - 32 * x130 * x62
                - 32 * x121 * x130
                - 64 * x130 * x126
                - 64 * x75 * J_squared_N_2 * x127
                + 64 * x36 * G_2_squared * (N_2 - N_3)
                - 32j * G_1_squared_gamma_m * x12
                + 32j * G_1_squared_gamma_m * x14
                + 32j * G_1_squared_gamma_m * x85
                - 32j * G_1_squared_gamma_m * x86
                - 32j * G_2_squared_gamma_m * x12
                + 32j * G_2_squared_gamma_m * x14
                + 32j * gamma_m_G_2_squared_N_3 * x11
                - 32j * gamma_m_G_2_squared_N_3 * x13
                - 32j * Omega_Omega_kappa_1 * x12
                + 32j * Omega_Omega_kappa_1 * x14
                - 32j * Omega_Omega_kappa_2 * x12
                + 32j * Omega_Omega_kappa_2 * x14
                + 64j * Omega_kappa_1_omega_m * x12
                - 64j * Omega_kappa_1_omega_m * x14
                + 64j * Omega_kappa_2_omega_m * x12
                - 64j * Omega_kappa_2_omega_m * x14
                - 8j * gamma_m_squared_kappa_1 * x12
                + 8j * gamma_m_squared_kappa_1 * x14
                - 8j * gamma_m_kappa_2_gamma_m * x12
                + 8j * gamma_m_kappa_2_gamma_m * x14
                - 32j * kappa_1_omega_m_squared * x12
                + 32j * kappa_1_omega_m_squared * x14
                - 32j * kappa_2_omega_m_squared * x12
                + 32j * kappa_2_omega_m_squared * x14
                + 32j * Omega_Omega_kappa_1 * x85
                - 32j * Omega_Omega_kappa_1 * x86
                + 32j * Omega_Omega_kappa_2 * x85
                - 32j * Omega_Omega_kappa_2 * x86
                - 64j * Omega_kappa_1_omega_m * x85
                + 64j * Omega_kappa_1_omega_m * x86
                - 64j * Omega_kappa_2_omega_m * x85
                + 64j * Omega_kappa_2_omega_m * x86
                + 8j * gamma_m_squared_kappa_1 * x85
                - 8j * gamma_m_squared_kappa_1 * x86
                + 8j * gamma_m_kappa_2_gamma_m * x85
                - 8j * gamma_m_kappa_2_gamma_m * x86
                + 32j * kappa_1_omega_m_squared * x85
                - 32j * kappa_1_omega_m_squared * x86
            )
            + 32j * (kappa_2_omega_m_squared * x85 - kappa_2_omega_m_squared * x86)
        )
        / (
            (
                64 * x6 * G_1_squared
                + 64 * G_1_squared_squared * x133
                + 128 * x6 * G_2_squared
                + 64 * G_1_J_squared * gamma_m_squared * x45
                + 64 * G_1_squared_squared * x115
                + 128 * x6 * Omega_omega_1
                - 128 * x6 * Omega_omega_2
                - 128 * G_1_squared_squared * x134
                + 48 * G_1_squared_squared * x62
                + 32 * x6 * gamma_m_kappa_2
                - 128 * x6 * omega_1_omega_m
                + 128 * x6 * omega_2_omega_m
                + 64 * G_1_squared * x135
                + 64 * x136 * G_1_squared_gamma_m
                + 64 * x137 * G_1_squared_gamma_m
                + 192 * G_1_squared_Omega * x20
                + 192 * G_1_squared_Omega * x21
                - 64 * x138 * x139
                - 64 * x138 * G_1_J_G_2_exp_i_phi
                + 64 * x140 * x139
                + 64 * x140 * G_1_J_G_2_exp_i_phi
                - 64 * G_1_squared_gamma_m * x74
                - 64 * G_1_squared_gamma_m * x77
                - 192 * G_1_squared * x31
                - 192 * G_1_squared * x32
                + 128 * G_1_squared * x141
                + 64 * x34 * G_2_squared
                - 64 * x143 * x37
                - 64 * x143
                + 64 * x46 * Omega_squared
                + 64 * x40 * G_2_squared * Omega_kappa_2
                - 128 * x46 * Omega_omega_m
                - 128 * G_2_squared * G_1_squared_kappa_2 * x42
                + 32 * x46 * gamma_m_squared
                + 96 * x8 * G_2_kappa_1_G_2
                + 32 * x34 * gamma_m_kappa_2
                + 64 * omega_1 * x145
                - 128 * omega_2 * x145
                + 64 * x146 * x147
                + 64 * x46 * omega_m_squared
                + 64 * x146 * x48
                + 128 * Omega_Omega_kappa_1 * x148
                + 128 * Omega_squared * x60
                - 256 * Omega_kappa_1_omega_m * x148
                - 256 * Omega_omega_m * x60
                + 32 * gamma_m_squared_kappa_1 * x148
                + 32 * x7 * G_1_J_squared_gamma_m
                + 128 * kappa_1_omega_m_squared * x148
                + 128 * omega_m_squared * x60
                + 128 * x149 * Omega_omega_1
            )
            + (
                48 * Omega_kappa_1_squared * x5
                - 128 * x149 * Omega_omega_2
                + 64 * x150 * x5
                + 16 * Omega_kappa_2_squared * x5
                + 64 * Omega_omega_1_squared * x5
                - 128 * x102 * x5
                + 64 * Omega_omega_2_squared * x5
                - 384 * x151 * Omega_kappa_1_omega_m
                + 384 * x40 * omega_2 * Omega_kappa_1_omega_m
                + 32 * x8 * Omega_kappa_1 * omega_1
                - 32 * G_1_squared * x152
                - 96 * x153 * x5
                - 128 * x154 * x5
                - 32 * x111 * x5
                - 128 * x112 * x5
                + 256 * x113 * x5
                - 128 * x114 * x5
                + 384 * kappa_1_omega_m_squared * x151
                - 384 * x40 * x155
                + 12 * G_1_squared_gamma_m * x156
                + 16 * x44 * x62
                + 4 * gamma_m_kappa_2_squared * x5
                + 16 * x105 * G_1_squared_gamma_m
                - 32 * G_1_squared_gamma_m * x55
                + 16 * G_1_squared_gamma_m * x56
                - 32 * x157 * omega_1_omega_m
                + 32 * x157 * omega_2_omega_m
                + 48 * x123 * x5
                + 64 * x75 * x5
                + 16 * x48 * x5
                + 64 * x107 * x5
                - 128 * x108 * x5
                + 64 * x109 * x5
                - 128 * x135 * omega_1_omega_m
                + 128 * x135 * omega_2_omega_m
                + 192 * G_2_squared * x158
                + 192 * G_2_squared * x159
                + 64 * G_2_squared_Omega * x20
                + 64 * G_2_squared_Omega * x21
                + 64 * x144 * x139
                + 64 * x144 * G_1_J_G_2_exp_i_phi
                - 64 * x160 * x139
                - 64 * x160 * G_1_J_G_2_exp_i_phi
                - 192 * G_2_squared * x161
                - 192 * G_2_squared * x162
                - 64 * G_2_squared * x31
                - 64 * G_2_squared * x32
                + 64 * Omega_Omega_kappa_1 * x136
                + 64 * Omega_Omega_kappa_1 * x137
                + 128 * Omega_Omega_kappa_2 * x136
            )
            + (
                128 * Omega_Omega_kappa_2 * x137
                + 64 * Omega_Omega_kappa_2 * x163
                + 64 * Omega_Omega_kappa_2 * x164
                - 64 * Omega_omega_1 * x158
                - 64 * Omega_omega_1 * x159
                + 64 * Omega_omega_2 * x158
                + 64 * Omega_omega_2 * x159
                + 64 * Omega_omega_1_Omega * x20
                + 64 * Omega_omega_1_Omega * x21
                - 64 * Omega_omega_2_Omega * x20
                - 64 * Omega_omega_2_Omega * x21
                - 192 * x136 * Omega_kappa_1_omega_m
                - 192 * x137 * Omega_kappa_1_omega_m
                - 384 * Omega_Omega_kappa_2 * x74
                - 384 * Omega_Omega_kappa_2 * x77
                - 192 * x163 * Omega_kappa_2_omega_m
                - 192 * x164 * Omega_kappa_2_omega_m
                + 16 * gamma_m_squared * x69
                + 16 * gamma_m_squared * x71
                + 32 * Omega_gamma_m * x11
                + 32 * Omega_gamma_m * x13
                + 16 * Omega_gamma_m_kappa_2 * x20
                + 16 * Omega_gamma_m_kappa_2 * x21
                + 128 * Omega_omega_1 * x161
                + 128 * Omega_omega_1 * x162
                - 128 * Omega_omega_2 * x161
                - 128 * Omega_omega_2 * x162
                - 128 * Omega_omega_1 * x31
                - 128 * Omega_omega_1 * x32
                + 128 * Omega_omega_2 * x31
                + 128 * Omega_omega_2 * x32
                + 192 * x69 * omega_m_squared
                + 192 * x71 * omega_m_squared
                + 384 * x165 * x68
                + 384 * x165 * x70
                + 192 * x163 * kappa_2_omega_m_squared
                + 192 * x164 * kappa_2_omega_m_squared
                - 16 * x166 * gamma_m_squared_omega_1
                - 16 * x167 * gamma_m_squared_omega_1
                + 16 * x166 * gamma_m_squared_omega_2
                + 16 * x167 * gamma_m_squared_omega_2
                + 16 * gamma_m_squared_omega_1 * x20
                + 16 * gamma_m_squared_omega_1 * x21
                - 16 * gamma_m_squared_omega_2 * x20
                - 16 * gamma_m_squared_omega_2 * x21
                - 16 * gamma_m_squared_kappa_1 * x74
                - 16 * gamma_m_squared_kappa_1 * x77
                - 32 * gamma_m_omega_m * x11
                - 32 * gamma_m_omega_m * x13
                - 16 * gamma_m_kappa_2 * x31
            )
            + (
                64 * x166 * omega_2_omega_m_squared
                - 16 * gamma_m_kappa_2 * x32
                - 64 * x166 * omega_1_omega_m_squared
                - 64 * x167 * omega_1_omega_m_squared
                + 64 * x167 * omega_2_omega_m_squared
                + 64 * omega_1_omega_m_squared * x20
                + 64 * omega_1_omega_m_squared * x21
                - 64 * omega_2_omega_m_squared * x20
                - 64 * omega_2_omega_m_squared * x21
                - 64 * kappa_1_omega_m_squared * x74
                - 64 * kappa_1_omega_m_squared * x77
                - 128 * kappa_2_omega_m_squared * x74
                - 128 * kappa_2_omega_m_squared * x77
                - 64 * x168 * x139
                - 64 * x168 * G_1_J_G_2_exp_i_phi
                + 64 * x141 * G_2_squared
                + 64 * x142 * G_2_squared * x169
                + 64 * x170 * G_2_squared_Omega
                - 128 * x141 * Omega_omega_1
                + 128 * x141 * Omega_omega_2
                - 128 * G_2_squared * x43
                + 32 * G_2_kappa_1_squared * x142 * x0
                + 48 * G_2_squared * x171
                + 128 * x141 * omega_1_omega_m
                - 128 * x141 * omega_2_omega_m
                + 64 * G_2_squared * x172
                + 128 * J_squared_Omega_Omega * x133
                + 128 * J_squared_Omega * G_2_squared_Omega * x1
                - 256 * J_squared_Omega_omega_m * x133
                - 256 * G_2_squared * J_squared_Omega_omega_m * x1
                + 32 * J_squared_gamma_m_squared * x133
                + 32 * x87 * G_2_squared_gamma_m
                + 128 * J_squared_omega_m_squared * x133
                + 128 * x97 * omega_m_squared
                - 128 * x170 * Omega_omega_1_Omega
                + 128 * x170 * Omega_omega_2_Omega
                + 16 * Omega_Omega_kappa_1 * x173
                + 64 * Omega_squared * x101
                + 48 * Omega_Omega_kappa_2 * x2
                + 64 * Omega_omega_1_squared * x133
                - 128 * x102 * x133
                + 64 * Omega_omega_2_squared * x133
                + 384 * x43 * Omega_omega_1
                - 384 * x43 * Omega_omega_2
                - 32 * x171 * Omega_omega_1
                + 32 * x171 * Omega_omega_2
                - 32 * Omega_kappa_1_omega_m * x173
                - 128 * Omega_omega_m * x101
                - 96 * Omega_kappa_2_omega_m * x2
                - 128 * x112 * x133
            )
            + (
                256 * x113 * x133
                - 128 * x114 * x133
                - 384 * x170 * omega_1_omega_m_squared
                + 384 * x170 * omega_2_omega_m_squared
                + 4 * gamma_m_squared_kappa_1 * x173
                + 16 * x7 * x103
                + 12 * G_2_kappa_1_G_2 * x64
                + 16 * x174 * x133
                - 32 * x175 * x133
                + 16 * x147 * x133
                + 32 * x171 * omega_1_omega_m
                - 32 * G_2_kappa_1_G_2 * x54 * omega_m
                + 16 * kappa_1_omega_m_squared * x173
                + 64 * omega_m_squared * x101
                + 48 * kappa_2_omega_m_squared * x2
                + 64 * x107 * x133
                - 128 * x108 * x133
                + 64 * x109 * x133
                + 128 * x172 * omega_1_omega_m
                - 128 * x172 * omega_2_omega_m
                + 64 * Omega_Omega_kappa_1 * Omega_Omega_kappa_1 * x169
                + 128 * J_squared_Omega_Omega * x115
                + 64 * Omega_Omega_kappa_2 * J_squared_Omega * x39
                - 256 * Omega_Omega_kappa_1 * x176
                - 512 * J_squared_Omega * x177
                - 256 * x178 * Omega_Omega_kappa_2
                + 32 * gamma_m_squared * x179
                + 64 * x87 * Omega_Omega_kappa_1
                + 32 * J_squared_Omega_Omega * x121
                + 384 * omega_m_squared * x179
                + 768 * x115 * J_squared_omega_m_squared
                + 384 * x119 * J_squared_omega_m_squared
                - 64 * gamma_m_squared_kappa_1 * x176
                - 128 * x87 * Omega_kappa_1_omega_m
                - 64 * x121 * J_squared_Omega_omega_m
                - 256 * x180 * Omega_kappa_1_omega_m
                - 512 * x178 * kappa_1_omega_m_squared
                - 256 * x178 * kappa_2_omega_m_squared
                + 4 * gamma_m_squared_kappa_1 * gamma_m_squared_kappa_1 * x169
                + 8 * J_squared_gamma_m_squared * x62
                + 4 * x87 * gamma_m_kappa_2_gamma_m
                + 32 * x180 * gamma_m_squared_kappa_1
                + 64 * x87 * kappa_1_omega_m_squared
                + 32 * x121 * J_squared_omega_m_squared
                + 64 * x180 * kappa_1_omega_m_squared
                + 128 * x180 * kappa_2_omega_m_squared
                + 64 * kappa_2_omega_m_squared * kappa_2_omega_m_squared * x169
                + 16 * x115 * Omega_kappa_1_squared
                + 32 * x115 * x150
                + 16 * x115 * Omega_kappa_2_squared
            )
            + (
                64 * Omega_omega_1_squared * x115
                - 128 * x102 * x115
                + 64 * Omega_omega_2_squared * x115
                - 64 * x115 * x153
                - 128 * x153 * x119
                - 64 * x134 * Omega_kappa_2_squared
                - 256 * Omega_omega_1_omega_1 * x177
                + 512 * Omega_omega_1_omega_2 * x177
                - 256 * Omega_omega_2_omega_2 * x177
                + 8 * Omega_kappa_1_squared * x62
                + 16 * x121 * Omega_kappa_1_squared
                + 8 * x121 * x150
                + 32 * x7 * Omega_kappa_1 * Omega_omega_1_omega_1
                - 64 * Omega_omega_1 * x152
                + 32 * Omega_omega_2 * x152
                + 96 * x115 * x123
                + 192 * x123 * x119
                + 96 * x119 * x75
                + 384 * x115 * x107
                - 768 * x115 * x108
                + 384 * x115 * x109
                - 16 * x62 * x153
                - 32 * x121 * x153
                - 16 * x121 * x154
                - 64 * x105 * Omega_kappa_1_omega_m
                + 128 * x55 * Omega_kappa_1_omega_m
                - 64 * x56 * Omega_kappa_1_omega_m
                - 64 * x123 * x134
                - 128 * x134 * x75
                - 64 * x75 * kappa_2 * x42
                - 256 * x181 * x42
                + 512 * x182 * x42
                - 256 * x183 * x42
                + gamma_m_squared_kappa_1 * x156
                + 2 * gamma_m_kappa_2_gamma_m * x156
                + gamma_m_kappa_2_squared * x62
                + 4 * x62 * x174
                - 8 * x62 * x175
                + 4 * x62 * x147
                + 8 * x62 * x123
                + 16 * x121 * x123
                + 8 * x121 * x75
                + 32 * x105 * kappa_1_omega_m_squared
                - 64 * kappa_1_omega_m_squared * x55
                + 32 * kappa_1_omega_m_squared * x56
                + 16 * x123 * x126
                + 32 * x75 * x126
                + 16 * x48 * x126
                + 64 * x181 * x127
                - 128 * x182 * x127
            )
            + 64 * x183 * x127
        )
    ).real
