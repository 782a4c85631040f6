# Written by ratesmith; edit the model and run it again.
r"""Parameters of the cascade that the optomechanical platform amounts to

Source: Barzanjeh, Aquilina and Xuereb, Manipulating heat flow in quantum devices, Eq. (4)

Models (hbar = 1):
    H/hbar = (4*G_1**2*Omega - 4*G_1**2*omega_m + 4*Omega**2*omega_1 - 4*Omega**2*omega_d -
        8*Omega*omega_1*omega_m + 8*Omega*omega_d*omega_m + gamma_m**2*omega_1 -
        gamma_m**2*omega_d + 4*omega_1*omega_m**2 - 4*omega_d*omega_m**2)/(4*Omega**2 -
        8*Omega*omega_m + gamma_m**2 + 4*omega_m**2)*d_a_1.dag*d_a_1 + (4*G_1*G_2*Omega -
        4*G_1*G_2*omega_m + 4*J*Omega**2*exp(I*phi) - 8*J*Omega*omega_m*exp(I*phi) +
        J*gamma_m**2*exp(I*phi) + 4*J*omega_m**2*exp(I*phi))/(4*Omega**2*exp(I*phi) -
        8*Omega*omega_m*exp(I*phi) + gamma_m**2*exp(I*phi) +
        4*omega_m**2*exp(I*phi))*d_a_1.dag*d_a_2 + (4*G_1*G_2*Omega*exp(I*phi) -
        4*G_1*G_2*omega_m*exp(I*phi) + 4*J*Omega**2 - 8*J*Omega*omega_m + J*gamma_m**2 +
        4*J*omega_m**2)/(4*Omega**2 - 8*Omega*omega_m + gamma_m**2 +
        4*omega_m**2)*d_a_1*d_a_2.dag + (4*G_2**2*Omega - 4*G_2**2*omega_m + 4*Omega**2*omega_2 -
        4*Omega**2*omega_d - 8*Omega*omega_2*omega_m + 8*Omega*omega_d*omega_m +
        gamma_m**2*omega_2 - gamma_m**2*omega_d + 4*omega_2*omega_m**2 -
        4*omega_d*omega_m**2)/(4*Omega**2 - 8*Omega*omega_m + gamma_m**2 +
        4*omega_m**2)*d_a_2.dag*d_a_2
    bath a_in_1: D[sqrt(kappa_1)*d_a_1], occupation N_1
    bath a_in_2: D[sqrt(kappa_2)*d_a_2], occupation N_2
    bath b_in_m: D[(4*G_1*Omega*sqrt(gamma_m) - 4*G_1*sqrt(gamma_m)*omega_m +
        I*(2*G_1*gamma_m*sqrt(gamma_m)))/(4*Omega**2 - 8*Omega*omega_m + gamma_m**2 +
        4*omega_m**2)*d_a_1 + (4*G_2*Omega*sqrt(gamma_m) - 4*G_2*sqrt(gamma_m)*omega_m +
        I*(2*G_2*gamma_m*sqrt(gamma_m)))/(4*Omega**2*exp(I*phi) - 8*Omega*omega_m*exp(I*phi) +
        gamma_m**2*exp(I*phi) + 4*omega_m**2*exp(I*phi))*d_a_2], occupation N_3
    Delta_1 := omega_1 - omega_d
    Delta_2 := omega_2 - omega_d
    delta := Omega - omega_m
    corresponds to
    H/hbar = omega_1*c_1.dag*c_1 + (2*F*exp(I*theta) +
        I*(sqrt(gamma_1)*sqrt(gamma_2)))/(2*exp(I*theta))*c_1.dag*c_2 + (2*conj(F) +
        I*(-sqrt(gamma_1)*sqrt(gamma_2)*exp(I*theta)))/2*c_1*c_2.dag + omega_2*c_2.dag*c_2
    bath c_in_1: kappa_1 * D[c_1], occupation N_1
    bath c_in_2: kappa_2 * D[c_2], occupation N_2
    bath c_in_3: D[sqrt(gamma_1)*c_1 + sqrt(gamma_2)/(exp(I*theta))*c_2], occupation N_3
    n_1 = <c_1.dag*c_1>
    n_2 = <c_2.dag*c_2>
    asked for: gamma_1, gamma_2, theta, omega_1, omega_2, F

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
    effective model: d_b eliminated in the frequency domain; coefficients held at Omega. They
        keep the commutators exactly, so that they are those of a Hamiltonian and of baths.
    correspondence: Langevin equations of optomechanics_effective and cascaded_shifted set equal,
        term by term.

Approximations, and what they ask for:
    cubic terms are dropped: the mean field of a_1 must be large: |1| << |G_1/g_1|
    cubic terms are dropped: the mean field of a_2 must be large: |1| << |G_2*exp(I*phi)/g_2|
    the static shift of a_1 by the mean of b is left out: |-8*omega_m*(G_1**2*g_2 +
        G_2**2*g_1)/(g_2*(gamma_m**2 + 4*omega_m**2))| << |kappa_1|
    the static shift of a_2 by the mean of b is left out: |-8*omega_m*(G_1**2*g_2 +
        G_2**2*g_1)/(g_1*(gamma_m**2 + 4*omega_m**2))| << |kappa_2|
    G_1*d_a_1.dag*d_b.dag is dropped: it turns at 2*omega_m: |G_1| << |2*omega_m|
    G_2*exp(I*phi)*d_a_2.dag*d_b.dag is dropped: it turns at 2*omega_m: |G_2*exp(I*phi)| <<
        |2*omega_m|
    sidebands are resolved: d_a_1 is narrower than 2*omega_m: |kappa_1| << |2*omega_m|
    sidebands are resolved: d_b is narrower than 2*omega_m: |gamma_m| << |2*omega_m|
    sidebands are resolved: d_a_2 is narrower than 2*omega_m: |kappa_2| << |2*omega_m|
    coefficients are constant over the signal's bandwidth: |Gamma| << |-(2*(Omega - omega_m) +
        I*gamma_m)/2|
    coefficients are constant over the linewidth of d_a_1: |(4*G_1**2*gamma_m + kappa_1*(4*(Omega
        - omega_m)**2 + gamma_m**2))/(4*(Omega - omega_m)**2 + gamma_m**2)| << |-(2*(Omega -
        omega_m) + I*gamma_m)/2|
    coefficients are constant over the distance of d_a_1 from Omega: |(4*(Omega -
        omega_m)*(G_1**2 - (Omega - omega_m)*(Omega - omega_1 + omega_d)) + gamma_m**2*(omega_1 -
        Omega - omega_d))/(4*(Omega - omega_m)**2 + gamma_m**2)| << |-(2*(Omega - omega_m) +
        I*gamma_m)/2|
    coefficients are constant over the linewidth of d_a_2: |(4*G_2**2*gamma_m + kappa_2*(4*(Omega
        - omega_m)**2 + gamma_m**2))/(4*(Omega - omega_m)**2 + gamma_m**2)| << |-(2*(Omega -
        omega_m) + I*gamma_m)/2|
    coefficients are constant over the distance of d_a_2 from Omega: |(4*(Omega -
        omega_m)*(G_2**2 - (Omega - omega_m)*(Omega - omega_2 + omega_d)) + gamma_m**2*(omega_2 -
        Omega - omega_d))/(4*(Omega - omega_m)**2 + gamma_m**2)| << |-(2*(Omega - omega_m) +
        I*gamma_m)/2|

Parameters
----------
G_1      rad/s  positive  modulus of the coupling enhanced by the mean field; G_1
G_2      rad/s  positive  modulus of the coupling enhanced by the mean field; G_2
J        rad/s  real      photon hopping between the cavities; J
Omega    rad/s  real      frequency of interest; \Omega
gamma_m  1/s    positive  damping rate of the mechanical resonator; \gamma_m
omega_1  rad/s  real      frequency of the oscillator; \omega_1
omega_2  rad/s  real      frequency of the oscillator; \omega_2
omega_d  rad/s  real      frequency of both drives; \omega_d
omega_m  rad/s  positive  frequency of the mechanical resonator; \omega_m
phi      1      angle     phase of the second oscillator's coupling to the channel; \phi

Every parameter is keyword-only and may be an array; the shapes broadcast, written (...) below.

Made from the model with digest f84d82fe90261333d1017ef546126fdc0ac0f8cfb0fc7f8437cf25a6189b4d21.
"""

from functools import wraps

import numpy as np

DIGEST = "f84d82fe90261333d1017ef546126fdc0ac0f8cfb0fc7f8437cf25a6189b4d21"
PARAMETERS = (
    "G_1", "G_2", "J", "Omega", "gamma_m", "omega_1", "omega_2", "omega_d", "omega_m", "phi",
)
UNITS = {
    "G_1": "rad/s",
    "G_2": "rad/s",
    "J": "rad/s",
    "Omega": "rad/s",
    "gamma_m": "1/s",
    "omega_1": "rad/s",
    "omega_2": "rad/s",
    "omega_d": "rad/s",
    "omega_m": "rad/s",
    "phi": "1",
}
DOMAINS = {
    "G_1": "positive",
    "G_2": "positive",
    "J": "real",
    "Omega": "real",
    "gamma_m": "positive",
    "omega_1": "real",
    "omega_2": "real",
    "omega_d": "real",
    "omega_m": "positive",
    "phi": "angle",
}
TARGET = "cascaded_shifted"
EXACT = True


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


@_arrays
def gamma_1(*, G_1, Omega, gamma_m, omega_m):
    """gamma_1 of cascaded_shifted.

    In 1/s.

    Returns: real, shape (...).
    """
    Omega_minus_omega_m = Omega - omega_m
    numerator = G_1 * G_1 * gamma_m
    denominator = 4 * Omega_minus_omega_m * Omega_minus_omega_m + gamma_m * gamma_m
    return 4 * numerator / denominator


@_arrays
def gamma_2(*, G_2, Omega, gamma_m, omega_m):
    """gamma_2 of cascaded_shifted.

    In 1/s.

    Returns: real, shape (...).
    """
    Omega_minus_omega_m = Omega - omega_m
    numerator = G_2 * G_2 * gamma_m
    denominator = 4 * Omega_minus_omega_m * Omega_minus_omega_m + gamma_m * gamma_m
    return 4 * numerator / denominator


@_arrays
def phase_theta(*, phi):
    """exp(i theta) of cascaded_shifted.

    Without unit.

    Returns: complex, shape (...).
    """
    return np.exp(1j * phi)


@_arrays
def omega_1(*, G_1, Omega, gamma_m, omega_1, omega_d, omega_m):
    """omega_1 of cascaded_shifted.

    In rad/s.

    Returns: real, shape (...).
    """
    Omega_minus_omega_m = Omega - omega_m
    denominator = 4 * Omega_minus_omega_m * Omega_minus_omega_m + gamma_m * gamma_m
    return (4 * G_1 * G_1 * Omega_minus_omega_m + (omega_1 - omega_d) * denominator) / denominator


@_arrays
def omega_2(*, G_2, Omega, gamma_m, omega_2, omega_d, omega_m):
    """omega_2 of cascaded_shifted.

    In rad/s.

    Returns: real, shape (...).
    """
    Omega_minus_omega_m = Omega - omega_m
    denominator = 4 * Omega_minus_omega_m * Omega_minus_omega_m + gamma_m * gamma_m
    return (4 * G_2 * G_2 * Omega_minus_omega_m + (omega_2 - omega_d) * denominator) / denominator


@_arrays
def F(*, G_1, G_2, J, Omega, gamma_m, omega_m, phi):
    """F of cascaded_shifted.

    In rad/s.

    Returns: complex, shape (...).
    """
    G_1_G_2_exp_minus_i_phi = G_1 * G_2 * np.exp(-1j * phi)
    J_Omega = J * Omega
    gamma_m_squared = gamma_m * gamma_m
    Omega_minus_omega_m = Omega - omega_m
    numerator = (
        4 * Omega * G_1_G_2_exp_minus_i_phi
        - 4 * omega_m * G_1_G_2_exp_minus_i_phi
        + 4 * J_Omega * Omega
        - 8 * J_Omega * omega_m
        + J * gamma_m_squared
        + 4 * J * omega_m * omega_m
        - 2j * gamma_m * G_1_G_2_exp_minus_i_phi
    )
    denominator = 4 * Omega_minus_omega_m * Omega_minus_omega_m + gamma_m_squared
    return numerator / denominator
