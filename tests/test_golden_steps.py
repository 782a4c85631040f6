"""What a supplement prints of each process, against pen and paper: states, matrix elements, T, S, events per time."""

from __future__ import annotations

from dataclasses import replace

from derive.emit.plain import plain
from derive.equations import Step
from derive.expr import Name, Node
from derive.golden.assumptions import Empty
from derive.golden.model import RateModel
from derive.rules.golden_rule.kinetics import kinetics
from derive.rules.golden_rule.steps import steps_of
from tests.golden_models import CHAIN, PAIR, C


def step(model: RateModel, rule: str) -> Step:
    """One step by its name."""
    (found,) = (s for s in steps_of(kinetics(model)) if s.rule == rule)
    return found


def printed(model: RateModel, rule: str) -> list[tuple[str, str]]:
    """The formulas of a step in plain text, each with what it is."""
    return [(_text(what), _text(value)) for what, value in step(model, rule).items]


def _text(value: str | Node | tuple[Node, ...]) -> str:
    if isinstance(value, tuple):
        return " -> ".join(map(plain, value))
    return value if isinstance(value, str) else plain(value)


def test_first_order() -> None:
    """a_j c_k.dag takes |n_j, n_k> to sqrt(n_j (n_k + 1)) |n_j - 1, n_k + 1>, and S = -2 pi i T delta.

    W = (2 pi/hbar) h^2 n_A (n_C + 1) rho_C per mode of A, of which there are hbar Delta rho_A: hbar cancels.
    """
    assert printed(PAIR, "process A -> C") == [
        ("", "|n_A_j, n_C_k> -> |n_A_j - 1, n_C_k + 1>"),
        ("T_fi", "sqrt(n_A_j*(n_C_k + 1))*h"),
        ("S_fi", "-2*I*sqrt(n_A_j*(n_C_k + 1))*h*pi*delta_t0(E_fin - E_in)"),
        ("W", "2*Delta*h**2*pi*rho_A*rho_C*n_A*(n_C + 1)"),
    ]


def test_what_is_empty_holds_a_number() -> None:
    """|n_j, 0_k> to |n_j - 1, 1_k>: the root of n_k + 1 is 1."""
    model = replace(PAIR, assumptions=(*PAIR.assumptions, Empty(C)))
    assert printed(model, "process A -> C")[:2] == [
        ("", "|n_A_j, 0_C_k> -> |n_A_j - 1, 1_C_k>"),
        ("T_fi", "sqrt(n_A_j)*h"),
    ]
    states = step(model, "process A -> C").items[0][1]
    assert [s.latex for s in states if isinstance(s, Name)] == [
        r"|n_{Aj}, 0_{Ck}\rangle",
        r"|n_{Aj} - 1, 1_{Ck}\rangle",
    ]


def test_second_order_in_both_time_orderings() -> None:
    """A -> C -> M through |n_k + 1> or |n_k - 1>: g h (n_k + 1) and g h n_k, times -i pi rho_C sqrt(n_j) each.

    S = -2 pi i (-i pi) rho_C g h (2 n_C + 1) sqrt(n_j) = -2 pi^2 ..., and W = (2 pi/hbar) |T|^2 summed over the
    rho_A dE modes j around the energy of the emitters, of which m - m_e are in the ground state.
    """
    assert printed(CHAIN, "process A -> M") == [
        ("", "|n_A_j, n_C_k, g_M_l> -> |n_A_j - 1, n_C_k + 1, g_M_l> -> |n_A_j - 1, n_C_k, e_M_l>"),
        ("V_1", "sqrt(n_A_j*(n_C_k + 1))*h"),
        ("V_2", "sqrt(n_C_k + 1)*g"),
        ("sum over k of V_2 V_1/(E_in - E_im + i0)", "-I*sqrt(n_A_j)*g*h*pi*rho_C*(n_C + 1)"),
        ("", "|n_A_j, n_C_k, g_M_l> -> |n_A_j, n_C_k - 1, e_M_l> -> |n_A_j - 1, n_C_k, e_M_l>"),
        ("V_1", "sqrt(n_C_k)*g"),
        ("V_2", "sqrt(n_A_j*n_C_k)*h"),
        ("sum over k of V_2 V_1/(E_in - E_im + i0)", "-I*sqrt(n_A_j)*g*h*pi*rho_C*n_C"),
        ("T_fi", "sqrt(n_A_j)*(-I*g*h*pi*rho_C*(n_C + 1) - I*g*h*pi*rho_C*n_C)"),
        ("S_fi", "-2*sqrt(n_A_j)*g*h*pi**2*rho_C*(2*n_C + 1)*delta_t0(E_fin - E_in)"),
        ("W", "2*g**2*h**2*pi**3*rho_A*rho_C**2/hbar*n_A*(m - m_e)*(2*n_C + 1)**2"),
    ]


def test_numbers_of_modes() -> None:
    """hbar Delta rho: the modes in the band of a density per energy."""
    assert printed(PAIR, "rate equations") == [
        ("number of modes of A", "Delta*hbar*rho_A"),
        ("number of modes of C", "Delta*hbar*rho_C"),
    ]
