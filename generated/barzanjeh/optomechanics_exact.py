# Written by ratesmith; edit the model and run it again.
r"""Cavities and resonator, slow terms

Source: Barzanjeh, Aquilina and Xuereb, Manipulating heat flow in quantum devices, Eq. (4)

Model (hbar = 1; D[L] is the Lindblad dissipator):
    H/hbar = (omega_1 - omega_d)*d_a_1.dag*d_a_1 + J*d_a_1.dag*d_a_2 + G_1*d_a_1.dag*d_b +
        J*d_a_1*d_a_2.dag + G_1*d_a_1*d_b.dag + (omega_2 - omega_d)*d_a_2.dag*d_a_2 +
        G_2*exp(I*phi)*d_a_2.dag*d_b + G_2/(exp(I*phi))*d_a_2*d_b.dag + omega_m*d_b.dag*d_b
    bath a_in_1: kappa_1 * D[d_a_1], occupation N_1
    bath a_in_2: kappa_2 * D[d_a_2], occupation N_2
    bath b_in_m: gamma_m * D[d_b], occupation N_3
    Delta_1 := omega_1 - omega_d
    Delta_2 := omega_2 - omega_d

Derivation:
    rotating frame: a_1 -> a_1 exp(-i omega_d t), a_2 -> a_2 exp(-i omega_d t); every time
        dependence of the drives drops out, nothing is neglected.
    mean field: Means of products are replaced by products of means; linear terms of the
        fluctuations vanish where these equations are stationary.
    static shift: The mean of b is left out of the equations of the others, by assumption.
    linearisation: a_1 -> mean + d_a_1, a_2 -> mean + d_a_2, b -> mean + d_b; terms of second
        order are kept.
    rotating-wave approximation: Reference frequencies: d_a_1 at omega_m, d_a_2 at omega_m, d_b
        at omega_m. Terms that turn in that frame are dropped.
    moments: Expectation values of the adjoint master equation, in normal order; the set closes
        exactly (bosonic moments up to order 2, nothing dropped).

Approximations, and what they ask for:
    cubic terms are dropped: the mean field of a_1 must be large: |1| << |G_1/g_1|
    cubic terms are dropped: the mean field of a_2 must be large: |1| << |G_2*exp(I*phi)/g_2|
    the static shift of a_1 by the mean of b is left out: |-8*omega_m*(G_1**2*g_2 +
        G_2**2*g_1)/(g_2*(gamma_m**2 + 4*omega_m**2))| << |kappa_1|
    the static shift of a_2 by the mean of b is left out: |-8*omega_m*(G_1**2*g_2 +
        G_2**2*g_1)/(g_1*(gamma_m**2 + 4*omega_m**2))| << |kappa_2|
    G_1*d_a_1.dag*d_b.dag is dropped: it turns at 2*omega_m: |G_1| << |2*omega_m|
    G_2*exp(I*phi)*d_a_2.dag*d_b.dag is dropped: it turns at 2*omega_m: |G_2*exp(I*phi)| <<
        |2*omega_m|
    sidebands are resolved: d_a_1 is narrower than 2*omega_m: |kappa_1| << |2*omega_m|
    sidebands are resolved: d_b is narrower than 2*omega_m: |gamma_m| << |2*omega_m|
    sidebands are resolved: d_a_2 is narrower than 2*omega_m: |kappa_2| << |2*omega_m|

Parameters
----------
G_1      rad/s  positive     modulus of the coupling enhanced by the mean field; G_1
G_2      rad/s  positive     modulus of the coupling enhanced by the mean field; G_2
J        rad/s  real         photon hopping between the cavities; J
N_1      1      nonnegative  mean occupation of the bath; \bar{N}_1
N_2      1      nonnegative  mean occupation of the bath; \bar{N}_2
N_3      1      nonnegative  mean occupation of the bath; \bar{N}_3
gamma_m  1/s    positive     damping rate of the mechanical resonator; \gamma_m
kappa_1  1/s    positive     damping rate into the private bath; \kappa_1
kappa_2  1/s    positive     damping rate into the private bath; \kappa_2
omega_1  rad/s  real         frequency of the oscillator; \omega_1
omega_2  rad/s  real         frequency of the oscillator; \omega_2
omega_d  rad/s  real         frequency of both drives; \omega_d
omega_m  rad/s  positive     frequency of the mechanical resonator; \omega_m
phi      1      angle        phase of the second oscillator's coupling to the channel; \phi

Every parameter is keyword-only and may be an array; the shapes broadcast, written (...) below.

Made from the model with digest 9f3a04c270c162adb9865e5d592e644eaaa6bd2ded795f89da7885f9a4477cf1.
"""

from functools import wraps

import numpy as np

DIGEST = "9f3a04c270c162adb9865e5d592e644eaaa6bd2ded795f89da7885f9a4477cf1"
PARAMETERS = (
    "G_1", "G_2", "J", "N_1", "N_2", "N_3", "gamma_m", "kappa_1", "kappa_2", "omega_1", "omega_2",
    "omega_d", "omega_m", "phi",
)
UNITS = {
    "G_1": "rad/s",
    "G_2": "rad/s",
    "J": "rad/s",
    "N_1": "1",
    "N_2": "1",
    "N_3": "1",
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
    "gamma_m": "positive",
    "kappa_1": "positive",
    "kappa_2": "positive",
    "omega_1": "real",
    "omega_2": "real",
    "omega_d": "real",
    "omega_m": "positive",
    "phi": "angle",
}
STATES = (
    "d_a_1.dag*d_a_1", "d_a_1.dag*d_a_2", "d_a_1.dag*d_b", "d_a_1*d_a_2.dag", "d_a_1*d_b.dag",
    "d_a_2.dag*d_a_2", "d_a_2.dag*d_b", "d_a_2*d_b.dag", "d_b.dag*d_b",
)
LINEAR = True
MODES = ("d_a_1", "d_a_2", "d_b")
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
    y, *, G_1, G_2, J, N_1, N_2, N_3, gamma_m, kappa_1, kappa_2, omega_1, omega_2, omega_d, omega_m,
    phi,
):
    """Time derivative of the moments `y`, ordered as STATES.

    Complex, shape (..., n) with n = len(STATES), like `y`; in moments per unit of time.

    y: complex, shape (..., 9): mean_d_a_1_dag_d_a_1, mean_d_a_1_dag_d_a_2, mean_d_a_1_dag_d_b,
        mean_d_a_1_d_a_2_dag, mean_d_a_1_d_b_dag, mean_d_a_2_dag_d_a_2, mean_d_a_2_dag_d_b,
        mean_d_a_2_d_b_dag, mean_d_b_dag_d_b.
    Returns: complex, shape (..., 9).
    """
    y = _state(y, 9, "complex")
    (
        mean_d_a_1_dag_d_a_1, mean_d_a_1_dag_d_a_2, mean_d_a_1_dag_d_b, mean_d_a_1_d_a_2_dag,
        mean_d_a_1_d_b_dag, mean_d_a_2_dag_d_a_2, mean_d_a_2_dag_d_b, mean_d_a_2_d_b_dag,
        mean_d_b_dag_d_b,
    ) = np.ascontiguousarray(np.moveaxis(y, -1, 0))
    out = _zeros(
        (9,), complex, y[..., 0], G_1, G_2, J, N_1, N_2, N_3, gamma_m, kappa_1, kappa_2, omega_1,
        omega_2, omega_d, omega_m, phi,
    )
    x0 = 1j * J * mean_d_a_1_d_a_2_dag - 1j * J * mean_d_a_1_dag_d_a_2
    x1 = 1j * G_1 * mean_d_a_1_dag_d_b - 1j * G_1 * mean_d_a_1_d_b_dag
    out[..., 0] = x0 - kappa_1 * mean_d_a_1_dag_d_a_1 - x1 + kappa_1 * N_1
    x2 = 1j * J * mean_d_a_2_dag_d_a_2 - 1j * J * mean_d_a_1_dag_d_a_1
    kappa_1_plus_kappa_2 = kappa_1 + kappa_2
    omega_1_minus_omega_2 = omega_1 - omega_2
    exp_i_phi = np.exp(1j * phi)
    G_2_exp_i_phi = G_2 * exp_i_phi
    out[..., 1] = (
        x2
        - 0.5 * (kappa_1_plus_kappa_2 - 2j * omega_1_minus_omega_2) * mean_d_a_1_dag_d_a_2
        - 1j * G_2_exp_i_phi * mean_d_a_1_dag_d_b
        + 1j * G_1 * mean_d_a_2_d_b_dag
    )
    x3 = 1j * G_1 * mean_d_b_dag_d_b - 1j * G_1 * mean_d_a_1_dag_d_a_1
    G_2_exp_minus_i_phi = G_2 * np.conj(exp_i_phi)
    gamma_m_plus_kappa_1 = gamma_m + kappa_1
    x4 = (omega_1 - omega_d) - omega_m
    out[..., 2] = (
        x3
        - 1j * G_2_exp_minus_i_phi * mean_d_a_1_dag_d_a_2
        - 0.5 * (gamma_m_plus_kappa_1 - 2j * x4) * mean_d_a_1_dag_d_b
        + 1j * J * mean_d_a_2_dag_d_b
    )
    out[..., 3] = (
        1j * G_2_exp_minus_i_phi * mean_d_a_1_d_b_dag
        - x2
        - 0.5 * (kappa_1_plus_kappa_2 + 2j * omega_1_minus_omega_2) * mean_d_a_1_d_a_2_dag
        - 1j * G_1 * mean_d_a_2_dag_d_b
    )
    out[..., 4] = (
        1j * G_2_exp_i_phi * mean_d_a_1_d_a_2_dag
        - x3
        - 0.5 * (gamma_m_plus_kappa_1 + 2j * x4) * mean_d_a_1_d_b_dag
        - 1j * J * mean_d_a_2_d_b_dag
    )
    x5 = 1j * G_2_exp_minus_i_phi * mean_d_a_2_d_b_dag - 1j * G_2_exp_i_phi * mean_d_a_2_dag_d_b
    out[..., 5] = x5 - x0 - kappa_2 * mean_d_a_2_dag_d_a_2 + kappa_2 * N_2
    gamma_m_plus_kappa_2 = gamma_m + kappa_2
    x6 = (omega_2 - omega_d) - omega_m
    out[..., 6] = (
        1j * J * mean_d_a_1_dag_d_b
        - 1j * G_1 * mean_d_a_1_d_a_2_dag
        - 1j * G_2_exp_minus_i_phi * mean_d_a_2_dag_d_a_2
        - 0.5 * (gamma_m_plus_kappa_2 - 2j * x6) * mean_d_a_2_dag_d_b
        + 1j * G_2_exp_minus_i_phi * mean_d_b_dag_d_b
    )
    out[..., 7] = (
        1j * G_1 * mean_d_a_1_dag_d_a_2
        - 1j * J * mean_d_a_1_d_b_dag
        + 1j * G_2_exp_i_phi * mean_d_a_2_dag_d_a_2
        - 0.5 * (gamma_m_plus_kappa_2 + 2j * x6) * mean_d_a_2_d_b_dag
        - 1j * G_2_exp_i_phi * mean_d_b_dag_d_b
    )
    out[..., 8] = x1 - x5 - gamma_m * mean_d_b_dag_d_b + gamma_m * N_3
    return out


@_arrays
def jacobian(y, *, G_1, G_2, J, gamma_m, kappa_1, kappa_2, omega_1, omega_2, omega_d, omega_m, phi):
    """Derivative of `rhs` by `y`, the same for every `y`.

    Complex, shape (..., n, n) with n = len(STATES); the system is linear.

    y: complex, shape (..., 9): mean_d_a_1_dag_d_a_1, mean_d_a_1_dag_d_a_2, mean_d_a_1_dag_d_b,
        mean_d_a_1_d_a_2_dag, mean_d_a_1_d_b_dag, mean_d_a_2_dag_d_a_2, mean_d_a_2_dag_d_b,
        mean_d_a_2_d_b_dag, mean_d_b_dag_d_b.
    Returns: complex, shape (..., 9, 9).
    """
    y = _state(y, 9, "complex")
    out = _zeros(
        (9, 9), complex, y[..., 0], G_1, G_2, J, gamma_m, kappa_1, kappa_2, omega_1, omega_2,
        omega_d, omega_m, phi,
    )
    out[..., 0, 0] = -kappa_1
    out[..., 0, 1] = out[..., 1, 0] = out[..., 3, 5] = out[..., 4, 7] = out[..., 5, 3] = out[..., 7, 4] = (
        -1j * J
    )
    out[..., 0, 2] = out[..., 2, 0] = out[..., 3, 6] = out[..., 4, 8] = out[..., 6, 3] = out[..., 8, 4] = (
        -1j * G_1
    )
    out[..., 0, 3] = out[..., 1, 5] = out[..., 2, 6] = out[..., 3, 0] = out[..., 5, 1] = out[..., 6, 2] = (
        1j * J
    )
    out[..., 0, 4] = out[..., 1, 7] = out[..., 2, 8] = out[..., 4, 0] = out[..., 7, 1] = out[..., 8, 2] = (
        1j * G_1
    )
    kappa_1_plus_kappa_2 = kappa_1 + kappa_2
    omega_1_minus_omega_2 = omega_1 - omega_2
    out[..., 1, 1] = -0.5 * (kappa_1_plus_kappa_2 - 2j * omega_1_minus_omega_2)
    exp_i_phi = np.exp(1j * phi)
    G_2_exp_i_phi = G_2 * exp_i_phi
    out[..., 1, 2] = out[..., 5, 6] = out[..., 7, 8] = -1j * G_2_exp_i_phi
    G_2_exp_minus_i_phi = G_2 * np.conj(exp_i_phi)
    out[..., 2, 1] = out[..., 6, 5] = out[..., 8, 7] = -1j * G_2_exp_minus_i_phi
    gamma_m_plus_kappa_1 = gamma_m + kappa_1
    x0 = (omega_1 - omega_d) - omega_m
    out[..., 2, 2] = -0.5 * (gamma_m_plus_kappa_1 - 2j * x0)
    out[..., 3, 3] = -0.5 * (kappa_1_plus_kappa_2 + 2j * omega_1_minus_omega_2)
    out[..., 3, 4] = out[..., 5, 7] = out[..., 6, 8] = 1j * G_2_exp_minus_i_phi
    out[..., 4, 3] = out[..., 7, 5] = out[..., 8, 6] = 1j * G_2_exp_i_phi
    out[..., 4, 4] = -0.5 * (gamma_m_plus_kappa_1 + 2j * x0)
    out[..., 5, 5] = -kappa_2
    gamma_m_plus_kappa_2 = gamma_m + kappa_2
    x1 = (omega_2 - omega_d) - omega_m
    out[..., 6, 6] = -0.5 * (gamma_m_plus_kappa_2 - 2j * x1)
    out[..., 7, 7] = -0.5 * (gamma_m_plus_kappa_2 + 2j * x1)
    out[..., 8, 8] = -gamma_m
    return out


@_arrays
def drift(*, G_1, G_2, J, gamma_m, kappa_1, kappa_2, omega_1, omega_2, omega_d, omega_m, phi):
    """Drift matrix A of dV/dt = A V + V A^T + N.

    Rows in order (x_1, p_1, x_2, p_2, ...) of MODES, x = (c + c.dag)/sqrt(2).

    Returns: real, shape (..., 6, 6).
    """
    out = _zeros(
        (6, 6), float, G_1, G_2, J, gamma_m, kappa_1, kappa_2, omega_1, omega_2, omega_d, omega_m,
        phi,
    )
    out[..., 0, 0] = out[..., 1, 1] = -0.5 * kappa_1
    omega_1_minus_omega_d = omega_1 - omega_d
    out[..., 0, 1] = omega_1_minus_omega_d
    out[..., 0, 3] = out[..., 2, 1] = J
    out[..., 0, 5] = out[..., 4, 1] = G_1
    out[..., 1, 0] = -omega_1_minus_omega_d
    out[..., 1, 2] = out[..., 3, 0] = -J
    out[..., 1, 4] = out[..., 5, 0] = -G_1
    out[..., 2, 2] = out[..., 3, 3] = -0.5 * kappa_2
    omega_2_minus_omega_d = omega_2 - omega_d
    out[..., 2, 3] = omega_2_minus_omega_d
    G_2_sin_phi = G_2 * np.sin(phi)
    out[..., 2, 4] = out[..., 3, 5] = G_2_sin_phi
    G_2_cos_phi = G_2 * np.cos(phi)
    out[..., 2, 5] = out[..., 4, 3] = G_2_cos_phi
    out[..., 3, 2] = -omega_2_minus_omega_d
    out[..., 3, 4] = out[..., 5, 2] = -G_2_cos_phi
    out[..., 4, 2] = out[..., 5, 3] = -G_2_sin_phi
    out[..., 4, 4] = out[..., 5, 5] = -0.5 * gamma_m
    out[..., 4, 5] = omega_m
    out[..., 5, 4] = -omega_m
    return out


@_arrays
def diffusion(*, N_1, N_2, N_3, gamma_m, kappa_1, kappa_2):
    """Noise matrix N of dV/dt, where V = 1/2 in vacuum.

    Rows in order (x_1, p_1, x_2, p_2, ...) of MODES, x = (c + c.dag)/sqrt(2).

    Returns: real, shape (..., 6, 6).
    """
    out = _zeros((6, 6), float, N_1, N_2, N_3, gamma_m, kappa_1, kappa_2)
    out[..., 0, 0] = out[..., 1, 1] = 0.5 * kappa_1 * (2 * N_1 + 1)
    out[..., 2, 2] = out[..., 3, 3] = 0.5 * kappa_2 * (2 * N_2 + 1)
    out[..., 4, 4] = out[..., 5, 5] = 0.5 * gamma_m * (2 * N_3 + 1)
    return out


@_arrays
def ladder_drift(
    *, G_1, G_2, J, gamma_m, kappa_1, kappa_2, omega_1, omega_2, omega_d, omega_m, phi,
):
    """Drift matrix of the ladder operators.

    Rows in order (c_1, c_1.dag, c_2, ...) of MODES.

    Returns: complex, shape (..., 6, 6).
    """
    out = _zeros(
        (6, 6), complex, G_1, G_2, J, gamma_m, kappa_1, kappa_2, omega_1, omega_2, omega_d, omega_m,
        phi,
    )
    omega_1_minus_omega_d = omega_1 - omega_d
    out[..., 0, 0] = -0.5 * (kappa_1 + 2j * omega_1_minus_omega_d)
    out[..., 0, 2] = out[..., 2, 0] = -1j * J
    out[..., 0, 4] = out[..., 4, 0] = -1j * G_1
    out[..., 1, 1] = -0.5 * (kappa_1 - 2j * omega_1_minus_omega_d)
    out[..., 1, 3] = out[..., 3, 1] = 1j * J
    out[..., 1, 5] = out[..., 5, 1] = 1j * G_1
    omega_2_minus_omega_d = omega_2 - omega_d
    out[..., 2, 2] = -0.5 * (kappa_2 + 2j * omega_2_minus_omega_d)
    exp_i_phi = np.exp(1j * phi)
    G_2_exp_i_phi = G_2 * exp_i_phi
    out[..., 2, 4] = -1j * G_2_exp_i_phi
    out[..., 3, 3] = -0.5 * (kappa_2 - 2j * omega_2_minus_omega_d)
    G_2_exp_minus_i_phi = G_2 * np.conj(exp_i_phi)
    out[..., 3, 5] = 1j * G_2_exp_minus_i_phi
    out[..., 4, 2] = -1j * G_2_exp_minus_i_phi
    out[..., 4, 4] = -0.5 * (gamma_m + 2j * omega_m)
    out[..., 5, 3] = 1j * G_2_exp_i_phi
    out[..., 5, 5] = -0.5 * (gamma_m - 2j * omega_m)
    return out


@_arrays
def ladder_noise(*, gamma_m, kappa_1, kappa_2):
    """Matrix that couples INPUTS (b_1, b_1.dag, ...) in.

    Rows in order (c_1, c_1.dag, c_2, ...) of MODES.

    Returns: complex, shape (..., 6, 6).
    """
    out = _zeros((6, 6), complex, gamma_m, kappa_1, kappa_2)
    out[..., 0, 0] = out[..., 1, 1] = -np.sqrt(kappa_1)
    out[..., 2, 2] = out[..., 3, 3] = -np.sqrt(kappa_2)
    out[..., 4, 4] = out[..., 5, 5] = -np.sqrt(gamma_m)
    return out


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
def counted_quadratic(*, N_1, N_2, N_3, gamma_m, kappa_1, kappa_2):
    """Q of (exp(-+s) - 1) (V Q V + X V + V X^T + C), added to dV/dt.

    First axes: the baths of COUNTED; 0 for quanta that the bath receives, 1 for those it gives.
    Last axes in order (x_1, p_1, x_2, p_2, ...) of MODES.

    Returns: real, shape (..., 3, 2, 6, 6).
    """
    out = _zeros((3, 2, 6, 6), float, N_1, N_2, N_3, gamma_m, kappa_1, kappa_2)
    out[..., 0, 0, 0, 0] = out[..., 0, 0, 1, 1] = kappa_1 * (N_1 + 1)
    out[..., 0, 1, 0, 0] = out[..., 0, 1, 1, 1] = kappa_1 * N_1
    out[..., 1, 0, 2, 2] = out[..., 1, 0, 3, 3] = kappa_2 * (N_2 + 1)
    out[..., 1, 1, 2, 2] = out[..., 1, 1, 3, 3] = kappa_2 * N_2
    out[..., 2, 0, 4, 4] = out[..., 2, 0, 5, 5] = gamma_m * (N_3 + 1)
    out[..., 2, 1, 4, 4] = out[..., 2, 1, 5, 5] = gamma_m * N_3
    return out


@_arrays
def counted_linear(*, N_1, N_2, N_3, gamma_m, kappa_1, kappa_2):
    """X of (exp(-+s) - 1) (V Q V + X V + V X^T + C), added to dV/dt.

    First axes: the baths of COUNTED; 0 for quanta that the bath receives, 1 for those it gives.
    Last axes in order (x_1, p_1, x_2, p_2, ...) of MODES.

    Returns: real, shape (..., 3, 2, 6, 6).
    """
    out = _zeros((3, 2, 6, 6), float, N_1, N_2, N_3, gamma_m, kappa_1, kappa_2)
    out[..., 0, 0, 0, 0] = out[..., 0, 0, 1, 1] = -0.5 * kappa_1 * (N_1 + 1)
    out[..., 0, 1, 0, 0] = out[..., 0, 1, 1, 1] = 0.5 * kappa_1 * N_1
    out[..., 1, 0, 2, 2] = out[..., 1, 0, 3, 3] = -0.5 * kappa_2 * (N_2 + 1)
    out[..., 1, 1, 2, 2] = out[..., 1, 1, 3, 3] = 0.5 * kappa_2 * N_2
    out[..., 2, 0, 4, 4] = out[..., 2, 0, 5, 5] = -0.5 * gamma_m * (N_3 + 1)
    out[..., 2, 1, 4, 4] = out[..., 2, 1, 5, 5] = 0.5 * gamma_m * N_3
    return out


@_arrays
def counted_constant(*, N_1, N_2, N_3, gamma_m, kappa_1, kappa_2):
    """C of (exp(-+s) - 1) (V Q V + X V + V X^T + C), added to dV/dt.

    First axes: the baths of COUNTED; 0 for quanta that the bath receives, 1 for those it gives.
    Last axes in order (x_1, p_1, x_2, p_2, ...) of MODES.

    Returns: real, shape (..., 3, 2, 6, 6).
    """
    out = _zeros((3, 2, 6, 6), float, N_1, N_2, N_3, gamma_m, kappa_1, kappa_2)
    out[..., 0, 0, 0, 0] = out[..., 0, 0, 1, 1] = 0.25 * kappa_1 * (N_1 + 1)
    out[..., 0, 1, 0, 0] = out[..., 0, 1, 1, 1] = 0.25 * kappa_1 * N_1
    out[..., 1, 0, 2, 2] = out[..., 1, 0, 3, 3] = 0.25 * kappa_2 * (N_2 + 1)
    out[..., 1, 1, 2, 2] = out[..., 1, 1, 3, 3] = 0.25 * kappa_2 * N_2
    out[..., 2, 0, 4, 4] = out[..., 2, 0, 5, 5] = 0.25 * gamma_m * (N_3 + 1)
    out[..., 2, 1, 4, 4] = out[..., 2, 1, 5, 5] = 0.25 * gamma_m * N_3
    return out


@_arrays
def counted_weight(*, N_1, N_2, N_3, gamma_m, kappa_1, kappa_2):
    """W of theta = sum (exp(-+s) - 1) (Tr[W V] + o).

    First axes: the baths of COUNTED; 0 for quanta that the bath receives, 1 for those it gives.
    Last axes in order (x_1, p_1, x_2, p_2, ...) of MODES.

    Returns: real, shape (..., 3, 2, 6, 6).
    """
    out = _zeros((3, 2, 6, 6), float, N_1, N_2, N_3, gamma_m, kappa_1, kappa_2)
    out[..., 0, 0, 0, 0] = out[..., 0, 0, 1, 1] = 0.5 * kappa_1 * (N_1 + 1)
    out[..., 0, 1, 0, 0] = out[..., 0, 1, 1, 1] = 0.5 * kappa_1 * N_1
    out[..., 1, 0, 2, 2] = out[..., 1, 0, 3, 3] = 0.5 * kappa_2 * (N_2 + 1)
    out[..., 1, 1, 2, 2] = out[..., 1, 1, 3, 3] = 0.5 * kappa_2 * N_2
    out[..., 2, 0, 4, 4] = out[..., 2, 0, 5, 5] = 0.5 * gamma_m * (N_3 + 1)
    out[..., 2, 1, 4, 4] = out[..., 2, 1, 5, 5] = 0.5 * gamma_m * N_3
    return out


@_arrays
def counted_offset(*, N_1, N_2, N_3, gamma_m, kappa_1, kappa_2):
    """o of theta = sum (exp(-+s) - 1) (Tr[W V] + o).

    First axes: the baths of COUNTED; 0 for quanta that the bath receives, 1 for those it gives.

    Returns: real, shape (..., 3, 2).
    """
    out = _zeros((3, 2), float, N_1, N_2, N_3, gamma_m, kappa_1, kappa_2)
    out[..., 0, 0] = -0.5 * kappa_1 * (N_1 + 1)
    out[..., 0, 1] = 0.5 * kappa_1 * N_1
    out[..., 1, 0] = -0.5 * kappa_2 * (N_2 + 1)
    out[..., 1, 1] = 0.5 * kappa_2 * N_2
    out[..., 2, 0] = -0.5 * gamma_m * (N_3 + 1)
    out[..., 2, 1] = 0.5 * gamma_m * N_3
    return out
