"""What claims may speak of in a scattering model: integrals over momenta, branches, rates, the density matrix.

The three dots of derive.models.alicki, and two levels with any contact.  By hand:

* Residues: 1/(E_j - p^2/(2 m)), k = sqrt(2 m E_j) in the upper half plane, is -2 m/((p - k)(p + k)), the integral is
  2 pi i (-2 m)/(2 k) = -2 pi i m/k.  With k = m/(hbar b) it is -2 pi i hbar b; of a closed channel k = i m/(hbar c).
* On the shell: dp = m dE/p for each sign of p, twice m/p = hbar b, so that two momenta give 4 hbar^2 b_k b_l dE.
* A plane wave is even by half; |S_kl|^2 = 4 b_k b_l |t_kl|^2 of its even part; nu |v| G dp = nu dE exp(...)/Z for each
  of two signs: a_kl = 4 nu/Z int dE exp(-beta (E - E_l)) b_k b_l |t_kl|^2.
"""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from scipy.integrate import quad

from derive.algebra.operator import Op
from derive.claims.checker import Checker
from derive.claims.claim import Claim, ClaimSet, Decision
from derive.claims.integrals import Infinity
from derive.claims.superoperator import density
from derive.engines.scattering.apart import LINE
from derive.engines.scattering.letters import DISTANCE, FAR, KINETIC, KINETIC_PRIME, OMEGA, P_PRIME, POLE, TOTAL, P
from derive.engines.scattering.momenta import delta
from derive.engines.scattering.quantities import ScatteringQuantities
from derive.errors import ClaimError, ExactError
from derive.exact.enclose import enclosure
from derive.exact.evaluate import derivative
from derive.exact.exponential import exponential
from derive.exact.insert import insert
from derive.exact.roots import sqrt
from derive.exact.scalar import constant, symbols_of
from derive.golden.model import HBAR, PI
from derive.models.alicki.model import four_dots, three_dots, two_levels
from derive.parameters import I, angle, positive, real, symbol_of
from derive.rules.scattering.lippmann import scattering
from derive.rules.scattering.rates import partition, rate
from derive.rules.scattering.separated import Port, separated
from derive.rules.scattering.smatrix import defect
from derive.scattering.model import BETA, DENSITY, MASS, Contact, ScatteringModel
from derive.symbols import Domain

V = real("V_1 V_2 V_3 V_4 V_5 V_6", unit="J*m")
DOTS = ScatteringQuantities(three_dots)
TWO = ScatteringQuantities(two_levels)
RUNGS = ((V[0], V[1], V[2]), (V[1], V[3], V[4]), (V[2], V[4], V[5]))
PAIRS = [(k, j) for k in ("0", "minus", "plus") for j in ("0", "minus", "plus")]


def known(name: str, of: ScatteringQuantities = DOTS):
    return of.value(name, False)


def number(value, **numbers) -> complex:
    """A scalar at a point, as a float."""
    held = {s: numbers[s.name] for s in symbols_of([value]) if s.name != "pi"}
    return complex(enclosure(insert(value, {s: constant(x) for s, x in held.items()})))


# -- integrals over momenta -------------------------------------------------------------------------------------------


def integral(body, variable=P_PRIME, of: ScatteringQuantities = DOTS):
    return of.momenta.integral(body, variable)


def test_residues_of_a_resolvent():
    b = known("b_plus")
    body = 1 / (TOTAL - known("threshold_plus") - P_PRIME**2 / (2 * MASS))
    assert integral(body) == -2 * PI * I * HBAR * b


def test_residues_of_a_closed_channel():
    """All of the integrand is negative: -2 pi hbar c."""
    body = 1 / (TOTAL - known("closed_threshold") - P_PRIME**2 / (2 * MASS))
    c = known("closed")
    assert integral(body) == -2 * PI * HBAR * c


def test_residues_with_damping_agree_with_quadrature():
    """y = 3 + 2 i, m = 1: the integral of 2/(y^2 - p^2) over all p, by SciPy."""
    found = integral(2 * MASS / (POLE**2 - P_PRIME**2))
    y = 3 + 2j
    parts = [quad(lambda p, f=f: f(2 / (y**2 - p**2)), -np.inf, np.inf)[0] for f in (np.real, np.imag)]
    assert number(found, mass=1, y_1=3, y_2=2) == pytest.approx(complex(*parts), abs=1e-8)


def test_residues_with_a_turning_factor():
    """exp(i p L/hbar), L > 0, takes exp(i k L) from the pole above; the other direction gives the same."""
    k = MASS / (HBAR * FAR.b)
    resolvent = 1 / (TOTAL - known("far_threshold") - P_PRIME**2 / (2 * MASS))
    turned = exponential(I * P_PRIME * DISTANCE / HBAR)
    expected = -2 * PI * I * HBAR * FAR.b * exponential(I * k * DISTANCE / HBAR)
    assert integral(resolvent * turned) == integral(resolvent / turned) == expected


@pytest.mark.parametrize("body", [P_PRIME / (P_PRIME - POLE), constant(1), 1 / (P_PRIME**2 + HBAR**2), P_PRIME])
def test_what_has_no_residues_on_shell_is_refused(body):
    with pytest.raises(ClaimError, match="a printed integral over momenta"):
        integral(body)


def test_delta_functions_of_momenta():
    """int dp' (p'^2 delta(p - p') + 3 delta(2 p' - p)) = p^2 + 3/2; delta(x) = delta(-x)."""
    assert integral(P_PRIME**2 * delta(P - P_PRIME)) == P**2
    assert integral(P_PRIME * delta(2 * P_PRIME - P)) == P / 4
    assert delta(P - P_PRIME) == delta(P_PRIME - P)
    with pytest.raises(ClaimError, match="must stand by itself"):
        integral(delta(P - P_PRIME) ** 2)


@pytest.mark.parametrize(("k", "j"), PAIRS)
def test_two_integrals_on_the_shell_are_one_over_the_energy(k, j):
    """int dp dp' exp(-beta E_p) delta(...) |T|^2 = 4 hbar^2 exp(beta E_l) X_kl/(2 pi hbar)^2, in both orders."""
    energies = {x: known(f"E_{x}") for x in (k, j)}
    T = known(f"element_{k}_{j}")
    shell = delta(KINETIC_PRIME + energies[k] - KINETIC - energies[j]) if k != j else delta(KINETIC_PRIME - KINETIC)
    if k == j != "0":
        pytest.skip("which level an elastic collision belongs to is not in its delta function")
    body = exponential(-BETA * KINETIC) * shell * T * T.conjugate()
    expected = 4 * HBAR**2 * exponential(BETA * energies[j]) * known(f"flux_{k}_{j}") / (2 * PI * HBAR) ** 2
    assert integral(integral(body, P_PRIME), P) == integral(integral(body, P), P_PRIME) == expected
    assert known(f"thermal_{k}_{j}") == expected


def test_the_integral_over_the_energy_by_quadrature():
    """With T = 1: int dp dp' exp(-beta p^2/2 m) delta = 2 m int dE exp(-beta (E - E_l))/sqrt((E - E_k)(E - E_l))."""
    T, b_k, b_l = known("element_plus_0"), known("b_plus"), known("b_0")
    body = exponential(-BETA * KINETIC) * delta(KINETIC_PRIME + known("E_plus") - KINETIC - known("E_0"))
    made = integral(integral(body * T * T.conjugate(), P_PRIME), P)
    weight = made / known("flux_plus_0") * exponential(-BETA * TOTAL) * b_k * b_l * (2 * PI * HBAR) ** 2
    # With b = sqrt(m/(2 (E - E_j)))/hbar: at m = 2, hbar = 1, E = 3, E_+ = 1, E_0 = 0.
    b = {"b_plus": np.sqrt(0.5), "b_0": np.sqrt(1 / 3)}
    ratio = weight / (b_k * b_l)
    value = number(ratio, beta=1, E=3, E_0=0, hbar=1) * b["b_plus"] * b["b_0"]
    assert value == pytest.approx(2 * 2 * np.exp(-3) / np.sqrt(3 * 2))


def test_a_wrong_lower_limit_leaves_an_excess():
    """From the lower one of two thresholds up there is more than the rate has; from the higher one there is not."""
    low, high = known("E_0"), known("E_plus")
    T, root = known("element_plus_0"), DOTS.functions()["sqrt"]
    body = exponential(-BETA * (TOTAL - low)) * T * T.conjugate() / root((TOTAL - low) * (TOTAL - high))
    right = DOTS.momenta.integral(2 * MASS * body, TOTAL, high, Infinity())
    wrong = DOTS.momenta.integral(2 * MASS * body, TOTAL, low, Infinity())
    assert {s.name for s in symbols_of([wrong - known("thermal_plus_0")])} & {"excess_plus_0"}
    assert {s.name for s in symbols_of([right - known("thermal_plus_0")])} & {"excess_0_plus"}
    assert insert(wrong, {symbol_of(DOTS.letters.excess(2, 0)): constant(0)}) == known("thermal_plus_0")
    with pytest.raises(ClaimError, match="must begin at a threshold"):
        DOTS.momenta.integral(2 * MASS * body, TOTAL, known("E_minus"), Infinity())


# -- branches and turns -----------------------------------------------------------------------------------------------


def test_roots_are_on_the_branch_of_their_channel():
    root = DOTS.functions()["sqrt"]
    E_0, b = known("E_0"), known("b_0")
    assert root(2 * MASS / (TOTAL - E_0)) == 2 * HBAR * b
    assert root((TOTAL - E_0) / (2 * MASS)) == 1 / (2 * HBAR * b)
    assert root(constant(12)) == 2 * sqrt(3)
    closed = TOTAL - known("closed_threshold")
    assert root(closed) == I * sqrt(MASS / 2) / (HBAR * known("closed"))  # the principal root of a negative number


def test_roots_of_damped_momenta_have_a_positive_real_part():
    root, energy = DOTS.functions()["sqrt"], TOTAL - known("damped_threshold") + I * known("epsilon")
    assert root(2 * MASS * energy) == POLE
    assert root(2 * MASS / energy) == 2 * MASS / POLE
    value = np.sqrt(2 * 1.0 * number(energy, mass=1, y_1=3, y_2=2))
    assert value == pytest.approx(3 + 2j)


def test_a_root_without_a_branch_is_refused():
    with pytest.raises(ExactError):
        DOTS.functions()["sqrt"](TOTAL)


def test_thirds_of_turns():
    """exp(2 pi i/3) = (-1 + i sqrt(3))/2, cos(theta + 2 pi/3) = -(cos + sqrt(3) sin)/2."""
    f, theta = DOTS.functions(), angle("theta")
    assert f["exp"](2 * PI * I / 3) == (sqrt(3) * I - 1) / 2
    assert f["exp"](-I * PI / 4) == (1 - I) / sqrt(2)
    assert f["cos"](theta + 2 * PI / 3) == -(f["cos"](theta) + sqrt(3) * f["sin"](theta)) / 2
    with pytest.raises(ExactError):
        f["exp"](2 * PI * I / 5)


# -- waves ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("k", "j"), PAIRS)
def test_t_by_four_ways(k, j):
    """T = <H_int Psi> = v + v G_0 T = v + v G v = Born series and the rest, on any branch."""
    T, v = known(f"T_{k}_{j}"), known(f"born_{k}_{j}")
    kick = known(f"kick_{k}_{j}")
    assert kick / sqrt(2 * PI * HBAR) == T
    assert T == v + known(f"second_{k}_{j}") == v + known(f"through_green_{k}_{j}")


@pytest.mark.parametrize(("k", "j"), PAIRS)
def test_the_wave_in_momenta_gives_back_the_wave_at_the_contact(k, j):
    back = integral(known(f"component_{k}_{j}"), P_PRIME) / sqrt(2 * PI * HBAR)
    assert back == known(f"wave_{k}_{j}")


def test_the_norm_of_the_waves():
    """Psi_0 -> 1/sqrt(2 pi hbar) without contacts; N_Psi is 1/(i det) times that."""
    gone = {s: constant(0) for s in three_dots.symbols if s.name in ("V_1", "V_2", "V_3")}
    assert insert(known("wave_0_0"), gone) == 1 / sqrt(2 * PI * HBAR)
    assert insert(known("N_Psi"), gone) == -I / sqrt(2 * PI * HBAR)


def test_waves_at_separated_contacts_meet_where_the_distance_vanishes():
    """L -> 0: Psi = (1/sqrt(2 pi hbar))/(1 + i b (u_1 + u_2)) at both."""
    together = 1 / (sqrt(2 * PI * HBAR) * (1 + I * FAR.b * (known("far_strength_1") + known("far_strength_2"))))
    at = {"hbar": 1, "mass": 1, "L": Fraction(1, 10**9), "b_far": Fraction(1, 4), "u_1": 2, "u_2": -3}
    expected = number(together, **at)
    for name in ("far_wave_1", "far_wave_2"):
        assert number(known(name), **at) == pytest.approx(expected, abs=1e-7)


def test_waves_at_separated_contacts_solve_their_equation():
    """Psi_1 = exp(i k L)/sqrt(2 pi hbar) - i b (u_1 Psi_1 + exp(i k L) u_2 Psi_2), and the same the other way round."""
    first, second = known("far_wave_1"), known("far_wave_2")
    u_1, u_2 = known("far_strength_1"), known("far_strength_2")
    turn = exponential(I * known("far_momentum") * DISTANCE / HBAR)
    free = 1 / sqrt(2 * PI * HBAR)
    assert first == turn * free - I * FAR.b * (u_1 * first + turn * u_2 * second)
    assert second == free - I * FAR.b * (turn * u_1 * first + u_2 * second)


@pytest.mark.parametrize("direction", [1, -1])
def test_the_element_of_separated_contacts_on_shell_is_that_of_the_rule(direction):
    """At p' = p and p' = -p: the element between the two ways out and the way in from the left."""
    p = known("far_momentum")
    turn = exponential(I * p * DISTANCE / HBAR)
    rule = separated(LINE).element(Port(0, direction), Port(0, 1))
    phases = {s: turn for s in symbols_of([rule]) if s.domain is Domain.ANGLE}
    assert phases, "the test would be vacuous: the rule's element has no phase"
    assert insert(known("far_element"), {symbol_of(P_PRIME): direction * p}) == insert(rule, phases)


# -- rates ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("k", "j"), PAIRS)
def test_rates_are_those_of_the_rule(k, j):
    """a_kl/(exp(beta E_l) X_kl) is the factor before the rule's integral."""
    labels = ("0", "minus", "plus")
    made = rate(DOTS.opened.found, labels.index(k), labels.index(j))
    factor = known(f"a_{k}_{j}") / exponential(BETA * known(f"E_{j}")) / known(f"flux_{k}_{j}")
    assert factor == made.prefactor == 4 * DENSITY / partition(DOTS.opened.found)


@pytest.mark.parametrize("closed", [(), (0,), (1,), (2,)])
def test_as_much_enters_a_level_as_leaves_it(closed):
    """What the letters X take for granted: sum_k b_k (|t_kl|^2 - |t_lk|^2) = 0 at every energy, as S is unitary."""
    found = scattering(three_dots, closed)
    assert not any(x for row in defect(found) for x in row)
    here = [k for k in range(3) if k not in closed]
    t = found.reduced
    for level in here:
        net = constant(0)
        for k in here:
            there, back = t[k][level], t[level][k]
            net = net + found.channels[k].b * (there * there.conjugate() - back * back.conjugate())
        assert not net


@pytest.mark.parametrize("model", [three_dots, four_dots, two_levels], ids=lambda m: m.name)
def test_the_gibbs_state_is_the_stationary_one(model):
    """It is by what unitarity says of the integrals X, and by nothing else: they are free letters before."""
    found = ScatteringQuantities(model)
    stationary, gibbs = found.rates.stationary, found.rates.gibbs
    assert stationary != gibbs and tuple(map(found.normal, stationary)) == gibbs
    assert all("equilibrium" in word for p in stationary for word in found.rests_on(p))
    assert any(found.rests_on(p) for p in stationary) and not any(found.rests_on(p) for p in gibbs)


def test_two_levels_are_always_in_balance():
    """sum over one other level: X_01 = X_10."""
    assert TWO.normal(TWO.value("I_0_1", False)) == 1
    assert DOTS.normal(known("I_0_plus")) != 1


def test_heat_and_currents():
    """K_kl = -K_lk, J_kl = J_lk; each is a_kl p_l - a_lk p_k and K (E_k - E_l)."""
    K, J = known("K_eq_plus_0"), known("J_plus_0")
    assert known("K_eq_0_plus") == -K and known("J_0_plus") == J == K * (known("E_plus") - known("E_0"))
    p, q = known("p_plus"), known("p_0")
    assert known("K_plus_0") == known("a_plus_0") * q - known("a_0_plus") * p


def test_populations_change_by_their_currents_and_add_up():
    changes = [DOTS.rate(known(f"p_{x}")) for x in ("0", "minus", "plus")]
    assert sum(changes, constant(0)) == 0
    assert changes[2] == known("K_plus_0") + known("K_plus_minus")
    with pytest.raises(ClaimError, match="of populations or of the density matrix"):
        DOTS.rate(known("hopping"))
    with pytest.raises(ClaimError, match="all contributions"):
        DOTS.rate(known("p_0"), ("0 -> plus",))


def test_entropy_production_is_minus_the_change_of_the_relative_entropy():
    """It speaks of all populations; in the Gibbs state it is zero, and stationary at fixed total probability."""
    sigma = known("entropy_production")
    gibbs = {symbol_of(known(f"p_{x}")): known(f"gibbs_{x}") for x in ("0", "minus", "plus")}
    assert all(symbol_of(known(f"p_{x}")) in symbols_of([sigma]) for x in ("0", "minus", "plus"))
    slopes = [DOTS.normal(insert(derivative(sigma, p), gibbs)) for p in gibbs]
    assert not DOTS.normal(insert(sigma, gibbs)) and not any(slopes[0] - s for s in slopes[1:])


# -- the density matrix -----------------------------------------------------------------------------------------------


def test_the_diagonal_of_the_master_equation_is_the_pauli_equation():
    """<k| d rho/dt |k> with a diagonal rho: a_kl at |k><l| rho |l><k|."""
    generator = DOTS.generator
    rho = generator.density()
    projected = generator.transition(2, 2)
    image = (generator.dissipator(rho).after(projected)) * projected
    gain = rho.after(generator.transition(2, 0)) * generator.transition(0, 2)
    (pair,) = gain.terms
    assert image.coefficient(pair) == known("a_plus_0")


def test_the_dissipator_keeps_the_trace_and_commutes_with_the_levels():
    generator = DOTS.generator
    H, D = generator.hamiltonian, generator.dissipator
    rho = density()
    assert not D(rho.after(H) - rho * H) - (D(rho).after(H) - D(rho) * H)
    total = sum((c * right * left for left, right, c in _pairs(D(rho))), start=0 * H)
    assert not total


def _pairs(image):
    """Tr(L rho R) = Tr(R L rho)."""
    for (left, right), c in image.terms.items():
        yield Op({left: constant(1)}), Op({right: constant(1)}), c


LADDER = ScatteringModel(
    "ladder",
    Contact(RUNGS),
    levels=(0, positive("Delta", unit="J"), 2 * positive("Delta", unit="J")),
)
"""Three levels at equal distances: 0 -> 1 and 1 -> 2 have one Bohr frequency."""


def test_equal_distances_stay_equal_in_letters():
    """E_2 = 2 E_1 - E_0; four dots in a field: E_0 + E_2 = E_1 + E_3 = 0, of which frequencies know the equality."""
    energies = ScatteringQuantities(LADDER).letters.energies
    assert energies[2] == 2 * energies[1] - energies[0]
    energies = ScatteringQuantities(four_dots).letters.energies
    assert energies[0] + energies[2] == energies[1] + energies[3]
    assert all(symbol_of(known(f"E_{x}")) for x in ("0", "minus", "plus"))


def test_levels_in_order_leave_no_excess():
    """From the higher one of two thresholds up both channels are open; of other scalars no order is known."""
    found = ScatteringQuantities(three_dots)
    zero, _, plus = found.letters.energies
    assert found.ordered(plus, zero) == {symbol_of(found.letters.excess(0, 2)): 0}
    assert found.ordered(zero, plus) == {symbol_of(found.letters.excess(2, 0)): 0}
    assert not found.ordered(zero, zero) and not found.ordered(plus, known("tau"))


@pytest.mark.parametrize(("model", "together"), [(LADDER, True), (three_dots, False), (two_levels, False)])
def test_equal_frequencies_act_together(model, together):
    """And then verdicts on the generator do not say that they are all different."""
    found = ScatteringQuantities(model)
    assert found.generator.master.act_together == together
    assert any("all different" in words for words in found.assumed(("rho",), True)) != together


def test_coherence_climbs_an_even_ladder():
    """|1><0| rho_01 |1><2| has C_(10, 21): rho_01 feeds rho_12, as both particles lose Delta. Not so from rho_02."""
    found = ScatteringQuantities(LADDER).generator
    coefficient = found.coefficient((1, 0), (2, 1))
    assert coefficient and found.coefficient((2, 1), (1, 0)) == coefficient.conjugate()
    assert not found.coefficient((1, 0), (2, 0))
    after = found.all_collisions.applied(found.transition(0, 1))
    one, two = found.transition(1, 1), found.transition(2, 2)
    assert one * after * two == coefficient * found.transition(1, 2)


def test_the_printed_generator_holds_with_equal_frequencies():
    """The double integral with T_omega rho T_omega.dag is the rule's generator, ladder or not."""
    claim = Claim(
        "generator",
        r"D = 4 \pi^2 \nu \sum_{\omega} \int dp \int dp' G \delta(E_{p'} - E_p + \omega)"
        r" (T \rho R - \frac{1}{2} (R T \rho + \rho R T))",
    )
    names = {"D": "dissipator", "G": "gas", "E_{p'}": "kinetic_prime", "E_p": "kinetic", r"\delta": "delta"}
    names |= {"T": "T_omega", "R": "T_omega_dag", r"\rho": "rho", r"\omega": "omega", "p'": "p_prime", "p": "p"}
    for model in (three_dots, LADDER):
        verdict = Checker(ClaimSet((claim,), names=names), {model.name: model}).verdict(claim)
        assert verdict.decision is Decision.HOLDS, verdict.evidence


def test_a_sum_over_bohr_frequencies_needs_integrals_and_two_transitions():
    letters, sum_ = DOTS.letters, DOTS.momenta.sum
    with pytest.raises(ClaimError, match="of two transitions"):
        sum_(letters.indicator(0, 1), OMEGA)
    with pytest.raises(ClaimError, match="of two integrals"):
        sum_(letters.indicator(0, 1) ** 2, OMEGA)
    with pytest.raises(ClaimError):
        sum_(constant(1), P)


# -- names ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("model", [three_dots, two_levels], ids=lambda m: m.name)
def test_every_name_has_a_value(model):
    found = ScatteringQuantities(model)
    names = found.names()
    assert {"H_S", "rho"} <= {n for n, kind in names.items() if kind == "operator"}
    assert {n for n, kind in names.items() if kind == "function"} == {"delta", "ratio", "dissipator_of"}
    for name, kind in names.items():
        if kind != "function":
            assert found.value(name, False) is not None
    with pytest.raises(KeyError):
        found.value("a_plus_5", False)


def test_a_model_keeps_its_own_names():
    """A parameter called p or X_0_1 is the user's."""
    p = real("p", unit="J*m")
    own = ScatteringModel("own", (Contact(((p, p), (p, p))),), levels=real("E_0 E_1", unit="J"))
    assert ScatteringQuantities(own).value("p", False) == p


def test_without_a_closed_form_claims_speak_of_parameters_alone():
    a = positive("a", unit="m")
    V = real("V", unit="J*m")
    apart = ScatteringModel("apart", (Contact(0, V), Contact(1, V, a)), levels=real("E_0 E_1", unit="J"))
    found = ScatteringQuantities(apart)
    assert found.names()["V"] == "scalar" and "T_0_1" not in found.names() and found.functions() == {}


# -- a user's claims --------------------------------------------------------------------------------------------------


def verdict(latex: str, names: dict[str, str], assume: tuple[str, ...] = ()):
    claim = Claim("c", latex, names=names, assume=assume)
    return Checker(ClaimSet((claim,)), {"two_levels": two_levels}).verdict(claim)


@pytest.mark.parametrize(("latex", "decision"), [
    ("a_{10} = e^{-\\beta(\\mathcal{E}_1 - \\mathcal{E}_0)} a_{01}", Decision.HOLDS),
    ("a_{10} = e^{\\beta(\\mathcal{E}_1 - \\mathcal{E}_0)} a_{01}", Decision.WRONG),
    ("|T_{10}|^2 = |T_{01}|^2", Decision.HOLDS),
    ("T_{10} = T_{01}", Decision.WRONG),
    ("|S_{00}|^2 + |S_{10}|^2 = 1", Decision.HOLDS),
])  # fmt: skip
def test_claims_about_two_levels(latex, decision):
    names = {f"{x}_{{{k}{j}}}": f"{x}_{k}_{j}" for x in "aTS" for k in "01" for j in "01"}
    names |= {f"\\mathcal{{E}}_{k}": f"E_{k}" for k in "01"}
    assert verdict(latex, names).decision is decision
