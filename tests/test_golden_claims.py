"""What claims may speak of in a golden-rule model: walks of chains, rates, amplitudes, sums over modes, entropies.

Two couplings in a row, on paper.  From A through an empty channel C to B, couplings h and k:

    a_C.dag a_A |n_Aj, 0, n_Bl> = sqrt(n_Aj) |n_Aj - 1, 1, n_Bl>
    a_B.dag a_C |n_Aj - 1, 1, n_Bl> = sqrt(n_Bl + 1) |n_Aj - 1, 0, n_Bl + 1>
    T = h k sqrt(n_Aj (n_Bl + 1)) sum_c 1/(E_in - E_im + i0) = -i pi rho_C h k sqrt(n_Aj (n_Bl + 1))
    S = -2 pi i delta T,   (1/t_0) sum_l |S|^2 = (2 pi/hbar) pi^2 rho_C^2 h^2 k^2 rho_B n_Aj (<n_B> + 1)
"""

from __future__ import annotations

import pytest

from derive.claims.kets import read_ket
from derive.emit.latex import latex
from derive.engines.golden.modesums import ModeIndex, delta_of, sum_over_modes
from derive.engines.golden.quantities import GoldenQuantities
from derive.engines.golden.transition import DELTA, DURATION, Transition
from derive.errors import ClaimError, DeriveError
from derive.exact.evaluate import derivative
from derive.exact.exponential import exponential
from derive.exact.insert import insert
from derive.exact.logarithm import logarithm
from derive.exact.roots import sqrt
from derive.exact.scalar import constant, symbols_of
from derive.exact.shape import shaped
from derive.golden.assumptions import Empty, Equal, Incoherent, MeanField, OnShell
from derive.golden.model import CENTRE, HBAR, PI, Constant, RateModel
from derive.golden.species import Continuum, Emitters
from derive.models.braak.model import MODELS, closed_ring, embedded_cavity, open_waveguide
from derive.parameters import I, positive, real, symbol_of, value_of
from derive.rules.golden_rule.kinetics import kinetics
from derive.rules.golden_rule.walk import value_of_element, walk

h, k = real("h k", unit="J")
rho = positive("rho", unit="1/J")
A, B, C = Continuum("A", letter="j"), Continuum("B", letter="l"), Continuum("C", letter="c")
COUPLING = h * (A.a.dag * C.a + C.a.dag * A.a) + k * (B.a.dag * C.a + C.a.dag * B.a)
PASSAGE = RateModel("passage", (A, B, C), COUPLING, (OnShell(), MeanField(), Empty(C)), order=2)
QUANTITIES = GoldenQuantities(PASSAGE)
n_A, n_B = value_of(A.state), value_of(B.state)


def known(name: str):
    return QUANTITIES.value(name, False)


def process_of(model: RateModel, name: str):
    return next(p for p in kinetics(model).processes if p.name == name)


# -- walks ------------------------------------------------------------------------------------------------------------


def test_a_walk_passes_the_states_on_paper():
    process = process_of(PASSAGE, "A -> B")
    (chain,) = process.groups[0][0].chains
    found = walk(PASSAGE, chain)
    n_Aj, n_Bl = known("n_A_j"), known("n_B_l")
    assert [value_of_element(e) for e in found.elements] == [h * sqrt(n_Aj), k * sqrt(n_Bl + 1)]
    shifts = [{f.mode.text: f.shift for f in state.foci} for state in found.states]
    assert shifts == [
        {"A_j": 0, "B_l": 0, "C_c": 0}, {"A_j": -1, "B_l": 0, "C_c": 1}, {"A_j": -1, "B_l": 1, "C_c": 0},
    ]  # fmt: skip
    assert found.radicand == n_Aj * (n_Bl + 1)
    assert (found.initial, found.final) == (found.states[0], found.states[2])


def test_a_walk_that_takes_a_quantum_from_nothing_is_refused():
    """With C empty nothing can be taken from it first: C -> A then A' -> C has no beginning."""
    full = RateModel("full", (A, B, C), COUPLING, (OnShell(), MeanField()), order=2)
    process = process_of(full, "A -> B")
    backward = [c for g in process.groups for x in g for c in x.chains if not c.contractions[0].created_first]
    assert backward  # B takes from C before A gives: only where C holds something
    assert walk(full, backward[0]).radicand
    with pytest.raises(DeriveError, match="must be possible, but got a quantum from C_c"):
        walk(PASSAGE, backward[0])


def test_an_emitter_is_lowered_once():
    """sigma_minus |e> = |g>, weight 1; (S-41) to (S-43) of Braak and Mannhart."""
    process = process_of(open_waveguide, "M -> A")
    found = walk(open_waveguide, process.groups[0][0].chains[0])
    levels = [next(f for f in s.foci if f.is_emitter).level for s in found.states]
    assert levels == ["e", "g", "g"]
    assert found.elements[0].radicand == 1


def test_two_modes_of_one_species_have_letters_of_their_own():
    """A pair of quanta of A made from one of B: a_A.dag^2 a_B takes part with two modes j and j_2."""
    pair = h * (A.a.dag * A.a.dag * B.a + B.a.dag * A.a * A.a)
    split = Continuum("B", letter="l", frequency=2 * CENTRE)
    model = RateModel("pairs", (A, split), pair, (OnShell(), MeanField()))
    found = walk(model, process_of(model, "B -> A + A").groups[0][0].chains[0])
    assert sorted(f.mode.text for f in found.initial.foci) == ["A_j", "A_j_2", "B_l"]


# -- amplitudes and rates ---------------------------------------------------------------------------------------------


def test_the_s_matrix_element_and_the_rate_on_paper():
    n_Aj, n_Bl, rho_B, rho_C = (known(n) for n in ("n_A_j", "n_B_l", "rho_B", "rho_C"))
    T = -I * PI * rho_C * h * k * sqrt(n_Aj * (n_Bl + 1))
    assert known("T_A_to_B") == T
    assert known("S_A_to_B") == -2 * PI * I * DELTA * T
    expected = 2 * PI / HBAR * PI**2 * rho_C**2 * h**2 * k**2 * rho_B * n_Aj * (n_B + 1)
    assert known("rate_from_mode_A_to_B") == expected


@pytest.mark.parametrize("model", MODELS, ids=lambda m: m.name)
def test_rates_follow_from_s_matrix_elements(model):
    """(1/t_0) sum over final modes of |S|^2 is the rate out of a mode, by another way than events over modes."""
    quantities, compared = GoldenQuantities(model), 0
    for t in quantities.transitions.values():
        start, end = (side[0] for side in t.process.reaction)
        ends = [model.by_name[n] for n in (start, end)]
        if not all(isinstance(s, Continuum) for s in ends):
            continue
        S = quantities.value(f"S_{t.tag}_apart", False)
        rate = sum_over_modes(model, S * S.conjugate(), ModeIndex(end)) / DURATION
        assert rate == quantities.value(f"rate_from_mode_{t.tag}_apart", False)
        compared += 1
    assert compared >= 2


@pytest.mark.parametrize("model", MODELS, ids=lambda m: m.name)
def test_rates_of_modes_average_to_rates_per_mode(model):
    """A mode with the mean occupation has the mean rate."""
    quantities, compared = GoldenQuantities(model), 0
    for name in [n for n in quantities.names() if n.startswith("rate_from_mode_")]:
        definite = quantities.value(name, False)
        species = name.removeprefix("rate_from_mode_").split("_")[0]
        letter = model.by_name[species].letter
        mean = quantities.value(model.by_name[species].state.name, False)
        one = quantities.value(f"n_{species}_{letter}", False)
        # Linear in the occupation of the mode: one absorbed quantum.
        assert definite / one * mean == quantities.value(name.replace("from_mode_", ""), False)
        compared += 1
    assert compared >= 4


def test_before_parameters_are_equal_each_density_has_its_name():
    named = PASSAGE.assuming(Equal(rho, A.density, B.density))
    found = GoldenQuantities(named)
    own = {s.name for s in symbols_of([found.value("rate_A_to_B", False)])}
    apart = {s.name for s in symbols_of([found.value("rate_A_to_B_apart", False)])}
    assert "rho" in own and "rho_B" not in own
    assert "rho_B" in apart and "rho" not in apart


def test_a_process_of_several_groups_has_no_amplitude():
    """Paths that do not interfere have probabilities that add, and no common matrix element."""
    one, two = Continuum("1"), Continuum("2")
    coupling = h * (A.a.dag * (one.a + two.a) + (one.a + two.a).dag * A.a)
    coupling = coupling + k * (B.a.dag * (one.a + two.a) + (one.a + two.a).dag * B.a)
    model = RateModel("paths", (A, B, one, two), coupling, (OnShell(), MeanField(), Incoherent(one, two)), order=2)
    process = process_of(model, "A -> B")
    assert len(process.groups) == 2
    assert "T_A_to_B" not in GoldenQuantities(model).names()
    with pytest.raises(DeriveError, match="must belong to paths that interfere"):
        _ = Transition(model, process).amplitude


# -- time derivatives -------------------------------------------------------------------------------------------------


def test_time_derivatives_follow_the_chain_rule():
    """d(n_A n_B) = n_B dn_A + n_A dn_B."""
    whole = [QUANTITIES.rate(x) for x in (n_A, n_B)]
    assert QUANTITIES.rate(n_A * n_B) == n_B * whole[0] + n_A * whole[1]
    assert QUANTITIES.rate(h) == 0


def test_parts_are_processes_and_add_up():
    names = [p.name for p in QUANTITIES.kinetics.processes]
    parts = [QUANTITIES.rate(n_A, (name,)) for name in names if "A" in name.split(" -> ")]
    assert len(parts) == 3
    assert sum(parts, constant(0)) == QUANTITIES.rate(n_A)
    assert QUANTITIES.normal(parts[0]) == -2 * PI / HBAR * h**2 * known("rho_C") * n_A


def test_parts_that_do_not_exist_or_change_nothing_are_refused():
    with pytest.raises(ClaimError, match="must be one of the processes"):
        QUANTITIES.rate(n_A, ("A -> D",))
    with pytest.raises(ClaimError, match="must change what is differentiated"):
        QUANTITIES.rate(n_A, ("B -> C",))


def test_named_constants_and_numbers_of_modes_are_written_out():
    found = GoldenQuantities(closed_ring)
    values = {name: found.normal(found.value(name, False)) for name in ("gamma_dec", "N", "gamma_3")}
    h_bar, rho_wg, density = (found.value(n, False) for n in ("h", "rho_wg", "rho"))
    assert values["gamma_dec"] == 2 * PI / HBAR * h_bar**2 * rho_wg
    assert values["N"] == HBAR * found.value("Delta", False) * density
    assert values["gamma_3"] == 2 * PI**3 / HBAR * h_bar**4 * density**2 * rho_wg


def test_a_constant_that_no_process_has_has_no_value():
    """Held empty, C gives nothing back; a constant for that names nothing, and what is said of it stays undecided."""
    named = RateModel(
        "passage", (A, B, C), COUPLING, PASSAGE.assumptions, 2, constants=(Constant("back", C, A, per=A),)
    )
    found = GoldenQuantities(named)
    with pytest.raises(ClaimError, match="names none"):
        found.value("back", False)


# -- sums over modes --------------------------------------------------------------------------------------------------


def test_sums_over_modes():
    """sum_l delta f(n_Bl) = rho_B f(<n_B>); delta^2 = delta t_0/(2 pi hbar); operators stand for all modes."""
    n_Bl, rho_B = known("n_B_l"), known("rho_B")
    assert sum_over_modes(PASSAGE, DELTA * (n_Bl + 1), ModeIndex("B")) == rho_B * (n_B + 1)
    assert sum_over_modes(PASSAGE, DELTA**2, ModeIndex("B")) == rho_B * DURATION / (2 * PI * HBAR)
    assert sum_over_modes(PASSAGE, COUPLING, ModeIndex()) is COUPLING


def test_sums_over_intermediate_modes_take_the_resolvent():
    """sum_c 1/(E_in - E_im + i eta) = -i pi rho_C on the energy shell."""
    miss = known("E_in") - known("E_im") + I * known("eta")
    assert sum_over_modes(PASSAGE, h / miss, known("through_A_to_B")) == -I * PI * known("rho_C") * h


@pytest.mark.parametrize("body", [h, DELTA**3, known("E_in")])
def test_sums_of_what_is_not_resonant_are_refused(body):
    with pytest.raises(ClaimError, match="a sum over"):
        sum_over_modes(PASSAGE, body, ModeIndex("B"))
    with pytest.raises(ClaimError, match="a sum over"):
        sum_over_modes(PASSAGE, body, known("through_A_to_B"))


def test_the_delta_function_has_its_height():
    """delta^t0(E) = sin(E t_0/2 hbar)/(pi E): the slope of E delta^t0(E) at zero is delta^t0(0) = t_0/(2 pi hbar)."""
    E = symbol_of(known("E"))
    slope = derivative(known("E") * delta_of(known("E")), E)
    assert insert(slope, {E: constant(0)}) == DURATION / (2 * PI * HBAR)


# -- states, operators, heat ------------------------------------------------------------------------------------------


def test_derived_kets_are_those_of_a_paper():
    found = GoldenQuantities(open_waveguide).value("state_1_A_to_M", False)
    printed = read_ket(r"|\{n_A\}n_{Aj} - 1, \{n_B\}, \{0_1\}1_{1k}, \{0_2\}, \{s\}g_l\rangle")
    assert not found - printed
    assert found.latex().replace("{l}", "l") == read_ket(found.latex()).latex().replace("{l}", "l")
    for wrong in (
        r"|\{n_A\}n_{Aj}, \{n_B\}, \{0_1\}1_{1k}, \{0_2\}, \{s\}g_l\rangle",
        r"|\{n_A\}n_{Aj} - 1, \{n_B\}, \{0_1\}, \{0_2\}1_{2k}, \{s\}g_l\rangle",
        r"|\{n_A\}n_{Aj} - 1, \{n_B\}, \{0_1\}1_{1k}, \{0_2\}, \{s\}e_l\rangle",
    ):
        assert found - read_ket(wrong)


def test_couplings_and_energies_make_up_the_hamiltonian():
    found = GoldenQuantities(embedded_cavity)
    pieces = [found.value(n, False) for n in ("coupling_A_C", "coupling_C_M")]
    assert pieces[0] + pieces[1] == found.value("coupling", False) == embedded_cavity.coupling
    assert not found.value("coupling_A_M", False)
    a, energy = found.value("a_A", False), found.value("energy_A", False)
    assert energy == HBAR * found.value("Omega", False) * a.dag * a
    plus, minus = found.value("plus_M", False), found.value("minus_M", False)
    assert found.value("z_M", False) == plus * minus - minus * plus


def test_thermal_occupations_and_entropies_on_paper():
    """1/(e^x - 1), m/(e^x + 1); S = (1 + n) ln(1 + n) - n ln n per mode; its slope is x."""
    found = GoldenQuantities(closed_ring)
    x = HBAR * found.value("Omega", False) / (found.value("k_B", False) * found.value("temperature", False))
    n, k_B = found.value("n_A", False), found.value("k_B", False)
    assert found.value("thermal_A", False) == 1 / (exponential(x) - 1)
    assert found.value("thermal_M", False) == found.value("m", False) / (exponential(x) + 1)
    entropy = found.value("entropy_A", False)
    assert entropy == k_B * ((1 + n) * logarithm(1 + n) - n * logarithm(n))
    quantum = HBAR * found.value("Omega", False)
    assert derivative(entropy, symbol_of(n)) * found.value("temperature_A", False) == quantum


@pytest.mark.parametrize("species", ["A", "B", "1", "2"])
def test_every_continuum_has_the_entropy_of_the_others(species):
    """(S-66) is judged for A and printed for all."""
    found = GoldenQuantities(closed_ring)
    image = {symbol_of(found.value("n_A", False)): found.value(f"n_{species}", False)}
    assert insert(found.value("entropy_A", False), image) == found.value(f"entropy_{species}", False)


def test_the_total_entropy_counts_modes_and_emitters():
    found = GoldenQuantities(embedded_cavity)
    N_A, N_C = found.value("N_A", False), found.value("N_C", False)
    parts = [found.value(f"entropy_{name}", False) for name in ("A", "C", "M")]
    assert found.value("entropy", False) == N_A * parts[0] + N_C * parts[1] + parts[2]


def test_derived_formulas_are_printed_in_rate_constants():
    """The names put back stand for what was derived, and no coupling is left; a sum of other things stays as it is."""
    found = GoldenQuantities(closed_ring)
    (names,) = found.style.abbreviations
    for state in ("n_A", "n_1", "m_e"):
        written_out = found.normal(found.rate(found.value(state, False)))
        named = names.removes(written_out)
        assert found.normal(named) == written_out
        assert not {"h", "g_1", "rho"} & {s.name for s in symbols_of([named])}
    assert names.removes(found.value("rho", False) + found.value("n_A", False)) is None
    printed = latex(shaped(found.normal(found.rate(found.value("n_1", False), ("1 -> 2", "2 -> 1"))), found.style))
    assert r"\gamma_3" in printed and r"(\langle n_{A} \rangle + \langle n_{B} \rangle + 2)^2" in printed


# -- a user's own model -----------------------------------------------------------------------------------------------


def test_names_of_a_users_model():
    """Every name has a value, and a parameter of the model keeps its name where it is like one of these."""
    T = real("T_A_to_B", unit="J")
    source, drain = Continuum("A"), Continuum("B")
    lamps = Emitters("lamp")
    coupling = T * (source.a.dag * drain.a + drain.a.dag * source.a) + h * (
        lamps.plus * drain.a + drain.a.dag * lamps.minus
    )
    found = GoldenQuantities(RateModel("own", (source, drain, lamps), coupling, (OnShell(), MeanField()), order=2))
    names = found.names()
    assert {"n_A", "n_B", "rate_A_to_B", "m_lamp_e", "entropy_lamp", "state_1_A_to_B"} <= set(names)
    assert all(found.value(name, False) is not None for name in names)
    assert found.value("T_A_to_B", False) == T
    assert names["coupling"] == "operator" and names["n_A"] == "scalar"
    with pytest.raises(KeyError):
        found.value("rate_A_to_D", False)
