"""Experiments that need no numbers: what follows exactly from the derivation of the systems and of their variants."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import exp, expm1, sqrt
from typing import Any

from derive.audits.rates.flux import fluxes
from derive.claims.measurement import Measurement
from derive.exact.evaluate import derivative, evaluate
from derive.exact.ring import Role
from derive.exact.scalar import symbols_of
from derive.exact.signs import Sign, sign_of
from derive.models.braak.figures import CLOSED, MODES
from derive.models.braak.model import A, closed_ring, one, open_waveguide
from derive.models.braak.variants import Balance, all_ways, balance, by_itself, first_order, scattering
from derive.parameters import symbol_of
from derive.rules.golden_rule.entropy import arrangements
from derive.rules.golden_rule.equilibrium import Thermal, thermal
from derive.rules.golden_rule.kinetics import kinetics
from derive.rules.golden_rule.processes import Process


def first_order_balance(modules: Any, numerics: Any) -> Measurement:
    """All first-order terms of the closed ring."""
    found = balance(first_order())
    text = f"Exact: derived to first order, {_told(found)}; the pairs are {', '.join(found.pairs)}."
    return Measurement(found.holds, text, ("the closed ring to first order",))


def long_way(modules: Any, numerics: Any) -> Measurement:
    """The closed ring with both ways round coherent, for two choices of the resolvent."""
    on_shell, retarded = (balance(model) for model in all_ways())
    text = f"Exact: derived without the dephasing, on the energy shell {_told(on_shell)}; "
    text += f"with the retarded sum and its phases {_told(retarded)}."
    return Measurement(on_shell.holds and retarded.holds, text, ("the closed ring with both ways coherent",))


def scattering_included(modules: Any, numerics: Any) -> Measurement:
    """Scattering at the emitters, taken in."""
    ring, line = (balance(model) for model in scattering())
    text = f"Exact: derived with scattering, in the ring to second order {_told(ring)}; "
    text += f"in the open waveguide to third order {_told(line)}."
    return Measurement(bool(ring.unbalanced and line.unbalanced), text, ("emitters of a linewidth Gamma",))


def largest_entropy(modules: Any, numerics: Any) -> Measurement:
    """Whether the entropy of the closed ring is stationary and concave at one temperature."""
    at = thermal(closed_ring)
    assert isinstance(at, Thermal)  # one frequency
    found = arrangements(closed_ring)
    slopes = {str(at.at(a.ratio)) for a in found}
    falling = all(sign_of(derivative(a.ratio, symbol_of(a.state)) * a.parts[0] ** 2) is Sign.NEGATIVE for a in found)
    text = f"Exact: at one temperature exp(dS/dq) is {' and '.join(sorted(slopes))} for a quantum q of every species, "
    text += "so that no exchange of quanta raises S to first order; each falls with its occupation, and S is concave."
    return Measurement(len(slopes) == 1 and falling, text, ("the energy of the closed ring",))


def one_set_of_couplings(modules: Any, numerics: Any) -> Measurement:
    """Whether the constants of the caption of Fig. S6 can belong to one set of couplings and densities."""
    values = {s.name: v for s, v in kinetics(closed_ring).constants.items()}
    N, N_wg = closed_ring.modes_of(A), closed_ring.modes_of(one)
    exact = values["gammat_1"] == N * values["gamma_1"] and values["gammat_11"] == N_wg * values["gamma_11"]
    exact = exact and values["gammap_dec"] * N_wg == values["gamma_dec"] * N
    exact = exact and values["gamma_3"] * N_wg == values["gamma_0"] * N
    exact = exact and values["gammat_1"] * values["gamma_dec"] == values["gammat_11"] * values["gamma_0"]
    c, m = CLOSED, MODES
    given = c["gammat_1"] == m["N"] * c["gamma_1"] and c["gammat_11"] == m["N_wg"] * c["gamma_11"]
    given = given and c["gammap_dec"] * m["N_wg"] == c["gamma_dec"] * m["N"]
    given = given and c["gamma_3"] * m["N_wg"] == c["gamma_0"] * m["N"]
    given = given and c["gammat_1"] * c["gamma_dec"] == c["gammat_11"] * c["gamma_0"]
    text = "Exact: gammat_1/gamma_1 = N, gammat_11/gamma_11 = N', gamma'_dec/gamma_dec = gamma_3/gamma_0 = N/N' and "
    text += "gammat_1/gammat_11 = gamma_0/gamma_dec follow from the derivation and are true of the caption. That last "
    text += "ratio is pi^2 h^2 rho_wg rho by (S-34), and 1 here: terms of second order are as large as those of first. "
    text += f"At the start of Fig. S6 they take {_taken():.4g} times as much from A by channel 1 as enters channel 1."
    return Measurement(bool(exact and given), text, ("the caption of Fig. S6",))


def against_the_stream(modules: Any, numerics: Any) -> Measurement:
    """What the retarded sum over channel 1 says by itself, without the selection of paths."""
    derived = kinetics(by_itself())
    wrong = [p.name for p in derived.processes if p.name in ("M -> A", "B -> M", "B -> A") and ("1",) in _ways(p)]
    right = [p.name for p in derived.processes if p.name in ("A -> M", "M -> B", "A -> B") and ("1",) in _ways(p)]
    text = f"Exact: with the retarded sum in place of the selection, channel 1 carries {', '.join(right)} and "
    text += f"{', '.join(wrong) or 'nothing'} against its direction."
    return Measurement(bool(right) and not wrong, text, ("the open waveguide, retarded, channels empty",))


def _ways(process: Process) -> set[tuple[str, ...]]:
    return {via for term in process.terms for via in term.via}


def _taken() -> float:
    """What A -> B and A -> M take by channel 1 over what A puts into it, with the caption's numbers at t = 0."""
    (through,) = (f for f in fluxes(kinetics(closed_ring)) if f.species == "A" and f.through == ("1",))
    boson, m = 1 / expm1(1), 100.0
    values = {**CLOSED, "m": m, "m_e": m / (exp(1) + 1), **dict.fromkeys(("n_A", "n_B", "n_1", "n_2"), boson)}
    there = {g: sqrt(values[g.name]) if g.role is Role.ROOT else values[g.name] for g in through.ratio.generators}
    return float(evaluate(through.ratio, there, 1.0, 1j).real)


def losses_apart(modules: Any, numerics: Any) -> Measurement:
    """Which rate constants the loss through the open ends has, and which the exchange with the emitters."""
    derived = kinetics(open_waveguide)
    lost = {s.constant.name for s in derived.shares if set(s.process.created) & open_waveguide.empty}
    kept = {s.constant.name for s in derived.shares if s.constant.name not in lost}
    exchanged = {s.constant for s in derived.shares if {"A", "M"} <= {*s.process.destroyed, *s.process.created}}
    shared = symbols_of(derived.constants[s] for s in derived.constants if s.name in lost)
    shared &= symbols_of(derived.constants[s] for s in exchanged)
    couplings = ", ".join(sorted(s.name for s in shared if s.unit == "J" and s.name.startswith("g")))
    text = f"Exact: the losses have the constants {', '.join(sorted(lost))}, everything else "
    text += f"{', '.join(sorted(kept))}; none is in both, so that at given occupations the loss does not depend on the "
    text += f"exchange. But the couplings {couplings} are in both kinds: with the exchange changes what the emitters "
    text += "lose into the channels by themselves."
    return Measurement(bool(lost) and not lost & {s.name for s in exchanged}, text, ("the derived open waveguide",))


def _told(found: Balance) -> str:
    if found.holds:
        return f"all {len(found.pairs)} pairs balance at one temperature and every equation stands still"
    ratios = "; ".join(f"{name} happens {ratio} times as often forward" for name, ratio in found.unbalanced)
    return f"{ratios or 'all pairs balance'}; not standing still: {', '.join(found.moving) or 'none'}"


EXACT: Mapping[str, Callable[[Any, Any], Measurement]] = {
    "first_order_balance": first_order_balance,
    "long_way": long_way,
    "scattering_included": scattering_included,
    "largest_entropy": largest_entropy,
    "one_set_of_couplings": one_set_of_couplings,
    "losses_apart": losses_apart,
    "against_the_stream": against_the_stream,
}
