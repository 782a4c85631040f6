"""Units on paper: what a unit text means, which unit a scalar has, and which sums have none."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from derive.errors import ModelError
from derive.exact.scalar import Scalar, constant
from derive.parameters import I, angle, complex_, conj, exp, nonnegative, positive, real, sqrt
from derive.units import BASES, PURE, RATE, MixedUnits, Unit, parse_unit, unit_of

omega = real("omega", unit="rad/s")
kappa, gamma = positive("kappa gamma", unit="1/s")
hbar = positive("hbar", unit="J*s")
temperature = positive("T", unit="K")
F = complex_("F", unit="Hz")
N = nonnegative("N")
phi = angle("phi")


def unit(**powers: int | Fraction) -> Unit:
    """A unit by its exponents; ``ten`` is the power of ten."""
    return Unit(tuple(Fraction(powers.get("ten" if base == "10" else base, 0)) for base in BASES))


# -- texts --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1", unit()),
        ("rad", unit()),
        ("1/s", unit(s=-1)),
        ("rad/s", unit(s=-1)),
        ("Hz", unit(s=-1)),
        # J = N m = kg m^2/s^2, W = J/s, so J s = kg m^2/s.
        ("J", unit(kg=1, m=2, s=-2)),
        ("J*s", unit(kg=1, m=2, s=-1)),
        ("J/K", unit(kg=1, m=2, s=-2, K=-1)),
        ("W", unit(kg=1, m=2, s=-3)),
        ("m**2/s", unit(m=2, s=-1)),
        ("s**(-1/2)", unit(s=Fraction(-1, 2))),
        ("s**-1", unit(s=-1)),
        ("mol/(m**3*s)", unit(mol=1, m=-3, s=-1)),
        # From left to right: (W/m)*K, not W/(m*K).
        ("W/m*K", unit(kg=1, m=1, s=-3, K=1)),
        # V A = W is a check of two definitions against a third.
        ("V*A/W", unit()),
        ("Ohm*F", unit(s=1)),
        ("H/Ohm", unit(s=1)),
        ("Wb/V", unit(s=1)),
        ("T*m**2/Wb", unit()),
        ("S*Ohm", unit()),
        ("Pa*m**2/N", unit()),
        ("C/A", unit(s=1)),
        # Prefixes; the gram is 10**-3 kg, and m alone is the metre.
        ("GHz", unit(s=-1, ten=9)),
        ("ms", unit(s=1, ten=-3)),
        ("mm/ms", unit(m=1, s=-1)),
        ("g", unit(kg=1, ten=-3)),
        ("mW**2", unit(kg=2, m=4, s=-6, ten=-6)),
        ("10**3/s", unit(s=-1, ten=3)),
    ],
)
def test_a_text_means_a_product_of_base_units(text: str, expected: Unit) -> None:
    assert parse_unit(text) == expected


@given(st.lists(st.fractions(-3, 3, max_denominator=3), min_size=len(BASES), max_size=len(BASES)))
def test_a_unit_is_read_back_from_its_print(exponents: list[Fraction]) -> None:
    written = Unit(tuple(exponents))
    assert parse_unit(str(written)) == written


@pytest.mark.parametrize(
    ("text", "got"),
    [
        ("", "end too early"),
        ("1/", "end too early"),
        ("s**", "end too early"),
        ("(1/s", "end too early"),
        ("furlong/s", "unknown unit 'furlong' at position 1"),
        ("J*sec", "unknown unit 'sec' at position 3"),
        ("eV", "unknown unit 'eV'"),
        ("mkg", "unknown unit 'mkg'"),
        ("2*s", "'2' at position 1"),
        ("1 s", "'s' at position 3"),
        ("1/s)", "')' at position 4"),
        ("m^2", "'^' at position 2"),
        ("s**(1/0)", "'0' at position 7"),
        ("__import__('os')", "'_' at position 1"),
    ],
)
def test_a_broken_text_is_one_clear_message(text: str, got: str) -> None:
    with pytest.raises(ModelError) as error:
        parse_unit(text, "symbol 'kappa'")
    assert error.value.where == "symbol 'kappa'"
    assert got in error.value.got
    assert '"1/s"' in error.value.todo


# -- scalars ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (constant(3), PURE),
        (I, PURE),
        (kappa, RATE),
        (sqrt(kappa), unit(s=Fraction(-1, 2))),
        (sqrt(kappa * gamma) * exp(I * phi), RATE),
        (F * conj(F), unit(s=-2)),
        (omega / kappa, PURE),
        # sqrt(kappa + gamma) is a radical: half of the radicand's exponents.
        (sqrt(kappa + gamma), unit(s=Fraction(-1, 2))),
        (sqrt(2) * kappa, RATE),
        (hbar * omega / temperature, unit(kg=1, m=2, s=-2, K=-1)),
        ((omega**2 + F * conj(F)) / (kappa + I * omega), RATE),
        ((2 * N + 1) * kappa * exp(I * phi), RATE),
    ],
)
def test_the_unit_of_a_scalar(value: Scalar, expected: Unit) -> None:
    assert unit_of(value) == expected


def test_zero_has_any_unit() -> None:
    assert unit_of(kappa - kappa) is None


@pytest.mark.parametrize(
    ("value", "terms"),
    [
        (kappa + N, ("N [1]", "kappa [1/s]")),
        (kappa + I * hbar, ("kappa [1/s]", "I*hbar [m**2*kg/s]")),
        (N / (kappa + omega**2), ("kappa [1/s]", "omega**2 [1/s**2]")),
        # Halves count: sqrt(kappa) is no rate.
        (sqrt(kappa) + omega, ("sqrt(kappa) [1/s**(1/2)]", "omega [1/s]")),
    ],
)
def test_a_mixed_sum_names_two_of_its_terms(value: Scalar, terms: tuple[str, str]) -> None:
    with pytest.raises(MixedUnits) as error:
        unit_of(value)
    assert all(term in error.value.got for term in terms)


def test_the_broken_unit_of_a_symbol_names_the_symbol() -> None:
    with pytest.raises(ModelError, match="symbol 'g'"):
        unit_of(real("g", unit="per second") * kappa)


FACTORS = st.sampled_from([omega, kappa, sqrt(gamma), hbar, temperature, F, N, exp(I * phi), kappa + I * omega])


@given(FACTORS, FACTORS)
def test_units_multiply_with_their_scalars(a: Scalar, b: Scalar) -> None:
    units = [unit_of(x) for x in (a, b, a * b, a / b)]
    assert None not in units
    assert units[2] == units[0] * units[1]  # type: ignore[operator]
    assert units[3] == units[0] / units[1]  # type: ignore[operator]
