# Written by ratesmith; edit the model and run it again.
r"""The cascade in the phase convention of Appendix B

Source: Barzanjeh, Aquilina and Xuereb, Manipulating heat flow in quantum devices, Eq. (1)

Model (hbar = 1; D[L] is the Lindblad dissipator):
    H/hbar = omega_1*c_1.dag*c_1 + (2*F*exp(I*theta) +
        I*(sqrt(gamma_1)*sqrt(gamma_2)))/(2*exp(I*theta))*c_1.dag*c_2 + (2*conj(F) +
        I*(-sqrt(gamma_1)*sqrt(gamma_2)*exp(I*theta)))/2*c_1*c_2.dag + omega_2*c_2.dag*c_2
    bath c_in_1: kappa_1 * D[c_1], occupation N_1
    bath c_in_2: kappa_2 * D[c_2], occupation N_2
    bath c_in_3: D[sqrt(gamma_1)*c_1 + sqrt(gamma_2)/(exp(I*theta))*c_2], occupation N_3
    n_1 = <c_1.dag*c_1>
    n_2 = <c_2.dag*c_2>

Derivation:
    cascade: The output of each stage is the input of the next (SLH series product); delays are
        neglected.
    moments: Expectation values of the adjoint master equation, in normal order; the set closes
        exactly (bosonic moments up to order 2, nothing dropped).

Parameters
----------
F        rad/s  complex      hopping that breaks the perfect cascade; F
N_1      1      nonnegative  mean occupation of the bath; \bar{N}_1
N_2      1      nonnegative  mean occupation of the bath; \bar{N}_2
N_3      1      nonnegative  mean occupation of the bath; \bar{N}_3
gamma_1  1/s    positive     coupling rate to the common bath; \gamma_1
gamma_2  1/s    positive     coupling rate to the common bath; \gamma_2
kappa_1  1/s    positive     damping rate into the private bath; \kappa_1
kappa_2  1/s    positive     damping rate into the private bath; \kappa_2
omega_1  rad/s  real         frequency of the oscillator; \omega_1
omega_2  rad/s  real         frequency of the oscillator; \omega_2
theta    1      angle        phase of the Langevin equations in Appendix B; \theta

Every parameter is keyword-only and may be an array; the shapes broadcast, written (...) below.

Made from the model with digest 619efd8f4f76bdc122911690e5ca69755a5bd501a742e92ab57bb60a658d1d0f.
"""

from functools import wraps

import numpy as np

DIGEST = "619efd8f4f76bdc122911690e5ca69755a5bd501a742e92ab57bb60a658d1d0f"
PARAMETERS = (
    "F", "N_1", "N_2", "N_3", "gamma_1", "gamma_2", "kappa_1", "kappa_2", "omega_1", "omega_2",
    "theta",
)
UNITS = {
    "F": "rad/s",
    "N_1": "1",
    "N_2": "1",
    "N_3": "1",
    "gamma_1": "1/s",
    "gamma_2": "1/s",
    "kappa_1": "1/s",
    "kappa_2": "1/s",
    "omega_1": "rad/s",
    "omega_2": "rad/s",
    "theta": "1",
}
DOMAINS = {
    "F": "complex",
    "N_1": "nonnegative",
    "N_2": "nonnegative",
    "N_3": "nonnegative",
    "gamma_1": "positive",
    "gamma_2": "positive",
    "kappa_1": "positive",
    "kappa_2": "positive",
    "omega_1": "real",
    "omega_2": "real",
    "theta": "angle",
}
STATES = ("c_1.dag*c_1", "c_1.dag*c_2", "c_1*c_2.dag", "c_2.dag*c_2")
LINEAR = True
MODES = ("c_1", "c_2")
INPUTS = ("c_in_1", "c_in_2", "c_in_3")
COUNTED = ("c_in_1", "c_in_2", "c_in_3")


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


def _abs2(z):
    """The squared modulus, without a root that would be squared again."""
    return z.real * z.real + z.imag * z.imag


@_arrays
def rhs(y, *, F, N_1, N_2, N_3, gamma_1, gamma_2, kappa_1, kappa_2, omega_1, omega_2, theta):
    """Time derivative of the moments `y`, ordered as STATES.

    Complex, shape (..., n) with n = len(STATES), like `y`; in moments per unit of time.

    y: complex, shape (..., 4): mean_c_1_dag_c_1, mean_c_1_dag_c_2, mean_c_1_c_2_dag,
        mean_c_2_dag_c_2.
    Returns: complex, shape (..., 4).
    """
    y = _state(y, 4, "complex")
    (
        mean_c_1_dag_c_1, mean_c_1_dag_c_2, mean_c_1_c_2_dag, mean_c_2_dag_c_2,
    ) = np.ascontiguousarray(np.moveaxis(y, -1, 0))
    out = _zeros(
        (4,), complex, y[..., 0], F, N_1, N_2, N_3, gamma_1, gamma_2, kappa_1, kappa_2, omega_1,
        omega_2, theta,
    )
    x0 = -gamma_1 - kappa_1
    conj_F = np.conj(F)
    out[..., 0] = (
        x0 * mean_c_1_dag_c_1
        - 1j * F * mean_c_1_dag_c_2
        + 1j * conj_F * mean_c_1_c_2_dag
        + (kappa_1 * N_1 + gamma_1 * N_3)
    )
    sqrt_gamma_1_gamma_2 = np.sqrt(gamma_1 * gamma_2)
    exp_i_theta = np.exp(1j * theta)
    x1 = -sqrt_gamma_1_gamma_2 * exp_i_theta - 1j * conj_F
    x2 = -gamma_2 - kappa_2
    x3 = -x0 - x2
    omega_1_minus_omega_2 = omega_1 - omega_2
    sqrt_gamma_1_gamma_2_N_3 = sqrt_gamma_1_gamma_2 * N_3
    out[..., 1] = (
        x1 * mean_c_1_dag_c_1
        - 0.5 * (x3 - 2j * omega_1_minus_omega_2) * mean_c_1_dag_c_2
        + 1j * conj_F * mean_c_2_dag_c_2
        + sqrt_gamma_1_gamma_2_N_3 * exp_i_theta
    )
    exp_minus_i_theta = np.conj(exp_i_theta)
    x4 = 1j * F - sqrt_gamma_1_gamma_2 * exp_minus_i_theta
    out[..., 2] = (
        x4 * mean_c_1_dag_c_1
        - 0.5 * (x3 + 2j * omega_1_minus_omega_2) * mean_c_1_c_2_dag
        - 1j * F * mean_c_2_dag_c_2
        + sqrt_gamma_1_gamma_2_N_3 * exp_minus_i_theta
    )
    out[..., 3] = (
        x4 * mean_c_1_dag_c_2
        + x1 * mean_c_1_c_2_dag
        + x2 * mean_c_2_dag_c_2
        + (kappa_2 * N_2 + gamma_2 * N_3)
    )
    return out


@_arrays
def jacobian(y, *, F, gamma_1, gamma_2, kappa_1, kappa_2, omega_1, omega_2, theta):
    """Derivative of `rhs` by `y`, the same for every `y`.

    Complex, shape (..., n, n) with n = len(STATES); the system is linear.

    y: complex, shape (..., 4): mean_c_1_dag_c_1, mean_c_1_dag_c_2, mean_c_1_c_2_dag,
        mean_c_2_dag_c_2.
    Returns: complex, shape (..., 4, 4).
    """
    y = _state(y, 4, "complex")
    out = _zeros(
        (4, 4), complex, y[..., 0], F, gamma_1, gamma_2, kappa_1, kappa_2, omega_1, omega_2, theta,
    )
    x0 = -gamma_1 - kappa_1
    out[..., 0, 0] = x0
    out[..., 0, 1] = out[..., 2, 3] = -1j * F
    conj_F = np.conj(F)
    out[..., 0, 2] = out[..., 1, 3] = 1j * conj_F
    sqrt_gamma_1_gamma_2 = np.sqrt(gamma_1 * gamma_2)
    exp_i_theta = np.exp(1j * theta)
    out[..., 1, 0] = out[..., 3, 2] = -sqrt_gamma_1_gamma_2 * exp_i_theta - 1j * conj_F
    x1 = -gamma_2 - kappa_2
    x2 = -x0 - x1
    omega_1_minus_omega_2 = omega_1 - omega_2
    out[..., 1, 1] = -0.5 * (x2 - 2j * omega_1_minus_omega_2)
    out[..., 2, 0] = out[..., 3, 1] = 1j * F - sqrt_gamma_1_gamma_2 * np.conj(exp_i_theta)
    out[..., 2, 2] = -0.5 * (x2 + 2j * omega_1_minus_omega_2)
    out[..., 3, 3] = x1
    return out


@_arrays
def drift(*, F, gamma_1, gamma_2, kappa_1, kappa_2, omega_1, omega_2, theta):
    """Drift matrix A of dV/dt = A V + V A^T + N.

    Rows in order (x_1, p_1, x_2, p_2, ...) of MODES, x = (c + c.dag)/sqrt(2).

    Returns: real, shape (..., 4, 4).
    """
    out = _zeros((4, 4), float, F, gamma_1, gamma_2, kappa_1, kappa_2, omega_1, omega_2, theta)
    out[..., 0, 0] = out[..., 1, 1] = 0.5 * (-gamma_1 - kappa_1)
    out[..., 0, 1] = omega_1
    out[..., 0, 2] = out[..., 1, 3] = F.imag
    out[..., 0, 3] = F.real
    out[..., 1, 0] = -omega_1
    out[..., 1, 2] = -F.real
    sqrt_gamma_1_gamma_2 = np.sqrt(gamma_1 * gamma_2)
    out[..., 2, 0] = out[..., 3, 1] = -F.imag - sqrt_gamma_1_gamma_2 * np.cos(theta)
    x0 = F.real + sqrt_gamma_1_gamma_2 * np.sin(theta)
    out[..., 2, 1] = x0
    out[..., 2, 2] = out[..., 3, 3] = 0.5 * (-gamma_2 - kappa_2)
    out[..., 2, 3] = omega_2
    out[..., 3, 0] = -x0
    out[..., 3, 2] = -omega_2
    return out


@_arrays
def diffusion(*, N_1, N_2, N_3, gamma_1, gamma_2, kappa_1, kappa_2, theta):
    """Noise matrix N of dV/dt, where V = 1/2 in vacuum.

    Rows in order (x_1, p_1, x_2, p_2, ...) of MODES, x = (c + c.dag)/sqrt(2).

    Returns: real, shape (..., 4, 4).
    """
    out = _zeros((4, 4), float, N_1, N_2, N_3, gamma_1, gamma_2, kappa_1, kappa_2, theta)
    out[..., 0, 0] = out[..., 1, 1] = (
        0.5 * (2 * kappa_1 * N_1 + 2 * gamma_1 * N_3 + gamma_1 + kappa_1)
    )
    x0 = np.sqrt(gamma_1 * gamma_2) * (2 * N_3 + 1)
    out[..., 0, 2] = out[..., 1, 3] = out[..., 2, 0] = out[..., 3, 1] = 0.5 * x0 * np.cos(theta)
    x1 = x0 * np.sin(theta)
    out[..., 0, 3] = out[..., 3, 0] = 0.5 * x1
    out[..., 1, 2] = out[..., 2, 1] = -0.5 * x1
    out[..., 2, 2] = out[..., 3, 3] = (
        0.5 * (2 * kappa_2 * N_2 + 2 * gamma_2 * N_3 + gamma_2 + kappa_2)
    )
    return out


@_arrays
def ladder_drift(*, F, gamma_1, gamma_2, kappa_1, kappa_2, omega_1, omega_2, theta):
    """Drift matrix of the ladder operators.

    Rows in order (c_1, c_1.dag, c_2, ...) of MODES.

    Returns: complex, shape (..., 4, 4).
    """
    out = _zeros((4, 4), complex, F, gamma_1, gamma_2, kappa_1, kappa_2, omega_1, omega_2, theta)
    gamma_1_plus_kappa_1 = gamma_1 + kappa_1
    out[..., 0, 0] = -0.5 * (gamma_1_plus_kappa_1 + 2j * omega_1)
    out[..., 0, 2] = -1j * F
    out[..., 1, 1] = -0.5 * (gamma_1_plus_kappa_1 - 2j * omega_1)
    conj_F = np.conj(F)
    out[..., 1, 3] = 1j * conj_F
    sqrt_gamma_1_gamma_2 = np.sqrt(gamma_1 * gamma_2)
    exp_i_theta = np.exp(1j * theta)
    out[..., 2, 0] = -sqrt_gamma_1_gamma_2 * exp_i_theta - 1j * conj_F
    gamma_2_plus_kappa_2 = gamma_2 + kappa_2
    out[..., 2, 2] = -0.5 * (gamma_2_plus_kappa_2 + 2j * omega_2)
    out[..., 3, 1] = 1j * F - sqrt_gamma_1_gamma_2 * np.conj(exp_i_theta)
    out[..., 3, 3] = -0.5 * (gamma_2_plus_kappa_2 - 2j * omega_2)
    return out


@_arrays
def ladder_noise(*, gamma_1, gamma_2, kappa_1, kappa_2, theta):
    """Matrix that couples INPUTS (b_1, b_1.dag, ...) in.

    Rows in order (c_1, c_1.dag, c_2, ...) of MODES.

    Returns: complex, shape (..., 4, 6).
    """
    out = _zeros((4, 6), complex, gamma_1, gamma_2, kappa_1, kappa_2, theta)
    out[..., 0, 0] = out[..., 1, 1] = -np.sqrt(kappa_1)
    out[..., 0, 4] = out[..., 1, 5] = -np.sqrt(gamma_1)
    out[..., 2, 2] = out[..., 3, 3] = -np.sqrt(kappa_2)
    sqrt_gamma_2 = np.sqrt(gamma_2)
    exp_i_theta = np.exp(1j * theta)
    out[..., 2, 4] = -sqrt_gamma_2 * exp_i_theta
    out[..., 3, 5] = -sqrt_gamma_2 * np.conj(exp_i_theta)
    return out


@_arrays
def n_1(*, F, N_1, N_2, N_3, gamma_1, gamma_2, kappa_1, kappa_2, omega_1, omega_2, theta):
    """Stationary value of <c_1.dag*c_1>.

    Exact for general parameters.

    Returns: real, shape (...).
    """
    gamma_1_gamma_2 = gamma_1 * gamma_2
    F_exp_i_theta = F * np.exp(1j * theta)
    x0 = gamma_1_gamma_2 * (F_exp_i_theta.real * F_exp_i_theta.real)
    sqrt_gamma_1_gamma_2 = np.sqrt(gamma_1_gamma_2)
    omega_1_minus_omega_2 = omega_1 - omega_2
    x1 = sqrt_gamma_1_gamma_2 * F_exp_i_theta.real * omega_1_minus_omega_2
    kappa_1_N_1 = kappa_1 * N_1
    gamma_2_plus_kappa_2 = gamma_2 + kappa_2
    x2 = sqrt_gamma_1_gamma_2 * F_exp_i_theta.imag
    gamma_1_plus_kappa_1 = gamma_1 + kappa_1
    x3 = gamma_1_plus_kappa_1 + gamma_2_plus_kappa_2
    F_abs2 = _abs2(F)
    x4 = x3 * x3
    x5 = gamma_2_plus_kappa_2 * (x4 + 4 * omega_1_minus_omega_2 * omega_1_minus_omega_2)
    numerator = (
        16 * x0 * N_3
        + 8 * x1 * (kappa_1_N_1 + N_3 * (gamma_1 - gamma_2_plus_kappa_2))
        - 4 * x2 * x3 * (kappa_1_N_1 + N_3 * (gamma_1 + gamma_2_plus_kappa_2))
        - 4 * F_abs2 * (kappa_1_N_1 + kappa_2 * N_2 + N_3 * (gamma_1 + gamma_2)) * x3
        - (kappa_1_N_1 + gamma_1 * N_3) * x5
    )
    denominator = (
        16 * x0
        + 8 * x1 * (gamma_1_plus_kappa_1 - gamma_2_plus_kappa_2)
        - 4 * x2 * x4
        - 4 * x4 * F_abs2
        - gamma_1_plus_kappa_1 * x5
    )
    return numerator / denominator


@_arrays
def n_2(*, F, N_1, N_2, N_3, gamma_1, gamma_2, kappa_1, kappa_2, omega_1, omega_2, theta):
    """Stationary value of <c_2.dag*c_2>.

    Exact for general parameters.

    Returns: real, shape (...).
    """
    gamma_1_gamma_2 = gamma_1 * gamma_2
    F_exp_i_theta = F * np.exp(1j * theta)
    x0 = gamma_1_gamma_2 * (F_exp_i_theta.real * F_exp_i_theta.real)
    sqrt_gamma_1_gamma_2 = np.sqrt(gamma_1_gamma_2)
    omega_1_minus_omega_2 = omega_1 - omega_2
    x1 = sqrt_gamma_1_gamma_2 * F_exp_i_theta.real * omega_1_minus_omega_2
    kappa_2_N_2 = kappa_2 * N_2
    gamma_1_plus_kappa_1 = gamma_1 + kappa_1
    x2 = sqrt_gamma_1_gamma_2 * F_exp_i_theta.imag
    gamma_2_plus_kappa_2 = gamma_2 + kappa_2
    x3 = gamma_1_plus_kappa_1 + gamma_2_plus_kappa_2
    kappa_1_N_1 = kappa_1 * N_1
    gamma_1_plus_gamma_2 = gamma_1 + gamma_2
    F_abs2 = _abs2(F)
    x4 = x3 * x3
    x5 = gamma_1_plus_kappa_1 * (x4 + 4 * omega_1_minus_omega_2 * omega_1_minus_omega_2)
    gamma_1_squared = gamma_1 * gamma_1
    kappa_1_squared = kappa_1 * kappa_1
    kappa_2_squared = kappa_2 * kappa_2
    gamma_1_omega_1 = gamma_1 * omega_1
    omega_2_squared = omega_2 * omega_2
    gamma_2_kappa_1 = gamma_2 * kappa_1
    kappa_1_omega_1 = kappa_1 * omega_1
    numerator = (
        16 * x0 * N_3
        - 8 * x1 * (kappa_2_N_2 - N_3 * (gamma_1_plus_kappa_1 - gamma_2))
        - 4 * x2 * x3 * (2 * kappa_1_N_1 + N_3 * (gamma_1_plus_gamma_2 - kappa_1) + kappa_2_N_2)
        - 4 * F_abs2 * (kappa_1_N_1 + kappa_2_N_2 + N_3 * gamma_1_plus_gamma_2) * x3
        - 4 * gamma_1_gamma_2 * kappa_1_N_1 * x3
        - kappa_2_N_2 * x5
        - gamma_2 * N_3
        * (
            gamma_1_squared * gamma_1
            + 2 * gamma_1_gamma_2 * gamma_1
            - gamma_1_squared * kappa_1
            + 2 * gamma_1_squared * kappa_2
            + gamma_1_gamma_2 * gamma_2
            + 2 * gamma_1_gamma_2 * kappa_2
            - gamma_1 * kappa_1_squared
            + gamma_1 * kappa_2_squared
            + 4 * gamma_1_omega_1 * omega_1
            - 8 * gamma_1_omega_1 * omega_2
            + 4 * gamma_1 * omega_2_squared
            + gamma_2_kappa_1 * gamma_2
            + 2 * gamma_2 * kappa_1_squared
            + 2 * gamma_2_kappa_1 * kappa_2
            + kappa_1_squared * kappa_1
            + 2 * kappa_1_squared * kappa_2
            + kappa_1 * kappa_2_squared
            + 4 * kappa_1_omega_1 * omega_1
            - 8 * kappa_1_omega_1 * omega_2
            + 4 * kappa_1 * omega_2_squared
        )
    )
    denominator = (
        16 * x0
        + 8 * x1 * (gamma_1_plus_kappa_1 - gamma_2_plus_kappa_2)
        - 4 * x2 * x4
        - 4 * x4 * F_abs2
        - x5 * gamma_2_plus_kappa_2
    )
    return numerator / denominator


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
def counted_quadratic(*, N_1, N_2, N_3, gamma_1, gamma_2, kappa_1, kappa_2, theta):
    """Q of (exp(-+s) - 1) (V Q V + X V + V X^T + C), added to dV/dt.

    First axes: the baths of COUNTED; 0 for quanta that the bath receives, 1 for those it gives.
    Last axes in order (x_1, p_1, x_2, p_2, ...) of MODES.

    Returns: real, shape (..., 3, 2, 4, 4).
    """
    out = _zeros((3, 2, 4, 4), float, N_1, N_2, N_3, gamma_1, gamma_2, kappa_1, kappa_2, theta)
    out[..., 0, 0, 0, 0] = out[..., 0, 0, 1, 1] = kappa_1 * (N_1 + 1)
    out[..., 0, 1, 0, 0] = out[..., 0, 1, 1, 1] = kappa_1 * N_1
    out[..., 1, 0, 2, 2] = out[..., 1, 0, 3, 3] = kappa_2 * (N_2 + 1)
    out[..., 1, 1, 2, 2] = out[..., 1, 1, 3, 3] = kappa_2 * N_2
    x0 = N_3 + 1
    out[..., 2, 0, 0, 0] = out[..., 2, 0, 1, 1] = gamma_1 * x0
    cos_theta = np.cos(theta)
    sqrt_gamma_1_gamma_2 = np.sqrt(gamma_1 * gamma_2)
    x1 = sqrt_gamma_1_gamma_2 * x0
    out[..., 2, 0, 0, 2] = out[..., 2, 0, 1, 3] = out[..., 2, 0, 2, 0] = out[..., 2, 0, 3, 1] = (
        cos_theta * x1
    )
    sin_theta = np.sin(theta)
    x2 = sin_theta * x1
    out[..., 2, 0, 0, 3] = out[..., 2, 0, 3, 0] = x2
    out[..., 2, 0, 1, 2] = out[..., 2, 0, 2, 1] = -x2
    out[..., 2, 0, 2, 2] = out[..., 2, 0, 3, 3] = gamma_2 * x0
    out[..., 2, 1, 0, 0] = out[..., 2, 1, 1, 1] = gamma_1 * N_3
    sqrt_gamma_1_gamma_2_N_3 = sqrt_gamma_1_gamma_2 * N_3
    out[..., 2, 1, 0, 2] = out[..., 2, 1, 1, 3] = out[..., 2, 1, 2, 0] = out[..., 2, 1, 3, 1] = (
        cos_theta * sqrt_gamma_1_gamma_2_N_3
    )
    x3 = sin_theta * sqrt_gamma_1_gamma_2_N_3
    out[..., 2, 1, 0, 3] = out[..., 2, 1, 3, 0] = x3
    out[..., 2, 1, 1, 2] = out[..., 2, 1, 2, 1] = -x3
    out[..., 2, 1, 2, 2] = out[..., 2, 1, 3, 3] = gamma_2 * N_3
    return out


@_arrays
def counted_linear(*, N_1, N_2, N_3, gamma_1, gamma_2, kappa_1, kappa_2, theta):
    """X of (exp(-+s) - 1) (V Q V + X V + V X^T + C), added to dV/dt.

    First axes: the baths of COUNTED; 0 for quanta that the bath receives, 1 for those it gives.
    Last axes in order (x_1, p_1, x_2, p_2, ...) of MODES.

    Returns: real, shape (..., 3, 2, 4, 4).
    """
    out = _zeros((3, 2, 4, 4), float, N_1, N_2, N_3, gamma_1, gamma_2, kappa_1, kappa_2, theta)
    out[..., 0, 0, 0, 0] = out[..., 0, 0, 1, 1] = -0.5 * kappa_1 * (N_1 + 1)
    out[..., 0, 1, 0, 0] = out[..., 0, 1, 1, 1] = 0.5 * kappa_1 * N_1
    out[..., 1, 0, 2, 2] = out[..., 1, 0, 3, 3] = -0.5 * kappa_2 * (N_2 + 1)
    out[..., 1, 1, 2, 2] = out[..., 1, 1, 3, 3] = 0.5 * kappa_2 * N_2
    x0 = N_3 + 1
    out[..., 2, 0, 0, 0] = out[..., 2, 0, 1, 1] = -0.5 * gamma_1 * x0
    cos_theta = np.cos(theta)
    sqrt_gamma_1_gamma_2 = np.sqrt(gamma_1 * gamma_2)
    x1 = sqrt_gamma_1_gamma_2 * x0
    out[..., 2, 0, 0, 2] = out[..., 2, 0, 1, 3] = out[..., 2, 0, 2, 0] = out[..., 2, 0, 3, 1] = (
        -0.5 * cos_theta * x1
    )
    sin_theta = np.sin(theta)
    x2 = sin_theta * x1
    out[..., 2, 0, 0, 3] = out[..., 2, 0, 3, 0] = -0.5 * x2
    out[..., 2, 0, 1, 2] = out[..., 2, 0, 2, 1] = 0.5 * x2
    out[..., 2, 0, 2, 2] = out[..., 2, 0, 3, 3] = -0.5 * gamma_2 * x0
    out[..., 2, 1, 0, 0] = out[..., 2, 1, 1, 1] = 0.5 * gamma_1 * N_3
    sqrt_gamma_1_gamma_2_N_3 = sqrt_gamma_1_gamma_2 * N_3
    out[..., 2, 1, 0, 2] = out[..., 2, 1, 1, 3] = out[..., 2, 1, 2, 0] = out[..., 2, 1, 3, 1] = (
        0.5 * cos_theta * sqrt_gamma_1_gamma_2_N_3
    )
    x3 = sin_theta * sqrt_gamma_1_gamma_2_N_3
    out[..., 2, 1, 0, 3] = out[..., 2, 1, 3, 0] = 0.5 * x3
    out[..., 2, 1, 1, 2] = out[..., 2, 1, 2, 1] = -0.5 * x3
    out[..., 2, 1, 2, 2] = out[..., 2, 1, 3, 3] = 0.5 * gamma_2 * N_3
    return out


@_arrays
def counted_constant(*, N_1, N_2, N_3, gamma_1, gamma_2, kappa_1, kappa_2, theta):
    """C of (exp(-+s) - 1) (V Q V + X V + V X^T + C), added to dV/dt.

    First axes: the baths of COUNTED; 0 for quanta that the bath receives, 1 for those it gives.
    Last axes in order (x_1, p_1, x_2, p_2, ...) of MODES.

    Returns: real, shape (..., 3, 2, 4, 4).
    """
    out = _zeros((3, 2, 4, 4), float, N_1, N_2, N_3, gamma_1, gamma_2, kappa_1, kappa_2, theta)
    out[..., 0, 0, 0, 0] = out[..., 0, 0, 1, 1] = 0.25 * kappa_1 * (N_1 + 1)
    out[..., 0, 1, 0, 0] = out[..., 0, 1, 1, 1] = 0.25 * kappa_1 * N_1
    out[..., 1, 0, 2, 2] = out[..., 1, 0, 3, 3] = 0.25 * kappa_2 * (N_2 + 1)
    out[..., 1, 1, 2, 2] = out[..., 1, 1, 3, 3] = 0.25 * kappa_2 * N_2
    x0 = N_3 + 1
    out[..., 2, 0, 0, 0] = out[..., 2, 0, 1, 1] = 0.25 * gamma_1 * x0
    cos_theta = np.cos(theta)
    sqrt_gamma_1_gamma_2 = np.sqrt(gamma_1 * gamma_2)
    x1 = sqrt_gamma_1_gamma_2 * x0
    out[..., 2, 0, 0, 2] = out[..., 2, 0, 1, 3] = out[..., 2, 0, 2, 0] = out[..., 2, 0, 3, 1] = (
        0.25 * cos_theta * x1
    )
    sin_theta = np.sin(theta)
    x2 = sin_theta * x1
    out[..., 2, 0, 0, 3] = out[..., 2, 0, 3, 0] = 0.25 * x2
    out[..., 2, 0, 1, 2] = out[..., 2, 0, 2, 1] = -0.25 * x2
    out[..., 2, 0, 2, 2] = out[..., 2, 0, 3, 3] = 0.25 * gamma_2 * x0
    out[..., 2, 1, 0, 0] = out[..., 2, 1, 1, 1] = 0.25 * gamma_1 * N_3
    sqrt_gamma_1_gamma_2_N_3 = sqrt_gamma_1_gamma_2 * N_3
    out[..., 2, 1, 0, 2] = out[..., 2, 1, 1, 3] = out[..., 2, 1, 2, 0] = out[..., 2, 1, 3, 1] = (
        0.25 * cos_theta * sqrt_gamma_1_gamma_2_N_3
    )
    x3 = sin_theta * sqrt_gamma_1_gamma_2_N_3
    out[..., 2, 1, 0, 3] = out[..., 2, 1, 3, 0] = 0.25 * x3
    out[..., 2, 1, 1, 2] = out[..., 2, 1, 2, 1] = -0.25 * x3
    out[..., 2, 1, 2, 2] = out[..., 2, 1, 3, 3] = 0.25 * gamma_2 * N_3
    return out


@_arrays
def counted_weight(*, N_1, N_2, N_3, gamma_1, gamma_2, kappa_1, kappa_2, theta):
    """W of theta = sum (exp(-+s) - 1) (Tr[W V] + o).

    First axes: the baths of COUNTED; 0 for quanta that the bath receives, 1 for those it gives.
    Last axes in order (x_1, p_1, x_2, p_2, ...) of MODES.

    Returns: real, shape (..., 3, 2, 4, 4).
    """
    out = _zeros((3, 2, 4, 4), float, N_1, N_2, N_3, gamma_1, gamma_2, kappa_1, kappa_2, theta)
    out[..., 0, 0, 0, 0] = out[..., 0, 0, 1, 1] = 0.5 * kappa_1 * (N_1 + 1)
    out[..., 0, 1, 0, 0] = out[..., 0, 1, 1, 1] = 0.5 * kappa_1 * N_1
    out[..., 1, 0, 2, 2] = out[..., 1, 0, 3, 3] = 0.5 * kappa_2 * (N_2 + 1)
    out[..., 1, 1, 2, 2] = out[..., 1, 1, 3, 3] = 0.5 * kappa_2 * N_2
    x0 = N_3 + 1
    out[..., 2, 0, 0, 0] = out[..., 2, 0, 1, 1] = 0.5 * gamma_1 * x0
    cos_theta = np.cos(theta)
    sqrt_gamma_1_gamma_2 = np.sqrt(gamma_1 * gamma_2)
    x1 = sqrt_gamma_1_gamma_2 * x0
    out[..., 2, 0, 0, 2] = out[..., 2, 0, 1, 3] = out[..., 2, 0, 2, 0] = out[..., 2, 0, 3, 1] = (
        0.5 * cos_theta * x1
    )
    sin_theta = np.sin(theta)
    x2 = sin_theta * x1
    out[..., 2, 0, 0, 3] = out[..., 2, 0, 3, 0] = 0.5 * x2
    out[..., 2, 0, 1, 2] = out[..., 2, 0, 2, 1] = -0.5 * x2
    out[..., 2, 0, 2, 2] = out[..., 2, 0, 3, 3] = 0.5 * gamma_2 * x0
    out[..., 2, 1, 0, 0] = out[..., 2, 1, 1, 1] = 0.5 * gamma_1 * N_3
    sqrt_gamma_1_gamma_2_N_3 = sqrt_gamma_1_gamma_2 * N_3
    out[..., 2, 1, 0, 2] = out[..., 2, 1, 1, 3] = out[..., 2, 1, 2, 0] = out[..., 2, 1, 3, 1] = (
        0.5 * cos_theta * sqrt_gamma_1_gamma_2_N_3
    )
    x3 = sin_theta * sqrt_gamma_1_gamma_2_N_3
    out[..., 2, 1, 0, 3] = out[..., 2, 1, 3, 0] = 0.5 * x3
    out[..., 2, 1, 1, 2] = out[..., 2, 1, 2, 1] = -0.5 * x3
    out[..., 2, 1, 2, 2] = out[..., 2, 1, 3, 3] = 0.5 * gamma_2 * N_3
    return out


@_arrays
def counted_offset(*, N_1, N_2, N_3, gamma_1, gamma_2, kappa_1, kappa_2):
    """o of theta = sum (exp(-+s) - 1) (Tr[W V] + o).

    First axes: the baths of COUNTED; 0 for quanta that the bath receives, 1 for those it gives.

    Returns: real, shape (..., 3, 2).
    """
    out = _zeros((3, 2), float, N_1, N_2, N_3, gamma_1, gamma_2, kappa_1, kappa_2)
    out[..., 0, 0] = -0.5 * kappa_1 * (N_1 + 1)
    out[..., 0, 1] = 0.5 * kappa_1 * N_1
    out[..., 1, 0] = -0.5 * kappa_2 * (N_2 + 1)
    out[..., 1, 1] = 0.5 * kappa_2 * N_2
    gamma_1_plus_gamma_2 = gamma_1 + gamma_2
    out[..., 2, 0] = -0.5 * (N_3 + 1) * gamma_1_plus_gamma_2
    out[..., 2, 1] = 0.5 * N_3 * gamma_1_plus_gamma_2
    return out


@_arrays
def eta_c_in_1(*, F, N_1, N_2, N_3, gamma_1, gamma_2, kappa_1, kappa_2, omega_1, omega_2, theta):
    """Stationary current of quanta into c_in_1.

    Exact for general parameters.

    Returns: real, shape (...).
    """
    gamma_1_gamma_2 = gamma_1 * gamma_2
    F_exp_i_theta = F * np.exp(1j * theta)
    x0 = gamma_1_gamma_2 * (F_exp_i_theta.real * F_exp_i_theta.real)
    N_1_minus_N_3 = N_1 - N_3
    sqrt_gamma_1_gamma_2 = np.sqrt(gamma_1_gamma_2)
    omega_1_minus_omega_2 = omega_1 - omega_2
    x1 = sqrt_gamma_1_gamma_2 * F_exp_i_theta.real * omega_1_minus_omega_2
    gamma_2_plus_kappa_2 = gamma_2 + kappa_2
    x2 = sqrt_gamma_1_gamma_2 * F_exp_i_theta.imag
    gamma_1_plus_kappa_1 = gamma_1 + kappa_1
    x3 = gamma_2_plus_kappa_2 + gamma_1_plus_kappa_1
    F_abs2 = _abs2(F)
    x4 = x3 * x3
    x5 = gamma_2_plus_kappa_2 * (x4 + 4 * omega_1_minus_omega_2 * omega_1_minus_omega_2)
    numerator = (
        kappa_1
        * (
            16 * x0 * N_1_minus_N_3
            + 8 * N_1_minus_N_3 * x1 * (gamma_1 - gamma_2_plus_kappa_2)
            - 4 * x2 * N_1_minus_N_3 * (gamma_1 + gamma_2_plus_kappa_2) * x3
            - 4 * F_abs2 * x3 * (N_1_minus_N_3 * (gamma_1 + gamma_2) + kappa_2 * (N_1 - N_2))
            - gamma_1 * N_1_minus_N_3 * x5
        )
    )
    denominator = (
        16 * x0
        + 8 * x1 * (gamma_1_plus_kappa_1 - gamma_2_plus_kappa_2)
        - 4 * x2 * x4
        - 4 * x4 * F_abs2
        - gamma_1_plus_kappa_1 * x5
    )
    return -numerator / denominator


@_arrays
def eta_c_in_2(*, F, N_1, N_2, N_3, gamma_1, gamma_2, kappa_1, kappa_2, omega_1, omega_2, theta):
    """Stationary current of quanta into c_in_2.

    Exact for general parameters.

    Returns: real, shape (...).
    """
    gamma_1_gamma_2 = gamma_1 * gamma_2
    F_exp_i_theta = F * np.exp(1j * theta)
    x0 = gamma_1_gamma_2 * (F_exp_i_theta.real * F_exp_i_theta.real)
    N_2_minus_N_3 = N_2 - N_3
    sqrt_gamma_1_gamma_2 = np.sqrt(gamma_1_gamma_2)
    omega_1_minus_omega_2 = omega_1 - omega_2
    x1 = sqrt_gamma_1_gamma_2 * F_exp_i_theta.real * omega_1_minus_omega_2
    gamma_1_plus_kappa_1 = gamma_1 + kappa_1
    x2 = sqrt_gamma_1_gamma_2 * F_exp_i_theta.imag
    gamma_2_plus_kappa_2 = gamma_2 + kappa_2
    x3 = gamma_1_plus_kappa_1 + gamma_2_plus_kappa_2
    x4 = N_2_minus_N_3 * (gamma_1 + gamma_2)
    F_abs2 = _abs2(F)
    x5 = x3 * x3
    x6 = gamma_1_plus_kappa_1 * (x5 + 4 * omega_1_minus_omega_2 * omega_1_minus_omega_2)
    gamma_1_squared = gamma_1 * gamma_1
    kappa_1_squared = kappa_1 * kappa_1
    kappa_2_squared = kappa_2 * kappa_2
    gamma_1_omega_1 = gamma_1 * omega_1
    omega_2_squared = omega_2 * omega_2
    gamma_2_kappa_1 = gamma_2 * kappa_1
    kappa_1_omega_1 = kappa_1 * omega_1
    numerator = (
        kappa_2
        * (
            16 * x0 * N_2_minus_N_3
            + 8 * N_2_minus_N_3 * x1 * (gamma_1_plus_kappa_1 - gamma_2)
            + 4 * x2 * x3 * (kappa_1 * (2 * N_1 - N_2 - N_3) - x4)
            + 4 * F_abs2 * x3 * (kappa_1 * (N_1 - N_2) - x4)
            + gamma_2
            * (
                4 * gamma_1 * kappa_1 * N_1 * x3
                - N_2 * x6
                + N_3
                * (
                    gamma_1_squared * gamma_1
                    + 2 * gamma_1_gamma_2 * gamma_1
                    - gamma_1_squared * kappa_1
                    + 2 * gamma_1_squared * kappa_2
                    + gamma_1_gamma_2 * gamma_2
                    + 2 * gamma_1_gamma_2 * kappa_2
                    - gamma_1 * kappa_1_squared
                    + gamma_1 * kappa_2_squared
                    + 4 * gamma_1_omega_1 * omega_1
                    - 8 * gamma_1_omega_1 * omega_2
                    + 4 * gamma_1 * omega_2_squared
                    + gamma_2_kappa_1 * gamma_2
                    + 2 * gamma_2 * kappa_1_squared
                    + 2 * gamma_2_kappa_1 * kappa_2
                    + kappa_1_squared * kappa_1
                    + 2 * kappa_1_squared * kappa_2
                    + kappa_1 * kappa_2_squared
                    + 4 * kappa_1_omega_1 * omega_1
                    - 8 * kappa_1_omega_1 * omega_2
                    + 4 * kappa_1 * omega_2_squared
                )
            )
        )
    )
    denominator = (
        16 * x0
        + 8 * x1 * (gamma_1_plus_kappa_1 - gamma_2_plus_kappa_2)
        - 4 * x2 * x5
        - 4 * x5 * F_abs2
        - x6 * gamma_2_plus_kappa_2
    )
    return -numerator / denominator
