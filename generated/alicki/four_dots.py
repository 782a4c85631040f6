# Written by ratesmith; edit the model and run it again.
r"""the same on a ring of four dots

Source: Eqs. (28), (29), for four dots

Model:
    H_S = [[0, tau/(exp(I*theta)), 0, tau*exp(I*theta)], [tau*exp(I*theta), 0,
        tau/(exp(I*theta)), 0], [0, tau*exp(I*theta), 0, tau/(exp(I*theta))],
        [tau/(exp(I*theta)), 0, tau*exp(I*theta), 0]]
    contact of strength V_1 with basis state 0, at q = 0
    contact of strength V_2 with basis state 1, at q = 0
    contact of strength V_3 with basis state 2, at q = 0
    contact of strength V_4 with basis state 3, at q = 0
    gas in one dimension: mass mass, particles per length nu, inverse temperature beta
    levels 0, 1, 2, 3

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
    D = (8*V_1*V_2*V_3*V_4*b_0*b_1*b_2*b_3 + b_0*b_1*(V_1*(-V_2 - 2*V_3 - V_4) + V_2*(-V_3 -
        2*V_4) - V_3*V_4) - 2*b_0*b_2*(V_1 + V_3)*(V_2 + V_4) + b_0*b_3*(V_1*(-V_2 - 2*V_3 - V_4)
        + V_2*(-V_3 - 2*V_4) - V_3*V_4) + b_1*b_2*(V_1*(-V_2 - 2*V_3 - V_4) + V_2*(-V_3 - 2*V_4)
        - V_3*V_4) - 2*b_1*b_3*(V_1 + V_3)*(V_2 + V_4) + b_2*b_3*(V_1*(-V_2 - 2*V_3 - V_4) +
        V_2*(-V_3 - 2*V_4) - V_3*V_4) + 8 - 2*I*(b_0*b_1*b_2*(V_1*(V_2*(V_3 + V_4) + V_3*V_4) +
        V_2*V_3*V_4) + b_0*b_1*b_3*(V_1*(V_2*(V_3 + V_4) + V_3*V_4) + V_2*V_3*V_4) +
        b_0*b_2*b_3*(V_1*(V_2*(V_3 + V_4) + V_3*V_4) + V_2*V_3*V_4) + b_1*b_2*b_3*(V_1*(V_2*(V_3
        + V_4) + V_3*V_4) + V_2*V_3*V_4) + b_0*(-V_1 - V_2 - V_3 - V_4) + b_1*(-V_1 - V_2 - V_3 -
        V_4) + b_2*(-V_1 - V_2 - V_3 - V_4) + b_3*(-V_1 - V_2 - V_3 - V_4)))/8

Notes:
    The paper has three dots; here loops of three and of four levels add up.

Parameters
----------
E      J        real      total energy of level and particle, on shell before and after; E
b_0    1/(J*m)  complex   sqrt(m/(2 (E - E_j + i0)))/hbar of the channel 0; b_{0}
b_1    1/(J*m)  complex   sqrt(m/(2 (E - E_j + i0)))/hbar of the channel 1; b_{1}
b_2    1/(J*m)  complex   sqrt(m/(2 (E - E_j + i0)))/hbar of the channel 2; b_{2}
b_3    1/(J*m)  complex   sqrt(m/(2 (E - E_j + i0)))/hbar of the channel 3; b_{3}
V_1    J*m      real      strength of a dot's delta potential for the gas; V_1
V_2    J*m      real      strength of a dot's delta potential for the gas; V_2
V_3    J*m      real      strength of a dot's delta potential for the gas; V_3
V_4    J*m      real      strength of a dot's delta potential for the gas; V_4
beta   1/J      positive  inverse temperature of the gas; \beta
hbar   J*s      positive  reduced Planck constant; \hbar
mass   kg       positive  mass of a gas particle; m
nu     1/m      positive  number of gas particles per length; \nu
tau    J        real      tunnelling between neighbours; negative where the text writes -|tau|;
    \tau
theta  1        angle     phase of one hop: 2 pi phi/3 on three dots, for phi flux quanta through
    them; \theta

Every parameter is keyword-only and may be an array; the shapes broadcast, written (...) below.

Made from the model with digest e48b323b15cd164d14a19d9b4352b720f8c5b83609be5771028b48012fceb7b3.
"""

from functools import wraps

import numpy as np

DIGEST = "e48b323b15cd164d14a19d9b4352b720f8c5b83609be5771028b48012fceb7b3"
PARAMETERS = (
    "E", "b_0", "b_1", "b_2", "b_3", "V_1", "V_2", "V_3", "V_4", "beta", "hbar", "mass", "nu",
    "tau", "theta",
)
UNITS = {
    "E": "J",
    "b_0": "1/(J*m)",
    "b_1": "1/(J*m)",
    "b_2": "1/(J*m)",
    "b_3": "1/(J*m)",
    "V_1": "J*m",
    "V_2": "J*m",
    "V_3": "J*m",
    "V_4": "J*m",
    "beta": "1/J",
    "hbar": "J*s",
    "mass": "kg",
    "nu": "1/m",
    "tau": "J",
    "theta": "1",
}
DOMAINS = {
    "E": "real",
    "b_0": "complex",
    "b_1": "complex",
    "b_2": "complex",
    "b_3": "complex",
    "V_1": "real",
    "V_2": "real",
    "V_3": "real",
    "V_4": "real",
    "beta": "positive",
    "hbar": "positive",
    "mass": "positive",
    "nu": "positive",
    "tau": "real",
    "theta": "angle",
}
LABELS = ("0", "1", "2", "3")
STATES = ("p_0", "p_1", "p_2", "p_3")
BASIS = "levels"
PLACES = 1
PROPAGATORS = ("b_0", "b_1", "b_2", "b_3")


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
def levels(*, tau, theta):
    """Energies of the levels, ordered as LABELS.

    J.

    Returns: real, shape (..., 4).
    """
    out = _zeros((4,), float, tau, theta)
    tau_cos_theta = tau * np.cos(theta)
    out[..., 0] = 2 * tau_cos_theta
    tau_sin_theta = tau * np.sin(theta)
    out[..., 1] = 2 * tau_sin_theta
    out[..., 2] = -2 * tau_cos_theta
    out[..., 3] = -2 * tau_sin_theta
    return out


def states():
    """The levels in the basis of H_S.

    Column j is the level LABELS[j]; the Hamiltonian is cyclic: plane waves exp(2 pi i j
        k/N)/sqrt(N).

    Returns: complex, shape (..., 4, 4).
    """
    out = _zeros((4, 4), complex)
    out[..., 0, 0] = out[..., 0, 1] = out[..., 0, 2] = out[..., 0, 3] = out[..., 1, 0] = out[..., 2, 0] = out[..., 2, 2] = out[..., 3, 0] = (
        0.5
    )
    out[..., 1, 1] = out[..., 3, 3] = 0.5j
    out[..., 1, 2] = out[..., 2, 1] = out[..., 2, 3] = out[..., 3, 2] = -0.5
    out[..., 1, 3] = out[..., 3, 1] = -0.5j
    return out


@_arrays
def couplings(*, V_1, V_2, V_3, V_4):
    """Coupling matrix of the gas particle where it meets the system.

    J m, Hermitian, between the levels, ordered as LABELS; all contacts of one place together.

    Returns: complex, shape (..., 4, 4).
    """
    out = _zeros((4, 4), complex, V_1, V_2, V_3, V_4)
    V_1_plus_V_3 = V_1 + V_3
    V_2_plus_V_4 = V_2 + V_4
    out[..., 0, 0] = out[..., 1, 1] = out[..., 2, 2] = out[..., 3, 3] = (
        0.25 * (V_1_plus_V_3 + V_2_plus_V_4)
    )
    V_1_minus_V_3 = V_1 - V_3
    V_2_minus_V_4 = V_2 - V_4
    out[..., 0, 1] = out[..., 1, 2] = out[..., 2, 3] = out[..., 3, 0] = (
        0.25 * (V_1_minus_V_3 + 1j * V_2_minus_V_4)
    )
    out[..., 0, 2] = out[..., 1, 3] = out[..., 2, 0] = out[..., 3, 1] = (
        0.25 * (V_1_plus_V_3 - V_2_plus_V_4)
    )
    out[..., 0, 3] = out[..., 1, 0] = out[..., 2, 1] = out[..., 3, 2] = (
        0.25 * (V_1_minus_V_3 - 1j * V_2_minus_V_4)
    )
    return out


@_arrays
def propagators(*, E, hbar, mass, tau, theta):
    """b_j at a total energy E.

    1/(J m), ordered as LABELS; positive above the threshold E_j, -i times a positive number
        below, infinite at the threshold.
    At the threshold itself the number is that of 1e-100 J above it: T takes its limit from above
        there.

    Returns: complex, shape (..., 4).
    """
    out = _zeros((4,), complex, E, hbar, mass, tau, theta)
    x0 = np.sqrt(0.5 * mass)
    tau_cos_theta = tau * np.cos(theta)
    out[..., 0] = x0 / (hbar * _threshold_root(E - 2 * tau_cos_theta))
    tau_sin_theta = tau * np.sin(theta)
    out[..., 1] = x0 / (hbar * _threshold_root(E - 2 * tau_sin_theta))
    out[..., 2] = x0 / (hbar * _threshold_root(E + 2 * tau_cos_theta))
    out[..., 3] = x0 / (hbar * _threshold_root(E + 2 * tau_sin_theta))
    return out


@_arrays
def determinant(*, b_0, b_1, b_2, b_3, V_1, V_2, V_3, V_4):
    """det(1 + i B v).

    Its zeros are the bound states, below all thresholds, and the resonances.

    Returns: complex, shape (...).
    """
    V_3_V_4 = V_3 * V_4
    V_2_V_3_V_4 = V_2 * V_3_V_4
    b_0_b_1 = b_0 * b_1
    b_2_b_3 = b_2 * b_3
    V_2_plus_V_4 = V_2 + V_4
    x0 = V_1 * (-V_2_plus_V_4 - 2 * V_3) + V_2 * (-V_3 - 2 * V_4) - V_3_V_4
    V_1_plus_V_3 = V_1 + V_3
    x1 = V_1_plus_V_3 * V_2_plus_V_4
    x2 = V_1 * (V_2 * (V_3 + V_4) + V_3_V_4) + V_2_V_3_V_4
    x3 = x2 * b_0_b_1
    x4 = x2 * b_2_b_3
    x5 = -V_1_plus_V_3 - V_2_plus_V_4
    return (
        0.125
        * (
            8 * V_1 * V_2_V_3_V_4 * b_0_b_1 * b_2_b_3
            + x0 * b_0_b_1
            - 2 * x1 * b_0 * b_2
            + x0 * b_0 * b_3
            + x0 * b_1 * b_2
            - 2 * x1 * b_1 * b_3
            + x0 * b_2_b_3
            + 8
            - 2j
            * (
                x3 * b_2
                + x3 * b_3
                + x4 * b_0
                + x4 * b_1
                + x5 * b_0
                + x5 * b_1
                + x5 * b_2
                + x5 * b_3
            )
        )
    )


@_arrays
def t_matrix(*, b_0, b_1, b_2, b_3, V_1, V_2, V_3, V_4):
    """The reduced T matrix, 2*pi*hbar*<p' k|T|p l>.

    J m, (..., final, initial), from the b_j named in PROPAGATORS: t = v (1 + i B v)^(-1).
    `dict(zip(PROPAGATORS, np.moveaxis(propagators(...), -1, 0)))` gives these at a total energy.

    Returns: complex, shape (..., 4, 4).
    """
    out = _zeros((4, 4), complex, b_0, b_1, b_2, b_3, V_1, V_2, V_3, V_4)
    V_2_plus_V_4 = V_2 + V_4
    V_3_V_4 = V_3 * V_4
    x0 = V_1 * (V_2_plus_V_4 + 2 * V_3) + V_2 * (V_3 + 2 * V_4) + V_3_V_4
    x1 = x0 * b_1 + x0 * b_3
    V_2_V_3_V_4 = V_2 * V_3_V_4
    V_1_V_2_V_3_V_4 = V_1 * V_2_V_3_V_4
    b_1_b_2 = b_1 * b_2
    V_1_V_2_V_3_V_4_b_1_b_2 = V_1_V_2_V_3_V_4 * b_1_b_2
    V_1_plus_V_3 = V_1 + V_3
    x2 = V_1_plus_V_3 * V_2_plus_V_4
    x3 = x2 * b_2
    V_3_plus_V_4 = V_3 + V_4
    x4 = V_2 * V_3_plus_V_4 + V_3_V_4
    b_2_plus_b_3 = b_2 + b_3
    b_2_b_3 = b_2 * b_3
    x5 = b_1 * b_2_plus_b_3 + b_2_b_3
    b_0_b_3 = b_0 * b_3
    b_0_b_1 = b_0 * b_1
    b_1_b_3 = b_1 * b_3
    x6 = V_1 * x4 + V_2_V_3_V_4
    x7 = x6 * b_1_b_2
    b_1_b_0_b_3 = b_1 * b_0_b_3
    b_2_b_0_b_3 = b_2 * b_0_b_3
    x8 = -V_1 - V_2 - V_3_plus_V_4
    denominator = (
        8 * V_1_V_2_V_3_V_4_b_1_b_2 * b_0_b_3
        - x0 * b_0_b_1
        - 2 * b_0 * x3
        - x0 * b_0_b_3
        - x0 * b_1_b_2
        - 2 * x2 * b_1_b_3
        - x0 * b_2_b_3
        + 8
        - 2j
        * (
            x7 * b_0
            + x6 * b_1_b_0_b_3
            + x6 * b_2_b_0_b_3
            + x7 * b_3
            + x8 * b_0
            + x8 * b_1
            + x8 * b_2
            + x8 * b_3
        )
    )
    out[..., 0, 0] = (
        (
            1j * (x1 - 8 * V_1_V_2_V_3_V_4_b_1_b_2 * b_3 + 2 * x3)
            - 2 * (V_1 * (x4 * x5 - 1) + V_2 * (V_3_V_4 * x5 - 1) - V_3_plus_V_4)
        ) / denominator
    )
    V_1_minus_V_3 = V_1 - V_3
    x9 = V_4 * V_1_minus_V_3
    x10 = x9 * b_2_b_3
    x11 = V_1_plus_V_3 * b_2_plus_b_3
    x12 = V_4 * V_1_plus_V_3
    x13 = x12 * b_2_plus_b_3
    x14 = V_2_plus_V_4 * b_2_plus_b_3
    V_2_minus_V_4 = V_2 - V_4
    x15 = V_3 * V_2_minus_V_4
    x16 = x15 * b_2_b_3
    x17 = V_3 * V_2_plus_V_4
    x18 = x17 * b_2_plus_b_3
    out[..., 0, 1] = (
        (
            V_2 * (-2 * x10 - x11)
            + x13
            + 2 * V_1_minus_V_3
            + 1j * (V_1 * (x14 - 2 * x16) + 2 * V_2_minus_V_4 - x18)
        ) / denominator
    )
    x19 = V_1_minus_V_3 * V_2_minus_V_4
    x20 = V_1 * (V_2 * (V_3 - V_4) + V_3_V_4) - V_2_V_3_V_4
    x21 = x20 * b_3
    x22 = V_1_plus_V_3 - V_2_plus_V_4
    V_1_V_3_minus_V_2_V_4 = V_1 * V_3 - V_2 * V_4
    b_1_plus_b_3 = b_1 + b_3
    x23 = 2 * x22 + 2j * V_1_V_3_minus_V_2_V_4 * b_1_plus_b_3
    x24 = x19 * b_3
    out[..., 0, 2] = (b_1 * (x19 - 2 * x21) + x23 - x24) / denominator
    b_1_plus_b_2 = b_1 + b_2
    x25 = V_1_plus_V_3 * b_1_plus_b_2
    x26 = x9 * b_1_b_2
    x27 = x12 * b_1_plus_b_2
    x28 = x15 * b_1_b_2
    x29 = V_2_plus_V_4 * b_1_plus_b_2
    x30 = x17 * b_1_plus_b_2
    out[..., 0, 3] = (
        (
            V_2 * (x25 - 2 * x26)
            + 2 * V_1_minus_V_3
            - x27
            + 1j * (V_1 * (2 * x28 + x29) - x30 - 2 * V_2_minus_V_4)
        ) / denominator
    )
    out[..., 1, 0] = (
        (
            V_2 * (x11 - 2 * x10)
            + 2 * V_1_minus_V_3
            - x13
            + 1j * (V_1 * (2 * x16 + x14) - x18 - 2 * V_2_minus_V_4)
        ) / denominator
    )
    x31 = x0 * b_0 + x0 * b_2
    x32 = b_0 * b_2_plus_b_3 + b_2_b_3
    out[..., 1, 1] = (
        (
            1j * (x31 - 8 * V_1_V_2_V_3_V_4 * b_2_b_0_b_3 + 2 * x2 * b_3)
            - 2 * (V_1 * (x4 * x32 - 1) + V_2 * (V_3_V_4 * x32 - 1) - V_3_plus_V_4)
        ) / denominator
    )
    x33 = x9 * b_0_b_3
    b_0_plus_b_3 = b_0 + b_3
    x34 = V_1_plus_V_3 * b_0_plus_b_3
    x35 = x12 * b_0_plus_b_3
    x36 = V_2_plus_V_4 * b_0_plus_b_3
    x37 = x15 * b_0_b_3
    x38 = x17 * b_0_plus_b_3
    out[..., 1, 2] = (
        (
            V_2 * (-2 * x33 - x34)
            + x35
            + 2 * V_1_minus_V_3
            + 1j * (V_1 * (x36 - 2 * x37) + 2 * V_2_minus_V_4 - x38)
        ) / denominator
    )
    x39 = x20 * b_2
    x40 = x19 * b_2
    x41 = 2 * x22 + 2j * V_1_V_3_minus_V_2_V_4 * (b_0 + b_2)
    out[..., 1, 3] = (b_0 * (-2 * x39 - x19) + x40 + x41) / denominator
    out[..., 2, 0] = (b_1 * (-2 * x21 - x19) + x24 + x23) / denominator
    out[..., 2, 1] = (
        (
            V_2 * (x34 - 2 * x33)
            + 2 * V_1_minus_V_3
            - x35
            + 1j * (V_1 * (2 * x37 + x36) - x38 - 2 * V_2_minus_V_4)
        ) / denominator
    )
    x42 = b_0 * b_1_plus_b_3 + b_1_b_3
    out[..., 2, 2] = (
        (
            1j * (2 * x2 * b_0 - 8 * V_1_V_2_V_3_V_4 * b_1_b_0_b_3 + x1)
            - 2 * (V_1 * (x4 * x42 - 1) + V_2 * (V_3_V_4 * x42 - 1) - V_3_plus_V_4)
        ) / denominator
    )
    x43 = x9 * b_0_b_1
    b_0_plus_b_1 = b_0 + b_1
    x44 = V_1_plus_V_3 * b_0_plus_b_1
    x45 = x12 * b_0_plus_b_1
    x46 = V_2_plus_V_4 * b_0_plus_b_1
    x47 = x15 * b_0_b_1
    x48 = x17 * b_0_plus_b_1
    out[..., 2, 3] = (
        (
            V_2 * (-2 * x43 - x44)
            + x45
            + 2 * V_1_minus_V_3
            + 1j * (V_1 * (x46 - 2 * x47) + 2 * V_2_minus_V_4 - x48)
        ) / denominator
    )
    out[..., 3, 0] = (
        (
            V_2 * (-2 * x26 - x25)
            + x27
            + 2 * V_1_minus_V_3
            + 1j * (V_1 * (x29 - 2 * x28) + 2 * V_2_minus_V_4 - x30)
        ) / denominator
    )
    out[..., 3, 1] = (b_0 * (x19 - 2 * x39) + x41 - x40) / denominator
    out[..., 3, 2] = (
        (
            V_2 * (x44 - 2 * x43)
            + 2 * V_1_minus_V_3
            - x45
            + 1j * (V_1 * (2 * x47 + x46) - x48 - 2 * V_2_minus_V_4)
        ) / denominator
    )
    x49 = b_0 * b_1_plus_b_2 + b_1_b_2
    out[..., 3, 3] = (
        (
            1j * (x31 - 8 * b_0 * V_1_V_2_V_3_V_4_b_1_b_2 + 2 * x2 * b_1)
            - 2 * (V_1 * (x4 * x49 - 1) + V_2 * (V_3_V_4 * x49 - 1) - V_3_plus_V_4)
        ) / denominator
    )
    return out


@_arrays
def asymmetry(*, b_0, b_1, b_2, b_3, V_1, V_2, V_3, V_4):
    """|t[k, l]|**2 - |t[l, k]|**2 of the reduced T matrix.

    (J m)**2, antisymmetric; the difference is worked out, so that no digits cancel.
    A pair is in detailed balance if it is zero at all energies at which both channels are open.

    Returns: real, shape (..., 4, 4).
    """
    out = _zeros((4, 4), float, b_0, b_1, b_2, b_3, V_1, V_2, V_3, V_4)
    x0 = (V_1 - V_3) * (V_2 - V_4)
    V_3_V_4 = V_3 * V_4
    V_2_V_3_V_4 = V_2 * V_3_V_4
    x1 = V_1 * (V_2 * (V_3 - V_4) + V_3_V_4) - V_2_V_3_V_4
    x2 = b_2.real * x1
    x3 = x2 * b_2.real
    im_b_3_squared = b_3.imag * b_3.imag
    im_b_2_squared = b_2.imag * b_2.imag
    x4 = b_3.real * x1
    V_1_V_3_minus_V_2_V_4 = V_1 * V_3 - V_2 * V_4
    x5 = b_2.real * V_1_V_3_minus_V_2_V_4
    x6 = b_3.real * V_1_V_3_minus_V_2_V_4
    V_1_plus_V_3 = V_1 + V_3
    V_2_plus_V_4 = V_2 + V_4
    x7 = V_1_plus_V_3 - V_2_plus_V_4
    x8 = b_2.real * x7
    x9 = b_3.real * x7
    b_0_b_1 = b_0 * b_1
    b_2_b_3 = b_2 * b_3
    x10 = V_1 * (-V_2_plus_V_4 - 2 * V_3) + V_2 * (-V_3 - 2 * V_4) - V_3_V_4
    x11 = V_1_plus_V_3 * V_2_plus_V_4
    x12 = V_1 * (V_2 * (V_3 + V_4) + V_3_V_4) + V_2_V_3_V_4
    x13 = x12 * b_0_b_1
    x14 = x12 * b_2_b_3
    x15 = -V_1_plus_V_3 - V_2_plus_V_4
    denominator = _abs2(
        8 * V_1 * V_2_V_3_V_4 * b_0_b_1 * b_2_b_3
        + x10 * b_0_b_1
        - 2 * x11 * b_0 * b_2
        + x10 * b_0 * b_3
        + x10 * b_1 * b_2
        - 2 * x11 * b_1 * b_3
        + x10 * b_2_b_3
        + 8
        - 2j
        * (
            x13 * b_2
            + x13 * b_3
            + x14 * b_0
            + x14 * b_1
            + x15 * b_0
            + x15 * b_1
            + x15 * b_2
            + x15 * b_3
        )
    )
    x16 = (
        x0
        * (
            x3 * b_3.real
            + x2 * b_3.real * b_3.real
            + x2 * im_b_3_squared
            + im_b_2_squared * x4
            - 2 * x5 * b_3.imag
            - 2 * b_2.imag * x6
            + x8
            + x9
        ) / denominator
    )
    out[..., 0, 1] = -8 * x16
    re_b_1_squared = b_1.real * b_1.real
    x17 = x4 * b_3.real
    x18 = b_1.real * x1
    im_b_1_squared = b_1.imag * b_1.imag
    x19 = b_1.real * V_1_V_3_minus_V_2_V_4
    x20 = b_1.real * x7
    x21 = (
        x0
        * (
            re_b_1_squared * x4
            - b_1.real * x17
            - im_b_3_squared * x18
            + im_b_1_squared * x4
            + 2 * b_3.imag * x19
            - 2 * b_1.imag * x6
            - x20
            + x9
        ) / denominator
    )
    out[..., 0, 2] = -8 * x21
    x22 = (
        x0
        * (
            re_b_1_squared * x2
            + b_1.real * x3
            + im_b_2_squared * x18
            + im_b_1_squared * x2
            - 2 * b_2.imag * x19
            - 2 * b_1.imag * x5
            + x20
            + x8
        ) / denominator
    )
    out[..., 0, 3] = 8 * x22
    out[..., 1, 0] = 8 * x16
    re_b_0_squared = b_0.real * b_0.real
    x23 = b_0.real * x1
    im_b_0_squared = b_0.imag * b_0.imag
    x24 = b_0.real * V_1_V_3_minus_V_2_V_4
    x25 = b_0.real * x7
    x26 = (
        x0
        * (
            re_b_0_squared * x4
            + b_0.real * x17
            + im_b_3_squared * x23
            + im_b_0_squared * x4
            - 2 * b_3.imag * x24
            - 2 * b_0.imag * x6
            + x25
            + x9
        ) / denominator
    )
    out[..., 1, 2] = -8 * x26
    x27 = (
        x0
        * (
            re_b_0_squared * x2
            - b_0.real * x3
            - im_b_2_squared * x23
            + im_b_0_squared * x2
            + 2 * b_2.imag * x24
            - 2 * b_0.imag * x5
            - x25
            + x8
        ) / denominator
    )
    out[..., 1, 3] = 8 * x27
    out[..., 2, 0] = 8 * x21
    out[..., 2, 1] = 8 * x26
    x28 = (
        x0
        * (
            re_b_0_squared * x18
            + b_0.real * b_1.real * x18
            + im_b_1_squared * x23
            + im_b_0_squared * x18
            - 2 * b_1.imag * x24
            - 2 * b_0.imag * x19
            + x25
            + x20
        ) / denominator
    )
    out[..., 2, 3] = -8 * x28
    out[..., 3, 0] = -8 * x22
    out[..., 3, 1] = -8 * x27
    out[..., 3, 2] = 8 * x28
    return out


@_arrays
def rate_factor(*, beta, mass, nu):
    """What stands before the integral of a rate.

    For an integral over E in J of exp(-beta*(E - E_l)) b_k b_l |t[k, l]|**2; the rate is in 1/s.

    Returns: real, shape (...).
    """
    return 2 * np.sqrt(2 * beta) * nu / np.sqrt(mass * np.pi)
