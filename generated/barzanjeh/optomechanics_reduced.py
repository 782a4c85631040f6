# Written by ratesmith; edit the model and run it again.
r"""The two cavities without the resonator

Source: Barzanjeh, Aquilina and Xuereb, Manipulating heat flow in quantum devices, Eq. (4)

Model (hbar = 1):
    H/hbar = (omega_1 - omega_d)*d_a_1.dag*d_a_1 + J*d_a_1.dag*d_a_2 + Gc_1*d_a_1.dag*d_b +
        J*d_a_1*d_a_2.dag + conj(Gc_1)*d_a_1*d_b.dag + (omega_2 - omega_d)*d_a_2.dag*d_a_2 +
        Gc_2*d_a_2.dag*d_b + conj(Gc_2)*d_a_2*d_b.dag + omega_m*d_b.dag*d_b
    bath a_in_1: kappa_1 * D[d_a_1], occupation N_1
    bath a_in_2: kappa_2 * D[d_a_2], occupation N_2
    bath b_in_m: gamma_m * D[d_b], occupation N_3
    Delta_1 := omega_1 - omega_d
    Delta_2 := omega_2 - omega_d
    eliminated at omega: d_b

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
    elimination: d_b eliminated in the frequency domain (Schur complement): exact, nothing is
        neglected.

Approximations, and what they ask for:
    cubic terms are dropped: the mean field of a_1 must be large: |1| << |Gc_1/g_1|
    cubic terms are dropped: the mean field of a_2 must be large: |1| << |Gc_2/g_2|
    the static shift of a_1 by the mean of b is left out: |-8*omega_m*(Gc_1*conj(Gc_1)*g_2 +
        Gc_2*conj(Gc_2)*g_1)/(g_2*(gamma_m**2 + 4*omega_m**2))| << |kappa_1|
    the static shift of a_2 by the mean of b is left out: |-8*omega_m*(Gc_1*conj(Gc_1)*g_2 +
        Gc_2*conj(Gc_2)*g_1)/(g_1*(gamma_m**2 + 4*omega_m**2))| << |kappa_2|
    Gc_1*d_a_1.dag*d_b.dag is dropped: it turns at 2*omega_m: |Gc_1| << |2*omega_m|
    Gc_2*d_a_2.dag*d_b.dag is dropped: it turns at 2*omega_m: |Gc_2| << |2*omega_m|
    sidebands are resolved: d_a_1 is narrower than 2*omega_m: |kappa_1| << |2*omega_m|
    sidebands are resolved: d_b is narrower than 2*omega_m: |gamma_m| << |2*omega_m|
    sidebands are resolved: d_a_2 is narrower than 2*omega_m: |kappa_2| << |2*omega_m|

Parameters
----------
Gc_1     rad/s  complex   coupling enhanced by the mean field; G_1
Gc_2     rad/s  complex   coupling enhanced by the mean field; G_2
J        rad/s  real      photon hopping between the cavities; J
gamma_m  1/s    positive  damping rate of the mechanical resonator; \gamma_m
kappa_1  1/s    positive  damping rate into the private bath; \kappa_1
kappa_2  1/s    positive  damping rate into the private bath; \kappa_2
omega    rad/s  real      Fourier frequency; \omega
omega_1  rad/s  real      frequency of the oscillator; \omega_1
omega_2  rad/s  real      frequency of the oscillator; \omega_2
omega_d  rad/s  real      frequency of both drives; \omega_d
omega_m  rad/s  positive  frequency of the mechanical resonator; \omega_m

Every parameter is keyword-only and may be an array; the shapes broadcast, written (...) below.

Made from the model with digest d971a92ad3a1bc2d3822c6b2a0449898fdb735d98ad2891297a869874f53c452.
"""

from functools import wraps

import numpy as np

DIGEST = "d971a92ad3a1bc2d3822c6b2a0449898fdb735d98ad2891297a869874f53c452"
PARAMETERS = (
    "Gc_1", "Gc_2", "J", "gamma_m", "kappa_1", "kappa_2", "omega", "omega_1", "omega_2", "omega_d",
    "omega_m",
)
UNITS = {
    "Gc_1": "rad/s",
    "Gc_2": "rad/s",
    "J": "rad/s",
    "gamma_m": "1/s",
    "kappa_1": "1/s",
    "kappa_2": "1/s",
    "omega": "rad/s",
    "omega_1": "rad/s",
    "omega_2": "rad/s",
    "omega_d": "rad/s",
    "omega_m": "rad/s",
}
DOMAINS = {
    "Gc_1": "complex",
    "Gc_2": "complex",
    "J": "real",
    "gamma_m": "positive",
    "kappa_1": "positive",
    "kappa_2": "positive",
    "omega": "real",
    "omega_1": "real",
    "omega_2": "real",
    "omega_d": "real",
    "omega_m": "positive",
}
MODES = ("d_a_1", "d_a_2")
ELIMINATED = ("d_b",)
INPUTS = ("a_in_1", "a_in_2", "b_in_m")
FREQUENCY = "omega"


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
def drift(*, Gc_1, Gc_2, J, gamma_m, kappa_1, kappa_2, omega, omega_1, omega_2, omega_d, omega_m):
    """Drift of the kept modes, -i omega R = drift R + noise B.

    Complex; rows in order (c_1, c_1.dag, c_2, ...).

    Returns: complex, shape (..., 4, 4).
    """
    out = _zeros(
        (4, 4), complex, Gc_1, Gc_2, J, gamma_m, kappa_1, kappa_2, omega, omega_1, omega_2, omega_d,
        omega_m,
    )
    Gc_1_abs2 = _abs2(Gc_1)
    gamma_m_Gc_1_abs2 = gamma_m * Gc_1_abs2
    gamma_m_squared = gamma_m * gamma_m
    omega_minus_omega_m = omega - omega_m
    denominator = gamma_m_squared + 4 * omega_minus_omega_m * omega_minus_omega_m
    omega_1_minus_omega_d = omega_1 - omega_d
    out[..., 0, 0] = (
        0.5
        * (
            -4 * gamma_m_Gc_1_abs2
            - kappa_1 * denominator
            - 2j * (4 * Gc_1_abs2 * omega_minus_omega_m + omega_1_minus_omega_d * denominator)
        ) / denominator
    )
    Gc_1_conj_Gc_2 = Gc_1 * np.conj(Gc_2)
    x0 = J * denominator
    gamma_m_Gc_1_conj_Gc_2 = gamma_m * Gc_1_conj_Gc_2
    out[..., 0, 2] = (
        (1j * (-4 * omega_minus_omega_m * Gc_1_conj_Gc_2 - x0) - 2 * gamma_m_Gc_1_conj_Gc_2)
        / denominator
    )
    omega_plus_omega_m = omega + omega_m
    x1 = gamma_m_squared + 4 * omega_plus_omega_m * omega_plus_omega_m
    out[..., 1, 1] = (
        0.5
        * (
            -4 * gamma_m_Gc_1_abs2
            - kappa_1 * x1
            - 2j * (4 * Gc_1_abs2 * omega_plus_omega_m - omega_1_minus_omega_d * x1)
        ) / x1
    )
    x2 = J * x1
    conj_Gc_1_Gc_2 = np.conj(Gc_1) * Gc_2
    gamma_m_conj_Gc_1_Gc_2 = gamma_m * conj_Gc_1_Gc_2
    out[..., 1, 3] = (
        (1j * (x2 - 4 * omega_plus_omega_m * conj_Gc_1_Gc_2) - 2 * gamma_m_conj_Gc_1_Gc_2) / x1
    )
    out[..., 2, 0] = (
        (1j * (-4 * omega_minus_omega_m * conj_Gc_1_Gc_2 - x0) - 2 * gamma_m_conj_Gc_1_Gc_2)
        / denominator
    )
    Gc_2_abs2 = _abs2(Gc_2)
    gamma_m_Gc_2_abs2 = gamma_m * Gc_2_abs2
    omega_2_minus_omega_d = omega_2 - omega_d
    out[..., 2, 2] = (
        0.5
        * (
            -4 * gamma_m_Gc_2_abs2
            - kappa_2 * denominator
            - 2j * (4 * Gc_2_abs2 * omega_minus_omega_m + omega_2_minus_omega_d * denominator)
        ) / denominator
    )
    out[..., 3, 1] = (
        (1j * (x2 - 4 * omega_plus_omega_m * Gc_1_conj_Gc_2) - 2 * gamma_m_Gc_1_conj_Gc_2) / x1
    )
    out[..., 3, 3] = (
        0.5
        * (
            -4 * gamma_m_Gc_2_abs2
            - kappa_2 * x1
            - 2j * (4 * Gc_2_abs2 * omega_plus_omega_m - omega_2_minus_omega_d * x1)
        ) / x1
    )
    return out


@_arrays
def noise(*, Gc_1, Gc_2, gamma_m, kappa_1, kappa_2, omega, omega_m):
    """Matrix that couples INPUTS (b_1, b_1.dag, ...) in.

    Complex; rows in order (c_1, c_1.dag, c_2, ...).

    Returns: complex, shape (..., 4, 6).
    """
    out = _zeros((4, 6), complex, Gc_1, Gc_2, gamma_m, kappa_1, kappa_2, omega, omega_m)
    out[..., 0, 0] = out[..., 1, 1] = -np.sqrt(kappa_1)
    sqrt_gamma_m = np.sqrt(gamma_m)
    sqrt_gamma_m_gamma_m = sqrt_gamma_m * gamma_m
    omega_minus_omega_m = omega - omega_m
    x0 = sqrt_gamma_m * omega_minus_omega_m
    gamma_m_squared = gamma_m * gamma_m
    denominator = gamma_m_squared + 4 * omega_minus_omega_m * omega_minus_omega_m
    out[..., 0, 4] = (2j * sqrt_gamma_m_gamma_m * Gc_1 - 4 * x0 * Gc_1) / denominator
    omega_plus_omega_m = omega + omega_m
    x1 = sqrt_gamma_m * omega_plus_omega_m
    conj_Gc_1 = np.conj(Gc_1)
    x2 = gamma_m_squared + 4 * omega_plus_omega_m * omega_plus_omega_m
    out[..., 1, 5] = (4 * x1 * conj_Gc_1 - 2j * sqrt_gamma_m_gamma_m * conj_Gc_1) / x2
    out[..., 2, 2] = out[..., 3, 3] = -np.sqrt(kappa_2)
    out[..., 2, 4] = (2j * sqrt_gamma_m_gamma_m * Gc_2 - 4 * x0 * Gc_2) / denominator
    conj_Gc_2 = np.conj(Gc_2)
    out[..., 3, 5] = (4 * x1 * conj_Gc_2 - 2j * sqrt_gamma_m_gamma_m * conj_Gc_2) / x2
    return out


@_arrays
def susceptibility(*, gamma_m, omega, omega_m):
    """(-i omega - drift)^-1 of the eliminated modes.

    Complex; rows in order (c_1, c_1.dag, c_2, ...).

    Returns: complex, shape (..., 2, 2).
    """
    out = _zeros((2, 2), complex, gamma_m, omega, omega_m)
    out[..., 0, 0] = 2 / (gamma_m - 2j * (omega - omega_m))
    out[..., 1, 1] = 2 / (gamma_m - 2j * (omega + omega_m))
    return out
