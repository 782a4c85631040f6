r"""Formulas as Braak and Mannhart print them: open sums, kets, lists, arguments that belong to names.

The printed LaTeX is verbatim; the trees beside it are written out by hand.
"""

from __future__ import annotations

from fractions import Fraction

import pytest

from derive.errors import LatexError
from derive.expr import Call, Name, Number, Power, Product, Quotient, Sum
from derive.reader.reader import Relation, read, read_expression
from derive.reader.table import Entry, Kind, Table

SCALARS = r"""
k_B; T; k_B T(0); k_B T; 2\hbar; \omega; \Omega; \Delta; E; t_0; m; m_e; m_e(0); p_e; S_M; x; y
\langle n_q(\omega) \rangle(0); \langle n_A \rangle; \langle n_B \rangle; \langle n_1 \rangle; \langle n_2 \rangle
\langle n_A \rangle(\omega); \langle n_B \rangle(\omega); n_{Aj}; n_{Bl}; \langle n_l(\omega) \rangle
\gamma_{\text{dec}}; \gamma'_{\text{dec}}; \gamma_{\text{dec}}(\omega); \gamma_0(\omega); \gamma'_4
\tilde{\gamma}_1; \tilde{\gamma}_2; \tilde{\gamma}_1(\Omega); \tilde{\gamma}_2(\Omega); \gamma_1; \gamma_2; \gamma_3
\tilde{\gamma}_{11}; \tilde{\gamma}_{12}; \tilde{\gamma}_{11}(\Omega); \tilde{\gamma}_{12}(\Omega)
\mathcal{N}; \mathcal{N}'; \rho(\hbar\omega); \rho_{wg}(\hbar\omega); \rho_{wg}(\hbar\omega_j); \rho_{wg}^2(\hbar\omega)
\rho_1(\hbar\omega_j); \rho_B(\hbar\omega); \bar{h}; h_{jk}; h_{lk}; h_{kj}; V_{fk}; V_{ki}; S_{fi}^{t_0}
E_{\text{in}}; E_{\text{im}}; \delta^{t_0}(E_{\text{fin}} - E_{\text{in}}); \delta^{t_0}(E)
\delta^{t_0}(\hbar(\omega_l - \omega_j)); \langle \psi_{\text{fin}} | H_{\text{int}}^1 | \psi_{\text{in}} \rangle
|\psi_{\text{in}}\rangle; \tau_{\text{dec}}^{-1}(\omega_j); \tau_{A \rightarrow B}(\omega)
\tau_{B \rightarrow A}(\omega); \tau_{A \rightarrow 1}; S_{\text{rad}}^l(\omega); \sum_l |S_{fi}^{t_0}|^2
\tau_{jA \rightarrow B}
""".replace("\n", ";").split(";")
OPERATORS = [r"a_{1k}", r"a_{2k}", r"a_{Aj}", r"a_{Bj}", r"a_{Bl}", r"H_{\text{int}}^1", r"\sigma_l^+"]
TABLE = Table(
    [Entry(name.strip(), name.strip()) for name in SCALARS if name.strip()]
    + [Entry(name, name, Kind.OPERATOR) for name in OPERATORS]
)
HBAR, PI, UNIT = Name("hbar", r"\hbar"), Name("pi", r"\pi"), Name("I", "i")


def name(latex):
    return Name(latex, latex)


def num(value):
    return Number(Fraction(value))


def minus(*factors):
    return Product((num(-1), *factors))


M, M_E, N_A, N_B, N_1, N_2 = map(name, ("m", "m_e", *(rf"\langle n_{q} \rangle" for q in "AB12")))
HBAR_OMEGA = Product((HBAR, name(r"\omega")))
RATE = "time_derivative"

# ------------------------------------------------------------------------------------------------ printed equations


def single(latex, **indices):
    """The one relation of a printed formula: its kind, its sides, whether it is open."""
    (relation,) = read(latex, TABLE, indices=indices)
    return relation


def test_the_bose_distribution_with_the_thermal_energy_as_one_name():
    latex = r"\langle n_q(\omega) \rangle(0) = \frac{1}{e^{\hbar\omega/k_B T(0)} - 1}. \quad (7)"
    bose = Quotient(HBAR_OMEGA, name("k_B T(0)"))
    right = Quotient(num(1), Sum((Call("exp", (bose,)), num(-1))))
    assert single(latex) == Relation("=", (name(r"\langle n_q(\omega) \rangle(0)"), right))


def test_the_regularised_delta_function():
    latex = r"\delta^{t_0}(E) = \frac{1}{\pi} \frac{\sin(Et_0/2\hbar)}{E}. \quad (\text{S-14})"
    sine = Call("sin", (Quotient(Product((name("E"), name("t_0"))), name(r"2\hbar")),))
    right = Product((Quotient(num(1), PI), Quotient(sine, name("E"))))
    assert single(latex) == Relation("=", (name(r"\delta^{t_0}(E)"), right))


def test_the_thermal_energy_must_be_entered_to_stand_below_a_slash():
    """Guard: without the entry, a/bc keeps its two readings and is refused."""
    bare = Table(entry for entry in TABLE.entries if entry.latex not in ("k_B T", r"2\hbar"))
    for latex in (r"x = e^{\hbar\Omega/k_B T}", r"x = \sin(Et_0/2\hbar)"):
        assert read(latex, TABLE)
        with pytest.raises(LatexError, match="symbol table as one name"):
            read(latex, bare)


def test_a_matrix_element_and_a_delta_function_are_one_name_each():
    latex = (
        r"S_{fi}^{t_0} = -2\pi i \delta^{t_0}(E_{\text{fin}} - E_{\text{in}}) "
        r"\langle \psi_{\text{fin}} | H_{\text{int}}^1 | \psi_{\text{in}} \rangle \quad (\text{S-13})"
    )
    delta = r"\delta^{t_0}(E_{\text{fin}} - E_{\text{in}})"
    element = r"\langle \psi_{\text{fin}} | H_{\text{int}}^1 | \psi_{\text{in}} \rangle"
    right = Product((num(-2), PI, UNIT, name(delta), name(element)))
    assert single(latex) == Relation("=", (name(r"S_{fi}^{t_0}"), right))


def test_an_approximation_is_no_equation():
    latex = (
        r"S_{fi}^{t_0} \approx -2\pi^2 \delta^{t_0}(\hbar(\omega_l - \omega_j)) |\bar{h}|^2 \rho_{wg}(\hbar\omega_j) "
        r"\sqrt{n_{Aj}(n_{Bl} + 1)}, \quad (\text{S-27})"
    )
    relation = single(latex)
    root = Call("sqrt", (Product((name("n_{Aj}"), Sum((name("n_{Bl}"), num(1))))),))
    modulus = Power(Call("abs", (name(r"\bar{h}"),)), num(2))
    delta, rho = name(r"\delta^{t_0}(\hbar(\omega_l - \omega_j))"), name(r"\rho_{wg}(\hbar\omega_j)")
    right = Product((num(-2), Power(PI, num(2)), delta, modulus, rho, root))
    assert relation == Relation("approx", (name(r"S_{fi}^{t_0}"), right))


def test_rates_are_inverse_powers_of_names_with_arrows():
    left = Power(name(r"\tau_{A \rightarrow 1}"), num(-1))
    right = Product((name(r"\gamma_{\text{dec}}"), name("n_{Aj}"), Sum((N_1, num(1)))))
    latex = r"\tau_{A \rightarrow 1}^{-1} = \gamma_{\text{dec}} n_{Aj} (\langle n_1 \rangle + 1), \quad (\text{S-51})"
    assert single(latex) == Relation("=", (left, right))


def test_a_mean_with_its_frequency_is_one_name_in_a_derivative():
    latex = (
        r"\frac{d\langle n_A \rangle(\omega)}{dt} = -\frac{1}{\tau_{A \rightarrow B}(\omega)} + "
        r"\frac{1}{\tau_{B \rightarrow A}(\omega)} = \gamma_0(\omega)(\langle n_B \rangle(\omega) - "
        r"\langle n_A \rangle(\omega)), \quad (\text{S-32})"
    )
    here, there = name(r"\langle n_A \rangle(\omega)"), name(r"\langle n_B \rangle(\omega)")
    out, back = (Quotient(num(1), name(rf"\tau_{{{way}}}(\omega)")) for way in (r"A \rightarrow B", r"B \rightarrow A"))
    last = Product((name(r"\gamma_0(\omega)"), Sum((there, minus(here)))))
    assert single(latex) == Relation("=", (Call(RATE, (here,)), Sum((minus(out), back)), last))


def test_an_open_sum_over_two_channels_is_written_out():
    latex = (
        r"\frac{dm_e}{dt} = \sum_{r=1,2} \tilde{\gamma}_{1r} [(m - m_e) \langle n_r \rangle - m_e (\langle n_r \rangle "
        r"+ 1)] + \dots, \quad (\text{S-55})"
    )

    def channel(rate, n):
        free = Product((Sum((M, minus(M_E))), n))
        return Product((name(rate), Sum((free, minus(M_E, Sum((n, num(1))))))))

    both = Sum((channel(r"\tilde{\gamma}_{11}", N_1), channel(r"\tilde{\gamma}_{12}", N_2)))
    assert single(latex) == Relation("=", (Call(RATE, (M_E,)), both), open=True)


def test_the_number_of_modes_is_an_integral_over_a_density_with_its_argument():
    latex = (
        r"\mathcal{N} = \hbar \int_{\Omega-\Delta/2}^{\Omega+\Delta/2} d\omega \rho(\hbar\omega), "
        r"\quad \gamma_r = \tilde{\gamma}_r / \mathcal{N}. \quad (\text{S-47})"
    )
    half = Quotient(name(r"\Delta"), num(2))
    limits = Sum((name(r"\Omega"), minus(half))), Sum((name(r"\Omega"), half))
    modes = Call("integral", (name(r"\rho(\hbar\omega)"), name(r"\omega"), *limits))
    first, *rates = read(latex, TABLE, indices={"r": (1, 2)})
    assert first == Relation("=", (name(r"\mathcal{N}"), Product((HBAR, modes))))
    assert rates == [
        Relation("=", (name(rf"\gamma_{r}"), Quotient(name(rf"\tilde{{\gamma}}_{r}"), name(r"\mathcal{N}"))))
        for r in (1, 2)
    ]


def test_a_sum_over_modes_without_values_stays_a_sum():
    latex = (
        r"\tau_{\text{dec}}^{-1}(\omega_j) = \frac{1}{t_0} \sum_k 4\pi^2 |h_{kj}|^2 \frac{t_0}{2\pi\hbar} "
        r"\delta^{t_0}(E_{\text{fin}} - E_{\text{in}}) = \frac{2\pi}{\hbar} |\bar{h}|^2 n_{Aj} \rho_1(\hbar\omega_j), "
        r"\quad (\text{S-16})"
    )
    left, middle, _ = single(latex).sides
    assert left == name(r"\tau_{\text{dec}}^{-1}(\omega_j)")
    assert isinstance(middle, Product) and isinstance(middle.factors[1], Call)
    assert (middle.factors[1].function, middle.factors[1].arguments[1]) == ("sum", Name("k", "k"))


def test_a_printed_sum_can_be_a_name():
    latex = r"\tau_{jA \rightarrow B}^{-1} = \frac{1}{t_0} \sum_l |S_{fi}^{t_0}|^2"
    right = Product((Quotient(num(1), name("t_0")), name(r"\sum_l |S_{fi}^{t_0}|^2")))
    assert single(latex) == Relation("=", (Power(name(r"\tau_{jA \rightarrow B}"), num(-1)), right))
    # Guard: another sum is no name.
    assert single(r"x = \sum_l |S_{fi}^{t_0}|^4").sides[1] == Call(
        "sum", (Power(Call("abs", (name(r"S_{fi}^{t_0}"),)), num(4)), Name("l", "l"))
    )


def test_a_coupling_of_two_reservoirs_is_written_out_and_its_modes_are_not():
    latex = (
        r"H_{\text{int}}^1 = \sum_{q=A,B} \sum_{j,k} h_{jk} \left( a_{qj}^\dagger [a_{1k} + a_{2k}] + \text{h.c.} "
        r"\right). \quad (5)"
    )

    def reservoir(a):
        hop = Product((Call("adjoint", (name(a),)), Sum((name("a_{1k}"), name("a_{2k}")))))
        inner = Product((name("h_{jk}"), Sum((hop, Call("adjoint", (hop,))))))
        return Call("sum", (Call("sum", (inner, Name("k", "k"))), Name("j", "j")))

    both = Sum((reservoir("a_{Aj}"), reservoir("a_{Bj}")))
    assert single(latex) == Relation("=", (name(r"H_{\text{int}}^1"), both))


def test_operators_in_a_row_are_a_list_that_states_nothing():
    latex = r"h_{jk}^* a_{1k}^\dagger a_{Aj}, \quad h_{lk} a_{Bl}^\dagger a_{1k}. \quad (\text{S-24})"
    first = Product((Call("conj", (name("h_{jk}"),)), Call("adjoint", (name("a_{1k}"),)), name("a_{Aj}")))
    second = Product((name("h_{lk}"), Call("adjoint", (name("a_{Bl}"),)), name("a_{1k}")))
    assert single(latex) == Relation("list", (first, second))


def test_primes_before_and_after_a_subscript_are_one_name():
    assert read_expression(r"\gamma_4'", TABLE) == read_expression(r"\gamma'_4", TABLE) == name(r"\gamma'_4")


def test_the_old_declaration_of_script_letters():
    assert read_expression(r"{\cal N}", TABLE) == name(r"\mathcal{N}")
    assert read_expression(r"{\cal N}'", TABLE) == name(r"\mathcal{N}'")
    assert read_expression(r"x{\cal N}^2", TABLE) == Product((name("x"), Power(name(r"\mathcal{N}"), num(2))))


# ------------------------------------------------------------------------------------------------ open sums

X, Y = name("x"), name("y")
OPEN = [
    (r"x = y + \dots", True),
    (r"x = y + \ldots", True),
    (r"x = y + \cdots", True),
    (r"x = y + ...", True),
    (r"x = y - \dots.", True),
    (r"x = y + \dots, \quad (\text{S-18})", True),
    (r"x + \dots = y", True),
    (r"\begin{aligned} x &= y \\ &+ \dots \end{aligned}", True),
    (r"x = y", False),
    (r"x = y.", False),
]


@pytest.mark.parametrize(("latex", "is_open"), OPEN)
def test_dots_that_end_a_side_leave_it_open(latex, is_open):
    assert read(latex, TABLE) == (Relation("=", (X, Y), open=is_open),)


def test_a_chain_is_open_where_its_dots_stand():
    equal, less = read(r"x = y + \dots = m < m_e", TABLE)
    assert equal == Relation("=", (X, Y, M), open=True)
    assert less == Relation("<", (M, M_E))
    assert [r.open for r in read(r"x = y, \quad y = m + \dots", TABLE)] == [False, True]
