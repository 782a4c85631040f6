# Written by ratesmith; edit the model and run it again.
r"""Two driven cavities and a mechanical resonator, linearised

Source: Barzanjeh, Aquilina and Xuereb, Manipulating heat flow in quantum devices, Eq. (4)

Model (hbar = 1; D[L] is the Lindblad dissipator):
    H/hbar = (omega_1 - omega_d)*d_a_1.dag*d_a_1 + J*d_a_1.dag*d_a_2 + Gc_1*d_a_1.dag*d_b.dag +
        Gc_1*d_a_1.dag*d_b + J*d_a_1*d_a_2.dag + conj(Gc_1)*d_a_1*d_b.dag + conj(Gc_1)*d_a_1*d_b
        + (omega_2 - omega_d)*d_a_2.dag*d_a_2 + Gc_2*d_a_2.dag*d_b.dag + Gc_2*d_a_2.dag*d_b +
        conj(Gc_2)*d_a_2*d_b.dag + conj(Gc_2)*d_a_2*d_b + omega_m*d_b.dag*d_b
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
    moments: Expectation values of the adjoint master equation, in normal order; the set closes
        exactly (bosonic moments up to order 2, nothing dropped).

Approximations, and what they ask for:
    cubic terms are dropped: the mean field of a_1 must be large: |1| << |Gc_1/g_1|
    cubic terms are dropped: the mean field of a_2 must be large: |1| << |Gc_2/g_2|
    the static shift of a_1 by the mean of b is left out: |-8*omega_m*(Gc_1*conj(Gc_1)*g_2 +
        Gc_2*conj(Gc_2)*g_1)/(g_2*(gamma_m**2 + 4*omega_m**2))| << |kappa_1|
    the static shift of a_2 by the mean of b is left out: |-8*omega_m*(Gc_1*conj(Gc_1)*g_2 +
        Gc_2*conj(Gc_2)*g_1)/(g_1*(gamma_m**2 + 4*omega_m**2))| << |kappa_2|

Parameters
----------
Gc_1     rad/s  complex      coupling enhanced by the mean field; G_1
Gc_2     rad/s  complex      coupling enhanced by the mean field; G_2
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

Every parameter is keyword-only and may be an array; the shapes broadcast, written (...) below.

Made from the model with digest efeb8f089c989365cfe62515b95dec584ee9c5d3cc41b1fbcae00a818754d338.
"""

from functools import wraps

import numpy as np

DIGEST = "efeb8f089c989365cfe62515b95dec584ee9c5d3cc41b1fbcae00a818754d338"
PARAMETERS = (
    "Gc_1", "Gc_2", "J", "N_1", "N_2", "N_3", "gamma_m", "kappa_1", "kappa_2", "omega_1", "omega_2",
    "omega_d", "omega_m",
)
UNITS = {
    "Gc_1": "rad/s",
    "Gc_2": "rad/s",
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
}
DOMAINS = {
    "Gc_1": "complex",
    "Gc_2": "complex",
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
}
STATES = (
    "d_a_1.dag**2", "d_a_1.dag*d_a_1", "d_a_1.dag*d_a_2.dag", "d_a_1.dag*d_a_2",
    "d_a_1.dag*d_b.dag", "d_a_1.dag*d_b", "d_a_1**2", "d_a_1*d_a_2.dag", "d_a_1*d_a_2",
    "d_a_1*d_b.dag", "d_a_1*d_b", "d_a_2.dag**2", "d_a_2.dag*d_a_2", "d_a_2.dag*d_b.dag",
    "d_a_2.dag*d_b", "d_a_2**2", "d_a_2*d_b.dag", "d_a_2*d_b", "d_b.dag**2", "d_b.dag*d_b",
    "d_b**2",
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


def _stack(*values):
    """The values along a new last axis."""
    return np.stack(np.broadcast_arrays(*values), axis=-1)


_RHS_FACTORS = np.array([
    -1, 1j * 2, 1j * 2, 1j * 2, -1, 1j * -1, 1j * -1, 1j * -1, 1j * 1, 1j * 1, 1j * 1, 1, 1j * 1,
    -1 / 2, 1j * 1, 1j * 1, 1j * 1, 1j * 1, 1j * 1, 1j * -1, -1 / 2, 1j * -1, 1j * -1, 1j * 1,
    1j * 1, 1j * 1, 1j * 1, 1j * 1, 1j * 1, 1j * 1, -1 / 2, 1j * 1, 1j * 1, 1j * 1, 1j * 1, 1j * -1,
    1j * -1, 1j * -1, 1j * -1, -1 / 2, 1j * 1, 1j * 1, 1j * 1, -1, 1j * -2, 1j * -2, 1j * -2,
    1j * 1, -1 / 2, 1j * 1, 1j * 1, 1j * -1, 1j * -1, 1j * -1, 1j * -1, -1 / 2, 1j * -1, 1j * -1,
    1j * -1, 1j * -1, 1j * -1, 1j * 1, 1j * 1, 1j * 1, 1j * 1, -1 / 2, 1j * -1, 1j * -1, 1j * -1,
    1j * -1, 1j * -1, 1j * -1, 1j * -1, -1 / 2, 1j * -1, 1j * -1, 1j * -1, 1j * -1, 1j * 2, -1,
    1j * 2, 1j * 2, 1j * 1, 1j * -1, -1, 1j * -1, 1j * -1, 1j * 1, 1j * 1, 1, 1j * 1, 1j * 1,
    1j * 1, 1j * 1, 1j * 1, -1 / 2, 1j * 1, 1j * 1, 1j * 1, 1j * -1, 1j * 1, 1j * -1, 1j * -1,
    1j * -1, -1 / 2, 1j * 1, 1j * 1, 1j * -2, -1, 1j * -2, 1j * -2, 1j * 1, 1j * 1, 1j * -1, 1j * 1,
    1j * 1, -1 / 2, 1j * -1, 1j * -1, 1j * -1, 1j * -1, 1j * -1, 1j * -1, 1j * -1, -1 / 2, 1j * -1,
    1j * -1, 1j * -1, 1j * 2, 1j * 2, 1j * 2, 1j * 2, -1, 1j * -1, 1j * 1, 1j * -1, 1j * 1, 1j * -1,
    1j * 1, 1j * -1, 1j * 1, -1, 1, 1j * -2, 1j * -2, 1j * -2, 1j * -2, -1,
])
_RHS_WEIGHTS = np.array([
    0, 1, 2, 2, 3, 1, 4, 4, 1, 2, 2, 5, 1, 6, 7, 7, 1, 2, 2, 1, 8, 9, 9, 1, 2, 2, 4, 2, 9, 7, 10, 1,
    2, 2, 2, 4, 2, 9, 7, 11, 1, 2, 2, 12, 1, 4, 4, 1, 13, 7, 7, 1, 4, 4, 1, 14, 9, 9, 1, 4, 4, 4, 2,
    9, 7, 15, 1, 4, 4, 4, 2, 9, 7, 16, 1, 4, 4, 4, 1, 17, 7, 7, 1, 1, 18, 9, 9, 7, 7, 19, 4, 1, 2,
    9, 7, 20, 7, 7, 7, 4, 1, 2, 9, 7, 21, 7, 7, 1, 22, 9, 9, 4, 2, 1, 9, 7, 23, 9, 9, 4, 2, 1, 9, 7,
    24, 9, 9, 9, 4, 2, 9, 7, 25, 4, 4, 2, 2, 9, 9, 7, 7, 26, 27, 4, 2, 9, 7, 28,
])
_RHS_POWERS = np.array([
    0, 2, 4, 5, 1, 3, 4, 5, 7, 9, 10, 21, 0, 2, 4, 5, 11, 13, 14, 1, 3, 4, 5, 12, 16, 17, 0, 1, 2,
    3, 4, 13, 18, 19, 21, 0, 1, 2, 3, 5, 14, 19, 20, 6, 8, 9, 10, 1, 7, 9, 10, 12, 13, 14, 6, 8, 9,
    10, 15, 16, 17, 1, 6, 7, 8, 9, 16, 18, 19, 1, 6, 7, 8, 10, 17, 19, 20, 21, 2, 11, 13, 14, 3, 7,
    12, 13, 14, 16, 17, 21, 2, 4, 7, 11, 12, 13, 18, 19, 21, 2, 5, 7, 11, 12, 14, 19, 20, 8, 15, 16,
    17, 3, 8, 9, 12, 15, 16, 18, 19, 3, 8, 10, 12, 15, 17, 19, 20, 21, 4, 9, 13, 16, 18, 4, 5, 9,
    10, 13, 14, 16, 17, 19, 21, 5, 10, 14, 17, 20,
])
_RHS_STARTS = np.array([
    0, 4, 12, 19, 26, 35, 43, 47, 54, 61, 69, 78, 82, 90, 99, 107, 111, 119, 128, 133, 143,
])
_RHS_ROWS = np.array([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20])


@_arrays
def rhs(
    y, *, Gc_1, Gc_2, J, N_1, N_2, N_3, gamma_m, kappa_1, kappa_2, omega_1, omega_2, omega_d,
    omega_m,
):
    """Time derivative of the moments `y`, ordered as STATES.

    Complex, shape (..., n) with n = len(STATES), like `y`; in moments per unit of time.

    y: complex, shape (..., 21): mean_d_a_1_dag2, mean_d_a_1_dag_d_a_1, mean_d_a_1_dag_d_a_2_dag,
        mean_d_a_1_dag_d_a_2, mean_d_a_1_dag_d_b_dag, mean_d_a_1_dag_d_b, mean_d_a_12,
        mean_d_a_1_d_a_2_dag, mean_d_a_1_d_a_2, mean_d_a_1_d_b_dag, mean_d_a_1_d_b,
        mean_d_a_2_dag2, mean_d_a_2_dag_d_a_2, mean_d_a_2_dag_d_b_dag, mean_d_a_2_dag_d_b,
        mean_d_a_22, mean_d_a_2_d_b_dag, mean_d_a_2_d_b, mean_d_b_dag2, mean_d_b_dag_d_b,
        mean_d_b2.
    Returns: complex, shape (..., 21).
    """
    y = _state(y, 21, "complex")
    omega_1_minus_omega_d = omega_1 - omega_d
    kappa_1_plus_kappa_2 = kappa_1 + kappa_2
    x0 = omega_1 + omega_2 - 2 * omega_d
    omega_1_minus_omega_2 = omega_1 - omega_2
    gamma_m_plus_kappa_1 = gamma_m + kappa_1
    x1 = omega_1_minus_omega_d + omega_m
    x2 = omega_1_minus_omega_d - omega_m
    omega_2_minus_omega_d = omega_2 - omega_d
    gamma_m_plus_kappa_2 = gamma_m + kappa_2
    x3 = omega_2_minus_omega_d + omega_m
    x4 = omega_2_minus_omega_d - omega_m
    weights = _stack(
        kappa_1 - 2j * omega_1_minus_omega_d, J, np.conj(Gc_1), kappa_1, Gc_1, kappa_1 * N_1,
        kappa_1_plus_kappa_2 - 2j * x0, np.conj(Gc_2),
        kappa_1_plus_kappa_2 - 2j * omega_1_minus_omega_2, Gc_2, gamma_m_plus_kappa_1 - 2j * x1,
        gamma_m_plus_kappa_1 - 2j * x2, kappa_1 + 2j * omega_1_minus_omega_d,
        kappa_1_plus_kappa_2 + 2j * omega_1_minus_omega_2, kappa_1_plus_kappa_2 + 2j * x0,
        gamma_m_plus_kappa_1 + 2j * x2, gamma_m_plus_kappa_1 + 2j * x1,
        kappa_2 - 2j * omega_2_minus_omega_d, kappa_2, kappa_2 * N_2,
        gamma_m_plus_kappa_2 - 2j * x3, gamma_m_plus_kappa_2 - 2j * x4,
        kappa_2 + 2j * omega_2_minus_omega_d, gamma_m_plus_kappa_2 + 2j * x4,
        gamma_m_plus_kappa_2 + 2j * x3, gamma_m - 2j * omega_m, gamma_m, gamma_m * N_3,
        gamma_m + 2j * omega_m,
    )
    padded = np.concatenate([y, np.ones_like(y[..., :1])], axis=-1)
    powers = padded[..., _RHS_POWERS]
    terms = _RHS_FACTORS * weights[..., _RHS_WEIGHTS] * powers
    out = _zeros(
        (21,), complex, y[..., 0], Gc_1, Gc_2, J, N_1, N_2, N_3, gamma_m, kappa_1, kappa_2, omega_1,
        omega_2, omega_d, omega_m,
    )
    out[..., _RHS_ROWS] = np.add.reduceat(terms, _RHS_STARTS, axis=-1)
    return out


_JACOBIAN_FACTORS = np.array([
    -1, 1j * 2, 1j * 2, 1j * 2, -1, 1j * -1, 1j * -1, 1j * -1, 1j * 1, 1j * 1, 1j * 1, 1j * 1,
    -1 / 2, 1j * 1, 1j * 1, 1j * 1, 1j * 1, 1j * 1, 1j * -1, -1 / 2, 1j * -1, 1j * -1, 1j * 1,
    1j * 1, 1j * 1, 1j * 1, 1j * 1, 1j * 1, 1j * 1, -1 / 2, 1j * 1, 1j * 1, 1j * 1, 1j * -1,
    1j * -1, 1j * -1, 1j * -1, -1 / 2, 1j * 1, 1j * 1, 1j * 1, -1, 1j * -2, 1j * -2, 1j * -2,
    1j * 1, -1 / 2, 1j * 1, 1j * 1, 1j * -1, 1j * -1, 1j * -1, 1j * -1, -1 / 2, 1j * -1, 1j * -1,
    1j * -1, 1j * -1, 1j * -1, 1j * 1, 1j * 1, 1j * 1, 1j * 1, -1 / 2, 1j * -1, 1j * -1, 1j * -1,
    1j * -1, 1j * -1, 1j * -1, 1j * -1, -1 / 2, 1j * -1, 1j * -1, 1j * -1, 1j * 2, -1, 1j * 2,
    1j * 2, 1j * 1, 1j * -1, -1, 1j * -1, 1j * -1, 1j * 1, 1j * 1, 1j * 1, 1j * 1, 1j * 1, 1j * 1,
    1j * 1, -1 / 2, 1j * 1, 1j * 1, 1j * -1, 1j * 1, 1j * -1, 1j * -1, 1j * -1, -1 / 2, 1j * 1,
    1j * 1, 1j * -2, -1, 1j * -2, 1j * -2, 1j * 1, 1j * 1, 1j * -1, 1j * 1, 1j * 1, -1 / 2, 1j * -1,
    1j * -1, 1j * -1, 1j * -1, 1j * -1, 1j * -1, 1j * -1, -1 / 2, 1j * -1, 1j * -1, 1j * 2, 1j * 2,
    1j * 2, 1j * 2, -1, 1j * -1, 1j * 1, 1j * -1, 1j * 1, 1j * -1, 1j * 1, 1j * -1, 1j * 1, -1,
    1j * -2, 1j * -2, 1j * -2, 1j * -2, -1,
])
_JACOBIAN_WEIGHTS = np.array([
    0, 1, 2, 2, 3, 1, 4, 4, 1, 2, 2, 1, 5, 6, 6, 1, 2, 2, 1, 7, 8, 8, 1, 2, 2, 4, 2, 8, 6, 9, 1, 2,
    2, 4, 2, 8, 6, 10, 1, 2, 2, 11, 1, 4, 4, 1, 12, 6, 6, 1, 4, 4, 1, 13, 8, 8, 1, 4, 4, 4, 2, 8, 6,
    14, 1, 4, 4, 4, 2, 8, 6, 15, 1, 4, 4, 1, 16, 6, 6, 1, 1, 17, 8, 8, 6, 6, 4, 1, 2, 8, 6, 18, 6,
    6, 4, 1, 2, 8, 6, 19, 6, 6, 1, 20, 8, 8, 4, 2, 1, 8, 6, 21, 8, 8, 4, 2, 1, 8, 6, 22, 8, 8, 4, 2,
    8, 6, 23, 4, 4, 2, 2, 8, 8, 6, 6, 24, 4, 2, 8, 6, 25,
])
_JACOBIAN_ROWS = np.array([
    0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3, 3, 3, 4, 4, 4, 4, 4, 4, 4,
    4, 5, 5, 5, 5, 5, 5, 5, 5, 6, 6, 6, 6, 7, 7, 7, 7, 7, 7, 7, 8, 8, 8, 8, 8, 8, 8, 9, 9, 9, 9, 9,
    9, 9, 9, 10, 10, 10, 10, 10, 10, 10, 10, 11, 11, 11, 11, 12, 12, 12, 12, 12, 12, 12, 13, 13, 13,
    13, 13, 13, 13, 13, 14, 14, 14, 14, 14, 14, 14, 14, 15, 15, 15, 15, 16, 16, 16, 16, 16, 16, 16,
    16, 17, 17, 17, 17, 17, 17, 17, 17, 18, 18, 18, 18, 18, 19, 19, 19, 19, 19, 19, 19, 19, 19, 20,
    20, 20, 20, 20,
])
_JACOBIAN_COLUMNS = np.array([
    0, 2, 4, 5, 1, 3, 4, 5, 7, 9, 10, 0, 2, 4, 5, 11, 13, 14, 1, 3, 4, 5, 12, 16, 17, 0, 1, 2, 3, 4,
    13, 18, 19, 0, 1, 2, 3, 5, 14, 19, 20, 6, 8, 9, 10, 1, 7, 9, 10, 12, 13, 14, 6, 8, 9, 10, 15,
    16, 17, 1, 6, 7, 8, 9, 16, 18, 19, 1, 6, 7, 8, 10, 17, 19, 20, 2, 11, 13, 14, 3, 7, 12, 13, 14,
    16, 17, 2, 4, 7, 11, 12, 13, 18, 19, 2, 5, 7, 11, 12, 14, 19, 20, 8, 15, 16, 17, 3, 8, 9, 12,
    15, 16, 18, 19, 3, 8, 10, 12, 15, 17, 19, 20, 4, 9, 13, 16, 18, 4, 5, 9, 10, 13, 14, 16, 17, 19,
    5, 10, 14, 17, 20,
])


@_arrays
def jacobian(y, *, Gc_1, Gc_2, J, gamma_m, kappa_1, kappa_2, omega_1, omega_2, omega_d, omega_m):
    """Derivative of `rhs` by `y`, the same for every `y`.

    Complex, shape (..., n, n) with n = len(STATES); the system is linear.

    y: complex, shape (..., 21): mean_d_a_1_dag2, mean_d_a_1_dag_d_a_1, mean_d_a_1_dag_d_a_2_dag,
        mean_d_a_1_dag_d_a_2, mean_d_a_1_dag_d_b_dag, mean_d_a_1_dag_d_b, mean_d_a_12,
        mean_d_a_1_d_a_2_dag, mean_d_a_1_d_a_2, mean_d_a_1_d_b_dag, mean_d_a_1_d_b,
        mean_d_a_2_dag2, mean_d_a_2_dag_d_a_2, mean_d_a_2_dag_d_b_dag, mean_d_a_2_dag_d_b,
        mean_d_a_22, mean_d_a_2_d_b_dag, mean_d_a_2_d_b, mean_d_b_dag2, mean_d_b_dag_d_b,
        mean_d_b2.
    Returns: complex, shape (..., 21, 21).
    """
    y = _state(y, 21, "complex")
    omega_1_minus_omega_d = omega_1 - omega_d
    kappa_1_plus_kappa_2 = kappa_1 + kappa_2
    x0 = omega_1 + omega_2 - 2 * omega_d
    omega_1_minus_omega_2 = omega_1 - omega_2
    gamma_m_plus_kappa_1 = gamma_m + kappa_1
    x1 = omega_1_minus_omega_d + omega_m
    x2 = omega_1_minus_omega_d - omega_m
    omega_2_minus_omega_d = omega_2 - omega_d
    gamma_m_plus_kappa_2 = gamma_m + kappa_2
    x3 = omega_2_minus_omega_d + omega_m
    x4 = omega_2_minus_omega_d - omega_m
    weights = _stack(
        kappa_1 - 2j * omega_1_minus_omega_d, J, np.conj(Gc_1), kappa_1, Gc_1,
        kappa_1_plus_kappa_2 - 2j * x0, np.conj(Gc_2),
        kappa_1_plus_kappa_2 - 2j * omega_1_minus_omega_2, Gc_2, gamma_m_plus_kappa_1 - 2j * x1,
        gamma_m_plus_kappa_1 - 2j * x2, kappa_1 + 2j * omega_1_minus_omega_d,
        kappa_1_plus_kappa_2 + 2j * omega_1_minus_omega_2, kappa_1_plus_kappa_2 + 2j * x0,
        gamma_m_plus_kappa_1 + 2j * x2, gamma_m_plus_kappa_1 + 2j * x1,
        kappa_2 - 2j * omega_2_minus_omega_d, kappa_2, gamma_m_plus_kappa_2 - 2j * x3,
        gamma_m_plus_kappa_2 - 2j * x4, kappa_2 + 2j * omega_2_minus_omega_d,
        gamma_m_plus_kappa_2 + 2j * x4, gamma_m_plus_kappa_2 + 2j * x3, gamma_m - 2j * omega_m,
        gamma_m, gamma_m + 2j * omega_m,
    )
    out = _zeros(
        (21, 21), complex, y[..., 0], Gc_1, Gc_2, J, gamma_m, kappa_1, kappa_2, omega_1, omega_2,
        omega_d, omega_m,
    )
    out[..., _JACOBIAN_ROWS, _JACOBIAN_COLUMNS] = _JACOBIAN_FACTORS * weights[..., _JACOBIAN_WEIGHTS]
    return out


@_arrays
def drift(*, Gc_1, Gc_2, J, gamma_m, kappa_1, kappa_2, omega_1, omega_2, omega_d, omega_m):
    """Drift matrix A of dV/dt = A V + V A^T + N.

    Rows in order (x_1, p_1, x_2, p_2, ...) of MODES, x = (c + c.dag)/sqrt(2).

    Returns: real, shape (..., 6, 6).
    """
    out = _zeros(
        (6, 6), float, Gc_1, Gc_2, J, gamma_m, kappa_1, kappa_2, omega_1, omega_2, omega_d, omega_m,
    )
    out[..., 0, 0] = out[..., 1, 1] = -0.5 * kappa_1
    omega_1_minus_omega_d = omega_1 - omega_d
    out[..., 0, 1] = omega_1_minus_omega_d
    out[..., 0, 3] = out[..., 2, 1] = J
    out[..., 0, 4] = 2 * Gc_1.imag
    out[..., 1, 0] = -omega_1_minus_omega_d
    out[..., 1, 2] = out[..., 3, 0] = -J
    out[..., 1, 4] = out[..., 5, 0] = -2 * Gc_1.real
    out[..., 2, 2] = out[..., 3, 3] = -0.5 * kappa_2
    omega_2_minus_omega_d = omega_2 - omega_d
    out[..., 2, 3] = omega_2_minus_omega_d
    out[..., 2, 4] = 2 * Gc_2.imag
    out[..., 3, 2] = -omega_2_minus_omega_d
    out[..., 3, 4] = out[..., 5, 2] = -2 * Gc_2.real
    out[..., 4, 4] = out[..., 5, 5] = -0.5 * gamma_m
    out[..., 4, 5] = omega_m
    out[..., 5, 1] = -2 * Gc_1.imag
    out[..., 5, 3] = -2 * Gc_2.imag
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
def ladder_drift(*, Gc_1, Gc_2, J, gamma_m, kappa_1, kappa_2, omega_1, omega_2, omega_d, omega_m):
    """Drift matrix of the ladder operators.

    Rows in order (c_1, c_1.dag, c_2, ...) of MODES.

    Returns: complex, shape (..., 6, 6).
    """
    out = _zeros(
        (6, 6), complex, Gc_1, Gc_2, J, gamma_m, kappa_1, kappa_2, omega_1, omega_2, omega_d,
        omega_m,
    )
    omega_1_minus_omega_d = omega_1 - omega_d
    out[..., 0, 0] = -0.5 * (kappa_1 + 2j * omega_1_minus_omega_d)
    out[..., 0, 2] = out[..., 2, 0] = -1j * J
    out[..., 0, 4] = out[..., 0, 5] = out[..., 4, 1] = -1j * Gc_1
    out[..., 1, 1] = -0.5 * (kappa_1 - 2j * omega_1_minus_omega_d)
    out[..., 1, 3] = out[..., 3, 1] = 1j * J
    conj_Gc_1 = np.conj(Gc_1)
    out[..., 1, 4] = out[..., 1, 5] = out[..., 5, 0] = 1j * conj_Gc_1
    omega_2_minus_omega_d = omega_2 - omega_d
    out[..., 2, 2] = -0.5 * (kappa_2 + 2j * omega_2_minus_omega_d)
    out[..., 2, 4] = out[..., 2, 5] = out[..., 4, 3] = -1j * Gc_2
    out[..., 3, 3] = -0.5 * (kappa_2 - 2j * omega_2_minus_omega_d)
    conj_Gc_2 = np.conj(Gc_2)
    out[..., 3, 4] = out[..., 3, 5] = out[..., 5, 2] = 1j * conj_Gc_2
    out[..., 4, 0] = -1j * conj_Gc_1
    out[..., 4, 2] = -1j * conj_Gc_2
    out[..., 4, 4] = -0.5 * (gamma_m + 2j * omega_m)
    out[..., 5, 1] = 1j * Gc_1
    out[..., 5, 3] = 1j * Gc_2
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
