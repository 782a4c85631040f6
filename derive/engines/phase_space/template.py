"""A model file in phase space to start from."""

TEXT = '''"""A driven Kerr oscillator by its Husimi function: Fokker-Planck equation, entropy production, large N."""

from derive import Bath, Distribution, I, Mean, Model, PhaseSpace, boson, complex_, nonnegative, positive, real, sqrt

a = boson("a")
Delta, u, epsilon = real("Delta u epsilon", unit="rad/s")
kappa = positive("kappa", unit="1/s", meaning="decay rate of the amplitude")
N = positive("N", meaning="size of the system")
n_th = nonnegative("n_th", latex=r"\\bar{n}")
alpha = complex_("alpha", meaning="mean field over sqrt(N)")

kerr = Model(
    "kerr",
    Delta * a.dag * a + u / (2 * N) * a.dag**2 * a**2 + I * epsilon * sqrt(N) * (a.dag - a),
    baths=[Bath(a, 2 * kappa, n_th)],
)
model = PhaseSpace("MODEL", kerr, Distribution.HUSIMI, size=N, means={a: alpha}, mean=Mean.FIELD)
'''
