"""Formulas between operators, matrices and moving means; equations of motion, also Fourier transformed.

The models are worked out on paper in `tests.judged`.
"""

from __future__ import annotations

import pytest

from derive.claims.claim import Decision
from derive.symbols import Domain, Symbol
from tests.judged import CAVITY, PAIR, TURNED, decide

HOLDS, WRONG, UNDECIDED = Decision.HOLDS, Decision.WRONG, Decision.UNDECIDED

ENERGY = (
    r"\hat{H} = \omega_1\hat{a}^\dagger\hat{a} + \omega_2\hat{b}^\dagger\hat{b}"
    r" + (F\hat{a}^\dagger\hat{b} + \text{h.c.})"
)
NUMBER = r"\langle \hat{a}^\dagger \hat{a} \rangle"
LANGEVIN = r"\left(i\omega + \frac{\kappa}{2}\right)"
NOISE = r"\sqrt{\kappa}\hat{b}_{\text{in},1}"

# -- operators and matrices ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("formula", "decision"),
    [
        (r"[\hat{a}, \hat{a}^\dagger] = 1", HOLDS),
        (r"[\hat{a}, \hat{b}^\dagger] = 0", HOLDS),
        (r"[\hat{a}, \hat{b}^\dagger] = 1", WRONG),
        (r"\{\hat{a}, \hat{a}^\dagger\} = 2\hat{a}^\dagger\hat{a} + 1", HOLDS),
        (r"\hat{a}\hat{a}^\dagger = \hat{a}^\dagger\hat{a}", WRONG),
        (r"(\hat{a}^\dagger\hat{b})^\dagger = \hat{b}^\dagger\hat{a}", HOLDS),
        (ENERGY, HOLDS),
        (ENERGY.replace("F", "F^*"), WRONG),
        # a number is no operator, and says so with the coefficient in which they differ
        (r"\hat{a}^\dagger\hat{a} = n_a", WRONG),
        (r"n_a = \hat{a}^\dagger\hat{a}", WRONG),
    ],
)  # fmt: skip
def test_operators(formula, decision):
    verdict = decide(PAIR, formula, names={r"\hat{H}": "hamiltonian"})
    assert verdict.decision is decision, verdict.evidence
    assert ("coefficient of" in verdict.witness) is (decision is WRONG)


def test_the_hopping_of_a_cascade():
    """H = (i/2) sqrt(kappa gamma) (e^{i phi} a.dag b - h.c.) and L = sqrt(kappa) a + sqrt(gamma) e^{i phi} b."""
    names = {"H": "hopping", "L": "coupling_1"}
    right = r"\frac{i}{2}\sqrt{\kappa\gamma}(e^{i\phi}\hat{a}^\dagger\hat{b} - e^{-i\phi}\hat{a}\hat{b}^\dagger)"
    assert decide(TURNED, f"H = {right}", names=names).decision is HOLDS
    assert decide(TURNED, f"H = -{right}", names=names).decision is WRONG
    assert decide(TURNED, r"L = \sqrt{\kappa}\hat{a} + \sqrt{\gamma}e^{i\phi}\hat{b}", names=names).decision is HOLDS


def test_matrices():
    """The drift of one cavity in quadratures: a turn with omega and a decay with kappa/2; noise kappa (N + 1/2)."""
    names = {"A": "drift", "D": "diffusion"}
    drift = r"A = \begin{pmatrix} -\frac{\kappa}{2} & \omega \\ -\omega & -\frac{\kappa}{2} \end{pmatrix}"
    assert decide(CAVITY, drift, names=names).decision is HOLDS
    verdict = decide(CAVITY, drift.replace(r"-\omega", r"\omega"), names=names)
    assert verdict.decision is WRONG
    assert "entry (2, 1)" in verdict.witness
    noise = r"D = \kappa\left(N + \frac{1}{2}\right)\begin{bmatrix} 1 & 0 \\ 0 & 1 \end{bmatrix}"
    assert decide(CAVITY, noise, names=names).decision is HOLDS
    transposed = r"A^T = \begin{pmatrix} -\frac{\kappa}{2} & -\omega \\ \omega & -\frac{\kappa}{2} \end{pmatrix}"
    assert decide(CAVITY, transposed, names=names).decision is HOLDS


def test_matrices_of_different_shape_are_no_equation():
    verdict = decide(CAVITY, r"A = \begin{pmatrix} 1 & 2 \end{pmatrix}", names={"A": "drift"})
    assert verdict.decision is UNDECIDED
    assert "(2, 2) and (1, 2)" in verdict.evidence


# -- equations of motion ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("formula", "decision"),
    [
        (rf"\frac{{d}}{{dt}}{NUMBER} = -\kappa{NUMBER} + \kappa N", HOLDS),
        (rf"\frac{{d}}{{dt}}{NUMBER} = -\kappa{NUMBER} + \kappa(N + 1)", WRONG),
        # an observable under a derivative is a mean that moves
        (r"\dot{n} = \kappa(N - n)", HOLDS),
        (r"\frac{dn}{dt} = \kappa(N - n)", HOLDS),
        (r"\dot{n} = 0", WRONG),
        (r"0 = \dot{n}", WRONG),
        (rf"\frac{{d}}{{dt}}\langle \hat{{a}} \rangle = -{LANGEVIN}\langle \hat{{a}} \rangle", HOLDS),
        (rf"\frac{{d}}{{dt}}\langle \hat{{a}} \rangle^* = -{LANGEVIN}^*\langle \hat{{a}}^\dagger \rangle", HOLDS),
        (r"\frac{d}{dt}\langle \hat{a} \rangle = -(i\omega + \kappa)\langle \hat{a} \rangle", WRONG),
        # operators: the Langevin equation with its noise
        (rf"\dot{{\hat{{a}}}} = -{LANGEVIN}\hat{{a}} - {NOISE}", HOLDS),
        (rf"\dot{{\hat{{a}}}}^\dagger = -{LANGEVIN}^*\hat{{a}}^\dagger - {NOISE}^\dagger", HOLDS),
        (rf"\dot{{\hat{{a}}}} = -{LANGEVIN}\hat{{a}} + {NOISE}", WRONG),
        (r"\dot{\hat{a}} = 0", WRONG),
        # a parameter does not move
        (r"\dot{\kappa} = 0", HOLDS),
    ],
)  # fmt: skip
def test_equations_of_motion(formula, decision):
    verdict = decide(CAVITY, formula)
    assert verdict.decision is decision, verdict.evidence
    assert not verdict.repair  # repairs are of closed forms


def test_moving_means_of_the_pair():
    """dn_a/dt = -kappa n_a + kappa N_1 + 2 Im(F s) and ds/dt of the first lines, also with real parts of means."""
    assert decide(PAIR, r"\dot{n}_a = \kappa(N_1 - n_a) + 2\Im\{Fs\}").decision is HOLDS
    assert decide(PAIR, r"\dot{n}_a = \kappa(N_1 - n_a) - 2\Re\{iFs\}").decision is HOLDS
    assert decide(PAIR, r"\dot{n}_a = \kappa(N_1 - n_a) - iFs + iF^*s^*").decision is HOLDS
    assert decide(PAIR, r"\dot{n}_a = \kappa(N_1 - n_a) + \Im\{Fs\}").decision is WRONG
    s = r"\dot{s} = \left[i(\omega_1 - \omega_2) - \frac{\kappa + \gamma}{2}\right]s + iF^*(n_b - n_a)"
    assert decide(PAIR, s).decision is HOLDS
    assert decide(PAIR, s.replace("iF^*", "iF")).decision is WRONG


def test_means_are_printed_as_means():
    verdict = decide(CAVITY, r"\dot{n} = 0")
    assert r"\langle \hat{a}^\dagger \hat{a} \rangle" in verdict.derived


@pytest.mark.parametrize(
    ("formula", "must"),
    [
        # <a><b> is no moment of the equations, and a mean is no operator
        (r"\frac{d}{dt}\langle \hat{a} \rangle = \langle \hat{a} \rangle\langle \hat{a} \rangle", "must be linear"),
        (r"\frac{d}{dt}\langle \hat{a} \rangle = -\frac{\kappa}{2}\hat{a}", "both"),
        (r"\frac{d\hat{a}^\dagger\hat{a}}{dt} = 0", "linear in the modes"),
        (r"\frac{d}{dt}\langle \hat{a} \rangle = |\langle \hat{a} \rangle|", "a scalar is needed"),
    ],
)
def test_equations_of_motion_that_are_none(formula, must):
    verdict = decide(CAVITY, formula)
    assert verdict.decision is UNDECIDED
    assert must in verdict.evidence


def test_vectors_of_operators():
    formula = (
        r"\begin{pmatrix} \dot{\hat{a}} \\ \dot{\hat{b}} \end{pmatrix} ="
        r" \begin{bmatrix} -i\omega_1 - \frac{\kappa}{2} & -iF \\ -iF^* & -i\omega_2 - \frac{\gamma}{2} \end{bmatrix}"
        r" \begin{pmatrix} \hat{a} \\ \hat{b} \end{pmatrix}"
        r" - \begin{pmatrix} \sqrt{\kappa}\hat{b}_{\text{in},1} \\ \sqrt{\gamma}\hat{b}_{\text{in},2} \end{pmatrix}"
    )
    assert decide(PAIR, formula).decision is HOLDS
    verdict = decide(PAIR, formula.replace("-iF^*", "-iF"))
    assert verdict.decision is WRONG
    assert "entry (2, 1), coefficient of a" in verdict.witness


def test_fourier_transformed_equations():
    """d/dt -> -i nu: -i nu a = -(i omega + kappa/2) a - sqrt(kappa) b_in, also with the frequency elsewhere."""
    frequency = Symbol("nu", r"\nu", Domain.REAL, "rad/s")
    options = {"symbols": (frequency,), "fourier": "nu"}
    right = rf"-{LANGEVIN}\hat{{a}} - {NOISE}"
    assert decide(CAVITY, rf"-i\nu\hat{{a}} = {right}", **options).decision is HOLDS
    assert decide(CAVITY, rf"i\nu\hat{{a}} = {right}", **options).decision is WRONG
    moved = rf"\left[\frac{{\kappa}}{{2}} - i(\nu - \omega)\right]\hat{{a}} = -{NOISE}"
    assert decide(CAVITY, moved, **options).decision is HOLDS
    assert decide(CAVITY, moved.replace(r"\nu - \omega", r"\nu + \omega"), **options).decision is WRONG
    verdict = decide(CAVITY, r"\nu^2\hat{a} = 0", **options)
    assert verdict.decision is UNDECIDED
    assert "linearly" in verdict.evidence
