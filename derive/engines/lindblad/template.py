"""The model file that ``derive new`` writes: everything a first model needs, in an order to be read."""

from __future__ import annotations

TEXT = '''"""Two oscillators in a one-way line, and a private bath for each."""

from derive import Bath, Cascade, Claim, Model, Observable, angle, boson, exp, I, nonnegative, positive, real, sqrt

# Operators, and parameters with their units; hbar = 1, so that Hamiltonians are frequencies.
a, b = boson("a b")
omega_a, omega_b = real("omega_a omega_b", unit="rad/s", meaning="frequency of the oscillator")
kappa_a, kappa_b = positive("kappa_a kappa_b", unit="1/s", meaning="damping rate into the private bath")
gamma = positive("gamma", unit="1/s", meaning="coupling rate to the line")
N_a, N_b, N_l = nonnegative("N_a N_b N_l", meaning="mean occupation of the bath")
phi = angle("phi", meaning="phase picked up between the oscillators")

model = Model(
    "MODEL",
    omega_a * a.dag * a + omega_b * b.dag * b,
    # One bath: the operator it couples to, its rate and its occupation.
    baths=[Bath(a, kappa_a, N_a), Bath(b, kappa_b, N_b)],
    # What leaves the first stage enters the second, and never the other way round.
    cascades=[Cascade([sqrt(gamma) * a, sqrt(gamma) * exp(I * phi) * b], occupation=N_l)],
    # What is asked for: these get closed forms, functions in the module, and names in claims.
    observables=[Observable("n_a", a.dag * a), Observable("n_b", b.dag * b)],
)

# Formulas as they are printed somewhere, to be judged against what is derived.
claims = [
    Claim("upstream", r"n_a = \\frac{\\kappa_a N_a + \\gamma N_l}{\\kappa_a + \\gamma}"),
    Claim("equilibrium", "n_b = N_l", assume=("N_a = N_l", "N_b = N_l")),
]
'''
