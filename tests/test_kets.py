r"""Printed kets: read as records, printed back, compared with states that were derived.

The formulas are those of Braak and Mannhart, Eqs. (S-11) to (S-43).
"""

from __future__ import annotations

import pytest

from derive.claims.kets import Ket, emitter, is_ket, ket_of, mode, read_ket
from derive.errors import ClaimError, LatexError
from derive.expr import Name, Product
from derive.reader.kets import Slot
from derive.reader.reader import read
from derive.reader.table import Entry, Table

PRINTED = {
    # tag: (printed, the modes it singles out with start and shift)
    "S-11": (r"|\{n_A\}n_{Aj}, \{n_B\}, \{0_1\}0_{1k}, \{0_2\}, \{s\}\rangle",
             {"Aj": ("n_{Aj}", 0), "1k": ("0", 0)}),
    "S-12": (r"|\{n_A\}n_{Aj} - 1, \{n_B\}, \{0_1\}1_{1k}, \{0_2\}, \{s\}\rangle",
             {"Aj": ("n_{Aj}", -1), "1k": ("0", 1)}),
    "S-21": (r"|\{n_A\}n_{Aj}, \{n_B\}n_{Bl}, \{0_1\}0_{1k}, \{0_2\}, \{s\}\rangle",
             {"Aj": ("n_{Aj}", 0), "Bl": ("n_{Bl}", 0), "1k": ("0", 0)}),
    "S-22": (r"|\{n_A\}n_{Aj} - 1, \{n_B\}n_{Bl}, \{0_1\}1_{1k}, \{0_2\}, \{s\}\rangle",
             {"Aj": ("n_{Aj}", -1), "Bl": ("n_{Bl}", 0), "1k": ("0", 1)}),
    "S-23": (r"|\{n_A\}n_{Aj} - 1, \{n_B\}n_{Bl} + 1, \{0_1\}0_{1k}, \{0_2\}, \{s\}\rangle",
             {"Aj": ("n_{Aj}", -1), "Bl": ("n_{Bl}", 1), "1k": ("0", 0)}),
    "S-35": (r"|\{n_A\}n_{Aj}, \{n_B\}, \{0_1\}0_{1k}, \{0_2\}, \{s\}g_l\rangle",
             {"Aj": ("n_{Aj}", 0), "1k": ("0", 0), "l": ("g", 0)}),
    "S-36": (r"|\{n_A\}n_{Aj} - 1, \{n_B\}, \{0_1\}1_{1k}, \{0_2\}, \{s\}g_l\rangle",
             {"Aj": ("n_{Aj}", -1), "1k": ("0", 1), "l": ("g", 0)}),
    "S-37": (r"|\{n_A\}n_{Aj} - 1, \{n_B\}, \{0_1\}0_{1k}, \{0_2\}, \{s\}e_l\rangle",
             {"Aj": ("n_{Aj}", -1), "1k": ("0", 0), "l": ("e", 0)}),
    "S-41": (r"|\{n_A\}n_{Aj}, \{n_B\}, \{0_1\}, \{0_2\}0_{2k}, \{s\}e_l\rangle",
             {"Aj": ("n_{Aj}", 0), "2k": ("0", 0), "l": ("e", 0)}),
    "S-42": (r"|\{n_A\}n_{Aj}, \{n_B\}, \{0_1\}, \{0_2\}1_{2k}, \{s\}g_l\rangle",
             {"Aj": ("n_{Aj}", 0), "2k": ("0", 1), "l": ("g", 0)}),
    "S-43": (r"|\{n_A\}n_{Aj} + 1, \{n_B\}, \{0_1\}, \{0_2\}0_{2k}, \{s\}g_l\rangle",
             {"Aj": ("n_{Aj}", 1), "2k": ("0", 0), "l": ("g", 0)}),
}  # fmt: skip
TABLE = Table(Entry(name, name) for name in (r"|\psi_{\text{in}}\rangle", "x", "F", r"\langle a | F | b \rangle"))


@pytest.mark.parametrize("tag", PRINTED)
def test_a_printed_ket_says_what_each_mode_holds(tag):
    latex, occupations = PRINTED[tag]
    ket = read_ket(latex, tag)
    assert ket.occupations == occupations
    assert len(ket.slots) == 5
    assert [slot.label for slot in ket.slots] == ["n_{A}", "n_{B}", "0_{1}", "0_{2}", "s"]


@pytest.mark.parametrize("tag", PRINTED)
def test_a_ket_prints_as_the_same_ket(tag):
    ket = read_ket(PRINTED[tag][0])
    assert read_ket(ket.latex()).slots == ket.slots and is_ket(ket.latex())


@pytest.mark.parametrize("tag", PRINTED)
def test_the_reader_takes_a_ket_as_one_name(tag):
    latex = PRINTED[tag][0]
    (relation,) = read(rf"|\psi_{{\text{{in}}}}\rangle = {latex}, \quad (\text{{{tag}}})", TABLE)
    left, right = relation.sides
    assert left == Name(r"|\psi_{\text{in}}\rangle", r"|\psi_{\text{in}}\rangle")
    assert isinstance(right, Name) and read_ket(right.key) == read_ket(latex)


def test_spaces_sizes_and_braces_make_no_other_ket():
    plain = read_ket(r"|\{n_A\}n_{Aj}-1,\{s\}g_l\rangle")
    sized = read_ket(r"\left| \{ n_{A} \} n_{Aj} - 1,\; \{s\} g_{l} \right\rangle")
    assert plain == sized and plain.latex() == sized.latex()


def test_kets_are_compared_by_the_modes_they_single_out():
    # One photon of mode j of A is destroyed, one in mode k of channel 1 created: (S-11) becomes (S-12).
    derived = ket_of([mode("Aj", "n_{Aj}", -1), mode("1k", "0", 1)])
    assert derived == read_ket(PRINTED["S-12"][0]) and hash(derived) == hash(read_ket(PRINTED["S-12"][0]))
    assert not derived - read_ket(PRINTED["S-12"][0])
    wrong = read_ket(PRINTED["S-11"][0]) - derived
    assert wrong and str(wrong) == "mode 1k: 0_{1k} and 1_{1k}; mode Aj: n_{Aj} and n_{Aj} - 1"
    assert wrong.latex() == r"0_{1k} \neq 1_{1k},\quad n_{Aj} \neq n_{Aj} - 1"
    # An emitter: (S-36) and (S-42) differ in more than its level.
    assert ket_of([emitter("l", "e")]) - ket_of([emitter("l", "g")])


def test_a_slot_that_singles_out_nothing_says_nothing():
    derived = ket_of([mode("Aj", "n_{Aj}"), mode("Bl", "n_{Bl}"), mode("1k", "0")])
    printed = read_ket(PRINTED["S-11"][0])  # leaves mode l of B open
    assert printed != derived and not printed.says_of(derived)
    assert derived.says_of(printed)


def test_a_ket_is_no_number():
    ket = read_ket(PRINTED["S-11"][0])
    assert ket != 3
    with pytest.raises(TypeError):
        ket - 3


def test_a_matrix_element_and_moduli_stay_what_they_are():
    (relation,) = read(r"x = \langle a | F | b \rangle |F|^2 |x|", TABLE)
    assert isinstance(relation.sides[1], Product)
    assert relation.sides[1].factors[0] == Name(r"\langle a | F | b \rangle", r"\langle a | F | b \rangle")


REFUSED = [
    (r"|x\rangle", "hold occupations"),
    (r"|\{n\}n_1 n_2\rangle", "hold occupations"),
    (r"|\{n\}n_1 + x\rangle", "hold occupations"),
    (r"|\{0\}1_{1} + 1\rangle", "hold occupations"),
    (r"|\{s\}g_l + 1\rangle", "hold occupations"),
    (r"|\{s\}\frac{1}{2}\rangle", "hold occupations"),
    (r"|\{n\}n_1^2\rangle", "hold occupations"),
    (r"x|\{n\}n_1\rangle", "alone"),
    (r"x", "ket must"),
    (r"|\{n\}n_1", "balance|partner"),
]


@pytest.mark.parametrize(("latex", "message"), REFUSED)
def test_what_is_no_ket_of_occupations_is_refused(latex, message):
    with pytest.raises(LatexError, match=message):
        read_ket(latex)


def test_a_mode_is_singled_out_once_and_starts_as_what_it_is():
    with pytest.raises(ClaimError, match="singled out once"):
        Ket((Slot("", "Aj", "n_{Aj}"), Slot("", "Aj", "0", 1)))
    with pytest.raises(ClaimError, match="level must be"):
        emitter("l", "f")
    with pytest.raises(ClaimError, match="start with an occupation"):
        mode("l", "g")
