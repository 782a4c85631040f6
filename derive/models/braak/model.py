"""Braak and Mannhart's three systems, from the Hamiltonians (2)-(6) and (S-72)-(S-75) and what the text assumes.

Couplings are real: the Hermitian conjugate stands inside the bracket of (5), behind the coupling constant, so that
(5) is Hermitian only then; (S-38)-(S-45) print them squared without a modulus.
"""

from __future__ import annotations

from derive.algebra.operator import Op
from derive.golden.assumptions import CreatedFirst, Downstream, Empty, Equal, MeanField, Neglect, OnShell, ShortWay
from derive.golden.model import Constant, Default, RateModel
from derive.golden.species import Continuum, Emitters, Line
from derive.parameters import positive, real

PAPER = "Braak and Mannhart, Inconsistency between Thermodynamics and Probabilistic Quantum Processes"
NO_M = "The paper gives no number of emitters; with this one a reservoir has one emitter to each mode."
ALIKE = "Couplings are real, as in the other two systems."
REAL = "Couplings are real, as Eq. (5) is Hermitian only then."

h = real("h", unit="J", latex=r"\bar{h}", meaning="coupling of a reservoir mode to a channel mode")
g_1, g_2 = real("g_1 g_2", unit="J", latex=r"\bar{g}_1 \bar{g}_2", meaning="coupling of an emitter to a channel mode")
rho = positive("rho", unit="1/J", latex=r"\rho", meaning="density of states of a reservoir")
rho_wg = positive("rho_wg", unit="1/J", latex=r"\rho_{wg}", meaning="density of states of a channel")
N = positive("N", latex=r"\mathcal{N}", meaning="number of modes of a reservoir in the band")
N_wg = positive("N_wg", latex=r"\mathcal{N}'", meaning="number of modes of a channel in the band")
m = positive("m", meaning="number of emitters")

A = Continuum("A", modes=N, letter="j")
B = Continuum("B", modes=N, letter="l")
one, two = Continuum("1", modes=N_wg), Continuum("2", modes=N_wg)
M = Emitters("M", number=m, excited="m_e", latex="m_e", label="M")

BROKEN = ("equilibrium", "balance", "cycles", "entropy", "causality")
"""Audits that the paper's selection of paths breaks: its claim."""

RESERVOIRS = Equal(rho, A.density, B.density)
CHANNELS = Equal(rho_wg, one.density, two.density)


def exchanged(left: Op, right: Op) -> Op:
    """``left.dag*right`` and its Hermitian conjugate."""
    return left.dag * right + right.dag * left


coupling = h * (exchanged(A.a, one.a + two.a) + exchanged(B.a, one.a + two.a))
coupling += exchanged(M.minus, g_1 * one.a + g_2 * two.a)

RATES = (
    Constant("gamma_dec", A, one, per=A, latex=r"\gamma_{\text{dec}}"),
    Constant("gamma_0", A, B, per=A, via=one),
    Constant("gammat_11", M, one, per=M, latex=r"\tilde{\gamma}_{11}"),
    Constant("gammat_12", M, two, per=M, latex=r"\tilde{\gamma}_{12}"),
    Constant("gammat_1", A, M, per=M, via=one, latex=r"\tilde{\gamma}_1"),
    Constant("gammat_2", B, M, per=M, via=two, latex=r"\tilde{\gamma}_2"),
    Constant("gamma_1", A, M, per=A, via=one),
    Constant("gamma_2", B, M, per=B, via=two),
)
SCATTERING = Neglect(through=M, reason="scattering at the emitters is of higher order in the couplings, says the text")

open_waveguide = RateModel(
    name="open_waveguide",
    title="two reservoirs and an ensemble of emitters on an open chiral waveguide",
    paper=PAPER,
    source="Eqs. (2)-(10), (S-11)-(S-49)",
    species=(A, B, one, two, M),
    coupling=coupling,
    order=2,
    lines=(Line(along=(A, M, B), right=one, left=two),),
    assumptions=(
        OnShell(), Downstream(), CreatedFirst(), SCATTERING, Empty(one, two), RESERVOIRS, CHANNELS, MeanField(),
    ),
    constants=RATES,
    defaults=(Default(m, 100, NO_M),),
    expected=BROKEN,
    notes=(REAL,),
)  # fmt: skip

closed_ring = RateModel(
    name="closed_ring",
    title="the same with the waveguide closed to a ring",
    paper=PAPER,
    source="Eqs. (S-50)-(S-71)",
    species=(A, B, one, two, M),
    coupling=coupling,
    order=2,
    lines=(Line(along=(A, M, B), right=one, left=two, closed=True),),
    assumptions=(
        OnShell(), Downstream(), ShortWay(), CreatedFirst(), SCATTERING, RESERVOIRS, CHANNELS, MeanField(),
    ),
    constants=(
        *RATES,
        Constant("gammap_dec", A, one, per=one, latex=r"\gamma'_{\text{dec}}"),
        Constant("gamma_11", one, M, per=one),
        Constant("gamma_12", two, M, per=two),
        Constant("gamma_3", one, two, per=one),
    ),
    defaults=(Default(m, 100, NO_M),),
    expected=BROKEN,
    notes=(REAL,),
)  # fmt: skip

C = Continuum("C", modes=positive("N_C", latex=r"\mathcal{N}_C"))
inner = Continuum("A", modes=positive("N_A", latex=r"\mathcal{N}_A"), letter="j")
g = real("g", unit="J", latex=r"\bar{g}", meaning="coupling of an emitter to a mode of the outer cavity")

embedded_cavity = RateModel(
    name="embedded_cavity",
    title="a small cavity inside a closed one that holds the emitters",
    paper=PAPER,
    source="Eqs. (S-72)-(S-81)",
    species=(inner, C, M),
    coupling=h * exchanged(inner.a, C.a) + g * exchanged(M.minus, C.a),
    order=2,
    assumptions=(OnShell(), CreatedFirst(), SCATTERING, MeanField()),
    constants=(
        Constant("gamma_4", inner, C, per=inner),
        Constant("gammap_4", inner, C, per=C, latex=r"\gamma'_4"),
        Constant("gamma_5", C, M, per=C),
        Constant("gamma_6", inner, M, per=inner),
        Constant("gammat_5", C, M, per=M, latex=r"\tilde{\gamma}_5"),
        Constant("gammat_6", inner, M, per=M, latex=r"\tilde{\gamma}_6"),
    ),
    defaults=(Default(m, 100, NO_M),),
    notes=(ALIKE,),
)

MODELS = (open_waveguide, closed_ring, embedded_cavity)
