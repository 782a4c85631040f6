# Written by ratesmith; edit the model and run it again.
r"""the same with the waveguide closed to a ring

Source: Eqs. (S-50)-(S-71)

Model:
    H_int = h*a_1.dag*a_A + h*a_1.dag*a_B + g_1*a_1.dag*M.minus + h*a_1*a_A.dag + h*a_1*a_B.dag +
        g_1*a_1*M.plus + h*a_2.dag*a_A + h*a_2.dag*a_B + g_2*a_2.dag*M.minus + h*a_2*a_A.dag +
        h*a_2*a_B.dag + g_2*a_2*M.plus
    A: continuum of N modes of density rho_A, n_A quanta in each
    B: continuum of N modes of density rho_B, n_B quanta in each
    1: continuum of N_wg modes of density rho_1, n_1 quanta in each
    2: continuum of N_wg modes of density rho_2, n_2 quanta in each
    M: m emitters, m_e of them excited
    closed line along A, M, B: 1 to the right, 2 to the left
    band of width Delta around Omega
    order 2 in the coupling

Assumptions:
    Of every resolvent 1/(E + i0) that can vanish only the on-shell part -i pi delta(E) is kept.
    Of two events that share a mode of a channel the earlier is the one upstream.
    On a closed line only the direct way is coherent; quanta that go round have lost their phase.
    Intermediate quanta are created before they are absorbed; the opposite time ordering is left
        out.
    Left out: processes through M (scattering at the emitters is of higher order in the
        couplings, says the text).
    rho_A = rho_B = rho.
    rho_1 = rho_2 = rho_wg.
    Means of products of occupations are products of means; ensembles are large, so that emitters
        differ.

Processes, with their events per time in the whole band:
    A -> 1: 2*Delta*h**2*pi*rho*rho_wg*n_A*(n_1 + 1)
    1 -> A: 2*Delta*h**2*pi*rho*rho_wg*n_1*(n_A + 1)
    A -> 2: 2*Delta*h**2*pi*rho*rho_wg*n_A*(n_2 + 1)
    2 -> A: 2*Delta*h**2*pi*rho*rho_wg*n_2*(n_A + 1)
    B -> 1: 2*Delta*h**2*pi*rho*rho_wg*n_B*(n_1 + 1)
    1 -> B: 2*Delta*h**2*pi*rho*rho_wg*n_1*(n_B + 1)
    B -> 2: 2*Delta*h**2*pi*rho*rho_wg*n_B*(n_2 + 1)
    2 -> B: 2*Delta*h**2*pi*rho*rho_wg*n_2*(n_B + 1)
    1 -> M: 2*g_1**2*pi*rho_wg/hbar*n_1*(m - m_e)
    M -> 1: 2*g_1**2*pi*rho_wg/hbar*m_e*(n_1 + 1)
    2 -> M: 2*g_2**2*pi*rho_wg/hbar*n_2*(m - m_e)
    M -> 2: 2*g_2**2*pi*rho_wg/hbar*m_e*(n_2 + 1)
    A -> B: 2*Delta*h**4*pi**3*rho**2*rho_wg**2*n_A*(n_1 + 1)**2*(n_B + 1)
    B -> A: 2*Delta*h**4*pi**3*rho**2*rho_wg**2*n_B*(n_2 + 1)**2*(n_A + 1)
    A -> M: 2*g_1**2*h**2*pi**3*rho*rho_wg**2/hbar*n_A*(m - m_e)*(n_1 + 1)**2
    M -> A: 2*g_2**2*h**2*pi**3*rho*rho_wg**2/hbar*m_e*(n_2 + 1)**2*(n_A + 1)
    B -> M: 2*g_2**2*h**2*pi**3*rho*rho_wg**2/hbar*n_B*(m - m_e)*(n_2 + 1)**2
    M -> B: 2*g_1**2*h**2*pi**3*rho*rho_wg**2/hbar*m_e*(n_1 + 1)**2*(n_B + 1)
    1 -> 2: 2*Delta*h**4*pi**3*rho**2*rho_wg**2*n_1*(n_2 + 1)*(n_A + n_B + 2)**2
    2 -> 1: 2*Delta*h**4*pi**3*rho**2*rho_wg**2*n_2*(n_1 + 1)*(n_A + n_B + 2)**2

Equations:
    dn_A/dt = gamma_dec*(n_1 + n_2 - 2*n_A) + gamma_0*(n_B*(n_2 + 1)**2*(n_A + 1) - n_A*(n_1 +
        1)**2*(n_B + 1)) - gamma_1*n_A*(m - m_e)*(n_1 + 1)**2 + gamma_2*m_e*(n_2 + 1)**2*(n_A +
        1)
    dn_B/dt = gamma_dec*(n_1 + n_2 - 2*n_B) + gamma_0*(n_A*(n_1 + 1)**2*(n_B + 1) - n_B*(n_2 +
        1)**2*(n_A + 1)) + gamma_1*m_e*(n_1 + 1)**2*(n_B + 1) - gamma_2*n_B*(m - m_e)*(n_2 +
        1)**2
    dn_1/dt = gammap_dec*(n_A - 2*n_1 + n_B) + gamma_11*(n_1*(2*m_e - m) + m_e) - gamma_3*(n_1 -
        n_2)*(n_A + n_B + 2)**2
    dn_2/dt = gammap_dec*(n_A - 2*n_2 + n_B) + gamma_12*(n_2*(2*m_e - m) + m_e) + gamma_3*(n_1 -
        n_2)*(n_A + n_B + 2)**2
    dm_e/dt = gammat_11*(n_1*(m - 2*m_e) - m_e) + gammat_12*(n_2*(m - 2*m_e) - m_e) +
        gammat_1*(n_1 + 1)**2*(n_A*(m - m_e) - m_e*(n_B + 1)) + gammat_2*(n_2 + 1)**2*(n_B*(m -
        m_e) - m_e*(n_A + 1))

Rate constants:
    gamma_dec = 2*h**2*pi*rho_wg/hbar
    gamma_0 = 2*h**4*pi**3*rho*rho_wg**2/hbar
    gammat_11 = 2*g_1**2*pi*rho_wg/hbar
    gammat_12 = 2*g_2**2*pi*rho_wg/hbar
    gammat_1 = 2*g_1**2*h**2*pi**3*rho*rho_wg**2/hbar
    gammat_2 = 2*g_2**2*h**2*pi**3*rho*rho_wg**2/hbar
    gamma_1 = 2*g_1**2*h**2*pi**3*rho_wg**2/(Delta*hbar**2)
    gamma_2 = 2*g_2**2*h**2*pi**3*rho_wg**2/(Delta*hbar**2)
    gammap_dec = 2*h**2*pi*rho/hbar
    gamma_11 = 2*g_1**2*pi/(Delta*hbar**2)
    gamma_12 = 2*g_2**2*pi/(Delta*hbar**2)
    gamma_3 = 2*h**4*pi**3*rho**2*rho_wg/hbar

Numbers that the source does not give (DEFAULTS):
    m = 100. The paper gives no number of emitters; with this one a reservoir has one emitter to
        each mode.

Notes:
    Couplings are real, as Eq. (5) is Hermitian only then.

Parameters
----------
gamma_dec   1/s  nonnegative  rate constant of A to 1, per mode of A; \gamma_{\text{dec}}
gamma_0     1/s  nonnegative  rate constant of A to B, per mode of A; \gamma_0
gammat_11   1/s  nonnegative  rate constant of M to 1, per ensemble of M; \tilde{\gamma}_{11}
gammat_12   1/s  nonnegative  rate constant of M to 2, per ensemble of M; \tilde{\gamma}_{12}
gammat_1    1/s  nonnegative  rate constant of A to M, per ensemble of M; \tilde{\gamma}_1
gammat_2    1/s  nonnegative  rate constant of B to M, per ensemble of M; \tilde{\gamma}_2
gamma_1     1/s  nonnegative  rate constant of A to M, per mode of A; \gamma_1
gamma_2     1/s  nonnegative  rate constant of B to M, per mode of B; \gamma_2
gammap_dec  1/s  nonnegative  rate constant of A to 1, per mode of 1; \gamma'_{\text{dec}}
gamma_11    1/s  nonnegative  rate constant of 1 to M, per mode of 1; \gamma_{11}
gamma_12    1/s  nonnegative  rate constant of 2 to M, per mode of 2; \gamma_{12}
gamma_3     1/s  nonnegative  rate constant of 1 to 2, per mode of 1; \gamma_3
Delta       1/s  positive     width of the band of frequencies that takes part; \Delta
N           1    positive     number of modes of a reservoir in the band; \mathcal{N}
N_wg        1    positive     number of modes of a channel in the band; \mathcal{N}'
g_1         J    real         coupling of an emitter to a channel mode; \bar{g}_1
g_2         J    real         coupling of an emitter to a channel mode; \bar{g}_2
h           J    real         coupling of a reservoir mode to a channel mode; \bar{h}
hbar        J*s  positive     reduced Planck constant; \hbar
m           1    positive     number of emitters; m
rho         1/J  positive     density of states of a reservoir; \rho
rho_wg      1/J  positive     density of states of a channel; \rho_{wg}

Every parameter is keyword-only and may be an array; the shapes broadcast, written (...) below.

Made from the model with digest aeb7a4ae124c1353f8273facca506e42fc3a48cfe6581225aaa53a5c4315851f.
"""

from functools import wraps

import numpy as np

DIGEST = "aeb7a4ae124c1353f8273facca506e42fc3a48cfe6581225aaa53a5c4315851f"
PARAMETERS = (
    "gamma_dec", "gamma_0", "gammat_11", "gammat_12", "gammat_1", "gammat_2", "gamma_1", "gamma_2",
    "gammap_dec", "gamma_11", "gamma_12", "gamma_3", "Delta", "N", "N_wg", "g_1", "g_2", "h",
    "hbar", "m", "rho", "rho_wg",
)
UNITS = {
    "gamma_dec": "1/s",
    "gamma_0": "1/s",
    "gammat_11": "1/s",
    "gammat_12": "1/s",
    "gammat_1": "1/s",
    "gammat_2": "1/s",
    "gamma_1": "1/s",
    "gamma_2": "1/s",
    "gammap_dec": "1/s",
    "gamma_11": "1/s",
    "gamma_12": "1/s",
    "gamma_3": "1/s",
    "Delta": "1/s",
    "N": "1",
    "N_wg": "1",
    "g_1": "J",
    "g_2": "J",
    "h": "J",
    "hbar": "J*s",
    "m": "1",
    "rho": "1/J",
    "rho_wg": "1/J",
}
DOMAINS = {
    "gamma_dec": "nonnegative",
    "gamma_0": "nonnegative",
    "gammat_11": "nonnegative",
    "gammat_12": "nonnegative",
    "gammat_1": "nonnegative",
    "gammat_2": "nonnegative",
    "gamma_1": "nonnegative",
    "gamma_2": "nonnegative",
    "gammap_dec": "nonnegative",
    "gamma_11": "nonnegative",
    "gamma_12": "nonnegative",
    "gamma_3": "nonnegative",
    "Delta": "positive",
    "N": "positive",
    "N_wg": "positive",
    "g_1": "real",
    "g_2": "real",
    "h": "real",
    "hbar": "positive",
    "m": "positive",
    "rho": "positive",
    "rho_wg": "positive",
}
STATES = ("n_A", "n_B", "n_1", "n_2", "m_e")
LINEAR = False
DTYPE = "real"
SPECIES = ("A", "B", "1", "2", "M")
PROCESSES = (
    "A -> 1", "1 -> A", "A -> 2", "2 -> A", "B -> 1", "1 -> B", "B -> 2", "2 -> B", "1 -> M",
    "M -> 1", "2 -> M", "M -> 2", "A -> B", "B -> A", "A -> M", "M -> A", "B -> M", "M -> B",
    "1 -> 2", "2 -> 1",
)
RATES = (
    "gamma_dec", "gamma_0", "gammat_11", "gammat_12", "gammat_1", "gammat_2", "gamma_1", "gamma_2",
    "gammap_dec", "gamma_11", "gamma_12", "gamma_3",
)
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
def rhs(
    y, *, gamma_dec, gamma_0, gammat_11, gammat_12, gammat_1, gammat_2, gamma_1, gamma_2,
    gammap_dec, gamma_11, gamma_12, gamma_3, m,
):
    """Time derivative of the occupations `y`, ordered as STATES.

    Quanta per mode of a continuum, excitations of a whole ensemble; per second.

    y: real, shape (..., 5): n_A, n_B, n_1, n_2, m_e.
    Returns: real, shape (..., 5).
    """
    y = _state(y, 5, "real")
    n_A, n_B, n_1, n_2, m_e = np.ascontiguousarray(np.moveaxis(y, -1, 0))
    out = _zeros(
        (5,), float, y[..., 0], gamma_dec, gamma_0, gammat_11, gammat_12, gammat_1, gammat_2,
        gamma_1, gamma_2, gammap_dec, gamma_11, gamma_12, gamma_3, m,
    )
    n_1_plus_n_2 = n_1 + n_2
    x0 = n_2 + 1
    x1 = x0 * x0
    x2 = n_A + 1
    x3 = n_1 + 1
    x4 = x3 * x3
    x5 = n_B + 1
    x6 = gamma_0 * (n_B * x1 * x2 - n_A * x4 * x5)
    x7 = gamma_1 * x4
    m_minus_m_e = m - m_e
    x8 = n_A * m_minus_m_e
    x9 = gamma_2 * x1
    x10 = m_e * x2
    out[..., 0] = gamma_dec * (n_1_plus_n_2 - 2 * n_A) + x6 - x7 * x8 + x9 * x10
    x11 = m_e * x5
    x12 = n_B * m_minus_m_e
    out[..., 1] = gamma_dec * (n_1_plus_n_2 - 2 * n_B) - x6 + x7 * x11 - x9 * x12
    n_A_plus_n_B = n_A + n_B
    x13 = 2 * m_e - m
    x14 = n_1 * x13 + m_e
    x15 = n_A_plus_n_B + 2
    x16 = gamma_3 * (n_1 - n_2) * x15 * x15
    out[..., 2] = gammap_dec * (n_A_plus_n_B - 2 * n_1) + gamma_11 * x14 - x16
    x17 = n_2 * x13 + m_e
    out[..., 3] = gammap_dec * (n_A_plus_n_B - 2 * n_2) + gamma_12 * x17 + x16
    out[..., 4] = (
        gammat_1 * x4 * (x8 - x11) - gammat_11 * x14 - gammat_12 * x17 + gammat_2 * x1 * (x12 - x10)
    )
    return out


@_arrays
def jacobian(
    y, *, gamma_dec, gamma_0, gammat_11, gammat_12, gammat_1, gammat_2, gamma_1, gamma_2,
    gammap_dec, gamma_11, gamma_12, gamma_3, m,
):
    """Derivative of `rhs` by `y`, exactly.

    Shape (..., n, n) with n = len(STATES): element (i, j) is the derivative of rhs[i] by y[j].

    y: real, shape (..., 5): n_A, n_B, n_1, n_2, m_e.
    Returns: real, shape (..., 5, 5).
    """
    y = _state(y, 5, "real")
    n_A, n_B, n_1, n_2, m_e = np.ascontiguousarray(np.moveaxis(y, -1, 0))
    out = _zeros(
        (5, 5), float, y[..., 0], gamma_dec, gamma_0, gammat_11, gammat_12, gammat_1, gammat_2,
        gamma_1, gamma_2, gammap_dec, gamma_11, gamma_12, gamma_3, m,
    )
    x0 = n_2 + 1
    x1 = x0 * x0
    x2 = n_1 + 1
    x3 = x2 * x2
    x4 = n_B + 1
    x5 = gamma_0 * (n_B * x1 - x3 * x4)
    x6 = gamma_1 * x3
    m_minus_m_e = m - m_e
    x7 = gamma_2 * x1
    out[..., 0, 0] = x5 - 2 * gamma_dec - x6 * m_minus_m_e + x7 * m_e
    x8 = n_A + 1
    x9 = gamma_0 * (x1 * x8 - n_A * x3)
    out[..., 0, 1] = x9
    x10 = x2 * x4
    x11 = gamma_0 * n_A * x10
    x12 = n_A * m_minus_m_e
    out[..., 0, 2] = gamma_dec - 2 * x11 - 2 * gamma_1 * x12 * x2
    x13 = n_B * x0
    x14 = gamma_0 * x13 * x8
    x15 = m_e * x8
    out[..., 0, 3] = gamma_dec + 2 * x14 + 2 * gamma_2 * x15 * x0
    out[..., 0, 4] = x6 * n_A + x7 * x8
    out[..., 1, 0] = -x5
    out[..., 1, 1] = x6 * m_e - x9 - 2 * gamma_dec - x7 * m_minus_m_e
    out[..., 1, 2] = gamma_dec + 2 * x11 + 2 * gamma_1 * m_e * x10
    out[..., 1, 3] = gamma_dec - 2 * x14 - 2 * gamma_2 * x13 * m_minus_m_e
    out[..., 1, 4] = x6 * x4 + x7 * n_B
    x16 = n_A + n_B + 2
    x17 = gamma_3 * x16
    x18 = x17 * (n_1 - n_2)
    out[..., 2, 0] = out[..., 2, 1] = gammap_dec - 2 * x18
    x19 = 2 * m_e - m
    x20 = x17 * x16
    x21 = -2 * gammap_dec - x20
    out[..., 2, 2] = gamma_11 * x19 + x21
    out[..., 2, 3] = out[..., 3, 2] = x20
    x22 = 2 * n_1 + 1
    out[..., 2, 4] = gamma_11 * x22
    out[..., 3, 0] = out[..., 3, 1] = gammap_dec + 2 * x18
    out[..., 3, 3] = gamma_12 * x19 + x21
    x23 = 2 * n_2 + 1
    out[..., 3, 4] = gamma_12 * x23
    x24 = gammat_1 * x3
    x25 = gammat_2 * x1
    out[..., 4, 0] = x24 * m_minus_m_e - x25 * m_e
    out[..., 4, 1] = x25 * m_minus_m_e - x24 * m_e
    out[..., 4, 2] = 2 * gammat_1 * x2 * (x12 - m_e * x4) - gammat_11 * x19
    out[..., 4, 3] = 2 * gammat_2 * x0 * (n_B * m_minus_m_e - x15) - gammat_12 * x19
    x26 = n_A + x4
    out[..., 4, 4] = -gammat_11 * x22 - gammat_12 * x23 - x24 * x26 - x25 * x26
    return out


@_arrays
def events(y, *, gamma_dec, gamma_0, gammat_11, gammat_12, gammat_1, gammat_2, gamma_3, N, N_wg, m):
    """How often each process happens, ordered as PROCESSES.

    Per second, in the whole band and ensemble: from the rate constant of an ensemble's equation
    where a process has one, else from that of a continuum times its number of modes.

    y: real, shape (..., 5): n_A, n_B, n_1, n_2, m_e.
    Returns: real, shape (..., 20).
    """
    y = _state(y, 5, "real")
    n_A, n_B, n_1, n_2, m_e = np.ascontiguousarray(np.moveaxis(y, -1, 0))
    out = _zeros(
        (20,), float, y[..., 0], gamma_dec, gamma_0, gammat_11, gammat_12, gammat_1, gammat_2,
        gamma_3, N, N_wg, m,
    )
    gamma_dec_N = gamma_dec * N
    x0 = n_1 + 1
    x1 = n_A * x0
    out[..., 0] = gamma_dec_N * x1
    gamma_dec_N_n_1 = gamma_dec_N * n_1
    x2 = n_A + 1
    out[..., 1] = gamma_dec_N_n_1 * x2
    x3 = n_2 + 1
    x4 = gamma_dec_N * x3
    out[..., 2] = n_A * x4
    gamma_dec_N_n_2 = gamma_dec_N * n_2
    out[..., 3] = gamma_dec_N_n_2 * x2
    out[..., 4] = gamma_dec_N * n_B * x0
    x5 = n_B + 1
    out[..., 5] = gamma_dec_N_n_1 * x5
    out[..., 6] = n_B * x4
    out[..., 7] = gamma_dec_N_n_2 * x5
    m_minus_m_e = m - m_e
    out[..., 8] = gammat_11 * n_1 * m_minus_m_e
    x6 = m_e * x0
    out[..., 9] = gammat_11 * x6
    out[..., 10] = gammat_12 * n_2 * m_minus_m_e
    out[..., 11] = gammat_12 * m_e * x3
    gamma_0_N = gamma_0 * N
    x7 = x0 * x5
    out[..., 12] = gamma_0_N * x1 * x7
    x8 = x3 * x3
    x9 = x8 * x2
    out[..., 13] = gamma_0_N * n_B * x9
    out[..., 14] = gammat_1 * x1 * m_minus_m_e * x0
    out[..., 15] = gammat_2 * m_e * x9
    out[..., 16] = gammat_2 * n_B * m_minus_m_e * x8
    out[..., 17] = gammat_1 * x7 * x6
    x10 = n_A + n_B + 2
    x11 = gamma_3 * N_wg * (x10 * x10)
    out[..., 18] = x11 * n_1 * x3
    out[..., 19] = x11 * n_2 * x0
    return out


@_arrays
def rate_constants(*, Delta, g_1, g_2, h, hbar, rho, rho_wg):
    """The rate constants from couplings and densities of states, ordered as RATES.

    Per second, on the last axis; `dict(zip(RATES, np.moveaxis(k, -1, 0)))` names them for `rhs`.

    Returns: real, shape (..., 12).
    """
    out = _zeros((12,), float, Delta, g_1, g_2, h, hbar, rho, rho_wg)
    h_pi = h * np.pi
    h_pi_rho_wg = h_pi * rho_wg
    out[..., 0] = 2 * h * h_pi_rho_wg / hbar
    h_pi_rho = h_pi * rho
    h_h_pi_rho = h * h_pi_rho
    h_pi_rho_wg_squared = h_pi_rho_wg * h_pi_rho_wg
    out[..., 1] = 2 * h_h_pi_rho * h_pi_rho_wg_squared / hbar
    g_1_g_1_pi = g_1 * (g_1 * np.pi)
    out[..., 2] = 2 * g_1_g_1_pi * rho_wg / hbar
    g_2_g_2_pi = g_2 * (g_2 * np.pi)
    out[..., 3] = 2 * g_2_g_2_pi * rho_wg / hbar
    rho_h_pi_rho_wg_squared = rho * h_pi_rho_wg_squared
    out[..., 4] = 2 * g_1_g_1_pi * rho_h_pi_rho_wg_squared / hbar
    out[..., 5] = 2 * g_2_g_2_pi * rho_h_pi_rho_wg_squared / hbar
    denominator = Delta * hbar * hbar
    out[..., 6] = 2 * g_1_g_1_pi * h_pi_rho_wg_squared / denominator
    out[..., 7] = 2 * g_2_g_2_pi * h_pi_rho_wg_squared / denominator
    out[..., 8] = 2 * h_h_pi_rho / hbar
    out[..., 9] = 2 * g_1_g_1_pi / denominator
    out[..., 10] = 2 * g_2_g_2_pi / denominator
    out[..., 11] = 2 * h_h_pi_rho * h_pi_rho * h_pi_rho_wg / hbar
    return out


@_arrays
def modes(*, Delta, hbar, rho, rho_wg):
    """How many modes each continuum has.

    Of A, B, 1, 2: the width of the band times the density of states.

    Returns: real, shape (..., 4).
    """
    out = _zeros((4,), float, Delta, hbar, rho, rho_wg)
    Delta_hbar = Delta * hbar
    out[..., 0] = out[..., 1] = Delta_hbar * rho
    out[..., 2] = out[..., 3] = Delta_hbar * rho_wg
    return out


@_arrays
def entropy(y, *, N, N_wg, m):
    """Entropy of all occupations in units of the Boltzmann constant.

    log W by Stirling's formula, with W = (N n + N)!/((N n)! N!) for N modes of occupation n
    and W = m!/(m_e! (m - m_e)!) for m emitters; the species are taken for independent.

    y: real, shape (..., 5): n_A, n_B, n_1, n_2, m_e.
    Returns: real, shape (...).
    """
    y = _state(y, 5, "real")
    n_A, n_B, n_1, n_2, m_e = np.ascontiguousarray(np.moveaxis(y, -1, 0))
    return (
        N * _mixing(n_A, 1)
        + N * _mixing(n_B, 1)
        + N_wg * _mixing(n_1, 1)
        + N_wg * _mixing(n_2, 1)
        + _mixing(m_e, m - m_e)
    )


@_arrays
def temperatures(y, *, m):
    """Effective temperatures k_B T/(hbar*frequency) of the species, ordered as STATES.

    The inverse is the derivative of the entropy by the number of quanta: log((n + 1)/n) for
    modes, log((m - m_e)/m_e) for emitters, where it is negative if they are inverted.

    y: real, shape (..., 5): n_A, n_B, n_1, n_2, m_e.
    Returns: real, shape (..., 5).
    """
    y = _state(y, 5, "real")
    n_A, n_B, n_1, n_2, m_e = np.ascontiguousarray(np.moveaxis(y, -1, 0))
    out = _zeros((5,), float, y[..., 0], m)
    out[..., 0] = _reciprocal_log1p(n_A, 1)
    out[..., 1] = _reciprocal_log1p(n_B, 1)
    out[..., 2] = _reciprocal_log1p(n_1, 1)
    out[..., 3] = _reciprocal_log1p(n_2, 1)
    out[..., 4] = _reciprocal_log1p(m_e, m - 2 * m_e)
    return out
