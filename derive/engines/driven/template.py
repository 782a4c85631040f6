"""A model file of a driven system to start from."""

TEXT = '''"""A driven cavity that presses on a mirror: mean field, fluctuations, slow terms, the mirror alone."""

from derive import Abbreviation, Bath, Drive, DrivenModel, Observable, Reduction, boson, complex_, eliminated, frozen
from derive import linearised, nonnegative, positive, real, rotating_wave

a, b, d_a, d_b = boson("a b d_a d_b")
omega_c, omega_d, g, E = real("omega_c omega_d g E", unit="rad/s")
omega_m = positive("omega_m", unit="rad/s")
kappa, gamma_m = positive("kappa gamma_m", unit="1/s")
N, N_m = nonnegative("N N_m", latex=r"\\bar{N} \\bar{N}_m")
alpha = complex_("alpha", meaning="mean field of the cavity")
G = positive("G", unit="rad/s", meaning="coupling enhanced by the mean field")
Delta, omega = real("Delta omega", unit="rad/s")
detuning = Abbreviation(Delta, omega_c - omega_d)

# In the laboratory; each further model follows from the one before by one rule.
MODEL = DrivenModel(
    name="MODEL",
    hamiltonian=omega_c * a.dag * a + omega_m * b.dag * b + g * a.dag * a * (b + b.dag),
    drives=[Drive(a, E, omega_d)],
    baths=[Bath(a, kappa, N), Bath(b, gamma_m, N_m)],
    frame={a: omega_d},
    means={a: alpha},
    neglected=(b,),
    # In units of kappa; at these numbers every approximation below is allowed.
    values={kappa: 1.0, gamma_m: 1e-4, omega_m: 20.0, omega_c: 1020.0, omega_d: 1000.0, g: 1e-4, G: 0.05},
)

linear = linearised(MODEL, {a: d_a, b: d_b}, couplings={G: g * alpha}, definitions=[detuning])
slow = rotating_wave(linear, at={d_a: omega_m, d_b: omega_m}, observables=[Observable("n_b", d_b.dag * d_b)])

# Without the cavity: exactly, with coefficients that depend on omega, and with these held at omega_m.
mirror = Reduction("MODEL_mirror", slow, eliminate=d_a, frequency=omega)
cooled = frozen(
    eliminated(slow, d_a, omega), at=omega_m, name="MODEL_cooled", observables=[Observable("n_b", d_b.dag * d_b)],
    definitions=[detuning],
)
models = [MODEL, slow, mirror, cooled]
'''
