"""What printed sums over modes are worth, and the limits before them.

The sum over a continuum of a delta function of the energy is its density of states, and occupations under it become
means; ``(delta^t0)^2 = delta^t0 t0/(2 pi hbar)``.  The sum over intermediate modes of ``1/(E_in - E_im + i eta)`` is
what the model's choice of the resolvent makes of it.  An operator stands for all its modes already.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from derive.algebra.operator import Op
from derive.engines.golden.transition import DELTA, DURATION, Transition
from derive.errors import ClaimError
from derive.exact.ring import Generator, Role
from derive.exact.scalar import Scalar, substitute, symbols_of
from derive.golden.model import HBAR, PI, RateModel
from derive.golden.species import Continuum
from derive.parameters import I, real, symbol_of, value_of
from derive.rules.golden_rule.states import Mode

E_IN: Scalar = real("E_in", unit="J", latex=r"E_{\text{in}}", meaning="energy of the initial state")
E_IM: Scalar = real("E_im", unit="J", latex=r"E_{\text{im}}", meaning="energy of the intermediate state")
ETA: Scalar = real("eta", unit="J", meaning="goes to zero from above")
MISS: Scalar = E_IN - E_IM + I * ETA


@dataclass(frozen=True)
class ModeIndex:
    """What the letter under a printed sum runs over.

    ``species`` whose modes it counts, empty for any; ``through`` is the process whose intermediate modes it counts.
    """

    species: str = ""
    through: Transition | None = None


def sum_over_modes(model: RateModel, body: Any, index: Any, *bounds: Any) -> Any:
    """A printed sum over modes.

    Raises
    ------
    ClaimError
        for a sum whose summand is neither an operator nor resonant.
    """
    if isinstance(body, Op):
        return body
    if not isinstance(index, ModeIndex) or not isinstance(body, Scalar):
        raise _refused(model, "a sum must run over modes of the model", type(index).__name__)
    if index.through is not None:
        body = _resolved(model, body, index.through)
        names = [c.species for c in index.through.process.groups[0][0].chains[0].contractions]
    else:
        body = _resonant(model, body, index.species)
        names = [index.species]
    for name in names:
        body = _averaged(model, body, name)
    return body


def _resonant(model: RateModel, body: Scalar, name: str) -> Scalar:
    species = model.by_name.get(name)
    (delta,) = DELTA.generators
    rest = body / DELTA
    if delta in rest.generators:
        rest = rest / DELTA * DURATION / (2 * PI * HBAR)
    if delta in rest.generators or not isinstance(species, Continuum):
        raise _refused(model, "a sum over modes must be of a delta function or its square", str(body))
    result: Scalar = rest * species.density
    return result


def _resolved(model: RateModel, body: Scalar, through: Transition) -> Scalar:
    rest = body * MISS
    if symbols_of([rest]) & symbols_of([E_IM, ETA]):
        raise _refused(model, "a sum over intermediate states must be of 1/(E_in - E_im + i eta)", str(body))
    return rest * through.resolvent


def _averaged(model: RateModel, body: Scalar, name: str) -> Scalar:
    """Occupations of single modes of a species as the mean over them."""
    species = model.by_name[name]
    mode = Mode(name, species.letter)
    images: dict[Generator, Scalar] = {}
    for g in body.generators:
        if g.role is Role.VALUE and g.name == f"n_{mode.text}":
            images[g] = value_of(species.state)
    return substitute(body, images)


def limit(model: RateModel, value: Any, variable: Any, *target: Any) -> Any:
    """The limit of what does not depend on its variable any more: sums over intermediate states take it themselves."""
    if isinstance(value, Scalar) and symbol_of(variable) in symbols_of([value]):
        raise _refused(model, "a limit must be of a sum over intermediate states", str(value))
    return value


def delta_of(energy: Scalar) -> Scalar:
    """``delta^t0(E)``: the integral of ``exp(i E t/hbar)/(2 pi hbar)`` over the duration, centred at zero, 1/J.

    An exponential's integral is itself over the coefficient in its exponent, between the ends.
    """
    from derive.exact.exponential import exponential

    slope = I * energy / HBAR
    ends = exponential(slope * DURATION / 2) - exponential(-slope * DURATION / 2)
    return ends / slope / (2 * PI * HBAR)


def functions_of(model: RateModel) -> dict[str, Callable[..., Any]]:
    """The functions of formulas about one model, by the reader's names."""
    return {
        "sum": lambda body, index, *bounds: sum_over_modes(model, body, index, *bounds),
        "limit": lambda value, variable, *target: limit(model, value, variable, *target),
    }


def _refused(model: RateModel, must: str, got: str) -> ClaimError:
    return ClaimError(f"model {model.name!r}", must, got, "map its names, or state the claim as a definition")


__all__ = ["ETA", "E_IM", "E_IN", "ModeIndex", "delta_of", "functions_of", "limit", "sum_over_modes"]
