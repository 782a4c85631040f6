# Written by ratesmith; edit the model and run it again.
r"""The two oscillators without coupling or common bath

Source: Barzanjeh, Aquilina and Xuereb, Manipulating heat flow in quantum devices, Eq. (1)

Model (hbar = 1; D[L] is the Lindblad dissipator):
    H/hbar = omega_1*c_1.dag*c_1 + omega_2*c_2.dag*c_2
    bath c_in_1: kappa_1 * D[c_1], occupation N_1
    bath c_in_2: kappa_2 * D[c_2], occupation N_2
    bath c_in_3a: gamma_1 * D[c_1], occupation N_3
    bath c_in_3b: gamma_2 * D[c_2], occupation N_3
    n_1 = <c_1.dag*c_1>
    n_2 = <c_2.dag*c_2>

Derivation:
    moments: Expectation values of the adjoint master equation, in normal order; the set closes
        exactly (bosonic moments up to order 2, nothing dropped).

Parameters
----------
N_1      1      nonnegative  mean occupation of the bath; \bar{N}_1
N_2      1      nonnegative  mean occupation of the bath; \bar{N}_2
N_3      1      nonnegative  mean occupation of the bath; \bar{N}_3
gamma_1  1/s    positive     coupling rate to the common bath; \gamma_1
gamma_2  1/s    positive     coupling rate to the common bath; \gamma_2
kappa_1  1/s    positive     damping rate into the private bath; \kappa_1
kappa_2  1/s    positive     damping rate into the private bath; \kappa_2
omega_1  rad/s  real         frequency of the oscillator; \omega_1
omega_2  rad/s  real         frequency of the oscillator; \omega_2

Every parameter is keyword-only and may be an array; the shapes broadcast, written (...) below.

Made from the model with digest 05391c92d8a55a27abdaf0674ade63f3470ff8bc0937c85a734e0e0cd26cfbe2.
"""

from functools import wraps

import numpy as np

DIGEST = "05391c92d8a55a27abdaf0674ade63f3470ff8bc0937c85a734e0e0cd26cfbe2"
PARAMETERS = ("N_1", "N_2", "N_3", "gamma_1", "gamma_2", "kappa_1", "kappa_2", "omega_1", "omega_2")
UNITS = {
    "N_1": "1",
    "N_2": "1",
    "N_3": "1",
    "gamma_1": "1/s",
    "gamma_2": "1/s",
    "kappa_1": "1/s",
    "kappa_2": "1/s",
    "omega_1": "rad/s",
    "omega_2": "rad/s",
}
DOMAINS = {
    "N_1": "nonnegative",
    "N_2": "nonnegative",
    "N_3": "nonnegative",
    "gamma_1": "positive",
    "gamma_2": "positive",
    "kappa_1": "positive",
    "kappa_2": "positive",
    "omega_1": "real",
    "omega_2": "real",
}
STATES = ("c_1.dag*c_1", "c_2.dag*c_2")
LINEAR = True
MODES = ("c_1", "c_2")
INPUTS = ("c_in_1", "c_in_2", "c_in_3a", "c_in_3b")
COUNTED = ("c_in_1", "c_in_2", "c_in_3a", "c_in_3b")


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
def rhs(y, *, N_1, N_2, N_3, gamma_1, gamma_2, kappa_1, kappa_2):
    """Time derivative of the moments `y`, ordered as STATES.

    Complex, shape (..., n) with n = len(STATES), like `y`; in moments per unit of time.

    y: complex, shape (..., 2): mean_c_1_dag_c_1, mean_c_2_dag_c_2.
    Returns: complex, shape (..., 2).
    """
    y = _state(y, 2, "complex")
    mean_c_1_dag_c_1, mean_c_2_dag_c_2 = np.ascontiguousarray(np.moveaxis(y, -1, 0))
    out = _zeros((2,), complex, y[..., 0], N_1, N_2, N_3, gamma_1, gamma_2, kappa_1, kappa_2)
    out[..., 0] = (-gamma_1 - kappa_1) * mean_c_1_dag_c_1 + (kappa_1 * N_1 + gamma_1 * N_3)
    out[..., 1] = (-gamma_2 - kappa_2) * mean_c_2_dag_c_2 + (kappa_2 * N_2 + gamma_2 * N_3)
    return out


@_arrays
def jacobian(y, *, gamma_1, gamma_2, kappa_1, kappa_2):
    """Derivative of `rhs` by `y`, the same for every `y`.

    Complex, shape (..., n, n) with n = len(STATES); the system is linear.

    y: complex, shape (..., 2): mean_c_1_dag_c_1, mean_c_2_dag_c_2.
    Returns: complex, shape (..., 2, 2).
    """
    y = _state(y, 2, "complex")
    out = _zeros((2, 2), complex, y[..., 0], gamma_1, gamma_2, kappa_1, kappa_2)
    out[..., 0, 0] = -gamma_1 - kappa_1
    out[..., 1, 1] = -gamma_2 - kappa_2
    return out


@_arrays
def drift(*, gamma_1, gamma_2, kappa_1, kappa_2, omega_1, omega_2):
    """Drift matrix A of dV/dt = A V + V A^T + N.

    Rows in order (x_1, p_1, x_2, p_2, ...) of MODES, x = (c + c.dag)/sqrt(2).

    Returns: real, shape (..., 4, 4).
    """
    out = _zeros((4, 4), float, gamma_1, gamma_2, kappa_1, kappa_2, omega_1, omega_2)
    out[..., 0, 0] = out[..., 1, 1] = 0.5 * (-gamma_1 - kappa_1)
    out[..., 0, 1] = omega_1
    out[..., 1, 0] = -omega_1
    out[..., 2, 2] = out[..., 3, 3] = 0.5 * (-gamma_2 - kappa_2)
    out[..., 2, 3] = omega_2
    out[..., 3, 2] = -omega_2
    return out


@_arrays
def diffusion(*, N_1, N_2, N_3, gamma_1, gamma_2, kappa_1, kappa_2):
    """Noise matrix N of dV/dt, where V = 1/2 in vacuum.

    Rows in order (x_1, p_1, x_2, p_2, ...) of MODES, x = (c + c.dag)/sqrt(2).

    Returns: real, shape (..., 4, 4).
    """
    out = _zeros((4, 4), float, N_1, N_2, N_3, gamma_1, gamma_2, kappa_1, kappa_2)
    out[..., 0, 0] = out[..., 1, 1] = (
        0.5 * (2 * kappa_1 * N_1 + 2 * gamma_1 * N_3 + gamma_1 + kappa_1)
    )
    out[..., 2, 2] = out[..., 3, 3] = (
        0.5 * (2 * kappa_2 * N_2 + 2 * gamma_2 * N_3 + gamma_2 + kappa_2)
    )
    return out


@_arrays
def ladder_drift(*, gamma_1, gamma_2, kappa_1, kappa_2, omega_1, omega_2):
    """Drift matrix of the ladder operators.

    Rows in order (c_1, c_1.dag, c_2, ...) of MODES.

    Returns: complex, shape (..., 4, 4).
    """
    out = _zeros((4, 4), complex, gamma_1, gamma_2, kappa_1, kappa_2, omega_1, omega_2)
    gamma_1_plus_kappa_1 = gamma_1 + kappa_1
    out[..., 0, 0] = -0.5 * (gamma_1_plus_kappa_1 + 2j * omega_1)
    out[..., 1, 1] = -0.5 * (gamma_1_plus_kappa_1 - 2j * omega_1)
    gamma_2_plus_kappa_2 = gamma_2 + kappa_2
    out[..., 2, 2] = -0.5 * (gamma_2_plus_kappa_2 + 2j * omega_2)
    out[..., 3, 3] = -0.5 * (gamma_2_plus_kappa_2 - 2j * omega_2)
    return out


@_arrays
def ladder_noise(*, gamma_1, gamma_2, kappa_1, kappa_2):
    """Matrix that couples INPUTS (b_1, b_1.dag, ...) in.

    Rows in order (c_1, c_1.dag, c_2, ...) of MODES.

    Returns: complex, shape (..., 4, 8).
    """
    out = _zeros((4, 8), complex, gamma_1, gamma_2, kappa_1, kappa_2)
    out[..., 0, 0] = out[..., 1, 1] = -np.sqrt(kappa_1)
    out[..., 0, 4] = out[..., 1, 5] = -np.sqrt(gamma_1)
    out[..., 2, 2] = out[..., 3, 3] = -np.sqrt(kappa_2)
    out[..., 2, 6] = out[..., 3, 7] = -np.sqrt(gamma_2)
    return out


@_arrays
def n_1(*, N_1, N_3, gamma_1, kappa_1):
    """Stationary value of <c_1.dag*c_1>.

    Exact for general parameters.

    Returns: real, shape (...).
    """
    return (kappa_1 * N_1 + gamma_1 * N_3) / (gamma_1 + kappa_1)


@_arrays
def n_2(*, N_2, N_3, gamma_2, kappa_2):
    """Stationary value of <c_2.dag*c_2>.

    Exact for general parameters.

    Returns: real, shape (...).
    """
    return (kappa_2 * N_2 + gamma_2 * N_3) / (gamma_2 + kappa_2)


@_arrays
def ladder_correlations(*, N_1, N_2, N_3):
    """Correlations <B_i(t) B_j(t')>/delta(t - t') of INPUTS.

    Rows in order (b_1, b_1.dag, b_2, ...) of INPUTS.

    Returns: complex, shape (..., 8, 8).
    """
    out = _zeros((8, 8), complex, N_1, N_2, N_3)
    out[..., 0, 1] = N_1 + 1
    out[..., 1, 0] = N_1
    out[..., 2, 3] = N_2 + 1
    out[..., 3, 2] = N_2
    out[..., 4, 5] = out[..., 6, 7] = N_3 + 1
    out[..., 5, 4] = out[..., 7, 6] = N_3
    return out


@_arrays
def counted_quadratic(*, N_1, N_2, N_3, gamma_1, gamma_2, kappa_1, kappa_2):
    """Q of (exp(-+s) - 1) (V Q V + X V + V X^T + C), added to dV/dt.

    First axes: the baths of COUNTED; 0 for quanta that the bath receives, 1 for those it gives.
    Last axes in order (x_1, p_1, x_2, p_2, ...) of MODES.

    Returns: real, shape (..., 4, 2, 4, 4).
    """
    out = _zeros((4, 2, 4, 4), float, N_1, N_2, N_3, gamma_1, gamma_2, kappa_1, kappa_2)
    out[..., 0, 0, 0, 0] = out[..., 0, 0, 1, 1] = kappa_1 * (N_1 + 1)
    out[..., 0, 1, 0, 0] = out[..., 0, 1, 1, 1] = kappa_1 * N_1
    out[..., 1, 0, 2, 2] = out[..., 1, 0, 3, 3] = kappa_2 * (N_2 + 1)
    out[..., 1, 1, 2, 2] = out[..., 1, 1, 3, 3] = kappa_2 * N_2
    x0 = N_3 + 1
    out[..., 2, 0, 0, 0] = out[..., 2, 0, 1, 1] = gamma_1 * x0
    out[..., 2, 1, 0, 0] = out[..., 2, 1, 1, 1] = gamma_1 * N_3
    out[..., 3, 0, 2, 2] = out[..., 3, 0, 3, 3] = gamma_2 * x0
    out[..., 3, 1, 2, 2] = out[..., 3, 1, 3, 3] = gamma_2 * N_3
    return out


@_arrays
def counted_linear(*, N_1, N_2, N_3, gamma_1, gamma_2, kappa_1, kappa_2):
    """X of (exp(-+s) - 1) (V Q V + X V + V X^T + C), added to dV/dt.

    First axes: the baths of COUNTED; 0 for quanta that the bath receives, 1 for those it gives.
    Last axes in order (x_1, p_1, x_2, p_2, ...) of MODES.

    Returns: real, shape (..., 4, 2, 4, 4).
    """
    out = _zeros((4, 2, 4, 4), float, N_1, N_2, N_3, gamma_1, gamma_2, kappa_1, kappa_2)
    out[..., 0, 0, 0, 0] = out[..., 0, 0, 1, 1] = -0.5 * kappa_1 * (N_1 + 1)
    out[..., 0, 1, 0, 0] = out[..., 0, 1, 1, 1] = 0.5 * kappa_1 * N_1
    out[..., 1, 0, 2, 2] = out[..., 1, 0, 3, 3] = -0.5 * kappa_2 * (N_2 + 1)
    out[..., 1, 1, 2, 2] = out[..., 1, 1, 3, 3] = 0.5 * kappa_2 * N_2
    x0 = N_3 + 1
    out[..., 2, 0, 0, 0] = out[..., 2, 0, 1, 1] = -0.5 * gamma_1 * x0
    out[..., 2, 1, 0, 0] = out[..., 2, 1, 1, 1] = 0.5 * gamma_1 * N_3
    out[..., 3, 0, 2, 2] = out[..., 3, 0, 3, 3] = -0.5 * gamma_2 * x0
    out[..., 3, 1, 2, 2] = out[..., 3, 1, 3, 3] = 0.5 * gamma_2 * N_3
    return out


@_arrays
def counted_constant(*, N_1, N_2, N_3, gamma_1, gamma_2, kappa_1, kappa_2):
    """C of (exp(-+s) - 1) (V Q V + X V + V X^T + C), added to dV/dt.

    First axes: the baths of COUNTED; 0 for quanta that the bath receives, 1 for those it gives.
    Last axes in order (x_1, p_1, x_2, p_2, ...) of MODES.

    Returns: real, shape (..., 4, 2, 4, 4).
    """
    out = _zeros((4, 2, 4, 4), float, N_1, N_2, N_3, gamma_1, gamma_2, kappa_1, kappa_2)
    out[..., 0, 0, 0, 0] = out[..., 0, 0, 1, 1] = 0.25 * kappa_1 * (N_1 + 1)
    out[..., 0, 1, 0, 0] = out[..., 0, 1, 1, 1] = 0.25 * kappa_1 * N_1
    out[..., 1, 0, 2, 2] = out[..., 1, 0, 3, 3] = 0.25 * kappa_2 * (N_2 + 1)
    out[..., 1, 1, 2, 2] = out[..., 1, 1, 3, 3] = 0.25 * kappa_2 * N_2
    x0 = N_3 + 1
    out[..., 2, 0, 0, 0] = out[..., 2, 0, 1, 1] = 0.25 * gamma_1 * x0
    out[..., 2, 1, 0, 0] = out[..., 2, 1, 1, 1] = 0.25 * gamma_1 * N_3
    out[..., 3, 0, 2, 2] = out[..., 3, 0, 3, 3] = 0.25 * gamma_2 * x0
    out[..., 3, 1, 2, 2] = out[..., 3, 1, 3, 3] = 0.25 * gamma_2 * N_3
    return out


@_arrays
def counted_weight(*, N_1, N_2, N_3, gamma_1, gamma_2, kappa_1, kappa_2):
    """W of theta = sum (exp(-+s) - 1) (Tr[W V] + o).

    First axes: the baths of COUNTED; 0 for quanta that the bath receives, 1 for those it gives.
    Last axes in order (x_1, p_1, x_2, p_2, ...) of MODES.

    Returns: real, shape (..., 4, 2, 4, 4).
    """
    out = _zeros((4, 2, 4, 4), float, N_1, N_2, N_3, gamma_1, gamma_2, kappa_1, kappa_2)
    out[..., 0, 0, 0, 0] = out[..., 0, 0, 1, 1] = 0.5 * kappa_1 * (N_1 + 1)
    out[..., 0, 1, 0, 0] = out[..., 0, 1, 1, 1] = 0.5 * kappa_1 * N_1
    out[..., 1, 0, 2, 2] = out[..., 1, 0, 3, 3] = 0.5 * kappa_2 * (N_2 + 1)
    out[..., 1, 1, 2, 2] = out[..., 1, 1, 3, 3] = 0.5 * kappa_2 * N_2
    x0 = N_3 + 1
    out[..., 2, 0, 0, 0] = out[..., 2, 0, 1, 1] = 0.5 * gamma_1 * x0
    out[..., 2, 1, 0, 0] = out[..., 2, 1, 1, 1] = 0.5 * gamma_1 * N_3
    out[..., 3, 0, 2, 2] = out[..., 3, 0, 3, 3] = 0.5 * gamma_2 * x0
    out[..., 3, 1, 2, 2] = out[..., 3, 1, 3, 3] = 0.5 * gamma_2 * N_3
    return out


@_arrays
def counted_offset(*, N_1, N_2, N_3, gamma_1, gamma_2, kappa_1, kappa_2):
    """o of theta = sum (exp(-+s) - 1) (Tr[W V] + o).

    First axes: the baths of COUNTED; 0 for quanta that the bath receives, 1 for those it gives.

    Returns: real, shape (..., 4, 2).
    """
    out = _zeros((4, 2), float, N_1, N_2, N_3, gamma_1, gamma_2, kappa_1, kappa_2)
    out[..., 0, 0] = -0.5 * kappa_1 * (N_1 + 1)
    out[..., 0, 1] = 0.5 * kappa_1 * N_1
    out[..., 1, 0] = -0.5 * kappa_2 * (N_2 + 1)
    out[..., 1, 1] = 0.5 * kappa_2 * N_2
    x0 = N_3 + 1
    out[..., 2, 0] = -0.5 * gamma_1 * x0
    out[..., 2, 1] = 0.5 * gamma_1 * N_3
    out[..., 3, 0] = -0.5 * gamma_2 * x0
    out[..., 3, 1] = 0.5 * gamma_2 * N_3
    return out


@_arrays
def eta_c_in_1(*, N_1, N_3, gamma_1, kappa_1):
    """Stationary current of quanta into c_in_1.

    Exact for general parameters.

    Returns: real, shape (...).
    """
    return -gamma_1 * kappa_1 * (N_1 - N_3) / (gamma_1 + kappa_1)


@_arrays
def eta_c_in_2(*, N_2, N_3, gamma_2, kappa_2):
    """Stationary current of quanta into c_in_2.

    Exact for general parameters.

    Returns: real, shape (...).
    """
    return -gamma_2 * kappa_2 * (N_2 - N_3) / (gamma_2 + kappa_2)


@_arrays
def eta_c_in_3a(*, N_1, N_3, gamma_1, kappa_1):
    """Stationary current of quanta into c_in_3a.

    Exact for general parameters.

    Returns: real, shape (...).
    """
    return gamma_1 * kappa_1 * (N_1 - N_3) / (gamma_1 + kappa_1)


@_arrays
def eta_c_in_3b(*, N_2, N_3, gamma_2, kappa_2):
    """Stationary current of quanta into c_in_3b.

    Exact for general parameters.

    Returns: real, shape (...).
    """
    return gamma_2 * kappa_2 * (N_2 - N_3) / (gamma_2 + kappa_2)


@_arrays
def heat_c_in_1(*, N_1, N_3, gamma_1, kappa_1, omega_1):
    """Stationary current of energy (hbar = 1) into c_in_1.

    Exact for general parameters.

    Returns: real, shape (...).
    """
    return -gamma_1 * kappa_1 * omega_1 * (N_1 - N_3) / (gamma_1 + kappa_1)


@_arrays
def heat_c_in_2(*, N_2, N_3, gamma_2, kappa_2, omega_2):
    """Stationary current of energy (hbar = 1) into c_in_2.

    Exact for general parameters.

    Returns: real, shape (...).
    """
    return -gamma_2 * kappa_2 * omega_2 * (N_2 - N_3) / (gamma_2 + kappa_2)


@_arrays
def heat_c_in_3a(*, N_1, N_3, gamma_1, kappa_1, omega_1):
    """Stationary current of energy (hbar = 1) into c_in_3a.

    Exact for general parameters.

    Returns: real, shape (...).
    """
    return gamma_1 * kappa_1 * omega_1 * (N_1 - N_3) / (gamma_1 + kappa_1)


@_arrays
def heat_c_in_3b(*, N_2, N_3, gamma_2, kappa_2, omega_2):
    """Stationary current of energy (hbar = 1) into c_in_3b.

    Exact for general parameters.

    Returns: real, shape (...).
    """
    return gamma_2 * kappa_2 * omega_2 * (N_2 - N_3) / (gamma_2 + kappa_2)
