"""Generated modules of scattering models: levels, couplings, branches, T and its asymmetry, against linear algebra."""

from __future__ import annotations

import warnings
from types import ModuleType

import mpmath
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from derive.emit.python import compile_module, source
from derive.engines.scattering.derivation import derive_model
from derive.models.alicki.model import MODELS, ring
from derive.parameters import real
from derive.scattering.model import Contact, ScatteringModel
from numerics.contacts import Scatterer
from numerics.scattering import t_matrix, unitarity_defect

RECORDS = {m.name: derive_model(m).module() for m in MODELS}
MODULES = {name: compile_module(record) for name, record in RECORDS.items()}
THREE, FOUR, TWO = MODULES["three_dots"], MODULES["four_dots"], MODULES["two_levels"]
VALUES = {
    "V_1": 1.0, "V_2": 0.7, "V_3": 1.5, "V_4": -0.4, "tau": -0.31, "theta": 0.9, "E_0": 0.2, "E_1": 0.9,
    "u_0": 1.2, "u_1": -0.3, "w": 0.4 - 0.7j, "hbar": 1.3, "mass": 0.8, "beta": 2.0, "nu": 0.1,
}  # fmt: skip
V = real("V_1 V_2 V_3 V_4 V_5 V_6", unit="J*m")
d = real("d", unit="m")


def of(module: ModuleType, **more: object) -> dict[str, object]:
    """The values above of those parameters that a module has, and others."""
    return {name: value for name, value in (VALUES | more).items() if name in module.PARAMETERS}


def strengths(module: ModuleType) -> np.ndarray:
    """The potentials of a ring of dots, in the order of the dots."""
    return np.array([VALUES[f"V_{k}"] for k in range(1, len(module.LABELS) + 1)])


def by_hand(module: ModuleType, energies: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """b_j and ``v (1 + i B v)^(-1)`` by NumPy; the branch below threshold is that of a small imaginary energy."""
    levels, v = module.levels(**of(module)), module.couplings(**of(module))
    above = energies[:, None] - levels
    root = np.where(above > 0, np.sqrt(np.abs(above)) + 0j, 1j * np.sqrt(np.abs(above)))
    b = np.sqrt(VALUES["mass"] / 2) / (VALUES["hbar"] * root)
    one = np.eye(len(levels))
    return b, v @ np.linalg.inv(one + 1j * b[:, :, None] * v)


def propagators(module: ModuleType, energies: np.ndarray) -> dict[str, np.ndarray]:
    """The b_j by their names."""
    b = module.propagators(E=energies, **of(module))
    return dict(zip(module.PROPAGATORS, np.moveaxis(b, -1, 0), strict=True))


def spread(module: ModuleType) -> np.ndarray:
    """Energies below, between and above all levels."""
    levels = module.levels(**of(module))
    return np.linspace(levels.min() - 1.0, levels.max() + 1.0, 41)


# -- levels and couplings ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("module", [THREE, FOUR], ids=lambda m: m.__name__)
@given(tau=st.floats(-2, 2), theta=st.floats(-4, 4))
def test_levels_of_a_ring(module: ModuleType, tau: float, theta: float) -> None:
    """Against LAPACK: H_{k, k+1} = tau exp(-i theta) around the ring, as in (28)."""
    size = len(module.LABELS)
    h = np.zeros((size, size), complex)
    for k in range(size):
        h[k, (k + 1) % size] += tau * np.exp(-1j * theta)
        h[(k + 1) % size, k] += tau * np.exp(1j * theta)
    levels, states = module.levels(tau=tau, theta=theta), module.states()
    np.testing.assert_allclose(np.sort(levels), np.linalg.eigvalsh(h), atol=1e-14)
    np.testing.assert_allclose(h @ states, states * levels, atol=1e-14)
    np.testing.assert_allclose(states.conj().T @ states, np.eye(size), atol=1e-15)


def test_labels_of_the_text() -> None:
    """E_j = -2|tau| cos[2 pi (phi + j)/3] for j = 0, +1, -1, with theta = 2 pi phi/3 and tau = -|tau|."""
    assert THREE.LABELS == ("0", "-", "+") and THREE.STATES == ("p_0", "p_minus", "p_plus")
    for phi in (0.2, 0.75, -1.3):
        found = dict(zip(THREE.LABELS, THREE.levels(tau=-0.8, theta=2 * np.pi * phi / 3), strict=True))
        for label, j in (("0", 0), ("+", 1), ("-", -1)):
            assert found[label] == pytest.approx(-1.6 * np.cos(2 * np.pi * (phi + j) / 3), abs=1e-15)


@pytest.mark.parametrize("module", [THREE, FOUR], ids=lambda m: m.__name__)
def test_couplings_are_those_of_the_dots(module: ModuleType) -> None:
    states = module.states()
    expected = states.conj().T @ np.diag(strengths(module)) @ states
    np.testing.assert_allclose(module.couplings(**of(module)), expected, atol=1e-15)


def test_the_coupling_of_two_levels_is_as_stated() -> None:
    expected = [[1.2, 0.4 - 0.7j], [0.4 + 0.7j, -0.3]]
    np.testing.assert_allclose(TWO.couplings(**of(TWO)), expected)


# -- branches ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("module", MODULES.values(), ids=MODULES)
def test_momenta_are_on_their_branch(module: ModuleType) -> None:
    """Positive above the threshold; below, -i times a positive number, so that exp(i k |q|), k ~ 1/b, decays."""
    energies = spread(module)
    b = module.propagators(E=energies, **of(module))
    opened = energies[:, None] > module.levels(**of(module))
    assert opened.any() and not opened.all()
    assert (b.real[opened] > 0).all() and not b.imag[opened].any()
    assert (b.imag[~opened] < 0).all() and not b.real[~opened].any()
    np.testing.assert_allclose(b, by_hand(module, energies)[0], rtol=1e-13)


# -- T -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("module", MODULES.values(), ids=MODULES)
def test_t_is_the_solution_at_all_energies(module: ModuleType) -> None:
    """Against LAPACK, channels closed among them: numerators over one determinant lose no digits."""
    energies = spread(module)
    b, expected = by_hand(module, energies)
    found = module.t_matrix(**propagators(module, energies), **of(module))
    np.testing.assert_allclose(found, expected, rtol=1e-11, atol=1e-13)
    one, v = np.eye(len(module.LABELS)), module.couplings(**of(module))
    determinant = np.linalg.det(one + 1j * b[:, :, None] * v)
    np.testing.assert_allclose(
        module.determinant(**propagators(module, energies), **of(module)), determinant, rtol=1e-11, atol=1e-13
    )


@pytest.mark.parametrize("module", MODULES.values(), ids=MODULES)
def test_nothing_is_lost_between_open_channels(module: ModuleType) -> None:
    """S_kl = delta_kl - 2 i sqrt(b_k b_l) t_kl is unitary on the open channels at every energy."""
    levels = module.levels(**of(module))
    several = 0
    for energy in spread(module)[spread(module) > levels.min()]:
        b = module.propagators(E=energy, **of(module))
        t = module.t_matrix(**dict(zip(module.PROPAGATORS, b, strict=True)), **of(module))
        here = np.flatnonzero(energy > levels)
        root = np.sqrt(b.real[here])
        s = np.eye(len(here)) - 2j * root[:, None] * root * t[np.ix_(here, here)]
        np.testing.assert_allclose(s.conj().T @ s, np.eye(len(here)), atol=1e-12)
        several += 1 < len(here) < len(levels)
    assert several or module is TWO, "no channel was closed beside two open ones: the test would be vacuous"


@pytest.mark.filterwarnings("error")
def test_t_at_a_threshold_is_its_limit_from_above() -> None:
    """Nothing enters or leaves the channel whose particle is at rest; the others go on as just above.

    Two channels, b_1 -> oo: D/b_1 -> i u_1 - b_0 (u_0 u_1 - |w|^2), t_00 D/b_1 -> i (u_0 u_1 - |w|^2), t_k1 -> 0.
    """
    given = of(TWO)
    for energy in (VALUES["E_1"], np.full(3, VALUES["E_1"])):
        b = TWO.propagators(E=energy, **given)
        t = TWO.t_matrix(**dict(zip(TWO.PROPAGATORS, np.moveaxis(b, -1, 0), strict=True)), **given)
        minor = VALUES["u_0"] * VALUES["u_1"] - abs(VALUES["w"]) ** 2
        expected = 1j * minor / (1j * VALUES["u_1"] - b[..., 0] * minor)
        np.testing.assert_allclose(t[..., 0, 0], expected, rtol=1e-14)
        assert abs(t[..., 0, 1]).max() < 1e-40 and abs(t[..., 1, :]).max() < 1e-40
    scatterer = Scatterer(TWO.levels(**given), TWO.couplings(**given), mass=VALUES["mass"], hbar=VALUES["hbar"])
    limit = t_matrix(VALUES["E_1"], scatterer) * 2 * np.pi * VALUES["hbar"]
    np.testing.assert_allclose(t[0], limit, rtol=1e-13, atol=1e-30)


def test_t_next_to_a_threshold() -> None:
    """b_k without bound: t_kl falls as 1/b_k, and nothing overflows or warns."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for huge in (1e8, 1e100, 1e140):
            t = THREE.t_matrix(b_0=huge, b_minus=1.0, b_plus=0.5, **of(THREE))
            assert np.isfinite(t).all()
            assert abs(t[0, 1]) * huge == pytest.approx(
                abs(THREE.t_matrix(b_0=1e7, b_minus=1, b_plus=0.5, **of(THREE))[0, 1]) * 1e7, rel=1e-5
            )


# -- asymmetry ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("module", [THREE, FOUR], ids=lambda m: m.__name__)
def test_the_asymmetry_is_that_of_t(module: ModuleType) -> None:
    energies = spread(module)
    t = abs(module.t_matrix(**propagators(module, energies), **of(module))) ** 2
    found = module.asymmetry(**propagators(module, energies), **of(module))
    np.testing.assert_allclose(found, t - t.swapaxes(-1, -2), atol=1e-12)
    assert abs(found).max() > 1e-2, "the test would be vacuous"


def test_two_levels_have_none() -> None:
    """t_01 D = w and t_10 D = conj(w): no function is written for what is zero."""
    assert not hasattr(TWO, "asymmetry")
    t = TWO.t_matrix(b_0=0.3, b_1=0.2 - 0.9j, **of(TWO))
    assert abs(t[0, 1]) == pytest.approx(abs(t[1, 0]), rel=1e-15)


def test_small_asymmetries_keep_their_digits() -> None:
    """Two potentials that differ by 1e-9: against 60 digits; the difference of moduli would have kept seven."""
    v_3, b = 0.7 * (1 + 1e-9), (0.9, 1.3, 0.4)
    found = THREE.asymmetry(b_0=b[0], b_minus=b[1], b_plus=b[2], V_1=1.0, V_2=0.7, V_3=v_3)
    with mpmath.workdps(60):
        w = mpmath.exp(2j * mpmath.pi / 3)
        states = mpmath.matrix(3, 3)
        for k in range(3):
            for j in range(3):
                states[k, j] = w ** (j * k) / mpmath.sqrt(3)
        v = states.H * mpmath.diag([mpmath.mpf(1), mpmath.mpf(0.7), mpmath.mpf(v_3)]) * states
        t = v * (mpmath.eye(3) + 1j * mpmath.diag([mpmath.mpf(x) for x in b]) * v) ** -1
        for k, j in ((0, 1), (0, 2), (1, 2)):
            expected = abs(t[k, j]) ** 2 - abs(t[j, k]) ** 2
            assert found[k, j] == pytest.approx(float(expected), rel=1e-7)  # V_3 - V_2 itself has seven digits
            assert found[j, k] == -found[k, j] and 0 < abs(expected) < 1e-8


# -- rates -------------------------------------------------------------------------------------------------------------


def test_the_factor_of_the_rates_scales_as_a_gas() -> None:
    """Proportional to the density, and to 1/Z = sqrt(beta/(2 pi m))."""
    base = THREE.rate_factor(**of(THREE))
    assert base > 0
    for change, factor in (({"nu": 0.3}, 3.0), ({"beta": 8.0}, 2.0), ({"mass": 3.2}, 0.5)):
        assert THREE.rate_factor(**of(THREE, **change)) == pytest.approx(base * factor, rel=1e-14)


# -- what has no closed form -------------------------------------------------------------------------------------------


def module_of(model: ScatteringModel) -> ModuleType:
    record = derive_model(model).module()
    assert record is not None
    return compile_module(record)


def test_contacts_apart_go_to_the_numerics_place_by_place() -> None:
    model = ScatteringModel("apart", [Contact(k, V[k], position=k * d) for k in range(3)], ring(3))
    module = module_of(model)
    assert module.PLACES == 3 and not hasattr(module, "t_matrix")
    p = of(module, d=0.4)
    couplings = [getattr(module, f"couplings_{k}")(**p) for k in (1, 2, 3)]
    np.testing.assert_allclose(sum(couplings), THREE.couplings(**of(THREE)), atol=1e-15)
    scatterer = Scatterer(module.levels(**p), np.array(couplings), positions=module.positions(**p))
    assert unitarity_defect(np.linspace(-0.5, 1.0, 9), scatterer).max() < 1e-12


def test_contacts_of_one_place_are_one_matrix() -> None:
    model = ScatteringModel("pair", [Contact(0, V[0], d), Contact(1, V[1]), Contact(2, V[2], d)], ring(3))
    module = module_of(model)
    assert module.PLACES == 2
    np.testing.assert_allclose(module.positions(d=0.4), [0.4, 0.0])
    states = THREE.states()
    expected = states.conj().T @ np.diag([1.0, 0.0, 1.5]) @ states
    np.testing.assert_allclose(module.couplings_1(**of(module)), expected, atol=1e-15)


def test_six_sites_have_levels_and_couplings() -> None:
    """Benzene-like: the plane waves are exact, T is for the numerics."""
    module = module_of(ScatteringModel("six", [Contact(k, V[k]) for k in range(6)], ring(6)))
    p = of(module, V_5=0.2, V_6=0.9)
    assert not hasattr(module, "t_matrix") and module.PROPAGATORS == ()
    expected = 2 * p["tau"] * np.cos(p["theta"] - np.pi / 3 * np.arange(6))
    np.testing.assert_allclose(module.levels(**p), expected, atol=1e-15)
    scatterer = Scatterer(module.levels(**p), module.couplings(**p))
    assert unitarity_defect(np.linspace(-0.5, 1.0, 9), scatterer).max() < 1e-12
    assert "numerics.scattering" in " ".join((module.__doc__ or "").split())


def test_without_exact_levels_the_hamiltonian_is_left() -> None:
    """A chain with two different hops: its levels are roots of a polynomial that is not solved."""
    a, b = real("a b", unit="J")
    module = module_of(ScatteringModel("chain", [Contact(0, V[0])], [[0, a, 0], [a, 0, b], [0, b, 0]]))
    assert module.BASIS == "sites" and not hasattr(module, "levels")
    np.testing.assert_array_equal(module.hamiltonian(a=1.0, b=2.0), [[0, 1, 0], [1, 0, 2], [0, 2, 0]])
    np.testing.assert_array_equal(module.couplings(V_1=3.0), np.diag([3.0, 0.0, 0.0]))


# -- the text ----------------------------------------------------------------------------------------------------------


def test_the_docstring_states_model_and_conventions() -> None:
    text = " ".join((THREE.__doc__ or "").split())
    for part in (
        "contact of strength V_2 with basis state 1, at q = 0",
        "H_tot = H_S + p**2/(2*mass)",
        "<p|p'> = delta(p - p')",
        "b_j = sqrt(mass/(2*(E - E_j + i0)))/hbar",
        "t[k, l]/(2*pi*hbar) with t = v (1 + i B v)^(-1)",
        "k is the final level (row)",
        "The levels of the text's E_j are those of a negative tau.",
    ):
        assert part in text, part


def test_the_text_needs_numpy_alone() -> None:
    lines = [line for line in source(RECORDS["three_dots"]).splitlines() if line.startswith(("import", "from"))]
    assert lines == ["from functools import wraps", "import numpy as np"]


def test_arguments_broadcast() -> None:
    theta = np.linspace(0, 1, 5)[:, None]
    assert THREE.levels(tau=np.ones(4), theta=theta).shape == (5, 4, 3)
    b = THREE.propagators(E=np.linspace(1, 2, 7)[:, None, None], **of(THREE, theta=theta))
    assert b.shape == (7, 5, 1, 3)
    t = THREE.t_matrix(**dict(zip(THREE.PROPAGATORS, np.moveaxis(b, -1, 0), strict=True)), **of(THREE))
    assert t.shape == (7, 5, 1, 3, 3)
