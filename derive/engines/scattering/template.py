"""The scattering model file that ``derive new --kind scattering`` writes."""

from __future__ import annotations

TEXT = '''"""An electron on three dots in a magnetic field, hit by the particles of a dilute gas in one dimension."""

from derive import Claim, ClaimSet, Contact, I, ScatteringModel, angle, exp, real

tau = real("tau", unit="J", meaning="tunnelling between neighbouring dots")
theta = angle("theta", meaning="phase of one hop in the magnetic field")
V_1, V_2, V_3 = real("V_1 V_2 V_3", unit="J*m", meaning="strength of a dot's delta potential for the gas")
hop = tau * exp(-I * theta)
back = tau * exp(I * theta)

model = ScatteringModel(
    "MODEL",
    # Rows over the localised states; `levels=(E_0, E_1, ...)` instead where the basis is that of the energies already.
    hamiltonian=[[0, hop, back], [back, 0, hop], [hop, back, 0]],
    # A site of that basis, or a Hermitian matrix; `position=...` where the contacts are not in one place.
    contacts=[Contact(0, V_1), Contact(1, V_2), Contact(2, V_3)],
    # Of a cyclic Hamiltonian: the plane waves exp(2 pi i n k/N) in the order of n.
    labels=("0", "1", "2"),
)

# Formulas as they are printed somewhere, to be judged against what is derived; `names` says what their letters are.
claims = ClaimSet((Claim("mean", r"v_{00} = \\frac{V_1 + V_2 + V_3}{3}"),), names={"v_{00}": "v_0_0"})
'''
