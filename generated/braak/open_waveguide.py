# Written by ratesmith; edit the model and run it again.
r"""two reservoirs and an ensemble of emitters on an open chiral waveguide

Source: Eqs. (2)-(10), (S-11)-(S-49)

Model:
    H_int = h*a_1.dag*a_A + h*a_1.dag*a_B + g_1*a_1.dag*M.minus + h*a_1*a_A.dag + h*a_1*a_B.dag +
        g_1*a_1*M.plus + h*a_2.dag*a_A + h*a_2.dag*a_B + g_2*a_2.dag*M.minus + h*a_2*a_A.dag +
        h*a_2*a_B.dag + g_2*a_2*M.plus
    A: continuum of N modes of density rho_A, n_A quanta in each
    B: continuum of N modes of density rho_B, n_B quanta in each
    1: continuum of N_wg modes of density rho_1, n_1 quanta in each
    2: continuum of N_wg modes of density rho_2, n_2 quanta in each
    M: m emitters, m_e of them excited
    open line along A, M, B: 1 to the right, 2 to the left
    band of width Delta around Omega
    order 2 in the coupling

Assumptions:
    Of every resolvent 1/(E + i0) that can vanish only the on-shell part -i pi delta(E) is kept.
    Of two events that share a mode of a channel the earlier is the one upstream.
    Intermediate quanta are created before they are absorbed; the opposite time ordering is left
        out.
    Left out: processes through M (scattering at the emitters is of higher order in the
        couplings, says the text).
    Held empty: 1, 2.
    rho_A = rho_B = rho.
    rho_1 = rho_2 = rho_wg.
    Means of products of occupations are products of means; ensembles are large, so that emitters
        differ.

Processes, with their events per time in the whole band:
    A -> 1: 2*Delta*h**2*pi*rho*rho_wg*n_A
    A -> 2: 2*Delta*h**2*pi*rho*rho_wg*n_A
    B -> 1: 2*Delta*h**2*pi*rho*rho_wg*n_B
    B -> 2: 2*Delta*h**2*pi*rho*rho_wg*n_B
    M -> 1: 2*g_1**2*pi*rho_wg/hbar*m_e
    M -> 2: 2*g_2**2*pi*rho_wg/hbar*m_e
    A -> B: 2*Delta*h**4*pi**3*rho**2*rho_wg**2*n_A*(n_B + 1)
    B -> A: 2*Delta*h**4*pi**3*rho**2*rho_wg**2*n_B*(n_A + 1)
    A -> M: 2*g_1**2*h**2*pi**3*rho*rho_wg**2/hbar*n_A*(m - m_e)
    M -> A: 2*g_2**2*h**2*pi**3*rho*rho_wg**2/hbar*m_e*(n_A + 1)
    B -> M: 2*g_2**2*h**2*pi**3*rho*rho_wg**2/hbar*n_B*(m - m_e)
    M -> B: 2*g_1**2*h**2*pi**3*rho*rho_wg**2/hbar*m_e*(n_B + 1)

Equations:
    dn_A/dt = gamma_0*(n_B - n_A) - 2*gamma_dec*n_A - gamma_1*n_A*(m - m_e) + gamma_2*m_e*(n_A +
        1)
    dn_B/dt = gamma_0*(n_A - n_B) - 2*gamma_dec*n_B + gamma_1*m_e*(n_B + 1) - gamma_2*n_B*(m -
        m_e)
    dm_e/dt = gammat_1*(n_A*(m - m_e) - m_e*(n_B + 1)) - gammat_11*m_e - gammat_12*m_e +
        gammat_2*(n_B*(m - m_e) - m_e*(n_A + 1))

Rate constants:
    gamma_dec = 2*h**2*pi*rho_wg/hbar
    gamma_0 = 2*h**4*pi**3*rho*rho_wg**2/hbar
    gammat_11 = 2*g_1**2*pi*rho_wg/hbar
    gammat_12 = 2*g_2**2*pi*rho_wg/hbar
    gammat_1 = 2*g_1**2*h**2*pi**3*rho*rho_wg**2/hbar
    gammat_2 = 2*g_2**2*h**2*pi**3*rho*rho_wg**2/hbar
    gamma_1 = 2*g_1**2*h**2*pi**3*rho_wg**2/(Delta*hbar**2)
    gamma_2 = 2*g_2**2*h**2*pi**3*rho_wg**2/(Delta*hbar**2)

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
Delta       1/s  positive     width of the band of frequencies that takes part; \Delta
N           1    positive     number of modes of a reservoir in the band; \mathcal{N}
eigenvalue  1/s  real         eigenvalue of the linear rates: minus a decay rate; \lambda
g_1         J    real         coupling of an emitter to a channel mode; \bar{g}_1
g_2         J    real         coupling of an emitter to a channel mode; \bar{g}_2
h           J    real         coupling of a reservoir mode to a channel mode; \bar{h}
hbar        J*s  positive     reduced Planck constant; \hbar
m           1    positive     number of emitters; m
rho         1/J  positive     density of states of a reservoir; \rho
rho_wg      1/J  positive     density of states of a channel; \rho_{wg}

Every parameter is keyword-only and may be an array; the shapes broadcast, written (...) below.

Made from the model with digest 0fe6f36e7896d28a31845814826431268e4068ae0dd92de1aaf5e208c4f6060f.
"""

from functools import wraps

import numpy as np

DIGEST = "0fe6f36e7896d28a31845814826431268e4068ae0dd92de1aaf5e208c4f6060f"
PARAMETERS = (
    "gamma_dec", "gamma_0", "gammat_11", "gammat_12", "gammat_1", "gammat_2", "gamma_1", "gamma_2",
    "Delta", "N", "eigenvalue", "g_1", "g_2", "h", "hbar", "m", "rho", "rho_wg",
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
    "Delta": "1/s",
    "N": "1",
    "eigenvalue": "1/s",
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
    "Delta": "positive",
    "N": "positive",
    "eigenvalue": "real",
    "g_1": "real",
    "g_2": "real",
    "h": "real",
    "hbar": "positive",
    "m": "positive",
    "rho": "positive",
    "rho_wg": "positive",
}
STATES = ("n_A", "n_B", "m_e")
LINEAR = False
DTYPE = "real"
SPECIES = ("A", "B", "M")
PROCESSES = (
    "A -> 1", "A -> 2", "B -> 1", "B -> 2", "M -> 1", "M -> 2", "A -> B", "B -> A", "A -> M",
    "M -> A", "B -> M", "M -> B",
)
RATES = (
    "gamma_dec", "gamma_0", "gammat_11", "gammat_12", "gammat_1", "gammat_2", "gamma_1", "gamma_2",
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
def rhs(y, *, gamma_dec, gamma_0, gammat_11, gammat_12, gammat_1, gammat_2, gamma_1, gamma_2, m):
    """Time derivative of the occupations `y`, ordered as STATES.

    Quanta per mode of a continuum, excitations of a whole ensemble; per second.

    y: real, shape (..., 3): n_A, n_B, m_e.
    Returns: real, shape (..., 3).
    """
    y = _state(y, 3, "real")
    n_A, n_B, m_e = np.ascontiguousarray(np.moveaxis(y, -1, 0))
    out = _zeros(
        (3,), float, y[..., 0], gamma_dec, gamma_0, gammat_11, gammat_12, gammat_1, gammat_2,
        gamma_1, gamma_2, m,
    )
    x0 = gamma_0 * (n_B - n_A)
    m_minus_m_e = m - m_e
    x1 = n_A * m_minus_m_e
    x2 = m_e * (n_A + 1)
    out[..., 0] = x0 - 2 * gamma_dec * n_A - gamma_1 * x1 + gamma_2 * x2
    x3 = m_e * (n_B + 1)
    x4 = n_B * m_minus_m_e
    out[..., 1] = gamma_1 * x3 - x0 - 2 * gamma_dec * n_B - gamma_2 * x4
    out[..., 2] = gammat_1 * (x1 - x3) - gammat_11 * m_e - gammat_12 * m_e + gammat_2 * (x4 - x2)
    return out


@_arrays
def jacobian(
    y, *, gamma_dec, gamma_0, gammat_11, gammat_12, gammat_1, gammat_2, gamma_1, gamma_2, m,
):
    """Derivative of `rhs` by `y`, exactly.

    Shape (..., n, n) with n = len(STATES): element (i, j) is the derivative of rhs[i] by y[j].

    y: real, shape (..., 3): n_A, n_B, m_e.
    Returns: real, shape (..., 3, 3).
    """
    y = _state(y, 3, "real")
    n_A, n_B, m_e = np.ascontiguousarray(np.moveaxis(y, -1, 0))
    out = _zeros(
        (3, 3), float, y[..., 0], gamma_dec, gamma_0, gammat_11, gammat_12, gammat_1, gammat_2,
        gamma_1, gamma_2, m,
    )
    m_e_minus_m = m_e - m
    x0 = -2 * gamma_dec - gamma_0
    out[..., 0, 0] = gamma_1 * m_e_minus_m + x0 + gamma_2 * m_e
    out[..., 0, 1] = out[..., 1, 0] = gamma_0
    x1 = n_A + 1
    out[..., 0, 2] = gamma_1 * n_A + gamma_2 * x1
    out[..., 1, 1] = gamma_1 * m_e + x0 + gamma_2 * m_e_minus_m
    out[..., 1, 2] = gamma_1 * (n_B + 1) + gamma_2 * n_B
    out[..., 2, 0] = -gammat_1 * m_e_minus_m - gammat_2 * m_e
    out[..., 2, 1] = -gammat_2 * m_e_minus_m - gammat_1 * m_e
    x2 = -n_B - x1
    out[..., 2, 2] = gammat_1 * x2 - gammat_11 - gammat_12 + gammat_2 * x2
    return out


@_arrays
def events(y, *, gamma_dec, gamma_0, gammat_11, gammat_12, gammat_1, gammat_2, N, m):
    """How often each process happens, ordered as PROCESSES.

    Per second, in the whole band and ensemble: from the rate constant of an ensemble's equation
    where a process has one, else from that of a continuum times its number of modes.

    y: real, shape (..., 3): n_A, n_B, m_e.
    Returns: real, shape (..., 12).
    """
    y = _state(y, 3, "real")
    n_A, n_B, m_e = np.ascontiguousarray(np.moveaxis(y, -1, 0))
    out = _zeros(
        (12,), float, y[..., 0], gamma_dec, gamma_0, gammat_11, gammat_12, gammat_1, gammat_2, N, m,
    )
    gamma_dec_N = gamma_dec * N
    out[..., 0] = out[..., 1] = gamma_dec_N * n_A
    out[..., 2] = out[..., 3] = gamma_dec_N * n_B
    out[..., 4] = gammat_11 * m_e
    out[..., 5] = gammat_12 * m_e
    gamma_0_N = gamma_0 * N
    x0 = n_B + 1
    out[..., 6] = gamma_0_N * n_A * x0
    x1 = n_A + 1
    out[..., 7] = gamma_0_N * n_B * x1
    m_minus_m_e = m - m_e
    out[..., 8] = gammat_1 * n_A * m_minus_m_e
    out[..., 9] = gammat_2 * m_e * x1
    out[..., 10] = gammat_2 * n_B * m_minus_m_e
    out[..., 11] = gammat_1 * m_e * x0
    return out


@_arrays
def rate_constants(*, Delta, g_1, g_2, h, hbar, rho, rho_wg):
    """The rate constants from couplings and densities of states, ordered as RATES.

    Per second, on the last axis; `dict(zip(RATES, np.moveaxis(k, -1, 0)))` names them for `rhs`.

    Returns: real, shape (..., 8).
    """
    out = _zeros((8,), float, Delta, g_1, g_2, h, hbar, rho, rho_wg)
    pi_rho_wg = np.pi * rho_wg
    h_pi_rho_wg = h * pi_rho_wg
    out[..., 0] = 2 * h_pi_rho_wg * h / hbar
    h_pi_rho_wg_h_pi_rho_wg_pi = h_pi_rho_wg * (h_pi_rho_wg * np.pi)
    x0 = h_pi_rho_wg_h_pi_rho_wg_pi * rho
    out[..., 1] = 2 * h * h * x0 / hbar
    g_1_squared = g_1 * g_1
    out[..., 2] = 2 * g_1_squared * pi_rho_wg / hbar
    g_2_squared = g_2 * g_2
    out[..., 3] = 2 * g_2_squared * pi_rho_wg / hbar
    out[..., 4] = 2 * g_1_squared * x0 / hbar
    out[..., 5] = 2 * g_2_squared * x0 / hbar
    denominator = Delta * hbar * hbar
    out[..., 6] = 2 * g_1_squared * h_pi_rho_wg_h_pi_rho_wg_pi / denominator
    out[..., 7] = 2 * g_2_squared * h_pi_rho_wg_h_pi_rho_wg_pi / denominator
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
def entropy(y, *, N, m):
    """Entropy of all occupations in units of the Boltzmann constant.

    log W by Stirling's formula, with W = (N n + N)!/((N n)! N!) for N modes of occupation n
    and W = m!/(m_e! (m - m_e)!) for m emitters; the species are taken for independent.

    y: real, shape (..., 3): n_A, n_B, m_e.
    Returns: real, shape (...).
    """
    y = _state(y, 3, "real")
    n_A, n_B, m_e = np.ascontiguousarray(np.moveaxis(y, -1, 0))
    return N * _mixing(n_A, 1) + N * _mixing(n_B, 1) + _mixing(m_e, m - m_e)


@_arrays
def temperatures(y, *, m):
    """Effective temperatures k_B T/(hbar*frequency) of the species, ordered as STATES.

    The inverse is the derivative of the entropy by the number of quanta: log((n + 1)/n) for
    modes, log((m - m_e)/m_e) for emitters, where it is negative if they are inverted.

    y: real, shape (..., 3): n_A, n_B, m_e.
    Returns: real, shape (..., 3).
    """
    y = _state(y, 3, "real")
    n_A, n_B, m_e = np.ascontiguousarray(np.moveaxis(y, -1, 0))
    out = _zeros((3,), float, y[..., 0], m)
    out[..., 0] = _reciprocal_log1p(n_A, 1)
    out[..., 1] = _reciprocal_log1p(n_B, 1)
    out[..., 2] = _reciprocal_log1p(m_e, m - 2 * m_e)
    return out


@_arrays
def linearised(
    *, gamma_dec, gamma_0, gammat_11, gammat_12, gammat_1, gammat_2, gamma_1, gamma_2, m,
):
    """The matrix of the rate equations around zero, where all occupations vanish at late times.

    Rows and columns as STATES; per second.

    Returns: real, shape (..., 3, 3).
    """
    out = _zeros(
        (3, 3), float, gamma_dec, gamma_0, gammat_11, gammat_12, gammat_1, gammat_2, gamma_1,
        gamma_2, m,
    )
    x0 = -gamma_0 - 2 * gamma_dec
    out[..., 0, 0] = x0 - m * gamma_1
    out[..., 0, 1] = out[..., 1, 0] = gamma_0
    out[..., 0, 2] = gamma_2
    out[..., 1, 1] = x0 - m * gamma_2
    out[..., 1, 2] = gamma_1
    out[..., 2, 0] = m * gammat_1
    out[..., 2, 1] = m * gammat_2
    out[..., 2, 2] = -gammat_1 - gammat_2 - gammat_11 - gammat_12
    return out


@_arrays
def characteristic(
    *, gamma_dec, gamma_0, gammat_11, gammat_12, gammat_1, gammat_2, gamma_1, gamma_2, m,
):
    """Coefficients of det(eigenvalue - linearised), constant term first.

    An eigenvalue is the root of a polynomial of degree 3, which does not factor for general
        rates.

    Returns: real, shape (..., 4).
    """
    out = _zeros(
        (4,), float, gamma_dec, gamma_0, gammat_11, gammat_12, gammat_1, gammat_2, gamma_1, gamma_2,
        m,
    )
    m_gamma_1 = m * gamma_1
    gamma_0_gammat_11 = gamma_0 * gammat_11
    gamma_0_gammat_12 = gamma_0 * gammat_12
    m_gamma_2 = m * gamma_2
    gamma_0_gamma_dec = gamma_0 * gamma_dec
    m_gamma_1_m_gamma_2 = m_gamma_1 * m_gamma_2
    m_gamma_1_gamma_dec = m_gamma_1 * gamma_dec
    m_gamma_2_gamma_dec = m_gamma_2 * gamma_dec
    gamma_dec_squared = gamma_dec * gamma_dec
    out[..., 0] = (
        m_gamma_1 * gamma_0_gammat_11
        + m_gamma_1 * gamma_0_gammat_12
        + m_gamma_2 * gamma_0_gammat_11
        + m_gamma_2 * gamma_0_gammat_12
        + 4 * gamma_0_gamma_dec * gammat_1
        + 4 * gamma_0_gamma_dec * gammat_2
        + 4 * gamma_0_gamma_dec * gammat_11
        + 4 * gamma_0_gamma_dec * gammat_12
        - m_gamma_1 * m_gamma_1 * gammat_2
        + m_gamma_1_m_gamma_2 * gammat_1
        + m_gamma_1_m_gamma_2 * gammat_2
        + m_gamma_1_m_gamma_2 * gammat_11
        + m_gamma_1_m_gamma_2 * gammat_12
        + 2 * m_gamma_1_gamma_dec * gammat_1
        + 2 * m_gamma_1_gamma_dec * gammat_11
        + 2 * m_gamma_1_gamma_dec * gammat_12
        - m_gamma_2 * m_gamma_2 * gammat_1
        + 2 * m_gamma_2_gamma_dec * gammat_2
        + 2 * m_gamma_2_gamma_dec * gammat_11
        + 2 * m_gamma_2_gamma_dec * gammat_12
        + 4 * gamma_dec_squared * gammat_1
        + 4 * gamma_dec_squared * gammat_2
        + 4 * gamma_dec_squared * gammat_11
        + 4 * gamma_dec_squared * gammat_12
    )
    out[..., 1] = (
        m_gamma_1 * gamma_0
        + m_gamma_2 * gamma_0
        + 4 * gamma_0_gamma_dec
        + 2 * gamma_0 * gammat_1
        + 2 * gamma_0 * gammat_2
        + 2 * gamma_0_gammat_11
        + 2 * gamma_0_gammat_12
        + m_gamma_1_m_gamma_2
        + 2 * m_gamma_1_gamma_dec
        + m_gamma_1 * gammat_1
        + m_gamma_1 * gammat_11
        + m_gamma_1 * gammat_12
        + 2 * m_gamma_2_gamma_dec
        + m_gamma_2 * gammat_2
        + m_gamma_2 * gammat_11
        + m_gamma_2 * gammat_12
        + 4 * gamma_dec_squared
        + 4 * gamma_dec * gammat_1
        + 4 * gamma_dec * gammat_2
        + 4 * gamma_dec * gammat_11
        + 4 * gamma_dec * gammat_12
    )
    out[..., 2] = (
        2 * gamma_0
        + m * (gamma_1 + gamma_2)
        + 4 * gamma_dec
        + gammat_1
        + gammat_2
        + gammat_11
        + gammat_12
    )
    out[..., 3] = 1
    return out


@_arrays
def slow_mode(*, gamma_dec, gamma_0, gamma_1, gamma_2, eigenvalue, m):
    """The occupations at late times up to a common factor, for an eigenvalue of `linearised`.

    Polynomial in the eigenvalue; that of the eigenvalue closest to zero is left at late times.
    Zero throughout where the rates vanish that join the species to one another.

    Returns: real, shape (..., 3).
    """
    out = _zeros((3,), float, gamma_dec, gamma_0, gamma_1, gamma_2, eigenvalue, m)
    x0 = eigenvalue + 2 * gamma_dec
    x1 = x0 + m * gamma_2
    gamma_1_plus_gamma_2 = gamma_1 + gamma_2
    x2 = gamma_0 * gamma_1_plus_gamma_2
    out[..., 0] = gamma_2 * x1 + x2
    x3 = x0 + m * gamma_1
    out[..., 1] = gamma_1 * x3 + x2
    out[..., 2] = x3 * x1 + gamma_0 * (2 * x0 + m * gamma_1_plus_gamma_2)
    return out


@_arrays
def asymptotic_ratio(*, gamma_dec, gamma_0, gamma_1, gamma_2, eigenvalue, m):
    """The ratio n_A/n_B at late times, for the eigenvalue of `linearised` closest to zero.

    An eigenvalue is the root of a polynomial of degree 3, which does not factor for general
        rates.

    Returns: real, shape (...).
    """
    x0 = eigenvalue + 2 * gamma_dec
    x1 = gamma_0 * (gamma_1 + gamma_2)
    return (gamma_2 * (x0 + m * gamma_2) + x1) / (gamma_1 * (x0 + m * gamma_1) + x1)
