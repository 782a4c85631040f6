# Written by ratesmith; edit the model and run it again.
r"""a small cavity inside a closed one that holds the emitters

Source: Eqs. (S-72)-(S-81)

Model:
    H_int = h*a_A.dag*a_C + h*a_A*a_C.dag + g*a_C.dag*M.minus + g*a_C*M.plus
    A: continuum of N_A modes of density rho_A, n_A quanta in each
    C: continuum of N_C modes of density rho_C, n_C quanta in each
    M: m emitters, m_e of them excited
    band of width Delta around Omega
    order 2 in the coupling

Assumptions:
    Of every resolvent 1/(E + i0) that can vanish only the on-shell part -i pi delta(E) is kept.
    Intermediate quanta are created before they are absorbed; the opposite time ordering is left
        out.
    Left out: processes through M (scattering at the emitters is of higher order in the
        couplings, says the text).
    Means of products of occupations are products of means; ensembles are large, so that emitters
        differ.

Processes, with their events per time in the whole band:
    A -> C: 2*Delta*h**2*pi*rho_A*rho_C*n_A*(n_C + 1)
    C -> A: 2*Delta*h**2*pi*rho_A*rho_C*n_C*(n_A + 1)
    C -> M: 2*g**2*pi*rho_C/hbar*n_C*(m - m_e)
    M -> C: 2*g**2*pi*rho_C/hbar*m_e*(n_C + 1)
    A -> M: 2*g**2*h**2*pi**3*rho_A*rho_C**2/hbar*n_A*(m - m_e)*(n_C + 1)**2
    M -> A: 2*g**2*h**2*pi**3*rho_A*rho_C**2/hbar*m_e*(n_A + 1)*(n_C + 1)**2

Equations:
    dn_A/dt = gamma_4*(n_C - n_A) - gamma_6*(n_C + 1)**2*(n_A*(m - 2*m_e) - m_e)
    dn_C/dt = gammap_4*(n_A - n_C) + gamma_5*(n_C*(2*m_e - m) + m_e)
    dm_e/dt = gammat_5*(n_C*(m - 2*m_e) - m_e) + gammat_6*(n_C + 1)**2*(n_A*(m - 2*m_e) - m_e)

Rate constants:
    gamma_4 = 2*h**2*pi*rho_C/hbar
    gammap_4 = 2*h**2*pi*rho_A/hbar
    gamma_5 = 2*g**2*pi/(Delta*hbar**2)
    gamma_6 = 2*g**2*h**2*pi**3*rho_C**2/(Delta*hbar**2)
    gammat_5 = 2*g**2*pi*rho_C/hbar
    gammat_6 = 2*g**2*h**2*pi**3*rho_A*rho_C**2/hbar

Numbers that the source does not give (DEFAULTS):
    m = 100. The paper gives no number of emitters; with this one a reservoir has one emitter to
        each mode.

Notes:
    Couplings are real, as in the other two systems.

Parameters
----------
gamma_4   1/s  nonnegative  rate constant of A to C, per mode of A; \gamma_4
gammap_4  1/s  nonnegative  rate constant of A to C, per mode of C; \gamma'_4
gamma_5   1/s  nonnegative  rate constant of C to M, per mode of C; \gamma_5
gamma_6   1/s  nonnegative  rate constant of A to M, per mode of A; \gamma_6
gammat_5  1/s  nonnegative  rate constant of C to M, per ensemble of M; \tilde{\gamma}_5
gammat_6  1/s  nonnegative  rate constant of A to M, per ensemble of M; \tilde{\gamma}_6
Delta     1/s  positive     width of the band of frequencies that takes part; \Delta
N_A       1    positive     \mathcal{N}_A
N_C       1    positive     \mathcal{N}_C
g         J    real         coupling of an emitter to a mode of the outer cavity; \bar{g}
h         J    real         coupling of a reservoir mode to a channel mode; \bar{h}
hbar      J*s  positive     reduced Planck constant; \hbar
m         1    positive     number of emitters; m
rho_A     1/J  positive     \rho_{A}
rho_C     1/J  positive     \rho_{C}

Every parameter is keyword-only and may be an array; the shapes broadcast, written (...) below.

Made from the model with digest 8cfa97ed5df401b4538ea516dbe3e85dac7c5b56a16d24db53c7ae52bde56cb1.
"""

from functools import wraps

import numpy as np

DIGEST = "8cfa97ed5df401b4538ea516dbe3e85dac7c5b56a16d24db53c7ae52bde56cb1"
PARAMETERS = (
    "gamma_4", "gammap_4", "gamma_5", "gamma_6", "gammat_5", "gammat_6", "Delta", "N_A", "N_C", "g",
    "h", "hbar", "m", "rho_A", "rho_C",
)
UNITS = {
    "gamma_4": "1/s",
    "gammap_4": "1/s",
    "gamma_5": "1/s",
    "gamma_6": "1/s",
    "gammat_5": "1/s",
    "gammat_6": "1/s",
    "Delta": "1/s",
    "N_A": "1",
    "N_C": "1",
    "g": "J",
    "h": "J",
    "hbar": "J*s",
    "m": "1",
    "rho_A": "1/J",
    "rho_C": "1/J",
}
DOMAINS = {
    "gamma_4": "nonnegative",
    "gammap_4": "nonnegative",
    "gamma_5": "nonnegative",
    "gamma_6": "nonnegative",
    "gammat_5": "nonnegative",
    "gammat_6": "nonnegative",
    "Delta": "positive",
    "N_A": "positive",
    "N_C": "positive",
    "g": "real",
    "h": "real",
    "hbar": "positive",
    "m": "positive",
    "rho_A": "positive",
    "rho_C": "positive",
}
STATES = ("n_A", "n_C", "m_e")
LINEAR = False
DTYPE = "real"
SPECIES = ("A", "C", "M")
PROCESSES = ("A -> C", "C -> A", "C -> M", "M -> C", "A -> M", "M -> A")
RATES = ("gamma_4", "gammap_4", "gamma_5", "gamma_6", "gammat_5", "gammat_6")
DEFAULTS = {"m": 100.0}


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


def _mixing(a, b):
    """log((a + b)!/(a! b!)) by Stirling, a*log(1 + b/a) + b*log(1 + a/b); 0 where one of them is."""
    with np.errstate(divide="ignore", over="ignore", invalid="ignore"):
        first, second = a * np.log1p(b / a), b * np.log1p(a / b)
    # Beside a part too small to divide by, both terms are smaller than any float.
    small = np.minimum(np.abs(a), np.abs(b)) < 1e-300
    return np.where(small, 0.0, first + second)[()]


def _reciprocal_log1p(a, b):
    """1/log(1 + b/a): 0 where a is 0, infinite where b is, nan where there is no logarithm."""
    with np.errstate(divide="ignore", over="ignore", invalid="ignore"):
        return 1 / np.log1p(b / a)


@_arrays
def rhs(y, *, gamma_4, gammap_4, gamma_5, gamma_6, gammat_5, gammat_6, m):
    """Time derivative of the occupations `y`, ordered as STATES.

    Quanta per mode of a continuum, excitations of a whole ensemble; per second.

    y: real, shape (..., 3): n_A, n_C, m_e.
    Returns: real, shape (..., 3).
    """
    y = _state(y, 3, "real")
    n_A, n_C, m_e = np.ascontiguousarray(np.moveaxis(y, -1, 0))
    out = _zeros((3,), float, y[..., 0], gamma_4, gammap_4, gamma_5, gamma_6, gammat_5, gammat_6, m)
    n_C_minus_n_A = n_C - n_A
    x0 = n_C + 1
    x1 = m - 2 * m_e
    x2 = x0 * x0 * (n_A * x1 - m_e)
    out[..., 0] = gamma_4 * n_C_minus_n_A - gamma_6 * x2
    x3 = m_e - n_C * x1
    out[..., 1] = gamma_5 * x3 - gammap_4 * n_C_minus_n_A
    out[..., 2] = gammat_6 * x2 - gammat_5 * x3
    return out


@_arrays
def jacobian(y, *, gamma_4, gammap_4, gamma_5, gamma_6, gammat_5, gammat_6, m):
    """Derivative of `rhs` by `y`, exactly.

    Shape (..., n, n) with n = len(STATES): element (i, j) is the derivative of rhs[i] by y[j].

    y: real, shape (..., 3): n_A, n_C, m_e.
    Returns: real, shape (..., 3, 3).
    """
    y = _state(y, 3, "real")
    n_A, n_C, m_e = np.ascontiguousarray(np.moveaxis(y, -1, 0))
    out = _zeros(
        (3, 3), float, y[..., 0], gamma_4, gammap_4, gamma_5, gamma_6, gammat_5, gammat_6, m,
    )
    x0 = n_C + 1
    x1 = x0 * x0
    x2 = gamma_6 * x1
    x3 = m - 2 * m_e
    out[..., 0, 0] = -gamma_4 - x2 * x3
    x4 = x0 * (n_A * x3 - m_e)
    out[..., 0, 1] = gamma_4 - 2 * gamma_6 * x4
    x5 = 2 * n_A + 1
    out[..., 0, 2] = x2 * x5
    out[..., 1, 0] = gammap_4
    out[..., 1, 1] = -gamma_5 * x3 - gammap_4
    x6 = 2 * n_C + 1
    out[..., 1, 2] = gamma_5 * x6
    x7 = gammat_6 * x1
    out[..., 2, 0] = x7 * x3
    out[..., 2, 1] = gammat_5 * x3 + 2 * gammat_6 * x4
    out[..., 2, 2] = -gammat_5 * x6 - x7 * x5
    return out


@_arrays
def events(y, *, gamma_4, gammat_5, gammat_6, N_A, m):
    """How often each process happens, ordered as PROCESSES.

    Per second, in the whole band and ensemble: from the rate constant of an ensemble's equation
    where a process has one, else from that of a continuum times its number of modes.

    y: real, shape (..., 3): n_A, n_C, m_e.
    Returns: real, shape (..., 6).
    """
    y = _state(y, 3, "real")
    n_A, n_C, m_e = np.ascontiguousarray(np.moveaxis(y, -1, 0))
    out = _zeros((6,), float, y[..., 0], gamma_4, gammat_5, gammat_6, N_A, m)
    gamma_4_N_A = gamma_4 * N_A
    x0 = n_C + 1
    x1 = n_A * x0
    out[..., 0] = gamma_4_N_A * x1
    x2 = n_A + 1
    out[..., 1] = gamma_4_N_A * n_C * x2
    m_minus_m_e = m - m_e
    out[..., 2] = gammat_5 * n_C * m_minus_m_e
    x3 = m_e * x0
    out[..., 3] = gammat_5 * x3
    x4 = gammat_6 * x0
    out[..., 4] = x1 * m_minus_m_e * x4
    out[..., 5] = x2 * x3 * x4
    return out


@_arrays
def rate_constants(*, Delta, g, h, hbar, rho_A, rho_C):
    """The rate constants from couplings and densities of states, ordered as RATES.

    Per second, on the last axis; `dict(zip(RATES, np.moveaxis(k, -1, 0)))` names them for `rhs`.

    Returns: real, shape (..., 6).
    """
    out = _zeros((6,), float, Delta, g, h, hbar, rho_A, rho_C)
    h_pi = h * np.pi
    h_pi_h = h_pi * h
    out[..., 0] = 2 * h_pi_h * rho_C / hbar
    out[..., 1] = 2 * h_pi_h * rho_A / hbar
    g_pi = g * np.pi
    denominator = Delta * hbar * hbar
    out[..., 2] = 2 * g * g_pi / denominator
    g_rho_C = g * rho_C
    h_pi_g_rho_C = h_pi * g_rho_C
    x0 = h_pi_g_rho_C * (h_pi_g_rho_C * np.pi)
    out[..., 3] = 2 * x0 / denominator
    out[..., 4] = 2 * g_pi * g_rho_C / hbar
    out[..., 5] = 2 * x0 * rho_A / hbar
    return out


@_arrays
def modes(*, Delta, hbar, rho_A, rho_C):
    """How many modes each continuum has.

    Of A, C: the width of the band times the density of states.

    Returns: real, shape (..., 2).
    """
    out = _zeros((2,), float, Delta, hbar, rho_A, rho_C)
    Delta_hbar = Delta * hbar
    out[..., 0] = Delta_hbar * rho_A
    out[..., 1] = Delta_hbar * rho_C
    return out


@_arrays
def entropy(y, *, N_A, N_C, m):
    """Entropy of all occupations in units of the Boltzmann constant.

    log W by Stirling's formula, with W = (N n + N)!/((N n)! N!) for N modes of occupation n
    and W = m!/(m_e! (m - m_e)!) for m emitters; the species are taken for independent.

    y: real, shape (..., 3): n_A, n_C, m_e.
    Returns: real, shape (...).
    """
    y = _state(y, 3, "real")
    n_A, n_C, m_e = np.ascontiguousarray(np.moveaxis(y, -1, 0))
    return N_A * _mixing(n_A, 1) + N_C * _mixing(n_C, 1) + _mixing(m_e, m - m_e)


@_arrays
def temperatures(y, *, m):
    """Effective temperatures k_B T/(hbar*frequency) of the species, ordered as STATES.

    The inverse is the derivative of the entropy by the number of quanta: log((n + 1)/n) for
    modes, log((m - m_e)/m_e) for emitters, where it is negative if they are inverted.

    y: real, shape (..., 3): n_A, n_C, m_e.
    Returns: real, shape (..., 3).
    """
    y = _state(y, 3, "real")
    n_A, n_C, m_e = np.ascontiguousarray(np.moveaxis(y, -1, 0))
    out = _zeros((3,), float, y[..., 0], m)
    out[..., 0] = _reciprocal_log1p(n_A, 1)
    out[..., 1] = _reciprocal_log1p(n_C, 1)
    out[..., 2] = _reciprocal_log1p(m_e, m - 2 * m_e)
    return out
