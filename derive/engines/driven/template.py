"""A model file of a driven system to start from."""

TEXT = '''"""A driven cavity that presses on a mirror: mean field, fluctuations, rotating-wave approximation."""

from derive import Bath, Drive, DrivenModel, Observable, boson, complex_, linearised, nonnegative, positive, real
from derive import rotating_wave

a, b, d_a, d_b = boson("a b d_a d_b")
omega_c, omega_d, omega_m, g, E = real("omega_c omega_d omega_m g E", unit="rad/s")
kappa, gamma_m = positive("kappa gamma_m", unit="1/s")
N, N_m = nonnegative("N N_m", latex=r"\\bar{N} \\bar{N}_m")
alpha = complex_("alpha", meaning="mean field of the cavity")
G = positive("G", unit="rad/s", meaning="coupling enhanced by the mean field")

MODEL = DrivenModel(
    name="MODEL",
    hamiltonian=omega_c * a.dag * a + omega_m * b.dag * b + g * a.dag * a * (b + b.dag),
    drives=[Drive(a, E, omega_d)],
    baths=[Bath(a, kappa, N), Bath(b, gamma_m, N_m)],
    frame={a: omega_d},
    means={a: alpha},
    neglected=(b,),
    values={kappa: 1.0, gamma_m: 1e-3, omega_m: 20.0, G: 0.1},
)

linear = linearised(MODEL, {a: d_a, b: d_b}, couplings={G: g * alpha})
slow = rotating_wave(
    linear, at={d_a: omega_m, d_b: omega_m}, observables=[Observable("n_b", d_b.dag * d_b, latex=r"\\bar{n}_b")]
)
models = [MODEL, linear, slow]
'''
