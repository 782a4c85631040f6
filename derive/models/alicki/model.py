"""Three quantum dots in a field and a gas in one dimension, from the Hamiltonians (28) and (29); two systems beside.

Labels.  The plane wave of index n = 0, 1, 2 has the amplitude exp(2 pi i n k/3)/sqrt(3) at dot k + 1, and (28) gives it
the energy 2 tau cos(theta - 2 pi n/3) with theta = 2 pi phi/3.  The text has E_j = -2|tau| cos[2 pi (phi + j)/3]: that
is the same for tau = -|tau| and j = -n modulo 3.  So the labels in the order of n are 0, -, +.

The coupling then is v_{0+} = (V_1 + V_2 exp(-2 pi i/3) + V_3 exp(2 pi i/3))/3, the conjugate of (S26): the supplement
couples the levels of -phi.  That turns every loop round, I(k, l) into I(l, k), and leaves the rest as it is.
"""

from __future__ import annotations

from derive.exact.scalar import Scalar
from derive.parameters import I, angle, complex_, conj, exp, real
from derive.scattering.model import Contact, Matrix, ScatteringModel, matrix_of

PAPER = "Alicki, Sindelka and Gelbwaser-Klimovsky, Violation of Detailed Balance in Quantum Open Systems"

tau = real("tau", unit="J", meaning="tunnelling between neighbours; negative where the text writes -|tau|")
theta = angle("theta", meaning="phase of one hop: 2 pi phi/3 on three dots, for phi flux quanta through them")
V_1, V_2, V_3, V_4 = real("V_1 V_2 V_3 V_4", unit="J*m", meaning="strength of a dot's delta potential for the gas")


def ring(size: int) -> Matrix:
    """Hopping around a ring with the phase of (28) on every bond: ``tau exp(-i theta)`` to the dot before."""
    rows: list[list[Scalar | int]] = [[0] * size for _ in range(size)]
    for k in range(size):
        rows[k][(k + 1) % size] += tau * exp(-I * theta)
        rows[(k + 1) % size][k] += tau * exp(I * theta)
    return matrix_of("ring", rows)


three_dots = ScatteringModel(
    name="three_dots",
    title="an electron on three dots in a magnetic field, hit by the particles of a dilute gas",
    paper=PAPER,
    source="Eqs. (28), (29), (S1)-(S43)",
    hamiltonian=ring(3),
    contacts=tuple(Contact(k, strength) for k, strength in enumerate((V_1, V_2, V_3))),
    labels=("0", "-", "+"),
    notes=(
        "The dots are in one place for the gas: its wavelength is long compared with their distance.",
        "The levels of the text's E_j are those of a negative tau.",
    ),
)

four_dots = ScatteringModel(
    name="four_dots",
    title="the same on a ring of four dots",
    paper=PAPER,
    source="Eqs. (28), (29), for four dots",
    hamiltonian=ring(4),
    contacts=tuple(Contact(k, strength) for k, strength in enumerate((V_1, V_2, V_3, V_4))),
    notes=("The paper has three dots; here loops of three and of four levels add up.",),
)

E_0, E_1 = real("E_0 E_1", unit="J", meaning="energy of a level")
u_0, u_1 = real("u_0 u_1", unit="J*m", meaning="strength of the contact in a level")
w = complex_("w", unit="J*m", meaning="strength of the contact between the levels")

two_levels = ScatteringModel(
    name="two_levels",
    title="two levels and any contact between them",
    paper=PAPER,
    source="Sec. III, for two levels",
    levels=(E_0, E_1),
    contacts=(Contact(((u_0, w), (conj(w), u_1))),),
    notes=("Two levels close no loop: whatever the contact, the balance cannot break.",),
)

MODELS = (three_dots, four_dots, two_levels)
