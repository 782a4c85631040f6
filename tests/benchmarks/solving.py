"""Closed-form steady states against ``sympy.solve`` on the same linear system."""

from __future__ import annotations

import sympy

from derive import Bath, Cascade, Model, Observable, boson, levels, moments, nonnegative, positive, real, sqrt
from derive.exact.scalar import Scalar
from derive.models.barzanjeh.model import CASCADED
from tests.benchmarks.timing import capped, line, seconds

PATIENCE = 60.0  # seconds; SymPy does not end on this system in several minutes


def two_oscillators() -> str:
    """The moments behind C1 and C2 with all rates different."""
    equations = moments(CASCADED)
    system, unknowns = _as_sympy(equations)
    ours = min(seconds(lambda: equations.steady_state().observables) for _ in range(3))
    theirs, ended = capped(lambda: sympy.solve(system, unknowns), PATIENCE)
    other = "sympy.solve" if ended else "sympy.solve, stopped unfinished after"
    return line("C1/C2, all rates different", ours, theirs, other, "at least 10")


def _as_sympy(equations: object) -> tuple[list[sympy.Expr], list[sympy.Symbol]]:
    """The same equations for SymPy, complex parameters and phases as plain symbols, as a user would type them."""
    unknowns = list(sympy.symbols(f"x0:{len(equations.states)}"))
    rows = [
        sum((to_sympy(c) * unknowns[j] for j, c in row.items()), to_sympy(b))
        for row, b in zip(equations.rows, equations.source, strict=True)
    ]
    return rows, unknowns


def to_sympy(value: Scalar) -> sympy.Expr:
    """A scalar with one plain SymPy symbol for every generator."""

    def poly(terms: object) -> sympy.Expr:
        return sympy.Add(*[c * sympy.Mul(*[sympy.Symbol(g.label) ** e for g, e in powers]) for powers, c in terms])

    re, im, den = (poly(value.ring.terms(p)) for p in (value.re, value.im, value.den))
    return (re + sympy.I * im) / den


def cascade_of_four() -> str:
    """Four cascaded oscillators, all rates and frequencies different: derived and solved."""
    modes = boson("c_1 c_2 c_3 c_4")
    gammas = positive("gamma_1 gamma_2 gamma_3 gamma_4")
    kappas = positive("kappa_1 kappa_2 kappa_3 kappa_4")
    occupations = nonnegative("N_1 N_2 N_3 N_4")
    frequencies = real("omega_1 omega_2 omega_3 omega_4")
    model = Model(
        "chain",
        sum(w * c.dag * c for w, c in zip(frequencies, modes, strict=True)),
        baths=[Bath(c, k, n) for c, k, n in zip(modes, kappas, occupations, strict=True)],
        cascades=[Cascade([sqrt(g) * c for g, c in zip(gammas, modes, strict=True)], occupation=nonnegative("N"))],
        observables=[Observable(f"n_{j}", c.dag * c) for j, c in enumerate(modes, 1)],
    )
    time = seconds(lambda: moments(model).steady_state().observables)
    return f"four cascaded oscillators, all rates different: {time:.2f} s (seconds)"


def six_levels() -> str:
    """The steady state of a fully connected six-level rate equation with 30 distinct rates."""
    atom = levels("atom", 6)
    names = [(j, k) for j in range(6) for k in range(6) if j != k]
    rates = {pair: positive(f"w_{pair[0]}{pair[1]}") for pair in names}
    model = Model(
        "six_levels",
        0 * atom(1, 1),
        baths=[Bath(atom(j, k), rates[j, k]) for j, k in names],
        observables=[Observable(f"p_{j}", atom(j, j)) for j in range(6)],
    )
    time = seconds(lambda: moments(model).steady_state().observables)
    return f"six levels, 30 rates: {time:.2f} s (under 1)"
