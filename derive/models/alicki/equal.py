"""Sec. II where levels or Bohr frequencies are equal: what (6), (7), (10) say there, and what follows from (10).

At the levels of Fig. 1, E = (w, 0, -w), the transitions + -> 0 and 0 -> - have one Bohr frequency, so that the
coherence of + and 0 feeds that of 0 and -.  Four dots without field have two levels of one energy.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from derive.claims.checker import Checker
from derive.claims.claim import Decision
from derive.claims.load import read_claims
from derive.claims.measurement import Measurement
from derive.exact.insert import insert
from derive.exact.scalar import constant
from derive.models.alicki.model import V_1, tau, three_dots
from derive.parameters import I, symbol_of
from derive.rules.scattering.lippmann import scattering
from derive.rules.scattering.master import Master, master
from derive.scattering.model import Contact, Matrix, ScatteringModel, matrix_of

PRINTED = ("6", "7", "10")


def even_levels(modules: Any, numerics: Any) -> Measurement:
    """(6), (7) and (10) as printed for three dots with a quarter turn a hop, phi = 3/4, as in Fig. 1."""
    model = replace(three_dots, hamiltonian=_quarter_turn())
    together = [b.transitions for b in _generator(model).blocks if len(b.transitions) > 1 and b.frequency]
    claims = read_claims(Path(__file__).with_name("claims.toml"))
    checker = Checker(claims, {claims.model: model})
    found = [checker.verdict(replace(checker.claim(tag), scope="")) for tag in PRINTED]
    holds = all(v.decision in (Decision.HOLDS, Decision.HOLDS_IF) for v in found)
    told = "; ".join(f"({v.claim.tag}) {v.decision.value}" for v in found)
    labels = model.labels
    pairs = " and ".join(f"{labels[j]} -> {labels[k]}" for k, j in together[-1]) if together else "none"
    text = f"Exact, with the levels {', '.join(map(str, scattering(model).spectrum.energies))} of 0, -, +: {told}. "
    text += f"Transitions {pairs} have one Bohr frequency and act together in the sum over omega of (7): each takes "
    text += "the coherence of its initial level with that of the other one to that of the final levels."
    under = tuple(dict.fromkeys(u for v in found for u in v.under))
    return Measurement(holds and len(together) == 2, text, ("three dots, phi = 3/4", *under), exact=True)


def _quarter_turn() -> Matrix:
    """The hopping of the dots at theta = pi/2: ``-i tau`` to the dot before, ``i tau`` to the next."""
    turns = (constant(0), -I, I)
    return matrix_of("ring", [[tau * turns[(j - i) % 3] for j in range(3)] for i in range(3)])


def _generator(model: ScatteringModel) -> Master:
    return master(scattering(model))


def coherences_move_populations(modules: Any, numerics: Any) -> Measurement:
    """One of four dots without field is hit: what its two levels of one energy do to the population of another."""
    hopping = [[tau * int((i - j) % 4 in (1, 3)) for j in range(4)] for i in range(4)]
    found = _generator(ScatteringModel("square", (Contact(0, V_1),), matrix_of("ring", hopping)))
    independent, told = True, []
    for one, other in found.degenerate:
        together = found.coefficient((0, one), (0, other))
        alone = found.coefficient((0, one), (0, one))
        if together is None or alone is None or not together.left:
            continue
        # Of equal energies, hence of equal b_j.
        b = [found.solved.channels[k].b for k in (one, other)]
        of_both, of_one = (insert(c.left * c.right.conjugate(), {symbol_of(b[1]): b[0]}) for c in (together, alone))
        independent = independent and of_both != of_one
        told.append(f"levels {one} and {other}")
    text = f"Exact: {' and '.join(told) or 'no levels'} have one energy, and their coherence rho_kl has in dp_0/dt the "
    text += (
        "coefficient of the population of either, a rate of the gas hitting dot 1, t_0k t_0l^* = |t_0k|^2 > 0. (10) "
    )
    text += "holds there too: coherences of equal levels commute with H_S. Of levels that are all different no "
    text += "coherence has the Bohr frequency zero of the populations, and the statement is right."
    return Measurement(independent, text, ("four dots without field", "V_2 = V_3 = V_4 = 0"), exact=True)


EQUAL: Mapping[str, Callable[[Any, Any], Measurement]] = {
    "even_levels": even_levels,
    "coherences_move_populations": coherences_move_populations,
}
