"""Random quadratic models, stated twice: for the engine in symbols, and as matrices for the oracle.

Numbers are Gaussian rationals. In the engine's statement each becomes a parameter of its own, unless ``plain``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from functools import reduce
from random import Random

import numpy as np
import qutip

from derive.algebra.boson import boson
from derive.algebra.operator import Op
from derive.exact.scalar import Scalar, constant
from derive.model import Bath, Cascade, Model
from derive.parameters import I, angle, complex_, nonnegative, positive, real, sqrt
from tests.collisions import Channel, channel
from tests.evaluation import Gaussian, gaussian

UNIT = (Gaussian(Fraction(3, 5), Fraction(4, 5)), Gaussian(Fraction(-5, 13), Fraction(12, 13)), gaussian(-1))


@dataclass(frozen=True)
class Line:
    """One input: stages as (annihilation amplitudes, creation amplitudes), turns between them, N and M of the input."""

    stages: tuple[tuple[tuple[Gaussian, ...], tuple[Gaussian, ...]], ...]
    turns: tuple[Gaussian, ...]
    occupation: Fraction
    squeezing: Gaussian


@dataclass(frozen=True)
class Quadratic:
    """``H = sum h_jk c_j.dag c_k + (s_jk c_j.dag c_k.dag + f_j c_j.dag + h.c.)`` (h Hermitian), and some lines."""

    modes: int
    hopping: dict[tuple[int, int], Gaussian]  # j <= k; real for j = k
    pairing: dict[tuple[int, int], Gaussian]  # j <= k
    drive: tuple[Gaussian, ...]
    lines: tuple[Line, ...] = field(default=())


def random_quadratic(seed: int, *, gentle: bool = False) -> Quadratic:
    """Model number ``seed``: one to three modes, private baths always, the rest as the seed says.

    ``gentle`` keeps occupations low enough for a truncated Fock space, and the system stable.
    """
    random = Random(seed)
    modes = 1 + seed % 3
    weak = Fraction(1, 20) if gentle else Fraction(1)

    def number(scale: Fraction = Fraction(1)) -> Gaussian:
        return Gaussian(*(scale * Fraction(random.randint(-6, 6), 6) for _ in range(2)))

    def heat() -> Fraction:
        return Fraction(random.randint(0, 6), 150 if gentle else 4)

    def pairs(likely: float, scale: Fraction, first: int) -> dict[tuple[int, int], Gaussian]:
        places = [(j, k) for j in range(modes) for k in range(j + first, modes)]
        return {place: number(scale) for place in places if random.random() < likely}

    def line(stages: int, collective: bool) -> Line:
        rows = []
        for k in range(stages):
            own = [gaussian(0)] * modes
            for j in range(modes) if collective else (min(k, modes - 1),):
                own[j] = number() + Fraction(1, 2)
            gain = [number(Fraction(1, 3)) if random.random() < 0.3 and not gentle else gaussian(0) for _ in own]
            rows.append((tuple(own), tuple(gain)))
        turns = tuple(random.choice(UNIT) for _ in range(stages - 1))
        occupation = heat()
        squeezing = number(weak) if random.random() < 0.5 else gaussian(0)
        return Line(tuple(rows), turns, occupation, squeezing)

    diagonal = {(k, k): gaussian(Fraction(random.randint(-6, 6), 4)) for k in range(modes)}
    nothing = (gaussian(0),) * modes
    private = []
    for k in range(modes):
        own = (*nothing[:k], gaussian(1), *nothing[k + 1 :])
        private.append(Line(((own, nothing),), (), heat(), gaussian(0)))
    shared = [line(1, True)] if random.random() < 0.6 else []
    cascades = [line(modes, random.random() < 0.3)] if modes > 1 and random.random() < 0.7 else []
    return Quadratic(
        modes,
        diagonal | pairs(0.7, Fraction(1), 1),
        pairs(0.5, weak, 0),
        tuple(number(weak) if random.random() < 0.4 else gaussian(0) for _ in range(modes)),
        (*private, *shared, *cascades),
    )


# -- the engine's statement ---------------------------------------------------------------------------------------


@dataclass
class Statement:
    """Collects the parameters of a model with their numbers while it is written down."""

    plain: bool
    point: dict[str, Gaussian] = field(default_factory=dict)

    def value(self, name: str, number: Gaussian, declare=complex_) -> Scalar:
        """A new parameter for a number, or the number itself; zero stays zero."""
        if self.plain or not number:
            return number.re + I * number.im if number else constant(0)
        self.point[name] = number
        return declare(name)

    def phase(self, name: str, number: Gaussian) -> Scalar:
        """A new angle whose phase factor is the number."""
        self.point[name] = number
        return angle(name)


def stated(system: Quadratic, *, plain: bool = False) -> tuple[Model, dict[str, Gaussian]]:
    """The model for the engine and the point at which its parameters are."""
    st = Statement(plain)
    modes = [boson(f"c_{k + 1}") for k in range(system.modes)]
    H = Op({})
    for (j, k), h in system.hopping.items():
        if j == k:
            H = H + st.value(f"omega_{j + 1}", h, real) * modes[j].dag * modes[j]
        else:
            H = H + _with_adjoint(st.value(f"J_{j + 1}_{k + 1}", h) * modes[j].dag * modes[k])
    for (j, k), p in system.pairing.items():
        H = H + _with_adjoint(st.value(f"G_{j + 1}_{k + 1}", p) * modes[j].dag * modes[k].dag)
    for j, f in enumerate(system.drive):
        H = H + _with_adjoint(st.value(f"F_{j + 1}", f) * modes[j].dag)
    baths, cascades = [], []
    for i, line in enumerate(system.lines):
        stages = [_stage(st, f"{i + 1}_{n + 1}", stage, modes) for n, stage in enumerate(line.stages)]
        N = st.value(f"N_{i + 1}", gaussian(line.occupation), nonnegative)
        M = st.value(f"M_{i + 1}", line.squeezing)
        if len(stages) == 1:
            # A rate of its own, so that roots occur: L = sqrt(kappa) (operator/sqrt(kappa)).
            kappa = st.value(f"kappa_{i + 1}", gaussian(Fraction(9, 4)), positive)
            baths.append(Bath(stages[0] / sqrt(kappa), kappa, N, M))
        else:
            phases = [st.phase(f"phi_{i + 1}_{n + 1}", turn) for n, turn in enumerate(line.turns)]
            cascades.append(Cascade(stages, phases, N, M))
    return Model("random", H, baths, cascades), st.point


def _with_adjoint(op: Op) -> Op:
    return op + op.dag


def _stage(st: Statement, name: str, stage: tuple[tuple[Gaussian, ...], tuple[Gaussian, ...]], modes: list[Op]) -> Op:
    total = Op({})
    for j, (lower, upper) in enumerate(zip(*stage, strict=True)):
        total = (
            total
            + st.value(f"u_{name}_{j + 1}", lower) * modes[j]
            + st.value(f"v_{name}_{j + 1}", upper) * modes[j].dag
        )
    return total


# -- the oracle's statement ---------------------------------------------------------------------------------------


def lowering(modes: int, cutoff: int) -> list[np.ndarray]:
    """Annihilation matrices on Fock states below ``cutoff``, shape (cutoff**modes,)*2 each."""
    one = qutip.qeye(cutoff)
    factors = [[qutip.destroy(cutoff) if j == k else one for j in range(modes)] for k in range(modes)]
    return [qutip.tensor(*row).full() for row in factors]


def hamiltonian_matrix(system: Quadratic, cutoff: int) -> np.ndarray:
    """H on the truncated Fock space."""
    c = lowering(system.modes, cutoff)
    half = np.zeros_like(c[0])
    for (j, k), h in system.hopping.items():
        half = half + complex(h) * c[j].T @ c[k] * (0.5 if j == k else 1)
    for (j, k), p in system.pairing.items():
        half = half + complex(p) * c[j].T @ c[k].T
    half = half + sum(complex(f) * c[j].T for j, f in enumerate(system.drive))
    return half + half.conj().T


def channels(system: Quadratic, cutoff: int) -> list[Channel]:
    """The lines as collision channels on the truncated Fock space."""
    c = lowering(system.modes, cutoff)
    found = []
    for line in system.lines:
        stages = [
            reduce(np.add, [complex(u) * a + complex(v) * a.T for u, v, a in zip(*stage, c, strict=True)])
            for stage in line.stages
        ]
        turns = [complex(t) for t in line.turns]
        found.append(channel(stages, turns, float(line.occupation), complex(line.squeezing)))
    return found
