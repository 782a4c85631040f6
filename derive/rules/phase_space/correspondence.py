r"""From a master equation to its Fokker-Planck equation: operators beside rho become differential operators.

For s = 1, 0, -1 (Glauber-Sudarshan P, Wigner W, Husimi Q) and one mode

    D_s(xi) = exp(xi a.dag) exp(-xi* a) exp((s - 1)|xi|^2/2),    chi_s(xi) = Tr[rho D_s(xi)],
    W_s(mu) = int d^2xi/pi^2 chi_s(xi) exp(mu xi* - mu* xi),      d^2xi = d Re xi d Im xi,

which is ``<mu|rho|mu>/pi`` for s = -1.  Several modes multiply, one factor of each, so that W_s integrates to one:
``Q = <mu|rho|mu>/pi^m`` for m modes [Cahill and Glauber, Phys. Rev. 177, 1882 (1969)].  The actions of a and a.dag on
either side of rho follow from the derivatives of D_s and from its commutators with them; nothing is tabulated.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from functools import cached_property, reduce
from operator import mul

from derive.algebra.boson import Boson
from derive.algebra.differential import Plane, variables
from derive.algebra.operator import Op
from derive.algebra.space import Element, Space
from derive.equations import Step
from derive.errors import ModelError
from derive.model import Model
from derive.parameters import I
from derive.rules.lindblad import Generator, generator
from derive.symbols import latex_name

SOURCE = "Cahill and Glauber, Phys. Rev. 177, 1882 (1969)"


class Distribution(Enum):
    """Which quasiprobability; the value is s."""

    P = 1
    WIGNER = 0
    HUSIMI = -1

    @property
    def letter(self) -> str:
        """How it is printed."""
        return {1: "P", 0: "W", -1: "Q"}[self.value]

    @property
    def moments(self) -> str:
        """The order of operators whose moments it gives."""
        return {1: "normally", 0: "symmetrically", -1: "antinormally"}[self.value]


@dataclass(frozen=True)
class Correspondence:
    """Operators on either side of rho as differential operators on one distribution.

    Parameters
    ----------
    distribution : P, Wigner or Husimi.
    modes : in their order.
    planes : the phase space of each mode.
    """

    distribution: Distribution
    modes: tuple[Boson, ...]
    planes: tuple[Plane, ...]

    def left(self, op: Op) -> Op:
        """What ``op rho`` does to the distribution: ``left(A*B) = left(A)*left(B)``."""
        return self._image(op, lambda space, m, n: self._ladders[space][1] ** m * self._ladders[space][0] ** n)

    def right(self, op: Op) -> Op:
        """What ``rho op`` does to the distribution: ``right(A*B) = right(B)*right(A)``."""
        return self._image(op, lambda space, m, n: self._ladders[space][2] ** n * self._ladders[space][3] ** m)

    def operator(self, polynomial: Op) -> Op:
        """The operator whose mean is the average of a polynomial: ``int p(mu, mu*) W_s = Tr[operator rho]``.

        ``mu`` is the mixture of both actions of a in which the derivatives cancel, ``mu rho = (1+s)/2 a rho +
        (1-s)/2 rho a``; under the trace it acts on the operator from the other side.
        """
        s = self.distribution.value
        near, far = Fraction(1 + s, 2), Fraction(1 - s, 2)
        total = Op({})
        for word, c in polynomial:
            image = Op.scalar(c)
            for space, element in word:
                mode = self.modes[self.planes.index(space)]
                a = Op.of(mode, (0, 1))
                _only_multiplies(space, element)
                for _ in range(element[0]):
                    image = near * (image * a) + far * (a * image)
                for _ in range(element[1]):
                    image = near * (a.dag * image) + far * (image * a.dag)
            total = total + image
        return total

    @cached_property
    def _ladders(self) -> dict[Space, tuple[Op, Op, Op, Op]]:
        pairs = zip(self.modes, self.planes, strict=True)
        return {mode: ladders(self.distribution, plane) for mode, plane in pairs}

    def _image(self, op: Op, factor: Callable[[Space, int, int], Op]) -> Op:
        total = Op({})
        for word, c in op.terms.items():
            factors = [factor(space, m, n) for space, (m, n) in word]
            total = total + reduce(mul, factors, Op.scalar(c))
        return total


def ladders(distribution: Distribution, plane: Plane) -> tuple[Op, Op, Op, Op]:
    """The actions ``a rho, a.dag rho, rho a, rho a.dag`` on a distribution of one mode."""
    s = distribution.value
    xi, xi_bar, d, d_bar = variables(CHARACTERISTIC)
    # d D/d xi* = -D a + (s-1)/2 xi D and d D/d xi = a.dag D + (s-1)/2 xi* D, read off the three exponentials.
    after_a = Fraction(s - 1, 2) * xi - d_bar
    before_dag = d - Fraction(s - 1, 2) * xi_bar
    # [a, D] = xi D and [a.dag, D] = xi* D.
    before_a, after_dag = after_a + xi, before_dag - xi_bar
    # Tr[a rho D] = Tr[rho D a]: what stands left of rho comes after D.
    return tuple(transformed(op, plane) for op in (after_a, after_dag, before_a, before_dag))  # type: ignore[return-value]


CHARACTERISTIC = Plane("xi", r"\xi")
"""The plane of the characteristic function."""


def transformed(op: Op, plane: Plane) -> Op:
    """The Fourier image of an operator on characteristic functions.

    Under ``int d^2xi exp(mu xi* - mu* xi)`` a factor xi is ``-d/dmu*`` and xi* is ``d/dmu``; by parts, ``d/dxi`` is
    ``mu*`` and ``d/dxi*`` is ``-mu``.
    """
    mu, bar, d, d_bar = variables(plane)
    images = (-d_bar, d, bar, -mu)
    total = Op({})
    for word, c in op.terms.items():
        powers = [image**n for _, element in word for image, n in zip(images, element, strict=True)]
        total = total + reduce(mul, powers, Op.scalar(c))
    return total


def correspondence(distribution: Distribution, modes: tuple[Boson, ...], letter: str = "mu") -> Correspondence:
    """The correspondence for some modes; the variable is ``mu`` for one mode, ``mu_<mode>`` for several."""
    printed = latex_name(letter)
    if len(modes) == 1:
        planes: tuple[Plane, ...] = (Plane(letter, printed),)
    else:
        planes = tuple(Plane(f"{letter}_{m.name}", rf"{printed}_{{{latex_name(m.name)}}}") for m in modes)
    return Correspondence(distribution, modes, planes)


@dataclass(frozen=True)
class FokkerPlanck:
    """The equation of motion of a distribution, ``dQ/dt = (unitary + sum of dissipative) Q``, exact to all orders.

    Parameters
    ----------
    name : of the model.
    correspondence : how operators became differential operators.
    master : Hamiltonian (cascades included) and baths.
    unitary : the part of the Hamiltonian.
    dissipative : the part of each bath, in their order.
    steps : how it was derived.
    """

    name: str
    correspondence: Correspondence
    master: Generator
    unitary: Op
    dissipative: tuple[Op, ...]
    steps: tuple[Step, ...]

    @cached_property
    def operator(self) -> Op:
        """The whole right-hand side."""
        return sum(self.dissipative, self.unitary)


def fokker_planck(model: Model, distribution: Distribution = Distribution.HUSIMI, letter: str = "mu") -> FokkerPlanck:
    """The Fokker-Planck equation of any model of bosonic modes.

    Hamiltonians and couplings may be polynomials of any order in the modes; derivatives up to that order appear.

    Raises
    ------
    ModelError
        for a model with other spaces than bosonic modes.
    """
    modes = tuple(space for space in model.spaces if isinstance(space, Boson))
    if len(modes) < len(model.spaces):
        other = next(space for space in model.spaces if not isinstance(space, Boson))
        todo = "map it to modes first (Holstein-Primakoff for a large spin)"
        raise ModelError(f"model {model.name!r}, phase space", "every space must be a bosonic mode", str(other), todo)
    map_ = correspondence(distribution, modes, letter)
    master = generator(model)
    unitary = hamiltonian_part(map_, master.hamiltonian)
    baths = tuple(_dissipator(map_, Generator(Op({}), (bath,))) for bath in master.baths)
    return FokkerPlanck(model.name, map_, master, unitary, baths, (*model.derived, *master.steps, _step(map_)))


def hamiltonian_part(map_: Correspondence, hamiltonian: Op) -> Op:
    """``-i [H, rho]`` on the distribution; real, as H is Hermitian."""
    return -I * (map_.left(hamiltonian) - map_.right(hamiltonian))


def _dissipator(map_: Correspondence, bath: Generator) -> Op:
    """``sum C_ab (L_a rho L_b.dag - {L_b.dag L_a, rho}/2)`` on the distribution."""
    total = Op({})
    for dag, op, weight in bath.jumps:
        both = dag * op
        through = map_.left(op) * map_.right(dag)
        total = total + weight * (through - (map_.left(both) + map_.right(both)) / 2)
    return total


def _step(map_: Correspondence) -> Step:
    kind, s = map_.distribution, map_.distribution.value
    items = []
    for mode, plane in zip(map_.modes, map_.planes, strict=True):
        names = (f"{mode.name} rho", f"{mode.name}.dag rho", f"rho {mode.name}", f"rho {mode.name}.dag")
        items += list(zip(names, ladders(kind, plane), strict=True))
    text = (
        f"rho is represented by {kind.letter} (s = {s}), whose averages are {kind.moments} ordered moments and which "
        f"integrates to one over d^2mu for every mode; operators beside rho become differential operators."
    )
    return Step("operator correspondences", text, tuple(items), SOURCE)


def _only_multiplies(space: Space, element: Element) -> None:
    if element[2] or element[3]:
        todo = "transpose the operator and apply it to one first"
        raise ModelError("average over phase space", "a polynomial must hold no derivative", space.text(element), todo)
