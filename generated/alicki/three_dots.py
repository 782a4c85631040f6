# Written by ratesmith; edit the model and run it again.
r"""an electron on three dots in a magnetic field, hit by the particles of a dilute gas

Source: Eqs. (28), (29), (S1)-(S43)

Model:
    H_S = [[0, tau/(exp(I*theta)), tau*exp(I*theta)], [tau*exp(I*theta), 0, tau/(exp(I*theta))],
        [tau/(exp(I*theta)), tau*exp(I*theta), 0]]
    contact of strength V_1 with basis state 0, at q = 0
    contact of strength V_2 with basis state 1, at q = 0
    contact of strength V_3 with basis state 2, at q = 0
    gas in one dimension: mass mass, particles per length nu, inverse temperature beta
    levels 0, -, +

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
    D = (3 - (V_1*(V_2 + V_3) + V_2*V_3)*(b_0*(b_minus + b_plus) + b_minus*b_plus) + I*(V_1*(b_0
        - 3*b_0*b_minus*b_plus*V_2*V_3 + b_minus + b_plus) + (V_2 + V_3)*(b_0 + b_minus +
        b_plus)))/3

Notes:
    The dots are in one place for the gas: its wavelength is long compared with their distance.
    The levels of the text's E_j are those of a negative tau.

Parameters
----------
E        J        real      total energy of level and particle, on shell before and after; E
b_0      1/(J*m)  complex   sqrt(m/(2 (E - E_j + i0)))/hbar of the channel 0; b_{0}
b_minus  1/(J*m)  complex   sqrt(m/(2 (E - E_j + i0)))/hbar of the channel -; b_{-}
b_plus   1/(J*m)  complex   sqrt(m/(2 (E - E_j + i0)))/hbar of the channel +; b_{+}
V_1      J*m      real      strength of a dot's delta potential for the gas; V_1
V_2      J*m      real      strength of a dot's delta potential for the gas; V_2
V_3      J*m      real      strength of a dot's delta potential for the gas; V_3
beta     1/J      positive  inverse temperature of the gas; \beta
hbar     J*s      positive  reduced Planck constant; \hbar
mass     kg       positive  mass of a gas particle; m
nu       1/m      positive  number of gas particles per length; \nu
tau      J        real      tunnelling between neighbours; negative where the text writes -|tau|;
    \tau
theta    1        angle     phase of one hop: 2 pi phi/3 on three dots, for phi flux quanta
    through them; \theta

Every parameter is keyword-only and may be an array; the shapes broadcast, written (...) below.

Made from the model with digest fe7557ca21847646faea2adc657f3d232beee37cb7b1d71f38b059f704de4994.
"""

from functools import wraps

import numpy as np

DIGEST = "fe7557ca21847646faea2adc657f3d232beee37cb7b1d71f38b059f704de4994"
PARAMETERS = (
    "E", "b_0", "b_minus", "b_plus", "V_1", "V_2", "V_3", "beta", "hbar", "mass", "nu", "tau",
    "theta",
)
UNITS = {
    "E": "J",
    "b_0": "1/(J*m)",
    "b_minus": "1/(J*m)",
    "b_plus": "1/(J*m)",
    "V_1": "J*m",
    "V_2": "J*m",
    "V_3": "J*m",
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
    "b_minus": "complex",
    "b_plus": "complex",
    "V_1": "real",
    "V_2": "real",
    "V_3": "real",
    "beta": "positive",
    "hbar": "positive",
    "mass": "positive",
    "nu": "positive",
    "tau": "real",
    "theta": "angle",
}
LABELS = ("0", "-", "+")
STATES = ("p_0", "p_minus", "p_plus")
BASIS = "levels"
PLACES = 1
PROPAGATORS = ("b_0", "b_minus", "b_plus")


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

    Returns: real, shape (..., 3).
    """
    out = _zeros((3,), float, tau, theta)
    cos_theta = np.cos(theta)
    out[..., 0] = 2 * tau * cos_theta
    x0 = np.sqrt(3) * np.sin(theta)
    out[..., 1] = tau * (x0 - cos_theta)
    out[..., 2] = -tau * (x0 + cos_theta)
    return out


def states():
    """The levels in the basis of H_S.

    Column j is the level LABELS[j]; the Hamiltonian is cyclic: plane waves exp(2 pi i j
        k/N)/sqrt(N).

    Returns: complex, shape (..., 3, 3).
    """
    out = _zeros((3, 3), complex)
    x0 = np.sqrt(3)
    out[..., 0, 0] = out[..., 0, 1] = out[..., 0, 2] = out[..., 1, 0] = out[..., 2, 0] = x0 / 3
    out[..., 1, 1] = out[..., 2, 2] = -(x0 - 3j) / 6
    out[..., 1, 2] = out[..., 2, 1] = -(x0 + 3j) / 6
    return out


@_arrays
def couplings(*, V_1, V_2, V_3):
    """Coupling matrix of the gas particle where it meets the system.

    J m, Hermitian, between the levels, ordered as LABELS; all contacts of one place together.

    Returns: complex, shape (..., 3, 3).
    """
    out = _zeros((3, 3), complex, V_1, V_2, V_3)
    V_2_plus_V_3 = V_2 + V_3
    out[..., 0, 0] = out[..., 1, 1] = out[..., 2, 2] = (V_1 + V_2_plus_V_3) / 3
    x0 = 2 * V_1 - V_2_plus_V_3
    x1 = np.sqrt(3) * (V_2 - V_3)
    out[..., 0, 1] = out[..., 1, 2] = out[..., 2, 0] = (x0 + 1j * x1) / 6
    out[..., 0, 2] = out[..., 1, 0] = out[..., 2, 1] = (x0 - 1j * x1) / 6
    return out


@_arrays
def propagators(*, E, hbar, mass, tau, theta):
    """b_j at a total energy E.

    1/(J m), ordered as LABELS; positive above the threshold E_j, -i times a positive number
        below, infinite at the threshold.
    At the threshold itself the number is that of 1e-100 J above it: T takes its limit from above
        there.

    Returns: complex, shape (..., 3).
    """
    out = _zeros((3,), complex, E, hbar, mass, tau, theta)
    x0 = np.sqrt(0.5 * mass)
    cos_theta = np.cos(theta)
    out[..., 0] = x0 / (hbar * _threshold_root(E - 2 * tau * cos_theta))
    x1 = np.sqrt(3) * np.sin(theta)
    out[..., 1] = x0 / (hbar * _threshold_root(E - tau * (x1 - cos_theta)))
    out[..., 2] = x0 / (hbar * _threshold_root(E + tau * (x1 + cos_theta)))
    return out


@_arrays
def determinant(*, b_0, b_minus, b_plus, V_1, V_2, V_3):
    """det(1 + i B v).

    Its zeros are the bound states, below all thresholds, and the resonances.

    Returns: complex, shape (...).
    """
    V_2_plus_V_3 = V_2 + V_3
    V_2_V_3 = V_2 * V_3
    b_minus_plus_b_plus = b_minus + b_plus
    b_minus_b_plus = b_minus * b_plus
    x0 = b_0 + b_minus_plus_b_plus
    return (
        (
            3
            - (V_1 * V_2_plus_V_3 + V_2_V_3) * (b_0 * b_minus_plus_b_plus + b_minus_b_plus)
            + 1j * (V_1 * (x0 - 3 * V_2_V_3 * b_0 * b_minus_b_plus) + V_2_plus_V_3 * x0)
        ) / 3
    )


@_arrays
def t_matrix(*, b_0, b_minus, b_plus, V_1, V_2, V_3):
    """The reduced T matrix, 2*pi*hbar*<p' k|T|p l>.

    J m, (..., final, initial), from the b_j named in PROPAGATORS: t = v (1 + i B v)^(-1).
    `dict(zip(PROPAGATORS, np.moveaxis(propagators(...), -1, 0)))` gives these at a total energy.

    Returns: complex, shape (..., 3, 3).
    """
    out = _zeros((3, 3), complex, b_0, b_minus, b_plus, V_1, V_2, V_3)
    V_2_plus_V_3 = V_2 + V_3
    V_1_plus_V_2_plus_V_3 = V_1 + V_2_plus_V_3
    V_2_V_3 = V_2 * V_3
    V_1_V_2_V_3 = V_1 * V_2_V_3
    b_minus_b_plus = b_minus * b_plus
    x0 = V_1 * V_2_plus_V_3
    x1 = x0 + V_2_V_3
    b_minus_plus_b_plus = b_minus + b_plus
    x2 = b_0 + b_minus_plus_b_plus
    denominator = (
        3
        - x1 * (b_0 * b_minus_plus_b_plus + b_minus_b_plus)
        + 1j * (V_1 * (x2 - 3 * V_2_V_3 * b_0 * b_minus_b_plus) + V_2_plus_V_3 * x2)
    )
    out[..., 0, 0] = (
        (V_1_plus_V_2_plus_V_3 - 3 * V_1_V_2_V_3 * b_minus_b_plus + 1j * x1 * b_minus_plus_b_plus)
        / denominator
    )
    x3 = np.sqrt(3) * (V_2 - V_3)
    x4 = x3 * b_plus
    x5 = x0 - 2 * V_2_V_3
    x6 = x5 * b_plus
    out[..., 0, 1] = 0.5 * (V_1 * (2 - x4) - V_2_plus_V_3 + 1j * (x3 + x6)) / denominator
    x7 = x3 * b_minus
    x8 = x5 * b_minus
    out[..., 0, 2] = 0.5 * (V_1 * (x7 + 2) - V_2_plus_V_3 + 1j * (x8 - x3)) / denominator
    out[..., 1, 0] = 0.5 * (V_1 * (x4 + 2) - V_2_plus_V_3 + 1j * (x6 - x3)) / denominator
    V_1_V_2_V_3_b_0 = V_1_V_2_V_3 * b_0
    out[..., 1, 1] = (
        (V_1_plus_V_2_plus_V_3 - 3 * V_1_V_2_V_3_b_0 * b_plus + 1j * x1 * (b_0 + b_plus))
        / denominator
    )
    x9 = x3 * b_0
    x10 = x5 * b_0
    out[..., 1, 2] = 0.5 * (V_1 * (2 - x9) - V_2_plus_V_3 + 1j * (x3 + x10)) / denominator
    out[..., 2, 0] = 0.5 * (V_1 * (2 - x7) - V_2_plus_V_3 + 1j * (x3 + x8)) / denominator
    out[..., 2, 1] = 0.5 * (V_1 * (x9 + 2) - V_2_plus_V_3 + 1j * (x10 - x3)) / denominator
    out[..., 2, 2] = (
        (V_1_plus_V_2_plus_V_3 - 3 * V_1_V_2_V_3_b_0 * b_minus + 1j * x1 * (b_0 + b_minus))
        / denominator
    )
    return out


@_arrays
def asymmetry(*, b_0, b_minus, b_plus, V_1, V_2, V_3):
    """|t[k, l]|**2 - |t[l, k]|**2 of the reduced T matrix.

    (J m)**2, antisymmetric; the difference is worked out, so that no digits cancel.
    A pair is in detailed balance if it is zero at all energies at which both channels are open.

    Returns: real, shape (..., 3, 3).
    """
    out = _zeros((3, 3), float, b_0, b_minus, b_plus, V_1, V_2, V_3)
    x0 = np.sqrt(3) * (V_1 - V_2) * ((V_1 - V_3) * (V_2 - V_3))
    V_2_plus_V_3 = V_2 + V_3
    V_2_V_3 = V_2 * V_3
    b_minus_plus_b_plus = b_minus + b_plus
    b_minus_b_plus = b_minus * b_plus
    x1 = b_0 + b_minus_plus_b_plus
    denominator = _abs2(
        3
        - (V_1 * V_2_plus_V_3 + V_2_V_3) * (b_0 * b_minus_plus_b_plus + b_minus_b_plus)
        + 1j * (V_1 * (x1 - 3 * V_2_V_3 * b_0 * b_minus_b_plus) + V_2_plus_V_3 * x1)
    )
    x2 = x0 * b_plus.real / denominator
    out[..., 0, 1] = -2 * x2
    x3 = x0 * b_minus.real / denominator
    out[..., 0, 2] = 2 * x3
    out[..., 1, 0] = 2 * x2
    x4 = x0 * b_0.real / denominator
    out[..., 1, 2] = -2 * x4
    out[..., 2, 0] = -2 * x3
    out[..., 2, 1] = 2 * x4
    return out


@_arrays
def rate_factor(*, beta, mass, nu):
    """What stands before the integral of a rate.

    For an integral over E in J of exp(-beta*(E - E_l)) b_k b_l |t[k, l]|**2; the rate is in 1/s.

    Returns: real, shape (...).
    """
    return 2 * np.sqrt(2 * beta) * nu / np.sqrt(mass * np.pi)
