# Written by ratesmith; edit the model and run it again.
r"""two levels and any contact between them

Source: Sec. III, for two levels

Model:
    H_S = [[E_0, 0], [0, E_1]]
    contact [[u_0, w], [conj(w), u_1]], at q = 0
    gas in one dimension: mass mass, particles per length nu, inverse temperature beta
    levels 0, 1

Conventions:
    H_tot = H_S + p**2/(2*mass) + sum of v*delta(q - position) over the contacts, v a matrix, in
        one dimension.
    hbar is kept; energies are in J, lengths in m. Momentum states have <p|p'> = delta(p - p').
    A channel is a level with the particle beside it, at a total energy E. What a contact sends
        out in it is -i b_j at the contact, with b_j = sqrt(mass/(2*(E - E_j + i0)))/hbar:
        positive where the channel is open, -i times a positive number where it is closed. T is
        analytic in the b_j: with complex b_j one formula serves all energies.
    <p' k|T|p l> = t[k, l]/(2*pi*hbar) with t = v (1 + i B v)^(-1) and B = diag(b_j), for
        contacts in one place; k is the final level (row), l the initial one (column), v the
        coupling in the basis of the levels.
    Rates: a[k, l] = rate_factor * integral of exp(-beta*(E - E_l)) b_k b_l |t[k, l]|**2 over E
        above E_k and E_l.
    Populations: dp_k/dt = sum over l of a[k, l] p_l - a[l, k] p_k.

Determinant:
    D = 1 - b_0*b_1*(u_0*u_1 - w*conj(w)) + I*(b_0*u_0 + b_1*u_1)

Notes:
    Two levels close no loop: whatever the contact, the balance cannot break.

Parameters
----------
E     J        real      total energy of level and particle, on shell before and after; E
b_0   1/(J*m)  complex   sqrt(m/(2 (E - E_j + i0)))/hbar of the channel 0; b_{0}
b_1   1/(J*m)  complex   sqrt(m/(2 (E - E_j + i0)))/hbar of the channel 1; b_{1}
E_0   J        real      energy of a level; E_0
E_1   J        real      energy of a level; E_1
beta  1/J      positive  inverse temperature of the gas; \beta
hbar  J*s      positive  reduced Planck constant; \hbar
mass  kg       positive  mass of a gas particle; m
nu    1/m      positive  number of gas particles per length; \nu
u_0   J*m      real      strength of the contact in a level; u_0
u_1   J*m      real      strength of the contact in a level; u_1
w     J*m      complex   strength of the contact between the levels; w

Every parameter is keyword-only and may be an array; the shapes broadcast, written (...) below.

Made from the model with digest 690b3c44202830fb4fa32ad995d8647656cbb68953f4540a5e51be295418f124.
"""

from functools import wraps

import numpy as np

DIGEST = "690b3c44202830fb4fa32ad995d8647656cbb68953f4540a5e51be295418f124"
PARAMETERS = ("E", "b_0", "b_1", "E_0", "E_1", "beta", "hbar", "mass", "nu", "u_0", "u_1", "w")
UNITS = {
    "E": "J",
    "b_0": "1/(J*m)",
    "b_1": "1/(J*m)",
    "E_0": "J",
    "E_1": "J",
    "beta": "1/J",
    "hbar": "J*s",
    "mass": "kg",
    "nu": "1/m",
    "u_0": "J*m",
    "u_1": "J*m",
    "w": "J*m",
}
DOMAINS = {
    "E": "real",
    "b_0": "complex",
    "b_1": "complex",
    "E_0": "real",
    "E_1": "real",
    "beta": "positive",
    "hbar": "positive",
    "mass": "positive",
    "nu": "positive",
    "u_0": "real",
    "u_1": "real",
    "w": "complex",
}
LABELS = ("0", "1")
STATES = ("p_0", "p_1")
BASIS = "levels"
PLACES = 1
PROPAGATORS = ("b_0", "b_1")


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


def _threshold_root(x):
    """sqrt(x + i0); at x = 0 that of a tiny x above it, so that what follows takes its limit from there."""
    return np.sqrt(np.where(x == 0, 1e-100, x) + 0j)


@_arrays
def levels(*, E_0, E_1):
    """Energies of the levels, ordered as LABELS.

    J.

    Returns: real, shape (..., 2).
    """
    out = _zeros((2,), float, E_0, E_1)
    out[..., 0] = E_0
    out[..., 1] = E_1
    return out


def states():
    """The levels in the basis of H_S.

    Column j is the level LABELS[j]; the Hamiltonian is diagonal.

    Returns: complex, shape (..., 2, 2).
    """
    out = _zeros((2, 2), complex)
    out[..., 0, 0] = out[..., 1, 1] = 1
    return out


@_arrays
def couplings(*, u_0, u_1, w):
    """Coupling matrix of the gas particle where it meets the system.

    J m, Hermitian, between the levels, ordered as LABELS; all contacts of one place together.

    Returns: complex, shape (..., 2, 2).
    """
    out = _zeros((2, 2), complex, u_0, u_1, w)
    out[..., 0, 0] = u_0
    out[..., 0, 1] = w
    out[..., 1, 0] = np.conj(w)
    out[..., 1, 1] = u_1
    return out


@_arrays
def propagators(*, E, E_0, E_1, hbar, mass):
    """b_j at a total energy E.

    1/(J m), ordered as LABELS; positive above the threshold E_j, -i times a positive number
        below, infinite at the threshold.
    At the threshold itself the number is that of 1e-100 J above it: T takes its limit from above
        there.

    Returns: complex, shape (..., 2).
    """
    out = _zeros((2,), complex, E, E_0, E_1, hbar, mass)
    x0 = np.sqrt(0.5 * mass)
    out[..., 0] = x0 / (hbar * _threshold_root(E - E_0))
    out[..., 1] = x0 / (hbar * _threshold_root(E - E_1))
    return out


@_arrays
def determinant(*, b_0, b_1, u_0, u_1, w):
    """det(1 + i B v).

    Its zeros are the bound states, below all thresholds, and the resonances.

    Returns: complex, shape (...).
    """
    return 1 - (u_0 * u_1 - _abs2(w)) * b_0 * b_1 + 1j * (u_0 * b_0 + u_1 * b_1)


@_arrays
def t_matrix(*, b_0, b_1, u_0, u_1, w):
    """The reduced T matrix, 2*pi*hbar*<p' k|T|p l>.

    J m, (..., final, initial), from the b_j named in PROPAGATORS: t = v (1 + i B v)^(-1).
    `dict(zip(PROPAGATORS, np.moveaxis(propagators(...), -1, 0)))` gives these at a total energy.

    Returns: complex, shape (..., 2, 2).
    """
    out = _zeros((2, 2), complex, b_0, b_1, u_0, u_1, w)
    u_0_u_1_minus_w_abs2 = u_0 * u_1 - _abs2(w)
    x0 = u_0_u_1_minus_w_abs2 * b_1
    denominator = 1 - b_0 * x0 + 1j * (u_0 * b_0 + u_1 * b_1)
    out[..., 0, 0] = (u_0 + 1j * x0) / denominator
    out[..., 0, 1] = w / denominator
    out[..., 1, 0] = np.conj(w) / denominator
    out[..., 1, 1] = (u_1 + 1j * u_0_u_1_minus_w_abs2 * b_0) / denominator
    return out


@_arrays
def rate_factor(*, beta, mass, nu):
    """What stands before the integral of a rate.

    For an integral over E in J of exp(-beta*(E - E_l)) b_k b_l |t[k, l]|**2; the rate is in 1/s.

    Returns: real, shape (...).
    """
    return 2 * np.sqrt(2 * beta) * nu / np.sqrt(mass * np.pi)
