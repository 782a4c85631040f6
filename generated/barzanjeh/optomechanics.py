# Written by ratesmith; edit the model and run it again.
r"""Two driven cavities and a mechanical resonator

Source: Barzanjeh, Aquilina and Xuereb, Manipulating heat flow in quantum devices, Eq. (4)

Model (hbar = 1):
    H/hbar = omega_1*a_1.dag*a_1 + J*a_1.dag*a_2 + J*a_1*a_2.dag + omega_2*a_2.dag*a_2 +
        omega_m*b.dag*b + g_1*a_1.dag*a_1*b.dag + g_1*a_1.dag*a_1*b + g_2*a_2.dag*a_2*b.dag +
        g_2*a_2.dag*a_2*b
    bath a_in_1: kappa_1 * D[a_1], occupation N_1
    bath a_in_2: kappa_2 * D[a_2], occupation N_2
    bath b_in_m: gamma_m * D[b], occupation N_3
    drive (E_1) a_1 exp(i (omega_d) t) + h.c.
    drive (E_2) a_2 exp(i (omega_d) t) + h.c.
    frame of a_1 rotates at omega_d
    frame of a_2 rotates at omega_d
    mean of a_1 is alpha_1
    mean of a_2 is alpha_2
    mean of b is neglected

Mean-field equations in the rotating frame:
    dalpha_1/dt = (-alpha_1*kappa_1 - 2*I*(E_1 + alpha_2*J + alpha_1*(omega_1 - omega_d)))/2
    dalpha_2/dt = (-alpha_2*kappa_2 - 2*I*(E_2 + alpha_1*J + alpha_2*(omega_2 - omega_d)))/2

Parameters
----------
E_1      rad/s  real      amplitude of the drive; \mathcal{E}_1
E_2      rad/s  real      amplitude of the drive; \mathcal{E}_2
J        rad/s  real      photon hopping between the cavities; J
kappa_1  1/s    positive  damping rate into the private bath; \kappa_1
kappa_2  1/s    positive  damping rate into the private bath; \kappa_2
omega_1  rad/s  real      frequency of the oscillator; \omega_1
omega_2  rad/s  real      frequency of the oscillator; \omega_2
omega_d  rad/s  real      frequency of both drives; \omega_d

Every parameter is keyword-only and may be an array; the shapes broadcast, written (...) below.

Made from the model with digest 205677c3703afbf7e0dbb1cb48133b1472d59bac816e2bb46b4d721158169260.
"""

from functools import wraps

import numpy as np

DIGEST = "205677c3703afbf7e0dbb1cb48133b1472d59bac816e2bb46b4d721158169260"
PARAMETERS = ("E_1", "E_2", "J", "kappa_1", "kappa_2", "omega_1", "omega_2", "omega_d")
UNITS = {
    "E_1": "rad/s",
    "E_2": "rad/s",
    "J": "rad/s",
    "kappa_1": "1/s",
    "kappa_2": "1/s",
    "omega_1": "rad/s",
    "omega_2": "rad/s",
    "omega_d": "rad/s",
}
DOMAINS = {
    "E_1": "real",
    "E_2": "real",
    "J": "real",
    "kappa_1": "positive",
    "kappa_2": "positive",
    "omega_1": "real",
    "omega_2": "real",
    "omega_d": "real",
}
STATES = ("re_alpha_1", "im_alpha_1", "re_alpha_2", "im_alpha_2")
LINEAR = False
DTYPE = "real"
MODES = ("a_1", "a_2")


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
def rhs(y, *, E_1, E_2, J, kappa_1, kappa_2, omega_1, omega_2, omega_d):
    """Time derivative of the mean fields `y`, ordered as STATES.

    Real, shape (..., n) with n = len(STATES), like `y`.

    y: real, shape (..., 4): re_alpha_1, im_alpha_1, re_alpha_2, im_alpha_2.
    Returns: real, shape (..., 4).
    """
    y = _state(y, 4, "real")
    re_alpha_1, im_alpha_1, re_alpha_2, im_alpha_2 = np.ascontiguousarray(np.moveaxis(y, -1, 0))
    out = _zeros((4,), float, y[..., 0], E_1, E_2, J, kappa_1, kappa_2, omega_1, omega_2, omega_d)
    omega_1_minus_omega_d = omega_1 - omega_d
    out[..., 0] = (
        0.5 * (2 * J * im_alpha_2 + 2 * im_alpha_1 * omega_1_minus_omega_d - kappa_1 * re_alpha_1)
    )
    out[..., 1] = (
        0.5
        * (
            -2 * E_1
            - 2 * J * re_alpha_2
            - im_alpha_1 * kappa_1
            - 2 * re_alpha_1 * omega_1_minus_omega_d
        )
    )
    omega_2_minus_omega_d = omega_2 - omega_d
    out[..., 2] = (
        0.5 * (2 * J * im_alpha_1 + 2 * im_alpha_2 * omega_2_minus_omega_d - kappa_2 * re_alpha_2)
    )
    out[..., 3] = (
        0.5
        * (
            -2 * E_2
            - 2 * J * re_alpha_1
            - im_alpha_2 * kappa_2
            - 2 * re_alpha_2 * omega_2_minus_omega_d
        )
    )
    return out


@_arrays
def jacobian(y, *, J, kappa_1, kappa_2, omega_1, omega_2, omega_d):
    """Derivative of `rhs` by `y`, exactly.

    Shape (..., n, n) with n = len(STATES): element (i, j) is the derivative of rhs[i] by y[j].

    y: real, shape (..., 4): re_alpha_1, im_alpha_1, re_alpha_2, im_alpha_2.
    Returns: real, shape (..., 4, 4).
    """
    y = _state(y, 4, "real")
    out = _zeros((4, 4), float, y[..., 0], J, kappa_1, kappa_2, omega_1, omega_2, omega_d)
    out[..., 0, 0] = out[..., 1, 1] = -0.5 * kappa_1
    omega_1_minus_omega_d = omega_1 - omega_d
    out[..., 0, 1] = omega_1_minus_omega_d
    out[..., 0, 3] = out[..., 2, 1] = J
    out[..., 1, 0] = -omega_1_minus_omega_d
    out[..., 1, 2] = out[..., 3, 0] = -J
    out[..., 2, 2] = out[..., 3, 3] = -0.5 * kappa_2
    omega_2_minus_omega_d = omega_2 - omega_d
    out[..., 2, 3] = omega_2_minus_omega_d
    out[..., 3, 2] = -omega_2_minus_omega_d
    return out
