"""The golden-rule model file that ``derive new --kind golden`` writes."""

from __future__ import annotations

TEXT = '''"""Two reservoirs that exchange quanta through a one-way channel, with emitters on the way."""

from derive import (
    Claim, Constant, Continuum, CreatedFirst, Downstream, Emitters, Empty, Line, MeanField, Neglect, OnShell, RateModel,
    positive, real,
)

# Species: continua of modes (density of states rho_A, occupation n_A) and emitters (their number, excited ones).
A, B, channel = Continuum("A"), Continuum("B"), Continuum("R")
atoms = Emitters("M", number=positive("m", meaning="number of emitters"), excited="m_e", latex="m_e")
h, g = real("h g", unit="J", meaning="coupling of one mode to one mode, or one emitter")

model = RateModel(
    "MODEL",
    species=(A, B, channel, atoms),
    # One representative mode of each continuum stands for the sum over all of them; H must be Hermitian.
    coupling=h * (A.a.dag * channel.a + channel.a.dag * A.a)
    + h * (B.a.dag * channel.a + channel.a.dag * B.a)
    + g * (channel.a * atoms.plus + channel.a.dag * atoms.minus),
    order=2,
    # What stands along the channel, in the order in which its quanta pass.
    lines=[Line(along=(A, atoms, B), right=channel)],
    # Each can be left out: `derive run` says what that does to processes and to detailed balance.
    assumptions=[OnShell(), Downstream(), CreatedFirst(), Empty(channel), Neglect(through=atoms), MeanField()],
    # What a one-way channel breaks; these audits are reported and are no alarm.
    expected=["equilibrium", "balance", "cycles", "entropy", "causality"],
    # Names for rate constants; their values are derived.
    constants=[Constant("gamma", A, channel, per=A), Constant("gamma_0", A, B, per=A)],
)

# Formulas as they are printed somewhere, to be judged against what is derived.
claims = [
    Claim("loss", r"\\gamma = \\frac{2\\pi}{\\hbar} h^2 \\rho_{R}"),
]
'''
