"""Entropy of occupations from Boltzmann's counting: the logarithm of how many ways there are to have them.

``nN`` quanta in N modes can be arranged in ``(nN + N - 1)!/((nN)! (N - 1)!)`` ways, ``m_e`` excitations of m emitters
in ``m!/(m_e! (m - m_e)!)``.  For many modes and emitters Stirling's ``ln x! = x ln x - x`` turns each factorial into
a logarithm, and the one mode less is no more than rounding.  The derivative by the number of quanta is the inverse
temperature in units of the energy of a quantum.
"""

from __future__ import annotations

from dataclasses import dataclass

from derive.errors import DeriveError
from derive.exact.evaluate import derivative
from derive.exact.scalar import Scalar, constant
from derive.golden.model import RateModel
from derive.golden.species import Continuum, Species
from derive.parameters import symbol_of, value_of


@dataclass(frozen=True)
class Arrangements:
    """``weight`` times the logarithm of ``(sum of the parts)!/product of (part)!`` is an entropy in units of k_B.

    By Stirling it is ``weight*sum part ln(whole/part)``; as that is homogeneous, a common factor of the parts may stand
    before it, however large the parts then are.

    Parameters
    ----------
    species : whose entropy it is.
    state : the occupation it depends on.
    quanta : how many quanta one unit of the occupation is: the number of modes, or one.
    weight : the common factor.
    parts : what is arranged, over the common factor.
    """

    species: str
    state: Scalar
    quanta: Scalar
    weight: Scalar
    parts: tuple[Scalar, Scalar]

    @property
    def whole(self) -> Scalar:
        """The sum of the parts."""
        return self.parts[0] + self.parts[1]

    @property
    def ratio(self) -> Scalar:
        """``exp(dS/dq)`` with q the number of quanta: by ``d(x ln x)/dx = ln x + 1``, whose ones cancel.

        Raises
        ------
        DeriveError
            where a quantum does not add or remove a whole part: the derivative is then the logarithm of a root.
        """
        result, balance = constant(1), constant(0)
        for part, sign in ((self.whole, 1), *((p, -1) for p in self.parts)):
            power = derivative(part, symbol_of(self.state)) * self.weight / self.quanta * sign
            result, balance = result * part ** _whole_number(self.species, power), balance + power
        assert not balance  # the whole is the sum of its parts
        return result


def arrangements(model: RateModel) -> tuple[Arrangements, ...]:
    """Those of every species that moves, in the order of the states; what is held empty has no entropy."""
    return tuple(arrangements_of(model, s) for s in model.species if s.name not in model.empty)


def arrangements_of(model: RateModel, species: Species) -> Arrangements:
    """The ways to arrange the quanta of one species."""
    state = value_of(species.state)
    if isinstance(species, Continuum):
        modes = model.named_modes(species)
        return _reduced(species.name, state, modes, (state * modes, modes))
    return _reduced(species.name, state, constant(1), (state, species.number - state))


def _reduced(name: str, state: Scalar, quanta: Scalar, parts: tuple[Scalar, Scalar]) -> Arrangements:
    """The number of modes taken out of both parts, where it is in both."""
    divided = (parts[0] / quanta, parts[1] / quanta)
    return Arrangements(name, state, quanta, quanta, divided)


def occupation_at(found: Arrangements, boltzmann: Scalar) -> Scalar:
    """The occupation in equilibrium, where ``dS/dq = x``, as a function of ``boltzmann = exp(-x)``.

    Solves ``ratio = 1/boltzmann``, which is linear in the occupation once it is cleared.
    """
    symbol = symbol_of(found.state)
    above, _, below = found.ratio.parts()
    equation = above * boltzmann - below
    slope = derivative(equation, symbol)
    if symbol in {g.symbol for g in slope.generators}:
        raise DeriveError(f"equilibrium of {found.species}", "it must be linear in the occupation", str(equation))
    return found.state - equation / slope


def _whole_number(species: str, power: Scalar) -> int:
    if not power.is_rational or power.rational.denominator != 1:
        todo = "give modes and number as parameters of their own"
        raise DeriveError(f"entropy of {species}", "a quantum must be one of what is arranged", str(power), todo)
    return int(power.rational)


__all__ = ["Arrangements", "arrangements", "arrangements_of", "occupation_at"]
