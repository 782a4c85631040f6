# Written by ratesmith; edit the model and run it again.
r"""Two cascaded oscillators, all rates equal

Source: Barzanjeh, Aquilina and Xuereb, Manipulating heat flow in quantum devices, Eq. (1)

Model (hbar = 1; D[L] is the Lindblad dissipator):
    H/hbar = omega_1*c_1.dag*c_1 + (2*F + I*(kappa*exp(I*phi)))/2*c_1.dag*c_2 +
        (2*conj(F)*exp(I*phi) + I*(-kappa))/(2*exp(I*phi))*c_1*c_2.dag + omega_2*c_2.dag*c_2
    bath c_in_1: kappa * D[c_1], occupation N_1
    bath c_in_2: kappa * D[c_2], occupation N_2
    bath c_in_3: D[sqrt(kappa)*c_1 + sqrt(kappa)*exp(I*phi)*c_2], occupation N_3
    n_1 = <c_1.dag*c_1>
    n_2 = <c_2.dag*c_2>
    Delta := -omega_1 + omega_2

Derivation:
    cascade: The output of each stage is the input of the next (SLH series product); delays are
        neglected.
    moments: Expectation values of the adjoint master equation, in normal order; the set closes
        exactly (bosonic moments up to order 2, nothing dropped).

Notes:
    kappa_1 = kappa_2 = gamma_1 = gamma_2 = kappa, as the paper takes them for its explicit
        formulas.

Parameters
----------
F        rad/s  complex      hopping that breaks the perfect cascade; F
N_1      1      nonnegative  mean occupation of the bath; \bar{N}_1
N_2      1      nonnegative  mean occupation of the bath; \bar{N}_2
N_3      1      nonnegative  mean occupation of the bath; \bar{N}_3
kappa    1/s    positive     rate of every coupling to a bath; \kappa
omega_1  rad/s  real         frequency of the oscillator; \omega_1
omega_2  rad/s  real         frequency of the oscillator; \omega_2
phi      1      angle        phase of the second oscillator's coupling to the channel; \phi

Every parameter is keyword-only and may be an array; the shapes broadcast, written (...) below.

Made from the model with digest 33dee0cb19cc6b56f4b53afee56c021dbf9744b03c59b75b7bf17d4683f53130.
"""

from functools import wraps

import numpy as np

DIGEST = "33dee0cb19cc6b56f4b53afee56c021dbf9744b03c59b75b7bf17d4683f53130"
PARAMETERS = ("F", "N_1", "N_2", "N_3", "kappa", "omega_1", "omega_2", "phi")
UNITS = {
    "F": "rad/s",
    "N_1": "1",
    "N_2": "1",
    "N_3": "1",
    "kappa": "1/s",
    "omega_1": "rad/s",
    "omega_2": "rad/s",
    "phi": "1",
}
DOMAINS = {
    "F": "complex",
    "N_1": "nonnegative",
    "N_2": "nonnegative",
    "N_3": "nonnegative",
    "kappa": "positive",
    "omega_1": "real",
    "omega_2": "real",
    "phi": "angle",
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
def rhs(y, *, F, N_1, N_2, N_3, kappa, omega_1, omega_2, phi):
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
    out = _zeros((4,), complex, y[..., 0], F, N_1, N_2, N_3, kappa, omega_1, omega_2, phi)
    conj_F = np.conj(F)
    out[..., 0] = (
        1j * conj_F * mean_c_1_c_2_dag
        - 2 * kappa * mean_c_1_dag_c_1
        - 1j * F * mean_c_1_dag_c_2
        + kappa * (N_1 + N_3)
    )
    exp_i_phi = np.exp(1j * phi)
    exp_minus_i_phi = np.conj(exp_i_phi)
    x0 = -kappa * exp_minus_i_phi - 1j * conj_F
    omega_2_minus_omega_1 = omega_2 - omega_1
    kappa_N_3 = kappa * N_3
    out[..., 1] = (
        x0 * mean_c_1_dag_c_1
        - (2 * kappa + 1j * omega_2_minus_omega_1) * mean_c_1_dag_c_2
        + 1j * conj_F * mean_c_2_dag_c_2
        + kappa_N_3 * exp_minus_i_phi
    )
    x1 = 1j * F - kappa * exp_i_phi
    out[..., 2] = (
        x1 * mean_c_1_dag_c_1
        - (2 * kappa - 1j * omega_2_minus_omega_1) * mean_c_1_c_2_dag
        - 1j * F * mean_c_2_dag_c_2
        + kappa_N_3 * exp_i_phi
    )
    out[..., 3] = (
        x1 * mean_c_1_dag_c_2
        + x0 * mean_c_1_c_2_dag
        - 2 * kappa * mean_c_2_dag_c_2
        + kappa * (N_2 + N_3)
    )
    return out


@_arrays
def jacobian(y, *, F, kappa, omega_1, omega_2, phi):
    """Derivative of `rhs` by `y`, the same for every `y`.

    Complex, shape (..., n, n) with n = len(STATES); the system is linear.

    y: complex, shape (..., 4): mean_c_1_dag_c_1, mean_c_1_dag_c_2, mean_c_1_c_2_dag,
        mean_c_2_dag_c_2.
    Returns: complex, shape (..., 4, 4).
    """
    y = _state(y, 4, "complex")
    out = _zeros((4, 4), complex, y[..., 0], F, kappa, omega_1, omega_2, phi)
    out[..., 0, 0] = out[..., 3, 3] = -2 * kappa
    out[..., 0, 1] = out[..., 2, 3] = -1j * F
    conj_F = np.conj(F)
    out[..., 0, 2] = out[..., 1, 3] = 1j * conj_F
    exp_i_phi = np.exp(1j * phi)
    out[..., 1, 0] = out[..., 3, 2] = -kappa * np.conj(exp_i_phi) - 1j * conj_F
    omega_2_minus_omega_1 = omega_2 - omega_1
    out[..., 1, 1] = -(2 * kappa + 1j * omega_2_minus_omega_1)
    out[..., 2, 0] = out[..., 3, 1] = 1j * F - kappa * exp_i_phi
    out[..., 2, 2] = -(2 * kappa - 1j * omega_2_minus_omega_1)
    return out


@_arrays
def drift(*, F, kappa, omega_1, omega_2, phi):
    """Drift matrix A of dV/dt = A V + V A^T + N.

    Rows in order (x_1, p_1, x_2, p_2, ...) of MODES, x = (c + c.dag)/sqrt(2).

    Returns: real, shape (..., 4, 4).
    """
    out = _zeros((4, 4), float, F, kappa, omega_1, omega_2, phi)
    out[..., 0, 0] = out[..., 1, 1] = out[..., 2, 2] = out[..., 3, 3] = -kappa
    out[..., 0, 1] = omega_1
    out[..., 0, 2] = out[..., 1, 3] = F.imag
    out[..., 0, 3] = F.real
    out[..., 1, 0] = -omega_1
    out[..., 1, 2] = -F.real
    out[..., 2, 0] = out[..., 3, 1] = -F.imag - kappa * np.cos(phi)
    re_F_minus_kappa_sin_phi = F.real - kappa * np.sin(phi)
    out[..., 2, 1] = re_F_minus_kappa_sin_phi
    out[..., 2, 3] = omega_2
    out[..., 3, 0] = -re_F_minus_kappa_sin_phi
    out[..., 3, 2] = -omega_2
    return out


@_arrays
def diffusion(*, N_1, N_2, N_3, kappa, phi):
    """Noise matrix N of dV/dt, where V = 1/2 in vacuum.

    Rows in order (x_1, p_1, x_2, p_2, ...) of MODES, x = (c + c.dag)/sqrt(2).

    Returns: real, shape (..., 4, 4).
    """
    out = _zeros((4, 4), float, N_1, N_2, N_3, kappa, phi)
    x0 = N_3 + 1
    out[..., 0, 0] = out[..., 1, 1] = kappa * (N_1 + x0)
    x1 = kappa * (2 * N_3 + 1)
    out[..., 0, 2] = out[..., 1, 3] = out[..., 2, 0] = out[..., 3, 1] = 0.5 * np.cos(phi) * x1
    x2 = np.sin(phi) * x1
    out[..., 0, 3] = out[..., 3, 0] = -0.5 * x2
    out[..., 1, 2] = out[..., 2, 1] = 0.5 * x2
    out[..., 2, 2] = out[..., 3, 3] = kappa * (N_2 + x0)
    return out


@_arrays
def ladder_drift(*, F, kappa, omega_1, omega_2, phi):
    """Drift matrix of the ladder operators.

    Rows in order (c_1, c_1.dag, c_2, ...) of MODES.

    Returns: complex, shape (..., 4, 4).
    """
    out = _zeros((4, 4), complex, F, kappa, omega_1, omega_2, phi)
    out[..., 0, 0] = -(kappa + 1j * omega_1)
    out[..., 0, 2] = -1j * F
    out[..., 1, 1] = -(kappa - 1j * omega_1)
    conj_F = np.conj(F)
    out[..., 1, 3] = 1j * conj_F
    exp_i_phi = np.exp(1j * phi)
    out[..., 2, 0] = -kappa * np.conj(exp_i_phi) - 1j * conj_F
    out[..., 2, 2] = -(kappa + 1j * omega_2)
    out[..., 3, 1] = 1j * F - kappa * exp_i_phi
    out[..., 3, 3] = -(kappa - 1j * omega_2)
    return out


@_arrays
def ladder_noise(*, kappa, phi):
    """Matrix that couples INPUTS (b_1, b_1.dag, ...) in.

    Rows in order (c_1, c_1.dag, c_2, ...) of MODES.

    Returns: complex, shape (..., 4, 6).
    """
    out = _zeros((4, 6), complex, kappa, phi)
    sqrt_kappa = np.sqrt(kappa)
    out[..., 0, 0] = out[..., 0, 4] = out[..., 1, 1] = out[..., 1, 5] = out[..., 2, 2] = out[..., 3, 3] = (
        -sqrt_kappa
    )
    exp_i_phi = np.exp(1j * phi)
    out[..., 2, 4] = -sqrt_kappa * np.conj(exp_i_phi)
    out[..., 3, 5] = -sqrt_kappa * exp_i_phi
    return out


@_arrays
def n_1(*, F, N_1, N_2, N_3, kappa, omega_1, omega_2, phi):
    """Stationary value of <c_1.dag*c_1>.

    Exact for general parameters.

    Returns: real, shape (...).
    """
    omega_2_minus_omega_1 = omega_2 - omega_1
    x0 = omega_2_minus_omega_1 * omega_2_minus_omega_1
    N_1_plus_N_3 = N_1 + N_3
    F_exp_minus_i_phi = F * np.exp(-1j * phi)
    x1 = F_exp_minus_i_phi.imag + 2 * kappa
    F_abs2 = _abs2(F)
    numerator = (
        x0 * N_1_plus_N_3
        + F_exp_minus_i_phi.real * omega_2_minus_omega_1 * (N_1 - N_3)
        + 2
        * (
            x1 * (N_3 * F_exp_minus_i_phi.imag + kappa * N_1_plus_N_3)
            + F_abs2 * (N_1_plus_N_3 + N_2)
        )
    )
    denominator = x0 + x1 * x1 + 3 * F_abs2
    return 0.5 * numerator / denominator


@_arrays
def n_2(*, F, N_1, N_2, N_3, kappa, omega_1, omega_2, phi):
    """Stationary value of <c_2.dag*c_2>.

    Exact for general parameters.

    Returns: real, shape (...).
    """
    omega_2_minus_omega_1 = omega_2 - omega_1
    x0 = omega_2_minus_omega_1 * omega_2_minus_omega_1
    N_2_plus_N_3 = N_2 + N_3
    F_exp_minus_i_phi = F * np.exp(-1j * phi)
    F_abs2 = _abs2(F)
    x1 = F_exp_minus_i_phi.imag + 2 * kappa
    numerator = (
        x0 * N_2_plus_N_3
        - F_exp_minus_i_phi.real * omega_2_minus_omega_1 * (N_2 - N_3)
        + 2
        * (
            N_3 * F_exp_minus_i_phi.imag * F_exp_minus_i_phi.imag
            + kappa * F_exp_minus_i_phi.imag * (2 * N_1 + N_2_plus_N_3)
            + F_abs2 * (N_1 + N_2_plus_N_3)
            + kappa * kappa * (N_1 + 2 * N_2 + N_3)
        )
    )
    denominator = x0 + x1 * x1 + 3 * F_abs2
    return 0.5 * numerator / denominator


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
def counted_quadratic(*, N_1, N_2, N_3, kappa, phi):
    """Q of (exp(-+s) - 1) (V Q V + X V + V X^T + C), added to dV/dt.

    First axes: the baths of COUNTED; 0 for quanta that the bath receives, 1 for those it gives.
    Last axes in order (x_1, p_1, x_2, p_2, ...) of MODES.

    Returns: real, shape (..., 3, 2, 4, 4).
    """
    out = _zeros((3, 2, 4, 4), float, N_1, N_2, N_3, kappa, phi)
    out[..., 0, 0, 0, 0] = out[..., 0, 0, 1, 1] = kappa * (N_1 + 1)
    out[..., 0, 1, 0, 0] = out[..., 0, 1, 1, 1] = kappa * N_1
    out[..., 1, 0, 2, 2] = out[..., 1, 0, 3, 3] = kappa * (N_2 + 1)
    out[..., 1, 1, 2, 2] = out[..., 1, 1, 3, 3] = kappa * N_2
    x0 = kappa * (N_3 + 1)
    out[..., 2, 0, 0, 0] = out[..., 2, 0, 1, 1] = out[..., 2, 0, 2, 2] = out[..., 2, 0, 3, 3] = x0
    cos_phi = np.cos(phi)
    out[..., 2, 0, 0, 2] = out[..., 2, 0, 1, 3] = out[..., 2, 0, 2, 0] = out[..., 2, 0, 3, 1] = (
        cos_phi * x0
    )
    sin_phi = np.sin(phi)
    x1 = sin_phi * x0
    out[..., 2, 0, 0, 3] = out[..., 2, 0, 3, 0] = -x1
    out[..., 2, 0, 1, 2] = out[..., 2, 0, 2, 1] = x1
    kappa_N_3 = kappa * N_3
    out[..., 2, 1, 0, 0] = out[..., 2, 1, 1, 1] = out[..., 2, 1, 2, 2] = out[..., 2, 1, 3, 3] = (
        kappa_N_3
    )
    out[..., 2, 1, 0, 2] = out[..., 2, 1, 1, 3] = out[..., 2, 1, 2, 0] = out[..., 2, 1, 3, 1] = (
        kappa_N_3 * cos_phi
    )
    kappa_N_3_sin_phi = kappa_N_3 * sin_phi
    out[..., 2, 1, 0, 3] = out[..., 2, 1, 3, 0] = -kappa_N_3_sin_phi
    out[..., 2, 1, 1, 2] = out[..., 2, 1, 2, 1] = kappa_N_3_sin_phi
    return out


@_arrays
def counted_linear(*, N_1, N_2, N_3, kappa, phi):
    """X of (exp(-+s) - 1) (V Q V + X V + V X^T + C), added to dV/dt.

    First axes: the baths of COUNTED; 0 for quanta that the bath receives, 1 for those it gives.
    Last axes in order (x_1, p_1, x_2, p_2, ...) of MODES.

    Returns: real, shape (..., 3, 2, 4, 4).
    """
    out = _zeros((3, 2, 4, 4), float, N_1, N_2, N_3, kappa, phi)
    out[..., 0, 0, 0, 0] = out[..., 0, 0, 1, 1] = -0.5 * kappa * (N_1 + 1)
    out[..., 0, 1, 0, 0] = out[..., 0, 1, 1, 1] = 0.5 * kappa * N_1
    out[..., 1, 0, 2, 2] = out[..., 1, 0, 3, 3] = -0.5 * kappa * (N_2 + 1)
    out[..., 1, 1, 2, 2] = out[..., 1, 1, 3, 3] = 0.5 * kappa * N_2
    x0 = kappa * (N_3 + 1)
    out[..., 2, 0, 0, 0] = out[..., 2, 0, 1, 1] = out[..., 2, 0, 2, 2] = out[..., 2, 0, 3, 3] = (
        -0.5 * x0
    )
    cos_phi = np.cos(phi)
    out[..., 2, 0, 0, 2] = out[..., 2, 0, 1, 3] = out[..., 2, 0, 2, 0] = out[..., 2, 0, 3, 1] = (
        -0.5 * cos_phi * x0
    )
    sin_phi = np.sin(phi)
    x1 = sin_phi * x0
    out[..., 2, 0, 0, 3] = out[..., 2, 0, 3, 0] = 0.5 * x1
    out[..., 2, 0, 1, 2] = out[..., 2, 0, 2, 1] = -0.5 * x1
    kappa_N_3 = kappa * N_3
    out[..., 2, 1, 0, 0] = out[..., 2, 1, 1, 1] = out[..., 2, 1, 2, 2] = out[..., 2, 1, 3, 3] = (
        0.5 * kappa_N_3
    )
    out[..., 2, 1, 0, 2] = out[..., 2, 1, 1, 3] = out[..., 2, 1, 2, 0] = out[..., 2, 1, 3, 1] = (
        0.5 * kappa_N_3 * cos_phi
    )
    kappa_N_3_sin_phi = kappa_N_3 * sin_phi
    out[..., 2, 1, 0, 3] = out[..., 2, 1, 3, 0] = -0.5 * kappa_N_3_sin_phi
    out[..., 2, 1, 1, 2] = out[..., 2, 1, 2, 1] = 0.5 * kappa_N_3_sin_phi
    return out


@_arrays
def counted_constant(*, N_1, N_2, N_3, kappa, phi):
    """C of (exp(-+s) - 1) (V Q V + X V + V X^T + C), added to dV/dt.

    First axes: the baths of COUNTED; 0 for quanta that the bath receives, 1 for those it gives.
    Last axes in order (x_1, p_1, x_2, p_2, ...) of MODES.

    Returns: real, shape (..., 3, 2, 4, 4).
    """
    out = _zeros((3, 2, 4, 4), float, N_1, N_2, N_3, kappa, phi)
    out[..., 0, 0, 0, 0] = out[..., 0, 0, 1, 1] = 0.25 * kappa * (N_1 + 1)
    out[..., 0, 1, 0, 0] = out[..., 0, 1, 1, 1] = 0.25 * kappa * N_1
    out[..., 1, 0, 2, 2] = out[..., 1, 0, 3, 3] = 0.25 * kappa * (N_2 + 1)
    out[..., 1, 1, 2, 2] = out[..., 1, 1, 3, 3] = 0.25 * kappa * N_2
    x0 = kappa * (N_3 + 1)
    out[..., 2, 0, 0, 0] = out[..., 2, 0, 1, 1] = out[..., 2, 0, 2, 2] = out[..., 2, 0, 3, 3] = (
        0.25 * x0
    )
    cos_phi = np.cos(phi)
    out[..., 2, 0, 0, 2] = out[..., 2, 0, 1, 3] = out[..., 2, 0, 2, 0] = out[..., 2, 0, 3, 1] = (
        0.25 * cos_phi * x0
    )
    sin_phi = np.sin(phi)
    x1 = sin_phi * x0
    out[..., 2, 0, 0, 3] = out[..., 2, 0, 3, 0] = -0.25 * x1
    out[..., 2, 0, 1, 2] = out[..., 2, 0, 2, 1] = 0.25 * x1
    kappa_N_3 = kappa * N_3
    out[..., 2, 1, 0, 0] = out[..., 2, 1, 1, 1] = out[..., 2, 1, 2, 2] = out[..., 2, 1, 3, 3] = (
        0.25 * kappa_N_3
    )
    out[..., 2, 1, 0, 2] = out[..., 2, 1, 1, 3] = out[..., 2, 1, 2, 0] = out[..., 2, 1, 3, 1] = (
        0.25 * kappa_N_3 * cos_phi
    )
    kappa_N_3_sin_phi = kappa_N_3 * sin_phi
    out[..., 2, 1, 0, 3] = out[..., 2, 1, 3, 0] = -0.25 * kappa_N_3_sin_phi
    out[..., 2, 1, 1, 2] = out[..., 2, 1, 2, 1] = 0.25 * kappa_N_3_sin_phi
    return out


@_arrays
def counted_weight(*, N_1, N_2, N_3, kappa, phi):
    """W of theta = sum (exp(-+s) - 1) (Tr[W V] + o).

    First axes: the baths of COUNTED; 0 for quanta that the bath receives, 1 for those it gives.
    Last axes in order (x_1, p_1, x_2, p_2, ...) of MODES.

    Returns: real, shape (..., 3, 2, 4, 4).
    """
    out = _zeros((3, 2, 4, 4), float, N_1, N_2, N_3, kappa, phi)
    out[..., 0, 0, 0, 0] = out[..., 0, 0, 1, 1] = 0.5 * kappa * (N_1 + 1)
    out[..., 0, 1, 0, 0] = out[..., 0, 1, 1, 1] = 0.5 * kappa * N_1
    out[..., 1, 0, 2, 2] = out[..., 1, 0, 3, 3] = 0.5 * kappa * (N_2 + 1)
    out[..., 1, 1, 2, 2] = out[..., 1, 1, 3, 3] = 0.5 * kappa * N_2
    x0 = kappa * (N_3 + 1)
    out[..., 2, 0, 0, 0] = out[..., 2, 0, 1, 1] = out[..., 2, 0, 2, 2] = out[..., 2, 0, 3, 3] = (
        0.5 * x0
    )
    cos_phi = np.cos(phi)
    out[..., 2, 0, 0, 2] = out[..., 2, 0, 1, 3] = out[..., 2, 0, 2, 0] = out[..., 2, 0, 3, 1] = (
        0.5 * cos_phi * x0
    )
    sin_phi = np.sin(phi)
    x1 = sin_phi * x0
    out[..., 2, 0, 0, 3] = out[..., 2, 0, 3, 0] = -0.5 * x1
    out[..., 2, 0, 1, 2] = out[..., 2, 0, 2, 1] = 0.5 * x1
    kappa_N_3 = kappa * N_3
    out[..., 2, 1, 0, 0] = out[..., 2, 1, 1, 1] = out[..., 2, 1, 2, 2] = out[..., 2, 1, 3, 3] = (
        0.5 * kappa_N_3
    )
    out[..., 2, 1, 0, 2] = out[..., 2, 1, 1, 3] = out[..., 2, 1, 2, 0] = out[..., 2, 1, 3, 1] = (
        0.5 * kappa_N_3 * cos_phi
    )
    kappa_N_3_sin_phi = kappa_N_3 * sin_phi
    out[..., 2, 1, 0, 3] = out[..., 2, 1, 3, 0] = -0.5 * kappa_N_3_sin_phi
    out[..., 2, 1, 1, 2] = out[..., 2, 1, 2, 1] = 0.5 * kappa_N_3_sin_phi
    return out


@_arrays
def counted_offset(*, N_1, N_2, N_3, kappa):
    """o of theta = sum (exp(-+s) - 1) (Tr[W V] + o).

    First axes: the baths of COUNTED; 0 for quanta that the bath receives, 1 for those it gives.

    Returns: real, shape (..., 3, 2).
    """
    out = _zeros((3, 2), float, N_1, N_2, N_3, kappa)
    out[..., 0, 0] = -0.5 * kappa * (N_1 + 1)
    out[..., 0, 1] = 0.5 * kappa * N_1
    out[..., 1, 0] = -0.5 * kappa * (N_2 + 1)
    out[..., 1, 1] = 0.5 * kappa * N_2
    out[..., 2, 0] = -kappa * (N_3 + 1)
    out[..., 2, 1] = kappa * N_3
    return out


@_arrays
def eta_c_in_1(*, F, N_1, N_2, N_3, kappa, omega_1, omega_2, phi):
    """Stationary current of quanta into c_in_1.

    Exact for general parameters.

    Returns: real, shape (...).
    """
    omega_2_minus_omega_1 = omega_2 - omega_1
    x0 = omega_2_minus_omega_1 * omega_2_minus_omega_1
    N_1_minus_N_3 = N_1 - N_3
    F_exp_minus_i_phi = F * np.exp(-1j * phi)
    x1 = F_exp_minus_i_phi.imag + 2 * kappa
    F_abs2 = _abs2(F)
    numerator = (
        kappa
        * (
            x0 * N_1_minus_N_3
            - F_exp_minus_i_phi.real * omega_2_minus_omega_1 * N_1_minus_N_3
            + 2
            * (
                (F_exp_minus_i_phi.imag + kappa) * x1 * N_1_minus_N_3
                + F_abs2 * (2 * N_1 - N_2 - N_3)
            )
        )
    )
    denominator = x0 + x1 * x1 + 3 * F_abs2
    return -0.5 * numerator / denominator


@_arrays
def eta_c_in_2(*, F, N_1, N_2, N_3, kappa, omega_1, omega_2, phi):
    """Stationary current of quanta into c_in_2.

    Exact for general parameters.

    Returns: real, shape (...).
    """
    omega_2_minus_omega_1 = omega_2 - omega_1
    x0 = omega_2_minus_omega_1 * omega_2_minus_omega_1
    N_2_minus_N_3 = N_2 - N_3
    F_exp_minus_i_phi = F * np.exp(-1j * phi)
    F_abs2 = _abs2(F)
    x1 = F_exp_minus_i_phi.imag + 2 * kappa
    numerator = (
        kappa
        * (
            x0 * N_2_minus_N_3
            + F_exp_minus_i_phi.real * omega_2_minus_omega_1 * N_2_minus_N_3
            + 2
            * (
                F_exp_minus_i_phi.imag * F_exp_minus_i_phi.imag * N_2_minus_N_3
                - kappa * F_exp_minus_i_phi.imag * (2 * N_1 - 3 * N_2 + N_3)
                - (F_abs2 + kappa * kappa) * (N_1 - 2 * N_2 + N_3)
            )
        )
    )
    denominator = x0 + x1 * x1 + 3 * F_abs2
    return -0.5 * numerator / denominator


@_arrays
def eta_c_in_3(*, F, N_1, N_2, N_3, kappa, omega_1, omega_2, phi):
    """Stationary current of quanta into c_in_3.

    Exact for general parameters.

    Returns: real, shape (...).
    """
    omega_2_minus_omega_1 = omega_2 - omega_1
    x0 = omega_2_minus_omega_1 * omega_2_minus_omega_1
    x1 = N_1 + N_2 - 2 * N_3
    F_exp_minus_i_phi = F * np.exp(-1j * phi)
    F_abs2 = _abs2(F)
    x2 = F_exp_minus_i_phi.imag + 2 * kappa
    numerator = (
        kappa
        * (
            x0 * x1
            + 2 * kappa * kappa * (N_1 + 2 * N_2 - 3 * N_3)
            - omega_2_minus_omega_1 * F_exp_minus_i_phi.real * (N_1 - N_2)
            + 2 * F_exp_minus_i_phi.imag * F_exp_minus_i_phi.imag * x1
            + 2 * kappa * F_exp_minus_i_phi.imag * (N_1 + 3 * N_2 - 4 * N_3)
            + 2 * F_abs2 * x1
        )
    )
    denominator = x0 + x2 * x2 + 3 * F_abs2
    return 0.5 * numerator / denominator
