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
    Delta_1 := omega_1 - omega_d
    Delta_2 := omega_2 - omega_d
    delta := Omega - omega_m

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
    effective model: d_b eliminated in the frequency domain; coefficients held at Omega. They
        keep the commutators exactly, so that they are those of a Hamiltonian and of baths.
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
    coefficients are constant over the signal's bandwidth: |Gamma| << |-(2*(Omega - omega_m) +
        I*gamma_m)/2|
    coefficients are constant over the linewidth of d_a_1: |(4*G_1**2*gamma_m + kappa_1*(4*(Omega
        - omega_m)**2 + gamma_m**2))/(4*(Omega - omega_m)**2 + gamma_m**2)| << |-(2*(Omega -
        omega_m) + I*gamma_m)/2|
    coefficients are constant over the distance of d_a_1 from Omega: |(4*(Omega -
        omega_m)*(G_1**2 - (Omega - omega_m)*(Omega - omega_1 + omega_d)) + gamma_m**2*(omega_1 -
        Omega - omega_d))/(4*(Omega - omega_m)**2 + gamma_m**2)| << |-(2*(Omega - omega_m) +
        I*gamma_m)/2|
    coefficients are constant over the linewidth of d_a_2: |(4*G_2**2*gamma_m + kappa_2*(4*(Omega
        - omega_m)**2 + gamma_m**2))/(4*(Omega - omega_m)**2 + gamma_m**2)| << |-(2*(Omega -
        omega_m) + I*gamma_m)/2|
    coefficients are constant over the distance of d_a_2 from Omega: |(4*(Omega -
        omega_m)*(G_2**2 - (Omega - omega_m)*(Omega - omega_2 + omega_d)) + gamma_m**2*(omega_2 -
        Omega - omega_d))/(4*(Omega - omega_m)**2 + gamma_m**2)| << |-(2*(Omega - omega_m) +
        I*gamma_m)/2|

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

Made from the model with digest 3ec003937dffce4bc72b433e487bedc09fa4163dd6c1c8084ee1e27014940398.
"""

from functools import wraps

import numpy as np

DIGEST = "3ec003937dffce4bc72b433e487bedc09fa4163dd6c1c8084ee1e27014940398"
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
    G_1_gamma_m = G_1 * gamma_m
    G_1_G_1_gamma_m = G_1 * G_1_gamma_m
    G_2_G_1_gamma_m = G_2 * G_1_gamma_m
    exp_i_phi = np.exp(1j * phi)
    exp_minus_i_phi = np.conj(exp_i_phi)
    x2 = G_2_G_1_gamma_m * exp_minus_i_phi
    x3 = G_2 * (G_1 * Omega_minus_omega_m)
    x4 = (-4j * J * x0 - 1j * J * gamma_m_squared) - 4j * x3 * exp_minus_i_phi
    x5 = (x4 - 2 * x2) / denominator
    x6 = 4j * x3 * exp_i_phi - 1j * J * denominator
    G_2_G_1_gamma_m_exp_i_phi = G_2_G_1_gamma_m * exp_i_phi
    x7 = (x6 - 2 * G_2_G_1_gamma_m_exp_i_phi) / denominator
    out[..., 0] = (
        -(x1 - 4 * G_1_G_1_gamma_m) / denominator * mean_d_a_1_dag_d_a_1
        - x5 * mean_d_a_1_dag_d_a_2
        - x7 * mean_d_a_1_d_a_2_dag
        - (4 * G_1_G_1_gamma_m * N_3 - x1 * N_1) / denominator
    )
    x8 = (-2 * G_2_G_1_gamma_m_exp_i_phi - x6) / denominator
    G_1_squared = G_1 * G_1
    G_2_squared = G_2 * G_2
    kappa_1_plus_kappa_2 = kappa_1 + kappa_2
    x9 = (
        gamma_m * (4 * G_1_squared + 4 * G_2_squared + gamma_m * kappa_1_plus_kappa_2)
        + 4 * x0 * kappa_1_plus_kappa_2
    )
    omega_1_minus_omega_2 = omega_1 - omega_2
    x10 = (
        4 * Omega_minus_omega_m
        * (G_1_squared - G_2_squared + Omega_minus_omega_m * omega_1_minus_omega_2)
        + gamma_m_squared * omega_1_minus_omega_2
    )
    G_2_G_1_gamma_m_N_3 = G_2_G_1_gamma_m * N_3
    out[..., 1] = (
        0.5 * (x9 - 2j * x10) / denominator * mean_d_a_1_dag_d_a_2
        - x8 * mean_d_a_1_dag_d_a_1
        - x7 * mean_d_a_2_dag_d_a_2
        - 4 * G_2_G_1_gamma_m_N_3 * exp_i_phi / denominator
    )
    x11 = (-x4 - 2 * x2) / denominator
    out[..., 2] = (
        0.5 * (x9 + 2j * x10) / denominator * mean_d_a_1_d_a_2_dag
        - x11 * mean_d_a_1_dag_d_a_1
        - x5 * mean_d_a_2_dag_d_a_2
        - 4 * G_2_G_1_gamma_m_N_3 * exp_minus_i_phi / denominator
    )
    x12 = kappa_2 * denominator
    G_2_squared_gamma_m = G_2_squared * gamma_m
    out[..., 3] = (
        -x11 * mean_d_a_1_dag_d_a_2
        - x8 * mean_d_a_1_d_a_2_dag
        - (x12 - 4 * G_2_squared_gamma_m) / denominator * mean_d_a_2_dag_d_a_2
        - (4 * G_2_squared_gamma_m * N_3 - N_2 * x12) / denominator
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
    G_1_G_2_gamma_m = G_1_G_2 * gamma_m
    exp_i_phi = np.exp(1j * phi)
    exp_minus_i_phi = np.conj(exp_i_phi)
    x1 = G_1_G_2_gamma_m * exp_minus_i_phi
    x2 = G_1_G_2 * Omega_minus_omega_m
    x3 = (-4j * J * x0 - 1j * J * gamma_m_squared) - 4j * x2 * exp_minus_i_phi
    out[..., 0, 1] = out[..., 2, 3] = -(x3 - 2 * x1) / denominator
    x4 = 4j * x2 * exp_i_phi - 1j * J * denominator
    G_1_G_2_gamma_m_exp_i_phi = G_1_G_2_gamma_m * exp_i_phi
    out[..., 0, 2] = out[..., 1, 3] = -(x4 - 2 * G_1_G_2_gamma_m_exp_i_phi) / denominator
    out[..., 1, 0] = out[..., 3, 2] = -(-2 * G_1_G_2_gamma_m_exp_i_phi - x4) / denominator
    G_2_squared = G_2 * G_2
    kappa_1_plus_kappa_2 = kappa_1 + kappa_2
    x5 = (
        gamma_m * (4 * G_1_squared + 4 * G_2_squared + gamma_m * kappa_1_plus_kappa_2)
        + 4 * x0 * kappa_1_plus_kappa_2
    )
    omega_1_minus_omega_2 = omega_1 - omega_2
    x6 = (
        4 * Omega_minus_omega_m
        * (G_1_squared - G_2_squared + Omega_minus_omega_m * omega_1_minus_omega_2)
        + gamma_m_squared * omega_1_minus_omega_2
    )
    out[..., 1, 1] = 0.5 * (x5 - 2j * x6) / denominator
    out[..., 2, 0] = out[..., 3, 1] = -(-x3 - 2 * x1) / denominator
    out[..., 2, 2] = 0.5 * (x5 + 2j * x6) / denominator
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
    x1 = Omega_minus_omega_m * sin_phi
    cos_phi = np.cos(phi)
    gamma_m_cos_phi = gamma_m * cos_phi
    out[..., 0, 2] = out[..., 1, 3] = 2 * G_1_G_2 * (2 * x1 + gamma_m_cos_phi) / denominator
    x2 = Omega_minus_omega_m * cos_phi
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
    x1 = x0 * G_1
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
        0.5 * (4 * x0 * G_2 * G_2 + kappa_2 * (2 * N_2 + 1) * denominator) / denominator
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
    x0 = Omega_minus_omega_m * Omega_minus_omega_m
    gamma_m_squared = gamma_m * gamma_m
    denominator = 4 * x0 + gamma_m_squared
    x1 = 4 * G_1_squared * gamma_m + kappa_1 * denominator
    x2 = (omega_1 - omega_d) * denominator + 4 * G_1_squared * Omega_minus_omega_m
    out[..., 0, 0] = -0.5 * (x1 + 2j * x2) / denominator
    G_1_G_2 = G_1 * G_2
    G_1_G_2_gamma_m = G_1_G_2 * gamma_m
    exp_i_phi = np.exp(1j * phi)
    exp_minus_i_phi = np.conj(exp_i_phi)
    x3 = G_1_G_2_gamma_m * exp_minus_i_phi
    x4 = G_1_G_2 * Omega_minus_omega_m
    x5 = (-4j * J * x0 - 1j * J * gamma_m_squared) - 4j * x4 * exp_minus_i_phi
    out[..., 0, 2] = (x5 - 2 * x3) / denominator
    out[..., 1, 1] = -0.5 * (x1 - 2j * x2) / denominator
    x6 = 4j * x4 * exp_i_phi + 1j * J * denominator
    G_1_G_2_gamma_m_exp_i_phi = G_1_G_2_gamma_m * exp_i_phi
    out[..., 1, 3] = (x6 - 2 * G_1_G_2_gamma_m_exp_i_phi) / denominator
    out[..., 2, 0] = (-2 * G_1_G_2_gamma_m_exp_i_phi - x6) / denominator
    G_2_squared = G_2 * G_2
    x7 = 4 * G_2_squared * gamma_m + kappa_2 * denominator
    x8 = (omega_2 - omega_d) * denominator + 4 * G_2_squared * Omega_minus_omega_m
    out[..., 2, 2] = -0.5 * (x7 + 2j * x8) / denominator
    out[..., 3, 1] = (-x5 - 2 * x3) / denominator
    out[..., 3, 3] = -0.5 * (x7 - 2j * x8) / denominator
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
    sqrt_gamma_m_G_2_gamma_m = sqrt_gamma_m_G_2 * gamma_m
    exp_i_phi = np.exp(1j * phi)
    x0 = sqrt_gamma_m_G_2 * Omega_minus_omega_m
    out[..., 2, 4] = (2j * sqrt_gamma_m_G_2_gamma_m * exp_i_phi - 4 * x0 * exp_i_phi) / denominator
    exp_minus_i_phi = np.conj(exp_i_phi)
    out[..., 3, 5] = (
        (-4 * x0 * exp_minus_i_phi - 2j * sqrt_gamma_m_G_2_gamma_m * exp_minus_i_phi) / denominator
    )
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
