"""What a scattering statement refuses at once, in words, and what it takes."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from derive.engines.scattering.derivation import derive_model
from derive.errors import DeriveError, ModelError
from derive.golden.model import RateModel
from derive.model import Model
from derive.parameters import complex_, nonnegative, positive, real
from derive.rules.scattering.green import in_dimension
from derive.rules.scattering.lippmann import scattering
from derive.scattering.model import Contact, Gas, ScatteringModel
from derive.symbols import check_model_name

V = real("V", unit="J*m")
E_0, E_1 = real("E_0 E_1", unit="J")


TOUCHED = (Contact(0, V),)


def stated(name: Any = "pair", contacts: Any = TOUCHED, levels: Any = (E_0, E_1), **more: Any) -> Any:
    """Two levels, the first of which is touched."""
    return ScatteringModel(name, contacts, levels=levels, **more)


@pytest.mark.parametrize("what", ["mass", "beta", "density"])
@pytest.mark.parametrize(
    "value",
    [-1, 0, "m", None, float("nan"), True, real("x"), nonnegative("y"), complex_("z"), -positive("w")],
    ids=repr,
)
def test_a_gas_has_positive_quantities(what: str, value: Any) -> None:
    """Its mass is under a root; a beta that may vanish has no Gibbs distribution, and no density no collisions."""
    with pytest.raises(DeriveError, match=f"{what} must be positive|a coefficient must be an integer"):
        Gas(**{what: value})


def test_a_gas_may_have_numbers_and_products() -> None:
    two, mass = positive("two_m m_0", unit="kg")
    assert Gas(mass=Fraction(1, 2)).mass == Fraction(1, 2) and Gas(mass=two * mass).mass == two * mass
    assert derive_model(stated(gas=Gas(mass=1))).findings()


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: stated(levels=E_0), "levels: there must be a list of energies"),
        (lambda: stated(levels=np.array([1.0, 2.0])), "a coefficient must be an integer"),
        (lambda: stated(levels=np.array([1, 2])), "every entry must be a constant"),
        (lambda: stated(levels="01"), "levels: there must be a list of energies, but got '01'"),
        (lambda: stated(contacts=None), "contacts: there must be a list of Contact objects, but got None"),
        (lambda: stated(contacts=[V]), "contacts: each must be a Contact, but got V"),
        (lambda: stated(contacts=[(0, V)]), "contacts: each must be a Contact"),
        (lambda: stated(contacts=V), "contacts: there must be a list of Contact objects"),
        (lambda: Contact(True, V), "site must be a number from 0 or a Hermitian matrix, but got True"),
        (lambda: stated(labels="ab"), "labels: there must be a list of texts, but got 'ab'"),
        (lambda: stated(labels=None), "labels: there must be a list of texts, but got None"),
        (lambda: stated(gas=None), "it must be one Gas"),
    ],
)
def test_what_is_refused_says_why(make: Callable[[], Any], message: str) -> None:
    with pytest.raises(DeriveError, match=message):
        make()


@pytest.mark.parametrize(
    "name",
    ["import", "class", "None", "__init__", "numpy", "np", "_x", "a" * 101, "\u00e9", "a b", "../x", "", 3, None],
)
def test_one_check_of_names_for_all_models(name: Any) -> None:
    """The name is that of a folder and of a file in it: neither a keyword nor a package that the file imports."""
    makes: tuple[Callable[[], Any], ...] = (
        lambda: stated(name),
        lambda: Model(name, hamiltonian=0, observables=()),
        lambda: RateModel(name, (), 0),  # type: ignore[arg-type]
        lambda: check_model_name("Model", name),
    )
    for make in makes:
        with pytest.raises(ModelError, match="name must"):
            make()


# -- names that stand for something already ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "meaning"),
    [
        ("E", "total energy"),
        ("b_0", "propagator of level 0"),
        ("c_1", "propagator of level 1"),
        ("p_0", "population of level 0"),
        ("mass", "both called 'mass'"),
        ("beta", "both called 'beta'"),
        ("hbar", "both called 'hbar'"),
        ("pi", "the number"),
        ("P", "momentum of the cutoff"),
        ("E_1", "both called 'E_1'"),
    ],
)
def test_a_parameter_cannot_take_a_name_of_the_derivation(name: str, meaning: str) -> None:
    """Two symbols of one name would be one argument of the module, or cancel against each other."""
    with pytest.raises(ModelError, match=meaning):
        stated(contacts=[Contact(0, positive(name, unit="J*m"))])


def test_names_depend_on_the_labels_and_the_places() -> None:
    b_0, b_up = real("b_0 b_up", unit="J*m")
    assert stated(contacts=[Contact(0, b_0)], labels=("down", "up"))
    with pytest.raises(ModelError, match="propagator of level up"):
        stated(contacts=[Contact(0, b_up)], labels=("down", "up"))
    phase = real("phi_0_1", unit="J*m")
    assert stated(contacts=[Contact(0, phase)])
    with pytest.raises(ModelError, match="phase of level 0"):
        stated(contacts=[Contact(0, phase), Contact(1, V, positive("a", unit="m"))])


@pytest.mark.parametrize("dimension", [0, 4, 1.0, True, "2", None])
def test_dimensions_are_one_two_and_three(dimension: Any) -> None:
    with pytest.raises(ModelError, match="the dimension must be 1, 2 or 3"):
        in_dimension(scattering(stated()), dimension)
